"""Work in a process of its own, started fresh: the bot's memory stays, and nothing waits for it."""

from __future__ import annotations

import asyncio
import os
import sys


class ElsewhereError(Exception):
    """The process ended with a fault, or was ended because it took too long."""


async def run_elsewhere(
    code: str, *arguments: str, given: bytes, within_s: float, file: int | None = None
) -> bytes:
    """Run Python `code` on what is `given` and return what it printed; raises ElsewhereError.

    The process sees no token of Slack's; `file` is an open file that it may use by its number.
    """
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    environ["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        code,
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=environ,
        pass_fds=() if file is None else (file,),
    )
    try:
        answer, _ = await asyncio.wait_for(child.communicate(given), within_s)
    except TimeoutError:
        raise ElsewhereError(f"not done within {within_s:g} s") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode != 0:
        raise ElsewhereError(f"ended with {child.returncode}")
    return answer
