"""How well the checks tell causes apart in the lab, beside what other tools say of the same cases.

`separable` and `not separable` as the table marks them; at a not separable case no other tool shows
readings, so only pinning is counted. AUTH commands are counted by the servers.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.other_tools import Nodemailer, Said, pins, s_client, smtplib_login, swaks
from bot.knowledge import load_knowledge
from tests.lab.judge import figures, judge
from tests.lab.laboratory import Lab
from tests.lab.place import missing
from tests.lab.prepared import Prepared
from tests.lab.startup import running
from tests.lab.table import HOSTS, SCENARIOS, is_real

AT_ONCE = 6


async def _measure(name: str, tool: Callable[[Lab, Prepared], Said]) -> None:
    """One tool over the whole table, in a lab of its own: what it did to a server is not another's."""
    async with running() as lab:
        places = asyncio.Semaphore(AT_ONCE)
        most: dict[str, int] = {}

        async def at_host(label: str) -> list[tuple[Prepared, bool]]:
            rows = []
            async with places:
                for scenario in SCENARIOS:
                    if scenario.host != label or scenario.before == "penalty":
                        continue
                    prepared = lab.prepared[scenario.name]
                    await lab.before_scenario(prepared)
                    mark = lab.auth_commands(label)
                    said = await asyncio.to_thread(tool, lab, prepared)
                    await asyncio.sleep(0.05)
                    most[scenario.name] = lab.auth_commands(label) - mark
                    rows.append((prepared, pins(said, prepared)))
            return rows

        start = time.perf_counter()
        rows = [row for group in await asyncio.gather(*map(at_host, HOSTS)) for row in group]
        took = time.perf_counter() - start
    apart = [good for prepared, good in rows if prepared.scenario.separable]
    same = [good for prepared, good in rows if not prepared.scenario.separable]
    several = sum(count > 1 for count in most.values())
    print(
        f"{name:22} {sum(apart):3} of {len(apart)} ({100 * sum(apart) / len(apart):3.0f} %)"
        f"   {sum(same):3} of {len(same):3}"
        f"   {several:3} cases with more than one AUTH, at most {max(most.values())}"
        f"   {took:5.1f} s"
    )


async def _ours() -> None:
    start = time.perf_counter()
    async with running() as lab:
        started = time.perf_counter() - start
        results = await lab.run(SCENARIOS, load_knowledge())
        took = time.perf_counter() - start - started
    ended = time.perf_counter() - start - started - took
    verdicts = [judge(result) for result in results]
    told = figures(verdicts)
    real = sum(is_real(scenario) for scenario in SCENARIOS)
    print(f"{len(SCENARIOS)} scenarios, {real} on real servers, {told.not_separable} not separable")
    print(f"lab: started in {started:.1f} s, all cases in {took:.1f} s, stopped in {ended:.1f} s")
    print(
        f"separable, cause pinned:        {told.pinned} of {told.separable}"
        f" ({100 * told.pinned / told.separable:.1f} %)"
    )
    print(
        f"not separable, shown and unsure: {told.honest} of {told.not_separable}"
        f" ({100 * told.honest / told.not_separable:.1f} %)"
    )
    print(f"cases with more than one AUTH:  {told.more_than_one_auth}; miscounted: {told.miscounted}")
    for verdict in verdicts:
        if not verdict.right:
            print(f"  wrong: {verdict}")


def main() -> None:
    """Print our figures, then the others'."""
    reason = missing()
    if reason:
        print(f"not run: {reason}")
        return
    # asyncio warns of each client that leaves in the middle of a handshake, as these tools do.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    asyncio.run(_ours())
    print("\ntool                    separable, pinned     not separable, pinned")
    tools: list[tuple[str, Callable[[Lab, Prepared], Said]]] = [
        ("openssl s_client", s_client),
        ("smtplib login()", smtplib_login),
    ]
    if shutil.which("swaks"):
        tools.append(("swaks --auth", swaks))
    with tempfile.TemporaryDirectory() as folder:
        nodemailer = Nodemailer(Path(folder))
        if nodemailer.install():
            tools.append(("nodemailer verify()", nodemailer))
        for name, tool in tools:
            asyncio.run(_measure(name, tool))


if __name__ == "__main__":
    main()
