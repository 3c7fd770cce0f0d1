"""The human part of a bounce, and mail apps' dialogs: what people copy when they leave the technical part out."""

import pytest

from bot.knowledge import Knowledge
from bot.model import Certainty, Family, Kind
from bot.reading import read_paste, read_text

# Text, then kind, entry, cause, certainty, provider, recipient of its only finding.
NOTICES = {
    "Gmail: no such address": (
        "Address not found\n--\nYour message wasn't delivered to bob@example.com because the address"
        " couldn't be found, or is unable to receive mail.\nLEARN MORE",
        (
            Kind.FAILURE,
            "recipient-unknown",
            "recipient-unknown",
            Certainty.LIKELY,
            "gmail",
            "bob@example.com",
        ),
    ),
    "Gmail: no such domain, wrapped": (
        "Address not found\n\nYour message wasn't delivered to bob@example.cmo because the domain\n"
        "example.cmo couldn't be found. Check for typos or unnecessary spaces and\ntry again.",
        (
            Kind.FAILURE,
            "recipient-domain-not-found",
            "domain-typo",
            Certainty.LIKELY,
            "gmail",
            "bob@example.cmo",
        ),
    ),
    "Exchange: what to do if it stays is no speech in general": (
        "The email address you entered couldn't be found. Please check the recipient's email address and try to"
        " resend the message. If the problem continues, please contact your helpdesk.",
        (Kind.FAILURE, "recipient-unknown", "recipient-unknown", Certainty.LIKELY, "microsoft", None),
    ),
    "cPanel's Exim: what becomes of the mail is no speech in general": (
        "Exim: Domain example.com has exceeded the max emails per hour (105/100 (105%)) allowed. Message will be"
        " reattempted later",
        (
            Kind.FAILURE,
            "hourly-limit-of-own-host",
            "hourly-limit-of-own-host",
            Certainty.LIKELY,
            "exim",
            None,
        ),
    ),
    "Exchange: no reason in what was copied": (
        "Delivery has failed to these recipients or groups:\n\nbob@example.com\nA problem occurred during the"
        " delivery of this message to this email address. Try sending this message again. If the problem"
        " continues, please contact your email admin.",
        (
            Kind.FAILURE,
            "notice-without-details",
            "policy-or-content",
            Certainty.POSSIBLE,
            "microsoft",
            "bob@example.com",
        ),
    ),
    "Gmail in German": (
        "Die Adresse wurde nicht gefunden\n\nIhre Nachricht wurde nicht an bob@example.com zugestellt, weil die"
        " Adresse nicht gefunden wurde oder keine E-Mails empfangen kann.",
        (
            Kind.FAILURE,
            "recipient-unknown",
            "recipient-unknown",
            Certainty.LIKELY,
            "gmail",
            "bob@example.com",
        ),
    ),
    "Gmail's delay is no failure": (
        "Delivery incomplete\n\nThere was a temporary problem delivering your message to bob@example.com. Gmail"
        " will retry for 46 more hours. You'll be notified if the delivery fails permanently.",
        (Kind.DELAY, "delivery-delayed", "delivery-delayed", Certainty.LIKELY, "gmail", "bob@example.com"),
    ),
    "Gmail's delay with its reason, beside a help page": (
        "There was a temporary problem delivering your message to bob@example.com. Gmail will retry for 45 more"
        " hours.\n\nThe response was:\n\nThe recipient server did not accept our requests to connect. Learn more"
        " at https://support.google.com/mail/answer/7720 [example.com 192.0.2.1: timed out]",
        (
            Kind.DELAY,
            "recipient-server-not-answering",
            "connect-timeout",
            Certainty.CERTAIN,
            "gmail",
            "bob@example.com",
        ),
    ),
    "Gmail: blocked, without the details": (
        "Message blocked\n\nYour message to bob@example.com has been blocked. See technical details below for"
        " more information.",
        (
            Kind.FAILURE,
            "notice-without-details",
            "policy-or-content",
            Certainty.POSSIBLE,
            "gmail",
            "bob@example.com",
        ),
    ),
    "Google Groups speaks of itself": (
        "We're writing to let you know that the group you tried to contact (info) may not exist, or you may not"
        " have permission to post messages to the group.",
        (Kind.FAILURE, "gmail-group-closed", "gmail-group-closed", Certainty.LIKELY, "gmail", None),
    ),
    "Microsoft 365: cut by empty lines": (
        "Your message to bob@example.com couldn't be delivered.\n\nbob wasn't found at example.com.",
        (
            Kind.FAILURE,
            "microsoft-recipient-not-found",
            "recipient-unknown",
            Certainty.LIKELY,
            "microsoft",
            "bob@example.com",
        ),
    ),
    "Microsoft 365: a closed group": (
        "Your message to info@example.com couldn't be delivered.\n--\nThe group info only accepts messages from"
        " people in its organization or on its allowed senders list, and your email address isn't on the list.",
        (
            Kind.FAILURE,
            "microsoft-recipient-takes-only-known-senders",
            "microsoft-recipient-takes-only-known-senders",
            Certainty.LIKELY,
            "microsoft",
            "info@example.com",
        ),
    ),
    "Exchange: a full mailbox, in French": (
        "Échec de la remise pour ces destinataires ou groupes :\n\nbob@example.fr\nLa boîte aux lettres du"
        " destinataire est pleine et ne peut pas accepter de messages pour l’instant.",
        (Kind.FAILURE, "mailbox-full", "mailbox-full", Certainty.LIKELY, "microsoft", "bob@example.fr"),
    ),
    "a notice without an address": (
        "Delivery is delayed to these recipients or groups:",
        (Kind.DELAY, "delivery-delayed", "delivery-delayed", Certainty.LIKELY, "microsoft", None),
    ),
    "Apple Mail's dialog, line by line": (
        "Cannot Send Mail\n\nA copy has been placed in your Outbox.\n\nThe recipient “bob@example.com” was rejected"
        " by\n\nthe server because it does\n\nnot allow relaying.",
        (
            Kind.FAILURE,
            "relay-access-denied",
            "auth-not-attempted",
            Certainty.LIKELY,
            None,
            "bob@example.com",
        ),
    ),
    "Apple Mail's dialog without the reason": (
        "Cannot Send Mail – A copy has been placed in your Outbox. The recipient “bob@example.com” was rejected"
        " by the server.",
        (
            Kind.FAILURE,
            "recipient-unknown",
            "recipient-unknown",
            Certainty.POSSIBLE,
            None,
            "bob@example.com",
        ),
    ),
    "Outlook, in German, told by somebody": (
        "I can receive emails, but when I try to send one, my mail client (Outlook) says: „Vom Server wird"
        " keine der von diesem Client unterstützten Authentifizierungsmethoden unterstützt“.",
        (Kind.FAILURE, "504-login-method-not-accepted", "auth-before-tls", Certainty.LIKELY, None, None),
    ),
    "Postfix's lines without the code": (
        "<bob@example.com>: host\n    mx1.example.com[192.0.2.25] said:\n    Requested action not taken: mailbox"
        " unavailable (in reply to RCPT TO\n    command)",
        (
            Kind.FAILURE,
            "recipient-unknown",
            "recipient-unknown",
            Certainty.POSSIBLE,
            None,
            "bob@example.com",
        ),
    ),
    "Gmail's own filter": (
        "** Message blocked **\n\nYour message to bob@example.com has been blocked. See technical details\nbelow for"
        " more information.\n\nLearn more here: https://support.google.com/mail/answer/69585\n\nThe response was:\n\n"
        "Message rejected. For more information, go to\nhttps://support.google.com/mail/answer/69585",
        (
            Kind.FAILURE,
            "own-outbound-filter",
            "own-outbound-filter",
            Certainty.LIKELY,
            "gmail",
            "bob@example.com",
        ),
    ),
    "Exchange: the line for administrators without a code": (
        "Your message wasn't delivered because of security policies. Microsoft Exchange will not try to redeliver"
        " this message for you.\n\n5.7.0 x-unix; maildrop: maildir over quota",
        (Kind.FAILURE, "mailbox-full", "mailbox-full", Certainty.LIKELY, None, None),
    ),
    "Thunderbird, in Portuguese and quotes": (
        "Um erro (SMTP) ocorreu ao enviar mensagens.\nResposta do servidor: “5.7.1 <DATA>: Data command rejected:"
        " Blocked - Suspicious HELO [[192.168.1.4]] and missing reverse DNS [192.0.2.68]”.",
        (Kind.FAILURE, "no-reverse-name", "ptr-missing", Certainty.POSSIBLE, None, None),
    ),
    "Gmail's older notice of a delay": (
        "Delivery to the following recipient has been delayed:\n\n     bob@example.com\n\nMessage will be retried for 2"
        " more day(s)\n\nTechnical details of temporary failure:\nThe recipient server did not accept our requests to"
        " connect. Learn more at https://support.google.com/mail/answer/7720\n[(0) example.com. [192.0.2.254]:25:"
        " socket error]",
        (
            Kind.DELAY,
            "recipient-server-not-answering",
            "connect-timeout",
            Certainty.CERTAIN,
            "gmail",
            "bob@example.com",
        ),
    ),
    "Apple Mail gives no reason": (
        "Cannot Send Mail\nThe message was rejected by the server.",
        (Kind.FAILURE, None, None, Certainty.UNKNOWN, None, None),
    ),
    "Gmail's form for another address": (
        'Server returned error: "TLS Negotiation failed, the certificate doesn\'t match the host."',
        (
            Kind.FAILURE,
            "certificate-hostname-mismatch",
            "certificate-hostname-mismatch",
            Certainty.LIKELY,
            "gmail",
            None,
        ),
    ),
    "Office 365's whole notice": (
        "Your message to bob@example.com couldn't be delivered.\n\nbob wasn't found at example.com.\nana \tOffice 365 \tbob"
        "\nAction Required \t\tRecipient\n\nUnknown To address\n\nHow to Fix It\nThe address may be misspelled or may not"
        " exist. Try one or more of the following:\n• Send the message again following these steps: In Outlook, open this"
        " non-delivery report (NDR) and choose Send Again from the Report ribbon. In Outlook on the web, select this NDR,"
        " then select the link. Then delete and retype the entire recipient address.\n• Contact the recipient (by phone,"
        " for example) to check that the address exists and is correct.\n• The recipient may have set up email forwarding"
        " to an incorrect address. Ask them to check that any forwarding they've set up is working correctly.\n",
        (
            Kind.FAILURE,
            "microsoft-recipient-not-found",
            "recipient-unknown",
            Certainty.LIKELY,
            "microsoft",
            "bob@example.com",
        ),
    ),
    "Dovecot's own report": (
        "Your message to <bob@example.com> was automatically rejected:\nQuota exceeded",
        (Kind.FAILURE, "mailbox-full", "mailbox-full", Certainty.CERTAIN, "dovecot", "bob@example.com"),
    ),
    "a delay for a full mailbox": (
        'Delivery of email to this address\n\n"bob@example.com"\n\nhas been postponed due to a full mailbox.\nWe will'
        " continue to try to deliver your message over the next few days.",
        (Kind.DELAY, "mailbox-full", "mailbox-full", Certainty.POSSIBLE, None, "bob@example.com"),
    ),
    "InterMail: a recipient and what became of the mail": (
        " - These recipients of your message have been processed by the mail server:\n"
        "bob@example.com; Failed; 4.4.7 (delivery time expired)\n",
        (
            Kind.FAILURE,
            "delivery-time-expired",
            "delivery-time-expired",
            Certainty.LIKELY,
            None,
            "bob@example.com",
        ),
    ),
    "InterMail: the server's reply says more than the report's own status": (
        " - These recipients of your message have been processed by the mail server:\n"
        "bob@example.com; Failed; 5.1.1 (bad destination mailbox address)\n\n"
        "    Remote MTA 192.0.2.70: SMTP diagnostic: 550 RCPT TO:<bob@example.com> max message size exceeded\n",
        (
            Kind.FAILURE,
            "message-too-large",
            "message-too-large",
            Certainty.LIKELY,
            None,
            "bob@example.com",
        ),
    ),
    "InterMail: a delay": (
        " - This is only a notification about a delay in the delivery of your message.\n"
        " - There is no need to resend your message at this time.\n"
        " - The following recipients have not yet received your message:\n\n"
        "bob@example.com; Action: Delayed\n\n - The server will continue trying for up to 21 hours.\n",
        (
            Kind.DELAY,
            "delivery-delayed",
            "delivery-delayed",
            Certainty.POSSIBLE,
            None,
            "bob@example.com",
        ),
    ),
    "MailSite: what the last attempt met says more than that it waits": (
        "Your message has been delayed and is still awaiting delivery\nto the following recipient(s):\n\n"
        "bob@example.com\nMessage delayed\n\nNo action is required on your part.\n"
        "Last attempt failed because:\nCan't connect to host\n",
        (
            Kind.DELAY,
            "recipient-server-not-answering",
            "connect-timeout",
            Certainty.POSSIBLE,
            None,
            "bob@example.com",
        ),
    ),
    "Barracuda: the product's name is no virus": (
        "Your message to: BOB@EXAMPLE.COM\nwas blocked by our Spam & Virus Firewall. The email you sent with the"
        " following subject has NOT BEEN DELIVERED:\n\nSubject: Hello\n",
        (
            Kind.FAILURE,
            "message-looks-like-spam",
            "message-looks-like-spam",
            Certainty.POSSIBLE,
            None,
            "BOB@EXAMPLE.COM",
        ),
    ),
    "a returned notice waits, not the report on it": (
        "--- Non-Delivery Report ---\nThe email below could not be delivered to the following user:\n\n"
        "\"bob@example.com\" <bob@example.com>\n\nOld message:\n\nYour mail to 'Talk' with the subject\n\n    Hello\n\n"
        "Is being held until the list moderator can review it for approval.\n",
        (Kind.FAILURE, None, None, Certainty.UNKNOWN, None, "bob@example.com"),
    ),
    "a delay that names nobody": (
        "Your message could not be delivered for 4.0 hours.\nIt will be retried until it is 5.0 days old.\n\n"
        "For further assistance, please send mail to <postmaster@mail.example.com>.\n",
        (Kind.DELAY, "delivery-delayed", "delivery-delayed", Certainty.LIKELY, "postfix", None),
    ),
    "who is spoken to sent the mail": (
        "Sorry ana@example.com. Your mail to the following recipients could not be delivered because they are"
        " not accepting mail with attachments or embedded images:\n\nbob\n",
        (
            Kind.FAILURE,
            "attachment-type-forbidden",
            "attachment-type-forbidden",
            Certainty.POSSIBLE,
            None,
            None,
        ),
    ),
    "GroupWise names a mailbox without its domain": (
        "The message that you sent was undeliverable to the following:\n\tpwagner (mailbox is full)\n\n"
        "Possibly truncated original message follows:\n",
        (Kind.FAILURE, "mailbox-full", "mailbox-full", Certainty.LIKELY, None, None),
    ),
    "Domino names a person of its directory": (
        "Your message\n\n  Subject: Offer 2211\n\nwas not delivered to:\n\n  Karl Huber/Sales/Firm@FIRM\n\nbecause:\n\n"
        "  Error delivering to SRV01/FIRM mail\\khuber.nsf; Database has exceeded its size quota\n",
        (Kind.FAILURE, "mailbox-full", "mailbox-full", Certainty.POSSIBLE, None, None),
    ),
    "Gmail: a group": (
        "Hello ana@example.com,\n\nWe're writing to let you know that the group you tried to contact (team-x) may not"
        " exist, or you may not have permission to post messages to the group. A few more details on why you weren't"
        " able to post:\n\n * You might have spelled or formatted the group name incorrectly.\n * The owner of the"
        " group may have removed this group.\n * This group may not be open to posting.\n\n"
        "If you have questions related to this or any other Google Group, visit the Help Center at"
        " https://support.google.com/a/example.com/bin/topic.py?topic=25838.\n\nThanks,\n\nexample.com admins\n",
        (Kind.FAILURE, "gmail-group-closed", "gmail-group-closed", Certainty.LIKELY, "gmail", None),
    ),
    "LISTSERV refuses a posting": (
        "You are not authorized to send mail to the PHYS list from your ana@example.com account. You might be authorized"
        " to send to the list from another of your accounts.\n",
        (
            Kind.FAILURE,
            "mailing-list-members-only",
            "mailing-list-members-only",
            Certainty.POSSIBLE,
            None,
            None,
        ),
    ),
    "KDDI says of an account before it names it": (
        "The user(s) account is disabled.\n\n     <bob@example.com>\n",
        (Kind.FAILURE, "mailbox-disabled", "mailbox-disabled", Certainty.POSSIBLE, None, "bob@example.com"),
    ),
    "Italian certified mail": (
        "Errore nella consegna del messaggio\n\nIl giorno 30/11/2026 alle ore 09:00:00 (+0100) nel messaggio\n"
        '"Offerta" proveniente da "ana@example.net"\ne destinato all\'utente "bob@example.com"\n'
        "è stato rilevato un errore\n5.1.1 - Aruba Pec S.p.A. - indirizzo non valido.\n"
        "Il messaggio è stato rifiutato dal sistema.\n",
        (
            Kind.FAILURE,
            "recipient-unknown",
            "recipient-unknown",
            Certainty.POSSIBLE,
            None,
            "bob@example.com",
        ),
    ),
    "PowerMTA gives up and tells no reason": (
        "  <bob@example.com>  delivery failed; will not continue trying\n",
        (Kind.FAILURE, None, None, Certainty.UNKNOWN, None, "bob@example.com"),
    ),
    "Majordomo names the sender behind the reason": (
        "Your message to bob@example.com has been rejected:\n\nNon-member submission from [Ana <ana@example.net>]\n",
        (
            Kind.FAILURE,
            "mailing-list-members-only",
            "mailing-list-members-only",
            Certainty.POSSIBLE,
            None,
            "bob@example.com",
        ),
    ),
    "McAfee's filter found a virus": (
        "The message or attachment you sent to bob@example.com did not reach the intended recipient(s) because it was"
        " infected.\n\nVirus name: EICAR-Test\n",
        (Kind.FAILURE, "virus-found", "virus-found", Certainty.LIKELY, None, "bob@example.com"),
    ),
    "none of a domain's servers could be reached": (
        "The message sent by ana@example.net could not be delivered to the following recipient(s):\n\n"
        "bob@example.com: Could not connect to any MX host of domain example.com\n",
        (
            Kind.FAILURE,
            "recipient-server-not-answering",
            "connect-timeout",
            Certainty.POSSIBLE,
            None,
            "bob@example.com",
        ),
    ),
    "LISTSERV has the same posting already": (
        "Your message is being returned to you unprocessed because it appears to have already been distributed to the"
        " CHEM list. That is, a message with identical text was posted to the list recently.\n",
        (Kind.FAILURE, None, None, Certainty.UNKNOWN, None, None),
    ),
    "Italian certified mail: a day has passed": (
        'Avviso di mancata consegna\n\nIl giorno 30/11/2026 alle ore 09:00:00 (+0100) il messaggio "Offerta" proveniente'
        ' da "ana@example.net" e destinato all\'utente "bob@example.com" non è stato consegnato nelle ventiquattro ore'
        " successive al suo invio.\n",
        (Kind.FAILURE, None, None, Certainty.UNKNOWN, None, "bob@example.com"),
    ),
    "a mail deleted for what it held": (
        "The message sent to bob@example.com has been deleted because it contained a virus.\n\nThreat: Win32/Agent\n",
        (Kind.FAILURE, "virus-found", "virus-found", Certainty.LIKELY, None, "bob@example.com"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), NOTICES.values(), ids=NOTICES.keys())
def test_the_human_part_alone_is_read(text, expected, knowledge: Knowledge):
    assert [
        (one.kind, one.entry, one.cause, one.certainty, one.provider, one.recipient)
        for one in read_text(text, knowledge)
    ] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Delivery to the following recipient failed permanently:\n\n     bob@example.com\n",
        "Unable to deliver message to the following address(es).\n\n<bob@example.com>:\n"
        "This user doesn't have an example.com account (bob@example.com) [-9]\n",
    ],
)
def test_a_report_that_names_its_recipient_is_of_mail_among_people(text, knowledge: Knowledge):
    reading = read_paste(text, knowledge)
    assert (reading.is_error, reading.shows_mail) == (True, True)
    assert [one.recipient for one in reading.findings] == ["bob@example.com"]


