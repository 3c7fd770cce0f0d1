"""A paste without a whole reply: a report's prose, bare codes, programs' errors, lines a wording may know.

Chooses among what the pass over the lines found; each of these is read in a module of its own.
"""

from __future__ import annotations

from typing import Final

from bot.model import Bounce, Kind, Reply, Stage
from bot.parse.errors.failure import names_failure
from bot.parse.errors.local_error import Depth
from bot.parse.paste import Paste
from bot.parse.reports.named_recipients import names_otherwise, story_recipient
from bot.parse.reports.report_prose import words_of
from bot.parse.reports.report_signs import says_it_is_report, speaks_to_sender
from bot.parse.reports.returned_mail import before_original
from bot.parse.scan.completing import names_of
from bot.parse.scan.continuation import POINT
from bot.parse.scan.hits import Scan
from bot.parse.signs import Seen
from bot.parse.without_reply.bare_number import SHORT, believed, is_smtps, is_web_pages
from bot.parse.without_reply.program_errors import only_cannot_connect, only_warns, program_errors
from bot.parse.without_reply.recipients_prose import told_of_named
from bot.parse.without_reply.returned import of_returned
from bot.parse.without_reply.suspects import suspects_in

_AROUND: Final = 5  # paragraphs that may hold the words of a number which stands alone


def told_without_reply(paste: Paste, scan: Scan, bounces: list[Bounce]) -> list[Bounce]:
    """No whole reply stands in the paste: local errors, the prose of a report, bare codes, known wordings."""
    if any(_has_words_alone(bounce) for bounce in bounces):
        return [bounce for bounce in bounces if bounce.reply.code is None or bounce.reply.text]
    bare = [bounce for bounce in bounces if bounce.reply.code is not None]
    told = [believed(bounce, paste) for bounce in bounces if bounce.reply.code is None]
    if paste.report and scan.recipients:
        # "rejected" and "mailbox" stand in any letter, and an address below a signature.
        suspected = not (paste.mail or says_it_is_report(paste.seen))
        arrived = [bounce for bounce in bounces if bounce.kind is Kind.SUCCESS]
        named = told_of_named(scan, paste.lines, [*told, *arrived])
        told += [one._replace(suspected=suspected) for one in named]
    errors = program_errors(scan, paste)
    told = [_with_own_error(one, errors) for one in told]
    if paste.report and len(told) == 1 and len(errors) == 1 and _explains(errors[0], told[0]):
        told = [errors[0]._replace(recipient=told[0].recipient, outer=(*told[0].outer, told[0].reply))]
    if len(told) == 1 and not errors and _stands_alone(told[0]):
        told = [told[0]._replace(outer=(*told[0].outer, *reversed(_around(paste))))]
    if bare and not is_web_pages(bare[0].reply, scan) and is_smtps(bare[0].reply, paste):
        return _bare_with_words(bare, errors, told, paste)
    # What somebody quotes beside a log that only remarks on a client's name is what happened.
    remarks = [one for one in errors if only_warns(one.reply.text)]
    aside = not told and len(remarks) == len(errors)
    if told or (errors and not (aside or _tells_no_cause(scan)) and any(not one.suspected for one in errors)):
        return told + _told_besides(errors, told)
    if not paste.mail and paste.report and _is_notice(paste):
        # What a notice says as programs do is its own: nobody talks there.
        sure = [one._replace(suspected=False) for one in errors]
        return sure or [Bounce(Reply(None, None, words_of(paste.lines)))]
    known = {one.reply.text for one in errors}
    looked_at = {error.text for _, error in scan.errors}  # but what somebody has trouble with is told
    others = [
        one
        for one in suspects_in(paste)
        if one.reply.text not in known
        and not (one.suspected and one.reply.text in looked_at)
        and not (aside and only_warns(one.reply.text))
    ]
    if aside:
        errors = [*others, *(one._replace(suspected=one.suspected or bool(others)) for one in errors)]
    else:
        errors += others
    return [of_returned(one, paste.seen) for one in errors]


