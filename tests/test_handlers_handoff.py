"""Handing on: to a person, a group or a channel, one or all; answered once, reminded of, escalated."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bot.cards.notices import SHOWN_TO_NOBODY
from bot.config import Settings
from bot.desk import handing
from bot.desk.directory import Group
from bot.desk.receivers import find_places
from bot.errors import HiddenError
from bot.store import incidents, marks
from bot.store.records import require
from tests.bot_house import (
    PASTE,
    RECIPIENT_PASTE,
    Directory,
    House,
    command,
    do,
    house,
    in_view,
    lines,
    message,
    press,
    refused,
    state,
    submit,
    tick,
    told,
)

MINUTE = timedelta(minutes=1)
REFUSED = "535 5.7.8 Error: authentication failed"
SENDER = "DU1"


@pytest.fixture
async def slack(slack):
    slack.usergroups = [
        {"id": "S1", "handle": "mail", "name": "Mail team", "users": ["U1", "U2", "U3", "U9"]}
    ]
    slack.people["U9"] = {"is_restricted": True}
    return slack


@pytest.fixture
async def bot(bot):
    await do(bot, message(PASTE, ts="1.1", user="U5"))
    return bot


async def hand_off(bot: House, receiver: str = "U2", at: str = "1:1") -> None:
    await do(bot, filled(receiver, at=at))


def filled(receiver: str, note: str = "ACME waits", at: str = "1:1") -> dict[str, Any]:
    """The form as it is submitted."""
    field, value = {
        "U": ("person", "selected_user"),
        "C": ("channel", "selected_conversation"),
        "S": ("group", ""),
    }[receiver[0]]
    chosen = {value: receiver} if value else {"selected_option": {"value": receiver}}
    return submit("handoff", at, {field: chosen, "note": {"value": note}})


def texts(bot: House, channel: str) -> list[str]:
    return [said["text"] for said in bot.slack.posted(channel)]


def shown(said: dict[str, Any]) -> str:
    """All that a message says, its buttons' labels in brackets."""

    def words(part: Any) -> list[str]:
        if isinstance(part, list):
            return [word for one in part for word in words(one)]
        if not isinstance(part, dict):
            return []
        if part.get("type") == "button":
            return [f"[{part['text']['text']}]"]
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        return own + [word for value in part.values() for word in words(value)]

    return "\n".join(words(said["blocks"]))


# To one person


async def test_a_handoff_goes_to_its_receiver_and_is_accepted(bot):
    await hand_off(bot)
    assert await state(bot) == ("offered", None)
    assert lines(bot) == ["<@U1> handed incident 1 to <@U2>, to accept or decline."]
    [packet] = bot.slack.posted("DU2")
    assert "ACME waits" in shown(packet)
    assert "[Accept]\n[Decline]" in shown(packet)
    assert "answer until <!date^" in shown(packet)
    [standing] = bot.slack.posted(SENDER)
    assert standing["text"].startswith("You handed incident 1 to <@U2>. Not answered yet · answer until")
    await do(bot, press("handoff:accept", "1:2", slack=bot.slack, user="U2", channel="DU2"))
    assert await state(bot) == ("assigned", "U2")
    assert lines(bot)[-1] == "<@U2> accepted incident 1."
    [packet] = bot.slack.posted("DU2")
    assert "<@U2> accepted it" in shown(packet)
    assert "[Accept]" not in shown(packet)
    standing, answer = bot.slack.posted(SENDER)
    assert "<@U2> accepted it" in shown(standing)
    assert "[Take back]" not in shown(standing)
    assert answer["text"] == "<@U2> accepted incident 1."


async def test_a_declined_handoff_goes_back_with_its_reason(bot):
    await hand_off(bot)
    await do(bot, submit("decline", "1:2", {"reason": {"value": "I am <off> today"}}, user="U2"))
    assert await state(bot) == ("new", None)
    assert lines(bot)[-1] == "<@U2> declined incident 1."
    assert "I am <off> today" in str(bot.slack.posted("C1")[-1]["blocks"][-1])
    standing, answer = bot.slack.posted(SENDER)
    assert shown(standing).count("I am <off> today") == 1
    assert shown(answer) == "<@U2> declined incident 1."


async def test_an_owner_who_handed_nothing_on_reads_the_reason_in_the_news(bot):
    await do(bot, press("incident:assign", "1:1", slack=bot.slack, user="U3"))
    await hand_off(bot, at="1:2")
    await do(bot, submit("decline", "1:3", {"reason": {"value": "off today"}}, user="U2"))
    assert shown(bot.slack.posted("DU3")[-1]) == "<@U2> declined incident 1.\noff today"


async def test_the_packet_says_what_was_done_and_what_is_left(bot):
    def mark(db) -> list[str]:
        now = datetime.now(UTC)
        first, second, *_ = require(db, 1).lead.steps
        marks.tick(db, 1, step=first.id, actor="U1", at=now)
        marks.note(db, 1, actor="U1", text="they call at <four>", at=now)
        marks.link(db, 1, version=None, actor="U1", customer="ACME <Ltd>", at=now)
        return [first.title, second.title]

    done, left = (title.rstrip(".") for title in await bot.store.write(mark))
    await hand_off(bot, at="1:4")
    [packet] = bot.slack.posted("DU2")
    said = shown(packet)
    assert f"*Done so far*\n• {done}. (<@U1>)" in said
    assert "they call at <four>" in said
    assert "ACME <Ltd>" in said
    assert f"*Left to do* (whoever runs the sending mailbox or server)\n1. *{left}" in said
    assert said.count(done) == 1


