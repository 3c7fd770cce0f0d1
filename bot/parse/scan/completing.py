"""A report's failures completed from its prose: what the words around its fields tell of the same recipients.

Reads no line; what stands in each was read before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby, islice
from typing import Final

from bot.model import Bounce, Kind, Reply, Stage
from bot.parse.scan.joining import COMPARED, is_same_reply, masked
from bot.parse.stage import stage_named

COMMAND: Final = "(in reply"  # Postfix, of the command that a reply answered
_LOOKED_AT: Final = 100  # replies of the prose that may complete a report
_ENOUGH: Final = 12  # characters; fewer explain nothing


def told_beyond(fields: list[Bounce], prose: list[Bounce]) -> list[Bounce]:
    """Give what a report's fields tell, and what its prose tells of somebody else in other words."""
    names = {name for field in fields for name in names_of(field)}
    told = list(fields)
    of_code: dict[int | None, list[tuple[Reply, str]]] = defaultdict(list)
    for field in fields:
        of_code[field.reply.code].append((field.reply, masked(field.reply.text)))
    for bounce in prose:
        if bounce.recipient is None or bounce.recipient.lower() in names:
            continue
        reply, mark = bounce.reply, masked(bounce.reply.text)
        alike = of_code[reply.code]
        near = islice(reversed(alike), COMPARED)
        if not any(is_same_reply(reply, mark, other, known) for other, known in near):
            told.append(bounce)
            alike.append((reply, mark))
    return told


def names_of(bounce: Bounce) -> tuple[str, ...]:
    """Give a bounce's recipients, lower case."""
    return tuple(name.lower() for name in (bounce.recipient, bounce.original_recipient) if name)


def says_enough(field: Bounce) -> bool:
    """Whether what a report's fields tell of a recipient needs no prose beside it."""
    return field.kind is Kind.SUCCESS or (field.reply.code is not None and len(field.reply.text) >= _ENOUGH)


def completed(field: Bounce, told: Iterable[Bounce]) -> Bounce:
    """A report whose diagnostic says little takes the reply its prose tells of the same recipient."""
    if says_enough(field):
        return field
    names = names_of(field)
    for bounce in islice(told, _LOOKED_AT):
        if not _tells_more(bounce, field.reply, names):
            continue
        enhanced = bounce.reply.enhanced or _agreeing(field, bounce)
        return field._replace(
            reply=bounce.reply._replace(enhanced=enhanced),
            remote_host=field.remote_host or bounce.remote_host,
            stage=field.stage or bounce.stage,
            speaker=field.speaker or bounce.speaker,
            client=field.client or bounce.client,
            context=field.context or bounce.context,
            outer=field.outer or bounce.outer,
        )
    return field


def with_commands(fields: list[Bounce], prose: list[str]) -> list[Bounce]:
    """Give a report's failures the command that Postfix names in the prose only.

    `<bob@example.net>: host mx.example.net said: 550 ... (in reply to RCPT TO command)`
    """
    if not any(COMMAND in line for line in prose):
        return fields
    named: dict[str, Stage] = {}
    for _, lines in groupby(prose, lambda line: not line.strip()):
        name, _, said = " ".join(" ".join(lines).split()).partition(">")
        stage = stage_named(said.rpartition(f"{COMMAND} to ")[2]) if COMMAND in said else None
        if stage is not None:
            named[name.removeprefix("<").lower()] = stage
    return [
        one._replace(stage=next((named[name] for name in names_of(one) if name in named), None))
        if one.stage is None and one.kind is not Kind.SUCCESS
        else one
        for one in fields
    ]


def _tells_more(bounce: Bounce, said: Reply, names: tuple[str, ...]) -> bool:
    """Whether what the prose tells is of the report's recipient, by their names, and more than it says."""
    words = bounce.reply
    if bounce.recipient is not None and names and bounce.recipient.lower() not in names:
        return False
    if words.code is None:
        return said.code is None and len(said.text) < _ENOUGH < len(words.text)
    if said.code not in (None, words.code):
        return False
    return bounce.recipient is not None or said.text.lower() in words.text.lower()


def _agreeing(field: Bounce, bounce: Bounce) -> str | None:
    enhanced, code = field.reply.enhanced, bounce.reply.code
    return enhanced if enhanced is not None and (code is None or enhanced[0] == str(code)[0]) else None
