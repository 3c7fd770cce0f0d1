"""From what a person gives to findings: parse, recognise, find. Pure, and shared by Slack and terminal.

It opens no file and remembers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.diagnose import recognise
from bot.finding import find
from bot.knowledge import Knowledge
from bot.model import Bounce, Finding
from bot.parse import parse_document, parse_text

READ_BYTES = 64 << 20
"""A file larger than this is no paste; what is read stays in memory."""


def read_text(text: str, knowledge: Knowledge) -> tuple[Finding, ...]:
    """The findings of a paste, failures and delays first; empty when it holds no SMTP error."""
    return _findings(parse_text(text), knowledge)


def read_document(raw: bytes, knowledge: Knowledge) -> tuple[Finding, ...]:
    """The findings of a file: a text, a mail or a mailbox of mails."""
    return _findings(parse_document(raw), knowledge)


def _findings(bounces: Iterable[Bounce], knowledge: Knowledge) -> tuple[Finding, ...]:
    return tuple(find(bounce, diagnosis) for bounce, diagnosis in recognise(bounces, knowledge))