async def test_the_packet_names_the_mailbox_whose_login_was_refused(bot):
    await bot.deliver(message(f"{PASTE} for login ana@acme.example", ts="2.1"))
    await bot.quiet()
    await hand_off(bot, at="2:1")
    [packet] = bot.slack.posted("DU2")
    assert "Mailbox: ana@acme.example" in shown(packet)
    [card] = [said for said in bot.slack.posted("C1") if said["text"].startswith("Incident 2: ")]
    assert "Mailbox: ana@acme.example" in shown(card)


async def test_a_mailbox_is_named_once(bot):
    await bot.deliver(message(f"ana@acme.example: {REFUSED}", ts="2.1"))
    await bot.quiet()
    assert await bot.rows("select mailbox, recipient from incidents where id = 2") == [
        {"mailbox": "ana@acme.example", "recipient": "ana@acme.example"}
    ]
    await hand_off(bot, at="2:1")
    [packet] = bot.slack.posted("DU2")
    assert shown(packet).count("ana@acme.example") == 1


async def test_the_packet_of_a_bounce_names_who_sent_it(bot):
    text = f"from=<ben@acme.example> {RECIPIENT_PASTE}"
    await bot.deliver(message(text, ts="2.1"))
    await bot.quiet()
    await hand_off(bot, at="2:1")
    [packet] = bot.slack.posted("DU2")
    assert "Sent by: ben@acme.example" in shown(packet)


async def test_each_line_of_a_packet_names_whose_it_is(bot):
    await bot.deliver(message(f"{PASTE} for login ana@acme.example", ts="2.1"))
    await bot.quiet()
    for number in (1, 2):
        await do(bot, press("incident:assign", f"{number}:1", slack=bot.slack))
    await hand_over(bot)
    [packet] = bot.slack.posted("DU2")
    assert "ana@acme.example · 535 5.7.8" in shown(packet)


async def test_only_the_receiver_answers_a_handoff(bot):
    await hand_off(bot)
    await do(bot, press("handoff:accept", "1:2", slack=bot.slack, user="U3"))
    assert await state(bot) == ("offered", None)
    [(user, text)] = told(bot)
    assert user == "U3"
    assert text.startswith("Incident 1 was handed to <@U2>: only they can answer.")


@pytest.mark.parametrize("person", [{"is_restricted": True}, {"team_id": "T9"}, {"is_bot": True}])
async def test_an_outsider_or_a_bot_cannot_be_handed_anything(bot, person):
    bot.slack.people["U2"] = person
    assert await refused(bot, filled("U2")) == {
        "person": "Guests, bots and people of other organisations cannot take an incident. "
        "Choose a member of this workspace."
    }
    assert await state(bot) == ("new", None)


async def test_the_sender_takes_it_back(bot):
    await hand_off(bot)
    await do(bot, press("handoff:take-back", "1", slack=bot.slack, user="U2", channel="DU2"))
    assert await state(bot) == ("offered", None)
    await do(bot, press("handoff:take-back", "1", slack=bot.slack, channel=SENDER))
    assert await state(bot) == ("new", None)
    assert lines(bot)[-1] == "<@U1> took the handoff of incident 1 back."
    packet, refused = bot.slack.posted("DU2")
    assert refused["text"] == "<@U1> handed incident 1 on: only they can take it back."
    [standing] = bot.slack.posted(SENDER)
    assert "<@U1> took it back" in shown(packet)
    assert "<@U1> took it back" in shown(standing)
    await do(bot, press("handoff:take-back", "1", slack=bot.slack, channel=SENDER))
    assert bot.slack.posted(SENDER) == [standing]


async def test_who_resolves_what_waits_for_them_did_not_take_the_handoff_back(bot):
    await hand_off(bot)
    await do(
        bot, submit("resolve", "1:2", {"helped": {"selected_option": {"value": "nobody-knows"}}}, user="U2")
    )
    [standing, line] = bot.slack.posted(SENDER)
    assert "<@U2> settled it another way" in shown(standing)
    assert line["text"] == "<@U2> resolved incident 1."


# To a group or a channel


async def test_each_member_of_a_group_gets_it_and_the_first_to_accept_has_it(bot):
    await hand_off(bot, "S1")
    assert lines(bot) == ["<@U1> handed incident 1 to <!subteam^S1>, to accept or decline."]
    assert [len(bot.slack.posted(place)) for place in ("DU1", "DU2", "DU3", "DU9")] == [1, 1, 1, 0]
    await do(bot, press("handoff:accept", "1:2", slack=bot.slack, user="U3", channel="DU3"))
    assert await state(bot) == ("assigned", "U3")
    for place in ("DU1", "DU2", "DU3"):
        assert "<@U3> accepted it" in shown(bot.slack.posted(place)[0])
    await do(bot, press("handoff:accept", "1:2", slack=bot.slack, user="U2", channel="DU2"))
    assert texts(bot, "DU2")[-1] == (
        "<@U3> was quicker and accepted incident 1. Look at the incident again before you go on."
    )


async def test_whoever_is_not_in_the_group_cannot_answer(bot):
    await hand_off(bot, "S1")
    await do(bot, press("handoff:accept", "1:2", slack=bot.slack, user="U4"))
    assert await state(bot) == ("offered", None)
    [(_, text)] = told(bot)
    assert text.startswith("Incident 1 was handed to <!subteam^S1>: only its members can answer.")


@pytest.mark.parametrize(
    ("users", "says"),
    [
        (["U1", "U9"], "Nobody else in <!subteam^S1> can take an incident."),
        ([], "Nobody else in <!subteam^S1> can take an incident."),
        (
            [f"U{number}" for number in range(100, 151)],
            "<!subteam^S1> has 51 members and I write to 50 at most.",
        ),
    ],
)
async def test_a_group_nobody_of_which_can_take_it_is_refused(bot, users, says):
    bot.slack.usergroups[0]["users"] = users
    await hand_off(bot, "S1")
    assert await state(bot) == ("new", None)
    [(_, text), (_, back)] = told(bot)
    assert back == "You wrote:"
    assert text.startswith(says)


