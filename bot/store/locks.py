"""Two file locks beside the database: who runs the bot on it, and who is writing this instant.

`flock` is freed by the kernel when a process dies, so neither outlives its holder. Must not
touch the database itself.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from bot.errors import SettingsError


@contextmanager
def hold(path: str, who: str) -> Iterator[None]:
    """Hold the database at `path` for one running bot; `who` is its command, `smtpcheck run`.

    Raises SettingsError naming the holder when another process has it, or when the lock file
    cannot be written.
    """
    try:
        lock = os.open(f"{path}.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise SettingsError(
            f"The lock file {path}.lock cannot be written ({error.strerror}): "
            "name a file in a folder you may write to in SMTPCHECK_DATABASE."
        ) from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SettingsError(
                f"The database {path} is in use by {_holder(lock)}: "
                "stop that one first, or name another file in SMTPCHECK_DATABASE."
            ) from error
        _sign(lock, who)
        yield
    finally:
        os.close(lock)


def _sign(lock: int, who: str) -> None:
    since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    os.ftruncate(lock, 0)
    with suppress(OSError):  # on a full disk it is held all the same, by nobody's name
        os.pwrite(lock, json.dumps({"pid": os.getpid(), "command": who, "since": since}).encode(), 0)


def _holder(lock: int) -> str:
    try:
        card = json.loads(os.pread(lock, 4096, 0))
        return f"{card['command']} (process {card['pid']}, since {card['since']})"
    except (ValueError, KeyError, TypeError):  # the instant between its lock and its signature
        return "another smtpcheck"


class WriteLock:
    """The right to write: every writing transaction and checkpoint of every process runs inside.

    SQLite before 3.51.3 may corrupt a database when two connections write or checkpoint at the
    same instant (the WAL-reset bug); this keeps them apart.
    """

    def __init__(self, path: str) -> None:
        self._file = os.open(f"{path}.write", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)

    def __enter__(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the file back; the lock must not be held."""
        os.close(self._file)
