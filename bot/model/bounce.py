"""What a paste says: replies, evidence, bounces. Nothing concluded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Union

from bot.model.sets import Kind, Speaker, Stage, Vantage

Value = Union[str, int, bool, None, "tuple[Value, ...]"]
"""What an argument of an evidence may be: what JSON can say without an object."""

MORE_FAILURES = "paste.more-failures"
"""The evidence, on the first bounce, that a paste holds more different failures than are read."""
MORE_REPLIES = "paste.more-replies"
"""The same of replies, different or not: what stands behind so many is not counted."""
READ_IN_PART = "paste.read-in-part"
"""The same of a list's rows, a mailbox file's mails or a mail's text: `what`, and how many were `read`."""

FEEDBACK = "report.feedback"
"""The evidence that a feedback report is of one of `NO_COMPLAINTS`: not that a person called a mail spam."""
NO_COMPLAINTS = ("auth-failure", "not-spam")

READS_LIKE = "reply.reads-like"
"""The evidence that no page has a reply's words: it is answered by the page whose texts it reads like."""

ALSO_SAYS = "The text also says “"
"""What stands before a paste's own words in the reason of another reading: they are never formatted."""

A_PERSON = "person"
"""The client where a person tells in a few words of what may be trouble with mail: a page has to know it."""

ANY_PROGRAM = "program"
"""The client where some program says that a mail was not sent, and its name is not known."""

MAIL_SERVERS = frozenset({"postfix", "exim", "sendmail", "opensmtpd", "qmail", "postal", "zone-mta"})
"""The clients that deliver to the recipient's server, where nobody logs in."""

_HALF_A_YEAR = 6  # months


class Reply(NamedTuple):
    """One SMTP reply (RFC 5321 4.2), or a client's own error text when `code` is None.

    `code` is 200 to 599; `enhanced` is as on the wire, `5.7.8` (RFC 3463); `text` is unfolded,
    without the numbers.
    """

    code: int | None
    enhanced: str | None
    text: str

    @property
    def has_number(self) -> bool:
        """Whether it carries a code, basic or enhanced."""
        return self.code is not None or self.enhanced is not None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact: a declared tag with its arguments, who says so (a check's name or `paste`) and from where."""

    tag: str
    args: Mapping[str, Value]
    source: str
    vantage: Vantage

    @classmethod
    def in_paste(cls, tag: str, **args: Value) -> Evidence:
        """Give a fact that a paste shows."""
        return cls(tag, args, "paste", Vantage.PASTE)


def args_of(facts: Iterable[Evidence], *tags: str) -> Iterator[Mapping[str, Value]]:
    """Give what the facts of these tags hold, in their order."""
    return (fact.args for fact in facts if fact.tag in tags)


def has_fact(facts: Iterable[Evidence], *tags: str) -> bool:
    """Whether a fact of one of these tags is there."""
    return any(fact.tag in tags for fact in facts)


class Logged(NamedTuple):
    """When a log has a failure the first and the last time, to the minute, by its own clock.

    Each is `2026-11-20 09:12`, `11-20 09:12` where the log writes no year, `09:12` where it writes no date.
    """

    first: str
    last: str


def logged_in_all(times: Iterable[Logged | None]) -> Logged | None:
    """Give the first and the last of some times; None where there is none.

    What another log writes in another form cannot be compared, and is left out.
    """
    known = [one for one in times if one is not None]
    if not known:
        return None
    first, last = known[0]
    for one in known:
        if len(one.first) == len(first):
            first = one.first if _is_before(one.first, first) else first
            last = one.last if _is_before(last, one.last) else last
    return Logged(first, last)


def _is_before(one: str, other: str) -> bool:
    """Whether a time comes before another; without a year December comes before January."""
    if one[2:3] == "-" and abs(int(one[:2]) - int(other[:2])) > _HALF_A_YEAR:
        return one > other
    return one < other


class Bounce(NamedTuple):
    """One recipient's story in a paste: what the text says, nothing concluded.

    A tuple, like its reply, since one is made for each line of a log: a dataclass takes seven times as long.

    `reply` is the innermost one that carries the true cause; `outer` are the replies it was
    wrapped in, outermost first. `client` is the program whose words surround it (`smtplib`,
    `nodemailer`, `postfix`). `suspected` marks text that only a known wording makes an SMTP
    error: no reply code, no mail program around it; `quoted` that somebody gives it as an error's words
    where mail is spoken of. `of_mail` is False where nothing in a paste of several lines speaks of mail: no
    word, program or port. `below` are the lines of the paste below the reply, three at most, that may have
    been broken off it: what they say has to tell. `from_check` marks a reply that our own check got, not a
    paste. `context` holds what else the paste shows, with vantage `paste`. `count` is how often the same
    failure stood there. `mail` numbers the mails of a mailbox file from 1. `logged` is None where no log says
    when it was.
    """

    reply: Reply
    kind: Kind = Kind.FAILURE
    recipient: str | None = None
    original_recipient: str | None = None
    sender: str | None = None
    remote_host: str | None = None
    stage: Stage | None = None
    speaker: Speaker | None = None
    client: str | None = None
    outer: tuple[Reply, ...] = ()
    context: tuple[Evidence, ...] = ()
    suspected: bool = False
    quoted: bool = False
    of_mail: bool = True
    below: tuple[str, ...] = ()
    from_check: bool = False
    count: int = 1  # type: ignore[assignment] # a tuple's own method, which nobody needs here
    mail: int | None = None
    logged: Logged | None = None

    def with_fact(self, fact: Evidence) -> Bounce:
        """Give the bounce with one more fact that the paste shows."""
        return self._replace(context=(*self.context, fact))
