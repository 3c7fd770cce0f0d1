"""Lists in Slack: pages, filters, taking an incident, its page; the home is shown anew when it changes."""

from __future__ import annotations

import itertools
import re
from collections import deque
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.home import ANY
from bot.cards.queue import PAGE_LINES, list_card, read_listing, write_listing
from bot.cards.text import since
from bot.desk import learning
from bot.errors import UsageError
from bot.model import Age, Certainty, Family, IncidentState, Listed, Listing, Page, Section
from bot.store import incidents
from handlers.pressed import OUTDATED
from handlers.queue import turned
from tests.bot_house import PASTE, RECIPIENT_PASTE, command, house, in_view, message, press, submit
from tests.slack_stub import SlackStub
from tests.store_house import NOON

COUNT = itertools.count()


@pytest.fixture(autouse=True)
def growing_at_once(monkeypatch):
    """Those pasted here are a wave, whose message would be edited fifteen seconds later."""
    monkeypatch.setattr(learning, "GROWN_EVERY", timedelta())


async def paste(bot, number: int = 1, text: str = RECIPIENT_PASTE) -> None:
    for _ in range(number):
        await bot.deliver(message(text.replace("nobody", f"nobody{next(COUNT)}x"), user="U5"))
    await bot.quiet()


async def ask(bot, text: str) -> dict:
    await bot.deliver(command(text, slack=bot.slack))
    await bot.quiet()
    return bot.slack.answers[-1]


def numbers_in(shown: object) -> list[int]:
    return [int(found) for found in re.findall(r"\*(\d+)\* ", str(shown))]


def buttons(shown: dict) -> dict[str, tuple[str, str]]:
    """Of the last block that has each label: its action id and value."""
    rows = [block["elements"] for block in shown["blocks"] if block["type"] == "actions"]
    return {
        one["text"]["text"]: (one["action_id"], one["value"]) for row in rows for one in row if "text" in one
    }


def in_answer(action: tuple[str, str], slack: SlackStub, **who) -> dict:
    body = press(*action, slack=slack, **who)
    body["container"] = {"type": "message", "message_ts": "9.9", "channel_id": "C1", "is_ephemeral": True}
    del body["message"]
    return body


def at_home(action: dict, slack: SlackStub, listing: str) -> dict:
    body = press("x", "", slack=slack)
    body["actions"] = [{"block_id": "b", "action_ts": "1", **action}]
    return in_view(body, id="VHOME", type="home", private_metadata=listing, root_view_id="VHOME")


def on_page(pressed: dict) -> dict:
    """The same press on the page that *Show* opens."""
    return in_view(pressed, id="V1", type="modal", callback_id="shown", private_metadata="1")


async def open_home(bot, user: str = "U1", view: dict | None = None) -> dict:
    opened = message("", user=user, channel=f"D{user[1:]}")
    opened["event"] = {
        "type": "app_home_opened", "user": user, "channel": f"D{user[1:]}", "tab": "home",
        **({"view": view} if view else {}),
    }  # fmt: skip
    await bot.deliver(opened)
    await bot.quiet()
    return bot.slack.called("views.publish")[-1]["view"]


@pytest.mark.parametrize(
    "listing",
    [
        Listing(),
        Listing(Section.MINE, Family.REPUTATION_BLOCKLIST, "t-online", "C0SUPPORT01", Age.WEEK, None, 12),
        Listing(Section.ALL, search=7, past=3, back=True),
        Listing(Section.OVERDUE, provider="163"),
    ],
    ids=write_listing,
)
def test_a_listing_comes_back_from_a_button(listing):
    assert read_listing(write_listing(listing)) == listing


@pytest.mark.parametrize(
    "text", ["x", "mine", "nothing||||||", "open|none|||||", "open|||||x|", "open||||||1<<"]
)
def test_what_no_button_carries_is_an_old_list(text):
    with pytest.raises(UsageError, match="This list is older than I am"):
        read_listing(text)


