"""What stands around an error that may come, or is over: conditions, meanings, what a program does with it.

Signs only; what they make of a sentence is decided in `reported`.
"""

from __future__ import annotations

from typing import Final

from bot.parse.signs import BEGINS, ENDS, TALK, Signs

# What everybody of a kind will be told: nobody was yet.
WILL_BE_TOLD: Final = (
    r"\b(?:any (?:\w+ )?(?:app|client|device|program|sender|user)|(?:app|client|device|program|sender|user)s"
    r"|applications|attempts|they|you)\b[^.:]*\bwill (?:\w+ )?(?:receive|fail|get|see)\b"
)
# What leads to an error that may come, and tells of none that came.
LEADS: Final = Signs(
    TALK,
    rf"{WILL_BE_TOLD}|^\W*in case of (?:an? )?(?:error|failure)s? |"
    r"\b(?:if|when|whenever|once|in case) (?:you|users?|they|clients?|one|people) (?:\w+ )?"
    r"(?:get|see|receive|encounter|run into|hit|unable)\b"
    r"|\b(?:if|when|whenever|given|once) (?:the|an?|your|their) (?:[\w'-]+ )*(?:server|recipient|receiver"
    r"|client|mailbox|provider|user|address|host|mta|sender|inbox|api|service|gateway) (?:[\w'-]+ )?"
    r"(?:returns?|answers?|replies|responds?|says|rejects?|refuses)\b"
    # "raise smtplib.SMTPRecipientsRefused" is a line of a traceback.
    r"|\b(?:if|when(?:ever)?|catch(?:es)?|except|handles?|raises|sends|throws) (?:an? |the )?[`'\"]?"
    r"[\w.]*smtp\w*(?:error|exception|refused|disconnected)\b"
    r"|\b(?:if|when|whenever) \W?[\w .:`'-]+ (?:is|are) (?:not )?set to\b"
    r"|\b(?:error|exception)s? (?:like|such as) \W?[\w.]*smtp"
    r"|\b(?:means?|indicates?|occurs|happens|appears|arises|returned) (?:that|when|if)\b"
    r"|\b(?:errors?|failures?)\)? are (?:typically|usually|often|mostly|commonly) (?:due to|caused by)\b"
    r"|\bwould (?:then |also |only )?(?:throw|raise|cause|trigger|result in|lead to) "
    r"|\bauf [^.]*\b(?:hinweist|hindeutet)\b"
    r"|\bif you(?:['’]ve| have) (?:ever )?(?:seen|got|met|encountered|received|hit)\b"
    r"|^\W*by default, (?:mail|the server|it) |^\W*in this (?:example|scenario)\b|^\W*prior to \w+ v?\d"
    r"|\bfrom (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)(?: on)?,? (?:[\w-]+ )*(?:apps?|programs?|senders?|clients?)\b"
    r"|^\W*(?:i|we) (?:read|heard) that "
    r"|\bwill (?:then|soon|now|end|stop|begin|start|drop|retire) |\bbounces? (?:is|means)\b"
    r"|^\W*(?:returns|rejects|answers|replies|sends|raises|throws|treats|retries|handles|supports?"
    r"|providers)(?:[^\w@.-]|$)",  # support@example.com is somebody
)
# The same where a number follows, and where none does.
LEADS_TO_NUMBER: Final = Signs(
    TALK,
    r"\b(?:e\.g\.|i\.e\.|for example|for instance|such as)\W*(?:$|[45]\d\d|[45]\.\d\.)"
    r"|\b(?:e\.g\.|for example|zum beispiel|z\. ?b\.|par exemple|por ejemplo)[:,]? [\"'`“][^\"'`”]*"
    r"(?:$|[45]\d\d)"
    r"|^\W*(?:some|many|most|certain|other) (?:\w+ )?(?:servers|providers|hosts|systems)"
    r" (?:\w+ )?(?:send|reply|respond|answer|return|reject|refuse|say)\w*(?: with)?(?: an?)?\W*(?:$|[45]\d\d)"
    r"|\b(?:detected|recogni[sz]ed|identified) by (?:the )?(?:code )?\W*(?:$|[45]\d\d)"
    r"|\bmaps? to (?:an? |the )?(?:smtp )?\W*(?:$|[45]\d\d)"
    r"|\bwe (?:currently |now |then |always )?(?:return|(?:reply|respond|answer) with) (?:an? "
    r"|the )?\W*(?:$|[45]\d\d)"
    r"|\b(?:must|should) (?:return|answer|reply|send|reject|have been)\b"
    r"|\b(?:must|should|to) (?:return|answer|reply|respond|send)\b.*\binstead of\W*(?:$|[45]\d\d)"
    r"|\bwas a generic\W*(?:$|[45]\d\d)"
    r"|^\W*(?:currently,? )?(?:smtp |e?-?mail |delivery )+errors? like\W*(?:$|[45]\d\d)"
    r"|^\W*(?:handle|support|catch|parse|detect) (?:$|[45]\d\d)"
    r"|\b(?:got|have|returned) .*\bwant:? (?:$|[45]\d\d)",  # a test of a program in Go
)
LEADS_ALONE: Final = Signs(
    TALK,
    r"\b(?:if|when|whenever|in case) there(?:['’]s| is| are| was) (?:[\w-]+ )*(?:error|failure"
    r"|exception)s?\b|"
    r"\b(?:if|when|whenever) (?:the|an?|smtp) (?:[\w'-]+ )*(?:server|mailbox|user|port"
    r"|connection) (?:[\w'-]+ )?(?:does|is|was|has|timed|isn|doesn|hasn)\b"
    r"|\bthis (?:method|function|option|parameter|flag|directive|attribute) (?:\w+ )?(?:is|has|returns?"
    r"|raises?|sets?|specifies|controls|enables|disables|tells|takes|causes)\b"
    r"|\b(?:ignores?|catches|swallows|suppresses) (?:any|all|every) "
    r"|\ban? [\w.]+(?:error|exception|refused|disconnected) is (?:raised|thrown)\b"
    r"|^\W*(?:(?:late )?tonight|tomorrow|next week|heute abend|nächste woche|ce soir|demain|mañana"
    r"|esta noche|stasera|domani|amanhã|завтра|сегодня вечером|今夜|明日|来週|今晚|明天|下周)(?:\W|\pL)"
    r"|\(e\.g\.,? [^()]*(?:refused|failed|timeout|not found"
    r"|denied)\b[^()]*,[^()]*\)"
    # "If the login fails, check ...": what failed stands in the condition.
    rf"|{BEGINS}(?:(?:currently|today|but|and|so|also|because|at the moment|right now),? )?"
    r"(?:if|should|in case|falls|sollten?|si|se|caso|als|jeśli|если|如果) ?[^,.;:\"`，]*"
    r"(?:\bfails?|\b(?:not|n['’]t|no longer) work|\bstops? working|funktionier|klapp|fehlschl|fonctionne"
    r"|échoue|funciona|falla|falha|funziona|fallisce|werkt|działa|работает|失败|不工作)[^,.;:，]*[,，] ?\pL"
    r"|^\W*(?:test|verify|assert|check)s? that [^.]*\bfails?\b"
    # What a program does by an option, or is to do.
    r"|\bis (?:shown|displayed) when\b"
    rf"|{BEGINS}(?:[\w-]+: )?(?:show|display|report|surface|expose|print) (?:[\w-]+ )*(?:errors?|messages?"
    r"|failures?|warnings?)\b.*\b(?:to (?:the |an? )?(?:user|admin|sender|customer)s?"
    r"|when (?:[\w-]+ )+fails?)\b|\bno need (?:for|of) ",
)
OVER: Final = Signs(
    TALK,
    # All is well, or well again.
    # "could not be sent successfully" and "has not been delivered successfully" tell of none that was.
    r"(?:^|\b(?:is|are|was|were|got|ha(?:s|ve) been|mails?|messages?) )(?:sent|delivered) successfully\b"
    r"|\b(?:is|was|are|were|got|been) (?:now |finally |already )?(?:solved|resolved"
    r"|fixed)\b"
    rf"|\bworks? (?:fine |well )?(?:now|again)\W*{ENDS}|\b(?:sent|delivered|working) again\W*{ENDS}"
    r"|\bist (?:jetzt |nun |inzwischen )?(?:gelöst|behoben)\b"
    rf"|\b(?:geht|läuft|funktioniert)(?: jetzt| nun)? wieder\W*{ENDS}"
    r"|\best (?:maintenant )?résolue?\b|\bfonctionne à nouveau\W*$|\bya está (?:solucionado|resuelto)\b"
    r"|\bjá (?:foi|está) resolvido\b|修[复復]了|已经?(?:解决|修复)|解决了",
)
# What follows a number that is spoken of.
FOLLOWS: Final = Signs(
    TALK,
    r"\b[45](?:\d\d|\.\d\.\d+)[\"'`)\]*]*,? *(?:(?:from \w+ |(?:email )?error (?:code |message )?)?"
    r"(?:means?|indicat(?:es?|ing)|signal(?:s|ing|ling)|stands for|occurs?"
    r"|happens?|(?:appears?|arises?) when|bedeutet|zeigt|deutet|weist"
    r"|darauf hin)\b|(?:\w+ )?\w+ (?:raises|throws) "
    r"|is (?:now |also |only )?(?:returned|sent|used|raised|thrown|shown|what)\b"
    r"|is an? (?:permanent|temporary|common|generic"
    r"|[\w-]+ (?:issue|error|problem|failure))\b|i believe\b|followed by\b|is an exception\b"
    r"|reply codes?\b|(?:response|reply|code|status)\w* (?:are|mean|indicate|signal)\b"
    r"|errors (?:are (?:usually|often|always|typically|hard|soft|permanent|temporary)|mean|indicate|should)\b"
    r"|(?:reply|response|error|code),? (?:typically|usually|often) |for the (?:first|second|third|last) "
    r"|should (?:not )?be (?:treated|handled|considered|counted|retried|mapped|an?) "
    r"|(?:is|seems|would be) (?:more |less |not |most |too )*(?:appropriate|suitable|correct|consistent"
    r"|specific)\b|(?:is|are|was|were) (?:no longer|handled|classified|considered) "
    r"|(?:codes? )?instead of \W*[45]\d\d\b|rather than [a-z]+ing\b"
    r"|(?:response|reply|error|code) (?:should|must) be\b"
    r"|(?:errors?|codes?|replies) (?:(?:is|are|do|does) )?not (?:always|necessarily)\b"
    r"|(?:\w+ )*(?:counts?|(?:is|are|being|be|was|were) (?:\w+ )?(?:\w+ )?(?:classified"
    r"|categori[sz]ed|treated|considered|counted|interpreted)) as (?:an? |the )?(?:hard|soft|permanent"
    r"|temporary|transient|success|retryable|invalid|unknown)\b|(?:statt|nochmal|starting)\b"
    r"|if (?:one|any|some|an?|none|either)\b[^.\n]*\b(?:does|is|do|are)(?: not|n['’]t)\b"
    r"|(?:(?:\w+ ?)*[\"'`] *(?:[→⇒]|[=-]>) | ?[→⇒] [^45])|(?:vs\.?|versus|和) ?[45]\d\d"
    r"|[45]\d\d(?:, |,? (?:and|or|und|oder) )[45]\d\d\b)"
    r"|\b[45]\d\d [^.\n]*(?:\bis now (?:an? |retried|handled|treated|returned|counted)|\bno longer crash)",
)
# Two exceptions and more in brackets: what a program catches.
CAUGHT: Final = Signs(
    TALK,
    r"[(\[]\W?[\w.:]+(?:error|exception|refused|disconnected|busy), [\w.:]+(?:error|exception|refused"
    r"|disconnected|busy)\b",
)
