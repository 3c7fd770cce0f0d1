"""Which of the bounces are SMTP errors, each failure told once. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from bot.diagnose.causes import NO_REASON, OUT_OF_ORDER
from bot.diagnose.conclusion import conclude_from
from bot.diagnose.many_recipients import with_many_recipients
from bot.diagnose.matches import find_matches
from bot.knowledge import Knowledge, Match, Tier
from bot.knowledge.rules import PATTERN_WEIGHT
from bot.model import ANY_PROGRAM, TROUBLE, Bounce, Diagnosis, Family, Speaker, Stage
from bot.parse.not_sent import tells_not_sent
from bot.parse.talk.chatter import tells_of_a_person

# Text with no code and no mail program around it is an SMTP error only when a wording of about
# four words stands in it: "mailbox full" in a chat is no bounce, a server's sentence is.
SUSPECTED_SCORE = 22
# Beside a mail program's own words, an enhanced code or, in half a dozen words, SMTP's name two or three
# suffice, and so do those that only a mail server says.
SUSPECTED_OF_PROGRAM_SCORE = 14
SUSPECTED_OF_SERVER_SCORE = 18
# What somebody quotes as an error's words may be of anything: only what clearly reads like mail's is.
QUOTED_SCORE = 24
# A program's own error is a line; a paragraph with an everyday word or a few in it is a document's.
EVERYDAY_CHARACTERS = 300
# What a person tells at greater length may hold any two words.
SENTENCE_CHARACTERS = 160
# What any program may run into: where nothing in the paste speaks of mail, it is none of mail's.
ANYBODYS = {
    Family.AUTH, Family.TLS, Family.CONNECTION, Family.ROUTING_DNS, Family.SERVER_TRANSIENT,
    Family.RATE_LIMIT, Family.SIZE, Family.POLICY, Family.SYNTAX_PROTOCOL, Family.MAILBOX_FULL,
    Family.UNKNOWN,
}  # fmt: skip
# An error is repeated near itself; comparing all with all would cost the square of a long log.
SAME_ERROR_COMPARED = 8
SAME_WORDS = 16  # characters; fewer are everybody's
_HOSTS = re.compile(r"[\w-]+(?:\.[\w-]+){2,}|\S+@\S+")
# Codes for the form of a command (RFC 5321 4.2.3), which is then tried in another form: HELO for EHLO.
OF_FORM = (500, 501, 502, 504)
BEFORE_RECIPIENT = (None, Stage.HELO, Stage.MAIL)
BEHIND_SENDER = (Stage.RCPT, Stage.DATA, Stage.END_OF_DATA)


def recognise(bounces: Iterable[Bounce], knowledge: Knowledge) -> tuple[tuple[Bounce, Diagnosis], ...]:
    """The bounces that are SMTP errors, each with its diagnosis, failures and delays first.

    Suspected text that no wording knows is dropped, unless a program says in it that it could not
    send a mail; the same failure of the same recipient is one bounce with a count. Empty when
    nothing remains.
    """
    known, unsaid = [], []
    for bounce in with_many_recipients(bounces):
        matches = find_matches(bounce, knowledge)
        if not bounce.suspected or _is_known(bounce, matches, knowledge):
            known.append((bounce, conclude_from(bounce, (), knowledge, matches)))
        elif tells_not_sent(bounce.reply.text, of_mail=bounce.client is not None or _names_mail(bounce)):
            # "Mail could not be delivered: mailbox full": two words suffice beside such a sentence.
            worded = matches if matches and matches[0].tier >= Tier.PHRASE else ()
            unsaid.append((bounce, conclude_from(bounce, (), knowledge, worded)))
    known = known or unsaid
    if len(known) < 2:
        return tuple(known)
    said = [(bounce, diagnosis) for bounce, diagnosis in known if not bounce.quoted]
    # What is known by itself says it better than a quote of it, but for the bare fact that nothing was sent.
    if not any(diagnosis.entry is not None for _, diagnosis in said):
        said = [(bounce, diagnosis) for bounce, diagnosis in known if bounce.quoted] or said
    return _joined(_telling(_worded(said)))


def _names_mail(bounce: Bounce) -> bool:
    return "mail" in bounce.reply.text.casefold()


def _worded(known: Sequence[tuple[Bounce, Diagnosis]]) -> Sequence[tuple[Bounce, Diagnosis]]:
    """Leave out suspected text with an everyday word in it where a sentence beside it is known."""
    of_sentences = {
        one.mail for one, diagnosis in known if _hints(diagnosis) and not _is_everyday(one, diagnosis)
    }
    return [told for told in known if not _is_everyday(*told) or told[0].mail not in of_sentences]


def _is_everyday(bounce: Bounce, diagnosis: Diagnosis) -> bool:
    return bounce.suspected and diagnosis.wording is not None and bool(diagnosis.wording.words)


def _is_known(bounce: Bounce, matches: Sequence[Match], knowledge: Knowledge) -> bool:
    if not matches:
        return tells_not_sent(bounce.reply.text)
    best = matches[0]
    if (
        not bounce.of_mail
        and best.tier <= Tier.PHRASE
        and knowledge.entries[best.wording.entry].family in ANYBODYS
    ):
        return False
    # A number that web servers or programs have too, with a mail server's words.
    if bounce.reply.code is not None or bounce.reply.enhanced in best.wording.enhanced:
        return best.tier >= Tier.EVERYDAY_WORDS and best.tier is not Tier.ALIKE
    if bounce.quoted:
        return best.tier >= Tier.EVERYDAY_WORDS and (
            best.tier is not Tier.ALIKE or best.score >= QUOTED_SCORE
        )
    if best.tier is Tier.SAYS_NOTHING:
        whole = best.wording.pattern is not None  # whoever wrote it looked at the whole sentence
        return whole or best.score >= SUSPECTED_SCORE or tells_not_sent(bounce.reply.text)
    if bounce.client == ANY_PROGRAM:  # "try again later" may be its own
        own = (
            best.tier is Tier.ALIKE or knowledge.entries[best.wording.entry].family is Family.SERVER_TRANSIENT
        )
        return best.tier >= Tier.EVERYDAY_WORDS and not own
    if best.tier < Tier.PHRASE:
        if best.tier is not Tier.EVERYDAY_WORDS or bounce.speaker is Speaker.RECIPIENT_SERVER:
            return best.tier is Tier.EVERYDAY_WORDS
        if len(bounce.reply.text) > EVERYDAY_CHARACTERS:
            return False
        return bounce.client is not None and bounce.stage is not None and best.wording.stage is bounce.stage
    if bounce.speaker is Speaker.RECIPIENT_SERVER:
        return True
    return any(match.score >= _enough(match, bounce, knowledge) for match in matches)


def _enough(match: Match, bounce: Bounce, knowledge: Knowledge) -> int:
    text = bounce.reply.text
    named = "smtp" in text.lower() and 2 * match.score >= len(text)
    alone = bounce.client is None and bounce.reply.enhanced is None and not named
    enough = SUSPECTED_SCORE if alone else SUSPECTED_OF_PROGRAM_SCORE
    if len(text) > EVERYDAY_CHARACTERS or (len(text) > SENTENCE_CHARACTERS and tells_of_a_person(text)):
        enough = SUSPECTED_SCORE
    if match.wording.pattern is not None:
        enough = min(enough, PATTERN_WEIGHT)  # whoever wrote it looked at the whole sentence
    if match.tier > Tier.PHRASE and knowledge.entries[match.wording.entry].family is not Family.CONNECTION:
        return min(enough, SUSPECTED_OF_SERVER_SCORE)
    return enough


def _telling(known: Sequence[tuple[Bounce, Diagnosis]]) -> list[tuple[Bounce, Diagnosis]]:
    """Leave out a program's words that say little where others beside them say more."""
    says = _tells if any(_tells(diagnosis) for _, diagnosis in known) else _hints
    telling = [bounce for bounce, diagnosis in known if says(diagnosis)]
    told = {bounce.mail for bounce in telling}
    codes = {None, *(bounce.reply.code for bounce in telling)}
    whose = {None, *(bounce.recipient for bounce in telling)}
    return [
        (bounce, diagnosis)
        for bounce, diagnosis in known
        if says(diagnosis)
        or bounce.mail not in told
        or bounce.kind not in TROUBLE
        or not (bounce.suspected or bounce.recipient in whose)
        or bounce.reply.code not in codes
        or bounce.reply.enhanced
    ]


