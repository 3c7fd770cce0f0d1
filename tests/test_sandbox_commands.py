"""Slash commands: what the app gets, what its answer shows, what Slack says itself."""

from __future__ import annotations

import asyncio

import pytest

from tests.sandbox_app import (
    ANA,
    BEN,
    DELIVERABILITY,
    GENERAL,
    OTTO,
    SUPPORT,
    TEAM,
    WHOLE_MANIFEST,
    acked,
    first,
    frozen,
    notices,
    peers,
    running,
    section,
    turns,
)


async def test_a_command_reaches_the_app_as_a_form():
    async with running() as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": '/smtpcheck 550 <a@b.de> "no" @ben'}
        payload, answer = await acked(server, peer, act)
        assert answer == {"ok": True, "outcome": "acked"}
        assert payload == {
            "token": "local-verification-token",
            "team_id": TEAM,
            "team_domain": "local-workspace",
            "channel_id": SUPPORT,
            "channel_name": "support",
            "user_id": ANA,
            "user_name": "ana",
            "command": "/smtpcheck",
            "text": "550 &lt;<mailto:a@b.de|a@b.de>&gt; “no” @ben",
            "api_app_id": "A0SMTPCHECK",
            "is_enterprise_install": "false",
            "response_url": payload["response_url"],
            "trigger_id": payload["trigger_id"],
        }
        assert payload["response_url"].startswith(server.page_url + "response/")


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        pytest.param("/smtpcheck", "", id="nothing after it"),
        pytest.param("/smtpcheck\n535\nsecond", "535\nsecond", id="a paste on the next line"),
        pytest.param("/smtpcheck  535 5.7.8 ", "535 5.7.8", id="blanks around"),
    ],
)
async def test_the_text_of_a_command_keeps_its_lines(text, arrives):
    async with running() as server, peers(server) as (peer,):
        payload, _ = await acked(server, peer, {"as": ANA, "do": "command", "channel": SUPPORT, "text": text})
        assert payload["text"] == arrives


async def test_mentions_in_a_command_become_ids_when_the_manifest_says_so():
    command = {**WHOLE_MANIFEST["features"]["slash_commands"][0], "should_escape": True}
    manifest = {**WHOLE_MANIFEST, "features": {**WHOLE_MANIFEST["features"], "slash_commands": [command]}}
    async with running(manifest=manifest) as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck @ben #support"}
        payload, _ = await acked(server, peer, act)
        assert payload["text"] == f"<@{BEN}> <#{SUPPORT}|support>"


async def test_a_command_that_nobody_acknowledges_fails_after_three_seconds_and_is_not_repeated():
    clock = frozen()
    async with running(clock=clock) as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck 535"}
        task = asyncio.create_task(server.act(act))
        await first(peer)
        clock.advance(2.9)
        await turns()
        assert not task.done()
        clock.advance(0.2)
        assert await task == {"ok": True, "outcome": "failed"}
        assert notices(server) == ['/smtpcheck failed with the error "dispatch_failed"']
        clock.advance(400)
        await turns()
        assert len(peer.envelopes) == 1


@pytest.mark.parametrize(
    ("act", "notice"),
    [
        pytest.param(
            {"as": ANA, "text": "/other x"}, "/other is not a valid command.", id="an unknown command"
        ),
        pytest.param(
            {"as": ANA, "text": "/smtpcheck x", "thread_ts": "1.1"},
            "/smtpcheck is not supported in threads. Sorry!",
            id="in a thread",
        ),
        pytest.param(
            {"as": OTTO, "channel": DELIVERABILITY, "text": "/smtpcheck x"},
            "/smtpcheck is not a valid command.",
            id="by somebody of another organisation",
        ),
        pytest.param(
            {"as": ANA, "text": "/smtpcheck x"},
            '/smtpcheck failed with the error "dispatch_failed"',
            id="while no app is connected",
        ),
        pytest.param(
            {"as": ANA, "text": "/invite @ben"},
            "Only the app can be invited here: /invite @smtpcheck",
            id="an invitation of a person",
        ),
    ],
)
async def test_slack_says_itself_what_a_command_cannot(act, notice):
    async with running() as server:
        answer = await server.act({"do": "command", "channel": SUPPORT, **act})
        assert answer == {"ok": True, "outcome": "failed"}
        assert notices(server, act["as"]) == [notice]


async def test_the_app_can_be_invited_as_in_slack():
    async with running() as server:
        general = server.workspace.channels[GENERAL]
        assert not server.workspace.is_member(general)
        invited = {"do": "command", "as": ANA, "channel": GENERAL, "text": "/invite @smtpcheck"}
        assert await server.act(invited) == {"ok": True, "outcome": "acked"}
        assert server.workspace.is_member(server.workspace.channels[GENERAL])


@pytest.mark.parametrize(
    ("payload", "ephemeral", "public"),
    [
        pytest.param({"text": "private"}, ["private"], [], id="for oneself"),
        pytest.param({"text": "all", "response_type": "in_channel"}, [], ["all"], id="for all"),
        pytest.param("private", ["private"], [], id="a text alone"),
        pytest.param([1, "x"], ['[1, "x"]'], [], id="a list, which is text as by HTTP"),
    ],
)
async def test_what_comes_with_the_ack_of_a_command_is_shown(payload, ephemeral, public):
    async with running() as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        await acked(server, peer, act, payload)
        state = server.state()
        assert [m["text"] for m in state["ephemerals"].get(ANA, [])] == ephemeral
        assert [m["text"] for m in state["messages"][SUPPORT]] == public


async def test_blocks_slack_would_refuse_fail_the_command_they_come_with():
    async with running() as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        _, answer = await acked(server, peer, act, {"blocks": [section("")]})
        assert answer == {"ok": True, "outcome": "failed"}
        assert notices(server) == ['/smtpcheck failed with the error "invalid_blocks"']
