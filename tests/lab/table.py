"""The whole table: every host and every scenario, unique by name."""

from __future__ import annotations

from tests.lab import scenarios, scripted
from tests.lab.scenarios import REAL, Scenario

HOSTS = {**scenarios.HOSTS, **scripted.HOSTS}

SCENARIOS: tuple[Scenario, ...] = (
    *scenarios._works(),
    *scenarios._damaged(),
    *scenarios._same_bytes(),
    *scenarios._servers(),
    *scripted.providers(),
    *scripted.faults(),
)


def is_real(scenario: Scenario) -> bool:
    """Whether a real mail server answers in it."""
    return HOSTS[scenario.host].kind in REAL
