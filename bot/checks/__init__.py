"""The live checks: each file exports `CHECK`, asks one question and answers with declared evidence.

A check emits facts, never prose, and never raises for what a server does; a target that may not
be asked is `RefusedTargetError`. All network goes through `bot.net`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.model import CheckAnswer, CheckRequest

if TYPE_CHECKING:
    from bot.net import Net

CREDENTIAL, ADDRESS, SERVER, LOGIN, DOMAIN = "credential", "address", "server", "login", "domain"
"""The checks' names, as entries, commands and reports have them."""
NAMES = (ADDRESS, CREDENTIAL, DOMAIN, LOGIN, SERVER)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, the evidence tags it may emit (all declared in evidence.toml) and what it does."""

    name: str
    emits: tuple[str, ...]
    run: Callable[[CheckRequest, Net], Awaitable[CheckAnswer]]


@cache
def load_checks() -> Mapping[str, Check]:
    """Every check by name, found by the modules of this package that export `CHECK`."""
    found: dict[str, Check] = {}
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        check = getattr(import_module(f"{__name__}.{module.name}"), "CHECK", None)
        if isinstance(check, Check):
            found[check.name] = check
    return MappingProxyType(found)
