"""A program's own errors: taken for mail where a mail port or mail word stands, and the nearest cause of several."""

import pytest

from bot.model import Reply, Stage
from bot.parse import parse_text
from bot.parse.errors.local_error import Depth, local_error
from bot.parse.errors.node_error import node_error
from bot.parse.signs import Seen
from bot.reading import read_text


def told(text: str) -> list[str]:
    """What is believed of a text, words that are only suspected left out."""
    return [one.reply.text for one in parse_text(text) if not one.suspected]


MAIL_PORTS = {
    "address and port": "connect ETIMEDOUT 192.0.2.10:465",
    "submission": "Error: connect ECONNREFUSED 192.0.2.10:587",
    "version six": "connect ENETUNREACH 2001:db8::25:587 - Local (:::0)",
    "localhost": "dial tcp localhost:25: connect: connection refused",
    "host": "dial tcp mail.example.com:2525: i/o timeout",
    "named": "[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1129) when I use port 587",
    "assigned": "ssl3_get_record:wrong version number, port: 465",
    "postfix": "warning: TLS library problem: error:1417A0C1:SSL routines:tls_post_process_client_hello:no shared cipher",
    "beside a web address": "app on http://localhost:3000\nError: getaddrinfo ENOTFOUND mail.example.com mail.example.com:465",
    "openssl": "openssl s_client -connect mail.example.com:587\nerror:0A00010B:SSL routines::wrong version number",
}


@pytest.mark.parametrize("text", MAIL_PORTS.values(), ids=MAIL_PORTS)
def test_an_error_at_a_mail_port_is_mails(text):
    assert told(text) == [text.rpartition("\n")[2]]


OTHER_PORTS = {
    "database": "Error: connect ECONNREFUSED 127.0.0.1:5432",
    "web": "Error: connect ETIMEDOUT 192.0.2.10:443",
    "reading mail without its host": "SSL_connect returned=1 errno=0 peeraddr=...:993 state=error: certificate verify failed",
    "reading mail": "connect ETIMEDOUT 192.0.2.10:993",
    "cache": "dial tcp 192.0.2.10:6379: connect: connection refused",
    "named": "could not connect: Connection refused, port 3306",
    "web address": "curl: (35) wrong version number https://api.example.com",
    "go over the web": "Get https://example.com/: dial tcp: i/o timeout",
    "mail library from a registry": "npm ERR! request to https://packages.example.net/nodemailer failed, reason: connect ETIMEDOUT 192.0.2.10:443",
    "beside another port": "app on http://localhost:3000, mail on port 25\nError: connect ECONNREFUSED 127.0.0.1:5432",
    "sensors": "Error: connect ECONNREFUSED 192.0.2.1:1883",
    "chat server": "XMPP: connection to xmpp.example.com:5222 failed: connection refused",
}


@pytest.mark.parametrize("text", OTHER_PORTS.values(), ids=OTHER_PORTS)
def test_the_same_error_elsewhere_is_not_even_suspected(text):
    assert parse_text(text) == ()


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("smtp: TLSV1_ALERT_UNKNOWN_CA", Stage.TLS),
        ("smtp: SSL: NO_PROTOCOLS_AVAILABLE", Stage.TLS),
        ("smtp: UNSAFE_LEGACY_RENEGOTIATION_DISABLED", Stage.TLS),
        ("nodemailer: EAUTH", Stage.AUTH),
    ],
)
def test_the_name_of_an_error_alone_is_one_where_mail_is_named(text, stage):
    (bounce,) = parse_text(text)

    assert (bounce.reply, bounce.stage) == (Reply(None, None, text), stage)


def test_an_error_without_any_place_is_only_suspected():
    (bounce,) = parse_text("TimeoutError: [Errno 110] Connection timed out")
    assert (bounce.suspected, bounce.stage) == (True, Stage.CONNECT)


