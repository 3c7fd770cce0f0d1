"""What cannot be checked, or answers badly, has its sentence in Slack: nothing hangs, breaks or blames the password.

Real Bolt on the local workspace; the network is loopback with a fake mail server.
"""

from __future__ import annotations

import json

import pytest

from tests.check_house import PASSWORD, bot
from tests.fakes_smtp import HOST, Script
from tests.sandbox_app import ANA, until

USER = "ana@example.com"
LONG = "a" * 300

TYPED = {
    # id: (what is typed behind /smtpcheck; what is said)
    "a scheme and a path": (
        f"smtps://{HOST}:465/x",
        f"“smtps://{HOST}:465/x” is no server name. Give {HOST} alone, with :587 behind it for a port.",
    ),
    "two ports": (
        f"{HOST}:587:9",
        f"“{HOST}:587:9” is no server name. Give {HOST} alone, with :587 behind it for a port.",
    ),
    "no port number": (
        f"{HOST}:x",
        f"“{HOST}:x” holds no port from 1 to 65535. Give name:port, such as mail.example.com:587.",
    ),
    "a password in it": (
        f"ana:s3cret@{HOST}",
        f"“…@{HOST}” is no mail address. Give one such as someone@example.com.",
    ),
    "loopback": (
        "127.0.0.1:25",
        "“127.0.0.1” leads to this machine's own address; checks go to public addresses only. "
        "Name a server that is reachable from the Internet.",
    ),
    "loopback in IPv6": (
        "[::1]:587",
        "“::1” leads to this machine's own address; checks go to public addresses only. "
        "Name a server that is reachable from the Internet.",
    ),
    "a name that leads to loopback": (
        "inner.example.com:587",
        "“inner.example.com” leads to this machine's own address; checks go to public addresses only. "
        "Name a server that is reachable from the Internet.",
    ),
    "a port that is not for mail": (
        f"{HOST}:8080",
        "Port 8080 is no port for sending mail; checks use 25, 465, 587, 2525 and a few more. "
        "Take the port that the provider names for outgoing mail, most often 587 or 465.",
    ),
}


@pytest.mark.parametrize(("typed", "said"), TYPED.values(), ids=TYPED)
async def test_a_target_that_cannot_be_asked_is_answered_without_a_packet(tmp_path, monkeypatch, typed, said):
    async with bot(tmp_path, monkeypatch) as house:
        house.network.names.table["inner.example.com"] = ("127.0.0.1",)
        await house.command(typed)
        if house.view() is None:
            answer = house.server.recorder.entries(limit=1000)
        else:
            await until(lambda: "not tested" in house.texts())
            answer = house.view()["blocks"]
        assert said in json.dumps(answer, ensure_ascii=False)
        assert house.network.dialled == []


FORM = {
    # id: (server, port; the field at which it is said; the sentence's beginning)
    "spaces": ("mail example com", "", "server", "“mail example com” is no server name."),
    "300 characters": (LONG, "", "server", f"“{LONG[:60]}"),
    "a web address": ("https://mail.example.com/", "", "server", "“https://mail.example.com/” is no server"),
    "a number": ("2130706433", "", "server", "“2130706433” is no server name: it is a number."),
    "a word as port": (HOST, "abc", "port", "A port is a number from 1 to 65535"),
    "port 0": (HOST, "0", "port", "A port is a number from 1 to 65535"),
    "port 70000": (HOST, "70000", "port", "A port is a number from 1 to 65535"),
    "two ports": (f"{HOST}:465", "587", "port", "The server names port 465: give one of them."),
}


@pytest.mark.parametrize(("server", "port", "field", "said"), FORM.values(), ids=FORM)
async def test_a_wrong_field_of_the_form_is_said_at_that_field(
    tmp_path, monkeypatch, server, port, field, said
):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("login")
        answer = await house.submit(user=USER, password=PASSWORD, server=server, port=port, tls="automatic")
        assert answer["errors"][field].startswith(said)
        assert list(answer["errors"]) == [field]
        assert house.view()["callback_id"] == "login"
        assert (house.network.dialled, await house.rows("select * from audit")) == ([], [])


