"""The only door to SQLite: what is kept, and how it is written so that nothing acknowledged is lost.

`Store` runs jobs and queries; the verbs stand in `incidents`, `handoffs`, `follow_ups`,
`channels`, `diagnosed`, `audit`, `inbox` and `outbox` as functions of a transaction. Must not render,
diagnose or talk to Slack.
"""

from bot.store.database import Store, Transaction
from bot.store.locks import hold

__all__ = ["Store", "Transaction", "hold"]
