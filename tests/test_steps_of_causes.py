"""Whatever evidence makes lead, the steps are those that mend exactly it, not a page's general ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.cards.finding import what_happened
from bot.diagnose import conclude
from bot.knowledge import Knowledge
from bot.model import Actor, AddressAction, Bounce, Certainty, Diagnosis, Entry, Evidence, Stage, Vantage
from bot.parse import parse_text
from bot.reading import read_text


def example_of(entry: Entry) -> Bounce:
    """The first of a page's examples that is read as it stands."""
    return next(bounce for wording in entry.wordings for bounce in parse_text(wording.example))


def checked(bounce: Bounce, tag: str, knowledge: Knowledge) -> Diagnosis:
    """What a bounce means once a live check has seen `tag`."""
    return conclude(bounce, [Evidence(tag, {}, "server", seen_from(tag, knowledge))], knowledge)


def seen_from(tag: str, knowledge: Knowledge) -> Vantage:
    return next(vantage for vantage in knowledge.tags[tag].vantages if vantage is not Vantage.PASTE)


def proven_by_checks(entry: Entry, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Each cause behind the page's first that a check can prove, with the tag that proves it."""
    for cause in entry.causes[1:]:
        for tag in cause.confirmed_by:
            if set(knowledge.tags[tag].vantages) - {Vantage.PASTE}:
                yield cause.id, tag


def test_each_cause_that_a_check_proves_leads_with_steps_of_its_own(knowledge: Knowledge) -> None:
    seen = {}
    for entry in knowledge.entries.values():
        for cause, tag in proven_by_checks(entry, knowledge):
            diagnosis = checked(example_of(entry), tag, knowledge)
            seen[entry.id, tag] = (diagnosis.entry, diagnosis.cause, diagnosis.steps != entry.steps)
            assert seen[entry.id, tag] == (entry, cause, True), f"{entry.id}: {cause} by {tag}"
    assert len(seen) > 100


# A step stands in answers to which nobody has made a check. A domain check and a live check are offered:
# by the card's button, and by their command in the terminal.
CHECK_AS_PROOF = re.compile(r"(?<!domain )(?<!live )\bcheck (?:then|finds|passes|shows)\b")


def test_no_step_is_proven_by_a_check_that_nobody_offered(knowledge: Knowledge) -> None:
    steps = [
        (entry.id, step)
        for entry in knowledge.entries.values()
        for listed in (entry.steps, *(steps for _, steps in entry.steps_when))
        for step in listed
    ]
    assert [(page, step.title) for page, step in steps if CHECK_AS_PROOF.search(step.text)] == []
    assert len(steps) > 1000


@pytest.mark.parametrize(
    ("reply", "tag", "step"),
    [
        ("535 Incorrect authentication data", "credential.csv-quoting", "Take the quotes off"),
        (
            "535 Incorrect authentication data",
            "credential.html-entity",
            "Turn the entity back into its character",
        ),
        (
            "535 5.7.8 Error: authentication failed. SendGrid: 535 Authentication failed: Bad username / password",
            "credential.hidden-character",
            "Clear the field and paste the key alone",
        ),
        (
            "ssl.SSLCertVerificationError: certificate verify failed: certificate is not yet valid",
            "tls.certificate-not-yet-valid",
            "Set the clock of the machine that sends",
        ),
        (
            "SMTP: unable to verify the first certificate",
            "tls.intercepting-issuer",
            "See who signed it, on the machine that sends",
        ),
        (
            "smtplib.SMTPServerDisconnected: Connection unexpectedly closed",
            "tls.port-speaks-tls",
            "Choose the pair that belongs together",
        ),
        (
            "550 5.7.25 The IP address sending this message does not have a PTR record setup",
            "ptr.not-forward-confirmed",
            "See which name the address has",
        ),
    ],
)
def test_what_a_check_finds_decides_the_first_step(
    reply: str, tag: str, step: str, knowledge: Knowledge
) -> None:
    assert checked(parse_text(reply)[0], tag, knowledge).steps[0].title == step


@pytest.mark.parametrize(
    ("paste", "step"),
    [
        (
            "It works on my laptop, only the server fails:\nconnect ECONNREFUSED 203.0.113.7:587",
            "Test the port from the machine that sends, and from elsewhere",
        ),
        (
            "554 5.7.1 <someone@example.com>: Recipient address rejected: Policy rejection due to null sender",
            "If a program sent an ordinary message, give it a sender",
        ),
        (
            "550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient",
            "Send a link instead of the file",
        ),
        (
            "535 5.7.8 Error: authentication failed, incoming mail still works",
            "Type the password anew in the settings of outgoing mail",
        ),
        (
            "502 5.7.0 Sorry, we do not allow this operation",
            "See which command was refused",
        ),
        (
            "Thunderbird, Proton Mail: 127.0.0.1:1025 answers 535 5.7.8 invalid username or password",
            "Copy user name and password from the bridge's own window",
        ),
        (
            "550 5.7.1 198.51.100.2 has been blocked by zen.spamhaus.org. It is his home DSL",
            "Send through your provider's outgoing server",
        ),
        (
            "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. Outlook.com account",
            'Connect with "Sign in with Microsoft"',
        ),
        (
            "postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.10]: 450 4.7.25 Client host rejected: "
            "cannot find your hostname, [192.0.2.10]; from=<a@example.net> to=<b@example.com> proto=ESMTP",
            "See who was refused",
        ),
        (
            "It works on my laptop, only the server fails:\nconnect ECONNREFUSED 127.0.0.1:587",
            "Enter the mail server's own name",
        ),
        ("SMTP Error (535): Authentication failed.", "Sign out of the webmail and in again"),
        (
            "555 5.5.4 Unsupported option: SIZE=1000. The script speaks HELO",
            "Start with EHLO",
        ),
        (
            "postfix/smtpd[1]: warning: TLS library problem: error:0A000412:SSL routines::sslv3 alert bad certificate:"
            "../ssl/record/rec_layer_s3.c:1586:SSL alert number 42:",
            "Let your server send the whole chain",
        ),
        (
            "connect to mx.example.net[192.0.2.20]:25: No route to host, all others go out",
            "Wait, and tell the recipient another way",
        ),
        (
            "554 5.7.9 Message not accepted for policy reasons, From: ana@yahoo.example via our contact form",
            "Put an address of the web site's own domain into From",
        ),
        (
            "dovecot: auth: Error: ldap(ldap.conf.ext): binding failed (dn cn=vmail,dc=example): Invalid credentials",
            "Give Dovecot the directory's current password",
        ),
        ("554 5.7.5 Permanent error evaluating DMARC policy", "See what stands there"),
        (
            "connect to gmail-smtp-in.l.google.com[192.0.2.26]:25: Connection timed out",
            "Have port 25 opened",
        ),
        (
            "450 4.7.321 starttls-not-supported: Destination mail server must support TLS to receive mail.",
            "See whose server it is",
        ),
        (
            "535 5.7.8 Error: authentication failed. It works with swaks",
            "Compare the failing program's login with that of the one that works",
        ),
        (
            "535 5.7.8 Error: authentication failed:\npostfix/submission/smtpd[1]: warning: a.example.com[192.0.2.1]: "
            "SASL PLAIN authentication failed:",
            "Read what the login service logged in the same second",
        ),
        (
            "Your email to group ana@example.com was rejected due to spam classification.",
            "Ask the group's owner to let the message through",
        ),
        (
            "220 smtp.gmail.com ESMTP\nCLIENT -> SERVER: STARTTLS\nSERVER -> CLIENT: 220 Ready\n"
            "SMTP Error: Could not connect to SMTP host.",
            "Bring the sending machine's list of authorities up to date",
        ),
        (
            'iPhone: Cannot Send Mail. The recipient "ana@example.com" was rejected by the server because it does not allow relaying. '
            "It worked until I changed my password",
            "Enter the new password for outgoing mail as well",
        ),
        (
            "<ana@example.com>: host mx.example.com[192.0.2.1] said: 421 4.4.2 Message submission rate for this client has "
            "exceeded the configured limit (in reply to MAIL FROM command)",
            "Let the queue go on, slower",
        ),
        (
            "550 5.7.1 sender domain has no valid MX (ana@news.example.com). We set up that domain yesterday",
            "If the domain is new, give it an MX or an address",
        ),
        (
            "NOQUEUE: reject: RCPT from mail-ej1-f41.google.com[192.0.2.41]: 450 4.7.1 <ana@example.com>: Recipient "
            "address rejected: Greylisted; from=<bob@example.net> to=<ana@example.com> proto=ESMTP",
            "Let large senders pass",
        ),
        (
            "fatal: no SASL authentication mechanisms\nclients get connection reset when sending",
            "Start the login service behind the server",
        ),
    ],
)
def test_what_the_paste_shows_decides_the_first_step(paste: str, step: str, knowledge: Knowledge) -> None:
    assert read_text(paste, knowledge)[0].steps[0].title == step


@pytest.mark.parametrize(
    ("paste", "cause", "steps"),
    [
        (
            "535 5.7.8 Password logins are no longer possible, use OAuth2",
            "basic-auth-disabled",
            ["Connect the mailbox by OAuth", "Or ask whether passwords can be allowed"],
        ),
        (
            "535 5.7.8 this key was deleted",
            "api-key-invalid",
            ["Create a key for SMTP and enter the whole of it as password", "Log in once"],
        ),
        (
            "The SPF record is malformed",
            "spf-syntax",
            ["Correct the part that the evidence names", "Check the domain again"],
        ),
    ],
)
def test_words_that_name_a_cause_lead_to_its_steps_however_sure_their_page_is(
    paste: str, cause: str, steps: list[str], knowledge: Knowledge
) -> None:
    (finding,) = read_text(paste, knowledge)
    assert (finding.cause, finding.certainty) == (cause, Certainty.POSSIBLE)
    assert [step.title for step in finding.steps] == steps


def test_nobody_imports_a_file_into_a_printer(knowledge: Knowledge) -> None:
    (finding,) = read_text(
        "535 authentication failed in our printer, same password works in webmail", knowledge
    )
    assert [step.title for step in finding.steps] == [
        "Remove the invisible character",
        "Log in once",
        "If it is still refused, look at user name and port",
    ]


def test_a_step_for_a_network_is_left_out_where_the_address_itself_is_listed(knowledge: Knowledge) -> None:
    listed = (
        "550 5.7.1 Unfortunately, messages from [192.0.2.25] weren't sent. Please contact your Internet service "
        "provider since part of their network is on our block list ({}). "
        "[AM1EUR01FT001.eop-EUR01.prod.protection.outlook.com]"
    )
    one, network = (
        {step.title for step in read_text(listed.format(token), knowledge)[0].steps}
        for token in ("S3140", "S3150")
    )
    assert network - one == {"Tell your provider when it is S3150"}


def test_a_web_host_of_whatever_name_is_shown_its_panels_steps_and_no_other_providers(
    knowledge: Knowledge,
) -> None:
    full = read_text("552 5.2.2 MTA-imposed quota exceeded while writing to file /home/a/mail", knowledge)[0]
    assert [step.text.partition(":")[0] for step in full.steps if "Disk Usage" in step.text] == ["cPanel"]
    box = read_text("552 5.2.2 <ana@example.com> Quota exceeded (mailbox for user is full)", knowledge)[0]
    assert not any("iCloud" in step.text for step in box.steps)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "Nobody can write to us: 552 5.2.2 <ana@example.com>: Quota exceeded (mailbox for user is full)",
            [
                "Have the mailbox's owner make room",
                "Or give the mailbox more space",
                "Ask for what was turned away",
            ],
        ),
        (
            "He moved his web site and now nobody can write to him: Host or domain name not found. Name service"
            " error for name=example.com type=MX: Host not found, try again",
            [
                "See which name servers the domain has now",
                "Enter the domain's MX there",
                "See that the domain is paid for",
                "Ask for what came back",
            ],
        ),
        (
            "554 5.7.1 Service unavailable; Client host [192.0.2.5] blocked using zen.spamhaus.org; Error: open"
            " resolver. Our own server tells this to everybody",
            [
                "Take the list out for now",
                "Ask the list through a resolver of your own",
                "Accept only real answers",
            ],
        ),
        (
            "A Ricoh cannot scan to mail: 535 5.7.139 Authentication unsuccessful, basic authentication is"
            " disabled. [AM0PR02CA0099.eurprd02.prod.outlook.com]",
            [
                'See whether the device can "Sign in with Microsoft" (OAuth)',
                "Else let it send without a login",
                "Or allow password logins for now",
                "Or give it another service",
            ],
        ),
        (
            "550 5.7.703 Your message can't be delivered because messages to ana@example.com are blocked by your"
            " organization using Tenant Allow Block List",
            [
                "Find the entry in your own block list",
                "Ask why it is there, then delete it",
                "Send the message again",
            ],
        ),
        (
            "550 5.7.705 Access denied, tenant has exceeded threshold",
            [
                "Find what sends, and pause campaigns",
                "Secure it",
                "Ask Microsoft's support to lift the block",
                "If the subscription was only just renewed, give it a day",
            ],
        ),
        (
            "We forgot to pay; customers now get 550 5.2.1 mailbox disabled when writing to us",
            [
                "Sign in at the provider or hosting company",
                "Pay, renew or switch the mailbox on again",
                "Ask for what came back",
            ],
        ),
        (
            "Password changed last night. Login to server smtp.example.com with username kai@example.com failed.",
            [
                "Enter the new password for outgoing mail too",
                "Where an app password was in use, make a new one",
                "Stop what still tries the old one",
                "If it is still refused, let us log in once",
            ],
        ),
        (
            "WordPress form: 550 5.7.1 <bo@example.net>: Sender address rejected: not owned by user ana@example.com",
            [
                "Put the mailbox that logs in into From",
                "Put the visitor's address into Reply-To",
                "Look for a second sender setting",
            ],
        ),
        (
            "550 5.2.2 mailbox full, it is our own shared mailbox",
            ["Make room in the mailbox", "Or give it more space", "Send the message again"],
        ),
        (
            "550 5.1.1 user unknown. It is our own mailbox info@acme.example",
            ["Look the mailbox up at the provider that keeps it", "Look which server refused"],
        ),
        (
            "550 5.2.1 mailbox disabled - my own mailbox",
            ["See why the mailbox is off", "Switch it on again", "Ask for what came back"],
        ),
        (
            "454 4.7.1 Relay access denied, wenn der Kunde an uns schreibt",
            [
                "Enter the domain on the server that its MX names",
                "Ask for what was turned away",
            ],
        ),
        (
            "535 Incorrect authentication data, 40 mailboxes imported from a CSV",
            ["Type the password by hand", "If it came from a file or note, clean that too", "Log in once"],
        ),
        (
            "550 5.1.1 User unknown, our contact left the company in May",
            [
                "Ask the company who has taken over",
                "Take the old address out of your lists",
                "If it is your customer's own address, have its mail passed on",
            ],
        ),
        (
            "554 5.7.1 Service unavailable; Client host [192.0.2.5] blocked using bl.spamcop.net. Shared hosting",
            [
                "Give the whole line to the hosting company's support",
                "See whether it came from your own site or mailbox",
                "Send urgent mail from elsewhere meanwhile",
            ],
        ),
        (
            "550 5.1.1 User unknown: 212 of 4,000 came back",
            [
                "Stop sending to this list, and take these addresses out of it",
                "Look for what they have in common",
                "Find out where the list comes from",
            ],
        ),
        (
            "554 5.7.9 Message not accepted for policy reasons. Our From is club@yahoo.com, sent by our own server",
            [
                "Put an address of your own domain into From",
                "Or send it from that mailbox itself",
                "Send the refused messages again",
            ],
        ),
        (
            "Apollo sequence: 550 5.7.1 Our system has detected that this message is likely unsolicited mail. gsmtp",
            [
                "Pause this campaign in all its mailboxes",
                "Send two plain sentences to the same person, from the same mailbox",
                "Switch off the tracking of opens and clicks",
                "Check SPF, DKIM, DMARC and blocklists of each sending domain",
                "Start again with few mails a day",
            ],
        ),
        (
            "Lemlist: 550 5.4.5 Daily user sending limit exceeded. gsmtp",
            [
                "Lower the daily number of this mailbox in the platform",
                "Wait until the window has passed",
                "See whether all of it was yours",
                "Spread the campaign over more mailboxes",
            ],
        ),
        (
            "The recipient server did not accept our requests to connect. [mx.example.net 192.0.2.25: timed out]",
            [
                "Tell the recipient another way",
                "See whether the mail is still being tried",
                "Check the recipient's MX",
            ],
        ),
        (
            "550 5.7.1 Mail appears to be unsolicited, forwarded by a rule to another mailbox",
            [
                "Read the message in the first mailbox",
                "Let the final mailbox fetch the mail in place of having it forwarded",
                "Filter spam before it is forwarded",
                "Rewrite the sender on the way (SRS)",
            ],
        ),
        (
            "450 4.2.1 The user you are trying to contact is receiving mail too quickly. Alerts to our own ops@",
            ["Send fewer messages to this mailbox", "Spread them", "Look for a loop"],
        ),
        (
            "451 4.3.0 <b@example.com>: Temporary lookup failure, nur an die Klinik",
            [
                "Let it be tried again",
                "Tell the recipient when it lasts for hours",
                "Send again what came back",
            ],
        ),
        (
            "Our Exchange at 1.1.1.1 rejects everybody: 550 5.7.1 Service unavailable; client [198.51.100.80] blocked"
            " using zen.spamhaus.org, 127.255.255.254",
            [
                "Take the list out for now",
                "Ask the list through a resolver of your own",
                "Accept only real answers",
            ],
        ),
    ],
    ids=[
        *(
            "own mailbox full",
            "own domain lost",
            "own resolver",
            "device",
            "own block list",
            "own organisation",
        ),
        *("own mailbox closed", "password changed", "web form", "own shared mailbox"),
        *("own mailbox unknown", "own mailbox switched off", "mail to oneself", "imported", "somebody left"),
        *("shared hosting", "whole list", "free sender", "cold mail", "cold mail's limit"),
        *("hosted sender", "forwarded spam", "own alerts", "their fault", "own list's fault"),
    ],
)
def test_steps_are_for_whose_side_it_is(text: str, titles: list[str], knowledge: Knowledge) -> None:
    assert [[step.title for step in one.steps] for one in read_text(text, knowledge)] == [titles]


