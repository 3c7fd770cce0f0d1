"""The page that a reply reads like, where no wording knows it, or none well. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.knowledge import Knowledge, Match, Tier
from bot.model import A_PERSON, ANY_PROGRAM, OF_A_MAILBOX, Bounce, Family, Reply, Speaker, Stage
from bot.parse.errors.not_sent import tells_not_sent
from bot.parse.reports.report_signs import is_notices
from bot.parse.signs import Seen
from bot.parse.stage import stage_of_code
from bot.parse.talk.said_of import goes_wrong, tells_mail_refused, tells_sending, tells_what_came
from bot.parse.talk.trouble import tells_trouble

# Everyday words of so many letters, about three words, are no chance: what a text reads like does not
# overrule them.
_NAMES_PAGE = 20
# By how much the family has to lead: of known texts one of seven is told wrongly where the least lead
# suffices, at these one of nine and one of twenty (`bench likeness`). What somebody tells, or quotes as an
# error's words, may be of anything: only what clearly reads like mail's is. Of a mail that was refused there
# is a reason, and it need not be as clear.
_REFUSED_ALIKE = 9
_CLEARLY_ALIKE = 22
# "ERROR MailService - Failed to send email to someone@example.com: ": what went wrong stands behind it.
_INTRODUCTION = re.compile(
    r".{0,120}?\b(?:(?:fail(?:ed|ure)?|error|unable|could not|couldn't|cannot|can't)\b[^:;]{0,20}"
    r"\bsend(?:ing)?\b[^:;]{0,60}|send(?:ing)?\b[^:;]{0,60}\b(?:fail(?:ed|ure)?|error)): (?=.*\w)",
    re.IGNORECASE,
)
# What a program says of a mail that it did not send: "please try again later" is no server's advice then.
_EMPTY = (
    "failed failure unable could couldn t can cannot not to send sending sent deliver e email emails mail"
    " mails message messages please try again later in a an few moment moments minute minutes sorry oops"
    " internal unexpected has have been was is occurred the your this it there we while when via by with smtp"
    " server something went wrong successfully wordpress notification notifications test alert alerts"
    # Nor do a person's around a number that stands alone: "mail to them bounces with 550".
    " bounce bounces bounced says said mailbox inbox error errors today yesterday since"
)
_EMPTY_WORDS = frozenset(_EMPTY.split())
_OWN_WORDS = ("error", "errors", "exception", "mailer")
# "SMTP connection is ok, however ...": what works, or is tried again, says nothing of what does not.
_WORKS = re.compile(
    r"\b(?:is|are|was|were) (?:all )?(?:okay|ok|fine|good|successful|working)\b|\bretrying\b", re.IGNORECASE
)
_SHORT = 160  # characters in which a program says no more than that
_WORD = re.compile(r"[^\W\d_]+")
# What a program's own error can be, by what it was doing.
_OF_STAGE = {
    Stage.CONNECT: (Family.CONNECTION, Family.TLS, Family.ROUTING_DNS),
    Stage.TLS: (Family.TLS, Family.CONNECTION),
    Stage.AUTH: (Family.AUTH,),
}


def with_alike(bounce: Bounce, found: list[Match], knowledge: Knowledge) -> list[Match]:
    """What was found, with the page that the reply reads like, if any, where that says more or as well."""
    text = bounce.reply.text
    least = _alike_enough(bounce, named=bool(found))
    if least is None:
        return found
    if found and bounce.reply.code is None and bounce.reply.enhanced is not None:
        return found  # a report's status; its words are the report's own
    if found and _is_named(found[0], text):
        return found
    spoken = bounce._replace(reply=without_introduction(bounce.reply))
    if bounce.suspected:  # the step is one that a person's words suggest, the page one of their words
        alike = knowledge.alike(spoken._replace(stage=None), None)
    else:
        alike = knowledge.alike(spoken, found[0] if found else None)
    if alike is None:
        return found
    family = knowledge.page_of(alike).family
    if found and knowledge.page_of(found[0]).family is family:
        return [*found, alike]
    of_login = alike.score < _CLEARLY_ALIKE and _is_of_login(family, bounce)
    if alike.score < least or of_login or not _fits(bounce, family):
        return found
    telling = knowledge.telling(spoken.reply.text, alike.wording.entry)
    works = _WORKS.search(telling) is not None
    if works or _tells_only_step(telling, bounce) or _gives_no_reason(telling, found):
        return found
    return [alike, *found]


def _alike_enough(bounce: Bounce, *, named: bool) -> int | None:
    """By how much a text has to read like a page; None where it may be of anything.

    `named`: a word or number in it names one. Of a mail that was refused there is a reason, clear or not.
    """
    if not bounce.suspected:
        return 0
    text = bounce.reply.text
    if bounce.client == A_PERSON and not is_notices(Seen(text)):
        return _CLEARLY_ALIKE if tells_what_came(text) else None
    if bounce.client == ANY_PROGRAM and tells_trouble(text):
        refused = tells_mail_refused(text)
        if refused and not (named or tells_sending(text) or tells_not_sent(text, of_mail=True)):
            return _REFUSED_ALIKE
        return _CLEARLY_ALIKE if refused or goes_wrong(text) else None
    if is_notices(Seen(text)):
        return _REFUSED_ALIKE
    return _CLEARLY_ALIKE if bounce.quoted or bounce.speaker is Speaker.RECIPIENT_SERVER else None


def _is_of_login(family: Family, bounce: Bounce) -> bool:
    """Whether a page is of logins where nothing tells that one failed: mails also bring new passwords."""
    return bounce.suspected and family is Family.AUTH and bounce.stage is not Stage.AUTH


def _is_named(match: Match, text: str) -> bool:
    """Whether everyday words are so many, or so much of a text, that what it reads like does not count."""
    return match.tier is Tier.EVERYDAY_WORDS and (match.score >= _NAMES_PAGE or match.is_much_of(text))


def _gives_no_reason(words: str, found: Sequence[Match]) -> bool:
    """Whether words are those of a sentence that gives no reason."""
    told = words.casefold()
    return any(
        told in phrase for one in found if one.tier is Tier.SAYS_NOTHING for phrase in one.wording.phrases
    )


def says_nothing(reply: Reply) -> bool:
    """Whether a program tells only that it could not send: "try again later" is no server's advice then."""
    return not reply.has_number and len(reply.text) <= _SHORT and _are_empty(reply.text)


def _are_empty(words: str) -> bool:
    """Whether words tell only that something was not sent."""
    return all(word in _EMPTY_WORDS or word.endswith(_OWN_WORDS) for word in _WORD.findall(words.lower()))


def _tells_only_step(words: str, bounce: Bounce) -> bool:
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
