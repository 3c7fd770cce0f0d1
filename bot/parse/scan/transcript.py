"""Sendmail's report: the reason it gives each recipient, and below them the transcript of its session."""

from __future__ import annotations

import re
from typing import Final

from bot.model import Reply
from bot.parse.numbers.codes import OUT_OF_ORDER
from bot.parse.scan.hits import Hit

_THEIRS: Final = "<<<"  # before what a server said, in sendmail's transcript
_TRANSCRIPT: Final = "Transcript of session follows"
# "procmail: Quota exceeded while writing ...", of the program that sendmail hands a mail to.
_PROGRAM: Final = re.compile(r"[\s>]{0,8}(?![45]\d\d)[\w./-]{2,60}: (?!.*@)\S.{7,300}$")
_BELOW_THEIRS: Final = 12  # lines; as many recipients of one refusal have one each
_REASON: Final = "(reason: "  # before what became of a recipient, in sendmail's report
_ANYTHING: Final = "Service unavailable"  # sendmail's own words for whatever a server refused
_ABOVE: Final = 2  # lines: the transcript's title and what the program says
_FOR_GOOD: Final = 500  # and above: nothing is tried again


def quote_server(hits: list[Hit], lines: list[str]) -> None:
    """Give sendmail's own lines the words of the server that they stand below, in its transcript.

    It calls whatever a server refuses by a name of its own: `<<< 550 blocked`, and below it
    `550 5.1.1 <bob@example.net>... User unknown`.
    """
    said: Hit | None = None
    for hit in hits:
        if lines[hit.line].lstrip().startswith(_THEIRS):
            said = hit
        elif said is not None and hit.bounce.recipient and _is_below(said.line, hit.line, lines):
            hit.bounce = said.bounce._replace(recipient=hit.bounce.recipient)


def final_reasons(hits: list[Hit], lines: list[str]) -> list[Hit]:
    """Leave out of sendmail's transcript what it tried before the reason that it gives each recipient.

    `(reason: 550 no such user)` stands above the transcript, in which one of a domain's servers was busy,
    another asked for a recipient once it had refused them all, and sendmail says the reason again:
    `550 5.1.2 <bob@example.net>... Host unknown (Name server: ...)`.
    """
    reasons = [hit for hit in hits if _REASON in lines[hit.line]]  # a mail program may put lines together
    if not reasons or any((hit.bounce.reply.code or 0) < _FOR_GOOD for hit in reasons):
        return hits
    last = reasons[-1].line
    words = {_of(reason): reason.bounce.reply.text.lower() for reason in reversed(reasons)}
    said_again = [hit for hit in hits if hit.line > last and _comes_to(hit, words)]
    enhanced = {_of(hit): hit.bounce.reply.enhanced for hit in reversed(said_again)}
    for reason in reasons:
        if reason.bounce.reply.enhanced is None and (known := enhanced.get(_of(reason))) is not None:
            reason.bounce = reason.bounce._replace(reply=reason.bounce.reply._replace(enhanced=known))
    return [hit for hit in hits if hit.line <= last or not _comes_to(hit, words)]


def quote_program(hits: list[Hit], lines: list[str]) -> None:
    """Put around sendmail's own line the words of the delivery program that stand above it.

    Below `procmail: Quota exceeded while writing ...` sendmail says `550 5.0.0 ana... Can't create output`.
    """
    for hit in hits:
        above = lines[max(0, hit.line - 2) : hit.line]
        if len(above) == _ABOVE and _TRANSCRIPT in above[0] and _PROGRAM.match(above[1]) is not None:
            hit.bounce = hit.bounce._replace(
                outer=(*hit.bounce.outer, Reply(None, None, above[1].strip(" >")))
            )


def _of(hit: Hit) -> tuple[int | None, str | None]:
    return hit.bounce.reply.code, hit.bounce.recipient


def _comes_to(hit: Hit, words: dict[tuple[int | None, str | None], str]) -> bool:
    """Whether a line of the transcript is of a server tried before, or says a recipient's reason again."""
    said = hit.bounce.reply
    if said.code is None:
        return False
    if said.code < _FOR_GOOD or said.code == OUT_OF_ORDER:
        return True
    if said.text == _ANYTHING:
        return any(said.code == code for code, _ in words)
    reason = words.get(_of(hit))
    return reason is not None and reason in said.text.lower()


def _is_below(said: int, place: int, lines: list[str]) -> bool:
    """Whether a line and those above it, up to a server's, begin with a number or go on with the server's."""
    return place - said <= _BELOW_THEIRS and all(
        line.lstrip().startswith((_THEIRS, "4", "5")) for line in lines[said : place + 1]
    )
