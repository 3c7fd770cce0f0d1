"""Live checks in Slack: a view that fills in place, a private form for logins, a card that is checked.

Real Bolt on the local workspace; the network is loopback with a fake mail server.
"""

from __future__ import annotations

import asyncio
import base64
import logging
from urllib.parse import quote

import pytest

from bot.cards import Card
from bot.cards.checking import running_view
from bot.desk import Desk
from tests.card_house import labels
from tests.check_house import LOGIN_PASTE, PASSWORD, bot
from tests.fakes_smtp import EVERY_CONNECTION, HOST, REFUSAL, Script
from tests.sandbox_app import ANA, ANA_DM, BEN, GITA, SUPPORT, say, until


async def test_a_server_is_checked_in_a_view_that_fills_in_place(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command(f"{HOST}:587")
        await house.shows("nothing wrong was found")
        assert f"`{HOST}`, port 587, STARTTLS" in house.texts()
        assert "✓ certificate" in house.texts()
        await house.press("check:post")
        await until(house.said)
        assert "nothing wrong was found" in house.said()[0]["text"]
        await house.shows(f"This goes to <#{SUPPORT}> now.")
        assert "Post in channel" not in house.texts()
        trail = await house.rows("select actor, act, subject, detail from audit")
        assert trail[0] == {
            "actor": ANA,
            "act": "checked",
            "subject": f"domain:{HOST}",
            "detail": "server",
        }


async def test_an_address_with_colons_keeps_its_brackets_before_a_port(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("[2001:db8::1]:587")
        await until(house.texts)
        assert "`[2001:db8::1]:587`" in house.texts()


async def test_an_answer_keeps_its_button_where_the_bot_cannot_post(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        answer = await house.server.act({"as": ANA, "do": "remove_bot", "channel": SUPPORT})
        assert answer["ok"], answer
        await house.command(f"{HOST}:587")
        await house.shows("nothing wrong was found")
        await house.press("check:post")
        await until(lambda: house.said(ANA_DM))
        assert house.said(ANA_DM)[0]["text"].startswith("I am not in this channel. Invite me")
        assert "Post in channel" in house.texts()


async def test_who_posts_an_answer_where_the_bot_can_post_no_more_is_told(tmp_path, monkeypatch):
    async def was_there(_desk, _channel):
        return

    monkeypatch.setattr(Desk, "require_joined", was_there)
    async with bot(tmp_path, monkeypatch) as house:
        await house.server.act({"as": ANA, "do": "remove_bot", "channel": SUPPORT})
        await house.command(f"{HOST}:587")
        await house.shows("nothing wrong was found")
        await house.press("check:post")
        await until(lambda: house.said(ANA_DM))
        assert house.said(ANA_DM)[0]["text"].startswith("I am not in this channel. Invite me")


async def test_an_answer_whose_button_is_pressed_twice_is_posted_once(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command(f"{HOST}:587")
        await house.shows("nothing wrong was found")
        await asyncio.gather(*(house.press("check:post") for _ in range(2)))
        await say(house.server, ANA, SUPPORT, LOGIN_PASTE)
        await until(lambda: house.said()[-1]["text"].startswith("Incident 1: "))  # what is asked later
        assert len(house.said()) == 3


async def test_a_fault_of_the_server_ends_with_its_cause_and_becomes_an_incident_when_posted(
    tmp_path, monkeypatch
):
    async with bot(tmp_path, monkeypatch, Script(certificate="expired")) as house:
        await house.command(f"{HOST}:587")
        await house.shows("What to do")
        assert "This is the cause:" in house.texts()
        assert f"checked live: {HOST}" in house.texts()
        await house.press("check:post")
        await until(house.said)
        assert house.said()[0]["text"].startswith("Incident 1: ")
        [row] = await house.rows("select cause, host, channel from incidents")
        assert row == {"cause": "certificate-expired", "host": HOST, "channel": SUPPORT}
        seen = await house.rows("select kind, detail from incident_events order by id")
        assert seen[:2] == [
            {"kind": "opened", "detail": ""},
            {"kind": "checked", "detail": "fails server=certificate"},
        ]
        assert "the certificate is not in order" in str(house.said()[0]["blocks"])
        quiet = house.said()[0]["blocks"][1]["elements"][0]["text"]
        assert quiet == f"while encrypting the connection · checked live: {HOST}"  # and nobody's words


async def test_an_accepted_login_says_what_to_enter_and_that_the_stored_copy_is_to_be_replaced(
    tmp_path, monkeypatch
):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("login")
        assert "Slack has no password field" in house.texts()
        assert "--password-stdin" in house.texts()
        await house.submit(
            user="ana@example.com", password=PASSWORD, server=HOST, port="587", tls="automatic"
        )
        await house.shows("The login works")
        assert "user name `ana@example.com`" in house.texts()
        assert "its stored copy of the password is the thing to replace" in house.texts()
        assert house.mail.auth_count == 1


async def test_a_password_is_found_nowhere_after_a_refused_login(tmp_path, monkeypatch, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    async with bot(tmp_path, monkeypatch, Script(auth_reply=REFUSAL)) as house:
        await house.command("login")
        await house.submit(user="ana@example.com", password=PASSWORD, server=HOST, port="587", tls="starttls")
        await house.shows("What to do")
        await house.press("check:again")
        await house.shows("type it once more")
        assert house.mail.auth_count == 1
        recorded = str(house.server.recorder.entries(limit=1000)) + house.texts()
        disk = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    spoken = "".join(capfd.readouterr()) + caplog.text + recorded
    everything = disk + spoken.encode()
    raw = PASSWORD.encode()
    plain = base64.b64encode(b"\0ana@example.com\0" + raw)
    forms = {raw, base64.b64encode(raw), base64.urlsafe_b64encode(raw), plain, quote(PASSWORD).encode()}
    forms |= {PASSWORD.encode("unicode_escape"), raw[:8], raw[-9:]}
    assert [form for form in forms if form in everything] == []
    assert b"ana@example.com" in disk  # the search does find what is kept


async def press_check(house):
    """Press *Check it live* on the card in the channel."""
    card = house.said()[1]
    [row] = [block for block in card["blocks"] if "incident:check" in str(block)]
    press = {"as": ANA, "do": "press", "channel": SUPPORT, "ts": card["ts"], "block_id": row["block_id"]}
    pressed = await house.server.act({**press, "action_id": "incident:check"})
    assert pressed["outcome"] == "acked", (pressed, house.texts())


@pytest.mark.parametrize(
    ("user", "password", "secret", "again"),
    [
        ("Zk9+quiet/horse", "ana@example.com", "quiet/horse", "check:as-is"),
        ("Zk9@quiet/horse", "ana@example.com", "quiet/horse", "check:again"),
        ("horse", "Zk9+quiet@horse.example", "Zk9+quiet", "check:as-is"),
    ],
    ids=["in each other's place", "so with an @", "a password that looks like an address"],
)
@pytest.mark.parametrize("asked_for", ["alone", "for an incident"])
async def test_where_the_fields_may_be_swapped_neither_is_shown_or_kept(
    tmp_path, monkeypatch, caplog, capfd, user, password, secret, again, asked_for
):
    """What stands in the field of the user name may be the password, or the other way round."""
    caplog.set_level(logging.DEBUG)
    async with bot(tmp_path, monkeypatch, Script(auth_reply=REFUSAL)) as house:
        if asked_for == "alone":
            await house.command("login")
        else:
            await say(house.server, ANA, SUPPORT, LOGIN_PASTE)
            await until(lambda: len(house.said()) == 2)
            await press_check(house)
        typed = {"user": user, "password": password, "server": HOST, "port": "587", "tls": "starttls"}
        answered = "Post in channel" if asked_for == "alone" else "changes."
        await house.submit(**typed)
        if again == "check:as-is":
            await house.shows("The password is an address and the user name is none.")
        else:
            await house.shows(answered)
        await house.over()
        await house.press(again)
        await house.shows("type it once more")
        form = house.view()
        await house.submit(**typed)
        await house.shows(answered)
        assert house.mail.auth_count
        shown = str(house.server.recorder.entries(limit=1000)) + house.texts() + str(form)
        shown += str(house.server.workspace.messages)
        disk = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    spoken = "".join(capfd.readouterr()) + caplog.text + shown
    assert secret not in spoken
    assert secret.encode() not in disk
    assert HOST.encode() in disk  # the search does find what is kept


async def test_a_password_typed_behind_the_user_name_is_neither_shown_nor_kept(
    tmp_path, monkeypatch, caplog, capfd
):
    caplog.set_level(logging.DEBUG)
    async with bot(tmp_path, monkeypatch, Script(auth_reply=REFUSAL)) as house:
        await house.command("login")
        row = "ana@example.com:Zk9+quiet/horse"
        await house.submit(user=row, password="Other-7421", server=HOST, port="587", tls="automatic")
        await house.shows("The user name holds more than the address")
        await house.over()
        assert house.mail.auth_count == 0
        shown = str(house.server.recorder.entries(limit=1000)) + house.texts()
        disk = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    assert "quiet/horse" not in "".join(capfd.readouterr()) + caplog.text + shown
    assert b"quiet/horse" not in disk
    assert HOST.encode() in disk  # the search does find what is kept


async def test_a_damaged_password_costs_no_attempt_and_is_sent_as_it_is_when_the_person_says_so(
    tmp_path, monkeypatch
):
    async with bot(tmp_path, monkeypatch, Script(auth_reply=REFUSAL)) as house:
        await house.command("login")
        damaged = "abcd\N{NO-BREAK SPACE}efghij"
        await house.submit(user="ana@example.com", password=damaged, server=HOST, port="587", tls="automatic")
        await house.shows("Send it as it is")
        assert "no-break space" in house.texts().casefold()
        assert "efghij" not in house.texts()
        assert house.mail.auth_count == 0
        await house.press("check:as-is")
        await house.shows("exactly as you type it")
        await house.submit(user="ana@example.com", password=damaged, server=HOST, port="587", tls="automatic")
        await house.shows("Check again")
        assert house.mail.auth_count == 1
        assert "Send it as it is" not in house.texts()


async def test_a_closed_view_sends_the_answer_as_a_direct_message(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, Script(held=EVERY_CONNECTION)) as house:
        await house.command(f"{HOST}:587")
        await house.shows("Checking")
        house.server.workspace.put_modals(ANA, [])
        house.mail.let_go.set()
        await until(lambda: house.said(ANA_DM))
        assert "nothing wrong was found" in house.said(ANA_DM)[0]["text"]


async def test_a_closed_view_sends_the_incident_of_a_fault_as_a_direct_message(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, Script(held=EVERY_CONNECTION, certificate="expired")) as house:
        await house.command(f"{HOST}:587")
        await house.shows("Checking")
        house.server.workspace.put_modals(ANA, [])
        house.mail.let_go.set()
        await until(lambda: house.said(ANA_DM))
        said = house.said(ANA_DM)[0]
        assert said["text"] == (
            "By its dates the mail server's certificate is not valid today, "
            "so the program breaks off before the login."
        )
        assert (labels(Card("", said["blocks"])), len(house.said(ANA_DM))) == (
            ["Post in channel", "Resolve", "Tell the customer", "More"],
            1,
        )


async def test_a_cancelled_check_says_that_nothing_is_known(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, Script(held=EVERY_CONNECTION)) as house:
        await house.command(f"{HOST}:587")
        await house.shows("Cancel the check")
        await house.press("check:cancel")
        await house.shows("The check was cancelled")
        await house.settled()  # the notice of an interruption is taken back after the view is shown
        assert "nothing wrong was found" not in house.texts()
        assert house.said(ANA_DM) == []


async def test_a_view_that_a_restart_left_behind_says_so_when_it_is_pressed(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command(f"{HOST}:587")
        await house.shows("nothing wrong was found")
        house.view()["blocks"] = running_view(HOST, "1.2", "").view["blocks"]
        house.view()["blocks"][-1]["block_id"] = "left"
        await house.press("check:cancel")
        await house.shows(
            "This check has ended already. What came of it stands in your direct messages with me."
        )
        assert "Cancel the check" not in house.texts()


async def test_a_check_that_ran_when_the_bot_ended_is_told_as_interrupted(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, Script(held=EVERY_CONNECTION)) as house:
        await house.command(f"{HOST}:587")
        await house.shows("Cancel the check")
    async with bot(tmp_path, monkeypatch) as house:
        await until(lambda: house.said(ANA_DM))
        assert house.said(ANA_DM)[0]["text"] == (
            f"The check of `{HOST}:587` was interrupted, not tested. Start it again."
        )


@pytest.mark.parametrize("text", [HOST, "ana@example.com", "login"])
async def test_a_guest_starts_no_check(tmp_path, monkeypatch, text):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command(text, user=GITA)
        assert house.view(GITA) is None
        assert (house.network.dialled, house.network.names.asked) == ([], [])
        assert await house.rows("select * from audit") == []


async def test_a_domain_that_is_checked_again_has_one_incident_of_its_own(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        for domain, checks in (("nobody.example", 1), ("nobody.example", 2), ("nothing.example", 3)):
            await house.command(domain)
            await house.shows("What to do")
            house.server.workspace.modals.clear()
            assert len(await house.rows("select * from incident_events where kind = 'checked'")) == checks
        rows = await house.rows("select id, version, seen from incidents")
        assert rows == [{"id": 1, "version": 3, "seen": 1}, {"id": 2, "version": 2, "seen": 1}]


async def test_what_was_posted_goes_on_there_when_it_is_checked_again(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, Script(certificate="expired")) as house:
        await house.command(f"{HOST}:587")
        await house.shows("What to do")
        await house.press("check:post")
        await until(house.said)
        house.server.workspace.modals.clear()
        await house.command(f"{HOST}:587")
        await house.shows("The card of incident 1 shows what this changes.")
        assert "Post in channel" not in str(house.view())
        await until(lambda: len(house.said()) == 2)
        [card, line] = house.said()
        said = f"<@{ANA}> checked incident 1 live: the certificate is not in order."
        assert (line["thread_ts"], line["text"]) == (card["ts"], said)
        assert len(await house.rows("select id from incidents")) == 1
        house.server.workspace.modals.clear()
        await house.command(f"{HOST}:587", user=BEN)  # somebody else's check is their own
        await until(lambda: house.view(BEN) is not None and "Post in channel" in str(house.view(BEN)))
        await house.press("check:post", user=BEN)
        await until(lambda: "Incident 1" in str(house.said()[0]["text"]))
        await house.settled()
        house.server.workspace.modals.clear()
        await house.command(f"{HOST}:587", user=BEN)  # theirs was counted there
        await house.shows("The card of incident 1 shows what this changes.", user=BEN)
        rows = await house.rows("select id, state, seen from incidents order by id")
        assert rows == [{"id": 1, "state": "new", "seen": 2}, {"id": 2, "state": "resolved", "seen": 1}]


async def test_check_it_live_updates_the_card_in_the_thread(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        paste = (
            "Nov 24 09:00:00 mx postfix/smtp[12]: 4XyZ1: to=<bob@example.net>, relay=none, delay=30, "
            "dsn=4.4.1, status=deferred (connect to mail.example.com[192.0.2.10]:587: Connection timed out)"
        )
        ts = await say(house.server, ANA, SUPPORT, paste)
        await until(lambda: len(house.said()) == 2)
        await press_check(house)
        await until(lambda: len(house.said()) == 3)
        line = house.said()[2]
        assert (line["thread_ts"], line["text"]) == (
            ts,
            f"<@{ANA}> checked incident 1 live: the domain was not found.",
        )


async def test_a_login_that_is_tried_again_is_tried_at_the_server_that_was_checked(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch, Script(auth_reply=REFUSAL)) as house:
        await say(house.server, ANA, SUPPORT, "535 5.7.8 Error: authentication failed for ana@example.com")
        await until(lambda: len(house.said()) == 2)
        await press_check(house)
        await house.submit(
            user="ana@example.com", password=PASSWORD, server=HOST, port="587", tls="automatic"
        )
        await until(lambda: "Try again" in str(house.said()[1]["blocks"]))
        await press_check(house)
        fields = [block["element"] for block in house.view()["blocks"] if block["type"] == "input"]
        assert [field.get("initial_value") for field in fields[:4]] == ["ana@example.com", None, HOST, None]


async def open_page(house):
    """Open the page of the one incident that there is."""
    await house.command("incidents")
    await until(lambda: house.server.workspace.ephemerals.get(ANA))
    [shown] = house.server.workspace.ephemerals[ANA].values()
    [row] = [block for block in shown["blocks"] if "queue:show" in str(block)]
    press = {"as": ANA, "do": "press", "channel": SUPPORT, "ts": shown["ts"], "block_id": row["block_id"]}
    await house.server.act({**press, "action_id": "queue:show"})
    await house.shows("incident:check")


async def test_a_check_that_is_started_on_an_incidents_page_is_shown_there(tmp_path, monkeypatch):
    paste = "450 4.4.1 <bob@example.net>: connect to mail.example.com[192.0.2.10]:587: Connection timed out"
    async with bot(tmp_path, monkeypatch) as house:
        await say(house.server, ANA, SUPPORT, paste)
        await until(lambda: len(house.said()) == 2)
        await open_page(house)
        await house.press("incident:check")
        await house.shows("Done: live check")
        assert "The live check of example.net found" in house.texts()


NAMES_NOTHING = "smtplib: connect: Connection timed out"


async def test_what_to_check_is_asked_where_an_incident_names_nothing(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await say(house.server, ANA, SUPPORT, NAMES_NOTHING)
        await until(lambda: len(house.said()) == 2)
        await press_check(house)
        assert [block["label"]["text"] for block in house.view()["blocks"]] == [
            "Server, domain or mail address"
        ]
        refused = await house.submit(target="http://mail.example.com/")
        assert refused["errors"] == {
            "target": "“http://mail.example.com/” is no server name. Give mail.example.com alone, "
            "with :587 behind it for a port."
        }
        await house.submit(target=f"{HOST}:587")
        await until(lambda: "Done: live check" in str(house.said()[1]))
        assert house.server.workspace.modals.get(ANA, []) == []
        trail = await house.rows("select actor, subject, detail from audit where act = 'checked'")
        assert trail == [
            {"actor": ANA, "subject": f"domain:{HOST}", "detail": "server"},
            {"actor": ANA, "subject": "incident:1", "detail": "works server=fine"},
        ]


async def test_what_to_check_is_asked_above_an_incidents_page_which_shows_the_check_then(
    tmp_path, monkeypatch
):
    async with bot(tmp_path, monkeypatch) as house:
        await say(house.server, ANA, SUPPORT, NAMES_NOTHING)
        await until(lambda: len(house.said()) == 2)
        await open_page(house)
        await house.press("incident:check")
        await house.shows("Server, domain or mail address")
        await house.submit(target=f"{HOST}:587")
        await house.shows("Done: live check")
        assert f"The live check found nothing wrong with {HOST}:587." in house.texts()
