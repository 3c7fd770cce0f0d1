"""Reads a CSV of mailboxes, whatever program wrote it: its letters, its delimiter, its columns' names.

Nothing in a password is trimmed, changed or guessed: bytes in an encoding that the file does not tell stay
as they are, and a row that would log in with them is not tested.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.checks.credential import may_hold_password
from bot.errors import InputError, RefusedTargetError
from bot.mailboxes.columns import SAVE_AS, columns_of, lacking, no_columns, plain_name, require_once
from bot.model import MailboxRow, Secret, TlsMode
from bot.net import parse_target
from bot.parse.written.charset import decode_exactly, with_windows_characters, without_halves

ROWS = 1_000
"""Mailboxes of one file; a longer list is split."""

BYTES = 4 << 20
"""Of a file; a thousand mailboxes have a tenth of that."""

_DELIMITERS = ",;\t|"
_FIRST_LINES = 10  # among which the columns are named: a title may stand above them
_FIRST_LINES_CHARS = 20_000
_COUNTED = 10_000  # mailboxes; of a longer list nobody waits for the number
_WORKBOOKS = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))  # APPNOTE.TXT 4.3.7; [MS-CFB] 2.2
_OTHER_FORMS = ("{", "[{", "[\n", "<", "%PDF-")  # JSON or RTF, a page, XML
_PORT = re.compile(r"['’]?0{0,9}([0-9]{1,5})(?:[.,]0{1,9})?")  # a leading ' makes a cell text
_EXCEL_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)  # Excel's own first line

# A spreadsheet that saves a file again writes TRUE and FALSE in its own language.
_YES_OR_NO = (
    "true", "yes", "y", "on", "enabled", "1", "wahr", "ja", "vrai", "oui", "verdadero", "verdadeiro", "sí",
    "sim", "vero", "sì", "waar", "prawda", "tak", "истина", "да",
    "false", "no", "n", "0", "falsch", "nein", "faux", "non", "falso", "não", "onwaar", "nee", "fałsz", "nie",
    "ложь", "нет",
)  # fmt: skip
_MODES: dict[str, TlsMode | None] = {
    "": None, "auto": None, "automatic": None, "tls": None, "tls12": None, "tls13": None,
    # `false` is STARTTLS, as of `secure` at nodemailer.com/smtp: the port tells how.
    **dict.fromkeys(_YES_OR_NO),
    # What exports write beside 465 and 587 alike: encrypted, the port tells how.
    "ssltls": None, "tlsssl": None,
    "implicit": TlsMode.IMPLICIT, "ssl": TlsMode.IMPLICIT, "smtps": TlsMode.IMPLICIT,
    "starttls": TlsMode.STARTTLS, "tlsstarttls": TlsMode.STARTTLS, "explicit": TlsMode.STARTTLS,
}  # fmt: skip
_UNENCRYPTED = {
    "none", "plain", "off", "disabled", "keine", "ohne", "aucun", "aucune", "ninguno", "ninguna",
    "nessuna", "geen",
}  # fmt: skip

TOO_LARGE = f"The file is larger than {BYTES >> 20} MB: that is no list of {ROWS:,} mailboxes. Split it."
EMPTY = "The file is empty. Its first line names the columns: email, password."
NO_TABLE = "The file is no table of rows and columns: export it as CSV, then give that file."
WORKBOOK = (
    "The file is a workbook of Excel or of a like program, or an archive: save it as “CSV UTF-8” there, "
    "then give that file."
)
UNKNOWN_LETTERS = (
    "the mailbox, the password or the server holds a letter that the file's encoding does not tell. "
    + SAVE_AS
)
NO_PASSWORD = "no password is given."  # noqa: S105 - a sentence


@dataclass(frozen=True, slots=True)
class Table:
    """The file as it was read. `cells` hold the passwords and are shown by nothing.

    A cell holds bytes of an unknown encoding as lone surrogates, so that they are written as they were.

    `columns` says in which cell of a row each of `user`, `email`, `password`, `host`, `port`, `tls` stands,
    and `app password` where the file has both passwords.
    """

    header: tuple[str, ...]
    delimiter: str
    columns: dict[str, int]
    rows: tuple[MailboxRow, ...]
    cells: tuple[tuple[str, ...], ...] = field(repr=False)


def cell_of(columns: Mapping[str, int], line: Sequence[str], column: str) -> str:
    """What a row holds in a column; empty where it has none."""
    place = columns.get(column)
    return line[place] if place is not None and place < len(line) else ""


def password_column(columns: Mapping[str, int], line: Sequence[str]) -> str:
    """Where the password stands that a row logs in with: the account's where no app password is given."""
    return "app password" if cell_of(columns, line, "app password").strip() else "password"


