"""Each mail program's words around a refusal lead to the server's own reply."""

import pytest

from bot.model import Reply, Stage
from bot.parse import parse_text

# id: text, code, enhanced, the reply's text, stage, client
REPLIES = {
    "smtplib exception": (
        "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')",
        535, "5.7.8", "Error: authentication failed", Stage.AUTH, "smtplib",
    ),
    "smtplib with escaped line end": (
        r"smtplib.SMTPAuthenticationError: (535, b'5.7.8 Username and Password not accepted. For more\n5.7.8 information, go to https://support.example.com x1 - gsmtp')",
        535, "5.7.8", "Username and Password not accepted. For more information, go to https://support.example.com x1 - gsmtp", Stage.AUTH, "smtplib",
    ),
    "smtplib sender refused": (
        "smtplib.SMTPSenderRefused: (530, b'5.7.0 Must issue a STARTTLS command first', 'ana@example.com')",
        530, "5.7.0", "Must issue a STARTTLS command first", Stage.MAIL, "smtplib",
    ),
    "smtplib sender refused, several lines": (
        r"smtplib.SMTPSenderRefused: (530, b'5.7.0 Authentication Required. For more information, go to\n5.7.0  https://support.example.com x1 - gsmtp', 'ana@example.com')",
        530, "5.7.0", "Authentication Required. For more information, go to https://support.example.com x1 - gsmtp", Stage.MAIL, "smtplib",
    ),
    "zone-mta": (
        "zone-mta: ERR! Sender/default 17ee.001 SMTPERR error=\"Invalid greeting. response=554 5.7.0 Blocked\"",
        554, "5.7.0", "Blocked", Stage.CONNECT, "zone-mta",
    ),
    "nodemailer, lines in one, the enhanced code of each kept": (
        "Error: Data command failed: 550 5.7.1 Our system has detected that this message is 5.7.1 likely spam. To reduce "
        "the amount of it 5.7.1 this message has been blocked.",
        550, "5.7.1", "Our system has detected that this message is likely spam. To reduce the amount of it this message "
        "has been blocked.", Stage.DATA, None,
    ),
    "a reply whose first line is empty": ("550-\n550-5.1.1 User unknown", 550, "5.1.1", "User unknown", None, None),
    "smtplib recipients refused, lines without a number": (
        r"""smtplib.SMTPRecipientsRefused: {'bob@example.net': (452, b"4.2.2 User's mailbox\nfull")}""",
        452, "4.2.2", "User's mailbox full", Stage.RCPT, "smtplib",
    ),
    "smtplib's debug output": (
        r"""reply: b'535-5.7.8 Username and Password not accepted. For more information, go to\r\n'
reply: b'535 5.7.8  https://support.example.com x1 - gsmtp\r\n'
reply: retcode (535); Msg: b'5.7.8 Username and Password not accepted. For more information, go to\n5.7.8  https://support.example.com x1 - gsmtp'""",
        535, "5.7.8", "Username and Password not accepted. For more information, go to https://support.example.com x1 - gsmtp", Stage.AUTH, "smtplib",
    ),
    "a program's words and number before the server's": (
        "Fehler (535): Anmeldung fehlgeschlagen - 535 5.7.8 Error: authentication failed",
        535, "5.7.8", "Anmeldung fehlgeschlagen - Error: authentication failed", Stage.AUTH, None,
    ),
    "Cisco's quotation": (
        "5.1.0 - Unknown address error 550-'5.1.1 <bob@example.net>: Recipient address rejected: example.net' (delivery attempts: 0)",
        550, "5.1.1", "<bob@example.net>: Recipient address rejected: example.net", None, None,
    ),
    "an enhanced code on the last line only": (
        "550-Your mail was refused.\n550 5.7.1 Ask the recipient's administrator.",
        550, "5.7.1", "Your mail was refused. Ask the recipient's administrator.", None, None,
    ),
    "smtplib with the command that Postfix names": (
        "smtplib.SMTPAuthenticationError: (502, b'5.5.1 Error: command not implemented (in reply to STARTTLS command)')",
        502, "5.5.1", "Error: command not implemented", Stage.TLS, "smtplib",
    ),
    "smtplib data error": (
        "smtplib.SMTPDataError: (554, b'5.7.1 Message rejected')", 554, "5.7.1", "Message rejected", Stage.END_OF_DATA, "smtplib",
    ),
    "Indy": (
        "EIdSMTPReplyError with message '5.7.1 <ana@example.net>: Relay access denied' in TIdSMTP.Send: 554 5.7.1"
        " <ana@example.net>: Relay access denied",
        554, "5.7.1", "<ana@example.net>: Relay access denied", None, "indy",
    ),
    "Oracle": (
        'ORA-29279: SMTP permanent error: 530 5.7.0 Must issue a STARTTLS command first\nORA-06512: at "SYS.UTL_SMTP", line 57',
        530, "5.7.0", "Must issue a STARTTLS command first", None, "utl-smtp",
    ),
    "RainLoop": (
        "SMTP[ERROR]: exception 'MailSo\\Smtp\\Exceptions\\NegativeResponseException' with message"
        " '554 5.7.1 <END-OF-MESSAGE>: End-of-data rejected: Access denied.' in /var/www/rainloop/SmtpClient.php:789",
        554, "5.7.1", "<END-OF-MESSAGE>: End-of-data rejected: Access denied.", None, "rainloop",
    ),
    "aiosmtplib": (
        "aiosmtplib.errors.SMTPAuthenticationError: (535, 'Authentication credentials invalid')",
        535, None, "Authentication credentials invalid", Stage.AUTH, "aiosmtplib",
    ),
    "aiosmtplib sender refused": (
        r"aiosmtplib.errors.SMTPSenderRefused: (530, '5.7.0 Authentication required\n5.7.0 see https://example.com/help', 'ana@example.com')",
        530, "5.7.0", "Authentication required see https://example.com/help", Stage.MAIL, "aiosmtplib",
    ),
    "mail-send record": (
        'Err(UnexpectedReply(Response { code: 550, esc: [5, 1, 1], message: "<a@example.net>: User unknown" }))',
        550, "5.1.1", "<a@example.net>: User unknown", None, "mail-send",
    ),
    "mail-send record, a line of its own": (
        'UnexpectedReply(Response { code: 550, esc: [5, 7, 1], message: "Relaying denied" })',
        550, "5.7.1", "Relaying denied", None, "mail-send",
    ),
    "mail-send record over several lines": (
        "AuthenticationFailed(\n    Response {\n        code: 535,\n        esc: [\n            5,\n            7,\n            8,\n        ],\n"
        '        message: "Error: authentication failed",\n    },\n)',
        535, "5.7.8", "Error: authentication failed", Stage.AUTH, "mail-send",
    ),
    "mail-send sentence": (
        "Unexpected reply: Code: 554, Enhanced code: 0.0.0, Message: Relay access denied",
        554, None, "Relay access denied", None, "mail-send",
    ),
    "Symfony's greeting": (
        'Expected response code "220" but got code "554", with message "554 mail.example.com ESMTP not accepting".',
        554, None, "mail.example.com ESMTP not accepting", Stage.CONNECT, "symfony-mailer",
    ),
    "Symfony's start of TLS": (
        'Expected response code "220" but got code "454", with message "454 4.7.0 TLS not available due to local problem".',
        454, "4.7.0", "TLS not available due to local problem", Stage.TLS, "symfony-mailer",
    ),
    "Spring behind a web server's answer": (
        "web - [tomcat-http--8] ERROR o.b.w.e.RestHandler - 500 Status Code\no.s.m.MailAuthenticationException: Authentication failed; "
        "nested exception is javax.mail.AuthenticationFailedException: 535 AUTH failed\nspring.mail.host=smtp.example.com",
        535, None, "AUTH failed", Stage.AUTH, "javamail",
    ),
    "nodemailer object": (
        "Error: Invalid login: 535 Authentication failed\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:784:19) {\n"
        "  code: 'EAUTH',\n  response: '535 Authentication failed',\n  responseCode: 535,\n  command: 'AUTH PLAIN'\n}",
        535, None, "Authentication failed", Stage.AUTH, "nodemailer",
    ),
    "nodemailer recipients": (
        "Error: Can't send mail - all recipients were rejected: 550 5.1.1 <a@example.net>: Recipient address rejected: User unknown\n  responseCode: 550,\n  command: 'RCPT TO'",
        550, "5.1.1", "<a@example.net>: Recipient address rejected: User unknown", Stage.RCPT, "nodemailer",
    ),
    "nodemailer json": (
        '{"code":"EAUTH","response":"535 5.7.8 Authentication failed","responseCode":535,"command":"AUTH PLAIN"}',
        535, "5.7.8", "Authentication failed", Stage.AUTH, "nodemailer",
    ),
    "phpmailer debug": (
        "2026-11-24 10:00:01 CLIENT -> SERVER: AUTH LOGIN\n2026-11-24 10:00:01 SERVER -> CLIENT: 334 VXNlcm5hbWU6\n"
        "2026-11-24 10:00:02 SERVER -> CLIENT: 535 Incorrect authentication data\n2026-11-24 10:00:02 SMTP ERROR: Password command failed: 535 Incorrect authentication data\n"
        "SMTP Error: Could not authenticate.",
        535, None, "Incorrect authentication data", Stage.AUTH, "phpmailer",
    ),
    "phpmailer info": (
        "Mailer Error: SMTP Error: data not accepted.SMTP server error: DATA END command failed Detail: Message rejected as spam SMTP code: 554 Additional SMTP info: 5.7.1",
        554, "5.7.1", "Message rejected as spam", Stage.END_OF_DATA, "phpmailer",
    ),
    "phpmailer, what it holds joined by commas": (
        "The following From address failed: ana@example.com : MAIL FROM command failed,<ana@example.com>: Sender address rejected: not owned by user bob\r\n,553,5.7.1",
        553, "5.7.1", "<ana@example.com>: Sender address rejected: not owned by user bob", Stage.MAIL, "phpmailer",
    ),
    "phpmailer, the code in front of the server's words": (
        "The following From address failed: root@localhost : MAIL FROM command failed,550,,The address is not valid.",
        550, None, "The address is not valid.", Stage.MAIL, "phpmailer",
    ),
    "symfony": (
        'Expected response code "250/251/252" but got code "550", with message "550 5.7.1 Relaying denied".',
        550, "5.7.1", "Relaying denied", Stage.RCPT, "symfony-mailer",
    ),
    "swiftmailer at STARTTLS": (
        'Expected response code 220 but got code "502", with message "502 5.5.1 Error: command not implemented"',
        502, "5.5.1", "Error: command not implemented", Stage.TLS, "symfony-mailer",
    ),
    "swiftmailer at the greeting": (
        'Expected response code 220 but got code "554", with message "554 5.7.1 Service unavailable"',
        554, "5.7.1", "Service unavailable", Stage.CONNECT, "symfony-mailer",
    ),
    "symfony, a number of the service's own": (
        'Expected response code "250" but got code "400", with message "400 Unexpected long headers length, got: 4310".',
        400, None, "Unexpected long headers length, got: 4310", None, "symfony-mailer",
    ),
    "lettre as Rust shows it": (
        'Error: lettre::transport::smtp::Error { kind: Permanent(Code { severity: PermanentNegativeCompletion, category: MailSystem, detail: Zero }), source: "5.1.1 User unknown" }',
        550, "5.1.1", "User unknown", None, "lettre",
    ),
    "javamail": (
        "javax.mail.AuthenticationFailedException: 535 5.7.3 Authentication unsuccessful [AM0PR01CA0001.example.com]\n\tat com.sun.mail.smtp.SMTPTransport$Authenticator.authenticate(SMTPTransport.java:965)",
        535, "5.7.3", "Authentication unsuccessful [AM0PR01CA0001.example.com]", Stage.AUTH, "javamail",
    ),
    "javamail nested": (
        "org.springframework.mail.MailSendException: Failed messages: javax.mail.SendFailedException: Invalid Addresses;\n  nested exception is:\n"
        "\tcom.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown",
        550, "5.1.1", "<bob@example.net>: Recipient address rejected: User unknown", Stage.RCPT, "javamail",
    ),
    "mailkit": (
        "MailKit.Security.AuthenticationException: 535: 5.7.8 Error: authentication failed", 535, "5.7.8", "Error: authentication failed", Stage.AUTH, "mailkit",
    ),
    "system.net.mail": (
        "System.Net.Mail.SmtpException: Mailbox unavailable. The server response was: 5.7.1 Unable to relay for bob@example.net",
        550, "5.7.1", "Unable to relay for bob@example.net", None, "system-net-mail",
    ),
    "go": ("2026/11/24 10:00:00 smtp error: 535 5.7.8 Authentication credentials invalid (net/smtp)", 535, "5.7.8", "Authentication credentials invalid (net/smtp)", Stage.AUTH, "go-net-smtp"),
    "ruby": ("Net::SMTPAuthenticationError: 535 Authentication failed: Bad username / password", 535, None, "Authentication failed: Bad username / password", Stage.AUTH, "ruby-net-smtp"),
    "lettre": ("lettre::transport::smtp::Error { kind: Permanent(535), source: \"5.7.8 Authentication failed\" }", 535, "5.7.8", "Authentication failed", Stage.AUTH, "lettre"),
    "msmtp": (
        "msmtp: authentication failed (method PLAIN)\nmsmtp: server message: 535 5.7.8 Error: authentication failed:\nmsmtp: could not send mail",
        535, "5.7.8", "Error: authentication failed:", Stage.AUTH, "msmtp",
    ),
    "swaks": (
        "=== Connected to mail.example.com.\n<-  220 mail.example.com ESMTP\n -> EHLO pc\n<-  250 AUTH PLAIN LOGIN\n -> AUTH LOGIN\n<-  334 VXNlcm5hbWU6\n -> YW5h\n<** 535 5.7.8 Error: authentication failed\n*** No authentication type succeeded",
        535, "5.7.8", "Error: authentication failed", Stage.AUTH, "swaks",
    ),
    "curl": ("< 535 5.7.8 Error: authentication failed\ncurl: (67) Login denied\nsmtp://mail.example.com", 535, "5.7.8", "Error: authentication failed", Stage.AUTH, "curl"),
    "outlook dialog": (
        "The message could not be sent because one of the recipients was rejected by the server. The rejected e-mail address was 'bob@example.net'. Subject 'x', "
        "Account: 'mail.example.com', Server: 'mail.example.com', Protocol: SMTP, Server Response: '550 relay not permitted', Port: 25, Secure(SSL): No, Server Error: 550, Error Number: 0x800CCC79",
        550, None, "relay not permitted", Stage.RCPT, "outlook",
    ),
    "thunderbird": (
        "An error occurred while sending mail. The mail server responded:  5.7.1 <bob@example.net>: Relay access denied. Please check the message recipient \"bob@example.net\" and try again. Thunderbird",
        None, "5.7.1", "<bob@example.net>: Relay access denied", None, "thunderbird",
    ),
    "maddy": (
        'smtp: DATA error\t{"check":"dmarc","msg_id":"95ae9d1f","reason":"No aligned identifiers","smtp_code":550,"smtp_enchcode":"5.7.1","smtp_msg":"DMARC check failed"}',
        550, "5.7.1", "DMARC check failed", None, None,
    ),
    "mox": (
        'l=debug m="smtp command result" err="authentication aborted" pkg=smtpserver kind=submission cmd=auth code=501 ecode=5.5.0 cid=1979a2d4463',
        501, "5.5.0", "authentication aborted", None, None,
    ),
    "swift": (
        '["554-Transaction failed", "554-Reject due to policy restrictions.", "554 For explanation visit https://help.example.com/?c=hd", ""]',
        554, None, "Transaction failed Reject due to policy restrictions. For explanation visit https://help.example.com/?c=hd", None, None,
    ),
    "mailkit in a debugger": (
        "MailKit.Net.Smtp.SmtpCommandException\n  HResult=0x80131500\n  Message=5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException",
        None, "5.2.0", "STOREDRV.Submission.Exception:SendAsDeniedException", None, "mailkit",
    ),
    "a server's words behind Chinese ones": ("由于554 DT:SPM 126 smtp2", 554, None, "DT:SPM 126 smtp2", None, None),
    "Chinese without spaces": ("我在使用邮件发送的功能时报错535", 535, None, "", Stage.AUTH, None),
    "Chinese around the number": ("发送到其它信箱就会出现554错误，相关配置如下", 554, None, "", None, None),
    "slanted": (
        "I get a _554 5.7.1 Sender address rejected: Access denied_",
        554, "5.7.1", "Sender address rejected: Access denied", None, None,
    ),
    "Apple Mail in French": ("Le serveur a répondu '4.2.1 service refusé'. Veuillez essayer plus tard.", None, "4.2.1", "service refusé", None, None),
    "a word about an address": ("- 550 ip in prison", 550, None, "ip in prison", None, None),
    "curl at the greeting": ("curl: (8) Got unexpected smtp-server response: 554", 554, None, "", Stage.CONNECT, "curl"),
    "curl at a recipient": ("curl: (55) RCPT failed: 550", 550, None, "", Stage.RCPT, "curl"),
    "curl of old": ("curl: (67) Access denied: 535", 535, None, "", Stage.AUTH, "curl"),
    "a value without quotes": ("mail failed {status:550}", 550, None, "", None, None),
    "number, error and words": ("smtp always gives me 501 error: bad recipient address syntax", 501, None, "error: bad recipient address syntax", None, None),
    "msmtp's line above the reply": (
        "msmtp: envelope from address ana@example.com not accepted by the server\nmsmtp: server message: 554 Email rejected",
        554, None, "Email rejected", Stage.MAIL, "msmtp",
    ),
    "msmtp log": (
        "Nov 24 10:00:00 host=smtp.example.com tls=on auth=on user=ana from=ana@example.com recipients=bob@example.net smtpstatus=535 smtpmsg='535 5.7.8 Error: authentication failed' errormsg='authentication failed (method PLAIN)' exitcode=EX_NOPERM",
        535, "5.7.8", "Error: authentication failed", Stage.AUTH, "msmtp",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "enhanced", "words", "stage", "client"), REPLIES.values(), ids=REPLIES
)
def test_the_servers_reply_is_taken_out_of_the_programs_words(text, code, enhanced, words, stage, client):
    bounce = parse_text(text)[0]
    assert (bounce.reply.code, bounce.reply.enhanced, bounce.stage, bounce.client) == (
        code,
        enhanced,
        stage,
        client,
    )
    assert bounce.reply.text == words


