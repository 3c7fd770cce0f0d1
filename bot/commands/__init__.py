"""The command line's commands, a file each or each group of them; `bot.__main__` puts them together."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the moment it is; what commands run is handed its clock."""
    return datetime.now(UTC)
