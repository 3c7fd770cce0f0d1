"""A TCP connection to the first of a name's addresses that takes one (RFC 8305). It says nothing over it."""

from __future__ import annotations

import asyncio
import errno
import socket
import time

from bot.model import ms_since
from bot.net.records import Connection, Fault, Target
from bot.net.wire import Dial

CONNECT_S = 1.7  # of the 4 s in which a whole port matrix is known even when nothing answers
STAGGER_S = 0.25  # RFC 8305 5: the next address is tried beside a slow one
ADDRESSES = 8

_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EACCES}


async def connect(target: Target, port: int, dial: Dial, tried: list[Connection]) -> socket.socket | None:
    """The first address that takes the connection; the next is tried beside one that is slow (RFC 8305).

    Every attempt is added to `tried`; None when all failed within CONNECT_S.
    """
    start = time.perf_counter()
    waiting: dict[asyncio.Task[socket.socket], str] = {}
    addresses = list(target.addresses[:ADDRESSES])
    try:
        while addresses or waiting:
            if addresses:
                address = addresses.pop(0)
                waiting[asyncio.ensure_future(dial(address, port))] = address
            left = CONNECT_S - (time.perf_counter() - start)
            limit = min(STAGGER_S, left) if addresses else left
            done, _ = await asyncio.wait(waiting, timeout=max(0, limit), return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                ms = ms_since(start)
                error = task.exception()
                fault = _fault_of(error) if error is not None else None
                tried.append(Connection(waiting.pop(task), port, fault, ms))
                if error is None:
                    return task.result()
            if not done and left <= 0:
                break
        ms = ms_since(start)
        tried += [Connection(address, port, Fault.TIMEOUT, ms) for address in waiting.values()]
        return None
    finally:
        await _abandon(waiting)


async def _abandon(waiting: dict[asyncio.Task[socket.socket], str]) -> None:
    for task in waiting:
        task.cancel()
    for result in await asyncio.gather(*waiting, return_exceptions=True):
        if isinstance(result, socket.socket):
            result.close()


def _fault_of(error: BaseException) -> Fault:
    if isinstance(error, ConnectionRefusedError):
        return Fault.REFUSED
    if isinstance(error, TimeoutError):
        return Fault.TIMEOUT
    if isinstance(error, OSError) and error.errno in _UNREACHABLE:
        return Fault.UNREACHABLE
    if isinstance(error, OSError):
        return Fault.CLOSED
    raise error


def worst_fault(tried: list[Connection]) -> Fault:
    """What is said of a port that no address opened: silence before a refusal before no route."""
    faults = {one.fault for one in tried}
    order = (Fault.TIMEOUT, Fault.REFUSED, Fault.CLOSED, Fault.UNREACHABLE)
    return next((fault for fault in order if fault in faults), Fault.UNREACHABLE)
