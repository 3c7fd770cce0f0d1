"""What a whole paste tells of each bounce in it: whom it is about, its kind, its program, what stands beside.

Adds to bounces; finds none.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import A_PERSON, MORE_REPLIES, Bounce, Evidence, Kind, Speaker, Stage, has_fact
from bot.parse.around import recipient_in, speaks_of_sender
from bot.parse.numbers.codes import HTTP_FAULTS
from bot.parse.numbers.reply import is_failing
from bot.parse.paste import Paste
from bot.parse.reports.named_recipients import (
    listed_recipient,
    named_recipient,
    only_address,
    original_recipients,
    own_lines,
    story_recipient,
)
from bot.parse.reports.report_prose import signed_at
from bot.parse.reports.report_signs import kind_told, says_it_is_report
from bot.parse.reports.returned_mail import before_original
from bot.parse.scan.joining import BOUNCE_LIMIT, more_failures
from bot.parse.signs import Seen
from bot.parse.stage import stage_of_frames
from bot.parse.surroundings.capabilities import STOPPED_AT_STARTTLS
from bot.parse.surroundings.client import LIBRARIES, OTHER_USES
from bot.parse.surroundings.context import context_of
from bot.parse.talk.trouble import clear_trouble_in

_OF_WORDS: Final = ("reply.", "prose.")  # facts that words show, a reply's own among them
_SENDERS: Final = re.compile(r"\bsender(?:['’]s)?(?: e-?mail)? address:? ?[<\"']?$", re.IGNORECASE)
# A session's recipient: what is said of the content is said to all of them.
_RCPT_TO: Final = re.compile(r"\brcpt to: ?<([^<>\s]{3,320})>", re.IGNORECASE)
_ALONE: Final = 120  # characters of a program's line that is the whole paste
_REPEATED: Final = 5  # tellings of one error that are worth a word


def with_recipients(bounces: list[Bounce], paste: Paste) -> list[Bounce]:
    """Give bounces the recipients that their own lines do not name, as far as the rest of the paste does."""
    if not paste.report:
        return [_with_opening_recipient(bounce) for bounce in bounces]
    if bounces and not any(bounce.recipient for bounce in bounces if not bounce.suspected):
        bounces = _with_named_recipient(bounces, paste)
    if "ed from" in paste.seen.text:
        bounces = _with_originals(bounces, original_recipients(paste.seen.text))
    return bounces


def _with_named_recipient(bounces: list[Bounce], paste: Paste) -> list[Bounce]:
    """Give a report's bounces the recipient that their words name, or the sentences around them."""
    named = [
        None if speaks_of_sender(bounce.reply.text) else named_recipient(bounce.reply.text)
        for bounce in bounces
    ]
    about = next((name for name in named if name is not None), None) or story_recipient(
        paste.lines[: signed_at(paste.lines)]
    )
    report = says_it_is_report(paste.opening)
    if about is None and report:
        about = only_address(*own_lines(paste.lines))
    if about is not None and any(_says_of_sender(bounce, about) for bounce in bounces):
        about = None
    of_server = about is not None and report
    text = paste.seen.text
    to_several = len({name.lower() for name in _RCPT_TO.findall(text)}) > 1
    found = []
    for bounce, name in zip(bounces, named, strict=True):
        # What is told several times may be of several: one name is not all of them, and at MAIL the sender's.
        of_one = bounce.count == 1 and bounce.stage is not Stage.MAIL
        of_all = to_several and bounce.stage in (Stage.DATA, Stage.END_OF_DATA)
        one = about if of_one and not of_all else None
        theirs = of_server and bounce.suspected and bounce.client is None
        speaker = Speaker.RECIPIENT_SERVER if theirs else bounce.speaker
        found.append(bounce._replace(recipient=bounce.recipient or name or one, speaker=speaker))
    return found


def _says_of_sender(bounce: Bounce, address: str) -> bool:
    """Whether a reply names an address as the sender's: `Domain of sender address a@b does not exist`."""
    before, named, _ = bounce.reply.text.partition(address)
    return named != "" and _SENDERS.search(before) is not None


def _with_originals(bounces: list[Bounce], originals: dict[str, str]) -> list[Bounce]:
    """Give a report's bounces the address that people wrote to, where an alias handed the mail on."""
    # An alias of an alias: the server's words name the last one, the report the first.
    only = next(iter(originals.values())) if len(originals) == 1 == len(bounces) else None
    return [
        one
        if one.recipient is None or one.original_recipient is not None
        else one._replace(original_recipient=originals.get(one.recipient.lower(), only))
        for one in bounces
    ]


def _with_opening_recipient(bounce: Bounce) -> Bounce:
    """Give an error the recipient that its line opens with, `<a@b>: unable to look up host`, or says.

    A program says whom it wrote to: `Can't send email to 'a@b': Connection refused`.
    """
    text = bounce.reply.text
    if bounce.recipient is not None or "@" not in text:
        return bounce
    if text.startswith("<"):
        return bounce._replace(recipient=listed_recipient(text))
    numbered = bounce.reply.code is not None or bounce.reply.enhanced is not None
    if numbered or bounce.count > 1 or bounce.stage is Stage.MAIL or speaks_of_sender(text):
        return bounce
    return bounce._replace(recipient=recipient_in(text, Seen(text)))