@pytest.mark.parametrize("text", [row[0] for row in REPLIES.values()], ids=REPLIES)
def test_one_error_told_several_times_is_one_bounce(text):
    assert [bounce.count for bounce in parse_text(text)] == [1]


# id: text, part of the text that must remain, stage
LOCAL = {
    "python refused": ("smtplib\nConnectionRefusedError: [Errno 111] Connection refused", "Connection refused", Stage.CONNECT),
    "python wrong version": ("smtplib.SMTP_SSL(host, 587)\nssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1129)", "WRONG_VERSION_NUMBER", Stage.TLS),
    "python name": ("s = smtplib.SMTP(host)\nsocket.gaierror: [Errno -2] Name or service not known", "Name or service not known", Stage.CONNECT),
    "python auth not offered": ("smtplib.SMTPNotSupportedError: SMTP AUTH extension not supported by server.", "SMTP AUTH extension not supported", Stage.AUTH),
    "node refused": ("Error: connect ECONNREFUSED 127.0.0.1:587 nodemailer", "ECONNREFUSED", Stage.CONNECT),
    "node self signed": ("nodemailer Error: self-signed certificate in certificate chain", "self-signed certificate", Stage.TLS),
    "node credentials": ('Error: Missing credentials for "PLAIN" at SMTPConnection.login nodemailer', "Missing credentials", Stage.AUTH),
    "php crypto": ("PHPMailer: stream_socket_enable_crypto(): SSL operation failed with code 1. certificate verify failed", "certificate verify failed", Stage.TLS),
    "php connect": ("PHPMailer SMTP ERROR: Failed to connect to server: Connection timed out (110)", "Connection timed out", Stage.CONNECT),
    "phpmailer summary": ("SMTP Error: Could not authenticate.", "Could not authenticate", Stage.AUTH),
    "java handshake": ("javax.mail.MessagingException: Could not convert socket to TLS;\n  nested exception is:\n\tjavax.net.ssl.SSLHandshakeException: PKIX path building failed", "PKIX path building failed", Stage.TLS),
    "java connect": ("com.sun.mail.util.MailConnectException: Couldn't connect to host, port: smtp.example.com, 587; timeout -1", "Couldn't connect to host", Stage.CONNECT),
    "mailkit": ("MailKit.Security.SslHandshakeException: An error occurred while attempting to establish an SSL or TLS connection.", "establish an SSL or TLS connection", Stage.TLS),
    "dotnet": ("System.Net.Mail.SmtpException: The SMTP server requires a secure connection or the client was not authenticated.", "client was not authenticated", Stage.AUTH),
    "go dial": ("gomail: dial tcp 192.0.2.1:465: i/o timeout", "i/o timeout", Stage.CONNECT),
    "go tls": ("smtp: tls: first record does not look like a TLS handshake", "first record does not look like a TLS handshake", Stage.TLS),
    "go auth": ("smtp: server doesn't support AUTH", "server doesn't support AUTH", Stage.AUTH),
    "ruby": ("Net::SMTP: Net::OpenTimeout: execution expired", "execution expired", Stage.CONNECT),
    "msmtp": ("msmtp: TLS handshake failed: An unexpected TLS packet was received.", "TLS handshake failed", Stage.TLS),
    "postfix log": ("postfix/smtp[1]: SASL authentication failed; cannot authenticate to server mail.example.com[192.0.2.1]: no mechanism available", "no mechanism available", Stage.AUTH),
    "thunderbird": ("Sending of the message failed. The message could not be sent because connecting to Outgoing server (SMTP) mail.example.com failed. connection was refused", "connection was refused", Stage.CONNECT),
    "outlook": ("Outlook: 0x80042109 Outlook cannot connect to your outgoing (SMTP) email server.", "0x80042109", Stage.CONNECT),
    "lost": ("SMTP server unexpectedly closed: Connection reset by peer", "Connection reset by peer", Stage.CONNECT),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "stage"), LOCAL.values(), ids=LOCAL)
