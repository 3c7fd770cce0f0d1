"""Asking Slack until it answers: what is waited for how long, and what is not asked again."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from structlog.testing import capture_logs

from bot.delivery import reach
from bot.delivery.reach import until_reached
from bot.delivery.slack_errors import asked_wait_s, is_answer
from bot.errors import SettingsError


def said(status, data, **headers):
    """Slack's refusal, as its library raises it."""
    return SlackApiError(
        "refused",
        AsyncSlackResponse(
            client=None,
            http_verb="POST",
            api_url="",
            req_args={},
            data=data,
            headers=headers,
            status_code=status,
        ),
    )


@pytest.fixture
def pauses(monkeypatch):
    """The pauses made between two tries, which here take no time."""
    made = []

    async def sleep(seconds):
        made.append(seconds)

    monkeypatch.setattr(reach.asyncio, "sleep", sleep)
    return made


def asking(*answers):
    """Something that answers so, one after the other; an exception is raised."""
    left = iter(answers)

    async def ask():
        answer = next(left)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return ask


async def test_the_first_tries_follow_quickly_and_the_pauses_grow_to_half_a_minute(pauses):
    trouble = [aiohttp.ClientOSError()] * 5 + [said(503, "upstream connect error")] * 5
    assert await until_reached(asking(*trouble, "here"), "SLACK_BOT_TOKEN") == "here"
    assert pauses == [0.25, 0.5, 1, 2, 4, 8, 16, 30, 30, 30]


async def test_whoever_looks_at_the_log_reads_what_to_do(pauses):
    with capture_logs() as told:
        await until_reached(asking(aiohttp.ClientOSError(), "here"), "SLACK_BOT_TOKEN")
    assert told == [
        {
            "event": "slack-not-reached",
            "log_level": "warning",
            "reason": "ClientOSError",
            "remedy": "the bot goes on by itself; smtpcheck doctor says what is in the way",
            "again_in_s": 0.25,
        }
    ]


async def test_each_trouble_is_named_and_none_but_silence_is_given_longer(monkeypatch, pauses):
    patience, timeout = [], asyncio.timeout
    monkeypatch.setattr(
        reach.asyncio, "timeout", lambda seconds: patience.append(seconds) or timeout(seconds)
    )
    limit = said(429, {"ok": False, "error": "ratelimited"}, **{"Retry-After": "2"})
    trouble = [aiohttp.ClientOSError(), said(503, "upstream connect error"), limit, said(500, {"ok": False})]
    with capture_logs() as told:
        await until_reached(asking(*trouble, "here"), "SLACK_BOT_TOKEN")
    assert [(line["reason"], line["again_in_s"]) for line in told] == [
        ("ClientOSError", 0.25),
        ("503", 0.5),
        ("ratelimited", 2.0),
        ("500", 2),
    ]
    assert patience == [2] * 5


async def test_a_rate_limit_is_waited_out_as_long_as_slack_says(pauses):
    limits = [said(429, {"ok": False, "error": "ratelimited"}, **{"Retry-After": "40"})] * 2
    assert await until_reached(asking(*limits, "here"), "SLACK_APP_TOKEN") == "here"
    assert pauses == [40, 40]


async def test_an_answer_that_does_not_come_is_asked_for_again_and_waited_for_longer(monkeypatch, pauses):
    patience, timeout = [], asyncio.timeout

    def hurried(seconds):
        patience.append(seconds)
        return timeout(seconds / 1_000)

    monkeypatch.setattr(reach.asyncio, "timeout", hurried)
    silent = iter([True] * 6)

    async def ask():
        if next(silent, False):
            await asyncio.Event().wait()
        return "here"

    with capture_logs() as told:
        assert await until_reached(ask, "SLACK_APP_TOKEN") == "here"
    assert [line["reason"] for line in told] == ["TimeoutError"] * 6
    assert patience == [2, 4, 8, 16, 30, 30, 30]
    assert pauses == [0.25, 0.5, 1, 2, 4, 8]


async def test_a_refused_token_is_not_asked_about_again(pauses):
    refused = said(200, {"ok": False, "error": "token_revoked"})
    with pytest.raises(SettingsError, match=r"^Slack refuses SLACK_BOT_TOKEN \(token_revoked\)"):
        await until_reached(asking(refused), "SLACK_BOT_TOKEN")
    assert pauses == []


@pytest.mark.parametrize(
    ("status", "data", "answers"),
    [
        (200, {"ok": False, "error": "channel_not_found"}, True),
        (499, {"ok": False, "error": "no_permission"}, True),
        (500, {"ok": False, "error": "channel_not_found"}, False),
        (200, {"ok": False, "error": "ratelimited"}, False),
        (200, {"ok": False, "error": "internal_error"}, False),
        (200, {"ok": False, "error": "token_revoked"}, False),
        (200, {"ok": False}, False),
        (404, "<html>", False),
    ],
)
def test_a_no_is_told_from_trouble(status, data, answers):
    assert is_answer(said(status, data)) is answers


@pytest.mark.parametrize(
    ("asked", "wait_s"),
    [
        ("30", 30),
        ("0", 0),
        ("-5", 0),
        ("inf", 3_600),
        ("1e300", 3_600),
        ("nan", 0),
        ("Sat, 28 Nov 2020 12:00:00 GMT", 1),
    ],
)
def test_an_answer_is_waited_for_no_longer_than_an_hour(asked, wait_s):
    assert asked_wait_s({"Retry-After": asked}) == wait_s
