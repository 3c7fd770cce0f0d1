"""The SMTP replies in a line of text: which of its numbers are reply codes, and what they say.

How surely a number is one is judged in `strength`; who said it and to whom is read elsewhere.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.model import Reply
from bot.parse.numbers.codes import FREQUENT, HTTP_FAULT, HTTP_FAULTS, LOGIN_REFUSED, USUAL
from bot.parse.numbers.other_numbers import is_article, is_named_otherwise, is_other_number, names_process
from bot.parse.numbers.reply_text import TEXT_LIMIT, make_reply, text_end
from bot.parse.numbers.strength import CJK, Strength, strength_of
from bot.parse.numbers.words_before import BEFORE, introduces
from bot.parse.numbers.words_behind import DAY, WHEN
from bot.parse.ports import LIKE_REPLIES

_OAUTH_STATUS: Final = (
    "eyJzdGF0dXMi"  # base64 of {"status": https://developers.google.com/gmail/imap/xoauth2-protocol
)
_ROW_LIMIT: Final = 200  # characters before a number in which a table's row has its address
_EXAMINE_LIMIT: Final = 24  # numbers of one line looked at; a reply with its wrappers has four at most


class Found(NamedTuple):
    """A reply in a line, from `start` (its first digit) to `end`."""

    reply: Reply
    start: int
    end: int
    strength: Strength


_START: Final = re.compile(
    # What may not stand before the code is looked at after it: the search leaps from digit to digit.
    r"(?P<code>[2-5]\d\d)(?:(?<![\w.@/#!$€£%+*&\\~^,-]\d\d\d)|(?<=[_,#]\d\d\d)(?:"
    r"(?<=_\d\d\d)(?<!\S_\d\d\d)(?=[ -][45]\.\d)"  # _550 5.1.1 User unknown_
    r"|(?:(?<=ERR_\d\d\d)|(?<=ERROR_\d\d\d))(?!\w)"  # SMTP_ERROR_535
    # A table's row: bob@example.net,failed,550 User unknown
    r"|(?<=[A-Za-z]{2},\d\d\d)(?=[ -])|(?<=,\d\d\d)(?=[ -][45]\.\d)"
    # Exchange: #550 5.1.1, and where the server gave none: #550 permanent failure ... ##
    r"|(?<=#\d\d\d)(?<!\S#\d\d\d)(?=[ -](?:[45]\.\d|[^#\n]{8,400}##))"
    r"|(?<=(?i:smtp)_\d\d\d)(?!\w)))"  # a program's own name for it: ERR_SMTP_535
    r"(?P<sep>(?:[ \t]{0,3},[ \t]{0,3}(?:ERROR_CODE|error_code|response|message|msg|reason|text)"
    r"[ \t]{0,3}:[ \t]{0,3}"
    # lettre: Error { kind: Permanent(535), source: "5.7.8 ..." }; smtplib: retcode (535); Msg: b'5.7.8 ...'
    r"|\)(?:, source: \"|; Msg: b['\"])|-'"  # Cisco: 550-'5.1.1 <a@b>: Recipient address rejected'
    r"|[ \t]\((?=[45]\.\d{1,3}\.\d{1,3}\) ')"  # Stalwart: with code 550 (5.1.1) 'User unknown'
    # Written as one number: 421.4.4.2, which no version and no address looks like.
    r"|(?:(?<=4\d\d)\.(?=4\.\d{1,3}\.\d)|(?<=5\d\d)\.(?=5\.\d{1,3}\.\d))"
    r"|[ \t]\"(?=[45]\.\d{1,3}\.\d)"  # 501 "5.5.2 Cannot decode response"
    r"|[)\]]?[ \t]{0,3}[,;:][ \t]{0,4}(?:b?['\"])?|[ \t-]{1,4}"
    r"|(?=[<\"'();\]}`|，。；！）]|[\u2e80-\ud7a3]|\.(?:[ \t]|$)|$)))"
    r"(?P<enh>#?[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d))?",
    re.ASCII,  # Chinese, Japanese and Korean write a number without spaces: 报错535
)
# Exchange writes who refused before the sign: "mx1.example.com #550 User unknown ##"
_HOST_AT_SIGN: Final = re.compile(r"[\w-]\.[a-z]{2,24} #$")
# "554错误" names the number, and what follows is a person's.
_ATTACHED: Final = tuple("，。；！）错錯報报エ오")
# "550で戻ってきます": a mail comes back with it.
_COMES_BACK_WITH: Final = (
    *("で戻", "で返", "で弾", "으로 반송", "로 반송", "으로 되돌아", "로 되돌아"),
    *("退信", "退回", "被退"),
)
_COUNTERS: Final = (
    "个個名条條次封人件位元円年月日号點点种種天小分秒개명원건통번년월일회"  # "550个": so many of a thing
)
_NUMBERED: Final = re.compile(
    r"(?:errors?|codes?|response|reply|status|smtp|fehler\w{0,5}|meldung|erreur|erro|c[oó]digo)"
    r"(?: (?:is|was|of|von|no\.?))?[ :#=-]{1,3}$"
    r"|\b(?:says|returns|returned|answers|replies|replied|responds|responded)(?: with)?(?: an?)? $"
    r"|\b(?:fail\w*|reject\w*|refus\w*|bounc\w*)(?: back)? with(?: an?)? $"
)
# "Relay access denied" 554 5.7.1 when I send from the printer: the words in quotes, then the number.
_QUOTE_CLOSED: Final = ('" ', "” ", "“ ", "» ")
_QUOTE_OPENED: Final = {'"': '"', "”": "“", "“": "„", "»": "«"}
_GOES_ON: Final = re.compile(
    rf"\s?(?:SMTP;)?[\s,.;:-]{{0,3}}(?:{WHEN}|{DAY}|on|in|for|to|by|as|but|and|i|we|he|she|they|it|my|our|von"
    r"|aber|und)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS: Final = 3  # of what is quoted: fewer may be a name or a subject
_BEHIND: Final = "(code: "  # Roundcube and others write the number behind the words
_IN_BRACKETS: Final = re.compile(r"\((?:diagnostic-code: smtp; |(?:smtp )?(?:error )?(?:code:? )?)$")
_QUOTES: Final = (" stat=", "{led=", "helo. response=", "connection. response=", "state. response=")
_ASSIGNED: Final = re.compile(r"(?:code|status|reply|smtp[ _-](?:rc|err|errno))\s?=$")
# A field that says whose its number is; what no mail server gives is a web or sign-in service's: `code=400`.
_ASSIGNED_OF_SMTP: Final = re.compile(r"smtp[ _-](?:[a-z]{3,8}[ _-])?(?:code|status|reply|rc|err|errno)\s?=$")
_COMMAND: Final = re.compile(r"\b(?:(?:EH|HE)LO|AUTH [A-Z]|MAIL FROM:|RCPT TO:|STARTTLS|DATA)")
_HOST_SAID: Final = "] said: "  # Postfix's, before what the host it asked answered
# Between two replies in one line: Sendmail's dots, a queue's last answer in brackets, a person's marks.
_PARTS_REPLIES: Final = ("... ", ".<", "; ", " / ", " | ", _HOST_SAID)
# A list in one line, each of its addresses before its reply: "...; ben@example.net: 552 Mailbox full".
_NEXT_ITEM: Final = re.compile(
    r"(?:[;,/|&+]|(?<=\s)(?i:and|und|et|e|y|en|i|och)) {1,2}<?[^\s<>@,;:=]{1,64}@[\w.-]{3,255}>?"
    r"(?::| [-–—]| (?i:with|mit|avec|con|got|says)(?: an?)?)? {1,2}$"
)
_POINT: Final = re.compile(r"(?:^|(?<=[\s(:]))\(?[1-9][.)] {1,2}$")  # "1) 550 ... 2) 535 ..."
_POINT_REACH: Final = 6
_ADDRESS_REACH: Final = 360  # characters: the longest address and what stands around it
# Postfix' reject_unverified_sender: "Sender address rejected: undeliverable address: host ... said: 550 ..."
_VERIFIED: Final = re.compile(r"[Ss]ender address rejected: un\w{6,12} address: ")
# "(550, 451 and so on)": numbers in a row, and nobody's words.
_IN_A_ROW: Final = re.compile(r"[45]\d\d(?:,|\)| (?:and|or|und|oder|et|ou|y|o|e)\b)")
_COUNTED: Final = ("run: ", "tests: ", "passed: ", "seats: ")  # "Tests run: 535, Failures: 0"
# "code": 422 or 423 beside a client's words is what WordPress answers a browser (RFC 9110 15.5.21).
_NO_VALUES: Final = LIKE_REPLIES | {422, 423}


def is_failing(reply: Reply) -> bool:
    """Whether a reply refuses: 4xx, 5xx, and a 334 that is an error report (XOAUTH2, Stalwart)."""
    if reply.code is None or reply.code >= 400:
        return True
    return reply.code == 334 and ((reply.enhanced or "2")[0] in "45" or reply.text.startswith(_OAUTH_STATUS))


def find_replies(line: str) -> list[Found]:
    """Find every reply in a logical line, in order; 2xx and 3xx ones too."""
    found: list[Found] = []
    last: re.Match[str] | None = None  # where the last reply with a text begins
    end = 0
    for examined, match in enumerate(_START.finditer(line)):
        if match.start() < end and last is not None:
            if not _begins_another(line, match, last):
                continue
            end = match.start()
        if examined > _EXAMINE_LIMIT:
            break
        one = _read(line, match)
        if one is not None:
            found.append(one)
            if one.strength is not Strength.BARE:
                last, end = match, one.end
    return found


def next_address(line: str, start: int) -> int:
    """Say where the next item of a list begins whose address stands before the number at `start`; else -1."""
    begin = max(0, start - _ADDRESS_REACH)
    if line.find("@", begin, start) < 0:
        return -1
    item = _NEXT_ITEM.search(line, begin, start)
    return item.start() if item is not None else -1


def _begins_another(line: str, match: re.Match[str], last: re.Match[str]) -> bool:
    """Numbers inside the last reply's text are its continuation lines unless they carry another code.

    The same code is quoted with another enhanced one: Exchange's `451 4.4.0 Primary target IP address
    responded with: "451 5.7.3 ..."`, Postfix's `undeliverable address: host ...[...] said: 550 5.7.1 ...`.
    Behind a command another one answers: a transcript in one line. What a queue that gave up was told last
    stands in brackets: `unable to deliver in 840 minutes.<450 ...>`. In a list each address has its own.
    What a server was told of the sender, whom it asked for, is its reason: no mail was sent there.
    """
    code = last.group("code")
    if _VERIFIED.search(line, last.start(), match.start()) is not None:
        return False
    if match.group("code")[0] in "45" and next_address(line, match.start()) >= 0:
        return True
    if match.group("code") == code:
        return (
            (line[match.start() - 1] in "\"'“" or line.endswith(_HOST_SAID, 0, match.start()))
            and match.group("enh") is not None
            and last.group("enh") is not None
            and match.group("enh") != last.group("enh")
        )
    if match.group("code")[0] not in "45":
        return False
    if match.group("enh") is not None or line.endswith(_PARTS_REPLIES, 0, match.start()):
        return True
    if _is_point(line, last.start()) and _is_point(line, match.start()):
        return True
    return code[0] in "23" and _COMMAND.search(line, last.start(), match.start()) is not None


def _is_point(line: str, start: int) -> bool:
    """Whether a number in a list stands before the one at `start`."""
    return _POINT.search(line, max(0, start - _POINT_REACH), start) is not None


def _read(line: str, match: re.Match[str]) -> Found | None:
    code, sep, enhanced = int(match.group("code")), match.group("sep"), match.group("enh")
    start = match.start("code")
    if sep == "." and code not in USUAL:  # a version
        return None
    before = line[max(0, start - BEFORE) : start].lower()
    listed = enhanced is None and (_is_of_list(before) or is_named_otherwise(code, before, match))
    if listed or is_article(before):
        return None
    if before.endswith(",") and enhanced is None and "@" not in line[max(0, start - _ROW_LIMIT) : start]:
        return None
    alone = _alone(code, before, match)
    if alone is not None:
        named = alone and code not in LIKE_REPLIES
        return _bare(code, line, before, start, match.end("code")) if named else None
    behind = line[match.end() : match.end() + 1]
    if not sep and behind >= CJK and not _glued(code, before, behind):
        return None
    end = text_end(line, match.end(), before, start, sep)
    text = line[match.end() : end]
    if enhanced is None:  # with its enhanced code beside it, a number is a reply
        if is_other_number(code, before, text, match) or ("," in sep and _IN_A_ROW.match(text)):
            return None
        if _is_value(sep, before) and not _is_told(line, sep, end):
            none = code in _NO_VALUES or before.endswith(_COUNTED) or _stands_in_sentence(before)
            return None if none else _bare(code, line, before, start, match.end("code"))
    strength = strength_of(code, before, text, match)
    if strength is None or (before.endswith(("[", "(")) and names_process(before, sep)):
        return None
    if strength is Strength.BARE:
        return _bare(code, line, before, start, match.end(), enhanced)
    said = text if text.strip(" )") else _said_before(line, before, start)
    if before[-2:] in _QUOTE_CLOSED and (not said or _GOES_ON.match(text) is not None):
        said = _quoted_before(line, start) or said
    return Found(make_reply(code, enhanced, said), start, end, strength)


def _bare(code: int, line: str, before: str, start: int, end: int, enhanced: str | None = None) -> Found:
    said = _said_before(line, before, start) if line.startswith(")", end) else ""
    return Found(make_reply(code, enhanced, said), start, end, Strength.BARE)


def _is_of_list(before: str) -> bool:
    """Whether a number behind `#` is one of a list, such as a ticket's: no host stands before the sign."""
    return before.endswith("#") and _HOST_AT_SIGN.search(before) is None