async def test_a_group_of_fifty_beside_the_sender_gets_it():
    class Large(Directory):
        async def groups(self):
            return (Group("S1", "", "", frozenset(f"U{number}" for number in range(100, 151))),)

    places = await find_places(SimpleNamespace(directory=Large()), "U100", "S1")
    assert places == tuple(f"U{number}" for number in range(101, 151))


async def test_a_channel_gets_one_message_that_any_member_answers(bot):
    bot.slack.channels["C2"] = {"is_private": True}
    bot.slack.members["C2"] = ["U3", "U4"]
    await hand_off(bot, "C2")
    [packet] = bot.slack.posted("C2")
    assert packet["text"].startswith("<@U1> hands <#C2> incident 1")
    await do(bot, press("handoff:accept", "1:2", slack=bot.slack, user="U2", channel="C1"))
    assert await state(bot) == ("offered", None)
    await do(bot, press("handoff:accept", "1:2", slack=bot.slack, user="U4", channel="C2"))
    assert await state(bot) == ("assigned", "U4")
    [packet] = bot.slack.posted("C2")
    assert "<@U4> accepted it" in shown(packet)


async def test_nobody_is_handed_what_they_have_and_the_note_stays_in_the_form(bot):
    assert await refused(bot, filled("U1")) == {"person": "That is you. Choose somebody else."}
    await do(bot, press("incident:assign", "1:1", slack=bot.slack, user="U2"))
    assert await refused(bot, filled("U2")) == {"person": "They have it already. Choose somebody else."}
    assert await state(bot) == ("assigned", "U2")


async def test_a_channel_without_the_bot_is_refused(bot):
    bot.slack.channels["C2"] = {"is_member": False}
    assert await refused(bot, filled("C2")) == {
        "channel": "I am not in that channel. Invite me there with /invite @smtpcheck, then hand off again."
    }
    assert await state(bot) == ("new", None)


@pytest.mark.parametrize(
    ("receiver", "says"),
    [
        ("U2", "<@U2> could not see incident 1 before; now they can."),
        ("U4", None),
        ("S1", "<@U2> and <@U3> could not see incident 1 before; now they can."),
        ("S3", "<@U2>, <@U3>, <@U5>, <@U6> and <@U7> could not see incident 1 before; now they can."),
        (
            "S2",
            "<@U2>, <@U3>, <@U5>, <@U6>, <@U7> and 1 other could not see incident 1 before; now they can.",
        ),
        ("C1", "Everybody in <#C1> can see incident 1 from now on."),
        ("C2", None),
    ],
)
async def test_the_sender_is_told_who_will_newly_see_it(slack, tmp_path, receiver, says):
    slack.channels["C2"] = {"is_private": True}
    slack.members |= {"C1": ["U4"], "C2": ["U1", "U4"]}
    slack.channels["C1"] = {}
    several = ["U1", "U2", "U3", "U5", "U6", "U7", "U8"]
    slack.usergroups.append({"id": "S2", "handle": "all", "name": "Everybody", "users": several})
    slack.usergroups.append({"id": "S3", "handle": "most", "name": "Most", "users": several[:-1]})
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(PASTE, channel="C2", ts="1.1"))
        await bot.quiet()
        await hand_off(bot, receiver)
        assert told(bot) == ([] if says is None else [("U1", says)])
        taker = {"U": receiver, "S": "U3", "C": "U4"}[receiver[0]]
        await do(bot, press("handoff:accept", "1:2", slack=slack, user=taker, channel=f"D{taker}"))
        assert await state(bot) == ("assigned", taker)


async def test_whoever_hands_on_a_whole_queue_is_told_how_much_of_it_is_newly_seen(slack, tmp_path):
    slack.channels |= {"C1": {}, "C2": {"is_private": True}}
    slack.members |= {"C1": ["U1", "U2"], "C2": ["U1"]}
    async with house(tmp_path / "s.db", slack) as bot:
        for number, place in enumerate(("C1", "C2", "C2"), start=1):
            paste = f"550 5.1.1 <a{number}@example.com>: User unknown"
            await do(bot, message(paste, channel=place, ts=f"{number}.1"))
            await do(bot, press("incident:assign", f"{number}:1", slack=slack, channel=place))
        chosen = in_view(press("handoff:to", "", slack=slack), id="V1", private_metadata="all")
        chosen["actions"][0]["selected_option"] = {"value": "group"}
        await bot.deliver(chosen)
        [changed] = slack.called("views.update")
        assert "*3 incidents:* everything open that is yours." in str(changed["view"]["blocks"][0])
        await hand_over(bot)
        newly = "<@U2> could not see 2 of these 3 incidents before; now they can."
        assert texts(bot, SENDER) == ["You handed 3 incidents to <@U2>. 3 not answered yet", newly]


async def test_the_sender_is_told_when_people_of_other_organisations_will_newly_see_it(slack, tmp_path):
    slack.channels |= {"C1": {}, "C3": {"is_ext_shared": True}}
    async with house(tmp_path / "s.db", slack) as bot:
        for number, place in enumerate(("C1", "C3"), start=1):
            await bot.deliver(message(PASTE, channel=place, ts=f"{number}.1"))
            await bot.quiet()
            await hand_off(bot, "C3", at=f"{number}:1")
        assert told(bot) == [
            (
                "U1",
                "Everybody in <#C3>, people of other organisations too, can see incident 1 from now on.",
            )
        ]


