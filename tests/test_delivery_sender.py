"""What the bot owes Slack is sent in order, once, and as things are when it is sent."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.delivery import lanes, sender
from bot.delivery.lanes import MOST_FAILURES
from bot.delivery.posting import Refused
from bot.desk import replies
from bot.errors import NotKeptError, SettingsError
from bot.model import Outgoing
from bot.store import outbox
from bot.store.lanes import EVERY, Free, next_due
from tests.bot_house import PASTE, TEN_MINUTES, command, house, message, pause_by, press
from tests.slack_stub import SlackStub
from tests.store_house import plans

LATER = datetime.now(UTC) + timedelta(days=1)  # than any run of the tests lasts
THROTTLED = (429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "1"})


def notice(key: str, text: str, *, channel: str = "C1", lane: str | None = None, **where) -> Outgoing:
    return Outgoing(
        key=key,
        lane=lane or f"T1:{channel}",
        what="notice",
        text=text,
        team="T1",
        channel=channel,
        not_before=datetime.now(UTC),
        **where,
    )


async def put(bot, *rows: Outgoing) -> None:
    def job(db) -> None:
        for row in rows:
            outbox.put(db, row)

    await bot.store.write(job)
    bot.service.sender.wake()


def texts(slack: SlackStub, channel: str) -> list[str]:
    return [said["text"] for said in slack.posted(channel)]


async def test_rows_of_a_channel_are_sent_in_order(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await put(bot, *(notice(f"k{number}", f"text {number}") for number in range(20)))
        await bot.quiet()
    assert texts(slack, "C1") == [f"text {number}" for number in range(20)]


async def test_what_becomes_due_while_the_sender_lies_down_is_not_slept_over(slack, tmp_path):
    """Half a second later for each look at the clock: due between the look for rows and the sleep."""
    start, looks = datetime.now(UTC), iter(range(10_000))

    def now() -> datetime:
        return start + next(looks) * timedelta(seconds=0.5)

    async with house(tmp_path / "s.db", slack, working=False, now=now) as bot:
        later = replace(notice("k1", "hello"), not_before=start + timedelta(seconds=0.25))
        await bot.store.write(lambda db: outbox.put(db, later))
        running = asyncio.ensure_future(bot.service.sender.run())
        await bot.settle(lambda: texts(slack, "C1"))
        running.cancel()
    assert texts(slack, "C1") == ["hello"]


async def test_a_message_says_its_key_in_its_metadata_and_unfurls_nothing(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await put(bot, notice("k1", "hello", thread_ts="1.1"))
        await bot.quiet()
    [call] = slack.called("chat.postMessage")
    assert {name: call[name] for name in call if name != "blocks"} == {
        "channel": "C1",
        "thread_ts": "1.1",
        "text": "hello",
        "unfurl_links": False,
        "unfurl_media": False,
        "metadata": {"event_type": "smtpcheck", "event_payload": {"key": "k1"}},
    }


@pytest.fixture
def ticking(monkeypatch, clock):
    """The bot's clock, by which the sender pauses."""
    pause_by(clock, monkeypatch)
    return clock


async def test_too_many_requests_are_waited_out_in_order_without_holding_up_other_channels(
    slack, tmp_path, ticking
):
    slack.fail["chat.postMessage"] = deque([TEN_MINUTES])
    async with house(tmp_path / "s.db", slack, working=False, now=ticking) as bot:
        await put(bot, notice("a1", "first"), notice("a2", "second"))
        running = asyncio.ensure_future(bot.service.sender.run())
        await bot.settle(lambda: bot.service.sender.throttled)
        await put(bot, notice("b1", "elsewhere", channel="C2"))
        await bot.settle(lambda: texts(slack, "C2"))
        assert texts(slack, "C1") == []
        await bot.after_ten_minutes(ticking)
        running.cancel()
    assert texts(slack, "C1") == ["first", "second"]


async def test_a_throttled_row_keeps_the_time_since_which_it_waits(slack, tmp_path):
    slack.fail["chat.postMessage"] = deque([TEN_MINUTES])
    since = datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=10)
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await put(bot, replace(notice("k1", "slow"), not_before=since))
        running = asyncio.ensure_future(bot.service.sender.run())
        await bot.settle(lambda: bot.service.sender.throttled)
        running.cancel()
        [row] = await bot.store.read(lambda db: outbox.due(db, since, EVERY, 9))
    assert (row.outgoing.not_before, row.failures, row.claimed_at) == (since, 0, None)


