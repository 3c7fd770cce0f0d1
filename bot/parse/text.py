"""A pasted text read into bounces: one pass, then equal ones joined and other protocols' dropped.

Takes text that is already redacted; mails in their raw form are read elsewhere.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Bounce
from bot.parse.errors.unset_login import unset_login
from bot.parse.foreign.errors import fails_in_reading_only
from bot.parse.foreign.tongues import tongues_in, without_surroundings
from bot.parse.lists.events import event_rows, with_addressee
from bot.parse.lists.listed import for_each_listed, with_those_below
from bot.parse.lists.mailbox_lines import mailbox_lines
from bot.parse.lists.rows import Row, read_rows
from bot.parse.lists.summary import read_summary, summary_rows
from bot.parse.lists.table import lists_no_failures, table_rows
from bot.parse.numbers.named_codes import with_named_code
from bot.parse.numbers.strength import Strength
from bot.parse.paste import Paste
from bot.parse.plain_line import read_plain_line
from bot.parse.reports.named_recipients import (
    names_otherwise,
)
from bot.parse.reports.report_fields import (
    around_report,
    by_reporting_server,
    has_report_fields,
    parse_report,
    without_returned,
)
from bot.parse.reports.report_prose import with_words
from bot.parse.reports.report_signs import (
    is_notices,
    reads_like_report,
    says_it_is_report,
    speaks_to_sender,
    tells_of_no_mail,
)
from bot.parse.reports.returned_mail import before_original
from bot.parse.scan.belief import believable
from bot.parse.scan.completing import completed, told_beyond, with_commands
from bot.parse.scan.dialog import dialogs_whole
from bot.parse.scan.hits import NUMBERED, Hit, Scan
from bot.parse.scan.joining import join_hits, paired
from bot.parse.scan.numbered_rows import pairs_apart
from bot.parse.scan.scanner import Scanner
from bot.parse.scan.transcript import final_reasons, quote_program, quote_server
from bot.parse.scan.unwrap import as_one_line, parted, unwrapped, without_front
from bot.parse.signs import Seen
from bot.parse.surroundings.client import client_in
from bot.parse.surroundings.context import context_of
from bot.parse.talk.code_lists import explains_codes
from bot.parse.talk.reported import reported
from bot.parse.whole_paste import with_context, with_doubt, with_recipients
from bot.parse.without_reply.beside_replies import errors_beside_replies
from bot.parse.without_reply.no_whole_reply import told_without_reply
from bot.parse.without_reply.recipients_prose import told_of_others
from bot.parse.without_reply.refused_key import with_refused_key
from bot.parse.without_reply.sign_in import with_sign_in
from bot.parse.written.lines import clean_lines

_AT: Final = re.compile(r"\S@\S")  # of an address, be it masked
_REPORT: Final = 120  # characters at least of a report in one line
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
    bounces = with_addressee(read_lines(dialogs_whole(unwrapped(bare)), seen, logged=bare is not lines), text)
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
    """Read clean lines, cut from a text that `seen` looks at; empty where nothing in them happened.

    `mail`: they are a mail's own text, whose prose needs no further sign. `logged`: they are one event of a
    log, its front cut off; nobody talks there.
    """
    paste = _paste_of(lines, seen, mail=mail, logged=logged)
    if paste is None:
        return ()
    scan = Scanner(paste.lines, paste.seen, report=paste.report).run()
    hits = _hits_of(scan, paste)
    joined, left_out = join_hits(hits, paste.lines)
    bounces = _with_errors(_with_fields(joined, hits, paste), hits, paste, scan)
    bounces = with_refused_key(with_sign_in(with_named_code(bounces, paste.seen), paste), paste)
    bounces = with_doubt(with_recipients(bounces, paste), paste)
    if scan.recipients and not mail and _is_notice(paste):
        bounces = [by_reporting_server(one) for one in bounces]
    return with_context(bounces, paste, left_out, len(scan.hits) if scan.full else None)


def _paste_of(lines: list[str], seen: Seen, *, mail: bool, logged: bool) -> Paste | None:
    """Lines that may report an error, and what they show as a whole; None where they only speak of errors."""
    whole = text = lines[0] if len(lines) == 1 else "\n".join(lines)
    above = lines if mail else without_returned(lines, seen)
    if above is not lines:
        lines, text = above, "\n".join(above)
    seen = seen.of(text)
    if not mail and (explains_codes(seen) or tells_of_no_mail(text) or fails_in_reading_only(text)):
        return None
    opening = seen.of(text[:_OPENING])
    names = _AT.search(text) is not None or names_otherwise(opening.text)
    report = mail or (names and reads_like_report(opening)) or is_notices(opening)
    if not (mail or logged):
        lines = reported(lines, seen, report=report)
        if not any(lines) and unset_login(text) is None:  # else such an error is any program's
            return None
    lines, tongues = without_surroundings(lines, seen)
    own = (seen.of(before_original(whole)) if report and not mail else seen).ends()
    return Paste(lines, seen, opening, own, client_in(own), tongues, mail, report)


def _hits_of(scan: Scan, paste: Paste) -> list[Hit]:
    """The replies of a pass that are believed, each once as its server or record told it."""
    lines, text = paste.lines, paste.seen.text
    hits = believable(scan, paste)
    if "<<< " in text:
        quote_server(hits, lines)
    if "ranscript of session" in text:
        quote_program(hits, lines)
    if "(reason: " in text:
        hits = final_reasons(hits, lines)
    return with_those_below(paired(hits, lines), scan)


def _with_errors(bounces: list[Bounce], hits: list[Hit], paste: Paste, scan: Scan) -> list[Bounce]:
    """Add the errors that stand beside the replies; where no whole reply does, give what is told instead."""
    if not any(
        hit.strength > Strength.BARE and (hit.bounce.reply.text or hit.shape == NUMBERED) for hit in hits
    ):
        told = told_without_reply(paste, scan, bounces)
        # A report's fields may be cut off, or were not copied to the last.
        return told + told_of_others(paste, scan, told) if bounces and _is_report(paste) else told
    if len(paste.lines) == 1:
        return bounces
    before, behind = errors_beside_replies(paste, scan, hits)
    if not paste.report:
        return before + bounces + behind
    # Of several recipients each has a reply of its own: a sentence that names none is of one of them.
    if len({one.recipient for one in bounces if one.recipient}) <= 1:
        # What a report's sentences tell of no step is the failure that the reply tells too.
        bounces = [one for one in before if one.stage is not None] + bounces + behind
    if _is_report(paste):
        bounces = bounces + told_of_others(paste, scan, bounces)
    return bounces


def _is_report(paste: Paste) -> bool:
    """Whether a paste is a report on a mail's delivery, and not only reads like one."""
    return paste.report and (paste.mail or says_it_is_report(paste.opening))


def _is_notice(paste: Paste) -> bool:
    """Whether a report speaks to who sent the mail, and names no server that mail is handed in to."""
    return _is_report(paste) and speaks_to_sender(paste.opening) and not paste.tongues.port


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
