"""One HTTPS page: from a judged address, over a verified certificate, no redirect, at most 64 kB."""

from __future__ import annotations

import ssl
from contextlib import asynccontextmanager
from ipaddress import ip_network

import pytest

from bot.net import DnsStatus, Guard, HttpAnswer, HttpStatus
from bot.net import fetch as fetch_module
from tests.fakes_smtp import authority, make_network
from tests.lab.web import WebServer, page

HOST = "mta-sts.example.com"
URL = f"https://{HOST}/.well-known/mta-sts.txt"


@asynccontextmanager
async def web(tmp_path, answer: bytes, *, name: str = HOST, addresses: object = ("127.0.0.1",), allowed=True):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(name).configure_cert(context)
    async with WebServer(answer, context) as site:
        guard = Guard(networks=(ip_network("127.0.0.0/8"),) if allowed else ())
        network = make_network(tmp_path / "ca.pem", {}, {HOST: addresses}, guard=guard, https_port=site.port)
        yield network.net, site


async def test_a_page_is_read_from_the_judged_address(tmp_path):
    async with web(tmp_path, page()) as (net, site):
        answer = await net.fetch(URL)
    assert answer == HttpAnswer(HttpStatus.FOUND, 200, "text/plain", b"version: STSv1\n")
    assert site.asked == [b"GET /.well-known/mta-sts.txt HTTP/1.1"]


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        pytest.param(page(status=b"404 Not Found"), HttpStatus.NO_PAGE, 404, id="no page"),
        pytest.param(page(status=b"500 Oops"), HttpStatus.OTHER, 500, id="server error"),
        pytest.param(page(b"x" * 70_000), HttpStatus.TOO_LARGE, 200, id="too large"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 70_000, HttpStatus.TOO_LARGE, 200, id="no length"),
        pytest.param(b"220 mail.example.com ESMTP\r\n", HttpStatus.UNANSWERED, None, id="no HTTP"),
    ],
)
async def test_what_is_no_page_is_told_apart(answer, status, code, tmp_path):
    async with web(tmp_path, answer) as (net, _):
        found = await net.fetch(URL)
    assert (found.status, found.code, found.body) == (status, code, b"")


async def test_a_redirect_is_not_followed(tmp_path):
    moved = page(b"", b"301 Moved", b"Location: https://127.0.0.1/secret")
    async with web(tmp_path, moved) as (net, site):
        answer = await net.fetch(URL)
    assert (answer.status, answer.code, len(site.asked)) == (HttpStatus.OTHER, 301, 1)


async def test_a_proxy_that_the_environment_names_is_not_asked(tmp_path, monkeypatch):
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    async with web(tmp_path, page()) as (net, site):
        answer = await net.fetch(URL)
    assert (answer.status, len(site.asked)) == (HttpStatus.FOUND, 1)


async def test_a_certificate_for_another_name_is_not_believed(tmp_path):
    async with web(tmp_path, page(), name="other.example.com") as (net, site):
        answer = await net.fetch(URL)
    assert (answer.status, site.asked) == (HttpStatus.CERTIFICATE, [])


async def test_silence_is_no_answer(tmp_path, monkeypatch):
    monkeypatch.setattr(fetch_module, "FETCH_S", 0.3)
    async with web(tmp_path, b"") as (net, _):
        assert (await net.fetch(URL)).status is HttpStatus.UNANSWERED


@pytest.mark.parametrize(
    ("addresses", "status"),
    [
        (DnsStatus.NO_NAME, HttpStatus.NO_PAGE),
        (DnsStatus.NO_DATA, HttpStatus.NO_PAGE),
        (DnsStatus.UNANSWERED, HttpStatus.UNANSWERED),
        (DnsStatus.BROKEN, HttpStatus.UNANSWERED),
    ],
)
async def test_a_name_without_addresses_has_no_page_and_silence_is_silence(addresses, status, tmp_path):
    async with web(tmp_path, page(), addresses=addresses) as (net, site):
        answer = await net.fetch(URL)
    assert (answer.status, site.asked) == (status, [])


@pytest.mark.parametrize(
    "url",
    [
        f"http://{HOST}/",
        f"https://{HOST}:8443/",
        f"https://user:word@{HOST}/",
        f"ftp://{HOST}/",
        "https://127.1/",
        "https://[::1",
        "https:///path",
        "file:///etc/passwd",
        f"https://{HOST}:99999/",
    ],
)
async def test_another_scheme_port_or_host_is_refused(url, tmp_path):
    async with web(tmp_path, page()) as (net, site):
        answer = await net.fetch(url)
    assert (answer.status, site.asked) == (HttpStatus.REFUSED, [])


async def test_a_name_that_leads_inside_is_refused_without_a_packet(tmp_path):
    async with web(tmp_path, page(), allowed=False) as (net, site):
        answer = await net.fetch(URL)
    assert (answer.status, site.asked) == (HttpStatus.REFUSED, [])
