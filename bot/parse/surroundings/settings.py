"""What a paste shows of a program's settings: server, port and user name, and how port and TLS fit.

Reads what stands there; what a provider wants is known to whoever concludes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from bot.model import MAIL_SERVERS, Evidence, Value
from bot.parse import ports
from bot.parse.signs import PROGRAM, Seen, Signs, signs_of
from bot.parse.surroundings.client import MAIL_PROGRAMS

# In small letters: a search that ignores case looks at every character.
_PORT: Final = re.compile(
    rf"p(?:ort|orta|uerto)['\"\]]{{0,2}}\s{{0,12}}[:=,(]?>?\s{{0,4}}['\"]?({ports.OF_SERVICES}|{ports.OF_READING})\b"
    rf"|anschluss['\"]?\s{{0,4}}[:=,]?>?\s{{0,4}}['\"]?({ports.OF_MAIL})\b"
    rf"|\.(?:[a-z]{{2,24}}(?:\[[^\]\s]{{1,60}}\])?|\d{{1,3}}):({ports.OF_MAIL}|{ports.OF_FETCHING})\b"
    rf"|(?:using |\()({ports.OF_MAIL}) port\b"
    # "smtp.example.com 465", "mail.example.com, 587"
    rf"|\b(?:smtp|mail)[\w-]{{0,20}}\.[\w.-]{{1,80}}\.[a-z]{{2,24}},? ({ports.OF_SUBMISSION})\b"
    # "reset by peer on 465 with STARTTLS set"; where it works is another port.
    rf"|(?<!work )(?<!works )(?<!worked )\b(?:on|over|via|at|auf|sur|en) ({ports.OF_SUBMISSION})"
    r" (?:with|over|using|and|mit|avec|con) (?:ssl|tls|starttls)\b"
)
_HOST: Final = re.compile(
    r"(?i)(?:\b(?:host(?:name)?|server)|(?:\b|_)(?:smtp_?host|smart_?host|mail_?host|mail\.host|smtp_?server"
    r"|mail\.smtp\.host|email_host))['\"]?\s{0,4}(?:[:=,>]|=>)\s{0,4}['\"]?((?![\w.]{3,253}\()"
    r"(?:https?://|smtps?://|ssl://|tls://)?[\w.-]{3,253}(?:/[\w/]{0,60})?)([ ]{1,3}['\"])?"
)
_HOSTS_READ: Final = 4
# What a person says they use: `server smtp.example.com port 465`, `smtp.example.com on port 587`.
_HOST_SAID: Final = re.compile(
    r"(?i)(?<![\w@.-])((?:[\w-]{1,63}\.){1,6}[a-z]{2,24}),? {0,2}(?:on|at|over|auf|und|and|with)? {0,2}port\b"
)
_HOST_CONNECTED: Final = re.compile(
    rf"(?i)\bconnect(?:ing|ed|ion)? to ((?:[\w-]{{1,63}}\.){{1,6}}[a-z]{{2,24}}):(?:{ports.OF_SUBMISSION})\b"
)
_USER_SAID: Final = re.compile(
    r"(?i)(?:,|\b(?:and|with|as|for|the|our|my|und|mit)) (?:user(?:name)?|login|account|benutzer) "
    r"[\w.+-]{1,64}@|\b(?:user(?: ?name)?|log-?in) (?:is|was) (?:my|the|our|his|her|their|an?) "
    r"(?:whole |full )?(?:e-?mail|address)"
)
# The line of a program that a traceback shows: `smtplib.SMTP("smtp.example.com", 465)`.
_CALL: Final = re.compile(
    r"(?i)(?:(?:(?:\b|_)smtp(?:_ssl|client|transport)?|\.new|\.start|\.connect(?:async)?|dialer) ?\("
    r"|\bmailhost ?= ?\()\s?['\"]([\w.-]{3,253})['\"],"
    rf"\s{{0,2}}({ports.OF_SERVICES})\b"
)
_LOOPBACK: Final = re.compile(
    # On 10024 to 10026 (Amavis) and 11332 (Rspamd) a mail server asks its own filter, on 24 its mailboxes.
    # HELO localhost is a name that the client gives itself; "on localhost it works": somebody's own machine.
    r"(?i)(?<![\w.])(?<!: \[)(?<!helo )(?<!ehlo )(?!(?<=\bon )localhost(?!:\d))"
    # Whoever names no server is connected to the machine itself (https://pkg.go.dev/net#Dial).
    r"(localhost|127\.0\.0\.1|::1|(?:(?<=econnrefused )|(?<=dial tcp ))(?:0\.0\.0\.0|(?=:\d)))"
    r"(?=\.?(?:[\s:'\",;\]\[)]|$))"
    r"(?!(?:\[[\d.:]{3,15})?\]?:(?:1002[456]|1133[234]|24)\b)"
)
_USER: Final = re.compile(
    r"(?i)(?:\b(?:user(?:name)?|login|auth_?user|sasl_username|set_id)|(?:\b|_)(?:smtp|e?mail)_?(?:host_)?user(?:name)?)['\"]?\s{0,3}(?:=>|[:=])\s{0,3}['\"]?([^\s'\",;<>]{2,120})"
)
# A variable, one made unreadable, the code of a reply: `Invalid login: 535-5.7.8 ...`, or what a sending
# service gives as a user name: a word such as "apikey", a key, a number.
_NO_USER: Final = re.compile(
    r"\[|\{|\*|!|process\.|os\.|env\(|\$|\d{3}(?!\d)|(?:api_?key|resend|smtp_injection)$"
    # A field of an object in a program's source: `user: config.mail.user`.
    r"|(?:[a-z_]\w*\??\.){1,5}\w{0,30}(?:user(?:_?name)?|e?mail|login|account|address)[)}\]]{0,3}$"
    r"|(?=[^@\s]{0,40}\d)[\w-]{16,}$"
    # Another name of it, before its value: "smtp login: user ana@example.com".
    r"|(?:user|user_?name|account|mailbox|log-?in|address|e-?mail)$"
    # What became of it: "AUTH LOGIN: wrong password".
    r"|(?:wrong|bad|invalid|incorrect|fail(?:ed|ure)?|denied|refused|rejected|error|unauthori[sz]ed|not)$",
    re.IGNORECASE,
)
_USER_QUOTED: Final = re.compile(
    r"(?i)(?:[,;] user(?:name)?"
    r"|\b(?:user ?name|user|log-?in) (?:(?:in|of|for) (?:the |my |our )?[\w-]{1,30} )?"
    r"(?:is|was|ist|lautet)(?: just| only| nur)?) [\"'`]([\w.+@-]{2,80})[\"'`]"
)
# Thunderbird: "Login to server mail.example.com with username ana failed."
_USER_FAILED: Final = re.compile(r"(?i)\bwith user ?name ([\w.+@-]{2,80}) failed\b")
_ADDRESS_SAID: Final = re.compile(
    r"(?i)(?:my|the|our|his|her|their|an?|whole|full) (?:\w+ )?(?:e-?mail|address)"
)
# The word that a service wants in its place: `with username "apikey"`, "user name is resend".
_FIXED: Final = re.compile(
    r"(?i)\b(?:user ?name|user|log-?in|benutzername|identifiant|usuario|utente)['\"]?"
    r"(?: (?:is|was|ist|est|es|set to|as))?\s{0,3}(?:=>|[:=])?\s{0,3}['\"`“„]?"
    r"(?:apikey|resend|smtp_injection)['\"`”“]?(?![\w@.-]*[\w@])"
)
_SENTENCE: Final = re.compile(r"(?: [a-z0-9']{1,20}){2}")  # "smtp login: we get 535"
# The name that a program could not look up: as Node shows it, or behind the words of Node, Go, Java, curl.
_LOOKED_UP: Final = re.compile(
    r"(?i)\bhostname['\"]?: ?(?:'([^'\n]{1,120})'|\"((?:[^\"\\\n]|\\.){1,120})\")"
    r"|(?:\benotfound|\beai_[a-z]{4,9}|\blookup|unknownhostexception:|resolve host:) "
    r"(?=['\"`<$({]|[a-z]{2,8}://|[\w.-]{1,80}:\d{2,5}[:\s]|(?:undefined|null)\b"
    r"|[\w.-]{1,80},[a-z]{2,10}(?![\w=:.,]))(\S{1,120})"
    r"|\bwith host \"?(?=(?:smtp|http)s?://)(\S{1,120})"
)
# The name of a mailbox in the place of the server's.
_ADDRESS_LOOKED_UP: Final = re.compile(
    r"(?i)(?:\benotfound|\beai_[a-z]{4,9}|\blookup|unknownhostexception:|resolve host:) "
    r"['\"]?[\w.+-]{1,64}@[\w.-]{3,253}"
)
# No host name holds such a character, and a number alone is a port (RFC 1123 2.1). An "@" is an address's.
_NO_NAME: Final = re.compile(r".*[\s\"'`,;<>/\\=$(){}|&?%]|(?:[\w.-]+:)?\d{1,5}:?$|(?:undefined|null)$")
# Whether one of them may match: looked for together with all that else is asked of a text.
_OF_PORT: Final = Signs(
    PROGRAM,
    rf"(?:port|porta|puerto|anschluss)['\"\]]*\s*[:=,(]?>?\s*['\"]?\d{{2}}|:(?:{ports.OF_MAIL}|{ports.OF_FETCHING})\b"
    rf"|(?:smtp|mail)[\w-]*\.[\w.-]+,? (?:{ports.OF_SUBMISSION})\b"
    rf"|(?:using |\()\d+ port\b|\b(?:{ports.OF_SUBMISSION}) \w+ (?:ssl|tls|starttls)\b"
    r"|\(\s?['\"][\w.-]+['\"],\s{0,2}\d{2}",
)
# A login at what fetches mail, and none at what sends it: "IMAP login failed", not "SMTP/IMAP login failed".
_READING_REFUSED: Final = re.compile(
    r"(?<!smtp/)(?<!smtp and )(?<!smtp or )(?<!smtp & )(?<!smtp und )"
    r"\b(?:imap|pop3?)[ -](?:log-?in|auth\w{0,12}|sign-?in|anmeldung)"
    r" (?:has |is |was |ist )?(?:fail|refused|rejected|fehlgeschlagen)"
)
_SENDING_REFUSED: Final = re.compile(r"\bsmtp[ -](?:log-?in|auth\w{0,12}|sign-?in|anmeldung)\b")
_OF_READING: Final = signs_of(PROGRAM, _READING_REFUSED)
_OF_HOST: Final = signs_of(PROGRAM, _HOST)
_OF_LOOPBACK: Final = signs_of(PROGRAM, _LOOPBACK)
_OF_USER: Final = signs_of(PROGRAM, _USER, _USER_QUOTED, _USER_FAILED, _USER_SAID, _FIXED)
# That a name was looked up: a host that is only named may be a placeholder.
_OF_LOOKED_UP: Final = Signs(
    PROGRAM, r"\benotfound|\beai_|getaddrinfo|\blookup |unknownhostexception|resolve host:|\bwith host"
)
# Where a program has a switch of its own for SSL, and it is off, the one for TLS means STARTTLS.
_SSL_OFF: Final = re.compile(
    r"(?i)_ssl(?:_enabled?)?['\"]?\s{0,3}(?:=>|[:=])\s{0,3}['\"]?(?:false|off|no|0)\b"
)
_OF_TLS: Final = re.compile(r"(?i)ssl|tls|secure|encrypt|verschlüssel|chiffr|cifr|加密|шифр")
_REPLY_CODE: Final = re.compile(r"\b[245]\d\d\b")
_DOTNET: Final = re.compile(r"(?i)\bsystem\.net\.mail\.smtp|\bsend-mailmessage\b")
_BEGIN_PLAIN: Final = ("client.starttls", "client.no-tls", "client.plain-first", "client.starttls-only")
_BETWEEN_SERVERS: Final = 25  # RFC 6409 3.1; a mail server's log writes "mx.example.com[192.0.2.1]:25"
SETTINGS: Final = _OF_PORT | _OF_READING | _OF_HOST | _OF_LOOPBACK | _OF_USER | _OF_LOOKED_UP
"""Whether anything of a program's settings may stand in a text."""


