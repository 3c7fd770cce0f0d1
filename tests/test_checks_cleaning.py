"""What had crept into a credential is taken out; what has no certain form is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks.cleaning import clean_credential
from bot.checks.credential import check_credential, is_damaged

USER, HOST = "ana@example.com", "smtp.example.com"


@pytest.mark.parametrize(
    ("given_password", "clean"),
    [
        ("s3cret\u200bword", "s3cretword"),
        (" s3cretword\u00a0", "s3cretword"),
        ("s3cretword\r\n", "s3cretword"),
        ("\ufeffs3cretword", "s3cretword"),
        ("s3cret\u00a0word", "s3cret word"),
        (" s3cret @ word", "s3cret @ word"),
        ("“s3cretword”", "s3cretword"),
        ("s3cret’word—x", "s3cret'word-x"),
        ('"s3cretword"', "s3cretword"),
        (' "s3cretword" ', "s3cretword"),
        ("\" 's3cretword' \"", "s3cretword"),
        ('s3""cret""word', 's3"cret"word'),
        ('="0123word"', "0123word"),
        ('="s3""word"', 's3"word'),
        ("s3cret&amp;word&lt;", "s3cret&word<"),
        (" s3cret&copyword", "s3cret&copyword"),
        ("ｓ３cretword", "s3cretword"),
        ("cafe\u0301word1", "caféword1"),
        ("s3cretwоrd", "s3cretword"),
        ("s3cretÂ£word", "s3cret£word"),
    ],
)
def test_what_crept_in_is_taken_out(given_password, clean):
    assert clean_credential(USER, given_password, HOST) == (USER, clean)


@pytest.mark.parametrize(
    ("user", "clean"),
    [
        (" ana@example.com", "ana@example.com"),
        ("ana@example.com\u200b", "ana@example.com"),
        ("<ana@example.com>", "ana@example.com"),
        ("Ana Lee <ana@example.com>", "ana@example.com"),
        ("mailto:ana@example.com", "ana@example.com"),
    ],
)
def test_what_crept_into_a_user_name_is_taken_out_too(user, clean):
    assert clean_credential(user, "s3cretword", HOST) == (clean, "s3cretword")


def test_an_app_password_loses_the_spaces_that_it_is_shown_with():
    assert clean_credential("ana@gmail.com", "abcd efgh ijkl mnop", "smtp.gmail.com") == (
        "ana@gmail.com",
        "abcdefghijklmnop",
    )


@pytest.mark.parametrize(
    ("user", "password", "host"),
    [
        (USER, "s3cret word", HOST),  # a space inside may be its own
        (USER, "s3cretword", HOST),
        (USER, "pä£sword", HOST),
        (USER, "********", HOST),
        (USER, "1.23E+11", HOST),
        (USER, "#NAME?", HOST),
        (USER, "${SMTP_PASSWORD}", HOST),
        ("ana@gmial.com", "s3cretword", None),
        ("ana@gmail.com", "MyOwnPassword1", "smtp.gmail.com"),
    ],
)
def test_what_is_in_order_or_has_no_certain_form_stays(user, password, host):
    assert clean_credential(user, password, host) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_cleaned_form_is_never_damaged_itself(user, password):
    clean = clean_credential(user, password, HOST)
    if clean is not None:
        assert clean != (user, password)
        found = check_credential(clean[0], clean[1].encode("utf-8", "surrogateescape"), HOST)
        assert not any(map(is_damaged, found.evidence))
