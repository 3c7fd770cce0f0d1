"""The budget of live checks, kept across restarts and for all ways in.

A mailbox is told only by a keyed hash; the key lies beside the database, readable by its owner
alone. Nobody's password ever comes here.
"""

from __future__ import annotations

import hmac
import os
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.errors import SettingsError
from bot.store.database import Store, Transaction
from bot.store.times import from_ms, to_ms

# One less than locks a mailbox where the fewest do: hMailServer bans after three failures in 30 minutes
# (CreateTablesMYSQL.sql). What a person may ask for in an hour and a day tries out no list of passwords.
PER_MAILBOX = 2
MAILBOX_WINDOW = timedelta(minutes=30)
PER_HOUR = 10
PER_DAY = 50
FAILURES = 2  # in a row at one server, which then rests: a minute, doubled with each further one
REST_S = 60
REST_MOST_S = 3600
REST_MOST = timedelta(seconds=REST_MOST_S)
# An old failure says nothing about a server of today.
FAILURES_COUNT_FOR = timedelta(hours=24)

BEGUN, BEGUN_OF_FILE = "begun", "begun-of-file"
NOT_SENT = "not-sent"
CLOSING = ("locked", "slow-down")
SERVER_FAILED, SERVER_WORKED = "server-failed", "server-worked"

EVERYBODY = ""
"""The ledger's `team`: a mailbox and a server are the same ones whoever asks."""

KEY_BYTES = 32  # of chance: a stolen database alone tells no mailbox by trying addresses


class StoreLedger:
    """The `Ledger` of bot.model on a store; `now` gives aware UTC."""

    def __init__(self, store: Store, *, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._key = _load_key(Path(f"{store.path}.key"))

    async def may_login(self, user: str, host: str, person: str, *, of_file: bool = False) -> datetime | None:
        """None when a login may be tried now (it then counts as begun), else when it may be tried again.

        `of_file`: one of a file of mailboxes, which its person's hour and day do not count.
        """
        mailbox, now = self._hash(user, host), self._now()

        def job(db: Transaction) -> datetime | None:
            until = _login_until(db, mailbox, person, now, of_file=of_file)
            if until is None:
                _add(db, person, mailbox, host, now, BEGUN_OF_FILE if of_file else BEGUN)
            return until

        return await self._store.write(job)

    async def login_waits_until(
        self, user: str, host: str, person: str, *, of_file: bool = False
    ) -> datetime | None:
        """Until when `may_login` says no; None when it would say yes. Nothing is counted."""
        mailbox, now = self._hash(user, host), self._now()
        return await self._store.read(lambda db: _login_until(db, mailbox, person, now, of_file=of_file))

    async def note_login(self, user: str, host: str, result: str) -> None:
        """Write how a login that began ended; `not-sent` gives it back."""
        mailbox, now = self._hash(user, host), self._now()

        def job(db: Transaction) -> None:
            begun = db.execute(
                "select actor from attempts where team = ? and mailbox_hash = ? and result in (?, ?)"
                " order by id desc limit 1",
                (EVERYBODY, mailbox, BEGUN, BEGUN_OF_FILE),
            ).fetchone()
            _add(db, begun["actor"] if begun else "", mailbox, host, now, result)

        await self._store.write(job)

    async def server_rests_until(self, host: str) -> datetime | None:
        """When a server that failed twice in a row may be asked again; None when it may be now."""
        now = self._now()

        def query(db: Transaction) -> datetime | None:
            rows = db.execute(
                "select at, result from attempts"
                " where team = ? and server = ? and at between ? and ? and result in (?, ?)"
                " order by at desc, id desc limit 20",
                (EVERYBODY, host, *_within(now, FAILURES_COUNT_FOR, REST_MOST), SERVER_FAILED, SERVER_WORKED),
            ).fetchall()
            failures = 0
            for row in rows:
                if row["result"] == SERVER_WORKED:
                    break
                failures += 1
            if failures < FAILURES:
                return None
            rest = min(REST_S << (failures - FAILURES), REST_MOST_S)
            until = from_ms(rows[0]["at"]) + timedelta(seconds=rest)
            return until if until > now else None

        return await self._store.read(query)

    async def note_server(self, host: str, *, failed: bool) -> None:
        """Write whether a connection to the server failed."""
        now = self._now()
        result = SERVER_FAILED if failed else SERVER_WORKED
        await self._store.write(lambda db: _add(db, "", "", host, now, result))

    def _hash(self, user: str, host: str) -> str:
        """The mailbox's keyed hash; a user name without a domain is told apart by its server.

        Invisible characters, letter case and a domain's last dot do not make another mailbox of it.
        """
        folded = "".join(
            char
            for char in unicodedata.normalize("NFKC", user).casefold()
            if unicodedata.category(char) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}
        )
        folded = folded.rstrip(".")
        named = folded if "@" in folded else f"{folded}@@{host.casefold()}"
        return hmac.digest(self._key, named.encode("utf-8", "surrogateescape"), "sha256").hex()


