"""Everyday words lead to a page only where no server's sentence is known, and never for sure."""

import pytest

from bot.diagnose import conclude
from bot.model import Bounce, Certainty, Family, Reply, Stage
from bot.reading import read_text
from tests.knowledge_base import knowledge
from tests.pages import base, page, wording

KNOWN = base(
    full=page(wording(words=["storage limit", "full"], codes=[452, 552])),
    blocked=page(wording(words=["storage"])),
    unknown_user=page(wording(phrases="storage limit of nobody")),
    pair=page(wording(codes=[550], enhanced=["5.1.1"])),
    unknown=page(wording(words=["does not exist"], not_phrases=["sender"])),
)


def refused(text: str, code: int | None = 552, enhanced: str | None = None, **facts: object) -> Bounce:
    return Bounce(Reply(code, enhanced, text), **facts)  # type: ignore[arg-type] # facts of a bounce


def led_to(bounce: Bounce) -> str | None:
    diagnosis = conclude(bounce, (), KNOWN)
    return diagnosis.entry.id if diagnosis.entry else None


def test_the_longest_word_leads_and_is_quoted_as_it_was_written():
    diagnosis = conclude(refused("Mailbox at its Storage Limit"), (), KNOWN)

    assert diagnosis.entry is not None
    assert diagnosis.entry.id == "full"
    assert diagnosis.certainty is Certainty.POSSIBLE
    assert diagnosis.reasons.because[0] == "The text says “Storage Limit”."


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Storage bob@example.com limit", "Storage limit"),
        ("your Storage <bob@example.com> limit is small", "Storage limit is small"),
        ("your Storage ( bob@example.com ) limit", "Storage limit"),
    ],
)
def test_an_address_may_stand_within_a_word(text, quoted):
    diagnosis = conclude(refused(text), (), KNOWN)

    assert diagnosis.entry is not None
    assert (diagnosis.entry.id, diagnosis.reasons.because[0]) == ("full", f"The text says “{quoted}”.")


@pytest.mark.parametrize(
    ("code", "enhanced", "entry"), [(None, None, None), (552, None, "full"), (None, "5.2.2", "full")]
)
def test_a_servers_words_are_none_of_a_program_that_reached_no_server(code, enhanced, entry):
    assert led_to(refused("Storage limit", code, enhanced, stage=Stage.CONNECT)) == entry


def test_a_word_does_not_count_beside_what_it_rules_out():
    assert led_to(refused("bob does not exist", 550)) == "unknown"
    assert led_to(refused("the sender bob does not exist", 550)) is None


def test_brackets_hold_what_may_stand_in_one_place_of_a_word():
    known = base(full=page(wording(words=["mail box (is |)(full|over quota)", "store (3)"])))

    assert known.entries["full"].wordings[0].words == (
        "mail box is full", "mail box is over quota", "mail box full", "mail box over quota", "store (3)",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("550 Rcpt not defined", Family.MAILBOX_UNKNOWN),
        ("550 Mail box has been closed", Family.MAILBOX_DISABLED),
        ("552 Mailstore is overfull", Family.MAILBOX_FULL),
        ("550 Originator not accepted", Family.SENDER_REJECTED),
        ("550 sender address unknown", Family.SENDER_REJECTED),
        ("550 PTR does not exist", Family.RDNS),
        ("451 Recipient domain cannot be resolved", Family.ROUTING_DNS),
        ("550 Your IP address was refused", Family.REPUTATION_BLOCKLIST),
        ("451 Server failure", Family.SERVER_TRANSIENT),
    ],
)
def test_what_a_server_joins_of_known_nouns_and_verbs_leads_to_their_page(text, family):
    assert [found.family for found in read_text(text, knowledge())] == [family]


def test_what_does_not_exist_at_mail_is_no_recipient():
    line = "554 refused because bob does not exist (in reply to {} command)"

    families = {
        command: read_text(f"host mx.example.net[192.0.2.1] said: {line.format(command)}", knowledge())[
            0
        ].family
        for command in ("MAIL FROM", "RCPT TO")
    }

    assert families == {"MAIL FROM": Family.SENDER_REJECTED, "RCPT TO": Family.MAILBOX_UNKNOWN}


def test_a_sentence_always_beats_a_word():
    assert led_to(refused("storage limit of nobody")) == "unknown-user"


def test_a_word_beats_numbers():
    assert led_to(refused("the storage", 550, "5.1.1")) == "blocked"


def test_a_word_that_the_numbers_contradict_does_not_count():
    assert led_to(refused("it is full", 550, "5.1.1")) == "pair"


def test_a_word_within_another_does_not_count():
    assert led_to(refused("carefully")) is None


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("ваш ящик полон!", "full"),
        ("наящик полон", None),
        ("ящик полоний", None),
        ("收件人的邮箱已满了", "full"),
        ("der überlauf", "full"),
        ("der überlaufschutz", None),
    ],
)
def test_a_word_is_whole_in_its_own_letters(text, entry):
    known = base(full=page(wording(words=["ящик полон", "邮箱已满", "überlauf"])))
    diagnosis = conclude(refused(text), (), known)
    assert (diagnosis.entry and diagnosis.entry.id) == entry


