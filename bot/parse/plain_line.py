"""One reply and nothing else, the most frequent paste, read without the whole machinery.

Leaves to `text` whatever needs a closer look.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Bounce, Reply, Speaker, Stage
from bot.parse.around import clean_host, subject_of_reply
from bot.parse.chatter import is_chatter
from bot.parse.foreign.replies import foreign_reply
from bot.parse.foreign.tongues import tongues_in
from bot.parse.numbers.codes import FAILING_CODE, FAILING_ENHANCED, FREQUENT
from bot.parse.numbers.reply import find_replies
from bot.parse.numbers.strength import Strength
from bot.parse.reports.named_recipients import named_recipient
from bot.parse.signs import Seen
from bot.parse.stage import stage_named, stage_of, stage_of_reply
from bot.parse.surroundings.client import client_in
from bot.parse.surroundings.context import context_of
from bot.parse.surroundings.service_named import service_called

# "550 means the mailbox does not exist": a sentence whose subject is the number, as no server begins one.
_SPEAKS: Final = re.compile(
    r"(?:means?|indicates?|stands for|asks you|tells (?:you|us)|bedeutet|heißt|signifie|significa|betekent"
    r"|oznacza|означает|(?:just|simply|basically|only) (?:means?|says|tells))\b"
)
_FAST_LIMIT: Final = 400  # characters of a line that is read without the whole machinery
_NAMED: Final = r"(?P<{}>[\w.-]{{3,255}})\s?\[[^\]\s]{{1,64}}\]"
# One reply, alone or behind the words of Postfix, Exim, qmail, Exchange or dma for whom they spoke to.
_PLAIN: Final = re.compile(
    rf"(?:host {_NAMED.format('host')} said: "
    rf"|(?P<exim>(?:host {_NAMED.format('before')} (?:Delay reason: )?)?"
    r"SMTP error from remote mail(?:er| server) after (?P<step>[A-Za-z ]{4,20})"
    rf"(?::<(?P<address>[^<>\s]{{0,320}})>(?: SIZE=\d{{1,12}})?)?: (?:host {_NAMED.format('behind')}: )?)"
    r"|(?P<qmail>(?:\d[\d.]{6,14} (?:does not like recipient|failed after I sent the message)\. "
    r"|Connected to \d[\d.]{6,14} but \w{4,9} was rejected\. )?Remote host said: )"
    r"|(?P<exchange>Remote Server (?:at (?P<at>[\w.-]{3,255}) \([^()\s]{3,64}\) )?returned ')"
    rf"|(?P<dma>{_NAMED.format('mx')} did not like our (?P<command>[A-Z ]{{4,12}}):)|: )?(?=[45]\d\d[ :-])"
)
_PLAIN_OPENS: Final = "0123456789:hSRC"  # a code, an address, host, SMTP, Remote, Connected
_HOST_NAMED: Final = ("host", "before", "behind", "at", "mx")
_BARE_LIMIT: Final = 44  # characters; what the next one matches is shorter
_NUMBERED_LIMIT: Final = 80
_BARE: Final = re.compile(
    r"\W{0,4}(?:smtp\W{0,3})?(?:error|code|fehler|erreur|erro"
    r"|status)?\W{0,3}(?:code\W{0,3})?([45]\d\d)\W{0,4}(?:error)?\W{0,4}$",
    re.IGNORECASE,
)
# "535 gmail", "Instantly error 550 5.7.1", "535 on all hostinger boxes since 9am": a number, who has to do
# with it, where and since when it comes, and words that say no more.
_WORDS: Final = re.compile(r"(?<![\w.])[45]\d\d(?=-[45]\.)|[^\s,:;()\"'“”!?]+")
_LITTLE: Final = frozenset({
    "a", "account", "accounts", "after", "again", "all", "always", "am", "at", "bei", "bounce",
    "boxes", "chez", "clients", "code", "connecting", "constantly", "customers", "day", "days",
    "e-mail", "email", "erreur", "erro", "error", "errors", "every", "everywhere", "failure", "fehler",
    "few", "for", "friday", "from", "get", "gets", "getting", "gives", "giving", "got", "heute",
    "hours", "i", "in", "inbox", "inboxes", "issue", "just", "keep", "keeps", "last", "mail", "mailbox",
    "mailboxes", "mails", "many", "mit", "monday", "morning", "my", "night", "noon", "now", "of", "on",
    "our", "problem", "returns", "says", "seit", "sending", "several", "since", "smtp", "some",
    "started", "still", "suddenly", "the", "these", "this", "through", "thursday", "to", "today",
    "tonight", "tuesday", "two", "update", "users", "using", "via", "we", "wednesday", "week",
    "weekend", "when", "with", "yesterday",
    # the same in German
    "alle", "allen", "auf", "beim", "den", "einem", "gestern", "immer", "kommt", "kunde", "kunden", "morgen",
    "senden", "unser", "unseren", "vielen", "wieder",
})  # fmt: skip
_HOUR: Final = re.compile(r"\d{1,2}(?:am|pm|h)?")
# Directly behind a number they are what it counts: "550 mails from gmail".
_COUNTED: Final = frozenset({
    "accounts", "boxes", "clients", "customers", "days", "hours", "inboxes", "kunden", "mailboxes", "mails",
    "users",
})  # fmt: skip
_BOTH: Final = frozenset({"exchange", "google", "microsoft", "outlook"})  # programs and services alike


def read_plain_line(seen: Seen) -> tuple[Bounce, ...] | None:
    """Read a redacted paste of one line; empty for no SMTP error, None when it needs a closer look."""
    if len(seen.text) > _FAST_LIMIT:
        return None
    line = seen.text.strip()
    numbered = _numbered(line) if len(line) < _NUMBERED_LIMIT else None
    if numbered is not None:
        return numbered
    if "\n" not in line and "\\" not in line and "](" not in line:
        opens = line[:1] in _PLAIN_OPENS or " did not like our " in line
        plain = _PLAIN.match(line) if opens else None
        bounces = _one_reply(seen.of(line), plain) if plain is not None else None
        if bounces is not None:
            return bounces
    bare = _BARE.match(line) if len(line) < _BARE_LIMIT else None
    return (Bounce(Reply(int(bare.group(1)), None, "")),) if bare is not None else None


def _numbered(line: str) -> tuple[Bounce, ...] | None:
    """Read a number and the one service or program it is said of; None where anything else stands there."""
    numbers: list[str] = []
    enhanced: list[str] = []
    others: list[str] = []
    counts = False
    for word in (found.strip(".-") for found in _WORDS.findall(line)):
        if counts and word.lower() in _COUNTED:
            return None
        counts = FAILING_CODE.fullmatch(word) is not None
        if counts:
            numbers.append(word)
        elif FAILING_ENHANCED.fullmatch(word) is not None:
            enhanced.append(word)
        elif word.lower() not in _LITTLE and _HOUR.fullmatch(word) is None:
            others.append(word)
    if len(numbers) != 1 or len(enhanced) > 1 or not others:
        return None
    if not enhanced and int(numbers[0]) not in FREQUENT:
        return None  # web servers have it too
    name = " ".join(others).lower()
    client = client_in(Seen(name))
    if client is None or client.replace("-", " ") != name:
        client = None
    if client is None and name not in _BOTH and service_called(name) is None:
        return None
    reply = Reply(int(numbers[0]), enhanced[0] if enhanced else None, "")
    stage = stage_of_reply(reply)
    return (
        Bounce(
            reply,
            stage=stage,
            speaker=Speaker.OWN_SERVER if stage is Stage.AUTH else None,
            client=client,
            context=context_of(Seen(f"{name} {numbers[0]}"), client),
        ),
    )


def _one_reply(seen: Seen, plain: re.Match[str]) -> tuple[Bounce, ...] | None:
    """Read a line behind the words that introduce its reply, if any; None when it needs a closer look."""
    line, quoted, command = seen.text[plain.end() :].partition(" (in reply to ")
    if quoted and not command.endswith(")"):
        return None
    found = find_replies(line)
    if len(found) != 1 or found[0].start or found[0].end < len(line) - 2:
        return None
    reply, strength = found[0].reply, found[0].strength
    if strength < Strength.PLAIN or line.endswith(("?", "？")):
        return None
    if plain.lastgroup is None:
        if _SPEAKS.match(reply.text) is not None:
            return None
        if reply.enhanced is None and foreign_reply(reply):
            return () if not tongues_in(seen).smtp else None
        if is_chatter(reply):
            return ()
    return (_as_introduced(seen, plain, reply, command),)


def _as_introduced(seen: Seen, plain: re.Match[str], reply: Reply, command: str) -> Bounce:
    """The bounce of a reply, with the host, address and step that the words before it name, if any do.

    `command`: the one that it answers, as Postfix names it behind; empty where it does not.
    """
    introduced = plain.lastgroup is not None
    host = address = None
    if introduced:
        host = next((plain[name] for name in _HOST_NAMED if plain[name] is not None), None)
        address, command = plain["address"], command or plain["step"] or plain["command"] or ""
    stage = stage_named(command) or stage_of_reply(reply)
    if plain.lastgroup == "qmail":
        stage = stage_of(plain["qmail"], "", seen)
    about = address or subject_of_reply(reply.text) or named_recipient(reply.text)
    from_sender = about is not None and (stage is Stage.MAIL or "ender" in reply.text)
    client = plain.lastgroup if plain.lastgroup != "host" else None
    speaker = Speaker.RECIPIENT_SERVER if introduced else None
    return Bounce(
        reply,
        recipient=None if from_sender else about,
        sender=about if from_sender else None,
        remote_host=clean_host(host) if host is not None else None,
        stage=stage,
        speaker=Speaker.OWN_SERVER if stage is Stage.AUTH else speaker,
        client=client,
        context=context_of(seen, client),
    )
