"""How the argument of `/smtpcheck` is read. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from difflib import get_close_matches

from bot.period import is_of_days

CODE = re.compile(r"\s*(?:[2-5][0-9]{2}|[245]\.[0-9]{1,3}\.[0-9]{1,3})\s*")
CODES = re.compile(r"([2-5][0-9]{2})(?: +|-)([245]\.[0-9]{1,3}\.[0-9]{1,3})")  # as a reply begins
CODES_TURNED = re.compile(r"([245]\.[0-9]{1,3}\.[0-9]{1,3})[ ,]+([2-5][0-9]{2})")
HOST = re.compile(  # what stands behind it may be no port: a server was meant, and is asked for properly
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]\.?(?:[:/]\S{1,200})?",
)
LITERAL = re.compile(
    r"(?:[0-9]{1,10}(?:\.[0-9]{1,10}){3}|\[[0-9a-f:.]{2,60}\]|localhost)(?::[0-9]{1,5})?", re.IGNORECASE
)
PORT_APART = re.compile(r"(\S{1,253}?),? +(25|465|587|2525|2465|2587)")  # no reply has these numbers
URL = re.compile(r"(?:smtps?|https?|ssl|tls)://\S{1,400}", re.IGNORECASE)
ADDRESS = re.compile(r"[^\s@<>]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")
LIKE_ADDRESS = re.compile(
    r"[^\s@<>]{1,253}@(?!\[)[^\s<>]{0,253}"
)  # an address in brackets is one: RFC 5321 4.1.3
AROUND = "<>\"'“”„‘’`:,;"  # what people set an address off with
AT_ENDS = AROUND + ".!? "  # and what ends a sentence
IN_TARGETS = str.maketrans("", "", "<>:?")  # `ssl.SSLError:` is no host, a refused target is quoted whole
NUMBER = re.compile(r"(?:(?:incident|ticket) +)?#?([0-9]{1,9})", re.IGNORECASE)
WHOM = re.compile(r" +(?:to |(?=[@#<]))")
"""What parts an incident from whom it is handed to, as in `handoff 17 @ben`: that is chosen in the form."""
REPLY = re.compile(r"[245][0-9]{2}(?:-.*)?|[245]\.[0-9]{1,3}\.[0-9]{1,3}")
LOGIN_WORDS = 6  # the verb, an address and a password, which Google shows in four groups
CALLING = frozenset({
    "aide", "aiuto", "ajuda", "am", "are", "ayuda", "bot", "can", "command", "commands", "could", "do",
    "does", "for", "good", "hallo", "hello", "help", "hey", "hi", "hilf", "hilfe", "hjälp", "hjælp",
    "how", "hulp", "i", "is", "it", "me", "mir", "morning", "please", "pomoc", "smtpcheck", "there",
    "these", "this", "to", "us", "use", "we", "what", "which", "who", "with", "work", "works", "yardım",
    "you", "помощь",
})  # fmt: skip
THANKS = frozenset({
    "cheers", "danke", "dank", "gracias", "grazie", "merci", "obrigada", "obrigado", "thank", "thanks", "thx",
    "ty",
})  # fmt: skip
THANKING = THANKS | {
    "a", "all", "awesome", "beaucoup", "bot", "dir", "for", "great", "help", "helping", "ihnen",
    "lot", "many", "mille", "much", "muchas", "ok", "okay", "perfect", "schön", "sehr", "smtpcheck", "so",
    "super", "the", "very", "vielen", "you", "your",
}  # fmt: skip
CALLING_WORDS = 10  # "hello there, what can you do for me, please?"
COMMAND_WORDS = 4  # a verb with what belongs to it: `search acme 5.7.1`
SEARCH = "search"
CLOSE = 0.74  # `incidnts`, `shwo` and `hlep`; not `expired` for `export`
# What a misspelt verb is followed by: `mailbox full` and `report spam` are no commands.
BEHIND_VERB = re.compile(
    r"#?[0-9]{1,9}|[0-9]{1,3}[dwmy]|[0-9-]{10}\.\.[0-9-]{10}|@.*|mine|all|list|open|search|to|off|over|mentions|csv|jsonl"
    r"|markdown|it|this|that|incidents?|ticket|case"
)
NO_VERBS = frozenset({"port", "ports", "remove"})  # spelt almost as a verb is, and no verb
LISTED = frozenset({
    "case", "cases", "incident", "incidents", "queue", "ticket", "tickets",
    "vorfälle", "incidencias", "incidenti", "incidenten",
})  # fmt: skip
OWN = frozenset({"me", "my", "mine", "meine", "mis", "miei", "mijn", "mes"})
ALL = frozenset({"all", "closed", "every", "old", "past", "resolved", "alle", "todas", "tutti"})
AROUND_LISTED = frozenset(
    {"a", "are", "assigned", "current", "for", "list", "new", "of", "open", "the", "to"}
)
OF_DAYS = ("stats", "export")
"""Verbs behind which days are named, in as many words as these take: `stats last week`."""
CHECK_FORMS = ("login", "mailboxes")
CHECKED = re.compile(r"(?:check|test|try|verify)(?: (?:server|domain|address))? +(?=\S)", re.IGNORECASE)


def is_code(text: str) -> bool:
    """Whether the whole text is a basic or an enhanced code."""
    return CODE.fullmatch(text) is not None


def code_asked(text: str) -> str | None:
    """Return the code in `535` or `535?`, both in `535 5.7.8`; None where it is not all that stands there."""
    code = text.strip().strip(AT_ENDS).strip()
    both = CODES.fullmatch(CODES_TURNED.sub(r"\2 \1", code))
    return f"{both[1]} {both[2]}" if both else code if is_code(code) else None


def bare_command(text: str, verbs: Container[str]) -> str:
    """`show 17` for `“show 17”.`: a command or a target without what it is set off with; else the text."""
    target = text.strip(AT_ENDS.translate(IN_TARGETS))
    if is_target(target) and "://" not in target:
        return target
    bare = text.strip(AT_ENDS)
    verb, _, rest = bare.partition(" ")
    # `2026-11-01..` is a range; a sentence is one as it stands.
    is_command = verb.lower() in verbs and "\n" not in text and len(rest.split()) < COMMAND_WORDS
    return bare if is_command and not text.endswith("..") else text


def number_first(text: str) -> tuple[str, int] | None:
    """The word and the number in `17 show`; None for anything else."""
    number, _, word = text.strip(AT_ENDS).partition(" ")
    named = incident_number(number)
    return (word.strip().lower(), named) if named is not None and word.strip().isalpha() else None


def is_target(text: str) -> bool:
    """Whether the whole text is a server, a domain or an address: what a live check would take."""
    return any(form.fullmatch(text) for form in (HOST, LITERAL, URL, ADDRESS))


def is_like_address(text: str) -> bool:
    """Whether the whole text was meant as an address and is none: `ana@example`, `ana@`."""
    return LIKE_ADDRESS.fullmatch(text) is not None and not is_target(text)


def without_check(text: str) -> str:
    """`mail.example.com` for `check mail.example.com`, as in the command line, `login` for `test login`."""
    rest = CHECKED.sub("", text, count=1)
    return rest if is_target(port_joined(rest)) or rest.lower() in CHECK_FORMS or code_asked(rest) else text


def port_joined(text: str) -> str:
    """`mail.example.com:587` for `mail.example.com 587`; all else as it is."""
    apart = PORT_APART.fullmatch(text)
    return f"{apart[1]}:{apart[2]}" if apart and HOST.fullmatch(apart[1]) else text


def login_user(text: str) -> str | None:
    """Return whom `login` names, as in `login ana@example.com`; empty for nobody, None for another command.

    What stands behind the address is most likely the password: what holds one is kept nowhere.
    """
    verb, *named = text.split(maxsplit=LOGIN_WORDS) or [""]
    if verb.lower() != "login" or len(named) >= LOGIN_WORDS or any(map(REPLY.fullmatch, named)):
        return None
    if not named:
        return ""
    user = named[0].strip(AROUND)
    return user if ADDRESS.fullmatch(user) else None


def only_calls(text: str) -> bool:
    """Whether somebody greets the bot, or asks about itself: no word names anything else."""
    words = text.casefold().split()
    return 0 < len(words) <= CALLING_WORDS and all(word.strip("!.,?") in CALLING for word in words)


def only_thanks(text: str) -> bool:
    """Whether somebody thanks and says nothing else."""
    words = {word.strip("!.,?:)") for word in text.casefold().split()} - {""}
    return words <= THANKING and not THANKS.isdisjoint(words)


def incident_number(text: str) -> int | None:
    """Return the number in `17`, `#17` or `incident 17`, None for anything else."""
    found = NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def list_asked(text: str) -> str | None:
    """The command for the list in `my incidents` or `all open tickets`; None for anything else."""
    words = set(text.lower().strip(AT_ENDS).split())
    if len(words) < 2 or not words <= LISTED | OWN | ALL | AROUND_LISTED or LISTED.isdisjoint(words):
        return None
    which = "mine" if words & OWN else "all" if words & ALL and "open" not in words else ""
    return f"incidents {which}".strip()


def meant_command(text: str, verbs: Mapping[str, str], others: Mapping[str, str]) -> str | None:
    """Return the command that somebody meant; None for what may be a paste.

    `verbs` may be mistyped, as `incidnts` is; `others` are known as they stand, but begin a sentence as well:
    "customer forgot the password". An error has more words.
    """
    words = text.lower().split()
    names_days = len(words) > 1 and all(map(is_of_days, words[1:]))
    if not words or (len(words) > COMMAND_WORDS and not names_days) or "\n" in text:
        return None
    behind_verb = words[0] == SEARCH or len(words) == 1 or BEHIND_VERB.fullmatch(words[1]) is not None
    if words[0] in others and behind_verb:
        return others[words[0]]
    if words[0] in CALLING or words[0] in NO_VERBS:
        return None
    close = get_close_matches(words[0], verbs, n=1, cutoff=CLOSE)
    return verbs[close[0]] if close and (behind_verb or (names_days and close[0] in OF_DAYS)) else None
