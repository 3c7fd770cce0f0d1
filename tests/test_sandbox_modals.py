"""Modals and the home: opened by a trigger, stacked, updated, submitted, closed."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.limits import Limits
from tests.sandbox_app import (
    ACTIONS,
    ANA,
    BEN,
    SUBMIT,
    SUPPORT,
    TEAM,
    acked,
    bolt,
    client_of,
    frozen,
    modal,
    notices,
    opened,
    peers,
    post,
    running,
    section,
    text_input,
    until,
)


async def test_a_trigger_opens_one_modal_once():
    async with running() as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        payload, _ = await acked(server, peer, act)
        client = client_of(server)
        view = (
            await client.views_open(trigger_id=payload["trigger_id"], view=modal(text_input(), submit=SUBMIT))
        ).data
        assert server.state()["modals"] == {ANA: [view["view"]]}
        assert view["view"] == {
            "id": view["view"]["id"],
            "team_id": TEAM,
            "type": "modal",
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": {"type": "plain_text", "text": "A form"},
            "submit": SUBMIT,
            "close": None,
            "blocks": [text_input()],
            "state": {"values": {}},
            "hash": view["view"]["hash"],
            "clear_on_close": False,
            "notify_on_close": False,
            "root_view_id": view["view"]["id"],
            "previous_view_id": None,
            "app_id": "A0SMTPCHECK",
            "app_installed_team_id": TEAM,
            "bot_id": "B0SMTPCHECK",
        }
        with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
            await client.views_open(trigger_id=payload["trigger_id"], view=modal())


@pytest.mark.parametrize(("age_s", "error"), [(2.9, None), (3.1, "expired_trigger_id")], ids=["fresh", "old"])
async def test_a_trigger_lives_three_seconds(age_s, error):
    clock = frozen()
    async with running(clock=clock) as server, peers(server) as (peer,):
        act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        payload, _ = await acked(server, peer, act)
        clock.advance(age_s)
        call = client_of(server).views_open(trigger_id=payload["trigger_id"], view=modal())
        if error is None:
            await call
        else:
            with pytest.raises(SlackApiError, match=error):
                await call


async def test_views_are_refused_by_the_names_of_slack():
    async with running() as server, peers(server) as (peer,):
        client = client_of(server)
        view = await opened(server, peer, modal(external_id="mine"))

        async def error(call) -> tuple[str, list[str]]:
            with pytest.raises(SlackApiError) as caught:
                await call
            body = caught.value.response.data
            return body["error"], body.get("response_metadata", {}).get("messages", [])

        assert await error(client.views_open(trigger_id="1.2.abc", view=modal())) == (
            "invalid_trigger_id",
            [],
        )
        assert await error(client.views_update(view_id="V9", view=modal())) == ("not_found", [])
        assert await error(client.views_update(view_id=view["id"], hash="1.old", view=modal())) == (
            "hash_conflict",
            [],
        )
        assert await error(client.views_publish(user_id="U9", view={"type": "home", "blocks": []})) == (
            "user_not_found",
            [],
        )
        payload, _ = await acked(
            server, peer, {"as": BEN, "do": "command", "channel": SUPPORT, "text": "/smtpcheck x"}
        )
        trigger = payload["trigger_id"]
        assert await error(client.views_open(trigger_id=trigger, view=modal(text_input()))) == (
            "invalid_arguments",
            ["[ERROR] must define `submit` to use `input` block [json-pointer:/view/blocks/0/input]"],
        )
        assert await error(client.views_open(trigger_id=trigger, view=modal(external_id="mine"))) == (
            "duplicate_external_id",
            [],
        )


async def test_two_updates_race_by_their_hash():
    async with running() as server, peers(server) as (peer,):
        client = client_of(server)
        view = await opened(server, peer, modal())
        first_update = (
            await client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("one")))
        ).data
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("two")))
        assert server.state()["modals"][ANA] == [first_update["view"]]
        assert first_update["view"]["id"] == view["id"]


async def test_a_stack_holds_three_modals_and_each_person_has_their_own():
    pushing = modal(ACTIONS)
    async with running() as server, peers(server) as (peer,):
        client = client_of(server)
        views = [await opened(server, peer, pushing)]
        await opened(server, peer, modal(section("Ben's")), user=BEN)
        for _ in range(2):
            press = {
                "as": ANA,
                "do": "press",
                "view_id": views[-1]["id"],
                "block_id": "row",
                "action_id": "go",
            }
            payload, _ = await acked(server, peer, press)
            views.append(
                (await client.views_push(trigger_id=payload["trigger_id"], view=pushing)).data["view"]
            )
        press = {"as": ANA, "do": "press", "view_id": views[-1]["id"], "block_id": "row", "action_id": "go"}
        payload, _ = await acked(server, peer, press)
        with pytest.raises(SlackApiError, match="push_limit_reached"):
            await client.views_push(trigger_id=payload["trigger_id"], view=pushing)
        stacks = server.state()["modals"]
        ids = [view["id"] for view in views]
        assert [(v["id"], v["root_view_id"], v["previous_view_id"]) for v in stacks[ANA]] == [
            (ids[0], ids[0], None),
            (ids[1], ids[0], ids[0]),
            (ids[2], ids[0], ids[1]),
        ]
        assert len(stacks[BEN]) == 1
        await server.act({"as": ANA, "do": "close", "view_id": ids[2]})
        assert [view["id"] for view in server.state()["modals"][ANA]] == ids[:2]
        await server.act({"as": ANA, "do": "close", "view_id": ids[1], "all": True})
        assert server.state()["modals"][ANA] == []


async def test_a_submission_carries_what_was_typed():
    form = modal(text_input(), submit=SUBMIT, callback_id="login", private_metadata="17")
    async with running() as server, peers(server) as (peer,):
        view = await opened(server, peer, form)
        act = {"as": ANA, "do": "submit", "view_id": view["id"], "values": {"name": {"typed": "  as is\n"}}}
        payload, answer = await acked(server, peer, act)
        assert answer == {"ok": True, "outcome": "acked"}
        state = {"values": {"name": {"typed": {"type": "plain_text_input", "value": "  as is\n"}}}}
        assert payload == {
            "type": "view_submission",
            "team": {"id": TEAM, "domain": "local-workspace"},
            "user": {"id": ANA, "username": "ana", "name": "ana", "team_id": TEAM},
            "api_app_id": "A0SMTPCHECK",
            "token": "local-verification-token",
            "trigger_id": payload["trigger_id"],
            "enterprise": None,
            "is_enterprise_install": False,
            "view": {**view, "state": state},
            "response_urls": [],
        }
        assert server.state()["modals"] == {ANA: []}


@pytest.mark.parametrize(
    ("response", "answer", "titles"),
    [
        pytest.param(
            {"response_action": "errors", "errors": {"name": "no"}},
            {"ok": True, "outcome": "acked", "errors": {"name": "no"}},
            ["A form"],
            id="errors",
        ),
        pytest.param(
            {"response_action": "update", "view": modal(title={"type": "plain_text", "text": "Next"})},
            {"ok": True, "outcome": "acked"},
            ["Next"],
            id="update",
        ),
        pytest.param(
            {"response_action": "push", "view": modal(title={"type": "plain_text", "text": "Next"})},
            {"ok": True, "outcome": "acked"},
            ["A form", "Next"],
            id="push",
        ),
        pytest.param({"response_action": "clear"}, {"ok": True, "outcome": "acked"}, [], id="clear"),
        pytest.param(
            {"response_action": "errors", "errors": {"other": "no"}},
            {"ok": True, "outcome": "failed"},
            ["A form"],
            id="errors at a block that is not there",
        ),
        *(
            pytest.param(response, {"ok": True, "outcome": "failed"}, ["A form"], id=name)
            for name, response in {
                "errors at a block without an input": {
                    "response_action": "errors",
                    "errors": {"words": "no"},
                },
                "an error that is no text": {"response_action": "errors", "errors": {"name": ["no"]}},
                "an error that says nothing": {"response_action": "errors", "errors": {"name": ""}},
                "an action that does not exist": {"response_action": "close"},
                "no action, but a text": {"text": "Saved."},
                "a text alone": "Saved.",
                "a list": ["Saved."],
                "a number": 1,
            }.items()
        ),
        pytest.param(
            {"response_action": "update", "view": modal(title={"type": "plain_text", "text": "x" * 25})},
            {"ok": True, "outcome": "failed"},
            ["A form"],
            id="a view Slack would refuse",
        ),
    ],
)
async def test_the_ack_of_a_submission_decides_what_follows(response, answer, titles):
    async with running() as server, peers(server) as (peer,):
        view = await opened(
            server, peer, modal(text_input(), {**section("x"), "block_id": "words"}, submit=SUBMIT)
        )
        act = {"as": ANA, "do": "submit", "view_id": view["id"], "values": {"name": {"typed": "x"}}}
        _, got = await acked(server, peer, act, response)
        assert got == answer
        assert [v["title"]["text"] for v in server.state()["modals"][ANA]] == titles
        trouble = ["We had some trouble connecting. Try again?"] if answer["outcome"] == "failed" else []
        assert notices(server) == trouble


async def test_a_form_with_an_empty_required_field_never_reaches_the_app():
    async with running() as server, peers(server) as (peer,):
        view = await opened(server, peer, modal(text_input(), submit=SUBMIT))
        seen = len(peer.envelopes)
        answer = await server.act({"as": ANA, "do": "submit", "view_id": view["id"], "values": {}})
        assert answer == {
            "ok": True,
            "outcome": "incomplete",
            "errors": {"name": "Please complete this required field."},
        }
        assert len(peer.envelopes) == seen


async def test_a_submission_nobody_acknowledges_stays_open():
    async with running(limits=Limits(ack_deadline_s=0.2)) as server, peers(server) as (peer,):
        view = await opened(server, peer, modal(text_input(), submit=SUBMIT))
        act = {"as": ANA, "do": "submit", "view_id": view["id"], "values": {"name": {"typed": "x"}}}
        assert await server.act(act) == {"ok": True, "outcome": "failed"}
        assert notices(server) == ["We had some trouble connecting. Try again?"]
        assert len(server.state()["modals"][ANA]) == 1


async def test_a_closed_modal_is_told_when_it_asked_for_it():
    async with running() as server, peers(server) as (peer,):
        view = await opened(server, peer, modal(notify_on_close=True))
        payload, _ = await acked(server, peer, {"as": ANA, "do": "close", "view_id": view["id"]})
        assert (payload["type"], payload["view"]["id"], payload["is_cleared"]) == (
            "view_closed",
            view["id"],
            False,
        )
        with pytest.raises(SlackApiError, match="not_found"):
            await client_of(server).views_update(view_id=view["id"], view=modal())


async def test_a_chosen_conversation_can_bring_a_response_address():
    element = {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}
    label = {"type": "plain_text", "text": "Where"}
    form = modal({"type": "input", "block_id": "to", "label": label, "element": element}, submit=SUBMIT)
    async with running() as server, peers(server) as (peer,):
        view = await opened(server, peer, form)
        act = {"as": ANA, "do": "submit", "view_id": view["id"], "values": {"to": {"where": SUPPORT}}}
        payload, _ = await acked(server, peer, act)
        (given,) = payload["response_urls"]
        assert (given["block_id"], given["action_id"], given["channel_id"]) == ("to", "where", SUPPORT)
        await post(given["response_url"], {"text": "there", "response_type": "in_channel"})
        assert [m["text"] for m in server.state()["messages"][SUPPORT]] == ["there"]


async def test_the_home_tab_is_one_persons():
    async with running() as server:
        client = client_of(server)
        home = {"type": "home", "blocks": [section("queue")]}
        view = (await client.views_publish(user_id=ANA, view=home)).data["view"]
        again = (await client.views_publish(user_id=ANA, view=home, hash=view["hash"])).data["view"]
        assert again["id"] == view["id"]
        assert server.state()["homes"] == {ANA: again}
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await client.views_publish(user_id=ANA, view=home, hash=view["hash"])


async def test_bolt_walks_from_the_command_through_a_form_to_a_message():
    async with running() as server, bolt(server) as app:

        @app.command("/smtpcheck")
        async def command(ack, body, client):
            await ack()
            await client.views_open(
                trigger_id=body["trigger_id"], view=modal(text_input(), submit=SUBMIT, callback_id="form")
            )

        @app.view("form")
        async def submitted(ack, view, client):
            typed = view["state"]["values"]["name"]["typed"]["value"]
            if typed == "wrong":
                await ack(response_action="errors", errors={"name": "Try another one."})
                return
            await ack()
            await client.chat_postMessage(channel=SUPPORT, text=typed, blocks=[section(typed), ACTIONS])

        @app.action("go")
        async def pressed(ack, respond):
            await ack()
            await respond(text="done", replace_original=True)

        command_act = {"as": ANA, "do": "command", "channel": SUPPORT, "text": "/smtpcheck login"}
        assert await server.act(command_act) == {"ok": True, "outcome": "acked"}
        await until(lambda: server.state()["modals"].get(ANA))
        submit = {"as": ANA, "do": "submit", "view_id": server.state()["modals"][ANA][0]["id"]}
        refused = await server.act({**submit, "values": {"name": {"typed": "wrong"}}})
        assert refused["errors"] == {"name": "Try another one."}
        await server.act({**submit, "values": {"name": {"typed": "right"}}})
        await until(lambda: server.state()["messages"][SUPPORT])
        ts = server.state()["messages"][SUPPORT][0]["ts"]
        press = {"as": BEN, "do": "press", "channel": SUPPORT, "ts": ts, "block_id": "row", "action_id": "go"}
        assert await server.act(press) == {"ok": True, "outcome": "acked"}
        await until(lambda: server.state()["messages"][SUPPORT][0]["text"] == "done")
        assert server.state()["messages"][SUPPORT][0]["ts"] == ts
