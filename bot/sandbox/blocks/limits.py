"""Every limit of Block Kit as one table of named constants, each with where it is stated.

Must not hold rules: what a limit applies to is said in `elements` and `layout`.
Text is counted in code points, as Slack counts it.

Sources, named by their short form behind each value:
    blocks/X    https://docs.slack.dev/reference/block-kit/blocks/X-block
    elements/X  https://docs.slack.dev/reference/block-kit/block-elements/X-element
    objects/X   https://docs.slack.dev/reference/block-kit/composition-objects/X-object
    surfaces    https://docs.slack.dev/blocks.json, which surface shows which block
    views       https://docs.slack.dev/reference/views
    sdk         the validators of slack_sdk 3.47, slack_sdk/models
"""

from __future__ import annotations

from typing import Final

# Surfaces
MESSAGE_BLOCKS: Final = 50  # reference/block-kit/blocks
VIEW_BLOCKS: Final = 100  # reference/block-kit/blocks: modals and Home tabs
MESSAGE_TEXT_IN_BLOCKS: Final = 13_200  # observed: github.com/slackapi/bolt-js/issues/2509
MESSAGE_MARKDOWN: Final = 12_000  # blocks/markdown: of all markdown blocks of one message together
MESSAGE_TABLES: Final = 1  # blocks/table
MESSAGE_TABLE_TEXT: Final = 10_000  # blocks/table: of all cells of one message together
MESSAGE_CHARTS: Final = 2  # blocks/data-visualization
MESSAGE_PLANS: Final = 1  # observed: chat.update says "Cannot have more than 1 plan block"
VIEW_TITLE: Final = 24  # views: title, submit and close
PRIVATE_METADATA: Final = 3000  # views
IDENTIFIER: Final = 255  # views: callback_id, external_id; every block: block_id; every element: action_id

# Composition objects
TEXT: Final = 3000  # objects/text
CONFIRM_TITLE: Final = 100  # objects/confirmation-dialog
CONFIRM_TEXT: Final = 300  # objects/confirmation-dialog
CONFIRM_BUTTON: Final = 30  # objects/confirmation-dialog
OPTION_TEXT: Final = 75  # objects/option: text and description
OPTION_VALUE: Final = 150  # objects/option
OPTION_GROUP_LABEL: Final = 75  # objects/option-group
URL: Final = 3000  # objects/option, elements/button, elements/image
ALT_TEXT: Final = 2000  # elements/image

# Elements
BUTTON_TEXT: Final = 75  # elements/button: text and accessibility_label
BUTTON_VALUE: Final = 2000  # elements/button
AGENT_PROMPT: Final = 4000  # sdk: ButtonElement.agent_prompt
PLACEHOLDER: Final = 150  # elements/plain-text-input, elements/select-menu
SELECT_OPTIONS: Final = 100  # elements/select-menu: options and option_groups
CHOICE_OPTIONS: Final = 10  # elements/checkboxes, elements/radio-button
OVERFLOW_OPTIONS: Final = 5  # elements/overflow-menu
INPUT_LENGTH: Final = 3000  # elements/plain-text-input: min_length and max_length
DATE_TIME_LEAST: Final = 1_000_000_000  # elements/datetime-picker: "in the format of 10 digits"
DATE_TIME_MOST: Final = 9_999_999_999  # the same page
FILE_INPUT_FILES: Final = 10  # elements/file-input
ICON_BUTTON_USERS: Final = 10  # elements/icon-button: visible_to_user_ids

# Blocks
SECTION_FIELDS: Final = 10  # blocks/section
SECTION_FIELD_TEXT: Final = 2000  # blocks/section
HEADER_TEXT: Final = 150  # blocks/header
CONTEXT_ELEMENTS: Final = 10  # blocks/context
ACTIONS_ELEMENTS: Final = 25  # blocks/actions
CONTEXT_ACTIONS_ELEMENTS: Final = 5  # blocks/context-actions
INPUT_LABEL: Final = 2000  # blocks/input: label and hint
IMAGE_TITLE: Final = 2000  # blocks/image
VIDEO_TITLE: Final = 199  # blocks/video: "less than 200"
VIDEO_DESCRIPTION: Final = 199  # blocks/video: "less than 200"
VIDEO_AUTHOR: Final = 49  # blocks/video: "less than 50"
ALERT_TEXT: Final = 200  # github.com/slackapi/node-slack-sdk/pull/2567
CARD_TITLE: Final = 150  # blocks/card: title and subtitle
CARD_BODY: Final = 200  # blocks/card
CAROUSEL_CARDS: Final = 10  # blocks/carousel
CONTAINER_TITLE: Final = 150  # blocks/container: title and subtitle
CONTAINER_BLOCKS: Final = 10  # blocks/container
TABLE_ROWS: Final = 100  # blocks/table
TABLE_COLUMNS: Final = 20  # blocks/table: cells of a row and column_settings
DATA_TABLE_ROWS: Final = 101  # blocks/data-table: a header and 100 rows
DATA_TABLE_ROWS_LEAST: Final = 2  # blocks/data-table: a header and one row
DATA_TABLE_PAGE: Final = 100  # blocks/data-table: page_size
CHART_TITLE: Final = 50  # blocks/data-visualization: title and axis labels
CHART_LABEL: Final = 20  # blocks/data-visualization: names of series, segments and categories
CHART_SERIES: Final = 12  # blocks/data-visualization: series and segments
CHART_CATEGORIES: Final = 20  # blocks/data-visualization
RICH_TEXT_INDENT: Final = 8  # blocks/rich-text: indent of a list
