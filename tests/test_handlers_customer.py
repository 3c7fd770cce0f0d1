"""Tell the customer: who may, for whom it is written, what is kept of it and for how long."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cards.notices import SHOWN_TO_NOBODY
from bot.store.retention import purge
from handlers.pressed import OUTDATED
from tests.bot_house import (
    PASTE,
    RECIPIENT_PASTE,
    command,
    do,
    in_view,
    lines,
    message,
    press,
    refused,
    submit,
    told,
)
from tests.slack_stub import SlackStub

TEXT = "About your message to nobody@example.com:\n\nThe address does not exist. *Check* <it>."


@pytest.fixture
async def bot(bot):
    await do(bot, message(RECIPIENT_PASTE, ts="1.1", user="U5"))
    return bot


def choice(role: str, slack: SlackStub, *, user: str = "U1") -> dict[str, Any]:
    """The radio button in the open form, as Slack sends it."""
    body = press("customer:role", role, slack=slack, user=user)
    action = {"type": "radio_buttons", "action_id": "customer:role", "block_id": "role"}
    body["actions"] = [{**action, "selected_option": {"value": role}}]
    return in_view(body, id="V1", callback_id="customer", private_metadata="1:1")


def text_field(view: dict[str, Any]) -> tuple[str, str]:
    [block] = [
        block
        for block in view["blocks"]
        if block["type"] == "input" and block["element"]["type"] == "plain_text_input"
    ]
    return block["block_id"], block["element"]["initial_value"]


async def test_the_form_opens_with_a_reply_that_names_the_message_and_no_internals(bot):
    await do(bot, press("incident:customer", "1:1", slack=bot.slack))
    [call] = bot.slack.called("views.open")
    name, text = text_field(call["view"])
    assert name == "reply-user"
    assert text.startswith("About your message to nobody@example.com (")
    assert text.endswith(
        "The mail server on the other side does not take mail for this address, most often because it is "
        "misspelt or no longer exists. Check its spelling or ask the person for the current address; the "
        "message was not delivered and has to be sent again to the right one.\n\n"
        "If it does not fit or does not help, tell us what you see instead, with the newest error message."
    )
    for internal in ("550", "5.1.1", "incident", "U5"):
        assert internal not in text


@pytest.mark.parametrize("typed", [" \n", "\u200b\u2060"], ids=["spaces", "invisible"])
async def test_a_reply_without_a_word_is_refused_in_the_open_form(bot, typed):
    form = submit("customer", "1:1", {"reply-user": {"value": typed}})
    assert await refused(bot, form) == {"reply-user": "The reply is empty, so there is nothing to keep."}
    assert lines(bot) == []


async def test_a_reader_that_no_form_of_today_offers_says_what_to_do(bot):
    await bot.deliver(choice("owner", bot.slack))
    assert [said["text"] for said in bot.slack.posted("DU1")] == [OUTDATED]
    assert bot.slack.called("views.update") == []


async def test_the_other_reader_gets_a_text_of_their_own_under_another_field(bot):
    await do(bot, message(PASTE, ts="2.1", user="U5"))
    for role, begins in (
        ("user", "Your mail server did not accept the user name and password stored for this mailbox."),
        ("administrator", "The mail server refuses the login of this mailbox."),
    ):
        pressed = choice(role, bot.slack)
        pressed["view"]["private_metadata"] = "2:1"
        await do(bot, pressed)
        name, text = text_field(bot.slack.called("views.update")[-1]["view"])
        assert (name, text.partition("\n\n")[2].startswith(begins)) == (f"reply-{role}", True)


async def test_the_choice_of_the_reader_stays_in_the_form(bot):
    await do(bot, choice("administrator", bot.slack))
    [call] = bot.slack.called("views.update")
    assert call["view_id"] == "V1"
    whom = next(block for block in call["view"]["blocks"] if block.get("block_id") == "role")
    assert whom["dispatch_action"] is True
    assert whom["element"]["initial_option"]["value"] == "administrator"


async def test_a_kept_reply_stands_in_the_thread_and_is_shown_to_be_copied(bot):
    answer = await bot.deliver(submit("customer", "1:1", {"reply-user": {"value": TEXT}}))
    shown = json.loads(answer.body)
    assert shown["response_action"] == "update"
    assert [block["type"] for block in shown["view"]["blocks"]] == ["section", "rich_text", "context"]
    await bot.quiet()
    assert lines(bot)[-1] == "<@U1> wrote a reply to the customer of incident 1."
    said = bot.slack.posted("C1")[-1]
    [block] = [block for block in said["blocks"] if block["type"] == "rich_text"]
    [part] = block["elements"]
    assert (part["type"], part["elements"][0]["text"]) == ("rich_text_preformatted", TEXT)
    [row] = await bot.rows("select actor, detail from incident_events where kind = 'told'")
    assert row == {"actor": "U1", "detail": TEXT}
    [trail] = await bot.rows("select actor, detail from audit where act = 'told'")
    assert trail == {"actor": "U1", "detail": ""}


async def test_a_kept_reply_leaves_everybodys_buttons_right(bot):
    await bot.deliver(submit("customer", "1:1", {"reply-user": {"value": TEXT}}, user="U2"))
    await bot.quiet()
    await do(bot, press("incident:assign", "1:1", slack=bot.slack, user="U3"))
    assert lines(bot)[-1] == "<@U3> took incident 1."
    await do(bot, press("incident:customer", "1:2", slack=bot.slack, user="U3"))
    notes = [block for block in bot.slack.called("views.open")[-1]["view"]["blocks"] if "elements" in block]
    assert notes[0]["elements"][0]["text"].startswith("<@U2> wrote one before (")


async def test_a_password_in_the_reply_is_neither_kept_nor_shown(bot):
    secret = "Enter the password: Tr0ub4dor&3-horse in the field."
    page = await bot.deliver(submit("customer", "1:1", {"reply-user": {"value": secret}}))
    assert "Enter the password: [redacted] in the field." in page.body
    assert "Tr0ub4dor" not in page.body
    await bot.quiet()
    [row] = await bot.rows("select detail from incident_events where kind = 'told'")
    assert "Tr0ub4dor" not in row["detail"]
    assert told(bot) == [("U1", SHOWN_TO_NOBODY)]


@pytest.mark.parametrize("user", ["U9"])
async def test_a_guest_neither_opens_the_form_nor_keeps_a_reply(bot, user):
    bot.slack.people[user] = {"is_restricted": True}
    for body in (
        press("incident:customer", "1:1", slack=bot.slack, user=user),
        choice("administrator", bot.slack, user=user),
        submit("customer", "1:1", {"reply-user": {"value": TEXT}}, user=user),
    ):
        await bot.deliver(body)
    await bot.quiet()
    assert bot.slack.called("views.open") == bot.slack.called("views.update") == []
    assert await bot.rows("select 1 from incident_events where kind = 'told'") == []


async def test_a_deleted_message_and_the_time_of_retention_take_the_reply_along(bot):
    await bot.deliver(submit("customer", "1:1", {"reply-user": {"value": TEXT}}))
    await bot.quiet()
    gone = message("", ts="1.9", subtype="message_deleted", deleted_ts="1.1")
    await bot.deliver({**gone, "event": {**gone["event"], "previous_message": {"ts": "1.1", "user": "U5"}}})
    await bot.quiet()
    assert await bot.rows("select detail from incident_events where kind = 'told'") == [{"detail": ""}]
    await bot.deliver(message(RECIPIENT_PASTE, ts="2.1", user="U5"))
    await bot.quiet()
    await bot.deliver(submit("customer", "2:1", {"reply-user": {"value": TEXT}}))
    await bot.quiet()
    later = datetime.now(UTC) + timedelta(days=1)
    assert await purge(bot.store, before=later, at=later) == 1
    kept = await bot.rows("select detail from incident_events where kind = 'told'")
    assert kept == [{"detail": ""}, {"detail": ""}]


async def test_a_private_incidents_reply_is_kept_and_sent_to_its_author_alone(bot):
    await do(bot, command(RECIPIENT_PASTE, slack=bot.slack, user="U1"))
    await bot.deliver(submit("customer", "2:1", {"reply-user": {"value": TEXT}}))
    await bot.quiet()
    [row] = await bot.rows("select incident_id, actor from incident_events where kind = 'told'")
    assert row == {"incident_id": 2, "actor": "U1"}
    assert [said["text"] for said in bot.slack.posted("DU1")] == [
        "<@U1> wrote a reply to the customer of incident 2."
    ]
    assert not any("incident 2" in said["text"] for said in bot.slack.posted("C1"))
