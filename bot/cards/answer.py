"""The blocks of one answer, in the order in which a person acts on it. Pure.

What happened, whose words, the cause and why, what to do, what else it can be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.cards.card import Block, quiet, quiet_quote, quote, section
from bot.cards.finding import (
    Group,
    cause_text,
    entry_of,
    facts,
    is_unsaid,
    numbers,
    other_readings,
    page_line,
    what_happened,
    wire_text,
)
from bot.cards.text import clip, dotted, escape, mrkdwn, one_line, unbold
from bot.cards.words import OPENINGS, actor_above, main_actor, step_actor, step_title
from bot.model import ALSO_SAYS, TROUBLE, Actor, Certainty, Entry, Finding, Step

STEPS_SHOWN = 4  # the rest stands behind More
# Of a message's 12,000 characters: gist 400, quiet line 700, cause 900, why 700, steps 2,900, what comes
# then 900, link 600, others 1,200.
GIST_CHARS = 400
QUIET_CHARS = 700
WIRE_CHARS = 250
CAUSE_CHARS = 900
WHY_CHARS = 700
STEP_CHARS = 670
STEP_TITLE_CHARS = 170  # of these
THEN_CHARS = 900
OTHER_CHARS = 400
LINK_CHARS = 600

_CHOSEN = re.compile(r"<@[UW][A-Z0-9]{1,20}> chose this diagnosis\.")  # the desk's own words, with a mention


def answer_blocks(
    group: Group, entries: Mapping[str, Entry], *, steps: Sequence[Block] | None = None
) -> list[Block]:
    """One finding, or several that are one error, as an answer without buttons; `steps` replaces its own."""
    finding, entry = group.lead, entry_of(group.lead, entries)
    blocks = [
        section(f"*{mrkdwn(unbold(what_happened(finding, entry)), GIST_CHARS)}*"),
        quiet_line(group),
    ]
    if finding.kind in TROUBLE:
        done = steps_blocks(finding) if steps is None else steps
        blocks += [
            *cause_blocks(finding, entry),
            *done,
            *page_blocks(finding),
            *others_blocks(finding, entries),
        ]
    return [block for block in blocks if block is not None]


def quiet_line(group: Group) -> Block | None:
    """`535 5.7.8 · said by your outgoing server (Postfix) · at login`; None where nothing is known of it."""
    parts = [numbers(group.lead), *facts(group), wire_text(group.lead, WIRE_CHARS)]
    line = dotted(parts)
    return quiet_quote(line, QUIET_CHARS) if line else None


def cause_blocks(finding: Finding, entry: Entry | None) -> list[Block]:
    """The cause, opened by how sure it is, and what that rests on."""
    opening = OPENINGS[finding.certainty]
    text = "" if finding.certainty is Certainty.UNKNOWN else cause_text(finding, entry)
    blocks = []
    if text:
        blocks.append(section(f"*{opening}* {mrkdwn(text, CAUSE_CHARS)}"))
    elif finding.certainty is Certainty.UNKNOWN:
        blocks.append(section(f"*{opening}*"))
    return blocks + why_blocks(finding)


def why_blocks(finding: Finding) -> list[Block]:
    """What the answer rests on: it quotes the paste, so nothing in it is formatted."""
    chosen = [reason for reason in finding.because if _CHOSEN.fullmatch(reason)]
    reasons = [
        reason
        for reason in finding.because
        if reason not in chosen and reason != OPENINGS[Certainty.UNKNOWN]  # said by the cause already
    ]
    while len(reasons) > 1 and len(" ".join(reasons)) > WHY_CHARS:
        reasons.pop()  # the last weighs least; half of it says nothing
    blocks = [quiet(reason) for reason in chosen[:1]]
    if reasons:
        blocks.append(quiet_quote(" ".join(reasons), WHY_CHARS))
    return blocks


def steps_blocks(finding: Finding) -> list[Block]:
    """What to do, at most four steps, and who does it when it is not the reader."""
    return steps_list("What to do", finding.steps[:STEPS_SHOWN], finding.who_acts)


def then_blocks(finding: Finding) -> list[Block]:
    """The steps that come after those shown, by their titles; how one does them stands behind More."""
    return then_list("Then, under *More*", finding.steps, STEPS_SHOWN)


def then_list(lead: str, steps: Sequence[Step], shown: int) -> list[Block]:
    """The titles of the steps for which no room is left, below those that are shown."""
    titles = [f"{number}. {_title(step)}" for number, step in enumerate(steps[shown:], shown + 1)]
    return [quiet(clip(f"{lead}: {' '.join(titles)}", THEN_CHARS))] if titles else []


def steps_list(title: str, steps: Sequence[Step], usual: Actor | None) -> list[Block]:
    """Steps numbered under a heading; nothing when there are none."""
    if not steps:
        return []
    who = main_actor(steps, usual)
    lines = [f"{number}. {_step_line(step, who)}" for number, step in enumerate(steps, 1)]
    lines[0] = f"*{title}*{actor_above(who)}\n{lines[0]}"
    return [section("\n".join(lines[at : at + STEPS_SHOWN])) for at in range(0, len(lines), STEPS_SHOWN)]


def step_how(step: Step, named: Actor | None) -> str:
    """How one does a step and sees that it worked, and by whom; empty when its title says it all."""
    how = " ".join(part for part in (step.text, step_actor(step.who, named)) if part)
    return mrkdwn(how, STEP_CHARS - STEP_TITLE_CHARS) if how else ""


def _step_line(step: Step, named: Actor | None) -> str:
    return f"*{_title(step)}* {step_how(step, named)}".rstrip()


def _title(step: Step) -> str:
    return mrkdwn(unbold(step_title(step)), STEP_TITLE_CHARS)


def page_blocks(finding: Finding) -> list[Block]:
    """Where who refused says more about exactly this error."""
    line = page_line(finding)
    return [quiet(mrkdwn(line, LINK_CHARS))] if line else []


def others_blocks(finding: Finding, entries: Mapping[str, Entry]) -> list[Block]:
    """What else it can be, a line each."""
    lines = [f"• {_reading(line)}" for line in other_readings(finding, entries)[:3]]
    return [quiet("\n".join(["*It can also be*", *lines]))] if lines else []


def _reading(line: str) -> str:
    """Another reading; what it quotes of the paste is not formatted."""
    ours, says, quoted = line.partition(ALSO_SAYS)
    words = escape(one_line(quoted, OTHER_CHARS)) if says else ""
    return f"{mrkdwn(ours + says, OTHER_CHARS)}{words}"


def reply_blocks(finding: Finding) -> list[Block]:
    """The words it rests on in full, under their heading, for a page about one finding."""
    silent = is_unsaid(finding) or not finding.reply_text.strip()
    return [] if silent else [section("*In these words*"), quote(finding.reply_text, 2500)]
