"""Whether a text reads like a report on a mail's delivery, and what it reports: failure, delay or success.

Judges a text's own words, whichever way it came; whom it names and what it says is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.model import ANY_PROGRAM, Bounce, Kind
from bot.parse import translations
from bot.parse.chatter import OTHER_MESSAGES, tells_of_a_person
from bot.parse.reports import notices_abroad
from bot.parse.signs import REPORT, Seen, Signs, Table
from bot.parse.talk.said_of import names_mail_or_whose
from bot.pattern_set import occurs


def _sentences(pattern: str) -> str:
    """Give a pattern whose gaps go on over the dot in an address, which ends no sentence."""
    return pattern.replace(r"[^.\n]*", r"(?:[^.\n]|\.\w)*")


# What a scanner of mails tells whoever sent one.
_SCANNED: Final = (
    r"blocked (?:the )?(?:delivery of )?(?:your|an?|the) (?:message|e-?mail)"
    r"|the following (?:message|e-?mail) (?:[^.\n]* )?(?:was|has been) (?:rejected|blocked|refused)"
    r"|\b(?:message|e-?mail) (?:sent )?to \S+@\S+ (?:was|has been) (?:deleted|removed|quarantined)\b"
    r"|(?:virus|malware|banned contents?|attachment)\b[^.\n]* (?:in|of) (?:your (?:message|e-?mail)"
    r"|the (?:message|e-?mail) you sent)|(?:message|e-?mail) (?:that you sent|you sent|sent by you) [^.\n]*"
    r"(?:infected|contained|blocked|stopped|removed|rejected)"
)
# What a report says of itself, and what other texts may say too.
_REPORT: Final = Signs(
    REPORT,
    r"could ?n[o']t be (?:delivered|sent)|could not be distributed|could not (?:be )?deliver|delivery (?:has "
    r"|to the following recipients? |attempt )?(?:failed|failure|status)|undeliver"
    r"|return(?:ed|ing) (?:mail|message|to sender)|failure notice"
    r"|(?:was|were|be|is|been) (?:not|un)(?: able to)? ?(?:be )?deliver|delivery to these recipients"
    r"|not delivered to|delivered to the following|wasn'?t (?:able to deliver|delivered)"
    r"|couldn'?t (?:be delivered|deliver)"
    r"|mail delivery (?:failed|system|subsystem|problem)"
    r"|unable to (?:deliver|send the following message)"
    r"|failed to deliver (?:mail |message )?to ['<]*[^\s@]+@|@\S+\.\.\. deferred\b"
    r"|fatal errors|permanent error|had (?:permanent|transient|delivery)"
    r"|did not reach (?:the following|the intended|some or)|could not be reached"
    r"|recipient\(?s?\)? cannot be reached"
    r"|following address(?:es|\(es\))? failed|addresses failed|recipients? failed|bounced|reporting-mta"
    r"|final-recipient|remote host said|giving up on|does not like recipient"
    r"|attempting to deliver|occurred while trying to deliver"
    r"|copy of (?:the|your) (?:original )?message|rejected your message|ha rifiutato il tuo messaggio"
    r"|encountered (?:a )?delivery problems?\b"
    r"|delivery of your (?:message|mail|e-?mail)[^.\n]* failed"
    r"|delivery error|(?:problem|issue|error) (?:while )?delivering your (?:mail|message)"
    r"|message (?:to \S+ )?(?:is )?(?:delayed|undeliverable)|has(?: not|n['’]t) (?:yet )?been delivered"
    r"|has not delivered (?:the following|your) (?:message|e?-?mail)"  # MailMarshal's
    r"|not yet been delivered|delivery (?:of (?:your|the) (?:mail|message|e-?mail) (?:to \S+ )?)?"
    r"(?:is |has been )?delayed|not yet received your (?:message|mail)"
    r"|^\W*(?:message|e-?mail|mail|delivery) to \S+@\S+ (?:is|are|was|has been)(?: still)? (?:delayed"
    r"|deferred)\W*$"
    r"|(?:recipients?|message|you sent) has been delayed|failed (?:recipient|address)"
    r"|recipients of your message have been processed"
    r"|delivery of the e?-?mail was stopped|(?:message|mail) was not (?:forwarded|delivered)"
    rf"|{_sentences(_SCANNED)}"
    r"|(?:your|sent) (?:outgoing )?(?:(?:mail|message|e-?mail) )?(?:(?:to|for) \S+ (?:(?:[^.\n]|\.\w)* )?)?"
    r"(?:has been|was) (?:refused|rejected|denied|blocked|not sent)"
    r"|you(?:'ve| have)? sent can ?not be delivered"
    r"|impossible to (?:deliver|distribute) your|is not a known mailing list|we stopped delivery of this"
    r"|was automatically rejected:"  # Dovecot's
    r"|is being held until the (?:list )?moderator\b"  # Mailman's
    r"|you are not authorized to send mail to the \S+ list from your\b"  # LISTSERV's
    r"|\breturned to you unprocessed because\b"  # of the same posting again
    r"|the group you tried to contact \(\S+\) may not exist"  # Google Groups'
    r"|the user\(s\) account is (?:disabled|temporarily)\b"  # KDDI's
    r"|triggered by a message you sent\b"  # MailScanner's
    r"|remote server returned ['\"‘“][45]\d\d"  # Exchange's, whatever language the rest is in
    r"|\bmessage is returned as an? |to whom (?:this|your) (?:message|mail|e-?mail) was addressed\b"
    r"|delivery of e?-?mail to this address|non-?delivery|nondeliverable|delivery-status"
    r"|longer than expected to deliver|message delivery to \S+ delayed|was not sent to \S+@"
    rf"|{_sentences(notices_abroad.UNDELIVERED)}"
    r"|#[45]\d\d [45]\.\d\.\d+ [^\n]*##"  # Exchange's until 2010, whatever language the rest is in
    # "team@example.net only accepts messages from people in its organization": a group, in Microsoft's words.
    rf"|^\W*(?:(?:the|die|il|le|la|el|de|o) )?(?:gr\w+ )?[^\s@]+@\S+ (?:{notices_abroad.TAKES_ONLY})\b"
    # Exim's and Postfix's where all above was left out: the address, below or behind it what a server said.
    r"|^[\s>]*host \S+ \[[\d.:a-f]+\]\W*$|^[\s>]*smtp error from remote (?:mail )?server (?:after|for)\b"
    r"|^[\s>]*<[^<>\s@]+@[^<>\s@]+>(?: \([^()]*\))?: (?:host|connect to) \S+\[[^\]\s]+\]"
    # qmail's below somebody's "I get this:"; amavis has a reply there.
    r"|:\s*\n[\s>]*<[^<>\s@]+@[^<>\s@]+>:\s*\n[\s>]*[a-z]"
    r"|^[\s>]*recipient address: \S+@",  # Sun's and Oracle's Messaging Server
    r"\A[\s>]*<[^<>\s@]+@[^<>\s@]+>:?\s*\n[\s>]*\S"  # qmail's, above whose words all else was left out
    r"|\A[ \t>]*[^<>\s@]+@[^<>\s@:]+[ \t]*\n[ \t>]*   [^\s\d>]"  # Exim's, whose reasons are indented
    r"|user unknown|unknown user|mailbox|rejected|blocked|original message|mail system|entrega|konnte nicht"
    r"|^[\s>]*recipient: *\[?(?:smtp:)?[^\s@]+@|^[\s>]*[^\s@]+@\S+, error[ _]code\b"  # MailEnable's, Zoho's
    r"|\(\S+@\S+\) not listed in domino directory\b",
)
# The same in other languages: what is late, and what has arrived.
_ABROAD: Final = Table(
    REPORT,
    {
        Kind.DELAY: _sentences(notices_abroad.DELAYED),
        Kind.FAILURE: notices_abroad.NOT_DELIVERED,
        Kind.SUCCESS: _sentences(notices_abroad.DELIVERED),
    },
)
# What a notice asks of who sent the mail, in the sentence behind the reason.
_ASKS: Final = Signs(
    REPORT,
    r"\btry (?:to )?(?:re-?send(?:ing)?|send(?:ing)?) (?:(?:the|this|your) (?:message|e?-?mail)|it)\b"
    rf"|{notices_abroad.SEND_AGAIN}",
)
# Whom else it asks them to turn to: a web page's error does so, too.
_TURNS_TO: Final = Signs(
    REPORT,
    r"\bcontact your (?:e?-?mail admin|helpdesk|system administrator)"
    rf"|{notices_abroad.ASK_ADMINISTRATOR}",
)
_names_recipient: Final = occurs(translations.RECIPIENT)
# Microsoft's picture of who acts: sender, "Office 365", recipient.
_WHO_ACTS: Final = Signs(
    REPORT, r"\baction required\s+recipient\b|\b(?:sender|office 365)\s+action required\b"
)
_of_mail: Final = occurs(notices_abroad.OF_MAIL)
# A report speaks to who sent the mail; who tells of a report does not.
_TO_SENDER: Final = Signs(
    REPORT,
    r"\byour (?:mail|message|e-?mail|note)\b|\b(?:message|e-?mail) (?:that )?you(?: have|'ve)? sent"
    r"|\b(?:message|e-?mail) sent by you\b|\bthe group you tried to contact \("
    r"|you are not authorized to send mail to the \S+ list from your\b"
    r"|^\W*(?:message|e-?mail|mail|delivery) to \S+@\S+ (?:is|are|was|has been)(?: still)? (?:delayed"
    r"|deferred)\W*$"
    r"|i wasn'?t able to deliver|\b(?:votre|ihre?r?|tu|su|(?:il )?[ts]uo|sua) (?:e-?)?(?:mail|courriel"
    r"|nachricht|message|mensaje|correo|messaggio|mensagem)\b"
    r"|ваше (?:письмо|сообщение)|(?:您|你)(?:的|发送的?)邮件|보(?:낸|내신) (?:메일|메시지)"
    r"|お送り(?:した|いただいた)メール"
    r"|\b(?:uw|je) (?:e-?mail|bericht)|(?:twoj|państwa |pańsk)\w* (?:wiadomo|e-?mail)"
    r"|\bva[šs]\w* (?:zpráv|správ|e-?mail)"
    r"|üzenet[eé]|\bmelding(?:en)? din\b|\bdin (?:meddelelse|melding|besked|e-?post|e-?mail|mail)"
    r"|\bditt (?:meddelande|mejl|e-?post)|\bviestiä?si\b|ваш[еого]* (?:лист|повідомлення)"
    r"|\bmesajul (?:dumneavoastră|dvs|tău)|\b(?:pesan|e-?mail) anda\b|thư của bạn|رسالتك|ההודעה שלך"
    r"|μήνυμά (?:σας|σου)"
    r"|gönderdiğiniz|consegna del messaggio a\b|ricevuta di (?:avvenuta consegna|accettazione)"
    r"|avviso di mancata consegna"
    r"|enviar a mensagem para|undeliverable {1,3}to",
)
_OPENING: Final = 6_000  # characters in which a report says what it reports
_DELAYED: Final = Signs(
    REPORT,
    r"delay reason: \S|delivery (?:has been |is |was |temporarily )?(?:delayed|suspended)"
    r"|could not be delivered for (?:more than )?\d|has been (?:delayed|postponed)"
    r"|warning: (?:message|could not send)|not yet been delivered|n(?:['’]|o)t been delivered yet"
    r"|not yet received your (?:message|mail)"
    r"|(?:message|e-?mail|mail|delivery) to \S+@\S+ (?:is|are|was|has been)(?: still)? (?:delayed"
    r"|deferred)\W*$"
    r"|message (?:to \S+ )?(?:is )?delayed|hasn['’]t (?:yet )?been delivered"
    r"|this is a warning message only|you do not need to resend"
    r"|no action is required on your part|will (?:be retried|keep trying|continue to)"
    r"|delay(?:ed)? (?:mail|notification)|still being (?:retried|attempted)|delivery incomplete"
    r"|will try again|will retry for|will be reattempted|temporary problem (?:while )?delivering"
    rf"|longer than expected to deliver|message delivery to \S+ delayed|{notices_abroad.TEMPORARY}"
    r"|had transient,? non-fatal|placed in the retry queue"  # MDaemon's
    r"|status notification \(delay\)|being held until the (?:list )?moderator",
)
# Above the delays that were met before: Exchange's, and Postfix's.
_STOPPED: Final = Signs(REPORT, r"has stopped trying|undelivered mail returned|sorry to have to inform you")
_DEFERRED: Final = Signs(REPORT, r"@\S+\.\.\. deferred\b")  # sendmail's, of each attempt
_FINAL: Final = Signs(
    REPORT,
    r"giving up|given up|permanent|gave up|not (?:be(?:en)? )?delivered|n't be delivered|failed|rejected"
    # OpenSMTPD 5.7 wrote its failures below the words for a success.
    r"|@\S+: (?:[45]\d\d[ -]|envelope expired|network error on destination)",
)
_DELIVERED: Final = Signs(
    REPORT,
    r"successfully (?:delivered|relayed)|has been (?:successfully )?delivered"
    r"|was (?:successfully )?delivered to|delivery (?:succeeded|confirmation)"
    r"|\bsuccessful (?:mail )?delivery|delivered to the following recipients"
    r"|relayed to (?:the following|mailer\b)|@\S+; (?:action: )?(?:delivered|relayed)\b"
    r"|delivery to these recipients or groups is complete",
)
# What a receiver counts of a domain's mails in a day, by its subject (RFC 7489 7.2.1.1).
_COUNTED: Final = re.compile(r"\breport domain: ?\S{1,255} submitter: ?\S", re.IGNORECASE)
_COUNT_LIMIT: Final = 20_000  # characters in which a report on a day's mails shows
# What Mailman and Sympa tell the owner of a list of its members.
_OF_MEMBERS: Final = re.compile(
    r"mailing list bounce action notice|MANY non-delivery reports, the \d{1,9} subscribers"
    r"|subscription has been (?:disabled|removed) on \S{1,255} due to their bounce "
)
# What a gateway lists of a day: those titles are of mails that it kept.
_KEPT: Final = re.compile(
    r"\b\d{1,5} (?:\w{1,12} )?(?:messages?|e?-?mails?|nachrichten)\b[^.\n]{0,40}\bin [^.\n]{0,20}quarant",
    re.IGNORECASE,
)
# How many mails of a day a server took, refused or held, line by line.
_TALLIED: Final = re.compile(r": {1,20}\d{1,9}(?:[.,]\d{3}){0,3}\s{0,4}(?:\n|\Z)")
_TALLY: Final = re.compile(
    r"(?:^[^\n:]{0,40}\b(?:received|accepted|delivered|sent|rejected|refused|blocked|bounced|deferred"
    r"|greylisted"
    rf"|quarantined)\b[^\n:]{{0,20}}{_TALLIED.pattern}){{3}}",
    re.IGNORECASE | re.MULTILINE,
)
_ENHANCED: Final = re.compile(r"\b[45]\.\d\.\d")  # beside a list: one of its mails is asked about
_MEMBERS_LIMIT: Final = 1_500  # characters of such a notice; a longer text tells of the bounce itself


def reads_like_report(seen: Seen) -> bool:
    """Whether a text reads like a bounce mail's prose."""
    return any(map(seen.any, (_REPORT, _ABROAD, _ASKS, _TURNS_TO, _WHO_ACTS)))


