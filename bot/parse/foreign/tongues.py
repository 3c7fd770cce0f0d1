"""Errors of other protocols that use SMTP's numbers or words: FTP, IMAP, POP, HTTP, SSH, SQL, compilers.

Says only whether such a protocol explains a text; a mail word nearby makes SMTP the likelier one.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bot.parse import ports, translations
from bot.parse.rare_pattern import RarePattern
from bot.parse.signs import REPLY, Seen, Signs
from bot.pattern_set import occurs

_MAIL: Final = Signs(
    REPLY,
    r"smtp|\brcpt(?:s|to)?\b|mail from:|\behlo\b|postfix|exim\b|sendmail|mailkit"
    r"|javamail|swift_|swaks|mailer"
    # PHPMailer, Nodemailer, Gmail
    r"|server -> client:|\bcode: '(?:eenvelope|eauth)'|\bresponse from the remote server was"
    r"|dovecot/lmtp|\bamavisd?\[|\bmessage (?:reject|bounce|deferral) detail"  # pflogsumm's tables
    r"|mailgun|sendgrid|brevo|mailjet|postmark|sparkpost|amazon ?ses|suppression list"
    r"|outlook\.com|protonmail|relay=|dsn=|lettre::|mta\b|diagnostic-code|final-recipient"
    r"|bounc(?:e|ing)|undeliver|mail delivery|delivery has failed|recipient address"
    r"|sender address|tenantattribution|mailbox|starttls|\bhelo\b|remote host said|said: [45]\d\d"
    r"|\bgr[ae]y-?listed\b|\brelay(?:ing)? through (?:this|our)\b|\bdelivery failed: (?:user|recipient)\b"
    r"|sasl|procmail|sender verify|\bmx\d*\.[\w-]+\.[a-z]"
    r"|\bdmarc\b|\bdkim\b|\bspf (?:check|fail|record|soft|perm|temp|authenti|validation)"
    r"|\bmx[ -](?:records?|entr|hosts?\b|eintr)|\b(?:record|registro|enregistrement)s? mx\b"
    r"|mail[ _-]?server|e-mail|(?:^|[^c])email|posteing[aä]ng(?:[^s]|$)|(?:\b|\btest-?)mail[ais]?\b"
    r"|\bmail-?(?:versand|konto|adresse)|\bmailen\b"  # a telephone has voicemail
    r"|\boutbox\b|\binboxes\b|sending message in campaign"  # listmonk's
    r"|\bapi\.(?:sendinblue|resend)\."
    r"|\bsending (?:activity|limit|quota)|\bmessage (?:is|was|has been) returned\b|\bspam[- ]?filter"
    r"|envoi du message|le serveur a r[ée]pondu|courriels?\b|\bcorreos?\b|\bposta elettronica|postfach"
    r"|\bbo[iî]te (?:aux lettres|de r[ée]ception)|\bbuz[oó]n"
    r"|\bcasella (?:di )?posta|\bcaixa (?:de (?:correio|entrada)|postal)|\bskrzynk|\bpostvak"
    r"|почт|письм|пошт|poczt|e-?posta?\b|\bmejl|sähköposti|\bpošt|\blevél(?:küld|ez)|\bsurel|البريد|邮件"
    r"|邮箱|退信|发信|郵件|寄信|メール|메일|דואר|ایمیل|ईमेल|อีเมล|postausgang|serveur (?:sortant|d['’]envoi)"
    r"|server (?:in uscita|di posta)|servidor de (?:salida|sa[ií]da|env[ií]o)|máy chủ thư|levelező"
    r"|your message (?:to|was|wasn|could|couldn|can|has|hasn)\b|microsoft exchange|\bwp_mail\b"
    rf"|{translations.NOT_DELIVERED}|{translations.OUTLOOK_TLS}"
    r"|\bblocked using \w*\.?(?:spamhaus|spamcop|barracudacentral|dnsbl|rbl)",
)
# A campaign of a platform that sends from its customers' mailboxes is mail's as well.
_PLATFORM: Final = Signs(
    REPLY,
    r"\b(?:instantly|smartlead|lemlist|mailshake|saleshandy|woodpecker|quickmail|gmass|replyify|snov)\b",
)
_CAMPAIGN: Final = Signs(REPLY, r"\b(?:campaign|sequence)")
_SMTP: Final = Signs(
    REPLY,
    r"smtp|rcpt to|mail from:|\behlo\b|\bpostfix\b|\bexim\b|sendmail|nodemailer|phpmailer"
    r"|swiftmailer|sent an incorrect greeting|tls library problem|diagnostic-code|final-recipient"
    r"|mailer-daemon|\bgomail: |\bstatus=(?:deferred|bounced|undeliverable) \("
    # sendmail's doubts about its own name.
    r"|\bmy unqualified host name|\bunable to qualify my own domain name"
    r"|\blocal host name \(.* is not qualified"
    r"|\bgreeting never received|\bmissing credentials for\b|\bunexpected socket close"  # Nodemailer
    r"|\bmissing (?:password|secret) for (?:plain|login|cram-md5) auth\b"  # Alertmanager
    r"|\be?mail[-_]send[-_]failed|\bemailsendfailed"  # Keycloak, Lemmy, Rocket.Chat
    r"|(?-i:\berror at (?:DATA start|during DATA|after DATA)\b)"  # Email::Sender
    r"|(?-i:\bEMAIL:(?:AUTHENTICATION|CONNECTIVITY|CONNECTION_TIMEOUT|INVALID_CREDENTIALS|SEND|SSL_ERROR"
    r"|UNKNOWN_HOST)\b)"  # Mule
    r"|\blettre error\b|\{:?network_failure,"  # the latter is gen_smtp's
    # SAPconnect's messages.
    r"|\bxs8\d\d\b|\bno delivery to \S+@\S+, |\bno delivery as sender or receiver address"
    r"|\bcdo\.message|\bquerymx\b|\bswaks\b|\btls startup failed \(|\bgit[ -]send-email\b"
    r"|\bamazonsimpleemailservice\b"  # the AWS clients name it in each error
    r"|\binvalid greeting\. response=|\bthe transport failed to connect to the server"  # the latter is CDO's
    # IMAP's own greeting is no error to a program that fetches mail.
    r"|\b(?:error|short response):? \* ok \[capability"
    # IMAP says AUTHENTICATE, programs on a command line "auth login".
    r"|(?-i:\bAUTH (?:LOGIN|PLAIN|XOAUTH2|CRAM-MD5)\b)"
    # Spring and JavaMail, which call the reading of mail a store.
    r"|connection test failed! here is what we got instead"  # Odoo's of its outgoing server
    r"|mailsendexception|(?:javax|jakarta)\.mail\.transport"
    # Postfix's smtpd alone says so.
    r"|(?:sender|recipient) address rejected: "
    # Sending services, on the web as in SMTP: they refuse the mail, not the request.
    r"|sender (?:signature|identity)\b|resend\.com/domains|\bsending (?:domain|account)\b"
    r"|\bassociated domain with your api key\b"
    r"|pending approval, all recipient|the following identities failed the check|is not allowed to send: "
    r"|\bsend (?:test )?emails\b|\bsend testing e-?mails\b|\badd and verify your domain\b"
    r"|sendasdenied|\bpermissions? to send as this sender"
    r"|mailgun api response|is not an authorized sender email|\bses:send(?:raw|templated)?email\b"
    # ESP Mail Client's numbers of SMTP; those of IMAP begin with 2.
    r"|, error code: -1\d\d, reason: "
    # They hand mail over and scan it, and do nothing else.
    r"|\blmtp[(\[]|\blda\(|\bmilter |\bsubmission-login"
    r"|\bamavisd?\[\d",
)
# A port where mail is handed in, written as a port: behind an address, named so, or beside another one.
_PORT: Final = Signs(
    REPLY,
    rf"(?:\.\d{{1,3}}|\]|localhost|\.[a-z]{{2,}}):(?:{ports.OF_MAIL})(?:[^\d:]|:\D|:?$)"
    rf"|[\w>*]:(?:{ports.OF_SUBMISSION})(?:[^\d:]|:\D|:?$)"
    rf"|\bport\b\W{{1,4}}(?:is |to )?(?:{ports.OF_MAIL})(?:\D|$)"
    rf"|(?:\b(?:port(?:issa|tiin|ti|u|em|ul|en|a|o)|porcie|puerto|poort)\W{{1,4}}|(?:порт\w{{0,2}}|端口|ポート"
    rf"|포트)\W{{0,3}})"
    rf"(?:{ports.OF_SUBMISSION})(?:\D|$)|\w\.[\w-]+ (?:{ports.OF_MAIL})$"
    # "ssl wrong version number 587": the number of what failed is no count.
    rf"|\b(?:wrong version number|handshake fail(?:ed|ure|s)|(?:ssl|tls) (?:error|fails|failed))"
    rf"[ ,:(]{{1,2}}(?:{ports.OF_SUBMISSION})\W*$"
    # "wrong version number on 587": as people say it, where nothing is counted by it.
    rf"|\b(?:on|via|over|auf|sur|en el|na|op) (?:{ports.OF_SUBMISSION})"
    r"(?:\W*$|[,.;!?)]| (?:and|but|since|from|when|while|seit|aber|und|von|mais|depuis|desde|pero) )"
    rf"|\b(?:{ports.OF_MAIL})(?: ?[,/&]| and| or| und| oder| et| ou| y| o| e)? ?(?:{ports.OF_SUBMISSION})\b",
)
_FOREIGN: Final = Signs(
    REPLY,
    r"\bs?ftps?\b|ftp[A-Z]|filezilla|winscp|cyberduck|\bfile transfer\b|^\W*copying files? "
    # FileZilla's log, and what curl exits with for FTP alone.
    r"|(?-i:^(?:Response|Command|Antwort|Befehl|Réponse ?|Commande ?):\t)|\bcurl: \((?:9|1[0-579]|21|30|31)\)"
    r"|(?-i:\b(?:STOR|RETR|MLSD) )|retrieving mailbox|\breceiving'? reported error"
    r"|(?-i:(?:^|[^*])\* (?:BYE|BAD|NO)\b|(?:^|[\s:\"'`])-ERR )|\bA\d+ (?:NO|BAD)\b"
    r"|(?-i:^\W*\d+ (?:NO|BAD) [\[A-Z]|^\W*[CS]: (?:\d+ [A-Z]+|\* LIST) )"
    # Response codes of IMAP (RFC 5530 3).
    r"|(?-i:\[(?:UNAVAILABLE|AUTH(?:ENTICA|ORIZA)TIONFAILED|PRIVACYREQUIRED|SERVERBUG|NONEXISTENT"
    r"|OVERQUOTA)\])|HTTP/\d|HTTP (?:error |status )?\d{3}|https?://localhost|status code|statuscode"
    r"|\bcurl: \(22\)|HttpException|axios|fetch failed|nginx|cloudflare|requests\.exceptions"
    r"|urllib|net/http\.rb:|http/client\.py"
    # "MySQL 8.0", "PostgreSQL 12.1" tell what somebody runs.
    r"|mysql(?:[^ \d]| \D|$)|postgres(?:ql)?(?:[^ q\d]| \D|$)"
    r"|ssh(?:[^\w ]| (?:[^r]|r[^e]|re[^m])|$)|sshd|\bpublickey|sshauthenticationexception"
    r"|SQLSTATE|psql|psycopg|redis|mongo|^\W*docker(?: (?:login|pull|push|compose))?: "
    r"|error response from daemon|kubectl|npm ERR"
    r"|\bhelm (?:timed out|upgrade|install|failed)|timed out waiting for (?:the )?condition"
    r"|exceeded its progress"
    r"|\bterraform (?:apply|plan|init|destroy)\b|ImagePullBackOff|CrashLoopBackOff"
    # PostgreSQL's words for a fault in a query, MySQL's and SQLite's; SMTP says "syntax error" as well.
    r"|\bsyntax error at or near \W|\berror in your SQL syntax\b|\bnear \W+\w+\W+: syntax error"
    r"|error TS\d|\bgit [a-z-]+\b|\.git\b|\bAccessDenied|NoSuchBucket|PutObject"
    r"|using password: (?:YES|NO)|password authentication failed for user|kerberos|_imap@"
    r"|\(from client \S+ port \d"  # FreeRADIUS
    r"|ldap_|\bldap\W{1,3}(?:bind|search) |ldaperr|AcceptSecurityContext"
    r"|Connection\._resTagged|textCode: 'AUTHENTICATIONFAILED'|RFC ?2616|REST API|webhook|xmpp|jabber"
    r"|redirect_uri|\bgrpc\b|\brdp\b|\bvpn(?::| connection| tunnel| client| says| reports| shows)|openvpn"
    r"|\bvpn (?:is|was|seems) (?:down|broken|dead|gone|offline)|\bport['\"]?: 443\b"
    r"|pull(?:ing)? (?:image|repository)|image registry|<h1>[45]\d\d |SaslAuthenticationException"  # Kafka's
    r"|(?:^|[.!?] )\W*(?:(?:the|our|an?|his|her) )?(?:bank|wire) transfers? (?:\w+ )?(?:came|comes|was"
    r"|were|is|bounced|failed|returned)\b"
    r"|\b(?:your|the) (?:parcel|shipment)\b|websocket|\bpg::|\bora-\d{5}|access denied: 530"
    r"|rpc error: code = |microsoft-iis|urn:[\w:]*acme:error|acme-challenge"
    r"|exchange\.asmx|exchangelib|exchange\.webservices"  # Exchange on the web
    r"|\bnntp|usenet|news ?server|\bnews(?:reader\d?)?\.[\w-]+\.\w|\bnzb|\bamqp|rabbitmq"
    r"|(?-i:\bACCESS_REFUSED\b)"  # of AMQP 0-9-1
    r"|(?-i:\b5\d\d[ :(-]{1,3}(?:NOT[_-]ALLOWED|INTERNAL[_-]ERROR|CHANNEL[_-]ERROR)\b)|\bsip/\d"
    r"|\bupload(?:s|ed|ing)? (?:an? |the |my |our )?(?:files?|logo|images?|photos?|folder|backup|theme"
    r"|plugin)\b"
    # Telephones, chat, banks.
    r"|\bsip (?:response|reply|registration|trunk|peer|invite)\b|\bchan_sip\b|\bpjsip\b|\birc\b"
    r"|\b(?:undelivered|undeliverable|failed|rejected) sms\b"
    r"|\bsms (?:was |is )?(?:undeliver|rejected|refused|failed)"
    r"|\b(?:payment|card) (?:was |is |has been )?(?:declined|refused)\b|\binsufficient funds\b"
    r"|\b(?:payment|paiement|prélèvement|zahlung|lastschrift|buchung|pago|cobro|pagamento)\b[^.!?\n]*"
    r"\b(?:bank|banque|banco|banca)\b"
    r"|noauth auth|wrongpass|kex_exchange|rsync|\bkinit: |\btoomanyrequests|\bpull rate limit"
    r"|\b(?:upgrade|installation) failed: |\+cm[es] error|\bsqlexception"
    r"|\blogin failed for user '|\berror: 18456\b"
    r"|policy_published|managesieve|rtsp|mqtt|connack|kafka|HTTP (?:error |response )?code"
    # What a browser says of a page, and the numeric replies of IRC (RFC 2812 2.4).
    r"|\b(?:net::)?(?-i:ERR_(?:ADDRESS|CERT|CONNECTION|EMPTY_RESPONSE|NAME_NOT|SSL|TIMED_OUT)"
    r"|DNS_PROBE_(?:FINISHED|POSSIBLE))|(?-i:^:[\w-]+\.[\w.-]+ \d{3} \S)|\bweb server is down\b"
    # .NET says so of the web and of FTP.
    r"|the remote server returned an error: \(|invoke-(?:webrequest|restmethod)"
    # Replies that FTP and NNTP have and SMTP has not (RFC 959 4.2, RFC 4643 2).
    r"|\b150 (?:opening|file status|here comes|ok|accepted)|\b22[79] entering|\b226 (?:transfer|closing|abor)"
    r"|\b230[ -](?:user|log|welcome|anonymous)|\b331 (?:user|pass|please|guest|anonymous)"
    r"|\b425 (?:can|unable|failed|use port|no data)|\b48[0-3] (?:too many|auth)",
)
# What fetches mail; and that this works, where sending does not.
_FETCHING: Final = Signs(
    REPLY,
    r"\b(?:fetch|poll|retriev)ing (?:the |new |incoming )?e?-?mails?\b|\bgetmail\b|\bfetchmail\b"
    r"|\b(?:get|list|read|fetch|download) (?:(?:the|my|all|new|e?-?mail) )*messages (?:of|from|in)"
    r" (?:an?|the|my) (?:[\w-]+ )?(?:mailbox|inbox|folder)\b"
    r"|\btrying to (?:get|list|read|fetch) (?:the |my )?e?-?mail messages\b"
    r"|\bdjango_mailbox\b|\bmbsync\b|\bofflineimap\b|\bimap|imaplib|_imap_|imapclient|\bpop3\b|pop://|poplib|net/pop\b",
)
# Asked of few texts: what it repeats over words would double the states of a sieve.
_only_sending_fails: Final = occurs(
    r"\b(?:imap|pop3?)\b[^.\n]*\b(?:works?|working|(?:is|are) (?:ok|okay|fine)|succeeds?|no problems?)\b"
    r".*\b(?:send(?:ing)?|outgoing)\b|\bfetch(?:e[sd]|ing)?\b.*\bsend(?:ing)?\b"
    r"|\b(?:receiv\w+|fetch\w*|read|get|works?)\b[^.\n]*\b(?:imap|pop3?)\b.*\bsend(?:ing)?\b"
    r"|\bsend(?:ing)?\b.*\b(?:imap|pop3?)\b[^.\n]*\b(?:works?|working|(?:is|are) (?:ok|okay|fine))\b"
)
# What fetches mail, and that it works: "the same IMAP setup works in Outlook", "IMAP is working - but".
_FETCHING_WORKS: Final = re.compile(
    r"\b(?:imap|pop3?|offlineimap|mbsync|fetchmail|getmail)\b"
    r"(?:(?!\b(?:not?|n?or|never|but|stopped|smtp|send\w*|fail\w*|errors?|refus\w*|non|nie|не)\b"
    r"|n['’]t\b)[^.!?;\n]){0,60}?"
    r"\b(?:works|worked|(?:is|are|was) (?:all |also )?(?:working|okay|ok|fine)"
    r"|(?:geht|funktioniert|klappt|läuft|marche|fonctionne|funciona|funziona|werkt|działa|работает)"
    r"(?! (?:aber |auch |noch |leider )?(?:nicht|kaum|pas|plus|niet|mal)\b))\b",
    re.IGNORECASE,
)
# The reverse: fetching fails, and sending works.
_only_fetching_fails: Final = occurs(
    r"(?s)\b(?:retriev\w+|fetch\w*|receiv\w+|poll\w*|read\w*)\b[^.\n]*\b(?:imap|pop3?)\b.*"
    r"(?:\b(?:no|without(?: any)?) (?:issues?|problems?|errors?|trouble)\b[^.\n]*\b(?:send(?:ing)?|smtp)\b"
    r"|\b(?:send(?:ing)?|smtp)\b[^.\n]*\b(?:works?|(?:is|are) (?:ok|okay|fine|working))\b)"
)
# Where other protocols listen, web addresses, and what fetches, probes and stores: they explain
# an error unless mail is spoken of.
_ELSEWHERE: Final = Signs(
    REPLY,
    r"(?:\.\d{1,3}|\]|localhost|\.(?:com|net|org|io|dev|local|internal|svc|example)):"
    r"(?:21|22|53|80|110|143|389|443|636|993|995|1194|1433|1521|1883|2049|2181|237[5-9]|[3-9]\d{3}"
    r"|[1-6]\d{4})(?:\D|$)"
    r"|\w:(?:1433|2379|3306|5432|5672|6379|6443|9092|9200|11211|27017|50051)(?:\D|$)"
    r"|\bport\b\W{1,4}(?:21|22|53|80|110|143|389|443|636|993|995|[3-9]\d{3}|[1-6]\d{4})(?:\D|$)|https?://"
    r"|\bhost\W{1,3}(?:api|www|cdn|git|registry|mirrors?)\.[\w-]+\."
    r"|\bwhile (?:connecting to|reading [\w ]+ from|sending to) upstream\b"  # nginx
    # What Unix says of those who have no account there.
    r"|\b(?:(?:user|group)(?:add|del|mod)|g?passwd|chage|chown|crontab|sudo|su): "
    r"|\b(?:npm|yarn|pnpm|pip|composer|maven|gradle|kubelet)\b|/simple/|probe failed"
    r"|\bparcels?\b|\bshipment|\btracking number|database|certbot|elastic"
    r"|\binternal server error\b|\bsystemd\b"
    # The latter is what PHP's clients of the web say.
    r"|\bcurl: \((?:3|5|6|7|28|35|60)\)|\bwget: |\bcurl error (?:3|5|6|7|28|35|51|52|56|60)\b",
)

_SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?])\s+(?=[^\s\d])")
_SPOKEN: Final = 1_000  # characters of a line; what is longer nobody said
_AROUND_LIMIT: Final = 20_000  # characters; a longer text is a log of whatever it is of


class Tongues(NamedTuple):
    """What a text speaks of: `smtp` or a program of it, `mail` at all, `other` protocols, a mail `port`.

    `elsewhere`: other protocols, or their ports and addresses where nothing speaks of mail.
    """

    smtp: bool
    mail: bool
    other: bool
    port: bool
    elsewhere: bool


OF_MAIL_SERVICES: Final = (
    r"(?:(?:mail\.live|postmaster|support|email|resend|oauth2\.googleapis|login\.microsoftonline)\."
    # Sending services on the web: what is asked of them there is a mail.
    r"|api\.(?:eu\.)?(?:mailgun|sendgrid|brevo|sendinblue|postmarkapp|sparkpost|mailjet|mailersend|resend)\.)"
)
# What is fetched, pulled or logged in to: its path names it, and says nothing of what goes wrong.
_REACHES: Final = (
    "get|getting|head|post|put|access|fetch|fetching|download|downloading|pull|pulling|push|pushing"
    "|clone|cloning|url|for|to|on|at|from|image|repository"
)
_REACHED: Final = re.compile(
    rf"(\b(?:{_REACHES})\b\W{{1,4}}(?:https?://(?!{OF_MAIL_SERVICES})[\w.:@-]{{1,255}}"
    rf"|[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}(?::\d{{1,5}})?))"
    r"/[^\s\"'<>]{1,2000}",
    re.IGNORECASE,
)
_NAMES_PATH: Final = Signs(REPLY, rf"\b(?:{_REACHES})\W+(?:https?://)?[\w.:@-]+/[^\s\"'<>]")
# "nodemailer@6.9.1", "relay@sha256": a package or an image, and its version.
_VERSION: Final = re.compile(r"@(?:v?\d{1,4}\.\d{1,4}\.\d{1,6}(?![.\d])|sha256)")
_PACKAGE: Final = re.compile(rf"(?<![\w./-])[\w./-]{{2,100}}{_VERSION.pattern}[\w.-]{{0,80}}")

# Whoever logs in to a database, to FTP or to Kerberos; a container's image, an object of Kubernetes, a
# repository.
_CALLED: Final = RarePattern(
    r"'[\w.-]{1,60}'@'[\w.%:-]{1,255}'|\bfor user ['\"][\w.-]{1,60}['\"]"
    r"|\busers?(?:name)?['\"]? ?[:=] ?['\"][\w.-]{1,60}['\"]"
    r"|\b(?:smtp|imap|host|http|ldap)/[\w.-]{1,255}@[A-Z][A-Z\d.-]{1,255}\b"
    r"|\bPull(?:ing|ed) [\w./-]{1,100}|\bvhost[ :=]{1,3}['\"]?[\w./-]{1,100}"
    r"|(?<![\w./-])[\w.-]{1,60}/[\w.-]{1,60}:(?:latest|v?\d[\w.-]{0,40})(?![\w:])"
    r"|(?<![\w./-])[\w.-]{1,60}/[\w./-]{1,200}\.(?:html?|css|png|jpe?g|gif|svg|zip)\b"  # a page's files
    r"|\b(?:deployments?|statefulsets?|daemonsets?|pods?|svc|cronjobs?|configmaps?)(?:\.[\w.]{1,60})?"
    r"/[\w.-]{1,100}|(?<![\w./:@-])[\w:/@][\w./:@-]{0,200}\.git\b"
)

_SMTP_WORKS: Final = re.compile(
    r"\b\w{0,10}smtp(?: \w{1,20}){0,2}? (?:(?:works?|is|are) (?:\w{1,20} )?(?:fine|ok|okay|well|good|working)"
    r"|works)\b",
    re.IGNORECASE,
)
_WEB_STATUS: Final = RarePattern(
    r"\b(?:statusCode|status_code|httpStatus)[\"']?\s?[:=]>?\s?[\"']?4\d\d\b[\"']?"
)
# Where a domain's records lie, and since when.
_RECORDS_AT: Final = re.compile(
    r"\b(?:mov(?:ed?|ing)|switch\w*|migrat\w*|chang\w*|transfer\w*|dns|domains?|records?|name ?servers?)"
    r"(?: \w+){0,4} (?:to|at|in|on) cloudflare\b",
    re.IGNORECASE,
)


def without_names(seen: Seen) -> str:
    """Cut what is fetched down to its host, `Failed to fetch https://deb.example.org`, and drop packages.

    "SMTP works fine" names what the error is not of.
    """
    text = _REACHED.sub(r"\1", seen.text) if seen.any(_NAMES_PATH) else seen.text
    return _without_packages(_SMTP_WORKS.sub(" ", text))


def _left_out(_: re.Match[str]) -> str:
    return " "


def _without_packages(text: str) -> str:
    """Drop the names of packages, images and the like: what one is called speaks of no mail."""
    signed = "/" in text or "'@'" in text or ".git" in text or "user" in text or "vhost" in text
    if signed:
        text = _CALLED.sub(_left_out, text)
    return _PACKAGE.sub(" ", text) if _VERSION.search(text) is not None else text


def only_sending_fails(text: str) -> bool:
    """Whether somebody names the fetching of mail because that works: "IMAP is fine, only sending"."""
    if _only_sending_fails(text):
        return True
    rest = _FETCHING_WORKS.sub(_left_out, text)
    return rest != text and not Seen(rest).any(_FETCHING)


def tongues_in(seen: Seen) -> Tongues:
    """Say which protocols' names and private words stand in a text."""
    text = seen.text
    smtp, mail, port = seen.any(_SMTP), _speaks_of_mail(seen), seen.any(_PORT)
    foreign, elsewhere, fetching = seen.any(_FOREIGN), seen.any(_ELSEWHERE), seen.any(_FETCHING)
    if (smtp or mail) and len(text) <= _AROUND_LIMIT:
        rest = without_names(seen) if foreign or elsewhere else _without_packages(text)
        if rest != text:
            spoken = seen.of(rest)
            smtp, mail = smtp and spoken.any(_SMTP), mail and _speaks_of_mail(spoken)
    mail = mail or smtp
    if foreign and mail and ("tatus" in text or "loudflare" in text):
        # A sending service's answer tells its own status on the web.
        without = _RECORDS_AT.sub(_left_out, _WEB_STATUS.sub(_left_out, text))
        foreign = without == text or seen.of(without).any(_FOREIGN)
    other = foreign or (fetching and not only_sending_fails(text))
    smtp = smtp and not (fetching and other and _only_fetching_fails(text))
    return Tongues(smtp, mail, other, port, other or (elsewhere and not mail and not port))


