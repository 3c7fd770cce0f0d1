"""The same answers for a terminal, in the same order, without boxes: colour there, plain text in a pipe.

Pasted words are cleared of control characters, so that no text moves the cursor. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import repeat
from types import MappingProxyType

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.console import Group as Stack
from rich.text import Text

from bot.cards import not_arrived
from bot.cards.checked import check_result_line
from bot.cards.finding import (
    Group,
    cause_line,
    cause_text,
    check_commands,
    customer_text,
    entry_of,
    facts,
    grouped,
    how_many,
    numbers,
    other_readings,
    page_line,
    what_happened,
    wire_text,
)
from bot.cards.text import dotted, literal, one_line, plain
from bot.cards.words import (
    DID,
    FAMILIES,
    OPENINGS,
    STATES,
    actor_above,
    main_actor,
    provider_name,
    step_actor,
    step_title,
    title_of_step,
)
from bot.model import (
    TROUBLE,
    Act,
    Actor,
    Certainty,
    Entry,
    Finding,
    Followed,
    Happening,
    Incident,
    Reference,
    Step,
    Tag,
)

NOTHING_FOUND = (
    "No SMTP error found. Give the lines with the server's answer, such as 550 5.1.1 …, or the whole bounce "
    "mail. If no mail came back, the answer stands in the log of the program or server that sent it."
)
GIST = "bold"
QUIET = "dim"
HEADING = "bold cyan"
LINE_CHARS = 2000
NO_TAGS: Mapping[str, Tag] = MappingProxyType({})
NO_ENTRIES: Mapping[str, Entry] = MappingProxyType({})
_MENTION = re.compile(r"^<@([UW][A-Z0-9]{1,20})>(?= chose)")  # in a reason of the desk's own


@dataclass(frozen=True, slots=True)
class Hanging:
    """A line behind a mark, its first `lead` characters bold; what is folded stands under its first word."""

    mark: str
    text: str
    lead: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Fold for a terminal, leave whole for a pipe."""
        first = f"  {self.mark} " if self.mark else "  "
        if options.no_wrap:
            yield Text(first + self.text.replace("\n", "\n" + " " * len(first)))
            return
        text = Text(self.text)
        text.stylize(GIST, 0, self.lead)
        for folded in text.wrap(console, max(20, options.max_width - len(first))):
            folded.rstrip()
            yield Text(first) + folded
            first = " " * len(first)


def render_findings(findings: Sequence[Finding], entries: Mapping[str, Entry]) -> RenderableType:
    """All findings of a paste: one answer, or several errors under their count."""
    groups = grouped(findings)
    if not groups:
        return Text(NOTHING_FOUND)
    if len(groups) == 1:
        return _answer(groups[0], entries)
    parts: list[RenderableType] = [Text(how_many(groups), GIST)]
    for rank, group in enumerate(groups, 1):
        parts += [Text(), Text(f"{rank} of {len(groups)}", HEADING), _answer(group, entries)]
    return Stack(*parts)


def render_not_arrived() -> RenderableType:
    """How to find the error of a mail that was sent and reached nobody."""
    steps = [f"{title} {plain(text)}" for title, text in not_arrived.STEPS]
    leads = [len(title) for title, _ in not_arrived.STEPS]
    return Stack(
        Text(not_arrived.GIST, GIST),
        *_list(not_arrived.TITLE, steps, leads=leads),
        Text(),
        Text(not_arrived.THEN, QUIET),
    )


def render_code(found: Reference) -> RenderableType:
    """The reference of a number: what it means by itself, then the errors that carry it."""
    title = found.code.title if found.code else "no standard knows this number"
    parts: list[RenderableType] = [Text(f"{found.number} · {title}", GIST)]
    if found.code is not None:
        parts.append(Text(plain(found.code.sentence)))
    if found.lead is None:
        parts.append(Text("The number alone says no more. Give the whole line to have it read.", QUIET))
    else:
        whole = Text(f"The whole page: smtpcheck explain {found.lead.id}", QUIET)
        parts += [Text(), *_opening(found.lead), Text(), whole]
    if found.others:
        lines = [f"{entry.id}: {plain(entry.gist)}" for entry in found.others]
        parts += _list(
            "The same number also stands for" if found.lead else "It stands for", lines, bullet="•"
        )
    return Stack(*parts)