def test_intermails_receipt_is_no_failure(knowledge: Knowledge):
    text = " - These recipients of your message have been processed by the mail server:\nbob@example.com; Relayed\n"
    assert not read_paste(text, knowledge).is_error


def test_two_recipients_share_the_words_above_the_returned_mail(knowledge: Knowledge):
    findings = read_text(
        "example.com\n邮件无法发送到您指定的地址中。\n在邮件传输过程中由于外部的无法避免的错误导致邮件无法送达。\n"
        "<ana@example.com>:\n<bob@example.com>:\n\n--- 附件中的内容是原信件的一份拷贝\n",
        knowledge,
    )
    assert [(one.recipient, one.family) for one in findings] == [
        ("ana@example.com", Family.UNKNOWN),
        ("bob@example.com", Family.UNKNOWN),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Delivery to the following recipients failed permanently:\n\n   * bob@example.com\n\n"
            "SMTP:RCPT host 192.0.2.103: 553 5.3.0 <bob@example.com>...\nNo such user here\n",
            "<bob@example.com>... No such user here",
        ),
        (
            "  bob@example.com\n    SMTP error from remote mail server after RCPT TO:<bob@example.com>:\n"
            "    host mail.example.net [192.0.2.170]: 550 Recipient\nRejected:\n    No account by that name here\n",
            "Recipient Rejected:",
        ),
        (
            "<bob@example.com>: host mail.example.com[192.0.2.2] said:\n554 No\n    Resent-From field given\n",
            "No Resent-From field given",
        ),
    ],
    ids=["behind sendmail's recipient", "behind one word", "with Postfix's indent"],
)
def test_a_reply_broken_where_it_has_hardly_begun_goes_on(text, words, knowledge: Knowledge):
    assert [one.reply_text for one in read_text(text, knowledge)] == [words]


