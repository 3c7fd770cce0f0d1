"""How mail programs and people tell an error in other languages than English.

Says that such an error stands in a line; what it says is the knowledge base's matter.
"""

from __future__ import annotations

from typing import Final

# "SMTP-Fehler: ...", "Błąd SMTP (-1): ...", "SMTP 错误：..." (PHPMailer's and Roundcube's translations).
SMTP_ERROR: Final = (
    r"smtp[ -]?(?:fehler|fout|hatası|sorunu|fel|fejl|feil|virhe|hiba|ошибка|σφάλμα"
    r"|грешка|greška|tõrge|viga|klaida|kļūda|kļūme|villa|errorea|xətası|エラー|錯誤|错误|오류)"
    r" ?(?:[(（]-?\d+[)）] ?)?[:：]"
    r"|(?:erreur|error|erro|erro d[eo]|errore|błąd|ошибка|chyba|eroare|помилка|памылка|σφάλμα|galat|gabim"
    r"|kesalahan|lỗi|خطأ|خطای|שגיאת) smtp[^\s:：]* ?"
    r"(?:[(（]-?\d+[)）] ?)?[:：]|smtp error: (?:impossibile|i seguenti|dati non)"
    r"|smtp connect\(\) (?:fal|başarısız|fonksiyonu|selhal|zlyhal|miss|fejl|misl"
    r"|zosta|zakończ|gagal|غير|a échoué)|connexion smtp\b|соединения с smtp|kết nối với smtp"
    r"|smtp-server fehlgeschlagen"
    # What PHPMailer says of the sender, of PHP's mail() and where no recipient is given.
    r"|folgende absenderadresse ist|expéditeur suivante a échou|dirección de remitente fall"
    r"|indirizzi mittenti hanno|seguintes remetentes falh|reme(?:n)?tentes a seguir|afzendersadres is mislukt"
    r"|adres nadawcy jest niepr|неверный адрес отправителя|adreslere gönderme başarısız"
    r"|mail-funktion konnte nicht|instancier la fonction mail|instancia de la función mail"
    r"|istanziare la funzione mail|instanciar a função mail|kon mailfunctie niet|wywołać funkcji mail"
    r"|запустить функцию mail|mindestens eine empfängeradresse|moins une adresse de destinataire"
    r"|menos una dirección de email|almeno un indirizzo ricevente|pelo menos um destinatário"
    r"|minstens één ontvanger|adres email odbiorcy|один email-адрес получ|bir alıcı e-posta adresi"
    r"|initiera e-postfunktion|starte e-postfunksjonen|email funktionen kunne ikke|mail\(\) függvényt nem"
    r"|funcția mail nu a|mail-funktion luonti|εκκίνησης mail|инстанцира функцията mail|mail 함수를"
    r"|pokrenuti mail funkc"
    r"|instanci emailové|inicializirati mail|запустити функцію mail|メール関数が|fungsi surel|funció mail"
    r"|διεύθυνση αποστολέα δεν|avsändaradress är fel|afsenderadresse er fork|avsenderadresse mis"
    r"|feladóként megadott következő cím|adrese from au|lähettäjän osoite on vir"
    r"|následující adresa odesílatele|следните адреси за подател|from 주소에서 오류"
)
# What leads to a platform's name that is a word of English too: "sur Instantly", "bei Instantly".
AT_PLATFORM: Final = r"(?:^|\s)(?:à|en|dans|chez|sur|avec|bei|mit|auf|von|con|com|su)"
# Thunderbird's sentences in eleven languages.
THUNDERBIRD: Final = (
    r"servidor de (?:salida|envio) \(smtp\)|postausgangs-?server \(smtp\)"
    r"|smtp-server \S+ (?:ist unbekannt|fehlgeschlagen|mitten|ihre|kann nicht|scheint|erlaubt|unterstützt)"
    r"|serveur sortant \(smtp\)|lien sécurisé avec le serveur smtp"
    r"|server (?:di )?(?:posta )?in uscita \(smtp\)"
    r"|globale größenlimit|límite global de tamaño|taille globale limite|limite global do servidor"
    r"|limite globale del server|erlaubte anzahl an empfängern|número permitido de destinat"
    r"|nombre de destinataires autorisé|numero di destinatari supera"
    r"|uitgaande \(smtp-\)server|poczty wychodzącej \(smtp\)|исходящей почты \(smtp\)"
    r"|giden sunucusu(?:nda)? \(smtp\)|送信 \(smtp\) サーバー|发件服务器（smtp）|smtp sunucusuyla güvenli"
    r"|globalegroottelimiet|globalny limit rozmiaru|глобальный предел размера|genel boyut sınırını"
    r"|サーバーのサイズ制限を超え|超过了全局大小限制|kerberos/gssapi"
    r"|smtputf8 (?:nicht|をサポート)|(?:admite|en charge|supporta|geen|obsługuje) smtputf8"
    r"|(?:suporte a|поддерживает|不支持) smtputf8"
    r"|ascii dışı karakterler var ve sunucu"
    r"|nicht dem format .user@host|forma usuario@dominio|format utilisateur@domaine|forma utente@server"
    r"|vorm gebruiker@host|budowę użytkownik@domena|formato usuário@servidor|форме пользователь@сервер"
    r"|kullanıcı@sunucu şeklinde|は user@host 形式|类似 user@host 的格式"
)
# Outlook's of the server that mail is sent or fetched through: the sentence is no other program's.
OUTLOOK_TLS: Final = (
    r"server you(?: are|'re)? connected to is using a security cert"
    r"|server, mit dem sie verbunden sind, (?:verwendet|wird) ein sicherheitszertifikat"
    r"|serveur auquel vous êtes connecté utilise un certificat de sécurité"
    r"|servidor al que (?:está|se ha) conectado (?:está )?(?:usa|utiliza)(?:ndo)? un certificado de seguridad"
)
# .NET's sentences for a certificate it does not trust and for a name without an address, which it says of
# the web as well, in German, French, Spanish, Portuguese and Chinese.
NET_TLS: Final = (
    r"remotezertifikat ist|certificat distant n.est|certificado remoto (?:no es|é) |certificato remoto non"
    r"|远程证书无效"
)
# Windows' and Outlook's of a certificate, in English, German, French and Spanish.
WINDOWS_TLS: Final = (
    r"target principa?le? name|ziel-?prinzipalname|nom principal de la cible|nombre principal de destino"
    r"|\bname (?:on|of) the security certificate|\bname (?:auf dem|des) sicherheitszertifikat"
    r"|\bnom (?:figurant )?(?:du|sur le) certificat de sécurité|\bnombre del certificado de seguridad"
    rf"|{OUTLOOK_TLS}|security certificate has expired or is not"
)
NET_NAME: Final = (
    r"remotename konnte|nom distant n.a pas|resolver el nombre remoto|nome remoto não|解析此远程名称"
)
# CDO's sentence for a server that it does not reach, in Russian, German and French, or its number alone.
CDO: Final = (
    r"транспорту не удалось подключиться|transport konnte keine verbindung zum server"
    r"|le transport a échoué dans sa connexion|\bcdo\b.*\b(?:0x)?80040213\b"
)

