"""What a paste shows besides the reply, as evidence: settings, an EHLO list, the person's own words.

Prose raises a cause and never proves one; that rule is kept by whoever concludes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.model import MAIL_SERVERS, Evidence
from bot.parse.signs import PERSONAL, PROGRAM, Seen, Signs, Table, signs_of
from bot.parse.surroundings.acts import acts_told
from bot.parse.surroundings.capabilities import CAPABILITIES, capabilities_in
from bot.parse.surroundings.client import MAIL_PROGRAMS
from bot.parse.surroundings.context_signs import SIGNS
from bot.parse.surroundings.credential_words import OF_CREDENTIAL
from bot.parse.surroundings.delivery_words import OF_DELIVERY
from bot.parse.surroundings.denied import not_denied, without_denied
from bot.parse.surroundings.domain_words import OF_DOMAIN
from bot.parse.surroundings.login_words import OF_LOGIN, OF_MICROSOFT
from bot.parse.surroundings.network_words import OF_NETWORK, names_several_ports
from bot.parse.surroundings.otherwise_meant import is_meant, without_asked, without_comments
from bot.parse.surroundings.password_characters import (
    NON_ASCII,
    OF_CHARACTERS,
    PASSWORD_CHARACTERS,
    password_characters_in,
)
from bot.parse.surroundings.persons_words import SAID
from bot.parse.surroundings.service_named import NAMED, service_named
from bot.parse.surroundings.settings import SETTINGS, settings_in
from bot.parse.surroundings.told_together import HERE, told_together

_SHOWN: Final = Table(PROGRAM, SIGNS)
_SAID: Final = Table(PERSONAL, SAID | OF_NETWORK | OF_DELIVERY | OF_DOMAIN | OF_CREDENTIAL | OF_LOGIN)
# The user name that arrived, in a mail server's log: `(set_id=ana)`, `sasl_username=ana`. Of a stranger's
# attempts it says nothing.
_LOGGED_WITHOUT_DOMAIN: Final = re.compile(
    r"(?m)\(set_id=[\w.+-]{1,80}\)|\bsasl_username=[\w.+-]{1,80}(?:[\s,]|$)"
)
# The only one that is named: `cannot send by smtp.example.com`; "smtp-in" takes incoming mail.
_HOST_NAMED: Final = re.compile(
    # The name in a certificate is whoever's answers, not the one that was asked for.
    # In an address with a password, which is made unreadable: `smtp://user:...@smtp.example.com`.
    r"(?:(?<![\w@.-])(?<!certificate cn=.)|(?<=\[redacted\]@))"
    r"(?:(?:email-|auths?|secure|a)?smtp(?:s|out|auths?|pro|\d{1,2}"
    r"|-(?!in\b)[\w-]{2,20})?\.(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}"
    # Providers whose server for outgoing mail has another name.
    r"|(?:mail\.gmx\.(?:net|com)|mail\.(?:privateemail|smtp2go|infomaniak|gandi|hover|btinternet"
    r"|hostedemail|runbox|mailo|shaw|optimum)\.(?:com|net|ca)|(?:send\.one|secure\.emailsrvr)\.com"
    r"|poczta\.(?:o2|interia)\.pl|out\.(?:virgilio|alice)\.it|sslout\.df\.eu|securemail\.a1\.net"
    r"|mailcluster\.loopia\.se|mail\.your-server\.de|in(?:-v3)?\.mailjet\.com"
    r"|(?:live|sandbox)\.smtp\.mailtrap\.io|ssl0\.ovh\.net|w\w{5,12}\.kasserver\.com|(?:ex\d?"
    r"|pro\d?)\.mail\.ovh\.(?:net|ca)))"
    r"(?![\w-]|\.\w)"
)
# Postfix's words of a receiver's server that does not answer.
_SILENT: Final = re.compile(
    r"(?i)\bconnect to ([\w.-]{3,253})\[[\w.:]{2,45}\]:25:\s{1,80}(?:connection|operation) timed out"
)
_REFUSING: Final = re.compile(
    r"(?i)\bconnect to ([\w.-]{3,253})\[[\w.:]{2,45}\]:25:\s{1,80}connection refused"
)
# Amazon SES: "The following identities failed the check in region EU-WEST-1: ana@example.com"
_IDENTITY: Final = re.compile(
    r"failed the check in region [\w-]{4,40}: (?:[^<>\n,@]{0,80}<)?([\w.+=-]{1,64}@[\w.-]{3,250}\w)"
)
_SENT_BY: Final = (
    r"(?i)(?:\b|_)(?:from|sender)(?:[_-]?(?:addr(?:ess)?|e?-?mail))?"
    r"['\"\]]{0,2}\s{0,3}[:=>]{1,2}[\s'\"*]{0,4}(?:[^<>\n@]{0,80}<)?"
)
_MICROSOFT: Final = "microsoft-365"  # by the name of `bot.providers`
_USER_SET: Final = ("user.full-address", "user.local-part")
# What another fact makes void: a scanner that is off stops nothing, strangers' attempts are nobody's own.
_TAKES_AWAY: Final = {
    "done.antivirus-off": "prose.antivirus",
    "prose.strangers-try": "prose.many-attempts",
}
# One of them fails, or all at once, or they worked before: they are not being connected one after the other.
_NOT_CONNECTED_NOW: Final = frozenset({"prose.everybody", "prose.one-of-many", "prose.worked-before"})
_ALL_MAILBOXES: Final = Signs(
    PERSONAL,
    r"\b(?:all|every)(?: of)?(?: (?:our|the|my|his|her|their|these|\d{1,5}))*(?: \w+)? "
    r"(?:mailbox|inbox|account)",
    r"\balle (?:\w+ )?(?:postfächer|mailboxen|konten|e-?mail-?konten)",
    r"\btou(?:te)?s (?:les|nos|ses) (?:\w+ )?(?:bo[iî]tes|comptes)",
    r"\btod[oa]s (?:[ao]s |l[ao]s )?(?:\w+ )?(?:buzones|cuentas|contas|caixas)|\btutte le (?:\w+ )?caselle",
    r"(?:^|\s)все (?:\S+ )?(?:ящики|аккаунты)|所有(?:的)?(?:邮箱|账号)",
)
# What stands behind "all mailbox" or between the two: settings, the other ones, all but one.
_NOT_THEMSELVES: Final = re.compile(
    r"\b(?:all|every)(?: \w+){0,3} (?:mailbox|inbox|account)(?:es|s)? (?:settings?|rules?|data|details|names?"
    r"|passwords?|types?|info\w*|limits?|but|except|besides|apart)\b"
    r"|\ball(?: (?:the|my|our|his|her))? other (?:mailbox|inbox|account)",
    re.IGNORECASE,
)
_CONNECTING: Final = Signs(PERSONAL, r"\b(?:import|connect|upload|add)(?:ed|ing|s)?\b")
# What only people tell, or tell as well.
_OF_PERSON: Final = ("prose.", "client.web-host")
_OF_HOST_NAMED: Final = signs_of(PROGRAM, _HOST_NAMED)
_OF_IDENTITY: Final = signs_of(PROGRAM, _IDENTITY)
# Whether one of them may match: looked for together with all that else is asked of a text.
_ANY_SHOWN: Final = _SHOWN | CAPABILITIES | _OF_HOST_NAMED | _OF_IDENTITY | SETTINGS
_ANY_SAID: Final = _SAID | NAMED | PASSWORD_CHARACTERS | HERE


def context_of(seen: Seen, client: str | None, *, by_server: bool = False) -> tuple[Evidence, ...]:
    """Collect what a paste, or both ends of a long one, shows besides its replies; empty for nothing.

    `by_server`: a mail server wrote it, and nobody tells there what they saw or did.
    """
    if by_server:
        seen = seen.unspoken()
    acts = acts_told(seen.text) if seen.spoken else ()
    done = tuple(act for act in acts if is_meant(act, seen.text, acts_told))
    any_fact = client is not None or done or seen.any(_ANY_SHOWN) or seen.any(_ANY_SAID)
    return tuple(_facts(seen, client, done)) if any_fact else ()


def _facts(seen: Seen, client: str | None, done: tuple[str, ...]) -> Iterator[Evidence]:
    if client is not None:
        yield Evidence.in_paste("client.program", name=client)
    said = seen.of(without_comments(seen.text))
    together = tuple(told_together(said))
    characters = {tag: Evidence.in_paste(tag, character=None) for tag in together if tag in OF_CHARACTERS}
    characters |= {fact.tag: fact for fact in password_characters_in(said)}
    tags = dict.fromkeys((*_told(said), *together, *done))
    if NON_ASCII in characters:
        tags.pop("prose.plain-password-works", None)  # it lacks that letter
    void = [other for told, other in _TAKES_AWAY.items() if told in tags]
    for tag in (*characters, *void):
        tags.pop(tag, None)
    settings = tuple(settings_in(seen, client, {*tags}))
    if client is not None and client not in MAIL_SERVERS and any(one.tag in _USER_SET for one in settings):
        # Beside the program's settings a server's log tells of its login.
        tags.setdefault("prose.own-attempt")
    if any(one.tag == "user.fixed-word" for one in settings):
        tags.pop("prose.user-without-domain", None)  # the word that is wanted has none
    yield from map(Evidence.in_paste, tags)
    if "prose.own-attempt" in tags and _LOGGED_WITHOUT_DOMAIN.search(seen.text) is not None:
        yield Evidence.in_paste("prose.user-without-domain")
    if client in MAIL_PROGRAMS and "client.mail-program" not in tags:
        yield Evidence.in_paste("client.mail-program")
    yield from settings
    text = seen.text
    if seen.any(_OF_HOST_NAMED) and len(named := set(_HOST_NAMED.findall(text.lower()))) == 1:
        yield Evidence.in_paste("client.host-named", host=named.pop())
    service = service_named(seen) or (None if OF_MICROSOFT.isdisjoint(tags) else _MICROSOFT)
    if service is not None:
        yield Evidence.in_paste("client.service-named", name=service)
    yield from capabilities_in(seen)
    if seen.any(_OF_IDENTITY) and _names_sender(text):
        yield Evidence.in_paste("reply.names-sender")
    yield from characters.values()


def _told(seen: Seen) -> Iterator[str]:
    """Give the tags whose signs stand in a text, but for those that mean something else there."""

    def told_in(text: str) -> list[str]:
        of_text = seen.of(text)
        return _SHOWN.told(of_text) + _SAID.told(of_text)

    told = told_in(seen.text)
    if told and (rest := without_asked(seen.text)) != seen.text:
        still = told_in(rest)
        told = [tag for tag in told if tag in still or not tag.startswith(_OF_PERSON)]
    told = [tag for tag in not_denied(told, seen.text, told_in) if is_meant(tag, seen.text, told_in)]
    connecting = seen.any(_CONNECTING)  # "since this morning we import all 50 mailboxes": they worked nowhere
    if "prose.worked-before" in told and not connecting and _tells_of_all(seen):
        told.append("prose.everybody")
    if not (connecting or _NOT_CONNECTED_NOW.isdisjoint(told)):
        told = [tag for tag in told if tag != "prose.many-mailboxes"]
    if "prose.other-port-works" in told and not names_several_ports(seen.text):
        told.remove("prose.other-port-works")
    yield from told
    if "smtp.ipv4-silent" in told and _several(_SILENT, seen.text):
        yield "smtp.several-receivers-silent"
    if "smtp.receiver-refuses" in told and _several(_REFUSING, seen.text):
        yield "smtp.several-receivers-refuse"


def _tells_of_all(seen: Seen) -> bool:
    """Whether somebody speaks of all their mailboxes, "not all" and "all mailbox settings" left out."""
    if not seen.any(_ALL_MAILBOXES):
        return False
    return seen.of(_NOT_THEMSELVES.sub("", without_denied(seen.text))).any(_ALL_MAILBOXES)


def _names_sender(text: str) -> bool:
    """Whether the address that Amazon SES has not verified stands as the mail's sender elsewhere."""
    identity = _IDENTITY.search(text)
    return identity is not None and re.search(_SENT_BY + re.escape(identity.group(1)), text) is not None


def _several(failed: re.Pattern[str], text: str) -> bool:
    """Whether the servers of two domains failed so: it is not they that are down."""
    return len({".".join(host.lower().rsplit(".", 2)[-2:]) for host in failed.findall(text)}) > 1
