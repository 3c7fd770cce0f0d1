"""In a channel's talk an error is heard wherever it stands, and what only looks like one is left alone."""

import pytest

from bot.reading import read_paste

TOLD = {
    # In a list: an open box in which somebody tells what happens to them, a point among other matters.
    "- [ ] mail, we get: username and password not accepted": "gmail-username-and-password-not-accepted",
    "TODO\n- [x] new server\n- [ ] mail, we get: connection timed out to smtp.example.com": "connect-timeout",
    "- [ ] customer Kern can't send, relay access denied": "relay-access-denied",
    "- [ ] Acme: our mails bounce, mailbox full\n- [ ] call the landlord": "mailbox-full",
    "- [ ] Flyer drucken\n- [ ] mail an den Kunden Berger, wir bekommen: Empfänger unbekannt": "recipient-unknown",
    "- mail an den Kunden Berger, wir bekommen: Empfänger unbekannt": "recipient-unknown",
    "1. order chairs\n2. our domain got blacklisted": "domain-on-blocklist",
    # Beside news of a version.
    "Release 4.2 is out, but staging can't send mail: 535 5.7.8 authentication failed": "535-authentication-failed",
    "Release 4.2: staging can't send mail, 535": "535-authentication-failed",
    "Release 4.2 is out, aber die Bestellmails gehen nicht raus: 550 5.7.1 relaying denied": "relay-access-denied",
    # What people do at a program that mails them then.
    "When users reset the password they get 535 5.7.8": "535-authentication-failed",
    "whenever a customer orders she gets 550 5.7.1 relaying denied": "relay-access-denied",
    'it\'s 534 now instead of 535, progress? "534 5.7.9 Application-specific password required"': (
        "gmail-app-password-required"
    ),
    "Der Kunde hat sein Passwort geändert, seither 535. Was sagen wir ihm?": "535-authentication-failed",
    # Below a telephone's number.
    'Call: 8:40, phone 040 5505 421\nHis invoices do not go out. Screen: "535 Incorrect authentication data"': (
        "535-incorrect-authentication-data"
    ),
    # A server's own sentence with its number behind it.
    "Delivery expired: message too old: 4.4.7": "delivery-time-expired",
    # In a person's words.
    "Le message au client est revenu, sa boîte est pleine": "mailbox-full",
    "Al enviar correo dice que la autenticación SMTP ha fallado": "login-refused-reason-hidden",
    'contact form sends no mail: "Could not authenticate"': "535-authentication-failed",
}
TALK = (
    # Boxes of what is to be done, to be tested, or was done.
    "- [ ] I have searched the existing issues\n- [ ] The mail server refuses the login",
    "- [ ] mail to unknown user bounces\n- [ ] mailbox full is shown to the sender\n- [ ] relay is denied from outside",
    "- [x] mail, we got: user unknown",
    '- [ ] write macro for "mailbox full"\n- [ ] tell customers about the mailbox quota',
    "- [ ] 535: add link to app passwords\n- [ ] 550: shorter text",
    "Sprint goal: every 5xx bounce gets its own help page.",
    # News of a version, an issue of a newsletter, a wish.
    "Release 4.2: sending no longer fails with 535",
    "Release 4.2 is out, but we removed the 535 banner",
    'Released mailer 1.7: handles "454 4.7.0 Temporary authentication failure" by retrying three times.',
    "The Deliverability Digest #45: Google tightens 5.7.26, Yahoo explains TSS04, and why 421 is not your enemy.",
    "Could we add a banner when a mailbox gets 535 three times in a row? Would save support a lot of time.",
    # What may come, what a standard says, a program's map.
    "When users exceed their quota they get 452 4.2.2",
    "If Gmail ever answers 421, wait an hour and do not change anything.",
    "The RFC says 554 at the greeting means no SMTP service here. Interesting, isn't it?",
    '{"codes": {"421": "service unavailable", "450": "mailbox busy", "550": "mailbox unavailable"}}',
    '+    550: _("The mailbox does not exist"),\n+    552: _("The mailbox is full"),',
    # What is over.
    "Incident closed: SMTP auth was down 5:35-5:50, cause was an expired LDAP certificate. Mails were queued.",
    "Yesterday's outage: 421 from our provider between 14:05 and 14:50, all queued mail was delivered, nothing lost.",
    # What a mail's headers say of its way, and the width of a picture in it.
    "Received: from mx.example.com (connection refused) by mail.example.org; Mon, 1 Dec 2026 10:00:00 +0000",
    'Mail with <img src="a.png" width="550" height="421"> bounced in the layout test',
    # Of something else: a telephone, a bank, a disk, what is counted, whom one lists oneself.
    "421 Mitarbeiter, 450 Postfächer, das passt nicht zusammen. Wer räumt auf?",
    "docker login: 401 unauthorized: incorrect username or password",
    "Customer is on our blacklist because of unpaid invoices",
    "Call support at (550) 554-4210 if the mail server room is locked.",
    "Bank transfer came back: account closed (code 550). Ask the customer for a new IBAN.",
    "I/O error, dev sda, sector 5504210 op 0x0 on the mail archive host. Disk is being replaced.",
)


@pytest.mark.parametrize(("text", "entry"), TOLD.items())
def test_an_error_among_other_matters_is_heard(text, entry, knowledge):
    reading = read_paste(text, knowledge)
    assert ([one.entry for one in reading.findings], reading.shows_mail) == ([entry], True)


@pytest.mark.parametrize("text", TALK)
def test_talk_that_only_looks_like_an_error_is_left_alone(text, knowledge):
    reading = read_paste(text, knowledge)
    assert not (reading.is_error and reading.shows_mail)


def test_a_bank_in_a_mail_hides_no_error(knowledge):
    reading = read_paste("mail about the bank transfer bounced: 550 5.1.1 user unknown", knowledge)
    assert [one.entry for one in reading.findings] == ["recipient-unknown"]
