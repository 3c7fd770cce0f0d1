"""What stands around a reply: recipient, host, stage, sender, program; read from the words before and after it.

Reads words only, never decides whether something is a failure.
"""

# ruff: noqa: E501 - a pattern's line stays whole, so that the words in it can be searched for
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.model import Speaker, Stage
from bot.parse.signs import Signs

# An address as it stands in reports and logs; RFC 5321 4.5.3.1 bounds both parts, the rest is generous on purpose.
ADDRESS: Final = r"[^\s<>()\[\]\"',;:|=]{1,128}@[^\s<>()\[\]\"',;:|]{1,255}"

_STAGE_WORDS: Final = (
    ("end of data", Stage.END_OF_DATA),
    ("end-of-message", Stage.END_OF_DATA),
    ("end of message", Stage.END_OF_DATA),
    ("end-of-data", Stage.END_OF_DATA),
    ("pipelined end", Stage.END_OF_DATA),
    ("sending data block", Stage.END_OF_DATA),
    ("rcpt", Stage.RCPT),
    ("mail from", Stage.MAIL),
    ("mail_from", Stage.MAIL),
    ("data", Stage.DATA),
    ("bdat", Stage.DATA),
    ("starttls", Stage.TLS),
    ("tls", Stage.TLS),
    ("auth", Stage.AUTH),
    ("ehlo", Stage.HELO),
    ("helo", Stage.HELO),
    ("lhlo", Stage.HELO),
    ("mail", Stage.MAIL),
    ("initial connection", Stage.CONNECT),
    ("connect", Stage.CONNECT),
    ("connection", Stage.CONNECT),
    ("greeting", Stage.CONNECT),
    ("conn", Stage.CONNECT),
)
_IN_REPLY: Final = re.compile(
    r"\(in reply to ([^()]{2,60})\)?|\bin response to ([A-Z ]{4,24})", re.IGNORECASE
)
_AFTER: Final = re.compile(
    r"(?:error from remote (?:mail server|mailer) after |error after |after sending |remote mail server after |refused by .{0,80} after |reply (?:to|from) )"
    r"(end of data|initial connection|RCPT TO|MAIL FROM|DATA|STARTTLS|AUTH|EHLO|HELO|pipelined (?:end of data|RCPT TO|MAIL FROM|DATA)|sending data block)"
    r"|\b(RCPT|MAIL|DATA|END-OF-MESSAGE|CONNECT|EHLO|HELO|AUTH|BDAT) from\b"
    r"|command: ?['\"]([A-Z ]{4,14})['\"]"
    r"|\b(MAIL|RCPT|DATA|AUTH|EHLO|STARTTLS) command (?:failed|rejected)"
    r"|\brejected (RCPT|MAIL|EHLO|HELO|after DATA|connection)",
    re.IGNORECASE,
)
_CLASSES: Final = (
    ("SMTPAuthenticationError", Stage.AUTH),
    ("SMTPRecipientsRefused", Stage.RCPT),
    ("SMTPRecipientRefused", Stage.RCPT),
    ("SMTPSenderRefused", Stage.MAIL),
    ("SMTPDataError", Stage.END_OF_DATA),
    ("SMTPHeloError", Stage.HELO),
    ("SMTPConnectError", Stage.CONNECT),
    ("SMTPConnectResponseError", Stage.CONNECT),
    ("AuthenticationFailedException", Stage.AUTH),
    ("AuthenticationException", Stage.AUTH),
    ("SMTPAddressFailedException", Stage.RCPT),
    ("SMTPSenderFailedException", Stage.MAIL),
    ("RecipientError", Stage.RCPT),
    ("SmtpFailedRecipient", Stage.RCPT),
    ("Failed to authenticate", Stage.AUTH),
    ("Could not authenticate", Stage.AUTH),
    ("Invalid login", Stage.AUTH),
    ("Password command failed", Stage.AUTH),
    ("authentication failed", Stage.AUTH),
    ("Authentication failed", Stage.AUTH),
    ("Can't send mail - all recipients", Stage.RCPT),
    ("Failed to add recipient", Stage.RCPT),
    ("recipients failed", Stage.RCPT),
    ("rejected by the server", Stage.RCPT),
    ("recipient was rejected", Stage.RCPT),
    ("Mail command failed", Stage.MAIL),
    ("MAIL FROM command failed", Stage.MAIL),
    ("From address failed", Stage.MAIL),
    ("DATA END command failed", Stage.END_OF_DATA),
    ("Message failed", Stage.END_OF_DATA),
    ("Data command failed", Stage.DATA),
    ("data not accepted", Stage.END_OF_DATA),
    ("Invalid greeting", Stage.CONNECT),
    ("command: 'CONN'", Stage.CONNECT),
)
_COMMAND: Final = re.compile(
    r"(?<![\w-])(?:(?P<rcpt>RCPT\s{1,3}TO:\s{0,2}<?(?P<to>[^\s<>]{0,320}))|(?P<mail>MAIL\s{1,3}FROM:\s{0,2}<?(?P<from>[^\s<>]{0,320}))"
    r"|(?P<auth>AUTH\s{1,3}(?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2|OAUTHBEARER|NTLM|DIGEST-MD5|SCRAM|GSSAPI))|(?P<helo>(?:EHLO|HELO|LHLO)\s{1,3}[\w.\[-])"
    r"|(?P<tls>STARTTLS\s{0,3}(?:\\r\\n)?$)|(?P<data>(?-i:(?<![a-z] )(?:DATA|BDAT \d+(?: LAST)?))\s{0,3}(?:\\r\\n)?$))|(?P<eod>[>:]\s{0,3}\.\s{0,3}$)",
    re.IGNORECASE,
)
_HOST: Final = re.compile(
    r"\bhost\s{1,4}(?P<a>[\w.-]{3,255})\s?(?:\[[^\]\s]{1,64}\]|\(\d)|\brelay=(?P<b>[\w.-]{3,255})[\[,]|while talking to\s{1,3}(?P<c>[\w.-]{3,255}?)[.:]{0,2}(?:\s|$)"
    r"|Remote-MTA:\s{0,3}\w{1,8};\s{0,3}(?P<d>[\w.-]{3,255})|^\s{0,8}(?P<e>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})\s?\[[^\]\s]{2,64}\]:? (?:said|refused)"
    r"|^\s{0,8}<?(?P<f>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})\s?(?:#|gave this error|rejected your message|suggests that)"
    r"|Server: ['\"](?P<g>[\w.-]{3,255})['\"]|connect to (?P<h>[\w.-]{3,255})\[|by the server for the recipient domain \S{3,255} by (?P<i>[\w.-]{3,255})"
    r"|cannot authenticate to server (?P<j>[\w.-]{3,255})\[|Unable to authenticate with server ['\"](?P<k>[\w.-]{3,255})|Remote (?:server|host)[: ]{1,3}(?P<l>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})\b"
    r"|\bH=(?P<m>[\w.-]{3,255})(?: \(|\s\[)",
    re.IGNORECASE,
)
_RECIPIENT: Final = re.compile(
    rf"(?<![\w-])(?:to=|to:\s?|recipient[= :]{{1,3}}\"?|->\s?|TO:\s?)<?(?P<a>{ADDRESS})>?"
    rf"|^\W{{0,12}}<(?P<b>{ADDRESS})>\s?[:(]|\*\* (?P<c>{ADDRESS})|== (?P<d>{ADDRESS})|rejected RCPT <(?P<e>{ADDRESS})>"
    rf"|['\"]<?(?P<f>{ADDRESS})>?['\"]:\s?(?:SMTPRecipient\w{{0,12}})?\(|recipients? ?(?:failed|refused)?:?\s?['\"<\[]{{0,2}}(?P<g>{ADDRESS})"
    rf"|e-mail address was ['\"](?P<h>{ADDRESS})|(?:delivered to|deliver\w{{0,3}} to|message to|send\w{{0,3}} to|trying to reach|recipient:)\s{{1,2}}['\"<*(]{{0,2}}(?P<i>{ADDRESS})"
    rf"|^\s{{0,8}}(?P<j>{ADDRESS}): host ",
    re.IGNORECASE,
)
# A cheap look before the patterns above, which cost more than everything else about a line.
_HOST_SIGNS: Final = Signs(
    r"\bhost\s|relay=|talking to|remote-mta|\w \?\[[^\]\s]+\]:? (?:said|refused)|#<|gave this error|rejected your message|suggests that|server: ['\"]"
    r"|connect to |recipient domain|to server |with server |remote (?:server|host)|\bh=|\w\s?\[[^\]\s]+\]:? (?:said|refused)|\w #"
)
_AFTER_SIGNS: Final = Signs(
    r"after (?:end|initial|rcpt|mail|data|starttls|auth|ehlo|helo|pipelined|sending)|reply (?:to|from) |(?:rcpt|mail|data|message|connect|ehlo|helo|auth|bdat) from"
    r"|command: ?['\"]|command (?:failed|rejected)|rejected (?:rcpt|mail|ehlo|helo|after|connection)"
)
_COMMAND_SIGNS: Final = Signs(
    r"rcpt\s+to:|mail\s+from:|auth\s+(?:plain|login|cram|xoauth|oauth|ntlm|digest|scram|gssapi)|(?:ehlo|helo|lhlo)\s|starttls|data\s*(?:\\r\\n)?$|bdat \d|[>:]\s*\.\s*$"
)
_SENDER: Final = re.compile(
    rf"(?<![\w-])from=<?(?P<a>{ADDRESS})>?|MAIL FROM:\s?<?(?P<b>{ADDRESS})", re.IGNORECASE
)
_SUBJECT_OF_REPLY: Final = re.compile(rf"^\W{{0,3}}<(?P<a>{ADDRESS})>\s?(?:\.\.\.|:|,|$|[a-z])")


