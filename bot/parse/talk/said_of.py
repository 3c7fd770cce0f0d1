"""What somebody's words of failing are said of: mail, or something else that is named in its place.

Looks at a line's words; whether it is a person's, asked or over is decided in `trouble`.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse import translations
from bot.parse.talk.trouble_words import ALL, NOT
from bot.pattern_set import any_pattern, occurs

# Where a clause ends: in a name, a number or an address none does, and a colon goes on with what it tells.
_CLAUSE_ENDS: Final = re.compile(r"[,;.!?](?=\s|$)|\s[–—-]+\s|[，。；、！？،؛]|(?<=[\u3040-\uffff]),")
_FOUND: Final = "\0"  # in the place of what was found
# What is left of the word in which that is: in Chinese and Japanese no space ends one.
_LETTERS: Final = r"[^\W\d_\u3040-\u30ff\u4e00-\u9fff]*(?:['’][^\W\d_]+)?"
_REST_OF_WORD: Final = re.compile(rf"{_LETTERS}{_FOUND}{_LETTERS}")
# A noun of theirs, or two; Japanese writes its grammar in other characters.
_NOUN_OF_CJK: Final = re.compile(r"[\u30a0-\u30ff\u4e00-\u9fff]{2}|[\uac00-\ud7af]{2}")
# Of Chinese, Japanese and Korean, and how many make a word.
CJK: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
CJK_OF_A_WORD: Final = 3
# Words that may name something; the shorter ones are mostly small words of grammar.
_WORD: Final = re.compile(r"[^\W\d_][\w'’.-]{3,}")
# What goes on in English: a login, a connection or TLS that fails, not a password wrong in a document.
_GOES_WRONG: Final = (
    r"\b(?:fails?|failing|failed to \w+|rejects|refuses|denies|times out|timing out|hangs|drops|closes"
    r"|disconnects|gives up|gave up|stalls|stopped working)\b|\bdo(?:es)? (?:\w+ ){1,3}(?:reject|refuse"
    r"|deny|block)\b|\bno (?:answer|response)\b"
    r"|\b(?:gets?|got|is|are|being) (?:\w+ )?(?:rejected|refused|denied|dropped|cut off|kicked|locked)\b"
    rf"|(?:{NOT}|\b(?:can ?not|unable to|no longer)) (?:\w+ )?"
    r"(?:connect|log ?in|authenticate|reach|resolve|negotiate|verify|accept|support|respond|answer|trust"
    r"|get through)|\bcould not (?:\w+ )?(?:connect|log ?in|authenticate)\b"
)
# Lists that one stands on; a list's name alone tells nothing ("spamhaus: thanks for the sticker").
_LIST: Final = r"(?:spam(?:haus|cop)|sorbs|rbl)"
_LISTED: Final = (
    r"\bblack ?-?list|\bblackl|\bbloc?k ?-?list|\blisted\b|\bgr[ae]y ?-?list|gegr[ae]ylist"
    rf"|\b(?:on|in|at|by|from|with|via|against|bei|auf|von|par|sur|chez|en|por|su|da|op|door|bij)"
    rf" (?:\w+ )?{_LIST}\b"
    rf"|\b{_LIST}(?:['’]s)?,?:? (?:\w+ )?(?:list|block|say|said|entr|hit|sbl|css|xbl|pbl|zen|dbl|remov"
    r"|delist|reject|refus|error|flag|again|has|have|got|sagt|dit|dice|problem|issue|ip\b)"
    rf"|\b(?:ip|ips|server|domain|address)\b.*\b{_LIST}\b|^\W*{_LIST}\W*$"
    r"|\bgelistet\b|schwarze\w* liste|liste noire|lista ne(?:gr|r)a"
    r"|zwarte lijst|czarn\pL+ li|kara liste|ч[её]рн\pL+ спис|блэклист|спамхаус"
)
# A login that is asked for again is one that the server refused: that it is asked for, and that it is again.
_ASKS_FOR_IT: Final = (
    r"\b(?:ask|prompt|request)(?:s|ed|ing)?\b|\bpop(?:s|ped|ping)?[ -]?ups?\b|\bfrag(?:t|en)\b|abfrage"
    r"|\bwill\b|verlang|\br?e?demand|\bpid[ei]|\bpede[ms]?\b|\bpedi(?:u|ndo)\b|solicit|pergunta|\bchied"
    r"|richied|\bvra(?:ag|gen)|vraagt|\bpyta|\bprosi|[żz][aą]da|soruyor|sor(?:ar|up)|istiyor|запраш|спраш"
    r"|прос[ия]т|требу|запит|пита|提示|要求|[询詢][问問]|[输輸]入|聞かれ|聞いて|求め|表示され|물어|묻|요구|뜨"
    r"|يطلب|تطلب|يسأل|मांग|माँग|पूछ|\bhỏi\b|đòi|yêu cầu|\bmin(?:ta|eta)|\bmeminta|\btanya"
)
_AGAIN: Final = (
    r"\bkeeps?\b|\balways\b|\bconstant|\bagain\b|\bover and over"
    r"|\b(?:every|each|all the) (?:few |\w+ )?(?:time|minute|hour|day|second)|\brepeated|\bcontinu"
    r"|\bnon[ -]?stop|\bin an? (?:endless |infinite )?loop"
    r"|\bimmer\b|st[aä]ndig|\bdauernd|\bjedes ?mal|laufend|\bwieder\b|\btoujours"
    r"|\bsans (?:cesse|arr[eê]t)|n['’]arr[eê]te pas|\ben boucle|\btout le temps|\bchaque fois|\bredemand"
    r"|\btodo el (?:rato|tiempo)|\buna y otra vez|\bsiempre|\bcada (?:vez|dos|rato)|\bsigue\b"
    r"|\btoda (?:hora|vez)|\bo tempo todo|\bsempre\b|\bfica\b|\bdireto\b|\bogni (?:volta|\w+ minuti)"
    r"|\bsteeds\b|\bblijft\b|\btelkens|\baltijd|ci[aą]gle|ca[łl]y czas|wci[aą][żz]|za ka[żz]dym"
    r"|s[uü]rekli|devaml[ıi]|her (?:seferinde|defas)|\bhep\b|постоянн|вс[её] время|каждый раз|снова|опять"
    r"|бесконечн|постійно|весь час|щораз|знову|一直|反[复復覆]|[总總]是|不[断斷]|老是|不停|每次|何度も|毎回"
    r"|繰り返し|ずっと|常に|계속|자꾸|매번|반복|باستمرار|دائم|كل مرة|बार|लगातार|हमेशा|\bcứ(?:\PL|$)|liên tục"
    r"|\bmãi\b|\bsuốt\b|hoài|\bterus\b|selalu|berulang"
)
_SAID: Final = (
    r"\b(?:(?:is|are|was|mailbox|inbox|box|quota) full|kills?|pops? up|blockt|stopped accepting"
    r"|lists (?:our|us)|hit|says?|said|complains?|tells?|told|flags?|flagged|sees|thinks|marked|marks"
    r"|classif\w+|cut(?:s|ting)? (?:us|him|her|them|me) off|throws?|won['’]?t|breaks? off"
    r"|exige|lehnt|recusa|rifiuta|doesn['’]?t allow|does not allow"
    r"|(?:thrown|sent|came|comes|coming|goes|went|gets? (?:it|them)) back|defers?|mówi)\b"
)
# That somebody sends: with a login that fails it is a mail, for little else is sent behind one.
_SENDS: Final = (
    r"\bsend(?:s|ing)?\b|\b(?:ver)?senden\b|versand|verschick|\benvi(?:ar|[oae]|amos|ando)\b"
    r"|\benvo(?:yer|i)|\binvi(?:are|[oa]|amo)\b|verzend|versturen|\bwys[łl]a[ćc]|wysy[łl]a|g[oö]nder"
    r"|отправ|відправ|надісл|[发發寄]送|[发發]不[出了]|送信|送れ|보내|발송|[إا]رسال|[تي]رسل|भेज|\bgửi\b"
    r"|\bme?n?g?kirim"
)
# Somebody's whole trouble, in a place where mail is spoken of: "the old phones can't send since Monday".
_CANNOT_SEND: Final = (
    r"\b(?:can(?: ?not|['’]?t)|could(?: not|n['’]?t)|unable to|no longer) (?:even )?send(?:\W*$|[,.;:]"
    r"| (?:any ?more|any longer|at all|since|because|from|via|out|anything|and|either|today|now|to anyone"
    r"|to anybody)\b)"
)
# A record of one's domain: it may be wrong for years where nobody refuses mail for it.
_RECORD: Final = r"\b(?:spf|dkim|dmarc|ptr|r-?dns)\b|\breverse[ -]dns"
# Who takes part in sending, beside the mail itself, and what they do of which only the words tell.
_TAKES_PART: Final = (
    r"\b(?:servers?|filters?|providers?|delivery|domains?|addresse?s?"
    r"|(?:the|their|our|his|her) (?:other |own )?(?:side|end|host|hoster|ip)|box|firewall|spf|dkim|dmarc"
    r"|mailbox|bounce[ds]?|newsletters?|sending|mx|retr(?:y|ies|ied|ying)|tried|attempts?|bcc|greylist\w*"
    r"|junk|spam|deliver\w*|messages per|attachments?|e-?mail accounts?|scanners?|printers?|copiers?)\b"
)
# What fails in mail as in anything else: it tells of none.
_OF_ANYTHING: Final = (
    r"passwor|credential|\bauth|\blog(?:ged|ging)?[ -]?ins?\b|\bcert(?:s|ificates?)?\b|\b(?:tls|ssl)\b"
    r"|connect|\bport\b|\b(?:daily|hourly)\b|\blimits?\b|\breached\b|(?:^| )\.[a-z]{3,4}\b|quota|storage"
    r"|\bhost|user|account|\bname\b|konto|cuenta|compte|conta\b|nutzer|utilisateur|usuari|utente|gebruiker"
    r"|użytkown|kullanıcı|пользоват|користувач|用[户戶]|사용자|\bmessages?\b|nachricht|mensa(?:je|gem)"
    r"|messaggi|bericht|wiadomo|сообщени|повідомл|消息|メッセージ|메시지|رسالة|mesaj|tin nhắn|pesan"
    r"|serv(?:er|eur|idor)|serwer|сервер|服[务務]器|伺服器|サーバ|서버|خادم|máy chủ|sunucu|सर्वर|anbieter"
    r"|fournisseur|prove(?:e)?dor|hoster|addres|adres|direcci|endereço|indirizz|адрес|地址|アドレス|주소"
    r"|عنوان|địa chỉ|alamat|anhang|adjunto|anexo|allegat|pi[eè]ce jointe|bijlage|załącznik|вложен|вкладен"
    r"|附件|添付|첨부|zustellung"
    # Whom it happens to, and when.
    r"|every(?:thing|where|body|one)|\balles?\b|\btodo\b|\btutto\b|\btudo\b|\btout\b|\b(?:since|after|when"
    r"|because|from|with|that|this|they|there|still|now|today|yesterday|morning|\pL+day|any ?more|gets?"
    r"|bekomm\pL*|stimmt)\b"
    r"|\b(?:seit|heute|gestern|depuis|hier|matin|desde|ayer|ontem|ieri|gisteren|wczoraj)\b|вчера|сегодня"
)

# Of themselves, not in what somebody cannot do: "I can't find the password".
_wrong: Final = occurs(_GOES_WRONG)
_wrong_abroad: Final = occurs(translations.WENT_WRONG)
_fails: Final = occurs(ALL.refused, ALL.wrong, _LISTED)
_asked_for: Final = occurs(_ASKS_FOR_IT)
_once_more: Final = occurs(_AGAIN)
_told: Final = occurs(_SAID, translations.WHAT_CAME)
_on_list: Final = occurs(_LISTED)
_MAILS: Final = f"{ALL.mail}|{ALL.server}|{translations.MAIL_SERVER}"
_PART: Final = f"{_MAILS}|{_TAKES_PART}|{_SENDS}|{_CANNOT_SEND}|{translations.SENDING}|{translations.MAILBOX}"
_part: Final = occurs(_PART)
# Those of a parcel are called so as well.
_WHOSE: Final = rf"{translations.RECIPIENT}|{translations.SENDER}|\breceivers?\b"
_ANYTHING: Final = any_pattern(
    _WHOSE, _OF_ANYTHING, _AGAIN, _ASKS_FOR_IT, _LISTED, _GOES_WRONG, _SAID, ALL.ours, ALL.wrong, ALL.refused,
    translations.OF_LOGIN, translations.OF_TLS, translations.OF_CONNECTION, translations.WENT_WRONG,
    translations.WHAT_CAME,
)  # fmt: skip

names_mail: Final = occurs(_MAILS)
"""Whether a text names what is mail's alone: a service, a program, a server, mails."""
names_mail_server: Final = occurs(ALL.server, translations.MAIL_SERVER)
"""Whether a few words name a mail server, or what only mail has and where it fails."""
# Boxes, recipients and senders are of other things too.
names_mail_or_whose: Final = occurs(
    ALL.mail, translations.RECIPIENT, translations.SENDER, translations.MAILBOX
)
"""Whether a few words name a mail, who sent or gets it, or where it lies."""
names_part_of_mail: Final = occurs(_PART, _WHOSE)
"""Whether a few words name anybody or anything that takes part in sending a mail."""
names_login: Final = occurs(r"\blog-?ins?\b|\blog in\b|\bauth|password|credential", translations.OF_LOGIN)
"""Whether a few words name a login, or what it takes."""
names_record: Final = occurs(_RECORD)
"""Whether a few words name a record of a domain that those who get its mail read."""
tells_ours: Final = occurs(ALL.ours)
"""Whether a few words tell whose trouble it is: ours, a customer's."""
tells_refused: Final = occurs(ALL.refused)
"""Whether a few words tell that something was not taken, given back or not sent."""
tells_sending: Final = occurs(_SENDS)
"""Whether somebody tells of sending: what is not sent was refused by nobody yet."""
cannot_send: Final = occurs(_CANNOT_SEND)
"""Whether somebody tells that they cannot send, and not what."""


