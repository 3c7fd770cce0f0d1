"""What a sending service's events in JSON tell: whom each mail was for, and what became of it.

Finds the fields; what their words say is read elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from bot.model import Bounce, Kind, Stage
from bot.parse.around import clean_address
from bot.parse.lists.rows import ROW_LIMIT, Row, address_alone, numbered, own_step

# Keys of the events of Amazon SES, SendGrid, Mailgun, Postmark, SparkPost, Brevo, Mandrill, Smartlead,
# Resend and KumoMTA.
_EVENT: Final = re.compile(
    r"\"(?:event(?:-data|_?[Tt]ype)?|notificationType|RecordType|bounceType|message_event|reject_reason)\\?\"\s{0,3}:"
    r"|\"type\"\s{0,3}:\s{0,3}\"(?:email\.|[Bb]ounce|TransientFailure\")"
)
# What a platform or a script tells of the logins of mailboxes, by keys or by the mailboxes themselves.
_LOGIN: Final = re.compile(r"\"(?:(?:is_)?smtp\w{0,40}|[^\"\s@]{1,64}@[\w.-]{3,255})\"\s{0,3}:")
_FOR: Final = re.compile(
    r"\"(?:email(?:Address)?|Email|recipient|rcpt_to|to|To)\"\s{0,3}:\s{0,3}(?:\[\s{0,40})?"
    r"\"([^\"\s@]{1,64}@[\w.-]{1,255})\""
)
# nodemailer's list of those whom the server refused, in its error object: `rejected: [ 'ana@example.com' ]`.
_REJECTED_ALONE: Final = re.compile(
    r"\brejected[\"']?\s{0,3}:\s{0,3}\[\s{0,40}[\"']([^\"'\s@]{1,64}@[\w.-]{1,255})[\"']\s{0,40}\]"
)
_BEFORE_RECIPIENT: Final = (Stage.CONNECT, Stage.HELO, Stage.TLS, Stage.AUTH, Stage.MAIL)
_LIMIT: Final = 20_000  # characters in which one event stands

_NAMES: Final = (
    "event", "eventType", "event_type", "notificationType", "RecordType", "type", "Type", "severity",
)  # fmt: skip
_NAME_LIMIT: Final = 60  # characters of what an event is called
# Keys as `_plain` gives them: each service writes them in its own way.
_OWN: Final = (  # keys that name whom an event is about
    "emailaddress", "email", "recipient", "rcptto", "rawrcptto", "toemail", "recipientemail", "toaddress",
    "leademail", "mailbox", "account", "fromemail",
)  # fmt: skip
_TOLD: Final = (*_OWN, "to", "address")  # beside an error's words these do too
_WORDS: Final = (
    "diagnosticcode", "rawreason", "bouncereason", "bouncemessage", "rejectreason", "smtpresponse",
    "serverresponse", "diag", "reason", "response", "details", "message", "error", "description", "content",
    "bouncedescription",
)  # fmt: skip
_NUMBERS: Final = ("code", "errorcode", "bouncecode", "smtpcode", "status", "enhancedcode")
_BESIDE: Final = (  # records that hold the words
    "delivery-status", "bounce", "reject", "bounce_message", "smtp", "error", "status_message", "response",
    "failed",
)  # fmt: skip
# What a service says where it has no server's words: the class that it puts a failure in.
_CLASSES: Final = ("bouncesubtype", "delaytype", "subtype", "category", "bouncecategory")
_CLASSIFIED: Final = "bounceclassification"  # SendGrid's: one word such as "Content" is no answer alone
_REJECTED: Final = "rejectreason"  # Mandrill's word for what it did not try
_REJECT: Final = "reject"  # Amazon SES's
_JOINED: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_-]")
# A key whose words are an error's, or what came of a login.
_OF_ERROR: Final = re.compile(
    r"err(?:or)?(?:$|_|[A-Z])|fail|^smtp(?:_?(?:status|response|result))?$", re.IGNORECASE
)
# A record's event or keys show that it is of a mail; programs record other failures of a person's too.
_MAIL_EVENT: Final = re.compile(r"bounc|defer|dropp|deliver|complain|transientfail|\bemail\.")
_MAIL_KEY: Final = re.compile(
    r"\b_?(?:sg_|smtp|message-?_?id|delivery-status|rcpt|raw_rcpt|reject_reason)", re.IGNORECASE
)
_HAPPENED: Final = re.compile(
    r"bounc|dropp|block|fail|reject|error|invalid|defer|delay|suppress|undeliver|temporary"
)
# How lasting an event is says nothing of what it is.
_LASTING: Final = re.compile(r"permanent|transient|undetermined|hard|soft")
_GOES_ON: Final = re.compile(r"defer|delay|temporary|transientfail")
_COMPLAINT: Final = re.compile(r"complain|spam_?report|^spam$")
_REFUSED: Final = re.compile(r"\W{0,4}(?:[\w ]{1,30}[:;] ?)?[45]\d\d[ -]|[45]\.\d{1,3}\.\d")
_OPENING: Final = re.compile(r"[{\[]")
_UNDECODED: Final = 10  # places where a document seems to begin and does not, or is cut off
_DEPTH: Final = 8  # records in records


def with_addressee(bounces: tuple[Bounce, ...], text: str) -> tuple[Bounce, ...]:
    """Give failures that name nobody the one address that the event in the paste is about."""
    if not bounces or any(one.recipient for one in bounces):
        return bounces
    if "rejected" in text and (refused := {name.lower() for name in _REJECTED_ALONE.findall(text[:_LIMIT])}):
        return _with_refused(bounces, refused)
    if '"' not in text:
        return bounces
    if _EVENT.search(text, 0, _LIMIT) is None:
        return bounces
    named = {name.lower() for name in _FOR.findall(text[:_LIMIT])}
    address = clean_address(named.pop()) if len(named) == 1 else None
    return tuple(one._replace(recipient=address) for one in bounces) if address else bounces


def _with_refused(bounces: tuple[Bounce, ...], refused: set[str]) -> tuple[Bounce, ...]:
    """Give the one refusal of a recipient among some failures the one address that was refused."""
    of_recipient = [one for one in bounces if one.stage not in _BEFORE_RECIPIENT]
    address = clean_address(min(refused)) if len(refused) == len(of_recipient) == 1 else None
    return tuple(one._replace(recipient=address) if one in of_recipient else one for one in bounces)


def event_rows(text: str) -> list[Row]:
    """Give the failures, delays and complaints that events tell; empty when a text holds no event."""
    if '"' not in text or not (_EVENT.search(text, 0, _LIMIT) or _LOGIN.search(text, 0, _LIMIT)):
        return []
    rows = (row for document in _documents(text) for row in _events(document, "", "", _DEPTH))
    return list(islice(rows, ROW_LIMIT + 1))


def _documents(text: str) -> Iterator[object]:
    """Give what JSON a text holds, be it one document or many, whole or cut off."""
    decoder = json.JSONDecoder()
    undecoded = 0
    opening = _OPENING.search(text)
    while opening is not None and undecoded < _UNDECODED:
        try:
            document, at = decoder.raw_decode(text, opening.start())
        except (ValueError, RecursionError):
            undecoded += 1
            at = opening.end()
        else:
            yield document
        opening = _OPENING.search(text, at)


def _events(node: object, event: str, classed: str, depth: int) -> Iterator[Row]:
    """Walk a document; what a record is called, and the class it names, count for those in it."""
    if not depth:
        return
    if isinstance(node, list):
        for inner in node[: ROW_LIMIT + 1]:
            yield from _events(inner, event, classed, depth)
    elif isinstance(node, str):  # SNS hands an event on as a text
        if node.startswith("{"):
            for document in _documents(node):
                yield from _events(document, event, classed, depth - 1)
    elif isinstance(node, dict):
        names = [value for key in _NAMES if isinstance(value := node.get(key), str)]
        named = " ".join(name for name in names if len(name) < _NAME_LIMIT).lower()
        if named and not (event and _LASTING.fullmatch(named)):
            event = named
        classed = _class_of(node) or classed
        row = _row(node, event, classed)
        if row is not None:
            yield row
            return
        for key, inner in node.items():
            mailbox = address_alone(key) if "@" in key else None
            told = inner if mailbox is None else _of_mailbox(mailbox, inner)
            yield from _events(told, event, classed, depth - 1)


def _of_mailbox(mailbox: str, told: object) -> object:
    """Give a record that names the mailbox which was the key of what is told of it."""
    if isinstance(told, dict):
        return {**told, "mailbox": mailbox}
    return {"mailbox": mailbox, "smtp": told}


def _class_of(record: dict[str, object]) -> str:
    """Give the class that a service puts a failure in, its words apart; empty for none."""
    told = {_plain(key): value for key, value in record.items()}
    if isinstance(classified := told.get(_CLASSIFIED), str):
        return f"bounce classification: {classified}"
    classes = (value for key in _CLASSES if isinstance(value := told.get(key), str))
    return _JOINED.sub(" ", next(classes, ""))


def _row(record: dict[str, object], event: str, classed: str) -> Row | None:
    """Read one record; None when it names nobody or tells of no failure."""
    complaint = _COMPLAINT.search(event) is not None
    told = {_plain(key): value for key, value in record.items()}
    addresses = (_address(told.get(key)) for key in (_OWN if complaint else _TOLD))
    address = next((one for one in addresses if one is not None), None)
    refused = isinstance(told.get(_REJECT), dict)
    if address is None and refused:  # Amazon SES names whom beside it
        sent = told.get("mail")
        address = _address(sent.get("destination")) if isinstance(sent, dict) else None
    if address is None:
        return None
    if complaint:
        return Row(address, "", Kind.COMPLAINT)
    delivery = refused or _MAIL_EVENT.search(event) is not None
    if not delivery and not any(_MAIL_KEY.match(key) for key in record):
        return None
    words, step = _words(record)
    step = None if delivery else step  # a service that delivers tells of the recipient's server
    if not words and delivery:
        words = classed
    happened = step or _HAPPENED.search(event) or _REFUSED.match(words) or _REJECTED in told
    if not words or not happened:
        return None
    return Row(address, words, Kind.DELAY if _GOES_ON.search(event) else Kind.FAILURE, step)


def _plain(key: str) -> str:
    """A key without capitals and what joins its words: "bounceMessage" and "bounce_message" are one."""
    return key.replace("_", "").replace("-", "").lower()


def _address(value: object) -> str | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return address_alone(value) if isinstance(value, str) else None


def _words(record: dict[str, object]) -> tuple[str, Stage | None]:
    """Give what a record tells, or the one in it that holds the server's answer; where a program failed.

    Empty for nothing.
    """
    beside = [inner for key in _BESIDE if isinstance(inner := record.get(key), dict)]
    for one in (*beside, record):
        plain = {_plain(key): (key, value) for key, value in one.items()}
        keys = [plain[key][0] for key in _WORDS if key in plain]
        keys += [key for key in one if _OF_ERROR.search(key) is not None]
        told = ((key, value) for key in keys if isinstance(value := one[key], str) and value.strip())
        key, words = next(told, ("", ""))
        if words and _plain(key) == _REJECTED:
            return f"reject_reason: {words}", None
        if words and one is record.get(_REJECT):
            return f"Reject: {words}", None
        if words:
            numbers = [n for key in _NUMBERS if key in plain and (n := _number(plain[key][1]))]
            return numbered(words, numbers), own_step(words) if _OF_ERROR.search(key) is not None else None
    # A reply is a server's, whatever the key is called that holds it.
    said = (value for value in record.values() if isinstance(value, str) and _REFUSED.match(value))
    return next(said, ""), None


def _number(value: object) -> str:
    """Give a number as it stands or, with KumoMTA, by the parts of an enhanced code; empty for none."""
    if isinstance(value, dict):
        parts = [value.get(part) for part in ("class", "subject", "detail")]
        return ".".join(map(str, parts)) if all(isinstance(part, int) for part in parts) else ""
    return str(value) if isinstance(value, str | int) else ""
