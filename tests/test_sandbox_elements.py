"""Buttons, selects and inputs: what a press or a choice tells the app, and the state it carries."""

from __future__ import annotations

from functools import partial

import pytest

from bot.sandbox.elements import incomplete, state_values
from tests.sandbox_app import (
    ANA,
    BEN,
    BUTTON,
    SUPPORT,
    TEAM,
    acked,
    client_of,
    notices,
    peers,
    posted,
    running,
)


async def test_a_button_reaches_the_app_with_its_message():
    async with running() as server, peers(server) as (peer,):
        ts = await posted(server)
        press = {"as": BEN, "do": "press", "channel": SUPPORT, "ts": ts, "block_id": "row", "action_id": "go"}
        payload, answer = await acked(server, peer, press)
        assert answer == {"ok": True, "outcome": "acked"}
        action_ts = payload["actions"][0]["action_ts"]
        assert payload == {
            "type": "block_actions",
            "team": {"id": TEAM, "domain": "local-workspace"},
            "user": {"id": BEN, "username": "ben", "name": "ben", "team_id": TEAM},
            "api_app_id": "A0SMTPCHECK",
            "token": "local-verification-token",
            "trigger_id": payload["trigger_id"],
            "enterprise": None,
            "is_enterprise_install": False,
            "container": {"type": "message", "message_ts": ts, "channel_id": SUPPORT, "is_ephemeral": False},
            "channel": {"id": SUPPORT, "name": "support"},
            "state": {"values": {}},
            "response_url": payload["response_url"],
            "actions": [
                {
                    "type": "button",
                    "action_id": "go",
                    "block_id": "row",
                    "action_ts": action_ts,
                    "text": BUTTON["text"],
                    "value": "17",
                }
            ],
            "message": server.state()["messages"][SUPPORT][0],
        }


async def test_a_press_that_fails_is_told_in_slacks_words():
    async with running() as server:
        ts = await posted(server)
        press = {"as": ANA, "do": "press", "channel": SUPPORT, "ts": ts, "block_id": "row", "action_id": "go"}
        assert await server.act(press) == {"ok": True, "outcome": "failed"}
        assert notices(server) == ["We had some trouble connecting. Try again?"]
        gone = await server.act({**press, "action_id": "other"})
        assert gone == {"ok": False, "error": "That button is no longer there."}


async def test_a_press_that_an_edit_overtakes_counts_unless_it_would_mean_something_else():
    row = {"type": "actions", "elements": [BUTTON]}
    async with running() as server, peers(server) as (peer,):
        ts = await posted(server, row)
        [drawn] = server.workspace.messages[SUPPORT][ts]["blocks"]
        press = {"as": BEN, "do": "press", "channel": SUPPORT, "ts": ts, "block_id": drawn["block_id"]}
        press |= {"action_id": "go", "value": "17"}
        change = partial(client_of(server).chat_update, channel=SUPPORT, ts=ts, text="x")
        await change(blocks=[row])
        payload, answer = await acked(server, peer, press)
        assert answer == {"ok": True, "outcome": "acked"}
        assert payload["actions"][0]["value"] == "17"
        await change(blocks=[{**row, "elements": [{**BUTTON, "value": "18"}]}])
        assert await server.act(press) == {"ok": False, "error": "That button is no longer there."}
        await change(blocks=[row, row])
        assert await server.act(press) == {"ok": False, "error": "That button is no longer there."}


CARD = {"type": "card", "title": {"type": "plain_text", "text": "Incident 17"}}
LIKED = {
    "type": "feedback_buttons",
    "action_id": "liked",
    "positive_button": {"text": {"type": "plain_text", "text": "Good"}, "value": "yes"},
    "negative_button": {"text": {"type": "plain_text", "text": "Bad"}, "value": "no"},
}
ICON = {
    "type": "icon_button",
    "icon": "trash",
    "text": {"type": "plain_text", "text": "Delete"},
    "value": "17",
}
UNNAMED = {key: value for key, value in BUTTON.items() if key != "action_id"}