def _is_value(sep: str, before: str) -> bool:
    """Whether what follows a number is no text of its own: `"code": 535, "next": ...`."""
    return "," in sep and ":" not in sep and sep[-2:] not in ("b'", 'b"') and before[-1:] not in ("(", "[")


def _stands_in_sentence(before: str) -> bool:
    """Whether a number is one of a sentence's that leads to no reply: `the meeting is in 550, ...`."""
    return before[-1:] == " " and before[-2:-1].isalpha() and not introduces(before)


def _is_told(line: str, sep: str, end: int) -> bool:
    """Whether a quoted text is the number's own, no record's next key: `(False, 550, "no such user")`."""
    quote = sep[-1:]
    return quote in ("'", '"') and line.startswith(quote, end) and line[end + 1 : end + 2] in (")", "]")


def _said_before(line: str, before: str, start: int) -> str:
    """Give what stands before numbers in brackets: `Mailbox full (552 5.2.2)`, `... full (SMTP code 552)`."""
    bracket = _IN_BRACKETS.search(before) if "(" in before else None
    return line[max(0, start - TEXT_LIMIT) : start - len(bracket.group())] if bracket is not None else ""


def _quoted_before(line: str, start: int) -> str:
    """Give what stands in quotes right before a number; empty where those are few words."""
    begin = max(0, start - TEXT_LIMIT)
    opened = line.rfind(_QUOTE_OPENED[line[start - 2]], begin, start - 2)
    said = line[opened + 1 : start - 2] if opened >= 0 else ""
    return said if said.count(" ") >= _FEWEST_WORDS - 1 else ""


