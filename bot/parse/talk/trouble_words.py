"""What people say of trouble with mail, in eighteen languages: that it is mail's, that it fails, or not.

Words only, for RE2, letter case ignored; what they make of a sentence is decided in `trouble`. Accents are
optional: whoever types in a hurry leaves them out.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Tongue(NamedTuple):
    """One language's words; each field an expression of alternatives.

    `server`: a mail server, or what only mail has: where something is wrong there, mail fails. `mail`:
    mails, their programs and limits (who sends or gets them stands in `translations`). `refused`: a mail is
    not taken, given back or not sent. `wrong`: anything that is not as it should be. `ours`: whose trouble
    it is. `asks`: a question, a condition, a rule or a plan. `over`: it is no longer so, or never was.
    """

    server: str
    mail: str
    refused: str
    wrong: str
    ours: str
    asks: str
    over: str


_NOT: Final = r"\b(?:is|are|was|were|do|does|did|has|have|ca|could|wo)n['’]?t"

ENGLISH: Final = Tongue(
    server=(
        r"\b(?:scanner|printer|copier|mfp|kopierer|drucker)s?\b.*\b(?:send|mail|tls|ssl|log ?in)"
        r"|\bsend\w* (?:\w+ ){0,3}(?:from|with|by|via|on|through) (?:\w+ )?(?:iphone|ipad|mac|phone|android"
        r"|tablet|laptop)\b|\b(?:iphone|ipad)\b.*\bsend"
        r"|\b(?:can|could|do|does|still) receive\b.*\bsend|\breceiving (?:works|is fine)\b.*\bsend"
        r"|\bsend\w*\b.*\bweb-?mail\b|\bweb-?mail\b.*\bsend"
        r"|\b(?:sending|send|e-?mail) (?:limit|quota)s?\b|\btoo many hops\b|\bmails? loops?\b"
        r"|\b(?:comes?|came) back\b.*\b(?:domain|address|user|host)"
        r" (?:not found|unknown|not known|does)"
        r"|\bsmtp\b|\bmail ?servers?\b|\b(?:mail|mx)\d*\.[\w-]+\.\w|\bport:? (?:25|465|587|2525)\b"
        r"|\b(?:starttls|helo|ehlo)\b"
        r"|\bmessages?\b.*\b(?:server|5[0-5]\d)\b"
        r"|\bsending (?:works|is ok|is fine)\b.*\bnot\b|\bbounced (?:as|for|because|due|with|at|from|by)\b"
        r"|\bgr[ae]y ?-?list(?:s|ed|ing)?\b.*\b(?:4[05]\d|first (?:try|attempt|mail))\b"
        r"|\b(?:daily|hourly)\b.*\blimit\b.*\bsend|\bsend\w*\b.*\b(?:daily|hourly)\b.*\blimit\b"
        r"|\bmx\b.*\b(?:server|answer|missing|set\b|wrong|old|domain|points?)"
        r"|\b\d+ ?(?:mb|mib|megs?)\b.*\bservers?\b|\bservers?\b.*\b\d+ ?(?:mb|mib|megs?)\b"
        r"|\b(?:recipients?|receivers?|their) (?:mail ?)?servers?\b.*\b(?:reject|refus|bounc|den(?:y|ie)"
        r"|block)"
        r"|\bserver\b.*\b(?:reject|refus|block)\w* (?:us|our|me|him|her|them|the sender)\b"
        r"|\bserver\b.*\bblack ?-?list|\bundeliver"
        r"|\bserver\b.*\bmessages?\b|\brelay(?:ing)?\b.*\b(?:denied|(?:not|isn['’]?t) (?:allowed|permitted)"
        r"|refused)|\b(?:gave|gives) up after (?:\d+|two|three|four|five) (?:hour|day)s?\b|\bmail system\b"
        r"|\b(?:the bounce|bounces? (?:says|back|with)|bounced? with|says the bounce)"
        r"|, (?:it )?bounce[ds]?\W*$"
    ),
    mail=(
        r"\brelay(?:s|ed|ing)?\b|\bndrs?\b|\bmailing list\b|\bfrom address\b|\bin (?:the |our )?queue\b"
        r"|\bsorbs\b|\bspamcop\b|\buceprotect\b|\bsbl\b|\bs3140\b|\bs3150\b|\bmessage exceeds\b"
        r"|\bbefore the @"
        r"|\bfrom[ -]domain\b|\bsend(?:s|ing)?[ -]as\b|\bno-?reply\b|\bspam ?filter|\bmail ?box|\binbox"
        r"|\b(?:whole|full|complete) (?:e-?mail )?address\b"
        r"|\b(?:e-?)?mails?(?:[^\w/@:_.-]|[.:] |\W*$)|\bnewsletters?\b|\bcampaign"
        r"|\b(?:gmail|outlook(?:\.com)?|thunderbird|hotmail|yahoo|gmx|web\.de|t-online|icloud|aol"
        r"|office ?365|[mo]365|ionos|orange"
        r"|barracuda|mimecast|proofpoint|spamhaus|spamcop|ironport|messagelabs|hornetsecurity|spamtitan"
        r"|cloudmark|(?-i:SES)|ovh|aruba|sendgrid|mailgun|mailjet|brevo|postmark|mailchimp|klaviyo"
        r"|mailerlite"
        r"|sparkpost|mandrill|smtp2go|zoho|strato|hostinger|amazon ses|google workspace|exchange)\b"
    ),
    refused=(
        r"\breject|\brefus|\bden(?:y|ie[sd])\b|\bbounc(?:e|es|ed|ing)\b|\breturned\b|\bcomes? back\b"
        r"|\bcame back\b"
        rf"|(?:{_NOT}|\bnot) (?:be )?accept|\bblock(?:s|ed|ing) (?:us|our|all|everything|my)\b|\bdiscard"
        r"|\bwon['’]?t (?:take|let|have)\b|(?:"
        rf"{_NOT}|\b(?:not|no longer)) (?:like|take|want|let)\b|\bthrows? (?:\w+ ){{0,4}}away\b"
        r"|\bdrop(?:s|ped)\b|\bheld (?:our|my|the|back)\b|\bsends? nothing\b|\bstopped (?:sending"
        r"|mailing|e-?mailing)\b"
        r"|\bmails? (?:\w+ )?(?:is|are|was|were|gets?|got|been|being) (?:\w+ )?blocked\b"
        r"|\bcan(?: ?not|['’]?t) (?:e-?)?mail\b"
        r"|\b(?:is|are|gets?|got|was|were|being) blocked (?:by|as|for|because|since)\b|\bthrottle[sd]?\b"
        r"|\b(?:only|just) (?:takes?|accepts?|allows?) (?:up to )?\d"
        r"|\bstuck\b|\bdeferred\b|\bpaused\b|\bblocked as spam\b|\bexpired in (?:the )?queue\b|\bquarantin"
        rf"|(?:{_NOT}|\b(?:can ?not|never|nothing|no one|nobody|no|not|unable to"
        rf"|no longer)) (?:\w+ )?(?:be )?"
        r"(?:sends?|sent|sending|go(?:es)? (?:out|through)|gets? (?:through|delivered|sent)|deliver(?:ed)?"
        r"|reach(?:es)?|through)\b"
    ),
    wrong=(
        r"\bunder maintenance\b|\b[45]xx\b|\bbad syntax\b|\bgives? up\b|\bgave up\b|\bhangs? up\b"
        r"|\bblock(?:s|ed|ing)?\b|\bexpired\b|\bran out\b|\bdown\b"
        r"|\b(?:wrong|incorrect|invalid|unknown|missing|broken|disabled|locked|suspended|untrusted"
        r"|unavailable|unreachable)\b"
        r"|\bfail(?:s|ed|ing|ure)?\b|\berrors?\b|\bsup+res+ed\b|\btime(?:d|s) ?-?out\b"
        r"|\b(?:mails|messages|logins|connections) time out\b|\btime-?outs? (?:since"
        r"|at|for|on|all|again|when|with|every|bij|sul|bei|chez|en|no|na|seit)\b|, time-?out\W*$|\bclosed\b"
        r"|\bloop|\bdisconnected\b|\bmismatch|\bwarnings?\b"
        r"|\btoo (?:large|big|long)\b|\btoo many (?:\w+ )?(?:log-?ins?|connections|recipients|attempts"
        r"|requests|hops)\b|\bexceed|\blimit\b.*\b(?:reached|hit)\b|\b(?:hit|reached|over"
        r"|above)\b.*\blimit\b|\blimit(?:s|ed) the number of\b"
        r"|\bself[ -]signed|\bno (?:such|mx|ptr|route|reverse)\b"
        r"|\bhangs?\b|\bout of (?:disk|space)|\breset\b"
        rf"|(?:{_NOT}|\b(?:can ?not|not|unable to)) (?:\w+ )?"
        r"(?:exist|found|connect|reachable|log|allowed|permitted|like|work|match|resolve|arrive|respond"
        r"|answer"
        r"|trust|valid|verif|belong|know|set\b|sign)"
        r"|\bpoints? to (?:an?|the) (?:old|wrong|other|former|previous)\b"
        r"|\bbut not (?:in|on|at|from|over|with|via|by|for|to)\b|\bsays no\b|\bgr[ae]y ?-?lists\b"
    ),
    ours=r"\b(?:our|we|us|my|mine|clients?['’]?s?|customers?['’]?s?|domains?|ips?|mails|everything)\b",
    asks=(
        r"^\W*(?:how|what (?:is|are|does|do|happens|counts)|which|should|shall|can|could|do|does|did|is|are"
        r"|was|has|have|who|where|will|would|may)\b.*\?|^\W*how (?:to|do|can|many|much|often)\b|\?\W*$"
        r"|[;,] otherwise\b|\bwhat (?:does|do) .* mean|\bexplain what|\bdifference between\b"
        r"|\bhow \w+ works?\b"
        r"|\b(?:should|would|could|might|may \w+|let['’]?s|wants? to|going to|plan(?:s|ned)?(?: to)?"
        r"|please (?:add|make|close|open|block)|usually|typically|often|sometimes|by design|for example"
        r"|^reminder|reminder:"
        r"|asks? (?:whether|if|how|when|why)|i suggest|instead|(?:can|may) (?:also )?be)\b"
        r"|\b(?:feature|roadmap|sprint|backlog|webinar|article|tutorial|docs?|documentation|release"
        r"|checklist"
        r"|runbook|playbook|guide|faq|wiki|lesson|quiz|training|best practice|to-do|fyi|top \d)\b"
        r"|^\W*(?:if|when|whenever|once|unless|in case)\b|\bif (?:a|an|the|it|they|you|we|someone|mails?"
        r"|\w+ (?:fails?|is|are|does|do|has|cannot))\b"
        r"|\bwhen (?:an?|you|someone|somebody)\b|\bwhen (?:it|they) (?:is|are|has|have|contains?)\b"
        r"|\b(?:tomorrow|next (?:week|month|year|release)"
        r"|soon)\b|\bfrom (?:now|january|february|march|april|may|june|july|august|september|october"
        r"|november"
        r"|december) on\b|\b(?:from|on) (?:mon|tues|wednes|thurs|fri|satur|sun)day"
        r"|\b(?:rejects?|refuses?|blocks?|bounces?) (?:all |any |every )?(?:e?mails?|messages?|senders?"
        r"|attachments?)"
        r" (?:without|with|that|which|if|unless|over|above|from \w+ on)\b|^\W*(?:we|i) (?:block|reject"
        r"|pause"
        r"|stop|retry)\b"
    ),
    over=(
        r"\b(?:fixed|resolved|solved|sorted|mended|delisted|unblocked|whitelisted|false alarm|all (?:good"
        r"|fine|clear)"
        r"|(?:is|are|back) up again|(?:is|are) back|was (?:down|fixed)|(?:works?|working|sending|sends?"
        r"|goes|going|running)(?: \w+)? (?:again|now|currently)"
        r"|cleaned up|renewed|since (?:19|20)\d\d|went (?:through|out)|was (?:sent|delivered)|passes|passed"
        r"|success|closed down|not affected|in (?:19|20)\d\d)\b"
        rf"|(?:{_NOT}|\b(?:not|no longer|never|none|nobody|no one|without)) (?:\w+ ){{0,2}}?(?:black-?listed"
        rf"|listed"
        r"|blocked|gr[ae]ylisted|bounc(?:ed|ing)|rejected|refused|expired|suspended|closed|on (?:any"
        r"|an?|the"
        r"|spamhaus))|\bon no (?:black|block|deny)-?lists?\b"
        r"|\bno (?:more )?(?:bounces?|errors?|problems?|issues?|failures?|blacklist)"
    ),
)
GERMAN: Final = Tongue(
    server=r"\bmail-?server|\bmailversand|\b(?:nachricht|mail)\b.*\bserver|\brelay\w* (?:nicht|verweigert"
    r"|abgelehnt)",
    mail=r"\bversand\b|\bsendelimit|\bversandlimit",
    refused=(
        r"abgelehn|abgewies|\bweis(?:t|en)\b.*\bab\b|zur[uü]ckgewies"
        r"|\blehn(?:t|en)\b|\bzur[uü]ck(?:gekommen)?\b|\bnimmt (?:nix|nichts|keine|(?:\w+ )+nicht\b)"
        r"|(?:verschick|versende|sende)\w*\b.*\bkeine (?:e-?)?mails"
        r"|geblockt|gebounced?|\bblo(?:ck|ckier|kkier)t (?:unser|alle|uns|mein)|\bkein versand"
        r"|\bnicht (?:senden|raus|zugestellt|versende)|versand (?:tot"
        r"|gestoppt|klemmt)"
    ),
    wrong=(
        r"\bfehl(?:er|t|schl|gesch)|schl[aä]gt fehl|\bgetrennt\b|\btrennt\b|\babgebrochen\b"
        r"|\bfehlend|\bfalsch|unbekannt|gesperrt|blockiert|abgelaufen"
        r"|zu (?:gro(?:ss|ß)|viele?)|\bsperr(?:t|en)\b"
        r"|\bport \d+ (?:ist )?(?:zu|dicht)\b|[uü]berschritten|erreicht\b|zeit[uü]berschr|\bkein (?:ptr"
        r"|reverse|mx)"
        r"|\bnicht (?:erlaubt|erreich|m[oö]glich|[uü]berein)|ung[uü]ltig|[uü]berf[uü]llt|gibt ?(?:es "
        r"|s )?nicht|gibts nicht|(?:antwortet|reagiert|geht|passt|existiert) nicht|nimmt \w+ nicht"
    ),
    ours=r"\b(?:unser\w*|wir|uns|kunden?s?|mein\w*)\b",
    asks=(
        r"^\W*(?:wie|wo|wer|welche\w*|kann|können|gibt|ist|sind|haben|hat)\b.*\?|^\W*wie (?:man|kann|richt)"
        r"|^\W*(?:wenn|falls|sobald|sollte)\b|\bfalls\b|, wenn (?:die|der|das|eine?|es|sie)\b|, (?:so"
        r"|dann) \w+t\b"
        r"|\b(?:soll(?:ten?|en)?|wollen|möchten?|würden|könnte\w*|beispiel)\b"
        r"|\b(?:morgen|n[aä]chste\w*|(?:ab|am) (?:mon|diens|donners|frei|sams|sonn)tag|(?:ab"
        r"|am) mittwoch)\b"
    ),
    over=(
        r"\b(?:behoben|gel[oö]st|erledigt|repariert|entsperrt|(?:l[aä]uft|geht|funktioniert) (?:jetzt"
        r"|wieder)"
        r"|wieder (?:leer|da|ok|frei|offen|erreichbar|raus)|nicht (?:mehr )?(?:auf|gelistet|gesperrt"
        r"|abgelaufen)|nicht betroffen|alles (?:gut|ok)|keine? (?:fehler|bounces?|probleme?)|ist offen)\b"
    ),
)
FRENCH: Final = Tongue(
    server=r"\bserveur (?:smtp|mail|de mail|de messagerie)|\bserveur\b.*\b(?:rejet|refus)"
    r"|\bmessage\b.*\bserveur|\brelais (?:refus|interdit)"
    r"|\bport \d+ ferm",
    mail=r"\bcourriels?\b|\b(?:quota|limite) d['’]envoi",
    refused=(
        r"\brejet|\brefus|\brevien|\brevenue?s?\b|\brenvoy[eé]e?s? *$|\b(?:en )?retour(?:n[eé]\w*)?\b"
        r"|bloqu[eé]e?s? comme spam|\bbloqu(?:e|ent|[eé]) (?:nos|notre|mes|tous)|(?:peu[tx]|envoie"
        r"|part|passe)(?:nt)? (?:plus|pas)\b"
        r"|impossible d['’]envoy"
    ),
    wrong=(
        r"[eé]chec|[eé]chou|\batteint|certificat\b.*\bexpir[eé](?:\PL|$)|pas de r[eé]ponse"
        r"|p[eé]rim[eé]|inconnue?s?\b"
        r"|\bbloqu[eé]|ferm[eé]e?\b|impossible"
        r"|d[eé]pass[eé]|\bpleine\b|\btrop (?:gros|lourd|volumineux|de )|erron[eé]|incorrect|invalide"
        r"|injoignable|inexistant|mauvais mot|n['’]?existe pas|(?:r[eé]pond|marche|fonctionne) (?:pas|plus)"
    ),
    ours=r"\b(?:notre|nos|nous|mon|mes|clients?)\b",
    asks=r"^\W*(?:comment|quel\w*|est-ce|faut-il|peut-on|combien|si|quand|lorsque)\b|\b(?:demain|devrait"
    r"|faudrait)\b",
    over=r"r[eé]solue?s?\b|r[eé]par[eé]|remarche|refonctionne|c['’]est bon|(?:plus|pas) (?:sur|bloqu|en liste"
    r"|blackl)",
)
SPANISH: Final = Tongue(
    server=(
        r"\bpuerto (?:25|465|587)\b|\bmensajes?\b.*\bservidor"
        r"|\brelay (?:denegado|no permitido)"
    ),
    mail=r"\bcorreos?\b|\bl[ií]mite de env[ií]o",
    refused=r"\brechaz|\brebot|\bbloque(?:an?|[oó]) (?:nuestr|todos|mis)"
    r"|\bvuelven?\b|\bvolvi(?:[óo]|eron)(?:\PL|$)"
    r"|\bdevuel[vt]|\bno (?:se )?(?:puede|podemos|sale|llega|deja|env[ií]a)(?:n)?\b",
    wrong=(
        r"\bcaduc(?:ad|ó)|\bvenc(?:id|ió)|\bexpir(?:ó|ad)|incorrect[ao]|\bfall(?:a|[oó]|os?)\b"
        r"|\bfallid|\bcerrad|\bbloque(?:ad|ó|a\b)|\bsuper(?:[oó]|ad|amos)"
        r"|\bllen[oa]\b"
        r"|excedid|demasiado|agotad|denegad|inexistente|desconocid|inv[aá]lid|autofirmad|\balcanz"
        r"|\bno (?:existe"
        r"|funciona|responde|v[aá]lid)"
    ),
    ours=r"\b(?:nuestr[oa]s?|estamos|mis?|clientes?)\b",
    asks=r"^\W*(?:c[oó]mo|cu[aá]nt\w*|cu[aá]l\w*|si|cuando)\b|\bmañana\b|\bdeber[ií]a",
    over=r"\b(?:solucionad|resuelt|arreglad)|\bya (?:no|funciona|est[aá])",
)
PORTUGUESE: Final = Tongue(
    server=r"\bporta (?:25|465|587)\b|\bmensagem\b.*\bservidor",
    mail=r"\bcorreio\b|\blimite de envio",
    refused=(
        r"\breje[it]|\bbloque(?:iam?|ou) (?:noss|todos|meus)|\bvolt(?:ou|aram|ando|am?)\b"
        r"|\bretorn(?:ou|ado|a)|\bdevolvid|\brecus"
        r"|\bn[aã]o (?:consegue enviar|envia|sai|chega)"
    ),
    wrong=(
        r"\berrad[ao]|\bfalh|\bfechad|\bbloque(?:ad|ou|ia)|\bvenc(?:id|eu)|expir(?:ad|ou)|exced(?:id"
        r"|eu)|esgotad|muito grande|grande demais"
        r"|inexistente"
        r"|\bchei[ao]\b|desconhecid|\bating(?:iu|i[mn]|ido)|inv[aá]lid|incorret[ao]"
        r"|\bn[aã]o (?:consegue|existe|funciona|responde"
        r"|conecta)"
    ),
    ours=r"\b(?:noss[oa]s?|estamos|meus?|clientes?)\b",
    asks=r"^\W*(?:como|qual|quais|quant[oa]s?|quando|se (?:a|o|um|uma))\b|\bamanh[aã]\b|\bdeveria",
    over=r"\b(?:resolvid|consertad|corrigid)|\bj[aá] (?:n[aã]o|funciona|est[aá])|\bvolt(?:ou"
    r"|aram) a (?:funcionar|enviar)",
)
ITALIAN: Final = Tongue(
    server=r"\bserver (?:smtp|di posta|mail)|\bmessaggio\b.*\b(?:server|indietro)\b",
    mail=r"\bposta elettronica|\binvi(?:are|amo) (?:la )?posta\b|\blimite di invio",
    refused=r"rifiut|\brespint|\bblocca(?:no)? (?:le nostre|tutt|i nostri)|\btorna(?:no|t[aoei])? indietro"
    r"|\bbloccate?\b|\bnon (?:si riesc|riesc|invia"
    r"|parte|partono|va\b)",
    wrong=(
        r"\bscadut|\berrat[ao]|\bfallit|\bchius[ao]|inesistent|\bbloccat|superat|troppo|sconosciut|sbagliat"
        r"|\bpien[ao]\b|\bmanca\b|\bnon (?:esiste|funziona|risponde|valid)"
    ),
    ours=r"\b(?:nostr[oaei]|siamo|mi[oaei]|clienti?)\b",
    asks=r"^\W*(?:come (?:si|posso|faccio)|qual[ei]|quant[oi]|quando|se (?:il|la|si|un))\b|\bdomani\b"
    r"|\bdovrebbe",
    over=r"\brisolt|\bsistemat|funziona di nuovo|\bnon (?:è |siamo )?(?:più )?in\b",
)
DUTCH: Final = Tongue(
    server=r"\bpoort (?:25|465|587)\b|\bbericht\b.*\bserver",
    mail=r"\bverzendlimiet",
    refused=(
        r"geweiger|\bweiger|\bblokkeert (?:onze|alle)|\bterug(?:gekomen)?\b|gebounce|\b(?:gaat|gaan"
        r"|kan|komt) (?:\w+ )?niet"
    ),
    wrong=(
        r"verlopen|verkeerd|onjuist|mislukt|\bdicht\b|geblokkeerd|bereikt|te groot|onbekend|bestaat niet"
        r"|\bvol\b|onbereikbaar|overschreden|\b(?:werkt|klopt|antwoordt|reageert) (?:\w+ )?niet"
    ),
    ours=r"\b(?:ons|onze|wij|we|mijn|klant\w*)\b",
    asks=r"^\W*(?:welke|kunnen|moeten|is|zijn)\b.*\?|^\W*(?:hoe|als|zodra)\b|\bmorgen\b",
    over=r"\bopgelost|werkt (?:weer|nu)|niet (?:meer )?(?:op|geblokkeerd)",
)
POLISH: Final = Tongue(
    server=r"\bserwer\w* (?:smtp|poczt)|\bserwer\w*\b.*\bwiadomo|\bwiadomo[sś][cć]\b.*\bserwer",
    mail=r"\bpoczt[ayęą]?\b|\bmail(?:e|a|i|em|ów|y)\b|\bwiadomo[sś][cć]",
    refused=(
        r"odrzuc|blokuje (?:nasz|wszystk)|\bwrac|\bwr[oó]ci|\bzwrot|\bnie (?:wychodz|mo[żz]na wys"
        r"|dochodz|wysy)"
    ),
    wrong=(
        r"wygas|b[łl][eę]d|b[łl][aą]d|zamkni[eę]t|zablok|przekrocz|osi[aą]gni|wyczerp|zbyt du"
        r"|za du[żz]|nieznan|nieprawid"
        r"|niepopraw|pe[łl]n[aey]\b|\bbrak |z[łl]e has|\bnie (?:istnieje|dzia[łl]a|odpow|mo[żz])"
    ),
    ours=r"\b(?:nasz[ae]?|nasze\w*|jeste[sś]my|klient\w*|m[oó]j)\b",
    asks=r"^\W*(?:jak|ile|czy|kt[oó]r\w+|je[sś]li|gdy)\b|\bjutro\b|\bpowin",
    over=r"rozwi[aą]zan|naprawion|znowu dzia|ju[zż] (?:dzia|nie)|nie jest",
)
TURKISH: Final = Tongue(
    server=r"\b(?:25|465|587) portu|\bmesaj\b.*\bsunucu",
    mail=r"\be-?posta|\bmailler\w*",
    refused=r"reddedil|engelliyor|\breddetti|\bgeri (?:d[oö]n|gel)|gitmiyor|g[oö]nderil(?:em|mi)",
    wrong=(
        r"dolmu[sş]|\bdolu\b|hatal[iı]|\bhata\b|ba[sş]ar[iı]s[iı]z|kapal[iı]|bulunamad|engellen"
        r"|a[sş][iı]ld[iı]|\byanl[iı][sş]|lan[ıi]?l?am[ıi]yor|vermiyor|\byok\b|[cç]ok b[uü]y[uü]k"
    ),
    ours=r"\b(?:bizim|m[uü][sş]teri\w*|\w+imiz|\w+imizin|ip|domain\w*)\b",
    asks=r"nas[iı]l\b|\bm[iı] ?\?$|^\W*e[gğ]er\b|\byar[iı]n\b",
    over=r"[cç][oö]z[uü]ld|d[uü]zel|\bartık\b",
)
RUSSIAN: Final = Tongue(
    server=r"порт (?:25|465|587)|почтов\S* сервер|письмо.*сервер",
    mail=r"письм|почт[аыуеой]+(?:\PL|$)|аутлук|яндекс|рассылк",
    refused=r"отклон|блокиру|вернул|возвращ|не приним|не (?:уход|отправ|доход|достав)|не могу отправ",
    wrong=(
        r"ист[её]к|неверн|неправильн|ошибк|закрыт|заблок|превыш|исчерпан|достиг|слишком|неизвест|отказ"
        r"|сбой|просроч"
        r"|переполн"
        r"|таймаут|не (?:существ|найден|работ|отвеч)|(?:^| )нет(?:\PL|$)"
    ),
    ours=r"(?:^|\PL)(?:наш\S*|мы|нас|мой|клиент\S*|домен\S*)(?:\PL|$)",
    asks=r"^[^\pL]*(?:как|сколько|какой|можно ли|если|когда)(?:\PL|$)|завтра",
    over=r"исправ|решен|починил|снова |уже не|больше не (?:в|на)(?:\PL|$)",
)
UKRAINIAN: Final = Tongue(
    server=r"порт (?:25|465|587)|поштов\S* сервер|лист.*сервер",
    mail=r"(?:^|\PL)лист(?:и|а|ів)?(?:\PL|$)|(?:^|\PL)пошт[аиуіою]+(?:\PL|$)",
    refused=r"відхил|поверн|не прийма|не (?:відправ|надход|доход|йд)|не можу (?:відправ|надісл)",
    wrong=(
        r"закінчи|невірн|неправильн|помилк|закрит|заблок|перевищ|занадто|надто|невідом|відмов|переповн"
        r"|не (?:існу|знайд|прац|відпов)|нема "
    ),
    ours=r"(?:^|\PL)(?:наш\S*|ми|нас|мій|клієнт\S*|домен\S*)(?:\PL|$)",
    asks=r"^[^\pL]*(?:як|скільки|який|чи можна|якщо|коли)(?:\PL|$)|завтра",
    over=r"виправ|вирішен|полагод|знову прац|вже не|більше не (?:в|на)(?:\PL|$)",
)
CHINESE: Final = Tongue(
    server=r"(?:25|465|587) ?端口|端口 ?(?:25|465|587)|[发發][件信]服[务務]器|smtp ?服[务務]",
    mail=r"[邮郵][件箱]|信箱|[发發]信|收信",
    refused=r"退[信回件]|被退|[弹彈]回|拒[收绝絕]|[发發寄送]不[出了]|[无無]法[发發寄]|[发發]送不",
    wrong=(
        r"[满滿]|不存在|不到|[过過太]大|[锁鎖]定|被封|黑名[单單]|超[过過出]|不正确|不通|密[码碼][错錯]"
        r"|[报報][错錯]"
    ),
    ours=r"我[们們]?|客[户戶]|公司|域名",
    asks=(
        r"[吗嗎]|[?？][^\pL]*$|^[^\pL]*(?:如何|怎[么麼样樣]|如果|什[么麼]是)|明天|[计計][划劃]|打算"
        r"|建[议議]"
        r"|[应應][该該]"
    ),
    over=r"解[决決]了|已解[决決]|已[经經]|恢[复復]|正常|修好|好了|没问题|沒問題|不用",
)
JAPANESE: Final = Tongue(
    server=r"(?:25|465|587)番?ポート|ポート ?(?:25|465|587)|送信サーバ|メールサーバ",
    mail=r"メール|アウトルック|サンダーバード",
    refused=(
        r"戻(?:って|り)|返って|返され|拒否|届か|届きませ|弾かれ|はじかれ|送れ(?:ない|ませ)"
        r"|送信でき(?:ない|ませ)"
    ),
    wrong=(
        r"失敗|いっぱい|満杯|見つから|存在しな|期限切れ|大きすぎ|超え|ロックされ|できな|できませ|間違"
        r"|ブラックリスト"
        r"|切れて"
    ),
    ours=r"弊社|当社|自社|うち|私|お客|顧客|取引先",
    asks=(
        r"(?:です|ます|でしょう)か[^\pL]*$|[?？][^\pL]*$|^[^\pL]*(?:どう|もし)|明日|予定|べき|場合は"
        r"|ください"
    ),
    over=r"解決し|直り|治り|復旧|問題(?:ない|ありませ)|正常に|届きました|できました|送れました",
)
KOREAN: Final = Tongue(
    server=r"포트 ?(?:25|465|587)|(?:25|465|587)번? ?포트|메일 ?서버",
    mail=r"메일|편지|아웃룩|네이버",
    refused=(
        r"반송|거부|거절|차단|되?돌아[왔오옵]|안 ?(?:가|보내|나가)|발송[^.]{0,6}(?:실패|안)|보낼 수 없"
        r"|못 ?보내"
    ),
    wrong=r"꽉|가득|없(?:는|다|대)|틀[린렸리]|잠[겼김]|블랙리스트|안 ?[돼되됨됩]|너무 (?:커|큽|크)|에러",
    ours=r"우리|저희|제 |고객|거래처",
    asks=r"(?:나요|까요|니까|[인한건은]가요)[^\pL]*$|[?？][^\pL]*$|^[^\pL]*(?:어떻게|만약)|내일|예정|해야",
    over=r"해결|복구|정상|다시 (?:잘|돼|됩|보내)|고쳤|잘 (?:돼|됩|가|옵)|괜찮",
)
ARABIC: Final = Tongue(
    server=r"خادم البريد|المنفذ (?:25|465|587)",
    mail=r"بريد|رسائل|رسالة|[إا]يميل|[أا]وتلوك|جيميل",
    refused=r"رفض|مرفوض|ارتد|ترتد|[عر][اج][دع]ت|[تي]رجع|محظور|حظر|لا ?[تي](?:رسل|صل)|لا [^.،]{0,12}إرسال",
    wrong=r"ممتلئ|غير (?:موجود|صحيح|معروف)|خاطئ|تجاوز|كبير|القائمة السوداء|مقفل|مغلق",
    ours=r"لدينا|عميل|زبون|خادمنا|نطاقنا",
    asks=r"[؟?][^\pL]*$|^[^\pL]*(?:كيف|هل|ما هو|إذا|متى)|غد",
    over=r"تم (?:حل|إصلاح)|يعمل الآن|عاد (?:ال\S+ )?للعمل|بشكل طبيعي",
)
HINDI: Final = Tongue(
    server=r"मेल सर्वर|पोर्ट (?:25|465|587)",
    mail=r"मेल|आउटलुक",
    refused=r"वापस|रिजेक्ट|बाउंस|ब्लॉक|नहीं (?:जा|भेज|पहुँच|पहुंच|हो)",
    wrong=r"गलत|ग़लत|भर(?:ा|ी|े|\PL|$)|फेल|एरर|नहीं मिल|मौजूद नहीं|बहुत बड़|समाप्त|लॉक",
    ours=r"हमार|मेर[ाीे]|ग्राहक|क्लाइंट",
    asks=r"\?[^\pL]*$|^[^\pL]*(?:कैसे|क्या|कौन|अगर)|कल ",
    over=r"ठीक हो|हल हो|सही हो|अब (?:चल|ठीक)",
)
VIETNAMESE: Final = Tongue(
    server=r"cổng (?:25|465|587)|máy chủ gửi",
    mail=r"\bthư\b|hộp thư",
    refused=r"(?:bị|được) trả|trả (?:lại|về)|từ chối|bị chặn|không (?:gửi|nhận|đi|đến)|gửi không",
    wrong=(
        r"\blỗi\b|\bsai\b|đầy|không (?:tồn tại|tìm thấy|kết nối)|quá (?:lớn|nhiều)|vượt|bị khóa"
        r"|danh sách đen"
    ),
    ours=r"chúng tôi|bên em|khách|của (?:tôi|em)|công ty",
    asks=r"\?[^\pL]*$|^[^\pL]*(?:làm sao|làm thế nào|có thể|nếu|khi nào)|ngày mai",
    over=r"đã (?:sửa|xong|khắc phục|ổn)|được rồi|hoạt động lại|bình thường",
)
INDONESIAN: Final = Tongue(
    server=r"server (?:email|surel)|port (?:25|465|587) (?:di|ter)",
    mail=r"\bsurel\b|kotak (?:masuk|surat)|\bimel\b",
    refused=(
        r"ditolak|\bmental\b|dikembalikan|terpental|\bbalik\b|tidak (?:terkirim|bisa (?:me?n?g?)?kirim"
        r"|sampai)"
    ),
    wrong=(
        r"\bsalah\b|\bpenuh\b|ka?e?da?luwarsa|kadaluarsa|tidak (?:ada|ditemukan|valid|dikenal)"
        r"|terlalu (?:besar|banyak)|melebihi|terkunci|daftar hitam|diblokir|\beror\b"
    ),
    ours=r"\b(?:kami|kita|klien|pelanggan|saya)\b",
    asks=r"\?[^\pL]*$|^[^\pL]*(?:bagaimana|apakah|jika|kalau|kapan)|\bbesok\b",
    over=r"sudah (?:bisa|normal|beres|selesai|teratasi)|kembali normal|lancar",
)
TONGUES: Final = (
    ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH, POLISH, TURKISH, RUSSIAN, UKRAINIAN,
    CHINESE, JAPANESE, KOREAN, ARABIC, HINDI, VIETNAMESE, INDONESIAN,
)  # fmt: skip

# What goes on in English: a login, a connection or TLS that fails, not a password wrong in a document.
GOES_WRONG: Final = (
    r"\b(?:fails?|failing|failed to \w+|rejects|refuses|denies|times out|timing out|hangs|drops|closes"
    r"|disconnects"
    r"|gives up|gave up"
    r"|stalls)\b|\bdo(?:es)? (?:\w+ ){1,3}(?:reject|refuse|deny|block)\b|\bno (?:answer|response)\b"
    r"|\b(?:gets?|got|is|are|being) (?:\w+ )?(?:rejected|refused|denied|dropped|cut off"
    r"|kicked|locked)\b"
    rf"|(?:{_NOT}|\b(?:can ?not|unable to|no longer|won['’]?t)) (?:\w+ )?"
    r"(?:connect|log ?in|authenticate|reach|resolve|negotiate|verify|accept|support|respond|answer|trust"
    r"|get through)"
)
# Lists that one stands on.
LISTED: Final = (
    r"\bblack ?-?list|\bblackl|\bbloc?k ?-?list|\blisted\b|\bgr[ae]y ?-?list|gegr[ae]ylist|\bspamhaus\b"
    r"|\brbl\b|\bsorbs\b|\bgelistet\b"
    r"|schwarze\w* liste|liste noire|lista ne(?:gr|r)a|zwarte lijst|czarn\pL+ li|kara liste"
    r"|ч[её]рн\pL+ спис"
    r"|блэклист|спамхаус"
)
# A login that is asked for again is one that the server refused: that it is asked for, and that it is again.
ASKS_FOR_IT: Final = (
    r"\b(?:ask|prompt|request)(?:s|ed|ing)?\b|\bpop(?:s|ped|ping)?[ -]?ups?\b|\bfrag(?:t|en)\b|abfrage"
    r"|\bwill\b"
    r"|verlang|\br?e?demand|\b(?:pid|ped)[ei]|solicit|pergunta|\bchied|richied|\bvra(?:ag|gen)|vraagt"
    r"|\bpyta"
    r"|\bprosi|[żz][aą]da|soruyor|sor(?:ar|up)|istiyor|запраш|спраш|прос[ия]т|требу|запит|пита|提示|要求"
    r"|[询詢][问問]|[输輸]入|聞かれ|聞いて|求め|表示され|물어|묻|요구|뜨|يطلب|تطلب|يسأل|मांग|माँग|पूछ"
    r"|\bhỏi\b|đòi|yêu cầu"
    r"|\bmin(?:ta|eta)|\bmeminta|\btanya"
)
AGAIN: Final = (
    r"\bkeeps?\b|\balways\b|\bconstant|\bagain\b|\bover and over|\b(?:every|each|all the) (?:few |\w+ )?"
    r"(?:time|minute|hour|day|second)|\brepeated|\bcontinu|\bnon[ -]?stop|\bin a loop|\bimmer\b|st[aä]ndig"
    r"|\bdauernd|\bjedes ?mal|laufend|\bwieder\b|\btoujours|\bsans (?:cesse|arr[eê]t)|n['’]arr[eê]te pas"
    r"|\ben boucle|\btout le temps|\bchaque fois|\bredemand|\bconstante|\btodo el (?:rato|tiempo)"
    r"|\buna y otra vez|\bsiempre|\bcada (?:vez|dos|rato)|\bsigue\b|\btoda (?:hora|vez)|\bo tempo todo"
    r"|\bsempre\b"
    r"|\bfica\b|\bdireto\b|\bogni (?:volta|\w+ minuti)|\bdi continuo|\bsteeds\b|\bblijft\b|\btelkens"
    r"|\baltijd"
    r"|ci[aą]gle|ca[łl]y czas|wci[aą][żz]|za ka[żz]dym|s[uü]rekli|devaml[ıi]|her (?:seferinde|defas)"
    r"|\bhep\b"
    r"|постоянн|вс[её] время|каждый раз|снова|опять|бесконечн|постійно|весь час|щораз|знову|一直"
    r"|反[复復覆]|[总總]是"
    r"|不[断斷]|老是|不停|每次|何度も|毎回|繰り返し|ずっと|常に|계속|자꾸|매번|반복|باستمرار|دائم"
    r"|كل مرة|बार|लगातार"
    r"|हमेशा|\bcứ\b|liên tục|\bmãi\b|\bsuốt\b|hoài|\bterus\b|selalu|berulang"
)
# A record of one's domain: it may be wrong for years where nobody refuses mail for it.
RECORD: Final = r"\b(?:spf|dkim|dmarc|ptr|r-?dns)\b|\breverse[ -]dns"
REFUSES_IT: Final = r"\b(?:google|microsoft|yahoo)\b"  # who reads such records, and is much else beside
# Counted, compared, said in fun.
COUNTED: Final = (
    r"\d ?%|\b(?:hard|soft)[ -]bounc(?:es|ed|ing)\b|\b(?:bounce|open|error|reply|failure)[ -]?rate"
    r"|\bof \d+ free\b"
    r"|\b\d+ (?:bounces|mails|emails|replies|(?:\w+ )?attempts)"
    r"|\b(?:price|costs?|invoice (?:no|number|amount|over|for|of)|eur|usd)\b(?:[^ ]| [^em]"
    r"| e[^-m]| m[^a]|$)|[€$]|\b(?:lol|haha\w*|rofl)\b|😂|🤣|\bfull of\b"
    r"|\b(?:auth|tls) \d(?:[^.]|$)"
)
# Somebody's whole trouble, in a place where mail is spoken of: "the old phones can't send since Monday".
CANNOT_SEND: Final = (
    r"\b(?:can(?: ?not|['’]?t)|could(?: not|n['’]?t)|unable to|no longer) (?:even )?send(?:\W*$|[,.;:]"
    r"| (?:any ?more|any longer|at all|since|because|from|via|out|anything|and|either|today|now|to anyone"
    r"|to anybody)\b)"
)
# That somebody sends: with a login that fails it is a mail, for little else is sent behind one.
SENDS: Final = (
    r"\bsend(?:s|ing)?\b|\b(?:ver)?senden\b|versand|verschick|\benvi(?:ar|[oae]|amos|ando)\b"
    r"|\benvo(?:yer|ie|i)"
    r"|\binvi(?:are|[oa]|amo)\b|verzend|versturen|\bwys[łl]a[ćc]|wysy[łl]a|g[oö]nder|отправ|відправ|надісл"
    r"|[发發寄]送|[发發]不[出了]|送信|送れ|보내|발송|[إا]رسال|[تي]رسل|भेज|\bgửi\b|\bme?n?g?kirim"
)
# Who takes part in sending, beside the mail itself, and what they do of which only the words tell.
AROUND_MAIL: Final = (
    r"\b(?:servers?|gateways?|filters?|providers?|delivery|recipients?|receivers?|senders?|addresse?s?"
    r"|domains?"
    r"|(?:the|their|our) (?:other |own )?(?:side|end|host|hoster|ip)|box|firewall"
    r"|spf|dkim|dmarc|mailbox|passwords?"
    r"|bounce[ds]?|newsletters?|sending|mx|retr(?:y|ies|ied|ying)|attempts?|bcc|greylist\w*|virus"
    r"|junk|spam|deliver\w*|messages per|attachments?|credentials?|auth\w*|log-?ins?|e-?mail accounts?)\b"
)
SAID: Final = (
    r"\b(?:(?:is|are|was|mailbox|inbox|box|quota) full|kills?|pops? up|blockt|stopped accepting"
    r"|lists (?:our|us)|hit|says?|said|complains?"
    r"|tells?|told|flags?|flagged|sees|thinks|marked|marks|classif\w+|cut(?:s"
    r"|ting)? (?:us|him|her"
    r"|them|me) off|throws?|(?:is|are) full|won['’]?t|breaks? off|stopped working|exige|lehnt|recusa"
    r"|rifiuta"
    r"|doesn['’]?t allow|does not allow|(?:thrown|sent|came|comes|coming|goes|went|gets? (?:it|them)) back"
    r"|defers?|dit"
    r"|dice|diz|sagt|meldet|mówi|zegt)\b"
)
# What somebody has to do: an error's words as well as advice.
HAS_TO: Final = r"\b(?:only|must|wants?|needs?|requires?)\b"
# What a program that is made or sold here does; its pages, files, tests and plans.
PRODUCT: Final = (
    r"\b(?:(?:reset|order|sign-?up|web) forms?|fields?|sign-?up|sheets?|columns?|imports?|exports?"
    r"|preview|wizard|buttons?|page"
    r"|checker|parser"
    r"|monitor|trial|flaky|typos|typo (?:in|on) (?:the |our |a )?(?:page|text|docs?|readme|ui|app|button"
    r"|title|line)|bugs?|ui|demo|staging|on purpose|intended|merged?|commit|branch|pr|maps"
    r"|tickets? (?:is|are|was|were|for|about|to|number|closed|open)|change|verification link"
    r"|dashboard|templates?"
    r"|(?:free|pro|starter) plan|plugins?|web[ -]?(?:ui|oberfl\S*|interface)|in the list of|clone[ds]?"
    r"|repo(?:sitory)?|licen[cs]e|contract|calendar|meeting|postman|in ci|according to|mark(?:ed)? as"
    r"|free tier)\b"
)
# What else is sent, is refused and comes back.
PARCEL: Final = (
    r"\b(?:dhl|ups|fedex|hermes|parcels?|packages?|shipments?|paket\w*|sendung|colis|paquete|pacco|pacote"
    r"|encomenda|pakket|paczk\w+|kargo\w*)\b|посылк"
)
# Other programs: their trouble is none of mail's unless it is said to be.
OTHERS: Final = (
    r"\b(?:banks?|banco|banque|banca|instagram|twitter|paypal|netflix|spotify|jira|slack|zoom|vpn|wi-?fi"
    r"|wlan|linkedin|hubspot|salesforce|stripe|git(?:hub|lab)?|jenkins|docker|redis|mysql"
    r"|postgres\w*|database|datenbank|web ?site|webseite|site web|sitio|shop|browser|chrome|firefox|laptop"
    r"|sms|whatsapp|telegram|teams|discord|api(?: [^k]|[^ ]|$)|webhooks?|deploy\w*|build|pipeline|staging"
    r"|cdn|aws|s3|ftp|ssh"
    r"|ldap|invites?"
    r"|rechnung|factura|crm|app store|upload|kinit|phone|android|tests? (?:fail|pass)\w*|\w+\.py"
    r"|no site|hemsida\w*|base de da(?:dos|tos))\b|(?:^| )(?:личн\pL+ кабинет|сайт"
    r"|баз\pL+ данных)|数据库|网站|データベース"
)
# Mail as a way to reach somebody, or the name of an account.
BY_MAIL: Final = (
    r"\b(?:by|via|per|through|my|your|his|her|par|por|mit|in) (?:my |meiner? )?(?:e-?)?mail\b"
    r"|\bmail(?:ed)? (?:me|him|her|us)\b|\bsend (?:me|him|her|them|us) an? (?:e-?)?mail\b"
    r"|\bmail (?:of|from|vom|von|de|du) "
)
FETCHED: Final = r"\bimap\b|\bpop3?\b"
