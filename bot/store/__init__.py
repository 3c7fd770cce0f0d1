"""The only door to SQLite: what is kept, and how it is written so that nothing acknowledged is lost.

`Store` runs jobs and queries, which are functions of a transaction: a module a matter for what is
changed (`incidents`, `handoffs`, `marks`, `follow_ups`, `inbox`, `outbox`, ...), others for what is
asked (`lists`, `search`, `overview`, `statistics`, ...). Must not render, diagnose or talk to Slack.
"""

from bot.store.database import Store, Transaction
from bot.store.locks import hold

__all__ = ["Store", "Transaction", "hold"]
