"""What people write beside an error, in the languages they write it in, is evidence of its cause."""

from __future__ import annotations

import pytest

from bot.model import Reply
from bot.parse import parse_text

SAID = {
    "prose.other-port-works": [
        "on 465, with 587 it works",
        "465 times out, works with STARTTLS on 587",
        "only on 25, but 587 answers",
        "587 geht nicht, mit Port 465 geht es",
        "587 non, avec 465 ça marche",
        "con 587 funciona, con 465 no",
        "465 does not, 587 takes the same login",
    ],
    "prose.device": [
        "Brother MFC at the reception",
        "unser Multifunktionsgerät",
        "scan to email stopped",
        "the bizhub",
    ],
    "client.iphone": ["only on her iPhone", "auf dem iPad geht es nicht", "the iPhones of two colleagues"],
    "prose.recipient-exists": [
        "She wrote me from it yesterday",
        "Their admin says the mailbox was created an hour ago.",
        "people outside get this, inside works",
        "Er hat mir gestern noch geschrieben",
    ],
    "prose.own-recipient": [
        "It is our own new shared mailbox",
        "the address is in our own tenant",
        "unser Postfach",
    ],
    "prose.whole-domain": [
        "for all 60 addresses of partner.example",
        "every recipient at that company fails",
        "alle Adressen bei der Firma",
    ],
    "reply.many-recipients": [
        "212 of 4,000 came back",
        "38 bounces in our newsletter tool",
        "150 addresses bounced",
        "120 von 3.000 kamen zurück",
        'Instantly paused our campaign: "bounce rate 9%"',
        "our bounce rate is at 12.5 %",
        "6% bounced",
        "half of his newsletter came back",
        "most of the leads bounced",
        "paused because of a high bounce rate",
        "bounce rate is 7 % today, normally 1 %",
        "the newsletter has a bounce rate of 15 %",
    ],
    "prose.never-sent": [
        "hundreds of bounces for mails I never sent, to people I don't know",
        "bounces of mails that she did not write",
        "nobody here sent these, and they bounce",
        "Who sends these? They never sent them.",
        "we never sent any of them",
        "it is backscatter",
        "somebody forges our address",
        "Mails, die wir nie verschickt haben",
        "des mails que je n'ai jamais envoyés",
        "correos que nunca envié",
        "email che non ho mai inviato",
        "mensagens que não enviei",
    ],
    "prose.every-message": [
        "everything we send to gmail bounces",
        "All our mails to Gmail are rejected since Monday",
        "every email to hotmail users comes back",
        "even a plain test mail is refused",
        "Alle Mails an Gmail kommen zurück",
        "alles, was wir an gmx.de schicken, kommt zurück",
        "tous nos mails vers gmail sont refusés",
        "todos nuestros correos a gmail rebotan",
    ],
    "prose.domain-changed": [
        "Since the domain moved to a new registrar",
        "They moved the website to Wix",
        "the domain expired on Friday",
        "Die Domain ist abgelaufen",
        "le domaine a expiré",
        "neue Nameserver seit gestern",
    ],
    "prose.free-sender": [
        "Our From is verein@yahoo.de",
        "it sends as ana@gmail.com",
        "mit der GMX-Adresse als Absender",
    ],
    "prose.person-left": [
        "Our contact left the company in October",
        "she has left, her successor is Kim",
        "Der Kollege arbeitet dort nicht mehr",
    ],
    "prose.shared-server": [
        "our shared webhosting at a large host",
        "hébergement mutualisé",
        "im Webhosting-Paket",
    ],
    "prose.changed-on-the-way": ["the gateway appends a disclaimer", "only mails with footers"],
    "prose.receiving-works": [
        "IMAP works in the same program",
        "receiving is fine",
        "incoming mail works",
        "she receives mail fine",
        "Empfang per IMAP geht",
        "das Handy empfängt aber sendet nicht",
        "recibe correo sin problema",
        "il reçoit bien",
        "riceve bene",
        "hij ontvangt wel",
        "we can still receive",
        "Empfangen klappt",
        "la réception fonctionne",
        "recibir sí funciona",
    ],
    "prose.new-password": [
        "Er hat gestern das Passwort geändert.",
        "On a changé le mot de passe hier",
        "Ayer cambié la contraseña",
        "Ontem alterei a senha",
        "Ieri ho cambiato la password",
        "ik heb mijn wachtwoord gisteren gewijzigd",
        "Вчера сменил пароль",
        "昨天改了密码",
        "password was set new today",
        "seit der Umstellung des Passworts",
        "the API key was rotated last night",
        "depuis le changement du mot de passe",
        "pw was reset an hour ago",
    ],
    "prose.right-password": [
        "am Handy geht es aber noch",
        "Im Webmail funktioniert es",
        "ça marche sur mon téléphone",
        "funciona en el webmail",
        "funciona no celular",
        "网页版可以登录",
        "Same creds in Thunderbird work",
        "I have it on my phone, everything works fine on this mail program",
        "But my credentials are working",
        "it works perfectly in all other mail clients",
        "other tools with the same app password work",
        "it works when I type it",
        "Empfangen geht mit dem gleichen Passwort",
    ],
    "prose.copied": [
        "Le mot de passe est copié-collé depuis un e-mail",
        "von der Webseite kopiert",
        "复制的",
    ],
    "prose.copied-from-spreadsheet": [
        "Das Passwort habe ich aus der Tabelle kopiert",
        "mot de passe copié depuis le tableur",
        "copié la contraseña de una planilla",
        "从表格复制的",
    ],
    "prose.worked-before": [
        "Gestern ging es noch",
        "seit heute morgen",
        "depuis ce matin",
        "it stopped this morning",
        "before that it worked",
    ],
    "prose.secure-password-authentication": [
        "Log on using Secure Password Authentication (SPA) is ticked",
        "gesicherte Kennwortauthentifizierung ist an",
    ],
    "prose.setting-just-changed": [
        "I enabled Authenticated SMTP 10 minutes ago",
        "just switched it on",
        "vor 5 Minuten aktiviert",
    ],
    "prose.another-key": ["the secret of the IAM user", "the private API key as password", "key xkeysib-..."],
    "prose.other-machine-works": ["other PCs in same LAN work", "die anderen Rechner gehen"],
    "prose.other-network-works": [
        "everyone in Germany can",
        "En casa funciona",
        "only from our new VPN exit, in the office network all fine",
        "it works over my hotspot",
        "we can send from the office but not from home",
        "from home we can't, from the office we can.",
        "sending works in the office, not at home",
        "über Hotspot geht es",
    ],
    "prose.many-mailboxes": [
        "bei 300 Postfächern; alle Postfächer",
        "40 boîtes concernées",
        "varias cuentas",
    ],
    "prose.many-attempts": [
        "Ich habe es mehrfach versucht",
        "the customer tried the password ten times",
        "she has been trying all morning with different passwords",
        "lo he intentado varias veces",
        "试了好几次",
        "after 5 wrong attempts, and now even the right password fails",
        "nach 3 Fehlversuchen",
        "après plusieurs tentatives",
        "tras varios intentos",
    ],
    "prose.user-without-domain": [
        'login is "info" not info@example.com',
        "the username is just ana, without the domain",
        'User name in the program is "info" only.',
        "they entered only the part before the @",
        "Benutzername ist ana ohne @example.com",
        "identifiant sans le domaine",
        "usuario sin dominio",
        "as username he uses just 'info'",
        "it authenticates with the first part of the username only",
        "the plug-in does not append the domain",
        "the library strips the domain before it logs in",
        "the full email is needed to authenticate there",
        "the server requires the full email address",
    ],
    "prose.unseen-character": [
        "It is how I encode to base64",
        "the password file has a trailing newline",
        "there was a line break at the end of the password",
        "at the end of the password there was a space",
        "wir haben im Passwort am Ende einen Zeilenumbruch gefunden",
        "à la fin du mot de passe il y avait un espace",
        "extra characters came along when it was copied",
        "it ends with a space",
        "das Passwort hat ein Leerzeichen am Ende",
        "il y avait un espace à la fin",
        "tenía un espacio al final",
        "havia uma quebra de linha no final",
        "c'era uno spazio alla fine",
        "er stond een spatie achter",
        "пробел в конце пароля",
        "复制的时候末尾多了空格",
    ],
    "prose.user-is-alias": ["we log in with the alias info@example.com", "an alias as login"],
    "prose.empty-credential": [
        "I left the password field empty",
        "das Passwort ist leer",
        "the username was blank",
    ],
    "prose.many-sources": [
        "login attempts from many different countries",
        "thousands of these attempts every day",
        "hundreds of failed attempts in the log",
        "it comes from random IPs all over the world",
        "Anmeldeversuche aus vielen Ländern",
    ],
    "prose.vpn": [
        "with the VPN: error, without: fine",
        "Only when on VPN: error.",
        "When VPN is active, it times out.",
    ],
    "prose.everybody": [
        "nobody in the company can log in",
        "it fails for everybody since ten",
        "all mailboxes on that server fail",
        "es betrifft alle, bei allen Kunden",
    ],
    "prose.every-receiver": ["it times out to all domains", "nothing goes out", "an alle Empfänger"],
    "prose.only-us": ["only us, others get through", "es betrifft nur uns"],
    "prose.no-two-step": ["2FA is off", "ohne Zwei-Faktor", "MFA disabled for the account"],
    "client.private-server": ["the server 10.0.0.5", "connect to 192.168.1.5"],
    "prose.sending-service": [
        "sent via Mailchimp, only the address is verified",
        "since we switched the ticket system to Zendesk",
        "our Shopify account sends them",
    ],
    "prose.lasting": [
        "the mail has been stuck for 6 hours",
        "seit 6 Stunden nicht angekommen",
        "depuis trois jours",
        "since two days",
        "still nothing after 5 hours",
        "it has been like that since yesterday evening",
        "I use Outlook and since yesterday it fails",
        "14 hours now",
        "It's been 3 days",
        "40 attempts since Monday",
        "seit letzter Woche",
        "seit gestern Abend",
        "schon 14 Stunden",
    ],
    "prose.non-ascii-address": ["anna.müller@firma.example"],
    "client.host-closes-submission": ["on a DigitalOcean droplet"],
    "prose.app-password-spaces": [
        "I pasted the app password with the spaces",
        "entered the app password exactly as shown",
    ],
    "prose.basic-auth-off": [
        "since Microsoft turned off basic auth",
        "legacy authentication has been retired",
        "sie haben die Anmeldung umgestellt, Basic Auth wurde abgeschaltet",
        "la autenticación básica está deshabilitada",
    ],
    "prose.security-defaults": ["Security Defaults were switched on last week"],
    "prose.conditional-access": [
        "is it a Conditional Access policy blocking legacy authentication?",
        "es gibt einen bedingten Zugriff",
        "une règle d'accès conditionnel",
    ],
    "prose.no-auth-sent": [
        "the program does not even try to authenticate",
        "it does not seem to be sending the auth",
        "no login is sent",
        "the printer is not logging in",
        "das Gerät meldet sich gar nicht an",
    ],
    "prose.no-login": ["the relay allows unauthenticated sessions", "it accepts anonymous mail"],
    "prose.quotes-kept": [
        "the export kept quotes around it",
        'the passwords that fail have "" around them',
        "a leading zero is missing",
    ],
    "prose.escaping": [
        "it was not escaped in the shell",
        "it was URL-encoded",
        "the value after the '$' is interpreted as variable",
        "after removing any '$' it is fine",
        "it is cut off at the #",
        "looks like an escaping issue",
    ],
    "prose.app-password": [
        "I entered settings and app password",
        "entering the Gmail app password correctly",
        "the app password does not work",
        "アプリパスワードを新しく生成しても解決できていません",
        "앱 비밀번호를 생성했습니다",
    ],
    "prose.login-service-down": ["our LDAP server was down", "Dovecot has crashed, dovecot is not running"],
    "prose.typographic-sign": [
        "copied out of a Word document",
        "aus Word kopiert",
        "autocorrect made curly quotes",
    ],
    "prose.html-entity": ["it is stored html-escaped in the database"],
    "prose.other-method-works": ["CRAM-MD5 fails, PLAIN works"],
    "prose.other-region": [
        "the credentials were created in us-east-1",
        "wrong region?",
        "Mailgun EU domain",
        "the account's data center is in Europe",
        "das Konto liegt im EU-Rechenzentrum",
        "我的账户托管在欧盟数据中心",
    ],
    "prose.shared-mailbox": ["the login is a shared mailbox", "es ist ein freigegebenes Postfach"],
    "prose.banned": ["fail2ban may have caught us", "our IP got banned"],
    "prose.mail-moved": [
        "the domain moved to Microsoft 365 in spring",
        "the MX was changed yesterday",
        "we moved the domain to Microsoft 365",
        "nach dem Umzug zu IONOS",
        "the mailbox is at Google now",
    ],
    "prose.not-listed": [
        "blocked using zen.spamhaus.org, but it is not in their list",
        "our IP isn't listed anywhere",
    ],
    "prose.out-of-test-mode": [
        "I have Amazon SES in Production mode",
        "Amazon ses is not in sandbox mode",
        "our account is already out of the sandbox",
        "production access was granted last week",
    ],
    "prose.public-resolver": ["the resolver is 8.8.8.8", "it uses Google's public DNS"],
    "prose.home-connection": ["sent from home", "our DSL line", "von zuhause"],
    "prose.hacked": ["the website was hacked", "gehackt worden"],
    "prose.allow-list": [
        "since we turned on the IP whitelist",
        "only allowed IPs may log in",
        "their admin restricted access from my server",
        "logins are limited to certain networks",
    ],
    "prose.other-country": ["she is abroad", "er ist im Ausland"],
    "prose.account-closed": ["the mailbox was suspended", "our invoice wasn't paid"],
    "prose.no-retry": ["our script doesn't retry", "it only sends once"],
    "prose.oauth": [
        "we use XOAUTH2",
        "XOAUTH2 with scope https://outlook.office.com/SMTP.Send",
        '{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}',
        "the refresh token expired",
        "sasl-xoauth2 sends it",
        "mutt_oauth2.py made it",
        "my org switched to OAuth2",
    ],
    "client.web-host": ["WordPress on shared hosting", "our GoDaddy plan"],
    "client.rented-server": ["a new DigitalOcean droplet", "on an EC2 instance"],
    "prose.two-step": ["Zwei-Faktor ist an", "double authentification activée", "两步验证已开启"],
    "prose.after-update": ["seit dem Update", "depuis la mise à jour", "después de la actualización"],
    "prose.new-setup": ["Konto neu eingerichtet", "nouveau compte", "nueva cuenta", "第一次配置"],
}


