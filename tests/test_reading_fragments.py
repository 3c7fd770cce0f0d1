"""What people copy out of a bounce mail: the lines in its middle, without headers and greeting."""

import pytest

from bot.knowledge import Knowledge
from bot.model import Kind
from bot.reading import read_paste, read_text

_UNKNOWN = "recipient-unknown"
# Text, then entry, recipient and reply code of each finding; all of them are failures.
FRAGMENTS = {
    "Exchange, German: full": (
        "ana@example.net\nDas Postfach des Empfängers ist voll und kann momentan keine Nachrichten annehmen."
        " Versuchen Sie, diese Nachricht später erneut zu senden, oder wenden Sie sich direkt an den Empfänger.",
        [("mailbox-full", "ana@example.net", None)],
    ),
    "Exchange, Dutch: full": (
        "Het postvak van de geadresseerde is vol en kan nu geen berichten accepteren. Probeer dit bericht later"
        " opnieuw te verzenden of neem rechtstreeks contact op met de geadresseerde.",
        [("mailbox-full", None, None)],
    ),
    "Exchange, Russian: full": (
        "Почтовый ящик получателя заполнен и сейчас не может принимать сообщения. Попробуйте отправить это"
        " сообщение позже или свяжитесь с получателем напрямую.",
        [("mailbox-full", None, None)],
    ),
    "Exchange, German: too large": (
        "Diese Nachricht ist zu groß. Verringern Sie die Größe der Nachricht, beispielsweise durch Entfernen von"
        " Anlagen, und senden Sie sie erneut.",
        [("message-too-large", None, None)],
    ),
    "Exchange, French: too large": (
        "ana@example.net\nCe message est trop volumineux. Réduisez sa taille, par exemple en supprimant des"
        " pièces jointes, puis essayez de le renvoyer.",
        [("message-too-large", "ana@example.net", None)],
    ),
    "Exchange: too large": (
        "This message is too large. Please make the message smaller, for example by removing attachments, and"
        " try to send it again.",
        [("message-too-large", None, None)],
    ),
    "Exchange, French: no such address": (
        "L'adresse de messagerie que vous avez entrée est introuvable. Vérifiez l'adresse de messagerie du"
        " destinataire et essayez de renvoyer le message.",
        [(_UNKNOWN, None, None)],
    ),
    "Exchange, Swedish: no such address": (
        "Det gick inte att hitta den e-postadress du angav. Kontrollera mottagarens e-postadress och försök"
        " skicka meddelandet igen.",
        [(_UNKNOWN, None, None)],
    ),
    "Exchange, Italian: no such address": (
        "Impossibile trovare l'indirizzo di posta elettronica immesso. Controllare l'indirizzo di posta"
        " elettronica del destinatario e provare a inviare di nuovo il messaggio.",
        [(_UNKNOWN, None, None)],
    ),
    "Exchange, German: given up": (
        "Der Server hat erfolglos versucht, diese Nachricht zuzustellen, und die Versuche eingestellt."
        " Versuchen Sie, diese Nachricht erneut zu senden.",
        [("delivery-time-expired", None, None)],
    ),
    "Exchange, French: given up": (
        "Le serveur a essayé de remettre ce message, sans succès, et a cessé ses tentatives. Essayez d'envoyer"
        " de nouveau ce message.",
        [("delivery-time-expired", None, None)],
    ),
    "Exchange: a loop": (
        "A configuration error in the email system caused the message to bounce between two servers or to be"
        " forwarded between two recipients. Contact your helpdesk.",
        [("mail-loop", None, None)],
    ),
    "Microsoft's picture of who acts": (
        "bob wasn't found at example.net.\n\nana     Office 365     bob\nAction Required     Recipient\n\n"
        "Unknown To address\n\nHow to Fix It\nThe address may be misspelled or may not exist. Try one or more of"
        " the following:\n - Send the message again following these steps: In Outlook, open this non-delivery"
        " report (NDR) and choose Send Again from the Report ribbon.\n - Contact the recipient (by phone, for"
        " example) to check that the address exists and is correct.\n - The recipient may have set up email"
        " forwarding to an incorrect address. Ask them to check that any forwarding works.",
        [("microsoft-recipient-not-found", None, None)],
    ),
    "Microsoft, Italian: a closed group": (
        "team@example.net accetta solo messaggi da persone interne alla propria organizzazione o dall'elenco dei"
        " mittenti consentiti.",
        [("microsoft-recipient-takes-only-known-senders", "team@example.net", None)],
    ),
    "Microsoft, German: a closed group": (
        "Die Gruppe team@example.net akzeptiert nur Nachrichten von Personen in der Organisation oder auf der"
        " Liste zulässiger Absender.",
        [("microsoft-recipient-takes-only-known-senders", "team@example.net", None)],
    ),
    "Microsoft: a closed group": (
        "The group team@example.net only accepts messages from people in its organization or on its allowed"
        " senders list, and your email address isn't on the list.",
        [("microsoft-recipient-takes-only-known-senders", "team@example.net", None)],
    ),
    "Gmail, German: full or too much at once": (
        "Postfach des Empfängers voll\nIhre Nachricht wurde nicht an ana@example.net zugestellt, da der"
        " Posteingang des Empfängers voll ist oder derzeit zu viele E-Mails erhält.",
        [("mailbox-full", "ana@example.net", None)],
    ),
    "Exim, without its greeting": (
        "  ana@example.net\n    host mx1.example.net [192.0.2.81]\n    SMTP error from remote mail server after"
        " end of data:\n    550 This message was classified as SPAM and may not be delivered",
        [("message-looks-like-spam", "ana@example.net", 550)],
    ),
    "Exim, two recipients": (
        "  ana@example.net\n    host mail.example.net [203.0.113.5]\n    Connection timed out: retry timeout"
        " exceeded\n  bob@example.net\n    host mail.example.net [203.0.113.5]\n    Connection timed out: retry"
        " timeout exceeded",
        [
            ("recipient-server-not-answering", "ana@example.net", None),
            ("recipient-server-not-answering", "bob@example.net", None),
        ],
    ),
    "Postfix: refused at once": (
        "<ana@example.net>: host mx00.t-online.de[194.25.134.8] refused to talk to me:\n    554 IP=192.0.2.99 - A"
        " problem occurred. (Ask your postmaster for help or to\n    contact tosa@rx.t-online.de to clarify.) (BL)",
        [("ip-blocked-by-provider", "ana@example.net", 554)],
    ),
    "Postfix: three recipients": (
        "<ana@example.net>: host mx.example.net[198.51.100.3] said: 550 5.1.1\n    <ana@example.net>: Recipient"
        " address rejected: User unknown (in reply to RCPT TO command)\n\n<bob@example.net>: message size 31457280"
        " exceeds size limit 20971520 of\n    server mx2.example.net[198.51.100.4]\n\n<eva@example.org>: Host or"
        " domain name not found. Name service error\n    for name=example.org type=A: Host not found",
        [
            (_UNKNOWN, "ana@example.net", 550),
            ("message-too-large", "bob@example.net", None),
            ("recipient-domain-not-found", "eva@example.org", None),
        ],
    ),
    "MailEnable": (
        "Recipient: [SMTP:ana@example.net]\nReason: Remote SMTP Server Returned: 550 No such recipient",
        [(_UNKNOWN, "ana@example.net", 550)],
    ),
    "Zoho": (
        'ana@example.net, ERROR CODE :550 - "The email account that you tried to reach does not exist."',
        [(_UNKNOWN, "ana@example.net", 550)],
    ),
    "Domino": (
        "User Ana.Lee (ana.lee@example.net) not listed in Domino Directory",
        [(_UNKNOWN, "ana.lee@example.net", None)],
    ),
    "GroupWise": (
        "\tana@example.net\n\tRecipient name not found (D101)",
        [(_UNKNOWN, "ana@example.net", None)],
    ),
    "Yahoo: a number of its own behind the code": (
        "<ana@yahoo.com>:\n554: 30: Sorry, your message to ana@yahoo.com cannot be delivered. This mailbox is"
        " disabled (554.30).",
        [("mailbox-disabled", "ana@yahoo.com", 554)],
    ),
    "sendmail: what the delivery program said above its line": (
        "   ----- The following addresses had permanent fatal errors -----\nana\n    (reason: Can't create output)\n"
        "    (expanded from: <ana@example.net>)\n\n   ----- Transcript of session follows -----\nprocmail: Quota"
        ' exceeded while writing "/var/mail/ana"\n550 5.0.0 ana... Can\'t create output',
        [("disk-quota-exceeded", "ana@example.net", 550)],
    ),
    "sendmail: its name for any refusal is no second failure": (
        "   ----- The following addresses had permanent fatal errors -----\n<ana@comcast.net>\n    (reason: 554"
        " resimta-po-12v.sys.comcast.net 192.0.2.14 Comcast block for spam. Please see"
        " https://postmaster-blackl...)\n\n   ----- Transcript of session follows -----\n554 5.0.0 Service"
        " unavailable",
        [("ip-on-blocklist", "ana@comcast.net", 554)],
    ),
    "Libero: not delivered is no receipt": (
        "Il tuo messaggio non è stato consegnato ai seguenti destinatari:\n\nana@example.net\n\nMotivo: la casella"
        " del destinatario è piena",
        [("mailbox-full", "ana@example.net", None)],
    ),
    "Portuguese: not delivered is no receipt": (
        "Sua mensagem não foi entregue aos seguintes destinatários:\n\nana@example.net\n\nMotivo: a caixa do"
        " destinatário está cheia",
        [("mailbox-full", "ana@example.net", None)],
    ),
    "Exchange, Spanish: not allowed": (
        "ana@example.net\nNo tiene permiso para enviar mensajes a este destinatario. Para obtener ayuda, póngase en"
        " contacto con el administrador del sistema.",
        [("microsoft-recipient-takes-only-known-senders", "ana@example.net", None)],
    ),
    "Exchange, Norwegian: no such address": (
        "ana@example.net\nDen e-postadressen du skrev inn, ble ikke funnet. Kontroller mottakerens e-postadresse og"
        " prøv å sende meldingen på nytt.",
        [(_UNKNOWN, "ana@example.net", None)],
    ),
    "Exchange, Swedish: too large": (
        "Meddelandet är för stort. Minska storleken, till exempel genom att ta bort bifogade filer, och försök"
        " skicka det igen.",
        [("message-too-large", None, None)],
    ),
    "Exchange, Spanish: given up": (
        "El servidor ha intentado entregar este mensaje sin éxito y ha dejado de intentarlo. Intente enviar de"
        " nuevo este mensaje.",
        [("delivery-time-expired", None, None)],
    ),
    "Microsoft's notice among a person's words": (
        "customer says his mail doesn't arrive, he got this back:\n\nbob wasn't found at example.net.\n\nana   Office"
        " 365   bob\nAction Required   Recipient\n\nUnknown To address\n\nHow to Fix It\nThe address may be"
        " misspelled or may not exist. Try one or more of the following:\n - Send the message again following these"
        " steps: In Outlook, open this non-delivery report (NDR) and choose Send Again from the Report ribbon.\n -"
        " Contact the recipient (by phone, for example) to check that the address exists and is correct.\n - The"
        " recipient may have set up email forwarding to an incorrect address. Ask them to check that.\n\nany idea?"
        " he needs it today",
        [("microsoft-recipient-not-found", None, None)],
    ),
    "Exim: a line of its own host below the address": (
        "  ana@example.net\n    Domain example.com has exceeded the max emails per hour (150/150 (100%)) allowed. "
        " Message discarded.",
        [("hourly-limit-of-own-host", "ana@example.net", None)],
    ),
    "Stalwart: the recipient's server, not one's own": (
        "Your message could not be delivered to the following recipients:\n\n<ana@example.net> (connection to"
        " 'mail.example.net' failed: Connection refused)",
        [("recipient-server-refuses-connections", "ana@example.net", None)],
    ),
    "chasquid: the recipient's domain, not one's own server": (
        "Delivery of your message to the following recipient(s) failed permanently:\n\n  - ana@example.net\n\n"
        'Technical details:\n- "ana@example.net" (EMAIL) failed permanently with error:\n    Could not find mail'
        " server: lookup example.net: no such host",
        [("recipient-domain-not-found", "ana@example.net", None)],
    ),
    "a port that mail is handed in at is one's own server's": (
        "Failed to deliver your message to the following recipients:\n\nana@example.net\n\nError: could not connect"
        " to smtp.example.com:587: Connection refused",
        [("connection-refused", None, None)],
    ),
    "MailMarshal": (
        "MailMarshal (an automated content monitoring gateway) has not delivered the following message:\n\n  "
        " Message: B5f6a7c8d0000.000000000001.0001.mml\n   From:    ana@example.com\n   To:      bob@example.net\n  "
        " Subject: Photos\n\nBecause it contains an executable file.",
        [("attachment-type-forbidden", "bob@example.net", None)],
    ),
    "Sympa, without its address": (
        "Your message for list 'seminar' (attached below) was rejected.\nYou are not allowed to send this message for"
        " the following reason:\n   Only subscribed members are allowed to post to this list.",
        [("mailing-list-members-only", None, None)],
    ),
    "Sieve: the person's own rule": (
        "Your message to <ana@example.net> was automatically rejected:\nI do not accept messages from this sender.",
        [("sender-blocked-by-recipient", "ana@example.net", None)],
    ),
    "IMail": (
        "Unknown user: ana@example.net\n\n\nOriginal message follows.\n\nReceived: from mail.example.com [192.0.2.9]"
        " by imail.example.net\nFrom: bob@example.com\nTo: ana@example.net",
        [(_UNKNOWN, "ana@example.net", None)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FRAGMENTS.values(), ids=FRAGMENTS.keys())
def test_the_middle_of_a_bounce_is_read(text, expected, knowledge: Knowledge):
    """Whom it is about and why stand in it, if not that it is a report."""
    findings = read_text(text, knowledge)
    assert [(one.entry, one.recipient, one.reply_code) for one in findings] == expected
    assert {one.kind for one in findings} == {Kind.FAILURE}


@pytest.mark.parametrize(
    "text",
    [
        "Can you please try to resend the message? The attachment didn't come through.",
        "Versuchen Sie bitte, die Rechnung erneut zu senden, der Anhang fehlt.",
        "WhatsApp: this message is too large. Try sending it again without the attachment.",
        "If the recipient's mailbox is full, ask them to clean up and try to send the message again.",
        "Sender action required for shipment 1Z999.",
        "We should document that team@example.com only accepts emails from the domain.",
        "Recipient: ana@example.com\nSubject: lunch",
        "user John Smith (john@example.com) joined the channel",
        "The package lodash wasn't found at packages.example.org.",
        "Il messaggio è stato consegnato ieri, grazie",
    ],
)
def test_who_asks_for_a_message_again_reports_no_bounce(text, knowledge: Knowledge):
    """Nor does who says of whom a mailbox takes mail."""
    assert read_text(text, knowledge) == ()


def test_a_success_that_its_fields_tell_too_is_told_once(knowledge: Knowledge):
    """The receipt's prose and its fields are of one recipient."""
    text = (
        "Your message was successfully delivered to the destination(s)\nlisted below.\n\n<ana@example.net>:"
        " delivery via mx.example.net[192.0.2.90]:25: 250 2.0.0 Ok:\n    queued as 4TbW0z3kLz\n\nReporting-MTA:"
        " dns; mail.example.com\n\nFinal-Recipient: rfc822; ana@example.net\nAction: relayed\nStatus: 2.0.0\n"
        "Diagnostic-Code: smtp; 250 2.0.0 Ok: queued as 4TbW0z3kLz"
    )
    findings = read_text(text, knowledge)
    assert [(one.kind, one.recipient, one.reply_code) for one in findings] == [
        (Kind.SUCCESS, "ana@example.net", 250)
    ]


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        (
            "Vastaanottajan postilaatikko on täynnä eikä voi vastaanottaa viestejä tällä hetkellä. Yritä lähettää"
            " viesti myöhemmin uudelleen tai ota yhteyttä vastaanottajaan suoraan.",
            True,
        ),
        (
            "L'adresse de messagerie que vous avez entrée est introuvable. Vérifiez l'adresse de messagerie du"
            " destinataire et essayez de renvoyer le message.",
            True,
        ),
        # Chats have attachments as well.
        (
            "This message is too large. Please make the message smaller, for example by removing attachments,"
            " and try to send it again.",
            False,
        ),
    ],
)
def test_a_notice_that_names_a_recipient_is_answered_unasked(text, answered, knowledge: Knowledge):
    """Where nobody addressed the bot, a text has to show that it is about mail."""
    reading = read_paste(text, knowledge)
    assert (len(reading.findings), reading.shows_mail) == (1, answered)
