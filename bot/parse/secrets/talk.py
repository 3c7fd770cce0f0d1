"""Secrets that people tell: what a sentence or a table's row says a password is, and words beside its name.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.rare_pattern import any_of
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.values import GROUPS, value_at, with_words, without_stop
from bot.parse.secrets.words import NAME, SHORT_WORDS, is_long_number, is_word, looks_made, may_be

_OTHER: Final = re.compile(
    r"[\"'`]?(?:[,;]|[ \t]{1,3}(?:and|or|und|oder|et|ou|y|o|e|en|&|/))[ \t]{1,3}"
    # "neu: k2#x, alt: m7!y"
    r"(?:(?i:old|new|previous|alte?s?|neue?s?|ancien|nouveau|anterior|nuev[oa]|oud|nieuw)[: \t]{1,3})?"
    r"[\"'`]?(?P<value>\S{5,80})"
)
_FROM_TO: Final = re.compile(
    r"[ \t]{1,3}(?:\w{1,12}[ \t]{1,3}){0,2}?"
    r"(?:from|von|de|da|van|od|ze?|со?|з|від|från|fra|từ|dari)[ \t]{1,3}(?P<old>\S{4,80})"
    r"[ \t]{1,3}(?:to|auf|zu|à|a|en|para|naar|na|на|til|till|sang|ke)[ \t]{1,3}(?P<new>\S{4,80})"
)
# "parola contului: k2#x"
_OF: Final = re.compile(r"[ \t]{1,3}(?P<whom>[^\W\d_]{2,20})[ \t]{0,3}[:=][ \t]{1,12}")
# "Passwort für das Postfach: ..."
_FOR_WHOM: Final = re.compile(
    r"[ \t]{1,3}(?:for|of|to|für|von|vom|des|der|pour|que|para|del?|d[aeo]s?|di|per|van|voor|dla|do|od|på"
    r"|till?|för|ke|от|для|від|của)[ \t]{1,3}"
    r"(?:(?!(?:is|was|ist|war|est|es|è|é|är)\s)[^\s:=]{1,40}[ \t]{1,3}){0,3}"
    r"(?P<whom>(?:[a-z]{3,6}://)?[^\s:=]{1,80})[ \t]{0,3}[:=][ \t]{1,12}"
)
# What it was before, or is by now; each leads to what is said of it as well: only what is made is a secret.
_WAS: Final = (
    r"used to be|était|étaient|era|eram?|fue|foi|byl[oa]?|było|var|oli|был[оаи]?|стал[оаи]?|werd|waren"
    r"|shows?|says|gives?|stands as|以前是|原来是|现在是|前は|今は"
)
_COPULA: Final = (
    r"(?:(?:(?:is|was|has been|wurde) )?(?:now )?(?:changed|set|reset|geändert) (?:to|auf|zu)|is now|sei"
    r"|serait|sarebbe|sería|seria|(?:should|must) be|ist jetzt|is|was|are|sind|ist|war|lautete?|est|c['’]est"
    r"|es|é|è|e'|är|er|je|este|yra|ir|là|adalah|е|такой|такий|είναι|היא|הוא|هي|هو)"
)
_SAID: Final = re.compile(
    rf"(?:'s|’s)?[ \t]{{1,3}}(?P<between>(?:[\w'@.-]{{1,60}}[ \t]{{1,3}}){{0,4}}?)(?:{_COPULA}|"
    rf"(?P<was>{_WAS}))[: \t]{{1,4}}(?:also |jetzt |now |default )?"
)
_ABROAD: Final = re.compile(r"[ \t]{1,3}(?:to|on)[ \t]{1,3}")  # Polish, Finnish
_ABROAD_NAMES: Final = ("has", "salasana")
# "das Passwort auf k2#x geändert", "set the password of ana@example.com to k2#x"
_TO: Final = re.compile(
    r"(?:[ \t]{1,3}(?:for|of|für|von|vom|des|der|pour|del?|para|di|van|voor|dla|do|для|від|от)"
    r"(?:[ \t]{1,3}[^\s:=]{1,80}){1,3}?)?[ \t]{1,3}(?:to|auf|zu|naar|à|a|на)[ \t]{1,3}"
)
# "the password that I got by mail: k2#x"
_COLON: Final = re.compile(r"(?P<between>(?:[ \t]{1,3}[\w'’-]{1,30}){1,7})[ \t]?:[ \t]{1,3}")
_REFUSED: Final = re.compile(
    r"fail|error|refus|reject|invalid|incorrect|wrong|denied|expired|mismatch|user|account|method|mechanism"
    r"|falsch|fehl|abgelehnt|benutzer|konto|erreur|échou|utilisateur|compte|erróne|usuario|cuenta|errat"
    r"|utente|polic|rule|must|length|minim|character|manager|sync|requir"
)
# "the password you set (k2#x) is wrong"
_BRACKETED: Final = re.compile(
    r"(?P<between>(?:[ \t]{1,3}(?!not\b|valid\b)[\w'’-]{1,30}){0,4})[ \t]{1,3}\((?=[^\s()]{5,80}\))"
)
_POSSESSED: Final = re.compile(r"'s[ \t]{1,3}")
_DASHED: Final = re.compile(r"[ \t]{1,3}-{1,2}>?[ \t]{1,3}|[ \t]{1,24}\|[ \t]{1,3}|[ \t]{0,3}>[ \t]{0,3}")
# A file of two columns.
_COMMA: Final = re.compile(r"[\"']?[,;][\"']?(?=[^\s,;])")
# A table of names and values, as Markdown, Jira and consoles draw one.
_CELL: Final = re.compile(r"[\"'`*_]{0,3}[ \t]{0,24}\|{1,2}[ \t]{0,3}")
_IN_CELL: Final = re.compile(r"(?P<value>[^|]{1,300})")
_ROW_ENDS: Final = re.compile(r"[\"'`*_]{0,3}[ \t]{0,40}\|[\"'} \t]*(?:\n|$)")
# No space in Chinese and Japanese; what goes on in their own letters is what the sentence says of it.
JOINED: Final = re.compile(
    r"[ \t]{0,3}(?:(?:(?:以前|原来|现在|前|今)?[是はがを는은가이]|は前は|คือ)"
    r"(?=[ \t]{0,3}[!-~“「『])|:)[ \t]{0,3}"
)
COPULAS: Final = "是はがを는은가이ค"  # and what begins with one
_IN_ASCII: Final = re.compile(r"[「『]?(?P<value>[!-~]*)")
_BESIDE: Final = re.compile(r"[ \t]{1,24}(?:(?:saya|anda|(?:của )?tôi)[ \t]{1,3})?")
# "tried k2#x as password": words before the name that lead to it from the password itself.
_AS: Final = "as|als|comme|como|come|for|für|pour|para|per|voor|dla|in|into|im|ins|dans|en|nel"
_AS_WORDS: Final = frozenset(_AS.split("|"))
_AS_REACH: Final = 3  # words: "k2#x as the new password"
_AS_NAME: Final = re.compile(
    rf"(?<!\S)(?P<value>\S{{5,80}})[ \t]{{1,3}}(?:{_AS})[ \t]{{1,3}}(?:\w{{1,8}}[ \t]{{1,3}}){{0,2}}$"
)
# "Is k2 the right password?", "k2#x is our password for it"
_OURS: Final = frozenset(
    """
    is ist est really wirklich still noch indeed bien the my our your das mein unser dein ihr le mon notre
    votre el la mi il a o de het mijn right correct actual current new old richtige korrekte aktuelle neue
    bon nouveau correcta nueva giusta nuova certa nova juiste dobre rätt too weak strong bad good valid an
    """.split()  # noqa: SIM905 - words in lines are read and mended more easily
)
_ITS: Final = rf"(?:(?:{'|'.join(sorted(_OURS))})[ \t]{{1,3}}){{1,4}}$"
_IS: Final = "is|was|ist|war|est|es|è|é|jest|to|är|er|czy"
_WORD: Final = r"[\"'`]?(?P<value>[^\s\"'`]{4,80})[\"'`]?[ \t]{1,3}"
_ASKED: Final = re.compile(
    rf"(?:^|[\n,;:.!?()\]}}>*|\"'`]|\b(?:and|und|hi|hello|hallo))[ \t]{{0,24}}(?:{_IS})[ \t]{{1,3}}"
    rf"{_WORD}{_ITS}"
)
_ANSWERED: Final = re.compile(
    rf"(?<!\S){_WORD}(?:(?:<[-=]{{1,2}}|←)[ \t]{{0,3}}(?:that['’]?s[ \t]{{1,3}})?|(?:{_IS})[ \t]{{1,3}})"
    rf"{_ITS}"
)
_WHETHER: Final = re.compile(
    rf"\b(?:whether|if|ob|si|se|of|czy|jestli)[ \t]{{1,3}}{_WORD}"
    rf"(?:(?:{_IS})[ \t]{{1,3}}{_ITS}|das[ \t](?:richtige|korrekte|aktuelle|neue)[ \t]$)"
)
_GOES_ON: Final = re.compile(
    r"[ \t-]{0,3}(?!(?:for|of|to|für|von|zu|pour|de|du|del|para|per|di|voor|do|dla|here|there|now|or|and"
    r"|oder|und|ist|is|bitte|please|at|in|on|i|we|he|they|btw|by|but|because|since|that|which|with|not|still"
    r"|again|today|works?|thanks?|just|too|also|if|when)\b)[^\W\d_]{3}"
)  # "the new password manager"
# "tried k2#x, m7!y and z9?w as password"
_LISTED: Final = re.compile(
    r"(?<!\S)(?P<value>\S{5,80}?)(?:,|[ \t]{1,3}(?:and|or|und|oder|et|ou|y|o|e))[ \t]{1,3}$"
)
_MOST_LISTED: Final = 5
# "k2#x (the password)"
_IN_BRACKETS: Final = re.compile(
    r"(?<!\S)[\"'`]?(?P<value>[^\s\"'`]{5,80}?)[\"'`]?(?:[ \t]right)?\??[ \t]{1,3}\((?:(?:the|das|my|le"
    r"|la)[ \t])?$"
)
_OF_WHAT: Final = (")", " for ", " of ", " für ", " von ")
_CALLED_OURS: Final = ((_ASKED, may_be), (_WHETHER, may_be), (_ANSWERED, looks_made))
_ADDRESS_BEFORE: Final = re.compile(r"[^\s@]@[\w-]{1,63}\.[\w.-]{2,100}[,;:]?[ \t]{1,4}$")
_LOGIN_BEFORE: Final = re.compile(
    r"(?<![^\s\"'({\[])(?:login|user(?:name)?|account|user_name|benutzer(?:name)?|identifiant"
    r"|usuario)[\"']?[ :=\t]{1,6}(?!(?:name|and|or|und|oder|et|ou|y|o|e|with|/)\s)[^\s]{2,120}[ \t]{0,4}"
    r"[,;]?[ \t]{0,4}(?:(?:there|and|und|et|y|with|mit)[ \t]{1,3}){0,3}$"
)
_SETTING: Final = re.compile(r"(?:^|[\n\]:|>*])[ \t]{0,40}(?:env[ \t]{1,3})?[\w.$-]{0,40}[_.$][\w-]{0,20}$")
_BEGINS_CLAUSE: Final = '\n]:|*•"-'
_BEHIND: Final = 160  # characters before a name that are looked at
_WORDS: Final = 7  # that a value and what leads from it to its name have at most
_LONG: Final = 10  # a key of a service is longer than a word with a number
_KEY: Final = 24  # characters that no word of a sentence has
_LETTERS: Final = 5  # fewer letters alone are a word of the sentence
_END_OF_CLAUSE: Final = re.compile(
    r"[\"'`]?[ \t]*(?:$|[\n,;)]|[.!?/](?:\s|$)|(?=[A-Z\d]|[^\x00-\x7f])|[\"'}\]]"
    r"|(?:and|und|et|y|but|aber|mais|pero|mas|ma|maar|men|ale|ama|en|e|i|och|og|ve|ja|dan|tapi|но|и|а|але)\b)"
)
_TOLD_FURTHER: Final = (_COLON, _BRACKETED)
_INNER: Final = {JOINED: _IN_ASCII, _CELL: _IN_CELL}  # a value that ends before its first space
_BEFORE_NAME: Final = " \t>*•-"  # what a line's first name may stand behind
_LINKS: Final = (_FOR_WHOM, _OF, _COLON, _BRACKETED, _COMMA, _DASHED, _CELL, JOINED, _POSSESSED, _TO)
TOLD: Final = any_of(_SAID, _ABROAD, _FROM_TO, *_LINKS)


def told(view: str, low: str, name: Span, *, weak: bool) -> tuple[Span, ...]:
    """What a sentence says the password is, or was before."""
    start, end = name
    changed = _FROM_TO.match(view, end)
    if changed is not None and looks_made(changed["old"]) and looks_made(changed["new"]):
        return changed.span("old"), changed.span("new")
    said = _SAID.match(low, end) or (
        _ABROAD.match(low, end) if low.startswith(_ABROAD_NAMES, start) else None
    )
    if said is not None:
        between = said.groupdict().get("between")
        span = value_at(view, said.end())
        colon = ":" in said.group()
        several = said.group().rstrip(": \t").endswith(("are", "sind", "be"))  # "... are case-sensitive"
        was = said.groupdict().get("was") is not None
        sure = not weak and (not between or "@" in between or colon) and not several and not was
        if span is not None and colon:
            span = with_words(view, span)
        if span is not None and _is_told(view, span, sure=sure):
            return with_others(view, without_stop(view, span))
    for pattern in _LINKS:
        linked = pattern.match(low, end)
        span = _linked(view, pattern, linked) if linked is not None else None
        if span is not None and _is_linked(view, name, span, pattern, weak=weak):
            return with_others(view, without_stop(view, span))
    return ()


def _linked(view: str, pattern: re.Pattern[str], linked: re.Match[str]) -> Span | None:
    """The value behind what links it to its name."""
    whom = linked.groupdict().get("whom") or ""
    span = value_at(view, linked.end())
    if span is None or (pattern in _TOLD_FURTHER and _REFUSED.search(linked["between"]) is not None):
        return None
    if whom[:1].isascii() and whom and is_word(whom) and span[1] - span[0] < _KEY:
        return None  # "password for ana failed: ..."
    if ":" in linked.group():
        span = with_words(view, span)
    if pattern in _INNER:
        inner = _INNER[pattern].match(view, *span)
        return inner.span("value") if inner is not None else None
    return span


def _is_linked(view: str, name: Span, span: Span, pattern: re.Pattern[str], *, weak: bool) -> bool:
    """Whether what is linked so is a secret: by its place where the link is a sure one, else by its look."""
    if pattern in (_FOR_WHOM, _DASHED, JOINED) and not weak and _ends_clause(view, span):
        return True
    if pattern in (_DASHED, _CELL) and _is_row_of_two(view, name[0], span):
        return True
    if pattern is _DASHED and _is_below_mailbox(view, name[0]) and _ends_line(view, span):
        return True
    value = view[slice(*span)]
    if pattern is _COMMA and not _is_line_of_two(view, name[0], span):
        return False
    if pattern in (_COLON, _OF) and " " in value:
        return any(
            looks_made(word) or (word.isdigit() and len(word) >= _LETTERS - 1) for word in value.split()
        )
    return pattern is not _CELL and _is_made(view, span, weak=weak)


def _is_row_of_two(view: str, name: int, span: Span) -> bool:
    """Whether a table's row holds nothing but a name and its value."""
    before = view[view.rfind("\n", 0, name) + 1 : name]
    return (
        may_be(view[slice(*span)])
        and "|" not in before.rpartition("] ")[2].lstrip("| \t")
        and _ROW_ENDS.match(view, span[1]) is not None
    )


