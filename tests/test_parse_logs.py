"""Logs of mail servers and transcripts, whatever stands in front of their lines."""

from itertools import product

import pytest

from bot.knowledge import Knowledge
from bot.model import Kind, Reply, Speaker, Stage
from bot.parse import parse_text
from bot.reading import read_text

SAID = "host mx.example.net[192.0.2.1] said: 550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown (in reply to RCPT TO command)"
POSTFIX = f"postfix/smtp[123]: 4F1A2B3C4D: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1.2, delays=0.1/0/1/0.1, dsn=5.1.1, status=bounced ({SAID})"

PREFIXES = {
    "syslog": "Nov 24 10:00:01 mail ",
    "journald": "2026-11-24T10:00:01.123456+00:00 mail ",
    "docker compose": "postfix_1  | Nov 24 10:00:01 mail ",
    "kubernetes": "2026-11-24T10:00:01.123456789Z stdout F ",
    "quoted": "> Nov 24 10:00:01 mail ",
    "quoted twice": "> > Nov 24 10:00:01 mail ",
    "markdown": "`Nov 24 10:00:01 mail ",
    "ansi": "\x1b[31mNov 24 10:00:01\x1b[0m mail ",
    "log4j": "2026-11-24 10:00:01,123 ERROR [main] c.e.Mailer - ",
    "none": "",
}


@pytest.mark.parametrize("prefix", PREFIXES.values(), ids=PREFIXES)
def test_a_postfix_line_is_read_behind_any_prefix(prefix):
    (bounce,) = parse_text(prefix + POSTFIX)
    assert (bounce.reply.code, bounce.reply.enhanced) == (550, "5.1.1")
    assert bounce.reply.text == "<bob@example.net>: Recipient address rejected: User unknown"
    assert (bounce.recipient, bounce.remote_host, bounce.stage) == (
        "bob@example.net",
        "mx.example.net",
        Stage.RCPT,
    )
    assert (bounce.speaker, bounce.client, bounce.kind) == (Speaker.RECIPIENT_SERVER, "postfix", Kind.FAILURE)


def test_a_postfix_line_that_no_longer_names_the_recipient_keeps_its_number():
    why = "host mx.example.net[192.0.2.1] refused to talk to me"
    relay = "relay=mx.example.net[192.0.2.1]:25, delay=3"
    (bounce,) = parse_text(f"postfix/smtp[1]: 4F1A2B3C4D: {relay}, dsn=4.7.0, status=deferred ({why})")
    assert (bounce.kind, bounce.reply.enhanced, bounce.reply.text) == (Kind.DELAY, "4.7.0", why)
    assert (bounce.recipient, bounce.client) == (None, "postfix")


JSON = {
    "docker": '{"log":"%s\\n","stream":"stdout","time":"2026-11-24T10:00:01Z"}',
    "message": '{"level":"error","message":"%s","service":"mail"}',
    "pino": '{"level":50,"err":{"type":"Error","message":"%s"},"msg":"could not send"}',
    "power automate": '{"error":{"code":502,"message":"BadGateway","innerError":{"status":502,"message":"%s"}}}',
    "gotrue": '{"error":"%s","method":"POST","msg":"500: Error sending confirmation email","path":"/signup"}',
}


@pytest.mark.parametrize("frame", JSON.values(), ids=JSON)
def test_a_json_log_line_is_read_as_its_message(frame):
    (bounce,) = parse_text(frame % "Error: 550 5.1.1 <bob@example.net>: User unknown")
    assert (bounce.reply.code, bounce.reply.enhanced, bounce.recipient) == (550, "5.1.1", "bob@example.net")


@pytest.mark.parametrize(
    "text",
    [
        "500: Error sending confirmation email",
        "An error was encountered when sending the email (Status 500)",
        '{"success": false, "response": "Unable to send email - {\\"status\\":500}"}',
    ],
)
def test_a_programs_answer_to_a_browser_is_no_reply(text):
    (told,) = parse_text(text)
    assert (told.reply.code, told.suspected) == (None, True)


def test_a_web_services_code_is_no_reply():
    told = parse_text('"code": 500,\n"msg": "Error sending confirmation mail"')
    assert {(one.reply.code, one.suspected) for one in told} == {(None, True)}


def test_a_json_records_reply_is_read_whatever_its_field_is_called():
    record = '{"code":2,"message":"bad response on command \'RCPT\'","smtp":"%s","took":"500 ms"}'
    (bounce,) = parse_text(
        record % "504 5.5.2 <bob>: Recipient address rejected: need fully-qualified address"
    )
    assert bounce.reply == (504, "5.5.2", "<bob>: Recipient address rejected: need fully-qualified address")


@pytest.mark.parametrize(
    "cut",
    [
        'msg=550 5.1.1 user unknown", "recipient":"bob@example.net", "host":"mx.example.net"',
        'error 550 5.1.1 user unknown"}], "recipient": "bob@example.net"',
        '550 5.1.1 user unknown\\", \\"recipient\\": \\"bob@example.net\\"',
    ],
)
def test_the_next_field_of_a_record_that_was_cut_at_its_beginning_is_no_reply(cut):
    assert [bounce.reply for bounce in parse_text(cut)] == [Reply(550, "5.1.1", "user unknown")]


def test_a_json_record_is_of_mail_where_a_field_names_a_mailer():
    record = '{"error_message":"SSL_connect: wrong version number","class":"%s"}'
    (of_mail,), (of_other,) = (parse_text(record % job) for job in ("ActionMailer::DeliveryJob", "ImageJob"))
    assert (of_mail.suspected, of_other.suspected) == (False, True)
    assert of_mail.reply.text == of_other.reply.text == "SSL_connect: wrong version number"