def _is_notice(paste: Paste) -> bool:
    """Whether a report speaks to who sent the mail, and names whom it did not reach."""
    about = paste.seen.of(before_original(paste.seen.text))
    return (
        says_it_is_report(about)
        and speaks_to_sender(about)
        and (story_recipient(about.text.split("\n")) is not None or names_otherwise(about.text))
    )


def _has_words_alone(bounce: Bounce) -> bool:
    """Whether a server's words stand without their code, but for those of a connection."""
    return bool(bounce.reply.text) and bounce.reply.code is None and bounce.stage is not Stage.CONNECT


def _told_besides(errors: list[Bounce], told: list[Bounce]) -> list[Bounce]:
    """Give the errors of programs that say something else than what is told already, and say it for sure."""
    said = [one.reply.text for one in told if one.reply.text]
    named = [name for one in told for name in names_of(one)]
    return [
        one
        for one in errors
        if not (told and one.suspected)
        and not any(name in one.reply.text.lower() for name in named)
        and not any(text in one.reply.text or one.reply.text in text for text in said)
    ]


def _with_own_error(told: Bounce, errors: list[Bounce]) -> Bounce:
    """Give a recipient the error that opens with its address; Exchange has sentences of its own above it."""
    opening = f"<{told.recipient}>"
    own = next((error.reply for error in errors if error.reply.text.startswith(opening)), None)
    return told if own is None else told._replace(reply=own, outer=(*told.outer, told.reply))


def _explains(error: Bounce, told: Bounce) -> bool:
    """Whether a program's own error below a recipient is what happened: the words there tell none."""
    own = not error.suspected and error.recipient is None
    return own and told.reply.enhanced is None and not names_failure(Seen(told.reply.text))


def _tells_no_cause(scan: Scan) -> bool:
    """Whether it is told only that sending failed, so that the cause may stand in other lines.

    So it is where somebody cannot connect: "We are unable to connect via SMTP. The program says:".
    """
    return all(
        error.depth is Depth.SUMMARY or (error.depth is Depth.WRAPPER and only_cannot_connect(error.text))
        for _, error in scan.errors
    )


def _bare_with_words(
    bare: list[Bounce], errors: list[Bounce], told: list[Bounce], paste: Paste
) -> list[Bounce]:
    """A code without its text takes the words that a client shows beside it, or those around it."""
    first = bare[0]
    if first.reply.text:
        return [first, *told]
    if _is_list(paste.lines):  # what stands at another point is another matter
        return [first, *told, *errors]
    words = next((one.reply for one in [*told, *errors] if one.reply.text), None)
    if words is not None:
        enhanced = words.enhanced or first.reply.enhanced
        return [first._replace(reply=Reply(first.reply.code, enhanced, words.text))]
    around = _around(paste)
    if around and around[0].code == first.reply.code:  # its words stand before it: "Mailbox full 552 5.2.2"
        return [first._replace(reply=around[0]), *told]
    text = paste.seen.text.strip()
    if not around and len(text) <= SHORT and "\n" not in text and "?" not in text:
        around = [Reply(None, None, text)]  # nothing in it speaks of mail but the number
    return [first._replace(outer=tuple(reversed(around))), *told]


def _is_list(lines: list[str]) -> bool:
    """Whether each of several lines is a point of a list, or opens with whose it is."""
    told = [line for line in lines if line.strip()]
    return len(told) > 1 and all(POINT.match(line) is not None for line in told)


def _stands_alone(told: Bounce) -> bool:
    """Whether only an enhanced code is told, by no log's line, which has all its words in itself."""
    return told.reply.enhanced is not None and not told.reply.text and told.remote_host is None


def _around(paste: Paste) -> list[Reply]:
    """Take the paragraphs around a number that stands alone: one of them may hold its words."""
    return [one.reply for one in suspects_in(paste)[:_AROUND]]
