"""Files: sent up and down, given to a form, shared with strangers."""

from __future__ import annotations

import aiohttp
import pytest

from bot.sandbox import acts
from tests.sandbox_app import (
    ANA,
    BOT,
    DELIVERABILITY,
    OTTO,
    SUBMIT,
    SUPPORT,
    acked,
    client_of,
    events_of,
    modal,
    opened,
    peers,
    refused,
    running,
    say,
    until,
)


async def test_a_file_input_hands_over_file_objects():
    element = {"type": "file_input", "action_id": "csv", "filetypes": ["csv"], "max_files": 1}
    label = {"type": "plain_text", "text": "File"}
    form = modal({"type": "input", "block_id": "file", "label": label, "element": element}, submit=SUBMIT)
    async with running() as server, peers(server) as (peer,), aiohttp.ClientSession() as session:
        view = await opened(server, peer, form)
        data = aiohttp.FormData({"as": ANA})
        data.add_field("file", b"email,password\n", filename="boxes.csv")
        async with session.post(server.page_url + "ui/upload", data=data) as sent:
            uploaded = await sent.json()
        act = {
            "as": ANA,
            "do": "submit",
            "view_id": view["id"],
            "values": {"file": {"csv": uploaded["files"]}},
        }
        payload, _ = await acked(server, peer, act)
        entry = payload["view"]["state"]["values"]["file"]["csv"]
        assert [(f["id"], f["name"], f["size"]) for f in entry["files"]] == [
            (uploaded["files"][0], "boxes.csv", 15)
        ]
        assert "content_base64" not in entry["files"][0]
        assert (await client_of(server).files_info(file=uploaded["files"][0])).data["file"][
            "name"
        ] == "boxes.csv"


@pytest.mark.parametrize(
    ("names", "size", "said"),
    [
        (["boxes.xlsx"], 9, "boxes.xlsx is of another kind than csv, txt."),
        (["a.csv", "b.csv"], 9, "This field takes at most 1 file."),
        (["BOXES.CSV"], 10_000_001, "BOXES.CSV is larger than 10 MB."),
    ],
)
async def test_a_file_that_slack_would_not_take_never_reaches_the_app(names, size, said):
    element = {"type": "file_input", "action_id": "csv", "filetypes": ["csv", "txt"], "max_files": 1}
    label = {"type": "plain_text", "text": "File"}
    form = modal({"type": "input", "block_id": "file", "label": label, "element": element}, submit=SUBMIT)
    async with running() as server, peers(server) as (peer,):
        view = await opened(server, peer, form)
        before = len(peer.envelopes)
        space, origin = server.workspace, server.page_url.rstrip("/")
        files = [acts.store_file(space, origin, ANA, name, b"x" * size) for name in names]
        act = {"as": ANA, "do": "submit", "view_id": view["id"], "values": {"file": {"csv": files}}}
        answer = await server.act(act)
        assert (answer["outcome"], answer["errors"]) == ("incomplete", {"file": said})
        assert len(peer.envelopes) == before


async def test_a_file_given_to_a_form_is_not_written_to_disk(tmp_path):
    path = tmp_path / "state"
    async with running(state_path=str(path)) as server, aiohttp.ClientSession() as session:
        data = aiohttp.FormData({"as": ANA})
        data.add_field("file", b"email,password\n", filename="boxes.csv")
        async with session.post(server.page_url + "ui/upload", data=data) as sent:
            (file,) = (await sent.json())["files"]
        assert file in server.workspace.files
        assert file not in path.read_text("utf-8")
        await say(server, ANA, SUPPORT, "now it is shared", files=[file])
        assert file in path.read_text("utf-8")
    async with running(state_path=str(path)) as server:
        assert set(server.workspace.files) == {file}


