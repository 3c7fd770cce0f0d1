"""What mail servers and the programs around them tell in their own logs, tables and notices."""

import pytest

from bot.cards.finding import customer_text
from bot.model import Actor, Certainty, Family, Permanence, Speaker
from bot.reading import read_text

TOLD = {
    "a program that met IMAP where it waited for SMTP": (
        "Failed to open a connection to SMTP server: short response: * OK [CAPABILITY IMAP4rev1 LITERAL+] Dovecot ready.",
        ("connection", "wrong-protocol-on-port"),
    ),
    "mox, of the answer to STARTTLS": (
        'err="tls error: STARTTLS: got 502, expected 220, permanent: 502 5.5.1 Error: command not implemented" pkg=queue',
        ("tls", "starttls-not-offered"),
    ),
    "Plesk's login service": (
        "plesk_saslauthd[8123]: failed mail authenticatication attempt for user 'ana@example.com' (password len=12)",
        ("auth", "login-attempts-on-own-server"),
    ),
    "GMX, of the recipient, in Thunderbird's dialog": (
        "Fehler beim Senden der Nachricht: Der Mail-Server antwortete:\n"
        "Requested action not taken: mailbox unavailable\ninvalid DNS MX or A/AAAA resource record.\n"
        'Bitte überprüfen Sie die E-Mail-Adresse des Empfängers "ana@example.net" und wiederholen Sie den Vorgang.',
        ("routing-dns", "recipient-domain-not-found"),
    ),
    "GMX, of the sender": (
        "550 Requested action not taken: mailbox unavailable invalid DNS MX or A/AAAA resource record"
        " (in reply to MAIL FROM command)",
        ("sender-rejected", "sender-domain-not-found"),
    ),
    "a number of Microsoft's own, cut off": (
        "550 5.7.708 Service unavailable. Access denied, traffic not acce",
        ("suppression", "sending-account-blocked"),
    ),
    "a number that the registry has, with the same words": (
        "550 5.7.1 Service unavailable. Access denied, traffic not acce",
        ("server-transient", "server-temporary-fault"),
    ),
    "nginx in front of a mail server": (
        '[info] 23#23: *375 client login failed: "AUTH not supported" while in http auth state, '
        'client: 203.0.113.5, server: 0.0.0.0:25, login: "ana@example.com"\n'
        "[error] 81#81: *80 203.0.113.5 could not be resolved (3: Host not found) while in resolving client address, "
        "client: 203.0.113.5, server: 0.0.0.0:25",
        ("auth", "login-attempts-on-own-server"),
    ),
    "nginx whose web address for logins gives no answer": (
        '[error] 9#9: *17 connect() failed (111: Connection refused) while connecting to upstream, client: 127.0.0.1, '
        'request: "GET /auth/email HTTP/1.0", upstream: "http://192.0.2.10:80/internal/auth/email"\n'
        "[error] 10#10: *16 auth http server 127.0.0.1:8000 did not send server or port while in http auth state, "
        'client: 203.0.113.5, server: 0.0.0.0:25, login: "ana@example.com"',
        ("auth", "454-temporary-authentication-failure"),
    ),
    "Dovecot's submission service": (
        "dovecot: submission-login: Disconnected: Connection closed (auth failed, 2 attempts in 13 secs): "
        "user=<ana@example.com>, method=PLAIN, rip=203.0.113.5, lip=192.0.2.2, TLS",
        ("auth", "login-attempts-on-own-server"),
    ),
    "Dovecot's login, that serves every protocol": (
        "dovecot: auth-worker(77): pam(ana,203.0.113.5): pam_authenticate() failed: Authentication failure (password mismatch?)",
        ("auth", "login-attempts-on-own-server"),
    ),
    "Dovecot's delivery, beside lines of its IMAP": (
        "dovecot: imap-login: Aborted login (no auth attempts in 0 secs): user=<>, rip=192.0.2.5, lip=192.0.2.6\n"
        "dovecot: lmtp()<28352><abc>: Fatal: block_alloc(134217728): Out of memory",
        ("server-transient", "delivery-program-failed"),
    ),
    "Postal, with Ruby's error below the server's name and a person's sentence above": (
        "One customer was getting the same email from us many times but postal said it had failed.\n\n> SOFT FAIL\n"
        "> Temporary SMTP delivery error when sending to mx.example.net (192.0.2.91)\n> Net::ReadTimeout\n> Time: 105.99s",
        ("connection", "recipient-server-not-answering"),
    ),
    "Exim's note of a stranger's login": (
        '2016-03-18 00:34:06 [75] SMTP protocol error in "AUTH LOGIN" H=(ylmf-pc) [203.0.113.34]:60723 I=[192.0.2.6]:587 '
        "AUTH command used when not advertised",
        ("auth", "503-auth-not-offered"),
    ),
    "qmail's log of a check of the recipient": (
        "qmail-smtpd: qlogenvelope: result=rejected code=550 reason=chkuser detail=nomailbox helo=mx.example.net "
        "mailfrom=bob@example.net rcptto=ana@example.com relay=no",
        ("mailbox-unknown", "recipient-unknown"),
    ),
    "qmail's log of a check by SPF": (
        "qmail-smtpd: qlogenvelope: result=rejected code=451 reason=spf detail=lookupfailure helo=mx.example.net "
        "mailfrom=bob@example.net rcptto=ana@example.com relay=no",
        ("sender-auth-dns", "spf-record-broken"),
    ),
    "macOS Server's log": (
        "Temporary message rejection to: ana@example.com from: bob@example.net sent from: [192.0.2.25] for: 60 "
        "seconds due to greylisting",
        ("greylist", "greylisted"),
    ),
    "Postfix's words for a domain, quoted": (
        'For some domains mail is deferred with "Host or domain name not found"',
        ("routing-dns", "recipient-domain-not-found"),
    ),
    "CommuniGate Pro": (
        "Message delivery to 'ana@example.com' delayed SMTP module(domain example.com) reports:\n"
        " connection with mx.example.net is broken",
        ("connection", "recipient-server-cuts-connection"),
    ),
    "CommuniGate Pro, of a mailbox that is its own": (
        "Failed to deliver to '<ana@example.com>'\nLOCAL module(account ana) reports:\n account is full (quota exceeded)",
        ("mailbox-full", "mailbox-full"),
    ),
    "CommuniGate Pro, of an account that takes no mail": (
        "Failed to deliver to 'ana@example.com'\nLOCAL module(account ana) reports:\n mail receiving disabled",
        ("mailbox-disabled", "mailbox-disabled"),
    ),
    "CommuniGate Pro, of a domain": (
        "Failed to deliver to 'ana@example.com'\nSMTP module(domain example.com) reports:\n domain does not exist",
        ("routing-dns", "recipient-domain-not-found"),
    ),
    "Exchange's log of its connections, of a server that gives no answer": (
        "2022-05-04T08:12:52.124Z,08DA2D9AB1C2D3E4,SMTP,example.com,>,\"Failed connection to 192.0.2.20:25 "
        '(TimedOut:0000274C)[TargetIPAddress:192.0.2.20:25|MarkedUnhealthy|FailureCount:7]"',
        ("connection", "recipient-server-not-answering"),
    ),
    "Exchange's log of its connections, of a server that refuses": (
        "2022-05-04T08:12:52.124Z,08DA2D9AB1C2D3E4,SMTP,example.com,>,\"Failed connection to 192.0.2.20:25 "
        '(ConnectionRefused:0000274D)[TargetIPAddress:192.0.2.20:25|MarkedUnhealthy|FailureCount:7]"',
        ("connection", "recipient-server-refuses-connections"),
    ),
    "sendmail's last answer, above its giving up": (
        "   ----- Transcript of session follows -----\nana@example.net... Deferred: Connection refused by mx.example.net.\n"
        "Message could not be delivered for 5 days\nMessage will be deleted from queue",
        ("connection", "recipient-server-refuses-connections"),
    ),
    "sendmail's try, deferred for a reason of its own": (
        "   ----- Transcript of session follows -----\nana@example.net... Deferred: 451 4.0.0 I/O error",
        ("server-transient", "server-temporary-fault"),
    ),
    "PMail": (
        "[error][2025-01-06 09:15:15][/srv/pmail/utils/send/send.go:213][0xc0002343e0] 邮件投递失败EOF",
        ("connection", "recipient-server-cuts-connection"),
    ),
    "Trend Micro, without a number": (
        "Our mail came back with this:\nMail from 192.0.2.14 deferred using Trend Micro Email Reputation database.",
        ("reputation-blocklist", "ip-on-blocklist"),
    ),
    "Exchange's number for a sender": (
        "SMTPSendFailedException: 501 5.1.7 Invalid address",
        ("syntax-protocol", "sender-address-malformed"),
    ),
    "OpenSMTPD's word for a domain, which others say of a greeting": (
        'smtpd[1]: mta delivery from=<a@example.com> to=<b@example> relay="" result="PermFail" stat="Invalid domain name"',
        ("routing-dns", "recipient-domain-not-found"),
    ),
    "iRedMail's limit on sending, which is no full mailbox": (
        "554 5.7.1 <END-OF-MESSAGE>: End-of-data rejected: Quota exceeded",
        ("rate-limit", "sending-quota-exceeded"),
    ),
    "an address and Postfix's words for it": (
        '<ana@example.com>: unknown user: "ana"',
        ("mailbox-unknown", "user-not-on-this-server"),
    ),
    "sendmail's warning, without the rest of its mail": (
        "could not send message for past 4 hours",
        ("server-transient", "delivery-delayed"),
    ),
    "a login that Postfix could not make, at a host with words of its own for a refused one": (
        "to=<ana@example.com>, relay=in-v3.mailjet.com[192.0.2.85]:587, delay=0.57, dsn=4.7.0, status=deferred "
        "(SASL authentication failed; cannot authenticate to server in-v3.mailjet.com[192.0.2.85]: no mechanism available)",
        ("auth", "sasl-library-missing"),
    ),
    "an error below the steps that led to it": (
        "1. Create a mail account (ana@example.com)\n"
        "2. Send an email from PHPMailer to `ben@example.com`.\n\n"
        "Mailer Error: SMTP Error: The following recipients failed: ben@example.com: : "
        "Sender address rejected: User unknown in virtual mailbox table",
        ("sender-rejected", "sender-verification-failed"),
    ),
    "a log whose addresses an issue tracker took for markup": (
        "postfix/local[3837]: 8C51: to=, relay=local, delay=0.45, dsn=5.1.1, status=bounced (unknown user: \"jeff\")",
        ("mailbox-unknown", "user-not-on-this-server"),
    ),
    "a session typed by hand, refused when its message was sent": (
        "mail from: <ana@example.com>\n250 2.0.0 Ok\nrcpt to: <ben@example.com>\n250 2.1.5 Ok\ndata\n"
        "354 Enter mail\nSubject: test\ntest\n.\n550 message rejected",
        ("unknown", None),
    ),
    "a command that came out of turn, as a person repeats it": (
        "Newsletter to all: 503 Sender already specified.",
        ("syntax-protocol", "commands-out-of-order"),
    ),
    "JavaMail without a password": (
        "jakarta.mail.AuthenticationFailedException: failed to connect, no password specified?",
        ("auth", "credentials-missing"),
    ),
    "a client's name that does not lead back, beside what became of the client": (
        "postfix/submission/smtpd[1]: lost connection after UNKNOWN from unknown[203.0.113.2]\n"
        "postfix/submission/smtpd[1]: warning: hostname pc.example.net does not resolve to address 203.0.113.7",
        ("connection", "connection-lost"),
    ),
    "telnet that gets no answer, below another that its user left": (
        "$ telnet smtp.example.com 587\nTrying 192.0.2.9...\nConnected to smtp.example.com.\n220 smtp.example.com\n"
        "^]\ntelnet> q\nConnection closed.\n\n$ telnet mail.example.net 587\nTrying 192.0.2.29...\n",
        ("connection", "connect-timeout"),
    ),
    "Mail-in-a-Box's own check": (
        "Outbound mail (SMTP port 25) seems to be blocked by your network. You will not be able to send any mail.",
        ("connection", "recipient-server-not-answering"),
    ),
    "a provider that closes port 25, in somebody's words": (
        "Amazon restricts traffic on port 25 of all machines, and we are not able to send any mail.",
        ("connection", "recipient-server-not-answering"),
    ),
    "one's own provider that closes port 25": (
        "My new VPS provider blocks port 25, so no mail goes out.",
        ("connection", "recipient-server-not-answering"),
    ),
    "port 25, closed by the one who is asked about": (
        "Nothing arrives at Gmail. It turned out that port 25 is blocked by my ISP.",
        ("connection", "recipient-server-not-answering"),
    ),
    "a guess at a closed port, below a log's line": (
        "May 24 08:25:55 mail postfix/smtp[419850]: connect to aspmx.l.google.com\n\nSeems your ISP blocks port 25.",
        ("connection", "recipient-server-not-answering"),
    ),
    "a cloud that closes port 25, and what cannot be done": (
        "On Google Compute engine, Google blocks outbound port 25 traffic. Postfix attempts to use port 25, and cannot.",
        ("connection", "recipient-server-not-answering"),
    ),
    "Pigeonhole's script that failed, named after what it files": (
        "dovecot: lmtp(ana@example.com)<5397><SzGmBBrAFG>: Error: sieve: Execution of script /etc/spam_to_junk.sieve was "
        "aborted due to temporary failure",
        ("server-transient", "delivery-program-failed"),
    ),
    "Google's refusal, cut short by Go's client": (
        "unable to get a client 0.0.0.0 -> 192.0.2.27 : 25 - short response: This IP [203.0.113.9] is blocked.",
        ("reputation-blocklist", "ip-blocked-by-provider"),
    ),
    "expired certificates, told of a mail program": (
        "Thunderbird sendings (smtp) have issues. The error is about expired certificates.",
        ("tls", "certificate-expired"),
    ),
    "a recipient's server without STARTTLS, which another port does not help": (
        "status=deferred (TLS is required, but was not offered by host mx1.example.net[192.0.2.25])",
        ("tls", "tls-handshake-failed-to-recipient"),
    ),
    "Stalwart's delivery that broke off in TLS": (
        'INFO delivery{id=1}:attempt{domain="example.com"}: smtp::outbound::delivery: context="tls" event="failed" '
        'mx="mx.example.com" error=I/O error: tls handshake eof',
        ("tls", "tls-handshake-failed-to-recipient"),
    ),
    "a refusal that a form cut off": (
        "SMTP Error: The following recipients failed: ana@example.com: : Sender address rejected: not owned b",
        ("sender-rejected", "sender-not-owned-by-login"),
    ),
    "a header that amavis did not like": (
        "554 5.6.0 Reject, id=01234-01 - BAD HEADER: missing required header field",
        ("syntax-protocol", "message-not-rfc-compliant"),
    ),
    "a filter that cannot give the message back": (
        "450 4.4.1 id=01234-01 - Unable to relay message back to MTA",
        ("server-transient", "server-temporary-fault"),
    ),
    "OpenSMTPD's relay without TLS": (
        "smtpd[1]: 12ab mta error reason=Refuse to AUTH over insecure channel",
        ("auth", "538-encryption-required-for-authentication"),
    ),
    "Mailman's notice of a message that it keeps": (
        "Your mail to 'Users' with the subject\n\n    Hello\n\nIs being held until the list moderator can review it.\n\n"
        "The reason it is being held:\n\n    Post by non-member to a members-only list",
        ("policy", "mailing-list-members-only"),
    ),
    "a list's own sentence alone": (
        "You are not a member of this mailing list <club@example.org>.",
        ("policy", "mailing-list-members-only"),
    ),
    "SAP, which sends mail too": (
        "SAP Message XS853 - No delivery to ANA@EXAMPLE.COM, authentication required",
        ("auth", "530-authentication-required"),
    ),
    "a test mail that Windows found no server for": (
        "Testmail -> Fehlermeldung\nNetzwerkfehler [Error 11001] getaddrinfo failed",
        ("connection", "host-name-not-found"),
    ),
    "Windows, which says 'they' of two programs": (
        "The client and server cannot communicate, because they do not possess a common algorithm",
        ("tls", "tls-no-common-cipher"),
    ),
    "a signature that no longer fits the text": (
        "The mail goes through our provider's server, and Gmail says \"body hash did not verify\"",
        ("sender-auth-dns", "dkim-check-failed"),
    ),
    "OpenDKIM's check of a signature, which is no TLS": (
        "opendkim[825]: 72D2: s=mail d=example.com SSL error:04091068:rsa routines:INT_RSA_VERIFY:bad signature",
        ("sender-auth-dns", "dkim-check-failed"),
    ),
    "a limit that is told with the word spam": (
        'send spam mail rejected: exceeded hour limit" code=550',
        ("rate-limit", "sending-quota-exceeded"),
    ),
    "Exim's own configuration, while a sender is verified": (
        'sender verify defer for <ana@example.com>: failed to expand "${lookup{$local_part@$domain}lsearch{/etc/x}}": NULL',
        ("server-transient", "server-temporary-fault"),
    ),
    "a file that Exim may not look into": (
        "2021-01-01 10:00:00 H=(a) [192.0.2.1] F=<ana@example.com> temporarily rejected RCPT <ben@example.com>: "
        "Tainted '/etc/exim/domains' (file or directory name for lookup) not permitted",
        ("server-transient", "lookup-table-fault"),
    ),
    "another protocol's greeting, passed on by Thunderbird": (
        "An error occurred while sending mail: The mail server sent an incorrect greeting:  +OK POP3 ready.",
        ("connection", "wrong-protocol-on-port"),
    ),
    "the same of IMAP": (
        "An error occurred while sending mail: Outgoing server (SMTP) error. "
        "The server responded:  * OK IMAP4rev1 Server ready.",
        ("connection", "wrong-protocol-on-port"),
    ),
    "a server that cannot be reached, in German": (
        "Seit gestern kann ich nichts mehr senden, angeblich ist der SMTP Server nicht erreichbar",
        ("connection", "smtp-connect-failed"),
    ),
    "Postfix that speaks plain text to a TLS port": (
        'postfix/smtp[1]: SMTPS wrappermode (TCP port 465) requires setting "smtp_tls_wrappermode = yes", and',
        ("tls", "tls-mode-mismatch"),
    ),
    "smtp4dev, which knows no AUTH beside MAIL": (
        "501 Parameter AUTH is not recognised",
        ("syntax-protocol", "parameter-not-supported"),
    ),
    "hMailServer's own log": (
        '"DEBUG"\t1\t"2017-02-05"\t"The read operation failed. Bytes transferred: 0 Remote IP: 192.0.2.1, Session: 24, '
        'Code: 2, Message: End of file"',
        ("connection", "connection-lost"),
    ),
    "hMailServer's notice to the sender": (
        "ana@example.org\n   Error Type: SMTP\n   Error Description: No mail servers appear to exists for the "
        "recipient's address.\n   Additional information: Please check that you have not misspelled it.",
        ("routing-dns", "recipient-domain-not-found"),
    ),
    "a mailbox that Postfix may not write": (
        "postfix/local[1]: 8C51: to=<ana@example.com>, relay=local, dsn=5.2.0, status=bounced (cannot update mailbox "
        "/var/mail/ana for user ana. unable to create lock file /var/mail/ana.lock: Permission denied)",
        ("server-transient", "delivery-program-failed"),
    ),
    "a handshake that failed, without the line that says why": (
        "postfix/smtpd[1]: SSL_accept error from unknown[203.0.113.1]: -1",
        ("tls", "tls-no-common-cipher"),
    ),
    "the same with that line": (
        "postfix/smtpd[1]: SSL_accept error from unknown[203.0.113.1]: -1\npostfix/smtpd[1]: warning: TLS library problem: "
        "error:14094418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:../ssl/record/rec_layer_s3.c:1399:",
        ("tls", "certificate-untrusted"),
    ),
    "a limit that the mail program was told at the greeting": (
        "I cannot click send: the maximum attachement size accepted by the mailserver is 25 mb.",
        ("size", "message-too-large"),
    ),
    "what became of a mail, without the line of Postfix's log": (
        'The queue says `status=bounced (unknown user: "jeff")` for each of them',
        ("mailbox-unknown", "user-not-on-this-server"),
    ),
    "the same, with a reason that no page has": (
        "status=bounced (Message can't be delivered: 8BITMIME required)",
        ("unknown", None),
    ),
    "a delivery program's exit status, by the name that Postfix gives it": (
        "status=bounced (data format error. Command output: maildrop: Unable to open mailbox.)",
        ("server-transient", "delivery-program-failed"),
    ),
    "a queue file that cannot be written": (
        "postfix/cleanup[1]: warning: 4ABC: write queue file: No space left on device",
        ("server-transient", "disk-full"),
    ),
    "a filter that sendmail cannot reach": (
        "sendmail[1]: 4ABC: Milter (opendkim): error connecting to filter: Connection refused by localhost",
        ("server-transient", "server-temporary-fault"),
    ),
    "a filter whose answer Postfix cannot read, on a port of its own": (
        "warning: milter inet:localhost:8891: can't read SMFIC_HEADER reply packet header: Connection timed out",
        ("server-transient", "server-temporary-fault"),
    ),
    "Exim's notice of a recipient it cannot read": (
        "Subject: Mail failure - malformed recipient address\n\nA message that you sent contained a recipient address "
        "that was incorrectly\nconstructed:\n\n  ana@  domain missing",
        ("syntax-protocol", "address-malformed"),
    ),
    "Stalwart's own status of a message": (
        "Temporary Failure for mx.example.net: Too many concurrent connections to remote server",
        ("rate-limit", "too-many-connections"),
    ),
    "a server that is not there, in a program's own words": (
        "SMTP server not available at smtp.example.com:2525",
        ("connection", "smtp-connect-failed"),
    ),
    "sendmail's doubts about its own name": (
        "My unqualified host name (box) unknown; sleeping for retry",
        ("syntax-protocol", "helo-name-invalid"),
    ),
    "a map that sendmail misses": (
        'sendmail[1]: SYSERR(root): hash map "access": missing map file /etc/mail/access.db: No such file or directory',
        ("server-transient", "lookup-table-fault"),
    ),
    "Exim that has enough sessions": (
        "2021-01-01 10:00:00 Connection from [203.0.113.1] refused: too many connections",
        ("rate-limit", "too-many-connections"),
    ),
    "a time-out, as somebody writes it": (
        "If my app sends emails through the service I get a connection timed-out error",
        ("connection", "connect-timeout"),
    ),
    "a client that hung up in the handshake, below a filter that is not there": (
        "postfix/smtpd[1]: warning: connect to Milter service inet:localhost:8891: Connection refused\n"
        "postfix/smtpd[1]: SSL_accept error from unknown[203.0.113.1]: lost connection\n"
        "postfix/smtpd[1]: lost connection after STARTTLS from unknown[203.0.113.1]",
        ("tls", "tls-no-common-cipher"),
    ),
    "a refused login below a filter that is not there": (
        "postfix/smtpd[1]: warning: connect to Milter service inet:localhost:8891: Connection refused\n"
        "postfix/smtpd[1]: warning: unknown[203.0.113.1]: SASL LOGIN authentication failed: UGFzc3dvcmQ6",
        ("auth", "login-attempts-on-own-server"),
    ),
    "a filter that is not there, and nothing else": (
        "postfix/smtpd[1]: warning: connect to Milter service inet:localhost:8891: Connection refused",
        ("server-transient", "server-temporary-fault"),
    ),
    "a filter's refusal in words alone": ("The milter rejected the message", ("unknown", None)),
    "Postal's delivery that got no answer": (
        "Temporary SMTP delivery timeout when sending to mx.example.net (192.0.2.91)",
        ("connection", "recipient-server-not-answering"),
    ),
    "a client that fell silent": (
        "postfix/smtpd[1]: timeout after DATA (0 bytes) from unknown[203.0.113.1]",
        ("connection", "connection-lost"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "answer"), TOLD.values(), ids=TOLD)
def test_what_a_mail_server_tells_is_read(text, answer, knowledge):
    first = read_text(text, knowledge)[0]
    assert (first.family, first.entry) == answer


# What a receiver, a filter or a service says, in the form in which people paste it.
TERSE = {
    "words before their number": (
        "El servidor rechazó la dirección de remitente. 550 5.7.1",
        (Family.SENDER_REJECTED, 550, "5.7.1"),
    ),
    "SparkPost's API, which describes what it names": (
        '{"errors":[{"message":"Invalid domain","description":"Unconfigured Sending Domain <example.com>","code":"7001"}]} '
        "from SparkPost",
        (Family.SENDER_REJECTED, None, None),
    ),
    "a key that was revoked, which is one and no count": (
        "535 API key was revoked",
        (Family.AUTH, 535, None),
    ),
    "a user unknown in Vietnamese": ("550 Người dùng không tồn tại", (Family.MAILBOX_UNKNOWN, 550, None)),
    "a user unknown in Indonesian": ("550 Pengguna tidak ditemukan", (Family.MAILBOX_UNKNOWN, 550, None)),
    "a program's own name for a number": ("ERR_SMTP_535", (Family.AUTH, 535, None)),
    "a program's own name for an error and its number": ("SMTP_ERROR_535", (Family.AUTH, 535, None)),
    "what cPanel's server says to whoever did not log in": (
        "550-ds176.example.org [192.0.2.211] is currently not permitted to\n550-relay through this server. Perhaps you "
        "have not logged into the pop/imap\n550-server in the last 30 minutes or do not have SMTP Authentication turned "
        "on\n550 in your email client.",
        (Family.RELAY_DENIED, 550, None),
    ),
    "Cisco's log of bounces": (
        'Info: Delayed: 44451135:0 From:<c@example.com> To:<ana@example.org> Reason: "4.1.0 - Unknown address error" '
        "Response: \"('451', ['<ana@example.org> Automated block triggered by suspicious activity from your IP address "
        "(192.0.2.1).'])\"",
        (Family.REPUTATION_BLOCKLIST, 451, None),
    ),
    "Cisco's log of bounces, with what the server said": (
        "Bounced: DCID 3 MID 4 to RID 0 - 5.1.0 - Unknown address error ('550', ['<ana@example.org>... Relaying denied']) []",
        (Family.RELAY_DENIED, 550, None),
    ),
    "an event whose keys another service writes otherwise": (
        '{"event":"message.bounced","data":{"to":"ana@example.org","bounceType":"hard","bounceCode":"550",'
        '"bounceMessage":"User unknown"}}',
        (Family.MAILBOX_UNKNOWN, 550, None),
    ),
    "a service's answer with its status on the web": (
        "{ error: { statusCode: 403, message: 'You can only send testing emails to your own email address.' } }",
        (Family.SENDER_REJECTED, None, None),
    ),
    "the same, when the error is still to be resolved": (
        'status_code="403", body={"errors":[{"message":"The from address does not match a verified Sender Identity. Mail '
        'cannot be sent until this error is resolved.","field":"from"}]}',
        (Family.SENDER_REJECTED, None, None),
    ),
    "SparkPost, whose reason is the description": (
        'SparkPostException in SparkPost.php line 103: { "errors": [ { "message": "Invalid domain", "description": "No '
        'sending domain specified", "code": "7001" } ] }',
        (Family.SENDER_REJECTED, None, None),
    ),
    "a number of Microsoft's sign-in says more than the reply": (
        "535 5.7.3 Authentication unsuccessful, AADSTS50053: The account is locked",
        (Family.AUTH, 535, "5.7.3"),
    ),
    "a server that is silent at a port, in Finnish": (
        "palvelin ei vastaa portissa 465",
        (Family.CONNECTION, None, None),
    ),
    "a full mailbox and whose quota it is": (
        "MAILBOX FULL (User quota exceeded)",
        (Family.MAILBOX_FULL, None, None),
    ),
    "a failure and its reason": ("Delivery failed: user unknown", (Family.MAILBOX_UNKNOWN, None, None)),
}


@pytest.mark.parametrize(("text", "answer"), TERSE.values(), ids=TERSE)
def test_the_terse_words_of_receivers_and_services_are_read(text, answer, knowledge):
    first = read_text(text, knowledge)[0]

    assert (first.family, first.reply_code, first.enhanced_code) == answer


def test_phpmailers_sentence_about_the_sender_names_no_recipient(knowledge):
    (failed,) = read_text("La(s) siguiente(s) direcciones de remitente fallaron: shop@example.com", knowledge)

    assert (failed.family, failed.recipient) == (Family.SENDER_REJECTED, None)


def test_a_filters_refusal_is_looked_up_in_its_own_log(knowledge):
    log = "milter-reject: END-OF-MESSAGE from mx.example.com[192.0.2.4]: 5.7.1 Command rejected; from=<a@example.com>"
    (finding,) = read_text(log, knowledge)
    assert (finding.family, finding.steps[0].who) == ("unknown", Actor.RECIPIENT_ADMIN)
    assert finding.steps[0].title == "Look into the filter's own log, at the same second"
    (other,) = read_text("550 5.7.1 Command rejected", knowledge)
    assert other.steps[0].title == "Paste the lines before this one, or the bounce mail itself"


def test_a_script_that_warns_of_a_full_mailbox_failed_no_mail(knowledge):
    told = "dovecot: lmtp(ana@example.com)<1>: Error: connect(/var/run/dovecot/quota-warning) failed: Connection refused"
    assert read_text(told, knowledge) == ()


@pytest.mark.parametrize(
    "place",
    [
        "connect to 127.0.0.1[127.0.0.1]:10024",
        "connect to localhost[127.0.0.1]:24",
        "connect to dovecot[172.22.1.250]:24",
        "connect to proxy filter inet:[127.0.0.1]:10024",
    ],
)
def test_a_service_of_the_servers_own_is_neither_a_container_nor_the_recipients_server(place, knowledge):
    text = f"postfix/smtp[1]: 5C39: to=<ana@example.com>, relay=none, dsn=4.4.1, status=deferred ({place}: Connection refused)"
    (finding,) = read_text(text, knowledge)
    assert (finding.entry, finding.cause) == ("connection-refused", "connection-refused")
    assert finding.steps[0].title == "Start the service behind that port"
    assert customer_text(knowledge.entries[finding.entry], finding).startswith(
        "A part of the mail server itself"
    )


@pytest.mark.parametrize(
    ("place", "entry", "step"),
    [
        (
            "connect to mx.example.com[192.0.2.25]:25",
            "recipient-server-refuses-connections",
            "Check the spelling of the domain",
        ),
        (
            "connect to smtp-relay.gmail.com[192.0.2.25]:25",
            "connection-refused",
            "Test the port from the machine that sends, and from elsewhere",
        ),
        (
            "connect to smtp.example.com[192.0.2.25]:587",
            "connection-refused",
            "Use the port of the provider's page",
        ),
        (
            "connect to smtp.example.com[192.0.2.25]:2587",
            "connection-refused",
            "Use the port of the provider's page",
        ),
    ],
)
def test_the_port_tells_a_relay_from_a_recipients_server(place, entry, step, knowledge):
    text = f"postfix/smtp[1]: 5C39: to=<ana@example.com>, relay=none, dsn=4.4.1, status=deferred ({place}: Connection refused)"
    (finding,) = read_text(text, knowledge)
    assert (finding.entry, finding.steps[0].title) == (entry, step)


def test_a_provider_s_outgoing_server_that_is_silent_is_the_relay_and_its_port_is_likely_closed(knowledge):
    line = "postfix/smtp[21752]: connect to email-smtp.us-east-1.amazonaws.com[192.0.2.25]:25: Connection timed out"

    (finding,) = read_text(line, knowledge)

    assert (finding.entry, finding.cause, finding.certainty, finding.who_acts) == (
        "connect-timeout", "port-blocked", Certainty.POSSIBLE, Actor.SENDER_ADMIN,
    )  # fmt: skip


@pytest.mark.parametrize(("port", "cause"), [(465, "tls-mode-mismatch"), (25, "greeting-refused")])
def test_a_greeting_that_never_comes_at_a_tls_port_is_a_matter_of_tls(port, cause, knowledge):
    text = (
        f"postfix/smtp[1]: 5C39: to=<ana@example.com>, relay=smtp.example.org[192.0.2.1]:{port}, delay=1, dsn=4.4.2, "
        "status=deferred (lost connection with smtp.example.org[192.0.2.1] while receiving the initial server greeting)"
    )
    (finding,) = read_text(text, knowledge)
    assert finding.cause == cause


@pytest.mark.parametrize(("number", "causes"), [("450 4.7.25", 2), ("550 5.7.25", 1)])
def test_a_name_not_found_for_good_is_no_fault_of_dns(number, causes, knowledge):
    text = f"{number} Client host rejected: cannot find your reverse hostname, [192.0.2.1]. It happens sometimes."
    (finding,) = read_text(text, knowledge)
    told = {finding.cause, *(other.cause for other in finding.alternatives)}
    assert ("domain-lookup-failed" in told) is (causes > 1)


NO_NAME, NO_DATA = "Host not found", "Host found but no data record of requested type"
NO_DOMAIN, NO_MAIL_SERVER = "recipient-domain-not-found", "mail-server-of-domain-not-found"


@pytest.mark.parametrize(
    ("to", "name", "found", "page", "cause"),
    [
        ("bob@example.net", "example.net type=A", NO_NAME, NO_DOMAIN, "domain-not-found"),
        ("bob@Example.net", "example.net type=AAAA", NO_NAME, NO_DOMAIN, "domain-not-found"),
        ("bob@gmial.com", "gmial.com type=A", NO_NAME, NO_DOMAIN, "domain-typo"),
        ("bob@example.net", "mx.example.net type=A", NO_NAME, NO_MAIL_SERVER, "mx-host-not-found"),
        ("bob@example.net", "mx.example.net type=AAAA", NO_NAME, NO_MAIL_SERVER, "mx-host-not-found"),
        ("bob@example.net", "example.net type=A", NO_DATA, NO_MAIL_SERVER, "mx-missing"),
        ("bob@example.net", "mx.example.net type=A", NO_DATA, NO_MAIL_SERVER, "mx-host-not-found"),
        (
            "bob@example.net",
            "example.net type=A",
            f"{NO_NAME}, try again",
            "recipient-domain-lookup-failed",
            None,
        ),
    ],
)
def test_postfix_names_the_recipients_domain_or_its_mail_server(to, name, found, page, cause, knowledge):
    reason = f"Host or domain name not found. Name service error for name={name}: {found}"
    line = f"postfix/smtp[7]: 4F3A21: to=<{to}>, relay=none, dsn=5.4.4, status=bounced ({reason})"
    (finding,) = read_text(line, knowledge)
    assert finding.entry == page
    assert cause in (None, finding.cause)


def test_opensmtpds_words_of_a_greeting_are_not_microsofts(knowledge):
    (found,) = read_text("501 5.5.4 Invalid command arguments: Invalid domain name", knowledge)
    assert (found.entry, found.provider) == ("helo-name-invalid", "opensmtpd")


@pytest.mark.parametrize(
    ("host", "provider"), [("mx00.ionos.de", "ionos"), ("mx00.gmx.net", "gmx"), ("mx.example.net", "gmx")]
)
def test_words_of_one_house_are_those_of_the_host_that_answered(host, provider, knowledge):
    (found,) = read_text(
        f"<ana@example.net>: host {host}[192.0.2.41] said: 554 Transaction failed Reject due to policy restrictions.",
        knowledge,
    )
    assert (found.speaker, found.provider) == (Speaker.RECIPIENT_SERVER, provider)


@pytest.mark.parametrize(
    ("text", "software"),
    [
        ('My gmail mails are lost, the log says "stat=Deferred: Connection refused by [gone]".', "sendmail"),
        (
            "2020-01-01 10:00:00 1abCDe-0001Xy-Zz == ana@example.com R=dnslookup T=remote_smtp defer (110): Connection "
            "timed out H=gmail-smtp-in.l.google.com [192.0.2.27]",
            "exim",
        ),
    ],
)
def test_a_mail_servers_own_words_are_not_those_of_the_host_that_it_names(text, software, knowledge):
    (found,) = read_text(text, knowledge)
    assert (found.speaker, found.provider) == (Speaker.OWN_SERVER, software)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("501 5.1.7 Bad sender address syntax", "address-malformed"),
        (
            "MAIL FROM:<@example.com>\n501 <@example.com>: missing or malformed local part",
            "address-malformed",
        ),
        ("mutt: No from address given", "envelope-sender-empty"),
    ],
)
def test_what_is_wrong_with_a_sender_is_settled_by_the_words(text, cause, knowledge):
    (found,) = read_text(text, knowledge)
    assert (found.entry, found.cause) == ("sender-address-malformed", cause)
    assert found.certainty in (Certainty.CERTAIN, Certainty.LIKELY)


