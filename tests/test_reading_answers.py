"""What an answer shows beside its page contradicts nothing in the paste: quotes, speakers, places, steps."""

from __future__ import annotations

import pytest

from bot.cards.finding import Group, facts, said_by
from bot.knowledge import Knowledge
from bot.model import Certainty, Family, Finding, Speaker, Stage
from bot.reading import read_text


def lead(paste: str, knowledge: Knowledge) -> Finding:
    return read_text(paste, knowledge)[0]


def test_a_quote_ends_with_a_whole_word(knowledge: Knowledge) -> None:
    because = lead(
        'Expected response code 354 but got code "250", with message "250 Accepted"', knowledge
    ).because
    assert '“Expected response code … but got code "250”' in because[0]


def test_a_long_quote_is_cut_between_words(knowledge: Knowledge) -> None:
    because = lead(
        "connect to alt1.aspmx.l.google.com[2001:db8:4003:c02::1b]:25: Network is unreachable", knowledge
    ).because
    assert because[0].endswith(("unreachable”.", " …”."))


def test_a_reply_with_a_number_is_not_said_by_ones_own_program(knowledge: Knowledge) -> None:
    assert lead("454 Command not permitted when TLS active", knowledge).speaker is Speaker.OWN_SERVER


def test_ones_own_program_has_no_provider(knowledge: Knowledge) -> None:
    refused = lead(
        "SMTP ERROR: Failed to connect to server smtpout.secureserver.net:587: Connection refused (111)",
        knowledge,
    )
    assert refused.speaker is Speaker.OWN_CLIENT
    assert said_by(refused) == "said by your own program"


def test_a_host_named_postfix_is_not_the_program_that_speaks(knowledge: Knowledge) -> None:
    failed = lead(
        "email.smtp_host\nDNSLookupError: DNS lookup failed: postfix.mail.svc.cluster.local.", knowledge
    )
    assert said_by(failed) == "said by your own program"


def test_a_connection_that_was_cut_was_not_cut_while_connecting(knowledge: Knowledge) -> None:
    lost = lead("smtplib.SMTPServerDisconnected: Connection unexpectedly closed", knowledge)
    assert lost.entry == "connection-lost"
    assert "while connecting" not in facts(Group(lost, 1, 0))


def test_a_backtick_behind_an_address_is_none_of_it(knowledge: Knowledge) -> None:
    refused = lead("`Failed to send mail to user@example.edu`\n`550 5.1.1 User unknown`", knowledge)
    assert refused.recipient == "user@example.edu"


@pytest.mark.parametrize(
    "paste",
    [
        "Error sending email: dial failed: EOFpanic: runtime error: invalid memory address or nil pointer dereference",
        "sending mail with gomail: EOF\npanic: runtime error: invalid memory address or nil pointer dereference",
    ],
)
def test_a_panic_of_go_is_about_no_address(paste: str, knowledge: Knowledge) -> None:
    assert lead(paste, knowledge).entry == "connection-lost"


def test_who_knows_the_recipients_mailbox_is_the_recipients_server(knowledge: Knowledge) -> None:
    bounce = (
        "This is the mail system at host mail1.example.de.\n\nI'm sorry to have to inform you that your message "
        "could not be delivered.\n\n<ana@example.com>: host w00ec7a1.kasserver.com[192.0.2.149] said: 550 5.1.1 "
        "<ana@example.com>: Recipient address rejected: User unknown in virtual alias table"
    )
    assert lead(bounce, knowledge).speaker is Speaker.RECIPIENT_SERVER


def test_a_programs_own_failure_leads_to_its_own_log(knowledge: Knowledge) -> None:
    failed = lead(
        "bg/log(10): Failed to send <mailpile.mailutils.Email object at 0x10e244b10>\n"
        "bg/log(50): Traceback (most recent call last):\n"
        '  File "/Users/x/Mailpile/mailpile/smtp_client.py", line 325, in SendMail\n'
        '  File "/usr/lib/python2.7/smtplib.py", line 309, in connect\n',
        knowledge,
    )
    assert failed.speaker is Speaker.OWN_CLIENT
    assert not any("postmaster" in step.title for step in failed.steps)


@pytest.mark.parametrize("port", [143, 993, 110, 995])
def test_a_port_for_reading_mail_leads_to_its_page(port: int, knowledge: Knowledge) -> None:
    paste = f"javax.mail.MessagingException: Could not connect to SMTP host: 192.0.2.1, port: {port}, response: -1"
    assert lead(paste, knowledge).cause == "wrong-protocol"


