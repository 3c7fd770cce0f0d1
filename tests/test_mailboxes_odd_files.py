"""A list of mailboxes in a form that nobody meant: it is read, or refused with what is missing."""

from __future__ import annotations

import pytest

from bot.errors import InputError
from bot.mailboxes.table import UNKNOWN_LETTERS, read_table
from bot.model import TlsMode

NO_TEXT = "The file is no text: export it as CSV, then give that file."
WORKBOOK = (
    "The file is a workbook of Excel or of a like program, or an archive: save it as “CSV UTF-8” there, "
    "then give that file."
)
NO_COLUMN = (
    "The first line names no columns “email” and “password”. Wanted are email and password, "
    "and where they are known host, port and tls; other columns are left alone."
)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(bytes(range(256)) * 400, NO_TEXT, id="binary"),
        pytest.param(b"PK\x03\x04" + bytes(2000), WORKBOOK, id="a workbook or archive"),
        pytest.param(b"PK\x03\x04\x14\x06\x08!PK", WORKBOOK, id="a workbook without a zero byte"),
        pytest.param(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), WORKBOOK, id="an old workbook"),
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


@pytest.mark.parametrize("encoding", ["cp1250", "cp1251", "cp1252", "mac_roman", "cp437"])
def test_a_password_in_letters_that_the_file_does_not_tell_is_not_tested(encoding: str) -> None:
    letter = bytes((0xA3,)).decode(encoding)
    lines = f"email,password,name\nana@example.com,p{letter}ss,Ana\nben@example.com,x,{letter}uk\n"
    ana, ben = read_table(lines.encode(encoding)).rows
    assert (ana.fault, ben.fault) == (UNKNOWN_LETTERS, None)
    assert ana.password.reveal() == b"p\xa3ss"


def test_an_address_in_letters_that_the_file_does_not_tell_is_shown_without_them() -> None:
    (row,) = read_table(b"email,password\nj\xf6rg@example.com,x\n").rows
    assert (row.fault, row.name, row.user) == (UNKNOWN_LETTERS, "j?rg@example.com", "j?rg@example.com")


@pytest.mark.parametrize("encoding", ["cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257", "latin-1"])
def test_what_windows_writes_alike_in_every_country_is_read(encoding: str) -> None:
    (row,) = read_table("email,password\nana@example.com,horse\u00a0\n".encode(encoding)).rows
    assert (row.fault, row.password.reveal()) == (None, "horse\u00a0".encode())


@pytest.mark.parametrize(
    "names",
    [
        "E-Mail-Adresse;Kennwort",
        "Courriel;Mot de passe",
        "Correo;Contraseña",
        "Usuário;Senha",
        "Почта;Пароль",
        "E-post;Lösenord",
        "E-posta;Şifre",
        "Sähköposti;Salasana",
        "E-mail cím;Jelszó",
        "Email;Κωδικός",
        "البريد الإلكتروني;كلمة المرور",
        "邮箱;密码",
        "メールアドレス;パスワード",
        "이메일;비밀번호",
    ],
)
def test_columns_are_known_by_their_names_in_other_languages(names: str) -> None:
    (row,) = read_table(f"{names}\nana@example.com;x\n".encode()).rows
    assert (row.user, row.password.reveal(), row.fault) == ("ana@example.com", b"x", None)


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        ("E-Mail;Kennwort;Verschlüsselung", "cp1252"),
        ("Correo electrónico;Contraseña;Cifrado", "cp1252"),
        ("Correo electrónico;Contraseña;Cifrado", "mac_roman"),
        ("Adres e-mail;Hasło;Szyfrowanie", "cp1250"),
        ("Почта;Пароль;Шифрование", "cp1251"),
        ("E-posta;Şifre;TLS", "cp1254"),
        ("邮箱;密码;TLS", "gb18030"),
        ("メールアドレス;パスワード;TLS", "cp932"),
        ("이메일;비밀번호;TLS", "cp949"),
    ],
)
def test_columns_are_known_in_the_encodings_that_spreadsheets_save_in(names: str, encoding: str) -> None:
    table = read_table(f"{names}\nana@example.com;x;starttls\n".encode(encoding))
    (row,) = table.rows
    assert (row.user, row.password.reveal(), row.tls, row.fault) == (
        "ana@example.com",
        b"x",
        TlsMode.STARTTLS,
        None,
    )
    assert ";".join(table.header).encode("utf-8", "surrogateescape") == names.encode(encoding)


