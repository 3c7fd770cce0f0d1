"""A server of the lab and a case on it, as data: what is configured, what is given, what is truly the cause.

`separable` says whether anything that reaches a client tells this cause from the others: where a
server says the same bytes for several causes it does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes_smtp import Script

REAL = ("postfix", "dovecot", "exim")

SERVER_LOG = "the server's log"


@dataclass(frozen=True, slots=True)
class Host:
    """A server of the lab. `kind` is the program; `name` None gives it a neutral name.

    `options` are what its configuration changes (Postfix: `-o`, Exim: rules); `sasl` the directory
    that Postfix asks; `script` what a scripted server does; `dns` a fault of its name.
    """

    kind: str
    certificate: str = "good"
    options: tuple[str, ...] = ()
    starttls_ports: tuple[int, ...] = (587,)
    implicit_ports: tuple[int, ...] = (465,)
    sasl: str = "main"
    name: str | None = None
    script: Script = field(default_factory=Script)
    dns: str | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One case. `cause` is the truth, None where the login works.

    `user` and `password` make what is given from what the server holds; `held` makes what the
    server holds from a fresh secret; `state` is the account's on the server. `before` names what
    happened there just before. `who` can tell where nothing that reaches a client can.
    """

    name: str
    host: str
    cause: str | None
    separable: bool = True
    user: Callable[[str], str] = str
    password: Callable[[str], str | bytes] = str
    held: Callable[[str], str] = str
    held_user: Callable[[str], str] = str
    state: str = "active"
    port: int | None = 587
    tls: str | None = None
    as_is: bool = False
    before: str = ""
    shape: str = "word"
    who: str = ""
