"""A pasted text read into bounces: one pass, then equal ones joined and other protocols' dropped.

Takes text that is already redacted; mails in their raw form are read elsewhere.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import (
    MORE_REPLIES,
    Bounce,
    Evidence,
    Kind,
    Reply,
    Speaker,
    Stage,
)
from bot.parse import foreign, report_prose
from bot.parse.around import clean_host, speaks_of_sender, subject_of_reply
from bot.parse.belief import believable
from bot.parse.chatter import is_chatter
from bot.parse.client import LIBRARIES, OTHER_USES, client_in
from bot.parse.code_lists import explains_codes
from bot.parse.context import STOPPED_AT_STARTTLS, context_of
from bot.parse.events import event_rows, with_addressee
from bot.parse.foreign_replies import foreign_reply
from bot.parse.joining import (
    BOUNCE_LIMIT,
    completed,
    join_hits,
    more_failures,
    paired,
    told_beyond,
    with_commands,
)
from bot.parse.lines import clean_lines
from bot.parse.mail_kind import counts_a_day
from bot.parse.named_codes import with_named_code
from bot.parse.no_whole_reply import told_without_reply
from bot.parse.paste import Paste
from bot.parse.program_errors import errors_beside_replies
from bot.parse.reading_fails import fails_in_reading_only
from bot.parse.reply import find_replies, is_failing
from bot.parse.report import around_report, by_reporting_server, has_report_fields, parse_report
from bot.parse.reported import reported
from bot.parse.rows import read_rows
from bot.parse.scan import NUMBERED, Hit, Scanner
from bot.parse.sign_in import with_sign_in
from bot.parse.signs import Seen
from bot.parse.stage import stage_named, stage_of, stage_of_code, stage_of_frames
from bot.parse.strength import HTTP_FAULTS, Strength
from bot.parse.table import table_rows
from bot.parse.unwrap import parted, unwrapped, without_front

_FAST_LIMIT: Final = 400  # characters of a line that is read without the whole machinery
_AT: Final = re.compile(r"\S@\S")  # of an address, be it masked
_REPORT: Final = 120  # characters at least of a report in one line
_ALONE: Final = 120  # characters of a program's line that is the whole paste
_REPEATED: Final = 5  # tellings of one error that are worth a word
_OPENING: Final = 60_000  # characters that say whether a text is a report
_NAMED: Final = r"(?P<{}>[\w.-]{{3,255}})\s?\[[^\]\s]{{1,64}}\]"
# One reply, alone or behind the words of Postfix, Exim, qmail, Exchange or dma for whom they spoke to.
_PLAIN: Final = re.compile(
    rf"(?:host {_NAMED.format('host')} said: "
    rf"|(?P<exim>(?:host {_NAMED.format('before')} (?:Delay reason: )?)?"
    r"SMTP error from remote mail(?:er| server) after (?P<step>[A-Za-z ]{4,20})"
    rf"(?::<(?P<address>[^<>\s]{{0,320}})>(?: SIZE=\d{{1,12}})?)?: (?:host {_NAMED.format('behind')}: )?)"
    r"|(?P<qmail>(?:\d[\d.]{6,14} (?:does not like recipient|failed after I sent the message)\. "
    r"|Connected to \d[\d.]{6,14} but \w{4,9} was rejected\. )?Remote host said: )"
    r"|(?P<exchange>Remote Server (?:at (?P<at>[\w.-]{3,255}) \([^()\s]{3,64}\) )?returned ')"
    rf"|(?P<dma>{_NAMED.format('mx')} did not like our (?P<command>[A-Z ]{{4,12}}):)"
    r"|: )?(?=[45]\d\d[ :-])"
)
_PLAIN_OPENS: Final = "0123456789:hSRC"  # a code, an address, host, SMTP, Remote, Connected
_HOST_NAMED: Final = ("host", "before", "behind", "at", "mx")
_BARE_LIMIT: Final = 44  # characters; what the next one matches is shorter
_BARE: Final = re.compile(
    r"\W{0,4}(?:smtp\W{0,3})?(?:error|code|fehler|erreur|erro"
    r"|status)?\W{0,3}(?:code\W{0,3})?([45]\d\d)\W{0,4}(?:error)?\W{0,4}$",
    re.IGNORECASE,
)


def of_mail(seen: Seen) -> bool:
    """Say whether a text speaks of mail: by a word, a mail program or a port where mail is handed in."""
    tongues = foreign.tongues_in(seen)
    return tongues.mail or tongues.port or client_in(seen) is not None


def read_text(seen: Seen) -> tuple[Bounce, ...]:
    """Read a redacted paste; empty when it holds no SMTP error."""
    text = seen.text
    if len(text) <= _FAST_LIMIT:
        stripped = text.strip()
        opens = stripped[0] in _PLAIN_OPENS or " did not like our " in stripped
        plain = _PLAIN.match(stripped) if opens else None
        if plain is not None and "\n" not in stripped and "\\" not in stripped:
            bounces = _plain_line(seen.of(stripped), plain)
            if bounces is not None:
                return bounces
        bare = _BARE.match(stripped) if len(stripped) < _BARE_LIMIT else None
        if bare is not None:
            return (Bounce(Reply(int(bare.group(1)), None, "")),)
    if rows := event_rows(text):
        return read_rows(rows, _of_service, context_of(seen.ends(), None))
    if rows := table_rows(text):
        return read_rows(rows, _row, context_of(seen.ends(), None))
    lines = clean_lines(seen)
    if len(lines) == 1 and len(text) > _REPORT and "@" in text and report_prose.says_it_is_report(seen):
        lines = parted(lines)
    return with_addressee(read_lines(unwrapped(without_front(lines)), seen), text)


def _row(words: str) -> tuple[Bounce, ...]:
    seen = Seen(words)
    return read_lines(clean_lines(seen), seen, mail=True)


def _of_service(words: str) -> tuple[Bounce, ...]:
    return tuple(by_reporting_server(one) for one in _row(words))


def _plain_line(seen: Seen, plain: re.Match[str]) -> tuple[Bounce, ...] | None:
    """One reply and nothing else: the most frequent paste, read at once; None when it needs a closer look."""
    line, quoted, command = seen.text[plain.end() :].partition(" (in reply to ")
    if quoted and not command.endswith(")"):
        return None
    found = find_replies(line)
    if len(found) != 1 or found[0].start or found[0].end < len(line) - 2:
        return None
    reply, strength = found[0].reply, found[0].strength
    if strength < Strength.PLAIN or line.endswith(("?", "？")):
        return None
    introduced = plain.lastgroup is not None
    if not introduced:
        if reply.enhanced is None and foreign_reply(reply):
            return () if not foreign.tongues_in(seen).smtp else None
        if is_chatter(reply):
            return ()
    host = address = None
    if introduced:
        host = next((plain[name] for name in _HOST_NAMED if plain[name] is not None), None)
        address, command = plain["address"], command or plain["step"] or plain["command"] or ""
    stage = stage_named(command) or stage_of_code(reply.code)
    if plain.lastgroup == "qmail":
        stage = stage_of(plain["qmail"], "", seen)
    about = address or subject_of_reply(reply.text) or report_prose.named_recipient(reply.text)
    from_sender = about is not None and (stage is Stage.MAIL or "ender" in reply.text)
    client = plain.lastgroup if plain.lastgroup != "host" else None
    speaker = Speaker.RECIPIENT_SERVER if introduced else None
    return (
        Bounce(
            reply,
            recipient=None if from_sender else about,
            sender=about if from_sender else None,
            remote_host=clean_host(host) if host is not None else None,
            stage=stage,
            speaker=Speaker.OWN_SERVER if stage is Stage.AUTH else speaker,
            client=client,
            context=context_of(seen, client),
        ),
    )


def read_lines(lines: list[str], seen: Seen, *, mail: bool = False) -> tuple[Bounce, ...]:
    """Read clean lines; `mail`: they are a mail's own text, whose prose needs no further sign.

    `seen` looks at the text the lines were cut from.
    """
    text = lines[0] if len(lines) == 1 else "\n".join(lines)
    seen = seen.of(text)
    if not mail and (explains_codes(seen) or counts_a_day(text) or fails_in_reading_only(text)):
        return ()
    opening = seen.of(text[:_OPENING])
    report = mail or (_AT.search(text) is not None and report_prose.reads_like_report(opening))
    if not mail:
        lines = reported(lines, seen, report=report)
    lines, tongues = foreign.without_surroundings(lines, seen)
    own = (seen.of(report_prose.before_original(text)) if report and not mail else seen).ends()
    paste = Paste(lines, seen, own, client_in(own), tongues, mail, report)
    scan = Scanner(lines, seen, report=report).run()
    hits = paired(believable(scan, paste))
    joined, left_out = join_hits(hits)
    bounces = _with_fields(joined, hits, paste)
    if not any(
        hit.strength > Strength.BARE and (hit.bounce.reply.text or hit.shape == NUMBERED) for hit in hits
    ):
        bounces = told_without_reply(paste, scan, bounces)
    elif len(lines) > 1:
        before, behind = errors_beside_replies(paste, scan, hits)
        several = report and len({one.recipient for one in bounces if one.recipient}) > 1
        # Of several recipients each has a reply of its own: a sentence that names none is of one of them.
        bounces = bounces if several else before + bounces + behind
    bounces = with_sign_in(with_named_code(bounces, seen), paste)
    if report and bounces and not any(bounce.recipient for bounce in bounces):
        bounces = _with_named_recipient(bounces, lines, opening)
    bounces = _with_doubt(bounces, paste)
    return _finish(paste, bounces, left_out, len(scan.hits) if scan.full else None)


def _with_fields(joined: list[Bounce], hits: list[Hit], paste: Paste) -> list[Bounce]:
    """Give what a pasted report's fields tell, completed from the words around them; else what is there."""
    fields = parse_report(paste.lines) if has_report_fields(paste.seen) else []
    if not fields:
        return joined
    first, after = around_report(paste.lines)
    words = report_prose.words_of(paste.lines[:first])
    # Behind the fields stands the returned mail too: what is told there must name whom it is about.
    told = [
        hit.bounce
        for hit in hits
        if hit.strength > Strength.WEAK
        and (hit.line < first or (hit.line >= after and hit.bounce.recipient is not None))
    ]
    bounces = [completed(one, told) for one in told_beyond(fields, joined)]
    return [report_prose.with_words(one, words) for one in with_commands(bounces, paste.lines[:first])]


