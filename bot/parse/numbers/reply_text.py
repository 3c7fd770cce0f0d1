"""What one SMTP reply says: how far its text reaches, and its numbers and words taken apart.

Knows the form of replies only (RFC 5321 4.2, RFC 3463); whether a number is one is decided before.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Reply

TEXT_LIMIT: Final = 2000  # the longest reply met in the field was 6,525 characters, mostly a repeated list
ENHANCED: Final = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)")
_QMAIL: Final = re.compile(r"\(?#\s?([245]\.\d{1,3}\.\d{1,3})\)?")
# Where a client's own words begin behind a reply's text; spelt with both cases, and each looked at behind
# its first character, because a search that ignores case or has nothing to leap to looks at every character.
_CUT: Final = re.compile(
    r"[(;\".,\s\\\[S](?:(?<=\()(?:[Ii]n reply to|#?[Cc]ode:? ?\d{3}\))|(?<=;) (?:from=<|proto=)"
    r"|(?<=\.) \{\"exception\"|(?<=\")(?:\. \{\"exception\"| \(code: \d)|(?<=\\)\" \(code: \d"
    r"|(?<=,) SMTP code: |(?<=\s)(?:at [\w/.$]{3,200}:\d+\)?$|Additional SMTP info|SMTP code:|Detail: )"
    r"|(?:(?<=\.) {1,2}|(?<= ) ?)Please check the message recipient"  # Thunderbird's
    r"|(?<=\[)Mail service: |(?<=\SS)MTP server error: )"  # PHPMailer tells it twice, without a space
)
# One of these stands in most of them: the search is dear.
_CUT_SIGNS: Final = (
    "n reply to", "(code", "(Code", "#code", "#Code", "; from=<", "; proto=", '"exception"', "SMTP code:",
    "SMTP info", "Detail: ", "[Mail ", "check the message", "SMTP server",
)  # fmt: skip
# How somebody goes on in the same line: "... invalid. The customer says it worked", "..., we use SSL",
# "..., the password is correct", "..., any idea?".
_OTHERS_SAY: Final = (
    r"(?:(?:my|our|the|this|a) )?(?:customer|colleague|boss|admin)(?:es|s)? (?:is|sees?|are|was|says?|said"
    r"|can(?:not|'t|’t)?|could|has|have|had|keeps?|claims?|insists?|wants?|gets?|tried|swears?|uses?|changed"
    r"|writes?|wrote|asks?|asked|reports?)\b"
)
_WE_DO: Final = (
    r"(?:we|i)(?:(?: (?:are|am)|['’](?:re|m)) (?:using|trying|sending|on)"
    r"| (?:(?:already|also|just|still|only) )?(?:use|tried|changed|switched|migrated|moved|checked"
    r"|(?:re-?)?entered|(?:re-?)?typed|copied|pasted|used|put|updated|renewed|upgraded|set|sen[dt]"
    r"|did(?: not|n['’]t) (?:send|change|touch)))\b"
)
_IS_WELL: Final = (
    r"(?!please|make|verify|check|ensure|if|confirm|whether|unless)(?:[\w&/'-]{1,20} ){1,4}"
    r"(?:is|are|looks?) (?:fine|ok(?:ay)?|correct|right|valid|not (?:locked|blocked|full|expired|suspended"
    r"|(?:black)?listed))\b|(?<=but )(?:the same \w{2,20}|it) work(?:s|ed)\b"
)
# "The same password works in webmail", "It works in Thunderbird", "with Gmail it works", "only our CRM fails"
_WORKS_ELSEWHERE: Final = (
    r"(?:with|on|in|at|from|via|through|using|over) (?:[\w&/'.-]{1,20} ){1,3}?work(?:s|ed)\b(?! only)"
    r"|(?:the same|the|my|our|his|her|their|it|everything|webmail|imap|pop3?|receiving|outlook|thunderbird"
    r"|gmail|yahoo|hotmail|icloud|gmx|zoho)"
    r"(?: (?!only\b)[\w&/'-]{1,20}){0,3}? work(?:s|ed)\b(?! only)"
    r"|only (?:our|my|the|this|that|his|her|one)(?: [\w&/'-]{1,20}){1,3}? fail(?:s|ed)\b"
)
_ASKS: Final = r"any ideas?\b|what should (?:we|i)\b|is (?:this|it) (?:our|my|their)\b"
_PERSON: Final = re.compile(
    r"(?:[.?!;,)]\s|\s[-–—]{1,3}\s|\s\()(?:(?:but|and|so|now|yet) )?"
    rf"(?:{_OTHERS_SAY}|{_WE_DO}|{_IS_WELL}|{_WORKS_ELSEWHERE}|{_ASKS})",
    re.IGNORECASE,
)
# One of these stands in each of them.
_OF_PERSON: Final = (
    "we ", "We ", "e're ", "e’re ", " I ", "(I ", " i ", "I'm ", "I’m ", "ustomer", "olleague", "oss ",
    "ny idea", "hat should ", "s this ", "s it ", " work", " fine", " ok", " correct", " right", " valid",
    "s not ", "re not ", "nly ", "dmin ",
)  # fmt: skip
# The next field of the record that a reply stands in.
_NEXT_FIELD: Final = re.compile(r"\\?\"[}\]]{0,4},\s?\\?\"[A-Za-z_][\w.-]{0,40}\\?\":")
_QUOTES: Final = ("`", '"')
_AROUND: Final = " ;,'\"`|"  # what stands around a reply's text and is none of it
_NESTED: Final = 4  # brackets that a reply stands in
_OPENING: Final = {")": "(", "]": "[", "}": "{", ">": "<"}
_CLOSING: Final = dict(zip("\"'`(<[“„«{（", "\"'`)>]”“»}）", strict=True))


def text_end(line: str, begin: int, before: str, start: int, sep: str) -> int:
    """Say where a reply's text stops: at the closing mark of what it stands in, or at a client's words.

    The number is at `start`, small letters `before` it; `sep` parts it from its words or enhanced code.
    """
    end = min(len(line), begin + 2 * TEXT_LIMIT)
    sign = line[begin : begin + 1]
    if sign in _QUOTES and line[begin + 1 : begin + 2] in ".,;!?" and line.count(sign, 0, start) % 2:
        return begin  # what was quoted ends with the number: "error 550". Somebody goes on
    opened = before[-1:]
    quote = _quote_before(line, begin, sep)
    value = quote and opened == "(" and sep[:1] in (",", ")")
    if value:
        end = _value_end(line, quote, begin, end)
    elif quote and (opened not in _CLOSING or sep[-2:-1] == "b"):
        opened = quote
    elif not quote and opened not in _CLOSING and line.count('"', 0, start) % 2:
        opened = '"'  # somebody quotes more than the reply: "Diagnostic-Code: 550 5.1.1 unknown"
    closing = _CLOSING.get(opened) if not value else None
    if closing is not None and not (line[begin - 1] == " " and line[begin : begin + 1] == closing == '"'):
        at = _closing_at(line, closing, opened, begin, end)
        if at >= 0:
            end = at
    if '":' in line[begin:end]:
        field = _NEXT_FIELD.search(line, begin, end)
        if field is not None and "{" not in line[begin : field.start()]:
            end = field.start()
    if "};{" in line[begin:end]:  # the next part of Microsoft 365's record: "{LED=550 ...};{MSG=...}"
        end = line.index("};{", begin)
    end = _before_person(line, begin, end)
    if line[-1:] not in "0123456789)" and not any(map(line[begin:end].__contains__, _CUT_SIGNS)):
        return end
    cut = _CUT.search(line, begin, end)
    return cut.start() if cut is not None else end


def _quote_before(line: str, begin: int, sep: str) -> str:
    """Give the quotation mark that opens a reply's text; `421, "4.7.0", Try again` has the code in them."""
    quote = sep[-1:] if sep[-1:] in ("'", '"') else ""
    return "" if quote and line[begin - 1].isdigit() and line.startswith(f"{quote},", begin) else quote