@dataclass(slots=True)
class Around:
    """What is known so far about where a reply stands; filled from nearest to farthest."""

    recipient: str | None = None
    sender: str | None = None
    host: str | None = None
    stage: Stage | None = None
    speaker: Speaker | None = None
    client: str | None = None


def stage_named(words: str) -> Stage | None:
    """Read a stage from words such as `end of DATA command` or `RCPT TO`; None when none is named."""
    lower = words.lower()
    for word, stage in _STAGE_WORDS:
        if word in lower:
            return stage
    return None


def stage_of(head: str, tail: str) -> Stage | None:
    """Read the stage from the words before a reply and after it."""
    if tail:
        match = _IN_REPLY.search(tail)
        if match is not None:
            return stage_named(match.group(1) or match.group(2))
    if not head and not tail:
        return None
    match = _AFTER.search(head) if _AFTER_SIGNS.any(head) else None
    if match is None and tail and _AFTER_SIGNS.any(tail):
        match = _AFTER.search(tail)
    if match is not None:
        return stage_named(next(group for group in match.groups() if group))
    for words, stage in _CLASSES:
        if words in head:
            return stage
    command = last_command(head)
    return command[0] if command else None


def last_command(head: str) -> tuple[Stage, str] | None:
    """Find the last SMTP command in some words: its stage and its address, which may be empty."""
    if not _COMMAND_SIGNS.any(head):
        return None
    last = None
    for match in _COMMAND.finditer(head):
        last = match
    return command_of(last) if last is not None else None