NOT_SAID = (
    "Das neue Update des Handys ist da",  # no password, nothing that works
    "Le compte du client est chez nous",
    "la contraseña no la sabemos",
    "密码忘了",
    "the database was copied",
    "no additional spaces or invisible characters in it",
    "checked for trailing spaces",
    "some providers require the full email address",
    "Check your username and app password.",
)


@pytest.mark.parametrize(
    ("said", "letter"),
    [
        ("Er hat gestern das Passwort geändert.", None),
        ("la contraseña está bien según él", None),
        ("the password has an ä in it", "ä"),
        ('mein Passwort enthält "ß"', "ß"),
        ("password with a £ sign", "£"),
        ("le mot de passe contient un é", "é"),
    ],
)
def test_a_letter_of_the_sentence_is_none_of_the_password(said, letter):
    (bounce,) = parse_text(f"535 5.7.8 Error: authentication failed:\n{said}")

    told = [fact.args["character"] for fact in bounce.context if fact.tag == "prose.non-ascii-password"]
    assert told == ([] if letter is None else [letter])


# One sentence holds a word of each kind, in the order of its language.
TOLD_TOGETHER = {
    "prose.unseen-character": [
        "my editor puts a line feed behind the password",
        "I checked the password for trailing spaces and found one at its end",
        "Am Ende des Passworts steht ein Leerzeichen",
        "Na końcu hasła była spacja.",
        "В конце пароля оказался лишний пробел.",
        "密码后面多了一个空格",
    ],
    "prose.special-character": [
        "Sobald im Passwort ein & vorkommt, scheitert es.",
        "В пароле есть символ $.",
        "Passwords with % in them are rejected",
        "there is a space in the password",
    ],
    "prose.non-ascii-password": ["There is an ü in the password", "В пароле есть русские буквы."],
    "prose.escaping": [
        "the setup had stripped the '&' from the beginning of my password",
        "In the .env file everything after the $ is gone.",
        "Le mot de passe est lu comme une variable.",
        "A senha foi interpretada como variável.",
        "Quoting the password was the solution.",
    ],
    "prose.plain-password-works": [
        "If I change the password to one that only has letters and digits, sending is fine.",
        "Со знаком $ в пароле нет, с простым паролем работает.",
    ],
    "prose.user-without-domain": [
        "Our server expects just the local part for the login",
        "Als Login ist nur der Teil vor dem @ eingetragen.",
        "Jako login wpisana jest nazwa bez domeny.",
        "用户名只填了@前面的部分",
    ],
    "prose.app-password": [
        "It refuses the app-generated password.",
        "Das App-Passwort habe ich eingegeben.",
        "Пароль приложения создал сегодня.",
    ],
    "prose.app-password-spaces": [
        "The app password went in with its blanks.",
        "J'ai collé le mot de passe d'application avec les espaces.",
        "应用专用密码是带空格填的",
    ],
    "prose.many-attempts": [
        "I mistyped the password about ten times before.",
        "An old phone kept trying with the former password.",
        "Nach fünf falschen Versuchen geht nichts mehr.",
        "Po kilku błędnych próbach nie przyjmuje hasła.",
        "После нескольких неудачных попыток не пускает.",
    ],
    "prose.empty-credential": [
        "Nobody ever filled in a password for it.",
        "In the settings the password box is blank.",
        "El campo de la contraseña está vacío.",
        "Поле пароля пустое.",
    ],
    "prose.other-method-works": [
        "when I force LOGIN the mail goes out",
        "Mit LOGIN klappt es, mit CRAM-MD5 nicht.",
        "С PLAIN работает.",
    ],
    "prose.programs-not-allowed": [
        "the SMTP access box in its settings is not ticked",
        "Bei GMX ist POP3/IMAP nicht aktiviert.",
        "163邮箱没有开启SMTP服务",
        "доступ для почтовых программ выключен",
    ],
}


