"""A CSV of mailboxes as programs write it: its letters, delimiters and columns; what cannot be read is said."""

from __future__ import annotations

import pytest

from bot.errors import InputError
from bot.mailboxes import ROWS, read_table
from bot.mailboxes.columns import columns_of
from bot.model import TlsMode

INSTANTLY = (
    "Email,First Name,Last Name,IMAP Username,IMAP Password,IMAP Host,IMAP Port,"
    "SMTP Username,SMTP Password,SMTP Host,SMTP Port,Daily Limit,Warmup Enabled\r\n"
    "ana@example.com,Ana,Lee,imap-ana,imap-secret,imap.example.com,993,"
    "ana.smtp,smtp-secret,smtp.example.com,587,30,TRUE\r\n"
)
SMARTLEAD = (
    "from_name,from_email,user_name,password,smtp_host,smtp_port,imap_host,imap_port\n"
    "Ana,ana@example.com,ana@example.com,s3cret,smtp.example.com,465,imap.example.com,993\n"
)
GOOGLE = (
    "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],"
    "Password Hash Function [UPLOAD ONLY],Org Unit Path [Required],Recovery Email\r\n"
    "Ana,Lee,ana@example.com,s3cret,,/,ana@example.net\r\n"
)
BISON = (
    "Name,Email,Password,IMAP Server,IMAP Port,SMTP Server,SMTP Port,Daily Limit,SMTP Secure,IMAP Secure\n"
    "Ana,ana@example.com,s3cret,imap.example.com,993,smtp.example.com,465,30,TRUE,TRUE\n"
)
CAMEL = "email,password,smtpHost,smtpPort,smtpTls\nana@example.com,s3cret,smtp.example.com,587,starttls\n"


def rows_of(text: str | bytes):
    return read_table(text.encode() if isinstance(text, str) else text).rows


def told(row):
    return row.name, row.user, row.password.reveal(), row.host, row.port, row.tls, row.fault


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (INSTANTLY, ("ana.smtp", "ana.smtp", b"smtp-secret", "smtp.example.com", 587, None, None)),
        (SMARTLEAD, ("ana@example.com", "ana@example.com", b"s3cret", "smtp.example.com", 465, None, None)),
        (CAMEL, ("ana@example.com", "ana@example.com", b"s3cret", "smtp.example.com", 587, TlsMode.STARTTLS, None)),
        ("Password;E-Mail\nx;ana@example.com\n", ("ana@example.com", "ana@example.com", b"x", None, None, None, None)),
        ("email\tpassword\nana@example.com\tpa,ss;wd\n", ("ana@example.com", "ana@example.com", b"pa,ss;wd", None, None, None, None)),
        ("sep=;\r\nemail;password\r\nana@example.com;x\r\n", ("ana@example.com", "ana@example.com", b"x", None, None, None, None)),
        (GOOGLE, ("ana@example.com", "ana@example.com", b"s3cret", None, None, None, None)),
        (BISON, ("ana@example.com", "ana@example.com", b"s3cret", "smtp.example.com", 465, None, None)),
        ("Adresse e-mail;Mot de passe;Serveur SMTP;Port SMTP\nana@example.com;x;smtp.example.com;587\n", ("ana@example.com", "ana@example.com", b"x", "smtp.example.com", 587, None, None)),
        ("Adres e-mail;Hasło;Serwer SMTP;Port SMTP\nana@example.com;x;smtp.example.com;587\n", ("ana@example.com", "ana@example.com", b"x", "smtp.example.com", 587, None, None)),
        ("Email Address,Email Password,SMTP Server Host,SMTP Server Port\nana@example.com,x,smtp.example.com,587\n", ("ana@example.com", "ana@example.com", b"x", "smtp.example.com", 587, None, None)),
        ('#TYPE Selected.Custom\n"UserPrincipalName","Password"\n"ana@example.com","x"\n', ("ana@example.com", "ana@example.com", b"x", None, None, None, None)),
        (";;\r\n;;\r\nemail;password;\r\nana@example.com;x;\r\n", ("ana@example.com", "ana@example.com", b"x", None, None, None, None)),
        ("email,password,SMTP Secure\nana@example.com,x,FALSE\n", ("ana@example.com", "ana@example.com", b"x", None, None, None, None)),
        ("Mailbox Address,First Name,Temporary Password\nana@example.com,Ana,x\n", ("ana@example.com", "ana@example.com", b"x", None, None, None, None)),
        ("Email,IMAP Password,New Password,Mail Server\nana@example.com,no,x,smtp.example.com\n", ("ana@example.com", "ana@example.com", b"x", "smtp.example.com", None, None, None)),
        ("Postfach;E-Mail-Passwort;Ausgangsserver;Ausgangsport;Verbindungssicherheit\nana@example.com;x;smtp.example.com;587,0;STARTTLS\n", ("ana@example.com", "ana@example.com", b"x", "smtp.example.com", 587, TlsMode.STARTTLS, None)),
        ("E-Mail-Konto;App-Passwort;Postausgang;SMTP Secure\nana@example.com;x;smtp.example.com;WAHR\n", ("ana@example.com", "ana@example.com", b"x", "smtp.example.com", None, None, None)),
        ("email,password,tls\nana@example.com,x,TLS 1.2\n\x1a", ("ana@example.com", "ana@example.com", b"x", None, None, None, None)),
        ("email,password,port\nana@example.com,x,587.0\n", ("ana@example.com", "ana@example.com", b"x", None, 587, None, None)),
        ("email,password,port\nana@example.com,x,587.00\n", ("ana@example.com", "ana@example.com", b"x", None, 587, None, None)),
        ("email,password,port\nana@example.com,x,'587\n", ("ana@example.com", "ana@example.com", b"x", None, 587, None, None)),
        ("email,password,port\nana@example.com,x,00587\n", ("ana@example.com", "ana@example.com", b"x", None, 587, None, None)),
        ("\"email,password,host,port\";;\n\"ana@example.com,x,smtp.example.com,587\";;\n", ("ana@example.com", "ana@example.com", b"x", "smtp.example.com", 587, None, None)),
        ("email,password,host,port;\n\"ana@example.com,\"\"a,b;\"\",smtp.example.com,587\";\n", ("ana@example.com", "ana@example.com", b"a,b;", "smtp.example.com", 587, None, None)),
        ("sep=;\nemail,password,host,port;;\nana@example.com,x,smtp.example.com,587;;\n", ("ana@example.com", "ana@example.com", b"x", "smtp.example.com", 587, None, None)),
    ],
)  # fmt: skip
def test_the_columns_are_found_by_the_names_that_platforms_and_exports_give_them(text, wanted):
    (row,) = rows_of(text)
    assert told(row) == wanted


