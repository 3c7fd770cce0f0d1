"""Temporary errors: asked about once, in their thread, when waiting should have helped."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.service import KEPT_FOR
from bot.desk.check_asked import Asked
from bot.desk.check_running import Shown
from bot.model import CheckReport, CheckRequest, CheckStage, FollowUpKind, Outcome
from bot.store import follow_ups, incidents, marks, outbox
from tests.bot_house import RECIPIENT_PASTE, buttons, command, message, press, submit, tick

GREYLISTED = (
    "450 4.2.0 <bob@example.net>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/"
)
MINUTE, WEEK = timedelta(minutes=1), timedelta(days=7)
QUESTION = "Waiting should have helped incident 1 by now: does it work?"


def asked(bot):
    return [said for said in bot.slack.posted("C1") if said["text"].startswith("Waiting should")]


async def waits(bot):
    """How long after the latest act each question is due."""
    rows = await bot.rows(
        "select due_at - (select max(at) from incident_events where incident_id = follow_ups.incident_id) as ms"
        " from follow_ups where kind = 'waited' and done_at is null"
    )
    return [timedelta(milliseconds=row["ms"]) for row in rows]


async def test_a_greylisted_message_is_asked_about_in_its_thread_once(bot, clock):
    await bot.deliver(message(GREYLISTED, ts="1.1"))
    await bot.quiet()
    assert await waits(bot) == [15 * MINUTE]
    await tick(bot, clock, 14 * MINUTE)
    assert asked(bot) == []
    await tick(bot, clock, MINUTE)
    [said] = asked(bot)
    assert (said["text"], said["thread_ts"]) == (QUESTION, "1.1")
    assert buttons(said)[:2] == ["incident:works", "incident:still"]
    await tick(bot, clock, WEEK)
    assert len(asked(bot)) == 1


async def test_who_takes_it_meanwhile_does_not_put_the_question_off(bot, clock):
    await bot.deliver(message(GREYLISTED, ts="1.1"))
    await bot.quiet()
    await tick(bot, clock, 10 * MINUTE)
    await bot.deliver(press("incident:assign", "1:1", slack=bot.slack))
    await bot.quiet()
    assert asked(bot) == []
    await tick(bot, clock, 5 * MINUTE)
    assert [said["text"] for said in asked(bot)] == [QUESTION]
    await bot.deliver(press("incident:unassign", "1:2", slack=bot.slack))
    await bot.quiet()
    await tick(bot, clock, WEEK)
    assert len(asked(bot)) == 1


async def test_the_time_is_the_findings_own(bot):
    await bot.deliver(message("452 4.2.2 Mailbox full", ts="1.1"))
    await bot.quiet()
    assert await waits(bot) == [timedelta(days=1)]


async def test_where_waiting_does_not_help_nothing_is_asked(bot, clock):
    await bot.deliver(message(RECIPIENT_PASTE, ts="1.1"))
    await bot.quiet()
    assert await waits(bot) == []


async def test_nobody_is_asked_about_a_paste_that_is_one_persons_own_until_it_is_posted(bot):
    await bot.deliver(command("550 5.1.1 <bob@example.net>: User unknown", slack=bot.slack))
    await bot.quiet()
    await bot.deliver(submit("wrong", "1:1", {"entry": {"selected_option": {"value": "greylisted"}}}))
    await bot.quiet()
    assert (await bot.rows("select family from incidents"), await waits(bot)) == (
        [{"family": "greylist"}],
        [],
    )
    await bot.deliver(press("paste:post", "1:2", slack=bot.slack))
    await bot.quiet()
    assert await waits(bot) == [15 * MINUTE]


async def test_a_week_of_downtime_asks_once_about_all_of_them(bot, clock):
    for number in range(1, 4):
        await bot.deliver(message(GREYLISTED.replace("bob", f"bob{number}"), ts=f"{number}.1"))
    await bot.quiet()
    await tick(bot, clock, WEEK)
    said = [said for said in bot.slack.posted("C1") if "need you" in said["text"]]
    assert [one["text"] for one in said] == ["3 incidents need you: waiting should have helped these by now."]
    await tick(bot, clock, -WEEK)
    await tick(bot, clock, 2 * WEEK)
    assert len([one for one in bot.slack.posted("C1") if "need you" in one["text"]]) == 1


async def test_a_resolved_incident_is_not_asked_about_and_a_reopened_one_is(bot, clock):
    await bot.deliver(message(GREYLISTED, ts="1.1"))
    await bot.quiet()
    await bot.store.write(
        lambda db: incidents.resolve(db, 1, version=None, actor="U1", helped=None, at=clock())
    )
    await tick(bot, clock, WEEK)
    assert asked(bot) == []
    await bot.deliver(press("incident:reopen", "1:2", slack=bot.slack))
    await bot.quiet()
    await tick(bot, clock, 15 * MINUTE)
    assert [said["text"] for said in asked(bot)] == [QUESTION]


async def test_a_private_paste_is_asked_about_from_when_it_is_posted(bot, clock):
    await bot.deliver(command(GREYLISTED, slack=bot.slack))
    await bot.quiet()
    assert await waits(bot) == []
    await bot.deliver(press("paste:post", "1:1", slack=bot.slack))
    await bot.quiet()
    assert await waits(bot) == [15 * MINUTE]


async def test_another_diagnosis_takes_the_question_back(bot):
    await bot.deliver(message(GREYLISTED, ts="1.1"))
    await bot.quiet()
    await bot.deliver(submit("wrong", "1:1", {"entry": {"selected_option": {"value": "recipient-unknown"}}}))
    await bot.quiet()
    assert await waits(bot) == []


async def test_a_check_that_finds_it_working_takes_the_question_back(bot):
    await bot.deliver(message(GREYLISTED, ts="1.1"))
    await bot.quiet()
    fine = CheckReport({}, None, (), (CheckStage("domain", Outcome.PASSED, 1.0),), 0)
    check = Asked("k", "T1", "U1", "C1", "example.net", CheckRequest(), ("domain",), 1)
    await bot.service.desk.checking._answers.keep(check, Shown(fine, done=True))
    assert await bot.rows("select detail from incident_events where kind = 'checked'") == [
        {"detail": "works domain=fine"}
    ]
    assert await waits(bot) == []


async def test_it_works_now_opens_the_resolve_form_with_waiting_filled_in(bot):
    await bot.deliver(message(GREYLISTED, ts="1.1"))
    await bot.quiet()
    await bot.deliver(press("incident:works", "1:1", slack=bot.slack))
    [call] = bot.slack.called("views.open")
    field, _ = [block for block in call["view"]["blocks"] if block["type"] == "input"]
    assert call["view"]["callback_id"] == "resolve"
    assert field["element"]["initial_option"]["text"]["text"] == "Do nothing for 15 minutes"


async def test_still_failing_says_what_to_do_next_and_no_waiting(bot):
    await bot.deliver(message(GREYLISTED, ts="1.1"))
    await bot.quiet()
    await bot.deliver(press("incident:still", "1:1", slack=bot.slack))
    [call] = bot.slack.called("views.open")
    shown = str(call["view"]["blocks"])
    assert "*What to do next*" in shown
    assert "Do nothing for 15 minutes" not in shown
    assert await bot.rows("select state from incidents") == [{"state": "new"}]


async def test_an_answer_that_comes_too_late_is_told_so(bot):
    await bot.deliver(message(GREYLISTED, ts="1.1"))
    await bot.quiet()
    resolve = submit("resolve", "1:1", {"helped": {"selected_option": {"value": "nobody-knows"}}})
    await bot.deliver(resolve)
    await bot.quiet()
    await bot.deliver(press("incident:works", "1:1", slack=bot.slack, user="U2"))
    assert bot.slack.called("views.open") == []
    [told] = bot.slack.answers
    assert told["text"] == "Incident 1 is resolved already: there is nothing left to do."


@pytest.mark.parametrize("action", ["incident:works", "incident:still"])
async def test_a_guest_answers_no_question(bot, action):
    bot.slack.people["U9"] = {"is_restricted": True}
    await bot.deliver(message(GREYLISTED, ts="1.1"))
    await bot.quiet()
    await bot.deliver(press(action, "1:1", slack=bot.slack, user="U9"))
    assert bot.slack.called("views.open") == []


async def test_a_snoozed_incident_is_asked_about_when_its_snooze_ends_only(bot, clock):
    await bot.deliver(message(GREYLISTED, ts="1.1"))
    await bot.quiet()

    def job(db) -> None:
        incidents.assign(db, 1, version=None, actor="U1", owner="U1", at=clock())
        until = clock() + timedelta(hours=1)
        marks.snooze(db, 1, version=None, actor="U1", until=until, at=clock())
        follow_ups.put(db, team="T1", incident_id=1, kind=FollowUpKind.SNOOZE, due_at=until)

    await bot.store.write(job)
    await tick(bot, clock, 15 * MINUTE)
    assert asked(bot) == []
    await tick(bot, clock, 60 * MINUTE)
    assert asked(bot) == []
    [said] = bot.slack.posted("DU1")
    assert said["text"] == "Incident 1 was to be looked at again now."


@pytest.mark.parametrize("later", [MINUTE, 2 * WEEK])
async def test_a_question_that_is_answered_has_no_buttons_any_more(bot, clock, later):
    await bot.deliver(message(GREYLISTED, ts="1.1"))
    await bot.quiet()
    await tick(bot, clock, 15 * MINUTE)
    [said] = asked(bot)
    await tick(bot, clock, later)
    await bot.store.write(lambda db: outbox.prune(db, clock() - KEPT_FOR))
    resolve = submit(
        "resolve", "1:1", {"helped": {"selected_option": {"value": "do-nothing-for-15-minutes"}}}
    )
    await bot.deliver(resolve)
    await bot.quiet()
    shown = next(one for one in bot.slack.posted("C1") if one["ts"] == said["ts"])
    assert (shown["text"], buttons(shown)) == (
        "<@U1> resolved incident 1: *Do nothing for 15 minutes* helped.",
        [],
    )
