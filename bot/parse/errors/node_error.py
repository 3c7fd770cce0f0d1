"""Node's error object shown without its message: the message is put together from its fields.

`{errno: -111, code: 'ESOCKET', syscall: 'connect', address: '192.0.2.10', port: 587}` is what
`connect ECONNREFUSED 192.0.2.10:587` says. Nodemailer's own errors have no `syscall`, but a `command`.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Stage
from bot.parse.errors.local_error import Depth, LocalError

_FIELD: Final = re.compile(
    r"\b(errno|code|syscall|command|hostname|address|port)['\"]?: {0,3}['\"]?(-?[\w.:-]{1,255})",
    re.IGNORECASE,
)
# libuv's numbers: the negated errno of Linux and macOS, and its own on Windows (libuv, include/uv/errno.h).
_NAMES: Final = {
    "-1": "EPERM", "-13": "EACCES", "-22": "EINVAL", "-32": "EPIPE", "-99": "EADDRNOTAVAIL",
    "-100": "ENETDOWN", "-101": "ENETUNREACH", "-103": "ECONNABORTED", "-104": "ECONNRESET",
    "-107": "ENOTCONN", "-110": "ETIMEDOUT", "-111": "ECONNREFUSED", "-112": "EHOSTDOWN",
    "-113": "EHOSTUNREACH",
    "-49": "EADDRNOTAVAIL", "-50": "ENETDOWN", "-51": "ENETUNREACH", "-53": "ECONNABORTED",
    "-54": "ECONNRESET", "-57": "ENOTCONN", "-60": "ETIMEDOUT", "-61": "ECONNREFUSED", "-64": "EHOSTDOWN",
    "-65": "EHOSTUNREACH",
    "-4031": "EHOSTDOWN", "-4039": "ETIMEDOUT", "-4047": "EPIPE", "-4048": "EPERM", "-4053": "ENOTCONN",
    "-4062": "ENETUNREACH", "-4063": "ENETDOWN", "-4071": "EINVAL", "-4073": "EHOSTUNREACH",
    "-4077": "ECONNRESET", "-4078": "ECONNREFUSED", "-4079": "ECONNABORTED", "-4090": "EADDRNOTAVAIL",
    "-4092": "EACCES",
    "-3008": "ENOTFOUND", "-3001": "EAI_AGAIN",
}  # fmt: skip
# Nodemailer's own codes (nodemailer.com/errors), and where its command stood.
_OWN: Final = {
    "EAUTH": Stage.AUTH, "EOAUTH2": Stage.AUTH, "ETLS": Stage.TLS, "ECONNECTION": Stage.CONNECT,
    "EDNS": Stage.CONNECT, "ESOCKET": Stage.CONNECT, "ETIMEDOUT": Stage.CONNECT,
    "ECONNRESET": Stage.CONNECT, "ECONNREFUSED": Stage.CONNECT, "EPROXY": Stage.CONNECT,
    "EPROTOCOL": Stage.CONNECT, "ENOAUTH": Stage.AUTH, "EREQUIRETLS": Stage.TLS, "EMAXRECIPIENTS": Stage.RCPT,
    "EMESSAGE": Stage.DATA, "ESTREAM": Stage.DATA, "EFILEACCESS": Stage.DATA, "ESENDMAIL": Stage.QUEUE,
}  # fmt: skip
# An attachment or template that is not there: no server was asked.
_OF_FILES: Final = frozenset({"open", "stat", "lstat", "access", "scandir", "mkdir", "unlink", "rename"})
_LIMIT: Final = 20_000  # characters; such an object is ten lines long


def node_error(text: str) -> LocalError | None:
    """Read the object; None when the text holds none that names what failed."""
    if "syscall" not in text[:_LIMIT] and "command" not in text[:_LIMIT]:
        return None
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(text[:_LIMIT]):
        fields.setdefault(name.lower(), value)
    call = fields.get("syscall")
    if call is None and "command" in fields and (stage := _OWN.get(fields.get("code", ""))) is not None:
        return LocalError(f"{fields['code']}, command: {fields['command']}", stage, Depth.CAUSE)
    errno = fields.get("errno", "")
    failed = _NAMES.get(errno, errno if errno[:1] == "E" else fields.get("code", ""))
    if call is None or call in _OF_FILES or failed[:1] != "E":
        return None
    where = fields.get("hostname") or fields.get("address", "")
    if "port" in fields and "hostname" not in fields:
        where = f"{where}:{fields['port']}"
    return LocalError(f"{call} {failed} {where}".rstrip(), Stage.CONNECT, Depth.CAUSE)
