"""A check's report for a terminal: what was found, what was looked at, what to enter. Pure."""

from __future__ import annotations

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.text import Text

from bot.cards.check_seen import MARKS, STAGES, ending_of, fact_text, unanswered
from bot.cards.settings import settings_of
from bot.cards.terminal import Hanging, render_findings
from bot.knowledge import Knowledge
from bot.model import CheckReport, Evidence, has_fact

WORKS = "The login works: nothing wrong was found."
NOTHING_WRONG = "Nothing wrong was found."
PARTLY_KNOWN = "Nothing wrong was found in what was answered; what did not answer is not known."
UNTRIED = "Nothing wrong is seen in user name and password; only a login shows whether they are right."
WIDTH = 34


def render_check_report(report: CheckReport, knowledge: Knowledge) -> RenderableType:
    """The answer first, then the settings to enter, the stages and the facts."""
    parts: list[RenderableType] = []
    meanings = {tag.tag: tag.meaning for tag in knowledge.tags.values()}
    if report.finding is None:
        parts.append(Text(_nothing_wrong(report), "bold"))
    else:
        parts.append(render_findings((report.finding,), knowledge.entries))
    parts += _settings(report.evidence)
    parts += [Text(), Text("What was looked at", "bold cyan"), *_stages(report)]
    if "domain" not in report.target:
        sent = "no login was sent" if not report.attempts else f"{report.attempts} login was sent"
        parts.append(Text(f"  {sent}", "dim"))
    parts += [Text(), Text("What was seen", "bold cyan")] if report.evidence else []
    parts += [Hanging("•", fact_text(fact, meanings)) for fact in report.evidence]
    return Stack(*parts)


def _nothing_wrong(report: CheckReport) -> str:
    """The answer when no fault was found: no more than was asked and answered."""
    if has_fact(report.evidence, "login.accepted"):
        return WORKS
    if unanswered(report):
        return PARTLY_KNOWN
    return UNTRIED if all(stage.name == "credential" for stage in report.stages) else NOTHING_WRONG


def _settings(evidence: tuple[Evidence, ...]) -> list[RenderableType]:
    heading, lines = settings_of(evidence, str)
    return [Text(), Text(heading, "bold cyan"), *(Hanging("•", line) for line in lines)] if lines else []


def _stages(report: CheckReport) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for stage in report.stages:
        name = STAGES.get(stage.name, stage.name)
        took = f"{stage.ms:,.0f} ms" if stage.ms is not None else ""
        ending = ending_of(stage, report.evidence)
        lines.append(Text(f"  {MARKS[stage.outcome]} {name.ljust(WIDTH)}{took.rjust(9)}  {ending}".rstrip()))
    return lines
