"""Response addresses: how often, how long and with what the app may answer."""

from __future__ import annotations

import pytest

from tests.sandbox_app import (
    ACTIONS,
    ANA,
    SUPPORT,
    acked,
    client_of,
    frozen,
    peers,
    post,
    running,
    say,
)


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
