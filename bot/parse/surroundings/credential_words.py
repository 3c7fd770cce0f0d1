"""What people write beside an error of its user name and password, each with its evidence tag.

In words that stand in this order; what is told by words in any order stands in `told_together`.
"""

from __future__ import annotations

from typing import Final

# The program fetches mail with the password that it sends with.
RECEIVING_WORKS: Final = (
    r"\b(?:imap|pop3?|receiving|incoming(?: (?:server|mail))?|fetching)(?: e?-?mails?)?:?"
    r" (?:still |itself |is )?(?:works?|working|ok\b|connects?|logs? in|(?:is )?(?:ok|fine|connected))\b"
    r"|\bcan (?:still )?receive\b|\breceives? (?:(?:his |her |their |all )?e?-?mails? )?"
    r"(?:fine|ok|normally|without|but (?:can(?:no|['’])t|does(?:n['’]t| not)) send)\b"
    r"|\b(?:empfang(?:en)?|abruf(?:en)?|abholen|imap(?:-(?:empfang|abruf))?|pop3?)"
    r" (?:(?:per|über|via|mit|von) \S+ )?(?:geht|klappt|funktioniert|läuft)\b"
    r"|\b(?:kann|können) (?:\w+ )?empfangen\b"
    r"|\bempfängt (?:noch |weiter |normal |mails? |aber )*(?:normal|gut|problemlos|ohne"
    r"|(?:sendet|verschickt|schickt) (?:\w+ )?(?:nicht|keine))"
    r"|\b(?:réception|recevoir|recepción|recibir|ricezione|ricevere|recepção|receber|ontvangen)"
    r" (?:\S+ )?(?:marche|fonctionne|funciona|funziona|werkt|va)\b"
    r"|\b(?:recib|recev|recebe|riceve|ontvang|reçoi)\w* (?:(?:los |las |les |ses |le |de |os |as )?"
    r"(?:correos?|e?-?mails?|mensajes|courriels?|posta) )?(?:sin problemas?|con normalidad|normal\w*|bien\b"
    r"|sans (?:problème|souci)|senza problemi|bene\b|sem problemas?|bem\b|goed\b"
    r"|gewoon\b|zonder problemen|wel\b)"
)
# What somebody tried: a password of plain letters.
_PLAIN_LETTERS: Final = (
    r"(?:\b(?:simple|simpler|plain|plainer|less complex|easy|easier|alphanumeric|einfache[sn]?"
    r"|letters?[- ](?:and[- ](?:numbers|digits)[- ])?only) (?:password|passwords|passwort|kennwort|pw)\b"
    r"|\b(?:password|passwort|kennwort|pw|one) (?:of|with|made of|mit|aus) (?:only|just|nur)?"
    r" ?(?:letters|plain|ascii|alphanumeric|buchstaben)\b"
    r"|\b(?:without|remov\w+|avoid\w*|dropp\w+|ohne|sans|sin|sem) (?:\w+ ){0,4}"
    r"(?:special char\w*|specials?|symbols?|sonderzeichen|punctuation|caract[eè]res? sp[eé]ci\w+"
    r"|caract(?:e|é)res especiales|caracteres especiais)\b)"
)
_WORKS: Final = (
    r"\b(?:can (?:log ?in|sign in|connect|send|auth\w+)"
    r"|works?|worked|working|fine|correctly|solved|fixed|helped|succeeds?|succeeded|logs? in|accepted"
    r"|ok|klappt|geht|funktioniert|fonctionne|marche|funciona|funziona|funcionou)\b"
)
# In RE2 syntax, letter case ignored; the tags are explained in `bot/knowledge/evidence.toml`.
OF_CREDENTIAL: Final = {
    "prose.new-password": (
        # A "password reset" and "reset password" mail is what a program sends.
        r"(?:changed|\b(?:i|we|he|she|they|i've|have|had|after|just) reset|(?:after|tried|by) resetting"
        r"|resetting (?:my|our|the)|new|updated|\b(?:i|we|they) rotate|rotated)(?: \w+){0,3}"
        r" (?:passwords?|passwort|api key|keys?)\b"
        r"|(?:password|\bkey|\bpw|\bpwd) (?:(?:was |is |has been |got )?(?:changed|updated|rotated)"
        r"|(?:was|has been|got) reset|reset(?: \w+){0,6} (?:ago|yesterday|today))"
        r"|password (?:(?:was |is )(?:set )?|set )(?:anew|new)\b"
        r"|\b(?:after|since|following|nach|seit) (?:\w+ )?(?:password|passwort|kennwort)[ -]?"
        r"(?:change|reset|update|änderung|wechsel)"
        r"|(?:änderung|umstellung|wechsel) (?:des|vom) (?:passwort|kennwort)"
        r"|(?:passwort|kennwort|wachtwoord)(?: \S+){0,4}"
        r" (?:geändert|zurückgesetzt|erneuert|neu (?:gesetzt|vergeben)|gewijzigd|veranderd)"
        r"|\b(?:changement|réinitialisation) d[eu] mot de passe"
        r"|\bcambio (?:de (?:la )?contraseña|della password)"
        r"|\b(?:troca|mudança|alteração) (?:de|da) senha"
        r"|\b(?:neues|nieuw) (?:passwort|kennwort|wachtwoord)|nouveau mot de passe"
        r"|(?:changé|modifié|réinitialisé)(?: \S+)? mot de passe"
        r"|mot de passe(?: \S+){0,2} (?:chang|modifi|réinit)"
        r"|\b(?:cambi(?:é|ó|ado|aron|amos)|restablec\S+)(?: \S+)? contraseña|nueva contraseña"
        r"|\b(?:mud|alter|troc|troqu|redefin)(?:ei|i|ou|iu|amos|ado)(?: \S+)? senha|nova senha"
        r"|\b(?:cambiato|modificato|reimpostato)(?: \S+)? password|nuova password"
        r"|(?:смен|измен|сброс|обнов)(?:ил|ила|или|ен|ён) парол|нов(?:ый|ого) парол"
        r"|(?:修改|更换|更改|重置|改)[了过]?密码|新密码"
    ),
    "prose.receiving-works": RECEIVING_WORKS,
    "prose.right-password": (
        r"(?:password|credentials?|passwort|login|username)(?: \w+){0,4} (?:is|are|was"
        r"|were) (?:100 ?% |definitely |absolutely |surely |still |certainly |all |for sure )?"
        r"(?:correct|right|fine|ok|valid|good|working)|(?:triple|double)[- ]checked"
        r"|works? (?:fine |well |perfectly |properly |without (?:a |any )?problems? )?"
        r"(?:in|with|from|on|through)"
        r" (?:the |this |that |these |those |both |all |my |our |any |every |two ){0,2}"
        r"(?:webmail|outlook|thunderbird|gmail|browser|web|another|other|phone|apple mail"
        r"|e?-?mail (?:programs?|clients?|apps?))"
        r"|\b(?:webmail|owa|roundcube|browser)(?: log-?in)?,? (?:is |works? )?(?:fine|ok|okay|works?)\b"
        r"|\bsame (?:\w+ ){0,2}(?:password|credentials?|creds|log-?in),?(?: \w+,?){0,6} works?\b"
        r"|\bcreds (?:are |is )?(?:fine|ok|right|correct|work)\b"
        r"|\b(?:an)?other (?:program|app|client|tool|device|machine|pc)s?(?: \w+){0,5} works?\b"
        r"|\bworks? (?:when|if|once) (?:i |we |it is |it's )?(?:typ|enter)"
        r"|\b(?:desktop|laptop|phone|mobile|pc|mac|iphone|tablet) (?:is |works? |still )?(?:fine|ok|works?)\b"
        r"|\blog(?:s|ging)?[ -]?in (?:to|at|on) (?:the )?(?:webmail|owa|roundcube)(?: \w+)? (?:is )?"
        r"(?:fine|works?|ok|no problem)\b|\b(?:correct (?:password|credentials)|password (?:right"
        r"|correct|ok|fine)\b)"
        r"|(?:100 ?%|sure|certain|know)(?: \w+){0,6} password|can (?:still )?(?:log ?in|login|sign in)"
        rf"|{RECEIVING_WORKS}|\bpasswort (?:stimmt|ist (?:sicher |definitiv )?(?:korrekt|richtig))"
        r"|\bhasło (?:jest )?(?:poprawne|dobre|prawidłowe|właściwe)|\bwebmailu? (?:działa|wpuszcza)"
        r"|\bwachtwoord (?:klopt|is (?:juist|correct|goed))\b"
        r"|mot de passe (?:est )?(?:correct|bon)\b|contraseña (?:es )?correcta"
        r"|senha (?:está )?(?:correta|certa)|password (?:è )?corretta|пароль (?:верный|правильный)"
        r"|密码(?:是|都)?(?:正确|没错|没问题|对的)"
        # What works there with the same password.
        r"|\b(?:am|auf dem|im|in|bei) (?:der )?(?:owa|webmail\w*|browser|roundcube)(?: \S+){0,3}"
        r" (?:anmelden|einloggen)"
        r"|\b(?:geht|klappt|funktioniert|werkt)(?: \S+){0,2} (?:am|auf dem|im|in|op|via)(?: \S+)?"
        r" (?:handy|iphone|smartphone|webmail|outlook|thunderbird|browser|telefoon)"
        r"|\b(?:am|auf dem|im|in) (?:handy|iphone|smartphone|webmail\w*|outlook|thunderbird|browser)"
        r" (?:geht|klappt|funktioniert)|\b(?:fonctionne|marche|funciona|funziona)(?: \S+)?"
        r" (?:sur|dans|avec|en|desde|con|no|na|em|pelo|su|sul|da)(?: \S+)?"
        r" (?:webmail|outlook|thunderbird|téléphone|mobile|navigateur|móvil|celular|navegador|telefono)"
        r"|\b(?:dans|sur|en|desde|nell['’]|nella?|sulla?|sul|dal|dalla|no|na|pelo|pela) ?(?:(?:le|la|el"
        r"|l['’]) ?)?(?:webmail"
        r"|outlook|thunderbird|téléphone|navigateur|móvil|celular|navegador|telefono|cellulare|browser)"
        r" (?:[çc]a )?(?:fonctionne|marche|funciona|funziona)\b(?: (?:bien|bene|bem"
        r"|sans problème))?(?:\W*$|[.,;!?])"
        r"|через (?:браузер|веб|телефон)(?: \S+)? (?:работает|заходит)|网页版?(?:可以|能|正常)"
    ),
    "prose.copied": (
        r"\b(?:password|credentials|creds) (?:came|arrived|(?:was|were) sent) (?:via|by|over|through|in|on)"
        r" (?:an? |the )?(?:whatsapp|slack|teams|chat|sms|e-?mail|signal|telegram|pdf)\b"
        r"|\bpasted (?:it |the password |that )?(?:from|out of|in)\b|copy[- ]?(?:and[- ])?past|copied"
        r"|\b(?:kopiert|herauskopiert|eingefügt)\b|\b(?:copié|collé)|\bcopi(?:ado|ada|ei|ato|ata)\b"
        r"|скопиров|复制"
    ),
    "prose.copied-from-spreadsheet": (
        r"\bcsv\b|spreadsheet|excel|google sheets?|\bexport(?:ed)?\b|bulk (?:import|upload)|tableur"
        r"|hoja de cálculo|\bplani(?:lla|lha)\b|foglio (?:di calcolo|excel)"
        r"|\baus (?:einer|der) (?:\w+-)?tabelle\b|表格"
    ),
    "prose.many-attempts": (
        r"\b(?:account|mailbox|user) (?:is |was |as |shows? as )?locked\b"
        r"|\block(?:ed)? (?:ourselves|myself|himself|herself|themselves|us|me|him|her|them) out\b|"
        r"(?:tried|attempted)(?: \w+){0,4}"
        r" (?:(?:many|several|multiple|\d+|a lot of|hundred|a dozen|three|four|five|six|seven|eight|nine|ten"
        r"|twenty) times|\d+ ?[x×])\b"
        r"|\btr(?:ied|ying) (?:\w+ ){0,4}(?:different|several|many|various) passwords\b"
        # "Asks for the password again and again" tells of one refusal.
        r"|(?:tr(?:y|ies|ied|ying)|fail\w*|log(?:s|ged|ging)? ?in|attempt\w*|refused) (?:\w+ ){0,3}"
        r"again and again|keeps? (?:trying|retrying|failing)|repeatedly|too many (?:login |failed |auth)"
        r"|\b(?:some(?:one|body)|bots?|hackers?|attackers?) "
        r"(?:(?:is|are|keeps?|was|were|has been|have been) )?(?:trying|tried|guessing)\b"
        r"|\bguess(?:es|ed|ing)? (?:my|our|his|her|the) password\b"
        r"|brute|\bhammer(?:ed|s|ing)\b|\b(?:retry|retries|retried|retrying) (?:\w+ ){0,3}"
        r"(?:all (?:night|day|morning|weekend)|the whole (?:night|day|weekend)|in a loop|constantly)\b"
        r"|(?:after|following) (?:several|some|many|multiple|a few|a couple of|\d+) (?:wrong|failed|bad"
        r"|unsuccessful|incorrect|login) (?:log-?in |password )?(?:attempts|tries|passwords|log-?ins)"
        r"|\beven the (?:right|correct) (?:one|password)"
        r"|nach (?:mehreren|vielen|\w+) (?:falschen |fehlgeschlagenen )?(?:fehl)?"
        r"(?:versuchen|anmeldungen)|auch das richtige (?:passwort|kennwort) nicht"
        r"|après (?:plusieurs|\d+) (?:essais|tentatives|échecs)"
        r"|(?:después de|tras) (?:varios|muchos|\d+) intentos|após (?:várias|muitas|\d+) tentativas"
        r"|dopo (?:vari|molti|diversi|\d+) tentativi|na (?:meerdere|\d+) (?:mislukte )?pogingen"
        r"|(?:mehrfach|mehrmals|oft|zigmal) (?:versucht|probiert)|(?:essayé|tenté) plusieurs fois"
        r"|\b(?:intent|prob|tent)(?:ado|é|ei|amos) (?:varias|muchas|várias|muitas) (?:veces|vezes)"
        r"|\b(?:provato|tentato) (?:più|molte|varie) volte|(?:несколько|много) раз"
        r"|试了(?:很多|好多|好几|多)[次遍]"
    ),
    "prose.user-without-domain": (
        # Windows' form: "I entered ACME\\ana"
        r"\b(?:put|enter\w*|us(?:e|es|ed|ing)|typ\w+|log\w* in (?:as|with)) ['\"`]?[\w.-]+\\[\w.-]+|"
        r"\b(?:us\w+|enter\w*|tak\w+|has|have|puts?|typ\w+|with) (?:only |just )?[\"'`]?[\w.+-]+[\"'`]? as "
        r"(?:the |his |her |their |my )?(?:smtp )?(?:user ?name|log-?in)\b"
        r"|\b(?:user(?: ?name)?|log-?in) (?:is|was|=) (?:the |my |our |his |her |their )?"
        r"(?:ftp|c-?panel|plesk|panel|customer|hosting|contract|database|windows)[- ]?"
        r"(?:log-?in|user(?: ?name)?|name|account|number)\b"
        r"|\bworks?(?: \w+){0,5} (?:full|whole|complete) (?:e-?mail|address)|"
        r"\b(?:user ?name|log-?in|user|account)(?: name)? (?:is|was)(?: just| only| set to)?"
        r" [\"'`“‘]?[\w.+-]+[\"'`”’]?,? (?:not|instead of|without) "
        r"|\b(?:user ?name|log-?in)(?: \w+){0,4} (?:just|only) [\"'`“‘][\w.+-]+[\"'`”’]"
        # "User name in the program is "info" only."
        r"|\b(?:user ?name|log-?in|benutzername)(?: \w+){0,4} (?:is|was|ist|lautet) [\"'`“‘„]?[\w.+-]+"
        r"[\"'`”’“]? (?:only|alone|nothing else)\b"
        r"|\buser(?: ?name)? (?:typed|entered|set|stored|given)(?: \w+){0,3} (?:is|was|=) ?"
        r"[\"'`“‘][\w.+-]+[\"'`”’]"
        r"|\b(?:nur|seulement|solo|sólo|apenas|só) [\"'`“‘„«]? ?[\w.+-]+ ?[\"'`”’“»]? "
        r"(?:als|comme|como|come) (?:usuario|usuário|utente|benutzer|login|identifiant|utilisateur|nom d)"
        r"|\b(?:benutzername|gebruikersnaam|nom d['’]utilisateur|identifiant|usuario|usuário|utente)"
        r"(?: \S+){0,2} (?:nur|alleen|juste|seulement|solo|sólo|só|apenas|soltanto) [\"'`“‘„«]? ?[\w+-]+"
        r"(?:[\"'`”’“» ,;]|\.(?:\s|$)|$)|用户名(?:没有|没|不)(?:写|带|加|有)?(?:域名|@)"
        r"|\bwithout (?:the )?(?:@|domain\b)|\b(?:only|just) the (?:part|name) before (?:the )?(?:@|at\b)"
        r"|\bnot the (?:full|whole|complete) (?:e-?mail )?address"
        r"|\bbenutzername (?:ist|war|lautet)(?: \w+){0,2} [\"'„»]?[\w.+-]+[\"'“«]? statt "
        r"|\b(?:user ?name|log-?in|user|benutzername|gebruikersnaam|identifiant|usuario|usuário|utente)"
        r"(?: (?:is|was|ist|war|lautet|est|es|é|è)|[:=])? [\"'`“‘„«][\w.+-]+[\"'`”’“»](?:[,;.)\s]|$)"
        r"|nicht die (?:ganze|volle|vollständige|komplette) (?:e-?mail-?)?adresse"
        # What the program sends, and what the server wants.
        r"|\b(?:first|local) part of (?:the |my |his |her |their )?(?:user ?name|e-?mail|address|log-?in)"
        r"|\bappend(?:s|ed)? (?:the |my |our )?(?:@|domain)"
        r"|\b(?:strip|cut|remov|drop|omit|los|ignor)\w* (?:off )?(?:the )?(?:@|domain\b)"
        r"|\b(?:needs?|requires?|wants?|expects?) (?:the |my |our |a )?(?:full|whole|complete)"
        r" (?:e-?mail|address|user ?name)"
        r"|\b(?:full|whole|complete) (?:e-?mail|address|e-?mail address) (?:is|was) (?:needed|required)"
    ),
    "prose.user-is-alias": (
        r"\b(?:use|needs?|wants?|must be|enter|expects?) (?:the |their |his |her )?upn\b|"
        r"\b(?:log(?:s|ged|ging)?[ -]?in|sign(?:s|ed|ing)?[ -]?in|user ?name|authenticat\w+)\b"
        r"(?: \S+){0,4} alias"
        r"|\b(?:mit (?:dem|einem)|avec (?:l['’]|un )|con (?:el|un|l['’])|com (?:o|um)|met (?:de|een))"
        r" ?alias\b"
        r"|\balias(?: \S+){0,3} (?:as (?:the )?(?:log-?in|user)|to log ?in)|\balias als (?:login|benutzer)"
    ),
    "prose.unseen-character": (
        r"\b(?:trailing|leading|extra|additional|stray|invisible|unwanted|zero[- ]width|non-?breaking)"
        r" (?:new ?lines?|line[- ]?(?:breaks?|feeds?|ends?)|carriage returns?|spaces?|white ?spaces?"
        r"|tabs?|blanks?|\\n|cr\b|lf\b)"
        r"|\b(?:trailing|leading|stray|invisible|unwanted|zero[- ]width|non-?breaking) characters?\b"
        # Who makes a password stronger gives it extra ones as well.
        r"|\b(?:extra|additional) characters? (?:\w+ ){0,3}?(?:at the (?:end|beginning|start)|came|slipped"
        r"|copied|pasted|behind|before|after|from (?:copying|the (?:csv|file|copy)))\b"
        r"|\b(?:copied|pasted|copying|pasting) (?:\w+ ){0,4}?(?:extra|additional) characters?\b"
        r"|\b(?:new ?lines?|line[- ]?(?:breaks?|feeds?)|carriage returns?|white ?spaces?|spaces?|blanks?"
        r"|tabs?|\\n)['\"`]? (?:(?:was|is|were|are) )?(?:at|on|to|in|before|after|behind)"
        r" (?:the )?(?:very )?(?:end|beginning|start|front|password|secret|key|user ?name)\b"
        r"|\b(?:ends?|ended|ending) (?:with|in) (?:an? )?['\"`]?"
        r"(?:\\n|new ?line|line ?break|space\b|white ?space|carriage)"
        # The other way round: "am Ende einen Zeilenumbruch", "at the end there was a space".
        r"|(?:^|\W)(?:at the (?:very )?(?:end|beginning|start)|am (?:ende|anfang|schluss)|[àa] la fin"
        r"|au début|al final|al principio|alla fine|all['’]inizio|no (?:final|fim|início)"
        r"|aan het (?:eind|einde|begin))(?: [^\s.,;!?]+){0,9}? "
        r"(?:new ?lines?|line[- ]?breaks?|carriage returns?|white ?spaces?|spaces?|leerzeichen|leerstelle"
        r"|zeilenumbruch|zeilenvorschub|espace|retour à la ligne|saut de ligne|espacio|salto de línea|espaço"
        r"|quebra de linha|spazio|a capo|spatie|regeleinde)\b"
        r"|`\\[nrt]+`|\becho \S+ ?\| ?base64|\bhow (?:i|we) encoded? (?:it |them )?(?:to|in|into|as) base64"
        r"|\b(?:leerzeichen|leerstelle|zeilenumbruch|zeilenende|zeilenvorschub)"
        r" (?:\S+ )?(?:am|hinter|dahinter|vor|davor|zu viel|hinten|vorne|dran|mitkopiert)\b"
        r"|\b(?:espace|retour à la ligne|saut de ligne) (?:\S+ )?(?:à la fin|au début|en trop|final)"
        r"|\b(?:espacio|salto de línea) (?:\S+ )?(?:al (?:final|principio|inicio)|de más|extra)"
        r"|\b(?:espaço|quebra de linha) (?:\S+ )?(?:no (?:final|fim|início|começo)|a mais|extra)"
        r"|\b(?:spazio|a capo) (?:\S+ )?(?:alla fine|all['’]inizio|in più|finale|di troppo)"
        r"|\b(?:spatie|regeleinde) (?:\S+ )?(?:aan het (?:eind|einde|begin)|achter|te veel|teveel)"
        r"|(?:多|末尾|结尾|后面|前面)\S{0,4}(?:空格|换行)"
    ),
    "prose.made-with-echo": (
        r"\bbase64 of (?:an? |the )?['\"`]?echo\b"
        r"|\b(?:made|created|written|generated|piped|encoded|set)(?: \w+)? (?:with|by|using|via|through|from)"
        r" (?:an? |the )?['\"`]?echo\b"
        r"|\becho (?:['\"$]|\[redacted\]|\w+ ?\|).*\| ?(?:base64|openssl|kubectl|docker|gpg|pass\b)"
    ),
    "prose.another-key": (
        r"\biam (?:user|secret|access|key|credential)|\baws (?:secret )?access key|\bsecret access key"
        r"|\b(?:private|account|rest|http|web) api[- ](?:key|token)\b|\baccount token\b|\bxkeysib"
        r"|\bapi[- ]?keys? as (?:the )?(?:smtp )?password"
        r"|\b(?:dashboard|web ?site|portal)(?:'s)? (?:log-?in|password)\b"
        r"|\b(?:used?|using|with|entered) (?:the |an? |our |my |his |her |their )?(?:normal |usual )?"
        r"(?:account password|api[- ]?key)\b"
    ),
    "prose.empty-credential": (
        r"\(set_id=\)|"  # the user name that arrived, in Exim's log
        r"\b(?:env(?:ironment)? var(?:iable)?s?|secrets?) (?:(?:is|are|was|were) )?(?:not set|missing)\b|"
        r"\b(?:forgot|did(?:n['’]t| not)|never|have(?:n['’]t| not)|had(?:n['’]t| not)"
        r"|has(?:n['’]t| not))(?: to)?"
        r" (?:enter|fill|set|type|give|provide|save)\w*(?: in| out)? (?:the |a |any |my |our |his |her )?"
        r"(?:smtp )?(?:password|user ?name|credentials)"
        r"|\bno (?:password|user ?name) (?:is |was )?(?:set|given|entered|stored|saved)\b|"
        r"\b(?:password|passwort|contraseña|senha|user ?name)(?: field)?(?: (?:is|was|were|ist|war|está))?"
        r" (?:left )?(?:empty|blank|undefined|not set|leer|vacía|vazia)\b"
        r"|\b(?:empty|blank) (?:password|user ?name)"
        r"|\b(?:smtp|mail|email)_?(?:user|pass)\w*(?: (?:is|was|=)|[=:]) ?"
        r"['\"]?(?:undefined|empty|null|none|not set|missing)\b"
        # What Base64 makes of "undefined", "null" and "None", twice.
        r"|\bahvuzgvmaw5lzab1bmrlzmluzwq|\bag51bgwabnvsba|\bae5vbmuatm9uzq"
    ),
    "prose.app-password-spaces": (
        r"\bapp(?:lication)?[- ]?(?:specific )?password.*"
        r"\b(?:as|like|how) (?:it (?:is|was) )?(?:shown|displayed)"
    ),
    "prose.quotes-kept": (
        r"\b(?:put|puts|has|have|had|with|kept|keeps|left|adds?|added) (?:double |extra )?quotes"
        r" (?:around|in|on)\b|\bdoubled quotes\b|\bin (?:double )?quotes\b|\bleading zero"
        r"|\b(?:turn|chang|convert)(?:s|ed)? (?:\w+ ){0,3}0\d+ (?:in)?to\b|\bscientific notation\b"
        # A password of digits, taken out before this is read.
        r"|\b(?:turn|convert)(?:s|ed)? (?:\w+ ){0,3}\[redacted\] (?:in)?to \d"
        r"|\bcsv\b.*\"[^\"]+\"\"[^\"]+\"|\bcut (?:off )?the zero|\banführungszeichen um|\s[\"“”']{1,4}"
        r" (?:around|in front|at the (?:start|beginning|end)|um|autour)\b"
    ),
    "prose.escaping": (
        r"\b(?:be|get|was|were|is|been|not|wasn['’]t|isn['’]t) (?:properly )?(?:quoted|escaped)\b"
        r"|\bun(?:quoted|escaped)\b|\b(?:ur[il]|percent)[- ]?encod(?:ed|es|ing|e(?:[^\w(]|$))"
        r"|\bforgot to (?:quote|escape)|\bescap(?:e|es|ing) (?:the |it|in |issue|problem|bug|error)"
        r"|\b(?:interpret|regard|treat|read|tak|taken|pars|recogni[sz]|evaluat|expand|seen)\w*"
        r" as (?:an? )?(?:\w+ )?(?:var|variable|escape|comment|placeholder)\b"
        r"|\b(?:shell|powershell|bash|docker|compose|yaml|php|cmd) (?:ate|eats|strips?|stripped|expands?"
        r"|expanded|swallows?|swallowed)\b|\bvariable (?:substitution|interpolation|expansion)\b"
        r"|\b(?:remov|avoid|without|dropp?)\w* (?:any |the |all )?['\"`][$#&%!\\]['\"`]"
        r"|\b(?:truncated|cut(?: off)?|stops?|ends?) (?:at|after|from) (?:the )?['\"`]?[$#&%!\\]"
    ),
    "prose.plain-password-works": (
        rf"\b(?:until|till|bis) [^.\n]*{_PLAIN_LETTERS}|{_PLAIN_LETTERS}[^.\n]*{_WORKS}"
        rf"|{_WORKS}[^.\n]*{_PLAIN_LETTERS}"
    ),
    "prose.typographic-sign": (
        r"\bcurly\b|\b(?:smart|typographic|fancy) (?:quote|quotation|apostrophe)|\bauto-?correct"
        r"|\b(?:from|out of|aus) (?:an? |the |my |our |einer? )?(?:ms[ -]|microsoft )?word\b"
        r"|\b(?:em|en|long)[- ]dash|typografische|guillemets? (?:courbe|typograph)"
    ),
    "prose.html-entity": (
        r"(?:\b(?:shows?|appears?|bec[oa]mes?|turn(?:s|ed)|wr[io]t\w+|stored|saved|as|into|to|like)|->|→|=>)"
        r" ['\"`]?&(?:amp|lt|gt|quot|#\d+);|\bhtml[- ](?:entit|encod|escap)"
    ),
    "prose.password-expired": (
        r"\bpassword (?:has |is |was )?expir\w+|\bexpired password|\bpasswor[dt] (?:ist )?abgelaufen"
        r"|\bmot de passe expiré|\bcontraseña caducada"
    ),
}
