"""What every use case works with, and the two questions each asks: may they, and do they see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.config import Settings
from bot.desk.directory import Directory
from bot.desk.reading import Reader
from bot.errors import NotAllowedError, UsageError
from bot.knowledge import Knowledge
from bot.model import Incident
from bot.store import Store
from bot.store.records import require


@dataclass(frozen=True, slots=True)
class Means:
    """Knowledge, store, clock, what Slack knows and how the bot is set."""

    knowledge: Knowledge
    store: Store
    directory: Directory
    reader: Reader
    now: Callable[[], datetime]
    settings: Settings

    async def require_member(self, actor: str) -> None:
        """Raise NotAllowedError for a guest or a person of another organisation."""
        if (await self.directory.person(actor)).outsider:
            raise NotAllowedError(
                "Guests and people of other organisations can read diagnoses only. "
                "Ask a member of this workspace to do it."
            )

    async def require_visible(self, team: str, actor: str, incident_id: int) -> Incident:
        """Return the incident for a member who may see it; raises UsageError as if it did not exist."""
        await self.require_member(actor)
        hidden = UsageError(
            f"There is no incident {incident_id} that you can see. `/smtpcheck incidents` lists yours."
        )
        try:
            incident = await self.store.read(lambda db: require(db, incident_id, team=team))
        except UsageError as error:
            raise hidden from error
        if actor in (incident.reporter, incident.owner, incident.offered_to):
            return incident
        if incident.channel is not None and await self.directory.sees(actor, incident.channel):
            return incident
        raise hidden
