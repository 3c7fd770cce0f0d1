"""Errors as people tell or copy them: in their own sentence, between a log's lines, with a page's marks around them."""

import pytest

from bot.model import Certainty, Speaker
from bot.reading import read_text

TOLD = {
    "a time-out in a test": (
        "But I am still getting a timeout error while testing smtp, but error is not detailed enough.",
        "connect-timeout",
    ),
    "a time-out that somebody names": (
        "why do we get an smtp timeout error when the app runs in docker?",
        "connect-timeout",
    ),
    "a connection that was closed suddenly": (
        "We received an error email. It seems that the SMTP connection was unexpectedly closed.",
        "connection-lost",
    ),
    "Windows' words of a login": (
        'The script mails a report. I get "the logon attempt failed" and the email is never sent.',
        "login-refused-reason-hidden",
    ),
    "a reporter's own words of a login": (
        "Send Email fail！Accout or SMTP verification error ！",
        "login-refused-reason-hidden",
    ),
    "a sending platform's words of a mailbox that it let go": (
        "Mailbox disconnected: authentication error. Please reconnect it.",
        "login-refused-reason-hidden",
    ),
    "the same with the mailbox's address": (
        "The email account ana@example.com has been disconnected: Invalid credentials",
        "login-refused-reason-hidden",
    ),
    "a filter's whole sentence without its number, before somebody's own": (
        "permanent failure for one or more recipients (ana@example.com:blocked) <- what is that? We talked to her today",
        "block-disguised",
    ),
    "a server's sentence, before somebody's own": (
        "Sender address rejected: not owned by user ana@example.com. We changed nothing and I need this today",
        "sender-not-owned-by-login",
    ),
    "a sending platform's own error, led to by its name": (
        "Woodpecker campaign error: Couldn't connect to host",
        "smtp-connect-failed",
    ),
    "a campaign that stopped, and behind the colon why": (
        "Email campaign stopped: Daily quota exceeded",
        "sending-quota-exceeded",
    ),
    "English words that a Dutch sentence leads to": (
        "Bij het mailen krijg ik de foutmelding: Daily quota exceeded",
        "sending-quota-exceeded",
    ),
    "English words that a Turkish sentence leads to": (
        "Mail gönderirken hata mesajı: Couldn't connect to host",
        "smtp-connect-failed",
    ),
    "a number behind the word for a mail that came back": (
        "退信 551 auth error",
        "535-authentication-failed",
    ),
    "the same in administrators' word": (
        "NDR 535 auth error",
        "535-authentication-failed",
    ),
    "a service's label of a bounce, which somebody names": (
        "HubSpot says under Recipients: Bounced - Rejected by recipient's email security filter",
        "notice-without-details",
    ),
    "a platform that names no connection, but the password": (
        "We could not connect to your email account. SMTP: invalid credentials",
        "535-authentication-failed",
    ),
    "an account's state without quotes": (
        "When I send emails it says: Your account has been suspended, please contact us to reactivate",
        "sending-account-blocked",
    ),
    "a connection that was not made": (
        "I put the password in quotes, the server was still not able to connect SMTP",
        "smtp-connect-failed",
    ),
    "Thunderbird's words when an account is added": (
        "Thunderbird keeps complaining, SMTP 587, STARTTLS:\n\n"
        '"Configuration could not be verified - is the username or password wrong?"',
        "login-refused-reason-hidden",
    ),
    "Google's mail about a sign-in that it stopped": (
        "Our gmail relay fails, I get: Google just blocked someone from signing into your Google Account "
        "ana@example.com from an app that may put your account at risk.",
        "gmail-username-and-password-not-accepted",
    ),
    "a login in a hurry": (
        "Sending is not possible, smtp authenticaten failure!",
        "535-authentication-failed",
    ),
    "Gmail's words of the server behind an alias": (
        "Unspecified Error (SENT_SECOND_EHLO): Smtp server does not advertise AUTH capability, code: 0",
        "503-auth-not-offered",
    ),
    "Proton's Bridge in its log": (
        "ERRO[May 29 09:20:48.071] Incorrect login credentials.       pkg=smtp username=ana@example.com",
        "535-authentication-failed",
    ),
    "Nylas' words of a mailbox": (
        "This action can't be performed because the account's credentials are out of date. Please reauthenticate and "
        "try again.",
        "oauth-token-refused",
    ),
    "Nylas' other words": ("No useable credentials. Please reauthenticate.", "oauth-token-refused"),
    "a campaign that a ban paused": (
        "Campaign paused. Email provider banned the account",
        "sending-account-blocked",
    ),
    "a campaign that a limit paused": (
        "You've reached your provider's sending limit",
        "sending-quota-exceeded",
    ),
    "a limit in the program's own words": (
        "You've reached your sending limit. Don't worry, you can send again soon.",
        "sending-quota-exceeded",
    ),
    "a provider's limit behind a word for policy": (
        "Fatal error sending message 451 policy- SC01",
        "sending-quota-exceeded",
    ),
    "a campaign that a filter paused": ("Check your content – spam detected", "own-outbound-filter"),
    "a Google account without Gmail": (
        'I checked that the Gmail API is enabled.\n\n{ "error": { "code": 400, "message": "Mail service not enabled", '
        '"errors": [ { "message": "Mail service not enabled", "reason": "failedPrecondition" } ] } }',
        "account-disabled-at-login",
    ),
    "mail that a program does not send": (
        "Email transport is not enabled in server configuration file!",
        "no-mail-server-set",
    ),
    "what happens at one's own doing": (
        "The error occurs when I send a mail: connection refused by smtp.example.com:587",
        "connection-refused",
    ),
    "what appears at one's own doing": (
        "SMTP Error: Could not authenticate appears when sending from the contact form",
        "login-refused-reason-hidden",
    ),
    "a time-out at one's own doing": (
        "Smtp connection timeout occurs when trying to send the test mail from the docker container",
        "connect-timeout",
    ),
    "a number at one's own doing": (
        "SMTP error 535 occurs when I log in with the new password",
        "535-authentication-failed",
    ),
    "Gmail's words cut off": ("534-5.7.9 Please log in with your web b", "gmail-web-login-required"),
    "a proxy's stored sign-in": (
        "Jun 13 05:00:04 host python[1234]: Email OAuth 2.0 Proxy: Retrying login due to exception while requesting "
        "OAuth 2.0 credentials for ana: InvalidToken(400, 'ana.email-oauth2-proxy')",
        "oauth-token-refused",
    ),
    "a plug-in's token, where its name alone speaks of mail": (
        "2026-04-05T06:21:12.732+00:00 WARNING sasl-xoauth2: TokenStore::GetAccessToken: token expired. refreshing.\n"
        "2026-04-05T06:21:12.732+00:00 WARNING sasl-xoauth2: TokenStore::Refresh: request failed: invalid_grant",
        "oauth-token-refused",
    ),
    "a login spelt as in French": (
        '"Authentification failed (LOGIN) (code: 250, message: “mx.example.net”)." vendor/mail/Transport/Smtp.php:188',
        "535-authentication-failed",
    ),
    "a login in a person's words": (
        "i was using smtp of brevo and fill creditial properly but the app is saying can not authenticate",
        "brevo-smtp-key-needed",
    ),
    "a login in a program's": ("SMTP: cannot authenticate", "login-refused-reason-hidden"),
    "PHPMailer's words with a space": ("Outbound Emails SMTP Connect ()", "smtp-connect-failed"),
    "JavaMail's sentence above its class": (
        "I get the following traceback:\n\nfailed to connect, no password specified?\n"
        "  [Thrown class javax.mail.AuthenticationFailedException]",
        "credentials-missing",
    ),
    "Meteor's, quoted": (
        'Set up smtp details in Settings > SMTP. But get error in logs "set the MAIL_URL environment variable".',
        "no-mail-server-set",
    ),
    "Meteor's, behind the time as its log gives it": (
        "I was able to see the following output in my terminal:\n\n"
        "-20:27:47.910(-5)? ====== BEGIN MAIL #2 ======\n"
        "I20150926-20:27:47.910(-5)? (Mail not sent; to enable sending, set the MAIL_URL environment variable.)",
        "no-mail-server-set",
    ),
    "Meteor's address of a server that it cannot read": (
        "Exception while invoking method 'sendSMTPTestEmail' URIError: URI malformed     at decodeURIComponent (native)"
        "     at makePool (packages/email/email.js:29:1)",
        "login-address-misread",
    ),
    "Play's": (
        "RuntimeException: smtp.host needs to be set in application.conf in order to use this plugin",
        "no-mail-server-set",
    ),
    "an old MailCore's": (
        'and I get this error: Error Domain=mailcore Code=10 "Mailbox unavailable" UserInfo=0xb81d9c0 '
        "{NSLocalizedDescription=Mailbox unavailable}",
        "recipient-unknown",
    ),
    "a login in German": ("SMTP: Benutzername oder Kennwort ungültig", "535-authentication-failed"),
    "a login in Italian": ("SMTP: utente o password errati", "535-authentication-failed"),
    "a login in Polish": ("SMTP: nieprawidłowa nazwa użytkownika lub hasło", "535-authentication-failed"),
    "a login that is to be looked at": (
        "I get the following error for SMTP: `Verify that the username and password are correct.`",
        "535-authentication-failed",
    ),
    "a login in Czech": ("SMTP: ověření selhalo", "535-authentication-failed"),
    "a login in Hungarian": ("SMTP: hitelesítés sikertelen", "535-authentication-failed"),
    "a login in Swedish": ("SMTP: autentisering misslyckades", "535-authentication-failed"),
    "a login in Vietnamese": ("SMTP: xác thực thất bại", "535-authentication-failed"),
    "a login's number in Italian": ("535 autenticazione fallita", "535-authentication-failed"),
    "a time-out in French": ("SMTP : délai de connexion dépassé", "connect-timeout"),
    "a time-out in Korean": ("SMTP: 연결 시간 초과", "connect-timeout"),
    "a certificate in Russian": ("SMTP: срок действия сертификата истёк", "certificate-expired"),
    "a mailbox in Italian": ("550 Casella inesistente", "recipient-unknown"),
    "a mailbox in Japanese": ("550 ユーザーが存在しません", "recipient-unknown"),
    "a size in Spanish": ("552 mensaje demasiado grande", "message-too-large"),
    "an address of the network in German": ("554 IP gesperrt", "ip-blocked-by-provider"),
    "later in Spanish": ("451 intente más tarde", "server-temporary-fault"),
    "a full mailbox and later": ("552 Postfach voll, bitte später erneut versuchen", "mailbox-full"),
    "a limit in German": ("550 Versandlimit erreicht", "sending-quota-exceeded"),
    "a connection that failed for its login": (
        "IMAP/SMTP connection failed. Reason: Invalid credentials",
        "535-authentication-failed",
    ),
    "Outlook's of a login": (
        "We couldn't log on to the outgoing (SMTP) server.",
        "535-authentication-failed",
    ),
    "a scanner's": ("Scan to email: SMTP auth error", "535-authentication-failed"),
    "a server that was not reached": (
        "Unable to reach the server smtp.example.com. Please check the SMTP server and port.",
        "smtp-connect-failed",
    ),
    "a mailbox that is to be linked again": (
        "Apollo: mailbox disconnected, please relink your mailbox",
        "login-refused-reason-hidden",
    ),
    "curl's of TLS": ("curl: (35) SSL connect error smtp", "tls-mode-mismatch"),
    "Odoo's, over its form": (
        "I set up our mail server for the quotations of next month and tested it, and this is what it says:\n\n"
        "Connection Test Failed! Here is what we got instead:\n timed out",
        "connect-timeout",
    ),
    "a sender in German": ("550 Absender nicht erlaubt", "sender-refused-without-reason"),
    "a sender in French": ("550 expéditeur refusé", "sender-refused-without-reason"),
    "a relay in French": ("554 Relais refusé", "relay-access-denied"),
    "connections in German": ("421 Zu viele Verbindungen", "too-many-connections"),
    "a status by its name": ("SMTP status: SERVER_UNREACHABLE", "smtp-connect-failed"),
    "Alertmanager's": (
        'level=error component=configuration msg="Loading configuration file failed" '
        'err="no global SMTP smarthost set"',
        "no-mail-server-set",
    ),
    "listmonk's": (
        "error sending message in campaign test: subscriber 3be8d27c: x509: certificate has expired or is not yet "
        "valid: current time 2022-05-16T12:47:26Z is after 2022-04-07T17:30:45Z",
        "certificate-expired",
    ),
    "Daum's": (
        "com.sun.mail.smtp.SMTPSendFailedException: 451 Auth Fail. Check this URL: http://cs.example.com/faq",
        "454-temporary-authentication-failure",
    ),
}
HIDDEN = {
    "Snipe-IT, in a quotation": (
        'When using the General Settings "Test Mail" function.\n> **Mail could not be sent.**\n'
        "> **No additional error message provided. Check your mail settings and the app log.**"
    ),
    "TeamPass": (
        "can't configure SMTP settings while configuring getting below error\n\n"
        "Email test unsuccessful. Verify your settings (did you set your user account email address?) undefined"
    ),
    "Home Assistant": (
        "2024-06-02 20:26:48.157 ERROR (MainThread) [homeassistant.components.notify] Error setting up platform smtp\n"
        "Traceback (most recent call last):\n"
        '  File "/usr/src/homeassistant/homeassistant/components/smtp/notify.py", line 144, in connect\n'
        "    mail = smtplib.SMTP_SSL(\n"
        '  File "/usr/local/lib/python3.12/smtplib.py", line 1022, in __init__\n'
        "    SMTP.__init__(self, host, port, local_hostname, timeout,\n"
        '  File "/usr/local/lib/python3.12/smtplib.py", line 255, in __init__\n'
        "    (code, msg) = self.connect(host, port)"
    ),
    "Outlook, with a number that no table has": (
        "Task 'Ana - Sending' reported error (0x800CCC3C) : 'The server reported an error.The server responded "
        "'Precondition Failed'. '\n\nHow can I fix this?"
    ),
    ".NET": "SMTP send throws AuthenticationException only from within the container",
    "MailCore": "SMTP: An error occurred while sending the message",
}


