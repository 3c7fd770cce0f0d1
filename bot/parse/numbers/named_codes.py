"""Reply codes that .NET's mail libraries show by name: `StatusCode: MailboxUnavailable` is 550."""

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
_ANY: Final = Signs(MARKUP, r"status ?code\W+[a-z]")
_OF_MAIL: Final = re.compile(r"smtp|mailkit|net\.mail")


def with_named_code(bounces: list[Bounce], seen: Seen) -> list[Bounce]:
    """Add the number that a paste shows by name to its one error, or make that the error."""
    if len(bounces) > 1 or not seen.any(_ANY):
        return bounces
    text = seen.text.lower()
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
