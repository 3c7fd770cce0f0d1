"""Whom and which host a reply is about, read from the words before and after it.

Reads words only, never decides whether something is a failure.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.signs import REPLY, UNSEEN, Seen, Signs, Table

# An address as it stands in reports and logs; RFC 5321 4.5.3.1 bounds both parts, the rest is generous.
# Chinese and Japanese put wide punctuation around it, and no space: "收件人：ana@example.com，".
APART: Final = r"\s<>()\[\]\"',;:|：；，。、（）「」《》【】"
ADDRESS: Final = rf"[^{APART}=]{{1,128}}@[^{APART}?]{{1,255}}"
# An address among letters of a language that is written without spaces: 发送到bob@example.net的邮件
_AMONG: Final = r"[\u2e80-\ud7a3]"
_GLUED: Final = re.compile(
    rf"(?:^|(?<={_AMONG}))[\w.+=-]{{1,64}}@[\w.-]{{1,200}}\.[A-Za-z]{{2,24}}(?=$|{_AMONG})", re.ASCII
)

# A host name with a dot.
_NAME: Final = r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"

# "freenet.de 550 ...", "mx1.example.com: 550 ...": who spoke, and no more. Files and loggers end otherwise.
_ALONE: Final = re.compile(
    r"\W{0,4}((?:[\w-]{1,63}\.){1,8}"
    r"(?!(?:py|js|ts|rb|go|php|txt|log|out|err|exe|csv|xls|doc|pdf|xml|yml|eml|msg|cfg|ini|zip|png|jpg|gif"
    r"|sql|cpp|app)\b)(?:[a-z]{2,3}|info|email|cloud|online))(?::| [-–])?[ \t]{1,3}",
    re.ASCII,
)
NAME_LIMIT: Final = 120  # characters of it
# Who spoke, in each program's way of saying it: a sign that it stands there, the word that the place
# begins with (none: it begins the words), the place with the name.
_HOSTS: Final = (
    (r"\bhost\s", "host", r"\bhost\s{1,4}([\w.-]{3,255})\s?(?:\[[^\]\s]{1,64}\]|\(\d)"),
    (r"\brelay=", "relay=", r"\brelay=([\w.-]{3,255})(?: ?\[|,)"),
    (r"while talking to\s", "while talking", r"while talking to\s{1,3}([\w.-]{3,255}?)[.:]{0,2}(?:\s|$)"),
    (r"remote-mta:", "remote-mta:", r"Remote-MTA:\s{0,3}\w{1,8};\s{0,3}([\w.-]{3,255})"),
    (
        r"\]:? (?:said|refused|did not like)",
        "",
        rf"\s{{0,8}}({_NAME})\s?\[[^\]\s]{{2,64}}\]:? (?:said|refused|did not like)",
    ),
    (
        r"\w\s?(?:#|gave this error|rejected your message|suggests that)",
        "",
        rf"\s{{0,8}}<?({_NAME})\s?(?:#|gave this error|rejected your message|suggests that)",
    ),
    (r"server: ['\"]", "server: ", r"Server: ['\"]([\w.-]{3,255})['\"]"),
    (r"connect to ", "connect to ", r"connect to ([\w.-]{3,255})\["),
    (
        r"the recipient domain ",
        "by the server for",
        r"by the server for the recipient domain \S{3,255} by ([\w.-]{3,255})",
    ),
    (r"authenticate to server ", "cannot auth", r"cannot authenticate to server ([\w.-]{3,255})\["),
    (
        r"authenticate with server ",
        "unable to auth",
        r"Unable to authenticate with server ['\"]([\w.-]{3,255})",
    ),
    (r"remote (?:server|host)[: ]", "remote ", rf"Remote (?:server|host)(?: at)?[: ]{{1,3}}({_NAME})\b"),
    # postalserver/postal: app/senders/smtp_sender.rb and app/lib/smtp_client/endpoint.rb, and its version 2.
    (
        r"delivery error when sending to ",
        "when sending to ",
        rf"when sending to (?:[\w.:]{{3,45}}:\d{{2,5}} \()?({_NAME})",
    ),
    (r"\bh=", "h=", r"\bH=([\w.-]{3,255})(?: \(|\s\[)"),
)
_HOST_PLACES: Final = Table(
    REPLY, {(word, re.compile(place, re.IGNORECASE)): sign for sign, word, place in _HOSTS}
)
_RECIPIENT_OPENS: Final = re.compile(
    rf"\W{{0,12}}<({ADDRESS})>\s?[:(]|\s{{0,8}}({ADDRESS}): host ", re.IGNORECASE
)
_RECIPIENT_SAID: Final = re.compile(
    rf"<({ADDRESS})>: host ", re.IGNORECASE
)  # Postfix's, in one line with all
_RECIPIENTS: Final = tuple(
    (word, re.compile(place, re.IGNORECASE))
    for word, place in (
        ("to=", rf"(?<![\w-])to=<?({ADDRESS})"),
        ("to = ", rf"(?<![\w-])to = \"({ADDRESS})"),  # Stalwart's, behind a list of all
        ("to:", rf"(?<![\w-])to:\s?<?({ADDRESS})"),
        ("->", rf"(?<![\w-])->\s?<?({ADDRESS})"),
        ("→", rf"→\s?<?({ADDRESS})"),
        ("== ", rf"== ({ADDRESS})"),
        (
            "recipient",
            rf"(?:(?<![\w-])recipient(?: address)?[= :]{{1,3}}['\"]?<?"
            r"|recipients? ?(?:failed|refused)?:?\s?['\"<\[]{0,2}"
            rf"|recipient:\s{{1,2}}['\"<*(]{{0,2}})({ADDRESS})",
        ),
        ("e-mail address was", rf"e-mail address was ['\"]({ADDRESS})"),
        ("mails [", rf"mails \[({ADDRESS})\]"),  # Gitea's
        *(
            (word, rf"{words}\s{{1,2}}['\"<*(]{{0,2}}({ADDRESS})")
            for word, words in (
                ("deliver", r"deliver\w{0,3} to"),
                ("message to", "message to"),
                ("mail", r"mails? (?:to|à|an|para)"),
                ("send", r"send\w{0,3} to"),
                ("trying to reach", "trying to reach"),
            )
        ),
    )
)
# Python's and its like: `{'a@b': (550, b'...')}`.
_RECIPIENT_KEY: Final = re.compile(
    rf"['\"]<?({ADDRESS})>?['\"]:\s?(?:SMTPRecipient\w{{0,12}})?\(", re.IGNORECASE
)
# Words alone: an address as a sign made three of four states of the sieve, in noise twice the time.
_RECIPIENT_SIGNS: Final = Signs(
    REPLY,
    r"to=|to = |to:|recipient|->|→|== |address was |deliver\w* to\s|message to\s"
    r"|send\w* to\s|to reach\s|mails? (?:to|à|an|para)\s|mails \[|>\s?[:(]|['\"]:\s?\w*\(|: host ",
)
_ROW_NUMBER: Final = r"(?:\s{0,8}\d{1,5}[.),\t;])?"
_ROW: Final = re.compile(
    rf"{_ROW_NUMBER}\W{{0,8}}({ADDRESS})(?:\W{{1,8}}$|[\"']?[,\t;][^@\n]{{0,150}}[,\t;][\"']?$)"
)
# The same in columns that spaces part: "failed   bob@example.net   permanent   550 ...".
_COLUMN_ENDS: Final = r"(?: {2}|\t)"
_COLUMNS: Final = re.compile(
    rf"(?:[^@\n]{{0,150}}{_COLUMN_ENDS})?({ADDRESS}){_COLUMN_ENDS}(?:[^@\n]{{0,150}}{_COLUMN_ENDS})?\s*$"
)
_ROW_LIMIT: Final = 200  # characters of what stands before a reply in a row
_SENDER: Final = re.compile(
    rf"(?<![\w-])from(?:=| = \")<?(?P<a>{ADDRESS})>?|MAIL FROM:\s?<?(?P<b>{ADDRESS})", re.IGNORECASE
)
_SENDER_SIGNS: Final = Signs(REPLY, r"from=|from = |mail from:")
_SUBJECT_OF_REPLY: Final = re.compile(
    rf"^\W{{0,3}}<(?P<a>{ADDRESS})>\s?(?:\.\.\.|:|,|$|[a-z]"
    r"|(?:User|Mailbox|Recipient|Account|No such|Unknown|Over|Quota)\b)"  # no sender is spoken of so
    rf"|^(?P<b>{ADDRESS})(?:\.\.\. |:? (?:User|Mailbox|Recipient|Account|No such|Unknown) )"
)


def lower_in_place(words: str) -> str:
    """Give some words in small letters, each in its place: of all letters İ alone becomes two."""
    return words.lower() if words.isascii() else words.replace("İ", "I").lower()


def _first(place: re.Pattern[str], word: str, words: str, lower: str) -> re.Match[str] | None:
    """Find the first match of a pattern that begins with a word; without a word it begins the words."""
    at = lower.find(word)
    while at >= 0:
        match = place.match(words, at)
        if match is not None or not word:
            return match
        at = lower.find(word, at + 1)
    return None


def host_in(words: str, seen: Seen) -> str | None:
    """Find the host that spoke, lower case; None when none is named."""
    places = _HOST_PLACES.told(seen)
    if not places:
        return host_alone(words)
    lower = lower_in_place(words)
    first: re.Match[str] | None = None
    for word, place in places:
        match = _first(place, word, words, lower)
        if match is not None and (first is None or match.start() < first.start()):
            first = match
    return clean_host(first.group(1)) if first is not None else None


def host_alone(words: str) -> str | None:
    """Give the host that some words name and nothing else, lower case; None where they say more."""
    match = _ALONE.fullmatch(words) if len(words) <= NAME_LIMIT else None
    return clean_host(match.group(1)) if match is not None else None


def clean_host(name: str) -> str | None:
    """Give a host name as it is compared; None when it is a word that names none."""
    name = name.lower().rstrip(".")
    return name if name not in ("none", "local", "localhost.localdomain", "unknown") else None


def recipient_in(words: str, seen: Seen) -> str | None:
    """Find the address a reply is about; None when none is named."""
    if "@" not in words or not seen.any(_RECIPIENT_SIGNS):
        return None
    first = _RECIPIENT_OPENS.match(words)
    if first is not None:
        return clean_address(first.group(1) or first.group(2))
    first = _RECIPIENT_SAID.search(words) if ">: host " in words else None
    if first is not None:
        return clean_address(first.group(1))
    lower = lower_in_place(words)
    if "':" in words or '":' in words:
        first = _RECIPIENT_KEY.search(words)
    for word, place in _RECIPIENTS:
        match = _first(place, word, words, lower)
        if match is not None and (first is None or match.start() < first.start()):
            first = match
    return clean_address(first.group(1)) if first is not None else None


def row_address(head: str) -> str | None:
    """Give the address with which a list's or table's row begins that ends in a reply; else None."""
    if "@" not in head or len(head) > _ROW_LIMIT:
        return None
    match = _ROW.match(head) or (_COLUMNS.match(head) if head.endswith(("  ", "\t")) else None)
    return clean_address(match.group(1)) if match is not None else None


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
    return clean_address(match.group("a") or match.group("b")) if match is not None else None


def speaks_of_sender(text: str) -> bool:
    """Whether a reply's text is about the sender's address: `<a@b>: Sender address rejected: ...`.

    Exim asks the sender's server first: `Verification failed for <a@b> ... Sender verify failed`.
    """
    return "ender" in text[:400] and ("address" in text[:400] or "erif" in text[:400])


def unglued(address: str) -> tuple[int, str]:
    """Give an address without the letters of other words that stand at it, and at which of them it begins."""
    inner = None if address.isascii() else _GLUED.search(address)
    return (inner.start(), inner.group()) if inner is not None else (0, address)


# A mailing list's mail is addressed to the list; whom each copy goes to stands where it was handed on.
_OF_LIST: Final = re.compile(
    r"^[\s>]{0,6}(?:List-(?:Id|Post)|X-BeenThere|Precedence\s?:\s?(?:list|bulk))\b",
    re.IGNORECASE | re.MULTILINE,
)
_HANDED_ON: Final = re.compile(rf"\sfor <?({ADDRESS})>?;")
_STUCK: Final = f"<>\"'`“”‘’.,;:*()[]{UNSEEN}"


def clean_address(address: str) -> str | None:
    """Strip what is stuck to an address; None when nothing like an address remains."""
    address = address.strip().strip(_STUCK).removeprefix("mailto:").removeprefix("rfc822;")
    if address.startswith("@") and ":" in address:
        address = address.partition(":")[2]  # a source route, RFC 5321 appendix C
    if address.count('"') == 1:
        address = f'"{address}'  # a quoted local part
    _, address = unglued(address)
    local, at, domain = address.rpartition("@")
    if "&" in domain or "=" in domain:  # what is left of an entity, `b.example&gt`; a line that was broken
        domain, _, cut = domain.partition("&")
        address = f"{local}@{domain}" if "=" not in f"{domain}{cut}" else ""
    return address if address and at and local and domain and len(address) <= 384 else None


def list_member(headers: str) -> str | None:
    """Give to whom a mailing list's mail was handed on last; None for other mails."""
    match = _HANDED_ON.search(headers) if _OF_LIST.search(headers) is not None else None
    return clean_address(match.group(1)) if match is not None else None
