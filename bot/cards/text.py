"""Text on its way to a reader: escaped, cut, and the knowledge base's Markdown turned into Slack's.

What came from a paste or a form goes through `literal` and into `plain_text` objects only, which
Slack neither formats nor links; `mrkdwn` is for the project's own words. Pure.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import datetime

ELLIPSIS = "…"
# Slack makes the first letter of a date a capital, in mid-sentence too; a zero-width space before it
# keeps "today" small (metacpan.org, Slack::BlockKit::Block::RichText::Date).
NO_CAPITAL = "\N{ZERO WIDTH SPACE}"
# Characters a reader cannot see but that hide or turn text around, and what JSON cannot carry.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MARKDOWN = re.compile(
    r"`(?P<code>[^`\n]{1,500})`"
    r"|\[(?P<label>[^\]\n]{1,300})\]\((?P<url>https://[^)\s<>|]{1,2000})\)"
    r"|\*\*(?P<bold>[^*\n]{1,500})\*\*"
    r"|(?<![*\w])\*(?P<slanted>[^*\s](?:[^*\n]{0,200}[^*\s])?)\*(?![*\w])"
    r"|(?P<bare>https://[^\s<>()|`]{1,2000}[^\s<>()|`.,;:!?])"
    r"|^(?P<bullet>[-*] )",
    re.MULTILINE,
)


def clip(text: str, limit: int) -> str:
    """The text within `limit` characters, cut between words where one is near, with an ellipsis."""
    if len(text) <= limit:
        return text
    space = text.rfind(" ", max(0, limit - 40), limit)
    return text[: space if space > 0 else limit - 1].rstrip() + ELLIPSIS


def literal(text: str, limit: int) -> str:
    """Somebody else's text for a `plain_text` object: shown as it is, within the limit; "–" when empty."""
    # Cut first: what is dropped need not be looked at.
    shown = text[: 2 * limit].replace("\r\n", "\n").replace("\r", "\n")
    return clip(_UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", shown), limit).strip() or "–"


def one_line(text: str, limit: int) -> str:
    """The same without line breaks and runs of spaces."""
    return literal(" ".join(text[: 4 * limit].split()), limit)


def dotted(parts: Iterable[str]) -> str:
    """The parts that say something, as one line: `535 5.7.8 · at login`; empty where none does."""
    return " · ".join(filter(None, parts))


def escape(text: str) -> str:
    """Slack's three control characters as entities (docs.slack.dev, formatting: escaping text)."""
    return html.escape(text, quote=False)


def code(text: str, limit: int) -> str:
    """A number or name in code style, where nothing is formatted or linked."""
    return f"`{escape(one_line(text, limit).replace('`', 'ˋ'))}`"


def linked(label: str, address: str | None) -> str:
    """A label that leads to the address, bare where there is none."""
    return f"<{address}|{label}>" if address else label


def since(moment: datetime) -> str:
    """A moment in the reader's own time zone, with UTC where Slack cannot say it."""
    fallback = moment.strftime("%Y-%m-%d %H:%M UTC")
    return f"<!date^{int(moment.timestamp())}^{NO_CAPITAL}{{date_short_pretty}} {{time}}|{fallback}>"


def mrkdwn(markdown: str, limit: int) -> str:
    """The project's own Markdown in Slack's markup, within the limit."""
    source = _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", markdown.strip())
    shown = _convert(source)
    while len(shown) > limit:
        # One sign may be an entity longer than the limit: "<" is "&lt;".
        source = clip(source, max(1, len(source) * limit // len(shown) - 1)) if len(source) > 1 else ""
        shown = _convert(source)
    return shown or "–"


def unbold(markdown: str) -> str:
    """The same without what is bold in it: for a line that is bold as a whole."""
    return markdown.replace("**", "")


def plain(markdown: str) -> str:
    """The project's own Markdown as bare words: links by their label and address, no marks."""

    def bare(match: re.Match[str]) -> str:
        if match["label"]:
            return f"{match['label']} ({match['url']})"
        return match["code"] or match["bold"] or match["slanted"] or match["bare"] or "• "

    return _MARKDOWN.sub(bare, markdown.strip())


def _convert(markdown: str) -> str:
    parts = []
    end = 0
    for match in _MARKDOWN.finditer(markdown):
        parts.append(escape(markdown[end : match.start()]))
        end = match.end()
        if match["code"]:
            parts.append(f"`{escape(match['code'])}`")
        elif match["label"]:
            parts.append(f"<{escape(match['url'])}|{escape(match['label']).replace('|', '/')}>")
        elif match["bold"]:
            parts.append(f"*{escape(match['bold'])}*")
        elif match["slanted"]:
            parts.append(f"_{escape(match['slanted'])}_")
        elif match["bare"]:
            parts.append(f"<{escape(match['bare'])}>")
        else:
            parts.append("• ")
    parts.append(escape(markdown[end:]))
    return "".join(parts)
