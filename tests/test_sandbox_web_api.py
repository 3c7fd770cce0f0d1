"""The Web API: tokens, scopes, arguments and refusals by the names of Slack; loopback only."""

from __future__ import annotations

import aiohttp
import pytest

from bot.sandbox.call import METHODS
from bot.sandbox.limits import Limits
from bot.sandbox.refusal import RefusalError
from bot.sandbox.server import SandboxServer
from tests.sandbox_app import (
    ANA,
    ANA_DM,
    BOT,
    GENERAL,
    OTTO,
    PRIVATE,
    SUPPORT,
    TEAM,
    WHOLE_MANIFEST,
    client_of,
    modal,
    refused,
    running,
    section,
)


def with_scopes(*scopes: str, events: tuple[str, ...] = ()) -> dict:
    return {
        **WHOLE_MANIFEST,
        "oauth_config": {"scopes": {"bot": list(scopes)}},
        "settings": {"event_subscriptions": {"bot_events": list(events)}},
    }


async def test_the_app_learns_who_it_is(server):
    answer = await client_of(server).auth_test()
    assert answer.data == {
        "ok": True,
        "url": server.page_url,
        "team": "Local workspace",
        "user": "smtpcheck",
        "team_id": TEAM,
        "user_id": BOT,
        "bot_id": "B0SMTPCHECK",
        "is_enterprise_install": False,
    }


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        pytest.param(
            "chat.postMessage", {"channel": "C9", "text": "x"}, "channel_not_found", id="no such channel"
        ),
        pytest.param(
            "chat.postMessage", {"channel": GENERAL, "text": "x"}, "not_in_channel", id="not in the channel"
        ),
        pytest.param(
            "chat.postMessage",
            {"channel": SUPPORT, "text": "x", "blocks": "[{"},
            "invalid_blocks_format",
            id="blocks that are no JSON",
        ),
        pytest.param(
            "chat.postMessage",
            {"channel": SUPPORT, "text": "x", "blocks": {}},
            "invalid_blocks",
            id="an object for blocks",
        ),
        pytest.param(
            "chat.update",
            {"channel": SUPPORT, "ts": "1.000001", "text": "x", "blocks": "{"},
            "invalid_blocks_format",
            id="edited to blocks that are no JSON",
        ),
        pytest.param(
            "conversations.history",
            {"channel": SUPPORT, "oldest": "nan"},
            "invalid_ts_oldest",
            id="since no time",
        ),
        pytest.param(
            "conversations.history",
            {"channel": SUPPORT, "latest": "now"},
            "invalid_ts_latest",
            id="until no time",
        ),
        pytest.param("chat.postMessage", {"channel": SUPPORT}, "no_text", id="neither text nor blocks"),
        pytest.param(
            "chat.postMessage", {"channel": SUPPORT, "text": "", "blocks": []}, "no_text", id="empty both"
        ),
        pytest.param("chat.postMessage", {"channel": SUPPORT, "text": " \n"}, "no_text", id="blanks alone"),
        pytest.param(
            "chat.postMessage",
            {"channel": SUPPORT, "text": "x" * 40_001},
            "msg_too_long",
            id="40,001 characters",
        ),
        pytest.param(
            "chat.postMessage",
            {"channel": SUPPORT, "text": "x", "thread_ts": "1.000001"},
            "thread_not_found",
            id="no such thread",
        ),
        pytest.param(
            "chat.postMessage",
            {"channel": SUPPORT, "text": "x", "metadata": {"event_type": "a"}},
            "invalid_metadata_format",
            id="metadata without payload",
        ),
        pytest.param(
            "chat.update",
            {"channel": SUPPORT, "ts": "1.000001", "text": "x"},
            "message_not_found",
            id="no message",
        ),
        pytest.param(
            "chat.delete", {"channel": SUPPORT, "ts": "1.000001"}, "message_not_found", id="none to delete"
        ),
        pytest.param(
            "chat.postEphemeral",
            {"channel": SUPPORT, "user": OTTO, "text": "x"},
            "user_not_in_channel",
            id="person not in the channel",
        ),
        pytest.param("conversations.info", {"channel": "C9"}, "channel_not_found", id="info of no channel"),
        pytest.param("conversations.history", {"channel": GENERAL}, "not_in_channel", id="history of others"),
        pytest.param(
            "conversations.replies",
            {"channel": SUPPORT, "ts": "1.000001"},
            "thread_not_found",
            id="replies of none",
        ),
        pytest.param("conversations.open", {"users": "U9"}, "user_not_found", id="message to nobody"),
        pytest.param("conversations.open", {"users": ""}, "users_list_not_supplied", id="message to no list"),
        pytest.param(
            "users.conversations", {"types": "secret"}, "invalid_types", id="no such type of theirs"
        ),
        pytest.param("users.conversations", {"user": "U9"}, "user_not_found", id="conversations of nobody"),
        pytest.param(
            "users.conversations", {"limit": 1000}, "invalid_limit", id="more than their largest page"
        ),
        pytest.param("conversations.list", {"types": "secret"}, "invalid_types", id="no such type"),
        pytest.param("conversations.list", {"cursor": "x"}, "invalid_cursor", id="no such cursor"),
        pytest.param("conversations.list", {"limit": 0}, "invalid_limit", id="limit of none"),
        pytest.param(
            "conversations.history",
            {"channel": SUPPORT, "limit": 1000},
            "invalid_limit",
            id="more messages than a page holds",
        ),
        pytest.param("users.info", {"user": "U9"}, "user_not_found", id="no such user"),
        pytest.param("usergroups.users.list", {"usergroup": "S9"}, "no_such_subteam", id="no such group"),
        pytest.param("bots.info", {"bot": "B9"}, "bot_not_found", id="no such bot"),
        pytest.param("files.info", {"file": "F9"}, "file_not_found", id="no such file"),
        pytest.param("files.upload", {}, "unknown_method", id="the old way to upload"),
        pytest.param("chat.postmessage", {"channel": SUPPORT}, "unknown_method", id="a method in lower case"),
        pytest.param("api.test", {"error": "my_own"}, "my_own", id="the error one asked for"),
        pytest.param(
            "reactions.add",
            {"channel": SUPPORT, "timestamp": "1.1", "name": "eyes"},
            "message_not_found",
            id="reaction",
        ),
        pytest.param(
            "reactions.add",
            {"channel": SUPPORT, "timestamp": "now", "name": "eyes"},
            "bad_timestamp",
            id="reaction to no time",
        ),
        pytest.param(
            "files.getUploadURLExternal",
            {"filename": "a.txt", "length": 0},
            "missing_argument",
            id="an empty file",
        ),
        pytest.param(
            "files.getUploadURLExternal",
            {"filename": "a.png", "length": 1, "alt_txt": "x" * 1001},
            "alt_txt_too_large",
            id="a description of 1,001 characters",
        ),
    ],
)
async def test_slack_refuses_by_name(server, method, arguments, error):
    assert (await refused(server, method, **arguments))["error"] == error


