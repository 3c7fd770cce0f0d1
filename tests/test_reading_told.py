"""Errors as people tell them in issues: in a sentence, among settings, behind other numbers, in a library's quotes."""

import pytest

from bot.model import Certainty
from bot.parse import parse_text
from bot.reading import read_text

TOLD = {
    "the system's error behind Frappe's own": (
        "frappe.exceptions.OutgoingEmailError: Invalid Outgoing Mail Server or Port: [Errno 11001] getaddrinfo failed",
        ("connection", "host-name-not-found", None),
    ),
    "a refusal in quotes, with its name behind them": (
        'Since Monday it is the "Recipient address rejected: Access denied" error for all mails to one customer.',
        ("mailbox-unknown", "microsoft-recipient-not-found", None),
    ),
    "what a program says that it was not given, quoted": (
        "the job fails with error that `Username and password not specified`\n\nserver_address: smtp.example.com",
        ("auth", "credentials-missing", None),
    ),
    "the words of a refusal that only ask for something, quoted": (
        'IMAP works in Thunderbird, SMTP does not. When I send a message, I get the message "Please authenticate first".',
        ("auth", "530-authentication-required", None),
    ),
    "a time-out in an object of two fields": (
        '"smtp": {\n  "error": {\n    "type": "SmtpError",\n    "message": "timeout"\n  }\n},',
        ("connection", "connect-timeout", None),
    ),
    "a reply that broke off": (
        'The verifier answers\n{"error": {"type": "SmtpError", "message": "io: incomplete"}}',
        ("connection", "connection-lost", None),
    ),
    "a reply as Python shows it, below a heading, its bracket lost": (
        "## Full error\n> 421, b'Domain sandbox1.mailgun.org is not allowed to send: Please activate your Mailgun"
        " account. Check your inbox or log in to your control panel to resend the activation email.\n\n"
        "## Consequences\n- Blocks registration",
        ("auth", "account-disabled-at-login", 421),
    ),
    "what a page is telling, and what it blocked": (
        'Sending mails to that customer stopped. Their portal is telling us "sender domain blocked by recipient policy".',
        ("policy", "sender-blocked-by-recipient", None),
    ),
    "a service that lets one send only so much": (
        "Mailgun limited the number of emails we can send until we get verified, so the main function does not work.",
        ("rate-limit", "sending-quota-exceeded", None),
    ),
    "the number behind the words": (
        "User unknown 550",
        ("mailbox-unknown", "recipient-unknown", 550),
    ),
    "the number behind the words, with a colon": (
        "Relay denied: 550",
        ("relay-denied", "relay-access-denied", 550),
    ),
    "a number that ends what was shown": (
        'my campaigns are paused, smartlead shows "SMTP connection failed: Invalid login: 535-5.7.8"',
        ("auth", "535-authentication-failed", 535),
    ),
    "the standard's words for a number, alone": (
        "Bad destination mailbox address",
        ("mailbox-unknown", "recipient-unknown", None),
    ),
    "a recipient's mailbox that is full, told": (
        "The recipient has exceeded their mailbox limit",
        ("mailbox-full", "mailbox-full", None),
    ),
    "a recipient's mailbox that is full, in Chinese, and to be tried later": (
        "收件人邮箱已满，请稍后再试",
        ("mailbox-full", "mailbox-full", None),
    ),
    "to be tried later says less than why": (
        "<ana@example.com>: User is over the quota. You can try again later.",
        ("mailbox-full", "mailbox-full", None),
    ),
    "the words of a reply in its next line, behind dots": (
        "said: 550 5.7.1\n... Relaying denied (in reply to RCPT TO command)",
        ("relay-denied", "relay-access-denied", 550),
    ),
    "the words of a reply in its next line, behind the host and client": (
        "550 mx.example.com <client.example.org>:\nHelo command rejected: Host not found",
        ("syntax-protocol", "helo-name-invalid", 550),
    ),
    "a server on a dynamic address": (
        "553 Sorry, you seem to be a non-static-ip server(#5.7.1)",
        ("reputation-blocklist", "dynamic-address", 553),
    ),
    "qmail speaks of itself": (
        "This message is looping: it already has my Delivered-To line",
        ("routing-dns", "mail-loop", None),
    ),
    "qmail found no host": (
        "Sorry, I couldn't find any host by that name.",
        ("routing-dns", "recipient-domain-not-found", None),
    ),
    "the older standard's name for a fault": (
        "ROUTING SERVER FAILURE",
        ("routing-dns", "recipient-domain-lookup-failed", None),
    ),
    "a relay that is switched off": (
        "RELAYING NOT ALLOWED (550 Relay Disabled)",
        ("relay-denied", "relay-access-denied", 550),
    ),
    "a sentence that only mail has, and no more": (
        "Delivery time expired",
        ("expired", "delivery-time-expired", None),
    ),
    "a check that only mail has": ("SPF check failed", ("sender-auth-dns", "spf-check-failed", None)),
    "nothing but that the sender may not, in Spanish": (
        "El remitente no está autorizado",
        ("sender-rejected", "sender-refused-without-reason", None),
    ),
    "nothing but that the sender may not, in German": (
        "Der Absender ist dafür nicht berechtigt",
        ("sender-rejected", "sender-refused-without-reason", None),
    ),
    "an enhanced code alone, behind what became of the mail": (
        "all our mails to gmail bounce with 5.7.26",
        ("sender-auth-dns", "neither-spf-nor-dkim-passes", None),
    ),
    "an enhanced code alone, behind its name": (
        "mail bounced, code 5.1.1",
        ("mailbox-unknown", "recipient-unknown", None),
    ),
    "an enhanced code alone, before who gave it": (
        "we get error 5.7.26 from gmail since monday",
        ("sender-auth-dns", "neither-spf-nor-dkim-passes", None),
    ),
    "an outgoing server, where another protocol works": (
        "IMAP works, but the outgoing server refuses to connect: cannot connect to outgoing mail server",
        ("connection", "connection-refused", None),
    ),
    "a reply behind an arrow": (
        "smtp.example.com 587 → 5.1.1 mailbox unknown",
        ("mailbox-unknown", "recipient-unknown", None),
    ),
    "whose mailbox is full, before the number": (
        "mailbox of bob is full, bounce says 552",
        ("mailbox-full", "mailbox-full", 552),
    ),
    "a mailbox that was locked for its logins": (
        "mailbox locked after too many attempts",
        ("auth", "too-many-failed-logins", None),
    ),
    "a login that is locked, which no large provider said": (
        "account locked after too many login attempts",
        ("auth", "too-many-failed-logins", None),
    ),
    "a mailbox that a sending platform disconnected": (
        "Our mailboxes got disconnected in Smartlead, why?",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "a server that disconnected, at a sending platform": (
        "Instantly: server disconnected",
        ("connection", "connection-lost", None),
    ),
    "words behind the number, where nothing else speaks of mail": (
        "we get error 550, user unknown",
        ("mailbox-unknown", "recipient-unknown", 550),
    ),
    "two words behind the number": (
        "customer gets 552, mailbox full",
        ("mailbox-full", "mailbox-full", 552),
    ),
    "an exception's number, which Monolog writes before its words": (
        '[2026-11-20 15:21:21] main.CRITICAL: mail refused {"exception":"[object] (App\\\\MailException(code: 0): '
        'mail refused at /srv/Mail.php:121, Zend_Mail_Protocol_Exception(code: 550): Relaying denied\\n at /srv/Smtp.php:9)"}',
        ("relay-denied", "relay-access-denied", 550),
    ),
    "a program's own error below a page's number": (
        "Error 500 appears as soon as I press send in the webmail.\n\n"
        "ServiceException: Could not send message: Error connecting to SMTP server.",
        ("connection", "smtp-connect-failed", None),
    ),
    "what the local mail program said of a job's output": (
        "Aug 26 10:10:01 box CRON[17238]: (simon) MAIL (mailed 74 bytes of output but got status 0x0042 from MTA#012)\n"
        "Aug 26 10:10:01 box dma[c0988]: no recipients",
        ("syntax-protocol", "no-valid-recipients", None),
    ),
    "a program that reached no server and advises to wait": (
        "Unable to connect to email service. Please try again later.",
        ("connection", "smtp-connect-failed", None),
    ),
    "a program's own word for a refused login": (
        "Email authentication failed. Please check email configuration.",
        ("auth", "535-authentication-failed", None),
    ),
    "a login that fails, told as it goes on": (
        "SMTP authentication fails with Office 365",
        ("auth", "microsoft-authentication-unsuccessful", None),
    ),
    "a function's result, its number amid the values": (
        "validate() returned ('fail', 550, 'Mailbox not found')",
        ("mailbox-unknown", "recipient-unknown", 550),
    ),
    "the same as a list in JSON": (
        'smtp check of ana@example.com: [false, 550, "User unknown"]',
        ("mailbox-unknown", "recipient-unknown", 550),
    ),
    "everyday words quoted from a printer": (
        "our printer says: Authentication Failed: Incorrect User Name or Password. when we scan to email",
        ("auth", "535-authentication-failed", None),
    ),
    "what a mail program's log says in quotes": (
        'smtp: the log of my relay shows "Login denied: user name or password is incorrect", yet both are right',
        ("auth", "535-authentication-failed", None),
    ),
    "curl's words for a refused recipient, from R": (
        "It gives the following error: `curl::curl_fetch_memory(url, handle = h) : RCPT failed: 550`",
        ("unknown", None, 550),
    ),
    "a message that is no plain text, in a traceback": (
        'Traceback (most recent call last):\n  File "send.py", line 20, in <module>\n'
        "    server.sendmail(sender, receiver, text)\n"
        '  File "/usr/lib/python3.13/smtplib.py", line 864, in sendmail\n'
        "    msg = _fix_eols(msg).encode('ascii')\n"
        "UnicodeEncodeError: 'ascii' codec can't encode character '\\u2019' in position 562: ordinal not in range(128)",
        ("syntax-protocol", "conversion-not-possible", None),
    ),
    "a machine's name that no greeting may hold, in a traceback": (
        '  File "mail.py", line 12, in <module>\n    server.ehlo()\n'
        '  File "/usr/lib/python3.13/smtplib.py", line 450, in ehlo\n'
        "    self.putcmd(self.ehlo_msg, name or self.local_hostname)\n"
        "  File \"/usr/lib/python3.13/smtplib.py\", line 378, in putcmd\n    self.send(f'{s}{CRLF}')\n"
        '  File "/usr/lib/python3.13/smtplib.py", line 357, in send\n    s = s.encode(self.command_encoding)\n'
        "UnicodeEncodeError: 'ascii' codec can't encode characters in position 5-8: ordinal not in range(128)",
        ("syntax-protocol", "helo-name-invalid", None),
    ),
    "a certificate that nobody could be asked about": (
        "MailKit.Security.SslHandshakeException\n"
        "  Message=An error occurred while attempting to establish an SSL or TLS connection.\n\n"
        "The server's SSL certificate could not be validated for the following reasons:\n"
        "• The server certificate has the following errors:\n"
        "  • The revocation function was unable to check revocation for the certificate.\n\n  Source=MailKit",
        ("tls", "certificate-not-verified", None),
    ),
    "cron could not hand over a job's output": (
        "Aug 26 10:10:01 box CRON[17238]: (simon) MAIL (mailed 74 bytes of output but got status 0x0042 from MTA#012)",
        ("connection", "local-mail-program-missing", None),
    ),
    "a domain without a mail server, in Haraka's log": (
        "[INFO] [69D20955-F582-46D8-BE03-1EF15F7F98B8.1.1] [outbound] bouncing mail: No MX for example.com",
        ("routing-dns", "mail-server-of-domain-not-found", None),
    ),
    "a comma behind the number": (
        "exim runs, but connecting to port 25 causes it to issue an error...\n\n421, Unexpected failure, please try later",
        ("server-transient", "server-temporary-fault", 421),
    ),
    "an error quoted as a block in a sentence": (
        "* you get ```end of file reached``` when you try to set email by SMTP",
        ("connection", "connection-lost", None),
    ),
    "a statement above the error it raised": (
        "mail does not work\n raise SMTPServerDisconnected('please run connect() first')\n"
        "SMTPServerDisconnected: please run connect() first\nwhat now",
        ("connection", "connection-lost", None),
    ),
    "a traceback that ends before its message": (
        "It happens sometimes when a mail is sent:\n"
        '  File "/usr/lib/python2.7/smtplib.py", line 336, in putcmd\n    self.send(str)\n'
        '  File "/usr/lib/python2.7/smtplib.py", line 328, in send\n'
        "    raise SMTPServerDisconnected('please run connect() first')",
        ("connection", "connection-lost", None),
    ),
    "Horde's words for a failed STARTTLS": (
        "nextcloud: Sending mail failed: Could not send message: Could not open secure TLS connection to the server.",
        ("tls", "tls-not-set-up", None),
    ),
    "Gmail's proofs of origin are no login": (
        "550-5.7.26 This mail is unauthenticated, which poses a security risk to the\n"
        "550-5.7.26 sender and Gmail users, and has been blocked. The sender must\n"
        "550-5.7.26 authenticate with at least one of SPF or DKIM. For this message,\n"
        "[mx.example] 550 5.7.26 did not pass with ip: [192.0.2.10]. - gsmtp",
        ("sender-auth-dns", "neither-spf-nor-dkim-passes", 550),
    ),
    "what a step led to": (
        "1. log into my account\n2. enter Contacts and send an email: it failed. error msg: Failed to send to"
        " ana@example.com: Connection could not be established with host smtp.example.com [ #0]",
        ("connection", "smtp-connect-failed", None),
    ),
    "Spring's error behind a web server's request": (
        '10:53:21 "POST /admin/mail-server HTTP/1.1" org.springframework.mail.MailSendException: Mail server connection'
        " failed; nested exception is javax.mail.MessagingException: Could not convert socket to TLS;\n"
        "  nested exception is:\n"
        "\tjavax.net.ssl.SSLHandshakeException: A potential protocol version downgrade attack",
        ("tls", "tls-version-too-old", None),
    ),
    "a login that failed while some program sent a mail": (
        "2026-05-01 12:00:00,123 ERROR notifier - Failed to send e-mail to ana@example.com: Authentication failed",
        ("auth", "535-authentication-failed", None),
    ),
    "a server that some program did not reach when it sent a mail": (
        "[alerts] Unable to send email report: unable to connect to server",
        ("connection", "smtp-connect-failed", None),
    ),
    "German for why a mail was not sent": (
        "E-Mail konnte nicht gesendet werden: Der Benutzername oder das Kennwort ist falsch",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "French for why a mail was not sent": (
        "Impossible d'envoyer l'e-mail : connexion refusée",
        ("connection", "connection-refused", None),
    ),
    "Chinese for why a mail was not sent": (
        "发送邮件失败：连接超时",
        ("connection", "connect-timeout", None),
    ),
    "a device that did not reach its server": (
        "Our copier shows: Testing failed. Connecting SMTP server failed",
        ("connection", "smtp-connect-failed", None),
    ),
    "a device whose server was silent": (
        "Scan to e-mail: Error 3101: SMTP server does not respond",
        ("connection", "connect-timeout", None),
    ),
    "few words of why a mail was not sent": (
        "Error sending mail: user unknown",
        ("mailbox-unknown", "recipient-unknown", None),
    ),
    "few words of what sending fails with": (
        "Sending mail fails with login denied",
        ("auth", "535-authentication-failed", None),
    ),
    "few words behind a notification": (
        "Notification email test failed: message too large",
        ("size", "message-too-large", None),
    ),
    "mails called unauthenticated behind a colon": (
        "gmail rejects our mails: unauthenticated",
        ("sender-auth-dns", "neither-spf-nor-dkim-passes", None),
    ),
    "accounts that did not log in": (
        "mails can't be sent, the accounts are not authenticated",
        ("auth", "535-authentication-failed", None),
    ),
    "a port by its number alone": (
        'we get "wrong version number" on 587',
        ("tls", "tls-mode-mismatch", None),
    ),
    "a port by its number alone in German": (
        "Timeout auf 587, nur im Firmennetz",
        ("connection", "connect-timeout", None),
    ),
    "a program's own failure, whatever it reads like": (
        'I tried it on the same laptop with thunderbird. I am getting "host lookup box.example.com failed". Yet it works'
        " on my phone, and I can send as well",
        ("connection", "host-name-not-found", None),
    ),
    "few words below what led to them": (
        "I set up the SMTP account but when I send a test mail I get:\n\n```\nLogin incorrect\n```",
        ("auth", "535-authentication-failed", None),
    ),
    "few words behind the protocol's name": (
        "smtp: relay denied",
        ("relay-denied", "relay-access-denied", None),
    ),
    "why in brackets": ("The mail could not be sent (mailbox full)", ("mailbox-full", "mailbox-full", None)),
    "German for a login at the server": (
        "Anmeldung am SMTP-Server fehlgeschlagen",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "Spanish for no connection": (
        "No se pudo conectar al servidor SMTP",
        ("connection", "smtp-connect-failed", None),
    ),
    "Chinese for a connection that took too long": (
        "连接 SMTP 服务器超时",
        ("connection", "smtp-connect-failed", None),
    ),
    "Russian for a server that is silent": (
        "SMTP-сервер не отвечает",
        ("connection", "connect-timeout", None),
    ),
    "a server that is named, and TLS with it": (
        "Backup job: could not establish a secure connection to the SMTP server",
        ("tls", "tls-not-set-up", None),
    ),
    "a device whose login was refused": (
        "##839 The user name or password in SMTP authentication is incorrect.",
        ("auth", "535-authentication-failed", None),
    ),
    "among what somebody runs": (
        "Sending a test email: Hostname/IP does not match certificate's altnames: IP: 192.0.2.5 is not in the cert's"
        " list:\n\nOS: [Linux]\nDatabase engine: [PostgreSQL 12.1]\nor MySQL 8.0",
        ("tls", "certificate-hostname-mismatch", None),
    ),
    "a login that JavaMail reports before the reply": (
        "DEBUG SMTP: AUTH LOGIN failed\njavax.mail.AuthenticationFailedException: 535 5.7.8 Username and Password not"
        " accepted. For more information, go to https://support.google.com/mail/?p=BadCredentials - gsmtp",
        ("auth", "gmail-username-and-password-not-accepted", 535),
    ),
    "a reply among versions in backticks": (
        "After going from `5.4.1` to `5.4.21` (`5.4.22` and `5.4.23` do not help) I get\n\n"
        'Expected response code "250" but got code "550", with message "550 MIME message is missing \'From\' header".',
        ("syntax-protocol", "message-not-rfc-compliant", 550),
    ),
    "PEAR's pair of number and words": (
        "Unable to email via SMTP:mail.example.com:25 Failed to add recipient: ana@example.com [SMTP: Invalid"
        " response code received from server (code: 550, response: Invalid HELO string (web1))]",
        ("syntax-protocol", "helo-name-invalid", 550),
    ),
    "a number that ends a sentence": (
        "sending mail fails with error 535. Any idea?",
        ("auth", "535-authentication-failed", 535),
    ),
    "a number that ends the text": ("The mail server answers with code 421.", ("unknown", None, 421)),
    "a program's error that somebody quotes": (
        'my instance sends no mails, the jobs stay in the queue with "Net::OpenTimeout: execution expired" since',
        ("connection", "connect-timeout", None),
    ),
    "Postfix's own words beside another protocol": (
        "POP3 works. But no ticket is answered: I looked into the logs and it says Sender address rejected:"
        " not owned by user.",
        ("sender-rejected", "sender-not-owned-by-login", None),
    ),
    "a setting's name in the steps of a report": (
        "1. Go to Basic settings\n2. Apply SMTP, smtp.example.com:465, Authentication required checked\n"
        '3. Hit "Send email"\n\nError: "A problem occurred while sending the email. Please revise your settings."',
        ("unknown", None, None),
    ),
    "two pairs of numbers alone": ("550 5.7.1 571 5.7.1", ("spam-content", "message-looks-like-spam", 571)),
    "settings beside the error": (
        "  smtp_require_tls: false\n  smtp_auth_password: '***'\n\nlevel=error msg=\"Notify for alerts failed\""
        ' err="missing password for PLAIN auth mechanism; missing password for LOGIN auth mechanism"',
        ("auth", "credentials-missing", None),
    ),
    "an end of file in backticks": (
        "`[ERROR] 00:42:51 api.go:998: Failed to send to ana@example.com: EOF`\n\nSMTP (Email)\nPort: 587",
        ("connection", "connection-lost", None),
    ),
    "what stands inside a summary of several lines": (
        "503-All RCPT commands were rejected with this error:\n503-Verification failed for <bob@example.net>\n"
        "503-Sender verify failed\n503 Valid RCPT command must precede DATA",
        ("sender-rejected", "sender-verification-failed", 503),
    ),
    "a library's summary above the server's words": (
        "twisted.mail._except.SMTPDeliveryError: 450 No recipients accepted\n"
        "ana@example.com: 450 4.1.8 <www@web1.internal>: Sender address rejected: Domain not found\n"
        ">>> MAIL FROM:<www@web1.internal>",
        ("sender-rejected", "sender-domain-not-found", 450),
    ),
    "a transcript's command tells that mail is meant": (
        "I get an AuthenticationException: Authentication failed.\n\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: x",
        ("auth", "535-authentication-failed", None),
    ),
    "a library's class in bold": (
        "Why do I get \"**MailKit.Net.Smtp.SmtpCommandException:** 'Local Error, closing transmission channel'\""
        ' from client.Connect("mail.example.com", 587, SecureSocketOptions.StartTls)?',
        ("server-transient", "server-temporary-fault", None),
    ),
    "a rule that an address broke": (
        "Sending to two people at once fails: smtp: A line must not contain CR or LF",
        ("syntax-protocol", "address-malformed", None),
    ),
    "a number in brackets behind the words": (
        "It came up twice today: registration emails were rejected by greylisting (SMTP code 451).",
        ("greylist", "greylisted", 451),
    ),
    "a version in the rows of a template": (
        "| Swiftmailer version | 5.4.8\n| PHP version         | 5.6.25\n\n"
        'Expected response code "250" but got code "552", with message "552 message line is too long "',
        ("syntax-protocol", "line-too-long", 552),
    ),
    "another protocol's greeting, which holds no code": (
        'Expected response code "220" but got empty code,'
        ' with message "* OK [CAPABILITY IMAP4rev1 SASL-IR] Dovecot ready.".',
        ("connection", "wrong-protocol-on-port", None),
    ),
    "what a mail that came back says": (
        "I cannot send mails. Each time I get an email back saying that my ip address is listed at Spamhaus.",
        ("reputation-blocklist", "ip-on-blocklist", None),
    ),
    "JavaMail's error, and what it holds two lines below": (
        "javax.mail.MessagingException: Exception reading response;\n  nested exception is:\n"
        "\tjava.net.SocketTimeoutException: Read timed out",
        ("tls", "greeting-never-received", None),
    ),
    "the same in JavaMail's debug output": (
        "DEBUG SMTP: exception reading response, THROW: \njava.net.SocketTimeoutException: Read timed out\n"
        "\tat java.net.SocketInputStream.socketRead0(Native Method)",
        ("tls", "greeting-never-received", None),
    ),
    "a reply of two lines with an empty one between": (
        'Failed to add recipient "ana@example.com": 550-"Your IP: 192.0.2.3 : Your domain example.com is not'
        ' allowed in\n\n550 header From" @ SmtpClient.php#568',
        ("sender-rejected", "sender-not-owned-by-login", 550),
    ),
    "a notice that a mail program shows": (
        "The mail stays in my Outbox, and the phone notifies “Unable to send message”.",
        ("unknown", None, None),
    ),
    "a notice in French": (
        "Le serveur smtp répond, mais j'obtiens le message \"Impossible d'envoyer le message\"",
        ("unknown", None, None),
    ),
    "a notice that an error is shown": (
        'No email leaves, and an error saying "Could not send message" appears.',
        ("unknown", None, None),
    ),
    "a log's number beside an address": (
        "In the log I get `alias anything@example.com cannot be created on-the-fly, return 550`. How can I change that?",
        ("unknown", None, 550),
    ),
    "what an error is said to say": (
        "Some time after I send mails an error is displayed saying that the mailbox is full.",
        ("mailbox-full", "mailbox-full", None),
    ),
    "a flow program's words for a system's error": (
        "On sending mail I get 'The service refused the connection - perhaps it is offline'.",
        ("connection", "connection-refused", None),
    ),
    "a library's two guesses": (
        "MailKit.Security.SslHandshakeException: 'An error occurred while attempting to establish an SSL or TLS"
        " connection. One possibility is that you are trying to connect to a port which does not support SSL/TLS."
        " The other possibility is that the SSL certificate presented by the server is not trusted",
        ("tls", "tls-mode-mismatch", None),
    ),
    "a class on a line of its own above the reply": (
        'Swift_TransportException\nExpected response code 354 but got code "554", with message "554 5.5.1 Error:'
        ' no valid recipients "',
        ("syntax-protocol", "no-valid-recipients", 554),
    ),
    "replies told one after the other": (
        "Error [120]: Ran into problems sending Mail. Response: 501 5.5.2 : Helo command rejected: Invalid name"
        " Error [120]: Ran into problems sending Mail. Response: 554 5.5.1 Error: no valid recipients",
        ("syntax-protocol", "helo-name-invalid", 501),
    ),
    "PHPMailer's two tellings without a space": (
        "ErrorInfo: MAIL FROM command failed Detail: Sender Domain Invalid SMTP code: 550 Additional SMTP info:"
        " 5.1.8SMTP server error: MAIL FROM command failed",
        ("sender-rejected", "sender-domain-not-found", 550),
    ),
    "a module and its line in curly brackets": (
        "{cps.worker:531} Error sending email: Login Fail. Please enter your authorization code to login. More"
        " information in http://service.mail.qq.com/cgi-bin/help\n{cps.admin:517} settings {'mail_port': '465'}",
        ("auth", "authorization-code-required", None),
    ),
    "quotes inside a reply's quotes": (
        'Expected response code "250" but got code "550", with message "550 "envelope sender not allowed"',
        ("sender-rejected", "sender-refused-without-reason", 550),
    ),
    "a web page's number beside the error": (
        "the page errors with 'internal server error 500': Failed to send an email due to the following error:"
        ' "SMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Troubleshooting"',
        ("connection", "smtp-connect-failed", None),
    ),
    "a program's wrapper around a library's": (
        "error sending email\nSMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Troubleshooting",
        ("connection", "smtp-connect-failed", None),
    ),
    "a web page's number before a mailer's error": (
        "500 Error: Invalid login\n    at SMTPConnection._actionAUTHComplete (smtp-connection.js:838:30)",
        ("auth", "535-authentication-failed", None),
    ),
    "an exception with a server's words alone": (
        "[Error] “Your IP: 192.0.2.7 : Your domain example.com is not allowed in header From”\n"
        "MailKit.Net.Smtp.SmtpCommandException: “Your IP: 192.0.2.7 : Your domain example.com is not allowed in"
        " header From”",
        ("sender-rejected", "sender-not-owned-by-login", None),
    ),
    "a port at the start of a line that a mail program broke": (
        "When connecting to an SMTP service, port 587 is typically reserved for\nplain-text connections. If\n"
        "you intended to connect to SMTP on the SSL port, try connecting to port\n465 instead. Otherwise,",
        ("tls", "tls-mode-mismatch", None),
    ),
    "a refusal whose reason the program hides, and that nothing was sent": (
        "maild: ERROR: (1767): End of DATA not accepted by server\n"
        "maild: ERROR: (1223): Error Sending email to 192.0.2.26 (smtp server)",
        ("unknown", None, None),
    ),
    "an answer of GraphQL": (
        '{"errors":[{"message":"Failed to send invite: 550 Rejected","path":["invite"],'
        '"extensions":{"code":"INTERNAL_SERVER_ERROR"}}],"data":null}',
        ("unknown", None, 550),
    ),
    "a quotation inside a quoted reply": (
        'level=error msg="mail not sent" err="451 4.7.1 Ratelimit \\"user\\" exceeded" to=ana',
        ("rate-limit", "sending-rate-exceeded", 451),
    ),
    "a port before a tag of XML": (
        "<event><logger>MailService</logger><message>Error: connect ETIMEDOUT 192.0.2.10:465</message></event>",
        ("connection", "connect-timeout", None),
    ),
    "a record inside quotation marks": (
        "The red box says “554 5.0.0 Error: transaction failed, blame it on the weather: ##SES-response-json:"
        '{"Response":{"QcloudError":{"Error":{"Code":"FailedOperation.EmailAddrInBlacklist"}}}}”',
        ("suppression", "recipient-suppressed", 554),
    ),
    "Outlook's two lines of one answer": (
        "Server Error: 454\nServer Response: 454 4.7.1 <ana@example.com>: Relay access denied\nServer: 'mail.example.net'",
        ("relay-denied", "relay-access-denied", 454),
    ),
    "Dart's number above the answer's lines": (
        "SmtpClientAuthenticationException: Authentication Failed (code: 535), response:\n"
        "< 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. "
        "Visit https://aka.ms/smtp_auth_disabled for more information. [AM0PR01.prod.outlook.com]",
        ("auth", "microsoft-smtp-auth-disabled-tenant", 535),
    ),
    "a plug-in's number beside the error": (
        '{\n  "code": 422,\n  "message": "SMTP Error: Could not authenticate.",\n  "errors": null\n}',
        ("auth", "login-refused-reason-hidden", None),
    ),
    "a web service's number before the error": (
        'Error code: 403. {"errors":[{"message":"The from address does not match a verified Sender Identity.",'
        '"field":"from","help":null}]}',
        ("sender-rejected", "sender-not-verified", None),
    ),
    "a sending service's name of an error that others have as well": (
        '{"error":{"code":"ErrorAccessDenied","message":"Access is denied. Check credentials and try again."}}',
        ("auth", "oauth-token-refused", None),
    ),
    "a Go program's cause in brackets": (
        'level=error msg="trigger failed" error="ID=EMAIL-s3is3 Message=could not set sender: ana@example.com Parent=(EOF)"',
        ("connection", "connection-lost", None),
    ),
    "Tx mailer's two numbers": (
        "Unexpected return code - Expected: 334, Got: 535",
        ("auth", "535-authentication-failed", 535),
    ),
    "a limit that begins as a refusal of all mail does": (
        "550 5.3.4 This server does not accept mails larger than 20MB",
        ("size", "message-too-large", 550),
    ),
    "PHPMailer in Greek, whose last sign folds": (
        "SMTP Σφάλμα: Αδυναμία πιστοποίησης (authentication).",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "PHPMailer in Swedish without a mail program": (
        "Kunde inte initiera e-postfunktion.",
        ("connection", "local-mail-program-missing", None),
    ),
    "Cognito on what SES answered": (
        "Cognito received the following error from Amazon SES when attempting to send email: Email address is not "
        "verified. The following identities failed the check in region US-EAST-1: ana@example.com "
        "(Service: AWSCognitoIdentityProviderService; Status Code: 400)",
        ("sender-rejected", "sending-service-in-test-mode", None),
    ),
    "JumpServer's words of NetEase": (
        '{"error":"authentication is required,163 smtp13,EcCowACnwNIUfFteZ+AjkA--.687S2 1583053844"}',
        ("auth", "530-authentication-required", None),
    ),
    "Mailjet's record of a sender": (
        '{"Messages":[{"Status":"error","Errors":[{"ErrorCode":"send-0008","StatusCode":403,"ErrorMessage":'
        '"\\"ana@example.com\\" is not an authorized sender email address for your account."}]}]}',
        ("sender-rejected", "sender-not-verified", None),
    ),
    "Ghost's words of Mailgun": (
        "EmailError: status code 420: Domain is not allowed to send: recipient limit exceeded",
        ("rate-limit", "sending-quota-exceeded", 420),
    ),
    "an IMAP server's greeting as an error of sending": (
        "email.0 | error | Cannot send email: Error: * OK [CAPABILITY IMAP4 IMAP4rev1 IDLE SORT] IMAP Proxy ready",
        ("connection", "wrong-protocol-on-port", None),
    ),
    "a web page's status below the error": (
        'errorCode: 2\nmessage: "Unable to send mail: Connection timed out (Connection timed out)"\nstatus: 500\n'
        'timestamp: "2026-03-02T10:22:11.905+0000"',
        ("connection", "connect-timeout", None),
    ),
    "a web page's number above the error": (
        "Error: 500\n\nConnection could not be established with host mail.example.com [Connection refused #111]",
        ("connection", "connection-refused", None),
    ),
    "a mail library's sentence about a host of no mail name": (
        'Connection could not be established with host "mailpit:1025": stream_socket_client(): '
        "php_network_getaddresses: getaddrinfo for mailpit failed: Name or service not known",
        ("connection", "host-name-not-found", None),
    ),
    "what OpenSSL's own client says of STARTTLS": (
        "CONNECTED(00000003)\nDidn't find STARTTLS in server response, trying anyway...",
        ("tls", "starttls-not-offered", None),
    ),
    "a mailbox that is full, behind the program that delivers": (
        "A message that you sent could not be delivered: local delivery failed: mailbox over quota",
        ("mailbox-full", "mailbox-full", None),
    ),
    "a receiver's link without its words": (
        'GMX says "550 Mail rejected: see http://postmaster.gmx.com/en/error-messages?ip=203.0.113.4&c=hi"',
        ("policy", "refused-by-policy-without-reason", 550),
    ),
    "a service's words of a sender that it has stopped": (
        'Zoho says "Unusual sending activity detected. Please try after sometime"',
        ("rate-limit", "sending-quota-exceeded", None),
    ),
    "an enhanced code alone in a sentence": (
        "newsletter to 3000 recipients: after 500 everything is deferred with 4.7.28",
        ("rate-limit", "slowed-by-receiver", None),
    ),
    "a greeting's answer behind a firewall that hides the server's": (
        "220 ***********************\nehlo test\n500 #5.5.1 command not recognized",
        ("syntax-protocol", "command-unrecognised", 500),
    ),
    "a port in Chinese, which is no reply code": (
        "smtplib.SMTPServerDisconnected: Connection unexpectedly closed，端口465，用的SMTP不是SMTP_SSL",
        ("connection", "connection-lost", None),
    ),
    "a class named in a sentence": (
        "Looks like smtplib fails with an SMTPAuthenticationError whenever the app has to send an email",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "a sender that is refused, which is no refused connection": (
        "I get this error when I send an email with our app:\n\nThe SMTP server refused the sender address",
        ("sender-rejected", "sender-refused-without-reason", None),
    ),
    "a command that the server does not know, said of a login in a record": (
        '{"code":"EAUTH","response":"502 5.5.2 Syntax error, command unrecognized.","responseCode":502,"command":"AUTH PLAIN"}',
        ("auth", "503-auth-not-offered", 502),
    ),
    "another protocol's greeting in a record": (
        'level=error msg="Notify for alerts failed" err="short response: * OK [CAPABILITY IMAP4rev1 STARTTLS] Dovecot ready."',
        ("connection", "wrong-protocol-on-port", None),
    ),
    "a name that a board does not find": (
        "> C: host > smtp.example.com\n! E: could not get ip from host\nError, unable to connect to server",
        ("connection", "host-name-not-found", None),
    ),
    "a ticked box beside an error": (
        "smtp.example.com:465, Authentication required checked, credentials.\n"
        'Error: "Email could not be sent. Check your mail server log"',
        ("unknown", None, None),
    ),
    "a person for whom a connection timed out": (
        "If I try to answer an E-Mail it says that the connection to the SMTP server timed out.",
        ("connection", "connect-timeout", None),
    ),
    "a person for whom IMAP works and sending does not": (
        'IMAP works fine, but when I send a mail I get "Relay access denied".',
        ("relay-denied", "relay-access-denied", None),
    ),
    "a person whose receiving works (IMAP)": (
        'Receiving works fine (IMAP). The send email node says "The service refused the connection - perhaps it is offline".',
        ("connection", "connection-refused", None),
    ),
    "a person who tells what the error says": (
        "I get an error saying my email and password combination is incorrect when I try to send a test email.",
        ("auth", "535-authentication-failed", None),
    ),
    "a person who receives by IMAP": (
        'I can fetch mails with IMAP but sending an email fails with "Authentication failed".',
        ("auth", "535-authentication-failed", None),
    ),
    "a program that lacks its settings": (
        "Error: SMTP is not configured. Set SMTP_HOST, SMTP_USER and SMTP_PASS",
        ("connection", "no-mail-server-set", None),
    ),
}

NONE = {
    "a web request that took too long": "504: Processing this request timed out, please retry after a moment.",
    "a message in quotes that a page is to show": 'The "password is incorrect" error would look better in red.',
    "what a bounce is, in German": (
        "Lässt sich eine E-Mail nicht zustellen, weil es die Adresse nicht mehr gibt, so entsteht ein Bounce. Der Mailserver "
        "schreibt ihn an den Absender zurück, und im Text steht, warum die E-Mail nicht zugestellt werden konnte."
    ),
    "the same in Portuguese": (
        "Um bounce é o aviso que se recebe quando um e-mail não pôde ser entregue. O servidor do destinatário devolve a "
        "mensagem e diz o motivo, que pode ser passageiro ou não; depois de alguns avisos o contato sai da lista."
    ),
    "a full folder of IMAP": (
        "The current operation on 'Sent' did not succeed. The mail server for account ana@example.com responded: "
        "[OVERQUOTA] Quota exceeded (mailbox for user is full)."
    ),
    "a version that fails": "the mailer crashes with 5.5.0, and the migration fails with 5.7.26",
    "an enhanced code that is asked of": "how should we treat a bounce with 5.2.2, soft or hard?",
    "a list of reasons": (
        "Users complain that mail does not come. Reasons for rejecting an email are:\n\n"
        "* Client host rejected because of blacklist entry\n* Sender address rejected: Domain not found"
    ),
    "a folder that a mail cannot be filed in": (
        "SMTP send succeeds but append to 'Sent Messages' fails with NO: Mailbox does not exist"
    ),
    "a message that is no mail": (
        'The bridge shows an error saying "Could not send message" for each Telegram chat; I mailed its author.'
    ),
    "a message that cannot be sent, whatever it is": "Failed to send message: channel closed",
    "settings that a guide explains": (
        "Email is not configured by default. SMTP_HOST is required, SMTP_PORT defaults to 587.\n"
        "When SMTP is not configured, the invitation link is shown instead."
    ),
    "what a program may say one day": (
        'remind everybody: the scanner\'s e-mail password changes on Monday, else it will report "login failed"'
    ),
    "a version in the path of a program that mails": (
        "Error: the watcher has no action\n"
        "    at Object.Client.send (/opt/kibana-4.5.1-linux-x64/node_modules/emailjs/smtp/client.js:1)"
    ),
    "a program's own fault while it mails": (
        'sending the e-mail fails, the log says "TypeError: cannot read the sender of undefined, not allowed"'
    ),
    "a web server's fault around mail": 'the mail settings show "500 Internal Server Error, service unavailable"',
    "a statement that raises an error": (
        "I propose for the mail client:\n    raise SMTPServerDisconnected('please run connect() first')\n"
    ),
    "a database behind a certificate": (
        "Error: Hostname/IP does not match certificate's altnames: connecting to postgres:5432 for the mails table"
    ),
    "an HTTP number that ends a sentence": "The mail settings page fails with error 500. Nothing is in the log.",
    "an amount that ends a sentence": "We sent mails to 550. All of them arrived.",
    "codes explained": "SMTP mail codes\n`550`: no mailbox\n`551`: not local\n`552`: full\n`5.7.26`: unauthenticated",
    "a change of a library for certificates": "x509: add support for the extensions of a policy",
    "what somebody wishes": "When I send an email I want to be asked for the recipient first",
    "money on a number": "we spent 40 on 587 stickers and the printer failed",
    "a build's step": "build error on 465",
    "a fault of a program that mails": "Sending mail fails with a TypeError: undefined is not a function",
    "few words below another page": "When I open the mail settings I get:\n\n```\nUser not found\n```",
    "a mail not sent for a table that is missing": 'Failed to send email: relation "users" does not exist',
    "a mail not sent for a file that is missing": "Failed to send mail: the attachment /tmp/x.pdf does not exist",
    "a mail not sent for a file that Node does not find": (
        "Error sending email: [Error: ENOENT: no such file or directory, open '/app/files/report.pdf'] {\n"
        "  errno: -2,\n  code: 'ENOENT',\n  syscall: 'open',\n  path: '/app/files/report.pdf',\n  command: 'API'\n}"
    ),
    "a mail not sent for a stream that ends": (
        "Error: ENOENT: no such file or directory, open '/app/uploads/invoice.pdf'\n"
        "    at async open (node:internal/fs/promises:639:25) {\n  errno: -2,\n  code: 'ESTREAM',\n"
        "  syscall: 'open',\n  path: '/app/uploads/invoice.pdf',\n  command: 'API'\n}\nnodemailer"
    ),
    "a mail not sent for a program's own settings": "Failed to send email: Configuration error",
    "a mail not sent for a database": "Failed to send email: could not connect to database",
    "German for a mail not sent for a database": "Fehler beim Versenden der E-Mail: Verbindung zur Datenbank fehlgeschlagen",
    "French for a mail with an enclosure": "Vous devez envoyer un mail : le certificat médical n'est pas fourni",
    "a browser's lines around a mailer's name": (
        "GET https://cloud.example.com/avatars/url/MAILER-DAEMON%40example.com 404 (Not Found)\n"
        "POST https://cloud.example.com/index.php/apps/mail/api/outbox/37 500 (Internal Server Error)"
    ),
    "a method that a program misses": (
        "System.MissingMethodException: Method not found: 'Entities.User Library.IUserManager.GetUserById'.\n"
        "   at MediaBrowser.Plugins.SmtpNotifications.Api.ServerApiEndpoints.Post(TestNotification request)"
    ),
    "IMAP that does not work": 'IMAP login fails with "Invalid credentials", I cannot send or receive mail.',
    "a server in a list": "The mail server was not found in the list of plugins",
    "German for a connection that worked": "Die Verbindung zum SMTP-Server wurde hergestellt",
    "Chinese for a login that worked": "SMTP 认证成功",
    "what somebody asks": "How do I set user name and password for the SMTP server?",
    "another program's missing file": "error: open /var/lib/app/users.db: No such file or directory",
    "an amount behind words of a limit": "the price limit exceeded 450",
    "a balance": "account balance 450",
    "a list of words": "Add the sender to the block list",
    "a report about mails": "Phishing mail reported to IT",
    "a record's value": "DMARC policy p=none",
    "a check that is good": "DKIM check passed",
    "somebody's own mailbox, full": "my mailbox is full again, what a week",
    "another program's number behind its words": "user not found 404",
    "a ping without its argument": "[ping] -> missing destination address",
    "a hook that programs may use": (
        "I tried to capture the result of the email with the hook `wp_mail_failed`.\n\n"
        "- SMTP plugins like WP Mail SMTP don't trigger these hooks when sending emails fail."
    ),
    "a type whose name is a word of mail's": (
        'I have trouble sending an email.\nclient.send("smtp://mail.example.com:587", to, body)\n'
        "ERROR: LibCURL.curl_easy_perform() failed: Ptr{UInt8} @0x00007fdacf2f7e80"
    ),
    "a header of a web page": "django.http.response.BadHeaderError: Header values can't contain newlines (got 'a\\nb')",
    "a chain of calls around an address": (
        "I sent the mail to an invalid id and got no failure notice.\n"
        "$transport = Swift_SmtpTransport::newInstance('smtp.example.com', 465, \"ssl\")\n"
        "         ->setUsername('ana@example.com')\n          ->setPassword('test');"
    ),
    "texts of a program with the numbers of their lines": (
        'Searching 243 files for "SMTPError"\n'
        "   25  \t'noSocket'             => 'Unable to open a socket to Sendmail. Please check settings.',\n"
        "   27: \t'SMTPError'            => 'The following SMTP error was encountered: {0}',\n"
        "   29  \t'failedSMTPLogin'      => 'Failed to send AUTH LOGIN command. Error: {0}',"
    ),
}


@pytest.mark.parametrize(("paste", "told"), TOLD.values(), ids=TOLD)
def test_an_error_told_by_people_is_read(paste, told, knowledge):
    first = read_text(paste, knowledge)[0]

    assert (first.family, first.entry, first.reply_code) == told


@pytest.mark.parametrize(
    ("paste", "told"),
    [
        ("gmail rejects our mails because they are not authenticated", (None, "neither-spf-nor-dkim-passes")),
        ("gmail rejects our mails: they're not authenticated", (None, "neither-spf-nor-dkim-passes")),
        ("our emails aren't authenticated, yahoo refuses them", (None, "neither-spf-nor-dkim-passes")),
        ("cannot send mails, not authenticated", ("auth", "535-authentication-failed")),
        ("users cannot send mails, they are not authenticated", ("auth", "535-authentication-failed")),
    ],
)
def test_a_mail_that_is_not_authenticated_failed_at_no_login(paste, told, knowledge):
    (finding,) = read_text(paste, knowledge)

    assert (finding.stage, finding.entry) == told


@pytest.mark.parametrize("paste", NONE.values(), ids=NONE)
def test_what_only_looks_like_one_is_left_alone(paste, knowledge):
    assert read_text(paste, knowledge) == ()


@pytest.mark.parametrize(
    "paste",
    [
        "I get `return 550`. How can I enable mails again?",
        'The log says "error 550", then my mail does not arrive.',
    ],
)
def test_what_a_person_says_behind_a_quoted_number_is_not_the_servers(paste, knowledge):
    (finding,) = read_text(paste, knowledge)
    assert (finding.reply_code, finding.reply_text) == (550, "")


def test_a_reply_ends_where_an_error_object_begins(knowledge):
    paste = 'Error: Invalid login: 535 5.7.8 Access refused {\n  "component": "mail",\n  "err": {'

    assert read_text(paste, knowledge)[0].reply_text == "Access refused"


def test_a_title_that_breaks_off_is_the_reply_below_it(knowledge):
    paste = (
        "Sender address rejected\n\nSet: the server\nSent: MAIL FROM:<>\n"
        "Got: 553 5.7.1 Sender address rejected: not owned by auth user."
    )

    (finding,) = read_text(paste, knowledge)

    assert (finding.reply_code, finding.entry) == (553, "sender-not-owned-by-login")


def test_a_reply_ends_where_its_record_does(knowledge):
    paste = (
        '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"status":"5.1.1",'
        '"diagnosticCode":"smtp; 550 5.1.1 user unknown"}]}}'
    )

    assert read_text(paste, knowledge)[0].reply_text == "user unknown"


def test_equal_time_outs_of_one_host_say_nothing_of_all_others(knowledge):
    line = "connect to mx1.example.com[192.0.2.1]:25: Connection timed out\n"

    (finding,) = read_text(line * 5, knowledge)

    assert (finding.entry, finding.cause, finding.count) == (
        "recipient-server-not-answering",
        "connect-timeout",
        5,
    )


def test_a_certificate_that_nobody_could_be_asked_about_is_not_untrusted(knowledge):
    paste, _ = TOLD["a certificate that nobody could be asked about"]

    (finding,) = read_text(paste, knowledge)

    assert finding.cause == "revocation-not-checked"


@pytest.mark.parametrize(
    "paste",
    [
        "Errore: SMTP non configurato",
        "[mail] SMTP nicht konfiguriert",
        "Kein SMTP-Server konfiguriert",
        "Le serveur SMTP n'est pas configuré",
        "Aucun serveur SMTP configuré",
        "El servidor SMTP no está configurado",
        "SMTP não configurado",
        "SMTP niet geconfigureerd",
        "SMTP nie jest skonfigurowany",
        "SMTP не настроен",
        "SMTP yapılandırılmamış",
        "SMTP 未配置",
        "SMTPが設定されていません",
        "Outgoing mail server not configured",
        "SMTP isn't configured",
        "Mailer [acme] is not defined.",
        "InvalidArgumentException: Unsupported mail transport [].",
        "Invitation emails are not enabled on this server",
        "Email notifications have not been configured.",
    ],
)
def test_a_program_without_a_mail_server_says_so_in_any_language(paste, knowledge):
    assert [finding.entry for finding in read_text(paste, knowledge)] == ["no-mail-server-set"]


@pytest.mark.parametrize(
    "paste",
    [
        "Si SMTP n'est pas configuré, les messages sont écrits dans le journal.",
        "Wenn kein SMTP-Server konfiguriert ist, wird nichts gesendet.",
        "If the mailer is not configured, links are printed to the console.",
        "If emails are not enabled on this server, ask whoever runs it.",
    ],
)
def test_what_would_be_without_a_mail_server_is_no_error(paste, knowledge):
    assert read_text(paste, knowledge) == ()


def test_a_greeting_that_a_shop_got_no_answer_to_may_be_the_port(knowledge):
    (finding,) = read_text("Uncaught Exception: Error: EHLO not accepted from server!", knowledge)

    assert (finding.entry, finding.certainty) == ("connection-lost", Certainty.POSSIBLE)
    assert "tls-mode-mismatch" in {other.cause for other in finding.alternatives}


def test_a_full_disk_that_may_be_any_programs_is_not_certain(knowledge):
    (finding,) = read_text("Insufficient disk space", knowledge)
    assert (finding.entry, finding.certainty) == ("disk-full", Certainty.LIKELY)


def test_another_way_of_sending_is_no_mistake_in_the_encryption(knowledge):
    paste = 'The "acme" scheme is not supported; supported schemes for mailer "smtp" are: "smtp", "smtps".'

    assert [finding.entry for finding in read_text(paste, knowledge)] == ["no-mail-server-set"]


@pytest.mark.parametrize(
    "paste",
    [
        "I press send and see Error 500: Unknown error.",
        "test mail through the mail server:  Error 500: Unknown error",
    ],
)
def test_a_pages_unknown_error_is_no_reply(paste, knowledge):
    assert read_text(paste, knowledge) == ()


@pytest.mark.parametrize(
    "paste",
    [
        "Can't send mail: sendmail process failed with error code 75",
        "The /usr/sbin/ssmtp command exited with 1.",
        "CalledProcessError: Command '['/usr/sbin/sendmail', '-t']' returned non-zero exit status 75.",
        "sendmail: fatal: parameter inet_interfaces: no local interface found for ::1",
    ],
)
def test_a_mail_program_that_ended_with_an_error_is_there(paste, knowledge):
    assert [finding.cause for finding in read_text(paste, knowledge)] == ["local-mail-program-failed"]


def test_a_mail_program_that_ended_well_is_no_error(knowledge):
    assert read_text("sendmail exited with code 0", knowledge) == ()


@pytest.mark.parametrize(
    "paste",
    [
        'could not send email via sendmail: exec: "sendmail": executable file not found in $PATH',
        "FileNotFoundError: [Errno 2] No such file or directory: '/usr/sbin/sendmail'",
    ],
)
def test_a_mail_program_that_is_not_found_is_no_attachment(paste, knowledge):
    assert [finding.cause for finding in read_text(paste, knowledge)] == ["local-mail-program-missing"]


@pytest.mark.parametrize(
    ("paste", "entry"),
    [
        ("Mail does not work: error 111", "connection-refused"),
        ("Sending by SMTP ends with errno 110", "connect-timeout"),
        ("Could not send the mail, errno 113", "network-unreachable"),
        ("SMTP autentication failed", "535-authentication-failed"),
    ],
)
def test_a_systems_number_and_a_misspelled_refusal_are_known(paste, entry, knowledge):
    assert [finding.entry for finding in read_text(paste, knowledge)] == [entry]


@pytest.mark.parametrize("paste", ["Redis error 111", "the form's email field: code 101", "MySQL error 110"])
def test_another_programs_number_is_no_mail_error(paste, knowledge):
    assert read_text(paste, knowledge) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Smartlead: IMAP connection failed, SMTP connection successful",
        "IMAP login failed, SMTP is ok",
        "smtp ok, imap: connection refused",
        "SMTP login works but IMAP authentication failed",
        "IMAP works in Thunderbird. imaplib says: authentication failed, so no mail is read",
    ],
)
def test_a_mailbox_that_can_send_and_not_be_read_has_no_smtp_error(text, knowledge):
    assert read_text(text, knowledge) == ()


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("IMAP works, SMTP authentication failed", "auth"),
        ("IMAP is ok. SMTP connection refused", "connection"),
        ("SMTP is not working: connection refused, IMAP is fine", "connection"),
        ("SMTP works in Outlook, in our app IMAP works and SMTP says 535", "auth"),
        ('KMail says "Failed to transport message. Connection refused". IMAP is working', "connection"),
        ('"authentication failed" at the mail server. The same imap setup works in Thunderbird', "auth"),
        (
            "Neomutt says: No authenticators available\nThe setup of offlineimap worked and offlineimap is fine",
            "auth",
        ),
    ],
)
def test_a_mailbox_that_can_be_read_and_not_send_has_one(text, family, knowledge):
    assert read_text(text, knowledge)[0].family == family


@pytest.mark.parametrize(
    "page",
    [
        "The user is notified of the exception (or error 500 if not in debug mode).",
        "O usuário é notificado da exceção (ou erro 500 se não estiver em modo debug).",
        "The page then shows error 500.",
    ],
)
def test_a_pages_500_beside_its_programs_error_is_no_reply(page, knowledge):
    (finding,) = read_text(
        f"SMTP is down when a user signs up:\nerror: [Errno 61] Connection refused\n{page}", knowledge
    )

    assert (finding.entry, finding.reply_code) == ("connection-refused", None)


def test_a_programs_own_line_says_more_than_what_a_person_calls_it(knowledge):
    told = (
        "I'm trying to make the mail notification work but I keep on having the connection timeout error...\n\n"
        "2017-07-27 16:33:31: [sendmail]    ERROR: failed to send mail: Connection unexpectedly closed"
    )
    (finding,) = read_text(told, knowledge)

    assert finding.entry == "connection-lost"


BESIDE_AN_ADDRESS = {
    "jo@example.org: mailbox full": ("mailbox-full", "likely"),
    "ana@example.com -> mailbox full 🤷": ("mailbox-full", "likely"),
    "jo@example.org mailbox full": ("mailbox-full", "likely"),
    "mailbox full for jo@example.org": ("mailbox-full", "likely"),
    "jo@example.org, user unknown": ("recipient-unknown", "likely"),
    "jo@example.org → address not found": ("recipient-unknown", "possible"),
    "buzón lleno: jo@example.es": ("mailbox-full", "possible"),
}


@pytest.mark.parametrize(("text", "told"), BESIDE_AN_ADDRESS.items())
def test_few_words_beside_an_address_are_about_it(text, told, knowledge):
    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.certainty) == told
    assert finding.recipient is not None
    assert finding.recipient in text


