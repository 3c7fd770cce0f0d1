"""What a live check looked at and saw, in the few words a card has room for. Pure.

Silence is told as silence: a stage that was not answered never reads as a refusal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cards.text import one_line
from bot.cards.words import provider_name
from bot.model import CheckReport, CheckStage, Evidence, Outcome, TlsMode, Value, args_of, has_fact
from bot.providers import PASSWORDS

_FACT_CHARS = 400
MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.UNANSWERED: "?", Outcome.NOT_RUN: "–"}
STAGES = {
    "credential": "characters",
    "dns": "name",
    "connect": "connection",
    "banner": "greeting",
    "ehlo": "EHLO",
    "starttls": "STARTTLS",
    "tls": "TLS",
    "certificate": "certificate",
    "ehlo-tls": "EHLO under TLS",
    "auth": "login",
    "mx": "MX",
    "spf": "SPF",
    "dkim": "DKIM",
    "dmarc": "DMARC",
    "ptr": "PTR",
    "mta-sts": "MTA-STS",
    "tls-rpt": "TLS-RPT",
    "srv": "SRV",
}
# How a stage that people know by another word ended.
_ENDED = {
    ("dns", Outcome.PASSED): "name found",
    ("dns", Outcome.FAILED): "name leads nowhere",
    ("domain", Outcome.PASSED): "domain found",
    ("domain", Outcome.FAILED): "domain not found",
    ("credential", Outcome.PASSED): "characters in order",
    ("credential", Outcome.FAILED): "password or user name not right",
    ("certificate", Outcome.FAILED): "certificate not valid",
    ("auth", Outcome.PASSED): "login accepted",
    ("auth", Outcome.FAILED): "login refused",
    ("auth", Outcome.NOT_RUN): "login not sent",
}
_ENDINGS = {Outcome.FAILED: "failed", Outcome.UNANSWERED: "no answer", Outcome.NOT_RUN: "not looked at"}
# Of a session that went on, the connection and the certificate tell the rest; few domains have SRV records.
_UNTOLD = {"connect", "banner", "ehlo", "starttls", "tls", "certificate", "ehlo-tls", "srv"}
_PORT = "port "
# Values that need no name before them, and names that people know by other words.
_SPEAKS = {
    "address", "addresses", "cipher", "domain", "error", "host", "hosts", "mechanism", "mechanisms", "name",
    "names", "record", "target", "term", "version",
}  # fmt: skip
_NAMES = {
    "issuer": "issued by",
    "look_ups": "look-ups",
    "not_after": "valid to",
    "not_before": "valid from",
}
_TLS = {
    TlsMode.IMPLICIT.value: "TLS from the start",
    TlsMode.STARTTLS.value: "STARTTLS",
    TlsMode.NONE.value: "no encryption",
}
# How a question to name servers ended, where not in an answer; that nobody answered is the fact itself.
_HOW = {"broken": "they answer with an error", "denied": "they deny every name", "unanswered": ""}
# What a fact holds for programs, or the settings on the same card tell.
_INNER = {"basis", "by", "enable_first", "help", "password_rule", "user_form", "user_is", "word"}
# What the answer, its settings or the stages say already.
_SAID_ELSEWHERE = {
    "address.submission-server", "credential.altered-character", "credential.app-password-spaces",
    "credential.clean", "credential.csv-quoting", "credential.empty", "credential.hidden-character",
    "credential.html-entity", "credential.iam-secret-key", "credential.not-app-password-shape",
    "credential.not-key-shape", "credential.placeholder", "credential.plain", "credential.swapped-fields",
    "credential.too-long", "credential.trailing-newline", "credential.wrong-encoding",
    "login.accepted", "login.encrypted", "login.over-budget", "login.plain-password", "login.refused",
    "login.settings", "server.resting",
    "server.names-login-faults", "server.port-closed", "server.usable", "smtp.auth-only-after-tls",
    "smtp.starttls-advertised", "user.domain-typo", "user.fixed-word", "user.full-address",
    "user.not-the-fixed-word", "user.percent-encoded", "user.wrapped",
}  # fmt: skip


def stage_line(report: CheckReport) -> str:
    """`✓ name found · ✓ 587 answers in 40 ms · ✓ certificate valid to 2027-02-01 · ✓ login accepted`."""
    parts: list[str] = []
    ports = [stage for stage in report.stages if stage.name.startswith(_PORT)]
    left_out = [stage for stage in report.stages if _is_left_out(stage, report.evidence)]
    for stage in report.stages:
        if stage in left_out:
            continue
        if stage in ports:
            parts += _port_parts(ports) if stage is ports[0] else []
        elif stage.name == "connect" and stage.outcome is Outcome.PASSED:
            parts += [] if ports else [_answers(report)]
        elif stage.name == "certificate" and stage.outcome is Outcome.PASSED:
            parts.append(_certificate(report.evidence))
        elif stage.name not in _UNTOLD or stage.outcome not in {Outcome.PASSED, Outcome.NOT_RUN}:
            parts.append(_ended(stage, report.evidence))
    # The MX is asked for by two checks; one may have an answer where the other asked no more.
    answered = {stage.name for stage in report.stages if stage not in left_out}
    names = [_called(stage) for stage in left_out if stage.name not in answered]
    if names:
        parts.append(f"{MARKS[Outcome.NOT_RUN]} {_ENDINGS[Outcome.NOT_RUN]}: {', '.join(names)}")
    return " · ".join(dict.fromkeys(parts))


def unanswered(report: CheckReport) -> tuple[str, ...]:
    """What was asked and gave no answer, by the words of the stage line; empty where all answered."""
    silent = [stage for stage in report.stages if stage.outcome is Outcome.UNANSWERED]
    return tuple(
        dict.fromkeys(
            f"{_PORT}{_number(stage)}" if stage.name.startswith(_PORT) else _called(stage) for stage in silent
        )
    )


def _is_left_out(stage: CheckStage, evidence: Sequence[Evidence]) -> bool:
    """Whether a stage was not looked at, for no reason that is told of it."""
    return (
        stage.outcome is Outcome.NOT_RUN
        and stage.name not in _UNTOLD
        and not stage.name.startswith(_PORT)
        and (stage.name, stage.outcome) not in _ENDED
        and ending_of(stage, evidence) == _ENDINGS[Outcome.NOT_RUN]
    )


def _called(stage: CheckStage) -> str:
    return one_line(STAGES.get(stage.name, stage.name), 60)


def ending_of(stage: CheckStage, evidence: Sequence[Evidence]) -> str:
    """How a stage ended, in words; empty when it passed."""
    if stage.outcome is Outcome.NOT_RUN and has_fact(evidence, f"{stage.name}.not-known"):
        return "no selector known"
    return _ENDINGS.get(stage.outcome, "")


def fact_text(fact: Evidence, meanings: Mapping[str, str]) -> str:
    """What a fact means, with what was seen, in one line; it may hold a server's words and is not escaped."""
    meaning, shown = meanings.get(fact.tag, fact.tag), _args(fact, ())
    return one_line(f"{meaning} ({shown})" if shown else meaning, _FACT_CHARS)


