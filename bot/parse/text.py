"""A pasted text read into bounces: one pass, then what is equal joined and what another protocol explains dropped.

Takes text that is already redacted; mails in their raw form are read elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.model import Bounce, Evidence, Kind, Reply, Speaker, Stage, Vantage
from bot.parse import foreign, human
from bot.parse.around import subject_of_reply
from bot.parse.client import LIBRARIES, client_in
from bot.parse.context import context_of
from bot.parse.lines import clean_lines
from bot.parse.no_reply import local_error, may_hold_local_error
from bot.parse.reply import Strength, find_replies
from bot.parse.report import has_report_fields, parse_report
from bot.parse.scan import Hit, Scan, Scanner, is_foreign_hit, kind_of
from bot.parse.suspects import suspects_in

BOUNCE_LIMIT: Final = 1_000  # distinct bounces kept of one paste
_FAST_LIMIT: Final = 400  # characters of a line that is read without the whole machinery
_PLAIN: Final = re.compile(r"[45]\d\d[ -]#?(?:[45]\.\d{1,3}\.\d{1,3} )?[^\n]*$")
_BARE: Final = re.compile(
    r"\W{0,4}(?:smtp\W{0,3})?(?:error|code|fehler|erreur|erro|status)?\W{0,3}(?:code\W{0,3})?([45]\d\d)\W{0,4}(?:error)?\W{0,4}$",
    re.IGNORECASE,
)
_SPOKEN: Final = re.compile(r"smtp|error|e-?mail|\bmail\b|fehler|erreur", re.IGNORECASE)


def read_text(text: str) -> tuple[Bounce, ...]:
    """Read a redacted paste; empty when it holds no SMTP error."""
    if len(text) <= _FAST_LIMIT:
        stripped = text.strip()
        if _PLAIN.match(stripped) is not None and "(in reply" not in stripped and "\\" not in stripped:
            bounce = _plain_line(stripped)
            if bounce is not None:
                return bounce
        bare = _BARE.match(stripped)
        if bare is not None:
            return (Bounce(Reply(int(bare.group(1)), None, "")),)
    lines = clean_lines(text)
    return read_lines(lines)


def _plain_line(line: str) -> tuple[Bounce, ...] | None:
    """One reply and nothing else: the most frequent paste, read at once; None when it needs a closer look."""
    found = find_replies(line)
    if (
        len(found) != 1
        or found[0].start
        or found[0].end < len(line) - 2
        or found[0].strength < Strength.PLAIN
    ):
        return None
    reply = found[0].reply
    if reply.enhanced is None and foreign.foreign_reply(reply.text):
        return () if not foreign.mentions_smtp(line) else None
    stage = Stage.AUTH if reply.code in (535, 534, 538) else None
    speaker = Speaker.OWN_SERVER if stage is Stage.AUTH else None
    context = context_of(line, None) if len(line) > 30 else ()

    about = subject_of_reply(reply.text) if "@" in line else None
    sender = about if about is not None and "ender" in reply.text else None
    return (
        Bounce(
            reply,
            recipient=None if sender else about,
            sender=sender,
            stage=stage,
            speaker=speaker,
            context=context,
        ),
    )


def read_lines(lines: list[str], *, mail: bool = False) -> tuple[Bounce, ...]:
    """Read clean lines; `mail` says that they are a mail's own text, so that its prose needs no further sign."""
    text = "\n".join(lines)
    client = client_in(text)
    report = mail or (human.reads_like_report(text) and "@" in text)
    scan = Scanner(lines, client=client, local_errors=may_hold_local_error(text), report=report).run()
    hits = _believable(scan, lines, text)
    fields = parse_report(lines) if has_report_fields(text) else []
    bounces = list(fields)
    for one in _from_hits(hits, client):
        if not _told_already(one, bounces, fields):
            bounces.append(one)
    if fields:
        bounces = [_enriched(one, hits) for one in bounces]
    if not any(hit.strength > Strength.BARE for hit in hits):
        bounces = _without_reply(scan, hits, bounces, lines, text, client, mail=mail, report=report)
    else:
        bounces += _beside_replies(scan, hits, text, client)
    if report and bounces and not any(bounce.recipient for bounce in bounces):
        about = human.story_recipient(lines)
        bounces = [replace(bounce, recipient=about) for bounce in bounces]
    return _finish(bounces, text, client, report=report)


