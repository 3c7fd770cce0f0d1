"""A check while it runs: told once a second at most, never after its answer, every end in words."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.cards.checking import CANCELLED, progress_line
from bot.checks import DOMAIN, SERVER
from bot.desk import check_running, checking
from bot.desk.check_asked import Asked
from bot.desk.check_running import Shown, run_bounded
from bot.desk.checking import AT_ONCE
from bot.errors import BusyError, NotKeptError, UsageError
from bot.model import (
    CheckReport,
    CheckRequest,
    CheckStage,
    Evidence,
    Family,
    Outcome,
    Secret,
    Vantage,
)
from handlers.check import NOWHERE, OVER
from tests.bot_house import command, house, in_view, message, press
from tests.card_house import FINDING, INCIDENT

REPORTS = [CheckReport({"host": f"mail{number}.example.com"}, None, (), (), 0) for number in range(5)]


async def reports(*, pause=asyncio.sleep, error=None):
    for report in REPORTS:
        yield report
        await pause(0)
    if error is not None:
        raise error


def nobody_cancels():
    return False


async def test_reports_that_come_close_together_are_told_once_and_the_last_one_is_the_answer(monkeypatch):
    monkeypatch.setattr(check_running, "PROGRESS_S", 60)
    told = []

    async def tell(report):
        told.append(report)

    assert await run_bounded(reports(), tell, nobody_cancels) == Shown(REPORTS[-1], done=True)
    assert len(told) == 1
    assert told[0] in REPORTS


async def test_what_is_on_its_way_arrives_before_the_answer():
    order = []

    async def slow(report):
        await asyncio.sleep(0.05)
        order.append("told")

    await run_bounded(reports(), slow, nobody_cancels)
    order.append("answer")
    await asyncio.sleep(0.1)
    assert order == ["told", "answer"]


async def nothing(report):
    del report


async def test_what_may_not_be_asked_is_said():
    ended = await run_bounded(reports(error=UsageError("Name the server.")), nothing, nobody_cancels)
    assert ended == Shown(None, done=True, said="Name the server.")


async def test_a_check_that_never_ends_is_ended(monkeypatch):
    monkeypatch.setattr(check_running, "BOUND_S", 0.05)
    ended = await run_bounded(reports(pause=lambda _: asyncio.sleep(60)), nothing, nobody_cancels)
    assert ended == Shown(None, done=True, said="It did not end within 0 s. Try it once more.")


@pytest.mark.parametrize("by_the_person", [True, False])
async def test_only_the_person_cancels_with_an_answer(by_the_person):
    task = asyncio.create_task(
        run_bounded(reports(pause=lambda _: asyncio.sleep(60)), nothing, lambda: by_the_person)
    )
    await asyncio.sleep(0.01)
    task.cancel()
    if by_the_person:
        assert await task == Shown(None, done=True, said=CANCELLED)
    else:
        with pytest.raises(asyncio.CancelledError):
            await task


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (None, "Checking `mail.example.com` …"),
        (REPORTS[0], "Checking `mail.example.com` …"),
        (
            replace(REPORTS[0], stages=(CheckStage("dns", Outcome.PASSED, 1.0),)),
            "Checking `mail.example.com` … ✓ name found · …",
        ),
    ],
    ids=["no report", "no stage", "a stage"],
)
def test_the_card_says_how_far_the_check_is(report, said):
    assert progress_line("mail.example.com", report) == said


async def test_a_check_without_a_report_says_so():
    async def none():
        for report in ():
            yield report

    assert await run_bounded(none(), nothing, nobody_cancels) == Shown(
        None, done=True, said="There was nothing to check."
    )


# What is asked about an incident


HOST_AND_PORT = (
    Evidence("client.host", {"host": "mail.example.com"}, "paste", Vantage.PASTE),
    Evidence("client.port", {"port": 587}, "paste", Vantage.PASTE),
)


@pytest.mark.parametrize(
    ("entry", "family", "facts", "mailbox", "what", "names", "request_"),
    [
        (
            "535-authentication-failed",
            Family.AUTH,
            HOST_AND_PORT,
            "ana@example.com",
            "mail.example.com:587",
            (SERVER,),
            CheckRequest(host="mail.example.com", port=587, person="U1"),
        ),
        (
            "535-authentication-failed",
            Family.AUTH,
            HOST_AND_PORT[:1],
            None,
            "mail.example.com",
            (SERVER,),
            CheckRequest(host="mail.example.com", person="U1"),
        ),
        (
            "spf-check-failed",
            Family.SENDER_AUTH_DNS,
            HOST_AND_PORT,
            "ana@example.org",
            "example.org",
            (DOMAIN,),
            CheckRequest(domain="example.org", person="U1"),
        ),
        (
            "spf-check-failed",
            Family.SENDER_AUTH_DNS,
            (),
            None,
            "example.net",
            (DOMAIN,),
            CheckRequest(domain="example.net", person="U1"),
        ),
        (
            "recipient-server-not-answering",
            Family.ROUTING_DNS,
            (),
            "ana@example.org",
            "example.net",
            (DOMAIN,),
            CheckRequest(domain="example.net", person="U1"),
        ),
    ],
    ids=["server-and-port", "server", "the-senders-domain", "only-the-recipients", "the-recipients-domain"],
)
async def test_what_an_incident_names_is_what_its_page_has_checked(
    bot, entry, family, facts, mailbox, what, names, request_
):
    lead = replace(FINDING, entry=entry, family=family, evidence=facts, recipient="bob@example.net")
    incident = replace(INCIDENT, findings=(lead,), mailbox=mailbox)
    assert await bot.service.desk.checking.ask_about("k", "U1", incident) == Asked(
        "k", "T1", "U1", "C1", what, request_, names, 17
    )


async def test_the_domain_of_a_check_that_opened_the_incident_is_checked_again(bot):
    looked_up = Evidence("domain.found", {"domain": "example.com"}, DOMAIN, Vantage.DNS)
    lead = replace(FINDING, entry="spf-check-failed", evidence=(looked_up,), recipient=None)
    incident = replace(INCIDENT, findings=(lead,), mailbox=None)
    asked_for = await bot.service.desk.checking.ask_about("k", "U1", incident)
    assert (asked_for.what, asked_for.names) == ("example.com", (DOMAIN,))


async def test_nothing_is_checked_of_an_incident_that_names_nothing(bot):
    incident = replace(INCIDENT, findings=(replace(FINDING, recipient="bob@example.net"),))
    assert await bot.service.desk.checking.ask_about("k", "U1", incident) is None


# Who may begin one


def asked(key: str, incident: int | None = None, actor: str = "U1") -> Asked:
    return Asked(key, "T1", actor, "C1", "mail.example.com", CheckRequest(), (SERVER,), incident)


async def begun(bot, *checks: Asked) -> list[bool]:
    """Whether each began, all asked for at the same time."""
    ends = await asyncio.gather(*map(bot.service.desk.checking.begin, checks), return_exceptions=True)
    assert all(end is None or isinstance(end, BusyError) for end in ends), ends
    return [end is None for end in ends]


async def test_of_two_who_press_at_the_same_time_one_starts_the_check(bot):
    assert await begun(bot, asked("a", 1), asked("b", 1, "U2"), asked("c", 2)) == [True, False, True]
    await bot.service.desk.checking.abandon(asked("a", 1))
    assert await begun(bot, asked("d", 1, "U2")) == [True]


async def test_nobody_starts_more_checks_at_once_than_allowed(bot):
    checks = [asked(str(number)) for number in range(5)]
    assert await begun(bot, *checks, asked("other", actor="U2")) == [True, True, True, False, False, True]


async def test_a_check_that_could_not_be_written_down_counts_for_nothing(bot, monkeypatch):
    def full(*_args):
        raise NotKeptError("My disk is full", "free some space")

    with monkeypatch.context() as patched:
        patched.setattr(bot.store, "write", full)
        assert await begun(bot, *[asked(str(number)) for number in range(AT_ONCE)]) == [False] * AT_ONCE
    assert await begun(bot, asked("later")) == [True]


async def test_a_card_stops_saying_that_a_check_runs_once_the_bots_end_interrupted_it(
    slack, tmp_path, monkeypatch
):
    async def never_answers(*_):
        await asyncio.Event().wait()
        yield REPORTS[0]

    async def on_the_card(_):
        return True

    monkeypatch.setattr(checking, "run_checks", never_answers)
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message("421 4.4.2 mail.example.com Error: timeout exceeded", ts="1.1"))
        await bot.quiet()
        await bot.service.desk.checking.begin(asked("a", 1))
        bot.service.desk.checking.start(asked("a", 1), on_the_card)
        await bot.settle(lambda: "Checking" in str(slack.posted("C1")))
        await bot.service.desk.checking.stop()
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.service.desk.checking.close_interrupted()
        bot.service.sender.wake()
        await bot.quiet()
    assert [said["text"] for said in slack.posted("DU1")] == [
        "The check of `mail.example.com` was interrupted, not tested. Start it again."
    ]
    assert "Checking" not in str(slack.posted("C1"))


async def test_cancelling_twice_breaks_off_the_check_and_not_the_word_of_it(bot, monkeypatch):
    started, shown, go_on = asyncio.Event(), [], asyncio.Event()

    async def never_answers(*_):
        started.set()
        await asyncio.Event().wait()
        yield REPORTS[0]

    async def slowly(what):
        shown.append(what.said)
        await go_on.wait()
        return True

    monkeypatch.setattr(checking, "run_checks", never_answers)
    running_check = bot.service.desk.checking
    await running_check.begin(asked("a"))
    running_check.start(asked("a"), slowly)
    await started.wait()
    assert not running_check.cancel("a", "U2")  # it is somebody else's
    assert running_check.cancel("a", "U1")
    await bot.settle(lambda: shown)
    assert not running_check.cancel("a", "U1")  # while the end of it is being shown
    go_on.set()
    await bot.quiet()  # nothing is owed: nobody hears later that it was interrupted
    assert shown == [CANCELLED]


@pytest.mark.parametrize("ends", ["answered", "broken", "cancelled"])
async def test_a_password_is_forgotten_when_its_check_is_over(bot, monkeypatch, ends):
    started, secret = asyncio.Event(), Secret(b"Hunter2!")

    async def checks(*_):
        started.set()
        if ends == "broken":
            raise KeyError
        if ends == "cancelled":
            await asyncio.Event().wait()
        yield REPORTS[0]

    async def show(_):
        return True

    monkeypatch.setattr(checking, "run_checks", checks)
    login = replace(asked("a"), request=CheckRequest(user="ana@example.com", password=secret))
    await bot.service.desk.checking.begin(login)
    bot.service.desk.checking.start(login, show)
    await started.wait()
    if ends == "cancelled":
        assert bot.service.desk.checking.cancel("a", "U1")
    await bot.quiet()
    with pytest.raises(ValueError, match="dropped"):
        secret.reveal()


async def said_once(bot, channel: str) -> dict[str, str]:
    """The one message there that says that a check was not made."""
    await bot.settle(lambda: "not tested" in str(bot.slack.posted(channel)))
    bot.service.sender.wake()
    await bot.quiet()
    [said] = [post for post in bot.slack.posted(channel) if "not tested" in post["text"]]
    return said


def only_fault(logged) -> str:
    """The reference of the one fault in the log, which says during what it came and no value in play."""
    [fault] = [line for line in logged if line["event"] == "fault"]
    assert fault["during"] == "checking server"
    assert "Hunter2" not in str(logged)
    return str(fault["reference"])


async def test_a_fault_of_ours_in_a_check_of_an_incident_is_told_at_once_in_its_thread(bot, monkeypatch):
    async def breaks(*_):
        raise KeyError("Hunter2!")
        yield REPORTS[0]

    async def on_the_card(_):
        return True

    monkeypatch.setattr(checking, "run_checks", breaks)
    await bot.deliver(message("421 4.4.2 mail.example.com Error: timeout exceeded", ts="1.1"))
    await bot.quiet()
    await bot.service.desk.checking.begin(asked("a", 1))
    with capture_logs() as logged:
        bot.service.desk.checking.start(asked("a", 1), on_the_card)
        said = await said_once(bot, "C1")
    assert (said["thread_ts"], said["text"]) == (
        "1.1",
        "`mail.example.com`: not tested. Something went wrong on my side. "
        f"Tell whoever runs smtpcheck the reference {only_fault(logged)}.",
    )
    assert "Checking" not in str(bot.slack.posted("C1"))
    assert bot.slack.posted("DU1") == []  # nor is it said to be interrupted, later


@pytest.mark.parametrize("broken", ["check", "store", "view"])
async def test_a_fault_of_ours_in_a_check_that_stands_alone_is_told_at_once(bot, monkeypatch, broken):
    shown = []

    async def checks(*_):
        yield REPORTS[0]
        if broken == "check":
            raise KeyError("Hunter2!")

    async def keep(*_):
        raise KeyError("Hunter2!")

    async def show(what):
        shown.append(what)
        if broken == "view" and what.done:
            raise KeyError("Hunter2!")
        return True

    monkeypatch.setattr(checking, "run_checks", checks)
    if broken == "store":
        monkeypatch.setattr(bot.service.desk.checking._answers, "keep", keep)
    await bot.service.desk.checking.begin(asked("a"))
    with capture_logs() as logged:
        bot.service.desk.checking.start(asked("a"), show)
        await bot.settle(lambda: shown and shown[-1].done)
        await bot.quiet()
    fault = (
        f"Something went wrong on my side. Tell whoever runs smtpcheck the reference {only_fault(logged)}."
    )
    told = [post["text"] for post in bot.slack.posted("DU1")]
    if broken == "view":  # what was found is known all the same
        assert told == ["*`mail.example.com`: nothing wrong was found.*"]
    else:
        assert (shown[-1], told) == (Shown(None, done=True, said=fault), [])


async def test_a_view_that_slack_does_not_open_leaves_no_check_behind(bot):
    for number in range(AT_ONCE + 1):
        bot.slack.fail["views.open"] = deque([(200, {"ok": False, "error": "expired_trigger_id"}, {})])
        answer = await bot.deliver(command("mail.example.com:587", slack=bot.slack))
        assert "Slack did not answer in time. Try it once more." in answer.body, number
    assert await bot.rows("select key from outbox where done_at is null") == []


async def test_a_button_of_no_channel_says_so(bot):
    pressed = press("check:post", "gone", slack=bot.slack)
    await bot.deliver(in_view(pressed, id="V1", type="modal", private_metadata="{}"))
    assert [post["text"] for post in bot.slack.posted("DU1")] == [NOWHERE]


async def test_the_view_of_a_check_that_is_over_says_so_unless_it_has_changed_since(bot):
    pressed = press("check:cancel", "gone", slack=bot.slack)
    await bot.deliver(in_view(pressed, id="V1", type="modal", private_metadata="{}", hash="h1"))
    [call] = bot.slack.called("views.update")
    assert (call["view_id"], call["hash"]) == ("V1", "h1")
    assert OVER in str(call["view"])
