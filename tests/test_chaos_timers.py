"""The real program killed while it tells of what is overdue: none lost, none twice, most urgent first."""

from __future__ import annotations

from bot.sandbox.limits import Limits
from tests.chaos_timers import Overdue, run


async def test_killed_while_it_reminds_it_loses_no_timer_and_tells_none_twice(tmp_path):
    plan = Overdue(
        incidents=120, channels=12, kills=5, lives_s=(0.1, 1.5), limits=Limits(enforce_rates=False)
    )
    verdict = await run(plan, tmp_path)
    assert verdict.clean, verdict
    assert (verdict.timers, verdict.messages) == (240, 12)


async def test_a_build_that_finishes_timers_before_it_owes_their_messages_loses_them(tmp_path):
    plan = Overdue(
        incidents=20,
        channels=4,
        kills=4,
        lives_s=(0.1, 1.5),
        limits=Limits(enforce_rates=False),
        program=("-m", "tests.chaos_timers"),
    )
    verdict = await run(plan, tmp_path)
    assert (verdict.unfinished, bool(verdict.lost)) == (0, True), verdict
