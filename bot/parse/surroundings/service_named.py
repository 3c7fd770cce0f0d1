"""Which mail service people say they send through: "a customer on iCloud", "we use Yahoo Mail".

Only what is said of a mailbox, a login or the sending counts; who is written to, or was left, is not used.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.signs import PERSONAL, Seen, Signs

# By the names of `bot.providers`: those whose password is none of the account's own, or whose words are
# others' as well.
_CALLED_AS_NAMED: Final = (
    "gmail", "yahoo", "aol", "icloud", "fastmail", "qq", "mailjet", "postmark", "sendgrid", "sparkpost",
    "hostinger", "resend", "strato", "infomaniak", "posteo", "yandex", "t-online", "mandrill", "smtp2go",
)  # fmt: skip
_CALLED: Final = {
    **{name: (name,) for name in _CALLED_AS_NAMED},
    "google-workspace": ("google workspace", "gsuite", "g suite", "google apps"),
    "microsoft-365": ("microsoft 365", "office 365", "office365", "o365", "m365", "exchange online"),
    "outlook-com": ("outlook.com", "hotmail.com", "hotmail"),
    "brevo": ("brevo", "sendinblue"),
    "ionos-de": ("ionos", "1und1", "1&1", "1and1"),
    "gmx-net": ("gmx",),
    "web-de": ("web.de",),
    "zoho-us": ("zoho",),
    "ovh-mxplan": ("ovh",),
    "aruba-it": ("aruba",),
    "namecheap-private-email": ("namecheap", "namecheap private email"),
    "mail-ru": ("mail.ru",),
    "mailgun-us": ("mailgun",),
    "ses-us-east-1": ("amazon ses", "aws ses", "ses"),
    "mailtrap-live": ("mailtrap",),
    "naver": ("naver",),
    "proton-bridge": ("proton bridge", "proton mail bridge", "protonmail bridge"),
}
_SERVICES: Final = {name: provider for provider, names in _CALLED.items() for name in names}
_NAME: Final = "|".join(map(re.escape, _SERVICES))
# Whose service it is, where they are said to have changed it.
_OWNERS: Final = {"google": "gmail", "microsoft": "microsoft-365"}
_OWNER: Final = "|".join(_OWNERS)
_NAVER: Final = "네이버"  # stands before the Korean word for mail alone: RE2's `\b` does not know its letters
_PROVIDERS: Final = _SERVICES | _OWNERS | {_NAVER: "naver"}
_LOGS_IN: Final = (
    "smtp|accounts?|(?:mail|in)?box(?:es)?|server|relay|logins?|konto|konten|postfach|postfächer|cuentas?|comptes?"
    "|contas?|serveur|servidor"
)
_OF_LOGIN: Final = (
    rf"{_LOGS_IN}|address(?:es)?|adresse|kunden?|customers?|clients?"
    "|auth(?:entication)?|passwords?|credentials|information|info|details|settings"
)
# "refused by Gmail", "authentication failed with gmail.com"
_WENT_WRONG: Final = "failed|failure|refused|rejected|denied|errors?|invalid|incorrect|accepted"
_SAID: Final = (
    r"(?:\b(?:use|uses|using|via|through|hosted (?:on|at|by)"
    r"|(?:customer|client|user|account|mailboxe?|inboxe?)s? (?:is |are )?(?:on|at|with)|bei|chez|usando"
    r"|(?:account|mailboxe?|inboxe?)s? (?:from|by)"
    # "Cliente con Aruba", "un client OVH", "provider is Strato"
    r"|kunden?|clientes?|clienti?|(?:client|cliente|clienti|cuenta|conta) (?:con|da|di|do|no)"
    r"|(?:provider|hoster|host|anbieter|fournisseur|h[eé]bergeur|proveedor|provedor)(?: is| ist| est| es|:)?"
    # "we use" in more languages
    r"|nutz(?:e|en|t)|benutz(?:e|en|t)|verwende[nt]?|utilis(?:e|ons|ez|ant)|utilizo|utilizamos|uso|usiamo"
    r"|usamos|gebruik(?:en|t)?|używa(?:m|my)|kullanıyor(?:um|uz))"
    r"|(?:^|\s)über)"
    rf" (?:an? |the |my |our |their )?({_NAME})\b",
    rf"\b({_NAME})(?:'s)? (?:(?:private|personal) )?(?:e?-?mail )?(?:{_OF_LOGIN})\b",
    # What is entered, and where it belongs: "an app password for Gmail".
    rf"\b(?:passwords?|credentials|log-?ins?|smtp settings) (?:for|of|from|at) (?:an? |the |my |our |his "
    rf"|her )?({_NAME})\b",
    rf"\b({_NAME})-(?:konto|konten|postfach|postfächer|adresse|account)\b",
    rf"^[^\w\n]*(?:1&1 )?({_NAME})\b\W*(?:(?:smtp|in \w+)\W*)?[45]\d\d\b",
    # "535 icloud on android", "535 zoho, account is in the EU"
    rf"^\W*535 (?:at |on |from )?({_NAME})\b",
    # At the beginning, as what the rest is about: "icloud, own domain: 535".
    rf"\b({_NAME})\+? (?:eu|us|(?:with )?(?:an? )?(?:custom|own)) (?:domain|region|zone)\b",
    # With its region: "AWS SES eu-west-1, new user".
    rf"^[^\w\n]*({_NAME})(?: [a-z]{{2}}-[a-z]+-\d)?[,:]",
    # What a program or platform has of it: "GMX Freemail in Smartlead: 535".
    rf"^[^\w\n]*({_NAME})(?: [\w-]+)? (?:in|on|via|mit|with) [\w-]+(?: [\w-]+)?[:;,.]",
    # "Rails + Mailgun: 535".
    rf"^\w[\w .()-]*(?:\+|→|->) ?({_NAME})\b[:;,.]",
    # In the order of Romance languages: "le SMTP de Gmail", "mes comptes Gmail".
    rf"\b(?:{_LOGS_IN})(?: (?:of|de|di|da|do|von|van|bei|chez|at))? ({_NAME})\b",
    rf"\b(?:integrat(?:e|ed|ing)|configur(?:e|ed|ing)|connect(?:ed|ing)?(?: to| with)?|set(?:ting)? up"
    rf"|log(?:ged|ging)? ?in(?:to)?(?: to| at| with)?) (?:an? |the |my |our )?({_NAME})\b",
    rf"\b(?:{_WENT_WRONG})\b[\"'”»`]? (?:with|at|on|from|for|by|bei|von|chez|avec|con|com)"
    rf" (?:my |our |the )?({_NAME})\b",
    # Whose user name is an address there, be it masked: `username "***@gmail.com"`.
    rf"\buser(?: ?name)?['\"]?(?: ?(?:[:=]|=>))? ?['\"(<]*[^\s@]*@({_NAME})\b",
    # By itself at an end, as a word of the context: "535 authentication failed, icloud".
    rf"(?:[,;(–-] ?|\b(?:failed|failure|invalid|incorrect|rejected) )({_NAME})(?:[,:;)]|$)",
    f"({_NAME}|{_NAVER})(?:邮箱| ?메일)",
    # "我在使用 Zoho Mail", "использую Zoho", "Zoho を使って"
    rf"(?:使用|我?用的?是?|通过|透過|использу(?:ю|ем|ет)|пользуюсь|пользуемся) ?({_NAME})\b",
    rf"\b({_NAME})(?: ?mail)? ?(?:を使|を利用|で送|почт)",
    # Nodemailer's setting: `service: 'postmark'`.
    rf"\bservice['\"]?\s?[:=]\s?['\"]({_NAME})['\"]",
    # "since Google changed something", "after the Microsoft update"
    rf"\b(?:since|after|seit|depuis|desde) (?:(?:the|a|that|last|latest|new|das|dem|la|le) )*({_OWNER})"
    r"(?:'s)? (?:(?:has|have|had|just|recently) )?(?:chang|updat|turn|switch|disabl|remov|tighten|enforc"
    r"|retire|deprecat|kill|end(?:s|ed)|stop|policy|security)",
    # Where one went: "switched over to iCloud".
    rf"\bswitched(?: \w+)? to (?:an? |the |my |our )?({_NAME})\b",
)
# What one used before: "I used to use Zoho Mail", "we moved from Gmail".
_LEFT: Final = re.compile(
    r"\b(?:used to (?:use|send (?:with|via|through))|(?:switched|moved|migrated|changed)(?: \w+)? from"
    r"|instead of)"
    rf" (?:an? |the |my |our )?({_NAME})\b",
    re.IGNORECASE,
)
NAMED: Final = Signs(PERSONAL, *_SAID)
_USED: Final = tuple(
    re.compile(rf"{said}(?! (?:it )?(?:works|users?\b|recipient|address))", re.IGNORECASE | re.MULTILINE)
    for said in _SAID
)
_WORKS: Final = re.compile(
    rf"\b(?:with|on|via|through|using) ({_NAME})\b[^.,;!?\n]{{0,40}}\bwork(?:s|ed|ing)\b"
    rf"|\bwork\w*(?: \w+)? (?:with|on|in|via|from|through|using) ({_NAME})\b",
    re.IGNORECASE,
)
_TOLD_IN: Final = 4_000  # characters in which people say so


def service_called(name: str) -> str | None:
    """Give the provider's name of a service that people call so, in whatever case; None for none."""
    return _SERVICES.get(name.lower())


def service_named(seen: Seen) -> str | None:
    """Give the provider's name; None where none, or more than one, is used and does not work."""
    said = seen.found(NAMED)
    if not said:
        return None
    text = seen.text[:_TOLD_IN]
    names = {_PROVIDERS[name.lower()] for place in said for name in _USED[place].findall(text)}
    names -= {_PROVIDERS[name.lower()] for name in _LEFT.findall(text)}
    names -= {_PROVIDERS[name.lower()] for pair in _WORKS.findall(text) for name in pair if name}
    return names.pop() if len(names) == 1 else None
