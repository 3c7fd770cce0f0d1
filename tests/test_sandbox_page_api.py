"""What the page is given and what it may do: state, changes, acts, faults, traffic; and what is masked."""

from __future__ import annotations

import asyncio
import io
import json
import re
import tracemalloc

import aiohttp
import pytest

from bot.sandbox.page_api import PAGE
from bot.sandbox.traffic import mask
from tests.sandbox_app import (
    ANA,
    BEN,
    BOT,
    CHRIS,
    DELIVERABILITY,
    GENERAL,
    GITA,
    OTTO,
    PRIVATE,
    SUBMIT,
    SUPPORT,
    bolt,
    client_of,
    modal,
    running,
    say,
    text_input,
    until,
)


@pytest.fixture
async def web(server):
    async with aiohttp.ClientSession(server.page_url) as session:
        yield session


async def get(web, path: str) -> dict:
    async with web.get(path) as answer:
        return await answer.json()


async def post(web, path: str, body: object) -> tuple[int, dict]:
    async with web.post(path, json=body) as answer:
        return answer.status, await answer.json()


async def test_the_state_is_the_whole_workspace(server, web):
    state = await get(web, "/ui/state")
    assert state["bot"] == {
        "user_id": BOT,
        "bot_id": "B0SMTPCHECK",
        "app_id": "A0SMTPCHECK",
        "name": "smtpcheck",
        "mode": "none",
        "connections": 0,
    }
    assert [(user["name"], user["kind"]) for user in state["users"]] == [
        ("ana", "member"),
        ("ben", "member"),
        ("chris", "member"),
        ("gita", "guest"),
        ("otto", "stranger"),
        ("smtpcheck", "bot"),
    ]
    assert state["channels"][0] == {
        "id": SUPPORT,
        "name": "support",
        "kind": "public",
        "members": [ANA, BEN, CHRIS, GITA, BOT],
        "topic": "Customers' mail trouble",
        "archived": False,
        "shared": False,
        "user": None,
        "last_ts": None,
    }
    assert [(c["name"], c["kind"]) for c in state["channels"]] == [
        ("support", "public"),
        ("deliverability", "public"),
        ("general", "public"),
        ("mail-ops", "private"),
        ("ana", "im"),
        ("ben", "im"),
        ("chris", "im"),
        ("gita", "im"),
        ("otto", "im"),
    ]
    assert [c["command"] for c in state["commands"]] == ["/smtpcheck"]
    assert [(s["type"], s["callback_id"]) for s in state["shortcuts"]] == [("message", "diagnose_message")]
    assert state["usergroups"] == [
        {"id": "S0MAILTEAM1", "handle": "mail-team", "name": "Mail team", "users": [ANA, BEN]}
    ]


async def test_the_page_and_its_files_are_served_and_nothing_else(web):
    async with web.get("/") as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
    for path in ("/page/nothing.js", "/page/..%2fserver.py", "/page/%2e%2e%2fserver.py", "/page/"):
        async with web.get(path) as answer:
            assert answer.status == 404


async def test_the_page_asks_for_all_its_modules_at_once(web):
    async with web.get("/") as answer:
        asked = re.findall(r'href="/page/(\w+\.js)"', await answer.text())
    assert asked == sorted({path.name for path in PAGE.glob("*.js")} - {"app.js"})


async def test_changes_are_streamed_in_order(server, web):
    async with web.get("/ui/events") as stream:
        assert (await stream.content.readline()) == b": here\n"
        ts = await say(server, ANA, SUPPORT, "535")
        await client_of(server).chat_postEphemeral(channel=SUPPORT, user=ANA, text="psst")
        changes = []
        while len(changes) < 4:
            line = await asyncio.wait_for(stream.content.readline(), 20)
            if line.startswith(b"data: "):
                changes.append(json.loads(line[6:]))
        kinds = [change["type"] for change in changes]
        assert kinds[0] == "message"
        assert sorted(kinds[1:]) == ["ephemeral", "traffic", "traffic"]
        assert changes[0]["channel"] == SUPPORT
        assert changes[0]["message"]["ts"] == ts
        assert [change["seq"] for change in changes] == list(range(changes[0]["seq"], changes[0]["seq"] + 4))


