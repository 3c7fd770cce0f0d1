"""Words on their way to Slack: our Markdown becomes its markup, others' words stay what they are."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.cards.text import clip, code, escape, literal, mrkdwn, one_line, plain


@pytest.mark.parametrize(
    ("markdown", "slack", "words"),
    [
        pytest.param("Type it.", "Type it.", "Type it.", id="words"),
        pytest.param("**Now** and **then**", "*Now* and *then*", "Now and then", id="bold"),
        pytest.param("`a & b` & <c>", "`a &amp; b` &amp; &lt;c&gt;", "a & b & <c>", id="code-and-entities"),
        pytest.param("`**x**`", "`**x**`", "**x**", id="code-wins"),
        pytest.param(
            "See [the page](https://example.com/a?b=1&c=2).",
            "See <https://example.com/a?b=1&amp;c=2|the page>.",
            "See the page (https://example.com/a?b=1&c=2).",
            id="link",
        ),
        pytest.param(
            "At https://example.com/x.",
            "At <https://example.com/x>.",
            "At https://example.com/x.",
            id="bare-link",
        ),
        pytest.param("- one\n- two", "• one\n• two", "• one\n• two", id="list"),
        pytest.param(
            "[x](http://example.com)", "[x](http://example.com)", "[x](http://example.com)", id="no-https"
        ),
        pytest.param(
            "[a|b](https://example.com)", "<https://example.com|a/b>", "a|b (https://example.com)", id="pipe"
        ),
        pytest.param("<!channel>", "&lt;!channel&gt;", "<!channel>", id="mention"),
        pytest.param("  ", "–", "", id="empty"),
    ],
)
def test_our_markdown_becomes_slacks_markup_and_bare_words(markdown, slack, words):
    assert (mrkdwn(markdown, 500), plain(markdown)) == (slack, words)


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("a" * 10, 10, "a" * 10),
        ("a" * 11, 10, "a" * 9 + "…"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("", 3, ""),
    ],
    ids=["at-the-limit", "one-above", "between-words", "at-a-space", "empty"],
)
def test_a_text_is_cut_between_words(text, limit, cut):
    assert clip(text, limit) == cut


def test_what_cannot_be_seen_is_made_visible():
    assert literal("a\x00b\u202ec\ud800d\te", 20) == "a\ufffdb\ufffdc\ufffdd\te"
    assert literal("a\r\nb\rc", 20) == "a\nb\nc"
    assert one_line(" a\n\n b\t c ", 20) == "a b c"
    assert literal(" \n ", 20) == "–"


def test_a_name_in_code_style_cannot_leave_it():
    assert code("a`b` <@U1>", 50) == "`aˋbˋ &lt;@U1&gt;`"


@given(text=st.text(), limit=st.integers(1, 200))
@example(text="<", limit=1)
def test_no_text_is_longer_than_its_limit(text, limit):
    assert max(len(clip(text, limit)), len(literal(text, limit)), len(one_line(text, limit))) <= limit
    assert len(mrkdwn(text, limit)) <= limit


@given(text=st.text(alphabet="<>&!@#|*`[]()-: \nhtps/."))
def test_markdown_makes_links_and_nothing_else_of_angle_brackets(text):
    shown = mrkdwn(text, 10_000)
    outside = [part.partition("<")[2] for part in shown.split(">") if "<" in part]
    assert all(part.startswith("https://") for part in outside)
    assert escape("<&>") == "&lt;&amp;&gt;"
