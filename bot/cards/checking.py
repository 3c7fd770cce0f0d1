"""A live check in Slack: the form for a login, a check while it runs, its answer. Pure.

`private_metadata` carries what a fresh form is prefilled with, never a password: nothing here is
ever given one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.answer import answer_blocks
from bot.cards.card import Block, Modal, actions, button, field, modal, option, plain_text, quiet, section
from bot.cards.check import ENDINGS, MARKS, STAGES, TLS_NAMES
from bot.cards.forms import ANSWER
from bot.cards.text import code, escape, one_line
from bot.cards.words import Group
from bot.model import CheckReport, CheckStage, Entry, Evidence, Incident, TlsMode

USER, PASSWORD, SERVER, PORT, TLS = "user", "password", "server", "port", "tls"
AUTOMATIC = "automatic"
TLS_CHOICES = (
    ("Automatic", AUTOMATIC),
    ("STARTTLS, most often port 587", TlsMode.STARTTLS.value),
    ("Implicit (SSL/TLS), most often port 465", TlsMode.IMPLICIT.value),
)
SUMMARY = "summary"  # the block that "Post in channel" posts when nothing is wrong
INPUT_CHARS = 3000  # Slack's most for a text input; a password of that length is looked at too
STAGES_SHOWN = 14
SLACK_KEEPS = (
    "Slack has no password field: what you type is seen on your screen and kept on Slack's servers. "
    "I keep it for this one check only. Who may not type it here uses the terminal: "
    "`smtpcheck check login --user … --password-stdin`"
)
AS_IS_NOTE = "It is sent exactly as you type it, damaged characters included."
CANCELLED = "The check was cancelled; nothing is known from it."


def login_form(prefilled: Mapping[str, str], metadata: str, note: str = "") -> Modal:
    """The private form of a login check; `prefilled` holds user, server, port, tls, never a password."""
    chosen = [option(label, value) for label, value in TLS_CHOICES]
    wanted = prefilled.get(TLS, AUTOMATIC)
    initial = next((choice for choice in chosen if choice["value"] == wanted), chosen[0])
    tls = {"type": "static_select", "action_id": ANSWER, "options": chosen, "initial_option": initial}
    return modal(
        "login",
        "Check a login",
        [
            section(escape(note)) if note else None,
            field(USER, "Mailbox or user name", _input(prefilled.get(USER, ""), "someone@example.com")),
            field(PASSWORD, "Password", _input("", "As it stands in the sending platform")),
            field(
                SERVER,
                "Server",
                _input(prefilled.get(SERVER, ""), "Found out when left empty"),
                optional=True,
            ),
            field(
                PORT, "Port", _input(prefilled.get(PORT, ""), "Found out when left empty", 5), optional=True
            ),
            field(TLS, "TLS", tls),
            quiet(SLACK_KEEPS),
        ],
        metadata=metadata,
        submit="Check",
    )


def running_view(what: str, key: str, metadata: str, report: CheckReport | None = None) -> Modal:
    """A check while it runs; `what` is what is checked, in the asker's words."""
    return modal(
        "checking",
        "Live check",
        [
            section(f"*Checking {code(what, 200)} …*"),
            quiet(stage_line(report.stages)) if report is not None and report.stages else None,
            quiet("This takes a few seconds. When you close this, the answer comes as a direct message."),
            actions([button("Cancel the check", "check:cancel", key)]),
        ],
        metadata=metadata,
    )


def said_view(what: str, text: str, metadata: str) -> Modal:
    """A check that gave no answer, and why."""
    return modal(
        "checked",
        "Live check",
        [section(f"*{code(what, 200)}: not tested.*"), section(escape(text))],
        metadata=metadata,
    )


def result_view(
    what: str,
    report: CheckReport,
    entries: Mapping[str, Entry],
    meanings: Mapping[str, str],
    metadata: str,
    incident: Incident | None = None,
) -> Modal:
    """The answer of a check: the cause that is left, what proves it, the steps, what to enter."""
    blocks: list[Block | None] = []
    if report.finding is None:
        blocks.append({**section(works_text(what, report)), "block_id": SUMMARY})
    else:
        blocks += answer_blocks(Group(report.finding, 1, 0), entries)
        settings = settings_lines(report.evidence)
        blocks.append(section("\n".join(["*What to enter*", *settings])) if settings else None)
    blocks.append(quiet(stage_line(report.stages)) if report.stages else None)
    seen = [f"• {escape(one_line(meanings.get(fact.tag, fact.tag), 200))}" for fact in report.evidence]
    blocks.append(quiet("\n".join(["Seen:", *dict.fromkeys(seen)])) if seen else None)
    blocks.append(actions(_buttons(report, incident)))
    return modal("checked", "Live check", blocks, metadata=metadata)


