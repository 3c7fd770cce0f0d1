"""Which rules may find a secret in a text, by the signs that stand in it: all are looked for in one pass.

Names rules and gives no place; `bot.parse.redact` asks those whose sign stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from bot.parse.rare_pattern import widened
from bot.parse.secrets import commands, forms, logins, programs, rows, spoken, talk, tokens
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.settings import named_secrets
from bot.pattern_set import LongPattern


class Rule(NamedTuple):
    """What gives the places of secrets; `closer`: what must occur as well, else there is none."""

    find: Callable[[str], Iterator[Span]]
    closer: LongPattern[bytes] | None = None


class Trigger(NamedTuple):
    """A sign, and the rules that may apply where it stands.

    `near`: to the piece of a text that holds it; `whole`: to the whole text, since a login's lines and a
    table's rows stand far below what they belong to.
    """

    sign: str
    near: tuple[Rule, ...] = ()
    whole: tuple[Rule, ...] = ()


# What a password or a key is called, as short as it is told from other words.
_CALLED: Final = (
    r"pass(?:[ -](?:word|phrase))?|pas(?:word|wort)|psswor|pwd|psw|(?:\b|_)p/?w|(?:mail|smtp|user)pw|secret"
    r"|key|token|totp|kennw(?:ort|örter)|auth(?:ori[sz]ation)?[ _-]code|mot de passe|\bmdp|contrase(?:ñ|n)a"
    r"|\bclave|\bsenha|wachtwoord|has[lł](?:o|a|em)\b|hesl|jelsz(?:ó|o|av)|senord|adgangskode|kodeord"
    r"|salasana|\bparol(?:a d'ordine|am?|ă|e|ē)|ifre|lozinka|slapta|geslo|kata sandi"
)
_ABROAD: Final = (
    r"mật khẩu|парол[ьяюе]|парола|лозинка|密码|密碼|口令|授权码|授權碼|パスワード|비밀번호|비번|패스워드"
    r"|암호|كلمة|رمز عبور|סיסמ|κωδικ|รหัสผ่าน|पासवर्ड"
)
_IS: Final = (
    r"is|was|are|be|ist|war|sei|lautete?|est|serait|c['’]est|es|sería|é|è|e'|sarebbe|seria|är|er|je|to|auf|zu"
    r"|on|este|yra|ir|has been|changed|set|now|wurde"
    rf"|{talk.WAS}"
)
_FOR: Final = (
    r"for|of|für|von|vom|de[rl]|d[aeo]s?|pour|que|para|per|di|van|voor|dla|od|på|till?|för|ke|от|для|від|của"
)


def _closer(*patterns: str) -> LongPattern[bytes]:
    return LongPattern(f"(?im){'|'.join(patterns)}".encode())


# What a line of a login in another protocol, or of a program for it, may have.
_IN_PROTOCOLS: Final = (
    r"given password|initial reply:|decoded|client response|cache\(|\$auth[23]|client_send|pass `|\) != '"
    r"|\\0|\\x00|\\u0000|\^@|\x00"
)
# What a trigger only hints at, in patterns that repeat over words: a sieve of them would have states for
# every word that has begun. Each is looked for where its trigger stands.
_PROTOCOLS: Final = _closer(
    rf"(?:^|[\s\"'`:>])(?:[a-z]*\d+|[a-z.*?])[ \t]+login[ \t]|\bpass[ \t]+\S|{_IN_PROTOCOLS}"
)
_DUMPS: Final = _closer(r"(?:^|[\s|>\"])(?:0x)?[0-9a-f]+[ \t]?:?(?:[ \t]+[0-9a-f]+){4}[ \t]")
_URLS: Final = _closer(r"://[^\s/:]*:[^\s]+@|://[^\s/@]+@")
_ADDRESSES: Final = _closer(
    r"@[\w-]+(?:\.[\w-]+)+(?:[:;|,\t/\"'`\\]|[ \t]+[:;|,/=→-]|[ \t]+(?:p:[ \t]*"
    r"|(?:and|with|using|und|mit|et|avec|y|con|e|com|en|met|и|с)[ \t]+)?\S*[0-9!#$%&*+?^~])"
    r"|:\d+[ \t]+[^\s@:]+@\S+[ \t]"
)
_HEADERS: Final = _closer(
    rf"(?:{_CALLED})[\w ]*[\"'`*_\\]*\s*[,;|\t]|[,;|\t][\"'`*_\\ ]*[\w -]*(?:{_CALLED})"
    rf"|[ \t][ \t][\w]*(?:{_CALLED})|{_ABROAD}"
)
_VARIABLES: Final = _closer(rf"(?:{_CALLED})[^└]*└ ")
_SETS: Final = _closer(
    r"\b(?:c?set|setx|config|update|put|put-parameter|create-secret)[ \t].*[ _./:-]\w*(?:pass|pwd|secret"
    r"|api_?key)\w*[\"']?[ \t]"
)
_LABELS: Final = _closer(rf"(?:{_CALLED})(?:[\w\t )(:*]*\s*$|\w*[*_]+[ \t])|{_ABROAD}")
_ASKS: Final = _closer(rf"(?:{_CALLED})[\w '’\t]*\?")
_ENDS_LINE: Final = r"(?:password|passwd|pass|pwd|pw)[ \t]+\S+[\"'} ]*$"
_MADE: Final = r"\S*[\d!#$%&*+?^~]"  # a word with a digit or a special character
_NAMES: Final = _closer(
    # A mark behind the name: "password: ...", "pass => ..."
    rf"(?:{_CALLED})\w*(?:[^\w\s.,]|\.\.|[ \t]+[^\w\s])",
    # What it is, was, or is changed to: "password is ...", "Passwort auf ... geändert"
    rf"(?:{_CALLED})\w*[ \t]+(?:from|von|de|da|van|od|ze?|från|fra|từ|dari|saya|anda|tôi|to|auf|zu|naar|à|a"
    rf"|на|{_FOR})[ \t]",
    rf"(?:{_CALLED})\w*[ \t]+(?:\S+[ \t]+)?(?:\S+[ \t]+)?(?:{_IS})[ :]",
    # "password that I got: ..."
    rf"(?:{_CALLED})\w*(?:[ \t][\w'-]+)+:[ \t]|(?:{_CALLED})\w*[ \t]+[^\s:]+:[ \t]+{_MADE}",
    # A file of two columns
    rf"^[\"' \t]*(?:{_CALLED})\w*[\"']?[,;]\S*\d",
    # A word beside the name that is made up: "password k2#x"
    rf"(?:{_CALLED})\w*[ \t]+{_MADE}",
    # A login and its password in one line, a setting or a command that ends with it
    r"(?:login|user|account|machine|poll|identifiant|usuario|benutzer).*(?:pass|pw|kennw)",
    rf"(?:^|[\]:|*>•\"-])[ \t]*{_ENDS_LINE}|@\S+[ \t]+{_ENDS_LINE}",
    rf"(?:^|[\]:|>*])[ \t]*(?:env[ \t]+)?[\w.]*[_.]\w*{_ENDS_LINE}",
    # What stands before the name: "k2#x as password", "è k2#x la password"; RE2's \b knows ASCII alone.
    rf"(?:^|\W)(?:{talk.AS}|{talk.WHETHER}|{talk.IS}|{talk.ARROW})[ \t].*(?:{_CALLED})",
    _ABROAD,
    "value",
)
# What reads like a password and nothing else, beside a login, behind what somebody tried or its slash.
_BY_LOOK: Final = _closer(
    widened(spoken.MADE_UP), rf"(?:{spoken.TRYING})[ \t].*[\d!#$%&*+?^~]", widened(commands.SLASHED)
)
_CODES: Final = _closer(rf"(?:{spoken.CODES})[ \t:=(]", r"\b(?:security|secret)[ -](?:answer|question)")
_LOGS_IN: Final = _closer(rf"{_CALLED}|{_ABROAD}|\b535\b|authenti|login|[a-z0-9][!#$%&*^~+?§€£]")
# Most pastes hold none.
TRIGGERS: Final = (
    # Logins
    Trigger(
        r"auth|\b334|client -> server|VXNlcm5hbWU6|UGFzc3dvcmQ6|[a-z0-9+/]==?(?:[\s\"'\\\]]|$)|resp=",
        near=(Rule(tokens.known_tokens),),
        whole=(Rule(logins.in_conversations),),
    ),
    Trigger(
        r"\b(?:password|passwort|passwd|pwd|pass|auth login|334|base64)\b",
        near=(Rule(logins.near_a_password), Rule(tokens.known_tokens)),
    ),
    Trigger(
        rf"[ \t]login[ \t]|\bpass[ \t]|{_IN_PROTOCOLS}", near=(Rule(logins.in_other_protocols, _PROTOCOLS),)
    ),
    Trigger(r"[ \t][0-9a-f]+[ \t]+[0-9a-f]+[ \t]+[0-9a-f]+[ \t]", whole=(Rule(logins.in_dumps, _DUMPS),)),
    # Programs and commands
    Trigger(
        r"(?:login|log_in|auth|authenticate|credentials?|credentials?::new|authentication|connect|\.start"
        r"|encode_base64|b64encode|btoa)\(|(?:login|auth|account)\w*[\"']?[ \t]*[:=]>?[ \t]*[\[({]\s*\\?[\"']"
        r"|securestring|(?:pass|pwd|secret|key)[\w:. -]*(?:\(|,[ \t]?\\?[\"']|\\?[\"'](?:,| value=))"
        r"|values\s*\("
        r"|[\"'][,\s]\s*\\?[\"']?\d+\\?[\"']?[,\s]\s*\\?[\"']|@[\w.-]+\\?[\"'][,\s]\s*[@$brf]*\\?[\"']",
        near=(Rule(programs.in_calls),),
    ),
    Trigger(
        r"(?:^|[\s\"'`])(?:-xp|-ap|-p|-pw|-pass|-auth|--auth|--pass|--key|--api|--token|--secret|--oauth"
        r"|-cred|-u|--user)|\][:0-9]*[ \t]+[^\s:]+:[^\s:]|[ \t][\w.+%-]+(?:@[\w.-]+)?:[^\s:/]\S*[ \t]*$"
        r"|\"P[:=]|doveadm|\bwp option|passwordeval|credentials_generate\.py"
        r"|[_-](?:auth|credentials?|userpass)\\?[\"']?[ \t]*[:=]|\becho\b|\bprintf\b|\b(?:static|inline):"
        r"|<<<|[ \t](?:-w|-a|-U)[ \t]?\S|-pass(?:in|out)[ \t=]|passwd\b|\bnet[ \t]+user\b|smtpctl"
        r"|\bkeytool\b|\bp:[ \t]*\S",
        near=(Rule(commands.in_commands),),
    ),
    Trigger(
        r"(?:cred(?:ential)?s|log-?ins?(?: data| details)?|access(?: data)?|daten|zugang|identifiants|accès"
        r"|credenciales|acceso|credenziali|accesso|gegevens|доступ\w*)[ \t]*:?[ \t]*$",
        near=(Rule(forms.listed_below),),
    ),
    Trigger(r"\bcred(?:ential)?s?\\?[\"']?[ \t]*[:=(]", near=(Rule(commands.in_credentials),)),
    Trigger(
        r"\b(?:c?set|setx|config|update|put|put-parameter|create-secret)[ \t]",
        near=(Rule(commands.set_by_command, _SETS),),
    ),
    Trigger(r"└ \S", near=(Rule(programs.below_variables, _VARIABLES),)),
    # Keys and tokens
    Trigger(
        r"SG\.|xox[abeoprs]|xapp-|A3T|AKIA|ASIA|ABIA|ACCA|\bre_|smtpsib-|keysib-|key-|api-|ya29\.|gh[pousr]_"
        r"|github_pat|glpat|npm_|dop_v1|AIza|GOCSPX|1//0|\b[srp]k_|\bsk-|mlsn\.|\bmd-|\bSK[0-9a-f]|-us\d"
        r"|\dQ~|:AA|HRKU|AGE-|eyJ|hooks\.slack|/webhooks/|\b(?:key|private)[ \t:]|key=|sig="
        r"|B[A-P][a-z0-9+/]*\d|[0-9a-f]-[0-9a-f]+-[0-9a-f]",
        near=(Rule(tokens.known_tokens),),
    ),
    Trigger(
        r"\$\w+\$|\{(?:s?sha|smd5|crypt|plain|cleartext|cram|digest|pbkdf2|argon2|scram|[a-z0-9]+-crypt)",
        near=(Rule(tokens.hashes),),
    ),
    Trigger(r"PRIVATE KEY|Private-Lines", whole=(Rule(tokens.private_keys),)),
    Trigger(r"authorization|bearer|basic\s|cookie|response[\"']?=", near=(Rule(tokens.in_headers),)),
    Trigger(r"://", near=(Rule(tokens.in_urls, _URLS),)),
    Trigger(
        r"[?&;](?:api|key|access|auth|refresh|id|token|pass|pwd|secret|client|sig|code|assertion)",
        near=(Rule(tokens.in_queries),),
    ),
    # Lists of mailboxes
    Trigger(r"@[\w-]+\.", near=(Rule(rows.listed_with_address, _ADDRESSES), Rule(forms.below_mailbox))),
    # Logins that people tell
    Trigger(
        rf"{spoken.LOGIN}|\b535\b|authenti",
        near=(
            Rule(spoken.beside_name, _BY_LOOK),
            Rule(spoken.tried, _BY_LOOK),
            Rule(commands.with_slash, _BY_LOOK),
        ),
    ),
    # Names
    Trigger(
        rf"{_CALLED}|pw|{_ABROAD}|value",
        near=(Rule(named_secrets, _NAMES), Rule(spoken.beside_name, _BY_LOOK), Rule(spoken.tried, _BY_LOOK)),
        whole=(
            Rule(rows.rows_below_header, _HEADERS),
            Rule(forms.below_label, _LABELS),
            Rule(forms.beside_label, _LABELS),
            Rule(forms.answered, _ASKS),
        ),
    ),
    Trigger(
        r"[ \t](?:to|auf|zu|in|à|a|para|naar|na|[-=]?>|→)[ \t]+\S*[\d!#$%&*+?^~]|\bone (?:is|was)\b"
        r"|^[ \t]*(?:old|new|before|now|alt|neu|ancien|nouveau|antes|ahora|vecchia|nuova|stare"
        r"|nowe)[ \t]*[:=]",
        near=(Rule(spoken.changed, _LOGS_IN),),
    ),
    Trigger(
        r"\bpin|\bpuk\b|\botp\b|geheimzahl|code\b|código|codice|пин|код |验证码|secret[ -](?:answer|question)"
        r"|security",
        near=(Rule(spoken.codes, _CODES),),
    ),
    Trigger(
        r"\b[a-z][a-z][a-z][a-z][ -][a-z][a-z][a-z][a-z][ -][a-z][a-z][a-z][a-z][ -][a-z][a-z][a-z][a-z]\b"
        r"|app\w*[ -](?:specific[ -])?(?:pass|pw|kennw|code)|授[权權]",
        near=(Rule(forms.app_passwords),),
    ),
)