async def test_pages_of_an_answer_replace_each_other(bot):
    await paste(bot, PAGE_LINES + 2)
    first = await ask(bot, "incidents")
    assert first["text"] == f"Open incidents: {PAGE_LINES} and more"
    assert numbers_in(first["blocks"]) == list(range(12, 2, -1))
    await bot.deliver(in_answer(buttons(first)["Older"], bot.slack))
    await bot.quiet()
    second = bot.slack.answers[-1]
    assert (numbers_in(second["blocks"]), second["replace_original"]) == ([2, 1], True)
    assert set(buttons(second)) == {"Assign to me", "Show", "Newer"}
    await bot.deliver(in_answer(buttons(second)["Newer"], bot.slack))
    await bot.quiet()
    assert numbers_in(bot.slack.answers[-1]["blocks"]) == list(range(12, 2, -1))


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ({}, "nobody · since OPENED · <#C1> · 535 5.7.8"),
        ({"owner": "U2", "resolved_at": NOON}, "<@U2> · resolved RESOLVED · <#C1> · 535 5.7.8"),
        ({"channel": None}, "nobody · since OPENED · only you see it · 535 5.7.8"),
        ({"channel": None, "owner": "U1"}, "<@U1> · since OPENED · 535 5.7.8"),
        ({"channel": None, "offered_to": "U2"}, "waits for <@U2> · since OPENED · 535 5.7.8"),
        ({"channel": "D1"}, "nobody · since OPENED · 535 5.7.8"),
    ],
    ids=["open", "resolved", "a slash paste", "one that somebody has", "one that waits", "direct messages"],
)
def test_a_line_says_who_has_it_since_when_and_where(line, facts):
    opened = NOON - timedelta(hours=1)
    listed = Listed(
        17, 3, "C1", IncidentState.NEW, None, None, "x", None, Certainty.LIKELY, None, 535, "5.7.8", "", None, None, 1, opened, None, None,
        overdue=False, waiting=False,
    )  # fmt: skip
    shown = list_card(Page(Listing(), (replace(listed, **line),)), {}, "U1", words="").blocks
    [said] = [block["elements"][0]["text"] for block in shown if block["type"] == "context"]
    assert said.replace(since(opened), "OPENED").replace(since(NOON), "RESOLVED") == facts


@pytest.mark.parametrize(
    ("offered_to", "label"),
    [("U1", "Accept"), ("S1", "Accept"), ("C1", "Accept"), ("U2", "Take it")],
    ids=["to the reader", "to a group", "to a channel", "to somebody else, and escalated"],
)
def test_who_hears_of_what_another_did_not_answer_takes_it(offered_to, label):
    listed = Listed(
        17, 3, "C1", IncidentState.OFFERED, "U3", offered_to, "x", None, Certainty.LIKELY, None, 535, "5.7.8", "", None, None, 1, NOON, None,
        None, overdue=True, waiting=True,
    )  # fmt: skip
    shown = list_card(Page(Listing(), (listed,)), {}, "U1", words="").blocks
    [row] = [block for block in shown if block["type"] == "actions"]
    assert [one["text"]["text"] for one in row["elements"]] == [label, "Show"]


async def test_a_list_calls_a_providers_page_possible_as_the_card_does(bot):
    await paste(bot, text="550 User has no permission for nobody@example.com")
    gist = "It may be that the mailbox's owner has not allowed other programs to send mail through it."
    assert f"· {gist}" in str((await ask(bot, "incidents"))["blocks"])
    assert f"· {gist}" in str((await open_home(bot))["blocks"])


async def test_an_error_that_names_nobody_is_told_from_others_by_its_server(bot):
    await paste(
        bot, text="postfix/smtp[12]: warning: host mx.acme.example[192.0.2.1] said: 421 4.7.0 Try again later"
    )
    [facts] = [
        block["elements"] for block in (await ask(bot, "incidents"))["blocks"] if block["type"] == "context"
    ]
    assert [one["text"] for one in facts][1:] == ["mx.acme.example"]
    assert "mx.acme.example" in str((await open_home(bot))["blocks"])


async def test_taking_one_from_a_list_shows_the_list_anew(bot):
    await paste(bot, 2)
    shown = await ask(bot, "incidents")
    await bot.deliver(in_answer(buttons(shown)["Assign to me"], bot.slack))
    await bot.quiet()
    after = bot.slack.answers[-1]
    assert after["replace_original"] is True
    assert "<@U1>" in str(after["blocks"])
    rows = await bot.rows("select id, owner from incidents order by id")
    assert rows == [{"id": 1, "owner": "U1"}, {"id": 2, "owner": None}]


