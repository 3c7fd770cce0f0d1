"""What people tell of mail that fails is heard where they say why; what they did, plan or learned is talk."""

import pytest

from bot.reading import read_paste

TALK = (
    # What goes out, and when; what is sent by hand, or is no mail.
    "the client rejected our second offer by email",
    "Der Kunde lehnt unsere Mails nicht ab, er liest sie nur nicht",
    "slack won't let me send gifs",
    "wordpress doesn't send me to the right page",
    "de winkel verstuurt geen mailings op zondag",
    "kein Versand von Ware möglich, Lager ist zu",
    "envoi impossible du colis depuis la poste",
    "hafta sonu mail göndermiyoruz",
    "mein Kollege kann heute nicht senden, der Radiosender ist zu",
    "erreur d'envoi du colis, adresse du client incomplète",
    "the bouncer won't accept our tickets",
    "none of our customers reach the third level",
    "getting bounces on the trampoline right is hard",
    "order confirmations go out at noon",
    "Bestellbestätigungen werden nicht mehr gedruckt",
    "the team can receive parcels but not send them",
    "got the mail back from legal with changes",
    "outlook n'affiche plus rien dans le calendrier",
    "smtp test in ci fails sometimes, retry",
    "gmail bloqueou meu usuário do youtube",
    "der Postausgang ist im zweiten Stock",
    # Bounces as somebody's work, and what somebody did.
    "I'd put the bounce handling behind a feature flag",
    "Agenda: mailbox migration, bounced invoices process",
    "I unsubscribed the bounced addresses",
    "I closed the blocklist ticket, removal was confirmed by spamhaus yesterday",
    "customers whose mails bounce get paused automatically",
    "bounced mails land in the archive folder since the update",
    # Compared, planned, or people's own will.
    "mails to customers bounce less since we clean the list",
    "les mails reviennent moins depuis le nettoyage",
    "all mails are blocked until legal approves the text",
    "the newsletter is not going out today, Ana is ill",
    "los correos de marketing no salen hoy, es festivo",
    "kann heute keine Mails schicken, bin im Urlaub",
    "legal rejects all our newsletters, boring people",
    "we block all mails from that guy",
    "the mail about the offer came back with comments",
    "the invoices were rejected by the client, wrong VAT",
    # What is sent is no mail.
    "her phone can't send photos by WhatsApp",
    "the printer doesn't send faxes anymore",
    "ssl error 587 times less often than last year",
    "quota exceeded in the storage bucket",
    "user unknown in the game lobby",
    "message to the team was delayed by the train strike",
    # What somebody learned; a count; a roll-out.
    "their firewall guy said port 25 is blocked by default on Azure. Good to know",
    "timeout on 587 of 900 tests",
    "deploy failed: helm timed out waiting for condition (mailer)",
    "A unit test is added to the mailer tests to test that it works when the server sends a SMTP 421 error.",
)


@pytest.mark.parametrize("said", TALK)
def test_talk_of_mail_that_fails_is_left_alone(said, knowledge):
    assert read_paste(said, knowledge).findings == ()


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("we removed the old spf record and now all mails to gmail bounce with spf fail", "spf-fail"),
        ("I removed the old account but mails to her still bounce with mailbox full", "mailbox-full"),
        ("port 25 is blocked by default on our azure vm, smtp connect times out", "port-blocked"),
        ("timeout on 587 since we moved the office", "port-blocked"),
        (
            "bounced addresses pile up in sendgrid, they are on the suppression list",
            "suppressed-after-bounce",
        ),
        ("quota exceeded when sending via google workspace", "sending-quota-exceeded"),
        ("ssl wrong version number 587", "tls-mode-mismatch"),
        ("he gets user unknown when he writes to us", "recipient-not-synced"),
        ("mensagens devolvidas, usuário desconhecido", "recipient-unknown"),
        ("Message to ana@example.com is delayed", "delivery-delayed"),
        ("la casella del cliente è piena", "mailbox-full"),
        ("müşterinin posta kutusu dolu", "mailbox-full"),
    ],
)
def test_who_tells_what_came_of_it_reports(said, cause, knowledge):
    reading = read_paste(said, knowledge)

    assert [one.cause for one in reading.findings] == [cause]
    assert reading.shows_mail


@pytest.mark.parametrize("said", ["customer gets 554 again", "Kunde bekommt 550 seit gestern"])
def test_who_gets_a_number_once_more_reports_it(said, knowledge):
    reading = read_paste(said, knowledge)

    assert [one.reply_code for one in reading.findings] == [int(next(w for w in said.split() if w.isdigit()))]
    assert reading.shows_mail


def test_a_number_from_whose_server_it_comes_is_one(knowledge):
    reading = read_paste("550 from their exchange since this morning", knowledge)

    assert [one.reply_code for one in reading.findings] == [550]
    assert reading.shows_mail


@pytest.mark.parametrize(
    "said",
    [
        "customer gets 550 points for the review",
        "customer gets 550 back from the tax office",
        "535 still open as a ticket",
        "535 wieder was geschafft, danke",
        "535 still unassigned",
    ],
)
def test_a_count_and_a_ticket_are_left_alone_among_people(said, knowledge):
    reading = read_paste(said, knowledge)

    assert not (reading.is_error and reading.shows_mail)
