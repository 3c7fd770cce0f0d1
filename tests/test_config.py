"""Settings are read once, from the environment and `.env`, and a bad one says what form it must have."""

from __future__ import annotations

import ipaddress
import os
import runpy
from pathlib import Path

import pytest

from bot.config import (
    Settings,
    described_settings,
    env_example,
    load_settings,
    misspelt_settings,
    settings_table,
)
from bot.errors import SettingsError

RUN = Path(__file__).parent.parent / "scripts" / "run.py"
BOT, APP, SIGNING = "xoxb-1-2-secretvalue", "xapp-1-A-secretvalue", "8f742231b10e8888abcd99yyyzzz85a5"


def load(dotenv: Path | None = None, **environ: str) -> Settings:
    return load_settings(environ, dotenv or Path("/nonexistent/.env"))


@pytest.mark.parametrize("wrong", ["SMTPCHECK_LOG debug", "this is a remark", "=debug"])
def test_a_line_of_the_file_that_is_no_setting_is_named_and_not_repeated(wrong, tmp_path, caplog):
    (tmp_path / ".env").write_text(f"# ours\nSMTPCHECK_LOG=info\n\n{wrong}\n")
    with pytest.raises(SettingsError) as refused:
        load(dotenv=tmp_path / ".env")
    said = f"Line 4 of {tmp_path / '.env'} is no setting. Write NAME=value, or # before a remark."
    assert (str(refused.value), caplog.records) == (said, [])


def test_without_anything_set_every_setting_has_its_default():
    assert load() == Settings()
    assert not load().wants_slack


