"""Looks at everything the bot needs, one line a thing, each fault with its remedy.

Changes nothing and never says a secret; what cannot be reached is a line, no crash.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from importlib.resources import files
from typing import Any

import aiohttp

from bot.cards.words import counted
from bot.config import Settings, misspelt_settings
from bot.errors import SettingsError, UserError
from bot.model import TlsMode, is_group
from bot.net import DnsStatus, Fault, Net
from bot.store.health import SQLITE_VERSION, examine

ROOM_BYTES = 200 << 20  # the log file may grow to 64 MB, a migration copies tables
CLOCK_S = 60  # Slack's signatures bear 300; reminders should be right to the minute
SLACK_S = 10  # it answers in well under one
ASKED_DOMAIN = "gmail.com"
ASKED_SERVER = "smtp.gmail.com"  # answers on both ports, everywhere
PORTS = ((465, TlsMode.IMPLICIT), (587, TlsMode.STARTTLS))


class State(StrEnum):
    """How a thing stands; `note` is worth knowing and no fault."""

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at: what was found, and what to do, empty when nothing is."""

    state: State
    subject: str
    text: str
    remedy: str = ""


async def look(settings: Settings, net: Net, *, now: datetime) -> tuple[Line, ...]:
    """Every line, from the settings to the outgoing ports; takes a quarter of a minute at most offline."""
    return (
        Line(State.OK, "settings", "every setting can be read"),
        *_look_at_names(),
        *_look_at_dotenv(),
        *_look_at_database(settings.database),
        _look_at_disk(settings.database),
        *await _look_at_slack(settings, now),
        *await _look_at_network(net),
    )


# This machine


def _look_at_names() -> tuple[Line, ...]:
    remedy = "correct the name: .env.example holds every one"
    return tuple(
        Line(State.NOTE, "settings", f"{name} is no setting and changes nothing", remedy)
        for name in misspelt_settings()
    )


def _look_at_dotenv() -> tuple[Line, ...]:
    try:
        mode = os.stat(".env").st_mode
    except OSError:  # the environment alone is as good
        return ()
    if mode & 0o077:
        return (Line(State.FAULT, "settings", ".env can be read by other users", "chmod 600 .env"),)
    return ()


def _look_at_database(path: str) -> tuple[Line, ...]:
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.exists(path):
        if os.access(folder, os.W_OK | os.X_OK):
            text = f"there is none at {path} yet; the first start makes it"
            return (Line(State.NOTE, "database", text),)
        remedy = "name a file in a folder this user may write to in SMTPCHECK_DATABASE"
        return (Line(State.FAULT, "database", f"{folder} cannot be written", remedy),)
    if not os.access(path, os.W_OK) or not os.access(folder, os.W_OK | os.X_OK):
        remedy = f"run this as the user that the bot runs as, or give this one {path} and its folder to write"
        return (Line(State.FAULT, "database", f"{path} cannot be written", remedy),)
    return _look_inside(path)


def _look_inside(path: str) -> tuple[Line, ...]:
    if os.path.isfile(path) and not os.path.getsize(path):
        return (Line(State.NOTE, "database", f"{path} is empty yet; the first start fills it"),)
    try:
        health = examine(path)
    except UserError as error:
        text, _, remedy = error.for_operator.rpartition(": ")
        return (Line(State.FAULT, "database", text, remedy.rstrip(".")),)
    lines = []
    if os.stat(path).st_mode & 0o077:
        lines.append(Line(State.FAULT, "database", f"{path} can be read by other users", f"chmod 600 {path}"))
    lines += [
        Line(
            State.FAULT,
            "database",
            f"{path} is damaged: {fault}",
            "stop the bot, then smtpcheck restore FILE",
        )
        for fault in health.faults
    ]
    if health.newer:
        text = f"{path} was written by a newer smtpcheck (its schema has {health.newer})"
        lines.append(Line(State.FAULT, "database", text, "update smtpcheck"))
    if not health.faults and not health.newer:
        text = f"{path} holds together: {counted(health.incidents, 'incident')}, SQLite {SQLITE_VERSION}"
        lines.append(Line(State.OK, "database", text))
    if health.waiting and not health.newer:
        text = "its schema is of an older version; the next start brings it up to date"
        lines.append(Line(State.NOTE, "database", text, "smtpcheck backup FILE before that"))
    return tuple(lines)


