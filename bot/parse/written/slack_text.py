"""What Slack does to a text, undone, so that the wire's own words come back.

Nothing here reads errors. Slack's marks: https://docs.slack.dev/messaging/formatting-message-text
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.signs import UNSEEN

# <mailto:a@b|a@b>, <https://x|x>, <tel:1|1>, <@U1|ana>, <#C1|support>, <!here>, <!date^1^{date}|text>
_LINK: Final = re.compile(
    r"<(?P<target>(?:mailto:|tel:|https?:|[@#!])[^<>|\n]{1,3000})(?:\|(?P<label>[^<>\n]{0,3000}))?>"
)
_STYLED_LINE: Final = re.compile(
    r"^(?:\*(?!\s)([^*\n]+)\*|_(?!\s)([^_\n]+)_|~(?!\s)([^~\n]+)~|`([^`\n]+)`)[ \t]*$", re.MULTILINE
)
# What somebody quotes in a sentence, with more marks than it takes.
QUOTED_AS_BLOCK: Final = re.compile(r"(?<=[a-z] )```([^`\n]{3,200})```(?= [a-z])")
_FENCE: Final = re.compile(r"^[ \t]{0,4}```[A-Za-z]{0,12}[ \t]*$|```", re.MULTILINE)
_STYLED: Final = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'",
        "–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2007": " ",
        **dict.fromkeys(UNSEEN), "…": "...",
    }
)  # fmt: skip


def undo_slack(text: str) -> str:
    """Give back what was typed: entities, links, mentions, lines that are all bold, italics or code,
    quotes, dashes, spaces and fences undone.

    A link keeps its label when it shows an address or a name, else its target; `<a@b>` typed by
    a person, which Slack writes `&lt;<mailto:a@b|a@b>&gt;`, is `<a@b>` again.
    """
    if "<" in text:
        text = _LINK.sub(_link, text)
    text = _STYLED_LINE.sub(lambda styled: styled[styled.lastindex or 0], text)
    if "```" in text:
        text = _FENCE.sub("", QUOTED_AS_BLOCK.sub(r"`\1`", text))
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    if text.isascii():
        return text
    return text.replace("xn—", "xn--").translate(_STYLED)  # a composer makes a dash of two hyphens


def _link(match: re.Match[str]) -> str:
    target, label = match.group("target"), match.group("label")
    if target[0] in "@#!":
        mark = "" if target[0] == "!" else target[0]
        return label or mark + target[1:].partition("^")[0]
    plain = target.partition(":")[2] if target.startswith(("mailto:", "tel:")) else target
    if label is None:
        return plain
    # Slack turns a bare host name into a link to it: the label is what was typed.
    return label if label in target or target.startswith(("mailto:", "tel:")) else f"{label} {plain}"
