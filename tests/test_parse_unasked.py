"""Talk with a number in it that nobody addressed to the bot: what is left alone, and what is a report."""

import pytest

from bot.reading import read_paste

ONLY_NAMED = (
    'Done: retry job for 421s\nDoing: mapping 550 5.1.1 to "address unknown" in the UI',
    "*Standup*\nYesterday: paired with Ana on the SMTP 535 hint\nToday: greylisting copy, code review",
    "Finished: 421 backoff. Started: 550 5.1.1 texts. Parked: everything about DKIM.",
    "In progress (Ben): show the reason behind 552 5.2.2 in the contact list",
    "gestern 535-Hinweis fertig gemacht, heute Tests für 550 5.7.1, morgen Urlaub",
    "Aujourd'hui je termine l'écran des 550 5.1.1 et je relis la MR de Luc",
    "meeting notes: 1) 535 handling 2) bounce copy 3) who owns the mailbox-full banner",
    "Decisions: keep 535 5.7.8 as its own page; merge 530 and 538; drop the old 534 article",
    "Hoy: termino la traducción de 550 5.7.1 y empiezo con la de 421",
    "moving 550 5.7.26 to the new layout today, Marta checks the French",
    "Pull request merged by customeros: #42 handle 554 5.1.1",
    "Sync notes\n* 535 page: ship Monday\n* 421 study: Marta presents\n* lunch: pizza",
    "paid 535 for the mail server renewal, 421 for the domain bundle",
)
SOMETHING_ELSES = (
    "the copier on 3 prints error 535 and wants a technician again",
    "coffee machine says 421 too many connections lol",
    "search cluster: 550 shards unassigned, node 4 is down, too many connections from the crawler",
)
WELL_AGAIN = (
    "Between 9 and 10 some mails bounced with 550 5.7.1. Cause: SPF record lost in the migration. "
    "Record is back, mails go out again. Closing.",
    "Solved! 550 5.7.60 was a missing Send As right, Ana added it and the invoices left the queue.",
    "Petit retour : hier les mails vers Orange étaient refusés (421), depuis la rotation d'IP tout passe.",
)
REPORTS = {
    "blocked: Mailgun refuses our test mails since Friday with 550 5.7.1, need somebody with DNS access": 550,
    "In progress (Ben): find out why signups at gmx bounce with 550 5.7.1 since the IP change": 550,
    "meeting notes: 1) nobody can send since 9, 535 from office365 2) who calls Microsoft": 535,
    "Nach dem Umzug 535 bei jedem Login": 535,
    "I corrected the typo in the user name, same 535": 535,
    "what does 550 5.7.1 mean? getting it for all mails to outlook": 550,
    "free.fr 550 spam detected": 550,
    "- 550 ip in prison": 550,
    "the copier on 3 can't scan to mail any more, display says error 535": 535,
    "принтер не отправляет сканы на почту, ошибка 535": 535,
    "Kopierer im 2. Stock: Scan to Mail geht nicht, Fehler 535": 535,
    "our printer: smtp 535. It has an old firmware": 535,
    "UniFi test: 535 5.7.8 bad credentials": 535,
    "Acme says 421 too many connections": 421,
    "gmail: 421 too many connections": 421,
    "421 connections of this kind are not allowed": 421,
    "We fixed SPF yesterday, but mails to Yahoo still get deferred with 421 4.7.0": 421,
    "All mails bounced with 550 5.7.1 yesterday, everything goes out again but gmx": 550,
    "invoices for acme: 550 5.1.1 today, please check": 550,
    "aujourd'hui 550 5.1.1 sur toutes les adresses orange": 550,
    "the newsletter, 30 times 550 5.7.1, gmx": 550,
    "Fixed: SPF. Open: gmx answers 554": 554,
    "Solved for gmail, now 550 5.7.1 at outlook": 550,
    "about 550 5.7.1 at outlook: our mails are rejected since noon": 550,
    "office of Ana, scan to mail, 535": 535,
    "Ana is fine, but Ben gets 535 again": 535,
    "el cliente recibe 535 desde ayer": 535,
    "getting 535 since yesterday": 535,
    "our outbox says 451 again": 451,
    "resolved for Ana, Ben gets 535": 535,
    "GMX did the delisting but we still see 554": 554,
    "The relay hiccup is not over, 451 4.3.0 for every second mail": 451,
    "Telekom hat uns wieder gelistet, 554 für alle": 554,
    "Paris office can't send attachments, 552": 552,
    "je n'arrive plus à envoyer, 535 sur l'iPhone": 535,
    "nach Passwortwechsel 535 auf allen Geräten, in Thunderbird auch": 535,
    "552 for Lena is over quota again": 552,
    "lots of 421s from yahoo today": 421,
    "still getting 550s at gmx": 550,
    "we see 535s since the password change": 535,
    "421s from gmail all day": 421,
    "seit heute viele 550er von gmx": 550,
    "wieder 421er von yahoo": 421,
    "550 5.7.1 at gmail, SPF passes, we were never listed": 550,
    "facturas a acme, hoy 550 5.1.1 y ayer nada": 550,
    "at our customer the gateway says 421 too many connections": 421,
    "MailException: delivery of invoices ended on 550 5.7.1": 550,
}


