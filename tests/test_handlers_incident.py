"""Buttons and forms: one change by one person, shown on the card and said in the thread."""

from __future__ import annotations

import asyncio
from collections import deque

import pytest

from bot.cards.text import since
from bot.store.records import require
from tests.bot_house import (
    PASTE,
    RECIPIENT_PASTE,
    ask,
    do,
    house,
    in_view,
    lines,
    message,
    press,
    refused,
    state,
    submit,
    told,
)
from tests.slack_stub import TEAM


def quiet_lines(card):
    """The small lines of a message."""
    return [
        part["text"] for block in card["blocks"] if block["type"] == "context" for part in block["elements"]
    ]


@pytest.fixture
async def bot(bot):
    await do(bot, message(PASTE, ts="1.1", user="U5"))
    return bot


async def test_assign_shows_on_the_card_and_is_said_in_the_thread(bot):
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    assert await state(bot) == ("assigned", "U1")
    assert lines(bot) == ["<@U1> took incident 1."]
    [card, line] = bot.slack.posted("C1")
    assert line["thread_ts"] == card["thread_ts"] == "1.1"
    assert "<@U1>" in str(card["blocks"][-1])


async def test_who_takes_what_they_have_is_told_so_but_not_who_pressed_twice(bot):
    for _ in range(2):
        await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    assert told(bot) == []
    await do(bot, press("incident:assign", "1:2", slack=bot.slack))
    assert told(bot) == [("U1", "You have incident 1 already.")]
    assert lines(bot) == ["<@U1> took incident 1."]


def left(bot, channel):
    """The bot was removed from a channel: Slack takes nothing for it any more."""

    def refuse(stub, arguments):
        for method in ("chat.postMessage", "chat.postEphemeral", "chat.update"):
            stub.fail[method] = deque([refuse])
        return (
            (200, {"ok": False, "error": "not_in_channel"}, {}) if arguments["channel"] == channel else None
        )

    for method in ("chat.postMessage", "chat.postEphemeral", "chat.update"):
        bot.slack.fail[method] = deque([refuse])


async def test_a_press_in_a_channel_that_the_bot_has_left_is_answered_directly_and_once(bot):
    left(bot, "C1")
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    assert await state(bot) == ("assigned", "U1")
    [said] = bot.slack.posted("DU1")
    assert said["text"] == (
        "Done, but I cannot write in <#C1> any more, so the card of incident 1 there stays as it was. "
        "`/smtpcheck show 1` shows how it stands; `/invite @smtpcheck` in the channel brings me back."
    )
    await do(bot, resolved_by_words("the relay had an old key", "1:2"))
    assert await state(bot) == ("resolved", "U1")
    assert [told["text"] for told in bot.slack.posted("DU1")] == [said["text"]] * 2


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("U1", []),
        (
            "U2",
            [("U2", "<@U1> was quicker and took incident 1. Look at the incident again before you go on.")],
        ),
    ],
    ids=["done-already", "too-late"],
)
async def test_a_card_that_was_left_as_it_had_been_is_drawn_anew_by_the_next_press(bot, who, said):
    left(bot, "C1")
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    [stale] = bot.slack.posted("C1")
    assert "<@U1>" not in str(stale["blocks"][-1])
    for method in ("chat.postMessage", "chat.postEphemeral", "chat.update"):
        del bot.slack.fail[method]
    await do(bot, press("incident:assign", "1:1", slack=bot.slack, user=who))
    assert told(bot) == said
    assert "<@U1>" in str(bot.slack.posted("C1")[0]["blocks"][-1])


async def test_who_resolved_it_and_takes_it_from_an_old_card_is_not_told_of_somebody_quicker(bot):
    await do(bot, resolved_by_words("the relay had an old key", "1:1"))
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    assert told(bot) == [
        ("U1", "You resolved incident 1 already. Look at the incident again before you go on.")
    ]