def _with_named_recipient(bounces: list[Bounce], lines: list[str], opening: Seen) -> list[Bounce]:
    """Give a report's bounces the recipient that their words name, or the sentences around them."""
    named = [
        None if speaks_of_sender(bounce.reply.text) else report_prose.named_recipient(bounce.reply.text)
        for bounce in bounces
    ]
    about = next((name for name in named if name is not None), None) or report_prose.story_recipient(lines)
    of_server = about is not None and report_prose.says_it_is_report(opening)
    found = []
    for bounce, name in zip(bounces, named, strict=True):
        # What is told several times may be of several: one name is not all of them, and at MAIL the sender's.
        one = about if bounce.count == 1 and bounce.stage is not Stage.MAIL else None
        theirs = of_server and bounce.suspected and bounce.client is None
        speaker = Speaker.RECIPIENT_SERVER if theirs else bounce.speaker
        found.append(bounce._replace(recipient=name or one, speaker=speaker))
    return found


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
    if alone or tongues.mail:
        return bounces
    return [one._replace(of_mail=False) if one.suspected else one for one in bounces]


def _finish(paste: Paste, bounces: list[Bounce], left_out: int, read: int | None) -> tuple[Bounce, ...]:
    """Add what the whole paste tells of each bounce: its kind, its program, what stands beside it.

    `read`: so many replies were read, and there are more.
    """
    if not bounces:
        return ()
    context = context_of(paste.own, paste.client)
    kind = (
        report_prose.kind_of_prose(paste.seen)
        if (paste.report or _notice(paste, bounces)) and not any(bounce.client for bounce in bounces)
        else Kind.FAILURE
    )
    bounces = bounces[:BOUNCE_LIMIT]
    if (
        kind is Kind.FAILURE
        and not context
        and not left_out
        and read is None
        and all(bounce.count < _REPEATED for bounce in bounces)
    ):
        return tuple(bounces)  # nothing to add: no program is known without a context
    if len(bounces) == 1 and bounces[0].stage is None and paste.client in LIBRARIES:
        bounces = [bounces[0]._replace(stage=stage_of_frames(paste.seen.text))]
    first, *others = [_finished(bounce, paste, kind, context) for bounce in bounces]
    if left_out:
        first = first._replace(context=(*first.context, more_failures(len(bounces), left_out)))
    if read is not None:
        more = Evidence.in_paste(MORE_REPLIES, read=read)
        first = first._replace(context=(*first.context, more))
    return (first, *others)


def _finished(bounce: Bounce, paste: Paste, kind: Kind, context: tuple[Evidence, ...]) -> Bounce:
    stopped = bounce.stage is Stage.CONNECT and any(fact.tag == STOPPED_AT_STARTTLS for fact in context)
    numbered = bounce.reply.code or bounce.reply.enhanced
    speaker = Speaker.OWN_SERVER if paste.client in LIBRARIES and numbered else None
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


def _notice(paste: Paste, bounces: list[Bounce]) -> bool:
    """Say whether a text without a reply or an address tells of a mail's delivery."""
    return bounces[0].suspected and report_prose.says_it_is_report(paste.seen)


def _kind_of(bounce: Bounce, kind: Kind) -> Kind:
    """A delay notice makes the failures in it delays; what was delivered to one was refused to another."""
    if kind is Kind.SUCCESS and bounce.reply.code is not None and is_failing(bounce.reply):
        return bounce.kind
    return kind if bounce.kind is Kind.FAILURE else bounce.kind
