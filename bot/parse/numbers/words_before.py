"""Which words before a number lead to a reply: `error 535`, `we got a 550`, `the answer was 421`.

The words come in small letters. A search to their end tries each of their letters; so what may
stand at the end is looked at first.
"""

from __future__ import annotations

import re
from typing import Final

BEFORE: Final = 24  # characters before a number that tell what it is

_FILLER: Final = "a|an|the|this|that|is|was|and|or|then|now|from|also"
# What leads to a reply, be it the end of a word; and whole words that do.
_WORD_ENDS: Final = (
    "error|errors|code|codes|respond|responds|responded|response|reply|replied|replies|answer|answers"
    "|answered|status|smtp|server|failed|message|reason|fehler|meldung|erreur|erro|errore"
    "|melding|meddelande|meddelelse|mensaje|mensagem|messaggio|komunikat|сообщение"
    "|codigo|código|fout|ошибка|ошибки|ошибку|ошибке|код|码|碼|报|报错|错误|返回|出现|提示|都是|还是|就是|依旧|依然|エラー|コード|오류|에러|코드"
    "|error number|fehlernummer|smtp reject|smtp rejected|smtp-antwort|smtp antwort"
    # the mail that came back with it
    "|退信"
    # "failed" in more languages
    "|fehlgeschlagen|échec|échoué|fallo|falló|fallido|falhou|fallito|失败|失敗|실패"
)
_WHOLE_WORDS: Final = (
    "said|says|reports|reported|got|get|gets|getting|returned|return|returns|receive|received|with|give|gives|result"
    "|toujours|encore|riceve|ricevere|recibiendo|recebo|bekomme|a|an|the|this|is|was|and|or"
    "|then|now|that|host|from|mta|err|dns|fatal|also|still|same|again|today|yesterday|morning|mit|seit"
    "|seither|seitdem|depuis"
    "|gestern|heute|früh|avec|matin|hier|con|ayer|com|ontem|hoje|ieri|oggi|gisteren|vandaag|wczoraj|вчера"
    # who or what says it, and how often, in more languages
    "|dice|muestra|aparece|siempre|sempre|diz|mostra|dit|affiche|sagt|meldet|kommt|zeigt|immer|dauernd|ständig"
    "|renvoie|répond|risponde|responde|devuelve|devolve|retorna|hab|habe|haben|bekommen|kriege"
    # who gets it
    "|we see|i see|they see|users see|customers see|still see|seeing"
    "|receives|receiving|sees|bekommt|bekam|bekamen|kriegt|kriegen|erhält|erhalten|reçoit|reçois|recevons|obtient"
    "|recibe|recibimos|reciben|recebe|recebem|recebemos|ricevo|ricevono|riceviamo|krijgen|ontvangt"
    "|dostaje|dostaję|dostajemy|otrzymuje|otrzymuję|получает|получаю|получаем|отримує|отримую|får|dostává|primește"
    # whose number it is
    r"|gmail|googlemail|outlook|hotmail|yahoo|gmx|web.de|t-online|icloud|mail.ru|яндекс|yandex|mimecast"
    r"|proofpoint|ionos|strato|zoho|krijg|krijgt|geeft|zegt|steeds|zwraca|mówi|wyskakuje|пишет|выдает|выдаёт"
    # "error" in more languages
    "|fejl|fejlen|feil|feilen|fel|felet|virhe|hiba|chyba|chybu|błąd|błędu|hata|hatası|eroare|eroarea|greška|грешка|помилка"
    "|помилку|σφάλμα|錯誤|kesalahan|lỗi|viga|klaida|napaka|ndr"
)
_INTRODUCES: Final = re.compile(rf"(?:{_WORD_ENDS}|\b(?:{_WHOLE_WORDS}))[\s_]{{0,4}}$")
_INTRODUCING: Final = tuple(f"{_WORD_ENDS}|{_WHOLE_WORDS}".split("|"))
_FILLS: Final = re.compile(rf"\b(?:{_FILLER})\s{{0,2}}$")
_FILLING: Final = tuple(_FILLER.split("|"))


def introduces(before: str) -> bool:
    """Whether the words before a number lead to a reply: `error 535`, `we got a 550`."""
    return before.rstrip(" \t\n_").endswith(_INTRODUCING) and _INTRODUCES.search(before) is not None


def is_filler(before: str) -> bool:
    """Whether a little word stands before a number: `the 550 users`."""
    return before.rstrip().endswith(_FILLING) and _FILLS.search(before) is not None
