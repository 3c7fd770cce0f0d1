"""One HTTPS page for MTA-STS and autoconfig: judged address, no redirect, no proxy, 64 kB."""

from __future__ import annotations

import socket
import ssl
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.net.records import HttpAnswer, HttpStatus, Target

PAGE_BYTES = 64 << 10
FETCH_S = 6.0


class _Judged(AbstractResolver):
    """Answers with the addresses that were judged, whatever is asked."""

    def __init__(self, target: Target) -> None:
        self._target = target

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The judged addresses."""
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for address in self._target.addresses
        ]

    async def close(self) -> None:
        """Holds nothing."""


async def fetch_page(url: str, target: Target, port: int, context: ssl.SSLContext) -> HttpAnswer:
    """The page at a URL, from the target's addresses only; never raises for what a server does."""
    path = urlsplit(url)._replace(scheme="https", netloc=_netloc(target, port)).geturl()
    connector = aiohttp.TCPConnector(resolver=_Judged(target), ssl=context, force_close=True)
    timeout = aiohttp.ClientTimeout(total=FETCH_S)
    try:
        async with (
            aiohttp.ClientSession(connector=connector, timeout=timeout, trust_env=False) as session,
            session.get(path, allow_redirects=False) as response,
        ):
            if response.status != 200:
                gone = response.status in {404, 410}
                return HttpAnswer(HttpStatus.NO_PAGE if gone else HttpStatus.OTHER, response.status)
            body = b""
            async for chunk in response.content.iter_chunked(4096):
                body += chunk
                if len(body) > PAGE_BYTES:
                    return HttpAnswer(HttpStatus.TOO_LARGE, 200)
            return HttpAnswer(HttpStatus.FOUND, 200, response.content_type, body)
    except aiohttp.ClientConnectorCertificateError as error:
        return HttpAnswer(HttpStatus.CERTIFICATE, error=_short(error))
    except aiohttp.ClientConnectorError as error:
        refused = isinstance(error.os_error, ConnectionRefusedError)
        return HttpAnswer(HttpStatus.REFUSED if refused else HttpStatus.UNANSWERED, error=_short(error))
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
        return HttpAnswer(HttpStatus.UNANSWERED, error=_short(error))


def _netloc(target: Target, port: int) -> str:
    name = f"[{target.name}]" if ":" in target.name else target.name
    return name if port == 443 else f"{name}:{port}"


def _short(error: BaseException) -> str:
    return str(error)[:200]
