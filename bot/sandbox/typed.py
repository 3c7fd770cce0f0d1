"""What Slack makes of typed text before an app sees it: entities, links, mentions, curly quotes, rich text.

Pure. Knows no workspace: whoever calls it says which names mean what. Text inside code keeps its
quotes and spaces; addresses in it still become links, as in Slack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from bot.sandbox.refusal import Json

# Endings Slack takes for a host's when no scheme stands before it: the common generic ones and every
# country's; so `README.md` and `main.py` become links too, as they do in Slack.
_ENDINGS = (
    "com|org|net|edu|gov|mil|int|info|biz|name|pro|io|ai|dev|app|cloud|online|site|store|tech|xyz|email|"
    "a[cdefgilmoqrstuwxz]|b[abdefghijmnorstvwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[cegrstu]|f[ijkmor]|"
    "g[abdefghilmnpqrstuwy]|h[kmnrtu]|i[delmnqrst]|j[emop]|k[eghimnprwyz]|l[abcikrstuvy]|"
    "m[acdeghklmnopqrstuvwxyz]|n[acefgilopruz]|om|p[aefghklmnrstwy]|qa|r[eosuw]|s[abcdeghiklmnorstuvxyz]|"
    "t[cdfghjklmnortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|z[amw]"
)
_HOST = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?\.){{1,8}}(?:{_ENDINGS})(?![A-Za-z0-9_-])"
_LINK = re.compile(
    r"(?P<url>https?://[^\s<>\"“”]{1,2000}[^\s<>\"“”.,;:!?'’)\]}])"
    rf"|(?P<mail>(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{{1,64}}@{_HOST})"
    rf"|(?P<host>(?<![A-Za-z0-9@._/-]){_HOST}(?:/[^\s<>\"“”]{{0,500}}[^\s<>\"“”.,;:!?'’)\]}}])?)"
    r"|(?P<mention>(?<![A-Za-z0-9._%+-])[@#][a-z0-9][a-z0-9._-]{0,79})",
    re.IGNORECASE,
)
_CODE = re.compile(r"```(?P<fence>.+?)```|`(?P<inline>[^`\n]+)`", re.DOTALL)
_NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Names:
    """What can be mentioned, by the lower-case word after @ or #; `broadcasts` (here, channel) always can."""

    users: Mapping[str, str]
    groups: Mapping[str, str]
    channels: Mapping[str, str]


NO_NAMES = Names({}, {}, {})
_BROADCASTS = ("here", "channel", "everyone")


@dataclass(frozen=True, slots=True)
class Typed:
    """Typed text as an app gets it: `text` in Slack's markup, `blocks` the rich text beside it."""

    text: str
    blocks: tuple[Json, ...]


def curl(text: str) -> str:
    """Straight quotes, double hyphens and rows of blanks as a browser's or phone's composer leaves them."""
    text = re.sub(r'(^|[\s(\[{<=,:‘“-])"', r"\1“", text).replace('"', "”")
    text = re.sub(r"(^|[\s(\[{<=,:“-])'", r"\1‘", text).replace("'", "’")
    text = re.sub(r"(?<!-)--(?!-)", "\N{EM DASH}", text)
    return re.sub(r" {2,}", lambda run: (_NBSP + " ") * (len(run[0]) // 2) + _NBSP * (len(run[0]) % 2), text)


def type_text(typed: str, names: Names = NO_NAMES) -> Typed:
    """What a person typed or pasted, altered as Slack alters it."""
    elements: list[Json] = []
    section: list[Json] = []
    text: list[str] = []
    place = 0
    for code in _CODE.finditer(typed):
        _plain(typed[place : code.start()], names, section, text)
        place = code.end()
        if code["fence"] is not None:
            _close(section, elements)
            body: list[Json] = []
            inner: list[str] = []
            _links(code["fence"].strip("\n"), NO_NAMES, body, inner, style=None)
            elements.append({"type": "rich_text_preformatted", "elements": body, "border": 0})
            text.append("```" + "".join(inner) + "```")
        else:
            inner = []
            _links(code["inline"], NO_NAMES, section, inner, style={"code": True})
            text.append("`" + "".join(inner) + "`")
    _plain(typed[place:], names, section, text)
    _close(section, elements)
    block: Json = {"type": "rich_text", "block_id": "rich", "elements": elements}
    return Typed("".join(text), (block,) if elements else ())


def _close(section: list[Json], elements: list[Json]) -> None:
    if section:
        elements.append({"type": "rich_text_section", "elements": list(section)})
        section.clear()


def _plain(typed: str, names: Names, section: list[Json], text: list[str]) -> None:
    _links(typed, names, section, text, style=None, quotes=True)


def _links(
    typed: str,
    names: Names,
    section: list[Json],
    text: list[str],
    *,
    style: Json | None,
    quotes: bool = False,
) -> None:
    place = 0
    for found in _LINK.finditer(typed):
        element, markup = _linked(found, names)
        if element is None:
            continue
        _words(typed[place : found.start()], section, text, style=style, quotes=quotes)
        section.append(element if style is None else {**element, "style": style})
        text.append(markup)
        place = found.end()
    _words(typed[place:], section, text, style=style, quotes=quotes)


def _words(typed: str, section: list[Json], text: list[str], *, style: Json | None, quotes: bool) -> None:
    if typed:
        words = curl(typed) if quotes else typed
        section.append({"type": "text", "text": words, **({} if style is None else {"style": style})})
        text.append(escape(words, quote=False))


def _linked(found: re.Match[str], names: Names) -> tuple[Json | None, str]:
    if found["url"]:
        return {"type": "link", "url": found["url"]}, f"<{escape(found['url'], quote=False)}>"
    if found["mail"]:
        address = found["mail"]
        return {"type": "link", "url": f"mailto:{address}", "text": address}, f"<mailto:{address}|{address}>"
    if found["host"]:
        host = found["host"]
        shown = escape(host, quote=False)
        return {"type": "link", "url": f"http://{host}", "text": host}, f"<http://{shown}|{shown}>"
    return _mention(found["mention"], names)


def _mention(mention: str, names: Names) -> tuple[Json | None, str]:
    word = mention[1:].lower().rstrip(".")
    if len(word) != len(mention) - 1:
        return None, ""
    if mention[0] == "#":
        channel = names.channels.get(word)
        return (
            (None, "")
            if channel is None
            else ({"type": "channel", "channel_id": channel}, f"<#{channel}|{word}>")
        )
    if word in names.users:
        return {"type": "user", "user_id": names.users[word]}, f"<@{names.users[word]}>"
    if word in names.groups:
        group = names.groups[word]
        return {"type": "usergroup", "usergroup_id": group}, f"<!subteam^{group}|@{word}>"
    if names.users and word in _BROADCASTS:
        return {"type": "broadcast", "range": word}, f"<!{word}>"
    return None, ""
