"""One connection to one judged address: bytes in, bytes out, TLS in between, everything bounded.

It reads replies line by line and sees what a mail library hides: bytes before TLS, a foreign
protocol's first words, the alert behind a failed handshake. It knows no login.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.model import Reply
from bot.parse.written.charset import decode_bytes

Dial = Callable[[str, int], Awaitable[socket.socket]]
"""Opens a TCP connection to an address and port; raises OSError. The tests put their own here."""

REPLY_BYTES = 32 << 10  # RFC 5321 4.5.3.1.5 allows 512 a line; EHLO answers stay under 2 kB
WIRE_BYTES = 128 << 10  # a whole session, certificates included, stays under 20 kB
RECEIVE_BYTES = 4096

_LINE = re.compile(rb"([2-5][0-9]{2})(?:([ -])(.*))?", re.DOTALL)
_ENHANCED = re.compile(r"([245]\.[0-9]{1,3}\.[0-9]{1,3})(?:\s+|$)")

# The first words of what is no SMTP server.
_FOREIGN = (
    (b"* OK", "IMAP"),
    (b"* PREAUTH", "IMAP"),
    (b"* BYE", "IMAP"),
    (b"+OK", "POP3"),
    (b"-ERR", "POP3"),
    (b"SSH-", "SSH"),
    (b"HTTP/", "HTTP"),
    (b"<!DOCTYPE", "HTTP"),
    (b"<html", "HTTP"),
    (b"RFB ", "VNC"),
    (b"@RSYNCD", "rsync"),
)


class ClosedError(ConnectionError):
    """The other side ended the connection; `received` is what came before."""

    def __init__(self, received: bytes) -> None:
        super().__init__("connection closed")
        self.received = received


class MalformedError(ValueError):
    """What came is no SMTP reply; `received` is its beginning."""

    def __init__(self, received: bytes) -> None:
        super().__init__("no SMTP reply")
        self.received = received


class TooMuchError(ValueError):
    """More bytes came than any reply has."""


@dataclass(frozen=True, slots=True)
class Said:
    """One reply as its lines' texts, numbers removed."""

    code: int
    lines: tuple[str, ...]

    @property
    def wire(self) -> str:
        """The reply as it stood on the wire."""
        last = len(self.lines) - 1
        return "\n".join(
            f"{self.code}{' ' if number == last else '-'}{line}" for number, line in enumerate(self.lines)
        )

    @property
    def keywords(self) -> tuple[str, ...]:
        """Of an answer to EHLO, what it offers, in capitals, one space between words (RFC 5321 4.1.1.1)."""
        return tuple(" ".join(line.upper().split()) for line in self.lines[1:])

    @property
    def reply(self) -> Reply:
        """The reply unfolded, its enhanced code apart (RFC 3463)."""
        found = _ENHANCED.match(self.lines[0])
        enhanced = found[1] if found else None
        texts = (
            line.removeprefix(enhanced).strip() if enhanced is not None else line.strip()
            for line in self.lines
        )
        return Reply(self.code, enhanced, " ".join(text for text in texts if text))


