"""Finds what a sentence says of what, in any language and order: "account + blocked".

Its words are called as `bot.knowledge.synonyms` calls them, so that "Ihr Konto wurde gesperrt" says it too.
Said of a login alone: elsewhere words that stand so far apart may be of two things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from bot.knowledge.synonyms import CJK_WORDS, usual
from bot.model import Wording

AND = " + "
# An address at a login is whose account it is.
_ADDRESS = re.compile(r"[^\s<>()@]{1,64}@[^\s<>()@]{1,255}")
# "SMTP server: ...", "this SMTP account" speak of no more than where it was said.
_WHERE = re.compile(r"\bsmtp(?=:| (?:account|code|error|server|user)\b)")
# "Address 192.0.2.7 is not allowed" is a machine's.
_IP = re.compile(r"\baddress(?=:? \[?\d{1,3}\.\d{1,3}\.)")
_SIGN_IN = re.compile(r"\b(?:sign|log)(?:ged|ging)?[- ](?:in|on)s?\b")
_OFF = re.compile(
    r"\boff(?= (?:for|in|on|at)\b)|\b(?:(?:turned|switched|shut|is|are|was|were|been) off|on hold)\b"
)
_ON = re.compile(r"\b(?:turned|switched) on\b")
_MUST = re.compile(r"\b(?:has|have|needs?) to (?=\w)")
_OVER = re.compile(r"\b(?:is|are|has|was|been|ist) (?:over|vorbei)(?=\W*(?:$|[.,;:!]))")
# Korean's "cannot" ends with the word for what is missing: "로그인할 수 없습니다".
_CANNOT = re.compile(r"(?<= )수 ?없[\uac00-\ud7a3]*")
# "I removed the spaces and it logged in": what somebody did is not how the account is.
_DID = re.compile(
    r"\b(?:i|we)(?:'ve|'d)? (?:(?:have|had|just|already|also|then|even|once|first) ){0,3}"
    r"(?:\w{3,20}ed|put|set|made|use)\b|\b(?:i|we)(?:'m|'re| am| are) (?:(?:already|also|even|now) )?using\b"
)
# "Bad password [removed] for user": what somebody took out of the text before they pasted it.
_TAKEN_OUT = re.compile(r"[\[<({](?:removed|deleted|hidden)[\])>}]")
_SENTENCE_END = re.compile(r"(?<!\d)[.;!?](?=\s|$)|[。；！？]")
# Chinese, Japanese and Korean stand against Latin letters without a space: "SMTP認証", "IP에서".
_WORD = re.compile(
    rf"{'|'.join(CJK_WORDS)}|앱|[\uac00-\ud7a3]{{2,}}|[^\W\d_\u3040-\u9fff\uac00-\ud7a3]{{2,}}(?:'[a-z]+)?"
)
# What says "no", in the languages of `bot.knowledge.synonyms`, whose own "not" is that of Asia's.
_NO = frozenset((
    "cannot", "degil", "değil", "ei", "ej", "geen", "ikke", "inte", "kein", "keine", "keinen", "nao", "ne",
    "nem", "nicht", "nie", "niet", "no", "non", "não", "ohne", "pas", "sans", "sem", "senza", "sin",
    "unable", "without", "zonder",
    "без", "не", "нельзя", "нет",
))  # fmt: skip
# Whose it is says less than what is wrong with it: "SMTP is off for this mailbox", "this login's password".
_WHOSE = frozenset(("access", "account", "authentication", "domain", "login", "mailbox", "user"))
# German, Dutch and the Nordic languages write two words as one.
_COMPOUND = re.compile(
    r"(?<=\w{2})(?:passw[oö]r[dt]|kennwort|wachtwoord|lösenord|adgangskode|passord|salasana|konto|postfach|zugang"
    r"|versand|anmeldung|versuch|versuche|server|adresse|schlüssel|dienst|verbindung|programma?(?:'s)?)$"
)
_LONG = 9  # letters at least of such a word
_LONGEST = 200  # characters of a sentence: in a longer one words that stand far apart are of two things
# What each word counts beside the characters of everyday words; "not" tells nothing by itself.
_WHAT_COUNTS, _WHOSE_COUNTS = 8, 4


class ComposedWords:
    """The words of all wordings that are put together from several."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        # Each under its first word, with the rest that has to stand beside it and how much they say.
        self._beginning: dict[str, list[tuple[frozenset[str], int, Wording]]] = defaultdict(list)
        self._parts: set[str] = set()
        for wording in wordings:
            for word in wording.words:
                first, *others = word.split(AND)
                if others:
                    says = sum(map(_says, (first, *others)))
                    self._beginning[first].append((frozenset(others), says, wording))
                    self._parts.update((first, *others))

    def in_line(self, line: str) -> list[tuple[int, Wording]]:
        """The wordings of which a sentence of a folded line holds all words, each with how much they say."""
        if "@" in line:
            line = _ADDRESS.sub(" account ", line)
        found = []
        line = _DID.sub("", _IP.sub("ip", _WHERE.sub("", _TAKEN_OUT.sub(" ", line))))
        line = _SIGN_IN.sub("login", _OVER.sub("expired", _OFF.sub("disabled", line)))
        line = _ON.sub("enabled", _MUST.sub("must ", _CANNOT.sub("not", line)))
        for sentence in _SENTENCE_END.split(line):
            if len(sentence) > _LONGEST:
                continue
            words = _WORD.findall(sentence)
            said = dict.fromkeys(map(self._called, (*words, *filter(None, map(_second_half, words)))))
            for word in said:
                for others, says, wording in self._beginning.get(word, ()):
                    if others <= said.keys():
                        found.append((says, wording))
        return found

    def _called(self, word: str) -> str:
        """The word by which its meaning is called; of many things what one of them is called."""
        if word in _NO or word.endswith("n't"):
            return "not"
        called = usual(word)
        if called not in self._parts and called.endswith("s"):
            called = usual(called[:-1])
        return called


def _second_half(word: str) -> str:
    """What a word is that is put together: "Gerätepasswort" is a password; empty for others."""
    half = _COMPOUND.search(word) if len(word) >= _LONG else None
    return half.group() if half is not None else ""


def _says(word: str) -> int:
    if word == "not":
        return 0
    return _WHOSE_COUNTS if word in _WHOSE else _WHAT_COUNTS
