"""Which program's words surround a reply, known by its classes, prefixes and messages."""

from __future__ import annotations

from typing import Final

from bot.parse.signs import PROGRAM, Seen, Table
from bot.parse.translations import AT_PLATFORM, SMTP_ERROR, THUNDERBIRD

# The first that occurs wins: the library that speaks stands before the framework that calls it.
_PROGRAMS: Final = {
    "aiosmtplib": "aiosmtplib|fastapi[_-]mail",
    "zone-mta": r"\bzone-?mta\b",  # a mail server that uses nodemailer
    "nodemailer": (
        r"nodemailer|\btransporter\.sendmail|smtp-connection|smtpconnection(?:\._|\.<|\.login\b)"
        r"|responsecode['\"]?:|emailengine|['\"]e(?:envelope|message)['\"]"
        r"|command['\"]?: ?['\"](?:conn|api|starttls|ehlo|auth|mail from|rcpt to|data)\b"
        r"|simplesmtp|invalid greeting\. response="
    ),
    "emailjs": r"\bemailjs/|\bsmtp: undefined\b",
    "deno-smtp": r"denomailer|deno\.land/x/smtp",
    "worker-mailer": r"worker-?mailer",
    "phpmailer": (
        rf"phpmailer|{SMTP_ERROR}|smtp error: (?:could not"
        r"|data not|the following|connect|password|username|mail from|failed)"
        r"|smtp error \(\d|smtp -> (?:from server|error|get_lines)|server -> client:"
        r"|smtp connect\(\) failed|mailer error:|the following from address failed"
    ),
    "symfony-mailer": (
        r"symfony\\+(?:component\\+)?mailer|failed to authenticate on smtp server"
        r"|connection could not be established with host"
        r"|expected response code \\?[\"\d].*but got|unexpectedresponseexception"
    ),
    "swiftmailer": r"swift_|swiftmailer|expected response code",
    "laminas-mail": r"(?:laminas|zend)(?:\\+|_)mail\b",
    "nette-mail": r"nette\\+mail\b",
    "horde": r"\bhorde[_/]smtp",
    "listmonk": r"\blistmonk\b|\bmanager\.go:\d+: error sending message in campaign",
    "pear-mail": r"\bnet_smtp\b|\[smtp: |invalid response code received from server",
    "codeigniter": r"using php smtp\b|libraries/email\.php|codeigniter.{0,9}email",
    "cakephp": r"cake\\+mailer|smtptransport\.php",
    "opencart": r"system/library/mail(?:/smtp)?\.php",
    "wordpress": r"wp_mail|wp-content|wp mail smtp|wordpress",
    "javamail": (
        r"javax?\.mail|jakarta\.mail|com\.sun\.mail|debug smtp:|mailsendexception"
        r"|org\.springframework\.mail|smtpaddressfailed|eclipse\.angus|simplejavamail|commons\.mail"
        r"|vertx\.ext\.mail|quarkus\.mailer"
    ),
    "mailkit": (
        r"mailkit|mimekit|securesocketoptions|smtpcommandexception|smtpprotocolexception|mailozaurr"
        r"|certificate could not be validated for the following reasons"
        r"|sslhandshakeexception: an error|attempting to establish an ssl or tls connection"
    ),
    "system-net-mail": (
        r"system\.net\.mail|smtpexception|the server response was:|send-mailmessage"
        r"|(?:^|[^\W\d])\W*failure sending mail"  # behind a number they are GMX's words
        r"|smtpfailedrecipient|\bsysmail_|\bdatabase mail\b"
    ),
    "indy": r"\b(?:t?idsmtp|eidsmtp)",
    "swift-smtp": r"\bswift-?smtp\b",
    "esp-mail-client": r"\besp[_ -]mail[_ -]client|\besp32[_ -]mail[_ -]?client",
    "utl-smtp": r"\butl_(?:smtp|mail)\b|\bora-2927[89]\b",
    "cdo": r"\bcdo\.message|transport error code was 0x",
    "k-9": r"\bfsck\.k9\b|\bk-9 mail\b|\bfairemail\b",
    "ruby-net-smtp": r"net::smtp|net/smtp\.rb|net-smtp",
    "smtplib": (
        r"smtplib|smtpauthenticationerror|smtpserverdisconnected|smtpdataerror|smtprecipientsrefused"
        r"|smtpsenderrefused|smtphelo|reply: retcode \(|smtpnotsupported|smtpconnecterror|, b'[45]\."
        r"|\([45]\d\d, (?:b[\"']|u?'[45]\.\d\.)"
        r"|\bflask_mail|\byagmail|\bredmail|django[./]core[./]mail|\bapprise\b"
    ),
    # A letter box ("boîte aux lettres") is none.
    "lettre": (
        r"\blettre(?:::| crate\b|[ -]v?\d)|\blett?reerr\b|\binternal client error: "
        r"|\b(?:permanent|transient) error \([45]\d\d\)"
    ),
    "mail-send": (
        r"\bmail_send::|(?:unexpectedreply|authenticationfailed)\(\s*response \{|unexpected reply: said: "
    ),
    "mailcore": "mcoerrordomain|mcosmtpsession|domain=mailcore ",
    "perl-net-smtp": (
        r"net/smtp\.pm|mime::lite|mail::sender|git[ -]send-email|sendemail\[|error => tls setup failed"
    ),
    "gen-smtp": (
        r"gen_smtp|bamboo\.smtp|\bswoosh\b|\bmua\.(?:transport|smtp)error"
        r"|\{:(?:permanent|temporary)_failure, |\{:(?:no_more_hosts|retries_exceeded), "
    ),
    "dart-mailer": (
        r"package:mailer/|smtp(?:clientcommunication|clientauthentication|unsecure|nogreeting)exception"
    ),
    "lua-smtp": r"resty[./](?:mail|smtp)\b|\bsocket\.smtp\b",
    "msmtp": r"msmtp|smtpstatus=",
    "mutt": r"\b(?:neo)?mutt\b|child exited \d|\bsmtp session failed: ",
    "emacs": r"\bsmtpmail\b|\bmu4e\b|\bmessage-send-mail",
    "delta-chat": (
        r"\bdelta ?chat\b|\bdc_event_|\bsmtp failed to send: |\bsend error: (?:permanent|transient): "
        r"|\bpermanent smtp error: "
    ),
    "ssmtp": r"\bssmtp|\bsend-mail: cannot ",
    "swaks": r"swaks|<\*\* |=== connected to|^\W*\*\*\* \w|<~\* |~> ",
    "nullmailer": "nullmailer",
    "dma": r"\bdma\[|\] did not like our ",
    "mailx": r"\bs-nail\b|\bheirloom\b",
    "curl-smtp": r"\bblastula\b|curl_fetch_memory\(smtp_server|smtpclient\.jl|/smtpclient/src/",
    "curl": r"curl: \(|curl_easy|libcurl|\brcpt failed: [45]",
    "outlook": r"0x800ccc|0x800421|0x8004010f|0x80040119|0x800408fc|windows live mail|outlook express",
    "thunderbird": (
        r"thunderbird|\bbetterbird\b|sending of the (?:message|password) (?:failed|did)"
        r"|outgoing server \(smtp\)"
        rf"|mail[- ]server (?:responded|antwortete):|serveur de courrier a répondu|{THUNDERBIRD}"
    ),
    "apple-mail": (
        r"apple mail|macos mail|cannot send message using the server|^\W*cannot send mail\b"
        r"|placed in your outbox"
    ),
    "mailspring": r"\bmailspring\b",
    "kmail": r"\bkmail(?:transport)?\b",
    "evolution": r"\bevolution-mail\b|\bgnome evolution\b|\bcamel-(?:smtp|service|stream)",
    "geary": r"\bgeary\b",
    "airmail": r"\bairmail\b",
    "claws-mail": r"\bclaws[ -]mail\b|\bsylpheed\b",
    "rainloop": r"\brainloop\b|\bsnappymail\b|\bmailso\b",
    "opensmtpd": r"opensmtpd|smtp-out: |smtpd\[\d+\]: (?:[0-9a-f]{16} |warn: queue|smtp-)",
    # A host may be named so: postfix.mail.svc
    "postfix": (
        r"postfix(?:[^.]|\.(?:\W|service|conf|log|org)|\.?$)|noqueue: |milter-reject"
        r"|fatal: no sasl authentication mechanisms|warning: sasl: connect to |connect to milter service "
        r"|this is the mail system at host"
    ),
    "exim": (
        r"exim|smtp error from remote mail(?:er| server)"
        r"|retry timeout exceeded| authenticator failed for|tls error on connection "
    ),
    # Programs call a function of theirs so: server.sendmail(...), transporter.sendMail.
    "sendmail": (
        r"(?-i:sendmail|Sendmail|SENDMAIL)(?:[^\w(]|$)|while talking to|ruleset=check"
        r"|stat=(?:deferred|user|service|host)"
    ),
    "postal": r"smtp delivery error when sending to ",
    "qmail": r"qmail|remote host said:|giving up on",
    "procmail": r"procmail",
    "exchange": (
        r"generating server:|remote server (?:at |returned)|microsoft exchange|resolver\.adr|mapiexception"
    ),
    "go-net-smtp": r"(?:^|[^\w.])net/smtp|gomail|dial tcp|smtp: server|go-mail",
    # The platform, not the adverb: "fails instantly".
    "instantly": (
        r"instantly\.ai|(?:^|\b(?:in|on|to|from|with|using|our|and) )instantly\b"
        rf"|{AT_PLATFORM} instantly\b"
    ),
    "smartlead": r"smartlead",
}
_TABLE: Final = Table(PROGRAM, _PROGRAMS)

