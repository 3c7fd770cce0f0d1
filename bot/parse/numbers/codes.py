"""Reply codes by who gives them: mail servers, or web servers as well.

Numbers, and who gives them by name; whether one that stands in a text is a reply code is read in `reply`.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.ports import LIKE_REPLIES

# A failure's number, and nothing else; basic, and enhanced (RFC 3463 2).
FAILING_CODE: Final = re.compile(r"[45]\d\d")
FAILING_ENHANCED: Final = re.compile(r"[45]\.\d{1,3}\.\d{1,3}")
LOGIN_REFUSED: Final = 535  # RFC 4954 6
# Bad sequence of commands (RFC 5321 4.2.3): an earlier one was refused, and that reply says why.
OUT_OF_ORDER: Final = 503
OF_RECIPIENTS: Final = (550, 551, 553)  # said beside an address they are a mail server's
FREQUENT: Final = frozenset({535, 534, 530, 538, 550, 551, 552, 553, 554, 450, 451, 452, 454, 421})
# Who gives numbers, as people name them.
PROVIDERS: Final = (
    r"gmail|google|outlook|hotmail|office ?365|[mo]365|microsoft|exchange|yahoo|gmx|web\.de|t-online|icloud"
    r"|aol|zoho|ionos|sendgrid|mailgun|brevo|mailjet|postmark|(?:amazon |aws )ses|ovh|strato|hostinger"
    r"|aruba|libero|orange\.fr|free\.fr|laposte\.net|wanadoo|163\.com|126\.com|mail\.ru|naver|godaddy"
    r"|namecheap|fastmail|yandex|freenet|proton ?mail|mimecast|proofpoint|smtp2go|sparkpost"
)
HTTP_FAULT: Final = 500  # "status=500" in a program's log is its answer to a browser
HTTP_FAULTS: Final = frozenset({500, 502, 503, 504})  # a web page's as well
# Reply codes met in practice, registered or not; others need an enhanced code beside them.
_USUAL: Final = (
    "417 420 421 422 423 427 430 431 432 434 435 440 441 442 446 447 449 450 451 452 453 454 455 458 459 "
    "465 471 476 498 499 500 501 502 503 504 505 510 511 512 513 515 517 521 522 523 524 525 526 530 533 "
    "534 535 538 540 541 542 543 544 545 546 547 550 551 552 553 554 555 556 557 559 560 "
    "561 563 565 569 570 571 572 573 574 577 579 580 582 585 586 590 591 592 596 597 598 "
)
# 2xx and 3xx replies (RFC 5321 4.2.3, RFC 4954 4, RFC 1985; 254: Oracle's): other such numbers are none.
NO_REFUSALS: Final = frozenset({200, 211, 214, 220, 221, 235, 250, 251, 252, 253, 254, 334, 354})
USUAL: Final = frozenset(int(code) for code in _USUAL.split())


def is_usual(code: int) -> bool:
    """Whether a number is a reply code that is met in practice, and no port."""
    return (code in USUAL or code in NO_REFUSALS) and code not in LIKE_REPLIES
