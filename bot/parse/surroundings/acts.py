"""What was done about an error already, as people tell it in several languages: "we restarted it, no change".

A step that asks for what was done is left out (`needless with`), one that goes on from there is shown
(`only with`). An act counts where one clause names it as done: its thing and its verb, in any order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import Final

import re2

from bot.parse.surroundings.login_acts import LOGIN_ACTS
from bot.parse.surroundings.other_acts import OTHER_ACTS
from bot.pattern_set import LongPattern, any_pattern

_DONE: Final = (*LOGIN_ACTS, *OTHER_ACTS)
_Search = Callable[[str], bool]

_SENTENCE: Final = re.compile(r"(?:[^.!?\n]|[.!?][^\s.!?])+[.!?]*")
_CLAUSE: Final = re2.compile(r"[;:,()\"]|[\t ](?:and|but|und|aber|doch|et|mais|y|pero|e|mas)[\t ]")
# A server's words end with a host or an address, and a person's follow on the same line.
_NAME: Final = re2.compile(r"([^\s.@/]+[.@/]\S*[^\s.,;:])[\t ]")
# What is asked, wished or only possible was not done.
_NOT_DONE: Final = LongPattern(
    r"\b(?:if|whether|should|shall|could|would|might|must|needs? to|have to|has to|please|unless|until"
    r"|when you|once you"
    r"|verify|check (?:that|the|your|if|whether)|make sure|be sure|ensure|in case|wenn|falls|ob"
    r"|soll\w*|muss\w*|bitte|bevor|faut|dois|doit"
    r"|devons|devez|si|avant de|debe\w*"
    r"|hay que|tengo que|preciso|dev(?:o|e|emos)|tenho que|se)\b|\?"
)
_DENIED: Final = LongPattern(
    r"\b(?:not|never|no|none|nobody|cannot|neither|nor|nicht|nie|niemand|kein\w*|pas|jamais|sans|nunca"
    r"|sin|nao|sem|non|senza|without"
    r"|geen|niet|didnt|havent|fails? to)\b|\bfail\W*$|n['’]t\b"
)
# "It did not help": what was in vain was done.
_IN_THE: Final = re2.compile(
    r"\bno (sistema|servidor|painel|outlook|webmail|celular|programa|site|dns|app|aplicativo|cpanel"
    r"|telefone|computador)\b"
)  # Portuguese
_IN_VAIN: Final = LongPattern(
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
_TRYING: Final = LongPattern(
    r"\b(?:tried|after|despite|nach|trotz|apres|malgre|tras|despues de|apos|depois de|dopo)\b"
)
# The same words in all their accents: without them "signature valid" and "ont ete bloques" would be acts.
_VERBS: Final = any_pattern(
    r"\b(?:re-?typ|typed|(?:re-?)?enter(?:ed|ing)|updated|changed|changing|created|generated|made"
    r"|waited|waiting|signed"
    r"|logged|confirmed|approved|enabled|ticked|allowed|activated|turned|switched|stopped|removed"
    r"|deleted|disconnected"
    r"|filled|submitted|requested|asked|applied|sent|added|published|configured|installed|emptied"
    r"|cleared|cleaned"
    r"|secured|disabled|disabling|tried|tested|renewed|granted|given|checked|compared|copied|slowed"
    r"|throttled|reduced"
    r"|paused|re-?start|reboot|reload|reset|set\b|pass\b|passes|passed|verified|revoked|re-?creat"
    r"|re-?connect|is off"
    r"|full e-?mail|(?:full|whole|complete) address|resolves|put|saved|stored|taken|took|assigned"
    r"|rotated|raised|increased|enlarged|white-?listed|allow-?listed|has the new|it has been|it.s been"
    r"|works?\b"
    r"|can log|is on\b|is (?:right|correct|fine|ok)\b|are (?:fine|ok|right)\b)",
    r"geht\b|klappt|funktioniert|geändert|gesetzt|gelöscht|geleert|gewartet|gesichert|geprüft|getestet"
    r"|gestartet"
    r"|gestoppt|eingegeben|eingetr|eingetippt|eingerichtet|eingeschaltet|eingereicht|eingeloggt"
    r"|angemeldet|angehakt"
    r"|angelegt|angefragt|ausgefüllt|ausgeschaltet|abgesichert|abgemeldet|aufgeräumt|zurückgesetzt"
    r"|freigeschaltet"
    r"|erstellt|erzeugt|generiert|aktiviert|hinterlegt|beantragt|entfernt|erneuert|erteilt|probiert"
    r"|versucht"
    r"|bestätigt|kopiert|pausiert|stimmt\b|passt\b|ist aus\b|ist leer|auch leer|neu ver|gedrosselt"
    r"|verglichen"
    r"|aktualisiert|neustart|erhöht|angepasst|angefragt|gestellt|seit \w+ (?:stunden|tagen)",
    r"fonctionne|marche\b|saisi|rempli|attendu|réinitialis|chang[ée]|modifi[ée]|créé|génér[ée]|ajouté"
    r"|activé|coché"
    r"|autorisé|supprimé|vidé|nettoyé|déconnecté|éteint|arrêté|demandé|envoyé|renouvelé|accordé|donné"
    r"|enlevé|retiré"
    r"|vérifié|copié|ralenti|réduit|redémarr|relancé|essayé|testé|configuré|sécurisé|désactivé|retap"
    r"|tapé|bonne\b"
    r"|connecté|est vide",
    r"\b(?:funciona|entra\b|cambi(?:é|ó|a)|restablec|reinici|escrit[oa]|escrib|teclea|creó|creado"
    r"|creada|creamos|espera"
    r"|espere|confirma|confirmó|activ[aó]|habilit|permitid|quit(?:a|é|ó)|desconect|apag|solicit|pedid"
    r"|pedimos|rellen"
    r"|envia|envió|añad|agreg|vaci|borr|elimin|limpi|asegur|prob(?:a|é|ó)|intenta|intenté|otorg|conced"
    r"|comprob|verific"
    r"|copi[aéó]|es correcta|está correct|trocad|trocamos|troquei|altera|mudou|mudamos|redefin|criou"
    r"|criei|criada"
    r"|criamos|gerou|gerei|gerada|aguard|ativ|liberad|remov|preench|tent(?:ei|amos|ou)|digit"
    r"|está certa|puest)",
)
_FEW: Final = 3  # words without a verb: "the user name"
_CLAUSES_READ: Final = 200
"""Clauses of a text that are looked at, so that a hostile one costs no more."""


def acts_told(told: str) -> tuple[str, ...]:
    """Give the tags of what a text says was done already, each once; empty for nothing."""
    text = _folded(told)
    if not (_any_act()(text) and _VERBS.occurs_in(told)):
        return ()
    return tuple(
        dict.fromkeys(tag for clause in islice(_clauses(text), _CLAUSES_READ) for tag in _done(clause))
    )


def _clauses(text: str) -> Iterator[str]:
    """The clauses of a folded text that tell something as it is.

    "SPF, DKIM and DMARC are set" is one: a few words without a verb wait for the one that follows.
    """
    for sentence in _SENTENCE.findall(text):
        if not _any_act()(sentence) or _NOT_DONE.occurs_in(sentence):
            continue
        waiting = ""
        for clause in _CLAUSE.split(_NAME.sub(r"\1;", sentence)):
            whole = f"{waiting} {clause}" if waiting else clause
            if len(clause.split()) <= _FEW and not _DENIED.occurs_in(clause) and not _any_act()(clause):
                waiting = whole
            else:
                waiting = ""
                yield whole


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign)
    )


def _done(clause: str) -> Iterator[str]:
    if not _any_act()(clause):
        return
    rest = _IN_VAIN.sub(" ", _IN_THE.sub(r"em \1", clause))
    if _DENIED.occurs_in(rest):
        return
    in_vain = _IN_VAIN.occurs_in(clause) or _TRYING.occurs_in(rest)
    for tag, what, done, tried in _patterns():
        if (what is None or what(rest)) and (done(rest) or (in_vain and tried is not None and tried(rest))):
            yield tag


@cache
def _any_act() -> _Search:
    """A look for any verb of the acts, before each is looked for by itself."""
    return _whole("|".join(filter(None, (words for act in _DONE for words in (act.done, act.tried)))))


@cache
def _patterns() -> tuple[tuple[str, _Search | None, _Search, _Search | None], ...]:
    return tuple((act.tag, _words(act.what), _whole(act.done), _words(act.tried)) for act in _DONE)


def _words(words: str) -> _Search | None:
    return _whole(words) if words else None


def _whole(words: str) -> _Search:
    return LongPattern(rf"\b(?:{words})\b").occurs_in
