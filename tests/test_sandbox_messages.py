"""Messages by the Web API: posted, changed, threaded, read back, seen by one alone."""

from __future__ import annotations

from dataclasses import replace

from tests.sandbox_app import (
    ANA,
    ANA_DM,
    BEN,
    BOT,
    SUPPORT,
    TEAM,
    client_of,
    frozen,
    refused,
    running,
    say,
    section,
)


async def test_a_message_is_posted_changed_and_deleted():
    async with running(clock=frozen()) as server:
        client = client_of(server)
        posted = (await client.chat_postMessage(channel=SUPPORT, text="one", blocks=[section("one")])).data
        block = posted["message"]["blocks"][0]
        message = {
            "type": "message",
            "user": BOT,
            "ts": posted["ts"],
            "bot_id": "B0SMTPCHECK",
            "app_id": "A0SMTPCHECK",
            "text": "one",
            "team": TEAM,
            "bot_profile": {
                "id": "B0SMTPCHECK",
                "app_id": "A0SMTPCHECK",
                "name": "smtpcheck",
                "deleted": False,
                "team_id": TEAM,
            },
            "blocks": [{**section("one"), "block_id": block["block_id"]}],
        }
        assert posted == {"ok": True, "channel": SUPPORT, "ts": posted["ts"], "message": message}
        updated = (await client.chat_update(channel=SUPPORT, ts=posted["ts"], text="two")).data
        edited = {"user": BOT, "ts": updated["message"]["edited"]["ts"]}
        assert updated["message"] == message | {"text": "two", "edited": edited}  # blocks not given stay
        bare = (await client.chat_update(channel=SUPPORT, ts=posted["ts"], text="three", blocks=[])).data
        assert "blocks" not in bare["message"]
        await client.chat_delete(channel=SUPPORT, ts=posted["ts"])
        assert server.state()["messages"][SUPPORT] == []


async def test_only_its_own_messages_may_the_app_change(server):
    ts = await say(server, ANA, SUPPORT, "hers")
    assert (await refused(server, "chat.update", channel=SUPPORT, ts=ts, text="x"))[
        "error"
    ] == "cant_update_message"
    assert (await refused(server, "chat.delete", channel=SUPPORT, ts=ts))["error"] == "cant_delete_message"
    own = (await client_of(server).chat_postMessage(channel=SUPPORT, text="x")).data["ts"]
    too_long = await refused(server, "chat.update", channel=SUPPORT, ts=own, text="x" * 4001)
    assert too_long["error"] == "msg_too_long"


async def test_an_archived_channel_takes_no_message(server):
    posted = (await client_of(server).chat_postMessage(channel=SUPPORT, text="x")).data
    server.workspace.put_channel(replace(server.workspace.channels[SUPPORT], archived=True))
    assert (await refused(server, "chat.postMessage", channel=SUPPORT, text="x"))["error"] == "is_archived"
    changed = await refused(server, "chat.update", channel=SUPPORT, ts=posted["ts"], text="y")
    assert changed["error"] == "is_inactive"


async def test_a_thread_has_its_counts_and_a_reply_no_thread(server):
    client = client_of(server)
    parent = await say(server, ANA, SUPPORT, "535")
    first = (await client.chat_postMessage(channel=SUPPORT, thread_ts=parent, text="one")).data["ts"]
    second = await say(server, BEN, SUPPORT, "two", thread_ts=parent)
    replies = (await client.conversations_replies(channel=SUPPORT, ts=parent)).data
    assert [m["text"] for m in replies["messages"]] == ["535", "one", "two"]
    head = replies["messages"][0]
    assert (head["thread_ts"], head["reply_count"], head["reply_users"], head["latest_reply"]) == (
        parent,
        2,
        [BOT, BEN],
        second,
    )
    history = (await client.conversations_history(channel=SUPPORT)).data
    assert [m["ts"] for m in history["messages"]] == [parent]
    answer = await refused(server, "chat.postMessage", channel=SUPPORT, text="x", thread_ts=first)
    assert answer["error"] == "cannot_reply_to_message"


