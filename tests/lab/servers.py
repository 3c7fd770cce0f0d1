"""Postfix, Dovecot and Exim as ordinary processes with folders of their own; nothing of the system's is used.

Each server's log says how many AUTH commands came: `auth_commands` counts them since a mark.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

from tests.lab.place import EXIM

TEMPLATES = Path(__file__).parent / "templates"
STOP_S = 5.0
START_S = 30.0


@dataclass(frozen=True, slots=True)
class Account:
    """A mailbox as the server knows it; `state` is what the wire does not tell.

    `active`, `denied` (an administrator's list), `elsewhere` (only from another network),
    `disabled`, `expired`, `backend-down`, `nologin`, `hashed` (one-way).
    """

    name: str
    password: bytes
    state: str = "active"


@dataclass(frozen=True, slots=True)
class Listener:
    """One host on a real server: its address, its PEM file, and what its configuration changes."""

    label: str
    address: str
    chain: Path
    starttls_ports: tuple[int, ...] = (587,)
    implicit_ports: tuple[int, ...] = (465,)
    options: tuple[str, ...] = ()


def _fill(template: str, **values: object) -> str:
    return Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(values)


def _run(command: list[str], folder: Path) -> None:
    """Start a server that goes to the background; what it says goes to a file that it may keep open."""
    said = folder / "start"
    with said.open("wb") as out:
        done = subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=START_S
        )
    if done.returncode:
        raise OSError(f"{command[0]} did not start: {said.read_text(encoding='utf-8')[:2000]}")


def _ended(pid: int) -> bool:
    """Whether it is gone, or waits to be taken note of by a parent that never will."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return True
    return state in {"Z", "X"}


def _stop(pid_file: Path) -> None:
    """End the server whose pid stands in the file, by force when it does not go by itself."""
    try:
        pid = int(pid_file.read_text(encoding="utf-8").split()[0])
    except (OSError, ValueError, IndexError):
        return
    for kind in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(pid, kind)
        until = time.monotonic() + STOP_S
        while time.monotonic() < until:
            if _ended(pid):
                return
            time.sleep(0.02)


@dataclass
class Dovecot:
    """Logins for Postfix (`sasl`) and, on its own addresses, a submission server."""

    folder: Path
    chain: Path
    accounts: tuple[Account, ...] = ()
    listeners: tuple[Listener, ...] = ()
    mechanisms: str = "plain login"
    failure_delay: str = "0"
    penalty: bool = False
    no_password_file: bool = False

    @property
    def sasl(self) -> Path:
        return self.folder / "sasl"

    def start(self) -> None:
        for name in ("run", "state", "home"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "home").chmod(0o777)
        self._write_accounts()
        shutil.copy(TEMPLATES / "states.lua", self.folder / "states.lua")
        config = self.folder / "dovecot.conf"
        config.write_text(
            _fill(
                "dovecot.conf",
                folder=self.folder,
                protocols="submission" if self.listeners else "",
                listen="127.0.0.1",
                mechanisms=self.mechanisms,
                failure_delay=self.failure_delay,
                chain=self.chain,
                passdbs=self._passdbs(),
                penalty_mode="0600" if self.penalty else "0",
                submission=self._submission(),
            ),
            encoding="utf-8",
        )
        _run(["dovecot", "-c", str(config)], self.folder)

    def stop(self) -> None:
        _stop(self.folder / "run/master.pid")

    def _write_accounts(self) -> None:
        lines, denied, states = [], [], []
        for account in self.accounts:
            scheme = "SHA512-CRYPT" if account.state == "hashed" else "PLAIN.b64"
            held = base64.b64encode(account.password).decode()
            if account.state == "hashed":
                held = (
                    subprocess.run(
                        ["openssl", "passwd", "-6", "-stdin"],
                        input=account.password,
                        capture_output=True,
                        check=True,
                    )
                    .stdout.decode()
                    .strip()
                )
            extra = {"elsewhere": "allow_nets=198.51.100.0/24", "nologin": "nologin=yes reason=closed"}
            fields = f"::::::{extra[account.state]}" if account.state in extra else ""
            lines.append(f"{account.name}:{{{scheme}}}{held}{fields}")
            if account.state == "denied":
                denied.append(f"{account.name}:x")
            if account.state in {"disabled", "expired", "backend-down"}:
                states.append(f"{account.name} {account.state}")
        for name, content in (("users", lines), ("denied", denied), ("states", states)):
            path = self.folder / name
            path.write_text("".join(f"{line}\n" for line in content), encoding="utf-8")
            path.chmod(0o644)
        if self.no_password_file:
            (self.folder / "users").unlink()

    def _passdbs(self) -> str:
        blocks = f"passdb known {{\n  driver = passwd-file\n  passwd_file_path = {self.folder}/users\n}}\n"
        if any(account.state == "denied" for account in self.accounts):
            blocks = (
                f"passdb denied {{\n  driver = passwd-file\n  deny = yes\n  passwd_file_path = {self.folder}/denied\n}}\n"
                + blocks
            )
        if any(account.state in {"disabled", "expired", "backend-down"} for account in self.accounts):
            blocks = (
                f"passdb states {{\n  driver = lua\n  lua_file = {self.folder}/states.lua\n"
                f"  result_failure = return-fail\n  result_internalfail = return-fail\n"
                f"  lua_settings {{\n    file = {self.folder}/states\n  }}\n}}\n"
            ) + blocks
        return blocks

    def _submission(self) -> str:
        if not self.listeners:
            return ""
        lines = ["service submission-login {", "  chroot ="]
        for listener in self.listeners:
            for port in (*listener.starttls_ports, *listener.implicit_ports):
                lines += [
                    f"  inet_listener l{listener.label.replace('-', '_')}_{port} {{",
                    f"    listen = {listener.address}",
                    f"    port = {port}",
                    f"    ssl = {'yes' if port in listener.implicit_ports else 'no'}",
                    "  }",
                ]
        lines += [
            "  inet_listener submission {", "    port = 0", "  }",
            "  inet_listener submissions {", "    port = 0", "  }",
            "}",
        ]  # fmt: skip
        for listener in self.listeners:
            lines += [
                f"local {listener.address} {{",
                f"  ssl_server_cert_file = {listener.chain}",
                f"  ssl_server_key_file = {listener.chain}",
                *(f"  {option}" for option in listener.options),
                "}",
            ]
        return "\n".join(lines)

    def auth_commands(self, listener: Listener, mark: int) -> int:
        """AUTH commands that came to this address since the log had `mark` bytes."""
        count = 0
        for line in _since(self.folder / "log", mark):
            if f"lip={listener.address}," not in line:
                continue
            tried = re.search(r", (?:\d+/)?(\d+) (?:attempts|successful auths) in", line)
            count += int(tried[1]) if tried else "submission-login: Info: Logged in: " in line
        return count


@dataclass
class Postfix:
    """One Postfix with a service for each listener; `sasl` are Dovecot sockets by label, else the first."""

    folder: Path
    listeners: tuple[Listener, ...]
    sasl: Mapping[str, Path]
    default_sasl: Path

    def start(self) -> None:
        for name in ("etc", "queue", "data"):
            (self.folder / name).mkdir(parents=True)
        shutil.chown(self.folder / "data", "postfix")
        (self.folder / "etc/main.cf").write_text(
            _fill("main.cf", folder=self.folder, sasl=self.default_sasl), encoding="utf-8"
        )
        services = (TEMPLATES / "master.cf").read_text(encoding="utf-8")
        for listener in self.listeners:
            services += self._services(listener)
        (self.folder / "etc/master.cf").write_text(services, encoding="utf-8")
        _run(["postfix", "-c", str(self.folder / "etc"), "start"], self.folder)

    def stop(self) -> None:
        _stop(self.folder / "queue/pid/master.pid")

    def _services(self, listener: Listener) -> str:
        options = [
            f"syslog_name=postfix-{listener.label}",
            f"smtpd_tls_chain_files={listener.chain}",
            *([f"smtpd_sasl_path={self.sasl[listener.label]}"] if listener.label in self.sasl else []),
            *listener.options,
        ]
        lines = []
        for port in (*listener.starttls_ports, *listener.implicit_ports):
            lines.append(f"{listener.address}:{port} inet n - n - - smtpd")
            wrapped = ["smtpd_tls_wrappermode=yes"] if port in listener.implicit_ports else []
            lines += [f"  -o {{ {option} }}" for option in (*wrapped, *options)]
        return "\n".join(lines) + "\n"

    def auth_commands(self, listener: Listener, mark: int) -> int:
        """AUTH commands that came to this service since the log had `mark` bytes."""
        count = 0
        for line in _since(self.folder / "log", mark):
            if f"postfix-{listener.label}/smtpd[" in line and "disconnect from" in line:
                tried = re.search(r" auth=(?:\d+/)?(\d+)", line)
                count += int(tried[1]) if tried else 0
        return count


@dataclass
class Exim:
    """One Exim; certificate, banner and rules go by the address that was connected to."""

    folder: Path
    listeners: tuple[Listener, ...]
    accounts: tuple[Account, ...]
    banners: Mapping[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.folder.mkdir(parents=True)
        shutil.chown(self.folder, "Debian-exim", "Debian-exim")
        held = {account.name: base64.b64encode(account.password).decode() for account in self.accounts}
        for one in self.listeners:
            if "no-users" not in one.options:
                self._write(f"{one.address}.users", [f'"{name}": {value}' for name, value in held.items()])
        self._write("banners", [f"{address}: {text}" for address, text in self.banners.items()])
        for listener in self.listeners:
            path = self.folder / f"{listener.address}.pem"
            shutil.copy(listener.chain, path)
            shutil.chown(path, "Debian-exim")
        ports = [
            f"{one.address}.{port}"
            for one in self.listeners
            for port in (*one.starttls_ports, *one.implicit_ports)
        ]
        config = self.folder / "exim.conf"
        config.write_text(
            _fill(
                "exim.conf",
                folder=self.folder,
                listen=" ; ".join(ports),
                refusing=self._with("refusing"),
                limiting=self._with("limiting"),
            ),
            encoding="utf-8",
        )
        config.chmod(0o644)
        with (self.folder / "stderr").open("wb") as said:
            self._process = subprocess.Popen(
                [str(EXIM), "-C", str(config), "-bdf", "-oP", str(self.folder / "pid")],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
            )

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(STOP_S)

    def _write(self, name: str, lines: Iterable[str]) -> None:
        path = self.folder / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        path.chmod(0o644)

    def _with(self, rule: str) -> str:
        return " ; ".join(one.address for one in self.listeners if rule in one.options) or "192.0.2.1"

    def auth_commands(self, listener: Listener, mark: int) -> int:
        """AUTH commands that came to this address since the log had `mark` bytes."""
        return sum(
            command == "AUTH"
            for line in _since(self.folder / "mainlog", mark)
            if f"I=[{listener.address}]" in line and " C=" in line
            for command in line.rpartition(" C=")[2].split()[0].strip('"').split(",")
        )


def _since(log: Path, mark: int) -> list[str]:
    try:
        with log.open("rb") as file:
            file.seek(mark)
            return file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return []
