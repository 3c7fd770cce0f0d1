"""Pastes are read beside everything else: a large one in a process of its own, so that nothing waits for it.

`main()` is that process: it reads standard input and prints the result as JSON. Must not keep or
log what it reads.
"""

from __future__ import annotations

import asyncio
import json
import sys

from bot.desk.own_process import ElsewhereError, run_elsewhere
from bot.errors import InputError
from bot.finding import finding_from_json, finding_json
from bot.knowledge import Knowledge, load_knowledge
from bot.reading import Reading, read_paste

LARGE_BYTES = 64_000  # above this, reading would delay the acks of others
READING_TIMEOUT_S = 60  # linear time: 1 MB takes well under a second on a slow machine


class Reader:
    """Reads pastes without holding up the event loop; large ones one at a time."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._one = asyncio.Semaphore(1)

    async def read(self, raw: bytes | str) -> Reading:
        """Read a paste; raises InputError when a large one could not be read in time."""
        if len(raw) <= LARGE_BYTES:
            return read_paste(raw, self._knowledge)
        async with self._one:
            return await _read_elsewhere(raw)


async def _read_elsewhere(raw: bytes | str) -> Reading:
    kind, content = ("mail", raw) if isinstance(raw, bytes) else ("text", raw.encode("utf-8", "replace"))
    code = "from bot.desk.reader import main; main()"
    try:
        answer = await run_elsewhere(code, kind, given=content, within_s=READING_TIMEOUT_S)
    except ElsewhereError:
        raise InputError("This text could not be read. Paste the lines around the error instead.") from None
    return _from_json(json.loads(answer))


def _to_json(reading: Reading) -> dict[str, object]:
    return {
        "findings": [finding_json(finding) for finding in reading.findings],
        "mailbox": reading.mailbox,
        "host": reading.host,
        "secrets": reading.secrets,
        "shows_mail": reading.shows_mail,
    }


def _from_json(document: dict[str, object]) -> Reading:
    findings, mailbox, host, secrets = (document[name] for name in ("findings", "mailbox", "host", "secrets"))
    assert isinstance(findings, list) and isinstance(secrets, int)  # noqa: S101, PT018 - our own child wrote it
    return Reading(
        tuple(finding_from_json(item) for item in findings),
        mailbox if isinstance(mailbox, str) else None,
        host if isinstance(host, str) else None,
        secrets,
        document["shows_mail"] is True,
    )


def main() -> None:
    """Read standard input as the first argument says, `mail` or `text`, and print the reading."""
    raw = sys.stdin.buffer.read()
    paste = raw if sys.argv[1:] == ["mail"] else raw.decode("utf-8", "replace")
    json.dump(_to_json(read_paste(paste, load_knowledge())), sys.stdout)
