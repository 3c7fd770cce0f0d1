"""Log lines in JSON: which of a record's fields hold the words of an error."""

from __future__ import annotations

import json
import re
from typing import Final

from bot.parse.foreign.tongues import tongues_in
from bot.parse.signs import Seen
from bot.parse.written.charset import without_halves

_LOGGED: Final = (
    *("log", "message", "msg", "MESSAGE", "error_message", "textPayload"),
    "event",  # structlog
    "short_message",  # Graylog, which has the whole in "full_message"
    "@message",  # CloudWatch
    "errorMessage",  # n8n, Lambda
    "@mt",  # Serilog, which has the exception in "@x"
    "@m",
)
_NESTED: Final = (  # "previous": Monolog, and Nextcloud's log with a capital
    "err", "error", "exception", "context", "jsonPayload", "innerError", "cause", "previous", "Previous",
    "response", "errors", "details", "data", "body", "result", "results", "delivery",
)  # fmt: skip
_ITEMS: Final = 20  # records of one list looked at
_KEYS: Final = (
    "error_message", "log", "message", "msg", "MESSAGE", "error", "error_code", "err", "text", "exception",
    "Exception", "Message",  # Nextcloud's log
    "exc_info", "exc",  # Python's logging in JSON; what programs call it that write their own
    "stack", "stack_trace",  # Logstash's encoder for Java
    "error.message", "error.stack_trace",  # Elastic's common schema, with its fields unfolded
    "exception.message", "exception.stacktrace",  # OpenTelemetry's, and GitLab's
    "reason", "response", "detail",
    "description",  # SparkPost
    "textPayload", "event", "short_message", "full_message", "@message",
    "errorMessage", "@mt", "@m", "@x",
)  # fmt: skip
# A server's reply, whatever the field is called that holds it: emailjs says "smtp", others "reply" or "info".
_REPLY_SAID: Final = re.compile(r"[45]\d\d[ -](?:[45]\.\d{1,3}\.\d|\D{8})")
# A value that names a mailer, such as a job's class: the words themselves may not say what they are of.
_OF_MAIL: Final = re.compile(r"(?:mailer|smtp)[\w:.-]{0,80}\"\s?[,}\]]", re.IGNORECASE)
_OF_MAIL_SAID: Final = "mailer"

# Who logs an event says how grave it is; a container's log, which cuts a program's lines, does not know.
_LEVELS: Final = frozenset(("level", "severity", "lvl", "levelname", "loglevel", "@l"))

_TIMES: Final = ("time", "timestamp", "@timestamp", "ts", "datetime", "@t")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?")

# Monolog's level of a record: 500 is "critical", and no server said it.
_LEVEL: Final = re.compile(r'("level"\s?:\s?)[1-6][05]0\b')

# What lemlist answers to a test of a mailbox: https://developer.lemlist.com (Test Email Account).
_TESTED: Final = re.compile(r'"(smtp|imap|pop3?)"\s{0,8}:\s{0,8}(\{[^{}]{0,2000}\})')
_TESTED_REACH: Final = 20_000  # characters


def without_level(text: str) -> str:
    """Take the number of a record's level out, which looks like a reply's."""
    return _LEVEL.sub(r"\g<1>0", text) if '"level"' in text else text


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
    words = [value.rstrip("\n") for one in records for key in _KEYS for value in _strings(one.get(key))]
    words += [
        value.rstrip("\n")
        for one in records
        for key, value in one.items()
        if key not in _KEYS and isinstance(value, str) and _REPLY_SAID.match(value) is not None
    ]
    said = without_halves("\n".join(words))
    if said and _OF_MAIL.search(line) is not None and _OF_MAIL_SAID not in said.lower():
        said = f"{said}\n\n{_OF_MAIL_SAID}"  # apart: nobody said it
    at = next((value for key in _TIMES if _is_time(value := record.get(key))), None)
    if said and at is not None:
        said = f"{at} {said}"  # as a log in plain text has it
    if said and not _LEVELS.isdisjoint(record):
        said = f"{said}\n"  # whole: the next record goes on with none of its words
    return said.replace("\n", "\\n") if said else line


def _is_time(value: object) -> bool:
    """Whether a field's value is a moment by RFC 3339, with a space for its `T` or without a zone too."""
    return isinstance(value, str) and _TIME.fullmatch(value) is not None


def _strings(value: object) -> list[str]:
    """The words that stand in a field: a string, or Rails' pair of a class and what it said."""
    if isinstance(value, list) and len(value) <= _ITEMS and all(isinstance(one, str) for one in value):
        return [": ".join(value)] if value else []
    return [value] if isinstance(value, str) else []


def _records(value: object) -> list[dict[str, object]]:
    """The records that stand in a field: one, or a list of them."""
    values = value[:_ITEMS] if isinstance(value, list) else [value]
    return [inner for inner in values if isinstance(inner, dict)]
