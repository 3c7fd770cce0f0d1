"""Where a lab lives: one /24 of loopback, one folder, and the reasons why it cannot run here."""

from __future__ import annotations

import ipaddress
import os
import random
import shutil
import socket
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

DOVECOT_MODULES = Path("/usr/lib/dovecot/modules/auth")
EXIM = Path(os.environ.get("SMTPCHECK_LAB_EXIM", Path(sys.prefix) / "exim")) / "usr/sbin/exim4"


def missing() -> str | None:
    """Why the real servers cannot run here; None when they can."""
    if sys.platform != "linux":
        return "the lab needs Linux, where all of 127.0.0.0/8 is loopback"
    if os.geteuid() != 0:
        return "the lab needs root: Postfix starts as root, and the usual ports are below 1024"
    for program in ("postfix", "dovecot", "openssl"):
        if shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None:
            return f"the lab needs {program}: `make test` installs it as root on Debian"
    if not (DOVECOT_MODULES / "libauthdb_lua.so").exists():
        return "the lab needs dovecot-auth-lua: `make test` installs it as root on Debian"
    if not Path("/usr/lib/dovecot/submission-login").exists():
        return "the lab needs dovecot-submissiond: `make test` installs it as root on Debian"
    if not EXIM.exists():
        return "the lab needs Exim beside Postfix: `make test` unpacks it as root on Debian"
    return None


@dataclass
class Place:
    """One lab's addresses and folder; `close` gives both back."""

    network: ipaddress.IPv4Network
    folder: Path
    _claim: socket.socket
    _next: int = field(default=10)

    @property
    def dns(self) -> str:
        """The address of the lab's own name server."""
        return str(self.network[1])

    def address(self) -> str:
        """An address that no other server of this lab has."""
        self._next += 1
        return str(self.network[self._next])

    def close(self) -> None:
        self._claim.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def claim() -> Place:
    """A /24 that no other lab on this machine holds, told by a port that only one can bind."""
    for _ in range(200):
        network = ipaddress.IPv4Network((f"127.{random.randint(1, 254)}.{random.randint(0, 255)}.0", 24))
        held = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            held.bind((str(network[2]), 53))
            held.listen()
        except OSError:
            held.close()
            continue
        folder = Path(tempfile.mkdtemp(prefix="smtpcheck-lab-"))
        folder.chmod(0o755)
        return Place(network, folder, held)
    raise OSError("no free network on loopback")
