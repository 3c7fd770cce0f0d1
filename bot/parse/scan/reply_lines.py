"""The replies of a paste's lines, each told with what stands around it and what was said before.

Reads one line at a time, a reply's own lines already joined; what is believed is decided afterwards.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from bot.model import Bounce, Reply, Stage
from bot.parse.errors.local_error import local_error
from bot.parse.foreign.replies import is_status
from bot.parse.foreign.tongues import tongues_in
from bot.parse.numbers.enhanced import enhanced_reply, numbered_behind
from bot.parse.numbers.reply import Found, find_replies, is_failing, next_address
from bot.parse.numbers.reply_text import ENHANCED, TEXT_LIMIT, make_reply
from bot.parse.numbers.strength import Strength
from bot.parse.scan.conversation import Conversation
from bot.parse.scan.hits import ENHANCED_ALONE, NUMBER_ALONE, NUMBERED, Scan
from bot.parse.scan.log import ServerLog
from bot.parse.scan.numbered_rows import are_several, lists_refusals, numbered_row
from bot.parse.signs import Seen
from bot.parse.source import is_statement

_EXCEPTION: Final = re.compile(r"\s{0,20}(?:Caused by: )?[\w.$]{3,200}(?:Exception|Error)(?=: |$)")
# A record's field repeats what the message above it says: nodemailer's `response: '554 5.7.1 ...'`.
_NAMED_FIELD: Final = re.compile(r"\s{0,20}['\"]?(?!Error)([A-Za-z_]\w{1,30})['\"]?: {1,4}['\"`]")
# Where PHPMailer and smtplib tell a reply that their error, or their own next line, says again.
_TOLD_AGAIN: Final = ("SERVER -> CLIENT:", "reply: retcode (")
# A record of a program's log names the words beside the number: `err="authentication aborted" ... code=501`.
_WORDS_BESIDE: Final = re.compile(r"\b(?:smtp_?msg|err(?:or)?|details)\"?\s?[:=]\s?\"([^\"\\]{4,500})\"")
_NEAR: Final = 12  # characters between a reply and the one that it wraps
_TOLD: Final = 24  # characters before a reply: "sending Mail. Response: "
# Words that may be a reply's own, before its number: "Mailbox full 552 5.2.2 for ana@example.com again";
# at the beginning of a line, and nothing behind them leads to the reply.
_WORDS_BEFORE: Final = re.compile(r"\w.{10}")
_LEADS: Final = re.compile(r"[:=(\[{<>\"'`,]\s?\Z")
_HEAD: Final = 2_000  # characters before a reply, and behind it, that tell whom it is about
_TAIL: Final = 1_200
_POSTFIX_FIELDS: Final = "; from=<"  # behind what a filter refused: `milter-reject: ...: 5.7.1 ...; from=<`

# What a person puts between two errors told in one line; a wrapper's joint is a colon, a bracket, an arrow.
_AND: Final = re.compile(
    r"[.,;]? {0,2}(?:[/|+&;]|,? \S{1,64}@\S{1,64}:|(?<= )(?i:and|und|or|oder|then|now|also|plus)\b"
    # "1) 550 ... 2) 535 ...": the number of the next in a list.
    r"(?: \w{1,30}){0,3}|(?<= )\(?[1-9][.)]) {1,2}$"
)
# A list in a sentence, of replies with both their numbers.
_COMMA: Final = re.compile(r"(?<=\w)[,;] {1,2}$")
_AND_CHARS: Final = 80
_PARTS: Final = 12  # errors that a person tells in one line; each is looked for in what is left of it


class ReplyReader:
    """Adds the replies of one paste's lines to what a pass found.

    `whole` looks at the paste, `conversation` knows what was said last in it.
    """

    def __init__(
        self, lines: list[str], whole: Seen, conversation: Conversation, scan: Scan, *, report: bool
    ) -> None:
        self._lines = lines
        self._whole = whole
        self._conversation = conversation
        self._scan = scan
        self._report = report
        self._log = ServerLog(scan)
        self._last: tuple[str, list[Found]] = ("", [])

    def read(self, index: int, seen: Seen, parts: int = _PARTS) -> bool:
        """Tell the replies of a line, which may be read in so many more parts; False when it holds none."""
        line = seen.text
        if self._log.read(index, seen):
            return True
        if len(self._lines) > 1 and self._numbered(index, seen):
            return True
        failing = [one for one in self._found(line) if is_failing(one.reply)]
        if failing and is_statement(line):
            return True
        solid = [one for one in failing if one.strength is not Strength.BARE]
        if not solid:
            bare = failing[0] if failing and not is_status(failing[0].reply, line) else None
            return self._without_code(index, seen, bare) or self._bare(index, seen, bare)
        if len(solid) > 1:
            solid = _joined_items(line, solid)
        apart = _told_apart(line, *solid[:2]) if parts and len(solid) > 1 else 0
        if apart:
            self.read(index, seen.of(line[:apart]), parts - 1)
            return self.read(index, seen.of(line[apart:]), parts - 1)
        self._told(index, seen, solid)
        return True

    def _found(self, line: str) -> list[Found]:
        if line != self._last[0]:  # a log repeats itself
            self._last = (line, find_replies(line))
        return self._last[1]

    def _told(self, index: int, seen: Seen, solid: list[Found]) -> None:
        """Tell the replies of a line; one that only wraps the next belongs to it."""
        line = seen.text
        nested: list[Reply] = []
        begin = 0
        for position, one in enumerate(solid):
            if position + 1 < len(solid) and _wraps(line, one, solid[position + 1]):
                nested.append(one.reply)
                continue
            bounce = self._bounce(index, seen, one, tuple(nested), begin)
            self._scan.add(bounce, one.strength, index, _shape(line))
            nested = []
            begin = one.end

    @cached_property
    def _lists(self) -> bool:
        return lists_refusals(self._lines)

    @cached_property
    def _counts(self) -> bool:
        return are_several(self._lines)

    def _numbered(self, index: int, seen: Seen) -> bool:
        """Read a row that tells an address and a number, where the paste is a list of such refusals."""
        row = numbered_row(seen.text)
        if row is None:
            return False
        address, reply = row
        if not self._lists:
            return self._counts  # "(500)" behind each of several addresses is an amount, a place, a room
        if reply is None:
            return False
        if is_failing(reply):
            bounce = self._conversation.bounce(index, f"{address}, ", "", reply, seen)
            self._scan.add(bounce, Strength.PLAIN, index, NUMBERED)
        return True

    def _bare(self, index: int, seen: Seen, bare: Found | None) -> bool:
        """Read a number without words, but for those that a program's record has beside it."""
        if bare is None:
            return False
        beside = _WORDS_BESIDE.search(seen.text)
        if beside is not None and tongues_in(self._whole).mail:  # other programs' records look the same
            bare = bare._replace(reply=_with_words(bare.reply, seen.text, beside.group(1)))
            self._scan.add(self._bounce(index, seen, bare), Strength.WEAK, index, "record")
            return True
        self._scan.add(self._bounce(index, seen, bare), Strength.BARE, index, NUMBER_ALONE)
        error = local_error(seen)  # "STARTTLS denied, code 454"
        if error is not None and error.stage is Stage.TLS:
            self._scan.errors.append((index, error))
        return True

    def _without_code(self, index: int, seen: Seen, bare: Found | None) -> bool:
        """Read a reply whose code is dropped, or stands apart: `code 550, message '5.1.1 User unknown'`."""
        line = seen.text
        told = enhanced_reply(line, bare.reply.code if bare is not None else None)
        if told is None:
            return bare is None and self._qmail(index, seen)
        reply, start, by_provider = told
        fields = line.find(_POSTFIX_FIELDS, start)
        tail = line[fields : fields + _TAIL] if fields >= 0 else ""
        bounce = self._conversation.bounce(index, line[: max(0, start - 1)], tail, reply, seen)
        if reply.code is None and (len(self._lines) > 1 or start > 0):
            of_mail = self._report or by_provider or tongues_in(self._whole).mail
            bounce = bounce._replace(suspected=not of_mail)
        strength = Strength.WEAK if reply.code is None else Strength.SURE
        self._scan.add(bounce, strength, index, ENHANCED_ALONE)
        return True

    def _qmail(self, index: int, seen: Seen) -> bool:
        told = numbered_behind(seen.text)
        if told is None:
            return False
        bounce = self._conversation.bounce(index, seen.text[: told.start], "", told.reply, seen)
        self._scan.add(bounce, Strength.WEAK, index, ENHANCED_ALONE)
        return True

    def _bounce(
        self, index: int, seen: Seen, one: Found, outer: tuple[Reply, ...] = (), begin: int = 0
    ) -> Bounce:
        head = seen.text[max(begin, one.start - _HEAD) : one.start]
        if not outer and _WORDS_BEFORE.match(head) is not None and _LEADS.search(head) is None:
            outer = (Reply(None, None, head.strip()),)
        tail = seen.text[one.end : one.end + _TAIL]
        return self._conversation.bounce(index, head, tail, one.reply, seen, outer)