def test_an_error_without_reply_keeps_its_own_words(text, words, stage):
    texts = {bounce.reply.text: bounce for bounce in parse_text(text)}
    told = [bounce for said, bounce in texts.items() if words in said]
    assert told
    assert (told[0].reply.code, told[0].stage, told[0].suspected) == (None, stage, False)


def test_a_refused_recipient_of_several_is_named():
    bounces = parse_text(
        "{'bob@example.net': (550, b'5.1.1 User unknown'), 'al@example.org': (452, b'4.2.2 Mailbox full')}"
    )
    assert [(one.recipient, one.reply.code, one.reply.enhanced) for one in bounces] == [
        ("bob@example.net", 550, "5.1.1"),
        ("al@example.org", 452, "4.2.2"),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "delivery -> <bob@example.net> failed: 550 no such user",
        "error trying to reach bob@example.net: 550 no such user",
        "Failed: ** bob@example.net: 550 no such user",
        "the server rejected RCPT <bob@example.net> with 550 no such user",
    ],
)
def test_whom_an_error_is_about_stands_in_front_of_it(told):
    (bounce,) = parse_text(told)
    assert (bounce.reply.code, bounce.reply.text, bounce.recipient) == (
        550,
        "no such user",
        "bob@example.net",
    )


def test_each_refused_recipient_keeps_the_lines_of_its_own_reply():
    text = r"""smtplib.SMTPRecipientsRefused: {'ana@example.net': (550, b'5.1.1 No such\n5.1.1 user'), 'bob@example.net': (452, b'4.2.2 Mailbox\nfull')}"""
    assert [(bounce.recipient, bounce.reply) for bounce in parse_text(text)] == [
        ("ana@example.net", Reply(550, "5.1.1", "No such user")),
        ("bob@example.net", Reply(452, "4.2.2", "Mailbox full")),
    ]


