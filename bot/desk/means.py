"""What every use case works with, and the two questions each asks: may they, and do they see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.config import Settings
from bot.desk.directory import Directory
from bot.desk.reader import Reader
from bot.errors import HiddenError, NotAllowedError, UsageError
from bot.knowledge import Knowledge
from bot.model import Incident, Outgoing, Request, is_person
from bot.store import Store, Transaction, inbox, outbox
from bot.store.lists import load_channels, load_receivers
from bot.store.records import require
from bot.store.sight import Sight


@dataclass(frozen=True, slots=True)
class Means:
    """Knowledge, store, clock, what Slack knows, how the bot is set, and how work that runs beside is heard.

    `on_owed` is called when there is something to send; `say_fault` logs a fault of ours, and during what it
    came, and returns what the person is told.
    """

    knowledge: Knowledge
    store: Store
    directory: Directory
    reader: Reader
    now: Callable[[], datetime]
    settings: Settings
    on_owed: Callable[[], None]
    say_fault: Callable[[BaseException, str], str]

    async def answer(self, request: Request, *rows: Outgoing) -> None:
        """Owe what answers a request, and be done with it."""

        def job(db: Transaction) -> None:
            for row in rows:
                outbox.put_once(db, row)
            inbox.done(db, request.key, self.now())

        await self.store.write(job)

    async def require_member(self, actor: str) -> None:
        """Raise NotAllowedError for a guest or a person of another organisation."""
        if (await self.directory.person(actor)).outsider:
            raise NotAllowedError(
                "Guests and people of other organisations can read diagnoses only. "
                "Ask a member of this workspace to do it."
            )

    async def require_joined(self, channel: str) -> None:
        """Raise UsageError for a channel the bot cannot post in."""
        if not await self.directory.joined(channel):
            raise UsageError(
                "I am not in this channel. Invite me with `/invite @smtpcheck`, then press again."
            )

    async def require_visible(self, team: str, actor: str, incident_id: int) -> Incident:
        """Return the incident for a member who may see it; raises HiddenError as if it did not exist."""
        await self.require_member(actor)
        hidden = HiddenError(
            f"There is no incident {incident_id} that you can see. `/smtpcheck incidents` lists yours."
        )
        try:
            incident = await self.store.read(lambda db: require(db, incident_id, team=team))
        except UsageError as error:
            raise hidden from error
        if not await self.sees(actor, incident):
            raise hidden
        return incident

    async def sees(self, actor: str, incident: Incident) -> bool:
        """Whether a member may see this incident."""
        channels = () if incident.channel is None else (incident.channel,)
        receivers = [one for one in (incident.offered_to, incident.escalated_to) if one is not None]
        return (await self._sight(incident.team, actor, channels, receivers)).holds(incident)

    async def sight(self, team: str, actor: str) -> Sight:
        """Return what a member may see; raises NotAllowedError for everybody else.

        Each list, search, statistic and export for a person asks for it anew: what it rests on is
        at most five minutes old.
        """
        await self.require_member(actor)
        channels = await self.store.read(lambda db: load_channels(db, team))
        receivers = await self.store.read(lambda db: load_receivers(db, team))
        return await self._sight(team, actor, channels, receivers)

    async def _sight(self, team: str, actor: str, channels: Sequence[str], receivers: Sequence[str]) -> Sight:
        shared = frozenset(receiver for receiver in receivers if not is_person(receiver))
        belongs = shared and shared & await self.directory.belongs(actor)
        return Sight(team, actor, await self.directory.readable(actor, channels), belongs)
