"""A person's few words on a number that a mail server gave: a mail comes back with it, nothing can be sent.

Looks at the words beside the number; "bus 550 comes back at nine" has none of them.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.numbers.codes import FREQUENT
from bot.parse.numbers.words_behind import DAY, WHEN

_LIMIT: Final = 120  # characters of a short note
_NUMBER: Final = rf"(?:{'|'.join(map(str, sorted(FREQUENT)))})"
# The end of what is said, or how somebody goes on; never what the number may count.
_ENDS: Final = rf"(?:\W*$|\s*[,.;:?!)。、？]| (?:{WHEN}|{DAY}|now|for|all)\b)"
_ERROR: Final = (
    r"(?:an? |the |une? |l['’]|el |un |o |de )?"
    r"(?:error|fehler|erreur|erro|errore|fout|code|błędem|kodem|ошибкой)? ?"
)
# Somebody's whole note, or of a mail: a train and a player come back with a number, too.
_IT: Final = (
    r"^\W*(?:(?:it|this|everything|all|always|still|es|das|alles|immer|ça|tout|toujours|todo|siempre|tudo"
    r"|tutto|wszystko|всё) ){0,3}"
)
# That something comes back, in the words for a mail that does.
_COMES_BACK: Final = (
    rf"{_IT}(?:k(?:omm(?:t|en)|am(?:en)?) (?:\w+ )?mit {_ERROR}{_NUMBER} zurück"
    r"|(?:(?:comes?|came|coming|bounces?|bounced|returned) (?:back )?with|rev(?:ient|iennent) avec"
    r"|(?:vuelven?|rebotan?|regresan?) con|(?:voltam?|voltou|retornam?) com|torna(?:no)? indietro con"
    r"|(?:komt|komen|kwam(?:en)?) (?:\w+ )?terug met|wraca(?:ją)? z|возвраща[ею]тся с)"
    rf" {_ERROR}{_NUMBER}{_ENDS})"
    rf"|{_NUMBER} (?:hatas[ıi] |kodu )?(?:ile|hatas[ıi]yla) geri"
    r" (?:d[öo]n[üu]yor|d[öo]nd[üu]\b|geliyor|geldi\b)"
    rf"|{_NUMBER} ?(?:番|エラー|のエラー)?で(?:戻|返って|返され|弾かれ)"
    rf"|{_NUMBER} ?(?:에러|오류)?(?:으로|로) ?(?:반송|되돌아)|{_NUMBER} ?(?:错误|錯誤)?(?:被)?退[信回]"
)
_CANNOT_SEND: Final = (
    r"(?:\b(?:can(?: ?not|['’]?t)|could(?: not|n['’]?t)|unable to|no longer) send"
    r"|\bkann (?:\w+ )?nicht(?:s| mehr)? (?:ver)?senden|\bkönnen (?:\w+ )?nicht(?:s| mehr)? (?:ver)?senden"
    r"|\bno (?:puede|pueden|puedo|podemos) enviar|\bn[ãa]o (?:consegue|conseguem|consigo|conseguimos) enviar"
    r"|\bne peu(?:t|vent|x) (?:plus|pas) envoyer|\bnon (?:riesc\w{1,4} (?:più )?a(?:d)?|può|possono) inviare"
    r"|\bkan (?:\w+ )?niet (?:meer )?(?:ver)?zenden|\bnie mo[żz]e (?:wys[łl]a[ćc]|wysy[łl]a[ćc])"
    r"|не мо(?:жет|гу|гут) отправ(?:ить|лять)|g[öo]nderemiyor|送信でき(?:ない|ません)|无法发送)"
    r"(?: (?:anything|any ?more|at all|nada|rien|niente|niets))?"
)
_SENDING: Final = (
    r"(?:(?:when|while|on) sending|beim (?:ver)?senden|à l['’]envoi|en envoyant|al enviar|ao enviar"
    r"|all['’]invio|bij (?:het )?(?:ver)?zenden|przy wysy[łl]aniu|при отправке|g[öo]nderirken"
    r"|送信時に?|发送时)"
)
_FAULT: Final = r"(?:\berrors?|\bfehler|\berreur|\berro|\berrore|\bfout|b[łl][ąa]d|ошибка|hata|エラー|错误)"
# Whoever names these as the giver of a number means their mail.
_GIVERS: Final = r"(?:from|by|at|von|bei|vom|de|chez|par|da|van|od|от) (?:microsoft|google|ms)"
# Who gets it, once more or ever since; a customer gets 550 points as well.
_WHO_GETS: Final = (
    r"(?:^|[.!?] )\W*(?:the |our |my |an? |der |die |unser |le |el |il |de |o )?"
    r"(?:customer|client|user|colleague|kunde|kundin|cliente|klant|klient|müşteri)s?(?: [\w.-]{2,40})? "
    r"(?:keeps? getting|still gets?|always gets?|gets?|got|sees?|bekommt|kriegt|erhält|reçoit|recibe|recebe"
    r"|riceve|krijgt|dostaje|alıyor) (?:still |now |wieder |immer |encore |otra vez )?"
    rf"(?:(?:an? |the )?(?:smtp )?(?:error |fehler |erreur |erro |errore |fout ))?{_NUMBER}s? (?:errors? )?"
    r"(?:again|still|since|wieder|immer|ständig|seit|encore|depuis|otra vez|desde|de novo|di nuovo|weer|sinds"
    r"|znowu|od|when sending|on sending|beim senden)\b"
)
_TOLD: Final = re.compile(
    rf"(?i){_COMES_BACK}|{_WHO_GETS}|{_CANNOT_SEND}{_ENDS}.*{_NUMBER}(?:\W*$|{_ENDS})"
    rf"|{_FAULT}\W{{0,3}}{_NUMBER} {_SENDING}\W*$|{_SENDING} (?:\w+ ){{0,2}}{_FAULT}\W{{0,3}}{_NUMBER}\W*$"
    # "550 from microsoft for the xbox" is a price.
    rf"|\b{_NUMBER} (?:errors? |again |back |wieder )?{_GIVERS}(?! for\b){_ENDS}"
)
# Who opens with a login's number, says whose it is and asks who looks at it: "535 for acme, who takes it?".
_WHO_TAKES: Final = re.compile(
    r"(?i)\W*535 (?:for|at|bei|für|pour|chez|para|per|da|voor|bij|dla|для|у)"
    r" (?!(?:this|that|these|all|each|every)\b)[\w.-]{2,40}[,;.?!:]"
    r" (?:who (?:takes|can|has|does|picks|looks|handles|is on)"
    r"|can (?:some|any)(?:one|body) (?:take|look|check|help|handle|see)|any(?:one|body) (?:free|on|looking)"
    r"|wer (?:übernimmt|nimmt|macht|kann|schaut)|qui (?:prend|s['’]en occupe)"
    r"|qui[ée]n (?:lo )?(?:toma|ve|lleva|mira)|quem (?:pega|v[eê])|chi (?:lo |se ne )?(?:prende|occupa))\b"
)
# Whose login it is and its number, nothing else: "ana@acme.example: 535", "customer acme: 535".
_WHOSE: Final = re.compile(
    r"(?i)\W*(?:(?:login |mailbox |smtp )?[\w.+-]{1,64}@[\w.-]{3,255}|[\w-]{2,63}(?:\.[\w-]{2,63}){1,3}"
    r"|(?:customer|client|kunde|kundin|cliente?|klant|klient|клиент|müşteri) [\w.-]{2,40}(?: [\w.-]{2,40})?)"
    r" ?[:–—-] ?(?:error |fehler )?535(?: again| wieder)?\W*$"
)


def tells_mails_number(text: str) -> bool:
    """Whether somebody tells in a few words of a number that a mail server gave, be mail named or not."""
    return (
        len(text) <= _LIMIT
        and "\n" not in text.strip()
        and any(told(text) is not None for told in (_TOLD.search, _WHO_TAKES.match, _WHOSE.match))
    )
