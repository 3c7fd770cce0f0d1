"""From a bounce, the evidence and the knowledge base to a diagnosis. Pure.

The same function answers before and after the live checks. Words beat numbers, a provider's
words beat anybody's, evidence orders the causes, and what is not known is said to be unknown.
"""

from bot.diagnose.conclusion import conclude
from bot.diagnose.levels import address_action, retry_in_s, who_acts
from bot.diagnose.matches import match_reply
from bot.diagnose.recognition import recognise
from bot.diagnose.unexplained import REASON_HIDDEN, REASON_NOT_GIVEN

__all__ = [
    "REASON_HIDDEN",
    "REASON_NOT_GIVEN",
    "address_action",
    "conclude",
    "match_reply",
    "recognise",
    "retry_in_s",
    "who_acts",
]
