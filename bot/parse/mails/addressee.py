"""To whom a reported mail went: from the report's headers, a sentence, the returned mail.

Gives addresses; why the mail failed is read elsewhere.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Bounce
from bot.parse.around import ADDRESS, clean_address, list_member
from bot.parse.mails.mime import Part
from bot.parse.mails.parts import Parts, header_text
from bot.parse.reports.named_recipients import (
    is_field,
    listed_recipient,
    named_recipient,
    only_address,
    own_lines,
)
from bot.parse.reports.returned_mail import original_begins

_ADDRESS: Final = re.compile(ADDRESS)
_TO: Final = re.compile(
    r"^[\s>]{0,6}(?:X-Original-To|Delivered-To|Envelope-To|Final-Recipient|To)\s?:\s{0,4}(.{1,600})",
    re.IGNORECASE | re.MULTILINE,
)


def with_recipient(bounces: list[Bounce], message: Part, parts: Parts) -> list[Bounce]:
    """Find a recipient for bounces that name none: from a header, a sentence, the returned mail."""
    if all(bounce.recipient for bounce in bounces):
        return bounces
    failed = _ADDRESS.findall(header_text(message, "X-Failed-Recipients"))
    address = clean_address(failed[0]) if failed else None
    if address is None:
        address = _named(parts) or _in_subject(message) or original_recipient(parts, message)
    if address is None:
        lines = [line for text in parts.prose[:3] for line in own_lines(text.splitlines())]
        address = only_address(*lines)
        # "Sorry ana@example.com. Your mail ...": a report goes to whoever sent the mail.
        address = None if address == first_address(header_text(message, "To")) else address
    return [bounce if bounce.recipient else bounce._replace(recipient=address) for bounce in bounces]


def _named(parts: Parts) -> str | None:
    for text in parts.prose[:3]:
        for line in text.split("\n", 200)[:200]:
            if original_begins(line):
                break
            name = listed_recipient(line.rstrip("\r")) or named_recipient(line)
            if name is not None and not is_field(line):
                return name
    return None


def _in_subject(message: Part) -> str | None:
    """Give the address that a subject names, which may name the sender too; None for no other."""
    subject, sender = header_text(message, "Subject"), first_address(header_text(message, "To"))
    named = (clean_address(match.group()) for match in _ADDRESS.finditer(subject))
    return next((address for address in named if address is not None and address != sender), None)


def first_address(text: str) -> str | None:
    """Give the first address in a text; None when it holds none."""
    match = _ADDRESS.search(text)
    return clean_address(match.group()) if match is not None else None


def original_recipient(parts: Parts, message: Part) -> str | None:
    """Give the returned mail's own recipient; None when nothing of it is there."""
    own = first_address(header_text(message, "To"))
    places = [(headers, None) for headers in parts.headers] + [(text, own) for text in parts.prose[:3]]
    for text, reporter in places:
        member = list_member(text)
        if member is not None:
            return member
        for match in _TO.finditer(text):
            address = first_address(match.group(1))
            if address not in (None, reporter):
                return address
    return None
