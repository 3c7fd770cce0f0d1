"""A person's few words that mail fails, with what it fails of: "our domain is blacklisted".

Says whether somebody tells of trouble with mail that they have; which error it is, is decided by the
knowledge base. Questions, plans, rules, what is over and other programs' trouble are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import re2

from bot.parse import translations
from bot.parse.foreign.tongues import only_sending_fails
from bot.parse.talk.told import ENDS_NAME_AS_WRITTEN
from bot.parse.talk.trouble_words import (
    AGAIN,
    AROUND_MAIL,
    ASKS_FOR_IT,
    BY_MAIL,
    CANNOT_SEND,
    COUNTED,
    FETCHED,
    GOES_WRONG,
    HAS_TO,
    LISTED,
    OTHERS,
    PARCEL,
    PRODUCT,
    RECORD,
    REFUSES_IT,
    SAID,
    SENDS,
    TONGUES,
    Tongue,
)
from bot.pattern_set import compile_long

_LIMIT: Final = 160  # characters; who says more than a sentence or two is read by other rules
_MESSAGE: Final = 400  # characters of a message with such a line in it
_LINES: Final = 6  # of it
# Somebody's aside, "the port (465) is blocked", which programs have as well, but not around words alone.
_ASIDE: Final = re.compile(r" \([\w ,.'’/-]{1,60}\)(?=[ ,.;:!?]|$)")
_NAME_QUOTED: Final = re.compile(r"(?<![\w'])'([\w@.-]{2,40})'(?![\w'])")
# Where one sentence of a longer line ends.
_SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])")
# Whom somebody speaks to, and the ticket that it is about.
_ADDRESSED: Final = re2.compile(
    r"(?i)^(?:(?:hi|hello|hey|hallo|guten (?:morgen|tag)|bonjour|hola|ciao|ol[aá]|hoi|cze[sś][cć]|merhaba"
    r"|привет)\b[^.,:;!?]{0,30}[,:;!.]? +|@[\w.-]+[,:]? +"
    r"|(?:ticket|case|fall|vorgang|issue) ?(?:#|no\.? ?)?\d+\W+)+"
)
# Of Chinese, Japanese and Korean, and how many make a word.
SIGNS: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
SIGNS_OF_A_WORD: Final = 3
_WORDS: Final = 3  # fewer name an error and tell of none: "mailbox full"
# Programs, logs and documents set these between words.
_OF_PROGRAMS: Final = frozenset('(){}[]<>=|\\`"“”«»\n\t')
_NAMED: Final = re2.compile(rf"[\w.]+{ENDS_NAME_AS_WRITTEN}: ")  # an error with its class is a program's
_QUOTE: Final = r"(?:^|\s)'\w"
# The few words of an error that somebody repeats: "customers get 'mailbox full'".
_REPEATED: Final = re2.compile(
    r"(^|\s)(?:\"([^\"]{4,40})\"|“([^”]{4,40})”|„([^“”]{4,40})[“”]|«\s?([^»]{4,40}?)\s?»|'([^']{4,40})')"
)


def _search(*patterns: str) -> re2._Regexp[str]:
    return compile_long(f"(?i){'|'.join(patterns)}")


# What all languages have in each field.
_ALL: Final = Tongue(*("|".join(words) for words in zip(*TONGUES, strict=True)))
_MAILS: Final = "|".join((_ALL.mail, translations.RECIPIENT, translations.SENDER, translations.MAILBOX))
_SERVER: Final = _search(_ALL.server, translations.MAIL_SERVER)
_MAIL: Final = _search(_MAILS)
_OF_MAIL_ALONE: Final = _search(_ALL.mail)  # boxes, recipients and senders are of other things too
_REFUSED: Final = _search(_ALL.refused)
_FAILS: Final = _search(_ALL.refused, _ALL.wrong, LISTED)
_ASKS_FOR_IT: Final = _search(ASKS_FOR_IT)
_AGAIN: Final = _search(AGAIN)
# Of themselves, not in what somebody cannot do: "I can't find the password".
_WRONG: Final = _search(GOES_WRONG)
_WRONG_ABROAD: Final = _search(translations.WENT_WRONG)
_LISTED: Final = _search(LISTED)
_OURS: Final = _search(_ALL.ours)
_LOGIN: Final = _search(r"\blog-?ins?\b|\blog in\b|\bauth|password|credential", translations.OF_LOGIN)
_NOT_NOW: Final = _search(_ALL.asks, _ALL.over, COUNTED, PRODUCT, PARCEL, _QUOTE)
# What somebody asks of trouble that is there: it makes no question of the rest.
_HELP: Final = _search(
    r"\b(?:why|any ideas?|what(?:['’]?s| is)? (?:that|this|it|now|wrong|up)|what (?:to|can (?:we|i)"
    r"|should (?:we|i)) do|do (?:we|i) (?:tell|do)"
    r"|can (?:some(?:one|body)|any(?:one|body)|you) (?:please |pls )?(?:help|check|look)"
    r"|(?:please|pls) (?:help|check|look)"
    r"|was (?:tun|nun|ist das|hei(?:ss|ß)t das)|warum|pourquoi|que faire|c['’]est quoi|por ?qu[eéê]"
    r"|qu[eé] hago|o que fa[cç]o"
    # "heute morgen" is this morning, "morgen" alone tomorrow.
    r"|\b(?:heute|gestern|deze) morgen\b|\besta mañana\b"
    # So many mails an hour are a limit, an earlier bounce is why.
    r"|\d+ (?:e-?)?(?:mails?|messages?|correos|courriels) (?:per|an?|each|every|pro|am|par|al?|por|na"
    r"|op) \pL+"
    # What somebody tries, and their own case of a general one.
    r"|\b(?:wants?|wanted|tr(?:y|ies|ied|ying)) to (?:\w+ )?(?:send|mail|log|connect|add|set|forward|reply)"
    r"|\bany(?:one|body)\?"
    r"|(?:until|till) tomorrow|according to (?:the|their|his|her|its) (?:mail ?)?server"
    r"|(?:earlier|previous|old|former) (?:hard|soft)[ -]bounces?"
    r"|how (?:should|can|could|do|does|shall) (?:we|i|he|she|they|(?:the|my|our) (?:customer|client)s?)"
    r" (?:still |now |best )?(?:send|fix|solve|resolve|mend|get|proceed|go on)[^?.!]*"
    r"|perch[eé]|che faccio|waarom|wat nu|dlaczego|co robi[cć]|neden|ne yapal[ıi]m|почему"
    r"|что делать)\b ?\?*"
)
_RECORD: Final = _search(RECORD)
_READS_RECORDS: Final = _search(_MAILS, _ALL.server, REFUSES_IT, r"\bbounc(?:es?|ed|ing)\b|\brecipients?\b")
_CHECK_FAILS: Final = _search(r"\b(?:spf|dkim|dmarc)(?: \w+)? (?:fails|failed|is failing|keeps failing)\b")
_OTHERS: Final = _search(OTHERS)
_BY_MAIL: Final = _search(BY_MAIL)
_FETCHED: Final = _search(FETCHED)
# A form's advice and a program's place in its source.
_NO_PERSONS: Final = _search(
    r"[.!] (?:enter|choose|select|click|type|check|please|try)\b|exception\b|\bline \d"
)
_SAID: Final = _search(SAID, translations.WHAT_CAME)
_HAS_TO: Final = _search(HAS_TO, translations.FAILS)
_AROUND: Final = _search(
    AROUND_MAIL, translations.SENDING, translations.OF_LOGIN, translations.OF_TLS, translations.MAIL_SERVER
)
_SENDS: Final = _search(SENDS)
_CANNOT_SEND: Final = _search(CANNOT_SEND)


def clear_trouble_in(lines: Sequence[str]) -> str | None:
    """Give the line of a short message in which somebody tells of trouble with mail; None where none does.

    What else stands there greets, thanks or adds to it; a program's line, a question on how something is
    done or that it is over makes it another message.
    """
    return _line_in(lines, tells_trouble)


def possible_trouble_in(lines: Sequence[str]) -> str | None:
    """Give the line of a short message in which somebody tells of what may be trouble with mail.

    "Their side says over quota" is, "their side says no" is not: a page of the knowledge base has to know it.
    """
    return _line_in(lines, _may_tell_trouble)


def _line_in(lines: Sequence[str], tells: Callable[[str], bool]) -> str | None:
    told = [line for line in lines if line.strip()]
    if len(told) > _LINES or sum(map(len, told)) > _MESSAGE:
        return None
    told = [part for line in told for part in _sentences(_without_address(line.strip()))]
    found = next((line for line in told if tells(line)), None)
    if found is None or any(_is_another(line) for line in told if line is not found):
        return None
    return found


def _may_tell_trouble(text: str) -> bool:
    text, _ = _with_what_is_repeated(text)
    if len(text) > _LIMIT or not _OF_PROGRAMS.isdisjoint(text) or _words_of(text) < _WORDS:
        return False
    if (
        not text[0].isalpha()
        or "  " in text
        or _NAMED.match(text) is not None
        or _NO_PERSONS.search(text) is not None
    ):
        return False
    if _is_not_now(text) or _OTHERS.search(text) is not None or _FETCHED.search(text) is not None:
        return False
    goes_on = tells_what_came(text) or _HAS_TO.search(text) is not None
    return goes_on and any(words.search(text) is not None for words in (_AROUND, _MAIL, _SERVER))


def _words_of(text: str) -> int:
    """Count the words of a text; Chinese and Japanese set no space between theirs."""
    return len(text.split()) + len(SIGNS.findall(text)) // SIGNS_OF_A_WORD


def _without_address(line: str) -> str:
    addressed = _ADDRESSED.match(line)
    return line if addressed is None else line[addressed.end() :]


def _sentences(line: str) -> list[str]:
    """Give a line as it is, one that says more than a sentence or two by its sentences."""
    return [line] if len(line) <= _LIMIT else _SENTENCE_ENDS.split(line)


def _is_another(line: str) -> bool:
    return not _OF_PROGRAMS.isdisjoint(line) or _is_not_now(line)


def _is_not_now(text: str) -> bool:
    """Say whether it is asked how something is done, or planned, or over; a call for help is neither."""
    return _NOT_NOW.search(text) is not None and _NOT_NOW.search(_HELP.sub(" ", text)) is not None


def goes_wrong(text: str) -> bool:
    """Say whether words of trouble tell that something goes wrong, be it a mail, a login or a connection."""
    if _WRONG.search(text) is not None or _WRONG_ABROAD.search(text) is not None:
        return True
    asked_again = _ASKS_FOR_IT.search(text) is not None and _AGAIN.search(text) is not None
    return asked_again and _LOGIN.search(text) is not None


def tells_what_came(text: str) -> bool:
    """Say whether a few words tell what came of something: that it failed, or what somebody said of it."""
    return _FAILS.search(text) is not None or goes_wrong(text) or _SAID.search(text) is not None


def tells_mail_refused(text: str) -> bool:
    """Say whether words of trouble are of a mail that was not taken, given back or not sent."""
    return _MAIL.search(text) is not None and _REFUSED.search(text) is not None


def tells_sending(text: str) -> bool:
    """Say whether somebody tells of sending: what is not sent was refused by nobody yet."""
    return _SENDS.search(text) is not None


def _with_what_is_repeated(text: str) -> tuple[str, bool]:
    """Give a text without the quotes around an error's words, and whether there are such words."""
    quoted = _REPEATED.search(text)
    if quoted is None or _FAILS.search(quoted.group()) is None:
        return text, False
    return _REPEATED.sub(r"\1\2\3\4\5\6", text), True


