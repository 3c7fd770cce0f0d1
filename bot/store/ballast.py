"""A file of zeros beside the database: freed on a full disk so that what was sent can still be marked.

Without it a bot on a full disk would send the same answer again after every restart.
Must not be freed for anything new, only for marks.
"""

from __future__ import annotations

import os
from contextlib import suppress

SIZE_BYTES = 1_048_576  # a batch of marks needs 0.6 MB of WAL


class Ballast:
    """One megabyte held in reserve; `held` says whether it is there."""

    def __init__(self, path: str) -> None:
        self._path = f"{path}.ballast"
        self.held = False

    def load(self) -> None:
        """Fill the file, unless it is full already; a disk without room leaves it empty."""
        try:
            ballast = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError:
            return
        try:
            if os.fstat(ballast).st_size != SIZE_BYTES:
                os.pwrite(ballast, bytes(SIZE_BYTES), 0)
                os.fsync(ballast)
            self.held = os.fstat(ballast).st_size == SIZE_BYTES
        except OSError:
            self.held = False
        finally:
            if not self.held:  # half a ballast only takes room away
                with suppress(OSError):  # a disk that takes nothing gives nothing back
                    os.ftruncate(ballast, 0)
            os.close(ballast)

    def free(self) -> bool:
        """Give its room back to the disk; False when there was none to give."""
        if not self.held:
            return False
        self.held = False
        try:
            os.truncate(self._path, 0)
        except OSError:  # somebody removed it: there was nothing to give
            return False
        return True