def _before_person(line: str, begin: int, end: int) -> int:
    """Say where the words end that somebody goes on behind; the full stop is still the server's."""
    text = line[begin:end]
    if not any(map(text.__contains__, _OF_PERSON)):
        return end
    person = _PERSON.search(line, begin, end)
    return person.start() + 1 if person is not None else end


def _value_end(line: str, quote: str, begin: int, end: int) -> int:
    """Say where a text ends that is a program's value: `(530, b'... doesn't ...', 'ana@example.com')`."""
    at = line.find(quote, begin, end)
    while at >= 0 and line[at + 1 : at + 2] not in (")", ",", "]", "}", ""):
        at = line.find(quote, at + 1, end)
    return at if at >= 0 else end


def _closing_at(line: str, closing: str, opened: str, begin: int, end: int) -> int:
    at = line.find(closing, begin, end)
    if opened != "'":
        if opened in "(<[" and at >= 0 and opened in line[begin:at]:
            return -1  # nested: "(550 <a@b> no (sorry))" ends with the line
        if at < 0 or line[at - 1] == "{":  # so does a record in what is quoted
            return -1
        return _behind_inner(line, at, end) if closing == '"' else at
    while at >= 0 and line[at + 1 : at + 2].isalpha():  # an apostrophe: doesn't
        at = line.find(closing, at + 1, end)
    return at


