"""One word for one thing: how mail's words are said otherwise, in English and in other languages.

Only for telling what an unknown text reads like: no page is found by a synonym alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from bot.letters import unaccented

# The word that the known texts mostly use, and others for the same; a stem ends with "*".
_SAID: Final = {
    "recipient": "addressee addressees receiver empfang* empfaeng* destinatai* ontvanger* odbiorc* adresat*"
    " получател* адресат* prijemc* mottagar* mottaker* modtager* alici* destinatar* cimzett*"
    " vastaanottaj* mottakar* одержувач* отримувач* παραληπτ* 수신자* 받는사람* 받는이* penerima 收件人"
    " 收件者 收件方 接收者 接收方 收信人 宛先 受信者 受取人 送信先 接收人 收件地址",
    "sender": "absender* expediteur* remetente* remitente* mittent* afzender* nadawc* отправител* odesilatel*"
    " avsandar* avsender* afsender* gonderen* expeditor* felado* lahettaj* відправник* αποστολ*"
    " odosielatel* 보낸사람* 발신자* pengirim emetteur* emisor* emissor* 发件人 發件人 寄件者 寄件人"
    " 发送者 发信人 發信人 送信者 差出人 送信元 发信 発信者",
    "mailbox": "cassett* inbox inboxes postfach* postfaech* mailbox* buzon* casilla* casella* caixa* boite*"
    " skrzynk* ящик* schrank* postbus* postlada* postkass* kutusu postafiok* postilaatik* brevlada*"
    " postladen скриньк* casut* 메일함* 편지함* 사서함* bandeja* bustia* 邮箱 郵箱 信箱 收件箱 郵便受け"
    " メールボックス 受信箱 受信トレイ",
    "user": "users customer customers benutzer* nutzer* utilisateur* usuari* utent* gebruiker* uzytkownik*"
    " пользовател* uzivatel* anvandar* bruker* kullanici* kunde kunden cliente clientes felhasznal*"
    " kayttaj* utilizator* користувач* χρηστ* 사용자* pengguna korisnik* pouzivatel* 用户 用戶 使用者"
    " ユーザー ユーザ",
    "account": "accounts konto* konten compte comptes cuenta* conta contas rekening* kont учетн* аккаунт*"
    " hesap*"
    " ucet* hesab* обліков* λογαριασμ* 계정* akun nalog* racun* 帐号 账号 帳號 帐户 账户 帳戶 アカウント"
    " profil* perfil* профил* fiok* khoan",
    "domain": "domains domane domaene domaine domaines dominio* domini domein* domen* домен* tartomany*"
    " verkkotunnu* 도메인* τομε* 域名 網域 网域 ドメイン",
    "server": "servers servidor* serveur* serwer* сервер* serveru sunucu* kiszolgalo* szerver* palvelin*"
    " servern 서버* διακομιστ* posluzitel* 服务器 伺服器 サーバー サーバ",
    "message": "letter letters nachricht* mensaje* mensagem* mensagen* messaggi* bericht* wiadomosc* сообщен*"
    " письм* zprav* meddeland* melding* correo* courriel* courrier* mesaj* uzenet* levelet viesti viestin"
    " повідомлен* лист листа μηνυμα* sporocil* poruk* missatge* 메일을 메시지* 편지 pesan 邮件 郵件 电邮"
    " 電郵 信件 消息 訊息 メッセージ メール 電子メール",
    "attachment": "attach attachments attached anhang* anlage* adjunto* anexo* allegat* bijlage* zalacznik*"
    " вложен* priloh* jointe jointes melleklet* liite liitteen vedlegg* vedhaft* bilaga* вкладен* 첨부*"
    " lampiran prilog* 附件 附加档案 添付ファイル 添付 fil filen",
    "address": "addresses direccion* endereco* indirizz* adres* адрес* cime cimet osoite osoitetta osoitteen"
    " 주소* alamat διευθυνσ* naslov* 地址 位址 アドレス emailadres* mailadres*",
    "unknown": "unbekannt* inconnu* desconocid* desconhecid* sconosciut* onbekend* nieznan* неизвестн*"
    " neznam* okand* ukjent* bilinmeyen unrecognised unrecognized ismeretlen* tuntematon невідом*"
    " necunoscut* αγνωστ* nepoznat* desconeguda inexistent* 未知 不明",
    "full": "voll* plein* satur* llen* chei* pien* pelny przepeln* переполн* plna plny dolu overfull pelna*"
    " komplett*"
    " pelen megtelt* taynna plin plina fullt заповнен* переповнен* 가득* penuh dolmus doldu poln* полон"
    " uberfull* ueberfull* prepuna 已满 已滿 满了 滿了 爆满 いっぱい 満杯 一杯 complet* полный полного"
    " 完整",
    "quota": "quotas kontingent* cuota* speicherplatz espace espacio spazio ruimte miejsc* мест* квот*"
    " allowance allotment kvota* kvote* kota kiintio* kapacit* kapazit* 용량* 할당* kuota ledigt"
    " lagringsutrymme* 配额 配額 容量 空间 空間 ディスク容量",
    "exceeded": "exceeds exceed exceeding uberschr* ueberschr* depass* excedid* superad* superato superata"
    " overschred* przekrocz* превыш* prekroc* overskrid* asildi tullepte* ylitt* overskredet depasit*"
    " перевищ* υπερβ* asilmis prekorac* 초과* melebihi overstig* 超过 超過 超出 超限 超え オーバー"
    " 超えました",
    "blocked": "block blocks blocking gesperrt* blockiert* bloque* bloccat* geblokkeerd* заблокир* blokov*"
    " sparr* banned barred letiltott* tiltott* estett* blockerad* blokkert blokeret blocat* заблоков*"
    " 차단* diblokir blokir* blokuje engel* blocca blokkeert 封锁 封鎖 屏蔽 拦截 攔截 阻止 被封 封禁"
    " ブロック 遮断 lock locks locked lockout verrouill* sperr* zablok* kilit* 锁定 鎖定 ロック zarol*"
    " spaer* 잠겼* 잠금* 잠긴* khoa",
    "rejected": "abgewies* abgeblockt* declined reject rejects abgelehnt* verweigert* zuruckgewiesen*"
    " zurueckgewiesen* refus* rejet* rechaz* rechac* rejeitad* recusad* rifiutat* respint* geweigerd*"
    " odrzuc* odmow* отклон* отказ* odmitn* avvis* reddedil* elutasit* hylat* afvist respins* відхилен*"
    " відмов* απορριφ* reddetti odbij* 거부* 거절* ditolak rebutjat* negada negado denegad* verworfen"
    " 拒绝 拒絕 被拒 拒收 退回 拒否 受信拒否",
    "disabled": "deactivated deaktiviert* desactiv* desativad* disattiv* disabilit* uitgeschakeld* wylacz*"
    " askiya"
    " отключ* suspendid* suspens* sospes* suspendu* zawieszon* zakaz* stillgelegt* dezaktyw* вимкн* devre"
    " letilt* kikapcsolt* inaktiverat* deaktivert dezactivat* 정지* 비활성* nonaktif dinonaktifkan"
    " onemogucen* 停用 禁用 冻结 凍結 無効 停止 suspend suspended paused held frozen revoked retired"
    " abgeschaltet* ausgeschaltet* desligad* выключ* приостан* отозван* desabilit* vypnut* hold",
    "closed": "terminated cancelled canceled beendet gekundigt* geschlossen* clotur* ferme cerrad*"
    " opgezegd* zrusen* wypowiedzian*"
    " resili* resolu*"
    " encerrad* chius* gesloten zamkn* baja закрыт* megszunt* suljettu stangt avslutat inchis* закрит*"
    " uzavren* kapatilmis kapali 注销 註銷 关闭 關閉 閉鎖",
    "allowed": "permitted allow allows erlaubt* gestattet* zulassig* autoris* permitid* permis* autoriz*"
    " permess* consentit* toegestaan* dozwolon* разреш* povolen* tillat* engedely* sallittu* tilladt"
    " дозволен* izin* dopusten* 허용* diizinkan 允许 允許 许可 許可 permit permits permite* permette*"
    " entitled",
    "policy": "policies richtlin* politique* politic* regla* regle* regra* regola* beleid* polityk* политик*"
    " zasad* guideline guidelines regel regeln regels regole szabaly* kaytanto* policyn retningslinje*"
    " politik правил* ilke* politika* 정책* kebijakan 策略 政策 规则 規則 ポリシー",
    "limit": "ceiling limits limite* grenze* limiet* limitu лимит* korlat* hatarert* raja rajoitus grans"
    " gransen graense* grense* ліміт* sinir* ogranic* 제한* 한도* batas 限制 上限 制限",
    "size": "grosse groesse taille tamano tamanho dimension* omvang rozmiar размер* velikost* storlek* koko"
    " storrelse* розмір* boyut* 크기* ukuran velicin* mida 大小 尺寸 サイズ",
    "large": "big huge heavy gross gros volumineu* grande grandes groot* duzy duza velk* oversize oversized"
    " lourd* pesad* pesant* zwaar tung* nagy liian duze duzej велик* больш* buyuk 큰 besar prevelik* 过大"
    " 過大 太大 大きすぎ 大きい 大",
    "many": "viele trop demasiad* muchos muitas muitos troppi troppo molti veel wiele слишком mnoho zbyt sok"
    " надто занадто cok fazla previse massa 너무 terlalu banyak 过多 過多 太多 数量 數量 多すぎ 多"
    " plusieurs exceso excesso manga mange",
    "found": "gefunden* trouve introuvable* encontrad* trovat* gevonden* znalezion* найден* nalezen* hittad*"
    " bulunama* finner hittas fundet talalhato* loydy* loytyn* gasit* знайден* pronaden* 찾을 ditemukan"
    " trobat* 找到 找不到 见つかり 見つかり",
    "exist": "exists existiert* existe* esiste* bestaat* istniej* существ* existuje* finnes finns neexist*"
    " finnas findes eksisterer letez* olemassa exista існу* mevcut postoji 존재* adanya 存在",
    "temporarily": "temporary vorubergehend* voruebergehend* temporair* temporal* temporari* temporane*"
    " tijdelijk* tymczasow* временн* docasn* tillfallig* midlertidig* atmenetileg ideiglenes*"
    " valiaikaise* tilfalligt temporar тимчасов* gecici privremen* 일시* sementara 暂时 暫時 临时 臨時"
    " 一時的 moment currently derzeit momentan* actuellement actualmente",
    "later": "spater spaeter tarde tardi pozniej позже pozdeji senare kesobb myohemmin senere mai tarziu"
    " пізніше sonra kasnije 나중에 nanti 稍后 稍後 以后 後ほど しばらく",
    "error": "fehler* erreur* erro errore errori fout* blad bledu bledy ошибк* chyb* hata fejl feil hiba"
    " virhe virheen felet eroare помилк* σφαλμ* hatasi greska* 오류* 에러* kesalahan 错误 錯誤 出错"
    " エラー",
    "authentication": "authentifizier* autentific* autenticac* autenticazion* verificatie uwierzyteln*"
    " аутентиф* anmeldung* overen* hitelesit* todenn* autentisering* godkendelse автентиф* авториз*"
    " kimlik dogrulama prijav* 인증* otentikasi logowania loginu logovan* 认证 認證 验证 驗證 身份验证"
    " 認証",
    "password": "passwort* kennwort* clave claves contrasen* senha* wachtwoord* haslo* hasla парол* heslo*"
    " losenord* sifre* jelszo* salasana* adgangskode passord* lozink* 비밀번호* 암호* sandi 密码 密碼"
    " パスワード 暗証 passe passwords",
    "spam": "spamfilter*"
    " junk scam indesirable* publicid* unerwunscht* spammy рассыл* спам* indesejad* nevyzad*"
    " roskapost* skrappost* kerettlen* nechcen* indesiderat* nieoczekiw* нежелат* небажан* istenmeyen"
    " 스팸* sampah 垃圾邮件 垃圾郵件 垃圾信 迷惑メール スパム",
    "virus": "malware worm trojan viruses schadsoftware вирус* viry wirus* 病毒 ウイルス ウィルス",
    "blacklist": "blocklist blocklisted denylist sperrliste* blacklists blackliste* tiltolist* feketelist*"
    " czarn* czern* чорн* черн* карал 블랙리스트* bloklist* 黑名单 黑名單 ブラックリスト",
    "missing": "absent lacks fehlt* fehlend* manquant* falta* manca* ontbreekt* brak* отсутств* chybi hianyz*"
    " puuttuu saknas mangler lipseste відсут* eksik nedostaje 없습니다 없음",
    "invalid": "ungultig* ungueltig* invalid* ongeldig* nieprawidlow* недейств* неверн* neplatn* ogiltig*"
    " ugyldig* gecersiz* ervenytelen* virheelli* nevalid* недійсн* недопустим* neispravn* 유효하지 잘못된"
    " nevalj* 无效 無效 不正 非法 违规 違規",
    "incorrect": "wrong falsch* incorrect* onjuist* bledn* неправ* spatn* felaktig* mauvais* hibas vaara"
    " forkert gresit* hatali yanlis erronee erroneo pogresn* erronat* niepoprawn* equivocad* 不正确"
    " 不正確 違い",
    "connection": "verbindung* connexion* conexion* conexao connession* verbinding* polaczeni* соединен*"
    " spojen* kapcsolat* yhteys yhteyden anslutning* forbindelse tilkobling* conexiun* зʼєднан* з'єднан*"
    " підключен* baglanti* 연결* koneksi 连接 連接 连线 連線 接続",
    "encryption": "encrypt encrypted encrypts unencrypted verschlussel* verschluessel* chiffre* cifrad*"
    " plaintext cleartext"
    " cifrat* crittograf* versleutel* szyfrowan* шифров* sifrovan* 加密 暗号化 criptograf*",
    "prohibited": "disallow* prohibit prohibits forbid forbids forbidden verboten* interdit* prohibid*"
    " proibid* vietat* verbod* zabronion* запрещ* zakazan* tilos kielletty forbjudet forbudt interzis*"
    " заборон* yasak* zabranjen* 금지* dilarang 禁止",
    "inactive": "dormant unused inactif inaktiv* inactiv* inattiv* nieaktywn* неактив* neaktivn* passiivinen"
    " pasif 휴면* inativ*",
    "content": "contents inhalt* contenu* contenid* conteud* inhoud tresc* содерж* obsah* tartalom* sisalto"
    " sisallon innehall* innhold indhold continut* вміст* icerik* sadrzaj* 내용* 콘텐츠* 内容 內容",
    "header": "headers entete* kopfzeile* cabecera* cabecalho* intestazion* naglow* заголов* hlavick*",
    "unsubscribed": "unsubscribe opted abgemeldet* desabonn* desinscri* disiscritt*",
    "bounced": "bounces bounce undeliverable unzustellbar*",
    "complaint": "complaints complained complains beschwerde* plainte* queja* reclamac* reclami",
    "fast": "faster quick quicker quickly schnell* vite rapid* veloc* snel szybko быстро rychle gyorsan"
    " frequent frequently"
    " nopeasti snabbt hurtig raskt repede швидко hizli brzo 빠르게 cepat czesto häufig 频率 頻率 频繁"
    " 頻繁 过于频繁 頻度",
    "storage": "space room speicher* stockage almacenamiento armazenamento archiviazione tarhely*"
    " tallennustila* utrymme spatiu stocare сховищ* depolama prostor* 저장* penyimpanan",
    "relaying": "relay relays weiterleit* reenvio* relais inoltr* doorstur* przekazyw* пересыл* tovabbit*"
    " vality* vidaresand* videresend* retransmis* пересилан* yonlendir* prosljed* 릴레이* 중계* 转发 轉發"
    " 中继 中繼 転送 中継",
    "expired": "abgelaufen* expire* expirad* caducad* vencid* scadut* verlopen wygas* истек* vyprsel* lejart*"
    " finished"
    " vanhentunut utgatt utlopt udlobet expirat* закінчив* suresi istekl* 만료* kedaluwarsa 过期 過期"
    " 失效 期限切れ lapsed ended 有効期限",
    "required": "erforderlich* requis* requerid* obrigatori* obligatoi* richiest* vereist* wymagan* требуется"
    " wymaga"
    " szuksege* vaaditaan kravs kreves kraeves necesar* потріб* gerekli potrebn* 필요* diperlukan"
    " obligatoria mandatory необходим* нужен"
    " нужно 必须 必須 necessair* necessari* benotig* benoetig* notig notwendig necesit* vyzad*",
    "failed": "fehlgeschlagen* fehlschlag* echou* fallid* falhou falló fallito mislukt* nieudan* selhal*"
    " schlug sikertelen* epaonnistui misslyckades mislykkedes mislyktes esuat* basarisiz* neuspje*"
    " neuspel* 실패* gagal nepodarilo 失败 失敗",
    "signature": "signatur* assinatura* podpis* подпис* handtekening alairas* allekirjoitus semnatur* підпис*"
    " imza* potpis* 서명* 签名 簽名 署名",
    "reverse": "invers* umgekehrt* odwrotn* обратн* forditott kaanteinen omvand omvendt зворотн* obrnut*"
    " 역방향*",
    "busy": "ueberlastet* uberlastet* overlast* surcharg* occupe* ocupad* sobrecarg* occupat* перегруж*"
    " занят* foglalt* varattu upptagen optaget ocupat* зайнят* перевантаж* mesgul zauzet* 혼잡* 바쁩*"
    " sibuk overbelastet overbelastad lastet 繁忙 忙碌 混雑 混み合",
    "connections": "verbindungen connexions conexiones conexoes connessioni verbindingen соединений"
    " подключений kapcsolatok yhteyksia anslutningar forbindelser conexiuni зʼєднань підключень baglanti",
    "maximum": "maxim* massim* максим* hochst* enimmais* hogsta maksimal* azami 최대* maksimum najwiecej",
    "authorized": "autorisiert* berechtigt* habilit* abilitat* bevoegd* upowazn* jogosult* valtuutettu"
    " behorig* autoriseret autorizat* уповноважен* yetkili* ovlasten* 권한* berwenang berechtigung*"
    " authorised",
    "unavailable": "indisponib* onbereikbaar* niedostep* недоступ* otillganglig* utilgjengelig*"
    " utilgaengelig* kullanilamiyor nedostupn* 사용할 不可用 利用できません",
    "available": "disponible disponibles disponibile disponivel verfugbar beschikbaar dostepn* доступен",
    "certificate": "证书 證書 憑證 証明書",
    "timeout": "超时 逾時 タイムアウト",
    "reached": "erreicht* atteint* alcanzad* raggiunt* bereikt* osiagn* достигнут* atingid* 达到 達到",
    "attempts": "attempt tries versuch* anmeldeversuch* loginversuch* tentativ* intento* proba prob poging*"
    " probalkoz*"
    " fehlversuch* anmeldeversuch*"
    " inlogpoging* pokus* forsok* inloggningsforsok* forsog* попыт* спроб* deneme* 시도* 次数 次數 尝试"
    " 嘗試 試行",
    "application": "app apps applications program programs programm programme programmen device devices"
    " programma* istemci* programas programmi clientes"
    " software gerat* geraet*"
    " anwendung* aplicativo* aplicac* aplikac* applicazion* toepassing* programy программ* приложен*"
    " uygulama* 앱* 프로그램* 应用 客户端 アプリ クライアント",
    "sending": "send sends sent outgoing outbound versand* versenden envoi envois envoyer envio envios"
    " submission"
    " enviar invio inviare verzend* wysylan* wysylk* отправк* odesilani odeslani utskick gonderim* 발송*"
    " 送信",
    "plan": "trial vertrag* contract contrat contrato contratto tarif* subscription abonnement* abo"
    " abbonament* suscripcion plano piano pakiet* package license lizenz* licenc* licenz* 套餐 プラン",
    "payment": "paid unpaid overdue premium invoice billing zahlung* bezahl* kostenpflicht* paiement*"
    " purchase purchased pay pays"
    " balance arrears oplat* impay* impagad* saldo"
    " payant* pago pagamento betaling* platnos* оплат* неоплачен* оплачен* rechnung* facture* factura*"
    " fatura* fattur* faktur* 欠费 付费 未払 支払い",
    "abroad": "geo country countries region regions location locations foreign overseas ausland* etrang*"
    " extranjer* estero buitenland* zagran* стран* границ* yurtdisi 해외* 海外 国外 异地 異地 outside"
    " ausserhalb hors fuera fuori fora buiten poza вне land lander laender pays pais paises paese* kraju"
    " 境内 境外 国内",
    "enabled": "enable activated active activate aktiviert* activ activee activado ativad* abilit*"
    " ingeschakeld* wlaczon* включен* etkin* freigeschalt* 开启 開啟 开通 有効",
    "only": "nur seulement uniquement solo solamente somente apenas soltanto alleen tylko только jen bara"
    " kun yalniz* 仅 只允许 只能 のみ",
    "webmail": "web website browser 网页",
    "suspicious": "unusual ungewohnlich* inhabitue* inusual* inusitat* insolit* verdacht* suspect*"
    " strange nietypow*"
    " sospechos* sospett* подозрит* 可疑 異常 异常",
    "administrator": "admin admins administrat* amministrat* beheerder* spravc* администратор* 管理员"
    " 管理員 管理者",
    "change": "changed renewal modif* cambi* changer changez andern aendern geandert* alterar alterad*"
    " zmian*"
    " redefin* wijzig* zmien* смен* измен* reset renew 修改 更改 変更 renewed",
    "longer": "anymore mehr meer",
    "empty": "blank leer vide vacio vacia vazio vazia vuoto vuota leeg pust* пуст* 为空",
    "deleted": "removed geloscht* supprim* eliminad* apagad* verwijderd* usuniet* удален* видален* smazan*"
    " deletion"
    " archived archiviert*"
    " borrad* 删除 刪除 削除",
    "valid": "valide valido valida gultig* geldig* wazne wazny действит* 有效",
    "use": "using utilis* verwende* nutzen benutzen usar utiliz* utilice usare gebruik* uzyj* uzyw*"
    " pouzij*"
    " использ* 사용* 使用 使って",
    "create": "erstell* creer creez crear crea criar creare genera* maak utworz* создай* 创建 生成 作成",
    "must": "muss muessen doit debe deve moet musi должен должна должно",
    "access": "accesses zugriff* zugang* acces acceso accesso acesso toegang* dostep* доступ* pristup*"
    " erisim* 접근* 접속* アクセス 访问 訪問",
    "restricted": "restriction restrictions limited beschrankt* eingeschrankt* limitado limitada limitato"
    " limitata beperkt*",
    "network": "networks netz* firmennetz* reseau* rete rede netwerk* siec sieci сети vpn 网络 網路"
    " proxy proxies tor"
    " ネットワーク",
    "login": "登录 登陆 登入 ログイン logins logon signin 로그인* вход* логин* logging",
    "not": "不 无 無 没有 沒有 ません ない 未 않* 안됩니다",
    "given": "angegeben fourni fournie proporcionad* informad* indicad* fornit* opgegeven podano podane"
    " ubermittelt* uebermittelt*"
    " указан*",
    "weak": "simple short schwach* faible* debil* fraco fraca debole zwak* slab* слаб* zayif* 弱",
    "other": "another different ander* autre* otro otra outro outra altro altra inny innym inna друг* jiny"
    " jinem 其他 其它 他の 別の 다른",
    "key": "keys schlussel* schluessel* cle chave* chiave sleutel* klucz* ключ* 密钥 キー 키",
    "internal": "interner internen internes interne interno interna wewnetrzn* внутрен*",
    "secure": "securise* gesichert* segura seguro sicura beveiligd* bezpieczn* защищен*",
    "method": "methods methode methoden metodo metodos verfahren",
    "protocol": "protocols protokoll* protocole* protocolo* protocoll*",
    "service": "services dienst* servizio servizi servico servicos servicio servicios uslug* услуг* sluzb*"
    " 服务 服務 サービス 서비스*",
}

# Letters that are no letter with an accent: "pełna", "alıcı", "nøgle".
_PLAIN: Final = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


def _plain(word: str) -> str:
    """A word as the lists hold it."""
    return unaccented(word.translate(_PLAIN))


def _read() -> Iterator[tuple[str, str]]:
    for known, others in _SAID.items():
        for other in others.split():
            yield _plain(other), known


_WHOLE: Final = {other: known for other, known in _read() if not other.endswith("*")}
_STEMS: Final = {other[:-1]: known for other, known in _read() if other.endswith("*")}
# Chinese and Japanese set no spaces between words: these are looked for, the longest first.
_ALL: Final = (word for words in _SAID.values() for word in words.split())
CJK_WORDS: Final = tuple(
    sorted((word for word in _ALL if "\u3040" <= word[0] < "\uac00"), key=len, reverse=True)
)
_SHORTEST, _LONGEST = min(map(len, _STEMS)), max(map(len, _STEMS))


@lru_cache(maxsize=4096)  # the words of mail are few, and come again and again
def usual(word: str) -> str:
    """The word by which the known texts mostly call what a word means; itself, plain, where none is known."""
    plain = _plain(word)
    known = _WHOLE.get(plain)
    if known is not None:
        return known
    for end in range(min(len(plain), _LONGEST), _SHORTEST - 1, -1):
        known = _STEMS.get(plain[:end])
        if known is not None:
            return known
    return plain