def _tells(diagnosis: Diagnosis) -> bool:
    """Whether a sentence or number that is known led to the page, not a program's wrapper."""
    wording = diagnosis.wording
    return wording is not None and not wording.wraps and not (wording.words and wording.stage)


def _hints(diagnosis: Diagnosis) -> bool:
    """Whether any page knows the words: "SMTP connect() failed" says more than "error sending email"."""
    wording = diagnosis.wording
    return wording is not None and wording.source != "" and diagnosis.family is not Family.UNKNOWN


def _page(diagnosis: Diagnosis) -> str | None:
    return diagnosis.entry.id if diagnosis.entry is not None else None


def _joined(known: Sequence[tuple[Bounce, Diagnosis]]) -> tuple[tuple[Bounce, Diagnosis], ...]:
    told = {_page(diagnosis) for bounce, diagnosis in known if not bounce.suspected}
    stories: dict[tuple[object, ...], dict[str, tuple[Bounce, Diagnosis]]] = {}
    for bounce, diagnosis in known:
        entry = _page(diagnosis)
        if bounce.suspected and entry in told:
            continue
        recipient = None if bounce.suspected else bounce.recipient
        key = (bounce.mail, bounce.kind, recipient, bounce.reply.code, bounce.reply.enhanced, entry)
        _tell(stories.setdefault(key, {}), bounce, diagnosis)
    each = [story for group in stories.values() for story in group.values()]
    went_on = {bounce.mail for bounce, _ in each if _is_behind_sender(bounce)}
    refused = {bounce.mail for bounce, _ in each if _is_refusal(bounce)}
    return tuple(
        sorted(
            each,
            key=lambda story: (
                story[0].kind not in TROUBLE,
                _is_number_alone(*story),
                story[0].mail in refused and _is_out_of_order(*story),
                story[0].mail in went_on and _is_of_form(*story),
            ),
        )
    )


