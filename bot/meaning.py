"""What somebody asks in words of their own: a page's question, a number, its words' page, settings. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.knowledge import Knowledge, Tier
from bot.model import Bounce, Reply
from bot.parse.foreign.tongues import tongues_in
from bot.parse.numbers.strength import counts_things
from bot.parse.signs import Seen
from bot.parse.surroundings.service_named import service_called
from bot.parse.talk.questions import asked_about
from bot.providers import load_providers, provider_of_domain

MOST_WORDS = 25  # "mailbox full", "our address is on a blacklist, says Spamhaus"; more is a text


# These words say nothing of what a text is about.
LITTLE = frozenset({
    "a", "am", "an", "and", "are", "as", "at", "be", "by", "can", "could", "did", "do", "does", "for",
    "from", "get", "gets", "has", "have", "how", "i", "if", "in", "is", "it", "its", "look", "me", "my",
    "no", "not", "of", "on", "or", "our", "says", "should", "so", "that", "the", "then", "there", "this",
    "to", "was", "we", "what", "what's", "whats", "when", "where", "where's", "which", "why", "will",
    "with", "work", "working", "works", "would", "you", "your",
})  # fmt: skip
_ASKING = frozenset({"can", "does", "how", "is", "what", "when", "which", "why"})
# Of a reply, and no port for mail.
_NUMBER = re.compile(r"(?<![\w.,:-])(?:[45]\.\d\.\d{1,3}|(?!465|587)[45]\d\d)(?![\w%]|[.,:-]\d)")
_FEW = 4
_WORD = re.compile(r"\w+(?:\.\w+)*")
# What is entered in a program that sends, and the words around it.
_ENTERED = frozenset({
    "config", "configuration", "credentials", "details", "einstellungen", "host", "hostname", "login",
    "password", "port", "ports", "server", "servers", "settings", "setup", "smtp", "ssl", "starttls", "tls",
    "username",
})  # fmt: skip
_AROUND_ENTERED = LITTLE | {
    "account", "correct", "e-mail", "email", "find", "give", "mail", "mailbox", "need", "outgoing", "please",
    "right", "set", "show", "up", "use", "user", "used",
}  # fmt: skip
_SETTINGS_WORDS = 12
_MOST_PROVIDERS = 3
# What people call several providers, or one by its owner's name.
_ALSO_CALLED = {
    "exchange": ("microsoft-365",),
    "google": ("gmail",),
    "live": ("outlook-com",),
    "microsoft": ("microsoft-365", "outlook-com"),
    "office": ("microsoft-365",),
    "outlook": ("outlook-com", "microsoft-365"),
}
_BRACKETED = re.compile(r"\s*\(.*?\)")
_SHARED = 3  # words at least; two numbers suffice: "465 or 587?"
_FEWEST = 2  # words of a question that has no others: "what port should I use?"
_ALIKE = 0.6  # of the words of both, doubled where both have them


def meant_question(text: str, knowledge: Knowledge) -> tuple[str, int] | None:
    """The entry, and the place among its questions, of what somebody asks; None where none is clearly it.

    What begins as a question may be shorter, where one question alone has all its words.
    """
    asked = roots(text)
    enough = min(_SHARED, len(asked)) if len(asked) > 1 and all(map(str.isdigit, asked)) else _SHARED
    if "\n" in text.strip() or len(text.split()) > MOST_WORDS or len(asked) < _FEWEST:
        return None
    # A number has a page of its own: "how do I fix 535" asks for that.
    asks = not _ASKING.isdisjoint(text.casefold().split()[:1]) and not any(map(str.isdigit, text))
    likely = []
    for entry in knowledge.entries.values():
        for place, one in enumerate(entry.questions):
            known = roots(one.question)
            shared = len(set(asked) & set(known))
            alike = 2 * shared / (len(set(asked)) + len(set(known)))
            if shared >= enough and alike >= _ALIKE:
                # Of 530 and 535 the one that is named first is asked about.
                likely.append(((alike, asked[0] == known[0]), entry.id, place))
            elif asks and entry.about is None and set(asked) <= set(known):
                likely.append(((alike, False), entry.id, place))
    best = max((rank for rank, _, _ in likely), default=None)
    first = [(entry, place) for rank, entry, place in likely if rank == best]
    return first[0] if len(first) == 1 else None


def roots(text: str) -> list[str]:
    """The words that matter, by their first four letters, for words are bent; numbers whole."""
    words = [word for word in _WORD.findall(text.casefold()) if word not in LITTLE]
    return [word if any(map(str.isdigit, word)) else word[:4] for word in words]


def _number_asked(text: str) -> str | None:
    """The first number of a reply in a question or in a few words; None in any other sentence.

    "How do I fix 535?", "GoDaddy 535". What counts something is none: "can I check 500 mailboxes?"
    """
    words = text.casefold().split()
    few = len(words) <= _FEW and any(map(str.isalpha, words))
    asks = few or text.endswith(("?", "？")) or not _ASKING.isdisjoint(words[:1])
    found = _NUMBER.finditer(text) if asks else ()
    return next((one.group() for one in found if not counts_things(text[one.end() :].lstrip())), None)


def meant_reference(text: str, knowledge: Knowledge) -> str | None:
    """The number or the entry that a question or a sentence is about; None where it names nothing known.

    A question that a page answers leads to that page. For what holds no SMTP error: a sentence settles
    no cause, but has a page to look it up on.
    """
    question = meant_question(text, knowledge)
    if question is not None:
        return question[0]
    asked = asked_about(text)
    if asked is None:
        asked = text.strip()
        tongues = tongues_in(Seen(asked))
        if "\n" in asked or len(asked.split()) > MOST_WORDS or (tongues.elsewhere and not tongues.smtp):
            return None
    if knowledge.reference(asked) is not None:
        return asked
    number = _number_asked(asked)
    if number is not None and knowledge.reference(number) is not None:
        return number
    matches = knowledge.match(asked, Bounce(Reply(None, None, asked)))
    return matches[0].wording.entry if matches and matches[0].tier >= Tier.EVERYDAY_WORDS else None


def providers_asked(text: str) -> tuple[str, ...]:
    """The ids of the providers whose settings somebody asks for: "gmail smtp", "which port for outlook?".

    Empty where anything else is asked or said too, and for a provider that is not known.
    """
    words = [word.strip("?!.,:\"'") for word in text.casefold().split()]
    if len(words) > _SETTINGS_WORDS or _ENTERED.isdisjoint(words):
        return ()
    named = [word for word in words if word and word not in _ENTERED and word not in _AROUND_ENTERED]
    name = " ".join(named)
    own = provider_of_domain(name.rpartition("@")[2]) if "." in name and len(named) == 1 else None
    if own is not None:
        return (own.id,)
    called = _ALSO_CALLED.get(name) or tuple(filter(None, (service_called(name),)))
    return called or (_called_so(named) if named else ())


def _called_so(named: Sequence[str]) -> tuple[str, ...]:
    """The ids of the providers whose name begins with these words, one of each name."""
    found: dict[str, str] = {}
    for row in load_providers().values():
        words = _BRACKETED.sub("", row.name).casefold().split()
        if [word for word in words if word not in _AROUND_ENTERED][: len(named)] == named:
            found.setdefault(row.name, row.id)
    return tuple(found.values())[:_MOST_PROVIDERS]