def test_ones_own_address_is_taken_off_no_list(knowledge: Knowledge) -> None:
    (theirs,) = read_text("550 5.2.1 mailbox disabled", knowledge)
    (ours,) = read_text("Nobody can write to us: 550 5.2.1 mailbox disabled", knowledge)
    assert (theirs.address_action, ours.address_action) == (AddressAction.SUPPRESS, None)


@pytest.mark.parametrize(
    ("user", "step"),
    [
        ("\nuser = ana@example.com", "Compare the user name with the provider's help page"),
        ("", "Use the whole address as user name"),
    ],
    ids=["a whole address", "no user name"],
)
@pytest.mark.parametrize("beside", ["", "It fails in Instantly.\n", "The customer has a new password.\n"])
def test_nobody_who_shows_a_whole_address_as_user_name_is_told_to_take_one(
    beside: str, user: str, step: str, knowledge: Knowledge
) -> None:
    [finding] = read_text(f"{beside}535 5.7.8 Error: authentication failed{user}", knowledge)
    about_the_name = [one.title for one in finding.steps if "user name" in one.title]
    assert about_the_name == [step]


UNTRUSTED = "x509: certificate signed by unknown authority"


@pytest.mark.parametrize(
    ("text", "command"),
    [
        (
            f"SMTP_HOST=mail.example.org SMTP_PORT=465 SMTP_SECURE=ssl send mail failed: {UNTRUSTED}",
            "openssl s_client -showcerts -connect mail.example.org:465",
        ),
        (
            f"SMTP_HOST=mail.example.org SMTP_PORT=2525 send mail failed: {UNTRUSTED}",
            "openssl s_client -starttls smtp -showcerts -connect mail.example.org:2525",
        ),
        (
            f"send mail failed, port 465, SSL: {UNTRUSTED}",
            "openssl s_client -showcerts -connect smtp.example.com:465",
        ),
        (
            f"send mail failed: {UNTRUSTED}",
            "openssl s_client -starttls smtp -showcerts -connect smtp.example.com:587",
        ),
        (
            f"-notification.smtp.smarthost=mail.example.org:587 Error sending email: starttls failed: {UNTRUSTED}",
            "openssl s_client -starttls smtp -showcerts -connect mail.example.org:587",
        ),
        (
            "server certificate verification failed for mx.example.org[192.0.2.5]:25: num=62:hostname mismatch",
            "openssl s_client -starttls smtp -connect mx.example.org:25",
        ),
        (
            "gogs SMTP (25 port): StartTLS: x509: certificate is valid for HOSTNAME.DOMAIN, not mail.example.org",
            "openssl s_client -starttls smtp -connect mail.example.org:25",
        ),
        ("SMTP_HOST=mail.example.org SMTP_PORT=2525 connect ETIMEDOUT", "nc -vz -w 5 mail.example.org 2525"),
        # What is tried next is the other port, at the same server.
        (
            'host: "smtp.office365.com", port: 465 Error: connect ETIMEDOUT 192.0.2.16:465',
            "nc -vz -w 5 smtp.office365.com 587",
        ),
        (
            "SMTP_HOST=mail.example.org SMTP_PORT=25 Error: connect ETIMEDOUT 192.0.2.16:25",
            "nc -vz -w 5 mail.example.org 587",
        ),
    ],
)
def test_a_command_names_the_server_and_the_port_of_the_paste(
    text: str, command: str, knowledge: Knowledge
) -> None:
    (finding,) = read_text(text, knowledge)
    commands = [code for step in finding.steps for code in re.findall(r"`((?:openssl|nc) [^`]+)`", step.text)]
    assert set(commands) == {command}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        (f"SMTP_HOST=mail.example.org;reboot SMTP_PORT=587 send mail failed: {UNTRUSTED}", ";reboot"),
        (f"SMTP_HOST=localhost SMTP_PORT=587 send mail failed: {UNTRUSTED}", "localhost:"),
        ("Error: getaddrinfo ENOTFOUND smtp.gmial.com", "nslookup smtp.gmial.com"),
    ],
    ids=["no name", "the own machine", "misspelt"],
)
def test_a_command_names_no_server_that_cannot_be_the_one_meant(
    text: str, never: str, knowledge: Knowledge
) -> None:
    (finding,) = read_text(text, knowledge)
    assert never not in " ".join(step.text for step in finding.steps)


