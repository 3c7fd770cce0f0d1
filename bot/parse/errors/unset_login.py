"""A login with Python's smtplib whose user name or password was never set: it fails at encoding `None`.

The error itself is any program's; the frames above it tell that it came while logging in.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Stage
from bot.parse.errors.local_error import Depth, LocalError

# smtplib.py, `auth` and `auth_cram_md5`: what they do with a user name or password that is None.
_ERROR: Final = "'NoneType' object has no attribute 'encode'"
# Where it logs in: its own frames, or the call of a program.
_LOGIN: Final = re.compile(r"smtplib\.py\"?, line \d{1,5}, in (?:login|auth(?:_\w{1,20})?)\b|\.login\(")
_FRAME: Final = re.compile(r"File \"[^\"\n]{1,300}\", line \d{1,6}, in \S{1,100}")
_ABOVE: Final = 800  # characters above the error: the last frames of a traceback
# Who tells it in a line: only a login has smtplib encode what may be None.
_SAID: Final = re.compile(r"\bsmtplib\b(?!\.py)|\bsmtp\w{0,20}\.login\b", re.IGNORECASE)
_BESIDE: Final = 200  # characters of that line


def unset_login(text: str) -> LocalError | None:
    """Read the error; None where none stands in the text, or its last frame is of something else."""
    at = text.find(_ERROR)
    if at < 0:
        return None
    above, of_mail = text[max(0, at - _ABOVE) : at], "smtp" in text[:at].lower()
    frames = list(_FRAME.finditer(above))
    if frames:
        logs_in = of_mail and _LOGIN.search(above, frames[-1].start()) is not None
    else:
        logs_in = (of_mail and ".login(" in above) or _SAID.search(_line_around(text, at)) is not None
    return LocalError(_ERROR, Stage.AUTH, Depth.CAUSE) if logs_in else None


def _line_around(text: str, at: int) -> str:
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[max(begin, at - _BESIDE) : min(len(text) if end < 0 else end, at + _BESIDE)]
