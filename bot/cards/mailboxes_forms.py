"""A file of mailboxes in Slack: the form that asks for it, what it holds, how far its check is. Pure.

Nothing here is given a password: views carry the key of what waits in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import Any

from bot.cards.card import (
    Block,
    Card,
    Modal,
    actions,
    button,
    card,
    field,
    modal,
    quiet,
    quiet_quote,
    section,
)
from bot.cards.forms import ANSWER
from bot.cards.mailboxes import COUNTED, domain_of, rows_named, server_of, untested
from bot.cards.text import code, escape, since
from bot.cards.words import counted
from bot.model import RowResult, RowVerdict

FORM, CONFIRM = "mailboxes", "mailboxes-confirm"
FILE = "file"
ENDINGS = ("csv", "tsv", "txt")
STOP = "mailboxes:stop"
TITLE = "Check mailboxes"
LOGIN_S = 2  # one login at a server, most often; they come one after the other there
REASONS_SHOWN = 6
SERVER_CHARS = 120

WHAT_HAPPENS = (
    "*Each mailbox gets one login, over encrypted connections only.* No mail is sent, and no server is "
    "asked before you have seen what I read and said so."
)
WHAT_STAYS = (
    "*Passwords stay in my memory alone, for this one run.* Slack keeps the file you choose here until "
    "you delete it. Who may not give it to Slack uses the terminal: `smtpcheck check mailboxes FILE.csv`"
)
HINT = (
    "Exported from the sending platform or a spreadsheet as CSV, up to {most:,} mailboxes. Columns: email, "
    "password, and where they are known host, port and tls; others are left alone."
)
WAITS = (
    "The rows wait in my memory for ten minutes; *Cancel* drops them. In Slack the file stays until you "
    "delete it."
)
CLOSE_IT = "You may close this: progress and result come as direct messages."


def mailboxes_form(most: int) -> Modal:
    """The private form; `most` is how many mailboxes a file may hold."""
    element: Block = {
        "type": "file_input",
        "action_id": ANSWER,
        "filetypes": list(ENDINGS),
        "max_files": 1,
    }
    return modal(
        FORM,
        TITLE,
        [
            section(WHAT_HAPPENS),
            section(WHAT_STAYS),
            field(FILE, "File of mailboxes", element, hint=HINT.format(most=most)),
        ],
        metadata="",
        submit="Read the file",
    )


def chosen_file(view: Mapping[str, Any]) -> Mapping[str, Any]:
    """Slack's object of the file in a submitted form; empty for none."""
    files = view.get("state", {}).get("values", {}).get(FILE, {}).get(ANSWER, {}).get("files") or [{}]
    found: Mapping[str, Any] = files[0]
    return found


def confirm_view(planned: Sequence[RowResult], key: str) -> Modal:
    """What the file holds, before any server is asked; `planned` is what its rows show by themselves."""
    damaged = [result.row.number for result in planned if result.verdict is RowVerdict.FAILS]
    left_out = untested([result for result in planned if result.report is None])
    logins = len(planned) - len(damaged) - sum(len(rows) for _, rows, _ in left_out)
    reasons = [f"• {rows_named(rows)}: {because}" for because, rows, _ in left_out[:REASONS_SHOWN]]
    if damaged:
        one = len(damaged) == 1
        reasons.insert(
            0,
            f"• {rows_named(damaged)}: {'the user name or password' if one else 'user names or passwords'} "
            f"cannot be right as {'it stands' if one else 'they stand'}, such as one with an invisible "
            "character.",
        )
    more = len(left_out) - REASONS_SHOWN
    if more > 0:
        reasons.append(f"• {counted(more, 'more reason')}; all stand in the result.")
    view = modal(
        CONFIRM,
        TITLE,
        [
            section(f"*{_how_many(planned)}*"),
            section(_logins(logins, planned)),
            section("*These get no login*") if reasons else None,
            quiet_quote("\n".join(reasons)) if reasons else None,
            quiet(COUNTED),
            quiet(WAITS),
        ],
        metadata=key,
        submit="Check them",
    ).view
    return Modal({**view, "notify_on_close": True})


