"""A reply's lines joined: which lines go on with the one above, whatever a client made of the codes.

Reads no reply; where one may begin is known to those who ask.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.chatter import tells_of_a_person
from bot.parse.errors.failure import names_failure
from bot.parse.errors.local_error import is_setting
from bot.parse.reports.returned_mail import original_begins
from bot.parse.scan.numbered_rows import numbered_row
from bot.parse.signs import Seen
from bot.parse.written.lines import LINE_LIMIT, without_lead

_JOIN_LIMIT: Final = 14  # lines of one reply; the longest real one met has eleven

_CODE: Final = re.compile(
    # What stands before a number is looked at after its first digit: the search leaps from one to the next.
    r"[345:=](?:(?<=[45])(?<![\w.].)\d\d(?![\w.])|(?<=[45])(?<!\w.)\.\d{1,3}\.\d{1,3}\b"
    r"|(?<=3)(?<!\w.)34 (?:eyJ|[45]\.)|(?<=[:=])[45]\d\d\b)"
)
_WHOLE: Final = re.compile(r"(?<![\w.])([45]\d\d)[ -][45]\.\d{1,3}\.\d")
_MORE: Final = re.compile(r"(?<![\w.])[45]\d\d-[45]\.\d{1,3}\.\d{1,3} ")  # not a reply's last line
_BEGUN: Final = re.compile(r"(?<![\w.-])([45]\d\d)-(?=[^\d\s])")
_NEXT: Final = re.compile(r"^(?:[45]\d\d(?:[ -]|$)|#?[45]\.\d{1,3}\.\d{1,3}(?:\s|$))")
_GOES_ON: Final = re.compile(r"(?<![\w.-])([45]\d\d)-(?=\S)")
# Who speaks, in a client's own log; words may lead to the first of them: "the board: < S: 535-...".
_MARK: Final = re.compile(r"((?:[A-Z]{1,8}: ?|[A-Z]{0,8}[<>-]{1,3} ?){1,2})([45]\d\d)(?=[ -]|$)")
# "Client host", and below it "[192.0.2.1] blocked": an address that a sentence goes on with, no log's front.
_ADDRESS_BEGINS: Final = re.compile(r"\[[0-9a-fA-F:.]{3,45}\] ")
_LINES_BELOW: Final = 3  # into which a reply's last words may be broken
_MADE_WHOLE: Final = 100  # characters; a longer line is none that was broken at a width
_EDGE, _WIDEST = 62, 82  # columns at which mail programs and terminals break a line
_BROKEN_FROM: Final = 55  # columns; nobody breaks a shorter line to indent the rest
_BROKEN_AGAIN: Final = 40  # columns of such a rest that is broken itself
_LOG_LEAD: Final = 8  # characters; what is longer in front of a line is its own time or program
_SAME_DIGITS: Final = str.maketrans("123456789", "000000000")
_OPEN_SAID: Final = re.compile(
    r"\b(?:said|response|returned|reply|error)\b[^\n]{0,40}$|said: [45]\d\d", re.IGNORECASE
)
# "WordPress: 5.0.1" at the end of a line, or "4.6.3" alone: a program's version, unless the name is of what
# was said.
_VERSION: Final = re.compile(
    r"[\W_]{0,6}(?:(?i:(?!.{0,40}(?:said|stat|err|code|fehler|erreur|repl|resp|answer|messag|reason|diag|dsn"
    r"|smtp|server|host|\bmail|return|result|detail|reject|bounc|fail))[a-z][\w .()/-]{0,40})"
    r"[*_`]{0,3}: ?)?[45](?:\.\d{1,3}){2}[\W_]{0,3}$"
)
# What is said comes below: nothing stands behind the numbers yet, or only whom it is about.
_ENHANCED_ALONE: Final = re.compile(
    r"^ ?(?:[45]\.\d{1,3}\.\d{1,3})?\s*(?:<?[^\s<>@]{1,128}@[^\s<>@]{1,255}(?:>?:|>\.\.\.)\s*)?$"
)
_PAIR: Final = re.compile(r"[45]\d\d, ?[bu]?(?P<quote>['\"])")  # (550, b'…
# "554 mx.example.com :", "... Recipient address rejected:": the words that a colon leads to follow, and those
# behind Postfix's "Service unavailable;".
_LEADS_ON: Final = re.compile(
    r"(?:\b[45]\d\d[ -](?:[\w.-]{1,255}\.[\w-]{2,63} ?|[^\n:]{0,80}<[^<>\n]{1,255}>)"
    r"|\b(?:rejected|refused|denied|reason)):\s*\Z|\bunavailable;\s*\Z"
)
_FIELD: Final = re.compile(r"""(?:=|[:,(\[] ?)"[^"\n]{0,300}\Z""")
_ITEM: Final = re.compile(
    # A frame of R's or Rust's stack: "80: h", "3: lettre::transport".
    r"^\s*(?:(?![45]\d\d)\d{1,3}: [\w:.$<>]{1,100}\s*$"
    r"|at |from /|\.\.\. while |\.\.\. \d{1,4} (?:more|common frames)\b"  # of Java's stack
    r"|[-*=]{3}|<[^\s<>@]{1,80}@[^\s<>]{1,100}>(?::?\s*$|\.\.\. )"
    r"|[^\s<>@]{1,80}@[^\s<>:]{1,100}(?::|\s*$|\.\.\. | (?:[(–-] ?)?[45]\d\d\b)"
    r"|(?:>>>|<<<|(?:[<>] )?(?:[CS]:|E: )"
    r"|(?:\d{1,7} {1,3})?SMTP(?:[<>]{2}|\()|(?:[~>-]{1,2} )?(?-i:QUIT|RSET)\s*$)"
    r"|(?-i:(?<![ \t])[A-Z][\w-]{1,30}: |(?:Sent|From|To|Cc|Subject|Date): )|code: |errno"
    r"|syscall|hostname: |code:|responseCode|command:|reply: |[})\]])"
)
# "2. globex: mailbox full", "ana@example.com mailbox full": a point of a list.
POINT: Final = re.compile(r"\s{0,8}(?:\d{1,3}[.)]\s|<?[^\s<>@]{1,80}@[\w.-]{3,255}>?\s)")
# What a server said, with whom it is about in front: no reply above goes on with it.
SAID_OF: Final = re.compile(
    r"\s*(?:<?[^\s<>@]{1,128}@[^\s<>@:]{1,255}>?(?: \([^()]{1,300}\))?:|host \S{1,255}\[[\w.:]{2,45}\])"
    r"\s(?:.{0,300}\bsaid: )?[45]\d\d[ -]"
)
_SAID, _IN_REPLY = " said:", "(in reply to"  # Postfix's, around what it quotes
_LABEL: Final = re.compile(r"[^:\n]{1,40}: (?:[A-Z ]{2,12}: )?")
_PROGRAM: Final = re.compile(r"\s*[A-Za-z][\w-]{1,30}: ")  # "msmtp: ", in front of each of its lines
# Postfix writes the login service's reason behind it, which often is empty.
REASON_LEFT_OUT: Final = "authentication failed:"
_LINK: Final = re.compile(r"https?://\S{1,300}\s*")
_ONE_WORD: Final = re.compile(r" (?:[45]\.\d{1,3}\.\d{1,3} )?[^\W\d_]{2,20}\s*\Z")
_IN_NAME: Final = r"[^\s<>()\[\],;:|\"']"
# Addresses and numbers; only where a word begins, or a long one would cost its square.
_NAMES: Final = re.compile(rf"(?<!{_IN_NAME}){_IN_NAME}*[@\d]{_IN_NAME}*")

# Postfix's "%s rejected: %s", with a command or "Client host", "Sender address" in front, broken in it.
_REFUSED: Final = re.compile(
    r"\b(?:Helo|Data|ETRN|Client|Sender|Recipient|host|address|command)$", re.IGNORECASE
)
_REJECTED: Final = re.compile(r"(?:(?:host|address|command) )?rejected: ")
# No sentence ends with one of these: "550 that IP address is not allowed to", however narrow the lines are.
UNFINISHED: Final = re.compile(
    r"\b(?:to|the|an?|not|is|are|was|has|have|been|be|does|do|of|for|by|from|with|your|this|and|or|at|that"
    r"|using|because|than|our|their|its|please|contact|visit|see|if|until|into|which|whose|must|should|may"
    r"|cannot)$"
)


def with_continuation(lines: list[str], index: int) -> tuple[int, str]:
    """Join a line with those that go on with its reply; also the number of the last."""
    joined, last = lines[index], index
    end = min(len(lines), index + _JOIN_LIMIT)
    said = _SAID in joined or (index > 0 and lines[index - 1].rstrip().endswith(_SAID))
    if said:
        joined, last = _up_to_command(lines, index, end)
    while last + 1 < end:
        line = lines[last + 1]
        spaced = not line.strip() and last + 2 < end and _goes_on_spaced(joined, lines[last + 2])
        if spaced:
            last += 1
            line = lines[last + 1]
        if len(line) > LINE_LIMIT or not line.strip():
            break
        bare = _without_same_lead(lines[last], line) or without_lead(line)
        if not spaced and not _belongs(joined, lines[last], line, bare, said=said):
            break
        joined = f"{joined} {_without_number(joined, bare)}"
        last += 1
    return last, joined


def lines_below(lines: list[str], last: int) -> tuple[str, ...]:
    """Give the lines below a reply, three at most, that may be broken off it, though no sign shows it.

    The first word of each would not have fitted on the line before; what was made whole already has no width.
    """
    below: list[str] = []
    previous, width = lines[last], 0
    for line in lines[last + 1 : last + 1 + _LINES_BELOW]:
        bare = (line if _ADDRESS_BEGINS.match(line) is not None else without_lead(line)).strip()
        width = max(width, len(previous.rstrip()), len(line.rstrip()) if len(line) <= _MADE_WHOLE else 0)
        if (
            not bare
            or len(previous.rstrip()) + 1 + len(bare.split(maxsplit=1)[0]) <= width
            or len(line) > LINE_LIMIT
            or _CODE.search(line) is not None
            or _ITEM.match(line) is not None
            or POINT.match(line) is not None
            or is_setting(line)
            or original_begins(line)
            or _opens_another(previous, line, bare)
        ):
            break
        below.append(bare)
        previous = line
    return tuple(below)


def _up_to_command(lines: list[str], index: int, end: int) -> tuple[str, int]:
    """Join what Postfix quotes up to "(in reply to RCPT TO command)", though its lines lost their indent."""
    joined = lines[index]
    for last in range(index + 1, end if _IN_REPLY not in joined else 0):
        line = lines[last]
        if not line.strip() or len(line) > LINE_LIMIT or _SAID in line:
            break
        joined = f"{joined} {_without_number(joined, line)}"
        begun = joined.find(_IN_REPLY)
        if begun >= 0:
            return joined, last
    return lines[index], index


def _belongs(joined: str, previous: str, line: str, bare: str, *, said: bool) -> bool:
    """Whether a line continues the reply that the joined ones hold; `said`: Postfix quotes it."""
    first = _CODE.search(joined)
    if first is None:
        return False
    number = _NEXT.match(bare)
    if number is not None:
        digits = number.group().strip(" -#")
        if "." in digits:
            return digits in joined or joined.rstrip()[-3:].isdigit()
        return _is_unfinished(joined, digits)
    if _opens_another(previous, line, bare):
        return False
    digits = first.group()
    if _LINK.fullmatch(bare) is not None and _is_unfinished(joined, digits):
        return True
    if _ITEM.match(line) is not None or original_begins(line):
        return False
    other = _WHOLE.search(line)
    if f"{digits}-" in joined and f"{digits} " not in joined:  # the last line of this reply has not come yet
        return other is None or other.group(1) == digits
    if line[:1] not in " \t" and joined.rstrip().endswith(REASON_LEFT_OUT):
        return False
    if POINT.match(previous) is not None and POINT.match(line) is not None:
        return False
    if _leads_to_words(joined, first.end()):
        return other is None and not _VERSION.match(joined) and not (is_setting(line) or _is_persons(line))
    return _wrapped(joined, previous, line, bare, first, said=said)


def _is_persons(line: str) -> bool:
    """Whether somebody goes on to tell of themselves, and of no failure: "It happens on my other account"."""
    return tells_of_a_person(line) and not names_failure(Seen(line))


def _opens_another(previous: str, line: str, bare: str) -> bool:
    """Whether a line without a number at its front tells something else than the one above."""
    if len(line.lstrip(" \t>|")) - len(bare) > _LOG_LEAD:
        return True
    program = _PROGRAM.match(line)
    if program is not None and previous.startswith(program.group()):
        return True
    opens_fields = previous.rstrip().endswith(" {")  # those of a program's error object
    if opens_fields or numbered_row(line) is not None or opens_like(previous, line):
        return True
    return SAID_OF.match(line) is not None


def _leads_to_words(joined: str, end: int) -> bool:
    """Whether no words have come yet behind a number that ends there, as in "Server Response: 454 4.7.1"."""
    if not _ENHANCED_ALONE.sub("", joined[end:]).strip():
        return True
    return joined.rstrip().endswith((":", "-")) and _OPEN_SAID.search(joined) is not None


def _is_unfinished(joined: str, digits: str) -> bool:
    """Whether a reply has a line that is not its last: `421-...`; AOL's are shown as `421 -: (DYN:T1)`."""
    return f"{digits}-" in joined or f"{digits} -:" in joined


def _without_same_lead(previous: str, line: str) -> str | None:
    """A reply's next line without what a log writes before each, `mta: 0xea6: <<< `; None where it differs.

    A time goes on meanwhile: digits may be others.
    """
    begun = _GOES_ON.search(previous)
    if begun is None:
        return None
    lead, end = begun.start(), begun.end()
    mark = _MARK.match(line)
    if mark is not None and mark[2] == begun[1] and previous.endswith(mark[1], 0, lead):
        return line[mark.end(1) :]
    if line[lead : end - 1] != begun[1] or line[end - 1 : end] not in ("-", " ", ""):
        return None
    same = line[:lead].translate(_SAME_DIGITS) == previous[:lead].translate(_SAME_DIGITS)
    return line[lead:] if same else None


def _goes_on_spaced(joined: str, line: str) -> bool:
    """Whether a reply goes on below an empty line: `both 550-5.7.26 do not pass)`."""
    number = _MORE.search(joined)
    if number is not None:
        return number.group() in line
    begun = _BEGUN.search(joined)
    return begun is not None and line.startswith((f"{begun[1]} ", begun[0])) and f"{begun[1]} " not in joined


def opens_like(previous: str, line: str) -> bool:
    """Whether two lines lead to a number in the same words, names and numbers aside: rows of a list.

    So they do where each has its own label: "Ana gets: 550 ...", "Ben gets: 535 ...".
    """
    first, second = _CODE.search(previous), _CODE.search(line)
    if first is None or second is None or previous.startswith("-", first.end()):
        return False
    lead, before = line[: second.start()], previous[: first.start()]
    if _LABEL.fullmatch(lead) is not None and _LABEL.match(before) is not None:
        return True
    return bool(lead.strip()) and _NAMES.sub("", lead) == _NAMES.sub("", before)


def _wrapped(joined: str, previous: str, line: str, bare: str, number: re.Match[str], *, said: bool) -> bool:
    """Whether a line without numbers of its own goes on where the one before was broken."""
    if _IN_REPLY in joined:
        return ")" not in joined[joined.rfind(_IN_REPLY) :]
    before = joined.rstrip()
    if (
        (before[-1:] in ":;" and _LEADS_ON.search(joined) is not None)
        or (_REJECTED.match(bare) is not None and _REFUSED.search(before) is not None)
        or bare.startswith(": ")
    ):
        return True
    if line[:1] in " \t":
        if said:
            return True  # Postfix indents the lines that it breaks
        if previous[:1] in " \t" and len(previous) > _BROKEN_AGAIN:
            return _indent(line) == _indent(previous)
        if len(previous) > _BROKEN_FROM:
            return True
    if _open_quote(joined, number.start()) or UNFINISHED.search(before) is not None:
        return True
    # Broken where the next word would have been one too many: before a long one far from the edge.
    word, _, more = bare.strip().partition(" ")
    if len(previous) > _WIDEST or len(previous) + len(word) < _EDGE:
        return False
    # One word is no sentence yet: "550 Recipient", and below it "Rejected:".
    begun = _ONE_WORD.match(joined, number.end()) is not None and word[:1].isalpha()
    return begun or (word[:1].islower() and more != "")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _without_number(joined: str, bare: str) -> str:
    """A continuation line whose client dropped the code but kept the enhanced one says it again."""
    number = _NEXT.match(bare)
    if number is not None and "." in number.group() and number.group().strip(" #") in joined:
        return bare[number.end() :].strip()
    return bare.strip()


def _open_quote(joined: str, start: int) -> bool:
    opener = joined[start - 1 : start]
    pair = _PAIR.match(joined, start)
    if pair is not None:
        return pair.group("quote") not in joined[pair.end() :]
    if opener in ("'", '"', "`") and start >= 1:
        return opener not in joined[start:]
    opened = _FIELD.search(joined, 0, start)  # msg="cannot close: 554 ...
    return opened is not None and '"' not in joined[start:]
