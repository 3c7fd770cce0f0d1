"""The words that announce a secret, in the languages of those who paste, and the words that are none.

`is_word` and `looks_made` judge a value that stands behind such a word. Both are cautious in their own
direction: the first keeps what an error says, the second takes what nobody says.
"""

from __future__ import annotations

import re
from typing import Final

MARK: Final = "[redacted]"  # what stands in a secret's place

# In small letters. Each begins with a character, so that a search leaps from one such character to the next.
PASSWORDS: Final = (
    r"pass(?:[ -](?:words?|phrases?)|wor[dt](?:et|en|s)?|wörter|wd|phrases?|code|key)?(?![a-z])"
    # As people mistype it in a hurry.
    r"|pas(?:wor[dt]|swrod|sowrd)s?(?![a-z])|psswor[dt](?![a-z])|pass(?:word|wd)(?=[a-z_])|pwd|psw(?![a-z])"
    r"|(?<![a-z0-9])p/?w(?![a-z])|(?:mail|smtp|user)pw(?![a-z])|kennw(?:ort|örter)|mot de passe"
    r"|(?<![a-z])mdp(?![a-z])|contrase(?:ñ|n)a|(?<![a-z])clave(?![a-z])|(?<![a-z])senha|wachtwoord"
    r"|has(?:ł|l)(?:o|a|em)(?![a-z])|hesl(?:o|a|em|u)(?![a-z])|jelsz(?:ó|o|avam|ava)(?![a-z])|l"
    r"(?:ö|o)senord(?:et)?|adgangskoden?|kodeord(?:et)?|passord(?:et)?|salasana(?:ni|si|mme)?"
    r"|(?<![a-z])parol(?:a(?: d'ordine)?|am|ă|ē|e)(?![a-z])|(?:ş|s)ifre(?:si|niz|miz|m|yi|sini|mi)?(?![a-z])"
    r"|lozinka|slapta(?:ž|z)odis|geslo(?![a-z])|kata sandi(?:nya|ku|mu)?(?![a-z])|mật khẩu|парол[ьяюе]м?"
    r"|парола(?:та)?|лозинка|密码|密碼|口令|授权码|授權碼|パスワード|비밀번호|비번|패스워드|암호"
    r"|كلمة (?:المرور|السر|مرور|سر)|رمز عبور|סיסמ[הא]|κωδικ(?:ός|ό[νς]?|ού)(?: πρόσβασης)?|รหัสผ่าน|पासवर्ड"
)
KEYS: Final = (
    r"secret(?:[_-]?(?:access)?[_-]?key)?|api[ _-]?key(?:[ _-]?(?:private|secret))?"
    r"|access[ _-]?key(?![ _-]?id)|smtp[ _-]?key|auth(?:ori[sz]ation)?[ _-]code"
    r"|(?:auth|access|refresh|server|bearer|bot|session|csrf|security)[ _-]?token|token(?![a-z])"
    r"|(?:private|app|signing|encryption|master)[_-]key|privatekey(?![a-z])|sas[_-]key|totp(?![a-z])"
)
# Behind such a word: what kind of it, a number, the rest of a name.
_REST: Final = r"(?:[_-]?(?:\d{1,3}|value|plain|text|new|neu|raw|hash|string|base64))?"

# Either, with its rest.
NAME: Final = re.compile(rf"(?:{PASSWORDS}|(?P<key>{KEYS})){_REST}")

