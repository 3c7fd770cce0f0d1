"""A program's sentence that it could not send a mail: an error without a reason, in whatever language."""

from dataclasses import replace

import pytest

from bot.cards.customer import Role, customer_reply
from bot.cards.finding import what_happened
from bot.model import Certainty, Family, Speaker
from bot.reading import read_text
from tests.card_house import INCIDENT

NOT_SENT = [
    "[error][formie] Notification email “Admin Notification” could not be sent for submission “20011”.",
    "Error trying to send email: 140642254661440",
    "Failed to send email, please try again later.",
    "A problem occurred sending email, please contact your administrator.",
    "Failed to send email: Unauthorized",
    "Couldn't send test email: undefined.",
    '{ "message": "Error sending email: undefined" }',
    "[13:02:11] Unable to deliver mail",
    "The notification email was not sent.",
    "app | Error: Email was not sent",
    "ERROR when trying to send the notification e-mail",
    "Test email failed!",
    "Mail could not be sent. No additional error message provided. Check your mail settings and the app log.",
    "Could not email the invoice",
    "Cannot send notification to ana@example.com",
    "Mailer Error",
    "Error 500 when sending mail",
    "Can not save: Invalid SMTP configuration",
    "[2026-07-11 08:44:39] mautic.ERROR: [MAIL ERROR]  [] []",
    "Mail delivery failed via SMTP server 'mail.example.com'.",
    "Email test notification failed to send.",
    "The website was not able to pass the email to the SMTP server.",
    "[WARNING] An error emailing the document",
    "The script tried to deliver the report by mail but failed.",
    "Unable to send e-mail. Contact whoever runs the site if the problem persists.",
    "La entrega de correo falló",
    "E-Mail-Zustellung fehlgeschlagen",
    "Échec de la livraison de l'e-mail",
    "E-Mail konnte nicht gesendet werden",
    "Mailversand fehlgeschlagen",
    "Le message n'a pas pu être envoyé. Le destinataire bob@example.net a été refusé par le serveur.",
    "Erreur lors de l'envoi de l'e-mail",
    "No se pudo enviar el correo",
    "Não foi possível enviar o e-mail",
    "Errore durante l'invio della mail",
    "E-mail kon niet worden verzonden",
    "Nie udało się wysłać wiadomości e-mail",
    "Не удалось отправить письмо",
    "邮件发送失败，请检查配置",
    "メールの送信に失敗しました",
    "메일 발송 실패",
    "RCPT TO failed",
    "MAIL FROM command failed",
    "RCPT TO:<ana@example.com> failed",
    "RCPT command failed",
    "00:00:21 25-11-2014 < Ошибка RCPT TO Line: 369",
    "Ошибка MAIL FROM",
    "Fehler bei RCPT TO",
    "Error at MAIL FROM:",
    "E-posta gönderilemedi",
    "Das Versenden des Protokolls per E-Mail ist fehlgeschlagen!",
    "L'envoi du mail a échoué",
    "El envío del correo falló",
    "O envio do e-mail falhou",
    "Het verzenden van de e-mail is mislukt",
    "Wysyłanie wiadomości e-mail nie powiodło się",
    "Odeslání e-mailu se nezdařilo",
    "Отправка письма не удалась",
    "E-posta gönderimi başarısız",
    "Email 발송에 실패하였습니다",
    "メールが送れません",
    "メールを送信できません",
    "メールを送信できなかったため、管理者に連絡してください。",
    "メールが送信先に配信されなかったことをお知らせ致します。",
    "メールは配信できませんでした",
    "邮件无法发送",
    "Kunne ikke sende e-post",
    "E-mail se nepodařilo odeslat",
    "Bei der E-Mail-Zustellung ist ein Fehler aufgetreten.",
    "Email test notification failed.",
    '[2026-04-14 09:16:03] Sending of "NEWS" to [ana@example.com](mailto:ana@example.com) failed after 5 attempts. '
    "Please check the settings, the log and whatever else may hold the reason for it, since nothing is told here.",
    "失败lang:email_send_failure_smtpUser-Agent: CodeIgniter",
    "Error: [SendEmailException] The message could not be sent.",
    "E-mails are queued, but failed to deliver these to the following recipients: -",
    "Clicking Test shows (Email was not sent, see the log)",
    'Click Test: "E-mail notification test failed" is shown at once.',
    'When I try the notification it was showing like "Fail to send test email to administrator".',
    "The web page gives me:\nThere was a problem sending the test email. Double-check your mail settings, verify that "
    "your host is not blocking mail connections, and try again.",
    "https://forum.example.com/admin/email => Send => _There was a problem sending the test email. Check the settings of "
    "the mail server, see whether the host lets mail out at all, and then try it once more from this page._",
    'type="SEND_RESET_PASSWORD_ERROR", realmName="acme", error="email_send_failed"',
    '{"error":"email_send_failed"}',
    "Registration: [error-email-send-failed]",
    "2026-03-03 11:29:48 | ERROR | Acme Notifiers :: Email notification failed: {}\n"
    "2026-03-03 11:29:47 | INFO | Acme NotificationHandler :: Preparing notification for notifier 5.\n"
    "2026-03-03 11:29:47 | DEBUG | The agents are being asked for what they have to say of it.",
    "SEVERE: Unable to send Email message ??\n\nIt happens at any time of the day.",
    "Failed to verify SMTP configuration",
    "SMTP verification failed",
    "Beim Versand der E-Mail trat ein Fehler auf",
    "Mail sending operation failed",
    "2016-07-20 10:33:24,869  ERROR    7fe9b9703750  acme.mail               Mail sending operation failed\n"
    'Traceback (most recent call last):\n  File "/usr/lib/python2.7/site-packages/acme/mail.py", line 119, in _send\n'
    "    server=smtplib.SMTP(*Config.getInstance().getSmtpServer())",
    "邮件发不出去，测试也是失败",
    "程序直接提示发信失败请检查smtp设置",
    "If I sign in with an address such as test@example.com, I am getting the error message:\n"
    "`Something went wrong while sending the email. Please try again later.`\n"
    "However, there is nothing in the console to investigate further.",
    "when I try to send a test mail, I get the error _Mail could not be sent. Error: undefined_  I've tried to use "
    "the other setting and get the same.",
    'When we use the form, we get this message\n"An error occurred while sending an email to the customer."',
    "An error occurred during email delivery.",
    "Hubo un error en la entrega del correo",
    "Wer jemanden einlädt, sieht the message: Während der E-Mail-Zustellung ist ein Fehler aufgetreten! I wonder why.",
    "Error: save failed\n -- Server: Unable to send test email\n   at Acme.Api.Test(Int32 id) in C:\\src\\Api.cs:line 20\n"
    "   at Acme.Api.VeryLongName.AndAnotherLongName.AndOneMore.Call(String name, Boolean includeWarnings)\n",
]
REFUSED = [
    "Some messages wait. All RCPT commands were rejected with this error: S...",
    "email_sender: recipient refused by server - bob@example.com",
    "The server rejected the RCPT TO command",
    "RCPT TO <bob@example.net> refused",
    "Exception: The SMTP server refused to accept the message data",
    "Der SMTP-Server hat die Nachricht abgelehnt",
    "Le serveur SMTP a refusé le message",
    "The recipient bob@example.net was refused by the SMTP server.",
    "Der Empfänger bob@example.net wurde vom SMTP-Server abgewiesen.",
    "Le destinataire bob@example.net a été refusé par le serveur SMTP.",
    "El remitente ana@example.com fue rechazado por el servidor SMTP.",
    "O destinatário bob@example.net foi recusado pelo servidor SMTP.",
    "Il mittente ana@example.com è stato respinto dal server SMTP.",
    "De ontvanger bob@example.net is geweigerd door de SMTP-server.",
    "De SMTP-server heeft geweigerd de ontvanger bob@example.net aan te nemen",
    "Odbiorca bob@example.net został odrzucony przez serwer SMTP.",
    "Получатель bob@example.net отклонён почтовым сервером.",
    "El servidor SMTP rechazó el mensaje.",
    "O servidor SMTP rejeitou a mensagem",
    "Destinatari rifiutati dal server SMTP",
    "收件人被拒绝，请检查收件人邮箱地址",
]
NO_ERROR = [
    "Error: mail from ana@example.com went to the archive",
    "fix: RCPT TO error handling",
    "What does RCPT TO failed mean?",
    "AuthApiError: Token has expired or is invalid\n    at async verifyEmail (auth.js:26:17)",
    "Do not answer 500 when the email sending fails",
    "I cannot send emails any more since Monday",
    "our customers say that sending mail fails sometimes, any idea?",
    "FYI the newsletter mail was not sent yesterday",
    "Fixed the issue with sending mails",
    "When sending emails with attachments the layout is wrong",
    "If the email could not be sent, a red bar is shown",
    "No issues sending mail today",
    "Failed to verify email: the link has expired",
    "Email verification failed",
    "- Test the connection.\n\nBefore this commit, a traceback is shown. This occurs because SMTPException has no "
    "'smtp_code'.",
    "Setting up mail notifications works until the test. A red bar says:\n\nLost connection to the socket server. "
    "Trying again...",
    "Do not send mail to this address.",
    "邮件发送成功，请检查垃圾邮件箱",
    "テストメールは正常に送信できました。",
    "メールは配信されました",
    "smtp.gmail.com:465, Authentication required checked, credentials.",
    "Send an email to the team if the build fails.",
    "smtp:\n  enabled: true\n  host: mail.example.com\n  port: 587",
    "raise MailError('could not send the email')",
    "It does not even try to reach the mail server. Is authentication required?",
    "Email provider failures (SMTP server errors) are typically due to:\n- Misconfiguration\n- Rate limiting",
    "When is the newsletter mail not sent? My guess is at weekends. We should look.",
    "If the email could not be sent, a red bar is shown. I like that.",
    "The newsletter goes out by mail on Friday; the test report is not ready.",
    "TypeError: Cannot read properties of undefined (reading 'to')\n  at sendEmail (mailer.js:12:7)",
]


