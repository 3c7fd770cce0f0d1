"""What stands around an error that may come, or is over: conditions, meanings, what a program does with it.

Signs only; what they make of a sentence is decided in `prose`.
"""

from __future__ import annotations

from typing import Final

from bot.parse.signs import TALK, Signs

# What leads to an error that may come, and tells of none that came.
# "raise smtplib.SMTPRecipientsRefused" is a line of a traceback; support@example.com is somebody.
LEADS: Final = Signs(
    TALK,
    r"^\W*in case of (?:an? )?(?:error|failure)s? "
    r"|\b(?:if|when|whenever|once|in case) (?:you|users?|they|clients?|one|people) (?:\w+ )?(?:get|see"
    r"|receive|encounter|run into|hit)\b"
    r"|\b(?:if|when|whenever|catch|catches|except|handle|handles|raise|raises|throws) (?:an? "
    r"|the )?[`'\"]?[\w.]*smtp\w*(?:error|exception)\b"
    r"|\b(?:if|when|catch(?:es)?|except|handles?|raises|sends|throws) (?:an? "
    r"|the )?[`'\"]?[\w.]*smtp\w*(?:refused|disconnected)\b"
    r"|\b(?:if|when|whenever) \W?[\w .:`'-]+ (?:is|are) (?:not )?set to\b"
    r"|\bsubclass(?:es)? of \W?[\w.]*(?:error|exception)\b"
    r"|\b(?:error|exception)s? (?:like|such as) \W?[\w.]*smtp|\b(?:bedeutet|zeigt an), dass\b"
    r"|\bauf [^.]*\b(?:hinweist|hindeutet)\b|^\W*in this (?:example|scenario)\b"
    r"|\bfrom (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)(?: on)?,? (?:[\w-]+ )*(?:apps?|programs?|senders?|clients?)\b"
    r"|\bwill (?:then|soon|now|end|stop|begin|start|drop|retire) |\bbounces? (?:is|means)\b"
    r"|^\W*(?:returns|rejects|answers|replies|sends|raises|throws|treats|retries|handles|supports?"
    r"|providers)(?:[^\w@.-]|$)",
)
# The same where a number follows; a test of a program in Go says what it got and wanted.
LEADS_TO_NUMBER: Final = Signs(
    TALK,
    r"\b(?:e\.g\.|i\.e\.|for example|for instance|such as)\W*(?:$|[45]\d\d|[45]\.\d\.)"
    r"|\b(?:detected|recogni[sz]ed|identified) by (?:the )?(?:code )?\W*(?:$|[45]\d\d)"
    r"|\bmaps? to (?:an? |the )?(?:smtp )?\W*(?:$|[45]\d\d)"
    r"|\bwe (?:currently |now |then |always )?(?:return|(?:reply|respond|answer) with) (?:an? "
    r"|the )?\W*(?:$|[45]\d\d)|\bwas a generic\W*(?:$|[45]\d\d)"
    r"|^\W*(?:currently,? )?(?:smtp |e?-?mail |delivery )+errors? like\W*(?:$|[45]\d\d)"
    r"|\b(?:treat|count|map|retry on|suppress on|ignore)(?:s|ed|ing)? (?:an? |the |all )?(?:smtp )?(?:$"
    r"|[45]\d\d)|^\W*(?:handle|support|catch|parse|detect) (?:$|[45]\d\d)"
    r"|\b(?:must|should) (?:return|answer|reply|send|reject|have been)\b"
    r"|\b(?:got|have|returned) .*\bwant:? (?:$|[45]\d\d)",
)
# And where none does. "If the login fails, check ...": what failed stands in the condition.
LEADS_ALONE: Final = Signs(
    TALK,
    r"\b(?:if|when|whenever) (?:the|an?|smtp) (?:[\w'-]+ )*(?:server|mailbox|user|port"
    r"|connection) (?:[\w'-]+ )?(?:does|is|was|has|timed|isn|doesn|hasn)\b"
    r"|\b(?:ignores?|catches|swallows|suppresses) (?:any|all|every) "
    r"|^\W*(?:(?:late )?tonight|tomorrow|next week|heute abend|nächste woche|ce soir|demain|mañana"
    r"|esta noche|stasera|domani|amanhã|завтра|сегодня вечером|今夜|明日|来週|今晚|明天|下周)(?:\W|\pL)"
    r"|^\W*morgen (?:früh|abend|ab|um|von|zwischen|wird|werden|ist|sind|gibt|findet)\b"
    r"|(?:^|[.!?]\s)\W*(?:(?:currently|today|but|and|so|also|because|at the moment|right now),? )?(?:if"
    r"|should|in case|falls|sollten?|si|se|caso|als|jeśli|если|如果) ?[^,.;:\"`，]*(?:\bfails?|\b(?:not"
    r"|n['’]t|no longer) work|\bstops? working|funktionier|klapp|fehlschl|fonctionne|échoue|funciona"
    r"|falla|falha|funziona|fallisce|werkt|działa|работает|失败|不工作)[^,.;:，]*[,，] ?\pL"
    r"|^\W*(?:test|verify|assert|check)s? that [^.]*\bfails?\b|\bis (?:shown|displayed) when\b"
    r"|(?:^|[.!?]\s)\W*this (?:option|parameter|flag|function|method|attribute|property) [a-z]+s\b"
    r"|(?:^|[.!?]\s)\W*(?:[\w-]+: )?(?:show|display|report|surface|expose|print) (?:[\w-]+ )*(?:errors?"
    r"|messages?|failures?|warnings?)\b.*\b(?:to (?:the |an? )?(?:user|admin|sender|customer)s?"
    r"|when (?:[\w-]+ )+fails?)\b|\bno need (?:for|of) ",
)
# All is well, or well again.
# "could not be sent successfully" and "has not been delivered successfully" tell of none that was.
OVER: Final = Signs(
    TALK,
    r"(?:^|\b(?:is|are|was|were|got|ha(?:s|ve) been|mails?|messages?) )(?:sent|delivered) successfully\b"
    r"|(?:^|\b(?:is|are|was|were|got|ha(?:s|ve) been|mails?|messages?) )successfully (?:sent|delivered)\b"
    r"|(?:^|[.!?]\s)\W*no more [a-z]"
    r"|\b(?:is|was|are|were|got|been) (?:now |finally |already )?(?:solved|resolved|fixed)\b"
    r"|\bworks? (?:fine |well )?(?:now|again)\W*(?:$|[.!?]\s)"
    r"|\b(?:sent|delivered|working) again\W*(?:$|[.!?]\s)"
    r"|\bist (?:jetzt |nun |inzwischen )?(?:gelöst|behoben)\b"
    r"|\b(?:geht|läuft|funktioniert)(?: jetzt| nun)? wieder\W*(?:$|[.!?]\s)"
    r"|\best (?:maintenant )?résolue?\b|\bfonctionne à nouveau\W*$|\bya está (?:solucionado|resuelto)\b"
    r"|\bjá (?:foi|está) resolvido\b|修[复復]了|已经?(?:解决|修复)|解决了",
)
# What follows a number that is spoken of.
FOLLOWS: Final = Signs(
    TALK,
    r"\b[45](?:\d\d|\.\d\.\d+)[\"'`)\]*]*,? *(?:(?:from \w+ |(?:email )?error (?:code "
    r"|message )?)?(?:means?|indicat(?:es?|ing)|signal(?:s|ing|ling)|stands for|occurs?|happens?"
    r"|(?:appears?|arises?) when|bedeutet|zeigt|deutet|weist|darauf hin)\b|(?:\w+ )?\w+ (?:raises"
    r"|throws) |is (?:now |also |only )?(?:returned|sent|used|raised|shown|what)\b|is an? (?:permanent"
    r"|temporary|common|generic)\b|i believe\b|followed by\b|is an exception\b|reply codes?\b|(?:response"
    r"|reply|code|status)\w* (?:are|mean|indicate|signal)\b|errors (?:are (?:usually|often|always"
    r"|typically|hard|soft|permanent|temporary)|mean|indicate|should)\b|(?:reply|response|error"
    r"|code),? (?:typically|usually|often) |for the (?:first|second|third|last) "
    r"|should (?:not )?be (?:treated|handled|considered|counted|retried|mapped|an?) |(?:is|seems"
    r"|would be) (?:more |less |not |most |too )*(?:appropriate|suitable|correct|consistent|specific)\b"
    r"|(?:is|are|was|were) (?:no longer|handled|classified|considered) "
    r"|(?:codes? )?instead of \W*[45]\d\d\b|rather than [a-z]+ing\b|(?:response|reply|error"
    r"|code) (?:should|must) be\b|(?:errors?|codes?|replies) (?:(?:is|are|do|does) )?not (?:always"
    r"|necessarily)\b|(?:\w+ )*(?:is|are|being|be|was|were) (?:\w+ )?(?:\w+ )?(?:classified"
    r"|categori[sz]ed|treated|considered|counted|interpreted) as (?:an? |the )?(?:hard|soft|permanent"
    r"|temporary|transient|success|retryable|invalid|unknown)\b|(?:\w+ ?)*[\"'`] *(?:→|⇒|=>|->) |statt\b"
    r"|nochmal\b|starting\b|(?:vs\.?|versus|和) ?[45]\d\d)"
    r"|\b[45]\d\d [^.\n]*(?:\bis now (?:an? |retried|handled|treated|returned|counted)|\bno longer crash)",
)
# Two exceptions and more in brackets: what a program catches.
CAUGHT: Final = Signs(
    TALK,
    r"[(\[]\W?[\w.:]+(?:error|exception|refused|disconnected|busy), [\w.:]+(?:error|exception|refused"
    r"|disconnected|busy)\b",
)
