"""Kinds of pastes that were once not understood, in words of our own: each read as its own kind now."""

from __future__ import annotations

import pytest

from bot.knowledge import Knowledge
from bot.parse import parse_text
from bot.reading import read_text


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (
            "2026/11/02 邮件发送失败550 Mail box of the receiver is closed",
            550,
            "Mail box of the receiver is closed",
        ),
        ("メール送信失敗 550 User not found", 550, "User not found"),
        ("Versand fehlgeschlagen 554 Message refused by the filter", 554, "Message refused by the filter"),
    ],
    ids=["Chinese", "Japanese", "German"],
)
def test_failed_leads_to_a_reply_in_any_language(words, code, text):
    (bounce,) = parse_text(words)
    assert (bounce.reply.code, bounce.reply.text) == (code, text)


def test_a_count_behind_failed_is_no_reply():
    assert all(bounce.reply.code is None for bounce in parse_text("échec 550 mails en attente"))


def test_postfixs_closing_words_explain_no_failure(knowledge: Knowledge) -> None:
    text = (
        "This is the Postfix program at host mx.example.com.\n\n"
        "The mail returned below could not be delivered to one or more destinations.\n\n"
        "The following recipients are unknown:\n\n\tida@example.net\n\n"
        "For further assistance, please send mail to <postmaster>.\n"
        "If you do so, please include this problem report.\n"
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.recipient) == ("recipient-unknown", "ida@example.net")


def test_a_clients_http_status_is_no_reply_of_a_mail_server(knowledge: Knowledge) -> None:
    text = (
        "feign.FeignException$FeignClientException: [420 status code 420] during [POST] to "
        "[https://api.mailgun.net/v3/mg.example.com/messages] [MailApi#send(String)]: "
        '[{"message":"Domain mg.example.com is not allowed to send: recipient limit exceeded"}]'
    )

    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.reply_code) == ("sending-quota-exceeded", None)


def test_the_same_request_to_another_web_service_is_no_mails():
    text = "feign.FeignException: [422 Unprocessable] during [POST] to [https://api.shop.example/orders] [Orders#put()]"
    assert parse_text(text) == ()


def test_a_change_named_in_brackets_reports_nothing():
    text = "[fix] Limit the recipients of a mail\n\n## The problem\n\nA mail can be sent to any number of recipients."
    assert parse_text(text) == ()
