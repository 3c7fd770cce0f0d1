"""Which of the bounces are SMTP errors, each failure told once, what follows from one behind it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from bot.diagnose.causes import OUT_OF_ORDER, only_follows
from bot.diagnose.conclusion import conclude_from
from bot.diagnose.many_recipients import with_many_recipients
from bot.diagnose.matches import find_matches
from bot.diagnose.own_page import LOGIN_HIDDEN
from bot.diagnose.suspected import is_error
from bot.diagnose.unexplained import STILL_TRIED
from bot.knowledge import Knowledge, Match, Tier
from bot.model import ANY_PROGRAM, TROUBLE, Bounce, Diagnosis, Family, Kind, Speaker, Stage
from bot.parse.errors.not_sent import tells_not_sent
from bot.parse.without_reply.program_errors import only_cannot_connect

# An error is repeated near itself; comparing all with all would cost the square of a long log.
_SAME_ERROR_COMPARED = 8
_SAME_WORDS = 16  # characters; fewer are everybody's
_HOSTS = re.compile(r"(?<![\w-])[\w-]+(?:\.[\w-]+){2,}|\S{1,320}@\S+")  # and addresses
# Codes for the form of a command (RFC 5321 4.2.3), which is then tried in another form: HELO for EHLO.
_OF_FORM = (500, 501, 502, 504)
_BEFORE_RECIPIENT = (None, Stage.HELO, Stage.MAIL)
# The steps that a person's words alone suggest, and what a login is spoken of for.
_SUGGESTED = (Stage.CONNECT, Stage.AUTH, Stage.TLS)
_OF_LOGIN = (Family.AUTH, Family.RELAY_DENIED)
# What breaks off before a login is tried.
_OF_LINE = (Family.CONNECTION, Family.TLS)
# What comes behind MAIL: a server that refuses then had taken greeting and sender before.
_BEHIND_SENDER = (Stage.RCPT, Stage.DATA, Stage.END_OF_DATA)


class Story(NamedTuple):
    """A bounce and what happened there."""

    bounce: Bounce
    diagnosis: Diagnosis


def recognise(bounces: Iterable[Bounce], knowledge: Knowledge) -> tuple[Story, ...]:
    """The bounces that are SMTP errors, each with its diagnosis, failures and delays first.

    Suspected text that no wording knows is dropped, unless a program says in it that it could not
    send a mail; the same failure of the same recipient is one bounce with a count. Empty when
    nothing remains.
    """
    known, unsaid = [], []
    for met in with_many_recipients(bounces):
        bounce, matches = _matched(met, knowledge)
        if not bounce.suspected or is_error(bounce, matches, knowledge):
            known.append(Story(bounce, conclude_from(bounce, (), knowledge, matches)))
        elif tells_not_sent(
            bounce.reply.text, of_mail=bounce.client is not None or "mail" in bounce.reply.text.casefold()
        ):
            # "Mail could not be delivered: mailbox full": two words suffice beside such a sentence.
            worded = matches if matches and matches[0].tier >= Tier.PHRASE else ()
            unsaid.append(Story(bounce, conclude_from(bounce, (), knowledge, worded)))
    known = _explained(known or unsaid)
    if len(known) < 2:
        return tuple(known)
    said: Sequence[Story] = [story for story in known if not story.bounce.quoted]
    # What is known by itself says it better than a quote of it, but for the bare fact that nothing was sent.
    if not any(story.diagnosis.entry is not None for story in said):
        said = [story for story in known if story.bounce.quoted] or said
    for without_needless in (_worded, _reasoned, _telling, _unwrapped, _cut_before_login, _untitled):
        said = without_needless(said)
    return _in_order(_told_once(said))


def _matched(bounce: Bounce, knowledge: Knowledge) -> tuple[Bounce, Sequence[Match]]:
    """Match a bounce, a person's few words a second time as if they named no step.

    "No DNS for the sender's domain, they reject us" has the words of a connection that fails.
    """
    matches = find_matches(bounce, knowledge)
    told = bounce.suspected and bounce.client == ANY_PROGRAM and bounce.stage in _SUGGESTED
    if matches or not told:
        return bounce, matches
    anew = bounce._replace(stage=None)
    matches = find_matches(anew, knowledge)
    if bounce.stage is Stage.AUTH:  # a login that is disabled is no mailbox that is
        matches = [match for match in matches if knowledge.entries[match.wording.entry].family in _OF_LOGIN]
    return (anew, matches) if matches else (bounce, ())


def _explained(known: list[Story]) -> list[Story]:
    """Leave out that somebody cannot connect, as people call whatever fails, where something else is told."""
    others = [story for story in known if not only_cannot_connect(story.bounce.reply.text)]
    return others if any(story.diagnosis.entry is not None for story in others) else known


def _worded(known: Sequence[Story]) -> Sequence[Story]:
    """Leave out suspected text with an everyday word in it where a sentence beside it is known."""
    of_sentences = {
        story.bounce.mail for story in known if _hints(story.diagnosis) and not _is_everyday(story)
    }
    return [story for story in known if not _is_everyday(story) or story.bounce.mail not in of_sentences]


def _reasoned(known: Sequence[Story]) -> Sequence[Story]:
    """Leave out that a mail is still tried where a reply says why: Exchange's "4.4.7 Message delayed"."""
    told = {
        _whose(story) for story in known if _page(story.diagnosis) != STILL_TRIED and _tells(story.diagnosis)
    }
    return [story for story in known if _page(story.diagnosis) != STILL_TRIED or _whose(story) not in told]


