"""One line for the thread: who did what with an incident. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.cards.card import TYPED_CHARS, Card, card, preformatted, quiet_quote, section
from bot.cards.checked import check_result_line
from bot.cards.text import linked, mrkdwn, since
from bot.cards.words import title_of_step
from bot.model import BY_ITSELF, Act, Entry, Happening, Incident, is_channel, mention

SENTENCES = {
    Act.OPENED: "<@{who}> opened {name}.",
    Act.SEEN_AGAIN: "<@{who}> pasted the error of {name} again.",
    Act.POSTED: "<@{who}> posted {name} in {detail}.",
    Act.ASSIGNED: "<@{who}> gave {name} to <@{detail}>.",
    Act.UNASSIGNED: "<@{who}> gave {name} back; nobody has it now.",
    Act.OFFERED: "<@{who}> handed {name} to {detail}, to accept or decline.",
    Act.ACCEPTED: "<@{who}> accepted {name}.",
    Act.DECLINED: "<@{who}> declined {name}.",
    Act.WITHDRAWN: "<@{who}> took the handoff of {name} back.",
    Act.RESOLVED: "<@{who}> resolved {name}{detail}.",
    Act.REOPENED: "<@{who}> reopened {name}.",
    Act.CORRECTED: "<@{who}> chose another diagnosis for {name}{detail}.",
    Act.CHECKED: "<@{who}> checked {name} live: {detail}.",
    Act.TICKED: "<@{who}> ticked a step of {name}{detail}.",
    Act.UNTICKED: "<@{who}> unticked a step of {name}{detail}.",
    Act.NOTED: "<@{who}> left a note on {name}.",
    Act.LINKED: "<@{who}> linked {name} to a customer or ticket.",
    Act.UNLINKED: "<@{who}> unlinked {name} from its customer or ticket.",
    Act.SNOOZED: "<@{who}> snoozed {name} until {detail}.",
    Act.WOKEN: "<@{who}> woke {name} up.",
    Act.TOLD: "<@{who}> wrote a reply to the customer of {name}.",
    Act.BLANKED: "The message of {name} was deleted; its text is gone here too.",
}
TAKEN = "<@{who}> took {name}."
AWAKE = "The snooze of {name} is over."
TYPED = (Act.DECLINED, Act.NOTED, Act.LINKED)
"""What somebody typed stands below the sentence, never in it."""


def happening_card(
    incident: Incident, happening: Happening, entries: Mapping[str, Entry], permalink: str | None = None
) -> Card:
    """One line, and below it what somebody typed, as it was typed; with a link where it stands elsewhere."""
    line = happening_line(incident, happening, entries, permalink)
    said = happening.detail.strip()
    if said and happening.kind is Act.TOLD:
        return card(line, [section(line), preformatted(said)])
    words = typed_words(happening)
    return card(line, [section(line), quiet_quote(words, TYPED_CHARS) if words else None])


def typed_words(happening: Happening) -> str:
    """A reason, a note, a customer's name: what somebody typed; empty when there is none."""
    return happening.detail.strip() if happening.kind in TYPED else ""


def happening_line(
    incident: Incident, happening: Happening, entries: Mapping[str, Entry], permalink: str | None = None
) -> str:
    """A happening as one sentence in Slack's markup; what somebody typed is not part of it."""
    sentence = _sentence(happening)
    detail = _detail(incident, happening, entries)
    name = linked(f"incident {incident.id}", permalink)
    return sentence.format(who=happening.actor, name=name, detail=detail)


def _sentence(happening: Happening) -> str:
    match happening.kind:
        case Act.ASSIGNED if happening.detail == happening.actor:
            return TAKEN
        case Act.WOKEN if happening.actor == BY_ITSELF:
            return AWAKE
        case kind:
            return SENTENCES[kind]


def _detail(incident: Incident, happening: Happening, entries: Mapping[str, Entry]) -> str:
    detail = happening.detail
    match happening.kind:
        case Act.RESOLVED:
            helped = title_of_step(incident, detail)
            return f": *{mrkdwn(helped, 150)}* helped" if helped else ""
        case Act.TICKED | Act.UNTICKED:
            title = title_of_step(incident, detail)
            return f": *{mrkdwn(title, 150)}*" if title else ""
        case Act.CORRECTED:
            return f": {mrkdwn(entries[detail].title, 150)}" if detail in entries else ""
        case Act.OFFERED:
            return mention(detail)
        case Act.POSTED:
            return mention(detail) if is_channel(detail) else "their direct messages"
        case Act.CHECKED:
            return check_result_line(detail)
        case Act.SNOOZED:
            return since(datetime.fromtimestamp(int(detail), UTC))
        case _:
            return detail
