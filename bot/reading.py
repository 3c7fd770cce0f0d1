"""From what a person gives to findings: parse, recognise, find. Pure, and shared by Slack and terminal.

The terminal shows the findings; Slack keeps a `Reading`, with what decides whether and whom it answers.
It opens no file and remembers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.diagnose import recognise
from bot.finding import find
from bot.knowledge import Knowledge
from bot.model import ANY_PROGRAM, TROUBLE, Bounce, Certainty, Family, Finding, Kind, Wording
from bot.parse import parse_document, parse_text, speaks_of_mail
from bot.parse.numbers.codes import FREQUENT
from bot.parse.redact import Redacted, redact
from bot.parse.reports.report_signs import is_notices
from bot.parse.signs import Seen
from bot.parse.surroundings.account import account_in
from bot.parse.talk.said_of import names_mail_or_whose, sending_fails
from bot.parse.talk.unasked import needs_no_answer
from bot.parse.written.charset import decode_bytes
from bot.providers import is_software

READ_BYTES = 64 << 20
"""A file larger than this is no paste; what is read stays in memory."""

# Talk, whom a mail was for and a program's error: each set of patterns is asked for it.
_FIRST_PASTE = (
    "The mail to ana@example.com could not be sent, who can help?\n"
    "SMTPAuthenticationError: (535, b'login failed')"
)
_MAIL_HEADER = re.compile(rb"(?im)^(?:received|return-path|mime-version|message-id):")
_HEADER_BYTES = 8_000  # a header field that deep stands in a quoted mail
# Chat programs, queues and databases fail at the rest as well: limits, retries, names, logins.
_ONLY_OF_MAIL = frozenset((
    *(Family.GREYLIST, Family.MAILBOX_UNKNOWN, Family.MAILBOX_FULL, Family.MAILBOX_DISABLED, Family.POLICY),
    *(Family.RELAY_DENIED, Family.RDNS, Family.SENDER_AUTH_DNS, Family.SENDER_REJECTED, Family.SUPPRESSION),
))  # fmt: skip
_OF_ANY_PROGRAM = (Family.CONNECTION, Family.TLS, Family.AUTH)
_OWN_SENTENCE = 30  # characters of a mail server's sentence that nobody else says by chance
_OWN_WORDS = 14  # of what only mail has, by name:
_OF_MAIL_ALONE = re.compile(r"(?i)\b(?:recipients?|envelope|mxs?|max defers)\b")
# Its number behind the words: "Delivery expired: message too old: 4.4.7".
_STATUS_BEHIND = re.compile(r"(?m)[:(\[#-] ?[45]\.[0-7]\.\d{1,3}[)\].]?$")


def make_ready(knowledge: Knowledge) -> None:
    """Make what looks for words, as the first text else does: half a second that nobody shall wait for."""
    read_text(_FIRST_PASTE, knowledge)


def read_text(text: str, knowledge: Knowledge) -> tuple[Finding, ...]:
    """The findings of a paste, failures and delays first; empty when it holds no SMTP error."""
    return _findings(parse_text(text), knowledge)


def read_document(raw: bytes, knowledge: Knowledge) -> tuple[Finding, ...]:
    """The findings of a file: a text, a mail or a mailbox of mails."""
    return _findings(parse_document(raw), knowledge)


def _findings(bounces: Iterable[Bounce], knowledge: Knowledge) -> tuple[Finding, ...]:
    return tuple(find(bounce, diagnosis) for bounce, diagnosis in recognise(bounces, knowledge))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paste says: its findings, the leading failure first.

    `mailbox` is the account that tried to log in or to send and `host` the server that refused, of the
    leading one; `secrets` counts what was taken out of the text. `shows_mail` is False for an error
    that any program may have, and for a number alone: among people it is answered only when asked.
    """

    findings: tuple[Finding, ...]
    mailbox: str | None = None
    host: str | None = None
    secrets: int = 0
    shows_mail: bool = True

    @property
    def is_error(self) -> bool:
        """Whether there is something to follow up: a failure or a delay."""
        return bool(self.findings) and self.findings[0].kind in TROUBLE