def _alone(code: int, before: str, match: re.Match[str]) -> bool | None:
    """Whether the number stands without its words and means a reply; None where words may follow."""
    if before.endswith("=") and match.group("enh") is None and not before.endswith(_QUOTES):
        if code not in USUAL and _ASSIGNED_OF_SMTP.search(before) is None:
            return False
        return _ASSIGNED.search(before) is not None and code >= 400 and code != HTTP_FAULT
    after = match.string[match.end("code") : match.end("code") + 2]
    if after[:1] == "." and match.group("enh") is None:  # the number ends a sentence
        told = "smtp" in before or (code in USUAL and code not in HTTP_FAULTS)
        # "We get 535. ..."; other numbers are also counts, which anybody gets.
        led = introduces(before) if code == LOGIN_REFUSED else _NUMBERED.search(before) is not None
        return told and led
    if before.endswith(_BEHIND) and after[:1] == ")":
        # Monolog writes an exception's number before its words, which may quote the reply itself.
        end = match.end("code")
        told = match.string.startswith("): ", end) and not match.string.startswith("): Expected", end)
        return None if told else True
    if after[:1] == "<" or after[:1] in _ATTACHED:
        return True
    if code in FREQUENT and match.string.startswith(_COMES_BACK_WITH, match.end("code")):
        return True
    return None


def _glued(code: int, before: str, behind: str) -> bool:
    """Whether words glued to a number tell what it means: `错误535登录失败`, not `550个`."""
    return code in USUAL - HTTP_FAULTS and behind not in _COUNTERS and introduces(before)
