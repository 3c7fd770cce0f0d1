"""Views: opened, replaced at once or after an acknowledgement, and what they carry from one to the next."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Modal
from handlers.payload import Json

T = TypeVar("T")

ACK_FIRST_S = 0.3  # the acknowledgement must come before what the view shows next
METADATA_CHARS = 3000  # Slack's limit of private_metadata


async def open_view(client: AsyncWebClient, body: Json, modal: Modal) -> str:
    """Open a view by the trigger of what was typed or pressed, which lives three seconds; returns its id."""
    opened = await client.views_open(trigger_id=str(body["trigger_id"]), view=modal.view)
    return str((opened.get("view") or {}).get("id") or "")


async def update(client: AsyncWebClient, view_id: str, modal: Modal, *, seen: str | None = None) -> bool:
    """Replace an open view; False when it is closed or Slack was not reached.

    `seen` is the `hash` of the view as it was: one that has changed since stays.
    """
    try:
        await client.views_update(view_id=view_id, view=modal.view, hash=seen)
    except (SlackClientError, aiohttp.ClientError, TimeoutError):
        return False
    return True


def after_ack(show: Callable[[T], Awaitable[bool]]) -> Callable[[T], Awaitable[bool]]:
    """The same, its first showing a moment later: the acknowledgement of a form changes the view too."""
    waiting = [ACK_FIRST_S]

    async def show_later(shown: T) -> bool:
        await asyncio.sleep(waiting.pop() if waiting else 0)
        return await show(shown)

    return show_later


def carry(**values: object) -> str:
    """What a view carries from one form to the next, as `private_metadata`; empty values are left out.

    So are the longest ones, as many as Slack would not take.
    """
    kept = {name: value for name, value in values.items() if value not in (None, "", False)}
    while len(text := json.dumps(kept)) > METADATA_CHARS:
        del kept[max(kept, key=lambda name: len(json.dumps(kept[name])))]
    return text


def carried(view: Json) -> dict[str, Any]:
    """What the view carries; empty for none."""
    found = json.loads(view.get("private_metadata") or "{}")
    return found if isinstance(found, dict) else {}
