"""One word for one thing: how mail's words are said otherwise, in English and in other languages.

Only for telling what an unknown text reads like: no page is found by a synonym alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

# The word that the known texts mostly use, and others for the same; a stem ends with "*".
_SAID: Final = {
    "recipient": "addressee addressees receiver empfang* empfaeng* destinatai* destinatari* ontvanger*"
    " odbiorc* adresat* получател* адресат* prijemc* mottagar* mottaker* modtager* alici*",
    "sender": "absender* expediteur* remetente* remitente* mittent* afzender* nadawc* отправител*"
    " odesilatel* avsandar* avsender* afsender* gonderen*",
    "mailbox": "inbox inboxes mailboxes postfach* postfaech* mailbox* buzon* casilla* casella* caixa* boite*"
    " skrzynk* ящик* schrank* postbus* postlada* postkass* kutusu schranka*",
    "user": "users customer customers benutzer* nutzer* utilisateur* usuari* utent* gebruiker* uzytkownik*"
    " пользовател* uzivatel* anvandar* bruker* kullanici* kunde kunden cliente clientes",
    "account": "accounts konto* konten compte comptes cuenta* conta contas rekening* kont учетн* аккаунт*"
    " ucet* hesab*",
    "domain": "domains domane domaene domaine domaines dominio* domini domein* domen* домен* domena* domeny*",
    "server": "servers servidor* serveur* serwer* сервер* serveru sunucu*",
    "message": "letter letters nachricht* mensaje* mensagem* mensagen* messaggi* bericht* wiadomosc*"
    " сообщен* письм* zprav* meddeland* melding* correo* courriel* courrier* mesaj*",
    "attachment": "attachments attached anhang* anlage* adjunto* anexo* allegat* bijlage* zalacznik* вложен*"
    " priloh* jointe jointes",
    "address": "addresses adress* direccion* endereco* indirizz* adres* адрес* adresa*",
    "unknown": "unbekannt* inconnu* desconocid* desconhecid* sconosciut* onbekend* nieznan* неизвестн*"
    " neznam* okand* ukjent* bilinmeyen unrecognised unrecognized",
    "full": "voll* plein* satur* llen* chei* pien* pelny pelna przepeln* переполн* plna plny dolu overfull"
    " pelna* pelen",
    "quota": "quotas kontingent* cuota* speicherplatz espace espacio spazio ruimte miejsc* мест* квот*"
    " allowance allotment",
    "exceeded": "exceeds exceed exceeding uberschr* ueberschr* depass* excedid* superad* superato superata"
    " overschred* przekrocz* превыш* prekroc* overskrid* asildi",
    "blocked": "block blocks blocking gesperrt* blockiert* bloque* bloccat* geblokkeerd* zablokow* заблокир*"
    " blokov* sparr* engellen* banned barred",
    "rejected": "refused declined reject rejects refuses abgelehnt* verweigert* zuruckgewiesen*"
    " zurueckgewiesen* refus* rejet* rechaz* rechac* rejeitad* recusad* rifiutat* respint* geweigerd*"
    " odrzuc* odmow* отклон* отказ* odmitn* avvis* reddedil*",
    "disabled": "deactivated deaktiviert* desactiv* desativad* disattiv* disabilit* uitgeschakeld* wylacz*"
    " отключ* suspendid* suspens* sospes* suspendu* zawieszon* zakaz* stillgelegt* dezaktyw* вимкн*"
    " devre",
    "closed": "terminated gekundigt* geschlossen* clotur* ferme cerrad* encerrad* chius* gesloten zamkn*"
    " закрыт*",
    "allowed": "permitted allow allows erlaubt* gestattet* zulassig* autoris* permitid* permis* autoriz*"
    " permess* consentit* toegestaan* dozwolon* разреш* povolen* tillat*",
    "policy": "policies richtlin* politique* politic* regla* regle* regra* regola* beleid* polityk* политик*"
    " zasad* guideline guidelines regel regeln regels reglas regras regole",
    "limit": "ceiling limits limite* grenze* limiet* limitu лимит*",
    "size": "grosse groesse taille tamano tamanho dimension* omvang rozmiar размер* velikost* storlek*",
    "large": "big huge heavy gross gros volumineu* grande grandes groot* duzy duza большой velk* oversize"
    " oversized lourd* pesad* pesant* zwaar tung*",
    "many": "viele trop demasiad* muchos muitas muitos troppi troppo molti veel wiele слишком mnoho zbyt",
    "found": "gefunden* trouve introuvable* encontrad* trovat* gevonden* znalezion* найден* nalezen* hittad*"
    " bulunama* finner hittas fundet",
    "exist": "exists existiert* existe* esiste* bestaat* istniej* существ* existuje* finnes finns neexist*"
    " finnas findes eksisterer",
    "temporarily": "temporary vorubergehend* voruebergehend* temporair* temporal* temporari* temporane*"
    " tijdelijk* tymczasow* временн* docasn* tillfallig* midlertidig*",
    "later": "spater spaeter tarde tardi pozniej позже pozdeji senare",
    "error": "fehler* erreur* erro errore errori fout* blad bledu bledy ошибк* chyb* hata fejl feil",
    "authentication": "authentifizier* autentific* autenticac* autenticazion* verificatie uwierzyteln*"
    " аутентиф* anmeldung* overen*",
    "password": "passwort* kennwort* contrasen* senha* wachtwoord* haslo* hasla парол* heslo* losenord*"
    " sifre*",
    "spam": "junk scam indesirable* publicid* unerwunscht* spammy рассыл* спам* indesejad* nevyzad*",
    "virus": "malware worm trojan viruses schadsoftware вирус* viry wirus*",
    "blacklist": "blacklisted blocklist blocklisted denylist sperrliste* blacklists",
    "missing": "absent lacks fehlt* fehlend* manquant* falta* manca* mancante ontbreekt* brak* отсутств*"
    " chybi",
    "invalid": "ungultig* ungueltig* invalid* invalido* ongeldig* nieprawidlow* недейств* неверн* neplatn*"
    " ogiltig* ugyldig* gecersiz*",
    "incorrect": "wrong falsch* incorrect* onjuist* bledn* неправ* spatn* felaktig* mauvais*",
    "connection": "verbindung* connexion* conexion* conexao connession* verbinding* polaczeni* соединен*"
    " spojen*",
    "encryption": "encrypt encrypted encrypts unencrypted verschlussel* verschluessel* chiffre* cifrad*"
    " cifrat* crittograf* versleutel* szyfrowan* шифров* sifrovan*",
    "prohibited": "prohibit prohibits forbid forbids forbidden verboten* interdit* prohibid* proibid*"
    " vietat* verbod* zabronion* запрещ* zakazan*",
    "inactive": "dormant unused inactif inaktiv* inactiv* inattiv* nieaktywn* неактив* neaktivn*",
    "content": "contents inhalt* contenu* contenid* conteud* contenut* inhoud tresc* содерж* obsah*",
    "header": "headers entete* kopfzeile* cabecera* cabecalho* intestazion* naglow* заголов* hlavick*",
    "unsubscribed": "unsubscribe opted abgemeldet* desabonn* desinscri* disiscritt*",
    "bounced": "bounces bounce undeliverable unzustellbar*",
    "complaint": "complaints complained complains beschwerde* plainte* queja* reclamac* reclami",
    "fast": "faster quick quicker quickly rapidly schnell* vite rapid* veloc* snel szybko быстро rychle",
    "storage": "space room speicher* stockage almacenamiento armazenamento archiviazione",
    "relaying": "relay relays weiterleit* reenvio* relais inoltr* doorstur* przekazyw* пересыл*",
    "expired": "abgelaufen* expire* expirad* caducad* vencid* scadut* verlopen wygas* истек* vyprsel*",
    "required": "erforderlich* requis* requerid* obrigatori* obligatoi* richiest* vereist* wymagan*"
    " требуется",
    "failed": "fehlgeschlagen* fehlschlag* echou* fallid* falhou falló fallo fallito mislukt* nieudan*"
    " selhal* schlug",
    "signature": "signatur* assinatura* podpis* подпис* handtekening",
    "reverse": "inverse* invers* umgekehrt* odwrotn* обратн*",
    "busy": "ueberlastet* uberlastet* overlast* surcharg* occupe* ocupad* sobrecarg* occupat* перегруж*"
    " занят*",
    "connections": "verbindungen connexions conexiones conexoes connessioni verbindingen соединений"
    " подключений",
    "maximum": "maximal* maxim* massim* максим* hochst*",
    "authorized": "autorisiert* berechtigt* habilit* abilitat* bevoegd* upowazn*",
    "unavailable": "indisponib* onbereikbaar* niedostep* недоступ*",
}


def _plain(word: str) -> str:
    """A word without its accents: people leave them out, and servers too."""
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))


def _read() -> Iterator[tuple[str, str]]:
    for known, others in _SAID.items():
        for other in others.split():
            yield _plain(other), known


_WHOLE: Final = {other: known for other, known in _read() if not other.endswith("*")}
_STEMS: Final = {other[:-1]: known for other, known in _read() if other.endswith("*")}
_SHORTEST, _LONGEST = min(map(len, _STEMS)), max(map(len, _STEMS))


@lru_cache(maxsize=4096)  # the words of mail are few, and come again and again
def usual(word: str) -> str:
    """The word by which the known texts mostly call what a word means; itself where none is known."""
    plain = _plain(word)
    known = _WHOLE.get(plain)
    if known is not None:
        return known
    for end in range(min(len(plain), _LONGEST), _SHORTEST - 1, -1):
        known = _STEMS.get(plain[:end])
        if known is not None:
            return known
    return word
