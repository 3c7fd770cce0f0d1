"""Why a diagnosis says what it says, and what else the text could mean. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import re2

from bot.diagnose.causes import Ranked, may_be_anothers
from bot.diagnose.named import NOTHING, Named
from bot.diagnose.own_page import is_any_login, what_is_taken
from bot.diagnose.reads_like import without_introduction
from bot.diagnose.story import span_of
from bot.knowledge import ADDRESS_BETWEEN, GAP, GAP_LIMIT, Knowledge, Match, Tier, fold, respelt
from bot.model import ALSO_SAYS, Alternative, Bounce, Certainty, Entry, Evidence, Family, Vantage, Wording
from bot.providers import is_software

# What people read on a card; more readings than this help nobody choose.
ALTERNATIVES_SHOWN = 3
_NAMES_TOLD = 3  # of a certificate, which may hold a hundred
_CLOSED = " .,:;>)]}`"  # marks that close what a wording leaves out
_CLOSED_BEFORE_SPACE = "-'\""  # and these, where no word follows them directly
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}  # each with the mark that opens it
_OPENED = " \"'`([<"  # marks that open what a wording leaves out
_FOLLOWS = " ,:;"  # marks behind the last word that lead on to others
_WORD = 30  # letters of a word that a quote goes on to
# The rest of a clause: a few plain words up to a mark that parts it from what follows.
_REST = re2.compile(r"((?: \pL+(?:['’-]\pL+)*){1,4})(?:[.,;:!?](?:\s|$)|\s*$|\s*[(\[<“])")
# How somebody goes on behind a program's words on the line above.
_PERSONS = frozenset(
    {"since", "only", "because", "but", "we", "i", "my", "our", "he", "she", "they", "seit", "wir"}
)
_SAID_BESIDE = "It fits that"  # what a person says beside the error
_SENTENCE = 200  # characters from the first to the last of a wording's phrases, which a host's name may part
_QUOTED = 80  # characters of a text that only a pattern knows
# "554 mail.example.com" holds no words.
_A_NAME: Final = re.compile(r"(?:[\w-]{1,63}(?:\.[\w-]{1,63}){1,9})?")


class Grounds(NamedTuple):
    """What a diagnosis rests on; put into sentences when somebody asks, for most lines of a log nobody does.

    `matches` are the wordings met, the winner first; `done` the tags of what was done already, for
    which a step is left out; `named` what the refusal names of what a step would ask for.
    """

    bounce: Bounce
    entry: Entry
    matches: Sequence[Match]
    ranked: Ranked
    certainty: Certainty
    knowledge: Knowledge
    done: tuple[str, ...] = ()
    named: Named = NOTHING

    @property
    def because(self) -> tuple[str, ...]:
        """What the answer rests on: the words, what their wording notes, the facts that order the causes."""
        best, knowledge = self.matches[0], self.knowledge
        reasons = [*_on_words(self.bounce, best, self.certainty, knowledge)]
        if self.named.sentence:
            reasons.append(self.named.sentence)
        # "Some servers give 454 for this" says nothing of a 535.
        of_other = not best.agrees and any(str(code) in best.wording.note for code in best.wording.codes)
        if best.wording.note and not of_other:
            reasons.append(best.wording.note.replace("`", ""))  # shown as it is, not as Markdown
        elif self.certainty is Certainty.POSSIBLE and len(self.ranked.causes) > 1:
            reasons.append(
                "The same is said for different causes, so the text alone cannot tell which it is."
            )
        elif best.tier is Tier.EVERYDAY_WORDS:
            reasons.append("These are everyday words for it; no server is known to say just this.")
        page = knowledge.page_of(best)
        told = (*_on_facts(self.ranked, knowledge), *what_is_taken(self.bounce, page, best.wording))
        return (*reasons, *told, *_on_what_was_done(self.done, knowledge))

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """What else it could be: the causes that follow, then other pages whose words stand in the text."""
        return _alternatives(self.bounce, self.entry, self.ranked, self.matches, self.knowledge)


def _whose(bounce: Bounce) -> str:
    """Whose words are quoted: what was pasted, a server's answer to a check, or what a check itself met."""
    if not bounce.from_check:
        return "text"
    return "check" if bounce.reply.code is None else "server"