# Who gets a mail, who sends it, and where it lies.
RECIPIENT: Final = (
    r"recipient|addressee|empf[äa]nger|destinat[aá]|ontvanger|geadresseerd|odbior|adres[aá]t|получател|адресат"
    r"|\bal[ıi]c[ıi]|mottag|mottak|modtag|p[rř][ií]jemc|címzett|vastaanottaj|παραλήπτ|отримувач|người nhận"
    r"|收件|宛先|配信先|送信先|受信者|수신자|받는 ?사람"
)
SENDER: Final = (
    r"\bsender\b|absender|exp[eé]diteur|remitente|remetente|mittent[ei]|afzender|nadawc|отправител|відправник"
    r"|avsänd|avsend|afsend|lähettäj|feladó|odes[ií]latel|odosielate|αποστολέ|người gửi|发件人|寄件|差出人"
    r"|送信者|발신자|보낸 ?사람"
)
MAILBOX: Final = (
    r"mailbox|postf[aä]ch|posteing[aä]ng|bo[iî]tes? (?:mail|aux lettres|de r[eé]ception|pleine)|buz[oó]n"
    r"|\bcaixa (?:de (?:correio|e-?mail|entrada)|postal|do)|casell[ae]\b|postvak|skrzynk|ящик|скриньк"
    r"|posta kutu|postlåd|inkorg|postkass|postilaatik|postafiók|(?:poštov|e-?mailov)\S+ schrán"
    r"|γραμματοκιβ|hộp thư|邮箱|郵箱|信箱|メールボックス|메일함|사서함"
)