@pytest.mark.parametrize("paste", NOT_SENT)
def test_a_program_that_could_not_send_is_answered_without_a_reason(paste, knowledge):
    (finding,) = read_text(paste, knowledge)
    steps = knowledge.entries["sending-failed-reason-hidden"].steps
    assert (finding.family, finding.entry, finding.certainty) == (Family.UNKNOWN, None, Certainty.UNKNOWN)
    assert (finding.speaker, finding.steps) == (Speaker.OWN_CLIENT, steps)


@pytest.mark.parametrize("paste", REFUSED)
def test_a_refusal_that_a_program_tells_of_is_the_servers(paste, knowledge):
    (finding,) = read_text(paste, knowledge)
    steps = knowledge.entries["reason-not-given"].steps
    assert (finding.entry, finding.speaker, finding.steps) == (None, None, steps)
    assert what_happened(finding, None) == "A mail server refused the message and gave no known reason."
    said = customer_reply(replace(INCIDENT, findings=(finding,)), knowledge.entries, Role.USER)
    assert "refused the message, or the address it was for" in said


def test_what_a_person_quotes_of_a_mail_not_sent_is_read(knowledge):
    told = "In the app I get `An error was met when sending the email (status 500)` at once, any idea why"
    (finding,) = read_text(told, knowledge)
    assert (finding.family, finding.entry) == (Family.UNKNOWN, None)