def _believable(scan: Scan, lines: list[str], text: str) -> list[Hit]:
    smtp, mail = foreign.mentions_smtp(text), foreign.mentions_mail(text)
    foreign_paste = foreign.is_foreign(text)
    hits = [
        hit
        for hit in scan.hits
        if not is_foreign_hit(hit, lines, smtp=smtp, mail=mail, foreign_paste=foreign_paste)
        and (
            hit.strength is not Strength.WEAK
            or mail
            or hit.bounce.reply.code in _KNOWN
            or hit.shape == "enhanced"
        )
    ]
    solid = [hit for hit in hits if hit.strength > Strength.BARE and hit.bounce.reply.code is not None]
    if solid:
        codes = {hit.bounce.reply.code for hit in solid}
        hits = [
            hit
            for hit in hits
            if hit.strength > Strength.BARE and (hit.bounce.reply.code is not None or not _echo(hit, solid))
        ]
        strong = [hit for hit in hits if hit.strength > Strength.WEAK]
        if strong:
            hits = [
                hit
                for hit in hits
                if hit.strength > Strength.WEAK or hit.bounce.reply.code not in codes or hit in strong
            ]
    return hits


_KNOWN: Final = frozenset({535, 534, 530, 538, 550, 551, 552, 553, 554, 450, 451, 452, 454, 421})


def _echo(hit: Hit, solid: list[Hit]) -> bool:
    """An enhanced code without its reply code, repeated from a reply that stands whole elsewhere."""
    return any(hit.bounce.reply.enhanced == other.bounce.reply.enhanced for other in solid)


def _from_hits(hits: list[Hit], client: str | None) -> list[Bounce]:
    """Join equal failures; a reply told twice in different shapes is one, a shape told twice counts."""
    if len(hits) == 1:
        return [hits[0].bounce]
    seen: dict[tuple[object, ...], tuple[Bounce, dict[str, int]]] = {}
    for hit in hits:
        key = _key(hit.bounce)
        known = seen.get(key)
        if known is None:
            if len(seen) >= BOUNCE_LIMIT:
                continue
            seen[key] = (hit.bounce, {hit.shape: 1})
        else:
            known[1][hit.shape] = known[1].get(hit.shape, 0) + 1
            seen[key] = (_richer(known[0], hit.bounce), known[1])
    joined = [replace(bounce, count=max(shapes.values())) for bounce, shapes in seen.values()]
    return _absorb(joined)


def _key(bounce: Bounce) -> tuple[object, ...]:
    reply = bounce.reply
    return (reply.code, reply.enhanced, _masked(reply.text), bounce.recipient, bounce.kind)


_MASK: Final = re.compile(r"[\w.+-]{0,64}\d[\w.+-]{0,64}|\s+|\W")


def _masked(text: str) -> str:
    """Queue ids, addresses of machines and times differ between equal errors."""
    return _MASK.sub("", text[:120]).lower()


def _absorb(bounces: list[Bounce]) -> list[Bounce]:
    """A reply told again shorter, or without its recipient, belongs to the fuller one."""
    kept: list[Bounce] = []
    for bounce in bounces:
        for position, other in enumerate(kept[-50:], start=max(0, len(kept) - 50)):
            if _same(bounce, other):
                kept[position] = _richer(other, bounce)
                break
        else:
            kept.append(bounce)
    return kept


def _same(one: Bounce, other: Bounce) -> bool:
    if one.reply.code != other.reply.code or one.kind is not other.kind:
        return False
    if one.recipient and other.recipient and one.recipient != other.recipient:
        return False
    if one.reply.enhanced and other.reply.enhanced and one.reply.enhanced != other.reply.enhanced:
        return False
    first, second = _masked(one.reply.text), _masked(other.reply.text)
    return (
        first.startswith(second[:40])
        or second.startswith(first[:40])
        or (len(second) > 20 and second[:40] in first)
    )