@pytest.mark.parametrize(
    "text",
    [
        "jo@example.org: mailbox full of newsletters, please clean up",
        "jo@example.org - new mailbox, not connected yet",
        "Assignee: jo@example.org, mailbox full page",
        "jo@example.org: where is the user unknown page",
        "contact jo@example.org if the account is disabled",
    ],
)
def test_what_else_is_written_beside_an_address_is_no_error(text, knowledge):
    assert read_text(text, knowledge) == ()


@pytest.mark.parametrize(
    "paste",
    [
        "Bounced today: ana@example.net (550), ben@example.org (552)",
        "ana@example.net: 550, ben@example.org: 552",
        "ana@example.net 550 and ben@example.org 552",
    ],
)
def test_addresses_with_their_numbers_on_one_line_are_one_each(paste: str) -> None:
    told = [(bounce.recipient, bounce.reply.code) for bounce in parse_text(paste)]
    assert told == [("ana@example.net", 550), ("ben@example.org", 552)]


@pytest.mark.parametrize(
    "paste",
    [
        "Orders: ana@example.net (12), ben@example.org (550)",
        "Rooms: berlin@example.net (500), paris@example.net (550)",
        "Budget\nana@example.net (500)\nben@example.org (450)",
    ],
)
def test_numbers_that_are_no_replies_stay_on_their_line(paste: str) -> None:
    assert parse_text(paste) == ()


