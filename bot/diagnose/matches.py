"""Which wordings a bounce's replies meet, with the host that refused in view. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from bot.diagnose.host_wants import hosts_of_service, hosts_to_log_in_at, names_outgoing_server
from bot.diagnose.own_page import at_own_page
from bot.knowledge import Knowledge, Match, Tier
from bot.model import (
    A_PERSON,
    ANY_PROGRAM,
    OF_A_MAILBOX,
    TROUBLE,
    Bounce,
    Family,
    Kind,
    Reply,
    Speaker,
    Stage,
    Traits,
    has_fact,
)
from bot.parse.errors.failed_step import failed_step
from bot.parse.errors.not_sent import tells_not_sent
from bot.parse.signs import Seen
from bot.parse.stage import stage_of_code
from bot.parse.surroundings.client import MAIL_SERVERS
from bot.parse.talk.said_of import goes_wrong, tells_mail_refused, tells_sending, tells_what_came
from bot.parse.talk.trouble import tells_trouble
from bot.providers import refusing_provider, software

# Everyday words of about three words are no chance: what a text reads like does not overrule them.
_NAMES_PAGE = 20
_MUCH_OF_TEXT = 2  # nor are those that are half of a text
# What somebody quotes as an error's words, or tells, may be of anything: only what clearly reads like mail's
# is; of a mail that was refused there is a reason, and it need not be as clear.
_CLEARLY_ALIKE = 22
_REFUSED_ALIKE = 9
# Words that stand apart from their number count from about two words on: "mailbox full".
_APART_SCORE = 12
_BEHIND_SCORE = 4  # behind a code's own text one word is enough: "greylisted", "spam"
# "ERROR MailService - Failed to send email to someone@example.com: ": what went wrong stands behind it.
_INTRODUCTION = re.compile(
    r".{0,120}?\b(?:(?:fail(?:ed|ure)?|error|unable|could not|couldn't|cannot|can't)\b[^:;]{0,20}"
    r"\bsend(?:ing)?\b[^:;]{0,60}|send(?:ing)?\b[^:;]{0,60}\b(?:fail(?:ed|ure)?|error)): (?=.*\w)",
    re.IGNORECASE,
)
# What a program says of a mail that it did not send: "please try again later" is no server's advice then.
_EMPTY_WORDS = (
    "failed failure unable could couldn t can cannot not to send sending sent deliver e email emails mail"
    " mails message messages please try again later in a an few moment moments minute minutes sorry oops"
    " internal unexpected has have been was is occurred the your this it there we while when via by with smtp"
    " server something went wrong successfully wordpress notification notifications test alert alerts"
    # Nor do a person's around a number that stands alone: "mail to them bounces with 550".
    " bounce bounces bounced says said mailbox inbox error errors today yesterday since"
)
_SAYS_NOTHING = frozenset(_EMPTY_WORDS.split())
_OWN_WORDS = ("error", "errors", "exception", "mailer")
# "SMTP connection is ok, however ...": what works, or is tried again, says nothing of what does not.
_WORKS = re.compile(
    r"\b(?:is|are|was|were) (?:all )?(?:okay|ok|fine|good|successful|working)\b|\bretrying\b", re.IGNORECASE
)
# The texts that the standard itself gives to its codes (RFC 5321 4.2.2, RFC 821 4.2), with more behind them,
# and Postfix's for a refused client; what most servers say of any refused login.
_STANDARD = re.compile(
    r"(?:requested (?:mail )?action (?:not taken|aborted)(?:[:;,] (?:mailbox (?:unavailable|name not allowed)"
    r"|(?:local )?error in processing|exceeded storage allocation|insufficient system storage))?"
    r"|bad sequence of commands|syntax error(?: in parameters or arguments|,? command unrecognized)?"
    r"|service not available(?:,? closing transmission channel)?|(?:mailbox|service) unavailable"
    r"|transaction failed|(?:<[^<>\s]{1,255}>: )?client host rejected"
    r"|(?:error: )?(?:authentication|login) (?:failed|failure|unsuccessful|rejected)"
    r"|(?:incorrect|invalid) authentication data|authentication credentials invalid)"
    r"[\s:;,.(\[-]{1,4}(?=[a-z])",
    re.IGNORECASE,
)
_SHORT = 160  # characters in which a program says no more than that
_WORD = re.compile(r"[^\W\d_]+")
# Numbers that a server gives to a login (RFC 4954 6): there was a connection.
_OF_A_LOGIN = (534, 535, 538)
_UNKNOWN_COMMAND, _NO_LOGIN = "command-unrecognised", "503-auth-not-offered"
# What a program's own error can be, by what it was doing.
_OF_STAGE = {
    Stage.CONNECT: (Family.CONNECTION, Family.TLS, Family.ROUTING_DNS),
    Stage.TLS: (Family.TLS, Family.CONNECTION),
    Stage.AUTH: (Family.AUTH,),
}


def match_reply(bounce: Bounce, knowledge: Knowledge) -> list[Match]:
    """The wordings that fit a bounce's reply, most specific first, with who speaks in view."""
    found = knowledge.match(bounce.reply.text, bounce, _Speakers(bounce))
    if bounce.reply.code not in _OF_A_LOGIN:
        return found
    # "535 Connection refused from your country": a server spoke.
    fit = [one for one in found if knowledge.page_of(one).family is not Family.CONNECTION]
    return fit if fit or not found else knowledge.match("", bounce, _Speakers(bounce))


