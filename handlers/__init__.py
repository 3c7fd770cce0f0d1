"""Slack's surfaces, one module per intent: `register` reads fields, keeps them and acks; `handle` does it.

Must not know the store, the parser or the knowledge base: the desk does.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.model import Request
from handlers import (
    check,
    command,
    customer,
    handoff,
    home,
    incident,
    login,
    mailboxes,
    paste,
    queue,
    reference,
    shortcut,
    waited,
    wave,
)

ANY = re.compile("")

HANDLERS: dict[str, Callable[[Request, Desk], Awaitable[None]]] = {
    "paste": paste.handle,
    "command": command.handle,
    "incident": incident.handle,
    "handoff": handoff.handle,
    "check": check.handle,
    "customer": customer.handle,
    "shortcut": shortcut.handle,
    "home": home.handle,
    "queue": queue.handle,
    "wave": wave.handle,
}
"""Who handles which intent of the inbox."""


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Register every listener, the busiest first, and one at the end that acks what nobody handles."""
    busiest = (paste, command, incident, handoff, customer, check, login, mailboxes)
    for module in (*busiest, waited, shortcut, home, queue, wave, reference):
        module.register(app, inbox, desk)
    _ack_the_rest(app)


async def handle(request: Request, desk: Desk) -> None:
    """Work one row of the inbox."""
    await HANDLERS[request.intent](request, desk)


def _ack_the_rest(app: AsyncApp) -> None:
    async def take_unhandled(ack: AsyncAck) -> None:
        await ack()

    app.event(ANY)(take_unhandled)
    app.command(ANY)(take_unhandled)
    app.action(ANY)(take_unhandled)
    app.shortcut(ANY)(take_unhandled)
    app.view_submission(ANY)(take_unhandled)
    app.view_closed(ANY)(take_unhandled)
    app.options(ANY)(take_unhandled)
