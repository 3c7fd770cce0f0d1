"""Texts are compared in one spelling, and shown in the letters of whoever wrote them."""

import pytest

from bot.knowledge import fold, respelt
from bot.reading import read_text


@pytest.mark.parametrize(
    ("text", "compared", "shown"),
    [
        ("Too many E-Mails", "too many emails", "Too many EMails"),
        ("zu viele E–Mails, Größe", "zu viele emails, grösse", "zu viele EMails, Grösse"),
        ("e-commerce mail", "e-commerce mail", "e-commerce mail"),
        ("soft\u00adly", "softly", "softly"),
    ],
    ids=["a hyphen", "a dash", "another word", "a soft hyphen"],
)
def test_a_text_is_compared_and_shown_in_one_spelling(text, compared, shown):
    assert (fold(text), respelt(text)) == (compared, shown)
    assert len(fold(text)) == len(respelt(text))


@pytest.mark.parametrize(
    "text",
    [
        "Mailbox “it’s” full — now",
        ' Mailbox  "it\'s" full - now ',
        'Mailbox "it\'s"\tfull - now',
        'mailbox "it\'s" full - now',
    ],
    ids=["typeset", "several spaces", "a tab", "as it is compared"],
)
def test_spaces_quotes_and_dashes_are_those_that_are_typed(text):
    assert fold(text) == 'mailbox "it\'s" full - now'


@pytest.mark.parametrize(
    ("text", "entry", "because"),
    [
        ("550 You sent too many e-mails", "sending-rate-exceeded", "The text says “too many emails”."),
        ("550 You sent too many emails", "sending-rate-exceeded", "The text says “too many emails”."),
        ("550 Größe: Postfach voll", "mailbox-full", "The text says “Postfach voll”."),
        ("550 This looks like spam", "message-looks-like-spam", "The text says “spam”."),
    ],
    ids=["with a hyphen", "without", "behind a letter that is two", "a word"],
)
def test_the_words_that_a_page_is_known_by_are_shown(text, entry, because, knowledge):
    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.certainty, finding.because[0]) == (entry, "possible", because)
