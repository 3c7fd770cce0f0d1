"""The desk's own judgement: reading apart, correcting, who sees what."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.config import Settings
from bot.desk import replies
from bot.desk.correction import corrected
from bot.desk.means import Means
from bot.desk.message_text import message_text
from bot.desk.own_process import ElsewhereError, run_elsewhere
from bot.desk.reader import LARGE_BYTES, Reader
from bot.errors import HiddenError, NotAllowedError, UsageError
from bot.model import (
    Actor,
    AddressAction,
    Cause,
    Certainty,
    Family,
    Incident,
    Kind,
    Outgoing,
    Permanence,
    Request,
    Traits,
)
from bot.reading import Reading, join_readings, read_paste
from bot.store import Store
from bot.store.incidents import open_incident
from tests.bot_house import PASTE, RECIPIENT_PASTE, Directory
from tests.card_house import ENTRY, STEPS, UNKNOWN

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def means(knowledge, tmp_path):
    directory = Directory(outsiders={"UGUEST"}, members={("U1", "C1"), ("UGUEST", "C1")})
    with Store.open(str(tmp_path / "s.db")) as store:
        yield Means(
            knowledge, store, directory, Reader(knowledge), lambda: NOW, Settings(), lambda: None, str
        )


async def incident_in(channel: str | None, means: Means) -> Incident:
    findings = read_paste(PASTE, means.knowledge).findings
    opened = await means.store.write(
        lambda db: open_incident(
            db,
            team="T1",
            channel=channel,
            message_ts=None,
            thread_ts=None,
            reporter="UREPORTER",
            findings=findings,
            mailbox=None,
            host=None,
            at=NOW,
        )
    )
    return opened.incident


@pytest.mark.parametrize(
    "line",
    [
        RECIPIENT_PASTE,
        "Nov 24 09:00:00 mx postfix/smtp[12]: 4XyZ1: to=<bob@example.net>, relay=mx.example.net[192.0.2.10]:25, "
        "delay=30, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.10] said: 550 5.1.1 no)",
        "SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed') SMTP_USERNAME=ana@example.com",
    ],
    ids=["reply", "log-with-a-host", "login-with-a-mailbox"],
)
async def test_a_large_text_is_read_apart_as_it_is_read_here(knowledge, line):
    text = f"{line}\n" * (LARGE_BYTES // len(line) + 1)
    assert await Reader(knowledge).read(text) == read_paste(text, knowledge)
    raw = text.encode()
    assert await Reader(knowledge).read(raw) == read_paste(raw, knowledge)


@pytest.mark.parametrize("raw", ["", "hello", b"\x00\xff" * 50, "\ud800", b"", "5" * 1000], ids=repr)
async def test_what_holds_no_error_reads_as_nothing(knowledge, raw):
    assert await Reader(knowledge).read(raw) == Reading(())


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("5.4.7 gave up", True),
        ("550 no", True),
        ("550", False),
        ("599", False),
        ("error 550 again", False),  # of a shop, a game, a printer
        ("got 550 from gmail", True),
        ("we get 421 from yahoo all day, the queue is growing", True),
        ("SMTPC: received error code. [550] (8000)  ERR:", True),
        ("Connection timed out", False),
        ("smtp: Connection timed out", True),
        ("Delivery expired: message too old: 4.4.7", True),
        ("Error: Connection refused (5.1.2)", False),
        ("The message timed out", False),  # so do chat programs' and queues'
        ("Sorry, you are sending to/from an address that has been blacklisted", True),
        ("postfix: fatal: bad string length 0 < 1", True),
        ("421 We are closed for maintenance until 06:00 UTC", True),
        ("host 421 needs a reboot", False),
        ("the mail host says 421 needs a reboot", True),
    ],
)
def test_whether_an_error_is_one_of_mail_is_seen_in_its_own_text(knowledge, text, shows):
    reading = read_paste(text, knowledge)
    assert (reading.is_error, reading.shows_mail) == (True, shows)


def test_secrets_are_counted_in_a_text_and_in_a_file(knowledge):
    text = f"password: Sup3rSecretPw\n{PASTE}"
    assert (read_paste(text, knowledge).secrets, read_paste(text.encode(), knowledge).secrets) == (1, 1)
    for form in (
        "utf-16",
        "utf-16-le",
        "utf-16-be",
    ):  # as Windows saves "Unicode", and its tools without a mark
        assert read_paste(text.encode(form), knowledge) == read_paste(text, knowledge), form


def test_base64_in_a_mail_is_not_taken_for_a_secret(knowledge):
    mail = b"Received: by mx.example.com\r\nX-Source: api_key=abcDEF123456\r\n\r\n550 5.1.1 no such user\r\n"
    assert read_paste(mail, knowledge).secrets == 0


def test_of_a_message_and_its_files_the_first_trouble_leads(knowledge):
    trouble = read_paste(RECIPIENT_PASTE, knowledge)
    success = Reading((replace(trouble.findings[0], kind=Kind.SUCCESS),), "a@b.example", "h", 1)
    joined = join_readings([success, trouble, Reading((), secrets=2)])
    assert [finding.kind for finding in joined.findings] == [Kind.FAILURE, Kind.SUCCESS]
    assert (joined.mailbox, joined.host, joined.secrets) == (trouble.mailbox, trouble.host, 3)
    assert not success.is_error
    assert joined.is_error


def test_a_person_may_say_that_no_entry_fits(knowledge):
    [finding] = read_paste(PASTE, knowledge).findings
    chosen = corrected(finding, None, "U1")
    assert (chosen.entry, chosen.cause, chosen.family, chosen.certainty, chosen.steps) == (
        None,
        None,
        Family.UNKNOWN,
        Certainty.UNKNOWN,
        (),
    )
    assert (chosen.reply_text, chosen.because) == (finding.reply_text, ("<@U1> chose this diagnosis.",))


def test_the_page_about_other_words_goes_with_the_diagnosis_that_was_wrong(knowledge):
    text = "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy. gsmtp"
    [finding] = read_paste(text, knowledge).findings
    assert finding.link == "https://support.google.com/mail/?p=DmarcRejection"
    for entry in (None, knowledge.entries["535-authentication-failed"]):
        assert corrected(finding, entry, "U1").link is None


def test_the_entry_a_person_chose_brings_its_causes_and_steps(knowledge):
    [finding] = read_paste(RECIPIENT_PASTE, knowledge).findings
    entry = knowledge.entries["535-authentication-failed"]
    chosen = corrected(finding, entry, "U1")
    assert (chosen.entry, chosen.family, chosen.cause) == (entry.id, entry.family, entry.causes[0].id)
    assert chosen.steps == entry.steps
    assert chosen.recipient == finding.recipient


LOCKED = Cause(
    "account-locked",
    "The mailbox is locked for a while.",
    (),
    (),
    (),
    Traits(
        permanence=Permanence.TEMPORARY,
        who_acts=Actor.NOBODY_WAIT,
        retry_in_s=1_800,
        family=Family.RATE_LIMIT,
    ),
)
TOLD = {"because": ("<@U1> chose this diagnosis.",), "alternatives": (), "open_causes": (), "link": None}


@pytest.mark.parametrize(
    ("entry", "cause", "changes"),
    [
        (
            ENTRY,
            None,
            {"cause": "wrong-credentials", "permanence": Permanence.UNKNOWN, "who_acts": Actor.SENDER_ADMIN},
        ),
        (
            replace(ENTRY, causes=(ENTRY.causes[0], LOCKED)),
            "account-locked",
            {
                "cause": "account-locked",
                "family": Family.RATE_LIMIT,
                "permanence": Permanence.TEMPORARY,
                "who_acts": Actor.NOBODY_WAIT,
                "retry_in_s": 1_800,
                "steps": STEPS[1:2],
            },
        ),
        (
            replace(ENTRY, causes=(), traits=Traits(permanence=Permanence.PERMANENT)),
            None,
            {"cause": ENTRY.id, "permanence": Permanence.PERMANENT, "who_acts": None},
        ),
    ],
    ids=["page", "cause", "page-without-causes"],
)
def test_what_a_person_chose_replaces_all_that_follows_from_the_error(entry, cause, changes):
    before = replace(UNKNOWN, link="https://a.example", open_causes=("x", "y"), retry_in_s=60)
    assert corrected(before, entry, "U1", cause) == replace(
        before,
        **{
            "entry": ENTRY.id,
            "family": Family.AUTH,
            "retry_in_s": None,
            "certainty": Certainty.LIKELY,
            "steps": STEPS,
            **TOLD,
            **changes,
        },
    )


def test_a_cause_of_another_page_is_not_taken():
    with pytest.raises(
        UsageError, match=r"^535 Authentication failed has no such cause\. Choose the error again"
    ):
        corrected(UNKNOWN, ENTRY, "U1", "no-such")


def test_what_the_chosen_cause_says_openly_wins_over_the_page(knowledge):
    [finding] = read_paste(PASTE, knowledge).findings
    undecided = replace(finding, open_causes=("recipient-unknown", "mailbox-disabled"))
    entry = knowledge.entries["relay-access-denied"]
    chosen = corrected(undecided, entry, "U1", "auth-not-attempted")
    assert entry.traits.address_action is AddressAction.KEEP
    assert (chosen.address_action, chosen.open_causes) == (None, ())


def test_the_chosen_cause_says_of_which_family_the_error_is(knowledge):
    [finding] = read_paste(PASTE, knowledge).findings
    entry = knowledge.entries["greeting-never-received"]
    families = [
        corrected(finding, entry, "U1", cause).family for cause in ("port-blocked", "tls-mode-mismatch")
    ]
    assert families == [Family.CONNECTION, Family.TLS]


@pytest.mark.parametrize(
    ("actor", "channel"), [("U1", "C1"), ("UREPORTER", None)], ids=["member", "its reporter"]
)
async def test_an_incident_is_seen_by_its_channel_and_its_own_people(means, actor, channel):
    incident = await incident_in(channel, means)
    assert await means.require_visible("T1", actor, incident.id) == incident
    with pytest.raises(HiddenError):
        await means.require_visible("T2", actor, incident.id)


@pytest.mark.parametrize(
    ("actor", "channel", "error"),
    [("U2", "C1", HiddenError), ("U1", None, HiddenError), ("UGUEST", "C1", NotAllowedError)],
    ids=["not in the channel", "somebody else's own paste", "guest in the channel"],
)
async def test_an_incident_is_hidden_from_everybody_else(means, actor, channel, error):
    incident = await incident_in(channel, means)
    with pytest.raises(error):
        await means.require_visible("T1", actor, incident.id)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"text": "hello"}, "hello"),
        ({"text": ""}, ""),
        ({}, ""),
        ({"text": "Ticket", "attachments": [{"title": "550 no", "text": "body"}]}, "Ticket\n550 no\nbody"),
        ({"text": "", "attachments": [{"fallback": "550 no"}]}, "550 no"),
        ({"text": "", "attachments": [{"fields": [{"title": "Error", "value": "550 no"}]}]}, "550 no"),
        (
            {
                "blocks": [
                    {"type": "rich_text", "elements": [{"elements": [{"type": "text", "text": "550 no"}]}]}
                ]
            },
            "550 no",
        ),
        ({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "550"}}]}, "550"),
        ({"text": "550 no", "attachments": ["strange", {"text": "550 no"}]}, "550 no"),
        (
            {"bot_id": "B2", "text": "Ticket 9", "blocks": [{"type": "section", "text": {"text": "550 no"}}]},
            "550 no",
        ),
        ({"bot_id": "B2", "text": "550 no", "blocks": [{"type": "divider"}]}, "550 no"),
        ({"text": "550 no", "blocks": [{"type": "section", "text": {"text": "Ticket 9"}}]}, "550 no"),
        (
            {
                "bot_id": "B2",
                "text": "550 <a@b.c>",
                "blocks": [
                    {"type": "rich_text", "elements": [{"elements": [{"type": "text", "text": "550 "}]}]}
                ],
            },
            "550 <a@b.c>",
        ),
    ],
    ids=[
        *("text", "empty", "nothing", "attachment", "fallback", "fields", "rich text", "section", "repeated"),
        *("an app's blocks", "an app's line", "a person's text", "what Slack makes of an app's text"),
    ],
)
def test_a_messages_text_is_found_wherever_a_bot_put_it(message, text):
    assert message_text(message) == text


@pytest.mark.parametrize(
    ("code", "said"),
    [("import time; time.sleep(60)", "not done within 1.5 s"), ("raise SystemExit(3)", "ended with 3")],
    ids=["too-long", "failed"],
)
async def test_a_process_of_its_own_that_gives_no_answer_says_why(code, said):
    with pytest.raises(ElsewhereError, match=f"^{said}$"):
        await run_elsewhere(code, given=b"", within_s=1.5 if "sleep" in code else 60)


async def test_a_process_of_its_own_sees_no_token_of_slacks(monkeypatch):
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("SMTPCHECK_LOG", "info")
    code = "import json, os, sys; print(json.dumps([sorted(os.environ), sys.stdin.read()]))"
    names, given = json.loads(await run_elsewhere(code, given=b"a paste", within_s=60))
    assert given == "a paste"
    assert "SMTPCHECK_LOG" in names
    assert [name for name in names if name.startswith("SLACK_")] == []


ASKED = Request("E1", "paste", "T1", "U1", "C1", "2.2", "1.1", "", {})
ANSWER = Outgoing(
    key=replies.reply_key(ASKED, "answer"), lane="T1:U1", what="help", subject="s", text="t", team="T1", channel="C1",
    thread_ts="1.1", only_to="U1", not_before=NOW,
)  # fmt: skip


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (ASKED, ANSWER),
        (replace(ASKED, thread_ts=None), replace(ANSWER, thread_ts=None)),
        (replace(ASKED, channel="D1"), replace(ANSWER, channel="D1", only_to=None)),
        (
            replace(ASKED, channel="D1", thread_ts=None),
            replace(ANSWER, channel="D1", only_to=None, thread_ts="2.2"),
        ),
        (
            replace(ASKED, channel=None, ts=None, thread_ts=None),
            replace(ANSWER, channel="U1", only_to=None, thread_ts=None),
        ),
        (
            replace(
                ASKED, channel="D1", ts=None, thread_ts=None, fields={"response_url": "https://h.example"}
            ),
            replace(ANSWER, channel="D1", thread_ts=None, response_url="https://h.example"),
        ),
    ],
    ids=["thread", "channel", "thread-of-direct-messages", "direct-message", "no-channel", "command"],
)
def test_a_private_answer_goes_where_only_its_asker_reads_it(request_, answer):
    assert replies.private(request_, NOW, "help", subject="s", text="t") == answer


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (ASKED, replace(ANSWER, lane="T1:C1", only_to=None)),
        (replace(ASKED, thread_ts=None), replace(ANSWER, lane="T1:C1", only_to=None, thread_ts="2.2")),
        (
            replace(ASKED, channel=None, ts=None, thread_ts=None),
            replace(ANSWER, only_to=None, channel="U1", thread_ts=None),
        ),
    ],
    ids=["thread", "channel", "no-channel"],
)
def test_a_public_answer_stands_in_the_thread_of_what_was_asked(request_, answer):
    assert replies.public(request_, NOW, "help", subject="s", text="t") == answer
