"""Who gets what is handed on, and who sees an incident by it for the first time."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.words import counted
from bot.desk.means import Means
from bot.errors import UsageError
from bot.model import Incident, is_channel, is_person, mention

GROUP_MEMBERS = 50  # each is sent the packet, which Slack lets the bot do once a second
NAMED = 5  # in one sentence; the others are counted


async def find_places(means: Means, sender: str, receiver: str) -> tuple[str, ...]:
    """Return the people or channel that get the packet; raises UsageError when nobody can take anything."""
    if is_person(receiver) or is_channel(receiver):
        await require_receiver(means, receiver)
        return (receiver,)
    return await _members(means, sender, receiver)


async def require_receiver(means: Means, receiver: str) -> None:
    """Raise UsageError for a person who can take nothing, or a channel without the bot; groups are not asked.

    The sentences name nobody, since a field of a form shows no mention.
    """
    if is_person(receiver) and (await means.directory.person(receiver)).outsider:
        raise UsageError(
            "Guests, bots and people of other organisations cannot take an incident. "
            "Choose a member of this workspace."
        )
    if is_channel(receiver) and not await means.directory.joined(receiver):
        raise UsageError(
            "I am not in that channel. Invite me there with /invite @smtpcheck, then hand off again."
        )


async def _members(means: Means, sender: str, receiver: str) -> tuple[str, ...]:
    group = next((group for group in await means.directory.groups() if group.id == receiver), None)
    members = sorted(group.members - {sender}) if group is not None else []
    if len(members) > GROUP_MEMBERS:
        raise UsageError(
            f"{mention(receiver)} has {len(members)} members and I write to {GROUP_MEMBERS} at most. "
            "Choose a channel they read, or a person."
        )
    found = [one for one in members if not (await means.directory.person(one)).outsider]
    if not found:
        raise UsageError(
            f"Nobody else in {mention(receiver)} can take an incident. "
            "Choose another group, a channel or a person."
        )
    return tuple(found)


async def newly_seen(
    means: Means, team: str, receiver: str, places: Sequence[str], given: Sequence[Incident]
) -> str:
    """Say who will see what they could not see before; empty when nobody will."""
    if is_channel(receiver):
        outside = await means.directory.shared(receiver)
        elsewhere = [one for one in given if one.channel != receiver]
        hidden = [one for one in elsewhere if outside or not await _is_public(means, one)]
        too = ", people of other organisations too," if outside else ""
        who = f"Everybody in {mention(receiver)}{too}"
        return f"{who} can see {_which(hidden, given)} from now on." if hidden else ""
    people: list[str] = []
    hidden = []
    for person in places:
        sight = await means.sight(team, person)
        unseen = [one for one in given if not sight.holds(one)]
        if unseen:
            people.append(mention(person))
            hidden += [one for one in unseen if one not in hidden]
    return f"{_names(people)} could not see {_which(hidden, given)} before; now they can." if people else ""


async def _is_public(means: Means, incident: Incident) -> bool:
    return incident.channel is not None and await means.directory.public(incident.channel)


def _names(people: Sequence[str]) -> str:
    """`@a`, `@a and @b`, `@a, @b, @c, @d, @e and 7 others`."""
    shown = list(people[:NAMED])
    if len(people) > NAMED:
        shown.append(counted(len(people) - NAMED, "other"))
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _which(hidden: Sequence[Incident], given: Sequence[Incident]) -> str:
    """`incident 17` for one, `12 of these 20 incidents` for several."""
    if len(given) == 1:
        return f"incident {given[0].id}"
    return f"{len(hidden)} of these {len(given)} incidents"
