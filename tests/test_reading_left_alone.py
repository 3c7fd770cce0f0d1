"""What a support team writes and pastes that holds no SMTP error, and the errors that are told in like words."""

import pytest

from bot.reading import read_paste

# Nobody's mail failed in these, so they get no answer even where somebody asks.
NONE = {
    # Telephones, chats, banks, tunnels, directories have errors of their own.
    "telephone": 'chan_sip.c: Got SIP response 421 "Extension Required" back from 192.0.2.44:5060',
    "chat": "IRC: :irc.example.net 421 ana MAIL :Unknown command",
    "short message": "Undeliverable SMS: operator refused, code 450",
    "card": "Payment declined: card ending 5505, code 535, insufficient funds. You are charged for Example Mail.",
    "payment": "Your payment of EUR 550.00 to Mailhost failed. Authentication required.",
    "bank": "Numéro de TVA FR 55 421 450 535, paiement refusé par la banque, le client est prévenu par mail.",
    "booking": "Gutschrift 421: Die Buchung wurde von der Bank abgelehnt (Code 554), Konto unbekannt.",
    "tunnel": "The VPN says error 691: Access denied because username and/or password is invalid on the domain.",
    "ticket of Kerberos": "kinit: Preauthentication failed while getting initial credentials for smtp/mail.example.com",
    "import of a table": 'the workbook has 550 rows, row 421 is rejected by the import: "invalid e-mail address".',
    "web interface": "429 Too Many Requests on the mail index, reindex is throttled",
    "web interface of a program": "GitLab says 429 Too Many Requests for the mail templates repo",
    "upload": "files.example.com 550 Permission denied when I upload the logo",
    "attachment of a chat": "The attachment is too big for Slack, please send it again via the share",
    # Mail is sent; it is the reading, or a calendar, that fails.
    "reading": "imaps://imap.example.com:993: certificate has expired - only receiving is affected, smtp has a good one",
    "calendar": "Outlook keeps asking for the password when it syncs the calendar, mail comes and goes ok",
    "calendar, Spanish": 'No entra en el calendario: "Error 503 servicio no disponible". El correo le funciona bien.',
    # What is counted, and what has a number.
    "attempts": "Warnung: Auf Ihrem Konto wurden 535 Fehlversuche beim Webmail-Login festgestellt.",
    "events": "webhook delivery failed: 550 events in the queue, https://hooks.example.com/mail answers 500",
    "monitors": "status.example.com 550 monitors green",
    "in total": "fail2ban: [dovecot] Ban 203.0.113.7; [sshd] Ban 203.0.113.55 (535 banned in total)",
    "files": "ClamAV: /var/mail/quarantine/550.eml: Win.Test.EICAR FOUND. Scanned files: 421, Infected files: 1",
    "measure": 'smtp_replies_total{code="550"} 421, smtp_replies_total{code="250"} 55342',
    "part": "Part 550-5.1.1 is out of stock.",
    "part, Japanese": "この商品（型番 550-5.1.1）は在庫切れです。",
    "one-time code": "You asked to reset your password for mail.example.com. The code 554 421 is valid for 10 minutes.",
    "rule": "Le service courrier refuse les colis de plus de 5 kg (règle 550). Merci d'envoyer par transporteur.",
    "a case of a program": "switch(code) {\n  case 250: return ok;\n  default: this.fail(550)\n}",
    "setting": "unknown_local_recipient_reject_code (default: 550); access_map_reject_code (default: 554)",
    "aligned": "rua report from Yahoo: 535 aligned, 21 not aligned (192.0.2.77), policy quarantine applied to 4",
    # Documents, news, adverts.
    "how-to": "How to test a login by hand\n1. openssl s_client -starttls smtp -connect smtp.example.com:587\n"
    "2. AUTH LOGIN\nThe server answers 235 2.7.0 if the login is right and 535 5.7.8 if it is wrong.",
    "how-to, a line like": 'How do I read a bounce? Look for a line like "550 5.1.1 <ana@example.com>: User unknown".',
    "glossary": "Glossary\nGreylisting: the server answers 450 at first\n"
    "Relay access denied: the server does not forward for strangers",
    "change log": "Changelog 2026-11: Nodemailer 7.0.4 - fix: EAUTH is raised where the server says 530",
    "offer": "Low bounce rates and a warm IP are the key. Book a free audit before the Gmail 550-5.7.26 wave hits you!",
    "job, English": "Job: Email Deliverability Engineer. You read bounces: 421 4.7.0 and 550 5.7.1. You know Postfix.",
    "job": "Wir suchen einen Systemadministrator (80-100 %). SMTP-Fehlercodes wie 550 5.7.1 sind dir nicht fremd.",
    "newsletter": "Inbox Insiders no. 55. This month: why 421 4.7.0 is a gentle no, and five myths about warm-up.",
    "from a day on": "From 1 March 2027 SMTP AUTH with a password will be rejected with "
    '"550 5.7.30 Basic authentication is not supported for Client Submission".',
    "maintenance": "On 12 December our outgoing mail servers are restarted. Messages will be queued and delivered "
    'afterwards; you may see "421 Service not available" for a short time.',
    # Work on programs and tickets, and what is over.
    "review": 'PR review: line 550: this swallows SMTPRecipientsRefused. Line 421: typo in "temporarily rejected".',
    "macro": 'FYI new macro in Zendesk: "SMTP 535 - wrong password". Use it when a customer sends that error.',
    "trigger": 'Zendesk trigger "Auto-tag SMTP" was updated by Ana: conditions: text contains 550 or "relay access denied"',
    "ticket": 'Your ticket #45055 "Cannot send mail" was merged into #42155. No reply needed.',
    "tracker": 'Jira: MAIL-535 "Relay access denied page is too long" moved from In Progress to Done',
    "status": 'Ticket INC0055450: "Mailbox full" for user J. Doe. Status: Resolved. Resolution: quota raised to 50 GB.',
    "case": "Case 00554 closed: customer's antivirus blocked port 587, exception added, customer happy.",
    "gone": "thanks all, the relay denied thing is gone since the firewall update",
    "goodbye": "$ swaks --to ana@example.com --server smtp.example.com:587 -tls\n"
    "<~  250 2.0.0 Ok: queued as 55E421\n ~> QUIT\n<~  221 2.0.0 Bye\n=== Connection closed with remote host.",
}
# The same words around an error that somebody met.
MET = {
    "The SIP phones are fine, voicemail mails fail with 535 5.7.8": "535-authentication-failed",
    "The payment mails to our customers are bouncing: 550 5.1.1 user unknown": "recipient-unknown",
    "Payment reminders are not sent, smtp error 535": "535-authentication-failed",
    "our mails are refused by the bank with 550 5.1.1 user unknown": "recipient-unknown",
    "after the VPN login our mail client says 535 authentication failed": "535-authentication-failed",
    "Sendgrid answers 429 Too Many Requests when we send mail": "sending-rate-exceeded",
    "Mailgun answers 429 Too Many Requests": "sending-rate-exceeded",
    "After the upload of the file the mail fails: 550 5.1.1 user unknown": "recipient-unknown",
    "The attachment is too big, the mail to our customer is rejected": "message-too-large",
    'Ticket #12 "Cannot send" was closed, but the customer still gets 535 5.7.8': "535-authentication-failed",
    "554 554 5.7.1 relay access denied": "relay-access-denied",
    "Job: nightly mailing failed, 535 5.7.8 authentication failed": "535-authentication-failed",
    "Book a demo form on our site sends no mail, error 535": "535-authentication-failed",
    "Download the guide mail bounced: 550 5.1.1 user unknown": "recipient-unknown",
    "On 3 December gmx told us they will block us, now 550 5.1.1 user unknown": "recipient-unknown",
    'Ticket #12 "No mail" was assigned to me: 535 5.7.8 authentication failed': "535-authentication-failed",
    "Wir suchen einen Techniker für unser Mailproblem: 550 5.7.1 relaying denied": "relay-access-denied",
    "Look for a line like this in our log, it stops there: 535 5.7.8 authentication failed": (
        "535-authentication-failed"
    ),
    "csv import done, but the mailing says 535 authentication failed": "535-authentication-failed",
    "imap works, only sending is affected: 535 authentication failed": "535-authentication-failed",
    "Calendar works, but when she sends mail Outlook says 535 5.7.8 bad credentials": "535-authentication-failed",
    "421 too many failed login attempts": "too-many-failed-logins",
    "550 events@example.com: user unknown": "recipient-unknown",
    "550 contacts@example.com: user unknown": "recipient-unknown",
    "How to solve this? We get 554 5.7.1 relay access denied since Monday": "relay-access-denied",
    "glossary mail to the team came back: 550 mailbox full": "mailbox-full",
    "From 1 December on all our mails to gmx are rejected with 550 5.1.1 user unknown": "recipient-unknown",
    "You may see it in the log: 535 5.7.8 authentication failed, since this morning": "535-authentication-failed",
    "Our macro for 535 did not help, the customer still gets 535 5.7.8": "535-authentication-failed",
    "moved the mailbox to the new server, login says 535": "535-authentication-failed",
    "Ticket 4711, status: closed, but the customer gets 535 5.7.8 again": "535-authentication-failed",
    "Ticket 4711 was closed, but the customer gets 535 5.7.8 again": "535-authentication-failed",
    "the certificate problem is gone, but now we get 535 5.7.8": "535-authentication-failed",
    "default: smtp.example.com, error: 535 authentication failed": "535-authentication-failed",
    "Status: open. The customer gets 535 since the move": "535-authentication-failed",
    "wir suchen den Grund: 550 5.7.1 relaying denied bei jedem Kunden": "relay-access-denied",
}


@pytest.mark.parametrize("name", NONE)
def test_what_holds_no_smtp_error_gets_no_answer(name, knowledge):
    assert read_paste(NONE[name], knowledge).findings == ()


@pytest.mark.parametrize(("text", "entry"), MET.items())
def test_an_error_told_in_like_words_is_answered(text, entry, knowledge):
    reading = read_paste(text, knowledge)
    assert ([one.entry for one in reading.findings], reading.shows_mail) == ([entry], True)
