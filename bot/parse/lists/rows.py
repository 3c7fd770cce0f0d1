"""The rows of a list of failures, each read by its own words and given its own address.

Finds no rows: `events` does in JSON, `table` in a CSV file, `mailbox_lines` in a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from bot.model import READ_IN_PART, Bounce, Evidence, Kind, Stage
from bot.parse.around import ADDRESS, clean_address
from bot.parse.errors.local_error import local_error
from bot.parse.numbers.codes import FAILING_CODE, FAILING_ENHANCED
from bot.parse.numbers.reply import is_failing
from bot.parse.numbers.reply_text import make_reply
from bot.parse.scan.joining import BOUNCE_LIMIT, masked, more_failures
from bot.parse.signs import Seen
from bot.parse.stage import stage_of_code
from bot.parse.written.charset import without_halves


class Row(NamedTuple):
    """One failure of a list: its words with the numbers in front; a complaint has none.

    `step`: what a program did not get done at the server of a mailbox of one's own; None for a refused mail.
    """

    address: str
    words: str
    kind: Kind
    step: Stage | None = None


ROW_LIMIT: Final = 100_000  # rows of one paste that are read; one more tells that there are more

_NUMBER: Final = re.compile(r"(?<![\w.])[45]\d\d(?![\w.])")
_CODE_LETTERS: Final = 3
_FRONT: Final = 60  # characters in which a reply's numbers stand
_ALONE: Final = re.compile(rf"[<\"']?(?:mailto:)?({ADDRESS})[>\"']?")
_ALONE_LIMIT: Final = 400  # characters; the longest address has 320


def address_alone(text: str) -> str | None:
    """Give the address that a cell or a field holds and nothing else; None otherwise."""
    match = _ALONE.fullmatch(without_halves(text.strip())) if len(text) < _ALONE_LIMIT else None
    return clean_address(match.group(1)) if match is not None else None


def numbered(words: str, numbers: list[str]) -> str:
    """Put the numbers that a list keeps apart in front of the words that lack them."""
    words = without_halves(words.strip())
    if _NUMBER.search(words[:_FRONT]) is not None:
        return words
    if FAILING_ENHANCED.search(words[:_FRONT]) is None:
        enhanced = next((number for number in numbers if FAILING_ENHANCED.fullmatch(number)), "")
        words = f"{enhanced} {words}".lstrip()
    code = next((number for number in numbers if FAILING_CODE.fullmatch(number)), "")
    return f"{code} {words}".lstrip()


def own_step(words: str) -> Stage | None:
    """Say at which step a program failed, by its own error of a connection, TLS or a login; None for none."""
    error = local_error(Seen(f"smtp: {words}"))
    return error.stage if error is not None else None


def read_rows(
    rows: Sequence[Row], read: Callable[[Row], tuple[Bounce, ...]], context: tuple[Evidence, ...]
) -> tuple[Bounce, ...]:
    """Give each row's bounce, equal ones counted; `read` is asked once for equal words."""
    failures = _Failures(read)
    for row in rows[:ROW_LIMIT]:
        failures.add(row)
    bounces = [one._replace(context=context) for one in failures.told.values()]
    if failures.left_out:
        context = (*context, more_failures(len(bounces), len(failures.left_out)))
    if len(rows) > ROW_LIMIT:
        context = (*context, Evidence.in_paste(READ_IN_PART, what="rows", read=ROW_LIMIT))
    if bounces:
        bounces[0] = bounces[0]._replace(context=context)
    return tuple(bounces)


class _Failures:
    """The different failures of a list's rows, equal ones counted; those beyond a limit are `left_out`.

    Equal words are read once, and those that can only be left out never.
    """

    def __init__(self, read: Callable[[Row], tuple[Bounce, ...]]) -> None:
        self._read = read
        self._by_words: dict[str, Bounce] = {}
        self.told: dict[tuple[object, ...], Bounce] = {}  # in the order of their first rows
        self._named: set[str] = set()
        self._said: set[str] = set()
        self.left_out: set[tuple[object, ...]] = set()

    def add(self, row: Row) -> None:
        """Count a row's failure."""
        address = row.address.lower()
        if self._is_beyond(row, address):
            self.left_out.add((address, row.words[:_CODE_LETTERS], masked(row.words), row.kind))
            return
        bounce = self._failure_of(row)
        reply = bounce.reply
        # What the service says it goes on trying may have been refused for good.
        kind = Kind.FAILURE if row.kind is Kind.DELAY and (reply.code or 0) >= 500 else row.kind
        key = (address, reply.code, reply.enhanced, masked(reply.text), kind)
        known = self.told.get(key)
        if known is not None:
            self.told[key] = known._replace(count=known.count + 1)
        elif len(self.told) < BOUNCE_LIMIT:
            self._named.add(address)
            mailbox = row.address if bounce.stage is Stage.AUTH else bounce.sender
            self.told[key] = bounce._replace(recipient=row.address, sender=mailbox, kind=kind, count=1)
        else:
            self.left_out.add(key)

    def _is_beyond(self, row: Row, address: str) -> bool:
        """Whether no failure fits in any more, and the row cannot be of one that is there."""
        if len(self.told) < BOUNCE_LIMIT:
            return False
        known = row.words in self._by_words or masked(row.words) in self._said
        return address not in self._named or not known

    def _failure_of(self, row: Row) -> Bounce:
        bounce = self._by_words.get(row.words)
        if bounce is None:
            bounce = _failure(row, self._read(row) if row.words else ())
            self._by_words[row.words] = bounce
            self._said.add(masked(row.words))
        return bounce


def _failure(row: Row, bounces: tuple[Bounce, ...]) -> Bounce:
    """Give what a row's words tell; the words themselves where they hold nothing that is known."""
    first = next((one for one in bounces if is_failing(one.reply)), None)
    if first is None and FAILING_CODE.fullmatch(row.words):
        return Bounce(make_reply(int(row.words), None, ""), stage=stage_of_code(int(row.words)))
    if first is None:
        return Bounce(make_reply(None, None, row.words), stage=row.step)
    return first._replace(suspected=False, stage=first.stage or row.step)