def settings_in(seen: Seen, client: str | None, told: set[str]) -> Iterator[Evidence]:
    """Give the facts on server, port and user name; `told`: the tags of what the paste shows besides them."""
    if not seen.any(SETTINGS):
        return
    text = seen.text
    server = [*_server(seen)]
    yield from server
    if seen.any(_OF_LOOPBACK) and (loopback := _LOOPBACK.search(text)) is not None:
        yield from _loopback(loopback.group(1).lower(), client, contained="client.container" in told)
    if seen.any(_OF_LOOKED_UP):
        if (odd := _misread(text)) is not None:
            yield Evidence.in_paste("client.placeholder-host", host=odd)
        elif _ADDRESS_LOOKED_UP.search(text) is not None:
            yield Evidence.in_paste("client.address-as-host")
    if seen.any(_OF_USER):
        yield from _user(text)
    port = next((fact.args["port"] for fact in server if fact.tag == "client.port"), None)
    if port == _BETWEEN_SERVERS and client not in MAIL_SERVERS and "]:25" not in text:
        yield Evidence.in_paste("client.port-between-servers")
    # The mail client of .NET cannot begin with TLS: what its "SSL" says is STARTTLS (Microsoft, EnableSsl).
    if client == "system-net-mail" and _DOTNET.search(text) is not None:
        told = told - {"client.implicit-tls"} | {"client.starttls"}
    elif "client.implicit-tls" in told and _SSL_OFF.search(text) is not None:
        told = told - {"client.implicit-tls"}
    fit = _fit(port, told, several="465" in text)
    if fit is not None:
        yield Evidence.in_paste(fit)
    if fit == "client.port-begins-tls" and _OF_TLS.search(text) is None:
        yield Evidence.in_paste("client.tls-unsaid")


