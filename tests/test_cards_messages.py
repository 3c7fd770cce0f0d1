"""Cards say what to do in the order one acts, within Slack's limits; no paste formats or mentions."""

from __future__ import annotations

import io
import json
import os
import re
import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.cards import (
    Card,
    Modal,
    answer,
    checking,
    customer,
    due,
    forms,
    handoff,
    handoff_forms,
    happening,
    home,
    incident,
    mark_forms,
    not_arrived,
    notices,
    pages,
    queue,
    terminal,
    waited,
)
from bot.cards.card import actions, button, card, quiet, section
from bot.cards.check_seen import seen_lines, stage_line
from bot.cards.check_terminal import render_check_report
from bot.cards.finding import Group, facts, grouped, how_many, other_readings, what_happened
from bot.cards.words import about, as_clause, duration, provider_name
from bot.model import (
    DAMAGED_CREDENTIAL,
    Act,
    AddressAction,
    Age,
    Alternative,
    Certainty,
    CheckReport,
    CheckStage,
    Evidence,
    Family,
    Followed,
    FollowUpKind,
    Happening,
    Incident,
    IncidentState,
    Kind,
    Listing,
    Logged,
    Outcome,
    Overview,
    Page,
    Question,
    Reference,
    Section,
    Speaker,
    Stage,
    Tag,
    Vantage,
)
from bot.reading import read_text
from tests.card_house import (
    ENTRIES,
    ENTRY,
    FINDING,
    HANDOFF,
    HOSTILE,
    INCIDENT,
    LINKS,
    NO_RECIPIENT,
    OFFERED,
    REFERENCE,
    RESOLVED,
    SEVERAL,
    STEPS,
    TICKS,
    UNKNOWN,
    UNKNOWN_USER,
    every_card,
    formatted,
    hostile,
    labels,
    line_of,
    outline,
    passed_of,
    refusals,
)
from tests.store_house import NOON

GOLDEN = Path(__file__).parent / "golden"
REFUSERS = Path(__file__).parents[1] / "bot" / "providers" / "refusers.toml"
LINE = line_of(INCIDENT)
SEEN = Evidence("server.silent", {}, "server", Vantage.BOT_HOST)


def shown_as_text(renderable, width: int | None = None) -> str:
    out = io.StringIO()
    Console(file=out, width=width or 80, soft_wrap=width is None, no_color=True).print(renderable)
    return out.getvalue()


# What people read


def golden_of(shown: Card | Modal | str) -> str:
    if isinstance(shown, str):
        return shown
    content = {"text": shown.text, "blocks": shown.blocks} if isinstance(shown, Card) else shown.view
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("incident-new.json", incident.incident_card(INCIDENT, ENTRIES)),
        ("incident-resolved.json", incident.incident_card(RESOLVED, ENTRIES)),
        ("incident-offered.json", incident.incident_card(OFFERED, ENTRIES, HANDOFF)),
        (
            "incident-reason-unknown.json",
            incident.incident_card(replace(INCIDENT, findings=(UNKNOWN,)), ENTRIES),
        ),
        ("incident-several-errors.json", incident.incident_card(SEVERAL, ENTRIES)),
        ("slash-answer.json", incident.private_card(INCIDENT, ENTRIES)),
        (
            "handoff-packet.json",
            handoff.handoff_card((passed_of(INCIDENT, HANDOFF),), ENTRIES, LINKS),
        ),
        (
            "handoff-standing.json",
            handoff.passed_card(
                (replace(passed_of(INCIDENT, HANDOFF), handoff=replace(HANDOFF, reminded_at=NOON)),),
                ENTRIES,
                LINKS,
            ),
        ),
        (
            "handoff-several.json",
            handoff.handoff_card((passed_of(INCIDENT, HANDOFF),) * 2, ENTRIES, LINKS),
        ),
        (
            "list.json",
            queue.list_card(
                Page(
                    Listing(),
                    (
                        replace(LINE, entry=ENTRY.id, waiting=False, overdue=False, seen=1),
                        replace(LINE, customer="ACME", about="ana@example.com"),
                        replace(
                            LINE,
                            entry=ENTRY.id,
                            reply_text=DAMAGED_CREDENTIAL,
                            reply_code=None,
                            enhanced_code=None,
                        ),
                    ),
                ),
                ENTRIES,
                "U3",
                words="",
            ),
        ),
        ("due-reminder.json", due.due_card([due.Due(FollowUpKind.REMIND, INCIDENT, HANDOFF)], ENTRIES)),
        ("code-reference.json", pages.code_card(REFERENCE)),
        ("more.json", pages.more_modal(INCIDENT, ENTRIES)),
        ("resolve-form.json", forms.resolve_form(INCIDENT)),
        ("terminal.txt", shown_as_text(terminal.render_findings((FINDING,), ENTRIES), 72)),
        ("terminal-several.txt", shown_as_text(terminal.render_findings(SEVERAL.findings, ENTRIES))),
    ],
    ids=lambda value: value if isinstance(value, str) and value.endswith((".json", ".txt")) else "",
)
def test_what_people_read_is_the_golden_file(name, shown):
    path = GOLDEN / f"card-{name}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(golden_of(shown), encoding="utf-8")
    assert golden_of(shown) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("certainty", "opening"),
    [
        (Certainty.CERTAIN, "*This is the cause:* The password is wrong."),
        (Certainty.LIKELY, "*Most likely:* The password is wrong."),
        (Certainty.POSSIBLE, "*Possibly:* The password is wrong."),
        (Certainty.UNKNOWN, "*The text does not give the reason.*"),
    ],
    ids=list(Certainty),
)
def test_the_cause_opens_by_how_sure_it_is(certainty, opening):
    card = incident.incident_card(
        replace(INCIDENT, findings=(replace(FINDING, certainty=certainty),)), ENTRIES
    )
    assert opening in list(formatted(card.blocks))


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        (INCIDENT, ["Check it live", "Assign to me", "Hand off", "Tell the customer", "More"]),
        (
            replace(INCIDENT, state=IncidentState.ASSIGNED, owner="U1"),
            ["Check it live", "Resolve", "Hand off", "Tell the customer", "More"],
        ),
        (OFFERED, ["Check it live", "Assign to me", "Resolve", "Tell the customer", "More"]),
        (RESOLVED, ["Reopen", "Tell the customer", "More"]),
    ],
    ids=lambda value: value.state.value if isinstance(value, Incident) else "",
)
def test_buttons_are_what_makes_sense_now_and_carry_the_version(state, buttons):
    card = incident.incident_card(state, ENTRIES)
    row = card.blocks[-2]
    assert labels(card) == buttons
    assert {element["value"] for element in row["elements"] if element["type"] == "button"} == {"17:3"}


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (INCIDENT, "Incident 17 · nobody · new · since NOON"),
        (
            replace(INCIDENT, state=IncidentState.ASSIGNED, owner="U1"),
            "Incident 17 · <@U1> · in work · since NOON",
        ),
        (
            OFFERED,
            "Incident 17 · <@U1> · handed on, not accepted yet · waits for <@U2> since NOON",
        ),
        (RESOLVED, "Incident 17 · resolved by <@U2> · NOON · helped: Wait 30 minutes · seen 4 times"),
    ],
    ids=lambda value: value.state.value if isinstance(value, Incident) else "",
)
def test_the_last_line_says_where_it_stands(state, line):
    moment = f"<!date^{int(NOON.timestamp())}^\u200b{{date_short_pretty}} {{time}}|2026-11-24 12:00 UTC>"
    last = incident.incident_card(state, ENTRIES).blocks[-1]
    assert last["elements"][0]["text"].replace(moment, "NOON") == line


@pytest.mark.parametrize(
    ("helped", "permalink", "line"),
    [
        (
            "wait",
            "https://a.example/p1",
            "<https://a.example/p1|incident 17> was resolved NOON; *Wait 30 minutes* helped.",
        ),
        ("nobody-knows", None, "incident 17 was resolved NOON."),
    ],
    ids=["by a step", "nobody knows by what"],
)
def test_what_came_back_leads_to_what_helped(helped, permalink, line):
    moment = f"<!date^{int(NOON.timestamp())}^\u200b{{date_short_pretty}} {{time}}|2026-11-24 12:00 UTC>"
    said = incident.before_line(replace(RESOLVED, helped=helped), permalink)
    assert said is not None
    assert said.replace(moment, "NOON") == f"It came back: {line}"