def _look_at_disk(path: str) -> Line:
    folder = os.path.dirname(os.path.abspath(path))
    try:
        disk = os.statvfs(folder)
    except OSError as error:
        return Line(State.FAULT, "disk", f"{folder}: {error.strerror}", "name a folder that exists")
    free = disk.f_bavail * disk.f_frsize
    text = f"{free >> 20} MB free in {folder}"
    if free < ROOM_BYTES:
        return Line(
            State.FAULT, "disk", text, f"free some space: the bot needs {ROOM_BYTES >> 20} MB to work"
        )
    return Line(State.OK, "disk", text)


# Slack

ANOTHER_LEAD = "name another one in SMTPCHECK_ESCALATE_TO"


async def _look_at_slack(settings: Settings, now: datetime) -> tuple[Line, ...]:
    if not settings.wants_slack:
        text = "no token is set: only the local workspace can be started (smtpcheck sandbox)"
        return (Line(State.NOTE, "tokens", text, "for your workspace follow the README"),)
    try:
        socket_mode = settings.socket_mode()
    except SettingsError as error:
        fault, _, remedy = str(error).partition(". ")
        return (Line(State.FAULT, "tokens", fault, remedy.rstrip(".")),)
    asked = {"auth.test": ("SLACK_BOT_TOKEN", settings.slack_bot_token or "")}
    if socket_mode:
        asked["apps.connections.open"] = ("SLACK_APP_TOKEN", settings.slack_app_token or "")
    lines: list[Line] = []
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SLACK_S)) as session:
        for method, (setting, token) in asked.items():
            try:
                said, headers = await _ask(session, settings.slack_api_url + method, token)
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                text = f"{settings.slack_api_url} does not answer ({type(error).__name__})"
                remedy = "let this machine reach it by HTTPS, port 443"
                return (*lines, Line(State.FAULT, "slack", text, remedy))
            lines.append(_token_line(setting, said))
            if method == "auth.test":
                lines += [*_scope_lines(said, headers), *_clock_lines(headers, now)]
        if settings.escalate_to is not None:
            lines.append(await _look_at_escalation(session, settings, settings.escalate_to))
    return tuple(lines)


async def _look_at_escalation(session: aiohttp.ClientSession, settings: Settings, named: str) -> Line:
    """Whether who is named hears of handoffs that nobody accepts; else the incident's channel does."""
    method = "usergroups.list" if is_group(named) else f"conversations.info?channel={named}"
    try:
        said, _ = await _ask(session, settings.slack_api_url + method, settings.slack_bot_token or "")
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        return Line(State.NOTE, "escalation", f"Slack did not say who {named} is ({type(error).__name__})")
    known = any(group.get("id") == named for group in said.get("usergroups") or ())
    if known or (said.get("channel") or {}).get("is_member") is True:
        return Line(State.OK, "escalation", f"{named} hears of handoffs that nobody accepts")
    if is_group(named):
        return Line(State.FAULT, "escalation", f"{named} is no user group here", ANOTHER_LEAD)
    remedy = f"/invite @smtpcheck there, or {ANOTHER_LEAD}"
    return Line(State.FAULT, "escalation", f"the bot is not in {named}, which hears of no escalation", remedy)


async def _ask(
    session: aiohttp.ClientSession, url: str, token: str
) -> tuple[dict[str, Any], Mapping[str, str]]:
    headers = {"Authorization": f"Bearer {token}"}
    async with session.post(url, headers=headers, allow_redirects=False) as answer:
        said = json.loads(await answer.read())
        if not isinstance(said, dict):
            raise ValueError("no answer of Slack's")
        return said, answer.headers


