"""The shapes of Block Kit's composition objects and interactive elements.

Must not know where an element may stand: `layout` says that.
"""

from __future__ import annotations

from typing import Final

from bot.sandbox.blocks import limits
from bot.sandbox.blocks.rules import (
    at_least_one,
    exactly_one,
    initial_offered,
    lowest_first,
    whole_unless_decimal,
)
from bot.sandbox.blocks.shapes import (
    Check,
    by_type,
    flag,
    items,
    link,
    number,
    one_of,
    record,
    string,
    typed,
    whole,
    written,
)

ACTION_ID: Final = string(limits.IDENTIFIER)
PLAIN: Final = "plain_text"
MRKDWN: Final = "mrkdwn"


def plain_text(at_most: int) -> Check:
    """A text object that must be plain text."""
    shape = typed(PLAIN, {"text": string(at_most)}, {"emoji": flag})
    return by_type({PLAIN: shape})


def any_text(at_most: int) -> Check:
    """A text object, plain or in Slack's markup."""
    return by_type(
        {
            PLAIN: typed(PLAIN, {"text": string(at_most)}, {"emoji": flag}),
            MRKDWN: typed(MRKDWN, {"text": string(at_most)}, {"verbatim": flag}),
        }
    )


CONFIRM: Final = record(
    {
        "title": plain_text(limits.CONFIRM_TITLE),
        "text": any_text(limits.CONFIRM_TEXT),
        "confirm": plain_text(limits.CONFIRM_BUTTON),
        "deny": plain_text(limits.CONFIRM_BUTTON),
    },
    {"style": one_of("primary", "danger")},
)
ADDRESS: Final = link(limits.URL, "http", "https", "mailto")
SLACK_FILE: Final = record({}, {"id": string(), "url": link(limits.URL)}, exactly_one("id", "url"))
DISPATCH: Final = record(
    {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), at_most=2)}
)
FILTER: Final = record(
    {},
    {
        "include": items(one_of("im", "mpim", "private", "public"), at_most=4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
    at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
)


def option(text: Check, *, with_url: bool = False) -> Check:
    """One line of a menu or one box to tick; only an overflow menu's may open an address."""
    optional: dict[str, Check] = {"description": text}
    if with_url:
        optional["url"] = ADDRESS
    return record({"text": text, "value": string(limits.OPTION_VALUE)}, optional)


MENU_OPTION: Final = option(plain_text(limits.OPTION_TEXT))
CHOICE_OPTION: Final = option(any_text(limits.OPTION_TEXT))
OPTION_GROUP: Final = record(
    {
        "label": plain_text(limits.OPTION_GROUP_LABEL),
        "options": items(MENU_OPTION, limits.SELECT_OPTIONS),
    }
)


DECIMAL: Final = written(r"-?[0-9]+(\.[0-9]+)?", "must be a number")
DATE: Final = written(
    r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "must be a date in the format YYYY-MM-DD"
)
TIME: Final = written(r"([01][0-9]|2[0-3]):[0-5][0-9]", "must be a time in the format HH:mm")
PLACED: Final[dict[str, Check]] = {"placeholder": plain_text(limits.PLACEHOLDER), "focus_on_load": flag}
ASKED: Final[dict[str, Check]] = {"action_id": ACTION_ID, "confirm": CONFIRM, "focus_on_load": flag}
MENU: Final[dict[str, Check]] = {**ASKED, "placeholder": plain_text(limits.PLACEHOLDER)}
MANY: Final[dict[str, Check]] = {**MENU, "max_selected_items": whole(1)}
TYPED_IN: Final[dict[str, Check]] = {**PLACED, "action_id": ACTION_ID, "dispatch_action_config": DISPATCH}
OFFERS: Final[dict[str, Check]] = {
    "options": items(MENU_OPTION, limits.SELECT_OPTIONS),
    "option_groups": items(OPTION_GROUP, limits.SELECT_OPTIONS),
}
LENGTH: Final = whole(0, limits.INPUT_LENGTH)
IMAGE: Final = typed(
    "image",
    {"alt_text": string(limits.ALT_TEXT)},
    {"image_url": link(limits.URL), "slack_file": SLACK_FILE},
    exactly_one("image_url", "slack_file"),
)
BUTTON: Final = typed(
    "button",
    {"text": plain_text(limits.BUTTON_TEXT)},
    {
        "action_id": ACTION_ID,
        "url": ADDRESS,
        "value": string(limits.BUTTON_VALUE),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(limits.BUTTON_TEXT),
        "agent_prompt": string(limits.AGENT_PROMPT),
        "agent_prompt_display": string(),
        "visible_to_user_ids": items(string()),
    },
)
WORKFLOW_BUTTON: Final = typed(
    "workflow_button",
    {
        "text": plain_text(limits.BUTTON_TEXT),
        "workflow": record(
            {
                "trigger": record(
                    {"url": link(limits.URL)},
                    {
                        "customizable_input_parameters": items(
                            record({"name": string(), "value": string(at_least=0)})
                        )
                    },
                )
            }
        ),
    },
    {
        "action_id": ACTION_ID,
        "style": one_of("primary", "danger"),
        "accessibility_label": string(limits.BUTTON_TEXT),
    },
)
FEEDBACK_BUTTON: Final = record(
    {"text": plain_text(limits.BUTTON_TEXT), "value": string(limits.BUTTON_VALUE)},
    {"accessibility_label": string(limits.BUTTON_TEXT)},
)
FEEDBACK_BUTTONS: Final = typed(
    "feedback_buttons",
    {"positive_button": FEEDBACK_BUTTON, "negative_button": FEEDBACK_BUTTON},
    {"action_id": ACTION_ID},
)
ICON_BUTTON: Final = typed(
    "icon_button",
    {"icon": one_of("trash"), "text": plain_text(limits.BUTTON_TEXT)},  # elements/icon-button: the only icon
    {
        "action_id": ACTION_ID,
        "value": string(limits.BUTTON_VALUE),
        "confirm": CONFIRM,
        "accessibility_label": string(limits.BUTTON_TEXT),
        "visible_to_user_ids": items(string(), limits.ICON_BUTTON_USERS),
    },
)
OVERFLOW: Final = typed(
    "overflow",
    {"options": items(option(plain_text(limits.OPTION_TEXT), with_url=True), limits.OVERFLOW_OPTIONS)},
    {"action_id": ACTION_ID, "confirm": CONFIRM},
)
SELECTS: Final[dict[str, Check]] = {
    "static_select": typed(
        "static_select",
        {},
        {**MENU, **OFFERS, "initial_option": MENU_OPTION},
        exactly_one("options", "option_groups"),
        initial_offered,
    ),
    "external_select": typed(
        "external_select",
        {},
        {**MENU, "min_query_length": whole(0), "initial_option": MENU_OPTION},
    ),
    "users_select": typed("users_select", {}, {**MENU, "initial_user": string()}),
    "conversations_select": typed(
        "conversations_select",
        {},
        {
            **MENU,
            "initial_conversation": string(),
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": FILTER,
        },
    ),
    "channels_select": typed(
        "channels_select", {}, {**MENU, "initial_channel": string(), "response_url_enabled": flag}
    ),
}
MULTI_SELECTS: Final[dict[str, Check]] = {
    "multi_static_select": typed(
        "multi_static_select",
        {},
        {**MANY, **OFFERS, "initial_options": items(MENU_OPTION, limits.SELECT_OPTIONS)},
        exactly_one("options", "option_groups"),
        initial_offered,
    ),
    "multi_external_select": typed(
        "multi_external_select",
        {},
        {
            **MANY,
            "min_query_length": whole(0),
            "initial_options": items(MENU_OPTION, limits.SELECT_OPTIONS),
        },
    ),
    "multi_users_select": typed("multi_users_select", {}, {**MANY, "initial_users": items(string())}),
    "multi_conversations_select": typed(
        "multi_conversations_select",
        {},
        {
            **MANY,
            "initial_conversations": items(string()),
            "default_to_current_conversation": flag,
            "filter": FILTER,
        },
    ),
    "multi_channels_select": typed(
        "multi_channels_select", {}, {**MANY, "initial_channels": items(string())}
    ),
}
CHOICES: Final[dict[str, Check]] = {
    "checkboxes": typed(
        "checkboxes",
        {"options": items(CHOICE_OPTION, limits.CHOICE_OPTIONS)},
        {**ASKED, "initial_options": items(CHOICE_OPTION, limits.CHOICE_OPTIONS)},
        initial_offered,
    ),
    "radio_buttons": typed(
        "radio_buttons",
        {"options": items(CHOICE_OPTION, limits.CHOICE_OPTIONS)},
        {**ASKED, "initial_option": CHOICE_OPTION},
        initial_offered,
    ),
    "datepicker": typed("datepicker", {}, {**MENU, "initial_date": DATE}),
    "timepicker": typed("timepicker", {}, {**MENU, "initial_time": TIME, "timezone": string()}),
}
DATETIMEPICKER: Final = typed(
    "datetimepicker",
    {},
    {**ASKED, "initial_date_time": whole(limits.DATE_TIME_LEAST, limits.DATE_TIME_MOST)},
)
INPUTS: Final[dict[str, Check]] = {
    "plain_text_input": typed(
        "plain_text_input",
        {},
        {
            **TYPED_IN,
            "initial_value": string(limits.INPUT_LENGTH, 0),
            "multiline": flag,
            "min_length": LENGTH,
            "max_length": whole(1, limits.INPUT_LENGTH),
        },
        lowest_first("min_length", "max_length"),
    ),
    "email_text_input": typed("email_text_input", {}, {**TYPED_IN, "initial_value": string(at_least=0)}),
    "url_text_input": typed("url_text_input", {}, {**TYPED_IN, "initial_value": string(at_least=0)}),
    "number_input": typed(
        "number_input",
        {"is_decimal_allowed": flag},
        {**TYPED_IN, "initial_value": DECIMAL, "min_value": DECIMAL, "max_value": DECIMAL},
        lowest_first("min_value", "max_value"),
        whole_unless_decimal,
    ),
    "file_input": typed(
        "file_input",
        {},
        {
            "action_id": ACTION_ID,
            "filetypes": items(string()),
            "max_files": whole(1, limits.FILE_INPUT_FILES),
        },
    ),
}
SEGMENT: Final = record({"label": string(limits.CHART_LABEL), "value": number})
