"""Logs in once, where the survey says it is safe, and reads what the server answers.

One AUTH, by a mechanism of our choice, over verified TLS; nothing is sent where the port, the
encryption or the certificate is at fault. The reply alone is never more than the server says.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.checks import LOGIN, Check, bounces
from bot.checks.facts import SERVER_TAGS, TEXT_CHARS, Facts
from bot.checks.ports import COMMON_PORTS, RARE_PORTS, PortSeen
from bot.checks.survey import Survey, survey
from bot.model import Bounce, CheckAnswer, CheckRequest, CheckStage, Evidence, Outcome, Reply, Stage, TlsMode
from bot.net import Login, LoginAnswer, LoginResult, Net, choose_mechanism
from bot.parse import parse_text

# What a refusal may say of its reason, read as in a paste.
_REASONS = ("reply.locked", "reply.sending-not-allowed", "reply.network-not-allowed")
LOGIN_TAGS = (
    "login.accepted", "login.refused", "login.slow-down", "login.unanswered", "login.not-sent",
    "login.encrypted", "login.plain-password", "login.hashed-password", "login.no-usable-mechanism",
    "login.tokens-only",
    "login.over-budget", "login.settings", *_REASONS,
)  # fmt: skip

TOKENS = {"XOAUTH2", "OAUTHBEARER"}  # RFC 7628, and Google's own form before it


@dataclass(frozen=True, slots=True)
class _Way:
    """Where and how the login goes; `mechanism` None when the server offers none for passwords."""

    port: PortSeen
    mode: TlsMode
    offered: tuple[str, ...]
    mechanism: str | None


async def check_login(request: CheckRequest, net: Net) -> CheckAnswer:
    """What the server says to this login; raises RefusedTargetError when it may not be asked."""
    if request.user is None or request.password is None:
        return CheckAnswer((), (CheckStage("auth", Outcome.NOT_RUN, None),))
    seen = await survey(request, net, LOGIN)
    facts = Facts(LOGIN)
    way = _way(request, seen)
    if way is None:
        return _not_tried(request, seen, seen.bounce)
    if not request.user or not request.password.reveal():
        return _not_tried(request, seen, bounces.missing_credentials(seen.target))
    if way.mechanism is None:
        tag = "login.tokens-only" if TOKENS.issuperset(way.offered) else "login.no-usable-mechanism"
        fact = facts.here(tag, mechanisms=way.offered)
        return _not_tried(request, seen, bounces.no_mechanism(seen.target), fact)
    login = Login(request.user, request.password, way.mechanism)
    answer = await net.login(seen.target, way.port.port, way.mode, login, person=request.person)
    return _told(request, seen, way, answer, facts)


def _way(request: CheckRequest, seen: Survey) -> _Way | None:
    """The port and mode to log in with; None where none is safe and offers a login."""
    asked = request.tls
    if asked is TlsMode.NONE:
        main = seen.main
        if main is None or not main.mechanisms_before:
            return None
        return _Way(main, asked, main.mechanisms_before, choose_mechanism(main.mechanisms_before))
    ports = seen.ports if request.port is None else (seen.main,)
    order = (*COMMON_PORTS, *RARE_PORTS)
    fitting = [
        port for port in ports if port is not None and port.usable and (asked is None or port.speaks is asked)
    ]
    if not fitting:
        return None
    port = min(fitting, key=lambda port: order.index(port.port) if port.port in order else len(order))
    return _Way(port, port.probe.mode, port.mechanisms, choose_mechanism(port.mechanisms))


def _not_tried(request: CheckRequest, seen: Survey, bounce: Bounce | None, *facts: Evidence) -> CheckAnswer:
    stages = (*seen.stages, CheckStage("auth", Outcome.NOT_RUN, None))
    evidence = (*_seen(request, seen), *facts)
    return CheckAnswer(evidence, stages, bounce or bounces.no_login(seen.target))


def _seen(request: CheckRequest, seen: Survey) -> list[Evidence]:
    """What the survey showed; under TLS it no longer matters what was offered before it."""
    if seen.main is None or seen.main.probe.fault is not None or request.tls is TlsMode.NONE:
        return list(seen.evidence)
    kept = [fact for fact in seen.evidence if fact.tag != "smtp.auth-only-after-tls"]
    return [*kept, Facts(LOGIN).here("login.encrypted")]


def _told(request: CheckRequest, seen: Survey, way: _Way, answer: LoginAnswer, facts: Facts) -> CheckAnswer:
    evidence = _seen(request, seen)
    if answer.attempts:
        plain = answer.mechanism in {"PLAIN", "LOGIN"}
        tag = "login.plain-password" if plain else "login.hashed-password"
        evidence.append(facts.here(tag, mechanism=answer.mechanism))
    evidence += _facts_of(request, seen, way, answer, facts)
    outcome = {
        LoginResult.ACCEPTED: Outcome.PASSED,
        LoginResult.UNANSWERED: Outcome.UNANSWERED,
        LoginResult.MALFORMED: Outcome.UNANSWERED,
        LoginResult.NOT_SENT: Outcome.NOT_RUN,
        LoginResult.OVER_BUDGET: Outcome.NOT_RUN,
        LoginResult.RESTING: Outcome.NOT_RUN,
    }.get(answer.result, Outcome.FAILED)
    stages = (*seen.stages, CheckStage("auth", outcome, answer.ms))
    return CheckAnswer(tuple(evidence), stages, _bounce(seen, answer), answer.attempts)


def _facts_of(
    request: CheckRequest, seen: Survey, way: _Way, answer: LoginAnswer, facts: Facts
) -> list[Evidence]:
    host, port = seen.target.name, way.port.port
    reply = answer.reply or Reply(None, None, "")
    said = {"code": reply.code, "enhanced": reply.enhanced, "text": reply.text[:TEXT_CHARS]}
    match answer.result:
        case LoginResult.ACCEPTED:
            return [
                facts.here("login.accepted", host=host, port=port),
                facts.here(
                    "login.settings",
                    host=host,
                    port=port,
                    tls=way.mode.value,
                    user=request.user,
                    mechanism=answer.mechanism,
                ),
            ]
        case LoginResult.REFUSED | LoginResult.LOCKED:
            return [facts.here("login.refused", **said), *_reasons(answer, facts)]
        case LoginResult.SLOW_DOWN:
            return [facts.here("login.slow-down", **said)]
        case LoginResult.OVER_BUDGET:
            return [facts.here("login.over-budget", until=_moment(answer))]
        case LoginResult.RESTING:
            return [facts.here("server.resting", host=host, until=_moment(answer))]
        case LoginResult.MALFORMED:
            text = answer.error[:TEXT_CHARS]
            return [
                facts.here("login.unanswered", error="no SMTP reply"),
                facts.here("server.reply-malformed", port=port, text=text),
            ]
        case _:
            tag = "login.not-sent" if answer.result is LoginResult.NOT_SENT else "login.unanswered"
            broken = [facts.here(tag, error=answer.error[:TEXT_CHARS])]
            if answer.silent:
                waited = round(answer.ms or 0)
                broken.append(facts.here("server.silent-later", port=port, stage="auth", waited_ms=waited))
            return broken


def _moment(answer: LoginAnswer) -> str | None:
    return answer.until.isoformat(timespec="seconds") if answer.until else None


def _reasons(answer: LoginAnswer, facts: Facts) -> list[Evidence]:
    """The reasons that its words name: a blocked address is no locked account, nor is a rule.

    Microsoft says “locked by your organization's security defaults”.
    """
    seen = {fact.tag for bounce in parse_text(answer.wire)[:1] for fact in bounce.context}
    if "security defaults" in answer.wire.casefold():
        seen.discard("reply.locked")
    return [facts.here(tag) for tag in _REASONS if tag in seen]


def _bounce(seen: Survey, answer: LoginAnswer) -> Bounce | None:
    target = seen.target
    if answer.result is LoginResult.ACCEPTED:
        return None
    if answer.result in {LoginResult.OVER_BUDGET, LoginResult.RESTING}:
        return bounces.login_held_back(target)
    if answer.result is LoginResult.MALFORMED:
        return bounces.malformed(target, Stage.AUTH, answer.error[:TEXT_CHARS])
    if answer.silent:
        return bounces.silent(target, Stage.AUTH)
    if answer.reply is None:
        return bounces.lost(target)
    if answer.stage is Stage.CONNECT:
        return bounces.refused_greeting(target, answer.reply)
    if answer.stage is Stage.TLS:
        return bounces.refused_starttls(target)
    return bounces.refusal(target, answer.stage, answer.reply, answer.wire)


CHECK = Check(LOGIN, (*SERVER_TAGS, *LOGIN_TAGS), check_login)
