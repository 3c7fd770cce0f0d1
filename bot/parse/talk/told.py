"""Signs that an error happened to somebody: what they did and got, a program's own lines, a reply by itself.

Signs only; what they, or their absence, make of a text is decided in `reported`.
"""

from __future__ import annotations

from typing import Final

from bot.parse.signs import VOICE, Signs
from bot.pattern_set import occurs

# How libraries name what they throw: SMTPAuthenticationError, Python's SMTPSenderRefused and
# SMTPServerDisconnected, Ruby's Net::SMTPServerBusy.
ENDS_NAME: Final = r"(?:error|exception|refused|disconnected|busy)"
# The same in the letters of a name, where letter case counts.
ENDS_NAME_AS_WRITTEN: Final = r"(?:Error|Exception|Refused|Disconnected|Busy)"
# A reply's number, neither of the ports 465 and 587.
NUMBER: Final = r"(?:4(?:[0-57-9]\d|6[0-46-9])|5(?:[0-79]\d|8[0-689])|[45]\.\d\.\d+)"
# A day or a time: what is planned never did since one. "since they expect it" says why, French "depuis votre
# compte" and Spanish "desde el panel" from where.
_SINCE: Final = (
    r"\bsince(?:$|[.,:]| (?:\d|last|yesterday|today|this|the|then|about|around"
    r"|(?:\w+ )?\w+(?:day|week|month|\d)\b|\w+(?:ing|ed)\b|(?:we|i) (?:\w+ )?\w+ed\b"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec))"
    r"|\bdepuis (?:hier|ce|cette|que|quelques|plusieurs|la|le|les|\d|un|une|deux|trois)\b"
    r"|\bdesde (?:hace|ayer|hoy|que|las|ontem|hoje|a última|la última|\d)"
)
_HELP: Final = (
    r"(?:help(?: me| us)?(?: out)?(?: (?:with|fix|solve|resolve|understand)\b|\W*(?:[.,!:?;]|$))"
    r"|(?:tell|show|point) (?:me|us)\b|(?:advise|assist|explain|suggest)\b|look at (?:this|it)\b)"
)
_ASKS_FOR_HELP: Final = (
    r"\b(?:you|someone|somebody|anyone|anybody) (?:could|can|would|to) (?:please |kindly )?"
    rf"{_HELP}|\b(?:can|could|would) (?:you|someone|somebody|anyone|anybody) (?:please |kindly )?{_HELP}"
)
_WORKED_BEFORE: Final = (
    r"\b(?:used to work|worked before)\b|\band now (?:i |we |it )?(?:gets?|see|fails?|says)\b"
)
# When it happened.
_THEN: Final = Signs(VOICE, rf"\b(?:yesterday|this morning|right now|seit)\b|{_SINCE}")
# Somebody says that it happened, or asks for help.
HAPPENED: Final = _THEN | Signs(VOICE, f"{_WORKED_BEFORE}|{_ASKS_FOR_HELP}")

_SOMEBODY_GETS: Final = (
    r"\b(?:i|we|he|she|customers?|kunden?)\b[^.?!\n]*\b(?:gets?|got|getting|sees?|saw|received?|cannot"
    r"|can'?t|keeps?|fails?|bounced|says|tried)\b"
)
# "This happens when I send": somebody's own doing.
_COMES_WHEN: Final = (
    r"\b(?:occur|happen|appear|arise|come|show|pop)(?:s|ed|ing)? (?:up )?(?:only )?"
    r"(?:when(?:ever)?|if|as soon as|once|(?:every|each) time) "
    r"(?:i|we|he|she|my|our|trying|sending|connecting|testing)\b"
)
# "still retry", "as of today", "heute Abend" tell of none.
_LATELY: Final = (
    r"\b(?:suddenly|urgent)\b|сегодня"
    r"|(?:^|[^f\s]\W+)(?:today\b|heute(?:\W*$| [^a]| a[^b]|[^ \w]))"
    r"|\bstill (?:gets?|getting|sees?|fail|no|the same|do|can|ha[sv]|is|are|says|[45]\d\d\b)"
    # Somebody went through a list and stopped there.
    r"|\bstep \d+ (?:fails?|failed|stops|stopped)\b"
)
# Somebody reports an error as theirs.
REPORTS: Final = _THEN | Signs(VOICE, f"{_SOMEBODY_GETS}|{_COMES_WHEN}|{_LATELY}")