def _richer(one: Bounce, other: Bounce) -> Bounce:
    """Join two tellings of one failure: the fuller text, and everything either knows."""
    reply = (
        one.reply
        if len(one.reply.text) >= len(other.reply.text) or len(one.reply.text) > 120
        else other.reply
    )
    if reply.enhanced is None:
        reply = replace(reply, enhanced=one.reply.enhanced or other.reply.enhanced)
    return replace(
        one,
        reply=reply,
        recipient=one.recipient or other.recipient,
        sender=one.sender or other.sender,
        remote_host=one.remote_host or other.remote_host,
        stage=one.stage or other.stage,
        speaker=one.speaker or other.speaker,
        count=max(one.count, other.count),
        outer=one.outer or other.outer,
    )


def _told_already(bounce: Bounce, bounces: list[Bounce], fields: list[Bounce]) -> bool:
    """The prose of a mail tells what its fields say."""
    if not fields:
        return False
    if bounce.recipient is None or any(bounce.recipient.lower() in _names(other) for other in fields):
        return True
    return any(_same(replace(bounce, kind=other.kind, recipient=None), other) for other in bounces)


def _names(bounce: Bounce) -> tuple[str, ...]:
    return tuple(name.lower() for name in (bounce.recipient, bounce.original_recipient) if name)


def _enriched(field: Bounce, hits: list[Hit]) -> Bounce:
    """A report whose diagnostic says little takes the reply its prose quotes for the same recipient."""
    if field.kind is Kind.SUCCESS or (field.reply.code is not None and len(field.reply.text) > 12):
        return field
    for hit in hits:
        bounce = hit.bounce
        if bounce.reply.code is None or hit.strength < Strength.PLAIN:
            continue
        if (
            bounce.recipient is not None
            and field.recipient is not None
            and bounce.recipient.lower() not in _names(field)
        ):
            continue
        if field.reply.code not in (None, bounce.reply.code):
            continue
        reply = (
            bounce.reply
            if bounce.reply.enhanced
            else replace(bounce.reply, enhanced=_agreeing(field, bounce))
        )
        return replace(
            field,
            reply=reply,
            remote_host=field.remote_host or bounce.remote_host,
            stage=field.stage or bounce.stage,
            speaker=Speaker.RECIPIENT_SERVER,
        )
    return field


def _agreeing(field: Bounce, bounce: Bounce) -> str | None:
    enhanced = field.reply.enhanced
    return enhanced if enhanced is not None and enhanced[0] == str(bounce.reply.code)[0] else None


def _without_reply(
    scan: Scan,
    hits: list[Hit],
    bounces: list[Bounce],
    lines: list[str],
    text: str,
    client: str | None,
    *,
    mail: bool,
    report: bool,
) -> list[Bounce]:
    """No whole reply stands in the paste: local errors, the prose of a report, bare codes, known wordings."""
    if any(
        bounce.reply.text
        for bounce in bounces
        if bounce.reply.code is None and bounce.stage is not Stage.CONNECT
    ) or (bounces and not all(hit.strength is Strength.BARE for hit in hits)):
        return [bounce for bounce in bounces if bounce.reply.code is None or bounce.reply.text] or bounces
    bare = [bounce for bounce in bounces if bounce.reply.code is not None]
    told = [bounce for bounce in bounces if bounce.reply.code is None]
    if report and scan.recipients:
        told += _prose(scan, lines, told)
    errors = _local(scan, text, client, mail=mail)
    if bare and _SPOKEN.search(text) is not None:
        return _bare_with_words(bare, errors, told)
    if told or any(not one.suspected for one in errors):
        return told + [one for one in errors if not one.suspected or not told]
    return errors + suspects_in(lines, text) if not errors or all(one.suspected for one in errors) else errors