async def test_who_presses_while_the_message_is_deleted_is_not_held_up(bot):
    deleted = message("", ts="9.9", subtype="message_deleted", deleted_ts="1.1")
    await do(bot, deleted)
    await do(bot, press("incident:assign", "1:1", slack=bot.slack, user="U2"))
    assert await state(bot) == ("assigned", "U2")
    assert told(bot) == []


async def test_of_two_who_press_at_once_one_wins_and_the_other_is_told(bot):
    first = press("incident:assign", "1:1", slack=bot.slack, user="U1")
    second = press("incident:assign", "1:1", slack=bot.slack, user="U2")
    await asyncio.gather(bot.deliver(first), bot.deliver(second))
    await bot.quiet()
    winner = (await state(bot))[1]
    loser = {"U1": "U2", "U2": "U1"}[winner]
    assert lines(bot) == [f"<@{winner}> took incident 1."]
    assert told(bot) == [
        (loser, f"<@{winner}> was quicker and took incident 1. Look at the incident again before you go on.")
    ]


async def test_who_was_quicker_is_told_though_the_error_was_pasted_again_since(bot):
    await do(bot, message(RECIPIENT_PASTE, ts="2.1", user="U5"))
    await do(bot, press("incident:assign", "2:1", slack=bot.slack, user="U2"))
    await do(bot, message(RECIPIENT_PASTE, ts="3.1", user="U5"))
    await do(bot, press("incident:assign", "2:1", slack=bot.slack))
    [row] = await bot.rows("select owner, seen from incidents where id = 2")
    assert row == {"owner": "U2", "seen": 2}
    assert told(bot) == [
        ("U1", "<@U2> was quicker and took incident 2. Look at the incident again before you go on.")
    ]


async def test_the_owner_hears_once_who_else_resolved_it(bot):
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    resolve = {"helped": {"selected_option": {"value": "nobody-knows"}}}
    for _ in range(2):
        await do(bot, submit("resolve", "1:2", resolve, user="U2"))
    [line] = bot.slack.posted("DU1")
    assert line["text"] == "<@U2> resolved incident 1."
    await do(bot, press("incident:reopen", "1:3", slack=bot.slack))
    await do(bot, submit("resolve", "1:4", resolve))  # by its owner
    assert await state(bot) == ("resolved", "U1")
    assert (bot.slack.posted("DU1"), bot.slack.posted("DU2")) == ([line], [])


async def test_the_owner_hears_who_else_reopened_what_was_resolved(bot):
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    await do(bot, submit("resolve", "1:2", {"helped": {"selected_option": {"value": "nobody-knows"}}}))
    await do(bot, press("incident:reopen", "1:3", slack=bot.slack, user="U2"))
    assert await state(bot) == ("assigned", "U1")
    assert [said["text"] for said in bot.slack.posted("DU1")] == ["<@U2> reopened incident 1."]


async def test_the_owner_hears_who_else_took_it_or_gave_it_back(bot):
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    await do(bot, press("incident:assign", "1:2", slack=bot.slack, user="U2"))
    await do(bot, press("incident:unassign", "1:3", slack=bot.slack))
    assert [said["text"] for said in bot.slack.posted("DU1")] == ["<@U2> took incident 1."]
    assert [said["text"] for said in bot.slack.posted("DU2")] == [
        "<@U1> gave incident 1 back; nobody has it now."
    ]


async def test_the_same_press_twice_is_one_change(bot):
    body = press("incident:assign", "1:1", slack=bot.slack)
    await bot.deliver(body)
    await bot.deliver(body)
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    assert lines(bot) == ["<@U1> took incident 1."]
    assert told(bot) == []


async def test_ones_own_change_a_moment_ago_is_no_conflict(bot):
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    await do(bot, submit("resolve", "1:1", {"helped": {"selected_option": {"value": "nobody-knows"}}}))
    assert await state(bot) == ("resolved", "U1")
    assert told(bot) == []


