"""The one message about the same failure at many customers, and the list behind *Show all*. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.cards.card import Card, actions, button, card, quiet, section
from bot.cards.finding import numbers
from bot.cards.incident import NOTICE_CHARS, gist_of
from bot.cards.text import code, dotted, linked, since
from bot.cards.words import STATES, counted, owner_of, provider_name
from bot.model import OF_A_MAILBOX, Entry, Family, Incident, Wave

LISTED = 20
LINES_A_SECTION = 5
ADDRESS_CHARS = 100
ONE_CAUSE = "One cause is likely behind them all: find it once, then do the same for each."
SHARED_BY_RECIPIENTS = (
    "Each is about a recipient of its own, so each may have its own cause. "
    "Look first at what they share: a domain, a list, an import."
)
SHARED_BY_LOGINS = (
    "Each is about a login of its own, so each may have its own cause. "
    "Look first at what they share: a server, a provider, an import."
)
_BY_FAMILY: dict[Family | None, str] = {
    **dict.fromkeys(OF_A_MAILBOX, SHARED_BY_RECIPIENTS),
    Family.AUTH: SHARED_BY_LOGINS,
}


def wave_card(wave: Wave, first: Incident, entries: Mapping[str, Entry]) -> Card:
    """What the channel is told once; `first` is the incident it began with."""
    how_many = f"{counted(wave.incidents, 'incident')} in {_span(wave.last_at - wave.started_at)}"
    facts = (provider_name(first.lead.provider), numbers(first.lead))
    named = ", ".join(fact for fact in facts if fact)
    still_open = wave.incidents - wave.resolved
    state = f"{still_open} open" if still_open else "all resolved"
    return card(
        f"{how_many}: {named or gist_of(first, entries, NOTICE_CHARS)}",
        [
            section(f"*{how_many} with the same failure: {gist_of(first, entries)}*"),
            section(_BY_FAMILY.get(first.lead.family, ONE_CAUSE)),
            actions([button("Show all", "wave:show", f"{wave.id}:0", primary=still_open > 0)]),
            quiet(dotted((named, f"since {since(wave.started_at)}", state))),
        ],
    )


def wave_line(wave: Wave, permalink: str | None) -> str:
    """What an incident's card says of the wave it is part of; in Slack's markup."""
    name = linked("a wave", permalink)
    return f"Part of {name}: the same failure at several customers since {since(wave.started_at)}"


def wave_list_card(
    wave: Wave, members: Sequence[Incident], links: Mapping[int, str], *, older: int | None
) -> Card:
    """One page of a wave's incidents, newest first; `links` lead to their threads by number.

    `older` is the last number of the page when there are more.
    """
    title = f"{counted(wave.incidents, 'incident')} of one wave, {wave.resolved} resolved"
    lines = [_line(incident, links.get(incident.id)) for incident in members]
    more = button("Older", "wave:show", f"{wave.id}:{older}") if older is not None else None
    return card(
        title,
        [
            section(f"*{title}*"),
            *(
                section("\n".join(lines[at : at + LINES_A_SECTION]))
                for at in range(0, len(lines), LINES_A_SECTION)
            ),
            actions([more]) if more else None,
        ],
    )


def _line(incident: Incident, permalink: str | None) -> str:
    """One incident by what tells it from the others: whom it is about, who has it, where it stands."""
    number = linked(str(incident.id), permalink)
    parts = (
        code(incident.address, ADDRESS_CHARS) if incident.address else "",
        owner_of(incident),
        STATES[incident.state],
        since(incident.opened_at),
    )
    return f"*{number}* {dotted(parts)}"


def _span(time: timedelta) -> str:
    """How long a wave lasts so far: `40 minutes`, `3 hours`."""
    minutes = max(1, round(time.total_seconds() / 60))
    if minutes < 120:
        return counted(minutes, "minute")
    hours = round(minutes / 60)
    return f"{hours} hours" if hours < 48 else f"{round(hours / 24)} days"
