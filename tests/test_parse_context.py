"""What stands beside an error is evidence: settings, EHLO lists, a person's words."""

import pytest

from bot.model import Vantage
from bot.parse import parse_text

ERROR = "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')"


def evidence(text: str) -> dict[str, dict[str, object]]:
    bounces = parse_text(text)
    assert bounces
    facts = [fact for bounce in bounces for fact in bounce.context]
    assert {fact.vantage for fact in facts} <= {Vantage.PASTE}
    return {fact.tag: dict(fact.args) for fact in facts}


BESIDE = {
    "program": ("", "client.program", {"name": "smtplib"}),
    "port": ("port = 587", "client.port", {"port": 587}),
    "host with port": ("smtp.example.com:465", "client.port", {"port": 465}),
    "a host that a person says": (
        "server smtp.acme.example port 465",
        "client.host",
        {"host": "smtp.acme.example"},
    ),
    "a host that a person uses": (
        "with smtp.acme.example on port 587",
        "client.host",
        {"host": "smtp.acme.example"},
    ),
    "a host and no port": ("it is about smtp.acme.example", "client.host", None),
    "an address before a port": ("ana@acme.example on port 587", "client.host", None),
    "a greeting with stars in it": ("220 ** mail.example.com ** ESMTP", "smtp.greeting-hidden", None),
    "a greeting that a firewall hides": ("220 " + 23 * "*", "smtp.greeting-hidden", {}),
    "a service that asks for a login": (
        "postfix/submission/smtpd[7]: NOQUEUE: reject: RCPT from unknown[192.0.2.42]: 554 5.7.1 "
        "<unknown[192.0.2.42]>: Client host rejected: Access denied; proto=ESMTP helo=<laptop>",
        "smtp.no-auth-sent",
        {},
    ),
    "a user that a person says": ("port 587 and user ana@acme.example", "user.full-address", {}),
    "a user of whom a server speaks": ("550 user ana@acme.example unknown", "user.full-address", None),
    "a session that ends where TLS begins": (
        "CLIENT -> SERVER: STARTTLS\nSERVER -> CLIENT: 220 2.0.0 SMTP server ready\n"
        "SMTP Error: Could not connect to SMTP host.",
        "smtp.stopped-at-starttls",
        {},
    ),
    "such a session with a client's own remarks": (
        'CLIENT -> SERVER: STARTTLS\nSMTP -> get_lines(): $data is ""\n'
        'SMTP -> get_lines(): $str is  "220 2.0.0 SMTP server ready\n                 "\n'
        "SERVER -> CLIENT: 220 2.0.0 SMTP server ready\nSMTP Error: Could not connect to SMTP host.",
        "smtp.stopped-at-starttls",
        {},
    ),
    "a second session that is not reached": (
        "CLIENT -> SERVER: STARTTLS\nSERVER -> CLIENT: 220 ready\nCLIENT -> SERVER: EHLO acme.example\n"
        "SERVER -> CLIENT: 250 OK\nCLIENT -> SERVER: QUIT\nSMTP Error: Could not connect to SMTP host.",
        "smtp.stopped-at-starttls",
        None,
    ),
    "a session that goes on in TLS": (
        "CLIENT -> SERVER: STARTTLS\nSERVER -> CLIENT: 220 ready\nCLIENT -> SERVER: EHLO acme.example",
        "smtp.stopped-at-starttls",
        None,
    ),
    "JavaMail's properties in XML": (
        "<prop key='mail.smtp.port'>587</prop>\n<prop key='mail.smtp.ssl.enable'>true</prop>\n"
        "<prop key='mail.smtp.starttls.enable'>true</prop>",
        "client.tls-mode-unusual",
        {},
    ),
    "a host in XML": (
        "<entry key='mail.smtp.host'>smtp.acme.example</entry>",
        "client.host",
        {"host": "smtp.acme.example"},
    ),
    "two tries in one text": (
        "first port 587 with starttls: true, then port 465 with ssl: true",
        "client.tls-mode-unusual",
        None,
    ),
    "Rails with 465 alone": (
        "delivery_method: :smtp\n  smtp_settings:\n    address: smtp.acme.example\n    port: 465",
        "client.tls-mode-unusual",
        {},
    ),
    "IMAP's port": (
        'mailer.Host = "mail.acme.example"; mailer.Port = 143;',
        "client.port-of-other-service",
        {},
    ),
    "IMAP's port beside SMTP's": ("imap port: 993, smtp port: 465", "client.port-of-other-service", None),
    "the port for sending, told second": (
        "in: imap.acme.example:993, out: smtp.acme.example:587",
        "client.port",
        {"port": 587},
    ),
    "the port between servers": ('smtplib.SMTP("smtp.acme.example", 25)', "client.port-between-servers", {}),
    "a mail server's": (
        "postfix/smtp[1]: connect to mx.acme.example[192.0.2.1]:25: timed out",
        "client.port-between-servers",
        None,
    ),
    "a port for sending": ("port: 587", "client.port-of-other-service", None),
    "Rails with TLS at 465": (
        "delivery_method: :smtp\n  smtp_settings:\n    port: 465\n    ssl: true",
        "client.tls-mode-unusual",
        None,
    ),
    "nodemailer's STARTTLS at a port for TLS": ("port: 465, secure: false", "client.tls-mode-unusual", {}),
    "a port where the server greets first": ("port: 587, secure: false", "client.port-greets-first", {}),
    "such a port and one for TLS": ("port: 587, then 465", "client.port-greets-first", None),
    "such a port with TLS at once": ("port: 587, secure: true", "client.port-greets-first", None),
    "Ruby's trace of a mail that was handed over": (
        "net/smtp.rb:909:in `block in data'",
        "smtp.mail-begun",
        {},
    ),
    "Ruby's trace of a session that begins": ("net/smtp.rb:556:in `do_start'", "smtp.mail-begun", None),
    "implicit TLS": ("secure: true", "client.implicit-tls", {}),
    "Go's function for mail, named": ("SMTP_PORT=465, smtp.SendMail", "client.tls-mode-unusual", {}),
    "TLS that is no SSL": (
        "MAIL_SMTP_PORT=465\nMAIL_SMTP_TLS=true\nMAIL_SMTP_SSL=false",
        "client.tls-mode-unusual",
        {},
    ),
    "a password that code escapes": ("urlencode('secret')", "prose.escaping", None),
    "STARTTLS": ("server.starttls()", "client.starttls", {}),
    "a call's port": ('smtplib.SMTP("smtp.acme.example", 465)', "client.port", {"port": 465}),
    "a call's host": (
        "Net::SMTP.new('smtp.acme.example', 587)",
        "client.host",
        {"host": "smtp.acme.example"},
    ),
    "a call with a space": ('client.Connect ("smtp.acme.example", 25, false)', "client.port", {"port": 25}),
    "a server that somebody connects to": (
        "our tool says so connecting to mail.acme.example:587",
        "client.host",
        {"host": "mail.acme.example"},
    ),
    "a server that mail is delivered to": ("connect to mx.acme.example:25", "client.host", None),
    "a mail to a group": ("Your email to group ana@acme.example was rejected", "reply.of-group", {}),
    "a user name in Exim's log": ("535 refused (set_id=ana@acme.example)", "user.full-address", {}),
    "the log of a login at one's own server": (
        "postfix/submission/smtpd[1]: warning: a.example.com[192.0.2.1]: SASL PLAIN authentication failed:",
        "server.own-login-log",
        {},
    ),
    "a large provider that one's own server put off": (
        "NOQUEUE: reject: RCPT from mail-ej1-f41.google.com[192.0.2.41]: 450 4.7.1 <ana@example.com>: Greylisted",
        "reply.large-sender-put-off",
        {},
    ),
    "another server that it put off": (
        "NOQUEUE: reject: RCPT from mail.example.com[192.0.2.41]: 450 4.7.1 <ana@example.com>: Greylisted",
        "reply.large-sender-put-off",
        None,
    ),
    "the own server's filter": ("NOQUEUE: milter-reject: CONNECT from x[192.0.2.1]:", "reply.in-own-log", {}),
    "a login service that is missing": (
        "warning: SASL: Connect to private/auth failed: No such file or directory",
        "server.own-log",
        {},
    ),
    "a call to another service": ('cache.connect("cache.example", 6379)', "client.port", None),
    "a rented server": ("it is a new Hetzner cloud server", "client.rented-server", {}),
    "a host at a cloud": ("ec2-192-0-2-1.compute.amazonaws.com", "client.rented-server", None),
    "a clock that is wrong": ("the PC shows the year 2019", "prose.wrong-clock", {}),
    "a clock of which nobody complains": ("by the clock it was 9", "prose.wrong-clock", None),
    "an old system": ("it runs on Windows Server 2008 R2", "prose.old-system", {}),
    "a new system": ("it runs on Windows Server 2022", "prose.old-system", None),
    "all mailboxes of a server": ("all 40 mailboxes on that server since 13:00", "prose.everybody", {}),
    "all mailboxes that fail at once": (
        "all 40 mailboxes on that server since 13:00",
        "prose.many-mailboxes",
        None,
    ),
    "all mailboxes that are set up": ("we connect all 40 mailboxes", "prose.everybody", None),
    "an Exchange of one's own": ("it is an on-prem Exchange 2016", "prose.own-exchange", {}),
    "Exchange Online": ("it is Exchange Online", "prose.own-exchange", None),
    "a mail server that is not named smtp": (
        "we use mail.gmx.net there",
        "client.host-named",
        {"host": "mail.gmx.net"},
    ),
    "a call whose host stands elsewhere": ("server = smtplib.SMTP(HOST, PORT)", "client.host", None),
    "another service's host": ('cache.connect("cache.example", 6379)', "client.host", None),
    "a call that is plain at a port for TLS": (
        'server = smtplib.SMTP("smtp.acme.example", 465)',
        "client.tls-mode-unusual",
        {},
    ),
    "a call with TLS at its port": (
        "smtplib.SMTP_SSL('smtp.acme.example', 465)",
        "client.tls-mode-unusual",
        None,
    ),
    "a call with TLS at a port for plain text": (
        "smtplib.SMTP_SSL('smtp.acme.example', 587)",
        "client.tls-mode-unusual",
        {},
    ),
    "a host with TLS in front at a port for plain text": (
        "Hostname: ssl://smtp.acme.example\nPort: 587",
        "client.tls-mode-unusual",
        {},
    ),
    "Python's trace of a login": (
        '(code, resp) = self.docmd("AUTH", mechanism + " " + response)',
        "smtp.login-begun",
        {},
    ),
    "a transcript's login": ("CLIENT -> SERVER: AUTH LOGIN", "smtp.login-begun", {}),
    "an offer of logins": ("<< 250-AUTH LOGIN PLAIN", "smtp.login-begun", None),
    "Swift Mailer that got to a mail": ("Log data: >> MAIL FROM:<a@acme.example> <<", "smtp.mail-begun", {}),
    "smtplib that got to a mail": (
        "send: 'mail FROM:<a@acme.example> size=339\\r\\n'",
        "smtp.mail-begun",
        {},
    ),
    "Symfony that waited at DATA": (
        "Expected response code 354 but got an empty response",
        "smtp.mail-begun",
        {},
    ),
    "a server that names the command": ("503 MAIL FROM: expected", "smtp.mail-begun", None),
    "PHPMailer that is plain at a port for TLS": (
        "Connection: opening to smtp.acme.example:465, timeout=300, options=array ()",
        "client.tls-mode-unusual",
        {},
    ),
    "PHPMailer with TLS at its port": (
        "Connection: opening to ssl://smtp.acme.example:465, timeout=300, options=array ()",
        "client.tls-mode-unusual",
        None,
    ),
    "Symfony that is plain at a port for TLS": (
        'Connection to "smtp.acme.example:465" has been closed unexpectedly.',
        "client.tls-mode-unusual",
        {},
    ),
    "MailCore's TLS at a port for plain text": (
        "smtpSession.port = 587\nsmtpSession.connectionType = MCOConnectionType.TLS",
        "client.tls-mode-unusual",
        {},
    ),
    "MailCore's STARTTLS at its port": (
        "smtpSession.port = 587\nsmtpSession.connectionType = .startTLS",
        "client.tls-mode-unusual",
        None,
    ),
    "an array's arrow": ("'mail_smtpsecure' => 'ssl',", "client.implicit-tls", {}),
    "a quoted truth": ('EMAIL__USE_SSL: "true"', "client.implicit-tls", {}),
    "TLS switched off": ("SMTP_USE_SSL=false", "client.implicit-tls", None),
    "Python's class below a port": (
        "port: 587\nssl.SSLCertVerificationError: [SSL] verify failed",
        "client.implicit-tls",
        None,
    ),
    "Python's class behind with": (
        "port 587, fails with ssl.SSLError: [SSL] verify failed",
        "client.implicit-tls",
        None,
    ),
    "Rails' STARTTLS": ("enable_starttls_auto: true", "client.starttls", {}),
    "GitLab's TLS": ("gitlab_rails['smtp_tls'] = true", "client.implicit-tls", {}),
    "GitLab's STARTTLS": ("gitlab_rails['smtp_enable_starttls_auto'] = true", "client.starttls", {}),
    ".NET's STARTTLS": ("EnableSsl = true", "client.starttls", {}),
    "MailKit's STARTTLS": ("SecureSocketOptions.StartTls", "client.starttls", {}),
    "Gitea's protocol": ("PROTOCOL = smtps", "client.implicit-tls", {}),
    "a program's own name before its user": ("PAPERLESS_EMAIL_HOST_USER=scan", "user.local-part", {}),
    "a database's user": ("WIKI_DB_USER=scan", "user.local-part", None),
    "a user after a comma": ('465, SSL/TLS, user "web"', "user.local-part", {}),
    "a new public address": (
        "since our office has a new static IP",
        "prose.address-changed",
        {},
    ),
    "an address of long standing": ("our static IP is 192.0.2.7", "prose.address-changed", None),
    "loopback in a sentence": (
        "no host is set, so Django goes for localhost; it is so",
        "client.loopback",
        {"host": "localhost"},
    ),
    "a user in a sentence": ('the user in the program is "marie"', "user.local-part", {}),
    "a service's word": ("username = apikey", "user.local-part", None),
    "what became of a login": ("Gmail rejects the AUTH LOGIN: wrong password", "user.local-part", None),
    "a login and its user": ("smtp login: user ana@example.com says 535", "user.local-part", None),
    "a service's key": ("user: 14ca2c91-258c-41c9-9433-d10182d65e76", "user.local-part", None),
    "a variable": ("user: $SMTP_USER", "user.local-part", None),
    "host": ("host: 'smtp.acme.example'", "client.host", {"host": "smtp.acme.example"}),
    "loopback": ("host: 'localhost'", "client.loopback", {"host": "localhost"}),
    "the machine that somebody works on": ("on localhost it works", "client.loopback", None),
    "a server on the machine itself": (
        "it listens on localhost:2525",
        "client.loopback",
        {"host": "localhost"},
    ),
    "the name in HELO": ("C: HELO localhost", "client.loopback", None),
    "no name at all": ("gomail: dial tcp :587: connection refused", "client.loopback", {"host": ""}),
    "every address of the machine": (
        "connect ECONNREFUSED 0.0.0.0:587",
        "client.loopback",
        {"host": "0.0.0.0"},
    ),
    "where a server listens": ("listening on 0.0.0.0:587", "client.loopback", None),
    "a container's own machine": (
        "docker compose, SMTP_HOST: 'localhost'",
        "client.loopback-in-container",
        {},
    ),
    "a machine's own machine": ("host: 'localhost'", "client.loopback-in-container", None),
    "an answer that is waited for": (
        'File "/usr/lib/python3.11/smtplib.py", line 398, in getreply',
        "client.awaited-answer",
        {},
    ),
    "a certificate that ran out": ("the certificate ran out on Sunday", "prose.certificate-expired", {}),
    "one that ran out, in German": (
        "unser Zertifikat ist seit gestern abgelaufen",
        "prose.certificate-expired",
        {},
    ),
    "one that is good for long": (
        "the certificate is not expired, it runs till May",
        "prose.certificate-expired",
        None,
    ),
    "an old TLS version": ("the server has TLS 1.0 and 1.1 disabled", "prose.tls-version", {}),
    "a TLS version of today": ("with cipher TLS_AES_256, TLSv1.3", "prose.tls-version", None),
    "a sender with a name and without": (
        "The following identities failed the check in region US-EAST-1: Ana <ana@example.com>, ana@example.com",
        "reply.sender-named-twice",
        {},
    ),
    "one address": (
        "The following identities failed the check in region US-EAST-1: ana@example.com",
        "reply.sender-named-twice",
        None,
    ),
    "the sender itself": (
        "queue: from=<ana@example.com>, size=14\nThe following identities failed the check in region US-EAST-1: "
        "ana@example.com",
        "reply.names-sender",
        {},
    ),
    "the sender in a setting": (
        "MAIL_FROM: ana@example.com\nThe following identities failed the check in region US-EAST-1: "
        "Ana <ana@example.com>",
        "reply.names-sender",
        {},
    ),
    "the sender in a setting of another name": (
        "from_address = ana@example.com\nThe following identities failed the check in region US-EAST-1: "
        "ana@example.com",
        "reply.names-sender",
        {},
    ),
    "the name in a certificate, beside the one that was asked for": (
        "Peer certificate CN=`smtp.acme.example' did not match expected CN=`192.0.2.7'",
        "client.host-named",
        None,
    ),
    "another version of the language": ("I switched the PHP version to 8.2", "prose.after-update", {}),
    "the recipient": (
        "from=<bob@example.com>, to=<ana@example.com>: The following identities failed the check in region "
        "US-EAST-1: ana@example.com",
        "reply.names-sender",
        None,
    ),
    "Go's words of a login without TLS": (
        "error authenticating: unencrypted connection",
        "client.no-tls",
        None,
    ),
    "a connection without TLS": ("we use an unencrypted connection there", "client.no-tls", {}),
    "a sender that is shown": (
        "553 5.7.1 <ana@example.com>: Sender address rejected: not owned by user ben@example.com",
        "reply.sender-shown",
        {},
    ),
    "a sender that is empty": (
        "553 5.7.1 <>: Sender address rejected: not owned by user ben@example.com",
        "reply.sender-shown",
        None,
    ),
    "a bounce without a sender": (
        "the bounce uses an empty From (as it should)",
        "prose.empty-sender",
        {},
    ),
    "a sender": ("the From address is not empty", "prose.empty-sender", None),
    "msmtp's TLS switched off": ("tls = off", "client.no-tls", {}),
    "host with space": (
        'host: "smtp.acme.example ",',
        "client.placeholder-host",
        {"host": "smtp.acme.example"},
    ),
    "a name with quotes in it": (
        'Error: getaddrinfo ENOTFOUND "smtp.acme.example";\n    hostname: \'"smtp.acme.example";\',',
        "client.placeholder-host",
        {"host": '"smtp.acme.example";'},
    ),
    "a name with a comma": (
        '"code":"EDNS","syscall":"getaddrinfo","hostname":"smtp.acme.example,"',
        "client.placeholder-host",
        {"host": "smtp.acme.example,"},
    ),
    "a name that is a number": (
        "{ [Error: getaddrinfo ENOTFOUND 587 587:465]\n  hostname: '587' }",
        "client.placeholder-host",
        {"host": "587"},
    ),
    "a name with a scheme, looked up": (
        "dial tcp: lookup https://smtp.acme.example on 192.0.2.53:53: no such host",
        "client.placeholder-host",
        {"host": "https://smtp.acme.example"},
    ),
    "a name with its port, looked up": (
        "dial tcp: lookup smtp.acme.example:587: no such host",
        "client.placeholder-host",
        {"host": "smtp.acme.example:587"},
    ),
    "a name that was never set": (
        "Error: getaddrinfo ENOTFOUND undefined",
        "client.placeholder-host",
        {"host": "undefined"},
    ),
    "a user name that arrived empty, in Exim's log": (
        "login authenticator failed for (pc) [192.0.2.1]: 535 Incorrect authentication data (set_id=)",
        "prose.empty-credential",
        {},
    ),
    "an address in the place of the server's name": (
        "Error: getaddrinfo EAI_FAIL ana@acme.example\n    at GetAddrInfoReqWrap.onlookup",
        "client.address-as-host",
        {},
    ),
    "an address beside a name that was looked up": (
        "to=<ana@acme.example>: getaddrinfo ENOTFOUND smtp.acme.example",
        "client.address-as-host",
        None,
    ),
    "a URL where PHP wants a name": (
        "Connection could not be established with host smtp://smtp.acme.example",
        "client.placeholder-host",
        {"host": "smtp://smtp.acme.example"},
    ),
    "what PHP writes before a name itself": (
        'Connection could not be established with host "ssl://smtp.acme.example:465"',
        "client.placeholder-host",
        None,
    ),
    "a name that a sentence goes on behind": (
        "getaddrinfo ENOTFOUND smtp.acme.example, and hostname: 'smtp.acme.example'",
        "client.placeholder-host",
        None,
    ),
    "an odd name that nobody looked up": ("hostname: '<your host>'", "client.placeholder-host", None),
    "container": ("it runs in docker", "client.container", {}),
    "a login by a hash": ("C: AUTH CRAM-MD5", "smtp.hashed-login", {}),
    "a login by a hash that is on offer": ("250-AUTH CRAM-MD5 LOGIN", "smtp.hashed-login", None),
    "auth list": ("250-AUTH PLAIN LOGIN", "smtp.auth-advertised", {"mechanisms": "PLAIN LOGIN"}),
    "starttls list": ("250-STARTTLS\n250 HELP", "smtp.starttls-advertised", {}),
    "old greeting": ("C: HELO pc.example.com", "smtp.helo-sent", {}),
    "the greetings told apart": ("it needs EHLO, not HELO", "prose.helo-not-ehlo", {}),
    "an option behind the old greeting": ("it speaks HELO then MAIL FROM", "prose.helo-not-ehlo", {}),
    "oauth of a server": ("Outgoing server OAuth: refused", "prose.oauth", {}),
    "Exim's words of no move": (
        "all relevant MX records point to non-existent hosts",
        "prose.mail-moved",
        None,
    ),
    "a report handed on": (
        "---- Forwarded Message -----\n550 5.7.26 not authenticated",
        "prose.forwarded",
        None,
    ),
    "an address that another led to": (
        "  joe@example.net\n    (ultimately generated from ana@example.com)\n    550 5.7.26 not authenticated",
        "prose.forwarded",
        {},
    ),
    "a server that forwards nothing": (
        "550 5.7.26 Cannot forward emails that are not authenticated",
        "prose.forwarded",
        None,
    ),
    "no login": ("our relay does not require any authentication", "prose.no-login", {}),
    "no login needed": ("port 25, no auth required", "prose.no-login", {}),
    "a server that lists none": ("The SMTP server does not support authentication.", "prose.no-login", None),
    "a relay that wants one": ("it rejects mail sent without authentication", "prose.no-login", None),
    "self-signed": ("our server has a self-signed certificate", "prose.self-signed", {}),
    "an expired certificate": (
        "certificate verification failed for mx.example.com[192.0.2.1]:25: certificate has expired",
        "prose.certificate-expired",
        {},
    ),
    "a certificate for another name": (
        "mx.example.com[192.0.2.1]:25: subject_CN=*.hoster.example; hostname mismatch",
        "prose.certificate-name",
        {},
    ),
    "own authority": ("it is signed by our own internal CA", "prose.self-signed", {}),
    "not self-signed": ("it's not a self-signed certificate", "prose.self-signed", None),
    "a setting": ("allow_self_signed => false", "prose.self-signed", None),
    "a list": (
        "1. The server is using a self-signed certificate which cannot be verified.",
        "prose.self-signed",
        None,
    ),
    "local part": ("username = ana", "user.local-part", {}),
    "full address": ("username = ana@example.com", "user.full-address", {}),
    "worked": ("It worked yesterday.", "prose.worked-before", {}),
    "stopped": ("It stopped working all of a sudden", "prose.worked-before", {}),
    "new password": ("I changed my password on Monday.", "prose.new-password", {}),
    "worked, in Chinese": ("半个小时前是好的", "prose.worked-before", {}),
    "worked, in German": ("Bis gestern ging alles", "prose.worked-before", {}),
    "now and then, in Chinese": ("好了，过了一会又不行了", "prose.intermittent", {}),
    "now and then, in German": ("Das passiert nur manchmal.", "prose.intermittent", {}),
    "right password, in German": ("Das Passwort ist korrekt.", "prose.right-password", {}),
    "right password": ("The password is correct, it works in webmail.", "prose.right-password", {}),
    "spreadsheet": ("We imported the accounts from a CSV.", "prose.copied-from-spreadsheet", {}),
    "many": ("We connect 200 mailboxes to our platform.", "prose.many-mailboxes", {}),
    "one": ("I connect my mailbox to Instantly.", "prose.many-mailboxes", None),
    "a sending platform": ("I connect my mailbox to Instantly.", "prose.sending-platform", {}),
    "another sending platform": ("Smartlead: SMTP connection failed", "prose.sending-platform", {}),
    "a platform that tests": ("535 when Instantly tests the mailbox", "prose.sending-platform", {}),
    "a platform's host": ("the test in reply.io says 535", "prose.sending-platform", {}),
    "at once": ("it fails instantly, all 3 accounts", "prose.sending-platform", None),
    "only server": ("It works locally, but not on the server.", "prose.only-from-server", {}),
    "only server, by laptop": ("It works from my laptop, not from the server.", "prose.only-from-server", {}),
    "only server, by a local run": (
        "The email sends successfully when the application is run locally",
        "prose.only-from-server",
        {},
    ),
    "only server, the other way round": (
        "On my laptop I can access it quickly, but on my server it times out",
        "prose.only-from-server",
        {},
    ),
    "only server, by a local server": (
        "same code is working fine on my local wamp server",
        "prose.only-from-server",
        {},
    ),
    "a server at work": ("It works with the server of the office", "prose.only-from-server", None),
    "IPv4 silent as well": (
        "connect to mx.acme.example[2001:db8::25]:25: Network is unreachable\n"
        "connect to mx.acme.example[192.0.2.25]:25: Connection timed out",
        "smtp.ipv4-silent",
        {},
    ),
    "IPv4 silent as well, curl": (
        "connect to 2001:db8::212 port 587 failed: Network is unreachable\n"
        "connect to 192.0.2.212 port 587 failed: Connection timed out",
        "smtp.ipv4-silent",
        {},
    ),
    "IPv4 silent as well, Go": (
        "dial tcp [2001:db8::25]:587: connect: network is unreachable\ndial tcp 192.0.2.25:587: i/o timeout",
        "smtp.ipv4-silent",
        {},
    ),
    "IPv6 silent": (
        "connect to mx.acme.example[2001:db8::25]:25: Connection timed out",
        "smtp.ipv4-silent",
        None,
    ),
    "a large receiver that is silent": (
        "connect to alt1.aspmx.l.google.com[192.0.2.25]:25: Connection timed out",
        "smtp.large-receiver-silent",
        {},
    ),
    "a large receiver that is silent, in a report's folded field": (
        "Diagnostic-Code: X-Postfix; connect to mx01.mail.icloud.com[192.0.2.25]:25:\n    Operation timed out",
        "smtp.large-receiver-silent",
        {},
    ),
    "receivers of two domains that are silent": (
        "connect to mx.acme.example[192.0.2.25]:25: Connection timed out\n"
        "connect to mail.beta.example[2001:db8::25]:25: Connection timed out",
        "smtp.several-receivers-silent",
        {},
    ),
    "two servers of one domain that are silent": (
        "connect to mx1.acme.example[192.0.2.25]:25: Connection timed out\n"
        "connect to mx2.acme.example[192.0.2.26]:25: Connection timed out",
        "smtp.several-receivers-silent",
        None,
    ),
    "a small receiver that is silent": (
        "connect to mx.acme.example[192.0.2.25]:25: Connection timed out",
        "smtp.large-receiver-silent",
        None,
    ),
    "two steps": ("2FA is on", "prose.two-step", {}),
    "app password": ("I use an app password", "prose.app-password", {}),
    "app password by its length": ("we used the 16 char app password", "prose.app-password", {}),
    "mail program": ("Outlook keeps asking, cannot send mail", "client.mail-program", {}),
    "host of Outlook": ("535 5.7.3 no [ZR0P278.PROD.OUTLOOK.COM]", "client.mail-program", None),
    "app password that was made": ("created an app specific password", "prose.app-password", {}),
    "app password made anew": ("I made a new app password already", "done.app-password-made", {}),
    "app password made long ago": (
        "We created an app password last year and it worked until today",
        "done.app-password-made",
        None,
    ),
    "a new app password, no new password": (
        "I made a new app password already",
        "prose.new-password",
        None,
    ),
    "a new password and a new app password": (
        "We changed the password, then made a new app password",
        "prose.new-password",
        {},
    ),
    "authorization code that was entered": ("密码使用了授权码", "prose.app-password", {}),
    "app password that somebody asks about": ("do I need an app password?", "prose.app-password", None),
    "app password that a server asks for": (
        "Application-specific password required",
        "prose.app-password",
        None,
    ),
    "app password that a program advises": (
        "Authentication failed. Please use an app password.",
        "prose.app-password",
        None,
    ),
    "app password that is needed": ("you need to create an app password", "prose.app-password", None),
    "authorization code that a server asks for": ("请使用授权码登录", "prose.app-password", None),
    "no login, in German": ("Der Scanner sendet ohne Anmeldung", "prose.no-login", {}),
    "no login, in Japanese": ("SMTP認証なしに送信しようとした", "prose.no-login", {}),
    "oauth": ("we log in with an OAuth2 token", "prose.oauth", {}),
    "what a server answers to a token": ("334 eyJzdGF0dXMiOiI0MDAifQ==", "prose.oauth", {}),
    "oauth scope": ("the app has Mail.ReadWrite and SMTP.Send", "prose.oauth", {}),
    "oauth among several": ('authenticators: "LOGIN", "XOAUTH2"', "prose.oauth", None),
    "own attempt": ("When I try to send a message, this comes", "prose.own-attempt", {}),
    "now and then": ("it happens sometimes", "prose.intermittent", {}),
    "set-up": ("I have trouble setting up the mailbox", "prose.new-setup", {}),
    "a rented server that is new": ("it is a brand new VPS", "prose.new-setup", {}),
    "a server set up lately": ("set up mailcow on azure a few days ago", "prose.new-setup", {}),
    "a server set up long ago": ("we set up the server at that time", "prose.new-setup", None),
    "a server's advice on a set-up": (
        "For instructions on setting up authentication, go to the page",
        "prose.new-setup",
        None,
    ),
    "lettre without TLS": ("I use `Tls::None` as my TLS config", "client.no-tls", {}),
    "update": ("since the update to 4.1 it fails", "prose.after-update", {}),
    "a web server's proxy": (
        "- Reverse proxy: nginx\n- Internet access via a proxy: false",
        "prose.antivirus",
        None,
    ),
    "no shield": ("There is no firewall or antivirus.", "prose.antivirus", None),
    "a shield that is off": ("I turned off the firewall and the antivirus.", "prose.antivirus", None),
    "a guard that is off": ("I've disabled UFW and fail2ban on the server.", "prose.banned", None),
    "guards that are off": ("csf is disabled, fail2ban was stopped", "prose.banned", None),
    "a guard's own log": ("fail2ban.utils [1]: ERROR 7fb382728ab0 -- returned 1", "prose.banned", None),
    "a guard that is a firewall": ("sending fails when CSF( iptables) is enabled", "prose.banned", None),
    "a guard": ("Perhaps fail2ban has us.", "prose.banned", {}),
    "one guard off, another on": ("I disabled ufw, but fail2ban has us.", "prose.banned", {}),
    "a firewall that lets through": ("The firewall doesn't block anything.", "prose.antivirus", None),
    "a firewall": ("Maybe our firewall blocks it.", "prose.antivirus", {}),
    "a proxy on the way": ("We sit behind a proxy.", "prose.antivirus", {}),
    "anti-virus": ("Avast is installed", "prose.antivirus", {}),
    "a special character by itself": (
        "my password has a $ in it",
        "prose.special-character",
        {"character": "$"},
    ),
    "a comment behind a password": (
        "smtp.login(self.username, self.password)  # type: ignore",
        "prose.special-character",
        None,
    ),
    "a password and something else": ("password & user name are set", "prose.special-character", None),
    "special character": (
        "the password has a special character",
        "prose.special-character",
        {"character": None},
    ),
}