def _is_below_mailbox(view: str, name: int) -> bool:
    """Whether a name begins the line below one that holds an address: "User - ana@example.com"."""
    line = view.rfind("\n", 0, name) + 1
    above = view[view.rfind("\n", 0, max(0, line - 1)) + 1 : line]
    return "@" in above and not view[line:name].strip(_BEFORE_NAME)


def _is_line_of_two(view: str, name: int, span: Span) -> bool:
    """Whether a line holds nothing but a name and its value."""
    rest = view[span[1] : span[1] + _BEHIND].partition("\n")[0]
    return not (view[view.rfind("\n", 0, name) + 1 : name] + rest).strip(" \t\"'`,;*-")


def with_others(view: str, span: Span) -> tuple[Span, ...]:
    """What somebody says a password is, and what they say the others are: `tried k2#x, m7!y and z9?w`."""
    spans = [span]
    while (
        len(spans) <= _MOST_LISTED
        and (other := _OTHER.match(view, spans[-1][1])) is not None
        and looks_made(other["value"])
    ):
        spans.append(without_stop(view, other.span("value")))
    return tuple(spans)


def beside(view: str, low: str, name: Span, *, weak: bool) -> tuple[Span, ...]:
    """A word beside the name that nobody writes but as a secret."""
    start, end = name
    before = low[max(0, start - _BEHIND) : start]
    gap = _BESIDE.match(low, end)
    span = value_at(view, gap.end()) if gap is not None and not before.endswith("=") else None
    if span is not None and (
        _is_made(view, span, weak=weak) or _is_beside(view, span, before, view[start:end])
    ):
        return with_others(view, without_stop(view, span))
    first = start - len(before)
    return tuple((first + one, first + other) for one, other in _told_before(before, low, end))