@pytest.mark.parametrize(
    ("tag", "said"),
    [(tag, one) for told in (SAID, TOLD_TOGETHER) for tag, all_said in told.items() for one in all_said],
)
def test_what_a_person_writes_is_evidence_in_any_language_and_order(tag, said):
    (bounce,) = parse_text(f"535 5.7.8 Error: authentication failed:\n{said}")

    assert tag in {fact.tag for fact in bounce.context}


# Denied, asked, supposed, advised, or said of something else.
NOT_TOLD_TOGETHER = (
    "Neither 465 nor 587 works.",
    "Port 587 does not work, 465 neither.",
    "Nothing works on 587 or 465.",
    "If 587 works, use it in place of 465.",
    "587 geht nicht, 465 geht nicht.",
    "Port 465 works with SSL.",
    "Does 587 work where 465 fails?",
    "Am Ende des Passworts ist kein Leerzeichen",
    "Could there be a space behind the password?",
    "Please make sure that no blanks were copied along with the password.",
    "The mailbox has plenty of space left.",
    "The password holds no special characters.",
    "They don't include any special characters.",
    "The password does not contain special characters.",
    "Checked for trailing spaces in the password.",
    "I checked the password for trailing spaces, nothing.",
    "Does it matter if a password has special characters?",
    "Would it fail if the password had an umlaut?",
    "The subject contains an é and shows up well.",
    "Should the user name be with or without the domain?",
    "Der Benutzername ist die ganze Adresse, nicht nur der Teil vor dem @.",
    "Can an account be closed after several wrong attempts?",
    "Make sure that the password is not empty.",
    "Das Feld für das Passwort ist nicht leer.",
    "With LOGIN and with PLAIN the result is the same.",
    "Mit LOGIN geht es nicht.",
    "Debug output is disabled for SMTP.",
    "Zwei-Faktor ist bei diesem Postfach nicht aktiv.",
    "The attachment was a CSV file.",
    "Leerzeichen am Ende habe ich ausgeschlossen.",
    "His name has an ö, his password is plain.",
    "The password was typed by hand, the subject has an ü.",
    "Neither user name nor password have special characters.",
    "No tengo la verificación en dos pasos.",
    "Authenticator LOGIN returned an empty response for the user name.",
)