# id: line, code, enhanced, kind, recipient, client, part of the text
LINES = {
    "postfix deferred without reply": (
        "postfix/smtp[1]: ABC: to=<bob@example.net>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.net[192.0.2.1]:25: Connection timed out)",
        None, "4.4.1", Kind.DELAY, "bob@example.net", "postfix", "Connection timed out",
    ),
    "postfix noqueue": (
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.9]; from=<ana@example.com> to=<bob@example.net> proto=ESMTP helo=<pc>",
        450, "4.7.1", Kind.FAILURE, "bob@example.net", "postfix", "cannot find your reverse hostname, [192.0.2.9]",
    ),
    "exim refused": (
        "2026-11-24 10:00:01 1abc-000-AB ** bob@example.net R=dnslookup T=remote_smtp H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<bob@example.net>: 550 5.1.1 User unknown",
        550, "5.1.1", Kind.FAILURE, "bob@example.net", "exim", "User unknown",
    ),
    "exim deferred, at an address": (
        "2026-11-24 10:00:01 1abc-000-AB == bob@example.net R=dnslookup T=remote_smtp defer (110): Connection timed out H=mx.example.net [74.125.28.26]",
        None, None, Kind.DELAY, "bob@example.net", "exim", "defer (110): Connection timed out",
    ),
    "exim deferred": (
        "2026-11-24 10:00:01 1abc-000-AB == bob@example.net R=dnslookup T=remote_smtp defer (110): Connection timed out",
        None, None, Kind.DELAY, "bob@example.net", "exim", "defer (110): Connection timed out",
    ),
    "exim login": (
        "2026-11-24 10:00:01 dovecot_login authenticator failed for (pc) [192.0.2.9]: 535 Incorrect authentication data (set_id=ana)",
        535, None, Kind.FAILURE, None, "exim", "Incorrect authentication data",
    ),
    "sendmail": (
        "sendmail[12]: x1: to=<bob@example.net>, delay=00:00:01, mailer=esmtp, relay=mx.example.net. [192.0.2.1], dsn=5.1.1, stat=User unknown",
        None, "5.1.1", Kind.FAILURE, "bob@example.net", "sendmail", "User unknown",
    ),
    "sendmail deferred": (
        "sm-mta[12]: x1: to=bob@example.net, delay=00:00:01, relay=mx.example.net., dsn=4.0.0, stat=Deferred: Connection refused by mx.example.net.",
        None, "4.0.0", Kind.DELAY, "bob@example.net", "sendmail", "Connection refused",
    ),
    "qmail": (
        "@4000 delivery 12: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550_5.1.1_User_unknown/Giving_up_on_192.0.2.1./",
        550, "5.1.1", Kind.FAILURE, None, "qmail", "User unknown",
    ),
    "qmail, without what it begins with": (
        "192.0.2.1_does_not_like_recipient./Remote_host_said:_550_5.1.1_User_unknown/Giving_up_on_192.0.2.1./",
        550, "5.1.1", Kind.FAILURE, None, "qmail", "User unknown",
    ),
    "opensmtpd, what it delivers with": (
        'smtpd[1]: 1e72 mda delivery evpid=f9 from=<ana@example.com> to=<bob@example.net> rcpt=<bob@example.net> user=mail delay=40s result=TempFail stat=Error (temporary failure: "mail.lmtp: LMTP server error: 550 5.1.1 <bob@example.net> User unknown")',
        550, "5.1.1", Kind.DELAY, "bob@example.net", "opensmtpd", "<bob@example.net> User unknown",
    ),
    "opensmtpd": (
        'smtpd[1]: 08a0 mta delivery evpid=1 from=<ana@example.com> to=<bob@example.net> rcpt=<-> source="192.0.2.9" relay="192.0.2.1 (mx.example.net)" delay=1s result="PermFail" stat="550 5.1.1 User unknown"',
        550, "5.1.1", Kind.FAILURE, "bob@example.net", "opensmtpd", "User unknown",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "code", "enhanced", "kind", "recipient", "client", "words"), LINES.values(), ids=LINES
)
def test_a_log_line_says_what_became_of_a_recipient(line, code, enhanced, kind, recipient, client, words):
    bounce = parse_text(line)[0]
    assert (bounce.reply.code, bounce.reply.enhanced, bounce.kind) == (code, enhanced, kind)
    assert (bounce.recipient, bounce.client) == (recipient, client)
    assert words in bounce.reply.text


@pytest.mark.parametrize(
    "line",
    [
        "postfix/smtp[1]: ABC: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 450A)",
        "sendmail[12]: x1: to=<bob@example.net>, delay=00:00:01, dsn=2.0.0, stat=Sent (ok 1234 qp 550)",
        "@400000004f delivery 12: success: 192.0.2.1_accepted_message./Remote_host_said:_250_ok_1234_qp,_550_in_all/",
        'smtpd[12]: 4abc mta delivery evpid=4abc to=<bob@example.net> result="Ok" stat="250 2.0.0 Ok: 550 in all"',
        "S: 250 2.1.5 Ok\nC: DATA\nS: 354 End data with <CR><LF>.<CR><LF>\nS: 250 2.0.0 Ok",
        "235 2.7.0 Authentication successful",
    ],
    ids=["postfix sent", "sendmail sent", "qmail sent", "opensmtpd sent", "transcript", "login accepted"],
)
def test_what_went_well_is_no_bounce(line):
    assert [one for one in parse_text(line) if not one.suspected] == []


def test_the_same_error_many_times_is_one_with_a_count():
    line = "Nov 24 10:00:01 mail app[1]: smtp error 535 5.7.8 Authentication failed\n"
    (bounce,) = parse_text(line * 500)
    assert bounce.count == 500
    assert {"count": 500} in [dict(one.args) for one in bounce.context if one.tag == "reply.repeated"]


def test_iis_writes_the_spaces_of_a_reply_as_plus():
    front = "2024-03-03 03:03:03 198.51.100.99"
    (bounce,) = parse_text(
        f"{front} OutboundConnectionCommand SMTPSVC1 WEB01 - 25 RCPT - TO:<joe@example.com> 0 0 4 0 203 SMTP - - - -\n"
        f"{front} OutboundConnectionResponse SMTPSVC1 WEB01 - 25 - - 550+5.1.1+User+unknown 0 0 49 0 203 SMTP - - - -"
    )
    assert bounce.reply == Reply(550, "5.1.1", "User unknown")
    assert (bounce.recipient, bounce.stage) == ("joe@example.com", Stage.RCPT)


def test_a_row_in_columns_names_its_recipient_wherever_it_stands():
    text = (
        "failed     2026-11-30 08:12:03  ann@example.org   permanent  bounce   550 5.1.1 User unknown\n"
        "delivered  2026-11-30 08:12:04  bob@example.net   -          -        250 OK\n"
        "failed     2026-11-30 08:12:05  eve@example.org   temporary  generic  421 4.7.0 Try again later, closing connection"
    )
    assert [(bounce.recipient, bounce.reply.code, bounce.reply.text) for bounce in parse_text(text)] == [
        ("ann@example.org", 550, "User unknown"),
        ("eve@example.org", 421, "Try again later, closing connection"),
    ]


def test_stalwart_logs_a_servers_words_beside_its_number():
    (bounce,) = parse_text(
        '2026-11-30T08:12:03Z ERROR SMTP RCPT TO rejected by remote server (delivery.rcpt-to-rejected) from = "mia@shop.example", '
        'to = "ann@example.org", hostname = "mx.example.org", code = 550, details = "mailbox is over quota", elapsed = 421ms'
    )
    assert (bounce.reply, bounce.recipient) == (Reply(550, None, "mailbox is over quota"), "ann@example.org")


def test_a_record_tells_the_message_of_its_exception():
    text = (
        '{"severity":"WARN","class":"ActionMailer::MailDeliveryJob","message":"fail: 30.2 sec","exception.class":"Net::OpenTimeout",'
        '"exception.message":"Failed to open TCP connection to smtp.example.com:587 (execution expired)"}'
    )
    (bounce,) = parse_text(text)
    assert bounce.reply.text == "Failed to open TCP connection to smtp.example.com:587 (execution expired)"
    assert bounce.stage is Stage.CONNECT


def test_iis_writes_fewer_fields_where_it_is_told_to():
    front = "2026-03-03 03:03:03 198.51.100.99"
    (bounce,) = parse_text(
        f"{front} OutboundConnectionCommand SMTPSVC1 WEB01 - 25 RCPT - TO:<joe@example.com> 0 0\n"
        f"{front} OutboundConnectionResponse SMTPSVC1 WEB01 - 25 - - 550+5.7.1+Relaying+denied 0 0"
    )
    assert (bounce.reply, bounce.recipient) == (Reply(550, "5.7.1", "Relaying denied"), "joe@example.com")


