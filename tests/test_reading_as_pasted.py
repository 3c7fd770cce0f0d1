"""What people paste, the whole way: clients' wrappers, logs' prefixes, errors told in a client's own words."""

import pytest

from bot.model import Certainty, Kind
from bot.parse import parse_text
from bot.reading import read_text

FIRST = {
    "a report's field behind the words": (
        "Sender address rejected: not logged in (Diagnostic-Code: smtp; 553 5.7.1)",
        ("sender-rejected", "sender-not-owned-by-login", 553),
    ),
    "a report's words before the numbers, a person's behind": (
        "The email account that you tried to reach does not exist - 550 5.1.1 gsmtp, 340 of 2,000 from the list",
        ("mailbox-unknown", "recipient-unknown", 550),
    ),
    "a log's words before the numbers, a person's behind": (
        "Error: queue file write error 451 4.3.0 - since the disk alarm tonight",
        ("server-transient", "queue-write-fault", 451),
    ),
    "a quoted sentence that ends with the numbers and dots": (
        'It says "Account error: Daily sending quota exceeded 550 5.4.5 ..." for lena@example.com',
        ("rate-limit", "sending-quota-exceeded", 550),
    ),
    "Postfix's words without their number, with the list's page": (
        "Client host [192.0.2.5] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.5",
        ("reputation-blocklist", "ip-on-blocklist", None),
    ),
    "a domain that cannot be routed to, in words of its own": (
        "550 5.4.4 Unable to route due to invalid recipient domain",
        ("routing-dns", "recipient-domain-not-found", 550),
    ),
    "a name server's failure in everyday words": (
        "451 4.4.3 DNS server failure, retrying",
        ("routing-dns", "recipient-domain-lookup-failed", 451),
    ),
    "Orange's number for spam beside its words for a pause": (
        "550 5.7.1 Service refused, please try later. OFR_506 [506]",
        ("spam-content", "message-looks-like-spam", 550),
    ),
    "a platform's mailbox whose permission has ended": (
        'instantly disconnected 3 google accounts "Token has been expired or revoked"',
        ("auth", "oauth-token-refused", None),
    ),
    "a number at once behind its colon": (
        "The mail stays in the drafts.\nFailed to send some messages Negative SMTP reply:550 relay not permitted\n\n"
        "All settings are correct.",
        ("relay-denied", "relay-access-denied", 550),
    ),
    "a transcript with the process in front": (
        "  812   SMTP>> EHLO web1\n"
        "  812   SMTP<< 250-mx.example.net\n"
        "  812          250 DSN\n"
        "  812   SMTP>> DATA\n"
        "  812   SMTP<< 504 5.5.2 <web1>: Helo command rejected: need fully-qualified hostname\n"
        "  812   SMTP<< 554 5.5.1 Error: no valid recipients\n"
        "  812   SMTP>> QUIT",
        ("syntax-protocol", "helo-name-invalid", 504),
    ),
    "a report that names its recipients before what refused": (
        "Your message cannot be delivered to the following recipients:\n\n"
        " Recipient address: ana@example.com\n"
        " Reason: Remote SMTP server has rejected address\n"
        " Diagnostic code: smtp;550 5.1.1 <ana@example.com>: Recipient address rejected: User unknown\n"
        " Remote system: dns;mx.example.com (TCP|192.0.2.1|38590|192.0.2.2|25) (mx.example.com ESMTP ready)",
        ("mailbox-unknown", "recipient-unknown", 550),
    ),
    "a record of a log behind time and program, with an HTTP status": (
        'Nov 26 19:28:50 web1 chat[7631]: {"level":"error","msg":"Connection unsuccessful: SMTP: tls: first'
        ' record does not look like a TLS handshake","method":"POST","http_code":500}',
        ("tls", "tls-mode-mismatch", None),
    ),
    "a transcript in one line": (
        "Trying smtp.example.com:587 220 smtp.example.com ESMTP > HELO web1 250-smtp.example.com > AUTH LOGIN "
        "250-SIZE 73400320 > MAIL FROM:<ana@example.com> 334 UGFzc3dvcmQ6 > RCPT TO:<ana@example.com> "
        "535 Authentication failed. Disconnected from remote host",
        ("auth", "535-authentication-failed", 535),
    ),
    "a report broken behind the numbers, beside a long line": (
        "We received this email error, in response to a mail that verifies a new user's account. Is this a sign "
        "of a larger problem, or is it just a one-off?\n\n<ADDRESS_REMOVED>: host mx8.example.com[192.0.2.115] said: 450 4.7.1\n"
        "<2a4f42ace6b6.gx.internal.example.net>: Helo\ncommand rejected: Host not found (in reply to RCPT TO command)",
        ("syntax-protocol", "helo-name-invalid", 450),
    ),
    "the number that a web service's error has in brackets": (
        "I changed the SMTP settings to a server that works. When I register I receive `MatrixError: [500] An error "
        "was encountered when sending the email (<DOMAIN>/_matrix/client/v3/register/email/requestToken)`.",
        ("unknown", None, None),
    ),
    "an address that Python cannot encode, its last line alone": (
        'Traceback (most recent call last):\n  File "/usr/lib/python2.7/smtplib.py", line 718 in sendmail\n'
        "    (code, resp) = self.rcpt(each, rcpt_options)\n"
        "UnicodeEncodeError: 'ascii' codec can't encode characters in position 9-10: ordinal not in range(128)",
        ("syntax-protocol", "non-ascii-address", None),
    ),
    "a report given for an example": (
        "For example:\n\n```\nDelivery to the following recipient failed permanently:\n\n     [redacted]\n\n"
        "Technical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected by the "
        "server for the recipient domain [redacted] by mx.example.com. [192.0.2.16].\n\n"
        "The error that the other server returned was:\n"
        "550 Messages should have one or no Content-Type headers, not 2.\n```",
        ("syntax-protocol", "message-not-rfc-compliant", 550),
    ),
    "a program's version alone in its line": (
        "- Which version?\n4.6.3\n- What did you do?\nTest the mail\n\n"
        'lvl=eror msg="Failed to send the mail" error="dial tcp 192.0.2.7:587: getsockopt: connection refused"',
        ("connection", "connection-refused", None),
    ),
    "qmail's code behind the words": (
        'The test button says "Exception message was: sorry, too many emails (#5.7.1) " since noon.',
        ("rate-limit", "sending-rate-exceeded", None),
    ),
    "a reply of several lines in a program's quotation marks": (
        "SMTPRecipientsRefused: {'ana@example.com': (550, 'Verification failed for <bob@192.0.2.1>\\n"
        "The mail server could not reach bob.\\nSender verify failed')}",
        ("sender-rejected", "sender-verification-failed", 550),
    ),
    "an Exim report in which the sender is asked for": (
        "The following address(es) failed:\n\n  ana@example.com\n    host mx.example.com [192.0.2.3]\n"
        "    SMTP error from remote mail server after RCPT TO:<ana@example.com>:\n"
        "    550-Verification failed for <www-data@web.example.net>\n"
        "    550-The mail server could not deliver mail to www-data@web.example.net.\n"
        "    550 Sender verify failed",
        ("sender-rejected", "sender-verification-failed", 550),
    ),
    "a wrapper above the transcript that tells": (
        "ErrorInfo: SMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Troubleshooting\n"
        "Host: mail.example.com\nPort: 25\nSMTP Debug:\n"
        "2026-03-15 08:19:28\tCLIENT -> SERVER: EHLO web1.example.com\n"
        "2026-03-15 08:19:28\tSMTP Error: Could not authenticate.\n"
        "2026-03-15 08:19:28\tCLIENT -> SERVER: QUIT",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "a wrapper below the line that tells the step": (
        "SERVER -> CLIENT: 250-smtp.gmail.com at your service 250-STARTTLS\nCLIENT -> SERVER: STARTTLS\n"
        "SERVER -> CLIENT: 220 2.0.0 Ready to start TLS\nSMTP Error: Could not connect to SMTP host.\n"
        "SMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Troubleshooting",
        ("tls", "tls-not-set-up", None),
    ),
    "words in quotes before their number, a person's behind it": (
        '"Unable to relay recipient in non-accepted domain" 550 5.7.54 SMTP; from my printer since the move',
        ("relay-denied", "exchange-unable-to-relay", 550),
    ),
    "a subject in quotes before a reply": (
        'Your message "mailbox full of offers" 550 5.1.1 user unknown',
        ("mailbox-unknown", "recipient-unknown", 550),
    ),
    "what a server was told of the sender, for whom it asked": (
        "450 4.1.7 <ana@example.com>: Sender address rejected: undeliverable address: host mx.example.com[192.0.2.4] said: "
        "550 5.1.1 <ana@example.com>: user unknown",
        ("sender-rejected", "sender-verification-failed", 450),
    ),
    "a blocklist that is no longer there": (
        "550-Message rejected because a.example.com [192.0.2.1]:20081 is blacklisted at relays.ordb.org see "
        "ordb.org was shut down on December 18, 550 2006. Please remove from your mailserver.",
        ("reputation-blocklist", "blocklist-shut-down", 550),
    ),
    "numbers of a workflow's log that GitHub made links": (
        "Error: Invalid login: 5[35](https://github.com/ana/shop/actions/runs/59/job/16#step:4:35) "
        "[5](https://github.com/ana/shop/actions/runs/59/job/16#step:4:5).7.8 "
        "Username and Password not accepted",
        ("auth", "gmail-username-and-password-not-accepted", 535),
    ),
    "an answer to a login that reads like a certificate": (
        "SMTP 5xx error: lettre::transport::smtp::Error { kind: Permanent(Code { severity: "
        "PermanentNegativeCompletion, category: Unspecified3, detail: Five }) }",
        ("auth", "535-authentication-failed", 535),
    ),
    "a client's remark between stars": (
        "*** No authentication type succeeded",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "a sentence that only a pattern tells": (
        "Error: Password not accepted from server!",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "PHPMailer's words on the sender in German": (
        "Mailer-Fehler: Die folgende Absenderadresse ist nicht korrekt: shop@example.com",
        ("sender-rejected", "sender-refused-without-reason", None),
    ),
    "an Elixir program's tuple": (
        '{:error, {:retries_exceeded, {:temporary_failure, ~c"192.0.2.1", :tls_failed}}}',
        ("tls", "tls-not-set-up", None),
    ),
    "a pair that was copied without its bracket": (
        "> 550, b'User unknown here, no mailbox of that name",
        ("mailbox-unknown", "recipient-unknown", 550),
    ),
    "a greeting refused, told by its number alone": (
        "javax.mail.MessagingException: Could not connect to SMTP host: mx.example.com, port: 25, response: 554",
        ("connection", "greeting-refused", 554),
    ),
    "an old log of OpenSMTPD": (
        "smtpd[4603]: relay: TempFail for 1f2e: from=ana@example.com, to=bob@example.net,\n"
        "relay=192.0.2.7 (mx.example.net), delay=12s, stat=450 Greylisted, come back later",
        ("greylist", "greylisted", 450),
    ),
    "PHPMailer, the numbers behind the server's words": (
        "SMTP Error: The following recipients failed: ana@example.com: Relay access denied"
        " SMTP server error: RCPT TO command failed Detail: <ana@example.com>: Relay access denied"
        " SMTP code: 554 Additional SMTP info: 5.7.1",
        ("relay-denied", "relay-access-denied", 554),
    ),
    "PHPMailer, a line broken inside the server's words": (
        "SMTP Error: data not accepted.SMTP server error: DATA END command failed Detail: a1b2 Message would take"
        " you over your relay quota of 500 Current quota used: 487\n SMTP code: 552",
        ("rate-limit", "sending-quota-exceeded", 552),
    ),
    "a program's answer to the browser is no reply": (
        'lvl=eror msg="mail failed" logger=mail status=500 error="Failed to authenticate on SMTP server'
        ' [details: unencrypted connection]"',
        ("auth", "538-encryption-required-for-authentication", None),
    ),
    "Roundcube, the number behind the words": (
        "[01-Jun-2026 14:24:38 +0200]: <a1b2> SMTP Error: Failed to add recipient 'ana@example.com'. 4.7.1"
        " <ana@example.com>: Relay access denied (Code: 454) in /srv/roundcube/rcube.php on line 1595 (POST /)",
        ("relay-denied", "relay-access-denied", 454),
    ),
    "Thunderbird, its summary above its reason": (
        "Sending of the message failed.\nAn error occurred while sending mail: Unable to establish a secure link"
        " with Outgoing server (SMTP) smtp.example.com using STARTTLS since it doesn't advertise that feature.",
        ("tls", "starttls-not-offered", None),
    ),
    "Alertmanager, a connection cut before the greeting": (
        'msg="Notify for alerts failed" err="mail/email[0]: notify retry canceled after 2 attempts:'
        ' create SMTP client: EOF"',
        ("connection", "connection-lost", None),
    ),
    "a worker's thread number is no reply": (
        "SMTP_HOST=smtp.example.com\n"
        '2026-03-12T04:14:09.782Z 501 TID-1u57 WARN: {"class":"Mailer","error_message":"execution expired"}\n'
        "2026-03-12T04:14:09.782Z 501 TID-1u57 WARN: Net::OpenTimeout: execution expired",
        ("connection", "connect-timeout", None),
    ),
    "JavaMail's class name alone": (
        "javax.mail.AuthenticationFailedException\n\tat javax.mail.Service.connect(Service.java:306)",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "the log of one's own server, the reason one line below": (
        "postfix/smtpd[311]: warning: unknown[192.0.2.9]: SASL PLAIN authentication failed: UGFzc3dvcmQ6\n"
        "postfix/smtpd[311]: lost connection after AUTH from unknown[192.0.2.9]",
        ("auth", "login-attempts-on-own-server", None),
    ),
    "a wrapper around the cause": (
        "Connection could not be established with host smtp.example.com :stream_socket_client():"
        " php_network_getaddresses: getaddrinfo failed: No such host is known.",
        ("connection", "host-name-not-found", None),
    ),
    "a frame's words that nobody knows above those that tell": (
        "MailKit: SSL Handshake failed with OpenSSL error - SSL_ERROR_SSL.\n"
        "error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure",
        ("tls", "tls-no-common-cipher", None),
    ),
    "a class, and its message below": (
        "Swift_TransportException\nProcess could not be started",
        ("connection", "local-mail-program-missing", None),
    ),
    "a place in a source file": (
        "exception 'Zend_Mail_Protocol_Exception' with message 'Message rejected: Email address is not"
        " verified.' in /var/www/lib/Zend/Mail/Protocol/Abstract.php:431\nStack trace:\n"
        "#0 /var/www/lib/Zend/Mail/Protocol/Smtp.php(324): Zend_Mail_Protocol_Abstract->_expect(250, 600)",
        ("sender-rejected", "sending-service-in-test-mode", None),
    ),
    "a mail program in another language": (
        "Fehler beim Senden der Nachricht. Der Mail-Server antwortete: Unsupported option: FOO. Bitte"
        " überprüfen Sie Ihre E-Mail-Adresse.",
        ("syntax-protocol", "parameter-not-supported", None),
    ),
    "a server's remark behind its words": (
        "since today it comes back: Error: too many hops (in reply to end of DATA command)",
        ("routing-dns", "mail-loop", None),
    ),
    "three words that only one program says": (
        "I get this for each of them: relay not permitted",
        ("relay-denied", "relay-access-denied", None),
    ),
    "a summary with the server's everyday words": (
        "System.Net.Mail.SmtpException: Mailbox unavailable. The server response was: local senders must"
        " authenticate",
        ("auth", "530-authentication-required", None),
    ),
    "OpenSSL's name for an error, its words cut off": (
        "after the upgrade I get [SSL: DH_KEY_TOO_SMALL] when smtplib sends",
        ("tls", "tls-weak-key", None),
    ),
    "a log that goes on after the failure": (
        "postfix/smtpd[7]: SSL_accept error from unknown[192.0.2.9]: -1\n"
        "postfix/smtpd[7]: warning: TLS library problem: error:1417D102:SSL routines:"
        "tls_process_client_hello:unsupported protocol:../ssl/statem/statem_srvr.c:974:\n"
        "postfix/smtpd[7]: lost connection after STARTTLS from unknown[192.0.2.9]",
        ("tls", "tls-version-too-old", None),
    ),
    "one reply of two lines, the first with a remark in brackets": (
        "550-HELO should be a FQDN (See RFC 2821 4.1.1.1)\n550 Reverse DNS lookup failed for host 192.0.2.1.",
        ("rdns", "no-reverse-name", 550),
    ),
    "a number of one provider's own, behind the class": (
        "javax.mail.AuthenticationFailedException: 526 Authentication failure[0]",
        ("auth", "535-authentication-failed", 526),
    ),
    "the same, alone": (
        "526 Authentication failure[0]",
        ("auth", "535-authentication-failed", 526),
    ),
    "another of its numbers": (
        "440 mail from account doesn't conform with authentication",
        ("sender-rejected", "sender-not-owned-by-login", 440),
    ),
    "a translated library": (
        "Mailer: Erro de SMTP: Não foi possível autenticar.",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "an error that is a term": (
        '{:error, :retries_exceeded, {:network_failure, "smtp.example.com", {:error, :nxdomain}}}'
        " from gen_smtp_client",
        ("connection", "host-name-not-found", None),
    ),
    "a program's own error that no sentence knows": (
        "msmtp says: the login failed for account default",
        ("auth", "535-authentication-failed", None),
    ),
    "a sender that is no address": (
        "smtplib.SMTPSenderRefused: (501, '5.1.7 Bad sender address syntax', 'ana@test_domain')",
        ("syntax-protocol", "sender-address-malformed", 501),
    ),
    "no sentence that is known, but a program's own everyday words": (
        "smtplib: error connecting to mail.example.com: timed out",
        ("connection", "connect-timeout", None),
    ),
}


# What libraries say themselves, as their source code has it.
LIBRARIES = {
    "Go's net/mail below a function's name": (
        "[E] [notice.go:31] SendMail: mail: missing phrase",
        ("syntax-protocol", "address-malformed"),
    ),
    "Swift Mailer, whose connection stands and gets no line": (
        "exception 'Swift_TransportException' with message 'Connection to tcp://mail.example.com:587 Timed Out'",
        ("connection", "connection-lost"),
    ),
    "nodemailer, STARTTLS missing": (
        "Error: EHLO failed but HELO does not support required STARTTLS. response=502 unimplemented\n"
        "    at SMTPConnection._actionHELO (/srv/node_modules/nodemailer/lib/smtp-connection/index.js:1)",
        ("tls", "starttls-not-offered"),
    ),
    "emailjs": ("Error: timedout while connecting to smtp server", ("connection", "connect-timeout")),
    "PHPMailer": (
        "Mailer Error: You must provide at least one recipient email address.",
        ("syntax-protocol", "no-valid-recipients"),
    ),
    "Symfony": (
        "TransportException: Unable to write bytes on the wire. in symfony/mailer/Transport/Smtp",
        ("connection", "connection-lost"),
    ),
    "JavaMail": (
        "java.io.IOException: Can't verify identity of server: mail.example.com",
        ("tls", "certificate-hostname-mismatch"),
    ),
    "MailKit": (
        "MailKit.ServiceNotConnectedException: The SmtpClient is not connected.",
        ("connection", "connection-lost"),
    ),
    "go-mail": (
        'level=error msg="mail not sent" error="server does not support SMTP AUTH type: SCRAM-SHA-1"',
        ("auth", "504-login-method-not-accepted"),
    ),
    "the mail gem": (
        "ArgumentError (SMTP To address may not be blank: []):\n  net-smtp (0.5.1) lib/net/smtp.rb:1",
        ("syntax-protocol", "no-valid-recipients"),
    ),
    "CodeIgniter": (
        "You must include recipients: To, Cc, or Bcc",
        ("syntax-protocol", "no-valid-recipients"),
    ),
    "CakePHP": (
        "[Cake\\Network\\Exception\\SocketException] SMTP server did not accept the password.",
        ("auth", "login-refused-reason-hidden"),
    ),
    "SwiftMailer, in a web page's bracket": (
        "Beim Senden der E-Mail ist ein Problem aufgetreten. (Fehler: Address in mailbox given [mia@] does not"
        " comply with RFC 2822, 3.6.2.)",
        ("syntax-protocol", "address-malformed"),
    ),
    "an end of file in a log's quotes": (
        'level=error msg="notify failed" err="failed to send email to mia@example.com: EOF"',
        ("connection", "connection-lost"),
    ),
    "rustls behind lettre": (
        "Could not send email: lettre::transport::smtp::Error { kind: Network,"
        " source: Custom { kind: InvalidData, error: CorruptMessage } }",
        ("tls", "tls-mode-mismatch"),
    ),
    "msmtp, the cause above the summary": (
        "msmtp: envelope-from address is missing\nmsmtp: could not send mail (account default from rc)",
        ("syntax-protocol", "sender-address-malformed"),
    ),
    "Thunderbird, the cause below the summary": (
        "Sending of the message failed.\nThere are non-ASCII characters in the local part of the recipient"
        " address jörg@example.com and your server does not support SMTPUTF8.",
        ("syntax-protocol", "non-ascii-address"),
    ),
    "a web framework's own line above the error": (
        "Sending mail over SMTP\nCompleted 500 Internal Server Error in 2013ms\n"
        "Net::OpenTimeout (execution expired): app/mailers/notices.rb:12",
        ("connection", "connect-timeout"),
    ),
}


# The same said by people, who greet, tell and quote in one breath.
TOLD = {
    "behind a greeting in the same line": (
        'Hello all, since Monday our forms send no mail, the log shows "no recipient addresses set" each time',
        ("syntax-protocol", "no-valid-recipients"),
    ),
    "in German, over two lines": (
        'Ausnahme beim Aufrufen von "Send":  "Fehler beim Senden von\nMail."',
        ("connection", "smtp-connect-failed"),
    ),
}


@pytest.mark.parametrize(("paste", "told"), (LIBRARIES | TOLD).values(), ids=LIBRARIES | TOLD)
def test_a_librarys_own_sentence_tells_what_happened(paste, told, knowledge):
    first = read_text(paste, knowledge)[0]
    assert (first.family, first.entry) == told


@pytest.mark.parametrize(("paste", "told"), FIRST.values(), ids=FIRST)
def test_the_first_finding_tells_what_happened(paste, told, knowledge):
    first = read_text(paste, knowledge)[0]

    assert first.kind is Kind.FAILURE
    assert (first.family, first.entry, first.reply_code) == told


def test_words_that_nobody_knows_are_left_out_beside_those_that_tell(knowledge):
    paste = FIRST["a frame's words that nobody knows above those that tell"][0]

    assert [finding.entry for finding in read_text(paste, knowledge)] == ["tls-no-common-cipher"]


MODES = {
    "STARTTLS on the port of implicit TLS": ("MAIL_PORT=465\nMAIL_ENCRYPTION=tls", "tls-mode-mismatch"),
    "implicit TLS on the port of STARTTLS": ("port: 587\nsecure: true", "tls-mode-mismatch"),
    "implicit TLS on its own port": ("port: 465\nsecure: true", "port-blocked"),
    "STARTTLS on its own port": ("MAIL_PORT=587\nMAIL_ENCRYPTION=tls", "port-blocked"),
}


@pytest.mark.parametrize(("settings", "cause"), MODES.values(), ids=MODES)
def test_port_and_encryption_that_do_not_fit_explain_a_silence(settings, cause, knowledge):
    (finding,) = read_text(f"smtplib: TimeoutError: timed out\n{settings}", knowledge)

    assert (finding.entry, finding.cause) == ("connect-timeout", cause)
    assert finding.certainty is not Certainty.CERTAIN


FETCHING = {
    "JavaMail": (
        "javax.mail.MessagingException: Connection refused (Connection refused);\n  nested exception is:\n"
        "\tjava.net.ConnectException: Connection refused (Connection refused)\n"
        "\tat com.sun.mail.imap.IMAPStore.protocolConnect(IMAPStore.java:665)"
    ),
    "MailKit": (
        "Connected to pop://mail.example.com:110/?starttls=always\nS: +OK POP3 ready\nC: STLS\nS: +OK\n"
        "MailKit.Security.SslHandshakeException: An error occurred while attempting to establish an SSL or"
        " TLS connection."
    ),
}


CHATTED = {
    "words of a person about SMTP": "SMTP relay: the user asks whether authentication failed alerts can wait",
    "a deadline of another service": "helm install failed: context deadline exceeded",
    "a socket of another service": "The websocket connection encountered an error and was closed",
    "a database's login": "pq: unknown authentication method: 10",
    "a certificate that Git refuses": "git: Peer's Certificate issuer is not recognized.",
    "another client's TLS": "reqwest: peer closed connection without sending TLS close_notify",
    "a repository named after the protocol": "cloned example/smtp-relay.git, then: authentication failed",
    "a setting named after it": "smtpd_helo_required = yes # authentication failed",
    "a greeting alone": "Hello dear support team,",
    "a service's words": "psql says: no route to host when I ping the database",
    "a server's words of three": "the list is full again: user unknown in our crm",
}


@pytest.mark.parametrize("paste", CHATTED.values(), ids=CHATTED)
def test_a_few_words_without_mail_around_them_are_none(paste, knowledge):
    assert read_text(paste, knowledge) == ()


@pytest.mark.parametrize("paste", FETCHING.values(), ids=FETCHING)
def test_a_library_that_fetches_mail_tells_no_smtp_error(paste, knowledge):
    assert read_text(paste, knowledge) == ()


def test_a_short_refusal_that_two_servers_say_for_two_reasons_is_not_certain(knowledge):
    (finding,) = read_text("553 Relaying disallowed", knowledge)

    assert finding.certainty is not Certainty.CERTAIN


def test_a_provider_that_a_person_names_did_not_refuse(knowledge):
    told = 'Customer gets "Relay access denied" when sending to gmail but internal mails are fine'
    (finding,) = read_text(told, knowledge)

    assert (finding.entry, finding.provider, finding.certainty) == (
        "relay-access-denied",
        "postfix",
        Certainty.POSSIBLE,
    )


NEAREST = {
    "a client's words with the number behind": (
        "curl: (64) STARTTLS denied, code 454",
        "starttls-failed-at-server",
    ),
    "what an exception says, below what it may mean": (
        "An error occurred while attempting to establish an SSL or TLS connection.\n"
        "This usually means that the certificate presented by the server is not trusted.\n"
        "Another possibility is that you are trying to connect to a port which does not support SSL/TLS.\n"
        "Inner exception: no common algorithm for smtp.acme.example:465",
        "tls-no-common-cipher",
    ),
    "why, in everyday words, below a sentence that gives no reason": (
        "cannot send email\n\n> app_1   | could not send email: handshake error\n\nIs there another port?",
        "tls-no-common-cipher",
    ),
    "why, in everyday words, below where": (
        "com.sun.mail.util.MailConnectException: Couldn't connect to host, port: smtp.acme.example, 465;\n"
        "  nested exception is:\n\tjava.net.ConnectException: isConnected failed: ENETUNREACH (Network is unreachable)",
        "network-unreachable",
    ),
}


@pytest.mark.parametrize(("paste", "entry"), NEAREST.values(), ids=NEAREST)
def test_what_a_client_says_of_the_cause_leads(paste, entry, knowledge):
    assert [finding.entry for finding in read_text(paste, knowledge)] == [entry]


NAMED = ("Error {}", "Error: {}", "error code {}", "Status {}", "SMTP error {}", "Delivery failed, DSN {}")


@pytest.mark.parametrize("lead", NAMED)
def test_an_enhanced_code_that_a_word_names_is_read_with_its_words(lead, knowledge):
    (finding,) = read_text(lead.format("5.7.1 Message blocked due to spam content"), knowledge)
    assert (finding.enhanced_code, finding.reply_text, finding.entry) == (
        "5.7.1",
        "Message blocked due to spam content",
        "message-looks-like-spam",
    )


@pytest.mark.parametrize(
    "paste",
    [
        "npm Error: 5.0.0 Package not found in registry",
        "Error: 4.2.1 disk full while writing cache",
        "Build error 4.1.1 timeout",
        "we run Postfix 5.7.1 Message store and all is fine",
        "status 5.1.0 user not found in database",
    ],
)
def test_a_programs_version_is_no_enhanced_code(paste, knowledge):
    assert read_text(paste, knowledge) == ()


def test_a_report_of_missing_tls_is_mended_where_the_mail_is_delivered_from(knowledge):
    (finding,) = read_text("Diagnostic-Code: smtp; 550 5.7.10 STARTTLS is required to send mail", knowledge)

    assert finding.steps[0].title == "Switch on TLS for outgoing mail"


def test_a_programs_words_around_a_cause_are_no_other_reading(knowledge):
    (finding,) = read_text(
        "SSL certificate problem: certificate has expired (mail.example.com:587)", knowledge
    )

    assert {one.entry for one in finding.alternatives} == {"certificate-expired"}


NOTICE = """From: Mail Delivery Subsystem <mailer-daemon@example.com>
To: ana@example.com
Subject: Undelivered Mail Returned to Sender

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<bob@example.net>: host mx.example.net[192.0.2.1] said: 550
    Mailbox unavailable or access denied -
    <bob@example.net> (in reply to RCPT TO command)"""


def _spoken(*names):
    lines = NOTICE.split("\n")
    return "\n".join(
        f"{names[at // 3 % len(names)]}  9:{at:02d} AM\n" + "\n".join(lines[at : at + 3])
        for at in range(0, len(lines), 3)
    )


def test_a_chats_line_of_who_spoke_when_parts_no_notice(knowledge):
    (whole,) = read_text(NOTICE, knowledge)
    assert read_text(_spoken("Ana Muster"), knowledge) == (whole,)


def test_what_several_people_say_stays_apart(knowledge):
    text = "Ana Muster  9:02 AM\n535 5.7.8 Authentication failed\nBen Rowe  9:03 AM\nwho can look at this?\n"
    (finding,) = read_text(text, knowledge)
    assert finding.reply_text == "Authentication failed"


def test_a_line_that_was_broken_with_a_space_behind_its_sign_is_whole_again(knowledge):
    text = "postfix/smtp[1]: A: to=3D<bob@exam= \nple.net>, relay=3Dnone, dsn=3D5.1.1, status=3Dbounced (host mx.example.net said: 550 5.1.1 User= \n unknown)"
    (finding,) = read_text(text, knowledge)
    assert (finding.recipient, finding.reply_text) == ("bob@example.net", "User unknown")


def test_a_text_whose_lines_end_as_on_an_old_mac_is_read(knowledge):
    assert read_text(NOTICE.replace("\n", "\r"), knowledge) == read_text(NOTICE, knowledge)


@pytest.mark.parametrize(
    "paste",
    [
        "554-5.7.1 Message rejected because\\r\\n\n554 5.7.1 the sending IP is listed\\r\\n",
        "S: 554-5.7.1 Message rejected because\\n\nS: 554 5.7.1 the sending IP is listed\\n",
        "'554-5.7.1 Message rejected because\\r\\n'\n'554 5.7.1 the sending IP is listed\\r\\n'",
    ],
)
def test_a_line_end_that_is_written_out_beside_the_real_one_parts_no_reply(paste: str) -> None:
    (bounce,) = parse_text(paste)
    assert bounce.reply.text == "Message rejected because the sending IP is listed"


@pytest.mark.parametrize("sign", ["421 -", "421-"])
def test_a_link_on_a_line_of_its_own_parts_no_reply(sign, knowledge):
    lines = (
        f"{sign}: (DYN:T1)",
        "http://postmaster.info.aol.com/errors/421dynt1.html",
        "421 SERVICE NOT AVAILABLE",
    )
    (finding,) = read_text("\n".join(lines), knowledge)
    assert finding.reply_text == f": (DYN:T1) {lines[1]} SERVICE NOT AVAILABLE"


def test_a_server_that_was_asked_by_microsofts_is_quoted_with_its_last_answer(knowledge):
    paste = "Reason: [{LED=421 Timeout - closing connection};{MSG=};{FQDN=192.0.2.7};{IP=192.0.2.7}]"
    (finding,) = read_text(paste, knowledge)
    assert (finding.reply_code, finding.reply_text) == (421, "Timeout - closing connection")


def test_a_line_end_that_was_escaped_twice_is_none_of_a_reply(knowledge):
    paste = (
        '{:permanent_failure, \\"mail.example.com\\", \\"501 Invalid RCPT TO address provided\\\\r\\\\n\\"}'
    )
    (finding,) = read_text(paste, knowledge)
    assert finding.reply_text == "Invalid RCPT TO address provided"


def test_the_otrs_queue_hides_the_reason_unless_it_shows_the_servers_words(knowledge):
    told = (
        "Kernel::System::MailQueue | Temporary problem returned from server, requeuing message for sending."
    )
    hidden, shown = (
        "SMTPCode: 235, ErrorMessage:",
        "SMTPCode: 451, ErrorMessage: 4.7.1 Greylisted, try again later",
    )
    families = [read_text(f"{told} Message: {text}", knowledge)[0].family for text in (hidden, shown)]
    assert families == ["unknown", "greylist"]


@pytest.mark.parametrize("mark", ["< S: ", "<- ", "<< ", "SMTP< "])
def test_the_mark_of_who_speaks_is_none_of_a_reply_though_words_lead_to_its_first_line(mark, knowledge):
    lines = f"on the board: {mark}535-5.7.8 Bad login, see\n{mark}535 5.7.8  https://example.com/help"
    (finding,) = read_text(lines, knowledge)
    assert finding.reply_text == "Bad login, see https://example.com/help"


def test_what_a_client_says_itself_is_none_of_the_servers_reply(knowledge):
    lines = (
        "> C: send SMTP AUTH",
        "< S: 535-5.7.8 Username and Password not accepted. For more information, go to",
        "< S: 535 5.7.8  https://support.google.com/mail/?p=BadCredentials d2e1a72fcca58",
        "> E: username or password was wrong",
    )
    (finding,) = read_text("\n".join(lines), knowledge)
    assert finding.reply_text is not None
    assert finding.reply_text.endswith("?p=BadCredentials d2e1a72fcca58")
