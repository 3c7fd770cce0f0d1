"""Each case with a mailbox, a name and a secret of its own: what its server holds and what the check is given."""

from __future__ import annotations

import base64
import secrets
import string
from dataclasses import dataclass

from tests.lab.scenario import Scenario
from tests.lab.servers import Account
from tests.lab.table import HOSTS, SCENARIOS

LETTERS = string.ascii_letters + string.digits
_CUSTOMER_DOMAINS = {"smtp.gmail.com": "gmail.com", "smtp.mail.yahoo.com": "yahoo.com", "smtp.qq.com": "qq.com",
                     "smtp.163.com": "163.com", "smtp.mail.ru": "mail.ru", "smtp.yandex.com": "yandex.com"}  # fmt: skip


def fresh_secret(shape: str) -> str:
    """A password nobody else has, of the look that the scenario needs."""

    def some(count: int, letters: str = LETTERS) -> str:
        return "".join(secrets.choice(letters) for _ in range(count))

    if shape == "gmail":
        return some(16, string.ascii_lowercase)
    if shape == "gmail-spaced":
        return " ".join(some(4, string.ascii_lowercase) for _ in range(4))
    if shape == "code":
        return some(16, string.ascii_uppercase)
    if shape == "ses":
        return base64.b64encode(b"\x04" + secrets.token_bytes(32)).decode()
    if shape == "iam":
        return some(40)
    if shape == "sendgrid":
        return f"SG.{some(22)}.{some(43)}"
    if shape == "resend":
        return f"re_{some(8)}_{some(24)}"
    return f"Aa{some(3)}Aa{some(9)}t4"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A scenario with its own mailbox: what the server holds and what the check is given."""

    scenario: Scenario
    host: str
    account: Account
    user: str
    password: bytes
    zone: int


def prepare(place_of_name: dict[str, tuple[str, int]]) -> dict[str, Prepared]:
    """A mailbox for each scenario, none shared."""
    made: dict[str, Prepared] = {}
    for number, scenario in enumerate(SCENARIOS):
        host, zone = place_of_name[scenario.host]
        domain = _CUSTOMER_DOMAINS.get(host, f"customer{number}.example")
        mailbox = f"ana{number}{secrets.token_hex(2)}@{domain}"
        held = scenario.held(fresh_secret(scenario.shape))
        given = scenario.password(held)
        made[scenario.name] = Prepared(
            scenario,
            host,
            Account(scenario.held_user(mailbox), held.encode(), scenario.state),
            scenario.user(mailbox),
            given if isinstance(given, bytes) else given.encode(),
            zone,
        )
    return made


def name_hosts() -> dict[str, tuple[str, int]]:
    """A name and a zone for each host; a name that stands twice stands in two zones."""
    used: dict[str, int] = {}
    named: dict[str, tuple[str, int]] = {}
    for number, (label, host) in enumerate(HOSTS.items()):
        name = host.name or f"mail.site{number}.example"
        named[label] = name, used.get(name, 0)
        used[name] = used.get(name, 0) + 1
    return named
