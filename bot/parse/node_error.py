"""Node's error object shown without its message: the message is put together from its fields.

`{errno: -111, code: 'ESOCKET', syscall: 'connect', address: '192.0.2.10', port: 587}` is what
`connect ECONNREFUSED 192.0.2.10:587` says.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Stage
from bot.parse.no_reply import Depth, LocalError

_FIELD: Final = re.compile(
    r"\b(errno|code|syscall|hostname|address|port)['\"]?: {0,3}['\"]?(-?[\w.:-]{1,255})", re.IGNORECASE
)
# libuv's numbers: the negated errno of Linux and macOS, and its own on Windows (libuv, include/uv/errno.h).
_NAMES: Final = {
    "-101": "ENETUNREACH", "-104": "ECONNRESET", "-110": "ETIMEDOUT", "-111": "ECONNREFUSED",
    "-113": "EHOSTUNREACH", "-51": "ENETUNREACH", "-54": "ECONNRESET", "-60": "ETIMEDOUT",
    "-61": "ECONNREFUSED", "-65": "EHOSTUNREACH", "-4062": "ENETUNREACH", "-4077": "ECONNRESET",
    "-4039": "ETIMEDOUT", "-4078": "ECONNREFUSED", "-4073": "EHOSTUNREACH", "-3008": "ENOTFOUND",
    "-3001": "EAI_AGAIN",
}  # fmt: skip
_LIMIT: Final = 20_000  # characters; such an object is ten lines long


def node_error(text: str) -> LocalError | None:
    """Read the object; None when the text holds none that names what failed."""
    if "syscall" not in text[:_LIMIT]:
        return None
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(text[:_LIMIT]):
        fields.setdefault(name.lower(), value)
    call = fields.get("syscall")
    errno = fields.get("errno", "")
    failed = _NAMES.get(errno, errno if errno[:1] == "E" else fields.get("code", ""))
    if call is None or failed[:1] != "E":
        return None
    where = fields.get("hostname") or fields.get("address", "")
    if "port" in fields and "hostname" not in fields:
        where = f"{where}:{fields['port']}"
    return LocalError(f"{call} {failed} {where}".rstrip(), Stage.CONNECT, Depth.CAUSE)