def _joined_items(line: str, found: list[Found]) -> list[Found]:
    """Make one reply of those that a client lists: `["554-Transaction failed", "554 For help see ..."]`."""
    whole: list[Found] = []
    goes_on = False
    for one in found:
        last = whole[-1] if whole else None
        if last is not None and goes_on and one.reply.code == last.reply.code and one.start <= last.end + 6:
            text = f"{last.reply.text} {one.reply.text}"
            whole[-1] = last._replace(reply=last.reply._replace(text=text[:TEXT_LIMIT]), end=one.end)
        else:
            whole.append(one)
        goes_on = line.startswith("-", one.start + 3)
    return whole


def _told_apart(line: str, first: Found, second: Found) -> int:
    """Say where a person goes on to the second of two errors in a line; 0 where the first wraps it."""
    of_next = next_address(line, second.start)
    if of_next > first.start:
        return of_next
    if first.reply.code == second.reply.code:
        return 0
    behind = max(first.start + 4, second.start - _AND_CHARS)
    joint = _AND.search(line, behind, second.start)
    if joint is None and first.reply.enhanced is not None and second.reply.enhanced is not None:
        joint = _COMMA.search(line, behind, second.start)
    return joint.start() if joint is not None else 0


def _wraps(line: str, one: Found, following: Found) -> bool:
    """Whether a reply only wraps the next; the same code is told inside of its words, or again."""
    inside = following.start < one.end or following.reply.code != one.reply.code
    return inside and following.start <= one.end + _NEAR and not _listed(line, one.start, following.start)


def _listed(line: str, first: int, second: int) -> bool:
    """Whether two replies follow one another in the same words: no wrapper and its cause."""
    told = line[max(0, first - _TOLD) : first]
    return len(told) == _TOLD and told == line[second - _TOLD : second]


def _with_words(reply: Reply, line: str, words: str) -> Reply:
    """Give a bare number the words of its record, and its enhanced code where one of its class is there."""
    enhanced = ENHANCED.search(line)
    own = enhanced is not None and enhanced.group()[0] == str(reply.code)[0]
    return make_reply(reply.code, enhanced.group() if enhanced is not None and own else None, words)


def _shape(line: str) -> str:
    """Say in which shape a reply is told; an exception and its causes tell the same one, class by class."""
    exception = _EXCEPTION.match(line)
    if exception is not None:
        return exception.group()
    named = _NAMED_FIELD.match(line)
    if named is not None:
        return named.group(1)
    start = line.lstrip()[:3]
    if start[:1] in "45" and start.isdigit():
        return "line"
    return next((told for told in _TOLD_AGAIN if told in line), "words")
