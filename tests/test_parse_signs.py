"""The signs that are looked for in every text are kept in a form whose automaton stays small."""

from __future__ import annotations

import re

import pytest

from bot.parse.signs import PERSONAL, REPLY, WORDS, Sieve

# `fail.{0,60}name` is sixty states, each with every other pattern's: it took two thirds of a sieve.
COUNTED = re.compile(r"[.\])]\{\d*,\d{2,}\}|\\[wWsSdD]\{\d*,\d{2,}\}")


@pytest.mark.parametrize("sieve", [PERSONAL, REPLY, WORDS], ids=["personal", "reply", "words"])
def test_no_sign_counts_characters_over_a_distance(sieve: Sieve):
    assert sieve.patterns
    assert [pattern for pattern in sieve.patterns if COUNTED.search(pattern)] == []