def test_names_in_an_encoding_that_nothing_tells_are_asked_for_in_another() -> None:
    with pytest.raises(InputError) as refused:
        read_table("Πόστα;Κωδικός\nana@example.com;x\n".encode("cp1253"))
    assert str(refused.value) == (
        "The first line names no columns “email” and “password”. Wanted are email and password, and where "
        "they are known host, port and tls; other columns are left alone. Its letters are in an encoding that "
        "the file does not tell. Save the file as “CSV UTF-8” and give it again."
    )


def test_a_list_with_colons_is_told_to_have_cells() -> None:
    with pytest.raises(InputError) as refused:
        read_table(b"ana@example.com:s3cret\nben@example.com:x\n")
    assert str(refused.value) == (
        "The first line holds a mailbox, where the names of the columns belong. "
        "Put a line such as email,password,host,port above it, and a comma between the cells."
    )


@pytest.mark.parametrize(
    "above",
    [
        "Mailboxes of ACME\n",
        "\nMailboxes of ACME,,,\n\n",
        "Export for ana@example.com\nmade,2026-11-29\n",
        "Mailboxes; of | ACME\n",
    ],
)
def test_what_stands_above_the_columns_names_is_passed_over(above: str) -> None:
    table = read_table(f"{above}email,password,host\nana@example.com,a,b\n".encode())
    assert (table.header, table.delimiter, table.cells) == (
        ("email", "password", "host"),
        ",",
        (("ana@example.com", "a", "b"),),
    )


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param('"email,password,host"\n"ana@example.com,a,b"\n"ben@example.com,""p,""""s"",d"\n', id="each"),
        pytest.param('email,password,host\nana@example.com,a,b\n"ben@example.com,""p,""""s"",d"\n', id="one"),
        pytest.param('"email,password,host",,\n"ana@example.com,a,b",,\n"ben@example.com,""p,""""s"",d",,\n', id="wide"),
    ],
)  # fmt: skip
def test_a_row_that_a_spreadsheet_put_into_one_cell_is_read_as_the_row_it_was(lines: str) -> None:
    table = read_table(lines.encode())
    assert (table.header, table.delimiter) == (("email", "password", "host"), ",")
    assert table.cells == (("ana@example.com", "a", "b"), ("ben@example.com", 'p,"s', "d"))


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ('"ana@example.com;p,s"', ("ana@example.com", "p,s")),
        ('"ana@example.com,x"', ("ana@example.com,x",)),
        ('"ana@example.com;""p""s"', ('ana@example.com;"p"s',)),
    ],
    ids=["delimiter of the names", "another delimiter", "no row"],
)
def test_one_cell_is_a_row_by_the_files_delimiter_alone(row: str, cells: tuple[str, ...]) -> None:
    assert read_table(f"email;password\n{row}\n".encode()).cells == (cells,)


def test_a_title_in_quotation_marks_stays_one() -> None:
    table = read_table(b'"Mailboxes, made for ana@example.com"\nemail,password\nben@example.com,x\n')
    assert table.cells == (("ben@example.com", "x"),)


def test_two_rows_in_one_cell_are_refused() -> None:
    with pytest.raises(InputError, match=r"Line 2 of the file opens a quotation mark"):
        read_table(b'email,password\n"ana@example.com,x\nben@example.com,y"\n')


def test_a_mailbox_above_the_columns_names_is_no_title() -> None:
    with pytest.raises(InputError) as refused:
        read_table(b"ana@example.com,s3cret\nemail,password\nben@example.com,x\n")
    assert str(refused.value) == (
        "The first line holds a mailbox, where the names of the columns belong. "
        "Put a line such as email,password,host,port above it."
    )
