"""Which of the replies that one pass found are SMTP's, and not another protocol's or people's talk.

Drops; joins and completes nothing.
"""

from __future__ import annotations

from typing import Final

from bot.model import Reply
from bot.parse.chatter import is_chatter
from bot.parse.foreign.replies import foreign_reply, logs_request
from bot.parse.foreign.tongues import tongues_in
from bot.parse.numbers.codes import FREQUENT, LOGIN_REFUSED
from bot.parse.numbers.strength import Strength
from bot.parse.numbers.words_before import BEFORE, introduces
from bot.parse.paste import Paste
from bot.parse.scan.hits import ENHANCED_ALONE, IN_LOG, Hit, Scan
from bot.parse.signs import Seen

_NEAR: Final = 1_000  # characters of a line beside a reply that say which protocol it is of
_WARNED: Final = ": reject_warning: "  # Postfix's warn_if_reject: the message went on
_NO_WORDS: Final = ("", "Error", "error")  # what stands behind a number that is told alone


def believable(scan: Scan, paste: Paste) -> list[Hit]:
    """Give the replies of a pass that are SMTP's; a doubtful one goes where a clear one says the same."""
    if (
        len(scan.hits) <= 1
        and not paste.tongues.other
        and all(hit.strength is Strength.SURE for hit in scan.hits)
    ):
        return scan.hits
    told = [hit for hit in scan.hits if not _only_waits(hit) and _WARNED not in paste.lines[hit.line]]
    told = told or scan.hits
    hits = _clearest([hit for hit in told if _is_of_smtp(hit, paste)])
    if paste.tongues.mail or any(hit.bounce.reply.text not in _NO_WORDS for hit in hits):
        return hits
    # "522 Error", and below it what an FTP server said: a number alone is of the same server.
    return [] if any(_is_foreign(hit, paste) for hit in scan.hits) else hits


def _only_waits(hit: Hit) -> bool:
    """Whether Exim tells that it has not tried again yet: why, an earlier line tells."""
    return hit.shape == IN_LOG and hit.bounce.reply.text.startswith("retry time not reached")


def _is_of_smtp(hit: Hit, paste: Paste) -> bool:
    """Whether a hit is neither another protocol's nor people's talk nor an odd number between words."""
    if _is_foreign(hit, paste):
        return False
    mail = paste.tongues.mail
    if not hit.bounce.remote_host and is_chatter(hit.bounce.reply):
        # "550 packages are old"; where mail is spoken of, a line or a number alone is what somebody got.
        return mail and (len(paste.lines) == 1 or not hit.bounce.reply.text or _is_led_to(hit, paste))
    if mail:
        return True
    odd = hit.strength is Strength.WEAK and hit.bounce.reply.code not in FREQUENT
    return not odd or hit.shape == ENHANCED_ALONE


def _is_led_to(hit: Hit, paste: Paste) -> bool:
    """Whether what stands before a reply on its line leads to it."""
    head = paste.lines[hit.line].partition(str(hit.bounce.reply.code))[0].rstrip()
    return head != "" and (not head[-1].isalnum() or introduces(head[-BEFORE:].lower()))


def _clearest(hits: list[Hit]) -> list[Hit]:
    """Leave out what a clearer hit says as well: bare codes, enhanced codes alone, numbers between words."""
    clear = [hit for hit in hits if hit.strength > Strength.BARE and hit.bounce.reply.code is not None]
    if not clear:
        return hits
    refusals = [hit for hit in hits if (hit.bounce.reply.code or 400) >= 400]
    hits = refusals or hits  # a 334 that reports an error precedes the refusal itself
    codes = {hit.bounce.reply.code for hit in clear}
    enhanced = {hit.bounce.reply.enhanced for hit in clear}
    hits = [
        hit
        for hit in hits
        if hit.strength > Strength.BARE
        and (hit.bounce.reply.code is not None or hit.bounce.reply.enhanced not in enhanced)
    ]
    if not any(hit.strength > Strength.WEAK for hit in hits):
        return hits
    return [hit for hit in hits if hit.strength > Strength.WEAK or hit.bounce.reply.code not in codes]


def _is_foreign(hit: Hit, paste: Paste) -> bool:
    """Whether another protocol explains a hit better than SMTP."""
    reply, tongues = hit.bounce.reply, paste.tongues
    if hit.shape == IN_LOG:
        return False
    if foreign_reply(reply) and logs_request(paste.lines[hit.line]):
        return True
    if hit.strength is Strength.SURE and (tongues.mail or not tongues.other or _is_pair(reply)):
        return False
    login = reply.code == LOGIN_REFUSED and hit.strength is Strength.PLAIN
    if not (tongues.smtp or login) and (foreign_reply(reply) or logs_request(paste.lines[hit.line])):
        return True
    if not tongues.other:
        return False
    if not tongues.smtp:
        sure = reply.enhanced is not None or hit.strength is Strength.PLAIN
        return not (login or (tongues.mail and sure))
    near = "\n".join(line[:_NEAR] for line in paste.lines[max(0, hit.line - 2) : hit.line + 2])
    around_it = tongues_in(Seen(near))
    return around_it.other and not around_it.mail


def _is_pair(reply: Reply) -> bool:
    """A code with the enhanced code of its class, which no other protocol has (RFC 3463 2)."""
    return reply.code is not None and reply.enhanced is not None and str(reply.code)[0] == reply.enhanced[0]
