"""How surely a number in a line is a reply code, by the words before and behind it.

What the number's text is, and what plainly is none, is read before.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final

from bot.parse.around import NAME_LIMIT, host_alone
from bot.parse.numbers.codes import FREQUENT, HTTP_FAULT, HTTP_FAULTS, LOGIN_REFUSED, PROVIDERS
from bot.parse.numbers.words_before import BEFORE, introduces, is_filler
from bot.parse.numbers.words_behind import WHEN
from bot.parse.ports import LIKE_REPLIES


class Strength(IntEnum):
    """How sure it is that a number is a reply code."""

    BARE = 0  # a code without text: "responseCode: 535", "these 421 4.7.0 errors"
    WEAK = 1  # in the middle of a sentence
    PLAIN = 2  # a code and text where a reply may stand
    SURE = 3  # a code with its enhanced code


CJK: Final = "\u2e80"  # from here on, letters stand against a number without a space
# "535 hatası alıyorum": the number's name behind it, where English says "535 error"
_ERROR_OF: Final = (
    *("hatası", "hata ", "błąd", "błęd", "chyb", "ошибк", "помилк", "грешк"),
    *("错误", "錯誤", "报错", "エラー", "오류", "에러"),
    *("appears", "occurs", "occurred", "happens", "pops up", "comes up"),
    *("is shown", "is displayed", "is thrown"),
)
_COMES_BACK: Final = (
    *("comes back", "came back", "bounces back", "is what", "kommt zurück", "kam zurück"),
    *("revient", "vuelve", "torna indietro", "wraca", "возвращается"),
)
# "550 ile geri dönüyor": that a mail comes back with it.
_COMES_BACK_WITH: Final = ("ile geri ", "hatası ile geri ", "hatasıyla geri ")
# "Error: 500" is a web page's whole line, and a page shows "error 500" or "status code 500";
# "SMTP error 500" is none.
_WEB_PAGE: Final = re.compile(r"^[ :]*error[ :]*$|^(?!.*(?:smtp|mailer)).*\b(?:error|status code)$")
# "error 500 Swift_RfcComplianceException: ..." shows what broke the page; no server says an exception's name.
_PAGE_BROKE: Final = re.compile(r"[A-Z][\w.\\]{0,200}Exception\b")
_A_PAGE_SAYS: Final = ("unknown error", "internal server error", "server error", "http_code")
# How somebody goes on: when it happens, for whom, where.
_GOES_ON: Final = f"{WHEN}|to|and|in|on|for|with|avec|à|pour|sur|auf|op|sul|en|por|para|per|voor|si|se"
# "550 from outlook for one customer": whose number it is.
FROM_PROVIDER: Final = re.compile(
    r"(?:from|by|at|on|von|bei|vom|de|chez|par|da|van|od|от|у) "
    r"(?:(?:their|our|his|her|the customer['’]?s|ihrem|unserem|leur|notre|su|nuestro) )?"
    rf"(?:{PROVIDERS})\b"
    r"(?! (?:ads?|analytics|maps|play|drive|calendar|sheets|forms|search|teams|reviews?|users?|accounts?"
    r"|leads?|contacts?|addresses|campaigns?|subscribers?)\b)",
    re.IGNORECASE,
)
# "535 icloud on android"; so many things of theirs would follow at once.
_AT_PROVIDER: Final = re.compile(
    rf"(?:{PROVIDERS})(?=\W*$|[,.;:?!)]| (?:in|on|at|with|without|via|since|again|after|from|for|today|now"
    r"|e?-?mail|mailbox|account|smtp|api|log-?in|user ?name|private|new|bei|mit|seit|nach)\b)",
    re.IGNORECASE,
)
_AS_SAID: Final = re.compile(rf"(?:{_GOES_ON}|only)\b", re.IGNORECASE)
# A thing that a number may count, or a small word: what no server says behind one.
_COUNTS_OR_GOES_ON: Final = re.compile(
    r"(?:ms?|km|k?g|s|h|kb|mb|gb|kib|mib|bytes?|users?|mails?|e-?mails?|messages?|times?|seconds?|secs?"
    r"|minutes?|mins?|lines?|px|pages?|eur|usd|dollars?|euros?|recipients?|contacts?|addresses|people"
    r"|mailboxes|accounts?|requests?|errors?|days?|hours?|characters?|chars?|of|or|is|are|was|as|a|but|all"
    rf"|von|на|{_GOES_ON})\b",
    re.IGNORECASE,
)
_REFUSES_SOMEBODY: Final = re.compile(
    # A server's sentence begins so; who counts mails writes them small, or so many of them.
    r"User |(?:Mail|Message|Recipient|Request) (?=[a-z])"
    r"|(?:user|account|recipient|mail|message) (?:unknown|not|does|rejected|refused|disabled|locked)\b"
)
# What only a server says of somebody's mail: "Acme 535 authentication failed", with whose it is before it.
SERVER_SAYS: Final = re.compile(
    r"(?:smtp )?(?:auth(?:entication)?|login|mailbox|user|recipient|relay(?:ing)?(?: access)?|sender|quota)"
    r"(?: (?:is|was|has been|temporarily))? (?:fail(?:ed|ure)|denied|rejected|refused|unknown|full|exceeded"
    r"|invalid|required|blocked|disabled|unavailable|incorrect|unsuccessful"
    r"|not (?:found|allowed|permitted))\b"
    r"|(?:spam|virus|malware) (?:detected|found|suspected)\b|access denied\b|greylisted\b"
    r"|blocked (?:by|using|for|due)\b|too many (?:concurrent )?(?:connections|recipients|messages)\b",
    re.IGNORECASE,
)
# "550 tests passed", "421 pass, 4 fail", "550 copies of it": a number of things.
_COUNTS_THINGS: Final = re.compile(
    r"(?:m?g|[kmgt]i?b|ml|[ckn]m|mm|kg|cl|hp|[km]?wh?(?!/)|mah|[kmg]?hz|fps|rpm|[dp]pi|px|eur(?:os?)?|usd"
    r"|gbp|chf|dollars?)\b|(?:(?:new|open|more|active|other|of our|different|unread|spam"
    r"|junk|bounced|incoming|outgoing|neue|offene|ungelesene|weitere) )?(?:users|people"
    r"|contacts|subscribers|customers|reasons|ways|tips|ideas|things|words|pages"
    r"|emails|mails|messages|recipients|addresses|accounts|mailboxes|lines|docs|documents|errors|problems"
    r"|requests|bounces|packets|tests|units|items|issues|files|rows|records|opens|clicks|views|visits|tickets"
    r"|orders|parcels|pcs|pieces|jobs|packages|commits|points|seats|rooms|downloads|steps|assertions"
    r"|bits?|bytes?|insertions|deletions|class|series"
    r"|(?:[a-z]{2,20} )?violations|likes|comments|followers|stars|votes|warnings"
    r"|(?:new|additional) [a-z]{3,20}s"
    r"|templates|features|integrations|companies|teams|websites|plugins|offers|products|articles"
    r"|students|employees|tokens (?:invalid|expired|removed|deleted)|no[’']?lu|numaralı"
    r"|leads|relays|devices|games|photos|videos|books|cars|years|weeks|months"
    # German: Anmeldungen, Neuigkeiten, Aktionen, Fehlversuche
    r"|[\w-]{2,40}(?:ungen|heiten|keiten|schaften|tionen|versuche)"
    r"|(?:[a-z]{3,10} )?attempts|events|monitors|sensors|alerts"
    r"|(?-i:[a-z]{3,12}ed) (?:in total|so far|altogether)"
    r"|adressen|kontakte|postfächer|correos|mensajes|contactos|direcciones|buzones|contatti|indirizzi"
    r"|adresses|contatos|endereços|mensagens"
    r"|stück|stk|kunden|nutzer|teilnehmer|plätze|personnes|personas|persone|pièces|piezas|pezzi|sztuk|штук"
    r"|days|sign-?ups|deprecat\w{2,5}|bus|%|x)(?:[^\w@]|$)"
    r"|(?-i:[a-z]{2,20}[^\Wsu]s) of |(?:in|of|to|per|ms?|s) (?:(?:the|our|my|all) )?\d"
    r"|(?:connections|sessions|clients) (?:are )?(?:open|idle|active|used|in use|established|free|left)\b"
    r"|of (?:them|us|these|those|which|whom)\b|(?:an?|per) (?:day|week|month|year|hour|piece)\b"
    rf"|(?:{PROVIDERS}) (?:users|accounts|contacts|leads|addresses|subscribers|mailboxes|inboxes"
    r"|reviews)(?:\W|$)"
    r"|[a-z]{2,12}(?: [a-z]{2,12})?(?:,| and| of) \d+ [a-z]"
    r"|[·•∙] ?[a-z]{2,20}:? \d",  # "queue 421 · deferred 0"
    re.IGNORECASE,
)
# "535 errors", "550 messages": as many of them, or what says the number.
_OF_REPLIES: Final = re.compile(r"(?:errors|bounces|problems|issues|messages|bounced)\b", re.IGNORECASE)
# A server's words begin with a capital, and so do these, which are counted:
_COUNTED: Final = (
    "EUR ", "USD ", "GBP ", "CHF ", "Euro ", "Dollar", "Stück ", "Stk", "Adressen ", "Kontakte ", "Kunden ",
    "Postfächer ",
)  # fmt: skip
# At a line's start, or behind "bounced with", it may be a reply nevertheless: "421 connections from here are
# refused". What a comma parts from a count says nothing of what is counted.
REFUSES: Final = re.compile(
    r"[^,;:.!]*\b(?:not?\b|reject|refus|block|deni|deny|exceed|limit|quota|too |fail|error"
    r"|unknown|wrong|incorrect|invalid|bad\b|unavail|defer|try|later|spam|(?:dis)?allow|accept|permit"
    r"|require|must|full\b)"
)
# "550 Bounces not accepted here"
_REFUSES_THINGS: Final = re.compile(r"[A-Z][a-z]+ (?:are )?not [a-z]")
# An address in a street, a diffstat, numbers, a formula, a comparison with another number; Sidekiq's process
# and thread.
_COMPUTED: Final = re.compile(
    r"(?:[A-Z][a-z]{1,20} ){1,3}(?:Street|St\b|Road|Rd\b|Avenue|Ave\b|Boulevard|Blvd\b|Lane|Drive|Parkway"
    r"|Plaza|Square)|\+\+|milliseconds\b|ms\b|secs?\b"
    r"|-?\d{1,6}(?:\.\d{1,4})?(?:[,)\]]|$| -?\d)|\w{1,40} (?:[=+*] |/ \d)"
    r"|(?:vs\.?|versus) \w{0,5} ?[2-5]\d\d\b|TID-\w"
    r"|\d{3} (?:is|expires|ist|läuft|est|expire|es|è|é)\b"  # "your code 554 421 expires"
    r"|IN\s{1,8}(?:MX|TXT|A|AAAA|CNAME|PTR|NS|SRV|SOA|CAA|TLSA)\b"  # a record's time to live
)
_COUNTED_BEFORE: Final = re.compile(r"\d [a-z]{2,12}(?: [a-z]{2,12})?, $")  # "24 Nov, " counts nothing
# "550 people signed up, 421 showed up": a number behind which things are counted, in the same sentence.
_SENTENCE: Final = 120  # characters of it that are looked at
_COUNT_BEFORE: Final = re.compile(r"(?<![\w.])\d{1,9} (?=([a-z][^.;:!?\d]*), (?:and |but |only |just )?$)")
# "we get a lot of 421 4.7.0 errors when sending": somebody names the error in words of their own.
_NAMED_ERROR: Final = re.compile(r"[ \t]{1,3}errors?\b(?!\s?[:=-])")
# "responding with a 553 code"
_CALLED_CODE: Final = re.compile(
    r"(?:(?:error|reply|response|return|status) )?code\b(?![-:=])", re.IGNORECASE
)
_ANSWERS: Final = re.compile(
    r"(?:\b(?:respond(?:s|ed|ing)?|answer(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|return(?:s|ed|ing)|fail(?:s|ed|ing)?"
    r"|reject(?:s|ed|ing)?|refus(?:es|ed)|bounc(?:es|ed|ing)|got|gets?|getting|receiv(?:es?|ed|ing)|gives?|gave"
    r"|exception|error|back)(?: with)?|\bback with) (?:an?|the) $"
)
_COMPARES: Final = re.compile(r"[a-z]{2} [<>]=? $")  # "queue > 500 on mx2"
# "a 450-ish code", "550-style answers": a kind of replies.
_OF_A_KIND: Final = re.compile(r"(?:ish|like|style|type|class|series|level)\b")
_GOT: Final = re.compile(r"\b(?:got|gets?|getting|received?|returns?|returned|throws?|shows?) an? $")
# "a 553 code instead of a 250 code": what only a mail server was to answer.
_NOT_THE_EXPECTED: Final = re.compile(
    r"(?:(?:code|response|reply|answer|status|error)s? |,? ?(?:and )?)?"
    r"(?:instead of|rather than|(?:an)?statt|au lieu (?:de|du|d['’])|en (?:lugar|vez) de|em vez de"
    r"|invece (?:di|del)|in plaats van|zamiast|вместо) ?(?:(?:an?|the|la|le|el|o|il|der) )?(?:expected )?"
    r"(?:220|235|250|354)"
    r"(?=\W*$|[.,;:!?)]| (?:code|reply|response|answer|status|ok|after|at|for|when|on|in|from)\b)",
    re.IGNORECASE,
)
# "freenet 550 no PTR record": who says it, and no more.
_SERVICE_ALONE: Final = re.compile(rf"\W{{0,4}}(?:{PROVIDERS})[ \t]{{1,3}}", re.IGNORECASE)
_INDEX: Final = re.compile(r"(?:\w|\b(?:range|index|line|offset|length|size)\s)\[$")
# The time that a chat or a log puts before a line, with its day: "09:01", "30.11. 09:01 am".
_CLOCK: Final = re.compile(r"[\d\s./-]{0,14}\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?")
_PHONE: Final = re.compile(r"\d{1,6}(?!\.?\d)")


def strength_of(code: int, before: str, text: str, match: re.Match[str]) -> Strength | None:
    """Judge a code by the small letters before it, its text and where it was found; None: it is none."""
    if match.group("enh") is not None:
        return Strength.BARE if names_error(before, text) else Strength.SURE
    sep = match.group("sep")
    words = text.strip(" \t'\"`()[]<>{};,:.|*\\")
    head = before.rstrip(" \t_")
    # A tab parts the columns of a table.
    middle = head[-1:].isalnum() and before[-1:] != "\t" and _CLOCK.fullmatch(head) is None
    if code in LIKE_REPLIES and (head or _goes_on_as_port(words, sep)):
        return None
    if len(words) < 2:
        if code == HTTP_FAULT and _WEB_PAGE.search(head) is not None:
            return None
        named = not middle and _INDEX.search(before) is None
        return Strength.BARE if named or introduces(before) else None
    if _COMPUTED.match(words) is not None or (code == HTTP_FAULT and _is_of_page(words)):
        return None
    if _counts(words, before) or (head and _stands_among_numbers(words, match)):
        return None
    if not middle:
        return _at_start(code, before, sep, words)
    if sep == "-":
        return Strength.PLAIN if _OF_A_KIND.match(words) is None else None
    if code in FREQUENT and (
        (not sep.strip() and words.startswith(_COMES_BACK_WITH)) or _is_named(before, words)
    ):
        return Strength.BARE
    if (not sep.strip() and words.startswith(_ERROR_OF)) or _names_thing(words):
        return _of_a_thing(code, before, words)
    if introduces(before) and not is_filler(before):
        return Strength.WEAK
    said = words[0].isupper() or (code in FREQUENT and (_server_says(words) or _stands_alone(words, match)))
    return Strength.WEAK if said and (before[-1:] == " " or before[-1:] >= CJK) else None


def _at_start(code: int, before: str, sep: str, words: str) -> Strength:
    """Judge a number with words behind it that stands where a reply may begin."""
    head = before.rstrip(" \t_")
    # "535 after a password change", "550 from outlook": somebody goes on, for no server says it so.
    if (not head or head[-1] in ",;") and words[0].islower() and _tells_of_code(code, words):
        return Strength.BARE
    # "502 error happens now and then"
    happens = code in HTTP_FAULTS and f"{words} ".startswith("error ")
    if happens or (head and _is_aside(before, sep, words)):
        return Strength.BARE
    return Strength.PLAIN if words[0].isalpha() or words[0] in "<[(#*" or sep.strip() else Strength.WEAK


def _tells_of_code(code: int, words: str) -> bool:
    """Whether somebody goes on behind a number that is a reply's: of a login, or of who gave it."""
    if code == LOGIN_REFUSED and any(told.match(words) for told in (_AS_SAID, _AT_PROVIDER)):
        return True
    return code in FREQUENT and FROM_PROVIDER.match(words) is not None


