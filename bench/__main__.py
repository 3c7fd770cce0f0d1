"""Runs every benchmark, one after the other; a name runs that one alone, --help lists them."""

from __future__ import annotations

import ast
import io
import os
import platform
import runpy
import signal
import sys
from pathlib import Path

TAKES = {
    "acks": "1 minute",
    "answers": "4 minutes",
    "recognition": "5 minutes",
    "pastes": "1 minute",
    "wordings": "2 minutes",
    "likeness": "1 minute",
    "forms": "1 minute",
    "envelopes": "16 minutes",
    "chaos": "45 minutes",
    "timers": "10 minutes",
    "checks": "4 minutes",
    "statistics": "10 minutes",
    "queue": "10 minutes",
    "lab": "4 minutes",
}
"""Each benchmark, in the order of their run, and about how long it takes on two busy processors."""


def usage() -> str:
    """What there is to run, what each measures and how long that takes."""
    listed = [f"  {name:12} about {takes:11} {_measures(name)}" for name, takes in TAKES.items()]
    return "\n".join(
        [".venv/bin/python -m bench [NAME ...]: all of them, or those that are named.", "", *listed]
    )


def _measures(name: str) -> str:
    """The first line of the benchmark's own account."""
    text = (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]


def main() -> None:
    """Print the conditions, then each benchmark's figures."""
    asked = sys.argv[1:]
    if {"--help", "-h"} & set(asked):
        print(usage())
        return
    unknown = [name for name in asked if name not in TAKES]
    if unknown:
        sys.stderr.write(f"{unknown[0]} is no benchmark; there are {', '.join(TAKES)}.\n")
        sys.exit(2)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # each figure at once, into a file or a pipe too
    # Told to stop in whichever way, a benchmark puts away what it started: mail servers, killed bots.
    # A shell that starts one in the background has it ignore SIGINT.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.platform()}")
    try:
        for name in asked or TAKES:
            print(f"\n== {name} (about {TAKES[name]})")
            runpy.run_module(f"bench.{name}", run_name="bench")["main"]()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
