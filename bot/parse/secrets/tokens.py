"""Secrets that are known by their own form: services' keys, hashes, private keys, URLs, headers.

Takes a text as it reads (`plain_view`) and gives the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.parse.rare_pattern import RarePattern
from bot.parse.secrets.plain_view import Span
from bot.parse.secrets.values import given
from bot.parse.secrets.words import is_word

# Forms of keys as the services show them; many stand in gitleaks' list (config/gitleaks.toml) as well.
_TOKENS: Final = RarePattern(
    r"(?<![A-Za-z0-9])(?:SG\.[\w-]{10,80}\.[\w-]{10,120}|xox[abeoprs](?:\.xox[bp])?-[\w-]{8,250}"
    r"|xapp-[\w-]{8,250}"
    r"|(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])|re_[A-Za-z0-9]{8,40}_[A-Za-z0-9]{8,60}"
    r"|x(?:smtp|key)sib-[\w-]{16,160}|key-[0-9a-z]{32}|api-[0-9A-F]{32}|ya29\.[\w.-]{10,3000}"
    r"|gh[pousr]_\w{20,255}|github_pat_\w{22,255}|glpat-[\w-]{20,64}|npm_[A-Za-z0-9]{36}|dop_v1_[0-9a-f]{64}"
    r"|AIza[\w-]{35}|GOCSPX-[\w-]{20,40}|1//0[\w-]{20,120}|(?:sk|rk|pk)_(?:live|test"
    r"|prod)_[A-Za-z0-9]{10,99}|sk_[0-9a-f]{32,64}"
    r"|sk-(?:proj-|ant-)?[\w-]{20,200}|mlsn\.[0-9a-f]{40,80}|md-[\w-]{22}(?![\w-])|SK[0-9a-f]{32}(?![0-9a-f])"
    r"|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}(?![0-9a-f-])|[0-9a-f]{32}-us\d{1,2}(?!\d)"
    r"|[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~-])|\d{8,10}:AA[\w-]{33}(?![\w-])"
    r"|AGE-SECRET-KEY-1[A-Z0-9]{20,80}|HRKU-[0-9A-Fa-f-]{36}"
    r"|eyJ[\w-]{10,3000}\.eyJ[\w-]{5,3000}\.[\w-]{5,2000})"
    # Amazon SES: a version byte and 32 bytes in Base64 (docs.aws.amazon.com/ses, smtp-credentials).
    r"|(?<![\w+/.-])B[A-P][A-Za-z0-9+/]{42}(?![\w+/=.-])"
)
_HOOK: Final = RarePattern(
    r"(?<=//)(?:hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/"
    r"|(?:\w{1,20}\.)?discord(?:app)?\.com/api/webhooks/)([\w/-]{10,200})"
)
_ACCESS_KEY: Final = RarePattern(r"(?i)(?:accesskey|sharedaccesskey|accountkey|sig)=([\w+/%-]{16,200}={0,2})")
_HASH: Final = RarePattern(
    r"(?<![\w$])\$(?:1|2[abxy]?|5|6|y|7|gy|apr1|argon2(?:id|i|d)|scrypt"
    r"|pbkdf2[\w-]{0,12})\$[\w./+$=,-]{8,300}"
    r"|\{(?:S?SHA\d{0,3}|SMD5|[A-Z0-9]{2,10}-CRYPT|CRYPT|CRAM-MD5|DIGEST-MD5|PLAIN|CLEARTEXT|PBKDF2"
    r"|ARGON2ID?|SCRAM-SHA-\d{1,3})(?:\.\w{3,6})?\}[^\s:,;\"'<>]{4,300}"
)
_PEM: Final = RarePattern(r"-----BEGIN[A-Z0-9 ]{0,40} PRIVATE KEY(?: BLOCK)?-----")
_PPK: Final = RarePattern(r"Private-Lines: \d{1,3}\n((?:[^\n]{0,40}[\w+/=]{16,64}\n?){1,200})")  # PuTTY's
_PEM_LETTERS: Final = 20_000
_PEM_PART: Final = re.compile(r"(?:\s|[A-Za-z0-9+/=]{12,}){0,400}")  # of one that was cut off
_BEARER: Final = RarePattern(r"(?i)\b(?:Bearer|Basic)[ \t]{1,4}([^\s\"',;<>\\]{8,4000})")
_BASIC: Final = re.compile(r"[\w+/]{8,}={0,2}")
_HEADER: Final = RarePattern(
    r"(?i)\b(?:proxy-)?authorization[\"']?[ \t]{0,3}[:=]>?[ \t]{0,4}[\"']?(?:([a-z][a-z0-9_-]{2,20})"
    r"[ \t]{1,4})?(?P<value>[^\n\"'\\]{6,4000})"
)
_DIGEST: Final = RarePattern(r"(?i)\bresponse[\"']?=\\?[\"']?([0-9a-f]{32})\b")
_COOKIE: Final = RarePattern(
    r"(?i)\b(?:set-)?cookie2?[\"']?[ \t]{0,3}:[ \t]{0,4}[\"']?(?P<value>[^\n\"'\\]{3,4000})"
)
_CRUMB: Final = re.compile(r"([\w.!#$%&*+^|~-]{1,80})=([^;,\s]{4,4000})")
_CRUMB_KEPT: Final = frozenset(
    {"path", "domain", "expires", "max-age", "samesite", "theme", "lang", "locale"}
)
_PARAMETER: Final = (
    r"(?:api[_-]?key|key|apikey|(?:access|auth|refresh|id)?_?token|pass(?:wor[dt]|wd)?|pwd|(?:client_)?secret"
    r"|sig(?:nature)?|code|assertion)="
)
# Behind a semicolon: a connection string, whose values may stand in braces.
_QUERY: Final = RarePattern(
    rf"(?i)(?:[?&]{_PARAMETER}([^&\s\"'<>]{{4,4000}})"
    rf"|;{_PARAMETER}(\{{[^{{}}\n]{{1,300}}\}}|[^&;\s\"'<>]{{4,4000}}))"
)
_XOAUTH: Final = RarePattern(r"(?i)auth=Bearer[ \t]{1,3}([^\s\x01^\"']{4,4000})")
# People write a password with an @ or, in a mail server's address, a slash as it is: the last @ ends it.
_URL: Final = RarePattern(
    r"(?i)[a-z][a-z0-9+.-]{1,20}://[^\s:/]{0,200}:((?:[^\s\"'/]|[\"'](?![,;:)}\]])){1,300})@"
)
_MAIL_URL: Final = RarePattern(
    r"(?i)\bsmtps?(?:\+\w{2,10})?://[^\s:/]{0,200}:((?:[^\s\"']|[\"'](?![,;:)}\]])){1,300})@"
)
# Symfony's DSN of a service: the key alone, `sendgrid+api://KEY@default`.
_KEY_URL: Final = RarePattern(
    r"(?i)\b[a-z]{3,20}(?:\+(?:api|https|smtp))?://([^\s:/@\"']{8,300})(?::[^\s/@\"']{1,200})?@default\b"
)
_TWO_PARTS: Final = RarePattern(r"(?i)\b[a-z]{3,20}\+(?:api|https)://([^\s:/@\"']{8,300}):[^\s/@\"']{1,200}@")

# A port and parameters behind a server, before the @ of an address among them.
_PORT_AND_QUERY: Final = re.compile(r"\d{1,5}/?\?[\w.-]+=")
# Long hexadecimal that is called a key, or a private key's DER in Base64 without the lines around it.
_LONG_KEY: Final = RarePattern(
    r"(?i)\b(?:key|private)[ \t:=]{1,4}\\?[\"']?([0-9a-f]{32,128}(?![0-9a-f])|MI[A-Za-z0-9+/]{30,4000}={0,2})"
)


def known_tokens(view: str) -> Iterator[Span]:
    """Give the keys that are known by how they begin or are built."""
    return given(view, (_TOKENS, _HOOK, _ACCESS_KEY, _LONG_KEY), bool)


def hashes(view: str) -> Iterator[Span]:
    """Give hashes of passwords as crypt(3), Dovecot and LDAP write them."""
    return given(view, (_HASH,), bool)


def private_keys(view: str) -> Iterator[Span]:
    """Give private keys in PEM, also where the end is missing."""
    for match in _PEM.finditer(view):
        start = match.end()
        end = view.find("-----END", start, start + _PEM_LETTERS)
        if end < 0 and (part := _PEM_PART.match(view, start)) is not None:
            end = part.end()
        if end > start:
            yield start, end
    yield from given(view, (_PPK,), bool)


def in_headers(view: str) -> Iterator[Span]:
    """Give what a web request proves itself with: Authorization, bearer tokens, cookies."""
    for match in _HEADER.finditer(view):
        scheme = match[1]
        start, end = match.span("value")
        value = view[start:end].rstrip()
        if scheme is None and (" " in value or is_word(value)):
            continue
        if " " in value and "=" not in value:  # prose goes on behind it
            value = value.partition(" ")[0]
        if not is_word(value, in_talk=True):
            yield start, start + len(value)
    for match in _BEARER.finditer(view):
        word = match[1].isalpha() and (match[1].islower() or is_word(match[1], in_talk=True))
        if not word and (match[0][1] in "eE" or _BASIC.fullmatch(match[1]) is not None):
            yield match.span(1)
    yield from given(view, (_XOAUTH, _DIGEST), bool)
    for match in _COOKIE.finditer(view):
        for crumb in _CRUMB.finditer(match["value"]):
            if crumb[1].lower() not in _CRUMB_KEPT:
                yield match.start("value") + crumb.start(2), match.start("value") + crumb.end(2)


def in_urls(view: str) -> Iterator[Span]:
    """Give passwords and keys in addresses of servers and pages."""
    addresses = (_MAIL_URL, _URL, _KEY_URL, _TWO_PARTS)
    return given(view, addresses, lambda value: _PORT_AND_QUERY.match(value) is None)


def in_queries(view: str) -> Iterator[Span]:
    """Give keys among the parameters of a web address."""
    return given(view, (_QUERY,))