PLATFORMS: Final = frozenset({"instantly", "smartlead"})
"""Sending platforms: they show what a recipient's server answered beside what their own said."""

MAIL_PROGRAMS: Final = frozenset({
    "outlook", "thunderbird", "apple-mail", "k-9", "mailspring", "kmail", "claws-mail", "evolution", "geary",
    "airmail",
})  # fmt: skip
"""Programs on a person's own computer or phone, which have settings and no debug output."""

LIBRARIES: Final = MAIL_PROGRAMS | {
    "aiosmtplib", "nodemailer", "phpmailer", "symfony-mailer", "swiftmailer", "wordpress", "javamail",
    "mailkit", "system-net-mail", "smtplib", "ruby-net-smtp", "lettre", "perl-net-smtp", "msmtp", "swaks",
    "mail-send", "curl", "mailcore", "go-net-smtp", "instantly", "smartlead", "emailjs", "deno-smtp",
    "worker-mailer", "laminas-mail", "nette-mail", "pear-mail", "codeigniter", "cakephp", "opencart",
    "dart-mailer", "lua-smtp", "curl-smtp", "indy", "swift-smtp", "esp-mail-client", "utl-smtp", "cdo",
    "horde", "listmonk", "rainloop", "delta-chat", "emacs", "mutt",
}  # fmt: skip
"""Programs that hand mail to their own submission server, so that a reply in their words is that server's."""

OTHER_USES: Final = frozenset({"curl", "go-net-smtp", "swaks", "wordpress"})
"""Programs whose words, as they are known here, are also said where no mail is sent."""

READERS: Final = frozenset({
    "javamail", "mailkit", "mailcore", "k-9", "mailspring", "kmail", "claws-mail", "rainloop",
    "delta-chat", "evolution", "geary", "airmail", "mutt",
})  # fmt: skip
"""Programs that fetch mail as well, so that their words beside IMAP or POP are no SMTP error."""


def client_in(seen: Seen) -> str | None:
    """Name the program whose words stand in a text; None when no sign of one is found."""
    return next(iter(_TABLE.told(seen)), None)
