"""Reads a certificate as the server showed it, trusted or not. Pure; its bytes are hostile."""

from __future__ import annotations

from cryptography import x509
from cryptography.x509.oid import NameOID

from bot.net.records import Certificate

NAMES_SHOWN = 20
NAME_CHARS = 100

# OpenSSL's X509_V_ERR_* (x509_vfy.h)
_REFUSALS = {
    9: "not-yet-valid",
    10: "expired",
    18: "self-signed",
    19: "self-signed-chain",
    62: "hostname-mismatch",
    64: "hostname-mismatch",  # an address that is not in the certificate
}
WEAK_CODES = {66, 67, 68}  # key or signature below the security level


def refusal_of(code: int) -> str:
    """The kind of a verification error by OpenSSL's number; `untrusted` for all without their own."""
    return _REFUSALS.get(code, "untrusted")


def read_certificate(der: bytes | None) -> Certificate:
    """The names, issuer and dates of a certificate; empty where they cannot be read."""
    if not der:
        return Certificate((), "", None, None)
    try:
        parsed = x509.load_der_x509_certificate(der)
        return Certificate(
            names=_names(parsed),
            issuer=_issuer(parsed),
            not_before=parsed.not_valid_before_utc,
            not_after=parsed.not_valid_after_utc,
        )
    except ValueError:
        return Certificate((), "", None, None)


def _names(parsed: x509.Certificate) -> tuple[str, ...]:
    try:
        held = parsed.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, x509.DuplicateExtension):
        names = [str(part.value) for part in parsed.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    else:
        names = [
            *held.get_values_for_type(x509.DNSName),
            *map(str, held.get_values_for_type(x509.IPAddress)),
        ]
    return tuple(_clean(name) for name in names[:NAMES_SHOWN])


def _issuer(parsed: x509.Certificate) -> str:
    for kind in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME):
        found = parsed.issuer.get_attributes_for_oid(kind)
        if found:
            return _clean(str(found[0].value))
    return ""


def _clean(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)[:NAME_CHARS]