@pytest.mark.parametrize(
    ("block", "pressed", "value", "told"),
    [
        (
            {"type": "context_actions", "elements": [LIKED]},
            lambda block: (block, block["elements"][0]),
            "no",
            {"type": "feedback_buttons", "value": "no"},
        ),
        (
            {"type": "context_actions", "elements": [ICON]},
            lambda block: (block, block["elements"][0]),
            None,
            {"type": "icon_button", "text": ICON["text"], "value": "17"},
        ),
        (
            {
                "type": "container",
                "title": CARD["title"],
                "child_blocks": [{"type": "actions", "elements": [UNNAMED]}],
            },
            lambda block: (block["child_blocks"][0], block["child_blocks"][0]["elements"][0]),
            None,
            {"type": "button", "text": BUTTON["text"], "value": "17"},
        ),
        (
            {"type": "carousel", "elements": [CARD, {**CARD, "actions": [UNNAMED]}]},
            lambda block: (block["elements"][1], block["elements"][1]["actions"][0]),
            None,
            {"type": "button", "text": BUTTON["text"], "value": "17"},
        ),
    ],
    ids=["feedback", "an icon", "in a container", "on a card of a carousel"],
)
async def test_what_stands_inside_other_blocks_is_pressed_like_any_button(block, pressed, value, told):
    async with running() as server, peers(server) as (peer,):
        ts = await posted(server, block)
        inner, element = pressed(server.state()["messages"][SUPPORT][0]["blocks"][0])
        place = {"block_id": inner["block_id"], "action_id": element["action_id"]}
        press = {"as": ANA, "do": "press", "channel": SUPPORT, "ts": ts, "value": value, **place}
        payload, answer = await acked(server, peer, press)
        assert answer == {"ok": True, "outcome": "acked"}
        assert payload["state"] == {"values": {}}
        assert payload["actions"] == [{**told, **place, "action_ts": payload["actions"][0]["action_ts"]}]


async def test_feedback_has_no_third_button():
    async with running() as server:
        ts = await posted(server, {"type": "context_actions", "block_id": "row", "elements": [LIKED]})
        press = {"as": ANA, "do": "press", "channel": SUPPORT, "ts": ts, "block_id": "row"}
        assert await server.act({**press, "action_id": "liked", "value": "perhaps"}) == {
            "ok": False,
            "error": "liked has no button 'perhaps'.",
        }


OPTIONS = [{"text": {"type": "plain_text", "text": word}, "value": word} for word in ("a", "b", "c")]


@pytest.mark.parametrize(
    ("element", "value", "entry"),
    [
        ({"type": "static_select", "options": OPTIONS}, "b", {"selected_option": OPTIONS[1]}),
        ({"type": "radio_buttons", "options": OPTIONS}, None, {"selected_option": None}),
        (
            {"type": "checkboxes", "options": OPTIONS},
            ["a", "c"],
            {"selected_options": [OPTIONS[0], OPTIONS[2]]},
        ),
        ({"type": "multi_static_select", "options": OPTIONS}, [], {"selected_options": []}),
        ({"type": "external_select"}, OPTIONS[0], {"selected_option": OPTIONS[0]}),
        ({"type": "users_select"}, BEN, {"selected_user": BEN}),
        ({"type": "multi_users_select"}, [BEN], {"selected_users": [BEN]}),
        ({"type": "conversations_select"}, SUPPORT, {"selected_conversation": SUPPORT}),
        ({"type": "channels_select"}, "", {"selected_channel": None}),
        ({"type": "datepicker"}, "2026-11-24", {"selected_date": "2026-11-24"}),
        ({"type": "timepicker"}, "16:30", {"selected_time": "16:30"}),
        ({"type": "datetimepicker"}, 1795521600, {"selected_date_time": 1795521600}),
        ({"type": "plain_text_input"}, "text", {"value": "text"}),
        ({"type": "plain_text_input"}, "", {"value": None}),
        ({"type": "number_input"}, "5", {"value": "5"}),
        ({"type": "file_input"}, [], {"files": []}),
    ],
    ids=lambda value: value["type"] if isinstance(value, dict) and "type" in value else "",
)
def test_a_value_becomes_slacks_state(element, value, entry):
    block = {"type": "input", "block_id": "b", "element": {**element, "action_id": "a"}}
    state = state_values([block], {"b": {"a": value}})
    assert state == {"b": {"a": {"type": element["type"], **entry}}}


@pytest.mark.parametrize(
    ("element", "entry"),
    [
        ({"type": "plain_text_input", "initial_value": "x"}, {"value": "x"}),
        (
            {"type": "static_select", "options": OPTIONS, "initial_option": OPTIONS[0]},
            {"selected_option": OPTIONS[0]},
        ),
        ({"type": "checkboxes", "options": OPTIONS}, {"selected_options": []}),
        ({"type": "multi_users_select"}, {"selected_users": []}),
    ],
    ids=["text", "select", "checkboxes", "users"],
)
def test_an_input_nobody_touched_keeps_what_it_began_with(element, entry):
    block = {"type": "input", "block_id": "b", "element": {**element, "action_id": "a"}}
    assert state_values([block], {}) == {"b": {"a": {"type": element["type"], **entry}}}


@pytest.mark.parametrize(
    ("element", "value", "error"),
    [
        ({"type": "plain_text_input"}, "", "Please complete this required field."),
        ({"type": "plain_text_input", "min_length": 3}, "ab", "This field needs at least 3 characters."),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", "This field takes at most 3 characters."),
        ({"type": "email_text_input"}, "ana", "This is no e-mail address."),
        ({"type": "url_text_input"}, "x.example", "This is no address of a web page."),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "This is no number."),
        (
            {"type": "number_input", "is_decimal_allowed": True, "min_value": "2"},
            "1.5",
            "This must be 2 or more.",
        ),
        (
            {"type": "number_input", "is_decimal_allowed": False, "max_value": "2"},
            "3",
            "This must be 2 or less.",
        ),
        ({"type": "plain_text_input"}, "fine", None),
        ({"type": "number_input", "is_decimal_allowed": False}, "7", None),
    ],
)
def test_slack_itself_refuses_a_form_that_breaks_an_elements_rule(element, value, error):
    block = {"type": "input", "block_id": "b", "element": {**element, "action_id": "a"}}
    found = incomplete([block], state_values([block], {"b": {"a": value}}))
    assert found == ({} if error is None else {"b": error})


