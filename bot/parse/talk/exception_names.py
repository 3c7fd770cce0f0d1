"""How libraries name what they throw: `SMTPAuthenticationError`, `SmtpCommandException`, `SMTPSenderRefused`.

The ends of such names alone, for patterns of other modules.
"""

from __future__ import annotations

from typing import Final

# Python's SMTPSenderRefused and SMTPServerDisconnected, Ruby's Net::SMTPServerBusy are such names too.
ENDS_NAME: Final = r"(?:error|exception|refused|disconnected|busy)"
# The same in the letters of a name, where letter case counts.
ENDS_NAME_AS_WRITTEN: Final = r"(?:Error|Exception|Refused|Disconnected|Busy)"