def test_exim_rejects_a_recipient_at_its_address(knowledge: Knowledge) -> None:
    line = (
        "2017-05-01 07:42:42 H=a.example.com (the.connector.reports.this.name) [xxx.xxx.xxx.xxx] "
        "F=<ana@example.com> rejected RCPT <bob@example.net>: Unrouteable address"
    )
    assert lead(f"It now catches exim log messages like:\n{line}", knowledge).stage is Stage.RCPT


@pytest.mark.parametrize(
    "line",
    [
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from a.example.com[192.0.2.1]: 554 5.7.1 <a.example.com[192.0.2.1]>: "
        "Client host rejected: Access denied; from=<ana@example.com> to=<bob@example.net> proto=ESMTP helo=<a>",
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 450 4.2.0 <bob@example.net>: Recipient address "
        "rejected: Greylisted; from=<ana@example.com> to=<bob@example.net> proto=ESMTP helo=<a>",
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 504 5.5.2 <WIN-9QL4>: Helo command rejected: "
        "need fully-qualified hostname; from=<ana@example.com> to=<bob@example.net> proto=ESMTP helo=<WIN-9QL4>",
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 450 4.1.8 <ana@example.com>: Sender address "
        "rejected: Domain not found; from=<ana@example.com> to=<bob@example.net> proto=ESMTP helo=<a>",
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from a.example.com[192.0.2.1]: 554 5.7.1 <bob@example.net>: Relay access "
        "denied; from=<ana@example.com> to=<bob@example.net> proto=ESMTP helo=<a>",
    ],
)
def test_who_reads_the_log_of_the_server_that_refused_gets_its_administrators_steps(
    line: str, knowledge: Knowledge
) -> None:
    refused = lead(line, knowledge)
    assert "your own server's" in refused.steps[0].text
    assert "reply.in-own-log" in {fact.tag for fact in refused.evidence}


@pytest.mark.parametrize(
    "line",
    [
        "postfix/lmtp[1]: A23: to=<ana@example.com>, relay=mail.example.com[private/dovecot-lmtp], dsn=5.2.2, status=bounced "
        "(host mail.example.com[private/dovecot-lmtp] said: 552 5.2.2 <ana@example.com> Quota exceeded (mailbox for user is "
        "full) (in reply to end of DATA command))",
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from a.example.net[192.0.2.1]: 550 5.1.1 <ana@example.com>: Recipient "
        "address rejected: User unknown in virtual mailbox table; from=<bob@example.net> to=<ana@example.com> proto=ESMTP",
    ],
    ids=["a full mailbox", "an unknown one"],
)
def test_a_mailbox_of_the_own_server_is_on_nobodys_list(line: str, knowledge: Knowledge) -> None:
    assert lead(line, knowledge).address_action is None


def test_a_relay_in_ones_own_network_is_ones_own_server(knowledge: Knowledge) -> None:
    refused = lead(
        "2025-02-17 17:59:47 1tk2b3-006Xtp-0N ** xx@example.com R=smarthost T=remote_smtp H=192.168.0.2 [192.168.0.2]: "
        "SMTP error from remote mail server after RCPT TO:<xx@example.com>: 550 Relay not permitted",
        knowledge,
    )
    assert refused.speaker is Speaker.OWN_SERVER
    assert refused.cause == "auth-not-attempted"


def test_a_limit_of_ones_own_server_is_not_asked_of_the_recipients(knowledge: Knowledge) -> None:
    refused = lead(
        'Expected response code 250 but got code "552", with message "552 5.3.4 Error: message file too big"',
        knowledge,
    )
    assert not any("recipient's administrator" in step.title for step in refused.steps)


def test_the_sender_that_msmtp_names_is_no_recipient(knowledge: Knowledge) -> None:
    refused = lead(
        "msmtp: envelope from address shop@example.com not accepted by the server\n"
        "msmtp: server message: 554 Email rejected\n"
        "msmtp: could not send mail (account shop@example.com from /home/ana/.msmtprc)",
        knowledge,
    )
    assert refused.recipient is None


def test_erlang_says_in_a_notice_why_tls_failed(knowledge: Knowledge) -> None:
    paste = (
        "19:00:42.140 [notice] TLS :client: In state :wait_cert_cr at ssl_handshake.erl:2125 generated CLIENT ALERT: "
        "Fatal - Unknown CA\n19:00:42.142 [warning] Failed sending email: {:retries_exceeded, {:temporary_failure, "
        '~c"192.0.2.45", :tls_failed}}'
    )
    assert lead(paste, knowledge).entry == "certificate-untrusted"