def _speaks_of_mail(seen: Seen) -> bool:
    return seen.any(_MAIL) or (seen.any(_PLATFORM) and seen.any(_CAMPAIGN))


# What stands around an error: the software that somebody runs or names in settings, a web server's requests.
_RUNS: Final = re.compile(
    r"[\s>*#|-]{0,8}[\w./():=,@+ '\"-]{0,80}\b(?:nginx(?!/\d)|cloudflare|mysql|mariadb|postgres(?:ql)?|redis"
    r"|mongo(?:db)?|elasticsearch|rabbitmq|websockets?)\b[\w./():=,@+ '\"-]{0,80}$",
    re.IGNORECASE,
)
METHODS: Final = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS"  # of HTTP (RFC 9110 9.3, RFC 5789)
_REQUESTED: Final = re.compile(rf"\b(?:{METHODS}) /[^\n]{{0,300}} HTTP/\d")
_GOES_WRONG: Final = re.compile(
    r"fail|error|refus|reject|denied|cannot|n['’]t\b|time-?out|timed|unable|could not|\bnot\b|\bno\b"
    r"|down\b|lost|gone away|invalid|wrong|\bbad\b|exception|\b[45]\d\d\b",
    re.IGNORECASE,
)

# What somebody tells of that works: "FTP upload works again", "nginx is upgraded".
_is_well: Final = occurs(
    r"\b(?:works?|working|(?:is|are) (?:now |all )?(?:fine|okay|ok|up|back|green|healthy|done|gone|over)"
    r"|fixed|solved|resolved|upgraded|updated|restarted|migrated|went (?:fine|well)"
    r"|geht|läuft|funktioniert|klappt|fonctionne|marche|funciona|funziona|werkt|działa)\b|работает"
)