def command_of(match: re.Match[str]) -> tuple[Stage, str]:
    """Say which stage a matched command belongs to, and its address."""
    kind = match.lastgroup
    if match.group("rcpt"):
        return Stage.RCPT, match.group("to").strip("<>'\",;")
    if match.group("mail"):
        return Stage.MAIL, match.group("from").strip("<>'\",;")
    stages = {
        "auth": Stage.AUTH,
        "helo": Stage.HELO,
        "tls": Stage.TLS,
        "data": Stage.DATA,
        "eod": Stage.END_OF_DATA,
    }
    return stages.get(kind or "", Stage.DATA), ""


def host_in(words: str) -> str | None:
    """Find the host that spoke, lower case; None when none is named."""
    match = _HOST.search(words) if _HOST_SIGNS.any(words) else None
    if match is None:
        return None
    host = next(group for group in match.groups() if group).lower().rstrip(".")
    return host if host not in ("none", "local", "localhost.localdomain", "unknown") else None


def recipient_in(words: str) -> str | None:
    """Find the address a reply is about; None when none is named."""
    if "@" not in words:
        return None
    match = _RECIPIENT.search(words)
    return clean_address(next(group for group in match.groups() if group)) if match is not None else None


def sender_in(words: str) -> str | None:
    """Find the envelope sender; None when none is named."""
    if "@" not in words:
        return None
    match = _SENDER.search(words)
    return clean_address(match.group("a") or match.group("b")) if match is not None else None


def subject_of_reply(text: str) -> str | None:
    """Find the address a reply text opens with, `<a@b>... User unknown`; None when it opens otherwise."""
    if "@" not in text:
        return None
    match = _SUBJECT_OF_REPLY.match(text)
    return clean_address(match.group("a")) if match is not None else None


def clean_address(address: str) -> str | None:
    """Strip what is stuck to an address; None when nothing like an address remains."""
    address = address.strip().strip("<>\"'.,;:*()[]").removeprefix("mailto:").removeprefix("rfc822;")
    local, at, domain = address.rpartition("@")
    return address if at and local and domain and len(address) <= 384 else None