@pytest.mark.parametrize("text", [*ONLY_NAMED, *SOMETHING_ELSES, *WELL_AGAIN])
def test_talk_of_a_number_is_left_alone_among_people(knowledge, text):
    assert not read_paste(text, knowledge).shows_mail


@pytest.mark.parametrize("text", [*ONLY_NAMED, *SOMETHING_ELSES, *WELL_AGAIN])
def test_the_same_talk_is_answered_where_somebody_asks(knowledge, text):
    assert read_paste(text, knowledge).is_error


@pytest.mark.parametrize(("text", "code"), REPORTS.items())
def test_a_report_is_answered_however_it_is_told(knowledge, text, code):
    reading = read_paste(text, knowledge)
    assert (reading.is_error, reading.shows_mail, reading.findings[0].reply_code) == (True, True, code)


@pytest.mark.parametrize(
    "text",
    [
        "Incident 77 closed. Customers saw 451 4.3.0 for about ten minutes while the spam filter restarted.",
        "sorry, too many clients already. 421 connections open, pool says max 400.",
        "I'm out of office, my mail is not read. If this is urgent, call 555-0142. Thanks for your patience.",
        "Typically, 550 means the mailbox does not exist. 421 and 451 are temporary: the server accepts later.",
        'From the runbook: "Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant" '
        "-> admin center, Org settings",
        "Return 451 so Postfix keeps it in the queue and tries again; nothing is lost",
        "### Changed\n- Migrasi SMTP email pengirim OTP dengan App Password baru\n### Fixed\n"
        "- Error 535 SMTP authentication failure",
        "The relay hiccup from 9:00 (451 4.3.0) is over, backlog drained, nothing lost.",
        "535 for Lena is done: new app password, she sends again.",
        "backup of the mail server took 421s",
        "mail sync still 535s behind",
        "die 550er Serie von BMW",
        "the lift is stuck, the panel shows 535",
        "Version 8.2 apporte : nouvel assistant SMTP, meilleur message quand la boîte est pleine (552)",
    ],
    ids=[
        "an incident that is over",
        "connections that are counted",
        "a phone number",
        "what numbers are",
        "a document's words",
        "what a program is to answer",
        "a list of changes below its heading",
        "what is over, in brackets",
        "what is done",
        "seconds",
        "seconds behind",
        "a thing's kind",
        "what a thing shows",
        "a version",
    ],
)
def test_what_is_over_or_counted_is_no_error(knowledge, text):
    assert read_paste(text, knowledge).findings == ()