@pytest.mark.parametrize("said", [*NOT_SAID, *NOT_TOLD_TOGETHER])
def test_what_says_nothing_of_the_cause_is_no_evidence(said):
    (bounce,) = parse_text(f"535 5.7.8 Error: authentication failed:\n{said}")

    assert {fact.tag for fact in bounce.context if fact.tag.startswith("prose.")} == set()


def test_a_password_that_works_without_a_foreign_letter_tells_of_that_letter():
    (bounce,) = parse_text(
        "535 5.7.8 Error: authentication failed:\nThere is a § in the password, with a plain password it works."
    )

    told = {fact.tag for fact in bounce.context}
    assert told & {"prose.non-ascii-password", "prose.plain-password-works"} == {"prose.non-ascii-password"}


@pytest.mark.parametrize("front", ["", "S: ", 'SMTP -> get_lines(): $str is  "', "SERVER -> CLIENT: "])
@pytest.mark.parametrize(
    "said",
    [
        "535 Zu viele Fehlversuche, bitte in 15 Minuten erneut",
        "535 5.7.0 (#AUTH005) Too many bad auth attempts.",
    ],
)
def test_a_servers_own_words_are_nobodys_account(front, said):
    bounces = parse_text(f"{front}{said}")

    assert {bounce.reply.code for bounce in bounces} == {535}
    assert "prose.many-attempts" not in {fact.tag for bounce in bounces for fact in bounce.context}


