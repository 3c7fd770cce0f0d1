"""What people write beside a bounce of its recipient and its sender, each with its evidence tag."""

from __future__ import annotations

from typing import Final

# Free mail providers, whose domains let nobody else send in their name.
_FREE: Final = (
    r"(?:yahoo|ymail|gmail|googlemail|aol|hotmail|outlook|live|gmx|web|icloud|t-online|free|orange|libero)"
)
# Newsletters, shops, help desks and accounts, which send in a customer's name.
_SENDING_SERVICE: Final = (
    r"(?:mailchimp|hubspot|klaviyo|active ?campaign|mailerlite|cleverreach|rapidmail|constant contact"
    r"|campaign monitor|getresponse|convertkit|sendinblue|brevo|shopify|zendesk|freshdesk|salesforce|pardot"
    r"|marketo|squarespace|quickbooks|xero|zoho campaigns|mailjet|sendgrid|mailgun|postmark|sparkpost"
    r"|amazon ses|aws ses)"
)
_TO_WHOM: Final = (
    r"(?: (?:to|for|at|towards) \S+){0,2}(?: (?:users|addresses|accounts|recipients|customers))?"
)
_NEVER: Final = (
    r"(?:(?:have|has|had) )?(?:never|did(?:n['’]?t| not)|ha(?:ve|s)(?:n['’]?t| not))"
    r"(?: (?:even|actually|ever))?"
)
# "Nobody sent it yet", "they never sent them an invoice" tell of a mail that is still to be sent.
_ENDS_THERE: Final = r"(?:\s*$|\s*[.,;:!?)]|\s+(?:at all|ever|from|to|and|but|so)\b)"
_COMES_BACK: Final = (
    r"(?:bounces?|bounced|comes? back|came back|(?:is|are|gets?|was|were|keeps?) (?:being |getting )?"
    r"(?:rejected|refused|blocked|returned|bounced|bouncing))\b"
)
# In RE2 syntax, letter case ignored; the tags are explained in `bot/knowledge/evidence.toml`.
OF_DELIVERY: Final = {
    "prose.all-incoming-refused": (
        r"\b(?:all|every|any|each|no) (?:\w+ )?(?:incoming|inbound) (?:e-?)?(?:mail|message)s?\b"
        r"|\b(?:incoming|inbound) (?:e-?)?mails? (?:\w+ )?(?:\w+ )?(?:blocked|rejected|refused|bounced)"
        r"|\bnot (?:been )?receiv(?:ing|ed) (?:any )?(?:e-?)?mails?\b"
        r"|\bno (?:e-?)?mails? (?:\w+ )?(?:comes?|coming|arrives?|gets?|getting) (?:in|through)\b"
        r"|\bno (?:e-?)?mails? (?:\w+ )?(?:\w+ )?received\b|\brejects? (?:all|every) (?:e-?)?mails?\b"
        r"|\b(?:nobody|no one) can (?:write|send|e-?mail|mail|reach)(?: \w+){0,2} (?:us|him|her|me)\b"
        r"|\b(?:people|those|everybody|everyone|anybody|anyone|whoever) (?:who |that )?(?:writ|mail|e-?mail)"
        r"(?:es?|s|ing)? (?:to )?(?:us|him|her|me)\b"
        r"|\b(?:all )?senders(?: \w+)? (?:get|see|receive)\b|\b(?:friends|people|customers) writing to"
        r" (?:it|us|him|her)\b|\bwhen (?:writing|mailing|they write) (?:to )?(?:us|him|her|me)\b"
        r"|\bniemand kann (?:uns|ihm|ihr|mir)\b|\b(?:wer|alle, die) (?:uns|ihm|ihr|mir) schreib(?:t|en)\b"
    ),
    "prose.not-listed": (
        r"(?:\bnot|n['’]t|\bnever|\bnowhere) (?:even )?(?:black|block)?listed\b|\bno listings?\b"
        r"|(?:\bnot|n['’]t) (?:in|on) (?:(?:their|the|any|its|that|a) )?(?:(?:black|block) ?)?lists?\b"
        r"|\bnicht (?:ge)?listet|\bnicht auf (?:der|einer) liste"
        r"|\b(?:ip|address|adresse) (?:is|ist) (?:clean|sauber)\b"
    ),
    "prose.recipient-exists": (
        # Not a server's "check that the address exists".
        r"\b(?:user|mailbox|person|address) exists only (?:in|on|at)\b|"
        r"\b(?:wrote|writes?|answered|answers?|mailed|replied|replies)(?: to)? (?:me|us) (?:\w+ ){0,2}"
        r"(?:from it\b|yesterday|today|this|last|every|daily|just)"
        r"|\b(?:mailbox|account|address|user|alias|group) (?:was|is|has been) (?:only |just |newly )?"
        r"(?:created|made|added|set up) (?:today|yesterday|this|last|an? |one |just|\d|(?:two|three|five|ten"
        r"|twenty|thirty) (?:minutes|hours|days) ago)"
        r"|\b(?:swears?|insists?|says?|sure|sagt|dit|dice)\b(?: \w+){0,4} (?:address|adresse"
        r"|direcci[oó]n)(?: is| ist| est| es)?"
        r" (?:right|correct|richtig|stimmt|bonne|correcta)\b"
        r"|\b(?:er|sie|kunde|kundin) hat (?:\w+ ){0,3}(?:geantwortet|geschrieben)\b"
        r"|\b(?:others|other people|colleagues|everybody else|everyone else) can (?:write|e?-?mail|reach)"
        r"(?: to)? (?:him|her|them|it|(?:the|this) (?:address|person)|\w+ (?:fine|without))\b"
        r"|\b(?:kollegen|andere) können (?:ihm|ihr|ihnen|dorthin) (?:schreiben|mailen)"
        r"|\b(?:postfach|adresse|verteiler|mailbox|konto|gruppe)\b(?: \S+){0,6},? (?:gestern|heute"
        r"|eben|gerade) (?:erst )?(?:angelegt|erstellt|eingerichtet)\b"
        r"|\b(?:inside|internally)(?: it)? (?:works|arrives)|\bworks (?:inside|internally)\b"
        r"|\bintern (?:geht|klappt|funktioniert)"
        r"|\bhat (?:mir|uns) (?:\w+ )?(?:gestern|heute|letzte|davon|daraus)(?: \w+){0,2}"
        r" (?:geschrieben|geantwortet)|\bbut (?:the |this |his |her |that |our |their )?[\w@.+-]+ "
        r"(?:really |definitely |certainly |still )*(?:does )?exists?\b"
        r"|\bsays? (?:that )?(?:the |his |her |this |their )?(?:address|mailbox|recipient|account)"
        r" (?:(?:is|was) there|(?:is|was) (?:active|fine|ok|working)|exists|works)\b"
        r"|\b(?:address|mailbox|recipient|account|he|she) (?:really|definitely|certainly)"
        r" exists\b|\b(?:that|which) (?:has )?exist(?:s|ed) (?:since|for)\b"
        r"|\b(?:others|everybody else|colleagues|other people) can (?:write|mail|send)(?: to)?"
        r" (?:him|her|them|it|the)\b|\b(?:gibt es|existiert) (?:aber|wirklich|sicher)\b"
        r"|\baber \S+ existiert\b|\bmais \S+ existe\b|\bpero \S+ existe\b"
        r"|\b(?:buzón|cuenta|dirección) (?:se creó|fue cread[oa]|está cread[oa]) (?:hoy|ayer|esta)\b"
        r"|\b(?:bo[iî]te|adresse|compte) (?:\w+ )?(?:a été|vient d['’]être) créée?(?: ce| hier| aujourd"
        r"|[.,;]|$)"
    ),
    "prose.own-recipient": (
        r"\b(?:from |only )(?:from )?(?:inside|within) (?:our|the) (?:company|office|organi[sz]ation|tenant"
        r"|domain)\b|\bour own \S+@|\b(?:our|my|their) own (?:new |shared |distribution |mailing )*(?:mailbox"
        r"|address|alias|group|employee|colleague|staff|user"
        r"|boss|team|list)\b|\b(?:i am|i'm|we are|we're) the (?:admin\w*|host\w*|provider) (?:of|for"
        r"|there)\b|\b(?:in|of) our own (?:\w+ )?(?:tenant|domain|organi[sz]ation|company|server)\b"
        # Somebody writes to the person who tells it; "write to us" is a server's own advice.
        r"|\b(?:he|she|they|who|customers?|clients?|people|nobody|everybody|someone)(?: \w+){0,3}"
        r" (?:writ(?:es?|ing)|sends?|sending|e?-?mails?)(?: \w+){0,3} to us\b"
        r"|\ban uns (?:schreib|send|mail|schick)(?:en|et|t|st)?\b|\b(?:n')?écri(?:t|vent) (?:pas )?à nous\b"
        r"|\bin unserem eigenen (?:\w+ )?(?:tenant|exchange|server|haus|system)\b"
        r"|\b(?:unser|eigene)\w* (?:eigene\w* )?(?:postfach|mailbox|kollege|kollegin|mitarbeiter\w*|chefs?)\b"
    ),
    "prose.person-left": (
        r"\b(?:he|she|they|who|contact|colleague|employee|person|boss)(?: \w+){0,2} (?:left|has left"
        r"|have left|quit|retired)(?:$|[,.;)]| (?:the|in|last|us|our|this|two|a|\d))"
        r"|\bex-?(?:colleague|employee|boss|mitarbeiter\w*|kolleg\w+)\b|\bsuccessor\b|\bnachfolger\w*"
        r"|\bno longer (?:works|employed|with (?:us|them|the company))\b|\b(?:ausgeschieden|gekündigt)\b"
        r"|\barbeitet (?:\w+ ){0,2}nicht mehr\b|\bne travaille plus\b|\bya no trabaja\b"
        r"|\b(?:saiu|saíram|deixou|desligou-se) (?:da|a) (?:empresa|companhia)\b|\bnão trabalha mais\b"
        r"|\ba quitté (?:la société|l['’]entreprise|notre)|\bdejó la empresa\b|\bse fue de la empresa\b"
    ),
    "prose.shared-server": (
        r"\bshared (?:web ?)?(?:hosting|ips?|server|webspace)\b|\bweb ?space\b"
        r"|\bweb-?hosting(?:paket)?\b"
        r"|\bhébergement mutualis|\bhosting compartido\b|\bhosting condiviso\b|\bhospedagem"
        r" compartilhada\b"
    ),
    "reply.many-recipients": (
        r"\b\d[\d.,]{1,6} (?:of|out of|von|de|sur) (?:\w+ )?\d[\d.,]{1,8}(?: \w+)? (?:came back"
        r"|bounced?|failed|return|were refused|kamen|kommen|rebot|sont revenu)"
        r"|\b(?:bounced|failed|refused|unknown) (?:for|at) \d[\d.,]{1,6} (?:of|out of) \d"
        r"|\b(?:half|most|many|a (?:third|quarter)|hundreds|dozens|lots) of"
        r" (?:(?:the|this|that|his|her|our|my|their|these|those) )?(?:newsletter|campaign|mailing|list|mails"
        r"|messages|recipients|addresses|contacts|leads)(?: (?:has|have|just|all))?"
        r" (?:came back|come back|bounced?|failed|(?:was|were|are|got|been) (?:refused|rejected|returned))\b"
        r"|\b(?:hard )?bounce rate\W{0,3}(?: ?(?:of|is|at|was|has|now|went|up|rose|to|over|above|still|about"
        r"|around|exceeds?|hits?))*\W{0,3}(?:[1-9]\d|[2-9])(?:[.,]\d{1,2})? ?(?:%|percent)"
        r"|\b(?:[1-9]\d|[2-9])(?:[.,]\d{1,2})? ?(?:%|percent) (?:hard )?(?:bounces?|bounced"
        r"|of (?:the|our|them|these|all)(?: \w+)? (?:bounces?|bounced))\b|\bhigh bounce rate\b"
        r"|\b\d{2,5} (?:(?:hard |such |of (?:these|them) |like this )?(?:bounces|returns|rückläufer|rebotes)"
        r"|(?:\w+ )?(?:addresses|recipients|contacts) (?:\w+ )?(?:bounced|failed|came back|were"
        r" refused|are unknown))\b|\b(?:hundreds|dozens) of (?:hard )?bounces\b"
    ),
    "prose.free-sender": (
        rf"\b(?:from|sender|absender|expéditeur|remitente)(?: address|adresse)?(?: is| was| ist| =)"
        rf"(?: \w+){{0,2}} \S+@{_FREE}"
        rf"|\b(?:sends?|sending|sent|mails|schickt|sendet|verschickt)(?: \S+){{0,4}} (?:as|als) \S+@{_FREE}"
        rf"|\b(?:campaign|newsletter|kampagne)s? (?:\w+ )?(?:from|as|von|als) \S+@{_FREE}"
        r"|\b(?:campaign|newsletter|kampagne)s? (?:\w+ )?(?:from|as|von|als) (?:our|my|an?|the"
        rf"|unser\w*) {_FREE}\b|\bdmarc policy (?:for|of) {_FREE}\."
        rf"|(?:@|\b){_FREE}(?:\.\w+)?(?:[ -](?:address|adresse)\w*)? (?:as|als) (?:the )?(?:from|sender"
        rf"|absender)\b"
    ),
    "prose.changed-on-the-way": (
        r"\b(?:adds?|appends?|inserts?|hängt|fügt)(?: \w+){0,3}"
        r" (?:disclaimers?|footers?|banners?|signatures?|fußzeile\w*)\b"
        r"|\bmails? with (?:a |the )?(?:disclaimers?|footers?|banners?)\b"
        r"|\b(?:disclaimers?|footers?|banners?) (?:is |are |gets? )?(?:added|appended|inserted)\b"
        r"|\b(?:rewrites?|changes|modif(?:ies|y)|replaces?) (?:the |all |our |its )?(?:links?|urls?|bod(?:y"
        r"|ies)|subjects?)\b"
    ),
    "prose.empty-sender": (
        r"\b(?:empty|null|blank) (?:envelope[- ])?(?:sender|from|mail from|return[- ]path|reverse[- ]path)\b"
        r"|\b(?:out[- ]of[- ]office|vacation|automatic|auto-?) ?(?:repl(?:y|ies)|answers?|notices?)\b"
        r"|\babwesenheits(?:notiz|meldung|antwort)\w*|\blesebestätigung\w*|\bread receipts?\b|\bréponse"
        r" automatique\b|\brespuesta automática\b"
    ),
    "prose.address-changed": (
        r"\bnew (?:\w+ ){0,2}ip\b|\bip(?: address)? (?:\w+ )?(?:changed|is new)\b"
        r"|\b(?:rotat|chang)(?:ed|ing) (?:the |our )?(?:\w+(?:['’]s)? )?(?:public )?ip\b"
        r"|\bip(?: address)? of (?:\w+ ){1,3}(?:has )?(?:changed|is new)\b"
        r"|\b(?:provider|anbieter)wechsel\b|\bneue[rnms]* (?:internet)?anschluss\b"
        r"|\bfrom (?:the |our |a )?new (?:office|branch|site|location|internet)\b"
        r"|\bnew internet (?:line|connection|access|provider|contract)\b|\bneue[rn]? internet\w+"
        r"|\b(?:chang|switch|mov)\w+ (?:our |my |the |to (?:a |another |our )?)?(?:new |other )?"
        r"(?:isp|internet provider|public ip)\b"
        r"|\bneue[rn]? (?:\w+ ){0,2}ip\b|\bnouvelle (?:adresse )?ip\b|\bnueva (?:direcci[oó]n )?ip\b"
    ),
    "prose.forwarded": (
        r"forwarded|forwarding|\bforwards?\b|\bforwarder for\b|mailing list"
        r"|\((?:ultimately )?generated from \S+@"  # Exim, of an address that an alias or a rule named
        r"|\bweitergeleitet\b|\bweiterleitung (?:an|zu|auf|von|zum|ist|nach)\b|\bleitet (?:\S+ ){0,4}weiter\b"
        r"|\bredirect(?:ed|s) by (?:an? |the )?(?:alias|rule|mailbox|forwarder)|\b(?:transféré"
        r"|réexpédié)e?s? (?:vers|par|à|depuis) |\breenv[ií](?:ad[oa]s?|[oó]|a) (?:a|por|desde|al)\b"
    ),
    "prose.sender-differs": (
        r"\b(?:from|sender)(?: address)?(?: is|:| =) \S+@\S+ (?:and |but )?(?:the )?"
        r"(?:log-?in|user(?: ?name)?|smtp user|account|mailbox)(?: is|:| =)? \S+@"
        r"|\blog(?:s|ged|ging)? ?in (?:as|with) \S+@\S* (?:and|but) sen(?:ds?|t|ding) (?:as|from) \S+@"
        r"|\bsen(?:ds?|t|ding) (?:as|from) \S+@\S* (?:and|but) log(?:s|ged|ging)? ?in (?:as|with) \S+@"
        r"|\b(?:his|her|their|our|my|an?) own domain (?:is |stands |set )?as (?:the )?(?:sender|from)\b"
        r"|\beigene[nrs]? domain (?:\w+ )?als absender\b|\beigen domein (?:\w+ )?als afzender\b"
        r"|\bdominio propio como remitente\b|\bpropre domaine comme expéditeur\b"
        r"|\b(?:different|another|other) (?:from|sender) address\b|\b(?:from|sender) address (?:is |was )?"
        r"(?:different|not the same)\b"
    ),
    "reply.of-own-server": (
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
        r"|\b(?:our|my|own) exchange (?:20\d\d )?receive connector\b"
    ),
    "prose.every-receiver": (
        r"\ball (?:outside|external|other|outgoing|foreign) (?:domains|destinations|receivers|recipients)\b"
        r"|\b(?:to|for|at) (?:all|any|every|each)(?: \w+)? (?:domains?|destinations?|receivers?|recipients?"
        r"|providers?|mail ?servers?)\b|\bno (?:mail|message)s? (?:goe?s?|gets?|is going|leaves?) out\b"
        r"|\bnothing (?:goes|gets|is going|leaves)(?: out| through)\b"
        r"|\b(?:an|zu|bei|für) (?:alle[nr]?|jede[mnr]?) (?:domains?|empfängern?|anbietern?)\b"
        r"|\bvers tous les (?:domaines|destinataires)\b|\ba todos los (?:dominios|destinatarios)\b"
    ),
    "prose.never-sent": (
        r"\b(?:(?:e-?)?mails?|messages?|bounces?|newsletters?|them|those|these)(?: (?:that|which))?"
        r" (?:i|we|he|she|they|(?:the|our|my) (?:customer|client|user)|nobody|no one)(?: (?:here|of us))?"
        rf" {_NEVER} (?:sent?|wrote|written|write)\b"
        rf"|\b(?:i|we|he|she|they) {_NEVER} (?:sent?|wrote|written|write) (?:(?:any|one|none) of )?"
        rf"(?:them|these|those|(?:that|this|these) (?:e-?mail|message)s?){_ENDS_THERE}"
        r"|\b(?:nobody|no one)(?: here| of us)? (?:sent|wrote)"
        rf" (?:them|these|those|it|this|that){_ENDS_THERE}"
        r"|\bbackscatter\b|\bjoe[ -]job|\b(?:mails?|messages?) not sent by (?:me|us|him|her)\b"
        r"|\b(?:spoof|forg)(?:s|ed|es|ing|e)? (?:our|my|his|her) (?:e-?mail )?(?:address|domain)\b"
        r"|\b(?:mails?|nachrichten),? die (?:ich|wir|er|sie) (?:gar |so )?(?:nie|nicht|niemals) (?:geschickt"
        r"|gesendet|verschickt|versendet|geschrieben)\b"
        r"|\bhabe[n]? (?:ich|wir) (?:gar )?(?:nie|nicht|niemals) (?:geschickt|gesendet|verschickt|versendet"
        r"|geschrieben)\b"
        r"|\b(?:que|qu['’]) ?(?:je|nous|il|elle|on) n['’](?:ai|avons|a) (?:pas|jamais) (?:envoy|écrit)"
        r"|\bque (?:yo |nosotros )?(?:no|nunca) (?:(?:he|hemos|ha|han) (?:enviado|mandado|escrito)"
        r"|envi(?:é|amos|ó)|mand(?:é|amos|ó))"
        r"|\bche non (?:ho|abbiamo|ha) (?:mai )?(?:inviato|mandato|scritto)\b"
        r"|\bque (?:eu |nós )?(?:não|nunca) (?:envi(?:ei|amos|ou)|mand(?:ei|amos|ou))\b"
    ),
    "prose.every-message": (
        rf"\b(?:everything|anything|all)(?: that)? (?:we|i|he|she|they) (?:send|sends|sent|write|writes|mail)"
        rf"{_TO_WHOM} {_COMES_BACK}"
        r"|\b(?:all|every|each)(?: (?:of|our|my|his|her|their|the|single|outgoing))* (?:e-?)?(?:mails?"
        rf"|messages?){_TO_WHOM} {_COMES_BACK}"
        r"|\beven (?:(?:a|an|the|our|plain|simple|short|empty|one-line|personal))+ "
        rf"(?:(?:test|text|plain|simple|short) ?)*(?:(?:e-?)?mails?|messages?|tests?){_TO_WHOM} {_COMES_BACK}"
        r"|\b(?:alle|jede|sämtliche)(?: (?:unsere|meine|ausgehenden))? (?:e-?)?(?:mails?|nachrichten)"
        r"(?: (?:an|zu|bei|nach) \S+){0,2} (?:kommen|kommt|werden|wird|prallen)\b"
        r"|\balles, was (?:wir|ich|er|sie) (?:an|zu|bei|nach) \S+ (?:schicken?|senden?|sendet|schickt)\b"
        r"|\btous (?:nos|mes|les|ses) (?:e-?)?(?:mails|messages|courriels)(?: (?:vers|à|chez) \S+){0,2}"
        r" (?:sont|reviennent)\b"
        r"|\btodos (?:nuestros|mis|los|sus) (?:correos|mails|mensajes)(?: (?:a|hacia|para) \S+){0,2}"
        r" (?:rebotan|son|vuelven|se)\b"
    ),
    "prose.others-arrive": (
        r"\b(?:all |every )?others? (?:(?:domains?|recipients?|receivers?|servers?|mails?|addresses) )?"
        r"(?:still )?(?:go(?:es)? (?:out|through)|arrives?|gets? through|works?|(?:are|is) (?:fine|ok"
        r"|delivered))\b|\bonly (?:to )?(?:this|that|one) (?:one )?(?:domain|recipient|receiver|company)"
        r" (?:fails|is affected)"
        r"|\bonly(?: mails?)? to (?:one|this|that|gmail|gmx|yahoo|outlook|hotmail|t-online|client"
        r"|customer|company)\b|\bonly (?:this |that )?one (?:domain|recipient|receiver|company|customer)\b"
        r"|\bnur (?:an|bei|zu) (?:die|den|das|diese\w?|eine\w*|gmail|gmx|web\.de|t-online|outlook|yahoo)\b"
        r"|\bseulement (?:vers|chez) \w+|\balle anderen (?:gehen|kommen|funktionieren)"
    ),
    "prose.unsubscribed": (
        r"\b(?:he|she|they|who|recipient|contact|customer|client|person)(?: \w+){0,2} (?:unsubscribed?"
        r"|opted out)\b|\b(?:clicked|pressed|used)(?: \w+){0,3} unsubscribe\b"
        r"|\bhat sich (?:\w+ )?(?:abgemeldet|ausgetragen)\b|\bs['’]est désabonné|\bse (?:dio de baja"
        r"|desuscribió)"
    ),
    "prose.complained": (
        r"\b(?:marked|reported|flagged|moved|put)(?: \w+){1,4} (?:as|to|into) (?:spam|junk)\b|\b(?:pressed"
        r"|hit|clicked|used)(?: \w+){0,2} (?:spam|junk)(?: button)?\b"
        r"|\bals (?:spam|junk) (?:markiert|gemeldet)\b|\bmarquée?s? comme (?:spam|indésirable)|\bmarc(?:ó"
        r"|ado|aron)(?: \w+){0,3} como (?:spam|no deseado)"
    ),
    "prose.server-down": (
        r"\b(?:server|exchange|gateway|data ?cent(?:er|re)|provider)s? (?:was|were|went|had been|has been)"
        r" (?:\w+ )?(?:down|offline|switched off|turned off|shut down)\b"
        r"|\b(?:their|his|her|its|our) (?:\w+ ){0,2}(?:server|exchange|gateway) (?:is|are) (?:\w+ )?(?:down"
        r"|offline|switched off)\b"
        r"|\b(?:server|exchange|gateway|provider) (?:has |had )?(?:crashed|(?:had|has) an? (?:\w+ )?outage)\b"
        r"|\bserver (?:\w+ ){0,4}(?:ausgefallen|abgestürzt|abgeschaltet)\b|\bserveur (?:\S+ ){0,2}(?:en"
        r" panne|hors service|arrêté)"
        r"|\bservidor (?:\w+ ){0,2}(?:caído|apagado)\b"
    ),
    "prose.changing-address": (
        r"\b(?:each|every|any) (?:re-?try|try|attempt|time|one)(?: \w+){0,2} from (?:an?other|a different|a"
        r" new) (?:ip|address|server)\b"
        r"|\bjede[rs]? (?:\w+ )?(?:versuch|mal) (?:\w+ )?von einer anderen (?:ip|adresse)\b|\b(?:pool of"
        r"|several|many|rotating|changing) (?:outgoing |sending |source )?(?:ips|ip addresses)\b"
    ),
    "prose.unpaid": (
        r"\b(?:invoice|bill|fee|subscription|hosting|plan)s?(?: \w+){0,3} (?:unpaid|overdue|not paid|not"
        r" been paid|n['’]t paid)\b|\binvoices? (?:is|are|was) (?:still )?open\b|\bunpaid (?:\w+ )?(?:bill"
        r"|invoice|hosting|fee)"
        r"|\b(?:forgot|failed) to pay\b|\b(?:did|have|has)(?: not|n['’]t) (?:pay|paid)\b"
        r"|\brechnung(?: \w+){0,3} nicht bezahlt|\bunbezahlte rechnung"
        r"|\bfacture(?: \w+){0,2} impayée|\bfactura(?: \w+){0,3} (?:impagada|sin pagar)"
    ),
    "prose.certificate-renewed": (
        r"\b(?:renewed|replaced|changed|exchanged|new) (?:\w+ ){0,3}certificates?\b|\bcertificates?(?:"
        r" \w+)? (?:was|were|been|got) (?:\w+ )?(?:renewed|replaced|changed|exchanged)\b"
        r"|\bzertifikat(?: \w+){0,4} (?:erneuert|getauscht|ausgetauscht|gewechselt)|\bneues zertifikat\b"
        r"|\bcertificat(?: \w+){0,3} renouvel|\bcertificado(?: \w+){0,3} renov"
    ),
    "prose.sending-service": (
        r"(?:\b(?:via|through|with|using|from|by|in|on|mit|aus|avec|con|com"
        r"|(?:switched|moved|migrated|changed)(?: \w+){0,5} to)|(?:^|\s)über)"
        rf" (?:their |our |the |his |her )?{_SENDING_SERVICE}\b"
        rf"|\b{_SENDING_SERVICE} (?:sends|sent|campaigns?|newsletters?|tickets?|account)\b"
    ),
    "prose.lasting": (
        r"\b(?:since|seit|depuis|desde hace|desde há|da) (?:\w+ )?(?:\d+|two|three|four|five|six|several|many"
        r"|some|zwei|drei|vier|fünf|sechs|mehreren|einigen|deux|trois|plusieurs|dos|tres|varias|varios|due|tre)"
        r" (?:hours|days|weeks|stunden|tagen|wochen|heures|jours|horas|dias|días|ore|giorni)\b"
        r"|\bfor (?:\w+ )?(?:\d+|two|three|four|five|six|several|many|some) (?:hours|days|weeks)"
        r" (?:now|already)\b|\b(?:waiting|stuck|queued|deferred|pending) for (?:\w+ )?(?:\d+|two|three|four"
        r"|five|six|several|many|some) (?:hours|days|weeks)\b"
        r"|\b(?:failed(?: permanently)?|g[ai]v(?:e|es|ing|en) up|returned|expired|bounced|came back"
        r"|not (?:be(?:en)? )?delivered) (?:after|for|within) (?:\w+ )?(?:\d+|two|three|four|five|six"
        r"|several) (?:hours|days|weeks)\b"
        r"|\bstill (?:not|nothing|no)\b[^.\n]* after (?:\w+ )?(?:\d+|two|three|four|five|six)"
        r" (?:hours|days)\b"
        r"|\b(?:since|seit|depuis|desde|da|sinds) (?:yesterday|gestern|vorgestern|hier|ayer|ontem"
        r"|ieri|gisteren)\b"
        r"|\b\d+ (?:hours|days|stunden|tage|heures|jours|horas|d[ií]as|ore|giorni)"
        r" (?:(?:now|already|long|jetzt|schon|maintenant|ya)\b|déjà|già)"
        r"|\b(?:schon|bereits) (?:seit )?\d+ (?:stunden|tagen?)\b"
        r"|\bit(?:['’]s| has) been (?:\w+ )?(?:\d+|two|three|four|five|six|several) (?:hours|days|weeks)\b"
        r"|\b(?:since|seit|depuis|desde|sinds) (?:last |letzte[mnr]? |le |el |a )?(?:week|woche|(?:mon|tues"
        r"|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi"
        r"|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b"
        # What Postfix writes of a message that it has had for over an hour.
        r"|\bdelay=(?:[4-9]\d\d\d|[1-9]\d\d\d\d+)\b"
    ),
    "prose.non-ascii-address": r"[à-öø-ÿœšžłńśćżğışőű][\w.+-]*@[\w-]",
    "prose.alerts": (
        r"\b(?:our|the|my|a|unser|das|notre|nuestro) (?:\w+ )?monitoring\b|\bnagios\b|\bzabbix\b|\bicinga\b"
        r"|\balertmanager\b|\balerts? (?:every|each|per)\b"
    ),
    "prose.passed-by-itself": (
        r"\b(?:second|next|later|third) (?:attempt|try|time|one)(?: \w+)? (?:went through|worked|arrived"
        r"|passed|succeeded|got through)\b|\b(?:went|passed|cleared) (?:away|up|off)? ?(?:by itself|after"
        r" (?:an?|some|\d\d?|half) \w+)"
        r"|\bnach (?:einer|\d+|zwei|ein paar) (?:\w+ )?(?:stunden?|minuten) (?:ging|kam|klappte"
        r"|funktionierte)\b|\b(?:an hour|a while|minutes|hours) later (?:it|the mail) (?:worked|went"
        r"|arrived)\b"
    ),
    "prose.only-us": (
        r"\bonly (?:us|we|our (?:mails?|server|domain|address|ip))\b|\bnobody else (?:has|gets|sees)\b"
        r"|\b(?:others|everybody else|everyone else|other (?:senders|servers|companies))"
        r" (?:get|gets|go|can send|can write|reach|have no|has no) (?:through|them|to them|problems?)\b"
        r"|\bonly (?:our |my |the |this |one )?(?:customer|client|user|person|colleague|he|she)(?: \w+)? "
        r"(?:gets?|sees?|receives?) (?:that|this|it|the)\b"
        r"|\bnur (?:wir|uns|unsere?[nmr]?)\b|\bseulement nous\b|\bsolo (?:a )?nosotros\b"
    ),
}
