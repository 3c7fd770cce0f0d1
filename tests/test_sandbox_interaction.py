"""Commands, buttons, forms and shortcuts: what the app gets, what people see, what is refused."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.elements import incomplete, state_values
from bot.sandbox.limits import Limits
from bot.sandbox.manifest import DEFAULT_MANIFEST
from tests.sandbox_app import (
    ANA,
    BEN,
    DELIVERABILITY,
    OTTO,
    SUBMIT,
    SUPPORT,
    TEAM,
    bolt,
    client_of,
    frozen,
    modal,
    peers,
    running,
    say,
    section,
    text_input,
    until,
)

BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "17"}
ACTIONS = {"type": "actions", "block_id": "row", "elements": [BUTTON]}


async def posted(server, *blocks: dict) -> str:
    answer = await client_of(server).chat_postMessage(
        channel=SUPPORT, text="x", blocks=list(blocks or (ACTIONS,))
    )
    return answer.data["ts"]


async def first(peer) -> dict:
    await until(lambda: any(envelope["type"] != "events_api" for envelope in peer.envelopes))
    return next(envelope for envelope in peer.envelopes if envelope["type"] != "events_api")


async def acked(server, peer, act: dict, payload: object = None) -> tuple[dict, dict]:
    """Do an act and acknowledge it; returns the payload the app got and what the act answered."""
    seen = len(peer.envelopes)
    task = asyncio.create_task(server.act(act))
    await until(lambda: any(e["type"] != "events_api" for e in peer.envelopes[seen:]))
    envelope = next(e for e in peer.envelopes[seen:] if e["type"] != "events_api")
    await peer.ack(envelope, payload)
    return envelope["payload"], await task


def notices(server, user: str = ANA) -> list[str]:
    return [notice["text"] for notice in server.state()["notices"].get(user, [])]


async def opened(server, peer, view: dict, user: str = ANA) -> dict:
    """A modal that is open for somebody."""
    payload, _ = await acked(
        server, peer, {"as": user, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
    )
    return (await client_of(server).views_open(trigger_id=payload["trigger_id"], view=view)).data["view"]


# Commands


async def test_a_command_reaches_the_app_as_a_form():
    async with running() as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": '/smtpcheck 550 <a@b.de> "no" @ben'}
        payload, answer = await acked(server, peer, act)
        assert answer == {"ok": True, "outcome": "acked"}
        assert payload == {
            "token": "local-verification-token",
            "team_id": TEAM,
            "team_domain": "local-workspace",
            "channel_id": SUPPORT,
            "channel_name": "support",
            "user_id": ANA,
            "user_name": "ana",
            "command": "/smtpcheck",
            "text": "550 &lt;<mailto:a@b.de|a@b.de>&gt; “no” @ben",
            "api_app_id": "A0SMTPCHECK",
            "is_enterprise_install": "false",
            "response_url": payload["response_url"],
            "trigger_id": payload["trigger_id"],
        }
        assert payload["response_url"].startswith(server.page_url + "response/")


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        pytest.param("/smtpcheck", "", id="nothing after it"),
        pytest.param("/smtpcheck\n535\nsecond", "535\nsecond", id="a paste on the next line"),
        pytest.param("/smtpcheck  535 5.7.8 ", "535 5.7.8", id="blanks around"),
    ],
)
async def test_the_text_of_a_command_keeps_its_lines(text, arrives):
    async with running() as server, peers(server) as (peer,):
        payload, _ = await acked(server, peer, {"as": ANA, "do": "command", "channel": SUPPORT, "text": text})
        assert payload["text"] == arrives


async def test_mentions_in_a_command_become_ids_when_the_manifest_says_so():
    command = {**DEFAULT_MANIFEST["features"]["slash_commands"][0], "should_escape": True}
    manifest = {**DEFAULT_MANIFEST, "features": {**DEFAULT_MANIFEST["features"], "slash_commands": [command]}}
    async with running(manifest=manifest) as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck @ben #support"}
        payload, _ = await acked(server, peer, act)
        assert payload["text"] == f"<@{BEN}> <#{SUPPORT}|support>"


async def test_a_command_that_nobody_acknowledges_fails_after_three_seconds_and_is_not_repeated():
    clock = frozen()
    async with running(clock=clock) as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck 535"}
        task = asyncio.create_task(server.act(act))
        await first(peer)
        clock.advance(2.9)
        await asyncio.sleep(0.02)
        assert not task.done()
        clock.advance(0.2)
        assert await task == {"ok": True, "outcome": "failed"}
        assert notices(server) == ['/smtpcheck failed with the error "dispatch_failed"']
        clock.advance(400)
        await asyncio.sleep(0.02)
        assert len(peer.envelopes) == 1


@pytest.mark.parametrize(
    ("act", "notice"),
    [
        pytest.param(
            {"as": ANA, "text": "/other x"}, "/other is not a valid command.", id="an unknown command"
        ),
        pytest.param(
            {"as": ANA, "text": "/smtpcheck x", "thread_ts": "1.1"},
            "/smtpcheck is not supported in threads. Sorry!",
            id="in a thread",
        ),
        pytest.param(
            {"as": OTTO, "channel": DELIVERABILITY, "text": "/smtpcheck x"},
            "/smtpcheck is not a valid command.",
            id="by somebody of another organisation",
        ),
        pytest.param(
            {"as": ANA, "text": "/smtpcheck x"},
            '/smtpcheck failed with the error "dispatch_failed"',
            id="while no app is connected",
        ),
    ],
)
async def test_slack_says_itself_what_a_command_cannot(act, notice):
    async with running() as server:
        answer = await server.act({"do": "command", "channel": SUPPORT, **act})
        assert answer == {"ok": True, "outcome": "failed"}
        assert notices(server, act["as"]) == [notice]


@pytest.mark.parametrize(
    ("payload", "ephemeral", "public"),
    [
        pytest.param({"text": "private"}, ["private"], [], id="for oneself"),
        pytest.param({"text": "all", "response_type": "in_channel"}, [], ["all"], id="for all"),
    ],
)
async def test_what_comes_with_the_ack_of_a_command_is_shown(payload, ephemeral, public):
    async with running() as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        await acked(server, peer, act, payload)
        state = server.state()
        assert [m["text"] for m in state["ephemerals"].get(ANA, [])] == ephemeral
        assert [m["text"] for m in state["messages"][SUPPORT]] == public


async def test_blocks_slack_would_refuse_fail_the_command_they_come_with():
    async with running() as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        _, answer = await acked(server, peer, act, {"blocks": [section("")]})
        assert answer == {"ok": True, "outcome": "failed"}
        assert notices(server) == ['/smtpcheck failed with the error "invalid_blocks"']


# Response addresses


async def post(url: str, body: object) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
        return answer.status, await answer.text()


async def test_a_response_address_answers_five_times():
    async with running() as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        payload, _ = await acked(server, peer, act)
        answers = [await post(payload["response_url"], {"text": f"n{n}"}) for n in range(6)]
        assert answers == [(200, "ok")] * 5 + [(404, '{"ok": false, "error": "used_url"}')]
        assert [m["text"] for m in server.state()["ephemerals"][ANA]] == [f"n{n}" for n in range(5)]


async def test_a_response_address_lasts_thirty_minutes():
    clock = frozen()
    async with running(clock=clock) as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        payload, _ = await acked(server, peer, act)
        clock.advance(1799)
        assert await post(payload["response_url"], {"text": "in time"}) == (200, "ok")
        clock.advance(2)
        assert await post(payload["response_url"], {"text": "late"}) == (
            404,
            '{"ok": false, "error": "expired_url"}',
        )


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        pytest.param({"text": ""}, 400, "no_text", id="nothing to say"),
        pytest.param({"text": "x" * 40_001}, 400, "msg_too_long", id="too long"),
        pytest.param({"text": "x", "colour": "red"}, 400, "invalid_arguments", id="an unknown argument"),
        pytest.param(
            {"text": "x", "response_type": "all"}, 400, "invalid_response_type", id="an unknown type"
        ),
        pytest.param({"blocks": [{"type": "nothing"}]}, 400, "invalid_blocks", id="bad blocks"),
        pytest.param({"delete_original": True}, 404, "message_not_found", id="no original to delete"),
    ],
)
async def test_a_response_slack_would_refuse_is_refused(body, status, error):
    async with running() as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        payload, _ = await acked(server, peer, act)
        got, text = await post(payload["response_url"], body)
        assert (got, f'"error": "{error}"' in text) == (status, True), text
        assert server.state()["ephemerals"] == {}


async def test_an_unknown_response_address_is_refused():
    async with running() as server:
        answer = await post(f"{server.page_url}response/T1/1/abc", {"text": "x"})
        assert answer == (404, '{"ok": false, "error": "invalid_url"}')


async def test_an_ephemeral_is_replaced_and_deleted_through_its_buttons_address():
    async with running() as server, peers(server) as (peer,):
        client = client_of(server)
        ts = (await client.chat_postEphemeral(channel=SUPPORT, user=ANA, text="x", blocks=[ACTIONS])).data[
            "message_ts"
        ]
        press = {"as": ANA, "do": "press", "channel": SUPPORT, "ts": ts, "block_id": "row", "action_id": "go"}
        payload, _ = await acked(server, peer, press)
        assert "message" not in payload
        assert payload["container"] == {
            "type": "message",
            "message_ts": ts,
            "channel_id": SUPPORT,
            "is_ephemeral": True,
        }
        await post(payload["response_url"], {"text": "changed", "replace_original": True})
        assert [(m["ts"], m["text"]) for m in server.state()["ephemerals"][ANA]] == [(ts, "changed")]
        await post(payload["response_url"], {"delete_original": True})
        assert server.state()["ephemerals"] == {ANA: []}


async def test_an_answer_to_a_button_in_a_thread_stays_in_the_thread():
    async with running() as server, peers(server) as (peer,):
        parent = await say(server, ANA, SUPPORT, "535")
        client = client_of(server)
        ts = (
            await client.chat_postMessage(channel=SUPPORT, thread_ts=parent, text="x", blocks=[ACTIONS])
        ).data["ts"]
        press = {"as": ANA, "do": "press", "channel": SUPPORT, "ts": ts, "block_id": "row", "action_id": "go"}
        payload, _ = await acked(server, peer, press)
        await post(payload["response_url"], {"text": "for you"})
        assert [(m["text"], m["thread_ts"]) for m in server.state()["ephemerals"][ANA]] == [
            ("for you", parent)
        ]


# Buttons and choices


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
        assert answer == {"ok": True, "outcome": "acked", "options": OPTIONS}


# Triggers and modals


async def test_a_trigger_opens_one_modal_once():
    async with running() as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        payload, _ = await acked(server, peer, act)
        client = client_of(server)
        view = (
            await client.views_open(trigger_id=payload["trigger_id"], view=modal(text_input(), submit=SUBMIT))
        ).data
        assert server.state()["modals"] == {ANA: [view["view"]]}
        assert view["view"] == {
            "id": view["view"]["id"],
            "team_id": TEAM,
            "type": "modal",
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": {"type": "plain_text", "text": "A form"},
            "submit": SUBMIT,
            "close": None,
            "blocks": [text_input()],
            "state": {"values": {}},
            "hash": view["view"]["hash"],
            "clear_on_close": False,
            "notify_on_close": False,
            "root_view_id": view["view"]["id"],
            "previous_view_id": None,
            "app_id": "A0SMTPCHECK",
            "app_installed_team_id": TEAM,
            "bot_id": "B0SMTPCHECK",
        }
        with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
            await client.views_open(trigger_id=payload["trigger_id"], view=modal())


@pytest.mark.parametrize(("age_s", "error"), [(2.9, None), (3.1, "expired_trigger_id")], ids=["fresh", "old"])
async def test_a_trigger_lives_three_seconds(age_s, error):
    clock = frozen()
    async with running(clock=clock) as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        payload, _ = await acked(server, peer, act)
        clock.advance(age_s)
        call = client_of(server).views_open(trigger_id=payload["trigger_id"], view=modal())
        if error is None:
            await call
        else:
            with pytest.raises(SlackApiError, match=error):
                await call


async def test_views_are_refused_by_the_names_of_slack():
    async with running() as server, peers(server) as (peer,):
        client = client_of(server)
        view = await opened(server, peer, modal(external_id="mine"))

        async def error(call) -> tuple[str, list[str]]:
            with pytest.raises(SlackApiError) as caught:
                await call
            body = caught.value.response.data
            return body["error"], body.get("response_metadata", {}).get("messages", [])

        assert await error(client.views_open(trigger_id="1.2.abc", view=modal())) == (
            "invalid_arguments",
            ["[ERROR] invalid `trigger_id`"],
        )
        assert await error(client.views_update(view_id="V9", view=modal())) == ("not_found", [])
        assert await error(client.views_update(view_id=view["id"], hash="1.old", view=modal())) == (
            "hash_conflict",
            [],
        )
        assert await error(client.views_publish(user_id="U9", view={"type": "home", "blocks": []})) == (
            "user_not_found",
            [],
        )
        payload, _ = await acked(
            server, peer, {"as": BEN, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        )
        trigger = payload["trigger_id"]
        assert await error(client.views_open(trigger_id=trigger, view=modal(text_input()))) == (
            "invalid_arguments",
            ["[ERROR] submit is required when a view has input blocks [json-pointer:/view/submit]"],
        )
        assert await error(client.views_open(trigger_id=trigger, view=modal(external_id="mine"))) == (
            "duplicate_external_id",
            [],
        )


async def test_two_updates_race_by_their_hash():
    async with running() as server, peers(server) as (peer,):
        client = client_of(server)
        view = await opened(server, peer, modal())
        first_update = (
            await client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("one")))
        ).data
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("two")))
        assert server.state()["modals"][ANA] == [first_update["view"]]
        assert first_update["view"]["id"] == view["id"]


async def test_a_stack_holds_three_modals_and_each_person_has_their_own():
    pushing = modal(ACTIONS)
    async with running() as server, peers(server) as (peer,):
        client = client_of(server)
        views = [await opened(server, peer, pushing)]
        await opened(server, peer, modal(section("Ben's")), user=BEN)
        for _ in range(2):
            press = {
                "as": ANA,
                "do": "press",
                "view_id": views[-1]["id"],
                "block_id": "row",
                "action_id": "go",
            }
            payload, _ = await acked(server, peer, press)
            views.append(
                (await client.views_push(trigger_id=payload["trigger_id"], view=pushing)).data["view"]
            )
        press = {"as": ANA, "do": "press", "view_id": views[-1]["id"], "block_id": "row", "action_id": "go"}
        payload, _ = await acked(server, peer, press)
        with pytest.raises(SlackApiError, match="push_limit_reached"):
            await client.views_push(trigger_id=payload["trigger_id"], view=pushing)
        stacks = server.state()["modals"]
        ids = [view["id"] for view in views]
        assert [(v["id"], v["root_view_id"], v["previous_view_id"]) for v in stacks[ANA]] == [
            (ids[0], ids[0], None),
            (ids[1], ids[0], ids[0]),
            (ids[2], ids[0], ids[1]),
        ]
        assert len(stacks[BEN]) == 1
        await server.act({"as": ANA, "do": "close", "view_id": ids[2]})
        assert [view["id"] for view in server.state()["modals"][ANA]] == ids[:2]
        await server.act({"as": ANA, "do": "close", "view_id": ids[1], "all": True})
        assert server.state()["modals"][ANA] == []


async def test_a_submission_carries_what_was_typed():
    form = modal(text_input(), submit=SUBMIT, callback_id="login", private_metadata="17")
    async with running() as server, peers(server) as (peer,):
        view = await opened(server, peer, form)
        act = {"as": ANA, "do": "submit", "view_id": view["id"], "values": {"name": {"typed": "  as is\n"}}}
        payload, answer = await acked(server, peer, act)
        assert answer == {"ok": True, "outcome": "acked"}
        state = {"values": {"name": {"typed": {"type": "plain_text_input", "value": "  as is\n"}}}}
        assert payload == {
            "type": "view_submission",
            "team": {"id": TEAM, "domain": "local-workspace"},
            "user": {"id": ANA, "username": "ana", "name": "ana", "team_id": TEAM},
            "api_app_id": "A0SMTPCHECK",
            "token": "local-verification-token",
            "trigger_id": payload["trigger_id"],
            "enterprise": None,
            "is_enterprise_install": False,
            "view": {**view, "state": state},
            "response_urls": [],
        }
        assert server.state()["modals"] == {ANA: []}


@pytest.mark.parametrize(
    ("response", "answer", "titles"),
    [
        pytest.param(
            {"response_action": "errors", "errors": {"name": "no"}},
            {"ok": True, "outcome": "acked", "errors": {"name": "no"}},
            ["A form"],
            id="errors",
        ),
        pytest.param(
            {"response_action": "update", "view": modal(title={"type": "plain_text", "text": "Next"})},
            {"ok": True, "outcome": "acked"},
            ["Next"],
            id="update",
        ),
        pytest.param(
            {"response_action": "push", "view": modal(title={"type": "plain_text", "text": "Next"})},
            {"ok": True, "outcome": "acked"},
            ["A form", "Next"],
            id="push",
        ),
        pytest.param({"response_action": "clear"}, {"ok": True, "outcome": "acked"}, [], id="clear"),
        pytest.param(
            {"response_action": "errors", "errors": {"other": "no"}},
            {"ok": True, "outcome": "failed"},
            ["A form"],
            id="errors at a block that is not there",
        ),
        pytest.param(
            {"response_action": "update", "view": modal(title={"type": "plain_text", "text": "x" * 25})},
            {"ok": True, "outcome": "failed"},
            ["A form"],
            id="a view Slack would refuse",
        ),
    ],
)
async def test_the_ack_of_a_submission_decides_what_follows(response, answer, titles):
    async with running() as server, peers(server) as (peer,):
        view = await opened(server, peer, modal(text_input(), submit=SUBMIT))
        act = {"as": ANA, "do": "submit", "view_id": view["id"], "values": {"name": {"typed": "x"}}}
        _, got = await acked(server, peer, act, response)
        assert got == answer
        assert [v["title"]["text"] for v in server.state()["modals"][ANA]] == titles
        trouble = ["We had some trouble connecting. Try again?"] if answer["outcome"] == "failed" else []
        assert notices(server) == trouble


async def test_a_form_with_an_empty_required_field_never_reaches_the_app():
    async with running() as server, peers(server) as (peer,):
        view = await opened(server, peer, modal(text_input(), submit=SUBMIT))
        seen = len(peer.envelopes)
        answer = await server.act({"as": ANA, "do": "submit", "view_id": view["id"], "values": {}})
        assert answer == {
            "ok": True,
            "outcome": "incomplete",
            "errors": {"name": "Please complete this required field."},
        }
        assert len(peer.envelopes) == seen


async def test_a_submission_nobody_acknowledges_stays_open():
    async with running(limits=Limits(ack_deadline_s=0.2)) as server, peers(server) as (peer,):
        view = await opened(server, peer, modal(text_input(), submit=SUBMIT))
        act = {"as": ANA, "do": "submit", "view_id": view["id"], "values": {"name": {"typed": "x"}}}
        assert await server.act(act) == {"ok": True, "outcome": "failed"}
        assert notices(server) == ["We had some trouble connecting. Try again?"]
        assert len(server.state()["modals"][ANA]) == 1


async def test_a_closed_modal_is_told_when_it_asked_for_it():
    async with running() as server, peers(server) as (peer,):
        view = await opened(server, peer, modal(notify_on_close=True))
        payload, _ = await acked(server, peer, {"as": ANA, "do": "close", "view_id": view["id"]})
        assert (payload["type"], payload["view"]["id"], payload["is_cleared"]) == (
            "view_closed",
            view["id"],
            False,
        )
        with pytest.raises(SlackApiError, match="not_found"):
            await client_of(server).views_update(view_id=view["id"], view=modal())


async def test_a_file_input_hands_over_file_objects():
    element = {"type": "file_input", "action_id": "csv", "filetypes": ["csv"], "max_files": 1}
    label = {"type": "plain_text", "text": "File"}
    form = modal({"type": "input", "block_id": "file", "label": label, "element": element}, submit=SUBMIT)
    async with running() as server, peers(server) as (peer,), aiohttp.ClientSession() as session:
        view = await opened(server, peer, form)
        data = aiohttp.FormData({"as": ANA})
        data.add_field("file", b"email,password\n", filename="boxes.csv")
        async with session.post(server.page_url + "ui/upload", data=data) as sent:
            uploaded = await sent.json()
        act = {
            "as": ANA,
            "do": "submit",
            "view_id": view["id"],
            "values": {"file": {"csv": uploaded["files"]}},
        }
        payload, _ = await acked(server, peer, act)
        entry = payload["view"]["state"]["values"]["file"]["csv"]
        assert [(f["id"], f["name"], f["size"]) for f in entry["files"]] == [
            (uploaded["files"][0], "boxes.csv", 15)
        ]
        assert "content_base64" not in entry["files"][0]
        assert (await client_of(server).files_info(file=uploaded["files"][0])).data["file"][
            "name"
        ] == "boxes.csv"


async def test_a_chosen_conversation_can_bring_a_response_address():
    element = {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}
    label = {"type": "plain_text", "text": "Where"}
    form = modal({"type": "input", "block_id": "to", "label": label, "element": element}, submit=SUBMIT)
    async with running() as server, peers(server) as (peer,):
        view = await opened(server, peer, form)
        act = {"as": ANA, "do": "submit", "view_id": view["id"], "values": {"to": {"where": SUPPORT}}}
        payload, _ = await acked(server, peer, act)
        (given,) = payload["response_urls"]
        assert (given["block_id"], given["action_id"], given["channel_id"]) == ("to", "where", SUPPORT)
        await post(given["response_url"], {"text": "there", "response_type": "in_channel"})
        assert [m["text"] for m in server.state()["messages"][SUPPORT]] == ["there"]


async def test_the_home_tab_is_one_persons():
    async with running() as server:
        client = client_of(server)
        home = {"type": "home", "blocks": [section("queue")]}
        view = (await client.views_publish(user_id=ANA, view=home)).data["view"]
        again = (await client.views_publish(user_id=ANA, view=home, hash=view["hash"])).data["view"]
        assert again["id"] == view["id"]
        assert server.state()["homes"] == {ANA: again}
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await client.views_publish(user_id=ANA, view=home, hash=view["hash"])


# Shortcuts


async def test_a_message_shortcut_carries_the_message():
    async with running() as server, peers(server) as (peer,):
        ts = await say(server, BEN, SUPPORT, "535")
        act = {
            "as": ANA,
            "do": "message_shortcut",
            "channel": SUPPORT,
            "ts": ts,
            "callback_id": "diagnose_message",
        }
        payload, _ = await acked(server, peer, act)
        assert (payload["type"], payload["callback_id"], payload["message_ts"]) == (
            "message_action",
            "diagnose_message",
            ts,
        )
        assert payload["message"] == server.state()["messages"][SUPPORT][0]
        assert payload["user"]["id"] == ANA
        await post(payload["response_url"], {"text": "for Ana"})
        assert [m["text"] for m in server.state()["ephemerals"][ANA]] == ["for Ana"]
        unknown = await server.act({**act, "callback_id": "other"})
        assert unknown == {"ok": False, "error": "The app has no such shortcut."}


async def test_a_global_shortcut_has_no_channel_and_no_response_address():
    shortcut = {"type": "global", "name": "Check a login", "callback_id": "login", "description": "x"}
    manifest = {**DEFAULT_MANIFEST, "features": {**DEFAULT_MANIFEST["features"], "shortcuts": [shortcut]}}
    async with running(manifest=manifest) as server, peers(server) as (peer,):
        payload, _ = await acked(server, peer, {"as": ANA, "do": "global_shortcut", "callback_id": "login"})
        assert (payload["type"], payload["callback_id"]) == ("shortcut", "login")
        assert {"channel", "response_url", "message"} & set(payload) == set()


# All of it with a real Bolt app


async def test_bolt_walks_from_the_command_through_a_form_to_a_message():
    async with running() as server, bolt(server) as app:

        @app.command("/smtpcheck")
        async def command(ack, body, client):
            await ack()
            await client.views_open(
                trigger_id=body["trigger_id"], view=modal(text_input(), submit=SUBMIT, callback_id="form")
            )

        @app.view("form")
        async def submitted(ack, view, client):
            typed = view["state"]["values"]["name"]["typed"]["value"]
            if typed == "wrong":
                await ack(response_action="errors", errors={"name": "Try another one."})
                return
            await ack()
            await client.chat_postMessage(channel=SUPPORT, text=typed, blocks=[section(typed), ACTIONS])

        @app.action("go")
        async def pressed(ack, respond):
            await ack()
            await respond(text="done", replace_original=True)

        command_act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck login"}
        assert await server.act(command_act) == {"ok": True, "outcome": "acked"}
        await until(lambda: server.state()["modals"].get(ANA))
        submit = {"as": ANA, "do": "submit", "view_id": server.state()["modals"][ANA][0]["id"]}
        refused = await server.act({**submit, "values": {"name": {"typed": "wrong"}}})
        assert refused["errors"] == {"name": "Try another one."}
        await server.act({**submit, "values": {"name": {"typed": "right"}}})
        await until(lambda: server.state()["messages"][SUPPORT])
        ts = server.state()["messages"][SUPPORT][0]["ts"]
        press = {"as": BEN, "do": "press", "channel": SUPPORT, "ts": ts, "block_id": "row", "action_id": "go"}
        assert await server.act(press) == {"ok": True, "outcome": "acked"}
        await until(lambda: server.state()["messages"][SUPPORT][0]["text"] == "done")
        assert server.state()["messages"][SUPPORT][0]["ts"] == ts


async def test_a_file_given_to_a_form_is_not_written_to_disk(tmp_path):
    path = tmp_path / "state"
    async with running(state_path=str(path)) as server, aiohttp.ClientSession() as session:
        data = aiohttp.FormData({"as": ANA})
        data.add_field("file", b"email,password\n", filename="boxes.csv")
        async with session.post(server.page_url + "ui/upload", data=data) as sent:
            (file,) = (await sent.json())["files"]
        assert file in server.workspace.files
        assert file not in path.read_text()
        await say(server, ANA, SUPPORT, "now it is shared", files=[file])
        assert file in path.read_text()
    async with running(state_path=str(path)) as server:
        assert set(server.workspace.files) == {file}


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