@pytest.mark.parametrize(
    ("button", "callback"),
    [
        ("incident:resolve", "resolve"),
        ("incident:wrong", "wrong"),
        ("incident:more", "more"),
        ("incident:customer", "customer"),
    ],
)
async def test_a_button_opens_its_form_before_the_trigger_ends(bot, button, callback):
    body = press(button, "1:1", slack=bot.slack)
    answer = await bot.deliver(body)
    assert answer.status == 200
    [call] = bot.slack.called("views.open")
    assert (call["trigger_id"], call["view"]["callback_id"]) == (body["trigger_id"], callback)
    assert call["view"]["private_metadata"] == "1:1"


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("incident:resolve", "<@U2> was quicker and resolved incident 1. Look at the incident again before you go on."),
        ("incident:handoff", "Incident 1 is resolved. `/smtpcheck reopen 1` opens it again, then hand it off."),
        ("handoff:decline", "<@U2> was quicker and resolved incident 1. Look at the incident again before you go on."),
    ],
)  # fmt: skip
async def test_of_what_is_resolved_no_form_is_opened_that_could_not_be_taken(bot, button, said):
    await ask(bot, "resolve 1", user="U2")
    answer = await bot.offer(press(button, "1:1", slack=bot.slack))
    await bot.quiet()
    assert bot.slack.called("views.open") == []
    assert (answer.status, bot.slack.answers[-1]["text"]) == (200, said)


async def test_a_menu_says_its_choice_as_a_button_does(bot):
    body = press("incident:wrong", "", slack=bot.slack)
    body["actions"][0] = {
        "type": "overflow",
        "action_id": "incident:wrong",
        "block_id": "b",
        "selected_option": {"value": "1:1"},
    }
    await bot.deliver(body)
    assert [call["view"]["callback_id"] for call in bot.slack.called("views.open")] == ["wrong"]


async def test_one_of_several_errors_is_shown_by_its_button(slack, tmp_path):
    two = "550 5.1.1 <a@example.com>: User unknown\n452 4.2.2 <b@example.com>: Mailbox full"
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(two))
        await bot.quiet()
        await bot.deliver(press("finding:show", "1:1:2", slack=slack))
        [call] = slack.called("views.open")
    assert call["view"]["callback_id"] == "more"


async def test_resolving_keeps_what_helped_and_reopening_forgets_it(bot):
    incident = await bot.store.read(lambda db: require(db, 1))
    helped = incident.lead.steps[0].id
    await do(bot, submit("resolve", "1:1", {"helped": {"selected_option": {"value": helped}}}))
    assert await bot.rows("select state, helped from incidents") == [{"state": "resolved", "helped": helped}]
    assert lines(bot)[-1].startswith("<@U1> resolved incident 1: *")
    await do(bot, press("incident:reopen", "1:2", slack=bot.slack))
    assert await bot.rows("select state, helped from incidents") == [{"state": "new", "helped": None}]


def resolved_by_words(words, version="1:1", user="U1"):
    helped = {"selected_option": {"value": "something-else"}}
    return submit("resolve", version, {"helped": helped, "note": {"value": words}}, user=user)


async def test_what_else_helped_is_told_in_words_and_kept_as_a_note_once(bot):
    for _ in range(2):
        await do(bot, resolved_by_words("the relay had an old key"))
    assert await bot.rows("select state, helped from incidents") == [
        {"state": "resolved", "helped": "something-else"}
    ]
    assert await bot.rows("select kind, detail from incident_events where actor = 'U1' order by id") == [
        {"kind": "noted", "detail": "the relay had an old key"},
        {"kind": "resolved", "detail": "something-else"},
    ]
    assert lines(bot) == ["<@U1> left a note on incident 1.", "<@U1> resolved incident 1."]
    assert "the relay had an old key" in quiet_lines(bot.slack.posted("C1")[1])


async def test_who_resolves_too_late_gets_their_words_back_and_leaves_no_note(bot):
    await do(bot, press("incident:assign", "1:1", slack=bot.slack, user="U2"))
    await do(bot, resolved_by_words("the relay had an old key"))
    assert await state(bot) == ("assigned", "U2")
    assert await bot.rows("select count(*) as n from incident_events where kind = 'noted'") == [{"n": 0}]
    late = "<@U2> was quicker and took incident 1. Look at the incident again before you go on."
    assert told(bot) == [("U1", late), ("U1", "You wrote:")]
    assert "the relay had an old key" in str(bot.slack.called("chat.postEphemeral")[-1]["blocks"])


