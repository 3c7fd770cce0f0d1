"""The fields of a delivery status report (RFC 3464), a mail part or pasted, with the usual deviations.

Reads fields only; the prose of a bounce mail is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.model import Bounce, Kind, Reply, Speaker, Stage
from bot.parse.around import clean_address, host_in
from bot.parse.errors.local_error import local_error
from bot.parse.numbers.reply import Found, find_replies
from bot.parse.numbers.reply_text import TEXT_LIMIT, failing_enhanced, make_reply
from bot.parse.numbers.strength import Strength
from bot.parse.reports.named_recipients import listed_recipient
from bot.parse.reports.report_signs import says_it_is_report, speaks_to_sender
from bot.parse.signs import REPLY, Seen, Signs
from bot.parse.stage import stage_of

_FIELD: Final = re.compile(
    r"^[\s>|*_`]{0,12}(original-recipient|final-recipient|action|status|remote-mta"
    r"|diagnostic-code|reporting-mta|last-attempt-date|will-retry-until|final-log-id"
    r"|x-actual-recipient|x-supplementary-info|arrival-date|received-from-mta|dsn-gateway"
    r"|x-postfix-[\w-]{1,30}|x(?:400)?-[\w-]{1,40}|subject|from|to|date|message-id|original-envelope-id)"
    r"[*_`]{0,3}\s?:[*_`]{0,3}(?:\s|$|(?=[\w-]{2,20};|[245]\.\d|failed|delayed|delivered|relayed))(.*)$",
    re.IGNORECASE,
)
_WANTED: Final = frozenset({
    "original-recipient", "final-recipient", "x-actual-recipient", "action", "status", "remote-mta",
    "diagnostic-code", "x-supplementary-info", "x400-supplementary-info",
})  # fmt: skip
_ONCE: Final = frozenset({"final-recipient", "diagnostic-code", "original-recipient"})
# What some leave an empty line above, though a group of fields ends at one (RFC 3464 2.1).
_TOLD: Final = frozenset({"action", "status", "remote-mta", "diagnostic-code"})
_OPENING: Final = frozenset({"reporting-mta", "original-recipient", "final-recipient", "action"})
_REPLY: Final = re.compile(r"[45]\d\d[ -]\S")
_STATUS: Final = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
# A Diagnostic-Code of these types, or of none, may be another server's (RFC 3464 2.3.6).
_REMOTE: Final = (None, "smtp", "lmtp")
_TYPE_LIMIT: Final = 24  # characters; what is longer before a semicolon is a sentence
# What Exchange found itself, before any other server was asked: `RESOLVER.ADR.RecipientNotFound; not found`.
_EXCHANGE: Final = re.compile(
    r"(?:RESOLVER|STOREDRV|ROUTING|QUEUE|APPROVAL|TRANSPORT|AGENT|SMTPSEND)\.[\w.]{2,80}\b", re.IGNORECASE
)
# A character of an address in a report that must be ASCII (RFC 6533 3).
_CHARACTER: Final = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
_QUOTED: Final = re.compile(r"<?\"(?:[^\"\\]|\\.){1,64}\"@\S{1,255}")
_SAYS_NOTHING: Final = frozenset({"permanent failure", "transient failure", "temporary failure"})

_EACH_HAS: Final = "final-recipient"  # each recipient's group of fields does (RFC 3464 2.3.2)
_OPENING_LINES: Final = 100  # that say whether they are one more report

_Fields = dict[str, str]

_FIELDS: Final = Signs(REPLY, "final-recipient|diagnostic-code", "action: ", "status: ")


def has_report_fields(seen: Seen) -> bool:
    """Whether a text holds fields of a delivery status report; an action or a status alone is none."""
    return seen.any(_FIELDS) and seen.found(_FIELDS) not in ([1], [2])


def around_report(lines: list[str]) -> tuple[int, int]:
    """Say how many lines stand before a report's fields, and where the first stands behind them all."""
    first, behind, name = len(lines), len(lines), ""
    for number, line in enumerate(lines):
        match = _FIELD.match(line) if ":" in line else None
        if match is not None:
            name = match.group(1).lower()
            if first == len(lines) and name in _OPENING:
                first = number
            if name in _OPENING or name in _WANTED:
                behind = number + 1
        elif not line.strip(" \t>|"):
            name = ""
        elif name and behind == number and _continues(name, line):
            behind += 1
    return first, behind


