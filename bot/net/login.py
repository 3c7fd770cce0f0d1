"""The one AUTH: over TLS whose certificate was verified, by one mechanism, with QUIT after it.

It uses aiosmtplib's single-mechanism calls on a socket to a judged address; its `login()` would
try up to three mechanisms. The password is never part of what is returned.
"""

from __future__ import annotations

import asyncio
import base64
import html
import json
import re
import socket
import ssl
import time
from contextlib import suppress
from urllib.parse import quote, quote_plus

import aiosmtplib
from aiosmtplib import SMTP

from bot.model import Reply, Stage, TlsMode, ms_since
from bot.net.connecting import connect
from bot.net.records import Connection, Login, LoginAnswer, LoginResult, Target
from bot.net.wire import REPLY_BYTES, Dial, Said, Wire
from bot.parse.secrets.words import MARK
from bot.parse.written.charset import decode_bytes

# Dovecot makes a login wait up to 17 s after wrong ones, and Postfix in front of it gives up after 10.
AUTH_S = 30.0
OPEN_S = 15.0
LEAVE_S = 2.0
# Shorter secrets stand in every text by chance.
SCRUBBED_BYTES = 4
ECHOED_CHARS = 12  # of Base64: nine bytes, which no other word begins with by chance
CUT_CHARS = 200  # of a form that lines may cut

MECHANISMS = ("PLAIN", "LOGIN", "CRAM-MD5")
"""What we speak, in the order of choice; CRAM-MD5 only alone, since it fails where hashes are one-way."""

ACCEPTED = 235
"""RFC 4954 6. Go's net/smtp and PHPMailer take no other number for a login that worked."""

_BEHIND_A_NUMBER = {b"", b" "}

# Words after which a mailbox rests, in the languages of servers; “blocked” holds the first. One word too many
# costs half an hour, one too few locks a mailbox for longer.
_LOCKED = (
    "locked", "too many", "temporarily disabled", "gesperrt", "zu viele", "bloqu", "verrouill", "trop de",
    "demasiad", "muitas", "bloccat", "tropp", "geblokkeerd", "te veel", "zablokowan", "zbyt wiele",
    "заблокирован", "слишком много", "锁定", "鎖定", "频繁", "过多", "ロック", "잠금",
)  # fmt: skip


def mechanisms_of(keywords: tuple[str, ...] | None) -> tuple[str, ...]:
    """The AUTH mechanisms among EHLO keywords (RFC 4954 3), the old form `AUTH=LOGIN` included."""
    found: dict[str, None] = {}
    for keyword in keywords or ():
        if keyword.startswith(("AUTH ", "AUTH=")):
            found.update(dict.fromkeys(keyword[5:].replace("AUTH=", " ").split()))
    return tuple(found)


def choose_mechanism(offered: tuple[str, ...]) -> str | None:
    """The mechanism to log in with, of those offered in upper case; None when none takes a password."""
    return next((mechanism for mechanism in MECHANISMS if mechanism in offered), None)


def result_of(reply: Reply) -> LoginResult:
    """What the reply to AUTH means for the budget."""
    code = reply.code or 0
    if code == ACCEPTED:
        return LoginResult.ACCEPTED
    if any(word in reply.text.casefold() for word in _LOCKED):
        return LoginResult.LOCKED
    return LoginResult.SLOW_DOWN if 400 <= code < 500 else LoginResult.REFUSED