# A line that begins with a code which neither web servers nor databases have.
_REFUSES_MAIL: Final = re.compile(r"[\s>*-]{0,8}(?:45[0245]|53[0458]|55[0-4])[ -]")


def without_surroundings(lines: list[str], seen: Seen) -> tuple[list[str], Tongues]:
    """Give the lines without those that only stand around a mail's error, and what the rest speaks of."""
    tongues = tongues_in(seen)
    if not tongues.other or len(seen.text) > _AROUND_LIMIT:
        return lines, tongues
    if not tongues.mail and not any(map(_REFUSES_MAIL.match, lines)):
        return lines, tongues
    rest = [line for line in lines if not _stands_around(line)]
    if tongues.mail:
        rest = [_without_what_works(line, seen) for line in rest]
    if rest == lines:
        return lines, tongues
    without = tongues_in(seen.of("\n".join(rest)))
    return (rest, without) if (without.mail or not tongues.mail) and not without.other else (lines, tongues)


def _without_what_works(line: str, seen: Seen) -> str:
    """Drop the sentences that only tell that another protocol's program works."""
    sentences = _SENTENCE_ENDS.split(line)
    if len(line) > _SPOKEN or not any(map(_is_well, sentences)):
        return line
    kept = [one for one in sentences if not _works_elsewhere(seen.of(one))]
    return line if len(kept) == len(sentences) else " ".join(kept)


def _works_elsewhere(sentence: Seen) -> bool:
    text = sentence.text
    if not _is_well(text) or _GOES_WRONG.search(text) is not None or _speaks_of_mail(sentence):
        return False
    return sentence.any(_FOREIGN) or sentence.any(_ELSEWHERE)


def _stands_around(line: str) -> bool:
    if _RUNS.match(line) is not None and _GOES_WRONG.search(line) is None:
        return True
    return "HTTP/" in line and _REQUESTED.search(line) is not None and "smtp" not in line.lower()
