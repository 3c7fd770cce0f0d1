"""A wave: the same failure at many customers is told a channel once, and nothing of it elsewhere."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.cards.card import quiet
from bot.cards.wave import ONE_CAUSE, SHARED_BY_LOGINS, wave_card, wave_line, wave_list_card
from bot.model import Family, Wave
from bot.store import Store, incidents, waves
from tests.bot_house import Clock, House, message, press
from tests.card_house import ENTRIES, FINDING, INCIDENT, OFFERED, UNKNOWN, outline
from tests.store_house import NOON, opened, plans

MICROSOFT = (
    "postfix/smtp[7]: 4A: to=<c{0}@customer{0}.example>, relay=customer{0}-example.mail.protection.outlook.com[192.0.2.1]:25, "
    "delay=1, dsn=5.7.708, status=bounced (host customer{0}-example.mail.protection.outlook.com[192.0.2.1] said: 550 5.7.708 "
    "Service unavailable. Access denied, traffic not accepted from this IP.)"
)


def minutes(number: float) -> datetime:
    return NOON + timedelta(minutes=number)


def paste(store: Store, number: int, at: datetime, **more) -> int | None:
    """One customer more has the failure; returns the wave it is part of."""
    named = {"recipient": f"c{number}@example.com", **more}
    incident = opened(store, at=at, message_ts=f"{number}.1", **named)
    return store.write_now(lambda db: waves.join_wave(db, incident.id, at))


def load(store: Store, number: int) -> Wave | None:
    return store.read_now(lambda db: waves.load_wave(db, number))


def test_five_customers_within_an_hour_are_a_wave_and_the_next_ones_join_it(store):
    assert [paste(store, number, minutes(14 * number)) for number in range(7)] == [None] * 4 + [1] * 3
    assert load(store, 1) == Wave(1, "T1", "C1", NOON, minutes(84), None, incidents=7, resolved=0)
    members = store.read_now(lambda db: waves.load_members(db, 1, before=6, limit=3))
    assert [incident.id for incident in members] == [5, 4, 3]
    assert store.read_now(lambda db: waves.load_first(db, 1)).id == 1


def test_what_came_an_hour_before_is_not_counted(store):
    assert [paste(store, number, minutes(15 * number)) for number in range(8)] == [None] * 8


def test_the_list_of_a_wave_of_refused_logins_says_whose_they_are():
    wave = Wave(1, "T1", "C1", NOON, NOON, None, incidents=1, resolved=0)
    refused = replace(INCIDENT, mailbox="bob@example.com")
    lines = wave_list_card(wave, (refused,), {}, older=None).blocks[1]["text"]["text"]
    assert lines.startswith("*17* `bob@example.com` · nobody · new · ")


@pytest.mark.parametrize(
    ("lasts", "resolved", "finding", "text", "lines"),
    [
        (
            119,
            2,
            INCIDENT.lead,
            "7 incidents in 119 minutes: Postfix, 535 5.7.8",
            [
                "*7 incidents in 119 minutes with the same failure: The mail server refused the login.*",
                SHARED_BY_LOGINS,
                "[Show all!]",
                "Postfix, 535 5.7.8 · since NOON · 5 open",
            ],
        ),
        (
            120,
            7,
            replace(UNKNOWN, reply_code=None),
            "7 incidents in 2 hours: The receiving server refused the message and gave no known reason.",
            [
                "*7 incidents in 2 hours with the same failure: "
                "The receiving server refused the message and gave no known reason.*",
                ONE_CAUSE,
                "[Show all]",
                "since NOON · all resolved",
            ],
        ),
    ],
    ids=["open", "resolved"],
)
def test_a_wave_is_told_with_what_its_incidents_share(lasts, resolved, finding, text, lines):
    wave = Wave(3, "T1", "C1", NOON, minutes(lasts), None, incidents=7, resolved=resolved)
    shown = wave_card(wave, replace(INCIDENT, findings=(finding,)), ENTRIES)
    assert (shown.text, outline(shown.blocks)) == (text, lines)


@pytest.mark.parametrize(("span", "said"), [(0, "1 minute"), (47 * 60, "47 hours"), (48 * 60, "2 days")])
def test_how_long_a_wave_lasts_is_told_in_the_unit_that_fits(span, said):
    wave = Wave(3, "T1", "C1", NOON, minutes(span), None, incidents=7, resolved=0)
    assert wave_card(wave, INCIDENT, ENTRIES).text == f"7 incidents in {said}: Postfix, 535 5.7.8"


@pytest.mark.parametrize("link", [None, "https://a.example/p1"])
def test_an_incidents_card_leads_to_its_wave_where_its_message_is_known(link):
    wave = Wave(3, "T1", "C1", NOON, NOON, None, incidents=7, resolved=0)
    named = "a wave" if link is None else f"<{link}|a wave>"
    assert outline([quiet(wave_line(wave, link))]) == [
        f"Part of {named}: the same failure at several customers since NOON"
    ]


def test_the_list_of_a_wave_has_five_lines_a_paragraph_and_a_way_to_the_older_ones():
    wave = Wave(3, "T1", "C1", NOON, NOON, None, incidents=9, resolved=2)
    members = (INCIDENT, replace(OFFERED, id=16, mailbox="bob@example.com")) * 3
    shown = wave_list_card(wave, members, {17: "https://a.example/p1"}, older=5)
    one = "*<https://a.example/p1|17>* nobody · new · NOON"
    other = "*16* `bob@example.com` · <@U1> · handed on, not accepted yet · NOON"
    assert outline(shown.blocks) == [
        "*9 incidents of one wave, 2 resolved*",
        "\n".join([one, other, one, other, one]),
        other,
        "[Older]",
    ]


@pytest.mark.parametrize(
    "more",
    [{"entry": "other"}, {"channel": "C2"}, {"team": "T2"}],
    ids=["another failure", "another channel", "another workspace"],
)
def test_these_are_no_fifth_customer(store, more):
    for number in range(4):
        paste(store, number, minutes(number))
    assert paste(store, 9, minutes(5), **more) is None


def test_a_customer_who_comes_back_is_no_fifth(store):
    for number in range(4):
        paste(store, number, minutes(number))
    store.write_now(lambda db: incidents.resolve(db, 1, version=None, actor="U1", helped=None, at=minutes(4)))
    assert paste(store, 9, minutes(5), recipient="C0@Example.com.") is None
    assert paste(store, 10, minutes(6)) == 1


def test_pastes_that_name_nobody_count_once_for_each_who_pasted_them(store):
    found = [
        paste(store, number, minutes(number), recipient=None, reporter=f"U{number % 5}")
        for number in range(6)
    ]
    assert found == [None, None, None, None, 1, 1]


def test_a_quiet_hour_ends_a_wave_and_five_more_begin_another(store):
    for number in range(5):
        paste(store, number, minutes(number))
    later = [paste(store, number, minutes(59 + number)) for number in range(5, 10)]
    assert later == [None, None, None, None, 2]
    assert load(store, 1).incidents == 5


def test_a_wave_says_how_many_are_resolved(store):
    for number in range(5):
        paste(store, number, minutes(number))
    store.write_now(lambda db: incidents.resolve(db, 2, version=None, actor="U1", helped=None, at=minutes(9)))
    assert (load(store, 1).incidents, load(store, 1).resolved) == (5, 1)
    assert load(store, 2) is None


def test_a_wave_is_found_by_indexes(store):
    for number in range(6):
        paste(store, number, minutes(number))
    one = "SEARCH incidents USING INTEGER PRIMARY KEY (rowid=?)"
    latest = "SEARCH waves USING COVERING INDEX waves_latest (team=? AND channel=? AND fingerprint=? AND last_at>?)"
    assert plans(store, lambda db: waves.join_wave(db, 6, minutes(9))) == [
        one, latest, one, "SEARCH waves USING INTEGER PRIMARY KEY (rowid=?)",
    ]  # fmt: skip
    assert plans(store, lambda db: waves.join_wave(db, 6, minutes(90))) == [
        one,
        latest,
        "SEARCH incidents USING INDEX incidents_alike"
        " (team=? AND channel=? AND fingerprint=? AND opened_at>?)",
    ]
    assert plans(store, lambda db: waves.load_members(db, 1, before=9, limit=3)) == [
        "SEARCH incidents USING INDEX incidents_wave (wave_id=? AND id<?)"
    ]


# In Slack


async def complain(bot: House, clock: Clock, number: int, channel: str = "C1") -> None:
    text, answered = MICROSOFT.format(number), len(answers(bot, channel))
    await bot.deliver(message(text, channel=channel, user=f"U{number}", ts=f"17640{number:05d}.1"))
    await bot.settle(lambda: len(answers(bot, channel)) == answered + 1)
    clock.ahead += timedelta(minutes=2)
    bot.service.sender.wake()
    await bot.quiet()


def answers(bot: House, channel: str) -> list[dict[str, Any]]:
    """The messages that stand in threads."""
    return [said for said in bot.slack.posted(channel) if said.get("thread_ts")]


def told(bot: House, channel: str = "C1") -> list[str]:
    """The messages that stand in the channel itself."""
    return [said["text"] for said in bot.slack.posted(channel) if not said.get("thread_ts")]


async def test_the_channel_is_told_once_and_that_message_grows(bot, clock):
    for number in range(1, 5):
        await complain(bot, clock, number)
    assert told(bot) == []
    await complain(bot, clock, 5)
    assert told(bot) == ["5 incidents in 8 minutes: Microsoft, 550 5.7.708"]
    await complain(bot, clock, 6)
    await complain(bot, clock, 7)
    assert told(bot) == ["7 incidents in 12 minutes: Microsoft, 550 5.7.708"]
    cards = answers(bot, "C1")
    assert len(cards) == 7
    assert all("Part of" in str(card["blocks"]) for card in cards)


@pytest.mark.parametrize(
    ("family", "advice"),
    [
        (
            Family.REPUTATION_BLOCKLIST,
            "One cause is likely behind them all: find it once, then do the same for each.",
        ),
        (
            Family.MAILBOX_UNKNOWN,
            "Each is about a recipient of its own, so each may have its own cause. "
            "Look first at what they share: a domain, a list, an import.",
        ),
        (
            Family.AUTH,
            "Each is about a login of its own, so each may have its own cause. "
            "Look first at what they share: a server, a provider, an import.",
        ),
    ],
    ids=["of a server", "of recipients", "of logins"],
)
def test_one_cause_is_likely_only_where_neither_recipients_nor_logins_are_the_matter(family, advice):
    first = replace(INCIDENT, findings=(replace(FINDING, family=family),))
    wave = Wave(1, "T1", "C1", NOON, NOON, None, 5, 0)
    assert wave_card(wave, first, ENTRIES).blocks[1]["text"]["text"] == advice


async def test_its_message_grows_once_in_a_while(bot, clock):
    for number in range(1, 6):
        await complain(bot, clock, number)
    edits = len(bot.slack.called("chat.update"))
    for number in range(6, 10):
        await bot.deliver(message(MICROSOFT.format(number), user=f"U{number}", ts=f"17640{number:05d}.1"))
    await bot.settle(lambda: len(answers(bot, "C1")) == 9)
    assert told(bot) == ["5 incidents in 8 minutes: Microsoft, 550 5.7.708"]
    clock.ahead += timedelta(seconds=15)
    bot.service.sender.wake()
    await bot.quiet()
    assert told(bot) == ["9 incidents in 10 minutes: Microsoft, 550 5.7.708"]
    assert len(bot.slack.called("chat.update")) == edits + 1


async def test_another_channel_hears_nothing_of_it(bot, clock):
    for number in range(1, 4):
        await complain(bot, clock, number)
    for number in range(4, 8):
        await complain(bot, clock, number, channel="C2")
    assert (told(bot), told(bot, "C2")) == ([], [])
    await complain(bot, clock, 8, channel="C2")
    assert (told(bot), told(bot, "C2")) == ([], ["5 incidents in 8 minutes: Microsoft, 550 5.7.708"])


async def test_show_all_lists_the_wave_to_whoever_pressed(bot, clock):
    for number in range(1, 6):
        await complain(bot, clock, number)
    await bot.deliver(press("wave:show", "1:0", slack=bot.slack))
    await bot.quiet()
    [answer] = bot.slack.answers
    assert answer["text"] == "5 incidents of one wave, 0 resolved"
    assert answer["response_type"] == "ephemeral"
    listed = answer["blocks"][1]["text"]["text"].split("\n")
    assert [line.split(" · ")[0] for line in listed] == [
        f"*{number}* `c{number}@customer{number}.example`" for number in (5, 4, 3, 2, 1)
    ]


async def test_a_long_wave_is_listed_page_by_page_with_the_way_to_each_thread(bot, clock, monkeypatch):
    monkeypatch.setattr("bot.delivery.summaries.LISTED", 3)
    for number in range(1, 6):
        await complain(bot, clock, number)
    link = {"ok": True, "permalink": "https://a.example/p1"}
    pages = []
    for value in ("1:0", "1:3"):
        bot.slack.fail["chat.getPermalink"] = deque([(200, link, {}), *[(200, {"ok": False}, {})] * 2])
        await bot.deliver(press("wave:show", value, slack=bot.slack))
        await bot.quiet()
        blocks = bot.slack.answers[-1]["blocks"]
        listed = [line.split(" · ")[0] for line in blocks[1]["text"]["text"].split("\n")]
        turns = blocks[2]["elements"] if len(blocks) > 2 else []
        pages.append((listed, [button["value"] for button in turns]))
    assert pages == [
        (
            [
                "*<https://a.example/p1|5>* `c5@customer5.example`",
                "*4* `c4@customer4.example`",
                "*3* `c3@customer3.example`",
            ],
            ["1:3"],
        ),
        (["*<https://a.example/p1|2>* `c2@customer2.example`", "*1* `c1@customer1.example`"], []),
    ]


@pytest.mark.parametrize(
    ("people", "channels", "members", "value"),
    [
        ({"U9": {"is_restricted": True}}, {}, {}, "1:0"),
        ({}, {"C1": {"is_private": True}}, {"C1": ["U1"]}, "1:0"),
        ({}, {}, {}, "7:0"),
    ],
    ids=["guest", "cannot see the channel", "no such wave"],
)
async def test_who_may_not_see_a_wave_is_told_so(bot, clock, people, channels, members, value):
    for number in range(1, 6):
        await complain(bot, clock, number)
    bot.slack.people, bot.slack.channels, bot.slack.members = people, channels, members
    await bot.deliver(press("wave:show", value, slack=bot.slack, user="U9"))
    await bot.quiet()
    [answer] = bot.slack.answers
    assert answer["text"] in {
        "Guests and people of other organisations can read diagnoses only. "
        "Ask a member of this workspace to do it.",
        "There is no such wave that you can see. `/smtpcheck incidents` lists yours.",
    }
    assert "customer" not in str(answer)


async def test_resolving_one_shows_on_the_wave(bot, clock):
    for number in range(1, 6):
        await complain(bot, clock, number)
    await bot.deliver(press("incident:assign", "2:1", slack=bot.slack))
    await bot.quiet()
    [wave] = [said for said in bot.slack.posted("C1") if not said.get("thread_ts")]
    assert wave["blocks"][-1]["elements"][0]["text"].endswith("· 5 open")
