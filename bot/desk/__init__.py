"""The use cases: where the pure core meets the store and what Slack knows. Must not import Slack's libraries.

`pastes` answers what was pasted, `following` changes incidents, `handing` hands them on, `marking`
ticks, notes and snoozes, `looking` shows what is asked for, `queue` lists incidents, `checking` asks
servers and domains, `reminding` does what is due, `telling` keeps what the customer is told, `learning`
says what many incidents say together, `exporting` hands them out as a file, `mailboxes` checks files of
mailboxes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.cards.customer import REPLY
from bot.cards.handoff_forms import NOTE, REASON
from bot.cards.mark_forms import CUSTOMER
from bot.config import Settings
from bot.desk import replies
from bot.desk.changing import warn
from bot.desk.checking import Checking
from bot.desk.directory import Directory, Person
from bot.desk.exporting import Exporting
from bot.desk.following import Following
from bot.desk.handing import Handing
from bot.desk.learning import Learning
from bot.desk.looking import Looking
from bot.desk.mailboxes import Mailboxes
from bot.desk.marking import Marking
from bot.desk.means import Means
from bot.desk.pastes import Pastes
from bot.desk.queue import Queue
from bot.desk.reader import Reader
from bot.desk.redrawing import owe_card, redraw
from bot.desk.reminding import Reminding
from bot.desk.telling import Telling
from bot.errors import HiddenError, NotAllowedError, UsageError, UserError
from bot.knowledge import Knowledge
from bot.model import Entry, Followed, Incident, Request
from bot.net import FileDoor, Net
from bot.store import Store, Transaction, inbox, outbox, records
from bot.store.followed import load_followed

__all__ = ["Desk", "Directory", "Person"]

SET_ASIDE = (
    "I could not work on this, although I tried five times. Try it once more, and tell whoever runs "
    "smtpcheck the reference {reference} when it happens again."
)
TYPED = (NOTE, REASON, CUSTOMER, REPLY)
"""The fields of forms that hold a person's own words: they get them back where nothing came of them."""


class Desk:
    """Everything a person can ask of the bot."""

    def __init__(
        self,
        knowledge: Knowledge,
        store: Store,
        directory: Directory,
        reader: Reader,
        now: Callable[[], datetime],
        net: Net,
        file_door: Callable[[], FileDoor],
        settings: Settings,
        *,
        on_owed: Callable[[], None],
        say_fault: Callable[[BaseException, str], str],
    ) -> None:
        self._means = Means(knowledge, store, directory, reader, now, settings, on_owed, say_fault)
        self.pastes = Pastes(self._means)
        self.following = Following(self._means)
        self.handing = Handing(self._means)
        self.marking = Marking(self._means)
        self.looking = Looking(self._means)
        self.queue = Queue(self._means)
        self.learning = Learning(self._means)
        self.exporting = Exporting(self._means)
        self.checking = Checking(self._means, net)
        self.mailboxes = Mailboxes(self._means, file_door)
        self.reminding = Reminding(self._means)
        self.telling = Telling(self._means)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """Every entry by its id."""
        return self._means.knowledge.entries

    async def require_member(self, actor: str) -> None:
        """Raise NotAllowedError for a guest or a person of another organisation."""
        await self._means.require_member(actor)

    async def require_joined(self, channel: str) -> None:
        """Raise UsageError for a channel the bot cannot post in."""
        await self._means.require_joined(channel)

    async def incident_for(self, team: str, actor: str, incident_id: int) -> Incident:
        """Return an incident to somebody who may press its buttons; raises a UserError to everybody else."""
        return await self._means.require_visible(team, actor, incident_id)

    async def followed_for(self, team: str, actor: str, incident_id: int) -> Followed:
        """Return the same with its timeline, its ticks and the handoff that waits; raises the same."""
        await self._means.require_visible(team, actor, incident_id)
        found = await self._means.store.read(lambda db: load_followed(db, incident_id))
        if found is None:
            raise UsageError(f"There is no incident {incident_id}.")
        return found

    async def refuse(self, request: Request, error: UserError) -> None:
        """Tell the asker in one sentence why it was not done, and give back what they wrote."""
        await self._end(request, str(error), refused=isinstance(error, HiddenError | NotAllowedError))

    async def give_up(self, request: Request, reference: str) -> None:
        """Set a request aside that failed too often and tell its poster the reference."""
        await self._end(request, SET_ASIDE.format(reference=reference), refused=True)

    async def _end(self, request: Request, text: str, *, refused: bool) -> None:
        now = self._means.now()
        typed = next((request.fields[name] for name in TYPED if request.fields.get(name)), "")
        number = request.fields.get("incident")

        def job(db: Transaction) -> None:
            outbox.put_once(db, replies.private(request, now, "notice", text=text, name="refusal"))
            if typed:
                outbox.put_once(db, replies.private(request, now, "typed", text=typed, name="typed"))
            warn(db, request, now)
            redraw(db, request, now, refused=refused)
            # Whoever pressed what could not be done may have seen a card that was left as it had been.
            if number is not None and not refused:
                pressed = records.load(db, int(number), team=request.team)
                if pressed is not None:
                    owe_card(db, pressed, now)
            inbox.done(db, request.key, now)

        await self._means.store.write(job)
