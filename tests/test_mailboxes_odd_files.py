"""A list of mailboxes in a form that nobody meant: it is read, or refused with what is missing."""

from __future__ import annotations

import pytest

from bot.errors import InputError
from bot.mailboxes.table import read_table

NO_TEXT = "The file is no text: export it as CSV, then give that file."
NO_COLUMN = (
    "The first line names no columns “email” and “password”. Wanted are email and password, "
    "and where they are known host, port and tls; other columns are left alone."
)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(bytes(range(256)) * 400, NO_TEXT, id="binary"),
        pytest.param(b"PK\x03\x04" + bytes(2000), NO_TEXT, id="a workbook or archive"),
        pytest.param(b"a\rb,\rc", NO_COLUMN, id="other columns, line ends of old Macs"),
    ],
)
def test_what_is_no_list_is_refused_with_what_is_missing(raw: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read_table(raw)
    assert str(refused.value) == said


def test_a_cell_that_is_too_long_is_not_called_a_quotation() -> None:
    with pytest.raises(InputError) as refused:
        read_table(b"email,password\nana@example.com," + b"x" * 140_000)
    assert str(refused.value) == (
        "Line 2 of the file holds a cell of more than 131,072 characters: that is no list of mailboxes."
    )


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"], ids=["old Mac", "Unix", "Windows"])
def test_a_list_is_read_whatever_ends_its_lines(end: str) -> None:
    table = read_table(f"email;password{end}ana@example.com;a,b{end}ben@example.com;c{end}".encode())
    assert (table.header, table.delimiter, table.cells) == (
        ("email", "password"),
        ";",
        (("ana@example.com", "a,b"), ("ben@example.com", "c")),
    )
