"""Channels and direct messages of the workspace, and how Slack describes them. Values only."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from bot.sandbox.people import ANA, BEN, BOT_USER_ID, CHRIS, GITA, OTTO, PEOPLE, TEAM_ID
from bot.sandbox.refusal import Json

CREATED_AT = 1764000000


class Kind(StrEnum):
    """What sort of conversation it is."""

    PUBLIC = "public"
    PRIVATE = "private"
    IM = "im"


@dataclass(frozen=True, slots=True)
class Channel:
    """A conversation; `user` is the person of a direct message with the app, else None."""

    id: str
    name: str
    kind: Kind
    members: tuple[str, ...] = ()
    topic: str = ""
    archived: bool = False
    shared: bool = False
    user: str | None = None

    def joined_by(self, user: str) -> Channel:
        """The channel with that member."""
        return self if user in self.members else replace(self, members=(*self.members, user))

    def left_by(self, user: str) -> Channel:
        """The channel without that member."""
        return replace(self, members=tuple(member for member in self.members if member != user))


def first_channels() -> tuple[Channel, ...]:
    """The channels of a workspace that was just made; the app is in all but #general."""
    team = (ANA.id, BEN.id, CHRIS.id)
    return (
        Channel(
            "C0SUPPORT01", "support", Kind.PUBLIC, (*team, GITA.id, BOT_USER_ID), "Customers' mail trouble"
        ),
        Channel(
            "C0DELIVERY1",
            "deliverability",
            Kind.PUBLIC,
            (*team, OTTO.id, BOT_USER_ID),
            "Bounces and blocklists",
            shared=True,
        ),
        Channel("C0GENERAL01", "general", Kind.PUBLIC, team, "Everything else"),
        Channel(
            "C0PRIVATE01", "mail-ops", Kind.PRIVATE, (ANA.id, BEN.id, BOT_USER_ID), "Servers and credentials"
        ),
        *(
            Channel("D" + person.id[1:], person.name, Kind.IM, (person.id, BOT_USER_ID), user=person.id)
            for person in PEOPLE
        ),
    )


def channel_to_json(channel: Channel) -> Json:
    """The channel as the journal and the page have it."""
    return asdict(channel) | {"members": list(channel.members)}


def channel_from_json(source: Json) -> Channel:
    """The channel that `channel_to_json` wrote."""
    return Channel(**source | {"kind": Kind(source["kind"]), "members": tuple(source["members"])})


def conversation_json(channel: Channel) -> Json:
    """The conversation object of the Web API (docs.slack.dev/reference/objects/conversation-object)."""
    if channel.kind is Kind.IM:
        return {
            "id": channel.id,
            "created": CREATED_AT,
            "is_im": True,
            "is_archived": False,
            "is_org_shared": False,
            "context_team_id": TEAM_ID,
            "user": channel.user,
            "is_user_deleted": False,
            "is_open": True,
            "priority": 0,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind is Kind.PUBLIC,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.kind is Kind.PRIVATE,
        "created": CREATED_AT,
        "creator": ANA.id,
        "is_archived": channel.archived,
        "is_general": channel.name == "general",
        "is_shared": channel.shared,
        "is_ext_shared": channel.shared,
        "is_org_shared": False,
        "is_member": BOT_USER_ID in channel.members,
        "context_team_id": TEAM_ID,
        "topic": {"value": channel.topic, "creator": ANA.id, "last_set": CREATED_AT},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }
