"""Every reply to a customer reads well with its facts filled in: for both readers, of every page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.cards.customer import REPLY_CHARS, Role, customer_reply
from bot.cards.finding import IF_NOT, NOT_THE_ONLY
from bot.model import Alternative, Certainty, Entry, Family, Kind
from bot.parse.redact import redact
from tests.card_house import FINDING, INCIDENT
from tests.knowledge_base import knowledge

ENTRIES = knowledge().entries
MAILBOX = "ana.duarte@example.com"
RECIPIENT = "bob@example.net"
SENTENCES = 6
# What nobody but an administrator has to know; as a label on a screen it stands in quotes.
TECHNICAL = re.compile(
    r"\b(?:SMTP|MX|DNS|TLS|SSL|STARTTLS|SPF|DKIM|DMARC|ARC|PTR|E?HELO|EHLO|OAuth|SASL|API|IMAP|POP3?|RCPT"
    r"|IPv[46]|IP|DSN|NDR|RFC|base64|quoted-printable|handshake|cipher|envelope|header|relay|tenant|Entra"
    r"|greylist\w*|MTA\S*|FQDN|rDNS|DNSBL)\b"
)
QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
CODES = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b|(?<![\w.])[245]\d\d(?![\w.]\d|\w)")
PORTS = {"25", "465", "587", "2525"}
UNFILLED = re.compile(r"[{}<>]|\[|\bTODO\b|\bXXX\b|None\b")
# Nobody has done it yet when the text is sent, and nobody knows whether anybody will.
PROMISED = re.compile(r"\bwe have (?:asked|stopped|set|added|changed|corrected)\b", re.IGNORECASE)


def cases() -> list[tuple[Entry, str | None]]:
    """Every page with no cause of its own leading, and with each that has a text of its own."""
    return [
        (entry, cause)
        for entry in ENTRIES.values()
        for cause in dict.fromkeys(
            [None, *(when for when, _ in (*entry.customer_when, *entry.administrator_when))]
        )
    ]


def reply_of(entry: Entry, cause: str | None, role: Role, **facts: object) -> str:
    finding = replace(
        FINDING, entry=entry.id, cause=cause, family=entry.family, recipient=RECIPIENT, provider=None
    )
    incident = replace(INCIDENT, findings=(replace(finding, **facts),))
    return customer_reply(replace(incident, mailbox=MAILBOX), ENTRIES, role)


def sentences(text: str) -> list[str]:
    whole = re.sub(r"\b(?:e\.g|i\.e|etc)\.", "", text)
    return [part for part in re.split(r"(?<=[.?!])[\"”)]?\s+(?=[A-Z\"“(])", whole) if part.strip()]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("entry", "cause"), cases(), ids=[f"{entry.id}-{cause or 'general'}" for entry, cause in cases()]
)
def test_a_reply_reads_well(entry, cause, role):
    about, empty, text = reply_of(entry, cause, role, certainty=Certainty.CERTAIN).partition("\n\n")
    assert about.startswith("About ")
    assert empty
    assert text.strip()
    assert len(about) + len(text) < REPLY_CHARS
    assert UNFILLED.findall(text) == []
    assert [found for found in CODES.findall(text) if found not in PORTS] == []
    assert PROMISED.findall(text) == []
    assert len(sentences(text)) <= SENTENCES, sentences(text)
    assert text.rstrip().endswith((".", "?", "!"))
    assert redact(text).text == text  # what is kept is what was written
    if role is Role.USER:
        assert TECHNICAL.findall(QUOTED.sub("", text)) == []


WHEN = "(24 November 2026, 12:00 UTC):"


@pytest.mark.parametrize(
    ("facts", "mailbox", "about"),
    [
        ({"provider": "gmail"}, None, f"About your message to {RECIPIENT}, answered by Gmail {WHEN}"),
        ({"provider": "postfix"}, None, f"About your message to {RECIPIENT} {WHEN}"),
        ({"family": Family.AUTH}, None, f"About the mailbox {RECIPIENT} {WHEN}"),
        (
            {"family": Family.AUTH, "provider": "microsoft"},
            MAILBOX,
            f"About the mailbox {MAILBOX} at Microsoft {WHEN}",
        ),
        ({"recipient": None}, MAILBOX, f"About the mailbox {MAILBOX} {WHEN}"),
        ({"recipient": None}, None, f"About the error that you reported {WHEN}"),
        (
            {"recipient": None, "provider": "gmail"},
            None,
            f"About the error from Gmail that you reported {WHEN}",
        ),
        ({"recipient": "<!channel>\n*x*"}, None, f"About your message to <!channel> *x* {WHEN}"),
    ],
)
def test_the_first_line_says_what_it_is_about_and_no_program(facts, mailbox, about):
    finding = replace(
        FINDING, entry="recipient-unknown", family=Family.MAILBOX_UNKNOWN, recipient=RECIPIENT, provider=None
    )
    incident = replace(INCIDENT, findings=(replace(finding, **facts),))
    assert customer_reply(replace(incident, mailbox=mailbox), ENTRIES, Role.USER).splitlines()[0] == about


def test_several_recipients_are_counted():
    one = replace(FINDING, entry="recipient-unknown", family=Family.MAILBOX_UNKNOWN, provider=None)
    many = tuple(replace(one, recipient=f"user{number}@example.net") for number in range(31))
    reply = customer_reply(replace(INCIDENT, findings=many), ENTRIES, Role.USER)
    assert reply.startswith(f"About your messages to user0@example.net and 30 other addresses {WHEN}")


@pytest.mark.parametrize("kind", [Kind.SUCCESS, Kind.COMPLAINT, Kind.AUTO_REPLY, Kind.DELAY, Kind.FAILURE])
def test_what_no_page_knows_has_a_reply_as_well(kind):
    finding = replace(FINDING, entry=None, cause=None, kind=kind, recipient=RECIPIENT, provider=None)
    reply = customer_reply(replace(INCIDENT, findings=(finding,)), ENTRIES, Role.USER)
    text = reply.partition("\n\n")[2]
    assert text
    assert len(sentences(text)) <= SENTENCES
    assert TECHNICAL.findall(QUOTED.sub("", text)) == []


OTHER = (Alternative(entry="dmarc-policy-refuses", cause="forwarding-breaks-spf", because=()),)


@pytest.mark.parametrize(
    ("entry", "certainty", "others", "said"),
    [
        ("dmarc-policy-refuses", Certainty.CERTAIN, (), []),
        ("dmarc-policy-refuses", Certainty.LIKELY, OTHER, [NOT_THE_ONLY, IF_NOT]),
        ("dmarc-policy-refuses", Certainty.POSSIBLE, OTHER, [NOT_THE_ONLY, IF_NOT]),
        ("dmarc-policy-refuses", Certainty.LIKELY, (), [IF_NOT]),
        ("reason-not-given", Certainty.UNKNOWN, (), []),
        ("recipient-unknown", Certainty.LIKELY, OTHER, [IF_NOT]),  # says "most often" itself
        ("login-refused-reason-hidden", Certainty.POSSIBLE, OTHER, [IF_NOT]),  # says that no reason is known
        ("sending-quota-exceeded", Certainty.LIKELY, OTHER, [NOT_THE_ONLY]),  # asks to be told itself
        ("relay-access-denied", Certainty.POSSIBLE, OTHER, []),  # says both itself
    ],
)
def test_what_is_not_certain_is_not_told_as_certain(entry, certainty, others, said):
    page = ENTRIES[entry]
    sure, unsure = (
        reply_of(page, None, Role.USER, certainty=one, alternatives=others)
        for one in (Certainty.CERTAIN, certainty)
    )
    assert unsure.removeprefix(sure).strip() == " ".join(said)


def test_what_is_no_trouble_leaves_nothing_open():
    success = reply_of(ENTRIES["recipient-unknown"], None, Role.USER, kind=Kind.SUCCESS)
    assert IF_NOT not in success