def read_table(raw: bytes) -> Table:
    """Read the file; raises InputError that says what is missing or too much."""
    if len(raw) > BYTES:
        raise InputError(TOO_LARGE)
    if raw.startswith(_WORKBOOKS):
        raise InputError(WORKBOOK)
    text = decode_exactly(raw).removeprefix("\ufeff").rstrip("\x1a")  # DOS programs end a file with it
    if not text.strip():
        raise InputError(EMPTY)
    if "\0" in text:
        raise InputError("The file is no text: export it as CSV, then give that file.")
    if text.lstrip().startswith(_OTHER_FORMS):
        raise InputError(NO_TABLE)
    told = _EXCEL_LINE.match(text)
    text = text[told.end() :] if told is not None else text
    lists = _in_first_cells(text)
    delimiter = told.group(1) if told is not None and lists is text else _delimiter_of(lists)
    header, columns, cells = _lines(lists, delimiter)
    if not cells:
        raise InputError("The file names its columns and holds no mailbox below them.")
    if len(cells) > ROWS:
        many = f"{len(cells):,}" if len(cells) < _COUNTED else f"{_COUNTED:,} or more"
        raise InputError(f"The file holds {many} mailboxes; {ROWS:,} are checked at once. Split the file.")
    rows = tuple(
        _row(number, line, len(header), columns, delimiter) for number, line in enumerate(cells, start=1)
    )
    return Table(header, delimiter, columns, rows, cells)


def _in_first_cells(text: str) -> str:
    """The lines that stand each in the first cell of a wider table, its other cells empty; else the text.

    So a spreadsheet whose delimiter is another one saves a list that it did not split: `a,b,c;;`.
    """
    outer = text.lstrip().partition("\n")[0].rstrip()[-1:]
    if not outer or outer not in _DELIMITERS:
        return text
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=outer, strict=True))
    except csv.Error:
        return text
    if any(len(line) == 1 or any(cell.strip() for cell in line[1:]) for line in lines):
        return text
    return "\n".join(line[0] if line else "" for line in lines)


def _delimiter_of(text: str) -> str:
    """The one by which a first line names the most columns that are known; a comma where none does."""
    first = text.lstrip(f"\r\n {_DELIMITERS}")[:_FIRST_LINES_CHARS].splitlines()[:_FIRST_LINES]

    def known(delimiter: str) -> int:
        lines = csv.reader(first, delimiter=delimiter)
        return max((len(columns_of(_unpacked(line, delimiter))) for line in lines), default=0)

    return max(_DELIMITERS, key=known)


def _lines(text: str, delimiter: str) -> tuple[tuple[str, ...], dict[str, int], tuple[tuple[str, ...], ...]]:
    """The names of the columns, the places of those that are known, and the rows below.

    Raises InputError where nothing names them, and where a quotation mark that nobody closes would swallow
    the next rows.
    """
    rows = _numbered_rows(text, delimiter)
    header, columns = _named_columns(rows, delimiter)
    lines: list[tuple[str, ...]] = []
    for began, packed in islice(rows, _COUNTED):
        line = _unpacked(packed, delimiter)
        if _swallows(line, delimiter, len(header), columns):
            raise _misread(text, began)
        lines.append(tuple(line))
    return header, columns, tuple(lines)


def _numbered_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line at which it begins; raises InputError as `_lines`."""
    # A quotation mark behind a space opens a cell for no program: `skipinitialspace` stays off.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    began = 1
    try:
        for line in reader:
            if any(cell.strip() for cell in line):
                yield began, line
            began = reader.line_num + 1
    except csv.Error:
        raise _misread(text, began) from None


def _unpacked(line: list[str], delimiter: str) -> list[str]:
    """The cells of a row that stands whole in the first one, as spreadsheets save what they did not split."""
    whole, *rest = line or [""]
    if delimiter not in whole or any(rest):
        return line
    try:
        return next(csv.reader([whole], delimiter=delimiter, strict=True))
    except csv.Error:
        return line


def _named_columns(
    rows: Iterator[tuple[int, list[str]]], delimiter: str
) -> tuple[tuple[str, ...], dict[str, int]]:
    """The first row that names columns; what stands above it, such as a title, is passed over."""
    above: list[tuple[str, ...]] = []
    for _, line in rows:
        names = tuple(cell.strip() for cell in _unpacked(line, delimiter))
        columns = columns_of(names)
        if not lacking(columns):
            require_once(names, columns)
            return names, columns
        above.append(names)
        if len(above) == _FIRST_LINES or _may_be_mailbox(line):
            break
    raise InputError(no_columns(above[0]) if above else EMPTY)


def _misread(text: str, began: int) -> InputError:
    """What is wrong with a row that begins at a line and is no row."""
    if '"' not in text:
        return InputError(
            f"Line {began:,} of the file holds a cell of more than {csv.field_size_limit():,} "
            "characters: that is no list of mailboxes."
        )
    return InputError(
        f"Line {began:,} of the file opens a quotation mark and does not close it at the cell's end. "
        "Put the whole cell in quotation marks and double the one inside, or save the file again as CSV."
    )


def _swallows(line: Sequence[str], delimiter: str, width: int, columns: Mapping[str, int]) -> bool:
    """Whether a cell goes on over a line's end into the cells of another row; a signature may have lines."""
    for place, cell in enumerate(line):
        lines = cell.splitlines()
        if len(lines) < 2:
            continue
        if place in columns.values() and any(delimiter in one or "@" in one for one in lines[1:]):
            return True
        if any(one.count(delimiter) >= width - 1 and "@" in one for one in lines[1:]):
            return True
        cut = (lines[0].count(delimiter), lines[-1].count(delimiter))
        if "@" in cell and cut == (width - 1 - place, place):  # the end of one row, the beginning of the next
            return True
    return False


