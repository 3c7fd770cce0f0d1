"""What the words before a number make of it: a reply that somebody tells, or a port, a line, a quota.

The words come in small letters. A search to their end tries each of their letters; so what may
stand at the end is looked at first.
"""

from __future__ import annotations

import re
from typing import Final

_SOURCE: Final = (
    "py|js|jsx|ts|tsx|cjs|cts|mjs|mts|php|rb|go|java|kt|cs|pl|pm|rs|ex|exs"
    "|css|scss|html|yaml|yml|toml|xml|sql|conf|cf"
)
_VALUE: Final = (
    "id|pid|uid|size|line|count|total|length|version|build|bytes|queue|queued|mailboxes|subscribers|contacts"
    "|price|amount|order|invoice"
)
# What a number that follows without a sign is the name of.
_NAMED: Final = "id|version|build|tag|release|order|invoice|ticket"
# So many of something: "um die 550".
_ABOUT: Final = (
    "around|approximately|approx.|roughly|nearly|almost|over|more than|less than|at least|up to|um die|rund"
    "|circa|ca.|etwa|ungefähr|über|mehr als|fast|knapp|environ|près de|plus de|unos|unas|casi|alrededor de"
    "|más de|quasi|più di|cerca de|mais de|około|ponad|prawie|около|примерно|более|почти|ruim|zo'n|bijna"
    "|meer dan"
)
# Whose errors have numbers as well: "Runtime error 452".
_NUMBERS_ITS_OWN: Final = "runtime|compiler|printer|script|lua|oracle|installer|setup|fax"
_PLACE: Final = "ext|extension|room|suite|raum|zimmer|salle|sala|box|mailbox|postfach"
# A field of a record that holds no reply's number: `"timeout": 550`.
_FIELD: Final = re.compile(
    r"(?<![\w.@-])(?:(?:^|[{(,\n])\s{0,40}')?"
    r"(?!'?[\w-]{0,40}(?:code|stat|err|repl|respon|result|smtp|reason|numb|bounce|diag|answer|rc[\"']))"
    r"(?:(?<!')[a-z_@][\w-]{0,40}\"\s?(?::|=>)|(?<=')[a-z_@][\w-]{0,40}'\s?(?::|=>))\s?$"
)
# Fields that hold a number of their own in whatever form they are printed: YAML, PHP, Node.js, a table.
_NUMBERED_FIELD: Final = re.compile(
    r"(?<![^\W_])(?:(?:id|userid|jobid|pid|uid|line|lineno|thread|process|duration|elapsed|latency|timeout"
    r"|priority|severity|level|size|attempts?|retries|retry_?after|delay)(?:_?(?:ms|s|secs?|seconds|bytes|id|no))?)"
    r"[\"'\]]?\s{0,3}(?::|=>|\|)\s{0,3}$"
)
# A web server's own answer in a record.
_STATUS_OF_WEB: Final = re.compile(r"[\"'\]]?status_?code[\"'\]]\s?(?::|=>)\s?$")
# A port, part of a number or a time, a line of a source file, the number of a test (TAP), a Postfix setting,
# a role of reStructuredText (":pep:`517`").
_OTHER_NUMBER: Final = re.compile(
    r"port[a-z]{0,3}['\"]?\s{0,3}[:=,]?>?\s{0,3}['\"]?$|\d[.,]\s?$|\d:$"
    rf"|\.(?:{_SOURCE}):$|\bok $|reject_code ?= ?$|\bline $"
    r"|\b(?:quota|limit|maximum|max|total) of $"
    rf"|\b(?:{_VALUE})['\"]?\s?[:=]\s?$"
    rf"|\b(?:{_NUMBERS_ITS_OWN}) error $|\b(?:{_NAMED}) (?:n[or]\. )?$|:\w{{2,20}}:`$"
    rf"|(?<!\w)(?:{_ABOUT.replace('.', '[.]')}) $"
    r"|§ ?$|[=!<>]= ?$|(?:_\w{1,30}|\)) [<>] ?$"
    r"|\bends? in $|\bassert $|\*\* ?$|\b(?!code|status|error|reply|response)\w{1,40} = $"
    rf"|\b(?:{_PLACE})\.? ?$"
)
# What the one above ends with: one of these signs or words, or a port.
_SIGNS: Final = ".,:=<>'\"*`§"
_BEFORE_COLON: Final = tuple(f"{_SOURCE}|{_VALUE}".split("|"))
_WORDS: Final = (
    "ok",
    "line",
    "of",
    "in",
    "assert",
    "error",
    *_PLACE.split("|"),
    *_NAMED.split("|"),
    *_ABOUT.split("|"),
)
_FILLER: Final = "a|an|the|this|that|is|was|and|or|then|now|from|also"
# What leads to a reply, be it the end of a word; and whole words that do.
_WORD_ENDS: Final = (
    "error|errors|code|codes|respond|responds|responded|response|reply|replied|replies|answer|answers"
    "|answered|status|smtp|server|failed|message|reason|fehler|meldung|erreur|erro|errore"
    "|codigo|código|fout|ошибка|ошибки|ошибку|ошибке|код|码|碼|报|报错|错误|返回|出现|提示|都是|还是|就是|依旧|依然|エラー|コード|오류|에러|코드"
    # "failed" in more languages
    "|fehlgeschlagen|échec|échoué|fallo|falló|fallido|falhou|fallito|失败|失敗|실패"
)
_WHOLE_WORDS: Final = (
    "said|says|got|get|gets|getting|returned|return|returns|receive|received|with|give|gives|result"
    "|toujours|encore|riceve|ricevere|recibiendo|recebo|bekomme|a|an|the|this|is|was|and|or"
    "|then|now|that|host|from|mta|err|dns|fatal|also|still|same|again|today|yesterday|morning|mit|seit"
    "|gestern|heute|früh|avec|matin|con|ayer|com"
    # "error" in more languages
    "|fejl|feil|virhe|hiba|chyba|chybu|błąd|błędu|hata|hatası|eroare|eroarea|greška|грешка|помилка"
    "|помилку|σφάλμα|錯誤|kesalahan|lỗi|viga|klaida|napaka"
)
_INTRODUCES: Final = re.compile(rf"(?:{_WORD_ENDS}|\b(?:{_WHOLE_WORDS}))\s{{0,4}}$")
_INTRODUCING: Final = tuple(f"{_WORD_ENDS}|{_WHOLE_WORDS}".split("|"))
# A sentence that says it outright: `the error I get is 535 ...`.
_IT_IS: Final = re.compile(r"\b(?:error|answer|reply|response)(?: [\w'-]{1,20}){0,4} (?:is|was) $")
_FILLS: Final = re.compile(rf"\b(?:{_FILLER})\s{{0,2}}$")
_FILLING: Final = tuple(_FILLER.split("|"))


