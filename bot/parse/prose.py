"""What a text says about errors without reporting one: documents, release notes, plans, questions of meaning.

Takes such sentences out, so that only what is reported is read. A number's own words are the
server's, who may say anything: what leads to the number, and what directly follows it, tells
whether somebody reports.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.changes import CHANGE, NOTE, NOTES, PLAN
from bot.parse.expected import EXAMPLES, EXPECTED, without_examples, without_expected
from bot.parse.general import speaks_in_general
from bot.parse.signs import TALK, Seen, Signs
from bot.parse.source import in_literal, is_statement, raised
from bot.parse.told import HAPPENED, LOGGED, REPORTS, SHOWN, THROWN, TOLD

_LIMIT: Final = 12_000  # characters; a longer text is a log, or holds one
_SENTENCE: Final = re.compile(
    r"(?<=[.!?。？！])(?<!\.[ge]\.)[\"'`)]{0,2}\s+(?=[^\s\d])"
    r"|(?<=[?!？])\s+|(?<=[.!])(?<!\.[ge]\.)(?<!\bvs\.)\s+(?=[45]\d\d[ -])"
)
_NUMBER: Final = re.compile(
    r"(?<![\w.#-])(?:(?!465|587)[45]\d\d(?![\w%])(?:[ -][45]\.\d\.\d{1,3})?|[45]\.\d\.\d{1,3})(?![\d.]*\d)"
)
_ANY_NUMBER: Final = re.compile(r"\b(?:[2-5]\d\d[ -])?([245]\.\d\.\d{1,3})\b|\b[2-5]\d\d\b")
_QUESTION_LIMIT: Final = 400  # characters; more is a text with a question in it
# A program wrote this: its words are no talk.
_OF_PROGRAM: Final = re.compile(r"\b\w{2,30}=\S|\"\w{1,40}\":|\d\d:\d\d:\d\d|\w(?:Error|Exception)\b ?[:(]")

# A sentence begins or ends here, in a line or as one.
_BEGINS: Final = r"(?:^|[.!?]\s)\W*"
_ENDS: Final = r"(?:$|[.!?]\s)"
# All these are looked for in the whole text first, then in each of its sentences.
# Somebody asks what a number or a sentence means.
_ASKS: Final = Signs(
    TALK,
    r"\bwhat (?:do|does|did) .* mean\b|\b(?:what|which) (?:code|number|reply|status)\b"
    r"|\bwhat(?:'s| is| are) (?:the (?:difference|meaning)|an?) |\bdifference between\b|\bdiffers? from\b"
    r"|\b(?:explain|know|remember|forget|wonder\w*) what .* means?\b|\bhow do(?:es)? [\w-]+ work\b"
    r"|\bdo you know what an? \w"
    r"|\bright (?:code|reply|answer)\b|^\W*is [\"'“‘`]"
    r"|(?:^|[.!?] )\W*is (?:smtp )?(?:authentication|encryption|login|tls|ssl|starttls) "
    r"|\bis (?:an? )?[45]\d\d\b.*\b(?:hard|soft|permanent"
    r"|temporary)\b"
    r"|\bshould (?:we|i|one) (?:count|treat|retry|use|send|return)\b"
    r"|\bwas (?:bedeutet|heißt)|\bunterschied zwischen\b|\berklär"
    r"|\bque (?:veut dire|signifie)\b|\bc'est quoi\b|\bdifférence entre\b"
    r"|\bqu[ée] (?:significa|quiere decir)\b|\bdiferencia entre\b|\bdiferença entre\b"
    r"|\bcosa significa\b|\bdifferenza tra\b|\bwat betekent\b"
    r"|什么意思|区别|что (?:значит|означает)|чем отлича|どういう意味|の違い|違い[はがを]",
)
# "What does this mean: 535 ..." shows an error instead.
_SHOWS: Final = Signs(
    TALK,
    r"\bwhat (?:do|does|did) (?:this|that|it|these|i)\b"
    r"|\b(?:explain|know|wonder\w*) what (?:this|that|it|i)\b",
)
# Somebody plans, tests or tells of a change.
_PLANS: Final = Signs(
    TALK,
    # A word begins behind no letter; RE2's own \b takes the end of "método" for a word.
    r"(?:^|[^\pL])to-?do\b|\bfeature(?: request)?:|\bfeature request is\b|\bscenario:|\btest scenarios?\b"
    r"|\bacceptance criteria\b|\bsecurity note\b"
    r"|\b(?:in|for) (?:the|our|my|a) demo\b|\bsimulat|\bnot about\b|\bmakes? sense\b"
    r"|\bi merged\b|\bmerge (?:request|branch|commit)\b|\bcommit [\da-f]{7}|\b(?:pr|mr"
    r"|pull request) ?[#!]\d"
    r"|\b(?:add|write|need)s? (?:an? |more |some )?(?:test|case)s?\b|\b(?:would|i'd) like (?:the|an?|you"
    r"|it) "
    r"|\bcan someone (?:review|add|document|write)\b|\b(?:can|could) (?:you|we) (?:add|show|handle|ignore"
    r"|document|write)\b|\bwe can (?:exclude|ignore|skip|catch)\b|\bso (?:that )?we don['’]t (?:get|see)\b"
    r"|\bso (?:that )?(?:i|we) can (?:reject|refuse|block|bounce)\b"
    r"|\ba way to (?:reject|refuse|block|bounce)\b|\bthis (?:pr|mr|pull request) [a-z]+s\b"
    r"|\bit seems impossible to (?:use|set|choose)\b"
    r"|\bit would be an? (?:[\w-]+ )*(?:feature|idea|addition|improvement|enhancement)\b"
    r"|(?:\bit |^\W*)would be (?:\w+ )?(?:great|nice|good|better|useful|cool|convenient|helpful|handy"
    r"|awesome) (?:if|to|for|that|having)\b"
    r"|\bwe (?:should|could|want to|now) (?:ideally )?(?:add|reply|respond"
    r"|answer|show|handle|treat|support|count|skip|rename"
    r"|write|retry|deliver an?|report|display|return"
    r"|suppress|stop|ignore|map)\b|\bhandling (?:of|was|is)\b|\bneeds a translation\b"
    r"|\btranslation needed\b"
    r"|\bthe new version (?:warns|shows|handles|retries|supports)\b|\bno longer crash"
    r"|\bis now (?:raised|retried|handled|treated|returned|counted|enforced)\b"
    r"|\bso that the (?:\w+ )?(?:client|user|sender|recipient|customer|admin)s? (?:sees?|gets?|knows?)\b"
    r"|\bso the (?:\w+ )?(?:client|user|sender)s? (?:sees?|gets?) an? (?:meaning|clear|help|useful|proper)"
    r"|\b(?:should|could|can)\)? (?:it|they|this|these|that) be (?:added|supported|handled|documented)\b"
    r"|\b(?:issue|ticket|bug) #?\d+ (?:describes|reports|covers)\b"
    r"|\btimeouts? by default\b|\bcopy/paste error\b|\bi(?:['’]d| would) (?:propose|suggest|recommend)\b"
    r"|\bmock(?:s|ed|ing)?\b|\berror[- ]handling\b|\bprevents? (?:\w+ )*from failing\b"
    r"|\bwe(?:['’]ll| will|['’]re going to| are going to) (?:to )?(?:need|add|make|implement|introduce|change"
    r"|allow|show|retry|log)\b|\bwe (?:avoid|prefer) [a-z]+ing\b"
    r"|^\W*(?:shipped|hotfix|released?|draft|proposal|decision|rule of thumb|fun fact|tip|checklist|survey"
    r"|recipe|agenda|plan|macro|training|idea|reminder|webinar|blog ?post)(?: [#\d][\w.]*"
    r"| of the [\w ]+)?:",
)
# What leads to an error that may come, and tells of none that came.
_LEADS: Final = Signs(
    TALK,
    r"^\W*in case of (?:an? )?(?:error|failure)s? |"
    r"\b(?:if|when|whenever|once|in case) (?:you|users?|they|clients?|one|people) (?:\w+ )?"
    r"(?:get|see|receive|encounter|run into|hit)\b"
    r"|\b(?:if|when|whenever|given|once) (?:the|an?|your|their) (?:[\w'-]+ )*(?:server|recipient|receiver"
    r"|client|mailbox|provider|user|address|host|mta|sender|inbox|api|service|gateway) (?:[\w'-]+ )?"
    r"(?:returns?|answers?"
    r"|replies|responds?|says|rejects?|refuses)\b"
    r"|\b(?:if|when|whenever|catch|catches|except|handle|handles|raise|raises|throws) (?:an? |the )?[`'\"]?"
    r"[\w.]*smtp\w*(?:error|exception)\b"
    # "raise smtplib.SMTPRecipientsRefused" is a line of a traceback.
    r"|\b(?:if|when|catch(?:es)?|except|handles?|raises|sends|throws) (?:an? |the )?[`'\"]?"
    r"[\w.]*smtp\w*(?:refused|disconnected)\b"
    r"|\b(?:if|when|whenever) \W?[\w .:`'-]+ (?:is|are) (?:not )?set to\b"
    r"|\bsubclass(?:es)? of \W?[\w.]*(?:error|exception)\b|\bcases where\b|\bdifferent servers (?:respond"
    r"|repl|answer|return|send|give)"
    r"|\b(?:retries|reconnects) (?:\w+ )*(?:when|if) (?:it|they|we|the|an?)\b"
    r"|\b(?:mostly|usually|often|typically) the (?:smtp|mail|server|reply)"
    r"|\b(?:error|failure|problem|cause)s? (?:seen|found|met) in practice\b"
    r"|\bservers? (?:often|usually|sometimes|typically|normally) \w"
    r"|\bdo(?:es)?(?:n['’]t| not) handle\b"
    r"|\b(?:error|exception)s? (?:like|such as) \W?[\w.]*smtp|\bcatching (?:all|every) "
    r"|\b(?:error|bounce|code|reply) indicating\b"
    r"|\b(?:would|will|could) be (?:thrown|raised|caught|catched)\b|\bbeing (?:thrown|raised|caught)\b"
    r"|\b(?:means?|indicates?|occurs|happens|appears|arises|returned) (?:that|when|if)\b"
    r"|\b(?:usually|often) means\b"
    r"|\b(?:errors?|failures?)\)? are (?:typically|usually|often|mostly|commonly) (?:due to|caused by)\b"
    r"|\b(?:bedeutet|zeigt an), dass\b|\bauf [^.]*\b(?:hinweist|hindeutet)\b"
    r"|\bif you(?:['’]ve| have) (?:ever )?(?:seen|got|met|encountered|received|hit)\b"
    r"|\bdenoted as\b|\bannounce[sd]?\b|\bretire[sd]?\b"
    r"|^\W*by default, (?:mail|the server|it) |^\W*in this (?:example|scenario)\b|^\W*prior to \w+ v?\d"
    r"|\bstarting (?:in|on|from)\b|\bfrom (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)(?: on)?,? (?:[\w-]+ )*(?:apps?|programs?|senders?|clients?)\b"
    r"|\bwill (?:then|soon|now|end|stop|begin|start|drop|retire) |\bmost common reasons?\b|\bbounces? (?:is"
    r"|means)\b"
    r"|\b(?:is|as|means) an? (?:hard|soft) bounce\b"
    r"|\bwill (?:then )?be (?:notified|informed|shown|warned)\b"
    r"|^\W*(?:when|if) [^,.]*\b(?:cannot|can['’]?t|fails?|is|are)\b[^,.]*, (?:then )?[^,.]*\bwill"
    r" (?:throw|fail|show)\b|^\W*if an? e-?mail (?:can ?not|can['’]t) [^,.]*, it (?:should|will) be\b"
    r"|^\W*(?:returns|rejects|answers|replies|sends|raises|throws|treats|retries|handles|supports?"
    r"|providers)(?:[^\w@.-]|$)",  # support@example.com is somebody
)
# The same where a number follows, and where none does.
_LEADS_TO_NUMBER: Final = Signs(
    TALK,
    r"\b(?:e\.g\.|i\.e\.|for example|for instance|such as)\W*(?:$|[45]\d\d|[45]\.\d\.)"
    r"|\b(?:detected|recogni[sz]ed|identified) by (?:the )?(?:code )?\W*(?:$|[45]\d\d)"
    r"|\bmaps? to (?:an? |the )?(?:smtp )?\W*(?:$|[45]\d\d)|\bthere (?:is|are) no\W*(?:$|[45]\d\d|[45]\.\d\.)"
    r"|\bwe (?:currently |now |then |always )?(?:return|(?:reply|respond|answer) with) (?:an? "
    r"|the )?\W*(?:$|[45]\d\d)"
    r"|\bif (?:the |an? )?(?:user|client|sender|recipient)s? (?:is|are) (?:not )?[a-z]+\b"
    r"|\bif there(?:['’]s| is| are) (?:[\w-]+ )*(?:errors?|problems?|failures?)\b.* will\b"
    # The words by which RFC 2119 tells what is required.
    r"|(?-i:\b(?:SHOULD|MUST|SHALL)(?: NOT)? (?:be|use|return|send|reply|do|prepend)\b)"
    r"|\bshould (?:be|use|have|send) (?:an? |the )?\W*(?:$|[45]\d\d)"
    r"|\bdefault: ?(?:$|\d)|\bsame (?:generic )?message\b|\b(?:must|should) (?:return|answer|reply|send"
    r"|reject|have been)\b"
    r"|\bwill be (?:rejected|refused|blocked|returned)\b|\bwas a generic\W*(?:$|[45]\d\d)"
    r"|^\W*(?:currently,? )?(?:smtp |e?-?mail |delivery )+errors? like\W*(?:$|[45]\d\d)"
    r"|\b(?:you|we|users?|they|clients?|customers?|people|one|senders?|programs?|apps?) will (?:see|get)\b"
    r"|\b(?:treat|count|map|retry on|suppress on|ignore)(?:s|ed|ing)? (?:an? |the |all )?(?:smtp )?(?:$"
    r"|[45]\d\d)|^\W*instead of \W*(?:$|[45]\d\d)|^\W*(?:handle|support|catch|parse|detect) (?:$|[45]\d\d)"
    r"|\b(?:got|have|returned) .*\bwant:? (?:$|[45]\d\d)",  # a test of a program in Go
)
_LEADS_ALONE: Final = Signs(
    TALK,
    r"\b(?:if|when|whenever|in case) there(?:['’]s| is| are| was) (?:[\w-]+ )*(?:error|failure"
    r"|exception)s?\b|"
    r"^\W*(?:when|whenever) [a-z]+ (?:[\w-]+ )*(?:fails?|is|are|times out|occurs?|has|have)\b.*, "
    r"|\b(?:if|when|whenever) (?:the|an?|smtp) (?:[\w'-]+ )*(?:server|mailbox|user|port"
    r"|connection) (?:[\w'-]+ )?"
    r"(?:does|is|was|has|timed|isn|doesn|hasn)\b"
    r"|\b(?:if|when|whenever) an? (?:\w+ )*(?:error|exception|failure) (?:is|was|occurs|happens)\b"
    r"|\b(?:some|many|most|other|certain|several) (?:[\w\"'-]+ )*servers? (?:\w+ )*(?:send|reply"
    r"|respond|answer|return|reject|refuse|accept)\b"
    r"|\bthis (?:method|function|option|parameter|flag|directive|attribute) (?:\w+ )?(?:is|has|returns?"
    r"|raises?|sets?|specifies|controls|enables|disables|tells|takes|causes)\b"
    r"|\b(?:ignores?|catches|swallows|suppresses) (?:any|all|every) "
    r"|\ban? [\w.]+(?:error|exception|refused|disconnected) is (?:raised|thrown)\b"
    r"|^\W*(?:(?:late )?tonight|tomorrow|next week|heute abend|nächste woche|ce soir|demain|mañana"
    r"|esta noche|stasera|domani|amanhã|завтра|сегодня вечером|今夜|明日|来週|今晚|明天|下周)(?:\W|\pL)"
    r"|^\W*morgen (?:früh|abend|ab|um|von|zwischen|wird|werden|ist|sind|gibt|findet)\b"
    r"|\bdisabled by default\b|\bsuccess\w*\b.*\beven if\b|^\W*maybe,? you(?:['’]re| are)\b"
    r"|\bif any of (?:your|the|our|their) |\(e\.g\.,? [^()]*(?:refused|failed|timeout|not found"
    r"|denied)\b[^()]*,[^()]*\)"
    r"|\bto (?:log|notify|alert|report|know|detect) (?:when|if|whether) (?:an? "
    r"|the )?(?:e-?)?mails?\b"
    # "If the login fails, check ...": what failed stands in the condition.
    rf"|{_BEGINS}(?:(?:currently|today|but|and|so|also|because|at the moment|right now),? )?"
    r"(?:if|should|in case|falls|sollten?|si|se|caso|als|jeśli|если|如果) ?[^,.;:\"`，]*"
    r"(?:\bfails?|\b(?:not|n['’]t|no longer) work|\bstops? working|funktionier|klapp|fehlschl|fonctionne"
    r"|échoue|funciona|falla|falha|funziona|fallisce|werkt|działa|работает|失败|不工作)[^,.;:，]*[,，] ?\pL"
    r"|^\W*(?:test|verify|assert|check)s? that [^.]*\bfails?\b"
    r"|\bwhat i(?:['’]m| am) saying is\b|\blet me (?:try to )?explain\b"
    r"|^\W*(?:[\w-]+ )+(?:sizes|throughput|statistics|metrics|stats): "
    r"|\breasons: (?:[\w-]+ )*\w+s, (?:[\w-]+ )*\w+s\b"
    r"|\b(?:discards|swallows|hides|ignores) .* when \w+ fails\b|^\W*when .* resulting in\b"
    # All is well, or well again.
    # "could not be sent successfully" and "has not been delivered successfully" tell of none that was.
    r"|(?:^|\b(?:is|are|was|were|got|ha(?:s|ve) been|mails?|messages?) )(?:sent|delivered) successfully\b"
    r"|(?:^|\b(?:is|are|was|were|got|ha(?:s|ve) been|mails?|messages?) )successfully (?:sent|delivered)\b"
    rf"|{_BEGINS}no more [a-z]|\b(?:is|was|are|were|got|been) (?:now |finally |already )?(?:solved|resolved"
    r"|fixed)\b"
    rf"|\bworks? (?:fine |well )?(?:now|again)\W*{_ENDS}|\b(?:sent|delivered|working) again\W*{_ENDS}"
    r"|\bist (?:jetzt |nun |inzwischen )?(?:gelöst|behoben)\b"
    rf"|\b(?:geht|läuft|funktioniert)(?: jetzt| nun)? wieder\W*{_ENDS}"
    r"|\best (?:maintenant )?résolue?\b|\bfonctionne à nouveau\W*$|\bya está (?:solucionado|resuelto)\b"
    r"|\bjá (?:foi|está) resolvido\b|修[复復]了|已经?(?:解决|修复)|解决了"
    # What a program does by an option, or is to do.
    r"|\bis (?:shown|displayed) when\b|^\W*write (?:an? )?(?:\w+ )?(?:task|job|script)\b"
    r"|^\W*expect (?:[\w-]+ )+to be\b"
    rf"|{_BEGINS}this (?:option|parameter|flag|function|method|attribute|property) [a-z]+s\b"
    rf"|{_BEGINS}(?:[\w-]+: )?(?:show|display|report|surface|expose|print) (?:[\w-]+ )*(?:errors?|messages?"
    r"|failures?|warnings?)\b.*\b(?:to (?:the |an? )?(?:user|admin|sender|customer)s?"
    r"|when (?:[\w-]+ )+fails?)\b"
    r"|\bno need (?:for|of) |\bworkaround for (?:an? |the )?(?:issue|case|problem)"
    r"|\b(?:primary|main|common|typical|frequent) (?:cause|reason)s? (?:of|for|why)\b",
)
# The title of a change, which quotes nothing; and what tells that something happened nevertheless.
_TITLE: Final = Signs(
    TALK,
    r"^\W*(?:more|better) (?:helpful|informative|useful|meaningful|specific) (?:error )?messages?\b"
    rf"|{_BEGINS}(?:add(?:ed|ing|s)?|catch(?:es|ing)?|fix(?:e[ds]|ing)?|handl(?:e[ds]?|ing)|include|improved?"
    r"|creat(?:ed?|es|ing) (?:an? )?new"
    r"|refactor(?:ed)?|introduced?|implement(?:ed)?|rescue[ds]?|swallow|ensure|updat(?:ed?|ing) log\w*"
    r"|(?:don['’]?t|do not|never) (?:swallow|fail|crash|stop|retry|raise|throw|log|show|report|treat"
    r"|count|hide|ignore|break|block|attempt)"
    r"|adjust(?:ed)?|log (?:smtp|e?mail|the|all|any|an?)"
    r"|retry (?:transient|on|sending|e?mails?|mailer|when|if))"
    rf" [a-z][^:\"'`]*{_ENDS}",
)
_FAILS: Final = Signs(TALK, r"\b(?:fails?|failed|cannot|does(?:n['’]t| not) work|stopped)\b")
_FOLLOWS: Final = Signs(
    TALK,
    r"\b[45](?:\d\d|\.\d\.\d+)[\"'`)\]*]*,? *(?:(?:from \w+ |(?:email )?error (?:code |message )?)?"
    r"(?:means?|indicat(?:es?|ing)|signal(?:s|ing|ling)|stands for|occurs?"
    r"|happens?|(?:appears?|arises?) when|bedeutet|zeigt|deutet|weist"
    r"|darauf hin)\b|(?:\w+ )?\w+ (?:raises|throws) "
    r"|is (?:now |also |only )?(?:returned|sent|used|raised|shown|what)\b"
    r"|is an? (?:permanent|temporary|common|generic)\b|i believe\b|followed by\b|is an exception\b"
    r"|reply codes?\b|(?:response|reply|code|status)\w* (?:are|mean|indicate|signal)\b"
    r"|errors (?:are (?:usually|often|always|typically|hard|soft|permanent|temporary)|mean|indicate|should)\b"
    r"|(?:reply|response|error|code),? (?:typically|usually|often) |for the (?:first|second"
    r"|third|last) "
    r"|should (?:not )?be (?:treated|handled|considered|counted|retried|mapped|an?) "
    r"|(?:is|seems|would be) (?:more |less |not |most |too )*(?:appropriate|suitable|correct|consistent"
    r"|specific)\b"
    r"|(?:is|are|was|were) (?:no longer|handled|classified|considered) "
    r"|(?:codes? )?instead of \W*[45]\d\d\b|rather than [a-z]+ing\b"
    r"|(?:response|reply|error|code) (?:should|must) be\b"
    r"|(?:errors?|codes?|replies) (?:(?:is|are|do|does) )?not (?:always|necessarily)\b"
    r"|(?:\w+ )*(?:is|are|being|be|was|were) (?:\w+ )?(?:\w+ )?(?:classified|categori[sz]ed|treated"
    r"|considered|counted"
    r"|interpreted) as (?:an? |the )?(?:hard|soft|permanent|temporary|transient|success|retryable|invalid"
    r"|unknown)\b"
    r"|(?:\w+ ?)*[\"'`] *(?:→|⇒|=>|->) "
    r"|statt\b|nochmal\b|starting\b|(?:vs\.?|versus|和) ?[45]\d\d)"
    r"|\b[45]\d\d [^\n]*\bis not documented\b"
    r"|[\"'`][45]\d\d[\"'`] (?:\w+ )?(?:messages|responses|replies|codes|errors|bounces|statuses)\b"
    r"|\b[45]\d\d [^.\n]*(?:\bis now (?:an? |retried|handled|treated|returned|counted)|\bno longer crash)",
)
# A whole reply in quotes, which somebody met; an example has a few words of one.
_WHOLE: Final = re.compile(r"[`\"'][45]\d\d[ -][45]\.\d{1,3}\.\d{1,3} [^`\"'\n]{40,600}[`\"']")
# Two exceptions and more in brackets: what a program catches.
_CAUGHT: Final = Signs(
    TALK,
    r"[(\[]\W?[\w.:]+(?:error|exception|refused|disconnected|busy), [\w.:]+(?:error|exception|refused"
    r"|disconnected|busy)\b",
)
_GUIDE: Final = Signs(
    TALK,
    r"^##* .*\b(?:guide|troubleshooting|faq|how to (?:fix|solve)|common (?:errors?|causes|problems)"
    r"|error codes?)\b"
    r"|^\W*(?:[\w-]+ ){0,4}error codes(?: (?:in|of|for) [\w -]+)?:?\W*$"
    r"|^[qa]: |\| *(?:meaning|description|bedeutung) *\|"
    # A row of a table, and the next.
    r"|^\W*(?:\| *)?[45]\d\d *\|[^|@\n]+\|[^|@\n]+(?:\|\s*\| *|\|?\n\W*)[45]\d\d *\|"
    r"|\| *`e[a-z]+\d*` *\|"  # a table of Nodemailer's codes
    # The reference of a library's class.
    r"|^\s*(?:[\w.]+\.)?[a-z]+(?:error|exception|refused|disconnected) {2,}[a-z]|^\W*base class (?:for|of) "
    r"|\binitializes a new instance of\b|^\W*inherits:|\brepresents the (?:exception|error) |--\+\s*$"
    r"|クラスの継承"
    r"|^\W*(?:instance (?:attribute|method)|class|constructor) (?:summary|details)\b"
    r"|^\W*rfc ?\d{3,4} |(?-i:\b(?:It|response|reply|code) (?:SHOULD|MUST|MAY)(?: NOT)? be \w)"
    r"|\bthis (?:error|response|reply|code|message|status)(?: code)?(?: to the \w+ command)? (?:means"
    r"|indicates)\b"
    r"|\bthis (?:error|response|reply|code|message|status)(?: code)? (?:applies (?:when"
    r"|if)|is sent (?:by|from) the)\b|\bresponds? with this (?:error|response|reply|code|status)\b"
    r"|\bone of the following (?:error )?(?:messages|codes|errors|replies|responses)\b"
    r"|^\W*(?:ndr|(?:smtp |error |bounce |status |reply )+codes?) (?:list|table|reference|overview)\W*$"
    r"|\bthis (?:guide|article|page|document|tutorial) (?:identifies|explains|shows|covers|describes|lists)"
    r" (?:each|every|all|how|what|why|which|(?:the )?(?:most )?common)\b"
    r"|\bin this (?:guide|article|post|tutorial),? (?:we|you|i)\b"
    r"|\busual meaning\b|\bthe (?:table|list) below (?:lists|shows|contains|describes)\b"
    r"|\breasons (?:for|why) [\w ]*\b(?:reject|refus|bounc)\w*[\w ]*:$"
    r"|\bways to (?:fix|resolve|solve) this\b|^what is (?:an? |the )?smtp error [45]\d\d and\b"
    r"|\bder smtp-\w+ [45]\d\d\b|\bis defined (?:as follows|in)\b",
)
_SOURCE: Final = Signs(
    TALK,
    r"\w\(|:?= [\"'`]|=>|[\[({]$|^\s*\*|\{\w+=|^\s*(?:msgid|deny|#define)|\": \"|[/}] "
    r"|^\+(?:\s\s|[a-z])|^[\s+}-]*(?:select |with [\w.]+\()|\(\?[:!=<p]|\\[sdw][+*{]|\.\*\$|\$#\w+ ",
)
_SPEAKS: Final = (
    _ASKS
    | _PLANS
    | _LEADS
    | _LEADS_TO_NUMBER
    | _LEADS_ALONE
    | _TITLE
    | _FOLLOWS
    | NOTE
    | CHANGE
    | PLAN
    | _CAUGHT
    | EXPECTED
    | EXAMPLES
    | NOTES
    | _GUIDE
)


def reported(lines: list[str], seen: Seen, *, report: bool) -> list[str]:
    """Give the lines without what only speaks of errors; `report`: they read like a bounce mail's prose."""
    if len(seen.text) > _LIMIT:
        return lines
    if seen.any(_SOURCE):
        lines = [
            (raised(lines, index) or "") if is_statement(line) or in_literal(lines, index) else line
            for index, line in enumerate(lines)
        ]
    if _tells_nothing(seen, report=report):
        return []
    if not seen.any(_SPEAKS):
        return lines
    if seen.any(EXPECTED):
        lines = without_expected(lines, seen)
    if seen.any(EXAMPLES) and not seen.any(REPORTS):
        lines = without_examples(lines, seen)
    return [_told(seen.of(line)) for line in lines]


