"""What RE2 is asked first: it never says no where Python's expression matches."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.parse.rare_pattern import RarePattern, widened
from bot.parse.secrets import (
    app_passwords,
    beside_address,
    commands,
    forms,
    logins,
    other_protocols,
    packets,
    plain_view,
    programs,
    rows,
    spoken,
    talk,
    tokens,
)
from bot.parse.secrets import settings as secret_settings
from bot.parse.written.archived import as_written

MODULES = [
    *(app_passwords, beside_address, commands, forms, logins, other_protocols, packets, programs, rows),
    *(secret_settings, spoken, talk, tokens),
]
PATTERNS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, RarePattern) and value.sign == value.written
}
REACHING = {name: pattern for name, pattern in PATTERNS.items() if pattern.reach is not None}


@pytest.mark.parametrize("name", PATTERNS)
@settings(max_examples=60)
@given(data=st.data())
def test_what_matches_is_found(name: str, data: st.DataObject) -> None:
    pattern = PATTERNS[name]
    text = data.draw(st.from_regex(pattern.expression))
    assert pattern.may_match(text)
    assert [match.span() for match in pattern.finditer(text)] == [
        match.span() for match in pattern.expression.finditer(text)
    ]


@pytest.mark.parametrize("name", REACHING)
@settings(max_examples=30)
@given(data=st.data())
def test_in_a_long_text_all_is_found_that_is_found_place_by_place(name: str, data: st.DataObject) -> None:
    pattern = REACHING[name]
    some = st.from_regex(pattern.expression) | st.text(max_size=40) | st.sampled_from(["x é " * 700, "\n"])
    text = "".join(data.draw(st.lists(some, max_size=6))) + " y" * 1_000
    assert [match.span() for match in pattern.finditer(text)] == [
        match.span() for match in pattern.expression.finditer(text)
    ]


def test_a_sign_is_what_is_near_each_match_that_is_looked_for() -> None:
    pattern = RarePattern(r"pass \S{3,9}", reach=14, sign=r"pass \S{0,8}\d")
    text = "ü" * 3_000 + " pass geheim" + " " * 50 + "pass k2x" + " " * 9 + "pass word" + " " * 3_000
    assert [match[0] for match in pattern.finditer(text)] == ["pass k2x", "pass word"]


@given(st.text("ab ü", max_size=30), st.sampled_from([1, 1_000]))
def test_each_match_is_written_anew_and_nothing_else(text: str, times: int) -> None:
    pattern = RarePattern(r"a(b?)", reach=2)
    text *= times
    assert pattern.sub(lambda match: f"<{match[1]}>", text) == re.sub(r"a(b?)", r"<\1>", text)


def test_an_address_in_words_is_one_in_a_long_text_too() -> None:
    line = "x y z " * 500 + "\n"
    text = f"{line}<ida at example.net>\n{line}rfc822; bo (at) example.org\n  ana [at] example.com\nmeet at dawn."
    assert as_written(text) == (
        f"{line}<ida@example.net>\n{line}rfc822; bo@example.org\n  ana@example.com\nmeet at dawn."
    )


@pytest.mark.parametrize("pattern", plain_view._PATTERNS.values())
@given(text=st.text("\u200b\x1b[1m >&gt;*\r\n<b/>\\u41=3D x", max_size=60))
def test_marks_are_where_python_finds_them(pattern: re.Pattern[str], text: str) -> None:
    spans = [mark.span() for mark in plain_view._marks(pattern, text)]
    assert spans == [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize(
    ("expression", "wider"),
    [
        (r"(?<![\w)])pass(?=\w|(?:\)))x", "passx"),
        (r"\bkey\b", "key"),
        (r"a{0,3}b{1,9}c{2,5}d{4}", "a*b+c{2,}d{4}"),
        (r"[\w.]\d[^\s]\S", r"[\w\x{80}-\x{10ffff}.][\d\x{80}-\x{10ffff}][^\s]\S"),
        (r"[)(?<!]\(", r"[)(?<!]\("),
    ],
)
def test_look_arounds_and_bounds_are_left_out(expression: str, wider: str) -> None:
    assert widened(expression) == wider


def test_what_cannot_match_is_not_looked_for() -> None:
    pattern = RarePattern(r"(?i)(?<!\w)password=(\S{4,40})")
    assert not pattern.may_match("password =geheim")
    assert list(pattern.finditer("xpassword=geheim")) == []
    assert [match[1] for match in pattern.finditer("PASSWORD=geheim")] == ["geheim"]


@settings(max_examples=200)
@given(st.lists(st.from_regex(rows._NAMED.expression) | st.text(max_size=30), max_size=8))
def test_each_line_in_which_it_matches_is_among_those_it_names(texts: list[str]) -> None:
    text = "\n".join(texts)
    numbers = list(rows._NAMED.lines(text))
    assert numbers == sorted(set(numbers))
    there = {
        number
        for number, line in enumerate(text.split("\n"))
        if rows._NAMED.expression.search(line) is not None
    }
    assert there <= set(numbers) <= set(range(text.count("\n") + 1))


def test_lines_are_counted_from_the_first() -> None:
    pattern = RarePattern(r"(?i)key[ \t]*$")
    assert list(pattern.lines("key\nä key\n\nno\nkey key\nKEY")) == [0, 1, 4, 5]
    assert list(pattern.lines("no\n")) == []