def test_the_base64_of_an_undefined_login_is_no_secret_but_a_fact():
    (bounce,) = parse_text(
        "C: AUTH PLAIN AHVuZGVmaW5lZAB1bmRlZmluZWQ=\nS: 535 5.7.8 Error: authentication failed:"
    )

    assert "prose.empty-credential" in {fact.tag for fact in bounce.context}


SAID_OF_ELSE = {
    "prose.many-sources": [
        "we send to customers from many countries",
        "it happens from different networks too, office and home",
        "dozens of them are still in the queue",
        "hundreds of these mails wait",
        "the form sends to thousands of different customers",
    ],
    "prose.vpn": ["with the VPN: same error", "if VPN, please tell us which"],
    "prose.other-port-works": [
        "it should work on 587, 465 is old",
        "we want it to work on 465, so not 587",
        "telnet works on port 587 and 465",
    ],
    "prose.worked-before": ["she works here since yesterday"],
    "prose.everybody": [
        "worked before, all mailbox settings are the same",
        "it worked yesterday, I checked every mailbox rule",
        "it worked until yesterday, all other mailboxes still do",
    ],
    "prose.other-program-works": [
        "Outlook on Android, receiving works",
        "das Handy empfängt, sendet aber nicht",
    ],
    "prose.other-region": [
        "smtp.zoho.eu, the mailbox was registered at zoho.eu",
        "registered at zoho.eu, server smtppro.zoho.eu",
    ],
    "client.iphone": [
        "It works on his iPhone",
        "auf dem iPhone geht es",
        "the iPhone works",
        "fonctionne sur l'iPhone",
    ],
    "done.password-entered": [
        "He changed the password in cPanel yesterday",
        "Ayer cambió la contraseña en el panel",
        "Er hat das Passwort im Kundencenter geändert",
        "we changed the password at IONOS",
    ],
    "prose.domain-changed": [
        "Domain example.com has exceeded the max emails per hour",
        "the domain is fine",
        ("we added extra characters to the password to make it stronger", "prose.unseen-character"),
        ("the password must contain additional characters", "prose.unseen-character"),
        ("am Ende des Passworts kein Zeilenumbruch", "prose.unseen-character"),
        ("pasted, no additional spaces or invisible characters added", "prose.unseen-character"),
        ("the same (no stray spaces or tabs) as on the site where they work", "prose.unseen-character"),
        ("aucun espace à la fin du mot de passe", "prose.unseen-character"),
        ("at the end of the day we have no space left", "prose.unseen-character"),
    ],
    "prose.free-sender": ["a mail from ana@gmail.com bounced", "from our Gmail account to customers"],
    "reply.many-recipients": [
        "too many recipients, 50 of 100 allowed",
        "tried 3 of 10 hosts",
        "our bounce rate is 0.4 %",
        "the bounce rate was fine, 98% delivered",
        "the bounce rate of our website is 62 %",
        "the landing page has a bounce rate of 40 %",
        "the bounce rate went down from 8 % to 1 %",
        "the bounce rate must stay under 5 %",
        "a bounce rate of 10 % would be high",
    ],
    "prose.never-sent": [
        "we never sent mail to this company before",
        "the mail was not sent",
        "nobody sent it yet",
        "nobody wrote it down",
        "they never sent them an invoice",
        "the messages she never sent are in her drafts",
        "mails we never sent before were accepted",
        "I sent it twice, she never got it",
    ],
    "prose.every-message": [
        "every mail with an attachment bounces",
        "all mails to Gmail arrive, this one is refused",
        "one of our mails to gmail was rejected",
    ],
    "done.login-set": [
        "authentication failed, 2FA is on",
        "two-factor authentication is enabled",
        "Zwei-Faktor-Authentication is on",
    ],
    "prose.whole-domain": ["all mail to partner.example"],
    "prose.sending-service": ["our mail to Zendesk comes back", "the address of Shopify is wrong"],
    "prose.lasting": [
        "try again after 4 hours",
        "the account is blocked for 24 hours",
        "it worked for 3 days",
        "we use this server since yesterday",
        "the mailbox exists since yesterday",
        "it has been fixed since yesterday",
    ],
    "prose.no-two-step": ["2FA is on", "no MFA prompt is shown"],
    "client.private-server": ["connect to 100.10.0.5", "version 10.0.5 of the server"],
    "prose.non-ascii-address": ["Grüße, ana@example.com", "für ana@example.com"],
    "prose.other-network-works": [
        "nobody can send from the office since today",
        "we can not send from the office but nothing else has changed",
        "from home we can not send",
    ],
}


