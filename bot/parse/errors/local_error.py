"""Errors that are no SMTP reply: a name not found, a refused connection, a TLS alert, a client's own summary.

Finds the line and its stage; whether mail is meant is decided by what stands around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from bot.model import Stage
from bot.parse import translations
from bot.parse.chatter import is_step
from bot.parse.errors import error_tables
from bot.parse.errors.failed_step import step_failed_at_server
from bot.parse.errors.failure import announces_expiry, names_failure
from bot.parse.errors.own_sentence import AT_MAIL, step_failed_in_sentence
from bot.parse.signs import WORDS, Seen, Signs, Table
from bot.parse.source import is_statement


class Depth(IntEnum):
    """How near to the cause a program's words are: the nearest are believed."""

    CAUSE = 0
    WRAPPER = 1  # where it failed: "could not connect to", "could not convert socket to TLS"
    SUMMARY = 2  # that sending failed


@dataclass(frozen=True, slots=True)
class LocalError:
    """A client's own error: `text` as shown."""

    text: str
    stage: Stage | None
    depth: Depth


# In the order in which they decide: a TLS word beside "connection refused" says more.
_KINDS: Final = Table[tuple[Stage | None, Depth]](
    WORDS,
    {
        (Stage.TLS, Depth.CAUSE): f"{error_tables.TLS}|{translations.NET_TLS}|{translations.WINDOWS_TLS}",
        (Stage.CONNECT, Depth.CAUSE): (
            f"{error_tables.NAME}|{error_tables.REACH}|{error_tables.LOST}|{translations.NET_NAME}"
        ),
        (Stage.AUTH, Depth.CAUSE): error_tables.AUTH,
        (None, Depth.CAUSE): f"{error_tables.OTHER}|{translations.THUNDERBIRD}",
        (Stage.TLS, Depth.WRAPPER): error_tables.STARTING_TLS,
        (Stage.CONNECT, Depth.WRAPPER): f"{error_tables.CONNECTING}|{translations.CDO}",
        (Stage.AUTH, Depth.SUMMARY): "could not authenticate",
        (None, Depth.SUMMARY): f"{error_tables.NOT_SENT}|{translations.SMTP_ERROR}",
    },
)
_AT_MAIL: Final = Signs(WORDS, AT_MAIL)  # where something failed, in whatever words
# A program that "could not connect" and then says that the password is wrong had connected.
_LOGIN_WRONG: Final = Signs(
    WORDS,
    r"(?:user ?name|password|credentials?|log-?in)(?: is| are| was| were)? (?:wrong|incorrect|invalid"
    r"|not (?:correct|accepted|valid))|(?:wrong|incorrect|invalid) (?:user ?name|password|credential|log-?in)"
    r"|(?:passwort|kennwort)(?: ist)? (?:falsch|ungültig)"
    r"|mot de passe (?:est )?(?:incorrect|invalide|erroné)"
    r"|contraseña (?:es )?(?:incorrecta|no (?:es )?válida)|senha (?:está )?(?:incorreta|inválida)"
    r"|password (?:errata|non valida)|wachtwoord (?:is )?(?:onjuist|ongeldig)"
    r"|パスワードが(?:正しくあり|違|間違)|неверн\w+ (?:логин|пароль|имя)|密[码碼](?:错误|錯誤|不正[确確])",
)
_ANY: Final = _KINDS | _AT_MAIL
_LINE_LIMIT: Final = 4_000
# A returned mail's own headers tell how it came, not why it failed.
_HEADER: Final = re.compile(
    r"[\s>|]*(?:Received|Received-SPF|(?:X-|ARC-)?[\w-]{0,40}Authentication-Results|DKIM-Signature|ARC-Seal"
    r"|ARC-Message-Signature|X-Received|X-Google-[\w-]{1,40}|List-[\w-]{1,40}): |[\s>|]*(?:spf"
    r"|dkim|dmarc|arc)=\w"
)
# `smtp_require_tls: false`, "Use TLS: enabled": a setting and its value tell of nothing that failed.
_SETTING: Final = re.compile(
    r"[\s>*-]*+['\"]?[\w.-]{1,60}(?:['\"]?\s{0,8}(?:[:=]|=>)\s{0,8}['\"]?(?:true|false|yes|no|on|off|none"
    r"|null|\d{1,6})?"
    r"|(?: [\w.()/-]{1,30}){1,4} ?[:=] ?(?:true|false|yes|no|on|off|(?:en|dis)abled))['\"]?[,;]?\s*$",
    re.IGNORECASE,
)
# One of several on a line: "Server = smtp.example.com; Security = None; Port = 25". What names an error
# tells it.
_ONE_OF_SEVERAL: Final = re.compile(
    r"(?!.*(?:error|reason|message|status|response|fail))[\w -]{2,40} = \S+(?: \S+)?", re.IGNORECASE
)
_SEVERAL: Final = 3
# MailKit lists what a failed TLS start may mean; none of it happened for sure.
_POSSIBLE_REASON: Final = re.compile(
    r"[\s>]*(?:\d\. (?:The |A Certificate )|Another possibility |This usually means )"
)
_FRAME: Final = re.compile(
    r"^\s*(?:at |File \"|from /|#\d+ |in /|\.\.\. \d+ more|raise |self\.|return |import |def "
    r"|\^+\s*$|~+|socket\.(?:create|get)|sock = |for res in|super\(\)|code: ['\"]?E|errno:"
    r"|syscall:|stack:|name:|\[\"?\w{1,60}\"?\] ?=> ?$)"
)