PAGE = "https://help.example.com/?p=BadCredentials&hl=en"
MARKED = "About exactly this error: <https://help.example.com/?p=BadCredentials&amp;hl=en|help.example.com>"


@pytest.mark.parametrize(
    ("link", "lines"),
    [(PAGE, [MARKED]), ("https://example.com/lock", []), (None, [])],
    ids=["a page of its own", "a step leads there", "none"],
)
def test_the_page_about_exactly_this_error_is_linked_once(link, lines):
    shown = answer.answer_blocks(Group(replace(FINDING, link=link), 1, 0), ENTRIES)
    assert [block["elements"][0]["text"] for block in shown if "About exactly" in str(block)] == lines


def test_of_those_who_say_it_whoever_says_it_in_most_words_comes_first(knowledge):
    one = knowledge.entries["535-authentication-failed"].wordings[0]
    said = ("exim", "postfix", "courier", "postfix", "qmail", "sendmail", "qmail", "postfix", None)
    entry = replace(ENTRY, wordings=tuple(one._replace(provider=provider) for provider in said))
    assert "said by Postfix, qmail, Courier and 2 others" in str(outline(pages.entry_card(entry).blocks))


def test_the_terminal_names_the_page_by_its_address():
    told = shown_as_text(terminal.render_findings((replace(FINDING, link=PAGE),), ENTRIES))
    assert f"\nAbout exactly this error: help.example.com ({PAGE})\n" in told


def others_in(packet: Card) -> list[str]:
    """What a packet says of the errors that came with the first."""
    lines = [block["elements"][0]["text"] for block in packet.blocks if block["type"] == "context"]
    return [line for line in lines if line.startswith("In the same text")]


def test_a_packet_names_the_other_errors_of_the_same_paste():
    packet = handoff.handoff_card((passed_of(SEVERAL, HANDOFF),), ENTRIES, LINKS)
    assert others_in(packet) == [
        "In the same text:\n"
        "2. The recipient's address does not exist. (31 times · 550 5.1.1 · 2 addresses)\n"
        "3. The receiving server refused the message and gave no known reason. (once · 550 · ana@example.com)"
    ]


def test_a_packet_with_more_errors_than_it_lists_says_how_many_are_left():
    findings = tuple(replace(UNKNOWN, reply_text=f"Rejected {number}") for number in range(9))
    packet = handoff.handoff_card((passed_of(replace(INCIDENT, findings=findings), HANDOFF),), ENTRIES, LINKS)
    (listed,) = others_in(packet)
    assert listed.splitlines()[-1] == "And 4 more."


def test_one_error_of_many_recipients_is_one_answer():
    findings = tuple(
        replace(NO_RECIPIENT, recipient=f"a{number}@example.net", count=1) for number in range(31)
    )
    card = incident.incident_card(replace(INCIDENT, findings=findings), ENTRIES)
    assert card.blocks[1]["elements"][0]["text"] == (
        "550 5.1.1 · said by your outgoing server (Postfix) · at login · 31 addresses"
    )


def test_many_addresses_are_spoken_of_as_many_and_what_was_left_out_is_told():
    more = Evidence("paste.more-failures", {"read": 1_000, "of": 1_300}, "paste", Vantage.PASTE)
    finding = replace(NO_RECIPIENT, address_action=AddressAction.SUPPRESS, evidence=(more,))

    assert facts(Group(finding, 1_000, 1_000))[2:] == (
        "1,000 addresses",
        "take these addresses off your lists",
        "only the first 1,000 of 1,300 different failures were read",
    )
    assert facts(Group(finding, 1, 1))[-2] == "take this address off your lists"
    cut = Evidence("paste.more-replies", {"read": 20_000}, "paste", Vantage.PASTE)
    finding = replace(NO_RECIPIENT, evidence=(cut,))
    assert facts(Group(finding, 1, 0))[-1] == "only the first 20,000 replies were read"
    both = replace(NO_RECIPIENT, evidence=(more, cut))
    assert facts(Group(both, 1_000, 1_000))[2:] == (
        "1,000 addresses",
        "only the first 1,000 different failures of 20,000 replies were read",
    )
    cut = Evidence("paste.read-in-part", {"what": "rows", "read": 100_000}, "paste", Vantage.PASTE)
    finding = replace(NO_RECIPIENT, evidence=(cut,))
    assert facts(Group(finding, 1, 0))[-1] == "only the first 100,000 rows were read"


@pytest.mark.parametrize(
    ("logged", "told"),
    [
        (Logged("09:12", "10:40"), "first 09:12, last 10:40"),
        (Logged("11-20 09:12", "11-20 10:40"), "first 09:12, last 10:40"),
        (Logged("11-09 23:59", "11-20 10:40"), "first 9 Nov 23:59, last 20 Nov 10:40"),
        (Logged("2026-11-09 23:59", "2026-11-20 10:40"), "first 9 Nov 23:59, last 20 Nov 10:40"),
        (Logged("2026-12-31 23:59", "2027-01-01 00:00"), "first 31 Dec 2026 23:59, last 1 Jan 2027 00:00"),
    ],
)
def test_an_error_of_a_log_says_when_it_was_first_and_last(logged, told):
    group = Group(NO_RECIPIENT, 480, 0, logged)

    assert facts(group)[3:] == ("480 times", told)
    assert incident.error_numbers(group) == f"480 times · 550 5.1.1 · ben@example.net · {told}"


def test_an_error_of_one_minute_needs_no_times():
    group = Group(NO_RECIPIENT, 480, 0, Logged("09:12", "09:12"))

    assert facts(group)[3:] == ("480 times",)


def test_what_a_reason_has_proven_is_not_seen_once_more():
    gone, addresses = (
        Evidence("domain.not-found", {"domain": "a.example"}, "domain", Vantage.DNS),
        Evidence("server.addresses", {"addresses": ("192.0.2.1",)}, "server", Vantage.DNS),
    )
    finding = replace(FINDING, because=("Proven: the domain does not exist.",))
    report = CheckReport({"domain": "a.example"}, finding, (gone, addresses), (), 0)
    meanings = {"domain.not-found": "the domain does not exist", "server.addresses": "its addresses"}
    assert seen_lines(report, meanings, 300) == ["its addresses (192.0.2.1)"]


@pytest.mark.parametrize(
    ("args", "seen"),
    [
        pytest.param({"port": 587, "text": "220 mx ESMTP"}, "port 587, “220 mx ESMTP”", id="greeting"),
        pytest.param({"bytes": 10_240_000}, "10.2 MB", id="size"),
        pytest.param(
            {"port": 465, "tls": "implicit", "version": "TLSv1.3", "cipher": "AES"},
            "port 465, TLS from the start, TLSv1.3, AES",
            id="encryption",
        ),
        pytest.param(
            {"names": ("a.example", "b.example"), "issuer": "R3", "not_after": "2027-02-01"},
            "a.example, b.example, issued by R3, valid to 2027-02-01",
            id="certificate",
        ),
        pytest.param({"provider": "davmail", "name": "DavMail"}, "DavMail", id="said-once"),
        pytest.param(
            {
                "provider": "gmail",
                "by": "domain",
                "user_form": "address",
                "help": "https://a",
                "basis": "documented",
            },
            "Gmail",
            id="said-by-the-settings",
        ),
        pytest.param(
            {"provider": "gmail", "rule": "app-password"},
            "Gmail, an app password, made in the account's settings",
            id="password",
        ),
        pytest.param({"status": "denied"}, "they deny every name", id="denied"),
        pytest.param({"how": "broken"}, "they answer with an error", id="broken"),
        pytest.param({"record": "v=spf1 -all", "look_ups": 3}, "v=spf1 -all, look-ups 3", id="spf"),
    ],
)
def test_what_a_check_saw_is_told_without_its_inner_names(args, seen):
    fact = Evidence("x.y", args, "server", Vantage.BOT_HOST)
    report = CheckReport({}, None, (fact,), (), 0)
    assert seen_lines(report, {"x.y": "seen"}, 300) == [f"seen ({seen})"]


@pytest.mark.parametrize(
    ("target", "told"), [({"host": "mx.a.example"}, True), ({"domain": "a.example"}, False)]
)
def test_of_a_login_is_spoken_where_one_could_have_been_sent(knowledge, target, told):
    shown = io.StringIO()
    Console(file=shown, width=100).print(render_check_report(CheckReport(target, None, (), (), 0), knowledge))
    assert ("no login was sent" in shown.getvalue()) is told