@pytest.mark.parametrize("stage", [Stage.AUTH, Stage.TLS])
def test_a_login_is_refused_for_its_own_reasons(stage):
    assert led_to(refused("storage", stage=stage)) is None


AROUND = {
    "the cause": ("Could not reach the host: getaddrinfo failed", Stage.CONNECT, "no_name"),
    "no cause": ("Could not reach the host: it failed", Stage.CONNECT, "around"),
    "a setting's name": ("Could not reach the host; timeout 5000", Stage.CONNECT, "around"),
    "a word of another stage": ("Could not reach the host: getaddrinfo failed", Stage.AUTH, "around"),
    "a word of no stage": ("Could not reach the host storage-limit.example.com", Stage.CONNECT, "around"),
}


@pytest.mark.parametrize(("text", "stage", "entry"), AROUND.values(), ids=AROUND)
def test_words_of_the_stage_name_the_cause_that_a_programs_words_stand_around(text, stage, entry):
    knowledge = base(
        around=page(wording(phrases="could not reach the host", wraps=True)),
        no_name=page(wording(words=["getaddrinfo"], stage="connect")),
        slow=page(wording(words=["timeout"], stage="connect")),
        full=page(wording(words=["storage-limit"])),
    )
    led = conclude(refused(text, None, stage=stage), (), knowledge).entry

    assert led is not None
    assert led.id == entry.replace("_", "-")


NEW_TEXTS = {
    "450 You are throttled at node 7": Family.RATE_LIMIT,
    "550 Message rejected: DMARC said no": Family.SENDER_AUTH_DNS,
    "554 Transaction failed, poor reputation of 192.0.2.1": Family.REPUTATION_BLOCKLIST,
    "550 Requested mail action aborted: over its quota": Family.MAILBOX_FULL,
    "550 We know no such person, sorry": Family.MAILBOX_UNKNOWN,
    "552 That file type is not welcome": Family.SPAM_CONTENT,
    "550 bob@example.com does not exist": Family.MAILBOX_UNKNOWN,
    "550 5.4.6 oops": Family.ROUTING_DNS,
    "451 4.3.2 oops": Family.SERVER_TRANSIENT,
}


@pytest.mark.parametrize(("text", "family"), NEW_TEXTS.items())
def test_a_text_that_nobody_listed_is_possibly_of_its_words_family(text, family):
    (finding,) = read_text(text, knowledge())
    assert (finding.family, finding.certainty) == (family, Certainty.POSSIBLE)


def test_what_a_text_only_reads_like_stays_possible_whoever_got_it():
    line = (
        "postfix/smtp[1]: 4X: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, delays=0/0/0/1, "
        "dsn=5.0.0, status=bounced (host mx.example.net[192.0.2.1] said: 550 You are no registered relayer "
        "(in reply to RCPT TO command))"
    )

    (finding,) = read_text(line, knowledge())

    assert (finding.family, finding.certainty) == (Family.RELAY_DENIED, Certainty.POSSIBLE)


def test_a_text_that_says_nothing_stays_unknown():
    (finding,) = read_text("550 Message rejected", knowledge())
    assert (finding.entry, finding.family) == (None, Family.UNKNOWN)


FIRST_LINES = {
    "4.7.0 [192.0.2.1 15] Our system has detected that this message is": Family.REPUTATION_BLOCKLIST,
    "4.7.28 [192.0.2.1 15] Our system has detected an unusual rate of": Family.REPUTATION_BLOCKLIST,
    "4.7.32 Your email has been rate limited because the From: header (RFC5322)": Family.SENDER_AUTH_DNS,
    "4.7.23 [192.0.2.1] Your email has been rate limited because the sending IP": Family.RDNS,
}


@pytest.mark.parametrize(("line", "family"), FIRST_LINES.items())
def test_the_first_line_of_a_long_reply_says_enough(line, family):
    (finding,) = read_text(f"SmtpException: Transaction failed. The server response was: {line}", knowledge())
    assert finding.family is family


OF_PROGRAMS = {
    "Caused by Horde_Smtp_Exception: need RCPT before DATA": "no-valid-recipients",
    "SMTP not configured, check your grafana.ini config file's [smtp] section": "no-mail-server-set",
    "Error: Sendmail exited with code 1": "local-mail-program-missing",
    "The operation couldn’t be completed. (MCOErrorDomain error 25.)": "starttls-not-offered",
    "called `Result::unwrap()` on an `Err` value: MissingStartTls": "starttls-not-offered",
    "[Error: queryMx ETIMEOUT] code: 'ETIMEOUT', syscall: 'queryMx'": "recipient-domain-lookup-failed",
}


@pytest.mark.parametrize(("line", "entry"), OF_PROGRAMS.items())
def test_a_program_that_says_no_word_of_mail_is_known_by_its_sentence(line, entry):
    (finding,) = read_text(line, knowledge())
    assert finding.entry == entry