async def log_in(
    target: Target, port: int, mode: TlsMode, login: Login, *, context: ssl.SSLContext, dial: Dial
) -> LoginAnswer:
    """Connects, sends one AUTH and reads the reply; never raises for what a server does."""
    tried: list[Connection] = []
    sock = await connect(target, port, dial, tried)
    if sock is None:
        return LoginAnswer(LoginResult.NOT_SENT, error="the server no longer takes the connection")
    client = SMTP(
        hostname=target.name,
        sock=sock,
        use_tls=mode is TlsMode.IMPLICIT,
        start_tls=mode is TlsMode.STARTTLS,
        tls_context=context,
        timeout=OPEN_S,
        local_hostname=Wire(sock).local,  # else the library would ask DNS for ours
    )
    try:
        try:
            async with asyncio.timeout(OPEN_S):
                await client.connect()
                hello = await client.ehlo()
        except (aiosmtplib.SMTPException, ssl.SSLError, OSError, ValueError) as error:
            return _not_sent(error)
        if mode is not TlsMode.NONE and not _is_verified(client):
            return LoginAnswer(LoginResult.NOT_SENT, error="TLS is not verified")
        # The library knows no tab between two words.
        if login.mechanism not in mechanisms_of(Said(hello.code, tuple(hello.message.split("\n"))).keywords):
            return LoginAnswer(LoginResult.NOT_SENT, error=f"{login.mechanism} is no longer offered")
        return await _authenticate(client, login)
    finally:
        await _leave(client, sock)


