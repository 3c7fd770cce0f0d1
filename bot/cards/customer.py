"""A reply to the customer: ready to send, edited in a form, kept with the incident, copied. Pure.

It holds the entry's own text and the facts the customer knows anyway (which message or mailbox,
who answered, when): no number, no host, no incident, nobody's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from bot.cards.card import Modal, field, modal, option, preformatted, quiet, section
from bot.cards.finding import (
    administrator_text,
    customer_text,
    entry_of,
    feedback_type,
    grouped,
    may_be_anothers,
)
from bot.cards.forms import radios, text_input
from bot.cards.incident import reference
from bot.cards.text import clip, one_line, plain, since
from bot.cards.words import counted, provider_name
from bot.diagnose import REASON_HIDDEN, REASON_NOT_GIVEN
from bot.model import Entry, Family, Finding, Happening, Incident, Kind, Speaker
from bot.providers import is_software

REPLY = "reply"  # the block of the text; the role stands behind it, since Slack keeps a block's typed text
ROLE_ACTION = "customer:role"
REPLY_CHARS = 3000  # Slack's most for a text input and its initial value
ADDRESS_CHARS = 254
MAY_NOT_FIT = "It is not certain that this provider said it: change what does not fit before you send it."


class Role(StrEnum):
    """Who reads the reply: whoever writes the mail, or whoever runs their mailbox, domain or server."""

    USER = "user"
    ADMINISTRATOR = "administrator"


ROLES = {
    Role.USER: "The person who writes the mail",
    Role.ADMINISTRATOR: "Their mail administrator",
}
# In these the mailbox that sends is the matter, whoever the message was for.
_OF_THE_SENDER = {Family.AUTH, Family.TLS, Family.CONNECTION, Family.SENDER_REJECTED}
_WITHOUT_ENTRY = {
    Kind.SUCCESS: "The message was delivered; the notice only confirms it. Nothing has to be done.",
    Kind.COMPLAINT: "A recipient has reported the message as spam. Take the address off your list.",
    Kind.AUTO_REPLY: "The message arrived; what you received is the recipient's automatic answer.",
    Kind.DELAY: (
        "The message has not arrived yet; it is tried again automatically for some days. "
        "Nothing has to be done. If it is urgent, reach the person another way."
    ),
}


_FEEDBACK = {
    "auth-failure": (
        "Another provider could not confirm that a message in your domain's name came from you. "
        "If you sent it, whoever runs your domain adds the service that sent it to SPF and DKIM. "
        "If not, nothing has to be done."
    ),
    "not-spam": "A recipient has told their provider that your message is no spam. Nothing has to be done.",
}


def customer_reply(incident: Incident, entries: Mapping[str, Entry], role: Role) -> str:
    """The reply as plain text."""
    text = _text(incident.lead, entries, role)
    return clip(f"{_about(incident)}\n\n{text}", REPLY_CHARS)


def customer_form(
    incident: Incident,
    entries: Mapping[str, Entry],
    role: Role = Role.USER,
    kept: Happening | None = None,
) -> Modal:
    """The reply to edit; `kept` is the last one that was kept with the incident, if any."""
    choices = [option(label, one) for one, label in ROLES.items()]
    whom = radios(choices, role, action_id=ROLE_ACTION)
    text = text_input(REPLY_CHARS, initial=customer_reply(incident, entries, role), multiline=True)
    earlier = f"<@{kept.actor}> wrote one before ({since(kept.at)}). " if kept is not None else ""
    return modal(
        "customer",
        "Tell the customer",
        [
            quiet(f"{earlier}It stands in the thread.") if earlier and incident.channel else None,
            {**field("role", "To whom", whom), "dispatch_action": True},
            field(f"{REPLY}-{role}", "Reply", text),
            quiet(MAY_NOT_FIT) if may_be_anothers(incident.lead, entry_of(incident.lead, entries)) else None,
            quiet("Keep it, then copy it into your help desk: I send nothing to the customer myself."),
        ],
        metadata=reference(incident),
        submit="Keep and copy",
    )


def read_reply(answers: Mapping[str, str]) -> tuple[str, str]:
    """The field of a submitted form that holds the reply, and its text; both empty when there is none."""
    return next(((name, text) for name, text in answers.items() if name.startswith(f"{REPLY}-")), ("", ""))


def kept_page(text: str, metadata: str) -> Modal:
    """The reply in a block to copy."""
    return modal(
        "customer-kept",
        "Tell the customer",
        [
            section("*Kept with the incident.* Copy it from here:"),
            preformatted(text),
            quiet("Point at the text and press the copy sign at its corner, or press in it three times."),
        ],
        metadata=metadata,
    )


def _text(finding: Finding, entries: Mapping[str, Entry], role: Role) -> str:
    entry = entries.get(finding.entry or "")
    feedback = feedback_type(finding)
    if feedback is not None:
        return _FEEDBACK[feedback]
    if entry is None and finding.kind in _WITHOUT_ENTRY:
        return _WITHOUT_ENTRY[finding.kind]
    silent = REASON_HIDDEN if finding.speaker is Speaker.OWN_CLIENT else REASON_NOT_GIVEN
    entry = entry or entries.get(silent)
    if entry is None:
        return "The message was refused without a reason that we know. Send us the whole error message."
    written = customer_text if role is Role.USER else administrator_text
    return plain(written(entry, finding))


def _about(incident: Incident) -> str:
    """`About your message to bob@example.net, answered by Gmail (27 November 2026, 14:02 UTC):`."""
    finding = incident.lead
    known = finding.provider if finding.provider and not is_software(finding.provider) else None
    provider = provider_name(known)
    when = _moment(incident.opened_at)
    others = grouped(incident.findings)[0].recipients - 1
    mailbox = incident.mailbox
    if finding.family is Family.AUTH:  # nobody else's address stands beside a refused login
        mailbox = mailbox or finding.recipient
    if mailbox and (finding.family in _OF_THE_SENDER or not finding.recipient):
        at = f" at {provider}" if provider else ""
        return f"About the mailbox {one_line(mailbox, ADDRESS_CHARS)}{at} ({when}):"
    answered = f", answered by {provider}" if provider else ""
    if finding.recipient:
        to = one_line(finding.recipient, ADDRESS_CHARS)
        if others > 0:
            return f"About your messages to {to} and {counted(others, 'other address')}{answered} ({when}):"
        return f"About your message to {to}{answered} ({when}):"
    of = f" from {provider}" if provider else ""
    return f"About the error{of} that you reported ({when}):"


def _moment(at: datetime) -> str:
    # A field of a form cannot hold Slack's own dates, which show in the reader's time zone.
    return f"{at.day} {at:%B %Y, %H:%M} UTC"
