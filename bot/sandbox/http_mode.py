"""HTTP mode: requests to the app's address, signed and formed as Slack signs and forms them.

docs.slack.dev/authentication/verifying-requests-from-slack. Retries and deadlines stand in `courier`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.clock import Clock
from bot.sandbox.refusal import Json

_FORM = "application/x-www-form-urlencoded"
_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"


class HttpFailure(Exception):
    """The app could not be reached or did not answer 2xx; `reason` is Slack's word for it."""

    def __init__(self, reason: str, *, status: int | None = None, no_retry: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.no_retry = no_retry


def sign(secret: str, timestamp: int, body: str) -> str:
    """The value of X-Slack-Signature for a body sent at that time."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def body_of(kind: str, payload: Json) -> tuple[str, str]:
    """Body and content type of an envelope's payload: events as JSON, the rest as forms."""
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    if kind == "slash_commands":
        return urlencode(payload), _FORM
    return urlencode({"payload": json.dumps(payload)}), _FORM


class HttpMode:
    """Posts to the app; one session for all requests."""

    def __init__(self, clock: Clock, secret: str) -> None:
        self._clock = clock
        self._secret = secret
        self._session: aiohttp.ClientSession | None = None

    async def post(
        self, url: str, kind: str, payload: Json, *, attempt: int, reason: str
    ) -> Json | str | None:
        """What the app answered with its 2xx, None for an empty body; HttpFailure else."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        body, content_type = body_of(kind, payload)
        headers = self.headers(body, content_type)
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        try:
            async with self._session.post(
                url, data=body.encode(), headers=headers, allow_redirects=False
            ) as answer:
                text = await answer.text()
                if not 200 <= answer.status < 300:
                    no_retry = answer.headers.get("X-Slack-No-Retry") == "1"
                    raise HttpFailure("http_error", status=answer.status, no_retry=no_retry)
                return _parsed(text, answer.content_type)
        except aiohttp.ClientError as error:
            raise HttpFailure("connection_failed") from error

    def headers(self, body: str, content_type: str) -> dict[str, str]:
        """The headers of a request with that body, sent now."""
        timestamp = int(self._clock.now())
        return {
            "Content-Type": content_type,
            "User-Agent": _AGENT,
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": sign(self._secret, timestamp, body),
        }

    async def stop(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()


def _parsed(text: str, content_type: str) -> Json | str | None:
    if not text:
        return None
    if content_type != "application/json":
        return text
    try:
        parsed = json.loads(text)
    except ValueError as error:
        raise HttpFailure("http_error") from error
    return parsed if isinstance(parsed, dict) else text
