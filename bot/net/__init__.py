"""The only door to DNS, SMTP and HTTPS; the guard stands in it.

Every address is judged before a packet goes to it, names are resolved once, time and bytes are
bounded, logins are counted. What servers say comes back as values; nothing here concludes or
renders.
"""

from bot.net.account import account_of
from bot.net.door import Net, build_net, guard_of
from bot.net.file_door import FileDoor
from bot.net.guard import (
    FOREIGN_PORTS,
    Guard,
    Host,
    parse_domain,
    parse_host,
    parse_mailbox,
    parse_selector,
    parse_target,
    without_login,
)
from bot.net.login import choose_mechanism, mechanisms_of
from bot.net.records import (
    CONNECTION_FAULTS,
    Certificate,
    DnsAnswer,
    DnsStatus,
    Fault,
    HttpAnswer,
    HttpStatus,
    Login,
    LoginAnswer,
    LoginResult,
    Probe,
    Target,
)

__all__ = [
    "CONNECTION_FAULTS",
    "FOREIGN_PORTS",
    "Certificate",
    "DnsAnswer",
    "DnsStatus",
    "Fault",
    "FileDoor",
    "Guard",
    "Host",
    "HttpAnswer",
    "HttpStatus",
    "Login",
    "LoginAnswer",
    "LoginResult",
    "Net",
    "Probe",
    "Target",
    "account_of",
    "build_net",
    "choose_mechanism",
    "guard_of",
    "mechanisms_of",
    "parse_domain",
    "parse_host",
    "parse_mailbox",
    "parse_selector",
    "parse_target",
    "without_login",
]
