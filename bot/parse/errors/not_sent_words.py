"""The words by which programs tell that a mail was not sent, or that a server refused it, in 23 languages.

What they make of a line is decided in `not_sent`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.parse.signs import Sieve, Signs

_SIEVE: Final = Sieve()  # of its own, since it is asked of few lines


def _signs(ways: Iterable[str], within: str = "[^.;,]*") -> Signs:
    """Make signs of ways to say it, in which "…" is whatever stands between in the same sentence."""
    return Signs(_SIEVE, "|".join(ways).replace("…", within))


_CANNOT: Final = r"could not|couldn['’]t|cannot|can['’]t"
# "Failed to send email", "E-Mail konnte nicht gesendet werden".
_NOT_SENT: Final = {
    "English": (
        r"\b(?:fail(?:ed|s|ure)?|unable|error|problem|issue|wrong)\b…"
        r"\b(?:sending|delivering|dispatching|to (?:send|deliver|dispatch))\b…(?:\be?-?mails?\b|\s\S+@)"
        rf"|\b(?:{_CANNOT}|can not|did not|didn['’]t) (?:\w+ )?(?:send|deliver|dispatch)\b…"
        r"(?:\be?-?mails?\b|\s\S+@)"
        r"|\b(?:no ?one|nobody)(?: \w+){0,4} can send (?:\w+ )?e?-?mails?\b"
        rf"|\b(?:{_CANNOT}|unable to|failed to) e-?mail\b"
        r"|\b(?:error|problem|failure) (?:while |when |in )?e-?mailing\b"
        r"|\bnot able to (?:send|pass|deliver)\b…(?:mail|smtp)|\bsmtp\b… not able to send\b"
        r"|\btried to (?:send|deliver)\b…mail… but (?:it )?failed"
        r"|\b(?:sending|send|delivery)\b…\be?-?mails?(?: \w+)? (?:failed|failure|error)\b"
        r"|\bsend(?:ing)?\b…\be?-?mails?\b…\bunsuccessful\b"
        r"|\be?-?mails?\b…\b(?:send|sending|delivery)\b…\bunsuccessful\b"
        r"|\b(?:sending|delivery) (?:of |to )?…\S@\S[^;,]* failed\b"
        r"|\bdelivery to the following (?:recipient|address)(?:e?s|\(e?s\))? (?:has |have )?failed\b"
        r"|\be?-?mail delivery failed via\b|\ban error occurr?ed (?:during|in) (?:the )?e-?mail delivery\b"
        # What was to be sent, and was not.
        r"|(?:^|[\"':(\])>] ?)(?:\w+ ){0,2}e?-?mail(?:s|\(s\))? "
        r"(?:\([^()]*\) |[\"“'][^\"”'\n]*[\"”'] |\w+ )?"
        rf"(?:{_CANNOT}|was not|were not|ha(?:s|ve) not|is not|not)"
        r"(?: been| be)?(?: successfully)? (?:sent|delivered)\b"
        r"|\be?-?mail (?:was |is )?(?:undeliverable\b|unable to be (?:sent|delivered))"
        r"|\be?-?mails?\b[^.;]*\bfailed to (?:send|be sent|deliver|dispatch)\b"
        r"|\be?-?mails? (?:(?:is|are|were|gets?|got) )?stuck in (?:(?:the|my|our|his|her) )?"
        r"(?:outbox|queue)\b"
        rf"|\b\w*mail\w*exception\b…\bmessage (?:{_CANNOT}|was not) (?:be )?sent\b"
        # The part of a program that failed, and names of errors: Rocket.Chat, Keycloak, Lemmy, CodeIgniter
        # without its language file; Synology's.
        r"|\bmailer error\b"
        r"|\b(?:(?:e-?|send)?mail(?:\(\))?|smtp)"
        r" (?:(?:send|sending|delivery|notification|test|alert|operation) )*"
        r"(?:failed|failure|error)\s?(?:$|[:.!,(\"'`])"
        r"|\be?mail[-_]?send[-_]?failed\b|\blang:email_(?:send_failure|smtp_error)"
        r"|^\W*failed to send (?:a |the )?test message\b[^:]*$"
        # A program that only tries its settings; "email verification failed" is a page's own.
        rf"|\b(?:failed to|unable to|{_CANNOT}) (?:verify|validate|test) (?:the |your )?"
        r"(?:smtp|e?-?mail (?:server|transport|transporter|config\w*|settings|connection))\b"
        r"|\bsmtp (?:\w+ )?(?:verification|validation|config\w*|check)(?: test| check)? failed\b"
        r"|\b(?:invalid|incorrect|wrong) (?:smtp|e?-?mail)(?: server)? (?:configuration|settings)\b"
        r"|\b(?:smtp|e?-?mail)(?: server)? (?:configuration|settings) (?:(?:is|are|was|were|seems?|appears?)"
        r" (?:to be )?)?(?:invalid|incorrect|wrong)\b"
    ),
    "German": (
        r"mails?\b…\bnicht\b…(?:(?:ge|ver)(?:sendet|schickt|sandt)|zugestellt|ausgeliefert)"
        r"|\bfehler (?:bei[m ]|im)…(?:(?:senden|versand|schicken)…mail|mail-?versand)"
        r"|\b(?:bei|während) der e?-?mail-?(?:zustellung|übermittlung)…fehler"
        r"|mail-?versand…(?:fehl|gescheitert)|mail-?(?:zustellung|auslieferung)…fehlgeschlagen"
        r"|\bbeim (?:versand\b|senden\b|versend)…mail…fehl"
        r"|\b(?:ver)?(?:senden|schicken)\b…mail…(?:fehlgeschlagen|gescheitert|schl[aä]gt fehl)"
    ),
    "French": (
        r"(?:erreur|impossible|échec|problème)…\benvo(?:i|yer)\b…(?:mail|courriel)"
        r"|échec…(?:livraison|distribution|remise|expédition)…(?:mail|courriel)"
        r"|(?:^|\W)l['’]envoi\b…(?:mail|courriel)…(?:a|ont) échou"
        r"|(?:mail|courriel)s?\b…n['’](?:a|ont) p(?:as|u)…envoy"
    ),
    "Spanish, Portuguese": (
        r"(?:error|erro|problema|fallo|falha)\b…\benvi(?:ar|o|ando)\b…(?:correo|correio|mail)"
        r"|\b(?:no se (?:pudo|ha podido|puede)|não foi possível)…\benviar\b…(?:correo|correio|mail)"
        r"|(?:falló|(?:fallo|falha|falhou|error|erro)\b)…\bentrega\b…(?:correo|correio|mail)"
        r"|\bentrega d[eo] (?:correo|correio|e?-?mail)…\bfal(?:ló|lado|hou)"
        r"|\b(?:el|o) (?:envío|envio)\b…(?:correo|mail)…(?:fall[oó]|falhou|fracas)"
        r"|(?:correo|mail)s?\b…\bn(?:o|ão) (?:se )?(?:pudo|ha|fue|pôde|foi|pode)…\benvia"
    ),
    "Italian": (
        r"(?:errore|impossibile|problema)\b…\binvi(?:o|are)\b…mail"
        r"|\binvio\b…mail…(?:fallit|non riuscit)"
    ),
    "Dutch": (
        r"\bfout\b…\bver(?:zenden|sturen)\b…mail|mail…\bniet\b…ver(?:z|st)"
        r"|\bver(?:zenden|sturen)\b…mail…mislukt"
    ),
    "Polish": (r"(?:nie udało się|nie można|błąd)…wys[ył]…(?:mail|poczt)|\bwysyłani[ea]\b…mail…nie powiod"),
    "Czech": (
        r"(?:chyba|nepodařilo se|nelze)\b…odes…mail|mail…(?:nepodařilo|nelze)…odes"
        r"|\bodeslání …mail…(?:nezdařil|selhal)"
    ),
    "Hungarian": r"mail…küld…sikertelen",
    "Romanian": r"eroare\b…trimit…mail",
    "Russian": (
        r"(?:не ?удалось|ошибка|невозможно)…отправ…(?:письм|почт|mail)"
        r"|(?:письмо|mail)…\sне (?:был[оа]? )?отправлен|отправк[аи] …(?:письм|почт|mail)…не удал"
    ),
    "Ukrainian": r"(?:не вдалося|помилка)…(?:надісл|відправ)…(?:лист|пошт|mail)",
    "Turkish": (
        r"(?:posta|mail)…gönder(?:ilemedi|ilirken…hata)|(?:posta|mail)\b…gönder(?:imi|me)\b…başarısız"
    ),
    "Swedish, Norwegian, Danish": (
        r"\b(?:kunde inte|kan inte|kunne ikke|kan ikke)\b…(?:skicka|send)…(?:e-?post|mail)"
    ),
    "Finnish": r"sähköposti…lähet…epäonnistui",
    "Korean": r"(?:메일|e-?mail)…(?:전송|발송)…(?:실패|오류|되지 않|안 ?[되됩])",
    "Vietnamese": r"gửi…(?:mail|thư)…(?:thất bại|lỗi)",
    "Indonesian": r"\bgagal mengirim…(?:mail|surel)",
    # The command that failed, by its own name: "RCPT TO command failed", "Ошибка RCPT TO Line: 369".
    "commands": (
        r"\b(?:rcpt to|mail from)(?::|:? ?<[^<>\n]*>)?(?: command)? (?:failed|failure|error)\b"
        r"|\b(?:rcpt|ehlo|helo) command (?:failed|error)\b"
        r"|(?:\b(?:failed|errors?|failure|problems?|fehler|erreur|errore|erro|fout|błąd|hata)\b"
        r"|ошибка|помилка|错误|錯誤|エラー)\W{0,3}"
        r"(?:(?:in|at|on|sending|during|after|with|the|command|bei|beim|à|en|в|при|команды) ){0,3}"
        r"[\"'`]?(?:rcpt to\b|mail from(?::|[\"'`]|$| line\b| command\b| ?<))"
    ),
}
# Languages whose sentences end in signs of their own.
_NOT_SENT_CJK: Final = {
    "Chinese": (
        r"[邮郵]件…(?:发送|發送|寄送)…(?:失[败敗]|[错錯][误誤]|出错|异常)"
        r"|(?:发送|發送|寄送)…[邮郵]件…(?:失[败敗]|[错錯][误誤]|出错|异常)"
        r"|[无無]法(?:发送|發送|寄送)…[邮郵]件|[邮郵]件[无無]法(?:发送|發送|寄送|发出)|发不出去?邮件"
        r"|[邮郵]件…[发發]不出|[发發](?:信|[邮郵]件)[^。；，]{0,4}(?:失[败敗]|[错錯][误誤]|不成功)"
    ),
    "Japanese": (
        r"メール…(?:(?:送信|配信|配送)…(?:失敗|エラー|(?:でき|され)(?:ません|な|ず))|送れ(?:ません|ない))"
        r"|(?:送信|配信|配送)…(?:失敗|エラー)…メール"
    ),
}
NOT_SENT: Final = _signs(_NOT_SENT.values()) | _signs(_NOT_SENT_CJK.values(), "[^。；，、]*")
# The same of a message, which is a mail's where others speak of mail: "Could not send message".
_MESSAGE: Final = {
    "English": (
        rf"\b(?:{_CANNOT}|unable to|failed to|error|problem|failure) (?:\w+ )?"
        r"(?:send|sending|deliver|delivering) (?:the |your |this |some |an? )?messages?\b"
        rf"|\bmessages? (?:{_CANNOT}|was not|were not|not)(?: be)?(?: successfully)? (?:sent|delivered)\b"
        r"|\bsending (?:of )?(?:the |your )?messages? failed\b"
        r"|\bmessage (?:sending|transmission) (?:failed|error)\b"
    ),
    "German": (
        r"\bnachricht\b…\bnicht (?:ge|ver)(?:sendet|schickt|sandt)|\bsenden der nachricht…fehlgeschlagen"
    ),
    "French": (r"\bimpossible d['’]envoyer (?:le|votre|ce|un) message|\bmessage n['’]a (?:pas|pu)…envoy"),
    "Spanish": r"\bno se (?:pudo|ha podido|puede) enviar el mensaje",
    "Portuguese": r"\bnão foi possível enviar a mensagem",
    "Italian": r"\bimpossibile inviare il messaggio",
    "Dutch": r"\bbericht\b…\bniet\b…ver(?:z|st)",
    "Polish": r"\bnie udało się wysłać wiadomości",
    "Russian": r"не ?удалось отправить сообщение",
}
MESSAGE_NOT_SENT: Final = _signs(_MESSAGE.values())
# A server refused whom or what, and the program does not say why.
_REFUSED: Final = {
    "English": (
        r"\b(?:recipient|sender|rcpt command)s?(?:['’]?s? address(?:es)?)? (?:was |were |is |are )?"
        r"(?:refused|rejected)\b"
        r"|\b(?:recipient|sender)\b…(?:was|is|has been) (?:refused|rejected|not accepted) by\b…"
        r"\b(?:smtp|mail) server\b"
        r"|\b(?:smtp|mail) server (?:has |had )?(?:refused|rejected|did not accept)\b…"
        r"\b(?:message|mail|data|recipients?|sender|address)\b"
    ),
    "German": (
        r"(?:smtp|mail)-?server\b…(?:verweigert|lehnt)…(?:nachricht|mail|empfänger|absender)"
        r"|(?:smtp|mail)-?server\b…(?:nachricht|mail|empfänger|absender)\w*…(?:abgelehnt|verweigert)"
        r"|(?:empfänger|absender)\w*\b…(?:smtp|mail)-?server\b…"
        r"(?:abgelehnt|abgewiesen|zurückgewiesen|verweigert|nicht akzeptiert)"
    ),
    "French": (
        r"\bserveur (?:smtp|de messagerie)\b…\b(?:refus|rejet)\w*…"
        r"(?:message|mail|envoi\b|destinataire|expéditeur)"
        r"|(?:destinataire|expéditeur)\b…\b(?:refus|rejet)\w*…\bserveur (?:smtp|de messagerie)\b"
    ),
    "Spanish, Portuguese": (
        r"\bservidor (?:smtp|de correo|de e?-?mail)\b…\b(?:rechaz|rejeit|recus)\w*…"
        r"(?:mensa[jg]em?|correo|mail|env[íi]o\b|destinat[aá]rio|remetente|remitente)"
        r"|(?:destinat[aá]rio|remetente|remitente)\b…\b(?:rechaz|rejeit|recus)\w*…"
        r"\bservidor (?:smtp|de correo|de e?-?mail)\b"
    ),
    "Italian": (
        r"\bserver (?:smtp|di posta)\b…\b(?:rifiut|respin)\w*…"
        r"(?:messaggio|mail|invio|destinatario|mittente|indirizzo)"
        r"|\b(?:destinatari|mittent)\w?\b…\b(?:rifiutat|respint)\w\b…\bserver\b"
    ),
    "Dutch": (
        r"(?:smtp|mail)-?server\b…\bgeweigerd…(?:ontvanger|afzender)"
        r"|(?:ontvanger|afzender)\b…\bgeweigerd\b…(?:smtp|mail)-?server\b"
    ),
    "Polish": r"(?:odbiorc|nadawc)\w*\b…\bodrzuc\w*…\bserwer\w* (?:smtp|poczt)",
    "Russian": r"(?:получател|отправител)\w*…(?:отклон|отверг)\w*…(?:smtp|почтов)\pL*[ -]сервер",
    "Chinese": r"[收发]件人[^。；，]*(?:被拒|拒绝)",
    "commands": (
        r"\b(?:rcpt to|mail from)(?::|:? ?<[^<>\n]*>)?(?: command)? (?:rejected|refused)\b"
        r"|\b(?:rejected|refused|did not accept) (?:the |our |my )?(?:rcpt to|mail from|rcpt)(?: command|$)"
    ),
}
REFUSED: Final = _signs(_REFUSED.values(), r"(?:[^.;,]|\.\w)*")  # whose address it is may stand between
# The classes by which libraries tell that a server refused.
REFUSED_CLASS: Final = _signs(
    (
        r"(?:recipients|sender)refused|smtpdataerror|net::smtp(?:\w+error|serverbusy)"
        r"|smtpcommandexception|failedrecipient|(?:address|sender|send)failedexception|smtpreplyerror"
        r"|\bnot accepted\b|\b(?:rejected|refused|denied|bounced|blocked)\b",
    )
)
