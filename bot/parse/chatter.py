"""People's talk that only looks like an error: a number that is an address, trouble that is not mail's.

Looks at the words alone; whether anything else in the text speaks of mail is read elsewhere.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Reply
from bot.parse import translations
from bot.parse.signs import WORDS, Seen, Sieve, Signs

# What else sends messages.
OTHER_MESSAGES: Final = Signs(
    WORDS,
    r"telegram|\bslack\b|discord|whatsapp|\bsms\b|\bteams\b|\bmatrix\b|kafka|mqtt|webhook|rabbitmq|\bpush\b"
    r"|web ?socket|\bbroker\b|\bxmpp|facebook|\bviber|\bwechat|微信|钉钉",
)
_FEW: Final = 12  # words; whoever writes more behind a number says something about it
# Words and small numbers alone: servers put marks, codes, addresses and other alphabets into what they say.
_WORDS_ALONE: Final = re.compile(r"[A-Za-z](?:[A-Za-z' ,.!?-]| \d{1,2}(?![\w.-]))*$")
# One of these stands in whatever a server says without those: a refusal, its object or its reason.
_OF_MAIL: Final = Signs(
    Sieve(),
    r"reject|refus|denied|deny|ban|\bip\b|spam|abus|virus|malware|policy|prohibit|forbid|allow|permi|restrict"
    r"|listed|list\b|\brbl|black|white|reput|attack|trust|filter|suspect|suspic|suppress|content|link\b|url\b"
    r"|attach|user\b|member|mail|recipi|sender|address|account|domain|host|relay|messag|bounce|duplic|auth"
    r"|log ?in|password|credential|server|servic|system|unavail|error|fail|fault|illegal|improper|malform"
    r"|unknown|unrecogni|unsupport|implement|\bno\b|\bnot\b|n't\b|such|nobody (?:of|by|with|here)|exist"
    r"|unable|cannot|bad\b|wrong|quota|exceed|limit|full\b|too |many|large|size|length|lines?\b|space|storage"
    r"|memory|busy|load|resourc|temporar|try |later|retry|again|sorry|deferr|connect|channel|session|clos"
    r"|timeout|timed|rate|throttl|slow down|comman|syntax|sequence|argument|paramet|protocol|helo|header"
    r"|pipelin|tls|ssl|encrypt|certif|secur|verif|valid|requir|must|need|accept|deliver|transact|queue|loop"
    r"|\bhop|inactiv|disabl|suspend|expire|lock|delist|greyl|grayl|dns|resolv|lookup|mx\b|spf|dkim|dmarc"
    r"|problem|internal|local\b|process|abort|cancel|terminat|drop|discard|violat|admin|postmaster"
    r"|trend micro|\bqq (?:trouble|crash|waitpid|out of)"
    # The same in German, French, Spanish, Portuguese and Italian.
    r"|nicht|kein|unbekannt|ungueltig|abgelehnt|abgewiesen|verweiger|verbot|zugriff|gesperrt|benutzer|postfach"
    r"|empf|autoriz|nachricht|mensaj|versand|dienst"
    r"|verbind|speicher|inconn|utilisat|interdit|\bacces\b|adres|destinat"
    r"|usuari|correo|descono|rechaz|\bacceso|deneg|conexi|connexi|conness|acesso|negad|caixa|encontrad|recus"
    r"|servid|serveur|ocupad|occupat|utente|casell|casilla|sconosc|rifiut|negato|errat[aio]|mittent|indirizz|esiste|domino\b"
    # In Dutch, the Scandinavian languages, Polish, Czech, Hungarian, Romanian, Turkish and Indonesian.
    r"|\bgeen\b|\bniet\b|toegang|geweiger|onbekend|gebruiker|onjuist|ongeldig|limiet"
    r"|\bikke\b|\binte\b|ugyldig|ogiltig|afvist|avvis|nektet|nekad"
    r"|istniej|\bkont[oa]\b|dostep|nieznan|odrzuc|nieprawid|odepren|neznam|uzivatel"
    r"|hibas|ismeretlen|felhasznal|utilizator|respins|dogrula|basarisiz|gecersiz|kullanici|reddedil|kutusu"
    r"|gagal|ditolak|\btidak\b|pengguna|penerima|pengirim|kotak (?:surat|masuk)"
    # What a login is told by, in every language.
    rf"|{translations.OF_LOGIN}"
    # Whose account or mail it is, and what is full, large, often or late, in all of these.
    r"|absend|anhang|zu (?:viel|schnell|gross)|\bvoll\b|richtlin|spaeter|boite|expedit|desactiv|clotur|satur"
    r"|\btrop |\btroppi |tentativ|indispon|reessay|buzon|\bllen[oa]\b|cuenta|remit|demasiad|domini|reintent"
    r"|tamano|\bchei[oa]\b|remet|tamanh|\bpien[oa]\b|troppo|ontvang|afzend|bijlage|te (?:veel|groot)"
    r"|odbiorc|nadawc|skrzynk|wiadomos|schrank|prijem|odesil|\balici|gonder|\bkota"
    r"|\bptrs?\b|\balias|username|introuv|desativ|suspens[ao]\b|encerrad|bloquead|inativ|inactif|disponib"
    r"|mensage|bericht|meddel|fehler|stoer|\berro\b|chyba|inlog|uwierzyt|\blist[ae]\b|lijst"
    r"|ueberschr|verarbeit|erneut|\btente\b|vuelv|riprov|opnieuw|sprobuj|supera|massim|maxim|consentit|danger|malicios|malveill|compte|anex"
    r"|out of disk|shutting down|\breset\b|maintenance|\binbox\b|\btoken\b|sign.?in\b"
    r"|\bapi[ -]?key\b",
)
# So many of one thing and of another: "421 employees, 450 mailboxes".
_COUNTS_ON: Final = re.compile(r"[^\W\d_]+(?:,| and| und| et| y| e| en| i) \d{2,5} [^\W\d_]{3}")
# Whoever laughs, or speaks of a day and of whom they know, says no server's words but these of anybody's.
_OF_COMPANY: Final = re.compile(
    r"(?i)\b(?:today|tonight|thanks|lol|lmao|rofl|haha\w*|mate|dude|folks|guys|coffee|beer|lunch|monday|friday)\b"
    r"|:(?:joy|rofl|laughing|sweat_smile|smile|grin|wink|upside_down_face|see_no_evil|facepalm|man-shrugging|shrug):"
    r"|[\U0001f600-\U0001f64f\U0001f923\U0001f926\U0001f937]"
)
_EMOJI: Final = re.compile(r":[a-z][a-z_-]{1,30}:|[\u2600-\u27bf\U0001f300-\U0001faff]")
_ANYBODYS: Final = re.compile(r"(?i)\b(?:not?|sorry|try|again|later|bad|wrong|need|such|must|full)\b")
_A_SERVERS_TOKEN: Final = re.compile(r"\b[A-Z]{4,}\b")

# Gmail says "did not accept our requests to connect", Google Groups "We're writing to let you know",
# qmail "isn't in my list of allowed rcpthosts" and "I couldn't find any host".
_PERSON: Final = re.compile(
    # What stands before the word is looked at after its first letter: the search leaps from one to the next.
    r"[IWwMmOoTt](?<![\w'-].)"
    r"(?:(?<=I)(?! (?:couldn't find (?:any host|a mail)|wasn't able to (?:deliver|establish)))"
    r"|(?<=[Ww])e(?!'re writing to let you know)"
    r"|(?<=[Mm])y(?! (?:badmailfrom|databytes|list of allowed|[Dd]elivered-[Tt]o line))"
    r"|(?<=[Oo])ur(?! (?:greeting|requests))|(?<=[Tt])hey(?! do not possess))\b(?!:)"
)
# The same without the "I": "am not able to send".
_AM: Final = re.compile(r"\b[Aa]m (?:unable|not able|getting|receiving|trying|facing|using|having)\b")

# A step of an issue's template, with the names of buttons and settings.
_STEP: Final = re.compile(
    r"[\s>*-]*\d{1,2}[.)] (?:apply|click|go |navigate|enter|set |select|open |add |configure|press|hit |fill"
    r"|choose|create|enable|disable|check |save|install|populate|use |type "
    r"|send (?:an?|the|some|e-?mails?|messages?|it)\b)"
    # A box of a list of what is to be done, or was.
    r"|[\s>]{0,8}[-*+] \[[ xX]?\] ",
    re.IGNORECASE,
)

# An open box of what is to be done, and whom something happens to there: "- [ ] mail, we get: ...".
_OPEN_BOX: Final = re.compile(r"[\s>]{0,8}[-*+] \[ ?\] ")
_WHOSE: Final = re.compile(
    r"\b(?:wir|uns|unser\w*|ich|mein\w*|kund(?:e|en|in)|nous|notre|nos|le client|la cliente|nuestr\w*"
    r"|el cliente|nosso|nossa|o cliente|nostr[aoi]|il cliente|wij|onze|de klant|nasz\w*|klient(?:ka)?"
    r"|customer)\b|мы|наш|клиент|客户|客戶|我们|我們|お客",
    re.IGNORECASE,
)

# A box that is ticked, a line of a configuration: "Authentication required checked", "... required: yes".
_SETTING: Final = re.compile(
    r"\b(?:auth(?:entication)?|log-?in|sign-?in) required\W{1,4}(?:is )?(?:un)?"
    r"(?:checked|ticked|selected|enabled|yes|no|true|false|on|off)\b",
    re.IGNORECASE,
)
# Lists that a mail server is told to ask: "zen.spamhaus.org=127.0.0.[10;11]*8", "reject_rbl_client ...".
_ASKED: Final = re.compile(r"\w=127\.0\.|\b(?:reject|permit)_(?:rbl|rhsbl|dnswl)_\w{4,20} +\w|_dnsbl_sites\b")
_ANSWERED: Final = re.compile(r"\breject(?:ed)?\b[: ]|\bblock|\blisted\b|\brefus|[45]\d\d ", re.IGNORECASE)

_LINE_LIMIT: Final = 1_000
# What a step led to is told behind it: "4. Enter the address, press send. Error message: ...".
_STEP_ENDS: Final = re.compile(r"\b(?:error|error (?:msg|message)|exception)\s?:\s", re.IGNORECASE)


def tells_of_a_person(text: str) -> bool:
    """Whether somebody tells what happened to them, as no program does."""
    return _PERSON.search(text) is not None or ("am " in text and _AM.search(text) is not None)


def is_chatter(reply: Reply) -> bool:
    """Whether nothing a mail server would say stands behind a reply's number."""
    text = reply.text
    if reply.enhanced is None and _COUNTS_ON.match(text) is not None:
        return True
    if reply.enhanced is None and _OF_COMPANY.search(text) is not None:
        text = " ".join(_ANYBODYS.sub(" ", _EMOJI.sub(" ", text)).split()).strip(" ,.!?") or "x"
    return (
        reply.enhanced is None
        and _WORDS_ALONE.match(text) is not None
        and len(text.split()) <= _FEW
        and not Seen(text).any(_OF_MAIL)
        and _A_SERVERS_TOKEN.search(text) is None
    )


def is_step(line: str) -> bool:
    """Whether a line tells what somebody does, by the names of buttons and settings, and no error."""
    if names_lists_to_ask(line):
        return True
    if _STEP.match(line) is None and (
        "required" not in line or _SETTING.search(line, 0, _LINE_LIMIT) is None
    ):
        return False
    if _OPEN_BOX.match(line) is not None and (
        tells_of_a_person(line[:_LINE_LIMIT]) or _WHOSE.search(line, 0, _LINE_LIMIT) is not None
    ):
        return False
    return _STEP_ENDS.search(line, 0, _LINE_LIMIT) is None


def names_lists_to_ask(line: str) -> bool:
    """Whether a line names the blocklists that a mail server is told to ask, and no answer of theirs."""
    return (
        ("_" in line or "=127.0." in line)
        and _ASKED.search(line, 0, _LINE_LIMIT) is not None
        and _ANSWERED.search(line, 0, _LINE_LIMIT) is None
    )
