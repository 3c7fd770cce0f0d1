"""Small pages of a knowledge base for tests: the least a page needs, and how to build a base of them."""

from __future__ import annotations

from bot.knowledge import Knowledge, parse_entry
from bot.model import Code, Entry, Tag, Vantage

TAGS = {
    "reply.locked": (Vantage.PASTE, Vantage.BOT_HOST),
    "login.accepted": (Vantage.BOT_HOST,),
    "prose.worked-before": (Vantage.PASTE,),
    "credential.hidden-character": (Vantage.GIVEN_CREDENTIAL,),
}


def page(wordings: str, causes: str = "", *, head: str = "", more: str = "", name: str = "refused") -> str:
    """A page's text; `wordings` is TOML, `causes` the list below `## Why it happens`."""
    return f"""```toml
permanence = "permanent"
who_acts = "sender-admin"
reviewed = 2026-11-24
{head}
{wordings}
```
# {name} by the server
The server refused it.
## What it means
It was refused.
## Why it happens
{causes or f"1. **{name}** The server does not want it."}
## How to fix it
1. **Try again.** It works when mail goes out. (check: server)
{more}
## Tell the customer
We are looking into it.
## Sources
- https://www.rfc-editor.org/rfc/rfc5321
"""


def wording(*, phrases: str | list[str] = "", **facts: object) -> str:
    """One `[[wording]]` block; further keys are given as TOML values in Python's words."""
    lines = [f"{name} = {_toml(value)}" for name, value in facts.items()]
    defaults = {"example": '"x"', "basis": '"documented"', "source": '"https://example.com/"'}
    lines += [f"{name} = {value}" for name, value in defaults.items() if name not in facts]
    if phrases:
        lines.append(f"phrases = {[phrases] if isinstance(phrases, str) else phrases}")
    return "\n".join(["[[wording]]", *lines])


def base(**pages: str) -> Knowledge:
    """A knowledge base of the given pages, named by their ids with `_` for `-`; all in family auth."""
    entries: dict[str, Entry] = {}
    for name, text in pages.items():
        stem = name.replace("_", "-")
        entries[stem] = parse_entry(text, id=stem, family="auth")
    codes = {"550": Code("550", "Not taken", "The mailbox cannot be used.", "https://example.com/")}
    tags = {tag: Tag(tag, f"meaning of {tag}", (), vantages) for tag, vantages in TAGS.items()}
    return Knowledge(entries, codes, tags)


def _toml(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
