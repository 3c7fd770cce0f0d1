"""A web server on loopback that gives everybody the same answer over TLS, and knows what it was asked."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress


def page(body: bytes = b"version: STSv1\n", status: bytes = b"200 OK", *headers: bytes) -> bytes:
    """An answer as it goes over the wire; of two headers of a name the one given here counts."""
    given = {header.partition(b":")[0] for header in headers}
    usual = (b"Content-Type: text/plain", b"Content-Length: %d" % len(body))
    lines = [b"HTTP/1.1 " + status, *(one for one in usual if one.partition(b":")[0] not in given), *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


class WebServer:
    """Answers with `answer`, with nothing at all when that is empty; `asked` are the request lines."""

    def __init__(self, answer: bytes, context: ssl.SSLContext) -> None:
        self.answer = answer
        self.asked: list[bytes] = []
        self.port = 0
        self._context = context
        self._serving: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> WebServer:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=self._context)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)
        await asyncio.sleep(0.01)  # TLS ends in a later turn of the loop

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                self.asked.append((await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")[0])
                writer.write(self.answer)
                await writer.drain()
                if not self.answer:
                    await asyncio.Event().wait()
        finally:
            writer.transport.abort()
