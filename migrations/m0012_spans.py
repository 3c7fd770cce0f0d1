"""Statistics of a long range add up fewer tallies: four weeks and a year are counted as well."""

from __future__ import annotations

from sqlite_utils import Database

from migrations.m0007_learning import TRIGGERS

SPANS = "select 1 as days union all select 7"
LONGER = (28, 364)  # days; each holds the one before as a whole, and all are counted from 1970

STATEMENTS = (
    *(
        f"""
        insert into tallies (place, days, start, fact, n)
        select place, {days}, start / {days} * {days} as begun, fact, sum(n) from tallies
        where days = 7 group by place, begun, fact
        """  # noqa: S608 - the constants above
        for days in LONGER
    ),
    *(f"drop trigger tallies_{event}" for event in ("insert", "update", "delete")),
    *(
        trigger.replace(SPANS, " union all ".join((SPANS, *(f"select {days}" for days in LONGER))))
        for trigger in TRIGGERS
    ),
)


def migrate(db: Database) -> None:
    """Add up the weeks there are, and count the longer spans from then on."""
    for statement in STATEMENTS:
        db.execute(statement)