async def test_what_comes_back_says_when_and_by_which_step_it_was_resolved(slack, tmp_path):
    paste = "550 5.1.1 <a@example.com>: User unknown"
    async with house(tmp_path / "s.db", slack) as bot:
        await do(bot, message(paste, ts="1.1"))
        step = (await bot.store.read(lambda db: require(db, 1))).lead.steps[0]
        await do(bot, submit("resolve", "1:1", {"helped": {"selected_option": {"value": step.id}}}))
        await do(bot, message(paste, ts="2.1"))
        resolved = (await bot.store.read(lambda db: require(db, 1))).resolved_at
        came_back = f"It came back: incident 1 was resolved {since(resolved)}; *{step.title}* helped."
        assert came_back in quiet_lines(slack.posted("C1")[-1])
        await do(bot, press("incident:reopen", "1:2", slack=slack))
        await do(bot, press("incident:assign", "2:1", slack=slack))
        [card] = [said for said in slack.posted("C1") if said["text"].startswith("Incident 2:")]
        assert [line for line in quiet_lines(card) if line.startswith("It came back")] == []


async def test_a_wrong_diagnosis_is_replaced_by_the_one_a_person_chose(bot):
    entry = {"entry": {"selected_option": {"value": "535-authentication-failed"}}}
    none = {"entry": {"selected_option": {"value": "none"}}}
    await do(bot, submit("wrong", "1:1", none))
    assert await bot.rows("select entry, family, diagnosed_entry from incidents") == [
        {"entry": None, "family": "unknown", "diagnosed_entry": "535-authentication-failed"}
    ]
    await do(bot, submit("wrong", "1:2", entry))
    [row] = await bot.rows("select entry, family from incidents")
    assert row == {"entry": "535-authentication-failed", "family": "auth"}
    assert "chose this diagnosis" in str(bot.slack.posted("C1")[0]["blocks"])


@pytest.mark.parametrize(
    "action",
    [
        "incident:assign",
        "incident:reopen",
        "incident:handoff",
        "incident:resolve",
        "incident:wrong",
        "incident:more",
        "incident:customer",
        "handoff:accept",
        "handoff:decline",
    ],
)
async def test_a_guest_presses_no_button(bot, action):
    bot.slack.people["U9"] = {"is_restricted": True}
    body = press(action, "1:1", slack=bot.slack, user="U9")
    answer = await bot.deliver(body)
    assert answer.status == 200
    await bot.quiet()
    assert await state(bot) == ("new", None)
    assert bot.slack.called("views.open") == []
    said = [text for _, text in told(bot)] + [answer["text"] for answer in bot.slack.answers]
    assert len(said) == 1
    assert said[0].startswith("Guests and people of other organisations can read diagnoses only.")


async def test_a_guests_form_is_refused_above_the_form_which_keeps_what_was_typed(bot):
    bot.slack.people["U9"] = {"is_restricted": True}
    helped = {"helped": {"selected_option": {"value": "nobody-knows"}}}
    answer = await bot.deliver(submit("resolve", "1:1", helped, user="U9"))
    assert answer.status == 200
    assert '"response_action": "push"' in answer.body
    assert "Guests and people of other organisations" in answer.body
    assert await state(bot) == ("new", None)


async def test_a_form_above_two_others_is_refused_at_its_first_field_since_slack_stacks_no_fourth(bot):
    bot.slack.people["U9"] = {"is_restricted": True}
    form = submit("link", "1:1", {"customer": {"value": "ACME"}}, user="U9")
    form["view"] |= {
        "root_view_id": "V1",
        "previous_view_id": "V2",
        "blocks": [{"type": "section", "block_id": "about"}, {"type": "input", "block_id": "customer"}],
    }
    assert await refused(bot, form) == {
        "customer": "Guests and people of other organisations can read diagnoses only. "
        "Ask a member of this workspace to do it."
    }