async def dial(address: str, port: int) -> socket.socket:
    """A TCP connection to an address; raises OSError. No name is resolved here."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(sock, (address, port))
    except BaseException:  # a cancelled connection is to leave no socket open either
        sock.close()
        raise
    return sock


class Wire:
    """A connection; every method may raise OSError, ClosedError or TooMuchError."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._loop = asyncio.get_running_loop()
        self._held = bytearray()
        self._tls: ssl.SSLObject | None = None
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._received = 0
        self.first = b""
        """The first bytes that came in answer to a TLS greeting."""

    @property
    def held(self) -> bytes:
        """What has come and was not read yet."""
        return bytes(self._held)

    @property
    def local(self) -> str:
        """This end's address as EHLO names it (RFC 5321 4.1.3)."""
        address = self._sock.getsockname()[0]
        return f"[IPv6:{address}]" if ":" in address else f"[{address}]"

    @property
    def tls(self) -> ssl.SSLObject | None:
        """The TLS session, None before it."""
        return self._tls

    async def send(self, content: bytes) -> None:
        """Send the bytes, encrypted once TLS is up."""
        if self._tls is None:
            await self._loop.sock_sendall(self._sock, content)
            return
        self._tls.write(content)
        await self._flush()

    async def reply(self) -> Said:
        """Read one reply, all its lines; raises MalformedError where it is none (RFC 5321 4.2)."""
        lines: list[bytes] = []
        code: int | None = None
        size = 0
        while True:
            line = await self._line()
            size += len(line)
            if size > REPLY_BYTES:
                raise TooMuchError
            found = _LINE.fullmatch(line)
            if found is None or (code is not None and int(found[1]) != code):
                raise MalformedError(line[:RECEIVE_BYTES])
            code = int(found[1])
            lines.append(found[3] or b"")
            if found[2] != b"-":
                return Said(code, tuple(decode_bytes(text, None).strip() for text in lines))

    async def more(self) -> bytes:
        """Whatever comes next, at least one byte; b"" at the end of the connection."""
        content = await self._receive()
        self._held += content
        return content

    async def start_tls(self, context: ssl.SSLContext, name: str) -> None:
        """Greet with TLS; raises ssl.SSLError as OpenSSL names it, `first` then holds the first answer."""
        tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=name)
        while True:
            try:
                tls.do_handshake()
            except ssl.SSLWantReadError:
                await self._flush()
                content = await self._raw()
                self.first = (self.first + content)[:RECEIVE_BYTES]
                if not content:
                    raise ClosedError(self.first) from None
                self._incoming.write(content)
            except ssl.SSLError:
                await self._flush()  # the alert that says why we leave
                raise
            else:
                await self._flush()
                self._tls = tls
                return

    def close(self) -> None:
        """End the connection at once."""
        self._sock.close()

    async def _line(self) -> bytes:
        while (end := self._held.find(b"\n")) < 0:
            if len(self._held) > REPLY_BYTES:
                raise TooMuchError
            if self._held and not _may_be_reply(self._held):
                raise MalformedError(bytes(self._held[:RECEIVE_BYTES]))
            content = await self._receive()
            if not content:
                raise ClosedError(bytes(self._held))
            self._held += content
        line = bytes(self._held[:end]).removesuffix(b"\r")
        del self._held[: end + 1]
        return line

    async def _receive(self) -> bytes:
        if self._tls is None:
            return await self._raw()
        while True:
            try:
                return self._tls.read(RECEIVE_BYTES)
            except ssl.SSLWantReadError:
                await self._flush()
                content = await self._raw()
                if not content:
                    return b""
                self._incoming.write(content)
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
                return b""

    async def _raw(self) -> bytes:
        content = await self._loop.sock_recv(self._sock, RECEIVE_BYTES)
        self._received += len(content)
        if self._received > WIRE_BYTES:
            raise TooMuchError
        return content

    async def _flush(self) -> None:
        content = self._outgoing.read()
        if content:
            await self._loop.sock_sendall(self._sock, content)


def foreign_protocol(content: bytes) -> str | None:
    """The protocol whose first words these are; None for what is not known."""
    start = content.lstrip(b"\r\n ")[:400]
    found = next((name for mark, name in _FOREIGN if start.upper().startswith(mark.upper())), None)
    if found is None and start.startswith(b"220") and re.search(rb"\bFTP|FTPd?\b", start, re.IGNORECASE):
        return None if re.search(rb"\bE?SMTP\b", start, re.IGNORECASE) else "FTP"
    return found


def is_tls(content: bytes) -> bool:
    """Whether bytes begin like a TLS record (RFC 8446 5.1): an alert or a handshake."""
    return len(content) >= 2 and content[0] in {0x15, 0x16} and content[1] == 0x03


def _may_be_reply(content: bytearray) -> bool:
    """Whether a line that is not complete may still become a reply: it begins with digits."""
    return content[:3].isdigit()


def readable(content: bytes) -> str:
    """Bytes as one short line of text."""
    return " ".join(decode_bytes(content[:400], None).split())[:300]
