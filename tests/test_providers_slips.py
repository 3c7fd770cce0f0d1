"""A misspelt server is told with the one that was meant; another server's right name is nobody's slip."""

import pytest

from bot.diagnose.misspelt import judged_domain
from bot.model import Bounce, Reply, Stage
from bot.providers import load_providers
from bot.providers.slips import meant_host
from bot.reading import read_text
from tests.pages import base, page, wording


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


SLIP = {"given": "gmial.com", "meant": "gmail.com"}
MISSPELT = base(
    typo=page(
        wording(codes=[550]), "1. **typo** So. (likelier with `recipient.domain-typo`, `user.domain-typo`)"
    ),
    other=page(wording(codes=[550])),
)


@pytest.mark.parametrize(
    ("bounce", "told"),
    [
        (
            Bounce(Reply(550, None, "ana@example.com"), recipient="ana@gmial.com"),
            [("recipient.domain-typo", SLIP)],
        ),
        (
            Bounce(Reply(550, None, "x"), recipient="ana@gmial.con"),
            [("recipient.domain-typo", {"given": "gmial.con", "meant": "gmail.com"})],
        ),
        (
            Bounce(Reply(550, None, "x"), recipient="ana@example.cmo"),
            [("recipient.domain-typo", {"given": "example.cmo", "meant": "example.com"})],
        ),
        (Bounce(Reply(550, None, "x"), recipient="ana@example.co"), []),
        (Bounce(Reply(None, None, "no host gmial.com")), [("recipient.domain-typo", SLIP)]),
        (Bounce(Reply(550, None, "ana@gmial.com"), recipient="ana@example.com"), []),
        (
            Bounce(Reply(535, None, "ana@gmial.com"), recipient="ana@example.com", stage=Stage.AUTH),
            [("user.domain-typo", SLIP)],
        ),
        (Bounce(Reply(535, None, "no"), recipient="ana@gmial.com", stage=Stage.AUTH), []),
    ],
    ids=[
        "the recipient's",
        "in name and ending",
        "an ending that no domain has",
        "an ending that domains have",
        "in a program's words",
        "another's in the words",
        "the login's",
        "not the login's",
    ],
)
def test_whose_domain_is_misspelt_is_told_where_the_page_has_a_cause_for_it(bounce, told):
    entries = MISSPELT.entries
    assert [(fact.tag, fact.args) for fact in judged_domain(bounce, entries["typo"])] == told
    assert judged_domain(bounce, entries["other"]) == ()


def test_a_server_that_was_found_is_not_called_misspelt(knowledge):
    (finding,) = read_text("connect to smtp.gmial.com[192.0.2.4]:587: Connection refused", knowledge)

    assert "misspelt" not in " ".join(finding.because)
