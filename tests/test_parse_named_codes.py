"""A reply code that .NET shows by name is the number it stands for."""

from __future__ import annotations

import pytest

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
