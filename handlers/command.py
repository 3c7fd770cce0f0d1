"""`/smtpcheck`: a known verb, else a code or an entry, else a server or address, else a paste."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.checking import USER
from bot.cards.handoff_forms import WHOLE_QUEUE
from bot.cards.text import code
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.desk.check_asked import unmarked
from bot.errors import UsageError
from bot.model import ChannelMode, Listing, Request, Section
from handlers.check import open_check
from handlers.handoff import HANDOFF, open_handoff
from handlers.login import open_login
from handlers.mailboxes import open_mailboxes
from handlers.payload import Json, interaction_request
from handlers.words import (
    AT_ENDS,
    SEARCH,
    WHOM,
    bare_command,
    code_asked,
    incident_number,
    is_code,
    is_like_address,
    is_target,
    list_asked,
    login_user,
    meant_command,
    number_first,
    only_calls,
    port_joined,
    without_check,
)

COMMAND = "/smtpcheck"
LOGIN = "login"
MAILBOXES = "mailboxes"
LISTS = (Section.OPEN, Section.MINE, Section.ALL)
EXAMPLE = "17"
"""The number of an incident in a command that is shown."""
OF_A_NUMBER = ("show", "resolve", "reopen", HANDOFF)
SAID_AS = {
    **{verb: verb for verb in ("help", "here", "incidents", LOGIN, MAILBOXES, "stats", "export")},
    **{verb: f"{verb} {EXAMPLE}" for verb in OF_A_NUMBER},
    "explain": "535",
}
"""Each verb as one says it."""
SAID_INSTEAD = {
    **dict.fromkeys(
        (
            "open",
            "list",
            "queue",
            "new",
            "unassigned",
            "tickets",
            "cases",
            "vorfälle",
            "incidencias",
            "incidenti",
            "incidenten",
        ),
        "incidents",
    ),
    **dict.fromkeys(
        ("assign", "unassign", "take", "accept", "decline", "snooze", "note", "customer"), f"show {EXAMPLE}"
    ),
    "mine": "incidents mine",
    **dict.fromkeys(("all", "closed", "history"), "incidents all"),
    **dict.fromkeys(
        ("statistics", "statistik", "statistiken", "statistiques", "estadísticas", "statistiche"), "stats"
    ),
    **dict.fromkeys((SEARCH, "find"), "incidents search acme 5.7.1"),
    "close": f"resolve {EXAMPLE}",
    "hand": f"handoff {EXAMPLE}",
    "mute": "here off",
    "check": "mail.example.com:587",
}
"""Words that people take for a verb, since a button or the command line is called so: what they mean."""
SAID_OF_ONE = {
    **dict.fromkeys(
        ("view", "display", "see", "get", "edit", "comment", "delete", "remove"), f"show {EXAMPLE}"
    ),
    **dict.fromkeys(("zeige", "zeig", "montre", "afficher", "muestra", "mostra", "toon"), f"show {EXAMPLE}"),
    **dict.fromkeys(("remind", "claim", "mine"), f"show {EXAMPLE}"),
    **dict.fromkeys(("transfer", "reassign", "escalate", "handover", "give", "pass"), f"handoff {EXAMPLE}"),
    **dict.fromkeys(("done", "fixed", "finish", "finished"), f"resolve {EXAMPLE}"),
    **dict.fromkeys(("unresolve", "undo"), f"reopen {EXAMPLE}"),
}
"""The same of words that are a verb's only where an incident's number stands behind them."""
SAID_WHOLE = {
    **dict.fromkeys(("off", "turn off", "stop", "quiet", "be quiet", "silence", "shut up"), "here off"),
    **dict.fromkeys(("on", "turn on"), "here all"),
    **dict.fromkeys(("mentions", "mentions only", "only mentions"), "here mentions"),
    "start": "help",
}
"""The same of what is a verb's only where nothing stands behind it but `here`: "start tls", "on hold"."""
IN_TERMINAL = frozenset({"backup", "doctor", "forget", "lint", "migrate", "restore"})
TYPED_THERE = (
    "`smtpcheck {verb}` is typed in a terminal, by whoever runs me; `/smtpcheck help` lists what I do here."
)
LOGIN_TAKES = "Say `/smtpcheck login` or `/smtpcheck login ana@example.com`: a form asks for the rest."
HANDOFF_TAKES = "Say which incident: `/smtpcheck handoff 17`, or `/smtpcheck handoff all` for all of yours."
MAILBOXES_TAKES = "Say `/smtpcheck mailboxes`: a form asks for the file."
NO_ADDRESS = (  # what stands there is not repeated: it may be a password
    "This is no mail address. Write one such as `/smtpcheck someone@example.com`: "
    "I find its server and settings and check its domain."
)
NO_COMMAND = "I know no command {word}. `/smtpcheck {meant}` is one; `/smtpcheck help` lists them all."
NO_COMMANDS = "I know no command {word}. `/smtpcheck help` lists all I know."