async def test_who_comes_second_is_told_and_sees_who_has_it(bot):
    await paste(bot)
    shown = await ask(bot, "incidents")
    await bot.deliver(press("incident:assign", "1:1", slack=bot.slack, user="U2"))
    await bot.quiet()
    before = len(bot.slack.answers)
    await bot.deliver(in_answer(buttons(shown)["Assign to me"], bot.slack))
    await bot.quiet()
    refused, anew = bot.slack.answers[before:]
    assert (refused["replace_original"], "<@U2>" in refused["text"]) == (False, True)
    assert (anew["replace_original"], "<@U2>" in str(anew["blocks"])) == (True, True)


async def test_the_card_in_an_answer_follows_what_is_done_with_it(bot):
    await paste(bot)
    shown = await ask(bot, "show 1")
    await bot.deliver(in_answer(buttons(shown)["Assign to me"], bot.slack))
    await bot.quiet()
    after = bot.slack.answers[-1]
    assert (after["replace_original"], "<@U1> · in work" in str(after["blocks"])) == (True, True)


async def test_search_finds_words_mentions_names_and_titles(bot):
    bot.slack.people = {"U5": {"profile": {"display_name": "ana"}, "real_name": "Ana Duarte"}}
    await paste(bot)
    await paste(bot, text=PASTE)
    found = {
        words: numbers_in((await ask(bot, f"incidents search {words}"))["blocks"])
        for words in (
            "unknown", "535", "<@U5|ana>", "@ana", "Ana", "Ana Duarte", "Bert Duarte", "5.1.1 <@U5>", "<@U5> 5.1.1 <@U5|ana> unknown", "authentic", "User unkn", "example.com",
            '"unknown', "user AND unknown", "NEAR(", "nothing-such", "@bert",
        )
    }  # fmt: skip
    assert found == {
        "unknown": [1], "535": [2], "<@U5|ana>": [2, 1], "@ana": [2, 1], "Ana": [2, 1], "5.1.1 <@U5>": [1],
        "<@U5> 5.1.1 <@U5|ana> unknown": [1],
        "Ana Duarte": [2, 1], "Bert Duarte": [],
        "authentic": [2], "User unkn": [1], "example.com": [1], '"unknown': [1], "user AND unknown": [],
        "NEAR(": [], "nothing-such": [], "@bert": [],
    }  # fmt: skip
    for nothing in ("", "***", '" -'):
        assert (await ask(bot, f"incidents search {nothing}"))["text"].startswith("Say what to search for")


async def test_a_searchs_pages_carry_a_number_and_are_its_askers_own(bot):
    await paste(bot, PAGE_LINES + 1)
    shown = await ask(bot, "incidents search unknown recip")
    older = buttons(shown)["Older"]
    assert "unknown" not in str([block for block in shown["blocks"] if block["type"] == "actions"])
    await bot.deliver(in_answer(older, bot.slack))
    await bot.quiet()
    assert numbers_in(bot.slack.answers[-1]["blocks"]) == [1]
    await bot.deliver(in_answer(older, bot.slack, user="U2"))
    await bot.quiet()
    assert bot.slack.answers[-1]["text"] == "This search is no longer kept. Search again."


async def test_show_opens_the_incidents_page_and_fills_it(bot):
    await paste(bot)
    shown = await ask(bot, "incidents")
    await bot.deliver(in_answer(buttons(shown)["Show"], bot.slack))
    await bot.quiet()
    [opened] = bot.slack.called("views.open")
    assert (opened["view"]["title"]["text"], opened["view"]["private_metadata"]) == ("Incident 1", "1")
    [filled] = bot.slack.called("views.update")
    assert filled["view_id"] == "V1"
    assert "incident:assign" in str(filled["view"]["blocks"])
    await bot.deliver(on_page(press("incident:assign", "1:1", slack=bot.slack)))
    await bot.quiet()
    assert "<@U1>" in str(bot.slack.called("views.update")[-1]["view"]["blocks"])


LINK = {"ok": True, "permalink": "https://example.com/t"}
GONE = {"ok": False, "error": "message_not_found"}


