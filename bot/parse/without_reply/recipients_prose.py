"""What a report without fields tells of each recipient that it names: behind the name, below and above it.

Looks at the lines around names that the pass over the lines found.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import Final

from bot.model import Bounce, Reply, Speaker
from bot.parse.chatter import is_step
from bot.parse.errors.failure import names_failure
from bot.parse.paste import Paste
from bot.parse.reports.named_recipients import is_field
from bot.parse.reports.report_prose import explains_nothing, words_of
from bot.parse.scan.completing import names_of
from bot.parse.scan.hits import Scan
from bot.parse.signs import Seen

_EXPLAINED: Final = 20  # characters that may be an explanation; "because:" alone is none
_SHORTEST: Final = 3  # characters behind a name that may be words
_LEADS_ON: Final = re.compile(r":$|\b(?:reason|cause|error)s?\.$")  # "For the following reason:"
# "Additional information follows:", "Error during the last delivery attempt:"
_LEADS_FURTHER: Final = re.compile(
    r"\b(?:error|reason|cause|information|details)\b[^:]{0,60}:\s*$", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\b[45]\d\d\b|\b[45]\.\d\.\d")
_BELOW: Final = 13  # lines below a name that tell of it
_TEXT_LIMIT: Final = 1_000  # characters of them
_RECIPIENTS: Final = 100  # of one report without its fields
_RETRIED: Final = "Message will be retried"  # Gmail and Zoho say so before the reason
# Words of mail servers alone, beside those of any program.
_TELLS: Final = re.compile(r"#[45]\.\d{1,3}\.\d|quota|unrout|non-?existent", re.IGNORECASE)
_STATUS: Final = re.compile(r"<[\w.-]{1,255} #([45]\.\d{1,3}\.\d{1,3})")  # Exchange's, below its words
# Outlook's notice says when, behind the recipient: 'ana@example.com' on 04/03/2019 14:22, in any language
_WHEN: Final = re.compile(r"'? ?\w{1,3} \d[\d/.:,-]{5,10}(?: \d[\d:]{3,7}(?: [AP]M)?)?$")


def told_of_named(
    scan: Scan, lines: list[str], told: list[Bounce], *, right_below: bool = False
) -> list[Bounce]:
    """Give each named recipient the words that follow its name; those above may explain all of them.

    `right_below`: up to the next empty line.
    """
    first = scan.recipients[0][0]
    known = {name for bounce in told for name in names_of(bounce)}
    bounces: list[Bounce] = []
    begins = [_led_from(lines, place) for place, _ in scan.recipients] + [scan.original_at or len(lines)]
    for (place, address), (begin, until) in zip(scan.recipients, pairwise(begins), strict=True):
        if place == first or begin < place:
            above = words_of(lines[0 if place == first else begin : place])
            outer = (Reply(None, None, above),) if len(above) > _EXPLAINED or _tells_reason(above) else ()
        if address.lower() in known or len(bounces) >= _RECIPIENTS or is_step(lines[place]):
            continue
        known.add(address.lower())
        opening = lines[place].partition(address)[2].removeprefix('" ').removeprefix(f"<{address}>")
        opening = opening.strip(" >:;,.*()")
        below = lines[place + 1 : min(until, place + 1 + _BELOW)]
        text = _told_of(opening, list(takewhile(str.strip, below)) if right_below else below)
        # "<a@b>: unknown user": a mail system's own form of telling.
        speaker = Speaker.RECIPIENT_SERVER if lines[place].lstrip().startswith(f"<{address}>: ") else None
        status = _STATUS.search(text)
        told_beside = speaker is not None and " " in opening
        if outer and not (right_below or told_beside) and _gives_way(text, above):
            text = above
        reply = Reply(None, status.group(1) if status is not None else None, text)
        bounces.append(Bounce(reply, recipient=address, speaker=speaker, outer=outer))
    return bounces


def told_of_others(paste: Paste, scan: Scan, bounces: list[Bounce]) -> list[Bounce]:
    """Give those of a report's recipients whom no reply names, where the lines right below tell a failure."""
    listed = {address.lower() for _, address in scan.recipients}
    known = {name for bounce in bounces for name in names_of(bounce)}
    if not (listed - known and listed & known):
        return []
    others = told_of_named(scan, paste.lines, bounces, right_below=True)
    return [one._replace(outer=()) for one in others if _tells_reason(one.reply.text)]


def _led_from(lines: list[str], place: int) -> int:
    """Give the line from which words lead on to a name: "Mailbox full:" above it, else its own line."""
    above = place - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    return above if above > 0 and lines[above].endswith(":") and "@" not in lines[above] else place


def _gives_way(below: str, above: str) -> bool:
    """Whether the words above a name tell the reason: those below tell none, in a language that is known."""
    if not below:
        return True  # "undeliverable due to the following reason", and to whom
    leads_on = _LEADS_ON.search(above) is not None or _NUMBER.search(below) is not None
    return not leads_on and below.isascii() and not _tells_reason(below) and _tells_reason(above)


def _tells_reason(text: str) -> bool:
    return names_failure(Seen(text)) or _TELLS.search(text) is not None


def _told_of(opening: str, below: list[str]) -> str:
    """Give the words behind a recipient's name and below it, up to what explains nothing."""
    words = [opening] if len(opening) > _SHORTEST and _WHEN.match(opening) is None else []
    for number, line in enumerate(below):
        if explains_nothing(line):
            said = sum(len(word) for word in words if not word.startswith(_RETRIED))
            if said > _EXPLAINED and _LEADS_ON.search(words[-1]) is None:
                further = next(filter(str.strip, below[number + 1 :]), "")
                if _LEADS_FURTHER.search(further) is None:
                    break
        elif not is_field(line):
            words.append(line.strip(" \t>|"))
        elif words:
            break
    return " ".join(" ".join(words).split())[:_TEXT_LIMIT]
