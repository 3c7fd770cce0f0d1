"""The provider table: every row holds together, and the look-ups find the right one."""

import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from bot.model import TlsMode
from bot.providers import (
    Endpoint,
    PasswordRule,
    Shape,
    UserForm,
    load_providers,
    provider_of_domain,
    provider_of_host,
    provider_of_mx,
    refusing_provider,
)
from bot.providers.submission import RowBasis

PROVIDERS = load_providers()
ROWS = [pytest.param(provider, id=provider.id) for provider in PROVIDERS.values()]

# What a port means to those who submit mail; the plain ones are facts about old servers, never offered.
USUAL_PAIRS = {
    (25, "starttls"), (25, "none"), (80, "starttls"), (80, "none"), (443, "implicit"), (465, "implicit"),
    (587, "starttls"), (587, "none"), (587, "implicit"), (1025, "starttls"), (2465, "implicit"),
    (2525, "starttls"), (2587, "starttls"), (8025, "starttls"), (8465, "implicit"),
}  # fmt: skip

# The providers that customers use most, by one of their ids.
NAMED = [
    "gmail", "google-workspace", "microsoft-365", "outlook-com", "yahoo", "aol", "icloud",
    "fastmail", "zoho-us", "zoho-eu", "zoho-in", "zoho-au", "zoho-jp", "zoho-ca",
    "zoho-pro-us", "gmx-net", "gmx-com", "web-de", "t-online", "orange-fr", "free-fr",
    "libero", "mail-ru", "yandex", "qq", "netease-163", "naver", "godaddy-workspace",
    "hostinger", "titan", "namecheap-private-email", "ionos-de", "ionos-com", "ovh-mxplan", "ovh-exchange",
    "one-com", "gandi", "rackspace", "cpanel", "plesk", "ses-us-east-1", "ses-eu-west-1",
    "sendgrid", "mailgun-us", "mailgun-eu", "postmark", "sparkpost", "sparkpost-eu", "brevo",
    "mailjet", "resend", "smtp2go", "mailtrap-live", "mailtrap-sandbox", "zeptomail-us", "zeptomail-eu",
    "workmail", "proton-bridge",
]  # fmt: skip

NO_SMTP_FOR_PROGRAMS = {"hey", "i-ua", "tuta"}
HOST_IS_THE_OPERATORS = {"exchange-on-premises", "mailcow", "plesk", "siteground"}


def test_the_table_is_large_enough_and_names_every_required_provider():
    assert len(PROVIDERS) >= 150
    assert sorted(set(NAMED) - set(PROVIDERS)) == []


@pytest.mark.parametrize("provider", ROWS)
def test_a_row_holds_together(provider):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", provider.id)
    assert provider.name == provider.name.strip() != ""
    assert provider.source.startswith("https://")
    assert provider.help == "" or provider.help.startswith("https://")
    assert provider.basis in set(RowBasis)
    assert date(2021, 1, 1) <= provider.reviewed <= datetime.now(UTC).date()
    assert (provider.word != "") == (provider.user is UserForm.WORD)
    assert (provider.user_is != "") == (provider.user is UserForm.OWN)
    assert len(provider.note) <= 160
    for endpoint in provider.submission:
        assert (endpoint.port, endpoint.tls.value) in USUAL_PAIRS
        assert re.fullmatch(r"(?:[a-z0-9-]|\{[a-z -]+\})+(?:\.(?:[a-z0-9-]|\{[a-z -]+\})+)+", endpoint.host)
    for name in (*provider.domains, *provider.mx):
        assert re.fullmatch(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)+", name)


def test_only_those_without_a_server_of_a_known_name_have_no_endpoint():
    bare = {provider.id for provider in PROVIDERS.values() if not provider.submission}
    assert bare == NO_SMTP_FOR_PROGRAMS | HOST_IS_THE_OPERATORS


def test_no_domain_and_no_mx_suffix_stands_twice():
    domains = Counter(domain for provider in PROVIDERS.values() for domain in provider.domains)
    suffixes = Counter(suffix for provider in PROVIDERS.values() for suffix in provider.mx)
    assert [name for name, times in domains.items() if times > 1] == []
    assert [name for name, times in suffixes.items() if times > 1] == []


def test_each_server_belongs_to_one_row():
    owners = Counter(
        host
        for provider in PROVIDERS.values()
        if not provider.shares_host
        for host in {endpoint.host for endpoint in provider.submission}
        if not host.endswith("{domain}")
    )
    assert [host for host, times in owners.items() if times > 1] == []