# What Exchange's notices say before they give the reason: their subjects, and their first sentences
# (German, French, Spanish, Italian, Dutch, Portuguese), and GroupWise's and Exim's in English.
NOT_DELIVERED: Final = (
    r"(?:^|\b(?:betreff|objet|asunto|oggetto|onderwerp|assunto|subject): ?)"
    r"(?:unzustellbar|nicht zustellbar|non remis|no se puede entregar|no entregable|non recapitabile"
    r"|onbestelbaar|niet[ -]bestelbaar|não (?:é possível entregar|entregue)|undeliverable) ?:"
    r"|\bnachricht (?:an \S+ )?(?:konnte nicht zugestellt werden|hat einige oder alle empfänger nicht)"
    r"|\bfehler bei der nachrichtenzustellung an\b"
    r"|\bmessage (?:that )?you sent (?:could|can) ?not be delivered\b"
    r"|échec de la remise (?:pour|à) |\bmessage (?:pour|à) \S+ n['’]a pas pu être remis"
    r"|\bno se (?:pudo|ha podido) entregar (?:el|su|tu) mensaje\b"
    r"|\brecapito non riuscito per\b|\bmessaggio (?:non può essere|non è stato) recapitato\b"
    r"|\bbericht (?:aan \S+ )?(?:kan|kon) niet worden bezorgd\b"
    r"|\bfalha na entrega (?:para|a)\b|\bmensagem (?:para \S+ )?não pôde ser entregue\b"
    # What Gmail's say first.
    r"|\bnachricht wurde nicht (?:an \S+ )?zugestellt\b|\bmensaje no se ha entregado\b"
    r"|\bmessage n['’](?:a pas été (?:remis|distribué)|est pas parvenu)(?:\W|$)|\bmensagem não foi entregue\b"
    r"|\bbericht is niet (?:bezorgd|afgeleverd)\b|\bwiadomość nie została dostarczona\b"
    r"|(?:^|\PL)[iİ]leti\pL* teslim edilemedi(?:\PL|$)|сообщение не доставлено"
)

