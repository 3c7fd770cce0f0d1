"""What people write beside an error of when, where and to whom it happens, each with its evidence tag."""

from __future__ import annotations

from typing import Final

# Free mail providers, whose domains let nobody else send in their name.
_FREE: Final = (
    r"(?:yahoo|ymail|gmail|googlemail|aol|hotmail|outlook|live|gmx|web|icloud|t-online|free|orange|libero)"
)
# In RE2 syntax, letter case ignored; the tags are explained in `bot/knowledge/evidence.toml`.
SAID: Final = (
    (
        "prose.all-incoming-refused",
        r"\b(?:all|every|any|each|no) (?:\w+ )?(?:incoming|inbound) (?:e-?)?(?:mail|message)s?\b"
        r"|\b(?:incoming|inbound) (?:e-?)?mails? (?:\w+ )?(?:\w+ )?(?:blocked|rejected|refused|bounced)"
        r"|\bnot (?:been )?receiv(?:ing|ed) (?:any )?(?:e-?)?mails?\b"
        r"|\bno (?:e-?)?mails? (?:\w+ )?(?:\w+ )?received\b|\brejects? (?:all|every) (?:e-?)?mails?\b"
        r"|\b(?:nobody|no one) can (?:write|send|e-?mail|mail|reach)(?: \w+){0,2} (?:us|him|her|me)\b"
        r"|\b(?:people|those|everybody|everyone|anybody|anyone|whoever) (?:who |that )?(?:writ|mail|e-?mail)"
        r"(?:es?|s|ing)? (?:to )?(?:us|him|her|me)\b"
        r"|\b(?:all )?senders(?: \w+)? (?:get|see|receive)\b|\b(?:friends|people|customers) writing to"
        r" (?:it|us|him|her)\b"
        r"|\bwhen (?:writing|mailing|they write|people write) (?:to )?(?:us|him|her|me)\b"
        r"|\bniemand kann (?:uns|ihm|ihr|mir)\b|\b(?:wer|alle, die) (?:uns|ihm|ihr|mir) schreib(?:t|en)\b",
    ),
    (
        "prose.not-listed",
        r"(?:\bnot|n['’]t|\bnever|\bnowhere) (?:even )?(?:black|block)?listed\b|\bno listings?\b"
        r"|(?:\bnot|n['’]t) (?:in|on) (?:(?:their|the|any|its|that|a) )?(?:(?:black|block) ?)?lists?\b"
        r"|\bnicht (?:ge)?listet|\bnicht auf (?:der|einer) liste",
    ),
    (
        "prose.out-of-test-mode",
        r"(?:\bnot|n['’]t|\bno longer) in (?:the |a )?(?:ses )?(?:sandbox|test mode)"
        r"|(?:\b(?:is|are|am|already|been|now|moved)|['’](?:m|s|re)) out of (?:the )?(?:ses )?sandbox"
        r"|\b(?:has|have|got|in|with) production (?:mode|access)\b"
        r"|\bproduction access (?:\w+ )?(?:\w+ )?(?:granted|approved|enabled)\b",
    ),
    (
        "prose.worked-before",
        # "It works fine" for somebody else tells of no time before.
        r"(?:(?:was |were |used to |had been )work(?:ing|ed|s)?|(?:always |it )worked) (?:fine|well|perfectly"
        r"|yesterday|before|until|till|for (?:years|months|weeks)|without|great|ok|a few|last|just)"
        r"|worked (?:yesterday|before|until|for|fine|last|a few|perfectly)|used to work|works (?:until|till)"
        r"|stopped (?:working|sending|this|today|yesterday|last|on)\b|suddenly|all of a sudden"
        r"|no longer works|since (?:yesterday|this morning|today|monday|last|\d\d?:\d\d)"
        r"|until (?:yesterday|today|last|recently)|out of nowhere|\bovernight\b"
        r"|nothing (?:has |was |had )?changed|(?:nobody|no one) (?:has )?changed anything"
        r"|\bover the weekend\b"
        r"|\b(?:it |has |had )(?:ran|run|been running) (?:\w+ ){0,3}for (?:\w+ )?(?:years|months)\b"
        r"|\b(?:bis|seit) (?:gestern|heute|letzte)|\bgestern (?:ging|lief|hat|war|funktionierte)\b"
        r"|\bdepuis (?:ce matin|hier|aujourd)|\bdesde (?:ayer|hoy|esta mañana)"
        r"|\b(?:da|desde) (?:ieri|oggi|ontem|hoje)\b|\bsinds (?:gisteren|vandaag)|\bod (?:wczoraj|dziś)"
        r"|昨天还|с (?:вчерашнего|сегодняшнего) дня"
        r"|\bplötzlich\b|(?:ging|hat|lief)(?: \w+){0,3} bisher"
        r"|\bbefore(?: that)?,? (?:it|all|everything) (?:had )?worked\b"
        r"|bisher (?:ging|hat|lief)|\b(?:marchait|fonctionnait|soudainement|funcionaba|funcionava"
        r"|funzionava|de repente|improvvisamente)\b"
        r"|раньше (?:всё |все )?работал|перестал[аио]? (?:работать|отправлять)|внезапно"
        r"|之前(?:都|是|还|一直)?(?:可以|能|好的|正常|没问题)|前[是还]好的|突然",
    ),
    (
        "prose.new-setup",
        r"(?:new|fresh|first)(?:ly created)? (?:set-?up|installation|install|mailbox|account|server"
        r"|domain)|just (?:set up|created|installed|configured)|first time"
        r"|(?:\b(?:am|are|was|were|when|while|after|been|just|now|trouble|problems?|issues?)|'m|'re)"
        r" setting up"
        r"|trying to (?:set up|configure|connect)"
        r"|\b(?:account|mailbox|tenant|domain|user|server)(?: (?:was|is))?(?: just| newly)? (?:created|made)"
        r" (?:today|yesterday|this|last|just|\d)"
        r"|\bneu (?:eingerichtet|angelegt|installiert|aufgesetzt)|\bneues (?:konto|postfach)|zum ersten mal"
        r"|\bnouv(?:eau|elle) (?:compte|bo[iî]te|installation|serveur)|première fois"
        r"|\bviens d(?:e |')\S*(?:cré|install|config)"
        r"|\bnuev[oa] (?:cuenta|buzón|instalación|servidor)|primera vez"
        r"|\bacab\S+ de (?:cre|cri|instal|config)|\bnov[oa] (?:conta|caixa|instalação|servidor)|primeira vez"
        r"|\bnuov[oa] (?:account|casella|installazione|server)\b|prima volta"
        r"|\bappena (?:creat|installat|configurat)"
        r"|нов(?:ый|ого|ом) (?:ящик|аккаунт|сервер)|впервые|первый раз|第一次|刚刚?(?:配置|安装|注册|开通)",
    ),
    (
        "prose.many-mailboxes",
        r"(?:\b\d{2,5}|all(?: of)? (?:our|the|my)|many|multiple|several|hundreds of|dozens of"
        r"|bulk) (?:mailboxes|inboxes|email accounts|accounts|senders)"
        r"|(?:\b\d{2,5}|\bviele|\bmehrere|\balle) (?:postfächer|mailboxen|e-?mail-?konten|konten)"
        r"|(?:\b\d{2,5}|\bplusieurs|\btoutes (?:nos|les)) (?:bo[iî]tes|comptes)"
        r"|(?:\b\d{2,5}|\bvari[oa]s|\bvári[oa]s|\btod[oa]s [ao]s|\btodas las)"
        r" (?:buzones|cuentas|contas|caixas)"
        r"|(?:\b\d{2,5}|\bpiù|\btutte le) caselle|\d{2,5} ?个邮箱|多个邮箱|\d{2,5} ящик",
    ),
    (
        "prose.sending-platform",
        # The platform, not the adverb: "fails instantly".
        r"instantly\.ai|(?:^|\b(?:in|into|on|to|from|with|using|via|by|when|our|and) )(?:instantly|apollo)\b"
        r"|\bapollo (?:sequence|campaign)|\bcold[- ](?:e-?)?(?:mails?|mailing|outreach)\b"
        r"|smartlead|lemlist|saleshandy|mailshake|woodpecker\.co|quickmail|apollo\.io|reply\.io|snov\.io",
    ),
    (
        "prose.only-from-server",
        r"\bnur (?:vom|von|auf|aus)(?: dem| der| unserem)? (?:web)?server"
        r"|\bseulement (?:depuis|sur) le serveur"
        r"|\bsolo (?:desde|en) el servidor|\bsolo dal server|\bsó (?:do|no) servidor|"
        r"works?(?: fine| well| perfectly)? (?:on (?:my )?(?:local|dev|mac|windows)"
        r"|in (?:dev|development|build|local))"
        r"|\b(?:work(?:s|ed|ing)?|sen(?:ds?|t)|runs?|running|success(?:ful(?:ly)?)?) (?:\w+ ){0,5}"
        r"(?:locally\b|(?:on|from|in|at|with) (?:my |our |the )?(?:own |home |local |personal |office )*"
        r"(?:machine|laptop|notebook|pc|computer|desktop|localhost|wamp|xampp)\b)"
        r"|\b(?:locally|on localhost|(?:on|from) my (?:local )?(?:laptop|pc|computer|machine)),? "
        r"(?:\w+ ){0,4}(?:works?|can |fine|sends?|success)"
        r"|(?:only|(?:but |, )not|but fails) (?:on|from|in) (?:the |my |our )?(?:live |web )?"
        r"(?:server|production|prod|docker|container|vps|hosting|cloud|live)|same connection works",
    ),
    (
        "prose.banned",
        r"\bbanned\b|\bfail2ban\b|\bcphulk\b|\bcrowdsec\b|\bimunify|\bcsf\b|\blfd\b",
    ),
    (
        "prose.allow-list",
        r"\bonly (?:allows?|accepts?|permits?)(?: \w+){0,3} (?:from|in|inside|within)\b|"
        r"\b(?:white|allow)-?list(?:s|ed|ing)?\b"
        r"|\b(?:allowed|permitted|trusted) (?:ips?|ip addresses|networks)\b",
    ),
    (
        "prose.other-country",
        r"\btravell?(?:ing|s|ed)\b|\babroad\b|\b(?:another|other|foreign) country\b"
        r"|\bgeo-?(?:block|fenc|restrict)"
        r"|\bim ausland\b|à l'étranger\b|\ben el extranjero\b|\ball'estero\b|\bno exterior\b",
    ),
    (
        "prose.other-machine-works",
        r"\b(?:other|andere[nr]?|autres|otros) (?:pcs?|computers?|machines?|laptops?|devices?|phones?"
        r"|rechner|geräte|ordinateurs|ordenadores)(?: \w+){0,5}"
        r" (?:works?|fine|ok|can|gehen|funktionieren|geht|marchent)\b",
    ),
    (
        "prose.other-network-works",
        r"\bonly (?:from|over|via|through|on|in) (?:the |our |my |an? |this )?(?:new )?"
        r"(?:office|home|vpn|company|wi-?fi|wlan|network|line|connection|branch|site|hotel)\b"
        r"|\b(?:in|from|at|on|over|via|with) (?:the |our |my |an? )?"
        r"(?:office(?: network)?|home|mobile (?:data|network)|hotspot|(?:other|another|different) network"
        r"|vpn|4g|5g|lte),? (?:\w+ ){0,3}(?:works?|fine|ok)\b"
        r"|\b(?:everyone|everybody|colleagues|all others) (?:in|at|from) (?:the )?\w+"
        r"(?: office)? (?:can|works?)\b"
        r"|\bsame (?:\w+ ){0,2}(?:password|credentials?|creds|settings)(?: \w+)? works? (?:elsewhere|from)\b"
        r"|\ben casa (?:sí |si )?funciona|\bchez moi,? (?:ça|cela) (?:marche|fonctionne)"
        r"|à la maison,? (?:ça|cela) (?:marche|fonctionne)|\ba casa funziona|\bem casa funciona"
        r"|\bworks? (?:fine )?(?:from|over|via|with|on|through) (?:the |our |my |an? )?"
        r"(?:office|hotspot|mobile (?:data|network)|(?:other|another|different) network|4g|5g|lte)\b"
        r"|(?:über|\b(?:im|mit|aus|von)) (?:\w+ )?"
        r"(?:hotspot|mobilfunk|büro|homeoffice|handynetz|lte|zu ?hause)"
        r"(?: \w+)? (?:geht|klappt|funktioniert)\b",
    ),
    (
        "prose.account-closed",
        r"\b(?:mailbox|account|user|hosting|domain|subscription|plan)(?: \w+){0,3} "
        r"(?:suspended|disabled|deactivated|deleted|terminated|expired|unpaid)\b"
        r"|\b(?:invoice|bill|hosting|plan)(?: \w+){0,2} (?:(?:is|was|has|were)(?:n['’]t| not) (?:been )?paid"
        r"|(?:is|was) (?:unpaid|overdue))\b|\brechnung(?: \w+){0,3} nicht bezahlt"
        r"|\bfacture(?: \w+){0,2} impayée",
    ),
    (
        "prose.mail-moved",
        r"\bmx(?: records?)? (?:(?:was|were|is|are|has been|have been|got) )?"
        r"(?:moved|changed|switched|updated|set|entered|points?)"
        r"|\bmx (?:records? )?(?:of|for) \S+ (?:is|are|points?) (?:now )?(?:at|to|with)\b"
        r"|\b(?:moved|changed|switched|updated|migrated)(?: \w+){0,2} mx\b"
        r"|\b(?:moved|migrated|switched|transferred)(?: (?:half|some|part|of|the|our|his|her|their|my"
        r"|all|e-?mails?|mail"
        r"|mailboxes|domain))+ (?:to|from|away|over|yesterday|today|last)\b"
        r"|\b(?:moved|migrated|switched|transferred) from (?:\w+ ){1,4}to\b"
        r"|\b(?:domain|mailbox(?:es)?|e-?mails?|mail) (?:(?:was|were|is|are|has been|have been|got) )?"
        r"(?:moved|migrated|switched|transferred) to\b"
        r"|\b(?:moving|migrating|switching)(?: (?:the|our|his|her|their|all|e-?mails?|mail|mailboxes"
        r"|domain))* from\b"
        r"|\bumzug(?: \w+){0,2} (?:zu|auf|nach|von)\b|\bumgezogen\b|\bmigrée? (?:vers|chez)|\bmigrad[oa] a\b",
    ),
    (
        "prose.recipient-exists",
        # Not a server's "check that the address exists".
        r"\b(?:wrote|writes?|answered|answers?|mailed|replied|replies)(?: to)? (?:me|us) (?:\w+ ){0,2}"
        r"(?:from it\b|yesterday|today|this|last|every|daily|just)"
        r"|\b(?:mailbox|account|address|user|alias|group) (?:was|is|has been) (?:only |just |newly )?"
        r"(?:created|made|added|set up) (?:today|yesterday|this|last|an? |one |just|\d)"
        r"|\b(?:swears?|insists?|says?|sure|sagt|dit|dice)\b(?: \w+){0,4} (?:address|adresse"
        r"|direcci[oó]n)(?: is| ist| est| es)?"
        r" (?:right|correct|richtig|stimmt|bonne|correcta)\b"
        r"|\b(?:kollegen|andere) können (?:ihm|ihr|ihnen|dorthin) (?:schreiben|mailen)"
        r"|\b(?:postfach|adresse|verteiler|mailbox|konto|gruppe)\b(?: \S+){0,6},? (?:gestern|heute"
        r"|eben|gerade)"
        r" (?:erst )?(?:angelegt|erstellt|eingerichtet)\b"
        r"|\b(?:inside|internally)(?: it)? (?:works|arrives)|\bworks (?:inside|internally)\b"
        r"|\bintern (?:geht|klappt|funktioniert)"
        r"|\bhat (?:mir|uns) (?:\w+ )?(?:gestern|heute|letzte|davon|daraus)(?: \w+){0,2}"
        r" (?:geschrieben|geantwortet)"
        r"|\bbut (?:the |this |his |her |that |our |their )?[\w@.+-]+ "
        r"(?:really |definitely |certainly |still )*(?:does )?exists?\b"
        r"|\bsays? (?:that )?(?:the |his |her |this |their )?(?:address|mailbox|recipient|account)"
        r" (?:(?:is|was) there|(?:is|was) (?:active|fine|ok|working)|exists|works)\b"
        r"|\b(?:address|mailbox|recipient|account|he|she) (?:really|definitely|certainly)"
        r" exists\b|\b(?:that|which) (?:has )?exist(?:s|ed) (?:since|for)\b"
        r"|\b(?:others|everybody else|colleagues|other people) can (?:write|mail|send)(?: to)?"
        r" (?:him|her|them|it|the)\b|\b(?:gibt es|existiert) (?:aber|wirklich|sicher)\b"
        r"|\baber \S+ existiert\b|\bmais \S+ existe\b|\bpero \S+ existe\b",
    ),
    (
        "prose.own-recipient",
        r"\bour own \S+@|\b(?:our|my|their) own (?:new |shared )*(?:mailbox|address|alias|group"
        r"|employee|colleague"
        r"|staff|user"
        r"|boss|team|list)\b|\b(?:i am|i'm|we are|we're) the (?:admin\w*|host\w*|provider) (?:of|for"
        r"|there)\b|\b(?:in|of) our own (?:\w+ )?(?:tenant|domain|organi[sz]ation|company|server)\b"
        r"|\bin unserem eigenen (?:\w+ )?(?:tenant|exchange|server|haus|system)\b"
        r"|\b(?:unser|eigene)\w* (?:eigene\w* )?(?:postfach|mailbox|kollege|kollegin|mitarbeiter\w*"
        r"|chefs?)\b",
    ),
    (
        "prose.person-left",
        r"\b(?:he|she|they|who|contact|colleague|employee|person|boss)(?: \w+){0,2} (?:left|has left"
        r"|have left|quit|retired)"
        r"(?:$|[,.;)]| (?:the|in|last|us|our|this|two|a|\d))"
        r"|\bex-?(?:colleague|employee|boss|mitarbeiter\w*|kolleg\w+)\b|\bsuccessor\b|\bnachfolger\w*"
        r"|\bno longer (?:works|employed|with (?:us|them|the company))\b|\b(?:ausgeschieden|gekündigt)\b"
        r"|\barbeitet (?:\w+ ){0,2}nicht mehr\b|\bne travaille plus\b|\bya no trabaja\b",
    ),
    (
        "prose.shared-server",
        r"\bshared (?:web ?)?(?:hosting|ips?|ip addresses|server|webspace)\b|\bweb ?space\b"
        r"|\bweb-?hosting(?:paket)?\b"
        r"|\bhébergement mutualis|\bhosting compartido\b|\bhosting condiviso\b|\bhospedagem"
        r" compartilhada\b",
    ),
    (
        "prose.whole-domain",
        r"\b(?:all|every|each|any)(?: of)?(?: (?:the|our|their|these|\d{1,5}))* (?:address(?:es)?|recipients?"
        r"|mailbox(?:es)?|people|persons?|contacts?|employees|colleagues) (?:of|at|in|from|on) "
        r"(?:(?:that|this|the|one)(?: same)? (?:domain|company|firm|organi[sz]ation|customer|partner)\b"
        r"|@?[\w-]+\.[a-z])"
        r"|\balle (?:\d{1,5} )?(?:adressen|empfänger|postfächer|kollegen|leute) (?:von|bei|der|dieser|in)\b"
        r"|\btoutes les adresses (?:de|chez)\b|\btodas las direcciones de\b",
    ),
    (
        "reply.many-recipients",
        r"\b\d[\d.,]{1,6} (?:of|out of|von|de|sur) (?:\w+ )?\d[\d.,]{1,8}(?: \w+)? (?:came back"
        r"|bounced?|failed|return"
        r"|were refused|kamen|kommen|rebot|sont revenu)"
        r"|\b\d{2,5} (?:(?:hard |such |of (?:these|them) |like this )?(?:bounces|returns|rückläufer|rebotes)"
        r"|(?:\w+ )?(?:addresses|recipients|contacts) (?:\w+ )?(?:bounced|failed|came back|were"
        r" refused|are unknown))\b"
        r"|\b(?:hundreds|dozens) of (?:hard )?bounces\b",
    ),
    (
        "prose.domain-changed",
        r"\b(?:domain|web ?site|home ?page|dns|name ?servers?)(?: \w+){0,3} (?:moved|transferred|migrated"
        r"|switched|renewed|expired|lapsed|umgezogen|abgelaufen|verlängert|gewechselt)\b"
        r"|\b(?:moved|transferred|migrated|switched|renewed|changed)"
        r"(?: (?:the|our|their|his|her|my|its|a|to|over))*"
        r" (?:domain|web ?site|home ?page|dns|name ?servers?|registrar)\b"
        r"|\b(?:brand-?new|newly registered|fresh|young) domains?\b"
        r"|\bdomains?(?:,| was| were)? (?:only |just )?(?:bought|registered) (?:this|today|yesterday"
        r"|last|on|\d)"
        r"|\b(?:new|other|another|different) (?:registrar|name ?servers?|dns (?:host|provider))\b"
        r"|\bneue[nrm]? (?:registrar|nameserver|domain-?anbieter)\b"
        r"|\bdomaine (?:\w+ ){0,5}(?:expir|renouvel|transfér)|\bdominio (?:\w+ ){0,5}(?:caduc|expir"
        r"|renov|transfer)",
    ),
    (
        "prose.free-sender",
        rf"\b(?:from|sender|absender|expéditeur|remitente)(?: address|adresse)?(?: is| was| ist| =)"
        rf"(?: \w+){{0,2}} \S+@{_FREE}"
        rf"|\b(?:sends?|sending|sent|mails|schickt|sendet|verschickt)(?: \S+){{0,4}} (?:as|als) \S+@{_FREE}"
        rf"|\b(?:campaign|newsletter|kampagne)s? (?:\w+ )?(?:from|as|von|als) \S+@{_FREE}"
        rf"|(?:@|\b){_FREE}(?:\.\w+)?(?:[ -](?:address|adresse)\w*)? (?:as|als) (?:the )?(?:from|sender"
        rf"|absender)\b",
    ),
    (
        "prose.changed-on-the-way",
        r"\b(?:adds?|appends?|inserts?|hängt|fügt)(?: \w+){0,3}"
        r" (?:disclaimers?|footers?|banners?|signatures?|fußzeile\w*)\b"
        r"|\bmails? with (?:a |the )?(?:disclaimers?|footers?|banners?)\b"
        r"|\b(?:disclaimers?|footers?|banners?) (?:is |are |gets? )?(?:added|appended|inserted)\b",
    ),
    (
        "prose.mail-moved-here",
        r"\b(?:moved|migrated|switched|transferred|changed|pointed|points?)(?: \w+){0,5} (?:to|onto|at)"
        r" (?:this|our|my|the new|our new|our own|my own) (?:mail ?)?(?:server|postfix|vps|machine|box)\b"
        r"|\bauf (?:diesen|unseren|den neuen|unseren neuen) (?:mail-?)?server (?:umgezogen|umgestellt)\b",
    ),
    (
        "prose.web-form",
        r"\b(?:contact|web|website|wordpress|enquiry|inquiry|quote)[- ]?forms?\b|\bkontaktformular\w*"
        r"|\bformulaire (?:de contact|wordpress|du site|web)\b"
        r"|\bformulario de contacto\b|\bformulário de contato\b|\bwpcf7\b",
    ),
    (
        "prose.public-resolver",
        # An address alone may be anybody's, written so to hide it.
        r"\b(?:dns|resolvers?|name ?servers?|resolv\.conf)(?:[ :=]+\w+){0,3}[ :=]+"
        r"(?:8\.8\.8\.8|8\.8\.4\.4|1\.1\.1\.1|1\.0\.0\.1|9\.9\.9\.9)\b|\b(?:public|open) (?:dns|resolver)"
        r"|\b(?:google|cloudflare)(?:'s)? (?:public )?dns\b|\bquad9\b",
    ),
    (
        "prose.home-connection",
        r"\bpbl\b|\bfrom home\b|\bhome (?:connection|internet|network|router|server|ip|line)"
        r"|\b(?:cable|fib(?:er|re)|vodafone|comcast|telekom)[- ](?:\w+-?)?(?:connection|internet|anschluss)\b"
        r"|\banbieterwechsel\b|\bresidential\b|\bdsl\b|\bdial-?up\b|\b(?:dynamic|changing) (?:ip|address)"
        r"|\b(?:von|aus) zu ?hause\b|\bdynamische ip",
    ),
    (
        "prose.hacked",
        r"\bhacked\b|\bcompromised\b|\bmalware\b|\binfected\b|\bbotnet\b|\bgehackt\b|\bpiraté"
        r"|\bhackead[oa]\b",
    ),
    (
        "prose.no-retry",
        r"\b(?:does|do|did|will|can)(?: not|n['’]t) (?:\w+ )?(?:retry|re-?try|try again|resend|queue)\b"
        r"|\bno (?:retry|retries|queue)\b|\b(?:only|just) (?:sends?|tries|tried) once\b"
        r"|\bversucht es (?:nicht|kein)|\bne réessa\w+ pas|\bno reintenta"
        r"|\bnão tenta (?:de novo|novamente)|\bnon riprova"
        r"|\b(?:script|form|device|scanner|app|printer|program) (?:which |that )?(?:\w+ )?"
        r"(?:sends?|delivers?|mails?) (?:(?:them|it|mails?|straight) )?(?:directly|(?:by )?itself|straight)\b"
        r"|\bwithout (?:retry|a queue)|\bgives? up (?:at once|immediately|after one|after the first)",
    ),
    (
        "prose.other-method-works",
        r"\b(?:auth (?:plain|login)|plain|cram-md5|digest-md5|ntlm|scram-sha-\d+) (?:\w+ )?"
        r"(?:works?|worked|is (?:ok|fine|accepted)|succeeds)\b",
    ),
    (
        "prose.other-region",
        r"\b(?:other|different|wrong|another|new|old|eu|european|us) (?:aws |ses )?region\b"
        r"|\b(?:eu|european|us) (?:account|domain|region|zone|data ?cent(?:er|re))\b"
        r"|\bregion (?:mismatch|changed)"
        r"|\b(?:created|made|generated|verified|moved|switched|migrated)(?: \w+){0,2} (?:in|from|for)"
        r" (?:us|eu|ap|sa|ca|me|af|il)-[a-z]+-\d\b",
    ),
    (
        "prose.own-attempt",
        r"\b(?:i|we)(?: \w+){0,3} (?:send|log ?in|connect|authenticate)\b|(?:cannot|can'?t|unable to) (?:send"
        r"|log ?in|authenticate)|thunderbird|outlook\b|roundcube|nextcloud|gitlab",
    ),
    (
        "prose.intermittent",
        r"intermittent|sometimes|occasionally|randomly|now and then|from time to time|a lot of times"
        r"|every (?:few|now)|sporadic"
        r"|\bmanchmal\b|\bgelegentlich\b|\bab und zu\b|\bparfois\b|\ba veces\b|às vezes\b|\ba volte\b"
        r"|иногда|периодически|时好时坏|有时|偶尔|过了?一会儿?又|又不行了|又出问题|たまに|時々",
    ),
    (
        "prose.after-update",
        r"(?:after|since|until|before)(?: \w+){0,4} (?:updat|upgrad|migrat)\w*|upgraded (?:to|from)"
        r"|updated (?:to|from)|after (?:moving|switching|migrating)"
        r"|\b(?:switch|chang)\w* (?:the |my |our )?(?:php|java|python|node|ruby|openssl)(?: version)? to\b"
        r"|\b(?:migrated|moved) (?:(?:our|my|the|this) )?(?:server|site|website|host(?:ing)?|everything"
        r"|instance)|\b(?:nach|seit)(?: \S+)? (?:update|umzug|migration|umstellung|upgrade)"
        r"|\b(?:depuis|après)(?: \S+)? (?:mise à jour|migration)"
        r"|\b(?:desde|después de|tras|após|depois da|dopo)(?: \S+)?"
        r" (?:actualiza|atualiza|migra|l'aggiornamento)"
        r"|после (?:обновления|переезда|миграции)|(?:更新|升级|迁移)(?:之?后|以后)",
    ),
    (
        "prose.helo-not-ehlo",
        r"\bhelo\b.*(?:instead of|rather than|not) ehlo\b|\behlo\b.*(?:instead of|rather than|not) helo\b"
        r"|\b(?:speaks|sends?|says|uses|(?:starts|begins) with) (?:only )?helo\b"
        r"|\bhelo,? (?:and )?then mail\b",
    ),
    (
        "prose.empty-sender",
        r"\b(?:empty|null|blank) (?:envelope[- ])?(?:sender|from|mail from|return[- ]path|reverse[- ]path)\b",
    ),
    (
        "prose.tls-version",
        r"\btls ?v?1[._][01]\b|\bmail\.smtp\.ssl\.protocols\b|securityprotocoltype|\bmin_?version\b",
    ),
    (
        "prose.address-changed",
        r"\bnew (?:\w+ ){0,2}ip\b|\bip(?: address)? (?:\w+ )?(?:changed|is new)\b"
        r"|\bip(?: address)? of (?:\w+ ){1,3}(?:has )?(?:changed|is new)\b"
        r"|\bnew internet (?:line|connection|access|provider|contract)\b|\bneue[rn]? internet\w+"
        r"|\b(?:chang|switch|mov)\w+ (?:our |my |the |to (?:a |another |our )?)?(?:new |other )?"
        r"(?:isp|internet provider|public ip)\b"
        r"|\bneue[rn]? (?:\w+ ){0,2}ip\b|\bnouvelle (?:adresse )?ip\b|\bnueva (?:direcci[oó]n )?ip\b",
    ),
    (
        "prose.self-signed",
        r"\bself-? ?(?:signed|issued) (?:(?:ssl|tls|root|ca|server|mail|https?) ?){0,3}cert"
        r"|\b(?:our|my|their|an?|company'?s|the) (?:own |internal |private |corporate |company |local ){1,2}"
        r"(?:root )?(?:ca\b|certificate authority|pki\b)",
    ),
    (
        "prose.weak-key",  # OpenSSL's words, which Postfix logs on a line of their own
        r"\b(?:dh|ee|ca)[ _]key too small|\b(?:ca )?md too weak",
    ),
    (
        "prose.certificate-expired",
        r"\bcert(?:ificate)?s? (?:(?:had|has|have|is|was|were|been|just|already|simply) ){0,2}"
        r"(?:ran out|run out|expired|lapsed|out of date)\b|\bexpired (?:ssl |tls |server )?cert"
        r"|\bzertifikat\w* (?:\w+ ){0,4}abgelaufen|\babgelaufenes (?:\w+-)?zertifikat"
        r"|\bcertificat (?:\w+ ){0,2}(?:expiré|périmé)|\bcertificado (?:\w+ ){0,2}(?:caduc|expir|vencid)"
        r"|\bcertificato (?:\w+ ){0,2}scaduto",
    ),
    (
        "prose.certificate-name",
        r"\b(?:host ?name|name|host|subject)[ -]mismatch\b|\bsubject_cn=\*"
        r"|\bcert(?:ificate)? (?:is |was )?(?:only |issued )?for (?:an?other|the wrong|a different|the host)",
    ),
    (
        "prose.forwarded",
        r"forwarded|forwarding|\bforwards?\b|mailing list"
        r"|\((?:ultimately )?generated from \S+@",  # Exim, of an address that an alias or a rule named
    ),
    ("prose.speedport", r"\bspeedport\b"),
    (
        "prose.antivirus",
        r"anti-?virus|avast|kaspersky|\beset\b|bitdefender|mcafee|norton|firewall|\bproxy\b|fortinet"
        r"|fortigate|sophos|zscaler|\bvpn\b|\bcisco asa\b|\bpalo alto\b|\bsonicwall\b|\bwatchguard\b"
        r"|\b(?:mail|web) shield\b",
    ),
    (
        "prose.wrong-clock",
        r"\b(?:clock|system ?time|system date|systemzeit|uhr|uhrzeit|datum|horloge|reloj)(?: \w+){0,4}"
        r" (?:wrong|off|incorrect|reset|behind|ahead|in the (?:past|future)|falsch|verstellt|vor|nach"
        r"|fausse?|mal)\b|\b(?:shows?|says?|set to|thinks? it is|zeigt|steht auf|affiche) (?:the |das )?"
        r"(?:year |date |jahr )?(?:of )?(?:19[789]\d|20[01]\d)\b",
    ),
    (
        "prose.old-system",
        r"\bwindows (?:xp|vista|7|8|(?:server )?20(?:03|08|12))\b|\boutlook 20(?:03|07|10|13)\b|\bjava [67]\b"
        r"|\bcentos [5-7]\b|\bandroid [4-7]\b|\b(?:old|older|ancient|alte[rsmn]?|vieil(?:le)?|vieja?) "
        r"(?:\w+ )?(?:printer|scanner|copier|device|phone|mfp|drucker|kopierer|gerät|imprimante|impresora)\b",
    ),
    (
        "prose.device",
        r"\b(?:printers?|scanners?|copiers?|mfps?|multi-?function\w*|fax(?:es)?|nas|ups|qnap|synology"
        r"|ricoh|kyocera"
        r"|konica|lexmark|canon|xerox|drucker|kopierer|imprimante|impresora|stampante)\b",
    ),
    (
        "prose.several-spf-records",
        r"\b(?:two|2|three|3|several|multiple|second|another|duplicate) (?:\w+ )?(?:spf|v=spf1)(?:1)?\b"
        r"|\b(?:zwei|mehrere) (?:\w+ )?(?:spf|v=spf1)\b",
    ),
    (
        "prose.sender-differs",
        r"\b(?:from|sender)(?: address)?(?: is|:| =) \S+@\S+ (?:and |but )?(?:the )?"
        r"(?:log-?in|user(?: ?name)?|smtp user|account|mailbox)(?: is|:| =)? \S+@"
        r"|\blog(?:s|ged|ging)? ?in (?:as|with) \S+@\S* (?:and|but) sen(?:ds?|t|ding) (?:as|from) \S+@"
        r"|\bsen(?:ds?|t|ding) (?:as|from) \S+@\S* (?:and|but) log(?:s|ged|ging)? ?in (?:as|with) \S+@"
        r"|\b(?:different|another|other) (?:from|sender) address\b|\b(?:from|sender) address (?:is |was )?"
        r"(?:different|not the same)\b",
    ),
    (
        "prose.everybody",
        r"\b(?:tous les|toutes les|todas las|todos los|todas as|todos os|tutti gli|tutte le|alle)"
        r" (?:comptes|utilisateurs|bo[iî]tes|cuentas|usuarios|buzones|contas|usuários|caixas|utenti|caselle"
        r"|mailboxen|accounts|gebruikers)(?: \S+){0,6} (?:depuis|desde|dal|da|sinds)\b"
        r"|все (?:ящики|пользователи|аккаунты)(?: \S+){0,6} со? "
        r"|所有(?:的)?(?:用户|邮箱|账号)|, all (?:users|mailboxes|accounts|customers)\b"
        r"|\b(?:for|affects?|affecting|hits?) (?:everybody|everyone|all (?:of )?(?:our |the |my )?"
        r"(?:users|mailboxes|accounts|customers|clients|colleagues|staff))\b"
        r"|\b(?:everybody|everyone|every user) (?:fails?|gets?|got|is (?:affected|refused|rejected))\b"
        r"|\b(?:nobody|no one)(?: (?:in|at|of|from) (?:the |our )?\w+)? can (?:log ?in|send|authenticate)"
        r"|\b(?:bei|für) alle[nm]?\b"
        r"|\b(?:all|every(?:one|body)?|each|none|no one|nobody)(?: of)?(?: (?:our|the|my|these|\d{1,5}))*"
        r"(?: (?:mailbox\w*|inbox\w*|accounts?|users?|colleagues?|customers?|clients?))?"
        r"(?: (?:on|at) (?:that|this|the|our|their) (?:mail ?)?(?:server|domain|host|provider))"
        r"|\b(?:all|every) (?:our |the |my |\d{1,5} )*(?:mailbox\w*|accounts?|users?)(?: \w+){0,3},? "
        r"(?:since|at once|at the same time)\b|\balle (?:\d{1,5} )?(?:postfächer|konten|benutzer|nutzer)"
        r"(?: \w+){0,4},? (?:seit|gleichzeitig|auf einmal)\b",
    ),
    (
        "reply.of-own-server",
        r"\b(?:our|my|own|unser\w*|eigene\w*|notre|nuestro) (?:own |local |internal )?"
        r"(?:postfix|exim|exchange|sendmail|mailcow|zimbra|dovecot|opensmtpd|(?:mail|smtp) ?server|relay)"
        r"(?: (?:server|20\d\d))?"
        r" (?:answers|says|tells|returns|replies|refuses|rejects|gives|sagt|antwortet|meldet)\b"
        r"|\b(?:our|my|own|unser\w*) (?:own )?(?:postfix|exim|exchange|sendmail|mailcow|zimbra|(?:mail"
        r"|smtp) ?server)"
        r"(?: [\w./-]+){0,6} (?:rejects?|refuses?|lehnt) (?:everybody|everyone|everything|all\w?)\b"
        r"|\bour own server (?:answers|says|tells|returns|replies|refuses|rejects|gives)\b"
        r"|[(),–—-] ?(?:our|my|own|unser\w*|eigene[rn]?) (?:own )?"
        r"(?:(?:postfix|exim|exchange|sendmail|mailcow|zimbra|opensmtpd)"
        r"(?: (?:mail ?)?server)?(?: 20\d\d)?|mail ?server)\b(?:[),]|$| (?:since|seit)\b)"
        r"|(?:^|\n)(?:our|my|own|unser\w*|eigene[rn]?) (?:own )?(?:postfix|exim|exchange|sendmail|mailcow"
        r"|zimbra|opensmtpd)(?: (?:server|20\d\d)){0,2}[:,]"
        r"|\bon our (?:own )?(?:postfix|exim|exchange|sendmail|mailcow|zimbra|opensmtpd|mail ?server)[:,]"
        r"|\b(?:our|my|own) exchange (?:20\d\d )?receive connector\b",
    ),
    (
        "prose.own-exchange",
        r"\bon-?prem\w*\b|\bexchange (?:server )?(?:20(?:07|10|13|16|19)|se|subscription edition)\b"
        r"|\b(?:our|own|local|internal|eigene[rnms]?|unser\w*|lokale[rnm]?) (?:\w+ )?exchange\b"
        r"|\breceive connector\b",
    ),
    (
        "prose.every-receiver",
        r"\ball (?:outside|external|other|outgoing|foreign) (?:domains|destinations|receivers|recipients)\b"
        r"|\b(?:to|for|at) (?:all|any|every|each)(?: \w+)? (?:domains?|destinations?|receivers?|recipients?"
        r"|providers?|mail ?servers?)\b|\bno (?:mail|message)s? (?:goe?s?|gets?|is going|leaves?) out\b"
        r"|\bnothing (?:goes|gets|is going|leaves)(?: out| through)\b"
        r"|\b(?:an|zu|bei|für) (?:alle[nr]?|jede[mnr]?) (?:domains?|empfängern?|anbietern?)\b"
        r"|\bvers tous les (?:domaines|destinataires)\b|\ba todos los (?:dominios|destinatarios)\b",
    ),
    (
        "prose.own-network",
        r"\b(?:in|within|inside|from) (?:the |our |my |an? )?(?:lan|(?:local|internal) network|intranet)\b"
        r"|\b(?:im|in unserem|aus dem) (?:lan|hausnetz|internen netz|firmennetz)\b",
    ),
    (
        "prose.others-arrive",
        r"\b(?:all |every )?others? (?:(?:domains?|recipients?|receivers?|servers?|mails?|addresses) )?"
        r"(?:still )?(?:go(?:es)? (?:out|through)|arrives?|gets? through|works?"
        r"|(?:are|is) (?:fine|ok|delivered))\b"
        r"|\bonly (?:to )?(?:this|that|one) (?:one )?(?:domain|recipient|receiver|company)"
        r" (?:fails|is affected)"
        r"|\bonly(?: mails?)? to (?:one|this|that|gmail|gmx|yahoo|outlook|hotmail|t-online|client"
        r"|customer|company)\b"
        r"|\bonly (?:this |that )?one (?:domain|recipient|receiver|company|customer)\b"
        r"|\bnur (?:an|bei|zu) (?:die|den|das|diese\w?|eine\w*|gmail|gmx|web\.de|t-online|outlook|yahoo)\b"
        r"|\bseulement (?:vers|chez) \w+|\balle anderen (?:gehen|kommen|funktionieren)",
    ),
    (
        "prose.only-us",
        r"\bonly (?:us|we|our (?:mails?|server|domain|address|ip))\b|\bnobody else (?:has|gets|sees)\b"
        r"|\b(?:others|everybody else|everyone else|other (?:senders|servers|companies))"
        r" (?:get|gets|go|can send|can write|reach|have no|has no) (?:through|them|to them|problems?)\b"
        r"|\bnur (?:wir|uns|unsere?[nmr]?)\b|\bseulement nous\b|\bsolo (?:a )?nosotros\b",
    ),
)
