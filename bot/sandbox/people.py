"""The cast of the local workspace: who one can act as, in which team, and how Slack describes them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.sandbox.refusal import Json

TEAM_ID = "T0LOCAL0001"
TEAM_NAME = "Local workspace"
TEAM_DOMAIN = "local-workspace"
OTHER_TEAM_ID = "T0PARTNER01"
APP_ID = "A0SMTPCHECK"
BOT_ID = "B0SMTPCHECK"
BOT_USER_ID = "U0SMTPCHECK"


class Kind(StrEnum):
    """What a user is in this workspace."""

    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"
    BOT = "bot"


@dataclass(frozen=True, slots=True)
class Person:
    """A user: `name` is the short one people type after an @; `team_id` is another one for a stranger."""

    id: str
    name: str
    real_name: str
    kind: Kind = Kind.MEMBER
    team_id: str = TEAM_ID
    tz: str = "Europe/Berlin"
    tz_offset_s: int = 3600


@dataclass(frozen=True, slots=True)
class Usergroup:
    """A user group, mentioned as @handle."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...]


ANA = Person("U0ANA000001", "ana", "Ana Duarte", tz="Europe/Lisbon", tz_offset_s=0)
BEN = Person("U0BEN000001", "ben", "Ben Okafor")
CHRIS = Person("U0CHRIS0001", "chris", "Chris Lindqvist", tz="America/New_York", tz_offset_s=-18000)
GITA = Person("U0GITA00001", "gita", "Gita Rao", kind=Kind.GUEST)
OTTO = Person("U0OTTO00001", "otto", "Otto Brandt", kind=Kind.STRANGER, team_id=OTHER_TEAM_ID)
PEOPLE = (ANA, BEN, CHRIS, GITA, OTTO)

MAIL_TEAM = Usergroup("S0MAILTEAM1", "mail-team", "Mail team", (ANA.id, BEN.id))
USERGROUPS = (MAIL_TEAM,)


def app_person(name: str) -> Person:
    """The app's own user, under the display name its manifest gives."""
    return Person(BOT_USER_ID, name, name, kind=Kind.BOT)


def user_json(person: Person) -> Json:
    """The user object of users.info (docs.slack.dev/reference/objects/user-object)."""
    return {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.name,
        "deleted": False,
        "color": "4bbe2e",
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": person.tz_offset_s,
        "profile": {
            "real_name": person.real_name,
            "real_name_normalized": person.real_name,
            "display_name": person.name,
            "display_name_normalized": person.name,
            "team": person.team_id,
        },
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.kind is Kind.GUEST,
        "is_ultra_restricted": False,
        "is_bot": person.kind is Kind.BOT,
        "is_app_user": False,
        "is_stranger": person.kind is Kind.STRANGER,
        "updated": 1764000000,
    }


def usergroup_json(group: Usergroup, *, include_users: bool, include_count: bool) -> Json:
    """The user group object of usergroups.list."""
    answer: Json = {
        "id": group.id,
        "team_id": TEAM_ID,
        "is_usergroup": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": 1764000000,
        "date_update": 1764000000,
        "date_delete": 0,
        "prefs": {"channels": [], "groups": []},
    }
    if include_users:
        answer["users"] = list(group.users)
    if include_count:
        answer["user_count"] = len(group.users)
    return answer
