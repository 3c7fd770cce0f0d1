"""The shapes of Block Kit's blocks, which elements each may hold, and which surface shows it.

Must not look across blocks: `validate` does that for a whole message or view.
"""

from __future__ import annotations

from typing import Final

from bot.sandbox.blocks import limits
from bot.sandbox.blocks.elements import (
    ACTION_ID,
    BUTTON,
    CHOICES,
    DATETIMEPICKER,
    FEEDBACK_BUTTONS,
    ICON_BUTTON,
    IMAGE,
    INPUTS,
    MRKDWN,
    MULTI_SELECTS,
    OVERFLOW,
    PLACED,
    PLAIN,
    SEGMENT,
    SELECTS,
    SLACK_FILE,
    TYPED_IN,
    WORKFLOW_BUTTON,
    any_text,
    plain_text,
)
from bot.sandbox.blocks.rich_text import RICH_TEXT
from bot.sandbox.blocks.rules import (
    action_ids_differ,
    at_least_one,
    collapses_or_divides,
    exactly_one,
    no_dispatch_of_files,
    rows_equal,
    series_fit,
    slices_positive,
)
from bot.sandbox.blocks.shapes import (
    Check,
    Surface,
    by_type,
    flag,
    items,
    link,
    number,
    one_of,
    or_null,
    record,
    string,
    typed,
    whole,
)