@pytest.mark.parametrize(
    ("words", "tag"), [(one, tag) for tag, words in SAID_OF_ELSE.items() for one in words], ids=str
)
def test_what_only_sounds_like_it_is_no_evidence(words, tag):
    (bounce,) = parse_text(f"550 5.1.1 User unknown\n{words}\n")

    assert [fact for fact in bounce.context if fact.tag == tag] == []


GOES_ON = {
    "550 5.9.1 blorp filter 77. our customer is angry": "blorp filter 77.",
    "535 5.9.9 blarg zzz, but the same password works in the phone app": "blarg zzz",
    "535 5.9.9 blarg zzz. The same password works in webmail": "blarg zzz.",
    "535 5.9.9 blarg zzz on Outlook, with Gmail it works": "blarg zzz on Outlook",
    "535 5.9.9 blarg zzz. Gmail works fine": "blarg zzz.",
    "535 5.9.9 blarg zzz, on port 587 works only": "blarg zzz, on port 587 works only",
    "535 5.9.9 blarg zzz, only our shop fails": "blarg zzz",
    "535 5.9.9 blarg zzz. The address only works inside": "blarg zzz. The address only works inside",
    "451 4.9.9 frobnicate later. Is this our fault?": "frobnicate later.",
    "550 5.9.9 gronk filter - my boss wants to know": "gronk filter",
    "535 5.9.9 blarg zzz, we use SSL on port 587": "blarg zzz",
    "535 5.9.9 blarg zzz (we're using STARTTLS)": "blarg zzz",
    "550 5.9.9 gronk filter. I already changed the password": "gronk filter.",
    "550 5.9.9 gronk filter (the account is not locked)": "gronk filter",
    "550 5.9.9 gronk filter - SPF and DKIM are fine": "gronk filter",
    "550 5.9.9 gronk filter. Please check that the address is correct": "gronk filter. Please check that the address is correct",
    "550 5.9.9 gronk filter, the address is not valid": "gronk filter, the address is not valid",
    "550 5.9.9 gronk filter; we do not use your address": "gronk filter; we do not use your address",
    "550 5.9.9 Sorry, I couldn't find any gronk": "Sorry, I couldn't find any gronk",
    "554 5.7.1 gronk; Client was not authenticated": "gronk; Client was not authenticated",
    "550 5.7.1 gronk. Our system has detected it": "gronk. Our system has detected it",
    "550 5.7.1 This customer has been suspended": "This customer has been suspended",
}


@pytest.mark.parametrize(("line", "said"), GOES_ON.items(), ids=list(GOES_ON))
def test_a_servers_words_end_where_a_person_goes_on(line, said):
    (bounce,) = parse_text(line)

    assert bounce.reply.text == said


def test_an_error_whose_reason_is_left_out_does_not_go_on_with_a_persons_words():
    (bounce,) = parse_text("535 5.7.8 Error: authentication failed:\nThe contact form is down since today")

    assert bounce.reply == Reply(535, "5.7.8", "Error: authentication failed:")


def test_a_mail_from_somebody_names_no_step():
    (bounce,) = parse_text("Only one mail from a colleague: 550-5.7.1 likely unsolicited mail. gsmtp")

    assert bounce.stage is None


def test_the_login_that_does_not_own_a_sender_is_no_recipient():
    (bounce,) = parse_text(
        "Form: 550 5.7.1 <bo@example.net>: Sender address rejected: not owned by user ana@example.com"
    )

    assert (bounce.recipient, bounce.sender) == (None, "bo@example.net")
