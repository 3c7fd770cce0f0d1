"""A raw mail taken apart into its header fields and parts (RFC 5322, RFC 2046).

Gives the standard library's messages, which know fields, parameters and encodings. Its parser makes the
same of a mail line by line, of which most are a returned mail's that nobody reads; here a part is a
piece of the text, cut at its delimiters. Total; linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from itertools import islice
from typing import Any, Final

# Fields and the lines on which they go on, `From ` of a mailbox file; any other line ends the header.
_HEADER: Final = re.compile(r"(?:(?:[!-9;-~]*:|[ \t]|From )[^\n]*(?:\n|\Z))*+")
_FIELD: Final = re.compile(r"^([!-9;-~]+):([^\n]*(?:\n[ \t][^\n]*)*)", re.MULTILINE)
_DELIMITER_ENDS: Final = re.compile(r"(--)?[ \t]*(?:\n|\Z)")
# A line that opens a part, whatever the header says: RFC 2046 5.1.1 allows 70 characters.
_OPENS_PART: Final = re.compile(
    r"^--([^\s\"\\][^\n\"\\]{0,69}?)[ \t]*\n(?=Content-[\w-]{1,40}:)", re.MULTILINE | re.IGNORECASE
)
# A parameter as nearly all write it: no other value in quotes before it, nothing escaped or encoded in it.
_BOUNDARY: Final = re.compile(
    r"[^\"]*?;\s*boundary=(?!\"?<)(?:\"([^\"\\\n]+)\"|([^\s\"\\;()]+))(?=;|\Z)", re.IGNORECASE
)
_VALUE_LIMIT: Final = 4_000  # characters; Python reads a field's parameters in square time
_DEPTH_LIMIT: Final = 30  # mails and parts in one another
PARTS_LIMIT: Final = 1_000  # of one part that are read; one more tells that there are more
_BLOCKS_LIMIT: Final = 10_000  # of a report, one for each recipient
_INDENT: Final = re.compile(r"\A\s++(?=[!-9;-~]+:)")  # before a report's first field, as some write all
STATUS: Final = "message/delivery-status"


class Part(Message):
    """A mail or a part of one; finds a field by its name, where `Message` goes through all of them.

    `kind`: its media type, in small letters. `body`: what a part without parts holds, as it stands.
    """

    def __init__(self, header: str = "") -> None:
        super().__init__()
        fields = [(name, value.strip()) for name, value in _FIELD.findall(header)]
        keep = super().set_raw
        for name, value in fields:
            keep(name, value)
        self._first: dict[str, str] = {name.lower(): value for name, value in reversed(fields)}
        self.body = ""
        self.kind: str = self.get_content_type()

    def set_raw(self, name: str, value: str) -> None:
        """Add a field, folded as it stands."""
        super().set_raw(name, value)
        self._first.setdefault(name.lower(), value)

    def raw(self, name: str) -> str:
        """Give a field as it stands; empty where it is missing."""
        return self._first.get(name.lower(), "")

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._first

    def get(self, name: str, failobj: Any = None) -> Any:  # noqa: ANN401 - as `Message` declares it
        """Give 4,000 characters of the first field of a name, marked where bytes of no charset stand."""
        value = self._first.get(name.lower())
        if value is None:
            return failobj
        value = value[:_VALUE_LIMIT]
        return value if value.isascii() else self.policy.header_fetch_parse(name, value)


def parse(text: str, depth: int = 0) -> Part:
    """Take a mail apart, its lines ending in LF; one that lies too deep in others is text."""
    header = _HEADER.match(text)
    end = header.end() if header is not None else 0
    message = Part(text[:end])
    body = text[end:].removeprefix("\n")
    if depth == _DEPTH_LIMIT and message.kind.startswith("multipart/"):
        message.kind = "text/plain"  # its parts would be looked for anew, and theirs
    kind = message.kind
    inside: list[Message | str] = []
    if kind.startswith("multipart/"):
        boundary = _boundary_of(message)
        texts = islice(_parts(body, boundary), PARTS_LIMIT + 1) if boundary and "\n" not in boundary else ()
        inside = [parse(one, depth + 1) for one in texts]
    elif kind.startswith("message/") and kind != STATUS and depth < _DEPTH_LIMIT:
        inside = [parse(body, depth + 1)]
    if inside:
        message.set_payload(inside)
    else:
        message.body = body
        message.set_payload(body)
    return message


def _boundary_of(message: Part) -> str | None:
    """What delimits a mail's parts; None where its header does not say. Python's own way takes longer."""
    plain = _BOUNDARY.match(message.raw("Content-Type"), 0, _VALUE_LIMIT)
    return (plain[1] or plain[2]).rstrip() if plain is not None else message.get_boundary()


def blocks(report: str) -> list[Part]:
    """Give the blocks of fields of a delivery report (RFC 3464), each with what stands below its fields."""
    texts = report.split("\n\n", _BLOCKS_LIMIT)[:_BLOCKS_LIMIT]
    return [parse(_INDENT.sub("", text.lstrip("\n")), _DEPTH_LIMIT) for text in texts]


def parse_undeclared(body: str) -> Part | None:
    """Take apart a body whose header names no boundary, or another, by the first that opens a part in it.

    None where none opens one.
    """
    opened = _OPENS_PART.search(body)
    return parse(_with_boundary(body, opened[1])) if opened is not None else None


def with_boundary(text: str) -> str | None:
    """Give a mail's text that was copied from where a part opens, with a header; None for any other text."""
    text = text.lstrip().replace("\r\n", "\n") if text.lstrip()[:2] == "--" else ""
    opened = _OPENS_PART.match(text)
    return _with_boundary(text, opened[1]) if opened is not None else None


def _with_boundary(body: str, boundary: str) -> str:
    return f'Content-Type: multipart/mixed; boundary="{boundary}"\n\n{body}'


def _parts(body: str, boundary: str) -> Iterator[str]:
    """Give what stands between the delimiters that a boundary makes, up to the one that closes or the end."""
    body, delimiter = f"\n{body}", f"\n--{boundary}"
    start = None
    at = body.find(delimiter)
    while at >= 0:
        ends = _DELIMITER_ENDS.match(body, at + len(delimiter))
        if ends is None:
            at = body.find(delimiter, at + 1)
            continue
        if start is None or start <= at:  # one right behind another says nothing
            if start is not None:
                yield body[start:at]
            if ends[1]:
                return
        start = ends.end()
        at = body.find(delimiter, start - 1)
    if start is not None:
        yield body[start:]