def _is_aside(before: str, sep: str, words: str) -> bool:
    """Whether it stands behind what it says: `user unknown (550), he is there`, `full, 552 comes back`."""
    if words.lower().startswith(_COMES_BACK):
        return True
    in_brackets = before.endswith("(") and sep.startswith("),")
    return in_brackets and not introduces(before[:-1].rstrip()) and SERVER_SAYS.match(words) is None


def _goes_on_as_port(words: str, sep: str) -> bool:
    """Whether what stands behind a number goes on as behind a port: "465 instead", "587: ETIMEDOUT"."""
    return len(words) < 2 or words[0].islower() or words[0] in "=→" or bool(sep.strip(" -"))


def _is_of_page(words: str) -> bool:
    """Whether a web page says so, or broke."""
    return words[:30].lower().startswith(_A_PAGE_SAYS) or _PAGE_BROKE.match(words) is not None


def _names_thing(words: str) -> bool:
    """Whether the words name a thing that a number may count, and nobody is refused in them."""
    return _REFUSES_SOMEBODY.match(words) is None and _COUNTS_OR_GOES_ON.match(words) is not None


def _server_says(words: str) -> bool:
    return SERVER_SAYS.match(words) is not None


def _stands_alone(words: str, match: re.Match[str]) -> bool:
    """Whether a server's or service's name alone stands before a number, and words of a refusal behind it."""
    if match.start() > NAME_LIMIT or REFUSES.match(words) is None:
        return False
    head = match.string[: match.start()]
    return host_alone(head) is not None or _SERVICE_ALONE.fullmatch(head) is not None


