"""What is written of a run: a line of JSON a row, a table of results, the cleaned table.

Only the cleaned table holds passwords; it is this user's alone (mode 0600), and so are the results.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from bot.cards.export import neutral
from bot.cards.mailboxes import RESULT_COLUMNS, result_cells, why
from bot.checks.cleaning import clean_credential
from bot.errors import InputError
from bot.finding import report_json
from bot.knowledge import Knowledge
from bot.mailboxes.columns import plain_name
from bot.mailboxes.platforms import COLUMNS, Column
from bot.mailboxes.table import Table, cell_of, password_column
from bot.model import Entry, Platform, RowResult, args_of
from bot.parse.written.charset import with_windows_characters


def row_json(result: RowResult) -> dict[str, Any]:
    """One row as the contract's JSON has it; `because` is null unless the row was not tested."""
    row = result.row
    named = {"host": row.host, "port": row.port, "tls": row.tls.value if row.tls else None, "user": row.name}
    shown: dict[str, Any] = {"row": row.number, "verdict": result.verdict, "because": why(result) or None}
    if result.report is not None:
        return {**report_json(result.report), **shown}
    target = {name: value for name, value in named.items() if value}
    return {"target": target, "finding": None, "evidence": [], "stages": [], "attempts": 0, **shown}


def require_place(path: str, first_line: str) -> None:
    """Raises InputError where a table that begins with this line cannot be written, or is not to be.

    An earlier table of the same columns is replaced, nothing else is. Asked before a run, so that nobody logs
    in for a result that has no place.
    """
    if os.path.exists(path) and not os.path.isfile(path):  # what replaces /dev/null stays there
        raise InputError(f"{path} is no ordinary file. Name another one.")
    folder, wanted = os.path.dirname(path) or ".", first_line.encode("utf-8", "surrogateescape")
    try:
        with tempfile.TemporaryFile(prefix=".smtpcheck-", dir=folder):
            pass
        if not os.path.exists(path):
            return
        with open(path, "rb") as there:
            begins = there.read(len(wanted))
    except OSError as error:
        raise InputError(_unwritable(path, error)) from error
    if begins not in (b"", wanted):
        raise InputError(f"{path} exists and holds something else. Name another file.")


def _unwritable(path: str, error: OSError) -> str:
    return f"{path} cannot be written: {error.strerror}. Name another file."


def open_private(path: str) -> TextIO:
    """A new file of this user's alone in the place of an old one; raises InputError where it cannot be."""
    try:
        descriptor, made = tempfile.mkstemp(prefix=".smtpcheck-", dir=os.path.dirname(path) or ".")
        try:
            os.replace(made, path)
        except OSError:
            os.unlink(made)
            raise
    except OSError as error:
        raise InputError(_unwritable(path, error)) from error
    # Cells in an encoding that nobody knows are written as they were read (PEP 383).
    return os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape", newline="")


class ResultText:
    """The table of results as text: rows are added as they are known and stand in the file's order."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._lines = {0: _line(RESULT_COLUMNS)}

    def add(self, result: RowResult) -> str:
        """Add one row; returns its line."""
        line = _line(result_cells(result, self._entries))
        self._lines[result.row.number] = line
        return line

    @property
    def text(self) -> str:
        """The table with all rows that were added."""
        return "".join(line for _, line in sorted(self._lines.items()))


class ResultFile:
    """The table of results as a file, each row as soon as it is known: one that is killed keeps what it has.

    Once closed its rows stand in the file's order.
    """

    def __init__(self, path: str, knowledge: Knowledge) -> None:
        require_place(path, _line(RESULT_COLUMNS))
        self._out = open_private(path)
        self._table = ResultText(knowledge.entries)
        self._out.write(self._table.text)

    def add(self, result: RowResult) -> None:
        """Write one row."""
        self._out.write(self._table.add(result))
        self._out.flush()

    def close(self) -> None:
        """Put the rows in order and close the file."""
        with self._out:
            self._out.seek(0)
            self._out.write(self._table.text)  # the same lines: not a byte more or less


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerow(map(neutral, cells))
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many rows of the cleaned table differ from the file's, and how many it leaves out."""

    changed: int
    left_out: int