def postfix_says(relay: str, words: str) -> str:
    host = relay.rpartition(":")[0]
    return (
        f"postfix/smtp[672]: AB82210: to=<ana@example.com>, relay={relay}, delay=0.43, dsn=5.0.0, "
        f"status=bounced (host {host} said: {words} (in reply to MAIL FROM command))"
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (postfix_says("mail.gmx.net[192.0.2.190]:587", "550 Sender address is not allowed."), "own-server"),
        (postfix_says("relay.example.net[192.0.2.190]:465", "550 5.7.1 Relaying denied"), "own-server"),
        (
            postfix_says("email-smtp.us-east-2.amazonaws.com[192.0.2.3]:25", "530 Authentication required"),
            "own-server",
        ),
        (postfix_says("mx.example.com[192.0.2.3]:25", "530 Authentication required"), "recipient-server"),
        (postfix_says("mx00.gmx.net[192.0.2.3]:25", "550 5.7.1 Relaying denied"), "recipient-server"),
        (
            "postfix/smtp[1]: B4C9: to=<ana@example.com>, relay=mx.example.net[192.0.2.84]:25, dsn=4.0.0, status=deferred "
            "(SASL authentication failed; server mx.example.net[192.0.2.84] said: 535 5.7.8 authentication failed)",
            "own-server",
        ),
    ],
)
def test_a_server_that_one_logs_in_at_is_ones_own(text, speaker, knowledge):
    (found,) = read_text(text, knowledge)
    assert found.speaker == speaker