# A program wrote it: a log's line with its time or process, a trace.
LOGGED: Final = Signs(
    VOICE, r"\d\d:\d\d:\d\d|^\W*traceback \(|^\s*at [\w$.<>`]+\(|^\s*file \"|\w\[\d+\]: |\.rb:\d+:in "
)
# An exception that opens a line.
THROWN: Final = Signs(VOICE, rf"^\W*[\w.\\:]*\w{ENDS_NAME}(?:\W*$|: | - |\(| at )")

# An exception inside of a line, with its message or arguments.
_EXCEPTION: Final = rf"(?-i:[a-z]{ENDS_NAME_AS_WRITTEN})(?:: \W?\w| ?\((?:\d|[bu]?['\"{{]))"
# A reply that opens a line, the lines of one joined; a recipient, and what became of its mail.
_REPLY: Final = (
    r"^[\s>|*`\"'_-]*[45]\d\d[ -](?:[45]\.\d+\.\d+ )?\w|^[\s>|*`\"'_-]*[45]\.\d+\.\d+ (?-i:[A-Z])"
    r"|(?:^|[.!?:] )\W*(?:sasl login name|(?:sender|recipient|client|helo) (?:address|host|command))"
    r" rejected: "
    r"|\b[45]\d\d-[45]\.\d+\.\d|^[\s>|*`\"'_(-]*[45]\d\d, b?['\"]|^\W*<[^\s<>@]+@[^\s<>@]+>: "
)
# A program's own sentence that opens a line, be its name or a field before it. MailKit's advice is a part of
# its error.
_COMPLAINT: Final = (
    r"^\W*(?:an error (?:has )?occurred|sending of|connecting to|unable to|could(?: not|n['’]t)|failed to"
    r"|can(?:no|['’])t"
    r"|(?:user )?error (?:sending|while|connecting|in|\()|(?:uncaught )?exception (?:calling|['\"])|error, )"
    r"|^\W*[\w./-]+: (?:cannot|could not|unable|failed|error|fatal|warning|mail|message)|\w\": \""
    r"|^\W*(?:severe|fatal|critical|error|warn(?:ing)?|info)[:\]]"
    r"|typically reserved for plain-text connections"
)
# A program's or a service's notice of one message, account, connection or setting.
_NOTICE: Final = (
    r"^\W*(?:you are not|your (?:e-?mail|message|mail|account) (?:was|is|has been|could|cannot))\b"
    r"|^\W*(?:the|this|a) (?:e-?mail|message|mail) (?:that you sent|(?:could|can)(?: ?not|n['’]t) be"
    r"|was (?:not|rejected|refused|returned|blocked))\b"
    r"|^\W*the connection to [^\n]* (?:failed|timed out|was lost|was refused)\b|\bis currently \[?not\b"
    r"|^\W*an attempt to [^\n]*\bwas (?:just )?made\b"
    r"|\bdelivery attempts will continue\b"
)
# What leads to an error's words, or to a server's.
_LEADS_TO_ERROR: Final = (
    r"\b(?:reply|response|reason|detail|failure|unsuccessful): |\bsmtp; [45]"
    r"|\b(?:responds?|replied|response|returned): +[45]|\bsaid: [45]|\bgot:? (?:code )?\W?[45]\d\d"
    r"|\berror(?: message)?s?(?: is| was| i get| log| logs| text)?\s*[:：]"
    r"|^\W*(?:smtp |mailer |mail |fatal )?(?:error|fehler|exception|fatal|warning|failed|actual|observed"
    r"|logs?|output)(?: \w+)?(?: \w+)?(?:[:：]|$)|[^:]:\n\n?(?:[^\s*#+\d-]|\d\d)"
)
# A machine's address, what two machines said, what a server's log says became of a mail.
_MACHINES: Final = (
    r"(?:^|[^\d.])\d+\.\d+\.\d+\.\d+(?:[^\d.]|\.?$)"
    r"|\b(?:mail from|rcpt to):? ?<\w|^\W*(?:ehlo|helo|auth) \w|<<<|>>>|\bstatus=|\bdsn=|\bstat="
)
# An error stands there as somebody or something printed it.
SHOWN: Final = Signs(VOICE, f"{_EXCEPTION}|{_REPLY}|{_COMPLAINT}|{_NOTICE}|{_LEADS_TO_ERROR}|{_MACHINES}")

