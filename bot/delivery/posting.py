"""One call to Slack for one outbox row, and what its failure means. Must not touch the store.

Throttled  wait that long; it was not posted
Refused    Slack will never take it
Unclear    it may have been posted: look for its key before trying again
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import blake2b
from io import SEEK_END
from typing import IO, Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import Card, Modal
from bot.cards.pages import incident_page
from bot.delivery.directory import is_slacks
from bot.delivery.slack_errors import (
    RATE_LIMITED,
    TOKEN_REFUSED,
    asked_wait_s,
    is_answer,
    refused_token,
    retry_after_s,
    said_by,
)
from bot.model import Outgoing, is_person
from bot.store.outbox import Owed

EVENT_TYPE = "smtpcheck"
PAGE = 100
PAGES = 5  # of messages among which a row that may have arrived is looked for
AS_A_FORM = frozenset({"files.getUploadURLExternal"})  # as slack_sdk sends it; the others go as JSON
LARGEST_UPLOAD_BYTES = 1_000_000_000  # Slack's limit of a file: 1 GB
UPLOAD_TIMEOUT_S = 900  # the largest file at 9 Mbit/s
UPLOAD_AGAIN_S = 5  # where Slack does not say when
PIECE_BYTES = 262_144  # in memory at a time
CLOCKS_DIFFER = timedelta(minutes=10)  # ours and Slack's, at most

TOO_MUCH = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})
# Of chat.postEphemeral: whoever answers a handoff may not be in the incident's channel.
NOBODY_THERE = frozenset({"user_not_in_channel", "not_in_channel", "channel_not_found", "is_archived"})


class Throttled(Exception):
    """Slack asks to wait; nothing was posted."""

    def __init__(self, wait_s: float) -> None:
        super().__init__(f"wait {wait_s:g} s")
        self.wait_s = wait_s


class Refused(Exception):
    """Slack will never take this; the text is Slack's error name."""


class Unclear(Exception):
    """Whether it was posted is not known."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file for a channel; `name` is unique to its row, `alt_text` says what a picture shows."""

    file: IO[bytes]
    name: str
    title: str
    comment: str
    alt_text: str | None = None


def row_mark(outgoing: Outgoing) -> str:
    """What sets the name of a row's file apart: by it a file is found that may have arrived already."""
    return blake2b(outgoing.key.encode(), digest_size=4).hexdigest()