def without_returned(lines: list[str], seen: Seen) -> list[str]:
    """Give a report's lines down to the end of its fields: below them stands the mail that it returns.

    The same list where nothing is told above the fields, since what is below may tell more of them then, and
    where another report follows. `seen` looks at the text that the lines were cut from.
    """
    if _EACH_HAS not in seen.text.lower():
        return lines
    first, behind = around_report(lines)
    tells = any(line.strip() and _FIELD.match(line) is None for line in lines[:first])
    below = lines[behind : behind + _OPENING_LINES]
    if not tells or not below:
        return lines
    if any(map(listed_recipient, below)):
        another = seen.of("\n".join(below))
        if says_it_is_report(another) and speaks_to_sender(another):
            return lines
    return lines[:behind]


def parse_report(lines: Iterable[str]) -> list[Bounce]:
    """Read every recipient's group of fields; a group without recipient counts when it holds a diagnostic."""
    return [bounce for fields in _groups(lines) if (bounce := _bounce(fields)) is not None]


def by_reporting_server(bounce: Bounce) -> Bounce:
    """Say whose words of a connection a report has: the server's that sent it, and reached no other."""
    if bounce.reply.code is not None or bounce.speaker not in (None, Speaker.OWN_CLIENT):
        return bounce
    error = local_error(Seen(bounce.reply.text)) if bounce.stage is None else None
    stage = bounce.stage if error is None else error.stage
    return bounce._replace(speaker=Speaker.OWN_SERVER, stage=stage) if stage is Stage.CONNECT else bounce


def _groups(lines: Iterable[str]) -> Iterable[_Fields]:
    group: _Fields = {}
    name = ""
    ended = False
    for line in lines:
        match = _FIELD.match(line) if ":" in line else None
        if match is not None:
            name = match.group(1).lower()
            if name in _WANTED:
                again = name in group and name in _ONCE
                if again or (ended and (name in group or name not in _TOLD)):
                    yield group
                    group = {}
                ended = False
                group[name] = match.group(2).strip()
        elif not line.strip(" \t>|"):
            ended = "diagnostic-code" in group or ("final-recipient" in group and not _TOLD.isdisjoint(group))
            name = ""
        elif name in group and len(group[name]) < 4000 and _continues(name, line):
            group[name] += " " + line.strip(" \t>|")
        else:
            name = ""  # what is indented below belongs to this line
    if group:
        yield group


def _continues(name: str, line: str) -> bool:
    return line[:1] in " \t" or name == "diagnostic-code"


def _address(value: str | None) -> str | None:
    """`rfc822; <a@b>`, `rfc822;a@b`, `a@b (expanded from: c@d)`, `system;...`: the address alone."""
    if not value:
        return None
    if "\\x{" in value:
        value = _CHARACTER.sub(_character, value)
    kind, semicolon, rest = value.partition(";")
    address = rest if semicolon and "@" not in kind else value
    address = re.sub(r"\([^()]{0,400}\)", "", address).strip()
    quoted = _QUOTED.match(address)
    return clean_address(
        quoted.group() if quoted is not None else address.split()[0] if address.split() else ""
    )


def _character(encoded: re.Match[str]) -> str:
    number = int(encoded[1], 16)
    return chr(number) if 0x80 <= number < 0xD800 or 0xDFFF < number <= 0x10FFFF else encoded[0]


def _as_sent(address: str | None) -> str | None:
    """Give the address that a client sent in ORCPT, where its "+" and "=" are encoded (RFC 3461 4)."""
    return address.replace("+2B", "+").replace("+3D", "=") if address else None


def _comment(status: str) -> str:
    """`4.0.0 (mx.example.com: host name lookup failure)`: the words, where no diagnostic says more.

    Some write the reply itself there: `553 Exceeded maximum inbound message size`.
    """
    if _REPLY.match(status) is not None:
        return status
    _, opened, words = status.partition("(")
    words = words.rstrip(") ")
    return words if opened and " " in words and words.lower() not in _SAYS_NOTHING else ""