def is_notices(seen: Seen) -> bool:
    """Whether a text is a notice's by what it asks of who sent the mail: to send it again, or to act."""
    if seen.any(_WHO_ACTS):
        return True
    text = seen.text
    of_mail = (seen.any(_ASKS) and (names_mail_or_whose(text) or _of_mail(text))) or (
        seen.any(_TURNS_TO) and _names_recipient(text)
    )
    return of_mail and "?" not in text and not (seen.any(OTHER_MESSAGES) or tells_of_a_person(text))


def says_it_is_report(seen: Seen) -> bool:
    """Whether a text calls itself a report on a mail's delivery."""
    return 0 in seen.found(_REPORT) or seen.any(_ABROAD)


def speaks_to_sender(seen: Seen) -> bool:
    """Whether a text speaks, as a report does, to who sent the mail."""
    return seen.of(seen.text[:_OPENING]).any(_TO_SENDER)


def kind_of_prose(*told: Seen) -> Kind:
    """Say what a bounce mail's prose, with its subject, reports: a delay, a success, else a failure."""
    openings = [seen.of(seen.text[:_OPENING]) for seen in told]

    def says(signs: Signs) -> bool:
        return any(opening.any(signs) for opening in openings)

    delayed = says(_DELAYED) or (says(_DEFERRED) and not says(_FINAL))
    if delayed and not says(_STOPPED):
        return Kind.DELAY
    if says(_FINAL):
        return Kind.FAILURE
    if says(_DELIVERED):
        return Kind.SUCCESS
    return next((kind for opening in openings for kind in _ABROAD.told(opening)), Kind.FAILURE)


