"""What Slack wrote is what the person typed again."""

import pytest

from bot.parse.written.slack_text import undo_slack

TEXTS = {
    "entities": ("550 5.1.1 &lt;a&gt; &amp; b", "550 5.1.1 <a> & b"),
    "entity of an entity": ("&amp;lt;", "&lt;"),
    "mail link in brackets": (
        "550 5.1.1 &lt;<mailto:bob@example.net|bob@example.net>&gt;: no",
        "550 5.1.1 <bob@example.net>: no",
    ),
    "mail link": ("to <mailto:bob@example.net|bob@example.net> failed", "to bob@example.net failed"),
    "bare link": ("see <https://example.com/x?a=1&amp;b=2>", "see https://example.com/x?a=1&b=2"),
    "host name made a link": (
        "host <http://mx.example.net|mx.example.net>[192.0.2.1] said",
        "host mx.example.net[192.0.2.1] said",
    ),
    "telephone": ("id <tel:5520000000|5520000000>", "id 5520000000"),
    "user": ("<@U012AB> look", "@U012AB look"),
    "channel": ("in <#C012AB|support>", "in support"),
    "broadcast": ("<!here> help", "here help"),
    "quotes": ("“550” ‘no’", "\"550\" 'no'"),
    "dashes": ("550–5.7.1 a—b", "550-5.7.1 a-b"),
    "punycode": ("someone@xn—mller-kva.example", "someone@xn--mller-kva.example"),
    "no-break space": ("550\u00a05.7.1\u200b no", "550 5.7.1 no"),
    "marks of direction": ("550 \u202a<mailto:a@b.example|a@b.example>\u202c no", "550 a@b.example no"),
    "fence": ("```\n550 no\n```", "\n550 no\n"),
    "fence in a sentence": ("you get ```end of file``` when it sends", "you get `end of file` when it sends"),
    "a bold line": ("hello,\n*550 no*\nbye", "hello,\n550 no\nbye"),
    "a line in italics": ("_4.7.1 wait, please_", "4.7.1 wait, please"),
    "a list's sign": ("* 550 no\n*** 5.1.1", "* 550 no\n*** 5.1.1"),
    "a line of code": ("`550 5.1.1 no`", "550 5.1.1 no"),
    "words in italics": ("_now_ it says _550_", "_now_ it says _550_"),
    "plain": ("550 5.1.1 <a@example.com> no", "550 5.1.1 <a@example.com> no"),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("written", "typed"), TEXTS.values(), ids=TEXTS)
def test_slacks_marks_are_undone(written, typed):
    assert undo_slack(written) == typed