def _behind_inner(line: str, at: int, end: int) -> int:
    """Go on to the closing mark that stands behind `"user"` in `"451 Rate limit of "user" exceeded"`."""
    while line[at - 1 : at] in (" ", "\\") and line[at + 1 : at + 2].isalnum():
        closed = line.find('"', at + 1, end)
        behind = line.find('"', closed + 1, end) if closed > 0 else -1
        if behind < 0 or not line[closed + 1 : closed + 2].isspace():
            break
        at = behind
    return at


def failing_enhanced(text: str) -> str | None:
    """Find the first enhanced code in a text, where it is one of a failure (RFC 3463 2)."""
    match = ENHANCED.search(text)
    return match.group() if match is not None and match.group()[0] in "45" else None


def make_reply(code: int | None, enhanced: str | None, text: str) -> Reply:
    """Build a reply: repeated numbers of continuation lines removed, spaces joined, `(#5.1.1)` read."""
    digits = str(code) if code is not None else ""
    if enhanced is not None:
        enhanced = enhanced.lstrip("#")
        # Microsoft's mark of a mail flow rule: "550 5.7.1_ETR"; Stalwart's "550 (5.1.1) 'User unknown'"
        text = text.removeprefix("_ETR").removeprefix(") '")
    if code is not None and enhanced is not None and digits[0] != enhanced[0] and enhanced[0] == "2":
        enhanced = None
    if digits and digits in text:
        enhanced = enhanced or _numbered_again(digits, text)
        text = _unfold(digits, enhanced, text)
        if enhanced is None:
            inner = ENHANCED.match(text.lstrip(" -"))
            if inner is not None:
                enhanced = inner.group()
                text = text.lstrip(" -")[inner.end() :]
    if enhanced is None and "#" in text:
        qmail = _QMAIL.search(text, 0, TEXT_LIMIT)
        enhanced = qmail.group(1) if qmail is not None else None
    elif enhanced is not None and text.count(enhanced + " ") > 1:
        text = text.replace(enhanced + " ", " ")
    text = " ".join(text[: 2 * TEXT_LIMIT].split())
    text = text.removesuffix(" {")  # a program shows its error object behind the words
    return Reply(code, enhanced, _unbracketed(text.strip(_AROUND).rstrip("_"))[:TEXT_LIMIT])


def _unbracketed(text: str) -> str:
    """Drop the brackets at a text's end that close what it stood in: `(reason: 550 5.1.1 User unknown)`."""
    for _ in range(_NESTED):
        closing = text[-1:]
        if closing not in _OPENING or text.count(closing) <= text.count(_OPENING[closing]):
            break
        text = text[:-1].rstrip(_AROUND)
    return text


def _numbered_again(digits: str, text: str) -> str | None:
    """Find the enhanced code that only a later line of a reply has: `550-Refused. 550 5.7.1 Ask ...`."""
    at = text.find(f" {digits} ")
    inner = ENHANCED.match(text, at + len(digits) + 2) if at >= 0 else None
    return inner.group() if inner is not None and inner.group()[0] == digits[0] else None


def _unfold(digits: str, enhanced: str | None, text: str) -> str:
    if enhanced is not None:
        for joint in (f"{digits}-{enhanced}", f"{digits} {enhanced}", f"{digits}-#{enhanced}"):
            text = text.replace(joint, " ")
    text = (
        text.replace(f"{digits}-", " ", 40)
        if f" {digits}-" in text or text.startswith(f"{digits}-")
        else text
    )
    return re.sub(rf"(?<=\s){digits}(?= )", " ", text, count=40) if f" {digits} " in text else text