def kind_told(bounces: Sequence[Bounce], seen: Seen) -> Kind:
    """Say what a notice tells of the mail that some bounces were read from; what a program tells failed."""
    clients = {bounce.client for bounce in bounces} - {None}
    if not clients:
        return kind_of_prose(seen)
    # One that names nobody reads like a program's: "Your message could not be delivered for 4 hours."
    waits = clients == {ANY_PROGRAM} and speaks_to_sender(seen)
    return Kind.DELAY if waits and kind_of_prose(seen) is Kind.DELAY else Kind.FAILURE


def tells_of_no_mail(text: str) -> bool:
    """Whether a text tells of no single mail: a report on a day, on a list's members, on what is held."""
    if len(text) < _MEMBERS_LIMIT:
        lists = "uarant" in text and _KEPT.search(text) is not None
        tallied = "ed: " in text and _TALLIED.search(text) is not None  # a colon is sooner found than a word
        lists = lists or (tallied and _TALLY.search(text) is not None)
        if lists and _ENHANCED.search(text) is None:
            return True
    if "ubmitter:" in text and _COUNTED.search(text, 0, _COUNT_LIMIT) is not None:
        return True
    told = len(text) < _MEMBERS_LIMIT and ("bounce " in text or "MANY " in text)
    return told and _OF_MEMBERS.search(text) is not None
