"""The living card of an incident, the answer to a slash paste, the same error again. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards.answer import GIST_CHARS, answer_blocks, steps_blocks, then_blocks
from bot.cards.card import (
    BUTTONS,
    MENU_OPTIONS,
    Block,
    Card,
    actions,
    button,
    card,
    menu,
    quiet,
    quiet_quote,
    section,
)
from bot.cards.checked import check_result_line, found_working, last_check
from bot.cards.finding import Group, entry_of, first_and_last, grouped, how_many, numbers, what_happened
from bot.cards.marks import marks, steps_to_tick
from bot.cards.text import dotted, linked, mrkdwn, one_line, since, unbold
from bot.cards.words import STATES, owner_of, title_of_step
from bot.model import Certainty, Entry, Finding, Handoff, Happening, Incident, IncidentState, Tick, mention

ERRORS_SHOWN = 5  # of a paste with many different ones, each with its own Show button
ERROR_CHARS = 400  # of its numbers
LINE_CHARS = 140
NOTICE_CHARS = 140  # of what happened, in a notification
MENU = "incident:menu"
LINK = ("Customer or ticket", "link")
THEN_RESOLVE = "Resolve it once the customer can send again, too."


def reference(incident: Incident) -> str:
    """What a button or form carries: the incident's number and the version its reader saw."""
    return f"{incident.id}:{incident.version}"


def incident_card(
    incident: Incident,
    entries: Mapping[str, Entry],
    handoff: Handoff | None = None,
    *,
    checking: str | None = None,
    timeline: Sequence[Happening] = (),
    wave: str | None = None,
    before: str | None = None,
    ticks: Sequence[Tick] = (),
) -> Card:
    """The one card of an incident as it is now; `handoff` is the one that waits, if any.

    `checking` is how far a live check of it is, and `wave` names the wave it is part of, `before` the one
    that came back as it, in Slack's markup.
    """
    checked = last_check(timeline)
    proposed = found_working(timeline) is not None and incident.state is not IncidentState.RESOLVED
    checkable = checking is None and is_checkable(incident, entries)
    return card(
        f"Incident {incident.id}: {_headline(incident, entries)}",
        [
            *_findings(incident, entries, ticks),
            *_checked(checked, proposed=proposed),
            *marks(incident, timeline),
            quiet(checking) if checking else None,
            quiet(before) if before else None,
            quiet(wave) if wave else None,
            _buttons(incident, checkable=checkable, again=checked is not None, proposed=proposed),
            _state(incident, handoff),
        ],
    )


def private_card(incident: Incident, entries: Mapping[str, Entry], *, may_press: bool = True) -> Card:
    """The answer to a slash paste, its asker's alone until they post it, take it or hand it on.

    A guest has no buttons.
    """
    if not may_press:
        found = [
            {name: part for name, part in block.items() if name != "accessory"}
            for block in _findings(incident, entries, has_more=False)
        ]
        several = len(grouped(incident.findings)) > 1
        alone = quiet("Paste one of them alone to read what to do.") if several else None
        return card(_headline(incident, entries), [*found, alone, quiet("Only you see this")])
    value = reference(incident)
    row = actions(
        [
            button("Post in channel", "paste:post", value, primary=True),
            _over(incident),
            button("Tell the customer", "incident:customer", value),
            button("More", "incident:more", value),
        ]
    )
    return card(
        _headline(incident, entries),
        [*_findings(incident, entries), row, _private_state(incident)],
    )


def same_error_card(incident: Incident, permalink: str | None) -> Card:
    """The short answer to a paste of an error that is being followed already."""
    name = f"incident {incident.id}"
    owner = f"<@{incident.owner}> has it" if incident.owner else "nobody has taken it yet"
    return card(
        f"The same error as {name}, seen {incident.seen} times.",
        [section(f"*The same error as {linked(name, permalink)}*, seen {incident.seen} times now; {owner}.")],
    )


def before_line(before: Incident, permalink: str | None) -> str | None:
    """What a card says of the incident that came back as it; None where that one is open again."""
    if before.resolved_at is None:
        return None
    name = linked(f"incident {before.id}", permalink)
    helped = title_of_step(before, before.helped)
    then = f"; *{mrkdwn(helped, 150)}* helped" if helped else ""
    # Nobody is named: a mention would call whoever resolved it, at any hour.
    return f"It came back: {name} was resolved {since(before.resolved_at)}{then}."


def gist_of(incident: Incident, entries: Mapping[str, Entry], limit: int = GIST_CHARS) -> str:
    """What happened, in Slack's markup."""
    return _gist(incident.lead, entries, limit)


def _gist(finding: Finding, entries: Mapping[str, Entry], limit: int) -> str:
    return mrkdwn(unbold(what_happened(finding, entry_of(finding, entries))), limit)


def _headline(incident: Incident, entries: Mapping[str, Entry]) -> str:
    groups = grouped(incident.findings)
    return gist_of(incident, entries) if len(groups) == 1 else how_many(groups)


def _findings(
    incident: Incident,
    entries: Mapping[str, Entry],
    ticks: Sequence[Tick] | None = None,
    *,
    has_more: bool = True,
) -> list[Block]:
    """The answer, several errors a line each; with steps to be ticked unless `ticks` is None.

    `has_more`: the button More is there, so that the steps behind it are named.
    """
    groups = grouped(incident.findings)
    if len(groups) == 1:
        steps = steps_blocks(incident.lead) if ticks is None else steps_to_tick(incident, ticks)
        then = then_blocks(incident.lead) if has_more else []
        return answer_blocks(groups[0], entries, steps=[*steps, *then])
    lines: list[Block] = [section(f"*{how_many(groups)}*")]
    for rank, group in enumerate(groups[:ERRORS_SHOWN], 1):
        show = button(f"Show {rank}", "finding:show", f"{reference(incident)}:{rank}")
        gist = _gist(group.lead, entries, LINE_CHARS)
        lines.append(section(f"{rank}. *{gist}*", accessory=show))
        lines.append(quiet_quote(error_numbers(group), ERROR_CHARS))
    if len(groups) > ERRORS_SHOWN:
        left = len(groups) - ERRORS_SHOWN
        lines.append(quiet(f"And {left} more. Paste a part of the text to see those."))
    return lines if ticks is None else lines + steps_to_tick(incident, ticks, of_several=True)