VALID = Evidence("tls.certificate-valid", {"not_after": "2027-02-01"}, "server", Vantage.BOT_HOST)
NO_SELECTOR = Evidence("dkim.not-known", {}, "dkim", Vantage.DNS)


@pytest.mark.parametrize(
    ("stages", "port", "line"),
    [
        (
            "dns+3 port 465 implicit+999 port 587 starttls+1000 port 25-1 port 2525-1 port 588?2000 port 2465?3000 port 2587+0.2",
            None,
            "✓ name found · ✓ 465 answers in 999 ms · ✓ 587 answers in 1.0 s · ✓ 2587 answers in 1 ms"
            " · ✗ not usable: 25, 2525 · ? no answer in 3.0 s: 588, 2465",
        ),
        (
            "dns+3 connect+20 banner+22.4 ehlo+1 starttls+1 tls+1 certificate+1 auth~0",
            587,
            "✓ name found · ✓ 587 answers in 42 ms · ✓ certificate valid to 2027-02-01 · – login not sent",
        ),
        (
            "connect+20 banner?3000 dkim~0 mx+1 spf-1 certificate-1 auth-1",
            None,
            "✓ the server takes connections · ? greeting: no answer · – DKIM: no selector known · ✓ MX"
            " · ✗ SPF: failed · ✗ certificate not valid · ✗ login refused",
        ),
        (
            "dns-1 connect~0 banner~0 credential-1 auth+1",
            25,
            "✗ name leads nowhere · ✗ password or user name not right · ✓ login accepted",
        ),
        (
            "mx-1 srv+1 domain-1 mx~0 spf~0 ptr~0",
            None,
            "✗ MX: failed · ✗ domain not found · – not looked at: SPF, PTR",
        ),
    ],
    ids=["ports", "a-session", "broken-off", "no-name", "no-domain"],
)
def test_how_each_stage_ended_is_one_line(stages, port, line):
    target = {"host": "mx.a.example", **({} if port is None else {"port": port})}
    assert stage_line(CheckReport(target, None, (VALID, NO_SELECTOR), ended(stages), 0)) == line


def ended(stages: str) -> tuple[CheckStage, ...]:
    """`dns+3 connect-20 banner?3000 auth~0`: stages that passed, failed, were not answered or not looked at."""
    outcomes = {"+": Outcome.PASSED, "-": Outcome.FAILED, "?": Outcome.UNANSWERED, "~": Outcome.NOT_RUN}
    found = re.findall(r"((?:port )?[\w ]*?\w)([+?~-])([\d.]+) ?", stages)
    return tuple(CheckStage(name, outcomes[how], float(ms)) for name, how, ms in found)


def seen(tag: str, **args) -> tuple[Evidence, ...]:
    return (Evidence(tag, args, "server", Vantage.BOT_HOST),)


USABLE = seen("server.usable", host="mail.example.com", port=587, tls="starttls")


@pytest.mark.parametrize(
    ("stages", "facts", "attempts", "row"),
    [
        ("dns+1 connect-1", (), 0, "[Post in channel]"),
        ("auth-1", (), 1, "[Check again] [Post in channel]"),
        ("credential-1 auth~0", (), 0, "[Send it as it is] [Post in channel]"),
        ("credential-1 auth-1", (), 1, "[Check again] [Post in channel]"),
        ("auth~0", USABLE, 0, "[Check with mail.example.com:587, STARTTLS!] [Post in channel]"),
        ("auth-1", USABLE, 1, "[Check again] [Post in channel]"),
        (
            "auth-1",
            seen("provider.other-server", server="smtp.example.net"),
            1,
            "[Check with smtp.example.net!] [Post in channel]",
        ),
        (
            "auth~0",
            seen("server.foreign-protocol", port=993, protocol="imap"),
            0,
            "[Check with mail.example.com!] [Post in channel]",
        ),
    ],
    ids=[
        "server",
        "refused",
        "damaged",
        "damaged-and-sent",
        "other-port",
        "other-port-refused",
        "other-server",
        "imap",
    ],
)
def test_a_checks_answer_offers_what_may_work(stages, facts, attempts, row):
    report = CheckReport({"host": "mail.example.com", "port": 25}, FINDING, facts, ended(stages), attempts)
    shown = checking.result_view("mail.example.com", report, ENTRIES, {}, "m", own=INCIDENT, of=None).view
    assert (outline(shown["blocks"])[-1], shown["private_metadata"]) == (row, "m")


@pytest.mark.parametrize(
    ("stages", "port", "order"),
    [
        ("dns+1 connect-1", 587, ["What to enter", "What to do", "It can also be"]),
        ("dns+1 auth-1", 25, ["What to do", "It can also be", "What to enter"]),
    ],
    ids=["another-port", "the-port-that-was-asked"],
)
def test_settings_that_work_in_place_of_those_asked_come_before_the_steps(stages, port, order):
    facts = seen("server.usable", host="mail.example.com", port=port, tls="starttls")
    report = CheckReport({"host": "mail.example.com", "port": 25}, FINDING, facts, ended(stages), 1)
    shown = outline(checking.result_view("x", report, ENTRIES, {}, "m", own=None, of=None).view["blocks"])
    headings = [line.partition("*")[2].partition("*")[0] for line in shown]
    assert [one for one in headings if one in order] == order


def test_what_was_looked_at_is_told_only_where_anything_was():
    facts = seen("server.foreign-protocol", port=993, protocol="IMAP")
    report = CheckReport({"host": "x", "port": 993}, FINDING, facts, ended("dns~0 connect~0"), 0)
    shown = outline(checking.result_view("x", report, ENTRIES, {}, "m", own=None, of=17).view["blocks"])
    assert [line for line in shown if "not looked at" in line] == []


@pytest.mark.parametrize(
    ("stages", "facts", "of", "lines"),
    [
        (
            "auth+1",
            seen("login.accepted"),
            None,
            ["*The login works: `mail.example.com`.*", "✓ login accepted", "[Post in channel]"],
        ),
        (
            "dns+1",
            (),
            17,
            [
                "*`mail.example.com`: nothing wrong was found.*",
                "✓ name found",
                "The card of incident 17 shows what this changes.",
            ],
        ),
        (
            "mx+1 dkim?3000 dmarc?3000",
            (),
            17,
            [
                "*`mail.example.com`: nothing wrong was found in what was answered.* "
                "No answer, so nothing is known of: DKIM, DMARC.",
                "✓ MX · ? DKIM: no answer · ? DMARC: no answer",
                "The card of incident 17 shows what this changes.",
            ],
        ),
    ],
    ids=["a-login", "of-an-incident", "silence"],
)
def test_a_check_that_finds_nothing_wrong_says_so(stages, facts, of, lines):
    report = CheckReport({"host": "mail.example.com"}, None, facts, ended(stages), 1)
    shown = checking.result_view("mail.example.com", report, ENTRIES, {}, "m", own=None, of=of).view
    assert outline(shown["blocks"]) == lines


def test_how_long_a_check_waited_is_seen_in_seconds():
    silent = Evidence("server.silent", {"stage": "banner", "waited_ms": 1758}, "server", Vantage.BOT_HOST)
    report = CheckReport({"host": "mx.a.example"}, None, (silent,), (), 0)
    assert seen_lines(report, {"server.silent": "it says nothing"}, 300) == [
        "it says nothing (stage greeting, waited 1.8 s)"
    ]


def test_a_reason_that_finds_no_room_is_left_out_and_not_cut_in_the_middle():
    reasons = ("The text says “refused”.", "Ask for the log.", f"Less likely: {'a wrong port; ' * 60}.")
    card = incident.incident_card(replace(INCIDENT, findings=(replace(FINDING, because=reasons),)), ENTRIES)
    assert "'The text says “refused”. Ask for the log.'" in str(card.blocks)


def test_reasons_that_just_find_room_all_stand():
    reasons = ("x" * 349, "y" * 350)
    assert outline(answer.why_blocks(replace(FINDING, because=reasons))) == [" ".join(reasons)]
    assert outline(answer.why_blocks(replace(FINDING, because=(*reasons, "z")))) == [" ".join(reasons)]
    assert outline(answer.why_blocks(replace(FINDING, because=("x" * 701, "z")))) == [f"{'x' * 699}…"]