async def test_older_messages_come_by_pages(server, web):
    said = [await say(server, ANA, SUPPORT, f"m{n}") for n in range(250)]
    assert [m["text"] for m in (await get(web, "/ui/state"))["messages"][SUPPORT]] == [
        f"m{n}" for n in range(50, 250)
    ]
    older = await get(web, f"/ui/history?channel={SUPPORT}&before={said[50]}&limit=30")
    assert ([m["text"] for m in older["messages"]], older["more"]) == ([f"m{n}" for n in range(20, 50)], True)
    oldest = await get(web, f"/ui/history?channel={SUPPORT}&before={said[20]}&limit=30")
    assert ([m["text"] for m in oldest["messages"]], oldest["more"]) == ([f"m{n}" for n in range(20)], False)


LIMITS = pytest.mark.parametrize(
    ("limit", "count"),
    [("0", 1), ("1", 1), ("-1", 200), ("many", 200), ("99999999999", 200), ("9" * 20, 200)],
)


@LIMITS
async def test_a_page_of_messages_is_never_empty_nor_everything(server, web, limit, count):
    for n in range(250):
        await say(server, ANA, SUPPORT, f"m{n}")
    page = await get(web, f"/ui/history?channel={SUPPORT}&limit={limit}")
    newest = [f"m{n}" for n in range(250 - count, 250)]
    assert ([m["text"] for m in page["messages"]], page["more"]) == (newest, True)


@LIMITS
async def test_a_page_of_traffic_is_never_empty_nor_everything(server, web, limit, count):
    for n in range(250):
        server.recorder.begin("api", "app", f"call {n}", {})
    traffic = await get(web, f"/ui/traffic?limit={limit}")
    assert [entry["name"] for entry in traffic["entries"]] == [f"call {n}" for n in range(250 - count, 250)]


@pytest.mark.parametrize(
    ("act", "status", "answer"),
    [
        pytest.param({"as": "U9", "do": "say"}, 400, "Nobody of that id can be acted as.", id="nobody"),
        pytest.param(
            {"as": BOT, "do": "say"}, 400, "Nobody of that id can be acted as.", id="the app itself"
        ),
        pytest.param({"as": ANA, "do": "fly"}, 400, "There is no act 'fly'.", id="an unknown act"),
        pytest.param(
            {"as": ANA, "do": "say", "channel": SUPPORT, "text": "  "},
            200,
            "There is nothing to send.",
            id="nothing",
        ),
        pytest.param(
            {"as": ANA, "do": "say", "channel": SUPPORT, "text": "x" * 40_001},
            200,
            "Slack takes 40,000 characters in a message: upload longer text as a file.",
            id="a text too long for Slack",
        ),
        pytest.param(
            {"as": CHRIS, "do": "say", "channel": PRIVATE, "text": "x"},
            200,
            "There is no such channel for this person.",
            id="a private channel of others",
        ),
        pytest.param(
            {"as": GITA, "do": "join", "channel": GENERAL},
            200,
            "There is no such channel for this person.",
            id="a guest may not join",
        ),
        pytest.param(
            {"as": OTTO, "do": "say", "channel": SUPPORT, "text": "x"},
            200,
            "There is no such channel for this person.",
            id="a stranger outside the shared channel",
        ),
        pytest.param(
            {"as": ANA, "do": "edit", "channel": SUPPORT, "ts": "1.1", "text": "x"},
            200,
            "That message is gone.",
            id="editing nothing",
        ),
        pytest.param(
            {"as": ANA, "do": "react", "channel": SUPPORT, "ts": "1.1", "name": "eyes"},
            200,
            "That message is gone.",
            id="reacting to nothing",
        ),
        pytest.param(
            {"as": ANA, "do": "submit", "view_id": "V9", "values": {}},
            200,
            "That form is closed.",
            id="a closed form",
        ),
        pytest.param(
            {"as": ANA, "do": "create_channel", "name": "Support"},
            200,
            "#support is there already.",
            id="a name twice",
        ),
        pytest.param(
            {"as": GITA, "do": "create_channel", "name": "guests"},
            200,
            "Only members of this workspace can do that.",
            id="a guest's channel",
        ),
        pytest.param(
            {"as": GITA, "do": "remove_bot", "channel": SUPPORT},
            200,
            "Only members of this workspace can do that.",
            id="a guest sends the app away",
        ),
        pytest.param(
            {"as": OTTO, "do": "add_bot", "channel": DELIVERABILITY},
            200,
            "Only members of this workspace can do that.",
            id="a stranger brings the app",
        ),
        pytest.param(
            {"as": ANA, "do": "leave", "channel": "D0ANA000001"},
            200,
            "A direct message cannot be left.",
            id="leaving a direct message",
        ),
        pytest.param(
            {"as": ANA, "do": "upload", "channel": SUPPORT, "name": "x", "content_base64": "!"},
            200,
            "content_base64 is not base64.",
            id="broken base64",
        ),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(web, act, status, answer):
    assert await post(web, "/ui/act", act) == (status, {"ok": False, "error": answer})


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"\xff", b"[" * 100_000], ids=["broken", "a list", "no text", "nested without end"]
)
@pytest.mark.parametrize("path", ["/ui/act", "/ui/faults"])
async def test_what_is_no_object_is_refused(web, path, body):
    async with web.post(path, data=body) as answer:
        assert answer.status == 400