def read_paste(raw: bytes | str, knowledge: Knowledge) -> Reading:
    """Read text or a mail; never raises, empty findings when there is no SMTP error."""
    if isinstance(raw, bytes):
        # A mail's headers and attachments are full of Base64 that only looks like a secret.
        is_mail = _MAIL_HEADER.search(raw[:_HEADER_BYTES]) is not None
        redacted = Redacted("", 0) if is_mail else redact(decode_bytes(raw, None))
        bounces = parse_document(raw)
    else:
        redacted = redact(raw)
        bounces = parse_text(redacted.text)
    pairs = recognise(bounces, knowledge)
    if not pairs:
        return Reading((), secrets=redacted.secrets)
    lead = pairs[0][0]
    findings = tuple(find(bounce, diagnosis) for bounce, diagnosis in pairs)
    refused_login = findings[0].family is Family.AUTH
    mailbox = lead.sender or (account_in(redacted.text) if refused_login else None)
    told = lead.client == ANY_PROGRAM  # of trouble with mail, if not with a word of mail
    shows_mail = isinstance(raw, bytes) or told or _shows_mail(raw, findings[0], pairs[0][1].wording)
    return Reading(findings, mailbox, lead.remote_host, redacted.secrets, shows_mail)


def _shows_mail(text: str, lead: Finding, wording: Wording | None) -> bool:
    """Whether a message itself says that it is about mail: a reply, a notice, a word of mail.

    So do a mail server's own words beside an address, and a sentence of its own on what only mail fails at.
    """
    if lead.reply_code is None and lead.enhanced_code is None:
        of_server = "@" in text and lead.provider is not None and is_software(lead.provider)
        of_server = of_server or _is_of_server(text, lead, wording) or _is_notices(text)
        return of_server or lead.kind is Kind.DELAY or speaks_of_mail(text)
    if lead.reply_code is not None and _only_talks(text, lead):
        return False
    if lead.enhanced_code is not None or lead.entry is not None:
        return True
    # Nothing knows the words: a server's begin with the number, people have numbers in their sentences.
    opens = re.search(rf"(?m)^\W*{lead.reply_code}\b", text) is not None
    told = (lead.reply_text != "" and opens) or speaks_of_mail(text)
    return told or (lead.reply_code in FREQUENT and sending_fails(text))


def _is_notices(text: str) -> bool:
    """Whether a server's notice asks who sent a mail to send it again, and names whom or what it is about."""
    return is_notices(Seen(text)) and names_mail_or_whose(text)


def _only_talks(text: str, lead: Finding) -> bool:
    """Whether people talk of a number that nobody's mail met: in their work, on another thing, long over."""
    words_known = lead.certainty in (Certainty.CERTAIN, Certainty.LIKELY)
    return needs_no_answer(
        text,
        lead.reply_code or 0,
        rests_on_number=not words_known or '"' in text,
        of_any_program=lead.enhanced_code is None and lead.family not in _ONLY_OF_MAIL,
    )


def _is_of_server(text: str, lead: Finding, wording: Wording | None) -> bool:
    """Whether what was found is a mail server's own sentence, or has a mail's status behind it."""
    if wording is None:
        return False
    if lead.family not in _OF_ANY_PROGRAM and _STATUS_BEHIND.search(text) is not None:
        return True
    known = sum(map(len, wording.phrases))
    if known < _OWN_SENTENCE:
        return known >= _OWN_WORDS and _OF_MAIL_ALONE.search(lead.reply_text) is not None
    of_family = lead.family in _ONLY_OF_MAIL and lead.certainty is not Certainty.POSSIBLE
    of_software = wording.provider is not None and is_software(wording.provider)
    return of_family or of_software or _OF_MAIL_ALONE.search(lead.reply_text) is not None


def join_readings(readings: Sequence[Reading]) -> Reading:
    """Return one reading of a message's text and files, trouble first."""
    findings = [finding for reading in readings for finding in reading.findings]
    findings.sort(key=lambda finding: finding.kind not in TROUBLE)
    lead = next((reading for reading in readings if reading.is_error), Reading(()))
    secrets = sum(reading.secrets for reading in readings)
    return Reading(tuple(findings), lead.mailbox, lead.host, secrets, lead.shows_mail)
