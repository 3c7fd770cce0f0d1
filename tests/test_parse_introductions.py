"""One reply behind a server's own introduction is read at once, and as the whole machinery reads it."""

import pytest

from bot.model import Bounce, Evidence, Reply, Speaker, Stage, Vantage
from bot.parse import text as reading
from bot.parse.signs import Seen

GONE = Reply(550, "5.1.1", "<bob@example.net>: no such user")


def told_by(client: str) -> tuple[Evidence, ...]:
    return (Evidence("client.program", {"name": client}, "paste", Vantage.PASTE),)


BY_SERVER = {"speaker": Speaker.RECIPIENT_SERVER}
LINES = {
    "550 5.1.1 <bob@example.net>: no such user": {},
    "host mx.example.net[192.0.2.1] said: 550 5.1.1 <bob@example.net>: no such user (in reply to RCPT TO command)": {
        **BY_SERVER,
        "remote_host": "mx.example.net",
        "stage": Stage.RCPT,
    },
    "host mx.example.net [192.0.2.1] SMTP error from remote mail server after RCPT TO:<bob@example.net>: 550 5.1.1 <bob@example.net>: no such user": {
        **BY_SERVER,
        "remote_host": "mx.example.net",
        "stage": Stage.RCPT,
        "client": "exim",
    },
    "SMTP error from remote mailer after end of data: host mx.example.net [192.0.2.1]: 550 5.1.1 <bob@example.net>: no such user": {
        **BY_SERVER,
        "remote_host": "mx.example.net",
        "stage": Stage.END_OF_DATA,
        "client": "exim",
    },
    "192.0.2.1 does not like recipient. Remote host said: 550 5.1.1 <bob@example.net>: no such user": {
        **BY_SERVER,
        "stage": Stage.RCPT,
        "client": "qmail",
    },
    "Remote Server at mx.example.net (192.0.2.1) returned '550 5.1.1 <bob@example.net>: no such user'": {
        **BY_SERVER,
        "remote_host": "mx.example.net",
        "client": "exchange",
    },
    "mx.example.net [192.0.2.1] did not like our RCPT TO:550 5.1.1 <bob@example.net>: no such user": {
        **BY_SERVER,
        "remote_host": "mx.example.net",
        "stage": Stage.RCPT,
        "client": "dma",
    },
    ": 550 5.1.1 <bob@example.net>: no such user": {},
    "550: 5.1.1 <bob@example.net>: no such user": {},
}


@pytest.mark.parametrize("line", LINES)
def test_an_introduced_reply_is_read_at_once_and_as_the_whole_machinery_reads_it(line, monkeypatch):
    about = LINES[line]
    context = told_by(about["client"]) if "client" in about else ()
    expected = Bounce(GONE, recipient="bob@example.net", context=context, **about)
    assert reading.read_lines([line], Seen(line)) == (expected,)
    monkeypatch.setattr(reading, "read_lines", None)  # not asked
    assert reading.read_text(Seen(line)) == (expected,)


def test_exchange_puts_a_sign_before_its_codes():
    (bounce,) = reading.read_text(Seen("#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##"))
    assert (bounce.reply.code, bounce.reply.enhanced, bounce.client) == (550, "5.1.1", "exchange")


@pytest.mark.parametrize("line", ["Die Adresse ist ungültig. #550 5.1.3", "mx.example.com #550 5.1.3"])
def test_exchange_puts_a_sign_before_its_codes_behind_its_words_on_a_line_that_was_joined(line):
    (bounce,) = reading.read_text(Seen(line))
    assert (bounce.reply.code, bounce.reply.enhanced) == (550, "5.1.3")


@pytest.mark.parametrize(
    "line", ["closes #550 and mail#550 5.1.3", "see mail/pull#550 5.1.3 for the release"]
)
def test_a_change_of_that_number_is_no_code(line):
    assert [bounce for bounce in reading.read_text(Seen(line)) if bounce.reply.code is not None] == []


def test_the_sender_that_exim_names_is_no_recipient():
    line = "SMTP error from remote mail server after MAIL FROM:<ann@example.com> SIZE=1543: host mx.example.net [192.0.2.1]: 550 Bad sender"
    (bounce,) = reading.read_text(Seen(line))
    assert (bounce.sender, bounce.recipient, bounce.stage) == ("ann@example.com", None, Stage.MAIL)
    assert reading.read_lines([line], Seen(line)) == (bounce,)
