"""Whether a line tells that a mail was not sent, or that a server refused it.

A program's sentence tells so without the reason (`tells_not_sent`); a program or a person tells it with
what came of it (`tells_sending_failed`). Which step failed is read in `failed_step`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

import re2

from bot.parse import translations
from bot.parse.chatter import tells_of_a_person
from bot.parse.errors.failure import names_failure
from bot.parse.signs import Seen, Sieve, Signs
from bot.pattern_set import occurs

_SIEVE: Final = Sieve()  # of its own, since it is asked of few lines
_CANNOT: Final = r"could not|couldn['’]t|cannot|can['’]t"
# "Failed to send email", "E-Mail konnte nicht gesendet werden". Each form stays in its sentence.
_NOT_SENT: Final = Signs(
    _SIEVE,
    r"\b(?:fail(?:ed|s|ure)?|unable|error|problem|issue|wrong)\b[^.;,]*"
    r"\b(?:sending|delivering|dispatching|to (?:send|deliver|dispatch))\b[^.;,]*(?:\be?-?mails?\b|\s\S+@)"
    rf"|\b(?:{_CANNOT}|can not|did not|didn['’]t) (?:\w+ )?"
    r"(?:send|deliver|dispatch)\b[^.;,]*(?:\be?-?mails?\b|\s\S+@)"
    r"|\be?-?mails? (?:(?:is|are|were|get|got|gets) )?stuck in (?:the |my |our |his |her )?(?:outbox|queue)\b"
    r"|\b(?:no ?one|nobody)(?: \w+){0,4} can send (?:\w+ )?e?-?mails?\b"
    rf"|\b(?:{_CANNOT}|unable to|failed to) e-?mail\b"
    r"|\b(?:error|problem|failure) (?:while |when |in )?e-?mailing\b"
    r"|\bnot able to (?:send|pass|deliver)\b[^.;,]*(?:mail|smtp)|\bsmtp\b[^.;,]* not able to send\b"
    r"|\b(?:invalid|incorrect|wrong) (?:smtp|e?-?mail)(?: server)? (?:configuration|settings)\b"
    r"|\b(?:smtp|e?-?mail)(?: server)? (?:configuration|settings) (?:(?:is|are|was|were|seems?|appears?)"
    r" (?:to be )?)?(?:invalid|incorrect|wrong)\b"
    r"|\btried to (?:send|deliver)\b[^.;,]*mail[^.;,]* but (?:it )?failed"
    r"|\b(?:sending|send|delivery)\b[^.;,]*\be?-?mails?(?: \w+)? (?:failed|failure|error)\b"
    r"|\bsend(?:ing)?\b[^.;,]*\be?-?mails?\b[^.;,]*\bunsuccessful\b"
    r"|\be?-?mails?\b[^.;,]*\b(?:send|sending|delivery)\b[^.;,]*\bunsuccessful\b"
    r"|(?:^|[\"':(\])>] ?)(?:\w+ ){0,2}e?-?mail(?:s|\(s\))? (?:\([^()]*\) |[\"“'][^\"”'\n]*[\"”'] |\w+ )?"
    rf"(?:{_CANNOT}|was not|were not|ha(?:s|ve) not|is not|not)"
    r"(?: been| be)?(?: successfully)? (?:sent|delivered)\b|\bmailer error\b"
    r"|\b(?:(?:e-?|send)?mail(?:\(\))?|smtp)"
    r" (?:(?:send|sending|delivery|notification|test|alert|operation) )*"
    r"(?:failed|failure|error)\s?(?:$|[:.!,(\"'`])"
    r"|\be?-?mails?\b[^.;]*\bfailed to (?:send|be sent|deliver|dispatch)\b"
    rf"|\b\w*mail\w*exception\b[^.;,]*\bmessage (?:{_CANNOT}|was not)"
    r" (?:be )?sent\b|\be?-?mail (?:was |is )?(?:undeliverable\b|unable to be (?:sent|delivered))"
    r"|\b(?:sending|delivery) (?:of |to )?[^.;,]*\S@\S[^;,]* failed\b"
    r"|\bdelivery to the following (?:recipient|address)(?:e?s|\(e?s\))? (?:has |have )?failed\b"
    # Synology's.
    r"|^\W*failed to send (?:a |the )?test message\b[^:]*$"
    # Names of errors: Rocket.Chat, Keycloak, Lemmy, CodeIgniter without its language file.
    r"|\be?mail[-_]?send[-_]?failed\b|\blang:email_(?:send_failure|smtp_error)"
    # A program that only tries its settings; "email verification failed" is a page's own.
    r"|\b(?:failed to|unable to|could not|couldn['’]t|cannot) (?:verify|validate|test) (?:the |your )?"
    r"(?:smtp|e?-?mail (?:server|transport|transporter|config\w*|settings|connection))\b"
    r"|\bsmtp (?:\w+ )?(?:verification|validation|config\w*|check)(?: test| check)? failed\b"
    r"|\be?-?mail delivery failed via\b|\ban error occurr?ed (?:during|in) (?:the )?e-?mail delivery\b"
    # German, French, Spanish and Portuguese, Italian, Dutch
    r"|mails?\b[^.;,]*\bnicht\b[^.;,]*(?:(?:ge|ver)(?:sendet|schickt|sandt)|zugestellt|ausgeliefert)"
    r"|\bfehler (?:bei[m ]|im)[^.;,]*(?:senden|versand|schicken)[^.;,]*mail"
    r"|\bfehler (?:bei[m ]|im)[^.;,]*mail-?versand|mail-?versand[^.;,]*(?:fehl|gescheitert)"
    r"|\b(?:bei|während) der e?-?mail-?(?:zustellung|übermittlung)[^.;,]*fehler|\bbeim (?:versand|senden)\b"
    r"[^.;,]*mail[^.;,]*fehl|\bbeim versend[^.;,]*mail[^.;,]*fehl"
    r"|mail-?(?:zustellung|auslieferung)[^.;,]*fehlgeschlagen"
    r"|\b(?:ver)?(?:senden|schicken)\b[^.;,]*mail[^.;,]*(?:fehlgeschlagen|gescheitert|schl[aä]gt fehl)"
    r"|(?:^|\W)l['’]envoi\b[^.;,]*(?:mail|courriel)[^.;,]*(?:a|ont) échou"
    r"|\b(?:el|o) (?:envío|envio)\b[^.;,]*(?:correo|mail)[^.;,]*(?:fall[oó]|falhou|fracas)"
    r"|\bver(?:zenden|sturen)\b[^.;,]*mail[^.;,]*mislukt|\bwysyłani[ea]\b[^.;,]*mail[^.;,]*nie powiod"
    r"|\bodeslání [^.;,]*mail[^.;,]*(?:nezdařil|selhal)|отправк[аи] [^.;,]*(?:письм|почт|mail)[^.;,]*не удал"
    r"|(?:posta|mail)\b[^.;,]*gönder(?:imi|me)\b[^.;,]*başarısız"
    r"|(?:erreur|impossible|échec|problème)[^.;,]*\benvo(?:i|yer)\b[^.;,]*(?:mail|courriel)"
    r"|(?:mail|courriel)s?\b[^.;,]*n['’](?:a|ont) p(?:as|u)[^.;,]*envoy"
    r"|échec[^.;,]*(?:livraison|distribution|remise|expédition)[^.;,]*(?:mail|courriel)"
    r"|(?:error|erro|problema|fallo|falha)\b[^.;,]*\benvi(?:ar|o|ando)\b[^.;,]*(?:correo|correio|mail)"
    r"|\b(?:no se (?:pudo|ha podido|puede)|não foi possível)[^.;,]*\benviar\b[^.;,]*(?:correo|correio|mail)"
    r"|(?:correo|mail)s?\b[^.;,]*\bn(?:o|ão) (?:se )?(?:pudo|ha|fue|pôde|foi|pode)[^.;,]*\benvia"
    r"|(?:falló|(?:fallo|falha|falhou|error|erro)\b)[^.;,]*\bentrega\b[^.;,]*(?:correo|correio|mail)"
    r"|\bentrega d[eo] (?:correo|correio|e?-?mail)[^.;,]*\bfal(?:ló|lado|hou)"
    r"|(?:errore|impossibile|problema)\b[^.;,]*\binvi(?:o|are)\b[^.;,]*mail"
    r"|\binvio\b[^.;,]*mail[^.;,]*(?:fallit|non riuscit)"
    r"|\bfout\b[^.;,]*\bver(?:zenden|sturen)\b[^.;,]*mail|mail[^.;,]*\bniet\b[^.;,]*ver(?:z|st)"
    # Polish, Czech, Hungarian, Romanian, Russian, Ukrainian, Turkish
    r"|(?:nie udało się|nie można|błąd)[^.;,]*wys[ył][^.;,]*(?:mail|poczt)"
    r"|(?:chyba|nepodařilo se|nelze)\b[^.;,]*odes[^.;,]*mail|mail[^.;,]*(?:nepodařilo|nelze)[^.;,]*odes"
    r"|mail[^.;,]*küld[^.;,]*sikertelen|eroare\b[^.;,]*trimit[^.;,]*mail"
    r"|(?:не ?удалось|ошибка|невозможно)[^.;,]*отправ[^.;,]*(?:письм|почт|mail)"
    r"|(?:письмо|mail)[^.;,]*\sне (?:был[оа]? )?отправлен"
    r"|(?:не вдалося|помилка)[^.;,]*(?:надісл|відправ)[^.;,]*(?:лист|пошт|mail)"
    r"|(?:posta|mail)[^.;,]*gönder(?:ilemedi|ilirken[^.;,]*hata)"
    # Swedish, Norwegian, Danish, Finnish
    r"|\b(?:kunde inte|kan inte|kunne ikke|kan ikke)\b[^.;,]*(?:skicka|send)[^.;,]*(?:e-?post|mail)"
    r"|sähköposti[^.;,]*lähet[^.;,]*epäonnistui"
    # Chinese, Japanese, Korean, Vietnamese, Indonesian
    r"|[邮郵]件[^。；，]*(?:发送|發送|寄送)[^。；，]*(?:失[败敗]|[错錯][误誤]|出错|异常)"
    r"|(?:发送|發送|寄送)[^。；，]*[邮郵]件[^。；，]*(?:失[败敗]|[错錯][误誤]|出错|异常)"
    r"|[无無]法(?:发送|發送|寄送)[^。；，]*[邮郵]件|[邮郵]件[无無]法(?:发送|發送|寄送|发出)|发不出[去]?邮件"
    r"|[邮郵]件[^。；，]*[发發]不出|[发發](?:信|[邮郵]件)[^。；，]{0,4}(?:失[败敗]|[错錯][误誤]|不成功)"
    r"|メール[^。、]*(?:送信[^。、]*(?:失敗|でき|エラー)|送れ(?:ません|ない))"
    r"|送信[^。、]*(?:失敗|エラー)[^。、]*メール"
    r"|(?:메일|e-?mail)[^.]*(?:전송|발송)[^.]*(?:실패|오류|되지 않|안 ?[되됩])"
    r"|gửi[^.;,]*(?:mail|thư)[^.;,]*(?:thất bại|lỗi)|\bgagal mengirim[^.;,]*(?:mail|surel)",
)
# The same of a message, which is a mail's where others speak of mail: "Could not send message".
_MESSAGE_NOT_SENT: Final = Signs(
    _SIEVE,
    rf"\b(?:{_CANNOT}|unable to|failed to|error|problem|failure) (?:\w+ )?"
    r"(?:send|sending|deliver|delivering) (?:the |your |this |some |an? )?messages?\b"
    rf"|\bmessages? (?:{_CANNOT}|was not|were not|not)(?: be)?"
    r"(?: successfully)? (?:sent|delivered)\b|\bsending (?:of )?(?:the |your )?messages? failed\b"
    r"|\bmessage (?:sending|transmission) (?:failed|error)\b"
    r"|\bnachricht\b[^.;,]*\bnicht (?:ge|ver)(?:sendet|schickt|sandt)"
    r"|\bsenden der nachricht[^.;,]*fehlgeschlagen"
    r"|\bimpossible d['’]envoyer (?:le|votre|ce|un) message|\bmessage n['’]a (?:pas|pu)[^.;,]*envoy"
    r"|\bno se (?:pudo|ha podido|puede) enviar el mensaje|\bnão foi possível enviar a mensagem"
    r"|\bimpossibile inviare il messaggio|\bbericht\b[^.;,]*\bniet\b[^.;,]*ver(?:z|st)"
    r"|не ?удалось отправить сообщение|\bnie udało się wysłać wiadomości",
)
# A server refused whom or what, and the program does not say why.
_REFUSED: Final = Signs(
    _SIEVE,
    r"\b(?:recipient|sender|rcpt command)s?(?:['’]?s? address(?:es)?)? (?:was |were |is |are )?"
    r"(?:refused|rejected)\b"
    r"|\b(?:smtp|mail) server (?:has |had )?(?:refused|rejected|did not accept)\b[^.;,]*"
    r"\b(?:message|mail|data|recipients?|sender|address)\b"
    r"|(?:smtp|mail)-?server\b[^.;,]*(?:verweigert|lehnt)[^.;,]*(?:nachricht|mail|empfänger|absender)"
    r"|(?:smtp|mail)-?server\b[^.;,]*(?:nachricht|mail|empfänger|absender)\w*[^.;,]*(?:abgelehnt|verweigert)"
    r"|\bserveur (?:smtp|de messagerie)\b[^.;,]*\b(?:refus|rejet)\w*[^.;,]*"
    r"(?:message|mail|envoi\b|destinataire|expéditeur)"
    r"|\bservidor (?:smtp|de correo|de e?-?mail)\b[^.;,]*\b(?:rechaz|rejeit|recus)\w*[^.;,]*"
    r"(?:mensa[jg]em?|correo|mail|env[íi]o\b|destinat[aá]rio|remetente|remitente)"
    r"|\bserver (?:smtp|di posta)\b[^.;,]*\b(?:rifiut|respin)\w*[^.;,]*"
    r"(?:messaggio|mail|invio|destinatario|mittente|indirizzo)"
    r"|\bdestinatari\w?\b[^.;,]*\brifiutat\w\b[^.;,]*\bserver\b"
    r"|[收发]件人[^。；，]*(?:被拒|拒绝)",
)
_MAIL: Final = _NOT_SENT | _REFUSED
_ANY_MESSAGE: Final = _MAIL | _MESSAGE_NOT_SENT
# The classes by which libraries tell that a server refused.
_REFUSED_CLASS: Final = Signs(
    _SIEVE,
    r"(?:recipients|sender)refused|smtpdataerror|net::smtp(?:\w+error|serverbusy)"
    r"|smtpcommandexception|failedrecipient|(?:address|sender|send)failedexception|smtpreplyerror"
    r"|\bnot accepted\b|\b(?:rejected|refused|denied|bounced|blocked)\b",
)
# Somebody asks, tells when it would be so, or that all is well again; or it is a line of a program's source.
# Meteor's log gives the time as "20:27:47.910(-5)?".
_NOT_TOLD: Final = re.compile(
    r"(?<!\d\))\?|？|^\W{0,8}(?:when|wenn|als|lorsque|cuando|quando)\b"
    # "if the problem persists" is a program's own advice.
    r"|\b(?:if(?! (?:the|this) (?:problem|error|issue) persists)|whenever|unless|you|should|would"
    r"|fix(?:e[sd])?|solved|resolved|works|falls|sollte|vous|caso|jeśli|если|якщо)\b|如果|場合|\$\{"
    r"|\b(?:no|without(?: any)?) (?:errors?|problems?|issues?|failures?)\b",
    re.IGNORECASE,
)
# "SMTP does not work since the update": all that a person says, and no reason.
_WORKS_NOT: Final = re2.compile(
    r"(?i)\W*(?:(?:hi|hello|help|urgent|(?:it |this )?(?:looks like|seems(?: that)?))\b\W*)?"
    r"(?:(?:the|our|my|their|his|her|all|customer['’]?s?|das|der|le|l['’]|el|il|het|o) ?)*"
    r"(?:outgoing e?-?mails?|e?-?mail sending|sending (?:of )?e?-?mails?"
    r"|e?-?mail-?versand|envoi d[e'’] ?e?-?mails?"
    r"|(?:your )?smtp(?:[ -](?:server|relay|connection|mail|sending|versand))?)"
    r"(?: (?:via|over|with|using|über|mit|per|avec|con) (?:ssl|tls|starttls))?"
    r"(?: (?:(?:does|do|is|are|has|will) not|(?:does|do|is|are|has|wo)n['’]t|no longer|stopped|not)"
    r"(?: \w+)? work(?:s|ed|ing)?|(?: is|['’]s)? (?:down|broken)|(?: always| just)? fails"
    r"|(?: geht| funktioniert| klappt)(?: \w+)* nicht| ne (?:marche|fonctionne) (?:pas|plus)"
    r"| (?:no|não) funciona| non funziona| werkt niet)"
    r"(?: (?:any ?more|at all|again|now|today|yesterday|here|right now|mehr|più|meer"
    r"|(?:since|after|from|seit|depuis|desde|da|sinds)(?: [\w'’:.-]+)+"
    r"|for (?:us|me|them|everybody|everyone|(?:\S+ ){0,2}(?:customers?|clients?|users?|mailbox(?:es)?"
    r"|accounts?|domains?|minutes|hours?|days?|weeks?))|at the moment|please help|help|thanks))*[.! ]*"
)
_WORKS_NOT_LIMIT: Final = 100  # characters; who says more gives a reason, or speaks of something else
_SENTENCE_LIMIT: Final = 160  # characters in which a program says no more than that
# Somebody asks about a log's line: "SEVERE: Unable to send email??"
_LOGGED: Final = re.compile(r"\W{0,3}(?:SEVERE|FATAL|CRITICAL|ERROR|ERR|WARN(?:ING)?)\b")
_SENTENCE_ENDS: Final = re.compile(r"[.!。！](?=\s)")
_SENTENCE_OVER: Final = re.compile(r"[.!?](?=\s)|[。！？]")
# A program's own advice, behind the sentence that tells what happened.
_ADVICE: Final = re.compile(
    r"\s{1,4}(?:please |then )?(?:double-?check|check|verify|review|revise|see|contact|confirm|make sure|try"
    r"|look|start by|head over|ask)\b",
    re.IGNORECASE,
)
# A program's own fault, and a web server's.
_no_mail_error: Final = occurs(
    r"(?-i)\b(?:Type|Reference|Syntax|Name|Attribute|Key|Index|Import|ModuleNotFound|Value|Argument)Error\b"
    r"|\bundefined\b[^\"'`}).]*\w|\b(?:is|of|are) undefined\b"  # ": undefined." is a reason that nobody gave
    r"|\b(?:Response|Request|Fetch|Axios|Network)Error\b"
    r"|\b(?:instance|object|module|function|property|attribute|argument)s?\b"
    r"|NullPointer|\bHTTP\b|[Ii]nternal (?:[Ss]erver )?[Ee]rror"
    r"|\b[Gg]ateway [Tt]ime-?[Oo]ut|\b[Tt]emplate\b|\brelation \""
    r"|Cannot read propert|[Cc]onfiguration error|\b(?:[Mm]ethod|[Cc]lass|[Tt]ype|[Ff]ield)s? not found\b"
    r"|(?:Missing|NoSuch)(?:Method|Field)|NoClassDefFound|ClassNotFound|TypeLoadException|Could not load type"
    r"|\b(?:[Dd]atabase|[Dd]atenbank|[Dd]ocker|[Rr]edis|MySQL|[Pp]ostgre\w*|MongoDB)\b|数据库|データベース"
    r"|баз\pL+ данных|[Bb]ase de d(?:onn|at|ad)"
    r"|\b(?:[Ff]ile|attachment|director(?:y|ies)|folder|table)s?\b[^;]{0,60}"
    r"\b(?:not|n['’]t) (?:exist|be found|found)\b"
)
# "Failed to send email: login failed", "smtp: user unknown": some program says that a mail was not sent.
_sending: Final = occurs(
    r"(?:fail|unable|error|could|can|problem)[^.;]{0,30}\bsend(?:ing)?\b[^.;]{0,40}\be?-?mails?\b"
    r"|\bsend(?:ing)?\b[^.;]{0,30}\be?-?mails?\b[^.;]{0,20}\bfail"
    r"|\be?-?mail\b[^.;]{0,30}\b(?:sending|sent|delivery|notifications?|alerts?|reports?|test)\b[^.;]{0,12}"
    r"\b(?:fail|stopped|not work|(?:doesn|don)['’]t work|error)"
    r"|\bwhen (?:\w+ )?(?:try(?:ing)? to )?send(?:ing)? [^.;]{0,20}\be?-?mails?\b"
    r"|\b(?:error|fail\w*|time-?out|timed out)[^.;]{0,20}\btesting (?:the |my |our )?(?:smtp|e?-?mail)"
    r"|\bsmtp\b[^.;]{0,120}\b(?:says?|saying|said|tells?)\b[^.;]{0,20}"
    r"\b(?:can ?not|can['’]t|could not|couldn['’]t|unable to) (?:authenticate|log ?in|connect)"
    r"|\be?-?mail\b[^.;]{0,20}\b(?:couldn't|cannot|can't|not) be (?:sent|delivered)\b"
    r"|\b(?:outgoing|test) e?-?mails?\b[^.;]*\b(?:fail|stop|not work|never)"
    r"|\be?-?mail to \S+ (?:titled|(?:with )?subject)\b.* failed\b"
    r"|\b(?:e-?mail|smtp) authentication (?:failed|failure|error)\b"
    # A mailbox that a sending platform logs in to.
    r"|\b(?:mail|in)box(?:es)?\b[^.;]{0,60}\b(?:log-?in|logs? in|authenticat\w*|credentials?|disconnect\w*)\b"
    r"|\b(?:log|logged|sign) in to (?:your|my|the|our|this) (?:mail|in)box\b"
    r"|^\W{0,8}(?:(?:test|prueba|teste|prova) )?\[?smtp\]?"
    r"(?:[ -](?:error|client|server|test|check|login))? ?[:：] ?"
)

# The same in a person's words: a mail server or the sending of mail is named, and what came of it.
_names_sending: Final = occurs(
    r"\bsmtp\b|\be?-?mail ?(?:server|host|relay|logs?)\b|\boutgoing (?:server|e?-?mails?)\b"
    r"|\b(?:sends?|sending|sent|scan(?:s|ning)? to)\b[^.;]*\be?-?mails?\b|\bsending (?:limit|quota)\b"
    r"|\btest(?:ing)? (?:\w+ )?e?-?mails?\b"
    r"|\be?-?mails?\b[^.;]*\b(?:send|sending|(?:not|never) (?:be |been )?sent|go(?:es|ing)? out|went out)\b"
    rf"|{translations.SENDING}"
)
_tells_what_came: Final = occurs(
    r"\b(?:gets?|got|getting|gives?|gave|giving|sees?|saw|seeing|shows?|showed|showing|says?|said|saying"
    r"|tells?|told|telling|reports?|reported (?:an?|the|that)|returns?|returned|throws?|threw|answers?"
    r"|answered|responds?|responded|produces?|produced|raises?|raised|displays?|prints?|shown"
    r"|you(?:['’]ve| have) (?:reached|exceeded)|keeps?|kept|complains?|complained|there (?:is|was|are)"
    r"|because|fail(?:s|ed|ing)? with)\b"
    r"|(?:\bnot|n['’]t|\bno longer|\bnever) (?:works?|worked|working|go(?:es|ing)? through|succeed(?:s|ed)?"
    rf")\b|\bstopped working\b|{translations.WHAT_CAME}"
)
# Mail as a way to reach somebody: "send me an email if ...".
_writes_to: Final = occurs(
    r"\be?-?mail (?:me|us|him|her|them)\b|\bsen[dt] (?:me|us|you|him|her|them)\b"
    r"|\b(?:send|sends|sent|get|gets|receives?) an? (?:\w+ )?e?-?mail (?:if|when|about|as soon)\b"
    r"|\bmir (?:bitte )?(?:eine )?e?-?mail|\bsenden sie (?:uns|mir)\b|\benvoyez[- ](?:moi|nous)\b"
    r"|\benvíen?me\b|пришлите|напишите|给我发邮件|发邮件给我"
)
_MAIL_WORDS: Final = (
    "mail", "smtp", "inbox", "outlook", "thunderbird", "correo", "courriel", "messagerie", "письм", "почт",
    "邮", "郵", "信", "メール", "posta", "mejl", "sähköpost", "levél", "лист", "пошт", "메일",
)  # fmt: skip
_TOLD_LIMIT: Final = 300  # characters in which somebody tells it


def tells_not_sent(line: str, *, of_mail: bool = False) -> bool:
    """Whether a line tells, in one of 23 languages, that a mail was not sent or was refused, not why.

    `of_mail`: a message that it speaks of is a mail.
    """
    if len(line) <= _WORKS_NOT_LIMIT and _WORKS_NOT.fullmatch(line) is not None:
        return True
    if line[-1:] == "?" and _LOGGED.match(line) is not None:
        line = line.rstrip("? ")
    told = line if len(line) <= _SENTENCE_LIMIT else _without_advice(line)
    return (
        told is not None
        and Seen(told).any(_ANY_MESSAGE if of_mail else _MAIL)
        and _NOT_TOLD.search(told) is None
        and not is_other_fault(line)
        and not tells_of_a_person(line)
    )


def _without_advice(line: str) -> str | None:
    """Give what opens a longer line, where what follows is the program's advice."""
    end = _SENTENCE_ENDS.search(line, 0, _SENTENCE_LIMIT)
    return None if end is None or _ADVICE.match(line, end.end()) is None else line[: end.end()]


