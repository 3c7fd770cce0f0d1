"""Texts that ask for a change, or tell of one, beside reports in much the same words."""

import pytest

from bot.reading import read_text

WISHES = {
    "how much came back in a week": "Weekly report\n- Delivered: 98.2 %\n- Hard bounces: 1.1 % (mostly 550 5.1.1)\n"
    "- Soft bounces: 0.7 % (421 and 452)",
    "quoted replies and their meanings": 'From our provider\'s docs:\n"550 5.7.1 Message rejected" - it was classified as '
    'spam\n"552 5.2.2 Mailbox full" - the mailbox is over quota\n"421 4.7.0 Try again later" - a rate limit',
    "a change that is committed": 'git commit -m "smtp: treat 450 4.2.0 as greylisting"',
    "a call in a test": "    def test_auth_failed(self):\n        with self.assertRaises(SMTPAuthenticationError):\n"
    "            send(code=535)",
    "mails that are counted": "The spam filter works great since yesterday, 421 spam mails caught.",
    "addresses that are counted": "554 Adressen wurden importiert",
    "mails after the holidays": "450 ungelesene Mails nach dem Urlaub",
    "a macro in German": 'Wer kümmert sich um das Makro "Postfach voll"?',
    "what is to be expected": "FYI: Microsoft will reject mail without DMARC from May, expect 550 5.7.515 in the logs",
    "a list of errors": "Can we get the SMTP error list translated into Polish by Monday?",
    "what colleagues propose": 'Let\'s write a runbook for "Relay access denied", it comes up every month',
    "a sheet of cases": 'We should collect all "535 5.7.8" cases in one sheet',
    "somebody for an article": 'Who wants to write the SMTP article on "connection timed out"?',
    "a filter": "I'd like a filter for 550 5.1.1 in the incident list",
    "whether a number should count": "Should 450 4.7.1 greylisting open an incident at all?",
    "a macro for words": 'Do we have a macro for "Mailbox full"?',
    "addresses to be removed": "Please remove the bounced addresses from the list before Friday",
    "mails that should end": "Please stop sending marketing mail to bounced addresses, legal is asking",
    "whoever comes with words": 'If somebody reports "Mailbox full", ask them for the bounce first',
    "whoever comes with a number": 'If a customer sees "452 4.2.2 over quota" tell them to empty the mailbox.',
    "what a test wants": "In the unit test we expect 421 4.7.0 and get None",
    "what a test holds": 'The spec file checks that "554 5.7.1 Relay access denied" is mapped to relay_denied',
    "a case of a test": 'Our test suite has a case "550 5.1.1 user unknown", is it still needed?',
    "the next sprint": 'Next sprint: show the enhanced code in the bounce list (5.7.26 instead of "DMARC")',
    "a template": 'Template for customers: "Your password was rejected by the server (535 5.7.8)."',
    "a title that is marked as a wish": "[Feature] Pause a mailbox\n\nThe account is suspended, so it may not send mail over "
    "SMTP, and it says that it is disabled.",
    "what should be possible": "It should be possible for an owner to stop a user.\n\n* The SMTP server should fail the "
    "login where the account's send limit has been exceeded.",
    "what there is no way to do": "There is currently no way (that I know of) to stop an account.\n\nIn the event an account "
    "is suspended the account can not send email over SMTP.",
    "a possibility asked for": "Is there the possibility to list the SMTP recipients that were rejected by the server?",
    "an error to be made": "We can't use an invalid email address to trigger a send error, because it will not get past "
    "the checks before it, so one more switch makes the mailer fail.",
    "what was before a change": "Before this change the mailer tried to log in without a password, reporting invalid "
    "login from the SMTP server.",
    "what no test does": "Nothing in the test suite has a real SMTP server, so the mailer could break without anything "
    "failing. A change that broke TLS negotiation would reach an admin as a failed send.",
    "a form for features": "### Which feature or improvement would you like to request?\n\nMy filter refuses some "
    'senders, the log has data="503 5.5.3 not wanted here". It should be a 550.',
    "what the request is": "Exceeding these limits causes the following error:\n\n554 5.2.0 Submission quota exceeded\n\n"
    "So the request is to say in this page which limit it is.",
    "a column for numbers": "I'd like the queue page to show the reason the remote server gave (550, 451 and so on)"
    " in its own column",
    "what reports should leave out": "Leave out javax.mail.MessagingException: Could not connect to SMTP host in "
    "the crash reports\n\nWe can exclude `javax.mail.MessagingException: Could not connect to SMTP host` from the "
    "crash reports. It means that the phone is offline.",
    "a change that excludes": "Exclude smtplib.SMTPServerDisconnected: Connection unexpectedly closed from Sentry",
    "a feature request": "Mail to nobody is taken and comes back later. This feature request is to let each "
    "domain choose whether the server answers `550 User Unknown` instead.",
    "one number for another": "When the milter refuses a mail, use the 450 code instead of 550.",
    "a number to be returned instead of a reply": "I'd like network errors to return 4xx instead of `550 Exception "
    "sending email`.",
    "what somebody would get": "Use 587 for your own mail. If you hand in a message for a recipient elsewhere there, "
    'you will just get a "relay access denied" error.',
    "a plan whose heading is its fix": "# Retry on transient errors\n\n## Problem\nTransient SMTP errors (4xx response "
    "codes like 421, 450, 451, 452) were \ntreated as fatal, causing email sends to fail permanently when the SMTP \n"
    "server was temporarily unavailable or rate-limiting.\n\n## Fix\nAdded `isTransient()` helper that detects "
    "SMTP 4xx response \ncodes in the exception message.",
    "an upgrade of tonight": "Heute Abend 21 Uhr Wartung am Mailserver, SMTP ist ca. 15 Minuten nicht erreichbar.",
    "what goes through a relay": "When those mails bounce, the bounce comes back to this host. There was no rule for "
    "the domain, so it goes out through the relay, which bounces it again. A rule for it stopped the bounces.",
    "when a number is given": "There are no changes in v2.4.0 of SMTP. Error 452 is thrown when you've hit the "
    "rate limits of the SMTP server.",
    "a change behind what it is about": "Calendar Notification: rescue SMTP error to avoid repeat mails",
    "a clearer text": 'The log should be more clear: like "missing SMTP settings" or "SMTP server unreachable".',
    "which number is right": "Shouldn't the server return 530 instead of 503?",
    "what a standard wants": "By the standard a 550 response SHOULD be returned to a client that is not known.",
    "how a list is added": "How do I add zen.spamhaus.org to Postfix?",
    "a list to be asked no more": "Remove pbl.spamhaus.org from postscreen_dnsbl_sites",
    "how to refuse mail": "How can I set this up, so I can reject certain senders with my own SMTP error?",
    "a change without its name": "This adds a pattern to handle the error that comes back, which looks like this:\n"
    '"You tried to send to recipient(s) that have been marked as inactive."',
    "what a commit brought": "Implemented at the commit f7d46ea\n\n```\n    # - 550 5.7.1 This message does not meet IPv6 "
    "sending guidelines regarding PTR records\n```",
    "which reply is the right one": "The current response when there are too many is\n\n```\n552 5.5.3 Maximum limit "
    "of %v recipients reached\n```\n\nThe 'standard' response for this case:\n\n```\n452 4.5.3 Too many recipients\n```",
    "texts that a change adds": "Add the following error messages:\n- `552-5.2.3 Your message exceeded the limits`\n"
    "- `552-5.7.0 Our system detected an illegal attachment on your message`",
    "what servers do instead": "Large providers reject a wrong recipient with `550 5.1.1` rather than accepting and "
    "bouncing later.",
    "a way to refuse mail": 'Is there a way to reject it for incoming mail? A bounce, e.g. "user not found" (550 i believe)',
    "a document's table of numbers": "|504|Parameter not implemented|The server knows the command only.|\n"
    "|535|Authentication failed|The user name or password is wrong.|\n|550|No mailbox|The address is wrong.|",
    "a success that was none": 'The page says "Test mail sent successfully" even if the authentication to the '
    "SMTP relay failed completely.",
    "a change that includes": "Include the SMTP code in the authentication failure exception\n\nMakes it easier to "
    "see what went wrong. Maybe you're hitting a quota limit or authentication fails because of the mechanism.",
    "a change that wraps": "Wrap SMTP errors so that we don't get a bare `EOF` error, which means nothing.",
    "a sentence for the documents": "Can you add a comment on the page on outgoing mail?\n\nExchange Online has SMTP "
    "AUTH disabled by default.",
    "a change for servers whose ports are blocked": "This PR addresses **Issue #1357**: a host that blocks port 25 or "
    "465 made the mailer hang.\nIt now handles `OSError` (which encompasses `TimeoutError`) when mail is sent.",
    "exceptions that are caught": "I am catching all smtplib exceptions `(SMTPHeloError, SMTPRecipientsRefused)`, "
    "but perhaps `SMTPHeloError` means that the connection is lost.",
    "a better message": "More helpful error message on SMTP auth failure\n\nI could not see what came back.",
    "what a function hides": "`Mailer.login()` swallows the server's reply when authentication fails.\n\n```swift\n"
    'throw SMTPError.authenticationFailed("Authentication failed with all available methods")\n```',
    "a wish for the reason": "# Show the error when SMTP send fails\n\nwhen you are unable to send an email need to "
    "see why",
    "a change that prevents": "Prevent mail_open() from generating an error and throw a Swift_TransportException instead",
    "a test that failed": "Fix the mailer's test\n\nFailed asserting that exception message 'Unable to connect (A "
    "connection attempt failed because the connected party did not properly respond)' matches '/refused/'.",
    "a quarantine": "Mail from our CRM doesn't arrive, 0 bounce, they say it's in quarantine",
    "a plan": "We never know which addresses are bouncing, so the reputation sinks and mail goes to spam.\n\n"
    "**Acceptance criteria**\n\n- [ ] read the status of a bounce",
    "a cause in general": "Bounces that nobody reads are a primary cause of mail going to spam.",
    "what a server should do": "The container raises an exception when the user to deliver to does not exist, we should "
    "reply with the right SMTP error",
    "a polite wish": "It would be really great if there was an option to ignore `550 5.1.1 User unknown`.",
    "what a pattern covers": "Error code 550 followed by user|account doesn't cover all the ways to say that a mailbox "
    "does not exist.",
    "a change that mirrors": "This PR mirrors the 550 of the validator: an unknown recipient gives "
    '`Err { code: 550, message: "Recipient is not a known mailbox" }`.',
    "an entry for a glossary": "Unknown User - A hard bounce error indicating that the address (user) does not exist.",
    "a change as a list": "- Added an argument that says whether the mail server's certificate is validated\n"
    "- This is a workaround for issues where the mail server has a self signed certificate",
    "what a change avoids": "When the login's name matches no contact, the address has no domain, resulting in "
    "SMTPSenderRefused when sending emails.",
    "a login that is no address": "It seems impossible to use an smtp login that is not the email address of the account.\n"
    "- Need to split login and sender",
    "no login needed": "It would be better to let people choose. In my case there is no need for authentication to send mail.",
    "a change behind its reason": "I need to work with a mail server that does not support STARTTLS. This PR adds a setting.",
    "what a change allows": "This allows to configure starttls. TLS is enforced in this case, the connection is aborted "
    "if no TLS can be negotiated with the mail server.",
    "lines that a change adds": "+  SMTP:\n+    CouldNotDial: could not contact the SMTP server, check the port\n"
    "+    CouldNotAuth: SMTP authentication failed",
    "a change of the log, behind its area": "[Mailer] Log connection errors of SMTP",
    "what a part brings to light": "Mailer: surface what the SMTP server says when login() fails",
    "which change is right": 'The right fix would be a message in the chat: "Email cannot be sent due to authentication failure".',
    "before a change and after it": "Allow to set the timeout of SMTP servers.\n\nCurrent behavior before PR:\n\nIf SMTP server isn't "
    "available the email delivery hangs indefinitely.",
    "a message that is missing": "There should be a clear message for the admin in case of SMTP authentication failure",
    "better words in the log": "Clearer error logging for SMTP authentication failures",
    "what a function should throw": "notify.py should raise an exception for SMTPAuthenticationError",
    "a change in German": "SMTP-Login: Gib Fehlertext des Servers zurück",
    "what a name does not mean": 'The trouble is that "SMTPAuthenticationError" does *not* mean "wrong password".',
    "what a filter of logs is for": 'Add a colon to match "SASL LOGIN authentication failed: Password:"',
    "what a filter of logs left out": "None of the lost connection messages are caught; the Postfix filter matches NOQUEUE lines.",
    "what a filter of logs is to leave out": '- Set ignoreregex for faults of the system:\n  "warning: unknown[192.0.2.7]: SASL '
    'LOGIN authentication failed: Connection lost to authentication server"',
    "what everybody has to do": "In order to use Gmail in the SMTP block, users must create an App Password with Gmail.",
    "Python's page on what it throws": "exception smtplib.SMTPSenderRefused\nSender address refused. Beside the attributes of "
    "all such exceptions, this sets `sender` to the address.",
    "texts that a change takes away": "-$LANG['recipients_failed']    = 'Kesalahan SMTP: Alamat tujuan menghasilkan error : ';",
    "a module that is not there": "Module not found: Error: Can't resolve 'net' in '/app/node_modules/nodemailer/lib/shared'",
    "what a program catches so far": "We are only catching smtplib.SMTPRecipientsRefused. There are plenty more that could stop "
    "the batch.",
    "what will be thrown": "The server may not take the mail. In such a case a `SMTPRecipientsRefused` exception will be raised.",
    "what one class makes of others": "This folds `SMTPSenderRefused` and `SMTPRecipientsRefused` into one exception.",
    "what a class leaves out": "`SMTPRecipientsRefused` overrides the method and forgets the message.",
    "a request in brackets": "[request] Show SMTP errors to the people who send",
    "a feature asked for": "Feature Request: let each domain choose its SMTP reject (550 User Unknown)",
    "certificates to be taken": "Mailer: add option to allow self-signed certificates of the SMTP server",
    "certificates that may be taken": "Wondering if there any option to ignore self-signed certificate for SMTP server?",
    "certificates that a setting takes": "Note that this accepts all invalid SMTP certificates, self-signed and expired ones.",
    "what a pattern finds": 'This one finds more, detecting brute force "authentication failed" attempts on SMTP.',
    "how often to try": "Retry 3 times sending on temporary connection errors",
    "an error for a list": "Add Outlook.com 550 5.7.515 SMTP error",
    "whom an error is for": "As of today, Outlook.com is returning this error for high-volume senders whose messages fail SPF, "
    "DKIM or DMARC checks.",
    "whom a server is to refuse": "Reject unknown recipient addresses",
    "what does harm": "Sending to bouncing addresses again and again is the fastest way to kill the IP reputation.",
    "what we refuse": "We are now rejecting mail to some boxes that are targeted for spam before it reaches the shop.",
    "when a server is to refuse": "Reject bounces when SPF fails",
    "an ability to be added": 'Add ability to set DMARC to "reject" for mails that fail SPF / DKIM',
    "what refuses nothing by itself": "Rspamd does not reject a message just because it fails DKIM or SPF.",
    "an option in words": "An option or flag that allows the client to skip TLS certificate verification when connecting via SMTP.",
    "when people are to be asked": "Ask user for new password if connection to mailbox fails because of wrong password",
    "warnings of a program": "Unfortunately, Outlook does not show mailbox quotas or quota warnings.",
    "a fault in the logic": "The logic that decides whether DMARC failed was incorrect. It counted it as a failure if SPF failed.",
    "what a program can do": "Only encrypted smtp is supported, which is hard in some places, where no encryption is required",
    "a guard that does not work": "per recipient disabled greylisting is not working",
}
REPORTS = {
    "quoted replies that came": (
        'ana: "552 5.2.2 Mailbox full" - since Monday\nben: "552 5.2.2 Mailbox full" - too',
        552,
    ),
    "mails that a server counts": ("550 spam messages are rejected here, mail to gmail", 550),
    "a report of a bounce": ("Our weekly report bounced: 550 5.1.1 user unknown", 550),
    "what was expected": ("We expected 250 but got 550 5.7.1 Message rejected from gmail", 550),
    "who expects mails": ("customer expects mails, server answers 452 4.2.2 mailbox full", 452),
    "what shall begin": ("Let's start with the log: 554 5.7.1 <x@y.example>: Relay access denied", 554),
    "what should be easy": ("Should be easy but no: 535 5.7.8 Username and Password not accepted", 535),
    "what a customer has since Monday": (
        "If a customer has 535 5.7.8 in Outlook since Monday, what can we do?",
        535,
    ),
    "a template that bounces": (
        "Template for invoices bounces with 550 5.7.1 message rejected as spam by gmail",
        550,
    ),
    "a campaign to be stopped": (
        "Please stop the campaign, gmail says 421 4.7.28 unusual rate of unsolicited mail",
        421,
    ),
    "a wish to send": (
        "I would like to send from my own domain but get 553 5.7.1 Sender address rejected: not owned by user",
        553,
    ),
    "a test that expects a mail": (
        "test expects a mail but postfix logs status=bounced (host mx.a.example said: 550 5.1.1 User unknown)",
        550,
    ),
    "the test group": ("Our test mailbox gets 550 5.7.1 relaying denied when sending to gmail", 550),
    "what there is no way to do, and what they get": (
        "There is currently no way to send: we get 550 5.7.1 Relaying denied for each mail.",
        550,
    ),
    "a change that did not help": (
        "Fixed in #123, but it still fails: 535 5.7.8 Error: authentication failed",
        535,
    ),
    "a change of one's own": (
        "This adds a delay, yet we get 421 4.7.0 Too many connections since today",
        421,
    ),
    "a wish behind an error": (
        "535 5.7.8 Error: authentication failed\n\nCan you add a hint to the log?",
        535,
    ),
    "one number instead of another": (
        "Since yesterday we get 550 5.7.1 Relaying denied instead of 250.",
        550,
    ),
    "a row of what was met": ("|550|5.1.1 <ana@example.com>: Recipient address rejected: User unknown|", 550),
    "how something is set up that fails": (
        "How do I use Gmail in Postfix when I get 535 5.7.8 Bad credentials?",
        535,
    ),
    "a great help": ("It would be great if somebody could help: 550 5.7.1 Relaying denied since today", 550),
    "help that is asked for": (
        "Would be great if someone could tell me why I get 535 5.7.8 Authentication failed",
        535,
    ),
    "help that somebody may give": ("Can you show me how to fix 535 5.7.8 Authentication failed", 535),
    "a look that is asked for": (
        "I'd like you to look at this: 550 5.1.1 <ana@example.com>: User unknown",
        550,
    ),
    "what came of a change": ("I merged the new config and now get 535 5.7.8 Authentication failed", 535),
    "what once worked": ("It used to work and is now returned with 550 5.7.1 Relaying denied", 550),
    "a way to send": ("Is there a way to send mail? I get 535 Incorrect authentication data", 535),
    "a list in a letter": (
        "What I see:\n+ 550 5.1.1 <ana@example.com>: Recipient address rejected: User unknown",
        550,
    ),
    "a log with a time-out": ("[Mailer] The log has 421 4.4.2 Connection timed out for each mail", 421),
    "a function that fails": ("Mailer: login() fails with 535 5.7.8 Authentication failed", 535),
    "a message that should not be there": (
        "There should be no error, yet it says 535 5.7.8 Authentication failed",
        535,
    ),
    "what a program does instead": ("It should send the mail but throws 554 5.7.1 Relay access denied", 554),
    "a change before which it worked": (
        "Behavior before the update: fine. After the update: 535 5.7.8 Authentication failed",
        535,
    ),
    "a filter that caught a reply": (
        'I added a filter to match "spam" and now get 550 5.7.1 Message rejected',
        550,
    ),
    "what somebody has to do": (
        "In order to send with Gmail I must create an app password? 534-5.7.9 Application-specific password required",
        534,
    ),
    "what should raise nothing": (
        "the mail should raise no error but 554 5.7.1 Relay access denied comes",
        554,
    ),
    "what all have to do, and do not": (
        "To send mail, customers must log in: 530 5.7.0 Authentication required",
        530,
    ),
    "a guard that does work": (
        "Greylisting is not working as we want: 450 4.2.0 Greylisted on each try",
        450,
    ),
}
TOLD_WITHOUT_NUMBER = {
    "a title that is a program's area": (
        "[SMTP] Connection timeout error when saving the settings",
        "connect-timeout",
    ),
    "an authentication failure that is there": (
        "There is an SMTP authentication failure on all mailboxes of one customer",
        "535-authentication-failed",
    ),
    "what cannot be sent": (
        "Email cannot be sent due to authentication failure",
        "535-authentication-failed",
    ),
    "handling that helps nobody": (
        "SMTP Error: Could not connect to SMTP host. Error handling does not help",
        "smtp-connect-failed",
    ),
    "an area before its error": (
        'SMTP Auth: Fehler "authentication failed" beim Senden',
        "535-authentication-failed",
    ),
    "a module's error of mail": (
        "Module mailer: smtplib.SMTPServerDisconnected: Connection unexpectedly closed",
        "connection-lost",
    ),
    "a log of what is guessed": (
        "Jan 29 08:11:45 mx postfix/smtpd[10752]: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: Password:",
        "login-attempts-on-own-server",
    ),
    "mails that are greylisted": ("our mails to them are greylisted since Monday", "greylisted"),
    "an exception that was thrown": ("SMTPRecipientsRefused is raised when our shop mails the invoice", None),
    "an exception that comes": ("getting SMTPRecipientsRefused exception for one customer", None),
    "a certificate that is not taken": (
        "Outlook does not accept the self-signed certificate of our mail server",
        "certificate-self-signed",
    ),
    "certificates that nobody may use": (
        "sending fails, Gmail does not allow self-signed certificates on the smtp server",
        "certificate-self-signed",
    ),
    "recipients that are not known": ("unknown recipient address, mail came back", "recipient-unknown"),
    "a warning with its error": (
        "quota warning came first, now mails to her bounce: mailbox full",
        "mailbox-full",
    ),
    "mails that are refused": (
        "Reject messages from Gmail for all our mails, they fail SPF",
        "spf-check-failed",
    ),
    "a server that refuses": ("Gmail does not accept our mails because SPF fails", "spf-check-failed"),
    "an option that is on": (
        "The option to skip certificate verification is on, still SMTP certificate verify failed",
        "certificate-not-verified",
    ),
    "a user who is to be asked": (
        "Ask the user to change it, when he sends SMTP authentication failed comes",
        "535-authentication-failed",
    ),
    "a user who was asked": (
        "We asked the user for his new password, SMTP authentication failed again",
        "535-authentication-failed",
    ),
    "retries that are over": ("Retry timeout exceeded for ana@example.com", "recipient-server-not-answering"),
    "who refuses us": ("they are rejecting our mail as spam since Monday", "message-looks-like-spam"),
    "mechanisms that a server has": (
        "SMTP login fails, only LOGIN is supported by the server and our mailer uses PLAIN",
        "535-authentication-failed",
    ),
    "an exception somebody met": (
        "exception smtplib.SMTPServerDisconnected: Connection unexpectedly closed",
        "connection-lost",
    ),
}


@pytest.mark.parametrize(("text", "entry"), TOLD_WITHOUT_NUMBER.values(), ids=TOLD_WITHOUT_NUMBER)
def test_what_tells_an_error_in_words_beside_such_a_wish_is_one(knowledge, text, entry):
    assert [finding.entry for finding in read_text(text, knowledge)] == [entry]


@pytest.mark.parametrize("text", WISHES.values(), ids=WISHES)
def test_what_asks_for_a_change_is_no_error(knowledge, text):
    assert not read_text(text, knowledge)


@pytest.mark.parametrize(("text", "code"), REPORTS.values(), ids=REPORTS)
def test_what_reports_an_error_beside_a_wish_is_one(knowledge, text, code):
    assert [one.reply_code for one in read_text(text, knowledge)] == [code]