def test_the_login_that_may_not_use_a_sender_is_no_recipient():
    said = "5.7.1 <ana@example.com>: Sender address rejected: not owned by user bob@example.com"
    (bounce,) = parse_text(f"smtplib.SMTPSenderRefused: (553, b'{said}', 'ana@example.com')")
    assert (bounce.sender, bounce.recipient) == ("ana@example.com", None)


@pytest.mark.parametrize(
    "text",
    [
        "----- The following addresses had permanent fatal errors -----\n<bob@example.net>\n    (reason: 550 5.1.1 User unknown)",
        "ERROR -- : Can't use Channel::Driver::Smtp: #<Net::SMTPFatalError: 550 5.1.1 User unknown>",
        "{:error, :send, {:permanent_failure, 'mx.example.net', \"550 5.1.1 User unknown.\\r\\n\"}}",
    ],
)
def test_the_bracket_that_a_reply_stands_in_is_none_of_it(text):
    assert [bounce.reply.text.rstrip(".") for bounce in parse_text(text)] == ["User unknown"]


def test_the_innermost_reply_leads_and_its_wrapper_is_kept():
    bounce = parse_text(
        "Remote Server returned '554 5.7.0 < #5.7.133 smtp;550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required>'"
    )[0]
    assert (bounce.reply.code, bounce.reply.enhanced) == (550, "5.7.133")
    assert [outer.code for outer in bounce.outer] == [554]


