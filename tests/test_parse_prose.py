"""Sentences told from what programs write."""

import pytest

from bot.parse.talk.general import reads_as_prose

SENTENCES = {
    "a document": "A reply that begins with a four is a temporary one, and the client is to try the same command again "
    "later; one that begins with a five is not.",
    "a person": "It was fine until we moved to the new server, and since then all of the mails that go to them come back "
    "with a note that is not in any of the lists.",
}
NO_SENTENCES = {
    "a short message": "The message could not be sent because the server is not there.",
    "a log": "Nov 28 10:00:01 mx1 postfix/smtp[4711]: 4bXyZ: to=<ana@example.com>, relay=none, delay=30, "
    "delays=0/0/30/0, dsn=4.4.1, status=deferred",
    "a trace": "Traceback (most recent call last): File smtplib.py line 734 in auth raise SMTPAuthenticationError code resp "
    "smtplib SMTPAuthenticationError Authentication unsuccessful",
    "settings": "SMTP host smtp.example.com, port 587, security STARTTLS, user name ana, password changed, sender address "
    "office, reply address none, timeout thirty seconds",
    "signs alone": "-" * 200,
}


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_sentences_are_known_by_the_words_that_bind_them(text):
    assert reads_as_prose(text)


@pytest.mark.parametrize("text", NO_SENTENCES.values(), ids=NO_SENTENCES)
def test_what_a_program_writes_is_no_prose(text):
    assert not reads_as_prose(text)
