"""What the app is told of: mentions, edits, replies, files, joins, and who may hear it."""

from __future__ import annotations

import asyncio

import pytest

from tests.sandbox_app import (
    ANA,
    ANA_DM,
    BEN,
    BOT,
    DELIVERABILITY,
    GENERAL,
    OTTO,
    PRIVATE,
    SUPPORT,
    TEAM,
    answering,
    client_of,
    events_of,
    peers,
    running,
    say,
    until,
)


async def test_a_mention_is_told_twice_with_two_event_ids():
    async with running() as server, peers(server) as (peer,):
        ts = await say(server, ANA, SUPPORT, "@smtpcheck what is 535?")
        await until(lambda: len(peer.envelopes) == 2)
        by_type = {e["payload"]["event"]["type"]: e["payload"] for e in peer.envelopes}
        assert {kind: payload["event"]["ts"] for kind, payload in by_type.items()} == {
            "app_mention": ts,
            "message": ts,
        }
        assert by_type["app_mention"]["event_id"] != by_type["message"]["event_id"]
        assert "channel_type" not in by_type["app_mention"]["event"]
        assert by_type["message"]["event"]["text"] == f"<@{BOT}> what is 535?"


@pytest.mark.parametrize(
    ("user", "channel", "text", "heard"),
    [
        pytest.param(ANA, SUPPORT, "x", [("message", "channel")], id="a public channel it is in"),
        pytest.param(ANA, PRIVATE, "x", [("message", "group")], id="a private channel it is in"),
        pytest.param(ANA, ANA_DM, "x", [("message", "im")], id="a direct message"),
        pytest.param(ANA, ANA_DM, "@smtpcheck x", [("message", "im")], id="a mention in a direct message"),
        pytest.param(ANA, GENERAL, "@smtpcheck x", [], id="a mention where it is not"),
    ],
)
async def test_the_app_hears_only_where_it_is(user, channel, text, heard):
    async with running() as server, peers(server) as (peer,):
        await say(server, user, channel, text)
        await say(server, ANA, SUPPORT, "the end")
        await until(lambda: any(event["text"] == "the end" for event in events_of(peer)))
        events = [event for event in events_of(peer) if event["text"] != "the end"]
        assert [(event["type"], event["channel_type"]) for event in events] == heard


async def test_edits_deletions_replies_and_its_own_posts_are_told():
    async with running() as server, peers(server) as (peer,):
        worker = asyncio.create_task(answering(peer))
        ts = await say(server, ANA, SUPPORT, "535")
        own = (await client_of(server).chat_postMessage(channel=SUPPORT, thread_ts=ts, text="answer")).data[
            "ts"
        ]
        await server.act({"as": ANA, "do": "edit", "channel": SUPPORT, "ts": ts, "text": "550"})
        await client_of(server).chat_delete(channel=SUPPORT, ts=own)
        await server.act({"as": ANA, "do": "delete", "channel": SUPPORT, "ts": ts})
        await until(lambda: len(peer.envelopes) == 5)
        worker.cancel()
        events = sorted(events_of(peer), key=lambda event: event["event_ts"])
        told = [
            (
                e.get("subtype"),
                e.get("text"),
                e.get("bot_id"),
                e.get("message", {}).get("text"),
                e.get("deleted_ts"),
            )
            for e in events
        ]
        assert told == [
            (None, "535", None, None, None),
            (None, "answer", "B0SMTPCHECK", None, None),
            ("message_changed", None, None, "550", None),
            ("message_deleted", None, None, None, own),
            ("message_deleted", None, None, None, ts),
        ]
        assert events[2]["previous_message"]["text"] == "535"
        assert events[1]["thread_ts"] == ts


async def test_a_deleted_parent_leaves_a_tombstone_for_its_thread():
    async with running() as server, peers(server) as (peer,):
        ts = await say(server, ANA, SUPPORT, "535 secret")
        await say(server, BEN, SUPPORT, "reply", thread_ts=ts)
        await server.act({"as": ANA, "do": "delete", "channel": SUPPORT, "ts": ts})
        await until(lambda: len(peer.envelopes) == 3)
        changed = next(event for event in events_of(peer) if event.get("subtype") == "message_changed")
        assert (changed["message"]["subtype"], changed["message"]["ts"]) == ("tombstone", ts)
        assert [m["text"] for m in server.state()["messages"][SUPPORT]] == [
            "This message was deleted.",
            "reply",
        ]


async def test_files_joins_and_the_home_tab_are_told():
    async with running() as server, peers(server) as (peer,):
        await server.act(
            {
                "as": ANA,
                "do": "upload",
                "channel": SUPPORT,
                "name": "bounce.eml",
                "content": "Subject: x",
                "text": "see",
            }
        )
        await server.act({"as": BEN, "do": "leave", "channel": SUPPORT})
        await server.act({"as": BEN, "do": "join", "channel": SUPPORT})
        await server.act({"as": ANA, "do": "add_bot", "channel": GENERAL})
        await server.act({"as": ANA, "do": "open_home"})
        await until(lambda: len(peer.envelopes) == 6)
        events = {(event["type"], event.get("user")): event for event in events_of(peer)}
        message = events["message", ANA]
        file = message["files"][0]
        assert (message["subtype"], message["text"]) == ("file_share", "see")
        assert (file["name"], file["mimetype"], file["size"]) == ("bounce.eml", "message/rfc822", 10)
        shared = next(event for event in events_of(peer) if event["type"] == "file_shared")
        assert (shared["file_id"], shared["user_id"], shared["channel_id"]) == (file["id"], ANA, SUPPORT)
        assert events["member_left_channel", BEN]["channel"] == SUPPORT
        assert events["member_joined_channel", BEN]["channel"] == SUPPORT
        assert events["member_joined_channel", BOT]["channel"] == GENERAL
        home = events["app_home_opened", ANA]
        assert (home["tab"], home["channel"]) == ("home", ANA_DM)


async def test_a_stranger_is_known_by_their_team():
    async with running() as server, peers(server) as (peer,):
        await say(server, OTTO, DELIVERABILITY, "535")
        await until(lambda: peer.envelopes)
        payload = peer.envelopes[0]["payload"]
        event = payload["event"]
        assert (event["team"], event["user_team"], event["source_team"]) == ("T0PARTNER01",) * 3
        assert (payload["team_id"], payload["is_ext_shared_channel"]) == (TEAM, True)
