"""A mail that came back, or that a server took none: what somebody tells beside it are that server's words.

Gives suspected words their speaker; whether they are an error is decided by the knowledge base.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Bounce, Speaker
from bot.parse import translations
from bot.parse.around import ADDRESS, clean_address
from bot.parse.signs import WORDS, Seen, Signs

# Somebody tells that something came back, and that it was a mail: the words beside it are those of the
# recipient's server.
_CAME_BACK: Final = Signs(
    WORDS,
    r"\bbounced\b|\b(?:does|did)\b.*\bbounce\b|\b(?:was|were) returned\b"
    r"|\bbounces(?:,| with| because| since| again)"
    r"|\b(?:always|still|to \S+) bounces\b|\b(?:it|mails?|messages?) bounces$"
    r"|(?:^|, |\b(?:all|our|my) (?:\w+ )?)(?:mails|messages) bounce$|\bmail returned$|\bbouncing\b"
    r"|\b(?:bounce|mailer[- ]daemon)(?: says| for| from|:)(?:\W|$)"
    r"|\b(?:comes?|came) back\b|mail back saying\b|\breturned:"
    r"|\bk(?:omm(?:t|en)|am(?:en)?) (?:\w+ )?(?:\w+ )?zurück|zurückgekommen"
    r"|\brebot(?:ó|(?:a|ad[oa])\b)|\bdevuelt[oa]\b|\bdevolvid[oa]\b|\best revenu|\btornat[oa] indietro"
    r"|\bvoltou(?:\W|$)|вернул[ао]сь|退信|被退|投递失败|投递日志|返送|不達|戻ってき|반송",
)
_A_MAIL: Final = Signs(
    WORDS,
    r"@|mailbox|mailer|inbox|recipient|e-?mails?\b|\bmails?\b|user unknown|gr[ae]y-?list|spamhaus|bloc?klist"
    r"|\bmessages? bounced|\bdmarc\b|\bdkim\b|\bspf\b"
    r"|correo|courriel|mensagem|письм|почт|メール|메일|退信|邮|收件",
)
_SORTED: Final = Signs(WORDS, r"\b(?:soft|hard)[ -]bounc")  # how bounces are sorted
# A sending service's notice: how it sorts this one, and what was said.
_LABELLED: Final = Signs(WORDS, r"(?:^|: [\"“]?)(?:soft|hard)[ -]bounced? ?[-:–—(] ?\w")
# Whoever names both explains them.
_BOTH: Final = Signs(WORDS, r"\bsoft[ -]bounc.*\bhard[ -]bounc|\bhard[ -]bounc.*\bsoft[ -]bounc")
# Somebody tells that a server takes none of their mail, and why; what may be so is told of in other words.
_TURNED_DOWN: Final = Signs(
    WORDS,
    r"\b(?:mails|(?:e-?mail|mail|message)s? (?:\w+ )?(?:is|are|was|were|gets?|got|being|been))"
    r" (?:\w+ )?(?:rejected|refused|blocked|bounced|denied|declined|dropped)"
    r"(?:: | (?:\w+ )?(?:due to|because|for|with|by|as)\b)"
    r"|\b(?:server|provider|gmail|google|outlook|hotmail|yahoo|microsoft|gmx|relay|mta|postfix|exim)s?"
    r" (?:\w+ )?(?:rejects?|rejected|refuses?|refused|blocks|blocked|(?:does|do|did)(?: not|n['’]t) accept)"
    r" (?:\w+ )?(?:\w+ )?(?:e-?mail|mail|message)s?\b"
    r"|\bmails?\b.* (?:abgelehnt|abgewiesen|zurückgewiesen).* (?:wegen|weil|da)\b"
    r"|\bmails?\b.* (?:wegen|aufgrund) .*(?:abgelehnt|abgewiesen|zurückgewiesen)",
)
_NOTICE: Final = Signs(WORDS, translations.NOT_DELIVERED)
# "When a mail is sent and bounced": what happens then, not what did.
_WHEN_IT_DOES: Final = re.compile(
    r"\b(?:when|if|whenever|once|after) an? (?:e-?mail|mail|message)\b[^.,;]{0,80}\bbounc", re.IGNORECASE
)
_MAY_BE: Final = re.compile(
    r"\b(?:if|when|whenever|unless|until|may|might|can|could|would|will|should|must|option|setting"
    r"|config\w*|default|mails? (?:without|that|which)|messages (?:without|that|which)"
    r"|falls|wenn|sobald|sollte\w*|können|könnte\w*)\b|\?",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(ADDRESS)
# "<ana@example.com>: mailbox full", with a number in front where there are several.
_LISTED: Final = re.compile(rf"(?:\d{{1,3}} ?[.)] ?)?<({ADDRESS})> ?: ?(?=\w)")
_COUNTS: Final = re.compile(r"\d{1,3} ?%|\b\d{1,9}\b.{0,60}?\b\d{1,9} [a-z]")  # a statistic of bounces


def of_returned(bounce: Bounce, seen: Seen) -> Bounce:
    """Give suspected words to the recipient's server where somebody says that a mail came back with them.

    So are those behind a recipient's address, as a returned mail lists it.
    """
    text = bounce.reply.text
    listed = _LISTED.match(text) if bounce.suspected and "@" in text else None
    if listed is not None:
        reply = bounce.reply._replace(text=text[listed.end() :])
        recipient = clean_address(listed.group(1))
        return bounce._replace(reply=reply, speaker=Speaker.RECIPIENT_SERVER, recipient=recipient)
    if not bounce.suspected or not _came_back(seen.of(text)) or _COUNTS.search(text) is not None:
        return bounce
    named = set(_ADDRESS.findall(text))
    recipient = clean_address(named.pop()) if len(named) == 1 else None
    return bounce._replace(speaker=Speaker.RECIPIENT_SERVER, recipient=recipient)


def _came_back(about: Seen) -> bool:
    """Whether somebody tells that a mail came back, or that a server took none, or a notice does."""
    if about.any(_NOTICE):
        return True
    labelled = about.any(_LABELLED) and not about.any(_BOTH)
    if (labelled or (about.any(_CAME_BACK) and not about.any(_SORTED))) and about.any(_A_MAIL):
        return _WHEN_IT_DOES.search(about.text) is None
    return about.any(_TURNED_DOWN) and _MAY_BE.search(about.text) is None
