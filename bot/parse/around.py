"""What stands around a reply, read from the words before and after it: recipient, host, stage, sender.

Reads words only, never decides whether something is a failure.
"""

from __future__ import annotations

import re
from typing import Final

import re2

from bot.model import Stage
from bot.parse.signs import REPLY, Seen, Signs

# An address as it stands in reports and logs; RFC 5321 4.5.3.1 bounds both parts, the rest is generous.
ADDRESS: Final = r"[^\s<>()\[\]\"',;:|=]{1,128}@[^\s<>()\[\]\"',;:|]{1,255}"

# A host name with a dot.
_NAME: Final = r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"

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
    r"(?:error from remote (?:mail server|mailer) after |error after |after sending "
    r"|remote mail server after |refused by .{0,80} after |reply (?:to|from) )"
    r"(end of data|initial connection|RCPT TO|MAIL FROM|DATA|STARTTLS|AUTH|EHLO|HELO"
    r"|pipelined (?:end of data|RCPT TO|MAIL FROM|DATA)|sending data block)"
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
    ("Could not connect to SMTP host", Stage.CONNECT),
    ("command: 'CONN'", Stage.CONNECT),
)
_CLASS_SIGNS: Final = Signs(REPLY, "|".join(re2.escape(words) for words, _ in _CLASSES))
_COMMAND: Final = re.compile(
    r"(?<![\w-])(?:(?P<rcpt>RCPT\s{1,3}TO:\s{0,2}<?(?P<to>[^\s<>]{0,320}))"
    r"|(?P<mail>MAIL\s{1,3}FROM:\s{0,2}<?(?P<from>[^\s<>]{0,320}))"
    r"|(?P<auth>AUTH\s{1,3}(?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2|OAUTHBEARER|NTLM|DIGEST-MD5|SCRAM"
    r"|GSSAPI))|(?P<helo>(?:EHLO|HELO|LHLO)\s{1,3}[\w.\[-])"
    r"|(?P<tls>STARTTLS\s{0,3}(?:\\r\\n)?$)|(?P<data>(?-i:(?<![a-z] )(?:DATA"
    r"|BDAT \d+(?: LAST)?))\s{0,3}(?:\\r\\n)?$))|(?P<eod>[>:]\s{0,3}\.\s{0,3}$)",
    re.IGNORECASE,
)
# Who spoke, in each program's way of saying it: a sign that it stands there, and where the name is.
_HOSTS: Final = (
    (r"\bhost\s+[\w.-]+\s?[\[(]", r"\bhost\s{1,4}([\w.-]{3,255})\s?(?:\[[^\]\s]{1,64}\]|\(\d)"),
    (r"\brelay=", r"\brelay=([\w.-]{3,255})[\[,]"),
    (r"while talking to\s", r"while talking to\s{1,3}([\w.-]{3,255}?)[.:]{0,2}(?:\s|$)"),
    (r"remote-mta:", r"Remote-MTA:\s{0,3}\w{1,8};\s{0,3}([\w.-]{3,255})"),
    (
        r"\w\s?\[[^\]\s]+\]:? (?:said|refused)",
        rf"^\s{{0,8}}({_NAME})\s?\[[^\]\s]{{2,64}}\]:? (?:said|refused)",
    ),
    (
        r"\w\s?(?:#|gave this error|rejected your message|suggests that)",
        rf"^\s{{0,8}}<?({_NAME})\s?(?:#|gave this error|rejected your message|suggests that)",
    ),
    (r"server: ['\"]", r"Server: ['\"]([\w.-]{3,255})['\"]"),
    (r"connect to [\w.-]+\[", r"connect to ([\w.-]{3,255})\["),
    (r"the recipient domain ", r"by the server for the recipient domain \S{3,255} by ([\w.-]{3,255})"),
    (r"authenticate to server ", r"cannot authenticate to server ([\w.-]{3,255})\["),
    (r"authenticate with server ", r"Unable to authenticate with server ['\"]([\w.-]{3,255})"),
    (r"remote (?:server|host)[: ]", rf"Remote (?:server|host)[: ]{{1,3}}({_NAME})\b"),
    (r"\bh=[\w.-]+\s[(\[]", r"\bH=([\w.-]{3,255})(?: \(|\s\[)"),
)
_HOST_SIGNS: Final = Signs(REPLY, *(sign for sign, _ in _HOSTS))
_HOST_PLACES: Final = tuple(re.compile(place, re.IGNORECASE) for _, place in _HOSTS)
_TO: Final = rf"(?:to=|to:\s?|recipient[= :]{{1,3}}\"?|->\s?|TO:\s?)<?(?P<a>{ADDRESS})>?"
_RECIPIENT: Final = re.compile(
    rf"(?<![\w-]){_TO}"
    rf"|^\W{{0,12}}<(?P<b>{ADDRESS})>\s?[:(]"
    rf"|\*\* (?P<c>{ADDRESS})"
    rf"|== (?P<d>{ADDRESS})"
    rf"|rejected RCPT <(?P<e>{ADDRESS})>"
    rf"|['\"]<?(?P<f>{ADDRESS})>?['\"]:\s?(?:SMTPRecipient\w{{0,12}})?\("
    rf"|recipients? ?(?:failed|refused)?:?\s?['\"<\[]{{0,2}}(?P<g>{ADDRESS})"
    rf"|e-mail address was ['\"](?P<h>{ADDRESS})"
    r"|(?:delivered to|deliver\w{0,3} to|message to|send\w{0,3} to|trying to reach|recipient:)"
    rf"\s{{1,2}}['\"<*(]{{0,2}}(?P<i>{ADDRESS})"
    rf"|^\s{{0,8}}(?P<j>{ADDRESS}): host ",
    re.IGNORECASE,
)
# Words alone: an address as a sign made three of four states of the sieve, in noise twice the time.
_RECIPIENT_SIGNS: Final = Signs(
    REPLY,
    r"to=|to:|recipient|->|\*\* |== |rejected rcpt |address was |deliver\w* to\s|message to\s|send\w* to\s"
    r"|to reach\s|>\s?[:(]|['\"]:\s?\w*\(|: host ",
)
_AFTER_SIGNS: Final = Signs(
    REPLY,
    r"after (?:end|initial|rcpt|mail|data|starttls|auth|ehlo|helo|pipelined|sending)|reply (?:to|from) "
    r"|(?:rcpt|mail|data|message|connect|ehlo|helo|auth|bdat) from|command: ?['\"]"
    r"|command (?:failed|rejected)|rejected (?:rcpt|mail|ehlo|helo|after|connection)",
)
_COMMAND_SIGNS: Final = Signs(
    REPLY,
    r"rcpt\s+to:|mail\s+from:|auth\s+(?:plain|login|cram|xoauth|oauth|ntlm|digest|scram|gssapi)"
    r"|(?:ehlo|helo|lhlo)\s|starttls|(?-i:\bDATA)|(?-i:BDAT \d)|[>:]\s*\.(?:\s|$)",
)
_SENDER: Final = re.compile(
    rf"(?<![\w-])from=<?(?P<a>{ADDRESS})>?|MAIL FROM:\s?<?(?P<b>{ADDRESS})", re.IGNORECASE
)
_SENDER_SIGNS: Final = Signs(REPLY, r"from=|mail from:")
_SUBJECT_OF_REPLY: Final = re.compile(rf"^\W{{0,3}}<(?P<a>{ADDRESS})>\s?(?:\.\.\.|:|,|$|[a-z])")