def test_a_servers_name_tells_where_a_reconnection_failed():
    (bounce,) = parse_text("Failed to reconnect to the SMTP server")
    assert bounce.stage is Stage.CONNECT


def test_a_short_error_apart_is_of_the_program_where_smtp_is_spoken_of():
    apart = "It is the same with Zoho smtp:\n\nAuthentication Failed\n"
    stages = {bounce.reply.text: bounce.stage for bounce in parse_text(apart)}
    assert stages["Authentication Failed"] is Stage.AUTH
    assert {bounce.stage for bounce in parse_text(apart.replace("smtp", "CRM"))} == {None}


OBJECTS = {
    "linux": (
        "{\n  errno: -111,\n  code: 'ESOCKET',\n  syscall: 'connect',\n  address: '192.0.2.10',\n  port: 587,\n  command: 'CONN'\n}",
        "connect ECONNREFUSED 192.0.2.10:587",
    ),
    "old node": (
        "{ errno: 'ETIMEDOUT', code: 'ESOCKET', syscall: 'connect', address: '192.0.2.10', port: 465, command: 'CONN' }",
        "connect ETIMEDOUT 192.0.2.10:465",
    ),
    "json": (
        '{"errno":-3008,"code":"EDNS","syscall":"getaddrinfo","hostname":"smtp.example.com","command":"CONN"}',
        "getaddrinfo ENOTFOUND smtp.example.com",
    ),
    "windows": (
        "errno: -4039, syscall: 'connect', address: '192.0.2.10', port: 25, command: 'CONN'",
        "connect ETIMEDOUT 192.0.2.10:25",
    ),
}


@pytest.mark.parametrize(("text", "message"), OBJECTS.values(), ids=OBJECTS)
def test_nodes_error_object_without_its_message_is_put_together(text, message):
    assert told(text) == [message]


def test_an_object_that_names_no_failure_is_none():
    assert node_error("syscall: 'connect', errno: 0") is None


NEAREST = {
    "java": (
        "com.sun.mail.util.MailConnectException: Couldn't connect to host, port: smtp.example.com, 587; timeout 5000;\n"
        "  nested exception is:\n\tjava.net.SocketTimeoutException: connect timed out",
        "java.net.SocketTimeoutException: connect timed out",
    ),
    "spring": (
        "org.springframework.mail.MailSendException: Mail server connection failed; nested exception is"
        " com.sun.mail.util.MailConnectException: Couldn't connect to host, port: smtp.example.com, 465; timeout -1;\n"
        "  nested exception is: java.net.SocketTimeoutException: Read timed out",
        "nested exception is: java.net.SocketTimeoutException: Read timed out",
    ),
    "boringssl's name of an error": (
        "SMTP: SSL handshake aborted\nerror:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER",
        "error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER wrong version number",
    ),
    "mailkit": (
        "MailKit.Security.SslHandshakeException: An error occurred while attempting to establish an SSL or TLS connection.\n\n"
        "The host name did not match the name given in the server's SSL certificate.",
        "The host name did not match the name given in the server's SSL certificate.",
    ),
    "java, TLS": (
        "javax.mail.MessagingException: Could not convert socket to TLS;\n  nested exception is:\n"
        "\tjavax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path",
        "javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path",
    ),
    "thunderbird": (
        "Sending of the message failed.\nThe message could not be sent because connecting to Outgoing server (SMTP) smtp.example.com failed.",
        "The message could not be sent because connecting to Outgoing server (SMTP) smtp.example.com failed.",
    ),
    "postfix ends at a setting": (
        "Nov 24 13:25:35 mail postfix/smtpd[2127]: fatal: in parameter smtpd_relay_restrictions, specify one of: reject",
        "Nov 24 13:25:35 mail postfix/smtpd[2127]: fatal: in parameter smtpd_relay_restrictions, specify one of: reject",
    ),
    "a program that blames the login": (
        "Incorrect SMTP username or password",
        "Incorrect SMTP username or password",
    ),
    "mutt without a token": (
        "neomutt\nNo OAUTH refresh command defined",
        "No OAUTH refresh command defined",
    ),
    "the same, turned round": (
        "Test mail not sent.\nThe SMTP username or password is incorrect",
        "The SMTP username or password is incorrect",
    ),
    "php goes on in the next line": (
        'Connection could not be established with host "ssl://smtp.example.com:587": stream_socket_client(): SSL operation '
        "failed with code 1. OpenSSL Error messages:\nerror:0A00010B:SSL routines::wrong version number",
        'Connection could not be established with host "ssl://smtp.example.com:587": stream_socket_client(): SSL operation '
        "failed with code 1. OpenSSL Error messages: error:0A00010B:SSL routines::wrong version number",
    ),
}