CONNECT_TO_MX = (
    "Error on connectMx for: { exchange: 'alt4.gmail-smtp-in.l.google.com', priority: 40 } "
    "{ Error: connect ETIMEDOUT 192.0.2.26:25 }"
)


def test_a_program_that_delivers_by_itself_is_sent_to_no_other_port_of_the_recipients_server(
    knowledge: Knowledge,
) -> None:
    (finding,) = read_text(CONNECT_TO_MX, knowledge)
    assert [step.title for step in finding.steps] == [
        "Have port 25 opened for the machine that sends",
        "Or send through a provider's server or a sending service",
    ]


def test_in_ones_own_log_the_steps_are_of_the_server_that_refused(knowledge: Knowledge) -> None:
    (finding,) = read_text(
        "Dec  1 09:12:01 mx postfix/smtpd[77]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 554 5.7.1 Service "
        "unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org; Error: open resolver; "
        "from=<ana@example.com> to=<ben@example.net> proto=ESMTP helo=<mail.example.com>",
        knowledge,
    )
    assert [(step.title, step.who) for step in finding.steps] == [
        ("Take the list out for now", Actor.SENDER_ADMIN),
        ("Ask the list through a resolver of your own", Actor.SENDER_ADMIN),
        ("Accept only real answers", Actor.SENDER_ADMIN),
    ]