def names_record(text: str) -> bool:
    """Say whether a few words name a record of a domain that those who get its mail read."""
    return _RECORD.search(text) is not None


def names_mail(text: str) -> bool:
    """Say whether a few words name what is mail's alone: a service, a program, a server, mails."""
    return _OF_MAIL_ALONE.search(text) is not None or _SERVER.search(text) is not None


def tells_trouble(text: str) -> bool:
    """Say whether somebody tells in a few words of trouble with mail that they have."""
    if len(text) > _LIMIT:
        return False
    text, repeats = _with_what_is_repeated(text)
    text = _NAME_QUOTED.sub(r"\1", _ASIDE.sub("", text))
    if not _OF_PROGRAMS.isdisjoint(text) or _words_of(text) < _WORDS or _NAMED.match(text) is not None:
        return False
    if not (_FAILS.search(text) or goes_wrong(text)) or _is_not_now(text):
        return False
    if _FETCHED.search(text) is not None and "smtp" not in text.lower() and not only_sending_fails(text):
        return False
    if _BY_MAIL.search(text) is not None:
        text = _BY_MAIL.sub(" ", text)
    return _is_mails(text, repeats=repeats)


def _is_mails(text: str, *, repeats: bool) -> bool:
    """Say whether what goes wrong is mail's: at its server, for a mail, its sender's name or its login.

    `repeats`: the words of what refused it stand there.
    """
    refused = _REFUSED.search(text) is not None
    if _RECORD.search(text) is not None:
        return (refused and _READS_RECORDS.search(text) is not None) or _CHECK_FAILS.search(text) is not None
    if _SERVER.search(text) is not None:
        return True
    mail = _MAIL.search(text) is not None
    if mail and (refused or repeats):
        return True
    if _OTHERS.search(text) is not None:
        return False
    if _LISTED.search(text) is not None:
        return mail or _OURS.search(text) is not None
    sends = mail or _SENDS.search(text) is not None
    return (sends and _LOGIN.search(text) is not None) or _CANNOT_SEND.search(text) is not None
