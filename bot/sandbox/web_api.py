"""The Web API's front: reads the request, checks token, scope, pace and arguments, calls the method.

The methods stand in `methods_*`; importing them here declares them.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping

from aiohttp import web

from bot.sandbox import (
    methods_chat,
    methods_conversations,
    methods_files,
    methods_team,
    methods_views,
)
from bot.sandbox.arguments import read_arguments
from bot.sandbox.call import ANY_TOKEN, METHODS, NO_TOKEN, Call, Method, Parts
from bot.sandbox.pace import Pace
from bot.sandbox.people import BOT_USER_ID
from bot.sandbox.refusal import Json, RefusalError

# Each declares its methods when it is imported.
DECLARED_IN = (methods_chat, methods_conversations, methods_files, methods_team, methods_views)
# slack_sdk sends the client's team with every call; a workspace token makes Slack ignore it.
_EVERYWHERE = "team_id"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Tokens:
    """The tokens of the one installed app, made anew at each start."""

    def __init__(self) -> None:
        self.bot = f"xoxb-local-{secrets.token_hex(12)}"
        self.app = f"xapp-1-local-{secrets.token_hex(24)}"

    def kind(self, token: str) -> str | None:
        """`bot`, `app`, or None for a token nobody gave out."""
        return {self.bot: "bot", self.app: "app"}.get(token)


async def read_request(request: web.Request) -> tuple[str, dict[str, object]]:
    """The token and the arguments of a call, by form, JSON or query; RefusalError for a body that is none."""
    given: dict[str, object] = dict(request.query)
    if request.method == "POST" and request.can_read_body:
        if request.content_type == "application/json":
            given |= _json_body(await request.read())
        elif request.content_type in _FORMS:
            given |= await _form_body(request)
        else:
            raise RefusalError("invalid_post_type")
    header = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    token = given.pop("token", "")
    return header or str(token), given


async def _form_body(request: web.Request) -> dict[str, object]:
    try:
        return dict(await request.post())
    except LookupError as error:
        raise RefusalError("invalid_charset") from error
    except ValueError as error:  # no boundary, or not the one that was named
        raise RefusalError("invalid_form_data") from error


def _json_body(text: bytes) -> dict[str, object]:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RefusalError("invalid_json") from error
    if not isinstance(body, dict):
        raise RefusalError("json_not_object")
    body.pop("token", None)  # changelog/2017-10-keeping-up-with-the-jsons: only the header's counts
    return body


class WebApi:
    """Answers calls of `/api/METHOD`."""

    def __init__(self, parts: Parts, tokens: Tokens, pace: Pace) -> None:
        self._parts = parts
        self._tokens = tokens
        self._pace = pace

    def answer(self, name: str, token: str, given: Mapping[str, object]) -> Json:
        """The method's answer; RefusalError with Slack's name for the reason else."""
        method = METHODS.get(name)
        if method is None:
            raise RefusalError("unknown_method", req_method=name)
        self._check_token(method, token)
        if method.scope is not None:
            Call(self._parts, {}).need(method.scope)
        wait_s = self._pace.wait_s(name, method.tier, self._posted_to(name, given))
        if wait_s:
            raise RefusalError("ratelimited", status=429, retry_after=wait_s)
        return method.handler(Call(self._parts, read_arguments(f"{method.takes} {_EVERYWHERE}", given)))

    def _posted_to(self, name: str, given: Mapping[str, object]) -> str | None:
        """The channel whose post a second this call uses up; a user's id is their direct message."""
        channel = str(given.get("channel") or "")
        if name != "chat.postMessage" or not channel:
            return None
        space = self._parts.space
        return space.dm_of(channel).id if channel in space.people and channel != BOT_USER_ID else channel

    def _check_token(self, method: Method, token: str) -> None:
        if method.token == NO_TOKEN:
            return
        if not token:
            raise RefusalError("not_authed")
        kind = self._tokens.kind(token)
        if kind is None:
            raise RefusalError("invalid_auth")
        if method.token not in (ANY_TOKEN, kind):
            raise RefusalError("not_allowed_token_type")


def respond(refusal: RefusalError) -> web.Response:
    """A refusal as an HTTP answer; a 429 says when to come back."""
    body = refusal.body()
    retry_after = body.pop("retry_after", None)
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return web.json_response(body, status=refusal.status, headers=headers)
