"""Errors that programs tell themselves, without an SMTP reply: the nearest cause, and whose words it is.

Chooses among what the pass over the lines found.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from bot.model import ANY_PROGRAM, Bounce, Reply, Speaker, Stage, logged_in_all
from bot.parse import translations
from bot.parse.chatter import tells_of_a_person
from bot.parse.errors.failed_step import failed_step
from bot.parse.errors.failure import only_names_certificate, says_failure
from bot.parse.errors.local_error import Depth, LocalError, local_error
from bot.parse.errors.node_error import node_error
from bot.parse.errors.not_sent import tells_sending_failed
from bot.parse.errors.telnet import never_connected
from bot.parse.errors.unset_login import unset_login
from bot.parse.foreign.errors import leads_elsewhere
from bot.parse.foreign.tongues import tongues_in
from bot.parse.paste import Paste
from bot.parse.scan.clock import logged_at
from bot.parse.scan.hits import Scan
from bot.parse.scan.joining import masked
from bot.parse.signs import Seen
from bot.parse.surroundings.client import READERS
from bot.parse.talk.said_of import goes_wrong
from bot.parse.talk.trouble import clear_trouble_in

_WRAPPERS: Final = 3  # summaries around an error that may be known where its own words are not
_NO_FILE: Final = "ENOENT: "  # Node's words for an attachment that is not there: no server was asked
_TOLD_TWICE: Final = 2  # a log's line and the traceback below it tell one failure; two times tell two
_TIME: Final = re.compile(r"(?<![\d:])\d\d:\d\d:\d\d(?![\d:])")
_FRONT: Final = 60  # characters in which a log's line has its time
_ERRORS: Final = 20  # different errors of one paste that are read
# .NET names each code in words of its own, and quotes the server behind them.
_SERVER_SAID: Final = "The server response was: "
# "Could not connect to the mail server": where it failed, said in one breath with what.
_AT_MAIL_SERVER: Final = re.compile(
    r"\bsmtp|\be?-?mail ?(?:server|host|service|provider)|\boutgoing (?:mail )?server"
    rf"|{translations.MAIL_SERVER}",
    re.IGNORECASE,
)
# What a person quotes from a program.
_QUOTED: Final = re.compile(r"`([^`\n]{25,300})`|\"([^\"\n]{25,300})\"")
_SHORTEST: Final = 10  # characters of an error in quotes
_ASKED: Final = 500  # characters in which a question stands
# Somebody asks what would be: no such thing happened.
_WOULD_BE: Final = re.compile(
    r"\b(?:what(?:['’]s| is| are)? (?:the )?(?:default|expected)|what (?:happens|would|will|should)"
    r"|(?:does|do|will|would|should) (?:it|this|the))\b[^.!?]*\b(?:when|if)\b[^.!?]*\?",
    re.IGNORECASE,
)
# What a program's own source got wrong, behind its "sending failed".
_OF_SOURCE: Final = re.compile(
    r"unexpected keyword argument|\bhas no attribute\b|\bpositional arguments?\b|\bis not a function\b"
)
_I: Final = re.compile(r"\bI\b|\b[Aa]m (?:unable|not)\b")
_QUOTING: Final = tuple(":\"'`")
_QUOTES: Final = re.compile(r"[:\"`“„«]|(?<!\w)'")  # no apostrophe
# What a mail server's log says around the failure itself; of a name it tells whatever becomes of the client.
_WARNING: Final = re.compile(
    r"hostname \S{1,255} does not resolve to address |while in resolving client (?:address|hostname)"
)
_AFTERMATH: Final = re.compile(
    rf"lost connection after |disconnect from |SSL_accept error from |{_WARNING.pattern}"
)
# With `milter_default_action = accept` mail goes on without the filter; else a reply tells what came of it.
ASIDE: Final = "connect to Milter service"
# What only accompanies another error, as far as others are left without it.
_ACCOMPANIES: Final = (
    re.compile(rf"{ASIDE}|{_AFTERMATH.pattern}"),
    re.compile(rf"{ASIDE}|{_WARNING.pattern}"),
    _WARNING,
)
# A mail server's own log: what fails there fails between servers, or at the server's own door.
OF_SERVER: Final = re.compile(
    r"\b(?:postfix(?:-\w+)?/[\w/-]{1,40}|exim4?|sm-mta|sendmail|smtpd|opensmtpd)\[\d+\]: "
    r"|\bTLS error on connection "
)
EXPLAINED: Final = 20  # characters at least of a server's words
# "Unable to connect via SMTP", which names no server and quotes nothing: people call so whatever fails.
_CANNOT_CONNECT: Final = re.compile(
    r"^[^\"`“„:]{0,80}\b(?:unable|not able|can(?:not|['’]?t| not)|could(?: not|n['’]t)) (?:to )?connect"
    r"(?: \w+){0,3} (?:(?:imap|pop3?)(?:/| and ))?(?:smtp|mail|e-?mail)\b(?:/(?:imap|pop3?)\b)?"
    r"[^\"`“„/]{0,80}$",
    re.IGNORECASE,
)


def only_cannot_connect(text: str) -> bool:
    """Whether a sentence tells only that somebody cannot connect to send mail."""
    return _CANNOT_CONNECT.search(text) is not None


def only_warns(text: str) -> bool:
    """Whether a server's log only remarks on a client's name, whatever became of the mail."""
    return _WARNING.search(text) is not None


def program_errors(scan: Scan, paste: Paste) -> list[Bounce]:
    """Give the errors that programs tell, equal ones counted: the nearest causes, not a client's summary."""
    errors = _found_errors(scan, paste)
    if not errors:
        return []
    errors = [error for error in errors if not only_cannot_connect(error.text)] or errors
    depth = min(error.depth for error in errors)
    nearest = [error for error in errors if error.depth is depth]
    if len(nearest) > 1:  # what a person calls the error beside a program's own line explains nothing
        nearest = [error for error in nearest if not _named_by_person(error.text)] or nearest
    # Where no wording knows the nearest words, those around them may be known.
    outer = tuple(Reply(None, None, error.text) for error in errors if error.depth > depth)[-_WRAPPERS:]
    alike: dict[str, list[LocalError]] = {}
    for error in nearest:
        if not leads_elsewhere(Seen(error.text)):
            alike.setdefault(masked(error.text)[:60], []).append(error)
    told = (_told_by_program(errors, paste, outer) for errors in alike.values())
    return list(islice((bounce for bounce in told if bounce is not None), _ERRORS))


