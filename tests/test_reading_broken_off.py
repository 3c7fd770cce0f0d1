"""What a narrow window broke into lines says the same; what a person writes below a reply is none of it."""

import pytest

from bot.knowledge import load_knowledge
from bot.reading import read_text

# A reply, the lines it was broken into, its page: nothing but the words tells that they go together.
REPLIES = [
    (
        "554 Connection refused. This IP address is listed on the Policy Block\nList (PBL). IB106",
        "dynamic-address",
        "Connection refused. This IP address is listed on the Policy Block List (PBL). IB106",
    ),
    (
        "550 5.2.0 Message refused. See\nhttp://postmaster.comcast.net/smtp-error-codes.php#DM000001",
        "dmarc-policy-refuses",
        "Message refused. See http://postmaster.comcast.net/smtp-error-codes.php#DM000001",
    ),
    (
        "550 Rejected by header-based Blocked Senders - Block policy for Header\nFrom",
        "sender-blocked-by-recipient",
        "Rejected by header-based Blocked Senders - Block policy for Header From",
    ),
    (
        "554 5.7.1 Service unavailable; Client host\n[192.0.2.25] blocked using zen.spamhaus.org;",
        "ip-on-blocklist",
        "Service unavailable; Client host [192.0.2.25] blocked using zen.spamhaus.org",
    ),
    (
        "450 4.7.1 <ana@example.com>: Recipient address rejected: Policy\nRejection- Quota Exceeded.",
        "sending-quota-exceeded",
        "<ana@example.com>: Recipient address rejected: Policy Rejection- Quota Exceeded.",
    ),
    (
        "554 5.2.0 STOREDRV.Submission.Exception:StorageTransientException;\nSender thread limit exceeded",
        "too-many-connections",
        "STOREDRV.Submission.Exception:StorageTransientException Sender thread limit exceeded",
    ),
]
# An error without a number, which is nobody's in particular where somebody talks of something.
ERRORS = [
    ("certificate verify failed: unable to get local\nissuer certificate (_ssl.c:1007)", "certificate-untrusted"),
    ("javax.net.ssl.SSLHandshakeException: Received\nfatal alert: insufficient_security", "tls-no-common-cipher"),
    ("Unable to read data from the transport connection:\nnet_io_connectionclosed.", "connection-lost"),
    ("x509: cannot validate certificate for 192.0.2.10\nbecause it doesn't contain any IP SANs",
     "certificate-hostname-mismatch"),
    ("System.NotSupportedException: The SMTP server does\nnot support authentication.", "503-auth-not-offered"),
]  # fmt: skip


@pytest.mark.parametrize(("paste", "entry", "text"), REPLIES)
def test_a_reply_is_whole_where_a_wording_goes_over_the_break(paste: str, entry: str, text: str) -> None:
    (found,) = read_text(paste, load_knowledge())
    assert (found.entry, found.reply_text.rstrip(";")) == (entry, text)


@pytest.mark.parametrize(("paste", "entry"), ERRORS)
def test_an_error_that_was_broken_is_one_line(paste: str, entry: str) -> None:
    (found,) = read_text(paste, load_knowledge())
    assert (found.entry, found.reply_text) == (entry, paste.replace("\n", " "))


@pytest.mark.parametrize(
    ("reply", "below"),
    [
        ("550 5.1.1 <ben@example.org>: User unknown in virtual mailbox table", "Is it our SPF record?"),
        ("554 5.7.1 Message refused by the server of the recipient", "We think the mailbox is full"),
        ("550 5.7.1 Message rejected by the other side of the line", "I wonder if our IP is on Spamhaus"),
        ("550 5.7.1 Message rejected", "Their administrator says that our DMARC policy fails"),
        (
            "550 5.1.1 <ben@example.org>: User unknown in virtual table",
            "Blocked using zen.spamhaus.org",
        ),
        (
            "550 5.1.1 <ben@example.org>: User unknown in virtual mailbox table",
            "Connection to 192.0.2.1 timed out",
        ),
        ("535 5.7.8 Error: authentication failed:", "Ana tried an app password today"),
    ],
)
def test_what_a_person_writes_below_a_reply_is_none_of_it(reply: str, below: str) -> None:
    (alone,) = read_text(reply, load_knowledge())
    (first, *_) = read_text(f"{reply}\n{below}", load_knowledge())
    assert (first.entry, first.reply_text) == (alone.entry, alone.reply_text)


@pytest.mark.parametrize(
    "talk",
    [
        "the web site is down since an hour and\nthe browser says connection timed out",
        "our shop runs again, the database had a\nconnection refused this morning",
        "please renew the certificate of the shop\nbefore it has expired, thank you",
    ],
)
def test_talk_in_two_lines_stays_unanswered(talk: str) -> None:
    assert read_text(talk, load_knowledge()) == ()
