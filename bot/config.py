"""Settings, read once from the environment and `.env`; each is one field here with its comment.

`.env.example` and the table of the README are generated from this file. It opens nothing but
`.env`, and never puts a secret into an error, a log or a `repr`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, get_type_hints

from dotenv.parser import parse_stream

from bot.errors import SettingsError
from bot.setting_values import (
    SLACK_API_URL,
    Network,
    parse_days,
    parse_duration_s,
    parse_log_level,
    parse_nameservers,
    parse_networks,
    parse_port,
    parse_ports,
    parse_signing_secret,
    parse_slack_id,
    parse_url,
    token_parser,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a field of Settings is called outside, what it means, how it is read, and its default as text."""

    name: str
    comment: str
    parse: Callable[[str], object]
    default: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting; `None` and the empty tuple mean "not set". Names ending in `_s` are seconds."""

    slack_bot_token: Annotated[
        str | None,
        Setting(
            "SLACK_BOT_TOKEN",
            "The app's bot token (xoxb-...): OAuth & Permissions, Bot User OAuth Token",
            token_parser("xoxb-", "OAuth & Permissions, Bot User OAuth Token"),
        ),
    ] = field(default=None, repr=False)
    slack_app_token: Annotated[
        str | None,
        Setting(
            "SLACK_APP_TOKEN",
            "For Socket Mode, the app-level token (xapp-...) with connections:write: "
            "Basic Information, App-Level Tokens",
            token_parser("xapp-", "Basic Information, App-Level Tokens"),
        ),
    ] = field(default=None, repr=False)
    slack_signing_secret: Annotated[
        str | None,
        Setting(
            "SLACK_SIGNING_SECRET",
            "For HTTP mode, the signing secret: Basic Information, App Credentials",
            parse_signing_secret,
        ),
    ] = field(default=None, repr=False)
    slack_api_url: Annotated[
        str,
        Setting(
            "SLACK_API_URL",
            "Base address of the Web API, https:// but on this machine itself",
            parse_url,
            SLACK_API_URL,
        ),
    ] = SLACK_API_URL
    port: Annotated[int, Setting("PORT", "Port on which HTTP mode listens", parse_port, "3000")] = 3000
    status_port: Annotated[
        int | None,
        Setting(
            "SMTPCHECK_STATUS_PORT",
            "Port of /healthz, /readyz and /metrics, for the operator's own network; "
            "without it HTTP mode answers the first two on PORT",
            parse_port,
        ),
    ] = None
    database: Annotated[
        str, Setting("SMTPCHECK_DATABASE", "Path of the SQLite file", str, "smtpcheck.db")
    ] = "smtpcheck.db"
    allow_networks: Annotated[
        tuple[Network, ...],
        Setting(
            "SMTPCHECK_ALLOW_NETWORKS",
            "Networks that live checks may reach besides public ones, comma-separated: 10.0.0.0/8",
            parse_networks,
        ),
    ] = ()
    corpus: Annotated[
        Path | None,
        Setting("SMTPCHECK_CORPUS", "Folder of labelled examples for tests and benchmarks", Path),
    ] = None
    extra_ports: Annotated[
        tuple[int, ...],
        Setting(
            "SMTPCHECK_EXTRA_PORTS", "Further ports that live checks may use, comma-separated", parse_ports
        ),
    ] = ()
    nameservers: Annotated[
        tuple[tuple[str, int], ...],
        Setting(
            "SMTPCHECK_NAMESERVERS",
            "Name servers to ask instead of the system's, comma-separated: 192.0.2.53:5353",
            parse_nameservers,
        ),
    ] = ()
    ca_file: Annotated[
        Path | None, Setting("SMTPCHECK_CA_FILE", "File of further trusted certificates, PEM", Path)
    ] = None
    log: Annotated[
        str, Setting("SMTPCHECK_LOG", "Log level: debug, info, warning or error", parse_log_level, "info")
    ] = "info"
    handoff_remind_s: Annotated[
        int,
        Setting(
            "SMTPCHECK_HANDOFF_REMIND",
            "How long a handoff may wait before its receiver is reminded: 90s, 15m, 4h",
            parse_duration_s,
            "15m",
        ),
    ] = 900
    handoff_escalate_s: Annotated[
        int,
        Setting(
            "SMTPCHECK_HANDOFF_ESCALATE",
            "How long a handoff may wait before it is escalated: 90s, 15m, 4h",
            parse_duration_s,
            "60m",
        ),
    ] = 3600
    escalate_to: Annotated[
        str | None,
        Setting(
            "SMTPCHECK_ESCALATE_TO",
            "Id of the channel or user group that hears of escalations; without it the incident's channel",
            parse_slack_id,
        ),
    ] = None
    retention_days: Annotated[
        int,
        Setting(
            "SMTPCHECK_RETENTION_DAYS",
            "How many days the text of a paste is kept; what statistics need stays, without personal data",
            parse_days,
            "90",
        ),
    ] = 90

    @property
    def wants_slack(self) -> bool:
        """Whether any of Slack's credentials is set: without one, the sandbox is meant."""
        return any((self.slack_bot_token, self.slack_app_token, self.slack_signing_secret))

    def socket_mode(self, *, http: bool = False) -> bool:
        """Whether the bot connects by Socket Mode, else HTTP; raises SettingsError naming what is missing."""
        if self.slack_bot_token is None:
            raise SettingsError(
                "SLACK_BOT_TOKEN is not set. Create the app from manifest.json at "
                "https://api.slack.com/apps, install it, and put the Bot User OAuth Token "
                "of OAuth & Permissions into .env. To try the bot without Slack: smtpcheck sandbox"
            )
        if self.slack_app_token is not None and not http:
            return True
        if self.slack_signing_secret is None:
            socket = (
                "SLACK_APP_TOKEN is not set. For Socket Mode create an app-level token with "
                "connections:write under Basic Information, App-Level Tokens, and put it into .env. "
            )
            raise SettingsError(
                f"{'' if http else socket}For HTTP mode set SLACK_SIGNING_SECRET: "
                "copy it from Basic Information, App Credentials, into .env."
            )
        return False