def test_several_errors_are_several_bounces_in_order():
    text = (
        POSTFIX
        + "\n"
        + POSTFIX.replace("bob@", "al@")
        .replace("550 5.1.1", "552 5.2.2")
        .replace("User unknown", "Mailbox full")
    )
    assert [(one.reply.code, one.recipient) for one in parse_text(text)] == [
        (550, "bob@example.net"),
        (552, "al@example.net"),
    ]


MULTILINE = {
    "codes kept": "550-5.7.26 The sender is unauthenticated. Gmail\n550-5.7.26 requires SPF or DKIM.\n550 5.7.26 https://support.example.com x1 - gsmtp",
    "codes kept behind a mark": "S: 550-5.7.26 The sender is unauthenticated. Gmail\nS: 550-5.7.26 requires SPF or DKIM.\nS: 550 5.7.26 https://support.example.com x1 - gsmtp",
    "code dropped": "550-5.7.26 The sender is unauthenticated. Gmail\n5.7.26 requires SPF or DKIM.\n5.7.26 https://support.example.com x1 - gsmtp",
    "indented": "    550-5.7.26 The sender is unauthenticated. Gmail\n    requires SPF or DKIM.\n    https://support.example.com x1 - gsmtp",
    "joined": "550-5.7.26 The sender is unauthenticated. Gmail 550-5.7.26 requires SPF or DKIM. 550 5.7.26 https://support.example.com x1 - gsmtp",
    "escaped": r"550-5.7.26 The sender is unauthenticated. Gmail\n550-5.7.26 requires SPF or DKIM.\n550 5.7.26 https://support.example.com x1 - gsmtp",
    "quoted": "> 550-5.7.26 The sender is unauthenticated. Gmail\n> 550-5.7.26 requires SPF or DKIM.\n> 550 5.7.26 https://support.example.com x1 - gsmtp",
    "html": "<p>550-5.7.26 The sender is unauthenticated. Gmail<br>550-5.7.26 requires SPF or DKIM.<br>550 5.7.26 https://support.example.com x1 - gsmtp</p>",
}


@pytest.mark.parametrize("text", MULTILINE.values(), ids=MULTILINE)
def test_a_reply_of_several_lines_is_joined(text):
    (bounce,) = parse_text(text)
    assert (bounce.reply.code, bounce.reply.enhanced) == (550, "5.7.26")
    assert (
        bounce.reply.text
        == "The sender is unauthenticated. Gmail requires SPF or DKIM. https://support.example.com x1 - gsmtp"
    )


def test_a_reply_wrapped_at_72_columns_is_joined():
    (bounce,) = parse_text(
        "<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 5.1.1\n    <bob@example.net>: Recipient address rejected: User unknown in virtual\n    mailbox table (in reply to RCPT TO command)"
    )
    assert (
        bounce.reply.text
        == "<bob@example.net>: Recipient address rejected: User unknown in virtual mailbox table"
    )
    assert (bounce.recipient, bounce.stage) == ("bob@example.net", Stage.RCPT)


def test_a_short_line_that_is_not_a_replys_last_goes_on_below():
    (bounce,) = parse_text("550-The mail server\n    does not take mail for this domain.")
    assert (bounce.reply.code, bounce.reply.text) == (
        550,
        "The mail server does not take mail for this domain.",
    )


STAGES = {
    "greeting": (
        "postfix/smtp[1]: 4F1A2B: host mx.example.net[192.0.2.1] refused to talk to me: 554 mx.example.net",
        Stage.CONNECT,
    ),
    "helo": (
        "C: EHLO pc\nS: 504 5.5.2 <pc>: Helo command rejected: need fully-qualified hostname",
        Stage.HELO,
    ),
    "tls": ("C: STARTTLS\nS: 454 4.7.0 TLS not available due to local problem", Stage.TLS),
    "auth": (">>> AUTH PLAIN\n<<< 454 4.7.0 Temporary authentication failure", Stage.AUTH),
    "mail": (
        "C: MAIL FROM:<ana@example.com>\nS: 553 5.7.1 Sender address rejected: not owned by user",
        Stage.MAIL,
    ),
    "rcpt": ("C: RCPT TO:<bob@example.net>\nS: 554 5.7.1 Relay access denied", Stage.RCPT),
    "data": ("C: DATA\nS: 503 5.5.1 No valid recipients", Stage.DATA),
    "end of data": ("C: .\nS: 554 5.6.0 Message refused", Stage.END_OF_DATA),
}


@pytest.mark.parametrize(("text", "stage"), STAGES.values(), ids=STAGES)
def test_what_stands_before_a_reply_gives_its_stage(text, stage):
    assert parse_text(text)[0].stage is stage


def test_a_transcript_names_sender_and_recipient():
    (bounce,) = parse_text(
        "C: MAIL FROM:<ana@example.com>\nS: 250 2.1.0 Ok\nC: RCPT TO:<bob@example.net>\nS: 554 5.7.1 Relay access denied"
    )
    assert (bounce.sender, bounce.recipient) == ("ana@example.com", "bob@example.net")


WRAPPED = {
    "after the code": (
        "<bob@example.net>: host mail.example.net[/run/lmtp] said: 550\n    5.1.1 <bob@example.net> User doesn't exist: bob@example.net (in reply\n    to RCPT TO command)",
        550, "5.1.1", "<bob@example.net> User doesn't exist: bob@example.net",
    ),
    "before a word with a colon": (
        "<bob@example.net>: host\n    mx.example.net[192.0.2.1] said: 554 5.7.1 Client host\n    rejected: cannot find your reverse hostname, [192.0.2.9] (in\n    reply to RCPT TO command)",
        554, "5.7.1", "Client host rejected: cannot find your reverse hostname, [192.0.2.9]",
    ),
    "at a terminal's width": (
        "mail postfix/smtpd[1]: NOQUEUE: reject: RCPT from mx.example.com[192.0.2.1]: 454 4.7.1 <bob@example.net>\n: Relay access denied; from=<ana@example.com> to=<bob@example.net> proto=ESMTP helo=<mx.example.com>",
        454, "4.7.1", "<bob@example.net> : Relay access denied",
    ),
    "before a long word, and short": (
        "<bob@example.net>: host mx.example.net[192.0.2.1] said: 550 5.7.0\n    Blocked - see\n    https://support.example.com/lookup?ip=192.0.2.9 (in\n    reply to RCPT TO command)",
        550, "5.7.0", "Blocked - see https://support.example.com/lookup?ip=192.0.2.9",
    ),
    "without indent": (
        "bob@example.net: host mx.example.net[192.0.2.1] said: 550\nRequested action not taken: mailbox unavailable (in reply to RCPT TO\ncommand)",
        550, None, "Requested action not taken: mailbox unavailable",
    ),
    "without indent, in the middle of few words": (
        "bob@example.net: host mx.a.example[192.0.2.1] said: 550 foo\nis blocked (in reply to RCPT TO command)",
        550, None, "foo is blocked",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "code", "enhanced", "words"), WRAPPED.values(), ids=WRAPPED)
def test_a_reply_broken_anywhere_is_whole_again(text, code, enhanced, words):
    (bounce,) = parse_text(text)
    assert (bounce.reply.code, bounce.reply.enhanced, bounce.reply.text) == (code, enhanced, words)
    assert (bounce.recipient, bounce.stage) == ("bob@example.net", Stage.RCPT)


