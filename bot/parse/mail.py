"""A bounce mail read into bounces: its report fields, its prose, or the bounce that was forwarded in it.

Reads one mail; never follows links, never renders HTML, and keeps of the returned mail its recipients only.
"""

from __future__ import annotations

import email
import email.header
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from email.policy import compat32
from typing import Final

from bot.model import Bounce, Kind, Reply
from bot.parse import human
from bot.parse.around import ADDRESS, clean_address
from bot.parse.enclosed import enclosed_mail
from bot.parse.lines import clean_lines, plain_html
from bot.parse.redact import redact
from bot.parse.report import parse_report
from bot.parse.signs import Seen
from bot.parse.text import read_lines

_PART_LIMIT: Final = 60  # parts looked at
_HIGH_BYTES: Final = re.compile(rb"[\x80-\xff]+")
_GB_PAIRS: Final = re.compile(rb"(?:[\xa1-\xf7][\xa1-\xfe])+")
_TEXT_LIMIT: Final = 200_000  # characters of a part's text; the words of a report stand at its beginning
_DEPTH_LIMIT: Final = 4  # a forward of a forward of a forward
_ADDRESS: Final = re.compile(ADDRESS)
_SUBJECT: Final = re.compile(
    r"undeliver|delivery|returned mail|failure|failed|bounce|not delivered|could not|warning"
    r"|rejected|mail system error|nondeliverable|unzustellbar|zustell|échec|entrega|退信|delayed"
    r"|mail error|dsn|fail|error|配信|user unknown|problem",
    re.IGNORECASE,
)
_REPORT_SUBJECT: Final = re.compile(
    r"\W{0,4}(?:undeliver|mail could not be delivered|delivery (?:failed|failure)|non-?delivery|returned mail"
    r"|failure notice)",
    re.IGNORECASE,
)
_FROM: Final = re.compile(
    r"mailer-daemon|postmaster|mail ?delivery|mail-?daemon|delivery|administrator|system"
    r"|notification|microsoftexchange|mdaemon|bounce|majordomo|listserv|mail ?server|antivirus"
    r"|scanner",
    re.IGNORECASE,
)
_AUTO_SUBJECT: Final = re.compile(
    r"^\W{0,4}(?:auto(?:matic|mated)?[ -]?(?:reply|response|answer)|out of (?:the )?office"
    r"|vacation|away|abwesenheit|automatische antwort|réponse automatique|respuesta automática"
    r"|risposta automatica|auto:|i am (?:away|out)|on (?:holiday|leave))",
    re.IGNORECASE,
)
_ORIGINAL_TYPES: Final = frozenset(
    {
        "message/rfc822",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/global",
        "message/global-headers",
        "message/partial",
    }
)


@dataclass(slots=True)
class _Story:
    """The parts of one mail, sorted by what they are."""

    prose: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    enclosed: list[Message] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)


def read_mail(raw: bytes) -> tuple[Bounce, ...]:
    """Read a raw mail; empty when it reports nothing."""
    return _read(email.message_from_bytes(raw, policy=compat32), depth=0)


def _read(message: Message, depth: int) -> tuple[Bounce, ...]:
    story = _sort(message)
    if story.feedback:
        return _complaints(story, message)
    subject = header_text(message, "Subject")
    bounces = _fields(story)
    prose_lines = [line for text in story.prose for line in clean_lines(Seen(redact(text).text))]
    looks = _looks_like_report(message, subject, story)
    if bounces:
        bounces = [
            human.with_words(one, human.words_of(prose_lines)) for one in _with_prose(bounces, prose_lines)
        ]
    elif _is_auto_reply(message, subject) and not (looks and message.get("X-Failed-Recipients")):
        sender = _first_address(header_text(message, "From"))
        return (
            Bounce(
                Reply(None, None, " ".join(" ".join(prose_lines).split())[:1000]),
                kind=Kind.AUTO_REPLY,
                recipient=sender,
            ),
        )
    else:
        forwarded = _forwarded(story, depth)
        own = looks and (
            human.reads_like_report(Seen("\n".join(prose_lines[:60])))
            or all(bounce.suspected for bounce in forwarded)
        )
        if forwarded and not own:
            return forwarded
        bounces = _from_prose(message, subject, prose_lines, looks=looks)
        if not bounces and forwarded:
            return forwarded
    return tuple(_with_recipient(bounces, message, story))


def _sort(message: Message) -> _Story:
    story = _Story()
    html: list[str] = []
    for part in _parts(message):
        kind = part.get_content_type()
        if kind in ("message/delivery-status", "message/global-delivery-status", "message/x-delivery-status"):
            story.reports.append(_report_text(part))
        elif kind == "message/feedback-report":
            story.feedback.append(_report_text(part))
        elif kind in _ORIGINAL_TYPES:
            payload = part.get_payload()
            if isinstance(payload, list) and payload and isinstance(payload[0], Message):
                story.enclosed.append(payload[0])
                story.headers.append(_header_lines(payload[0]))
            else:
                story.headers.append(part_text(part))
        elif kind == "text/html":
            html.append(plain_html(part_text(part)))
        elif kind.startswith("text/") or (kind == "application/octet-stream" and not story.prose):
            story.prose.append(part_text(part))
    if html and not any(text.strip() for text in story.prose):
        story.prose = html
    return story