def _opening(entry: Entry) -> list[RenderableType]:
    """What one acts on: the same lines as an answer's."""
    code_names = ", ".join([*(str(code) for code in entry.codes), *entry.enhanced])
    providers = ", ".join(provider_name(provider) for provider in entry.speakers)
    quiet = (code_names, FAMILIES[entry.family], f"said by {providers}" if providers else "")
    return [
        Text(plain(entry.gist), GIST),
        Text(dotted(quiet), QUIET),
        *_list("Why it happens, likeliest first", [plain(cause_line(cause)) for cause in entry.causes]),
        *_steps("What to do", entry.usual_steps, entry.traits.who_acts),
    ]


def render_entry(
    entry: Entry, tags: Mapping[str, Tag] = NO_TAGS, entries: Mapping[str, Entry] = NO_ENTRIES
) -> RenderableType:
    """The page of an entry.

    `tags` and `entries` give what the page only names by its id the words that stand for it.
    """
    parts = _opening(entry)
    for needed, steps in entry.steps_besides:
        when = ", or ".join(_case(fact, entry, tags) for fact in needed)
        parts += _steps(f"What to do besides when {when}", steps, entry.traits.who_acts)
    for when, steps in entry.steps_when:
        parts += _steps(f"What to do when {_case(when, entry, tags)}", steps, entry.traits.who_acts)
    for title, text in (
        ("What it means", entry.meaning),
        ("Who says it", entry.seen_from),
        ("When you connect many mailboxes", entry.many_mailboxes),
        ("When the code lies", entry.code_lies),
        ("Hand off when", entry.hand_off_when),
        ("Tell the customer", entry.customer),
    ):
        parts += _paragraph(title, plain(text))
    for when, text in entry.customer_when:
        parts += _paragraph(f"Tell the customer when {_case(when, entry, tags)}", plain(text))
    for question in entry.questions:
        parts += _paragraph(plain(question.question), plain(question.answer))
    related = [
        f"{name}: {plain(entries[name].gist)}" if name in entries else name
        for name in (*entry.look_alikes, *entry.siblings)
    ]
    parts += _list("Easily mistaken for", related, bullet="•")
    parts += _list("Sources", [plain(source) for source in entry.sources], bullet="•")
    return Stack(*parts)


def render_catalogue(entries: Iterable[Entry]) -> RenderableType:
    """Every entry a line: its id, its family, its title."""
    listed = list(entries)
    width = max((len(entry.id) for entry in listed), default=0)
    kind = max((len(entry.family) for entry in listed), default=0)
    lines = [
        Text.assemble(
            (entry.id.ljust(width), "bold"),
            "  ",
            (entry.family.ljust(kind), QUIET),
            f"  {plain(entry.title)}",
        )
        for entry in listed
    ]
    return Text("\n", no_wrap=True, overflow="ignore").join(lines)


def render_incident_line(incident: Incident) -> RenderableType:
    """One incident in a line: number, since when, state, owner, error."""
    lead = incident.lead
    what = lead.entry or one_line(lead.reply_text, 100)
    return Text.assemble(
        (f"{incident.id:>6}", "bold"),
        (f"  {incident.opened_at:%Y-%m-%d %H:%M} UTC", QUIET),
        f"  {STATES[incident.state]}",
        f"  {incident.owner or 'nobody'}",
        f"  {numbers(lead)}  {what}",
        no_wrap=True,
        overflow="ignore",
    )


def render_incident(found: Followed, entries: Mapping[str, Entry]) -> RenderableType:
    """One incident: where it stands, its answer, the steps that are done, its timeline."""
    incident = found.incident
    state = (
        f"Incident {incident.id}",
        incident.owner or "nobody",
        STATES[incident.state],
        f"since {incident.opened_at:%Y-%m-%d %H:%M} UTC",
        f"seen {incident.seen} times" if incident.seen > 1 else "",
        f"came back from incident {found.before.id}" if found.before is not None else "",
        f"snoozed until {incident.snoozed_until:%Y-%m-%d %H:%M} UTC" if incident.snoozed_until else "",
        f"mailbox: {one_line(incident.mailbox, 200)}" if incident.mailbox else "",
        f"customer or ticket: {one_line(incident.customer, 200)}" if incident.customer else "",
    )
    done = [
        f"{tick.at:%Y-%m-%d %H:%M}  {tick.actor}: {plain(title_of_step(incident, tick.step)) or tick.step}"
        for tick in found.ticks
    ]
    lines = [f"{line.at:%Y-%m-%d %H:%M}  {line.actor} {_happened(incident, line)}" for line in found.timeline]
    return Stack(
        Text(dotted(state), HEADING),
        render_findings(incident.findings, entries),
        *_list("Steps that are done", done, bullet="•"),
        *_list("What happened since", lines, bullet="•"),
    )


