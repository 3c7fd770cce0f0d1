"""Runs every benchmark, one after the other; a name runs that one alone."""

from __future__ import annotations

import os
import platform
import runpy
import sys

NAMES = (
    "acks",
    "answers",
    "recognition",
    "pastes",
    "wordings",
    "likeness",
    "forms",
    "envelopes",
    "chaos",
    "timers",
    "checks",
    "statistics",
    "queue",
    "lab",
)


def main() -> None:
    """Print the conditions, then each benchmark's figures."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.platform()}")
    unknown = [name for name in sys.argv[1:] if name not in NAMES]
    if unknown:
        sys.exit(f"No benchmark is called {unknown[0]}; there are {', '.join(NAMES)}.")
    for name in sys.argv[1:] or NAMES:
        print(f"\n== {name}")
        runpy.run_module(f"bench.{name}", run_name="bench")["main"]()


if __name__ == "__main__":
    main()