def test_postfix_tells_of_a_dovecot_that_it_does_not_reach(knowledge):
    (found,) = read_text(
        "postfix/lmtp[1]: 155E: to=<ana@example.com>, relay=none, dsn=4.4.1, status=deferred "
        "(connect to dovecot[192.0.2.6]:24: Permission denied)",
        knowledge,
    )
    assert (found.speaker, found.provider) == (Speaker.OWN_SERVER, "postfix")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "postfix/postdrop[1]: warning: mail_queue_enter: create file maildrop/5.1: Permission denied",
            Actor.SENDER_ADMIN,
        ),
        ("451 4.3.0 Error: queue file write error", Actor.RECIPIENT_ADMIN),
        (
            "postfix/error[1]: B5: to=<ana@example.com>, dsn=4.3.0, status=deferred (mail transport unavailable)",
            Actor.SENDER_ADMIN,
        ),
    ],
)
def test_whoever_runs_the_server_with_the_fault_acts(text, who, knowledge):
    (found,) = read_text(text, knowledge)
    assert (found.who_acts, found.steps[0].who) == (who, who)


SPEAKS = {
    "a mail server's own connection that failed": (
        "exim: 2024-11-27 10:11:12 1abcde-0000-00 H=mx.example.com [192.0.2.1] TLS error on connection (SSL_connect): "
        "error:0A000086:SSL routines::certificate verify failed",
        Speaker.OWN_SERVER,
    ),
    "the same, of a program": ("error:0A000086:SSL routines::certificate verify failed", Speaker.OWN_CLIENT),
    "sendmail's name for any refusal": (
        "sm-mta[1]: q4B: to=<ana@example.com>, mailer=esmtp, relay=mx.example.com. [192.0.2.1], dsn=5.7.1, "
        "stat=Service unavailable",
        Speaker.RECIPIENT_SERVER,
    ),
    "Nextcloud's library": ("Horde_Smtp_Exception: Message size exceeds fixed limit", Speaker.OWN_SERVER),
    "listmonk": (
        "manager.go:123: error sending message in campaign test: 503 5.5.1 Error: nested MAIL command",
        Speaker.OWN_SERVER,
    ),
    "Odoo, before it sends": (
        "Error without exception. Probably due to sending an email without computed recipients.",
        Speaker.OWN_CLIENT,
    ),
}