@pytest.mark.parametrize(
    ("place", "answer", "linked"),
    [("C1", LINK, True), ("CP", LINK, False), ("C1", GONE, False)],
    ids=["public", "private", "gone"],
)
async def test_a_page_leads_to_the_thread_that_its_reader_can_open(bot, place, answer, linked):
    bot.slack.channels |= {"C1": {}, "CP": {"is_private": True}}
    bot.slack.members = {"CP": ["U2"]}
    bot.slack.fail["chat.getPermalink"] = deque([(200, answer, {})] * 9)
    await bot.deliver(message(PASTE, channel=place, ts="1.1"))
    await bot.quiet()
    await bot.store.write(lambda db: incidents.assign(db, 1, version=None, actor="U2", owner="U1", at=NOON))
    await bot.deliver(press("queue:show", "1:2", slack=bot.slack))
    await bot.quiet()
    [filled] = bot.slack.called("views.update")
    assert ("<https://example.com/t|Open the thread>" in str(filled["view"]["blocks"])) is linked


async def test_a_page_knows_no_channel_to_post_in(bot):
    await ask(bot, PASTE)
    await bot.deliver(on_page(press("paste:post", "1:1", slack=bot.slack)))
    await bot.quiet()
    [said] = bot.slack.posted("DU1")
    assert said["text"] == (
        "Type `/smtpcheck show 1` in the channel it belongs to, then press *Post in channel* there."
    )


async def test_a_page_that_was_closed_is_left_alone(bot):
    await paste(bot)
    bot.slack.fail["views.update"] = deque([(200, {"ok": False, "error": "not_found"}, {})])
    await bot.deliver(press("queue:show", "1:1", slack=bot.slack))
    await bot.quiet()
    rows = await bot.rows("select done_at is not null as done, attempts from outbox where what = 'page'")
    assert rows == [{"done": 1, "attempts": 0}]


