"""How mail programs open an error in other languages: Thunderbird, PHPMailer, Roundcube, .NET, CDO.

Says that such an error stands in a line; what it says is the knowledge base's matter.
"""

from __future__ import annotations

from typing import Final

# "SMTP-Fehler: ...", "Błąd SMTP (-1): ...", "SMTP 错误：..." (PHPMailer's and Roundcube's translations).
SMTP_ERROR: Final = (
    r"smtp[ -]?(?:fehler|fout|hatası|sorunu|fel|fejl|feil|virhe|hiba|ошибка|エラー|錯誤|错误|오류)"
    r" ?(?:[(（]-?\d+[)）] ?)?[:：]"
    r"|(?:erreur|error|erro|erro d[eo]|errore|błąd|ошибка|chyba|eroare|помилка) smtp[^\s:：]* ?"
    r"(?:[(（]-?\d+[)）] ?)?[:：]"
    r"|smtp error: (?:impossibile|i seguenti|dati non)"
    r"|smtp connect\(\) (?:fall|fal|başarısız|selhal|miss|fejl|misl|zosta)|smtp connect\(\) a échoué"
)
# Thunderbird's sentences in German, French, Spanish, Italian and Portuguese.
THUNDERBIRD: Final = (
    r"servidor de (?:salida|envio) \(smtp\)|postausgangs-?server \(smtp\)"
    r"|smtp-server \S+ (?:ist unbekannt|fehlgeschlagen|mitten|ihre|kann nicht|scheint|erlaubt|unterstützt)"
    r"|serveur sortant \(smtp\)|lien sécurisé avec le serveur smtp"
    r"|server (?:di )?(?:posta )?in uscita \(smtp\)"
    r"|globale größenlimit|límite global de tamaño|taille globale limite|limite global do servidor"
    r"|limite globale del server|erlaubte anzahl an empfängern|número permitido de destinat"
    r"|nombre de destinataires autorisé|numero di destinatari supera"
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
