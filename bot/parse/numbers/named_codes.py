"""Reply codes that .NET's mail libraries show by name or in words: `StatusCode: MailboxUnavailable` is 550.

System.Net.Mail drops the number, says a sentence for it and then what the server said: "Transaction failed.
The server response was: 5.7.1 ...".
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Bounce, Reply
from bot.parse.signs import MARKUP, Seen, Signs

# SmtpStatusCode of System.Net.Mail and, a few more, of MailKit, with what RFC 5321 and 4954 call them.
_NAMES: Final = {
    "servicenotavailable": (421, "Service not available"),
    "passwordtransitionneeded": (432, "A password transition is needed"),
    "mailboxbusy": (450, "Mailbox busy"),
    "localerrorinprocessing": (451, "Local error in processing"),
    "errorinprocessing": (451, "Error in processing"),
    "insufficientstorage": (452, "Insufficient system storage"),
    "clientnotpermitted": (454, "Client not permitted"),
    "temporaryauthenticationfailure": (454, "Temporary authentication failure"),
    "commandunrecognized": (500, "Command unrecognized"),
    "syntaxerror": (501, "Syntax error in parameters or arguments"),
    "commandnotimplemented": (502, "Command not implemented"),
    "badcommandsequence": (503, "Bad sequence of commands"),
    "commandparameternotimplemented": (504, "Command parameter not implemented"),
    "mustissuestarttlsfirst": (530, "Must issue a STARTTLS command first"),
    "authenticationrequired": (530, "Authentication required"),
    "authenticationmechanismtooweak": (534, "Authentication mechanism is too weak"),
    "authenticationinvalidcredentials": (535, "Authentication failed, invalid credentials"),
    "encryptionrequiredforauthenticationmechanism": (
        538,
        "Encryption required for requested authentication mechanism",
    ),
    "mailboxunavailable": (550, "Mailbox unavailable"),
    "usernotlocaltryalternatepath": (551, "User not local"),
    "exceededstorageallocation": (552, "Exceeded storage allocation"),
    "mailboxnamenotallowed": (553, "Mailbox name not allowed"),
    "transactionfailed": (554, "Transaction failed"),
    "mailfromorrcpttoparametersnotrecognizedornotimplemented": (555, "Parameters not recognized"),
}
_NAMED: Final = re.compile(r"status ?code\"?'?(?:\.| ?[:=] ?[\"']?| )(" + "|".join(_NAMES) + r")\b")
_ANY: Final = Signs(MARKUP, r"status ?code\W+[a-z]|the server response was:")
# What it says for a number (dotnet/runtime, System.Net.Mail, Strings.resx). "Syntax error, command
# unrecognized." is left out: it says so for every number that it has no sentence for, 535 among them.
_SENTENCES: Final = {
    "service not available, closing transmission channel.": 421,
    "error in processing.": 451,
    "insufficient system storage.": 452,
    "client does not have permission to submit mail to this server.": 454,
    "syntax error in parameters or arguments.": 501,
    "command not implemented.": 502,
    "bad sequence of commands.": 503,
    "command parameter not implemented.": 504,
    "the smtp server requires a secure connection or the client was not authenticated.": 530,
    "user not local; please try a different path.": 551,
    "exceeded storage allocation.": 552,
    "mailbox name not allowed.": 553,
    "transaction failed.": 554,
}
_UNAVAILABLE: Final = "mailbox unavailable."  # for 450 and 550; the enhanced code behind it tells which
_SAYS: Final = "the server response was:"
_SAID: Final = re.compile(
    "(" + "|".join(map(re.escape, (*_SENTENCES, _UNAVAILABLE))) + rf") {_SAYS}"
    r"[ \t]*((?:([245])\.\d{1,3}\.\d{1,3}(?![\w.]))?)[ \t]*([^\r\n]{0,500})"
)
_OF_MAIL: Final = re.compile(r"smtp|mailkit|net\.mail")


def with_named_code(bounces: list[Bounce], seen: Seen) -> list[Bounce]:
    """Add the number that a paste shows by name to its one error, or make that the error."""
    if len(bounces) > 1 or not seen.any(_ANY):
        return bounces
    text = seen.text.lower()
    if _SAYS in text and (bounces := _with_code_in_words(bounces, seen.text, text)):
        return bounces
    found = set(_NAMED.findall(text))
    if len(found) != 1 or _OF_MAIL.search(text) is None:
        return bounces
    code, words = _NAMES[found.pop()]
    if not bounces:
        return [Bounce(Reply(code, None, words))]
    only = bounces[0]
    if only.reply.code is not None:
        return bounces
    said = f"{words}: {only.reply.text}" if only.suspected else only.reply.text
    return [only._replace(reply=only.reply._replace(code=code, text=said), suspected=False)]


def _with_code_in_words(bounces: list[Bounce], text: str, lower: str) -> list[Bounce]:
    """Add the one number that .NET's sentences stand for, or make what the server said the error."""
    told = list(_SAID.finditer(lower))
    codes = {_code_of(one) for one in told}
    if len(codes) != 1 or (code := codes.pop()) is None or len(text) != len(lower):
        return bounces
    if not bounces:
        words = text[told[0].start(4) : told[0].end(4)].strip()
        return [Bounce(Reply(code, told[0][2] or None, words))]
    only = bounces[0]
    if only.reply.code is not None:
        return bounces
    return [only._replace(reply=only.reply._replace(code=code), suspected=False)]


def _code_of(said: re.Match[str]) -> int | None:
    """Give the number of one sentence; None where the server's own words belong to another kind of number."""
    kind = said[3]
    if said[1] == _UNAVAILABLE:
        return {"4": 450, "5": 550}.get(kind) if kind is not None else None
    code = _SENTENCES[said[1]]
    return code if kind in (None, str(code)[0]) else None
