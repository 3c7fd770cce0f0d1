"""What somebody types by hand with slips is understood, where the text as it stands says nothing."""

from __future__ import annotations

import pytest

from bot.reading import read_text
from bot.spelling import as_meant

TYPED = {
    "thunderbird: authentification failed": ("auth", "wrong-credentials"),
    "outlook says login dened": ("auth", "wrong-credentials"),
    "I deploy zabbix via docker file. After I add a new mail account, I tested it, but it throws "
    '"login dened". I do not know why, any idea?': ("auth", "wrong-credentials"),
    "550 recipent adress rejected user unkown": ("mailbox-unknown", "recipient-unknown"),
    "550 mailbx full": ("mailbox-full", "mailbox-full"),
    "certficate verify failed smtp.gmail.com": ("tls", "certificate-untrusted"),
    "5.4.1 recipient address rejected access denied from outlook": ("mailbox-unknown", "recipient-unknown"),
    "554 5.7.1 sender address rejected not owned by user info@example.com": (
        "sender-rejected",
        "sender-not-owned-by-login",
    ),
}


@pytest.mark.parametrize(("text", "told"), TYPED.items(), ids=list(TYPED))
def test_an_error_typed_by_hand_is_found_with_its_slips(knowledge, text, told):
    (finding,) = read_text(text, knowledge)

    assert (finding.family, finding.cause) == told


@pytest.mark.parametrize(
    "text",
    ["my login to the forum is dened", "recipient address rejected today for our newsletter", "login dened"],
)
def test_what_is_no_error_stays_unanswered_without_its_slips(knowledge, text):
    assert read_text(text, knowledge) == ()


def test_a_servers_own_spelling_is_kept(knowledge):
    (finding,) = read_text("535 Authentification failed", knowledge)

    assert finding.reply_text == "Authentification failed"


def test_only_short_texts_are_mended():
    assert as_meant("Recipent unkown") == "recipient unknown"
    assert as_meant("recipent " * 40) == "recipent " * 40
