"""What a copied SMTP session shows of its server: who greets, what EHLO lists, whether STARTTLS was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from bot.model import Evidence
from bot.parse.signs import PROGRAM, Seen, Signs, signs_of

# The server agreed to STARTTLS, and there the program gave up: what it calls a connection is TLS.
STOPPED_AT_STARTTLS: Final = "smtp.stopped-at-starttls"
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
    # swaks says so itself.
    r"(?i)=== TLS started\b"
    r"|\b220[ -][^\n]{0,80}\bTLS\b[^\n]{0,40}\n(?:[^\n]{0,300}\n){0,12}?[^\n]{0,60}\b250[ -]"
)
_STOPPED_AT_STARTTLS: Final = re.compile(
    # A client shows what it read between the two, too; the session goes on with EHLO.
    r"\bSTARTTLS\s{0,9}\n(?:[^\n]{0,200}\n){0,4}?[^\n]{0,200}\b220[ -][^\n]{0,200}\n"
    r"(?:(?![^\n]{0,200}\b(?:EHLO|HELO|250|QUIT)\b)[^\n]{0,200}\n){0,4}?"
    r"[^\n]{0,100}(?i:could not connect|unable to connect)"
    # Postfix's own log of such a program.
    r"|/smtpd\[\d{1,9}\]: lost connection after STARTTLS from "
)
_OF_LIST: Final = Signs(PROGRAM, r"auth[ =]|starttls|\b(?:ehlo|helo) ")
_OF_GREETING: Final = signs_of(PROGRAM, _WEB_HOST_GREETS)
CAPABILITIES: Final = _OF_LIST | _OF_GREETING


def capabilities_in(seen: Seen) -> Iterator[Evidence]:
    """Give what the server of a copied session offers and lacks; nothing where no session stands."""
    text = seen.text
    if seen.any(_OF_LIST):
        yield from _listed(text)
    if seen.any(_OF_GREETING) and (greeting := _WEB_HOST_GREETS.search(text)) is not None:
        yield Evidence.in_paste("smtp.greeting-of-web-host", host=greeting.group(1).lower())


def _listed(text: str) -> Iterator[Evidence]:
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


def _only_windows(text: str) -> bool:
    """Whether each list of logins holds a Windows domain's alone, and the program tried none of them."""
    offered = {
        name
        for listed in _CLAIM.findall(text)
        for name in takewhile(lambda name: not name.startswith("250"), listed.upper().split())
    }
    return bool(offered) and offered <= _WINDOWS and _WINDOWS_TRIED.search(text) is None
