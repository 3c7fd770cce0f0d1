"""Whether words that may be of anything are an SMTP error: what knows them, and how well. Pure.

Suspected are words with no reply and no mail program around them, or with a number that other programs
have too: "mailbox full" in a chat is no bounce, a server's sentence is. The less stands beside them, the
more of a wording must stand in them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.knowledge import Knowledge, Match, Tier
from bot.model import A_PERSON, ANY_PROGRAM, OF_A_MAILBOX, Bounce, Family, Speaker
from bot.parse import translations
from bot.parse.chatter import tells_of_a_person
from bot.parse.errors.not_sent import tells_not_sent
from bot.parse.reports.report_signs import is_notices
from bot.parse.signs import Seen
from bot.parse.talk.said_of import CJK, names_mail

# How much of a wording has to stand there, in its letters; less suffices where more stands beside it.
_ONE_OR_TWO_WORDS, _THREE_WORDS, _FOUR_WORDS = 9, 14, 22
_OF_SERVER = 18  # of what only a mail server says
# A program's own error is a line; a paragraph with an everyday word or a few in it is a document's.
_PARAGRAPH = 300  # characters
# What a person tells at greater length may hold any two words.
_PERSONS_SENTENCE = 160  # characters
# Some wording's own words, be they few.
_WORDED = (Tier.EVERYDAY_WORDS, Tier.PHRASE, Tier.PROVIDER_PHRASE, Tier.TOKEN)
# What any program may run into: where nothing in the paste speaks of mail, it is none of mail's.
_ANYBODYS = {
    Family.AUTH, Family.TLS, Family.CONNECTION, Family.ROUTING_DNS, Family.SERVER_TRANSIENT,
    Family.RATE_LIMIT, Family.SIZE, Family.POLICY, Family.SYNTAX_PROTOCOL, Family.MAILBOX_FULL,
    Family.UNKNOWN,
}  # fmt: skip
# A mailbox that is full is mail's where its recipient is spoken of.
RECIPIENT = re.compile(
    rf"{translations.RECIPIENT}|\buser'?s? (?:mailbox|quota)|\bpec\b|\bmailbox\b.*\bquota\b", re.IGNORECASE
)
# Chinese, Japanese and Korean write in one character what others write in about three.
_LETTERS_OF_CJK = 3
# What only mail has: two or three words of it that are half of a text tell of mail.
_MAILS_ALONE = {
    Family.RELAY_DENIED, Family.ROUTING_DNS, Family.SENDER_REJECTED, Family.SPAM_CONTENT,
    Family.REPUTATION_BLOCKLIST, Family.RDNS, Family.EXPIRED, Family.SENDER_AUTH_DNS, Family.GREYLIST,
}  # fmt: skip
# "Other undefined status" (RFC 3463 3.1): whichever words stand behind it, they say what it is.
_SAYING_NOTHING = ("4.0.0", "5.0.0")


def is_error(bounce: Bounce, matches: Sequence[Match], knowledge: Knowledge) -> bool:
    """Whether suspected words are an SMTP error; `matches` are the wordings met in them, the best first."""
    text = bounce.reply.text
    if not matches or matches[0].tier is Tier.STEP:
        return tells_not_sent(text)
    best = matches[0]
    family = knowledge.page_of(best).family
    notice = is_notices(Seen(text))
    if (
        not (bounce.of_mail or notice)
        and best.tier <= Tier.PHRASE
        and family in _ANYBODYS
        and not _names_message(best)
    ):
        return False
    worded = best.tier in _WORDED
    # A number that web servers or programs have too, with a mail server's words.
    if bounce.reply.code is not None or bounce.reply.enhanced in (*best.wording.enhanced, *_SAYING_NOTHING):
        return worded
    if any(match.tier is Tier.ALIKE for match in matches):  # asked only of what is told, and clear enough
        return True
    if bounce.quoted:
        return worded
    if best.tier is Tier.SAYS_NOTHING:
        return _is_whole(best) or best.score >= _FOUR_WORDS or tells_not_sent(text)
    # In whatever order: each gives one reason to take a wording's words for an error.
    return worded and (
        notice
        or _is_vouched_for(best, bounce, family)
        or _is_mails(best, text, family)
        or _is_recipients(best, bounce, family)
        or _says_enough(matches, bounce, knowledge)
    )


def _is_vouched_for(best: Match, bounce: Bounce, family: Family) -> bool:
    """Whether who tells it makes an error of a wording's words, be they few."""
    if bounce.speaker is Speaker.RECIPIENT_SERVER:
        return True
    if bounce.client == A_PERSON:
        anybodys = family in _ANYBODYS and not names_mail(bounce.reply.text)
        score = best.score * _letters_each(bounce.reply.text)
        return score >= (_THREE_WORDS if anybodys else _ONE_OR_TWO_WORDS)
    if bounce.client == ANY_PROGRAM:
        # "try again later" may be the program's own.
        return family is not Family.SERVER_TRANSIENT or best.score >= _THREE_WORDS
    return _is_programs(bounce) and best.wording.stage is bounce.stage