@pytest.mark.parametrize(
    ("told", "cause", "step"),
    [
        (
            "With any password that has no § everything works.",
            "credential-encoding",
            "Choose a password of plain",
        ),
        (
            "I changed the password yesterday.",
            "wrong-credentials",
            "Log in to webmail with the same user name",
        ),
    ],
)
def test_the_first_step_is_about_the_cause_that_leads(
    told: str, cause: str, step: str, knowledge: Knowledge
) -> None:
    failed = lead(f"SMTP connect() failed. PHPMailer 6.9.1, SMTPSecure = SSL.\n{told}", knowledge)
    assert (failed.entry, failed.cause) == ("smtp-connect-failed", cause)
    assert failed.family is Family.AUTH  # the connection came about
    assert failed.steps[0].title.startswith(step)


@pytest.mark.parametrize(
    ("paste", "words"),
    [
        (
            "554 5.7.1 <ana@example.com>: Recipient address rejected: Access denied",
            "Recipient address rejected: Access denied",
        ),
        (
            "552 5.3.4 Reject, id=01234-01 - Message size exceeds recipient's size limit",
            "id= … Message size exceeds recipient's size limit",
        ),
        ("535 5.7.8 Error: authentication failed: authentication failure", "Error: authentication failed"),
        ('Outlook: "The connection was ended. Error Number: 0x800CCC0F" phone works', "0x800CCC0F"),
        (
            "Could not convert socket to TLS\nonly since the upgrade, JavaMail",
            "Could not convert socket to TLS",
        ),
        ('451 4.7.1 Ratelimit "user" exceeded', "Ratelimit … exceeded"),
        ('554 Error: "From" address missing', '"From" address missing'),
    ],
)
def test_a_quote_holds_no_sign_of_what_it_leaves_out(paste: str, words: str, knowledge: Knowledge) -> None:
    assert lead(paste, knowledge).because[0] == f"The text says “{words}”."


def test_words_for_spam_and_virus_alike_accuse_no_file(knowledge: Knowledge) -> None:
    refused = lead("554 Email rejected due to security policies - MCSpamSignature.x.1", knowledge)
    assert (refused.entry, refused.cause, refused.certainty) == (
        "message-looks-like-spam",
        "message-looks-like-spam",
        "likely",
    )
    assert refused.because[1] == (
        "Mimecast says this for a very high spam score and for a virus alike; "
        "the recipient's administrator sees which it was."
    )


@pytest.mark.parametrize(
    ("told", "cause", "step"),
    [
        (
            "We use two-factor authentication.",
            "app-password-required",
            'Connect with "Sign in with Microsoft"',
        ),
        (
            "The password is right, it works in webmail.",
            "smtp-auth-disabled-mailbox",
            "Tick Authenticated SMTP",
        ),
        ("It worked until yesterday.", "basic-auth-disabled", "Sign in at outlook.office.com"),
    ],
)
def test_what_is_told_of_a_microsoft_login_decides_the_first_step(
    told: str, cause: str, step: str, knowledge: Knowledge
) -> None:
    refused = lead(f"535 5.7.3 Authentication unsuccessful\n{told}", knowledge)
    assert (refused.entry, refused.cause) == ("microsoft-authentication-unsuccessful", cause)
    assert refused.steps[0].title.startswith(step)


@pytest.mark.parametrize(
    ("told", "cause", "step"),
    [
        (
            "$mail->Host = 'smtp.gmail.com';",
            "app-password-required",
            "Create an app password at the provider",
        ),
        ("It works on localhost but not on the server.", "intercepted-smtp", "See which server answers"),
        ("The password contains special characters.", "credential-escaping", "Compare the lengths"),
    ],
)
def test_what_is_told_of_a_login_without_a_reason_decides_its_first_step(
    told: str, cause: str, step: str, knowledge: Knowledge
) -> None:
    refused = lead(f"SMTP Error: Could not authenticate.\n{told}", knowledge)
    assert (refused.entry, refused.cause) == ("login-refused-reason-hidden", cause)
    assert refused.steps[0].title.startswith(step)
    assert "login" in {one.check for one in refused.steps}


