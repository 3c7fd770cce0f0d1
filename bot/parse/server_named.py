"""What a program says of a mail server that it names: not reached, login refused, no TLS, in whatever words.

Looks at one line; whether the line is an error at all is decided by those who ask.
"""

from __future__ import annotations

from typing import Final

import re2

from bot.model import Stage

SERVER: Final = r"(?:smtp|mail|outgoing(?: mail)?)[ -](?:mail )?(?:server|host|service|provider)"
_THE_SERVER: Final = rf"(?:the |your |our )?(?:remote )?(?:e-?)?{SERVER}"
_CANNOT: Final = (
    r"\b(?:fail(?:ed|s|ure)?|errors?|could(?: not|n['’]t)|can(?:not|['’]t| not)|unable|not able|not possible"
    r"|problem|issue)\b"
)
_WENT_WRONG: Final = (
    r"(?:fail|error|could not|couldn't|cannot|can't|unable|refus|reject|den(?:y|ied)|wrong|invalid|incorrect"
    r"|lost|timed? ?out|not |n['’]t )"
)
_LOGIN: Final = (
    r"(?:log(?:ging)?[ -]?(?:in|on)|sign(?:ing)?[ -]?in|authenticat\w*|password|user ?name|credentials?)"
)
_TLS: Final = r"(?:tls|ssl|starttls|secure|encrypted|handshake|encryption)"
# A few words may stand between, and no new sentence.
_GAP: Final = r"(?:[^.,;|]|\.\w){0,50}?"
_STAGES: Final = (
    (
        Stage.TLS,
        rf"{_CANNOT}{_GAP}\b{_TLS}\b{_GAP}{_THE_SERVER}"
        rf"|\b{_TLS} (?:connection|handshake|session|error)?{_GAP}{_THE_SERVER}{_GAP}\b{_WENT_WRONG}"
        rf"|{SERVER}\b{_GAP}\b(?:requires?|(?:not|n['’]t) (?:support|offer)) (?:a )?{_TLS}\b"
        rf"|{SERVER}\b{_GAP}\b{_TLS} (?:handshake )?(?:fail|error)"
        rf"|certificate (?:of|for|from|by) {_THE_SERVER}{_GAP}\b(?:{_WENT_WRONG}|expired|untrusted|self)"
        rf"|certificate error {_GAP}{_THE_SERVER}"
        rf"|{SERVER}\b{_GAP}\b(?:invalid|untrusted|expired|self-signed) certificate",
    ),
    (
        Stage.AUTH,
        rf"{_CANNOT}{_GAP}\b{_LOGIN}\b{_GAP}{_THE_SERVER}"
        rf"|\b{_LOGIN} (?:to|with|for|at|on|by) {_THE_SERVER}{_GAP}\b{_WENT_WRONG}"
        rf"|\b(?:invalid|wrong|bad|incorrect) {_LOGIN}\b{_GAP}{_THE_SERVER}"
        rf"|{SERVER}\b{_GAP}\b(?:{_WENT_WRONG}|bad )\w*{_GAP}\b{_LOGIN}\b"
        rf"|{SERVER}\b{_GAP}\b{_LOGIN}\b{_GAP}\b{_WENT_WRONG}"
        rf"|{SERVER}\b (?:requires?|needs) {_LOGIN}\b",
    ),
    (
        Stage.CONNECT,
        rf"{_CANNOT}{_GAP}\b(?:(?:re)?connect\w*|reach\w*|communicat\w*|contact\w*|talk\w*|dial\w*){_GAP}{_THE_SERVER}"
        rf"|\btime ?out{_GAP}{_THE_SERVER}|\bno (?:response|answer|reply) from {_THE_SERVER}"
        rf"|\bconnect(?:ing|ion) (?:to |with )?{_THE_SERVER}{_GAP}\b{_WENT_WRONG}"
        rf"|\b(?:communication|network|connection) (?:error|failure|problem){_GAP}{_THE_SERVER}"
        rf"|{SERVER}\b{_GAP}\b(?:unreachable|connection (?:error|fail\w*|problem|refused|timed out|timeout)"
        r"|(?:not|n['’]t) (?:be )?(?:reach\w*|respond\w*|contacted|connect\w*)|timed out|timeout)"
        rf"|(?:smtp|outgoing(?: mail)?) (?:server|host)\b{_GAP}\b(?:not|n['’]t) (?:be )?found",
    ),
)
# RE2's, of small letters: each may begin at many places of a line.
_READ: Final = tuple((stage, re2.compile(words)) for stage, words in _STAGES)
_LINE_LIMIT: Final = 400  # characters in which a program says it


def failed_at_server(line: str) -> Stage | None:
    """Say what failed at the mail server that a line names; None where it names no failure at one."""
    lower = line[:_LINE_LIMIT].lower()
    return next((stage for stage, words in _READ if words.search(lower)), None)
