"""What the app sees of channels and people by the Web API."""

from __future__ import annotations

from tests.sandbox_app import (
    ANA,
    ANA_DM,
    BEN,
    BOT,
    CHRIS,
    DELIVERABILITY,
    GITA,
    OTTO,
    PRIVATE,
    TEAM,
    client_of,
    refused,
)


async def test_the_app_sees_public_channels_and_those_it_is_in(server):
    client = client_of(server)
    listed = (await client.conversations_list(types="public_channel,private_channel")).data["channels"]
    assert [(c["name"], c["is_member"], c["is_private"], c["is_ext_shared"]) for c in listed] == [
        ("support", True, False, False),
        ("deliverability", True, False, True),
        ("general", False, False, False),
        ("mail-ops", True, True, False),
    ]
    await server.act({"as": ANA, "do": "remove_bot", "channel": PRIVATE})
    assert (await refused(server, "conversations.info", channel=PRIVATE))["error"] == "channel_not_found"
    members = (await client.conversations_members(channel=DELIVERABILITY)).data["members"]
    assert members == [ANA, BEN, CHRIS, OTTO, BOT]


async def test_of_a_persons_conversations_the_app_sees_those_it_shares(server):
    client = client_of(server)
    both = "public_channel,private_channel"

    async def shared(**which):
        found = (await client.users_conversations(**which)).data
        assert all("is_member" not in one and "num_members" not in one for one in found["channels"])
        return [one.get("name", one["id"]) for one in found["channels"]], found["response_metadata"]

    end = {"next_cursor": ""}
    assert await shared() == (["support", "deliverability"], end)
    assert await shared(types=both) == (["support", "deliverability", "mail-ops"], end)
    assert await shared(types=both, user=ANA) == (["support", "deliverability", "mail-ops"], end)
    assert await shared(types=both, user=CHRIS) == (["support", "deliverability"], end)
    assert await shared(types=both, user=GITA) == (["support"], end)
    assert await shared(types=both, user=OTTO) == (["deliverability"], end)
    assert await shared(types="im", user=ANA) == ([ANA_DM], end)
    assert await shared(types=both, user=ANA, limit=2) == (
        ["support", "deliverability"],
        {"next_cursor": "2"},
    )
    assert await shared(types=both, user=ANA, limit=2, cursor="2") == (["mail-ops"], end)
    await server.act({"as": ANA, "do": "remove_bot", "channel": PRIVATE})
    assert await shared(types=both, user=ANA) == (["support", "deliverability"], end)


async def test_people_say_what_they_are(server):
    client = client_of(server)
    kinds = {}
    for user in (ANA, GITA, OTTO, BOT):
        found = (await client.users_info(user=user)).data["user"]
        kinds[user] = (found["team_id"], found["is_restricted"], found["is_stranger"], found["is_bot"])
    assert kinds == {
        ANA: (TEAM, False, False, False),
        GITA: (TEAM, True, False, False),
        OTTO: ("T0PARTNER01", False, True, False),
        BOT: (TEAM, False, False, True),
    }
    assert [m["id"] for m in (await client.users_list()).data["members"]] == [ANA, BEN, CHRIS, GITA, BOT]
    groups = (await client.usergroups_list(include_users=True)).data["usergroups"]
    assert [(g["handle"], g["users"]) for g in groups] == [("mail-team", [ANA, BEN])]
    assert (await client.usergroups_users_list(usergroup=groups[0]["id"])).data["users"] == [ANA, BEN]
    assert (await client.bots_info(bot="B0SMTPCHECK")).data["bot"]["user_id"] == BOT
    assert (await client.team_info()).data["team"]["id"] == TEAM
