"""Numbers that look like reply codes and are none: a web server's status, a place, a port, a count, a time.

Looks at one number with the words around it, those before it in small letters; how surely any other is a
reply code is judged in `strength`.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.numbers.codes import HTTP_FAULT, HTTP_FAULTS, NO_REFUSALS, USUAL
from bot.parse.numbers.words_before import introduces
from bot.parse.ports import LIKE_REPLIES

_SOURCE: Final = (
    "py|js|jsx|ts|tsx|cjs|cts|mjs|mts|php|rb|go|java|kt|cs|pl|pm|rs|ex|exs"
    "|css|scss|html|yaml|yml|toml|xml|sql|conf|cf"
)
_VALUE: Final = (
    "id|pid|uid|size|line|count|total|length|version|build|bytes|queue|queued|mailboxes|subscribers|contacts"
    "|price|amount|order|invoice|default|files|jobs|events|rows|records|clicks|downloads|visits"
)
# What a number that follows without a mark is the name of.
_NAMED: Final = (
    "id|version|build|tag|release|order|invoice|ticket|rechnung|angebot|auftrag|bestellung|facture|devis|commande"
    "|factura|pedido|presupuesto|fatura|fattura|preventivo|ordine|factuur|bestelling|faktura|zamówienie"
    "|заказ|договор|счёт|счет|rule|règle|regel|regla|regola|row|zeile|ligne|fila|riga"
    # In a book, a talk.
    "|page|seite|página|pagina|strona|slide|folie|chapter|kapitel|chapitre|capítulo|capitolo|episode"
)
# So many of something: "um die 550".
_ABOUT: Final = (
    "around|approximately|approx.|roughly|nearly|almost|over|more than|less than|at least|at most|up to|max."
    "|um die|rund|circa|ca.|etwa|ungefähr|über|mehr als|fast|knapp|environ|près de|plus de|unos|unas|casi"
    "|alrededor de|más de|quasi|più di|cerca de|mais de|około|ponad|prawie|около|примерно|более|почти"
    "|ruim|zo'n|bijna|meer dan"
)
# Whose errors have numbers as well: "Runtime error 452".
_NUMBERS_ITS_OWN: Final = "runtime|compiler|printer|script|lua|oracle|installer|setup|fax"
_PLACE: Final = "ext|extension|room|suite|raum|zimmer|salle|sala|box|mailbox|postfach"
_ROOMS: Final = "室房楼樓"
# What a shop or a maker gives a number, which may be as long as a reply's two: "part 550-5.1.1".
_ARTICLE: Final = re.compile(
    r"(?:\b(?:part|sku|model|modell|modèle|modelo|artikel|pièce|pieza|pezzo)(?: (?:no|nr|number|nummer)\.?)?"
    r"|[型品]番) ?$"
)
# What stands in the name of a field that does hold one.
_OF_REPLY: Final = "code|stat|err|repl|respon|result|smtp|reason|numb|bounce|diag|answer"
# A field of a record that holds no reply's number: `"timeout": 550`.
_FIELD: Final = re.compile(
    r"(?<![\w.@-])(?:(?:^|[{(,\n])\s{0,40}')?"
    rf"(?!'?[\w-]{{0,40}}(?:{_OF_REPLY}|rc[\"']))"
    r"(?:(?<!')[a-z_@][\w-]{0,40}\"\s?(?::|=>)|(?<=')[a-z_@][\w-]{0,40}'\s?(?::|=>))\s?$"
)
# What a name in quotes leads to is no field's number: `with username "ana": 535 Authentication failed`.
_SENTENCE_BEHIND: Final = re.compile(r"[ -][A-Z][a-z]{2,}")
# Fields that hold a number of their own in whatever form they are printed: YAML, PHP, Node.js, a table.
_NUMBERED_FIELD: Final = re.compile(
    r"(?<![^\W_])(?:(?:id|userid|jobid|pid|uid|line|lineno|thread|process|duration|elapsed|latency|timeout"
    r"|(?:envelope|message|response|processing|total|connect(?:ion)?)_?time"
    r"|priority|severity|level|size|attempts?|retries|retry_?after|delay)(?:_?(?:ms|s|secs?|seconds|bytes|id|no))?)"
    r"[\"'\]]?\s{0,3}(?::|=>|\|)\s{0,3}$"
)
# A web server's own answer in a record.
_STATUS_OF_WEB: Final = re.compile(r"[\"'\]]?status_?code[\"'\]]\s?(?::|=>)\s?$")
# A port, part of a number or a time, a line of a source file, the number of a test (TAP), a Postfix setting,
# a role of reStructuredText (":pep:`517`").
_OTHER_NUMBER: Final = re.compile(
    r"(?<!re)port[a-z]{0,3}['\"]?\s{0,3}[:=,]?>?\s{0,3}['\"]?$|\d[.,]$|\d:$"
    rf"|\.(?:{_SOURCE}):$|\bok $|reject_code ?= ?$|\bline $"
    r"|\b(?:quota|limit|maximum|max|total) of $"
    rf"|\b(?:{_VALUE})['\"]?\s?[:=]\s?$"
    rf"|\b(?:{_NUMBERS_ITS_OWN}) error $|\b(?:{_NAMED}) (?:n[or]\. )?$|:\w{{2,20}}:`$"
    rf"|(?<!\w)(?:{_ABOUT.replace('.', '[.]')}) $"
    r"|[§°º№] ?$|[=!<>]= ?$|(?:_\w{1,30}|\)|length|size|count|usage|used|rate|time|latency|total) [<>] ?$"
    r"|\bends? in $|\bassert $|\*\* ?$|\b(?!code|status|error|reply|response)\w{1,40} = $"
    rf"|\b(?:{_PLACE})\.? ?$|[{_ROOMS}] ?$"
)
# "unable to connect to mail.example.com:585 (Network is unreachable)": the number is a port.
_HOST: Final = re.compile(r"[a-z0-9-]\.[a-z]{2,24}:$")
# A record that colons part, a hexadecimal number in it: "UPID:pve:05C7B1C5:63D3D7F5:vncproxy:550:root@pam:".
_OF_RECORD: Final = re.compile(r"(?=[\w:-]*(?:[a-f]\d|\d[a-f]))(?:[\w-]{1,20}:){3}$")
# A list's own number before an item: "2. 550 User unknown".
_ITEM_OF_LIST: Final = re.compile(r"[\s>|*•-]{0,8}\d{1,2}\. $")
# Numbers in a row, "25, 465, 550", and the word before the last: a time ("since 9, 550 ..."), a product
# ("Office 365, 535 ...") and a name ("1and1, 535 ...") end a part of a sentence.
_ROW: Final = re.compile(r"(?:(?<!\w)([^\W\d_]{1,20}) )?(?<![\w:.,+-])\d{1,9}(?:[.,]\d{1,9})*[.,]\s$")
_BEFORE_TIME_OR_PRODUCT: Final = frozenset(
    {
        *("since", "at", "after", "until", "from", "seit", "um", "ab", "nach", "depuis", "vers", "après"),
        *("desde", "às", "dalle", "alle", "dal", "od", "sinds", "om", "vanaf"),
        *("office", "microsoft", "exchange"),
    }
)
# What _OTHER_NUMBER ends with: one of these characters or words, or a port.
_SIGNS: Final = ".,:=<>'\"*`§°º№"
_BEFORE_COLON: Final = tuple(f"{_SOURCE}|{_VALUE}".split("|"))
_WORDS: Final = (
    *("ok", "line", "of", "in", "assert", "error"),
    *_PLACE.split("|"),
    *_NAMED.split("|"),
    *_ABOUT.split("|"),
    *_ROOMS,
)
# '500 error "POST /api/mail HTTP/1.1"', GoTrue's "500: Error sending confirmation email", nodemailer's own
_SENDERS_ERROR: Final = re.compile(
    r"Error sending |Status Code\b"
    r"|Error: (?:Invalid login|Can't send mail|Message failed|(?:Mail|Data) command failed"
    r"|Greeting never|No recipients|Missing credentials|connect E[A-Z]|getaddrinfo )"
)
# Who asked a web server for what, behind its status: "... i/o timeout - 500 - 192.0.2.4 - /api/mail/test"
_ASKED_BEHIND: Final = re.compile(r"\[?[\da-fA-F.:]{7,45}\]? - /")
# "HTTP check app.example.com: 503 Service Unavailable": what a web server was asked before it.
_ASKED_OF_WEB: Final = re.compile(
    r"\bhttps? (?:check|probe|monitor|status|request|response|endpoint|service|health|url|get|head|post)\b"
    r"(?![^\n]*(?:smtp|mail))",
    re.IGNORECASE,
)
_WEB_REACH: Final = 80  # characters before a number
_ROW_REACH: Final = 60  # characters before a number, for the one before it and a word
# An attribute of a tag that is no code: `<List :limit="550" />`.
_ATTRIBUTE: Final = re.compile(
    rf"(?:^|[\s:@])(?![\w-]*(?:{_OF_REPLY}|text|message))"
    r"[a-z][\w-]{0,20}=[\"']$"
)
_WEB_SAYS: Final = re.compile(
    r"(?:internal server error|\bhttp):? $|\bstatus[\"']: ?$|\"code\": ?$|\(status $|^\s*status: $"
    r"|\b(?!\w*(?:smtp|mail))\w{1,40}error: \[$"  # "MatrixError: [500] An error was encountered ..."
)
# A field's value is over: its line ends, or the next field begins.
_VALUE_ENDS: Final = re.compile(r"\s{0,3}(?:[,)\]}|]|$|\[?[\"']?\w{1,40}[\"'\]]?\s{0,3}(?::|=>)\s)")
# A place in a program's source: "Abstract.php:431", "index.js:554", "(Smtp.cs:501", "{app.worker:531}".
_FILE_BEFORE: Final = re.compile(
    r"\.(?:php|py|[cm]?[jt]sx?|rb|go|java|kt|scala|cs|vb|c|cpp|rs|p[lm]|exs?|erl|vue)[:(]$|\{\w+(?:\.\w+)+:$"
)
# A backtrace's `540:  /usr/lib/ruby/net/smtp.rb -> open`: a line's number and its file.
_OF_PROVIDER: Final = re.compile(r"\d{1,3}: [A-Z]")  # Yahoo's own number behind it: "554: 30: Sorry, ..."
_FILE_BEHIND: Final = re.compile(
    r"\s{0,3}[\w.\[\]]{0,40}(?:/[\w.@+-]{1,60}){1,20}\.(?:php|py|rb|[cm]?[jt]s|go|java|p[lm]|exs?)\b"
)
# A telephone's number: "(550) 554-4210".
_AREA_BEFORE: Final = re.compile(r"(?:^|[\s:+\d])\($")
_REST_OF_PHONE: Final = re.compile(r"\) ?\d{3}[ -]\d{4}(?!\d)")
_AREA_IN_FRONT: Final = re.compile(r"\(\d{3}\) ?$")
_LINE_BEHIND: Final = re.compile(r"-\d{4}(?!\d)")
# The last of a telephone's groups: "phone 040 5505 421", "+49 421 535".
_GROUPS_BEFORE: Final = re.compile(r"(?<![\w.:/-])(?:\+\d{1,3}|\(?0\d{2,5}\)?)(?:[ /-]\d{2,5}){1,4}[ /-]$")
_DECIMALS: Final = re.compile(r"\d{2,3}(?![\d,;.:-])")
_HTTP_BEFORE: Final = re.compile(
    r"http(?:[._]?(?:status|code)(?:_?code)?['\"]?\s?[:=]\s?|(?:/\d(?:\.\d)?['\"]?)? )$"
)
# Feign's "[420 status code 420] during [POST] to [https://api...]": a web service's status and its name.
_WEB_ANSWERED: Final = re.compile(r"(?: [^\[\]\n]{1,60})?\] during \[[A-Z]{3,7}\] to \[")
# "SMTP error: 406 ...": a service's own number, where HTTP is not meant.
_SMTP_SAYS: Final = re.compile(
    r"\bSMTP (?:error|server|code|reply|response|status)[a-z ]{0,20}[:=]? ?(?:code ?)?$", re.IGNORECASE
)
# `InvalidToken(400, 'text')`: an exception that is none of SMTP's.
_OTHERS_EXCEPTION: Final = re.compile(r"\b(?!\w*SMTP)[A-Za-z_]\w{0,40}\($", re.IGNORECASE)

# A count of replies, as Prometheus has it: `smtp_replies_total{code="550"} 421`.
_COUNT_BEHIND: Final = re.compile(r"\"(?:,\w{1,40}=\"[^\"]{0,60}\")*\} \d")
_LABELS_BEFORE: Final = re.compile(r"=\"[^\"]*\"\} $")

# Programs whose names end as what leads to a reply does.
_SENDING_PROGRAMS: Final = ("msmtp", "ssmtp")


def is_named_otherwise(code: int, before: str, match: re.Match[str]) -> bool:
    """Whether the words before a number name it: a web server's status, a place in source, a field."""
    end = match.end("code")
    return (
        _is_of_web_or_file(code, before)
        or (_names_another(before) and _SENTENCE_BEHIND.match(match.string, end) is None)
        or (before.endswith(("[", " code ")) and _WEB_ANSWERED.match(match.string, end) is not None)
        or (
            before[-1:] in "\"'"
            and match.string[end : end + 1] == before[-1:]
            and _ATTRIBUTE.search(before) is not None
        )
        or (_names_number(before) and _VALUE_ENDS.match(match.string, end) is not None)
        or (before.endswith('="') and _COUNT_BEHIND.match(match.string, end) is not None)
        or (before.endswith('"} ') and _LABELS_BEFORE.search(before) is not None)
    )