@pytest.mark.parametrize(
    ("said", "recipient"),
    [
        ("550 5.1.1 <bob@example.net> User unknown", "bob@example.net"),
        ("550 <bob@example.net> No such user here", "bob@example.net"),
        ("452 4.2.2 <bob@example.net> Mailbox full", "bob@example.net"),
        ("553 5.1.8 <bob@example.net> Domain of sender address does not exist", None),
        ("550 5.7.1 <bob@example.net> Sender address rejected", None),
    ],
)
def test_the_address_that_a_reply_begins_with_is_the_recipients_where_no_sender_is_meant(said, recipient):
    assert [one.recipient for one in parse_text(said)] == [recipient]


@pytest.mark.parametrize(
    "joint",
    [
        " / ",
        " | ",
        ", now ",
        " and ",
        ". And also now ",
        ", then we got ",
        " and ben gets ",
        ", ben@example.com: ",
    ],
)
def test_two_replies_that_a_person_tells_in_one_line_are_two(joint):
    bounces = parse_text(f"Ana gets 535 5.7.8 Error: authentication failed{joint}552 5.2.2 mailbox full")
    assert [(one.reply.code, one.reply.enhanced, one.outer) for one in bounces] == [
        (535, "5.7.8", ()),
        (552, "5.2.2", ()),
    ]