def with_doubt(bounces: list[Bounce], paste: Paste) -> list[Bounce]:
    """Mark what may be of something else: numbers that web servers have as well, and any program's words."""
    tongues = paste.tongues
    if tongues.port or paste.client or paste.mail or paste.report:
        return bounces
    if not tongues.smtp:
        bounces = [
            one._replace(suspected=True)
            if one.reply.code in HTTP_FAULTS and one.reply.enhanced is None
            else one
            for one in bounces
        ]
    text = paste.seen.text.strip()
    alone = len(text) <= _ALONE and "\n" not in text  # whoever pastes one line knows whose it is
    if alone or tongues.mail or clear_trouble_in(paste.lines) is not None:
        return bounces
    return [
        one._replace(of_mail=False) if one.suspected and one.client != A_PERSON else one for one in bounces
    ]


def with_context(bounces: list[Bounce], paste: Paste, left_out: int, read: int | None) -> tuple[Bounce, ...]:
    """Add what the whole paste tells of each bounce: its kind, its program, what stands beside it.

    `read`: so many replies were read, and there are more.
    """
    if not bounces:
        return ()
    context = context_of(paste.own, paste.client, by_server=paste.mail)
    # A notice may name no address, and its words be no reply.
    told = paste.report or (bounces[0].suspected and says_it_is_report(paste.seen))
    own = before_original(paste.seen.text)  # the returned mail may itself be a notice
    kind = kind_told(bounces, paste.seen.of(own)) if told else Kind.FAILURE
    left_out = max(left_out, len(bounces[BOUNCE_LIMIT:]))
    bounces = bounces[:BOUNCE_LIMIT]
    nothing_beside = kind is Kind.FAILURE and not context and not left_out and read is None
    if nothing_beside and all(bounce.count < _REPEATED for bounce in bounces):
        return tuple(bounces)  # nothing to add: no program is known without a context
    if len(bounces) == 1 and bounces[0].stage is None and paste.client in LIBRARIES:
        bounces = [bounces[0]._replace(stage=stage_of_frames(paste.seen.text))]
    contexts = _each_its_own(context, bounces, paste.seen)
    first, *others = [
        _with_context(bounce, paste, kind, facts) for bounce, facts in zip(bounces, contexts, strict=True)
    ]
    if left_out:
        first = first.with_fact(more_failures(len(bounces), left_out))
    if read is not None:
        first = first.with_fact(Evidence.in_paste(MORE_REPLIES, read=read))
    return (first, *others)


def _each_its_own(
    context: tuple[Evidence, ...], bounces: list[Bounce], seen: Seen
) -> list[tuple[Evidence, ...]]:
    """Give each bounce what the paste shows, without what only another one's reply says."""
    if len(bounces) == 1 or not any(fact.tag.startswith(_OF_WORDS) for fact in context):
        return [context] * len(bounces)
    said = [_said_by_server(bounce, seen) for bounce in bounces]
    others = set().union(*said)
    return [
        tuple(
            fact
            for fact in context
            if not fact.tag.startswith(_OF_WORDS) or fact.tag in own or fact.tag not in others
        )
        for own in said
    ]


def _said_by_server(bounce: Bounce, seen: Seen) -> set[str]:
    """The facts that a server's own words show; none where a program or a person tells what happened."""
    if not bounce.reply.has_number and bounce.recipient is None:
        return set()
    words = " ".join(reply.text for reply in (bounce.reply, *bounce.outer))
    return {fact.tag for fact in context_of(seen.of(words), None)}


def _with_context(bounce: Bounce, paste: Paste, kind: Kind, context: tuple[Evidence, ...]) -> Bounce:
    stopped = bounce.stage is Stage.CONNECT and has_fact(context, STOPPED_AT_STARTTLS)
    speaker = Speaker.OWN_SERVER if paste.client in LIBRARIES and bounce.reply.has_number else None
    client = None if bounce.suspected and paste.client in OTHER_USES else paste.client
    if bounce.count >= _REPEATED:
        repeated = Evidence.in_paste("reply.repeated", count=bounce.count)
        context = (*context, repeated)
    return bounce._replace(
        kind=_kind_of(bounce, kind),
        stage=Stage.TLS if stopped else bounce.stage,
        client=bounce.client or client,
        speaker=bounce.speaker or speaker,
        context=context,
    )


def _kind_of(bounce: Bounce, kind: Kind) -> Kind:
    """A delay notice makes the failures in it delays; a refusal for good stays one, in a receipt too."""
    code = bounce.reply.code
    if code is not None and (code >= 500 if kind is Kind.DELAY else is_failing(bounce.reply)):
        return bounce.kind
    return kind if bounce.kind is Kind.FAILURE else bounce.kind