@pytest.mark.parametrize(("text", "entry"), TOLD.values(), ids=TOLD)
def test_an_error_is_heard_as_people_tell_it(text, entry, knowledge):
    assert [finding.entry for finding in read_text(text, knowledge)] == [entry]


def test_a_header_fields_name_is_no_reason(knowledge):
    notice = (
        "Message-Id: <1@gateway.example>\nMIME-Version: 1.0\nX-FE-Policy-ID: 14:1:0:SYSTEM\n\n"
        "申し訳ございませんが、メールが送信先に配信されなかったことをお知らせ致します。\n\n送信先(TO):kai@example.org"
    )
    (finding,) = read_text(notice, knowledge)
    assert (finding.family, finding.entry) == ("unknown", None)


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_a_program_that_hides_the_reason_is_heard(text, knowledge):
    assert [finding.entry for finding in read_text(text, knowledge)] == [None]


def test_what_a_trace_shows_of_an_argument_is_the_same_reply_again(knowledge):
    text = (
        'Swift_TransportException: Expected response code 354 but got code "421", with message '
        '"421 4.7.0 MX01.spo2.example.com Error: too many errors\n"\n'
        "#0 AbstractSmtpTransport.php(341):\n"
        "Swift_Transport_AbstractSmtpTransport->assertResponseCode('421 4.7.0 MX01.s...', Array)"
    )
    (finding,) = read_text(text, knowledge)
    assert (finding.reply_code, finding.reply_text) == (421, "MX01.spo2.example.com Error: too many errors")