def _is_named(before: str, words: str) -> bool:
    """Whether somebody names an answer by its number: `responds with a 553 code`, `550 instead of 250`."""
    if _NOT_THE_EXPECTED.match(words) is not None:
        return True
    return _CALLED_CODE.match(words) is not None and _ANSWERS.search(before) is not None


def names_error(before: str, text: str) -> bool:
    """Whether a sentence only names the error by its numbers: `we get 421 4.7.0 errors at noon`."""
    return before.rstrip()[-1:].isalnum() and _NAMED_ERROR.match(text) is not None


def counts_things(words: str) -> bool:
    """Whether the words behind a number name what it counts: "500 mailboxes"; "535 errors" may be its own."""
    return _COUNTS_THINGS.match(words) is not None and _OF_REPLIES.match(words) is None


def _counts(words: str, before: str) -> bool:
    """Whether the words behind a number name what it counts, by what leads to it."""
    if _COMPARES.search(before) is not None and _COUNTS_OR_GOES_ON.match(words) is not None:
        return True
    if _COUNTS_THINGS.match(words) is None or _REFUSES_THINGS.match(words) is not None:
        return False
    alone = not before.strip()
    if (alone or before.endswith(" with ")) and REFUSES.match(words) is not None:
        return False
    return not alone or words[0].islower() or words.startswith(_COUNTED)