def _token_line(setting: str, said: Mapping[str, Any]) -> Line:
    if said.get("ok") is True:
        return Line(State.OK, "tokens", f"Slack takes {setting}")
    error = str(said.get("error", ""))
    error = error if re.fullmatch(r"[a-z_]{1,60}", error) else "without a reason"
    if error in {"ratelimited", "internal_error", "service_unavailable"}:
        return Line(
            State.NOTE, "tokens", f"Slack did not look at {setting} ({error})", "ask again in a minute"
        )
    remedy = "copy it anew from the app's page; it changes when the app is reinstalled"
    return Line(State.FAULT, "tokens", f"Slack refuses {setting} ({error})", remedy)


def _scope_lines(said: Mapping[str, Any], headers: Mapping[str, str]) -> tuple[Line, ...]:
    if said.get("ok") is not True:
        return ()
    manifest = json.loads((files("bot") / "manifest.json").read_text(encoding="utf-8"))
    wanted = set(manifest["oauth_config"]["scopes"]["bot"])
    given = {scope.strip() for scope in headers.get("X-OAuth-Scopes", "").split(",")} - {""}
    if not given:
        return (Line(State.NOTE, "scopes", "Slack did not say what the token may do"),)
    missing = sorted(wanted - given)
    if not missing:
        return (Line(State.OK, "scopes", f"all {len(wanted)} are granted"),)
    remedy = "paste the current manifest.json at the app's page, then reinstall it under OAuth & Permissions"
    return (Line(State.FAULT, "scopes", f"the token lacks {', '.join(missing)}", remedy),)


def _clock_lines(headers: Mapping[str, str], now: datetime) -> tuple[Line, ...]:
    try:
        theirs = parsedate_to_datetime(headers.get("Date", "")).astimezone(UTC)
    except ValueError:
        return (Line(State.NOTE, "clock", "Slack did not say what time it is"),)
    off_s = round((now - theirs).total_seconds())
    if abs(off_s) <= CLOCK_S:
        return (Line(State.OK, "clock", "agrees with Slack's"),)
    text = f"is {abs(off_s)} s {'ahead of' if off_s > 0 else 'behind'} Slack's"
    return (Line(State.FAULT, "clock", text, "set this machine's clock by NTP: timedatectl set-ntp true"),)


# The network of the live checks

NOT_FOUND = {
    DnsStatus.NO_NAME: "the name servers say that there is no such domain",
    DnsStatus.NO_DATA: "the name servers say that it has none",
    DnsStatus.UNANSWERED: "no name server answers",
    DnsStatus.BROKEN: "the name servers answer with a fault",
    DnsStatus.DENIED: "the name servers deny every name",
}


async def _look_at_network(net: Net) -> tuple[Line, ...]:
    answer = await net.look_up(ASKED_DOMAIN, "MX")
    if answer.status is not DnsStatus.FOUND:
        text = f"the mail servers of {ASKED_DOMAIN} are not found: {NOT_FOUND[answer.status]}"
        remedy = "name working name servers in SMTPCHECK_NAMESERVERS, or let port 53 out"
        unseen = Line(State.NOTE, "ports", "outgoing ports were not tried, since no name is found")
        return (Line(State.FAULT, "dns", text, remedy), unseen)
    lines = [Line(State.OK, "dns", "names are found")]
    try:
        target = await net.resolve(ASKED_SERVER)
    except UserError as error:
        return (*lines, Line(State.FAULT, "ports", str(error), "ask who runs the name server why"))
    for port, mode in PORTS:
        probe = await net.probe(target, port, mode)
        lines.append(_port_line(port, probe.fault))
    return tuple(lines)


def _port_line(port: int, fault: Fault | None) -> Line:
    if fault is None:
        return Line(State.OK, "ports", f"{ASKED_SERVER} answers on port {port}")
    if fault in {Fault.TIMEOUT, Fault.REFUSED, Fault.UNREACHABLE}:
        remedy = f"let port {port} out at the firewall or ask the host; live checks of it say so until then"
        return Line(State.FAULT, "ports", f"outgoing port {port} is closed ({fault})", remedy)
    remedy = "look for an antivirus program, proxy or firewall that inspects mail on its way"
    return Line(
        State.FAULT, "ports", f"port {port} of {ASKED_SERVER} is altered on its way ({fault})", remedy
    )