@pytest.mark.parametrize(
    "aside",
    [
        "MFA is not applied.",
        "We have no 2FA.",
        "I turned off two-step verification.",
        "2FA is disabled on it",
        "mfa: off",
    ],
)
def test_a_second_step_that_is_not_there_asks_for_no_app_password(aside, knowledge):
    tags = {
        fact.tag
        for fact in read_text(f"Error: SMTP Error: Could not authenticate. {aside}", knowledge)[0].evidence
    }
    assert "prose.two-step" not in tags


def test_a_second_step_that_is_there_is_seen(knowledge):
    text = "Error: SMTP Error: Could not authenticate. 2FA is enabled, but no app password was made."
    assert "prose.two-step" in {fact.tag for fact in read_text(text, knowledge)[0].evidence}


NO_ERRORS = {
    "what goes out later, in German": "Wir schicken die Mail später noch einmal, die Anmeldung klappt",
    "a limit that there is": "Das Versandlimit liegt bei 500 Mails am Tag",
    "a question what would be": (
        "What is the default behaviour when mail server is unreachable\\down? Does it throws an exception wich could "
        "potentially stop the app?"
    ),
    "another": "What happens if the connection to the SMTP server is refused?",
    "a fault of the program around the library": (
        "I installed keyring and yagmail and get:\n"
        '"sending failed. Reason :: send() got an unexpected keyword argument "validate_email".'
    ),
    "maintenance that is told before": "maintenance sat 5:50-7:30: mail queue paused, no mail lost",
    "what is explained": "hard bounce vs soft bounce explained: https://example.com/blog",
    "a test": 'unit test for "550 5.1.1 user unknown" added',
    "what begins in a month": "starting in may gmail rejects with 550 5.7.26",
    "a count in German": "Kunde hat 550 Stück bestellt, Lieferung KW 45",
    "a certificate that is good yet": "Certificate mail.example.org will expire in 25 days",
    "a monitor's": "cert for smtp.example.org expires in 12 days",
    "a newsletter": (
        "This week: why Gmail answers 550 5.7.26, how to read a 421, and our webinar on DMARC. Unsubscribe here."
    ),
    "a process of a program that sends": "sSMTP[550]: Sent mail for root@example.org (221 Bye) uid=0 username=root",
    "how long a mail took": (
        "Message sent: <a@example.org> { accepted: [ 'bo@example.net' ], rejected: [], envelopeTime: 421, messageTime: 535 }"
    ),
    "a newsletter's title": "[Newsletter] Top 5 bounce codes: 550 5.1.1 User unknown, 552 5.2.2 Mailbox full",
    "an issue of it": "Deliverability Digest #42\nGoogle now rejects mail with 550 5.7.26.\nYahoo says 421 4.7.0 [TSS04].",
    "a post": "New blog post: Decoding 554 5.7.1 Relay access denied",
    "another fault": "Failed to send email: 'NoneType' object has no attribute 'sendmail' (smtplib)",
}
ERRORS = {
    "a question after an error": "Why do I get connection refused when sending mail through SMTP?",
    "a question behind an error": "Error: connect ECONNREFUSED 127.0.0.1:587. Is this the right port when I use SMTP?",
}


