"""A person's few words that their mail is refused, comes back or is not sent, whatever the reason.

Looks at the words beside each other: a mail and what became of it, who refuses it, who cannot send. Whether
it is asked, planned or over is decided in `trouble`.
"""

from __future__ import annotations

from typing import Final

from bot.parse.talk.said_of import cannot_send, names_mail
from bot.parse.talk.trouble_words import ALL
from bot.pattern_set import any_pattern, occurs

# A few words in between; those of another clause are not.
_FEW: Final = r"(?: [^\s,;:.!?]+(?:\.\w+)*){0,5}"
_MAILS: Final = (
    r"\b(?:e-?)?mails?|\bnewsletters?|\bmailings?|\bcourriels?|\bcorreos?|\bmensaje?s|\bmensagens|\bmaile?"
    r"|\bmailler\w*|\bpoczta|\benvois (?:vers|[aà])|\be-?postalar|\bmessaggi|\bemaile|\bwiadomo[sś]ci"
    r"|\bnachrichten|\bmeldingen|\bberichten"
)
# What goes out by mail, and by post as well.
_PAPERS: Final = (
    r"invoices|offers|quotes|reminders|receipts|confirmations|notifications|messages|rechnungen|angebote"
    r"|mahnungen|factures|devis|facturas|presupuestos|faturas|or[cç]amentos|fatture|preventivi|facturen"
    r"|offertes|faktury|oferty|faturalar|teklifler"
)
# What becomes of a mail that is not taken, language by language.
_COMES_BACK: Final = (
    r"(?:(?:finissent|tombent) en erreur|(?:vienen|llegan) (?:devuelt|rechazad|rebotad)[oa]s|bounc(?:e|es|ed"
    r"|ing)(?: back)?|com(?:e|es|ing) back|came back|ge?ts? sent back"
    r"|(?:is|are|gets?|got|getting|being|was|were|been)(?: (?:all|always|again|just|being|still|now|either"
    r"|constantly))? (?:bounced|rejected|refused|returned|deferred|delayed|throttled|blocked|stuck"
    r"|undeliverable)"
    r"|stuck in (?:the |our |my |his |her )?(?:mail ?)?(?:queue|outbox)"
    r"|(?:are not|aren['’]?t|is not|isn['’]?t|do not|don['’]?t|does not|doesn['’]?t|no longer|never|cannot"
    r"|can['’]?t|won['’]?t|not) (?:even )?(?:be )?(?:going out|go out|goes? through|going through|get out"
    r"|get through|getting out|getting through|leav(?:e|ing)|sent|sending)"
    r"|k[oa]mm?e?n?t?(?: \S+){0,5} zur(?:ü|ue?)ck"
    r"|(?:werden|wird|wurden|wurde)(?: \S+){0,4} (?:abgelehnt|abgewiesen|zur[uü]ckgewiesen|geblockt"
    r"|blockiert|verz[oö]gert|gebounct|zur[uü]ckgeschickt)|bouncen|bounct"
    r"|geh(?:en|t)(?: \S+){0,3} nicht(?: \S+){0,2} (?:raus|durch|weg|hinaus|ab)"
    r"|g(?:ing|ehen|ingen|eht)(?: \S+){0,3} nicht (?:mehr )?(?:raus|durch|weg|hinaus)|h[aä]ng(?:t|en) (?:fest"
    r"|seit|in der)"
    r"|revien(?:t|nent)|sont (?:\S+ )?(?:rejet|refus|bloqu|retourn)[eé]e?s|est (?:\S+ )?(?:rejet|refus"
    r"|bloqu)[eé]e?"
    r"|ne (?:partent|passent|part|passe) (?:plus|pas)|partent (?:plus|pas)"
    r"|(?:re)?botan|rebotando|vuelven|son rechazad[oa]s|se devuelven|est[aá]n rebotando|no salen|no llegan a"
    r" salir"
    r"|voltam|est[aã]o voltando|voltando|s[aã]o (?:rejeitad|devolvid|recusad|bloquead)[oa]s|n[aã]o saem"
    r"|tornano (?:tutt[ei] )?indietro|vengono (?:\S+ )?(?:respint|rifiutat|bloccat)[ei]|rimbalzano"
    r"|non (?:partono|escono|vanno)"
    r"|k[oa]me?n(?: \S+){0,3} terug|worden(?: \S+){0,3} (?:geweigerd|geblokkeerd|teruggestuurd)"
    r"|gaan niet|kom(?:en|t) niet weg|bouncen"
    r"|wracaj[aą]|s[aą] (?:odrzucane|blokowane|zwracane)|nie (?:wychodz[aą]|dochodz[aą])|odbijaj[aą] si[eę]"
    r"|geri (?:d[oö]n[uü]yor|geliyor|d[oö]nd[uü]|geldi)|wr[oó]ci[lł][ay]?|respint[ae]|gitmiyor|reddediliyor)"
)
_REFUSES: Final = (
    r"\bci bloccan?o? tutt[ei] (?:le|i) (?:e?-?mail|messaggi)"
    r"|\b(?:bloque|rejeit|recus|devolv)(?:ou|eu|aram|eram) (?:tod[oa]s )?(?:(?:as|os) )?(?:noss|minh"
    r"|meu)[oa]?s"
    r" (?:e-?mails|mensagens)"
    r"|\bhat (?:alle |unsere |meine )+(?:\w*mails|newsletter) (?:geblockt|blockiert|abgelehnt)"
    r"|\b(?:a|ont) (?:bloqu|rejet|refus)[eé]e? (?:tous )?(?:nos|mes) (?:e?-?mails?|messages|courriels)"
    r"|\b(?:ha|han) (?:bloqueado|rechazado|devuelto) (?:todos )?(?:nuestros|mis) (?:correos|e?-?mails)"
    r"|\b(?:reject|refus|bounc|block|defer|throttl|drop)(?:es|s|ed|ing|e)? (?:\w+ )?(?:all|every|our|my|most"
    r"|half)"
    r" (?:\w+ ){0,3}(?:(?:e-?)?mails?|messages|newsletters?|invoices|mailings?)"
    r"|\b(?:lehnt|weist|blockt|blockiert|nimmt)(?: \S+){0,2} (?:alle|unsere?|meine)(?: \S+){0,2}"
    r" (?:\w*mails?|newsletter|nachrichten)"
    r"|\b(?:nimmt|nehmen) (?:\w+ )?(?:nix|nichts|keine (?:\w+ )?mails) (?:mehr )?(?:an|von uns)"
    r"|\b(?:bloque|rejette|refuse)(?:nt)? (?:tous )?(?:nos|mes|les) (?:\w+ )?(?:e?-?mails?|messages"
    r"|courriels)"
    r"|\b(?:nos (?:bloquea|rechaza|rebota|devuelve)n? (?:\w+ )?|(?:bloquea|rechaza|rebota|devuelve)n?"
    r" (?:todos )?(?:nuestr|mi|l)[oa]s )(?:\w+ )?(?:correos|e?-?mails|mensajes)"
    r"|\b(?:bloqueia|rejeita|recusa|devolve)m? (?:tod[oa]s )?(?:(?:as|os) )?(?:noss|minh|meu)[oa]?s"
    r" (?:e-?mails|mensagens)"
    r"|\b(?:blocca|rifiuta|respinge)(?:no)? (?:tutt[ei] )?(?:le|i) (?:nostr[ei]|mie)"
    r" (?:e?-?mail|messaggi|fatture)"
    r"|\b(?:weigert|blokkeert|weigeren) (?:al )?(?:onze|mijn|alle) (?:e-?)?(?:mails?|berichten)"
    r"|\b(?:odrzuca|blokuje|zwraca)(?:j[aą])? (?:wszystkie )?(?:nasze|moje) (?:e?-?maile?|wiadomo[sś]ci)"
    r"|(?:maillerimizi|e-?postalar[ıi]m[ıi]z[ıi]) (?:reddediyor|engelliyor|geri [cç]eviriyor)"
)
# It stays with whoever sends it: nobody means but their own mail by that.
_STAYS: Final = (
    r"(?:stopped going out|(?:are not|aren['’]?t|do not|don['’]?t|does not|doesn['’]?t|no longer) (?:even )?"
    r"(?:go(?:ing)? out|get(?:ting)? (?:out|through)|go through)"
    r"|(?:kommen|kommt|gehen|geht)(?: \S+){0,3} nicht(?: \S+){0,1} (?:raus|durch|weg|hinaus)"
    r"|werden (?:\S+ )?nicht (?:mehr )?(?:verschickt|versendet|gesendet|zugestellt|rausgeschickt)"
    r"|(?:ne )?partent (?:plus|pas)|no (?:est[aá]n saliendo|salen)|n[aã]o (?:est[aã]o saindo|saem)"
    r"|non (?:partono|escono|parte|esce)|gaan (?:\w+ ){0,3}niet (?:meer )?(?:uit|weg)|nie wychodz[aąi]"
    r"|gitmiyor)"
)
_SENT_BY_PROGRAMS: Final = (
    r"confirmations|notifications|reminders|receipts|alerts|best(?:ä|ae)tigungen|benachrichtigungen"
    r"|erinnerungen|notificaciones|confirmaciones|notifiche|bevestigingen|powiadomienia|bildirimler"
)
# Who cannot send at all, or whose program does not.
_CANNOT_SEND: Final = (
    r"(?:\b(?:can ?not|can['’]?t|couldn['’]?t|could not|unable to|no longer|not able to) (?:\w+ )?"
    r"(?:send|forward)(?: (?:any|out|our|his|her|my|new)){0,2} (?:(?:e-?)?mails?|newsletters?)\b)"
    r"|\b(?:thunderbird|outlook|scanner|printer|copier|iphone|ipad|apple mail|app|shop|website|crm|erp"
    r"|wordpress|woocommerce|shopify|nas|form"
    r"|plugin|server)s?\b(?: [a-z]+){0,2} (?:can ?not|can['’]?t|won['’]?t|doesn['’]?t|does not|no longer"
    r"|stopped) send(?:ing|s)?(?: (?:any|out|the|our)){0,2}(?: (?:e-?)?mails?)?(?:\W*$|[,;.]"
    r"| (?:since|after|any ?more|at all|from|via|to (?:e-?)?mail|by (?:e-?)?mail|scans by)\b)"
    r"|\b(?:can ?not|can['’]?t) send scans (?:by|via|to) e?-?mail|\bblock(?:s|ed) (?:our|my|his|her|the"
    r"|this) (?:\w+ )?(?:account|mailbox|tenant|user|domain) (?:from|for) sending"
    r"|\b(?:can ?not|can['’]?t|unable to) e?-?mail (?:the|our|my|any|gmail|outlook|hotmail|yahoo)\b"
    r"|\bk[aoö]nn(?:en)?(?: \S+){0,3} (?:keine|nicht)(?: \S+){0,2} \w*mails?(?: \S+){0,2}"
    r" (?:ver)?(?:senden|schicken)"
    r"|\bk[aoö]nn(?:en)?(?: \S+){0,3} \w*mails? nicht (?:mehr )?(?:ver)?(?:senden|schicken)"
    r"|\bk[aoö]nn(?:en)?(?: \S+){0,3} nicht (?:mehr )?mailen"
    r"|\b(?:scanner|drucker|kopierer|outlook|thunderbird|app|shop|handy|iphone)"
    r" (?:sendet|verschickt|schickt|versendet)"
    r" (?:keine|nicht)"
    r"|\b(?:je |on )?(?:ne |n['’])?(?:peux|peut|peuvent|pouvons|arrive|arrivons) (?:plus|pas) (?:[aà] "
    r"|d['’])?"
    r"envoyer (?:de |d['’]|des |les |nos )?(?:e?-?mails?|courriels?)"
    r"|n['’](?:envoie|envoient) (?:plus|pas) (?:de |d['’]|les |des |nos )?(?:e?-?mails?|courriels?|scans)"
    r"|\bno (?:puedo|puede|pueden|podemos|consigo) (?:\w+ )?(?:enviar|mandar) (?:\w+ )?(?:correos?"
    r"|e?-?mails?)"
    r"|\bno (?:env[ií]a|manda)n? (?:\w+ )?(?:correos|e?-?mails)"
    r"|n[aã]o (?:consigo|consegue|conseguimos|conseguem) (?:mais )?(?:enviar|mandar) (?:\w+ )?(?:e-?mails?"
    r"|correio)"
    r"|\b(?:impressora|scanner|sistema|site|loja) n[aã]o envia (?:mais )?(?:por )?e-?mails?"
    r"|\bnon (?:riesco|riesce|riusciamo|riescono) (?:pi[uù] )?(?:a|ad) (?:inviare|mandare|spedire)"
    r" (?:\w+ )?(?:e?-?mail|posta)"
    r"|\bnon (?:invia|manda|spedisce)(?:no)? (?:pi[uù] )?(?:le |la |i )?(?:\w+ )?(?:via |per )?(?:e?-?mail"
    r"|posta)"
    r"|\bkan (?:\w+ )?(?:niet|geen)(?: \w+){0,2} (?:mailen|e-?mailen)"
    r"|\b(?:verstuurt|verzendt) geen (?:e-?)?mails? meer\b"
    r"|\bkan (?:\w+ )?geen (?:e-?)?mails? (?:\w+ )?(?:versturen|verzenden|sturen)"
    r"|\bkunnen (?:\w+ )?geen (?:e-?)?mails? (?:\w+ )?(?:versturen|verzenden|sturen)"
    r"|\bnie (?:mog[eę]|mo[zż]e|mo[zż]emy|mog[aą]|da si[eę]) (?:wys[lł]a[cć]|wysy[lł]a[cć]) (?:\w+ )?"
    r"(?:e?-?mail|poczt|wiadomo)"
    r"|\bnie wysy[lł]a (?:\S+ )?(?:na |e)?-?mail"
    r"|(?:mail|e-?posta)(?:ler)? g[oö]nder(?:emiyor|emiyoruz|emiyorum|ilemiyor|miyor(?:\PL|$))"
)
# The whole sending is told to fail, and of how many.
_SENDING_FAILS: Final = (
    r"\bno (?:e-?)?mails? (?:leaves?|goes? out|gets? out|(?:is|are) sent|(?:is|are) going out)\b"
    r"|\bour (?:e-?)?mails, (?:they|it) (?:all |just |always )?bounces?\b"
    r"|\bkein(?:en)? (?:mail-?)?versand (?:mehr )?m[oö]glich\b|\benvoi impossible (?:depuis|avec|via|sur"
    r"|par) "
    r"(?:outlook|thunderbird|gmail|l['’]iphone|orange|ovh|le serveur)"
    r"|\bno se (?:env[ií]an|mandan|est[aá]n enviando) (?:los |las )?(?:correos|e?-?mails)"
    r"|\be-?mail d[oa] \w+ n[aã]o envia"
    r"|\b(?:outlook|thunderbird|gmail|apple mail|scanner|iphone|drucker|printer) (?:meldet|zeigt|says?"
    r"|shows?)"
    r" (?:\w+ )?(?:sendefehler|send(?:ing)? errors?)\b"
    r"|(?:erreur d['’]envoi|\bfout bij (?:het )?verzenden|b[lł][aą]d wysy[lł]ania|\bfehler beim senden"
    r"|\berror al enviar|\berrore (?:di |all['’])?invio|\berro ao enviar|\berror (?:when|while) sending)"
    r" (?:dans|in|w|en|no|em|con|sur|from|via|with) (?:the |our |le |il |o )?(?:outlook|thunderbird|gmail"
    r"|iphone|apple mail"
    r"|smartlead|instantly|lemlist|hubspot|wordpress)"
    r"|\b(?:wo?n['’]?t|does not|doesn['’]?t|refuses to|no longer|stopped) (?:accept|tak(?:e|ing)|accepting"
    r"|let)s?"
    r" (?:any |all )?(?:of )?(?:our|my) (?:\w+ )?(?:e-?)?mails?\b"
    r"|\b(?:none|nothing) of (?:our|my) (?:\w+ )?(?:(?:e-?)?mails?|newsletters?) (?:reach|arrive|go|get)"
    r"|\b(?:e-?)?mail sending (?:is |seems |still )?(?:broken|down|dead)\b"
    r"|\bno longer (?:get|gets|are|is|being) sent (?:by|via) e?-?mail\b"
    r"|\b(?:got|getting|gets?) (?:\w+ )?bounces (?:for|from|at|with|when|since|again)\b"
    r"|\b(?:invites|invitations|notifications|confirmations) (?:are |were )?not (?:being )?delivered to\b"
    r"|\b(?:lehnt|blockt|blockiert|weist) alles von uns\b"
    r"|\bsmtp[ -](?:test|login|connection|check|sending) (?:\w+ )?(?:fails?|failed|failing|times? out)\b"
    r"|\b(?:connection|connecting) to (?:the |our |their )?(?:mail|smtp|outgoing) ?server (?:\w+ )?"
    r"(?:times? out|timed out|fails?|failed|drops|hangs)\b|, smtp[ -](?:fehler|error|erreur|errore|erro"
    r"|fout)\W*$|\b(?:comes?|came|coming) back (?:as )?undeliverable\b"
    r"|(?:\b(?:mailbox|inbox)(?: \S+)?|\S@\S+) (?:shows?|has|gets?|got) (?:an? )?(?:auth\w*|login|sending"
    r"|connection|smtp) errors?\b"
    r"|\b(?:got|gets?|getting|received?|receives) (?:an? |the )?(?:mailer[- ]?daemon|ndr|non-delivery report"
    r"|bounce (?:mail|message|from|when|back from))\b"
    r"|\bcan (?:still )?receive\b.{0,12} (?:not|can['’]?t|cannot) send\b"
    r"|\bsending (?:from|via|through|with|as) (?:\w+ ){0,2}(?:alias|mailbox|address|outlook|gmail|thunderbird"
    r"|iphone)(?: \w+)? (?:doesn['’]?t work|does not work|isn['’]?t working|fails|failed)\b"
    r"|\b(?:gets?|getting|got) (?:an? )?(?:errors?|bounces?)(?: message)? (?:when|whenever|every time)"
    r" (?:\w+ ){1,3}(?:e-?mails?|writes?) (?:to )?(?:us|me|him|her|them|our)\b"
    r"|\b(?:kriegt|bekommt|hat) (?:\w+ )?(?:fehlermeldung(?:en)?|fehler|bounces?),? wenn (?:\w+ ){1,2}(?:uns"
    r"|mir|ihm"
    r"|ihr|ihnen) (?:mailt|schreibt)\b"
    r"|\bpostausgang (?:klemmt|h[aä]ngt|steht)\b|\bscanner mailt nicht\b|\boutbox (?:is )?(?:stuck|hangs"
    r"|full of unsent)"
    r"|\b(?:can ?not|can['’]?t) (?:e-?)?mail us\b"
    r"|\boutlook (?:n['’]envoie (?:plus|pas)|verstuurt (?:niks|niets|niet)|non invia|no env[ií]a|n[aã]o envia"
    r"|verschickt nichts|sendet nichts|nie wysy[lł]a)"
    r"|\bscan(?:ning)? ?(?:2|to|naar|an|zu|a|vers) (?:e-?)?mail (?:is |has |still |just )?(?:broken"
    r"|down|dead"
    r"|fails?|failed|stopped|gives up|not working|doesn['’]?t work|does not work|defekt|kaputt|geht nicht"
    r"|werkt niet|ne marche|no funciona|non funziona)"
    r"|\b(?:e-?mail|message) delivery (?:has |have |keeps )?fail(?:ed|s|ing)"
    r"|\bdelivery (?:has |have )?failed (?:for|to) (?:the |this |all |my |our )?(?:\w+ )?(?:list|recipients?"
    r"|address(?:es)?|\S+@)"
    r"|\b(?:mailversand|mail-?versand|e-?mail-?versand) (?:\S+ ){0,4}(?:funktioniert|geht"
    r"|klappt)(?: \S+){0,3}"
    r" nicht\b"
    r"|^\W*(?:undeliverable|unzustellbar|non remis|no se puede entregar|non recapitabile|onbestelbaar"
    r"|n[aã]o entregue|nie mo[zż]na dostarczy[cć]|teslim edilemedi) ?: ?[^\W\d_]"
    r"|\b\d+ (?:(?:of|out of|von|de|sur|di|van|z) (?:our |the |my |unseren |les |las )?\d+ )?"
    r"(?:mailbox(?:es|en)?|inbox(?:es)?|(?:sending|smtp|e-?mail) accounts?|postf[aä]cher)"
    r"(?: (?:now|all|still|just))? (?:fail(?:ing|s|ed)?|(?:are |got |get |were )?(?:disconnected|failing)"
    r"|(?:do not|don['’]?t|cannot|can['’]?t) (?:send|connect|log ?in))(?:\W*$|[,;.]| (?:in|on|at|with|since"
    r"|again|today|after|auf|bei|seit)\b)"
    r"|\b(?:shows?|showing|has|have|got|gets?|with) (?:an? |the )?(?:sending|smtp) errors?(?:\W*$|[,;.]"
    r"| (?:since|again|today|in|on|for|after)\b)"
)
# That it is somebody's own and not mail in general: whose, to whom, since when, all of it.
_OWN: Final = (
    r"\b(?:mails?|email|correo|mail) (?:an|to|naar|do|vers|para) (?:the |den |die |our |unseren? )?\w"
    r"|\b(?:m[uü][sş]teriye|dal server|sabahtan)\b"
    r"|(?:^| )(?:to|an|bei|an die|naar|aan|para|para o|para a|a|ad|alla|al|do|na|de|à|chez) (?:the |our )?"
    r"(?:gmail|gmx|google|outlook|hotmail|yahoo|microsoft|web\.de|t-online|telekom|orange|free|aol|icloud"
    r"|office|libero|wp\.pl|onet|uol|[\w-]+\.\w{2,}|\S+@\S+|\w+ (?:kunden|customers?|clients?))"
    r"|(?:gmail|hotmail|outlook|yahoo|google)['’]?\w?[ae]? giden"
    r"|\b(?:since|again|today|all day|all morning|this morning|yesterday|for (?:hours|days|weeks)|suddenly"
    r"|everyone|everybody|seit|heute|gestern|wieder|alle|depuis|ce matin|hier|tous|toutes|encore|desde|hoy"
    r"|ayer|todos|ontem|hoje|tudo|da ieri|oggi|ieri|tutte|tutti|sinds|vandaag|gisteren|allemaal|od|wczoraj"
    r"|dzisiaj|dzi[sś]|wszystkie|bug[uü]n|d[uü]n|d[uü]nden)\b"
    r"|\b(?:all|half|most|many|the whole) (?:of )?(?:(?:the|our|my|their|his|her) )?(?:\w+ ){0,2}(?:mails"
    r"|e-?mails|newsletter)"
    r"|\b(?:boss|customers?|clients?|colleagues?|his|her|their|kunden?|client|cliente|klant|klient)\b"
    r"|\b(?:by|von|door|par|por|da|przez) (?:gmail|google|outlook|hotmail|yahoo|microsoft|gmx|orange|aruba)"
    r"|\bblo(?:ck|quea)|\bcrm\b|\bshop\b|\b(?:queue|outbox)\b|\bserver\b"
)
# Somebody else's mail, mail that one refuses oneself, and paper.
_NOT_OF_SENDING: Final = occurs(
    r"\blehnt\b[^.;,]* nicht ab\b|\b(?:not|doesn['’]?t|don['’]?t|never|no longer) (?:reject|refuse|bounce"
    r"|block)\b"
    r"|\b(?:we|i|you|they should|please|lets|let['’]s) (?:\w+ )?(?:block|reject|refuse|bounce|defer|throttle"
    r"|drop)(?:s|ed)?\b"
    r"|\bmails? from (?:recruiter|spammer|him|her|them|that|this|those|unknown|strangers?)"
    r"|\bbounc\w+ (?:ideas?|around|off|between|out of)\b|\bby post\b|\bpost(?:weg|bote)\b|\bper post\b"
    r"|\bbriefe?\b|\bparcels?\b|\bpaket|\bcolis\b|\bpaquete|\bpacco|\bpaczk|\bkargo"
    r"|\b(?:users?|people|accounts?|mailboxes|customers|mails|e-?mails|messages|addresses) (?:who|that"
    r"|which)\b"
    r"|\bunsubscrib|\bsuppress|\bcleaned\b|\bremoved?\b|\bfeature flag\b|\bhandl(?:e|ing)\b|\btemplates?\b"
    r"|\b(?:agenda|minutes|todo|backlog|roadmap)\b|\b(?:in|on) (?:the )?(?:tests?|ci|staging|sandbox|dev)\b"
    r"|\bunit tests?\b|\bgracefully\b|\bby hand\b|\bwith (?:comments|corrections|feedback|questions"
    r"|changes)\b"
    r"|\buntil\b|\bbefore\b|\bautomatically\b|\bwhose\b|\b(?:less|fewer|weniger|moins|menos|meno|minder"
    r"|mniej)\b"
    r"|\bweekends?\b|\bwochenende|\bfins? de semana|\bweekendy|\bhafta sonu"
    # Who is away, or not pleased with what is written.
    r"|\b(?:holidays?|vacation|ill|sick|urlaub|krank|feiertag|festivo|vacaciones|vacances|r[eé]union|malade"
    r"|ferie|vakantie|urlop|tatil)\b"
    r"|\b(?:legal|marketing|compliance|management|reviewers?|editors?|designers?|team)\b (?:\w+ )?"
    r"(?:reject|block|refuse|bounce)|\bby (?:the )?(?:\w+ )?(?:team|legal|management|editors?|reviewers?)\b"
    r"|\bbis (?:die|der|das|wir|sie)\b|\bavant\b"
)
_cannot_send: Final = occurs(_CANNOT_SEND, _SENDING_FAILS)
_refuses: Final = occurs(_REFUSES)
_mail_comes_back: Final = occurs(rf"(?:{_MAILS})\b{_FEW} {_COMES_BACK}(?:\PL|$)")
_papers_bounce: Final = occurs(
    rf"\b(?:{_PAPERS})\b{_FEW} (?:bounc(?:e|es|ed|ing)\b|bouncen\b|undeliverable\b|deferred\b"
    r"|stuck in (?:the |our )?(?:mail ?)?(?:queue|outbox)\b|rebotan\b"
    r"|(?:rejected|refused|blocked|geweigerd|abgelehnt|rejet[eé]e?s|rechazad[oa]s|respinte|rifiutate"
    r"|rejeitad[oa]s|odrzucane) (?:by|door|von|par|por|da|dal|przez|pel[oa]) (?:the |le |el |il |o |\w+ )?"
    r"(?:gmail|google|outlook|hotmail|yahoo|gmx|orange|aruba|microsoft|server|serveur|servidor|mail|\w+\.\w))"
    r"|\b(?:rechnungen|angebote|mahnungen)\b[^.;,]* unzustellbar\b"
)
_stays: Final = occurs(
    rf"(?:{_MAILS}|\bla posta|\b(?:{_SENT_BY_PROGRAMS}))\b{_FEW} {_STAYS}(?:\PL|$)",
    rf"\w(?:best(?:ä|ae)tigungen|benachrichtigungen|erinnerungen|mails){_FEW} {_STAYS}(?:\PL|$)",
)
# With a mail program's or service's name beside it.
_may_not_send: Final = occurs(
    r"\b(?:wo?n['’]?t|doesn['’]?t|does not|no longer) lets? (?:me|us|him|her|them|\w+) send\b"
    r"|\bkan (?:\w+ )?niet (?:meer )?(?:verzenden|versturen)\b"
)
# What somebody says by mail is no mail that is refused.
_BY_MAIL: Final = any_pattern(r"\b(?:by|via|per|in|through|with) (?:an? |the )?e?-?mail\b")
_own: Final = occurs(_OWN, ALL.ours)


def tells_mail_fails(text: str) -> bool:
    """Whether a person's few words tell that their mail does not go out, comes back or is refused."""
    if _NOT_OF_SENDING(text):
        return False
    if _cannot_send(text) or _refuses(_BY_MAIL.sub(" ", text)) or _stays(text):
        return True
    if (cannot_send(text) or _may_not_send(text)) and names_mail(text):
        return True
    return (_mail_comes_back(text) or _papers_bounce(text)) and _own(text)