def _happened(incident: Incident, line: Happening) -> str:
    """What was done, with what was typed or chosen behind it."""
    did, detail = DID[line.kind], one_line(line.detail, 200) if line.detail.strip() else ""
    step = plain(title_of_step(incident, line.detail))
    match line.kind:
        case Act.ASSIGNED if line.detail == line.actor:
            return "took it"
        case Act.RESOLVED:
            return f"{did}: {step} helped" if step else did
        case Act.DECLINED if detail:
            return f"{did}: {detail}"
        case Act.OFFERED if line.note.strip():
            detail = f"{detail}: {one_line(line.note, 200)}"
        case Act.CHECKED:
            detail = check_result_line(line.detail)
        case Act.SNOOZED:
            detail = f"{datetime.fromtimestamp(int(line.detail), UTC):%Y-%m-%d %H:%M} UTC"
        case Act.TICKED | Act.UNTICKED:
            detail = step or detail
    return f"{did} {detail}" if detail else did.rstrip(":")


def _answer(group: Group, entries: Mapping[str, Entry]) -> RenderableType:
    finding, entry = group.lead, entry_of(group.lead, entries)
    said = (
        numbers(finding),
        *facts(group),
        wire_text(finding, 300),
    )
    parts: list[RenderableType] = [Text(plain(what_happened(finding, entry)), GIST)]
    quiet = dotted(said)
    if quiet:
        parts.append(Text(quiet, QUIET))
    if finding.kind not in TROUBLE:
        return Stack(*parts)
    parts += [Text(), *_cause(finding, entry), *_steps("What to do", finding.steps, finding.who_acts)]
    page = page_line(finding)
    if page:
        parts += [Text(), Text(plain(page))]
    if commands := check_commands(finding.steps):
        parts += [Text(), Text(f"How to make the check: {dotted(commands)}", QUIET)]
    parts += _list("It can also be", [plain(line) for line in other_readings(finding, entries)], bullet="•")
    if entry is not None:
        parts += _paragraph("Tell the customer", plain(customer_text(entry, finding)))
    return Stack(*parts)


def _cause(finding: Finding, entry: Entry | None) -> list[RenderableType]:
    opening = OPENINGS[finding.certainty]
    text = "" if finding.certainty is Certainty.UNKNOWN else plain(cause_text(finding, entry))
    parts: list[RenderableType] = []
    if text or finding.certainty is Certainty.UNKNOWN:
        parts.append(Text.assemble((opening, "bold"), f" {text}" if text else ""))
    reasons = [_MENTION.sub(r"\1", reason) for reason in finding.because if reason != opening]
    if reasons:
        parts.append(Text(one_line(" ".join(reasons), LINE_CHARS), QUIET))
    return parts


def _steps(title: str, steps: Sequence[Step], usual: Actor | None) -> list[RenderableType]:
    who = main_actor(steps, usual)
    return _list(
        f"{title}{actor_above(who)}",
        [_step(step, who) for step in steps],
        leads=[len(plain(step_title(step))) for step in steps],
    )


def _step(step: Step, named: Actor | None) -> str:
    return plain(
        " ".join(part for part in (step_title(step), step.text, step_actor(step.who, named)) if part)
    )


def _list(
    title: str, lines: Sequence[str], *, bullet: str = "", leads: Iterable[int] = repeat(0)
) -> list[RenderableType]:
    """A heading and its lines, numbered unless they have a bullet; nothing when there are none.

    `leads`: how many characters each line begins with that tell what to do.
    """
    if not lines:
        return []
    parts: list[RenderableType] = [Text(), Text(title, HEADING)]
    for number, (line, lead) in enumerate(zip(lines, leads, strict=False), 1):
        mark = bullet or f"{number}."
        parts.append(Hanging(mark, literal(line, LINE_CHARS), lead))
    return parts


def _paragraph(title: str, text: str) -> list[RenderableType]:
    if not text.strip():
        return []
    return [Text(), Text(title, HEADING), Hanging("", literal(text, 4 * LINE_CHARS))]


def _case(when: str, entry: Entry, tags: Mapping[str, Tag]) -> str:
    """What a part of a page is for: a cause by its place in the list above, a fact in its own words."""
    if when in tags:
        return tags[when].meaning
    name = when.replace("-", " ").replace(".", ": ")
    ranks = [rank for rank, cause in enumerate(entry.causes, 1) if cause.id == when]
    return f"it is number {ranks[0]}, {name}" if ranks else f"it is {name}"