class _Speakers:
    """Whose words a reply may hold: any server program's, its host's owner's, whoever's its marks name.

    Never those of the recipient's domain: its mail may be anywhere.
    """

    def __init__(self, bounce: Bounce) -> None:
        self._bounce = bounce

    def __contains__(self, provider: object) -> bool:
        return provider in software() or provider in self._named

    @cached_property
    def _named(self) -> frozenset[str | None]:
        """Looked for when first asked: few wordings want to know."""
        bounce = self._bounce
        if bounce.reply.code is None and bounce.client in MAIL_SERVERS and bounce.stage is Stage.AUTH:
            return frozenset()  # what a server tells of its own login is not in the other host's words
        hosts = (bounce.remote_host, *hosts_to_log_in_at(bounce), *hosts_of_service(bounce))
        owners = {refusing_provider(host, "") for host in hosts if host}
        if bounce.speaker is Speaker.SENDING_SERVICE and bounce.client is not None:
            owners.add(bounce.client)  # a service's web interface has no host in its answer
        return frozenset(owners | {refusing_provider(None, bounce.reply.text.casefold())}) - {None}


def find_matches(bounce: Bounce, knowledge: Knowledge) -> Sequence[Match]:
    """The wordings of the inner reply; of the replies around it where the inner one says nothing known.

    Where no sentence of a reply is known at all, the page that it reads like comes first.
    """
    if bounce.kind not in TROUBLE:
        return ()
    found = _find(bounce, knowledge) or _at_step(bounce, knowledge)
    if bounce.kind is Kind.DELAY:
        found = [one for one in found if one.tier >= Tier.PHRASE or not _gave_up(one, knowledge)]
    found = _of_login_command(bounce, _of_reporting_server(bounce, found, knowledge), knowledge)
    return at_own_page(bounce, found, knowledge)


def _gave_up(match: Match, knowledge: Knowledge) -> bool:
    """Whether a page tells of a server that stopped trying: no number says so of a mail still being tried."""
    return knowledge.page_of(match).family is Family.EXPIRED


def _of_reporting_server(bounce: Bounce, found: Sequence[Match], knowledge: Knowledge) -> Sequence[Match]:
    """Take a page's twin where a mail server, not a program, tells that it reached nobody.

    A server that is known by its words names the host and port with them: those decide. A provider's
    server that mail is handed in to is the relay, and no recipient's, at port 25 as well.
    """
    if not found or bounce.reply.code:
        return found
    best, *others = found
    page = knowledge.page_of(best)
    if page.family is not Family.CONNECTION:
        return found
    twins = (knowledge.entries[name] for name in page.look_alikes)
    twin = next((one for one in twins if page.id in one.look_alikes), None)
    if twin is None:
        return found
    if page.traits.speaker is Speaker.OWN_CLIENT:
        reports = bounce.speaker is Speaker.OWN_SERVER and bounce.client not in MAIL_SERVERS
        if not reports or not bounce.recipient:
            return found
        known = {cause.id for cause in twin.causes}
        causes = tuple(name for name in best.wording.causes if name in known)
    else:
        if twin.traits.speaker is not Speaker.OWN_CLIENT or not names_outgoing_server(bounce.reply.text):
            return found
        causes = ()  # in its own order: port 25 is what networks close
    return [best._replace(wording=best.wording._replace(entry=twin.id, causes=causes)), *others]