def test_a_returned_mail_is_no_words_of_a_number(knowledge: Knowledge):
    findings = read_text(
        "Regarding recipient(s) : bob@example.com\nDelivery status : Failed.\nMTA Response :501\n"
        "The original message headers are included as attachment.",
        knowledge,
    )
    assert [(one.reply_code, one.reply_text) for one in findings] == [(501, "")]


def test_the_reply_below_a_notice_leads_and_the_notice_is_no_second_finding(knowledge: Knowledge):
    (finding,) = read_text(
        "Message blocked\n\nYour message to bob@example.com has been blocked. See technical details below for"
        " more information.\n\nThe response from the remote server was:\n\n550 5.7.1 This message was rejected"
        " because of its likely spam content",
        knowledge,
    )
    assert (finding.entry, finding.reply_code, finding.recipient) == (
        "message-looks-like-spam",
        550,
        "bob@example.com",
    )


def test_what_was_delivered_to_one_was_refused_to_the_other(knowledge: Knowledge):
    (finding,) = read_text(
        "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n"
        "    Your message was successfully delivered to these recipients.\n\nana@example.com\n\n"
        "    An error has occurred while attempting to deliver a message for\n"
        "    the following list of recipients:\n\nbob@example.net: 550 5.1.1 User unknown\n",
        knowledge,
    )
    assert (finding.kind, finding.entry, finding.recipient) == (
        Kind.FAILURE,
        "recipient-unknown",
        "bob@example.net",
    )


