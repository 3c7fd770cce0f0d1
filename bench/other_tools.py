"""What other tools say of a login in the lab: openssl, smtplib, swaks, nodemailer, each as its users call it.

The mapping is coarse and in their favour. Each says *that* it failed and gives a text; it counts
as pinned where that text settles the one true cause: the words of the server or of its own library
name it (`EXACT`), or, where the login works, it reports success.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import smtplib
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.lab.laboratory import Lab
from tests.lab.prepared import Prepared
from tests.lab.scenario import Scenario

TOOL_S = 20.0

# Which words settle which cause; what stands in none of them pins nothing.
EXACT = (
    (r"certificate has expired|certificate.*expired|CERT_HAS_EXPIRED", "certificate-expired"),
    (r"not yet valid|CERT_NOT_YET_VALID", "certificate-not-yet-valid"),
    (r"self[- ]signed|DEPTH_ZERO_SELF_SIGNED", "certificate-self-signed"),
    (r"hostname mismatch|altnames|hostname.*match|ERR_TLS_CERT_ALTNAME", "certificate-hostname-mismatch"),
    (r"unable to (?:get local issuer|verify the first)", "certificate-untrusted"),
    (r"key too weak|key too small", "tls-weak-key"),
    (r"wrong version number|packet length too long|record layer failure", "tls-mode-mismatch"),
    (r"unsupported protocol|protocol version", "tls-version-too-old"),
    (r"handshake failure", "tls-no-common-cipher"),
    (r"connection refused|ECONNREFUSED", "connection-refused"),
    (r"name or service not known|ENOTFOUND|name resolution|getaddrinfo", "host-not-found"),
    (r"starttls.*not supported|not (?:advertise|offer) STARTTLS|find STARTTLS", "starttls-not-offered"),
    (r"auth.*not supported by server|did not advertise auth|no authentication type", "auth-not-offered"),
    (r"application-specific password|parol prilozheniya", "app-password-required"),
    (r"too many connections", "too-many-connections"),
    (r"too many|rate-limit", "login-rate-limited"),
    (r"disabled for the tenant", "smtp-auth-disabled-tenant"),
    (r"disabled for the mailbox", "smtp-auth-disabled-mailbox"),
    (r"basic authentication is disabled", "basic-auth-disabled"),
    (r"security defaults", "security-defaults"),
    (r"account locked", "account-locked"),
    (r"authorization code", "authorization-code-required"),
    (r"web browser", "web-login-required"),
    (r"password expired", "password-change-required"),
    (r"temporary authentication failure|unable to authenticate at present", "auth-backend-unavailable"),
    (r"credentials were incorrect", "wrong-credentials"),
    (r"missing credentials", "credentials-missing"),
    (r"\b(?:554|421|550)\b.*(?:reject|refus|not allowed|not available)", "greeting-refused"),
    (r"\* OK|\+OK|HTTP/1|SSH-2", "wrong-protocol"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What a tool said: whether it logged in, and its words."""

    works: bool
    text: str


def pins(said: Said, prepared: Prepared) -> bool:
    """Whether the tool's words settle the one true cause."""
    scenario = prepared.scenario
    if scenario.cause is None:
        return said.works
    if said.works:
        return False
    found = {cause for pattern, cause in EXACT if re.search(pattern, said.text, re.IGNORECASE)}
    return scenario.cause in found


def _run(command: list[str], given: bytes, env: dict[str, str] | None = None) -> tuple[int, str]:
    try:
        done = subprocess.run(command, check=False, input=given, capture_output=True, timeout=TOOL_S, env=env)
    except (subprocess.TimeoutExpired, ValueError) as error:
        return 1, type(error).__name__
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def _address(lab: Lab, prepared: Prepared) -> str:
    """What the name leads to, since these tools ask the system's DNS and not the lab's; empty for nothing."""
    held = lab.zone_addresses(prepared)
    return held[-1] if held else ""


def _port(scenario: Scenario) -> int:
    return scenario.port or 587


def _mode(scenario: Scenario) -> str:
    return scenario.tls or ("implicit" if scenario.port == 465 else "starttls")