def _is_behind_sender(bounce: Bounce) -> bool:
    """Whether a server refused what comes behind MAIL: it had taken greeting and sender before."""
    return bounce.stage in BEHIND_SENDER and _is_refusal(bounce)


def _is_refusal(bounce: Bounce) -> bool:
    code = bounce.reply.code
    return code is not None and code >= 400 and code != OUT_OF_ORDER


def _is_out_of_order(bounce: Bounce, diagnosis: Diagnosis) -> bool:
    """Whether a reply tells only that a command came too early: the refusal before it is the reason."""
    wording = diagnosis.wording
    return (
        bounce.reply.code == OUT_OF_ORDER
        and diagnosis.family is Family.SYNTAX_PROTOCOL
        and wording is not None
        and wording.causes in NO_REASON
    )


def _is_of_form(bounce: Bounce, diagnosis: Diagnosis) -> bool:
    """Whether the form of a greeting or a sender's command was refused."""
    return (
        bounce.reply.code in OF_FORM
        and bounce.stage in BEFORE_RECIPIENT
        and bounce.recipient is None
        and diagnosis.family is Family.SYNTAX_PROTOCOL
    )


def _is_number_alone(bounce: Bounce, diagnosis: Diagnosis) -> bool:
    """Whether "they get error 550" is all that is told: the log below it gives the reason."""
    reply = bounce.reply
    return diagnosis.entry is None and not reply.text and not reply.enhanced and bounce.recipient is None


def _tell(group: dict[str, tuple[Bounce, Diagnosis]], bounce: Bounce, diagnosis: Diagnosis) -> None:
    """Add a bounce to those of the same answer, by text: counted when it is known, else a story of its own.

    A program prints one error as message, cause and trace: a text that holds another is that
    same error again, not a second one. So is a suspected sentence beside another.
    """
    text = bounce.reply.text.casefold()
    if text in group:
        first, known = group[text]
        group[text] = first._replace(count=first.count + bounce.count), known
    elif not (group and bounce.suspected) and not any(
        text in told or told in text or _is_same_error(text, told, diagnosis, known)
        for told, (_, known) in islice(group.items(), SAME_ERROR_COMPARED)
    ):
        group[text] = bounce, diagnosis


def _is_same_error(text: str, told: str, one: Diagnosis, other: Diagnosis) -> bool:
    """Whether two texts of a program lead to one error in the same words, of the same hosts."""
    if one.speaker is not Speaker.OWN_CLIENT or one.wording is None or one.wording is not other.wording:
        return False
    words = _span(text, one.wording.phrases)
    return (
        len(words) >= SAME_WORDS
        and words == _span(told, one.wording.phrases)
        and set(_HOSTS.findall(text)) == set(_HOSTS.findall(told))
    )


def _span(text: str, phrases: Sequence[str]) -> str:
    """Give a text from the first to the last of some phrases; empty when one is missing."""
    places = [(text.find(phrase.casefold()), len(phrase)) for phrase in phrases]
    if not places or any(place < 0 for place, _ in places):
        return ""
    return text[min(place for place, _ in places) : max(place + length for place, length in places)]