def test_a_notice_without_its_details_asks_for_them(knowledge: Knowledge):
    (finding,) = read_text(
        "Your message wasn't delivered because the recipient's email provider rejected it.", knowledge
    )
    assert (finding.certainty, finding.steps[0].title, finding.because[1]) == (
        Certainty.POSSIBLE,
        "Paste the rest of the notice",
        'The reason stands in the report\'s part "Diagnostic information for administrators", which is missing'
        " here.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Address not found. Enter the street and the number.",
        "Your message was not delivered in the chat, she has blocked you.",
        "The recipient of the prize was rejected by the jury.",
        "An error occurred during a connection to 192.0.2.1:8080. Peer using unsupported version of security"
        " protocol.",
    ],
)
def test_what_is_no_mails_stays_unread(text, knowledge: Knowledge):
    assert read_text(text, knowledge) == ()


def test_a_delay_that_says_nothing_stands_back_behind_a_sentence_that_names_the_cause(knowledge: Knowledge):
    (finding,) = read_text(
        "There was a temporary problem delivering your message to bob@example.com. Gmail will retry for 2 more"
        " hours. The recipient's mailbox is over its quota: user over quota",
        knowledge,
    )
    assert (finding.kind, finding.entry) == (Kind.DELAY, "mailbox-full")


