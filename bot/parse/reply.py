"""The SMTP replies in a line of text: which of its numbers are reply codes, and what they say.

How surely a number is one is judged in `strength`; who said it and to whom is read elsewhere.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.model import Reply
from bot.parse.ports import LIKE_REPLIES
from bot.parse.reply_text import TEXT_LIMIT, make_reply, text_end
from bot.parse.strength import BEFORE, CJK, HTTP_FAULT, HTTP_FAULTS, Strength, strength_of
from bot.parse.words_before import counts_otherwise, introduces, is_web_status, names_another, names_number

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
    # A table's row: bob@example.net,failed,550 User unknown
    r"|(?<=[A-Za-z]{2},\d\d\d)(?=[ -])|(?<=,\d\d\d)(?=[ -][45]\.\d)"
    r"|(?<=#\d\d\d)(?<!.#\d\d\d)(?=[ -][45]\.\d)))"  # Exchange: #550 5.1.1
    r"(?P<sep>(?:[ \t]{0,3},[ \t]{0,3}(?:ERROR_CODE|error_code|response|message)[ \t]{0,3}:[ \t]{0,3}"
    # lettre: Error { kind: Permanent(535), source: "5.7.8 ..." }; smtplib: retcode (535); Msg: b'5.7.8 ...'
    r"|\)(?:, source: \"|; Msg: b['\"])|-'"  # Cisco: 550-'5.1.1 <a@b>: Recipient address rejected'
    # Written as one number: 421.4.4.2, which no version and no address looks like.
    r"|(?:(?<=4\d\d)\.(?=4\.\d{1,3}\.\d)|(?<=5\d\d)\.(?=5\.\d{1,3}\.\d))"
    r"|[)\]]?[ \t]{0,3}[,;:][ \t]{0,4}(?:b?['\"])?|[ \t-]{1,4}"
    r"|(?=[<\"'();\]}`|，。；！]|[\u2e80-\ud7a3]|\.(?:[ \t]|$)|$)))"
    r"(?P<enh>#?[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d))?",
    re.ASCII,  # Chinese, Japanese and Korean write a number without spaces: 报错535
)
_ATTACHED: Final = tuple("，。；！错錯報报エ오")  # "554错误" names the number, and what follows is a person's
_COUNTERS: Final = (
    "个個名条條次封人件位元円年月日号點点种種天小分秒개명원건통번년월일회"  # "550个": so many of a thing
)
# '500 error "POST /api/mail HTTP/1.1"', GoTrue's "500: Error sending confirmation email", nodemailer's own
_SENDERS_ERROR: Final = re.compile(
    r"Error sending |Status Code\b"
    r"|Error: (?:Invalid login|Can't send mail|Message failed|(?:Mail|Data) command failed"
    r"|Greeting never|No recipients|Missing credentials|connect E[A-Z]|getaddrinfo )"
)
_NUMBERED: Final = re.compile(
    r"(?:errors?|codes?|response|reply|status|smtp|fehler\w{0,5}|meldung|erreur|erro|c[oó]digo)"
    r"(?: (?:is|was|of|von|no\.?))?[ :#=-]{1,3}$"
    r"|\b(?:says|returns|returned|answers|replies|replied|responds|responded)(?: with)?(?: an?)? $"
)
_BEHIND: Final = "(code: "  # Roundcube and others write the number behind the words
_IN_BRACKETS: Final = re.compile(r"\((?:diagnostic-code: smtp; |(?:smtp )?(?:error )?(?:code:? )?)$")
_QUOTES: Final = (" stat=", "helo. response=", "connection. response=", "state. response=")
_WEB_SAYS: Final = re.compile(
    r"(?:internal server error|\bhttp):? $|\bstatus[\"']: ?$|\"code\": ?$|\(status $|^\s*status: $"
    r"|\b(?!\w*(?:smtp|mail))\w{1,40}error: \[$"  # "MatrixError: [500] An error was encountered ..."
)
_ASSIGNED: Final = re.compile(r"(?:code|status|reply)\s?=$")
# Reply codes met in practice, registered or not; others need an enhanced code beside them.
_USUAL_CODES: Final = (
    "420 421 422 430 431 432 434 435 441 442 446 447 449 450 451 452 453 454 455 458 459 "
    "465 471 498 499 500 501 502 503 504 510 511 512 513 515 517 521 522 523 525 530 533 "
    "534 535 538 540 541 542 543 544 545 546 547 550 551 552 553 554 555 556 557 559 560 "
    "561 563 565 569 570 571 572 573 574 577 579 580 582 585 586 590 591 592 596 598 "
)
# 2xx and 3xx replies (RFC 5321 4.2.3, RFC 4954 4, RFC 1985; 254: Oracle's): other such numbers are none.
_NO_REFUSALS: Final = frozenset({200, 211, 214, 220, 221, 235, 250, 251, 252, 253, 254, 334, 354})
_USUAL: Final = frozenset(int(code) for code in _USUAL_CODES.split())
# A field's value is over: its line ends, or the next field begins.
_VALUE_ENDS: Final = re.compile(r"\s{0,3}(?:[,)\]}|]|$|\[?[\"']?\w{1,40}[\"'\]]?\s{0,3}(?::|=>)\s)")
# A place in a program's source: "Abstract.php:431", "index.js:554", "(Smtp.cs:501", "{app.worker:531}".
_FILE_BEFORE: Final = re.compile(
    r"\.(?:php|py|[cm]?[jt]sx?|rb|go|java|kt|scala|cs|vb|c|cpp|rs|p[lm]|exs?|erl|vue)[:(]$|\{\w+(?:\.\w+)+:$"
)
# A backtrace's `540:  /usr/lib/ruby/net/smtp.rb -> open`: a line's number and its file.
_FILE_BEHIND: Final = re.compile(
    r"\s{0,3}[\w.\[\]]{0,40}(?:/[\w.@+-]{1,60}){1,20}\.(?:php|py|rb|[cm]?[jt]s|go|java|p[lm]|exs?)\b"
)
_COMMAND: Final = re.compile(r"\b(?:(?:EH|HE)LO|AUTH [A-Z]|MAIL FROM:|RCPT TO:|STARTTLS|DATA)")
_COUNTED: Final = ("run: ", "tests: ", "passed: ", "seats: ")  # "Tests run: 535, Failures: 0"
_DECIMALS: Final = re.compile(r"\d{2,3}(?![\d,;.:-])")
_HTTP_BEFORE: Final = re.compile(
    r"http(?:[._]?(?:status|code)(?:_?code)?['\"]?\s?[:=]\s?|(?:/\d(?:\.\d)?['\"]?)? )$"
)
# Feign's "[420 status code 420] during [POST] to [https://api...]": a web service's status and its name.
_WEB_ANSWERED: Final = re.compile(r"(?: [^\[\]\n]{1,60})?\] during \[[A-Z]{3,7}\] to \[")
# "SMTP error: 406 ...": a service's own number, where HTTP is not meant.
_SMTP_SAYS: Final = re.compile(
    r"\bSMTP (?:error|server|code|reply|response|status)[a-z ]{0,20}[:=]? ?(?:code ?)?$", re.IGNORECASE
)


# `InvalidToken(400, 'text')`: an exception that is none of SMTP's.
_OTHERS_EXCEPTION: Final = re.compile(r"\b(?!\w*SMTP)[A-Za-z_]\w{0,40}\($", re.IGNORECASE)
# "code": 422 beside a client's words is what WordPress answers a browser (RFC 9110 15.5.21).
_NO_VALUES: Final = LIKE_REPLIES | {422}


def is_usual(code: int) -> bool:
    """Say whether a number is a reply code that is met in practice, and no port."""
    return (code in _USUAL or code in _NO_REFUSALS) and code not in LIKE_REPLIES


def is_failing(reply: Reply) -> bool:
    """Say whether a reply refuses: 4xx, 5xx, and a 334 that is an error report (XOAUTH2, Stalwart)."""
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


def _begins_another(line: str, match: re.Match[str], last: re.Match[str]) -> bool:
    """Numbers inside the last reply's text are its continuation lines unless they carry another code.

    The same code is quoted with another enhanced one: Exchange's `451 4.4.0 Primary target IP address
    responded with: "451 5.7.3 ..."`. Behind a command another one answers: a transcript in one line.
    """
    code = last.group("code")
    if match.group("code") == code:
        return (
            line[match.start() - 1] in "\"'“"
            and match.group("enh") is not None
            and last.group("enh") is not None
            and match.group("enh") != last.group("enh")
        )
    if match.group("code")[0] not in "45":
        return False
    if match.group("enh") is not None or line[match.start() - 4 : match.start()] == "... ":
        return True
    return code[0] in "23" and _COMMAND.search(line, last.start(), match.start()) is not None


def _read(line: str, match: re.Match[str]) -> Found | None:
    code, sep, enhanced = int(match.group("code")), match.group("sep"), match.group("enh")
    start = match.start("code")
    if sep == "." and code not in _USUAL:  # a version
        return None
    before = line[max(0, start - BEFORE) : start].lower()
    if enhanced is None and (
        _is_of_web_or_file(code, before)
        or (before.endswith(("[", " code ")) and _WEB_ANSWERED.match(line, match.end("code")) is not None)
        or (names_number(before) and _VALUE_ENDS.match(line, match.end("code")) is not None)
    ):
        return None
    if before.endswith(",") and enhanced is None and "@" not in line[max(0, start - _ROW_LIMIT) : start]:
        return None
    alone = _alone(code, before, match)
    if alone is not None:
        named = alone and not (code in LIKE_REPLIES and before[-1:] in (":", " ", ">"))
        return _bare(code, line, before, start, match.end("code")) if named else None
    behind = line[match.end() : match.end() + 1]
    if not sep and behind >= CJK and not _glued(code, before, behind):
        return None
    end = text_end(line, match.end(), before, start, sep)
    text = line[match.end() : end]
    if enhanced is None:  # with its enhanced code beside it, a number is a reply
        if _is_other_number(code, before, text, match):
            return None
        if _is_value(sep, before) and not _is_told(line, sep, end):
            none = code in _NO_VALUES or before.endswith(_COUNTED) or _stands_in_sentence(before)
            return None if none else _bare(code, line, before, start, match.end("code"))
    strength = strength_of(code, before, text, match)
    if strength is None or (before.endswith(("[", "(")) and _names_process(before, sep)):
        return None
    if strength is Strength.BARE:
        return _bare(code, line, before, start, match.end())
    said = text if text.strip(" )") else _said_before(line, before, start)
    return Found(make_reply(code, enhanced, said), start, end, strength)


def _bare(code: int, line: str, before: str, start: int, end: int) -> Found:
    said = _said_before(line, before, start) if line.startswith(")", end) else ""
    return Found(make_reply(code, None, said), start, end, Strength.BARE)


def _is_of_web_or_file(code: int, before: str) -> bool:
    """Say whether a number is a web server's status, or a place in a program's source."""
    if before[-1:] not in ":(=[ >":
        return False
    if names_another(before) or (code in HTTP_FAULTS and is_web_status(before)):
        return True
    if code == HTTP_FAULT and _WEB_SAYS.search(before) is not None:
        return True
    return _HTTP_BEFORE.search(before) is not None or _FILE_BEFORE.search(before) is not None


def _is_other_number(code: int, before: str, text: str, match: re.Match[str]) -> bool:
    """Say whether a number is no reply code: unusual, a port, a quota, a time, a place."""
    if code < 400:
        if code not in _NO_REFUSALS:
            return True
    elif code not in _USUAL and not _quotes_a_server(match):
        return True
    if (code in LIKE_REPLIES and before.endswith(":")) or counts_otherwise(before):
        return True
    if code in HTTP_FAULTS and ("HTTP/" in text or _SENDERS_ERROR.match(text)):
        return True
    return _is_time_or_position(match.group("sep"), text)


def _is_value(sep: str, before: str) -> bool:
    """Say whether what follows a number is no text of its own: `"code": 535, "next": ...`."""
    return "," in sep and ":" not in sep and sep[-2:] not in ("b'", 'b"') and before[-1:] not in ("(", "[")


def _stands_in_sentence(before: str) -> bool:
    """Say whether a number is one of a sentence's that leads to no reply: `the meeting is in 550, ...`."""
    return before[-1:] == " " and before[-2:-1].isalpha() and not introduces(before)


def _is_told(line: str, sep: str, end: int) -> bool:
    """Say whether a quoted text is the number's own, no record's next key: `(False, 550, "no such user")`."""
    quote = sep[-1:]
    return quote in ("'", '"') and line.startswith(quote, end) and line[end + 1 : end + 2] in (")", "]")


def _said_before(line: str, before: str, start: int) -> str:
    """Give what stands before numbers in brackets: `Mailbox full (552 5.2.2)`, `... full (SMTP code 552)`."""
    bracket = _IN_BRACKETS.search(before) if "(" in before else None
    return line[max(0, start - TEXT_LIMIT) : start - len(bracket.group())] if bracket is not None else ""


def _alone(code: int, before: str, match: re.Match[str]) -> bool | None:
    """Say whether the number stands without its words and means a reply; None where words may follow."""
    if before.endswith("=") and match.group("enh") is None and not before.endswith(_QUOTES):
        return _ASSIGNED.search(before) is not None and code >= 400 and code != HTTP_FAULT
    after = match.string[match.end("code") : match.end("code") + 2]
    if after[:1] == "." and match.group("enh") is None:  # the number ends a sentence
        told = "smtp" in before or (code in _USUAL and code not in HTTP_FAULTS)
        return told and _NUMBERED.search(before) is not None
    if before.endswith(_BEHIND) and after[:1] == ")":
        # Monolog writes an exception's number before its words, which may quote the reply itself.
        end = match.end("code")
        told = match.string.startswith("): ", end) and not match.string.startswith("): Expected", end)
        return None if told else True
    if after[:1] == "<" or after[:1] in _ATTACHED:
        return True
    return None


def _glued(code: int, before: str, behind: str) -> bool:
    """Say whether words glued to a number tell what it means: `错误535登录失败`, not `550个`."""
    return code in _USUAL - HTTP_FAULTS and behind not in _COUNTERS and introduces(before)


def _is_time_or_position(sep: str, text: str) -> bool:
    """`550:12` may be a time, `421,00` is an amount, `(node:timers:512:7)` a place in a program's source."""
    if sep == ",":
        return _DECIMALS.match(text) is not None
    return ":" in sep and (
        text[:2].isdigit()
        or (sep.endswith(":") and text[:1].isdigit())
        or _FILE_BEHIND.match(text) is not None
    )


def _names_process(before: str, sep: str) -> bool:
    """`postfix/smtp[450]: ...` or `worker(421): ...` in a log; `error [535]: ...` is none."""
    name = before[:-1].rstrip()
    if not sep.startswith(("]:", "):")) or not name[-1:].isalnum():
        return False
    return not introduces(name) or "/" in name[name.rfind(" ") + 1 :]


def _quotes_a_server(match: re.Match[str]) -> bool:
    """`said: 403 ...` and `(406, b'...')` hold reply codes, however unusual the number."""
    line, start = match.string, match.start("code")
    if _SMTP_SAYS.search(line, max(0, start - 40), start) is not None:
        return True
    return line.endswith(
        ("said: ", "responded: ", "smtp; ", "login: ", "Exception: ", 'message "'), 0, start
    ) or (
        line[start - 1 : start] == "("
        and match.group("sep")[-1:] in ("'", '"')
        and _OTHERS_EXCEPTION.search(line, max(0, start - 60), start) is None
    )