# What an error says of a password behind a colon, and what a sentence goes on with.
_SAID: Final = frozenset(
    """
    a accepted an and are as at authentication be because blank but by can cannot change changed command
    could denied did disabled do does empty enabled eof error expired expires failed failure fails field for
    forgot forgotten from had has have hidden how i if in incorrect invalid is it its mandatory mismatch
    missing must my needed needs never no not nothing of off on only optional or passed please refused
    rejected required reset see set should show so than that the their then there these they this to too
    unknown unsupported until use used user username using value was we were what when where which will with
    without wrong yes you your abgelaufen abgelehnt am auf aus bei bitte das dem den der des die ein eine
    einer er es falsch für gesperrt ich im ist kein keine leer mit nicht nur oder sie und ungültig von war
    wie wir wird wurde zu zum zur au avec ce ces con dans de del du e el en est et expiré faux il la las le
    les lo los mais mi nous non o os ou para pas per por pour que qui refusé requis si su sur tu un una une
    uno vous y às é não è het een niet onjuist voor incorrecte incorrecta incorreta inválida errata cram
    digest gssapi login ntlm oauth oauth2 oauthbearer plain scram sspi xoauth xoauth2 cram-md5 digest-md5 smtp
    ok okay same unchanged siehe steht gleich stimmt
    smtps imap pop3 quit ehlo helo
    """.split()  # noqa: SIM905 - words in lines are read and mended more easily
)
# How a password is, as an error or a person says of it.
_STATES: Final = frozenset(
    """
    bad correct blocked locked deactivated compromised revoked encrypted protected stored saved verified
    valid weak reused unset richtig korrekt inkorrekt fehlt fehlerhaft unbekannt erforderlich vergessen
    geändert geprüft deaktiviert verweigert zurückgesetzt verborgen unverändert abgewiesen erroné erronée
    invalide refusée expirée oublié oubliée manquant vide bloqué désactivé inconnu modifié changé correcte
    incorrecto erróneo errónea inválido rechazado rechazada caducado caducada expirado expirada vacío vacía
    requerido requerida bloqueado bloqueada desconocido desconocida correcto correcta cambiado cambiada
    olvidada incorreto errado errada recusado recusada vazio vazia obrigatória correto alterado alterada
    errato sbagliato sbagliata scaduto scaduta rifiutato rifiutata mancante richiesto richiesta bloccato
    bloccata vuoto vuota corretto corretta cambiata dimenticata valida valide juist verkeerd ongeldig
    geweigerd verlopen leeg vereist geblokkeerd gewijzigd vergeten fout błędne nieprawidłowe niepoprawne
    odrzucone wygasło puste wymagane zablokowane poprawne zmienione chybné špatné neplatné vypršelo prázdné
    správné nesprávné zamítnuto hibás rossz lejárt üres helyes helytelen érvénytelen fel felaktigt ogiltigt
    utgånget saknas rätt forkert ugyldig ugyldigt udløbet mangler feil utløpt riktig väärä virheellinen
    vanhentunut tyhjä oikea yanlış hatalı geçersiz boş doğru greșită greşită incorectă invalidă expirată
    goală corectă pogrešna neispravna netočna istekla prazna salah benar kosong sai đúng trống correta
    """.split()  # noqa: SIM905 - words in lines are read and mended more easily
)
# What else stands beside the word in a sentence, a form or a list, but for what `_ENDINGS` tell.
_TALK: Final = frozenset(
    """
    about above account add address admin after again all also always any anymore api apikey app auth
    authenticate authenticator auto base64 basic been before below both bounce case char character
    characters check clear client code complexity confirm contain contains credential credentials current
    data database default different doesn't domain done dovecot each either email enter entry equals every
    exchange exim exists external fail file fine first found get gmail good google got grant hard hash help
    here host icloud inactive inbox inbound input insecure instead into isn't just keep key kind known last
    length less like limit link list lock long mail mailbox manager match matches mechanism message method
    more name new normal now number office365 ok okay old once one open other our out outbound outlook over
    page password passwords passwd pattern permission policy pop port postfix pretty prompt properly
    protocol provider rather re-enter read real really reason recipient relay remains response retry right
    rule rules said same sasl save secret secure security sender sent server service settings simple since
    smtpauth soft some spam special ssl starttls status step still strength strong success successful
    support temporary test text timeout tls token try type update verify very via way web well why wordpress
    word work works would yahoo yet zoho hotmail clean abbrechen anmelden eingeben gleich neu nötig noch
    schon speichern stimmt weiter zurücksetzen ändern anzeigen benutzername benutzer bonne connexion valider
    juste hostname nutzername sicherheit anmeldung continue cancel next back submit sign signin signup
    logout alone itself given lost made meant shown taken written kept gone broken stolen withdrawn
    forbidden left held cut belongs mon tue thu fri sat sun monday tuesday wednesday thursday friday
    saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag erronés incorrectes gevraagd
    veranderd juiste hetzelfde cambiato giusta giusto vacia certa vencida changée modifiée ändrat glömt
    ændret endret vaihdettu değişti alphanumeric numeric identical alphanumerisch identisch case-sensitive
    constraints
    """.split()  # noqa: SIM905 - words in lines are read and mended more easily
)
# Of four groups of four letters one or none is such a word in an app password.
SHORT_WORDS: Final = frozenset(
    """
    able also auth away back been best body both call came case code come copy data date days does done down
    each easy else even ever fail file find fine five form four free from full gave gets give goes gone good
    half hard have help here high hold host hour idea imap info into just keep kept kind knew know last left
    less life like line link list live long look made mail main make many mean mine more most move much must
    name near need next nice none once only open over page part pass past plan port post read real rest same
    save seem seen self send sent show side site size smtp some soon stay stop such sure take test text than
    that them then they this time told took true turn type unit upon used user uses very want ways week well
    went were what when whom wide will with word work year your aber alle auch dann dass dein dich dies doch
    eine fehl geht habe hier ihre jede kann kein mich mein mehr muss nach nein noch oder ohne sehr sein sich
    sind soll viel wann wenn wird zwei
    """.split()  # noqa: SIM905 - words in lines are read and mended more easily
)
# Mail servers take passwords in ASCII; letters of another script alone are what an error says.
_LATIN: Final = "\u036f"
_ENDINGS: Final = (
    "ed", "ing", "tion", "ment", "ible", "able", "error", "exception", "failure", "ungen", "keit", "lich",
    "iert",
)  # fmt: skip
# In small letters.
_PLACEHOLDER: Final = re.compile(
    r"%s|n/?a|null|none|nil|true|false|undefined|[\w-]{0,8}[-._]?\.{3,}.{0,40}|\*+|x{2,}|\.+|•+|●+|_+|-+|#+"
    r"|<.{0,60}>?|\[(?![a-z]{1,20}\d{1,8}[a-z\d]{0,20}\]?$)[\w .-]{0,40}\]?|redacted|removed|masked"
    r"|!(?:secret|vault|env)\w*|changeme|(?:your|my|the|dein|ihr)[\W_].{0,40}|\$\{.{1,60}|\$\([^)]{0,60}\)?"
    r"|\$(?:[a-z_]+|\d+)|\$[a-z_]{0,20}(?:pass|pw|secret|key|mail"
    r"|smtp|token|conf|this|env)[a-z_]*(?:[-\[(].{0,80})?|\$[a-z_]{1,30}(?:->|\[).{0,80}|%[a-z_]+%"
    r"|\{\{.{0,60}|process\.env.*|os\.environ.*|[a-z_.]{1,40}\((?:[\"').].{0,80})?"
    r"|(?:config|settings|self|this|options|opts|args|params|env|secrets|vars|var|data)\.[\w.]+|string|str"
    r"|\d{3}"
    # What a sign-in service answers in the place of a token.
    r"|(?:aadsts\d{5,7}|invalid_(?:grant|client|scope|request)|(?:unauthorized|deleted)_client"
    r"|access_denied).{0,40}|[245]\.\d{1,3}\.\d{1,3}"
)
_HOST: Final = re.compile(
    r"(?i)\[?(?:[\w-]{1,63}\.){1,8}[a-z][a-z0-9-]{1,23}\]?(?:\\?\[[\da-f.:]{2,45}\\?\]?)?(?::\d{1,5})?"
    r"(?:/.{0,300})?"
)
_ADDRESS: Final = re.compile(r"[^@\s]{1,64}@(?:[\w-]{1,63}\.){0,8}[a-zA-Z][\w-]{0,23}")
# "fails to pass SPF checks with the ip: [2a01:4f8::25]." (RFC 4291 2.4: of the internet or one's own network)
_IPV6: Final = re.compile(r"(?i)(?:[23][\da-f]{3}|f[cde][\da-f]{2})(?::{1,2}[\da-f]{1,4}){1,7}(?:::)?\]?\.?")
_PLAIN_NUMBER: Final = re.compile(r"[\d.:,/+TZ-]*|\d{2,5}[/?].{0,300}")
# Names of mechanisms, protocols, programs and versions, places in files, numbers of errors.
_NAMED: Final = re.compile(
    r"(?i)(?:(?:hmac-?)?(?:cram|digest|scram|sha|md|utf|base|tls|ssl|tlsv|x?oauth|office|outlook|o|m|ipv"
    r"|imap|pop|mx|smtp|ticket|case|issue|release|update|build"
    r"|e?smtps?a?|v|exchange|thunderbird|firefox|chrome|phpmailer|nodemailer|workspace|plesk|windows|win"
    r"|ubuntu|debian|php|python|java|android|ios|macos|aes|rsa|iso|rfc|port|step|http|h|p|bcrypt|argon|mail"
    r"|user|server)[-_v]?\d[\w.-]{0,16}"
    r"|[\w./-]{1,80}:\d{1,6}|\d+(?:\.\d+)?-?(?:st|nd|rd|th|x|h|m|s|ms|kb|mb|gb|min|days?|bits?|char"
    r"(?:acter)?s?|letters?|digits?)|[A-Z]{2,8}/[\d.]+"
    r"|(?:aadsts|e|err|error)[-_]?\d+|u\+[\da-f]{4,6}|#?\d+\)?|[a-z][\w-]*\[\d+\]:?|0x[0-9a-f]+)"
)
_ASSIGNED: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,40}=")  # `smtp.helo=mx.example.com`
_LETTER: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")
_SPECIAL: Final = frozenset("!#$%^&*?~+=§@€£")
# Such a word stands for itself: nothing in it names anything. `mailer#1708` and `PHPMailer#1708` are a
# change's number, `RFC4954#2`, `Mail.php#94` and `form#login2` name a part, `4.96+deb12u3` is a version.
_STRONG: Final = re.compile(
    r"(?![a-z\d][a-z\d.-]*#|[A-Z]+[a-z]*[A-Z][A-Za-z]*#\d+$|[\w.]+\.\w+#\d|(?:Error|Issue|Ticket|Case)#"
    r"|[A-Z]{3}\d*#|\d+[.x-])[^\W_][\w!#$&*^?§€£.-]{6,38}[\w!#$%&*^~+§€£]"
)
_STRONG_CHARS: Final = frozenset("!#$%&*^~+?§€£")
_SHORTEST: Final = 4
_CASES: Final = re.compile(
    r"(?=.{0,80}?[^\W\d_a-z].{0,80}?[^\W\d_A-Z]|.{0,80}?_)(?:(?:\D{0,80}\d){2}|(?=.{10})\D{0,80}\d)"
)
_WORD_AND_NUMBER: Final = re.compile(
    r"[^\W\d_a-z][^\W\d_A-Z]{2,20}[-_.]?(?:\d{3,8}[!?*.$#]{0,2}(?:-?[a-z])?|\d\d[!?*.$#]{1,2})"
)
_MIXED: Final = 7  # shorter is a name with a number
_DIGITS: Final = 6  # fewer are a port or a code
_FEW: Final = 5  # a password of four characters is not told from a word with a number