@pytest.mark.parametrize(
    ("code", "entry"),
    [
        ("0B", "server-temporary-fault"),
        ("60", "reply-malformed"),
        ("65", "commands-out-of-order"),
        ("69", "recipient-unknown"),
        ("6B", "user-not-on-this-server"),
        ("79", "relay-access-denied"),
    ],
)
def test_outlooks_numbers_lead_to_their_page(code, entry, knowledge: Knowledge):
    (finding,) = read_text(f"Outlook: Sending reported error (0x800CCC{code})", knowledge)
    assert finding.entry == entry


def test_a_delay_that_says_nothing_stands_back_behind_the_reply_that_says_why(knowledge: Knowledge):
    text = (
        "Delivery is delayed to these recipients or groups:\n\nbob@example.net\n\nDiagnostic information for administrators:"
        "\n\nbob@example.net\nRemote Server at example.net (192.0.2.1) returned '400 4.4.7 Message delayed'\n"
        "Remote Server at example.net (192.0.2.1) returned '441 4.4.1 Error encountered while communicating with primary"
        ' target IP address: "Failed to connect. Winsock error code: 10060."\'\n'
    )
    assert [(one.kind, one.reply_code, one.family) for one in read_text(text, knowledge)] == [
        (Kind.DELAY, 441, "connection")
    ]