def _told_before(before: str, low: str, end: int) -> list[Span]:
    """What stands before the name as the password, in the words there: `is k2#x our`, `k2#x and m7!y as`."""
    last = before.rsplit(None, _AS_REACH)[-_AS_REACH:]
    patterns = _CALLED_OURS if last and last[-1] in _OURS and _GOES_ON.match(low, end) is None else ()
    if not _AS_WORDS.isdisjoint(last):
        patterns = (*patterns, (_AS_NAME, _is_due))
    if "(" in before[-_AS_REACH * 2 :] and low.startswith(_OF_WHAT, end):
        patterns = (*patterns, (_IN_BRACKETS, _is_due))
    if not patterns:
        return []
    words = before.rsplit(None, _WORDS)
    begins = len(words[0]) if len(words) > _WORDS else 0
    found = ((pattern.search(before, begins), is_secret) for pattern, is_secret in patterns)
    match = next(
        (match for match, is_secret in found if match is not None and is_secret(match["value"])), None
    )
    values: list[Span] = []
    while match is not None and len(values) <= _MOST_LISTED:
        values.append(match.span("value"))
        other = _LISTED.search(before, 0, match.start("value"))
        match = other if other is not None and looks_made(other["value"]) else None
    return values


def _is_due(value: str) -> bool:
    return looks_made(value) or is_long_number(value)