def _whose(story: Story) -> tuple[int | None, str | None]:
    return story.bounce.mail, story.bounce.recipient


def _is_everyday(story: Story) -> bool:
    wording = story.diagnosis.wording
    return story.bounce.suspected and wording is not None and bool(wording.words)


def _telling(known: Sequence[Story]) -> list[Story]:
    """Leave out a program's words that say little where others beside them say more."""
    says = _tells if any(_tells(story.diagnosis) for story in known) else _hints
    telling = [story.bounce for story in known if says(story.diagnosis)]
    told = {bounce.mail for bounce in telling}
    codes = {None, *(bounce.reply.code for bounce in telling)}
    whose = {None, *(bounce.recipient for bounce in telling)}

    def is_needless(bounce: Bounce) -> bool:
        return (
            (bounce.suspected or bounce.recipient in whose)
            and bounce.mail in told
            and bounce.kind in TROUBLE
            and bounce.reply.code in codes
            and not bounce.reply.enhanced
        )

    return [story for story in known if says(story.diagnosis) or not is_needless(story.bounce)]


def _unwrapped(known: Sequence[Story]) -> Sequence[Story]:
    """Leave out that a program did not get through where another line of it tells at which step.

    PHPMailer ends with "SMTP connect() failed" whatever broke before.
    """
    stepped = {_step(story) for story in known if _of_program(story) and _told_step(story) is not None}
    return [
        story
        for story in known
        if not (_of_program(story) and story.diagnosis.wording is not None and story.diagnosis.wording.wraps)
        or _told_step(story) is not None
        or _step(story) not in stepped
    ]


def _of_program(story: Story) -> bool:
    return story.diagnosis.speaker is Speaker.OWN_CLIENT and story.bounce.reply.code is None


def _told_step(story: Story) -> Stage | None:
    """The step that the page's words are for; None where they are for any."""
    return story.diagnosis.wording.stage if story.diagnosis.wording is not None else None


def _step(story: Story) -> tuple[int | None, Stage | None]:
    return story.bounce.mail, story.bounce.stage