@pytest.mark.parametrize("text", NO_ERRORS.values(), ids=NO_ERRORS)
def test_what_is_no_mails_error_is_left_alone(text, knowledge):
    assert read_text(text, knowledge) == ()


@pytest.mark.parametrize("text", ERRORS.values(), ids=ERRORS)
def test_a_question_beside_an_error_hides_it_not(text, knowledge):
    assert [finding.entry for finding in read_text(text, knowledge)] == ["connection-refused"]


NEWS_OF_ONES_OWN = {
    "{ accepted: [], rejected: [ 'bo@example.net' ], envelopeTime: 421, response: '550 5.1.1 User unknown' }": (
        "recipient-unknown"
    ),
    "smtp[550]: 5.1.1 User unknown": "recipient-unknown",
    "This week: 550 5.7.26 from gmail for every newsletter we send": "neither-spf-nor-dkim-passes",
    "our newsletter #42 bounced: 550 5.1.1 User unknown": "recipient-unknown",
    "the invitation to the webinar bounced with 550 5.7.1 relay access denied": "relay-access-denied",
    "TLS error: certificate has expired, smtp.example.com:587": "certificate-expired",
}


@pytest.mark.parametrize(("text", "entry"), NEWS_OF_ONES_OWN.items())
def test_what_happened_to_ones_own_news_is_an_error(text, entry, knowledge):
    assert [one.entry for one in read_text(text, knowledge)] == [entry]


def test_a_reply_in_json_goes_on_behind_a_word_in_brackets(knowledge):
    text = (
        r'"message": "Expected response code \"250\" but got code \"421\", with message \"421-4.7.0 Try again later, '
        r"closing connection. (EHLO)\r\n421-4.7.0  For more information, go to\r\n"
        r'421 4.7.0  https://support.google.com/a/answer/3221692 2adb3069b0e04 - gsmtp\".",'
    )
    assert len(read_text(text, knowledge)) == 1


def test_what_a_service_lets_through_has_nothing_to_do_with_connecting(knowledge):
    text = 'Unable to send an email: "Your account reached its rate limit of 120 requests/min."'
    assert [finding.stage for finding in read_text(text, knowledge)] == [None]


@pytest.mark.parametrize(
    "did",
    ["resetting password at http://localhost:3000/users/password/new yields", "Reset password mails fail:"],
)
def test_a_page_that_resets_passwords_changed_none(did, knowledge):
    text = f"{did} Net::SMTPAuthenticationError"
    assert "prose.new-password" not in {fact.tag for fact in read_text(text, knowledge)[0].evidence}


def test_opencart_tells_its_own_servers_refusal(knowledge):
    finding = read_text(
        'OpenCart gives the SMTP error "Error: MAIL FROM not accepted from server!"', knowledge
    )[0]
    assert (finding.cause, finding.speaker) == ("sender-not-owned-by-login", Speaker.OWN_SERVER)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Recipient Address: ana@example.com\nSMTP Status Code: 5.1.1", "recipient-unknown"),
        # What stands around the number says what it means.
        (
            "Permanent - OnAccountSuppressionList\nRecipient Address: ana@example.com\nSMTP Status Code: 5.1.1",
            "recipient-suppressed",
        ),
        ("The plugin Post SMTP 5.1.1 crashes on our mail page", None),
    ],
)
def test_a_status_that_is_called_smtps_is_one(text, entry, knowledge):
    findings = read_text(text, knowledge)
    assert [finding.entry for finding in findings] == ([entry] if entry else [])
    assert [finding.enhanced_code for finding in findings] == (["5.1.1"] if entry else [])


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("Mailbox full at the customer, 552 comes back", ("mailbox-full", 552)),
        ("Postfach voll beim Kunden, 552 kommt zurück", ("mailbox-full", 552)),
        ("User unknown came back (550), the address is right though", ("recipient-unknown", 550)),
        ("Empfänger unbekannt kam zurück (550), Adresse stimmt aber", ("recipient-unknown", 550)),
        ("server said (550), User unknown", ("recipient-unknown", 550)),
    ],
)
def test_a_number_behind_what_a_server_said_takes_none_of_what_somebody_goes_on_with(text, entry, knowledge):
    assert [(found.entry, found.reply_code) for found in read_text(text, knowledge)] == [entry]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I keep having 535 5.7.8 errors with msmtp.", ("535-authentication-failed", "")),
        (
            "We see a lot of 421 4.7.0 errors when sending through Gmail\n\n"
            "421 4.7.0 Try again later, closing connection. (EHLO) x1 - gsmtp",
            ("google-ends-at-greeting", "Try again later, closing connection. (EHLO) x1 - gsmtp"),
        ),
        ("We get 550 5.1.1 error: user unknown", ("recipient-unknown", "error: user unknown")),
        (
            "Negative SMTP reply: 450 4.1.2\nServer = smtp.example.com; Security = None; Port = 25; Require sign-in = no",
            ("recipient-domain-not-found", ""),
        ),
    ],
)
def test_a_sentence_that_names_an_error_by_its_numbers_quotes_none_of_its_words(text, answer, knowledge):
    assert [(finding.entry, finding.reply_text) for finding in read_text(text, knowledge)] == [answer]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            'They answer 550, "5.7.1", Our system has detected that this message is likely unsolicited mail.',
            (
                "message-looks-like-spam",
                "Our system has detected that this message is likely unsolicited mail.",
            ),
        ),
        ("(550, '5.1.1', 'User unknown')", ("recipient-unknown", "User unknown")),
    ],
)
def test_an_enhanced_code_alone_in_quotes_ends_no_reply(text, answer, knowledge):
    assert [(finding.entry, finding.reply_text) for finding in read_text(text, knowledge)] == [answer]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("Acme 535 authentication failed", 535),
        ("SendGrid 535 login failed", 535),
        ("outlook 550 mailbox full", 550),
        ("Ben 554 relay access denied", 554),
    ],
)
def test_a_name_before_a_servers_words_hides_no_reply(knowledge, told, code):
    (finding,) = read_text(told, knowledge)

    assert finding.reply_code == code


