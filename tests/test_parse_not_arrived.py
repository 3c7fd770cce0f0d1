"""A person's words for a mail that went out and reached nobody, in eleven languages."""

import pytest

from bot.parse.talk.not_arrived import tells_not_arrived


@pytest.mark.parametrize(
    "told",
    [
        "The mail shows as sent, no bounce, but the recipient gets nothing.",
        "our mails to gmx never arrive",
        "I sent an invoice by mail three times, they still haven't received it",
        "Emails are sent successfully according to the log but customers do not receive them",
        "it says email sent successfully but I am not receiving any email",
        "mails to hotmail just disappear, SendGrid says delivered",
        'Log says "250 2.0.0 Ok: queued as 4F2" but the customer never sees it. Where is it?',
        "emails go out fine but don't show up in their inbox",
        "Unsere Mails kommen beim Kunden nicht an, keine Fehlermeldung",
        "Mail wurde gesendet, Empfänger hat nichts erhalten",
        "Le mail est envoyé mais le client ne le reçoit pas",
        "El correo aparece como enviado pero no llega",
        "O e-mail foi enviado mas não chega",
        "La mail risulta inviata ma non arriva",
        "De mail is verzonden maar komt niet aan",
        "Mail wysłany, ale nie dochodzi",
        "Письмо отправлено, но не доходит",
        "邮件显示发送成功，但是对方收不到",
        "メールを送信しましたが、届きません",
    ],
)
def test_a_mail_that_never_arrived_is_heard(told):
    assert tells_not_arrived(told)


@pytest.mark.parametrize(
    "told",
    [
        "how do I send a mail?",
        "I can't receive mail on my phone",
        "please send me the report by mail",
        "I sent you an email about the meeting, no reply yet",
        "The parcel was sent and never arrived",
        "our IP is listed at spamhaus",
        "Wie versende ich eine Mail?",
        "The mail was sent and never arrived. " + "x" * 1500,
    ],
)
def test_what_tells_of_no_lost_mail_is_not(told):
    assert not tells_not_arrived(told)