@pytest.mark.parametrize(
    ("place", "receiver", "way"),
    [
        ("C1", "U2", "[Open thread]"),
        ("C2", "U4", "[Open thread]"),
        ("C2", "U2", "[Show]"),
        ("C2", "C3", "[Show]"),
        ("C1", "C3", "[Open thread]"),
        ("DU1", "U2", "[Show]"),
    ],
)
async def test_who_cannot_open_the_thread_is_shown_the_incident(slack, tmp_path, place, receiver, way):
    slack.channels |= {"C1": {}, "C2": {"is_private": True}, "C3": {}}
    slack.members |= {"C1": ["U1"], "C2": ["U1", "U4"], "C3": ["U4"]}
    link = {"ok": True, "permalink": "https://example.com/t"}
    slack.fail["chat.getPermalink"] = deque([(200, link, {})] * 9)
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(message(PASTE, channel=place, ts="1.1"))
        await bot.quiet()
        await hand_off(bot, receiver)
        packet = slack.posted(receiver if receiver[0] == "C" else f"D{receiver}")[-1]
        assert f"[Accept]\n[Decline]\n{way}" in shown(packet)
        assert any("[Open thread]" in shown(standing) for standing in slack.posted(SENDER))
        taker = "U4" if receiver == "C3" else receiver
        await do(bot, press("handoff:accept", "1:2", slack=slack, user=taker))
        assert f"<@{taker}> accepted <https://example.com/t|incident 1>." in texts(bot, SENDER)


# Forms and the command


async def test_the_form_asks_for_what_was_chosen(bot):
    await bot.deliver(press("incident:handoff", "1:1", slack=bot.slack))
    [opened] = bot.slack.called("views.open")
    fields = [block.get("block_id") for block in opened["view"]["blocks"]]
    assert fields == [None, "to", "person", "note", None]
    body = press("handoff:to", "", slack=bot.slack)
    body["actions"][0] |= {"type": "radio_buttons", "selected_option": {"value": "group"}}
    body["view"] = {"id": "V1", "private_metadata": "1:1", **opened["view"]}
    await bot.deliver(body)
    [changed] = bot.slack.called("views.update")
    element = changed["view"]["blocks"][2]["element"]
    assert [group["label"]["text"] for group in element["option_groups"]] == ["M"]
    assert element["option_groups"][0]["options"][0]["value"] == "S1"


async def test_a_form_without_a_receiver_says_so(bot):
    answer = await bot.deliver(submit("handoff", "1:1", {"note": {"value": "x"}}))
    assert '"errors": {"to": "Choose a person or a channel."}' in answer.body


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("handoff 9", "There is no incident 9 that you can see."),
        ("handoff all", "No open incident is yours, so there is nothing to hand on."),
    ],
)
async def test_a_command_that_names_nothing_says_what_to_do(bot, text, says):
    answer = await bot.deliver(command(text, slack=bot.slack))
    assert says in answer.body
    assert bot.slack.called("views.open") == []


async def test_a_resolved_incident_is_not_handed_on(bot):
    await do(bot, submit("resolve", "1:1", {"helped": {"selected_option": {"value": "nobody-knows"}}}))
    answer = await bot.deliver(command("handoff 1", slack=bot.slack))
    assert "Incident 1 is resolved. `/smtpcheck reopen 1` opens it again, then hand it off." in answer.body
    assert bot.slack.called("views.open") == []


async def test_of_an_incident_that_waits_no_form_is_opened(bot):
    """What was typed into it would come to nothing."""
    await hand_off(bot)
    answer = await bot.deliver(command("handoff 1", slack=bot.slack))
    assert (
        "Incident 1 waits for <@U2> to answer. <@U1> can take it back, in their direct messages with me."
    ) in answer.body
    assert bot.slack.called("views.open") == []


async def test_what_waits_for_an_answer_is_not_snoozed_from_an_old_card(bot):
    """It has an owner all the same: nobody has to assign it first."""
    await do(bot, press("incident:assign", "1:1", slack=bot.slack))
    await hand_off(bot, at="1:2")
    waits = "Incident 1 waits for <@U2> to answer. <@U1> can take it back, in their direct messages with me."
    await bot.deliver(press("incident:snooze", "1:2", slack=bot.slack))
    assert bot.slack.called("views.open") == []
    await do(bot, submit("snooze", "1:3", {"lasts": {"selected_option": {"value": "4"}}}))
    assert told(bot) == [("U1", waits)]


@pytest.mark.parametrize(
    "said", ["handoff 1", "handoff #1", "handoff 1 to Ben", "handoff 1 @ben", "handoff 1 #ops"]
)
async def test_the_command_opens_the_form_of_one(bot, said):
    await bot.deliver(command(said, slack=bot.slack))
    [opened] = bot.slack.called("views.open")
    assert (opened["view"]["callback_id"], opened["view"]["private_metadata"]) == ("handoff", "1:1")


# A whole queue


async def queue(bot: House, count: int) -> None:
    """So many incidents that are U1's, each of its own thread."""
    for number in range(2, count + 1):
        await bot.deliver(message(f"550 5.1.1 <a{number}@example.com>: User unknown", ts=f"{number}.1"))
    await bot.quiet()
    for number in range(1, count + 1):
        await bot.deliver(press("incident:assign", f"{number}:1", slack=bot.slack))
    await bot.quiet()


async def hand_over(bot: House) -> None:
    await do(bot, submit("handoff", "all", {"person": {"selected_user": "U2"}}))


async def owners(bot: House) -> list[str | None]:
    return [row["owner"] for row in await bot.rows("select owner from incidents order by id")]


