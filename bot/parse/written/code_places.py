"""Reply codes that a client writes behind the words or in names, put before the words as a server does."""

from __future__ import annotations

import re
from typing import Final

_CODE_BEHIND: Final = "SMTP code: "
_NUMBERS_BEHIND: Final = re.compile(
    r"SMTP code: ([45]\d\d)\b(?:\s{1,3}Additional SMTP info: ?([45]\.\d{1,3}\.\d{1,3}))?"
)
_DETAIL_REACH: Final = 1500  # characters of a server's words between both
# What PHPMailer's `getError` holds, joined by commas: its own words, the server's, code, enhanced code;
# before 5.2 the codes stood in front (PHPMailer/PHPMailer, src/PHPMailer.php, smtpSend).
_JOINED: Final = re.compile(
    r"command failed,(?:([45]\d\d),([45]\.\d{1,3}\.\d{1,3})?,\s?"
    r"|([^\x00]{1,600}?)(?:\\[rn]|\s){0,8},([45]\d\d),([45]\.\d{1,3}\.\d{1,3})?)"
)
# A reply code in lettre's names for its three digits, and up to the words that the server said
# (lettre, src/transport/smtp/response.rs and error.rs).
_CODE_NAMED: Final = re.compile(
    r"Code\s{1,40}\{\s{0,40}severity:\s{1,40}(Transient|Permanent)NegativeCompletion,\s{0,40}category:\s{1,40}"
    r"(\w{1,20}),\s{0,40}detail:\s{1,40}(\w{1,20}),?\s{0,40}\}"
    r"(\)?,\s{0,40}(?:source|message):\s{1,40}\[?\s{0,40}\\?\")?"
)
_CATEGORIES: Final = ("Syntax", "Information", "Connections", "Unspecified3", "Unspecified4", "MailSystem")
_DETAILS: Final = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
# A reply of smtp-proto as mail-send prints it, a record or a sentence (stalwartlabs/smtp-proto,
# src/response/mod.rs).
_REPLY_RECORD: Final = re.compile(
    r"\bcode: ([245]\d\d),\s{1,40}esc: \[\s{0,40}(\d),\s{1,40}(\d{1,3}),\s{1,40}(\d{1,3}),?\s{0,40}\],"
    r"\s{1,40}message: (\")|\bCode: ([245]\d\d), Enhanced code: (\d)\.(\d{1,3})\.(\d{1,3}), Message: "
)

# What Cisco's mail gateway logs of a bounce: its own word for it, and what the server answered as Python
# prints it, "5.1.0 - Unknown address error ('550', ['<a@b>... Relaying denied'])" (AsyncOS, Bounce Logs).
_CISCO: Final = re.compile(
    r"(\b[45]\.\d\.\d - [A-Za-z ]{3,60})\"? (?:Response: )?\"?"
    r"\('([45]\d\d)', \[(['\"])([^\n]{1,800}?)\3\]\)\"?"
)
# KumoMTA's record of a reply, where what is left of its JSON is no whole one (KumoMTA, Log Record).
_SPACE: Final = r"\s{0,60}"
_KUMO: Final = re.compile(
    rf"\"code\"\s?:\s?([45]\d\d),{_SPACE}\"enhanced_code\"\s?:\s?(?:null|\{{{_SPACE}\"class\"\s?:\s?(\d),"
    rf"{_SPACE}\"subject\"\s?:\s?(\d{{1,3}}),{_SPACE}\"detail\"\s?:\s?(\d{{1,3}}){_SPACE}\}}),"
    rf"{_SPACE}\"content\"\s?:\s?\""
)


def code_in_front(text: str) -> str:
    """Write PHPMailer's `Detail: Not here SMTP code: 550 Additional SMTP info: 5.1.1` as a reply.

    So, too, its `command failed,Not here,550,5.1.1`.
    """
    if "command failed," in text:
        text = _JOINED.sub(_parted, text)
    if "', [" in text:
        text = _CISCO.sub(_logged, text)
    if '"enhanced_code"' in text:
        text = _KUMO.sub(_of_record, text)
    if _CODE_BEHIND not in text:
        return text
    parts: list[str] = []
    position = 0
    for match in _NUMBERS_BEHIND.finditer(text):
        begin = text.rfind("Detail: ", max(position, match.start() - _DETAIL_REACH), match.start())
        if begin < 0:
            continue
        begin += len("Detail: ")
        said = " ".join(text[begin : match.start()].split())
        numbers = " ".join(number for number in match.groups() if number)
        parts += (text[position:begin], f"{numbers} {said}")
        position = match.end()
    return "".join(parts) + text[position:] if parts else text


def _of_record(record: re.Match[str]) -> str:
    code, *parts = record.groups()
    return f'"content":"{code} ' + (f"{'.'.join(parts)} " if parts[0] is not None else "")


def _logged(bounce: re.Match[str]) -> str:
    """Write what a server answered as the gateway's notices do: `5.1.0 - Unknown address error 550-'...'`."""
    word, code, quote, said = bounce.groups()
    return f"{word} {code}-'{said.replace(f'{quote}, {quote}', ' ')}'"


def _parted(joined: re.Match[str]) -> str:
    first, first_enhanced, said, code, enhanced = joined.groups()
    numbers = " ".join(filter(None, (first or code, first_enhanced or enhanced)))
    if said is None:  # the server's words follow
        return f"command failed: {numbers} "
    return f"command failed: {numbers} {' '.join(said.split())}\n"


def code_in_digits(text: str) -> str:
    """Write lettre's `Code { severity: PermanentNegativeCompletion, ... }` as the number that it is."""
    if "esc: [" in text or "Enhanced code: " in text:
        text = _REPLY_RECORD.sub(_reply_said, text)
    return _CODE_NAMED.sub(_digits, text) if "NegativeCompletion" in text else text


def _digits(named: re.Match[str]) -> str:
    severity, category, detail, said = named.groups()
    if category not in _CATEGORIES or detail not in _DETAILS:
        return named.group()
    first = 4 if severity == "Transient" else 5
    code = f"{first}{_CATEGORIES.index(category)}{_DETAILS.index(detail)}"
    return f'said: "{code} ' if said else f"code: {code}"


def _reply_said(record: re.Match[str]) -> str:
    quote = record.group(5) or ""
    code, *enhanced = record.group(1, 2, 3, 4) if quote else record.group(6, 7, 8, 9)
    shown = f" {'.'.join(enhanced)}" if enhanced[0] != "0" else ""
    return f"said: {quote}{code}{shown} "
