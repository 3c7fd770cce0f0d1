"""A pasted text read into bounces: one pass, then equal ones joined and other protocols' dropped.

Takes text that is already redacted; mails in their raw form are read elsewhere.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import A_PERSON, MORE_REPLIES, Bounce, Evidence, Kind, Speaker, Stage, has_fact
from bot.parse.around import speaks_of_sender
from bot.parse.errors.unset_login import unset_login
from bot.parse.foreign.errors import fails_in_reading_only
from bot.parse.foreign.tongues import tongues_in, without_surroundings
from bot.parse.lists.events import event_rows, with_addressee
from bot.parse.lists.listed import for_each_listed, with_those_below
from bot.parse.lists.mailbox_lines import mailbox_lines
from bot.parse.lists.rows import Row, read_rows
from bot.parse.lists.summary import read_summary, summary_rows
from bot.parse.lists.table import lists_no_failures, table_rows
from bot.parse.numbers.codes import HTTP_FAULTS
from bot.parse.numbers.named_codes import with_named_code
from bot.parse.numbers.reply import is_failing
from bot.parse.numbers.strength import Strength
from bot.parse.paste import Paste
from bot.parse.plain_line import read_plain_line
from bot.parse.reports.named_recipients import (
    listed_recipient,
    named_recipient,
    names_otherwise,
    only_address,
    original_recipients,
    own_lines,
    story_recipient,
)
from bot.parse.reports.report_fields import (
    around_report,
    by_reporting_server,
    has_report_fields,
    parse_report,
    without_returned,
)
from bot.parse.reports.report_prose import signed_at, with_words
from bot.parse.reports.report_signs import (
    kind_told,
    reads_like_report,
    says_it_is_report,
    tells_of_no_mail,
)
from bot.parse.reports.returned_mail import before_original
from bot.parse.scan.belief import believable
from bot.parse.scan.completing import completed, told_beyond, with_commands
from bot.parse.scan.hits import NUMBERED, Hit, Scan
from bot.parse.scan.joining import BOUNCE_LIMIT, join_hits, more_failures, paired
from bot.parse.scan.numbered_rows import pairs_apart
from bot.parse.scan.scanner import Scanner
from bot.parse.scan.transcript import final_reasons, quote_server
from bot.parse.scan.unwrap import as_one_line, parted, unwrapped, without_front
from bot.parse.signs import Seen
from bot.parse.stage import stage_of_frames
from bot.parse.surroundings.capabilities import STOPPED_AT_STARTTLS
from bot.parse.surroundings.client import LIBRARIES, OTHER_USES, client_in
from bot.parse.surroundings.context import context_of
from bot.parse.talk.code_lists import explains_codes
from bot.parse.talk.reported import reported
from bot.parse.talk.trouble import clear_trouble_in
from bot.parse.without_reply.no_whole_reply import told_without_reply
from bot.parse.without_reply.program_errors import errors_beside_replies
from bot.parse.without_reply.recipients_prose import told_of_others
from bot.parse.without_reply.refused_key import with_refused_key
from bot.parse.without_reply.sign_in import with_sign_in
from bot.parse.written.lines import clean_lines

_OF_WORDS: Final = ("reply.", "prose.")  # facts that words show, a reply's own among them
_AT: Final = re.compile(r"\S@\S")  # of an address, be it masked
_REPORT: Final = 120  # characters at least of a report in one line
_ALONE: Final = 120  # characters of a program's line that is the whole paste
_REPEATED: Final = 5  # tellings of one error that are worth a word
_FEW_LINES: Final = 200  # a list of addresses and numbers that somebody writes is no longer
_OPENING: Final = 60_000  # characters that say whether a text is a report


def of_mail(seen: Seen) -> bool:
    """Whether a text speaks of mail: by a word, a mail program or a port where mail is handed in."""
    tongues = tongues_in(seen)
    return tongues.mail or tongues.port or client_in(seen) is not None


def read_text(seen: Seen) -> tuple[Bounce, ...]:
    """Read a redacted paste; empty when it holds no SMTP error."""
    text = seen.text
    bounces = read_plain_line(seen)
    if bounces is not None:
        return bounces
    if (whole := as_one_line(text)) is not None:
        return read_text(seen.of(whole))
    if rows := event_rows(text):
        return read_rows(rows, _event, context_of(seen.ends(), None))
    if rows := table_rows(text) or mailbox_lines(seen):
        return read_rows(rows, _row, context_of(seen.ends(), None))
    if "," in text and "@" in text and lists_no_failures(text):
        return ()
    if counted := summary_rows(text):
        return read_summary(counted, _words, context_of(seen.ends(), None))
    lines = clean_lines(seen)
    one_line = "\n" not in text and len(text) > _REPORT and "@" in text
    if one_line and says_it_is_report(seen.of(text[:_OPENING])):
        lines = [part for line in lines for part in parted([line])]
    if text.count("@") > 1 and len(lines) <= _FEW_LINES:
        lines = pairs_apart(lines)
    bare = without_front(lines)
    bounces = with_addressee(read_lines(unwrapped(bare), seen, logged=bare is not lines), text)
    return for_each_listed(bounces, text)


def _row(row: Row) -> tuple[Bounce, ...]:
    return _words(row.words)


def _words(words: str) -> tuple[Bounce, ...]:
    seen = Seen(words)
    return read_lines(clean_lines(seen), seen, mail=True)


def _event(row: Row) -> tuple[Bounce, ...]:
    bounces = _row(row)
    return bounces if row.step else tuple(by_reporting_server(one) for one in bounces)


def read_lines(
    lines: list[str], seen: Seen, *, mail: bool = False, logged: bool = False
) -> tuple[Bounce, ...]:
    """Read clean lines; `mail`: they are a mail's own text, whose prose needs no further sign.

    `logged`: they are one event of a log, its front cut off; nobody talks there.

    `seen` looks at the text the lines were cut from.
    """
    whole = text = lines[0] if len(lines) == 1 else "\n".join(lines)
    above = lines if mail else without_returned(lines, seen)
    if above is not lines:
        lines, text = above, "\n".join(above)
    seen = seen.of(text)
    if not mail and (explains_codes(seen) or tells_of_no_mail(text) or fails_in_reading_only(text)):
        return ()
    opening = seen.of(text[:_OPENING])
    names = _AT.search(text) is not None or names_otherwise(opening.text)
    report = mail or (names and reads_like_report(opening))
    if not (mail or logged):
        lines = reported(lines, seen, report=report)
        if not any(lines) and unset_login(text) is None:  # else such an error is any program's
            return ()
    lines, tongues = without_surroundings(lines, seen)
    own = (seen.of(before_original(whole)) if report and not mail else seen).ends()
    paste = Paste(lines, seen, own, client_in(own), tongues, mail, report)
    scan = Scanner(lines, seen, report=report).run()
    hits = believable(scan, paste)
    if "<<< " in text:
        quote_server(hits, lines)
    if "(reason: " in text:
        hits = final_reasons(hits, lines)
    hits = with_those_below(paired(hits, lines), scan)
    joined, left_out = join_hits(hits, lines)
    bounces = _with_errors(_with_fields(joined, hits, paste), hits, paste, scan, opening)
    bounces = with_refused_key(with_sign_in(with_named_code(bounces, seen), paste), paste)
    if report and bounces and not any(bounce.recipient for bounce in bounces if not bounce.suspected):
        bounces = _with_named_recipient(bounces, lines, opening)
    elif not report:
        bounces = [_with_opening_recipient(bounce) for bounce in bounces]
    if report and "ed from" in text:
        bounces = _with_originals(bounces, original_recipients(text))
    bounces = _with_doubt(bounces, paste)
    return _finish(paste, bounces, left_out, len(scan.hits) if scan.full else None)


def _with_errors(
    bounces: list[Bounce], hits: list[Hit], paste: Paste, scan: Scan, opening: Seen
) -> list[Bounce]:
    """Add the errors that stand beside the replies; where no whole reply does, give what is told instead."""
    if not any(
        hit.strength > Strength.BARE and (hit.bounce.reply.text or hit.shape == NUMBERED) for hit in hits
    ):
        told = told_without_reply(paste, scan, bounces)
        # A report's fields may be cut off, or were not copied to the last.
        return told + told_of_others(paste, scan, told) if bounces and _is_report(paste, opening) else told
    if len(paste.lines) == 1:
        return bounces
    before, behind = errors_beside_replies(paste, scan, hits)
    if not paste.report:
        return before + bounces + behind
    # Of several recipients each has a reply of its own: a sentence that names none is of one of them.
    if len({one.recipient for one in bounces if one.recipient}) <= 1:
        # What a report's sentences tell of no step is the failure that the reply tells too.
        bounces = [one for one in before if one.stage is not None] + bounces + behind
    if _is_report(paste, opening):
        bounces = bounces + told_of_others(paste, scan, bounces)
    return bounces


def _is_report(paste: Paste, opening: Seen) -> bool:
    """Whether a paste is a report on a mail's delivery, and not only reads like one."""
    return paste.report and (paste.mail or says_it_is_report(opening))


