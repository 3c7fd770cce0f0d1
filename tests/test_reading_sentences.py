"""Errors that people tell in a sentence of their own, in ten languages, and sentences that tell of none."""

import pytest

from bot.reading import read_text

FRAMES = (
    "Sending mail gives me a {}.",
    "Outgoing mail stopped working yesterday: {}.",
    "My smtp settings are the same as before, but now there is a {}.",
    "I'm seeing {} in the mail log.",
    "email server returned a {} on the production server only",
    "when im trying to do a test mail. it shows me a {}. thanks",
    "it keeps saying {} although the smtp password is correct",
    "The SMTP request fails with {}.",
)
PORTS_NAMED = (
    "The script shows: unable to connect to the remote server. I tried 25 or 587, the same.",
    "J'ai une erreur Unable to connect to the remote server, en 25 ou 587 la même.",
    "unable to connect to the remote server with 465/587",
)
WORDS = {
    "authentication problem": "auth",
    "login failure": "auth",
    "time out": "connection",
    "connection problem": "connection",
    "certificate error": "tls",
    "mailbox full error": "mailbox-full",
}
ABROAD = {
    "Beim Senden einer Mail kommt: {}.": {
        "Anmeldung fehlgeschlagen": "auth",
        "Zeitüberschreitung": "connection",
        "Zertifikat abgelaufen": "tls",
        "Postfach voll": "mailbox-full",
    },
    'Seit gestern meldet Outlook beim Senden "{}".': {
        "Benutzername oder Passwort sind falsch": "auth",
        "Server nicht erreichbar": "connection",
    },
    "SMTP-Test: {}. Passwort ist richtig.": {"Verbindung abgelehnt": "connection"},
    "Quand j'envoie un mail j'ai : {}.": {
        "mot de passe incorrect": "auth",
        "délai d'attente dépassé": "connection",
        "certificat expiré": "tls",
    },
    "Test SMTP : {}. Le mot de passe est correct.": {"serveur injoignable": "connection"},
    "El servidor de correo dice {}": {
        "autenticación fallida": "auth",
        "no se puede conectar": "connection",
        "certificado no válido": "tls",
    },
    "Ao enviar um e-mail aparece: {}.": {"senha incorreta": "auth", "erro de conexão": "connection"},
    "Quando invio una mail esce: {}.": {
        "credenziali non valide": "auth",
        "connessione rifiutata": "connection",
    },
    "Bij het verzenden van een mail krijg ik: {}.": {
        "verkeerd wachtwoord": "auth",
        "certificaat ongeldig": "tls",
    },
    "Przy wysyłaniu maila pojawia się: {}.": {
        "nieprawidłowe hasło": "auth",
        "odmowa połączenia": "connection",
    },
    "При отправке письма выдаёт: {}.": {
        "неверный пароль": "auth",
        "время ожидания истекло": "connection",
        "недействительный сертификат": "tls",
    },
    "smtp 测试显示{}，密码没问题": {"登陆失败": "auth", "超时": "connection", "证书验证失败": "tls"},
    "メール送信時に「{}」と表示されます。": {
        "パスワードが違います": "auth",
        "接続できません": "connection",
        "証明書が無効です": "tls",
    },
}
# What people say most: that it does not work.
WORKS_NOT = {
    "SMTP login doesn't work since the update": "auth",
    "smtp auth is not working": "auth",
    "The login at our mail server stopped working yesterday": "auth",
    "Logging in to smtp.example.com for sending mail no longer works": "auth",
    "The connection to the SMTP server does not go through": "connection",
    "The TLS handshake with the mail server never succeeds": "tls",
    "Die Anmeldung am Mailserver klappt nicht mehr": "auth",
    "La connexion au serveur SMTP ne marche plus": "connection",
    "La autenticación SMTP no funciona": "auth",
    "A conexão com o servidor SMTP não funciona": "connection",
    "L'autenticazione SMTP non funziona": "auth",
    "De verbinding met de SMTP-server werkt niet": "connection",
    "Połączenie z serwerem SMTP nie działa": "connection",
    "Авторизация SMTP не работает": "auth",
    "SMTP服务器连接不上": "connection",
    "SMTP認証ができません": "auth",
    # A program that reached no server knows nothing of what it asks for.
    'Could not connect to SMTP host when "Requires Authentication" is unchecked': "connection",
}
# What somebody's program cannot do at a mail server since something else was changed.
CANNOT = {
    "Das Tool kann sich nach dem Passwortwechsel nicht mehr am Postausgangsserver anmelden": "auth",
    "Depuis hier le site n'arrive plus à s'authentifier sur le serveur SMTP": "auth",
    "Desde ayer el programa no puede iniciar sesión en el servidor SMTP": "auth",
    "O sistema não consegue mais autenticar no servidor SMTP": "auth",
    "Il gestionale non riesce più ad autenticarsi sul server di posta in uscita": "auth",
    "De printer kan niet meer inloggen op de mailserver": "auth",
    "Program nie może się zalogować do serwera poczty wychodzącej": "auth",
    "Tiskárna se od včerejška nemůže přihlásit k SMTP serveru": "auth",
    "1С не может авторизоваться на SMTP-сервере": "auth",
    "SMTP-сервер не приймає логін і пароль": "auth",
    "Program SMTP sunucusunda oturum açamıyor": "auth",
    "Sedan igår kan skrivaren inte logga in på SMTP-servern": "auth",
    "Etter byttet får ikke programmet logget inn på SMTP-serveren": "auth",
    "Ohjelma ei pääse kirjautumaan SMTP-palvelimelle": "auth",
    "A program nem tud bejelentkezni az SMTP szerverre": "auth",
    "Serverul SMTP refuză conexiunea": "connection",
    "Máy chủ mới không kết nối được tới smtp.gmail.com": "connection",
    "Aplikasi tidak bisa login ke server SMTP": "auth",
    "系统一直登录不上SMTP服务器": "auth",
    "プログラムがSMTPサーバーにログインできず困っています": "auth",
    "프로그램이 SMTP 서버에 로그인하지 못합니다": "auth",
    "البرنامج لا يستطيع تسجيل الدخول إلى خادم SMTP": "auth",
    "המערכת לא מצליחה להתחבר לשרת הדואר": "connection",
    "برنامه نمی‌تواند وارد سرور SMTP شود، رمز عبور": "auth",
    "सॉफ्टवेयर SMTP सर्वर में लॉगिन नहीं कर पा रहा है": "auth",
    "โปรแกรมเข้าสู่ระบบเซิร์ฟเวอร์ SMTP ไม่ได้": "auth",
}
# That a server takes none, and that nobody trusts its certificate.
TAKES_NONE = {
    "SMTP server nebere heslo z tiskárny": "auth",
    "Máy chủ SMTP từ chối mật khẩu của máy in": "auth",
    "Server SMTP menolak password dari printer": "auth",
    "خادم SMTP يرفض كلمة المرور": "auth",
    "سرور SMTP رمز عبور را قبول نمی‌کند": "auth",
    "SMTP सर्वर पासवर्ड स्वीकार नहीं कर रहा": "auth",
    "Ο διακομιστής SMTP απορρίπτει τον κωδικό": "auth",
    "SMTP-servern godtar inte lösenordet": "auth",
    "SMTP-palvelin ei hyväksy salasanaa": "auth",
    "Az SMTP szerver nem fogadja el a jelszót": "auth",
    "Serverul SMTP nu acceptă parola": "auth",
    "เซิร์ฟเวอร์ SMTP ปฏิเสธรหัสผ่าน": "auth",
    "Mail sunucusu 587 portundan bağlantıyı reddediyor": "connection",
    "Kopplingen till mejlservern får bara timeout": "connection",
    "Outlook traut dem Zertifikat vom Postausgangsserver nicht": "tls",
    "Le scanner dit que le certificat du serveur SMTP n'est pas fiable": "tls",
    "手机发信时提示邮件服务器证书不受信任": "tls",
    "Il certificato del server di posta non corrisponde al nome": "tls",
    "Unser Shop erreicht den SMTP-Server seit dem Umzug nicht mehr": "connection",
    "SMTP-servern svarar inte från det nya nätet": "connection",
    "SMTP-palvelin ei vastaa uudesta verkosta": "connection",
    "Máy chủ SMTP không phản hồi từ mạng mới": "connection",
    "Server SMTP tidak merespons dari jaringan baru": "connection",
    "خادم SMTP لا يستجيب من الشبكة الجديدة": "connection",
    "新しいネットワークからSMTPサーバーが応答しない": "connection",
    "새 네트워크에서 SMTP 서버가 응답하지 않습니다": "connection",
    "Le serveur de messagerie refuse la connexion depuis le nouveau site": "connection",
    "De NAS krijgt geen verbinding met de mailserver": "connection",
    "Il NAS non raggiunge il server SMTP": "connection",
    "NAS:en når inte mejlservern": "connection",
    "Das NAS akzeptiert das Zertifikat vom Mailserver nicht": "tls",
    "Kopimaskinen kan ikke logge på SMTP-serveren": "auth",
    "Копір не може увійти на SMTP-сервер": "auth",
}
TOLD = [(frame.format(word), family) for frame in FRAMES for word, family in WORDS.items()] + [
    (frame.format(word), family) for frame, words in ABROAD.items() for word, family in words.items()
]
TOLD += [*WORKS_NOT.items(), *CANNOT.items(), *TAKES_NONE.items()]
NONE = (
    "Show an authentication error to the user when sending an email fails.",
    "No more login failures, sending mail works now.",
    "The timeout we had last week is solved, mails are sent again.",
    "This option sets how long the client waits before it reports a timeout to the mail server.",
    "The API gateway shows an authentication error, please send me an email when it's fixed.",
    "It would be a great feature, because the rate limit makes lots of emails bounced.",
    "When a mail is sent and bounced, nothing happens\n\nexpect notifications to this email to be deactivated",
    "I retrieve mail via IMAP. One of the accounts fails with an Authentication Exception of LOGIN Failed.\n\n"
    "The same account has no issue when sending email via the SMTP client.",
    "Replace the self-signed certificate with a certificate chain, where each one signs the one before it.",
    "Hi am unable to send the email \nwhenever I send the email it says email sent successfully but I am not "
    "receiving any email",
    "Rescue SMTP errors when sending suspension mailers",
    "Fix how we handle SMTP errors. After this change the sender reports them.",
    "Don't swallow SMTP error while running the SMTP test",
    "This is to upgrade the error log in SMTP mail service from a warning to an error log.",
    "Retry mailer jobs on common networking and SMTP errors",
    "+RETRYABLE = [Net::SMTPServerBusy, Net::SMTPAuthenticationError]\n"
    "+MESSAGES = /(Too many connections, try again later)|(Temporary authentication failure)/",
    "1) We'll add retries to the initial connection to the SMTP host so it doesn't quit at the first failure",
    "we avoid sending emails to addresses that previously bounced",
    "when I send a mail to @gmail it's sent to spam, how can I fix that?",
    "when I tried to login to webmail, there is an error 'The username or password you entered is incorrect.'",
    '使用邮箱密码登录时，报错：\n`{"code":"unauthenticated","message":"invalid token (error ID: 43d4)"}`',
    "I run getmail and get the error below.\n\nConnectionRefusedError: [Errno 111] Connection refused",
    "osTicket is having trouble fetching emails from this account:\n\nHost: mail.example.net\n"
    "Error: Connection failed to mail.example.net,110: Connection timed out",
    # A login is named, and something is not; but it is not the login that does not work.
    "There is no SMTP auth option in the settings dialog.",
    "Our printer does not support smtp authentication, it says so in the manual",
    "He said the smtp login is not the same as the webmail login",
    "I don't know my SMTP login, who keeps them?",
    "Please don't post your SMTP login here, people got hacked",
    "If SMTP authentication does not work, check the password.",
    "If the SMTP login fails, restart the service.",
    "Verify that the SMTP login fails after the account is deleted.",
    "Si l'authentification SMTP ne fonctionne pas, vérifiez le mot de passe.",
    "Если авторизация SMTP не работает, проверьте пароль.",
    "Das Problem ist behoben: Anmeldung fehlgeschlagen beim Senden der Mail.",
    "Bitte senden Sie mir eine Mail, wenn die Anmeldung fehlschlägt.",
    "周五会更换SMTP服务器的密码，请提前准备。",
    "Il certificato del server di posta è stato rinnovato ieri.",
    "Der Postausgangsserver heißt jetzt smtp.example.net, Passwort bleibt gleich.",
    "SMTPサーバーにログインできました、ありがとうございます",
    "El servidor SMTP responde bien desde todas las oficinas",
    # Somebody cannot find, give or change what belongs to a login.
    "Das SMTP-Passwort kann ich dir leider nicht per Chat geben.",
    "Die Anmeldung am Mailserver lässt sich im Admin-Panel nicht abschalten.",
    "SMTP-Login: das Kennwort kann nicht leer sein",
    "Ik kan het wachtwoord van de mailserver niet vinden",
    "On ne peut pas changer le mot de passe SMTP ici.",
    "No puedo darte la contraseña del servidor SMTP.",
    "Non riesco a trovare la password del server SMTP",
    "Не могу найти пароль от SMTP-сервера, у кого он есть?",
    "Nie mogę znaleźć hasła do serwera SMTP",
    "SMTP sunucusu iç ağda kimlik doğrulama istemiyor.",
    "Jag kan inte hitta lösenordet till SMTP-servern",
    "Tidak bisa menemukan password server SMTP, siapa yang punya?",
    "Tôi không tìm được mật khẩu SMTP, ai có không?",
    "不能把SMTP密码发给别人",
    "SMTPのパスワードはチャットで教えられません。",
    "SMTP 비밀번호는 바꾸지 마세요.",
    "メールサーバーの証明書は来月期限切れになります。更新してください。",
)


