"""The workspace's memory between two starts: one JSON line a change, the last one of a key counts.

Holds messages, channels, files and events the app has not acknowledged; never traffic, never a form.
A line is in the operating system's hands before its change is answered, so that `kill -9` loses none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from bot.sandbox.refusal import Json

Record = tuple[str, str, Json | None]
"""What kind of thing, its key, and its new value; None removes it."""


GROWTH_BYTES = 16_000_000  # what may be appended before the file is written anew; a tenth of a second's work


class Journal:
    """An append-only file; `path` None keeps nothing."""

    def __init__(self, path: str | None) -> None:
        self._path = Path(path) if path is not None else None
        self._file: IO[str] | None = None
        self._kept: dict[str, dict[str, Json]] = {}
        self._grown_bytes = 0

    def load(self) -> dict[str, dict[str, Json]]:
        """All that is kept, by kind and key; writes the file anew without what was replaced since."""
        if self._path is None:
            return {}
        if self._path.exists():
            with self._path.open(encoding="utf-8") as lines:
                for line in lines:
                    self._apply(_records(line))
        self._rewrite()
        return {kind: dict(keys) for kind, keys in self._kept.items()}

    def write(self, *records: Record) -> None:
        """Keep these changes together: after a kill all of them are there or none."""
        if self._file is None:
            return
        # One line for all of them: a line that was cut short is ignored by `load`.
        line = json.dumps(records, separators=(",", ":")) + "\n"
        self._file.write(line)
        self._file.flush()
        self._apply(records)
        self._grown_bytes += len(line)
        if self._grown_bytes > GROWTH_BYTES:
            self._rewrite()

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
        if self._path is not None:
            self._rewrite()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _apply(self, records: Iterable[Record]) -> None:
        for kind, key, value in records:
            if value is None:
                self._kept.get(kind, {}).pop(key, None)
            else:
                self._kept.setdefault(kind, {})[key] = value

    def _rewrite(self) -> None:
        if self._path is None:
            return
        self.close()
        fresh = self._path.with_name(self._path.name + ".new")
        # Messages may quote what people pasted: nobody else on the machine reads them.
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as lines:
            for kind, keys in self._kept.items():
                for key, value in keys.items():
                    lines.write(json.dumps([[kind, key, value]], separators=(",", ":")) + "\n")
        fresh.replace(self._path)
        self._file = self._path.open("a", encoding="utf-8")
        self._grown_bytes = 0


def _records(line: str) -> list[Record]:
    try:
        return [(kind, key, value) for kind, key, value in json.loads(line)]
    except (ValueError, TypeError):
        return []  # the last line of a process that was killed while writing