@pytest.mark.parametrize(("words", "tag", "args"), BESIDE.values(), ids=BESIDE)
def test_words_beside_an_error_are_evidence(words, tag, args):
    assert evidence(f"{ERROR}\n{words}\n").get(tag) == args


def test_a_bare_reply_shows_nothing_else():
    (bounce,) = parse_text("535 5.7.8 Error: authentication failed")
    assert bounce.context == ()


def test_a_programs_call_is_no_oauth_scope():
    assert "prose.oauth" not in evidence("535 5.7.8 Authentication failed\n  smtp.send(message)")


def test_the_command_starttls_does_not_say_that_it_is_offered():
    (bounce,) = parse_text("C: STARTTLS\nS: 502 5.5.1 Error: command not implemented")
    assert bounce.context == ()
    (bounce,) = parse_text("STARTTLS\n502 5.5.1 Error: command not implemented")
    assert bounce.context == ()


@pytest.mark.parametrize(
    "words",
    [
        "it working fine for the admin",
        "it works fine elsewhere",
        "Kunde wartet seit gestern",
        "the customer has been waiting since yesterday",
    ],
)
def test_what_works_for_somebody_else_did_not_work_before(words):
    assert "prose.worked-before" not in evidence(f"{ERROR}\n{words}")
    assert "prose.worked-before" in evidence(f"{ERROR}\nit was working fine")