# Node's codes that are the error themselves, alone in a frame's line.
_CODES_OF_TLS: Final = tuple(
    f"code: '{name}" for name in ("CERT", "DEPTH", "SELF", "UNABLE", "ERR_TLS", "ERR_SSL")
)
# "No SMTP error is thrown": somebody tells that none came, or speaks of what there is.
_NONE_CAME: Final = re.compile(
    r"\b(?:no|without|without any) (?:smtp |mail )?errors?\b"
    # "... which SMTP error codes there are": errors as a kind.
    r"|\bsmtp errors? (?:codes?|types?|handling|class(?:es)?|conditions?|lists?|tables?"
    r"|overviews?|guides?)\b(?!\W{1,4}\d)",
    re.IGNORECASE,
)

# OpenSSL's name of an error, as Python, Node and BoringSSL print it: its words may be cut off behind it.
_SYMBOL: Final = re.compile(r"(?:\[SSL: |\bERR_(?:OS)?SSL_|:OPENSSL_internal:)([A-Z0-9_]{4,80})")


def _spelt(text: str) -> str:
    """Add the words of OpenSSL's name for an error where they are missing."""
    symbol = _SYMBOL.search(text) if "SSL" in text else None
    if symbol is None:
        return text
    words = symbol.group(1).lower().replace("_", " ")
    return text if words in text.lower() else f"{text} {words}"


def is_setting(line: str) -> bool:
    """Whether a line is a setting and its value, or several."""
    return _SETTING.match(line) is not None or (line.count(" = ") >= _SEVERAL and _are_settings(line))


def _are_settings(line: str) -> bool:
    return all(_ONE_OF_SEVERAL.fullmatch(one.strip()) is not None for one in line.rstrip("; ").split(";"))


def may_hold_local_error(seen: Seen) -> bool:
    """Whether any line of a text may be such an error."""
    return seen.any(_ANY)


def local_error(seen: Seen) -> LocalError | None:
    """Read one line; None when it is no such error, or only a frame of a traceback."""
    if not seen.any(_ANY):
        return None
    line = seen.text[:_LINE_LIMIT]
    told = next(iter(_KINDS.told(seen)), None)
    if (told is None or told[1] is not Depth.CAUSE) and seen.any(_AT_MAIL) and names_failure(seen):
        step = step_failed_at_server(line) or step_failed_in_sentence(seen)
        told = (step, Depth.WRAPPER) if step is not None else told
        if told == (Stage.CONNECT, Depth.WRAPPER) and seen.any(_LOGIN_WRONG):
            told = (Stage.AUTH, Depth.WRAPPER)
    if told is None or _happened_not(line) or announces_expiry(seen):
        return None
    stage, depth = told
    if depth is Depth.SUMMARY and (rest := _NONE_CAME.sub("", line)) != line:
        return local_error(Seen(rest))
    text = _spelt(" ".join(line.split())[:1000].rstrip(" ,;"))
    return LocalError(text, stage, depth)


def _happened_not(line: str) -> bool:
    """Whether a line with an error's words is a header, a setting, a step, source or a trace's frame."""
    return (
        _HEADER.match(line) is not None
        or is_statement(line)
        or _POSSIBLE_REASON.match(line) is not None
        or is_step(line)
        or is_setting(line)
        or (_FRAME.match(line) is not None and not line.lstrip().startswith(_CODES_OF_TLS))
    )