@pytest.mark.parametrize(("sentence", "family"), TOLD)
def test_an_error_told_in_a_sentence_is_read(sentence, family, knowledge):
    found = read_text(sentence, knowledge)

    assert [finding.family for finding in found] == [family]
    assert found[0].certainty != "certain"


def test_the_words_behind_a_number_that_says_nothing_are_an_errors(knowledge):
    found = read_text(
        "I receive the error: 5.0.0 Authentication Failed, the settings are the same.", knowledge
    )
    assert [(finding.enhanced_code, finding.family) for finding in found] == [("5.0.0", "auth")]


@pytest.mark.parametrize("sentence", PORTS_NAMED)
def test_two_ports_of_mail_side_by_side_say_that_it_is_mails(sentence, knowledge):
    assert [finding.entry for finding in read_text(sentence, knowledge)] == ["smtp-connect-failed"]


@pytest.mark.parametrize("sentence", NONE)
def test_a_sentence_that_tells_of_no_error_is_left_alone(sentence, knowledge):
    assert read_text(sentence, knowledge) == ()


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("we use 1and1, 535 Authentication credentials invalid", 535),
        ("since 9:30, 550 user unknown", 550),
        ("seit 9.30, 550 user unknown", 550),
        ("Office 365, 535 authentication failed", 535),
        ("sent to sales2, 550 mailbox full", 550),
    ],
)
def test_a_name_or_a_time_with_digits_before_a_number_counts_nothing(sentence, code, knowledge):
    assert [finding.reply_code for finding in read_text(sentence, knowledge)] == [code]


@pytest.mark.parametrize(
    "sentence",
    [
        "ports 25, 465, 550 are open",
        "orders 421, 550 and 554 are late",
        "we have 12, 550 users on the plan",
        "building B2, 550 Main Street",
        "Flug LH123, 550 km",
    ],
)
def test_numbers_in_a_row_are_no_replies(sentence, knowledge):
    assert read_text(sentence, knowledge) == ()