def is_word(value: str, *, in_talk: bool = False) -> bool:
    """Whether it is what an error says, a placeholder or a variable, and no secret.

    `in_talk`: it stands in a sentence, where many more words are none.
    """
    bare = value.strip(" \t\"'`.,;:!?()[]|*\\")
    low = bare.lower()
    if not bare or _PLACEHOLDER.fullmatch(low) is not None:
        return True
    if value != bare and _PLACEHOLDER.fullmatch(value.lower()) is not None:
        return True
    if bare.isalpha() and min(bare) > _LATIN:
        return True
    if low in _SAID or low in _STATES:
        return True
    return in_talk and (low in _TALK or (bare.isalpha() and low.endswith(_ENDINGS)))


def is_elsewhere(value: str) -> bool:
    """Whether it is a host, an address, a number, a time or a path, as they stand beside a password."""
    bare = value.strip(" \t\"'`,;()<>[]=")
    return (
        _HOST.fullmatch(bare) is not None
        or _ADDRESS.fullmatch(bare) is not None
        or _PLAIN_NUMBER.fullmatch(bare) is not None
        or _IPV6.fullmatch(bare) is not None
        or "://" in bare
        or bare.startswith(("/", "~/", "./", "C:\\", "mailto:"))
    )


def may_be(value: str) -> bool:
    """Whether it may be a password where one is due: no word of a sentence, nothing else of a row."""
    bare = value.strip(" \t\"'`,;()<>.|")
    if len(bare) < _SHORTEST or is_word(value, in_talk=True) or _ASSIGNED.match(bare) is not None:
        return False
    return not is_elsewhere(value) or is_long_number(value)


