"""Which of the bounces are SMTP errors, each failure told once, what follows from one behind it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.diagnose.broken_off import with_words_below
from bot.diagnose.causes import only_follows
from bot.diagnose.conclusion import conclude_from
from bot.diagnose.many_recipients import with_many_recipients
from bot.diagnose.matches import find_matches
from bot.diagnose.name_not_found import at_misspelt_domain
from bot.diagnose.needless import without_needless
from bot.diagnose.story import Story
from bot.diagnose.suspected import is_error
from bot.diagnose.told_once import told_once
from bot.knowledge import Knowledge, Match, Tier
from bot.model import A_PERSON, ANY_PROGRAM, TROUBLE, Bounce, Family, Speaker, Stage
from bot.parse.errors.not_sent import tells_not_sent
from bot.parse.numbers.codes import OUT_OF_ORDER
from bot.parse.without_reply.program_errors import only_cannot_connect

# Codes for the form of a command (RFC 5321 4.2.3), which is then tried in another form: HELO for EHLO.
_OF_FORM = (500, 501, 502, 504)
_BEFORE_RECIPIENT = (None, Stage.HELO, Stage.MAIL)
# The steps that a person's words alone suggest, and what a login is spoken of for.
_SUGGESTED = (Stage.CONNECT, Stage.AUTH, Stage.TLS)
_OF_LOGIN = (Family.AUTH, Family.RELAY_DENIED)
# What comes behind MAIL: a server that refuses then had taken greeting and sender before.
_BEHIND_SENDER = (Stage.RCPT, Stage.DATA, Stage.END_OF_DATA)


def recognise(bounces: Iterable[Bounce], knowledge: Knowledge) -> tuple[Story, ...]:
    """The bounces that are SMTP errors, each with its diagnosis, failures and delays first.

    Suspected text that no wording knows is dropped, unless a program says in it that it could not
    send a mail; the same failure of the same recipient is one bounce with a count. Empty when
    nothing remains.
    """
    known, unsaid = [], []
    for met in with_many_recipients(bounces):
        bounce, matches = _matched(with_words_below(met, knowledge), knowledge)
        if not bounce.suspected or is_error(bounce, matches, knowledge):
            known.append(Story(bounce, conclude_from(bounce, (), knowledge, matches)))
        elif _came_back(bounce) and (misspelt := at_misspelt_domain(bounce)):
            unsaid.append(Story(bounce, conclude_from(bounce, (), knowledge, misspelt)))
        elif tells_not_sent(
            bounce.reply.text, of_mail=bounce.client is not None or "mail" in bounce.reply.text.casefold()
        ):
            # "Mail could not be delivered: mailbox full": two words suffice beside such a sentence.
            worded = matches if matches and matches[0].tier >= Tier.PHRASE else ()
            unsaid.append(Story(bounce, conclude_from(bounce, (), knowledge, worded)))
    known = _without_cannot_connect(known or unsaid)
    if len(known) < 2:
        return tuple(known)
    said: Sequence[Story] = [story for story in known if not story.bounce.quoted]
    # What is known by itself says it better than a quote of it, but for the bare fact that nothing was sent.
    if not any(story.diagnosis.entry is not None for story in said):
        said = [story for story in known if story.bounce.quoted] or said
    return _in_order(told_once(without_needless(said)))


def _came_back(bounce: Bounce) -> bool:
    """Whether somebody tells that a mail came back, if not with which words."""
    return bounce.client in (ANY_PROGRAM, A_PERSON) and bounce.speaker is Speaker.RECIPIENT_SERVER


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
        matches = [match for match in matches if knowledge.page_of(match).family in _OF_LOGIN]
    return (anew, matches) if matches else (bounce, ())


def _without_cannot_connect(known: list[Story]) -> list[Story]:
    """Leave out that somebody cannot connect, as people call whatever fails, where something else is told."""
    others = [story for story in known if not only_cannot_connect(story.bounce.reply.text)]
    return others if any(story.diagnosis.entry is not None for story in others) else known


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
