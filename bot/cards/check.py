"""A check's report for a terminal: what was found, what was looked at, what to enter. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.text import Text

from bot.cards.seen import MARKS, STAGES, ending_of, fact_text
from bot.cards.terminal import Hanging, render_findings
from bot.cards.text import one_line
from bot.knowledge import Knowledge
from bot.model import CheckReport, Evidence, Outcome, Value

WORKS = "The login works: nothing wrong was found."
NOTHING_WRONG = "Nothing wrong was found."
PARTLY_KNOWN = "Nothing wrong was found in what was answered; what did not answer is not known."
UNTRIED = "Nothing wrong is seen in user name and password; only a login shows whether they are right."
TLS_NAMES = {"implicit": "SSL/TLS (implicit)", "starttls": "STARTTLS", "none": "no encryption"}
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
    sent = "no login was sent" if not report.attempts else f"{report.attempts} login was sent"
    parts += [Text(f"  {sent}", "dim"), Text(), Text("What was seen", "bold cyan")]
    parts += [Hanging("•", fact_text(fact, meanings, 400)) for fact in report.evidence]
    return Stack(*parts)


def _nothing_wrong(report: CheckReport) -> str:
    """The answer when no fault was found: no more than was asked and answered."""
    if any(stage.outcome is Outcome.UNANSWERED for stage in report.stages):
        return PARTLY_KNOWN
    if any(fact.tag == "login.accepted" for fact in report.evidence):
        return WORKS
    return UNTRIED if all(stage.name == "credential" for stage in report.stages) else NOTHING_WRONG


def _settings(evidence: tuple[Evidence, ...]) -> list[RenderableType]:
    """What to enter in the sending platform, where a login or a usable port was seen."""
    worked = next((fact.args for fact in evidence if fact.tag == "login.settings"), None)
    usable = [fact.args for fact in evidence if fact.tag == "server.usable"]
    if worked is not None:
        lines = [_entered(worked), f"user name {worked.get('user')}"]
        lines.append("If the platform still fails, the password stored there is the thing to replace.")
    elif usable:
        lines = [_entered(args) for args in usable]
    else:
        return []
    return [
        Text(),
        Text("What to enter", "bold cyan"),
        *(Hanging("•", one_line(line, 300)) for line in lines),
    ]


def _entered(args: Mapping[str, Value]) -> str:
    mode = TLS_NAMES.get(str(args.get("tls")), str(args.get("tls")))
    return f"server {args.get('host')}, port {args.get('port')}, {mode}"


def _stages(report: CheckReport) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for stage in report.stages:
        name = STAGES.get(stage.name, stage.name)
        took = f"{stage.ms:,.0f} ms" if stage.ms is not None else ""
        ending = ending_of(stage, report.evidence)
        lines.append(Text(f"  {MARKS[stage.outcome]} {name.ljust(WIDTH)}{took.rjust(9)}  {ending}".rstrip()))
    return lines