def _server(seen: Seen) -> Iterator[Evidence]:
    """Give port and host; a call in a program's source that names both decides."""
    text, lower, of_port = seen.text, seen.text.lower(), seen.any(_OF_PORT)
    called = _CALL.search(text) if of_port and "(" in text else None
    if called is not None:
        yield Evidence.in_paste("client.port", port=int(called.group(2)))
        yield from _host(called.group(1), trailing_space=False)
        return
    named = [int(next(filter(None, found))) for found in _PORT.findall(lower)] if of_port else []
    if named:
        sends = (port for port in named if port not in ports.READING)
        yield Evidence.in_paste("client.port", port=next(sends, named[0]))
        if ports.READING.issuperset(named):
            yield Evidence.in_paste("client.port-of-other-service")
            if _REPLY_CODE.search(lower) is None:
                yield Evidence.in_paste("client.unanswered-at-other-port")
    elif seen.any(_OF_READING) and _reading_refused(lower):
        yield Evidence.in_paste("client.unanswered-at-other-port")
    hosts = [*islice(_HOST.finditer(text), _HOSTS_READ)] if seen.any(_OF_HOST) else []
    # "failed to connect to server: php_network ..., host: smtp.example.com"
    host = next((found for found in hosts if "." in found.group(1)), next(iter(hosts), None))
    if host is not None:
        yield from _host(host.group(1), trailing_space=bool(host.group(2)))
    elif of_port and (said := _said_host(text, lower)) is not None:
        yield from _host(said.group(1), trailing_space=False)


