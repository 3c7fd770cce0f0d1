"""What a check of an incident says of its fault, in one line, and when the incident proposes its resolution."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.cards.checked import check_result_line, found_working
from bot.cards.finding import NOT_SENT
from bot.cards.forms import resolve_form
from bot.cards.incident import incident_card
from bot.checks.leading import leading_finding
from bot.desk.check_asked import Asked, named_server
from bot.desk.reconsidered import reconsider
from bot.desk.verdict import result_of
from bot.model import (
    Act,
    Certainty,
    CheckAnswer,
    CheckReport,
    CheckRequest,
    CheckStage,
    Evidence,
    Family,
    Happening,
    Outcome,
    Secret,
    Vantage,
)
from bot.reading import read_text
from tests.card_house import ENTRIES, FINDING, INCIDENT, RESOLVED, labels
from tests.knowledge_base import knowledge
from tests.store_house import NOON

NOW = datetime(2026, 11, 27, 14, 2, tzinfo=UTC)
LOGIN_PASTE = "535 5.7.8 Error: authentication failed: (reason unavailable)"
PASSED, FAILED, UNANSWERED, NOT_RUN = Outcome.PASSED, Outcome.FAILED, Outcome.UNANSWERED, Outcome.NOT_RUN


def fact(tag, source="login", **args):
    return Evidence(tag, args, source, Vantage.BOT_HOST)


def lead(text=LOGIN_PASTE):
    return read_text(text, knowledge())[0]


def asked(*names, user="ana@example.com"):
    return Asked("k", "T1", "U1", "C1", "x", CheckRequest(user=user, password=Secret(b"x")), names, 1)


def report(*stages, evidence=(), finding=None, attempts=1):
    shown = tuple(CheckStage(name, outcome, 1.0) for name, outcome in stages)
    return CheckReport({}, finding, tuple(evidence), shown, attempts)


@pytest.mark.parametrize(
    ("text", "refused_by", "server"),
    [
        (
            f"Login to smtp.acme.example:587 as ana@acme.example failed: {LOGIN_PASTE}",
            None,
            "smtp.acme.example",
        ),
        (f"Login to smtp.acme.example failed: {LOGIN_PASTE}", "mx.acme.example", "mx.acme.example"),
        (f"host: mail.acme.example\nnot smtp.other.example\n{LOGIN_PASTE}", None, "mail.acme.example"),
        (LOGIN_PASTE, None, None),
    ],
    ids=["the-only-one-named", "who-refused-first", "the-programs-own-first", "none"],
)
def test_a_check_asks_the_server_that_the_paste_names(text, refused_by, server):
    assert named_server(lead(text), refused_by)[0] == server


SERVER_FINE = (("dns", PASSED), ("connect", PASSED), ("certificate", PASSED))


@pytest.mark.parametrize(
    ("names", "made", "detail", "line"),
    [
        pytest.param(
            ("credential", "login"),
            report(*SERVER_FINE, ("auth", FAILED), evidence=[fact("login.refused")], finding=lead()),
            "fails server=fine login=refused",
            "server fine, login refused",
            id="refused",
        ),
        pytest.param(
            ("credential", "login"),
            report(*SERVER_FINE, ("auth", PASSED), evidence=[fact("login.accepted")]),
            "works server=fine login=accepted",
            "server fine, login accepted",
            id="accepted",
        ),
        pytest.param(
            ("credential", "login"),
            report(*SERVER_FINE, ("auth", UNANSWERED), evidence=[fact("login.unanswered")], finding=lead()),
            "unknown server=fine login=silent",
            "server fine, no answer to the login",
            id="silent",
        ),
        pytest.param(
            ("credential", "login"),
            report(*SERVER_FINE, ("auth", NOT_RUN), evidence=[fact("login.over-budget")], finding=lead()),
            "unknown server=fine login=over-budget",
            "server fine, no login sent, too many lately",
            id="over-budget",
        ),
        pytest.param(
            ("credential", "login"),
            report(("credential", FAILED), ("auth", NOT_RUN), finding=lead(), attempts=0),
            "fails credential=faulty",
            "the password or user name cannot be right, no login was sent",
            id="damaged",
        ),
        pytest.param(
            ("server",),
            report(("dns", PASSED), ("connect", UNANSWERED), ("certificate", NOT_RUN)),
            "unknown server=silent",
            "the server did not answer",
            id="server-silent",
        ),
        pytest.param(
            ("domain",),
            report(("domain", PASSED), ("mx", PASSED), ("spf", FAILED), ("dmarc", FAILED), finding=lead()),
            "fails domain=spf,dmarc",
            "domain at fault: SPF, DMARC",
            id="domain-faults",
        ),
        pytest.param(
            ("domain",),
            report(("domain", PASSED), ("mx", PASSED), ("spf", UNANSWERED)),
            "unknown domain=silent",
            "the domain's name servers did not all answer",
            id="domain-silent",
        ),
        pytest.param(
            ("domain",),
            report(("domain", PASSED), ("mx", PASSED), ("spf", PASSED)),
            "works domain=fine",
            "domain fine",
            id="domain-fine",
        ),
    ],
)
def test_a_check_is_kept_in_closed_words_and_read_in_one_line(names, made, detail, line):
    result = str(result_of(asked(*names), made, lead(), None))
    assert (result, check_result_line(result)) == (detail, line)


def test_a_detail_of_an_older_version_says_what_was_checked():
    assert check_result_line("credential,login") == "credential checked, login checked"
    assert check_result_line("") == "nothing was tested"


def test_the_login_of_another_mailbox_says_nothing_of_this_one():
    works = report(*SERVER_FINE, ("auth", PASSED), evidence=[fact("login.accepted")])
    assert str(result_of(asked("login"), works, lead(), "ben@example.com")).startswith("unknown ")
    assert str(result_of(asked("login"), works, lead(), "Ana@Example.com")).startswith("works ")


def test_another_fault_and_another_port_are_not_the_incidents_own():
    other = lead("550 5.1.1 User unknown")
    faulty = report(("domain", PASSED), ("dmarc", FAILED), finding=other)
    assert str(result_of(asked("domain"), faulty, lead(), None)) == "other-fault domain=dmarc"
    used = replace(lead(), evidence=(Evidence("client.port", {"port": 587}, "paste", Vantage.PASTE),))
    usable = report(*SERVER_FINE, evidence=[fact("server.usable", "server", port=465)])
    assert str(result_of(asked("server"), usable, used, None)) == "unknown server=fine"
    assert str(result_of(asked("server"), usable, lead(), None)) == "works server=fine"


def test_a_page_is_the_same_fault_whichever_of_its_causes_a_check_finds():
    told = lead("Error: Greeting never received")
    silent = replace(told, cause="server-silent", family=Family.CONNECTION)
    found = report(("connect", PASSED), ("banner", UNANSWERED), finding=silent)
    assert (told.family, str(result_of(asked("server"), found, told, None))) == (
        Family.TLS,
        "fails server=silent",
    )


FAILS, WORKS, UNKNOWN = "fails server=fine login=refused", "works server=fine login=accepted", "unknown"


@pytest.mark.parametrize(
    ("acts", "proposed"),
    [
        pytest.param([FAILS, WORKS], True, id="failed then worked"),
        pytest.param([WORKS], False, id="never seen failing from here: the platform's copy may differ"),
        pytest.param([FAILS, UNKNOWN], False, id="no answer is no answer"),
        pytest.param([FAILS, WORKS, UNKNOWN], False, id="the last check counts"),
        pytest.param([FAILS, WORKS, FAILS], False, id="fails again"),
        pytest.param([FAILS, WORKS, Act.SEEN_AGAIN], False, id="the error was pasted again"),
        pytest.param([FAILS, WORKS, Act.CORRECTED], False, id="another diagnosis"),
        pytest.param([FAILS, Act.CORRECTED, WORKS], False, id="it failed for another diagnosis"),
        pytest.param([FAILS, WORKS, Act.RESOLVED, Act.REOPENED], False, id="reopened"),
        pytest.param([FAILS, WORKS, Act.ASSIGNED], True, id="somebody took it"),
        pytest.param(["credential,login"], False, id="kept by an older version"),
    ],
)
def test_an_incident_proposes_its_resolution_only_where_a_check_saw_the_fault_and_then_not(acts, proposed):
    timeline = [
        Happening(NOW + timedelta(minutes=number), "U1", Act.CHECKED, act)
        if not isinstance(act, Act)
        else Happening(NOW + timedelta(minutes=number), "U1", act, "")
        for number, act in enumerate(acts)
    ]
    last = max(number for number, act in enumerate(acts) if not isinstance(act, Act))
    assert found_working(timeline) == (timeline[last] if proposed else None)


def test_a_new_answer_replaces_what_an_earlier_check_saw_and_silence_takes_nothing_back():
    locked = replace(lead(), evidence=(fact("reply.locked"), fact("login.refused")))
    works = report(*SERVER_FINE, ("auth", PASSED), evidence=[fact("login.accepted")])
    seen = reconsider(locked, None, works, knowledge(), decided=True)
    assert [one.tag for one in seen.evidence] == ["login.accepted"]
    silent = report(*SERVER_FINE, ("auth", UNANSWERED), evidence=[fact("login.unanswered")])
    seen = reconsider(locked, None, silent, knowledge(), decided=False)
    assert [one.tag for one in seen.evidence] == ["reply.locked", "login.refused", "login.unanswered"]
    records = replace(lead(), evidence=(fact("spf.missing", "domain"), fact("dmarc.missing", "domain")))
    partly = report(evidence=[fact("spf.unanswered", "domain"), fact("dmarc.found", "domain")])
    seen = reconsider(records, None, partly, knowledge(), decided=True)
    assert [one.tag for one in seen.evidence] == ["spf.missing", "spf.unanswered", "dmarc.found"]


def test_what_a_paste_shows_is_kept_once_however_often_it_is_checked():
    (pasted,) = read_text(
        "smtp.gmail.com: 535 5.7.8 Username and Password not accepted, user ana@gmial.com", knowledge()
    )
    silent = report(*SERVER_FINE, ("auth", UNANSWERED), evidence=[fact("login.unanswered")])
    seen = pasted
    for _ in range(2):
        seen = reconsider(seen, "smtp.gmail.com", silent, knowledge(), decided=False)
    assert [one.tag for one in seen.evidence] == [*(one.tag for one in pasted.evidence), "login.unanswered"]


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ("server.name-unanswered", {"host": "smtp.acme.example", "port": 587}),
        ("domain.unanswered", {"domain": "acme.example"}),
    ],
)
def test_a_check_without_an_answer_of_name_servers_learned_nothing(tag, target):
    own = lead("[Errno -3] Temporary failure in name resolution")
    silent = replace(report(("dns", UNANSWERED), evidence=[fact(tag)], finding=own), target=target)
    after = reconsider(lead(), None, silent, knowledge(), decided=False)
    assert (after.cause, after.certainty) == (lead().cause, lead().certainty)
    where = "smtp.acme.example:587" if "host" in target else "acme.example"
    assert f"The live check learned nothing of {where}: the name servers gave no answer." in after.because
    assert not any("found:" in reason for reason in after.because)


def test_a_login_that_works_here_refutes_no_cause_of_a_paste():
    before = lead()
    works = report(*SERVER_FINE, ("auth", PASSED), evidence=[fact("login.accepted")])
    after = reconsider(before, None, works, knowledge(), decided=True)
    assert (after.cause, after.certainty) == (before.cause, before.certainty)
    assert [one.cause for one in after.alternatives] == [one.cause for one in before.alternatives]


def damaged(tag, **args):
    """What the offline check answers to a password or user name that is visibly damaged."""
    evidence = (Evidence(tag, args, "credential", Vantage.GIVEN_CREDENTIAL),)
    answer = CheckAnswer(evidence, (CheckStage("credential", FAILED, 0.1),))
    own = leading_finding({"credential": answer}, evidence, knowledge(), NOW)
    return report(("credential", FAILED), evidence=evidence, finding=own, attempts=0)


GMAIL_PASTE = "535-5.7.8 Username and Password not accepted. gsmtp"
SENDGRID_PASTE = "535 Authentication failed: Bad username / password"
QUOTED = {"field": "password", "kind": "outer"}
SPACE = {
    "field": "password", "name": "space", "code_point": "U+0020", "place": "end", "position": 13, "length": 13,
}  # fmt: skip


@pytest.mark.parametrize(
    ("paste", "tag", "args", "page", "cause", "step"),
    [
        pytest.param(
            GMAIL_PASTE,
            "credential.csv-quoting",
            QUOTED,
            "535-authentication-failed",
            "csv-quoting",
            "Take the quotes off",
            id="the page does not think of it",
        ),
        pytest.param(
            SENDGRID_PASTE,
            "credential.hidden-character",
            SPACE,
            "sendgrid-login-refused",
            "hidden-character",
            "Clear the field and paste the key alone",
            id="the page has its own steps",
        ),
    ],
)
def test_a_password_that_cannot_be_right_leads_with_what_mends_it(paste, tag, args, page, cause, step):
    after = reconsider(lead(paste), None, damaged(tag, **args), knowledge(), decided=True)
    assert (after.entry, after.cause, after.certainty) == (page, cause, Certainty.CERTAIN)
    assert after.steps[0].title == step
    assert after.reply_code == 535


@pytest.mark.parametrize(
    "paste",
    [
        pytest.param("connect ECONNREFUSED 203.0.113.7:587", id="no connection"),
        pytest.param("454 4.7.0 Temporary authentication failure", id="refused for now"),
        pytest.param(
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
            id="the reason is told",
        ),
    ],
)
def test_a_damaged_password_does_not_explain_another_fault(paste):
    before = lead(paste)
    after = reconsider(before, None, damaged("credential.csv-quoting", **QUOTED), knowledge(), decided=True)
    assert (after.entry, after.cause) == (before.entry, before.cause)
    assert after.because[:2] == ("The password stands in quotes.", NOT_SENT)


@pytest.mark.parametrize(
    ("target", "named"),
    [
        ({"host": "smtp.example.com", "port": 587, "user": "ana@example.com"}, "smtp.example.com:587"),
        ({"domain": "example.com", "user": "ana@example.com"}, "example.com"),
        ({"user": "ana@example.org"}, "example.org"),
        ({"user": "ana"}, "the mailbox"),
    ],
)
def test_what_was_checked_is_named(target, named):
    made = CheckReport(target, None, (), (), 0)
    after = reconsider(lead(), None, made, knowledge(), decided=True)
    assert after.because[0] == f"The live check found nothing wrong with {named}."


def test_what_gave_no_answer_is_not_told_as_in_order():
    stages = (CheckStage("mx", Outcome.PASSED, 1.0), CheckStage("dmarc", Outcome.UNANSWERED, 3000.0))
    after = reconsider(
        lead(), None, CheckReport({"domain": "example.com"}, None, (), stages, 0), knowledge(), decided=False
    )
    assert after.because[0] == (
        "The live check found nothing wrong with example.com in what was answered. "
        "No answer, so nothing is known of: DMARC."
    )


MOMENT = f"<!date^{int(NOON.timestamp())}^\u200b{{date_short_pretty}} {{time}}|2026-11-24 12:00 UTC>"


def last_words(*details, state=INCIDENT):
    timeline = [Happening(NOON, "U1", Act.CHECKED, detail) for detail in details]
    card = incident_card(state, ENTRIES, timeline=timeline)
    at = len(card.blocks) - 2
    words = [
        (block.get("text") or block["elements"][0])["text"].replace(MOMENT, "NOON")
        for block in card.blocks[:at]
        if block["type"] != "actions"
    ]
    return words, labels(card), card.blocks[at]["elements"]


def test_the_card_says_what_the_last_check_found_and_offers_to_try_again():
    words, buttons, row = last_words(FAILS)
    assert words[-1] == "Done: live check (NOON): server fine, login refused"
    assert buttons == ["Try again", "Assign to me", "Hand off", "Tell the customer", "More"]
    assert row[0]["style"] == "primary"


def test_a_found_working_incident_proposes_resolve_as_the_next_act():
    words, buttons, row = last_words(FAILS, WORKS)
    assert words[-2:] == [
        "Done: live check (NOON): server fine, login accepted",
        "*The last check (NOON) found it working.* Resolve it once the customer can send again, too.",
    ]
    assert buttons == ["Resolve", "Try again", "Hand off", "Tell the customer", "More"]
    assert [button.get("style") for button in row[:2]] == ["primary", None]
    proven = replace(INCIDENT, findings=(replace(FINDING, certainty=Certainty.CERTAIN),))
    assert last_words(FAILS, state=proven)[1][0] == "Try again"


def test_a_resolved_incident_proposes_nothing():
    words, buttons, _ = last_words(FAILS, WORKS, state=RESOLVED)
    assert words[-1] == "Done: live check (NOON): server fine, login accepted"
    assert buttons == ["Reopen", "Tell the customer", "More"]


def test_a_certain_cause_is_checked_later_so_the_check_is_not_the_first_act():
    proven = replace(INCIDENT, findings=(replace(FINDING, certainty=Certainty.CERTAIN),))
    assert labels(incident_card(proven, ENTRIES)) == [
        "Assign to me",
        "Check it live",
        "Hand off",
        "Tell the customer",
        "More",
    ]


def test_the_step_that_was_ticked_last_is_filled_in_as_the_one_that_helped():
    assert "initial_option" not in resolve_form(INCIDENT).view["blocks"][0]["element"]
    assert "initial_option" not in resolve_form(INCIDENT, "gone").view["blocks"][0]["element"]
    filled = resolve_form(INCIDENT, "type-by-hand").view["blocks"][0]["element"]["initial_option"]
    assert filled["value"] == "type-by-hand"