def sending_fails(text: str) -> bool:
    """Whether somebody tells that they cannot send, or that they stand on a list."""
    return (tells_sending(text) and tells_refused(text)) or is_listed(text)


def fails(text: str) -> bool:
    """Whether a few words tell that something fails, be it a mail, a login or anything."""
    return _fails(text) or goes_wrong(text)


def goes_wrong(text: str) -> bool:
    """Whether words of trouble tell that something goes wrong, be it a mail, a login or a connection."""
    if _wrong(text) or _wrong_abroad(text):
        return True
    return _asked_for(text) and _once_more(text) and names_login(text)


def tells_what_came(text: str) -> bool:
    """Whether a few words tell what came of something: that it failed, or what somebody said of it."""
    return fails(text) or _told(text)


def tells_mail_refused(text: str) -> bool:
    """Whether words of trouble are of a mail that was not taken, given back or not sent."""
    return names_mail_or_whose(text) and tells_refused(text)


def is_listed(text: str) -> bool:
    """Whether somebody tells that a sender stands on a list: their own, or one of mail."""
    return _on_list(text) and (tells_ours(text) or names_mail_or_whose(text))


def names_something_else(clause: str) -> bool:
    """Whether words that tell of an error name something, and nothing that takes part in mail."""
    return bool(names_of_something_else(clause))


def names_of_something_else(clause: str) -> list[str]:
    """Give what words that tell of an error name, where nothing of it takes part in mail."""
    if _part(clause):
        return []
    rest = _REST_OF_WORD.sub(" ", _ANYTHING.sub(_FOUND, clause))
    return _WORD.findall(CJK.sub(" ", rest)) + _NOUN_OF_CJK.findall(rest)


def is_of_something_else(text: str) -> bool:
    """Whether what fails is something else than mail: "Paket kam zurück, Empfänger unbekannt".

    It is where another noun stands with a failing word than one of mail, and none of mail's own with any.
    A clause in which nothing fails goes on into the next.
    """
    failing, begun = [], ""
    for clause in _CLAUSE_ENDS.split(text):
        begun = f"{begun} {clause}"
        if fails(clause):
            failing.append(begun)
            begun = ""
    told = " ".join(failing)
    return any(map(names_something_else, failing)) and not (names_mail(told) or names_record(told))