EXIM_WORDS = {
    "behind its fields": "1abCDe-0001Xy-Zz ** bob@example.net R=dnslookup T=remote_smtp: retry timeout exceeded",
    "behind the address": "1abCDe-0001Xy-Zz ** bob@example.net: retry timeout exceeded",
}


@pytest.mark.parametrize("line", EXIM_WORDS.values(), ids=EXIM_WORDS)
def test_exims_own_words_without_a_code_are_a_failure_of_the_recipient(line):
    (bounce,) = parse_text(line)
    assert (bounce.reply.code, bounce.reply.text) == (None, "retry timeout exceeded")
    assert (bounce.recipient, bounce.speaker, bounce.suspected) == (
        "bob@example.net",
        Speaker.OWN_SERVER,
        False,
    )


def test_postfix_goes_on_in_the_next_line_with_the_name_it_looked_up():
    (bounce,) = parse_text(
        "postfix: <bob@example.net>: Host or domain name not found. Name service error\n"
        "    for name=example.net type=A: Host not found"
    )
    assert bounce.reply.text.endswith("Name service error for name=example.net type=A: Host not found")
    assert bounce.stage is Stage.CONNECT


def test_a_quoted_reply_alone_names_host_stage_and_recipient():
    (bounce,) = parse_text(SAID)
    assert (bounce.reply.code, bounce.reply.enhanced, bounce.recipient) == (550, "5.1.1", "bob@example.net")
    assert (bounce.remote_host, bounce.stage, bounce.speaker) == (
        "mx.example.net",
        Stage.RCPT,
        Speaker.RECIPIENT_SERVER,
    )