def _on_words(bounce: Bounce, best: Match, certainty: Certainty, knowledge: Knowledge) -> Iterator[str]:
    wording = best.wording
    if best.tier is Tier.BARE_CODE and certainty is Certainty.CERTAIN:
        code = knowledge.code(_numbers(bounce))
        yield f"{_numbers(bounce)} means: {code.sentence}" if code else f"Only {_numbers(bounce)} says so."
    elif best.tier is Tier.STEP:
        yield f"“{_cut(bounce.reply.text)}” tells which step failed; no page has its words."
    elif best.tier <= Tier.CODE_PAIR:
        beside = bounce.reply.text.strip()
        words = "" if _A_NAME.fullmatch(beside) else "; no page has the words beside it as they stand"
        yield f"Only the number {_numbers(bounce)} says so{words}."
    elif best.tier is Tier.ALIKE:
        text = without_introduction(bounce.reply).text
        words = knowledge.telling(text, wording.entry) or _cut(text)
        yield f"No page has this text as it stands. Known texts with “{words}” mostly mean this."
    else:
        words = _quoted(bounce, wording)
        if not words and best.tier is not Tier.EVERYDAY_WORDS:  # those that stand apart say it together
            words = _numbers(bounce)
        words = words or _cut(bounce.reply.text)
        yield f"The {_whose(bounce)} says “{words}”."
        if not best.agrees and bounce.reply.code not in (*wording.codes, None):
            yield f"The number {_numbers(bounce)} is unusual for these words; the words decide."
        if may_be_anothers(best, knowledge.page_of(best)):
            yield "Other servers may say so too, and nothing else here shows which one it was."


def _on_facts(ranked: Ranked, knowledge: Knowledge) -> Iterator[str]:
    # What only stands in the paste makes a cause likely, and proves none.
    told = ranked.proof is not None and ranked.proof.vantage is Vantage.PASTE
    for fact, lead in (
        (ranked.proof, "The text shows that" if told else "Proven:"),
        (ranked.hint, "Likelier:"),
    ):
        # A cause that stands alone is likelier than none.
        if fact is not None and (fact is ranked.proof or len(ranked.causes) > 1):
            tag = knowledge.tags.get(fact.tag)
            begun = _SAID_BESIDE if fact.tag.startswith("prose.") else lead
            yield f"{begun} {tag.meaning if tag else fact.tag}{_meant(fact)}."


def _on_what_was_done(done: Sequence[str], knowledge: Knowledge) -> Iterator[str]:
    if done:
        yield f"Left out below, as done already: {', '.join(knowledge.tags[tag].meaning for tag in done)}."


def _meant(fact: Evidence) -> str:
    """What a misspelt name in a paste means, or which server to use; a check says so in a sentence.

    Of a certificate for other names a check tells which: one of them may be the server to enter.
    """
    if fact.vantage is not Vantage.PASTE:
        names = fact.args.get("names")
        return f": {', '.join(map(str, names[:_NAMES_TOLD]))}" if isinstance(names, tuple) and names else ""
    if "server" in fact.args:
        return f", whose own is {fact.args['server']}"
    return f": “{fact.args['given']}” is probably “{fact.args['meant']}”" if "meant" in fact.args else ""


def _numbers(bounce: Bounce) -> str:
    return " ".join(str(number) for number in (bounce.reply.code, bounce.reply.enhanced) if number)


def _quoted(bounce: Bounce, wording: Wording) -> str:
    """The words of a wording as they were written and in that order, or what its pattern matches."""
    if wording.pattern is not None:
        return _matched(bounce, wording.pattern)
    apart = GAP_LIMIT if wording.words else 1  # characters that are quoted as well, between two parts
    for reply in (bounce.reply, *bounce.outer):
        text, folded = respelt(reply.text), fold(reply.text)
        if len(folded) != len(text):
            continue  # places in one are none in the other
        if wording.words and "@" in folded:
            text, folded = ADDRESS_BETWEEN.sub("", text), ADDRESS_BETWEEN.sub("", folded)
        phrases = (fold(wording.token),) if wording.token else wording.phrases
        places = [(folded.find(phrase), len(phrase)) for phrase in phrases] or _everyday(wording, folded)
        spans: list[list[int]] = []
        for start, length in sorted(places):
            if spans and start <= spans[-1][1] + apart:
                spans[-1][1] = max(spans[-1][1], start + length)
            elif start >= 0:
                spans.append([start, start + length])
        spans[-1:] = [[start, _clause_end(text, end)] for start, end in spans[-1:]]
        if wording.words:  # "beveiligingscertificaat": an everyday word may be a compound's last part
            spans = [[_word_begin(text, start), end] for start, end in spans]
        words = [_whole(text, start, _word_end(text, end)) for start, end in spans]
        if any(words):
            return " … ".join(filter(None, words))
    return wording.token or " … ".join(wording.phrases)


def _everyday(wording: Wording, folded: str) -> list[tuple[int, int]]:
    """Where the everyday words stand in a folded text, each with all of its parts, and how long those are."""
    places: list[tuple[int, int]] = []
    for word in wording.words:
        parts = word.split(GAP)
        if all(part in folded for part in parts):
            end = 0
            for part in parts:  # each behind the one before, where it stands there as well
                start = folded.find(part, end)
                start = start if start >= 0 else folded.find(part)
                places.append((start, len(part)))
                end = start + len(part)
    return places


