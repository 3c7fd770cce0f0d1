"""auth, api, team, users, usergroups and bots: who is here. Also apps.connections.open."""

from __future__ import annotations

from bot.sandbox.call import ANY_TOKEN, APP_TOKEN, NO_TOKEN, Call, method
from bot.sandbox.limits import PAGE_MOST, Tier
from bot.sandbox.methods_conversations import page
from bot.sandbox.people import (
    APP_ID,
    BOT_ID,
    BOT_USER_ID,
    TEAM_DOMAIN,
    TEAM_ID,
    TEAM_NAME,
    USERGROUPS,
    user_json,
    usergroup_json,
)
from bot.sandbox.refusal import Json, RefusalError


@method("auth.test", tier=Tier.SPECIAL, token=ANY_TOKEN)
def auth_test(call: Call) -> Json:
    """Whose token this is."""
    return {
        "ok": True,
        "url": call.parts.origin + "/",
        "team": TEAM_NAME,
        "user": call.space.app.name,
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


@method("api.test", "error foo", tier=Tier.FOUR, token=NO_TOKEN)
def api_test(call: Call) -> Json:
    """Answer with what it was given."""
    if call.args.get("error"):
        raise RefusalError(call.args["error"], args=call.args)
    return {"ok": True, "args": call.args}


@method("apps.connections.open", tier=Tier.THREE, token=APP_TOKEN)
def connections_open(call: Call) -> Json:
    """An address for one Socket Mode connection, good once."""
    ticket = call.parts.sockets.ticket()
    address = call.parts.origin.replace("http://", "ws://", 1)
    return {"ok": True, "url": f"{address}/link/?ticket={ticket}&app_id={APP_ID}"}


@method("team.info", "team domain", scope="team:read")
def team_info(call: Call) -> Json:
    """The workspace."""
    if call.args.get("team", TEAM_ID) != TEAM_ID:
        raise RefusalError("team_not_found")
    return {
        "ok": True,
        "team": {
            "id": TEAM_ID,
            "name": TEAM_NAME,
            "domain": TEAM_DOMAIN,
            "email_domain": "",
            "url": call.parts.origin + "/",
        },
    }


@method("users.info", "user! include_locale=bool", scope="users:read", tier=Tier.FOUR)
def users_info(call: Call) -> Json:
    """One user."""
    person = call.space.people.get(call.args["user"])
    if person is None:
        raise RefusalError("user_not_found")
    return {"ok": True, "user": user_json(person)}


@method("users.list", "limit=int cursor include_locale=bool", scope="users:read", tier=Tier.TWO)
def users_list(call: Call) -> Json:
    """Everybody in the workspace; people of other organisations are only found one by one, as at Slack."""
    members = [user_json(person) for person in call.space.people.values() if person.team_id == TEAM_ID]
    return {**page(members, call, key="members", default=PAGE_MOST), "cache_ts": int(call.space.clock.now())}


@method(
    "usergroups.list", "include_users=bool include_count=bool include_disabled=bool", scope="usergroups:read",
    tier=Tier.TWO,
)  # fmt: skip
def usergroups_list(call: Call) -> Json:
    """The user groups."""
    users, number = bool(call.args.get("include_users")), bool(call.args.get("include_count"))
    found = [usergroup_json(group, include_users=users, include_count=number) for group in USERGROUPS]
    return {"ok": True, "usergroups": found}


@method(
    "usergroups.users.list",
    "usergroup! include_disabled=bool",
    scope="usergroups:read",
    tier=Tier.TWO,
)
def usergroup_users(call: Call) -> Json:
    """Who is in a user group."""
    group = next((group for group in USERGROUPS if group.id == call.args["usergroup"]), None)
    if group is None:
        raise RefusalError("no_such_subteam")
    return {"ok": True, "users": list(group.users)}


@method("bots.info", "bot", scope="users:read")
def bots_info(call: Call) -> Json:
    """The app's bot."""
    if call.args.get("bot", BOT_ID) != BOT_ID:
        raise RefusalError("bot_not_found")
    bot = {
        "id": BOT_ID,
        "deleted": False,
        "name": call.space.app.name,
        "updated": 1764000000,
        "app_id": APP_ID,
    }
    return {"ok": True, "bot": bot | {"user_id": BOT_USER_ID, "icons": {}}}