def is_article(before: str) -> bool:
    """Whether the words before a number name a part or a product: it is no reply's, whatever follows it."""
    return _ARTICLE.search(before) is not None


def is_other_number(code: int, before: str, text: str, match: re.Match[str]) -> bool:
    """Whether a number is no reply code: unusual, a port, a quota, a time, a place."""
    if code < 400:
        if code not in NO_REFUSALS:
            return True
    elif code not in USUAL and not _quotes_a_server(match):
        return True
    if before.endswith(":") and match.group("sep") == ":" and _OF_RECORD.search(before) is not None:
        return True
    if before.endswith(":") and (code in LIKE_REPLIES or (text[:1] == "(" and _HOST.search(before))):
        return True
    if _counts_otherwise(before) or _is_of_phone(before, match):
        return True
    if code in HTTP_FAULTS and (
        "HTTP/" in text or _SENDERS_ERROR.match(text) or _ASKED_BEHIND.match(text) or _is_asked_of_web(match)
    ):
        return True
    return _is_time_or_position(match.group("sep"), text)


def _is_of_phone(before: str, match: re.Match[str]) -> bool:
    """Whether a number is the beginning of a telephone's, or its next part."""
    line, end = match.string, match.end("code")
    if before[-2:-1].isdigit() and _GROUPS_BEFORE.search(before) is not None:
        return True
    if before.endswith("(") and _AREA_BEFORE.search(before) is not None:
        return _REST_OF_PHONE.match(line, end) is not None
    return _AREA_IN_FRONT.search(before) is not None and _LINE_BEHIND.match(line, end) is not None


