"""What every listener reads from a Slack payload: who, where, under which key. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from bot.desk.directory import PICTURES, READABLE, TABLES
from bot.model import UNNAMED, Request

Json = Mapping[str, Any]


def event_request(body: Json, intent: str, *, ts: str, fields: Mapping[str, str], **said: str) -> Request:
    """Return the request of an event; `said` gives text and actor where they are not the event's own."""
    event = body["event"]
    channel = str(event["channel"])
    return Request(
        key=str(body["event_id"]),
        intent=intent,
        team=_installed_team(body),
        actor=said.get("actor", str(event.get("user", ""))),
        channel=channel,
        ts=ts,
        thread_ts=event.get("thread_ts"),
        text=said.get("text", ""),
        fields=fields,
    )


def interaction_request(
    body: Json,
    intent: str,
    *,
    fields: Mapping[str, str],
    ts: str | None = None,
    thread_ts: str | None = None,
    text: str = "",
) -> Request:
    """Return the request of a command, shortcut, button or form."""
    channel = (body.get("channel") or {}).get("id") or body.get("channel_id")
    given = {**_redraw(body), **fields}
    if body.get("response_url"):
        given["response_url"] = str(body["response_url"])
    return Request(
        key=key_of(body),
        intent=intent,
        team=team_of(body),
        actor=actor_of(body),
        channel=channel,
        ts=ts,
        thread_ts=thread_ts,
        text=text,
        fields=given,
    )


def actor_of(body: Json) -> str:
    """Return who typed, pressed or submitted."""
    return str((body.get("user") or {}).get("id") or body.get("user_id"))


def team_of(body: Json) -> str:
    """Return the workspace it was done in; where an organisation has several, its person's."""
    named = (body.get("team") or {}).get("id") or body.get("team_id")
    return str(named or (body.get("user") or {}).get("team_id"))


def _redraw(body: Json) -> dict[str, str]:
    """Return what is to be shown anew once the work is done: the home, or the incident's page behind it."""
    view = body.get("view") or {}
    root = str(view.get("root_view_id") or "")
    if view.get("type") == "home":
        return {"redraw": f"home {view.get('private_metadata', '')}"}
    return {"redraw": f"page {root or view['id']}"} if view.get("id") else {}


def key_of(body: Json) -> str:
    """Return what makes an interaction unique: its trigger, else (of a form without) its view and type."""
    if body.get("trigger_id"):
        return str(body["trigger_id"])
    view = f"{(body.get('view') or {}).get('id', '')}:{body.get('type', '')}"
    return blake2b(view.encode(), digest_size=16).hexdigest()


def file_fields(files: list[Json]) -> dict[str, str]:
    """Return the ids of the files that can be read, a dropped .csv's name, whether there is a picture.

    In a channel that another organisation shares, Slack gives ids alone: what such a file is, is asked with
    its content (docs.slack.dev/reference/events/message/file_share, Slack Connect files).
    """
    names = [(str(file.get("id") or ""), str(file.get("name") or "")) for file in files]
    unnamed = {file.get("id") for file in files if file.get("file_access") == "check_file_info"}
    readable = [id_ for id_, name in names if id_ and (id_ in unnamed or name.casefold().endswith(READABLE))]
    tables = [name for _, name in names if name.casefold().endswith(TABLES)]
    found = {"files": ",".join(readable)} if readable else {}
    if unnamed:
        found[UNNAMED] = "yes"
    if tables:
        found["csv"] = tables[0]
    if any(name.casefold().endswith(PICTURES) for _, name in names):
        found["picture"] = "yes"
    known = (*READABLE, *PICTURES, *TABLES)
    others = [name for _, name in names if name and not name.casefold().endswith(known)]
    if others:
        found["unread"] = others[0]
    return found


def _installed_team(body: Json) -> str:
    """Our own workspace: in a channel that another one shared with us, an event's `team_id` is theirs.

    slackapi/java-slack-sdk issue 629; an installation for a whole organisation names no team (issue 923).
    """
    installed = (one.get("team_id") for one in body.get("authorizations") or ())
    return str(next(filter(None, installed), None) or body.get("context_team_id") or body["team_id"])
