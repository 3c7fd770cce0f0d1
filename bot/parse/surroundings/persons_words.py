"""What people write beside an error of when and where it happens, each with its evidence tag."""

from __future__ import annotations

from typing import Final

from bot.parse.translations import AT_PLATFORM

# Who tries passwords: at one's own server strangers do; of a mailbox alone it tells that it may be locked.
_GUESSED: Final = (
    r"(?:\bbrute[- ]?forc(?:ed|ing)\b|\bbrute[- ]?force (?:attacks?|attempts?|log-?ins?|tries)\b"
    r"|\b(?:some(?:one|body)|bots?|hackers?|attackers?|strangers|spammers) (?:(?:is|are|keeps?|was|were"
    r"|has been|have been) )?(?:trying|tries|try|guessing|attacking|hammering|attempting)\b"
    r"|\bguess(?:es|ing)? (?:our |my |the |their )?(?:users?['’]? )?passwords?\b|\bpasswords? guessing\b)"
)
_OWN_SERVER: Final = (
    r"(?:\b(?:(?:our|my|the|own) (?:(?:mail|smtp|web|root|exim) ?)?server|(?:mail|smtp|v|root) ?server|vps"
    r"|(?:mail ?)?logs?|postfix|exim\d?|dovecot|fail2ban|sasl|smtpd)\b)"
)
_UNKNOWN_HOSTS: Final = r"\bfrom unknown (?:hosts|ips|addresses)\b"
# In RE2 syntax, letter case ignored; the tags are explained in `bot/knowledge/evidence.toml`.
SAID: Final = {
    "prose.out-of-test-mode": (
        r"(?:\bnot|n['’]t|\bno longer) in (?:the |a )?(?:ses )?(?:sandbox|test mode)"
        r"|(?:\b(?:is|are|am|already|been|now|moved)|['’](?:m|s|re)) out of (?:the )?(?:ses )?sandbox"
        r"|\b(?:has|have|got|in|with) production (?:mode|access)\b"
        r"|\bproduction access (?:\w+ )?(?:\w+ )?(?:granted|approved|enabled)\b"
    ),
    "prose.worked-before": (
        # "It works fine" for somebody else tells of no time before.
        r"(?:(?:was |were |used to |had been )work(?:ing|ed|s)?|(?:always |it )worked) (?:fine|well|perfectly"
        r"|yesterday|before|until|till|for (?:years|months|weeks)|without|great|ok|a few|last|just)"
        r"|worked (?:yesterday|before|until|for|fine|last|a few|perfectly)|used to work|works (?:until|till)"
        r"|stopped (?:working|sending|this|today|yesterday|last|on)\b|suddenly|all of a sudden"
        r"|no longer works|since (?:yesterday|this morning|today|monday|last|\d\d?:\d\d)"
        r"|until (?:yesterday|today|last|recently)|out of nowhere|\bovernight\b"
        r"|nothing (?:has |was |had )?changed|(?:nobody|no one) (?:has )?changed anything"
        r"|\bover the weekend\b"
        r"|\b(?:yesterday|last (?:week|month|\w+day)),? (?:everything|it|all)(?: \w+)? (?:was (?:fine|ok"
        r"|good)|worked)\b"
        r"|\b(?:vorige|letzte|vergangene)[nrs]? (?:woche|monat|\w+tag) (?:ging|lief|hat|war|funktionierte)\b"
        r"|\b(?:it |has |had )(?:ran|run|been running) (?:\w+ ){0,3}for (?:\w+ )?(?:years|months)\b"
        r"|\b(?:bis|seit) (?:gestern|heute|letzte)|\bgestern (?:ging|lief|hat|war|funktionierte)\b"
        r"|\bdepuis (?:ce matin|hier|aujourd)|\bdesde (?:ayer|hoy|esta mañana)"
        r"|\b(?:da|desde) (?:ieri|oggi|ontem|hoje)\b|\bsinds (?:gisteren|vandaag)|\bod (?:wczoraj|dziś)"
        r"|昨天还|с (?:вчерашнего|сегодняшнего) дня|\bplötzlich\b|(?:ging|hat|lief)(?: \w+){0,3} bisher"
        r"|\bbefore(?: that)?,? (?:it|all|everything) (?:had )?worked\b"
        r"|bisher (?:ging|hat|lief)|\b(?:marchait|fonctionnait|soudainement|funcionaba|funcionava"
        r"|funzionava|de repente|improvvisamente)\b"
        r"|(?:раньше|вчера) (?:\S+ )?работал|перестал[аио]? (?:работать|отправлять)|внезапно"
        r"|之前(?:都|是|还|一直)?(?:可以|能|好的|正常|没问题)|前[是还]好的|突然"
    ),
    "prose.new-setup": (
        r"(?:new|fresh|first)(?:ly created)? (?:set-?up|install|mailbox|account|server"
        r"|domain|vps|vm|droplet)|\bset up (?:\w+ ){1,4}"
        r"(?:(?:a few|some|two|three|\d\d?) (?:hour|day|week)s? ago|yesterday|today|this week|last week)"
        r"|just (?:set up|created|installed|configured)|first time"
        r"|(?:\b(?:am|are|was|were|when|while|after|been|just|now|trouble|problems?|issues?)|'m|'re)"
        r" setting up|trying to (?:set up|configure|connect)"
        r"|\b(?:account|mailbox|tenant|domain|user|server)s?(?: (?:was|is|were|are|we))?(?: just| newly)?"
        r" (?:created|made|bought|registered) (?:today|yesterday|this|last|just|\d)"
        r"|\bneu (?:eingerichtet|angelegt|installiert|aufgesetzt)|\bneues (?:konto|postfach)|zum ersten mal"
        r"|\bnouv(?:eau|elle) (?:compte|bo[iî]te|installation|serveur)|première fois"
        r"|\bviens d(?:e |')\S*(?:cré|install|config)"
        r"|\bnuev[oa] (?:cuenta|buzón|instalación|servidor)|primera vez"
        r"|\bacab\S+ de (?:cre|cri|instal|config)|\bnov[oa] (?:conta|caixa|instalação|servidor)|primeira vez"
        r"|\bnuov[oa] (?:account|casella|installazione|server)\b|prima volta"
        r"|\bappena (?:creat|installat|configurat)"
        r"|нов(?:ый|ого|ом) (?:ящик|аккаунт|сервер)|впервые|первый раз|第一次|刚刚?(?:配置|安装|注册|开通)"
        r"|\bdomain (?:is|ist|war) (?:(?:quite|very|still|completely|ganz|noch|sehr) )?(?:brand-?new|new"
        r"|neu)\b|\bneue (?:\w+ )?domain\b"
    ),
    "prose.many-mailboxes": (
        r"(?:\b\d{2,5}|all(?: of)? (?:our|the|my)|many|multiple|several|hundreds of|dozens of"
        r"|bulk) (?:mailboxes|inboxes|email accounts|accounts|senders)"
        r"|(?:\b\d{2,5}|\bviele|\bmehrere|\balle) (?:postfächer|mailboxen|e-?mail-?konten|konten)"
        r"|(?:\b\d{2,5}|\bplusieurs|\btoutes (?:nos|les)) (?:bo[iî]tes|comptes)"
        r"|(?:\b\d{2,5}|\bvari[oa]s|\bvári[oa]s|\btod[oa]s [ao]s|\btodas las)"
        r" (?:buzones|cuentas|contas|caixas)"
        r"|(?:\b\d{2,5}|\bpiù|\btutte le) caselle|\d{2,5} ?个邮箱|多个邮箱|\d{2,5} ящик"
    ),
    "prose.sending-platform": (
        # The platform, not the adverb: "fails instantly".
        r"instantly\.ai|(?:^|\b(?:in|into|on|to|from|with|using|via|by|when|our|and) )(?:instantly|apollo)\b"
        rf"|{AT_PLATFORM} instantly\b"
        r"|\bapollo (?:sequence|campaign)|\bcold[- ](?:e-?)?(?:mails?|mailing|outreach)\b"
        r"|smartlead|lem(?:list|warm)|warmup ?inbox|mailreach|warmbox|saleshandy"
        r"|mailshake|woodpecker\.co|quickmail|apollo\.io|reply\.io|snov\.io"
    ),
    "prose.many-sources": (
        # Of whoever tries: customers are in many countries as well.
        r"\b(?:attempts?|tries|log-?ins|logs?|attacks?|connections?|bots?|requests?|hack\w*|guess\w*|comes?"
        r"|coming|hits?|errors?|failures?|535)\b[^.!?\n]*"
        r" from (?:(?:many|different|various|several|hundreds of|thousands of|lots of|all over the"
        r"|all kinds of|random|foreign|changing|unknown|other) )+"
        r"(?:countries|ips|ip addresses|addresses|networks|world|places)\b"
        r"|\b(?:hundreds|thousands|dozens) of (?:(?:these|such|different|failed|wrong|login|log-in) )*"
        r"(?:attempts|tries|log-?ins|failures|ips|ip addresses|countries)\b"
        r"|\b(?:hundreds|thousands|dozens) of (?:these|them) (?:in the logs?|every|each|per|an?)\b"
        r"|(?:versuche?|anmeldungen|zugriffe|angriffe|log-?ins?|kommt|kommen|fehler|535) (?:\w+ )?"
        r"(?:aus|von) (?:vielen|verschiedenen|lauter|unterschiedlichen)"
        r" (?:ländern|ips|ip-adressen|adressen)\b"
    ),
    "prose.strangers-try": (
        r"\bfrom (?:(?:many|different|various|several|hundreds of|thousands of|lots of|all kinds of) )?"
        r"(?:(?:random|foreign|unknown|strange|suspicious|chinese|russian) )+"
        r"(?:countries|ips|ip addresses|addresses|networks|hosts|servers|places)\b"
        r"|\bfrom all over the (?:world|place|globe)\b|\b(?:aus aller welt|aus der ganzen welt)\b"
        r"|\bvon (?:(?:lauter|vielen|immer neuen) )?(?:fremden|unbekannten|ausländischen) (?:ips|ip-adressen"
        r"|adressen|servern|rechnern)\b"
        r"|\b(?:d(?:es|['’])|depuis des|par des) ?(?:adresses )?ips? (?:étrangères|inconnues)\b"
        r"|\bdesde ips? (?:extranjeras|desconocidas)\b"
        rf"|{_GUESSED}.*{_OWN_SERVER}|{_OWN_SERVER}.*{_GUESSED}|{_UNKNOWN_HOSTS}.*{_GUESSED}"
    ),
    "prose.account-closed": (
        r"\b(?:mailbox|account|user|hosting|domain|subscription|plan)(?: \w+){0,3} "
        r"(?:suspended|disabled|deactivated|deleted|terminated|expired|unpaid)\b"
        r"|\b(?:mailbox|account)(?: (?:was|is|has been|had been|got))+ (?:closed|cancell?ed)\b"
        r"|\b(?:postfach|konto|vertrag)(?: \w+){0,3} (?:gekündigt|geschlossen"
        r"|aufgelöst)\b"
        r"|\b(?:bo[iî]te|compte|contrat)(?: \S+){0,3} (?:fermée?|résiliée?)(?:\PL|$)"
        r"|\b(?:buz[oó]n|cuenta)(?: \S+){0,3} (?:cerrad[oa]|cancelad[oa])\b"
        r"|\b(?:casella|account)(?: \S+){0,3} (?:chius[oa])\b"
        r"|\boff-?board(?:ed|ing)\b|\b(?:has |have )?left (?:the |our |their )(?:company|firm|team)\b"
        r"|\bno longer (?:works|employed) (?:here|there|for|with|at)\b"
        r"|\b(?:hat|haben) (?:die|das|unser\w*|ihr\w*) (?:firma|unternehmen) verlassen\b"
        r"|\b(?:trial|contract) (?:has |is |was )?(?:ended|over|expired|cancell?ed)\b"
        r"|\b(?:invoice|bill|hosting|plan)(?: \w+){0,2} (?:(?:is|was|has|were)(?:n['’]t| not) (?:been )?paid"
        r"|(?:is|was) (?:unpaid|overdue))\b|\brechnung(?: \w+){0,3} nicht bezahlt"
        r"|\bfacture(?: \w+){0,2} impayée"
    ),
    "prose.web-form": (
        r"\b(?:contact|web|website|wordpress|enquiry|inquiry|quote)[- ]?forms?\b|\bkontaktformular\w*"
        r"|\bformulaire (?:de contact|wordpress|du site|web)\b"
        r"|\bformulario de contacto\b|\bformulário de contato\b|\bwpcf7\b"
    ),
    "prose.hacked": (
        r"\bhacked\b|\bcompromised\b|\bmalware\b|\binfected\b|\bbotnet\b|\bgehackt\b|\bpiraté"
        r"|\bhackead[oa]\b"
        r"|\b(?:site|wordpress|server|form|mailbox|account|plugin|script|pc|computer) (?:\w+ ){0,2}(?:sent"
        r"|sends|was sending|is sending|has sent) (?:out )?spam\b"
        r"|\b(?:somebody|someone|a stranger|a spammer) (?:else )?(?:uses|used|sends|sent|is sending|was"
        r" sending|got into) (?:\w+ ){0,3}(?:account|mailbox|server|form)\b"
        r"|\b(?:mails?|messages) (?:\w+ ){0,5}(?:she|he|they|we|i|nobody) (?:did not|didn['’]t|never|ever)"
        r" (?:write|wrote|send|sent)\b"
        r"|\b(?:nobody|no one|none of us)(?: \w+){0,2} (?:sent|wrote) (?:that|so|this) many\b"
        r"|\bnadie envió tantos\b|\bniemand hat so viele\b|\bpersonne n['’]a envoyé (?:autant|tant)\b"
    ),
    "prose.no-retry": (
        r"\b(?:does|do|did|will|can)(?: not|n['’]t) (?:\w+ )?(?:retry|re-?try|try again|resend|queue)\b"
        r"|\bno (?:retry|retries|queue)\b|\b(?:only|just) (?:sends?|tries|tried) once\b"
        r"|\b(?:sends?|tries|tried) (?:it |each mail |a mail )?(?:only|just) once\b"
        r"|\bsendet (?:es |sie )?nur einmal\b|\bversucht es (?:nicht|kein)|\bne réessa\w+ pas|\bno reintenta"
        r"|\bnão tenta (?:de novo|novamente)|\bnon riprova"
        r"|\b(?:script|form|device|scanner|app|printer|program) (?:which |that )?(?:\w+ )?"
        r"(?:sends?|delivers?|mails?) (?:(?:them|it|mails?|straight) )?(?:directly|(?:by )?itself|straight)\b"
        r"|\bwithout (?:retry|a queue)|\bgives? up (?:at once|immediately|after one|after the first)"
    ),
    "prose.other-method-works": (
        r"\b(?:auth (?:plain|login)|plain|cram-md5|digest-md5|ntlm|scram-sha-\d+) (?:\w+ )?"
        r"(?:works?|worked|is (?:ok|fine|accepted)|succeeds)\b"
        r"|\b(?:fails?|failed|failing|refused|rejected) (?:with|for|using|on|by) ['\"`]?"
        r"(?:auth )?(?:plain|login|cram-md5|digest-md5|ntlm)\b"
        r"|\bauth\w*type['\"\]\s]*=+>?\s*['\"]?(?:login|plain)['\"]?\W*(?:works|worked|helps|helped|fixe)"
        r"|\b(?:cram|digest)-md5\W* and fail|\b(?:cram|digest)-md5\W* (?:helps|helped|fixe[sd])"
        r"|\bonly (?:cram|digest)-md5 fails?\b"
        r"|\b(?:cram|digest)-md5 fails?,? (?:but |and )?(?:plain|login) works?\b"
        r"|\bwrong (?:sasl|(?:auth\w*|login) (?:mechanism|method|type)|mechanism)\b"
    ),
    "prose.other-region": (
        r"\b(?:other|different|wrong|another|new|old|eu|european|us) (?:aws |ses )?region\b"
        r"|\b(?:eu|european|us) (?:account|domain|region|zone|data ?cent(?:er|re))\b"
        r"|\bdata ?cent(?:er|re) (?:is )?in (?:the )?(?:eu|europe|us|usa|india|japan|australia)\b"
        r"|\b(?:eu|europäische[nsr]?|us)[ -](?:region|rechenzentrum|konto)\b"
        r"|\brechenzentrum in (?:der eu|europa)\b"
        r"|\b(?:région|región|regione|centre de données|centro de datos) (?:ue|eu|europé?e\w*|europea)\b"
        r"|(?:欧盟|欧洲|歐洲|美国|美國|印度|日本)的?(?:数据中心|數據中心|区域|地区)"
        r"|(?:其他|不同|另一个)(?:区域|地区)"
        r"|(?:европейск\w{2,3}|другом|другой) (?:регион\w{0,2}|дата-?центр\w{0,2})"
        r"|\bregion (?:mismatch|changed)"
        r"|(?:\b(?:at|on|in|bei|chez|en|via|by) |\b(?:mail|accounts|www)\.)zoho\.(?:eu|in|com\.au|jp|sa|uk)\b"
        r"|\b(?:created|made|generated|verified|moved|switched|migrated)(?: \w+){0,2} (?:in|from|for)"
        r" (?:us|eu|ap|sa|ca|me|af|il)-[a-z]+-\d\b"
        r"|\bverified (?:it |the \w+ |them )?in \w+(?: \w+)? (?:and|but) (?:we )?(?:send|sent|sending)"
        r" (?:from|in|via|through)\b"
    ),
    "prose.own-attempt": (
        r"\b(?:i|we)(?: \w+){0,3} (?:send|log ?in|connect|authenticate)\b|(?:cannot|can'?t|unable to) (?:send"
        r"|log ?in|authenticate)|thunderbird|outlook\b|roundcube|nextcloud|gitlab"
    ),
    "prose.intermittent": (
        r"intermittent|\bon and off\b|\boff and on\b|sometimes|occasionally|randomly|now and then"
        r"|from time to time|a lot of times|every (?:few|now)|sporadic"
        r"|\bmanchmal\b|\bgelegentlich\b|\bab und zu\b|\bparfois\b|\ba veces\b|às vezes\b|\ba volte\b"
        r"|иногда|периодически|时好时坏|有时|偶尔|过了?一会儿?又|又不行了|又出问题|たまに|時々"
    ),
    "prose.after-update": (
        r"(?:after|since|until|before)(?: \w+){0,4} (?:updat|upgrad|migrat)\w*|upgraded (?:to|from)"
        r"|updated (?:to|from)|after (?:moving|switching|migrating)"
        r"|\b(?:switch|chang)\w* (?:the |my |our )?(?:php|java|python|node|ruby|openssl)(?: version)? to\b"
        r"|\b(?:migrated|moved) (?:(?:our|my|the|this) )?(?:server|site|website|host(?:ing)?|everything"
        r"|instance)|\b(?:nach|seit)(?: \S+)? (?:update|umzug|migration|umstellung|upgrade)"
        r"|\b(?:depuis|après)(?: \S+)? (?:mise à jour|migration)"
        r"|\b(?:desde|después de|tras|após|depois da|dopo)(?: \S+)?"
        r" (?:actualiza|atualiza|migra|l'aggiornamento)"
        r"|после (?:обновления|переезда|миграции)|(?:更新|升级|迁移)(?:之?后|以后)"
    ),
    "prose.helo-not-ehlo": (
        r"\bhelo\b.*(?:instead of|rather than|not) ehlo\b|\behlo\b.*(?:instead of|rather than|not) helo\b"
        r"|\b(?:speaks|sends?|says|uses|(?:starts|begins) with) (?:only )?helo\b"
        r"|\bhelo,? (?:and )?then mail\b"
    ),
    "prose.tls-version": (
        r"\btls ?v?1[._][01]\b|\bmail\.smtp\.ssl\.protocols\b|securityprotocoltype|\bmin_?version\b"
    ),
    "prose.self-signed": (
        r"\bself-? ?(?:signed|issued) (?:(?:ssl|tls|root|ca|server|mail|https?) ?){0,3}cert"
        r"|\b(?:our|my|their|an?|company'?s|the) (?:own |internal |private |corporate |company |local ){1,2}"
        r"(?:root )?(?:ca\b|certificate authority|pki\b)"
        r"|\bauto-?signé|\bautofirmad[oa]\b|\bselbst ?signiert\w*"
    ),
    "prose.weak-key": (
        # OpenSSL's words, which Postfix logs on a line of their own
        r"\b(?:dh|ee|ca)[ _]key too small|\b(?:ca )?md too weak"
    ),
    "prose.certificate-expired": (
        r"\bcert(?:ificate)?s? (?:(?:had|has|have|is|was|were|been|just|already|simply) ){0,2}"
        r"(?:ran out|run out|expired|lapsed|out of date)\b|\bexpired (?:ssl |tls |server )?cert"
        r"|\bzertifikat\w* (?:\w+ ){0,4}abgelaufen|\babgelaufenes (?:\w+-)?zertifikat"
        r"|\bcertificat (?:\w+ ){0,2}(?:expiré|périmé)|\bcertificado (?:\w+ ){0,2}(?:caduc|expir|vencid)"
        r"|\bcertificato (?:\w+ ){0,2}scaduto"
    ),
    "prose.certificate-name": (
        r"\b(?:host ?name|name|host|subject)[ -]mismatch\b|\bsubject_cn=\*"
        r"|\bcert(?:ificate)? (?:is |was )?(?:only |issued )?for (?:an?other|the wrong|a different|the host)"
    ),
    "prose.wrong-clock": (
        r"\b(?:clock|system ?time|system date|systemzeit|uhr|uhrzeit|datum|horloge|reloj)(?: \w+){0,4}"
        r" (?:wrong|off|incorrect|reset|behind|ahead|in the (?:past|future)|falsch|verstellt|vor|nach"
        r"|fausse?|mal)\b|\b(?:shows?|says?|set to|thinks? it is|zeigt|steht auf|affiche) (?:the |das )?"
        r"(?:year |date |jahr )?(?:of )?(?:19[789]\d|20[01]\d)\b"
    ),
    "prose.old-system": (
        r"\bwindows (?:xp|vista|7|8|(?:server )?20(?:03|08|12))\b|\boutlook 20(?:03|07|10|13)\b|\bjava [67]\b"
        r"|\bcentos [5-7]\b|\bandroid [4-7]\b|\b(?:old|older|ancient|alte[rsmn]?|vieil(?:le)?|vieja?) "
        r"(?:\w+ )?(?:printer|scanner|copier|device|phone|mfp|drucker|kopierer|gerät|imprimante|impresora)\b"
        r"|\b(?:printer|scanner|copier|device|mfp|drucker|kopierer|gerät|imprimante|impresora) (?:\w+"
        r" )?(?:is |was |ist )?(?:from|of|von|aus|de) (?:199\d|200\d|201[0-5])\b"
    ),
    "prose.device": (
        r"\b(?:printers?|scanners?|copiers?|mfps?|multi-?function\w*|fax(?:es)?|nas|ups|qnap|synology|ricoh"
        r"|kyocera|konica|lexmark|canon|xerox|drucker|kopierer|imprimante|impresora|stampante"
        r"|multifunktions\w*|multifonctions?|multifunção|bizhub|image-?runner|taskalfa|ecosys|workcentre|versalink"
        r"|altalink|brother (?:mfc|dcp|hl)|scan[- ]?(?:to|2)[- ]?e?-?mail)\b"
    ),
    "prose.everybody": (
        r"\b(?:whole|entire) (?:company|office|team|department|organi[sz]ation)\b|"
        r"\b(?:tous les|toutes les|todas las|todos los|todas as|todos os|tutti gli|tutte le|alle)"
        r" (?:comptes|utilisateurs|bo[iî]tes|cuentas|usuarios|buzones|contas|usuários|caixas|utenti|caselle"
        r"|mailboxen|accounts|gebruikers)(?: \S+){0,6} (?:depuis|desde|dal|da|sinds)\b"
        r"|все (?:ящики|пользователи|аккаунты)(?: \S+){0,6} со? "
        r"|所有(?:的)?(?:用户|邮箱|账号)|, all (?:users|mailboxes|accounts|customers)\b"
        r"|\bfor (?:every|each) (?:single )?(?:mailbox|inbox|account|user|customer)\b"
        r"|\b(?:for|affects?|affecting|hits?) (?:everybody|everyone|all (?:of )?(?:our |the |my )?"
        r"(?:users|mailboxes|accounts|customers|clients|colleagues|staff))\b"
        r"|\b(?:everybody|everyone)(?: (?:in|at) (?:the |our )?\w+)? has (?:it|this|the same|that)\b"
        r"|\b(?:everybody|everyone|every user) (?:fails?|gets?|got|is (?:affected|refused|rejected))\b"
        r"|\b(?:nobody|no one)(?: (?:in|at|of|from) (?:the |our )?\w+)? can (?:log ?in|send|authenticate)"
        r"|\b(?:bei|für) alle[nm]?\b"
        r"|\b(?:all|every(?:one|body)?|each|none|no one|nobody)(?: of)?(?: (?:our|the|my|these|\d{1,5}))*"
        r"(?: (?:mailbox\w*|inbox\w*|accounts?|users?|colleagues?|customers?|clients?))?"
        r"(?: (?:on|at) (?:that|this|the|our|their) (?:mail ?)?(?:server|domain|host|provider))"
        r"|\b(?:all|every) (?:our |the |my |\d{1,5} )*(?:mailbox\w*|accounts?|users?)(?: \w+){0,3},? "
        r"(?:since|at once|at the same time)\b|\balle (?:\d{1,5} )?(?:postfächer|konten|benutzer|nutzer)"
        r"(?: \w+){0,4},? (?:seit|gleichzeitig|auf einmal)\b"
    ),
    "prose.one-of-many": (
        r"\b(?:only|just) (?:one|1|two|2|a single|a few) (?:out )?of (?:(?:the|our|my|these|all|many"
        r"|\d+) )*(?:\w+ )?"
        r"(?:mailbox\w*|inbox\w*|accounts?|users?)\b"
        r"|\b(?:one|1|two|2) (?:out )?of (?:(?:the|our) )?\d+ (?:mailbox\w*|inbox\w*|accounts?|users?)"
        r" (?:fails?|can(?:no|['’])t|does(?:n['’]t| not)|is|gets?)\b"
        r"|\b(?:one|1|two|2|a single) (?:mailbox|inbox|account|user)\w* (?:out )?of (?:(?:the|our) )?\d"
        r"|\b(?:it is|it['’]s|only|just)(?: only| just)? (?:this|the) one (?:mailbox|account|user|inbox)\b"
        r"|\b(?:all )?(?:the )?other (?:\d+ )?(?:mailboxes|inboxes|accounts|users)(?: on \w+ \w+)? (?:still "
        r"|all )?(?:works?|send|log in"
        r"|are (?:fine|ok)|can send)\b"
        r"|\bnur (?:ein(?:e[srn]?)?|1|zwei|2) (?:\w+ )?(?:von|der"
        r"|unserer)(?: \w+)? (?:\d+ )?(?:postf[aä]ch\w*|konten"
        r"|mailboxen|benutzer\w*|accounts?)"
        r"|\b(?:die|alle) anderen (?:\d+ )?(?:postfächer|konten|mailboxen|benutzer|accounts) (?:gehen"
        r"|funktionieren|laufen"
        r"|senden|können)\b"
        r"|\b(?:une? seule?|une?) (?:bo[iî]te|compte)(?: mail)? sur (?:les )?\d"
        r"|\bles autres (?:bo[iî]tes|comptes) (?:marchent|fonctionnent|envoient)\b"
        r"|\b(?:solo|sólo|solamente) (?:una?|1|dos|2) (?:de (?:las|los|nuestr\w+) )?(?:\d+ )?(?:cuentas?"
        r"|buz[oó]n\w*"
        r"|usuarios?)|\b(?:las|los) (?:demás|otr[oa]s) (?:cuentas|buzones) (?:s[ií] )?funcionan\b"
        r"|\bsolo (?:una?|due) (?:delle|dei|su) (?:\d+ )?(?:caselle|account)\b"
        r"|\ble altre caselle funzionano\b"
        r"|\b(?:s[oó]|apenas) uma? (?:das|dos) (?:\d+ )?(?:contas|caixas)\b|\bas outras (?:contas"
        r"|caixas) funcionam\b"
    ),
    "prose.own-exchange": (
        r"\bon-?prem\w*\b|\bexchange (?:server )?(?:20(?:07|10|13|16|19)|se|subscription edition)\b"
        r"|\b(?:our|own|local|internal|eigene[rnms]?|unser\w*|lokale[rnm]?) (?:\w+ )?exchange\b"
        r"|\breceive connector\b"
    ),
}
