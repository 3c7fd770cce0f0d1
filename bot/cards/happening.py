"""One line for the thread: who did what with an incident. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.card import Card, card, quiet_quote, section
from bot.cards.text import mrkdwn
from bot.model import Act, Entry, Happening, Incident

REASON_CHARS = 500


def happening_card(incident: Incident, happening: Happening, entries: Mapping[str, Entry]) -> Card:
    """One line, and below it the reason somebody gave for declining."""
    line = happening_line(incident, happening, entries)
    why = happening.kind is Act.DECLINED and happening.detail
    return card(line, [section(line), quiet_quote(happening.detail, REASON_CHARS) if why else None])


def happening_line(incident: Incident, happening: Happening, entries: Mapping[str, Entry]) -> str:
    """A happening as one sentence in Slack's markup; a reason somebody typed is not part of it."""
    name, who, detail = f"incident {incident.id}", f"<@{happening.actor}>", happening.detail
    title = entries[detail].title if detail in entries else ""
    sentences = {
        Act.OPENED: f"{who} opened {name}.",
        Act.SEEN_AGAIN: f"{who} pasted the error of {name} again.",
        Act.POSTED: f"{who} posted {name} in <#{detail}>.",
        Act.ASSIGNED: f"{who} took {name}."
        if detail == happening.actor
        else f"{who} gave {name} to <@{detail}>.",
        Act.OFFERED: f"{who} handed {name} to <@{detail}>, who has not answered yet.",
        Act.ACCEPTED: f"{who} accepted {name}.",
        Act.DECLINED: f"{who} declined {name}.",
        Act.WITHDRAWN: f"{who} took the handoff of {name} back.",
        Act.RESOLVED: f"{who} resolved {name}{_helped(incident, detail)}.",
        Act.REOPENED: f"{who} reopened {name}.",
        Act.CORRECTED: f"{who} chose another diagnosis for {name}"
        f"{f': {mrkdwn(title, 150)}' if title else ''}.",
        Act.BLANKED: f"The message of {name} was deleted; its text is gone here too.",
    }
    return sentences[happening.kind]


def _helped(incident: Incident, step_id: str) -> str:
    """What helped, where it is one of the steps."""
    steps = [step for finding in incident.findings for step in finding.steps]
    title = next((step.title for step in steps if step.id == step_id), "")
    return f": *{mrkdwn(title.rstrip('.'), 150)}* helped" if title else ""
