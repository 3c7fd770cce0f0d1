"""The commands `smtpcheck check ...`: reads a target, runs the checks, prints JSON or a card.

A password comes on standard input only, its bytes up to the end, nothing trimmed; it is never
an argument and never printed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from getpass import getpass
from typing import TYPE_CHECKING, Any, NoReturn

import click

from bot.commands import utc_now
from bot.commands.mailboxes import mailboxes_command
from bot.errors import InputError, RefusedTargetError, UsageError
from bot.model import CheckReport, CheckRequest, Secret, TlsMode
from bot.printing import Commands, PortNumber, show

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.knowledge import Knowledge
    from bot.store import Store

PASSWORD_BYTES = 64 << 10
"""More than this is no password but a file piped in by mistake."""


as_json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")
user_option = click.option("--user", required=True, help="Mailbox or user name.")
stdin_option = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input, nothing trimmed."
)
port_option = click.option(
    "--port", type=PortNumber(1, 65535), help="The port; without it all are looked at."
)


def meant_check(target: str) -> str:
    """How a target is checked that was given without a check's name; empty for what is none."""
    if not target.isprintable() or " " in target:
        return ""
    if "@" in target:
        return f"The server of an address: smtpcheck check address {target}"
    if "." in target.strip("."):
        server = f"A server: smtpcheck check server {target}"
        return server if ":" in target else f"{server}. A domain's records: smtpcheck check domain {target}"
    return ""


class _Check(click.Command):
    """A command that repeats no word that is too many: it may be the password."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if not error.message.startswith("Got unexpected extra"):
                raise
        raise click.UsageError(
            "More words were given than it takes; a password comes on standard input alone.", ctx
        )


class _Checks(Commands):
    command_class = _Check


@click.group(cls=_Checks, instead=meant_check)
def check() -> None:
    """Live checks of servers, logins, credentials, domains and addresses."""


@check.command("server")
@click.argument("target", metavar="HOST[:PORT]")
@as_json_option
def server_command(target: str, as_json: bool) -> None:
    """A server without credentials: ports, TLS, certificate, EHLO, AUTH before and after TLS."""
    from bot.net import parse_target

    shown: dict[str, Any] = {"host": target}
    try:
        host, port = parse_target(target)
    except RefusedTargetError as error:
        _refuse(shown, error, as_json=as_json)
    _run(CheckRequest(host=host.name, port=port), ("server",), as_json=as_json)


@check.command("login")
@user_option
@stdin_option
@click.option("--host", help="The server; without it the one of the mailbox's provider.")
@port_option
@click.option("--tls", type=click.Choice([mode.value for mode in TlsMode]), help="How it is encrypted.")
@click.option("--as-is", is_flag=True, help="Send a visibly damaged credential unchanged.")
@as_json_option
def login_command(
    user: str,
    password_stdin: bool,
    host: str | None,
    port: int | None,
    tls: str | None,
    as_is: bool,
    as_json: bool,
) -> None:
    """One login, over verified TLS: the password comes on standard input."""
    request = CheckRequest(
        host=host,
        port=port,
        tls=TlsMode(tls) if tls else None,
        user=user,
        password=_password(password_stdin),
        as_is=as_is,
    )
    _run(_with_port(request, as_json=as_json), ("credential", "login"), as_json=as_json)


@check.command("credential")
@user_option
@stdin_option
@click.option("--host", help="The server, so that its provider's rules count.")
@as_json_option
def credential_command(user: str, password_stdin: bool, host: str | None, as_json: bool) -> None:
    """A credential as it stands: hidden or altered characters, quoting, shape. Never touches the network."""
    from bot.checks.run import check_offline
    from bot.knowledge import load_knowledge

    password, knowledge = _password(password_stdin), load_knowledge()
    request = CheckRequest(host=host, user=user, password=password)
    try:
        report = check_offline(_with_port(request, as_json=as_json), knowledge)
    finally:
        password.drop()
    _print(report, knowledge, as_json=as_json)


@check.command("domain")
@click.argument("domain")
@click.option("--selector", "selectors", multiple=True, help="A DKIM selector; may be given again.")
@as_json_option
def domain_command(domain: str, selectors: tuple[str, ...], as_json: bool) -> None:
    """A domain's mail records: MX, SPF, DKIM, DMARC, MTA-STS, TLS-RPT, PTR of the MX, blocklists."""
    _run(CheckRequest(domain=domain, selectors=selectors), ("domain",), as_json=as_json)


