"""Which column of a file of mailboxes is which, by the names that platforms, exports and people give them.

Among them stand those of Instantly's and Smartlead's own interfaces, and of the exports made for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import re2

from bot.errors import InputError
from bot.parse.written.charset import without_halves

SAVE_AS = "Save the file as “CSV UTF-8” and give it again."

_REMARK = re.compile(r"\[[^\]]*\]|\([^)]*\)")  # Google's `Password [Required]`
_NOT_LETTERS = re.compile(r"[\W_]+")


def _also_of_smtp(*names: str) -> tuple[str, ...]:
    """Each of these names beside `smtp`, in front of it and behind it, before the names alone."""
    return (*(f"smtp{name}" for name in names), *(f"{name}smtp" for name in names), *names)


# What a column is called, without spaces, dashes and capitals; the surer name first.
_COLUMNS = {
    "user": (
        *_also_of_smtp("username", "user", "login"), "loginname", "userprincipalname", "benutzername",
        "benutzer", "nomdutilisateur", "identifiant", "usuario", "usuário", "utente", "gebruikersnaam",
        "gebruiker", "użytkownik", "пользователь", "логин", "用户名", "ユーザー名", "사용자이름",
    ),
    "email": (
        "email", "fromemail", "mailfrom", "emailaddress", "mailbox", "address", "mail", "emailaccount",
        "account", "senderemail", "smtpemail", "inbox", "emailadresse", "mailadresse", "adresseemail",
        "courriel", "correo", "correoelectronico", "correoelectrónico", "indirizzoemail", "emailadres",
        "adresemail",
        "почта", "epost", "epostadress", "eposta", "邮箱", "邮箱地址", "电子邮件", "メールアドレス", "이메일",
        "sähköposti", "sähköpostiosoite", "emailcím", "adresăemail", "имейл", "ηλεκτρονικόταχυδρομείο",
        "البريدالإلكتروني", "ایمیل", "דואראלקטרוני", "อีเมล", "ईमेल", "emailid", "postfach", "mailkonto",
        "emailkonto", "konto",
    ),
    "password": (
        *_also_of_smtp("password", "pass", "apppassword"), "pwd", "emailpassword", "mailboxpassword",
        "passwd", "pw",
        *_also_of_smtp("passwort", "kennwort", "motdepasse", "contraseña", "contrasena", "clave", "senha"),
        *_also_of_smtp("wachtwoord", "hasło", "haslo", "пароль", "lösenord", "adgangskode", "passord"),
        *_also_of_smtp("heslo", "salasana", "jelszó", "parolă", "парола", "lozinka", "geslo"),
        *_also_of_smtp("κωδικόσ", "συνθηματικό", "parool", "slaptažodis", "katasandi", "mậtkhẩu"),  # ς folds
        *_also_of_smtp("كلمةالمرور", "סיסמה", "รหัสผ่าน"),
        *_also_of_smtp("şifre", "sifre", "parola", "密码", "授权码", "パスワード", "비밀번호"),
    ),
    "host": (
        *_also_of_smtp("host", "server", "hostname", "serverhost", "serveraddress"), "smtpaddress", "smtp",
        "outgoingserver", "outgoinghost", "postausgangsserver", "postausgang",
        *_also_of_smtp("serveur", "servidor", "serwer", "сервер", "sunucu", "服务器", "サーバー", "서버"),
        *_also_of_smtp("palvelin", "kiszolgáló", "szerver", "διακομιστής", "خادم", "שרת"),
    ),
    "port": (
        *_also_of_smtp("port", "serverport", "puerto", "porta", "poort", "порт", "端口", "ポート", "포트"),
        *_also_of_smtp("portti", "θύρα"), "outgoingport",
    ),
    "tls": (
        *_also_of_smtp("tls", "secure", "security", "encryption", "ssl"), "verschlüsselung", "chiffrement",
        "cifrado", "szyfrowanie", "шифрование", "verbindungssicherheit",
    ),
}  # fmt: skip
# What people write beside such a name without meaning another column: `Google App Password`, `Mail Server`.
# What is none of these words, as in `IMAP Password` or `Recovery Email`, makes it another one.
_BESIDE = {
    "user": ("smtp", "email", "mail", "mailbox", "host"),
    "email": (
        "smtp", "email", "mail", "mailbox", "account", "address", "adresse", "user", "sender", "primary",
        "gmail", "google", "full", "work", "business", "company", "absender", "professionnelle",
    ),
    "password": (
        "smtp", "email", "mail", "mailbox", "account", "sender", "app", "application", "gmail", "google",
        "new", "temporary", "temp", "initial", "postfach", "neues", "host", "de", "per", "aplicación",
        "aplicacion", "aplicativo", "dapplication", "приложения",
    ),
    "host": (
        "smtp", "email", "mail", "outgoing", "address", "name", "postausgangs", "ausgangs", "sortant",
        "saliente", "salida", "saída", "in", "uscita", "uitgaande",
    ),
    "port": ("smtp", "email", "mail", "outgoing", "server", "number", "nummer", "ssl", "tls", "postausgangs",
             "ausgangs", "saliente"),
    "tls": ("smtp", "email", "mail", "use", "connection", "type", "mode"),
}  # fmt: skip
_COMPOSED = {
    column: re2.compile(
        rf"\d*(?:{'|'.join(beside)})*(?:{'|'.join(set(_COLUMNS[column]) - {'smtp'})})(?:{'|'.join(beside)})*"
    )
    for column, beside in _BESIDE.items()
}
# A password that the provider gives out for mail programs: an app password, or a Chinese authorization code.
_FOR_PROGRAMS = re.compile(r"app|aplic|прилож|授权码")
_COMPOSED_CHARS = 60  # a longer cell is no column's name
_KNOWN = frozenset(name for names in _COLUMNS.values() for name in names)
# What spreadsheets save a CSV in that is not UTF-8, by the language of the machine.
_SAVED_IN = ("cp1252", "cp1250", "cp1251", "cp1254", "mac_roman", "gb18030", "cp932", "cp949")


def plain_name(column: str) -> str:
    """A column's name as it is compared: `SMTP Host`, `smtp_host` and `smtpHost` are one."""
    return _NOT_LETTERS.sub("", _REMARK.sub("", column)).casefold()


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """In which cell each of `user`, `email`, `password`, `host`, `port`, `tls` stands that is named.

    Where an app password stands in a column beside that of the account's, it is `app password`.
    """
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        places.setdefault(_known_name(cell), place)
    exact = {
        column: next((name for name in known if name in places), None) for column, known in _COLUMNS.items()
    }
    others = [name for name in places if name not in exact.values()]
    named = {column: name or _composed(column, others) for column, name in exact.items()}
    return {
        column: places[name]
        for column, name in (named | _two_passwords(named["password"], places)).items()
        if name is not None
    }


