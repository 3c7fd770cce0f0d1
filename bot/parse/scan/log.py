"""Lines of mail servers' logs: Postfix, Exim, sendmail, qmail, OpenSMTPD.

Reads one logical line; what a server wrote of the same mail before is joined by its name in the queue.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.model import Bounce, Kind, Reply, Speaker, Stage
from bot.parse.around import ADDRESS, clean_address, host_in, sender_in, subject_of_reply
from bot.parse.numbers.reply import find_replies
from bot.parse.numbers.reply_text import TEXT_LIMIT, failing_enhanced
from bot.parse.numbers.strength import Strength
from bot.parse.scan.hits import IN_LOG, Hit, Scan
from bot.parse.signs import REPLY, Seen, Signs
from bot.parse.stage import stage_named, stage_of


@dataclass(frozen=True, slots=True)
class _LogLine:
    """A line that a mail server wrote: the bounce in it, or None when it reports no trouble.

    `queued` names what Postfix or Exim keeps or, when it `gave_up`, has given back to its sender;
    `delivery` is qmail's number.
    """

    bounce: Bounce | None
    queued: str = ""
    gave_up: bool = False
    delivery: str = ""


# What stands in every line read here, in the syntax of signs.
SERVER_LOG: Final = (
    r"status=|stat=|(?:^| )\*\* |(?:^| )== |delivery \d+:|_said:_"
    r"|rejected (?:rcpt|mail|after data|connection|ehlo|helo)\b|authenticator failed for"
)
_SIGNS: Final = Signs(REPLY, SERVER_LOG)
_BEGUN_LIMIT: Final = 20_000  # deliveries of one paste that are remembered
_POSTFIX: Final = re.compile(
    # An issue tracker takes `<a@b>` for markup and shows less of it, or nothing.
    # To whom it went is often taken out of a line before it is shown.
    r"(?:\bto=(?:<(?P<to>[^<>]{0,384})>|(?P<bare>[^\s<>,]{0,384})),"
    r"(?: orig_to=<?(?P<orig>[^<>\s,]{0,384})>?,)?.{0,600}?)?"
    r"\bdsn=(?P<dsn>\d\.\d{1,3}\.\d{1,3}),? ?status=(?P<status>[\w-]{4,20})\s?(?P<why>.*)",
    re.DOTALL,
)
# qmgr's last line of a mail: what its last answer was stands in the lines before.
_POSTFIX_GAVE_UP: Final = re.compile(
    r"\b(?P<id>[0-9A-Za-z]{6,20}): from=(?:<(?P<from>[^<>]{0,384})>)?, (?P<why>status=expired.*)"
)
_QUEUED: Final = re.compile(r"\b([0-9A-Za-z]{6,20}): $")
_SENDMAIL: Final = re.compile(
    r"\bto=(?P<to>[^,]{1,384}),.{0,600}?(?:dsn=(?P<dsn>\d\.\d{1,3}\.\d{1,3}), )?stat=(?P<stat>.*)", re.DOTALL
)
_ANY_REFUSAL: Final = "Service unavailable"  # sendmail's name for any 5xx that has no name of its own
_EXIM: Final = re.compile(
    rf"(?P<sign>\*\*|==) (?P<to>{ADDRESS})(?: <(?P<orig>[^<>]{{1,384}})>)?(?P<rest>:? .*)", re.DOTALL
)
_EXIM_MAIL: Final = re.compile(r"\b([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) $")
_EXIM_DEFER: Final = re.compile(
    r"\b(?P<defer>defer \((?P<error>-?\d{1,6})\))(?: H=\S{1,255}(?: \[[^\]]{1,64}\])?)?: (?P<why>.*)",
    re.DOTALL,
)
_EXIM_FIELDS: Final = re.compile(
    r"^(?: (?:R|T|H|X|CV|DN|P|F|S|A|C|QT|DT|U|I|K|L|M8S)=\S{1,255}(?: \[[^\]]{1,64}\](?::\d+)?)?)*:? "
)
# Exim's log of what it refused itself: `H=(pc) [192.0.2.1] F=<a@b> rejected RCPT <c@d>: relay not permitted`.
_EXIM_REJECT: Final = re.compile(
    # People write xxx.xxx.xxx.xxx over an address.
    r"\[[\da-fA-FxX.:*]{3,45}\](?::\d{1,5})? (?:.{0,300}? )?(?P<later>temporarily )?rejected "
    r"(?P<command>RCPT|MAIL|EHLO or HELO|EHLO|HELO|after DATA|connection)(?: (?P<address><[^<>]{0,384}>"
    r"|[^:]{0,200}))?(?:: (?P<why>.*)|\s*$)",  # an ACL that gives no reason logs none
    re.DOTALL,
)
# Exim's log of a login that it refused: its words before the reply say that somebody else's program tried.
_EXIM_FROM: Final = re.compile(r" F=<([^<>]{1,384})>")
_EXIM_LOGIN: Final = re.compile(
    r"(?P<words>[\w-]{1,64} authenticator failed for .{0,400}?): (?P<code>[45]\d\d) (?P<why>.*)"
)
_QMAIL: Final = re.compile(
    r"(?:\bdelivery (?P<number>\d{1,12}): |^\W{0,8})(?P<result>failure|deferral|success): (?P<why>\S+)"
    r"|^\W{0,8}(?P<alone>[^\s_]{1,255}_\S{1,400}_said:_\S+)"  # a panel shows no more
)
# qmail says to whom when it begins, and of what became of it only the number.
_QMAIL_BEGINS: Final = re.compile(
    r"\bstarting delivery (\d{1,12}): msg \d{1,20} to (?:remote|local) (\S{1,384})"
)
_OPENSMTPD: Final = re.compile(
    r"\bto=<?(?P<to>[^<>\s,]{0,384}+)>?.{0,300}?result=\"?(?P<result>PermFail|TempFail"
    # What delivers into mailboxes is quoted in it: stat=Error (temporary failure: "mail.lmtp: ... 550 ...")
    r"|Ok)\"?,? stat=(?:\"(?P<why>[^\"]*)|(?P<told>.*))",
    re.DOTALL,
)


class ServerLog:
    """The lines of one paste's log; a mail that the server gave up failed for what delayed it before."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._delayed: defaultdict[str, list[Hit]] = defaultdict(list)  # by the mail's name in the queue
        self._begun: dict[str, str | None] = {}  # to whom, by qmail's number of a delivery

    def read(self, index: int, seen: Seen) -> bool:
        """Add the bounce of a log's line to what the pass found; False when the line is no log's."""
        line = _log_line(seen) if seen.any(_SIGNS) else None
        if line is None:
            return self._begins(seen.text)
        if line.bounce is None:
            return True
        bounce = line.bounce
        if line.delivery in self._begun:
            bounce = bounce._replace(recipient=self._begun[line.delivery] or bounce.recipient)
        delayed = self._delayed.pop(line.queued, []) if line.gave_up else []
        for hit in delayed:
            hit.bounce = hit.bounce._replace(kind=Kind.FAILURE)
        if not delayed:
            hit = self._scan.add(bounce, Strength.SURE, index, IN_LOG)
            if line.queued and bounce.kind is Kind.DELAY:
                self._delayed[line.queued].append(hit)
        return True

    def _begins(self, line: str) -> bool:
        """Whether qmail begins a delivery here; to whom is remembered until it says what became of it."""
        begun = _QMAIL_BEGINS.search(line) if "starting delivery " in line else None
        if begun is not None and len(self._begun) < _BEGUN_LIMIT:
            self._begun[begun.group(1)] = clean_address(begun.group(2))
        return begun is not None


