"""What people tell of a domain: where its mail went, its records, its name servers.

Each with its evidence tag, in words that stand in this order, as in `persons_words`.
"""

from __future__ import annotations

from typing import Final

# In RE2 syntax, letter case ignored; the tags are explained in `bot/knowledge/evidence.toml`.
OF_DOMAIN: Final = {
    "prose.mail-moved": (
        r"\bstill (?:has|have|uses?|points? to|shows?) the old (?:smtp |mail ?)?(?:server|host)"
        r"|\bmailbox(?:es)? (?:is|are) (?:still )?(?:on|at|with) the (?:old|previous)\b|"
        r"\bmx(?: records?)? (?:(?:was|were|is|are|has been|have been|got) )?"
        r"(?:moved|changed|switched|updated|set|entered|points?)"
        r"|\bmx (?:records? )?(?:of|for) \S+ (?:is|are|points?) (?:now )?(?:at|to|with)\b"
        r"|\b(?:moved|changed|switched|updated|migrated)(?: \w+){0,2} mx\b"
        r"|\b(?:moved|migrated|switched|transferred)(?: (?:half|some|part|of|the|our|his|her|their|my"
        r"|all|e-?mails?|mail|mailboxes|domain))+ (?:to|from|away|over|yesterday|today|last)\b"
        r"|\b(?:moved|moving|migrated|switched|changed)(?: (?:everything|it|all))? to (?:(?:the|an?|our"
        r"|another) )?"
        r"(?:(?:new|other|different) )?(?:hoster|hosting|(?:hosting |mail |e-?mail )(?:provider|server"
        r"|service)|provider)\b"
        r"|\bchang(?:é|eons|er) d['’](?:hébergeur|opérateur)|\bnouvel hébergeur\b"
        r"|\bchanged (?:(?:the|our|their) )?(?:hoster|hosting|mail (?:provider"
        r"|host))\b"
        r"|\b(?:hoster|provider|anbieter) gewechselt\b"
        r"|\bcambia(?:mos|do) (?:de )?(?:proveedor|hosting)\b|\bcambiato (?:provider|hosting|gestore)\b"
        r"|\bmud(?:amos|ou) de (?:provedor|hospedagem)\b"
        r"|\b(?:moved|migrated|switched|transferred) from (?:\w+ ){1,4}to\b"
        r"|\b(?:moved|migrated|switched|transferred) [\w.-]+\.[\w-]+ (?:over )?to\b"
        r"|\b(?:domain|mailbox(?:es)?|e-?mails?|mail) (?:(?:was|were|is|are|has been|have been|got) )?"
        r"(?:moved|migrated|switched|transferred) to\b"
        r"|\b(?:mailbox(?:es)?|(?:e-?)?mails?|domain) (?:is|are|lives?) (?:now |already |hosted )*"
        r"(?:at|with|on|in) "
        r"(?:google|gmail|microsoft|office ?365|[mo]?365|exchange online|outlook|zoho|ionos)\b"
        r"|\b(?:moving|migrating|switching)(?: (?:the|our|his|her|their|all|e-?mails?|mail|mailboxes"
        r"|domain))* from\b"
        r"|\bumzug(?: \w+){0,2} (?:zu[mr]?|auf|nach|von)\b|\bumgezogen\b|\bmigrée? (?:vers|chez)"
        r"|\bmigrad[oa] a\b"
        r"|\b(?:postfächer|mailboxen|mails) (?:sind|liegen) (?:\w+ )?bei (?:google|microsoft|office|ionos"
        r"|strato)\b"
        r"|\b(?:bo[iî]tes|messagerie|mails) (?:sont|est) (?:\w+ )?chez (?:google|microsoft|office|ovh"
        r"|ionos)\b"
        r"|\b(?:buzones|correos?|cuentas) están (?:\w+ )?en (?:google|microsoft|office)\b"
    ),
    "prose.whole-domain": (
        r"\b(?:all|every|each|any)(?: of)?(?: (?:the|our|their|these|\d{1,5}))* (?:address(?:es)?|recipients?"
        r"|mailbox(?:es)?|people|persons?|contacts?|employees|colleagues) (?:of|at|in|from|on) "
        r"(?:(?:that|this|the|one)(?: same)? (?:domain|company|firm|organi[sz]ation|customer|partner)\b"
        r"|@?[\w-]+\.[a-z])"
        r"|\balle (?:\d{1,5} )?(?:adressen|empfänger|postfächer|kollegen|leute) (?:von|bei|der|dieser|in)\b"
        r"|\btoutes les adresses (?:de|chez)\b|\btodas las direcciones de\b"
    ),
    "prose.domain-changed": (
        r"\b(?:domain|web ?site|home ?page|dns|name ?servers?)(?: \w+){0,3} (?:moved|transferred|migrated"
        r"|switched|renewed|expired|lapsed|umgezogen|abgelaufen|verlängert|gewechselt)\b"
        r"|\b(?:moved|transferred|migrated|switched|renewed|changed)"
        r"(?: (?:the|our|their|his|her|my|its|a|to|over))*"
        r" (?:domain|web ?site|home ?page|dns|name ?servers?|registrar)\b"
        r"|\b(?:moved|moving|migrated|switched|changed) to (?:(?:the|an?|our|another) )?(?:(?:new|other"
        r"|different) )?"
        r"(?:dns|name ?servers?|registrar)\b|\bneue[rnm]? dns\b|\b(?:nouveaux?|nouvelle) (?:dns|registrar)\b"
        r"|\bnuev[oa]s? dns\b|\bnuov[oi] dns\b|\bnovo dns\b"
        r"|\b(?:brand-?new|newly registered|fresh|young) domains?\b"
        r"|\bdomains?(?:,| was| were)? (?:only |just )?(?:bought|registered) (?:this|today|yesterday"
        r"|last|on|\d)|\b(?:registered|bought) (?:(?:the|a|our|their|this) )?(?:domain|[\w-]+\.[\w.-]+)"
        r" (?:on|yesterday|today|last|this|\d)"
        r"|\b(?:new|other|another|different) (?:registrar|name ?servers?|dns (?:host|provider))\b"
        r"|\bneue[nrm]? (?:registrar|nameserver|domain-?anbieter)\b"
        r"|\bdomaine (?:\w+ ){0,5}(?:expir|renouvel|transfér)|\bdominio (?:\w+ ){0,5}(?:caduc|expir"
        r"|renov|transfer)"
        r"|\bneue (?:web ?seite|website|homepage)\b|\b(?:domain|web ?seite|website|homepage) (?:\w+"
        r" ){0,3}(?:zu|nach) \w+ (?:umgezogen|gewechselt)"
        r"|\bdominio (?:\w+ ){0,3}(?:se pasó|cambió|se movió)|\bdomaine (?:\w+ ){0,3}(?:a changé|déplacé"
        r"|déménagé)"
    ),
    "prose.mail-moved-here": (
        r"\b(?:moved|migrated|switched|transferred|changed|pointed|points?)(?: \w+){0,5} (?:to|onto|at)"
        r" (?:this|our|my|the new|our new|our own|my own) (?:mail ?)?(?:server|postfix|vps|machine|box)\b"
        r"|\bauf (?:diesen|unseren|den neuen|unseren neuen) (?:mail-?)?server (?:umgezogen|umgestellt)\b"
    ),
    "prose.several-spf-records": (
        r"\b(?:two|2|three|3|several|multiple|second|another|duplicate) (?:\w+ )?(?:spf|v=spf1)(?:1)?\b"
        r"|\b(?:zwei|mehrere) (?:\w+ )?(?:spf|v=spf1)\b"
        r"|\b(?:deux|plusieurs) (?:enregistrements? |entrées )?(?:spf|v=spf1)|\b(?:dos|varios) (?:registros"
        r" |entradas )?(?:de )?(?:spf|v=spf1)"
    ),
    "prose.mx-outdated": (
        r"\bmx(?: records?)? (?:was|were|has been) (?:never|not) (?:changed|updated|moved|switched)\b"
        r"|\bmx(?: records?)?(?: \w+)? (?:still|noch|encore|todavía|aún) (?:\w+ ){0,2}(?:old|alte[nmrs]?"
        r"|ancien(?:ne)?|antigu[oa]|previous|former)\b"
        r"|\bmx(?: records?)? (?:still )?(?:points?|names?|leads?|shows?|is|are|zeigt|pointe|apunta)(?:"
        r" \S+){0,3} (?:old|alte[nmrs]?|l['’]ancien(?:ne)?|antigu[oa]|previous|former)"
        r" (?:\w+-?)?(?:provider|host\w*|server|anbieter|hoster|hébergeur|serveur|proveedor|servidor)"
    ),
    "prose.name-servers-down": (
        r"\b(?:name ?servers?|dns(?: servers?)?|resolvers?) (?:was|were|is|are|had been|went) (?:\w+"
        r" )?(?:down|offline|unreachable|out of order|under attack)\b"
        r"|\b(?:nameserver|dns-?server) (?:\w+ ){0,4}(?:ausgefallen|gestört|nicht erreichbar)|\bdns en"
        r" panne\b|\bservidor(?:es)? dns (?:\w+ )?caíd"
    ),
    "prose.domain-not-entered": (
        r"\b(?:not|isn['’]t|nicht|missing|forgot|never)(?: \w+){0,6} (?:accepted domains?|mydestination"
        r"|relay_domains|virtual_mailbox_domains|virtual domains|our workspace|local ?domains)\b"
    ),
    "prose.domain-misspelt": (
        r"\b(?:typo|typing (?:error|mistake)|misspelling)(?: \w+){0,3} (?:domain|address behind the @)\b"
        r"|\bdomain(?: \w+)? (?:is|was|has been) (?:misspel\w+|mistyped|typed wrong|wrongly typed|written"
        r" wrong)"
        r"|\b(?:misspelt|misspelled|mistyped)(?: \w+){0,2} domain\b|\btippfehler in der (?:\w+-?)?domain\b"
        r"|\bdomain (?:\w+ )?falsch geschrieben|\bfaute de frappe dans le domaine|\berror (?:al escribir"
        r"|en) el dominio"
    ),
    "prose.several-dmarc-records": (
        r"\b(?:two|2|three|several|multiple|second|duplicate) (?:\w+ )?(?:dmarc|v=dmarc1)\b|\b(?:zwei"
        r"|mehrere) (?:\w+ )?dmarc|\bdeux (?:\w+ )?dmarc|\bdos (?:\w+ )?dmarc"
    ),
    "prose.spf-fails": (
        r"\bspf (?:check )?(?:fails?|failed|does(?: not|n['’]t) pass|did(?: not|n['’]t) pass|schlägt fehl|is"
        r" missing|fehlt)\b|\b(?:no|kein(?:en)?|without|ohne) spf\b|\bpas de spf\b|\bsin spf\b"
    ),
    "prose.dkim-missing": (
        r"\b(?:no|kein(?:en)?|without|ohne) dkim\b|\bdkim (?:is|was|ist) (?:missing|off|not set up|never"
        r" set up|never switched on|nicht eingerichtet)\b|\bdkim (?:fails|fehlt)\b|\bpas de dkim\b|\bsin"
        r" dkim\b"
    ),
    "prose.no-reverse-name": (
        r"\b(?:ha(?:s|ve|t|ben)|is|gibt) (?:\w+ )?(?:no|kein(?:en)?) (?:ptr|rdns|reverse (?:dns"
        r"|name|record|entry))\b|\bforgot (?:to set )?(?:the |a )?(?:ptr|rdns|reverse dns)|\bpas de (?:ptr"
        r"|reverse)\b|\bno tiene ptr\b"
    ),
    "prose.ready-made-name": (
        r"\b(?:ptr|rdns|reverse (?:dns|name))(?: \w+){0,3} (?:generic|default|dynamic|the provider['’]s|the"
        r" host['’]s|vom provider|des providers)\b|\b(?:ptr|rdns|reverse (?:dns|name)) (?:is|ist|says|shows"
        r"|lautet) [\w-]*\d[.-]\d+[.-]\d+[.-]\d+[.-][a-z]"
    ),
}
