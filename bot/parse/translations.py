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
    r"|kesalahan|lỗi|خطأ|خطای|שגיאת)"
    r" smtp[^\s:：]* ?"
    r"(?:[(（]-?\d+[)）] ?)?[:：]"
    r"|smtp error: (?:impossibile|i seguenti|dati non)"
    r"|smtp connect\(\) (?:fall|fal|başarısız|fonksiyonu|selhal|zlyhal|miss|fejl|misl"
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
    r"|následující adresa odesílatele"
    r"|следните адреси за подател|from 주소에서 오류"
)
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
# .NET's sentences for a certificate it does not trust and for a name without an address, which it says of
# the web as well, in German, French, Spanish, Portuguese and Chinese.
NET_TLS: Final = r"remotezertifikat ist|certificat distant n.est|certificado remoto (?:no es|é) |远程证书无效"
NET_NAME: Final = (
    r"remotename konnte|nom distant n.a pas|resolver el nombre remoto|nome remoto não|解析此远程名称"
)
# CDO's sentence for a server that it does not reach, in Russian, German and French.
CDO: Final = (
    r"транспорту не удалось подключиться|transport konnte keine verbindung zum server"
    r"|le transport a échoué dans sa connexion"
)

# Who gets a mail, who sends it, and where it lies.
RECIPIENT: Final = (
    r"recipient|addressee|empf[äa]nger|destinat[aá]|ontvanger|odbior|получател|адресат|\bal[ıi]c[ıi]"
    r"|mottag|mottak|modtag|pr[ií]jemc|címzett|vastaanottaj|παραλήπτ|отримувач|người nhận"
    r"|收件|宛先|配信先|送信先|受信者|수신자"
)
SENDER: Final = (
    r"\bsender\b|absender|exp[eé]diteur|remitente|remetente|mittent[ei]|afzender|nadawc|отправител|відправник"
    r"|avsänd|avsend|afsend|lähettäj|feladó|odes[ií]latel|odosielate|αποστολέ|người gửi"
    r"|发件人|寄件|差出人|送信者|발신자|보낸 ?사람"
)
MAILBOX: Final = (
    r"mailbox|postf[aä]ch|bo[iî]tes? (?:mail|aux lettres|de r[eé]ception|pleine)|buz[oó]n"
    r"|\bcaixa (?:de (?:correio|e-?mail|entrada)|postal|do)|casell[ae]\b|postvak|skrzynk|ящик|скриньк"
    r"|posta kutu|postlåd|inkorg|postkass|postilaatik|postafiók|(?:poštov|e-?mailov)\S+ schrán"
    r"|γραμματοκιβ|hộp thư|邮箱|郵箱|信箱|メールボックス|메일함|사서함"
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
    r"|e-?mail|salida)"
    r"|\binvi(?:o|are|a)\b[^.;]*mail|server di posta"
    r"|отправ[^.;]*(?:письм|почт)|(?:письм|почт)[^.;]*отправ|почтов[^ ]* сервер"
    r"|[发發]送?[^。；]*[邮郵]件|[邮郵]件[^。；]*[发發送]|[发發寄]信"
    r"|メール[^。]*送信|送信[^。]*メール"
    r"|wys[ył][^.;]*(?:mail|poczt)|(?:mail|poczt)[^.;]*wys[ył]|(?:verzend|verzonden|verstu)[^.;]*mail"
    r"|mail[^.;]*(?:verz|verst)"
    r"|[邮郵]件[^。；]*寄|gönder[^.;]*(?:posta|mail)|(?:posta|mail)[^.;]*gönder"
    r"|(?:odes[lí]|poslat)[^.;]*mail|mail[^.;]*(?:odes[lí]|poslat)"
    r"|\b(?:skicka|sende)\b[^.;]*(?:mail|mejl|e-post)|(?:mail|mejl|e-post)[^.;]*\b(?:skicka|sende)\b"
    r"|lähet[^.;]*sähköpost|sähköpost[^.;]*lähet|küld[^.;]*(?:mail|levél)|(?:mail|levél)[^.;]*küld"
    r"|trimit[^.;]*mail|mail[^.;]*trimit|(?:надісл|відправ)[^.;]*(?:лист|пошт)"
    r"|메일[^.]*(?:보[낼내]|발송|전송)"
)
WHAT_CAME: Final = (
    r"\bmeldet|meldung|\bsagt\b|\bkommt\b|\bkam\b|bekomme|erhalte|erscheint|zeigt|\bfehler"
    r"|(?:funktioniert|\bgeht|klappt)(?: [a-zäöüß]+)* nicht\b"
    r"|\bj['’]ai\b|affiche|\bdit\b|erreur|reçois|obtien|indique|impossible|répond|échou"
    r"|ne (?:fonctionne|marche) (?:pas|plus)"
    r"|\bsale\b|\bda error|\bun error\b|\berror ?:|muestra|\bdice\b|aparece|recibo|obtengo|devuelve"
    r"|\bno (?:puedo|funciona)|dejó de funcionar"
    r"|\berro\b|mostra|recebo|\bdiz\b|retorna|não (?:consigo|funciona)"
    r"|\besce\b|errore|ricevo|appare|restituisce|\bnon (?:riesco|funziona)"
    r"|выда|ошибк|пиш[еу]т|показыва|получа|появля|говорит|возвраща|не работает"
    r"|[连連][接線线]?不上|不工作|用不了|提示|[报報][错錯]|[显顯]示|[错錯][误誤]|失[败敗]|出现|返回"
    r"|表示|エラー|できません|出ます|出る"
    r"|pojawia|błąd|komunikat|wyświetla|dostaj|nie działa|przestał|\bkrijg|foutmelding|\bgeeft\b|\bzegt\b"
    r"|\bfout\b|\b(?:werkt|lukt)(?: \w+)* niet\b"
    # "I cannot"
    r"|\bkann (?:keine?|nicht)\b|\bkan (?:geen|niet|inte|ikke)\b|\bnie (?:mog|można|da się)|\bne peu[xt] "
    r"|n['’]arrive"
    r"|не (?:мог|може|уда|получ|отправля|уход|вда)|nemohu|\bnelze\b|\bnejde\b|gönder(?:il)?[ei]m[ei]"
    r"|\be[ni] voi|보낼 수 없|寄不|不出|\bnem tud|\bnu p(?:ot|oate)\b"
)
# What it was about: a certificate, a login, a connection; and that it went wrong.
OF_TLS: Final = (
    r"zertifik|certificad|certificaa|certyfik|sertifika|сертиф|证书|憑證|証明書|verschlüssel|chiffrement"
    r"|cifrad|cifrat"
    r"|criptograf|szyfrow|шифров|加密|暗号"
    r"|certifik|tanúsítvány|varmen|πιστοποιητικ|chứng chỉ|인증서|شهادة|kryptering|titkosít|salaus|zabezpečen"
)
OF_LOGIN: Final = (
    r"anmeld|passwort|kennwort|zugangsdaten|identifiant|mot de passe|autentic|contrase[ñn]|\bclave\b"
    r"|credencia|\bsenha"
    r"|credenzial|ověřen|přihláš|autentif|hitelesít|bejelentkez|autentiser|inloggning|innlogging|godkendelse"
    r"|todennus|kirjautumi|xác thực|đăng nhập|wachtwoord|inloggen|uwierzyteln|hasł|[şs]ifre|\bparola|kimlik"
    r"|аутентиф|авториз|парол"
    r"|логин|密[码碼]|登[录陆入]"
    r"|[认認][证證]|身份[验驗]|認証|ログイン|パスワード"
    r"|logowan|logga in|logge? (?:på|ind|inn)\b|\blösenord|\bpassord|adgangskod|salasan|jelsz[óa]|\bhesl[oa]"
    r"|kata sandi|mật khẩu|κωδικ|비밀번호|로그인|인증(?:[^서]|$)|كلمة (?:المرور|السر)"
    r"|usu[aá]rio (?:e|ou|y|o)\b"
)
OF_CONNECTION: Final = (
    r"verbind|zeitüberschr|wartezeit|erreichbar|connexion|délai|joignable|conexi|conex[ãa]o|ba[ğg]lan"
    r"|bereikbaar|contac?t(?:ar|er|are)\b|kontaktier|conectar|ligação"
    r"|tiempo (?:de espera|agotado)|tempo (?:esgotado|limite|scaduto)|conness|connett|połącz|limit czasu|czas"
    r"|соединен|подключ|время ожид|тайм|连接|连不上|連[接線不]|超[时時]|逾時|接続|タイムアウト|시간"
    r"|zaman aş|časový limit|antwortet|reagiert|r[eé]pond|\brespond[eéê]\b|contesta|risponde"
    r"|reageert|antwoordt"
    r"|odpowiada|отвеча|(?:yanıt|cevap) verm|svarar|svarer|odpovídá|válaszol|răspunde"
    r"|vastaa|响应|應答|回应|応答|응답"
    r"|\banslut|forbind|tilslut|\bkoble|yhtey|σύνδεσ|συνδεθ|\bcolleg|hubung|sambung|csatlako|připoj|pripoj"
    r"|з['’]єдн|підключ|kết nối|اتصال|연결|\bconecta"
    r"|server (?:\w+ )?(?:nicht|niet|inte|ikke|non) (?:gefunden|gevonden|hitta|funnet|trovato)"
    r"|serveur introuvable"
    r"|servidor (?:no|não) encontrado|encuentra (?:el )?servidor|сервер не найден|найти сервер"
    r"|找不到[^。，]*[服伺主][务務服机機]"
)
FAILS: Final = (
    r"selhal|eșuat|sikertelen|misslyck|mislyk|epäonnistu|thất bại|초과|истёк"
    r"|falsch|\bkeine?n?\b|abgelehnt|verweigert|ungültig|abgelaufen|überschr|\bnicht\b|expir|dépass|injoign"
    r"|impossib"
    r"|mauvais|fallid|incorret|rechaz|rehus|agotad|caducad|vencid|inválid|recusad|esgotad|rifiutat"
    r"|errat[aeio]|scadut"
    r"|\bnon \b|não|истек|отклон|отказан|неверн|неправил|недейств|превыш|超[时時]|逾時|拒[绝絕]|[无無][法效]"
    r"|[过過]期|できま|違い|無効|切れ|拒否|タイムアウト|błąd|błęd|nieprawid|odmow|odrzuc|przekrocz|wygas"
    r"|\bvoll\b|zu gro(?:ß|ss)|\bpleine?\b|\btrop |\bllen[oa]\b|demasiado|\bchei[oa]\b|muito grande"
    r"|\bpien[oa]\b|troppo|te groot|\bvol\b|zbyt du|pełn|слишком|переполн|满|滿|太大|いっぱい|大きすぎ"
    r"|mislukt|verkeerd|onjuist|geweigerd|ongeldig|verlopen|time-out|\bniet\b|nie działa|przestał|не работает"
    r"|\bne \w+ (?:pas|plus)\b|[连連][接線线]?不上|不工作|用不了|schl[aä]g(?:t|en) fehl"
    r"|\bno (?:responde|contesta)|nie odpowiada|не отвеча|(?:yanıt|cevap) verm[ei]|svarar inte|svarer ikke"
    r"|neodpov|nem válaszol|\bnu răspunde|\bei vastaa|[没沒]有?[响應应]|[无無][响應应]|応答しま|응답하지"
    r"|응답이 없"
    r"|не (?:може?[тм]|могу|уда[ёел]|вда|получ)|non (?:riesc|si riesc)|\b(?:inte|ikke)\b"
    r"|\bei (?:voi|onnist|pyst)"
    r"|\bnu (?:se )?p(?:oa|o|u)t|nezdař|nepodař|nelze|\bnejde\b|nem (?:sikerül|lehet|tud)"
    r"|nie (?:mog|może|powiod|udało)"
    r"|δεν |αδυν|αποτυχ|σφάλμα|\btidak\b|\bgagal|không|수 없|실패|فشل|تعذر|لا يمكن"
    r"|\bhata[sl]?|unterbroch|getrennt|abgebroch|geschlossen|interr(?:omp|ump|ott)|coupé|perdu[e\W]|cerrad"
    r"|perdid|encerrad|fechad|chius|verbroken|gesloten|zerwan|przerwan|utracon|kesildi|koptu|přeruš|断开"
    r"|重置|中斷|切断|끊"
    r"|錯誤|recusou|rifiuta|odmít|redded|reddett|afvis|avvis|сброш|разорва|оборва|прерва|vypršel|aşım"
    r"|\bneka[dt]|nægtet|katkai|introuvable|trovat|encontrad|encuentra|найден"
)
# The same where nothing else in a sentence shows that it tells of an error: no bare "not".
WENT_WRONG: Final = (
    r"fehler|fehlgeschl|gescheitert|abgelehnt|verweigert|ungültig|abgelaufen|falsch|zeitüberschr"
    r"|antwortet nicht|nicht (?:erreich|gefunden|hergestellt|aufgebaut|möglich|verschlüsselt|unterstützt)"
    r"|niet (?:bereik|gevonden|mogelijk|gelukt|ondersteund)"
    r"|erreur|échec|échou|refus|impossible (?:de|d['’])|impossibile|impossible\W*$"
    r"|invalide|expir|dépass|injoign|mauvais"
    r"|falló|fallid|fallit|falh|rechaz|rehus|incorret|inválid|agotad|caducad|vencid|no se (?:pudo|puede)"
    r"|recusad|esgotad|não foi possível|rifiutat|errat[aeio]|scadut"
    r"|ошибк|не ?удал|истек|отклон|отказ|неверн|неправил|недейств|превыш"
    r"|错误|錯誤|失败|失敗|[連连][接線线]?不上|超[时時]|逾時|拒[绝絕否]|[无無][法效]|[过過]期|エラー|できま|違い|切れ"
    r"|タイムアウト"
    r"|błąd|błęd|nieprawid|odmow|odrzuc|przekrocz|wygas|nie (?:można|udało)"
    r"|mislukt|verkeerd|onjuist|geweigerd|ongeldig|verlopen|başarısız|selhal|eșuat|sikertelen|misslyck|mislyk"
    r"|epäonnistu|thất bại|실패|오류|수 없|無効|non (?:valid|riuscit|ha risposto|risponde)|no (?:es )?válid"
    r"|geçersiz|nelze|\bchyba|pas valide|unterbroch|interr(?:omp|ump|ott)|verbroken|zerwan|przerwan|сброш"
    r"|разорва"
    r"|прерва|kesildi|koptu|断开|中斷|切断|끊|\bhata[sl]?|\bneka[dt]|nægtet|afvis|avvis|odmít|redded|katkai"
    r"|non (?:riesc|si riesc|è (?:stato )?possib)|não (?:consegu|é possív|conecta)"
    r"|no (?:consigue|logra|puedo|puede)\b"
    r"|n['’]arrive pas|ne (?:peut|parvient|répond|fonctionne) (?:pas|plus)"
    r"|не (?:може?[тм]|могу|уда[ёе]|вда|получ|отвеч|работ)|помилк"
    r"|\b(?:kan|kunde|kunne) (?:inte|ikke|niet|geen)\b|\b(?:går|gick|gikk) (?:inte|ikke)\b|lukt niet"
    r"|werkt niet"
    r"|\bei (?:voi|onnist|pyst|toimi)|\bnu (?:se )?p(?:oa|o|u)t|nezdař|nepodař|\bnejde\b"
    r"|nem (?:sikerül|lehet|tud|válaszol)|nie (?:mog|może|powiod|działa|odpowiad)"
    r"|δεν (?:είναι|μπορ)|αδύνατ|αποτυχ|σφάλμα|tidak (?:dapat|bisa)|\bgagal|không thể|فشل|تعذر|لا يمكن"
)
# A server that mail is handed to.
MAIL_SERVER: Final = (
    r"postausgangsserver|mailserver|serveur (?:de messagerie|de mail|sortant)"
    r"|servidor de (?:correo|e-?mail|salida)|server (?:di )?posta|почтов[^ ]* сервер|邮件服务器|メールサーバ"
)
