"""A note behind the words that were found says something: what they mean, not only whose they are."""

from __future__ import annotations

import re

from bot.knowledge import Knowledge
from bot.reading import read_text

ONLY_WHOSE = re.compile(r".{1,40} says? so\.|.{1,40} own words\.")


def test_no_note_says_only_whose_words_they_are(knowledge: Knowledge):
    wordings = [wording for entry in knowledge.entries.values() for wording in entry.wordings]
    notes = {(wording.entry, wording.note) for wording in wordings if wording.note}

    assert len(notes) > 500
    assert {said for said in notes if ONLY_WHOSE.fullmatch(said[1])} == set()


def test_a_program_sentence_in_another_language_is_told_in_english(knowledge: Knowledge):
    (told,) = read_text("Bağlantı reddedildi: ssl://smtp.example.com:465", knowledge)

    assert told.because[:2] == (
        "The text says “Bağlantı reddedildi”.",
        "The operating system's words for: connection refused.",
    )