def write_cleaned(
    path: str, table: Table, results: Iterable[RowResult], platform: Platform | None
) -> Cleaned:
    """Write the table without what the offline check proves to be damage.

    In the file's own columns every row is there, one whose damage has no certain remedy as it was. In a
    platform's a row that cannot be used as it is (it has a `fault`) is left out;
    server and port are those of its check where the row names none.
    """
    changed = left_out = 0
    columns = COLUMNS[platform] if platform is not None else ()
    with open_private(path) as out:
        writer = csv.writer(out, delimiter=_delimiter(table, platform))
        writer.writerow(_header(table, platform))
        for cells, result in zip(table.cells, results, strict=True):
            filled = _filled(table, cells, result)
            if result.row.fault is None:
                changed += _clean(filled, result.row.host)
            elif platform is not None:
                left_out += 1
                continue
            writer.writerow(
                [_of_platform(table, cells, filled, column) for column in columns]
                or _in_place(table, cells, filled)
            )
    return Cleaned(changed, left_out)


def require_cleaned_place(path: str, table: Table, platform: Platform | None) -> None:
    """Raises InputError where the cleaned table cannot be written, or would replace something else."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=_delimiter(table, platform)).writerow(_header(table, platform))
    require_place(path, out.getvalue())


def _delimiter(table: Table, platform: Platform | None) -> str:
    return table.delimiter if platform is None else ","


def _header(table: Table, platform: Platform | None) -> Sequence[str]:
    return [column.name for column in COLUMNS[platform]] if platform is not None else table.header


def _clean(filled: dict[str, str], host: str | None) -> bool:
    """Put the cleaned form in the place of a damaged credential; says whether there was one."""
    user = filled["user"]
    clean = clean_credential(with_windows_characters(user), with_windows_characters(filled["password"]), host)
    if clean is None:
        return False
    filled["user"], filled["password"] = clean
    if filled["email"] == user:
        filled["email"] = clean[0]
    return True


def _of_platform(table: Table, cells: Sequence[str], filled: dict[str, str], column: Column) -> str:
    held = _held(table, cells, (column.name, *column.also))
    if column.filled is None:
        return held or " ".join(filter(None, (_held(table, cells, (name,)) for name in column.joined)))
    checked = _checked(table, cells).get(column.filled, column.filled)
    own = column.own and held not in ("", _cell(table, cells, checked))
    return held if own else filled[column.filled] or held


def _filled(table: Table, cells: Sequence[str], result: RowResult) -> dict[str, str]:
    """What a row says of its mailbox, the server as it was checked where the row names none."""
    evidence = result.report.evidence if result.report is not None else ()
    worked = next(args_of(evidence, "login.settings"), {})
    row, checked = result.row, _checked(table, cells)
    user = _cell(table, cells, checked["user"])
    return {
        "email": _cell(table, cells, "email") or user,
        "user": user,
        "password": _cell(table, cells, checked["password"]),
        "host": str(row.host or worked.get("host") or ""),
        "port": str(row.port or worked.get("port") or ""),
    }


def _in_place(table: Table, cells: Sequence[str], filled: dict[str, str]) -> list[str]:
    """The row's own cells, the cleaned ones in their places."""
    written = list(cells)
    for name, column in _checked(table, cells).items():
        place = table.columns.get(column)
        if place is not None and place < len(written):
            written[place] = filled[name]
    return written


def _checked(table: Table, cells: Sequence[str]) -> dict[str, str]:
    """In which columns the name and the password stand that log in: the address where no name is given."""
    user = "user" if _cell(table, cells, "user").strip() else "email"
    return {"user": user, "password": password_column(table.columns, cells)}


def _cell(table: Table, cells: Sequence[str], column: str) -> str:
    return cell_of(table.columns, cells, column)


def _held(table: Table, cells: Sequence[str], names: Sequence[str]) -> str:
    """What the file holds in a column of one of these names; empty where it has none."""
    header = [plain_name(name) for name in table.header]
    place = next((header.index(plain_name(name)) for name in names if plain_name(name) in header), None)
    return cells[place] if place is not None and place < len(cells) else ""