async def test_a_choice_and_what_else_stands_in_the_inputs_reach_the_app():
    select = {"type": "static_select", "action_id": "pick", "options": OPTIONS}
    row = {"type": "actions", "block_id": "row", "elements": [select, BUTTON]}
    async with running() as server, peers(server) as (peer,):
        ts = await posted(server, row)
        press = {"as": ANA, "do": "press", "channel": SUPPORT, "ts": ts, "block_id": "row"}
        payload, _ = await acked(server, peer, {**press, "action_id": "pick", "value": "c"})
        assert payload["actions"][0]["selected_option"] == OPTIONS[2]
        assert payload["state"]["values"]["row"]["pick"]["selected_option"] == OPTIONS[2]
        payload, _ = await acked(server, peer, {**press, "action_id": "go", "values": {"row": {"pick": "b"}}})
        assert payload["state"]["values"] == {
            "row": {"pick": {"type": "static_select", "selected_option": OPTIONS[1]}}
        }
        wrong = await server.act({**press, "action_id": "pick", "value": "z"})
        assert wrong == {"ok": False, "error": "pick has no option 'z'."}


async def test_the_options_of_an_external_select_come_from_the_app():
    element = {"type": "external_select", "action_id": "pick", "min_query_length": 0}
    block = {
        "type": "section",
        "block_id": "row",
        "text": {"type": "mrkdwn", "text": "x"},
        "accessory": element,
    }
    async with running() as server, peers(server) as (peer,):
        ts = await posted(server, block)
        act = {
            "as": ANA,
            "do": "suggest",
            "channel": SUPPORT,
            "ts": ts,
            "block_id": "row",
            "action_id": "pick",
        }
        payload, answer = await acked(server, peer, {**act, "value": "pos"}, {"options": OPTIONS})
        assert (payload["type"], payload["value"], payload["action_id"]) == (
            "block_suggestion",
            "pos",
            "pick",
        )
        assert (payload["container"], payload["channel"], payload["message"]["ts"]) == (
            {"type": "message", "message_ts": ts, "channel_id": SUPPORT, "is_ephemeral": False},
            {"id": SUPPORT, "name": "support"},
            ts,
        )
        assert answer == {"ok": True, "outcome": "acked", "options": OPTIONS}


MANY = [{"text": {"type": "plain_text", "text": str(n)}, "value": str(n)} for n in range(101)]


@pytest.mark.parametrize(
    "offered",
    [
        {"options": MANY},
        {"options": [{"text": {"type": "mrkdwn", "text": "a"}, "value": "a"}]},
        {"options": OPTIONS, "option_groups": []},
        {},
        {"option": OPTIONS},
        "options",
    ],
    ids=["101 options", "marked up", "options and groups", "nothing", "a misspelt key", "a word"],
)
async def test_options_that_slack_would_not_show_are_no_options(offered):
    element = {"type": "external_select", "action_id": "pick", "min_query_length": 0}
    block = {"type": "actions", "block_id": "row", "elements": [element]}
    async with running() as server, peers(server) as (peer,):
        ts = await posted(server, block)
        act = {"as": ANA, "do": "suggest", "channel": SUPPORT, "ts": ts, "block_id": "row", "value": "po"}
        _, answer = await acked(server, peer, {**act, "action_id": "pick"}, offered)
        assert answer == {"ok": True, "outcome": "failed"}
        _, answer = await acked(server, peer, {**act, "action_id": "pick"}, {"options": []})
        assert answer == {"ok": True, "outcome": "acked", "options": []}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([], "That button is no longer there."),
        ({"row": "x"}, "values are not of the form block, action, value."),
        ({"row": {"pick": ["a"]}}, "pick takes one value."),
    ],
    ids=["empty list", "no actions", "a list for one"],
)
async def test_nonsense_from_a_page_is_answered_in_a_sentence(values, sentence):
    select = {"type": "static_select", "action_id": "pick", "options": OPTIONS}
    row = {"type": "actions", "block_id": "row", "elements": [select, BUTTON]}
    async with running() as server:
        ts = await posted(server, row)
        action_id = "go" if values else "none"
        press = {
            "as": ANA,
            "do": "press",
            "channel": SUPPORT,
            "ts": ts,
            "block_id": "row",
            "action_id": action_id,
        }
        assert await server.act({**press, "values": values}) == {"ok": False, "error": sentence}