def running_view(done: int, total: int, key: str, waits_for: Sequence[tuple[str, datetime]] = ()) -> Modal:
    """A run while it goes on; `waits_for` are servers that rest, and until when."""
    rests = [
        f"{code(server, SERVER_CHARS)} failed twice in a row: I go on with it {since(until)}."
        for server, until in waits_for[:REASONS_SHOWN]
    ]
    return modal(
        "mailboxes-running",
        TITLE,
        [
            *_progress(done, total),
            quiet("\n".join(rests)) if rests else None,
            _stop(key),
            quiet(CLOSE_IT),
        ],
        metadata="",
    )


def said_view(text: str) -> Modal:
    """One sentence in the place of the form."""
    return modal("mailboxes-said", TITLE, [section(escape(text))], metadata="")


def ended_view(text: str, deletion: str) -> Modal:
    """A run that is over: the counts, or why there are none, and what is left to do."""
    told = "The whole result and RESULT.csv come as direct messages."
    return modal("mailboxes-ended", TITLE, [section(text), section(told), section(deletion)], metadata="")


def progress_card(progress: tuple[int, int] | None, key: str) -> Card:
    """The same in direct messages, for whoever closed the view; None: the run is over."""
    if progress is None:
        text = "This check of mailboxes is over; what came of it stands below."
        return card(text, [section(text)])
    done, total = progress
    return card(f"{done:,} of {total:,} mailboxes checked", [*_progress(done, total), _stop(key)])


def deletion_line(link: str) -> str:
    """That the file is to be deleted from Slack, and how, in Slack's markup; `link` opens it there.

    The bot cannot: files.delete answers cant_delete_file for what other people uploaded.
    """
    usable = link.startswith(("https://", "http://")) and not set(link) & set("<>| \n")
    file = f"<{escape(link)}|the file with the passwords>" if usable else "the file with the passwords"
    return (
        f"*Delete {file} from Slack now.* Open it, then its menu (⋯), *Delete file*. "
        "Slack lets me delete files of my own only."
    )


def _how_many(planned: Sequence[RowResult]) -> str:
    """`47 mailboxes at 3 servers.`; one that is tested and has no server in its row counts by its domain."""
    servers = {server_of(result).casefold() for result in planned} - {""}
    domains = {domain_of(result) for result in _tested(planned) if not server_of(result)} - {""}
    own = "server" if len(domains) == 1 else "servers"
    places = [
        f"at {counted(len(servers), 'server')}" if servers else "",
        f"of {counted(len(domains), 'domain')} whose {own} I look up" if domains else "",
    ]
    return f"{counted(len(planned), 'mailbox')} {' and '.join(filter(None, places))}".rstrip() + "."


def _logins(logins: int, planned: Sequence[RowResult]) -> str:
    if not logins:
        return (
            "*None of them gets a login*: the result says what is wrong with each. Nothing was sent so far."
        )
    busy = Counter(server_of(result).casefold() or domain_of(result) for result in _tested(planned))
    minutes = max(1, ceil(max(busy.values()) * LOGIN_S / 60))
    who = f"*{logins:,}* get one login each"
    if logins == 1:
        who = f"{'It' if len(planned) == 1 else '*1*'} gets one login"
    return (
        f"{who}: about {counted(minutes, 'minute')}, longer where a server makes everybody wait after a "
        "refused login. Nothing was sent so far."
    )


def _progress(done: int, total: int) -> list[Block]:
    return [section(f"*{done:,} of {total:,} mailboxes checked*")]


def _stop(key: str) -> Block:
    return actions([button("Stop", STOP, key)])


def _tested(planned: Sequence[RowResult]) -> list[RowResult]:
    """The rows that get a login."""
    return [row for row in planned if row.report is not None and row.verdict is not RowVerdict.FAILS]