def _bounce(fields: _Fields) -> Bounce | None:
    final = _address(fields.get("final-recipient")) or _address(fields.get("x-actual-recipient"))
    original = _as_sent(_address(fields.get("original-recipient")))
    if final and original and "." not in final.partition("@")[2]:  # a mail store's own name for the mailbox
        final = original
    diagnostic = (
        fields.get("x400-supplementary-info", "").strip('"')  # a gateway's Diagnostic-Code holds numbers only
        or fields.get("diagnostic-code")
        or fields.get("x-supplementary-info")
        or _comment(fields.get("status", ""))
    )
    action = fields.get("action", "").split(" ")[0].strip(";,. ").lower()
    status_match = _STATUS.search(fields.get("status", ""))
    status = status_match.group() if status_match is not None else None
    if not (final or original or diagnostic) or (not action and status is None and not diagnostic):
        return None
    remote = fields.get("remote-mta", "")
    host = (remote.partition(";")[2] or remote).strip().split(" ")[0].strip("[]().").lower() or None
    kind = _kind(action, status)
    base = _diagnosed(diagnostic, status, kind)
    return Bounce(
        base.reply,
        kind=kind,
        recipient=final or original,
        original_recipient=original if original != (final or original) else None,
        remote_host=(host if host and "." in host else None) or base.remote_host,
        stage=base.stage,
        speaker=base.speaker,
        outer=base.outer,
    )


def _kind(action: str, status: str | None) -> Kind:
    if action.startswith("delayed"):
        return Kind.DELAY
    if action.startswith(("deliver", "relayed", "expanded")):  # Postfix tells of a test: "deliverable"
        return Kind.SUCCESS
    if action == "" and status is not None and status[0] == "2":
        return Kind.SUCCESS
    return Kind.FAILURE


def _diagnosed(diagnostic: str, status: str | None, kind: Kind) -> Bounce:
    """Read the Diagnostic-Code: `smtp; 550 ...`, `X-Postfix; host ... said: ...`, or words."""
    mta, text = _typed(diagnostic)
    replies = find_replies(text)
    if not replies and mta is not None and _REPLY.match(text) is not None:
        text = diagnostic  # RFC 3464's own "smtp; 426 connection timed out": the type says what the number is
        replies = find_replies(text)
    seen = Seen(text)
    found = [one for one in replies if one.reply.code is not None]
    solid = [one for one in found if one.strength is not Strength.BARE] or found[:1]
    failing = [one for one in solid if (one.reply.code or 0) >= 400]
    if not failing and kind is not Kind.FAILURE:  # AOL's "250 OK" of what failed is nobody's reason
        failing = solid
    if failing:
        return _replied(failing, seen, status)._replace(kind=kind)
    words = " ".join(text.split())[:TEXT_LIMIT]
    enhanced = failing_enhanced(words)
    return Bounce(
        Reply(None, enhanced or status, words.removeprefix(enhanced or " ").strip()),
        kind=kind,
        remote_host=host_in(text, seen),
        stage=stage_of(text, "", seen),
        speaker=Speaker.OWN_SERVER if mta not in _REMOTE and "said:" not in text else None,
    )


def _typed(diagnostic: str) -> tuple[str | None, str]:
    """Give the type that a Diagnostic-Code opens with, in small letters, None for none; and its text."""
    mta, semicolon, rest = diagnostic.partition(";")
    if not semicolon or len(mta) >= _TYPE_LIMIT or " " in mta.strip():
        return None, diagnostic
    return mta.strip().lower(), rest.strip()


def _replied(failing: list[Found], seen: Seen, status: str | None) -> Bounce:
    """Read the replies of a Diagnostic-Code; `status` completes the innermost, but for "X.0.0"."""
    text, last = seen.text, failing[-1]
    head, tail, reply = text[: last.start], text[last.end :], last.reply
    if not reply.text:
        reply = make_reply(reply.code, reply.enhanced, tail or head)
    told = status is not None and not status.endswith(".0.0") and str(reply.code)[0] == status[0]
    if reply.enhanced is None and told:
        reply = reply._replace(enhanced=status)
    return Bounce(
        reply,
        remote_host=host_in(head, seen),
        stage=stage_of(head, tail, seen),
        speaker=None if _EXCHANGE.match(reply.text) is not None else Speaker.RECIPIENT_SERVER,
        outer=tuple(one.reply for one in failing[:-1] if one.reply.code != reply.code),
    )