def test_a_full_mailbox_of_ones_own_server_is_given_room_there(knowledge: Knowledge) -> None:
    (finding,) = read_text(
        "Dec  1 09:12:01 mail postfix/lmtp[1050]: A23D1: to=<ana@example.com>, "
        "relay=mail.example.com[private/dovecot-lmtp], delay=0.01, dsn=5.2.2, status=bounced (host "
        "mail.example.com[private/dovecot-lmtp] said: 552 5.2.2 <ana@example.com> Quota exceeded (mailbox for "
        "user is full) (in reply to end of DATA command))",
        knowledge,
    )
    assert [(step.title, step.who) for step in finding.steps] == [
        ("Have the mailbox's owner make room", Actor.RECIPIENT),
        ("Or raise its limit on this server", Actor.SENDER_ADMIN),
        ("Ask for what was turned away", Actor.RECIPIENT),
    ]


@pytest.mark.parametrize("said", ["sender's mailbox is full", "The mailbox of the sender is full"])
def test_a_full_mailbox_of_the_sender_is_not_the_recipients(said: str, knowledge: Knowledge) -> None:
    (finding,) = read_text(f"552 5.2.2 {said}", knowledge)
    assert (finding.cause, finding.who_acts, finding.steps[0].title) == (
        "sender-mailbox-full",
        Actor.SENDER,
        "Make room in the sending mailbox",
    )


