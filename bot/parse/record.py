"""Log lines in JSON: which of a record's fields hold the words of an error."""

from __future__ import annotations

import json
import re
from typing import Final

from bot.parse.charset import without_halves
from bot.parse.foreign import tongues_in
from bot.parse.signs import Seen

_LOGGED: Final = ("log", "message", "msg", "MESSAGE", "error_message", "textPayload")
_NESTED: Final = (
    "err",
    "error",
    "exception",
    "context",
    "jsonPayload",
    "innerError",
    "cause",
    "response",
    "errors",
    "details",
    "data",
    "body",
    "result",
    "results",
    "delivery",
)
_ITEMS: Final = 20  # records of one list looked at
_KEYS: Final = (
    "error_message",
    "log",
    "message",
    "msg",
    "MESSAGE",
    "error",
    "error_code",
    "err",
    "text",
    "exception",
    "stack",
    "reason",
    "response",
    "detail",
    "textPayload",
)
# A server's reply, whatever the field is called that holds it: emailjs says "smtp", others "reply" or "info".
_REPLY_SAID: Final = re.compile(r"[45]\d\d[ -](?:[45]\.\d{1,3}\.\d|\D{8})")
# A value that names a mailer, such as a job's class: the words themselves may not say what they are of.
_OF_MAIL: Final = re.compile(r"(?:mailer|smtp)[\w:.-]{0,80}\"\s?[,}\]]", re.IGNORECASE)
_OF_MAIL_SAID: Final = "mailer"

# What lemlist answers to a test of a mailbox: https://developer.lemlist.com (Test Email Account).
_TESTED: Final = re.compile(r'"(smtp|imap|pop3?)"\s{0,8}:\s{0,8}(\{[^{}]{0,2000}\})')
_TESTED_REACH: Final = 20_000  # characters


def smtp_result(text: str) -> str:
    """Give what a test of a mailbox tells of SMTP a line of its own; leave out what it tells of IMAP."""
    if '"smtp"' not in text or '"success"' not in text:
        return text
    return _TESTED.sub(_result, text[:_TESTED_REACH]) + text[_TESTED_REACH:]


def _result(tested: re.Match[str]) -> str:
    try:
        record = json.loads(tested.group(2))
    except (ValueError, RecursionError):
        return tested.group()
    if "success" not in record:
        return tested.group()
    if tested.group(1) != "smtp" or record["success"]:
        return ""
    error = record.get("error")
    return f"\nSMTP: {error}\n" if isinstance(error, str) else tested.group()


def record_words(line: str) -> str:
    """Give the words that a person would have logged; the line itself where it is no such record."""
    if len(line) > 200_000:
        return line
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(record, dict):
        return line
    if "statusCode" in record:  # a web framework's answer says that it is one; a mail's error may stand in it
        message = record.get("message")
        if not isinstance(message, str):
            return line
        tongues = tongues_in(Seen(message))
        return without_halves(message).replace("\n", "\\n") if tongues.smtp or tongues.port else line
    records = [record]
    for one in records:
        records.extend(inner for key in _NESTED for inner in _records(one.get(key)))
    if len(records) == 1 and not any(isinstance(record.get(key), str) for key in _LOGGED):
        return line
    words = [value.rstrip("\n") for one in records for key in _KEYS if isinstance(value := one.get(key), str)]
    words += [
        value.rstrip("\n")
        for one in records
        for key, value in one.items()
        if key not in _KEYS and isinstance(value, str) and _REPLY_SAID.match(value) is not None
    ]
    said = without_halves("\n".join(words))
    if said and _OF_MAIL.search(line) is not None and _OF_MAIL_SAID not in said.lower():
        said = f"{said}\n\n{_OF_MAIL_SAID}"  # apart: nobody said it
    return said.replace("\n", "\\n") if said else line


def _records(value: object) -> list[dict[str, object]]:
    """The records that stand in a field: one, or a list of them."""
    values = value[:_ITEMS] if isinstance(value, list) else [value]
    return [inner for inner in values if isinstance(inner, dict)]