@pytest.mark.parametrize(
    ("setting", "value", "verb"),
    [
        ("SMTPCHECK_LOG", "info", "sandbox"),
        ("SLACK_BOT_TOKEN", BOT, "run"),
        ("SLACK_APP_TOKEN", APP, "run"),  # which then says what is missing
        ("SLACK_BOT_TOKEN", "no token", "run"),
    ],
)
def test_make_run_starts_the_bot_once_any_of_slacks_settings_is_there(
    monkeypatch, tmp_path, setting, value, verb
):
    for name in list(os.environ):
        if name.startswith(("SLACK_", "SMTPCHECK_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv(setting, value)
    monkeypatch.chdir(tmp_path)
    started = []
    monkeypatch.setattr(os, "execv", lambda _, command: started.append(command[-1]))
    runpy.run_path(str(RUN))["main"]()
    assert started == [verb]


def test_make_run_names_a_token_whose_name_is_misspelt(monkeypatch, tmp_path, capsys):
    for name in list(os.environ):
        if name.startswith(("SLACK_", "SMTPCHECK_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKN={BOT}\n")
    started = []
    monkeypatch.setattr(os, "execv", lambda _, command: started.append(command[-1]))
    runpy.run_path(str(RUN))["main"]()
    assert started == ["sandbox"]
    assert capsys.readouterr().err == (
        "smtpcheck: SLACK_BOT_TOKN is no setting: .env.example holds every one.\n"
    )


@pytest.mark.parametrize("field", described_settings(), ids=str)
def test_the_default_in_words_is_the_default_in_code(field):
    setting = described_settings()[field]
    default = getattr(Settings(), field)
    assert (setting.parse(setting.default) if setting.default else default) == default


@pytest.mark.parametrize("host", ["localhost:9", "slack.localhost", "127.1.2.3", "[::1]:9"])
def test_tokens_may_travel_unencrypted_on_this_machine_alone(host):
    assert load(SLACK_API_URL=f"http://{host}/api/").slack_api_url == f"http://{host}/api/"


def test_every_setting_is_read_into_its_form():
    settings = load(
        SLACK_BOT_TOKEN=BOT,
        SLACK_APP_TOKEN=APP,
        SLACK_SIGNING_SECRET=SIGNING,
        SLACK_API_URL="http://127.0.0.1:9/api",
        PORT="8080",
        SMTPCHECK_DATABASE="/data/bot.db",
        SMTPCHECK_ALLOW_NETWORKS="10.0.0.0/8, 2001:db8::/32",
        SMTPCHECK_CORPUS="/corpus",
        SMTPCHECK_EXTRA_PORTS="1025,2626",
        SMTPCHECK_NAMESERVERS="192.0.2.53,192.0.2.54:5353,[2001:db8::53]:54",
        SMTPCHECK_CA_FILE="/ca.pem",
        SMTPCHECK_LOG="WARNING",
        SMTPCHECK_HANDOFF_REMIND="90s",
        SMTPCHECK_HANDOFF_ESCALATE="4h",
        SMTPCHECK_ESCALATE_TO="C0123456789",
        SMTPCHECK_RETENTION_DAYS="30",
    )
    assert settings == Settings(
        slack_bot_token=BOT,
        slack_app_token=APP,
        slack_signing_secret=SIGNING,
        slack_api_url="http://127.0.0.1:9/api/",
        port=8080,
        database="/data/bot.db",
        allow_networks=(ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("2001:db8::/32")),
        corpus=Path("/corpus"),
        extra_ports=(1025, 2626),
        nameservers=(("192.0.2.53", 53), ("192.0.2.54", 5353), ("2001:db8::53", 54)),
        ca_file=Path("/ca.pem"),
        log="warning",
        handoff_remind_s=90,
        handoff_escalate_s=14_400,
        escalate_to="C0123456789",
        retention_days=30,
    )


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1-secretvalue", "SLACK_BOT_TOKEN must begin with xoxb-"),
        ("SLACK_BOT_TOKEN", "xoxb-secretvalue with spaces", "SLACK_BOT_TOKEN must begin with xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-1-secretvalue", "SLACK_APP_TOKEN must begin with xapp-"),
        ("SLACK_SIGNING_SECRET", "secretvalue two", "SLACK_SIGNING_SECRET must be one word"),
        ("SLACK_SIGNING_SECRET", "abc", "SLACK_SIGNING_SECRET must be one word of 8 characters or more"),
        ("SLACK_API_URL", "slack.com/api", "SLACK_API_URL must be an address"),
        ("SLACK_API_URL", "https://user:secretvalue@slack.com/", "SLACK_API_URL must be an address"),
        (
            "SLACK_API_URL",
            "http://slack.example.com/api",
            "SLACK_API_URL must begin with https://, since the tokens travel there",
        ),
        ("SLACK_API_URL", "http://192.0.2.1/api", "SLACK_API_URL must begin with https://"),
        ("SLACK_API_URL", "http://127.0.0.1.example.com/api", "SLACK_API_URL must begin with https://"),
        ("PORT", "0", "PORT must be a port from 1 to 65535"),
        ("PORT", "65536", "PORT must be a port from 1 to 65535"),
        ("PORT", "http", "PORT must be a port from 1 to 65535"),
        ("SMTPCHECK_ALLOW_NETWORKS", "10.0.0.1/8", "SMTPCHECK_ALLOW_NETWORKS must be networks"),
        ("SMTPCHECK_ALLOW_NETWORKS", "ten", "SMTPCHECK_ALLOW_NETWORKS must be networks"),
        ("SMTPCHECK_EXTRA_PORTS", "25;26", "SMTPCHECK_EXTRA_PORTS must be a port"),
        ("SMTPCHECK_NAMESERVERS", "dns.example.com", "SMTPCHECK_NAMESERVERS must be addresses"),
        ("SMTPCHECK_NAMESERVERS", "192.0.2.1:0", "SMTPCHECK_NAMESERVERS must be addresses"),
        ("SMTPCHECK_LOG", "loud", "SMTPCHECK_LOG must be one of debug, info, warning, error"),
        ("SMTPCHECK_HANDOFF_REMIND", "15", "SMTPCHECK_HANDOFF_REMIND must be a time such as 90s"),
        ("SMTPCHECK_HANDOFF_ESCALATE", "0s", "SMTPCHECK_HANDOFF_ESCALATE must be a time such as 90s"),
        ("SMTPCHECK_ESCALATE_TO", "#general", "SMTPCHECK_ESCALATE_TO must be the id of a channel"),
        ("SMTPCHECK_RETENTION_DAYS", "0", "SMTPCHECK_RETENTION_DAYS must be a whole number of days"),
        (
            "SMTPCHECK_RETENTION_DAYS",
            "100000",
            "SMTPCHECK_RETENTION_DAYS must be a whole number of days from 1 to",
        ),
    ],
)
def test_an_unusable_value_is_refused_by_name_and_form_but_never_shown(name, value, told):
    with pytest.raises(SettingsError) as refused:
        load(**{name: value})
    assert str(refused.value).startswith(told)
    assert "secretvalue" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_all_unusable_values_are_told_at_once():
    with pytest.raises(SettingsError) as refused:
        load(PORT="http", SMTPCHECK_RETENTION_DAYS="0")
    assert str(refused.value) == (
        "PORT must be a port from 1 to 65535. "
        "SMTPCHECK_RETENTION_DAYS must be a whole number of days from 1 to 99999."
    )


@pytest.mark.parametrize(
    ("remind", "escalate"), [("15m", "5m"), ("2h", ""), ("", "899s")], ids=["both", "one", "the other"]
)
def test_nothing_is_escalated_before_its_receiver_was_reminded(remind, escalate):
    with pytest.raises(SettingsError) as refused:
        load(SMTPCHECK_HANDOFF_REMIND=remind, SMTPCHECK_HANDOFF_ESCALATE=escalate)
    assert str(refused.value) == (
        "SMTPCHECK_HANDOFF_ESCALATE must be at least as long as SMTPCHECK_HANDOFF_REMIND, "
        "so that whoever was asked hears of it first."
    )


def test_the_environment_wins_over_the_file_and_an_empty_value_means_not_set(tmp_path):
    dotenv = tmp_path / ".env"
    dotenv.write_text("PORT=4000\nSMTPCHECK_LOG=debug\nSMTPCHECK_DATABASE=file.db\n")
    settings = load(dotenv, PORT="5000", SMTPCHECK_LOG="")
    assert (settings.port, settings.log, settings.database) == (5000, "info", "file.db")


def test_in_the_file_a_hash_inside_quotes_and_dollar_braces_stand_as_they_are(tmp_path):
    dotenv = tmp_path / ".env"
    dotenv.write_text("SMTPCHECK_DATABASE='a #b ${HOME} it\\'s.db' # a comment\nSMTPCHECK_CORPUS=${HOME}/x\n")
    settings = load(dotenv)
    assert (settings.database, settings.corpus) == ("a #b ${HOME} it's.db", Path("${HOME}/x"))


def test_a_misspelt_setting_is_found_in_both_places(tmp_path):
    dotenv = tmp_path / ".env"
    dotenv.write_text("SMTPCHECK_DATABSE=a.db\nPORT=8080\nCOMPOSE_PROJECT_NAME=a\n", "utf-8")
    environ = {"SMTPCHECK_LOGS": "debug", "SMTPCHECK_LOG": "debug", "PATH": "/bin"}
    assert misspelt_settings(environ, dotenv) == ("SMTPCHECK_DATABSE", "SMTPCHECK_LOGS")


def test_the_mark_that_windows_begins_a_file_with_hides_no_setting(tmp_path):
    (tmp_path / ".env").write_text("PORT=8080\n", "utf-8-sig")
    assert load(dotenv=tmp_path / ".env").port == 8080


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path):
    with pytest.raises(SettingsError) as refused:
        load(tmp_path)
    assert (
        str(refused.value) == f"{tmp_path} is a folder. Put the file of settings in its place, or remove it."
    )