def test_a_login_whose_connection_broke_before_is_no_second_failure(knowledge: Knowledge) -> None:
    cut = (
        "Connection: opening to ssl://smtp.gmail.com:587, timeout=300\n"
        "SMTP NOTICE: EOF caught while checking if connected\n"
    )
    hidden = "SMTP Error: Could not authenticate."
    assert [one.entry for one in read_text(f"{cut}{hidden}", knowledge)] == ["connection-lost"]
    assert [one.entry for one in read_text(hidden, knowledge)] == ["login-refused-reason-hidden"]


def test_a_535_is_said_at_the_login_whatever_command_is_logged_beside_it(knowledge: Knowledge) -> None:
    (finding,) = read_text(
        "DEBUG :: Sending STARTTLS command!\nDEBUG :: Sending initial EHLO command!\n"
        "DEBUG :: HOST: mail.example.org; PORT: 587\nERROR: (535, '5.7.8 Authentication failed')",
        knowledge,
    )
    assert finding.stage is Stage.AUTH
    assert not any("587" in step.title for step in finding.steps)


def test_a_quote_ends_without_the_bracket_that_stands_around_more(knowledge: Knowledge) -> None:
    (finding,) = read_text("552 5.2.2 [rejected: sender's mailbox is full]", knowledge)
    assert finding.because[0] == "The text says “sender's mailbox is full”."


def test_a_mailbox_that_is_locked_is_the_headline(knowledge: Knowledge) -> None:
    (finding,) = read_text("535 5.7.8 Error: authentication failed: account is locked", knowledge)
    told = "The mail server has locked the mailbox, so even the right password is refused for a while."
    assert what_happened(finding, knowledge.entries[finding.entry or ""]) == told


def test_a_limit_of_microsofts_is_raised_on_no_server_of_ones_own(knowledge: Knowledge) -> None:
    theirs, own = (
        {step.title for step in read_text(said, knowledge)[0].steps}
        for said in (
            "432 4.3.2 Concurrent connections limit exceeded. [Hostname=OS0PR01MB6099.jpnprd01.prod.outlook.com]",
            "421 4.7.0 mail.example.com Error: too many connections from 192.0.2.7",
        )
    )
    assert own - theirs == {"Your own server says it? Raise its limit for your clients"}


def test_a_private_mailbox_at_microsoft_has_no_connector(knowledge: Knowledge) -> None:
    said = (
        "host {} said: 451 4.7.651 The mail server [192.0.2.25] has been temporarily rate limited due to IP "
        "reputation. For e-mail delivery information, see https://postmaster.live.com (S844)"
    )
    private, company = (
        {step.title for step in read_text(said.format(host), knowledge)[0].steps}
        for host in (
            "hotmail-com.olc.protection.outlook.com[192.0.2.161]",
            "example-com.mail.protection.outlook.com[192.0.2.161]",
        )
    )
    assert company - private == {"Set up a connector for a gateway of one's own"}