def _of_login_command(bounce: Bounce, found: Sequence[Match], knowledge: Knowledge) -> Sequence[Match]:
    """Take the page of a login that is not offered where the command that nobody knows was AUTH."""
    if bounce.stage is not Stage.AUTH or not found or found[0].wording.entry != _UNKNOWN_COMMAND:
        return found
    if has_fact(bounce.context, "smtp.auth-advertised"):
        return found  # it listed its logins
    best, page = found[0], knowledge.entries[_NO_LOGIN]
    known = {cause.id for cause in page.causes}
    if len(best.wording.causes) == 1 and best.wording.causes[0] not in (*known, _UNKNOWN_COMMAND):
        return found  # a firewall that overwrites commands
    wording = best.wording._replace(entry=page.id, causes=(), provider=None, note="", traits=Traits())
    return [best._replace(wording=wording), *found[1:]]


def _at_step(bounce: Bounce, knowledge: Knowledge) -> list[Match]:
    """The page of the step that a program names; where only its "could not send" is mail's, behind that."""
    if bounce.suspected:
        reason = without_introduction(bounce.reply).text
        named = bounce.client == ANY_PROGRAM and reason != bounce.reply.text
        if not named or failed_step(Seen(reason)) is not bounce.stage:
            return []
    return knowledge.at_step(bounce)


def _find(bounce: Bounce, knowledge: Knowledge) -> Sequence[Match]:
    inner = match_reply(bounce, knowledge)
    behind = _behind_standard(bounce, inner, knowledge)
    if behind:
        return [*behind, *inner]
    if inner and inner[0].tier >= Tier.PHRASE:
        return inner
    says_nothing = _says_nothing(bounce.reply)
    if says_nothing:
        inner = [match for match in inner if match.tier is Tier.SAYS_NOTHING]
    bare = not bounce.reply.text
    lowest = Tier.EVERYDAY_WORDS if not inner and (bare or bounce.reply.code is None) else Tier.PHRASE
    for outer in reversed(bounce.outer):
        found = match_reply(bounce._replace(reply=outer), knowledge)
        enough = _APART_SCORE if bare else 0
        worded = [match for match in found if match.tier >= lowest and match.score >= enough]
        if worded and not (inner and worded[0].wording.wraps):  # where it failed says less than why
            return [*worded, *inner]
    least = _alike_enough(bounce, named=bool(inner))
    if least is None or bare or says_nothing:
        return inner
    if inner and bounce.reply.code is None and bounce.reply.enhanced is not None:
        return inner  # a report's status; its words are the report's own
    if inner and _is_named(inner[0], bounce.reply.text):
        return inner
    return _with_alike(bounce, inner, least, knowledge)


def _with_alike(bounce: Bounce, inner: list[Match], least: int, knowledge: Knowledge) -> list[Match]:
    """What was found, with the page that the reply reads like; `least`: by how much it has to."""
    spoken = bounce._replace(reply=without_introduction(bounce.reply))
    if bounce.suspected:  # the step is one that a person's words suggest, the page one of their words
        alike = knowledge.alike(spoken._replace(stage=None), None)
    else:
        alike = knowledge.alike(spoken, inner[0] if inner else None)
    if alike is None:
        return inner
    family = knowledge.page_of(alike).family
    if inner and knowledge.page_of(inner[0]).family is family:
        return [*inner, alike]
    if alike.score < least or not _fits(bounce, family):
        return inner
    if alike.score < _CLEARLY_ALIKE and _is_of_login(family, bounce):
        return inner
    telling = knowledge.telling(spoken.reply.text, alike.wording.entry)
    if _tells_nothing(telling, bounce) or _WORKS.search(telling) is not None or _say_nothing(telling, inner):
        return inner
    return [alike, *inner]


def _alike_enough(bounce: Bounce, *, named: bool) -> int | None:
    """By how much a text has to read like a page; None where it may be of anything.

    `named`: a word or number in it names one. Of a mail that was refused there is a reason, clear or not.
    """
    if not bounce.suspected:
        return 0
    text = bounce.reply.text
    if bounce.client == A_PERSON:
        return _CLEARLY_ALIKE if tells_what_came(text) else None
    if bounce.client == ANY_PROGRAM and tells_trouble(text):
        refused = tells_mail_refused(text)
        if refused and not (named or tells_sending(text) or tells_not_sent(text, of_mail=True)):
            return _REFUSED_ALIKE
        return _CLEARLY_ALIKE if refused or goes_wrong(text) else None
    return _CLEARLY_ALIKE if bounce.quoted or bounce.speaker is Speaker.RECIPIENT_SERVER else None


