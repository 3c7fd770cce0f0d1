"""Reads the settings file that a domain publishes for mail programs (autoconfig, `config-v1.1.xml`). Pure.

The file is a stranger's: no document type, no entities, no more than asked for, nothing fetched.
"""

from __future__ import annotations

import xml.parsers.expat
from dataclasses import dataclass

from bot.errors import RefusedTargetError
from bot.model import TlsMode
from bot.net import parse_host
from bot.providers import Endpoint, UserForm

SERVERS_READ = 8
TEXT_CHARS = 300
_MODES = {"SSL": TlsMode.IMPLICIT, "STARTTLS": TlsMode.STARTTLS, "plain": TlsMode.NONE}
_FORMS = {"%EMAILADDRESS%": UserForm.ADDRESS, "%EMAILLOCALPART%": UserForm.LOCAL_PART}


@dataclass(frozen=True, slots=True)
class OutgoingServer:
    """One server for sending as the file names it."""

    endpoint: Endpoint
    user: UserForm


def parse_autoconfig(body: bytes, domain: str) -> tuple[OutgoingServer, ...] | None:
    """The servers for sending, in the file's order; None when it is no such file.

    Servers whose host is no name, or whose port or encryption is unknown, are left out.
    """
    reader = _Reader()
    parser = xml.parsers.expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(body, True)
    except (xml.parsers.expat.ExpatError, _DocumentTypeError, ValueError, LookupError):
        return None
    if not reader.is_autoconfig:
        return None
    servers = (_server(found, domain) for found in reader.servers[:SERVERS_READ])
    return tuple(server for server in servers if server is not None)


class _DocumentTypeError(Exception):
    """The file declares a document type; nobody's settings need one."""


def _refuse(*_: object) -> None:
    # Entities can only be declared in a document type: without one, none can grow or reach out.
    raise _DocumentTypeError


class _Reader:
    """Collects the texts inside `<outgoingServer type="smtp">`."""

    def __init__(self) -> None:
        self.is_autoconfig = False
        self.servers: list[dict[str, str]] = []
        self._path: list[str] = []
        self._open = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.is_autoconfig = self.is_autoconfig or (not self._path and name == "clientConfig")
        self._path.append(name)
        if name == "outgoingServer":
            self._open = attributes.get("type") == "smtp"
            if self._open:
                self.servers.append({})

    def end(self, name: str) -> None:
        self._path.pop()
        if name == "outgoingServer":
            self._open = False

    def text(self, text: str) -> None:
        if self._open and self._path[-2:-1] == ["outgoingServer"]:
            field = self._path[-1]
            self.servers[-1][field] = (self.servers[-1].get(field, "") + text)[:TEXT_CHARS]


def _server(found: dict[str, str], domain: str) -> OutgoingServer | None:
    host = found.get("hostname", "").strip().replace("%EMAILDOMAIN%", domain)
    port = found.get("port", "").strip()
    mode = _MODES.get(found.get("socketType", "").strip())
    if mode is None or not (port.isascii() and port.isdecimal() and len(port) <= 5):
        return None
    try:
        name = parse_host(host).name
    except RefusedTargetError:
        return None
    user = found.get("username", "").strip()
    return OutgoingServer(Endpoint(name, int(port), mode), _FORMS.get(user, UserForm.OWN))
