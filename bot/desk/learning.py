"""What many incidents say together: waves, and statistics of what one may see."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk import replies
from bot.desk.means import Means
from bot.errors import UsageError
from bot.model import Incident, Request, Statistics
from bot.period import Period, parse_period
from bot.store import Transaction, outbox
from bot.store.statistics import load_statistics
from bot.store.waves import join_wave, load_wave

DEFAULT = "7d"
# Slack grants about fifty edits a minute to all messages of a workspace (chat.update, tier 3): ten waves
# that grow at once take forty of them.
GROWN_EVERY = timedelta(seconds=15)


class Learning:
    """Answers about many incidents; changes nothing."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def show_wave(self, request: Request, wave_id: int, before: int) -> None:
        """Answer with a page of a wave's incidents, those below number `before`, or with the newest for 0.

        Raises UsageError for a wave that the asker cannot see.
        """
        means = self._means
        await means.require_member(request.actor)
        wave = await means.store.read(lambda db: load_wave(db, wave_id))
        readable = () if wave is None else await means.directory.readable(request.actor, (wave.channel,))
        if wave is None or wave.team != request.team or wave.channel not in readable:
            raise UsageError("There is no such wave that you can see. `/smtpcheck incidents` lists yours.")
        answer = replies.private(request, means.now(), "wave-list", subject=f"{wave_id}:{before}")
        await means.answer(request, answer)

    async def statistics(self, request: Request, days: str) -> None:
        """Answer with the table of those days, and with their picture as a direct message."""
        means, now = self._means, self._means.now()
        await means.require_member(request.actor)
        period = parse_period(days or DEFAULT, now.date())
        table = replies.private(request, now, "statistics", subject=f"{request.actor} {period}")
        picture = replies.to_asker(request, now, "chart", subject=f"{request.actor} {period}")
        # Aside: drawing takes seconds, and whatever else they ask is answered meanwhile.
        await means.answer(request, table, replies.aside(picture))

    async def count(self, team: str, person: str, period: Period) -> Statistics:
        """Return the statistics of what this person may see; raises NotAllowedError for an outsider."""
        sight = await self._means.sight(team, person)
        return await self._means.store.read(lambda db: load_statistics(db, sight=sight, period=period))


def put_new_wave(db: Transaction, incident: Incident, now: datetime) -> None:
    """Put a channel's new incident into the wave it belongs to, and owe the channel the wave's message."""
    wave = join_wave(db, incident.id, now)
    if wave is not None:
        told = replies.wave(incident, wave, now)
        outbox.put_once(db, told)
        outbox.put_again(db, told.key, now + GROWN_EVERY)
