"""The columns in which sending platforms take a file of mailboxes.

Instantly's are those of its interface (developer.instantly.ai, create account) under the names that
exports made for it give them. Smartlead's are those of the file it takes, whose names are the fields of its
interface (api.smartlead.ai, add SMTP account). What a file holds in a platform's further columns goes along.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.model import Platform


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `filled` with the row's `email`, `user`, `password`, `host` or `port`, as it was checked.

    Where nothing fills it, with what the file holds under its own name or one of `also`, else with what it
    holds under `joined`, in a row; where `own`, with that also when it is another value than the one that
    was checked.
    """

    name: str
    filled: str | None = None
    also: tuple[str, ...] = ()
    own: bool = False
    joined: tuple[str, ...] = ()


COLUMNS: dict[Platform, tuple[Column, ...]] = {
    Platform.INSTANTLY: (
        Column("Email", "email"),
        Column("First Name"),
        Column("Last Name"),
        Column("IMAP Username", "user", own=True),
        Column("IMAP Password", "password", own=True),
        Column("IMAP Host", also=("IMAP Server",)),
        Column("IMAP Port"),
        Column("SMTP Username", "user"),
        Column("SMTP Password", "password"),
        Column("SMTP Host", "host"),
        Column("SMTP Port", "port"),
        Column("Daily Limit"),
        Column("Warmup Enabled"),
        Column("Warmup Limit"),
        Column("Warmup Increment"),
    ),
    Platform.SMARTLEAD: (
        Column("from_name", also=("Name", "Sender Name"), joined=("First Name", "Last Name")),
        Column("from_email", "email"),
        Column("user_name", "user"),
        Column("password", "password"),
        Column("smtp_host", "host"),
        Column("smtp_port", "port"),
        Column("imap_host", also=("IMAP Server",)),
        Column("imap_port"),
        Column("max_email_per_day"),
        Column("custom_tracking_url"),
        Column("warmup_enabled"),
        Column("total_warmup_per_day"),
        Column("daily_rampup"),
        Column("reply_rate_percentage"),
        Column("bcc"),
        Column("signature"),
        Column("different_reply_to_address"),
        Column("imap_user_name", "user", own=True),
        Column("imap_password", "password", own=True),
    ),
}