def _cut_before_login(known: Sequence[Story]) -> Sequence[Story]:
    """Leave out that a login failed, for a reason that the program hides, where its connection broke before.

    PHPMailer says "Could not authenticate" of each login that it could not even begin.
    """
    broken: set[int | None] = set()
    kept = []
    for story in known:
        if _page(story.diagnosis) == LOGIN_HIDDEN and story.bounce.mail in broken:
            continue
        kept.append(story)
        if story.diagnosis.family in _OF_LINE and story.diagnosis.speaker is Speaker.OWN_CLIENT:
            broken.add(story.bounce.mail)
    return kept


def _tells(diagnosis: Diagnosis) -> bool:
    """Whether a sentence or number that is known led to the page, not a program's wrapper."""
    wording = diagnosis.wording
    if wording is None or wording.wraps or wording.step_only:
        return False
    return not (wording.words and wording.stage)


def _hints(diagnosis: Diagnosis) -> bool:
    """Whether any page knows the words: "SMTP connect() failed" says more than "error sending email"."""
    wording = diagnosis.wording
    if wording is None or wording.step_only:
        return False
    return wording.source != "" and diagnosis.family is not Family.UNKNOWN


def _page(diagnosis: Diagnosis) -> str | None:
    return diagnosis.entry.id if diagnosis.entry is not None else None


def _untitled(known: Sequence[Story]) -> Sequence[Story]:
    """Leave out a title that tells of an error without its particulars where the text below has them."""
    title, below = known[0], known[1:]
    return below if any(_is_title(title, story) for story in below) else known


def _is_title(title: Story, story: Story) -> bool:
    """Whether a story tells the same error as a title, with particulars that the title lacks."""
    one, other = title.bounce, story.bounce
    same = (
        _page(title.diagnosis) == _page(story.diagnosis)
        or _is_begun(one.reply.text, other.reply.text)
        or (_tells_refused_login(title) and story.diagnosis.family is Family.AUTH)
    )
    if not same or (one.mail, one.kind) != (other.mail, other.kind):
        return False
    if one.reply.enhanced not in (None, other.reply.enhanced):
        return False
    if one.recipient is not None or one.remote_host is not None or one.count > 1:
        return False
    if _HOSTS.search(one.reply.text) is not None:
        return False
    if one.reply.code is None:
        heads = _page(title.diagnosis) is None and _page(story.diagnosis) is not None
        return other.reply.code is not None or (heads and _is_begun(one.reply.text, other.reply.text))
    # The same words of nobody else are the same error told again, which is counted.
    again = not other.recipient and _is_part(one.reply.text.casefold(), other.reply.text.casefold())
    return one.reply.code == other.reply.code and not again


def _tells_refused_login(story: Story) -> bool:
    """Whether a story tells that a login was refused and nothing of why: any page on one says it better."""
    wording = story.diagnosis.wording
    return (
        story.diagnosis.family is Family.AUTH
        and story.bounce.reply.code is None
        and wording is not None
        and not wording.causes
    )


def _is_begun(text: str, told: str) -> bool:
    """Whether a title gives the first words of what is told, and no more of them."""
    return len(text) >= _SAME_WORDS and told.casefold().startswith(text.casefold())


def _is_part(text: str, told: str) -> bool:
    return text in told or told in text


def _told_once(known: Sequence[Story]) -> list[Story]:
    """Tell each failure of each recipient once, counted, in the text's order."""
    told = {_page(story.diagnosis) for story in known if not story.bounce.suspected}
    places: dict[tuple[object, ...], int] = {}
    groups: dict[tuple[object, ...], dict[str, Story]] = {}
    for story in known:
        bounce, entry = story.bounce, _page(story.diagnosis)
        if bounce.suspected and entry in told:
            continue
        recipient = None if bounce.suspected else bounce.recipient
        key = (bounce.mail, bounce.kind, recipient, bounce.reply.code, bounce.reply.enhanced, entry)
        places.setdefault((key, bounce.reply.text.casefold()), len(places))
        _tell(groups.setdefault(key, {}), story)
    kept = ((places[key, text], story) for key, group in groups.items() for text, story in group.items())
    return [story for _, story in sorted(kept, key=lambda placed: placed[0])]


