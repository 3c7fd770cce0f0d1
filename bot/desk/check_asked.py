"""What a person asked to have checked: read from what they typed, before anything is sent. Pure.

A password goes into a `Secret` at once and is in nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.checks import ADDRESS, CREDENTIAL, DOMAIN, LOGIN, SERVER
from bot.checks.credential import may_hold_password
from bot.errors import FieldsError, RefusedTargetError
from bot.model import CheckRequest, Finding, Secret, TlsMode, Vantage, args_of, with_port
from bot.net import parse_mailbox, parse_target
from bot.parse.written.slack_text import undo_slack
from bot.providers import provider_of_domain

# Names of machines, as opposed to the domain behind the @.
_MACHINE = re.compile(
    r"(?:e?smtps?|e?mail|mx|mta|out|outgoing|relay|send|submission|exchange|imap|pop3?|webmail|host|server|vps|srv)"
    r"[a-z]{0,3}[0-9-]*\.",
    re.IGNORECASE,
)
_SECOND_LEVEL = {"co", "com", "org", "net", "ac", "gov", "edu"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A check somebody asked for; `what` is how they named it, `key` names the run.

    `incident` is the one it is about, None when it stands alone. `nameless`: the password may stand in the
    user name's place, so that neither is shown or kept.
    """

    key: str
    team: str
    actor: str
    channel: str | None
    what: str
    request: CheckRequest
    names: tuple[str, ...]
    incident: int | None = None
    nameless: bool = False

    @property
    def logs_in(self) -> bool:
        """Whether a login is part of it."""
        return LOGIN in self.names

    @property
    def domain(self) -> str:
        """Which domain is checked, for the trail."""
        return checked_domain(replace(self.request, user=None) if self.nameless else self.request)


def unmarked(text: str) -> str:
    """What was typed, with Slack's markup undone."""
    return undo_slack(text).replace("\N{NO-BREAK SPACE}", " ").strip()


def read_target(key: str, team: str, actor: str, channel: str | None, text: str) -> Asked:
    """Read a server, domain or address, `unmarked`; raises RefusedTargetError with what to write."""
    if "@" in text and "://" not in text:
        mailbox, domain = parse_mailbox(text)
        request = CheckRequest(user=mailbox, domain=domain.name, person=actor)
        return Asked(key, team, actor, channel, text, request, (ADDRESS, DOMAIN))
    host, port = parse_target(text)
    if port is None and host.address is None and is_domain(host.name):
        request = CheckRequest(domain=host.name, person=actor)
        return Asked(key, team, actor, channel, host.name, request, (ADDRESS, DOMAIN))
    request = CheckRequest(host=host.name, port=port, person=actor)
    return Asked(key, team, actor, channel, with_port(host.name, port), request, (SERVER,))


def read_login(
    key: str,
    team: str,
    actor: str,
    channel: str | None,
    typed: Mapping[str, str],
    *,
    as_is: bool,
    incident: int | None,
) -> Asked:
    """Read the login form: user, password, server, port, tls; raises FieldsError for what cannot be."""
    user, password = typed.get("user", ""), typed.get("password", "")
    wrong = {
        field: f"A login needs a {name}."
        for field, name in (("user", "user name"), ("password", "password"))
        if not typed.get(field)
    }
    host, port, misread = _read_place(typed)
    wrong |= misread
    if wrong:
        raise FieldsError(wrong)
    tls = typed.get("tls", "")
    request = CheckRequest(
        host=host,
        port=port,
        tls=TlsMode(tls) if tls in {TlsMode.STARTTLS, TlsMode.IMPLICIT} else None,
        user=user,
        password=Secret(password.encode("utf-8", "surrogatepass")),
        as_is=as_is,
        person=actor,
    )
    nameless = may_hold_password(user, request.password)
    what = "the mailbox" if nameless else user
    return Asked(key, team, actor, channel, what, request, (CREDENTIAL, LOGIN), incident, nameless)


def _read_place(typed: Mapping[str, str]) -> tuple[str | None, int | None, dict[str, str]]:
    """The server and port of the form, None where they are to be found out, and what is wrong by field."""
    host = port = None
    wrong: dict[str, str] = {}
    if typed.get("server", "").strip():
        try:
            parsed, port = parse_target(typed["server"])
            host = parsed.name
        except RefusedTargetError as error:
            wrong["server"] = str(error)
    number = typed.get("port", "").strip()
    if not number:
        return host, port, wrong
    if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= 65535):
        wrong["port"] = "A port is a number from 1 to 65535, most often 587 or 465."
    elif port is not None and port != int(number):
        wrong["port"] = f"The server names port {port}: give one of them."
    else:
        port = int(number)
    return host, port, wrong


def is_domain(name: str) -> bool:
    """Whether a bare name is most likely the part behind the @, not a machine; `mail.ru` is known as one."""
    labels = name.split(".")
    if provider_of_domain(name) is not None:
        return True
    if _MACHINE.match(name):
        return False
    return len(labels) == 2 or (len(labels) == 3 and labels[1] in _SECOND_LEVEL and len(labels[2]) == 2)


def named_server(finding: Finding, host: str | None) -> tuple[str | None, int | None]:
    """The server and port a paste names: who refused, else the program's own, else the only one named."""
    said = {fact.tag: fact.args for fact in finding.evidence if fact.vantage is Vantage.PASTE}
    told = (said.get("client.host") or said.get("client.host-named") or {}).get("host")
    server = host or (told if isinstance(told, str) else None)
    port = said.get("client.port", {}).get("port")
    return server, port if server and isinstance(port, int) else None


def checked_server(finding: Finding) -> str | None:
    """The server that a check of this finding looked at; None when none did."""
    hosts = (args.get("host") for args in args_of(finding.evidence, "server.addresses"))
    return next((host for host in hosts if isinstance(host, str)), None)


def looked_up_domain(finding: Finding) -> str | None:
    """The domain that a check of this finding looked up; None when none did."""
    facts = args_of(finding.evidence, "domain.found", "domain.not-found", "domain.unanswered")
    domains = (args.get("domain") for args in facts)
    return next((domain for domain in domains if isinstance(domain, str)), None)


def checked_domain(request: CheckRequest) -> str:
    """Which domain is checked, for the trail: never the part before the @."""
    if request.user and "@" in request.user:
        return request.user.rpartition("@")[2][:253].strip()
    return request.domain or request.host or "-"