def test_who_sends_through_microsoft_opens_no_port(knowledge: Knowledge) -> None:
    (finding,) = read_text(
        "Your message couldn't be delivered. Despite repeated attempts to contact the recipient's email system "
        "it didn't respond.",
        knowledge,
    )
    assert finding.steps[0].title == "Tell the recipient another way"
    assert not any("port 25" in step.title for step in finding.steps)


def test_a_web_host_that_answers_in_a_providers_name_is_not_told_as_the_provider(
    knowledge: Knowledge,
) -> None:
    (finding,) = read_text(
        '$mail->Host = "smtp.zoho.com"; $mail->Port = 25;\n'
        "SERVER -> CLIENT: 220-server.example.com ESMTP Exim 4.86 #2 Wed, 14 Jun 2017 12:42:36 -0400\n"
        "CLIENT -> SERVER: EHLO example.com\n"
        "SMTP ERROR: Password command failed: 535 Incorrect authentication data",
        knowledge,
    )
    assert (finding.cause, finding.provider) == ("intercepted-smtp", "exim")


def test_a_servers_own_log_of_a_refused_certificate_leads_to_its_chain(knowledge: Knowledge) -> None:
    refused = (
        "postfix/smtpd[481]: SSL_accept error from unknown[192.0.2.22]: -1\n"
        "postfix/smtpd[481]: warning: TLS library problem: error:0A000418:SSL routines::tlsv1 alert unknown ca:"
        "../ssl/record/rec_layer_s3.c:1586:SSL alert number 48:"
    )
    assert read_text(refused, knowledge)[0].steps[0].title == "Send the whole chain from this server"
    (own,) = read_text(f"send mail failed: {UNTRUSTED}", knowledge)
    assert own.steps[0].title == "See whether others accept it"


def test_a_step_keeps_its_sentence_where_a_part_for_another_provider_is_left_out(
    knowledge: Knowledge,
) -> None:
    (finding,) = read_text('message sending failed: 4.7.1 Ratelimit "user" exceeded (451)', knowledge)
    assert finding.steps[-1].text == (
        "The account's page, the service's support or whoever runs the mail server raises it, and the refusals "
        "stay away."
    )


def test_words_of_another_provider_than_the_one_in_the_settings_are_told_as_such(
    knowledge: Knowledge,
) -> None:
    settings = 'SMTP_HOST = "email-smtp.eu-west-1.amazonaws.com"\n'
    told = "Another provider's servers say these words: the program's log shows which server it really logs in at."
    (another,) = read_text(f"{settings}(535, b'5.7.3 Authentication unsuccessful')", knowledge)
    (own,) = read_text(f"{settings}(535, b'Authentication Credentials Invalid')", knowledge)
    assert (another.entry, own.entry) == ("ses-credentials-invalid", "ses-credentials-invalid")
    assert told in another.because
    assert told not in own.because


OWN_LOG = (
    "Dec  1 09:12:01 mx postfix/smtpd[77]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: {}; "
    "from=<ana@example.com> to=<ben@example.net> proto=ESMTP helo=<mail.example.com>"
)


def test_an_address_that_ones_own_server_lacks_is_looked_up_there(knowledge: Knowledge) -> None:
    said = "550 5.1.1 <ben@example.net>: Recipient address rejected: User unknown in virtual mailbox table"
    (finding,) = read_text(OWN_LOG.format(said), knowledge)
    assert [step.title for step in finding.steps] == [
        "See whether the address ought to exist",
        "If it is wanted, create the mailbox or alias",
        "If it is there already, ask the table as the server does",
    ]


def test_nobody_acts_where_ones_own_server_puts_a_stranger_off(knowledge: Knowledge) -> None:
    said = "450 4.2.0 <ben@example.net>: Recipient address rejected: Greylisted"
    (finding,) = read_text(OWN_LOG.format(said), knowledge)
    assert finding.who_acts is Actor.NOBODY_WAIT


