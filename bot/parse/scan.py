"""One pass over the lines of a paste: replies and what stands around them, local errors, recipients.

Collects only; what is kept, joined or dropped is decided afterwards.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from bot.model import Bounce, Kind, Reply, Stage
from bot.parse.continuation import belongs, goes_on_spaced, joined_items, without_number, without_same_lead
from bot.parse.conversation import POSTAL, Conversation
from bot.parse.enhanced import enhanced_reply, page_number, qmail_reply
from bot.parse.foreign import tongues_in
from bot.parse.foreign_replies import is_status
from bot.parse.lines import without_lead
from bot.parse.local_error import LocalError, local_error, may_hold_local_error
from bot.parse.log import SERVER_LOG, LogLine, parse_log_line
from bot.parse.mails import report_prose
from bot.parse.numbered_rows import lists_refusals, numbered_row
from bot.parse.reply import Found, find_replies, is_failing
from bot.parse.reply_text import ENHANCED, make_reply
from bot.parse.signs import REPLY, Seen, Signs
from bot.parse.source import is_statement, may_hold_statement
from bot.parse.strength import Strength
from bot.parse.telnet import closed_by_hand

_LINE_LIMIT: Final = 20_000  # a longer line is read in pieces, so that no pattern sees a megabyte
# Replies kept before equal ones are joined: 20 MB stay bounded, a megabyte of the shortest takes below 1 s.
HIT_LIMIT: Final = 4_000
# Different wordings, among the replies behind the first so many: the richest real paste met has five.
WORDING_LIMIT: Final = 150
_JOIN_LIMIT: Final = 14  # lines of one reply; the longest real one met has eleven
_SHORTEST: Final = 3  # signs of a line that tells something: a code's, if not the dot that ends a mail
_PROSE_LINES: Final = 5  # a separator below so many lines ends a report's prose; above, it opens a forward
_FRUITLESS_LIMIT: Final = 5_000  # lines with numbers and no reply, after which only clear ones are read
_JOINED_LIMIT: Final = 20_000  # lines joined in one paste

_CLEAR: Final = re.compile(r"[45]\d\d[ -][45]\.\d|said: |status=|stat=|\*\* |, b['\"]|^\W{0,4}[45]\d\d[ -]")
_READING: Final = "xception reading response"  # of JavaMail, which writes the next between it and the cause
_NESTED: Final = "nested exception is:"
# Whether the one above occurs, and whether a mail server's log line may: most lines end here.
_TROUBLE: Final = Signs(
    REPLY,
    r"\b334 (?:eyJ|[45]\.)|(?:^|[^\w.])[45]\d\d(?:[^\w.]|\.\s|\.?$)|\b[45]\.\d+\.\d+\b|[:=][45]\d\d\b"
    rf"|{SERVER_LOG}",
)
_SERVER_LOG: Final = Signs(REPLY, SERVER_LOG)
_CUE: Final = Signs(
    REPLY,
    r"@|RCPT|MAIL F|AUTH|EHLO|HELO|STARTTLS|DATA|talking|host |Server|[\]>] said|(?:^|[>:~]\s?)\.\s*$"
    r"|relay|Remote|command:|Connected to |does not like recipient|I sent the message"
    r"|Escape character is |did not accept the mail|(?:^|[>:] )354[ -]|when sending to ",
)
_LINK: Final = re.compile(r"\W{0,20}https?://\S+\s{0,20}")  # a help page's address is no error
_EXCEPTION: Final = re.compile(r"\s{0,20}(?:Caused by: )?[\w.$]{3,200}(?:Exception|Error)(?=: |$)")
# A record's field repeats what the message above it says: nodemailer's `response: '554 5.7.1 ...'`.
_NAMED_FIELD: Final = re.compile(r"\s{0,20}['\"]?(?!Error)([A-Za-z_]\w{1,30})['\"]?: {1,4}['\"`]")
# Where PHPMailer and smtplib tell a reply that their error, or their own next line, says again.
_TOLD_AGAIN: Final = ("SERVER -> CLIENT:", "reply: retcode (")
_CLASS_ALONE: Final = re.compile(r"\W{0,20}[\w.\\$]{3,200}(?:Exception|Error)\W{0,4}$")
# A record of a program's log names the words beside the number: `err="authentication aborted" ... code=501`.
_WORDS_BESIDE: Final = re.compile(r"\b(?:smtp_?msg|err(?:or)?)\"?\s?[:=]\s?\"([^\"\\]{4,500})\"")
# A word that is no part of an address, a host or an id: what stays the same when a reply is said again.
_WORD: Final = re.compile(r"[A-Za-z]{4,30}(?![\w@.])")
_WORDING: Final = 120  # characters in which two replies differ
_TOLD: Final = 24  # characters before a reply: "sending Mail. Response: "


# What a person puts between two errors told in one line; a wrapper's joint is a colon, a bracket, an arrow.
_AND: Final = re.compile(
    r"[.,;]? {0,2}(?:[/|+&]|,? \S{1,64}@\S{1,64}:|(?<= )(?i:and|und|then|now|also|plus)\b"
    r"(?: \w{1,30}){0,3}) {1,2}$"
)
_AND_CHARS: Final = 80
_PARTS: Final = 12  # errors that a person tells in one line; each is looked for in what is left of it

# Shapes of what a reply stood in that decide how it is read on; others only tell two tellings apart.
IN_LOG: Final = "log"
NUMBER_ALONE: Final = "bare"
ENHANCED_ALONE: Final = "enhanced"
NUMBERED: Final = "numbered"  # a list's row without words


@dataclass(slots=True)
class Hit:
    """A bounce found on a line, with how sure its number is and the shape of what it stood in."""

    bounce: Bounce
    strength: Strength
    line: int
    shape: str


@dataclass(slots=True)
class Scan:
    """Everything one pass found; `recipients` in order, with their line; `full`: it ended early."""

    hits: list[Hit] = field(default_factory=list)
    errors: list[tuple[int, LocalError]] = field(default_factory=list)
    recipients: list[tuple[int, str]] = field(default_factory=list)
    original_at: int | None = None
    full: bool = False


class Scanner:
    """Walks the lines of one paste; what was said last completes each reply."""

    def __init__(self, lines: list[str], whole: Seen, *, report: bool) -> None:
        self._lines = lines
        self._report = report
        self._conversation = Conversation(report=report)
        self._fruitless = 0
        self._delayed: defaultdict[str, list[Hit]] = defaultdict(list)  # by the mail's name in the queue
        self._joined = 0
        self._whole = whole
        self._tells = whole.any(_TROUBLE) or whole.any(_CUE)  # else no line needs a look of its own
        self._local_errors: bool | None = None
        self._statements = may_hold_statement(whole)
        self._lists: bool | None = None
        self._read: tuple[str, list[Found]] = ("", [])
        self._wordings: set[tuple[int | None, str]] = set()
        self.scan = Scan(recipients=self._conversation.recipients)

    def run(self) -> Scan:
        """Walk all lines once."""
        index = 0
        lines = self._lines
        while index < len(lines):
            line = lines[index]
            if len(line) > _LINE_LIMIT:
                lines[index : index + 1] = [
                    line[at : at + _LINE_LIMIT] for at in range(0, len(line), _LINE_LIMIT)
                ]
                line = lines[index]
            index = self._line(index, line)
            self.scan.full = len(self.scan.hits) >= HIT_LIMIT or len(self._wordings) >= WORDING_LIMIT
            if self.scan.full or self.scan.original_at is not None:
                break
        return self.scan

    def _line(self, index: int, line: str) -> int:
        if not line or line.isspace() or (len(line) < _SHORTEST and "." not in line):
            return index + 1
        if self._report and report_prose.original_begins(line):
            if index >= _PROSE_LINES or self.scan.hits or self.scan.recipients or self.scan.errors:
                self.scan.original_at = index
            return index + 1
        seen = self._whole.of(line)
        if self._tells and seen.any(_TROUBLE):
            if self._fruitless > _FRUITLESS_LIMIT and _CLEAR.search(line) is None:
                return index + 1
            last, joined = self._join(index)
            if len(self._lines) > 1 or self._report:
                self._conversation.note(index, seen)
            if self._replies(index, seen.of(joined)):
                return last + 1
            self._fruitless += 1
        elif self._tells and seen.any(_CUE):
            self._conversation.note(index, seen)
        if self._local_errors is None:
            self._local_errors = may_hold_local_error(self._whole)
        return self._local(index, seen) if self._local_errors else index + 1

    def _local(self, index: int, seen: Seen) -> int:
        """Read a client's own error, and the next line where it goes on there.

        Postfix tells the name that it looked up, PHP what OpenSSL says, an error page the message
        below the class, JavaMail what kept it from reading: alone that would be a connection's.
        Postal tells Ruby's error below the server's name.
        """
        place = index + 1
        reading = _READING in seen.text
        if reading and place + 1 < len(self._lines) and self._lines[place].rstrip().endswith(_NESTED):
            place += 1
        following = self._lines[place].strip(" \t>|") if place < len(self._lines) else ""
        goes_on = (
            following.startswith("for name=")
            or seen.text.rstrip().endswith("OpenSSL Error messages:")
            or (
                following != ""
                and (reading or POSTAL in seen.text or _CLASS_ALONE.match(seen.text))
                and not find_replies(following)
            )
        ) and len(following) < _LINE_LIMIT
        error = local_error(Seen(f"{seen.text} {following}") if goes_on else seen)
        if error is not None and (
            _LINK.fullmatch(seen.text) is not None or (index and closed_by_hand(self._lines[index - 1]))
        ):
            error = None
        if error is not None:
            self.scan.errors.append((index, error))
        return place + 1 if goes_on else index + 1

    def _join(self, index: int) -> tuple[int, str]:
        """Join a reply's continuation lines, whether the client kept, dropped or indented the codes."""
        lines = self._lines
        joined = lines[index]
        last = index
        end = min(len(lines), index + (_JOIN_LIMIT if self._joined < _JOINED_LIMIT else 1))
        while last + 1 < end:
            line = lines[last + 1]
            spaced = not line.strip() and last + 2 < end and goes_on_spaced(joined, lines[last + 2])
            if spaced:
                last += 1
                line = lines[last + 1]
            if len(line) > _LINE_LIMIT or not line.strip():
                break
            bare = without_same_lead(lines[last], line) or without_lead(line)
            if not spaced and not belongs(joined, lines[last], line, bare):
                break
            joined = f"{joined} {without_number(joined, bare)}"
            last += 1
        self._joined += last - index
        return last, joined

    def _replies(self, index: int, seen: Seen, parts: int = _PARTS) -> bool:
        """Tell the replies of a line, which may be read in so many more parts; False when it holds none."""
        line = seen.text
        entry = parse_log_line(seen) if seen.any(_SERVER_LOG) else None
        if entry is not None:
            if entry.bounce is not None:
                self._log(entry, entry.bounce, index)
            return True
        if len(self._lines) > 1 and self._numbered(index, seen):
            return True
        if line != self._read[0]:  # a log repeats itself
            self._read = (line, find_replies(line))
        found = self._read[1]
        failing = [one for one in found if is_failing(one.reply)]
        if failing and self._statements and is_statement(line):
            return True
        solid = [one for one in failing if one.strength is not Strength.BARE]
        if not solid:
            bare = failing[0] if failing and not is_status(failing[0].reply, line) else None
            if self._enhanced_only(index, seen, bare):
                return True
            if bare is not None:
                self._bare(index, seen, bare)
            return bare is not None
        if len(solid) > 1:
            solid = joined_items(line, solid)
        apart = _told_apart(line, *solid[:2]) if parts and len(solid) > 1 else 0
        if apart:
            self._replies(index, seen.of(line[:apart]), parts - 1)
            return self._replies(index, seen.of(line[apart:]), parts - 1)
        self._told(index, seen, solid)
        return True

    def _log(self, entry: LogLine, bounce: Bounce, index: int) -> None:
        """Tell a log's line; a mail that the server gave up failed for what delayed it before."""
        delayed = self._delayed.pop(entry.queued, []) if entry.gave_up else []
        for hit in delayed:
            hit.bounce = hit.bounce._replace(kind=Kind.FAILURE)
        if not delayed:
            self._add(bounce, Strength.SURE, index, IN_LOG)
            if entry.queued and bounce.kind is Kind.DELAY:
                self._delayed[entry.queued].append(self.scan.hits[-1])

    def _told(self, index: int, seen: Seen, solid: list[Found]) -> None:
        """Tell the replies of a line; one that only wraps the next belongs to it."""
        line = seen.text
        nested: list[Found] = []
        begin = 0
        for position, one in enumerate(solid):
            following = solid[position + 1] if position + 1 < len(solid) else None
            if (
                following is not None
                and following.start <= one.end + 12
                and following.reply.code != one.reply.code
                and not _listed(line, one.start, following.start)
            ):
                nested.append(one)
                continue
            self._add(
                self._bounce(index, seen, one, tuple(outer.reply for outer in nested), begin),
                one.strength,
                index,
                _shape(line),
            )
            nested = []
            begin = one.end

    def _numbered(self, index: int, seen: Seen) -> bool:
        """Read a row that tells an address and a number, where the paste is a list of such refusals."""
        row = numbered_row(seen.text)
        if row is None:
            return False
        if self._lists is None:
            self._lists = lists_refusals(self._lines)
        address, reply = row
        if not self._lists or reply is None:
            return False
        if is_failing(reply):
            bounce = self._conversation.bounce(index, f"{address}, ", "", reply, seen)
            self._add(bounce, Strength.PLAIN, index, NUMBERED)
        return True

    def _bare(self, index: int, seen: Seen, bare: Found) -> None:
        beside = _WORDS_BESIDE.search(seen.text)
        if beside is not None and tongues_in(self._whole).mail:  # other programs' records look the same
            bare = bare._replace(reply=_with_words(bare.reply, seen.text, beside.group(1)))
            self._add(self._bounce(index, seen, bare, (), 0), Strength.WEAK, index, "record")
            return
        self._add(self._bounce(index, seen, bare, (), 0), Strength.BARE, index, NUMBER_ALONE)
        error = local_error(seen)  # "STARTTLS denied, code 454"
        if error is not None and error.stage is Stage.TLS:
            self.scan.errors.append((index, error))

    def _enhanced_only(self, index: int, seen: Seen, bare: Found | None) -> bool:
        """Read a reply whose code is dropped, or stands apart: `code 550, message '5.1.1 User unknown'`."""
        line = seen.text
        told = enhanced_reply(line, bare.reply.code if bare is not None else None)
        if told is None:
            if bare is None and self._qmail(index, seen):
                return True
            self._page(index, line)
            return False
        reply, start = told
        described = self._conversation.bounce(index, line[: max(0, start - 1)], "", reply, seen)
        if reply.code is None and (len(self._lines) > 1 or start > 0):
            described = described._replace(suspected=not self._report and not tongues_in(self._whole).mail)
        self._add(described, Strength.WEAK if reply.code is None else Strength.SURE, index, ENHANCED_ALONE)
        return True

    def _qmail(self, index: int, seen: Seen) -> bool:
        told = qmail_reply(seen.text)
        if told is None:
            return False
        described = self._conversation.bounce(index, seen.text[: told.start], "", told.reply, seen)
        self._add(described, Strength.WEAK, index, ENHANCED_ALONE)
        return True

    def _page(self, index: int, line: str) -> None:
        """Read the number that a help page's link names, with the sentences that lead to it."""
        number = page_number(line)
        if number is not None:
            words = " ".join(" ".join(self._lines[max(0, index - 3) : index + 1]).split())[:1000]
            self._add(Bounce(Reply(None, number, words)), Strength.BARE, index, "page")

    def _bounce(self, index: int, seen: Seen, one: Found, outer: tuple[Reply, ...], begin: int) -> Bounce:
        head = seen.text[max(begin, one.start - 2000) : one.start]
        tail = seen.text[one.end : one.end + 1200]
        return self._conversation.bounce(index, head, tail, one.reply, seen, outer)

    def _add(self, bounce: Bounce, strength: Strength, index: int, shape: str) -> None:
        self.scan.hits.append(Hit(bounce, strength, index, shape))
        if len(self.scan.hits) > WORDING_LIMIT:
            words = _WORD.findall(bounce.reply.text[:_WORDING])
            self._wordings.add((bounce.reply.code, "".join(words)))


def _told_apart(line: str, first: Found, second: Found) -> int:
    """Say where a person goes on to the second of two errors in a line; 0 where the first wraps it."""
    if first.reply.code == second.reply.code:
        return 0
    joint = _AND.search(line, max(first.start + 4, second.start - _AND_CHARS), second.start)
    return joint.start() if joint is not None else 0


def _listed(line: str, first: int, second: int) -> bool:
    """Say whether two replies follow one another in the same words: no wrapper and its cause."""
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