# What people do and what comes of it; what they will, should or could do is no report.
_DOES: Final = (
    r"(?:gets?|got|getting|sees?|saw|seeing|receive[sd]?|receiving|ha(?:ve|s|d)|having|encounter\w*"
    r"|experienc\w*|facing|ran|running|tried|trying|sent|cannot|can['’]?t|can not|could(?: not|n['’]t)|unable"
    r"|failed|keeps?|kept|am|was|were|use|using|set|updated|changed|installed|configured|noticed|did"
    r"|do(?:n['’]t| not))"
)
# Who tells of themselves. "Getting an error when ...": who does need not say "I".
_ONESELF: Final = (
    rf"\b(?:i|we|he|she|customers?|users)(?:['’](?:m|re|ve))? (?:\w+ )?(?:\w+ )?{_DOES}\b"
    r"|\b(?:my|mine)\b|\bi['’](?:m|ve)\b|\bim [a-z]+ing\b"
    # Dutch has a "je" too, which is "you".
    r"|\bje (?:reçois|ne|me|suis|veux|peux|viens|dois|fais|vois|tente|essaie|souhaite|rencontre|obtiens"
    r"|cherche)\b|\bj['’](?:ai|obtiens|essaie|utilise|envoie)\b|\bje n['’]"
    r"|\b(?:ich|mein\w*|yo|tengo|estoy|recibo|estou|recebo)\b|\bwir haben\b|\bbei (?:mir|uns)\b"
    r"|\bnous avons\b|\bnon riesco\b|\bheute morgen\b"
    r"|^\W*(?:getting|got|seeing|having|trying|tried|tested|facing) "
    r"|^\W*receiv(?:ed|ing) (?:an?|the|this|these|smtp|e?mails?|errors?|bounces?|many|lots|\W?[45])\b"
)
_THIS_ERROR: Final = (
    r"\b(?:the following|same) (?:\w+ )?(?:\w+ )?(?:error|message|exception|problem|issue)s?\b"
    r"|\b(?:getting|got|with|have|having|to|fix|solve) this (?:\w+ )?(?:\w+ )?(?:error|exception|problem"
    r"|issue)\b"
    r"|\bthis (?:error|exception|message|problem|issue)\W*$|\bdiese[rnms]? (?:fehler|meldung|problem)"
    r"|\berror (?:when|while|if|after) "
)
_IT_SAYS: Final = (
    r"^\W*(?:steps )?to reproduce\W*$|^\W*(?:actual|observed|current) (?:behaviou?r|results?)\W*$"
    r"|\b(?:logs?|activity) (?:shows?|says?)\b|\bit (?:gives|gave|says|said|shows me)\b"
    r"|\bgiv(?:es|ing) (?:me |us )?an? (?:\w+ )?(?:error|exception)\b"
    r"|\bif (?:you|i|we) (?:remove|change|replace|use|take|set|switch|disable|enable|turn|try)\b[^.\n]*"
    r"\b(?:it|that|this|everything|sending|login) (?:works|is (?:ok|fine|accepted)|succeeds|goes through)\b"
    r"|\b(?:stopped|not) working\b|\b(?:does|is|wo)(?:n['’]?t| not) (?:work|send)\b"
)
_ASKS: Final = (
    r"\bhelp (?:me|please|with)\b|\bbitte um\b|\bany ideas?\b"
    r"|\bhow (?:can|do) (?:i|we) (?:fix|solve|resolve|get|stop|make|send|set|use)\b"
)
# Somebody says what they met.
_MET: Final = Signs(VOICE, f"{_ONESELF}|{_THIS_ERROR}|{_IT_SAYS}|{_ASKS}")

# Something failed, or somebody said so, had it or has it; an address, a host, a time.
tells_of_failure: Final = occurs(
    r"\b(?:fail|refus|reject|bounc|block|defer|error|err\b|exception|can(?:not|['’]?t)\b|\w+n['’]t\b|not?\b"
    r"|never\b|unable|said\b|says\b|was\b|were\b|had\b|shows?\b|returns?\b|returned|answer|repl(?:y|ies)"
    r"|respon|throw|comes?\b|came\b|coming|gets?\b|getting|got\b|gives?\b|gave|wrong|stop|stuck|wait|hang|back\b"
    r"|problem|issue|trouble|reason|cause|hit(?:s|ting)?\b|receiv|see(?:s|ing)?\b|saw\b)|\w@\w|\w\.\w+\.\w|\w\["
    r"|\d\d:\d\d"
)

WRITTEN: Final = LOGGED | THROWN
PRINTED: Final = WRITTEN | SHOWN
TOLD_BY_PERSON: Final = _MET | HAPPENED | REPORTS
TOLD: Final = PRINTED | TOLD_BY_PERSON