def swaks(lab: Lab, prepared: Prepared) -> Said:
    """swaks with `--auth` and TLS as the case asks, the certificate verified."""
    scenario, address = prepared.scenario, _address(lab, prepared)
    if not address or b"\0" in prepared.password:
        return Said(False, "name or service not known" if not address else "NUL in an argument")
    command = ["swaks", "--server", address, "--port", str(_port(scenario)), "--quit-after", "AUTH", "--auth"]
    command += ["--auth-user", prepared.user, "--auth-password", prepared.password.decode()]
    command += ["--timeout", "15s"]
    mode = _mode(scenario)
    if mode != "none":
        command += ["-tlsc" if mode == "implicit" else "-tls", "--tls-verify"]
        command += ["--tls-ca-path", str(lab.authority.file), "--tls-verify-target", prepared.host]
    code, text = _run(command, b"")
    return Said(code == 0, text)


def s_client(lab: Lab, prepared: Prepared) -> Said:
    """`openssl s_client`: it has no login; success is a verified handshake."""
    scenario, address = prepared.scenario, _address(lab, prepared)
    if not address:
        return Said(False, "name or service not known")
    command = ["openssl", "s_client", "-connect", f"{address}:{_port(scenario)}", "-verify_return_error"]
    command += ["-CAfile", str(lab.authority.file)]
    command += ["-verify_hostname", prepared.host, "-servername", prepared.host]
    if _mode(scenario) != "implicit":
        command += ["-starttls", "smtp"]
    code, text = _run(command, b"QUIT\n")
    return Said(code == 0 and "Verify return code: 0" in text, text)


def smtplib_login(lab: Lab, prepared: Prepared) -> Said:
    """The standard library's `login()`, the name given to TLS."""
    scenario, address = prepared.scenario, _address(lab, prepared)
    if not address:
        return Said(False, "name or service not known")
    context = ssl.create_default_context(cafile=str(lab.authority.file))
    mode = _mode(scenario)
    client: smtplib.SMTP | None = None
    try:
        if mode == "implicit":
            client = smtplib.SMTP_SSL(timeout=TOOL_S, context=context)
        else:
            client = smtplib.SMTP(timeout=TOOL_S)
        client._host = prepared.host  # type: ignore[attr-defined] # the name TLS is given; untold in the types
        client.connect(address, _port(scenario))
        if mode == "starttls":
            client.starttls(context=context)
        client.login(prepared.user, prepared.password.decode())
        client.quit()
    except (smtplib.SMTPException, OSError, ValueError) as error:
        return Said(False, f"{type(error).__name__}: {error}")
    finally:
        if client is not None:
            client.close()
    return Said(True, "")


VERIFY_JS = """
const nodemailer = require('nodemailer');
const o = JSON.parse(require('fs').readFileSync(0, 'utf8'));
nodemailer.createTransport({host: o.address, port: o.port, secure: o.mode === 'implicit',
  requireTLS: o.mode === 'starttls', ignoreTLS: o.mode === 'none', name: 'lab.example',
  connectionTimeout: 15000, greetingTimeout: 15000, socketTimeout: 15000,
  tls: {servername: o.host, ca: require('fs').readFileSync(o.ca)},
  auth: {user: o.user, pass: o.password}})
 .verify().then(() => { console.log('works'); process.exit(0); },
   e => { console.log(e.code + ' ' + e.message + ' ' + (e.response || '')); process.exit(1); });
"""


class Nodemailer:
    """nodemailer's `verify()`, installed from npm into a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def install(self) -> bool:
        """Whether it is there now."""
        if not shutil.which("npm"):
            return False
        (self._folder / "verify.js").write_text(VERIFY_JS, encoding="utf-8")
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund"]
        command += ["--prefix", str(self._folder), "nodemailer"]
        return subprocess.run(command, check=False, capture_output=True, timeout=120).returncode == 0

    def __call__(self, lab: Lab, prepared: Prepared) -> Said:
        """What `verify()` says of a case."""
        scenario, address = prepared.scenario, _address(lab, prepared)
        if not address:
            return Said(False, "ENOTFOUND")
        given = {
            "address": address, "host": prepared.host, "port": _port(scenario), "user": prepared.user,
            "password": prepared.password.decode(), "ca": str(lab.authority.file),
            "mode": _mode(scenario),
        }  # fmt: skip
        command = ["node", str(self._folder / "verify.js")]
        code, text = _run(command, json.dumps(given).encode(), {**os.environ, "NODE_NO_WARNINGS": "1"})
        return Said(code == 0, text)