@pytest.mark.parametrize(
    ("paste", "first", "told"),
    [
        (
            "535 Authentication failed when I connect my mailbox to Instantly",
            "Type one mailbox's password into the platform by hand",
            (),
        ),
        (
            'Smartlead says "Error connecting SMTP: connect ETIMEDOUT 203.0.113.7:465"',
            "Compare server name and port with the provider's page",
            (),
        ),
        (
            "535 Authentication failed for 40 mailboxes that we imported from a CSV into Smartlead",
            "Remove the invisible character",
            ("what was entered comes from a CSV, a spreadsheet or an export",),
        ),
    ],
    ids=["a login", "a time-out", "many from a file"],
)
def test_who_connects_a_mailbox_to_a_sending_platform_gets_steps_for_its_settings(
    paste: str, first: str, told: tuple[str, ...], knowledge: Knowledge
) -> None:
    refused = lead(paste, knowledge)
    assert refused.steps[0].title.rstrip(".") == first
    because = " ".join(refused.because)
    assert "many mailboxes" not in because
    assert all(words in because for words in told)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("SMTP connect() failed, I already disabled my antivirus", "smtp-connect-failed"),
        ("550 5.7.1 rejected. Antivirus is off.", None),
        ("550 5.7.1 Message rejected by antivirus", "virus-found"),
        ("554 5.7.0 Virus alert", "virus-found"),
    ],
)
def test_an_antivirus_program_that_somebody_names_found_no_virus(knowledge, text, entry):
    assert [finding.entry for finding in read_text(text, knowledge)] == [entry]


def test_an_address_refused_at_the_sender_is_the_senders(knowledge: Knowledge) -> None:
    refused = [
        lead(f"{step} failed: 553 Invalid address specified", knowledge) for step in ("Mail command", "Rcpt")
    ]
    assert [one.entry for one in refused] == ["sender-address-malformed", "address-malformed"]


def test_a_sender_that_the_refusal_shows_is_not_empty(knowledge: Knowledge) -> None:
    words = "Sender address rejected: not owned by user ben@example.com"
    shown, empty = (lead(f"553 5.7.1 <{sender}>: {words}", knowledge) for sender in ("ana@example.com", ""))
    assert [one.cause for one in shown.alternatives] == []
    assert "envelope-sender-empty" in {empty.cause, *(one.cause for one in empty.alternatives)}


def test_a_filter_that_a_login_met_is_ones_own_providers(knowledge: Knowledge) -> None:
    refused = lead(
        "552 Kx1aB2cD3eF4g :: auth :: Message rejected for spam or virus content :: Please include this entire "
        "message when contacting support :: v=2.4",
        knowledge,
    )
    assert (refused.entry, refused.speaker) == ("own-outbound-filter", Speaker.OWN_SERVER)


@pytest.mark.parametrize(
    "paste",
    [
        "javax.mail.MessagingException: Could not connect to SMTP host: smtp.example.com, port: 465, response: -1",
        "certificate verify failed: Hostname mismatch, certificate is not valid for 'smtp.example.com'. (_ssl.c:1006)",
    ],
)
def test_less_of_the_same_sentence_is_no_other_reading(paste: str, knowledge: Knowledge) -> None:
    (found,) = read_text(paste, knowledge)
    assert {one.entry for one in found.alternatives} <= {found.entry}


@pytest.mark.parametrize(
    ("reply", "wait_s", "title"),
    [
        ("451 4.7.1 Greylisting in action, please come back in 15 minutes", 900, "Wait 15 minutes, as the reply says"),
        ("451 4.7.1 Greylisting in action, please come back in 00:02:00", 120, "Wait 2 minutes, as the reply says"),
        ("550 5.4.5 Daily sending quota exceeded, please wait 24 hours", 86_400, "Wait 24 hours, as the reply says"),
        ("421 4.7.0 Too many connections, retry in 10 minutes", 600, "Wait 10 minutes, as the reply says"),
        ("535 5.7.8 Account locked, try again in half an hour", 1_800, "Wait 30 minutes, as the reply says"),
        (
            "550 User ana@example.com has exceeded its 24-hour sending limit. Relay quota will reset in 4.21 hours.",
            18_000,
            "Wait 5 hours, as the reply says",
        ),
        ("535 5.7.8 Konto gesperrt. Bitte in 2 Stunden erneut versuchen", 7_200, "Wait 2 hours, as the reply says"),
    ],
)  # fmt: skip
def test_the_time_that_a_reply_names_stands_in_the_place_of_ours(
    reply: str, wait_s: int, title: str, knowledge: Knowledge
) -> None:
    (found,) = read_text(reply, knowledge)
    assert found.retry_in_s == wait_s
    assert [step.title for step in found.steps if step.title.startswith("Wait ")][:1] == [title]


