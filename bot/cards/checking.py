"""A live check in Slack: the form for a login, a check while it runs, its answer. Pure.

`private_metadata` carries what a fresh form is prefilled with, never a password: nothing here is
ever given one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from bot.cards.answer import answer_blocks, steps_blocks
from bot.cards.card import (
    Block,
    Modal,
    actions,
    button,
    field,
    modal,
    option,
    quiet,
    quiet_quote,
    section,
)
from bot.cards.check_seen import seen_lines, stage_line, unanswered
from bot.cards.finding import Group
from bot.cards.forms import ANSWER, text_input
from bot.cards.settings import settings_of
from bot.cards.text import code, escape
from bot.model import (
    DAMAGED_CREDENTIAL,
    CheckReport,
    Entry,
    Evidence,
    Finding,
    Incident,
    Outcome,
    TlsMode,
    has_fact,
    is_direct,
)

USER, PASSWORD, SERVER, PORT, TLS = "user", "password", "server", "port", "tls"
AUTOMATIC = "automatic"
TLS_CHOICES = (
    ("Automatic", AUTOMATIC),
    ("STARTTLS, most often port 587", TlsMode.STARTTLS.value),
    ("Implicit (SSL/TLS), most often port 465", TlsMode.IMPLICIT.value),
)
_SHORT = {TlsMode.STARTTLS.value: ", STARTTLS", TlsMode.IMPLICIT.value: ", TLS"}
TARGET = "target"
POST = "check:post"
SUMMARY = "summary"  # the block that "Post in channel" posts when nothing is wrong
INPUT_CHARS = 3000  # Slack's most for a text input; a password of that length is looked at too
SEEN_CHARS = 300
SLACK_KEEPS = (
    "Slack has no password field: what you type is seen on your screen and kept on Slack's servers. "
    "I keep it for this one check only. Who may not type a password here uses the terminal: "
    "`smtpcheck check login --user … --password-stdin`"
)
AS_IS_NOTE = "It is sent exactly as you type it, damaged characters included."
FOUND_OUT = "Found out when left empty"
CANCELLED = "The check was cancelled; nothing is known from it."


def target_form(metadata: str) -> Modal:
    """Asks what is to be checked where an incident's paste names nothing."""
    example = text_input(INPUT_CHARS, example="mail.example.com:587")
    hint = "The text names none. A server stands in the settings for outgoing mail, a domain behind the @."
    asked = field(TARGET, "Server, domain or mail address", example, hint=hint)
    return modal("target", "Check it live", [asked], metadata=metadata, submit="Check")


def login_form(prefilled: Mapping[str, str], metadata: str, note: str = "", *, number: int = 1) -> Modal:
    """The private form of a login check; `prefilled` holds user, server, port, tls, never a password.

    `number` counts the forms of one view: Slack keeps what was typed in a field of the same name,
    so a fresh form's fields have fresh ones (github.com/slackapi/bolt-js/issues/290).
    """
    chosen = [option(label, value) for label, value in TLS_CHOICES]
    wanted = prefilled.get(TLS, AUTOMATIC)
    initial = next((choice for choice in chosen if choice["value"] == wanted), chosen[0])
    tls = {"type": "static_select", "action_id": ANSWER, "options": chosen, "initial_option": initial}
    named = partial(login_field, number=number)
    return modal(
        "login",
        "Check a login",
        [
            section(escape(note)) if note else None,
            quiet(SLACK_KEEPS),
            field(
                named(USER),
                "Mailbox or user name",
                text_input(INPUT_CHARS, example="someone@example.com", initial=prefilled.get(USER, "")),
            ),
            field(
                named(PASSWORD),
                "Password",
                text_input(INPUT_CHARS, example="As it stands in the sending platform"),
            ),
            field(
                named(SERVER),
                "Server",
                text_input(INPUT_CHARS, example=FOUND_OUT, initial=prefilled.get(SERVER, "")),
                optional=True,
            ),
            field(
                named(PORT),
                "Port",
                text_input(5, example=FOUND_OUT, initial=prefilled.get(PORT, "")),
                optional=True,
            ),
            field(named(TLS), "TLS", tls),
        ],
        metadata=metadata,
        submit="Check",
    )


def login_field(name: str, number: int) -> str:
    """What a field is called in the `number`th form of a view."""
    return name if number == 1 else f"{name}:{number}"


def running_view(what: str, key: str, metadata: str, report: CheckReport | None = None) -> Modal:
    """A check while it runs; `what` is what is checked, in the asker's words."""
    return modal(
        "checking",
        "Live check",
        [
            section(f"*Checking {code(what, 200)} …*"),
            quiet(escape(stage_line(report)) + " · …") if report is not None and report.stages else None,
            quiet("This takes a few seconds. When you close this, the answer comes as a direct message."),
            actions([button("Cancel the check", "check:cancel", key)]),
        ],
        metadata=metadata,
    )


def said_view(what: str, text: str, metadata: str, *, again: bool) -> Modal:
    """A check that gave no answer, and why; `again` offers the form of a login once more."""
    blocks = [section(f"*{code(what, 200)}: not tested.*"), section(escape(text))]
    if again:
        blocks.append(actions([button("Change and check again", "check:again", "same", primary=True)]))
    return modal("checked", "Live check", blocks, metadata=metadata)


def over_view(text: str) -> Modal:
    """One sentence in the place of a check that runs no more."""
    return modal("checked", "Live check", [section(text)], metadata="")


