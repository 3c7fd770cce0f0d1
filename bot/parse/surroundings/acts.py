"""What was done about an error already, as people tell it in several languages: "we restarted it, no change".

A step that asks for what was done is left out (`needless with`), one that goes on from there is shown
(`only with`). An act counts where one clause names it as done: its thing and its verb, in any order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import Final

import re2

from bot.parse.signs import PERSONAL, Seen, Signs
from bot.parse.surroundings.act_words import DONE

_Search = Callable[[str], object]


_SENTENCE: Final = re2.compile(r"[^.!?\n]+[.!?]?")
_CLAUSE: Final = re2.compile(r"[;:,()\"]|[\t ](?:and|but|und|aber|doch|et|mais|y|pero|e|mas)[\t ]")
# What is asked, wished or only possible was not done.
_NOT_DONE: Final = re2.compile(
    r"\b(?:if|whether|should|shall|could|would|might|must|needs? to|have to|has to|please|unless|until"
    r"|when you|once you"
    r"|verify|check (?:that|the|your|if|whether)|make sure|be sure|ensure|in case|wenn|falls|ob"
    r"|soll\w*|muss\w*|bitte|bevor|faut|dois|doit"
    r"|devons|devez|si|avant de|debe\w*"
    r"|hay que|tengo que|preciso|dev(?:o|e|emos)|tenho que|se)\b|\?"
)
_DENIED: Final = re2.compile(
    r"\b(?:not|never|no|none|nobody|cannot|neither|nor|nicht|nie|niemand|kein\w*|pas|jamais|sans|nunca"
    r"|sin|nao|sem|non|senza|without"
    r"|geen|niet|didnt|havent|fails? to)\b|\bfail\W*$|n['’]t\b"
)
# "It did not help": what was in vain was done.
_IN_THE: Final = re2.compile(
    r"\bno (sistema|servidor|painel|outlook|webmail|celular|programa|site|dns|app|aplicativo|cpanel"
    r"|telefone|computador)\b"
)  # Portuguese
_IN_VAIN: Final = re2.compile(
    r"\b(?:did|does|do|has|have|had|is|was)(?: not|n['’]t|nt) (?:help|chang|fix|solv|work|mak|resolv"
    r"|matter|do )\w*(?: anything| it"
    r"| a difference| the problem)?"
    r"|\b(?:no|without(?: any)?|to no) (?:luck|effect|change|success|difference|avail|help|result"
    r"|improvement)\b|\bin vain\b"
    r"|\b(?:hilft|half|bringt|brachte|andert|hat)(?: \w+)? (?:nichts?|nicht)(?: geholfen| gebracht"
    r"| geandert)?\b"
    r"|\bohne (?:erfolg|wirkung|anderung|ergebnis)\b|\bnichts (?:gebracht|geandert|geholfen)\b"
    r"|\bvergeblich\b"
    r"|\b(?:ne |n['’])?(?:change|aide|sert|marche|resout) (?:rien|pas)\b"
    r"|\ba (?:rien|pas) (?:change|aide|resolu|marche|donne)e?\b|\bsans (?:succes|effet|resultat)\b"
    r"|\bno (?:ayud|funcion|sirv|resuelv|resolv|cambi)\w+(?: nada)?|\bsin (?:exito|resultado|efecto"
    r"|cambios?)\b"
    r"|\bnao (?:ajud|adiant|funcion|resolv|mud)\w+(?: nada)?|\bsem (?:sucesso|efeito|exito|resultado)\b"
    r"|\b(?:still|trotzdem|toujours|sigue|continua)\b"
)
_TRYING: Final = re2.compile(
    r"\b(?:tried|after|despite|nach|trotz|apres|malgre|tras|despues de|apos|depois de|dopo)\b"
)
# A cheap look at the whole text, in all its accents: words that stand in some act's verb.
ACTS: Final = Signs(
    PERSONAL,
    r"\b(?:re-?typ|typed|(?:re-?)?enter(?:ed|ing)|updated|changed|changing|created|generated|made"
    r"|wait(?:ed|ing)|signed"
    r"|logged|confirmed|approved|enabled|ticked|allowed|activated|turned|switched|stopped|removed"
    r"|deleted|disconnected"
    r"|filled|submitted|requested|asked|applied|sent|added|published|configured|installed|emptied"
    r"|cleared|cleaned"
    r"|secured|disabl|tried|tested|renewed|granted|given|checked|compared|copied|slowed|throttled"
    r"|reduced|paused"
    r"|works?|can log|re-?start|reboot|reload|resett?|set|pass|verified|revoked|re-?creat|re-?connect"
    r"|is off|full"
    r"|whole|resolves|put"
    r"|saved|stored|taken|took|assigned|rotated)",
    r"geht|klappt|funktioniert|geändert|gesetzt|gelöscht|geleert|gewartet|gesichert|geprüft|getestet"
    r"|gestartet|gestoppt|eingeg"
    r"|eingetr|eingeti"
    r"|eingeri|eingesch|einger|eingel|angem|angeh|angel|angef|ausgef|ausges|abges|abgem|aufger|zurückg"
    r"|freig|erstellt"
    r"|erzeugt|generiert|aktiviert|hinterlegt|beantragt|entfernt|erneuert|erteilt|probiert|versucht"
    r"|bestätigt|kopiert"
    r"|pausiert|stimmt|passt|ist aus|ist leer|auch leer|neu ver|gedrosselt|verglichen|aktualisiert"
    r"|neustart",
    r"fonctionne|marche|saisi|rempli|attendu|réinit|chang[ée]|modifi|créé|crée|génér|ajouté|activé"
    r"|coché|autorisé"
    r"|supprim|vidé|nettoy"
    r"|déconnect|éteint|arrêté|demandé|envoyé|renouvel|accordé|donné|enlevé|retiré|vérifi|copié"
    r"|ralenti|réduit"
    r"|redémarr|relancé|essayé|testé|configuré|sécuris|désactiv|retap|tapé|bonne|connecté",
    r"funciona|entra|cambi|restablec|reinici|escrit|escrib|teclea|creó|creado|creada|creamos|esper"
    r"|confirm|activ"
    r"|habilit|permitid"
    r"|quit|desconect|apag|solicit|pedid|pedimos|rellen|envi|añad|agreg|vaci|borr|elimin|limpi|asegur"
    r"|probado|probamos"
    r"|probé|intent|otorg|conced|comprob|verific|copi|correct|trocad|trocamos|troquei|alter|mudou"
    r"|mudamos|redefin"
    r"|criou|criei|criada|criamos|gerou|gerei|gerada|aguard|ativ|liberad|remov|preench|tentei|tentamos"
    r"|digit|corret",
)
_FEW: Final = 3  # words without a verb: "the user name"
_CLAUSES_READ: Final = 200
"""Clauses of a text that are looked at, so that a hostile one costs no more."""


def acts_told(seen: Seen) -> tuple[str, ...]:
    """Give the tags of what a text says was done already, each once; empty for nothing."""
    if not seen.any(ACTS):
        return ()
    return tuple(
        dict.fromkeys(tag for clause in islice(_clauses(seen.text), _CLAUSES_READ) for tag in _done(clause))
    )


def _clauses(text: str) -> Iterator[str]:
    """The clauses that tell something as it is, in lower case and without accents.

    "SPF, DKIM and DMARC are set" is one: a few words without a verb wait for the one that follows.
    """
    for sentence in _SENTENCE.findall(_folded(text)):
        if _NOT_DONE.search(sentence) is not None:
            continue
        waiting = ""
        for clause in _CLAUSE.split(sentence):
            whole = f"{waiting} {clause}" if waiting else clause
            if (
                len(clause.split()) <= _FEW
                and _DENIED.search(clause) is None
                and not any(done(clause) for _, _, done, _ in _patterns())
            ):
                waiting = whole
            else:
                waiting = ""
                yield whole


def _folded(text: str) -> str:
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign)
    )


def _done(clause: str) -> Iterator[str]:
    rest = _IN_VAIN.sub(" ", _IN_THE.sub(r"em \1", clause))
    if _DENIED.search(rest) is not None:
        return
    in_vain = _IN_VAIN.search(clause) is not None or _TRYING.search(rest) is not None
    for tag, what, done, tried in _patterns():
        if what is not None and what(rest) is None:
            continue
        if done(rest) is not None or (in_vain and tried is not None and tried(rest) is not None):
            yield tag


@cache
def _patterns() -> tuple[tuple[str, _Search | None, _Search, _Search | None], ...]:
    return tuple((act.tag, _words(act.what), _whole(act.done), _words(act.tried)) for act in DONE)


def _words(words: str) -> _Search | None:
    return _whole(words) if words else None


def _whole(words: str) -> _Search:
    search: _Search = re2.compile(rf"\b(?:{words})\b").search
    return search
