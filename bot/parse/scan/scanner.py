"""One pass over the lines of a paste: each goes to what reads replies, and else to what reads errors.

Collects only; what is kept, joined or dropped is decided afterwards.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.parse.errors.local_error import may_hold_local_error
from bot.parse.reports.report_prose import signed_at
from bot.parse.reports.returned_mail import original_begins
from bot.parse.scan.continuation import lines_below, with_continuation
from bot.parse.scan.conversation import Conversation
from bot.parse.scan.error_lines import error_at
from bot.parse.scan.hits import Hit, Scan
from bot.parse.scan.log import SERVER_LOG
from bot.parse.scan.reply_lines import ReplyReader
from bot.parse.signs import REPLY, Seen, Signs
from bot.parse.written.lines import LINE_LIMIT

_SHORTEST: Final = 3  # characters of a line that tells something: a code's, if not the dot that ends a mail
_PROSE_LINES: Final = 5  # a separator below so many lines ends a report's prose; above, it opens a forward
_FRUITLESS_LIMIT: Final = 5_000  # lines with numbers and no reply, after which only clear ones are read
_JOINED_LIMIT: Final = 20_000  # lines joined in one paste
_REMEMBERED: Final = 500  # lines of a longer text that are not looked at anew when they come again
_FEW_LINES: Final = 400  # nobody breaks the lines of a longer text
_STOPS: Final = " .,;:-"  # what a reply's text leaves out at its line's end
_NEAR: Final = 40  # lines looked at once for what an error of a program may hold
_BELOW: Final = 2  # lines below an error's first on which it may go on

_CLEAR: Final = re.compile(r"[45]\d\d[ -][45]\.\d|said: |status=|stat=|\*\* |, b['\"]|^\W{0,4}[45]\d\d[ -]")
# Whether the one above occurs, and whether a mail server's log line may: most lines end here.
_TROUBLE: Final = Signs(
    REPLY,
    r"\b334 (?:eyJ|[45]\.)|(?:^|[^\w.])[45]\d\d(?:[^\w.]|\.\s|\.?$)|\b[45]\.\d+\.\d+\b"
    rf"|(?:smtp|err|error)_[45]\d\d\b|{SERVER_LOG}",
)
# Who speaks to whom, and about whom.
_SPOKEN: Final = Signs(
    REPLY,
    r"@|RCPT|MAIL F|AUTH|EHLO|HELO|LHLO|STARTTLS|DATA|BDAT|talking|host |Server|[\]>] said"
    r"|(?:^|[>:~]\s?)\.\s*$|relay|Remote|command:|Connected to |does not like recipient|I sent the message"
    r"|Escape character is |did not accept the mail|(?:^|[>:] )354[ -]|when sending to ",
)


class Scanner:
    """Walks the lines of one paste; a line that is too long is cut in its list."""

    def __init__(self, lines: list[str], whole: Seen, *, report: bool) -> None:
        self._lines = lines
        self._whole = whole
        self._look = lru_cache(_REMEMBERED)(whole.of) if len(lines) > _REMEMBERED else whole.of
        self._report = report
        signature = signed_at(lines) if report else len(lines)
        self._conversation = Conversation(report=report, signed_at=signature)
        self._scan = Scan(recipients=self._conversation.recipients)
        self._replies = ReplyReader(lines, whole, self._conversation, self._scan, report=report)
        self._tells = whole.any(_TROUBLE) or whole.any(_SPOKEN)  # else no line needs a look of its own
        self._fruitless = 0
        self._joined = 0
        self._looked_until, self._near_error = 0, False  # lines that were looked at for an error's signs

    def run(self) -> Scan:
        """Walk all lines once."""
        index = 0
        lines, scan = self._lines, self._scan
        while index < len(lines) and not scan.full and scan.original_at is None:
            line = lines[index]
            if len(line) > LINE_LIMIT:
                pieces = [line[at : at + LINE_LIMIT] for at in range(0, len(line), LINE_LIMIT)]
                lines[index : index + 1] = pieces
                line = lines[index]
            index = self._line(index, line)
        return scan

    def _line(self, index: int, line: str) -> int:
        """Read a line; the number of the next that is to be read."""
        if not line or line.isspace() or (len(line) < _SHORTEST and "." not in line):
            return index + 1
        if self._report and original_begins(line):
            if index >= _PROSE_LINES or self._scan.hits or self._scan.recipients or self._scan.errors:
                self._scan.original_at = index
            return index + 1
        seen = self._look(line)
        if self._tells and seen.any(_TROUBLE):
            if self._fruitless > _FRUITLESS_LIMIT and _CLEAR.search(line) is None:
                return index + 1
            last, joined = index, line
            if self._joined < _JOINED_LIMIT:
                last, joined = with_continuation(self._lines, index)
                self._joined += last - index
            if len(self._lines) > 1 or self._report:
                self._conversation.note(index, seen)
            told = len(self._scan.hits)
            if self._replies.read(index, seen.of(joined)):
                if len(self._scan.hits) > told:
                    self._keep_below(self._scan.hits[-1], joined, last)
                return last + 1
            self._fruitless += 1
        elif self._tells and seen.any(_SPOKEN):
            self._conversation.note(index, seen)
        return self._error(index, seen) if self._may_hold_error(index) else index + 1

    def _keep_below(self, hit: Hit, joined: str, last: int) -> None:
        """Keep with a reply that ends its line the lines below, which may have been broken off it."""
        said = hit.bounce.reply.text.rstrip(_STOPS)
        if len(self._lines) <= _FEW_LINES and joined.rstrip(_STOPS).endswith(said):
            hit.bounce = hit.bounce._replace(below=lines_below(self._lines, last))

    def _may_hold_error(self, index: int) -> bool:
        """Whether this line or one near it may; the lines of a long text are looked at many at once."""
        if not self._whole.long:
            return True
        if index >= self._looked_until:
            self._looked_until = index + _NEAR
            near = "\n".join(self._lines[index : self._looked_until + _BELOW])
            self._near_error = may_hold_local_error(self._whole.of(near))
        return self._near_error

    def _error(self, index: int, seen: Seen) -> int:
        error, following = error_at(self._lines, index, seen)
        if error is not None:
            self._scan.errors.append((index, error))
        return following
