"""What Slack makes of typed text."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.typed import Names, type_text

NAMES = Names(
    users={"ana": "U1", "smtpcheck": "UB"},
    groups={"mail-team": "S1"},
    channels={"support": "C1", "mail-ops": "C2"},
)


@pytest.mark.parametrize(
    ("typed", "arrives"),
    [
        pytest.param("a < b & c > d", "a &lt; b &amp; c &gt; d", id="entities"),
        pytest.param("&lt;", "&amp;lt;", id="a typed entity is not taken for one"),
        pytest.param(
            "to ana@example.com.", "to <mailto:ana@example.com|ana@example.com>.", id="e-mail address"
        ),
        pytest.param(
            "550 <ana@example.com>: no",
            "550 &lt;<mailto:ana@example.com|ana@example.com>&gt;: no",
            id="address in angle brackets",
        ),
        pytest.param(
            "see https://x.example/a?b=1&c=2.", "see <https://x.example/a?b=1&amp;c=2>.", id="web address"
        ),
        pytest.param(
            "mx1.example.net[192.0.2.1]:25",
            "<http://mx1.example.net|mx1.example.net>[192.0.2.1]:25",
            id="host name",
        ),
        pytest.param("gsmtp 5.7.8 192.0.2.1 v1.2", "gsmtp 5.7.8 192.0.2.1 v1.2", id="numbers are no hosts"),
        pytest.param(
            "read README.md", "read <http://README.md|README.md>", id="a file name that ends like a country"
        ),
        pytest.param("smtplib.SMTPException", "smtplib.SMTPException", id="a class name is no host"),
        pytest.param("\"no\" it's 'so'", "“no” it’s ‘so’", id="quotes"),
        pytest.param("(535, b'5.7.8 Error')", "(535, b’5.7.8 Error’)", id="a Python literal"),
        pytest.param("wait -- now --- or -", "wait — now --- or -", id="dashes"),
        pytest.param("a  b   c", "a\xa0 b\xa0 \xa0c", id="rows of blanks"),
        pytest.param("@ana @nobody", "<@U1> @nobody", id="people"),
        pytest.param(
            "@Mail-Team and @here", "<!subteam^S1|@mail-team> and <!here>", id="groups and broadcasts"
        ),
        pytest.param("#support #mail-ops #none", "<#C1|support> <#C2|mail-ops> #none", id="channels"),
        pytest.param("x@ana", "x@ana", id="an @ inside a word mentions nobody"),
        pytest.param('`a "b" -- c`', '`a "b" -- c`', id="inline code stays straight"),
        pytest.param(
            '```\na "b"  <c>\n``` "d"', '```a "b"  &lt;c&gt;``` “d”', id="fenced code stays straight"
        ),
        pytest.param(
            "```a@b.de```", "```<mailto:a@b.de|a@b.de>```", id="addresses in code become links all the same"
        ),
        pytest.param("", "", id="nothing"),
    ],
)
def test_typed_text_arrives_as_slack_sends_it(typed, arrives):
    assert type_text(typed, NAMES).text == arrives


def test_rich_text_holds_the_same_unmangled():
    blocks = type_text('hi @ana: `x@y.de` <a@b.de>\n```535 "no"```', NAMES).blocks
    link = {"type": "link", "url": "mailto:a@b.de", "text": "a@b.de"}
    code = {"type": "link", "url": "mailto:x@y.de", "text": "x@y.de", "style": {"code": True}}
    assert blocks == (
        {
            "type": "rich_text",
            "block_id": "rich",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "hi "},
                        {"type": "user", "user_id": "U1"},
                        {"type": "text", "text": ": "},
                        code,
                        {"type": "text", "text": " <"},
                        link,
                        {"type": "text", "text": ">\n"},
                    ],
                },
                {
                    "type": "rich_text_preformatted",
                    "elements": [{"type": "text", "text": '535 "no"'}],
                    "border": 0,
                },
            ],
        },
    )


@given(st.text(max_size=400))
def test_any_text_can_be_typed_and_leaves_no_bare_bracket(typed):
    arrives = type_text(typed, NAMES).text
    assert arrives.count("<") == arrives.count(">")


@given(st.text(alphabet="abc 123\n&<>:;()", max_size=400))
def test_words_without_quotes_links_and_rows_of_blanks_come_back_by_undoing_the_entities(typed):
    single = " ".join(typed.split(" "))
    while "  " in single:
        single = single.replace("  ", " ")
    assert html.unescape(type_text(single).text) == single


LONG = 20_000


@pytest.mark.parametrize(
    ("typed", "arrives"),
    [
        ("a." * LONG, "a." * LONG),
        ("a@" * LONG, "a@" * LONG),
        ("@a." * LONG, "@a." * LONG),
        ("`" * LONG, "`" * LONG),
        ("<" * LONG, "&lt;" * LONG),
        ("-- " * LONG, "— " * LONG),
        ("'" * LONG, "‘" + "’" * (LONG - 1)),
        ("http://" * LONG, "http://" * LONG),
    ],
    ids=lambda text: text[:7],
)
def test_long_hostile_text_is_taken(typed, arrives):
    assert type_text(typed).text.translate({ord("<"): None, ord(">"): None}) == arrives