@pytest.mark.parametrize("words", ["send reset password email err", "the password reset mail is not sent"])
def test_a_mail_about_a_password_is_neither_a_new_one_nor_an_antivirus_program(words):
    found = evidence(f"{ERROR}\n{words}")

    assert "prose.new-password" not in found
    assert "prose.antivirus" not in found


ADVICE = (
    "Please check that your user name and password are correct for 'smtp.example.com'",
    "Make sure your credentials are valid and try again.",
    "Verify the username and password are correct.",
    "535 authentication failed, check if the password is right",
)


@pytest.mark.parametrize("words", ADVICE)
def test_a_programs_advice_does_not_say_that_the_password_is_right(words):
    assert "prose.right-password" not in evidence(f"{ERROR}\n{words}")
    assert "prose.right-password" in evidence(f"{ERROR}\n{words}\nI know the password is correct.")


def test_an_incorrect_password_is_not_a_right_one():
    assert "prose.right-password" not in evidence(f"{ERROR}\nIncorrect password")


def test_every_tag_is_declared_with_its_arguments():
    import tomllib
    from importlib import resources

    declared = tomllib.loads(resources.files("bot.knowledge").joinpath("evidence.toml").read_text("utf-8"))
    for words, _, _ in BESIDE.values():
        for tag, args in evidence(f"{ERROR}\n{words}\n").items():
            assert set(args) <= set(declared[tag]["args"])
            assert "paste" in declared[tag]["vantage"]