def test_a_number_that_opens_a_notice_is_no_failure_beside_the_words_of_the_same_meaning(
    knowledge: Knowledge,
):
    text = (
        "Your message to bob@example.net couldn't be delivered.\nSecurity or policy settings at example.net have rejected your"
        " message.\n\nMore Info for Email Admins\nStatus code: 550 5.7.1\n\nThis error occurs when the recipient's domain has"
        " security or policy settings that reject the sender's message. If the message is larger than the server"
        " accepts, reduce it.\n\nError Details\nError:  554 5.7.1 [CS01] Message rejected due to local policy.\n"
    )
    assert [(one.reply_code, one.recipient) for one in read_text(text, knowledge)] == [
        (554, "bob@example.net")
    ]


def test_a_programs_error_below_a_recipient_is_what_happened(knowledge: Knowledge):
    text = (
        "Delivery has been delayed of your email to:\n\n\tbob@example.net\n\nNext attempts to deliver: in 4 hours, 8 hours"
        " and 16 hours.\nIf these attempts all fail, you will receive a notice.\n\nError during the last delivery attempt:\n"
        "\n\tdial tcp 192.0.2.1:25: connect: no route to host\n"
    )
    assert [(one.kind, one.recipient, one.family) for one in read_text(text, knowledge)] == [
        (Kind.DELAY, "bob@example.net", "connection")
    ]


