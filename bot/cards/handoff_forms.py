"""The forms of a handoff: to whom, why not, which of several. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from bot.cards.card import (
    RADIO_OPTIONS,
    TYPED_CHARS,
    Block,
    Modal,
    field,
    grouped_select,
    modal,
    option,
    plain_text,
    quiet,
    section,
)
from bot.cards.finding import entry_of, what_happened
from bot.cards.forms import ANSWER, incident_section, radios, text_input
from bot.cards.incident import reference
from bot.cards.text import clip, one_line, plain
from bot.cards.words import counted
from bot.model import Entry, Incident

TO = "to"
NOTE = "note"
REASON = "reason"
PERSON, CHANNEL, GROUP = "person", "channel", "group"
RECEIVERS = (PERSON, CHANNEL, GROUP)
"""What one can hand to; the receiver's own field stands under the same name."""
WHOLE_QUEUE = "all"
CHOSEN = "chosen-"
MOST = 200  # handed on together: what one form still lists
CHOICE_CHARS = 50  # so many of them, within what one view takes
LABELS = {PERSON: "A person", CHANNEL: "A channel", GROUP: "A user group"}
QUESTIONS = {PERSON: "Who", CHANNEL: "Which channel", GROUP: "Which user group"}
# Slack has no element that takes people, channels and user groups alike: users_select and
# conversations_select know no groups, and a conversation with a person is not the person
# (docs.slack.dev/reference/block-kit/block-elements/select-menu-element).
NO_GROUP = (
    "There is no user group here, or I may not read them: that takes the scope `usergroups:read`. "
    "Choose a person or a channel."
)

Named = tuple[str, str]
"""A user group's name and id."""


def handoff_form(
    given: Sequence[Incident],
    entries: Mapping[str, Entry],
    *,
    whole_queue: bool = False,
    to: str = PERSON,
    groups: Sequence[Named] = (),
) -> Modal:
    """To whom, and what they need to know: of one incident, or of all that somebody has."""
    kinds = [option(LABELS[kind], kind) for kind in RECEIVERS]
    note = text_input(
        TYPED_CHARS, example="For whom it is, what was tried, what is left, until when", multiline=True
    )
    return modal(
        "handoff",
        "Hand off",
        [
            _queue(len(given)) if whole_queue else incident_section(given[0], entries),
            {**field(TO, "To", radios(kinds, to, action_id="handoff:to")), "dispatch_action": True},
            _receiver(to, groups),
            field(NOTE, "What they need to know", note, optional=True),
            quiet("They get this with the diagnosis, what was done and what is left, and accept or decline."),
        ],
        metadata=WHOLE_QUEUE if whole_queue else reference(given[0]),
        submit="Hand off",
    )


def _queue(count: int) -> Block:
    if count > MOST:
        return section(
            f"*{MOST} incidents:* the oldest of what is open and yours. Hand over the others after them."
        )
    return section(f"*{counted(count, 'incident')}:* everything open that is yours.")


def _receiver(to: str, groups: Sequence[Named]) -> Block:
    if to == PERSON:
        person = {
            "type": "users_select",
            "action_id": ANSWER,
            "placeholder": plain_text("Choose a person"),
        }
        return field(PERSON, QUESTIONS[PERSON], person)
    if to == CHANNEL:
        channel = {
            "type": "conversations_select",
            "action_id": ANSWER,
            "placeholder": plain_text("Choose a channel"),
            "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
        }
        return field(
            CHANNEL, QUESTIONS[CHANNEL], channel, hint="I must be in it. Everybody there can accept."
        )
    if not groups:
        return section(NO_GROUP)
    group = grouped_select(ANSWER, "Choose a user group", _by_letter(groups))
    return field(
        GROUP, QUESTIONS[GROUP], group, hint="Each member gets a message; the first to accept has it."
    )


def _by_letter(groups: Sequence[Named]) -> Iterator[tuple[str, list[Block]]]:
    """All groups under their first letters, since one list holds a hundred at most."""
    ordered = sorted(groups, key=lambda named: named[0].casefold())
    for letter, members in groupby(ordered, key=lambda named: named[0][:1].upper() or "–"):
        yield letter, [option(name, number) for name, number in members]


def decline_form(incident: Incident, entries: Mapping[str, Entry]) -> Modal:
    """Why not, so that the sender knows where to go next."""
    return _decline("decline", incident_section(incident, entries), reference(incident))


def decline_all_form(packet: int, waiting: Sequence[Incident]) -> Modal:
    """The same for all that still wait."""
    go_back = "goes back to where it was" if len(waiting) == 1 else "go back to where they were"
    what = section(f"*{counted(len(waiting), 'incident')}* {go_back}.")
    return _decline("decline-all", what, str(packet))


def _decline(callback: str, what: Block, metadata: str) -> Modal:
    reason = text_input(TYPED_CHARS, example="Who could take it instead, or when you could", multiline=True)
    return modal(
        callback,
        "Decline",
        [what, field(REASON, "Why", reason)],
        metadata=metadata,
        submit="Decline",
    )


def choose_form(packet: int, waiting: Sequence[Incident], entries: Mapping[str, Entry]) -> Modal:
    """Which of those that still wait one takes; the others keep waiting."""
    fields = []
    for at in range(0, len(waiting), RADIO_OPTIONS):
        some = waiting[at : at + RADIO_OPTIONS]
        boxes = {
            "type": "checkboxes",
            "action_id": ANSWER,
            "options": [option(_choice(one, entries), str(one.id)) for one in some],
        }
        which = f"Incident {some[0].id}" if len(some) == 1 else f"Incidents {some[0].id} to {some[-1].id}"
        fields.append(field(f"{CHOSEN}{at}", which, boxes, optional=True))
    return modal(
        "choose",
        "Choose incidents",
        [section("Tick those you take. The others keep waiting for an answer."), *fields],
        metadata=str(packet),
        submit="Accept",
    )


def _choice(incident: Incident, entries: Mapping[str, Entry]) -> str:
    happened = what_happened(incident.lead, entry_of(incident.lead, entries))
    about = incident.address or incident.customer
    whom = f"{one_line(about, CHOICE_CHARS // 2)}: " if about else ""
    return clip(f"{incident.id}: {whom}{plain(happened)}", CHOICE_CHARS)


def read_chosen(view: Mapping[str, Any]) -> tuple[str, ...]:
    """The ticked incidents' numbers."""
    values = view.get("state", {}).get("values", {})
    return tuple(
        str(ticked["value"])
        for block, fields in values.items()
        if block.startswith(CHOSEN)
        for ticked in fields.get(ANSWER, {}).get("selected_options") or ()
    )
