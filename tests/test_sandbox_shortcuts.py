"""Shortcuts: on a message, and from anywhere."""

from __future__ import annotations

from tests.sandbox_app import (
    ANA,
    BEN,
    SUPPORT,
    WHOLE_MANIFEST,
    acked,
    peers,
    post,
    running,
    say,
)


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
    manifest = {**WHOLE_MANIFEST, "features": {**WHOLE_MANIFEST["features"], "shortcuts": [shortcut]}}
    async with running(manifest=manifest) as server, peers(server) as (peer,):
        payload, _ = await acked(server, peer, {"as": ANA, "do": "global_shortcut", "callback_id": "login"})
        assert (payload["type"], payload["callback_id"]) == ("shortcut", "login")
        assert {"channel", "response_url", "message"} & set(payload) == set()
