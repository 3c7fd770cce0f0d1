"""The forms of the seldom acts: a note, the customer or ticket, a snooze, another diagnosis. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import groupby

from bot.cards.card import (
    CUSTOMER_CHARS,
    OPTIONS,
    TYPED_CHARS,
    Block,
    Modal,
    field,
    grouped_select,
    modal,
    option,
    quiet,
    section,
    select,
)
from bot.cards.forms import ANSWER, NOTE, incident_section, radios, text_input
from bot.cards.incident import gist_of, reference
from bot.cards.text import plain
from bot.cards.words import FAMILIES
from bot.errors import UsageError
from bot.model import Entry, Incident

CUSTOMER = "customer"
ENTRY = "entry"
CAUSE = "cause"
LASTS = "lasts"
UNTIL = "until"

NO_ENTRY = "none"
SNOOZES = {
    "1": "An hour",
    "4": "Four hours",
    "24": "A day",
    "72": "Three days",
    "168": "A week",
}
"""What can be chosen without a calendar, by hours."""
USUAL = "24"


def note_form(incident: Incident, entries: Mapping[str, Entry]) -> Modal:
    """What the others need to know."""
    note = text_input(
        TYPED_CHARS, example="What was tried, what the customer said, what to wait for", multiline=True
    )
    return modal(
        "note",
        "Add a note",
        [
            incident_section(incident, entries),
            field(NOTE, "Note", note),
            quiet("Everybody who sees the incident reads it. No passwords."),
        ],
        metadata=reference(incident),
        submit="Add",
    )


def link_form(incident: Incident, entries: Mapping[str, Entry]) -> Modal:
    """Which customer or ticket it is about; left empty, it is about none."""
    customer = text_input(
        CUSTOMER_CHARS,
        example="A name, a ticket's number or its address",
        initial=incident.customer or "",
    )
    return modal(
        "link",
        "Customer or ticket",
        [
            incident_section(incident, entries),
            field(CUSTOMER, "Customer or ticket", customer, optional=True),
            quiet("Search finds the incident by it. Empty takes it off."),
        ],
        metadata=reference(incident),
        submit="Save",
    )


def snooze_form(incident: Incident, entries: Mapping[str, Entry]) -> Modal:
    """Until when it may rest."""
    choices = [option(label, hours) for hours, label in SNOOZES.items()]
    return modal(
        "snooze",
        "Snooze",
        [
            incident_section(incident, entries),
            field(LASTS, "For how long?", radios(choices, USUAL)),
            field(
                UNTIL,
                "Or until exactly",
                {"type": "datetimepicker", "action_id": ANSWER},
                optional=True,
                hint="It counts instead of the choice above.",
            ),
            quiet("Its owner is asked when the time is over. It wakes up earlier when it changes hands."),
        ],
        metadata=reference(incident),
        submit="Snooze",
    )


def snooze_end(answers: Mapping[str, str], now: datetime) -> datetime:
    """The time a submitted snooze form gives; raises UsageError for one that is none."""
    try:
        if answers.get(UNTIL):
            return datetime.fromtimestamp(int(answers[UNTIL]), UTC)
        return now.replace(second=0, microsecond=0) + timedelta(hours=int(answers[LASTS]))
    except (KeyError, ValueError, OverflowError, OSError) as error:
        raise UsageError("Choose how long the incident may rest.") from error


def wrong_form(incident: Incident, entries: Mapping[str, Entry], chosen: str | None = None) -> Modal:
    """Which entry it really is, by family, and why.

    `chosen` is the entry that somebody has just chosen in the form, or `none`.
    """
    ordered = sorted(entries.values(), key=lambda entry: (FAMILIES[entry.family], entry.title))
    none = option("No entry fits", NO_ENTRY)
    groups = [("None of these", [none])]
    for family, members in groupby(ordered, key=lambda entry: entry.family):
        groups.append((FAMILIES[family], [option(plain(entry.title), entry.id) for entry in members]))
    name = chosen or incident.lead.entry or ""
    entry = entries.get(name)
    initial = none if name == NO_ENTRY else None
    if entry is not None:
        initial = option(plain(entry.title), entry.id)
    element = grouped_select(ANSWER, "Choose the right error", groups, chosen=initial)
    return modal(
        "wrong",
        "Wrong diagnosis",
        [
            section(f"*Incident {incident.id} says:* {gist_of(incident, entries)}"),
            {**field(ENTRY, "What it really is", element), "dispatch_action": True},
            None if entry is None else _why(incident, entry),
        ],
        metadata=reference(incident),
        submit="Correct it",
    )


def _why(incident: Incident, entry: Entry) -> Block | None:
    """Which of the entry's causes; one cause is no question."""
    if len(entry.causes) < 2:
        return None
    choices = [option(plain(cause.text), cause.id) for cause in entry.causes][:OPTIONS]
    held = incident.lead.cause if incident.lead.entry == entry.id else None
    initial = next((one for one in choices if one["value"] == held), None)
    element = select(ANSWER, "The likeliest, unless you know", choices, chosen=initial)
    # A client keeps what was chosen in a block of the same id: each entry has its own.
    return field(f"{CAUSE}:{entry.id}", "Why it happened", element, optional=True)