@pytest.mark.parametrize(("text", "speaker"), SPEAKS.values(), ids=SPEAKS)
def test_whose_words_they_are_is_told_by_how_they_are_written(text, speaker, knowledge):
    (found,) = read_text(text, knowledge)
    assert found.speaker is speaker


def test_a_refusal_that_sendmail_calls_unavailable_is_no_passing_fault(knowledge):
    line = "sm-mta[1]: q4B: to=<ana@example.com>, relay=mx.example.com. [192.0.2.1], dsn={}, stat={}Service unavailable"
    (refused,) = read_text(line.format("5.7.1", ""), knowledge)
    (waits,) = read_text(line.format("4.7.0", "Deferred: "), knowledge)
    assert (refused.family, refused.enhanced_code, refused.permanence) == (
        Family.UNKNOWN,
        "5.7.1",
        Permanence.PERMANENT,
    )
    assert waits.family is Family.SERVER_TRANSIENT


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("dovecot-ce", "wrong-host"),
        ("firma", "domain-lookup-failed"),
        ("example.com", "domain-lookup-failed"),
    ],
)
def test_a_name_without_a_dot_is_a_service_of_the_servers_own(name, cause, knowledge):
    (found,) = read_text(
        "postfix/lmtp[2]: A5: to=<ana@firma>, relay=none, dsn=4.4.3, status=deferred (Host or domain name not found. "
        f"Name service error for name={name} type=AAAA: Host not found, try again)",
        knowledge,
    )
    assert (found.family, found.cause) == (Family.ROUTING_DNS, cause)