def _two_passwords(name: str | None, names: Iterable[str]) -> dict[str, str]:
    """The account's password and the one for programs, where both have a column; one of SMTP is the only one.

    A program logs in with the second at Google, Yahoo or QQ, and has the first alone elsewhere.
    """
    if name is None or (name.startswith("smtp") and not _FOR_PROGRAMS.search(name)):
        return {}
    kinds: dict[str, str] = {}
    for one in (name, *names):
        if one in _COLUMNS["password"] or _composed("password", (one,)) is not None:
            kinds.setdefault("app password" if _FOR_PROGRAMS.search(one) else "password", one)
    return kinds if len(kinds) == 2 else {}


def _composed(column: str, names: Iterable[str]) -> str | None:
    """The first name that is one of the column's with words beside it."""
    pattern = _COMPOSED[column]
    return next((name for name in names if len(name) <= _COMPOSED_CHARS and pattern.fullmatch(name)), None)


def _known_name(column: str) -> str:
    """Its plain name; of bytes that the file's encoding does not tell, the known name that they can be.

    That is no guess at anybody's password: the whole name is one that is known.
    """
    if without_halves(column) == column:
        return plain_name(column)
    written = column.encode("utf-8", "surrogateescape")
    read = (plain_name(written.decode(encoding, "replace")) for encoding in _SAVED_IN)
    return next((name for name in read if name in _KNOWN), plain_name(column))


def lacking(columns: Mapping[str, int]) -> list[str]:
    """Which columns a file cannot do without are not named."""
    named = {"email", *columns} if "user" in columns else columns
    return [name for name in ("email", "password") if name not in named]


def no_columns(first: Sequence[str]) -> str:
    """What is wrong with a first line that names too little; it may be a password, and is not repeated."""
    if any("@" in cell for cell in first):
        return (
            "The first line holds a mailbox, where the names of the columns belong. "
            "Put a line such as email,password,host,port above it"
            + (", and a comma between the cells." if sum(map(bool, first)) == 1 else ".")
        )
    missing = lacking(columns_of(first))
    unread = any(without_halves(cell) != cell for cell in first)
    return (
        f"The first line names no {'column' if len(missing) == 1 else 'columns'} "
        f"{' and '.join(f'“{name}”' for name in missing)}. Wanted are email and password, "
        "and where they are known host, port and tls; other columns are left alone."
        + (f" Its letters are in an encoding that the file does not tell. {SAVE_AS}" if unread else "")
    )


def require_once(header: Sequence[str], columns: Mapping[str, int]) -> None:
    """Raises InputError where a column that is needed is named twice."""
    names = [_known_name(cell) for cell in header]
    twice = next((names[place] for place in columns.values() if names.count(names[place]) > 1), None)
    if twice is not None:
        raise InputError(
            f"The first line names “{twice}” twice: keep the column that is meant, and rename the other."
        )
