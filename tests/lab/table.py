"""The whole table: every host and every scenario, unique by name."""

from __future__ import annotations

from tests.lab import credentials, real, scripted
from tests.lab.scenario import REAL, Scenario

HOSTS = {**real.HOSTS, **scripted.HOSTS}

SCENARIOS: tuple[Scenario, ...] = (
    *credentials.works(),
    *credentials.damaged(),
    *credentials.same_bytes(),
    *credentials.mistakes(),
    *real.certificates(),
    *real.encryption(),
    *real.ways_in(),
    *real.refusals(),
    *real.accounts(),
    *real.interceptions(),
    *scripted.google(),
    *scripted.microsoft(),
    *scripted.mailboxes(),
    *scripted.services(),
    *scripted.programs(),
    *scripted.faults(),
)


def is_real(scenario: Scenario) -> bool:
    """Whether a real mail server answers in it."""
    return HOSTS[scenario.host].kind in REAL