def _is_asked_of_web(match: re.Match[str]) -> bool:
    """Whether a web server was asked what the number answers."""
    start = match.start("code")
    return _ASKED_OF_WEB.search(match.string, max(0, start - _WEB_REACH), start) is not None


def names_process(before: str, sep: str) -> bool:
    """`postfix/smtp[450]: ...` or `worker(421): ...` in a log; `error [535]: ...` is none."""
    name = before[:-1].rstrip()
    if not sep.startswith(("]:", "):")) or not name[-1:].isalnum():
        return False
    program = name[name.rfind(" ") + 1 :]
    return not introduces(name) or "/" in program or program in _SENDING_PROGRAMS


def _is_of_web_or_file(code: int, before: str) -> bool:
    """Whether a number is a web server's status, or a place in a program's source."""
    if before[-1:] not in ":(=[ >":
        return False
    if code in HTTP_FAULTS and _STATUS_OF_WEB.search(before) is not None:
        return True
    if code == HTTP_FAULT and _WEB_SAYS.search(before) is not None:
        return True
    return _HTTP_BEFORE.search(before) is not None or _FILE_BEFORE.search(before) is not None


def _counts_otherwise(before: str) -> bool:
    """Whether the words before a number make it a port, a line, a quota or the like."""
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
    elif ends == "." and _ITEM_OF_LIST.match(before) is not None:
        return False
    return _stands_in_row(before) or _OTHER_NUMBER.search(before) is not None