@pytest.mark.parametrize(("text", "cause"), NEAREST.values(), ids=NEAREST)
def test_the_nearest_cause_is_told_and_not_its_wrapper(text, cause):
    assert told(text) == [cause]


def test_the_wrapper_is_kept_for_where_no_wording_knows_the_nearest_words():
    (bounce,) = parse_text(
        "javax.mail.MessagingException: Could not convert socket to TLS;\n  x509: certificate nobody knows"
    )
    assert bounce.reply.text == "x509: certificate nobody knows"
    assert [one.text for one in bounce.outer] == [
        "javax.mail.MessagingException: Could not convert socket to TLS"
    ]


POSSIBLE_REASONS = """MailKit.Security.SslHandshakeException: An error occurred while attempting to establish an SSL or TLS connection.

This usually means that the SSL certificate presented by the server is not trusted by the system for one or more of
the following reasons:

1. The server is using a self-signed certificate which cannot be verified.
4. The certificate presented by the server is expired or invalid.
"""


def test_the_servers_words_that_dotnet_quotes_are_told_and_its_own_are_around_them():
    (bounce,) = parse_text(
        "System.Net.Mail.SmtpException: Mailbox unavailable. The server response was: You must log in before you send"
    )
    assert bounce.reply.text == "You must log in before you send"
    assert [one.text for one in bounce.outer] == ["System.Net.Mail.SmtpException: Mailbox unavailable. "]


def test_reasons_that_a_program_thinks_possible_are_none():
    assert told(POSSIBLE_REASONS) == [POSSIBLE_REASONS.partition("\n")[0]]


DEPTHS = {
    "connect ECONNREFUSED 192.0.2.10:587": Depth.CAUSE,
    "Unable to connect to smtp.example.com": Depth.WRAPPER,
    "Could not convert socket to TLS": Depth.WRAPPER,
    "Mailer Error: something": Depth.SUMMARY,
}


@pytest.mark.parametrize(("line", "depth"), DEPTHS.items())
def test_a_programs_words_are_a_cause_a_wrapper_or_a_summary(line, depth):
    error = local_error(Seen(line))
    assert error is not None
    assert error.depth is depth


def test_that_no_error_came_is_no_error():
    assert told("PHPMailer's send() returns true and no SMTP error is thrown.") == []
    assert told("There are no SMTP errors in the log, but: SMTP connect() failed") != []


SESSION = (
    "postfix/submission/smtpd[7]: disconnect from unknown[192.0.2.9] ehlo=2 starttls=1 auth=0/5 commands=3/8"
)


def test_a_session_whose_logins_all_failed_is_an_error_where_nothing_says_more():
    (bounce,) = parse_text(SESSION)
    assert (bounce.stage, bounce.suspected, bounce.reply.text) == (Stage.AUTH, False, SESSION)
    refused = "postfix/submission/smtpd[7]: warning: unknown[192.0.2.9]: SASL LOGIN authentication failed: bad password"
    assert told(f"{refused}\n{SESSION}") == [refused]