def works_text(what: str, report: CheckReport) -> str:
    """What to say when nothing is wrong, in Slack's markup: posted as it stands."""
    if any(fact.tag == "login.accepted" for fact in report.evidence):
        opening = f"*The login works: {code(what, 200)}.*"
    else:
        opening = f"*{code(what, 200)}: nothing wrong was found.*"
    return "\n".join([opening, *settings_lines(report.evidence)])


def settings_lines(evidence: Sequence[Evidence]) -> list[str]:
    """What to enter in the sending platform, in Slack's markup; empty when nothing usable was seen."""
    worked = next((fact.args for fact in evidence if fact.tag == "login.settings"), None)
    if worked is not None:
        return [
            f"• {_entered(worked)}",
            f"• user name {code(str(worked.get('user')), 254)}",
            "When the platform still fails, its stored copy of the password is the thing to replace.",
        ]
    usable = [fact.args for fact in evidence if fact.tag == "server.usable"]
    if not usable:
        usable = [fact.args for fact in evidence if fact.tag == "address.submission-server"][:3]
    return [f"• {_entered(args)}" for args in usable[:4]]


def stage_line(stages: Sequence[CheckStage]) -> str:
    """`✓ name · ✓ connection 40 ms · ? port 465 no answer`, in Slack's markup."""
    parts = []
    for stage in stages[:STAGES_SHOWN]:
        took = f" {stage.ms:,.0f} ms" if stage.ms is not None else ""
        ending = f" {ENDINGS[stage.outcome]}" if ENDINGS[stage.outcome] else ""
        name = escape(one_line(STAGES.get(stage.name, stage.name), 60))
        parts.append(f"{MARKS[stage.outcome]} {name}{took}{ending}")
    return " · ".join(parts)


def progress_line(what: str, report: CheckReport | None) -> str:
    """What the card of a thread shows while a check runs, in Slack's markup."""
    seen = stage_line(report.stages) if report is not None else ""
    return " ".join(part for part in (f"Checking {code(what, 200)} …", seen) if part)


def better_settings(report: CheckReport) -> Mapping[str, str] | None:
    """Server, port and mode that take logins, other than the ones asked; None when none is known."""
    asked = report.target
    for fact in report.evidence:
        if fact.tag in {"server.usable", "address.submission-server"}:
            host, port, tls = (fact.args.get(name) for name in ("host", "port", "tls"))
            if (host, port, tls) != (asked.get("host"), asked.get("port"), asked.get("tls") or tls):
                return {SERVER: str(host), PORT: str(port or ""), TLS: str(tls or AUTOMATIC)}
    return None


def _buttons(report: CheckReport, incident: Incident | None) -> list[Block]:
    made = []
    if "user" in report.target and any(stage.name == "auth" for stage in report.stages):
        better = better_settings(report) if report.finding is not None else None
        if any(
            fact.tag.startswith("credential.") and fact.tag != "credential.clean" for fact in report.evidence
        ):
            if not report.attempts:
                made.append(button("Send it as it is", "check:as-is", "as-is"))
        elif better is not None and not report.attempts:
            where = f"{better[SERVER]}:{better[PORT]}" if better[PORT] else better[SERVER]
            value = "|".join((better[SERVER], better[PORT], better[TLS]))
            made.append(button(f"Check with {where}"[:75], "check:again", value, primary=True))
        if report.finding is not None and not made:
            made.append(button("Check again", "check:again", "same"))
    value = "-" if incident is None else str(incident.id)
    made.append(button("Post in channel", "check:post", value))
    return made


def _entered(args: Mapping[str, Any]) -> str:
    mode = TLS_NAMES.get(str(args.get("tls")), str(args.get("tls") or "encryption not known"))
    return f"server {code(str(args.get('host')), 253)}, port {args.get('port')}, {mode}"


def _input(initial: str, example: str, most: int = INPUT_CHARS) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": ANSWER,
        "max_length": most,
        "placeholder": plain_text(example, 150),
    }
    if initial:
        element["initial_value"] = initial[:most]
    return element