@pytest.mark.parametrize(
    ("method", "arguments", "messages"),
    [
        pytest.param(
            "chat.postMessage",
            {"channel": SUPPORT, "text": "x", "colour": "red"},
            ["[ERROR] unknown argument: colour"],
            id="an argument nobody knows",
        ),
        pytest.param(
            "chat.postMessage", {"text": "x"}, ["[ERROR] missing required field: channel"], id="one missing"
        ),
        pytest.param(
            "conversations.history",
            {"channel": SUPPORT, "limit": "many", "inclusive": "perhaps"},
            [
                "[ERROR] must be a number [json-pointer:/limit]",
                "[ERROR] must be true or false [json-pointer:/inclusive]",
            ],
            id="two of the wrong kind",
        ),
        pytest.param(
            "chat.postMessage",
            {"channel": SUPPORT, "text": 5},
            ["[ERROR] must be a string [json-pointer:/text]"],
            id="a number for a text",
        ),
        pytest.param(
            "views.open",
            {"trigger_id": "1.2.x", "view": "[" * 100_000},
            ["[ERROR] must be JSON [json-pointer:/view]"],
            id="a view nested without end",
        ),
        pytest.param(
            "views.open",
            {"trigger_id": "1.2.x", "view": "{"},
            ["[ERROR] must be JSON [json-pointer:/view]"],
            id="a view that is no JSON",
        ),
        pytest.param(
            "files.completeUploadExternal",
            {"files": [{"id": "F1"}], "blocks": [section("x")]},
            ["[ERROR] unknown argument: blocks"],
            id="an argument that would be dropped",
        ),
        pytest.param(
            "files.completeUploadExternal",
            {"files": []},
            ["[ERROR] must be a list of files [json-pointer:/files]"],
            id="no file at all",
        ),
        pytest.param(
            "files.completeUploadExternal",
            {"files": [{"id": "F1", "name": "a.txt"}]},
            ["[ERROR] must be a list of files [json-pointer:/files]"],
            id="a field that no file has",
        ),
        pytest.param(
            "files.completeUploadExternal",
            {"files": [{"id": "F1", "title": 5}]},
            ["[ERROR] must be a list of files [json-pointer:/files]"],
            id="a number for a title",
        ),
        pytest.param(
            "files.completeUploadExternal",
            {"files": [{"id": "F1"}], "channel_id": ANA},
            ["[ERROR] input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]"],
            id="a person for a channel",
        ),
    ],
)
async def test_a_wrong_argument_is_named(server, method, arguments, messages):
    answer = await refused(server, method, **arguments)
    assert answer == {"ok": False, "error": "invalid_arguments", "response_metadata": {"messages": messages}}