async def test_all_wrong_fields_of_the_form_are_said_at_once(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("login")
        answer = await house.submit(user=USER, password=PASSWORD, server="a b", port="abc", tls="automatic")
        assert list(answer["errors"]) == ["server", "port"]
        assert answer["errors"]["server"].startswith("“a b” is no server name.")
        assert answer["errors"]["port"] == "A port is a number from 1 to 65535, most often 587 or 465."
        assert (house.network.dialled, await house.rows("select * from audit")) == ([], [])


NO_REPLY = "what it sent does not have the form of a mail server's answer"
SILENT = "the server's answer did not arrive in time"
CUT = "closed the connection without saying why"
BAD_SERVERS = {
    # id: (how it behaves; what its card says; the cause)
    "a megabyte": (Script(raw=b"220-" + b"x" * 1_000_000 + b"\r\n"), NO_REPLY, "reply-malformed"),
    "a byte a second": (Script(raw=b"220 slow\r\n", drip_s=1), SILENT, "server-silent"),
    "nothing": (Script(raw=b""), SILENT, "server-silent"),
    "mismatched codes": (Script(banner=b"220-a\r\n250 ready\r\n"), NO_REPLY, "reply-malformed"),
    "8-bit text that is no reply": (Script(banner=b"\xe9\xff\x80 hello\r\n"), NO_REPLY, "reply-malformed"),
    "plain text after STARTTLS": (
        Script(starttls_reply=b"220 2.0.0 Ready to start TLS\r\n250 injected\r\n"),
        "Send no password through this connection.",
        "starttls-injection",
    ),
    "closed at once": (Script(close_at="connect"), CUT, "connection-lost"),
    "closed at the login": (Script(close_at="AUTH"), CUT, "connection-lost"),
}


@pytest.mark.parametrize(("script", "said", "cause"), BAD_SERVERS.values(), ids=BAD_SERVERS)
async def test_a_server_that_answers_badly_is_never_a_wrong_password(
    tmp_path, monkeypatch, script, said, cause
):
    async with bot(tmp_path, monkeypatch, script) as house:
        await house.command("login")
        await house.submit(user=USER, password=PASSWORD, server=HOST, port="587", tls="automatic")
        await until(lambda: house.view()["callback_id"] == "checked")
        assert said in house.texts()
        assert await house.rows("select cause from incidents") == [{"cause": cause}]
        assert house.mail.auth_count == (1 if script.close_at == "AUTH" else 0)


async def test_a_name_with_fifty_addresses_is_asked_at_eight_of_them(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        addresses = tuple(f"192.0.2.{number}" for number in range(50, 100))
        house.network.names.table["many.example.com"] = addresses
        await house.command("many.example.com:587")
        await until(lambda: house.view()["callback_id"] == "checked")
        asked = {address for address, port in house.network.dialled if port == 587}
        assert asked == set(addresses[:8])


PASSWORDS = {
    # id: (what is typed; what is said of it)
    "NUL": ("ab\0cd-1234", "The password holds a null character (U+0000) after the 2nd character"),
    "CR": ("abcd-1234\r", "The password ends with a line end (CR) (U+000D)"),
    "LF": ("abcd-1234\n", "The password ends with a line end (LF) (U+000A)"),
}


@pytest.mark.parametrize(("password", "said"), PASSWORDS.values(), ids=PASSWORDS)
async def test_an_odd_password_has_its_sentence(tmp_path, monkeypatch, password, said):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("login")
        await house.submit(user=USER, password=password, server=HOST, port="587", tls="automatic")
        await until(lambda: house.view(ANA)["callback_id"] == "checked")
        assert said in house.texts()
        assert house.network.dialled == []


async def test_a_password_of_3000_characters_is_one(tmp_path, monkeypatch):
    async with bot(tmp_path, monkeypatch) as house:
        await house.command("login")
        await house.submit(user=USER, password="x9-" * 1000, server=HOST, port="587", tls="automatic")
        await until(lambda: house.view(ANA)["callback_id"] == "checked")
        assert "The login works" in house.texts()