@pytest.mark.parametrize(
    ("finding", "lines"),
    [
        (FINDING, ["*In these words*", "Error: authentication failed"]),
        (replace(FINDING, reply_text=" "), []),
        (replace(FINDING, reply_code=None, evidence=(SEEN,)), []),
        (replace(FINDING, evidence=(SEEN,)), ["*In these words*", "Error: authentication failed"]),
    ],
    ids=["said", "without-words", "seen-by-a-check", "said-to-a-check"],
)
def test_only_what_somebody_said_is_quoted(finding, lines):
    assert outline(answer.reply_blocks(finding)) == lines


def test_a_person_who_corrected_the_diagnosis_is_named():
    chosen = replace(FINDING, because=("<@U2> chose this diagnosis.",))
    card = incident.incident_card(replace(INCIDENT, findings=(chosen,)), ENTRIES)
    assert "<@U2> chose this diagnosis." in list(formatted(card.blocks))


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        (Happening(NOON, "U1", Act.OPENED, ""), ["<@U1> opened incident 17."]),
        (Happening(NOON, "U1", Act.SEEN_AGAIN, ""), ["<@U1> pasted the error of incident 17 again."]),
        (Happening(NOON, "U1", Act.POSTED, "C2"), ["<@U1> posted incident 17 in <#C2>."]),
        (Happening(NOON, "U1", Act.POSTED, "D2"), ["<@U1> posted incident 17 in their direct messages."]),
        (Happening(NOON, "U1", Act.ASSIGNED, "U1"), ["<@U1> took incident 17."]),
        (Happening(NOON, "U1", Act.ASSIGNED, "U2"), ["<@U1> gave incident 17 to <@U2>."]),
        (
            Happening(NOON, "U1", Act.OFFERED, "U2"),
            ["<@U1> handed incident 17 to <@U2>, to accept or decline."],
        ),
        (Happening(NOON, "U2", Act.ACCEPTED, ""), ["<@U2> accepted incident 17."]),
        (
            Happening(NOON, "U2", Act.DECLINED, "*on* <!here>"),
            ["<@U2> declined incident 17.", "*on* <!here>"],
        ),
        (Happening(NOON, "U1", Act.WITHDRAWN, ""), ["<@U1> took the handoff of incident 17 back."]),
        (
            Happening(NOON, "U1", Act.RESOLVED, "wait"),
            ["<@U1> resolved incident 17: *Wait 30 minutes* helped."],
        ),
        (Happening(NOON, "U1", Act.RESOLVED, "something-else"), ["<@U1> resolved incident 17."]),
        (Happening(NOON, "U1", Act.REOPENED, ""), ["<@U1> reopened incident 17."]),
        (
            Happening(NOON, "U1", Act.CORRECTED, "550-user-unknown"),
            ["<@U1> chose another diagnosis for incident 17: 550 User unknown."],
        ),
        (
            Happening(NOON, "U1", Act.BLANKED, ""),
            ["The message of incident 17 was deleted; its text is gone here too."],
        ),
    ],
    ids=lambda value: f"{value.kind}-{value.detail}" if isinstance(value, Happening) else "",
)
def test_a_change_says_one_line_and_a_typed_reason_formats_nothing(line, texts):
    card = happening.happening_card(INCIDENT, line, ENTRIES)
    shown = [block["text"] if "text" in block else block["elements"][0] for block in card.blocks]
    assert [text["text"] for text in shown] == texts
    assert [text["type"] for text in shown] == ["mrkdwn", "plain_text"][: len(texts)]


@pytest.mark.parametrize(
    ("cause", "text"),
    [
        ("account-locked", "Wait half an hour, then try once."),
        ("wrong-credentials", "Type the password again."),
    ],
)
def test_the_customers_text_follows_the_cause(cause, text):
    shown = replace(INCIDENT, findings=(replace(FINDING, cause=cause, certainty=Certainty.CERTAIN),))
    reply = customer.customer_reply(shown, ENTRIES, customer.Role.USER)
    assert reply == f"About the error that you reported (24 November 2026, 12:00 UTC):\n\n{text}"


def test_a_missing_entry_leaves_what_the_finding_knows():
    card = incident.incident_card(INCIDENT, {})
    assert next(formatted(card.blocks)) == (
        "*Your outgoing server refused the message and gave no known reason.*"
    )


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        pytest.param(
            "550 User has no permission",
            "It may be that the mailbox's owner has not allowed other programs to send mail through it.",
            id="words-that-others-say-too",
        ),
        pytest.param(
            "535 5.7.3 Refused",
            "It may be that a Microsoft server refused the login and does not say why.",
            id="only-the-number",
        ),
        pytest.param(
            "535 5.7.3 Authentication unsuccessful",
            "A Microsoft server refused the login and does not say why.",
            id="the-providers-own-words",
        ),
        pytest.param(
            "535 5.7.8 Error: authentication failed",
            "The mail server did not accept the user name and password.",
            id="a-page-about-anybody",
        ),
        pytest.param(
            "our domain is blacklisted, nobody gets our mails",
            "A domain of the sender, not the server's address, is on a blocklist.",
            id="a-page-about-anybody-with-words-of-one-provider",
        ),
    ],
)
def test_a_providers_page_that_is_only_possible_is_called_so_in_the_headline(knowledge, text, headline):
    (finding,) = read_text(text, knowledge)
    assert what_happened(finding, knowledge.entries[finding.entry]) == headline
    form = customer.customer_form(replace(INCIDENT, findings=(finding,)), knowledge.entries)
    assert (customer.MAY_NOT_FIT in formatted(form.view)) is headline.startswith("It may be that ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"family": Family.AUTH, "stage": Stage.AUTH}, "mailbox ana@example.com"),
        ({"family": Family.MAILBOX_FULL, "stage": Stage.RCPT}, "for ana@example.com"),
    ],
    ids=["a login", "a recipient"],
)
def test_at_a_login_the_address_is_the_mailbox_and_no_recipient(change, said):
    shown = facts(Group(replace(FINDING, recipient="ana@example.com", **change), 1, 1))
    assert [part for part in shown if "ana@" in part] == [said]


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (
            replace(FINDING, speaker=Speaker.OWN_CLIENT, provider="exim"),
            "said by your mail server (Exim)",
        ),
        (
            replace(
                FINDING,
                speaker=Speaker.RECIPIENT_SERVER,
                provider="postfix",
                evidence=(Evidence.in_paste("reply.in-own-log"),),
            ),
            "said by your own server (Postfix)",
        ),
        (
            replace(
                FINDING,
                speaker=Speaker.RECIPIENT_SERVER,
                provider="dovecot",
                evidence=(Evidence.in_paste("server.own-mailbox"),),
            ),
            "said by your own server (Dovecot)",
        ),
    ],
    ids=["a mail server's own words", "a line of the own server's log", "a mailbox of the own server"],
)
def test_what_ones_own_mail_server_says_is_called_so(finding, said):
    assert facts(Group(finding, 1, 0))[0] == said


@pytest.mark.parametrize(
    ("page", "cause", "certainty", "headline"),
    [
        ("mailbox-full", "mailbox-full", "likely", "The recipient's mailbox has no room for new mail."),
        (
            "mailbox-full",
            "sender-mailbox-full",
            "certain",
            "The sender's own mailbox is full, so nothing can be sent from it.",
        ),
        (
            "mailbox-full",
            "sender-mailbox-full",
            "possible",
            "It may be that the sender's own mailbox is full, so nothing can be sent from it.",
        ),
        (
            "relay-access-denied",
            "auth-not-attempted",
            "likely",
            "The program sent without logging in, and the server takes mail to other domains only after a login.",
        ),
        (
            "relay-access-denied",
            "auth-not-attempted",
            "possible",
            "The server takes mail for its own domains, or from people who have logged in. "
            "This mail was neither.",
        ),
    ],
    ids=["the page's", "the cause's", "only possible", "the first cause's", "the first, only possible"],
)
def test_the_headline_is_that_of_the_cause_that_leads(knowledge, page, cause, certainty, headline):
    finding = replace(FINDING, entry=page, cause=cause, certainty=Certainty(certainty))
    assert what_happened(finding, knowledge.entries[page]) == headline
    line = replace(line_of(INCIDENT), entry=page, cause=cause, certainty=Certainty(certainty), reply_text="")
    assert queue.gist_of_line(line, knowledge.entries) == headline