def _is_of_login(family: Family, bounce: Bounce) -> bool:
    """Whether a page is of logins where nothing tells that one failed: mails also bring new passwords."""
    return bounce.suspected and family is Family.AUTH and bounce.stage is not Stage.AUTH


def _is_named(match: Match, text: str) -> bool:
    """Whether everyday words are so many, or so much of a text, that what it reads like does not count."""
    return match.tier is Tier.EVERYDAY_WORDS and (match.score >= _NAMES_PAGE or is_much(match, text))


def is_much(match: Match, text: str) -> bool:
    """Whether what a match found is much of a text."""
    return _MUCH_OF_TEXT * match.score >= len(text)


def _say_nothing(words: str, found: Sequence[Match]) -> bool:
    """Whether words are those of a sentence that gives no reason."""
    told = words.casefold()
    return any(
        told in phrase for one in found if one.tier is Tier.SAYS_NOTHING for phrase in one.wording.phrases
    )


def _behind_standard(bounce: Bounce, found: list[Match], knowledge: Knowledge) -> list[Match]:
    """What stands behind a code's own text says why, where another page is known by that text alone.

    "503 Bad sequence of commands (TLS required)", "550 Mailbox unavailable: quota exceeded".
    """
    standard = _STANDARD.match(bounce.reply.text)
    if standard is None or not found:
        return []
    known, said = found[0].wording, standard.group().lower()
    if known.token or known.pattern or any(phrase not in said for phrase in known.phrases):
        return []
    if known.words and not any(word in said for word in known.words):
        return []
    rest = bounce.reply._replace(text=bounce.reply.text[standard.end() :])
    behind = match_reply(bounce._replace(reply=rest), knowledge)
    why = [one for one in behind if one.tier >= Tier.EVERYDAY_WORDS and one.score >= _BEHIND_SCORE]
    if not why or why[0] is not behind[0] or why[0].wording.wraps:
        return []
    if why[0].wording.entry == known.entry and not (why[0].wording.causes and not known.causes):
        return []
    family, page = knowledge.page_of(why[0]).family, knowledge.entries[known.entry]
    if page.about is not None and page.family is family and why[0].tier is Tier.EVERYDAY_WORDS:
        return []  # a few words in what somebody writes do not overrule the provider's own page
    return [] if family in (Family.CONNECTION, Family.UNKNOWN) else why  # a server answered, and says why


def _says_nothing(reply: Reply) -> bool:
    """Whether a program tells only that it could not send: "try again later" is no server's advice then."""
    if reply.code is not None or reply.enhanced is not None or len(reply.text) > _SHORT:
        return False
    return _are_empty(reply.text)


def _are_empty(words: str) -> bool:
    """Whether words tell only that something was not sent."""
    return all(word in _SAYS_NOTHING or word.endswith(_OWN_WORDS) for word in _WORD.findall(words.lower()))


def _tells_nothing(words: str, bounce: Bounce) -> bool:
    """Whether words are empty, or tell no more than the step that a program failed at: "smtp password".

    Of a login most pages speak in the same words; what each says else is known by sentences.
    """
    of_step = bounce.stage is not None and bounce.reply.code is None
    return _are_empty(words) or (of_step and (bounce.stage is Stage.AUTH or len(words.split()) == 1))


def without_introduction(reply: Reply) -> Reply:
    """A reply without the words by which a program says that it could not send."""
    introduction = _INTRODUCTION.match(reply.text) if reply.code is None else None
    return reply if introduction is None else reply._replace(text=reply.text[introduction.end() :])


def _fits(bounce: Bounce, family: Family) -> bool:
    """Whether a text may be of a family: its number limits it, or what a program was doing.

    At a login nobody speaks of a recipient's mailbox.
    """
    if bounce.reply.code is not None:
        if bounce.stage is Stage.AUTH and family in OF_A_MAILBOX:
            return False
        return stage_of_code(bounce.reply.code) is not Stage.AUTH or family is Family.AUTH
    return bounce.stage is None or family in _OF_STAGE.get(bounce.stage, (family,))