@pytest.mark.parametrize("joint", [" / ", " | ", "; "])
def test_two_replies_without_further_numbers_are_two_where_a_mark_parts_them(joint):
    bounces = parse_text(f"535 Authentication failed{joint}501 Syntactically invalid HELO argument(s)")
    assert [f"{one.reply.code} {one.reply.text}" for one in bounces] == [
        "535 Authentication failed",
        "501 Syntactically invalid HELO argument(s)",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1) 535 5.7.8 Error: authentication failed", "2) 552 5.2.2 mailbox full"),
        ("(1) 535 5.7.8 Error: authentication failed", "(2) 552 5.2.2 mailbox full"),
        ("1) 535 Authentication failed", "2) 552 Mailbox full"),
        ("1. 535 5.7.8 Error: authentication failed", "2. 552 5.2.2 mailbox full"),
    ],
)
def test_the_points_of_a_list_in_one_line_are_two_replies(first, second):
    bounces = parse_text(f"{first} {second}")
    assert [(one.reply.code, one.outer) for one in bounces] == [(535, ()), (552, ())]
    assert "2" not in bounces[0].reply.text


@pytest.mark.parametrize(
    ("ana", "ben"),
    [
        ("ana@example.com 550 User unknown", "; ben@example.net 552 Mailbox full"),
        ("ana@example.com: 550 User unknown", "; ben@example.net: 552 Mailbox full"),
        ("<ana@example.com>: 550 User unknown", ", <ben@example.net>: 552 Mailbox full"),
        ("ana@example.com - 550 User unknown", " / ben@example.net - 552 Mailbox full"),
        ("Failed: ana@example.com with 550 User unknown", " and ben@example.net with 552 Mailbox full"),
        ("Bounces: ana@example.com 550 User unknown", "\nben@example.net 552 Mailbox full"),
    ],
)
def test_of_a_list_each_address_has_the_reply_behind_it(ana, ben):
    assert [(one.recipient, one.reply.code, one.reply.text) for one in parse_text(ana + ben)] == [
        ("ana@example.com", 550, "User unknown"),
        ("ben@example.net", 552, "Mailbox full"),
    ]