@check.command("address")
@click.argument("address")
@as_json_option
def address_command(address: str, as_json: bool) -> None:
    """The right server, port, TLS and user-name form of an address, then its domain."""
    from bot.net import parse_mailbox

    try:
        mailbox, domain = parse_mailbox(address)
    except RefusedTargetError as error:
        _refuse({"user": address}, error, as_json=as_json)
    request = CheckRequest(user=mailbox, domain=domain.name)
    _run(request, ("address", "domain"), as_json=as_json)


check.add_command(mailboxes_command)


def _with_port(request: CheckRequest, *, as_json: bool) -> CheckRequest:
    """The request with a port that was written behind the host."""
    from bot.net import parse_target

    if request.host is None:
        return request
    try:
        host, port = parse_target(request.host)
    except RefusedTargetError as error:
        _refuse({"host": request.host}, error, as_json=as_json)
    if port is not None and request.port is not None and port != request.port:
        raise UsageError(f"--host names port {port} and --port {request.port}: give one of them.")
    return replace(request, host=host.name, port=port if request.port is None else request.port)


def _password(from_stdin: bool) -> Secret:
    """Standard input's bytes up to its end; raises UsageError when no one was told to give any.

    Of a terminal the line that is typed; raises UsageError where its input ended before one (Ctrl-D).
    """
    if not from_stdin:
        raise UsageError("Give the password on standard input with --password-stdin, never as an argument.")
    if sys.stdin.isatty():
        try:
            return Secret(getpass("Password (not shown): ").encode("utf-8", "surrogateescape"))
        except EOFError as error:
            raise UsageError("No password was typed, so nothing was checked.") from error
    content = sys.stdin.buffer.read(PASSWORD_BYTES + 1)
    if len(content) > PASSWORD_BYTES:
        raise InputError(
            "Standard input holds more than 64 kB: that is no password. Pipe the password alone."
        )
    return Secret(content)


def _run(request: CheckRequest, names: Sequence[str], *, as_json: bool) -> None:
    import asyncio

    from bot.checks.run import target_of
    from bot.config import load_settings
    from bot.knowledge import load_knowledge
    from bot.store import Store

    settings, knowledge = load_settings(), load_knowledge()
    try:
        with Store.open(settings.database) as store:
            report = asyncio.run(_last_report(settings, store, request, names, knowledge))
    except (RefusedTargetError, UsageError) as error:  # no server to ask is no target either
        _refuse(target_of(request), error, as_json=as_json)
    finally:
        if request.password is not None:
            request.password.drop()
    _print(report, knowledge, as_json=as_json)


async def _last_report(
    settings: Settings, store: Store, request: CheckRequest, names: Sequence[str], knowledge: Knowledge
) -> CheckReport:
    from bot.checks.run import run_checks
    from bot.net import Net, build_net
    from bot.store.ledger import StoreLedger

    net = build_net(settings, StoreLedger(store, now=utc_now), utc_now, Net)
    return [report async for report in run_checks(request, names, net, knowledge)][-1]


def _refuse(target: dict[str, Any], error: RefusedTargetError | UsageError, *, as_json: bool) -> NoReturn:
    """A refused target: the sentence on stderr, as JSON too when that was wanted, and exit 2."""
    from bot.net import without_login

    if as_json:
        shown = {
            name: without_login(value) if isinstance(value, str) else value for name, value in target.items()
        }
        click.echo(json.dumps({"target": shown, "error": str(error)}, indent=2))
    setting = error.setting if isinstance(error, RefusedTargetError) else None
    hint = f" To allow it, set {setting}." if setting else ""
    click.echo(f"smtpcheck: {error}{hint}", err=True)
    sys.exit(2)


def _print(report: CheckReport, knowledge: Knowledge, *, as_json: bool) -> None:
    if as_json:
        from bot.finding import report_json

        click.echo(json.dumps(report_json(report), indent=2))
        return
    from bot.cards.check_terminal import render_check_report

    show(render_check_report(report, knowledge))