def _not_sent(error: BaseException) -> LoginAnswer:
    """What ended the session before the login, though a look at the server had just come past it."""
    if isinstance(error, aiosmtplib.SMTPResponseException) and error.code >= 200:
        said = Said(error.code, tuple(error.message.split("\n")))
        told = f"the server said {' '.join(said.wire.split())}"
        return LoginAnswer(
            LoginResult.NOT_SENT, said.reply, wire=said.wire, stage=_stage_of(error), error=told
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        told = f"this time its certificate was refused ({error.verify_message})"
    elif isinstance(error, TimeoutError):
        told = f"nothing came in {OPEN_S:.0f} s"
        return LoginAnswer(LoginResult.NOT_SENT, error=told, silent=True)
    else:
        told = f"the session broke off ({_kind(error)})"
    return LoginAnswer(LoginResult.NOT_SENT, error=told)


def _stage_of(error: aiosmtplib.SMTPResponseException) -> Stage:
    match error:
        case aiosmtplib.SMTPConnectResponseError():
            return Stage.CONNECT
        case aiosmtplib.SMTPHeloError():
            return Stage.HELO
        case _:
            return Stage.TLS


class _Overhearing(asyncio.Protocol):
    """Hands everything on to the library, and keeps what came.

    The library makes one reply of lines with different numbers, by the last of them, and cuts a longer one.
    """

    def __init__(self, library: asyncio.Protocol) -> None:
        self._library = library
        self._received = b""

    def data_received(self, data: bytes) -> None:
        """Keep the beginning of what came; no reply is longer."""
        self._received = (self._received + data)[:REPLY_BYTES]
        self._library.data_received(data)

    def eof_received(self) -> bool | None:
        """Hand it on."""
        return self._library.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        """Hand it on."""
        self._library.connection_lost(exc)

    def pause_writing(self) -> None:
        """Hand it on."""
        self._library.pause_writing()

    def resume_writing(self) -> None:
        """Hand it on."""
        self._library.resume_writing()

    @property
    def malformed(self) -> str:
        """The reply, in one line, that has different or longer numbers (RFC 5321 4.2.1); empty for none."""
        lines: list[bytes] = []
        for line in self._received.splitlines():
            lines.append(line)
            if line[3:4] != b"-":
                if len({one[:3] for one in lines}) > 1 or line[3:4] not in _BEHIND_A_NUMBER:
                    return " ".join(decode_bytes(b" ".join(lines), None).split())
                lines = []
        return ""


async def _authenticate(client: SMTP, login: Login) -> LoginAnswer:
    start, mechanism = time.perf_counter(), login.mechanism
    transport, library = client.transport, client.protocol
    if transport is None or library is None:
        return LoginAnswer(LoginResult.NOT_SENT, error="the connection was lost")
    overheard = _Overhearing(library)
    transport.set_protocol(overheard)
    name, secret = login.user.encode("utf-8", "surrogateescape"), login.password.reveal()
    send = {"PLAIN": client.auth_plain, "LOGIN": client.auth_login, "CRAM-MD5": client.auth_crammd5}
    try:
        async with asyncio.timeout(AUTH_S):  # LOGIN takes three replies; together they get no more
            answer = await send[mechanism](name, secret, timeout=AUTH_S)
        code, text = answer.code, answer.message
    except aiosmtplib.SMTPResponseException as error:
        code, text = error.code, error.message
    except (aiosmtplib.SMTPException, OSError) as error:
        ms = ms_since(start)
        if isinstance(error, TimeoutError):
            silent = f"nothing came in {AUTH_S:.0f} s"
            return LoginAnswer(LoginResult.UNANSWERED, None, mechanism, 1, error=silent, ms=ms, silent=True)
        closed = "the connection was closed"
        return LoginAnswer(LoginResult.UNANSWERED, None, mechanism, 1, error=closed, ms=ms)
    ms = ms_since(start)
    # The library keeps the bytes that are no UTF-8: Chinese servers answer in GBK.
    readable = decode_bytes(text.encode("utf-8", "surrogateescape"), None)
    said = Said(code, tuple(scrub(readable, name, secret).split("\n")))
    if overheard.malformed:
        shown = scrub(overheard.malformed, name, secret)
        return LoginAnswer(LoginResult.MALFORMED, None, mechanism, 1, error=shown, ms=ms)
    if code != ACCEPTED and not 400 <= code <= 599:  # a 334 asks for more than this login has to say
        # The library gives what is no reply the number -1 and these words.
        shown = said.wire if code >= 0 else said.lines[0].removeprefix("Malformed SMTP response line: ")
        return LoginAnswer(LoginResult.MALFORMED, None, mechanism, 1, error=shown.strip(), ms=ms)
    return LoginAnswer(result_of(said.reply), said.reply, mechanism, 1, wire=said.wire, ms=ms)


def scrub(text: str, user: bytes, secret: bytes) -> str:
    """A server's text without the password in any form in which it was sent or is likely echoed."""
    if len(secret) < SCRUBBED_BYTES:
        return text
    sent = [base64.b64encode(form).decode() for form in (b"\0" + user + b"\0" + secret, secret)]
    # Some echo the line they were sent, and cut it off somewhere.
    begun = [rf"{re.escape(form[:ECHOED_CHARS])}[A-Za-z0-9+/=]*" for form in sent if len(form) > ECHOED_CHARS]
    plain = {secret.decode("utf-8", "surrogateescape"), secret.decode("latin-1")}
    shown = {write(form) for form in plain for write in (str, html.escape, _in_json)}
    in_links = {quote(secret), quote(secret, safe=""), quote_plus(secret)}
    whole = map(_over_lines, sorted((*sent, *shown, *in_links), key=len, reverse=True))
    # Some write what they were sent in capitals.
    told = "|".join((*begun, *whole))
    # The mark that reading knows: "[removed]" would be read as an account that is no longer there.
    text = re.sub(told, MARK, text, flags=re.IGNORECASE)
    return text.encode("utf-8", "replace").decode()


def _over_lines(form: str) -> str:
    """A pattern of the text: its spaces may be joined, as in a reply made one line, and lines may cut it."""
    parts = re.findall(r"\s+|\S", form)
    between = r"\n?" if len(form) <= CUT_CHARS else ""  # looked for at each character of a reply of 60 kB
    return between.join(r"\s+" if part.isspace() else re.escape(part) for part in parts)


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def _is_verified(client: SMTP) -> bool:
    context = client.get_transport_info("sslcontext")
    return isinstance(context, ssl.SSLContext) and (
        context.verify_mode is ssl.CERT_REQUIRED and context.check_hostname
    )


async def _leave(client: SMTP, sock: socket.socket) -> None:
    """QUIT, then the connection's end; the loop closes the socket that it took over."""
    transport = client.transport
    with suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
        if client.is_connected:
            await client.quit(timeout=LEAVE_S)
    client.close()
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
    for _ in range(3):  # TLS, TCP and their protocol each end in a turn of the loop
        await asyncio.sleep(0)
    sock.close()


def _kind(error: BaseException) -> str:
    """What broke, by the error's kind; its text could hold what was sent."""
    cause = error.__cause__ or error
    return f"{type(error).__name__}: {type(cause).__name__}" if cause is not error else type(error).__name__
