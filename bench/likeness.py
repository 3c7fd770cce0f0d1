"""What likeness says of texts whose source was never read: families right and wrong, by the lead asked for.

The wordings are parted into eight by their source, so that a program's or provider's other
messages are as new as the one that is asked about; each part is compared with the seven others.
"""

from __future__ import annotations

import zlib
from dataclasses import replace

from bot.knowledge import load_knowledge
from bot.knowledge.likeness import LEAD, Likenesses
from bot.model import Entry, Family, Reply, Wording

PARTS = 8


def part_of(wording: Wording) -> int:
    """The same for all wordings of a source."""
    return zlib.crc32(wording.source.encode()) % PARTS


def told(entries: dict[str, Entry], part: int) -> list[tuple[float, bool]]:
    """The lead and whether the family is right, for each wording of a part, compared with all others."""
    others = {
        name: replace(entry, wordings=tuple(one for one in entry.wordings if part_of(one) != part))
        for name, entry in entries.items()
    }
    likenesses = Likenesses(others)
    found = []
    for entry in entries.values():
        for wording in entry.wordings:
            if part_of(wording) != part or entry.family is Family.UNKNOWN:
                continue
            code, enhanced = next(iter(wording.codes), None), next(iter(wording.enhanced), None)
            reply = Reply(code, enhanced, wording.example or " ".join(wording.words))
            likeness = likenesses.closest(reply, wording.stage, None, lead=0.0)
            right = likeness is not None and entries[likeness.page].family is entry.family
            found.append((-1.0 if likeness is None else likeness.lead, right))
    return found


def main() -> None:
    """Print how many are answered and how many of all rightly and wrongly, for several leads."""
    entries = dict(load_knowledge().entries)
    found = [one for part in range(PARTS) for one in told(entries, part)]
    for lead in (0.0, 3.0, LEAD, 9.0, 12.0, 22.0):
        answered = [right for led, right in found if led >= lead]
        right, wrong = sum(answered), len(answered) - sum(answered)
        print(
            f"lead of {lead:4.1f}: {len(answered):>4} of {len(found)} answered,"
            f" {100 * right / len(found):4.1f} % right, {100 * wrong / len(found):4.1f} % wrong"
        )


if __name__ == "__main__":
    main()
