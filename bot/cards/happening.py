"""One line for the thread: who did what with an incident. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.card import Card, card, quiet_quote, section
from bot.cards.checked import check_result_line
from bot.cards.text import mrkdwn
from bot.cards.words import helped_title
from bot.model import Act, Entry, Happening, Incident, mention

REASON_CHARS = 500
SENTENCES = {
    Act.OPENED: "<@{who}> opened {name}.",
    Act.SEEN_AGAIN: "<@{who}> pasted the error of {name} again.",
    Act.POSTED: "<@{who}> posted {name} in <#{detail}>.",
    Act.ASSIGNED: "<@{who}> gave {name} to <@{detail}>.",
    Act.OFFERED: "<@{who}> handed {name} to {detail}, who has not answered yet.",
    Act.ACCEPTED: "<@{who}> accepted {name}.",
    Act.DECLINED: "<@{who}> declined {name}.",
    Act.WITHDRAWN: "<@{who}> took the handoff of {name} back.",
    Act.RESOLVED: "<@{who}> resolved {name}{detail}.",
    Act.REOPENED: "<@{who}> reopened {name}.",
    Act.CORRECTED: "<@{who}> chose another diagnosis for {name}{detail}.",
    Act.CHECKED: "<@{who}> checked {name} live: {detail}.",
    Act.BLANKED: "The message of {name} was deleted; its text is gone here too.",
}
TAKEN = "<@{who}> took {name}."


def happening_card(incident: Incident, happening: Happening, entries: Mapping[str, Entry]) -> Card:
    """One line, and below it the reason somebody gave for declining, as it was typed."""
    line = happening_line(incident, happening, entries)
    reason = happening.detail.strip() if happening.kind is Act.DECLINED else ""
    return card(line, [section(line), quiet_quote(reason, REASON_CHARS) if reason else None])


def happening_line(incident: Incident, happening: Happening, entries: Mapping[str, Entry]) -> str:
    """A happening as one sentence in Slack's markup; a reason somebody typed is not part of it."""
    detail, kind = happening.detail, happening.kind
    sentence = TAKEN if kind is Act.ASSIGNED and detail == happening.actor else SENTENCES[kind]
    if kind is Act.RESOLVED:
        helped = helped_title(incident, detail)
        detail = f": *{mrkdwn(helped, 150)}* helped" if helped else ""
    elif kind is Act.OFFERED:
        detail = mention(detail)
    elif kind is Act.CORRECTED:
        detail = f": {mrkdwn(entries[detail].title, 150)}" if detail in entries else ""
    elif kind is Act.CHECKED:
        detail = check_result_line(detail)
    return sentence.format(who=happening.actor, name=f"incident {incident.id}", detail=detail)
