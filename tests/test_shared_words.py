"""A word that many refusals share does not decide what they are of."""

from __future__ import annotations

import pytest

from bot.reading import read_text

SHARED = {
    "552 5.2.2 Quota exceeded": "mailbox-full",
    "550 hourly quota exceeded": "rate-limit",
    "550 recipient quota exceeded: too many messages this hour": "rate-limit",
    "554 5.7.0 Virus alert": "spam-content",
    "451 4.3.0 virus scanner temporarily unavailable": "server-transient",
    "550 Anhang nicht erlaubt": "spam-content",
    "550 Relaying nicht erlaubt": "relay-denied",
    "550 domaine inexistant": "routing-dns",
    "550 Tageslimit überschritten": "rate-limit",
    "451 servidor ocupado": "server-transient",
    "550 IP в чёрном списке": "reputation-blocklist",
    "550 スパムと判定されました": "spam-content",
    "451 DNS-Fehler": "routing-dns",
    "550 TLS erforderlich": "tls",
    "554 virus outbreak filter: attachment type not allowed": "spam-content",
}


@pytest.mark.parametrize(("reply", "family"), SHARED.items(), ids=list(SHARED))
def test_a_shared_word_leaves_the_family_to_the_others(knowledge, reply, family):
    (finding,) = read_text(reply, knowledge)

    assert finding.family == family


NUMBERS = {
    "550 5.7.20 Zxqv": "sender-auth-dns",
    "550 5.7.8 Zxqv": "auth",
    "550 5.6.7 Zxqv": "syntax-protocol",
    "451 4.4.3 Zxqv": "routing-dns",
    "550 5.3.1 Zxqv": "server-transient",
    # Providers give these another meaning than the registry does.
    "550 5.7.27 Zxqv": "unknown",
    "550 5.4.1 Zxqv": "unknown",
    "550 5.1.10 Zxqv": "unknown",
}


@pytest.mark.parametrize(("reply", "family"), NUMBERS.items(), ids=list(NUMBERS))
def test_an_enhanced_code_of_one_meaning_names_the_family_where_its_words_do_not(knowledge, reply, family):
    (finding,) = read_text(reply, knowledge)

    assert finding.family == family
    assert finding.certainty in ("possible", "unknown")


def test_a_domain_on_spamhaus_list_is_no_address_on_it(knowledge):
    (finding,) = read_text("550 5.7.1 blocked by spamhaus DBL", knowledge)

    assert finding.entry == "domain-on-blocklist"
