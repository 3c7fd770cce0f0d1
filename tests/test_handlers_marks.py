"""Ticks, notes, the customer, a snooze, giving back, another cause: pressed in Slack, shown to all, kept."""

from __future__ import annotations

import asyncio
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cards.notices import SHOWN_TO_NOBODY
from bot.errors import UsageError
from bot.store.marks import load_ticks
from bot.store.records import require
from tests.bot_house import (
    PASTE,
    Clock,
    House,
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
from tests.card_house import INCIDENT


@pytest.fixture
async def bot(bot):
    await do(bot, message(PASTE, ts="1.1", user="U5"))
    return bot


def box(number: int, bot: House, *, done: bool = True, user: str = "U1", version: int = 1) -> dict[str, Any]:
    """A press on the box of a step, counted from 1, of the card of that version."""
    step = steps(bot)[number - 1]
    body = press("incident:tick", "", slack=bot.slack, user=user)
    option = {"text": {"type": "plain_text", "text": "Done"}, "value": step}
    body["actions"] = [
        {
            "type": "checkboxes",
            "action_id": "incident:tick",
            "block_id": f"tick:1:{version}:{step}",
            "selected_options": [option] if done else [],
        }
    ]
    return body


def steps(bot: House) -> list[str]:
    incident = bot.store.read_now(lambda db: require(db, 1))
    return [step.id for step in incident.lead.steps]


def dots(value: str, bot: House, *, user: str = "U1") -> dict[str, Any]:
    """A choice behind the dots."""
    body = press("incident:menu", "", slack=bot.slack, user=user)
    body["actions"] = [
        {
            "type": "overflow",
            "action_id": "incident:menu",
            "block_id": "b",
            "selected_option": {"value": value},
        }
    ]
    return body


def ticked(bot: House) -> list[tuple[str, str]]:
    return [(tick.step, tick.actor) for tick in bot.store.read_now(lambda db: load_ticks(db, 1))]


def card(bot: House) -> list[dict[str, Any]]:
    """The one living card's blocks."""
    [shown] = [said for said in bot.slack.posted("C1") if said["text"].startswith("Incident 1:")]
    return shown["blocks"]


def view(bot: House, method: str = "views.open") -> dict[str, Any]:
    return bot.slack.called(method)[-1]["view"]


# Ticks


async def test_a_tick_names_who_on_the_card_and_says_one_line(bot):
    await do(bot, box(1, bot))
    assert ticked(bot) == [(steps(bot)[0], "U1")]
    assert lines(bot) == ["<@U1> ticked a step of incident 1: *Type the password by hand*."]
    assert "Ticked by <@U1>" in str(card(bot))
    await do(bot, box(1, bot, done=False, user="U2", version=2))
    assert ticked(bot) == []
    assert lines(bot)[1:] == ["<@U2> unticked a step of incident 1: *Type the password by hand*."]
    assert "Ticked by" not in str(card(bot))


async def test_two_people_who_tick_two_steps_of_the_same_card_both_count(bot):
    await asyncio.gather(bot.deliver(box(1, bot)), bot.deliver(box(2, bot, user="U2")))
    await bot.quiet()
    assert sorted(ticked(bot)) == sorted([(steps(bot)[0], "U1"), (steps(bot)[1], "U2")])
    assert told(bot) == []
    assert str(card(bot)).count("Ticked by") == 2


async def test_of_two_people_who_tick_one_step_one_counts_and_the_other_is_told(bot):
    await asyncio.gather(bot.deliver(box(1, bot)), bot.deliver(box(1, bot, user="U2")))
    await bot.quiet()
    [(_, winner)] = ticked(bot)
    loser = {"U1": "U2", "U2": "U1"}[winner]
    assert told(bot) == [
        (loser, f"<@{winner}> was quicker and ticked this step of incident 1. It stays ticked.")
    ]
    assert len(lines(bot)) == 1


async def test_one_who_clicks_faster_than_the_card_is_edited_ends_where_they_clicked(bot):
    for body in (box(1, bot), box(2, bot), box(1, bot, done=False), box(2, bot, done=False), box(2, bot)):
        await bot.deliver(body)
    await bot.quiet()
    assert ticked(bot) == [(steps(bot)[1], "U1")]


async def test_somebody_elses_tick_makes_no_button_stale(bot):
    await do(bot, box(1, bot, user="U2"))
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    assert await bot.rows("select owner from incidents") == [{"owner": "U1"}]
    assert told(bot) == []


async def test_a_box_of_an_older_diagnosis_says_what_happened(bot):
    old = box(1, bot, user="U2")
    entry = {"entry": {"selected_option": {"value": "recipient-unknown"}}}
    await do(bot, submit("wrong", "1:1", entry))
    await do(bot, old)
    assert ticked(bot) == []
    assert told(bot) == [
        (
            "U2",
            "<@U1> was quicker and chose another diagnosis for incident 1. "
            "Look at the incident again before you go on.",
        )
    ]


async def test_a_step_behind_more_is_ticked_there(bot):
    await bot.deliver(press("incident:more", "1:1", slack=bot.slack))
    last = view(bot)["blocks"][-1]
    [name] = [block["block_id"] for block in view(bot)["blocks"] if "tick:1:1" in block.get("block_id", "")][
        :1
    ]
    assert last["type"] == "section"
    body = box(1, bot)
    body["actions"][0]["block_id"] = name
    await do(bot, in_view(body, id="V1", type="modal", private_metadata="1:1"))
    assert ticked(bot) == [(steps(bot)[4], "U1")]


@pytest.mark.parametrize("block_id", ["", "b", "tick:1:step", "tick:x:1:step"])
async def test_a_box_from_an_older_form_of_card_says_what_to_do(bot, block_id):
    body = box(1, bot)
    body["actions"][0]["block_id"] = block_id
    await bot.deliver(body)
    assert [answer["text"][:33] for answer in bot.slack.answers] == ["This button is from an older card"]


# Notes, customer


async def test_a_note_is_read_in_the_thread_and_on_the_card_without_its_password(bot):
    await bot.deliver(dots("note:1:1", bot))
    assert view(bot)["callback_id"] == "note"
    await do(bot, submit("note", "1:1", {"note": {"value": "ACME rang <!here>, password: Hunter2secret!"}}))
    assert lines(bot) == ["<@U1> left a note on incident 1."]
    assert "ACME rang <!here>" in str(bot.slack.posted("C1")[-1]["blocks"])
    assert "ACME rang <!here>" in str(card(bot))
    assert "Hunter2secret" not in str(bot.slack.messages)
    assert "Hunter2secret" not in str(await bot.rows("select * from incident_events"))
    assert told(bot) == [("U1", SHOWN_TO_NOBODY)]


async def test_a_password_beside_the_customer_is_neither_kept_nor_shown(bot):
    await do(bot, submit("link", "1:1", {"customer": {"value": "ACME, password: Hunter2secret!"}}))
    assert await bot.rows("select customer from incidents") == [{"customer": "ACME, password: [redacted]"}]
    assert "ACME, password: [redacted]" in str(card(bot))
    assert "Hunter2secret" not in str(bot.slack.messages)
    assert "Hunter2secret" not in str(await bot.rows("select * from incident_events"))
    assert told(bot) == [("U1", SHOWN_TO_NOBODY)]


async def test_two_notes_on_the_same_card_both_stay(bot):
    await asyncio.gather(
        bot.deliver(submit("note", "1:1", {"note": {"value": "one"}}, user="U1")),
        bot.deliver(submit("note", "1:1", {"note": {"value": "two"}}, user="U2")),
    )
    await bot.quiet()
    rows = await bot.rows("select actor, detail from incident_events where kind = 'noted' order by actor")
    assert rows == [{"actor": "U1", "detail": "one"}, {"actor": "U2", "detail": "two"}]
    assert told(bot) == []


async def test_a_form_that_comes_twice_and_without_a_trigger_is_taken_once(bot):
    forms = [submit("note", "1:1", {"note": {"value": text}}) for text in ("one", "two")]
    for form in forms:
        del form["trigger_id"]
    for form in (*forms, forms[0]):
        await do(bot, form)
    rows = await bot.rows("select detail from incident_events where kind = 'noted' order by id")
    assert [row["detail"] for row in rows] == ["one", "two"]


async def test_the_customer_stands_on_the_card_until_it_is_taken_off(bot):
    await bot.deliver(dots("link:1:1", bot))
    assert view(bot)["callback_id"] == "link"
    [asked] = [block for block in view(bot)["blocks"] if block["type"] == "input"]
    assert asked["optional"]  # or Slack would not take it empty
    await do(bot, submit("link", "1:1", {"customer": {"value": "ACME <GmbH>"}}))
    assert "ACME <GmbH>" in str(card(bot))
    assert lines(bot) == ["<@U1> linked incident 1 to a customer or ticket."]
    await do(bot, submit("link", "1:1", {"customer": {"value": "Other Ltd"}}, user="U2"))
    assert told(bot) == [
        (
            "U2",
            "<@U1> was quicker and linked incident 1 to a customer or ticket. "
            "Look at the incident again before you go on.",
        ),
        ("U2", "You wrote:"),
    ]
    assert "Other Ltd" in str(bot.slack.called("chat.postEphemeral")[-1]["blocks"])
    await do(bot, submit("link", "1:2", {"customer": {"value": None}}, user="U2"))
    assert "ACME" not in str(card(bot))
    assert lines(bot)[-1] == "<@U2> unlinked incident 1 from its customer or ticket."


# Snooze, giving back


async def snoozed(bot: House, lasts: str = "4") -> None:
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    await bot.deliver(dots("snooze:1:2", bot))
    assert view(bot)["callback_id"] == "snooze"
    await do(bot, submit("snooze", "1:2", {"lasts": {"selected_option": {"value": lasts}}}))


async def ring(bot: House, clock: Clock, at: datetime) -> None:
    clock.ahead = at - datetime.now(UTC)
    await bot.service.desk.reminding.remind()
    bot.service.sender.wake()
    await bot.quiet()


async def until(bot: House) -> datetime | None:
    return (await bot.store.read(lambda db: require(db, 1))).snoozed_until


async def test_a_snoozed_incident_says_until_when_and_asks_its_owner_after_it(bot, clock):
    begun = clock()
    await snoozed(bot)
    end = await until(bot)
    assert timedelta(hours=4) - timedelta(minutes=1) < end - begun < timedelta(hours=4, minutes=1)
    stamp = int(end.timestamp())
    assert f"snoozed until <!date^{stamp}^" in card(bot)[-1]["elements"][0]["text"]
    await ring(bot, clock, end - timedelta(minutes=1))
    assert bot.slack.posted("DU1") == []

    await ring(bot, clock, end)

    [asked] = bot.slack.posted("DU1")
    assert asked["text"] == "Incident 1 was to be looked at again now."
    assert [one["text"]["text"] for block in asked["blocks"] if block["type"] == "actions"
            for one in block["elements"]][:3] == ["Resolve", "Snooze again", "Hand off"]  # fmt: skip
    assert "snoozed" not in card(bot)[-1]["elements"][0]["text"]
    assert (await bot.rows("select actor, kind from incident_events order by id"))[-1] == {
        "actor": "smtpcheck",
        "kind": "woken",
    }
    await ring(bot, clock, end + timedelta(days=1))
    assert len(bot.slack.posted("DU1")) == 1


async def test_who_was_asked_after_a_snooze_hears_who_took_it_and_no_more(bot, clock):
    await snoozed(bot)
    await ring(bot, clock, await until(bot))
    texts = []
    for value, user in (("1:4", "U2"), ("1:5", "U3")):
        await do(bot, press("incident:assign", value, slack=bot.slack, user=user))
        clock.wait(seconds=2)
        bot.service.sender.wake()
        await bot.quiet()
        texts.append([said["text"] for said in bot.slack.posted("DU1")])
    # What asked is edited, which calls nobody; the second message does.
    assert texts == [["Incident 1 needs nothing more from you.", "<@U2> took incident 1."]] * 2


async def test_who_was_asked_after_a_snooze_and_handed_it_on_is_offered_only_what_can_be_done(bot, clock):
    await snoozed(bot)
    await ring(bot, clock, await until(bot))
    await do(bot, submit("handoff", "1:4", {"person": {"selected_user": "U2"}}))
    clock.wait(seconds=2)
    bot.service.sender.wake()
    await bot.quiet()
    asked = bot.slack.posted("DU1")[0]
    assert [one["text"]["text"] for block in asked["blocks"] if block["type"] == "actions"
            for one in block["elements"]] == ["Resolve", "Show"]  # fmt: skip


async def test_an_incident_woken_or_handed_on_earlier_is_not_asked_about(bot, clock):
    await snoozed(bot)
    await do(bot, dots("wake:1:3", bot, user="U2"))
    assert lines(bot)[-1] == "<@U2> woke incident 1 up."
    await do(bot, submit("snooze", "1:4", {"lasts": {"selected_option": {"value": "1"}}}))
    await do(bot, press("incident:assign", "1:5", slack=bot.slack, user="U2"))
    assert await until(bot) is None
    await ring(bot, clock, clock() + timedelta(days=7))
    assert [said["text"] for said in bot.slack.posted("DU1")] == ["<@U2> took incident 1."]
    assert bot.slack.posted("DU2") == []


async def test_an_exact_time_wins_and_one_that_is_past_is_refused(bot, clock):
    await snoozed(bot, "168")
    exact = int((clock() + timedelta(hours=9)).timestamp())
    values = {"lasts": {"selected_option": {"value": "1"}}, "until": {"selected_date_time": exact}}
    await do(bot, submit("snooze", "1:3", values))
    assert (await until(bot)).timestamp() == exact
    values["until"] = {"selected_date_time": int(clock().timestamp()) - 60}
    assert await refused(bot, submit("snooze", "1:4", values)) == {
        "until": "Choose a time within the next 90 days."
    }
    assert (await until(bot)).timestamp() == exact


@pytest.mark.parametrize("typed", [" \n ", "\u200b \u2060\ufe0f"], ids=["spaces", "invisible"])
async def test_a_note_without_a_word_is_refused_in_the_open_form(bot, typed):
    assert await refused(bot, submit("note", "1:1", {"note": {"value": typed}})) == {
        "note": "The note is empty. Write what the others need to know."
    }
    assert lines(bot) == []


async def test_an_incident_is_given_back(bot):
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    await do(bot, dots("unassign:1:2", bot))
    assert await bot.rows("select state, owner from incidents") == [{"state": "new", "owner": None}]
    assert lines(bot)[-1] == "<@U1> gave incident 1 back; nobody has it now."


# Another diagnosis


async def test_choosing_another_error_in_the_form_asks_for_its_causes(bot):
    await bot.deliver(dots("wrong:1:1", bot))
    assert [block.get("block_id") for block in view(bot)["blocks"]] == [
        None,
        "entry",
        "cause:535-authentication-failed",
    ]
    body = press("answer", "", slack=bot.slack)
    body["actions"] = [
        {
            "type": "static_select",
            "action_id": "answer",
            "block_id": "entry",
            "selected_option": {"value": "535-incorrect-authentication-data"},
        }
    ]
    body["view"] = {"id": "V7", "private_metadata": "1:1"}
    await bot.deliver(body)
    [call] = bot.slack.called("views.update")
    assert call["view_id"] == "V7"
    assert call["view"]["blocks"][-1]["block_id"] == "cause:535-incorrect-authentication-data"


async def test_the_right_cause_of_the_same_error_brings_its_own_steps(bot):
    values = {
        "entry": {"selected_option": {"value": "535-authentication-failed"}},
        "cause:535-authentication-failed": {"selected_option": {"value": "account-locked"}},
    }
    await do(bot, submit("wrong", "1:1", values))
    incident = await bot.store.read(lambda db: require(db, 1))
    assert (incident.lead.entry, incident.lead.cause) == ("535-authentication-failed", "account-locked")
    assert incident.lead.steps[0].id == "stop-everything-that-still-logs-in-with-the-old-password"
    assert "Stop everything" in str(card(bot))


async def test_a_form_that_changes_nothing_says_so_while_it_is_open(bot):
    values = {
        "entry": {"selected_option": {"value": "535-authentication-failed"}},
        "cause:535-authentication-failed": {"selected_option": {"value": "wrong-credentials"}},
    }
    assert await refused(bot, submit("wrong", "1:1", values)) == {
        "entry": "That is what incident 1 says already. Choose another error, or another cause of it."
    }
    assert (told(bot), lines(bot)) == ([], [])


async def test_a_cause_of_another_error_is_refused(bot):
    values = {
        "entry": {"selected_option": {"value": "recipient-unknown"}},
        "cause:535-authentication-failed": {"selected_option": {"value": "account-locked"}},
    }
    said = await refused(bot, submit("wrong", "1:1", values))
    assert said["entry"].endswith("has no such cause. Choose the error again, then why it happened.")


# The timeline, guests


async def test_the_timeline_opens_over_more_and_its_pages_turn(bot):
    for number in range(30):
        await bot.deliver(submit("note", "1:1", {"note": {"value": f"{number} {'x' * 900}"}}))
    await bot.quiet()
    body = press("incident:timeline", "1:31", slack=bot.slack)
    body["view"] = {"id": "V1", "type": "modal"}
    await bot.deliver(body)
    assert view(bot, "views.push")["callback_id"] == "timeline"
    assert "29 xxx" in str(view(bot, "views.push"))
    body = press("timeline:older", "1:31:2", slack=bot.slack)
    body["view"] = {"id": "V2", "type": "modal"}
    await bot.deliver(body)
    assert bot.slack.called("views.update")[-1]["view_id"] == "V2"
    assert "19 xxx" in str(view(bot, "views.update"))


@pytest.mark.parametrize("value", ["note:1:1", "link:1:1", "snooze:1:1", "unassign:1:1", "wrong:1:1"])
async def test_a_guest_chooses_nothing_behind_the_dots(bot, value):
    bot.slack.people["U9"] = {"is_restricted": True}
    await bot.deliver(dots(value, bot, user="U9"))
    await bot.quiet()
    assert bot.slack.called("views.open") == []
    said = [text for _, text in told(bot)] + [answer["text"] for answer in bot.slack.answers]
    assert [text[:39] for text in said] == ["Guests and people of other organisation"]


async def test_a_guest_ticks_nothing(bot):
    bot.slack.people["U9"] = {"is_restricted": True}
    await do(bot, box(1, bot, user="U9"))
    assert ticked(bot) == []
    assert [text[:39] for _, text in told(bot)] == ["Guests and people of other organisation"]


@pytest.mark.parametrize(
    ("person", "acts"),
    [
        ({"is_restricted": True}, []),
        ({}, ["paste:post", "incident:resolve", "incident:customer", "incident:more"]),
    ],
)
async def test_a_guests_own_answer_has_nothing_they_may_not_press(bot, person, acts):
    bot.slack.people["U9"] = person
    await do(bot, command(PASTE, slack=bot.slack, user="U9"))
    [answer] = bot.slack.answers
    assert [one["action_id"] for block in answer["blocks"] for one in block.get("elements", ())
            if "action_id" in one] == acts  # fmt: skip


async def test_an_incident_that_is_asked_for_shows_what_was_put_on_it(bot):
    await snoozed(bot)
    await do(bot, box(1, bot, version=3))
    await do(bot, submit("note", "1:4", {"note": {"value": "ACME rang"}}))
    await do(bot, submit("link", "1:5", {"customer": {"value": "ACME 4711"}}))
    await do(bot, command("show 1", slack=bot.slack))
    [answer] = bot.slack.answers
    shown = str(answer["blocks"])
    missing = [
        part for part in ("Ticked by <@U1>", "ACME rang", "ACME 4711", "snoozed until") if part not in shown
    ]
    assert missing == []


async def test_a_form_that_was_closed_meanwhile_is_no_fault(bot):
    bot.slack.fail["views.update"] = deque([(200, {"ok": False, "error": "not_found"}, {})])
    body = press("timeline:older", "1:1:2", slack=bot.slack)
    body["view"] = {"id": "V2", "type": "modal"}
    assert (await bot.deliver(body)).status == 200
    assert bot.slack.answers == []


async def test_an_entry_that_is_gone_is_not_taken_for_none(bot):
    with pytest.raises(UsageError, match=r"^There is no entry 535-gone\. Choose one from the list\.$"):
        bot.service.desk.following.chosen(INCIDENT, "U1", "535-gone", None)
    assert bot.service.desk.following.chosen(INCIDENT, "U1", None, None).entry is None


@pytest.mark.parametrize("value", ["gone:1:1", "1:1", "", "note:1"])
async def test_a_choice_nobody_knows_says_what_to_do(bot, value):
    await bot.deliver(dots(value, bot))
    assert [answer["text"][:33] for answer in bot.slack.answers] == ["This button is from an older card"]


async def test_every_mark_stands_in_the_audit_trail_without_peoples_words(bot):
    await snoozed(bot)
    end = await until(bot)
    await do(bot, box(1, bot, version=3))
    await do(bot, submit("note", "1:4", {"note": {"value": "Ana is ill"}}))
    await do(bot, submit("link", "1:5", {"customer": {"value": "Ana"}}))
    await do(bot, dots("unassign:1:6", bot))
    rows = await bot.rows("select act, detail from audit where subject = 'incident:1' order by id")
    assert [(row["act"], row["detail"]) for row in rows] == [
        ("opened", ""),
        ("assigned", "U1"),
        ("snoozed", f"{end.timestamp():.0f}"),
        ("ticked", steps(bot)[0]),
        ("noted", ""),
        ("linked", ""),
        ("unassigned", ""),
    ]