def seen_lines(report: CheckReport, meanings: Mapping[str, str], limit: int) -> list[str]:
    """The facts that nothing else on the card tells, a line each kind; not escaped."""
    asked = [value for name, value in report.target.items() if name in {"host", "domain", "user"}]
    kinds: dict[str, list[str]] = {}
    for fact in report.evidence:
        if fact.tag not in _SAID_ELSEWHERE:
            kinds.setdefault(fact.tag, []).append(_args(fact, asked))
    reasons = " ".join(report.finding.because) if report.finding is not None else ""
    lines = []
    for tag, seen in kinds.items():
        shown = "; ".join(dict.fromkeys(filter(None, seen)))
        meaning = meanings.get(tag, tag)
        if not shown and meaning in reasons:
            continue
        lines.append(one_line(f"{meaning} ({shown})" if shown else meaning, limit))
    return lines


def _args(fact: Evidence, known: Sequence[Value]) -> str:
    """What was seen, without what is known anyway."""
    shown = (
        _arg(name, value)
        for name, value in fact.args.items()
        if name not in _INNER and value not in (None, False, *known)
    )
    return ", ".join(dict.fromkeys(filter(None, shown)))


def _arg(name: str, value: Value) -> str:
    """One thing that was seen: its name only where the value does not speak for itself."""
    if name.endswith("_ms") and isinstance(value, int):
        return f"{name.removesuffix('_ms')} {value / 1000:.1f} s"
    words = _value(value)
    match name:
        case "bytes" if isinstance(value, int):
            return f"{value / 1_000_000:.1f} MB"
        case "text":
            return f"“{words}”"
        case "provider" | "server_of":
            return provider_name(words)
        case "tls":
            return _TLS.get(words, words)
        case "rule":
            return PASSWORDS.get(words, "")
        case "status" | "how":
            return _HOW.get(words, words)
        case "stage":
            return f"stage {STAGES.get(words, words)}"
    if name in _SPEAKS:
        return words
    named = _NAMES.get(name) or name.replace("_", " ")
    return named if value is True else f"{named} {words}"


def _port_parts(ports: Sequence[CheckStage]) -> list[str]:
    """Those that answer, each with its time; the others by what became of them."""
    parts = [
        f"✓ {_number(stage)} answers{_in_time(stage.ms)}"
        for stage in ports
        if stage.outcome is Outcome.PASSED
    ]
    failed = ", ".join(_number(stage) for stage in ports if stage.outcome is Outcome.FAILED)
    silent = [stage for stage in ports if stage.outcome is Outcome.UNANSWERED]
    if failed:
        parts.append(f"✗ not usable: {failed}")
    if silent:
        names = ", ".join(map(_number, silent))
        waited = _in_time(max(stage.ms or 0 for stage in silent))
        parts.append(f"? no answer{waited}: {names}")
    return parts


def _answers(report: CheckReport) -> str:
    port = report.target.get("port") or "the server"
    spoken = {stage.name: stage for stage in report.stages if stage.outcome is Outcome.PASSED}
    if "banner" not in spoken:
        return f"✓ {port} takes connections"
    took = sum(spoken[name].ms or 0 for name in ("connect", "banner"))
    return f"✓ {port} answers{_in_time(took)}"


def _ended(stage: CheckStage, evidence: Sequence[Evidence]) -> str:
    words = _ENDED.get((stage.name, stage.outcome))
    if words is None:
        ending = ending_of(stage, evidence)
        words = _called(stage) + (f": {ending}" if ending else "")
    return f"{MARKS[stage.outcome]} {words}"


def _certificate(evidence: Sequence[Evidence]) -> str:
    seen = (args.get("not_after") for args in args_of(evidence, "tls.certificate-valid"))
    ends = next(seen, None)
    return f"✓ certificate valid to {ends}" if ends else "✓ certificate valid"


def _number(stage: CheckStage) -> str:
    return stage.name.removeprefix(_PORT).split(" ")[0]


def _in_time(ms: float | None) -> str:
    if not ms:
        return ""
    return f" in {ms / 1000:.1f} s" if ms >= 1000 else f" in {max(1, round(ms))} ms"


def _value(value: Value) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
