"""A person's few words that mail fails, with what it fails of: "our domain is blacklisted".

Says whether somebody tells of trouble with mail that they have; which error it is, is decided by the
knowledge base. Questions, plans, rules and what is over are none, and what fails is mail's where a word of
mail stands with it: whose trouble else it may be is not listed anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import re2

from bot.parse import translations
from bot.parse.foreign.tongues import only_sending_fails
from bot.parse.numbers.codes import PROVIDERS
from bot.parse.talk import said_of
from bot.parse.talk.told import ENDS_NAME_AS_WRITTEN
from bot.parse.talk.trouble_words import ALL
from bot.pattern_set import any_pattern, occurs

_LIMIT: Final = 160  # characters; who says more than a sentence or two is read by other rules
_MESSAGE: Final = 400  # characters of a message with such a line in it
_LINES: Final = 6  # of it
# Somebody's aside, "the port (465) is blocked", which programs have as well, but not around words alone.
_ASIDE: Final = re.compile(r" \([\w ,.'’/-]{1,60}\)(?=[ ,.;:!?]|$)")
_NAME_QUOTED: Final = re.compile(r"(?<![\w'])'([\w@.-]{2,40})'(?![\w'])")
# Where one sentence of a longer line ends, and where something else is asked.
_SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])")
# What somebody guesses behind what they told: "telnet hangs. firewall?", "mails fail, are we listed?"
_GUESS: Final = re2.compile(
    r"(?i)[.,;!] *(?:(?:are we|am i|is (?:he|she|the \w+)|(?:did|has|have) (?:he|she|they|we|the \w+)|now)"
    r" (?:\w+ ){0,4}|\w+ )?\w+ ?\?+$"
)
_ASIDE_ENDS: Final = re.compile(r"(?<=[.;!?])\s+")
# Whom somebody speaks to, and the ticket that it is about.
_ADDRESSED: Final = re2.compile(
    r"(?i)^(?:(?:(?:hi|hello|hey|hallo|guten (?:morgen|tag)|bonjour|hola|ciao|ol[aá]|hoi|cze[sś][cć]"
    r"|merhaba)\b|привет)[^.,:;!?]{0,30}[,:;!.]? +|@[\w.-]+[,:]? +"
    r"|(?:ticket|case|fall|vorgang|issue) ?(?:#|no\.? ?)?\d+\W+)+"
)
# A point of a list, and a box of what is to be done, or was.
_POINT: Final = re.compile(r"^(?:[-*•·–+] |\d{1,2}[.)] )?(?P<box>\[[ xX]?\] )?")
_WORDS: Final = 3  # fewer name an error and tell of none: "mailbox full"
# Programs, logs and documents set these between words.
_OF_PROGRAMS: Final = frozenset('(){}[]<>=|\\`"“”«»\n\t')
# An error with its class, and a request with its address, are a program's.
_NAMED: Final = re2.compile(rf"[\w.]+{ENDS_NAME_AS_WRITTEN}: |[A-Z]{{3,7}} \w+://")
_QUOTE: Final = r"(?:^|\s)'\w"
# The few words of an error that somebody repeats: "customers get 'mailbox full'"; a number opens a reply.
# A server says as well from where it was asked: "Relaying denied [203.0.113.4]".
_CLIENT_SHOWN: Final = re2.compile(r" ?\[[\w.:-]+\]")
_REPEATED: Final = re2.compile(
    r"(^|\s)(?:\"([^\"\d][^\"]{3,60})\"|“([^”\d][^”]{3,60})”|„([^“”\d][^“”]{3,60})[“”]"
    r"|«\s?([^»\d][^»]{3,60}?)\s?»|'([^'\d][^']{3,60})')"
)

# Counted, compared, said in fun; who is 100 % sure counts nothing.
_COUNTED: Final = (
    r"(?:^|[^0])\d ?%|\b(?:hard|soft)[ -]bounc(?:es|ed|ing)\b|\b(?:bounce|open|error|reply|failure)[ -]?rate"
    r"|\bof \d+ free\b|\b\d+ (?:bounces|mails|emails|replies|(?:\w+ )?attempts)|[€$]|\b(?:eur|usd)\b"
    r"|\b(?:is|are|feels?) (?:just )?like an?\b|\b(?:lol|haha\w*|rofl)\b|😂|🤣|\bfull of\b"
    r"|\bvoll (?:mit|von)\b|\bin the list of\b"
    r"|(?:\b[45]\d\d\b.*){3}|\b(?:auth|tls) \d(?:[^.]|$)"
    # "587 of 900 tests" are no port, and what somebody learned is no trouble of theirs.
    r"|\b(?:25|465|587|2525) (?:of|out of|von|sur|de|di|van|z|of the) \d|\bgood to know\b|\bgut zu wissen\b"
    r"|\bbon à savoir\b|\bby default(?: (?:on|in|at|for|with) [\w ]{1,30})?(?:[.;!]|\W*$)"
)
# What somebody did with records of it, and says no more: "I unsubscribed the bounced addresses".
_DONE: Final = re2.compile(
    r"(?i)^\W*(?:i|we|she|he)(?:['’]ve| have|['’]s| has)? (?:just |already |also |now )?"
    r"(?:closed|unsubscribed|removed|cleaned(?: up)?|deleted|exported|archived|moved|updated|added|documented"
    r"|wrote|opened|merged|reviewed|listed|counted|imported|renamed|sorted|tagged|answered|forwarded|printed"
    r"|read) (?:\w+ )?(?:the|all|our|those|these|an?) "
)
_goes_on: Final = occurs(
    r"\b(?:but|still|again|now|since|so|then|ever|yet|because|though|however)\b|\band (?:all|the|our|we|it"
    r"|they|mails?)\b"
)
# What is done about mails that come back, not one that did: "bounce handling".
_HANDLED: Final = any_pattern(
    r"\bbounced? ?-?(?:handling|management|process(?:ing|es)?|rules?|lists?|reports?|logs?|parsers?|parsing"
    r"|templates?|pages?|policy|policies|stats|statistics|figures|numbers|workflows?|exports?)\b"
    r"|\bbounced \w+ process\b|\b(?:gestione|gestion|gesti[oó]n|gest[aã]o) d(?:ei|es|e los|os|e) bounces?\b"
)
_not_now: Final = occurs(ALL.asks, ALL.over, _COUNTED, _QUOTE)
# What somebody asks of trouble that is there: it makes no question of the rest.
_HELP: Final = any_pattern(
    r"\b(?:why|any ideas?|what(?:['’]?s| is)? (?:that|this|it|now|wrong|up)"
    r"|what (?:to|can (?:we|i)|should (?:we|i)) do|do (?:we|i) (?:tell|do)"
    r"|can (?:some(?:one|body)|any(?:one|body)|you) (?:please |pls )?(?:help|check|look)"
    r"|(?:please|pls) (?:help|check|look)|was (?:tun|nun|ist das|hei(?:ss|ß)t das)|warum|pourquoi|que faire"
    r"|c['’]est quoi|por ?qu[eéê]|qu[eé] hago|o que fa[cç]o"
    # "heute morgen" is this morning, "morgen" alone tomorrow.
    r"|\b(?:heute|gestern|deze) morgen\b|\besta mañana\b"
    # What somebody pays for is nothing they plan to do.
    r"|(?:on|has|have|with) (?:an? |the |our |their )?(?:\w+ )?(?:business|free|paid|premium|basic|starter"
    r"|pro) plans?"
    # Whose fault it may be, and who has to act.
    r"|who (?:has to|must|should|needs to|can|is to|fixes|takes|handles)\b[^?.!]*"
    r"|(?:wer (?:muss|kann|soll|macht|übernimmt|kümmert)|bei wem|an wem)\b[^?.!]*"
    r"|is (?:it|this|that) (?:ours?|theirs?|us|them|his|hers|mine|our|their|the|on (?:our|their))\b[^?.!]*"
    # When it comes and until when it did not is no plan; what is not resolved is not over.
    r"|as soon as (?:i|we|he|she|they)\b|\bworked (?:\w+ )?(?:on|until|till) \w+day"
    r"|(?:can ?not|can['’]?t|could(?: not|n['’]?t)|n['’]t|\bnot) (?:be )?resolved?"
    # So many mails an hour are a limit, an earlier bounce is why.
    r"|\d+ (?:e-?)?(?:mails?|messages?|correos|courriels) (?:per|an?|each|every|pro|am|par|al?|por|na"
    r"|op) \pL+"
    # What somebody tries, and their own case of a general one.
    r"|\b(?:wants?|wanted|tr(?:y|ies|ied|ying)) to (?:\w+ )?(?:send|mail|log|connect|add|set|forward|reply)"
    r"|\bany(?:one|body)(?: else)?(?: (?:seen|had|got|having) (?:this|that|it|the same|trouble|problems?"
    r"|issues?)\b[^?.!]*)?|(?:until|till) tomorrow|according to (?:the|their|his|her|its) (?:mail ?)?server"
    r"|(?:earlier|previous|old|former) (?:hard|soft)[ -]bounces?|how (?:should|can|could|do|does|shall) (?:we"
    r"|i|he|she|they|(?:the|my|our) (?:customer|client)s?) (?:still |now |best )?(?:send|fix|solve|resolve"
    r"|mend|get|proceed|go on)[^?.!]*|perch[eé]|che faccio|waarom|wat nu|dlaczego|co robi[cć]|neden"
    r"|ne yapal[ıi]m)\b ?\?*|(?:почему|что делать) ?\?*"
)
# Who reads such records, and is much else beside.
_reads_records: Final = occurs(r"\b(?:google|microsoft|yahoo)\b")
_check_fails: Final = occurs(
    r"\b(?:spf|dkim|dmarc)(?: \w+)? (?:fails|failed|is failing|keeps failing)\b"
    r"|\bspf (?:soft|hard)-?fails?(?:\W*$| (?:since|after|at|from|again|with)\b)"
)
# Whose answer somebody gives, in front of it: "postmark: inactive recipient".
_answers: Final = occurs(
    rf"^\W*(?:{PROVIDERS}|sendinblue|ses|sparkpost|mandrill|smtp2go|resend|mailersend|elastic ?email|postfix"
    r"|exim|barracuda|mimecast|proofpoint) ?: "
)
# Mail as a way to reach somebody, or the name of an account.
_BY_MAIL: Final = any_pattern(
    r"\b(?:by|via|per|through|my|your|his|her|par|por|mit|in) (?:my |meiner? )?(?:e-?)?mail\b"
    r"|\bmail(?:ed)? (?:me|him|her|us)\b|\bsend (?:me|him|her|them|us) an? (?:e-?)?mail\b"
    r"|\bmail (?:of|from|vom|von|de|du) "
)
_fetches: Final = occurs(r"\bimap\b|\bpop3?\b")
# A form's advice and a program's place in its source.
_is_no_persons: Final = occurs(
    r"[.!] (?:enter|choose|select|click|type|check|please|try)\b|exception\b|\bline \d"
)
# A provider's own name for an error: "hotmail hates us, S3140".
_TOKEN: Final = re2.compile(r"\b[A-Z]+[-:]?\d\d+\b")
# What somebody has to do: an error's words as well as advice.
_has_to: Final = occurs(r"\b(?:only|must|wants?|needs?|requires?)\b", translations.FAILS)


def clear_trouble_in(lines: Sequence[str]) -> str | None:
    """Give the line of a short message in which somebody tells of trouble with mail; None where none does.

    What else stands there greets, thanks or adds to it; a program's line, a question on how something is
    done or that it is over makes it another message.
    """
    return _line_in(lines, tells_trouble)


def possible_trouble_in(lines: Sequence[str]) -> str | None:
    """Give the line of a short message that tells of what may be trouble with mail; None where none does.

    "Their side says over quota" is, "their side says no" is not: a page of the knowledge base has to know it.
    """
    return _line_in(lines, _may_tell_trouble)


def _line_in(lines: Sequence[str], tells: Callable[[str], bool]) -> str | None:
    said = [line.strip() for line in lines if line.strip()]
    if len(said) > _LINES or sum(map(len, said)) > _MESSAGE:
        return None
    parts = [
        (part, _is_to_do(line))
        for line in said
        for part in _sentences(_ADDRESSED.sub("", _POINT.sub("", line)))
    ]
    found = next((part for part, to_do in parts if not to_do and tells(part)), None)
    if found is None or any(
        not _OF_PROGRAMS.isdisjoint(part) or (_is_not_now(part) and not to_do)
        for part, to_do in parts
        if part is not found
    ):
        return None
    return found


def _is_to_do(line: str) -> bool:
    """Whether a line is a box of a list in which nobody tells what happens to them."""
    point = _POINT.match(line)
    box = None if point is None else point["box"]
    return box is not None and ("x" in box.lower() or not said_of.tells_ours(line))


def _may_tell_trouble(text: str) -> bool:
    text, _ = _with_what_is_repeated(text)
    if not _is_few_words(text) or not text[0].isalpha() or "  " in text:
        return False
    if _is_no_persons(text) or _fetches(text) or _is_not_now(text) or tells_only_deed(text):
        return False
    if not said_of.names_part_of_mail(text):
        return False
    if said_of.is_of_something_else(text) and not said_of.is_listed(text):
        return False
    if said_of.tells_what_came(text) or _has_to(text) or _answers(text):
        return True
    return _TOKEN.search(text) is not None and said_of.names_mail(_TOKEN.sub(" ", text))


def _is_few_words(text: str) -> bool:
    """Whether somebody may have said it in passing: neither a program's words nor an error's name."""
    if len(text) > _LIMIT or not _OF_PROGRAMS.isdisjoint(text):
        return False
    # Chinese and Japanese set no space between their words.
    words = len(text.split()) + len(said_of.CJK.findall(text)) // said_of.CJK_OF_A_WORD
    return words >= _WORDS and _NAMED.match(text) is None


def _sentences(line: str) -> list[str]:
    """Give a line as it is, one that says more than a sentence or two by its sentences."""
    return [line] if len(line) <= _LIMIT else _SENTENCE_ENDS.split(line)


def _is_not_now(text: str) -> bool:
    """Whether it is asked how something is done, or planned, or over; a call for help is neither."""
    text = _GUESS.sub("", text)
    if "?" not in text and not _not_now(text):
        return False
    told = _HELP.sub(" ", text)
    asked = (part for part in _ASIDE_ENDS.split(told) if part.endswith("?"))
    return any(map(_not_now, (told, *asked)))


def tells_only_deed(text: str) -> bool:
    """Whether somebody only tells what they did, and nothing that came of it."""
    if len(text) > _LIMIT:
        return False
    done = _DONE.match(text)
    return done is not None and not _goes_on(text[done.end() :])


def _with_what_is_repeated(text: str) -> tuple[str, bool]:
    """Give a text without the quotes around an error's words, and whether there are such words."""
    quoted = _REPEATED.search(text) if len(text) <= _LIMIT else None
    if quoted is None or not said_of.fails(quoted.group()):
        return text, False
    return _CLIENT_SHOWN.sub("", _REPEATED.sub(r"\1\2\3\4\5\6", text)), True