async def test_a_file_goes_up_and_down_the_new_way(server):
    client = client_of(server)
    answer = (await client.files_upload_v2(channel=SUPPORT, filename="report.csv", content="a,b\n1,2\n")).data
    file = answer["files"][0]
    assert (file["name"], file["size"], file["user"], file["filetype"]) == ("report.csv", 8, BOT, "csv")
    posted = server.state()["messages"][SUPPORT][-1]
    assert (posted["subtype"], [f["id"] for f in posted["files"]]) == ("file_share", [file["id"]])
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bearer {server.bot_token}"}
        async with session.get(file["url_private_download"], headers=headers) as found:
            assert await found.read() == b"a,b\n1,2\n"
        async with session.get(file["url_private_download"]) as found:
            # Slack's trap: without the token there is a page to sign in, and status 200.
            assert (found.status, found.content_type) == (200, "text/html")
        info = (await client.files_info(file=file["id"])).data["file"]
        assert info == file


@pytest.mark.parametrize("name", ["why? #1 50%.log", "../../up.log", "a/b.log", "über.log", "\ud800.log"])
async def test_a_files_address_leads_to_it_whatever_its_name(server, name):
    uploaded = await server.act(
        {"as": ANA, "do": "upload", "channel": SUPPORT, "name": name, "content": "550 5.1.1"}
    )
    file = (await client_of(server).files_info(file=uploaded["files"][0])).data["file"]
    headers = {"Authorization": f"Bearer {server.bot_token}"}
    async with aiohttp.ClientSession() as session:
        for address in (file["url_private"], file["url_private_download"]):
            async with session.get(address, headers=headers) as found:
                assert (found.status, await found.read()) == (200, b"550 5.1.1")


async def sent_up(server) -> str:
    """A file whose bytes are there and that nobody has completed; returns its id."""
    asked = (await client_of(server).files_getUploadURLExternal(filename="a.txt", length=3)).data
    async with aiohttp.ClientSession() as session, session.post(asked["upload_url"], data=b"abc") as sent:
        assert sent.status == 200
    return asked["file_id"]


async def test_a_file_is_completed_once(server):
    file = await sent_up(server)
    twice = await refused(server, "files.completeUploadExternal", files=[{"id": file}, {"id": file}])
    assert twice["error"] == "file_not_found"
    done = await client_of(server).api_call(
        "files.completeUploadExternal", json={"files": [{"id": file, "title": "A"}]}
    )
    assert [(f["id"], f["title"]) for f in done["files"]] == [(file, "A")]
    again = await refused(server, "files.completeUploadExternal", files=[{"id": file}])
    assert again["error"] == "file_not_found"


async def test_a_file_goes_into_a_thread_that_is_there(server):
    files = [{"id": await sent_up(server)}]
    where = {"channel_id": SUPPORT, "files": files}
    gone = await refused(server, "files.completeUploadExternal", **where, thread_ts="1.000001")
    assert gone["error"] == "thread_not_found"
    parent = await say(server, ANA, SUPPORT, "see below")
    await client_of(server).api_call("files.completeUploadExternal", json={**where, "thread_ts": parent})
    assert [m.get("thread_ts") for m in server.state()["messages"][SUPPORT]] == [parent, parent]


async def test_bytes_of_another_length_than_announced_are_refused(server):
    client = client_of(server)
    asked = (await client.files_getUploadURLExternal(filename="a.txt", length=5)).data
    async with (
        aiohttp.ClientSession() as session,
        session.post(asked["upload_url"], data=b"longer than five") as sent,
    ):
        assert sent.status == 400
    answer = await refused(server, "files.completeUploadExternal", files=[{"id": asked["file_id"]}])
    assert answer["error"] == "file_not_found"


async def test_files_in_a_shared_channel_have_to_be_asked_for():
    async with running() as server, peers(server) as (peer,):
        upload = {"as": OTTO, "do": "upload", "channel": DELIVERABILITY, "name": "bounce.eml", "content": "x"}
        file = (await server.act(upload))["files"][0]
        await until(lambda: peer.envelopes)
        stub = {"id": file, "mode": "file_access", "file_access": "check_file_info", "user": OTTO}
        message = next(event for event in events_of(peer) if event["type"] == "message")
        assert message["files"] == [stub]
        assert (await client_of(server).files_info(file=file)).data["file"]["name"] == "bounce.eml"