def error_numbers(group: Group) -> str:
    """How often one of several errors stood there, its number, for whom, and when."""
    recipients = f"{group.recipients:,} addresses" if group.recipients > 1 else group.lead.recipient or ""
    each = group.count == group.recipients > 1  # as often as there are addresses says nothing more
    times = "" if each else "once" if group.count == 1 else f"{group.count:,} times"
    whose = one_line(recipients, 254) if recipients else ""
    return dotted((times, numbers(group.lead), whose, first_and_last(group.logged)))


def is_checkable(incident: Incident, entries: Mapping[str, Entry]) -> bool:
    """Whether a live check can separate the causes that are left, or see whether the fault is gone."""
    entry = entry_of(incident.lead, entries)
    return entry is not None and bool(entry.checks)


def _checked(checked: Happening | None, *, proposed: bool) -> list[Block]:
    """What the last live check found, and that the incident may be over."""
    if checked is None:
        return []
    when = since(checked.at)
    done = quiet(f"Done: live check ({when}): {check_result_line(checked.detail)}")
    if not proposed:
        return [done]
    return [done, section(f"*The last check ({when}) found it working.* {THEN_RESOLVE}")]


def _buttons(incident: Incident, *, checkable: bool, again: bool, proposed: bool) -> Block:
    """The acts that make sense now, the likeliest first; seldom ones stand behind the dots."""
    value = reference(incident)
    assign = button("Assign to me", "incident:assign", value)
    hand_off = button("Hand off", "incident:handoff", value)
    resolve = button("Resolve", "incident:resolve", value)
    customer = button("Tell the customer", "incident:customer", value)
    more = button("More", "incident:more", value)
    row = {
        IncidentState.NEW: [assign, hand_off, resolve, customer, more],
        IncidentState.ASSIGNED: [resolve, hand_off, customer, assign, more],
        IncidentState.OFFERED: [assign, resolve, customer, more],
        IncidentState.RESOLVED: [_over(incident), customer, more],
    }[incident.state]
    if checkable and incident.state is not IncidentState.RESOLVED:
        check = button("Try again" if again else "Check it live", "incident:check", value)
        # Where the cause is certain, a check only shows later whether it is gone.
        row.insert(0 if again or incident.lead.certainty is not Certainty.CERTAIN else 1, check)
    spare = resolve if incident.owner is None and not proposed else assign
    left = [spare] if len(row) > BUTTONS else []
    row = [one for one in row if one not in left]
    if proposed:
        row = [resolve, *(one for one in row if one is not resolve)]
    row[0] = {**row[0], "style": "primary"} if incident.state is not IncidentState.RESOLVED else row[0]
    return actions([*row, _seldom(incident, left)])


def _seldom(incident: Incident, left: Sequence[Block]) -> Block:
    """What stands behind the dots, first what the row has no room for; what they have none for is in More."""
    asleep = incident.snoozed_until is not None
    acts = [(one["text"]["text"], one["action_id"].partition(":")[2]) for one in left]
    if incident.state is IncidentState.ASSIGNED:
        acts += [("Give it back", "unassign"), ("Wake it up", "wake") if asleep else ("Snooze", "snooze")]
    acts += [("Add a note", "note"), ("Wrong diagnosis", "wrong"), LINK]
    return menu(MENU, [(label, f"{act}:{reference(incident)}") for label, act in acts[:MENU_OPTIONS]])


def _over(incident: Incident) -> Block:
    """The button that ends it, or that opens it again."""
    act = "Reopen" if incident.state is IncidentState.RESOLVED else "Resolve"
    return button(act, f"incident:{act.lower()}", reference(incident))


def _private_state(incident: Incident) -> Block:
    """`Only you see this · incident 17`, as long as it is so."""
    if incident.owner is not None or incident.offered_to is not None:
        return _state(incident, None)
    over = f"resolved {since(incident.resolved_at)}" if incident.resolved_at is not None else ""
    return quiet(dotted(("Only you see this", f"incident {incident.id}", over)))


def _state(incident: Incident, handoff: Handoff | None) -> Block:
    """`Incident 17 · nobody · new · since 14:02`."""
    parts = [f"Incident {incident.id}"]
    if incident.state is IncidentState.RESOLVED:
        parts.append(f"resolved by <@{incident.resolved_by}>" if incident.resolved_by else "resolved")
        if incident.resolved_at is not None:
            parts.append(since(incident.resolved_at))
        helped = title_of_step(incident, incident.helped)
        if helped:
            parts.append(f"helped: {mrkdwn(helped, 150)}")
    else:
        parts += [owner_of(incident), STATES[incident.state]]
        if incident.offered_to:
            offered = handoff.offered_at if handoff else incident.updated_at
            parts.append(f"waits for {mention(incident.offered_to)} since {since(offered)}")
        elif incident.snoozed_until is not None:
            parts.append(f"snoozed until {since(incident.snoozed_until)}")
        else:
            parts.append(f"since {since(incident.opened_at)}")
    if incident.seen > 1:
        parts.append(f"seen {incident.seen} times")
    return quiet(dotted(parts))