async def test_blocks_slack_would_refuse_are_refused_with_their_place(server):
    answer = await refused(
        server, "chat.postMessage", channel=SUPPORT, text="x", blocks=[section("x" * 3001)]
    )
    assert answer == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": ["must be less than 3001 characters [json-pointer:/blocks/0/text/text]"],
        "response_metadata": {
            "messages": ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]
        },
    }


NASTY = (
    *("", "x", "[]", "{}", "nan", "1.5", "\ud800", "9" * 5000, SUPPORT, ANA),
    *(5, -1, 10**30, True, None, [], {}, [1], [None], [[]], [{}], {"a": 1}, {"type": "modal"}, [{"id": 5}]),
)


@pytest.mark.parametrize("name", METHODS)
async def test_whatever_an_argument_holds_a_method_answers_or_refuses(name):
    async with running(limits=Limits(enforce_rates=False)) as server:
        method = METHODS[name]
        token = server.app_token if method.token == "app" else server.bot_token
        takes = [word.partition("=")[0].rstrip("!") for word in method.takes.split()]
        usual = {
            key: value
            for key, value in {"channel": SUPPORT, "ts": "1.1", "text": "x"}.items()
            if key in takes
        }
        for argument in takes:
            for value in NASTY:
                for beside in ({}, usual):
                    try:
                        answer = server._api.answer(name, token, {**beside, argument: value})
                    except RefusalError as refusal:
                        answer = refusal.body()
                    assert answer["ok"] is ("error" not in answer)


async def test_blocks_can_be_validated_without_being_sent(server):
    client = client_of(server)
    assert (await client.blocks_validate(blocks=[section("fine")])).data == {"ok": True}
    assert (await client.blocks_validate(view=modal())).data == {"ok": True}
    assert (await client.blocks_validate(message={"text": "fine"})).data == {"ok": True}
    wrong = {"type": "section", "text": {"type": "invalid", "text": "Hello"}}
    for given, error, pointer in (
        ({"blocks": [wrong]}, "invalid_blocks", "/0/text/type"),
        ({"message": {"blocks": [section("fine"), wrong]}}, "invalid_message", "/blocks/1/text/type"),
        ({"message": ["fine"]}, "invalid_message", ""),
        ({"message": {"text": "fine", "blocks": []}}, "invalid_message", "/blocks"),
        ({"view": modal(wrong)}, "invalid_view", "/blocks/0/text/type"),
        ({"view": modal(title=None)}, "invalid_view", "/title"),
    ):
        answer = await refused(server, "blocks.validate", **given)
        assert (answer["error"], [one["pointer"] for one in answer["errors"]]) == (error, [pointer])
    answer = await refused(server, "blocks.validate")
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [
        "must provide exactly one of `blocks`, `view`, or `message`"
    ]
    assert server.state()["messages"][SUPPORT] == []


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        pytest.param("", "auth.test", "not_authed", id="none"),
        pytest.param("xoxb-wrong", "auth.test", "invalid_auth", id="a wrong one"),
        pytest.param("app", "chat.postMessage", "not_allowed_token_type", id="app token for a bot's method"),
        pytest.param(
            "bot", "apps.connections.open", "not_allowed_token_type", id="bot token for the app's method"
        ),
    ],
)
async def test_tokens_are_told_apart(server, token, method, error):
    tokens = {"app": server.app_token, "bot": server.bot_token}
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bearer {tokens.get(token, token)}"} if token else {}
        async with session.post(server.base_url + method, headers=headers) as answer:
            assert (answer.status, await answer.json()) == (200, {"ok": False, "error": error})


async def test_a_token_may_stand_in_a_form_or_an_address(server):
    async with aiohttp.ClientSession() as session:
        form = {"token": server.bot_token, "channel": SUPPORT, "text": "by form"}
        async with session.post(server.base_url + "chat.postMessage", data=form) as answer:
            assert (await answer.json())["message"]["text"] == "by form"
        query = {"token": server.bot_token, "channel": SUPPORT, "limit": "1"}
        async with session.get(server.base_url + "conversations.history", params=query) as answer:
            assert [m["text"] for m in (await answer.json())["messages"]] == ["by form"]


async def test_a_token_in_json_counts_for_nothing(server):
    async with aiohttp.ClientSession() as session:
        async with session.post(server.base_url + "auth.test", json={"token": server.bot_token}) as answer:
            assert await answer.json() == {"ok": False, "error": "not_authed"}
        headers = {"Authorization": f"Bearer {server.bot_token}"}
        async with session.post(
            server.base_url + "auth.test", json={"token": "\ud800"}, headers=headers
        ) as answer:
            assert (await answer.json())["ok"]


