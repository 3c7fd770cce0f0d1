"""The lab's own certificate authority, and the ways in which a certificate can be wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

KINDS = (
    "good", "expired", "not-yet-valid", "self-signed", "wrong-name", "untrusted", "weak-key",
    "chain-expired", "interception", "ends-soon",
)  # fmt: skip


class Authority:
    """Issues what a server shows: `chain(kind, host)` is a PEM file, the key first."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._trusted = trustme.CA(organization_name="Lab Trust Services")
        self._stranger = trustme.CA(organization_name="Hidden Corner Authority")
        self._antivirus = trustme.CA(
            organization_name="Kaspersky Lab", organization_unit_name="Personal Root"
        )
        self.file = folder / "authority.pem"
        self._trusted.cert_pem.write_to_path(str(self.file))

    def chain(self, kind: str, host: str) -> Path:
        path = self._folder / f"{host}.{kind}.pem"
        if not path.exists():
            path.write_bytes(self._make(kind, host))
            path.chmod(0o600)
        return path

    def _make(self, kind: str, host: str) -> bytes:
        now = datetime.now(UTC)
        if kind in {"self-signed", "weak-key"}:
            return _own(host, weak=kind == "weak-key")
        ca, name = self._trusted, host
        start: datetime | None = None
        end: datetime | None = None
        if kind == "expired":
            start, end = now - timedelta(days=120), now - timedelta(days=3)
        elif kind == "not-yet-valid":
            start, end = now + timedelta(days=20), now + timedelta(days=110)
        elif kind == "ends-soon":
            start, end = now - timedelta(days=80), now + timedelta(days=4)
        elif kind == "wrong-name":
            name = "server17.webhost.example"
        elif kind == "untrusted":
            ca = self._stranger
        elif kind == "interception":
            ca = self._antivirus
        leaf = ca.issue_cert(name, not_before=start, not_after=end)
        return leaf.private_key_pem.bytes() + b"".join(blob.bytes() for blob in leaf.cert_chain_pems)


def _own(host: str, *, weak: bool) -> bytes:
    """A certificate that signed itself, with a key of 1024 bits when `weak`."""
    key = rsa.generate_private_key(65537, 1024) if weak else ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=60))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return pem + made.public_bytes(serialization.Encoding.PEM)