def test_the_code_behind_invalid_login_is_no_user_name():
    (bounce,) = parse_text("Error: Invalid login: 535-5.7.8 Username and Password not accepted")
    assert not [fact for fact in bounce.context if fact.tag.startswith("user.")]


def test_starttls_that_was_done_is_no_longer_on_offer():
    talk = "EHLO pc.example.com\n250-STARTTLS\n250 HELP\nSTARTTLS\n220 2.0.0 Ready to start TLS\n250-mail.example.com\n250 HELP\n"
    (bounce,) = parse_text(f'{talk}AUTH PLAIN\n500 5.5.1 Command unrecognized: "AUTH PLAIN"')
    tags = {fact.tag for fact in bounce.context}
    assert "smtp.starttls-advertised" not in tags
    assert "smtp.auth-not-advertised" in tags


def test_swaks_says_itself_that_tls_began():
    talk = (
        " -> EHLO pc.example.com\n<-  250-mail.example.com\n<-  250 STARTTLS\n -> STARTTLS\n<-  220 ready\n"
        "=== TLS started with cipher TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256\n"
        " ~> EHLO pc.example.com\n<~  250-mail.example.com\n<~  250 SMTPUTF8\n"
    )
    (bounce,) = parse_text(f"{talk}*** Host did not advertise authentication")
    tags = {fact.tag for fact in bounce.context}
    assert "smtp.starttls-advertised" not in tags
    assert "smtp.auth-not-advertised" in tags


