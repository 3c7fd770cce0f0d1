"""A check's report for a terminal: what was found, what was looked at, what to enter. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.text import Text

from bot.cards.terminal import Hanging, render_finding_terminal
from bot.cards.text import one_line
from bot.knowledge import Knowledge
from bot.model import CheckReport, CheckStage, Evidence, Outcome, Value

WORKS = "It works: nothing wrong was found."
NOTHING_WRONG = "Nothing wrong was found in what was answered; what did not answer is not known."
MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.UNANSWERED: "?", Outcome.NOT_RUN: "–"}
ENDINGS = {
    Outcome.PASSED: "",
    Outcome.FAILED: "failed",
    Outcome.UNANSWERED: "no answer",
    Outcome.NOT_RUN: "not asked",
}
STAGES = {
    "dns": "name",
    "connect": "connection",
    "banner": "greeting",
    "ehlo": "EHLO",
    "starttls": "STARTTLS",
    "tls": "TLS",
    "certificate": "certificate",
    "ehlo-tls": "EHLO under TLS",
    "auth": "login",
}
TLS_NAMES = {"implicit": "SSL/TLS (implicit)", "starttls": "STARTTLS", "none": "no encryption"}
WIDTH = 34


def render_check_report(report: CheckReport, knowledge: Knowledge) -> RenderableType:
    """The answer first, then the settings to enter, the stages and the facts."""
    parts: list[RenderableType] = []
    if report.finding is None:
        unanswered = any(stage.outcome is Outcome.UNANSWERED for stage in report.stages)
        parts.append(Text(NOTHING_WRONG if unanswered else WORKS, "bold"))
    else:
        parts.append(render_finding_terminal(report.finding, knowledge.entries))
    parts += _settings(report.evidence)
    parts += [Text(), Text("What was looked at", "bold cyan"), *(_stage(stage) for stage in report.stages)]
    sent = "no login was sent" if not report.attempts else f"{report.attempts} login was sent"
    parts += [Text(f"  {sent}", "dim"), Text(), Text("What was seen", "bold cyan")]
    parts += [Hanging("•", _fact(fact, knowledge)) for fact in report.evidence]
    return Stack(*parts)


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


def _stage(stage: CheckStage) -> Text:
    name = STAGES.get(stage.name, stage.name)
    took = f"{stage.ms:,.0f} ms" if stage.ms is not None else ""
    ending = ENDINGS[stage.outcome]
    return Text(f"  {MARKS[stage.outcome]} {name.ljust(WIDTH)}{took.rjust(9)}  {ending}".rstrip())


def _fact(fact: Evidence, knowledge: Knowledge) -> str:
    tag = knowledge.tags.get(fact.tag)
    meaning = tag.meaning if tag is not None else fact.tag
    shown = ", ".join(f"{name} {_value(value)}" for name, value in fact.args.items() if value is not None)
    return one_line(f"{meaning} ({shown})" if shown else meaning, 400)


def _value(value: Value) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