def _stands_among_numbers(words: str, match: re.Match[str]) -> bool:
    """Whether another count stands before a number, or the rest of a phone number behind it."""
    line, start = match.string, match.start()
    if SERVER_SAYS.match(words) is not None:  # "3 mails came back, 550 user unknown"
        return False
    if words[0].islower() and REFUSES.match(words) is None:
        count = _COUNT_BEFORE.search(line, max(0, start - _SENTENCE), start)
        if count is not None and _COUNTS_THINGS.match(count[1]) is not None:
            return True
    before = max(0, start - BEFORE)
    return _COUNTED_BEFORE.search(line, before, start) is not None or (
        match.group("sep") == "-" and _PHONE.match(words) is not None
    )


def _of_a_thing(code: int, before: str, words: str) -> Strength | None:
    """Judge a number in a sentence by the thing behind it: `a 501 error`, `535 for all`, `550 users`."""
    if words.startswith(_ERROR_OF):
        return None if code in HTTP_FAULTS else Strength.BARE
    if code == HTTP_FAULT and _AS_SAID.match(words) is not None:  # "error 500 when I press send"
        return None
    called = words[:5].lower() == "error"
    if called and words[5:6] == ":":  # "always gives me 501 error: bad recipient address syntax"
        return Strength.WEAK
    if called and code == HTTP_FAULT:  # "a 500 error on my webmail"
        return None
    told = introduces(before) or _tells_of_code(code, words)
    return Strength.BARE if told and (called or not is_filler(before) or _GOT.search(before)) else None