EXIM_REFUSED = {
    "recipient": (
        "2026-11-24 09:09:09 H=(pc) [192.0.2.20] F=<ana@example.com> rejected RCPT <bob@example.org>: relay not permitted",
        ("relay not permitted", Stage.RCPT, "bob@example.org", "ana@example.com", Kind.FAILURE),
    ),
    "later": (
        "H=mx.example.net [192.0.2.20]:4711 F=<ana@example.com> temporarily rejected RCPT <bob@example.org>: greylisted",
        ("greylisted", Stage.RCPT, "bob@example.org", "ana@example.com", Kind.DELAY),
    ),
    "without a reason": (
        "H=mx.example.net [192.0.2.20] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no F=<ana@example.com> temporarily rejected RCPT <bob@example.org>",
        ("", Stage.RCPT, "bob@example.org", "ana@example.com", Kind.DELAY),
    ),
    "sender": (
        "H=mx.example.net [192.0.2.20] rejected MAIL <ana@example.com>: Access denied",
        ("Access denied", Stage.MAIL, None, "ana@example.com", Kind.FAILURE),
    ),
    "login": (
        "login authenticator failed for (pc) [192.0.2.20]: 535 Incorrect authentication data (set_id=ana@example.com)",
        (
            "login authenticator failed for (pc) [192.0.2.20]: Incorrect authentication data (set_id=ana@example.com)",
            Stage.AUTH, None, None, Kind.FAILURE,
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("line", "said"), EXIM_REFUSED.values(), ids=EXIM_REFUSED)
def test_what_exim_itself_refused_is_its_own_words(line, said):
    (bounce,) = parse_text(line)
    assert (bounce.reply.text, bounce.stage, bounce.recipient, bounce.sender, bounce.kind) == said
    assert (bounce.speaker, bounce.client) == (Speaker.OWN_SERVER, "exim")


def test_more_different_failures_than_are_read_are_counted():
    line = "550 5.1.1 <u{}@example.com>: no such user"
    first, *others = parse_text("\n".join(line.format(number) for number in range(1_300)))
    assert len(others) == 999
    assert {one.tag: dict(one.args) for one in first.context} == {
        "paste.more-failures": {"read": 1_000, "of": 1_300}
    }
    assert all(one.context == () for one in others)


def test_a_log_of_more_refusals_than_are_read_says_so():
    line = "550 5.1.1 <u@example.com>: no such user"
    (bounce,) = parse_text("\n".join([line] * 4_001))
    assert bounce.count == 4_000
    assert {one.tag: dict(one.args) for one in bounce.context} == {
        "reply.repeated": {"count": 4_000},
        "paste.more-replies": {"read": 4_000},
    }


def test_a_paste_of_more_wordings_than_any_log_has_is_read_so_far():
    told = ["".join(letters) for letters in product("abcdefghij", repeat=4)]
    bounces = parse_text("\n".join(f"550 5.7.1 <u@example.com>: the {word} is refused" for word in told))
    assert {one.tag: dict(one.args) for one in bounces[0].context} == {"paste.more-replies": {"read": 300}}
    assert len(bounces) == 300


def test_replies_that_differ_in_names_and_ids_are_read_to_the_last():
    line = "550 5.1.1 <{}@{}.example.com>: message {}{} has no such user"
    names = ["".join(letters) for letters in product("abcdefghij", repeat=4)][:2_000]
    bounces = parse_text("\n".join(line.format(name, name, name, 7) for name in names))
    assert {one.tag: dict(one.args) for one in bounces[0].context} == {
        "paste.more-failures": {"read": 1_000, "of": 2_000}
    }


ROW = "ana@example.com,550 5.1.1 User unknown\n"
LAST_ROW = "bob@example.com,535 5.7.8 Authentication failed\n"


def test_a_list_is_read_to_its_end():
    bounces = parse_text("email,error\n" + ROW * 30_000 + LAST_ROW)
    assert [(one.recipient, one.count) for one in bounces] == [
        ("ana@example.com", 30_000),
        ("bob@example.com", 1),
    ]


def test_a_list_of_more_rows_than_are_read_says_so():
    (bounce,) = parse_text("email,error\n" + ROW * 100_000 + LAST_ROW)
    assert bounce.count == 100_000
    assert {one.tag: dict(one.args) for one in bounce.context} == {
        "paste.read-in-part": {"what": "rows", "read": 100_000}
    }


def test_more_rows_that_differ_than_are_kept_are_counted():
    letters = ["".join(signs) for signs in product("abcdefghij", repeat=4)][:2_000]
    told = [f"ana@example.com,550 5.1.1 no {word}\n" for word in letters]
    bounces = parse_text("email,error\n" + "".join(told) + told[0] * 3)
    assert len(bounces) == 1_000
    assert bounces[0].count == 4
    assert {one.tag: dict(one.args) for one in bounces[0].context} == {
        "paste.more-failures": {"read": 1_000, "of": 2_000}
    }


def test_a_reply_that_was_cut_off_ends_where_another_begins():
    cut = "Error 1: Password command failed: 534-5.7.9 Application-specific password required\nError 2: Password command failed: 535-5.7.8 Username and Password not accepted"
    assert [bounce.reply.code for bounce in parse_text(cut)] == [534, 535]


def test_what_a_server_notes_about_the_name_of_a_client_explains_no_failed_login():
    log = (
        "postfix/smtpd[1]: warning: hostname pc.example.net does not resolve to address 192.0.2.7: Name or service not known\n"
        "postfix/smtpd[1]: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6"
    )
    (bounce,) = parse_text(log)
    assert (bounce.stage, bounce.reply.text[-46:]) == (
        Stage.AUTH,
        "SASL LOGIN authentication failed: UGFzc3dvcmQ6",
    )


def test_numbers_without_words_stay_both_where_the_words_follow_the_address():
    (bounce,) = parse_text(
        "The mail system\n\nbob@example.net: host mx.example.net[192.0.2.1] said: 550 5.1.1\n"
        "bob@example.net: Recipient address rejected: example.net (in reply to\nRCPT TO command)"
    )
    assert (bounce.reply.code, bounce.reply.enhanced) == (550, "5.1.1")


def test_a_reply_of_several_lines_goes_on_to_the_end_of_the_field_that_tells_it():
    line = r'level=error msg="closing failed: 554 Transaction failed\nReject due to policy.\nSee https://example.net/" path=/api'
    (bounce,) = parse_text(line)
    assert bounce.reply.text.startswith("Transaction failed Reject due to policy. See https://example.net/")


@pytest.mark.parametrize("front", ["", "    ", "\t", "> "], ids=["none", "indent", "tab", "quote"])
def test_another_line_with_its_own_time_begins_a_reply_also_where_all_are_indented(front):
    lines = (
        "20:21:48.725 -> 501 5.5.2 Cannot Decode response x1 - gsmtp",
        "20:21:48.762 -> 502 5.5.1 Unrecognized command. x1 - gsmtp",
    )
    bounces = parse_text("\n".join(front + line for line in lines))
    assert [bounce.reply.code for bounce in bounces] == [501, 502]


@pytest.mark.parametrize("address", ["bob@a.example", "bob.smith@example.net"])
def test_equal_lines_as_long_as_a_wrapped_one_are_replies_of_their_own(address):
    line = f"host mx.a.example[192.0.2.1] said: 552 5.2.2 <{address}>: mailbox full"
    (bounce,) = parse_text("\n".join([line] * 30))
    assert (bounce.count, bounce.reply.text, bounce.recipient) == (30, f"<{address}>: mailbox full", address)


ROWS = {
    "comma": "{who},{reply}",
    "columns": "{row},{who},smtp.example.com,587,failed,{reply}",
    "tab": "{who}\t{reply}",
    "table": "| {who} | {reply} |",
    "quoted cells": '"{who}","{reply}"',
    "arrow": "{who} -> {reply}",
    "numbered": "{row}. {who} - {reply}",
    "colon": "{who}: {reply}",
    "brackets": "<{who}>: {reply}",
    "sentence": "sending to {who} failed: {reply}",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize(
    ("reply", "named"),
    [
        ("552 5.2.2 Mailbox has exceeded the limit that is set for it", "recipient"),
        ("550 Recipient refused by policy, see the help page of this host", "recipient"),
    ],
)
def test_each_row_of_a_list_is_a_failure_of_its_own(row, reply, named):
    people = [f"user{number}@example.net" for number in range(10, 40)]
    text = "\n".join(row.format(row=at, who=who, reply=reply) for at, who in enumerate(people, start=1))
    bounces = parse_text(text)
    assert [getattr(bounce, named) for bounce in bounces] == people
    assert {
        f"{bounce.reply.code} {bounce.reply.enhanced or ''} {bounce.reply.text}".replace("  ", " ")
        for bounce in bounces
    } == {reply}


@pytest.mark.parametrize("row", ["{who},{reply}", "{who}\t{reply}", "| {who} | {reply} |", "{who}: {reply}"])
def test_each_mailbox_whose_login_is_refused_is_the_one_that_sends_and_fails(row):
    people = [f"user{number}@example.net" for number in range(10, 40)]
    text = "\n".join(row.format(who=who, reply="535 5.7.8 Authentication failed") for who in people)
    assert [(one.sender, one.recipient, one.count) for one in parse_text(text)] == [
        (who, who, 1) for who in people
    ]


NUMBERED_ROWS = {
    "comma": "{who},{number}",
    "semicolon": "{who};{number}",
    "space": "{who} {number}",
    "tab": "{who}\t{number}",
    "table": "| {who} | {number} |",
    "quoted cells": '"{who}","{number}"',
    "arrow": "{who} -> {number}",
    "numbered": "1. {who} - {number}",
    "colon": "{who}: {number}",
    "brackets": "<{who}>: {number}",
    "named": "{who}: error {number}",
    "item": "- {who} ({number})",
    "number first": "{number} {who}",
    "number, comma": "{number}, {who}",
}


@pytest.mark.parametrize("row", NUMBERED_ROWS.values(), ids=NUMBERED_ROWS)
@pytest.mark.parametrize("above", ["", "mailbox,error\n", "These fail since Monday:\n"])
def test_each_row_of_an_address_and_a_number_is_a_failure_of_its_own(row, above):
    told = [("ana@example.net", 535), ("ben@example.net", 550), ("eve@example.net", 550)]
    text = above + "\n".join(row.format(who=who, number=number) for who, number in told)
    assert [(one.recipient, one.reply, one.stage) for one in parse_text(text)] == [
        (who, Reply(number, None, ""), Stage.AUTH if number == 535 else None) for who, number in told
    ]


def test_a_row_of_a_number_stands_beside_those_with_words():
    text = (
        "ana@example.net: 535 5.7.8 Authentication failed\nben@example.net: 550\nben@example.net: 550 5.1.1\n"
    )
    assert [(one.recipient, one.reply) for one in parse_text(text)] == [
        ("ana@example.net", Reply(535, "5.7.8", "Authentication failed")),
        ("ben@example.net", Reply(550, "5.1.1", "")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ana@example.net, 450\nben@example.net, 620\neve@example.net, 550",
        "ana@example.net: 550\nben@example.net: 1,200",
        "ana@example.net: 465\nben@example.net: 587",
        "ana@example.net 500\nben@example.net 500",
        "ana@example.net 550",
        "ana@example.net 450\nben@example.net 500\neve@example.net 550",
    ],
    ids=["amounts", "thousands", "ports", "web", "one", "round amounts"],
)
def test_addresses_with_other_numbers_are_no_failures(text):
    assert parse_text(text) == ()


def test_round_numbers_are_failures_where_a_word_says_so():
    text = "These bounced:\nana@example.net 450\nben@example.net 500\neve@example.net 550"
    assert [one.reply.code for one in parse_text(text)] == [450, 500, 550]


def test_each_line_of_a_list_names_its_own_recipient():
    text = "\n".join(
        f"mailbox user{number}@example.net failed: 550 5.1.1 User unknown" for number in range(10, 14)
    )
    assert [(one.recipient, one.sender, one.count) for one in parse_text(text)] == [
        (f"user{number}@example.net", None, 1) for number in range(10, 14)
    ]


def test_a_row_that_failed_without_a_reply_stands_beside_the_others():
    text = (
        "ana@example.net,mail.example.net,failed,535 5.7.8 Authentication failed\n"
        "ben@example.net,mail.example.net,failed,connect ETIMEDOUT 192.0.2.7:587\n"
        "eve@example.net,mail.example.net,failed,self signed certificate in certificate chain\n"
    )
    bounces = parse_text(text)
    assert [(one.reply.code, one.stage) for one in bounces] == [
        (535, Stage.AUTH),
        (None, Stage.CONNECT),
        (None, Stage.TLS),
    ]


SESSIONS = {
    "arrows, and what a server keeps of a message": (
        "[KPB] <= rcpt TO:<bob@example.net>\n[KPB] => 250 OK\n[KPB] <= data\n[KPB] => 354 Go ahead\n"
        "[KPB] <= Subject: test\n[KPB] Not logging further message data.\n[KPB] => 530 From/Sender name is not valid",
        Stage.END_OF_DATA,
    ),
    "a command refused at once": (
        "[KPB] <= rcpt TO:<bob@example.net>\n[KPB] => 250 OK\n[KPB] <= data\n[KPB] => 554 No data from you",
        Stage.DATA,
    ),
    "a reply that names its command, behind other words": (
        "Message failed: 503 AUTH command used when not advertised", Stage.AUTH,
    ),
    "encryption asked for": ("C: STARTTLS\nS: 454 Not now, please", Stage.TLS),
    "a reply that only speaks of encryption": (
        "530 5.7.0 Must begin with STARTTLS\n550 5.7.1 Blocked by gronk", None,
    ),
    "the last line of what a server offers": ("250-mx.example.net\n250 STARTTLS\n550 Blocked by gronk", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "stage"), SESSIONS.values(), ids=SESSIONS)
def test_where_in_a_session_a_reply_was_given(text, stage):
    assert parse_text(text)[-1].stage is stage


def test_a_programs_next_line_is_no_part_of_the_reply_that_it_quoted():
    (bounce,) = parse_text(
        "msmtp: envelope from address %U@%H not accepted by the server\n"
        "msmtp: server message: 501 <%U@%H>: domain missing or malformed\n"
        "msmtp: could not send mail (account default from /etc/msmtprc)"
    )
    assert (bounce.reply.text, bounce.stage) == ("<%U@%H>: domain missing or malformed", Stage.MAIL)


@pytest.mark.parametrize(
    "lead",
    [
        "",
        "mta: 0xea6710: <<< ",
        "[KPBLOQ] => ",
        "2026-11-24 10:00:0{n} mx2 <- ",
        "10:00:01.12{n} worker/7 > ",
    ],
)
def test_a_reply_of_several_lines_is_one_whatever_a_log_writes_before_each(lead):
    said = ["554-mx.example.net not available", "554-Bad DNS PTR resource record.", "554 See example.net"]
    (bounce,) = parse_text("\n".join(lead.format(n=n) + line for n, line in enumerate(said)))
    assert bounce.reply.text == "mx.example.net not available Bad DNS PTR resource record. See example.net"


def test_two_sessions_in_one_log_are_two_replies():
    first, second = parse_text("mta: 0xea1: <<< 550-No such user\nmta: 0xbb2: <<< 550 Mailbox full")
    assert (first.reply.text, second.reply.text) == ("No such user", "Mailbox full")


def test_a_line_that_speaks_of_a_domains_servers_may_be_an_error(knowledge):
    log = (
        f"Bounce mails are not delivered{', nor is any other' * 25}, the log says:\n\n"
        "2025-07-11T23:24:18.219Z [DEBUG] [C7BD-1] [outbound]  hook=get_mx retval=CONT\n"
        "2025-07-11T23:24:18.220Z [INFO] [C7BD-1] [outbound] MX 192.0.2.7 is local, skipping since local_mx_ok=false\n"
        "2025-07-11T23:24:18.220Z [DEBUG] [C7BD-1] [outbound] Temp fail for: Tried all MXs"
    )
    assert read_text(log, knowledge)[0].entry == "mail-points-back-to-own-server"


GAVE_UP = "Nov 12 08:14:55 mail postfix/qmgr[21]: 9B8F5A0C1: from=<ana@example.com>, status=expired, returned to sender"


def test_a_mail_that_postfix_gave_up_has_expired(knowledge):
    (bounce,) = parse_text(GAVE_UP)
    assert (bounce.kind, bounce.sender, bounce.recipient) == (Kind.FAILURE, "ana@example.com", None)
    (finding,) = read_text(GAVE_UP, knowledge)
    assert (finding.entry, finding.family) == ("delivery-time-expired", "expired")


def test_a_mail_that_postfix_gave_up_failed_for_what_delayed_it():
    delayed = (
        "Nov 12 08:13:55 mail postfix/smtp[21]: {}: to=<{}>, relay=none, delay=30, delays=0.1/0/30/0, "
        "dsn=4.4.1, status=deferred (connect to mx.example.net[192.0.2.10]:25: Connection timed out)"
    )
    lines = [
        delayed.format("9B8F5A0C1", "bob@example.net"),
        delayed.format("9B8F5A0C1", "bob@example.net"),
        delayed.format("77777A0C1", "eve@example.net"),
        GAVE_UP,
    ]
    assert [
        (bounce.kind, bounce.recipient, bounce.count, bounce.reply.enhanced)
        for bounce in parse_text("\n".join(lines))
    ] == [
        (Kind.FAILURE, "bob@example.net", 2, "4.4.1"),
        (Kind.DELAY, "eve@example.net", 1, "4.4.1"),
    ]


EXIM = """2026-11-01 10:00:00 1abcDE-0001aa-2B <= ana@example.com H=localhost P=esmtp S=1234
2026-11-01 10:00:01 1abcDE-0001aa-2B H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after end of data: 451 4.7.1 Greylisted
2026-11-01 10:00:01 1abcDE-0001aa-2B == bob@example.net R=dnslookup T=remote_smtp defer (-46) H=mx.example.net [192.0.2.1]: SMTP error from remote mail server after end of data: 451 4.7.1 Greylisted"""


def test_what_exim_notes_before_it_says_of_whom_is_the_same_delay():
    (bounce,) = parse_text(EXIM)
    assert (bounce.kind, bounce.recipient, bounce.reply) == (
        Kind.DELAY,
        "bob@example.net",
        Reply(451, "4.7.1", "Greylisted"),
    )


@pytest.mark.parametrize(
    ("recipient", "told"),
    [
        ("bob@example.net", [(Kind.FAILURE, "bob@example.net", 451)]),
        ("eve@example.net", [(Kind.DELAY, "bob@example.net", 451), (Kind.FAILURE, "eve@example.net", None)]),
    ],
)
def test_a_recipient_whom_exim_gave_up_failed_for_what_delayed_it(recipient, told):
    gave_up = f"2026-11-05 10:00:01 1abcDE-0001aa-2B ** {recipient}: retry timeout exceeded"
    bounces = parse_text(f"{EXIM}\n{gave_up}")
    assert [(one.kind, one.recipient, one.reply.code) for one in bounces] == told


def test_what_postfix_only_warns_of_stands_back_for_what_it_rejects():
    line = "May  7 16:44:45 mx postfix/smtpd[481]: NOQUEUE: {}: RCPT from a.example.com[192.0.2.1]: {}"
    warned = line.format(
        "reject_warning", "504 5.5.2 <b>: Helo command rejected: need fully-qualified hostname"
    )
    rejected = line.format("reject", "450 4.7.1 <b>: Helo command rejected: Host not found")

    assert [one.reply.code for one in parse_text(f"{warned}\n{rejected}")] == [450]
    assert [one.reply.code for one in parse_text(warned)] == [504]


def test_a_delay_and_a_refusal_of_the_same_recipient_stay_two():
    delayed = EXIM.splitlines()[2]
    refused = delayed.replace("== ", "** ").replace(" defer (-46)", "")
    assert [one.kind for one in parse_text(f"{delayed}\n{refused}")] == [Kind.DELAY, Kind.FAILURE]


def test_what_exim_has_not_tried_again_yet_is_told_by_its_earlier_answer():
    log = (
        "2019-02-13 10:34:51 1gsX7F-0006ef-Ug == bob@example.net R=dnslookup T=remote_smtp defer (-53): "
        "retry time not reached for any host for 'example.net'"
    )
    answer = (
        "2019-02-13 10:51:42 1gsX7F-0006ef-Ug == bob@example.net R=dnslookup T=remote_smtp defer (-45) "
        "H=mx.example.net [192.0.2.54]: SMTP error from remote mail server after MAIL FROM:<ana@example.com>: "
        "421 4.7.0 Messages from 192.0.2.209 temporarily deferred"
    )

    assert [bounce.reply.code for bounce in parse_text(f"{log}\n{answer}")] == [421]
    assert [bounce.reply.text for bounce in parse_text(log)] == [
        "retry time not reached for any host for 'example.net'"
    ]


def test_qmail_says_when_it_begins_a_delivery_to_whom_it_is():
    log = (
        "@4000 starting delivery 11: msg 3538957 to remote bob@example.net\n"
        "@4000 starting delivery 12: msg 3538957 to remote eve@example.org\n"
        "@4000 delivery 12: deferral: Connected_to_192.0.2.10_but_greeting_failed./Remote_host_said:_421_4.7.0_Try_later/\n"
        "@4000 delivery 11: failure: 192.0.2.9_does_not_like_recipient./Remote_host_said:_550_5.1.1_Unknown/Giving_up_on_192.0.2.9./\n"
    )
    assert [(one.kind, one.recipient, one.reply.code) for one in parse_text(log)] == [
        (Kind.DELAY, "eve@example.org", 421),
        (Kind.FAILURE, "bob@example.net", 550),
    ]


def test_qmails_reply_names_the_recipient_that_it_opens_with():
    (bounce,) = parse_text(
        "@4000 delivery 11: failure: 192.0.2.9_does_not_like_recipient./Remote_host_said:_550_5.1.1_"
        "<bob@example.net>:_Recipient_address_rejected:_User_unknown/Giving_up_on_192.0.2.9./"
    )
    assert bounce.recipient == "bob@example.net"


def test_stalwart_names_the_recipient_behind_all_of_the_mails():
    (bounce,) = parse_text(
        "2026-10-04T02:22:32Z INFO SMTP RCPT TO rejected (delivery.rcpt-to-rejected) queueId = 333, "
        'from = "ana@example.com", to = ["eve@example.net", "bob@example.net"], size = 828, total = 2, '
        'hostname = "mx.example.net", to = "bob@example.net", code = 550, details = "5.1.1 User unknown", elapsed = 0ms'
    )
    assert (bounce.recipient, bounce.sender) == ("bob@example.net", "ana@example.com")
    assert bounce.reply == Reply(550, "5.1.1", "User unknown")


def test_what_a_filter_refused_names_its_recipient_behind_the_words():
    (bounce,) = parse_text(
        "Nov 30 09:00:01 mx postfix/cleanup[881]: 4F1: milter-reject: END-OF-MESSAGE from a.example.org[192.0.2.9]: "
        "5.7.1 Spam message rejected; from=<eve@example.org> to=<bob@example.net> proto=ESMTP helo=<a.example.org>"
    )
    assert (bounce.recipient, bounce.sender) == ("bob@example.net", "eve@example.org")
    assert bounce.reply == Reply(None, "5.7.1", "Spam message rejected")


@pytest.mark.parametrize(
    "beside", ["Slow query: 535 ms", "SELECT took: 550 ms (cached)", "GC pause: 421 secs"]
)
def test_a_time_beside_a_refusal_is_none(beside):
    (bounce,) = parse_text(
        f"smtp: 550 5.1.1 User unknown\n2026-11-30 09:00:09,123 WARN [http-1] c.e.Db - {beside}"
    )
    assert bounce.reply == Reply(550, "5.1.1", "User unknown")


def test_java_counts_the_frames_that_it_leaves_out():
    (bounce,) = parse_text(
        "Caused by: com.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 <bob@example.net>: "
        "Recipient address rejected: User unknown in virtual mailbox table\n\t... 14 more\n"
    )
    assert (
        bounce.reply.text
        == "<bob@example.net>: Recipient address rejected: User unknown in virtual mailbox table"
    )


OTHER_SERVERS = {
    "Go": (
        '{"level":"error","msg":"send failed","error":"gomail: could not send email 1: 535 5.7.8 Bad credentials"}\n'
        '{"level":"error","msg":"send failed","error":"dial tcp 203.0.113.9:587: i/o timeout"}',
        "dial tcp 203.0.113.9:587: i/o timeout",
    ),
    "msmtp": (
        "host=smtp.example.com tls=on from=ana@example.com smtpstatus=535 smtpmsg='535 5.7.8 Bad credentials' exitcode=EX_NOPERM\n"
        "host=smtp.exmaple.com tls=on from=ana@example.com errormsg='cannot locate host smtp.exmaple.com: "
        "Name or service not known' exitcode=EX_NOHOST",
        "cannot locate host smtp.exmaple.com: Name or service not known",
    ),
    "PHP": (
        'PHP Warning: mail(): Failed to connect to mailserver at "localhost" port 25, verify your "SMTP" and "smtp_port" '
        "setting in php.ini\nPHPMailer, smtp.example.com: 535 5.7.8 Bad credentials",
        'Failed to connect to mailserver at "localhost" port 25',
    ),
}


@pytest.mark.parametrize(("log", "words"), OTHER_SERVERS.values(), ids=OTHER_SERVERS)
def test_a_server_that_was_not_reached_is_told_beside_the_reply_of_another(log, words):
    unreached, replied = sorted(parse_text(log), key=lambda one: one.reply.code or 0)
    assert (replied.reply.code, unreached.reply.code, unreached.stage) == (535, None, Stage.CONNECT)
    assert words in unreached.reply.text


def test_what_became_of_the_connection_that_a_reply_came_over_is_no_error_of_its_own():
    (bounce,) = parse_text(
        "smtp.example.com: 535 5.7.8 Bad credentials\nread tcp 10.0.0.2:1->203.0.113.9:587: connection reset by peer"
    )
    assert bounce.reply.code == 535


def test_an_arrow_leads_to_the_recipient():
    (bounce,) = parse_text(
        "11/30/26 09:00 AM Will retry in 600 seconds: ana@example.com → bob@example.net 'Hi' "
        "Server response: 421 4.3.2 Closing connection."
    )
    assert bounce.recipient == "bob@example.net"


TRACEBACKS = """[2026-11-30 09:00:02] ERROR Failed to send mail to bob@example.net
Traceback (most recent call last):
  File "/usr/lib/python3.11/smtplib.py", line 901, in sendmail
smtplib.SMTPRecipientsRefused: {'bob@example.net': (550, b'5.7.1 <bob@example.net>: Relay access denied')}
%s
Traceback (most recent call last):
  File "/usr/lib/python3.11/smtplib.py", line 255, in __init__
ConnectionRefusedError: [Errno 111] Connection refused"""


@pytest.mark.parametrize(
    ("between", "told"),
    [
        ("[2026-11-30 09:00:19] ERROR Failed to send mail to eve@example.org", [550, None]),
        ("During handling of the above exception, another exception occurred:", [550]),
    ],
    ids=["another mail", "the same mail"],
)
def test_an_error_below_a_traceback_of_its_own_is_told_beside_a_reply(between, told):
    assert [one.reply.code for one in parse_text(TRACEBACKS % between)] == told


@pytest.mark.parametrize(
    ("refused", "recipient"),
    [("'bob@example.net'", "bob@example.net"), ("'bob@example.net', 'eve@example.org'", None)],
    ids=["one", "two"],
)
def test_nodemailer_lists_whom_the_server_refused(refused, recipient):
    (bounce,) = parse_text(
        "Error: Can't send mail - all recipients were rejected: 550 5.1.1 User unknown\n"
        f"  code: 'EENVELOPE',\n  command: 'RCPT TO',\n  rejected: [ {refused} ],\n"
    )
    assert bounce.recipient == recipient


REFUSED = "server smtp.example.com[192.0.2.5] said: 535 5.7.8 Error: authentication failed:"
QUEUED = "Dec  1 03:11:03 mx postfix/smtp[2213]: 4XyZ12abc: "
TIMED_OUT = "connect to mx.example.net[192.0.2.5]:25: Connection timed out"


@pytest.mark.parametrize(
    ("log", "count"),
    [
        pytest.param(
            f"Dec  1 03:11:02 mx postfix/smtp[2213]: warning: SASL authentication failed; {REFUSED}\n"
            f"{QUEUED}to=<ana@example.net>, relay=smtp.example.com[192.0.2.5]:587, delay=1, dsn=4.7.8, "
            f"status=deferred (SASL authentication failed; {REFUSED})",
            1,
            id="a login's warning before the mail that waits",
        ),
        pytest.param(
            f"{QUEUED}host mx1.example.net[192.0.2.5] said: 450 4.2.0 <ana@example.net>: Recipient address "
            "rejected: Greylisted (in reply to RCPT TO command)\n"
            f"{QUEUED}to=<ana@example.net>, relay=mx2.example.net[192.0.2.6]:25, delay=1, dsn=4.2.0, "
            "status=deferred (host mx2.example.net[192.0.2.6] said: 450 4.2.0 <ana@example.net>: Recipient "
            "address rejected: Greylisted, see http://example.net/ (in reply to RCPT TO command))",
            1,
            id="what each host of a domain said",
        ),
        pytest.param(
            f"{QUEUED}to=<ana@example.net>, relay=none, delay=30, dsn=4.4.1, status=deferred ({TIMED_OUT})\n"
            f"{QUEUED}to=<ana@example.net>, relay=none, delay=630, dsn=4.4.1, status=deferred "
            "(connect to mx.example.net[2001:db8::5]:25: Network is unreachable)",
            2,
            id="each try with what it met last",
        ),
    ],
)
def test_one_mails_failure_in_a_log_is_told_once(log: str, count: int, knowledge: Knowledge) -> None:
    told = [(one.kind, one.recipient, one.count) for one in read_text(log, knowledge)]
    assert told == [(Kind.DELAY, "ana@example.net", count)]


def test_a_mail_that_came_back_is_no_delay_of_another(knowledge: Knowledge) -> None:
    log = (
        f"{QUEUED}to=<ana@example.net>, relay=none, delay=30, dsn=4.4.1, status=deferred ({TIMED_OUT})\n"
        f"{QUEUED}to=<ben@example.net>, relay=none, delay=30, dsn=4.4.1, status=bounced ({TIMED_OUT})"
    )
    told = {(one.kind, one.recipient) for one in read_text(log, knowledge)}
    assert told == {(Kind.DELAY, "ana@example.net"), (Kind.FAILURE, "ben@example.net")}


SUMMARY = """Postfix log summaries for Dec  1

message deferral detail
-----------------------
  smtp (total: 12)
         8   connect to example.com[192.0.2.1]:25: Connection timed out
         4   host mx.example.net[192.0.2.2] said: 450 4.2.0 Greylisted, try again later (in reply to RCPT TO command)

message bounce detail (by relay)
--------------------------------
  local (total: 3)
         3   unknown user: "virusalert"
  mx.example.org[192.0.2.3]:25 (total: 2)
         2   552 5.2.2 Mailbox full

message reject detail
---------------------
  RCPT
    Relay access denied (total: 9)
         9   mx.example.info

Warnings
--------
  smtpd (total: 7)
         7   hostname a.example does not resolve to address 192.0.2.9
"""


def test_a_summary_of_postfixs_log_says_how_often_each_error_stood_there(knowledge):
    findings = read_text(SUMMARY, knowledge)

    assert [(one.cause, one.reply_code, one.count) for one in findings] == [
        ("connect-timeout", None, 8),
        ("greylisted", 450, 4),
        ("recipient-unknown", None, 3),
        ("mailbox-full", 552, 2),
    ]


def test_a_summary_of_postfixs_log_says_that_it_holds_more_errors_than_were_read(knowledge):
    rows = "".join(f'         1   unknown user: "{number:x}"\n' for number in range(1_300))
    findings = read_text(f"message bounce detail\n  local (total: 1300)\n{rows}", knowledge)

    more = [fact.args for fact in findings[0].evidence if fact.tag == "paste.more-failures"]
    assert more == [{"read": 1_000, "of": 1_300}]


@pytest.mark.parametrize(
    "text",
    [
        "    shop (total: 5)\n   5   chairs\n   3   tables",
        "smtp (total: 12)",
        "local (total: 5)\n   3   beers\n   2   wines",
        "parcels refused (total: 12)\n   8   connection timed out",
    ],
)
def test_another_sum_is_no_summary_of_postfixs_log(text, knowledge):
    assert read_text(text, knowledge) == ()


_TO_TWO = "MAIL FROM:<x@example.org>\n250 ok\nRCPT TO:<ana@example.com>\n250 ok\nRCPT TO:<bob@example.com>\n{}\nDATA\n354 go\n.\n554 5.7.1 spam message rejected"
CONTENT_REFUSED = {
    "both were taken": (_TO_TWO.format("250 ok"), [None]),
    "the second was refused": (_TO_TWO.format("550 5.1.1 no"), ["bob@example.com", "ana@example.com"]),
    "each a mail of its own": (
        "RCPT TO:<ana@example.com>\nDATA\n554 5.7.1 spam message rejected\nRCPT TO:<bob@example.com>\nDATA\n554 5.7.1 spam message rejected",
        ["ana@example.com", "bob@example.com"],
    ),
}


@pytest.mark.parametrize(("text", "recipients"), CONTENT_REFUSED.values(), ids=CONTENT_REFUSED)
def test_refused_content_is_that_of_all_whom_the_server_had_taken(text, recipients):
    assert [bounce.recipient for bounce in parse_text(text)] == recipients
