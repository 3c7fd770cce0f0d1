"""Exports: a file of what the asker may see, to their direct messages and nowhere else."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import IO

from bot.desk import replies
from bot.desk.means import Means
from bot.desk.own_process import run_elsewhere
from bot.errors import UsageError
from bot.exports import Form, order
from bot.model import Outgoing, Request, is_direct
from bot.period import Period, is_of_days, parse_period, typed
from bot.store import Transaction, audit
from bot.store.exported import load_owners
from bot.store.sight import Sight

DEFAULT = "30d"
NAMED = 100  # owners whose names are asked for: Slack tells some hundred a minute
WRITING_TIMEOUT_S = 1_800  # a million incidents take some minutes
COMING = "You get the file as a direct message in a moment."
HOW = (
    "Say `/smtpcheck export 30d csv`: the days as `7d`, `last week`, `november` or `2026-11-01..2026-11-27`, "
    "the form as `csv`, `jsonl` or `markdown`."
)


@dataclass(frozen=True, slots=True)
class Export:
    """A written file without a name on any disk, and how many incidents it holds."""

    file: IO[bytes]
    period: Period
    form: Form
    incidents: int


class Exporting:
    """Takes orders, and writes the file when it is sent: of what the asker may see then."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def ask(self, request: Request, text: str) -> None:
        """Owe the asker the file; raises UsageError for what is neither days nor a form."""
        means = self._means
        await means.require_member(request.actor)
        now = means.now()
        period, form = parse_order(text, now.date())
        export = replies.to_asker(request, now, "export", subject=f"{period} {form}")
        here = is_direct(request.channel)
        told = () if here else (replies.private(request, now, "notice", text=COMING),)
        # Aside: writing takes minutes, and whatever else they ask is answered meanwhile.
        await means.answer(request, *told, replies.aside(export))

    async def write(self, outgoing: Outgoing) -> Export:
        """Write the file of an order and record who gets how much; its reader closes it."""
        means, person = self._means, outgoing.channel
        sight = await means.sight(outgoing.team, person)
        days, kind = outgoing.subject.split()
        period, form = Period.read(days), Form(kind)
        names = await self._names(sight, period)
        # Beside the database, where there is room for it; without a name it is gone with the process.
        file = tempfile.TemporaryFile(dir=os.path.dirname(means.store.path))  # noqa: SIM115 - its reader closes it
        try:
            answer = await run_elsewhere(
                "from bot.exports import main; main()",
                str(file.fileno()),
                given=order(means.store.path, sight, period, form, names),
                within_s=WRITING_TIMEOUT_S,
                file=file.fileno(),
            )
            incidents = int(answer)

            def job(db: Transaction) -> None:
                audit.record(
                    db,
                    team=outgoing.team,
                    actor=person,
                    act="exported",
                    subject=f"person:{person}",
                    detail=f"{period} {form}, {incidents} incidents",
                    at=means.now(),
                )

            await means.store.write(job)
        except BaseException:  # cancelled or failed: nobody else knows the file, which takes room on the disk
            file.close()
            raise
        return Export(file, period, form, incidents)

    async def _names(self, sight: Sight, period: Period) -> dict[str, str]:
        """What the owners of the incidents are called; a file is read where nobody knows Slack's ids."""
        means = self._means
        owners = await means.store.read(
            partial(load_owners, sight=sight, since=period.since, until=period.until, limit=NAMED)
        )
        return {owner: (await means.directory.person(owner)).name for owner in owners}


def parse_order(text: str, today: date) -> tuple[Period, Form]:
    """Read days and form in any order, each may be left out; raises UsageError for anything else."""
    days, forms = [], []
    for word in text.lower().split():
        if word in set(Form) or word == "md":
            forms.append(Form.MARKDOWN if word == "md" else Form(word))
        elif is_of_days(word):
            days.append(word)
        else:
            raise UsageError(f"I do not know the word {typed(word)}. {HOW}")
    if len(forms) > 1:
        raise UsageError(f"One file has one form. {HOW}")
    return parse_period(" ".join(days) or DEFAULT, today), forms[0] if forms else Form.CSV
