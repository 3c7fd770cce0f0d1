"""The commands in a page's steps, with the server and port of the paste in place of the example's. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from bot.model import Bounce, Evidence, Family, Speaker, Step, args_of, has_fact
from bot.parse import ports
from bot.providers import provider_of_host, provider_of_mx

_EXAMPLE: Final = "smtp.example.com"
# "`openssl s_client -connect smtp.example.com:587`", not the name alone, which may be one to take away.
_COMMAND: Final = re.compile(rf"`[^`]* {re.escape(_EXAMPLE)}[^`]*`")
_PORT: Final = re.compile(r"(?<=:|\s)587\b")
# What begins with a hyphen would be an option of the command.
_HOST: Final = re.compile(r"(?=.{4,253}$)(?!-)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
# The name that was to stand in a certificate, as Postfix and Go (crypto/x509, HostnameError) tell it.
_MEANT: Final = re.compile(r"(?:verification failed for |is valid for [^\n]{1,300}, not )([\w.-]{3,253})")
_TEXT_LIMIT: Final = 1000  # characters of an error in which it stands
_TLS_AT_ONCE: Final = ports.SUBMISSION - ports.GREETING_FIRST
# The name in the settings is then the fault itself, or one's own machine.
_NOT_THE_HOST: Final = (
    "client.host-typo", "client.placeholder-host", "client.loopback", "client.loopback-in-container",
)  # fmt: skip
# The port in the settings is then the fault itself, and the command is about the right one.
_NOT_THE_PORT: Final = ("provider.other-port", "client.port-of-other-service", "client.tls-mode-unusual")


def with_named_server(
    steps: tuple[Step, ...], family: Family, bounce: Bounce, facts: Sequence[Evidence]
) -> tuple[Step, ...]:
    """The steps, their commands with the server and port that a client was told to use; as they are for none.

    A port is put in where a step asks for one port only: of two it compares them.
    """
    if bounce.speaker is Speaker.RECIPIENT_SERVER or not any(_EXAMPLE in step.text for step in steps):
        return steps
    put = partial(_told, host=_host(bounce, facts), port=_port(family, facts))
    return tuple(step._replace(text=put(step.text)) for step in steps)


def _told(text: str, *, host: str, port: str) -> str:
    commands: list[str] = _COMMAND.findall(text)
    asked = {number for one in commands for number in re.findall(r"(?<=:|\s)\d{2,5}\b", one)}
    for command in commands:
        there = command
        if port and asked == {"587"}:
            there = _PORT.sub(port, there)
            if int(port) in _TLS_AT_ONCE:
                there = there.replace(" -starttls smtp", "")
        text = text.replace(command, there.replace(_EXAMPLE, host or _EXAMPLE))
    return text


def _host(bounce: Bounce, facts: Sequence[Evidence]) -> str:
    """The server that the client was told to use, or else the one that the error names; empty for none."""
    if has_fact(facts, *_NOT_THE_HOST):
        return ""
    named = [str(args["host"]).rstrip(".") for args in args_of(facts, "client.host", "client.host-named")]
    named += _MEANT.findall(bounce.reply.text, 0, _TEXT_LIMIT)
    return next((name for name in named if _HOST.fullmatch(name) and not _takes_for_others(name)), "")


def _takes_for_others(name: str) -> bool:
    """Whether a server takes mail for its own recipients and none from programs: an MX."""
    return provider_of_host(name) is None and provider_of_mx((name,)) is not None


def _port(family: Family, facts: Sequence[Evidence]) -> str:
    """The one port that the client was told to use; empty for none, several or a wrong one."""
    used = {str(args["port"]) for args in args_of(facts, "client.port")}
    # Port 25 is given up for 587, but its certificate is looked at where it is.
    given_up = family is not Family.TLS and has_fact(facts, "client.port-between-servers")
    return "" if len(used) != 1 or given_up or has_fact(facts, *_NOT_THE_PORT) else used.pop()
