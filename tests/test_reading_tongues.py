"""Errors told in other languages than English: words in another order, numbers without spaces, everyday words."""

import pytest

from bot.reading import read_text

TOLD = {
    "a certificate in a German compound": (
        "Das Sicherheitszertifikat für smtp.example.de ist abgelaufen",
        ("tls", "certificate-expired", None),
    ),
    "a certificate in a Dutch compound": (
        "Het beveiligingscertificaat van smtp.example.nl is verlopen",
        ("tls", "certificate-expired", None),
    ),
    "a certificate in a Swedish compound": (
        "Serverns säkerhetscertifikat har gått ut (smtp.example.se)",
        ("tls", "certificate-expired", None),
    ),
    "a certificate, in Norwegian": (
        "Sertifikatet til smtp.example.no er utløpt",
        ("tls", "certificate-expired", None),
    ),
    "who may send, in Spanish": (
        "550 Debe autenticarse para enviar correo",
        ("auth", "530-authentication-required", 550),
    ),
    "a recipient who wants no mail, in Portuguese": (
        "550 O destinatário bloqueou seu endereço",
        ("policy", "sender-blocked-by-recipient", 550),
    ),
    "a recipient's domain that nobody knows, in German: no recipient's name is wrong": (
        "550 Domain des Empfängers unbekannt",
        ("routing-dns", "recipient-domain-not-found", 550),
    ),
    "a server's own fault, in Dutch": (
        "451 Tijdelijke storing op de server",
        ("server-transient", "server-temporary-fault", 451),
    ),
    "a word of mail in another language makes a line a reply": (
        "450 Muitas mensagens enviadas",
        ("rate-limit", "sending-rate-exceeded", 450),
    ),
    "Exchange's notice in German: its subject tells that it is of mail": (
        "Unzustellbar: Angebot Juli\nDiese Nachricht ist zu groß und kann nicht gesendet werden.",
        ("size", "message-too-large", None),
    ),
    "Exchange's notice in German: who may not write there": (
        "Ihre Nachricht an ana@example.de konnte nicht zugestellt werden. Sie sind nicht berechtigt,"
        " Nachrichten an diesen Empfänger zu senden.",
        ("policy", "microsoft-recipient-takes-only-known-senders", None),
    ),
    "Exchange's notice in French": (
        "Votre message pour ana@example.fr n'a pas pu être remis.\nana n'a pas été trouvé sur example.fr.",
        ("mailbox-unknown", "recipient-unknown", None),
    ),
    "Exchange's notice in Spanish, its subject": (
        "No se puede entregar: el mensaje es demasiado grande.",
        ("size", "message-too-large", None),
    ),
    "Exchange's notice in Italian": (
        "Non recapitabile: La cassetta postale del destinatario è piena e non può accettare messaggi ora.",
        ("mailbox-full", "mailbox-full", None),
    ),
    "GroupWise's notice in English": (
        "The message you sent could not be delivered: User unknown at destination post office (D101)",
        ("mailbox-unknown", "recipient-unknown", None),
    ),
    "Exchange's notice in Dutch": (
        "Uw bericht kan niet worden bezorgd bij de volgende geadresseerden of groepen:\n\nana@example.nl\n"
        "Het e-mailadres dat u hebt ingevoerd, kan niet worden gevonden.",
        ("mailbox-unknown", "recipient-unknown", None),
    ),
    "Exchange's notice in Portuguese": (
        "Sua mensagem para ana@example.com não pôde ser entregue.\nana não foi encontrado em example.com.",
        ("mailbox-unknown", "recipient-unknown", None),
    ),
    "Chinese for a mail that came back as spam": (
        "用163的smtp发邮件不成功\n最后被退信了，说是垃圾邮件，什么原因啊？",
        ("spam-content", "message-looks-like-spam", None),
    ),
    "Chinese for an unknown recipient beside its number": (
        "SMTP 错误代码550用户不存在",
        ("mailbox-unknown", "recipient-unknown", 550),
    ),
    "Chinese for a mail not sent because it is too large": (
        "邮件发送失败，原因：附件过大",
        ("size", "message-too-large", None),
    ),
    "Japanese for what is wrong, which is no difference": (
        "SMTP認証に失敗しました。ユーザー名またはパスワードが違います",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "Korean for a server that is not reached": (
        "이메일 전송시 SSL연결을 실패해 SMTP 서버와 연결이 실패하는 오류",
        ("connection", "smtp-connect-failed", None),
    ),
    "Portuguese for a method, which is no to-do": (
        "O servidor de envio (SMTP) smtp.example.com não oferece suporte ao método de autenticação selecionado.",
        ("auth", "504-login-method-not-accepted", None),
    ),
    "Turkish for a login in front of the server's name": (
        "Kimlik doğrulama hatası smtp.example.com",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "Czech for a server that is not reached": (
        "Nelze se připojit k SMTP serveru",
        ("connection", "smtp-connect-failed", None),
    ),
    "German for a refused user name or password": (
        "Der SMTP-Server lehnt den Benutzernamen oder das Passwort ab",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "French for the same": (
        "Le serveur SMTP refuse le nom d'utilisateur ou le mot de passe.",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "Spanish for the same": (
        "El servidor SMTP rechazó el usuario o la contraseña",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "Italian for the same": (
        "Il server SMTP ha rifiutato utente o password.",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "Portuguese for the same": (
        "O servidor de e-mail rejeitou o usuário ou a senha",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "Italian for a refused mail": ("Il server SMTP ha rifiutato il messaggio", ("unknown", None, None)),
    "French for the same refusal": ("Le serveur SMTP a refusé l’envoi.", ("unknown", None, None)),
    "Spanish for a login that failed": (
        "No se pudo autenticar con el servidor de correo smtp.example.com",
        ("auth", "login-refused-reason-hidden", None),
    ),
    "Russian for a mail that came back from a full mailbox": (
        "Письмо вернулось: почтовый ящик переполнен",
        ("mailbox-full", "mailbox-full", None),
    ),
    "Japanese for a mail that came back from a full mailbox": (
        "メールが戻ってきました：宛先のメールボックスがいっぱいです",
        ("mailbox-full", "mailbox-full", None),
    ),
    "Korean for a mail that came back from a full mailbox": (
        "메일이 반송되었습니다. 받는 사람의 메일함이 가득 찼습니다",
        ("mailbox-full", "mailbox-full", None),
    ),
    "Italian for a mail that came back from nobody": (
        "La mail è tornata indietro: utente sconosciuto",
        ("mailbox-unknown", "recipient-unknown", None),
    ),
    "German for a mail that came back from nobody": (
        "Mail kommt zurück, Empfänger unbekannt",
        ("mailbox-unknown", "recipient-unknown", None),
    ),
}

NONE = {
    "Russian for a site's own user": "Вход на сайт: пользователь не найден",
    "Korean for a site's own user": "로그인 실패: 사용자를 찾을 수 없음",
    "Chinese for many users": "共有535个用户收到邮件",
    "Chinese for a price": "这个550元的邮件服务器",
    "Chinese for a web server's error": "错误500服务器内部错误",
    "Chinese for an error that was mended": "我们修复了SMTP登录失败的问题",
    "Chinese for a code by mail": "验证码发送失败 smtp",
    "Japanese for a difference": "SMTP認証とSMTP接続の違いを教えてください",
    "German for another login": "Login in die Web-Oberfläche fehlgeschlagen, SMTP ist aber konfiguriert",
    "Russian for a web page's login": "Не могу войти в личный кабинет, неверный пароль, почта подтверждена",
    "Chinese for a database": "邮件已发送，但数据库连接失败",
    "Portuguese for a web page's login": "Login não funciona no site, mandei um e-mail pro suporte",
    "French for a database": "Connexion à la base de données impossible, envoyez un mail au support",
    "Swedish for a web page": "Kan inte logga in på webbplatsen med min e-post",
    "Hungarian for a database": "Nem sikerült csatlakozni az adatbázishoz",
    "Dutch for a database": "Verbinding met de database mislukt, mail de beheerder",
}


# A connection, a login or TLS that fails, as a program or a person tells it.
STEPS = {
    "connection-lost": (
        "Не получается отправить почту - соединение сброшено",
        "SMTP: Verbindung wurde unterbrochen",
        "Impossible d'envoyer des mails, connexion interrompue par le serveur",
        "邮件发送失败，连接被重置",
    ),
    "connection-refused": (
        "Kan inte skicka mejl: anslutningen nekades",
        'Kan geen testmail versturen, "verbinding geweigerd"',
        "SMTP: spojení odmítnuto",
    ),
    "connect-timeout": (
        "Nie mogę wysłać maila: przekroczono limit czasu połączenia",
        "E-posta gönderemiyorum: bağlantı zaman aşımına uğradı",
        "En voi lähettää sähköpostia: yhteys aikakatkaistiin",
        "메일을 보낼 수 없습니다: 연결 시간이 초과되었습니다",
        "郵件寄不出去，連線逾時",
    ),
    "smtp-connect-failed": (
        "Программа не может подключиться к SMTP серверу",
        "Il gestionale non riesce a collegarsi al server SMTP",
        "Kan inte ansluta till SMTP-servern",
        "Jeg kan ikke sende e-mail, forbindelsen til serveren mislykkedes",
        "Nu se poate conecta la serverul SMTP",
        "Δεν είναι δυνατή η σύνδεση με τον διακομιστή SMTP",
    ),
    "certificate-expired": (
        "Erro ao enviar e-mail: certificado SSL do servidor de saída vencido",
        "У SMTP-сервера истёк сертификат, письма не уходят",
        "Gửi mail bị lỗi chứng chỉ của máy chủ thư đã hết hạn",
    ),
    "host-name-not-found": (
        "The app cannot find the mail server smtp.example.com, dns lookup fails",
        "Testmail -> Fehlermeldung\nNetzwerkfehler [Error 11001] getaddrinfo faild",
        "Ich kann keine E-Mails senden: Server nicht gefunden",
        "Push-Mail nicht gesendet. Grund: Der Server smtp.example.de wurde nicht gefunden.",
        "Le serveur SMTP smtp.exemple.fr est introuvable",
        "No se encontró el servidor SMTP smtp.ejemplo.es",
        "Il server di posta smtp.example.it non è stato trovato",
        "Não consigo enviar email: servidor não encontrado",
    ),
    "535-authentication-failed": (
        "Logowanie do serwera SMTP nie powiodło się",
        "Přihlášení k serveru SMTP se nezdařilo",
    ),
    "tls-not-set-up": ("При отправке письма: не удалось установить SSL-соединение",),
    "certificate-not-verified": ("發信時出現 SSL 憑證錯誤", "SMTP sertifika hatası"),
}
STEP_ROWS = [(said, entry) for entry, sentences in STEPS.items() for said in sentences]


@pytest.mark.parametrize(("said", "entry"), STEP_ROWS, ids=[said[:40] for said, _ in STEP_ROWS])
def test_a_step_that_failed_is_heard_in_more_languages(said, entry, knowledge):
    (finding,) = read_text(said, knowledge)

    assert (finding.entry, finding.reply_code) == (entry, None)


@pytest.mark.parametrize(("paste", "told"), TOLD.values(), ids=TOLD)
def test_an_error_in_another_language_is_read(paste, told, knowledge):
    first = read_text(paste, knowledge)[0]

    assert (first.family, first.entry, first.reply_code) == told


@pytest.mark.parametrize("paste", NONE.values(), ids=NONE)
def test_what_is_no_error_in_another_language_is_left_alone(paste, knowledge):
    assert read_text(paste, knowledge) == ()