@pytest.mark.parametrize(
    ("paste", "text"),
    [
        ('my mails fail, gmail shows "Mailbox is full: 552 5.2.2"', "Mailbox is full"),
        ("der Kunde sieht „Postfach voll: 552 5.2.2“", "Postfach voll"),
        ('"Mailbox full" 552', "Mailbox full"),
    ],
)
def test_what_was_shown_before_its_number_begins_where_the_quote_does(paste, text, knowledge):
    assert [one.reply_text for one in read_text(paste, knowledge)] == [text]


@pytest.mark.parametrize(
    "paste",
    ["Error: Invalid login: 535-5.7.8", "535 Invalid login", "535 5.7.8 Login invalid", "535 bad login"],
)
def test_an_invalid_login_says_not_which_of_user_name_and_password_is_wrong(paste, knowledge):
    (told,) = read_text(paste, knowledge)
    assert (told.cause, told.certainty.value) == ("wrong-credentials", "possible")


@pytest.mark.parametrize(
    "paste", ["535 Invalid user", "535 5.7.8 Unknown login", "535 5.1.1 Account not found"]
)
def test_a_login_that_is_not_known_is_a_user_name(paste, knowledge):
    (told,) = read_text(paste, knowledge)
    assert (told.cause, told.certainty.value) == ("username-format", "likely")


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ("554 5.7.0 Reject, id=07831-02 -…", ("message-looks-like-spam", "likely")),
        ("550 5.7.25 IP name lookup failed. No…", ("no-reverse-name", "possible")),
        ("550 5.7.0 Email relay denied…", ("relay-access-denied", "possible")),
        (
            "552 5.2.2 The email account that you tried to reach is over quota and inactive.",
            ("mailbox-full-and-inactive", "certain"),
        ),
    ],
)
def test_a_reply_that_a_window_cut_off_says_no_more_than_it_shows(reply, told, knowledge):
    assert [(one.entry, one.certainty.value) for one in read_text(reply, knowledge)] == [told]
