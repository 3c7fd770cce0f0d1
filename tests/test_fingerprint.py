"""The same failure at different customers has one fingerprint, and nothing in it tells a customer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fingerprint import fingerprint, mask, shape
from tests.store_house import FINDING

UNKNOWN = replace(FINDING, entry=None, cause=None, provider=None, enhanced_code=None, reply_code=550)


def test_a_known_failure_is_its_entry_cause_provider_and_number():
    assert fingerprint(FINDING) == "550-user-unknown/domain-typo/postfix/5.1.1"
    assert fingerprint(replace(FINDING, enhanced_code=None, cause=None)) == "550-user-unknown//postfix/550"
    assert fingerprint(
        replace(FINDING, recipient="ben@example.net", reply_text="other words")
    ) == fingerprint(FINDING)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("550 <ana@a.example> is on our list", "550 <ben.b@b.example.org> is on our list"),
        ("550 mail from mx1.a.example refused", "550  Mail from  smtp-out.b.example REFUSED"),
        ("550 blocked 192.0.2.7 (id 4A5F6C77)", "550 blocked 198.51.100.9 (id 9B1E0D22)"),
        ("550 see https://a.example/?ip=192.0.2.7 now", "550 see http://a.example/x now"),
        ("550 ticket xKjHgFqZ is open", "550 ticket LmNoPqRs is open"),
        ("550-5.1.1 strange words", "550 5.1.1 strange words"),
    ],
    ids=["address", "host", "number", "link", "mixed-case", "folded"],
)
def test_unknown_words_are_the_same_without_what_tells_a_customer(one, other):
    assert shape(one) == shape(other)
    assert fingerprint(replace(UNKNOWN, reply_text=one)) == fingerprint(replace(UNKNOWN, reply_text=other))


def test_other_words_another_number_or_provider_are_another_failure():
    this = replace(UNKNOWN, reply_text="550 we do not like this")
    others = [
        replace(UNKNOWN, reply_text="550 we do not like that"),
        replace(this, enhanced_code="5.7.1"),
        replace(this, provider="gmail"),
    ]
    assert fingerprint(this) not in map(fingerprint, others)


def test_the_fingerprint_of_unknown_words_holds_none_of_them():
    assert fingerprint(replace(UNKNOWN, reply_text="550 Ana Duarte left us")) == "/083757ca333326a2f21b//550"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("550 5.7.1 <ana@a.example>: no", "550 5.7.1 <<address>>: no"),
        ("550-5.7.1 Service refused, client [192.0.2.7].", "550-5.7.1 Service refused, client [<id>]."),
        ("host mx.a.example said: try later.", "host <host> said: try later."),
        ("ref AM0PR05MB6452.eurprd05 at 12:31:07", "ref <host> at <id>"),
        ("see https://a.example/x?u=ana.", "see <url>."),
        ("don't retry — it's final!", "don't retry — it's final!"),
    ],
)
def test_a_draft_keeps_the_words_and_its_own_numbers(text, masked):
    assert mask(text, keep=("550", "5.7.1")) == masked


@given(st.text(max_size=3_000))
def test_every_text_has_a_shape_without_digits_or_addresses(text):
    words = shape(text)
    assert "@" not in words
    assert not any(letter.isdigit() for letter in words)
    assert fingerprint(replace(UNKNOWN, reply_text=text))


@given(st.text(alphabet="ab1.@:/-<> ", max_size=2_000))
def test_masking_what_is_masked_changes_nothing(text):
    once = mask(text)
    assert mask(once) == once