async def test_history_comes_newest_first_in_pages_and_between_times(server):
    client = client_of(server)
    said = [await say(server, ANA, SUPPORT, f"m{n}") for n in range(5)]
    page = (await client.conversations_history(channel=SUPPORT, limit=2)).data
    assert ([m["text"] for m in page["messages"]], page["has_more"]) == (["m4", "m3"], True)
    cursor = page["response_metadata"]["next_cursor"]
    page = (await client.conversations_history(channel=SUPPORT, limit=10, cursor=cursor)).data
    assert ([m["text"] for m in page["messages"]], page["has_more"]) == (["m2", "m1", "m0"], False)
    between = (await client.conversations_history(channel=SUPPORT, oldest=said[1], latest=said[3])).data
    assert [m["text"] for m in between["messages"]] == ["m2"]
    with_ends = (
        await client.conversations_history(channel=SUPPORT, oldest=said[1], latest=said[3], inclusive=True)
    ).data
    assert [m["text"] for m in with_ends["messages"]] == ["m3", "m2", "m1"]


async def test_metadata_is_read_back_only_when_asked_for(server):
    client = client_of(server)
    metadata = {"event_type": "outbox", "event_payload": {"key": "17"}}
    ts = (await client.chat_postMessage(channel=SUPPORT, text="x", metadata=metadata)).data["ts"]
    plain = (await client.conversations_history(channel=SUPPORT)).data["messages"]
    assert "metadata" not in plain[0]
    asked = (await client.conversations_history(channel=SUPPORT, include_all_metadata=True)).data["messages"]
    assert asked[0]["metadata"] == metadata
    replies = (await client.conversations_replies(channel=SUPPORT, ts=ts, include_all_metadata=True)).data
    assert replies["messages"][0]["metadata"] == metadata


async def test_an_ephemeral_is_seen_by_one_and_kept_by_nobody(server):
    answer = (await client_of(server).chat_postEphemeral(channel=SUPPORT, user=ANA, text="psst")).data
    state = server.state()
    assert {user: [m["text"] for m in shown] for user, shown in state["ephemerals"].items()} == {
        ANA: ["psst"]
    }
    assert state["messages"][SUPPORT] == []
    update = await refused(server, "chat.update", channel=SUPPORT, ts=answer["message_ts"], text="x")
    assert update["error"] == "message_not_found"


async def test_a_user_id_posts_into_the_direct_message_but_does_not_update_there(server):
    client = client_of(server)
    posted = (await client.chat_postMessage(channel=ANA, text="hello")).data
    assert posted["channel"] == ANA_DM
    assert (await client.conversations_open(users=ANA)).data["channel"] == {"id": ANA_DM}
    answer = await refused(server, "chat.update", channel=ANA, ts=posted["ts"], text="x")
    assert answer["error"] == "channel_not_found"


async def test_a_permalink_leads_to_the_message(server):
    ts = await say(server, ANA, SUPPORT, "535")
    answer = (await client_of(server).chat_getPermalink(channel=SUPPORT, message_ts=ts)).data
    assert answer["permalink"] == f"{server.page_url}archives/{SUPPORT}/p{ts.replace('.', '')}"


async def test_reactions_are_counted_once_a_person(server):
    ts = await say(server, ANA, SUPPORT, "535")
    await client_of(server).reactions_add(channel=SUPPORT, timestamp=ts, name="eyes")
    await server.act({"as": BEN, "do": "react", "channel": SUPPORT, "ts": ts, "name": "eyes"})
    again = await refused(server, "reactions.add", channel=SUPPORT, timestamp=ts, name="eyes")
    assert again["error"] == "already_reacted"
    assert server.state()["messages"][SUPPORT][0]["reactions"] == [
        {"name": "eyes", "users": [BOT, BEN], "count": 2}
    ]