async def test_a_home_without_incidents_says_how_one_comes_there(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        home = await open_home(bot)
    kinds = [block["type"] for block in home["blocks"]]
    assert kinds == ["header", "actions", "divider", "section", "context"]
    assert home["blocks"][3]["text"]["text"] == (
        "No incident is open. Paste an SMTP error, a log or a bounce into a channel I am in, or send it to me: "
        "it is answered there, and stands here until somebody resolves it."
    )


async def test_home_keeps_its_section_and_filters_and_begins_at_the_first_page(bot):
    await paste(bot, PAGE_LINES + 2)
    await paste(bot, text=PASTE)
    home = await open_home(bot)
    assert home["private_metadata"] == "open||||||"
    assert numbers_in(home["blocks"]) == list(range(13, 3, -1))
    assert "1 to 10 of 13" in str(home["blocks"])

    async def press_there(**action) -> dict:
        nonlocal home
        await bot.deliver(at_home(action, bot.slack, home["private_metadata"]))
        await bot.quiet()
        home = bot.slack.called("views.publish")[-1]["view"]
        return home

    def chosen(action_id, value):
        return {"type": "static_select", "action_id": action_id, "selected_option": {"value": value}}

    def pushed(label):
        action_id, value = buttons(home)[label]
        return {"type": "button", "action_id": action_id, "value": value}

    await press_there(**pushed("Older"))
    assert (numbers_in(home["blocks"]), "11 to 13 of 13" in str(home["blocks"])) == ([3, 2, 1], True)
    await press_there(**chosen("queue:family", "auth"))
    assert (numbers_in(home["blocks"]), home["private_metadata"]) == ([13], "open|auth|||||")
    await press_there(**pushed("Nobody's 1"))
    assert (numbers_in(home["blocks"]), home["private_metadata"]) == ([13], "unowned|auth|||||")
    await press_there(**chosen("queue:age", "day"))
    assert "Nothing open fits these filters" in str(home["blocks"])
    await press_there(**pushed("Clear filters"))
    assert home["private_metadata"] == "unowned||||||"
    await press_there(type="conversations_select", action_id="queue:channel", selected_conversation="C9")
    assert (numbers_in(home["blocks"]), home["private_metadata"]) == ([], "unowned|||C9|||")
    await press_there(**pushed("Clear filters"))
    await press_there(**pushed("Older"))
    home = await open_home(bot, view={"private_metadata": home["private_metadata"]})
    assert home["private_metadata"] == "unowned||||||"


@pytest.mark.parametrize("metadata", ["", "written by an older version"])
async def test_home_opens_whatever_it_was_left_with(bot, metadata):
    home = await open_home(bot, view={"private_metadata": metadata})
    assert home["private_metadata"] == "open||||||"


async def test_home_is_shown_anew_when_something_of_its_visitor_changes(bot):
    await paste(bot, 2)
    await open_home(bot, "U1")
    await open_home(bot, "U2")
    await open_home(bot, "U3")
    bot.slack.calls.clear()
    await bot.deliver(press("incident:assign", "1:1", slack=bot.slack, user="U1"))
    await bot.deliver(press("incident:assign", "1:2", slack=bot.slack, user="U2"))
    await bot.quiet()
    published = [call["user_id"] for call in bot.slack.called("views.publish")]
    assert sorted(published) == ["U1", "U2"]
    homes = {call["user_id"]: str(call["view"]["blocks"]) for call in bot.slack.called("views.publish")}
    assert ("Mine 0" in homes["U1"], "Mine 1" in homes["U2"]) == (True, True)


async def test_assigning_at_home_shows_the_home_at_once(bot):
    await paste(bot)
    home = await open_home(bot)
    action_id, value = buttons(home)["Assign to me"]
    button = {"type": "button", "action_id": action_id, "value": value}
    await bot.deliver(at_home(button, bot.slack, home["private_metadata"]))
    await bot.quiet()
    assert "Mine 1" in str(bot.slack.called("views.publish")[-1]["view"]["blocks"])


async def test_who_comes_second_at_home_sees_it_as_it_is_now(bot):
    await paste(bot)
    home = await open_home(bot)
    action_id, value = buttons(home)["Assign to me"]
    await bot.deliver(press("incident:assign", "1:1", slack=bot.slack, user="U2"))
    await bot.quiet()
    published = len(bot.slack.called("views.publish"))
    button = {"type": "button", "action_id": action_id, "value": value}
    await bot.deliver(at_home(button, bot.slack, home["private_metadata"]))
    await bot.quiet()
    [shown] = bot.slack.called("views.publish")[published:]
    assert (shown["user_id"], "<@U2> · since" in str(shown["view"]["blocks"])) == ("U1", True)


async def test_what_waits_for_a_group_is_accepted_from_the_list(bot):
    bot.slack.usergroups = [{"id": "S1", "name": "Mail", "handle": "mail", "users": ["U1"]}]
    await paste(bot)
    form = submit("handoff", "1:1", {"group": {"selected_option": {"value": "S1"}}}, user="U5")
    await bot.deliver(form)
    await bot.quiet()
    home = await open_home(bot)
    action_id, value = buttons(home)["Accept"]
    button = {"type": "button", "action_id": action_id, "value": value}
    await bot.deliver(at_home(button, bot.slack, home["private_metadata"]))
    await bot.quiet()
    assert await bot.rows("select owner, state from incidents") == [{"owner": "U1", "state": "assigned"}]


@pytest.mark.parametrize(
    ("menu", "chosen", "then"),
    [
        ("family", "tls", {"family": Family.TLS}),
        ("family", ANY, {"family": None}),
        ("provider", "yahoo", {"provider": "yahoo"}),
        ("provider", ANY, {"provider": None}),
        ("age", "week", {"age": Age.WEEK}),
        ("age", ANY, {"age": None}),
    ],
)
def test_a_choice_changes_its_own_filter_and_leads_to_the_first_page(menu, chosen, then):
    seen = Listing(Section.MINE, Family.AUTH, "gmail", "C1", Age.DAY, past=9, back=True)
    action = {"action_id": f"queue:{menu}", "selected_option": {"value": chosen}}
    assert turned(action, seen) == replace(seen, past=None, back=False, **then)


@pytest.mark.parametrize(
    "action",
    [
        {"action_id": "queue:section:resting"},
        {"action_id": "queue:family", "selected_option": {"value": "weather"}},
        {"action_id": "queue:age", "selected_option": {"value": "year"}},
    ],
    ids=["section", "family", "age"],
)
def test_a_choice_that_no_list_of_today_offers_is_told_as_an_old_cards(action):
    with pytest.raises(UsageError) as told:
        turned(action, Listing())
    assert str(told.value) == OUTDATED