OWN_SENTENCES = {
    "Run-time error '-2147220973 (80040213)': The transport couldn't establish a connection to the server.": Stage.CONNECT,
    "Run-time error '-2147220973 (80040213)':\n\nThe transport failed to connect to the server.": Stage.CONNECT,
    "CDO.Message.1 error '80040213'": Stage.CONNECT,
    "CDO.Message.1 error '80040217'": Stage.AUTH,
    "Send (CDO.Message.1): Транспорту не удалось подключиться к серверу.": Stage.CONNECT,
    "smtp: curl_easy_perform() failed: Failure when receiving data from the peer": Stage.CONNECT,
    "SMTP: Expected response code(s) [250] but got response []": Stage.CONNECT,
    "SMTP: Error, login password is not valid": Stage.AUTH,
    "Mail Error on dialing with encryption type STARTTLS: dial tcp 127.0.0.1:25: connect: connection refused": (
        Stage.CONNECT
    ),
    "When i send a mail report, it occurs the error: Mail from must equal authorized user": None,
    "Error: connection has ended at module.exports (/usr/lib/node_modules/emailjs/smtp/error.js:2:13)": Stage.CONNECT,
}


@pytest.mark.parametrize(("line", "stage"), OWN_SENTENCES.items())
def test_a_library_says_in_its_own_sentence_what_failed(line, stage):
    (bounce,) = parse_text(line)
    assert (bounce.reply.code, bounce.stage) == (None, stage)


@pytest.mark.parametrize(
    "line",
    [
        "Error: connect ECONNREFUSED 192.0.2.1:587",
        "smtplib.SMTPServerDisconnected: Connection unexpectedly closed",
        "SMTP Error: Could not authenticate.",
        "Could not connect to SMTP host: smtp.example.com, port: 587",
    ],
)
def test_a_clients_own_error_many_times_is_one_with_a_count(line):
    assert [(one.count, one.reply.text) for one in parse_text("\n".join([line] * 40))] == [(40, line)]


def test_a_log_line_and_the_traceback_below_it_tell_one_failure():
    text = "error: Connection timeout\nError: Connection timeout\n    at SMTPConnection._formatError (smtp-connection/index.js:790:19)"
    assert [one.count for one in parse_text(text)] == [1]


def test_two_lines_of_a_log_with_times_of_their_own_tell_two_failures():
    line = "2026-11-30 09:12:{} ERROR mail: connect ECONNREFUSED 192.0.2.10:587"
    one, two = line.format("03"), line.format("33")
    assert [[bounce.count for bounce in parse_text(f"{one}\n{other}")] for other in (one, two)] == [[1], [2]]


@pytest.mark.parametrize(
    ("code", "stage"),
    [
        ("ENOAUTH", Stage.AUTH),
        ("EREQUIRETLS", Stage.TLS),
        ("EPROXY", Stage.CONNECT),
        ("EMAXRECIPIENTS", Stage.RCPT),
    ],
)
def test_nodemailers_newer_codes_say_where_it_failed(code: str, stage: Stage) -> None:
    error = node_error(f"{{ code: '{code}', command: 'API' }}")
    assert error is not None
    assert (error.text, error.stage) == (f"{code}, command: API", stage)


@pytest.mark.parametrize(
    "line",
    [
        "WordPress: 5.0.1",
        "WordPress: 6.7.1, WP Mail SMTP: 4.3.0, PHP: 8.2.27",
        "* **WooCommerce**: 4.2.0",
        "- nodemailer: 4.4.1",
        "Redmine 3 (stable): 4.1.0",
    ],
)
def test_a_programs_version_in_a_list_of_settings_is_no_reply(line):
    (bounce,) = parse_text(f"{line}\nWordPress MS: No\n\nSMTP Error: Could not authenticate.")
    assert (bounce.reply.enhanced, bounce.stage) == (None, Stage.AUTH)


