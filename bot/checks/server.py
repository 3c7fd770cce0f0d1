"""Asks a server without credentials what it is: ports, TLS, certificate, EHLO, AUTH before and after TLS."""

from __future__ import annotations

from bot.checks import SERVER, Check
from bot.checks.facts import SERVER_TAGS
from bot.checks.survey import survey
from bot.model import CheckAnswer, CheckRequest
from bot.net import Net


async def check_server(request: CheckRequest, net: Net) -> CheckAnswer:
    """The server's own state; raises RefusedTargetError when it may not be asked."""
    seen = await survey(request, net, SERVER)
    return CheckAnswer(seen.evidence, seen.stages, seen.bounce)


CHECK = Check(SERVER, SERVER_TAGS, check_server)
