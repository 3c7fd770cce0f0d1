"""What a mail service's web interface answers a program whose API key it refuses: no mail server is asked.

Any web interface answers 401; only where a mail service is named, or its own words stand there, is it mail's.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Bounce, Reply, Speaker
from bot.parse.foreign.errors import leads_elsewhere
from bot.parse.foreign.tongues import METHODS
from bot.parse.paste import Paste
from bot.pattern_set import occurs

# By the names of `bot.providers`, with the line that a group's name can have for the dash. "resend the mail"
# names no service: the word stands as a name does.
_SERVICES: Final = {
    "amazon_ses": r"\bsend(?:raw|(?:bulk)?templated)?email operation\b|\bses(?:v2)?(?:exception|client)\b"
    r"|\b(?:ses|email)\.(?:[a-z]{2}-[a-z]+-\d\.)?amazonaws\.com|simpleemailservice",
    "mailgun": r"mailgun",
    "sendgrid": r"sendgrid",
    "brevo": r"\bbrevo|sendinblue|\bsib_?api",
    "postmark": r"postmark|\bvalid (?:server|account) token\b",
    "sparkpost": r"sparkpost",
    "mandrill": r"mandrill",
    "mailjet": r"mailjet",
    "mailersend": r"mailersend",
    "resend": r"\bresend\.com|\bresend (?:api|error|sdk|answers|says|returns|key)\b"
    r"|\b(?:through|via|with|from|by|using) resend\b|^\W*resend\W*[:{\[]|[}'\"] resend\W*$",
}
_names_service: Final = occurs(*(f"(?m){name}" for name in _SERVICES.values()))
_SERVICE: Final = re.compile(
    "|".join(f"(?P<{service}>{name})" for service, name in _SERVICES.items()), re.IGNORECASE | re.MULTILINE
)
# That a key is refused; a number of the web alone may be of anything that was asked for.
_refuses: Final = occurs(
    r"(?s)\b40[13]\b.*\b(?:unauthori[sz]ed|forbidden|unauthenticated)\b",
    r"(?s)\b(?:unauthori[sz]ed|forbidden|unauthenticated)\b.*\b40[13]\b",
    r"(?m)\b(?:unauthori[sz]ed|unauthenticated|forbidden)\.?(?:\\?[\"']|$)",
    r"\b(?:invalid|bad|missing|wrong|incorrect|restricted|unknown)[ _]"
    r"(?:or missing )?(?:private )?(?:api[ _]?)?(?:key|token)\b",
    r"(?s)\bapi[ _]?(?:key|token)\b.*\b(?:invalid|not (?:valid|found|enabled|active)|missing|restricted"
    r"|revoked|expired|authentication)\b",
    r"\bkey not found\b|\bauthentication not found in headers\b|\bauthorization grant is invalid\b",
    r"\bpermission denied, wrong credentials\b|\baccess forbidden\b",
    r"\bvalid (?:server|account) token\b|\bx-postmark-(?:server|account)-token\b",
    r"\binvalidclienttokenid\b|\bsignaturedoesnotmatch\b|\bunrecognizedclient|\bmissingauthenticationtoken\b"
    r"|\bsecurity token included in the request is (?:invalid|expired)\b",
)
# Of one line several things may be told: "Mailgun works, but Stripe answers 401 Unauthorized".
_PARTS: Final = re.compile(r"[.;!?] (?=[A-Z\W])|, (?:but|and|while|aber|und|mais|et|pero|y)\b")
# Whoever else is said to answer; and a service that calls a program of one's own.
_OTHERS: Final = re.compile(
    r"^\W*(?!(?:[\w.\\]*(?:Error|Exception|ERROR)|Errors?|Fehler|Erreur|Message|Reason|Details?|Response)\b)"
    r"[A-Z][\w.]+(?: \w+)?: |\b(?:answers?|says|returns?|returned|antwortet|sagt)\b"
)
_CALLS_BACK: Final = "webhook"
# A page of one's own that a browser asks for: the paths of mail services' interfaces name mail or sending.
_PAGE: Final = re.compile(
    rf"\b(?:(?:{METHODS})[\"'\s]{{1,3}}|(?:on|for|to) )/"
    r"(?![^\s\"']{0,80}(?:mail|messag|send|smtp|transmission|suppress))"
)
# SendGrid's mail server says the same of a key, behind this: that is a refused login.
_AT_LOGIN: Final = "authentication failed: the provided authorization grant"
_IN: Final = 20_000  # characters in which a service is named
_BELOW: Final = 4  # lines over which a program prints its error and the number
_LINE: Final = 1_000
_WORDS: Final = 300  # characters that are enough to know it by


def with_refused_key(bounces: list[Bounce], paste: Paste) -> list[Bounce]:
    """Put a service's refusal of a key in the place of what is told without a reply."""
    text = paste.seen.text[:_IN]
    if paste.mail or paste.report or not (_refuses(text) and _names_service(text)):
        return bounces
    if any(one.reply.has_number for one in bounces if not one.suspected):
        return bounces
    if _AT_LOGIN in text.lower():
        return bounces
    words = _refusal(paste)
    if words is None:  # another's, which the wordings of the service that is named beside it would take
        return [one for one in bounces if not (one.suspected and _refuses(one.reply.text))]
    named = _SERVICE.search(words) or _SERVICE.search(text)
    service = (named.lastgroup or "").replace("_", "-") if named is not None else None
    return [Bounce(Reply(None, None, words), speaker=Speaker.SENDING_SERVICE, client=service)]


def _refusal(paste: Paste) -> str | None:
    """Give the words in which a key is refused: of a line, else of a few below each other."""
    lines = [line[:_LINE] for line in paste.lines]
    for line in lines:
        part = next((part for part in _PARTS.split(line) if _refuses(part)), None)
        if part is not None:
            return part.strip()[:_WORDS] if _is_services(part, paste) else None
    for place in range(len(lines)):
        together = " ".join(lines[place : place + _BELOW])
        if _refuses(together):
            return together.strip()[:_WORDS] if _is_services(together, paste) else None
    return None


def _is_services(words: str, paste: Paste) -> bool:
    """Whether what was asked for with the key is a mail service's; any other name or address is another's."""
    if _CALLS_BACK in words.lower() or _PAGE.search(words) is not None:
        return False
    return _names_service(words) or not (_OTHERS.search(words) or leads_elsewhere(paste.seen.of(words)))