def _parts(message: Message) -> Iterator[Message]:
    """Walk the parts without entering enclosed mails; their number is bounded."""
    waiting = [message]
    seen = 0
    while waiting and seen < _PART_LIMIT:
        part = waiting.pop()
        seen += 1
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting.extend(reversed([one for one in payload if isinstance(one, Message)]))
        elif part.get_content_maintype() == "multipart":
            part.set_type("text/plain")  # a multipart without its parts: what is left is text
            yield part
        else:
            yield part


def _report_text(part: Message) -> str:
    payload = part.get_payload()
    if isinstance(payload, list):
        return "\n\n".join(
            _header_lines(block) + "\n" + _plain(block) for block in payload if isinstance(block, Message)
        )
    return part_text(part)


def _plain(block: Message) -> str:
    payload = block.get_payload()
    return payload if isinstance(payload, str) else ""


def _header_lines(message: Message) -> str:
    return "\n".join(f"{name}: {_decoded(value)}" for name, value in message.items())


def _decoded(value: object) -> str:
    text = str(value)
    if "=?" not in text:
        return text
    try:
        return str(email.header.make_header(email.header.decode_header(text)))
    except (ValueError, LookupError, UnicodeError, email.errors.HeaderParseError):
        return text


def header_text(message: Message, name: str) -> str:
    """Give a header decoded; empty when it is missing."""
    value = message.get(name)
    return _decoded(value) if value is not None else ""


