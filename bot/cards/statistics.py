"""Statistics as a table, as the picture's words and as its numbers. Pure; `bot.desk.picture` draws.

Owners are Slack's ids here and become names where Slack shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.cards.card import Block, Card, card, quiet, section
from bot.cards.finding import title_of
from bot.cards.text import clip, mrkdwn
from bot.cards.words import FAMILIES, about, counted, provider_name
from bot.model import Entry, Family, Statistics, Times

# A phone shows a dozen rows; Slack takes 100 rows and 10,000 characters (blocks/table).
FAMILIES_SHOWN, PROVIDERS_SHOWN, ENTRIES_SHOWN, OWNERS_SHOWN = 8, 6, 10, 8
HELPED_SHOWN = RETURNED_SHOWN = 5
CELL_CHARS = 60
PICTURE_FAMILIES = 8
ALT_CHARS = 1_000  # files.getUploadURLExternal: alt_txt_too_large

TOOK = {
    "answered": ("Until the answer stood", "not shown in a channel"),
    "accepted": ("Until somebody took it", "not taken by anybody"),
    "resolved": ("Until it was resolved", "still open"),
}
"""What each duration is called, and the incidents it does not know."""


def statistics_card(found: Statistics, entries: Mapping[str, Entry], *, picture: str) -> Card:
    """The table and what cannot be one; `picture` says where the picture is."""
    when = within_days(found.first, found.last)
    if not found.incidents:
        nothing = f"No incident was opened {when} that you can see."
        return card(nothing, [section(nothing)])
    still_open = found.incidents - found.resolved
    title = f"{counted(found.incidents, 'incident')}, {found.resolved:,} resolved, {still_open:,} open"
    return card(
        f"{title} ({days_word(found.first, found.last)})",
        [
            section(f"*{title}*"),
            _table(found, entries),
            section("\n".join(["*How long it took*", *(_time_line(found, what) for what in TOOK)])),
            section(_helped(found, entries)) if found.resolved else None,
            section(_returned(found, entries)),
            quiet(f"Opened {when} (UTC), of what you can see.{f' {picture}' if picture else ''}"),
        ],
    )


def _table(found: Statistics, entries: Mapping[str, Entry]) -> Block:
    kinds = (
        ("Family", [(family_name(name), n) for name, n in found.families], FAMILIES_SHOWN),
        (
            "Provider",
            [(provider_name(name) or "not known", n) for name, n in found.providers],
            PROVIDERS_SHOWN,
        ),
        ("Error", [(title_of(name, entries), n) for name, n in found.entries], ENTRIES_SHOWN),
        ("Owner", list(found.owners), OWNERS_SHOWN),
    )
    rows = []
    for kind, tallied, most in kinds:
        rows.append([_bold(kind), _bold("Incidents"), _bold("Share")])
        rest = tallied[most:]
        shown = [(_person(name) if kind == "Owner" else _cell(name), n) for name, n in tallied[:most]]
        if rest:
            shown.append((_cell(f"{len(rest)} more"), sum(n for _, n in rest)))
        rows += [[name, _cell(f"{n:,}"), _cell(_share(n, found))] for name, n in shown]
    right = {"align": "right"}
    return {"type": "table", "column_settings": [{"is_wrapped": True}, right, right], "rows": rows}


def _time_line(found: Statistics, what: str) -> str:
    name, missing = TOOK[what]
    return f"• {name}: {_spread(found.times[what], found.incidents, missing)}"


def _spread(times: Times, incidents: int, missing: str) -> str:
    without = incidents - times.n
    left = f"; {without:,} {missing}" if without > 0 else ""
    if times.median_s is None or times.p90_s is None:
        return f"nothing yet{left}"
    return (
        f"half within {about(times.median_s)}, nine in ten within {about(times.p90_s)}"
        f" ({counted(times.n, 'incident')}{left})"
    )


def days_word(first: date, last: date) -> str:
    """`21 Nov 2026 to 27 Nov 2026`, or the one day."""
    return f"{first:%-d %b %Y}" if first == last else f"{first:%-d %b %Y} to {last:%-d %b %Y}"


def within_days(first: date, last: date) -> str:
    """`from 21 Nov 2026 to 27 Nov 2026`, or `on` the one day."""
    return f"{'on' if first == last else 'from'} {days_word(first, last)}"


def _helped(found: Statistics, entries: Mapping[str, Entry]) -> str:
    known = [(name, n) for name, n in found.helped if name]
    nobody = sum(n for name, n in found.helped if not name)
    lines = [f"• {n:,}: {_step(name, entries)}" for name, n in known[:HELPED_SHOWN]]
    if nobody:
        lines.append(f"• {nobody:,}: nobody noted which step helped")
    return "\n".join(["*What helped*", *lines])


def _returned(found: Statistics, entries: Mapping[str, Entry]) -> str:
    total = sum(n for _, n in found.returned)
    if not total:
        return "*Came back after it had been resolved:* none"
    of = ", ".join(
        f"{mrkdwn(title_of(name, entries), CELL_CHARS)} {n:,}" for name, n in found.returned[:RETURNED_SHOWN]
    )
    return f"*Came back after it had been resolved:* {total:,} ({of})"


def family_name(name: str) -> str:
    """A family as people call it; the empty name is one that nobody gave."""
    return FAMILIES[Family(name)] if name in set(Family) else name or "Reason not given"


def _step(name: str, entries: Mapping[str, Entry]) -> str:
    """`Create an app password (535 …)` from `entry/step`; what is no step of the page by its id's words."""
    entry_id, _, step_id = name.partition("/")
    steps = entries[entry_id].every_step if entry_id in entries else ()
    words = step_id.replace("-", " ").capitalize()
    title = next((step.title for step in steps if step.id == step_id), words)
    return f"{mrkdwn(title, 100)} ({mrkdwn(title_of(entry_id, entries), CELL_CHARS)})"