def test_a_name_made_unreadable_shows_nothing():
    assert "user.local-part" not in evidence(f"{ERROR}\nHOST: mail.acme.example, USER: *****\n")


GREETED_BY_EHLO = ("C: HELO pc.example.com\nC: EHLO pc.example.com", "503 5.5.1 send HELO first", "helo=<pc>")


@pytest.mark.parametrize("words", GREETED_BY_EHLO)
def test_helo_counts_only_where_the_program_said_it_and_never_ehlo(words):
    assert "smtp.helo-sent" not in evidence(f"{ERROR}\n{words}")


def test_a_login_that_may_be_offered_inside_tls_is_not_called_missing():
    greeting = "C: EHLO pc.example.com\nS: 250-mail.example.com\nS: 250 SIZE 1000"
    assert "smtp.auth-not-advertised" in evidence(f"{ERROR}\n{greeting}")
    assert "smtp.auth-not-advertised" not in evidence(f"{ERROR}\n{greeting.replace('SIZE 1000', 'STARTTLS')}")
    # What a program would try is no answer of the server.
    assert "smtp.auth-not-advertised" in evidence(
        f"{greeting}\nDEBUG SMTP: mechanisms: LOGIN XOAUTH2\n{ERROR}"
    )


PROGRAMS = {
    "It fails instantly: (535, b'x')": "smtplib",
    "MFA is on. (535, b'x')": "smtplib",
    "In Instantly: Invalid login: 535 5.7.8 Error: authentication failed": "instantly",
    "{ code: 'ESOCKET', command: 'CONN' } connect ETIMEDOUT 192.0.2.1:465": "nodemailer",
    "Error: permanent error (535)": "lettre",
    "my Rust service with lettre 0.11 gets 535 5.7.8 Error: authentication failed": "lettre",
    "La boîte aux lettres est pleine: 552 5.2.2 Mailbox full": None,
    "Error: Send error: permanent: 5.7.1 forged sender address": "delta-chat",
    "src/smtp.rs:388: SMTP failed to send: Permanent: 550 5.7.1 no": "delta-chat",
    "smtpmail-send-it: Sending failed: 550 header syntax in response to .": "emacs",
    "The reported error was “MAIL FROM command failed: 550 no”. Evolution-Mail": "evolution",
    "SMTP session failed: 554 5.7.1 Relay access denied in mutt": "mutt",
    "This is the mail system at host mx.example.com.\n550 5.1.1 User unknown": "postfix",
}


