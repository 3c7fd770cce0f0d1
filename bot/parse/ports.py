"""The ports that an error may name: where mail is handed in, and where other protocols listen.

Numbers, and alternatives of a pattern; how a text names a port is known to those who look for one.
"""

from __future__ import annotations

from typing import Final

DELIVERY: Final = 25  # where mail servers hand mail to each other, without a login (RFC 5321)
# RFC 8314 3.3; by custom; docs.aws.amazon.com/ses/latest/dg/smtp-connect.html
SUBMISSION: Final = frozenset({465, 587, 2525, 2465, 2587})
GREETING_FIRST: Final = frozenset({25, 26, 587, 2525, 2587})  # before TLS; 26 is web hosts' second 25
READING: Final = frozenset({80, 110, 143, 443, 993, 995})  # IMAP, POP and the web
LIKE_REPLIES: Final = frozenset({465, 587})  # numbers that would be reply codes

OF_SUBMISSION: Final = "465|587|2525"
OF_MAIL: Final = f"25|{OF_SUBMISSION}"
OF_SERVICES: Final = f"{OF_MAIL}|2465|2587|26"  # those above, as a program's settings hold them
OF_FETCHING: Final = "993|995|143|110"
OF_READING: Final = f"{OF_FETCHING}|80|443"
# SSH, IMAP (1143: of bridges), POP, ManageSieve, directories and databases.
OF_OTHERS: Final = "22|110|143|389|636|993|995|1143|3306|4190|5432|5672|6379|9092|9200|11211|27017"
