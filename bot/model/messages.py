"""What comes from Slack and what goes back, as the inbox and the outbox keep it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

# What the fields of a request say.
UNADDRESSED = "unaddressed"
"""Nobody asked for an answer."""
MENTION = "mention"
"""The bot was mentioned in a channel."""
EDITED = "edited"
"""The message says something else than before."""
DELETED = "deleted"
"""The message was deleted."""
UNNAMED = "unnamed"
"""Of a file not even the name is known yet."""
SECRETS = "secrets"
"""How many passwords and tokens were taken out before the text was kept."""


class ChannelMode(StrEnum):
    """What the bot does in a channel: reads every message, only mentions, nothing."""

    ALL = "all"
    MENTIONS = "mentions"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Request:
    """One thing somebody asked of the bot, redacted, as the inbox keeps it.

    `key` makes it unique (event id, else trigger id, else a hash of view id and type). `intent`
    names the handlers' module that handles it. `fields` holds what else that intent needs, by name;
    never a secret, never a payload.
    """

    key: str
    intent: str
    team: str
    actor: str
    channel: str | None
    ts: str | None
    thread_ts: str | None
    text: str
    fields: Mapping[str, str]

    @property
    def lane(self) -> str:
        """Team and channel, or the person where it came from none: one lane is worked in order."""
        return f"{self.team}:{self.channel or self.actor}"


What = Literal[
    "incident", "again", "happening", "handoff", "passed", "due", "wave", "wave-list", "page", "list", "home",
    "reference", "question", "pages", "settings", "not-arrived", "no-error", "help", "notice", "typed",
    "secret", "csv", "file", "picture", "statistics", "chart", "export", "interrupted", "mailboxes",
    "mailboxes-file", "mailboxes-progress", "mailboxes-broken",
]  # fmt: skip
"""What a message of the bot shows; `bot.delivery.render` makes the card of each."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message the bot owes: what to show and where, never how it looks.

    `what` names the card, `subject` what it is about (an incident's number, a code), `text` a sentence for
    a notice. It goes to a channel, there into a thread or to one person alone (`only_to`), or to a
    `response_url`. `key` is unique; a second row with the same key replaces the first, and what was posted
    already is edited. `update_ts` names the message to edit instead of posting.
    """

    key: str
    lane: str
    what: What
    team: str
    channel: str
    not_before: datetime
    subject: str = ""
    text: str = ""
    thread_ts: str | None = None
    update_ts: str | None = None
    only_to: str | None = None
    response_url: str | None = None