Verb = Callable[[Request, Desk, str], Awaitable[None]]


def register(app: AsyncApp, inbox: Inbox, desk: Desk) -> None:
    """Listen to the one slash command; what opens a form is answered at once, since a trigger lives 3 s."""

    @app.command(COMMAND)
    async def take_command(body: Json, client: AsyncWebClient, ack: AsyncAck) -> None:
        typed = str(body.get("text", ""))
        text = port_joined(without_check(bare_command(unmarked(typed), VERBS)))
        if not await _open(body, client, desk, text):
            if text.partition(" ")[0].lower() == LOGIN and not await inbox.holds_error(text):
                raise UsageError(LOGIN_TAKES)  # a password may stand there
            await inbox.accept(interaction_request(body, "command", text=typed, fields={}))
        await ack()


async def _open(body: Json, client: AsyncWebClient, desk: Desk, text: str) -> bool:
    """Open the form, or the view of a check, that is asked for; False where none is."""
    user = login_user(text)
    word, _, rest = text.partition(" ")
    which = WHOM.split(rest, maxsplit=1)[0]
    if user is not None:
        await open_login(body, client, desk, {USER: user})
    elif text.lower() == MAILBOXES:
        await open_mailboxes(body, client, desk)
    elif word.lower() == HANDOFF and (which.strip().lower() == WHOLE_QUEUE or incident_number(which)):
        await open_handoff(body, client, desk, incident_number(which))
    elif is_target(text) and text not in desk.entries and not is_code(text):
        await open_check(body, client, desk, text)
    else:
        return False
    return True


async def handle(request: Request, desk: Desk) -> None:
    """Do what the argument says."""
    text = without_check(bare_command(request.text.strip(), VERBS))
    word, _, rest = text.partition(" ")
    if not text:
        await desk.looking.help(request)
    elif word.lower() in VERBS and "\n" not in text:
        try:
            await VERBS[word.lower()](request, desk, rest.strip())
        except UsageError as error:  # what stands behind the word may be a paste
            await desk.pastes.answer_private(request, str(error))
    elif only_calls(text):
        await desk.looking.help(request)
    elif asked := code_asked(text):
        await desk.looking.reference(request, asked)
    elif text in desk.entries:
        await desk.looking.reference(request, text)
    else:
        await desk.pastes.answer_private(request, _hint(text, word))


def _hint(text: str, word: str) -> str:
    """What to say where no error stands in it: which command was meant; empty where none may be."""
    if word.lower() in IN_TERMINAL and len(text.split()) <= 2:  # `forget ana@example.com` is the longest
        return TYPED_THERE.format(verb=word.lower())
    if is_like_address(text):
        return NO_ADDRESS
    turned = number_first(text)
    if turned and turned[0] in OF_A_NUMBER:
        return NO_COMMAND.format(word=code(text, 40), meant=f"{turned[0]} {turned[1]}")
    whole = SAID_WHOLE.get(text.lower().strip(AT_ENDS).removesuffix(" here")) or list_asked(text)
    meant = whole or _meant_of_one(text, word)
    told = NO_COMMANDS if meant == "help" else NO_COMMAND
    return told.format(word=code(text if whole else word, 40), meant=meant) if meant else ""