def test_a_report_of_somebody_gives_the_number_behind_the_colon(knowledge):
    (finding,) = read_text("ndr from office365: 5.4.310", knowledge)

    assert (finding.enhanced_code, finding.family) == ("5.4.310", "routing-dns")


@pytest.mark.parametrize(
    "told",
    [
        "Acme 535 user licences",
        "Room 550 mailbox keys",
        "Acme 421 login attempts failed",
        "Peugeot 535 full option",
        "450 Kunden warten",
    ],
)
def test_a_name_before_a_count_makes_no_reply_of_it(knowledge, told):
    assert read_text(told, knowledge) == ()


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        ("smtp.example.com is not responding on port 587", "connect-timeout"),
        ("cannot reach smtp.example.com", "smtp-connect-failed"),
        ("timeout connecting smtp.example.com", "connect-timeout"),
        ("smtp.example.com refuses the connection", "connection-refused"),
        ("Connection to the SMTP server failed. User name or password wrong.", "535-authentication-failed"),
        (
            "SMTPサーバーへの接続に失敗しました。ユーザー名またはパスワードが正しくありません。",
            "535-authentication-failed",
        ),
        ("Connection to the SMTP server failed. Check user name and password.", "smtp-connect-failed"),
        ("SMTP error: certificate expired", "certificate-expired"),
        ("our domain is blacklisted", "domain-on-blocklist"),
        ("login to smtp.example.com fails", "535-authentication-failed"),
        ("authentication with smtp.example.com failed", "535-authentication-failed"),
        ("smtp-server antwortet nicht", "connect-timeout"),
        ("Mailbox error: SMTP AUTH is disabled for the tenant", "microsoft-smtp-auth-disabled-tenant"),
        ("SMTP AUTH disabled by the administrator", "microsoft-smtp-auth-disabled-mailbox"),
        ("CFNetwork SSLHandshake failed (-9806) mail", "tls-not-set-up"),
    ],
)
def test_what_fails_at_a_server_is_heard_by_its_hosts_name(told, entry, knowledge):
    findings = read_text(told, knowledge)

    assert [(finding.entry, finding.certainty.value) for finding in findings] == [(entry, "possible")]


@pytest.mark.parametrize(
    "told",
    [
        "smtp.example.com works fine",
        "we use smtp.example.com on port 587",
        "please set smtp.example.com as server",
        "is smtp.example.com down for maintenance tonight?",
        "The website at mail.example.com is not responsive on mobile",
    ],
)
def test_a_mail_servers_name_alone_is_no_error(told, knowledge):
    assert not read_text(told, knowledge)


def test_the_name_of_an_error_hides_none_of_its_words(knowledge):
    certificate = (
        'Email fails: Exception calling "Send" with "1" argument(s): "The remote certificate is invalid according '
        'to the validation procedure."\n    + FullyQualifiedErrorId : AuthenticationException'
    )
    starttls = "SMTP[ERROR]: SocketUnsupportedSecureConnectionException:\nSTARTTLS is not supported in SmtpClient.php:446"

    assert [finding.entry for finding in read_text(certificate, knowledge)] == ["certificate-not-verified"]
    assert [finding.entry for finding in read_text(starttls, knowledge)] == ["starttls-not-offered"]


@pytest.mark.parametrize(
    "told", ["smtp rc=535", "SMTP errno=535", "SMTP error number 535", "SMTP-Antwort 535", "SMTP reject 535"]
)
def test_a_number_alone_is_led_to_by_what_programs_call_it(told, knowledge):
    (finding,) = read_text(told, knowledge)

    assert (finding.reply_code, finding.family, finding.certainty.value) == (535, "auth", "possible")


@pytest.mark.parametrize("told", ["rc=535", "errno=535", "order number 535", "Antwort 535 von 600"])
def test_a_number_of_anything_is_no_reply(told, knowledge):
    assert not read_text(told, knowledge)


@pytest.mark.parametrize(
    ("notice", "entry"),
    [
        ("HubSpot: Soft bounce - The recipient's mailbox is full", "mailbox-full"),
        ("Hard bounce: invalid recipient", "recipient-unknown"),
        ("Message bounced due to content that failed DMARC (domain alignment)", "dmarc-policy-refuses"),
    ],
)
def test_a_sending_services_notice_is_heard_by_how_it_sorts_the_bounce(notice, entry, knowledge):
    assert [finding.entry for finding in read_text(notice, knowledge)] == [entry]


