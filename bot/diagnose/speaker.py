"""Whose words an error is: a program's, one's own server's or the recipient's; and what shows it. Pure."""

from __future__ import annotations

import re

from bot.knowledge import Match, Tier
from bot.model import (
    ANY_PROGRAM,
    MAIL_SERVERS,
    OF_A_MAILBOX,
    Actor,
    Bounce,
    Entry,
    Evidence,
    Family,
    Speaker,
    Stage,
    Traits,
    Value,
    Wording,
    args_of,
    has_fact,
)
from bot.parse import ports
from bot.parse.chatter import tells_of_a_person
from bot.parse.surroundings.client import LIBRARIES, PLATFORMS
from bot.parse.talk.trouble import tells_trouble
from bot.providers import is_software, provider_of_host, provider_of_mx, refusing_provider

# Where a mail server hands mail on to its own filter (amavis: 10024) or mailbox service (LMTP: 24); such
# a service may be named without a dot, and no domain is.
_OWN_SERVICE = re.compile(
    r"connect to [^\[\]]+\[[^\[\]]+\]:(?:24|(?!2525|2465|2587)\d{4,5}): "
    r"|Name service error for name=([\w-]+) type=A"
)
# A relay in one's own network (RFC 1918), or on the machine itself.
_LAN = re.compile(r"(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}$|localhost$")
OWN = (Speaker.OWN_SERVER, Speaker.OWN_CLIENT)
# What goes wrong in a server's own house: whoever runs the server that tells of it mends it.
_OF_SERVER = {Family.CONNECTION, Family.TLS, Family.ROUTING_DNS, Family.SERVER_TRANSIENT}
_TO_STRANGERS = {Family.GREYLIST, Family.SENDER_AUTH_DNS}


def speaker_of(bounce: Bounce, wording: Wording, entry: Entry) -> Speaker | None:
    """Whose words these are; None where neither the bounce nor the page tells.

    A library tells its own server's replies, often without their number.
    """
    usual = entry.traits.speaker
    found = bounce.speaker or usual
    # Of somebody's mailbox, to a stranger, of a proof of origin: nobody says that to those who log in at it.
    of_theirs = entry.family in OF_A_MAILBOX or entry.family in _TO_STRANGERS
    passed_on = (
        usual is Speaker.RECIPIENT_SERVER
        and of_theirs
        and (bounce.client in PLATFORMS or _is_of_senders_domain(wording, entry))
    )
    if passed_on:
        found = usual
    if found is Speaker.RECIPIENT_SERVER and _said_to_be_own(bounce):
        return Speaker.OWN_SERVER
    theirs, programs = found is Speaker.RECIPIENT_SERVER, found is Speaker.OWN_CLIENT
    if theirs and entry.family is Family.SUPPRESSION and bounce.remote_host is None:
        return usual  # the service's word in a list of recipients: it asked none of their servers
    numbered = bounce.reply.code is not None
    no_program = programs and bounce.speaker is None and numbered  # the page's program gives no numbers
    wants_number = bool(wording.codes or wording.enhanced)
    unnumbered = bounce.client in LIBRARIES and wants_number and not (numbered or passed_on)
    own = (
        (theirs and _takes_logins(bounce, entry.family))
        or no_program
        or (unnumbered and (theirs or programs))
    )
    return Speaker.OWN_SERVER if own else found


def _is_of_senders_domain(wording: Wording, entry: Entry) -> bool:
    """Whether a provider's own words judge the sender's domain: it says so to strangers, whatever sent."""
    provider = wording.provider
    return entry.family is Family.SENDER_AUTH_DNS and provider is not None and not is_software(provider)


def _said_to_be_own(bounce: Bounce) -> bool:
    """Whether somebody writes that their own server said it, and no line or mark names another's."""
    if bounce.remote_host is not None or not has_fact(bounce.context, "reply.of-own-server"):
        return False
    owner = refusing_provider(None, bounce.reply.text)
    return owner is None or is_software(owner)


