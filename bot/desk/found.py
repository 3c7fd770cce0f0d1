"""What a request gives to read: its text and files, or the message above it; and what was not read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.cards.notices import EMPTY_FILE, UNSEEN_FILE
from bot.desk.directory import PICTURES, READABLE, TABLES, Fetched
from bot.desk.means import Means
from bot.model import MENTION, UNADDRESSED, UNNAMED, Request, What
from bot.parse.written.file_signature import PICTURE, what_it_is
from bot.reading import Reading, join_readings

MOST_FILES = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What was read, which message it stands in and whose it is."""

    reading: Reading
    ts: str | None
    author: str
    unread: tuple[What, str] | None = None
    """What to show about something that was not read, and a file's name."""
    text: str = ""
    """What was written there."""
    to_tell: bool = True
    """Whether somebody waits for an answer: they asked, or uploaded what is read as a rule."""
    left_out: bool = False
    """Whether the message holds more files than are read."""


async def read_request(means: Means, request: Request) -> Found:
    """Read a request's text and its first files; where it only mentions the bot, what opened the thread."""
    fields = request.fields
    readings = [await means.reader.read(request.text)] if request.text else []
    unread: tuple[What, str] | None = ("file", fields["unread"]) if "unread" in fields else None
    if "picture" in fields:
        unread = ("picture", "")
    to_tell = not {UNADDRESSED, UNNAMED} <= fields.keys()
    files = fields["files"].split(",") if "files" in fields else []
    for file in files[:MOST_FILES]:
        fetched = await means.directory.fetch(file)
        to_tell = to_tell or fetched.name.casefold().endswith((*READABLE, *TABLES))
        unreadable = _unreadable(fetched)
        if unreadable is not None:
            unread = unreadable
        elif fetched.content is not None:
            readings.append(await means.reader.read(fetched.content))
    if "csv" in fields:
        unread = ("csv", fields["csv"])
    reading = join_readings(readings)
    asks_above = MENTION in fields and request.thread_ts not in (None, request.ts)
    if asks_above and not reading.is_error:
        return await _find_above(means, request)
    author = fields.get("author", request.actor)
    left_out = len(files) > MOST_FILES
    return Found(reading, request.ts, author, unread, request.text, to_tell, left_out)


async def _find_above(means: Means, request: Request) -> Found:
    """Read the message that opened the thread the bot was mentioned in."""
    said = await means.directory.message(request.channel or "", request.thread_ts or "")
    if said is None:
        return Found(Reading(()), request.ts, request.actor)
    above = replace(request, text=said.text, fields={"files": ",".join(said.files)} if said.files else {})
    found = await read_request(means, above)
    return replace(found, ts=request.thread_ts, author=said.author)


def _unreadable(fetched: Fetched) -> tuple[What, str] | None:
    """What to show about a file without text to read, and its name; None for one that has some."""
    name = fetched.name.casefold()
    if fetched.content is not None:
        if not fetched.content.strip():
            return "notice", EMPTY_FILE
        kind = what_it_is(fetched.content)
        if not kind:
            return None
        is_picture = kind == PICTURE
    elif not name:
        return "notice", UNSEEN_FILE
    elif name.endswith(TABLES):
        return "csv", fetched.name
    else:
        is_picture = name.endswith(PICTURES)
    return ("picture", "") if is_picture else ("file", fetched.name)