def _is_made(view: str, span: Span, *, weak: bool) -> bool:
    value = view[slice(*span)]
    return (looks_made(value) and (not weak or len(value) >= _LONG)) or (not weak and is_long_number(value))


def _is_told(view: str, span: Span, *, sure: bool) -> bool:
    value = view[slice(*span)]
    if _is_due(value):
        return True
    if not may_be(value):
        return False
    quoted = view[span[0] - 1] in "\"'`" and " " not in value
    return quoted or (sure and _ends_clause(view, span))


def _ends_line(view: str, span: Span) -> bool:
    value = view[slice(*span)]
    rest = view[span[1] : span[1] + 4].lstrip("\"'` \t*}")
    return (not rest or rest[0] == "\n") and len(value) >= _LETTERS and may_be(value)


def _ends_clause(view: str, span: Span) -> bool:
    value = view[slice(*span)]
    return len(value) >= _LETTERS and may_be(value) and _END_OF_CLAUSE.match(view, span[1]) is not None


def _is_beside(view: str, span: Span, before: str, name: str) -> bool:
    value = view[slice(*span)]
    if value.count(" ") == 3 and GROUPS.fullmatch(value) is not None:
        return sum(group in SHORT_WORDS for group in value.split()) < 2
    if (
        not may_be(value)
        or (" " in value and not _is_whole(view, span, before))
        or NAME.search(value.lower()) is not None
    ):
        return False
    if sum(char.isalnum() for char in value) < _LETTERS - 1:
        return False
    begins = _begins_line(before) or _SETTING.search(before) is not None
    if view[span[0] - 1] in "\"'`" and (begins or name != "pass"):
        return True
    # A line of a file of settings: small letters, as in `password geheim`; POP's own `PASS geheim`.
    if (
        begins
        and (name.islower() or name == "PASS" or _SETTING.search(before) is not None)
        and _ends_line(view, span)
    ):
        return True
    if _ADDRESS_BEFORE.search(before) is not None and _ends_line(view, span):
        return True
    return _LOGIN_BEFORE.search(before) is not None


def _is_whole(view: str, span: Span, before: str) -> bool:
    """Whether several words in quotes are one value: a setting's, or a login's behind its user name."""
    quoted = view[span[0] - 1] in "\"'"
    return quoted and (before.endswith("_") or _LOGIN_BEFORE.search(before) is not None)


def _begins_line(before: str) -> bool:
    """Whether a line or a clause begins behind it."""
    return before.rstrip(" \t")[-1:] in _BEGINS_CLAUSE or before.rstrip("`\"'*").rstrip(" \t")[-1:] in "\n"