def _may_be_mailbox(line: Sequence[str]) -> bool:
    """Whether a line may be a row: a title is one cell, or has no address in it."""
    return any("@" in cell for cell in line) and sum(cell.strip() != "" for cell in line) > 1


def _row(
    number: int, line: Sequence[str], width: int, columns: Mapping[str, int], delimiter: str
) -> MailboxRow:
    def cell(column: str) -> str:
        return with_windows_characters(cell_of(columns, line, column))

    password, tls = cell(password_column(columns, line)), plain_name(cell("tls"))
    first = min(columns[name] for name in ("password", "app password") if name in columns)
    behind = {name: cell(name).strip() for name, place in columns.items() if place > first}
    shifted = _shift(line, width, delimiter, cell("port").strip(), tls, behind.get("host", ""))

    def told(column: str) -> str:
        """A cell that may be shown: in a shifted row, one behind the password may be a part of it."""
        return "" if shifted is not None and column in behind else without_halves(cell(column))

    user = told("user") if told("user").strip() else told("email")
    secret = Secret(password.encode("utf-8", "surrogateescape"))
    return MailboxRow(
        number=number,
        name="" if may_hold_password(user, secret) else user,
        user=user,
        password=secret,
        host=told("host").strip() or None,
        port=_port(told("port").strip()),
        tls=_MODES.get(tls),
        fault=shifted or _lack(user, password, tls, (cell("email"), cell("user"), password, cell("host"))),
    )


def _shift(
    line: Sequence[str], width: int, delimiter: str, port: str, tls: str, host_behind: str
) -> str | None:
    """Why the cells of a row seem to stand in others' columns; None where they do not.

    `host_behind` is the server's cell where it stands behind the password, and may be a part of it.
    """
    sign = {"\t": "a tab", ",": "a comma", ";": "a semicolon"}.get(delimiter, f"“{delimiter}”")
    if len(line) > width and any(extra.strip() for extra in line[width:]):
        return (
            f"{len(line)} cells stand there, and {width} columns have a name: a password that holds {sign} "
            "must stand in quotation marks."
        )
    if host_behind and not _is_server(host_behind):
        return (
            "the server is no name such as mail.example.com. Give the bare name; a password that holds "
            f"{sign} must stand in quotation marks."
        )
    if port and _port(port) is None:
        return "the port is no number from 1 to 65535."
    if tls not in _MODES and tls not in _UNENCRYPTED:
        return "the tls is none of implicit, starttls and auto."
    return None


def _is_server(host: str) -> bool:
    """Whether a cell names a server of the Internet: an address, or a name of several words."""
    try:
        parsed, _ = parse_target(host)
    except RefusedTargetError:
        return False
    return parsed.address is not None or "." in parsed.name


def _lack(user: str, password: str, tls: str, cells: Iterable[str]) -> str | None:
    """Why a row whose cells stand where they belong gets no login; None where it does."""
    if not user.strip():
        return "no mailbox is named."
    if not password:
        return NO_PASSWORD
    if any(without_halves(cell) != cell for cell in cells):
        return UNKNOWN_LETTERS
    if tls in _UNENCRYPTED:
        return "no encryption is asked for, and a file's passwords are never sent so."
    return None


def _port(text: str) -> int | None:
    """A port as spreadsheets write it: `587`, `587.00`, `587,0`, `'587`; None for anything else."""
    written = _PORT.fullmatch(text)
    return int(written[1]) if written and 1 <= int(written[1]) <= 65535 else None
