"""Each failure of each recipient once, with how often it was told. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from bot.diagnose.story import HOSTS, SAME_WORDS, Story, is_part, span_of
from bot.model import Diagnosis, Kind, Speaker, logged_in_all

# An error is repeated near itself; comparing all with all would cost the square of a long log.
_SAME_ERROR_COMPARED = 8


def told_once(known: Sequence[Story]) -> list[Story]:
    """Tell each failure of each recipient once, counted, in the text's order."""
    told = {story.page for story in known if not story.bounce.suspected}
    places: dict[tuple[object, ...], int] = {}
    groups: dict[tuple[object, ...], dict[str, Story]] = {}
    for story in known:
        bounce, entry = story.bounce, story.page
        if bounce.suspected and entry in told:
            continue
        recipient = None if bounce.suspected else bounce.recipient
        key = (bounce.mail, bounce.kind, recipient, bounce.reply.code, bounce.reply.enhanced, entry)
        places.setdefault((key, bounce.reply.text.casefold()), len(places))
        _tell(groups.setdefault(key, {}), story)
    kept = ((places[key, text], story) for key, group in groups.items() for text, story in group.items())
    return [story for _, story in sorted(kept, key=lambda placed: placed[0])]


def _tell(group: dict[str, Story], story: Story) -> None:
    """Add a story to those of the same answer, by text: counted when it is known, else one of its own.

    A program prints one error as message, cause and trace: a text that holds another is that
    same error again, not a second one. So is a suspected sentence beside another.
    """
    text = story.bounce.reply.text.casefold()
    first = group.get(text) or _tried_before(group, story)
    if first is not None:
        one, other = first.bounce, story.bounce
        logged = logged_in_all((one.logged, other.logged))
        counted = one._replace(count=one.count + other.count, logged=logged)
        group[first.bounce.reply.text.casefold()] = first._replace(bounce=counted)
    elif not (group and story.bounce.suspected) and not any(
        is_part(text, told) or _is_same_error(text, told, story.diagnosis, other.diagnosis)
        for told, other in islice(group.items(), _SAME_ERROR_COMPARED)
    ):
        group[text] = story


def _tried_before(group: dict[str, Story], story: Story) -> Story | None:
    """Give what a delay of a named recipient joins: each try may reach another host and tell of that one."""
    waits = story.bounce.kind is Kind.DELAY and story.bounce.recipient is not None
    return next(iter(group.values()), None) if waits and story.diagnosis.entry is not None else None


def _is_same_error(text: str, told: str, one: Diagnosis, other: Diagnosis) -> bool:
    """Whether a program tells one error twice: without a host, or in the same words of the same hosts."""
    if not (one.speaker is other.speaker is Speaker.OWN_CLIENT):
        return False
    hosts, others = set(HOSTS.findall(text)), set(HOSTS.findall(told))
    if not hosts or not others:
        return True
    if one.wording is None or one.wording is not other.wording or hosts != others:
        return False
    words = span_of(text, one.wording.phrases)
    return len(words) >= SAME_WORDS and words == span_of(told, one.wording.phrases)
