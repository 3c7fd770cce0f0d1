"""The shapes of rich text: a block of sections, lists, quotes and code, as clients send what people type.

Must not judge Slack's markup inside strings: rich text has none.
"""

from __future__ import annotations

from typing import Final

from bot.sandbox.blocks import limits
from bot.sandbox.blocks.shapes import Check, by_type, flag, items, one_of, record, string, typed, whole

STYLES: Final = ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink")
STYLE: Final = record({}, dict.fromkeys(STYLES, flag))
STYLED: Final[dict[str, Check]] = {"style": STYLE}
INLINE: Final = by_type(
    {
        "text": typed("text", {"text": string()}, STYLED),
        "link": typed("link", {"url": string()}, {**STYLED, "text": string(at_least=0), "unsafe": flag}),
        "emoji": typed(
            "emoji",
            {"name": string()},
            {**STYLED, "unicode": string(), "skin_tone": whole(1, 6), "url": string()},
        ),
        "user": typed("user", {"user_id": string()}, STYLED),
        "channel": typed("channel", {"channel_id": string()}, STYLED),
        "usergroup": typed("usergroup", {"usergroup_id": string()}, STYLED),
        "team": typed("team", {"team_id": string()}, STYLED),
        "broadcast": typed("broadcast", {"range": one_of("here", "channel", "everyone")}, STYLED),
        "date": typed(
            "date",
            {"timestamp": whole(0), "format": string()},
            {**STYLED, "url": string(), "fallback": string()},
        ),
        "color": typed("color", {"value": string()}, STYLED),
    }
)
BORDER: Final = whole(0, 1)
SECTION: Final = typed("rich_text_section", {"elements": items(INLINE, at_least=0)})
PARTS: Final = by_type(
    {
        "rich_text_section": SECTION,
        "rich_text_list": typed(
            "rich_text_list",
            {
                "elements": items(by_type({"rich_text_section": SECTION})),
                "style": one_of("bullet", "ordered"),
            },
            {"indent": whole(0, limits.RICH_TEXT_INDENT), "offset": whole(0), "border": BORDER},
        ),
        "rich_text_preformatted": typed(
            "rich_text_preformatted",
            {"elements": items(INLINE, at_least=0)},
            {"border": BORDER, "language": string()},
        ),
        "rich_text_quote": typed(
            "rich_text_quote", {"elements": items(INLINE, at_least=0)}, {"border": BORDER}
        ),
    }
)
RICH_TEXT: Final = typed("rich_text", {"elements": items(PARTS)}, {"block_id": string(limits.IDENTIFIER)})
