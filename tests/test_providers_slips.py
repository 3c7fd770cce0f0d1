"""A misspelt server is told with the one that was meant; another server's right name is nobody's slip."""

import pytest

from bot.providers import load_providers
from bot.providers.slips import meant_host
from bot.reading import read_text


@pytest.mark.parametrize(
    ("host", "meant"),
    [
        ("smtp.gmial.com", "smtp.gmail.com"),
        ("smtp.gmai.com", "smtp.gmail.com"),
        ("smtp.gmaill.com", "smtp.gmail.com"),
        ("smtp.gmail.con", "smtp.gmail.com"),
        ("smtp.gmailcom", "smtp.gmail.com"),
        ("SMPT.Gmail.com.", "smtp.gmail.com"),
        ("smtp.office65.com", "smtp.office365.com"),
        ("smtp.gmailo.comm", None),
        ("mail.example.com", None),
        ("localhost", None),
        ("", None),
        ("smtp." * 20 + "gmial.com", None),
    ],
)
def test_a_name_one_slip_away_from_a_server_means_that_one(host, meant):
    assert meant_host(host) == meant


def test_no_providers_own_server_is_a_slip():
    servers = {one.host for provider in load_providers().values() for one in provider.submission}

    assert [name for name in servers if "{" not in name and meant_host(name) is not None] == []


@pytest.mark.parametrize(
    "paste",
    [
        "Error: getaddrinfo ENOTFOUND smtp.gmial.com",
        "dial tcp: lookup smtp.gmial.com: no such host",
        "curl: (6) Could not resolve host: smtp.gmial.com",
        "msmtp: cannot locate host smtp.gmial.com: Name or service not known",
    ],
)
def test_the_answer_names_the_server_that_was_meant(paste, knowledge):
    (finding,) = read_text(paste, knowledge)

    assert finding.cause == "host-not-found"
    assert finding.because[-1] == (
        "Likelier: the server's name is misspelt: “smtp.gmial.com” is probably “smtp.gmail.com”."
    )


def test_a_server_that_was_found_is_not_called_misspelt(knowledge):
    (finding,) = read_text("connect to smtp.gmial.com[192.0.2.4]:587: Connection refused", knowledge)

    assert "misspelt" not in " ".join(finding.because)
