"""Leave one wording out: how many examples still reach their entry by the others.

High is not the aim in itself: a wording that no other one could replace is knowledge that
stands on one leg. Each takes a whole base without it, a third of a second, so one in ten is asked,
the same ones each time.
"""

from __future__ import annotations

import zlib
from dataclasses import replace

from bot.knowledge import Knowledge, load_knowledge
from bot.lint import met

ONE_IN = 10


def main() -> None:
    """Print the share of examples that reach their entry without their own wording, by family."""
    knowledge = load_knowledge()
    reached: dict[str, int] = {}
    of: dict[str, int] = {}
    for name, entry in knowledge.entries.items():
        for wording in entry.wordings:
            if zlib.crc32(wording.example.encode()) % ONE_IN:
                continue
            left = replace(entry, wordings=tuple(other for other in entry.wordings if other is not wording))
            without = Knowledge({**knowledge.entries, name: left}, knowledge.codes, knowledge.tags)
            matches = met(wording.example, without)
            of[entry.family] = of.get(entry.family, 0) + 1
            hit = bool(matches) and matches[0].wording.entry == name
            reached[entry.family] = reached.get(entry.family, 0) + hit
    for family, count in of.items():
        print(f"{family:<24} {reached[family]:>4} of {count:<4} {100 * reached[family] / count:5.1f} %")
    total = sum(of.values())
    print(
        f"{'all':<24} {sum(reached.values()):>4} of {total:<4} {100 * sum(reached.values()) / total:5.1f} %"
    )


if __name__ == "__main__":
    main()
