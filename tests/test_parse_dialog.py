"""Mail programs' dialogs that show a server's answer over several lines, without its numbers."""

import pytest

from bot.parse import parse_text
from bot.parse.scan.dialog import dialogs_whole

ANSWERS = {
    "English": (
        "An error occurred while sending mail. The mail server responded:",
        'Please check the message recipient "ana@example.net" and try again.',
    ),
    "German": (
        "Fehler beim Senden der Nachricht: Der Mail-Server antwortete:",
        'Bitte überprüfen Sie die E-Mail-Adresse des Empfängers "ana@example.net" und wiederholen Sie den Vorgang.',
    ),
    "French": (
        "Une erreur est survenue lors de l’envoi de l’e-mail. Le serveur de courrier a répondu :",
        "Veuillez vérifier l’adresse du destinataire ana@example.net et essayer à nouveau.",
    ),
    "Portuguese": (
        "Ocorreu um erro ao enviar o correio. O servidor de correio respondeu:",
        'Verifique o destinatário da mensagem "ana@example.net" e tente novamente.',
    ),
    "Polish": (
        "Wystąpił błąd podczas wysyłania wiadomości. Odpowiedź serwera:",
        "Sprawdź adresata wiadomości (ana@example.net), a następnie ponów próbę.",
    ),
    "Slovenian": (
        "Med pošiljanjem pošte je prišlo do napake. Poštni strežnik je odgovoril:",
        'Preverite prejemnika pošte "ana@example.net" in poskusite znova.',
    ),
    "Chinese": ("发送邮件时出错。邮件服务器响应：", "请检查消息收件人“ana@example.net”然后重试。"),
    "Vietnamese": (
        "Đã xảy ra lỗi khi gửi thư. Máy chủ thư đã phản hồi:",
        'Vui lòng kiểm tra người nhận thư "ana@example.net" và thử lại.',
    ),
}


@pytest.mark.parametrize(("answered", "to_check"), ANSWERS.values(), ids=ANSWERS)
def test_an_answers_lines_are_one_up_to_what_is_to_be_checked(answered, to_check):
    lines = [answered, "your host is blacklisted", "  by bl.example.org.", to_check, "What can I do"]
    assert dialogs_whole(lines) == [
        f"{answered} your host is blacklisted by bl.example.org. {to_check}",
        "What can I do",
    ]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        # An answer to the mail's text: nothing is to be checked.
        (
            ["An error occurred. The server responded:  Transaction failed", "Unauthorized sender address."],
            ["An error occurred. The server responded:  Transaction failed Unauthorized sender address."],
        ),
        (
            ["It fails. The server responded: Transaction failed", "What does this mean?"],
            ["It fails. The server responded: Transaction failed", "What does this mean?"],
        ),
        (
            ["It fails. The server responded: Transaction failed", "", "Unauthorized sender address"],
            ["It fails. The server responded: Transaction failed", "", "Unauthorized sender address"],
        ),
        (
            ["Yesterday the server was slow.", "Please check the message recipient"],
            ["Yesterday the server was slow.", "Please check the message recipient"],
        ),
    ],
)
def test_what_goes_on_with_an_answer_is_joined_to_it(lines, whole):
    assert dialogs_whole(lines) == whole


def test_an_answer_below_the_dialogs_first_line_is_read_as_one():
    (bounce,) = parse_text(
        "An error occurred while sending mail. The mail server responded:\n"
        "your host [192.0.2.7] is blacklisted by bl.example.org.\n"
        ' Please check the message recipient "ana@example.net" and try again.'
    )
    assert "your host [192.0.2.7] is blacklisted by bl.example.org." in bounce.reply.text
    assert bounce.recipient == "ana@example.net"
