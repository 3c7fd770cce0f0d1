"""Patterns that are looked for in one pass: where they are parted, and that each keeps its number."""

import re2

from bot.knowledge import load_knowledge
from bot.parse.signs import PERSONAL, REPLY, TALK, WORDS
from bot.pattern_set import PatternSet, alternatives


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
    search = PatternSet(["user unknown|^no such user", "x|full|box", r"\bfull$"], "(?im)")
    assert sorted(search.match(b"Mailbox FULL\nNo such user")) == [0, 1, 2]
    assert search.match(b"unknown user, no such user, fuller") == [1]
    assert search.match(b"b") == []


def test_what_repeats_over_words_is_found_apart_with_the_same_number() -> None:
    patterns = ["quota", r"mail.*full|no (?:\S+ ){1,2}room", "full", r"\[[^]]*\]"]
    search = PatternSet(patterns, "(?im)", apart=True)
    assert sorted(search.match(b"The MAILBOX of Ann is\nfull, quota [5 MB]")) == [0, 2, 3]
    assert sorted(set(search.match(b"Mailbox is full: no more room"))) == [1, 2]
    assert search.match(b"mail") == []


def test_every_pattern_of_ours_finds_in_every_example_what_it_finds_alone() -> None:
    entries = load_knowledge().entries.values()
    wordings = [wording for entry in entries for wording in entry.wordings]
    examples = [wording.example.lower().encode() for wording in wordings][::7]
    told = [wording.pattern for wording in wordings if wording.pattern is not None]
    for flags, patterns in (("", told), *(("(?im)", one.patterns) for one in (PERSONAL, REPLY, WORDS, TALK))):
        together, apart = PatternSet(patterns, flags), PatternSet(patterns, flags, apart=True)
        alone = [re2.compile(flags + pattern) for pattern in patterns]
        for example in examples:
            found = [number for number, pattern in enumerate(alone) if pattern.search(example)]
            assert sorted(together.match(example)) == found
            assert sorted(set(apart.match(example))) == found