@pytest.mark.parametrize(
    ("provider", "name"),
    [
        ("gmail", "Gmail"),
        ("trendmicro", "Trend Micro"),
        ("forward-email", "Forward Email"),
        ("davmail", "DavMail"),
        ("dma", "dma"),
        (None, ""),
    ],
)
def test_a_provider_is_written_as_it_writes_itself(provider, name):
    assert provider_name(provider) == name


def test_one_provider_has_one_name_in_the_whole_base(knowledge):
    said = [name for entry in knowledge.entries.values() for name in entry.providers]
    spelt = {}
    for name in (*said, *tomllib.loads(REFUSERS.read_text())):
        spelt.setdefault(re.sub(r"\W", "", name), set()).add(name)
    assert [found for found in spelt.values() if len(found) > 1] == []


def test_that_nobody_answered_is_seen_without_saying_it_twice():
    fact = Evidence("x.y", {"how": "unanswered"}, "domain", Vantage.DNS)
    assert seen_lines(CheckReport({}, None, (fact,), (), 0), {"x.y": "silent"}, 300) == ["silent"]


def test_a_gist_within_a_sentence_begins_small_but_for_names(knowledge):
    own = [cause.gist for entry in knowledge.entries.values() for cause in entry.causes if cause.gist]
    gists = [*own, *(entry.gist for entry in knowledge.entries.values())]
    begin = {as_clause(gist).split()[0].strip(",.") for gist in gists}
    assert {word for word in begin if not word.islower()} == {
        "Brevo", "DNS", "Gmail", "Google", "Google's", "Mail.ru", "Mailgun", "Mailjet", "Microsoft", "Microsoft's", "Naver",
        "Outlook", "Outlook.com", "Postmark", "Resend", "SPF", "SendGrid", "SparkPost", "Yahoo", "Yandex", "Zoho", "iCloud",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "read"),
    [
        pytest.param(
            {"person": {"selected_user": "U2"}, "channel": {"selected_conversation": "C2"}},
            {"person": "U2", "channel": "C2"},
            id="handoff",
        ),
        pytest.param({"helped": {"selected_option": {"value": "wait"}}}, {"helped": "wait"}, id="resolve"),
        pytest.param({"reason": {"value": None}}, {}, id="left-empty"),
    ],
)
def test_a_submitted_form_is_read_by_its_fields(answers, read):
    values = {name: {"answer": answer} for name, answer in answers.items()}
    assert forms.read_form({"state": {"values": values}}) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param(" \u200b\u2060\u3164", "", id="nothing-to-see"),
        pytest.param(" call ana ", " call ana ", id="words"),
        pytest.param("\N{THUMBS UP SIGN}", "\N{THUMBS UP SIGN}", id="emoji"),
    ],
)
def test_what_people_are_to_read_is_empty_where_nothing_is_to_be_seen(typed, read):
    view = {"state": {"values": {"note": {"answer": {"value": typed}}}}}
    assert forms.read_written(view) == {"note": read}
    assert forms.read_form(view) == {"note": typed}


# Limits


@pytest.mark.parametrize("findings", [1, 2, 5, 6, 600], ids=lambda number: f"{number}-findings")
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "x" * 3001,
        "&" * 200_000,
        "<" * 3000,
        "word " * 40_000,
        "\ud800\x00\u202e",
        HOSTILE,
    ],
    ids=["empty", "space", "lines", "long-word", "ampersands", "angles", "words", "unshowable", "hostile"],
)
def test_slack_takes_every_card_of_every_paste(text, findings):
    shown, packet = hostile(text, findings)
    assert [refusals(card) for card in every_card(shown, packet, ENTRIES)] == [
        [] for _ in every_card(shown, packet, ENTRIES)
    ]


@settings(max_examples=40)
@given(text=st.text(max_size=400), repeat=st.integers(1, 2000), findings=st.integers(1, 30))
def test_slack_takes_every_card_of_any_text(text, repeat, findings):
    shown, packet = hostile(text * repeat, findings)
    assert [reason for card in every_card(shown, packet, ENTRIES) for reason in refusals(card)] == []


@settings(max_examples=40)
@given(text=st.text(min_size=1, max_size=200), repeat=st.integers(1, 100))
def test_slack_takes_every_card_of_any_entry(text, repeat):
    words = text * repeat
    steps = tuple(step._replace(title=words, text=words) for step in STEPS)
    entry = replace(
        ENTRY,
        title=words,
        gist=words,
        meaning=words,
        seen_from=words,
        causes=tuple(cause._replace(text=words) for cause in ENTRY.causes),
        steps=steps,
        customer=words,
        questions=(Question(words, words),),
        sources=(words,),
    )
    entries = {entry.id: entry, UNKNOWN_USER.id: UNKNOWN_USER}
    shown = replace(INCIDENT, findings=(replace(FINDING, steps=steps),))
    assert [reason for card in every_card(shown, HANDOFF, entries) for reason in refusals(card)] == []


def test_slack_takes_every_card_of_the_knowledge_base(knowledge):
    entries = dict(knowledge.entries)
    manifold = max(entries.values(), key=lambda entry: len(entry.causes))
    for chosen in (None, manifold.id):
        assert refusals(mark_forms.wrong_form(INCIDENT, entries, chosen)) == []
    for entry in entries.values():
        finding = replace(FINDING, entry=entry.id, cause=entry.causes[0].id, steps=entry.steps)
        shown = replace(INCIDENT, findings=(finding,))
        cards = [
            incident.incident_card(shown, entries),
            pages.entry_card(entry),
            pages.more_modal(shown, entries),
            customer.customer_form(shown, entries),
            forms.resolve_form(shown),
        ]
        assert [(entry.id, reason) for card in cards for reason in refusals(card)] == []
        state = cards[0].blocks[-1]["elements"][0]["text"]
        assert state.startswith("Incident 17 · nobody · new")


def test_the_buttons_and_the_state_outlive_any_cut():
    shown, _ = hostile("word " * 40_000, 600)
    card = incident.incident_card(shown, ENTRIES)
    assert [block["type"] for block in card.blocks[-2:]] == ["actions", "context"]
    assert labels(card)[0] == "Check it live"


# Hostile pastes


def test_no_pasted_word_is_formatted_linked_or_mentions_anybody():
    shown, packet = hostile(HOSTILE, 7)
    leaks = [
        text
        for card in every_card(shown, packet, ENTRIES)
        for text in (
            *formatted(card.blocks if isinstance(card, Card) else card.view),
            getattr(card, "text", ""),
        )
        if "ZQX" in text or "U9" in text
    ]
    assert leaks == []


def test_pasted_words_are_shown_as_they_are():
    shown, _ = hostile(HOSTILE)
    view = pages.finding_modal(shown, ENTRIES, 1).view
    assert view["blocks"][-1]["text"]["text"] == HOSTILE.replace("\x1b", "\N{REPLACEMENT CHARACTER}")


def test_no_pasted_text_moves_the_terminals_cursor():
    shown, _ = hostile(HOSTILE, 3)
    text = shown_as_text(terminal.render_findings(shown.findings, ENTRIES))
    assert "ZQX" in text
    assert [char for char in text if ord(char) < 32 and char != "\n"] == []


# The terminal


def test_a_pipe_gets_whole_lines_and_a_terminal_folded_ones():
    pipe = shown_as_text(terminal.render_findings((FINDING,), ENTRIES))
    assert "  2. Wait 30 minutes. See the page (https://example.com/lock). Done by waiting.\n" in pipe
    folded = shown_as_text(terminal.render_findings((FINDING,), ENTRIES), 40)
    assert max(len(line) for line in folded.splitlines()) <= 40
    assert "  1. Type the password by hand. Copy\n     nothing & keep calm.\n" in folded


def test_a_terminal_shows_what_to_do_bold():
    console = Console(force_terminal=True, color_system="standard", width=40, file=io.StringIO())
    console.print(terminal.render_findings((FINDING,), ENTRIES))
    assert "  1. \x1b[1mType the password by hand.\x1b[0m Copy\n" in console.file.getvalue()


def test_no_error_is_said_with_what_to_do_next():
    assert shown_as_text(terminal.render_findings((), ENTRIES)) == f"{terminal.NOTHING_FOUND}\n"


