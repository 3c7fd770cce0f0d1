"""The workspace's memory between two starts: one JSON line a change, the last one of a key counts.

Holds messages, channels, files and events the app has not acknowledged; never traffic, never a form.
A line is in the operating system's hands before its change is answered, so that `kill -9` loses none.
While the file cannot be written (a full disk is the bot's trouble, not Slack's), the workspace goes on in
memory, and the file is written anew as soon as it can be.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

from bot.sandbox.refusal import Json

Record = tuple[str, str, Json | None]
"""What kind of thing, its key, and its new value; None removes it."""


RETRY_S = 1.0  # between two tries to write a file that could not be written
GROWTH_BYTES = 16_000_000  # what may be appended before the file is written anew; a tenth of a second's work


class Journal:
    """An append-only file; `path` None keeps nothing."""

    def __init__(self, path: str | None) -> None:
        self._path = Path(path) if path is not None else None
        self._file: IO[str] | None = None
        self._kept: dict[str, dict[str, Json]] = {}
        self._grown_bytes = 0
        self._retry_at = 0.0
        self._open = False

    def load(self) -> dict[str, dict[str, Json]]:
        """All that is kept, by kind and key; writes the file anew without what was replaced since."""
        if self._path is None:
            return {}
        if self._path.exists():
            with self._path.open(encoding="utf-8") as lines:
                for line in lines:
                    self._apply(_records(line))
        self._open = True
        self._rewrite(self._path)
        return {kind: dict(keys) for kind, keys in self._kept.items()}

    def write(self, *records: Record) -> None:
        """Keep these changes together: after a kill all of them are there or none."""
        self._apply(records)
        self._keep(records)

    def _keep(self, records: Iterable[Record]) -> None:
        if self._path is None or not self._open or time.monotonic() < self._retry_at:
            return
        try:
            self._append(self._path, records)
        except OSError:
            self._retry_at = time.monotonic() + RETRY_S
            self._drop_file()

    def _append(self, path: Path, records: Iterable[Record]) -> None:
        if self._file is None or self._grown_bytes > GROWTH_BYTES:
            self._rewrite(path)
            return
        # One line for all of them: a line that was cut short is ignored by `load`.
        line = json.dumps(records, separators=(",", ":")) + "\n"
        self._file.write(line)
        self._file.flush()
        self._grown_bytes += len(line)

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self._drop_file()
        self._keep(())

    def close(self) -> None:
        """Write the file anew without what was deleted, and close it; what comes after that is not kept."""
        if self._open and self._path is not None:
            with suppress(OSError):  # a full disk: the next start writes it anew
                self._rewrite(self._path)
        self._open = False
        self._drop_file()

    def _drop_file(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # what it could not write stands in memory
                self._file.close()
            self._file = None

    def _apply(self, records: Iterable[Record]) -> None:
        for kind, key, value in records:
            if value is None:
                self._kept.get(kind, {}).pop(key, None)
            else:
                self._kept.setdefault(kind, {})[key] = value

    def _rewrite(self, path: Path) -> None:
        self._drop_file()
        fresh = path.with_name(path.name + ".new")
        # Messages may quote what people pasted: nobody else on the machine reads them.
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with open(descriptor, "w", encoding="utf-8") as lines:
                for kind, keys in self._kept.items():
                    for key, value in keys.items():
                        lines.write(json.dumps([[kind, key, value]], separators=(",", ":")) + "\n")
        except OSError:
            fresh.unlink()  # half of it would only take room
            raise
        fresh.replace(path)
        self._file = path.open("a", encoding="utf-8")
        self._grown_bytes = 0


def _records(line: str) -> list[Record]:
    try:
        return [(kind, key, value) for kind, key, value in json.loads(line)]
    except (ValueError, TypeError):
        return []  # the last line of a process that was killed while writing
