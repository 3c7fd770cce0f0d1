"""What to enter in the sending platform, as checks saw it or as it is known of a provider. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.cards.card import Block, Card, card, quiet, section
from bot.cards.text import code, escape, one_line
from bot.model import Evidence, TlsMode, Value, args_of
from bot.parse import ports
from bot.providers import PASSWORDS, USER_NAMES, PasswordRule, Provider, UserForm

_TLS_NAMES = {"implicit": "SSL/TLS (implicit)", "starttls": "STARTTLS", "none": "no encryption"}

USABLE_SHOWN = 4
KNOWN_SHOWN = 3
_LINE_CHARS = 300
_ANY_DOMAIN = "example.com"  # stands for a domain of the customer's own
NOBODY_NAMES = "server: nobody names one for this domain; often it is {hosts}"
LOOK_AT_IT = "a live check of that name says whether it is, and which port to enter"


def settings_of(evidence: Sequence[Evidence], mark: Callable[[str], str]) -> tuple[str, list[str]]:
    """A heading and its lines, no line where nothing is known; `mark` sets off a value to be copied."""
    worked = _of(evidence, "login.settings")
    if worked:
        user = f"user name {mark(str(worked[0].get('user')))}"
        stored = "When the platform still fails, its stored copy of the password is the thing to replace."
        return "What to enter in the sending platform", [_server(worked[0], mark), user, stored]
    servers = _of(evidence, "server.usable")[:USABLE_SHOWN]
    known = _of(evidence, "address.submission-server")
    lines = [_server(args, mark) for args in servers or known[:KNOWN_SHOWN]]
    providers = _of(evidence, "address.provider")
    guessed = [mark(str(args.get("host"))) for args in _of(evidence, "address.possible-server")]
    if lines:
        lines += _login(known[0] if known else {}, providers[0] if providers else {}, mark)
    elif guessed:
        lines = [NOBODY_NAMES.format(hosts=" or ".join(guessed[:KNOWN_SHOWN])), LOOK_AT_IT]
    return "What to enter", [one_line(line, _LINE_CHARS) for line in lines]


def settings_card(providers: Sequence[Provider]) -> Card:
    """The answer to who asks for some providers' settings: what to enter for each, and how to see it live."""
    blocks: list[Block] = []
    for provider in providers:
        offered = [one for one in provider.endpoints(_ANY_DOMAIN) if one.tls is not TlsMode.NONE]
        # Many networks let nothing out to port 25: it is shown where there is no other.
        offered = [one for one in offered if one.port != ports.DELIVERY] or offered
        servers = offered[:KNOWN_SHOWN]
        lines = [
            _server({"host": one.host, "port": one.port, "tls": one.tls.value}, _copied) for one in servers
        ]
        if any(one.host.endswith(_ANY_DOMAIN) for one in servers):
            lines.append(f"with the mailbox's own domain in place of {_copied(_ANY_DOMAIN)}")
        lines = lines or ["server: its name stands in the mailbox's settings at the provider"]
        login: dict[str, Value] = {
            "word": provider.word,
            "user_is": provider.user_is,
            "password_rule": provider.password.value,
            "enable_first": provider.enable_first,
            "help": provider.help,
        }
        lines += _login({"user_form": provider.user.value}, login, _copied)
        listed = "\n".join(f"• {line}" for line in lines)
        region = f" · {provider.region}" if provider.region else ""
        blocks.append(section(f"*What to enter for {escape(provider.name + region)}*\n{listed}"))
        if provider.note:
            blocks.append(quiet(escape(provider.note)))
    own = next((domain for one in providers for domain in one.domains if not domain.startswith(".")), "")
    if own:
        blocks.append(quiet(f"`/smtpcheck` and the mailbox's address, as in `ana@{own}`, looks at it live."))
    names = " and ".join(provider.name for provider in providers)
    return card(f"What to enter for {names}", blocks)


def _copied(value: str) -> str:
    return code(value, _LINE_CHARS)


def _of(evidence: Sequence[Evidence], tag: str) -> list[Mapping[str, Value]]:
    return [*args_of(evidence, tag)]


def _server(args: Mapping[str, Value], mark: Callable[[str], str]) -> str:
    mode = _TLS_NAMES.get(str(args.get("tls")), str(args.get("tls") or "encryption not known"))
    return f"server {mark(str(args.get('host')))}, port {args.get('port')}, {mode}"


def _login(
    server: Mapping[str, Value], provider: Mapping[str, Value], mark: Callable[[str], str]
) -> list[str]:
    """What the server wants at login, as far as the provider table or the domain's own file says it."""
    lines = []
    form = UserForm(str(server.get("user_form", UserForm.UNKNOWN)))
    word, user_is = provider.get("word"), provider.get("user_is")
    name = f"the word {mark(str(word))}" if word else USER_NAMES.get(form) or user_is
    if name:
        lines.append(f"user name: {name}")
    password = PASSWORDS.get(PasswordRule(str(provider.get("password_rule", PasswordRule.UNKNOWN))))
    if password:
        lines.append(f"password: {password}")
    if provider.get("enable_first"):
        lines.append("first switch SMTP on in the provider's settings")
    if provider.get("help"):
        lines.append(f"the provider's page: {provider['help']}")
    return lines