def test_an_incident_in_the_terminal_ends_with_its_timeline():
    happenings = (
        Happening(NOON, "U1", Act.OPENED, ""),
        Happening(NOON, "U1", Act.ASSIGNED, "U1"),
        Happening(NOON, "U1", Act.OFFERED, "U2"),
        Happening(NOON, "U2", Act.DECLINED, "on \x1b[31mleave"),
        Happening(NOON, "U1", Act.OFFERED, "U3", "Call \x1b[31mback"),
        Happening(NOON, "U1", Act.SNOOZED, str(int(NOON.timestamp()))),
        Happening(NOON, "U1", Act.TICKED, "wait"),
        Happening(NOON, "U1", Act.NOTED, ""),
        Happening(NOON, "U1", Act.RESOLVED, "wait"),
        Happening(NOON, "U2", Act.RESOLVED, "something-else"),
    )
    chosen = replace(FINDING, because=("<@U2> chose this diagnosis.",))
    shown = replace(
        INCIDENT, customer="ACME\x1b[31m", snoozed_until=NOON, findings=(chosen,), mailbox="bob@example.com"
    )
    before = replace(RESOLVED, id=9)
    followed = Followed(shown, happenings, TICKS[:1], None, before)
    text = shown_as_text(terminal.render_incident(followed, ENTRIES))
    assert text.splitlines()[0] == (
        "Incident 17 · nobody · new · since 2026-11-24 12:00 UTC · came back from incident 9"
        " · snoozed until 2026-11-24 12:00 UTC · mailbox: bob@example.com"
        " · customer or ticket: ACME�[31m"
    )
    assert "U2 chose this diagnosis." in text.splitlines()
    assert text.splitlines()[-14:] == [
        "Steps that are done",
        "  • 2026-11-24 12:00  U1: Wait 30 minutes",
        "",
        "What happened since",
        "  • 2026-11-24 12:00  U1 opened it",
        "  • 2026-11-24 12:00  U1 took it",
        "  • 2026-11-24 12:00  U1 handed it to U2",
        "  • 2026-11-24 12:00  U2 declined it: on �[31mleave",
        "  • 2026-11-24 12:00  U1 handed it to U3: Call �[31mback",
        "  • 2026-11-24 12:00  U1 snoozed it until 2026-11-24 12:00 UTC",
        "  • 2026-11-24 12:00  U1 ticked a step: Wait 30 minutes",
        "  • 2026-11-24 12:00  U1 left a note",
        "  • 2026-11-24 12:00  U1 resolved it: Wait 30 minutes helped",
        "  • 2026-11-24 12:00  U2 resolved it",
    ]


def test_lists_are_a_line_each():
    assert shown_as_text(terminal.render_incident_line(INCIDENT)) == (
        "    17  2026-11-24 12:00 UTC  new  nobody  535 5.7.8  535-authentication-failed\n"
    )
    assert shown_as_text(terminal.render_catalogue(ENTRIES.values())) == (
        "535-authentication-failed  auth             535 Authentication failed\n"
        "550-user-unknown           mailbox-unknown  550 User unknown\n"
    )


LEFT = (
    "*What to do next* (whoever runs the sending mailbox or server)\n"
    "1. *Type the password by hand.* Copy `nothing` &amp; keep *calm*.\n"
    "2. *Ask the recipient.* Done by the recipient.\n"
    "3. *Use port 587 with STARTTLS, or 465 with TLS.* Then look again.\n"
    "4. *Ask for the log line.* It names the reason."
)
ERROR_ANEW = "A new error text says more: paste it in the thread and mention me."


@pytest.mark.parametrize(
    ("finding", "page", "lines"),
    [
        (
            FINDING,
            ENTRY,
            [
                "*Waiting did not help:* The mail server refused the login.",
                LEFT,
                "*Hand it off when*\nThe server is somebody else's.",
                f"The card's *Check it live* or *Try again* looks at the servers now. {ERROR_ANEW}",
            ],
        ),
        (
            FINDING,
            replace(ENTRY, checks=(), hand_off_when=""),
            ["*Waiting did not help:* The mail server refused the login.", LEFT, ERROR_ANEW],
        ),
        (
            UNKNOWN,
            ENTRY,
            [
                "*Waiting did not help:* The receiving server refused the message and gave no known reason.",
                "*What to do next*\n1. *Paste the lines before this one.* Or the bounce itself.",
                ERROR_ANEW,
            ],
        ),
    ],
    ids=["a-page", "without-checks", "no-page"],
)
def test_where_waiting_did_not_help_the_other_steps_stand_and_when_to_hand_it_off(finding, page, lines):
    shown = waited.still_modal(replace(INCIDENT, findings=(finding,)), {ENTRY.id: page}).view
    assert (outline(shown["blocks"]), shown["private_metadata"]) == (lines, "17:3")


def test_the_step_that_is_waiting_is_known():
    assert (waited.step_of_waiting(FINDING), waited.step_of_waiting(UNKNOWN)) == ("wait", None)


HOUR_LATER = "1795525200"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, f"answer until <!date^{HOUR_LATER}^{{time}}|2026-11-24 13:00 UTC>"),
        (
            {"escalated_at": NOON},
            f"answer was due <!date^{HOUR_LATER}^\u200b{{date_short_pretty}} {{time}}|2026-11-24 13:00 UTC>",
        ),
        (
            {"answer_by": NOON + timedelta(days=1)},
            "answer until <!date^1795608000^\u200b{date_short_pretty} {time}|2026-11-25 12:00 UTC>",
        ),
        ({"answer_by": None}, "answer until <!date^1795521600^{time}|2026-11-24 12:00 UTC>"),
    ],
    ids=["today", "escalated", "another-day", "at-once"],
)
def test_until_when_a_handoff_is_answered_names_the_day_where_it_is_another(changed, said):
    assert handoff.deadline(replace(HANDOFF, **changed)) == said


@pytest.mark.parametrize(
    ("many", "above"),
    [
        (
            handoff.LISTED,
            "*17* The mail server refused the login. · NOON Customer ACME cannot send since 09:00. · 535 5.7.8 [Accept]",
        ),
        (handoff.LISTED + 1, "And 1 more: *Choose* lists them all."),
    ],
)
def test_a_packet_says_how_many_it_has_no_room_for(many, above):
    shown = handoff.handoff_card((passed_of(INCIDENT, HANDOFF),) * many, ENTRIES, {})
    assert outline(shown.blocks)[-3:] == [
        above,
        "[Accept all!] [Choose] [Decline all]",
        f"Handed to <@U2> · {many} not answered yet",
    ]


UNREAD = [
    "*17* · A mail server gave no known reason.",
    "*Overdue* · waits for <@U3> · since NOON · rests until NOON · seen 4 times · <#C1> · 535 5.7.8 · X"
    " “Error: authentication failed”",
    "[Take it!] [Show]",
]
READ = [
    "*17* · The mail server refused the login.",
    "nobody · since NOON · rests until NOON · seen 4 times · <#C1> · 535 5.7.8 · X",
    "[Assign to me] [Show]",
]
KNOWN = replace(LINE, entry=ENTRY.id, waiting=False, offered_to=None, owner=None, overdue=False)
BETWEEN = Page(Listing(), (LINE, KNOWN), Listing(past=9, back=True), Listing(past=1))


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (BETWEEN, ["*Open incidents*", *UNREAD, "---", *READ, "[Newer] [Older]"]),
        (
            replace(BETWEEN, listing=Listing(Section.OVERDUE), lines=(LINE,), newer=None, more=True),
            [
                "*Overdue incidents*",
                *UNREAD,
                "[Next]",
                "So far nothing older fits; *Older* looks further back.",
            ],
        ),
        (Page(Listing(Section.MINE)), ["No open incident is yours. Paste an error to open one."]),
    ],
    ids=["between-others", "the-last-of-those-overdue", "empty"],
)
def test_a_list_turns_to_the_pages_around_it(page, lines):
    assert outline(queue.list_card(page, ENTRIES, "U1", words="").blocks) == lines


SEARCH = "Search with `/smtpcheck incidents search 5.7.1 acme`. `/smtpcheck help` lists what else I do."