def _reading_refused(lower: str) -> bool:
    """Whether a login to fetch mail was refused, and a text tells of no refusal at what sends it."""
    told = _READING_REFUSED.search(lower) is not None
    return told and _SENDING_REFUSED.search(lower) is None and _REPLY_CODE.search(lower) is None


def _said_host(text: str, lower: str) -> re.Match[str] | None:
    """Find the server that somebody says they use, or connect to; `lower`: the text in small letters."""
    said = _HOST_SAID.search(text) if "port" in lower else None
    return said or (_HOST_CONNECTED.search(text) if "connect" in lower else None)


def _host(name: str, *, trailing_space: bool) -> Iterator[Evidence]:
    lower = name.lower()
    if "." in lower or "://" in lower:
        yield Evidence.in_paste("client.host", host=lower)
    named = lower.startswith(("ssl://", "tls://", "smtp://", "smtps://")) or lower.endswith("example.com")
    odd = "/" in lower or lower in ("smtp.yourdomain.com", "smtp.domain.com", "yourserver")
    if trailing_space or (odd and not named):
        yield Evidence.in_paste("client.placeholder-host", host=lower)


def _loopback(host: str, client: str | None, *, contained: bool) -> Iterator[Evidence]:
    # No mail program stands in a container: on its own machine a bridge or an anti-virus answers.
    if client in MAIL_PROGRAMS:
        yield Evidence.in_paste("client.local-bridge", host=host)
        return
    yield Evidence.in_paste("client.loopback", host=host)
    if contained:
        yield Evidence.in_paste("client.loopback-in-container")


def _user(text: str) -> Iterator[Evidence]:
    if _FIXED.search(text) is not None:
        yield Evidence.in_paste("user.fixed-word", provider=None)
        return
    user = _USER.search(text) or _USER_QUOTED.search(text) or _USER_FAILED.search(text)
    if user is not None and _SENTENCE.match(text, user.end()) is not None:
        return
    if user is not None and _NO_USER.match(user.group(1)) is None:
        whole = "@" in user.group(1) or _ADDRESS_SAID.match(text, user.start(1)) is not None
        yield Evidence.in_paste("user.full-address" if whole else "user.local-part")
    elif user is None and _USER_SAID.search(text) is not None:
        yield Evidence.in_paste("user.full-address")


def _misread(text: str) -> str | None:
    """Give the name that was looked up where it can be none: `"smtp.example.com";`, `https://...`, `587`."""
    for shown in _LOOKED_UP.findall(text):
        name: str = next(filter(None, shown))
        if _NO_NAME.match(name) is not None:
            return name.lower().rstrip(":")
    return None


def _fit(port: Value, told: set[str], *, several: bool) -> str | None:
    """Say how port and encryption fit: 465 wants TLS at once, 587 greets first and then takes STARTTLS.

    RFC 8314 3.3. Set to both, programs begin with TLS; `several`: the text names 465 as well, maybe as
    another try.
    """
    implicit = "client.implicit-tls" in told
    upgraded = not told.isdisjoint(_BEGIN_PLAIN)
    if port == 587 and implicit and not (upgraded and several):
        return "client.tls-mode-unusual"
    if port == 465:
        return "client.tls-mode-unusual" if upgraded and not implicit else "client.port-begins-tls"
    return "client.port-greets-first" if port in ports.GREETING_FIRST and not (implicit or several) else None