def _share(n: int, found: Statistics) -> str:
    percent = 100 * n / found.incidents
    return f"{percent:.0f} %" if percent >= 1 else "< 1 %"


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": clip(text, CELL_CHARS)}


def _bold(text: str) -> Block:
    return _rich({"type": "text", "text": text, "style": {"bold": True}})


def _person(user: str) -> Block:
    return _rich({"type": "user", "user_id": user}) if user else _cell("nobody")


def _rich(element: Block) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [element]}]}


def picture_numbers(found: Statistics) -> dict[str, Any]:
    """What the picture shows, as JSON for the process that draws it."""
    shown, rest = found.families[:PICTURE_FAMILIES], found.families[PICTURE_FAMILIES:]
    families = [[family_name(name), n] for name, n in shown]
    if rest:
        families.append([f"{len(rest)} more", sum(n for _, n in rest)])
    return {
        "title": f"{counted(found.incidents, 'incident')}, {found.incidents - found.resolved:,} open",
        "span": days_word(found.first, found.last),
        "first": str(found.first),
        "last": str(found.last),
        "by_day": [[str(day), n] for day, n in found.by_day],
        "days_a_bar": found.days_a_bar,
        "families": families,
        "times": [
            [TOOK[what][0], times.median_s, times.p90_s, times.n]
            for what, times in found.times.items()
            if times.n
        ],
    }


def picture_text(found: Statistics) -> str:
    """The picture in words, for whoever does not see it."""
    busiest = max(found.by_day, key=lambda one: one[1], default=None)
    many = ", ".join(f"{family_name(name)} {n:,}" for name, n in found.families[:PICTURE_FAMILIES])
    parts = [
        f"{counted(found.incidents, 'incident')} {within_days(found.first, found.last)}, "
        f"{found.incidents - found.resolved:,} of them open.",
        f"Most in a {'day' if found.days_a_bar == 1 else 'week'}: {busiest[1]:,} ({busiest[0]:%-d %b})."
        if busiest
        else "",
        f"By family: {many}.",
        *(
            f"{TOOK[what][0]}: half within {about(times.median_s)}, nine in ten within {about(times.p90_s)}."
            for what, times in found.times.items()
            if times.median_s is not None and times.p90_s is not None
        ),
    ]
    return clip(" ".join(part for part in parts if part), ALT_CHARS)
