"""What a paste shows besides the reply, as evidence: settings, an EHLO list, the person's own words.

Prose raises a cause and never proves one; that rule is kept by whoever concludes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile
from typing import Final

from bot.model import Evidence, Value, Vantage
from bot.parse.client import MAIL_PROGRAMS
from bot.parse.context_signs import SIGNS
from bot.parse.signs import PERSONAL, Seen, Signs

# The server agreed to STARTTLS, and there the program gave up: what it calls a connection is TLS.
STOPPED_AT_STARTTLS: Final = "smtp.stopped-at-starttls"

# A program's advice: "check that your user name and password are correct".
_ADVICE: Final = re.compile(
    r"(?i)\b(?:(?:check|verify|ensure|make sure|confirm)(?: that| if| whether)?|if|whether) "
    r"(?:the|your|their|these|both|user|pass|login|cred)[^.!?\n]{0,120}"
)
# A web server stands behind a "reverse proxy"; "Proxy: false" and `proxy = (not set)` are settings.
_SHIELD: Final = r"(?:firewall|anti-?virus|proxy|vpn)"
_WEB_PROXY: Final = re.compile(
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
    r"self-? ?(?:signed|issued)"
    r"|self-signed certificate which cannot"
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
# What is left out before a fact's words count.
_OTHERWISE_MEANT: Final = {
    at: left_out
    for at, (tag, _) in enumerate(SIGNS)
    for of, left_out in (
        ("prose.right-password", _ADVICE),
        ("prose.antivirus", _WEB_PROXY),
        ("prose.forwarded", _NOT_FORWARDED),
        ("prose.self-signed", _NOT_SELF_SIGNED),
        ("prose.two-step", _NO_TWO_STEP),
        ("prose.only-from-server", _NOWHERE),
        ("client.no-tls", _REFUSED_UNENCRYPTED),
    )
    if tag == of
}
_SET: Final = Signs(PERSONAL, *(pattern for _, pattern in SIGNS))
_OF_SILENT: Final = next(at for at, (tag, _) in enumerate(SIGNS) if tag == "smtp.ipv4-silent")

_READING_PORTS: Final = frozenset({80, 110, 143, 443, 993, 995})  # IMAP, POP and the web
_GREETING_PORTS: Final = frozenset({25, 26, 587, 2525, 2587})
# In small letters: a search that ignores case looks at every character.
_PORT: Final = re.compile(
    r"p(?:ort|orta|uerto)['\"]?\s{0,4}[:=,]?>?\s{0,4}['\"]?(25|465|587|2525|2465|2587|26|993|995"
    r"|143|110|80|443)\b"
    r"|anschluss['\"]?\s{0,4}[:=,]?>?\s{0,4}['\"]?(25|465|587|2525)\b"
    r"|\.(?:[a-z]{2,24}(?:\[[^\]\s]{1,60}\])?|\d{1,3}):(25|465|587|2525)\b"
    r"|using (25|465|587|2525) port"
)
_HOST: Final = re.compile(
    r"(?i)(?:\b(?:host(?:name)?|server)|(?:\b|_)(?:smtp_?host|mail_?host|mail\.host|smtp_?server"
    r"|mail\.smtp\.host|email_host))['\"]?\s{0,4}(?:[:=,>]|=>)\s{0,4}['\"]?((?:https?://|smtps?://"
    r"|ssl://|tls://)?[\w.-]{3,253}(?:/[\w/]{0,60})?)([ ]{1,3}['\"])?"
)
# What a person says they use: `server smtp.example.com port 465`, `smtp.example.com on port 587`.
_HOST_SAID: Final = re.compile(
    r"(?i)(?<![\w@.-])((?:[\w-]{1,63}\.){1,6}[a-z]{2,24}),? {0,2}(?:on|at|over|auf|und|and|with)? {0,2}port\b"
)
# The only one that is named: `cannot send by smtp.example.com`.
_HOST_NAMED: Final = re.compile(r"(?<![\w@.-])smtp\.(?:[\w-]{1,63}\.){1,3}[a-z]{2,24}(?![\w.-])")
_USER_SAID: Final = re.compile(
    r"(?i)(?:,|\b(?:and|with|as|for|the|our|my|und|mit)) (?:user(?:name)?|login|account|benutzer) "
    r"[\w.+-]{1,64}@"
)
# The line of a program that a traceback shows: `smtplib.SMTP("smtp.example.com", 465)`.
_CALL: Final = re.compile(
    r"(?i)(?:\bsmtp(?:_ssl|client)?|\.new|\.start|\.connect)\(\s?['\"]([\w.-]{3,253})['\"],"
    r"\s{0,2}(25|26|465|587|2525|2465|2587)\b"
)
_LOOPBACK: Final = re.compile(
    # On 10024 to 10026 (Amavis) and 11332 (Rspamd) a mail server asks its own filter, on 24 its mailboxes.
    # HELO localhost is a name that the client gives itself.
    r"(?i)(?<![\w.])(?<!: \[)(?<!helo )(?<!ehlo )(localhost|127\.0\.0\.1|::1)(?=[\s:'\",\]\[)]|$)"
    r"(?!(?:\[[\d.:]{3,15})?\]?:(?:1002[456]|1133[234]|24)\b)"
)
_CLAIM: Final = re.compile(r"(?i)(?:250|EHLO|S:|<-|<<<).{0,40}\bAUTH[ =]((?:[A-Z0-9-]{3,20}[ ]?){1,12})")
# A Windows domain's own logins, to which PLAIN and LOGIN are not known ([MS-SMTPNTLM], RFC 4752).
_WINDOWS: Final = frozenset({"NTLM", "GSSAPI", "GSS-SPNEGO", "NEGOTIATE", "KERBEROS"})
_WINDOWS_TRIED: Final = re.compile(r"(?im)^(?![^\n]{0,400}250[ -])[^\n]{0,400}\bAUTH (?:NTLM|GSSAPI)\b")
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
)
_USER: Final = re.compile(
    r"(?i)\b(?:user(?:name)?|login|smtp_?user(?:name)?|mail_?username|email_host_user"
    r"|auth_?user)['\"]?\s{0,3}(?:=>|[:=])\s{0,3}['\"]?([^\s'\",;<>]{2,120})"
)
# A variable, one made unreadable, the code of a reply: `Invalid login: 535-5.7.8 ...`, or what a sending
# service gives as a user name: a word such as "apikey", a key, a number.
_NO_USER: Final = re.compile(
    r"\[|\{|\*|process\.|os\.|env\(|\$|\d{3}(?!\d)|(?:api_?key|resend|smtp_injection)$"
    r"|(?=[^@\s]{0,40}\d)[\w-]{16,}$",
    re.IGNORECASE,
)
_SPECIAL: Final = re.compile(
    r"(?i)(?:password|passwort|passwd|pw|key)(?: \w+){0,6} (?:special|symbols?|sonderzeichen|punctuation"
    r"|ampersand|dollar|percent|plus|hash|quote|slash|backslash|umlaut|section sign|exclamation|non-?ascii"
    r"|accent)"
    r"|special char(?:acter)?s?"
    r"|(?:password|passwort)[^.\n]{0,60}[(\"'`]([§&%$#+/\\!?€£äöüßéè])[)\"'`, ]"
    # Between spaces it is a sign of the password only where somebody says so: "user & password".
    r"|(?:password|passwort)[^.\n]{0,40}\b(?:has|had|have|contain\w{0,3}|includ\w{1,3}|with|in|mit|hat"
    r"|enthält)\b"
    r"[^.\n]{0,30}(?! / ) ([§&%$#+/\\!?€£äöüßéè])[, ]"
    r"|[(\"'`]([§&%$#+/\\!?=@:€£])[)\"'`] (?:\w{1,20} ){0,3}in (?:\w{1,20} ){0,3}password"
)
_NON_ASCII: Final = re.compile(
    r"(?i)(?:password|passwort|contraseña)[^.\n]{0,80}?([§€£äöüßéèñàç])|section sign|umlaut|non-?ascii"
)
# The name that a program could not look up: as Node shows it, or behind the words of Node, Go, Java, curl.
_LOOKED_UP: Final = re.compile(
    r"(?i)\bhostname['\"]?: ?(?:'([^'\n]{1,120})'|\"((?:[^\"\\\n]|\\.){1,120})\")"
    r"|(?:\benotfound|\beai_again|\blookup|unknownhostexception:|resolve host:) "
    r"(?=['\"`<$({]|[a-z]{2,8}://)(\S{1,120})"
)
# No host name holds such a sign, and a number alone is a port (RFC 1123 2.1). An "@" is an address's.
_NO_NAME: Final = re.compile(r".*[\s\"'`,;<>/\\=$(){}|&?%]|\d{1,5}$|(?:undefined|null)$")
# Postfix's words of a receiver's server that does not answer.
_SILENT: Final = re.compile(
    r"(?i)\bconnect to ([\w.-]{3,253})\[[\w.:]{2,45}\]:25:\s{1,80}(?:connection|operation) timed out"
)
# Amazon SES: "The following identities failed the check in region EU-WEST-1: ana@example.com"
_IDENTITY: Final = re.compile(
    r"failed the check in region [\w-]{4,40}: (?:[^<>\n,@]{0,80}<)?([\w.+=-]{1,64}@[\w.-]{3,250}\w)"
)
_SENT_BY: Final = r"(?i)(?:\b|_)(?:from|sender)['\"\]]{0,2}\s{0,3}[:=>]{1,2}[\s'\"*]{0,4}(?:[^<>\n@]{0,80}<)?"
# A cheap look before each of the patterns above.
_GATES: Final = Signs(
    PERSONAL,
    r"(?:port|porta|puerto|anschluss)['\"]?\s*[:=,]?>?\s*['\"]?\d{2}|:(?:25|465|587|2525)\b|using \d+ port"
    r"|\(\s?['\"][\w.-]+['\"],\s{0,2}\d{2}",
    r"(?:host|hostname|server)['\"]?\s*(?:[:=,>]|=>)\s*['\"]?[\w.]",
    r"localhost|127\.0\.0\.1|::1",
    r"(?:user|username|login)['\"]?\s*(?:=>|[:=])|(?:user|username|login|account|benutzer) [\w.+-]+@",
    r"auth[ =]",
    r"starttls",
    r"\b(?:ehlo|helo) ",
    r"special|\W(?:symbol|sonderzeichen|punctuation|ampersand|dollar|percent|plus|hash|quote|slash"
    r"|backslash|umlaut|section|exclamation|non-?ascii|accent)|(?:password|passwort).*[§&%$#+/\\!?€£äöüßéè]"
    r"|[(\"'`][§&%$#+/\\!?=@:€£][)\"'`] [\w ]*in [\w ]*password",
    r"(?:password|passwort|contraseña).*[§€£äöüßéèñàç]|section sign|umlaut|non-?ascii",
    r"\bsmtp\.[\w-]+\.",
    r"\benotfound|\beai_again|getaddrinfo|\blookup |unknownhostexception|resolve host:",
    r"failed the check in region",
)
# The positions of what is looked for there.
_OF_PORT, _OF_HOST, _OF_LOOPBACK, _OF_USER, _OF_AUTH, _OF_STARTTLS, _OF_EHLO = range(7)
_OF_SPECIAL, _OF_NON_ASCII, _OF_HOST_NAMED, _OF_LOOKED_UP, _OF_IDENTITY = range(7, 12)
_OF_SETTINGS: Final = frozenset({_OF_PORT, _OF_HOST, _OF_LOOPBACK, _OF_USER, _OF_LOOKED_UP})
_OF_CAPABILITIES: Final = frozenset({_OF_AUTH, _OF_STARTTLS, _OF_EHLO})
_OF_PASSWORD: Final = frozenset({_OF_SPECIAL, _OF_NON_ASCII})
_EITHER: Final = _SET | _GATES


def context_of(seen: Seen, client: str | None) -> tuple[Evidence, ...]:
    """Collect what a paste, or both ends of a long one, shows besides its replies; empty for nothing."""
    text = seen.text
    if client is None and not seen.any(_EITHER):
        return ()
    simple, gates = seen.found(_SET), frozenset(seen.found(_GATES))
    found: list[Evidence] = []

    def add(tag: str, **args: Value) -> None:
        found.append(Evidence(tag, args, "paste", Vantage.PASTE))

    if client is not None:
        add("client.program", name=client)
    _signs(text, add, simple)
    if gates & _OF_SETTINGS:
        _settings(text, add, gates, client, contained=any(one.tag == "client.container" for one in found))
        fit = _fit(found, several="465" in text)
        if fit is not None:
            add(fit)
    if _OF_HOST_NAMED in gates and len(named := set(_HOST_NAMED.findall(text.lower()))) == 1:
        add("client.host-named", host=named.pop())
    if gates & _OF_CAPABILITIES:
        _capabilities(text, add)
    if _OF_IDENTITY in gates and _names_sender(text):
        add("reply.names-sender")
    if gates & _OF_PASSWORD:
        _password(text, add)
    return tuple(found)


def _signs(text: str, add: Callable[..., None], found: list[int]) -> None:
    for index in found:
        meant = _OTHERWISE_MEANT.get(index)
        if meant is None or index in Seen(meant.sub("", text)).found(_SET):
            add(SIGNS[index][0])
        if index == _OF_SILENT and _several_silent(text):
            add("smtp.several-receivers-silent")


def _settings(
    text: str, add: Callable[..., None], gates: frozenset[int], client: str | None, *, contained: bool
) -> None:
    lower = text.lower()
    called = _CALL.search(text) if _OF_PORT in gates and "(" in text else None
    port = _PORT.search(lower) if _OF_PORT in gates else None
    if called is not None:
        add("client.port", port=int(called.group(2)))
    elif port is not None:
        ports = [int(next(filter(None, found))) for found in _PORT.findall(lower)]
        add("client.port", port=ports[0])
        if _READING_PORTS.issuperset(ports):
            add("client.port-of-other-service")
    host = _HOST.search(text) if _OF_HOST in gates else None
    if host is None and _OF_PORT in gates and "port" in lower:
        host = _HOST_SAID.search(text)
    if called is not None:
        _host(called.group(1), add, trailing_space=False)
    elif host is not None:
        _host(host.group(1), add, trailing_space=host.re is _HOST and bool(host.group(2)))
    loopback = _LOOPBACK.search(text) if _OF_LOOPBACK in gates else None
    if loopback is not None:
        # No mail program stands in a container: on its own machine a bridge or an anti-virus answers.
        tag = "client.local-bridge" if client in MAIL_PROGRAMS else "client.loopback"
        add(tag, host=loopback.group(1).lower())
        if tag == "client.loopback" and contained:
            add("client.loopback-in-container")
    if _OF_LOOKED_UP in gates and (odd := _misread(text)) is not None:
        add("client.placeholder-host", host=odd)
    user = _USER.search(text) if _OF_USER in gates else None
    if user is not None and _NO_USER.match(user.group(1)) is None:
        add("user.full-address" if "@" in user.group(1) else "user.local-part")
    elif user is None and _OF_USER in gates and _USER_SAID.search(text) is not None:
        add("user.full-address")


def _fit(found: list[Evidence], *, several: bool) -> str | None:
    """Say how port and encryption fit: 465 wants TLS at once, 587 greets first and then takes STARTTLS.

    RFC 8314 3.3. Set to both, programs begin with TLS; `several`: the text names 465 as well, maybe as
    another try.
    """
    tags = {fact.tag: fact.args for fact in found}
    port = tags.get("client.port", {}).get("port")
    implicit = "client.implicit-tls" in tags
    upgraded = not tags.keys().isdisjoint(("client.starttls", "client.no-tls", "client.plain-first"))
    if port == 587 and implicit and not (upgraded and several):
        return "client.tls-mode-unusual"
    if port == 465:
        return "client.tls-mode-unusual" if upgraded and not implicit else None
    return "client.port-greets-first" if port in _GREETING_PORTS and not (implicit or several) else None


def _host(name: str, add: Callable[..., None], *, trailing_space: bool) -> None:
    lower = name.lower()
    if "." in lower or "://" in lower:
        add("client.host", host=lower)
    named = lower.startswith(("ssl://", "tls://", "smtp://", "smtps://")) or lower.endswith("example.com")
    odd = "/" in lower or lower in ("smtp.yourdomain.com", "smtp.domain.com", "yourserver")
    if trailing_space or (odd and not named):
        add("client.placeholder-host", host=lower)


def _misread(text: str) -> str | None:
    """Give the name that was looked up where it can be none: `"smtp.example.com";`, `https://...`, `587`."""
    for shown in _LOOKED_UP.findall(text):
        name: str = next(filter(None, shown))
        if _NO_NAME.match(name) is not None:
            return name.lower()
    return None


def _capabilities(text: str, add: Callable[..., None]) -> None:
    claim = _CLAIM.search(text)
    if claim is not None:
        add("smtp.auth-advertised", mechanisms=" ".join(claim.group(1).upper().split()))
        if _only_windows(text):
            add("smtp.auth-of-windows-only")
    encrypts = _STARTTLS_LISTED.search(text) is not None
    encrypted = encrypts and _STARTTLS_DONE.search(text) is not None
    if encrypts and not encrypted:
        add("smtp.starttls-advertised")
    if _STOPPED_AT_STARTTLS.search(text) is not None:
        add(STOPPED_AT_STARTTLS)
    upper = text.upper()
    if _HELO.search(text) is not None and "EHLO" not in upper:
        add("smtp.helo-sent")
    if _EHLO.search(text) is not None:
        # Without TLS it may be offered inside.
        if claim is None and (encrypted or ("AUTH" not in text and not encrypts)):
            add("smtp.auth-not-advertised")
        if "STARTTLS" not in upper:
            add("smtp.starttls-not-advertised")
        if "AUTH " not in upper and "MAIL FROM" in upper:
            add("smtp.no-auth-sent")


def _names_sender(text: str) -> bool:
    """Say whether the address that Amazon SES has not verified stands as the mail's sender elsewhere."""
    identity = _IDENTITY.search(text)
    return identity is not None and re.search(_SENT_BY + re.escape(identity.group(1)), text) is not None


def _several_silent(text: str) -> bool:
    """Say whether the servers of two domains did not answer: it is not they that are down."""
    return len({".".join(host.lower().rsplit(".", 2)[-2:]) for host in _SILENT.findall(text)}) > 1


def _only_windows(text: str) -> bool:
    """Say whether each list of logins holds a Windows domain's alone, and the program tried none of them."""
    offered = {
        name
        for listed in _CLAIM.findall(text)
        for name in takewhile(lambda name: not name.startswith("250"), listed.upper().split())
    }
    return bool(offered) and offered <= _WINDOWS and _WINDOWS_TRIED.search(text) is None


def _password(text: str, add: Callable[..., None]) -> None:
    special = _SPECIAL.search(text)
    if special is not None:
        add("prose.special-character", character=next(filter(None, special.groups()), None))
    letter = _NON_ASCII.search(text)
    if letter is not None:
        add("prose.non-ascii-password", character=letter.group(1))