async def test_only_the_writer_changes_a_message(server, web):
    ts = await say(server, ANA, SUPPORT, "hers")
    for act in ({"do": "edit", "text": "x"}, {"do": "delete"}):
        answer = await post(web, "/ui/act", {"as": BEN, "channel": SUPPORT, "ts": ts, **act})
        assert answer == (200, {"ok": False, "error": "Only its writer can change a message."})
    await post(web, "/ui/act", {"as": ANA, "do": "edit", "channel": SUPPORT, "ts": ts, "text": "changed"})
    assert [(m["text"], m["edited"]["user"]) for m in server.state()["messages"][SUPPORT]] == [
        ("changed", ANA)
    ]


@pytest.mark.parametrize(
    ("act", "answer"),
    [
        ({"do": "edit", "text": " "}, "There is nothing to send."),
        (
            {"do": "edit", "text": "x" * 40_001},
            "Slack takes 40,000 characters in a message: upload longer text as a file.",
        ),
        ({"do": "react", "name": "Thumbs up"}, "There is no such emoji."),
        ({"do": "react", "name": "eyes"}, "You reacted with that one already."),
    ],
    ids=["edited to blanks", "edited to a text too long", "no emoji", "the same reaction twice"],
)
async def test_a_message_stays_as_it_is_when_it_cannot_be_so(server, web, act, answer):
    ts = await say(server, ANA, SUPPORT, "mine")
    about = {"as": ANA, "channel": SUPPORT, "ts": ts}
    await post(web, "/ui/act", {**about, "do": "react", "name": "eyes"})
    before = server.state()["messages"][SUPPORT]
    assert await post(web, "/ui/act", {**about, **act}) == (200, {"ok": False, "error": answer})
    assert server.state()["messages"][SUPPORT] == before


async def test_a_mention_where_the_app_is_not_is_hinted_at(server, web):
    await post(web, "/ui/act", {"as": ANA, "do": "say", "channel": GENERAL, "text": "@smtpcheck 535"})
    (notice,) = server.state()["notices"][ANA]
    assert notice["text"] == "You mentioned @smtpcheck, but it is not in this channel: /invite @smtpcheck"
    await post(web, "/ui/act", {"as": ANA, "do": "dismiss", "notice": notice["id"]})
    assert server.state()["notices"] == {ANA: []}


async def test_an_ephemeral_can_be_dismissed(server, web):
    ts = (await client_of(server).chat_postEphemeral(channel=SUPPORT, user=ANA, text="x")).data["message_ts"]
    await post(web, "/ui/act", {"as": ANA, "do": "dismiss", "channel": SUPPORT, "ts": ts})
    assert server.state()["ephemerals"] == {ANA: []}


async def test_files_are_uploaded_with_a_message_and_shown_as_downloads(server, web):
    form = aiohttp.FormData({"as": ANA, "channel": SUPPORT, "text": "two files"})
    form.add_field("file", b"Subject: x", filename="bounce.eml")
    form.add_field("file", b"<script>", filename="page.html")
    async with web.post("/ui/upload", data=form) as sent:
        answer = await sent.json()
    message = server.state()["messages"][SUPPORT][0]
    assert (answer["ok"], answer["ts"]) == (True, message["ts"])
    assert [(f["id"], f["name"]) for f in message["files"]] == list(
        zip(answer["files"], ("bounce.eml", "page.html"), strict=True)
    )
    async with web.get(f"/ui/file/{answer['files'][1]}") as shown:
        assert (await shown.read(), shown.headers["Content-Disposition"]) == (b"<script>", "attachment")


TOO_LARGE = {"ok": False, "error": "This workspace takes files up to 20 MB, 32 MB at once."}


async def test_a_file_of_any_size_is_refused_without_being_kept_in_memory(server, web):
    tracemalloc.start()
    try:
        refused = await send_file(web, size_mb=200)
        _, most_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert refused == (200, TOO_LARGE)
    assert most_bytes < 80_000_000
    assert server.state()["messages"][SUPPORT] == []
    assert server.workspace.files == {}