def _bare_with_words(bare: list[Bounce], errors: list[Bounce], told: list[Bounce]) -> list[Bounce]:
    """A code without its text takes the words that a client shows beside it."""
    first = bare[0]
    words = next((one.reply for one in [*told, *errors] if one.reply.text), None)
    if words is None or first.reply.text:
        return [first, *told]
    return [replace(first, reply=Reply(first.reply.code, words.enhanced, words.text))]


_EXPLAINED: Final = 20  # characters that may be an explanation; "because:" alone is none


def _prose(scan: Scan, lines: list[str], told: list[Bounce]) -> list[Bounce]:
    """Give each named recipient the words that follow its name."""
    known = {name for bounce in told for name in _names(bounce)}
    bounces: list[Bounce] = []
    places = [place for place, _ in scan.recipients] + [scan.original_at or len(lines)]
    for (place, address), until in zip(scan.recipients, places[1:], strict=True):
        if address.lower() in known or len(bounces) >= 100:
            continue
        known.add(address.lower())
        words: list[str] = []
        opening = lines[place].partition(address)[2].strip(" >:;,.*()")
        if len(opening) > 3:
            words.append(opening)
        for line in lines[place + 1 : min(until, place + 14)]:
            if human.is_boring(line):
                if sum(map(len, words)) > _EXPLAINED:
                    break
                continue
            words.append(line.strip(" \t>|"))
        bounces.append(Bounce(Reply(None, None, " ".join(" ".join(words).split())[:1000]), recipient=address))
    return bounces


def _local(scan: Scan, text: str, client: str | None, *, mail: bool) -> list[Bounce]:
    """Choose among local errors: the nearest cause, not the client's summary of it."""
    meant = mail or client is not None or foreign.mentions_smtp(text) or _meant_by_port(text)
    foreign_paste = foreign.is_foreign(text)
    if foreign_paste and not (client in LIBRARIES or foreign.mentions_smtp(text)):
        return []
    errors = [error for _, error in scan.errors]
    nearest = [error for error in errors if not error.summary] or errors
    bounces: list[Bounce] = []
    seen: set[str] = set()
    for error in nearest:
        mark = _masked(error.text)[:60]
        if mark in seen:
            continue
        seen.add(mark)
        suspected = not (meant or foreign.mentions_mail(text))
        bounces.append(
            Bounce(
                Reply(None, None, error.text),
                stage=error.stage,
                speaker=Speaker.OWN_CLIENT if error.stage in (Stage.CONNECT, Stage.TLS) else None,
                suspected=suspected,
            )
        )
        if len(bounces) >= 20:
            break
    return bounces


def _meant_by_port(text: str) -> bool:
    return foreign.mentions_submission_port(text) and foreign.mentions_mail(text)


def _beside_replies(scan: Scan, hits: list[Hit], text: str, client: str | None) -> list[Bounce]:
    """Local errors that stand apart from the replies are findings of their own; those near one tell it again."""
    near = {place for hit in hits for place in range(hit.line - 6, hit.line + 16)}
    apart = [(place, error) for place, error in scan.errors if place not in near and not error.summary]
    if not apart:
        return []
    return _local(Scan(errors=apart), text, client, mail=False)[:5]


def _finish(bounces: list[Bounce], text: str, client: str | None, *, report: bool) -> tuple[Bounce, ...]:
    if not bounces:
        return ()
    context = context_of(text, client)
    kind = (
        human.kind_of_prose(text) if report and not any(bounce.client for bounce in bounces) else Kind.FAILURE
    )
    speaker = Speaker.OWN_SERVER if client in LIBRARIES else None
    finished = []
    for bounce in bounces[:BOUNCE_LIMIT]:
        own = context
        if bounce.count >= 5:
            own = (*context, Evidence("reply.repeated", {"count": bounce.count}, "paste", Vantage.PASTE))
        finished.append(
            replace(
                bounce,
                kind=kind_of(bounce, kind) if bounce.speaker is not Speaker.OWN_CLIENT else bounce.kind,
                client=bounce.client or client,
                speaker=bounce.speaker or speaker,
                context=own,
            )
        )
    return tuple(finished)


__all__ = ["local_error", "read_lines", "read_text"]