@pytest.mark.parametrize(
    ("reply", "wait_s"),
    [
        ("450 4.7.1 Too many messages, try again later", 3_600),
        ("450 4.2.0 <ana@example.net>: Recipient address rejected: Greylisted", 300),
        ("550 5.1.1 No such user, try again in 1 hour", None),  # waiting does not help there
        ("451 4.7.1 Greylisted; the message will be retried for 2 more days", 300),
    ],
)
def test_without_such_a_time_the_pages_own_stands(
    reply: str, wait_s: int | None, knowledge: Knowledge
) -> None:
    (found,) = read_text(reply, knowledge)
    assert found.retry_in_s == wait_s
    assert not any("as the reply says" in step.title for step in found.steps)


def test_that_sending_worked_before_does_not_say_whose_server_will_not_relay(knowledge: Knowledge) -> None:
    finding = lead("customer can't send since this morning: 550 5.7.1 Relaying denied", knowledge)

    assert (finding.cause, finding.certainty) == ("auth-not-attempted", "possible")


# Microsoft's own numbers of refused senders, as its list of non-delivery reports tells them apart.
OF_MICROSOFT = {
    "a range of addresses": (
        "550 5.7.501 Service unavailable. Spam abuse detected from IP range.",
        ("address-range-distrusted", Family.REPUTATION_BLOCKLIST, Certainty.LIKELY),
    ),
    "an account, or a new organisation": (
        "550 5.7.501 Access denied, spam abuse detected",
        ("sending-account-blocked", Family.SUPPRESSION, Certainty.LIKELY),
    ),
    "an account": (
        "550 5.7.502 Access denied, banned sender",
        ("sending-account-blocked", Family.SUPPRESSION, Certainty.CERTAIN),
    ),
    "an address, in the same words": (
        "550 5.7.511 Access denied, banned sender[192.0.2.25]",
        ("released-by-mail-only", Family.REPUTATION_BLOCKLIST, Certainty.CERTAIN),
    ),
    "a connector": (
        "550 5.7.711 Access denied, bad inbound connector. AS(2204)",
        ("connector-blocked", Family.SUPPRESSION, Certainty.CERTAIN),
    ),
    "an organisation, by a number between those that have words": (
        "550 5.7.723 Refused",
        ("organisation-blocked", Family.SUPPRESSION, Certainty.POSSIBLE),
    ),
    "an address that is not there": (
        "550 5.7.504 [someone@example.com]: Recipient address rejected: Access denied",
        ("recipient-unknown", Family.MAILBOX_UNKNOWN, Certainty.LIKELY),
    ),
}


@pytest.mark.parametrize(("reply", "told"), OF_MICROSOFT.values(), ids=OF_MICROSOFT)
def test_whom_microsoft_refuses_is_told_by_its_number_and_words(reply, told, knowledge: Knowledge) -> None:
    refused = lead(reply, knowledge)
    assert (refused.cause, refused.family, refused.certainty) == told
    assert refused.provider == "microsoft"


@pytest.mark.parametrize(
    "reply",
    [
        "501 5.7.0 Authentication aborted",
        "501 Authentication aborted",
        "501 Authentication cancelled",
        "501 5.0.0 Authentication canceled",
        "501 5.0.0 AUTH aborted",
    ],
)
def test_a_login_that_was_broken_off_may_have_been_refused_before(reply, knowledge: Knowledge) -> None:
    # A program ends a refused OAuth token with the same `*` (RFC 7628 3.2.3).
    failed = lead(reply, knowledge)
    others = [other.cause for other in failed.alternatives]
    assert (failed.cause, failed.certainty, others) == (
        "login-cancelled-by-client",
        Certainty.LIKELY,
        ["oauth-token-invalid"],
    )


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("535 auth failed on Outlook, with Gmail it works", "535-authentication-failed"),
        ("We get 535 authentication failed. With Gmail it works.", "535-authentication-failed"),
        ("We use iCloud, 535 authentication failed, via Brevo works", "icloud-app-password-required"),
        ("535 authentication failed with Gmail", "gmail-username-and-password-not-accepted"),
    ],
)
def test_a_service_that_works_is_not_the_one_that_refused(text, entry, knowledge):
    assert [one.entry for one in read_text(text, knowledge)] == [entry]