# What people tell: that mail is sent, and what came of it (German, French, Spanish, Portuguese, Italian,
# Dutch, Polish, Russian, Chinese, Japanese; Turkish, Czech, Scandinavian, Finnish, Hungarian, Romanian,
# Ukrainian, Korean).
SENDING: Final = (
    r"\bbeim (?:senden|versand|versenden|verschicken)\b|\bmails?\b[^.;]*(?:senden|gesendet|verschick"
    r"|versand|versend)|(?:senden|versand|versend|verschick)[^.;]*\bmails?\b|\bpostausgang"
    r"|envo(?:i|y)[^.;]*(?:mail|courriel)|(?:mail|courriel)[^.;]*envo[iy]|serveur (?:de messagerie|de mail"
    r"|sortant)"
    r"|\benvi(?:ar|o|a|ando)\b[^.;]*(?:correo|mail)|(?:correo|mail)[^.;]*\benvi|servidor de (?:correo"
    r"|e-?mail|salida)|\binvi(?:o|are|a)\b[^.;]*mail|server di posta"
    r"|отправ[^.;]*(?:письм|почт)|(?:письм|почт)[^.;]*отправ|почтов[^ ]* сервер"
    r"|[发發]送?[^。；]*[邮郵]件|[邮郵]件[^。；]*[发發送]|[发發寄]信|メール[^。]*送信|送信[^。]*メール"
    r"|wys[ył][^.;]*(?:mail|poczt)|(?:mail|poczt)[^.;]*wys[ył]|(?:verzend|verzonden|verstu)[^.;]*mail"
    r"|mail[^.;]*(?:verz|verst)|[邮郵]件[^。；]*寄|gönder[^.;]*(?:posta|mail)|(?:posta|mail)[^.;]*gönder"
    r"|(?:odes[lí]|poslat)[^.;]*mail|mail[^.;]*(?:odes[lí]|poslat)"
    r"|\b(?:skicka|sende)\b[^.;]*(?:mail|mejl|e-post)|(?:mail|mejl|e-post)[^.;]*\b(?:skicka|sende)\b"
    r"|lähet[^.;]*sähköpost|sähköpost[^.;]*lähet|küld[^.;]*(?:mail|levél)|(?:mail|levél)[^.;]*küld"
    r"|trimit[^.;]*mail|mail[^.;]*trimit|(?:надісл|відправ)[^.;]*(?:лист|пошт)"
    r"|메일[^.]*(?:보[낼내]|발송|전송)"
)
WHAT_CAME: Final = (
    r"\bmeldet|(?:^|[^n])meldung|\bsagt\b|\bkommt\b|\bkam\b|bekomme|erhalte|erscheint|zeigt|\bfehler"
    r"|(?:funktioniert|\bgeht|klappt)(?: [a-zäöüß]+)* nicht\b|\bj['’]ai\b|affiche|\bdit\b|erreur|reçois"
    r"|obtien|indique|impossible|répond|échou|ne (?:fonctionne|marche) (?:pas|plus)|\bsale\b|\bda error"
    r"|\bun error\b|\berror ?:|muestra|\bdice\b|aparece|recibo|obtengo|devuelve|\bno (?:puedo|funciona)"
    r"|dejó de funcionar|\berro\b|mostra|recebo|\bdiz\b|retorna|não (?:consigo|funciona)|\besce\b|errore"
    r"|ricevo|appare|restituisce|\bnon (?:riesco|funziona)|выда|ошибк|пиш[еу]т|показыва|получа|появля|говорит"
    r"|возвраща|не работает|[连連][接線线]?不上|不工作|用不了|提示|[报報][错錯]|[显顯]示|[错錯][误誤]"
    r"|失[败敗]|超[时時]|逾時|出现|返回|表示|エラー|できません|出ます|出る|pojawia|błąd|komunikat|wyświetla"
    r"|dostaj|nie działa|przestał|\bkrijg|foutmelding|\bgeeft\b|\bzegt\b|\bfout\b"
    r"|\b(?:werkt|lukt)(?: \w+)* niet\b"
    # "I cannot"
    r"|\bkann (?:keine?|nicht)\b|\bkan (?:geen|niet|inte|ikke)\b|\bnie (?:mog|można|da się)|\bne peu[xt] "
    r"|n['’]arrive|не (?:мог|може|уда|получ|отправля|уход|вда)|nemohu|\bnelze\b|\bnejde\b"
    r"|gönder(?:il)?[ei]m[ei]|\be[ni] voi|보낼 수 없|寄不|不出|\bnem tud|\bnu p(?:ot|oate)\b"
)
# What it was about: a certificate, a login, a connection; and that it went wrong.
OF_TLS: Final = (
    r"zertifik|certificad|certificaa|certyfik|sertifika|сертиф|证书|憑證|証明書|verschlüssel|chiffrement"
    r"|cifrad|cifrat|criptograf|szyfrow|шифров|加密|暗号"
    r"|certifik|tanúsítvány|varmen|πιστοποιητικ|chứng chỉ|인증서|شهادة|kryptering|titkosít|salaus|zabezpečen"
)
OF_LOGIN: Final = (
    r"anmeld|passwort|kennwort|zugangsdaten|identifiant|mot de passe|autentic|contrase[ñn]|\bclave\b"
    r"|credencia|\bsenha|credenzial|ověřen|přihláš|autentif|hitelesít|bejelentkez|autentiser|inloggning"
    r"|innlogging|godkendelse|todennus|kirjautum|xác thực|đăng nhập|wachtwoord|inloggen|uwierzyteln|hasł"
    r"|[şs]ifre|\bparola|kimlik|аутентиф|авториз|парол|логин|密[码碼]|登[录陆入]|[认認][证證]|身份[验驗]|認証"
    r"|ログイン|パスワード|logowan|logga in|logge?t? (?:på|ind|inn)|zalogo|iniciar sesi|увійти на"
    r"|войти (?:на|в)|belépni|\bloga\b|\blösenord|\bpassord|adgangskod|salasan|jelsz[óa]|\bhesl[oa]"
    r"|kata sandi|mật khẩu|κωδικ|비밀번호|로그인|인증(?:[^서]|$)|كلمة (?:المرور|السر)"
    r"|usu[aá]rio (?:e|ou|y|o)\b|přihlás|автентиф|логін|oturum aç|giriş yap|تسجيل الدخول|مصادقة|رمز عبور"
    r"|نام کاربری|סיסמ|שם משתמש|पासवर्ड|लॉग ?इन|लॉगिन|รหัสผ่าน|เข้าสู่ระบบ|ล็อกอิน"
)
_DID_NOT_ANSWER: Final = (
    r"nicht (?:geantwortet|reagiert)|n['’]a pas répondu|no (?:respondió|ha respondido)|não respondeu"
    r"|non ha risposto|niet (?:geantwoord|gereageerd)|nie odpowiedział|не (?:ответил|відпові)|nu a răspuns"
    r"|ei vastannut|neodpověděl|svar(?:ade inte|te ikke|ede ikke)"
)
OF_CONNECTION: Final = (
    r"\btelnet\b|verbind|zeitüberschr|wartezeit|erreichbar|connexion|délai|joignable|conexi|conex[ãa]o"
    r"|ba[ğg]lan|\bfindet \w+ (?:[\w-]+ )?[\w-]*server nicht|bereikbaar|contac?t(?:ar|er|are)\b|kontaktier"
    r"|conectar|ligação|tiempo (?:de espera|agotado)|tempo (?:esgotado|limite|scaduto)|conness|connett|połącz"
    r"|czas|соединен|подключ|время ожид|тайм|连接|连不上|連[接線不]|超[时時]|逾時|接続|タイムアウト|시간"
    r"|zaman aş|časový limit|antwortet|reagiert|r[eé]pond|\brespond[eéê]\b|contesta|risponde|reageert"
    rf"|{_DID_NOT_ANSWER}"
    r"|antwoordt|odpowiada|отвеча|(?:yanıt|cevap) verm|svarar|svarer|odpovídá|válaszol|răspunde|vastaa|响应"
    r"|應答|回应|応答|응답|\banslut|forbind|tilslut|\bkoble|yhtey|σύνδεσ|συνδεθ|\bcolleg|hubung|sambung"
    r"|csatlako|připoj|pripoj|з['’]єдн|підключ|kết nối|اتصال|연결|\bconecta"
    r"|server (?:\S+ )?(?:(?:wurde|konnte|werd|blev|ble) )?(?:nicht|niet|inte|ikke|non)"
    r" (?:gefunden|gevonden|hitta|funnet|trovato)|serveur (?:\S+ ){0,3}introuvable"
    r"|server (?:\S+ ){0,3}non è stato trovato|znaleziono serwera|servidor (?:\S+ )?(?:no|não) encontrado"
    r"|(?:encuentra|encontró|encontrou) (?:el |o )?servidor|сервер не найден|найти сервер"
    r"|找不到[^。，]*[服伺主][务務服机機]|konek|\berreicht\b|når inte|raggiung|phản hồi|merespon|menanggapi"
    r"|يستجيب|מגיב|ตอบ|जवाब|להתחבר|कनेक्ट|เชื่อมต่อ|\b(?:puerto|porta|poort|porti?u?|cổng) \d|порт[а-яі]* \d"
    r"|\d порт|端口 ?\d|\d ?端口|ポート ?\d|\d번? ?포트|المنفذ \d"
)
# That something went wrong, of itself: no "not", no "cannot".
_WRONG: Final = (
    r"fehler|fehlgeschl|gescheitert|abgelehnt|ungültig|abgelaufen|falsch|zeitüberschr"
    r"|nicht (?:erreich|gefunden|hergestellt|aufgebaut|möglich|verschlüsselt|unterstützt)"
    r"|niet (?:bereik|gevonden|mogelijk|gelukt|ondersteund)|\bnimmt\b[^.;,]* nicht an\b|erreur|échec|échou"
    r"|refus|impossible\W*$|invalide|expir|dépass|injoign|mauvais|serveur (?:\S+ ){0,3}introuvable"
    r"|non è stato trovato|(?:no|não) encontrado|\bno se (?:encuentra|encontró)|nie znaleziono"
    r"|ne répond (?:pas|plus)|ne fonctionne (?:pas|plus)|pas valide|falló|ha fallado|fallid|fallit|falh"
    r"|rechaz|rehus"
    r"|incorret|inválid|agotad|caducad|vencid|no (?:es )?válid|recusad|esgotad|não (?:foi|é) possív|rifiutat"
    r"|errat[aeio]|scadut|non (?:valid|riuscit|ha risposto|risponde|è (?:stato )?possib)|impossibile|ошибк"
    r"|не ?удал|ист[её]к|отклон|отказ|неверн|невірн|неправил|недейств|превыш|помилк|не (?:отвеч|работ|приним)"
    r"|відхил|не приймає|отвалив|错误|錯誤|失败|失敗|[連连][接線线]?不上|超[时時]|逾時|拒[绝絕否]|[无無]效"
    r"|[过過]期|エラー|違い|切れ|無効|タイムアウト|błąd|błęd|nieprawid|odmow|odrzuc|przekrocz|wygas"
    r"|nie (?:udało|powiod|działa|odpowiad)|mislukt|verkeerd|onjuist|ongeldig|verlopen|werkt niet|lukt niet"
    r"|başarısız|geçersiz|\bhata[sl]?|redded|kesildi|koptu|selhal|\bchyba|odmít|nezdař|nepodař|\bnejde\b"
    r"|\bgått ut\b|ut(?:løpt|gått)|udløb"
    r"|eșuat|refuz|sikertelen|nem (?:sikerül|válaszol)|misslyck|mislyk|\bneka[dt]|nægtet|afvis|avvis"
    r"|\b(?:går|gick|gikk) (?:inte|ikke)\b|epäonnistu|katkai|\bei (?:onnist|toimi)|unterbroch"
    r"|interr(?:omp|ump|ott)|verbroken|zerwan|сброш|разорва|прерва|断开|中斷|切断|끊|thất bại"
    r"|(?:bị|báo) (?:lỗi|sai)|hết (?:hạn|thời gian)|실패|오류|만료|초과|\bgagal|ditolak|αποτυχ|αδύνατ|σφάλμα"
    r"|λάθος|فشل|انتهت|خطأ|خطا|ناموفق|שגוי|נכשל|נדח|विफल|त्रुटि|ล้มเหลว|ผิดพลาด|problème (?:vient|est|d['’e])"
    r"|problema (?:es|está|è|é|vem|viene) |problem liegt (?:an|bei)"
    # That nobody answers.
    rf"|{_DID_NOT_ANSWER}"
    r"|(?:svarar|svarer) (?:inte|ikke)|ei vastaa|nu răspunde|no (?:responde|contesta)|não responde|neodpov"
    r"|không phản hồi|tidak (?:merespon|menjawab|menanggapi)|(?:yanıt|cevap) verm|reageert (?:\pL+ ){0,2}niet"
    r"|antwortet (?:\pL+ ){0,2}nicht|reagiert (?:\pL+ ){0,2}nicht|erreicht\b[^.;:,]* nicht\b"
    r"|[没沒]有?[响應应反]|[无無](?:响应|回應)|応答し(?:ない|ませ)|応答が(?:ない|あり)|응답하지|응답이 없"
    r"|لا يستجيب|לא מגיב|ไม่ตอบ|जवाब नहीं|δεν (?:απαντ|ανταποκρ)|når inte|non raggiung"
    r"|akzeptiert\b[^.;:,]* nicht\b"
    # That a server takes no password or connection.
    r"|nebere|nepřijím|từ chối|không (?:chấp nhận|nhận)|menolak|tidak menerima|رفض|דוח[הת]|מסרב|قبول نمی"
    r"|رد می|स्वीकार नहीं|अस्वीकार|απορρίπτ|δεν δέχ|(?:godtar|accepterar|tar) (?:inte|ikke)|nekter|ei hyväksy"
    r"|hylkää|nem fogadja|elutasít|nu accept|respinge|ปฏิเสธ|ไม่ยอมรับ|kabul etm|не пуска|не достуч"
    r"|не пропуска|n[aã]o (?:aceita|autentica|conecta|loga|entra)|recusa\b|no acepta|non accetta|weiger"
    r"|accepteert (?:\pL+ ){0,2}niet|n['’]accepte (?:pas|plus)|受け付けま|受け付けない|不接受|받아주지|거부"
    r"|거절"
    # That a certificate is for another name, and that nobody trusts it.
    r"|non corrispond|no coincide|não correspond|ne correspond pas|stimmt nicht überein|\bpasst nicht"
    r"|komt niet overeen|nie pasuje|не соответств|не совпада|不匹配|一致しません|일치하지"
    r"|\btraut\b[^.;:,]* nicht|nicht (?:vertrau|mehr vertrau)|pas (?:fiable|approuvé|de confiance)"
    r"|no (?:es )?(?:fiable|de confianza)|non (?:attendibil|affidabil)|não (?:é )?confiáv"
    r"|niet (?:te )?vertrouw|niezaufan|недовер|не довер|nedůvěryh|güvenil(?:mey|ir değil)|不受信任|不可信"
    r"|信頼できな|信頼されて|신뢰할 수 없|không (?:đáng )?tin|tidak tepercaya|ei luoteta"
    r"|(?:får|fick|ger|va in|dá|da|gibt|kommt|bekomm\w*|läuft in|krijg\w*|cứ bị|по|в|ça fait|hay"
    r"|nur) (?:\pL+ )?(?:time-?out|таймаут)"
)
# That somebody or something cannot.
_CANNOT: Final = (
    r"\b(?:kann|können|konnten?|lässt|läßt)\b[^.;,]*\b(?:nicht|keine?n?)\b"
    r"|\b(?:kan|kunnen|kon|kunde|kunne|får|fikk|fick|krijg|krijgen|krijgt)\b[^.;,]*\b(?:niet|geen|inte"
    r"|ikke)\b|n['’]arriv\w+ (?:pas|plus)|\bne (?:peu[tx]|peuvent|parvien\w+|réussi\w+) (?:pas|plus)"
    r"|impossible (?:de|d['’])"
    r"|\bno (?:se )?(?:puede[ns]?|pud[oi]\w*|puedo|podemos|logra\w*|logro|consigue[ns]?|consigo|deja)\b"
    r"|não (?:se |está )?(?:consegu|pode|posso|dá)|\bnon (?:si )?(?:riesc|riusc|può|posso|possiamo)"
    r"|nie (?:mog|może|można|da się)|не (?:може?[тм]|могу|мож|уда[ёе]|вда|получ)|невозможно|неможливо|nemůž"
    r"|nemoh|nedokáž|nelze|nedaří|\bei(?:vät)? (?:voi|pyst|pääse|saa)|nem (?:tud|lehet)"
    r"|\bnu (?:se )?p(?:oa|o|u)t|tidak (?:dapat|bisa)|không thể|[无無]法|不能|不上|不了"
    r"|でき(?:ません|ませんでした|ない|ず)|れません|れない|못 ?[하합해]|안 ?[되돼됩]|수 없|لا ?يمكن"
    r"|لا [تين]ستطيع|لم يعد|تعذر|לא (?:מצליח|ניתן|יכול)|نمی.?توان|नहीं (?:कर|हो) (?:पा|रहा)|ไม่ได้|ไม่สามารถ"
    r"|δεν (?:είναι|μπορ)"
)
# What they then cannot do: log in, connect, reach.
_DEED: Final = (
    r"anmelden|anzumelden|authenti|verbinden|verbindung|verbinding|erreich|auf(?:ge)?bau|her(?:ge)?stell"
    r"|verifi[zck]|verschlüssel|connect|joindre|kontakt|s['’]identifi|établi|atteindre|autenti[cz]"
    r"|iniciar sesi|entrar|acceder|establec|acess|logar|login|connett|collegar|raggiung|stabil|inlog|aanmeld"
    r"|bereik|zalogo|połącz|uwierzyteln|nawiąza|войти|залогин|зайти|авториз|аутентиф|автентиф|подключ|соедин"
    r"|достуч|увійти|belép|підключ|з['’]єдн|залогін|přihlás|připoj|ověř|spoj|anslut|autentiser|logg|koble"
    r"|forbind|kirjaut|yhdist|yhtey|tunnist|bejelentkez|csatlako|kapcsol|elér|hitelesít|autentific|conecta"
    r"|conex|đăng nhập|kết nối|xác thực|masuk|konek|tersambung|hubung|autentikasi|登[录錄陆陸入]"
    r"|[连連][接線线]?|访问|认证|驗證|验证|ログイン|接続|認証|つなが|로그인|연결|접속|인증|تسجيل الدخول"
    r"|المصادقة|להתחבר|להזדהות|להיכנס|وارد|متصل|اتصال|लॉग ?इन|लॉगिन|कनेक्ट|เข้าสู่ระบบ|เชื่อมต่อ|ล็อกอิน"
    r"|σ[υύ]νδ|πιστοποι"
)
# A port where mail is handed in, and that somebody shut it.
_PORT: Final = (
    r"(?:puerto|porta?|poort|port[uù]|порт[а-я]*|端口|ポート|포트|cổng) ?(?:25|465|587|2525)"
    r"|(?:25|465|587|2525)[ -]?(?:порт|端口|番ポート|번 포트)"
)
_SHUT: Final = (
    r"bloque|gesperr|blocca|geblokk|zablok|закры|заблок|kapal[ıi]|engel|封|屏蔽|ブロック|차단|chặn|diblokir"
)
WENT_WRONG: Final = (
    rf"(?:{_PORT})[^.;:,。]*(?:{_SHUT})|(?:{_SHUT})[^.;:,。]*(?:{_PORT})"
    rf"|{_WRONG}|(?:{_CANNOT})[^.;:,。]*(?:{_DEED})|(?:{_DEED})[^.;:,。]*(?:{_CANNOT})"
    r"|(?:keine|\bpas de|\bsin|\bsem|\bnessuna|\bgeen|\bbrak|нет) (?:\pL+ )?(?:verbind|connexion|conexi|conex"
    r"|conness|połącz|соедин|связ|подкл)"
    # That it is not taken, or not there.
    r"|nicht (?:akzeptiert|angenommen|verfügbar)|niet (?:geaccepteerd|beschikbaar)|pas accept"
    r"|\bno (?:es |fue )?aceptad"
    r"|não (?:é |foi )?aceit|non (?:viene |è )?accettat|nie jest akcept|niedostępn|недоступ|indisponib"
    r"|non disponib|no disponib|(?:aç|lan|gir|yap|ulaş|eriş|gönder|kur)[ae]m[ıi]yor"
    r"|không [^.;:,]*(?:đăng nhập|kết nối|gửi|xác thực)[^.;:,]* được"
)
# Words that tell it where a sentence is known to be of an error.
FAILS: Final = (
    rf"{_WRONG}|{_CANNOT}|[ae]m[ıi]yor|time-out|\bkeine?n?\b|überschr|\bnicht\b|impossib|\bnon \b|não|拒"
    r"|\bvoll\b|zu gro(?:ß|ss)|\bpleine?\b|\btrop |\bllen[oa]\b|demasiado|\bchei[oa]\b|muito grande"
    r"|\bpien[oa]\b|troppo|te groot|\bvol\b|zbyt du|pełn|слишком|переполн|满|滿|太大|いっぱい|大きすぎ"
    r"|\bniet\b|przestał|\bne \w+ (?:pas|plus)\b|不工作|schl[aä]g(?:t|en) fehl|[无無][响應应]|応答しま"
    r"|\b(?:inte|ikke)\b|δεν |αδυν|\btidak\b|không|getrennt|abgebroch|geschlossen|coupé|perdu[e\W]|cerrad"
    r"|perdid|fechad|chius|gesloten|utracon|přeruš|重置|recusou|rifiuta|reddett|оборва|vypršel|aşım"
    r"|introuvable|trovat|encontrad|encuentra|найден"
)
# A server that mail is handed to.
MAIL_SERVER: Final = (
    r"ausgangsserver|mailserver|serveur (?:de messagerie|de mail|sortant)|mail sunucu|server e-?mail"
    r"|servidor (?:de )?(?:correo|e-?mail|sa[ií]da|salida|env[ií]o)|server (?:di )?posta|server in uscita"
    r"|server d['’]invio|почтов[^ ]* сервер|поштов[^ ]* сервер|serwer\w* poczty|(?:e-?post|mejl|mail)server"
    r"|邮件服务器|邮箱服务器|郵件伺服器|メールサーバ|메일 ?서버|máy chủ (?:thư|mail|email)|خادم البريد"
    r"|שרת ה?דואר|poštovní\w* server|levelező ?szerver|sähköpostipalvelin|e-?posta sunucu|serveur d['’]envoi"
    r"|serverul de (?:mail|e-?mail|po[sș]t)"
)
