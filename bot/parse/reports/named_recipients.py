"""Whom a report names as not reached: on lines of their own, in sentences, in the returned mail's headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Final

from bot.parse import translations
from bot.parse.around import ADDRESS, APART, clean_address, list_member, unglued
from bot.parse.rare_pattern import RarePattern
from bot.parse.reports import notices_abroad
from bot.parse.reports.returned_mail import original_begins

_ONLY_ADDRESS: Final = re.compile(
    rf"^[\s>|*+•\-]{{0,12}}(?:(?:To|Recipient|Receiver|Email|RCPT To"
    rf"|Add?ress?e?|Indirizzo|Direcci[oó]n|Endereço|(?:Intended |Failed )?Recipients?"
    rf"|Recipient address|Empfänger|Destinataire|Destinat[aá]rio|Ontvanger|Odbiorca|Mottagare|Modtager|Alıcı"
    rf"|Para|A|An|The following recipients?|Кому|Получатель"
    rf"|(?:收件人|收件者|收件地址|宛先|받는 ?사람|수신[자인])(?: ?/ ?[a-z]{{2,12}})?|Name)\s?[:：]\s{{0,8}})?"
    rf"(?:(?:\"[^\"\n]{{0,120}}\" ?)?[^<>@:\n]{{0,60}}[<(])?"
    rf"(?:mailto:|\[?SMTP:|[^@\n]{{0,200}}[;:]SMTP=)?[<\"']?(?P<a>{ADDRESS})[>\"']?\)?"
    r"(?:\s?<mailto:[^<>]{1,300}>)?\]?"
    r"(?:\s{0,3}\((?:[^()]{0,200})\))?"
    # Behind it when that was: "on 04/03/2019 14:22".
    r"(?:[\s:;,.*]{0,6}|[\s:;,.*]{0,5}\s\w{1,3} (?:\d|[A-Z][a-z]{2}, \d).{0,40})$",
    re.IGNORECASE,
)
# Coremail's table (163.com, 126.com) has no colon between the name and the address.
_TABLE: Final = re.compile(r"^([\s>|]{0,20}收件(?:人|者|地址))\s{1,8}(?=[^\s@]{1,64}@)")
# The number of an item in a list of recipients.
_ITEM: Final = re.compile(r"^[\s>|]{0,12}\d{1,4}[.)] {1,4}")
_OPENED: Final = re.compile(
    rf"^[\s>|*+•\-]{{0,12}}[<\[](?P<a>{ADDRESS})[>\]]"
    rf"(?:\s?(?:\([^()]{{0,400}}\))?\s?[:,]|  (?=[a-z])"  # PowerMTA parts it by two spaces
    r"| \(expanded from\b[^()\n]{0,330}$)"  # Postfix's, broken before or behind the other address
    rf"|^[\s>|*+•\-]{{0,12}}<?(?P<b>{ADDRESS})>?,?\s{{0,2}}"
    r"(?:\.\.\. |: (?!\d+$)|[-–] (?:no such|user|mailbox|address|account|recipient|unknown|invalid) "
    r"|; (?:Action: )?(?:Failed|Delayed|Delivered|Relayed)\b"  # InterMail's
    r"|Invalid |ERROR[ _]CODE|\[[A-Z]|\((?:while|reading) [^()\n]{1,60}\): "  # Momentum's
    r"|(?:could|can|was|has)(?:n['’]t| ?not) |has left )"
    rf"|^[\s>|*+•\-]{{0,12}}<?(?P<c>{ADDRESS})>? (?:{notices_abroad.TAKES_ONLY})"
)
# Words that end just before an address which a sentence names, in small letters.
_NAMING: Final = RarePattern(
    r"(?:delivered to|deliver(?:y|ed|ing)? (?:your |this |the )?(?:mail |message |email )?(?:to|for)"
    r"|message to|mail to|(?:mailing )?list[ea]?|(?:recipient|subscriber)(?: was| is)?"
    r"|(?<!owned by )user(?:id)?|utente|sent to|reach"
    r"|(?<!sender )(?<!from )(?<!return )address|account|failed for|mailbox(?: for)?"
    r"|(?:mail|message|full|unknown|relay) for"  # not `exceeded for`: a sender has limits too
    r"|dirigid[oa] a|indirizzat[oa] a"
    r"|для|an|à|à l['’]adresse|à destination de|für|para|till?|către|προς|на адресу?|címre"
    r"|kepada|tới|đến|(?:addressed|undeliverable|generated|expanded) +(?:to|from)|was addressed,"
    r"|(?:entreg|recapit|consegn|mensaje|messaggio|inviat|enviad)\w{0,5} (?:a|para)"
    r"|(?:wiadomo|wysłan|dostarcz)\w{0,6} do|(?:bericht|mail|verzonden|gestuurd|bezorg\w{0,4}) (?:aan|bij)"
    rf"|(?:{translations.RECIPIENT})\w{{0,6}}"
    r"|user(?: [^\s@()]{1,64}){1,3}(?=\s{1,3}\()|gro?upp?[eo]?|grupo"
    r"|generated +by|(?:attempts|full|size|host|error-for|valid|invalid|unknown):|[:,] smtp|from \S{3,80} to"
    r"|[发發投递遞][送递遞达達]?[到至给給]|送[达達])(?: address)?:?\s{1,3}['\"<*(\[]{0,3}$"
)
# Japanese, Korean and Turkish name the direction behind the address: "bob@example.net へのメール".
_NAMED_BEHIND: Final = re.compile(r"[>)\]'\"]{0,2}\s?(?:に|へ|宛|에게|님|adresine)")
_WIDE: Final = ("：", "（", "「", "【")  # Chinese and Japanese put no space beside them
_NAMING_REACH: Final = 60  # characters
_LABELLED: Final = frozenset("<(:：")  # one of them before an address: it is no word of a sentence
# What stands before the "@" of an address, from there backwards.
_LOCAL_PART: Final = re.compile(rf"[^{APART}=@]{{1,128}}")
_ADDRESS: Final = re.compile(ADDRESS)
# What is left of a Notes directory's name at the space in it: "Karl Huber/Sales/Firm@FIRM".
_OF_DIRECTORY: Final = re.compile(r"[^\W\d_] [^\s/@]{1,60}/[^\s@]{1,120}@[^\s.@]{1,60}(?:\s|$)")
_GREETS: Final = 30  # characters that a greeting has at most before a name
_NAMED_LIMIT: Final = 10  # addresses of one sentence
_STORY: Final = 400  # lines that tell whom a report is about
_DAEMON: Final = re.compile(
    r"mailer-daemon|postmaster|mail ?delivery|bounce|-(?:owner|request)@|microsoftexchange[0-9a-f]{32}@",
    re.IGNORECASE,
)
# In a sentence it is whom to ask, on a line of its own a recipient like any other.
_OWN: Final = re.compile(
    rf"{_DAEMON.pattern}|(?:abuse|unblock|delist|whitelist)[\w.-]{{0,20}}@|no-?reply|helpdesk@|support@",
    re.IGNORECASE,
)
_FIELD: Final = re.compile(
    r"^[\s>|]{0,8}(?:from|to|subject|date|cc|sent|received|reply-to|return-path|message-id|von|an"
    r"|de|à|para|sender|delivered-to|by|for|x-[\w-]+|list-[a-z]+)\s?:",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"@\S{1,300}\s{1,8}(?!\w{1,3} \d|on )[A-Za-z]")  # words behind the address
# "in email presumably from you <ana@example.com>", "550-Verification failed for <ana@example.com>"
# "Non-member submission from [Ana Lee <ana@example.com>]"
_OF_SENDER: Final = re.compile(
    r"\b(?:from (?:you |\[?\"?(?:[A-Z][\w.'-]{0,30}\"? ){1,3})?|[Vv]erification failed for )<[^<>]*$"
)
# "Sorry ana@example.com. Your mail to ...": who is spoken to sent the mail.
_SPOKEN_TO: Final = re.compile(
    r"^[\s>]{0,8}(?:sorry|dear|hi|hello|hallo|guten tag|sehr geehrte[rs]?|liebe[r]?|bonjour|ch[eè]re?|hola"
    r"|estimad[oa]|ol[aá]|prezad[oa]|ciao|gentile|beste|geachte|witaj|szanown[ay])[\s,!:<\"']{1,4}$",
    re.IGNORECASE,
)
_FROM: Final = re.compile(r"\bfrom(?: your)?[:=]?\s?[\"'<]{0,2}$", re.IGNORECASE)
# A reason with the address behind it: "This user doesn't have an account here (ana@example.com)"; no name.
_REASON_BEFORE: Final = re.compile(r"(?:\b[a-z][\w'’.]{0,30} ){3}\(")
_TRACE: Final = ("for <", "for ", "by ", "id ", "(envelope-from", "(from ", "with ")  # lines of Received
# Whom a report names without an address: a mailbox of its own server, a person of its directory, a list.
_NAMED_OTHERWISE: Final = re.compile(
    r"\b(?:undeliverable|not delivered) to(?: the following)?:[ \t]*(?:\n[ \t]*){1,3}"
    r"[^\s:][^\n:]{0,100}(?:\n|\Z)"
    r"|\byour (?:mail|message|e-?mail) to '[^'\n]{1,100}' with the subject"
    r"|\byour (?:mail|message|e-?mail) for list '[^'\n]{1,100}'"
    r"|\bto send mail to the \S{1,100} list from your\b|\bthe group you tried to contact \("
    r"|\balready been distributed to the \S{1,100} list\b",
    re.IGNORECASE,
)
_MADE_OF: Final = RarePattern(
    rf"(?i)(?P<to>{ADDRESS})>?[ \t]{{0,3}}(?:\n[ \t>]{{0,12}})?"
    rf"\((?:expanded|generated|ultimately generated) from:?\s{{1,8}}<?(?P<by>{ADDRESS})>?\)",
    reach=850,
    sign=r"(?i)\((?:expanded|generated|ultimately generated) from",
)
_OF_MAIL: Final = re.compile(r"\b(?:e-?)?mail\b|\bmessages?\b", re.IGNORECASE)  # carriers deliver too

_HEADER_TO: Final = re.compile(
    rf"^[\s>|]{{0,8}}(?:X-Original-To|Delivered-To|Envelope-To"
    rf"|To)\s?:\s{{0,8}}[^@\n]{{0,200}}?(?P<a>{ADDRESS})",
    re.IGNORECASE,
)
_HEADER_FROM: Final = re.compile(
    rf"^[\s>|]{{0,8}}(?:From|Return-Path|X-Postfix-Sender)\s?:\s{{0,8}}[^@\n]{{0,200}}?(?P<a>{ADDRESS})",
    re.IGNORECASE,
)


def listed_recipient(line: str) -> str | None:
    """Read a line that only names an address, or opens with one: `<a@b>:`, `  a@b`, `To: a@b`.

    None for others.
    """
    if "@" not in line or len(line) > 800 or line.lstrip().startswith(_TRACE):
        return None
    line = _ITEM.sub("", _TABLE.sub(r"\1: ", line), count=1)
    at = line.find("@")
    before = line[:at]
    if (" from " in before or "erif" in before) and _OF_SENDER.search(before) is not None:
        return None
    sentence = " " in before.strip(" \t>|*+•-") and _LABELLED.isdisjoint(before)
    sentence = sentence or ("(" in before and _REASON_BEFORE.search(before) is not None)
    alone = len(line) < 500 and not sentence and _GOES_ON.match(line, at) is None
    match = _ONLY_ADDRESS.match(line) if alone else None
    if match is None:
        match = _OPENED.match(line)
    if match is None:
        return None
    address: str = match.group("a") or match.group("b") or match.group("c")
    return clean_address(address) if _DAEMON.search(address) is None else None


def named_recipient(line: str) -> str | None:
    """Read an address from a sentence: `Your message to a@b could not be delivered`; None for none."""
    if "@" not in line or _FIELD.match(line):
        return None
    for start, address in islice(_addresses(line[:2000]), _NAMED_LIMIT):
        before = line[max(0, start - _NAMING_REACH) : start].lower()
        if before.endswith(_WIDE):
            before = f"{before[:-1]} "
        elif not before[-1:].isascii():  # 发送到bob@example.net
            before = f"{before} "
        if _NAMING.search(before) is not None or _NAMED_BEHIND.match(line, start + len(address)) is not None:
            return clean_address(address) if _OWN.search(address) is None else None
    return None


def leading_recipient(line: str) -> str | None:
    """Read whom the next reply is about from the line above it: a sentence, or what a colon ends.

    None for none.
    """
    return named_recipient(line) or (only_address(line) if line.endswith(":") else None)


def _addresses(line: str) -> Iterator[tuple[int, str]]:
    """Give the addresses in a line, each with the place where it begins."""
    at = line.find("@")
    while at >= 0:
        local = _LOCAL_PART.match(line[max(0, at - 128) : at][::-1])
        address = _ADDRESS.match(line, at - local.end()) if local is not None else None
        if address is not None:
            begins, plain = unglued(address.group())
            start = address.start() + begins
            if not ("/" in plain and _OF_DIRECTORY.match(line[max(0, start - 2) :]) is not None):
                yield start, plain
        at = line.find("@", at + 1 if address is None else address.end())


def story_recipient(lines: list[str]) -> str | None:
    """Find whom a report is about when no reply says it: one it names, else the returned mail's own."""
    headers: list[str] = []
    senders: set[str] = set()
    named: str | None = None
    by_server = False
    for line in lines[:_STORY]:
        if "@" not in line:
            by_server = by_server and bool(line.strip())
        elif is_field(line):
            to, sender = _HEADER_TO.match(line), _HEADER_FROM.match(line)
            if to is not None and not by_server:
                headers.append(to.group("a"))
            elif to is not None:  # a report goes to whoever sent the mail
                senders.add(to.group("a").lower())
            elif sender is not None:
                senders.add(sender.group("a").lower())
                by_server = by_server or _OWN.search(sender.group("a")) is not None
        elif named is None:
            named = listed_recipient(line) or named_recipient(line)
    if named is not None:
        return named
    member = list_member("\n".join(lines[:_STORY])) if headers else None
    if member is not None:
        return member
    others = [one for one in headers if one.lower() not in senders]
    return clean_address(others[-1]) if others else None