def _log_line(seen: Seen) -> _LogLine | None:
    """Read a line of a mail server's log; None when it is none that says what became of a recipient."""
    spaced = f" {seen.text}"
    for signs, pattern, read in _READERS:
        if all(map(spaced.__contains__, signs)):
            match = pattern.search(seen.text)
            return read(match, seen) if match is not None else None
    return None


def _postfix(match: re.Match[str], seen: Seen) -> _LogLine:
    line, status = seen.text, match.group("status")
    if status in ("sent", "delivered", "deliverable"):
        return _LogLine(None)
    why = match.group("why").strip()
    if why.startswith("("):
        why = why[1:-1] if why.endswith(")") else why[1:]
    kind = Kind.DELAY if status in ("deferred", "deferral") else Kind.FAILURE
    to, orig = clean_address(match.group("to") or match.group("bare") or ""), match.group("orig")
    bounce = _explained(why, match.group("dsn"), kind, host_in(line, seen), "postfix", seen)
    bounce = _with(bounce, to, clean_address(orig) if orig else None, sender_in(line, seen))
    queued = _QUEUED.search(line, max(0, match.start() - 24), match.start()) if kind is Kind.DELAY else None
    return _LogLine(bounce, queued.group(1) if queued is not None else "")


def _postfix_gave_up(match: re.Match[str], _: Seen) -> _LogLine:
    reply = Reply(None, None, " ".join(match.group("why").split())[:TEXT_LIMIT])
    bounce = Bounce(reply, stage=Stage.QUEUE, speaker=Speaker.OWN_SERVER, client="postfix")
    sender = clean_address(match.group("from") or "")
    return _LogLine(_with(bounce, None, None, sender), match.group("id"), gave_up=True)