@pytest.mark.parametrize(
    "told",
    [
        "What is the difference between soft bounce and hard bounce?",
        "Hard bounces: 12, soft bounces: 3",
        "Soft bounce - temporary, e.g. mailbox full. Hard bounce - permanent, e.g. unknown recipient.",
    ],
)
def test_how_bounces_are_sorted_is_no_error(told, knowledge):
    assert not read_text(told, knowledge)


# Nothing is quoted, and most of it is about something else.
STORIES = {
    "535-authentication-failed": (
        "Hi all. We moved our shop to a new hosting company last week, and since then customers no longer get their"
        " order confirmations. The shop software has a page for testing the mail settings, and when I test the SMTP"
        " settings there it shows an error that the login was refused. The same user name and password work in"
        " Outlook on my own computer, so they must be right. What could the new host have done differently?"
    ),
    "certificate-expired": (
        "Guten Tag, wir haben seit gestern ein Problem mit unserer Warenwirtschaft. Bis dahin hat alles über Jahre"
        " ohne Probleme funktioniert und wir haben nichts geändert. Beim Versenden einer Rechnung per E-Mail"
        " erscheint die Meldung, dass das Zertifikat des Servers abgelaufen ist. Unser Provider sagt, bei ihm sei"
        " alles in Ordnung. Hat jemand eine Idee, woran das liegen kann oder was wir noch prüfen könnten?"
    ),
    "smtp-connect-failed": (
        "Bonjour à tous, j'utilise depuis plusieurs années le même logiciel de facturation et je n'ai jamais eu de"
        " souci. Depuis le changement de box internet la semaine dernière, quand j'envoie une facture par mail le"
        " logiciel affiche que la connexion au serveur est impossible. J'ai pourtant vérifié tous les paramètres"
        " avec mon fournisseur. Est-ce que quelqu'un a déjà eu ce problème et sait comment le résoudre ?"
    ),
}


@pytest.mark.parametrize(("entry", "story"), STORIES.items(), ids=STORIES)
def test_the_sentence_of_a_long_story_that_tells_the_failure_is_heard(entry, story, knowledge):
    (finding,) = read_text(story, knowledge)

    assert (finding.entry, finding.certainty is Certainty.CERTAIN) == (entry, False)


def test_a_long_story_of_another_things_login_has_no_mail_error(knowledge):
    told = (
        "Hello everybody, I have been trying for two days now to get our new scanner to work in the network. The"
        " scanner is found by all our computers and they can all print without any trouble. When I log in to its web"
        " page it says that the password is wrong. I have tried the one from the label and also reset it. Does"
        " anybody have an idea what else I could try before I write an email to the support?"
    )
    assert read_text(told, knowledge) == ()


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        ("Setting up SMTP with Zoho fails and produces End of File", "connection-lost"),
        (
            'My scanner says "check user name and password" when I scan to email through Gmail',
            "gmail-username-and-password-not-accepted",
        ),
        ("Woodpecker: Could not log in to your mailbox, check login & password", "535-authentication-failed"),
        (
            "Instantly keeps disconnecting my inboxes with an authentication error",
            "535-authentication-failed",
        ),
        ('GMass: "You\'ve reached your Gmail sending limit"', "sending-quota-exceeded"),
        (
            "Lemlist paused the campaign because the daily limit of the mailbox is reached",
            "sending-quota-exceeded",
        ),
        ('Mailbox shows "sending quota exceeded" in Instantly', "sending-quota-exceeded"),
        ("Outlook 2016 keeps popping up the password box when sending", "login-refused-reason-hidden"),
        ("DVR email test gives error code -7 / connect server failed", "smtp-connect-failed"),
        (
            'My ticket system gets "client does not have permissions to send as this sender"',
            "microsoft-send-as-denied",
        ),
    ],
)
def test_a_platforms_or_a_devices_error_is_heard_as_people_tell_it(told, entry, knowledge):
    (finding,) = read_text(told, knowledge)

    assert (finding.entry, finding.reply_code) == (entry, None)


@pytest.mark.parametrize(
    ("told", "family"),
    [
        (
            # A program's message with its advice behind it, longer than one error is.
            "Nie udało się wysłać wiadomości e-mail. Sprawdź ustawienia serwera poczty wychodzącej w panelu"
            " administratora i spróbuj ponownie później. Jeśli problem będzie się powtarzał, skontaktuj się z"
            " administratorem systemu i podaj mu czas wystąpienia.",
            "unknown",
        ),
        ("OpenClash: imap.gmail.com和smtp.gmail.com都连不上", "connection"),
        ('I get the "SMTP Configuration Incorrect" warning when I enter my mail account', "unknown"),
        ("Ошибка: неудалось отправить письмо через smtp", "unknown"),
        # What the mail was for is not what failed.
        ("Не работает восстановление пароля, ошибка: письмо не отправлено, smtp настроен", "unknown"),
        ("The mail to reset your password: mail not sent with smtp error", "unknown"),
        ("Wrong password when sending the password reset mail: smtp login failed", "auth"),
        # What a program tells people to make sure of is not either.
        (
            "With SMTP an error appears: this message could not be sent. Make sure that it is not too large.",
            "unknown",
        ),
    ],
)
def test_what_failed_is_told_from_what_a_mail_was_for_and_from_advice(told, family, knowledge):
    (finding,) = read_text(told, knowledge)

    assert (finding.family, finding.reply_code) == (family, None)


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        ("beim Mailversand kommt Fehler 110", "connect-timeout"),
        ("erreur 111 à l'envoi de mail avec le SMTP d'OVH", "connection-refused"),
        ("Al enviar correo por SMTP sale el error 113", "network-unreachable"),
        ("ошибка 10060 при отправке почты через smtp", "connect-timeout"),
        ("smtp error 10054 when my app sends email", "connection-lost"),
        ("beim Senden der E-Mail Fehlercode 10054", "connection-lost"),
        ("serveur mail, erreur 130 Invalid Authentication", "535-authentication-failed"),
    ],
)
def test_an_operating_systems_number_is_an_error_in_any_language(told, entry, knowledge):
    (finding,) = read_text(told, knowledge)

    assert (finding.entry, finding.reply_code) == (entry, None)


