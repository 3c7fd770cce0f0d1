"""What the customer is told: the reply that somebody wrote is kept with its incident."""

from __future__ import annotations

from functools import partial

from bot.desk.changing import mark
from bot.desk.means import Means
from bot.errors import UsageError
from bot.model import Act, Happening, Incident, Request
from bot.parse.redact import redact
from bot.store import marks
from bot.store.timeline import load_timeline

NOTHING_TO_KEEP = "The reply is empty, so there is nothing to keep."


class Telling:
    """Replies to the customer; nothing is ever sent to them from here."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def last(self, incident: Incident) -> Happening | None:
        """The last reply that was kept; None where there is none."""
        timeline = await self._means.store.read(lambda db: load_timeline(db, incident.id))
        return next((done for done in reversed(timeline) if done.kind is Act.TOLD), None)

    @staticmethod
    def as_kept(text: str) -> str:
        """The reply without the passwords in it, as the inbox takes it and the incident keeps it."""
        return redact(text).text

    async def keep(self, request: Request, incident_id: int, text: str) -> None:
        """Keep a reply with the incident and say in its thread who wrote it; UsageError for an empty one."""
        if not text.strip():
            raise UsageError(NOTHING_TO_KEEP)
        await mark(self._means, request, incident_id, partial(marks.tell, text=text))
