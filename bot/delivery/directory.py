"""Asks Slack about people, channels, messages and files, and remembers people for five minutes.

The bot token goes to the Web API's host and, for files, to Slack's file host; nowhere else.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.remembered import Remembered
from bot.delivery.slack_errors import TOKEN_REFUSED, is_answer, refused_token, retry_after_s, said_by
from bot.desk.directory import FILE_LIMIT_BYTES, READABLE, Fetched, Group, Person, Said
from bot.desk.message_text import message_text
from bot.model import is_direct
from bot.parse.written.slack_text import undo_slack

SLACK_FILE_HOSTS = frozenset({"files.slack.com"})
FILE_TIMEOUT = aiohttp.ClientTimeout(total=30)
LONGEST_WAIT_S = 30  # a longer Retry-After is left to the worker's own retry
CONVERSATIONS_PAGE = 999  # the method's largest
PEOPLE_PAGE = 200  # what its reference page recommends at most
PEOPLE_PAGES = 10  # users.list may be asked twenty times a minute
LEFT_ASKED = 20  # channels that the bot has left are asked one by one: so many for one list
OUTSIDE = ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")


class SlackDirectory:
    """The desk's Directory, asked over the Web API; `team` is the bot's own workspace, `bot` its user."""

    def __init__(
        self,
        client: AsyncWebClient,
        session: aiohttp.ClientSession,
        team: str,
        bot: str,
        now: Callable[[], datetime],
    ) -> None:
        self._client = client
        self._session = session
        self._team = team
        self._bot = bot
        self._people: Remembered[Person] = Remembered(now)
        self._joined: Remembered[dict[str, bool]] = Remembered(now)
        self._public: Remembered[bool] = Remembered(now)
        self._names: Remembered[dict[str, frozenset[str]]] = Remembered(now)
        self._shared: Remembered[frozenset[str]] = Remembered(now)
        self._links: Remembered[str | None] = Remembered(now)
        self._groups: Remembered[tuple[Group, ...]] = Remembered(now)

    async def person(self, user: str) -> Person:
        """Return who this is; somebody Slack does not know is an outsider."""
        return await self._people.get(user, lambda: self._ask_person(user))

    async def readable(self, user: str, channels: Sequence[str]) -> frozenset[str]:
        """Return those of the channels that this person can read; none for an outsider.

        A member reads every public channel, and the private ones they are in. Both come in pages
        of a thousand, not channel by channel, so that many channels keep within Slack's pace.
        """
        asked = frozenset(channel for channel in channels if not is_direct(channel))
        if not asked or (await self.person(user)).outsider:
            return frozenset()
        joined = await self._joined.get("", self._ask_conversations)
        public = frozenset(channel for channel in joined if joined[channel])
        left = await self._public_left(asked - joined.keys())
        return (asked & (public | await self._shares(user))) | left

    async def belongs(self, user: str) -> frozenset[str]:
        """Return the channels they share with the bot and the user groups they are in."""
        own = frozenset(group.id for group in await self.groups() if user in group.members)
        return own | await self._shares(user)

    async def groups(self) -> tuple[Group, ...]:
        """Return every user group; empty when there is none or the bot may not read them."""
        return await self._groups.get("", self._ask_groups)

    async def public(self, channel: str) -> bool:
        """Whether every member of the workspace can read that channel."""
        return await self._public.get(channel, partial(self._ask_public, channel))

    async def named(self, name: str) -> frozenset[str]:
        """Return the people who are called that, of the first PEOPLE_PAGES pages of the workspace."""
        names = await self._names.get("", self._ask_names)
        return names.get(name.casefold(), frozenset())

    async def joined(self, channel: str) -> bool:
        """Whether the bot is in that channel, asked afresh since it is about to post."""
        found = await self._ask_channel(channel)
        return bool(found.get("is_member") or found.get("is_im"))

    async def shared(self, channel: str) -> bool:
        """Whether people of other organisations read that channel too, asked afresh as well."""
        return bool((await self._ask_channel(channel)).get("is_ext_shared"))

    async def message(self, channel: str, ts: str) -> Said | None:
        """Return the message that opens the thread `ts`, None when it is gone, hidden or the bot's own."""
        answer = await self._ask("conversations.replies", channel=channel, ts=ts, limit=1, inclusive="true")
        for message in (answer or {}).get("messages", []):
            if message.get("ts") == ts and message.get("user") != self._bot:
                files = tuple(file["id"] for file in message.get("files", []) if file.get("id"))
                author = "" if message.get("bot_id") else message.get("user", "")
                return Said(undo_slack(message_text(message)), author, files)
        return None

    async def link(self, channel: str, ts: str) -> str | None:
        """Return the address of a message, None when it is gone."""
        return await self._links.get(f"{channel}:{ts}", lambda: self._ask_link(channel, ts))

    async def _ask_link(self, channel: str, ts: str) -> str | None:
        answer = await self._ask("chat.getPermalink", channel=channel, message_ts=ts)
        return None if answer is None else str(answer.get("permalink") or "") or None

    async def fetch(self, file: str) -> Fetched:
        """Return an uploaded .eml, .txt or .log of up to FILE_LIMIT_BYTES."""
        answer = await self._ask("files.info", file=file)
        if answer is None:
            return Fetched("", None)
        found = answer["file"]
        name = str(found.get("name") or file)
        address = found.get("url_private_download") or found.get("url_private")
        too_large = int(found.get("size") or 0) > FILE_LIMIT_BYTES
        trusted = address and is_slacks(address, str(self._client.base_url))
        if too_large or not name.casefold().endswith(READABLE) or not trusted:
            return Fetched(name, None)
        return Fetched(name, await self._download(address, FILE_LIMIT_BYTES))

    async def download(self, address: str, limit_bytes: int) -> bytes | None:
        """Return what stands at an address of Slack's file host; None where it is larger, or another's."""
        if not is_slacks(address, str(self._client.base_url)):
            return None
        return await self._download(address, limit_bytes)

    async def _download(self, address: str, limit_bytes: int) -> bytes | None:
        headers = {"Authorization": f"Bearer {self._client.token}"}
        async with self._session.get(
            address, headers=headers, allow_redirects=False, timeout=FILE_TIMEOUT
        ) as response:
            # Slack answers a token without files:read with a redirect to, or the page of, its login.
            if response.status != 200 or response.content_type == "text/html":
                return None
            content = b""
            while len(content) <= limit_bytes and (more := await response.content.read(65_536)):
                content += more
        return content if len(content) <= limit_bytes else None

    async def _ask_person(self, user: str) -> Person:
        answer = await self._ask("users.info", user=user)
        if answer is None:
            return Person(user, user, outsider=True)
        found = answer["user"]
        profile = found.get("profile") or {}
        name = (
            profile.get("display_name")
            or profile.get("real_name")
            or found.get("real_name")
            or found.get("name")
        )
        outsider = any(found.get(mark) for mark in OUTSIDE) or found.get("team_id", self._team) != self._team
        return Person(user, str(name or user), outsider)

    async def _ask_names(self) -> dict[str, frozenset[str]]:
        names: dict[str, set[str]] = {}
        async for page in self._pages("users.list", PEOPLE_PAGES, limit=PEOPLE_PAGE):
            for person in page.get("members", []):
                for name in _names_of(person):
                    names.setdefault(name.casefold(), set()).add(person["id"])
        return {name: frozenset(people) for name, people in names.items()}

    async def _ask_channel(self, channel: str) -> dict[str, Any]:
        answer = await self._ask("conversations.info", channel=channel)
        found: dict[str, Any] = {} if answer is None else answer["channel"]
        return found

    async def _shares(self, user: str) -> frozenset[str]:
        return await self._shared.get(user, lambda: self._ask_shared(user))

    async def _ask_shared(self, user: str) -> frozenset[str]:
        return frozenset(await self._ask_conversations(user=user))

    async def _public_left(self, channels: frozenset[str]) -> frozenset[str]:
        """Which of the channels that the bot is no longer in are public; what is not known is not shown."""
        unknown = sorted(channel for channel in channels if not self._public.knows(channel))
        asked = channels - frozenset(unknown[LEFT_ASKED:])
        answers = {
            channel: await self._public.get(channel, partial(self._ask_public, channel))
            for channel in sorted(asked)
        }
        return frozenset(channel for channel, public in answers.items() if public)

    async def _ask_public(self, channel: str) -> bool:
        return _is_public(await self._ask_channel(channel))

    async def _ask_conversations(self, user: str = "") -> dict[str, bool]:
        """Return the channels the bot is in, or shares with that person, and whether each is public.

        docs.slack.dev/reference/methods/users.conversations: "Using a bot user token, this method
        returns the channels and conversations your bot is party to"; `user` narrows them down to
        those the bot shares with that person.
        """
        found: dict[str, bool] = {}
        types = "public_channel,private_channel"
        pages = self._pages("users.conversations", types=types, limit=CONVERSATIONS_PAGE, user=user)
        async for page in pages:
            found |= {channel["id"]: _is_public(channel) for channel in page.get("channels", [])}
        return found

    async def _ask_groups(self) -> tuple[Group, ...]:
        answer = await self._ask("usergroups.list", include_users="true")
        return tuple(
            Group(
                id=str(group["id"]),
                handle=str(group.get("handle") or ""),
                name=str(group.get("name") or group.get("handle") or group["id"]),
                members=frozenset(group.get("users") or ()),
            )
            for group in (answer or {}).get("usergroups", [])
        )

    async def _pages(
        self, method: str, most: int | None = None, **arguments: str | int
    ) -> AsyncIterator[dict[str, Any]]:
        """Yield what a reading method answers page by page, `most` pages at most; raises as `_ask`."""
        cursor = ""
        for _ in count() if most is None else range(most):
            page = await self._ask(method, **arguments, cursor=cursor) or {}
            yield page
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def _ask(self, method: str, **arguments: str | int) -> dict[str, Any] | None:
        """Call a reading method; None when Slack says no, after waiting out one short rate limit.

        Raises SettingsError when the token is refused.
        """
        given = {name: value for name, value in arguments.items() if value != ""}
        for last in (False, True):
            try:
                answer = await self._client.api_call(method, http_verb="GET", params=given)
            except SlackApiError as error:
                wait_s = retry_after_s(error)
                if said_by(error) in TOKEN_REFUSED:
                    raise refused_token(said_by(error)) from error
                if wait_s is None and is_answer(error):
                    return None
                if last or wait_s is None or wait_s > LONGEST_WAIT_S:
                    raise
                await asyncio.sleep(wait_s)
            else:
                found: dict[str, Any] = dict(answer.data) if isinstance(answer.data, dict) else {}
                return found
        raise AssertionError("unreachable: the second try returns or raises")


def _names_of(person: Mapping[str, Any]) -> set[str]:
    """How one is written after an @, and each part of the whole name."""
    profile = person.get("profile") or {}
    whole = str(profile.get("real_name") or person.get("real_name") or "")
    written = {str(profile.get("display_name") or ""), str(person.get("name") or ""), whole}
    return {*written, *whole.split()} - {""}


def _is_public(channel: Mapping[str, Any]) -> bool:
    # Only what Slack says is public is shown to everybody.
    return channel.get("is_private") is False


def is_slacks(address: str, api_url: str) -> bool:
    """Whether a file's address is Slack's own: of the Web API's host, or of Slack's file host."""
    file, api = urlsplit(address), urlsplit(api_url)
    if (file.scheme, file.netloc) == (api.scheme, api.netloc):
        return True
    return file.scheme == "https" and file.netloc in SLACK_FILE_HOSTS
