"""Which rules may find a secret in a text, by the signs that stand in it: all are looked for in one pass.

Names rules and gives no place; `bot.parse.redact` asks those whose sign stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from bot.parse.secrets import (
    app_passwords,
    beside_address,
    commands,
    forms,
    logins,
    other_protocols,
    packets,
    programs,
    rows,
    spoken,
    tokens,
)
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.settings import named_secrets

# What gives the places of secrets.
Rule = Callable[[str], Iterator[Span]]


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
    r"pass|pas(?:word|wort)|psswor|pw|psw|(?:\b|_)p/w|secret"
    r"|key|token|totp|kennw(?:ort|örter)|auth(?:ori[sz]ation)?[ _-]code|\bmdp|contrase(?:ñ|n)a"
    r"|\bclave|\bsenha|wachtwoord|has[lł](?:o|a|em)\b|hesl|jelsz(?:ó|o|av)|senord|adgangskode|kodeord"
    r"|salasana|\bparol(?:a d'ordine|am?|ă|e|ē)|ifre|lozinka|slapta|geslo|kata sandi"
)
_ABROAD: Final = (
    r"mật khẩu|парол[ьяюе]|парола|лозинка|密码|密碼|口令|授权码|授權碼|パスワード|비밀번호|비번|패스워드"
    r"|암호|كلمة|رمز عبور|סיסמ|κωδικ|รหัสผ่าน|पासवर्ड"
)
# What a line of a login in another protocol, or of a program for it, may have.
_IN_PROTOCOLS: Final = (
    r"given password|initial reply:|decoded|client response|cache\(|\$auth[23]|client_send|pass `|\) != '"
    r"|\\0|\\x00|\\u0000|\^@|\x00"
)
# Most pastes hold none.
TRIGGERS: Final = (
    # Logins
    Trigger(
        r"auth|\b334|client -> server|VXNlcm5hbWU6|UGFzc3dvcmQ6|[a-z0-9+/]==?(?:[\s\"'\\\]]|$)|resp=",
        near=(tokens.known_tokens,),
        whole=(logins.in_conversations,),
    ),
    Trigger(
        r"\b(?:password|passwort|passwd|pwd|pass|auth login|334|base64)\b",
        near=(logins.near_a_password, tokens.known_tokens),
    ),
    Trigger(rf"[ \t]login[ \t]|\bpass[ \t]|{_IN_PROTOCOLS}", near=(other_protocols.in_other_protocols,)),
    Trigger(r"[ \t][0-9a-f]+[ \t]+[0-9a-f]+[ \t]+[0-9a-f]+[ \t]", whole=(packets.in_dumps,)),
    # Programs and commands
    Trigger(
        r"(?:login|log_in|auth|authenticate|credentials?|credentials?::new|authentication|connect|\.start"
        r"|encode_base64|b64encode|btoa)\(|(?:login|auth|account)\w*[\"']?[ \t]*[:=]>?[ \t]*[\[({]\s*\\?[\"']"
        r"|securestring|(?:pass|pwd|secret|key)[\w:. -]*(?:\(|,[ \t]?\\?[\"']|\\?[\"'](?:,| value=))"
        r"|values\s*\("
        r"|[\"'][,\s]\s*\\?[\"']?\d+\\?[\"']?[,\s]\s*\\?[\"']|@[\w.-]+\\?[\"'][,\s]\s*[@$brf]*\\?[\"']",
        near=(programs.in_calls,),
    ),
    Trigger(
        r"(?:^|[\s\"'`])(?:-xp|-ap|-p|-auth|--auth|--pass|--key|--api|--token|--secret|--oauth"
        r"|-cred|-u|--user)|\][:0-9]*[ \t]+[^\s:]+:[^\s:]|[ \t][\w.+%-]+(?:@[\w.-]+)?:[^\s:/]\S*[ \t]*$"
        r"|\"P[:=]|doveadm|\bwp option|passwordeval|credentials_generate\.py"
        r"|[_-](?:auth|credentials?|userpass)\\?[\"']?[ \t]*[:=]|\becho\b|\bprintf\b|\b(?:static|inline):"
        r"|<<<|[ \t](?:-w|-a|-U)[ \t]?\S|-pass(?:in|out)[ \t=]|passwd\b|\bnet[ \t]+user\b|smtpctl"
        r"|\bkeytool\b|\bp:[ \t]*\S",
        near=(commands.in_commands,),
    ),
    Trigger(
        r"(?:cred(?:ential)?s|log-?ins?(?: data| details)?|access(?: data)?|daten|zugang|identifiants|accès"
        r"|credenciales|acceso|credenziali|accesso|gegevens|доступ\w*)[ \t]*:?[ \t]*$",
        near=(forms.listed_below,),
    ),
    Trigger(r"\bcred(?:ential)?s?\\?[\"']?[ \t]*[:=(]", near=(commands.in_credentials,)),
    Trigger(
        r"\b(?:c?set|setx|config|update|put|put-parameter|create-secret)[ \t]",
        near=(commands.set_by_command,),
    ),
    Trigger(r"└ \S", near=(programs.below_variables,)),
    # Keys and tokens
    Trigger(
        r"SG\.|xox[abeoprs]|xapp-|A3T|AKIA|ASIA|ABIA|ACCA|\bre_|smtpsib-|keysib-|key-|api-|ya29\.|gh[pousr]_"
        r"|github_pat|glpat|npm_|dop_v1|AIza|GOCSPX|1//0|\b[srp]k_|\bsk-|mlsn\.|\bmd-|\bSK[0-9a-f]|-us\d"
        r"|\dQ~|:AA|HRKU|AGE-|eyJ|hooks\.slack|/webhooks/|\b(?:key|private)[ \t:]|key=|sig="
        r"|B[A-P][a-z0-9+/]*\d|[0-9a-f]-[0-9a-f]+-[0-9a-f]",
        near=(tokens.known_tokens,),
    ),
    Trigger(
        r"\$\w+\$|\{(?:s?sha|smd5|crypt|plain|cleartext|cram|digest|pbkdf2|argon2|scram|[a-z0-9]+-crypt)",
        near=(tokens.hashes,),
    ),
    Trigger(r"PRIVATE KEY|Private-Lines", whole=(tokens.private_keys,)),
    Trigger(r"authorization|bearer|basic\s|cookie|response[\"']?=", near=(tokens.in_headers,)),
    Trigger(r"://", near=(tokens.in_urls,)),
    Trigger(
        r"[?&;](?:api|key|access|auth|refresh|id|token|pass|pwd|secret|client|sig|code|assertion)",
        near=(tokens.in_queries,),
    ),
    # Lists of mailboxes
    Trigger(r"@[\w-]+\.", near=(beside_address.listed_with_address,)),
    Trigger(r"@\S+[^\w\n]*\n\s*\S+[ \t]*$", near=(forms.below_mailbox,)),
    # Logins that people tell
    Trigger(
        rf"{spoken.LOGIN}|\b535\b|authenti",
        near=(
            spoken.beside_name,
            spoken.tried,
            commands.with_slash,
        ),
    ),
    # Names
    Trigger(
        rf"{_CALLED}|{_ABROAD}|value",
        near=(named_secrets, spoken.beside_name, spoken.tried),
        whole=(
            rows.rows_below_header,
            forms.below_label,
            forms.beside_label,
            forms.answered,
        ),
    ),
    Trigger(
        rf"[ \t](?:{spoken.INTO})[ \t]+\S*[\d!#$%&*+?^~]|\bone (?:is|was)\b"
        rf"|^[ \t]*(?:{spoken.OLD_AND_NEW})[ \t]*[:=]",
        near=(spoken.changed,),
    ),
    Trigger(
        r"\bpin|\bpuk\b|\botp\b|geheimzahl|code\b|código|codice|пин|код |验证码|secret[ -](?:answer|question)"
        r"|security",
        near=(spoken.codes,),
    ),
    Trigger(
        r"\b[a-z][a-z][a-z][a-z][ -][a-z][a-z][a-z][a-z][ -][a-z][a-z][a-z][a-z][ -][a-z][a-z][a-z][a-z]\b"
        r"|app\w*[ -](?:specific[ -])?(?:pass|pw|kennw|code)|授[权權]",
        near=(app_passwords.app_passwords,),
    ),
)