def load_settings(environ: Mapping[str, str] | None = None, dotenv: Path = Path(".env")) -> Settings:
    """Read every setting once; the environment wins over `.env`, an empty value means "not set".

    Raises SettingsError naming each faulty setting and the form it must have, never its value.
    """
    try:
        os.getcwd()
    except FileNotFoundError:
        raise SettingsError("The folder you are in does not exist any more: go to another one.") from None
    given = {**_read_dotenv(dotenv), **(os.environ if environ is None else environ)}
    values: dict[str, object] = {}
    faults = []
    for field_name, setting in described_settings().items():
        raw = given.get(setting.name, "").strip()
        if not raw:
            continue
        try:
            values[field_name] = setting.parse(raw)
        except ValueError as error:
            faults.append(f"{setting.name} {error}.")
    if faults:
        raise SettingsError(" ".join(faults))
    settings = Settings(**values)  # type: ignore[arg-type] # each value comes from its own field's parser
    if settings.handoff_escalate_s < settings.handoff_remind_s:
        raise SettingsError(
            "SMTPCHECK_HANDOFF_ESCALATE must be at least as long as SMTPCHECK_HANDOFF_REMIND, "
            "so that whoever was asked hears of it first."
        )
    return settings


def misspelt_settings(
    environ: Mapping[str, str] | None = None, dotenv: Path = Path(".env")
) -> tuple[str, ...]:
    """Return the names that begin like a setting of ours and are none, in order.

    The environment may hold other programs' `SLACK_...`; the `.env` is ours alone.
    """
    ours = {name for name in _read_dotenv(dotenv) if name.startswith(("SLACK", "SMTPCHECK"))}
    ours |= {name for name in (os.environ if environ is None else environ) if name.startswith("SMTPCHECK_")}
    return tuple(sorted(ours - {setting.name for setting in described_settings().values()}))


def _read_dotenv(path: Path) -> dict[str, str]:
    if path.is_dir():  # Docker makes one where the file that is to be mounted does not exist
        raise SettingsError(f"{path} is a folder. Put the file of settings in its place, or remove it.")
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig") as lines:
            found = list(parse_stream(lines))
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}. Allow this user to read it.") from None
    for line in found:
        if line.error:  # the library would warn in words of its own and go on without it
            text = line.original.string  # the empty lines above it belong to it
            number = line.original.line + text[: len(text) - len(text.lstrip())].count("\n")
            raise SettingsError(
                f"Line {number} of {path} is no setting. Write NAME=value, or # before a remark."
            )
    return {line.key: line.value for line in found if line.key is not None and line.value is not None}


def described_settings() -> dict[str, Setting]:
    """Return each field's description by the field's name, in the order of Settings."""
    hints = get_type_hints(Settings, include_extras=True)
    return {known.name: hints[known.name].__metadata__[0] for known in fields(Settings)}


def env_example() -> str:
    """Return the text of `.env.example`: every setting, commented, with its default."""
    lines = [
        "# Copy to .env and fill in what you need. A variable of the environment wins over this file.",
        "# Put a value that holds a space, a # or a quote into single quotes: 'a #b'. Inside single quotes",
        "# write \\' for a quote. ${NAME} is taken as it stands, nothing is replaced.",
    ]
    for setting in described_settings().values():
        line = f"# {setting.name}={setting.default}" if setting.default else f"{setting.name}="
        lines += ["", f"# {setting.comment}", line]
    return "\n".join(lines) + "\n"


def settings_table() -> str:
    """Return every setting as a Markdown table for the README."""
    rows = ["| setting | meaning | default |", "| --- | --- | --- |"]
    for setting in described_settings().values():
        default = f"`{setting.default}`" if setting.default else "none"
        rows.append(f"| `{setting.name}` | {setting.comment} | {default} |")
    return "\n".join(rows) + "\n"