@pytest.mark.parametrize(
    ("scopes", "method", "arguments", "needed"),
    [
        pytest.param(
            ("commands",), "chat.postMessage", {"channel": SUPPORT, "text": "x"}, "chat:write", id="writing"
        ),
        pytest.param(
            ("chat:write",),
            "chat.postMessage",
            {"channel": SUPPORT, "text": "x", "username": "Bob"},
            "chat:write.customize",
            id="another name",
        ),
        pytest.param(
            ("groups:history",),
            "conversations.history",
            {"channel": SUPPORT},
            "channels:history",
            id="public history",
        ),
        pytest.param(
            ("channels:history",),
            "conversations.history",
            {"channel": PRIVATE},
            "groups:history",
            id="private history",
        ),
        pytest.param(
            ("channels:read",), "conversations.info", {"channel": ANA_DM}, "im:read", id="a direct message"
        ),
        pytest.param(
            ("channels:read",),
            "conversations.list",
            {"types": "private_channel"},
            "groups:read",
            id="private list",
        ),
        pytest.param(
            ("channels:read", "groups:read"),
            "users.conversations",
            {"types": "public_channel,private_channel,im"},
            "im:read",
            id="one type of conversation of several",
        ),
        pytest.param(
            ("channels:read",), "users.conversations", {"types": "mpim"}, "mpim:read", id="group messages"
        ),
        pytest.param((), "users.info", {"user": ANA}, "users:read", id="people"),
        pytest.param((), "usergroups.list", {}, "usergroups:read", id="groups"),
        pytest.param((), "files.info", {"file": "F1"}, "files:read", id="files"),
    ],
)
async def test_a_scope_the_manifest_does_not_ask_for_is_missing(scopes, method, arguments, needed):
    async with running(manifest=with_scopes(*scopes)) as server:
        assert await refused(server, method, **arguments) == {
            "ok": False,
            "error": "missing_scope",
            "needed": needed,
            "provided": ",".join(sorted(scopes)),
        }


def test_an_event_without_its_scope_is_refused_at_once():
    with pytest.raises(ValueError, match=r"message\.im without the scope im:history"):
        SandboxServer(manifest=with_scopes("chat:write", events=("message.im",)))
    with pytest.raises(ValueError, match=r"team_join, which this workspace does not have"):
        SandboxServer(manifest=with_scopes("chat:write", events=("team_join",)))


@pytest.mark.parametrize(
    ("body", "content_type", "error"),
    [
        pytest.param(b"{", "application/json", "invalid_json", id="broken JSON"),
        pytest.param(b"[]", "application/json", "json_not_object", id="a list"),
        pytest.param(b"text", "text/csv", "invalid_post_type", id="another type"),
        pytest.param(b"\xff\xfe{", "application/json", "invalid_json", id="no text"),
        pytest.param(b"[" * 100_000, "application/json", "invalid_json", id="nested without end"),
        pytest.param(b"x", "multipart/form-data", "invalid_form_data", id="a form without a boundary"),
        pytest.param(b"--a", "multipart/form-data; boundary=b", "invalid_form_data", id="another boundary"),
        pytest.param(
            b"a=b",
            "application/x-www-form-urlencoded; charset=x-none",
            "invalid_charset",
            id="a charset of none",
        ),
    ],
)
async def test_a_body_that_is_none_is_refused(server, body, content_type, error):
    headers = {"Authorization": f"Bearer {server.bot_token}", "Content-Type": content_type}
    async with (
        aiohttp.ClientSession() as session,
        session.post(server.base_url + "auth.test", data=body, headers=headers) as answer,
    ):
        assert (await answer.json())["error"] == error


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Host": "evil.example"}, id="a name rebound to this address"),
        pytest.param({"Origin": "http://evil.example"}, id="another site's page"),
        pytest.param({"Host": "[::1"}, id="a host that is none"),
        pytest.param({"Origin": "http://localhost:1"}, id="another port of this machine"),
        pytest.param({"Origin": "null"}, id="a page without an origin"),
    ],
)
@pytest.mark.parametrize("path", ["", "ui/state", "api/auth.test"])
async def test_only_its_own_page_and_the_app_are_answered(server, headers, path):
    async with (
        aiohttp.ClientSession() as session,
        session.get(server.page_url + path, headers=headers) as answer,
    ):
        assert answer.status == 403


async def test_a_port_that_is_taken_is_an_os_error(server):
    port = int(server.page_url.rstrip("/").rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        await SandboxServer(manifest=WHOLE_MANIFEST, port=port).start()


async def test_nothing_but_loopback_is_listened_on(server):
    sites = [site.name for site in server._runner.sites]
    assert sites == [server.page_url.rstrip("/")]
