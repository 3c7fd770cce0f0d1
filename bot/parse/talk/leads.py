"""What stands around an error that may come, or is over: conditions, meanings, what a program does with it.

Signs only; what they make of a sentence is decided in `reported`.
"""

from __future__ import annotations

from typing import Final

from bot.parse.signs import BEGINS, ENDS, TALK, Signs
from bot.parse.talk.told import ENDS_NAME, NUMBER

# What everybody of a kind will be told: nobody was yet.
WILL_BE_TOLD: Final = (
    r"\b(?:any (?:\w+ )?(?:app|client|device|program|sender|user)|(?:app|client|device|program|sender|user)s"
    r"|applications|attempts|people|they|you)(?:\b[^.:]*\bwill|['’]ll) (?:\w+ )?(?:receive|fail|get|see)\b"
    r"|\b(?:after (?:that|this) (?:day|date)|after that|from then on|from that day on), (?:\w+ )*"
    r"(?:app|client|device|program|sender|user|application)s\b[^.:]*\b(?:receive|get|see)\b"
)
# Whoever meets it, if somebody does; whoever answers so, if something does.
_IF_SOMEBODY_GETS: Final = (
    r"\b(?:if|when|whenever|once|in case) (?:you|users?|they|clients?|one|people) (?:\w+ )?"
    r"(?:get|see|receive|encounter|run into|hit|unable)\b"
    r"|\b(?:if|when|whenever) (?:an?|any) (?:customer|client|user|sender|colleague)s? (?:asks?|writes|reports"
    r"|complains|gets|sees)\b"
    r"|\bwenn (?:sie|du|man) (?:\pL+ )*(?:fehler|meldung|antwort|fehlermeldung)\b"
    r"|\bwenn (?:sie|du|man) [\"„“»«'`]"
    r"|\bsi (?:vous|tu|on) (?:recevez|reçois|reçoit|obtenez|obtiens|voyez|vois|voit)\b"
    r"|\bsi (?:usted )?(?:recibes?|obtienes?|ves|ve)\b"
    r"|\bse (?:você )?(?:receber|recebe|vir|ricevi|ricevete|vedi)\b"
)
_IF_SOMETHING_ANSWERS: Final = (
    r"\b(?:if|when|whenever|given|once) (?:the|an?|your|their) (?:[\w'-]+ )*(?:server|recipient|receiver"
    r"|client|mailbox|provider|user|address|host|mta|sender|inbox|api|service|gateway) (?:[\w'-]+ )?"
    r"(?:returns?|answers?|replies|responds?|says|rejects?|refuses)\b"
    r"|\b(?:if|when|whenever) \W?[\w .:`'-]+ (?:is|are) (?:not )?set to\b"
    r"|^\W*in case of (?:an? )?(?:error|failure)s? "
)
# What anybody may meet, and what any server answers.
_ANYBODY_MAY: Final = (
    r"(?:\b(?:users?|people|clients?|senders?|they|some)|(?:^|[.;,] )\W*(?:and |then )?you)"
    r" (?:may|might|could) "
    r"(?:also |then |sometimes )?(?:see|get|receive|encounter|find|run into)\b"
    r"|^\W*(?:\pL+ )?(?:servers|receivers|providers|receptores|servidores|serveurs|anbieter)"
    r" (?:use|usan|usam|utilizan|utilisent|verwenden|nutzen)\b"
    r"|^\W*(?:in order )?to (?:use|send|connect|log in) [^,.\n]*, (?:users|one|people|customers)"
    r" (?:must|has to|have to|needs? to|should) (?:create|generate|set up) an? "
    r"|^\W*(?:an?|some|most|many|other) (?:[\w-]+ )?servers? (?:may |might |usually |often )?"
    r"(?:answers?|repl(?:y|ies)|responds?|says?|sends?|returns?|gives?)\b"
)
_IS_MENDED: Final = (
    r"^\W*(?:we )?fix(?:ed|es) (?:an?|the) (?:[\w-]+ )?(?:bug|issue|problem|regression) (?:where|in which)\b"
)
# What a program catches or throws; "raise smtplib.SMTPRecipientsRefused" is a line of a traceback.
_CATCHES: Final = (
    r"\b(?:if|when(?:ever)?|catch(?:es)?|except|handles?|raises|sends|throws)"
    r" (?:(?:it|they) (?:hits?|gets?|sees?|meets?|encounters?) )?(?:an? |the )?[`'\"]?"
    rf"[\w.]*smtp\w*{ENDS_NAME}\b|\b(?:error|exception)s? (?:like|such as) \W?[\w.]*smtp"
    r"|\bw(?:ould|ill) (?:then |also |only |(?:most )?likely |probably )?(?:throw|raise|cause|trigger) "
    r"|\b(?:will|would|may|might) (?:\w+ )?(?:result in|lead to) "
)
# What a program makes of an exception, or is to.
_OF_EXCEPTIONS: Final = (
    r"\b(?:(?:only|just|not) (?:catching|wrapping|raising)|folds|wraps|turns|converts|maps)"
    rf" (?:(?:an?|the|all) )*[`'\"]?[\w.]*smtp\w*{ENDS_NAME}\b"
    rf"|\bsmtp\w*{ENDS_NAME}[`'\"]? (?:(?:exception|error) )?(?:will|would|should) be (?:raised|caught)\b"
    rf"|\bsmtp\w*{ENDS_NAME}[`'\"]? (?:overrides|extends|inherits|assigns|subclasses)\b"
)
_MEANS: Final = (
    r"\b(?:means?|indicates?|occurs|happens|appears|arises|returned) (?:that|when|if)\b"
    r"|\b(?:se produit|survient|apparaît) lorsqu(?:e (?:le|la|les|une?)\b|['’])"
    r"|\b(?:se produce|ocurre|aparece) cuando (?:el|la|los|una?)\b"
    r"|\b(?:ocorre|acontece) quando (?:o|a|uma?)\b"
    r"|\b(?:si verifica|accade) quando (?:il|la|lo|una?)\b|\btritt auf,? wenn (?:der|die|das|eine?)\b"
    r"|\b(?:errors?|failures?)\)? are (?:typically|usually|often|mostly|commonly) (?:due to|caused by)\b"
    r"|\bauf [^.]*\b(?:hinweist|hindeutet)\b|\b(?:an?|hard|soft)\W{1,3}bounces? (?:is|are|means?)\b"
)
# What holds by default, in an example, as one hears, before a version or from a day on.
_HOLDS: Final = (
    r"^\W*by default, (?:mail|the server|it) |^\W*in this (?:example|scenario)\b|^\W*prior to \w+ v?\d"
    r"|^\W*the default (?:\w+ )?(?:timeout|limit|lifetime|interval|value|size) (?:for|of|is)\b"
    r"|\bfrom (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)(?: on)?,? (?:[\w-]+ )*(?:apps?|programs?|senders?|clients?|they|it"
    r"|gmail|google|microsoft|outlook|yahoo)\b|^\W*\w+ (?:has |have )?announced (?:that )?\w"
    r"|\b(?:from|as of) (?:the )?(?:\d+(?:st|nd|rd|th|\.)? )?(?:of )?(?:january|february|march|april"
    r"|may|june|july|august|september|october|november|december)\b[^.!?:\n]*"
    r"\bwill (?:no longer be (?:accepted|supported)|be (?:rejected|refused|blocked|denied|deferred|bounced)"
    r"|reject|refuse|block|bounce|defer)\b"
    r"|\ba partir d[eo] (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    r"|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)\b"
    r"|\b(?:starting|effective) (?:in |on |from )?(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b"
    r"|à partir d[eu] (?:\d+ )?(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre"
    r"|novembre|décembre)\b|\bab (?:\d+\. ?)?(?:januar|februar|märz|april|mai|juni|juli|august|september"
    r"|oktober|november|dezember)\b"
    r"|\bwill (?:then|soon|now|end|stop|begin|start|drop|retire|enforce|require|introduce) "
    r"|^\W*(?:i|we) (?:read|heard) that "
    r"|\brepl(?:y|ies|ying) to this (?:e-?mail|message|address|mailbox)\b[^.]*"
    r"\b(?:can(?:not|['’]t)|will not|won['’]t|are not) be "
)
# What something does whenever it comes to that; support@example.com and @support are somebody.
_DOES: Final = (
    r"^\W*(?:returns|rejects|answers|replies|sends|raises|throws|treats|retries|handles"
    r"|providers)(?:[^\w@.-]|$)|^(?:[^\w@]\W*)?supports(?:[^\w@.-]|$)"
    # "Support ticket 12: ..." is about who supports.
    r"|^(?:[^\w@]\W*)?support (?:for|the|an?|all|any|both|more|other|several|multiple|custom|new|old"
    r"|additional|optional|smtps?|lmtp|starttls|tls|ssl|auth\w*|sasl|oauth\w*|xoauth2|login|plain|pipelining|utf\w*|ipv6"
    r"|dkim|spf|dmarc|arc|dsns?|e?mails?|bounces?|retr\w+|[45]\d\d)\b"
    r"|^\W*we (?:currently |now |always )?(?:treat|handle|count|classify|map|suppress|ignore|retry)"
    r" (?:an? |the )?\W*(?:$|[45]\d\d)"
)
# What a filter of logs is to find: "to match "SASL LOGIN authentication failed"".
_FOUND_IN_LOGS: Final = (
    r"\b(?:to|can|cannot|can['’]t|could not|does not|doesn['’]t|will) (?:match|capture|detect|grep(?: for)?)"
    r" (?:(?:an?|the|lines?|entries|like|with) )*(?:[\"“`']|sasl |noqueue\b)"
    r"|\b(?:detecting|matching|capturing) (?:[\w-]+ )*[\"“`'][^\"”`'\n]*[\"”`'] (?:attempts|lines|entries)\b"
    r"|\b(?:messages|lines|entries) (?:are|were) (?:not )?(?:caught|matched|captured)\b"
    r"|\blook for (?:an? |the |any |some )?(?:\w+ )*(?:like|such as|saying|that says?)"
    r"\W*(?:$|[45]\d\d)"
)
# What leads to an error that may come, and tells of none that came.
LEADS: Final = Signs(
    TALK,
    f"{WILL_BE_TOLD}|{_IF_SOMEBODY_GETS}|{_ANYBODY_MAY}|{_IS_MENDED}|{_IF_SOMETHING_ANSWERS}|{_CATCHES}"
    f"|{_MEANS}|{_HOLDS}|{_DOES}|{_FOUND_IN_LOGS}"
    f"|{_OF_EXCEPTIONS}",
)
# What leads to the only number of a sentence. It no longer comes: "ya envía sin error 535", "kein 550 mehr".
_NO_MORE: Final = (
    r"\b(?:no more|kein(?:e|en)?|plus d[e'’]|plus aucune?|ningún|nenhum|nessun|geen) ?"
    r"(?:(?:smtp|e-?mail)[ -])?(?:(?:errors?|erreurs?|fehler|erro|errore|fout(?:en)?) )?\W*(?:$|[45]\d\d)"
    r"|\b(?:without|sin|ohne|sans|sem|senza|zonder|bez) (?:(?:an?|any|the|el|la|den|die|le|o|il|een|de) )?"
    r"(?:(?:smtp|e-?mail)[ -])?(?:(?:errors?|erreur|fehler|erro|errore|fout|błędu|chyby) )?\W*(?:$|[45]\d\d)"
    r"|без (?:ошибки )?\W*(?:$|[45]\d\d)"
)
# What answers so only in jest: "my brain returned 503", "Gehirn antwortet mit 421".
_NO_PROGRAM: Final = (
    r"\b(?:brain|mind|head|heart|life|stomach|motivation|energy|patience|gehirn"
    r"|hirn|kopf|herz|leben|cerveau|cœur|cerebro|cérebro|corazón|cervello|cuore|mózg) "
    r"(?:(?:just|still|already|only|gerade|noch|nur) )?"
    r"(?:returns?|returned|says?|said|answers?|answered|repl(?:y|ies|ied)|responds?|responded|throws?|threw"
    r"|gives?|is|was|antwortet|meldet|sagt|wirft|répond|renvoie|responde|devuelve|risponde|odpowiada) "
    r"(?:(?:with|mit|avec|con|an?|ein|eine|einen|une?) )*\W*(?:$|[45]\d\d)"
)
LEADS_TO_ONLY_NUMBER: Final = Signs(TALK, rf"{_NO_MORE}|{_NO_PROGRAM}")
# The same behind the only number of a sentence, which is over: "- 550 at beta.example: solved".
FOLLOWS_ONLY_NUMBER: Final = Signs(
    TALK,
    r"\b[45]\d\d (?:(?:at|from|of|for|on|with|bei|von|chez|en|à|de|na|bij) [^\s:]+ ?)?:? ?(?:is |are |ist )?"
    r"(?:solved|fixed|gone|resolved|behoben|gelöst|erledigt|weg|résolu|resuelto|risolto|resolvido)\b[^?]*$"
    r"|\b[45]\d\d(?: [45]\.\d\.\d+)?\)?(?: (?:at|from|of|for|on|with) [^\s:,]+)? (?:is|are)(?: now)?"
    r" (?:over|done|history)(?:[,;:.!] [^?]*|\W*)$",
)
# The same where a number follows, and where none does.
LEADS_TO_NUMBER: Final = Signs(
    TALK,
    r"\b(?:e\.g\.|i\.e\.|for example|for instance|such as)\W*(?:$|[45]\d\d|[45]\.\d\.)"
    r"|(?:\b(?:e\.g\.|for example|zum beispiel|z\. ?b\.|par exemple|por (?:ejemplo|exemplo)|(?:per|ad)"
    r" esempio|bijvoorbeeld|na przykład)|например)[:,]? [\"'`“‘][^\"'`”’]*(?:$|[45]\d\d)"
    r"|^\W*(?:for (?:example|instance)|zum beispiel|par exemple|por (?:ejemplo|exemplo)|(?:per|ad) esempio), "
    r"|\bbeispielsweise (?:per|mit|durch|als)\b"
    r"|\b(?:come|como|comme|zoals)\W{1,3}(?:$|[45]\d\d)"
    r"|\bexpect(?:s|ing)? (?:(?:an?|the|more|some|many|to see) )*\W*(?:$|[45]\d\d)"
    r"|^\W*(?:some|many|most|certain|other) (?:\w+ )?(?:servers|providers|hosts|systems)"
    r" (?:\w+ )?(?:send|reply|respond|answer|return|reject|refuse|say)\w*(?: with)?(?: an?)?\W*(?:$|[45]\d\d)"
    r"|\b(?:detected|recogni[sz]ed|identified) by (?:the )?(?:code )?\W*(?:$|[45]\d\d)"
    r"|\bmap(?:s|ped)? to (?:an? |the )?(?:smtp )?\W*(?:$|[45]\d\d)"
    r"|\b(?:top|most frequent|most common) (?:[\w-]+ )*"
    r"(?:rejections|errors|bounces|refusals|replies|codes|texts) (?:are|were)\b"
    r"|\b(?:reasons|causes|categories|types|classes|kinds) include\b"
    # What ought to be refused, and is: "unauthenticated relay rejected with 554".
    r"|(?:^|[.;:|] )\W*(?:attempts? (?:at |of |an? )*|test: )?(?:(?:an? )?(?:un(?:authenticated"
    r"|authori[sz]ed)|anonymous|spoofed|forged) (?:[\w-]+ )?"
    r"(?:relay|recipient|user|client|login|sender|session|host)s?|open relay)\b[^.;@\n]*"
    r"\b(?:rejected|refused|denied|blocked|bounced|deferred|fails?)(?: with| by)?\W*(?:$|[45]\d\d)"
    r"|\bwe (?:currently |now |then |always )?(?:return|(?:reply|respond|answer) with) (?:an? "
    r"|the )?\W*(?:$|[45]\d\d)|\b(?:must|should) (?:return|answer|reply|reject|have been)\b"
    # "It should send the mail but throws 554": no reply is to be sent there.
    r"|\b(?:must|should) send (?:(?:back|out|the|an?|client|sender|user|smtp|error|code|reply|response) )*"
    r"\W*(?:$|[45]\d\d)"
    # How it is mended, what comes otherwise.
    r"|^\W*(?:to (?:fix|resolve|solve|avoid|prevent)|the (?:usual|common|best|easiest)"
    r" (?:fix|solution|way) (?:for|to|of)) (?:\w+ )*\W*(?:$|[45]\d\d)"
    r"|^\W*(?:um|pour|para|per|om|aby|чтобы) (?:\pL+ )*(?:l['’])?(?:smtp-?)?(?:fehler|erreur|error|erro"
    r"|errore|fout|ошибк\pL+|bł[ąę]d\pL*)(?: \pL+)?\W*(?:$|[45]\d\d)"
    r"|\b(?:otherwise|or else|sonst (?:kommt|gibt|bekomm|krieg|droht|lehn)\pL*|andernfalls|sinon"
    r"|de lo contrario|altrimenti|caso contrário)\b[^.\n]*(?:$|[45]\d\d)"
    r"|(?:否则|さもないと)[^.\n]*(?:$|[45]\d\d)"
    r"|\b(?:must|should|to) (?:return|answer|reply|respond|send)\b.*\binstead of\W*(?:$|[45]\d\d)"
    r"|\b(?:rfc(?: ?\d+)?|(?:the |an? )(?:smtp )?(?:standard|spec(?:ification)?)) (?:says|defines|states"
    r"|requires|allows"
    r"|demands|wants|mentions|reserves|knows)\b[^.\n]*(?:$|[45]\d\d)"
    r"|\b(?:if|when|whenever|once) [\w.-]+ ever [^.,\n]*(?:$|[45]\d\d)"
    r"|^\W*(?:according to|as per|de acuerdo con|de acordo com|selon|secondo|laut|zgodnie z) (?:\w+ )?rfc ?\d"
    r"|\bwas a generic\W*(?:$|[45]\d\d)"
    r"|^\W*(?:currently,? )?(?:smtp |e?-?mail |delivery )+errors? like\W*(?:$|[45]\d\d)"
    r"|^\W*(?:handle|support|catch|parse|detect) (?:$|[45]\d\d)"
    r"|\b(?:got|have|returned) .*\bwant:? (?:$|[45]\d\d)",  # a test of a program in Go
)
# A condition in which something fails: what failed stands there, and nothing did yet.
_IF_IT_FAILS: Final = (
    r"\b(?:if|when|whenever|in case) there(?:['’]s| is| are| was) (?:[\w-]+ )*(?:error|failure|exception)s?\b"
    r"|\b(?:if|when|whenever) (?:for any reason,? )?(?:the|an?|smtp) (?:[\w'-]+ )*(?:server|mailbox|user|port"
    r"|connection) (?:[\w'-]+ )?(?:does|is|was|has|timed|isn|doesn|hasn)\b"
    # A condition without its "wenn": "Kann eine E-Mail nicht zugestellt werden, wird sie ...".
    rf"|{BEGINS}(?:ob|kann|können|wird|werden|ist|sind|kommt|schlägt|lehnt|nimmt)"
    r" (?:ein\pL*|der|die|das) [^.?!\n]*,"
    r" (?:so |dann )?(?:wird|werden|ist|sind|kann|können|muss|sollten?|hilft|liegt|erhält|bekommt|kommt)\b"
    rf"|{BEGINS}(?:(?:currently|today|but|and|so|also|because|at the moment|right now),? )?"
    r"(?:(?:if|should|in case|falls|sollten?|si|se|caso|als|jeśli|если) |如果)[^,.;:\"`，]*"
    r"(?:\bfails?|\b(?:not|n['’]t|no longer) work|\bstops? working|funktionier|klapp|fehlschl|fonctionne"
    r"|échoue|funciona|falla|falha|funziona|fallisce|werkt|działa|работает|失败|不工作)[^,.;:，]*[,，] ?\pL"
)
# What a program does by itself, by an option, or is to do.
_PROGRAM_DOES: Final = (
    r"\bthis (?:method|function|option|setting|parameter|flag|directive|attribute) (?:\w+ )?(?:is|has"
    r"|returns?|raises?|sets?|specifies|controls|defines|determines|enables|disables|tells|takes|causes)\b"
    r"|\b(?:ignores?|catches|swallows|suppresses) (?:any|all|every) "
    rf"|{BEGINS}`[\w.:]+(?:\(\))?` (?:also |always |still |only )?(?:maps|treats|classifies|converts"
    r"|translates|wraps|swallows|ignores|retries) "
    rf"|\ban? [\w.]+{ENDS_NAME} is (?:raised|thrown)\b"
    r"|\b(?:show|display|send|generate)s? (?:[\w-]+ )*quota warnings\b"
    rf"|{BEGINS}only [^.\n]* (?:is|are) (?:currently )?supported(?:,|\.|$)"
    rf"|{BEGINS}(?:[\w ]+ )?we are (?:now )?(?:rejecting|refusing|greylisting) "  # nobody refuses ours
    rf"|{BEGINS}(?:reject|defer|discard) (?:bounces|e?-?mails?|messages|senders|connections)"
    r" (?:when|if|without|based on|that) "
    r"|\bdo(?:es)?(?: not|n['’]t) (?:reject|refuse|block|defer) [^.\n]*\bjust because\b"
    rf"|{BEGINS}(?:an )?option (?:or (?:[\w-]+ )*)?that (?:allows|lets) "
    rf"|{BEGINS}(?:ask|prompt|warn|notify|inform) (?:the )?(?:users?|admins?) [^.,\n]* (?:if|when) "
    r"|\bis (?:the|an?) (?:fastest|quickest|surest|best|easiest) way to\b"
    r"|\bgreylisting (?:[\w-]+ )*(?:is|does)(?: not|n['’]t) work"  # it lets mails through
    rf"|\b\w*smtp\w*{ENDS_NAME}\W? (?:is|are|was|were|gets?) (?:\w+ )?(?:caught|derived|handled|ignored"
    r"|mapped|rescued|retried|silenced|suppressed|swallowed|wrapped)\b"
    rf"|{BEGINS}(?:\[?[\w-]+[:\]] )*(?:show|display|report|surface|expose|print) (?:[\w-]+ )*"
    r"(?:errors?|messages?|failures?|warnings?)\b.*\b(?:to (?:the |an? )?(?:user|admin|sender|customer)s?"
    r"|when (?:[\w-]+ )+fails?|on (?:[\w-]+ )+failures?)\b|\bno need (?:for|of) "
    r"|^\W*(?:test|verify|assert|check)s? that [^.]*\bfails?\b"
    r"|\b(?:does(?: not|n['’]t)|do(?: not|n['’]t)) (?:examine|inspect|analy[sz]e|parse|look (?:at|for))\b"
)
_TO_COME: Final = (
    r"^\W*(?:(?:late )?tonight|tomorrow|next week|heute abend|nächste woche|ce soir|demain|mañana"
    r"|esta noche|stasera|domani|amanhã|next (?:month|sprint|year)|nächsten monat|la semaine prochaine"
    r"|la próxima semana|na próxima|la prossima settimana|volgende week|w przyszłym tygodniu|na następny"
    r"|на следующей неделе|завтра|сегодня вечером|今夜|明日|来週|今晚|明天|下周)(?:\W|\pL)"
)
# What may fail, as a list in brackets: "(e.g. host not found, connection refused, ...)".
_EXAMPLES: Final = r"\(e\.g\.,? [^()]*(?:refused|failed|timeout|not found|denied)\b[^()]*,[^()]*\)"
# "A mail may be returned because ...", in five more languages.
_MAY_BE_REFUSED: Final = (
    r"\b(?:peu(?:t|vent) être|sera(?:it)?|seront) (?:\pL+ )?(?:renvoy|rejet|refus|retourn)"
    r"|\b(?:pueden? ser|serán?) (?:\pL+ )?(?:devuelt|rechazad)"
    r"|\b(?:podem? ser|ser(?:á|ão)) (?:\pL+ )?(?:devolvid|rejeitad|recusad)"
    r"|\b(?:(?:può|possono) essere|sar(?:à|anno)) (?:respint|rifiutat)"
    r"|\bmo(?:że|gą) (?:być|zostać) (?:odrzuc|zwróc)"
)
LEADS_ALONE: Final = Signs(TALK, f"{_IF_IT_FAILS}|{_PROGRAM_DOES}|{_TO_COME}|{_EXAMPLES}|{_MAY_BE_REFUSED}")
# Somebody tells of an incident that was looked into: the heading of such a report, or two of its parts.
LOOKED_INTO: Final = Signs(
    TALK,
    r"^\W*\[resolved(?::\d+)?\] |^\W*(?:sorry|apologies) for the noise\b"
    r"|\bpost-?mortem\b|\bpost[- ]incident\b"
    r"|^\W*incident (?:report|review|summary)\b"
    r"|\bwe (?:have )?(?:responded to|mitigated) (?:the|this) (?:incident|outage)\b"
    r"|^\W*incident (?:\W?\d+ )?(?:is |was )?(?:now )?(?:closed|resolved|over)\b"
    r"|\b(?:compte[- ]rendu|rapport) (?:de l['’]|d['’])incident\b|\binforme del? incidente\b"
    r"|\brelatório d[eo] incidente\b|\bstörungsbericht\b|^\W*entwarnung\b"
    r"|^\W*(?:status|\w+: )?\W*(?:resolved|behoben|résolu|resuelto) [-–—:] ",
    r"^\W*root cause\b[^:\n]*:",
    r"^\W*(?:customer )?impact\b[^:\n]*:",
    r"(?:^|[.;|] )\W*(?:mitigation|resolution|remediation)\b[^:\n]*:",
    r"\b(?:action|follow[- ]?up) items?\b|^\W*lessons learned\b",
    r"(?:^|[.;|] )\W*status: (?:resolved|closed|solved|done|gelöst|geschlossen|erledigt|résolu|resuelto"
    r"|cerrado)\b",
)
OVER: Final = Signs(
    TALK,
    # All is well, or well again.
    # "could not be sent successfully" and "has not been delivered successfully" tell of none that was.
    r"(?:^|\b(?:is|are|was|were|got|ha(?:s|ve) been|mails?|messages?) )(?:sent|delivered) successfully\b"
    r"|\b(?:is|was|are|were|got|(?:has|have|had|['’]s|['’]ve) been) (?:now |finally |already )?"
    r"(?:solved|resolved|fixed)\b"
    rf"|\bworks? (?:fine |well )?(?:now|again)\W*{ENDS}|\b(?:sent|delivered|working) again\W*{ENDS}"
    r"|\bist (?:jetzt |nun |inzwischen )?(?:gelöst|behoben)\b"
    rf"|\b(?:geht|läuft|funktioniert)(?: jetzt| nun)? wieder\W*{ENDS}"
    r"|\best (?:maintenant )?résolue?\b|\bfonctionne à nouveau\W*$|\bya está (?:solucionado|resuelto)\b"
    r"|\bjá (?:foi|está) resolvido\b|修[复復]了|已经?(?:解决|修复)|解决了"
    r"|\bclos(?:ing|ed) (?:the|this) (?:ticket|case|issue)\b|\b(?:ticket|case|issue) can be closed\b"
    rf"|{BEGINS}(?:case|ticket|issue|request) #?\d+ (?:is |was |has been )?(?:now )?"
    r"(?:closed|resolved|solved)\b"
    # "My mails are gone" tells of no error that went.
    r"|\b(?:errors?|problems?|issues?|things?|bounces?|refusals?|rejections?|delays?|[45]\d\ds?)"
    r" (?:is|are|was|has) (?:now |finally |all )?gone\b"
    rf"|\ball (?:is |are )?(?:green|good|clear|fine|well) (?:again|now)\b|\bback to normal\W*{ENDS}"
    rf"|{BEGINS}(?:all )?(?:done|erledigt|fixed|solved|gelöst|résolu|resuelto|resolvido|risolto|opgelost"
    rf"|gotowe|решено|已解决|解決済み)[^\w?]*{ENDS}",
)
_IS_A_SIGN: Final = (
    r"(?:is|are) (?:often |usually |mostly |always )?(?:an? )?(?:clear |sure |typical |common |strong )?"
    r"(?:sign|indication|indicator|symptom)s? (?:of|that)\b"
)
# What a number means, when it comes, what it is.
_MEANT: Final = (
    r"(?:from \w+ |(?:email )?error (?:code |message )?)?"
    r"(?:requiere|requer|richiede|erfordert|indique(?:nt)?|indican?|indicano|means?|significam?|signifie"
    r"|oznacza|betekent|indicat(?:es?|ing)|signal(?:s|ing|ling)"
    r"|stands for|occurs?|happens?|(?:appears?|arises?) when|bedeutet|heißt|zeigt|deutet|weist|darauf hin"
    r"|asks you|tells you)\b"
    r"|означает "
    r"|is (?:not |n['’]t )?(?:by itself |alone )?(?:enough|sufficient|proof|reliable|conclusive)\b"
    r"|(?:(?:and|or|und|oder|et|ou|y|o|e) [45]\d\d )?(?:is|are) (?:only |just |always |both )?(?:temporary"
    r"|transient|permanent|final)\b"
    r"|is an? (?:permanent|temporary|common|generic"
    rf"|[\w-]+ (?:issue|error|problem|failure))\b|{_IS_A_SIGN}|i believe\b|is an exception\b"
    r"|reply codes?\b|(?:response|reply|code|status)\w* (?:are|mean|indicate|signal)\b"
    r"|errors (?:are (?:usually|often|always|typically|hard|soft|permanent|temporary)|mean|indicate|should)\b"
    r"|(?:(?:reply|response|error|code),? )?(?:typically|usually|often) "
    r"|(?:errors?|codes?|replies) (?:(?:is|are|do|does) )?not (?:always|necessarily)\b"
)
# What a program, or a server, does or should do with it.
_TREATED: Final = (
    r"(?:\w+ )?\w+ (?:raises|throws) "
    r"|(?:is|are) (?:now |also |only )?(?:returned|sent|used|raised|thrown|shown|what|for|meant|reserved)\b"
    r"|should (?:not )?be (?:treated|handled|considered|counted|retried|mapped|an?) "
    r"|(?:is|are|was|were) (?:no longer|handled|classified|considered) "
    r"|(?:response|reply|error|code) (?:should|must) be\b"
    r"|(?:\w+ )*(?:counts?|(?:is|are|being|be|was|were) (?:\w+ )?(?:\w+ )?(?:classified"
    r"|categori[sz]ed|treated|considered|counted|interpreted)) as (?:an? |the )?(?:hard|soft|permanent"
    r"|temporary|transient|success|retryable|invalid|unknown)\b|(?:statt|nochmal|starting)\b"
    r"|if (?:one|any|some|an?|none|either)\b[^.\n]*\b(?:does|is|do|are)(?: not|n['’]t)\b"
    r"|(?:goes|go) (?:straight |directly |right )?(?:to|into|on|onto) (?:the|our|a) (?:suppression|bounce"
    r"|block|deny|exclusion|retry|error|dead|queue|list|archive)\b"
    r"|followed by\b|for the (?:first|second|third|last) "
)
# Another one beside it; what it is mapped to.
_COMPARED: Final = (
    r"(?:is|seems|would be) (?:more |less |not |most |too )*(?:appropriate|suitable|correct|consistent"
    r"|specific)\b|rather than [a-z]+ing\b"
    r"|(?:(?:\w+ ?)*[\"'`] *(?:[→⇒]|[=-]>) | ?[→⇒] [^45])|(?:vs\.?|versus|和) ?[45]\d\d"
    r"|[45]\d\d(?:, |,? (?:and|or|und|oder) )[45]\d\d\b"
)
# When it comes, and what it is of, in more languages.
_APPEARS: Final = (
    r"(?:es|é|è|est|ist) (?:uno?|una|uma?|une|eine?) (?:\pL+ )*"
    r"(?:c[oó]di[cg]|code\b|fehler|errore?\b|erro\b|erreur|r[eé]pon|respuesta|resposta"
    r"|risposta|antwort|meldung)"
    r"|(?:aparece|se produce|ocurre|acontece|ocorre) (?:cuando|si|porque|quando|se)\b"
    r"|(?:apparaît|survient|se produit) (?:lorsqu|quand|si)|(?:si verifica|compare|appare) (?:quando|se)\b"
    r"|(?:tritt auf|erscheint),? (?:wenn|falls)\b|(?:verschijnt|treedt op)(?:,| als| wanneer)"
    r"|(?:pojawia się|występuje)(?:,| gdy)|(?:появляется|возникает)(?:,| если| когда)"
    r"|(?:表示|意味着|是指|的意思)|は、?[^。\n]*(?:場合|意味|とき)"
)
# What follows a number that is spoken of.
FOLLOWS: Final = Signs(
    TALK,
    rf"\b{NUMBER}[\"'`)\]*]*,? *(?:just|simply|basically|only) (?:says|tells (?:you|us)) that\b|"
    rf"\b{NUMBER}[\"'`)\]*]*,? *(?:(?:just|simply|basically|only) )?"
    rf"(?:{_MEANT}|{_TREATED}|{_COMPARED})|\b{NUMBER}[\"'`)\]*]*,? ?(?:{_APPEARS})"
    # "« 550 rejected » n'est pas une erreur unique": what it is.
    r"|\b[45]\d\d [^»”\n]*[»”] (?:is|ist|est|n['’]est|es|no es|é|não é|è|non è) (?:not |pas |nicht )?"
    r"(?:an?|k?eine?|une?|uno|una|uma?) "
    r"|[\"”»`'] (?:just |simply |only )?(?:means|indicates|signals|bedeutet|signifie|significa|oznacza"
    r"|betekent) (?:that|the|an?|your|dass|que|che|że|dat)\b"
    rf"|[\"”»`'] {_IS_A_SIGN}"
    rf"|{ENDS_NAME}\W* (?:does|do)(?:n['’]t|\W+not)\W+(?:(?:always|necessarily|only) )?mean\b"
    # What a program does at any such number: "a 550 5.1.1 counts twice".
    rf"|\b(?:an?|any|each|every) {NUMBER}(?: [45]\.\d\.\d+)? (?:adds|cancels|closes|counts|ends|marks|opens"
    r"|pauses|raises|removes|resets|sets|starts|stops|suspends|triggers)\b"
    # A title: "Why Gmail answers 550 5.7.26 and what to do about it".
    r"|[\"“„«](?:why|how|what)\b[^\"”»\n]*\b[45]\d\d\b[^\"”»\n]*\band (?:what to do|how to)\b[^\"”»\n]*[\"”»]"
    # What to do once it comes: "Whenever Gmail answers 421, wait an hour".
    r"|^\W*(?:if|when|whenever|in case) [^.\n]*\b[45]\d\d[^,.\n]*, (?:then |please "
    r"|just )?(?:wait (?:an?|\d|until|for)"
    r"|pause|ask (?:the|them|him|her)|tell (?:the|them|him|her)|open an?|remove|suppress)\b"
    r"|\b[45]\d\d [^.\n]*(?:\bis now (?:an? |retried|handled|treated|returned|counted)|\bno longer crash)",
)
# Two exceptions and more in brackets: what a program catches.
CAUGHT: Final = Signs(TALK, rf"[(\[]\W?[\w.:]+{ENDS_NAME}, [\w.:]+{ENDS_NAME}\b")
