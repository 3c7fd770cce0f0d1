"""The local workspace refuses the Block Kit that Slack refuses, and takes the rest."""

from __future__ import annotations

import copy
import json
import math
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.sandbox.blocks import BlockError, Surface, limits, refusal, validate_message, validate_view
from tests.kit import (
    GOOD_MESSAGES,
    GOOD_VIEWS,
    IMAGE,
    actions,
    asked,
    button,
    cell,
    modal,
    option,
    plain,
    rich,
    section,
    series_chart,
    table,
)


@pytest.mark.parametrize("blocks", GOOD_MESSAGES.values(), ids=GOOD_MESSAGES)
def test_a_message_that_slack_takes_is_taken(blocks):
    assert validate_message(blocks) == []


@pytest.mark.parametrize("view", GOOD_VIEWS.values(), ids=GOOD_VIEWS)
def test_a_view_that_slack_takes_is_taken(view):
    assert validate_view(view) == []


NOT_IN_THE_SDK = {"a data table", "a pie", "bars", "lines", "areas"}


@pytest.mark.parametrize("name", sorted(GOOD_MESSAGES.keys() - NOT_IN_THE_SDK))
def test_slacks_own_library_finds_no_fault_with_what_is_taken(name):
    read = Block.parse_all(GOOD_MESSAGES[name])
    for block in read:
        block.validate_json()
    assert [block.type for block in read] == [block["type"] for block in GOOD_MESSAGES[name]]


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
        failed("/blocks/0", "invalid additional property: a/b~", "unknown_field"),
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
        failed("/blocks/0/text", "invalid additional property: verbatim", "unknown_field"),
    ),
    "null for a field left out": (
        [section(accessory=None)],
        failed("/blocks/0/accessory", "must provide an object"),
    ),
    "a button that is disabled": (
        [actions(button(disabled=True))],
        failed(ELEMENT, "invalid additional property: disabled", "unknown_field"),
    ),
    "a link that runs a script": (
        [actions(button(url="javascript:alert(1)"))],
        failed(f"{ELEMENT}/url", "must be a valid URL"),
    ),
    "a picture at a mail address": (
        [{**IMAGE, "image_url": "mailto:ana@example.com"}],
        failed("/blocks/0/image_url", "must be a valid URL"),
    ),
    "a picture at no host": (
        [{**IMAGE, "image_url": "https://"}],
        failed("/blocks/0/image_url", "must be a valid URL"),
    ),
    "an address with a blank": (
        [actions(button(url="https://example.com/a b"))],
        failed(f"{ELEMENT}/url", "must be a valid URL"),
    ),
    "a day that no month has": (
        [actions({"type": "datepicker", "action_id": "d", "initial_date": "2026-13-01"})],
        failed(f"{ELEMENT}/initial_date", "must be a date in the format YYYY-MM-DD"),
    ),
    "a day that is none": (
        [actions({"type": "datepicker", "action_id": "d", "initial_date": "24.11.2026"})],
        failed(f"{ELEMENT}/initial_date", "must be a date in the format YYYY-MM-DD"),
    ),
    "a day that is a number": (
        [actions({"type": "datepicker", "action_id": "d", "initial_date": 20261124})],
        failed(f"{ELEMENT}/initial_date", "must provide a string"),
    ),
    "an hour that no day has": (
        [actions({"type": "timepicker", "action_id": "t", "initial_time": "24:00"})],
        failed(f"{ELEMENT}/initial_time", "must be a time in the format HH:mm"),
    ),
    "a date-time of nine digits": (
        [actions({"type": "datetimepicker", "action_id": "d", "initial_date_time": 999_999_999})],
        failed(f"{ELEMENT}/initial_date_time", "must be greater than 999999999"),
    ),
    "a date-time in milliseconds": (
        [actions({"type": "datetimepicker", "action_id": "d", "initial_date_time": 1795539600000})],
        failed(f"{ELEMENT}/initial_date_time", "must be less than 10000000000"),
    ),
    "two menus of one block that want the focus": (
        [
            actions(
                {"type": "users_select", "action_id": "a", "focus_on_load": True},
                {"type": "users_select", "action_id": "b", "focus_on_load": True},
            )
        ],
        failed("/blocks/0/elements/1/focus_on_load", "only one element can have focus_on_load"),
    ),
    "an answer's channel chosen in a message": (
        [asked({"type": "channels_select", "action_id": "a", "response_url_enabled": True})],
        failed(
            "/blocks/0/element/response_url_enabled",
            "response_url_enabled only works in input blocks of modals",
        ),
    ),
    "a number asked for in a message": (
        [asked({"type": "number_input", "action_id": "a", "is_decimal_allowed": False})],
        failed("/blocks/0/element/type", "unsupported type: number_input"),
    ),
    "two buttons of one name on a card": (
        [{"type": "card", "title": plain(), "actions": [button("a"), button("a")]}],
        failed("/blocks/0/actions/1/action_id", "action_id already exists"),
    ),
    "a data table named by a column that is not there": (
        [{"type": "data_table", "caption": "c", "rows": [[cell()], [cell()]], "row_header_column_index": 1}],
        failed("/blocks/0/row_header_column_index", "must be less than 1"),
    ),
    "a chart in a container": (
        [{"type": "container", "title": plain(), "child_blocks": [series_chart("bar")]}],
        failed("/blocks/0/child_blocks/0/type", "unsupported type: data_visualization"),
    ),
    "three charts": (
        [series_chart("bar")] * 3,
        failed("/blocks/2", "Cannot have more than 2 data_visualization block"),
    ),
    "two plans": (
        [{"type": "plan", "title": "p"}] * 2,
        failed("/blocks/1", "Cannot have more than 1 plan block"),
    ),
    "a slice of nothing": (
        [
            {
                "type": "data_visualization",
                "title": "t",
                "chart": {"type": "pie", "segments": [{"label": "a", "value": 0}]},
            }
        ],
        failed("/blocks/0/chart/segments/0/value", "must be greater than 0"),
    ),
    "a value that is no number": (
        [table(), series_chart("bar", series=[{"name": "n", "data": [{"label": "Mon", "value": math.nan}]}])],
        failed("/blocks/1/chart/series/0/data/0/value", "must provide a number"),
    ),
    "a film without TLS": (
        [
            {
                "type": "video",
                "title": plain(),
                "alt_text": "a film",
                "thumbnail_url": "http://example.com/t.png",
                "video_url": "http://example.com/v",
            }
        ],
        failed("/blocks/0/video_url", "must be a valid URL"),
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
        failed(f"{ELEMENT}/options/0", "invalid additional property: url", "unknown_field"),
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
    "the same block_id on two cards": (
        [{"type": "carousel", "elements": [{"type": "card", "block_id": "b", "title": plain()}] * 2}],
        failed("/blocks/0/elements/1/block_id", 'block_id "b" already exists'),
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
        failed("/view", "invalid additional property: title", "unknown_field"),
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
    "a number with a blank": (
        modal(asked({"type": "number_input", "is_decimal_allowed": True, "initial_value": " 1"})),
        failed("/view/blocks/0/element/initial_value", "must be a number"),
    ),
    "a half where only whole numbers are taken": (
        modal(asked({"type": "number_input", "is_decimal_allowed": False, "max_value": "2.5"})),
        failed(
            "/view/blocks/0/element/max_value",
            "must be a whole number when is_decimal_allowed is false",
        ),
    ),
    "a file that dispatches": (
        modal(asked({"type": "file_input", "action_id": "f"}, dispatch_action=True)),
        failed("/view/blocks/0/element/type", "unsupported type: file_input"),
    ),
    "rich text asked for without a name": (
        modal(asked({"type": "rich_text_input"})),
        failed("/view/blocks/0/element", "missing required field: action_id", "missing_required_field"),
    ),
    "a date-time at home": (
        {"type": "home", "blocks": [actions({"type": "datetimepicker", "action_id": "d"})]},
        failed("/view/blocks/0/elements/0/type", "unsupported type: datetimepicker"),
    ),
    "a table in a modal": (
        modal(table()),
        failed("/view/blocks/0/type", "unsupported type: table"),
    ),
    "a carousel in a modal": (
        modal({"type": "carousel", "elements": [{"type": "card", "title": plain()}]}),
        failed("/view/blocks/0/type", "unsupported type: carousel"),
    ),
    "a container at home": (
        {"type": "home", "blocks": [{"type": "container", "title": plain(), "child_blocks": [section()]}]},
        failed("/view/blocks/0/type", "unsupported type: container"),
    ),
    "a chart at home": (
        {"type": "home", "blocks": [series_chart("line")]},
        failed("/view/blocks/0/type", "unsupported type: data_visualization"),
    ),
    "a number that is none": (
        modal(asked({"type": "number_input", "is_decimal_allowed": True, "initial_value": "nan"})),
        failed("/view/blocks/0/element/initial_value", "must be a number"),
    ),
    "a submit button that is off": (
        modal(section(), submit_disabled=True),
        failed("/view", "invalid additional property: submit_disabled", "unknown_field"),
    ),
    "an input without a submit button": (
        {"type": "modal", "title": plain(), "blocks": [section(), asked(INPUT)]},
        failed("/view/blocks/1/input", "must define `submit` to use `input` block", "missing_required_field"),
    ),
    "eleven files": (
        modal(asked({"type": "file_input", "max_files": 11})),
        failed("/view/blocks/0/element/max_files", "must be less than 11"),
    ),
    "a state that only Slack writes": (
        modal(section(), state={"values": {}}),
        failed("/view", "invalid additional property: state", "unknown_field"),
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
    known = json.loads((Path(folder).parent / "slack" / "bad-blocks.json").read_text("utf-8"))
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
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
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