def _tell(group: dict[str, Story], story: Story) -> None:
    """Add a story to those of the same answer, by text: counted when it is known, else one of its own.

    A program prints one error as message, cause and trace: a text that holds another is that
    same error again, not a second one. So is a suspected sentence beside another.
    """
    text = story.bounce.reply.text.casefold()
    first = group.get(text) or _tried_before(group, story)
    if first is not None:
        counted = first.bounce._replace(count=first.bounce.count + story.bounce.count)
        group[first.bounce.reply.text.casefold()] = first._replace(bounce=counted)
    elif not (group and story.bounce.suspected) and not any(
        _is_part(text, told) or _is_same_error(text, told, story.diagnosis, other.diagnosis)
        for told, other in islice(group.items(), _SAME_ERROR_COMPARED)
    ):
        group[text] = story


def _tried_before(group: dict[str, Story], story: Story) -> Story | None:
    """Give what a delay of a named recipient joins: each try may reach another host and tell of that one."""
    waits = story.bounce.kind is Kind.DELAY and story.bounce.recipient is not None
    return next(iter(group.values()), None) if waits and story.diagnosis.entry is not None else None


def _is_same_error(text: str, told: str, one: Diagnosis, other: Diagnosis) -> bool:
    """Whether a program tells one error twice: without a host, or in the same words of the same hosts."""
    if not (one.speaker is other.speaker is Speaker.OWN_CLIENT):
        return False
    hosts, others = set(_HOSTS.findall(text)), set(_HOSTS.findall(told))
    if not hosts or not others:
        return True
    if one.wording is None or one.wording is not other.wording or hosts != others:
        return False
    words = _span(text, one.wording.phrases)
    return len(words) >= _SAME_WORDS and words == _span(told, one.wording.phrases)


def _span(text: str, phrases: Sequence[str]) -> str:
    """Give a text from the first to the last of some phrases; empty when one is missing."""
    places = [(text.find(phrase.casefold()), len(phrase)) for phrase in phrases]
    if not places or any(place < 0 for place, _ in places):
        return ""
    return text[min(place for place, _ in places) : max(place + length for place, length in places)]


def _in_order(stories: Sequence[Story]) -> tuple[Story, ...]:
    """Failures and delays first; behind the others what only follows from them, or was tried before."""
    refusals = [story.bounce for story in stories if _is_refusal(story.bounce)]
    refused = {bounce.mail for bounce in refusals}
    went_on = {bounce.mail for bounce in refusals if bounce.stage in _BEHIND_SENDER}
    return tuple(
        sorted(
            stories,
            key=lambda story: (
                story.bounce.kind not in TROUBLE,
                _is_number_alone(story),
                story.bounce.mail in refused and _only_follows(story),
                story.bounce.mail in went_on and _is_of_form(story),
            ),
        )
    )


def _is_refusal(bounce: Bounce) -> bool:
    code = bounce.reply.code
    return code is not None and code >= 400 and code != OUT_OF_ORDER


def _is_number_alone(story: Story) -> bool:
    """Whether "they get error 550" is all that is told: the log below it gives the reason."""
    bounce, reply = story.bounce, story.bounce.reply
    return (
        story.diagnosis.entry is None and not reply.text and not reply.enhanced and bounce.recipient is None
    )


def _only_follows(story: Story) -> bool:
    bounce, diagnosis = story
    return diagnosis.wording is not None and only_follows(bounce, diagnosis.family, diagnosis.wording)


def _is_of_form(story: Story) -> bool:
    """Whether the form of a greeting or a sender's command was refused."""
    bounce = story.bounce
    return (
        bounce.reply.code in _OF_FORM
        and bounce.stage in _BEFORE_RECIPIENT
        and bounce.recipient is None
        and story.diagnosis.family is Family.SYNTAX_PROTOCOL
    )