def stage_named(words: str) -> Stage | None:
    """Read a stage from words such as `end of DATA command` or `RCPT TO`; None when none is named."""
    lower = words.lower()
    for word, stage in _STAGE_WORDS:
        if word in lower:
            return stage
    return None


def stage_of(head: str, tail: str, seen: Seen) -> Stage | None:
    """Read the stage from the words before a reply and after it; `seen` is the whole that holds them."""
    if tail:
        match = _IN_REPLY.search(tail)
        if match is not None:
            return stage_named(match.group(1) or match.group(2))
    if not head and not tail:
        return None
    if seen.any(_AFTER_SIGNS):
        match = _AFTER.search(head) or _AFTER.search(tail)
        if match is not None:
            return stage_named(next(group for group in match.groups() if group))
    if seen.any(_CLASS_SIGNS):
        for words, stage in _CLASSES:
            if words in head:
                return stage
    command = last_command(head, seen)
    return command[0] if command else None


def last_command(head: str, seen: Seen) -> tuple[Stage, str] | None:
    """Find the last SMTP command in some words: its stage and its address, which may be empty."""
    if not seen.any(_COMMAND_SIGNS):
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


def host_in(words: str, seen: Seen) -> str | None:
    """Find the host that spoke, lower case; None when none is named."""
    first: re.Match[str] | None = None
    for number in seen.found(_HOST_SIGNS):
        match = _HOST_PLACES[number].search(words)
        if match is not None and (first is None or match.start() < first.start()):
            first = match
    return clean_host(first.group(1)) if first is not None else None


def clean_host(name: str) -> str | None:
    """Give a host name as it is compared; None when it is a word that names none."""
    name = name.lower().rstrip(".")
    return name if name not in ("none", "local", "localhost.localdomain", "unknown") else None


def recipient_in(words: str, seen: Seen) -> str | None:
    """Find the address a reply is about; None when none is named."""
    if "@" not in words or not seen.any(_RECIPIENT_SIGNS):
        return None
    match = _RECIPIENT.search(words)
    return clean_address(next(group for group in match.groups() if group)) if match is not None else None


def sender_in(words: str, seen: Seen) -> str | None:
    """Find the envelope sender; None when none is named."""
    if "@" not in words or not seen.any(_SENDER_SIGNS):
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
    address = address.strip().strip("<>\"'“”‘’.,;:*()[]").removeprefix("mailto:").removeprefix("rfc822;")
    if address.startswith("@") and ":" in address:
        address = address.partition(":")[2]  # a source route, RFC 5321 appendix C
    if address.count('"') == 1:
        address = f'"{address}'  # a quoted local part
    local, at, domain = address.rpartition("@")
    return address if at and local and domain and len(address) <= 384 else None
