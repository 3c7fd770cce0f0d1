"""Equal tellings of one failure joined: the same reply in a log, a transcript and an exception is one bounce.

Joins and counts; what is believed was decided before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from typing import Final

from bot.model import MORE_FAILURES, Bounce, Evidence, Kind, Logged, Reply, Stage, logged_in_all
from bot.parse.numbers.strength import Strength
from bot.parse.scan.clock import logged_above
from bot.parse.scan.hits import ENHANCED_ALONE, NUMBER_ALONE, Hit

BOUNCE_LIMIT: Final = 1_000  # distinct bounces kept of one paste

_WORD: Final = re.compile(r"[\w.+-]+")
_SIGNS: Final = str.maketrans("", "", ".+-")

_IN_GENERAL: Final = "This error occurs "
_DIAGNOSED: Final = "SMTP diagnostic: "  # InterMail's, before what a server said
_BESIDE: Final = 4  # lines of a record between its number and its words
COMPARED: Final = 50  # an error is told again near itself


def _key(bounce: Bounce) -> tuple[object, ...]:
    reply = bounce.reply
    return (reply.code, reply.enhanced, masked(reply.text), _whose(bounce), bounce.kind)


def _whose(bounce: Bounce) -> str | None:
    """Whose mail or login failed; None when nobody is named."""
    return bounce.recipient or (bounce.sender if bounce.stage is Stage.AUTH else None)


def masked(text: str) -> str:
    """Queue ids, addresses of machines and times differ between equal errors."""
    words = _WORD.findall(text[:120])
    return "".join(word for word in words if not any(map(str.isdecimal, word))).translate(_SIGNS).lower()


def paired(hits: list[Hit], lines: list[str]) -> list[Hit]:
    """Join a number with the words that a record tells on a line of their own.

    `code: 550,` and below it `message: '5.1.1 User unknown'`. A status that a report gives a recipient itself
    gives way to the server's reply below it: `bob@example.net; Failed; 5.1.1 (bad mailbox)`, and
    `Remote MTA 192.0.2.1: SMTP diagnostic: 550 message too large`.
    """
    pairs: list[Hit] = []
    for hit in hits:
        before = pairs[-1] if pairs else hit
        number, words = (before, hit) if before.shape == NUMBER_ALONE else (hit, before)
        if (
            hit.line - before.line <= _BESIDE
            and (number.shape, words.shape) == (NUMBER_ALONE, ENHANCED_ALONE)
            and words.bounce.reply.code is None
            and str(number.bounce.reply.code)[0] == (words.bounce.reply.enhanced or "")[:1]
        ):
            reply = words.bounce.reply._replace(code=number.bounce.reply.code)
            both = words.bounce._replace(reply=reply, suspected=False)
            pairs[-1] = Hit(both, Strength.SURE, before.line, "record")
        elif (
            before is not hit
            and before.shape == ENHANCED_ALONE
            and hit.line - before.line <= _BESIDE
            and _DIAGNOSED in lines[hit.line]
        ):
            whose = hit.bounce.recipient or before.bounce.recipient
            pairs[-1] = replace(hit, bounce=hit.bounce._replace(recipient=whose))
        else:
            pairs.append(hit)
    return pairs


def join_hits(hits: list[Hit], lines: list[str]) -> tuple[list[Bounce], int]:
    """Join equal failures; a reply told twice in different shapes is one, a shape told twice counts.

    Their lines say when a log has them. The number says how many different ones were left out beyond
    the limit.
    """
    if len(hits) == 1:
        return [hits[0].bounce._replace(logged=next(logged_above(lines, [hits[0].line])))], 0
    left_out: set[tuple[object, ...]] = set()
    seen: dict[tuple[object, ...], tuple[Bounce, dict[str, int]]] = {}
    times: defaultdict[tuple[object, ...], list[Logged | None]] = defaultdict(list)
    for hit, at in zip(hits, logged_above(lines, (hit.line for hit in hits)), strict=True):
        key = _key(hit.bounce)
        times[key].append(at)
        known = seen.get(key)
        if known is None:
            if len(seen) >= BOUNCE_LIMIT:
                left_out.add(key)
                continue
            seen[key] = (hit.bounce, {hit.shape: 1})
        else:
            known[1][hit.shape] = known[1].get(hit.shape, 0) + 1
            if known[0] != hit.bounce:
                seen[key] = (_richer(known[0], hit.bounce), known[1])
    joined = [
        bounce._replace(count=max(shapes.values()), logged=logged_in_all(times[key]))
        for key, (bounce, shapes) in seen.items()
    ]
    return _absorb(joined), len(left_out)


def _absorb(bounces: list[Bounce]) -> list[Bounce]:
    """A reply told again shorter, or without its recipient, belongs to the fuller one."""
    kept: list[tuple[Bounce, str]] = []
    alike: dict[tuple[Kind, int | None], list[int]] = defaultdict(list)  # places in `kept`
    for bounce in bounces:
        mark = masked(bounce.reply.text)
        trouble = Kind.FAILURE if bounce.kind is Kind.DELAY else bounce.kind
        places = alike[trouble, bounce.reply.code]
        for place in places[bisect_left(places, len(kept) - COMPARED) :]:
            other, known = kept[place]
            if _same(bounce, mark, other, known):
                joined = _richer(other, bounce)
                if Kind.DELAY in (bounce.kind, other.kind):
                    joined = joined._replace(kind=Kind.DELAY)
                kept[place] = joined, mark if joined.reply.text == bounce.reply.text else known
                break
        else:
            places.append(len(kept))
            kept.append((bounce, mark))
    return _without_numbers([bounce for bounce, _ in kept])


def _without_numbers(bounces: list[Bounce]) -> list[Bounce]:
    """Leave out numbers alone whose words stand elsewhere, with another code of the same meaning.

    Microsoft's notices open with "Status code: 550 5.7.1", say when "This error occurs" in general, and give
    the server's own words below.
    """
    worded = {(bounce.reply.enhanced, bounce.recipient) for bounce in bounces if _has_own_words(bounce)}
    meant = {enhanced for enhanced, _ in worded}

    def is_worded(bounce: Bounce) -> bool:
        enhanced, recipient = bounce.reply.enhanced, bounce.recipient
        return (enhanced, recipient) in worded or (recipient is None and enhanced in meant)

    return [
        bounce
        for bounce in bounces
        if _has_own_words(bounce) or bounce.reply.enhanced is None or not is_worded(bounce)
    ]


def _has_own_words(bounce: Bounce) -> bool:
    return bounce.reply.text != "" and not bounce.reply.text.startswith(_IN_GENERAL)


def _same(one: Bounce, first: str, other: Bounce, second: str) -> bool:
    whose, others = _whose(one), _whose(other)
    if whose is not None and others is not None and whose != others:
        return False
    if one.kind is not other.kind and not _is_noted(one, other, same_words=first == second):
        return False
    return is_same_reply(one.reply, first, other.reply, second)


def _is_noted(later: Bounce, noted: Bounce, *, same_words: bool) -> bool:
    """Whether a delay is one that a server's answer was noted of before: that line names no mail's end.

    Exim notes an answer before it says of whom, `H=mx.example.net [192.0.2.1]: SMTP error ...`; Postfix what
    each of a domain's hosts said, and a login's refusal before the mail that waits for it.
    """
    if noted.kind is Kind.DELAY:  # the order tells nothing where the note names nobody
        return _whose(later) is None and (_is_put_off(later) or same_words)
    if _whose(noted) is None:
        return _is_put_off(noted) or same_words
    return _is_put_off(noted) and _whose(noted) == _whose(later)


def _is_put_off(bounce: Bounce) -> bool:
    return bounce.reply.code is not None and bounce.reply.code < 500


def is_same_reply(one: Reply, first: str, other: Reply, second: str) -> bool:
    """Whether two replies of one code are the same; `first` and `second` are their texts, masked."""
    if one.enhanced and other.enhanced and one.enhanced != other.enhanced:
        return False
    return (
        first.startswith(second[:40])
        or second.startswith(first[:40])
        or (len(second) > 20 and second[:40] in first)
    )


def _richer(one: Bounce, other: Bounce) -> Bounce:
    """Join two tellings of one failure: the fuller text, and everything either knows."""
    reply = max(one.reply, other.reply, key=lambda reply: len(reply.text))
    below = (one if reply is one.reply else other).below
    if reply.enhanced is None:
        reply = reply._replace(enhanced=one.reply.enhanced or other.reply.enhanced)
    return one._replace(
        reply=reply,
        below=below,
        recipient=one.recipient or other.recipient,
        sender=one.sender or other.sender,
        remote_host=one.remote_host or other.remote_host,
        stage=one.stage or other.stage,
        speaker=one.speaker or other.speaker,
        count=max(one.count, other.count),
        logged=logged_in_all((one.logged, other.logged)),
        outer=one.outer or other.outer,
    )


def more_failures(read: int, left_out: int) -> Evidence:
    """Give the fact that a paste holds more different failures than were read."""
    return Evidence.in_paste(MORE_FAILURES, read=read, of=read + left_out)
