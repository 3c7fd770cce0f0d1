"""A reply code that .NET shows by name is the number it stands for."""

from __future__ import annotations

import pytest

from bot.model import Reply
from bot.parse import parse_text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SmtpStatusCode.MustIssueStartTlsFirst", 530),
        ("System.Net.Mail.SmtpException StatusCode = MailboxUnavailable", 550),
        ("Since yesterday MailKit gives us StatusCode=MailboxBusy and no more than that", 450),
        (
            "MailKit.Net.Smtp.SmtpCommandException: 5.1.1 User unknown\n"
            "ErrorCode: RecipientNotAccepted, StatusCode: MailboxUnavailable",
            550,
        ),
        ('{"type": "SmtpException", "StatusCode": "ExceededStorageAllocation"}', 552),
        ("SmtpException: 452 4.2.2 mailbox full\nStatusCode = ExceededStorageAllocation", 452),
    ],
)
def test_the_name_gives_the_number(text: str, code: int) -> None:
    assert [bounce.reply.code for bounce in parse_text(text)] == [code]


@pytest.mark.parametrize(
    ("text", "enhanced"),
    [("smtp.example.com 5.7.57 Client not authenticated", "5.7.57"), ("smtp.example 5.7.57 released", None)],
)
def test_a_number_behind_a_servers_name_is_no_programs_version(text: str, enhanced: str | None) -> None:
    assert next((bounce.reply.enhanced for bounce in parse_text(text)), None) == enhanced


@pytest.mark.parametrize(
    "text", ["1. acme: 535\n2. globex: mailbox full", "ana@example.com 535\nben@example.net mailbox full"]
)
def test_a_number_takes_no_words_from_another_point_of_a_list(text: str) -> None:
    assert parse_text(text)[0].reply == Reply(535, None, "")


@pytest.mark.parametrize("field", ["msg", "message", "reason", "text"])
def test_a_program_gives_the_words_behind_the_number(field: str) -> None:
    (bounce,) = parse_text(f"Failed authentication attempt: (code: 526, {field}: Authentication failure[0])")
    assert (bounce.reply.code, bounce.reply.text) == (526, "Authentication failure[0]")


@pytest.mark.parametrize(
    "text",
    [
        "HttpStatusCode.ServiceUnavailable",
        "status code: SyntaxError in template",
        "SmtpStatusCode.Ok",
        "gRPC StatusCode: TransactionFailed",
    ],
)
def test_what_is_no_mail_is_left_alone(text: str) -> None:
    assert parse_text(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Transaction failed. The server response was: 5.7.1 Message rejected as spam", 554),
        ("Mailbox unavailable. The server response was: 5.7.1 Unable to relay", 550),
        ("Mailbox unavailable. The server response was: 4.2.0 Greylisted, try again later", 450),
        ("SmtpException: Mailbox unavailable. The server response was: No such user here", None),
        ("Syntax error, command unrecognized. The server response was: authentication failed", None),
        ("Transaction failed. The server response was: 4.7.1 Rejected, try again later", None),
    ],
    ids=["one", "unavailable for good", "unavailable for now", "either", "any number", "another kind"],
)
def test_the_sentence_that_net_says_for_a_number_gives_it(text: str, code: int | None) -> None:
    assert {bounce.reply.code for bounce in parse_text(text)} == {code}


def test_what_a_server_said_is_an_error_where_only_net_tells_it() -> None:
    (bounce,) = parse_text("Error in processing. The server response was: 4.3.2 Please try again later")
    assert bounce.reply == Reply(451, "4.3.2", "Please try again later")
