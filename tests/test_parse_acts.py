"""What somebody did about an error already is heard, in several languages, and only where it was done."""

import pytest

from bot.parse.surroundings.acts import acts_told

DONE = {
    "room made, behind a page that a server asks to open": (
        "Please see https://support.example.com/?p=OverQuota she deleted 3 GB already",
        ("done.room-made",),
    ),
    "password typed": ("I already retyped it, twice.", ("done.password-typed",)),
    "password typed, in German": ("Kennwort von Hand eingegeben.", ("done.password-typed",)),
    "password typed, in French": ("Il a retapé le mot de passe à la main.", ("done.password-typed",)),
    "password typed, in vain": ("Retyping the password did not help.", ("done.password-typed",)),
    "password changed and entered": (
        "We changed the password and updated it in Outlook.",
        ("prose.new-password", "done.password-entered"),
    ),
    "password changed and entered, in Portuguese": (
        "A senha foi trocada ontem e já atualizamos no sistema.",
        ("prose.new-password", "done.password-entered"),
    ),
    "a password reset in vain": ("Resetting the password didn't help.", ("prose.new-password",)),
    "app password made, in Spanish": (
        "Ya creó una contraseña de aplicación.",
        ("prose.app-password", "done.app-password-made"),
    ),
    "app password made, in German": (
        "App-Passwort ist erstellt.",
        ("prose.app-password", "done.app-password-made"),
    ),
    "app password made anew": (
        "I made a new app password already.",
        ("prose.app-password", "done.app-password-made"),
    ),
    "app password just made": (
        "just generated app password",
        ("prose.app-password", "done.app-password-made"),
    ),
    "app password made, in French": (
        "Il a généré un nouveau mot de passe d'application.",
        ("prose.app-password", "done.app-password-made"),
    ),
    "a fresh app password": (
        "We pasted a fresh app password.",
        ("prose.app-password", "done.app-password-made"),
    ),
    "app password in use": ("They entered the app password.", ("prose.app-password",)),
    "waited": ("We waited an hour. Same error.", ("done.waited",)),
    "waited, in French": ("Nous avons attendu une heure.", ("done.waited",)),
    "signed in": ("I signed in in the browser and confirmed it was me.", ("done.signed-in",)),
    "programs allowed": (
        "Our admin already enabled SMTP AUTH for him.",
        ("done.programs-allowed", "done.login-set"),
    ),
    "programs allowed, in German": ("IMAP ist freigeschaltet.", ("done.programs-allowed",)),
    "programs stopped": ("We removed the account from the old laptop.", ("done.programs-stopped",)),
    "release asked for": ("I filled in the form at sender.office.com.", ("done.release-asked",)),
    "release asked for, in French": ("Nous avons rempli le formulaire.", ("done.release-asked",)),
    "release asked for by mail": ("We wrote to T-Online's postmaster.", ("done.release-asked",)),
    "release asked for by mail, in German": (
        "Wir haben dort vor drei Tagen hingeschrieben.",
        ("done.release-asked",),
    ),
    "room made, as what is gone": ("Bob says he deleted 3 GB.", ("done.room-made",)),
    "recipient told": ("He already called him.", ("done.recipient-told",)),
    "recipient told, in German": ("Den Empfänger haben wir angerufen.", ("done.recipient-told",)),
    "SPF and DKIM": ("SPF, DKIM and DMARC all pass.", ("done.spf-set", "done.dkim-set")),
    "SPF, in German": ("SPF ist eingetragen.", ("done.spf-set",)),
    "reverse name": ("PTR was set yesterday.", ("done.reverse-name-set",)),
    "room made": ("He emptied his mailbox this morning.", ("done.room-made",)),
    "room made, in German": ("Der Papierkorb ist auch leer.", ("done.room-made",)),
    "account secured": (
        "We changed the password and removed the forwarding rules.",
        ("prose.new-password", "done.account-secured"),
    ),
    "anti-virus off": ("Avast is turned off, same error.", ("done.antivirus-off",)),
    "anti-virus off, in German": ("VPN ist aus.", ("done.antivirus-off",)),
    "another port": ("We tried port 465 too.", ("done.other-port-tried",)),
    "another port, in German": ("Port 465 haben wir auch probiert.", ("done.other-port-tried",)),
    "certificate renewed": ("The certificate was renewed yesterday.", ("done.certificate-renewed",)),
    "right given": ("Send As was granted ten minutes ago.", ("done.right-granted",)),
    "right given, in quotes": ('admin gave "send as" 5 minutes ago', ("done.right-granted",)),
    "whole address": ("The user name is the full e-mail address.", ("done.whole-address",)),
    "content cleaned, in Spanish": ("Ya quitamos los enlaces y los adjuntos.", ("done.content-cleaned",)),
    "address compared": ("I copied it from his last mail.", ("done.address-checked",)),
    "login filled in": ("User and password are filled in.", ("done.login-set",)),
    "less is sent": ("We slowed down to 20 per hour.", ("done.slowed",)),
    "restarted": ("Restarted the server, no change.", ("done.restarted",)),
    "restarted, in Spanish": ("Reiniciamos el servidor sin éxito.", ("done.restarted",)),
    "set up anew": ("I deleted the account and re-added it.", ("done.set-up-anew",)),
    "another network": ("We tested another network, same there.", ("done.other-network-tried",)),
    "an app password, as one": (
        "I created one this morning.",
        ("prose.app-password", "done.app-password-made"),
    ),
    "works at a provider's page": ("The password works at outlook.office.com.", ("prose.right-password",)),
    "sender allowed": ("We added the sender to the allow list.", ("done.sender-allowed",)),
    "connector": ("The connector has the new IP already.", ("done.connector-updated",)),
    "limit raised": ("We raised the limit to 100 MB.", ("done.limit-raised",)),
    "forwarding allowed": ("We allowed forwarding for this mailbox.", ("done.forwarding-allowed",)),
    "a port's number alone": ("587 was tried too.", ("done.other-port-tried",)),
    "time that went by": ("It has been six hours.", ("done.waited",)),
    "time that went by, in German": ("Seit drei Tagen beantragt.", ("done.waited",)),
    "the sender's mailbox made": ("We created that mailbox this morning.", ("done.recipient-made",)),
    "recipient made": ("The mailbox was created an hour ago.", ("done.recipient-made",)),
    "works in webmail, in French": ("Le webmail fonctionne.", ("prose.right-password",)),
    "works on the phone": (
        "It works fine on my iPhone.",
        ("prose.right-password", "prose.other-program-works"),
    ),
    "works with a tool": ("It works with another cli.", ("prose.other-program-works",)),
    "works on the old computer": ("The old laptop still works.", ("prose.other-program-works",)),
    "the address is right, in French": ("Elle dit que l'adresse est bonne.", ("prose.recipient-exists",)),
}
NOT_DONE = {
    "denied": "We did not restart the server.",
    "denied, in German": "SPF ist noch nicht eingetragen.",
    "denied, in French": "Le mot de passe n'a pas été changé.",
    "denied, in Portuguese": "Não reiniciamos o servidor.",
    "asked": "Should the password be retyped?",
    "advice": "Please make sure the password was changed.",
    "a condition": "Wenn das Passwort geändert wurde, hilft das.",
    "a duty": "We have to wait until SPF is set.",
    "never": "The certificate was never renewed.",
    "an attempt alone": "Restarting is planned.",
    "a refusal for lack of proof": "SPF [example.com] with ip: [192.0.2.10] = did not pass",
    "a refusal for a missing name": "[192.0.2.90] does not have a PTR record setup",
    "switched off": "SmtpClientAuthentication is disabled for the Mailbox.",
    "a refusal with results": "domain doesn't meet the required level. Spf= Fail , Dkim= Fail , DMARC= Pass",
    "a check that fails": "it fails to pass SPF checks with the ip: [192.0.2.10]",
    "a program's client": "Client network socket disconnected before secure TLS connection was established",
    "what is to be verified": "Verify that the recipient address is correct.",
    "a recipient is written to": "We wrote to them yesterday and it came back.",
    "a message sent": "She mailed the invoice to the customer.",
    "nothing": "535 5.7.8 Error: authentication failed",
}


@pytest.mark.parametrize(("words", "tags"), DONE.values(), ids=DONE)
def test_what_was_done_is_heard(words, tags):
    assert acts_told(words) == tags


@pytest.mark.parametrize("words", NOT_DONE.values(), ids=NOT_DONE)
def test_what_was_not_done_is_not_heard(words):
    assert acts_told(words) == ()


def test_no_more_clauses_are_read_than_a_person_writes():
    assert acts_told("it is set, " * 300 + "we restarted it") == ()
    assert acts_told("it is set, " * 100 + "we restarted it") == ("done.restarted",)