def test_exchanges_number_behind_its_words_in_one_line_is_theirs(knowledge: Knowledge):
    text = "Das E-Mail-Konto ist in der Organisation nicht vorhanden. <mail.example.com #5.1.1>"
    (finding,) = read_text(text, knowledge)
    assert (finding.enhanced_code, finding.entry) == ("5.1.1", "recipient-unknown")


NAME = "certificate-hostname-mismatch"
UNTRUSTED = "certificate-untrusted"


@pytest.mark.parametrize(
    ("paste", "cause"),
    [
        ("Outlook: The name on the security certificate is invalid or does not match the name of the site.", NAME),
        (
            "Internet Security Warning: The server you are connected to is using a security certificate that "
            "cannot be verified. The target principal name is incorrect.",
            NAME,
        ),
        ("Der Zielprinzipalname ist falsch. (Outlook, Postausgang)", NAME),
        (
            "Der Server, mit dem Sie verbunden sind, verwendet ein Sicherheitszertifikat, das nicht überprüft "
            "werden kann. Der Ziel-Prinzipalname ist falsch.",
            NAME,
        ),
        ("Der Name des Sicherheitszertifikats ist ungültig oder entspricht nicht dem Namen der Website.", NAME),
        ("Le nom principal de la cible est incorrect. Voulez-vous continuer à utiliser ce serveur ?", NAME),
        ("Le nom figurant sur le certificat de sécurité n'est pas valide ou ne correspond pas au nom du site.", NAME),
        ("El nombre principal de destino es incorrecto.", NAME),
        ("The server you are connected to is using a security certificate that cannot be verified.", UNTRUSTED),
        (
            "Von dem Server, mit dem Sie verbunden sind, wird ein Sicherheitszertifikat verwendet, das nicht "
            "überprüft werden kann.",
            UNTRUSTED,
        ),
        (
            "Le serveur auquel vous êtes connecté utilise un certificat de sécurité qui ne peut pas être vérifié.",
            UNTRUSTED,
        ),
        ("El servidor al que está conectado usa un certificado de seguridad que no se puede comprobar.", UNTRUSTED),
        ("Outlook sending: The security certificate has expired or is not yet valid.", "certificate-expired"),
    ],
)  # fmt: skip
def test_what_outlook_asks_of_a_certificate(paste: str, cause: str, knowledge: Knowledge) -> None:
    assert [(one.family, one.cause) for one in read_text(paste, knowledge)] == [("tls", cause)]


@pytest.mark.parametrize(
    "paste",
    [
        "NET::ERR_CERT_COMMON_NAME_INVALID when opening https://shop.example.com",
        "SQL Server: an error occurred during the login process. (provider: SSL Provider, error: 0 - The target "
        "principal name is incorrect.)",
        "Remote Desktop: The name on the certificate from the remote computer is invalid or does not match",
        "Group policy: The target principal name is incorrect when replicating domain controller",
        "This website's security certificate was issued for a different website's address.",
    ],
)  # fmt: skip
def test_a_certificate_of_something_else_is_no_mail_error(paste: str, knowledge: Knowledge) -> None:
    assert read_text(paste, knowledge) == ()
