"""The door for a file of mailboxes: what was asked once is not asked again, one login at a time at a server.

A thousand rows share a few servers, whose ports, certificates and records are looked at once. A
server that cannot be reached is tried again, since each failure must have been seen to count.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from bot.model import TlsMode
from bot.net.door import Net
from bot.net.records import (
    CONNECTION_FAULTS,
    DnsAnswer,
    HttpAnswer,
    HttpStatus,
    Login,
    LoginAnswer,
    LoginResult,
    Probe,
    Target,
)
from bot.net.session import REPLY_S

SLOWED_MS = 5_000
"""A refusal that takes so long tells of a server that makes everybody wait longer after each of them.

Dovecot waits 2, 4, 8, then 15 seconds (src/auth/auth-penalty.h); Postfix in front of it takes ten for a
fault of its own (src/xsasl/xsasl_dovecot_server.c) and answers 454 to the next right password.
"""
FORGIVEN_S = 30.0
"""After so long without a refusal Dovecot begins at two seconds again (AUTH_PENALTY_TIMEOUT, 29 s)."""
WAITED_S = 120.0
"""A rest that a run waits for: a server's first and second; a third failure in a row ends its rows."""

Answer = TypeVar("Answer")


class FileDoor(Net):
    """The door of one run over a file; what answered is remembered until the run is over.

    `waits_for` are the servers whose rest it waits for just now, and until when.
    """

    of_file = True
    greeting_s = REPLY_S  # nobody looks on, and of a server that greets late all rows would stay untested

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - what Net takes
        super().__init__(*args, **kwargs)
        self._known: dict[tuple[object, ...], Any] = {}
        self._asking: dict[tuple[object, ...], asyncio.Lock] = defaultdict(asyncio.Lock)
        self._one_login: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._reached: set[str] = set()
        self._not_reached: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._slowed: set[str] = set()
        self.waits_for: dict[str, datetime] = {}

    @asynccontextmanager
    async def turn(self, server: str | None) -> AsyncIterator[None]:
        """As `Net.turn`; until a server was reached, one at a time, so that two failures are two."""
        if server is not None and server not in self._reached:
            async with self._not_reached[server]:
                if server not in self._reached:
                    async with super().turn(server):
                        yield
                    return
        async with super().turn(server):
            yield

    async def look_up(self, name: str, kind: str) -> DnsAnswer:
        """As `Net.look_up`; what was answered is not asked again."""
        ask = partial(super().look_up, name, kind)
        return await self._once(("dns", name, kind), ask, lambda answer: not answer.silent)

    async def resolve(self, host: str) -> Target:
        """As `Net.resolve`; the addresses that were judged are those of the whole run."""
        return await self._once(("host", host), partial(super().resolve, host), lambda it: bool(it.addresses))

    async def probe(self, target: Target, port: int, mode: TlsMode) -> Probe:
        """As `Net.probe`; a port is looked at once, unless the server was never reached."""
        ask = partial(super().probe, target, port, mode)
        probe = await self._once(
            ("port", target.addresses, port, mode),
            ask,
            lambda it: it.fault not in CONNECTION_FAULTS or target.name in self._reached,
        )
        if probe.fault not in CONNECTION_FAULTS:
            self._reached.add(target.name)
        return probe

    async def fetch(self, url: str) -> HttpAnswer:
        """As `Net.fetch`; a page that was answered is not fetched again."""
        ask = partial(super().fetch, url)
        return await self._once(("page", url), ask, lambda page: page.status is not HttpStatus.UNANSWERED)

    async def rests_until(self, target: Target, port: int | None) -> datetime | None:
        """As `Net.rests_until`; a short rest of a server that the run has reached is waited for."""
        until = await super().rests_until(target, port)
        while until is not None and target.name in self._reached:
            rest_s = (until - self.now()).total_seconds()
            if rest_s > WAITED_S:
                break
            self.waits_for[target.name] = until
            await asyncio.sleep(max(rest_s, 0))
            self.waits_for.pop(target.name, None)
            until = await super().rests_until(target, port)
        return until

    async def login(
        self, target: Target, port: int, mode: TlsMode, login: Login, *, person: str
    ) -> LoginAnswer:
        """As `Net.login`, one at a time at a server; after a slow refusal the next one waits.

        Where the connection broke before anything was sent, it is made once more; not where the server
        answered: a 421 asks to be left alone.
        """
        log_in = partial(super().login, target, port, mode, login, person=person)
        server = min(target.addresses, default=target.name)
        async with self._one_login[server]:
            if server in self._slowed:
                await asyncio.sleep(FORGIVEN_S)
                self._slowed.discard(server)
            answer = await log_in()
            if answer.result is LoginResult.NOT_SENT and answer.reply is None:
                answer = await log_in()
            if answer.result is LoginResult.REFUSED and (answer.ms or 0) > SLOWED_MS:
                self._slowed.add(server)
            return answer

    def tells_of_server(self, answer: LoginAnswer) -> bool:
        """A refused password says nothing of the server; silence, a lost connection, 421, 450, 454 do."""
        code = answer.reply.code if answer.reply is not None else None
        return code is None or 400 <= code < 500

    async def _once(
        self, key: tuple[object, ...], ask: Callable[[], Awaitable[Answer]], keep: Callable[[Answer], bool]
    ) -> Answer:
        """What is known under the key, else what is answered now, remembered where it is worth keeping."""
        async with self._asking[key]:
            if key in self._known:
                known: Answer = self._known[key]
                return known
            answer = await ask()
            if keep(answer):
                self._known[key] = answer
            return answer