def _meant_of_one(text: str, word: str) -> str | None:
    """The command that was meant by its first word, with the number of the incident that is named."""
    number = incident_number(text)
    if number is not None:
        return f"show {number}"
    _, *behind = text.split()
    places = (*behind[:1], *behind[-1:])  # `assign 5 to ben`, `hand over 5`
    named = next((one for one in map(incident_number, places) if one is not None), None)
    of_one = SAID_OF_ONE.get(word.lower()) if named is not None else None
    meant = of_one or meant_command(text, SAID_AS, SAID_INSTEAD)
    if meant and named is not None:  # `close 5` is `resolve 5`, `incident 5` is `show 5`
        return f"show {named}" if meant == "incidents" else meant.replace(EXAMPLE, str(named))
    return meant


async def _help(request: Request, desk: Desk, rest: str) -> None:
    if rest and not only_calls(rest):
        raise UsageError("`/smtpcheck help` alone lists what I can do.")
    await desk.looking.help(request)


async def _explain(request: Request, desk: Desk, rest: str) -> None:
    """Answer what needs no verb here, a number or a paste, to whoever knows the command line's."""
    words = rest.split()
    if not words:
        raise UsageError("Say which number: `/smtpcheck 535`.")
    if rest in desk.entries or all(map(is_code, words)):
        await desk.looking.reference(request, " ".join(words))
    else:
        await desk.pastes.answer_private(replace(request, text=rest))


async def _here(request: Request, desk: Desk, rest: str) -> None:
    rest = rest.lower()
    if rest not in {"", *ChannelMode}:
        raise UsageError("Say `/smtpcheck here all`, `/smtpcheck here mentions` or `/smtpcheck here off`.")
    await desk.looking.mode(request, ChannelMode(rest) if rest else None)


async def _incidents(request: Request, desk: Desk, rest: str) -> None:
    word, _, words = rest.partition(" ")
    if word.lower() == SEARCH:
        await desk.queue.search(request, words)
        return
    number = incident_number(rest)
    if number is not None:
        raise UsageError(f"Say `/smtpcheck show {number}`.")
    section = rest.lower() or Section.OPEN
    if section not in LISTS:
        raise UsageError(
            "Say `/smtpcheck incidents`, `/smtpcheck incidents mine`, `/smtpcheck incidents all` "
            "or `/smtpcheck incidents search acme 5.7.1`."
        )
    await desk.queue.list(request, Listing(Section(section)))


async def _show(request: Request, desk: Desk, rest: str) -> None:
    await desk.looking.show(request, _number("show", rest))


async def _resolve(request: Request, desk: Desk, rest: str) -> None:
    await desk.following.resolve(request, _number("resolve", rest), None, None)


async def _reopen(request: Request, desk: Desk, rest: str) -> None:
    await desk.following.reopen(request, _number("reopen", rest), None)


async def _statistics(request: Request, desk: Desk, rest: str) -> None:
    await desk.learning.statistics(request, rest)


async def _export(request: Request, desk: Desk, rest: str) -> None:
    await desk.exporting.ask(request, rest)


def _takes(said: str) -> Verb:
    """A verb whose form was opened already where it could be: what it takes."""

    async def say(request: Request, desk: Desk, rest: str) -> None:
        del request, desk, rest
        raise UsageError(said)

    return say


def _number(verb: str, rest: str) -> int:
    number = incident_number(rest)
    if number is None:
        first = incident_number(rest.partition(" ")[0].strip(AT_ENDS))
        if first is not None:
            raise UsageError(
                f"One incident at a time, and nothing behind its number: `/smtpcheck {verb} {first}`."
            )
        raise UsageError(
            f"Say which incident: `/smtpcheck {verb} 17`. `/smtpcheck incidents` lists the numbers."
        )
    return number


VERBS: dict[str, Verb] = {
    "help": _help,
    "here": _here,
    LOGIN: _takes(LOGIN_TAKES),
    "incidents": _incidents,
    "show": _show,
    "resolve": _resolve,
    "reopen": _reopen,
    HANDOFF: _takes(HANDOFF_TAKES),
    MAILBOXES: _takes(MAILBOXES_TAKES),
    "stats": _statistics,
    "export": _export,
    "explain": _explain,
    "diagnose": _explain,
}