@pytest.mark.parametrize("sizes_mb", [(20.1,), (15, 15, 3)], ids=["one file", "three files"])
async def test_what_is_too_large_is_told_and_nothing_is_posted(server, web, sizes_mb):
    form = aiohttp.FormData({"as": ANA, "channel": SUPPORT})
    for size_mb in sizes_mb:
        form.add_field("file", io.BytesIO(b"x" * int(size_mb * 1_000_000)), filename="a.log")
    async with web.post("/ui/upload", data=form) as sent:
        assert (sent.status, await sent.json()) == (200, TOO_LARGE)
    assert server.state()["messages"][SUPPORT] == []


async def test_what_is_no_form_is_no_upload(web):
    expected = (200, {"ok": False, "error": "Files come as a form."})
    assert await post(web, "/ui/upload", {"as": ANA}) == expected
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    async with web.post("/ui/upload", data=b"--a", headers=headers) as sent:
        assert (sent.status, await sent.json()) == expected


async def test_a_message_larger_than_any_is_told_so(web):
    act = {"as": ANA, "do": "say", "channel": SUPPORT, "text": "x" * 33_000_000}
    async with web.post("/ui/act", data=io.BytesIO(json.dumps(act).encode())) as answer:
        assert (answer.status, await answer.json()) == (200, TOO_LARGE)


async def send_file(web, *, size_mb: int) -> tuple[int, dict]:
    """Upload a file in pieces, so that the sender does not hold it whole either."""
    before = [f'form-data; name="as"\r\n\r\n{ANA}', f'form-data; name="channel"\r\n\r\n{SUPPORT}']
    parts = [*before, 'form-data; name="file"; filename="huge.log"\r\n\r\n']

    async def pieces():
        yield "\r\n".join(f"--b\r\nContent-Disposition: {part}" for part in parts).encode()
        for _ in range(size_mb):
            yield b"x" * 1_000_000
        yield b"\r\n--b--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    async with web.post("/ui/upload", data=pieces(), headers=headers) as sent:
        return sent.status, await sent.json()


async def test_faults_are_switched_by_the_page(server, web):
    fault = {"name": "delay", "where": "api", "probability": 0.5, "count": 3, "seconds": 2}
    status, board = await post(web, "/ui/faults", {"set": [fault]})
    assert (status, board["faults"]) == (200, [fault])
    _, board = await post(web, "/ui/faults", {"add": {"name": "drop"}})
    assert [f["name"] for f in board["faults"]] == ["delay", "drop"]
    _, board = await post(web, "/ui/faults", {"clear": True})
    assert board["faults"] == []
    assert {known["name"] for known in (await get(web, "/ui/faults"))["known"]} == {
        "delay",
        "drop",
        "duplicate",
        "reorder",
        "429",
        "5xx",
        "tcp-reset",
        "half-open",
        "disconnect",
        "clock-jump",
    }


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"fire": True}, "give set, add, clear or now"),
        ({"set": {"name": "drop"}}, "set takes a list of faults"),
        ({"add": "drop"}, "a fault is an object with a name"),
        ({"now": None}, "a fault is an object with a name"),
        ({"add": {"name": "drop", "count": True}}, "count is a whole number from 1, or null"),
        ({"now": {"name": "delay"}}, "only clock-jump, disconnect, half-open, tcp-reset can be done at once"),
        ({"now": {"name": "tcp-reset"}}, "the app has no connection to do that to"),
    ],
    ids=["nothing", "no list", "no object", "null", "a count that is none", "not at once", "nobody there"],
)
async def test_a_fault_that_cannot_be_is_said_in_a_sentence(web, asked, answer):
    assert await post(web, "/ui/faults", asked) == (400, {"ok": False, "error": answer})
    assert (await get(web, "/ui/faults"))["faults"] == []


async def test_reset_forgets_messages_traffic_and_faults(server, web):
    await say(server, ANA, SUPPORT, "535")
    await client_of(server).auth_test()
    await post(web, "/ui/faults", {"add": {"name": "drop"}})
    assert await post(web, "/ui/reset", {}) == (200, {"ok": True})
    state = await get(web, "/ui/state")
    assert state["messages"][SUPPORT] == []
    assert (await get(web, "/ui/traffic"))["entries"] == []
    assert (await get(web, "/ui/faults"))["faults"] == []


# Traffic