@pytest.mark.parametrize(
    ("page", "opened", "lines"),
    [
        (
            replace(BETWEEN, listing=Listing(Section.OVERDUE, Family.RDNS, "postfix", "C1", Age.DAY)),
            12_345,
            [
                "[Mine 12,345] [Waiting for me 12,345] [Nobody's 12,345] [Overdue 12,345!] [All open 12,345]",
                "{Reverse DNS 0 of 5} {Postfix 0 of 100} {C1} {Older than a day of 4} [Clear filters]",
                "---",
                *UNREAD,
                "---",
                *READ,
                "---",
                "[Longer overdue] [Next]",
                f"11 to 12 of 12,345 · {SEARCH}",
            ],
        ),
        (
            Page(Listing(Section.MINE)),
            3,
            [
                "[Mine 3!] [Waiting for me 3] [Nobody's 3] [Overdue 3] [All open 3]",
                "{Any error of 4} {Any provider of 99} {-} {Any age of 4}",
                "---",
                "No open incident is yours.",
                SEARCH,
            ],
        ),
        (
            Page(Listing()),
            0,
            [
                "[Mine 0] [Waiting for me 0] [Nobody's 0] [Overdue 0] [All open 0!]",
                "---",
                f"No incident is open. {home.HOW_TO_OPEN}",
                SEARCH,
            ],
        ),
        (
            Page(Listing(age=Age.WEEK)),
            0,
            [
                "[Mine 0] [Waiting for me 0] [Nobody's 0] [Overdue 0] [All open 0!]",
                "{Any error of 4} {Any provider of 99} {-} {Older than a week of 4} [Clear filters]",
                "---",
                "Nothing open fits these filters. *Clear filters* shows the rest.",
                SEARCH,
            ],
        ),
    ],
    ids=["filtered", "none-of-mine", "none-at-all", "none-that-fits"],
)
def test_a_home_has_its_sections_its_filters_and_where_its_page_stands(page, opened, lines):
    families = {Family.AUTH: 3, Family.SIZE: 3, Family.TLS: 7}
    counted = Overview(
        dict.fromkeys(Section, opened), families, {f"p{number:03}": 7 for number in range(200)}, 11
    )
    assert outline(home.home_card(page, counted, ENTRIES, "U1").blocks) == ["Incidents", *lines]


def test_those_one_takes_of_many_are_chosen_ten_to_a_question():
    waiting = tuple(
        replace(
            INCIDENT, id=number, mailbox={1: "ana@example.com"}.get(number), customer={2: "ACME"}.get(number)
        )
        for number in range(1, 12)
    )
    asked = [
        (
            block["block_id"],
            block["label"]["text"],
            [(one["text"]["text"], one["value"]) for one in block["element"]["options"]],
        )
        for block in handoff_forms.choose_form(5, waiting, ENTRIES).view["blocks"]
        if block["type"] == "input"
    ]
    refused = "The mail server refused the login."
    assert asked == [
        (
            "chosen-0",
            "Incidents 1 to 10",
            [
                ("1: ana@example.com: The mail server refused the…", "1"),
                (f"2: ACME: {refused}", "2"),
                *((f"{number}: {refused}", str(number)) for number in range(3, 11)),
            ],
        ),
        ("chosen-10", "Incident 11", [(f"11: {refused}", "11")]),
    ]
    [few] = handoff_forms.choose_form(5, waiting[:2], ENTRIES).view["blocks"][1:]
    assert few["label"]["text"] == "Incidents 1 to 2"


def test_what_helped_is_asked_with_as_many_steps_as_there_is_room_for():
    steps = tuple(a_step(number) for number in range(12))
    view = forms.resolve_form(replace(INCIDENT, findings=(replace(FINDING, steps=steps),)), "step-7").view
    asked, words = view["blocks"]
    assert (words["block_id"], words["optional"]) == ("note", True)
    assert [one["value"] for one in asked["element"]["options"]] == [
        *(f"step-{number}" for number in range(8)),
        "something-else",
        "nobody-knows",
    ]
    assert asked["element"]["initial_option"]["value"] == "step-7"


def a_step(number: int):
    return STEPS[0]._replace(id=f"step-{number}", title=f"Step {number}")


def test_a_field_holds_what_was_given_and_nothing_else():
    assert forms.text_input(5) == {"type": "plain_text_input", "action_id": "answer", "max_length": 5}
    assert forms.text_input(5, example="x", initial="123456", multiline=True) == {
        "type": "plain_text_input",
        "action_id": "answer",
        "max_length": 5,
        "multiline": True,
        "placeholder": {"type": "plain_text", "text": "x", "emoji": False},
        "initial_value": "12345",
    }


@pytest.mark.parametrize(
    ("seconds", "waits", "took"),
    [
        (0, "0 seconds", "1 s"),
        (59, "59 seconds", "59 s"),
        (60, "1 minute", "60 s"),
        (99, "2 minutes", "99 s"),
        (100, "2 minutes", "2 min"),
        (3_600, "1 hour", "60 min"),
        (6_000, "2 hours", "1.7 h"),
        (36_000, "10 hours", "10 h"),
        (86_400, "1 day", "24 h"),
        (86_401, "2 days", "24 h"),
        (400_000, "5 days", "5 days"),
    ],
)
def test_a_time_is_told_in_the_unit_that_fits(seconds, waits, took):
    assert (duration(seconds), about(seconds)) == (waits, took)


@pytest.mark.parametrize(("count", "what"), [(1, "a password or token"), (2, "2 passwords or tokens")])
def test_who_pasted_a_secret_is_told_how_many(count, what):
    assert notices.secrets_card(count).text == (
        f"*Your message holds {what}.* Delete the message, then change the password: everybody in the "
        "channel could read it. I kept none of it."
    )


def test_a_long_part_of_a_page_takes_as_many_paragraphs_as_it_needs():
    questions = tuple(Question(f"{letter}?", letter * 1_500) for letter in "abc")
    entry = replace(ENTRY, questions=questions, many_mailboxes="")
    told = outline(pages.more_modal(INCIDENT, {ENTRY.id: entry}).view["blocks"])
    start = next(place for place, text in enumerate(told) if text.startswith("*Questions*"))
    assert "\n".join(told[start : start + 3]) == "\n".join(
        ["*Questions*", *(f"*{letter}?* {letter * 1_500}" for letter in "abc")]
    )


def test_what_a_paste_names_was_not_checked_live():
    named = replace(
        FINDING, evidence=(Evidence("client.host", {"host": "a.example"}, "paste", Vantage.PASTE),)
    )
    seen_live = replace(
        FINDING, evidence=(Evidence("server.usable", {"host": "a.example"}, "server", Vantage.BOT_HOST),)
    )
    assert [facts(Group(one, 1, 0))[-1] for one in (named, seen_live)] == [
        "at login",
        "checked live: a.example",
    ]


def test_the_reply_to_a_customer_is_found_among_the_answers_of_its_form():
    name = f"{customer.REPLY}-{customer.Role.USER}"
    assert customer.read_reply({"role": "x", name: "Hello"}) == (name, "Hello")
    assert customer.read_reply({"role": "x"}) == ("", "")


def test_a_page_in_short_has_no_step_that_only_some_fact_calls_for():
    called_for = ENTRY.steps[0]._replace(only_with=("client.reading-port",))
    entry = replace(ENTRY, steps=(called_for, *ENTRY.steps[1:]))

    [steps] = [block for block in outline(pages.entry_card(entry).blocks) if block.startswith("*What to do*")]

    assert "Type the password by hand" not in steps
    assert "1. *Wait 30 minutes.*" in steps


def test_a_page_in_short_has_its_causes_and_first_steps():
    assert outline(pages.entry_card(ENTRY).blocks) == [
        "*The mail server refused the login.*",
        "Login",
        "*Why it happens, likeliest first*\n1. The password is wrong.\n2. The mailbox is locked for a while.",
        "*What to do* (whoever runs the sending mailbox or server)\n"
        "1. *Type the password by hand.* Copy `nothing` &amp; keep *calm*.\n"
        "2. *Wait 30 minutes.* See <https://example.com/lock|the page>. Done by waiting.\n"
        "3. *Ask the recipient.* Done by the recipient.\n"
        "4. *Use port 587 with STARTTLS, or 465 with TLS.* Then look again.",
        "Paste the lines with the server's answer, and I say which of these causes they point to.",
        "[Read the whole page]",
    ]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({}, ("The mailbox is locked for a while.", "550 User unknown: The text also says “unknown”.")),
        (
            {
                "alternatives": (
                    Alternative(ENTRY.id, "account-locked", ()),
                    Alternative("gone-page", None, ()),
                    Alternative(None, "some-cause", ("A sign.",)),
                    Alternative(None, None, ()),
                )
            },
            ("The mailbox is locked for a while.", "gone page", "some cause: A sign."),
        ),
        ({"certainty": Certainty.CERTAIN}, ()),
    ],
    ids=["known", "without-signs", "proven"],
)
def test_what_else_it_can_be_is_a_line_each(changes, lines):
    assert other_readings(replace(FINDING, **changes), ENTRIES) == lines