class Poster:
    """Posts, edits, answers and uploads; one shared session."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self._client = client
        self._session = session
        self._direct: dict[str, str] = {}

    async def deliver(self, owed: Owed, card: Card) -> str | None:
        """Make the one call that shows the card; returns the message's ts where there is one.

        Raises Throttled, Refused, Unclear, or SettingsError when the token is refused.
        """
        outgoing = owed.outgoing
        if outgoing.response_url is not None:
            return await self._tell_one(outgoing, card)
        if outgoing.what == "home":
            home = {"type": "home", "blocks": card.blocks, "private_metadata": outgoing.subject}
            await self._call("views.publish", user_id=outgoing.channel, view=home)
            return None
        if outgoing.what == "page":
            number, _, _ = outgoing.subject.partition(" ")  # the reader stands behind it
            await self._fill(outgoing.channel, incident_page(int(number), card))
            return None
        channel = await self._channel(outgoing.channel)
        ts = outgoing.update_ts or owed.sent_ts
        if ts is not None and await self._edit(channel, ts, card.content):
            return ts
        if outgoing.only_to is not None:
            return await self._tell_one(outgoing, card)
        if owed.claimed_at is not None:
            since = owed.claimed_at - CLOCKS_DIFFER
            found = await self._find(channel, outgoing.thread_ts, partial(_carries, outgoing.key), since)
            if found is not None:
                return found
        return await self._post(channel, outgoing.thread_ts, outgoing.key, card.content)

    async def _tell_one(self, outgoing: Outgoing, card: Card) -> str | None:
        """Answer to the address, else whisper in the channel; directly where neither reaches the person.

        An address expires after half an hour; in a channel somebody, or we, may not be any more.
        """
        address, user, replaces = outgoing.response_url, outgoing.only_to, outgoing.update_ts is not None
        try:
            if address is not None:
                await self._answer(address, {**card.content, "replace_original": replaces})
            elif user is not None:
                await self.whisper(outgoing.channel, outgoing.thread_ts, user, card)
        except Refused as error:
            if user is None or replaces or not (address or str(error) in NOBODY_THERE):
                raise
            return await self._post(await self._channel(user), None, outgoing.key, card.content)
        return None

    async def upload(self, owed: Owed, upload: Upload) -> str | None:
        """Share a file in the row's channel, unless it stands there already; raises as `deliver`.

        In three steps: an address, the bytes, the message (docs.slack.dev/messaging/working-with-files).
        """
        channel = await self._channel(owed.outgoing.channel)
        if owed.claimed_at is not None:
            found = await self._find(
                channel,
                None,
                lambda message: any(file.get("name") == upload.name for file in message.get("files") or []),
                owed.claimed_at - CLOCKS_DIFFER,
            )
            if found is not None:
                return found
        size = upload.file.seek(0, SEEK_END)
        upload.file.seek(0)
        text = f"{upload.title}: the file is larger than Slack takes. Choose fewer days."
        if size <= LARGEST_UPLOAD_BYTES:
            try:
                await self._share(channel, upload, size)
            except Refused as error:
                text = f"{upload.title}: Slack did not take the file ({error}). Tell whoever runs smtpcheck."
            else:
                return None
        return await self._post(channel, None, owed.outgoing.key, {"text": text})

    async def _share(self, channel: str, upload: Upload, size: int) -> None:
        described = {"alt_txt": upload.alt_text} if upload.alt_text else {}
        place = await self._call("files.getUploadURLExternal", filename=upload.name, length=size, **described)
        await self._send_bytes(str(place["upload_url"]), upload.file, size)
        await self._call(
            "files.completeUploadExternal",
            files=[{"id": place["file_id"], "title": upload.title}],
            channel_id=channel,
            initial_comment=upload.comment,
        )

    async def _send_bytes(self, address: str, file: IO[bytes], size: int) -> None:
        if not is_slacks(address, str(self._client.base_url)):
            raise Refused("the address for the file is not Slack's")
        # Read by us: aiohttp would close the file in a thread of its own, at any time after the answer.
        async with self._session.post(
            address,
            data=_pieces(file),
            headers={"Content-Length": str(size), "Content-Type": "application/octet-stream"},
            allow_redirects=False,
            timeout=aiohttp.ClientTimeout(total=UPLOAD_TIMEOUT_S),
        ) as response:
            if response.status == 429 or response.status >= 500:
                # Nothing was shared: a new address and another try cost nothing.
                raise Throttled(asked_wait_s(response.headers, UPLOAD_AGAIN_S))
            if response.status != 200:
                raise Refused(f"the upload was answered {response.status}")

    async def _edit(self, channel: str, ts: str, shown: dict[str, Any]) -> bool:
        """Edit the message; False when somebody deleted it, so that it has to be posted anew."""
        try:
            await self._show("chat.update", shown, channel=channel, ts=ts)
        except Refused as error:
            if str(error) != "message_not_found":
                raise
            return False
        return True

    async def _fill(self, view_id: str, page: Modal) -> None:
        """Show the page in its view; one that was closed needs it no more."""
        try:
            await self._call("views.update", view_id=view_id, view=page.view)
        except Refused as error:
            if str(error) != "not_found":
                raise

    async def whisper(self, channel: str, thread_ts: str | None, user: str, card: Card) -> None:
        """Show a card to one person, once, without a row: raises as `deliver`."""
        in_thread = {"thread_ts": thread_ts} if thread_ts else {}
        await self._show("chat.postEphemeral", card.content, channel=channel, user=user, **in_thread)

    async def tell(self, user: str, card: Card) -> None:
        """Say a card to one person directly, once, without a row: raises as `deliver`."""
        await self._show("chat.postMessage", card.content, channel=await self._channel(user))

    async def _post(self, channel: str, thread_ts: str | None, key: str, shown: dict[str, Any]) -> str:
        where: dict[str, Any] = {"channel": channel, "unfurl_links": False, "unfurl_media": False}
        if thread_ts is not None:
            where["thread_ts"] = thread_ts
        where["metadata"] = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
        answer = await self._show("chat.postMessage", shown, **where)
        return str(answer["ts"])

    async def _channel(self, place: str) -> str:
        """Return the channel; a person's id means the direct message with them."""
        if not is_person(place):
            return place
        if place not in self._direct:
            answer = await self._call("conversations.open", users=place)
            self._direct[place] = str(answer["channel"]["id"])
        return self._direct[place]

    async def _find(
        self, channel: str, thread_ts: str | None, is_it: Callable[[dict[str, Any]], bool], since: datetime
    ) -> str | None:
        """Return the ts of the message that is the one, None when it was not posted."""
        method = "conversations.history" if thread_ts is None else "conversations.replies"
        where: dict[str, Any] = {
            "channel": channel,
            "limit": PAGE,
            "oldest": f"{since.timestamp():.6f}",
            "include_all_metadata": "true",
        }
        if thread_ts is not None:
            where["ts"] = thread_ts
        for _ in range(PAGES):
            try:
                answer = await self._call(method, **where)
            except Refused:  # the thread's parent is gone: nothing to be found there
                return None
            for message in answer.get("messages", []):
                if is_it(message):
                    return str(message["ts"])
            where["cursor"] = (answer.get("response_metadata") or {}).get("next_cursor")
            if not where["cursor"]:
                return None
        return None

    async def _show(self, method: str, shown: dict[str, Any], **where: object) -> dict[str, Any]:
        """Show text and blocks; what Slack finds too much is said as text alone."""
        try:
            return await self._call(method, **where, **shown)
        except Refused as error:
            if str(error) not in TOO_MUCH:
                raise
        return await self._call(method, **where, text=shown["text"], blocks=[])

    async def _call(self, method: str, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        reads = method.startswith(("conversations.history", "conversations.replies"))
        try:
            if reads:
                answer = await self._client.api_call(method, http_verb="GET", params=arguments)
            elif method in AS_A_FORM:
                answer = await self._client.api_call(method, params=arguments)
            else:
                answer = await self._client.api_call(method, json=arguments)
        except SlackApiError as error:
            raise _meaning(error) from error
        except aiohttp.ClientConnectorError:
            raise  # never got there
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unclear(method) from error
        return dict(answer.data) if isinstance(answer.data, dict) else {}

    async def _answer(self, response_url: str, shown: dict[str, Any]) -> None:
        body = {**shown, "response_type": "ephemeral"}
        async with self._session.post(response_url, json=body, allow_redirects=False) as response:
            if response.status == 429:
                raise Throttled(asked_wait_s(response.headers))
            if response.status >= 500:
                raise Unclear("response_url")
            if response.status == 200:
                return
            said = await response.text()
        if not shown["blocks"] or not any(word in said for word in TOO_MUCH):
            raise Refused(f"response_url answered {response.status}")
        await self._answer(response_url, {**shown, "blocks": []})


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    while piece := await asyncio.to_thread(file.read, PIECE_BYTES):
        yield piece


def _carries(key: str, message: dict[str, Any]) -> bool:
    metadata = message.get("metadata") or {}
    return bool(
        metadata.get("event_type") == EVENT_TYPE and metadata.get("event_payload", {}).get("key") == key
    )


def _meaning(error: SlackApiError) -> Exception:
    wait_s = retry_after_s(error)
    if wait_s is not None:
        return Throttled(wait_s)
    said = said_by(error)
    if said in RATE_LIMITED:
        return Throttled(1.0)
    if said in TOKEN_REFUSED:
        return refused_token(said)
    return Refused(said) if is_answer(error) else Unclear(said or str(error.response.status_code))