def tells_trouble(text: str) -> bool:
    """Whether somebody tells in a few words of trouble with mail that they have."""
    text, repeats = _with_what_is_repeated(text)
    text = _NAME_QUOTED.sub(r"\1", _ASIDE.sub("", text))
    text = _HANDLED.sub(" ", text)
    if not _is_few_words(text) or not said_of.fails(text) or _is_not_now(text) or tells_only_deed(text):
        return False
    if _fetches(text) and "smtp" not in text.lower() and not only_sending_fails(text):
        return False
    return _is_mails(_BY_MAIL.sub(" ", text), repeats=repeats)


def _is_mails(text: str, *, repeats: bool) -> bool:
    """Whether what goes wrong is mail's: at its server, for a mail, its sender's name or its login.

    `repeats`: the words of what refused it stand there.
    """
    refused = said_of.tells_refused(text)
    mail = said_of.names_mail_or_whose(text)
    if said_of.names_record(text):
        read = mail or said_of.names_mail_server(text) or _reads_records(text)
        return (refused and read) or _check_fails(text)
    if said_of.is_listed(text):
        return True
    if said_of.is_of_something_else(text):
        return mail and repeats
    if said_of.names_mail_server(text) or (mail and (refused or repeats)):
        return True
    sends = mail or said_of.tells_sending(text)
    return (sends and said_of.names_login(text)) or said_of.cannot_send(text)