@pytest.mark.parametrize(
    "told",
    [
        "Fehler 113 am Drucker, bitte Mail an den Support",
        "Error 111: invalid coupon, we sent you a mail",
        "I sent an email to support because my dishwasher shows error 104",
        "The mail client crashes with error 104 when opening a PDF",
    ],
)
def test_another_things_number_beside_a_mail_is_no_operating_systems(told, knowledge):
    assert not read_text(told, knowledge)


@pytest.mark.parametrize(
    "text", ["relay access denied for the new colleague", "relay access denied in the shop"]
)
def test_an_error_may_be_anybodys_and_anywhere(text, knowledge):
    assert [one.entry for one in read_text(text, knowledge)] == ["relay-access-denied"]


@pytest.mark.parametrize("text", ["our SMTP times out", "smtp.example.com times out since yesterday"])
def test_who_says_that_smtp_times_out_is_heard(text, knowledge):
    assert [one.entry for one in read_text(text, knowledge)] == ["connect-timeout"]


@pytest.mark.parametrize(
    ("shown", "entry"),
    [
        ('Unable to connect via SMTP\n\n"Could not authenticate."', "535-authentication-failed"),
        (
            "Unable to connect via SMTP\n\n> The user name or password is incorrect",
            "535-authentication-failed",
        ),
        (
            "Our users are unable to connect via IMAP/SMTP.\nMail programs show an error saying "
            "“Login failed – please create an app password.”",
            "535-authentication-failed",
        ),
        ("We cannot connect to SMTP and IMAP.", "smtp-connect-failed"),
        ("We can't connect to SMTP. The app shows:\n\nInvalid credentials", "535-authentication-failed"),
        ("unable to connect via SMTP\n\n`Relay access denied`", "relay-access-denied"),
        ('I cannot connect to SMTP any more.\nThe error is: "Mailbox is full"', "mailbox-full"),
        ("I cannot connect via SMTP any more.", "smtp-connect-failed"),
    ],
)
def test_what_is_shown_below_says_more_than_that_somebody_cannot_connect(shown, entry, knowledge):
    (finding,) = read_text(shown, knowledge)

    assert finding.entry == entry


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        ("Mail to any other domain ends with: command fail: 454 4.7.1.", "relay-access-denied"),
        ("SMTP AUTH failed: 454 4.7.1", "454-temporary-authentication-failure"),
        ("SMTP error 454 4.7.0", "454-temporary-authentication-failure"),
        ('Expected response code 220 but got code "502"', "starttls-not-offered"),
        ('Expected response code 250 but got code "502"', "command-unrecognised"),
    ],
)
def test_numbers_alone_say_what_they_are_given_for_at_their_step(told, entry, knowledge):
    assert [finding.entry for finding in read_text(told, knowledge)] == [entry]


def test_what_a_name_in_quotes_leads_to_is_a_reply_and_no_field_of_a_record(knowledge):
    (finding,) = read_text('we log in with username "ana": 535 Authentication failed', knowledge)

    assert (finding.reply_code, finding.reply_text) == (535, "Authentication failed")
    assert not read_text('smtp: {"port": 587, "retries": 535, "limit": 550}', knowledge)


@pytest.mark.parametrize(
    "told",
    [
        "Der SMTP-Server hat nicht geantwortet",
        "Impossible d'envoyer : le serveur d'envoi (SMTP) smtp.orange.example n'a pas répondu",
        "El servidor SMTP no respondió",
        "O servidor SMTP não respondeu",
        "Il server SMTP non ha risposto",
        "de SMTP-server heeft niet geantwoord",
        "Serwer SMTP nie odpowiedział",
        "SMTP-сервер не ответил",
        "SMTP-servern svarade inte",
    ],
)
def test_a_server_that_did_not_answer_is_told_in_any_language(told, knowledge):
    assert [(one.entry, one.certainty) for one in read_text(told, knowledge)] == [
        ("connect-timeout", Certainty.POSSIBLE)
    ]


@pytest.mark.parametrize(
    "told",
    [
        "Der Kunde hat nicht geantwortet, ich habe ihm zwei Mails geschickt",
        "Le client n'a pas répondu à mon mail",
        "El proveedor no ha respondido a mi correo",
        "Il cliente non ha ancora risposto",
        "de klant heeft niet geantwoord op de mail",
        "Клиент не ответил на письмо",
        "Klient nie odpowiedział na maila",
    ],
)
def test_a_person_who_did_not_answer_a_mail_is_no_server(told, knowledge):
    assert not read_text(told, knowledge)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("It fails with the mail server responding back with a 553 code instead of a 250 code.", 553),
        ("the smtp server responds with 550 instead of 250", 550),
        ("our mail server returns 451 rather than the expected 250 after DATA", 451),
        ("sending fails with the smtp server returning a 553 code", 553),
        ("I get a 554 response code when sending a mail", 554),
    ],
)
def test_a_number_that_is_only_named_has_no_words_of_the_sentence_around_it(told, code, knowledge):
    (finding,) = read_text(told, knowledge)

    assert (finding.reply_code, finding.reply_text, finding.entry) == (code, "", None)


@pytest.mark.parametrize(
    "told",
    [
        "the email contains a 450 code for the discount",
        "enter the 421 code from the email",
        "The shop sends a 550 code by mail",
        "Return the 550 code in the e-mail template.",
        "The price is 450 rather than 250 per e-mail seat.",
        "The API responds with a 550 code instead of a 250 code",
        "The proxy responds with a 502 instead of a 200",
    ],
)
def test_a_code_that_is_sent_or_entered_is_no_reply(told, knowledge):
    assert read_text(told, knowledge) == ()