def test_a_status_that_ends_its_line_goes_on_below_it():
    (bounce,) = parse_text("The mail server's answer: 5.1.1\nUser unknown in virtual mailbox table")
    assert (bounce.reply.enhanced, bounce.reply.text) == ("5.1.1", "User unknown in virtual mailbox table")


def test_where_a_session_ends_at_starttls_the_connection_failed_in_tls():
    session = (
        "CLIENT -> SERVER: STARTTLS\nSERVER -> CLIENT: 220 2.0.0 Ready to start TLS\n"
        "SMTP Error: Could not connect to SMTP host."
    )
    (bounce,) = parse_text(session)
    assert bounce.stage is Stage.TLS


WORDS_OF_PROGRAMS = {
    "Erlang: why, below the alert": (
        "TLS :client: In state :wait_cert at ssl_handshake.erl:2135 generated CLIENT ALERT: Fatal - Handshake Failure\n"
        " - {:bad_cert, :hostname_check_failed}\nSMTP_PORT=25",
        "certificate-hostname-mismatch",
    ),
    "Qt: its own certificate": (
        "KMail, smtp.example.com: The certificate is self-signed, and untrusted",
        "certificate-self-signed",
    ),
    "Qt: another host": (
        "SMTP: The host name did not match any of the valid hosts for this certificate",
        "certificate-hostname-mismatch",
    ),
    "Qt: nobody known": (
        "SMTP: The issuer certificate of a locally looked up certificate could not be found",
        "certificate-untrusted",
    ),
    "Qt: nobody known, in short": (
        "mail.example.com:587 No certificates could be verified",
        "certificate-untrusted",
    ),
    "Email::Sender": (
        'error at after DATA: Relaying disallowed as "Ana" <ana@example.com>',
        "relay-access-denied",
    ),
    "Nodemailer": ("Send Email: NodeApiError: Server terminates connection.", "smtp-connect-failed"),
    "Post SMTP: this server": ("Port 465 is open, but not to mail.example.com.", "smtp-connect-failed"),
    "Post SMTP: any server": (
        "No outbound route between this site and the Internet on Port 587.",
        "smtp-connect-failed",
    ),
    "SAP: an address": ("XS855 No delivery as sender or receiver address is invalid", "address-malformed"),
    "SAP: without a reason": ("No information on delivery, status invalid (Message no. XS899)", None),
    "lettre": (
        "api-1 | lettre error: Connection error: error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl/record/ssl3_record.c:354:",
        "tls-mode-mismatch",
    ),
    "gen_smtp": (
        '{error,retries_exceeded,{network_failure,"192.0.2.9",{error,{options,{{server_name_indication}}}}}}',
        "smtp-connect-failed",
    ),
    "Mule: a login": ("Error type: EMAIL:AUTHENTICATION", "login-refused-reason-hidden"),
    "Mule: a host": ("org.mule.runtime EMAIL:UNKNOWN_HOST", "host-name-not-found"),
    "Gmail, of a recipient": (
        "SmtpCommandException: 5.5.2 Syntax error. a1-20020a05si123456qka.1 - gsmtp\n"
        "   at MailKit.Net.Smtp.SmtpClient.OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox)",
        "address-malformed",
    ),
    "a group": (
        "554 The user 'anonymous' is not in the email contributor group.",
        "mailing-list-members-only",
    ),
    "a filter on the way": (
        "Error: Invalid greeting: 451 Request action aborted on MFE proxy, SMTP server is not available.",
        "server-temporary-fault",
    ),
    "WordPress, of a mail": (
        "wp_mail failed: cURL error 28: Connection timed out after 10000 milliseconds",
        "connect-timeout",
    ),
}


@pytest.mark.parametrize(("text", "entry"), WORDS_OF_PROGRAMS.values(), ids=WORDS_OF_PROGRAMS)
def test_what_a_program_says_itself_is_known_by_its_words(text, entry, knowledge):
    assert [finding.entry for finding in read_text(text, knowledge)] == [entry]
