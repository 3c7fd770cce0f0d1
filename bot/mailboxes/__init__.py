"""A file of mailboxes, 50 to 1,000 at once, as people connect them to a sending platform.

Reads the table whatever program wrote it, checks each row as one login is checked, and writes what
came of it. Passwords live in memory during the run alone, and in the cleaned file, if one is asked for.
"""

from bot.mailboxes.files import ResultFile, ResultText, require_cleaned_place, row_json, write_cleaned
from bot.mailboxes.run import ROWS_A_TURN, plan_mailboxes, run_mailboxes
from bot.mailboxes.table import BYTES, ROWS, TOO_LARGE, Table, read_table

__all__ = [
    "BYTES",
    "ROWS",
    "ROWS_A_TURN",
    "TOO_LARGE",
    "ResultFile",
    "ResultText",
    "Table",
    "plan_mailboxes",
    "read_table",
    "require_cleaned_place",
    "row_json",
    "run_mailboxes",
    "write_cleaned",
]
