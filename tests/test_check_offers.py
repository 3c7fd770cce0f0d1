"""What a login check in Slack offers when server, port or mode are wrong, and when a person's budget is spent.

Real Bolt on the local workspace; the network is loopback, the budget that of the database.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store.ledger import StoreLedger
from tests.check_house import PASSWORD, bot
from tests.fakes_smtp import HOST, Script
from tests.sandbox_app import ANA, BEN, until

USER = "ana@example.com"
OWN = "smtp.example.com"
ADDRESS_OF_OWN = "192.0.2.20"
TRAIL = "select actor, act, subject, detail from audit where subject like 'domain:%' order by id"


def prefilled(view) -> dict[str, str]:
    """What stands in the form's fields."""
    fields = {
        block["block_id"].partition(":")[0]: block["element"].get("initial_value", "")
        or (block["element"].get("initial_option") or {}).get("value", "")
        for block in view["blocks"]
        if block["type"] == "input"
    }
    return {name: value for name, value in fields.items() if value}


def button(view, action_id: str) -> str:
    """The words on a button."""
    [label] = [
        element["text"]["text"]
        for block in view["blocks"]
        for element in block.get("elements", [])
        if element.get("action_id") == action_id
    ]
    return label


WRONG = {
    # id: (server, port, tls that are typed; the offer; what the fresh form holds)
    "another port": (
        (HOST, "465", "automatic"),
        f"Check with {HOST}:587, STARTTLS",
        {"server": HOST, "port": "587", "tls": "starttls"},
    ),
    "another mode": (
        (HOST, "587", "implicit"),
        f"Check with {HOST}:587, STARTTLS",
        {"server": HOST, "port": "587", "tls": "starttls"},
    ),
    "the port of IMAP": (
        (HOST, "993", "implicit"),
        f"Check with {HOST}",
        {"server": HOST, "tls": "automatic"},
    ),
    "a server that does not exist": (
        ("smtp.exampel.com", "587", "automatic"),
        f"Check with {OWN}:587, STARTTLS",
        {"server": OWN, "port": "587", "tls": "starttls"},
    ),
}


@pytest.mark.parametrize(("typed", "offer", "held"), WRONG.values(), ids=WRONG)
async def test_the_right_server_port_and_mode_are_offered_in_a_fresh_form(
    tmp_path, monkeypatch, typed, offer, held
):
    async with bot(tmp_path, monkeypatch) as house:
        names = house.network.names.table
        names[OWN] = (ADDRESS_OF_OWN,)
        names["example.com", "MX"] = ("10 mail.example.com",)
        names["_submission._tcp.example.com", "SRV"] = (f"0 1 587 {OWN}",)
        house.network.routes[ADDRESS_OF_OWN, 587] = house.mail.port
        server, port, tls = typed
        await house.command("login")
        await house.submit(user=USER, password=PASSWORD, server=server, port=port, tls=tls)
        await house.shows("Post in channel")
        assert house.mail.auth_count == 0
        assert button(house.view(), "check:again") == offer

        await house.press("check:again")
        await house.shows("The password was not kept: type it once more.")
        form = house.view()
        assert (form["callback_id"], prefilled(form)) == ("login", {"user": USER, **held})
        assert PASSWORD not in str(form)
        # Slack keeps what was typed in fields of the same name, so these have other ones.
        assert {block["block_id"] for block in form["blocks"] if block["type"] == "input"} == {
            f"{name}:2" for name in ("user", "password", "server", "port", "tls")
        }

        if held["server"] == HOST:
            await house.submit(**{"port": "", "password": PASSWORD, **prefilled(form)})
            await house.shows("The login works")
            assert house.mail.auth_count == 1
        trail = await house.rows(TRAIL)
    asked = {"actor": ANA, "act": "checked", "subject": "domain:example.com", "detail": "credential,login"}
    assert trail == [asked] * (2 if held["server"] == HOST else 1)


async def test_a_mailbox_of_a_known_provider_is_offered_that_providers_server(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, Script(auth_reply=b"535 5.7.8 no\r\n")) as house:
        house.network.names.table["smtp.ionos.com"] = ("192.0.2.10",)
        await house.command("login")
        await house.submit(
            user="ana@gmx.net", password="quiet-Horse-7421", server="smtp.ionos.com", tls="automatic"
        )
        await house.shows("Post in channel")
        assert "whose server is mail.gmx.net; the server named belongs to somebody else." in house.texts()
        assert button(house.view(), "check:again") == "Check with mail.gmx.net"


async def log_in(house, user: str, by: str = ANA) -> None:
    await house.command("login", user=by)
    await house.submit(by=by, user=user, password=PASSWORD, server=HOST, port="587", tls="starttls")
    await until(lambda: house.view(by)["callback_id"] == "checked")


async def test_ten_logins_an_hour_a_person_and_the_trail_names_each(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        for number in range(10):
            await log_in(house, f"ana@customer{number}.example")
            assert "The login works" in house.texts()
        await log_in(house, "ana@customer10.example")
        assert "The check held back on purpose" in house.texts()
        assert "It may be tried again from" in house.texts()
        assert [
            word
            for word in ("after 30 minutes", "allowed for now is used up (until")
            if word in house.texts()
        ] == []
        assert house.mail.auth_count == 10
        assert await house.rows("select id from incidents") == []  # that nothing was asked is no error

        await log_in(house, "ben@customer.example", by=BEN)
        assert "The login works" in house.texts(BEN)
        trail = await house.rows(TRAIL)
    asked = [(ANA, f"customer{number}.example") for number in range(11)] + [(BEN, "customer.example")]
    assert trail == [
        {"actor": who, "act": "checked", "subject": f"domain:{domain}", "detail": "credential,login"}
        for who, domain in asked
    ]


async def test_fifty_logins_a_day_a_person(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        for number in range(49):
            at = house.now - timedelta(hours=23) + timedelta(minutes=20 * number)
            ledger = StoreLedger(house.store, now=lambda at=at: at)
            assert await ledger.may_login(f"ana@past{number}.example", HOST, ANA) is None
        await log_in(house, "ana@customer49.example")
        assert "The login works" in house.texts()
        await log_in(house, "ana@customer50.example")
        assert "The check held back on purpose" in house.texts()
        assert house.mail.auth_count == 1
        again = house.now - timedelta(hours=23) + timedelta(days=1)
        assert f"It may be tried again from {again:%Y-%m-%d %H:%M} UTC on." in house.texts()
        trail = await house.rows(TRAIL)
    assert [row["subject"] for row in trail] == ["domain:customer49.example", "domain:customer50.example"]


async def test_the_same_mailbox_gets_two_logins_in_half_an_hour_whoever_asks(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await log_in(house, USER)
        await log_in(house, USER, by=BEN)
        await log_in(house, USER)
        assert "The check held back on purpose" in house.texts()
        assert house.mail.auth_count == 2