async def test_a_refused_call_is_shown_with_the_place_of_the_fault(server, web):
    async with aiohttp.ClientSession() as session:
        body = {
            "token": server.bot_token,
            "channel": SUPPORT,
            "text": "x",
            "blocks": json.dumps([{"type": "x"}]),
        }
        await session.post(server.base_url + "chat.postMessage", data=body)
    (entry,) = (await get(web, "/ui/traffic"))["entries"]
    assert (entry["kind"], entry["from"], entry["name"], entry["state"]) == (
        "api",
        "app",
        "chat.postMessage",
        "done",
    )
    assert (entry["ok"], entry["error"], entry["status"]) == (False, "invalid_blocks", 200)
    assert [fault["pointer"] for fault in entry["validation"]] == ["/blocks/0/type"]
    assert server.bot_token not in json.dumps(entry)


async def test_an_envelope_is_shown_with_its_ack_time_and_what_came_back(server, web):
    async with bolt(server) as app:

        @app.command("/smtpcheck")
        async def command(ack):
            await ack("pong")

        await server.act({"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"})
    entry = next(e for e in (await get(web, "/ui/traffic"))["entries"] if e["kind"] == "envelope")
    assert (entry["name"], entry["state"], entry["attempt"], entry["connection"]) == (
        "slash_commands /smtpcheck",
        "acked",
        0,
        1,
    )
    assert entry["answer"] == {"text": "pong"}
    assert 0 < entry["ms"] < 3000


async def test_what_was_typed_into_a_form_never_reaches_the_drawer_or_the_disk(tmp_path):
    path = tmp_path / "state"
    async with running(state_path=str(path)) as server, bolt(server) as app:
        got = []

        @app.command("/smtpcheck")
        async def command(ack, body, client):
            await ack()
            form = modal(
                text_input("password", dispatch_action_config=None) | {"dispatch_action": True}, submit=SUBMIT
            )
            form["blocks"][0]["element"].pop("dispatch_action_config")
            await client.views_open(trigger_id=body["trigger_id"], view=form | {"callback_id": "form"})

        @app.action("typed")
        async def typing(ack, body):
            got.append(body["actions"][0]["value"])
            await ack()

        @app.view("form")
        async def submitted(ack, view):
            got.append(view["state"]["values"]["password"]["typed"]["value"])
            await ack()

        await server.act({"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck login"})
        await until(lambda: server.state()["modals"].get(ANA))
        view_id = server.state()["modals"][ANA][0]["id"]
        press = {"as": ANA, "do": "press", "view_id": view_id, "block_id": "password", "action_id": "typed"}
        await server.act({**press, "value": "hunter2!"})
        await server.act(
            {"as": ANA, "do": "submit", "view_id": view_id, "values": {"password": {"typed": "hunter2!"}}}
        )
        assert got == ["hunter2!", "hunter2!"]
        recorded = json.dumps(server.recorder.entries(limit=1000)) + json.dumps(server.state())
        assert "hunter2!" not in recorded
        assert "hunter2!" not in path.read_text("utf-8")
        for secret in (server.bot_token, server.app_token, server.signing_secret):
            assert secret not in recorded


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        pytest.param({"token": "xoxb-1"}, {"token": "•••"}, id="a token by its key"),
        pytest.param({"text": "my xoxb-1-a and xapp-1-B"}, {"text": "my ••• and •••"}, id="tokens in a text"),
        pytest.param({"trigger_id": "1.2.3"}, {"trigger_id": "•••"}, id="a trigger"),
        pytest.param(
            {"state": {"values": {"b": {"a": {"type": "plain_text_input", "value": "x"}}}}},
            {"state": {"values": {"b": {"a": {"type": "plain_text_input", "value": "•••"}}}}},
            id="what was typed",
        ),
        pytest.param(
            {"state": {"values": {"b": {"a": {"type": "file_input", "files": [{"name": "x"}]}}}}},
            {"state": {"values": {"b": {"a": {"type": "file_input", "files": "•••"}}}}},
            id="a file",
        ),
        pytest.param(
            {"actions": [{"type": "button", "value": "17"}, {"type": "users_select", "selected_user": "U1"}]},
            {
                "actions": [
                    {"type": "button", "value": "17"},
                    {"type": "users_select", "selected_user": "•••"},
                ]
            },
            id="a button's value is the app's, a choice the person's",
        ),
        pytest.param(
            {"value": "kept", "n": [1, None]}, {"value": "kept", "n": [1, None]}, id="anything else"
        ),
    ],
)
def test_secrets_and_inputs_are_masked_where_they_stand(value, masked):
    assert mask(value) == masked
