"""Numbers of what Slack shows: one that a button there may carry is never given to anything else.

A new row has the highest number of its table plus one. After a restore messages that are newer than the
backup carry such numbers already: `go_on_from` keeps them from being given again.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.store.database import Transaction

NUMBERED = ("incidents", "handoffs", "waves")
"""Tables whose rows have their numbers in the buttons of messages."""


def next_number(db: Transaction, table: str) -> int:
    """Return the number of the table's next row."""
    row = db.execute(
        f"select max(coalesce((select max(id) from {table}), 0),"  # noqa: S608 - a table of ours
        " coalesce((select above from numbers where of = ?), 0)) + 1 as number",
        (table,),
    ).fetchone()
    return int(row["number"])


def next_numbers(db: Transaction) -> dict[str, int]:
    """Return the same of each table whose numbers stand in Slack."""
    return {table: next_number(db, table) for table in NUMBERED}


def go_on_from(db: Transaction, numbers: Mapping[str, int]) -> None:
    """Give no number below these any more."""
    for table, number in numbers.items():
        db.execute(
            "insert into numbers (of, above) values (?, ?) on conflict (of)"
            " do update set above = max(above, excluded.above)",
            (table, number - 1),
        )