def result_view(
    what: str,
    report: CheckReport,
    entries: Mapping[str, Entry],
    meanings: Mapping[str, str],
    metadata: str,
    *,
    own: Incident | None,
    of: int | None,
) -> Modal:
    """The answer of a check: the cause that is left, what proves it, the steps, what to enter.

    `own` is the incident it opened for the asker alone; `of` the number of the one it was made for,
    whose card changes by itself.
    """
    blocks: list[Block | None] = []
    if report.finding is None:
        blocks.append({**section(works_text(what, report)), "block_id": SUMMARY})
    else:
        settings = settings_lines(report.evidence)
        entered = section("\n".join(settings)) if settings else None
        first = _works_elsewhere(report)
        blocks += _found_blocks(report.finding, entries, entered if first else None)
        blocks.append(None if first else entered)
    blocks.append(quiet(escape(stage_line(report))) if _looked(report) else None)
    seen = [f"• {line}" for line in seen_lines(report, meanings, SEEN_CHARS)]
    blocks.append(quiet_quote("\n".join(["Seen:", *seen])) if seen else None)
    if of is not None:
        blocks.append(quiet(f"The card of incident {of} shows what this changes."))
    buttons = _buttons(report)
    if of is None and (own is not None or report.finding is None):
        buttons.append(button("Post in channel", POST, "-" if own is None else str(own.id)))
    blocks.append(actions(buttons) if buttons else None)
    return modal("checked", "Live check", blocks, metadata=metadata)


def posted_view(view: Block, channel: str) -> Modal:
    """The same answer once it goes to the channel: it says so where the button was."""
    *blocks, row = view["blocks"]
    left = [one for one in row["elements"] if one["action_id"] != POST]
    blocks += [{**row, "elements": left}] if left else []
    where = "our direct messages" if is_direct(channel) else f"<#{channel}>"
    blocks.append(quiet(f"This goes to {where} now."))
    return modal("checked", "Live check", blocks, metadata=view.get("private_metadata") or "")


def _looked(report: CheckReport) -> bool:
    """Whether anything was looked at, however it ended."""
    return any(stage.outcome is not Outcome.NOT_RUN for stage in report.stages)


def _works_elsewhere(report: CheckReport) -> bool:
    """Whether the same check saw a way in other than the one that was asked: that is what to do first."""
    return has_fact(report.evidence, "server.usable") and better_settings(report) is not None


def _found_blocks(
    finding: Finding, entries: Mapping[str, Entry], entered: Block | None
) -> list[Block | None]:
    """The answer; what is damaged, and where, stands right below what happened.

    `entered` are settings that work, which come before the steps; None for none.
    """
    if finding.reply_text != DAMAGED_CREDENTIAL:
        steps = [entered, *steps_blocks(finding)] if entered else None
        return [*answer_blocks(Group(finding, 1, 0), entries, steps=steps)]
    where, *reasons = finding.because
    happened, *rest = answer_blocks(Group(replace(finding, because=tuple(reasons)), 1, 0), entries)
    return [happened, section(escape(where)), *rest]


def works_text(what: str, report: CheckReport) -> str:
    """What to say when nothing is wrong, in Slack's markup: posted as it stands."""
    silent = unanswered(report)
    if has_fact(report.evidence, "login.accepted"):
        opening = f"*The login works: {code(what, 200)}.*"
    elif silent:
        not_known = f"No answer, so nothing is known of: {', '.join(silent)}."
        opening = f"*{code(what, 200)}: nothing wrong was found in what was answered.* {not_known}"
    else:
        opening = f"*{code(what, 200)}: nothing wrong was found.*"
    return "\n".join([opening, *settings_lines(report.evidence)])


def settings_lines(evidence: Sequence[Evidence]) -> list[str]:
    """What to enter in the sending platform, in Slack's markup; empty when nothing usable was seen."""
    heading, lines = settings_of(evidence, partial(code, limit=254))
    return [f"*{heading}*", *(f"• {line}" for line in lines)] if lines else []


def progress_line(what: str, report: CheckReport | None) -> str:
    """What the card of a thread shows while a check runs, in Slack's markup."""
    seen = escape(stage_line(report)) if report is not None else ""
    return f"Checking {code(what, 200)} … {seen} · …" if seen else f"Checking {code(what, 200)} …"


def better_settings(report: CheckReport) -> Mapping[str, str] | None:
    """Server, port and mode that take logins, other than the ones asked; None when none is known."""
    asked = report.target
    for fact in report.evidence:
        found = fact.args
        if fact.tag == "provider.other-server" and found.get("server"):
            return {SERVER: str(found["server"]), PORT: "", TLS: AUTOMATIC}
        if fact.tag in {"server.usable", "address.submission-server"}:
            host, port, tls = (found.get(name) for name in ("host", "port", "tls"))
            if (host, port, tls) != (asked.get("host"), asked.get("port") or port, asked.get("tls") or tls):
                return {SERVER: str(host), PORT: str(port or ""), TLS: str(tls or AUTOMATIC)}
    if has_fact(report.evidence, "server.foreign-protocol"):
        return {SERVER: str(asked.get("host")), PORT: "", TLS: AUTOMATIC}  # every port is looked at then
    return None


def _buttons(report: CheckReport) -> list[Block]:
    made: list[Block] = []
    if any(stage.name == "auth" for stage in report.stages):
        better = better_settings(report) if report.finding is not None else None
        if any(stage.name == "credential" and stage.outcome is Outcome.FAILED for stage in report.stages):
            if not report.attempts:
                made.append(button("Send it as it is", "check:as-is", "as-is"))
        elif better is not None and (not report.attempts or better[SERVER] != report.target.get("host")):
            mode = _SHORT.get(better[TLS], "")
            where = f"{better[SERVER]}:{better[PORT]}{mode}" if better[PORT] else better[SERVER]
            value = "|".join((better[SERVER], better[PORT], better[TLS]))
            made.append(button(f"Check with {where}", "check:again", value, primary=True))
        if report.finding is not None and not made:
            made.append(button("Check again", "check:again", "same"))
    return made
