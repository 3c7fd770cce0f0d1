"""What a sentence tells of a login by words that stand in it together, in whatever order its language has.

"Na końcu hasła była spacja", "there was a space behind the password": a fact is heard where one sentence
holds a word of each of its kinds, and none that denies, asks, supposes or advises it. What only one order
tells stands in `credential_words` and `login_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import re2

from bot.parse.signs import PERSONAL, Seen, Table
from bot.parse.surroundings import login_kinds as kinds

# Which kinds of words tell it, each way of saying it by itself; the first kind is the rarest.
_TOLD: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "prose.unseen-character": ((kinds.SPACE, kinds.EDGE, kinds.CREDENTIAL),),
    "prose.app-password-spaces": ((kinds.APP_PASSWORDS, kinds.GAPS),),
    "prose.app-password": ((kinds.APP_PASSWORDS, kinds.USED),),
    "prose.special-character": ((kinds.SIGN, kinds.PASSWORDS), (kinds.SPACE_IN_IT,)),
    "prose.non-ascii-password": ((kinds.FOREIGN_LETTER, kinds.PASSWORDS),),
    "prose.escaping": (
        (kinds.GONE, kinds.SIGN, kinds.THE_REST),
        (kinds.TAKEN_AS, rf"{kinds.SIGN}|{kinds.PASSWORDS}"),
        (kinds.QUOTING, rf"{kinds.WORKS}|{kinds.NEEDED}", kinds.PASSWORDS),
    ),
    "prose.plain-password-works": (
        (kinds.PLAIN, kinds.WORKS, kinds.PASSWORDS),
        (kinds.SIGN, rf"{kinds.WITHOUT}|\bnone\b|\bno\b", kinds.WORKS, kinds.PASSWORDS),
    ),
    "prose.user-without-domain": (
        (kinds.DOMAIN, kinds.WITHOUT, kinds.USER),
        (kinds.LOCAL_PART, kinds.ONLY, kinds.USER),
        (kinds.INSTEAD, kinds.WHOLE_ADDRESS, kinds.USER),
        (kinds.NOT_THE_ADDRESS, kinds.USER),
    ),
    "prose.many-attempts": (
        (kinds.ATTEMPTS, kinds.FAILED, kinds.MANY),
        (kinds.MISTYPED, kinds.TIMES, kinds.MANY),
        (kinds.OLD_PASSWORDS, kinds.GOES_ON, kinds.TRYING),
    ),
    "prose.empty-credential": ((kinds.EMPTY, rf"{kinds.PASSWORDS}|{kinds.USER}"),),
    "prose.other-method-works": ((kinds.METHOD, kinds.WORKS),),
    "prose.programs-not-allowed": ((kinds.OFF, kinds.OTHER_PROGRAMS),),
}  # fmt: skip
# "Checked for trailing spaces in the password", "checked it for blanks, nothing": none was found.
_LOOKED_FOR: Final = (
    r"\b(?:check|look|search|scann)(?:ed|ing)(?: \w+){0,4} for(?: [\w-]+){0,3}"
    r" (?:(?:white ?)?spaces?|blanks?|characters?)"
    r"(?: (?:in|at|of|behind|after|before|around|or|and|the|my|its?|end|start|beginning|passwords?|pass"
    r"|credentials?|user ?names?|logins?|fields?|strings?)){0,9}\W*"
    r"(?:$|(?:nothing|none|not|no|never|but (?:nothing|no|none|still)|(?:and )?still|and nothing|etc|multiple"
    r"|several|twice)\b)"
)
# What in such a sentence tells another thing.
_OTHERWISE: Final = {
    "prose.app-password-spaces": (
        r"\bwithout\b|remov|\bstripp|\bdelet|\bomitt|\b(?:took|taken|left|cut) out|\btrimm|\bno spaces"
        r"|\bohne\b|entfern|weggelassen|gelöscht|\bsans\b|supprim|enlev|retir|\bsin\b|elimin|quit|borr"
        r"|\bsem\b|tirei|apag|\bsenza\b|\btol[gt]|rimoss|levat|\bzonder\b|verwijder|weggehaald|\bbez\b"
        r"|usun|skasow|(?:^|\s)без\s|убра|удал|boşluksuz|kaldır|去掉|去除|删|なし|除|削除"
    ),
    "prose.user-without-domain": (
        r"\b(?:not|nicht|pas|no|non|niet|nie) (?:only|just|nur|seulement|solo|sólo|alleen|tylko)\b|не только"
    ),
    "prose.empty-credential": (
        r"\b(?:not|n['’]t|never|nicht|pas|no|não|non|niet|nie) (?:\w+ )?(?:empty|blank|null|undefined|leer"
        r"|vides?|vac[ií][oa]|vazi[oa]|vuot[oa]|leeg|pust\w)\b|n['’]t (?:be )?(?:empty|blank)"
        r"|не (?:\S+ )?пуст|不(?:为|是)空|\bsubject\b|\bbody\b|\bdatabase\b"
        r"|\bempty (?:response|reply|answer|message|line|string)|\bleere (?:antwort|nachricht)|\bréponse vide"
    ),
    "prose.programs-not-allowed": (
        r"auth|debug|\bssl|\btls|starttls|\bports?\b|firewall|certif|verif|anti-?virus|\blogs?\b|tenant"
        r"|mailing"
    ),
    "prose.non-ascii-password": kinds.OF_ELSE,
    "prose.unseen-character": _LOOKED_FOR,
    "prose.special-character": rf"{_LOOKED_FOR}|{kinds.OF_ELSE}|\bbody\b",
    "prose.many-attempts": r"\bports?\b|\bmails? (?:was|were|out)\b|\bsent\b",
}
# Facts that say themselves that something is not there, or does not work.
_DENYING: Final = frozenset(
    {
        "prose.plain-password-works", "prose.user-without-domain", "prose.empty-credential",
        "prose.other-method-works", "prose.programs-not-allowed", "prose.many-attempts", "prose.escaping",
        "prose.app-password-spaces",
    }
)  # fmt: skip
# "His name has an ö, his password is plain": which of them has it is told before the comma.
_OF_ONE_CLAUSE: Final = ("prose.special-character", "prose.non-ascii-password")
_CLAUSE_ENDS: Final = re.compile(r"[,;:](?=\s)")
_NOT: Final = (
    r"\b(?:no|not|none|never|neither|nor|without|kein\w*|nicht|ohne|nie|pas|sans|aucun\w*|sin|ning[uú]n\w*"
    r"|sem|nenhum\w*|non|senza|nessun\w*|niet|geen|zonder|bez|brak)\b|n['’]t\b|(?:^|\s)(?:não|не|нет|без)\s"
    r"|\byok\b|değil|没有|不含|無し|なし|ない"
)
# What is ruled out, wherever a sentence says so.
_RULED_OUT: Final = (
    r"\brule[sd]? out|\bexcluded?\b|ausgeschlossen|ausschlie(?:ß|ss)en|\bexclu[est]|descart|esclus"
    r"|uitgesloten|wyklucz|исключ|排除|除外|\bneither\b|\bweder\b"
)
# What is asked, supposed or advised.
_NOT_TOLD: Final = (
    r"[?？]\s*$|吗|是否|\b(?:would|could|might|whether|perhaps|maybe|make sure|ensure|be sure)\b"
    r"|\b(?:check|verify) (?:that|if|whether|for|your|the)\b|\b(?:do not|don['’]t|never) (?:use|enter|put)\b"
    r"|\b(?:würde|könnte|vielleicht|sicherstellen|stellen sie sicher|prüfen sie|achten sie)|peut-être"
    r"|vérifi(?:ez|er)|assurez|asegúr|verifi(?:que|car)|compruebe|quizás|certifique|talvez"
    r"|controlla(?:te)? che|forse|misschien|upewnij|sprawdź|проверьте|убедитесь|возможно|emin olun"
    r"|请(?:确认|检查|确保)|てください"
)
HERE: Final = Table(PERSONAL, {tag: "|".join({way[0] for way in ways}) for tag, ways in _TOLD.items()})
# One of these stands in each such sentence.
_OF_LOGIN: Final = rf"{kinds.CREDENTIAL}|{kinds.OTHER_PROGRAMS}|{kinds.METHOD}|{kinds.ATTEMPTS}|{kinds.GONE}"
_SENTENCES: Final = re.compile(r"(?<=[.!?;])\s+(?![a-zà-ÿа-яё\s])|(?<=[。！？；])|\n")
# What a server says, up to where a person may go on: "535 no such login, its password has a $".
# It stands behind what a program puts before it: `SERVER -> CLIENT: 535 `, `"message": "535 `.
_SERVERS: Final = re.compile(
    # No sign in both alternatives: each that was would double the ways to read a line.
    r"(?:\A\W{0,3}|[:\"'`(\[] ?)(?<!\d)[245]\d\d[ -](?:[^\n,;:–—-]|[:–—-](?! )){0,200}(?:[,;:]|[–—-] |$)"
)
_LONGEST: Final = 300  # characters of a sentence that a person says
_MOST: Final = 400  # sentences that are looked at
_APART: Final = 110  # characters in which it is said
_BEFORE: Final = 14  # characters before it in which a denial stands


@cache
def _compiled(words: str) -> re2._Regexp:  # at the first text that asks for it
    return re2.compile(f"(?i)(?:{words})")


def told_together(seen: Seen) -> Iterator[str]:
    """Give the tag of each fact that one of a text's sentences tells, each once."""
    tags = HERE.told(seen)
    if not tags:
        return
    sentences = [
        sentence
        for part in _SENTENCES.split(seen.text)[:_MOST]
        if (sentence := _SERVERS.sub("", part, count=1) if part[:6].strip() else "")
        and len(sentence) <= _LONGEST
        and _compiled(_OF_LOGIN).search(sentence) is not None
        and _compiled(_NOT_TOLD).search(sentence) is None
    ]
    for tag in tags:
        if any(_tells(tag, sentence) for sentence in sentences):
            yield tag


def _tells(tag: str, sentence: str) -> bool:
    otherwise = _OTHERWISE.get(tag)
    if otherwise is not None and _compiled(otherwise).search(sentence) is not None:
        return False
    return any(_says(tag, way, sentence) for way in _TOLD[tag])


def _says(tag: str, way: tuple[str, ...], sentence: str) -> bool:
    """Whether a sentence holds a word of each kind, close enough, and denies none of it."""
    spans = []
    for words in way:
        about = sentence
        if kinds.WORKS in words:  # what works, where other things do not
            about = _compiled(kinds.NOT_WORKS).sub(lambda told: " " * len(told.group()), sentence)
        place = _compiled(words).search(about)
        if place is None:
            return False
        spans.append(place.span())
    begin, end = min(first for first, _ in spans), max(last for _, last in spans)
    if end - begin > _APART:
        return False
    if tag in _OF_ONE_CLAUSE and _CLAUSE_ENDS.search(sentence[begin:end]) is not None:
        return False
    if tag in _DENYING:
        return True
    denied = _compiled(_NOT).search(sentence[max(begin - _BEFORE, 0) : end])
    return denied is None and _compiled(_RULED_OUT).search(sentence) is None