def _add(db: Transaction, actor: str, mailbox: str, server: str, at: datetime, result: str) -> None:
    db.execute(
        "insert into attempts (team, actor, mailbox_hash, server, at, result) values (?, ?, ?, ?, ?, ?)",
        (EVERYBODY, actor, mailbox, server, to_ms(at), result),
    )


def _login_until(
    db: Transaction, mailbox: str, person: str, now: datetime, *, of_file: bool
) -> datetime | None:
    until = _mailbox_until(db, mailbox, now)
    return until if of_file else _latest(until, _person_until(db, person, now))


def _mailbox_until(db: Transaction, mailbox: str, now: datetime) -> datetime | None:
    rows = db.execute(
        "select at, mailbox_hash, result from attempts"
        " where team = ? and mailbox_hash = ? and at between ? and ? order by id",
        (EVERYBODY, mailbox, *_within(now, MAILBOX_WINDOW)),
    ).fetchall()
    closed = [from_ms(row["at"]) + MAILBOX_WINDOW for row in rows if row["result"] in CLOSING]
    spent = _spent(rows)
    full = spent[-PER_MAILBOX] + MAILBOX_WINDOW if len(spent) >= PER_MAILBOX else None
    return _latest(max(closed, default=None), full)


def _person_until(db: Transaction, person: str, now: datetime) -> datetime | None:
    rows = db.execute(
        "select at, mailbox_hash, result from attempts"
        " where team = ? and actor = ? and at between ? and ? order by id",
        (EVERYBODY, person, *_within(now, timedelta(days=1))),
    ).fetchall()
    spent = _spent(rows, (BEGUN,))
    hour = [at for at in spent if at > now - timedelta(hours=1)]
    return _latest(
        hour[-PER_HOUR] + timedelta(hours=1) if len(hour) >= PER_HOUR else None,
        spent[-PER_DAY] + timedelta(days=1) if len(spent) >= PER_DAY else None,
    )


def _spent(
    rows: Iterable[Mapping[str, Any]], counted: Sequence[str] = (BEGUN, BEGUN_OF_FILE)
) -> list[datetime]:
    """When logins began, those that never sent an AUTH left out; oldest first.

    A login is given back to its own mailbox: of one person, several run side by side.
    """
    spent: dict[str, list[tuple[datetime, str]]] = {}
    for row in rows:
        begun = spent.setdefault(row["mailbox_hash"], [])
        if row["result"] in (BEGUN, BEGUN_OF_FILE):
            begun.append((from_ms(row["at"]), row["result"]))
        elif row["result"] == NOT_SENT and begun:
            begun.pop()
    return sorted(at for begun in spent.values() for at, result in begun if result in counted)


def _within(now: datetime, window: timedelta, ahead: timedelta | None = None) -> tuple[int, int]:
    """The first and last moment of rows that count now.

    Those written by a clock that was wrong by more than their window would close a mailbox or server for
    as long as it was wrong; those of a clock that was set back a little still count.
    """
    return to_ms(now - window) + 1, to_ms(now + (ahead or window))


def _latest(*moments: datetime | None) -> datetime | None:
    return max((moment for moment in moments if moment is not None), default=None)


def _load_key(path: Path) -> bytes:
    """The key beside the database, made at the first use; raises SettingsError when it cannot be used."""
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_bytes()
    except OSError as error:
        raise SettingsError(
            f"The key {path} cannot be used ({error.strerror}): give this user the right to it, "
            "or name a database in another folder in SMTPCHECK_DATABASE."
        ) from error
    if len(key) != KEY_BYTES:
        raise SettingsError(f"The key {path} is damaged: remove it, a new one is made at the next start.")
    return key


def _make_key(path: Path) -> None:
    """Write a new key whole or not at all, and keep the one that another process made meanwhile."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(
            os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o600), "wb"
        ) as out:
            out.write(secrets.token_bytes(KEY_BYTES))
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        part.unlink(missing_ok=True)
