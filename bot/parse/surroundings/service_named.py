"""Which mail service people say they send through: "a customer on iCloud", "we use Yahoo Mail".

Only what is said of a mailbox, a login or the sending counts; who is written to, or was left, is not used.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.signs import PERSONAL, Seen, Signs

# By the names of `bot.providers`: those whose password is none of the account's own, or whose words are
# others' as well.
_SERVICES: Final = {
    "gmail": "gmail",
    "google workspace": "google-workspace",
    "gsuite": "google-workspace",
    "g suite": "google-workspace",
    "google apps": "google-workspace",
    "microsoft 365": "microsoft-365",
    "office 365": "microsoft-365",
    "office365": "microsoft-365",
    "o365": "microsoft-365",
    "m365": "microsoft-365",
    "exchange online": "microsoft-365",
    "yahoo": "yahoo",
    "aol": "aol",
    "icloud": "icloud",
    "outlook.com": "outlook-com",
    "hotmail.com": "outlook-com",
    "hotmail": "outlook-com",
    "fastmail": "fastmail",
    "qq": "qq",
    "brevo": "brevo",
    "sendinblue": "brevo",
    "mailjet": "mailjet",
    "postmark": "postmark",
    "sendgrid": "sendgrid",
    "sparkpost": "sparkpost",
    "ionos": "ionos-de",
    "gmx": "gmx-net",
    "web.de": "web-de",
    "zoho": "zoho-us",
    "hostinger": "hostinger",
    "strato": "strato",
    "ovh": "ovh-mxplan",
    "infomaniak": "infomaniak",
    "posteo": "posteo",
    "namecheap": "namecheap-private-email",
    "yandex": "yandex",
    "t-online": "t-online",
    "mail.ru": "mail-ru",
    "mandrill": "mandrill",
    "mailgun": "mailgun-us",
    "smtp2go": "smtp2go",
    "amazon ses": "ses-us-east-1",
    "aws ses": "ses-us-east-1",
    "ses": "ses-us-east-1",
    "mailtrap": "mailtrap-live",
    "namecheap private email": "namecheap-private-email",
    "proton bridge": "proton-bridge",
    "protonmail bridge": "proton-bridge",
}
_NAME: Final = "|".join(map(re.escape, _SERVICES))
_OF_LOGIN: Final = (
    "smtp|accounts?|address(?:es)?|adresse|(?:mail|in)?box(?:es)?|server|relay|logins?|konto|konten|postfach|postfächer|cuentas?|comptes?"
    "|kunden?|customers?|clients?"
)
_SAID: Final = (
    r"(?:\b(?:use|uses|using|via|through|hosted (?:on|at|by)"
    r"|(?:customer|client|user|account|mailboxe?|inboxe?)s? (?:is |are )?(?:on|at|with)|bei|chez|usando"
    r"|(?:account|mailboxe?|inboxe?)s? (?:from|by))"
    r"|(?:^|\s)über)"
    rf" (?:an? |the |my |our |their )?({_NAME})\b",
    rf"\b({_NAME})(?:'s)? (?:(?:private|personal) )?(?:e?-?mail )?(?:{_OF_LOGIN})\b",
    rf"\b({_NAME})-(?:konto|konten|postfach|postfächer|adresse|account)\b",
    rf"^[^\w\n]*(?:1&1 )?({_NAME})\b\W*(?:(?:smtp|in \w+)\W*)?[45]\d\d\b",
    # At the beginning, as what the rest is about: "icloud, own domain: 535".
    rf"^[^\w\n]*({_NAME})[,:]",
    # What a program or platform has of it: "GMX Freemail in Smartlead: 535".
    rf"^[^\w\n]*({_NAME})(?: [\w-]+)? (?:in|on|via|mit|with) [\w-]+(?: [\w-]+)?[:;,.]",
    # "Rails + Mailgun: 535".
    rf"^\w[\w .()-]*(?:\+|→|->) ?({_NAME})\b[:;,.]",
    # By itself at an end, as a word of the context: "535 authentication failed, icloud".
    rf"(?:[,;(–-] ?|\b(?:failed|failure|invalid|incorrect|rejected) )({_NAME})(?:[,:;)]|$)",
    f"({_NAME})邮箱",
)
NAMED: Final = Signs(PERSONAL, *_SAID)
_USED: Final = re.compile(
    rf"(?:{'|'.join(_SAID)})(?! (?:it )?(?:works|users?\b|recipient|address))", re.IGNORECASE | re.MULTILINE
)
_WORKS: Final = re.compile(
    rf"\bwork\w*(?: \w+)? (?:with|on|in|via|from|through|using) (?:{_NAME})\b", re.IGNORECASE
)
_TOLD_IN: Final = 4_000  # characters in which people say so


def service_named(seen: Seen) -> str | None:
    """Give the provider's name; None where none, or more than one, is used or works."""
    if not seen.any(NAMED):
        return None
    text = seen.text[:_TOLD_IN]
    names = {_SERVICES[next(filter(None, found)).lower()] for found in _USED.findall(text)}
    return names.pop() if len(names) == 1 and _WORKS.search(text) is None else None
