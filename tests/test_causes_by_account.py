"""A person's own sentence beside an error changes the order of its causes; a denial of it does not."""

import pytest

from bot.model import Certainty
from bot.reading import read_text

LOGIN = "535 5.7.8 Error: authentication failed"
TIMEOUT = "Connection timed out, smtp.example.com:587"
RELAY = "554 5.7.1 <kim@example.org>: Relay access denied"
LISTED = "550 5.7.1 Service unavailable; Client host [192.0.2.5] blocked using zen.spamhaus.org"
TENANT = "535 5.7.139 Authentication unsuccessful"

HEARD = {
    # Where else it works.
    (TIMEOUT, "Avec le partage de connexion ça marche, au bureau non."): (
        "prose.other-network-works",
        "port-blocked",
    ),
    (TIMEOUT, "Desde el móvil con datos funciona, en la oficina no."): (
        "prose.other-network-works",
        "port-blocked",
    ),
    (TIMEOUT, "Con l'hotspot funziona, in ufficio no."): ("prose.other-network-works", "port-blocked"),
    (TIMEOUT, "Works over my phone's hotspot, not here."): ("prose.other-network-works", "port-blocked"),
    (LOGIN, "Solo falla desde el servidor."): ("prose.only-from-server", "client-ip-not-authorized"),
    (LOGIN, "Nella webmail funziona."): ("prose.right-password", "hidden-character"),
    (LOGIN, "Sul telefono funziona."): ("prose.other-program-works", "hidden-character"),
    (LOGIN, "Das Handy sendet, nur Outlook nicht."): ("prose.other-program-works", "wrong-credentials"),
    # What was moved or closed.
    (LOGIN, "Since we moved to the new hoster."): ("prose.mail-moved", "wrong-region-or-server"),
    (LOGIN, "Seit dem Umzug zum neuen Anbieter."): ("prose.mail-moved", "wrong-region-or-server"),
    (LOGIN, "Depuis que nous avons changé d'hébergeur."): ("prose.mail-moved", "wrong-region-or-server"),
    (RELAY, "Since we moved to the new DNS."): ("prose.domain-changed", "mx-wrong-server"),
    (LOGIN, "The mailbox was closed last month."): ("prose.account-closed", "account-disabled"),
    (LOGIN, "Das Postfach wurde im Mai gekündigt."): ("prose.account-closed", "account-disabled"),
    # One of many: no import of all of them, and no fault of the server.
    (LOGIN, "Only one of 40 mailboxes fails, the others work."): ("prose.one-of-many", "wrong-credentials"),
    (LOGIN, "Nur eines von 40 Postfächern geht nicht."): ("prose.one-of-many", "wrong-credentials"),
    (LOGIN, "Les autres boîtes fonctionnent."): ("prose.one-of-many", "wrong-credentials"),
    (LOGIN, "Solo una de las 40 cuentas falla."): ("prose.one-of-many", "wrong-credentials"),
    (LOGIN, "It is just this one account, everybody else is fine."): (
        "prose.one-of-many",
        "wrong-credentials",
    ),
    (LOGIN, "The other 39 mailboxes send."): ("prose.one-of-many", "wrong-credentials"),
    (LOGIN, "Everybody in the company has it."): ("prose.everybody", "auth-backend-unavailable"),
    (LOGIN, "Everything was fine until today, now all 40 mailboxes get it."): (
        "prose.everybody",
        "auth-backend-unavailable",
    ),
    (LOGIN, "Alle Postfächer gingen bis gestern."): ("prose.everybody", "auth-backend-unavailable"),
    (LOGIN, "Hier, tout marchait, maintenant toutes nos boîtes ont ça."): (
        "prose.everybody",
        "auth-backend-unavailable",
    ),
    (LOGIN, "Desde ayer todas las cuentas dan esto."): ("prose.everybody", "auth-backend-unavailable"),
    (LOGIN, "Desde ontem todas as contas param."): ("prose.everybody", "auth-backend-unavailable"),
    (LOGIN, "Da ieri tutte le caselle lo dicono."): ("prose.everybody", "auth-backend-unavailable"),
    (LOGIN, "Вчера всё работало, а теперь все наши ящики так."): (
        "prose.everybody",
        "auth-backend-unavailable",
    ),
    (LOGIN, "昨天还正常，今天所有邮箱都这样"): ("prose.everybody", "auth-backend-unavailable"),
    (LOGIN, "A single mailbox out of 200 has it."): ("prose.one-of-many", "wrong-credentials"),
    (LOGIN, "We rotate passwords every 90 days."): ("prose.new-password", "wrong-credentials"),
    (LOGIN, "In Smartlead; the same boxes work in Instantly."): (
        "prose.other-program-works",
        "wrong-credentials",
    ),
    (LOGIN, "Since this morning I import all 50 mailboxes."): ("prose.many-mailboxes", "hidden-character"),
    # Since when, and that the login is right.
    (LOGIN, "Last week everything was fine."): ("prose.worked-before", "wrong-credentials"),
    (LOGIN, "Vorige Woche lief es noch."): ("prose.worked-before", "wrong-credentials"),
    (LOGIN, "Logging in to the webmail is no problem."): ("prose.right-password", "hidden-character"),
    (LOGIN, "Since we changed the hosting provider."): ("prose.mail-moved", "wrong-region-or-server"),
}
DENIED = {
    (LOGIN, "Non abbiamo cambiato la password."): "prose.new-password",
    (LOGIN, "No hemos cambiado la contraseña."): "prose.new-password",
    (LOGIN, "We did not change the password."): "prose.new-password",
    (LOGIN, "Am Passwort wurde nichts geändert."): "prose.new-password",
    (LOGIN, "2FA ist bei uns nicht aktiv."): "prose.two-step",
    (LISTED, "Nobody here was hacked."): "prose.hacked",
    (TENANT, "Security defaults are off."): "prose.security-defaults",
    (LOGIN, "Only one of 40 mailboxes fails."): "prose.many-mailboxes",
    (LOGIN, "Not all 40 mailboxes have it, they worked yesterday."): "prose.everybody",
    (LOGIN, "12 of our 50 mailboxes stopped working today."): "prose.many-mailboxes",
}


@pytest.mark.parametrize(("said", "told"), HEARD.items(), ids=[said for _, said in HEARD])
def test_what_a_person_says_puts_its_cause_first_and_never_makes_it_certain(said, told, knowledge):
    (finding,) = read_text("\n".join(said), knowledge)
    tag, cause = told
    assert (tag in {fact.tag for fact in finding.evidence}, finding.cause) == (True, cause)
    assert finding.certainty is not Certainty.CERTAIN


@pytest.mark.parametrize(("said", "tag"), DENIED.items(), ids=[said for _, said in DENIED])
def test_what_a_person_denies_changes_nothing(said, tag, knowledge):
    (alone,), (finding,) = read_text(said[0], knowledge), read_text("\n".join(said), knowledge)
    assert tag not in {fact.tag for fact in finding.evidence}
    assert finding.cause == alone.cause


def test_of_several_mailboxes_that_one_fails_speaks_for_no_fault_of_the_server(knowledge):
    (finding,) = read_text(f"{LOGIN}\nOnly one of 40 mailboxes fails.", knowledge)
    assert "auth-backend-unavailable" not in [finding.cause, *(other.cause for other in finding.alternatives)]
