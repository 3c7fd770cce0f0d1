"""What somebody asks to have checked is read as a server, a domain or a mailbox before anything is sent."""

from __future__ import annotations

import pytest

from bot.checks import ADDRESS, CREDENTIAL, DOMAIN, LOGIN, SERVER
from bot.desk.check_asked import Asked, read_login, read_target
from bot.errors import FieldsError
from bot.model import CheckRequest, TlsMode

USER = "ana@example.com"
PLACE = {"server": "mail.example.com", "port": "587", "tls": "starttls"}
FIELDS = ("host", "port", "tls", "user", "domain", "as_is", "person")


@pytest.mark.parametrize(
    ("text", "what", "request_", "names"),
    [
        ("example.com", "example.com", CheckRequest(domain="example.com"), (ADDRESS, DOMAIN)),
        ("example.co.uk", "example.co.uk", CheckRequest(domain="example.co.uk"), (ADDRESS, DOMAIN)),
        ("mailbox.org", "mailbox.org", CheckRequest(domain="mailbox.org"), (ADDRESS, DOMAIN)),
        ("docomo.ne.jp", "docomo.ne.jp", CheckRequest(domain="docomo.ne.jp"), (ADDRESS, DOMAIN)),
        ("smtp.mail.ru", "smtp.mail.ru", CheckRequest(host="smtp.mail.ru"), (SERVER,)),
        ("a.example.uk", "a.example.uk", CheckRequest(host="a.example.uk"), (SERVER,)),
        ("a.co.info", "a.co.info", CheckRequest(host="a.co.info"), (SERVER,)),
        ("a.b.co.uk", "a.b.co.uk", CheckRequest(host="a.b.co.uk"), (SERVER,)),
        ("mail.example.com", "mail.example.com", CheckRequest(host="mail.example.com"), (SERVER,)),
        ("smtp2.example", "smtp2.example", CheckRequest(host="smtp2.example"), (SERVER,)),
        ("Example.com:465", "example.com:465", CheckRequest(host="example.com", port=465), (SERVER,)),
        ("192.0.2.1", "192.0.2.1", CheckRequest(host="192.0.2.1"), (SERVER,)),
        ("Ana@Example.com", "Ana@Example.com", CheckRequest(user="Ana@Example.com", domain="example.com"),
         (ADDRESS, DOMAIN)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_typed_is_a_server_a_domain_or_a_mailbox(text, what, request_, names):
    asked = read_target("k", "T1", "U1", "C1", text)
    told = {name: getattr(asked.request, name) for name in FIELDS}
    assert told == {**{name: getattr(request_, name) for name in FIELDS}, "person": "U1"}
    assert asked == Asked("k", "T1", "U1", "C1", what, asked.request, names)


def login(*, as_is=False, **typed):
    given = {"user": USER, "password": "s3cretword", **typed}
    return read_login("k", "T1", "U1", "C1", given, as_is=as_is, incident=7)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ({}, (None, None, None)),
        (PLACE, ("mail.example.com", 587, TlsMode.STARTTLS)),
        ({**PLACE, "tls": "implicit"}, ("mail.example.com", 587, TlsMode.IMPLICIT)),
        ({**PLACE, "tls": "none"}, ("mail.example.com", 587, None)),
        ({"server": "mail.example.com:465"}, ("mail.example.com", 465, None)),
        ({"server": "mail.example.com:465", "port": " 465 "}, ("mail.example.com", 465, None)),
        ({"port": "2525", "tls": "automatic"}, (None, 2525, None)),
    ],
    ids=["found out", "told", "implicit", "never unencrypted", "behind the server", "twice", "port alone"],
)
def test_the_form_says_where_to_log_in(typed, place):
    asked = login(**typed)
    request = asked.request
    assert (request.host, request.port, request.tls) == place
    assert (request.user, request.password.reveal(), request.as_is, request.person) == (
        USER,
        b"s3cretword",
        False,
        "U1",
    )
    assert asked == Asked("k", "T1", "U1", "C1", USER, request, (CREDENTIAL, LOGIN), 7)
    assert login(as_is=True).request.as_is


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"user": "", "password": ""},
         {"user": "A login needs a user name.", "password": "A login needs a password."}),
        ({"port": "0"}, {"port": "A port is a number from 1 to 65535, most often 587 or 465."}),
        ({"port": "65536"}, {"port": "A port is a number from 1 to 65535, most often 587 or 465."}),
        ({"port": "smtp"}, {"port": "A port is a number from 1 to 65535, most often 587 or 465."}),
        ({"port": "٥٨٧"}, {"port": "A port is a number from 1 to 65535, most often 587 or 465."}),
        ({"server": "mail.example.com:465", "port": "587"},
         {"port": "The server names port 465: give one of them."}),
        ({"server": "mail example com", "port": "x"},
         {"server": "“mail example com” is no server name. Give the bare name, such as mail.example.com, "
          "with :587 behind it for a port.",
          "port": "A port is a number from 1 to 65535, most often 587 or 465."}),
    ],
    ids=["nothing", "0", "65536", "a word", "other digits", "two ports", "two faults"],
)  # fmt: skip
def test_what_cannot_be_read_is_told_at_its_field(typed, said):
    with pytest.raises(FieldsError) as refused:
        login(**typed)
    assert refused.value.said == said


def test_where_the_password_may_stand_for_the_user_name_neither_is_named():
    asked = login(user="s3cretword", password=USER)
    assert (asked.nameless, asked.what, asked.domain) == (True, "the mailbox", "-")