def _sendmail(match: re.Match[str], seen: Seen) -> _LogLine:
    line, stat = seen.text, match.group("stat").strip()
    if stat.startswith(("Sent", "queued")) or not stat:
        return _LogLine(None)
    kind = Kind.DELAY if stat.startswith("Deferred") else Kind.FAILURE
    dsn = match.group("dsn")
    refused = stat == _ANY_REFUSAL and dsn is not None and dsn[0] == "5"
    bounce = _explained("" if refused else stat, dsn, kind, host_in(line, seen), "sendmail", seen)
    if refused and bounce.remote_host is not None:
        bounce = bounce._replace(speaker=Speaker.RECIPIENT_SERVER)
    return _LogLine(_with(bounce, clean_address(match.group("to")), None, sender_in(line, seen)))


def _exim(match: re.Match[str], seen: Seen) -> _LogLine | None:
    rest = match.group("rest")
    defer = _EXIM_DEFER.search(rest)
    if match.group("sign") == "==" and defer is None:
        return None
    if defer is None:
        why = _EXIM_FIELDS.sub("", rest, count=1)
    elif defer.group("error").startswith("-"):
        why = defer.group("why")
    else:  # the operating system's error: only the number tells Exim's words from any program's
        why = f"{defer.group('defer')}: {defer.group('why')}"
    kind = Kind.DELAY if match.group("sign") == "==" else Kind.FAILURE
    bounce = _explained(why, None, kind, host_in(rest, seen), "exim", seen)
    bounce = _with(bounce, clean_address(match.group("to")), match.group("orig"), None)
    mail = _EXIM_MAIL.search(seen.text, max(0, match.start() - 30), match.start())
    queued = f"{mail.group(1)} {bounce.recipient}" if mail is not None else ""
    return _LogLine(bounce, queued, gave_up=why == "retry timeout exceeded")


def _exim_reject(match: re.Match[str], seen: Seen) -> _LogLine:
    kind = Kind.DELAY if match.group("later") else Kind.FAILURE
    bounce = _explained(match.group("why") or "", None, kind, None, "exim", seen)
    stage = stage_named(match.group("command")) or bounce.stage
    address = clean_address(match.group("address") or "")
    told = _EXIM_FROM.search(seen.text)
    sender = address if stage is Stage.MAIL else clean_address(told.group(1)) if told is not None else None
    to = None if stage is Stage.MAIL else address
    return _LogLine(_with(bounce._replace(stage=stage, speaker=Speaker.OWN_SERVER), to, None, sender))


