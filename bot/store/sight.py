"""What one person may see of a workspace's incidents: one rule, as a question and as SQL.

Every list, search, statistic and export for a person goes through it. Must not ask Slack: the desk does.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.model import Incident, is_direct

OWN = "coalesce(substr({table}.channel, 1, 1), 'D') = 'D'"
"""One person's own: a slash paste that was not posted, or one in their direct messages."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A member of the workspace and what is theirs to see.

    `channels` are those they can read, of the channels that have incidents; `belongs` are those of
    the channels and user groups something is offered to that they are a member of.
    """

    team: str
    person: str
    channels: frozenset[str]
    belongs: frozenset[str] = frozenset()

    def holds(self, incident: Incident) -> bool:
        """Whether they may see this incident.

        Its owner, its receiver and those it was escalated to may wherever it comes from; whoever
        pasted it only while it is their own: as a slash paste that was not posted, or in their
        direct messages.
        """
        if incident.team != self.team:
            return False
        if incident.owner == self.person or {incident.offered_to, incident.escalated_to} & self.receivers:
            return True
        if incident.channel is None or is_direct(incident.channel):
            return incident.reporter == self.person
        return incident.channel in self.channels

    def where(self, table: str = "incidents") -> tuple[str, dict[str, str]]:
        """Return the same as a condition on the rows of `table`, with the values of its holes."""
        _, values = _holes("channel", self.channels)
        _, receivers = _holes("receiver", self.receivers)
        condition = (
            f"{table}.team = :team and ({self.reads(table)}"
            f" or {table}.owner = :person or {self.offered(table)}"
            f" or ({table}.reporter = :person and {OWN.format(table=table)}))"
        )
        return condition, {"team": self.team, "person": self.person, **values, **receivers}

    def alone(self) -> tuple[str, dict[str, str]]:
        """Return a query of the incidents they see without reading the channel, opened from `:since` on.

        Its holes but that one are filled by the values; each part of it has an index.
        """
        channels, values = _holes("channel", self.channels)
        holes, receivers = _holes("receiver", self.receivers)
        parts = {
            "incidents_owned": "owner = :person",
            "incidents_offered": f"offered_to in ({holes})",
            "incidents_escalated": f"escalated_to in ({holes})",
            "incidents_own": f"reporter = :person and {OWN.format(table='incidents')}",
        }
        query = " union ".join(
            f"select id from incidents indexed by {index} where team = :team and {part}"  # noqa: S608 - holes
            f" and opened_at >= :since and coalesce(channel, 'D') not in ({channels})"
            for index, part in parts.items()
        )
        return query, {"team": self.team, "person": self.person, **values, **receivers}

    def reads(self, table: str) -> str:
        """Return the condition that they can read its channel; `where` fills its holes."""
        channels, _ = _holes("channel", self.channels)
        return f"{table}.channel in ({channels})"

    def offered(self, table: str) -> str:
        """Return the condition that they may accept it; its holes are filled by the values of `where`."""
        holes, _ = _holes("receiver", self.receivers)
        return f"({table}.offered_to in ({holes}) or {table}.escalated_to in ({holes}))"

    def mine(self) -> str:
        """Return a query of the open incidents they have or may accept; `where` fills its holes."""
        owned = "select id from incidents indexed by incidents_owner where team = :team and owner = :person"
        return f"{owned} and resolved_at is null union all {self.waiting()}"

    def waiting(self) -> str:
        """Return a query of the incidents they may accept; only open ones are offered to anybody."""
        holes, _ = _holes("receiver", self.receivers)
        return " union all ".join(
            f"select id from incidents indexed by {index} where team = :team and {column} in ({holes})"  # noqa: S608 - holes
            for index, column in (
                ("incidents_offered", "offered_to"),
                ("incidents_escalated", "escalated_to"),
            )
        )

    def theirs(self) -> str:
        """Return a query of what is `mine` or else seen without its channel; `where` fills its holes.

        What they pasted for themselves may be resolved.
        """
        own = OWN.format(table="incidents")
        pasted = "select id from incidents indexed by incidents_own where team = :team and reporter = :person"
        return f"{self.mine()} union all {pasted} and {own}"

    @property
    def receivers(self) -> frozenset[str]:
        """Whom they can answer for: themselves, and where they belong."""
        return self.belongs | {self.person}


def _holes(name: str, values: frozenset[str]) -> tuple[str, dict[str, str]]:
    filled = {f"{name}{place}": value for place, value in enumerate(sorted(values))}
    return ", ".join(f":{hole}" for hole in filled) or "''", filled