def _is_mails(match: Match, text: str, family: Family) -> bool:
    """Whether a few words tell of mail: a recipient's mailbox, or what only mail has, half of a text."""
    score = match.score * _letters_each(text)
    if family is Family.MAILBOX_FULL and score >= _ONE_OR_TWO_WORDS and len(text) <= _PERSONS_SENTENCE:
        return RECIPIENT.search(text) is not None and not tells_of_a_person(text)
    if match.tier not in (Tier.EVERYDAY_WORDS, Tier.PHRASE) or family in _ANYBODYS - _MAILS_ALONE:
        return False
    enough = _THREE_WORDS if family in _MAILS_ALONE else _FOUR_WORDS
    return match.score > enough and match.is_much_of(text)


def _letters_each(text: str) -> int:
    """How many letters of other scripts a letter of a text stands for."""
    return _LETTERS_OF_CJK if CJK.search(text) else 1


def _is_recipients(match: Match, bounce: Bounce, family: Family) -> bool:
    """Whether what stands beside an address alone is mostly a mailbox's trouble."""
    return bounce.recipient is not None and family in OF_A_MAILBOX and match.is_much_of(bounce.reply.text)


def _names_message(match: Match) -> bool:
    """Whether a wording is a sentence of a message and its size: other programs have other words for that."""
    return match.score >= _FOUR_WORDS and any("message" in phrase for phrase in match.wording.phrases)


def _is_programs(bounce: Bounce) -> bool:
    """Whether a mail program's own line tells what it was doing."""
    return len(bounce.reply.text) <= _PARAGRAPH and bounce.client is not None and bounce.stage is not None


def _says_enough(matches: Sequence[Match], bounce: Bounce, knowledge: Knowledge) -> bool:
    """Whether enough of a phrase stands there, for what stands beside it."""
    return matches[0].tier >= Tier.PHRASE and any(
        match.score >= _enough(match, bounce, knowledge) for match in matches
    )


def _enough(match: Match, bounce: Bounce, knowledge: Knowledge) -> int:
    """The score of a phrase that suffices, beside what stands there."""
    if _is_whole(match) or (_stands_beside_mail(match, bounce) and not _is_account(bounce.reply.text)):
        return _THREE_WORDS
    of_server = match.tier > Tier.PHRASE and knowledge.page_of(match).family is not Family.CONNECTION
    return _OF_SERVER if of_server else _FOUR_WORDS


def _is_whole(match: Match) -> bool:
    """Whether a wording is a pattern: whoever wrote it looked at the whole sentence."""
    return match.wording.pattern is not None


def _stands_beside_mail(match: Match, bounce: Bounce) -> bool:
    """Whether a mail program, an enhanced code or, in few other words, SMTP's name stands beside a match."""
    text = bounce.reply.text
    named = "smtp" in text.lower() and match.is_much_of(text)
    return named or bounce.client is not None or bounce.reply.enhanced is not None


def _is_account(text: str) -> bool:
    """Whether a text is so long that it tells more than an error."""
    return len(text) > _PARAGRAPH or (len(text) > _PERSONS_SENTENCE and tells_of_a_person(text))