async def test_the_mark_that_something_was_sent_is_all_that_a_full_disk_makes_room_for(
    slack, tmp_path, monkeypatch
):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        write, marked = bot.store.write, []

        async def watched(job, *, essential=False):
            result = await write(job, essential=essential)
            if essential:
                marked.append(await bot.rows("select key from outbox where done_at is not null"))
            return result

        monkeypatch.setattr(bot.store, "write", watched)
        await put(bot, notice("k1", "sent"))
        running = asyncio.ensure_future(bot.service.sender.run())
        await bot.quiet()
        running.cancel()
    assert marked == [[{"key": "k1"}]]


async def test_an_edit_that_must_wait_holds_up_no_answer_and_no_other_edit_asks(slack, bot, ticking):
    await put(bot, notice("a", "one"), notice("b", "two"))
    await bot.quiet()
    slack.fail["chat.update"] = deque([TEN_MINUTES])
    await put(bot, notice("a", "one more"), notice("b", "two more"), notice("c", "three"))
    await bot.settle(lambda: "three" in texts(slack, "C1"))
    assert texts(slack, "C1") == ["one", "two", "three"]
    await bot.after_ten_minutes(ticking)
    assert texts(slack, "C1") == ["one more", "two more", "three"]
    assert len(slack.called("chat.update")) == 3


async def test_a_row_that_was_being_sent_when_the_process_died_is_looked_up_and_not_said_twice(
    slack, tmp_path
):
    path = tmp_path / "s.db"
    async with house(path, slack, working=False) as bot:
        await put(bot, notice("k1", "said once", thread_ts="1.1"), notice("k2", "after it", thread_ts="1.1"))
        # Killed between the post and the mark: the row is claimed, the message is there.
        await bot.store.write(lambda db: outbox.claim(db, "k1", datetime.now(UTC)))
        slack.post(
            {
                "channel": "C1",
                "text": "said once",
                "metadata": {"event_type": "smtpcheck", "event_payload": {"key": "k1"}},
            }
        )
    async with house(path, slack) as bot:
        await bot.quiet()
        [first, _] = await bot.rows("select key, sent_ts from outbox order by id")
    assert texts(slack, "C1") == ["said once", "after it"]
    assert first == {"key": "k1", "sent_ts": slack.posted("C1")[0]["ts"]}
    [look_up] = slack.called("conversations.replies")
    assert look_up.pop("oldest") < slack.posted("C1")[0]["ts"]
    assert look_up == {"channel": "C1", "ts": "1.1", "limit": "100", "include_all_metadata": "true"}


async def test_a_look_up_that_fails_leaves_the_doubt_until_it_succeeds(slack, tmp_path):
    path = tmp_path / "s.db"
    async with house(path, slack, working=False) as bot:
        await put(bot, notice("k1", "said once", thread_ts="1.1"))
        await bot.store.write(lambda db: outbox.claim(db, "k1", datetime.now(UTC)))
        metadata = {"event_type": "smtpcheck", "event_payload": {"key": "k1"}}
        slack.post({"channel": "C1", "text": "said once", "metadata": metadata})
    slack.fail["conversations.replies"] = deque([THROTTLED, (503, {}, {})])
    async with house(path, slack) as bot:
        await bot.quiet()
    assert texts(slack, "C1") == ["said once"]
    assert len(slack.called("conversations.replies")) == 3


async def test_a_row_in_doubt_is_looked_for_among_five_hundred_messages(slack, tmp_path):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await put(bot, notice("k1", "said once"))
        await bot.store.write(lambda db: outbox.claim(db, "k1", datetime.now(UTC)))
    for number in range(499):
        slack.post({"channel": "C1", "text": f"by others {number}"})
    metadata = {"event_type": "smtpcheck", "event_payload": {"key": "k1"}}
    slack.post({"channel": "C1", "text": "said once", "metadata": metadata})
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.quiet()
    assert texts(slack, "C1").count("said once") == 1
    assert len(slack.called("conversations.history")) == 5


