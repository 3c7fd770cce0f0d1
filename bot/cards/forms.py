"""The forms that buttons open, and how what was filled in is read back. Pure.

`private_metadata` holds the incident's number and version only. A field's answer stands under its
block's id, which is one of the names below.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from bot.cards.card import (
    OPTION_CHARS,
    OPTIONS,
    RADIO_OPTIONS,
    Block,
    Modal,
    field,
    modal,
    option,
    plain_text,
    section,
)
from bot.cards.incident import gist_of, reference
from bot.cards.text import plain
from bot.cards.words import FAMILIES
from bot.model import Entry, Incident

HELPED = "helped"
ENTRY = "entry"

SOMETHING_ELSE = "something-else"
NOBODY_KNOWS = "nobody-knows"
NO_ENTRY = "none"
ANSWER = "answer"  # the action id of every field


def resolve_form(incident: Incident, helped: str | None = None) -> Modal:
    """Which step helped: the statistics learn from it. `helped` is the id of the likeliest one, if any."""
    choices = [option(plain(step.title).rstrip("."), step.id) for step in incident.lead.steps]
    choices = [
        *choices[: RADIO_OPTIONS - 2],
        option("Something else", SOMETHING_ELSE),
        option("Nobody knows", NOBODY_KNOWS),
    ]
    element: Block = {"type": "radio_buttons", "action_id": ANSWER, "options": choices}
    likeliest = next((choice for choice in choices if choice["value"] == helped), None)
    if likeliest is not None:
        element["initial_option"] = likeliest
    return modal(
        "resolve",
        f"Resolve incident {incident.id}"[:24],
        [field(HELPED, "What helped?", element)],
        metadata=reference(incident),
        submit="Resolve",
    )


def wrong_form(incident: Incident, entries: Mapping[str, Entry]) -> Modal:
    """Which entry it really is, by family; the first choice says that none fits."""
    ordered = sorted(entries.values(), key=lambda entry: (FAMILIES[entry.family], entry.title))
    groups = [
        {"label": plain_text("None of these", OPTION_CHARS), "options": [option("No entry fits", NO_ENTRY)]}
    ]
    for family, members in groupby(ordered, key=lambda entry: entry.family):
        groups.append(
            {
                "label": plain_text(FAMILIES[family], OPTION_CHARS),
                "options": [option(plain(entry.title), entry.id) for entry in members][:OPTIONS],
            }
        )
    element = {
        "type": "static_select",
        "action_id": ANSWER,
        "placeholder": plain_text("Choose the right error"),
        "option_groups": groups[:OPTIONS],
    }
    return modal(
        "wrong",
        "Wrong diagnosis",
        [
            section(f"*Incident {incident.id} says:* {gist_of(incident, entries, 400)}"),
            field(ENTRY, "What it really is", element),
        ],
        metadata=reference(incident),
        submit="Correct it",
    )


def read_form(view: Mapping[str, Any]) -> dict[str, str]:
    """The answers of a submitted form by field; a field left empty is missing."""
    values = view.get("state", {}).get("values", {})
    answers = {name: _answer(fields.get(ANSWER, {})) for name, fields in values.items()}
    return {name: answer for name, answer in answers.items() if answer}


def _answer(element: Mapping[str, Any]) -> str:
    chosen = element.get("selected_option")
    if chosen:
        return str(chosen.get("value", ""))
    return str(
        element.get("selected_user") or element.get("selected_conversation") or element.get("value") or ""
    )
