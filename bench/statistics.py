"""One million incidents: the upgrade, statistics of several ranges, the pace and memory of exports."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bench.queue import p95, told
from bot.exports import Form, order
from bot.finding import finding_json
from bot.period import Period, parse_period
from bot.store import Store, Transaction
from bot.store.records import finding_columns
from bot.store.sight import Sight
from bot.store.statistics import load_statistics
from migrations import MIGRATIONS
from tests.store_house import FINDING

INCIDENTS = 1_000_000
DAYS = 400
CHANNELS = [f"C{number}" for number in range(20)]
OWNERS = [f"U{number}" for number in range(40)]
ENTRIES = [f"entry-{number}" for number in range(200)]
PROVIDERS = [f"provider-{number}" for number in range(30)]
FAMILIES = [f"family-{number}" for number in range(22)]
ASKER = "U40"
HANDED_ON = 2_000  # of so many one is the asker's, whichever channel it is in
# How many tallies a range adds up depends on where weeks begin: so each length of days is asked for.
LENGTHS = {"7d": [7] * 40, "30d": [30] * 40, "1d to 31d": range(1, 32), "32d to 366d": range(32, 367)}
WRITE = "from bot.exports import main; main()"
MEMORY = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
MS = 1_000
DAY_MS = 86_400_000


def rows(today: datetime) -> Iterator[dict[str, Any]]:
    """Incidents as a busy desk has them: a few entries are most of them, nine in ten are resolved."""
    chance = random.Random(7)  # noqa: S311 - figures, no secrets
    start = int((today - timedelta(days=DAYS)).timestamp() * MS)
    columns = finding_columns((FINDING,))
    weights = [1 / rank for rank in range(1, len(ENTRIES) + 1)]
    picks = chance.choices(range(len(ENTRIES)), weights, k=INCIDENTS)
    for number, pick in enumerate(picks):
        opened = start + number * DAYS * DAY_MS // INCIDENTS
        resolved = opened + int(chance.lognormvariate(9, 2) * MS) if chance.random() < 0.9 else None
        owner = chance.choice(OWNERS) if chance.random() < 0.95 else None
        owner = owner if number % HANDED_ON else ASKER
        yield {
            **columns,
            "team": "T1",
            "channel": chance.choice(CHANNELS),
            "reporter": chance.choice(OWNERS),
            "state": "resolved" if resolved else "assigned" if owner else "new",
            "owner": owner,
            "family": FAMILIES[pick % len(FAMILIES)],
            "entry": ENTRIES[pick],
            "provider": PROVIDERS[min(len(PROVIDERS) - 1, int(chance.expovariate(0.3)))],
            "opened_at": opened,
            "resolved_at": resolved,
            "helped": f"step-{chance.randrange(4)}" if resolved and chance.random() < 0.7 else None,
        }


def fill(path: Path, today: datetime) -> float:
    """Write the incidents into the schema before learning, then upgrade it; returns the upgrade's seconds."""
    conn = sqlite3.connect(path, isolation_level=None)
    db = Database(conn, execute_plugins=False)
    db.enable_wal()
    MIGRATIONS.apply(db, stop_before="m0007_learning")
    conn.execute("begin")
    conn.executemany(
        """
        insert into incidents (team, channel, reporter, state, owner, family, entry, cause, provider,
            reply_code, enhanced_code, reply_text, recipient, findings, seen, opened_at, updated_at,
            resolved_at, helped, version)
        values (:team, :channel, :reporter, :state, :owner, :family, :entry, :cause, :provider,
            :reply_code, :enhanced_code, :reply_text, :recipient, :findings, 1, :opened_at, :opened_at,
            :resolved_at, :helped, 1)
        """,
        rows(today),
    )
    conn.execute("commit")
    start = time.perf_counter()
    MIGRATIONS.apply(db)
    took = time.perf_counter() - start
    conn.close()
    return took


def measure(path: Path, today: datetime) -> None:
    """Each range again and again, for somebody who sees all channels, half of them, and three."""
    store = Store.open(str(path), read_only=True)
    for name, lengths in LENGTHS.items():
        for channels in (CHANNELS, CHANNELS[: len(CHANNELS) // 2], CHANNELS[:3]):
            sight, spent, busy = Sight("T1", ASKER, frozenset(channels)), [], []
            for days in lengths:
                period = parse_period(f"{days}d", today.date())

                def timed(db: Transaction, period: Period = period, sight: Sight = sight) -> float:
                    start = time.thread_time()
                    load_statistics(db, sight=sight, period=period)
                    return MS * (time.thread_time() - start)

                start = time.perf_counter()
                busy.append(store.read_now(timed))
                spent.append(MS * (time.perf_counter() - start))
            row = f"{name}, {len(channels)} of {len(CHANNELS)} channels"
            print(f"{told(row, spent)}   processor p95 {p95(busy):6.2f} ms")
    store.close_now()


def export(path: Path, today: datetime, form: Form) -> None:
    """Everything into one file by the process that does it for Slack: its time, its size, its memory."""
    sight = Sight("T1", "U0", frozenset(CHANNELS))
    period = parse_period("366d", today.date())
    with tempfile.TemporaryFile(dir=path.parent) as file:
        start = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-c", f"{WRITE}; {MEMORY}", str(file.fileno())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=(file.fileno(),),
        )
        told, _ = child.communicate(order(str(path), sight, period, form, {}))
        took = time.perf_counter() - start
        written, memory = told.split()
        size = os.fstat(file.fileno()).st_size
    print(
        f"export {form}: {int(written):,} incidents, {size >> 20:,} MB in {took:.0f} s, "
        f"at most {int(memory) >> 10} MB of memory"
    )


def main() -> None:
    """Print the figures."""
    today = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "smtpcheck.db"
        took = fill(path, today)
        print(f"upgrade of {INCIDENTS:,} incidents: {took:.0f} s; {path.stat().st_size >> 20:,} MB; ", end="")
        print(f"{len(json.dumps(finding_json(FINDING))):,} bytes a finding")
        measure(path, today)
        for form in Form:
            export(path, today, form)