def is_long_number(value: str) -> bool:
    """Whether it is a number, too long for a port or a code."""
    bare = value.strip(" \t\"'`,;()<>.|")
    return bare.isdigit() and len(bare) >= _DIGITS


def looks_made(value: str) -> bool:
    """Whether nobody would write it but as a secret: letters mixed with digits or special characters."""
    bare = value.strip("\"'`(").rstrip(".,;:)]|")
    if len(bare) < _FEW or _LETTER.search(bare) is None:
        return False
    if _DIGIT.search(bare) is None and (_SPECIAL.isdisjoint(bare[:-1]) or "@" in bare[:1]):
        return False
    return not (
        _ASSIGNED.match(bare) is not None
        or is_word(bare, in_talk=True)
        or is_elsewhere(bare)
        or _NAMED.fullmatch(bare) is not None
    )


def is_mixed(value: str) -> bool:
    """Whether it has a capital letter, small ones and digits, as a person makes a password."""
    return len(value) >= _MIXED and looks_made(value) and _CASES.search(value) is not None


def is_word_and_number(value: str) -> bool:
    """Whether it is a word with a capital letter and a number behind it, as most people make a password."""
    return value[:1].isupper() and _WORD_AND_NUMBER.fullmatch(value) is not None and looks_made(value)


def is_strong(value: str) -> bool:
    """Whether it reads like a password where one is spoken of: letters, digits and special characters."""
    value = value.rstrip("*")  # of Markdown
    return (
        _STRONG.fullmatch(value) is not None
        and not _STRONG_CHARS.isdisjoint(value)
        and _DIGIT.search(value) is not None
        and looks_made(value)
    )