@pytest.mark.parametrize(
    "error",
    [
        NotKeptError("My disk is full", "free some space"),
        aiohttp.ClientConnectionError(),
        RuntimeError("ours"),
    ],
    ids=["a full disk", "no network", "a fault of ours"],
)
async def test_what_keeps_a_row_in_doubt_waiting_leaves_the_doubt(slack, tmp_path, monkeypatch, error):
    monkeypatch.setattr(lanes, "FIRST_RETRY_S", 0.001)
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await put(bot, notice("k1", "said once"))
        await bot.store.write(lambda db: outbox.claim(db, "k1", datetime.now(UTC)))
        metadata = {"event_type": "smtpcheck", "event_payload": {"key": "k1"}}
        slack.post({"channel": "C1", "text": "said once", "metadata": metadata})
        render, errors = bot.service.sender._render, [error]

        async def fails_at_first(outgoing):
            if errors:
                raise errors.pop()
            return await render(outgoing)

        monkeypatch.setattr(bot.service.sender, "_render", fails_at_first)
        running = asyncio.ensure_future(bot.service.sender.run())
        await bot.quiet()
        running.cancel()
    assert texts(slack, "C1") == ["said once"]


def test_a_row_that_is_replaced_has_not_failed_yet(store):
    now = datetime.now(UTC)

    def job(db) -> tuple[int, ...]:
        outbox.put(db, notice("k1", "old"))
        version = outbox.claim(db, "k1", now).version
        outbox.postpone(db, "k1", version, now, failed=True, unknown=False)
        before = outbox.claim(db, "k1", now).failures
        outbox.put(db, notice("k1", "new"))
        return before, outbox.claim(db, "k1", now).failures

    assert store.write_now(job) == (1, 0)


def test_a_failure_counts_against_the_row_that_failed_not_the_one_that_replaced_it_meanwhile(store):
    now = datetime.now(UTC)

    def job(db) -> int:
        outbox.put(db, notice("k1", "old"))
        version = outbox.claim(db, "k1", now).version
        outbox.put(db, notice("k1", "new"))
        outbox.postpone(db, "k1", version, now, failed=True, unknown=False)
        return outbox.claim(db, "k1", now).failures

    assert store.write_now(job) == 0


async def test_what_is_taken_back_before_its_turn_is_not_sent(slack, tmp_path):
    now = datetime.now(UTC)
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await bot.store.write(lambda db: outbox.put(db, notice("k1", "taken back")))
        [row] = await bot.store.read(lambda db: outbox.due(db, datetime.now(UTC), EVERY, 9))
        await bot.store.write(lambda db: outbox.drop(db, "k1", now))
        assert await bot.service.sender._send(row)
    assert slack.posted("C1") == []


def test_a_row_in_doubt_is_as_old_as_the_first_sending_that_nobody_knows_the_end_of(store):
    now = datetime.now(UTC).replace(microsecond=0)
    store.write_now(lambda db: outbox.put(db, notice("k1", "x")))
    doubts = [
        store.write_now(lambda db, at=at: outbox.claim(db, "k1", now + at * timedelta(minutes=10))).claimed_at
        for at in range(3)
    ]
    assert doubts == [None, now, now]


@pytest.mark.parametrize("ts", ["1.1", None], ids=["sent", "given up"])
def test_a_sending_that_ended_leaves_no_doubt(store, ts):
    now = datetime.now(UTC)
    store.write_now(lambda db: outbox.put(db, notice("k1", "x")))
    owed = store.write_now(lambda db: outbox.claim(db, "k1", now))
    if ts is None:
        store.write_now(lambda db: outbox.drop(db, "k1", now))
    else:
        store.write_now(lambda db: outbox.sent(db, "k1", owed.version, ts, now))
    store.write_now(lambda db: outbox.put(db, notice("k1", "y")))
    again = store.write_now(lambda db: outbox.claim(db, "k1", now))
    assert (again.claimed_at, again.sent_ts, again.failures, again.outgoing.text) == (None, ts, 0, "y")


