"""What people say of trouble with mail, in eighteen languages: what is mail's, what fails, what is over.

Words only, for RE2, letter case ignored; what they make of a sentence is decided in `said_of` and `trouble`.
Accents are optional: whoever types in a hurry leaves them out.
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


# Is not, with or without its apostrophe.
NOT: Final = r"\b(?:is|are|was|were|do|does|did|has|have|ca|could|wo)n['’]?t"

ENGLISH: Final = Tongue(
    server=(
        r"\b(?:scanner|printer|copier|mfp|kopierer|drucker)s?\b.*\b(?:send|mail|tls|ssl|log ?in)"
        r"|\bsend\w* (?:\w+ ){0,3}(?:from|with|by|via|on|through) (?:\w+ )?(?:iphone|ipad|mac|phone|android"
        r"|tablet|laptop)\b|\b(?:iphone|ipad)\b.*\bsend|\b(?:can|could|do|does|still) receive\b.*\bsend"
        r"|\breceiving (?:works|is fine)\b.*\bsend|\bsend\w*\b.*\bweb-?mail\b|\bweb-?mail\b.*\bsend"
        r"|\b(?:quota|limit)s? (?:exceeded|reached|hit) (?:when|while) sending\b"
        r"|\b(?:sending|send|e-?mail) (?:limit|quota)s?\b|\btoo many hops\b|\bmails? loops?\b"
        r"|\boutgoing (?:mail )?server\b|\b(?:comes?"
        r"|came) back\b.*\b(?:domain|address|user|host) (?:not found|unknown|not known|does)|\bsmtp\b"
        r"|\b(?:mail|mx)\d*\.[\w-]+\.\w|\b(?:port:?|refused (?:on|at)|time-?outs? (?:on|at|auf|an|sur|en)"
        r"|timed? out (?:on|at)) (?:25|465|587|2525)\b|\b(?:starttls|helo"
        r"|ehlo)\b|\bmessages?\b.*\b(?:server|5[0-5]\d)\b|\bsending (?:works|is ok|is fine)\b.*\bnot\b"
        r"|\bmessages? (?:\w+ ){0,2}(?:rejected|refused|bounced|returned)"
        r"(?:[,:]| because| as| since| for| due).*\btoo (?:big|large)\b"
        r"|\bbounced (?:as|for|because|due|with|at|from|by)\b|\bgr[ae]y ?-?list(?:s|ed|ing)?\b.*\b(?:4[05]\d"
        r"|first (?:try|attempt|mail))\b|\b(?:daily|hourly)\b.*\blimit\b.*\bsend|\bsend\w*\b.*\b(?:daily"
        r"|hourly)\b.*\blimit\b|\bmx\b.*\b(?:server|answer|missing|set\b|wrong|old|domain|points?)"
        r"|\b\d+ ?(?:mb|mib|megs?)\b.*\bservers?\b|\bservers?\b.*\b\d+ ?(?:mb|mib|megs?)\b|\b(?:recipients?"
        r"|receivers?|their) (?:mail ?)?servers?\b.*\b(?:reject|refus|bounc|den(?:y|ie)|block)"
        r"|\bserver\b.*\b(?:reject|refus|block)\w* (?:us|our|me|him|her|them|the sender)\b"
        r"|\bserver\b.*\bblack ?-?list|\bundeliver|\bserver\b.*\bmessages?\b|\brelay(?:ing)?\b.*\b(?:denied"
        r"|(?:not|isn['’]?t) (?:allowed|permitted)|refused)|\b(?:gave|gives) up after (?:\d+|two|three|four"
        r"|five) (?:hour|day)s?\b|\bmail system\b|\b(?:the bounce|bounces? (?:says|back|with)|bounced? with"
        r"|says the bounce)|, (?:it )?bounce[ds]?\W*$"
    ),
    mail=(
        r"\b(?:when|whenever) (?:he|she|they|(?:the |a |our |my )?\w+) (?:writes?|e-?mails?) (?:to )?(?:us"
        r"|me|him|her|them)\b"
        r"|\bscan ?(?:2|to) ?(?:e-?)?mail\b|\brelay(?:s|ed|ing|en)?\b|\bndrs?\b|bounc(?:e[sd]?|ing)\b"
        r"|\bhard ?fails?\b|\bmailing list\b"
        r"|\bfrom address\b|\bin (?:the |our )?queue\b|\b(?:sorbs|uceprotect|sbl|s31[45]0)\b"
        r"|\bmessage (?:size )?exceeds\b|\bbefore the @|\bfrom[ -]domain\b|\bsend(?:s|ing)?[ -]as\b"
        r"|\bno-?reply\b|\bspam ?filter|\bmail ?box|\binbox|\b(?:whole|full|complete) (?:e-?mail )?address\b"
        r"|\b(?:e-?)?mails?(?:[^\w/@:_.-]|[.:] |\W*$)|\bnewsletters?\b|\bcampaign|\b(?:gmail"
        r"|outlook(?:\.com)?|thunderbird|hotmail|yahoo|gmx|web\.de|t-online|icloud|aol|office ?365|[mo]365"
        r"|ionos|orange|barracuda|mimecast|proofpoint|spamhaus|spamcop|ironport|messagelabs|hornetsecurity"
        r"|spamtitan|cloudmark|(?-i:SES)|ovh|aruba|sendgrid|mailgun|mailjet|brevo|postmark|mailchimp|klaviyo"
        r"|mailerlite|sparkpost|mandrill|smtp2go|zoho|strato|hostinger|amazon ses|google workspace"
        r"|exchange|smartlead|lemlist)\b"
        # The platform, not how soon something happens.
        r"|\binstantly (?:says?|said|shows?|showed|zeigt|sagt|meldet|dice|muestra|dit|affiche|mostra|diz"
        r"|zegt)\b"
    ),
    refused=(
        r"\b(?:no ?one|nobody)(?: \w+){0,4} (?:can|could) (?:send|e-?mail)\b|\breject|\bden(?:y|ie[sd])\b"
        r"|\bdisallow"
        r"|\bbounc(?:e|es|ed|ing)\b|\breturned\b|\bcomes? back\b"
        rf"|\bcame back\b|(?:{NOT}|\bnot) (?:be )?accept|\bblock(?:s|ed|ing) (?:us|our|all|everything|my)\b"
        rf"|\bdiscard|\bwon['’]?t (?:take|let|have)\b|(?:{NOT}|\b(?:not|no longer)) (?:like|take|want|let)\b"
        r"|\bthrows? (?:\w+ ){0,4}away\b|\bdrop(?:s|ped)\b|\bheld (?:our|my|the|back)\b|\bsends? nothing\b"
        r"|\b(?:sends?|sending|mails?) no (?:more )?(?:[a-z-]+ )?(?:(?:e-?)?mails?|messages?)\b"
        r"|\brefuses? (?:us|our"
        r"|my|them|all)\b"
        r"|\bsending (?:an? |the |any |our )?(?:\w+ )?(?:e-?)?mails?(?: \S+){0,6} (?:times? ?-?out\b"
        r"|(?:results? in|leads? to|ends? (?:in|with)|causes?|gives?|returns?) (?:an? )?(?:[\w-]+ ){0,2}"
        r"(?:time-?out|error)\b)|\b(?:e-?mails?|messages?) (?:\w+ )?time ?-?out\b"
        r"|\bstopped (?:sending|mailing|e-?mailing)\b|\bmails? (?:\w+ )?(?:is|are|was|were|gets?|got|been"
        r"|being) (?:\w+ )?blocked\b|\bcan(?: ?not|['’]?t) (?:e-?)?mail\b|\b(?:is|are|gets?|got|was|were"
        r"|being) blocked (?:by|as|for|because|since)\b|\bthrottle[sd]?\b|\b(?:only|just) (?:takes?|accepts?"
        r"|allows?) (?:up to )?\d|\bstuck\b|\bdeferred\b|\bpaused\b|\bblocked as spam\b"
        rf"|\bexpired in (?:the )?queue\b|\bquarantin|(?:{NOT}"
        r"|\b(?:can ?not|never|nothing|no one|nobody|no|not|unable to|no longer)) (?:\w+ )?(?:be )?(?:sends?"
        r"|sent|e?-?mailed|sending|go(?:es|ing)? (?:out|through)|gets? (?:through|delivered|sent)"
        r"|deliver(?:ed)?"
        r"|reach(?:es)?|through)\b"
    ),
    wrong=(
        r"\bunder maintenance\b|\btry (?:again )?later\b|\b[45]xx\b|\bbad syntax\b|\bgives? up\b"
        r"|\bgave up\b|\bblock(?:s"
        r"|ed|ing)?\b|\bexpired\b|\bran out\b|\bdown\b|\b(?:wrong|incorrect|invalid|unknown|missing|broken"
        r"|disabled|locked|suspended|untrusted|unavailable|unreachable)\b|\bfail(?:s|ed|ing|ure)?\b"
        r"|\b(?:soft|hard)-?fail(?:s|ed)?\b"
        r"|\berrors?\b|\bsup+res+ed\b|\btime(?:d|s) ?-?out\b|\b(?:mails|messages|logins"
        r"|connections) time out\b|\btime-?outs? (?:since|at|to|from|for|on|all|again|when|with|every|bij"
        r"|sul|bei"
        r"|chez|en|no|na|seit)\b|, time-?out\W*$|\bclosed\b|\bloop|\bdisconnected\b|\bmismatch|\bwarnings?\b"
        r"|\btoo (?:large|big|long)\b|\btoo many (?:\w+ )?(?:log-?ins?|connections|recipients|attempts"
        r"|requests|hops)\b|\bexceed|\blimit\b.*\b(?:reached|hit)\b|\b(?:hit|reached|over|above)\b.*\blimit\b"
        r"|\blimit(?:s|ed) the number of\b|\bself[ -]signed|\bno (?:such|mx|ptr|route|reverse)\b|\bhangs?\b"
        rf"|\bout of (?:disk|space)|\breset\b|(?:{NOT}|\b(?:can ?not|not|unable to)) (?:\w+ )?(?:exist|found"
        r"|connect|reachable|log|allowed|permitted|like|work|match|resolve|arrive|respond|answer|trust|valid"
        r"|verif|belong|know|set\b|sign)|\bpoints? to (?:an?|the) (?:old|wrong|other|former|previous)\b"
        r"|\bbut not (?:in|on|at|from|over|with|via|by|for|to)\b|\bsays no\b"
    ),
    ours=r"\b(?:our|we|us|my|mine|clients?['’]?s?|customers?['’]?s?|domains?|ips?|mails|everything)\b",
    asks=(
        r"^\W*(?:how|what (?:is|are|does|do|happens|counts)|which|should|shall|can|could|do|does|did|is|are"
        r"|was|has|have|who|where|will|would|may)\b.*\?|^\W*how (?:to|do|can|many|much|often)\b|[?？][^\pL]*$"
        r"|[;,] otherwise\b|\bwhat (?:does|do) .* mean|\bexplain what|\bdifference between\b"
        r"|\bhow \w+ works?\b|\b(?:should|would|could (?:[^n\W]|n[^o])\w*|might|may \w+|let['’]?s"
        r"|wants? to|going to"
        r"|plan(?:s|ned)?(?: to)?|please (?:add|make|close|open|block)|usually|typically|often|sometimes"
        r"|by design|for example|^reminder|reminder:|asks? (?:whether|if|how|when|why)|i suggest|instead"
        r"|(?:can|may) (?:also )?be)\b|\bfeature request|\b(?:fyi|top \d)\b|\bare (?:the )?(?:\w+ )?reasons\b"
        r"|^\W*(?:(?:planned|scheduled) )?(?:maintenance|downtime)\b|\bno (?:e-?)?mails? (?:\w+ )?lost\b"
        r"|\bexplained(?:\W*$|:)"
        r"|\bindicating that\b|^\W*see (?:the|our)\b|\b(?:docs?|documentation|manual|guide|article) (?:says?"
        r"|states?)\b|^\W*(?:if|when|whenever|once|unless|in case)\b|\bif (?:a|an|the|it|they|you|we|someone"
        r"|mails?|\w+ (?:fails?|is|are|does|do|has|cannot))\b|\bwhen (?:an?|you|someone|somebody)\b"
        r"|^\W*(?:tell|ask|inform|remind|teach|show|train) (?:(?:the|our|all|every) )?(?:customers?"
        r"|clients?|users?"
        r"|colleagues?|agents?|everybody|everyone) "
        r"|\bwhen (?:it|they) (?:is|are|has|have|contains?)\b|\b(?:tomorrow|next (?:week|month|year|release)"
        r"|soon)\b|\bfrom (?:now|january|february|march|april|may|june|july|august|september|october|november"
        r"|december) on\b|\b(?:from|on) (?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:rejects?|refuses?"
        r"|blocks?|bounces?) (?:all |any |every )?(?:e?mails?|messages?|senders?|attachments?) (?:without"
        r"|with|that|which|if|unless|over|above|from \w+ on)\b|^\W*(?:we|i) (?:block|reject|pause|stop"
        r"|retry)\b"
    ),
    over=(
        r"\b(?:says?|said|shows?) (?:\w+ ){0,2}sent successfully\b|fail (?:is|was) (?:fine|ok|normal"
        r"|expected|enough)\b"
        r"|\b(?:fixed|resolved|solved|sorted|mended|delisted|unblocked|whitelisted|false alarm"
        r"|all (?:good|fine|clear)|(?:is|are|back) up again|(?:is|are) back|again gone|was (?:down|fixed)"
        r"|(?:works?|working|sending|sends?|goes|going|running)(?: \w+)? (?:again|now|currently)|cleaned up"
        r"|renewed|since (?:19|20)\d\d|went (?:through|out)|was (?:sent|delivered)|passes|passed|success"
        rf"|closed down|not affected|in (?:19|20)\d\d)\b|(?:{NOT}"
        r"|\b(?:not|no longer|never|none|nobody|no one|without)) (?:\w+ ){0,2}?(?:black-?listed|listed"
        r"|blocked|gr[ae]ylisted|bounc(?:ed|ing)|rejected|refused|expired|suspended|closed"
        r"|on (?:any|an?|the|spamhaus))|\bon no (?:black|block|deny)-?lists?\b"
        r"|\bon our (?:own )?(?:black|block|deny)-?list\b|\bno (?:more )?(?:bounces?"
        r"|errors?|problems?|issues?|failures?|blacklist)"
    ),
)
GERMAN: Final = Tongue(
    server=(r"\bmailversand|\b(?:nachricht|mail)\b.*\bserver|\brelay\w* (?:nicht|verweigert|abgelehnt)"),
    mail=(
        r"\bwenn (?:er|sie|man|\w+) (?:uns|mir|ihm|ihr|ihnen) schreib(?:t|en)\b"
        r"|\bversand\b|\bsendelimit|\bversandlimit"
    ),
    refused=(
        r"unzustellbar|drossel|\bnimmt nur \d|abgelehn|abgewies|\bweis(?:t|en)\b.*\bab\b|zur[uü]ckgewies"
        r"|\blehn(?:t|en)\b|\bzur[uü]ck(?:gekommen)?\b|\bnimmt (?:nix|nichts|keine|(?:\w+ )+nicht\b)"
        r"|(?:verschick|versende|sende)\w*\b.*\bkeine (?:e-?)?mails|geblockt|\bblo(?:ck|ckier"
        r"|kkier)t (?:unser|alle|uns|mein)|\bkein versand|\bnicht (?:senden|raus|zugestellt|versende)"
        r"|versand (?:tot|gestoppt|klemmt)|\bkeine (?:e-?)?mails?\b.*\b(?:ver)?(?:senden|schicken)\b"
    ),
    wrong=(
        r"\bvoll\b|\b(?:findet|darf)\b.*\bnicht\b|ersch[oö]pft|\bfehl(?:er|t|schl|gesch)|schl[aä]gt fehl"
        r"|\bgetrennt\b|\btrennt\b|\babgebrochen\b|\bfehlend|\bfalsch|unbekannt|gesperrt|blockiert|abgelaufen"
        r"|zu (?:gro(?:ss|ß)|viele?)|\bsperr(?:t|en)\b|\bport \d+ (?:ist )?(?:zu|dicht)\b|[uü]berschritten"
        r"|erreicht\b|zeit[uü]berschr|\bkein (?:ptr|reverse|mx)"
        r"|\bnicht (?:erlaubt|erreich|m[oö]glich|[uü]berein)|ung[uü]ltig|[uü]berf[uü]llt"
        r"|gibt ?(?:es |s )?nicht|(?:antwortet|reagiert|geht|passt|existiert) nicht|nimmt \w+ nicht"
    ),
    ours=r"\b(?:unser\w*|wir|uns|kunden?s?|mein\w*)\b",
    asks=(
        r"^\W*(?:wie|wo|wer|welche\w*|kann|können|gibt|ist|sind|haben|hat)\b.*\?|^\W*wie (?:man|kann|richt)"
        r"|^\W*(?:wenn|falls|sobald|sollte)\b|\bfalls\b|, wenn (?:die|der|das|eine?|es|sie)\b|, (?:so"
        r"|dann) \w+t\b|\b(?:soll(?:ten?|en)?|wollen|möchten?|würden|könnte\w*|beispiel)\b|\b(?:morgen"
        r"|n[aä]chste\w*|(?:ab|am) (?:mon|diens|donners|frei|sams|sonn)tag|(?:ab|am) mittwoch)\b"
    ),
    over=(
        r"\b(?:behoben|gel[oö]st|erledigt|repariert|entsperrt|(?:l[aä]uft|geht|funktioniert) (?:jetzt|wieder)"
        r"|wieder (?:leer|da|ok|frei|offen|erreichbar|raus|weg|gut|in ordnung)"
        r"|nicht (?:mehr )?(?:auf|gelistet|gesperrt|abgelaufen)|nicht betroffen|alles (?:gut|ok)"
        r"|keine? (?:fehler|bounces?|probleme?)|ist offen)\b"
    ),
)
FRENCH: Final = Tongue(
    server=(
        r"\bserveur (?:smtp|mail|de mail|de messagerie)|\bserveur\b.*\b(?:rejet|refus)|\bmessage\b.*\bserveur"
        r"|\brelais (?:refus|interdit)|\bport \d+ ferm"
    ),
    mail=(
        r"\bquand (?:il|elle|ils|elles|on|\w+) (?:nous|m['’]|lui|leur) ?[eé]cri(?:t|vent)\b"
        r"|\bbo[iî]te (?:du (?:destinataire|client)|mail|de r[eé]ception)"
        r"|\bcourriels?\b|\b(?:quota|limite) d['’]envoi|\bmessages?\b.*\brevenus?\b"
    ),
    refused=(
        r"\brefus|\brevien|\brevenue?s?\b|\brenvoy[eé]e?s? *$|\b(?:en )?retour(?:n[eé]\w*)?\b"
        r"|bloqu[eé]e?s? comme spam|\bbloqu(?:e|ent|[eé]) (?:nos|notre|mes|tous)"
        r"|(?:peu(?:[tx]|vent)|pouvons|envoie(?:nt)?|part(?:ent)?|passe(?:nt)?) (?:plus|pas)\b"
        r"|\barriv\w+ (?:plus|pas) [aà] envoy|impossible d['’]envoy"
    ),
    wrong=(
        r"[eé]chec|[eé]chou|\batteint|certificat\b.*\bexpir[eé](?:\PL|$)|pas de r[eé]ponse|p[eé]rim[eé]"
        r"|inconnue?s?\b|\bbloqu[eé]|ferm[eé]e?\b|impossible|d[eé]pass[eé]|\bpleine\b|\btrop (?:gros|lourd"
        r"|volumineux|de )|erron[eé]|incorrect|injoignable|inexistant|mauvais mot|n['’]?existe pas"
        r"|(?:r[eé]pond|marche|fonctionne) (?:pas|plus)"
    ),
    ours=r"\b(?:notre|nos|nous|mon|mes|clients?)\b",
    asks=(
        r"^\W*(?:comment|quel\w*|est-ce|faut-il|peut-on|combien|si|quand|lorsque)\b|\b(?:demain|devrait"
        r"|faudrait)\b"
    ),
    over=(
        r"r[eé]solue?s?\b|r[eé]par[eé]|remarche|refonctionne|c['’]est bon|(?:plus|pas) (?:sur|bloqu|en liste"
        r"|blackl)"
    ),
)
SPANISH: Final = Tongue(
    server=(
        r"\bpuerto (?:25|465|587)\b|\bmensajes?\b.*\bservidor"
        r"|\bmensajes? (?:\w+ )?(?:devuelt|rechazad|rebotad)"
        r"|\brelay (?:denegado|no permitido)"
    ),
    mail=r"\bcorreos?\b|\bl[ií]mite de env[ií]o",
    refused=(
        r"\brechaz|\brebot|\bbloque(?:an?|[oó]) (?:nuestr|todos|mis)|\bvuelven?\b|\bvolvi(?:[óo]|eron)(?:\PL"
        r"|$)|\bdevuel[vt]|\bno (?:se )?(?:puede|puedo|podemos|sale|llega|deja|manda|env[ií]a)(?:n)?\b"
    ),
    wrong=(
        r"\bcaduc(?:ad|ó)|\bvenc(?:id|ió)|\bexpir(?:ó|ad)|\bfall(?:a|[oó]|os?|ado)\b|\bfallid|\bcerrad"
        r"|\bsuper(?:[oó]|ad|amos)|\bllen[oa]\b|demasiado|agotad|denegad|desconocid|autofirmad|\balcanz"
        r"|\bno (?:se )?(?:existe|funciona|responde|conecta|v[aá]lid)"
    ),
    ours=r"\b(?:nuestr[oa]s?|estamos|mis?|clientes?)\b",
    asks=r"^\W*(?:c[oó]mo|cu[aá]nt\w*|cu[aá]l\w*|si|cuando)\b|\bmañana\b|\bdeber[ií]a",
    over=(
        r"\b(?:solucionad|resuelt|arreglad)"
        r"|\bya (?:no (?:\w+ )?(?:est[aá]|rebot|rechaz|fall|bloque|aparec)|funciona|est[aá])"
    ),
)
PORTUGUESE: Final = Tongue(
    server=(
        r"\bporta (?:25|465|587)\b|\bmensagem\b.*\bservidor"
        r"|\bmensage(?:m|ns) (?:\w+ )?(?:devolvid|rejeitad|recusad|volt|retorn)"
    ),
    mail=r"\bcorreio\b",
    refused=(
        r"\breje[it]|\bbloque(?:iam?|ou) (?:noss|todos|meus)|\bvolt(?:ou|aram|ando|am?)\b|\bretorn(?:ou|ado"
        r"|a)|\bdevolvid|\brecus|\bn[aã]o (?:cons(?:egue[mn]?|igo|eguimos) enviar|envia|sa[ei]|chega)"
    ),
    wrong=(
        r"\berrad[ao]|\bfalh|\bnegad[ao]|\bfechad|\bvenc(?:id|eu)|expir(?:ad|ou)|exced(?:id|eu)"
        r"|esgotad|muito grande|grande demais|inexistente|\bchei[ao]\b|desconhecid|\bating(?:iu|i[mn]|ido)"
        r"|inv[aá]lid|incorret[ao]|\bn[aã]o (?:consegue|existe|funciona|responde|conecta)"
    ),
    ours=r"\b(?:noss[oa]s?|estamos|meus?|clientes?)\b",
    asks=r"^\W*(?:como|qual|quais|quant[oa]s?|quando|se (?:a|o|um|uma))\b|\bamanh[aã]\b|\bdeveria",
    over=(
        r"\b(?:resolvid|consertad|corrigid)|\bj[aá] (?:n[aã]o (?:\w+ )?(?:est[aá]|volt|rejei|recus|falh"
        r"|bloque)|funciona|est[aá])|\bvolt(?:ou|aram) a (?:funcionar|enviar)"
    ),
)
ITALIAN: Final = Tongue(
    server=r"\bserver (?:smtp|di posta|mail|di uscita|in uscita)|\bmessaggio\b.*\b(?:server|indietro)\b",
    mail=(
        r"\bposta elettronica|\bcasella (?:di posta|del (?:cliente|destinatario))"
        r"|\bposta in uscita|\binvi(?:are|amo) (?:la )?posta\b|\blimite di invio"
    ),
    refused=(
        r"rifiut|\brespint|\bblocca(?:no)? (?:le nostre|tutt|i nostri)|\btorna(?:no|t[aoei])? indietro"
        r"|\bbloccate?\b|\bnon (?:si riesc|riesc|invia|manda|parte|partono|va\b)"
    ),
    wrong=(
        r"\bscadut|\bnegat[ao]\b|\berrat[ao]|\bfallit|\bchius[ao]|inesistent|\bbloccat|superat|troppo"
        r"|sconosciut|sbagliat|\bpien[ao]\b|\bmanca\b|\bnon (?:esiste|funziona|risponde|valid)"
    ),
    ours=r"\b(?:nostr[oaei]|siamo|mi[oaei]|clienti?)\b",
    asks=(
        r"^\W*(?:come (?:si|posso|faccio)|qual[ei]|quant[oi]|quando|se (?:il|la|si|un))\b|\bdomani\b"
        r"|\bdovrebbe"
    ),
    over=r"\brisolt|\bsistemat|funziona di nuovo|\bnon (?:è |siamo )?(?:più )?in\b",
)
DUTCH: Final = Tongue(
    server=r"\bpoort (?:25|465|587)\b|\bbericht\b.*\bserver",
    mail=r"\bverzendlimiet",
    refused=(
        r"geweiger|\bweiger|\bblokkeert (?:onze|alle)|\bterug(?:gekomen)?\b|gebounce|\b(?:gaat|gaan|kan"
        r"|komt) (?:\w+ )?niet|\bkun(?:t|nen)? (?:\w+ )?geen (?:e-?)?mail|\bkan (?:\w+ )?geen (?:e-?)?mail"
    ),
    wrong=(
        r"verlopen|verkeerd|onjuist|mislukt|\bdicht\b|geblokkeerd|bereikt|te groot|onbekend|bestaat niet"
        r"|\bvol\b|onbereikbaar|overschreden|\b(?:werkt|klopt|antwoordt|reageert) (?:\w+ )?niet"
    ),
    ours=r"\b(?:ons|onze|wij|we|mijn|klant\w*)\b",
    asks=r"^\W*(?:welke|kunnen|moeten|is|zijn)\b.*\?|^\W*(?:hoe|als|zodra)\b",
    over=r"\bopgelost|werkt (?:weer|nu)|niet (?:meer )?(?:op|geblokkeerd)",
)
POLISH: Final = Tongue(
    server=r"\bserwer\w* (?:smtp|poczt)|\bserwer\w*\b.*\bwiadomo|\bwiadomo[sś][cć]\b.*\bserwer",
    mail=r"\bpoczt[ayęą]?\b|\bmail(?:e|a|i|em|ów|y)\b|\bwiadomo[sś][cć]",
    refused=(
        r"odrzuc|nie przyjm|blokuje (?:nasz|wszystk)|\bwrac|\bwr[oó]ci|\bzwrot|\bnie (?:wychodz"
        r"|mo(?:[żz]na|[żz]emy|g[ęe]) wys|dochodz|wysy)"
    ),
    wrong=(
        r"wygas|b[łl][eę]d|b[łl][aą]d|zamkni[eę]t|zablok|przekrocz|osi[aą]gni|wyczerp|zbyt du|za du[żz]"
        r"|nieznan|nieprawid|niepopraw|pe[łl]n[aey]\b|\bbrak |z[łl]e has|\bnie (?:istnieje|dzia[łl]a|odpow"
        r"|mo[żz])"
    ),
    ours=r"\b(?:nasz[ae]?|nasze\w*|jeste[sś]my|klient\w*|m[oó]j)\b",
    asks=r"^\W*(?:jak|ile|czy|kt[oó]r\w+|je[sś]li|gdy)\b|\bjutro\b|\bpowin",
    over=r"rozwi[aą]zan|naprawion|znowu dzia|ju[zż] (?:dzia|nie (?:\pL+ )?(?:odrzuc|wrac|blok))|nie jest",
)
TURKISH: Final = Tongue(
    server=r"\b(?:25|465|587) portu|\bmesaj\b.*\bsunucu",
    mail=r"\be-?posta|\bmailler\w*|\bposta kutu",
    refused=r"redded|engelliyor|\breddetti|\bgeri (?:d[oö]n|gel)|gitmiyor|g[oö]nderil(?:em|mi)",
    wrong=(
        r"dolmu[sş]|\bdolu\b|hatal[iı]|\bhata\b|ba[sş]ar[iı]s[iı]z|kapal[iı]|bulunamad|engellen"
        r"|a[sş][iı]ld[iı]|\byanl[iı][sş]|lan[ıi]?l?am[ıi]yor|vermiyor|\byok\b|[cç]ok b[uü]y[uü]k"
    ),
    ours=r"\b(?:bizim|m[uü][sş]teri\w*|\w+imiz|\w+imizin|ip|domain\w*)\b",
    asks=r"nas[iı]l\b|^\W*e[gğ]er\b|\byar[iı]n\b",
    over=r"[cç][oö]z[uü]ld|d[uü]zel|\bartık\b",
)
RUSSIAN: Final = Tongue(
    server=r"письмо.*сервер|сервер\pL* исход",
    mail=r"письм|почт[аыуеой]+(?:\PL|$)|аутлук|яндекс|рассылк",
    refused=(
        r"отклон|блокиру|вернул|возвращ|не приним|не (?:уход|отправ|доход|достав)|не мо(?:гу|гут|жем) отправ"
    ),
    wrong=(
        r"ист[её]к|недоступ|неверн|ошибк|закрыт|превыш|исчерпан|достиг|слишком|неизвест|отказ|сбой"
        r"|просроч|переполн|таймаут|не (?:существ|найден|работ|отвеч)|(?:^| )нет(?:\PL|$)"
    ),
    ours=r"(?:^|\PL)(?:наш\S*|мы|нас|мой|клиент\S*|домен\S*)(?:\PL|$)",
    asks=r"^[^\pL]*(?:как|сколько|какой|можно ли|если|когда)(?:\PL|$)",
    over=r"исправ|решен|починил|снова |уже не (?:в|на|блокир|отклон|возвр)|больше не (?:в|на)(?:\PL|$)",
)
UKRAINIAN: Final = Tongue(
    server=r"порт (?:25|465|587)|лист.*сервер",
    mail=r"(?:^|\PL)лист(?:и|а|ів)?(?:\PL|$)|(?:^|\PL)пошт[аиуіою]+(?:\PL|$)",
    refused=r"відхил|поверн|не прийма|не (?:відправ|надход|доход|йд)|не можу (?:відправ|надісл)",
    wrong=(
        r"закінчи|невірн|неправильн|помилк|закрит|заблок|перевищ|надто|невідом|відмов|переповн"
        r"|не (?:існу|знайд|прац|відпов)|нема "
    ),
    ours=r"(?:^|\PL)(?:наш\S*|ми|нас|мій|клієнт\S*|домен\S*)(?:\PL|$)",
    asks=r"^[^\pL]*(?:як|скільки|який|чи можна|якщо|коли)(?:\PL|$)|завтра",
    over=r"виправ|вирішен|полагод|знову прац|вже не (?:в|на|блоку|відхил|поверт)|більше не (?:в|на)(?:\PL|$)",
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
        r"[吗嗎]|^[^\pL]*(?:如何|怎[么麼样樣]|如果|什[么麼]是)|明天|[计計][划劃]|打算|建[议議]|[应應][该該]"
    ),
    over=r"解[决決]了|已解[决決]|已[经經]|恢[复復]|正常|修好|好了|没问题|沒問題|不用",
)
JAPANESE: Final = Tongue(
    server=r"(?:25|465|587)番?ポート|ポート ?(?:25|465|587)|送信サーバ",
    mail=r"メール|アウトルック|サンダーバード",
    refused=(
        r"戻(?:って|り)|返って|返され|拒否|届か|届きませ|弾かれ|はじかれ|送れ(?:ない|ませ)|送信でき(?:ない"
        r"|ませ)"
    ),
    wrong=(
        r"失敗|違[うい]|いっぱい|満杯|見つから|存在しな|期限切れ|大きすぎ|超え|ロックされ|できな|できませ|間違"
        r"|ブラックリスト|切れて"
    ),
    ours=r"弊社|当社|自社|うち|私|お客|顧客|取引先",
    asks=(r"(?:です|ます|でしょう)か[^\pL]*$|^[^\pL]*(?:どう|もし)|明日|予定|べき|場合は|ください"),
    over=r"解決し|直り|治り|復旧|問題(?:ない|ありませ)|届きました|できました|送れました",
)
KOREAN: Final = Tongue(
    server=r"포트 ?(?:25|465|587)|(?:25|465|587)번? ?포트",
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
    server=r"المنفذ (?:25|465|587)",
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
    asks=r"^[^\pL]*(?:कैसे|क्या|कौन|अगर)|कल ",
    over=r"ठीक हो|हल हो|सही हो|अब (?:चल|ठीक)",
)
VIETNAMESE: Final = Tongue(
    server=r"cổng (?:25|465|587)|máy chủ gửi",
    mail=r"\bthư(?:\PL|$)",
    refused=r"(?:bị|được) trả|trả (?:lại|về)|từ chối|bị chặn|không (?:gửi|nhận|đi|đến)|gửi không",
    wrong=(
        r"\blỗi\b|\bsai\b|đầy|không (?:tồn tại|tìm thấy|kết nối)|quá (?:lớn|nhiều)|vượt|bị khóa|danh sách đen"
    ),
    ours=r"chúng tôi|bên em|khách|của (?:tôi|em)|công ty",
    asks=r"^[^\pL]*(?:làm sao|làm thế nào|có thể|nếu|khi nào)|ngày mai",
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
    asks=r"^[^\pL]*(?:bagaimana|apakah|jika|kalau|kapan)|\bbesok\b",
    over=r"sudah (?:bisa|normal|beres|selesai|teratasi)|kembali normal|lancar",
)
TONGUES: Final = (
    ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH, POLISH, TURKISH, RUSSIAN, UKRAINIAN,
    CHINESE, JAPANESE, KOREAN, ARABIC, HINDI, VIETNAMESE, INDONESIAN,
)  # fmt: skip
# What all languages have in each field.
ALL: Final = Tongue(*("|".join(words) for words in zip(*TONGUES, strict=True)))
