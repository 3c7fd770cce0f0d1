"""What tests of live checks in Slack share: real Bolt on the local workspace, a mail server on loopback."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.checks import ports
from bot.delivery import service
from bot.net import Net, connecting, session
from bot.sandbox import acts
from bot.store import Store
from bot.store.ledger import StoreLedger
from tests.bot_house import PATIENCE_S
from tests.fakes_smtp import ADDRESS, Script, make_network
from tests.fakes_smtp import running as mail_server
from tests.sandbox_app import ANA, PATIENT, SUPPORT, running, until
from tests.service_house import serving, settings_for

PASSWORD = "Zk9+quiet/horse=é"
LOGIN_PASTE = (
    "nodemailer host: mail.example.com port: 587\n"
    "Error: Invalid login: 535 5.7.8 Error: authentication failed: (reason unavailable)"
)


def be_patient(monkeypatch):
    """Wait for what answers however long this machine takes; what never answers is waited for long."""
    monkeypatch.setattr(connecting, "CONNECT_S", PATIENCE_S)
    monkeypatch.setattr(session, "GREETING_S", PATIENCE_S)
    monkeypatch.setattr(ports, "OTHERS_S", PATIENCE_S)


def be_impatient(monkeypatch):
    """Wait as long as loopback needs, not as long as the world does: for tests of what never answers."""
    monkeypatch.setattr(connecting, "CONNECT_S", 1.0)
    monkeypatch.setattr(session, "GREETING_S", 1.0)
    monkeypatch.setattr(session, "KNOCK_S", 0.1)
    monkeypatch.setattr(ports, "DOUBT_S", 0.1)
    monkeypatch.setattr(ports, "OTHERS_S", PATIENCE_S)


def look_once(monkeypatch):
    """Look at a port in its usual mode alone: the other one is tried beside it where that takes long."""
    monkeypatch.setattr(ports, "HEAD_START_S", PATIENCE_S)


class Bot:
    """The workspace with the running bot; `path` is its database."""

    def __init__(self, server, store, path, network, mail, files):
        self.server, self.store, self.path, self.network, self.mail = server, store, path, network, mail
        self.files = files  # the networks that runs over a file were given
        self.now = datetime.now(UTC)

    async def command(self, text, user=ANA):
        act = {"as": user, "do": "command", "channel": SUPPORT, "text": f"/smtpcheck {text}"}
        answer = await self.server.act(act)
        assert answer["ok"], answer

    def view(self, user=ANA):
        stack = self.server.workspace.modals.get(user) or [None]
        return stack[-1]

    def texts(self, user=ANA) -> str:
        return str((self.view(user) or {}).get("blocks"))

    async def shows(self, text, user=ANA):
        await until(lambda: text in self.texts(user))

    async def press(self, action_id, user=ANA):
        view = self.view(user)
        [(block, element)] = [
            (block, element)
            for block in view["blocks"]
            for element in block.get("elements", [])
            if element.get("action_id") == action_id
        ]
        act = {"as": user, "do": "press", "view_id": view["id"], "block_id": block["block_id"]}
        answer = await self.server.act({**act, "action_id": element["action_id"]})
        assert answer["ok"], answer

    async def submit(self, *, by=ANA, **typed):
        view = self.view(by)
        fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
        values = {field: {"answer": typed.get(field.partition(":")[0], "")} for field in fields}
        answer = await self.server.act({"as": by, "do": "submit", "view_id": view["id"], "values": values})
        assert answer["ok"], answer
        return answer

    async def over(self):
        """Wait until no check runs; its answer is shown a moment before that."""
        await self.gone("select key from outbox where what = 'interrupted' and done_at is null")

    async def settled(self):
        """Wait until nothing is owed."""
        await self.gone("select what, key from outbox where done_at is null")

    async def gone(self, sql):
        """Wait until it finds no row."""
        end = time.monotonic() + PATIENCE_S
        while rows := await self.rows(sql):
            assert time.monotonic() < end, rows
            await asyncio.sleep(0.01)

    async def close(self):
        answer = await self.server.act({"as": ANA, "do": "close", "view_id": self.view()["id"]})
        assert answer["ok"], answer

    def upload(self, name, content, user=ANA):
        """Choose a file for a form; returns what its field holds then."""
        space, origin = self.server.workspace, self.server.page_url.rstrip("/")
        return [acts.store_file(space, origin, user, name, content)]

    def said(self, channel=SUPPORT):
        return list(self.server.workspace.messages[channel].values())

    async def rows(self, sql):
        return await self.store.read(lambda db: [dict(row) for row in db.execute(sql).fetchall()])


@asynccontextmanager
async def bot(tmp_path, monkeypatch, script=None):
    """The bot at work, with the budget of its database and a mail server on port 587 of `HOST`."""
    be_patient(monkeypatch)
    path = tmp_path / "s.db"
    async with mail_server(script or Script()) as mail, running(limits=PATIENT) as server:
        store = Store.open(str(path))
        ledger = StoreLedger(store, now=lambda: datetime.now(UTC))
        network = make_network(tmp_path / "ca.pem", {(ADDRESS, 587): mail.port}, ledger=ledger)

        files = []

        def build_net(settings, ledger_, now, door):
            if door is Net:
                return network.net
            files.append(make_network(tmp_path / "ca.pem", network.routes, ledger=ledger, door=door))
            return files[-1].net

        monkeypatch.setattr(service, "build_net", build_net)
        try:
            async with serving(settings_for(server), store):
                yield Bot(server, store, path, network, mail, files)
        finally:
            await store.close()
