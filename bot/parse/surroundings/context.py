"""What a paste shows besides the reply, as evidence: settings, an EHLO list, the person's own words.

Prose raises a cause and never proves one; that rule is kept by whoever concludes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from bot.model import Evidence
from bot.parse.signs import PERSONAL, Seen, Signs, Table, signs_of
from bot.parse.surroundings.acts import acts_told
from bot.parse.surroundings.client import MAIL_PROGRAMS
from bot.parse.surroundings.context_signs import SIGNS
from bot.parse.surroundings.delivery_words import OF_DELIVERY
from bot.parse.surroundings.denied import without_denied
from bot.parse.surroundings.login_words import OF_LOGIN, RECEIVING_WORKS
from bot.parse.surroundings.persons_words import SAID
from bot.parse.surroundings.service_named import NAMED, service_named
from bot.parse.surroundings.settings import SETTINGS, settings_in

# The server agreed to STARTTLS, and there the program gave up: what it calls a connection is TLS.
STOPPED_AT_STARTTLS: Final = "smtp.stopped-at-starttls"

# A program's advice: "check that your user name and password are correct".
_ADVICE: Final = re.compile(
    r"(?i)\b(?:(?:check|verify|ensure|make sure|confirm)(?: that| if| whether)?|if|whether) "
    r"(?:the|your|their|these|both|user|pass|login|cred)[^.!?\n]{0,120}"
    # "Nobody in the company can log in."
    r"|\b(?:nobody|no one|none|neither)\b[^.!?\n]{0,60}\bcan (?:log ?in|sign in)\b"
)
# A web server stands behind a "reverse proxy"; "Proxy: false" and `proxy = (not set)` are settings.
_SHIELD: Final = r"(?:firewall|anti-?virus|proxy|vpn)"
_NO_SHIELD: Final = re.compile(
    r"(?i)\breverse[ -]prox\w+|\bprox(?:y|ies)(?: (?:host|port|manager|version)\b[^\n:=]{0,30})?\s{0,2}[:=]"
    # "No firewall, the antivirus is off": what is not there stops nothing.
    r"|\b(?:no|without(?: an?| any)?|not behind an?|(?:disabl|turn|switch)(?:e?d|ing)(?: off)?(?: the| my)?)"
    rf" (?:\w+ )?{_SHIELD}(?:(?:,| and| or|/) ?(?:the |my )?{_SHIELD})*"
    rf"|\b{_SHIELD} (?:\w+ ){{0,2}}(?:(?:is|are|was|has been) (?:\w+ )?(?:off|disabled|deactivated|open)"
    r"|(?:it )?(?:doesn['’]t|does not|is not|isn['’]t) block)"
)
# "Add an option to allow self-signed …"; a client lists "a self-signed certificate which cannot be verified".
_NOT_SELF_SIGNED: Final = re.compile(
    r"(?i)(?:n't|\b(?:not?|non|if|whether|allow|accept|trust))[ -](?:(?:using|use|an?|is) )*"
    r"self-? ?(?:signed|issued)|self-signed certificate which cannot"
)
_TWO_STEP: Final = (
    r"(?:2fa|mfa|2[- ]step|two[- ](?:step|factor)|multi-?factor)(?: (?:verification|authenti\w+|auth))?\b"
)
_NO_TWO_STEP: Final = re.compile(
    rf"(?i)\b(?:no|without(?: an?)?|disabled|(?:turn|switch)ed off)(?: the| my)? {_TWO_STEP}"
    rf"|\b{_TWO_STEP}(?:(?: (?:is|was|has been))?(?: (?:not|off|disabled|(?:turned|switched) off)\b|n['’]t\b)"
    r"|\s?[:=]\s?(?:off|no|false|disabled)\b)"
)
# A server's refusal, "Cannot forward emails that are not authenticated"; and the report itself was handed on.
_NOT_FORWARDED: Final = re.compile(
    r"(?i)\b(?:cannot|could not|unable to|not|n['’]t) (?:be )?forward(?:ed|ing)?\b"
    r"|-{2,8} ?forwarded message|\bbegin forwarded message"
)
# "I can no longer send email on localhost": it works nowhere.
_NOWHERE: Final = re.compile(
    r"(?i)\b(?:can(?:not| ?not|['’]t)|can no longer|unable to|no longer|does(?: not|n['’]t)|won['’]t"
    r"|(?:is|was|are|were)(?: not|n['’]t)|not) (?:\w+ )?(?:work|send|sent|run)\w*\b[^.,;!?\n]*"
)
# Go's own words of a login (net/smtp, PlainAuth.Start) are no setting.
_REFUSED_UNENCRYPTED: Final = re.compile(r"(?im)(?:[:=\"'`] ?|^\s{0,20})unencrypted connection\b")
# "We use the e-mail address as user name."
_WHOLE_ADDRESS: Final = re.compile(
    r"(?i)(?:\b(?:e-?mail|address|mailbox|it|that|this|same|one|apikey|resend)"
    r"|(?<!\S)[^\s@]{1,64}@[^\s@]{1,255})[\"'`]? as "
    r"(?:the |his |her |their |my )?(?:smtp )?(?:user ?name|log-?in)\b"
    # A key or number of a sending service, which no mailbox has for a name.
    r"|[\"'`](?=[a-z-]{0,40}\d)[\w-]{16,80}[\"'`]"
)
# "I guess the passwords in the csv got cut": nobody saw it. "The database was copied": that is no password.
_NOT_COPIED: Final = re.compile(
    r"(?i)\b(?:(?:i|we) (?:guess|suspect|assume|bet)|my guess|maybe|perhaps|could (?:it|that) be"
    r"|vielleicht)\b[^.!?\n]{0,120}"
    r"|\b(?:database|db|sites?|shops?|files?|folders?|backup|mailbox(?:es)?|datenbank)"
    r"(?: \w+){0,2} (?:copied|kopiert)\b"
    r"|\bcopied (?:over )?(?:the |our |my |all )?(?:whole )?(?:database|db|site|shop|files?|folders?|mail)"
)
# Who names a region's own server uses it.
_REGION_USED: Final = re.compile(
    r"(?i)\b(?:eu|european) (?:account|domain|region|zone)\b(?=[\s\S]{0,400}\bsmtp\.eu\.)"
)
# Exim's own words, "all relevant MX records point to non-existent hosts", tell of no move.
_NOT_MOVED: Final = re.compile(r"(?i)\bmx records? points? to non-exist")
# "The customer has been waiting since Monday" tells nothing of the error.
_WAITS: Final = re.compile(
    r"(?i)\b(?:wait(?:s|ed|ing)?|warte\w*|attend\w*|esper\w+|aspett\w+)\b(?: \w+){0,2} "
    r"(?:since|seit|depuis|desde|da) \w+"
)
# "IMAP works with the same password": what is stored for sending is no other one.
_WITH_THE_SAME: Final = re.compile(
    rf"(?i)(?:{RECEIVING_WORKS})[^\n.;]{{0,60}} (?:same|selben) "
    r"(?:\w{1,20} ){0,2}(?:password|credentials?|creds|log-?in|passwort|zugangsdaten|daten)\b"
)
# A new password that somebody tried, and that did not help, is none that a program lacks.
_DID_NOT_HELP: Final = (
    r"(?:\btimes\b|\btwice\b|\bagain\b|, (?:but )?(?:the )?same\b|\bbut (?:no|still|it|the|that|nothing)\b"
    r"|\bno (?:luck|change|effect)\b|\band (?:it )?(?:still|nothing)\b|\bto no avail\b"
    r"|\b(?:did|does)(?:n['’]t| not) help)"
)
_TRIED_NEW: Final = re.compile(
    r"(?i)\b(?:tried|even|already|also|schon|bereits)\b[^.!?\n]{0,60}\b(?:reset|chang|updat|new|neu|geändert)\w*"
    r"[^.!?\n]{0,30}(?:password|passwort|kennwort)s?\b"
    rf"|\b(?:reset|chang|updat)\w*[^.!?\n]{{0,40}}\bpasswords?\b[^.!?\n]{{0,30}}{_DID_NOT_HELP}"
    r"|\b(?:passwort|kennwort)\b[^.!?\n]{0,30}\b(?:schon|mehrfach|mehrmals|zweimal|dreimal)\b"
    r"[^.!?\n]{0,30}(?:geändert|zurückgesetzt|neu)"
)
# What is left out before a fact's words count.
_OTHERWISE_MEANT: Final = {
    "prose.worked-before": _WAITS,
    "prose.user-without-domain": _WHOLE_ADDRESS,
    "prose.right-password": _ADVICE,
    "prose.new-password": _TRIED_NEW,
    "prose.receiving-works": _WITH_THE_SAME,
    "prose.copied": _NOT_COPIED,
    "prose.copied-from-spreadsheet": _NOT_COPIED,
    "prose.antivirus": _NO_SHIELD,
    "prose.forwarded": _NOT_FORWARDED,
    "prose.self-signed": _NOT_SELF_SIGNED,
    "prose.two-step": _NO_TWO_STEP,
    "prose.only-from-server": _NOWHERE,
    "prose.mail-moved": _NOT_MOVED,
    "prose.other-region": _REGION_USED,
    "client.no-tls": _REFUSED_UNENCRYPTED,
}
# Facts that consist in a denial: "we are on no list", "the password is not wrong", "no login is needed".
_DENYING: Final = frozenset(
    f"prose.{name}"
    for name in (
        "not-listed", "no-app-passwords", "no-login", "no-retry", "right-password", "recipient-exists",
        "others-arrive", "only-us", "only-from-server", "other-method-works", "programs-not-allowed",
        "out-of-test-mode", "intermittent", "empty-credential", "empty-sender", "login-service-down",
        "helo-not-ehlo", "user-without-domain", "escaping", "plain-password-works",
        "all-incoming-refused", "allow-list", "other-country", "other-region",
    )
)  # fmt: skip
_TAGS: Final = Table(PERSONAL, SIGNS | SAID | OF_DELIVERY | OF_LOGIN)
_IPV4_SILENT: Final = "smtp.ipv4-silent"
_MAIL_PROGRAM: Final = "client.mail-program"
_EVERYBODY: Final = "prose.everybody"
_OWN_ATTEMPT: Final = "prose.own-attempt"
# The user name that arrived, in a mail server's log: `(set_id=ana)`, `sasl_username=ana`. Of a stranger's
# attempts it says nothing.
_LOGGED_WITHOUT_DOMAIN: Final = re.compile(
    r"(?m)\(set_id=[\w.+-]{1,80}\)|\bsasl_username=[\w.+-]{1,80}(?:[\s,]|$)"
)
# What is off stops nothing.
_SHIELD_OFF: Final = "done.antivirus-off"
_SHIELD_UP: Final = "prose.antivirus"
_MANY: Final = "prose.many-mailboxes"

# The only one that is named: `cannot send by smtp.example.com`; "smtp-in" takes incoming mail.
_HOST_NAMED: Final = re.compile(
    # The name in a certificate is whoever's answers, not the one that was asked for.
    # In an address with a password, which is made unreadable: `smtp://user:...@smtp.example.com`.
    r"(?:(?<![\w@.-])(?<!certificate cn=.)|(?<=\[redacted\]@))"
    r"(?:(?:email-|auths?|secure|a)?smtp(?:s|out|auths?|pro|\d{1,2}|-(?!in\b)[\w-]{2,20})?\.(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}"
    # Providers whose server for outgoing mail has another name.
    r"|(?:mail\.gmx\.(?:net|com)|mail\.(?:privateemail|smtp2go|infomaniak|gandi|hover|btinternet"
    r"|hostedemail|runbox|mailo|shaw|optimum)\.(?:com|net|ca)|(?:send\.one|secure\.emailsrvr)\.com"
    r"|poczta\.(?:o2|interia)\.pl|out\.(?:virgilio|alice)\.it|sslout\.df\.eu|securemail\.a1\.net"
    r"|mailcluster\.loopia\.se|mail\.your-server\.de|in(?:-v3)?\.mailjet\.com"
    r"|(?:live|sandbox)\.smtp\.mailtrap\.io|ssl0\.ovh\.net|w\w{5,12}\.kasserver\.com|(?:ex\d?|pro\d?)\.mail\.ovh\.(?:net|ca)))"
    r"(?![\w-]|\.\w)"
)
_CLAIM: Final = re.compile(r"(?i)(?:250|EHLO|S:|<-|<<<).{0,40}\bAUTH[ =]((?:[A-Z0-9-]{3,20}[ ]?){1,12})")
_AUTH: Final = re.compile(r"(?<![A-Z])AUTH")  # "XOAUTH2" among what a program tries is no server's word
# A Windows domain's own logins, to which PLAIN and LOGIN are not known ([MS-SMTPNTLM], RFC 4752).
_WINDOWS: Final = frozenset({"NTLM", "GSSAPI", "GSS-SPNEGO", "NEGOTIATE", "KERBEROS"})
_WINDOWS_TRIED: Final = re.compile(r"(?im)^(?![^\n]{0,400}250[ -])[^\n]{0,400}\bAUTH (?:NTLM|GSSAPI)\b")
# The greeting of a web host's own server: Exim, and what cPanel and Plesk write into it.
_WEB_HOST_GREETS: Final = re.compile(
    r"(?i)\b220[ -](?=[^\n]{0,200}(?:\bexim\b|we do not authorize the use of this system|\bcpanel\b"
    r"|\bplesk\b))([\w.-]{1,253})"
)
_EHLO: Final = re.compile(r"(?i)\bEHLO\b[^\n]{1,200}\n(?:[^\n]{0,200}\n){0,4}?[^\n]{0,60}\b250[- ]")
_HELO: Final = re.compile(r"(?m)^[^\na-z]{0,60}\bHELO [\w.\[\]:-]{1,255}\s{0,3}$")
_STARTTLS_LISTED: Final = re.compile(r"(?i)250[- ]STARTTLS")
# The server agreed and was asked again: what it offers now is all.
_STARTTLS_DONE: Final = re.compile(
    r"(?i)\b220[ -][^\n]{0,80}\bTLS\b[^\n]{0,40}\n(?:[^\n]{0,300}\n){0,12}?[^\n]{0,60}\b250[ -]"
)
_STOPPED_AT_STARTTLS: Final = re.compile(
    r"\bSTARTTLS\s{0,9}\n[^\n]{0,200}\b220[ -][^\n]{0,200}\n"
    r"[^\n]{0,100}(?i:could not connect|unable to connect)"
    # Postfix's own log of such a program.
    r"|/smtpd\[\d{1,9}\]: lost connection after STARTTLS from "
)
# What people call a password, and the characters in one.
_PASSWORDS: Final = "password|passwort|kennwort|contraseña|mot de passe|senha|wachtwoord"
_SPECIAL_SIGNS: Final = (
    "special|symbol|sonderzeichen|punctuation|ampersand|dollar|percent|plus|hash|quote|slash|backslash|umlaut"
    "|section|exclamation|non-?ascii|accent|raute|prozent|signo de|cifrão|dièse|pourcent"
    "|esperluette|spécia|especia"
)
_HOLDS: Final = (
    r"has|had|have|contain\w{0,3}|includ\w{1,3}|with|in|mit|hat|enthält|contient|avec|contiene|tiene|lleva|tem"
    r"|contém|bevat|heeft"
)
_SPECIAL: Final = re.compile(
    rf"(?i)(?:{_PASSWORDS}|passwd|pw|key)(?: \w+){{0,6}} (?:{_SPECIAL_SIGNS})"
    rf"|special char(?:acter)?s?|(?:{_PASSWORDS})[^.\n]{{0,60}}[(\"'`]([§&%$#+/\\!?€£äöüßéè])[)\"'`, ]"
    # Between spaces it is a character of the password only where somebody says so: "user & password".
    rf"|(?:{_PASSWORDS})[^.\n]{{0,40}}\b(?:{_HOLDS})\b"
    r"[^.\n]{0,30}(?! / ) ([§&%$#+/\\!?€£äöüßéè])(?:[,;.) ]|$)"
    rf"|[(\"'`]([§&%$#+/\\!?=@:€£])[)\"'`] (?:\w{{1,20}} ){{0,3}}in (?:\w{{1,20}} ){{0,3}}(?:{_PASSWORDS})"
    rf"|(?:{_PASSWORDS})[^\n]{{0,40}}\b(?:start|begin|end)s? with ['\"`]?([§&%$#+/\\!?€£])"
)
_NON_ASCII: Final = re.compile(
    # A letter alone: one within a word belongs to the sentence.
    rf"(?i)(?:{_PASSWORDS})[^.\n]{{0,80}}?(?:([§€£])|\b([äöüßêñãçøå])\b"
    # "à" and "é" are words as well: "le mot de passe à la main", "a senha é correta".
    r"|(?:\b(?:an?|the|with|ein|ein[ea]?n?|une?|uma?|le|la|el|letter|buchstabe)|[(\"'`„“]) ?([éèà])\b)"
    r"|section sign|umlaut|non-?ascii"
)
# Postfix's words of a receiver's server that does not answer.
_SILENT: Final = re.compile(
    r"(?i)\bconnect to ([\w.-]{3,253})\[[\w.:]{2,45}\]:25:\s{1,80}(?:connection|operation) timed out"
)
# Amazon SES: "The following identities failed the check in region EU-WEST-1: ana@example.com"
_IDENTITY: Final = re.compile(
    r"failed the check in region [\w-]{4,40}: (?:[^<>\n,@]{0,80}<)?([\w.+=-]{1,64}@[\w.-]{3,250}\w)"
)
_SENT_BY: Final = (
    r"(?i)(?:\b|_)(?:from|sender)(?:[_-]?(?:addr(?:ess)?|e?-?mail))?"
    r"['\"\]]{0,2}\s{0,3}[:=>]{1,2}[\s'\"*]{0,4}(?:[^<>\n@]{0,80}<)?"
)
# Whether one of them may match: looked for together with all that else is asked of a text.
_OF_CAPABILITIES: Final = Signs(PERSONAL, r"auth[ =]|starttls|\b(?:ehlo|helo) ")
_OF_GREETING: Final = signs_of(PERSONAL, _WEB_HOST_GREETS)
_OF_PASSWORD: Final = signs_of(PERSONAL, _SPECIAL, _NON_ASCII)
_OF_HOST_NAMED: Final = signs_of(PERSONAL, _HOST_NAMED)
_OF_IDENTITY: Final = signs_of(PERSONAL, _IDENTITY)
_ANY: Final = (
    _TAGS | NAMED | _OF_CAPABILITIES | _OF_GREETING | _OF_PASSWORD | _OF_HOST_NAMED | _OF_IDENTITY | SETTINGS
)


def context_of(seen: Seen, client: str | None, *, by_server: bool = False) -> tuple[Evidence, ...]:
    """Collect what a paste, or both ends of a long one, shows besides its replies; empty for nothing.

    `by_server`: a mail server wrote it, and nobody tells there what they did about the error.
    """
    done = () if by_server else tuple(_done(seen.text))
    return tuple(_facts(seen, client, done)) if client is not None or done or seen.any(_ANY) else ()


def _facts(seen: Seen, client: str | None, done: tuple[str, ...]) -> Iterator[Evidence]:
    if client is not None:
        yield Evidence.in_paste("client.program", name=client)
    tags = dict.fromkeys((*_told(seen), *done))
    if _SHIELD_OFF in tags:
        tags.pop(_SHIELD_UP, None)
    told = [Evidence.in_paste(tag) for tag in tags]
    yield from told
    if (
        any(fact.tag == _OWN_ATTEMPT for fact in told)
        and _LOGGED_WITHOUT_DOMAIN.search(seen.text) is not None
    ):
        yield Evidence.in_paste("prose.user-without-domain")
    if client in MAIL_PROGRAMS and not any(fact.tag == _MAIL_PROGRAM for fact in told):
        yield Evidence.in_paste(_MAIL_PROGRAM)
    yield from settings_in(seen, client, {fact.tag for fact in told})
    text = seen.text
    if seen.any(_OF_HOST_NAMED) and len(named := set(_HOST_NAMED.findall(text.lower()))) == 1:
        yield Evidence.in_paste("client.host-named", host=named.pop())
    if (service := service_named(seen)) is not None:
        yield Evidence.in_paste("client.service-named", name=service)
    if seen.any(_OF_CAPABILITIES):
        yield from _capabilities(text)
    if seen.any(_OF_GREETING) and (greeting := _WEB_HOST_GREETS.search(text)) is not None:
        yield Evidence.in_paste("smtp.greeting-of-web-host", host=greeting.group(1).lower())
    if seen.any(_OF_IDENTITY) and _names_sender(text):
        yield Evidence.in_paste("reply.names-sender")
    if seen.any(_OF_PASSWORD):
        yield from _password(without_denied(text))


def _told(seen: Seen) -> Iterator[str]:
    """Give the tags whose signs stand in a text, but for those that mean something else there."""
    told = _without_denied(_TAGS.told(seen), seen)
    for tag in told:
        if tag == _MANY and _EVERYBODY in told:
            continue  # all that there are fail at once: they are not being connected one after the other
        meant = _OTHERWISE_MEANT.get(tag)
        if meant is None or tag in _TAGS.told(seen.of(meant.sub("", seen.text))):
            yield tag
        if tag == _IPV4_SILENT and _several_silent(seen.text):
            yield "smtp.several-receivers-silent"


def _done(text: str) -> Iterator[str]:
    """Give the tags of what somebody did, but for those that mean something else there."""
    for tag in acts_told(text):
        meant = _OTHERWISE_MEANT.get(tag)
        if meant is None or tag in acts_told(meant.sub("", text)):
            yield tag


def _is_deniable(tag: str) -> bool:
    return tag == "client.container" or (tag.startswith("prose.") and tag not in _DENYING)


def _without_denied(told: list[str], seen: Seen) -> list[str]:
    """Leave out the facts that somebody denies: "we don't use a VPN"."""
    if not any(map(_is_deniable, told)):
        return told
    rest = without_denied(seen.text)
    still = told if rest == seen.text else _TAGS.told(seen.of(rest))
    return [tag for tag in told if tag in still or not _is_deniable(tag)]


def _capabilities(text: str) -> Iterator[Evidence]:
    claim = _CLAIM.search(text)
    if claim is not None:
        yield Evidence.in_paste("smtp.auth-advertised", mechanisms=" ".join(claim.group(1).upper().split()))
        if _only_windows(text):
            yield Evidence.in_paste("smtp.auth-of-windows-only")
    encrypts = _STARTTLS_LISTED.search(text) is not None
    encrypted = encrypts and _STARTTLS_DONE.search(text) is not None
    if encrypts and not encrypted:
        yield Evidence.in_paste("smtp.starttls-advertised")
    if _STOPPED_AT_STARTTLS.search(text) is not None:
        yield Evidence.in_paste(STOPPED_AT_STARTTLS)
    upper = text.upper()
    if _HELO.search(text) is not None and "EHLO" not in upper:
        yield Evidence.in_paste("smtp.helo-sent")
    if _EHLO.search(text) is not None:
        # Without TLS it may be offered inside.
        if claim is None and (encrypted or (_AUTH.search(text) is None and not encrypts)):
            yield Evidence.in_paste("smtp.auth-not-advertised")
        if "STARTTLS" not in upper:
            yield Evidence.in_paste("smtp.starttls-not-advertised")
        if "AUTH " not in upper and "MAIL FROM" in upper:
            yield Evidence.in_paste("smtp.no-auth-sent")


def _names_sender(text: str) -> bool:
    """Whether the address that Amazon SES has not verified stands as the mail's sender elsewhere."""
    identity = _IDENTITY.search(text)
    return identity is not None and re.search(_SENT_BY + re.escape(identity.group(1)), text) is not None


def _several_silent(text: str) -> bool:
    """Whether the servers of two domains did not answer: it is not they that are down."""
    return len({".".join(host.lower().rsplit(".", 2)[-2:]) for host in _SILENT.findall(text)}) > 1


def _only_windows(text: str) -> bool:
    """Whether each list of logins holds a Windows domain's alone, and the program tried none of them."""
    offered = {
        name
        for listed in _CLAIM.findall(text)
        for name in takewhile(lambda name: not name.startswith("250"), listed.upper().split())
    }
    return bool(offered) and offered <= _WINDOWS and _WINDOWS_TRIED.search(text) is None


def _password(text: str) -> Iterator[Evidence]:
    special = _SPECIAL.search(text)
    if special is not None:
        yield Evidence.in_paste(
            "prose.special-character", character=next(filter(None, special.groups()), None)
        )
    letter = _NON_ASCII.search(text)
    if letter is not None:
        yield Evidence.in_paste(
            "prose.non-ascii-password", character=next(filter(None, letter.groups()), None)
        )