async def test_a_whole_queue_is_one_packet_that_is_accepted_at_once(bot):
    await queue(bot, 4)
    await bot.deliver(command("handoff all", slack=bot.slack))
    [opened] = bot.slack.called("views.open")
    assert opened["view"]["private_metadata"] == "all"
    assert "*4 incidents:*" in str(opened["view"]["blocks"][0])
    await hand_over(bot)
    [packet] = bot.slack.posted("DU2")
    assert packet["text"] == "<@U1> hands you 4 incidents."
    assert shown(packet).count("[Accept]") == 4
    assert "[Accept all]\n[Choose]\n[Decline all]" in shown(packet)
    await do(bot, press("handoff:accept-all", "1", slack=bot.slack, user="U2", channel="DU2"))
    assert await owners(bot) == ["U2"] * 4
    [packet] = bot.slack.posted("DU2")
    assert "[Accept" not in shown(packet)
    standing, answer = bot.slack.posted(SENDER)
    assert standing["text"] == "You handed 4 incidents to <@U2>. 4 accepted"
    assert answer["text"] == "<@U2> accepted incidents 1, 2, 3 and 4 that you handed on."
    # What is shown of many holds up no answer; the four lines before were of incidents taken one by one.
    lanes = "select lane, count(*) as n from outbox where what in ('incident', 'happening') group by lane"
    assert await bot.rows(lanes) == [{"lane": "T1:C1", "n": 4}, {"lane": "T1:C1:aside", "n": 12}]


async def test_a_queue_that_was_taken_over_meanwhile_is_handed_to_nobody_and_its_note_given_back(
    bot, monkeypatch
):
    async def ask_slack(means, sender, receiver):
        """What takes a while, and meanwhile somebody else resolves it."""
        await bot.store.write(
            lambda db: incidents.resolve(db, 1, version=None, actor="U5", helped=None, at=means.now())
        )
        return await find_places(means, sender, receiver)

    await queue(bot, 1)
    monkeypatch.setattr(handing, "find_places", ask_slack)
    whole = {"person": {"selected_user": "U2"}, "note": {"value": "ACME waits"}}
    await do(bot, submit("handoff", "all", whole))
    assert texts(bot, "DU2") == []
    assert texts(bot, SENDER) == [handing.NOTHING_YOURS, "You wrote:"]


async def test_who_became_a_guest_while_the_form_was_kept_gets_nothing(bot, clock, monkeypatch):
    async def leave(means, sender, receiver):
        bot.slack.people[receiver] = {"is_restricted": True}
        clock.wait(minutes=5)  # so long a person is remembered
        return await find_places(means, sender, receiver)

    await queue(bot, 1)
    monkeypatch.setattr(handing, "find_places", leave)
    await hand_over(bot)
    assert await bot.rows("select id from handoffs") == []
    assert texts(bot, SENDER)[-1].startswith("Guests, bots and people of other organisations cannot take")


async def test_of_a_packet_some_are_taken_and_the_rest_declined(bot):
    await queue(bot, 3)
    await hand_over(bot)
    await do(bot, press("handoff:accept", "2:3", slack=bot.slack, user="U2", channel="DU2"))
    await bot.deliver(press("handoff:choose", "1", slack=bot.slack, user="U2", channel="DU2"))
    [opened] = bot.slack.called("views.open")
    boxes = [block["element"] for block in opened["view"]["blocks"] if block["type"] == "input"]
    assert [[one["value"] for one in box["options"]] for box in boxes] == [["1", "3"]]
    nothing = submit("choose", "1", {"chosen-0": {"selected_options": []}}, user="U2")
    assert '"errors": {"chosen-0": "Tick at least one."}' in (await bot.deliver(nothing)).body
    some = {"chosen-0": {"selected_options": [{"value": "3"}]}}
    await do(bot, submit("choose", "1", some, user="U2"))
    assert await owners(bot) == ["U1", "U2", "U2"]
    await bot.deliver(press("handoff:decline-all", "1", slack=bot.slack, user="U2", channel="DU2"))
    form = bot.slack.called("views.open")[-1]["view"]
    assert form["blocks"][0]["text"]["text"] == "*1 incident* goes back to where it was."
    await do(
        bot,
        submit(
            "decline-all", "1", {"reason": {"value": "not my customer, password: Hunter2secret!"}}, user="U2"
        ),
    )
    assert texts(bot, "DU2")[-1] == SHOWN_TO_NOBODY
    rows = await bot.rows("select answer, reason from handoffs order by id")
    assert rows == [
        {"answer": "declined", "reason": "not my customer, password: [redacted]"},
        {"answer": "accepted", "reason": ""},
        {"answer": "accepted", "reason": ""},
    ]
    standing = bot.slack.posted(SENDER)[0]
    assert standing["text"] == "You handed 3 incidents to <@U2>. 2 accepted, 1 declined"
    assert "not my customer" in shown(standing)


async def test_the_sender_is_told_which_were_declined_and_reads_the_reason_once(bot):
    await queue(bot, 3)
    await hand_over(bot)
    await do(bot, press("handoff:accept", "2:3", slack=bot.slack, user="U2", channel="DU2"))
    await do(bot, submit("decline-all", "1", {"reason": {"value": "gone home"}}, user="U2"))
    assert texts(bot, SENDER)[-1] == "<@U2> declined incidents 1 and 3 that you handed on."
    standing = bot.slack.posted(SENDER)[0]
    assert shown(standing).count("gone home") == 1