def test_of_a_list_two_addresses_may_have_the_same_reply():
    listed = "ana@example.com 550 User unknown | ben@example.net 550 User unknown"
    assert [(one.recipient, one.reply.text) for one in parse_text(listed)] == [
        ("ana@example.com", "User unknown"),
        ("ben@example.net", "User unknown"),
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "Ana gets: {}\nBen gets: {}",
        "First: {}\nThen: {}",
        "mailbox1: {}\nmailbox2: {}",
        "one: MAIL FROM: {}\ntwo: {}",
        "09:01 {}\n09:02 {}",
        "30.11. 9:01 am {}\n30.11. 9:02 am {}",
    ],
)
def test_each_line_with_a_label_or_a_time_of_its_own_is_a_reply(listed):
    replies = ["550 Message rejected due to the local policy of Acme", "552 mailbox is full"]
    assert [f"{one.reply.code} {one.reply.text}" for one in parse_text(listed.format(*replies))] == replies


def test_what_one_reply_says_is_no_evidence_of_another():
    ana, ben = parse_text(
        "Ana: 535 5.7.8 Error: authentication failed\nBen: 550 5.7.1 IP 192.0.2.25 is blocked"
    )
    assert [fact.tag for fact in ana.context] == []
    assert [fact.tag for fact in ben.context] == ["reply.network-not-allowed"]


def test_what_a_person_says_beside_several_replies_is_evidence_of_each():
    bounces = parse_text(
        "535 5.7.8 Error: authentication failed\n550 5.7.1 Blocked\nIt worked until yesterday"
    )
    assert [[fact.tag for fact in one.context] for one in bounces] == [["prose.worked-before"]] * 2


def test_the_reason_in_an_error_object_counts_not_its_frame():
    (bounce,) = parse_text(
        "nodemailer {\n  library: 'SSL routines',\n  function: 'ssl3_get_record',\n  reason: 'wrong version number',\n  code: 'ESOCKET',\n  command: 'CONN'\n}"
    )
    assert (bounce.reply.text, bounce.stage) == ("reason: 'wrong version number'", Stage.TLS)


APART = {
    "words": "SMTPCommandError: code 550, message '5.1.1 User unknown'",
    "dictionary": "{'code': 550, 'message': '5.1.1 User unknown', 'smtp': true}",
    "a value": "[error] Delivery failed msg=local.eml rcpt=bob@example.net response=550 5.1.1 User unknown",
    "a record": '{\n  "mx-host": "mx.example.net",\n  "code": 550,\n  "message": "5.1.1 User unknown"\n}',
    "a record, its words first": 'error:\n  message: "5.1.1 User unknown",\n  responseCode: 550',
}


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_a_code_and_its_text_that_stand_apart_are_one_reply(text):
    (bounce,) = parse_text(text)
    assert (bounce.reply.code, bounce.reply.enhanced, bounce.reply.text) == (550, "5.1.1", "User unknown")


def test_a_reply_goes_on_below_empty_lines_where_its_number_is_said_again():
    (bounce,) = parse_text(
        "<ana@example.net>: host mx.example.net[192.0.2.1] said:\n\n"
        "    550-5.7.26 This message does not pass authentication checks (SPF and DKIM\n\n"
        "    both 550-5.7.26 do not pass). SPF check for [example.org] does not pass with\n\n"
        "    ip: 550-5.7.26 [192.0.2.25]. Learn more\n\n"
        "Can anybody help?\n"
    )
    assert bounce.reply.text == (
        "This message does not pass authentication checks (SPF and DKIM both do not pass). "
        "SPF check for [example.org] does not pass with ip: [192.0.2.25]. Learn more"
    )


def test_a_number_and_words_of_another_class_stay_apart():
    bounces = parse_text('{\n  "code": 550,\n  "message": "4.2.1 Mailbox busy"\n}')
    assert [(bounce.reply.code, bounce.reply.text) for bounce in bounces] == [
        (550, ""),
        (None, "Mailbox busy"),
    ]


CHAINS = {
    "nested and caused": (
        "javax.mail.SendFailedException: Invalid Addresses;\n  nested exception is:\n"
        "\tcom.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 <a@example.net>: User unknown\n"
        "\tat com.sun.mail.smtp.SMTPTransport.rcptTo(SMTPTransport.java:1196)\n"
        "Caused by: com.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 <a@example.net>: User unknown\n"
    ),
    "the same class twice": (
        "javax.mail.AuthenticationFailedException: 535 5.7.8 Authentication failed\n"
        "Caused by: javax.mail.AuthenticationFailedException: 535 5.7.8 Authentication failed"
    ),
}


@pytest.mark.parametrize("text", CHAINS.values(), ids=CHAINS)
def test_a_chain_of_exceptions_tells_one_error_once(text):
    (bounce,) = parse_text(text)
    assert bounce.count == 1


SERVICES_NUMBERS = {
    "after smtp error": "SMTP error: 406 You tried to send to a recipient that has been marked as inactive.",
    "after replied": "SMTP server replied: 406 You tried to send to an inactive recipient",
}


@pytest.mark.parametrize("text", SERVICES_NUMBERS.values(), ids=SERVICES_NUMBERS)
def test_an_unusual_number_is_a_reply_code_where_smtp_says_it(text):
    (bounce,) = parse_text(text)
    assert bounce.reply.code == 406
    assert bounce.reply.text.startswith("You tried to send to")