@pytest.mark.parametrize("provider", ROWS)
def test_a_row_is_found_by_all_that_it_names(provider):
    assert all(provider_of_domain(domain) is provider for domain in provider.domains if domain[0] != ".")
    assert all(provider_of_mx([f"mx7.{suffix}"]) is not None for suffix in provider.mx)
    assert all(provider_of_mx([suffix]) is provider for suffix in provider.mx)
    if not provider.shares_host:
        hosts = {endpoint.host for endpoint in provider.submission if "{" not in endpoint.host}
        hosts.discard("127.0.0.1")  # the address of every computer at itself
        assert all(provider_of_host(host) is provider for host in hosts)


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("gmail.com", "gmail"),
        ("GMail.com.", "gmail"),
        ("firm.onmicrosoft.com", "microsoft-365"),
        ("web.de", "web-de"),
        ("pm.me", "proton-bridge"),
        ("hotmail.co.uk", "outlook-com"),
        ("live.nl", "outlook-com"),
        ("posteo.net", "posteo"),
        ("lawyer.com", "mail-com"),
        ("x.gmail.com", None),
        ("onmicrosoft.com", None),
        ("example.com", None),
        ("com", None),
        ("", None),
    ],
)
def test_a_domain_leads_to_the_provider_of_its_mailboxes(domain, expected):
    found = provider_of_domain(domain)
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        (["alt1.aspmx.l.google.com", "aspmx.l.google.com"], "google-workspace"),
        (["gmail-smtp-in.l.google.com"], "gmail"),
        (["example-com.mail.protection.outlook.com"], "microsoft-365"),
        (["eur.olc.protection.outlook.com"], "outlook-com"),
        (["mx.example.com", "MX.ZOHO.EU."], "zoho-pro-eu"),
        (["in1-smtp.messagingengine.com"], "fastmail"),
        (["inbound-smtp.eu-west-1.amazonaws.com"], "workmail-eu-west-1"),
        (["mx.example.com"], None),
        (["notgoogle.com"], None),
        ([], None),
    ],
)
def test_mx_hosts_lead_to_the_provider_that_serves_the_domain(hosts, expected):
    found = provider_of_mx(hosts)
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("smtp.gmail.com", "gmail"),
        ("SMTP.Office365.com.", "microsoft-365"),
        ("smtp.aol.com", "aol"),
        ("smtp.mail.yahoo.com", "yahoo"),
        ("email-smtp.eu-central-1.amazonaws.com", "ses-eu-central-1"),
        ("w0123.kasserver.com", "all-inkl"),
        ("ex4.mail.ovh.net", "ovh-exchange"),
        ("127.0.0.1", None),  # any program of that computer
        ("kasserver.com", None),
        ("mail.example.com", None),
        ("", None),
    ],
)
def test_a_server_name_leads_to_the_provider_that_runs_it(host, expected):
    found = provider_of_host(host)
    assert (found.id if found else None) == expected


def test_endpoints_take_the_addresss_domain_and_leave_out_what_only_the_customer_knows():
    assert PROVIDERS["cpanel"].endpoints("example.com") == (
        Endpoint("mail.example.com", 465, TlsMode.IMPLICIT),
        Endpoint("mail.example.com", 587, TlsMode.STARTTLS),
    )
    assert PROVIDERS["ovh-exchange"].endpoints("example.com") == ()
    assert PROVIDERS["gmail"].endpoints("gmail.com") == (
        Endpoint("smtp.gmail.com", 587, TlsMode.STARTTLS),
        Endpoint("smtp.gmail.com", 465, TlsMode.IMPLICIT),
    )


@pytest.mark.parametrize(
    ("provider", "shape", "never_account"),
    [
        ("gmail", Shape(16, lower_letters=True, grouped=True), True),
        ("icloud", Shape(16, lower_letters=True, grouped=True), True),
        ("yandex", Shape(16, lower_letters=True), False),
        ("sendgrid", Shape(69, prefix="SG."), True),
        ("resend", Shape(0, prefix="re_"), True),
        ("microsoft-365", None, False),
    ],
)
def test_shapes_of_app_passwords_and_keys_are_read(provider, shape, never_account):
    found = PROVIDERS[provider]
    assert (found.shape, found.never_account_password) == (shape, never_account)


def test_rules_of_some_well_known_providers_are_as_they_say():
    rules = {name: (PROVIDERS[name].user, PROVIDERS[name].password) for name in ("web-de", "sendgrid", "qq")}
    assert rules == {
        "web-de": (UserForm.LOCAL_PART, PasswordRule.APP_PASSWORD_WITH_TWO_STEP),
        "sendgrid": (UserForm.WORD, PasswordRule.API_KEY),
        "qq": (UserForm.ADDRESS, PasswordRule.AUTHORIZATION_CODE),
    }


def test_importing_the_look_ups_reads_no_table():
    code = (
        "import bot.providers, bot.providers.submission as s;"
        "print(s.load_providers.cache_info().currsize, s._indexes.cache_info().currsize)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", "0"]


@pytest.mark.parametrize(
    ("text", "provider"),
    [("550 5.5.0 mail refused. lpn007_510", "laposte"), ("file: /home/helpnet/public_html/smtp.php", None)],
)
def test_a_providers_code_is_no_part_of_a_word(text, provider):
    assert refusing_provider(None, text) == provider