async def test_an_edit_that_slack_refuses_is_given_up_and_not_posted_anew(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await put(bot, notice("k1", "first"))
        await bot.quiet()
        slack.fail["chat.update"] = deque([(200, {"ok": False, "error": "cant_update_message"}, {})])
        await put(bot, notice("k1", "second"))
        await bot.quiet()
    assert (len(slack.called("chat.update")), texts(slack, "C1")) == (1, ["first"])


async def test_what_replaced_a_row_while_slack_refused_it_is_sent_and_not_given_up_with_it(
    slack, tmp_path, monkeypatch
):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await put(bot, notice("k1", "old"))
        call, refusals = bot.service.sender._poster.deliver, [Refused("is_archived")]

        async def replaced_meanwhile(owed, card):
            if refusals:
                await put(bot, notice("k1", "new"))
                raise refusals.pop()
            return await call(owed, card)

        monkeypatch.setattr(bot.service.sender._poster, "deliver", replaced_meanwhile)
        running = asyncio.ensure_future(bot.service.sender.run())
        await bot.quiet()
        running.cancel()
    assert texts(slack, "C1") == ["new"]


async def test_a_row_that_died_before_its_post_is_sent(slack, tmp_path):
    path = tmp_path / "s.db"
    async with house(path, slack, working=False) as bot:
        await put(bot, notice("k1", "not lost"))
        await bot.store.write(lambda db: outbox.claim(db, "k1", datetime.now(UTC)))
    of_another_app = {"event_type": "another", "event_payload": {"key": "k1"}}
    slack.post({"channel": "C1", "text": "by another app", "metadata": of_another_app})
    async with house(path, slack) as bot:
        await bot.quiet()
    assert texts(slack, "C1") == ["by another app", "not lost"]
    assert [name for name, _ in slack.calls].count("conversations.history") == 1


async def test_an_answer_lost_on_the_way_back_is_looked_up_before_it_is_said_again(slack, tmp_path):
    def posts_but_fails(stub, arguments):
        stub.post(arguments)
        return 502, {}, {}

    slack.fail["chat.postMessage"] = deque([posts_but_fails])
    async with house(tmp_path / "s.db", slack) as bot:
        await put(bot, notice("k1", "once"))
        await bot.quiet()
    assert texts(slack, "C1") == ["once"]


async def test_what_slack_never_takes_is_given_up_and_does_not_hold_up_the_rest(slack, tmp_path):
    slack.fail["chat.postMessage"] = deque([(200, {"ok": False, "error": "is_archived"}, {})])
    async with house(tmp_path / "s.db", slack) as bot:
        await put(bot, notice("k1", "refused"), notice("k2", "taken"))
        await bot.quiet()
    assert texts(slack, "C1") == ["taken"]


@pytest.mark.parametrize("word", ["rate_limited", "team_added_to_org", "org_login_required"])
async def test_what_slack_takes_later_is_sent_then(slack, tmp_path, word):
    slack.fail["chat.postMessage"] = deque([(200, {"ok": False, "error": word}, {})])
    async with house(tmp_path / "s.db", slack) as bot:
        await put(bot, notice("k1", "first"), notice("k2", "second"))
        await bot.quiet()
    assert texts(slack, "C1") == ["first", "second"]


@pytest.mark.parametrize(
    "word", ["user_not_in_channel", "not_in_channel", "channel_not_found", "is_archived"]
)
async def test_who_cannot_be_told_in_the_channel_is_told_directly(slack, tmp_path, word):
    slack.fail["chat.postEphemeral"] = deque([(200, {"ok": False, "error": word}, {})])
    async with house(tmp_path / "s.db", slack) as bot:
        await put(bot, notice("k1", "somebody was quicker", thread_ts="1.1", only_to="U2"))
        await bot.quiet()
    [said] = slack.posted("DU2")
    assert (said["text"], said.get("thread_ts"), slack.posted("C1")) == ("somebody was quicker", None, [])


async def test_a_message_that_slack_never_gets_done_holds_up_the_channel_no_longer_than_a_while(
    slack, tmp_path, monkeypatch
):
    def fails(stub, arguments):
        slack.fail["chat.postMessage"].append(fails)
        return (500, {"ok": False, "error": "internal_error"}, {}) if arguments["text"] == "bad" else None

    for module in (lanes, sender):
        monkeypatch.setattr(module, "FIRST_RETRY_S", 0.01)
    slack.fail["chat.postMessage"] = deque([fails])
    async with house(tmp_path / "s.db", slack) as bot:
        await put(bot, notice("k1", "bad"), notice("k2", "good"))
        await bot.settle(lambda: texts(slack, "C1"))
        rows = await bot.rows("select key from outbox where done_at is null and key = 'k1'")
    assert (texts(slack, "C1"), rows) == (["good"], [{"key": "k1"}])


async def test_files_that_take_long_leave_room_for_what_somebody_waits_for(slack, tmp_path, monkeypatch):
    """Exports take minutes each, and many ask for theirs on the first of a month."""
    async with house(tmp_path / "s.db", slack) as bot:
        render, written = bot.service.sender._render, asyncio.Event()

        async def write(outgoing):
            if outgoing.lane.endswith(":aside"):
                await written.wait()
            return await render(outgoing)

        monkeypatch.setattr(bot.service.sender, "_render", write)
        people = [f"D{number}" for number in range(2 * lanes.AT_ONCE)]
        await put(bot, *(replies.aside(notice(f"export:{one}", "a file", channel=one)) for one in people))
        await put(bot, notice("k1", "an answer"))
        await bot.settle(lambda: texts(slack, "C1"))
        assert [texts(slack, one) for one in people] == [[]] * len(people)
        written.set()
        await bot.quiet()
    assert [texts(slack, one) for one in people] == [["a file"]] * len(people)


async def test_blocks_that_slack_finds_too_much_are_said_as_text(slack, tmp_path):
    slack.fail["chat.postMessage"] = deque([(200, {"ok": False, "error": "msg_blocks_too_long"}, {})])
    async with house(tmp_path / "s.db", slack) as bot:
        await put(bot, notice("k1", "the short form"))
        await bot.quiet()
    assert [(said["text"], said["blocks"]) for said in slack.posted("C1")] == [("the short form", [])]


@pytest.fixture
def seldom(monkeypatch, clock):
    """A message is edited once an hour; what is returned lets the hour pass."""
    monkeypatch.setattr(sender, "UPDATE_EVERY_S", 3_600.0)

    def pass_by(bot) -> None:
        monkeypatch.setattr(sender, "UPDATE_EVERY_S", 0.0)
        clock.wait(hours=1)
        bot.service.sender.wake()

    return pass_by


async def test_changes_of_one_card_pile_up_into_one_call_that_shows_the_last(slack, bot, seldom):
    await bot.deliver(message(PASTE))
    await bot.quiet()
    for action in ("incident:assign", "incident:reopen", "incident:assign"):
        await bot.deliver(press(action, "1:1", slack=slack))
    for text in ("resolve 1", "reopen 1", "resolve 1"):
        await bot.deliver(command(text, slack=slack))
    await bot.settle(lambda: len(slack.answers) == 3)
    seldom(bot)
    await bot.quiet()
    updates = slack.called("chat.update")
    assert 1 <= len(updates) <= 2
    assert "resolved by <@U1>" in str(updates[-1]["blocks"])
    assert len([said for said in slack.posted("C1") if "Incident 1:" in said["text"]]) == 1


async def test_one_message_is_edited_no_more_often_than_allowed(slack, bot, seldom):
    await bot.deliver(message(PASTE))
    await bot.quiet()
    await bot.deliver(command("resolve 1", slack=slack))
    await bot.settle(lambda: slack.called("chat.update"))
    await bot.deliver(command("reopen 1", slack=slack))
    await bot.settle(lambda: len(slack.answers) == 2 and len(slack.posted("C1")) == 3)
    assert len(slack.called("chat.update")) == 1
    seldom(bot)
    await bot.quiet()
    assert len(slack.called("chat.update")) == 2


async def test_a_replaced_row_is_sent_again_even_when_it_was_replaced_while_being_sent(slack, tmp_path):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await put(bot, notice("k1", "old"))
        owed = await bot.store.write(lambda db: outbox.claim(db, "k1", datetime.now(UTC)))
        await put(bot, notice("k1", "new"))
        await bot.store.write(lambda db: outbox.sent(db, "k1", owed.version, "7.7", datetime.now(UTC)))
        rows = await bot.rows("select text, sent_ts, done_at from outbox")
    assert rows == [{"text": "new", "sent_ts": "7.7", "done_at": None}]


@pytest.mark.parametrize("edits", [0, 1])
async def test_what_changed_while_a_message_was_being_sent_is_shown_by_an_edit_of_it(store, edits):
    now = datetime.now(UTC).replace(microsecond=0)

    def job(db) -> None:
        outbox.put(db, replace(notice("due:1:C1", ""), not_before=now))
        for _ in range(edits):
            outbox.sent(db, "due:1:C1", _version(db), "7.7", now)
            outbox.show_again(db, "due:1", now)
        owed = outbox.claim(db, "due:1:C1", now)
        outbox.show_again(db, "due:1", now)
        outbox.sent(db, "due:1:C1", owed.version, "7.7", now)

    store.write_now(job)
    [row] = store.read_now(lambda db: outbox.due(db, LATER, EVERY, 9))
    assert row.outgoing.update_ts == "7.7"


async def test_what_is_being_sent_stays_in_its_lane_so_that_it_is_not_sent_twice_at_a_time(slack, tmp_path):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await put(bot, notice("k1", "old"))
        await bot.store.write(lambda db: outbox.claim(db, "k1", datetime.now(UTC)))
        await put(bot, notice("k1", "new", lane="T1:C1:aside"))
        assert await bot.store.read(lambda db: outbox.due(db, LATER, Free(("T1:C1",)), 9)) == ()
        [row] = await bot.store.read(lambda db: outbox.due(db, LATER, EVERY, 9))
    assert (row.lane, row.outgoing.text) == ("T1:C1", "new")


@pytest.mark.parametrize("how", ["put", "put_again", "show_again"])
async def test_a_clock_that_was_an_hour_ahead_holds_up_no_edit_of_what_was_sent_then(store, how):
    now = datetime.now(UTC).replace(microsecond=0)
    ahead = now + timedelta(hours=1)

    def job(db) -> None:
        outbox.put(db, replace(notice("due:1:C1", "old"), not_before=ahead))
        outbox.sent(db, "due:1:C1", _version(db), "7.7", ahead)
        if how == "put":
            outbox.put(db, replace(notice("due:1:C1", "new"), not_before=now))
        elif how == "put_again":
            outbox.put_again(db, "due:1:C1", now)
        else:
            outbox.show_again(db, "due:1", now)

    store.write_now(job)
    [row] = store.read_now(lambda db: outbox.due(db, now, EVERY, 9))
    assert row.outgoing.not_before == now


def test_what_was_sent_long_ago_goes_but_for_messages_that_are_edited_still(store):
    now = datetime.now(UTC).replace(microsecond=0)
    kinds = ("incident", "handoff", "passed", "wave", "notice", "due", "home")

    def job(db) -> None:
        for what in kinds:
            outbox.put(db, replace(notice(f"old {what}", ""), what=what, not_before=now))
            outbox.sent(db, f"old {what}", outbox.claim(db, f"old {what}", now).version, "7.7", now)
        outbox.put(db, replace(notice("unseen", ""), what="incident", not_before=now))  # to one person alone
        outbox.sent(db, "unseen", outbox.claim(db, "unseen", now).version, None, now)
        outbox.put(db, replace(notice("owed", ""), not_before=now))
        outbox.put(db, replace(notice("new", ""), not_before=now))
        outbox.drop(db, "new", now + timedelta(seconds=1))
        outbox.prune(db, now + timedelta(seconds=1))

    store.write_now(job)
    kept = store.read_now(lambda db: {row["key"] for row in db.execute("select key from outbox")})
    assert kept == {"old incident", "old handoff", "old passed", "old wave", "old due", "owed", "new"}


def test_what_goes_is_found_without_the_messages_that_are_edited_still(store):
    assert plans(store, lambda db: outbox.prune(db, datetime.now(UTC))) == [
        "SEARCH outbox USING INDEX outbox_old (done_at>? AND done_at<?)"
    ]


async def test_a_sent_row_is_blanked(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await put(bot, notice("k1", "words", response_url=slack.response_url()))
        await bot.quiet()
        rows = await bot.rows("select text, response_url from outbox")
    assert rows == [{"text": "", "response_url": None}]
    assert [answer["text"] for answer in slack.answers] == ["words"]


@pytest.mark.parametrize("channel", ["C1", "DU1"])
async def test_an_answer_that_is_ready_when_its_address_has_expired_comes_directly(slack, tmp_path, channel):
    slack.fail["response_url"] = deque([(404, {"ok": False, "error": "expired_url"}, {})])
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(command(PASTE, slack=slack, channel=channel))
        await bot.quiet()
    [said] = slack.posted("DU1")
    assert said["text"].startswith("The mail server did not accept")
    assert slack.called("chat.postEphemeral") == []


@pytest.mark.parametrize(
    "where", [{}, {"only_to": "U1", "update_ts": "1.1"}], ids=["to nobody by name", "in place of another"]
)
async def test_an_answer_address_that_is_used_up_is_given_up(slack, tmp_path, where):
    slack.fail["response_url"] = deque([(404, {"ok": False, "error": "used_url"}, {})])
    async with house(tmp_path / "s.db", slack) as bot:
        await put(bot, notice("k1", "late", response_url=slack.response_url(), **where))
        await bot.quiet()
    assert (len(slack.answers), slack.messages) == (1, {})


async def test_an_answer_goes_to_its_own_address_and_to_none_that_this_one_names(slack, tmp_path):
    slack.fail["response_url"] = deque([(307, {}, {"Location": slack.response_url("elsewhere")})])
    async with house(tmp_path / "s.db", slack) as bot:
        await put(bot, notice("k1", "ours", response_url=slack.response_url()))
        await bot.quiet()
    assert [answer["text"] for answer in slack.answers] == ["ours"]


async def test_a_token_revoked_while_running_ends_the_sender_with_the_remedy(slack, tmp_path):
    slack.fail["chat.postMessage"] = deque([(200, {"ok": False, "error": "token_revoked"}, {})])
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await put(bot, notice("k1", "x"))
        with pytest.raises(SettingsError, match=r"Slack refuses the bot token \(token_revoked\)"):
            await bot.service.sender.run()


async def test_what_a_full_disk_holds_up_is_never_given_up(slack, tmp_path, monkeypatch):
    monkeypatch.setattr(lanes, "FIRST_RETRY_S", 0.001)
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        render, tries = bot.service.sender._render, iter(range(2 * MOST_FAILURES))

        async def fails_at_first(outgoing):
            if next(tries, None) is not None:
                raise NotKeptError("My disk is full", "free some space")
            return await render(outgoing)

        monkeypatch.setattr(bot.service.sender, "_render", fails_at_first)
        await put(bot, notice("k1", "not lost"))
        running = asyncio.ensure_future(bot.service.sender.run())
        await bot.quiet()
        running.cancel()
    assert texts(slack, "C1") == ["not lost"]


async def test_what_a_fault_of_ours_keeps_from_being_made_is_given_up_after_five_tries(
    slack, tmp_path, monkeypatch
):
    monkeypatch.setattr(lanes, "FIRST_RETRY_S", 0.001)
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        render, tries = bot.service.sender._render, []

        async def fails(outgoing):
            tries.append(outgoing.key)
            if outgoing.key == "k1":
                raise RuntimeError("ours")
            return await render(outgoing)

        monkeypatch.setattr(bot.service.sender, "_render", fails)
        await put(bot, notice("k1", "bad"), notice("k2", "good"))
        running = asyncio.ensure_future(bot.service.sender.run())
        await bot.quiet()
        running.cancel()
    assert (tries.count("k1"), texts(slack, "C1")) == (5, ["good"])


async def test_a_token_found_revoked_while_a_card_is_made_loses_no_row(slack, tmp_path):
    slack.fail["users.info"] = deque([(200, {"ok": False, "error": "token_revoked"}, {})])
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        await put(bot, replace(notice("home:U1", "", channel="U1"), what="home"))
        with pytest.raises(SettingsError, match=r"Slack refuses the bot token \(token_revoked\)"):
            await bot.service.sender.run()
        assert await bot.rows("select key, attempts from outbox where done_at is null") == [
            {"key": "home:U1", "attempts": 0}
        ]


async def test_a_later_row_waits_for_its_time(slack, tmp_path):
    async with house(tmp_path / "s.db", slack, working=False) as bot:
        later = datetime.now(UTC) + timedelta(minutes=5)
        await bot.store.write(lambda db: outbox.put(db, notice("k1", "x")))
        assert await bot.store.read(lambda db: next_due(db, "outbox")) <= datetime.now(UTC)
        await bot.store.write(
            lambda db: outbox.postpone(db, "k1", _version(db), later, failed=False, unknown=False)
        )
        assert await bot.store.read(lambda db: outbox.due(db, datetime.now(UTC), EVERY, 9)) == ()


def _version(db) -> int:
    return int(db.execute("select not_before from outbox").fetchone()["not_before"])