def only_address(*lines: str) -> str | None:
    """Give the one address that lines of a report name, but for sender and whom to ask; None for more."""
    named = {
        address.lower(): address
        for line in lines
        for start, address in islice(_addresses(line), _NAMED_LIMIT)
        if _OWN.search(address) is None and _FROM.search(line[max(0, start - 10) : start]) is None
        if start > _GREETS or _SPOKEN_TO.match(line[:start]) is None
    }
    return clean_address(next(iter(named.values()))) if len(named) == 1 else None


def own_lines(lines: list[str]) -> list[str]:
    """Give the lines of a report's prose, without headers and the returned mail."""
    own = takewhile(lambda line: not original_begins(line), lines[:_STORY])
    return [line for line in own if not is_field(line)]


def names_otherwise(text: str) -> bool:
    """Whether a report names whom it did not reach by a name without an address."""
    named = _NAMED_OTHERWISE.search(text)
    return named is not None and _OF_MAIL.search(text, 0, named.end()) is not None


def original_recipients(text: str) -> dict[str, str]:
    """Give the address that each one, in small letters, was made of by an alias or a rule, as a report says.

    Postfix: `<bob@example.net> (expanded from <sales@example.com>)`; Exim says "generated from" below it.
    """
    pairs = (match.group("to", "by") for match in islice(_MADE_OF.finditer(text), _NAMED_LIMIT))
    cleaned = ((clean_address(to), clean_address(by)) for to, by in pairs)
    return {to.lower(): by for to, by in cleaned if to is not None and by is not None}


def is_field(line: str) -> bool:
    """Whether a line is a mail header, which names people but explains nothing."""
    return _FIELD.match(line) is not None