def _tells_nothing(seen: Seen, *, report: bool) -> bool:
    """Say whether a text speaks in general, or of changes and plans, and of nothing that happened."""
    if seen.any(NOTES) or (seen.any(_GUIDE) and not report):
        return not seen.any(REPORTS | LOGGED)
    if seen.any(PLAN | CHANGE) and not seen.any(LOGGED | THROWN | REPORTS):
        return not seen.any(SHOWN) or _NUMBER.search(seen.text) is None
    return not seen.any(TOLD) and speaks_in_general(seen, report=report)


def asked_about(text: str) -> str | None:
    """Give the number that somebody asks the meaning of, else what they ask; None where nothing is asked."""
    seen = Seen(text)
    if len(text) > _QUESTION_LIMIT or not seen.any(_ASKS) or seen.any(_SHOWS):
        return None
    number = _ANY_NUMBER.search(text)
    return text if number is None else number.group(1) or number.group()


def _told(about: Seen) -> str:
    """Give a line without the sentences that report nothing."""
    line = about.text
    if not about.any(_SPEAKS) or _OF_PROGRAM.search(line) is not None:
        return line
    sentences = _SENTENCE.split(line)
    kept: list[str] = []
    for place, sentence in enumerate(sentences):
        if _only_speaks(about.of(sentence)):
            continue
        if _NUMBER.search(sentence) is not None:
            kept += sentences[place:]  # what follows a number that is reported is the server's
            break
        kept.append(sentence)
    return line if len(kept) == len(sentences) else " ".join(kept)


def _only_speaks(about: Seen) -> bool:
    sentence = about.text
    number = _NUMBER.search(sentence)
    head = about if number is None else about.of(sentence[: number.start()])
    begins = number is not None and not head.text.strip(" \t>|*`\"'-")  # what follows is the server's
    if not begins and head.any(_PLANS) and head.of(_without_names(head.text)).any(_PLANS):
        return not about.any(HAPPENED)
    if (not begins or "?" in sentence or "？" in sentence) and about.any(_ASKS) and not about.any(_SHOWS):
        return True
    if about.any(_CAUGHT) or (about.any(NOTE) and not about.any(REPORTS)):
        return True
    leads = head.any(_LEADS) or (
        head.any(_LEADS_ALONE) or (head.any(_TITLE) and not head.any(_FAILS))
        if number is None
        else head.any(_LEADS_TO_NUMBER) and _WHOLE.search(sentence) is None
    )
    return (leads or about.any(_FOLLOWS)) and not about.any(REPORTS)


def _without_names(text: str) -> str:
    """Drop addresses and hosts: `bounce@simulator.example` plans nothing."""
    return " ".join(word for word in text.split(" ") if "@" not in word and "." not in word.rstrip("."))