def _stands_in_row(before: str) -> bool:
    """Whether another number stands before a number, with a comma or a full stop between: `25, 465, 550`."""
    row = _ROW.search(before, max(0, len(before) - _ROW_REACH))
    return row is not None and row[1] not in _BEFORE_TIME_OR_PRODUCT


def _names_another(before: str) -> bool:
    """Whether a record's field stands before a number that is no reply's: `"timeout": 550`."""
    return before.rstrip()[-1:] in (":", ">") and _FIELD.search(before) is not None


def _names_number(before: str) -> bool:
    """Whether a field that holds numbers stands before one: `timeout: 550`, `[line] => 512`."""
    return before.rstrip()[-1:] in (":", ">", "|") and _NUMBERED_FIELD.search(before) is not None


def _quotes_a_server(match: re.Match[str]) -> bool:
    """`said: 403 ...` and `(406, b'...')` hold reply codes, however unusual the number."""
    line, start = match.string, match.start("code")
    if _SMTP_SAYS.search(line, max(0, start - 40), start) is not None:
        return True
    return line.endswith(
        ("said: ", "responded: ", "smtp; ", "login: ", "Exception: ", 'message "'), 0, start
    ) or (
        line[start - 1 : start] == "("
        and match.group("sep")[-1:] in ("'", '"')
        and _OTHERS_EXCEPTION.search(line, max(0, start - 60), start) is None
    )


def _is_time_or_position(sep: str, text: str) -> bool:
    """`550:12` may be a time, `421,00` is an amount, `(node:timers:512:7)` a place in a program's source.

    A copier has numbers of its own: `535-A`.
    """
    if sep == "-":
        return len(text.strip()) == 1 and text.strip().isalnum()
    if sep == ",":
        return _DECIMALS.match(text) is not None
    if sep.endswith(": ") and _OF_PROVIDER.match(text) is not None:
        return False
    return ":" in sep and (
        text[:2].isdigit()
        or (sep.endswith(":") and text[:1].isdigit())
        or _FILE_BEHIND.match(text) is not None
    )
