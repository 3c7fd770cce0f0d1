"""Signs that an error happened to somebody: what they did and got, a program's own lines, a reply by itself.

Signs only; what they, or their absence, make of a text is decided in `reported`.
"""

from __future__ import annotations

from typing import Final

from bot.parse.signs import VOICE, Signs

_HELPS: Final = (
    r"help(?: me| us)?(?: out)?(?: (?:with|fix|solve|resolve|understand)\b|\W*(?:[.,!:?;]|$))"
    r"|(?:tell|show|explain to|point) (?:me|us)\b|(?:advise|assist|explain|suggest)\b|look at (?:this|it)\b"
)
# "since they expect it" says why, French "depuis votre compte" and Spanish "desde el panel" from where.
_SINCE: Final = (
    r"\bsince(?:$|[.,:]| (?:\d|last|yesterday|today|this|the|then|about|around"
    r"|(?:\w+ )?\w+(?:day|week|month|\d)\b|\w+(?:ing|ed)\b|(?:we|i) (?:\w+ )?\w+ed\b"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec))"
    r"|\bdepuis (?:hier|ce|cette|que|quelques|plusieurs|la|le|les|\d|un|une|deux|trois)\b"
    r"|\bdesde (?:hace|ayer|hoy|que|las|ontem|hoje|a última|la última|\d)"
)
# Somebody says that it happened, or asks for help; what is planned never did since some time.
HAPPENED: Final = Signs(
    VOICE,
    rf"\b(?:yesterday|this morning|right now|seit)\b|{_SINCE}"
    r"|\b(?:used to work|worked before)\b|\band now (?:i |we |it )?(?:gets?|see|fails?|says)\b"
    r"|\b(?:you|someone|somebody|anyone|anybody) (?:could|can|would|to) (?:please |kindly )?"
    rf"(?:{_HELPS})"
    r"|\b(?:can|could|would) (?:you|someone|somebody|anyone|anybody) (?:please |kindly )?"
    rf"(?:{_HELPS})",
)
REPORTS: Final = Signs(
    VOICE,
    r"\b(?:i|we|he|she|customers?|kunden?)\b[^.?!\n]*\b(?:gets?|got|getting|sees?|saw|received?|cannot"
    r"|can'?t|keeps?|fails?|bounced|says|tried)\b"
    # "This happens when I send": somebody's own doing.
    r"|\b(?:occur|happen|appear|arise|come|show|pop)(?:s|ed|ing)? (?:up )?(?:only )?"
    r"(?:when(?:ever)?|if|as soon as|once|(?:every|each) time) "
    r"(?:i|we|he|she|my|our|trying|sending|connecting|testing)\b"
    r"|\b(?:yesterday|this morning|right now|suddenly|urgent|seit)\b"
    r"|(?:^|[^f\s]\W+)(?:today\b|heute(?:\W*$| [^a]| a[^b]|[^ \w]))"
    # "still retry", "as of today", "heute Abend" tell of none.
    r"|\bstill (?:gets?|getting|sees?|fail|no|the same|do|can|ha[sv]|is|are|says)"
    rf"|{_SINCE}|сегодня",
)
# A program wrote it: a log's line with its time or process, a trace.
LOGGED: Final = Signs(
    VOICE,
    r"\d\d:\d\d:\d\d|^\W*traceback \(|^\s*at [\w$.<>`]+\(|^\s*file \"|\w\[\d+\]: |\.rb:\d+:in ",
)
# An exception that opens a line.
THROWN: Final = Signs(
    VOICE,
    r"^\W*[\w.\\:]*(?:\w(?:error|exception|refused|disconnected)|smtpserverbusy)(?:\W*$|: | - |\(| at )",
)
# The same inside of one, a reply or a program's complaint that opens it or stands behind what leads to it, a
# machine's address, what two machines said.
SHOWN: Final = Signs(
    VOICE,
    r"(?-i:[a-z](?:Error|Exception|Refused|Disconnected))(?:: \W?\w| ?\((?:\d|[bu]?['\"{]))"
    r"|^[\s>|*`\"'_-]*[45]\d\d[ -](?:[45]\.\d+\.\d+ )?\w|^[\s>|*`\"'_-]*[45]\.\d+\.\d+ (?-i:[A-Z])"
    # The lines of one reply, joined; a recipient, and what became of its mail.
    r"|\b[45]\d\d-[45]\.\d+\.\d|^\W*<[^\s<>@]+@[^\s<>@]+>: "
    r"|^\W*(?:an error (?:has )?occurred|sending of|connecting to|unable to|could(?: not|n['’]t)|failed to"
    r"|can(?:no|['’])t"
    r"|(?:user )?error (?:sending|while|connecting|in|\()|(?:uncaught )?exception (?:calling|['\"])|error, )"
    # A program's name or a field before its words, JSON.
    r"|^\W*[\w./-]+: (?:cannot|could not|unable|failed|error|fatal|warning|mail|message)|\w\": \""
    r"|\b(?:reply|response|reason|detail|failure|unsuccessful): |\bsmtp; [45]"
    r"|^\W*(?:severe|fatal|critical|error|warn(?:ing)?|info)[:\]]"
    r"|^\W*(?:you are not|your (?:e-?mail|message|mail|account) (?:was|is|has been|could|cannot))\b"
    # A program's or a service's notice of one message, connection or setting.
    r"|^\W*(?:the|this|a) (?:e-?mail|message|mail) (?:that you sent|(?:could|can)(?: ?not|n['’]t) be"
    r"|was (?:not|rejected|refused|returned|blocked))\b"
    r"|^\W*the connection to [^\n]* (?:failed|timed out|was lost|was refused)\b|\bis currently \[?not\b"
    r"|\bdelivery attempts will continue\b"
    r"|\b(?:responds?|replied|response|returned): +[45]|\bsaid: [45]"
    r"|\berror(?: message)?s?(?: is| was| i get| log| logs| text)?\s*[:：]"
    r"|^\W*(?:smtp |mailer |mail |fatal )?(?:error|fehler|exception|fatal|warning|failed|actual|observed"
    r"|logs?|output)(?: \w+)?(?: \w+)?(?:[:：]|$)|[^:]:\n\n?[^\s*#+-]"
    r"|(?:^|[^\d.])\d+\.\d+\.\d+\.\d+(?:[^\d.]|\.?$)"
    r"|\b(?:mail from|rcpt to):? ?<\w|^\W*(?:ehlo|helo|auth) \w|<<<|>>>|\bstatus=|\bdsn=|\bstat="
    r"|\bgot:? (?:code )?\W?[45]\d\d"
    # MailKit's advice is a part of its error.
    r"|typically reserved for plain-text connections",
)
# Who tells of themselves, and what they do; what they will, should or could do is no report.
_DOES: Final = (
    r"(?:gets?|got|getting|sees?|saw|seeing|receive[sd]?|receiving|ha(?:ve|s|d)|having|encounter\w*"
    r"|experienc\w*|facing|ran|running|tried|trying|sent|cannot|can['’]?t|can not|could(?: not|n['’]t)|unable"
    r"|failed|keeps?|kept|am|was|were|use|using|set|updated|changed|installed|configured|noticed|did"
    r"|do(?:n['’]t| not))"
)
# Somebody says what they met.
_MET: Final = Signs(
    VOICE,
    rf"\b(?:i|we|he|she|customers?|users)(?:['’](?:m|re|ve))? (?:\w+ )?(?:\w+ )?{_DOES}\b"
    r"|\b(?:my|mine)\b|\bi['’](?:m|ve)\b|\bim [a-z]+ing\b"
    r"|\b(?:ich|mein\w*|je|j['’]ai|yo|tengo|estoy|recibo|estou|recebo)\b|\bwir haben\b|\bbei (?:mir|uns)\b"
    r"|\bnous avons\b|\bnon riesco\b"
    r"|\b(?:the following|same) (?:\w+ )?(?:\w+ )?(?:error|message|exception|problem|issue)s?\b"
    r"|\b(?:getting|got|with|have|having|to|fix|solve) this (?:\w+ )?(?:\w+ )?(?:error|exception|problem"
    r"|issue)\b"
    r"|\bthis (?:error|exception|message|problem|issue)\W*$|\bdiese[rnms]? (?:fehler|meldung|problem)"
    r"|\b(?:logs?|activity) (?:shows?|says?)\b|\bit (?:gives|gave|says|said|shows me)\b"
    r"|\bgiv(?:es|ing) (?:me |us )?an? (?:\w+ )?(?:error|exception)\b"
    r"|\b(?:stopped|not) working\b|\bheute morgen\b|\bhelp (?:me|please|with)\b|\bbitte um\b"
    r"|\bhow (?:can|do) (?:i|we) (?:fix|solve|resolve|get|stop|make|send|set|use)\b"
    # "Getting an error when ...": who tells it need not say "I".
    r"|^\W*(?:getting|got|seeing|having|trying|tried|tested|facing) "
    r"|^\W*receiv(?:ed|ing) (?:an?|the|this|these|smtp|e?mails?|errors?|bounces?|many|lots|\W?[45])\b"
    r"|\berror (?:when|while|if|after) |\bany ideas?\b|\b(?:does|is|wo)(?:n['’]?t| not) (?:work|send)\b",
)
PRINTED: Final = LOGGED | THROWN | SHOWN
TOLD: Final = PRINTED | _MET | HAPPENED | REPORTS
