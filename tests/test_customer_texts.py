"""Every reply to a customer reads well with its facts filled in: for both readers, of every page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.cards.customer import REPLY_CHARS, Role, customer_reply
from bot.model import Entry
from bot.parse.redact import redact
from tests.bot_house import knowledge
from tests.test_cards_messages import FINDING, INCIDENT

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
    return customer_reply(incident, ENTRIES, MAILBOX, role)


def sentences(text: str) -> list[str]:
    whole = re.sub(r"\b(?:e\.g|i\.e|etc)\.", "", text)
    return [part for part in re.split(r"(?<=[.?!])[\"”)]?\s+(?=[A-Z\"“(])", whole) if part.strip()]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("entry", "cause"), cases(), ids=[f"{entry.id}-{cause or 'general'}" for entry, cause in cases()]
)
def test_a_reply_reads_well(entry, cause, role):
    about, empty, text = reply_of(entry, cause, role).partition("\n\n")
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
