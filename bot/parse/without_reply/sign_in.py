"""What a sign-in service (OAuth) answers a program that asks it for a token, before any mail server is asked.

Microsoft's numbers lead a paste about sending mail; the login of a web page has the same and is no mail's.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import ANY_PROGRAM, Bounce, Reply, Speaker, Stage
from bot.parse.paste import Paste

_NUMBER: Final = "AADSTS"
# "AADSTS70002: Error validating credentials. AADSTS50126: Invalid username or password": the last says why.
_REFUSAL: Final = re.compile(rf"{_NUMBER}(\d{{5,7}})\b[:\s]{{0,3}}([^\n]{{0,400}})")
# What follows the sentence: numbers for Microsoft's support, the next field of a record.
_AFTER: Final = re.compile(r"\\+[rnu]|[\"{}]|\bTrace ID|\bCorrelation ID|\(truncated|" + _NUMBER)
# What sends mail, or is spoken of where it is sent; an address or a scope "openid profile email" is neither.
_SENDS: Final = re.compile(
    r"smtp|mailer|send-?mail|mailkit|mail\.send|xoauth2|outbox|\bsen[dt]\w{0,3}\b[^.\n]{0,40}\be?-?mails?\b"
    r"|\be?-?mails?\b[^.\n]{0,40}\bsen[dt]",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(
    r"e?-?mail[ _](?:account|server|proxy|oauth|app\b|client|transport|provider|delivery|notification)"
    r"|outlook\.office|(?:microsoft exchange|exchange (?:online|server))\b|(?<!@)\bgmail|mailbox",
    re.IGNORECASE,
)
_FETCHES: Final = re.compile(r"\bimap|\bpop3|\bfetch", re.IGNORECASE)
_LIMIT: Final = 100_000  # characters in which it shows what a paste is about
_REFUSALS: Final = 5


def with_sign_in(bounces: list[Bounce], paste: Paste) -> list[Bounce]:
    """Put Microsoft's refusals of a token first; leave them out where no mail is sent."""
    text = paste.seen.text
    if paste.mail or _NUMBER not in text:
        return bounces
    text = text[:_LIMIT]
    replies = [one for one in bounces if one.reply.code is not None]
    spoken = any(one.reply.enhanced is not None or one.client == ANY_PROGRAM for one in bounces)
    if not (spoken or _is_of_sending(text)):
        return replies
    told = dict.fromkeys(_refusal(line) for line in text.splitlines() if _NUMBER in line)
    found = [
        Bounce(Reply(None, None, words), stage=Stage.AUTH, speaker=Speaker.SENDING_SERVICE)
        for words in told
        if words
    ]
    return found[:_REFUSALS] + replies if found else bounces


def _refusal(line: str) -> str:
    """Give the last number of a line with its sentence."""
    found = _REFUSAL.search(line, line.rfind(_NUMBER))
    return f"{_NUMBER}{found[1]}: {_AFTER.split(found[2], 1)[0].strip()}" if found is not None else ""


def _is_of_sending(text: str) -> bool:
    return _SENDS.search(text) is not None or (_MAIL.search(text) is not None and not _FETCHES.search(text))