def part_text(part: Message) -> str:
    """Give a part's text, however broken its encoding or charset is."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = None
    if not isinstance(payload, bytes):
        return _plain(part)[:_TEXT_LIMIT]
    return decode_bytes(payload[: 2 * _TEXT_LIMIT], part.get_content_charset())[:_TEXT_LIMIT]


def decode_bytes(data: bytes, charset: str | None) -> str:
    """Decode bytes by their charset, else as UTF-8, else as what they look like; never fails."""
    for name in (charset, "utf-8"):
        if not name:
            continue
        try:
            return data.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    if b"\x1b$" in data or b"\x1b(" in data:
        return data.decode("iso-2022-jp", "replace")
    return data.decode("gb18030" if _looks_chinese(data) else "cp1252", "replace")


def _looks_chinese(data: bytes) -> bool:
    """Whether all that is not ASCII comes in pairs of GB 2312, some side by side: Chinese servers write so.

    Western text has single letters and now and then a pair (`Größe`).
    """
    runs = _HIGH_BYTES.findall(data[:_TEXT_LIMIT])
    return any(len(run) >= 4 for run in runs) and all(_GB_PAIRS.fullmatch(run) for run in runs)


def _fields(story: _Story) -> list[Bounce]:
    return [
        bounce
        for text in story.reports
        for bounce in parse_report(redact(text).text.replace("\r", "").split("\n"))
    ]


def _with_prose(bounces: list[Bounce], lines: list[str]) -> list[Bounce]:
    """Complete poor report fields from the prose for the same recipient."""
    if all(bounce.reply.code is not None and len(bounce.reply.text) > 12 for bounce in bounces):
        return bounces
    told = (
        [one for one in read_lines(lines, Seen("\n".join(lines)), mail=True) if not one.suspected]
        if lines
        else []
    )
    done: list[Bounce] = []
    for bounce in bounces:
        better = next((one for one in told if _tells_more(one, bounce)), None)
        if better is None or bounce.kind is Kind.SUCCESS:
            done.append(bounce)
            continue
        reply = (
            better.reply if better.reply.enhanced else replace(better.reply, enhanced=bounce.reply.enhanced)
        )
        done.append(
            replace(
                bounce,
                reply=reply,
                remote_host=bounce.remote_host or better.remote_host,
                stage=bounce.stage or better.stage,
                speaker=bounce.speaker or better.speaker,
                client=better.client,
                context=better.context,
            )
        )
    return done


def _tells_more(one: Bounce, bounce: Bounce) -> bool:
    if (
        one.recipient
        and bounce.recipient
        and one.recipient.lower() not in (bounce.recipient.lower(), (bounce.original_recipient or "").lower())
    ):
        return False
    if one.reply.code is not None:
        return bounce.reply.code is None or (
            bounce.reply.code == one.reply.code and len(bounce.reply.text) < 12
        )
    return bounce.reply.code is None and len(bounce.reply.text) < 12 and len(one.reply.text) > 12


def _looks_like_report(message: Message, subject: str, story: _Story) -> bool:
    if message.get("X-Failed-Recipients") or message.get_content_type() == "multipart/report":
        return True
    daemon = _FROM.search(header_text(message, "From")) is not None
    nobody = str(message.get("Return-Path", "")).strip() == "<>"
    if _SUBJECT.search(subject) is not None and (daemon or nobody):
        return True
    prose = [Seen(text[:20_000]) for text in story.prose[:2]]
    if daemon:
        return any(human.reads_like_report(text) for text in prose)
    return (nobody or _REPORT_SUBJECT.match(subject) is not None) and any(
        human.says_it_is_report(text) for text in prose
    )


def _is_auto_reply(message: Message, subject: str) -> bool:
    if str(message.get("Auto-Submitted", "")).lower().startswith(("auto-replied", "auto-generated")) and (
        _SUBJECT.search(subject) is None and _FROM.search(header_text(message, "From")) is None
    ):
        return True
    if (
        message.get("X-Autoreply")
        or message.get("X-Autorespond")
        or str(message.get("Precedence", "")).lower() == "auto_reply"
    ):
        return _SUBJECT.search(subject) is None
    return _AUTO_SUBJECT.match(subject) is not None


def _forwarded(story: _Story, depth: int) -> tuple[Bounce, ...]:
    if depth >= _DEPTH_LIMIT:
        return ()
    inline = next((mail for text in story.prose[:3] if (mail := enclosed_mail(text)) is not None), None)
    mails = story.enclosed[:20]
    if inline is not None:
        mails.append(email.message_from_string(inline, policy=compat32))
    return tuple(bounce for message in mails for bounce in _read(message, depth + 1))


def _from_prose(message: Message, subject: str, lines: list[str], *, looks: bool) -> list[Bounce]:
    """A mail without report fields: its prose, with the subject in front when that says something."""
    if not lines:
        return []
    bounces = [*read_lines(lines, Seen("\n".join(lines)), mail=looks)]
    if looks:
        kind = human.kind_of_prose(Seen(subject + "\n" + "\n".join(lines[:80])))
        if kind is not Kind.FAILURE and not any(
            bounce.kind is Kind.FAILURE and bounce.reply.code is not None and bounce.reply.code >= 500
            for bounce in bounces
        ):
            bounces = [replace(bounce, kind=kind) for bounce in bounces]
        words = human.words_of(lines)
        plain = [
            human.with_words(replace(bounce, suspected=False), words)
            for bounce in bounces
            if not bounce.suspected
        ]
        if plain:
            return plain
        return [Bounce(Reply(None, None, words), kind=kind, context=bounces[0].context if bounces else ())]
    return bounces


def _with_recipient(bounces: list[Bounce], message: Message, story: _Story) -> list[Bounce]:
    """Find a recipient for bounces that name none: from a header, a sentence, the returned mail."""
    if all(bounce.recipient for bounce in bounces) or not bounces:
        return list(bounces)
    failed = _ADDRESS.findall(header_text(message, "X-Failed-Recipients"))
    address = clean_address(failed[0]) if failed else None
    if address is None:
        address = _named(story) or _named_in_subject(message) or _of_original(story, message)
    return [bounce if bounce.recipient else replace(bounce, recipient=address) for bounce in bounces]


def _named(story: _Story) -> str | None:
    for text in story.prose[:3]:
        for line in text.split("\n", 200)[:200]:
            if human.original_begins(line):
                break
            name = human.listed_recipient(line.rstrip("\r")) or human.named_recipient(line)
            if name is not None and not human.is_field(line):
                return name
    return None


def _named_in_subject(message: Message) -> str | None:
    return _first_address(header_text(message, "Subject"))


def _first_address(text: str) -> str | None:
    match = _ADDRESS.search(text)
    return clean_address(match.group()) if match is not None else None


_TO: Final = re.compile(
    r"^[\s>]{0,6}(?:X-Original-To|Delivered-To|Envelope-To|To)\s?:\s{0,4}(.{1,600})",
    re.IGNORECASE | re.MULTILINE,
)


def _of_original(story: _Story, message: Message) -> str | None:
    """Read the returned mail's own recipient."""
    for headers in story.headers:
        match = _TO.search(headers)
        address = _first_address(match.group(1)) if match is not None else None
        if address is not None:
            return address
    own = _first_address(header_text(message, "To"))
    for text in story.prose[:3]:
        for match in _TO.finditer(text):
            address = _first_address(match.group(1))
            if address is not None and address != own:
                return address
    return None


_RCPT: Final = re.compile(
    r"^(?:Original-Rcpt-To|Removal-Recipient|Original-Recipient):\s{0,4}(.{1,400})",
    re.IGNORECASE | re.MULTILINE,
)


def _complaints(story: _Story, message: Message) -> tuple[Bounce, ...]:
    """A feedback report (RFC 5965): one complaint a recipient."""
    fields = "\n".join(story.feedback)
    found = [address for value in _RCPT.findall(fields) if (address := _first_address(value))]
    if not found:
        original = _of_original(story, message)
        found = [original] if original else []
    words = " ".join(redact(" ".join(story.prose)[:20_000]).text.split())[:1000]
    names: list[str | None] = [*dict.fromkeys(found)] or [None]
    return tuple(Bounce(Reply(None, None, words), kind=Kind.COMPLAINT, recipient=name) for name in names)
