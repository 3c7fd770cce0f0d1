"""What is known of a whole paste before its lines are read.

A record only.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.parse.foreign.tongues import Tongues
from bot.parse.signs import Seen
from bot.parse.surroundings.client import OTHER_USES


class Paste(NamedTuple):
    """Clean lines and what their whole shows.

    `seen` looks at the lines joined, `opening` at their beginning, `own` at both ends of those above a
    returned mail; `client` is the program whose words stand there; `mail` says that it is a mail's own text,
    `report` that it reads like a bounce mail's prose.
    """

    lines: list[str]
    seen: Seen
    opening: Seen
    own: Seen
    client: str | None
    tongues: Tongues
    mail: bool
    report: bool

    @property
    def mail_program(self) -> bool:
        """Whether its program's words are said of mail alone, so that a line may be its own error."""
        return self.client is not None and self.client not in OTHER_USES
