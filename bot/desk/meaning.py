"""What a question asks the meaning of: a number, or the page whose words stand in it. Pure."""

from __future__ import annotations

from bot.knowledge import Knowledge, Tier
from bot.model import Bounce, Reply
from bot.parse.prose import asked_about

_WORDS = 5  # "mailbox full", "relay access denied" alone ask for their page; more is a text


def meant_reference(text: str, knowledge: Knowledge) -> str | None:
    """Return the number or the entry that somebody asks about; None where nothing known is asked."""
    asked = asked_about(text)
    if asked is None:
        if len(text.split()) > _WORDS:
            return None
        asked = text
    if knowledge.reference(asked) is not None:
        return asked
    matches = knowledge.match(asked, Bounce(Reply(None, None, asked)))
    return matches[0].wording.entry if matches and matches[0].tier >= Tier.EVERYDAY_WORDS else None