async def test_accepting_all_twice_is_said_once(bot):
    await queue(bot, 2)
    await hand_over(bot)
    for _ in range(2):
        await do(bot, press("handoff:accept-all", "1", slack=bot.slack, user="U2", channel="DU2"))
    assert texts(bot, "DU2") == ["<@U1> hands you 2 incidents."]
    await do(bot, press("handoff:take-back", "1", slack=bot.slack, channel=SENDER))
    assert texts(bot, SENDER)[-1] == "All of these have been answered or taken back already."


async def test_who_declines_all_that_they_accepted_is_told_that_it_came_to_nothing(bot):
    await queue(bot, 2)
    await hand_over(bot)
    await do(bot, press("handoff:accept-all", "1", slack=bot.slack, user="U2", channel="DU2"))
    await do(bot, submit("decline-all", "1", {"reason": {"value": "gone home"}}, user="U2"))
    assert "All of these have been answered or taken back already." in texts(bot, "DU2")


async def test_what_somebody_else_took_of_a_packet_was_not_taken_back(bot):
    await queue(bot, 2)
    await hand_over(bot)
    await do(bot, press("incident:assign", "1:3", slack=bot.slack, user="U3"))
    standing = bot.slack.posted(SENDER)[0]
    assert standing["text"] == "You handed 2 incidents to <@U2>. 1 not answered yet, 1 settled another way"


async def test_a_stranger_chooses_nothing_of_a_packet(bot):
    await queue(bot, 2)
    await hand_over(bot)
    await bot.deliver(press("handoff:choose", "1", slack=bot.slack, user="U4"))
    await do(bot, press("handoff:accept-all", "1", slack=bot.slack, user="U4"))
    assert bot.slack.called("views.open") == []
    assert await owners(bot) == ["U1", "U1"]


@pytest.mark.parametrize("user", ["U1", "U2"], ids=["sender", "receiver"])
async def test_who_became_a_guest_answers_nothing_and_takes_nothing_back(bot, clock, user):
    await queue(bot, 1)
    await hand_over(bot)
    bot.slack.people[user] = {"is_restricted": True}
    clock.wait(minutes=5)
    reason = {"reason": {"value": "I am a guest."}}
    for body in (
        press("handoff:accept-all", "1", slack=bot.slack, user=user),
        press("handoff:accept", "1:3", slack=bot.slack, user=user),
        press("handoff:take-back", "1", slack=bot.slack, user=user),
        press("handoff:choose", "1", slack=bot.slack, user=user),
        submit("decline-all", "1", reason, user=user),
        submit("decline", "1:3", reason, user=user),
        command("handoff all", slack=bot.slack, user=user),
    ):
        opened = len(bot.slack.called("views.open"))
        await bot.deliver(body)
        await bot.quiet()
        assert len(bot.slack.called("views.open")) == opened
    assert await bot.rows("select answer from handoffs") == [{"answer": None}]


async def test_who_became_a_guest_hands_nothing_over(bot, clock):
    await queue(bot, 1)
    bot.slack.people["U1"] = {"is_restricted": True}
    clock.wait(minutes=5)
    await bot.deliver(command("handoff all", slack=bot.slack))
    await bot.deliver(submit("handoff", "all", {"person": {"selected_user": "U2"}}))
    await bot.quiet()
    assert bot.slack.called("views.open") == []
    assert (texts(bot, "DU2"), await bot.rows("select id from handoffs")) == ([], [])


async def test_who_writes_a_password_into_the_note_of_a_whole_queue_is_told(bot):
    await queue(bot, 2)
    whole = {"person": {"selected_user": "U2"}, "note": {"value": "ACME waits, password: Hunter2secret!"}}
    await do(bot, submit("handoff", "all", whole))
    [packet] = bot.slack.posted("DU2")
    assert "ACME waits, password: [redacted]" in shown(packet)
    assert sorted(texts(bot, SENDER)) == [
        SHOWN_TO_NOBODY,
        "You handed 2 incidents to <@U2>. 2 not answered yet",
    ]


async def test_a_packet_of_another_workspace_is_nobodys_here(bot):
    await queue(bot, 1)
    await hand_over(bot)
    for act in ("handoff:choose", "handoff:accept-all"):
        pressed = press(act, "1", slack=bot.slack, user="U2")
        await bot.deliver({**pressed, "team": {"id": "T9"}})
        await bot.quiet()
    assert bot.slack.called("views.open") == []
    assert await bot.rows("select answer from handoffs") == [{"answer": None}]


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (1, "*1 incident:* everything open that is yours."),
        (200, "*200 incidents:* everything open that is yours."),
        (201, "*200 incidents:* the oldest of what is open and yours. Hand over the others after them."),
    ],
)
async def test_the_form_says_how_many_are_handed_over(bot, count, says):
    await bot.store.write(lambda db: fill_queue(db, count))
    await bot.deliver(command("handoff all", slack=bot.slack))
    [opened] = bot.slack.called("views.open")
    assert opened["view"]["blocks"][0]["text"]["text"] == says


def fill_queue(db: Any, count: int) -> None:
    """So many incidents of U1's, in a moment."""
    row = "channel, message_ts, reporter, 'assigned', 'U1', findings, reply_text, seen, opened_at, updated_at, 1"
    db.execute("update incidents set state = 'assigned', owner = 'U1'")
    for _ in range(count - 1):
        db.execute(
            "insert into incidents (team, channel, message_ts, reporter, state, owner, findings, reply_text,"
            f" seen, opened_at, updated_at, version) select team, {row} from incidents where id = 1"
        )


