"""Words that tell a fact, where they mean something else: advice, a setting, a firewall that is off."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Final

from bot.parse.surroundings.act_words import OF_APPS
from bot.parse.surroundings.credential_words import RECEIVING_WORKS

# A program's advice: "check that your user name and password are correct".
_ADVICE: Final = re.compile(
    r"(?i)\b(?:(?:check|verify|ensure|make sure|confirm)(?: that| if| whether)?|if|whether) "
    r"(?:the|your|their|these|both|user|pass|login|cred)[^.!?\n]{0,120}"
    # "Nobody in the company can log in."
    r"|\b(?:nobody|no one|none|neither)\b[^.!?\n]{0,60}\bcan (?:log ?in|sign in)\b"
)
# "Please use an app password", "you need to create an app password": what is wanted of whoever reads it.
_APP_PASSWORD_WANTED: Final = re.compile(
    rf"{_ADVICE.pattern}"
    r"|\b(?:please|must|should|(?:need|have|has|required|supposed|going) to|requires?(?: you to)?|instead)"
    r" (?:\w+ ){0,2}(?:us(?:e|ing)|creat(?:e|ing)|generat(?:e|ing)|set up|enter|try)\b"
    r"|(?:^|[.!?:;])\s{0,3}use (?=an? app)"
)
# A web server stands behind a "reverse proxy"; "Proxy: false" and `proxy = (not set)` are settings.
_SHIELD: Final = r"(?:firewall|anti-?virus|proxy|vpn)"
_NO_SHIELD: Final = re.compile(
    r"(?i)\breverse[ -]prox\w+|\bprox(?:y|ies)(?: (?:host|port|manager|version)\b[^\n:=]{0,30})?\s{0,2}[:=]"
    # "No firewall, the antivirus is off": what is not there stops nothing.
    r"|\b(?:no|without(?: an?| any)?|not behind an?|(?:disabl|turn|switch)(?:e?d|ing)(?: off)?(?: the| my)?)"
    rf" (?:\w+ )?{_SHIELD}(?:(?:,| and| or|/) ?(?:the |my )?{_SHIELD})*"
    rf"|\b{_SHIELD} (?:\w+ ){{0,2}}(?:(?:is|are|was|has been) (?:\w+ )?(?:off|disabled|deactivated|open)"
    r"|(?:it )?(?:doesn['’]t|does not|is not|isn['’]t) block)"
)
# "With the VPN on, it works": the server is inside, and without the VPN nobody gets there.
_WITH_VPN: Final = re.compile(
    r"(?i)\b(?:only|when|while|with|over|via|through|once|if|as soon as)\b"
    r"(?:(?!\b(?:off|out|without|no|not)\b|disconn|disabl|quit|stop)[^.,;!?\n]){0,30}?\w{0,20}vpn\b"
    r"(?: (?:is |gets )?(?:on|active|enabled|connected|up|running))?[,:]?"
    r" (?:\w{1,12} ){0,2}(?:works?|is fine|goes|is ok|sends|same)\b"
)
# "I've disabled UFW and fail2ban": a guard that is off shuts nobody out; "fail2ban.utils" logs by itself.
_GUARD: Final = r"(?:fail2ban|cphulk|crowdsec|imunify\w*|csf|lfd)"
_NO_GUARD: Final = re.compile(
    r"(?i)\b(?:no|without|(?:disabl|turn|switch|stopp)(?:e?d|ing)(?: off)?)(?: the| my| both)?"
    rf" (?:[\w-]+(?:,| and| or|/) ?)?(?:[\w-]+(?:,| and| or|/) ?)?{_GUARD}\b"
    rf"|\b{_GUARD} (?:is|are|was|has been) (?:\w+ )?(?:off|disabled|deactivated|stopped|not running)\b"
    r"|\bfail2ban\.(?:utils|actions|filter|jail)\b"
    # CSF is a firewall as well, which may let no mail out.
    r"|\bcsf ?\(? ?(?:firewall|iptables)\b|\b(?:firewall|iptables) \(csf\b"
    r"|\bcsf (?:is |was )?(?:enabled|on)\b"
)
# "Add an option to allow self-signed …"; a client lists "a self-signed certificate which cannot be verified".
_NOT_SELF_SIGNED: Final = re.compile(
    r"(?i)(?:n't|\b(?:not?|non|if|whether|allow|accept|trust))[ -](?:(?:using|use|an?|is) )*"
    r"self-? ?(?:signed|issued)|self-signed certificate which cannot"
)
_TWO_STEP: Final = (
    r"(?:2fa|mfa|2[- ]step|two[- ](?:step|factor)|multi-?factor)(?: (?:verification|authenti\w+|auth))?\b"
)
_TWO_STEP_ABROAD: Final = (
    r"(?:zwei-?faktor|zweistufig|double authentification|deux (?:étapes|facteurs)|dos (?:pasos|factores)"
    r"|duas etapas|dois fatores|due (?:passaggi|fattori)|twee(?:staps|factor)|двухфактор|двухэтапн"
    r"|dwu(?:etap|sk[łl]adnik)ow|iki (?:ad[ıi]ml[ıi]|fakt[öo]rl[üu])|两步验证|双重验证|二次验证"
    r"|[二2]段階認証)"
)
_NO_TWO_STEP: Final = re.compile(
    rf"(?i)\b(?:kein\w{{0,2}}|ohne|sans|pas de|sin|sem|senza|geen|zonder|bez|без"
    rf"|没有?) (?:\w{{1,12}} )?{_TWO_STEP_ABROAD}"
    rf"|{_TWO_STEP_ABROAD}[^.!?\n]{{0,40}}(?:\b(?:nicht|aus|deaktiviert|pas|désactivé\w?|no|desactivad\w|non"
    r"|niet|nie)\b|não|не |выключ|отключ|değil|kapalı|未|没|していま?せん|無効)|\b(?:no (?:tengo|tenemos|uso"
    r"|usamos|hay)|non (?:ho|uso|abbiamo)|não (?:tenho|uso|temos)|n['’](?:ai|avons|utilis\w{1,4}) pas"
    r"|heb geen|nie mam|нет)(?: \w{1,14}){0,3} "
    rf"{_TWO_STEP_ABROAD}"
    rf"|\b{_TWO_STEP}(?: \w{{1,12}}){{0,3}} (?:nicht (?:aktiv\w*|an|eingeschaltet|eingerichtet)\b"
    rf"|aus(?:geschaltet)?\b"
    r"|deaktiviert|pas (?:active|activée?)\b|désactivée?|(?:no está |não está )?(?:in|des)ativ?ad[oa]"
    r"|desactivad[oa]"
    r"|non (?:è )?attiv\w\b|uit(?:geschakeld)?\b|wyłączon\w)"
    # Something else has it.
    rf"|\b{_TWO_STEP}[^.!?\n]{{0,60}}\b(?:mailbox|account|it) (?:has|uses) none\b"
    rf"|\b(?:no|without(?: an?)?|disabled|(?:turn|switch)ed off)(?: the| my)? {_TWO_STEP}"
    rf"|\b{_TWO_STEP}(?:(?: (?:is|was|has been))?(?: (?:not|off|disabled|(?:turned|switched) off)\b|n['’]t\b)"
    r"|\s?[:=]\s?(?:off|no|false|disabled)\b)"
)
# "Security defaults are off": then it is not they.
_DEFAULTS: Final = r"secur(?:ity|e)[- ]defaults?|sicherheitsstandards"
_NO_DEFAULTS: Final = re.compile(
    rf"(?i)\b(?:no|without|ohne|keine|(?:disabled|deactivated|(?:turned"
    rf"|switched) off)(?: the)?) (?:{_DEFAULTS})"
    rf"|\b(?:{_DEFAULTS})(?: (?:is|are|was|were|have been|has been|sind|wurden|now|already|all))*"
    r"(?: (?:off|disabled|deactivated|(?:turned|switched) off|not (?:on|enabled|active)|aus|deaktiviert"
    r"|abgeschaltet)\b"
    r"|n['’]t (?:on|enabled|active)\b)"
)
# A server's refusal, "Cannot forward emails that are not authenticated"; and the report itself was handed on.
_NOT_FORWARDED: Final = re.compile(
    r"(?i)\b(?:cannot|could not|unable to|not|n['’]t) (?:be )?forward(?:ed|ing)?\b"
    r"|-{2,8} ?forwarded message|\bbegin forwarded message"
)
# "I can no longer send email on localhost": it works nowhere.
_NOWHERE: Final = re.compile(
    r"(?i)\b(?:can(?:not| ?not|['’]t)|can no longer|unable to|no longer|does(?: not|n['’]t)|won['’]t"
    r"|(?:is|was|are|were)(?: not|n['’]t)|not) (?:\w+ )?(?:work|send|sent|run)\w*\b[^.,;!?\n]*"
)
# Go's own words of a login (net/smtp, PlainAuth.Start) are no setting.
_REFUSED_UNENCRYPTED: Final = re.compile(r"(?im)(?:[:=\"'`] ?|^\s{0,20})unencrypted connection\b")
# "We use the e-mail address as user name."
_WHOLE_ADDRESS: Final = re.compile(
    r"(?i)(?:\b(?:e-?mail|address|mailbox|it|that|this|same|one|apikey|resend)"
    r"|(?<!\S)[^\s@]{1,64}@[^\s@]{1,255})[\"'`]? as "
    r"(?:the |his |her |their |my )?(?:smtp )?(?:user ?name|log-?in)\b"
    # A key or number of a sending service, which no mailbox has for a name.
    r"|[\"'`](?=[a-z-]{0,40}\d)[\w-]{16,80}[\"'`]"
    # Advice: "some providers require the full email address, others just the username".
    r"|\b(?:some|many|most|several) (?:\w{1,20} )?(?:providers?|servers?|hosts?)[^.!?\n]{0,80}"
)
# "I guess the passwords in the csv got cut": nobody saw it. "The database was copied": that is no password.
_NOT_COPIED: Final = re.compile(
    r"(?i)\b(?:attach\w*|reports?|invoices?|anhang|anhänge|bericht\w*|rechnung\w*|pi[eè]ces? jointe\w*"
    r"|adjunto\w*|anexo\w*|allegat\w*|bijlage\w*)\b[^.!?\n]{0,120}"
    r"|\b(?:none of|nothing|nichts|keines|rien|nada|niente|niets|not from)\b[^.!?\n]{0,60}"
    r"|\b(?:(?:i|we) (?:guess|suspect|assume|bet)|my guess|maybe|perhaps|could (?:it|that) be"
    r"|vielleicht)\b[^.!?\n]{0,120}"
    r"|\b(?:database|db|sites?|shops?|files?|folders?|backup|mailbox(?:es)?|datenbank)"
    r"(?: \w+){0,2} (?:copied|kopiert)\b"
    r"|\bcopied (?:over )?(?:the |our |my |all )?(?:whole )?(?:database|db|site|shop|files?|folders?|mail)"
)
# Who names a region's own server uses it.
_REGION_USED: Final = re.compile(
    r"(?i)\b(?:eu|european) (?:account|domain|region|zone)\b(?=[\s\S]{0,400}\bsmtp\.eu\.)"
    # The account is at zoho.eu, and so is the server.
    r"|\bzoho\.(eu|in|com\.au|jp|sa|uk)\b(?=[\s\S]{0,400}\bsmtp(?:pro)?\.zoho\.\1\b)"
    r"|\bsmtp(?:pro)?\.zoho\.(eu|in|com\.au|jp|sa|uk)\b[\s\S]{0,400}?\bzoho\.\2\b"
)
# Exim's own words, "all relevant MX records point to non-existent hosts", tell of no move.
_NOT_MOVED: Final = re.compile(r"(?i)\bmx records? points? to non-exist")
# "The customer has been waiting since Monday" tells nothing of the error.
_WAITS: Final = (
    r"\b(?:wait(?:s|ed|ing)?|warte\w*|attend\w*|esper\w+|aspett\w+)\b(?: \w+){0,2} "
    r"(?:since|seit|depuis|desde|da) \w+"
)
# "IMAP works with the same password": what is stored for sending is no other one.
_WITH_THE_SAME: Final = re.compile(
    rf"(?i)(?:{RECEIVING_WORKS})[^\n.;]{{0,60}} (?:same|selben) "
    r"(?:\w{1,20} ){0,2}(?:password|credentials?|creds|log-?in|passwort|zugangsdaten|daten)\b"
)
# "It works on his iPhone": the program that fails is another one.
_ON_IPHONE: Final = re.compile(
    r"(?i)\b(?:works?|working|sends|fine|ok|geht|klappt|funktioniert|läuft|marche|fonctionne|funciona|funziona"
    r"|werkt)(?: \S{1,20}){0,2}"
    r" (?:on|from|with|in|am|auf|mit|vom|im|sur|avec|depuis|en|desde|con|sul|dall|op|via)"
    r"(?: (?:the|my|his|her|their|an?|dem|seinem|ihrem|son|su|mijn|zijn))? ?(?:l['’])?i(?:phone|pad)s?\b"
    r"|\b(?:on|from|am|auf dem|vom|sur|en el|op de) i(?:phone|pad)s? (?:it )?(?:works?|geht|klappt"
    r"|funktioniert|läuft|marche|fonctionne|funciona|werkt)\b(?! (?:\w{1,20} ){0,2}(?:not|nicht|pas|niet)\b)"
    r"|\bi(?:phone|pad)s? (?:mail )?(?:works|is (?:ok|fine)|sends (?:fine|ok|without)"
    r"|(?:geht|klappt|funktioniert)(?! (?:\w{1,20} ){0,2}nicht))\b"
)
# "Outlook on Android: receiving works": it is the same program that does.
_RECEIVES: Final = re.compile(rf"(?i){RECEIVING_WORKS}")
# "Nothing works on 587 or 465", "if 587 works".
_NO_PORT_WORKS: Final = re.compile(
    r"(?i)\b(?:nothing|neither|never|none|no port|if|whether|nichts|weder|kein|wenn|rien|aucun|si|nada"
    r"|ningún|se|niente|should|must|(?:want|need|supposed|ha(?:s|ve))(?: it)? to"
    r"|(?:telnet|ping|nc|openssl) works?)\b[^.,;:!?\n]{1,80}"
)
# A mail that lies where it was written came from nobody else.
_NOT_SENT_OFF: Final = re.compile(
    r"(?i)\b(?:never|not|n['’]t) (?:sent?|wrote|written)\b[^.,;!?\n]{0,40}\b(?:before|drafts?|outbox)\b"
)
# How many leave a page at once, and which share of returned mail is allowed or was.
_OTHER_RATE: Final = re.compile(
    r"(?i)\b(?:(?:web ?)?site|(?:landing )?page|blog|analytics)\b[^.!?\n]{0,60}?\bbounce rate\b"
    r"[^.!?\n]{0,60}"
    r"|\bbounce rate (?:of|on|for) (?:the |our |my |this )?(?:(?:web ?)?site|(?:landing )?page|blog)\b"
    r"[^.!?\n]{0,60}"
    r"|\bbounce rate\b[^.!?\n]{0,30}?(?:\b(?:down|limit|target|goal|below|under|less|max(?:imum)?|lower|would"
    r"|should|must|may)\b[^.!?\n]{0,40}|% (?:lower|less|is (?:bad|high|too))[^.!?\n]{0,40})"
)
# Since when somebody has what they have tells not since when it fails.
_SINCE_THEN: Final = (
    r"\b(?:uses?|using|exists?|works? here|ours|fixed|solved|gone|fine|ok|employed)\b"
    r"(?:(?!\b(?:and|but|und|aber|et|mais)\b)[^.,;!?\n]){0,40}? (?:since|seit|depuis|desde) \w+"
)
# A new password that somebody tried, and that did not help, is none that a program lacks.
_DID_NOT_HELP: Final = (
    r"(?:\btimes\b|\btwice\b|\bagain\b|, (?:but )?(?:the )?same\b|\bbut (?:no|still|it|the|that|nothing)\b"
    r"|\bno (?:luck|change|effect)\b|\band (?:it )?(?:still|nothing)\b|\bto no avail\b"
    r"|\b(?:did|does)(?:n['’]t| not) help)"
)
_TRIED_NEW: Final = (
    r"\b(?:tried|even|already|also|schon|bereits)\b[^.!?\n]{0,60}\b(?:reset|chang|updat|new|neu"
    r"|geändert)\w*"
    r"[^.!?\n]{0,30}(?:password|passwort|kennwort)s?\b"
    rf"|\b(?:reset|chang|updat)\w*[^.!?\n]{{0,40}}\bpasswords?\b[^.!?\n]{{0,30}}{_DID_NOT_HELP}"
    r"|\b(?:passwort|kennwort)\b[^.!?\n]{0,30}\b(?:schon|mehrfach|mehrmals|zweimal|dreimal)\b"
    r"[^.!?\n]{0,30}(?:geändert|zurückgesetzt|neu)"
)
# An app password is another one than the account's.
_OTHER_PASSWORD: Final = re.compile(rf"(?i){_TRIED_NEW}|\b(?:{OF_APPS})\b")
# "She changed it in cPanel, at the provider": there it is made, and no program has it yet.
_AT_THE_SERVER: Final = re.compile(
    r"(?i)\b(?:in|on|at|through|via|im|bei|beim|auf|über|en|no|na|nel|nella|sul|dans|sur|chez)"
    r"(?: (?:the|my|our|their|his|her|your|its|dem|der|seinem|ihrem|el|la|le|il|het|de))?"
    r" (?:cpanel|plesk|directadmin|whm|webmail\w{0,3}|browser|web ?(?:site|page)?|internet"
    r"|(?:(?:control|admin|hosting|customer|client|web)[ -]?)?(?:panel|portal)|painel|dashboard"
    r"|(?:admin )?console|admin cent(?:er|re)|(?:customer|client) (?:area|account)"
    r"|kunden(?:center|menü|bereich|konto|portal|login)|espace client|área de clientes?"
    r"|(?:mail ?|e-?mail ?|web ?)?(?:provider|host(?:er|ing)?)|anbieter|fournisseur|hébergeur|proveedor"
    r"|registrar|ionos|strato|1&1|gmx|web\.de|ovh|gandi|infomaniak|godaddy|hostinger|namecheap|zoho|google"
    r"|yahoo|icloud|apple|microsoft(?: 365)?|office ?365|entra|outlook\.(?:com|office\.com))\b"
)
# "We created an app password last year": it is in use, and none was made about the error. "One with only
# IMAP access" does not send.
_OTHER_MADE: Final = re.compile(
    r"(?i)(?<![^.!?;\n])[^.!?;\n]{0,400}\b(?:(?:last|letzte[sn]?|vorige[sn]?) (?:year|month|jahr|monat)"
    r"|(?:years?|months?|weeks?) ago|vor (?:\w{1,20} )?(?:jahren?|monaten?|wochen)"
    r"|il y a (?:\w{1,20} )?(?:ans?|mois|semaines)|hace (?:\w{1,20} )?(?:años?|mes(?:es)?|semanas)"
    r"|(?:in|im jahr|en) 20\d\d|only (?:for |with )?(?:imap|pop3?|read\w{0,4}|calendars?|contacts))\b"
    r"[^.!?;\n]{0,100}"
)
# "Checked for trailing spaces", "no additional spaces or invisible characters": there are none.
_NONE_UNSEEN: Final = re.compile(
    r"(?i)\b(?:no(?! (?:final|fim|in[ií]cio|começo)\b)|not|nor|without|any|check\w*"
    r"|kein\w{0,2}|ohne|aucune?|sans|sin|ning[uú]n|senza|nessun\w?|nenhum\w?|sem|geen|zonder"
    r"|make sure|verif\w+|ensur\w+|whether|if|maybe|perhaps|could)\b"
    r"[^.!?\n]{0,60}"
)
# "I tried one without special characters, the same": then it is not they.
_DOES_NOT_EITHER: Final = re.compile(
    r"(?i)(?<![^.!?\n])[^.!?\n]{0,400}(?:(?:n['’]t|\b(?:not|no|nicht|pas|non|niet|nie)|não|не) (?:\w{1,12} )?"
    r"(?:work|help|geh|klapp"
    r"|funktion|fonctionn|march|funcion|funzion|werk|dział|помог|работ)\w{0,8}(?: either)?"
    r"|(?:geht|klappt|funktioniert)(?: auch)? nicht\b|\b(?:the )?same (?:error|result|problem|thing)"
    r"|\bno (?:luck|change)\b|\bto no avail|\btampoco\b|\bauch nicht\b|\bnon plus\b|\bneanche\b"
    r"|\bthe same[.!]|также не|тоже не)[^.!?\n]{0,40}"
)
# Quotes that somebody put around it, and that help: none that an export left there.
_PUT_QUOTES: Final = re.compile(
    r"(?i)(?<![^.!?\n])[^.!?\n]{0,400}\b(?:put|puts|with|add\w*|us\w+) (?:double |single |extra )?quotes? "
    r"[^.!?\n]{0,60}\b(?:works?|worked|fine|solved|fixed|helps?|helped|success\w*)\b[^.!?\n]{0,40}"
)
# A question that is no account of what happened, "does it matter if the password has a §?", and advice.
_ASKED: Final = re.compile(
    # Or what is ruled out.
    r"(?im)(?:^|(?<=[.!?] ))[^.!?\n]{0,160}?(?:\brule[sd]? out|\b(?:can|have|has) (?:be )?excluded?\b"
    r"|ausgeschlossen|ausschlie(?:ß|ss)en|descartad|esclus[oa]|uitgesloten|wykluczon|исключ[её]н"
    r"|排除)[^.!?\n]{0,80}|(?:^|(?<=[.!?] ))[^\w\n]{0,3}(?:(?:(?:so|and|but|und|et|y|e) )?(?:can (?:an?|the|i"
    r"|we|one)|do|does|would|should|shall|will|must|what (?:happens|if)|muss|soll\w{0,3}|darf|würde|spielt"
    r"|macht es|faut-il|est-ce que|dois-je|hay que|debo|devo|preciso|moet|нужно ли|надо ли"
    r"|можно ли)\b(?! (?:you|some|any|this error|jemand|someone))[^.!?\n]{1,200}[?？]|(?:please "
    r"|bitte )?(?:make sure|be sure|ensure|(?:check|verify|confirm) (?:that|if|whether|your)"
    r"|stellen sie sicher|prüfen sie|achten sie|assurez-vous|vérifiez que|asegúrese|verifique (?:que|se)"
    r"|certifique-se|assicurati|controlla che|zorg dat|upewnij się|sprawdź,? czy|убедитесь"
    r"|проверьте)[^.!?\n]{1,200})"
)
# A settings file's own advice above a setting: "# If the password contains # you have to wrap it in quotes".
_COMMENT: Final = re.compile(r"[ \t]{0,20}(?:[#;]{1,3}|//)[ \t]{0,4}(?=[^\W\d_])(?:[^\s=]{1,80}[ \t]+){4}")
_SETTING: Final = re.compile(r"[ \t]{0,20}[#;]?[ \t]?[\w.-]{2,60}[ \t]{0,20}[=:]")
# What its reader wrote there.
_READERS: Final = re.compile(r"(?i)\b(?:i|i['’]\w+|we|my|our|tried|tested|works?|worked|fail\w*)\b")
# "Authentication failed, 2FA is on", "two-factor authentication is enabled": that sets no login in a program.
_NOT_LOGIN: Final = re.compile(
    r"(?i)\b(?:authentication|anmeldung|authentification|autenticaci[oó]n|autentica[cç][aã]o)"
    r" (?:failed|failure|unsuccessful|rejected|fehlgeschlagen|échouée?|fallida|falhou)\b"
    r"|\b(?:2fa|mfa|(?:two|multi|2)[ -](?:factor|step)|zwei[ -]?faktor|deux[ -]facteurs|dos factores)\b"
    r"(?:[ -](?:auth\w*|anmeldung|verification))?"
)
# What is left out before a fact's words count, by its tag.
_OTHERWISE_MEANT: Final = {
    "prose.unseen-character": _NONE_UNSEEN,
    "prose.plain-password-works": _DOES_NOT_EITHER,
    "prose.app-password": _APP_PASSWORD_WANTED,
    "prose.worked-before": re.compile(f"(?i){_WAITS}|{_SINCE_THEN}"),
    "prose.lasting": re.compile(f"(?i){_SINCE_THEN}"),
    "prose.never-sent": _NOT_SENT_OFF,
    "reply.many-recipients": _OTHER_RATE,
    "prose.user-without-domain": _WHOLE_ADDRESS,
    "prose.other-port-works": _NO_PORT_WORKS,
    "prose.right-password": _ADVICE,
    "done.app-password-made": _OTHER_MADE,
    "done.password-entered": _AT_THE_SERVER,
    "done.login-set": _NOT_LOGIN,
    "prose.new-password": _OTHER_PASSWORD,
    "prose.receiving-works": _WITH_THE_SAME,
    "prose.copied": _NOT_COPIED,
    "prose.copied-from-spreadsheet": _NOT_COPIED,
    "prose.quotes-kept": _PUT_QUOTES,
    "prose.antivirus": _NO_SHIELD,
    "prose.vpn": _WITH_VPN,
    "prose.banned": _NO_GUARD,
    "prose.forwarded": _NOT_FORWARDED,
    "prose.self-signed": _NOT_SELF_SIGNED,
    "prose.two-step": _NO_TWO_STEP,
    "prose.security-defaults": _NO_DEFAULTS,
    "prose.only-from-server": _NOWHERE,
    "prose.mail-moved": _NOT_MOVED,
    "prose.other-region": _REGION_USED,
    "client.no-tls": _REFUSED_UNENCRYPTED,
    "client.iphone": _ON_IPHONE,
    "prose.other-program-works": _RECEIVES,
}


def without_asked(text: str) -> str:
    """Give a text without what is only asked or advised in it; questions why something fails remain."""
    return _ASKED.sub("", text)


def without_comments(text: str) -> str:
    """Give a text without the comments that a settings file brings along above its settings."""
    if "#" not in text and ";" not in text and "//" not in text:
        return text
    kept: list[str] = []
    above_setting = False
    for line in reversed(text.split("\n")):
        comment = _COMMENT.match(line) is not None
        if comment and above_setting and _READERS.search(line) is None:
            continue
        above_setting = not comment and _SETTING.match(line) is not None
        kept.append(line)
    return "\n".join(reversed(kept))


def is_meant(tag: str, text: str, told: Callable[[str], Container[str]]) -> bool:
    """Whether a fact that a text tells is meant there; `told` gives the tags that a text's words tell."""
    otherwise = _OTHERWISE_MEANT.get(tag)
    return otherwise is None or tag in told(otherwise.sub("", text))