@pytest.mark.parametrize(("text", "program"), PROGRAMS.items())
def test_a_program_is_known_by_its_own_words(text, program):
    (bounce, *_) = parse_text(text)
    assert bounce.client == program


def test_a_mail_programs_own_machine_is_no_containers():
    told = "connecting to Outgoing server (SMTP) {} failed. The server may be unavailable."
    (through, straight) = [parse_text(told.format(host))[0] for host in ("127.0.0.1", "smtp.acme.example")]
    assert [(one.tag, one.args) for one in through.context] == [
        ("client.program", {"name": "thunderbird"}),
        ("client.mail-program", {}),
        ("client.local-bridge", {"host": "127.0.0.1"}),
    ]
    assert [one.tag for one in straight.context] == [
        "client.program",
        "client.mail-program",
        "client.host-named",
    ]


def test_the_machine_that_a_playbook_runs_on_is_not_the_server():
    told = "FAILED! => Failed to send mail to server mx.example.com on port 587: [Errno 101] Network is unreachable"
    (bounce,) = parse_text(f"fatal: [localhost]: {told}")
    assert "client.loopback" not in {one.tag for one in bounce.context}


@pytest.mark.parametrize(
    ("said", "elsewhere"),
    [
        ("I can no longer send email with nodemailer on localhost.", False),
        ("It doesn't work on my machine.", False),
        ("Sending works on my machine, not on the server.", True),
        ("It works locally but does not work in production.", True),
        ("It does not work on the server; on localhost it works.", True),
    ],
)
def test_what_works_nowhere_works_not_only_elsewhere(said, elsewhere):
    assert ("prose.only-from-server" in evidence(f"{said}\n{ERROR}")) is elsewhere


