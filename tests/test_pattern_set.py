"""Patterns that are looked for in one pass: where they are parted, and that each keeps its number."""

import re2

from bot.parse.signs import PERSONAL, PROGRAM, REPLY, TALK, WORDS
from bot.pattern_set import LongPattern, PatternSet, alternatives, beginnings
from tests.knowledge_base import knowledge


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


def test_the_flags_that_a_pattern_begins_with_are_each_parts() -> None:
    assert alternatives(r"(?s)(?-i)a.*b|b(?i:x|y)|(?m)^c") == [
        "(?s)(?-i)a.*b",
        "(?s)(?-i)b(?i:x|y)",
        "(?s)(?-i)(?m)^c",
    ]
    assert alternatives("(?m)^a") == ["(?m)^a"]


def test_one_of_several_long_patterns_occurs_each_with_its_own_flags() -> None:
    several = LongPattern("(?s)key.*(?-i:BAD)|(?-i)Token$", "no|(?:é|ya)x", flags="(?im)")
    found = ["KEY\nBAD", "a Token\n", "NO", "ÉX", "yax"]
    assert [
        text for text in [*found, "key\nbad", "token", "n", "é", "ya", ""] if several.occurs_in(text)
    ] == found
    assert several.occurs_in("éX".encode())
    assert LongPattern("full|no room", flags="(?i)").sub("#", "Full: NO ROOM") == "#: #"


def test_a_pattern_is_parted_by_the_group_that_it_begins_with() -> None:
    assert beginnings(r"(?:a(?:x|y)|(?:b|[)|]|\)) c)d") == ["a(?:x|y)d", "b cd", "[)|] cd", r"\) cd"]
    whole = ["a|b", "a(?:b|c)", "(?:a|b)?c", "(?:a|b)+", "(?:a|b){2}", "(a|b)c", "(?i:a|b)c", r"\(?:a", ""]
    assert [beginnings(pattern) for pattern in whole] == [[pattern] for pattern in whole]


def test_patterns_keep_their_numbers_and_what_they_match() -> None:
    search = PatternSet({4: "user unknown|^no such user", 1: "x|full|box", 2: r"\bfull$"}, "(?im)")
    assert search.match(b"Mailbox FULL\nNo such user") == {1, 2, 4}
    assert search.match(b"unknown user, no such user, fuller") == {1}
    assert search.match(b"b") == frozenset()


def test_what_repeats_over_words_is_found_apart_with_the_same_number() -> None:
    patterns = {0: "quota", 1: r"mail.*full|no (?:\S+ ){1,2}room", 2: "full", 3: r"\[[^]]*\]"}
    search = PatternSet(patterns, "(?im)", apart=True)
    assert search.match(b"The MAILBOX of Ann is\nfull, quota [5 MB]") == {0, 2, 3}
    assert search.match(b"Mailbox is full: no more room") == {1, 2}
    assert search.match(b"mail") == frozenset()
    alone = PatternSet({0: r"mail.*full", 1: r"full.*mail"}, apart=True)
    assert (alone.match(b"mailbox full"), alone.match(b"mailbox")) == ({0}, frozenset())


def test_every_pattern_of_ours_finds_in_every_example_what_it_finds_alone() -> None:
    entries = knowledge().entries.values()
    wordings = [wording for entry in entries for wording in entry.wordings]
    examples = [wording.example.lower().encode() for wording in wordings][::7]
    told = dict(enumerate(wording.pattern for wording in wordings if wording.pattern is not None))
    sieves = PROGRAM, PERSONAL, REPLY, WORDS, TALK
    for flags, patterns in (("", told), *(("(?im)", one.patterns) for one in sieves)):
        together, apart = PatternSet(patterns, flags), PatternSet(patterns, flags, apart=True)
        alone = {number: re2.compile(flags + pattern) for number, pattern in patterns.items()}
        for example in examples:
            found = {number for number, pattern in alone.items() if pattern.search(example)}
            assert (together.match(example), apart.match(example)) == (found, found)
