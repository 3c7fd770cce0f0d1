"""Timers: set once a kind, due in order of urgency, told in one message a place, however long it took."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.delivery.timers import Timers
from bot.errors import NotKeptError
from bot.model import FollowUpKind
from bot.store import Store, follow_ups, handoffs, incidents, marks
from tests.bot_house import RECIPIENT_PASTE, Clock, House, buttons, house, message, press, submit, tick
from tests.store_house import NOON, opening

ESCALATE, REMIND, SNOOZE, WAITED = FollowUpKind
MINUTE, WEEK = timedelta(minutes=1), timedelta(days=7)


@pytest.fixture
def clock():
    return Clock(still=NOON)


def opened(db) -> int:
    return opening(at=NOON - timedelta(days=2))(db).incident.id


def fresh(db) -> int:
    """An incident of its own, whatever the others are about."""
    db.execute(
        "update incidents set entry = entry || '-', fingerprint = fingerprint || '-'"
        " where id = (select max(id) from incidents)"
    )
    return opened(db)


def put(store: Store, incident_id: int, kind: FollowUpKind, due_at: datetime) -> None:
    store.write_now(
        lambda db: follow_ups.put(db, team="T1", incident_id=incident_id, kind=kind, due_at=due_at)
    )


def due(store: Store, now: datetime, limit: int = 10) -> list[tuple[int, FollowUpKind]]:
    found = store.read_now(lambda db: follow_ups.due(db, now, limit))
    return [(one.incident_id, one.kind) for one in found]


def test_the_most_urgent_is_due_first_and_each_kind_oldest_first(store):
    numbers = [store.write_now(fresh) for _ in range(4)]
    for at, (number, kind) in enumerate(zip(numbers, (WAITED, REMIND, ESCALATE, REMIND), strict=True)):
        put(store, number, kind, NOON - at * MINUTE)
    put(store, numbers[0], SNOOZE, NOON + MINUTE)
    one, two, three, four = numbers
    assert due(store, NOON) == [(three, ESCALATE), (four, REMIND), (two, REMIND), (one, WAITED)]
    assert due(store, NOON, limit=1) == [(three, ESCALATE)]
    assert store.read_now(follow_ups.next_due) == NOON - 3 * MINUTE


def test_an_incident_has_one_unfinished_timer_of_a_kind(store):
    number = store.write_now(opened)
    put(store, number, REMIND, NOON)
    put(store, number, REMIND, NOON + MINUTE)
    assert (due(store, NOON), due(store, NOON + MINUTE)) == ([], [(number, REMIND)])
    [first] = store.read_now(lambda db: follow_ups.due(db, NOON + MINUTE, 10))
    store.write_now(lambda db: follow_ups.done(db, first.id, NOON))
    put(store, number, REMIND, NOON)
    assert due(store, NOON) == [(number, REMIND)]


@pytest.mark.parametrize(
    ("kinds", "left"), [((REMIND, ESCALATE), [SNOOZE]), ((), []), ((WAITED,), [ESCALATE, REMIND, SNOOZE])]
)
def test_what_is_not_finished_can_be_taken_back(store, kinds, left):
    number, other = store.write_now(opened), store.write_now(fresh)
    for kind in (REMIND, ESCALATE, SNOOZE):
        put(store, number, kind, NOON)
    put(store, other, REMIND, NOON + MINUTE)
    store.write_now(lambda db: follow_ups.cancel(db, number, *kinds))
    assert due(store, NOON) == [(number, kind) for kind in left]
    assert [one for one in due(store, NOON + MINUTE) if one[0] == other] == [(other, REMIND)]


def test_what_is_resolved_waits_for_nothing(store):
    number = store.write_now(opened)
    for kind in FollowUpKind:
        put(store, number, kind, NOON)
    store.write_now(lambda db: incidents.resolve(db, number, version=None, actor="U1", helped=None, at=NOON))
    assert due(store, NOON) == []


def test_nothing_waits_at_first(store):
    assert store.read_now(follow_ups.next_due) is None
    assert due(store, NOON) == []


# The bot


async def offered(bot: House, count: int, *, receiver: str = "U2", due_at: datetime = NOON) -> list[int]:
    """So many incidents that wait for `receiver`, their reminders due."""

    def job(db) -> list[int]:
        numbers = [fresh(db) for _ in range(count)]
        for number in numbers:
            handoffs.offer(
                db, number, version=None, sender="U1", receiver=receiver, note="", at=NOON - timedelta(days=1)
            )
            follow_ups.put(db, team="T1", incident_id=number, kind=REMIND, due_at=due_at)
        return numbers

    return await bot.store.write(job)


async def test_a_reminder_comes_when_it_is_due_and_once(bot, clock):
    await offered(bot, 1, due_at=NOON + 15 * MINUTE)
    await tick(bot, clock, 14 * MINUTE)
    assert bot.slack.posted("DU2") == []
    await tick(bot, clock, MINUTE)
    await tick(bot, clock, WEEK)
    [said] = bot.slack.posted("DU2")
    assert said["text"] == "Incident 1 waits for your answer."
    assert buttons(said) == ["handoff:accept", "handoff:decline", "queue:show"]


async def test_a_clock_that_is_set_back_and_on_again_reminds_once(bot, clock):
    await offered(bot, 1)
    await tick(bot, clock, timedelta())
    await tick(bot, clock, -WEEK)
    await tick(bot, clock, 2 * WEEK)
    assert len(bot.slack.posted("DU2")) == 1


async def test_after_a_week_each_person_gets_one_message_and_the_channel_one(bot, clock):
    mine, hers = await offered(bot, 20), await offered(bot, 2, receiver="U3")

    def escalations(db) -> None:
        for number in (*mine, *hers):
            follow_ups.put(db, team="T1", incident_id=number, kind=ESCALATE, due_at=NOON)

    await bot.store.write(escalations)
    await tick(bot, clock, WEEK)
    [said], [other], [channel] = (bot.slack.posted(place) for place in ("DU2", "DU3", "C1"))
    assert said["text"] == "20 incidents need you: these wait for your answer."
    assert buttons(said) == ["handoff:accept"] * 20
    assert other["text"] == "2 incidents need you: these wait for your answer."
    assert channel["text"] == "22 incidents need you: nobody accepted these in time."
    assert buttons(channel) == ["handoff:accept"] * 22


async def test_what_was_answered_leaves_the_list_of_what_waits(bot, clock):
    await offered(bot, 3)
    await tick(bot, clock, WEEK)
    accept = press("handoff:accept", "2:2", slack=bot.slack, user="U2", channel="DU2")
    await bot.deliver(accept)
    await bot.quiet()
    said, _packet = bot.slack.posted("DU2")
    assert said["text"] == "2 incidents need you: these wait for your answer."
    assert "*2* " not in str(said["blocks"])


async def test_a_list_of_which_nothing_waits_any_more_says_so(bot, clock):
    first, second = await offered(bot, 2)
    await tick(bot, clock, WEEK)
    await bot.store.write(lambda db: handoffs.accept(db, first, version=None, actor="U2", at=clock()))
    accept = press("handoff:accept", f"{second}:2", slack=bot.slack, user="U2", channel="DU2")
    await bot.deliver(accept)
    await bot.quiet()
    said = bot.slack.posted("DU2")[0]
    assert said["text"] == "These incidents need nothing more from you."
    assert buttons(said) == []


async def test_more_than_fit_are_counted(bot, clock):
    await offered(bot, 60)
    await tick(bot, clock, WEEK)
    [said] = bot.slack.posted("DU2")
    assert said["text"] == "60 incidents need you: these wait for your answer."
    assert (len(said["blocks"]), len(buttons(said))) == (27, 25)
    assert "And 35 more" in str(said["blocks"][-1])


async def test_each_of_several_that_are_due_says_whom_it_is_about(bot, clock):
    numbers = await offered(bot, 2)
    customers = ("ACME " * 20, "Initech 4711")

    def name(db) -> None:
        for number, customer in zip(numbers, customers, strict=True):
            marks.link(db, number, version=None, actor="U1", customer=customer, at=NOON)

    await bot.store.write(name)
    await tick(bot, clock, WEEK)
    [said] = bot.slack.posted("DU2")
    lines = [block["fields"][0]["text"] for block in said["blocks"][1:]]
    assert [line.count("ACME") > 5 for line in lines] == [True, False]
    assert lines[1].endswith("Initech 4711 · 550 5.1.1")


async def test_what_told_of_it_names_its_customer_once_one_is_linked(bot, clock):
    first, _ = await offered(bot, 2)
    await tick(bot, clock, WEEK)
    await bot.deliver(submit("link", f"{first}:2", {"customer": {"value": "ACME"}}))
    await bot.quiet()
    said = bot.slack.posted("DU2")[0]
    assert "ACME" in said["blocks"][1]["fields"][0]["text"]


async def test_what_was_answered_meanwhile_is_not_told(bot, clock):
    first, second = await offered(bot, 2)
    await bot.store.write(lambda db: handoffs.accept(db, first, version=None, actor="U2", at=NOON))
    await tick(bot, clock, WEEK)
    [said] = bot.slack.posted("DU2")
    assert said["text"] == f"Incident {second} waits for your answer."


async def test_a_resolved_incident_has_no_timers(bot, clock):
    def job(db) -> None:
        number = opened(db)
        for kind in FollowUpKind:
            follow_ups.put(db, team="T1", incident_id=number, kind=kind, due_at=NOON)
        incidents.resolve(db, number, version=None, actor="U1", helped=None, at=NOON)

    await bot.store.write(job)
    await tick(bot, clock, WEEK)
    assert bot.slack.messages == {}


@pytest.mark.parametrize(
    ("due", "place", "thread_ts", "text"),
    [
        (
            lambda db: marks.snooze(db, 1, version=None, actor="U4", until=NOON + MINUTE / 2, at=NOON),
            "DU4",
            None,
            "Incident 1 was to be looked at again now.",
        ),
        (
            lambda db: follow_ups.put(db, team="T1", incident_id=1, kind=WAITED, due_at=NOON),
            "C1",
            "1.1",
            "Waiting should have helped incident 1 by now: does it work?",
        ),
    ],
    ids=["snooze", "waited"],
)
async def test_a_single_thing_is_told_to_whom_it_concerns(bot, clock, due, place, thread_ts, text):
    def job(db) -> None:
        incidents.assign(db, opened(db), version=None, actor="U4", owner="U4", at=NOON)
        due(db)

    await bot.store.write(job)
    await tick(bot, clock, MINUTE)
    [said] = bot.slack.posted(place)
    assert (said["text"], said.get("thread_ts")) == (text, thread_ts)


async def test_several_things_of_a_channel_are_told_beside_its_threads(bot, clock):
    def job(db) -> None:
        for _ in range(2):
            follow_ups.put(db, team="T1", incident_id=fresh(db), kind=WAITED, due_at=NOON)

    await bot.store.write(job)
    await tick(bot, clock, MINUTE)
    [said] = bot.slack.posted("C1")
    assert (said["text"].partition(":")[0], said.get("thread_ts")) == ("2 incidents need you", None)


async def test_a_request_that_sets_a_timer_wakes_the_one_who_waits_for_it(slack, tmp_path):
    """The bot sleeps for a minute when nothing is due."""
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(RECIPIENT_PASTE, ts="1.1"))
        await bot.quiet()
        past = datetime.now(UTC) - MINUTE
        await bot.store.write(
            lambda db: follow_ups.put(db, team="T1", incident_id=1, kind=WAITED, due_at=past)
        )
        await bot.deliver(message(RECIPIENT_PASTE, ts="1.2"))
        await bot.settle(lambda: any("Waiting" in said["text"] for said in slack.posted("C1")))
        await bot.quiet()
    assert sorted(said["text"] for said in slack.posted("C1")) == [
        "Incident 1: The address does not exist at the receiving mail server.",
        "The same error as incident 1, seen 2 times.",
        "Waiting should have helped incident 1 by now: does it work?",
    ]


@pytest.mark.parametrize(
    "trouble", [NotKeptError("My disk is full", "free some space"), aiohttp.ClientConnectionError("down")]
)
async def test_a_full_disk_or_a_slack_that_is_down_is_waited_out(tmp_path, monkeypatch, trouble):
    monkeypatch.setattr("bot.delivery.timers.RETRY_S", 0)
    store, done = Store.open(str(tmp_path / "a.db")), asyncio.Event()
    answers: list[BaseException | int] = [trouble, 3]

    async def remind() -> int:
        answer = answers.pop(0) if answers else 0
        if isinstance(answer, BaseException):
            raise answer
        return answer

    timers = Timers(store, remind, now=lambda: NOON, on_told=done.set)
    running = asyncio.ensure_future(timers.run())
    await asyncio.wait_for(done.wait(), 20)
    timers.stop()
    await running
    await store.close()
    assert answers == []