def _exim_login(match: re.Match[str], _: Seen) -> _LogLine:
    text = " ".join(f"{match.group('words')}: {match.group('why')}".split())[:TEXT_LIMIT]
    reply = Reply(int(match.group("code")), None, text)
    return _LogLine(Bounce(reply, stage=Stage.AUTH, speaker=Speaker.OWN_SERVER, client="exim"))


def _qmail(match: re.Match[str], seen: Seen) -> _LogLine:
    if match.group("result") == "success":
        return _LogLine(None)
    kind = Kind.DELAY if match.group("result") == "deferral" else Kind.FAILURE
    why = match.group("why") or match.group("alone")
    bounce = _explained(why.replace("_", " ").replace("/", " ").strip(), None, kind, None, "qmail", seen)
    about = subject_of_reply(bounce.reply.text)
    return _LogLine(_with(bounce, about, None, None), delivery=match.group("number") or "")


def _opensmtpd(match: re.Match[str], seen: Seen) -> _LogLine:
    if match.group("result") == "Ok":
        return _LogLine(None)
    line = seen.text
    kind = Kind.DELAY if match.group("result") == "TempFail" else Kind.FAILURE
    why = match.group("why") or match.group("told") or ""
    bounce = _explained(why, None, kind, host_in(line, seen), "opensmtpd", seen)
    return _LogLine(_with(bounce, clean_address(match.group("to")), None, sender_in(line, seen)))


def _explained(why: str, dsn: str | None, kind: Kind, host: str | None, client: str, seen: Seen) -> Bounce:
    """Read the reason a server noted: a remote reply, or its own words."""
    found = [one for one in find_replies(why) if one.reply.code is not None and one.reply.code >= 400]
    solid = [one for one in found if one.strength is not Strength.BARE] or found[:1]
    if not solid:
        enhanced = dsn if dsn is not None and dsn[0] in "45" else failing_enhanced(why)
        text = " ".join(why.split())[:TEXT_LIMIT]
        stage = Stage.CONNECT if "onnect" in why[:60] or "No route" in why else stage_of(why, "", seen)
        if "SASL auth" in why:
            stage = Stage.AUTH
        return Bounce(
            Reply(None, enhanced, text),
            kind=kind,
            remote_host=host,
            stage=stage,
            speaker=Speaker.OWN_SERVER,
            client=client,
        )
    last = solid[-1]
    outer = tuple(one.reply for one in solid[:-1] if one.reply.code != last.reply.code)
    reply = last.reply
    return Bounce(
        reply,
        kind=kind,
        remote_host=host or host_in(why, seen),
        stage=stage_of(why[: last.start], why[last.end :], seen),
        speaker=Speaker.RECIPIENT_SERVER,
        client=client,
        outer=outer,
    )


def _with(bounce: Bounce, to: str | None, orig: str | None, sender: str | None) -> Bounce:
    original = clean_address(orig) if orig and orig != to else None
    return bounce._replace(recipient=to, original_recipient=original, sender=sender)


_Reader = Callable[[re.Match[str], Seen], _LogLine | None]
# Whose line it is, by all the signs that stand in it; the first that fits reads it.
_READERS: Final[tuple[tuple[tuple[str, ...], re.Pattern[str], _Reader], ...]] = (
    (("status=", "dsn="), _POSTFIX, _postfix),
    (("expired", "status="), _POSTFIX_GAVE_UP, _postfix_gave_up),
    (("stat=", "result="), _OPENSMTPD, _opensmtpd),
    (("stat=", "to="), _SENDMAIL, _sendmail),
    ((" ** ",), _EXIM, _exim),
    ((" == ",), _EXIM, _exim),
    (("authenticator failed for ",), _EXIM_LOGIN, _exim_login),
    (("rejected ",), _EXIM_REJECT, _exim_reject),
    (("delivery ",), _QMAIL, _qmail),
    (("_said:_",), _QMAIL, _qmail),
)
