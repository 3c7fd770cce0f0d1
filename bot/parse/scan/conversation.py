"""Who spoke to which host about whom, line by line: what a reply is completed from.

Remembers what was said last; finds no replies.
"""

from __future__ import annotations

from collections import deque
from typing import Final

from bot.model import Bounce, Reply, Speaker, Stage
from bot.parse import around
from bot.parse.reports.named_recipients import (
    is_field,
    leading_recipient,
    listed_recipient,
    named_recipient,
    only_address,
)
from bot.parse.signs import Seen
from bot.parse.stage import last_command, stage_above, stage_of, stage_of_reply

POSTAL: Final = "SMTP delivery error when sending to "
_COMMAND_REACH: Final = 40  # lines after which a command no longer explains a reply
_THEIRS_REACH: Final = 4  # lines within which a server's reply follows what announces it
_TELNET: Final = "Escape character is "  # telnet's last words before the server's greeting
_FIELDS: Final = 400  # characters behind a reply in which a log's own fields stand
_OF_CONTENT: Final = (Stage.DATA, Stage.END_OF_DATA)
_KEPT: Final = 1_000  # lines without a reply; what was said before them explains none


class Conversation:
    """What was said last in one paste: recipient, sender, host, command.

    `recipients` holds those that a report lists, in order, with their line.
    """

    def __init__(self, *, report: bool, signed_at: int) -> None:
        self.recipients: list[tuple[int, str]] = []
        self._report = report
        self._signed_at = signed_at  # the line from which on addresses are the person's own
        self._recipient: str | None = None
        self._asked: dict[str, bool] = {}  # whom one mail's commands name, and whether they were taken
        self._told = True  # what became of that recipient's mail: a sentence may go on to the next one
        self._named: tuple[int, str] | None = None  # the line of such a sentence; a reply in it is not below
        self._sender: str | None = None
        self._host: tuple[int, str] | None = None
        self._command: tuple[int, Stage] | None = None
        self._greeting: int | None = None  # the line where a server greets, or refuses to
        self._theirs: int | None = None  # the line that says that the remote server's words follow
        self._kept: deque[tuple[int, Seen]] = deque(maxlen=_KEPT)

    def note(self, index: int, seen: Seen) -> None:
        """Remember who and what the following lines are about; read when a reply asks for it."""
        if _TELNET in seen.text:
            self._greeting = index + 1
        if self._report:
            self._listen(index, seen)
        else:
            self._kept.append((index, seen))

    def _listen(self, index: int, seen: Seen) -> None:
        line = seen.text
        if "@" in line and self._report and index < self._signed_at:
            self._hear_listed(index, line)
        if "while talking to" in line and len(self.recipients) > 1:
            self._recipient = None  # its commands say which of them
        host = around.host_in(line, seen)
        if host is not None:
            self._host = (index, host)
            if POSTAL in line:
                self._theirs = index
        above = stage_above(line, seen)
        if above is not None:
            self._command = (index, above)
        command = last_command(line, seen)
        if command is not None:
            self._hear_command(index, line, *command)
        elif self._command is not None and self._command[1] is Stage.DATA and "354 " in line:
            self._command = (index, Stage.END_OF_DATA)

    def _hear_listed(self, index: int, line: str) -> None:
        """Remember the recipient that a line of a report lists, or a sentence behind the last one's reply."""
        listed = listed_recipient(line)
        if listed is not None and not is_field(line):
            self._recipient = listed
            self._told, self._named = False, None
            self.recipients.append((index, listed))
            return
        named = leading_recipient(line) if self._told or line.endswith(":") else None
        if named is not None and (self._told or any(named == address for _, address in self.recipients)):
            self._told, self._named = False, (index, named)

    def _hear_command(self, index: int, line: str, stage: Stage, address: str) -> None:
        """Remember a command and whom it names; with the next sender a new mail begins."""
        content_sent = self._command is not None and self._command[1] in _OF_CONTENT
        if stage is Stage.MAIL or (stage is Stage.RCPT and content_sent):
            self._asked.clear()
        self._command = (index, stage)
        if "rror from remote mail server" in line:  # Exim's
            self._theirs = index
        if stage is Stage.RCPT and "@" in address:
            recipient = around.clean_address(address)
            self._recipient, self._named = recipient, None
            if recipient is not None:
                self._asked[recipient] = True
        elif stage is Stage.MAIL:
            self._sender = around.clean_address(address)
            if not self._report:
                self._recipient = None

    def bounce(
        self, index: int, head: str, tail: str, reply: Reply, seen: Seen, outer: tuple[Reply, ...] = ()
    ) -> Bounce:
        """Give a reply with what stands in its line around it, else with what was said last."""
        while self._kept:
            self._listen(*self._kept.popleft())
        stage = (
            _stage_of_text(reply) or stage_of(head, tail, seen) or self._stage(index) or stage_of_reply(reply)
        )
        recipient, sender = self._in_line(head, tail, (reply, *outer), stage, seen)
        if self._named is not None and self._named[0] < index:
            self._recipient, self._named = self._named[1], None
        self._told = True
        return Bounce(
            reply,
            recipient=recipient or self._last_recipient(stage),
            sender=sender or self._sender,
            remote_host=around.host_in(head, seen) or self._near_host(index),
            stage=stage,
            speaker=self._speaker(index, head, stage),
            outer=outer,
        )

    def _last_recipient(self, stage: Stage | None) -> str | None:
        """Give the recipient named last; None for a reply to the content that goes to several of them."""
        if stage is Stage.RCPT and self._recipient in self._asked:
            self._asked[self._recipient] = False
        elif stage in _OF_CONTENT and len(self._asked) > 1:
            taken = [address for address, accepted in self._asked.items() if accepted]
            return taken[0] if len(taken) == 1 else None
        return self._recipient

    def _in_line(
        self, head: str, tail: str, replies: tuple[Reply, ...], stage: Stage | None, seen: Seen
    ) -> tuple[str | None, str | None]:
        """Whom a reply's own line names: the recipient and the sender."""
        recipient = around.recipient_in(head, seen) or (
            around.recipient_in(tail, seen) if "to=" in tail[:_FIELDS] else None
        )
        sender = around.sender_in(head + tail, seen) if "@" in head or "from=" in tail else None
        if recipient is None and sender is None:
            recipient = around.row_address(head)
            if recipient is None and self._report:
                recipient = only_address(head)
            sender = recipient if stage is Stage.AUTH else None  # the mailbox that logs in
        about = next(filter(None, (around.subject_of_reply(one.text) for one in replies)), None)
        if about is None and recipient is None and "sender" not in replies[0].text.lower():
            about = named_recipient(replies[0].text)
        of_sender = stage is Stage.MAIL and self._sender in (None, about)
        if about is not None and (of_sender or around.speaks_of_sender(replies[0].text)):
            return recipient, sender or about
        return recipient or about, sender

    def _speaker(self, index: int, head: str, stage: Stage | None) -> Speaker | None:
        """Whose words a reply is, by its step and by what stands before it."""
        if stage is Stage.AUTH:
            return Speaker.OWN_SERVER
        return Speaker.RECIPIENT_SERVER if _they_said(head) or self._announced(index, head) else None

    def _stage(self, index: int) -> Stage | None:
        if index == self._greeting:
            return Stage.CONNECT
        if self._command is None or index - self._command[0] > _COMMAND_REACH:
            return None
        return self._command[1]

    def _announced(self, index: int, head: str) -> bool:
        """Whether the line above, of Exim or Postal, or sendmail's arrow says so."""
        if head.strip() == "<<<":
            return self._near_host(index) is not None
        return self._theirs is not None and index - self._theirs <= _THEIRS_REACH

    def _near_host(self, index: int) -> str | None:
        return self._host[1] if self._host is not None and index - self._host[0] <= _COMMAND_REACH else None


def _they_said(head: str) -> bool:
    """Whether the words before a reply are those for what the other side said."""
    told = " said" in head or "talking to" in head or "did not like our" in head or POSTAL in head
    return told or "remote" in head.lower()


def _stage_of_text(reply: Reply) -> Stage | None:
    """Exim and others begin with the command they refuse: `503 AUTH command used when not advertised`."""
    return Stage.AUTH if reply.text.startswith(("AUTH command", "AUTH mechanism", "AUTH not")) else None
