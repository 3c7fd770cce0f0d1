"""What somebody asks about in words of their own: a number, or the page whose words stand in it. Pure."""

from __future__ import annotations

from bot.knowledge import Knowledge, Tier
from bot.model import Bounce, Reply
from bot.parse.foreign import tongues_in
from bot.parse.prose import asked_about
from bot.parse.signs import Seen

_WORDS = 25  # "mailbox full", "our address is on a blacklist, says Spamhaus"; more is a text


def meant_reference(text: str, knowledge: Knowledge) -> str | None:
    """The number or the entry that a question or a sentence is about; None where it names nothing known.

    For what holds no SMTP error: a sentence settles no cause, but has a page to look it up on.
    """
    asked = asked_about(text)
    if asked is None:
        asked = text.strip()
        tongues = tongues_in(Seen(asked))
        if "\n" in asked or len(asked.split()) > _WORDS or (tongues.elsewhere and not tongues.smtp):
            return None
    if knowledge.reference(asked) is not None:
        return asked
    matches = knowledge.match(asked, Bounce(Reply(None, None, asked)))
    return matches[0].wording.entry if matches and matches[0].tier >= Tier.EVERYDAY_WORDS else None
