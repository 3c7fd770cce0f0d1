"""The lab's own certificate authority, and the ways in which a certificate can be wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from tests.fakes_smtp import self_signed

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
            weak = kind == "weak-key"
            key = rsa.generate_private_key(65537, 1024) if weak else ec.generate_private_key(ec.SECP256R1())
            return self_signed(host, key, now - timedelta(days=1), now + timedelta(days=60))
        if kind == "chain-expired":
            return _below_expired(host, self._trusted)
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


def _below_expired(host: str, root: trustme.CA) -> bytes:
    """A certificate of today below one that has ended, and the trusted root above both."""
    now = datetime.now(UTC)
    above = x509.load_pem_x509_certificate(root.cert_pem.bytes())
    root_key = serialization.load_pem_private_key(root.private_key_pem.bytes(), None)
    assert isinstance(root_key, ec.EllipticCurvePrivateKey)
    between_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    between_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Lab Intermediate of last year")])
    between = (
        x509.CertificateBuilder()
        .subject_name(between_name)
        .issuer_name(above.subject)
        .public_key(between_key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now - timedelta(days=3))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(between_key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    leaf = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)]))
        .issuer_name(between_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=60))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(between_key.public_key()), critical=False
        )
        .sign(between_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private + leaf.public_bytes(pem) + between.public_bytes(pem)


def _key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
