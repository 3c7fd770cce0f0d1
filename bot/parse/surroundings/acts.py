"""What was done about an error already, as people tell it in several languages: "we restarted it, no change".

A step that asks for what was done is left out (`needless with`), one that goes on from there is shown
(`only with`). An act counts where one clause names it as done: its thing and its verb, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

import re2

from bot.letters import unaccented
from bot.parse.surroundings.login_acts import LOGIN_ACTS
from bot.parse.surroundings.other_acts import OTHER_ACTS
from bot.pattern_set import any_pattern, occurs

_DONE: Final = (*LOGIN_ACTS, *OTHER_ACTS)

_SENTENCE: Final = re.compile(r"(?:[^.!?\n]|[.!?][^\s.!?])+[.!?]*")
_CLAUSE: Final = re2.compile(r"[;:,()\"]|[\t ](?:and|but|und|aber|doch|et|mais|y|pero|e|mas)[\t ]")
# A server's words end with a host or an address, and a person's follow on the same line.
# A label in quotes is part of its clause: admin gave "send as" yesterday.
_LABEL: Final = re2.compile(r"[\"“„”]([\w-]+(?: [\w-]+){0,2})[\"“”]")
# "It receives, sendet aber nicht": what is denied behind "but" is the verb before it.
_BUT_NOT: Final = re2.compile(
    r"[\t ](?:but|aber|doch|mais|pero|mas)[\t ](not|nicht|pas|no|nao)([.,:;!?()\n]|$)"
)
_ADDRESS_OF_PAGE: Final = re2.compile(r"(https?://\S+)[\t ]+")
_NAME: Final = re2.compile(r"([^\s.@/]+[.@/]\S*[^\s.,;:])[\t ]")
# What is asked, wished or only possible was not done.
_not_done: Final = occurs(
    r"\b(?:if|whether|should|shall|could|would|might|must|needs? to|have to|has to|please|unless|until"
    r"|when you|once you"
    r"|verify|check (?:that|the|your|if|whether)|make sure|be sure|ensure|in case|wenn|falls|ob"
    r"|soll\w*|muss\w*|bitte|bevor|faut|dois|doit"
    r"|devons|devez|si|avant de|debe\w*"
    r"|hay que|tengo que|preciso|dev(?:o|e|emos)|tenho que|se)\b|\?"
)
_denied: Final = occurs(
    r"\b(?:not|never|no|none|nobody|cannot|neither|nor|nicht|nie|niemand|kein\w*|pas|jamais|sans|nunca|sin"
    r"|nao|sem|non|senza|without|geen|niet|didnt|havent|fails? to)\b|\bfail\W*$|n['’]t\b"
)
# "It did not help": what was in vain was done.
_IN_THE: Final = re2.compile(
    r"\bno (sistema|servidor|painel|outlook|webmail|celular|programa|site|dns|app|aplicativo|cpanel"
    r"|telefone|computador)\b"
)  # Portuguese
_IN_VAIN: Final = any_pattern(
    r"\b(?:did|does|do|has|have|had|is|was)(?: not|n['’]t|nt) (?:help|chang|fix|solv|work|mak|resolv|matter"
    r"|do )\w*(?: anything| it| a difference| the problem)?|\b(?:no|without(?: any)?|to no) (?:luck|effect"
    r"|change|success|difference|avail|help|result|improvement)\b|\bin vain\b|\b(?:hilft|half|bringt|brachte"
    r"|andert|hat)(?: \w+)? (?:nichts?|nicht)(?: geholfen| gebracht| geandert)?\b"
    r"|\bohne (?:erfolg|wirkung|anderung|ergebnis)\b|\bnichts (?:gebracht|geandert|geholfen)\b|\bvergeblich\b"
    r"|\b(?:ne |n['’])?(?:change|aide|sert|marche|resout) (?:rien|pas)\b"
    r"|\ba (?:rien|pas) (?:change|aide|resolu|marche|donne)e?\b|\bsans (?:succes|effet|resultat)\b"
    r"|\bno (?:ayud|funcion|sirv|resuelv|resolv|cambi)\w+(?: nada)?|\bsin (?:exito|resultado|efecto"
    r"|cambios?)\b"
    r"|\bnao (?:ajud|adiant|funcion|resolv|mud)\w+(?: nada)?|\bsem (?:sucesso|efeito|exito|resultado)\b"
    r"|\b(?:still|trotzdem|toujours|sigue|continua)\b"
)
_trying: Final = occurs(
    r"\b(?:tried|after|despite|nach|trotz|apres|malgre|tras|despues de|apos|depois de|dopo)\b"
)


def _whole(words: str) -> Callable[[str], bool]:
    return occurs(rf"\b(?:{words})\b")


# Any verb of the acts, before each is looked for by itself.
_any_act: Final = _whole("|".join(filter(None, (words for act in _DONE for words in (act.done, act.tried)))))
# Of each act its tag, and what says whether its thing, its verb and the verb of trying it stand in a clause.
_ACTS: Final = tuple(
    (
        act.tag,
        _whole(act.what) if act.what else None,
        _whole(act.done),
        _whole(act.tried) if act.tried else None,
    )
    for act in _DONE
)
_FEW: Final = 3  # words without a verb: "the user name"
_CLAUSES_READ: Final = 200
"""Clauses of a text that are looked at, so that a hostile one costs no more."""


def acts_told(told: str) -> tuple[str, ...]:
    """Give the tags of what a text says was done already, each once; empty for nothing."""
    text = _BUT_NOT.sub(r" \1\2", _LABEL.sub(r"\1", unaccented(told)))
    if not _any_act(text):
        return ()
    return tuple(
        dict.fromkeys(tag for clause in islice(_clauses(text), _CLAUSES_READ) for tag in _done(clause))
    )


def _clauses(text: str) -> Iterator[str]:
    """The clauses of a folded text that tell something as it is.

    "SPF, DKIM and DMARC are set" is one: a few words without a verb wait for the one that follows.
    """
    for sentence in _SENTENCE.findall(_ADDRESS_OF_PAGE.sub(r"\1\n", text)):
        if not _any_act(sentence) or _not_done(sentence):
            continue
        waiting = ""
        for clause in _CLAUSE.split(_NAME.sub(r"\1;", sentence)):
            whole = f"{waiting} {clause}" if waiting else clause
            if len(clause.split()) <= _FEW and not _denied(clause) and not _any_act(clause):
                waiting = whole
            else:
                waiting = ""
                yield whole


def _done(clause: str) -> Iterator[str]:
    if not _any_act(clause):
        return
    rest = _IN_VAIN.sub(" ", _IN_THE.sub(r"em \1", clause))
    if _denied(rest):
        return
    in_vain = _IN_VAIN.occurs_in(clause) or _trying(rest)
    for tag, what, done, tried in _ACTS:
        if (what is None or what(rest)) and (done(rest) or (in_vain and tried is not None and tried(rest))):
            yield tag
