"""What only all bounces of a paste together show: the same refusal of many different recipients. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.model import Bounce, Evidence, Kind, Reply

MANY: Final = 10
"""Recipients; so many nobody looks at one by one, and the list they come from is the matter."""


def with_many_recipients(bounces: Iterable[Bounce]) -> list[Bounce]:
    """Add `reply.many-recipients` to the bounces of each refusal (by kind and number) of many recipients."""
    bounces = list(bounces)
    refused: dict[tuple[Kind, int | None, str | None], set[str]] = {}
    for bounce in bounces:
        if bounce.recipient is not None:
            refused.setdefault(_refusal(bounce.kind, bounce.reply), set()).add(bounce.recipient)
    facts = {
        refusal: Evidence.in_paste("reply.many-recipients", count=len(whose))
        for refusal, whose in refused.items()
        if len(whose) >= MANY
    }
    return [
        bounce.with_fact(fact)
        if (fact := facts.get(_refusal(bounce.kind, bounce.reply))) is not None
        else bounce
        for bounce in bounces
    ]


def _refusal(kind: Kind, reply: Reply) -> tuple[Kind, int | None, str | None]:
    return kind, reply.code, reply.enhanced
