"""What is owed of files of mailboxes: the answer, the table, how far a run is, what was cut short."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable, Mapping

from bot.cards import Card
from bot.cards.mailboxes_forms import progress_card
from bot.cards.mailboxes_result import result_card
from bot.cards.notices import notice_card
from bot.cards.words import counted
from bot.delivery.posting import Upload, row_mark
from bot.desk import Desk
from bot.model import Outgoing, What
from bot.store.checked import BROKEN

COMMENT = "Every row with its result; no password stands in it."
CUT_SHORT = (
    "*The check of {total} was interrupted: I was stopped meanwhile.* {known} The passwords were in my "
    "memory only: {others}start again with `/smtpcheck mailboxes`, best in half an hour{without}, since a "
    "mailbox is tried twice in 30 minutes at most. Delete the file with the passwords from Slack: its menu "
    "(⋯), *Delete file*."
)


class MailboxRows:
    """Knows how the rows of a run look."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def kinds(self) -> Mapping[What, Callable[[Outgoing], Awaitable[Card | Upload | None]]]:
        """What each kind of row is made with."""
        return {
            "mailboxes": self._answer,
            "mailboxes-file": self._file,
            "mailboxes-progress": self._progress,
            BROKEN: self._broken,
        }

    async def _answer(self, outgoing: Outgoing) -> Card:
        return result_card(outgoing.text)

    async def _file(self, outgoing: Outgoing) -> Upload:
        return _upload(outgoing, counted(int(outgoing.subject), "mailbox"), COMMENT)

    async def _progress(self, outgoing: Outgoing) -> Card:
        return progress_card(self._desk.mailboxes.progress(outgoing.subject), outgoing.subject)

    async def _broken(self, outgoing: Outgoing) -> Card | Upload:
        _, done, total = outgoing.subject.split()
        mailboxes = counted(int(total), "mailbox")
        if not outgoing.text:
            nothing = "No result was kept yet."
            return notice_card(CUT_SHORT.format(total=mailboxes, known=nothing, others="", without=""))
        known = f"{counted(int(done), 'result')} {'stands' if done == '1' else 'stand'} in this file."
        left = {"others": "for the others ", "without": " and without the rows that work"}
        return _upload(outgoing, mailboxes, CUT_SHORT.format(total=mailboxes, known=known, **left))


def _upload(outgoing: Outgoing, mailboxes: str, comment: str) -> Upload:
    """The table."""
    return Upload(
        file=io.BytesIO(outgoing.text.encode("utf-8-sig")),  # Excel reads the letters as they are
        name=f"smtpcheck-RESULT-{outgoing.not_before:%Y-%m-%d}-{row_mark(outgoing)}.csv",
        title=f"RESULT.csv, {mailboxes}",
        comment=comment,
    )
