"""The forms that buttons open, and how what was filled in is read back. Pure.

`private_metadata` holds the incident's number and version only. A field's answer stands under its
block's id, which is one of the names below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import category

from bot.cards.card import (
    PLACEHOLDER_CHARS,
    RADIO_OPTIONS,
    TYPED_CHARS,
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
from bot.model import Entry, Incident

HELPED = "helped"
NOTE = "note"

SOMETHING_ELSE = "something-else"
NOBODY_KNOWS = "nobody-knows"
ANSWER = "answer"  # the action id of every field

_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})  # alone, none of these shows anything
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # Hangul fillers, the empty Braille pattern


def resolve_form(incident: Incident, helped: str | None = None) -> Modal:
    """Which step helped: the statistics learn from it. `helped` is the id of the likeliest one, if any.

    What no step names is told in words, which are kept as a note.
    """
    choices = [option(plain(step.title).rstrip("."), step.id) for step in incident.lead.steps]
    choices = [
        *choices[: RADIO_OPTIONS - 2],
        option("Something else", SOMETHING_ELSE),
        option("Nobody knows", NOBODY_KNOWS),
    ]
    return modal(
        "resolve",
        f"Resolve incident {incident.id}",
        [
            field(HELPED, "What helped?", radios(choices, helped)),
            field(
                NOTE,
                "In your words",
                text_input(TYPED_CHARS, example="What was done, so that the next one knows", multiline=True),
                optional=True,
                hint="Kept as a note, which everybody who sees the incident reads. No passwords.",
            ),
        ],
        metadata=reference(incident),
        submit="Resolve",
    )


def incident_section(incident: Incident, entries: Mapping[str, Entry]) -> Block:
    """Which incident a form is about, on top of it."""
    return section(f"*Incident {incident.id}:* {gist_of(incident, entries)}")


def radios(choices: Sequence[Block], chosen: str | None, *, action_id: str = ANSWER) -> Block:
    """Options of which one is marked: at first the one of the value `chosen`, if any."""
    element: Block = {"type": "radio_buttons", "action_id": action_id, "options": list(choices)}
    initial = next((choice for choice in choices if choice["value"] == chosen), None)
    return element if initial is None else {**element, "initial_option": initial}


def text_input(most: int, *, example: str = "", initial: str = "", multiline: bool = False) -> Block:
    """What is typed: `most` characters; `example` shows in an empty one, `initial` is there to be changed."""
    element: Block = {"type": "plain_text_input", "action_id": ANSWER, "max_length": most}
    if multiline:
        element["multiline"] = True
    if example:
        element["placeholder"] = plain_text(example, PLACEHOLDER_CHARS)
    if initial:
        element["initial_value"] = initial[:most]
    return element


def read_form(view: Mapping[str, Any]) -> dict[str, str]:
    """The answers of a submitted form by field; a field left empty is missing.

    What stands behind a colon in a block's id is no part of the field's name.
    """
    values = view.get("state", {}).get("values", {})
    answers = {name.partition(":")[0]: _answer(fields.get(ANSWER, {})) for name, fields in values.items()}
    return {name: answer for name, answer in answers.items() if answer}


def read_written(view: Mapping[str, Any]) -> dict[str, str]:
    """The same of a form whose texts people read: one in which nothing is to be seen is empty."""
    return {name: text if any(map(_is_seen, text)) else "" for name, text in read_form(view).items()}


def _is_seen(sign: str) -> bool:
    return category(sign) not in _UNSEEN and sign not in _BLANK_LETTERS


def _answer(element: Mapping[str, Any]) -> str:
    chosen = element.get("selected_option")
    if chosen:
        return str(chosen.get("value", ""))
    given = ("selected_user", "selected_conversation", "selected_date_time", "value")
    return next((str(element[name]) for name in given if element.get(name)), "")