async def test_two_hundred_incidents_fit_and_all_can_be_chosen(bot):
    await bot.store.write(lambda db: fill_queue(db, 200))
    # Two hundred cards and lines take their time; what is asked about here must not wait for them.
    await bot.deliver(submit("handoff", "all", {"person": {"selected_user": "U2"}}))
    await bot.settle(lambda: bot.slack.posted("DU2"))
    [packet] = bot.slack.posted("DU2")
    assert packet["text"] == "<@U1> hands you 200 incidents."
    assert len(packet["blocks"]) <= 50
    assert "And 175 more: *Choose* lists them all." in shown(packet)
    await bot.deliver(press("handoff:choose", "1", slack=bot.slack, user="U2", channel="DU2"))
    [opened] = bot.slack.called("views.open")
    boxes = [block["element"]["options"] for block in opened["view"]["blocks"] if block["type"] == "input"]
    assert (len(boxes), sum(map(len, boxes))) == (20, 200)
    await bot.deliver(press("handoff:accept-all", "1", slack=bot.slack, user="U2", channel="DU2"))
    await bot.settle(lambda: "<@U2> accepted 200 incidents that you handed on." in texts(bot, SENDER))
    assert set(await owners(bot)) == {"U2"}


@pytest.mark.parametrize("button", ["handoff:decline", "handoff:decline-all"])
async def test_who_declines_has_to_say_why(bot, button):
    await hand_off(bot)
    value = "1:2" if button == "handoff:decline" else "1"
    await bot.deliver(press(button, value, slack=bot.slack, user="U2", channel="DU2"))
    [opened] = bot.slack.called("views.open")
    [why] = [block for block in opened["view"]["blocks"] if block["type"] == "input"]
    assert (why["label"]["text"], why.get("optional", False)) == ("Why", False)
    form = submit(opened["view"]["callback_id"], value, {"reason": {"value": "  "}}, user="U2")
    assert await refused(bot, form) == {"reason": "Say why, so that the sender knows where to go next."}
    assert await state(bot) == ("offered", None)


async def test_who_comes_second_gets_their_note_back_without_its_password(bot):
    await hand_off(bot)
    note = "ACME waits, password: Hunter2secret!"
    await do(bot, {**filled("U3", note), "user": {"id": "U6", "team_id": "T1"}})
    assert told(bot) == [
        (
            "U6",
            "<@U1> was quicker and handed incident 1 to <@U2>. Look at the incident again before you go on.",
        ),
        ("U6", "You wrote:"),
        ("U6", SHOWN_TO_NOBODY),
    ]
    _, back, _ = bot.slack.called("chat.postEphemeral")
    assert shown(back) == "You wrote:\nACME waits, password: [redacted]"


# Not accepted in time


async def test_a_handoff_nobody_answers_is_reminded_of_and_escalated(bot, clock):
    await hand_off(bot)
    await tick(bot, clock, 15 * MINUTE)
    _, reminder = bot.slack.posted("DU2")
    assert reminder["text"] == "Incident 1 waits for your answer."
    assert reminder.get("thread_ts") is None  # the incident's thread is in another channel
    assert "[Accept]\n[Decline]" in shown(reminder)
    [standing] = bot.slack.posted(SENDER)
    assert "reminded" in shown(standing)
    await tick(bot, clock, 45 * MINUTE)
    for said in bot.slack.posted("DU2"):  # the packet and the reminder
        assert ("answer until" in shown(said), "answer was due <!date^" in shown(said)) == (False, True)
    escalation = bot.slack.posted("C1")[-1]
    assert escalation["text"] == "Nobody has accepted incident 1 yet."
    assert escalation.get("thread_ts") is None  # the whole channel is to hear of it
    [standing] = bot.slack.posted(SENDER)
    assert "escalated" in shown(standing)
    assert "answer was due <!date^" in shown(standing)
    rows = await bot.rows("select actor, act from audit where actor = 'smtpcheck' order by id")
    assert rows == [{"actor": "smtpcheck", "act": act} for act in ("reminded", "escalated")]
    await do(bot, press("handoff:accept", "1:2", slack=bot.slack, user="U2", channel="DU2"))
    assert await state(bot) == ("assigned", "U2")


async def test_what_was_answered_is_neither_reminded_of_nor_escalated(bot, clock):
    await hand_off(bot)
    await do(bot, press("handoff:accept", "1:2", slack=bot.slack, user="U2", channel="DU2"))
    assert await bot.rows("select kind from follow_ups where done_at is null") == []
    await tick(bot, clock, 120 * MINUTE)
    assert len(bot.slack.posted("DU2")) == 1
    assert lines(bot)[-1] == "<@U2> accepted incident 1."


@pytest.mark.parametrize(("lead", "places"), [("C2", ["C2"]), ("S2", ["DU6", "DU7"])])
async def test_those_named_in_the_settings_hear_of_it_and_may_take_it(slack, tmp_path, clock, lead, places):
    """They need not be in the incident's channel."""
    for channel, members in (("C1", ["U1", "U2"]), ("C2", ["U6", "U7"])):
        slack.channels[channel] = {"is_private": True}
        slack.members[channel] = members
    slack.usergroups.append({"id": "S2", "handle": "leads", "name": "Leads", "users": ["U6", "U7", "U9"]})
    settings = Settings(escalate_to=lead, handoff_escalate_s=60)
    async with house(tmp_path / "s.db", slack, now=clock, settings=settings) as bot:
        await bot.deliver(message(PASTE, ts="1.1", user="U1"))
        await bot.quiet()
        await do(bot, press("handoff:accept", "1:1", slack=slack, user="U7", channel="DU7"))
        await hand_off(bot)
        await tick(bot, clock, MINUTE)
        for place in places:
            assert texts(bot, place)[-1] == "Nobody has accepted incident 1 yet."
            assert "[Take it]" in shown(bot.slack.posted(place)[-1])
        assert slack.posted("DU9") == []  # a guest may take nothing
        sight = bot.service.desk.incident_for
        assert (await sight("T1", "U6", 1)).escalated_to == lead
        await do(bot, press("handoff:accept", "1:2", slack=slack, user="U7", channel="DU7"))
        assert await state(bot) == ("assigned", "U7")
        assert texts(bot, SENDER)[-1] == "<@U7> accepted incident 1."
        with pytest.raises(HiddenError):  # answered: it is no longer theirs to see
            await sight("T1", "U6", 1)