def test_a_log_of_websockets_hides_no_mails_error(knowledge):
    told = (
        "2026-05-06T21:31:12Z ERROR Websocket Request{trace_id=00}: lemmy_websocket::handlers: Error during message "
        "handling email_send_failed: network error: Resource temporarily unavailable (os error 11)"
    )
    (finding,) = read_text(told, knowledge)
    assert finding.family is Family.CONNECTION


def test_only_nextcloud_is_told_nextclouds_command(knowledge):
    (its,) = read_text("Email could not be sent. Check your mail server log", knowledge)
    (other,) = read_text("Error: Failed to send email", knowledge)
    assert any("occ config" in reason for reason in its.because)
    assert "occ config" not in str(other.because) + str(other.steps)


@pytest.mark.parametrize(
    "paste",
    [
        "Error: Email could not be sent. Works from my laptop, not from the server",
        "E-Mail konnte nicht gesendet werden. My colleague has the same on his machine, if that matters.",
        "Failed to send email! We changed nothing since last week, and the inbox fills as it always did, so that "
        "the account itself must be in order, as far as one can see from here.",
        "邮件发送失败。 Same on my phone",
    ],
)
def test_what_a_person_adds_behind_a_programs_sentence_hides_it_not(paste, knowledge):
    (finding,) = read_text(paste, knowledge)
    assert (finding.family, finding.entry) == (Family.UNKNOWN, None)


@pytest.mark.parametrize("paste", NO_ERROR)
def test_what_only_speaks_of_sending_is_left_alone(paste, knowledge):
    assert read_text(paste, knowledge) == ()