@pytest.mark.parametrize("port", ["587.5", "0.587", "''587", "5.87", "0", "65536", "587.", "٥٨٧"])
def test_what_is_no_port_is_none_however_a_spreadsheet_wrote_it(port):
    (row,) = rows_of(f"email,password,port\nana@example.com,x,{port}\n")
    assert (row.port, row.fault) == (None, "the port is no number from 1 to 65535.")


def test_a_password_that_ends_as_the_lines_do_keeps_its_end():
    rows = rows_of("email,password\nana@example.com,x;\nben@example.com,y;\n")
    assert [row.password.reveal() for row in rows] == [b"x;", b"y;"]


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("Mail Account,Mail Password,SMTP hostname,SMTP port (SSL)", {"email": 0, "password": 1, "host": 2, "port": 3}),
        ("Gmail address,Google App Password (16 characters)", {"email": 0, "password": 1}),
        ("1. Email;2. Password", {"email": 0, "password": 1}),
        ("sender_email,sender_password,smtp_server_address", {"email": 0, "password": 1, "host": 2}),
        ("E-Mail;SMTP-Benutzername;SMTP-Kennwort", {"email": 0, "user": 1, "password": 2}),
        ("Adresse mail;Mot de passe;Serveur sortant", {"email": 0, "password": 1, "host": 2}),
        ("Correo;Contraseña de aplicación;Servidor de salida", {"email": 0, "password": 1}),
        ("Email;Password per app", {"email": 0, "password": 1}),
        ("E-mailadres;App-wachtwoord;SMTP-server;Poort", {"email": 0, "password": 1, "host": 2, "port": 3}),
        ("Email,PW", {"email": 0, "password": 1}),
        ("EMAIL_HOST_USER,EMAIL_HOST_PASSWORD,EMAIL_HOST,EMAIL_PORT,EMAIL_USE_TLS", {"user": 0, "password": 1, "host": 2, "port": 3, "tls": 4}),
        ("SMTP Email,SMTP App Password,SMTP Mail", {"email": 0, "password": 1}),
        ("E-Mail;Mailpasswort;SMTP-Servername;SMTP-Portnummer", {"email": 0, "password": 1, "host": 2, "port": 3}),
        ("Business Email;Mot de passe d'application", {"email": 0, "password": 1}),
        ("New Password,Password", {"password": 1}),
        ("Email,Password,App Password,Recovery Email", {"email": 0, "password": 1, "app password": 2}),
        ("Email,Google App Password (16 characters),Password", {"email": 0, "app password": 1, "password": 2}),
        ("E-Mail;Passwort;App-Passwort", {"email": 0, "password": 1, "app password": 2}),
        ("Correo;Contraseña;Contraseña de aplicación", {"email": 0, "password": 1, "app password": 2}),
        ("邮箱;密码;授权码", {"email": 0, "password": 1, "app password": 2}),
        ("Email,SMTP Password,App Password", {"email": 0, "password": 1}),
        ("Recovery Email,IMAP Password,IMAP Server,POP Port,Incoming Server", {}),
        ("Password never expires,Password Hash Function,Change Password at Next Sign-In,Old Password", {}),
        ("Admin Password,Last login,IP Address,Reply-To,Email signature,Server location,Portal", {}),
    ],
)  # fmt: skip
def test_a_name_is_known_with_the_words_that_people_put_beside_it(header, wanted):
    assert columns_of(header.replace(";", ",").split(",")) == wanted