async def test_where_the_bot_is_not_in_the_channel_of_the_settings_the_incidents_own_hears_of_it(
    slack, tmp_path, clock
):
    slack.channels |= {"C1": {}, "C3": {"is_member": False}}
    settings = Settings(escalate_to="C3", handoff_escalate_s=60)
    async with house(tmp_path / "s.db", slack, now=clock, settings=settings) as bot:
        await do(bot, message(PASTE, ts="1.1", user="U1"))
        await hand_off(bot)
        await tick(bot, clock, MINUTE)
        assert texts(bot, "C1")[-1] == "Nobody has accepted incident 1 yet."
    assert slack.posted("C3") == []


async def test_where_the_bot_is_in_neither_whoever_handed_it_on_hears_of_it_and_may_take_it_back(
    slack, tmp_path, clock
):
    async with house(tmp_path / "s.db", slack, now=clock, settings=Settings(handoff_escalate_s=60)) as bot:
        await do(bot, message(PASTE, ts="1.1", user="U1"))
        await hand_off(bot)
        slack.channels["C1"] = {"is_member": False}
        await tick(bot, clock, MINUTE)
        assert texts(bot, SENDER)[-1] == "Nobody has accepted incident 1 yet."
        assert "Nobody has accepted incident 1 yet." not in texts(bot, "C1")
        await do(bot, press("handoff:accept", "1:2", slack=slack, user="U1", channel=SENDER))
        assert await state(bot) == ("assigned", "U1")


async def test_without_a_setting_the_incidents_channel_hears_of_it_and_may_take_it(bot, clock):
    bot.slack.channels["C1"], bot.slack.members["C1"] = {}, ["U1", "U6"]
    await hand_off(bot)
    await tick(bot, clock, 60 * MINUTE)
    [escalation] = [said for said in bot.slack.posted("C1") if "[Take it]" in shown(said)]
    assert escalation["text"] == "Nobody has accepted incident 1 yet."
    await do(bot, press("handoff:accept", "1:2", slack=bot.slack, user="U7"))
    assert told(bot)[-1][0] == "U7"  # who is not in it may not
    assert await state(bot) == ("offered", None)
    await do(bot, press("handoff:accept", "1:2", slack=bot.slack, user="U6"))
    assert await state(bot) == ("assigned", "U6")
    assert texts(bot, SENDER)[-1] == "<@U6> accepted incident 1."


async def test_an_escalation_in_direct_messages_may_be_taken_by_whoever_pasted_it(bot, clock):
    await bot.deliver(message(RECIPIENT_PASTE, ts="5.1", user="U1", channel="D1"))
    await bot.quiet()
    await hand_off(bot, at="2:1")
    await tick(bot, clock, 60 * MINUTE)
    assert "[Take it]" in shown(bot.slack.posted("D1")[-1])
    await do(bot, press("handoff:accept", "2:2", slack=bot.slack, user="U1", channel="D1"))
    rows = await bot.rows("select state, owner from incidents where id = 2")
    assert rows == [{"state": "assigned", "owner": "U1"}]


async def test_a_reminder_says_how_its_own_handoff_ended_whatever_comes_after(bot, clock):
    await hand_off(bot)
    await tick(bot, clock, 15 * MINUTE)
    await do(bot, submit("decline", "1:2", {"reason": {"value": "off today"}}, user="U2"))
    await hand_off(bot, "U3", at="1:3")
    await tick(bot, clock, MINUTE)
    packet, reminder = bot.slack.posted("DU2")
    assert shown(packet).count("off today") == 1
    assert shown(reminder) == "<@U2> declined incident 1."
    await tick(bot, clock, 15 * MINUTE)
    await do(bot, press("handoff:accept", "1:4", slack=bot.slack, user="U3", channel="DU3"))
    await tick(bot, clock, MINUTE)
    packet, reminder = bot.slack.posted("DU2")
    assert shown(packet).count("off today") == 1
    assert shown(reminder) == "<@U2> declined incident 1."
    _, other = bot.slack.posted("DU3")
    assert shown(other) == "<@U3> accepted incident 1."


async def test_a_reminder_is_edited_by_what_it_shows_and_not_by_a_note(bot, clock):
    await hand_off(bot)
    await tick(bot, clock, 15 * MINUTE)

    async def edits() -> int:
        await tick(bot, clock, MINUTE)
        reminder = bot.slack.posted("DU2")[1]["ts"]
        return sum(call["ts"] == reminder for call in bot.slack.called("chat.update"))

    before = await edits()
    await do(bot, submit("note", "1:2", {"note": {"value": "ACME called again"}}, user="U1"))
    assert await edits() == before
    await do(bot, submit("link", "1:3", {"customer": {"value": "ACME"}}, user="U1"))
    assert await edits() == before + 1


async def test_a_packet_is_reminded_of_in_one_line(bot, clock):
    await queue(bot, 3)
    await hand_over(bot)
    await tick(bot, clock, 15 * MINUTE)
    assert texts(bot, "DU2")[1:] == ["3 incidents wait for your answer."]
    assert "[Accept all]\n[Choose]\n[Decline all]" in shown(bot.slack.posted("DU2")[1])
