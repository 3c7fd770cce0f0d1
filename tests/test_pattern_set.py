"""Patterns that are looked for in one pass: where they are parted, and that each keeps its number."""

import re2

from bot.knowledge import load_knowledge
from bot.parse.signs import PERSONAL, REPLY, TALK, WORDS
from bot.pattern_set import alternatives, pattern_set


def test_a_pattern_is_parted_outside_of_groups_classes_and_escapes() -> None:
    assert alternatives(r"full|b(?:a|o)x|[|(]|\||[]|]z|\(|(a(b|c))|") == [
        "full",
        "b(?:a|o)x",
        "[|(]",
        r"\|",
        "[]|]z",
        r"\(",
        "(a(b|c))",
        "",
    ]


def test_patterns_keep_their_numbers_and_what_they_match() -> None:
    search = pattern_set(["user unknown|^no such user", "x|full|box", r"\bfull$"], "(?im)")
    assert sorted(search.Match(b"Mailbox FULL\nNo such user")) == [0, 1, 2]
    assert search.Match(b"unknown user, no such user, fuller") == [1]
    assert search.Match(b"b") is None


def test_every_pattern_of_ours_finds_in_every_example_what_it_finds_alone() -> None:
    entries = load_knowledge().entries.values()
    wordings = [wording for entry in entries for wording in entry.wordings]
    examples = [wording.example.lower().encode() for wording in wordings][::7]
    told = [wording.pattern for wording in wordings if wording.pattern is not None]
    for flags, patterns in (("", told), *(("(?im)", one.patterns) for one in (PERSONAL, REPLY, WORDS, TALK))):
        search = pattern_set(patterns, flags)
        alone = [re2.compile(flags + pattern) for pattern in patterns]
        for example in examples:
            found = [number for number, pattern in enumerate(alone) if pattern.search(example)]
            assert sorted(search.Match(example) or []) == found