def test_the_program_that_ends_a_long_log_is_named():
    log = "12:00:01 worker is waiting for the next job\n" * 2_000
    trace = 'smtplib.SMTPAuthenticationError: (535, b"5.7.8 Error: authentication failed")\n'
    (bounce,) = parse_text(log + trace)
    assert bounce.client == "smtplib"


@pytest.mark.parametrize(
    ("paste", "told"),
    [
        ("STARTTLS extension not supported by server. (port 465)", "client.port-begins-tls"),
        ("secure: true, port: 465\nSTARTTLS extension not supported by server.", "client.port-begins-tls"),
        ("STARTTLS extension not supported by server. (port 587)", "client.port-greets-first"),
        ("smtp_security=starttls, port: 465\nConnection unexpectedly closed", "client.tls-mode-unusual"),
    ],
)
def test_the_port_tells_how_encryption_begins(paste, told):
    fits = ("client.port-begins-tls", "client.port-greets-first", "client.tls-mode-unusual")

    assert [tag for tag in evidence(paste) if tag in fits] == [told]


# A setting that begins in plain text, and one that begins with TLS, as a program or form writes them.
FORMS = {
    "Flask": ("config['MAIL_PORT'] = {}\nconfig['MAIL_USE_{}'] = True", "TLS", "SSL"),
    "Django in a file of the environment": ("EMAIL__PORT: {}\nEMAIL__USE_{}: 'true'", "TLS", "SSL"),
    "Airflow": ("smtp_port = {}\nsmtp_ssl = {}", "False", "True"),
    "PHPMailer": ("$mail->SMTPSecure = '{1}';\n$mail->Port       = {0};", "tls", "ssl"),
    "WordPress": ("define('SMTP_PORT', '{}'); define('SMTP_SECURE', '{}');", "tls", "ssl"),
    "Swift Mailer": ("new Swift_SmtpTransport('smtp.acme.example', {}, '{}')", "tls", "ssl"),
    "CodeIgniter": ("'smtp_port' => {}, 'smtp_crypto' => '{}'", "tls", "ssl"),
    "Yii": ("'port' => {}, '{}'", "tls' => true, '", "scheme' => 'smtps"),
    "Spring": ("mail:\n  port: {}\n  smtp:\n    {}:\n      enable: true", "starttls", "ssl"),
    "JavaMail": ('p.put("mail.smtp.port", "{}");\np.put("mail.smtp.{}.enable", "true");', "starttls", "ssl"),
    "nodemailer in the environment": ("SMTP_PORT={}\nSMTP_SECURE={}", "false", "true"),
    "Gitea": ("HOST = smtp.acme.example:{}\nIS_TLS_ENABLED = {}", "false", "true"),
    "n8n": ("N8N_SMTP_PORT={}\nN8N_SMTP_SSL={}", "false", "true"),
    "Vaultwarden": ("SMTP_PORT={}\nSMTP_SECURITY={}", "off", "force_tls"),
    "MailKit": ('client.Connect("smtp.acme.example", {}, {});', "SecureSocketOptions.StartTls", "true"),
    "NLog": ('smtpPort="{}" {}', 'enableSsl="false"', 'smtpSecurity="SslOnConnect"'),
    "aiosmtplib": ('aiosmtplib.send(m, hostname="h.acme.example", port={}, {}=True)', "start_tls", "use_tls"),
    "smtplib by name": ('{1}(host="smtp.acme.example", port={0})', "smtplib.SMTP", "smtplib.SMTP_SSL"),
    "Go": ('{1}("smtp.acme.example:{0}")', "smtp.SendMail", "tls.Dial"),
    "lettre": ('SmtpTransport::{1}relay("smtp.acme.example")?.port({0})', "starttls_", ""),
    "curl": ("curl --url {1}://smtp.acme.example:{0}", "smtp", "smtps"),
    "msmtp": ("port {}\ntls on\ntls_starttls {}", "on", "off"),
    "a form": ("Port: {}\nConnection security: {}", "STARTTLS", "SSL/TLS"),
    "a form in German": ("Port {}, Verschlüsselung {}", "STARTTLS", "SSL/TLS"),
    "a box": ("Port: {}\nUse {}: yes", "TLS", "SSL"),
    "a switch": ("Port {}, SSL/TLS toggle {}", "off", "on"),
    "somebody's words": ("port {} with {}", "STARTTLS", "SSL"),
}