def _takes_logins(bounce: Bounce, family: Family) -> bool:
    """Whether the host that answered is one that its own users log in at: a relay, not the recipient's.

    A web host's takes its users' mail as well: what it says of a mailbox tells that it keeps it.
    """
    if bounce.stage is Stage.AUTH:
        return True
    used = _ports_used(bounce)
    if used and used <= ports.SUBMISSION:
        return True
    host = bounce.remote_host
    if host is not None and _LAN.match(host) is not None:
        return True
    return (
        host is not None
        and family not in OF_A_MAILBOX
        and provider_of_host(host) is not None
        and provider_of_mx((host,)) is None
    )


def _ports_used(bounce: Bounce) -> set[Value]:
    """The ports that the client was told to use; empty where none is named."""
    return {args.get("port") for args in args_of(bounce.context, "client.port")}


def told_by_person(bounce: Bounce, best: Match) -> bool:
    """Whether all that is there is a person's own sentence: none that a server or program is known to say."""
    text = bounce.reply.text
    told = bounce.suspected or bounce.client == ANY_PROGRAM
    if bounce.reply.has_number or bounce.speaker is not None or not told or bounce.quoted or "://" in text:
        return False
    if best.tier >= Tier.PHRASE:
        return best.wording.pattern is not None and tells_of_a_person(text)
    return tells_trouble(text) or tells_of_a_person(text)


def told_by_recipients(bounce: Bounce, wording: Wording, entry: Entry) -> bool:
    """Whether a line says that the recipient's server said what one's own server or program else says.

    Words of a service's own stay the service's: any server passes them on.
    """
    return (
        bounce.speaker is Speaker.RECIPIENT_SERVER
        and bounce.remote_host is not None
        and wording.traits.speaker in OWN
        and (wording.provider is None or is_software(wording.provider))
        and speaker_of(bounce, wording, entry) is Speaker.RECIPIENT_SERVER
    )


def of_recipients(said: Traits, entry: Entry) -> Traits:
    """What follows from words of one's own server where the recipient's said them: its administrator acts."""
    who = said.who_acts
    if said.speaker is Speaker.OWN_SERVER and entry.family in _OF_SERVER:
        who = Actor.RECIPIENT_ADMIN if entry.traits.who_acts is Actor.SENDER_ADMIN else None
    return said._replace(speaker=Speaker.RECIPIENT_SERVER, who_acts=who)


def facts_of_speaker(bounce: Bounce) -> tuple[Evidence, ...]:
    """What the bounce as a whole shows: whether a mail server or a program was refused."""
    if (bounce.client in LIBRARIES and bounce.speaker is Speaker.OWN_SERVER) or _said_to_be_own(bounce):
        return (Evidence.in_paste("reply.to-own-program"),)
    tags = {fact.tag for fact in bounce.context}
    own = _OWN_SERVICE.search(bounce.reply.text) if bounce.reply.code is None else None
    if own is not None and not (own.group(1) and (bounce.recipient or "").endswith(f"@{own.group(1)}")):
        return (Evidence.in_paste("server.own-service"),)
    if bounce.client in MAIL_SERVERS and bounce.speaker is Speaker.OWN_SERVER and bounce.reply.code is None:
        return (Evidence.in_paste("server.own-log"),)
    # A report's reply names no client; a person's sentence that a mail was refused has no number.
    delivers = bounce.client in MAIL_SERVERS or (bounce.client is None and bounce.reply.code is not None)
    if not delivers or bounce.speaker is not Speaker.RECIPIENT_SERVER:
        return ()
    if _takes_logins(bounce, Family.UNKNOWN) or (bounce.suspected and "client.mail-program" in tags):
        return ()
    if _ports_used(bounce) - {ports.DELIVERY}:
        return ()
    return (Evidence.in_paste("reply.to-mail-server"),)