def test_nobody_is_told_that_a_server_refused_what_a_program_did_not_send(knowledge):
    (finding,) = read_text("Error: Failed to send email", knowledge)
    assert what_happened(finding, None) == (
        "Your own program could not send the message and gave no known reason."
    )
    said = customer_reply(replace(INCIDENT, findings=(finding,)), knowledge.entries, Role.USER)
    assert "Your web site or program could not send the mail" in said
    assert "refused" not in said


def test_what_somebody_tells_of_a_mail_not_sent_leads_behind_what_a_program_says(knowledge):
    told = (
        "I am unable to send emails when using another transport type than Sendmail.\n\n"
        "When testing the configuration, it returns:\n`There was an error testing your email settings.`"
    )
    (finding,) = read_text(told, knowledge)
    assert (finding.entry, finding.reply_text) == (
        None,
        "When testing the configuration, it returns: There was an error testing your email settings.",
    )


def test_what_somebody_does_says_nothing_of_the_error_that_is_quoted(knowledge):
    told = 'With "Gmail" in the settings, using an app password, I get "There was a SMTP error." when I click on "Send".'
    (finding,) = read_text(told, knowledge)
    assert (finding.family, finding.entry, finding.reply_text) == (
        Family.UNKNOWN,
        None,
        "There was a SMTP error.",
    )


def test_what_works_says_nothing_of_what_does_not(knowledge):
    told = 'The SMTP connection is ok, but a click on "Test" gives me the error "Error Sending Mail"'
    (finding,) = read_text(told, knowledge)
    assert (finding.family, finding.entry) == (Family.UNKNOWN, None)


@pytest.mark.parametrize(
    "paste",
    [
        "Your message was not delivered successfully to bob@example.com: mailbox full",
        "Your message could not be delivered: mailbox full",
        "Mail has not been successfully delivered: mailbox full",
        "E-Mail konnte nicht zugestellt werden: Postfach voll",
    ],
)
def test_two_words_behind_such_a_sentence_are_its_reason(paste, knowledge):
    (finding,) = read_text(paste, knowledge)
    assert (finding.entry, finding.family) == ("mailbox-full", Family.MAILBOX_FULL)


@pytest.mark.parametrize(
    "paste",
    [
        "Delivery to ana@example.com failed permanently.",
        "Delivery to the following recipient failed permanently: ana@example.com",
    ],
)
def test_a_delivery_that_failed_is_heard_without_a_reason(paste, knowledge):
    (finding,) = read_text(paste, knowledge)
    assert (finding.family, finding.certainty) == (Family.UNKNOWN, Certainty.UNKNOWN)


@pytest.mark.parametrize(
    "paste", ["The email could not be sent successfully.", "SMTP error: mail not sent successfully"]
)
def test_not_successfully_is_no_success(paste, knowledge):
    (finding,) = read_text(paste, knowledge)
    assert finding.family is Family.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "SMTP does not work",
        "Help! Our SMTP server stopped working",
        "smtp isn't working for one customer",
        "Sending of e-mails does not work since yesterday.",
        "Hi all,\n\nour SMTP is down since this morning.\n\nAna",
        "SMTP geht seit gestern nicht mehr",
        "Le SMTP ne marche plus",
        "El SMTP no funciona",
    ],
)
def test_whoever_says_only_that_sending_does_not_work_is_asked_for_the_programs_words(text, knowledge):
    [found] = read_text(text, knowledge)
    assert (found.family, found.certainty, found.because) == (
        Family.UNKNOWN,
        Certainty.UNKNOWN,
        ("The text does not give the reason.",),
    )
    assert found.steps[0].id == "open-the-program-s-own-log-and-paste-the-lines-of-that-minute"


@pytest.mark.parametrize(
    "text",
    [
        "How do I make SMTP work?",
        "If SMTP does not work, check the port first.",
        "Note: SMTP does not work in the free tier",
        "SMTP does not work with IPv6 in version 2",
        "SMTP does not work for attachments over 10 MB",
        "SMTP works again",
        "SMTP is down for maintenance",
        "Does SMTP not work for you?",
        "our e-mail does not work",
        "the search does not work, SMTP is fine",
    ],
)
def test_what_only_speaks_of_smtp_and_of_working_is_left_alone(text, knowledge):
    assert read_text(text, knowledge) == ()
