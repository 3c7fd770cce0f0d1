"""Who sees which incident: every list, page and export for a person shows exactly what is theirs to see.

A new way to look at incidents is one line in LOOKS: what it shows this person, as numbers of incidents.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.checking import SUMMARY
from bot.delivery.remembered import REMEMBERED_FOR
from bot.desk import replies
from bot.errors import NotAllowedError
from bot.period import Period
from bot.reading import read_paste
from bot.store import handoffs, incidents, records
from bot.store.sight import Sight
from tests.bot_house import PASTE, command, house, in_view, message, press, submit
from tests.knowledge_base import knowledge
from tests.slack_stub import TEAM
from tests.store_house import NOON

# Where each incident is and whose, as (channel, reporter, owner, offered to).
INCIDENTS = {
    1: ("C1", "U1", None, None),  # public, the bot is in it
    2: ("CLEFT", "U1", None, None),  # public, the bot was removed
    3: ("G1", "U1", None, None),  # private
    4: ("GLEFT", "U1", None, None),  # private, the bot was removed
    5: ("D1", "U1", None, None),  # U1's direct messages with the bot
    6: (None, "U1", None, None),  # U1's own slash paste
    7: ("G1", "U1", "U3", None),  # private, owned by somebody who is not in it
    8: ("G1", "U1", None, "U4"),  # private, offered to somebody who is not in it
    9: ("G1", "U1", None, "S1"),  # private, offered to a user group
    10: ("G1", "U1", None, "C5"),  # private, offered to another channel
    11: ("G2", "U6", None, None),  # private, pasted by somebody who left it since
    12: ("D1", "U1", "U3", None),  # handed out of a direct message
}
PUBLIC = {1, 2}
SEEN = {
    "U1": PUBLIC | {3, 5, 6, 7, 8, 9, 10, 12},  # member of G1
    "U2": PUBLIC,  # any other member
    "U3": PUBLIC | {7, 12},
    "U4": PUBLIC | {8},
    "U5": PUBLIC | {9, 10},  # in the group S1 and in C5
    "U6": PUBLIC,
    "UGUEST": None,
    "USINGLE": None,
    "USTRANGER": None,
    "UOTHERTEAM": None,
    "UGONE": None,  # deactivated
    "UBOT2": None,
    "UNOBODY": None,  # Slack does not know them
}
PEOPLE = {
    "UGUEST": {"is_restricted": True},
    "USINGLE": {"is_restricted": True, "is_ultra_restricted": True},
    "USTRANGER": {"is_stranger": True},
    "UOTHERTEAM": {"team_id": "T9"},
    "UGONE": {"deleted": True},
    "UBOT2": {"is_bot": True},
}


def numbers_in(shown: object) -> set[int]:
    return {int(found) for found in re.findall(r"\*(\d+)\* ", str(shown))}


async def answered(bot, user: str, text: str) -> dict:
    before = len(bot.slack.answers)
    await bot.deliver(command(text, slack=bot.slack, user=user))
    await bot.quiet()
    [answer] = bot.slack.answers[before:]
    return answer


async def listed(bot, user: str, text: str) -> set[int] | None:
    answer = await answered(bot, user, text)
    if answer["text"].startswith("Guests and people of other organisations"):
        return None
    return numbers_in(answer["blocks"])


async def at_home(bot, user: str) -> set[int] | None:
    before = len(bot.slack.called("views.publish"))
    opened = message("", user=user, channel=f"D{user[1:]}")
    opened["event"] = {"type": "app_home_opened", "user": user, "channel": f"D{user[1:]}", "tab": "home"}
    await bot.deliver(opened)
    await bot.quiet()
    [published] = bot.slack.called("views.publish")[before:]
    assert published["user_id"] == user
    found = numbers_in(published["view"]["blocks"])
    return None if SEEN.get(user, ()) is None and not found else found


async def one_by_one(bot, user: str) -> set[int] | None:
    said = {number: (await answered(bot, user, f"show {number}"))["text"] for number in INCIDENTS}
    if all(text.startswith("Guests and people of other organisations") for text in said.values()):
        return None
    return {number for number, text in said.items() if f"There is no incident {number} " not in text}


async def in_sight(bot, user: str) -> set[int] | None:
    """What every query for a person is built on."""
    try:
        sight = await bot.service.desk.looking._means.sight(TEAM, user)
    except NotAllowedError:
        return None
    condition, values = sight.where()
    rows = await bot.store.read(
        lambda db: db.execute(f"select id from incidents where {condition}", values).fetchall()
    )
    return {row["id"] for row in rows}


async def exported(bot, user: str) -> set[int] | None:
    subject = "2026-11-01..2026-11-30 jsonl"
    try:
        export = await bot.service.desk.exporting.write(
            replies.message(TEAM, NOON, user, "export", key=f"export:{user}", subject=subject)
        )
    except NotAllowedError:
        return None
    with export.file as file:
        file.seek(0)
        return {json.loads(line)["id"] for line in file}


async def counted(bot, user: str) -> set[int] | None:
    """Each incident is the only one of its provider."""
    try:
        found = await bot.service.desk.learning.count(TEAM, user, Period(NOON.date(), NOON.date()))
    except NotAllowedError:
        return None
    assert found.incidents == len(found.providers)
    return {int(provider) for provider, _ in found.providers}


LOOKS = {
    "incidents": lambda bot, user: listed(bot, user, "incidents"),
    "search": lambda bot, user: listed(bot, user, "incidents search 535"),
    "export": exported,
    "statistics": counted,
    "incidents all": lambda bot, user: listed(bot, user, "incidents all"),
    "home": at_home,
    "show": one_by_one,
    "sight": in_sight,
}


@pytest.fixture
async def slack(slack):
    slack.people = dict(PEOPLE)
    slack.channels = {
        "C1": {},
        "CLEFT": {"is_member": False},
        "C5": {},
        "G1": {"is_private": True},
        "G2": {"is_private": True},
    }
    outsiders = ["UGUEST", "USINGLE", "USTRANGER", "UOTHERTEAM", "UGONE", "UBOT2"]
    slack.members = {"C1": outsiders, "C5": ["U5"], "G1": ["U1", *outsiders], "G2": []}
    slack.usergroups = [{"id": "S1", "users": ["U5", *outsiders]}, {"id": "S2"}]
    # What Slack says of a private channel the bot is not in, and of somebody it does not know.
    slack.hidden = {"GLEFT"}
    slack.unknown = {"UNOBODY"}
    return slack


def open_all(db) -> None:
    [finding] = read_paste(PASTE, knowledge()).findings
    for number, (channel, reporter, owner, offered) in INCIDENTS.items():
        findings = (replace(finding, provider=str(number)),)
        place = {"channel": channel, "message_ts": f"1.{number}" if channel else None, "thread_ts": None}
        opened = incidents.open_incident(
            db, team=TEAM, reporter=reporter, findings=findings, mailbox=None, host=None, at=NOON, **place
        ).incident
        assert opened.id == number
        if owner:
            incidents.assign(db, number, version=None, actor="U1", owner=owner, at=NOON)
        if offered:
            handoffs.offer(db, number, version=None, sender="U1", receiver=offered, note="", at=NOON)


@pytest.mark.parametrize("look", LOOKS)
async def test_everybody_sees_exactly_what_is_theirs_to_see(slack, tmp_path, look):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.store.write(open_all)
        assert {user: await LOOKS[look](bot, user) for user in SEEN} == SEEN


async def test_the_condition_and_the_question_say_the_same(tmp_path, slack):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.store.write(open_all)
        everything = await bot.store.read(lambda db: [records.require(db, number) for number in INCIDENTS])
        for sight in (
            *[
                await bot.service.desk.looking._means.sight(TEAM, user)
                for user in SEEN
                if SEEN[user] is not None
            ],
            Sight("T2", "U1", frozenset({"C1", "G1"})),
            Sight(TEAM, "U1", frozenset()),
        ):
            condition, values = sight.where("i")
            rows = await bot.store.read(
                lambda db, condition=condition, values=values: db.execute(
                    f"select id from incidents i where {condition} order by id", values
                ).fetchall()
            )
            assert [row["id"] for row in rows] == [one.id for one in everything if sight.holds(one)]
            query, values = sight.alone()
            rows = await bot.store.read(
                lambda db, query=query, values=values: db.execute(
                    f"{query} order by id", {**values, "since": 0}
                ).fetchall()
            )
            assert [row["id"] for row in rows] == [
                one.id for one in everything if sight.holds(one) and one.channel not in sight.channels
            ]


@pytest.mark.parametrize("found_in", ["authorizations", "context_team_id"])
async def test_what_is_pasted_in_a_channel_that_another_organisation_shares_is_ours_to_follow(bot, found_in):
    pasted = message(PASTE, channel="C5")
    ours = pasted["team_id"]
    pasted["team_id"] = "T9"
    if found_in == "context_team_id":
        pasted |= {"authorizations": [{"enterprise_id": "E1", "team_id": None}], "context_team_id": ours}
    await bot.deliver(pasted)
    await bot.quiet()
    assert (await answered(bot, "U5", "resolve 1"))["text"] == "Incident 1 is resolved now."
    assert await bot.rows("select distinct team from incidents") == [{"team": TEAM}]


@pytest.mark.parametrize("look", LOOKS)
async def test_who_was_removed_sees_nothing_more_after_five_minutes(slack, tmp_path, clock, look):
    async with house(tmp_path / "s.db", slack, now=clock) as bot:
        await bot.store.write(open_all)
        assert {3, 7, 8} <= await LOOKS[look](bot, "U1")
        slack.members["G1"].remove("U1")
        clock.ahead += REMEMBERED_FOR
        assert await LOOKS[look](bot, "U1") == PUBLIC | {5, 6, 12}


@pytest.mark.parametrize("look", LOOKS)
async def test_who_became_a_guest_gets_nothing_after_five_minutes(slack, tmp_path, clock, look, monkeypatch):
    async with house(tmp_path / "s.db", slack, now=clock) as bot:
        await bot.store.write(open_all)
        assert await LOOKS[look](bot, "U2") == PUBLIC
        slack.people["U2"] = {"is_restricted": True}
        clock.ahead += REMEMBERED_FOR
        monkeypatch.setitem(SEEN, "U2", None)
        assert await LOOKS[look](bot, "U2") is None


async def test_a_channel_made_private_is_its_members_own_after_five_minutes(slack, tmp_path, clock):
    async with house(tmp_path / "s.db", slack, now=clock) as bot:
        await bot.store.write(open_all)
        assert await in_sight(bot, "U2") == {1, 2}
        slack.channels["C1"] = {"is_private": True}
        slack.hidden.add("CLEFT")
        clock.ahead += REMEMBERED_FOR
        assert await in_sight(bot, "U2") == set()


async def test_a_page_that_was_asked_for_in_time_is_not_filled_for_who_was_removed_meanwhile(
    slack, tmp_path, clock
):
    async with house(tmp_path / "s.db", slack, now=clock, working=False) as bot:
        await bot.store.write(open_all)
        await bot.deliver(press("queue:show", "3:1", slack=slack))
    slack.members["G1"].remove("U1")
    clock.ahead += REMEMBERED_FOR
    async with house(tmp_path / "s.db", slack, now=clock) as bot:
        await bot.quiet()
    assert slack.called("views.update") == []


@pytest.mark.parametrize("loss", ["removed", "guest"])
async def test_a_button_that_outlived_the_right_to_see_shows_nothing_anew(slack, tmp_path, clock, loss):
    """The card of *show* and the page of a list stay open; what happened since is for members of the channel."""
    async with house(tmp_path / "s.db", slack, now=clock) as bot:
        await bot.store.write(open_all)
        await answered(bot, "U1", "show 3")
        await bot.deliver(press("queue:show", "3:1", slack=slack))
        await bot.quiet()
        if loss == "removed":
            slack.members["G1"].remove("U1")
        else:
            slack.people["U1"] = {"is_restricted": True}
        clock.ahead += REMEMBERED_FOR
        before, filled = len(slack.answers), len(slack.called("views.update"))
        on_card = press("incident:assign", "3:1", slack=slack)
        on_card["container"] |= {"is_ephemeral": True}
        del on_card["message"]
        on_page = in_view(press("incident:assign", "3:1", slack=slack), id="V1", type="modal")
        for pressed in (on_card, on_page):
            await bot.deliver(pressed)
            await bot.quiet()
        refused = {
            "removed": "There is no incident 3 that you can see. `/smtpcheck incidents` lists yours.",
            "guest": (
                "Guests and people of other organisations can read diagnoses only. "
                "Ask a member of this workspace to do it."
            ),
        }[loss]
        whispered = [said["text"] for said in [*slack.answers[before:], *slack.posted("DU1")]]
        assert whispered == [refused] * 2
        assert len(slack.called("views.update")) == filled


@pytest.mark.parametrize(("user", "posted"), [("U1", ["*Nothing wrong was found.*"]), ("UGUEST", [])])
async def test_a_guest_posts_no_answer_of_a_check(slack, tmp_path, user, posted):
    """The view of a check stays open when somebody becomes a guest."""
    opened = {"id": "V1", "type": "modal", "private_metadata": json.dumps({"channel": "C1"})}
    answer = {"block_id": SUMMARY, "text": {"text": "*Nothing wrong was found.*"}}
    pressed = in_view(press("check:post", "-", slack=slack, user=user), **opened)
    pressed["view"] |= {"blocks": [answer]}
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.deliver(pressed)
        await bot.quiet()
    assert [said["text"] for said in slack.posted("C1")] == posted


async def test_a_guest_starts_no_check_by_a_form_that_was_opened_before(bot, slack):
    typed = {
        "user": "ana@example.com",
        "password": "Zk9 quiet\N{NO-BREAK SPACE}horse",
        "server": "mail.example.com",
    }
    values = {name: {"value": text} for name, text in typed.items()}
    answer = await bot.deliver(submit("login", "", values, user="UGUEST"))
    assert "Guests and people of other organisations can read diagnoses only." in answer.body
    assert await bot.rows("select act from audit") == []


async def test_an_answer_that_was_waited_for_is_as_old_as_its_question(slack, tmp_path, clock):

    def wait(stub, arguments):
        clock.ahead += timedelta(minutes=4)

    async with house(tmp_path / "s.db", slack, now=clock) as bot:
        await bot.store.write(open_all)
        slack.fail["users.info"] = deque([wait])
        assert await in_sight(bot, "U2") == PUBLIC
        slack.people["U2"] = {"is_restricted": True}
        clock.ahead += timedelta(minutes=1)
        assert await in_sight(bot, "U2") is None


async def test_what_many_ask_at_once_is_asked_once(slack, tmp_path):
    async with house(tmp_path / "s.db", slack) as bot:
        await bot.store.write(open_all)
        seen = await asyncio.gather(*(in_sight(bot, "U2") for _ in range(20)))
        assert seen == [PUBLIC] * 20
        asked = [method for method, _ in slack.calls if method != "auth.test"]
        assert sorted(asked) == [
            "conversations.info",
            "conversations.info",
            "usergroups.list",
            "users.conversations",
            "users.conversations",
            "users.info",
        ]


async def test_a_thousand_channels_are_asked_for_in_pages(slack, tmp_path):
    slack.channels = {f"C{number}": {"is_private": number % 2 == 1} for number in range(1000)}
    slack.members = {channel: ["U1"] for channel in slack.channels}
    findings = read_paste(PASTE, knowledge()).findings

    def open_everywhere(db) -> None:
        for channel in (*slack.channels, *(f"CLEFT{number}" for number in range(30))):
            incidents.open_incident(
                db, team=TEAM, channel=channel, message_ts="1.1", thread_ts=None, reporter="U9",
                findings=findings, mailbox=None, host=None, at=NOON,
            )  # fmt: skip

    async with house(tmp_path / "s.db", slack) as bot:
        await bot.store.write(open_everywhere)
        assert len(await in_sight(bot, "U1")) == 1020  # channels the bot has left: twenty a list
        calls = len(slack.calls)
        assert len(await in_sight(bot, "U2")) == 530
        assert sorted({method for method, _ in slack.calls[calls:]}) == [
            "conversations.info",
            "users.conversations",
            "users.info",
        ]
        assert len(slack.called("users.conversations")) == 3  # the public ones once, two people's once each
        assert len(slack.called("conversations.info")) == 30
