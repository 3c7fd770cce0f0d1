"""What a sending service's event in JSON tells beside its words: whom the mail was for."""

from __future__ import annotations

import re
from typing import Final

from bot.model import Bounce
from bot.parse.around import clean_address

# Keys of the events of Amazon SES, SendGrid, Mailgun, Postmark, SparkPost, Brevo, Mandrill and Resend.
_EVENT: Final = re.compile(
    r"\"(?:event(?:-data|Type)?|notificationType|RecordType|bounceType|message_event)\"\s{0,3}:"
    r"|\"type\"\s{0,3}:\s{0,3}\"(?:email\.|bounce)"
)
_FOR: Final = re.compile(
    r"\"(?:email(?:Address)?|Email|recipient|rcpt_to|to|To)\"\s{0,3}:\s{0,3}(?:\[\s{0,40})?"
    r"\"([^\"\s@]{1,64}@[\w.-]{1,255})\""
)
_LIMIT: Final = 20_000  # characters in which one event stands


def with_addressee(bounces: tuple[Bounce, ...], text: str) -> tuple[Bounce, ...]:
    """Give failures that name nobody the one address that the event in the paste is about."""
    if '"' not in text or not bounces or any(one.recipient for one in bounces):
        return bounces
    if _EVENT.search(text, 0, _LIMIT) is None:
        return bounces
    named = {name.lower() for name in _FOR.findall(text[:_LIMIT])}
    address = clean_address(named.pop()) if len(named) == 1 else None
    return tuple(one._replace(recipient=address) for one in bounces) if address else bounces