@pytest.mark.parametrize(
    ("line", "password"),
    [
        ("ana@example.com,web-login,abcdefghijklmnop", b"abcdefghijklmnop"),
        ("ana@example.com,web-login,", b"web-login"),
        ("ana@example.com,web-login", b"web-login"),
        ("ana@example.com,web-login, ", b"web-login"),
        ("ana@example.com,,abcdefghijklmnop", b"abcdefghijklmnop"),
    ],
)
def test_an_app_password_beside_a_password_is_what_a_program_logs_in_with(line, password):
    (row,) = rows_of(f"Email,Password,App Password\n{line}\n")
    assert (row.password.reveal(), row.fault) == (password, None)


def test_a_server_between_two_passwords_may_be_a_part_of_the_first():
    (row,) = rows_of("Email,Password,Host,App Password\nana@example.com,left,right pass,\n")
    assert row.host is None
    assert "the server is no name" in row.fault


@pytest.mark.parametrize(
    ("cell", "password"),
    [
        (" pass ", b" pass "),
        ("pass\u200b", "pass\u200b".encode()),
        ('"pa""ss"', b'pa"ss'),
        ('"pass\r\n"', b"pass\r\n"),
        (' "pass"', b' "pass"'),
        ("=SUM(1)", b"=SUM(1)"),
        ("0123", b"0123"),
        ("pä£s", "pä£s".encode()),
    ],
)
def test_nothing_in_a_password_is_trimmed_or_changed(cell, password):
    (row,) = rows_of(f"email,password\r\nana@example.com,{cell}\r\n")
    assert row.password.reveal() == password


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_in_the_letters_it_was_saved_in(encoding):
    (row,) = rows_of("email,password\r\nana@example.com,p£ss\r\n".encode(encoding))
    assert (row.user, row.password.reveal()) == ("ana@example.com", "p£ss".encode())


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("ana@example.com,,smtp.example.com,587,", "no password is given."),
        (",x,smtp.example.com,587,", "no mailbox is named."),
        ("ana@example.com,x,smtp.example.com,70000,", "the port is no number from 1 to 65535."),
        ("ana@example.com,x,smtp.example.com,ssl,", "the port is no number from 1 to 65535."),
        ("ana@example.com,x,smtp.example.com,25,none", "no encryption is asked for, and a file's passwords are never sent so."),
        ("ana@example.com,x,smtp.example.com,25,Keine", "no encryption is asked for, and a file's passwords are never sent so."),
        ("ana@example.com,x,smtp.example.com,587,blowfish", "the tls is none of implicit, starttls and auto."),
        ("ana@example.com,x,y,smtp.example.com,587,starttls", "6 cells stand there, and 5 columns have a name: a password that holds a comma must stand in quotation marks."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_tested_says_why_and_the_others_go_on(line, fault):
    rows = rows_of(f"email,password,host,port,tls\n{line}\nben@example.com,x,smtp.example.com,465,ssl\n")
    assert [row.fault for row in rows] == [fault, None]
    assert [row.number for row in rows] == [1, 2]
    assert rows[1].tls is TlsMode.IMPLICIT


@pytest.mark.parametrize("name", ["on", "On", "Y", "n", "enabled"])
def test_yes_in_another_word_leaves_the_kind_of_encryption_to_the_port(name):
    (row,) = rows_of(f"email,password,host,tls\nana@example.com,x,smtp.example.com,{name}\n")
    assert (row.tls, row.fault) == (None, None)


def test_encryption_that_is_disabled_gets_no_login():
    (row,) = rows_of("email,password,host,tls\nana@example.com,x,smtp.example.com,disabled\n")
    assert row.fault == "no encryption is asked for, and a file's passwords are never sent so."


@pytest.mark.parametrize("name", ["SSL/TLS", "TLS/SSL", "ssl_tls"])
@pytest.mark.parametrize("port", [465, 587])
def test_a_name_for_any_encryption_leaves_the_mode_to_the_port(name, port):
    (row,) = rows_of(f"email,password,host,port,security\nana@example.com,x,smtp.example.com,{port},{name}\n")
    assert (row.port, row.tls, row.fault) == (port, None, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The file is empty"),
        (" \n\n", "The file is empty"),
        (" ,,\n,,\n", "The file is empty"),
        ("email,password\n", "holds no mailbox below them"),
        ("ana@example.com,s3cret\n", "The first line holds a mailbox, where the names of the columns belong"),
        ("email,host\nana@example.com,x\n", "names no column “password”"),
        ("name,password\nAna,x\n", "names no column “email”"),
        ("name,host\nAna,x\n", "names no columns “email” and “password”"),
        ("Email,Password,E-Mail\nana@example.com,s3cret,ana@example.net\n", "names “email” twice: keep the column that is meant"),
        ('email,password\nana@example.com,"x\nben@example.com,y\n', "Line 2 of the file opens a quotation mark and does not close it at the cell's end"),
        ('email,password\nana@example.com,"s3"cret\n', "Line 2 of the file opens a quotation mark and does not close it at the cell's end"),
        ('email,password,host\nana@example.com,"s3cret,a\nben@example.com,s3cret",b\n', "Line 2 of the file opens a quotation mark"),
        ('name,email,password\n"Ana,ana@example.com,s3cret\nBen",ben@example.com,s3cret\nC,c@example.com,x\nD",d@example.com,x\n', "Line 2 of the file opens a quotation mark"),
        ("email,password\n" + "ana@example.com,x\n" * (ROWS + 1), "holds 1,001 mailboxes; 1,000 are checked at once"),
        ("email,password\n" + "a,x\n" * 1_000_000, "holds 10,000 or more mailboxes; 1,000 are checked at once"),
        ("email,password\n" + "x" * (5 << 20), "larger than 4 MB"),
        ('[{"email": "ana@example.com", "password": "s3cret"}]', "no table of rows and columns: export it as CSV"),
        ("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "no table of rows and columns: export it as CSV"),
        ("<table><tr><td>email</td><td>password</td></tr></table>", "no table of rows and columns: export it as CSV"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_without_its_secrets(text, words):
    with pytest.raises(InputError) as refused:
        rows_of(text)
    assert words in str(refused.value)
    assert "s3cret" not in str(refused.value)


def test_a_signature_of_several_lines_is_no_open_quotation():
    signature = '"Kind regards,\r\nAna Lee, CEO\r\nana@example.com, +49 30 1234"'
    rows = rows_of(
        "from_email,password,smtp_host,smtp_port,signature,max_email_per_day\r\n"
        f"ana@example.com,x,smtp.example.com,465,{signature},30\r\n"
        f"ben@example.com,y,smtp.example.com,465,{signature},30\r\n"
    )
    assert [(row.name, row.password.reveal(), row.fault) for row in rows] == [
        ("ana@example.com", b"x", None),
        ("ben@example.com", b"y", None),
    ]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("email,password,host,port", "ana@example.com,s3,cret,smtp.example.com,587"),
        ("email,password,host,port,tls", "ana@example.com,s3,cret,smtp.example.com,587"),
        ("password,email,host,port", "s3,cret,ana@example.com,smtp.example.com,587"),
        ("email,password,host,port", "ana@example.com,s3,cret"),
        ("email,password,host,port", "ana@example.com,s3,cret!x.y,,"),
        ("email,password,host", "ana@example.com,s3,cret"),
    ],
)
def test_no_part_of_a_password_with_a_comma_is_taken_for_something_else(header, line):
    (row,) = rows_of(f"{header}\n{line}\n")
    assert row.fault is not None
    assert "cret" not in f"{row.name} {row.user} {row.host} {row.fault}"
    assert (row.host, row.port) == (None, None)


def test_a_server_before_the_password_is_no_part_of_it():
    (row,) = rows_of("email,host,password\nana@example.com,mail server,x\n")
    assert (row.host, row.fault) == ("mail server", None)  # what is wrong with it is said with its check


def test_a_thousand_rows_are_read():
    rows = rows_of("email,password\n" + "".join(f"a{n}@example.com,x{n}\n" for n in range(ROWS)))
    assert len(rows) == ROWS
    assert rows[-1].password.reveal() == b"x999"


def test_a_table_shows_no_password():
    table = read_table(SMARTLEAD.encode())
    assert "s3cret" not in repr(table)


def test_rows_without_a_word_below_a_spreadsheets_last_one_are_no_mailboxes():
    raw = b"email,password\n" + b"ana@example.com,x\n,\n" + b",\n" * 20_000 + b"ben@example.com,y\n"
    assert [(row.number, row.name) for row in read_table(raw).rows] == [
        (1, "ana@example.com"),
        (2, "ben@example.com"),
    ]