BLOCK_ID: Final[dict[str, Check]] = {"block_id": string(limits.IDENTIFIER)}
BUTTONS: Final[dict[str, Check]] = {"button": BUTTON, "workflow_button": WORKFLOW_BUTTON}
TEXTS: Final[dict[str, Check]] = {
    PLAIN: any_text(limits.TEXT),
    MRKDWN: any_text(limits.TEXT),
}
RICH_TEXT_INPUT: Final = typed(
    "rich_text_input",
    {"action_id": ACTION_ID},
    {**PLACED, **TYPED_IN, "initial_value": RICH_TEXT, "min_lines": whole(1), "max_lines": whole(1)},
)
# The page of each element; where it is wider, the pages of the blocks say nothing of it.
ELEMENT_ONLY_ON: dict[str, tuple[Surface, ...]] = {
    "datetimepicker": (Surface.MESSAGE, Surface.MODAL),
    "email_text_input": (Surface.MODAL,),
    "file_input": (Surface.MODAL,),
    "number_input": (Surface.MODAL,),
    "rich_text_input": (Surface.MODAL, Surface.HOME),
    "url_text_input": (Surface.MODAL,),
    "workflow_button": (Surface.MESSAGE,),
}
ACCESSORY: Final = by_type(
    {**BUTTONS, **SELECTS, **MULTI_SELECTS, **CHOICES, "overflow": OVERFLOW, "image": IMAGE},
    ELEMENT_ONLY_ON,
)
IN_ACTIONS: Final = by_type(
    {
        **BUTTONS,
        **SELECTS,
        **MULTI_SELECTS,
        **CHOICES,
        "overflow": OVERFLOW,
        "datetimepicker": DATETIMEPICKER,
        "rich_text_input": RICH_TEXT_INPUT,
    },
    ELEMENT_ONLY_ON,
)
IN_INPUT: Final = by_type(
    {
        **SELECTS,
        **MULTI_SELECTS,
        **CHOICES,
        **INPUTS,
        "datetimepicker": DATETIMEPICKER,
        "rich_text_input": RICH_TEXT_INPUT,
    },
    ELEMENT_ONLY_ON,
)
RAW_TEXT: Final = typed("raw_text", {"text": string()})
RAW_NUMBER: Final = typed("raw_number", {"value": number, "text": string()})
CELL: Final = by_type({"raw_text": RAW_TEXT, "raw_number": RAW_NUMBER, "rich_text": RICH_TEXT})
ROW: Final = items(CELL, limits.TABLE_COLUMNS)
COLUMN: Final = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})
CARD: Final = typed(
    "card",
    {},
    {
        **BLOCK_ID,
        "hero_image": IMAGE,
        "icon": IMAGE,
        "title": any_text(limits.CARD_TITLE),
        "subtitle": any_text(limits.CARD_TITLE),
        "body": any_text(limits.CARD_BODY),
        "actions": items(by_type(BUTTONS), limits.ACTIONS_ELEMENTS),
    },
    at_least_one("hero_image", "title", "actions", "body"),
    action_ids_differ("actions"),
)
TASK_CARD: Final = typed(
    "task_card",
    {
        "task_id": string(),
        "title": string(),
        "status": one_of("pending", "in_progress", "complete", "error"),
    },
    {
        **BLOCK_ID,
        "details": RICH_TEXT,
        "output": RICH_TEXT,
        "sources": items(typed("url", {"url": link(limits.URL), "text": string()})),
    },
)
SERIES: Final[dict[str, Check]] = {
    "series": items(
        record({"name": string(limits.CHART_LABEL), "data": items(SEGMENT, limits.CHART_CATEGORIES)}),
        limits.CHART_SERIES,
    ),
    "axis_config": record(
        {"categories": items(string(limits.CHART_LABEL), limits.CHART_CATEGORIES)},
        {"x_label": string(limits.CHART_TITLE), "y_label": string(limits.CHART_TITLE)},
    ),
}
CHART: Final = by_type(
    {
        "pie": typed("pie", {"segments": items(SEGMENT, limits.CHART_SERIES)}, None, slices_positive),
        "bar": typed("bar", SERIES, None, series_fit),
        "line": typed("line", SERIES, None, series_fit),
        "area": typed("area", SERIES, None, series_fit),
    }
)
SIMPLE: Final[dict[str, Check]] = {
    "section": typed(
        "section",
        {},
        {
            **BLOCK_ID,
            "text": any_text(limits.TEXT),
            "fields": items(any_text(limits.SECTION_FIELD_TEXT), limits.SECTION_FIELDS),
            "accessory": ACCESSORY,
            "expand": flag,
        },
        at_least_one("text", "fields"),
    ),
    "header": typed("header", {"text": plain_text(limits.HEADER_TEXT)}, {**BLOCK_ID, "level": whole(1, 4)}),
    "divider": typed("divider", {}, BLOCK_ID),
    "image": typed(
        "image",
        {"alt_text": string(limits.ALT_TEXT)},
        {
            **BLOCK_ID,
            "image_url": link(limits.URL),
            "slack_file": SLACK_FILE,
            "title": plain_text(limits.IMAGE_TITLE),
        },
        exactly_one("image_url", "slack_file"),
    ),
    "context": typed(
        "context",
        {"elements": items(by_type({**TEXTS, "image": IMAGE}), limits.CONTEXT_ELEMENTS)},
        BLOCK_ID,
    ),
    "actions": typed(
        "actions",
        {"elements": items(IN_ACTIONS, limits.ACTIONS_ELEMENTS)},
        BLOCK_ID,
        action_ids_differ("elements"),
    ),
    "context_actions": typed(
        "context_actions",
        {
            "elements": items(
                by_type({"feedback_buttons": FEEDBACK_BUTTONS, "icon_button": ICON_BUTTON}),
                limits.CONTEXT_ACTIONS_ELEMENTS,
            )
        },
        BLOCK_ID,
        action_ids_differ("elements"),
    ),
    "input": typed(
        "input",
        {"label": plain_text(limits.INPUT_LABEL), "element": IN_INPUT},
        {**BLOCK_ID, "hint": plain_text(limits.INPUT_LABEL), "optional": flag, "dispatch_action": flag},
        no_dispatch_of_files,
    ),
    "markdown": typed("markdown", {"text": string(limits.MESSAGE_MARKDOWN)}, BLOCK_ID),
    "rich_text": RICH_TEXT,
    "table": typed(
        "table",
        {"rows": items(ROW, limits.TABLE_ROWS)},
        {**BLOCK_ID, "column_settings": items(or_null(COLUMN), limits.TABLE_COLUMNS)},
    ),
    "data_table": typed(
        "data_table",
        {
            "caption": string(),
            "rows": items(ROW, limits.DATA_TABLE_ROWS, limits.DATA_TABLE_ROWS_LEAST),
        },
        {**BLOCK_ID, "page_size": whole(1, limits.DATA_TABLE_PAGE), "row_header_column_index": whole(0)},
        rows_equal,
    ),
    "data_visualization": typed(
        "data_visualization", {"title": string(limits.CHART_TITLE), "chart": CHART}, BLOCK_ID
    ),
    "video": typed(
        "video",
        {
            "alt_text": string(limits.ALT_TEXT),
            "title": plain_text(limits.VIDEO_TITLE),
            "thumbnail_url": link(limits.URL),
            "video_url": link(limits.URL, "https"),
        },
        {
            **BLOCK_ID,
            "title_url": link(limits.URL, "https"),
            "description": plain_text(limits.VIDEO_DESCRIPTION),
            "provider_icon_url": link(limits.URL),
            "provider_name": string(),
            "author_name": string(limits.VIDEO_AUTHOR),
        },
    ),
    "file": typed("file", {"external_id": string(), "source": one_of("remote")}, BLOCK_ID),
    "alert": typed(
        "alert",
        {"text": any_text(limits.ALERT_TEXT)},
        {**BLOCK_ID, "level": one_of("default", "info", "warning", "error", "success")},
    ),
    "card": CARD,
    "carousel": typed(
        "carousel", {"elements": items(by_type({"card": CARD}), limits.CAROUSEL_CARDS)}, BLOCK_ID
    ),
    "task_card": TASK_CARD,
    "plan": typed(
        "plan",
        {"title": string()},
        {**BLOCK_ID, "tasks": items(by_type({"task_card": TASK_CARD}), at_least=0)},
    ),
}
INSIDE: Final = {"carousel": "elements", "container": "child_blocks"}  # where a block holds others
ONLY_ON: Final[dict[str, tuple[Surface, ...]]] = {  # surfaces
    "alert": (Surface.MODAL,),
    "carousel": (Surface.MESSAGE, Surface.HOME),
    "container": (Surface.MESSAGE,),
    "context_actions": (Surface.MESSAGE,),
    "data_table": (Surface.MESSAGE, Surface.HOME),
    "data_visualization": (Surface.MESSAGE,),
    "file": (Surface.MESSAGE,),
    "markdown": (Surface.MESSAGE,),
    "plan": (Surface.MESSAGE,),
    "table": (Surface.MESSAGE, Surface.HOME),
    "task_card": (Surface.MESSAGE,),
}
IN_CONTAINER: Final = (  # blocks/container
    "actions", "context", "divider", "file", "header", "image", "input", "rich_text", "section", "table",
    "video",
)  # fmt: skip
CONTAINER: Final = typed(
    "container",
    {
        "child_blocks": items(
            by_type({kind: SIMPLE[kind] for kind in IN_CONTAINER}),
            limits.CONTAINER_BLOCKS,
        )
    },
    {
        **BLOCK_ID,
        "title": plain_text(limits.CONTAINER_TITLE),
        "rich_text_title": RICH_TEXT,
        "subtitle": any_text(limits.CONTAINER_TITLE),
        "icon": IMAGE,
        "width": one_of("narrow", "standard", "wide", "full"),
        "is_collapsible": flag,
        "default_collapsed": flag,
        "has_header_divider": flag,
    },
    at_least_one("title", "rich_text_title"),
    collapses_or_divides,
)
BLOCK: Final = by_type({**SIMPLE, "container": CONTAINER}, ONLY_ON)