def _how_often(errors: list[LocalError]) -> int:
    """How often equal errors happened: a line and the traceback below it tell the same one."""
    if len(errors) > _TOLD_TWICE:
        return len(errors)
    return len({time for error in errors for time in _TIME.findall(error.text[:_FRONT])}) or 1


def _named_by_person(text: str) -> bool:
    """Whether somebody names an error in a sentence of their own, and quotes nothing."""
    return _QUOTES.search(text) is None and tells_of_a_person(text)


def _found_errors(scan: Scan, paste: Paste) -> list[LocalError]:
    """Give the errors of programs that may be mail's, without what only accompanies another."""
    tongues = paste.tongues
    found = scan.errors
    if tongues.elsewhere and not tongues.smtp and (not paste.mail_program or paste.client in READERS):
        # A web address beside it explains no error that names a port where mail is handed in.
        found = [one for one in found if tongues.port and tongues_in(Seen(one[1].text)).port]
    errors = [error for _, error in found if "syscall" not in error.text and _NO_FILE not in error.text]
    alone = ([one for one in errors if not aside.search(one.text)] for aside in _ACCOMPANIES)
    errors = next(filter(None, alone), errors)
    if not any(error.depth is Depth.CAUSE for error in errors):
        text = paste.seen.text
        printed = node_error(text) or never_connected(text) or unset_login(text)
        errors = [*errors, printed] if printed is not None else errors
    return errors


def _told_by_program(errors: list[LocalError], paste: Paste, outer: tuple[Reply, ...]) -> Bounce | None:
    """Tell a program's own error, told once or oftener; None where a person only speaks of it."""
    error = errors[0]
    if _is_spoken_of(error):
        return None
    # "I am unable to send mails": what somebody tells without a quote is no program's own summary.
    person = error.depth is Depth.SUMMARY and _I.search(error.text) is not None
    told = person and not any(sign in error.text for sign in _QUOTING)
    suspected = told or not _is_of_mail(error, paste)
    of_mail = paste.tongues.mail
    if suspected and not of_mail and only_names_certificate(Seen(error.text)):
        return None
    text, stage, client = error.text, error.stage, None
    if person and (shown := _shown(text)) is not None:
        text, client = shown, ANY_PROGRAM
    trouble = clear_trouble_in(paste.lines) if suspected else None
    troubled = trouble is not None and trouble in text
    if suspected and stage is None and tells_sending_failed(text):
        stage, client = failed_step(Seen(text)), ANY_PROGRAM
    elif troubled:
        client = ANY_PROGRAM
    if suspected and not (of_mail or troubled) and tells_of_a_person(text):
        quoted = _QUOTED.search(text)
        if quoted is None:
            return None
        text = quoted.group(1) or quoted.group(2)
    if stage is not None and troubled and goes_wrong(text):
        suspected = False
    text, status = _said_by_server(text)
    return Bounce(
        Reply(None, None, text),
        stage=stage,
        speaker=_speaker(error, text),
        client=client,
        outer=(*outer, *status),
        suspected=suspected or not says_failure(error.text),
        count=_how_often(errors),
        logged=logged_in_all(logged_at(one.text) for one in errors),
    )


def _is_spoken_of(error: LocalError) -> bool:
    """Whether a program's source holds an error's words, or somebody asks what would come of it."""
    if error.depth is Depth.SUMMARY and _OF_SOURCE.search(error.text) is not None:
        return True
    return "?" in error.text and _WOULD_BE.search(error.text, 0, _ASKED) is not None


def _is_of_mail(error: LocalError, paste: Paste) -> bool:
    """Whether a program's error is a mail's: its paste is, or it tells itself where it was."""
    tongues = paste.tongues
    if paste.mail or paste.mail_program or tongues.smtp or tongues.port:
        return True
    if not tongues.mail or error.stage is None:
        return False
    return (
        error.depth is Depth.CAUSE
        or _AT_MAIL_SERVER.search(error.text) is not None
        or tells_sending_failed(error.text)
    )


def _speaker(error: LocalError, text: str) -> Speaker | None:
    """Whose words an error's are; None where a server may have said them."""
    if OF_SERVER.search(error.text) is not None:
        return Speaker.OWN_SERVER
    # "SMTP Error:", and behind it nothing that a server said.
    return Speaker.OWN_CLIENT if error.stage in (Stage.CONNECT, Stage.TLS) or text[-1:] == ":" else None


def _shown(text: str) -> str | None:
    """Give the program's own error that somebody quotes in a sentence, where it names mail itself."""
    for words in text.split('"')[1::2]:
        about = Seen(words)
        if len(words) >= _SHORTEST and local_error(about) is not None and tongues_in(about).mail:
            return words
    return None


def _said_by_server(text: str) -> tuple[str, tuple[Reply, ...]]:
    """Give the server's words that .NET quotes, with .NET's own around them; else the whole text."""
    status, _, words = text.partition(_SERVER_SAID)
    return (words, (Reply(None, None, status),)) if len(words) > EXPLAINED else (text, ())
