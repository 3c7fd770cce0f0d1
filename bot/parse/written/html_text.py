"""HTML as the lines of text that a browser shows."""

from __future__ import annotations

import html
import re
from typing import Final

_TAG: Final = re.compile(
    r"<(?P<close>/?)(?P<name>html|body|head|p|br|div|td|th|tr|table|tbody|span|b|i|u|a|pre|code|li|ul|ol"
    r"|font|h[1-6]|hr|blockquote|tt|strong|em|img|meta|style|title|center|small|samp|kbd|script"
    r"|[ovw]:\w{1,20})(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_BREAKING: Final = frozenset({
    "p", "br", "div", "tr", "table", "pre", "li", "hr", "blockquote", "title", "h1", "h2", "h3", "h4",
    "h5", "h6", "td", "th", "ul",
})  # fmt: skip
_UNSHOWN: Final = re.compile(r"<(?P<close>/?)(?P<name>style|script|head)\b[^<>]{0,500}>", re.IGNORECASE)
# Where one block ends and the next begins a browser breaks the line once.
_SEAM: Final = re.compile(
    r"</?(?:div|table|tbody|tr|td|th|ul|ol|li)(?:\s[^<>]{0,2000})?>"
    r"(?:\s{0,40}</?(?:div|table|tbody|tr|td|th|ul|ol|li)(?:\s[^<>]{0,2000})?>)+",
    re.IGNORECASE,
)
_ESCAPED: Final = re.compile(r"&(?:lt|gt|quot|apos|nbsp|#\d{2,5});")  # what is left of `&amp;lt;`
# It begins with a character that has no other case, so that Python leaps from one to the next.
_ONE_BREAK: Final = re.compile(r"<br\s{0,3}/?>\r?\n|</p>\s{0,8}<p(?:\s[^<>]{0,2000})?>", re.IGNORECASE)


def plain_html(text: str) -> str:
    """Turn HTML into lines of text; addresses in angle brackets are no tags."""
    if "<" in text:
        text = _ONE_BREAK.sub(_broken, _SEAM.sub("\n", _without_unshown(text)))
        text = _TAG.sub(lambda tag: "\n" if tag.group("name").lower() in _BREAKING else "", text)
    return unescaped(text) if "&" in text else text


def _broken(tag: re.Match[str]) -> str:
    """Give the line end that a browser makes of a tag; where one stands before it already, none."""
    ended = tag.string[tag.start() - 1 : tag.start()] == "\n" and not tag[0].startswith("</")
    return "" if ended else "\n"


def unescaped(text: str) -> str:
    """Undo entities, also what was escaped twice; a space that may not be broken is one all the same."""
    text = html.unescape(text)
    if "&" in text and _ESCAPED.search(text) is not None:
        text = html.unescape(text)
    return text.replace("\u00a0", " ")


def _without_unshown(text: str) -> str:
    """Drop styles, scripts and heads; one that is not closed stays."""
    opened: dict[str, int] = {}
    spans: list[tuple[int, int]] = []
    for tag in _UNSHOWN.finditer(text):
        name = tag["name"].lower()
        if not tag["close"]:
            opened.setdefault(name, tag.start())
        elif name in opened:
            start = opened.pop(name)
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, tag.end()))
            opened = {other: at for other, at in opened.items() if at < start}
    parts, end = [], 0
    for start, until in spans:
        parts.append(text[end:start])
        end = until
    return " ".join([*parts, text[end:]])