def _whole(text: str, start: int, end: int) -> str:
    """The words between two places, without the marks that close what stands before or open what follows."""
    while start < end and (
        text[start] in _CLOSED or (text[start] in _CLOSED_BEFORE_SPACE and text[start + 1 : start + 2] == " ")
    ):
        start += 1
    words = text[start:end].rstrip(_OPENED + _FOLLOWS)
    while words[-1:] in _BRACKETS and _BRACKETS[words[-1]] not in words:
        words = words[:-1].rstrip(_OPENED + _FOLLOWS)
    return words


def _word_begin(text: str, start: int) -> int:
    """Say where the word begins that goes on at a place."""
    while start and text[start - 1].isalpha() and text[start].isalpha():
        start -= 1
    return start


def _word_end(text: str, end: int) -> int:
    """Where the word ends that a wording knows the beginning of."""
    if text[end - 1 : end].isalnum():
        limit = min(len(text), end + _WORD)
        while end < limit and text[end].isalnum():
            end += 1
        end += text[end : end + 1] == '"'
    return end


def _clause_end(text: str, end: int) -> int:
    """Where the clause ends that a wording knows the beginning of, if that is near."""
    behind = _word_end(text, end)
    if text[behind - 1] == '"' and behind > end:
        return end  # what was quoted ends there, and somebody goes on
    rest = _REST.match(text, behind)
    told = rest is not None and rest.group(1).split()[0].casefold() in _PERSONS
    return end if rest is None or told or not text[end - 1 : end].isalnum() else rest.end(1)


def _cut(text: str) -> str:
    """Give a text that fits on a line, cut between words."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rpartition(' ')[0] or text[:_QUOTED]} …"


def _matched(bounce: Bounce, pattern: str) -> str:
    """The whole words that a pattern matches, numbers among them; empty where none can be shown."""
    for reply in (bounce.reply, *bounce.outer):
        line = respelt(" ".join(str(part) for part in (reply.code, reply.enhanced, reply.text) if part))
        folded = fold(line)
        found = re2.search(pattern, folded) if len(folded) == len(line) else None
        if found is not None:
            begin = line.rfind(" ", 0, found.start()) + 1
            end = line.find(" ", found.end())
            return _cut(_whole(line, begin, end if end >= 0 else len(line)))
    return ""


def _alternatives(
    bounce: Bounce, entry: Entry, ranked: Ranked, matches: Sequence[Match], knowledge: Knowledge
) -> tuple[Alternative, ...]:
    readings = [
        Alternative(entry.id, cause.id, (_first_sentence(cause.text),))
        for cause in ranked.causes[1 : 1 + ALTERNATIVES_SHOWN]
    ]
    best = matches[0].wording
    seen = {entry.id}
    for match in matches[1:]:
        name = match.wording.entry
        # Anybody's words inside a provider's own are no other reading, nor its own that leave the cause open.
        if match.tier < max(matches[0].tier, Tier.PHRASE) or name in seen or _tells_less(match, matches[0]):
            continue
        page = knowledge.entries[name]
        if entry.family is Family.AUTH and is_any_login(page):
            continue  # that a login was refused is said by the page already
        if page.family is entry.family and _is_anybodys(match.wording) and not _is_anybodys(best):
            continue  # what the provider's own words say of its own: "Relay Access Denied"
        words = _quoted(bounce, match.wording)
        # "timeout exceeded" in "retry timeout exceeded"
        if words and not _stands_within(match.wording, best, bounce):
            seen.add(name)
            causes = match.wording.causes or tuple(cause.id for cause in page.causes)
            cause = causes[0] if causes else None
            readings.append(Alternative(name, cause, (f"{ALSO_SAYS}{words}”.",)))
    return tuple(readings[:ALTERNATIVES_SHOWN])


def _stands_within(wording: Wording, best: Wording, bounce: Bounce) -> bool:
    """Whether words are part of the sentence by which the page was found: less of the same is no reading."""
    if not wording.phrases or wording.token:
        return False
    sentence = span_of(fold(bounce.reply.text), best.phrases)
    return len(sentence) <= _SENTENCE and all(phrase in sentence for phrase in wording.phrases)


def _tells_less(match: Match, best: Match) -> bool:
    """Whether words leave the cause open that others name: the same provider's, or those around them."""
    said, settled = match.wording, best.wording
    return (said.wraps and not settled.wraps) or (
        said.provider is not None
        and said.provider == settled.provider
        and not said.causes
        and bool(settled.causes)
    )


def _is_anybodys(said: Wording) -> bool:
    """Whether words are no one provider's: a mail server's program says the same at whoever runs it."""
    return said.provider is None or is_software(said.provider)


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return head + "." if stop else text