@pytest.mark.parametrize("command", ["> QUIT", "~> QUIT", " -> QUIT"])
def test_the_command_below_a_reply_is_no_word_of_it(command):
    (bounce,) = parse_text(
        f"<** 553 5.7.1 <root@web>: Sender address rejected: not owned by user ana@example.com\n{command}"
    )
    assert bounce.reply.text == "<root@web>: Sender address rejected: not owned by user ana@example.com"


def test_the_command_below_a_number_is_no_word_of_its_reply():
    (bounce,) = parse_text("curl smtps://mail.example.com\n* Command failed: 502\n> QUIT\n< 221 2.0.0 Bye")
    assert (bounce.reply.code, bounce.reply.text) == (502, "")


def test_the_frames_of_a_stack_below_a_number_are_no_words_of_its_reply():
    (bounce,) = parse_text(
        "Warning: Error in curl_fetch_memory: RCPT failed: 553\n  80: h\n  79: curl_fetch_memory\n  77: curl::send_mail"
    )
    assert (bounce.reply.code, bounce.reply.text) == (553, "")


@pytest.mark.parametrize(
    ("frames", "stage"),
    [
        (
            "com.sun.mail.smtp.SMTPSendFailedException: 550 no\n"
            "\tat com.sun.mail.smtp.SMTPTransport.issueSendCommand(SMTPTransport.java:1889)\n"
            "\tat com.sun.mail.smtp.SMTPTransport.mailFrom(SMTPTransport.java:1238)",
            Stage.MAIL,
        ),
        (
            "System.Net.Mail.SmtpException: Mailbox unavailable. The server response was: 5.7.1 Relaying denied\n"
            "   at System.Net.Mail.MailCommand.CheckResponse(SmtpStatusCode statusCode, String response)\n"
            "   at System.Net.Mail.MailCommand.Send(SmtpConnection conn, Byte[] command, MailAddress from)",
            Stage.MAIL,
        ),
        (
            "MailKit.Net.Smtp.SmtpCommandException: 5.1.1 User unknown\n"
            "   at MailKit.Net.Smtp.SmtpClient.ProcessRcptToResponse(SmtpResponse response)",
            Stage.RCPT,
        ),
        (
            "Net::SMTPFatalError: 550 no\nnet/smtp.rb:969:in `check_response'\nnet/smtp.rb:891:in `rcptto'",
            Stage.RCPT,
        ),
    ],
)
def test_a_librarys_stack_tells_at_which_command_the_server_refused(frames, stage):
    (bounce,) = parse_text(frames)
    assert bounce.stage is stage


NAMED = {
    "airmail": "Airmail",
    "claws-mail": "Claws Mail",
    "curl-smtp": "blastula::smtp_send()",
    "deno-smtp": "https://deno.land/x/smtp/mod.ts",
    "esp-mail-client": "ESP Mail Client",
    "geary": "Geary",
    "lua-smtp": "resty.mail",
    "nette-mail": "Nette\\Mail\\SmtpException",
    "opencart": "system/library/mail/smtp.php",
}


@pytest.mark.parametrize(("client", "name"), NAMED.items(), ids=list(NAMED))
def test_a_program_is_known_by_its_name(client, name):
    (bounce,) = parse_text(f"{name}\n535 5.7.8 authentication failed")
    assert bounce.client == client


SAID_AT = {
    "com.sun.mail.smtp.SMTPSenderFailedException: 550 5.7.1 no": Stage.MAIL,
    "aiosmtplib.errors.SMTPRecipientRefused: (550, '5.1.1 no')": Stage.RCPT,
    "recipient was rejected: 550 5.1.1 no": Stage.RCPT,
    "Expected code 235 but got 535 5.7.8 no": Stage.AUTH,
    "mail.example.com: the server did not accept the mail: 554 5.7.1 no": Stage.END_OF_DATA,
}


@pytest.mark.parametrize(("told", "stage"), SAID_AT.items(), ids=list(SAID_AT))
def test_a_librarys_class_or_sentence_tells_at_which_step_the_server_refused(told, stage):
    (bounce,) = parse_text(told)
    assert (bounce.reply.text, bounce.stage) == ("no", stage)


def test_dotnets_connection_is_not_nodemailers():
    (bounce,) = parse_text(
        "System.Net.Mail.SmtpException: Mailbox unavailable. The server response was: 5.7.1 Relaying denied\n"
        "   at System.Net.Mail.MailCommand.Send(SmtpConnection conn, Byte[] command)"
    )
    assert bounce.client == "system-net-mail"


def test_a_servers_failure_sending_mail_is_not_dotnets():
    (bounce,) = parse_text(
        "S: 550-Requested action not taken: mailbox unavailable\nS: 550 Failure sending mail. Try again later"
    )
    assert bounce.client is None


def test_asterisks_in_place_of_a_name_are_not_swaks():
    (bounce,) = parse_text("220 *** ESMTP\nEHLO ***\n250 HELP\nMAIL FROM:<***>\n550 5.7.1 Access denied")
    assert bounce.client is None
