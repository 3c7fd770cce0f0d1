"""The local workspace refuses the Block Kit that Slack refuses, and takes the rest."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.blocks import BlockError, Surface, limits, refusal, validate_message, validate_view


def plain(text="x"):
    return {"type": "plain_text", "text": text}


def mrkdwn(text="x"):
    return {"type": "mrkdwn", "text": text}


def option(value="v", text="o"):
    return {"text": plain(text), "value": value}


def button(action_id="b", **more):
    return {"type": "button", "action_id": action_id, "text": plain("Go"), "value": "v", **more}


def rich(text="x"):
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def section(text="x", **more):
    return {"type": "section", "text": mrkdwn(text), **more}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def asked(element, **more):
    return {"type": "input", "label": plain("L"), "element": element, **more}


def modal(*blocks, **more):
    return {"type": "modal", "title": plain("T"), "submit": plain("OK"), "blocks": list(blocks), **more}


def cell(text="x"):
    return {"type": "raw_text", "text": text}


def table(rows=1, columns=1, text="x", **more):
    return {"type": "table", "rows": [[cell(text)] * columns for _ in range(rows)], **more}


def series_chart(kind, **more):
    points = [{"label": "Mon", "value": 3}, {"label": "Tue", "value": 4.5}]
    return {
        "type": "data_visualization",
        "title": "Refusals",
        "chart": {
            "type": kind,
            "series": [{"name": "Gmail", "data": points}],
            "axis_config": {"categories": ["Mon", "Tue"], "x_label": "Day", "y_label": "Count"},
            **more,
        },
    }


CONFIRM = {
    "title": plain("Sure?"),
    "text": mrkdwn("It *cannot* be undone."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
    "style": "danger",
}
IMAGE = {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "a chart"}
CARD = {
    "type": "card",
    "hero_image": IMAGE,
    "icon": IMAGE,
    "title": mrkdwn("*Incident 17*"),
    "subtitle": plain("new"),
    "body": mrkdwn("Gmail refused the login."),
    "actions": [button()],
}
TASK = {
    "type": "task_card",
    "task_id": "t1",
    "title": "Look up MX",
    "status": "complete",
    "details": rich(),
    "output": rich(),
    "sources": [{"type": "url", "url": "https://example.com", "text": "docs"}],
}
SELECTS = {
    "static_select": {"options": [option()], "initial_option": option(), "placeholder": plain("pick")},
    "static_select with groups": {"option_groups": [{"label": plain("G"), "options": [option()]}]},
    "external_select": {"min_query_length": 2, "initial_option": option()},
    "users_select": {"initial_user": "U1", "confirm": CONFIRM},
    "conversations_select": {
        "default_to_current_conversation": True,
        "response_url_enabled": True,
        "filter": {"include": ["public", "im"], "exclude_bot_users": True},
    },
    "channels_select": {"initial_channel": "C1", "response_url_enabled": False},
}
MULTI = {
    "multi_static_select": {"options": [option()], "initial_options": [option()], "max_selected_items": 3},
    "multi_external_select": {"min_query_length": 0},
    "multi_users_select": {"initial_users": ["U1"]},
    "multi_conversations_select": {"initial_conversations": ["C1"], "filter": {"include": ["im"]}},
    "multi_channels_select": {"initial_channels": ["C1"]},
}
CHOICES = {
    "checkboxes": {
        "options": [{**option(), "text": mrkdwn("*o*"), "description": mrkdwn("d")}, option("w")],
        "initial_options": [option("w")],
    },
    "radio_buttons": {"options": [option("a"), option("b")], "initial_option": option("b")},
    "datepicker": {"initial_date": "2026-11-24", "placeholder": plain("day")},
    "timepicker": {"initial_time": "16:30", "timezone": "Europe/Berlin"},
}
TYPED_IN = {
    "datetimepicker": {"initial_date_time": 1795539600},
    "plain_text_input": {
        "multiline": True,
        "min_length": 1,
        "max_length": 3000,
        "initial_value": "",
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    },
    "email_text_input": {"placeholder": plain("ana@example.com"), "focus_on_load": True},
    "url_text_input": {"initial_value": "https://example.com"},
    "number_input": {
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": "65535",
        "initial_value": "587",
    },
    "rich_text_input": {"initial_value": rich()},
}


def elements(named):
    return {name: {"type": name.partition(" ")[0], "action_id": "a", **more} for name, more in named.items()}


GOOD_MESSAGES = {
    "a section with everything": [
        section("a" * 3000, block_id="s", fields=[mrkdwn("a" * 2000)] * 5, accessory=button(), expand=True)
    ],
    "a section of fields only": [{"type": "section", "fields": [plain(), mrkdwn()]}],
    "a section with a picture": [section(accessory=IMAGE)],
    "a header": [{"type": "header", "text": {**plain("h" * 150), "emoji": True}}],
    "a context": [{"type": "context", "elements": [mrkdwn(), plain(), IMAGE]}],
    "a divider": [{"type": "divider"}],
    "an image": [{**IMAGE, "title": plain("Chart")}],
    "an image kept at Slack": [{"type": "image", "slack_file": {"id": "F1"}, "alt_text": "a chart"}],
    "buttons": [
        actions(
            button("1", style="primary", url="https://example.com", confirm=CONFIRM),
            button("2", accessibility_label="Go on"),
        )
    ],
    "twenty-five buttons": [actions(*(button(str(n)) for n in range(25)))],
    "an overflow": [
        actions(
            {
                "type": "overflow",
                "action_id": "o",
                "options": [{**option(), "url": "https://example.com"}, option("w")],
            }
        )
    ],
    "a workflow button": [
        actions(
            {
                "type": "workflow_button",
                "text": plain("Run"),
                "workflow": {
                    "trigger": {
                        "url": "https://slack.com/shortcuts/Ft1/x",
                        "customizable_input_parameters": [{"name": "n", "value": ""}],
                    }
                },
            }
        )
    ],
    "rich text of every kind": [
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "a", "style": {"bold": True, "code": True}},
                        {"type": "link", "url": "mailto:ana@example.com", "text": "ana@example.com"},
                        {"type": "emoji", "name": "tada", "unicode": "1f389"},
                        {"type": "user", "user_id": "U1"},
                        {"type": "channel", "channel_id": "C1"},
                        {"type": "usergroup", "usergroup_id": "S1"},
                        {"type": "broadcast", "range": "here"},
                        {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "then"},
                        {"type": "color", "value": "#fff"},
                        {"type": "team", "team_id": "T1"},
                    ],
                },
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "indent": 1,
                    "offset": 2,
                    "border": 0,
                    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}],
                },
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a"}], "border": 1},
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a"}]},
            ],
        }
    ],
    "markdown": [{"type": "markdown", "text": "# a"}],
    "a table": [
        table(
            100,
            20,
            column_settings=[{"align": "right", "is_wrapped": True}],
        )
    ],
    "a table of numbers and rich text": [
        {"type": "table", "rows": [[{"type": "raw_number", "value": 4.5, "text": "4.5"}, rich()]]}
    ],
    "a data table": [
        {
            "type": "data_table",
            "caption": "Refusals",
            "page_size": 10,
            "row_header_column_index": 0,
            "rows": [
                [cell("code"), cell("n")],
                [rich("535"), {"type": "raw_number", "value": 4, "text": "4"}],
            ],
        }
    ],
    "a pie": [
        {
            "type": "data_visualization",
            "title": "Refusals",
            "chart": {"type": "pie", "segments": [{"label": "535", "value": 12}]},
        }
    ],
    "bars": [series_chart("bar")],
    "lines": [series_chart("line")],
    "areas": [series_chart("area")],
    "a card": [CARD],
    "a carousel": [{"type": "carousel", "elements": [CARD] * 10}],
    "a container": [
        {
            "type": "container",
            "title": plain("Steps"),
            "subtitle": mrkdwn("what to do"),
            "icon": IMAGE,
            "width": "wide",
            "is_collapsible": True,
            "default_collapsed": True,
            "child_blocks": [section(), actions(button()), {"type": "divider"}],
        }
    ],
    "a container with a rich title": [
        {"type": "container", "rich_text_title": rich(), "child_blocks": [section()]}
    ],
    "a plan": [{"type": "plan", "title": "Checks", "tasks": [TASK]}],
    "a task card": [TASK],
    "a video": [
        {
            "type": "video",
            "title": plain("How to"),
            "title_url": "https://example.com/v",
            "description": plain("d"),
            "video_url": "https://example.com/v",
            "thumbnail_url": "https://example.com/t.png",
            "alt_text": "a film",
            "author_name": "Ana",
            "provider_name": "P",
            "provider_icon_url": "https://example.com/i.png",
        }
    ],
    "a remote file": [{"type": "file", "external_id": "e", "source": "remote"}],
    "feedback": [
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "action_id": "f",
                    "positive_button": {"text": plain("Good"), "value": "1"},
                    "negative_button": {"text": plain("Bad"), "value": "0", "accessibility_label": "Bad"},
                },
                {"type": "icon_button", "action_id": "i", "icon": "trash", "text": plain("Delete")},
            ],
        }
    ],
    "fifty blocks": [section(str(n)) for n in range(50)],
    "the same action_id in two blocks": [actions(button("a")), actions(button("a"))],
    "an input": [asked({"type": "plain_text_input", "action_id": "a"})],
    **{f"{n} in actions": [actions(e)] for n, e in elements(SELECTS | CHOICES).items()},
    **{
        f"{n} beside a section": [section(accessory=e)]
        for n, e in elements(SELECTS | MULTI | CHOICES).items()
    },
}
GOOD_VIEWS = {
    **{
        f"{name} asked for": modal(asked(e, hint=plain("h"), optional=True, dispatch_action=True))
        for name, e in elements(SELECTS | MULTI | CHOICES | TYPED_IN).items()
    },
    "a file asked for": modal(
        asked({"type": "file_input", "action_id": "f", "filetypes": ["csv"], "max_files": 1})
    ),
    "a modal with every field": modal(
        section(),
        close=plain("Cancel"),
        private_metadata="m" * 3000,
        callback_id="c" * 255,
        external_id="e" * 255,
        clear_on_close=True,
        notify_on_close=False,
        submit_disabled=True,
    ),
    "a modal that only shows": {"type": "modal", "title": plain("T" * 24), "blocks": [section()]},
    "alerts": modal(
        *(
            {"type": "alert", "text": mrkdwn("a" * 200), "level": level}
            for level in ("info", "warning", "error")
        ),
        {"type": "alert", "text": plain()},
    ),
    "a hundred blocks": modal(*(section(str(n)) for n in range(100))),
    "a home": {"type": "home", "blocks": [section(), table()], "private_metadata": "", "callback_id": "h"},
}


@pytest.mark.parametrize("blocks", GOOD_MESSAGES.values(), ids=GOOD_MESSAGES)
def test_a_message_that_slack_takes_is_taken(blocks):
    assert validate_message(blocks) == []


@pytest.mark.parametrize("view", GOOD_VIEWS.values(), ids=GOOD_VIEWS)
def test_a_view_that_slack_takes_is_taken(view):
    assert validate_view(view) == []


def failed(pointer, message, code="failed_constraint"):
    return [BlockError(pointer, code, message)]


ELEMENT = "/blocks/0/elements/0"
BAD_MESSAGES = {
    "no list": ({"type": "section"}, failed("/blocks", "must provide an array")),
    "no blocks at all": ([], failed("/blocks", "no less than 1 items allowed")),
    "a block that is no object": (["x"], failed("/blocks/0", "must provide an object")),
    "a block without a type": (
        [{"text": plain()}],
        failed("/blocks/0", "missing required field: type", "missing_required_field"),
    ),
    "a type that is no word": (
        [{"type": ["section"]}],
        failed("/blocks/0/type", "unsupported type: ['section']"),
    ),
    "a block of later days": ([{"type": "hologram"}], failed("/blocks/0/type", "unsupported type: hologram")),
    "a field with a slash": (
        [section(**{"a/b~": 1})],
        failed("/blocks/0/a~1b~0", "invalid additional property: a~1b~0", "unknown_field"),
    ),
    "text that is a bare string": (
        [{"type": "section", "text": "x"}],
        failed("/blocks/0/text", "must provide an object"),
    ),
    "text that is a number": (
        [{"type": "section", "text": {"type": "mrkdwn", "text": 5}}],
        failed("/blocks/0/text/text", "must provide a string"),
    ),
    "verbatim in plain text": (
        [{"type": "header", "text": {**plain(), "verbatim": True}}],
        failed("/blocks/0/text/verbatim", "invalid additional property: verbatim", "unknown_field"),
    ),
    "null for a field left out": (
        [section(accessory=None)],
        failed("/blocks/0/accessory", "must provide an object"),
    ),
    "a button that is disabled": (
        [actions(button(disabled=True))],
        failed(f"{ELEMENT}/disabled", "invalid additional property: disabled", "unknown_field"),
    ),
    "a link that runs a script": (
        [actions(button(url="javascript:alert(1)"))],
        failed(f"{ELEMENT}/url", "must be a valid URL"),
    ),
    "a multi select among actions": (
        [actions({"type": "multi_users_select", "action_id": "m"})],
        failed(f"{ELEMENT}/type", "unsupported type: multi_users_select"),
    ),
    "options and groups": (
        [
            actions(
                {
                    "type": "static_select",
                    "options": [option()],
                    "option_groups": [{"label": plain(), "options": [option()]}],
                }
            )
        ],
        failed(ELEMENT, "must define exactly one of `options` or `option_groups`", "missing_required_field"),
    ),
    "an initial option that is not offered": (
        [actions({"type": "radio_buttons", "options": [option("a")], "initial_option": option("b")})],
        failed(f"{ELEMENT}/initial_option", "initial_option must be one of the options"),
    ),
    "an address in a select's option": (
        [actions({"type": "static_select", "options": [{**option(), "url": "https://example.com"}]})],
        failed(f"{ELEMENT}/options/0/url", "invalid additional property: url", "unknown_field"),
    ),
    "a table cell with nothing in it": (
        [table(text="")],
        failed("/blocks/0/rows/0/0/text", "must be more than 0 characters"),
    ),
    "a table with too much in it": (
        [table(11, 1, "x" * 1000)],
        failed("/blocks/0/rows", "must be less than 10001 characters"),
    ),
    "a table and a data table": (
        [table(), {"type": "data_table", "caption": "c", "rows": [[cell()], [cell()]]}],
        failed("/blocks/1", "only one table is allowed in a message", "only_one_table_allowed"),
    ),
    "a data table with a short row": (
        [{"type": "data_table", "caption": "c", "rows": [[cell(), cell()], [cell()]]}],
        failed("/blocks/0/rows/1", "all rows must have the same number of cells"),
    ),
    "a data table with a rich header": (
        [{"type": "data_table", "caption": "c", "rows": [[rich()], [cell()]]}],
        failed("/blocks/0/rows/0/0/type", "unsupported type: rich_text"),
    ),
    "a series that misses a category": (
        [series_chart("bar", axis_config={"categories": ["Mon", "Wed"]})],
        failed("/blocks/0/chart/series/0/data", "must have one data point for each category"),
    ),
    "a container in a container": (
        [
            {
                "type": "container",
                "title": plain(),
                "child_blocks": [{"type": "container", "title": plain(), "child_blocks": [section()]}],
            }
        ],
        failed("/blocks/0/child_blocks/0/type", "unsupported type: container"),
    ),
    "a container folded that cannot fold": (
        [{"type": "container", "title": plain(), "default_collapsed": True, "child_blocks": [section()]}],
        failed("/blocks/0/default_collapsed", "default_collapsed requires is_collapsible"),
    ),
    "the same block_id inside a container": (
        [
            section(block_id="b"),
            {"type": "container", "title": plain(), "child_blocks": [section(block_id="b")]},
        ],
        failed("/blocks/1/child_blocks/0/block_id", 'block_id "b" already exists'),
    ),
    "markdown that is too long together": (
        [{"type": "markdown", "text": "x" * 6001}, {"type": "markdown", "text": "x" * 6000}],
        failed("/blocks", "markdown must be less than 12001 characters"),
    ),
    "text that is too long together": (
        [section("x" * 2700) for _ in range(5)],
        failed("/blocks", "msg_blocks_too_long", "msg_blocks_too_long"),
    ),
    "a picture from two places": (
        [{**IMAGE, "slack_file": {"id": "F1"}}],
        failed(
            "/blocks/0",
            "must define exactly one of `image_url` or `slack_file`",
            "missing_required_field",
        ),
    ),
}


@pytest.mark.parametrize(("blocks", "errors"), BAD_MESSAGES.values(), ids=BAD_MESSAGES)
def test_a_message_that_slack_refuses_is_refused_at_the_right_place(blocks, errors):
    assert validate_message(blocks) == errors


INPUT = {"type": "plain_text_input", "action_id": "a"}
BAD_VIEWS = {
    "no object": ([], failed("/view", "must provide an object")),
    "no blocks": (
        {"type": "modal", "title": plain()},
        failed("/view", "missing required field: blocks", "missing_required_field"),
    ),
    "markdown in a modal": (
        modal({"type": "markdown", "text": "x"}),
        failed("/view/blocks/0/type", "unsupported type: markdown"),
    ),
    "an alert at home": (
        {"type": "home", "blocks": [{"type": "alert", "text": plain()}]},
        failed("/view/blocks/0/type", "unsupported type: alert"),
    ),
    "a title at home": (
        {"type": "home", "title": plain(), "blocks": [section()]},
        failed("/view/title", "invalid additional property: title", "unknown_field"),
    ),
    "an alert of an unknown level": (
        modal({"type": "alert", "text": plain(), "level": "fatal"}),
        failed("/view/blocks/0/level", "must be one of: default, info, warning, error, success"),
    ),
    "two inputs that want the focus": (
        modal(asked({**INPUT, "focus_on_load": True}), asked({**INPUT, "focus_on_load": True})),
        failed("/view/blocks/1/element/focus_on_load", "only one element can have focus_on_load"),
    ),
    "lengths that cross": (
        modal(asked({**INPUT, "min_length": 9, "max_length": 3})),
        failed("/view/blocks/0/element/min_length", "min_length must not be greater than max_length"),
    ),
    "a number input that does not say its kind": (
        modal(asked({"type": "number_input", "action_id": "a"})),
        failed(
            "/view/blocks/0/element", "missing required field: is_decimal_allowed", "missing_required_field"
        ),
    ),
    "a number that is none": (
        modal(asked({"type": "number_input", "is_decimal_allowed": True, "initial_value": "nan"})),
        failed("/view/blocks/0/element/initial_value", "must be a number"),
    ),
    "eleven files": (
        modal(asked({"type": "file_input", "max_files": 11})),
        failed("/view/blocks/0/element/max_files", "must be less than 11"),
    ),
    "a state that only Slack writes": (
        modal(section(), state={"values": {}}),
        failed("/view/state", "invalid additional property: state", "unknown_field"),
    ),
}


@pytest.mark.parametrize(("view", "errors"), BAD_VIEWS.values(), ids=BAD_VIEWS)
def test_a_view_that_slack_refuses_is_refused_at_the_right_place(view, errors):
    assert validate_view(view) == errors


def known_bad():
    folder = os.environ.get("SMTPCHECK_CORPUS")
    if not folder:
        reason = pytest.mark.skip(
            reason="SMTPCHECK_CORPUS is not set: the known-bad payloads stand beside it"
        )
        return [pytest.param("", None, marks=reason, id="unset")]
    known = json.loads((Path(folder).parent / "slack" / "bad-blocks.json").read_text())
    return [
        pytest.param(kind, payload, id=name)
        for kind, payloads in known.items()
        for name, payload in payloads.items()
    ]


@pytest.mark.corpus
@pytest.mark.parametrize(("kind", "payload"), known_bad())
def test_a_known_bad_payload_is_refused_once_with_slacks_word(kind, payload):
    view = kind == "badv"
    errors = validate_view(payload) if view else validate_message(payload)
    surface = Surface.MODAL if view else Surface.MESSAGE
    assert [refusal(errors, surface), len(errors)] == ["invalid_arguments" if view else "invalid_blocks", 1]
    assert value_at({"view": payload} if view else {"blocks": payload}, errors[0].pointer) is not None


def value_at(payload, pointer):
    """The value an error points at, or its object where the error names a field that is missing."""
    for step in pointer.split("/")[1:]:
        payload = payload[int(step)] if isinstance(payload, list) else payload.get(step, payload)
    return payload


def test_the_line_for_slacks_metadata_names_sentence_and_place():
    assert validate_message([section("x" * 3001)])[0].as_slack() == (
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    )


def test_only_too_much_text_together_has_a_word_of_its_own():
    together = validate_message([section("x" * 2700)] * 5)
    assert refusal(together, Surface.MESSAGE) == "msg_blocks_too_long"
    with pytest.raises(ValueError, match="nothing was refused"):
        refusal([], Surface.MESSAGE)


def test_a_hostile_payload_is_answered_with_a_bounded_number_of_errors():
    assert len(validate_message([{"type": "section", **{str(n): n for n in range(100_000)}}])) == 50


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "text", "elements", "rows", "options", "blocks"]), inner)
    ),
    max_leaves=10,
)


def places(value, path=()):
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, (*path, key))


SMALL = [
    [GOOD_MESSAGES[name], GOOD_VIEWS[view]]
    for name, view in (
        ("buttons", "a modal with every field"),
        ("a table of numbers and rich text", "static_select with groups asked for"),
        ("bars", "checkboxes asked for"),
        ("a container", "plain_text_input asked for"),
        ("a data table", "number_input asked for"),
        ("feedback", "a file asked for"),
        ("rich text of every kind", "alerts"),
    )
]


@settings(deadline=None)
@given(data=st.data(), junk=JSON)
def test_any_value_at_any_place_is_judged_without_an_exception(data, junk):
    both = copy.deepcopy(data.draw(st.sampled_from(SMALL)))
    for payload in both:
        *path, last = data.draw(st.sampled_from([place for place in places(payload) if place]))
        parent = payload
        for step in path:
            parent = parent[step]
        parent[last] = junk
    assert isinstance(validate_message(both[0]), list)
    assert isinstance(validate_view(both[1]), list)


def test_a_limit_lets_its_own_value_pass_and_not_one_more():
    assert validate_message([{"type": "header", "text": plain("x" * limits.HEADER_TEXT)}]) == []
    assert validate_message([{"type": "header", "text": plain("x" * (limits.HEADER_TEXT + 1))}]) == failed(
        "/blocks/0/text/text", "must be less than 151 characters"
    )