QUIET = {
    "nginx whose web address for logins gives no answer, in front of IMAP": (
        "[error] 10#10: *16 auth http server 127.0.0.1:8000 timed out (110: Connection timed out) while in http auth "
        'state, client: 203.0.113.5, server: 0.0.0.0:993, login: "ana@example.com"'
    ),
    "a pull request": (
        "**Approach and Fix:**\nThe messages are updated as per the following codes:\n"
        "* FAILURE -> ACCT_BLOCKED_FAILURE: For sending failed if the email account is blocked or closed."
    ),
    "a standard that names a number": (
        "the software SHOULD use an SMTP reply code of 451 and, if supported, the\n"
        "4.4.3 enhanced status code (see Section 3.5 of [RFC3463])."
    ),
    "port 25, talked of in general": (
        "Some hosters block port 25 for new accounts, and many ISPs block port 25 too, so think of a relay.\n"
        "Is port 25 blocked by default at Hetzner? AWS blocks port 25 as well."
    ),
    "an address in a chat": "<ana@example.com>: nice to meet you",
    "the lists that a mail server asks": (
        "I do not understand this of my mail server:\npostscreen_dnsbl_sites =\n"
        "  b.barracudacentral.org=127.0.0.2*7\n  zen.spamhaus.org=127.0.0.[10;11]*8"
    ),
    "IMAP's answer to a login": (
        "The mail server says:\n. LOGIN user pass\n. NO [UNAVAILABLE] Temporary authentication failure."
    ),
    "a web page's fault": "I sent 70K emails and now it's showing error 500\n\nWhat will be the problem?",
    "a client that fetches mail": (
        "I cannot retrieve mail from the mailserver with Thunderbird:\ndovecot: imap-login: Disconnected (no auth attempts "
        "in 1 secs): user=<>, rip=203.0.113.1, TLS: SSL_read failed: error:14094412:SSL routines:ssl3_read_bytes:sslv3 "
        "alert bad certificate: SSL alert number 42"
    ),
    "a mail server's login to its database": (
        "After setting up Postfix Admin my mail clients cannot log in:\nauth: Error: pgsql(localhost): Connect failed to "
        'database postfix: FATAL:  password authentication failed for user "postfix"'
    ),
    "a build that fills its disk": "disk quota exceeded while writing /home/ci/build.log",
    "telnet that connects": "$ telnet mail.example.net 25\nTrying 192.0.2.29...\nConnected to mail.example.net.",
    "what a mail header says of a signature": (
        "Authentication-Results: mx.example.com;\n dkim=fail (body hash did not verify) header.d=example.com"
    ),
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_what_only_looks_like_it_gets_no_answer(text, knowledge):
    assert read_text(text, knowledge) == ()


@pytest.mark.parametrize(
    ("said", "page", "cause"),
    [
        ("535 account locked", "535-authentication-failed", "account-locked"),
        ("535 Account is locked", "535-authentication-failed", "account-locked"),
        ("535 mailbox locked", "535-authentication-failed", "account-locked"),
        ("535 5.7.0 user is locked", "535-authentication-failed", "account-locked"),
        ("535 mailbox disabled", "account-disabled-at-login", "account-disabled"),
        ("535 user suspended", "account-disabled-at-login", "account-disabled"),
        ("535 5.7.1 This mailbox has been suspended", "account-disabled-at-login", "account-disabled"),
    ],
)
def test_the_mailbox_that_a_login_names_is_ones_own(said, page, cause, knowledge):
    (finding,) = read_text(said, knowledge)

    assert (finding.entry, finding.cause, finding.address_action) == (page, cause, None)


@pytest.mark.parametrize(
    ("said", "page", "cause"),
    [
        (
            "SMTP auth() command failed: 5.0.0 Unknown or unimplemented command.",
            "503-auth-not-offered",
            "auth-not-offered",
        ),
        ("Error: Invalid login: 500 5.5.1 unknown command", "503-auth-not-offered", "auth-before-tls"),
        (
            'AUTH LOGIN\n500 5.5.1 Command unrecognized: "XXXX XXXXX"',
            "command-unrecognised",
            "smtp-inspection",
        ),
        (
            "MAIL FROM:<ana@example.com>\n500 5.5.1 unknown command",
            "command-unrecognised",
            "tls-mode-mismatch",
        ),
    ],
)
def test_a_server_that_does_not_know_auth_offers_no_login(said, page, cause, knowledge):
    (finding,) = read_text(said, knowledge)

    assert (finding.entry, finding.cause) == (page, cause)


@pytest.mark.parametrize(
    "session",
    [
        "$ telnet mail.example.com 587\nTrying 192.0.2.29...\nConnected to mail.example.com.\n"
        "Escape character is '^]'.\n* OK [CAPABILITY IMAP4rev1] Dovecot ready.",
        "nc -v mail.example.com 465\n+OK POP3 server ready",
    ],
    ids=["telnet", "nc"],
)
def test_another_protocols_greeting_at_a_mail_port_is_told(session, knowledge):
    (finding,) = read_text(session, knowledge)
    assert (finding.family, finding.cause) == ("connection", "wrong-protocol")


@pytest.mark.parametrize(
    "session",
    [
        "$ telnet mail.example.com 143\nConnected to mail.example.com.\n* OK [CAPABILITY IMAP4rev1] Dovecot ready.",
        "$ telnet mail.example.com 587\n220 mail.example.com ESMTP\nquit\n$ telnet mail.example.com 143\n* OK ready",
    ],
)
def test_a_greeting_at_its_own_port_is_no_error(session, knowledge):
    assert read_text(session, knowledge) == ()


def test_dovecots_login_beside_a_client_that_reads_mail_is_no_error_of_sending(knowledge):
    log = (
        "auth-worker(144): Info: sql(ana@example.com,203.0.113.5): Password mismatch\n"
        "imap-login: Info: Disconnected (auth failed, 3 attempts in 14 secs): user=<ana@example.com>, method=PLAIN, "
        "rip=203.0.113.5, lip=192.0.2.2, TLS"
    )
    assert read_text(log, knowledge) == ()