def test_a_file_that_is_no_utf_8_text_is_refused_with_the_remedy(tmp_path):
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(b"PORT=\xff\xfe\n")
    with pytest.raises(SettingsError, match="Save it as UTF-8"):
        load(dotenv)


def test_no_secret_stands_in_what_python_prints():
    settings = load(SLACK_BOT_TOKEN=BOT, SLACK_APP_TOKEN=APP, SLACK_SIGNING_SECRET=SIGNING)
    for secret in (BOT, APP, SIGNING):
        assert secret not in repr(settings)
        assert secret not in str(settings)


@pytest.mark.parametrize(
    ("given", "http", "socket_mode"),
    [
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}, False, True),
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SIGNING}, True, False),
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SIGNING}, False, False),
    ],
    ids=["app token", "app token but asked for HTTP", "signing secret"],
)
def test_the_tokens_that_are_there_decide_the_mode(given, http, socket_mode):
    assert load(**given).socket_mode(http=http) is socket_mode


@pytest.mark.parametrize(
    ("given", "http", "missing"),
    [
        ({}, False, "SLACK_BOT_TOKEN is not set"),
        ({"SLACK_APP_TOKEN": APP}, False, "SLACK_BOT_TOKEN is not set"),
        ({"SLACK_BOT_TOKEN": BOT}, False, "SLACK_APP_TOKEN is not set"),
        ({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}, True, "For HTTP mode set SLACK_SIGNING_SECRET"),
    ],
    ids=["nothing", "only the app token", "only the bot token", "no signing secret for HTTP"],
)
def test_a_missing_token_is_named_with_the_way_to_get_it(given, http, missing):
    with pytest.raises(SettingsError) as refused:
        load(**given).socket_mode(http=http)
    assert str(refused.value).startswith(missing)


def test_the_example_file_is_what_the_settings_say():
    assert Path(__file__).parent.parent.joinpath(".env.example").read_text("utf-8") == env_example()


def test_the_example_file_is_read_as_all_defaults(tmp_path):
    dotenv = tmp_path / ".env"
    dotenv.write_text(env_example())
    assert load(dotenv) == Settings()


def test_the_table_has_a_row_for_every_setting():
    names = [line.split("`")[1] for line in settings_table().splitlines()[2:]]
    assert names == [setting.name for setting in described_settings().values()]


def test_a_folder_that_was_removed_meanwhile_is_said(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(SettingsError) as refused:
        load_settings({})
    assert str(refused.value) == "The folder you are in does not exist any more: go to another one."
