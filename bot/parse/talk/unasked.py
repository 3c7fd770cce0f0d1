"""Whether people's talk with a number in it needs no answer that nobody asked for.

Three reasons: the number is only named, and nothing is told to have failed; something else than mail shows
it; what failed goes well again. Asked only of what nobody addressed to the bot: whoever asks is answered.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.numbers.codes import LOGIN_REFUSED
from bot.parse.numbers.plural import in_singular
from bot.parse.numbers.strength import FROM_PROVIDER, REFUSES, SERVER_SAYS
from bot.parse.numbers.words_before import BEFORE, introduces, is_filler
from bot.parse.numbers.words_behind import DAY, WHEN
from bot.parse.signs import Seen
from bot.parse.talk import said_of
from bot.parse.talk.leads import LOOKED_INTO, OVER
from bot.parse.talk.sentences import NUMBER, SENTENCE_ENDS
from bot.parse.talk.told import TOLD_BY_PERSON, WRITTEN
from bot.pattern_set import any_pattern, occurs

_MESSAGE: Final = 500  # characters; a longer text is a log or holds one
# A program, an address or a host: no talk.
_OF_PROGRAM: Final = re.compile(
    r"[<>{}\[\]=|\\@]|::|\bb['\"]|\([\"'][45]\d\d|\([45]\d\d,"
    r"|[A-Za-z][\w-]{0,60}\.\w[\w-]{0,60}\.\w|\d\d:\d\d:\d\d|\w: ?'"
)
_QUOTED: Final = re.compile(
    r"`{1,3}[^`]{1,400}`{1,3}|\"[^\"\n]{1,200}\"|[“„][^“”\n]{1,200}[“”]|«[^»\n]{1,200}»"
)
_FRONT: Final = " \t>*_`\"'("  # what a chat puts before a reply
_POINTS: Final = "-•·"  # before an item of a list, and before a reply in a text's first line
_FEW: Final = 3  # words
_DIGITS: Final = 4  # what a picture's reader left of the number itself: "45O 4.2.0"
_COMPOUND: Final = re.compile(r"-(?!(?:err|fehler|meldung|antwort)|er\b)[^\W\d_]", re.IGNORECASE)
_NAMED: Final = re.compile(r" [a-z]")  # "Done: 421 backoff"; a server begins with a capital behind a colon
# What is called after bounces and errors is none: "the bounce dashboard", "error texts".
_CALLED_AFTER: Final = re.compile(
    r"\b(?:bounce|error|failure|deferral|rejection|gr[ae]y-?listing|(?:block|black) ?list)[ -]"
    r"(?!(?:after|again|all|and|as|at|back|because|by|due|every|for|from|if|in|is|it|of|on|or|our|since|the"
    r"|to|today|was|when|while|with)\b)(?=[a-z]{3})",
    re.IGNORECASE,
)
# What goes on behind a number that somebody met: "535 since Monday", "554 en envoyant".
_GOES_ON: Final = re.compile(
    rf"\W*(?:{WHEN}|en [a-z]+ant)\b"
    # Whom it happens to: "554 für alle", "451 4.3.0 for every second mail".
    r"|\W*(?:for|für|pour|para|per|voor|dla|для|to|on|auf|sur) (?:all|every|each|most|some|our|alle|jede"
    r"|unser|tous|toutes|chaque|nos|notre|tod[oa]s|cada|nuestr|tutt[ie]|ogni|nostr|wszystk|każd|всех|кажд)",
    re.IGNORECASE,
)
# What leads to a number that something is about: "tests for 550", "la traducción de 421".
_ABOUT: Final = re.compile(
    r"\b(?:of|about|on|for|into|behind|de|des|du|del|dos|über|zu|für|sur|sobre|para|su|di|over|voor|dla|про"
    r"|для)"
    r" (?:(?:the|an?|la|le|les|el|los|die|den|der|das) )?$"
)
# Whose day it is tells of no error: what somebody does today is work.
_DAY: Final = re.compile(rf"\b(?:{DAY})\b", re.IGNORECASE)
_BEHIND: Final = re.compile(rf"\W*{_DAY.pattern}", re.IGNORECASE)
_BEFORE: Final = re.compile(rf"{_DAY.pattern}\W*$", re.IGNORECASE)
# A ticket of that name, and what became of it: "535 still open as a ticket", "535 wieder was geschafft".
_WORK: Final = re.compile(
    r"\W*(?:(?:is|are|still|again|now|wieder|noch|immer noch|encore|toujours|todavía|ancora|nog"
    r"|jeszcze) ){1,2}(?:(?:etwas|was|ein stück) (?:geschafft|erledigt|gelernt)|geschafft|erledigt"
    r"|open\b(?! relay)|unassigned|pending|in progress|on (?:my|the|our) (?:list|board|backlog)"
    r"|waiting for (?:a |the )?(?:review|reply|customer)|offen|ouvert|abiert[oa]|apert[oa]|otwart[ey])\b",
    re.IGNORECASE,
)
_often: Final = occurs(r"\b\d+ ?(?:times|x|mal|fois|veces|volte|vezes|keer|razy)\b|\d раз")
_SMTP: Final = re.compile(r"\bsmtp\W*$", re.IGNORECASE)
_APART: Final = (":", ",", ";", "–", "—", "-", "→", "·", "•", "|", "/")  # "office printer, scan to mail, 535"
_THING: Final = 300  # characters of a message on something else
# Office machines, which send mail as well, and have numbers of their own.
_is_machine: Final = occurs(
    r"printer|copier|copy machine|plotter|drucker|kopierer|imprimante|copieu[rs]|impresora|fotocop|stampante"
    r"|impressora|drukark|принтер|копир|打印机|複印機|复印机|プリンタ|コピー機"
)
# One word without an article may be anybody's name.
_ARTICLE: Final = re.compile(
    r"\b(?:the|this|that|my|der|die|das|le|la|el|il|lo|o|de|het) [^\W\d_]{3}", re.IGNORECASE
)
# What an error is called by anybody, be it mail's or not.
_NAMES_ERROR: Final = any_pattern(
    r"\b(?:errors?|codes?|fehler(?:code|meldung)?|erreurs?|errore|erro|fout|smtp)\b|błąd|ошибк\pL*|[45]\d\d"
)
# What mends itself or was mended, as it is told behind what failed.
_well: Final = occurs(
    r"\b(?:mails?|messages?|everything|everybody|everyone|all|they|it|delivery|sending|traffic|newsletter)"
    r"(?: \w+){0,3} (?:again|normally)\b|\b(?:is|are) going out\b|\bwent through\b"
    r"|\bno action (?:is )?(?:needed|required)\b|\bnothing to do\b|\bqueues? (?:is|are) (?:empty|clear)"
    r"|\b(?:geht|gehen|läuft|laufen|kommt|kommen|funktioniert|funktionieren|klappt) (?:\w+ )?"
    r"(?:wieder|durch|raus)\b|\bwarteschlange ist leer"
    r"|\b(?:(?:mail)?versand|zustellung|alles) (?:läuft|geht|funktioniert|klappt)(?:\W*$|[.,;!]| normal)"
    r"|\btout (?:re)?(?:passe|marche|fonctionne|part)\b|\b(?:passe|marche|fonctionne|part)(?:nt)?"
    r" (?:à|de) nouveau\b|\bll?egan bien\b|\bya (?:llegan?|salen?|funcionan?)\b|\bfunziona di nuovo\b"
)
# A message that begins by it tells what it had been.
_SOLVED: Final = re.compile(
    r"\W*(?:solved|resolved|sorted|fixed|mended|erledigt|gelöst|behoben|résolu|réglé|resuelto|solucionado"
    r"|resolvido|risolto|opgelost|rozwiązane|решено)\b\W*[!.:,–-]",
    re.IGNORECASE,
)
_still: Final = occurs(
    r"\b(?:but|except|still|only|however|aber|außer|nur|noch|mais|encore|sauf|pero|todavía|salvo|ma|ancora"
    r"|porém|ainda|maar|nog|ale|jeszcze)\b|(?:^|\P{L})(?:но|ещё|еще)\P{L}|但|还|[?？]"
)
_had_been: Final = occurs(
    r"\b(?:was|were|had|war|waren|hatten?|lag|fehlten?|avait|era|eran|fue|hab[ií]a|faltaba|foi|tinha"
    r"|aveva|stata?)\b|[ée]tai(?:t|ent)\b|był|miał|был"
)
_now: Final = occurs(r"\b(?:now|jetzt|maintenant|ahora|agora|adesso|nu|teraz)\b|сейчас|现在")
_CLAUSE_ENDS: Final = re.compile(r"(?<=[,;.!?])\s+|\s[–—-]+\s|\n+")


def needs_no_answer(text: str, code: int, *, rests_on_number: bool, of_any_program: bool) -> bool:
    """Whether a message only talks of a number.

    `rests_on_number`: no words but quoted ones say what failed; `of_any_program`: any program may fail so.
    """
    if len(text) > _MESSAGE or _OF_PROGRAM.search(text) is not None:
        return False
    text = in_singular(text)
    seen = Seen(text)
    if seen.any(WRITTEN):
        return False
    if _goes_well(seen):
        return True
    return (rests_on_number and _only_named(text)) or (of_any_program and _is_of_thing(text, code))


def _only_named(text: str) -> bool:
    """Whether numbers stand in it without anything that failed, or anybody who met one."""
    text = _QUOTED.sub(" … ", text)
    if said_of.tells_what_came(_CALLED_AFTER.sub(" ", text)):
        return False
    if _often(text) or Seen(_DAY.sub(" ", text)).any(TOLD_BY_PERSON):
        return False
    numbers = list(NUMBER.finditer(text))
    return bool(numbers) and not any(map(_is_met, numbers))


def _is_met(number: re.Match[str]) -> bool:
    """Whether a number stands as somebody met it: by itself, behind what leads to it, before its words."""
    line, _, _ = number.string[number.end() :].partition("\n")
    if _WORK.match(line) is not None:
        return False
    behind = line.lstrip()
    if _opens(number) or SERVER_SAYS.match(behind) is not None or FROM_PROVIDER.match(behind) is not None:
        return True
    if _COMPOUND.match(line) is not None:
        return False
    before = number.string[max(0, number.start() - BEFORE) : number.start()].lower()
    if introduces(before) and not is_filler(before) and not before.rstrip().endswith("smtp"):
        return True
    if _BEFORE.search(before) is not None:
        return True
    if _ABOUT.search(before) is not None and _GOES_ON.match(line) is None:
        return False
    if _GOES_ON.match(line) is not None or _BEHIND.match(line) is not None or line[:1] in (":", ")"):
        return True
    said = SENTENCE_ENDS.split(line)[0]
    ends = re.search(r"\w", said) is None
    return said.rstrip().endswith(("?", "？")) or (ends and _is_apart(number))


def _is_apart(number: re.Match[str]) -> bool:
    """Whether a number, or SMTP before it, stands apart from the words before it, or has few."""
    head = _SMTP.sub("", number.string[: number.start()]).rstrip()
    return head.endswith(_APART) or len(head.split()) < _FEW


def _opens(number: re.Match[str]) -> bool:
    """Whether a number opens its line, be it of the first or behind a colon as well: no item of a list."""
    above, _, head = number.string[: number.start()].rpartition("\n")
    front = _FRONT if above.strip() else _FRONT + _POINTS
    if above.strip() and head.strip() == "*" and head.endswith(" "):
        return False  # a point of a list, not what a chat puts around bold words
    if len(head.strip(front)) < _DIGITS:
        return True
    behind = number.string[number.end() :]
    refuses = "." in number.group() and REFUSES.match(behind) is not None  # "535 5.7.8 bad credentials"
    told = refuses or _NAMED.match(behind) is None
    return told and head.rstrip().endswith((":", "："))


def _is_of_thing(text: str, code: int) -> bool:
    """Whether something else than mail shows the number: nothing in it is mail's, and a thing is named."""
    if len(text) > _THING or said_of.names_mail_or_whose(text) or said_of.names_mail(text):
        return False
    if said_of.tells_sending(text) or said_of.tells_ours(text):
        return False
    text = _QUOTED.sub(" … ", text)
    number = NUMBER.search(text)
    if number is None or said_of.names_login(_NAMES_ERROR.sub(" ", text)):
        return False
    if _is_machine(text):
        return True
    if code == LOGIN_REFUSED or _opens(number):
        return False
    *_, head = SENTENCE_ENDS.split(text[: number.start()])
    named = said_of.names_of_something_else(_NAMES_ERROR.sub(" ", head))
    return len(named) > 1 or (bool(named) and (_ARTICLE.search(head) is not None or not named[0].isascii()))


def _goes_well(seen: Seen) -> bool:
    """Whether what failed is told to go well again, and nothing behind that fails."""
    if seen.found(LOOKED_INTO)[:1] == [0] or (_SOLVED.match(seen.text) is not None and _had_been(seen.text)):
        return not (_still(seen.text) or _now(seen.text))
    clauses = _CLAUSE_ENDS.split(seen.text)
    failed = max((at for at, one in enumerate(clauses) if said_of.fails(one)), default=-1)
    after = clauses[failed + 1 :]
    if failed < 0 or not after or any(_still(one) or NUMBER.search(one) for one in after):
        return False
    return any(_well(one) or seen.of(one).any(OVER) for one in after)
