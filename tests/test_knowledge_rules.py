"""A wording's phrases, token and pattern: what has to stand in a reply, and what is looked for when."""

import pytest

from bot.diagnose import match_reply
from bot.model import Bounce, Reply
from tests.pages import base, page, wording

KNOWN = base(
    quota=page(wording(phrases=["quota", "of the whole company"], not_phrases=["nearly"])),
    token=page(wording(token="TSS04")),
    number=page(wording(phrases="abus#", pattern="abus#[0-9]{3}(?:[^0-9]|$)")),
    languages=page(wording(pattern="quota .* épuisé|quota .* agotada|mailbox .* leer")),
    sentence=page(wording(phrases="the mailbox ran")),
    around=page(wording(phrases="could not send it", wraps=True)),
    own=page(wording(phrases="no thanks", provider="yahoo", at_host=True)),
)


def led_to(text: str, **facts: object) -> list[str]:
    bounce = Bounce(Reply(None, None, text), **facts)  # type: ignore[arg-type] # facts of a bounce
    return [match.wording.entry for match in match_reply(bounce, KNOWN)]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("Quota of the whole company", ["quota"]),
        ("of the whole company: its QUOTA is used up", ["quota"]),
        ("of the whole company", []),
        ("nearly the quota of the whole company", []),
    ],
)
def test_all_phrases_stand_there_in_any_order_and_none_that_is_ruled_out(text, entries):
    assert led_to(text) == entries


@pytest.mark.parametrize(("text", "entries"), [("[TSS04] later", ["token"]), ("XTSS04", []), ("TSS041", [])])
def test_a_token_is_a_whole_word(text, entries):
    assert led_to(text) == entries


@pytest.mark.parametrize(
    ("text", "entries"), [("see ABUS#123", ["number"]), ("ABUS#1234", []), ("abus# 123", [])]
)
def test_a_pattern_beside_a_phrase_has_to_match(text, entries):
    assert led_to(text) == entries


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("la quota est épuisé", ["languages"]),
        ("mailbox nicht leer, the mailbox ran over", ["sentence"]),
        ("could not send it: quota ya agotada", ["languages", "around"]),
    ],
)
def test_a_pattern_alone_is_looked_for_where_no_sentence_names_the_cause(text, entries):
    assert led_to(text) == entries


@pytest.mark.parametrize(("host", "entries"), [("mx.yahoo.com", ["own"]), ("mx.example.com", []), (None, [])])
def test_words_that_count_at_their_own_host_alone(host, entries):
    assert led_to("no thanks", remote_host=host) == entries