# What somebody writes beside an error, the first step then, and a step that is not shown.
FOLLOWED = {
    "iPhone, smtp.mail.yahoo.com: 535 5.7.0 (#AUTH005) Too many bad auth attempts. She made a new app password": (
        "Enter its 16 letters without spaces, and the whole address as user",
        "Create an app password",
    ),
    "Brother MFC: 535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults"
    " policy": (
        "Let the device send without a login",
        'Connect the mailbox with "Sign in with Microsoft"',
    ),
    "451 4.7.1 Greylisting in effect, please come back later. It's been 3 days": (
        "See whether the sending server tried again, and from where",
        "Do nothing for 15 minutes",
    ),
    "nodemailer, smtp.office365.com port 587 secure:true\n"
    "Error: error:1408F10B:SSL routines:ssl3_get_record:wrong version number": (
        "Use port 587 with STARTTLS",
        "Keep the port and switch to STARTTLS, or keep TLS and go to 465",
    ),
    "550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. The contact form of our web site": (
        "See which domain and address were checked",
        "Find out whose address it is",
    ),
    "Inactive recipients are ones that have generated a hard bounce. Postmark, he wrote me from it yesterday": (
        "Look the address up in the service's list",
        "Find out whether the address works now",
    ),
    "452 4.2.2 The recipient's inbox is out of storage space. Please direct the recipient to"
    " https://support.google.com/mail/?p=OverQuotaTemp   she says she deleted 3 GB already": (
        "Send the message once more",
        "Tell the person by another way",
    ),
    "535 5.7.8 Error: authentication failed on the customer's iPhone, IMAP works": (
        "Enter the password in the iPhone's place for sending, too",
        "Type the password anew in the settings of outgoing mail",
    ),
    "Ayer cambió la contraseña en cPanel y el iPhone no puede enviar: 535 Incorrect authentication data": (
        "Enter the password in the iPhone's place for sending, too",
        "Look where the failing program keeps its login for sending",
    ),
    "iPad: 535 Incorrect authentication data, receiving works": (
        "Enter the password in the iPhone's place for sending, too",
        "Type the password anew in the settings of outgoing mail",
    ),
    "iPhone: 535 5.7.0 authentication failed bei mail.gmx.net, Abruf per IMAP klappt": (
        "Enter the password in the iPhone's place for sending, too",
        "GMX, web.de: allow other programs",
    ),
    'iPhone: The user name or password for "smtp.acme.example" is incorrect. IMAP works': (
        "Enter the password in the iPhone's place for sending, too",
        "Create an app password at the provider",
    ),
    "Outlook: The user name or password for smtp.acme.example is incorrect. Receiving works": (
        "Type the password anew in the settings of outgoing mail",
        "Enter the password in the iPhone's place for sending, too",
    ),
    "Our copier: 535 5.7.139 Authentication unsuccessful, the request was blocked by security defaults policy": (
        "Let the device send without a login",
        'Connect the mailbox with "Sign in with Microsoft"',
    ),
    "Scanner: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.": (
        "Switch SMTP on for this one mailbox",
        "Move to OAuth where the program can",
    ),
    "Scanner: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.": (
        "Tick Authenticated SMTP for the mailbox that logs in",
        "Move to OAuth where the program can",
    ),
    "Scanner: 535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. Works in webmail": (
        "Let the device send without a login",
        'Connect with "Sign in with Microsoft"',
    ),
    "Kyocera scanner: 534-5.7.9 Application-specific password required": (
        "Create an app password",
        'Without app passwords, connect with "Sign in with Google"',
    ),
    "450 4.2.0 <b@kunde.example>: Recipient address rejected: Greylisted. The mail has been stuck for 6 hours": (
        "See whether the sending server tried again, and from where",
        "Do nothing for 15 minutes",
    ),
    "552 5.2.2 Mailbox is full. We already called him, and he deleted 3 GB": (
        "Send the message once more",
        "Tell the person by another way",
    ),
    "554 IP=192.0.2.80 - A problem occurred. Contact tobr@rx.t-online.de to clarify. (NOWL)\n"
    "Wir haben dort vor 3 Tagen hingeschrieben": (
        "Repair the cause first",
        "Open the page, or write to the address, that the reply names",
    ),
    "550 5.7.1 Client host [192.0.2.25] blocked using Spamhaus. To request removal from this list see"
    " https://www.spamhaus.org/query/ip/192.0.2.25\nWe asked for removal, it is not listed any more": (
        "Stop the cause first",
        "Look the address up on the page below",
    ),
    "550 5.7.26 Unauthenticated email from acme.example is not accepted due to domain's DMARC policy. gsmtp\n"
    "Sent via Mailchimp": (
        "Set up DKIM with your own domain in the service that sent",
        "Find out which service sent the message",
    ),
    "550 5.1.1 The email account that you tried to reach does not exist. gsmtp\n"
    "The domain moved from Google to Microsoft 365": (
        "See where the domain's MX points",
        "Tell your server that the domain is not local",
    ),
    "Error: connect ETIMEDOUT 192.0.2.99:25\nThe app runs on a DigitalOcean droplet": (
        "Use port 2525 with STARTTLS, where the provider has it",
        "Use port 587 with STARTTLS, or 465 with SSL/TLS, in place of 25",
    ),
    "25 mailboxes in Instantly: 535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.": (
        "Stop all of them, and try one",
        "Compare the password's length with what the program received",
    ),
    "550 5.7.60 SMTP; Client does not have permissions to send as this sender\n"
    'The admin gave "send as" 5 minutes ago': (
        "Wait up to an hour after the right was given",
        'Give the right "Send as"',
    ),
    "We send with Mailjet: 550 5.7.1 Unfortunately, messages from [192.0.2.61] weren't sent. Please contact your"
    " Internet service provider since part of their network is on our block list (S3140).": (
        "Give the whole line to the service's support",
        "Ask for release with the Outlook.com form",
    ),
    "552-5.2.2 The recipient's inbox is out of storage space and inactive. gsmtp\nA cold campaign in Instantly": (
        "Take the address out of your lists",
        "Reach the person by another way",
    ),
    "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.\nShared mailbox info@, a scanner": (
        "Log in as a user with a mailbox of their own",
        "Compare the password's length with what the program received",
    ),
    "dial tcp 10.0.0.5:587: connect: connection refused, Grafana in Docker": (
        "See what listens on the mail server",
        "Use the port of the provider's page",
    ),
    "certificate has expired, Node 18 on CentOS 7, smtp.office365.com": (
        "Update the authorities of the machine that sends",
        "Where the server sends it, have the chain renewed",
    ),
    "550 5.7.1 <n@club.example>: Sender address rejected: Domain not found\nThey registered club.example on Saturday": (
        "Look at the domain's records on its new name servers",
        "Set a real sender address",
    ),
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup\n"
    "only our customer gets that, other people can mail her": (
        "Type the address by hand in a new message",
        "Take a dead address out of your lists",
    ),
    'Client, 60 boîtes chez Google connectées à Instantly par OAuth: "invalid_grant: Token has been expired or'
    ' revoked."': (
        "Connect one of the mailboxes again",
        "Ask for the right permission",
    ),
    "535 Incorrect authentication data\nEl cliente ha cambiado la contraseña y la ha puesto en Outlook": (
        "Stop the programs that still use the old one, then wait half an hour",
        "Enter the new password in every program that sends",
    ),
    "550 5.1.8 Access denied, bad outbound sender AS(42003), we changed the password already": (
        "Remove what a stranger may have left",
        "Secure the account",
    ),
    "421-4.7.28 [192.0.2.77] Gmail has detected an unusual rate of unsolicited mail originating from your IP address."
    " gsmtp\nA postfix forwarder for 300 club members": (
        "Forward no spam",
        "Look into Postmaster Tools",
    ),
    "450 4.1.8 <root@vps123.hoster.example>: Sender address rejected: Domain not found\ncron mails from our new VPS": (
        "Look at the envelope sender, not at From",
        "If the domain is new, give it an MX or an address",
    ),
    "530 5.7.0 Must issue a STARTTLS command first. gsmtp\nA Xerox scanner at smtp.gmail.com 587": (
        "Switch on STARTTLS",
        "Call STARTTLS before the login in your own code",
    ),
    "554 5.7.1 <klant@bedrijf.example>: Sender address rejected: not allowed\n"
    "hij gebruikt zijn eigen domein als afzender": (
        "Make the sender the login's own address",
        "Paste the whole reply",
    ),
    "550 5.1.1 <m@grossfirma.example> User unknown; bounced for 214 of 3000 in the campaign": (
        "Stop sending to this list, and take these addresses out of it",
        "Compare the address letter by letter",
    ),
    "Instantly paused our campaign, bounce rate 9%. Most of them: 550 5.1.1 User unknown": (
        "Take the refused addresses out of every campaign",
        "Compare the address letter by letter",
    ),
    "All 40 mailboxes stopped working today: 535 5.7.8 Error: authentication failed": (
        "Leave the passwords as they are",
        "Try another mailbox of the same server",
    ),
    "535 5.7.8 Error: authentication failed\nThe mailboxes get it in Smartlead, but work in Instantly": (
        "Type one mailbox's password into the platform by hand",
        "Use the whole address as user name",
    ),
    "connect ETIMEDOUT 203.0.113.7:587, port 465 works": (
        "Use the port that works",
        "Try another port of the same provider",
    ),
    "Connection refused on port 25, 587 answers": (
        "Use the port that works",
        "Use the port of the provider's page",
    ),
    "SMTP connect() failed on 587, 465 works": (
        "Use the port that works",
        "Test the port from the machine that sends",
    ),
    "wrong version number on 465, works with 587": (
        "Use the port that works",
        "Check which port the provider offers",
    ),
    "smtplib.SMTPServerDisconnected: Connection unexpectedly closed (port 465); 587 works": (
        "Use the port that works",
        "Take the other pair if that port does not answer",
    ),
    "535 5.7.8 Authentication failed on port 465, but port 587 accepts the same login": (
        "Use the port that works",
        "Type the password by hand",
    ),
    "Smartlead: 550 5.4.1 Recipient address rejected: Access denied": (
        "Take the refused addresses out of every campaign",
        "Check the address, and type it anew",
    ),
    "Smartlead, 300 mailboxes: 550 5.1.8 Access denied, bad outbound sender AS(42004)": (
        "Pause the campaign in all mailboxes of the organisation",
        "Secure the account",
    ),
    "550 5.7.515 Access denied, sending domain EXAMPLE.COM doesn't meet the required authentication level."
    " Spf= Fail , Dkim= Pass , DMARC= Pass": (
        "Find out whose server sent it",
        "If DMARC fails too, let DKIM sign with the domain in From",
    ),
    "550-5.7.1 Gmail has detected that this message is likely unsolicited mail. All our mails to Gmail bounce": (
        "Check SPF, DKIM, DMARC and blocklists",
        "Follow the link in the reply, or ask the recipient",
    ),
    "550 5.7.1 Unfortunately, messages from [192.0.2.25] weren't sent. block list (S3140).": (
        "Stop what caused it, and authenticate",
        "Tell your provider when it is S3150",
    ),
    "554 Message rejected: Sending paused for this account.": (
        "Read what the service wrote to the account's owner",
        "Secure the account",
    ),
    "550 Connection frequency limited. http://service.mail.qq.com/": (
        "Send over fewer connections",
        "Retry after five minutes, then ever later",
    ),
    "We warmed 200 mailboxes with Lemwarm: 550 5.4.5 Daily user sending limit exceeded": (
        "Lower the daily number of this mailbox in the platform",
        "Use a bulk service for bulk mail",
    ),
    "554 5.7.1 sender domain is newly registered. Our domains bought last week": (
        "Look every domain up",
        "Remove listed links from the message",
    ),
    "550 Domain example.com has exceeded the max defers and failures per hour (30/30 (100%)) allowed.": (
        "Look for a hacked form or mailbox",
        "Clean the list",
    ),
    "421-4.7.27 Your email has been rate limited because SPF authentication didn't pass. Senders to authenticate"
    " their email with SPF": (
        "Find out which server sent it, and for which domain",
        "Forward the message unchanged",
    ),
    "Provider: IONOS. The old laptop still works, the new one says 535 Authentication credentials invalid": (
        "Compare with the program that works",
        "Create an app-specific password",
    ),
    "mailgun eu domain, login postmaster@mg.acme.example, password reset in the dashboard today\n"
    "535 Authentication failed": (
        "Enter the new password in every program that sends",
        "Reset the SMTP user's password",
    ),
    "452 4.5.3 Too many recipients. 240 people in Bcc, sent from Outlook": (
        "Split the list",
        "Let a mail server go on",
    ),
}


@pytest.mark.parametrize(("text", "first", "left_out"), [(text, *steps) for text, steps in FOLLOWED.items()])
def test_the_steps_follow_what_somebody_says(
    text: str, first: str, left_out: str, knowledge: Knowledge
) -> None:
    (finding,) = read_text(text, knowledge)
    titles = [step.title for step in finding.steps]
    assert titles[0] == first
    assert left_out not in titles