def opening_not_sent(paragraph: str) -> str | None:
    """Give the sentence that opens a paragraph where it tells so and a person goes on behind it."""
    end = _SENTENCE_ENDS.search(paragraph, 0, _SENTENCE_LIMIT)
    opening = "" if end is None else paragraph[: end.end()]
    return opening if opening and tells_not_sent(opening) and tells_of_a_person(paragraph) else None


def tells_server_refused(line: str) -> bool:
    """Whether it was a server that refused the mail, its recipient or its sender."""
    return Seen(line).any(_REFUSED | _REFUSED_CLASS)


def tells_sending_failed(line: str) -> bool:
    """Whether somebody tells what went wrong as a mail was sent, and no fault of the program's own."""
    lower = line[:_TOLD_LIMIT].lower()
    if len(line) > _TOLD_LIMIT or not any(word in lower for word in _MAIL_WORDS):
        return False
    told = _sending(lower) or (_names_sending(lower) and _tells_what_came(lower))
    return told and not _writes_to(lower) and not is_other_fault(line)


def sentence_of_failure(paragraph: str) -> str | None:
    """Give the sentence of somebody's longer story that tells what went wrong with a mail; None for none."""
    if len(paragraph) <= _SENTENCE_LIMIT or " | " in paragraph or "bounce" in paragraph.casefold():
        return None  # who names bounces mostly explains them
    ends = (end.end() for end in _SENTENCE_OVER.finditer(paragraph))
    places = [0, *ends, len(paragraph)]
    sentences = [paragraph[begin:end].strip() for begin, end in pairwise(places)]
    told = (one for one in sentences if tells_sending_failed(one) and names_failure(Seen(one)))
    return next(told, None) or next(filter(tells_not_sent, sentences), None)


def is_other_fault(words: str) -> bool:
    """Whether an error is a program's own fault, or a web server's, and no mail's."""
    return _no_mail_error(words)
