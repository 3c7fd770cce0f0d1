"""A reply's last words found in the lines below it, where only a known wording can tell. Pure.

What a mail program or a terminal broke at its width has no sign of its own: "listed on the Policy Block", and
below it "List (PBL)".
"""

from __future__ import annotations

from bot.diagnose.matches import match_reply
from bot.knowledge import Knowledge, Match, Tier, fold, rank
from bot.model import Bounce, Wording
from bot.parse.chatter import tells_of_a_person


def with_words_below(bounce: Bounce, knowledge: Knowledge) -> Bounce:
    """Give a reply the words of the lines below it, down to the last into which a wording goes on."""
    if not bounce.below:
        return bounce
    above = match_reply(bounce, knowledge)
    for number in range(1, len(bounce.below) + 1):
        rest = " ".join(bounce.below[:number])
        joined = _with_text(bounce, f"{bounce.reply.text} {rest}")
        best = next(iter(match_reply(joined, knowledge)), None)
        if best is None or best.tier < Tier.PHRASE or (above and rank(best) <= rank(above[0])):
            continue
        if _is_new(best, above, rest, bounce, knowledge):
            return with_words_below(joined._replace(below=bounce.below[number:]), knowledge)
    return bounce


def _is_new(best: Match, above: list[Match], rest: str, bounce: Bounce, knowledge: Knowledge) -> bool:
    """Whether a wording goes over a break, or tells what was not known above it and no person writes below.

    Where a sentence is known above, that may be another error.
    """
    if _goes_over(best.wording, bounce.reply.text, rest):
        return True
    if tells_of_a_person(rest) or any(match.wording == best.wording for match in above):
        return False
    if best.tier > Tier.PHRASE or not above or above[0].tier < Tier.PHRASE:
        return True
    return all(match.wording != best.wording for match in match_reply(_with_text(bounce, rest), knowledge))


def _with_text(bounce: Bounce, text: str) -> Bounce:
    return bounce._replace(reply=bounce.reply._replace(text=text))


def _goes_over(wording: Wording, above: str, below: str) -> bool:
    """Whether one of a wording's sentences begins above the break and ends below it."""
    parts, whole = (fold(above), fold(below)), fold(f"{above} {below}")
    return any(phrase in whole and not any(phrase in part for part in parts) for phrase in wording.phrases)
