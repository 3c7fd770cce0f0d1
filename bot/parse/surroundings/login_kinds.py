"""The kinds of words in which people tell of a login's user name and password, in a dozen languages.

Which of them tell a fact together is told by `told_together`.
"""

from __future__ import annotations

from typing import Final

# In RE2 syntax, letter case ignored. Line by line: English, German, French, Spanish, Portuguese, Italian,
# Dutch, Polish, Russian, Turkish, Chinese, Japanese.
PASSWORDS: Final = (
    r"passwor[dt]|passwd|\bpwd\b|\bpw\b|[_ ]pass\b|kennwort|mots? de passe|contraseña|\bsenha|wachtwoord"
    r"|\bhas[łe][oae]?\b|\bhaśle|\bhaseł|парол|şifre|\bparola|密码|密碼|パスワード|비밀번호"
)
USER: Final = (
    r"user ?names?|\buser\b|\blog-?ins?\b|\blogs? in\b|account name|mailbox name"
    r"|benutzername|anmeldename|identifiant|nom d['’]utilisateur|usuario|usuário|nome utente|utente"
    r"|gebruikersnaam|użytkownik|логин|имя пользователя|kullanıcı ad|用户名|帐号|账号|ユーザー名"
)
CREDENTIAL: Final = rf"{PASSWORDS}|{USER}|\bsecrets?\b|\bapi[- ]?keys?\b"
SPACE: Final = (
    r"\bspaces?\b|\ban? blank\b|\bblanks\b|white ?space|line ?feed|line ?break|\bnew ?lines?\b"
    r"|carriage return|end[- ]of[- ]line|\beol\b|\b(?:an?|one) line[- ]end\b|\bline[- ]endings?\b"
    r"|leerzeichen|leerstelle|zeilenumbr|zeilenende|zeilenvorschub|\bespaces?\b|retours? à la ligne"
    r"|sauts? de ligne|\bespacios?\b|saltos? de línea|\bespaços?\b|quebras? de linha|\bspazi[o]?\b|\ba capo\b"
    r"|\bspaties?\b|regeleinde|spacj[aęi]|znak\S* nowej linii|пробел|(?:перевод|перенос)\S* строк|boşluk"
    r"|satır sonu|空格|换行|空白|スペース|改行"
)
EDGE: Final = (
    r"\btrailing|\bleading|\bextra\b|\badditional|\bstray|\bbehind\b|\bat the (?:very )?(?:end|start"
    r"|beginning)"
    r"|\bafter (?:the (?:last|password)|it\b)|\b(?:in|at the) front|\bend(?:s|ed|ing) (?:with|in)\b"
    r"|\bam (?:ende|anfang|schluss)|\bhinten|\bhinter|\bdahinter|\bdavor|\bdran\b|zu ?viel\b|mitkopiert"
    r"|à la fin|en fin d|au début|en trop|\bal (?:final|principio|inicio)|de más|sobra"
    r"|\bno (?:final|fim|início|começo)|\ba mais\b|alla fine|in fondo|all['’]inizio|in più|di troppo"
    r"|aan het (?:eind|einde|begin)|\bachter\b|te ?veel\b|na (?:końcu|początku)|zbędn|dodatkow"
    r"|в (?:конце|начале)|лишн|sonunda|başında|fazladan|后面|末尾|结尾|最后|前面|开头|多了|多余"
    r"|最後|先頭|余分|余計"
)
_SIGN_NAMES: Final = (
    r"\bspecial (?:char|sign|symbol)|ampersand|\bdollar|\bpercent(?:age)?\b|\bhash (?:sign|mark)|hash ?tag"
    r"|back ?slash|asterisk|(?:exclamation|question|quotation) mark|\bpunctuation"
    r"|sonderzeichen|\braute\b|prozentzeichen|ausrufezeichen|caractères? spécia|dièse|esperluette"
    r"|antislash|caracteres especia|almohadilla|signo de|cifrão|cerquilha|caratteri speciali|cancelletto"
    r"|speciale tekens|hekje|znak\S* specjaln|спец ?символ|специальн\S+ символ|знак доллара|реш[её]тк"
    r"|özel karakter|特殊字符|特殊符号|特殊文字"
)
# A sign by itself: in quotes or brackets, or between spaces and none that people write so for "and".
_SIGN_ALONE: Final = (
    r"[\"'`„“«(][§%$#+\\!?€£^*~|<>&@=/][\"'`”“»)]|[^\s]\s\(?[§%$#€£\\^~](?:[\s),.;:]|\w\b|$)"
    r"|\b(?:an?|or|ein|oder|une?|ou|una?|uma?|o|e) &(?:\s|$)|(?:символ|знак|znak) [^\w\s]"
)
SIGN: Final = rf"{_SIGN_NAMES}|{_SIGN_ALONE}"
SPACE_IN_IT: Final = (
    r"\b(?:spaces?|blanks?) in (?:the |my |our |his |her |its |their )?(?:\w+ )?pass"
    r"|leerzeichen im (?:passwort|kennwort)|espaces? dans (?:le|mon) mot de passe"
    r"|espacios? en la contraseña|espaços? na senha"
)
FOREIGN_LETTER: Final = (
    r"umlaut|\baccent|\b(?:euro|pound|section) sign|eurozeichen|paragra(?:ph|f)enzeichen"
    r"|cyrillic|non-?ascii|non-?latin|\bunicode|lettres? accentu|acento|acentu|кириллиц"
    r"|русск\S+ букв|polskie znak|türkçe karakter|全角|中文"
    r"|(?:[^\pL]|^)[äöüßñçøåżłąę§£€](?:[^\pL]|$)"
    r"|(?:\b(?:an?|the|ein|une?|una|uma?|el|letter|buchstabe) |[\"'`„“«(])[éèàáíóúâêô](?:[^\pL]|$)"
)
# What has such a letter or sign where a password has none: "the subject has an ü".
OF_ELSE: Final = r"display name|\bsubject\b|betreff|anzeigename|\basunto\b|\bobjet\b|\bassunto\b|тем[аеы]\s"
DOMAIN: Final = (
    r"\bdomain|domäne|domaine|dominio|domínio|domein|domen|домен|alan ad|域名|ドメイン"
    r"|(?:^|[\s\"'`(])@[\w.-]*"
)
WITHOUT: Final = (
    r"\bwithout\b|\blacks?\b|\bmissing\b|\bohne\b|\bsans\b|\bsin\b|\bsem\b|\bsenza\b|\bzonder\b|\bbez\b"
    r"|(?:^|\s)без\s|olmadan|以降を入れ|没有?[带写加填]|不带|なし"
)
ONLY: Final = (
    r"\bonly\b|\bjust\b|\bnur\b|lediglich|seulement|\bjuste\b|\bs[oó]lo\b|\bsolamente|(?:^|\s)só\s|\bapenas\b"
    r"|soltanto|\balleen\b|\btylko\b|только|sadece|yalnızca|只|だけ|のみ"
)
LOCAL_PART: Final = (
    r"\blocal[- ]part|\b(?:part|name|bit|bis|teil|partie|parte|deel|część) (?:before|vor|avant|antes|prima"
    r"|voor|przed)\b|before (?:the )?@|vor dem @|avant (?:le |l['’])?@|antes d[aeo]l? @|prima d\S+ @"
    r"|voor (?:de )?@|przed @|до @|@ ?之?前|@の前"
)
WHOLE_ADDRESS: Final = (
    r"\b(?:full|whole|complete|entire) (?:e-?mail|mail|address)|(?:ganze|volle|komplette"
    r"|vollständige)[nrms]? "
    r"(?:e-?mail|mail|adresse)|adresse (?:complète|entière)|dirección completa|correo completo"
    r"|endereço completo|e-?mail (?:completo|inteiro)|indirizzo (?:completo|intero)"
    r"|volledige? (?:e-?mail|adres)|pełn\S+ adres|полн\S+ адрес|tam (?:e-?posta )?adres|完整"
)
INSTEAD: Final = (
    r"\binstead of|\brather than|\b(?:an)?statt\b|au lieu d|en (?:lugar|vez) d|em vez d|invece d"
    r"|in plaats van|zamiast|вместо|yerine"
)
NOT_THE_ADDRESS: Final = (
    r"\b(?:not|nicht|pas|no|non|niet|nie) (?:the |die |l['’]|la |el |il |het )?(?:e-?mail|mail)[ -]?"
    r"(?:ad|dirección|indirizzo)|(?:^|\s)não o (?:endereço|e-?mail)|(?:^|\s)не (?:адрес|почт)"
)
APP_PASSWORDS: Final = (
    r"\bapp(?:lication)?[- ]?(?:specific )?passwor|mots? de passe d['’]app|contraseñas? de (?:la )?aplicaci"
    r"|senhas? de app|password per (?:le )?app|app-?wachtwoord|has[łe]\S* (?:do )?aplikacji"
    r"|парол\S* приложени|uygulama (?:şifre|parola)|应用(?:专用)?密码|アプリ ?パスワード|앱 ?비밀번호"
)
# What was done with it, not what is to be done.
USED: Final = (
    r"\b(?:used|entered|created|made|typed|pasted|generated)\b|erstellt\b|erzeugt|verwendet|eingegeben"
    r"|eingetragen|\bcréé|utilisé|j['’]utilise|saisi\b|collé|\bcre(?:é|ado|ada)\b|generad[oa]|\buso\b"
    r"|us(?:é|ado|ada|ando)\b|puesto|pegado|\bcriei|\bgerei|criad[oa]|usei\b|coloquei|creat[oa]\b|generat[oa]"
    r"|inserit[oa]|usat[oa]\b"
    r"|gemaakt|gebruik(?:t)?\b|ingevuld|ingevoerd|utworzył|wygenerowa|używam|wpisał|wkleił|создал|сгенерир"
    r"|использу(?:ю|ем)|ввёл|ввел|вставл|oluşturdu|kullanıyor|girdi|生成了|创建了|使用了|填(?:的|了)|作成し|生成し|使って|入力し"
)
GAPS: Final = rf"{SPACE}|\bgaps\b|\bgroups?\b|\bblöcken?\b|\bgruppen\b|\bgroupes\b|\bgrupos\b|\bgruppi\b"
MANY: Final = (
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds|several|many|multiple|repeated\w*"
    r"|few|couple|various"
    r"|second|third|fourth|fifth|tenth)\b|(?:^|[\s(])\d{1,3} ?(?:x\b|×|times|wrong|failed|bad|incorrect"
    r"|attempts|tries|log|mal\b|fehl|falsche|versuch"
    r"|fois|essais|tentativ|veces|intentos|vezes|volte|keer|poging|razy|prób|раз|попыт|次|回)"
    r"|every (?:\w+ )?(?:second|minute|hour)|mehrere|viele|einige"
    r"|\bzwei|\bdrei\b|\bvier\b|fünf|\bzehn\b|plusieurs|\bdeux\b|\btrois\b|\bcinq\b|\bdix\b|varios|muchos"
    r"|tres\b|cinco|vári[oa]s|muit[oa]s|\btrês\b|\bdiversi|\bmolti|\bvari\b|\btre\b|cinque|meerdere|\bvijf"
    r"|\bdrie\b|\bveel\b|\bkilk|\bwiel|\bpięci|\btrzech|нескольк|многи|\bпят|\bтр[её]х|birkaç|birçok|\büç\b"
    r"|多次|几次|好几|数回|何度|何回"
)
FAILED: Final = (
    r"\bwrong\b|\bbad\b|\bfailed\b|\bfailing\b|unsuccessful|\bfalsch|fehlgeschlag|fehlversuch"
    r"|\bmauvais|erron[ée]|échou|infructueu|fallid|incorrect|erród|errad[oa]|falhad|mal ?sucedid|sbagliat"
    r"|fallit|verkeerd|\bfoute?\b|mislukt|błędn|nieudan|неправильн|неверн|неудачн|ошибочн|yanlış|başarısız"
    r"|hatalı|错误|输错|失败|間違|失敗"
)
ATTEMPTS: Final = (
    r"\battempts?\b|\btries\b|\blog-?ins\b|\bretried\b|\bretries\b|versuch|anmeldungen|\bessais?\b|tentativ"
    r"|intentos?\b|\bpoging|\bprób|попыт|deneme|尝试|登录|試行|ログイン"
)
TIMES: Final = (
    r"\btimes\b|\bmal\b|\bfois\b|\bveces\b|\bvezes\b|\bvolte\b|\bkeer\b|\brazy\b|\sраза?(?:\s|$|[.,])"
    r"|\bkez\b|\bkere\b|次|回"
)
MISTYPED: Final = (
    rf"\bmis-?typed|\bmis-?entered|vertippt|falsch ein|(?:wrong|incorrect|bad) (?:{PASSWORDS})"
    r"|falsche[nms]? (?:passwort|kennwort)|mauvais mot de passe|contraseña (?:equivocad|incorrect|err)"
    r"|senha (?:errada|incorreta)|password (?:sbagliat|errat)|verkeerde? wachtwoord|błędne hasło"
    r"|невер\S+ парол|неправильн\S+ парол|yanlış (?:şifre|parola)|错误的?密码|输错"
)
OLD_PASSWORDS: Final = (
    r"\b(?:old|former|previous|outdated|wrong) (?:password|pw|credential|login)|\b(?:alte[nmrs]?"
    r"|falsche[nm]) "
    r"(?:passwort|kennwort)|ancien mot de passe|contraseña (?:antigua|vieja|anterior)|senha (?:antiga|velha)"
    r"|vecchia password|oude? wachtwoord|star\S+ has[łe]|стар\S+ парол|eski (?:şifre|parola)"
    r"|旧密码|古いパスワード"
)
GOES_ON: Final = (
    r"\b(?:kept|keeps|still|constantly|all the time|every|whole (?:night|day))\b"
    r"|ständig|dauernd|immer (?:noch|wieder)|weiter|sans cesse|constamment|encore|toujours|sigue|siguió"
    r"|constantemente|continu|ainda|ancora|steeds|blijft|bleef|ciągle|nadal|постоянно|продолж|всё ещё|sürekli"
    r"|一直|不断|ずっと"
)
TRYING: Final = (
    r"\btr(?:y|ies|ied|ying)\b|\bretr|\blog(?:s|ging|ged)? ?in|\bconnect|versuch|probier|anmeld|einlogg|essay"
    r"|tent|conect|\bprova|prob(?:eer|een)|loguj|próbuj|пыта|подключ|дене|dene|尝试|登录|試"
)
EMPTY: Final = (
    r"\bempty\b|\b(?:is|was|are|were|left|stays?|field|box|be|appears?|shows?|or|and) blank\b"
    r"|\bblank (?:pass|user|field|value)|\bunset\b|\bundefined\b|(?-i:\bNone\b)|\bnull\b"
    r"|(?:\bnot|\bnever|n['’]t) (?:setting|passing|picking up|loading) (?:(?:the|my|our|its|any|smtp) ){0,2}"
    r"(?:user ?names?|user(?:[.,;:)]|$| (?:and|or|nor)\b)|pass|login|credential)"
    r"|(?:\bnot|\bnever|n['’]t|\bnobody|\bno one)(?: \w+)?(?: \w+)? (?:filled|entered|given|saved|stored"
    r"|passed|configured|defined|specified)\b|(?:\bnot|\bnever|n['’]t) (?:been )?set(?: (?:in|on|for|by|at"
    r"|there|here|yet|to)\b|[,.;:)]|$)|\bleer(?:e[rsmn]?)?\b|nicht (?:gesetzt|ausgefüllt|eingetragen"
    r"|gespeichert|hinterlegt|angegeben)|\bvides?\b|pas (?:été )?(?:rempli|renseigné|défini|saisi|enregistré)"
    r"|vac[ií][oa]s?\b|en blanco|em branco|no (?:está |fue |se )?(?:definid|rellen|configurad|guardad)"
    r"|\bvazi[oa]s?\b|não (?:foi |está )?(?:preenchid|definid|configurad|salv)|\bvuot[oa]\b"
    r"|non (?:è |era )?(?:impostat|compilat|salvat|definit|inserit)|\bleeg\b"
    r"|niet (?:ingevuld|ingesteld|opgeslagen)|\bpust[eyoa]\b|nie (?:ustawion|wpisan|podan|zapisan)|пуст"
    r"|не (?:был\S? )?(?:задан|указан|заполнен|сохран|введ)|\bboş|girilmemiş|ayarlanmamış|为空|是空|空的"
    r"|没有?(?:填|设置|配置)|未(?:填|设置|配置|設定|入力)|空(?:です|欄|に)"
)
METHOD: Final = (
    r"(?:\b(?:with|using|via|forc\w+|to|mit|avec|en|con|com|met|na|z)|(?:^|\s)(?:с|über)|用|使用)"
    r" ?(?:auth )?(?:only )?['\"`]?(?:(?-i:PLAIN|LOGIN|NTLM)\b|cram-?md5|digest-?md5|scram-sha)"
    r"|--auth[ =](?-i:PLAIN|LOGIN|CRAM)|\bforce (?-i:PLAIN|LOGIN)\b"
)
WORKS: Final = (
    r"\bworks?\b|\bworked\b|\bworking\b|\bis fine\b|\bgo(?:es)? (?:out|through)|\bwent (?:out|through)"
    r"|\bsucceed|\bsuccessful|\bsolved\b|\bsolution\b|\bfixe[sd]\b|\bhelped\b|\bno problems?\b"
    r"|klappt|\bgeht\b|\bgehen\b|funktionier|gelöst|geholfen|\bmarche|fonctionn|ça passe|résolu|\bfuncion"
    r"|solucion|\bresolv|funziona|risolt|\bwerkt|opgelost|działa|pomogło|работает|помогло|решил|çalış|可以"
    r"|成功|解决|正常|使え|解決|送れ"
)
NOT_WORKS: Final = (
    r"(?:\b(?:not|never|nothing|none|nicht|pas|no|não|non|niet|nie|neither)|n['’]t|(?:^|\s)не|不"
    rf"|没)\s?(?:\w+ )?(?:{WORKS})|(?:{WORKS})(?: \w+)? (?:nicht|pas|niet|not)\b|(?:^|\s)нет(?:\s|[.,]|$)"
)
PLAIN: Final = (
    r"\b(?:only|just|nothing but) (?:\w+ )?(?:\w+ )?letters|letters and (?:digits|numbers)(?: only)?"
    r"|alphanumeric"
    r"|\b(?:simple|simpler|plain|easy|easier) (?:one|password)|einfache[sn]?\b|mots? de passe simple"
    r"|\buna? (?:sencill[ao]|simple)|contraseña (?:sencilla|simple)|senha simples|password semplice"
    r"|simpel wachtwoord|eenvoudig wachtwoord|prost\S+ has[łe]|прост\S+ парол|basit (?:bir )?(?:şifre|parola)"
    r"|简单(?:的)?密码|纯(?:字母|数字)|簡単なパスワード|英数字"
)
QUOTING: Final = (
    r"\bquot(?:e|es|ed|ing)\b|\bquotation marks?|\bescap(?:e|es|ed|ing)\b|\bdoubled\b|anführungszeichen"
    r"|maskier|échapp|guillemet|comillas|escapar|escapad|\baspas\b|virgolette|aanhalingsteken|cudzysł|кавычк"
    r"|экраниров|tırnak|转义|引号|引用符|エスケープ"
)
NEEDED: Final = (
    r"\b(?:must|ha[sd] to|have to|needs?|needed|require[sd]?|necessary)\b|\bmuss|müssen|musste|\bdoit|faut\b"
    r"|\bhay que|\btiene que|tuve que|precisa|tive que|\bdeve\b|\bmoet|trzeba|\bnależy|нужно"
    r"|надо|gerek|需要|必要"
)
GONE: Final = (
    r"\bgone\b|\blost\b|\bignored\b|\bcut\b|\bdropped\b|\bstripp|\bstrips\b|\btruncat|\bswallow|\bvanish"
    r"|\bdisappear|\bremoved\b|abgeschnitten|verschluckt|ignoriert|entfernt|ignoré|coupé|tronqué|supprimé"
    r"|se (?:ignora|corta|pierde|elimina)|ignorad[oa]|cortad[oa]|perdid[oa]|tagliat|ignorat|afgekapt"
    r"|weggelaten"
    r"|obcięt|obcina|ignorowan|znika|обреза|игнорир|пропада|исчеза|удаля|kesil|截断|忽略|丢失|切れ|消え"
)
THE_REST: Final = (
    rf"{PASSWORDS}|\beverything\b|\bthe rest\b|\balles\b|\btout\b|\btodo\b|\btudo\b|\btutto\b|wszystko|вс[её]"
)
TAKEN_AS: Final = (
    r"\bas (?:\w+ )?(?:\w+ )?(?:\w+ )?(?:var|variables?|comments?|escapes?|placeholders?)\b"
    r"|als (?:\w+ )?(?:variable|kommentar|platzhalter|steuerzeichen)"
    r"|comme (?:une? |des )?(?:variable|commentaire)"
    r"|como (?:una? |uma )?(?:variable|variável|comentario|comentário)|come (?:una? )?(?:variabile|commento)"
    r"|als (?:een )?(?:variabele|commentaar)|jako (?:zmienn|komentarz)|как (?:переменн"
    r"|комментари)|değişken olarak|当[作成](?:变量|注释)|変数として"
)
OTHER_PROGRAMS: Final = (
    r"\b(?:smtp|imap|pop3?)\b|\b(?:third[- ]party|external|other) (?:apps?|programs?|clients?)"
    r"|\bmail (?:programs?|clients?)|externe[nr]? (?:programm|app|zugriff)|mailprogramme|accès externe"
    r"|aplicaciones externas|aplicativos externos|app esterne|почтов\S+ (?:программ|клиент)"
    r"|внешн\S+ (?:приложени|программ|клиент)|smtp服务|客户端"
)
OFF: Final = (
    r"\bis off\b|\bare off\b|\bwas off\b|(?:switched|turned) off|\bdisabled\b|\bdeactivated"
    r"|(?:\bnot|\bnever|n['’]t)(?: \w+)? (?:enabled|activated|ticked|allowed|switched on|turned on)\b"
    r"|(?:nicht|nie) (?:aktiviert|freigeschaltet|eingeschaltet|erlaubt)|deaktiviert|ausgeschaltet"
    r"|abgeschaltet|désactivé|pas (?:été )?(?:activé|autorisé)|desactivad"
    r"|no (?:está |fue )?(?:activad|habilitad)|desativad|não (?:está |foi )?(?:ativad|habilitad)|disattivat"
    r"|non (?:è )?(?:attiv|abilitat)|uitgeschakeld"
    r"|niet (?:ingeschakeld|geactiveerd)|wyłączon|nie (?:jest )?(?:włączon|aktywn)|выключен|отключ[её]н"
    r"|не (?:включ[её]н|разреш[её]н|активир)|kapalı|etkin değil|没有?(?:开启|打开|开通)"
    r"|未(?:开启|打开|开通)|关闭|無効"
)