TAKEN_IN = Evidence("login.accepted", {}, "login", Vantage.BOT_HOST)


@pytest.mark.parametrize(
    ("target", "stages", "facts", "lines"),
    [
        (
            {"host": "mail.example.com"},
            "dns+3 connect+1020 auth+40",
            (TAKEN_IN,),
            [
                "The login works: nothing wrong was found.",
                "",
                "What was looked at",
                "  ✓ name                                   3 ms",
                "  ✓ connection                         1,020 ms",
                "  ✓ login                                 40 ms",
                "  1 login was sent",
                "",
                "What was seen",
                "  • the server accepted this login",
            ],
        ),
        (
            {"host": "mail.example.com"},
            "srv?3000 auth+40",
            (TAKEN_IN,),
            [
                "The login works: nothing wrong was found.",
                "",
                "What was looked at",
                "  ? SRV                                3,000 ms  no answer",
                "  ✓ login                                 40 ms",
                "  1 login was sent",
                "",
                "What was seen",
                "  • the server accepted this login",
            ],
        ),
        (
            {"host": "mail.example.com"},
            "dns+3 connect?3000",
            (),
            [
                "Nothing wrong was found in what was answered; what did not answer is not known.",
                "",
                "What was looked at",
                "  ✓ name                                   3 ms",
                "  ? connection                         3,000 ms  no answer",
                "  no login was sent",
            ],
        ),
        (
            {"user": "ana"},
            "credential+1",
            (),
            [
                "Nothing wrong is seen in user name and password; only a login shows whether they are right.",
                "",
                "What was looked at",
                "  ✓ characters                             1 ms",
                "  no login was sent",
            ],
        ),
        (
            {"domain": "example.com"},
            "dns+1",
            (),
            [
                "Nothing wrong was found.",
                "",
                "What was looked at",
                "  ✓ name                                   1 ms",
            ],
        ),
    ],
    ids=["a-login", "a-login-beside-silence", "no-answer", "a-credential", "a-domain"],
)
def test_the_terminal_says_what_a_check_looked_at_and_saw(knowledge, target, stages, facts, lines):
    report = CheckReport(target, None, facts, ended(stages), len(facts))
    assert shown_as_text(render_check_report(report, knowledge)).splitlines() == lines


def test_a_page_shows_every_part_of_its_entry():
    text = shown_as_text(terminal.render_entry(ENTRY))
    missing = [
        part
        for part in (
            ENTRY.gist,
            "The mailbox is locked for a while.",
            "What to do when it is number 2, account locked",
            "Tell the customer when it is number 2, account locked",
            "Nothing was sent.",
            "Is 535 the same as 530?",
            "No: 530 asks for a login.",
            "Type the password again.",
            "550-user-unknown",
            "https://www.rfc-editor.org/rfc/rfc4954#section-6 (what it is for)",
        )
        if part not in text
    ]
    assert missing == []


def test_a_page_tells_what_the_pages_it_is_mistaken_for_are_about():
    other = next(entry for entry in ENTRIES.values() if entry.id == "550-user-unknown")
    text = shown_as_text(terminal.render_entry(ENTRY, entries=ENTRIES))
    assert f"• {other.id}: {other.gist}" in text


def test_a_part_for_a_fact_is_headed_by_what_the_fact_means():
    entry = replace(ENTRY, steps_when=(("smtp.auth-only-after-tls", ENTRY.steps[:1]),))
    tag = Tag("smtp.auth-only-after-tls", "AUTH is offered only after STARTTLS", (), (Vantage.PASTE,))
    shown = shown_as_text(terminal.render_entry(entry, {tag.tag: tag}))
    heads = [line for line in shown.splitlines() if line.startswith("What to do")]
    admin = " (whoever runs the sending mailbox or server)"
    assert heads == [f"What to do{admin}", f"What to do when AUTH is offered only after STARTTLS{admin}"]


def test_a_step_for_a_fact_stands_behind_those_for_all_with_the_fact_it_needs(knowledge):
    entry, tag = ENTRY, Tag("client.old", "the program is old", (), (Vantage.PASTE,))
    renew = entry.steps[0]._replace(id="renew", title="Renew the program.", only_with=(tag.tag, "client.odd"))
    entry = replace(entry, steps=(renew, *entry.steps))
    shown = shown_as_text(terminal.render_entry(entry, {tag.tag: tag})).splitlines()
    heads = [line for line in shown if line.startswith("What to do")]
    admin = " (whoever runs the sending mailbox or server)"
    assert heads[:2] == [
        f"What to do{admin}",
        f"What to do besides when the program is old, or it is client: odd{admin}",
    ]
    assert shown[shown.index(heads[0]) + 1].startswith("  1. Type the password by hand.")
    assert shown[shown.index(heads[1]) + 1].startswith("  1. Renew the program.")
    number = shown_as_text(terminal.render_code(Reference("535", None, entry, ())))
    assert "Renew the program." not in number
    assert "Renew the program." not in str(pages.entry_modal(entry, {}).view["blocks"])


def test_what_no_server_said_is_no_refusal(knowledge):
    refused, failed = "535 5.7.8 Error: authentication failed", "connection timed out"
    pasted = f"ann@example.org: {refused}\nbob@example.net: {failed}"

    assert how_many(grouped(read_text(pasted, knowledge))) == "2 failures, two different errors."


def test_what_is_put_off_is_counted_as_a_delay():
    failed, waits = replace(FINDING, count=1), replace(FINDING, kind=Kind.DELAY, count=2)
    assert how_many(grouped([failed, waits])) == "1 refusal and 2 delays, two different errors."


def test_what_is_no_failure_is_called_no_error():
    groups = grouped([FINDING, replace(FINDING, kind=Kind.AUTO_REPLY, entry=None)])
    assert how_many(groups) == f"{2 * FINDING.count} results of two kinds."


def test_of_too_many_blocks_the_last_that_are_read_go_and_the_first_and_the_buttons_stay():
    blocks = [section(str(number)) for number in range(60)]
    row, state = actions([button("Take", "take", "1")]), quiet("nobody has it")

    shown = card("x", [*blocks, row, state]).blocks

    assert shown == [*blocks[:48], row, state]


def test_of_too_much_text_the_last_that_is_read_goes_first():
    blocks = [section("x" * 2_900) for _ in range(5)]
    row = actions([button("Take", "take", "1")])

    assert card("x", [*blocks, row]).blocks == [*blocks[:3], blocks[4], row]
    assert card("x", [section("x" * 3_000)] * 4).blocks == [section("x" * 3_000)] * 4
    rows = [actions([button("Take", "take", str(number))]) for number in range(60)]
    assert card("x", [blocks[0], *rows]).blocks == [blocks[0], *rows[:49]]
    assert card("x", [actions([button("x" * 75, "take", str(number))]) for number in range(60)]).blocks == [
        actions([button("x" * 75, "take", str(number))]) for number in range(50)
    ]


def test_a_button_is_green_where_it_is_the_one_to_press_and_a_paragraph_is_never_empty():
    assert "style" not in button("Take", "take", "1")
    assert button("Take", "take", "1", primary=True)["style"] == "primary"
    assert section("")["text"]["text"] == "–"


@pytest.mark.parametrize(("number", "more"), [(1, ""), (8, ""), (9, "And 1 more. ")])
def test_of_many_pages_that_words_lead_to_the_first_are_listed(number, more):
    found = [replace(ENTRY, id=f"page-{at}", gist=f"**Gist** {at}.") for at in range(number)]
    shown = pages.pages_card(found)
    first = "*I find no SMTP error in this text.* These pages are about its words:"
    listed = [f"• Gist {at}. `page-{at}`" for at in range(min(number, 8))]
    assert shown.text == f"{first} " + ", ".join(f"`page-{at}`" for at in range(min(number, 8)))
    assert outline(shown.blocks) == [
        "\n".join([first, *listed]),
        f"{more}`/smtpcheck` and one of these names shows its page.",
    ]


def test_the_steps_after_a_mail_that_never_arrived_are_numbered_as_their_text_calls_them():
    lines = not_arrived.not_arrived_card().blocks[1]["text"]["text"].splitlines()
    assert [line[:4] for line in lines[1:]] == ["1. *", "2. *", "3. *"]
    assert lines[1].endswith("begin with step 2.")
    assert lines[2].startswith("2. *Look for the mail in the log of the server that sent it.*")