def _with_fields(joined: list[Bounce], hits: list[Hit], paste: Paste) -> list[Bounce]:
    """Give what a pasted report's fields tell, completed from the words around them; else what is there."""
    fields = parse_report(paste.lines) if has_report_fields(paste.seen) else []
    if not fields:
        return joined
    first, after = around_report(paste.lines)
    prose = paste.lines[:first]
    # Behind the fields stands the returned mail too: what is told there must name whom it is about.
    told = [
        hit.bounce
        for hit in hits
        if hit.strength > Strength.WEAK
        and (hit.line < first or (hit.line >= after and hit.bounce.recipient is not None))
    ]
    bounces = [completed(one, told) for one in told_beyond(fields, joined)]
    return with_words(with_commands(bounces, prose), prose)


def _with_named_recipient(bounces: list[Bounce], lines: list[str], opening: Seen) -> list[Bounce]:
    """Give a report's bounces the recipient that their words name, or the sentences around them."""
    named = [
        None if speaks_of_sender(bounce.reply.text) else named_recipient(bounce.reply.text)
        for bounce in bounces
    ]
    about = next((name for name in named if name is not None), None) or story_recipient(
        lines[: signed_at(lines)]
    )
    report = says_it_is_report(opening)
    if about is None and report:
        about = only_address(*own_lines(lines))
    of_server = about is not None and report
    found = []
    for bounce, name in zip(bounces, named, strict=True):
        # What is told several times may be of several: one name is not all of them, and at MAIL the sender's.
        one = about if bounce.count == 1 and bounce.stage is not Stage.MAIL else None
        theirs = of_server and bounce.suspected and bounce.client is None
        speaker = Speaker.RECIPIENT_SERVER if theirs else bounce.speaker
        found.append(bounce._replace(recipient=bounce.recipient or name or one, speaker=speaker))
    return found


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
    """Give an error the recipient that its line opens with: `<a@b>: unable to look up host`."""
    text = bounce.reply.text
    if bounce.recipient is not None or not text.startswith("<"):
        return bounce
    return bounce._replace(recipient=listed_recipient(text))


def _with_doubt(bounces: list[Bounce], paste: Paste) -> list[Bounce]:
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


def _finish(paste: Paste, bounces: list[Bounce], left_out: int, read: int | None) -> tuple[Bounce, ...]:
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
        _finished(bounce, paste, kind, facts) for bounce, facts in zip(bounces, contexts, strict=True)
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


def _finished(bounce: Bounce, paste: Paste, kind: Kind, context: tuple[Evidence, ...]) -> Bounce:
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