def counts_otherwise(before: str) -> bool:
    """Say whether the words before a number make it a port, a line, a quota or the like."""
    words = before.rstrip()
    ends = words[-1:]
    if ends.isalnum():
        if "port" not in words and not words.endswith(_WORDS):
            return False
    elif not ends or ends not in _SIGNS:
        return False
    elif ends == ":" and "port" not in words:
        named = words[:-1].rstrip("'\" ")
        if not named[-1:].isdigit() and not named.endswith(_BEFORE_COLON):
            return False
    return _OTHER_NUMBER.search(before) is not None


def names_another(before: str) -> bool:
    """Say whether a record's field stands before a number that is no reply's: `"timeout": 550`."""
    return before.rstrip()[-1:] in (":", ">") and _FIELD.search(before) is not None


def names_number(before: str) -> bool:
    """Say whether a field that holds numbers stands before one: `timeout: 550`, `[line] => 512`."""
    return before.rstrip()[-1:] in (":", ">", "|") and _NUMBERED_FIELD.search(before) is not None


def is_web_status(before: str) -> bool:
    """Say whether a record's field before a number names a web server's answer: `"statusCode": 500`."""
    return "status" in before and _STATUS_OF_WEB.search(before) is not None


def introduces(before: str) -> bool:
    """Say whether the words before a number lead to a reply: `error 535`, `we got a 550`."""
    return before.rstrip().endswith(_INTRODUCING) and _INTRODUCES.search(before) is not None


def is_filler(before: str) -> bool:
    """Say whether a little word stands before a number: `the 550 users`."""
    return before.rstrip().endswith(_FILLING) and _FILLS.search(before) is not None


def says_it_is(before: str) -> bool:
    """Say whether a sentence tells an error behind "is" or "was": `the error I get is 535 ...`."""
    return before.endswith(("is ", "was ")) and _IT_IS.search(before) is not None