@pytest.mark.parametrize(
    "told",
    [
        "I get a timeout error if I configure SMTP with SSL on port 465.",
        "we get a timeout error when we use SMTP with TLS on port 587",
        "SMTP runs into a timeout when SSL is on",
    ],
)
def test_how_it_was_tried_is_not_what_timed_out(told, knowledge):
    assert [finding.entry for finding in read_text(told, knowledge)] == ["connect-timeout"]


def test_a_certificate_beside_a_time_out_is_still_what_failed(knowledge):
    told = "SMTP test mail: TLS handshake with the mail server timed out"

    assert [finding.family.value for finding in read_text(told, knowledge)] == ["tls"]


@pytest.mark.parametrize("port", ["port: 465", "smtp_port=465"])
def test_a_connection_that_is_lost_where_tls_begins_at_once_lacked_it_where_nothing_speaks_of_it(
    port, knowledge
):
    lost = "smtplib.SMTPServerDisconnected: Connection unexpectedly closed\n"

    causes = {
        told: read_text(lost + told, knowledge)[0].cause
        for told in (port, f"{port}\nuse_ssl: true", "port: 25")
    }

    assert causes == {
        port: "tls-mode-mismatch",
        f"{port}\nuse_ssl: true": "connection-lost",
        "port: 25": "connection-lost",
    }


REMARK = (
    "Mar 14 10:26:00 mx postfix/smtpd[27061]: warning: hostname pc.example.net does not resolve to address"
    " 192.0.2.1: Name or service not known\n"
    "Mar 14 10:26:00 mx postfix/smtpd[27061]: connect from unknown[192.0.2.1]"
)


def test_what_a_person_quotes_is_told_before_a_logs_remark_on_the_clients_name(knowledge):
    quoted = f'Mailspring shows: "Relay access denied"\n\nIt sends without logging in:\n\n{REMARK}'

    assert read_text(quoted, knowledge)[0].entry == "relay-access-denied"
    assert read_text(REMARK, knowledge)[0].entry == "no-reverse-name"


def test_exchange_gives_a_number_behind_a_hosts_name(knowledge):
    (finding,) = read_text("mx1.example.com #550 User unknown ##", knowledge)

    assert (finding.reply_code, finding.entry) == (550, "recipient-unknown")
    assert not read_text("Ticket #550 is a duplicate ##", knowledge)
    assert not read_text("see issue #421 for details of the mail problem ## notes", knowledge)


def test_a_hidden_refusal_where_only_the_providers_own_sign_in_is_taken_says_so(knowledge):
    told = "SMTP Error: Could not authenticate.\nHost: smtp-mail.outlook.com"

    (finding,) = read_text(told, knowledge)

    assert (finding.entry, finding.cause) == ("login-refused-reason-hidden", "basic-auth-disabled")


def test_a_hidden_refusal_whose_server_lets_in_few_networks_says_so(knowledge):
    told = (
        "SMTP Error: Could not authenticate.\nit turned out the SMTP admin restricted access from my server"
    )

    assert read_text(told, knowledge)[0].cause == "client-ip-not-authorized"


IN_AN_ADDRESS = {
    "a piece of the password as the server's name": (
        "characters of the SMTP password need to be URI encoded (like `/`)\nError: getaddrinfo ENOTFOUND apieceofit",
        "host-misread",
    ),
    "Node": (
        "mail fails: TypeError [ERR_INVALID_URL]: Invalid URL: smtps://ana@example.com:p/ss@smtp.example.com:587",
        "credential-escaping",
    ),
    "Symfony": (
        'the password has special characters: "The mailer DSN is invalid"',
        "credential-escaping",
    ),
    "a name that is only not found": ("Error: getaddrinfo ENOTFOUND smtp.example.com", "host-not-found"),
}


@pytest.mark.parametrize(("told", "cause"), IN_AN_ADDRESS.values(), ids=IN_AN_ADDRESS)
def test_a_login_in_an_address_is_misread_where_its_signs_are_no_codes(told, cause, knowledge):
    assert [finding.cause for finding in read_text(told, knowledge)] == [cause]


def test_an_address_of_the_web_that_is_invalid_is_no_mails(knowledge):
    assert not read_text("TypeError: Invalid URL: https://api.example.com", knowledge)


ANOTHER_NAME = {
    "Exchange": "454 4.7.5 Certificate validation failure, Reason:SubjectMismatch",
    "Exchange Online": (
        "450 4.4.317 Cannot connect to remote server [Message=SubjectMismatch Expected Subject: *.example.com. "
        "Presented Subject: CN=MAIL01.] [LastAttemptedServerName=mail.example.com]"
    ),
    "MailKit, which names both": (
        "MailKit.Security.SslHandshakeException: The host name (mail.example.com) did not match the name given in "
        "the server's SSL certificate (mx01.example.net)."
    ),
    "Java": "javax.net.ssl.SSLPeerUnverifiedException: Hostname smtp.example.com not verified:",
    "Windows": "WinError CERT_E_CN_NO_MATCH smtp.example.com:587",
    "the subject's name": "smtp: certificate's subject name does not match mail.example.com",
    "the subject": "TLS error: the subject of the certificate does not match the hostname (smtp.example.com:587)",
    "its name": "Sending mail failed. The server certificate's name does not match the server name.",
    "German": "Das Zertifikat von mail.example.com passt nicht zum Servernamen, Outlook kann nicht senden",
    "a long sentence": (
        "Our mail program eM Client says that the remote certificate of smtp.example.com is invalid: name mismatch"
    ),
}


@pytest.mark.parametrize("told", ANOTHER_NAME.values(), ids=ANOTHER_NAME)
def test_a_certificate_for_another_name_is_heard_in_the_words_of_any_program(told, knowledge):
    found = read_text(told, knowledge)[0]

    assert (found.entry, found.cause) == ("certificate-hostname-mismatch", "certificate-hostname-mismatch")