@pytest.mark.parametrize(("form", "plain", "encrypted"), FORMS.values(), ids=FORMS)
def test_a_port_and_an_encryption_that_do_not_fit_are_seen_in_each_form(form, plain, encrypted):
    unusual = {
        (port, mode)
        for port in (465, 587)
        for mode in (plain, encrypted)
        if "client.tls-mode-unusual" in evidence(f"{ERROR}\n\n{form.format(port, mode)}")
    }

    assert unusual == {(465, plain), (587, encrypted)}


@pytest.mark.parametrize(
    "said",
    [
        "at System.Net.Mail.SmtpConnection.GetConnection(ServicePoint servicePoint)\nUse SSL is ticked, port 465",
        "Send-MailMessage -SmtpServer smtp.acme.example -Port 465 -UseSsl",
    ],
    ids=["a program", "a script"],
)
def test_the_mail_client_of_dotnet_never_begins_with_tls(said):
    assert "client.tls-mode-unusual" in evidence(f"{ERROR}\n\n{said}")
    assert "client.tls-mode-unusual" not in evidence(f"{ERROR}\n\n{said.replace('465', '587')}")


def test_the_logging_of_python_never_begins_with_tls():
    handler = "SMTPHandler(mailhost=('smtp.acme.example', 465), secure=())"

    assert evidence(f"{ERROR}\n{handler}")["client.tls-mode-unusual"] == {}


DENIED = {
    "we don't use a VPN": "prose.antivirus",
    "this is not a new server": "prose.new-setup",
    "it has not worked before": "prose.worked-before",
    "the password was not copied from a spreadsheet": "prose.copied-from-spreadsheet",
    "the password was not copied": "prose.copied",
    "there are no special characters in the password": "prose.special-character",
    "it is not a shared mailbox": "prose.shared-mailbox",
    "the subscription has not expired": "prose.account-closed",
    "we are not on a dynamic IP": "prose.home-connection",
    "not everybody is affected": "prose.everybody",
    "we don't use Docker": "client.container",
    "nobody changed the password": "prose.new-password",
    "wir haben das Passwort nicht geändert": "prose.new-password",
    "kein VPN, keine Firewall": "prose.antivirus",
    "ce n'est pas un nouveau compte": "prose.new-setup",
}
NOT_DENIED = {
    "it does not work since we use a VPN": "prose.antivirus",
    "mail is no longer sent, we have a new server": "prose.new-setup",
    "our invoice wasn't paid": "prose.account-closed",
    "the IP is not on any blocklist": "prose.not-listed",
    "CA isn't known to the container": "client.container",
    "it works without Docker": "client.container",
    "we don't use app passwords because security defaults are enabled": "prose.security-defaults",
    "with any password that has no § everything works": "prose.special-character",
}


@pytest.mark.parametrize(("words", "tag"), DENIED.items(), ids=list(DENIED))
def test_what_somebody_denies_is_no_evidence(words, tag):
    assert tag not in evidence(f"535 5.7.8 Error: authentication failed\n{words}")


@pytest.mark.parametrize(("words", "tag"), NOT_DENIED.items(), ids=list(NOT_DENIED))
def test_a_denial_of_something_else_leaves_it_evidence(words, tag):
    assert tag in evidence(f"535 5.7.8 Error: authentication failed\n{words}")