@pytest.mark.parametrize(
    ("action", "value"), [("incident:assign", "17"), ("handoff:accept-all", "17:1"), ("handoff:choose", "")]
)
async def test_a_button_from_an_older_form_of_card_says_what_to_do(bot, action, value):
    answer = await bot.deliver(press(action, value, slack=bot.slack))
    assert answer.status == 200
    assert [answer["text"] for answer in bot.slack.answers] == [
        "This button is from an older card. `/smtpcheck incidents` lists what is open."
    ]


async def test_what_a_button_is_answered_goes_to_no_address_that_its_own_one_names(bot):
    elsewhere = bot.slack.response_url("elsewhere")
    bot.slack.fail["response_url"] = deque([(307, {}, {"Location": elsewhere})])
    await bot.deliver(press("incident:assign", "17", slack=bot.slack))
    assert len(bot.slack.answers) == 1


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("expired_trigger_id", "Slack did not answer in time. Try it once more."),
        ("invalid_arguments", "Something went wrong on my side. Tell whoever runs smtpcheck the reference "),
    ],
)
async def test_a_form_that_slack_refuses_is_answered_where_the_person_is(bot, error, told):
    bot.slack.fail["views.open"] = deque([(200, {"ok": False, "error": error}, {})])
    answer = await bot.deliver(press("incident:more", "1:1", slack=bot.slack))
    assert answer.status == 200
    [said] = bot.slack.answers
    assert said["text"].startswith(told)


@pytest.mark.parametrize("view", ["home", "modal"])
async def test_a_button_that_is_refused_where_nothing_can_be_answered_is_answered_directly(bot, view):
    pressed = in_view(press("incident:more", "99:1", slack=bot.slack), id="V1", type=view)
    assert (await bot.deliver(pressed)).status == 200
    [said] = bot.slack.posted("DU1")
    assert said["text"] == "There is no incident 99 that you can see. `/smtpcheck incidents` lists yours."


async def test_a_card_that_somebody_deleted_is_posted_anew_by_the_next_change(bot):
    bot.slack.messages["C1"].clear()
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    [card, line] = bot.slack.posted("C1")
    assert card["text"].startswith("Incident 1:")
    assert line["text"] == "<@U1> took incident 1."
    assert await bot.rows("select card_ts from incidents") == [{"card_ts": card["ts"]}]


@pytest.mark.parametrize(
    "body",
    [
        {
            "type": "block_actions",
            "actions": [{"type": "button", "action_id": "gone", "block_id": "b", "value": "x"}],
        },
        {"type": "view_closed", "view": {"id": "V1", "type": "modal", "callback_id": "gone"}},
        {"type": "view_submission", "view": {"id": "V1", "type": "modal", "callback_id": "gone"}},
        {"type": "shortcut", "callback_id": "gone", "trigger_id": "1"},
        {"type": "event_callback", "event_id": "Ev0", "event": {"type": "team_rename"}},
        {"command": "/other", "text": ""},
    ],
    ids=["button", "closed form", "form", "shortcut", "event", "command"],
)
async def test_what_nobody_handles_is_acknowledged(bot, body):
    whole = {"team": {"id": TEAM}, "team_id": TEAM, "user": {"id": "U1"}, **body}
    assert (await bot.deliver(whole)).status == 200


async def test_every_act_stands_in_the_audit_trail(bot):
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    await do(bot, submit("resolve", "1:2", {"helped": {"selected_option": {"value": "nobody-knows"}}}))
    rows = await bot.rows("select actor, act, subject from audit order by id")
    assert rows == [
        {"actor": "U5", "act": "opened", "subject": "incident:1"},
        {"actor": "U1", "act": "assigned", "subject": "incident:1"},
        {"actor": "U1", "act": "resolved", "subject": "incident:1"},
    ]
