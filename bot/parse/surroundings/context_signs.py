"""Signs of settings, clients and replies in a paste, each with its evidence tag."""

from __future__ import annotations

from typing import Final

# A setting and its value, as programs, files and forms write them: `['use_tls'] = True`, `ssl: yes`,
# `define('SMTP_SECURE', 'ssl')`.
_IS: Final = r"(?:['\"\])]*\s*[=:>]+|['\"],)\s*['\"]?"
_ON: Final = r"(?:true|yes|on|1|checked|ticked|enabled)\b"
_OFF: Final = r"(?:false|no|off|0|unchecked)\b"
_BOX: Final = r"(?: (?:checkbox|option|setting|box|switch|toggle))?"
# .NET's EnableSsl is STARTTLS: what stands before "ssl" is apart from it.
_SSL: Final = r"(?:\b|_)(?:use)?ssl(?:[_/]tls)?(?:[._]enabled?)?"
_SECURE: Final = (
    r"(?:secure|encryption|security|crypto|scheme|protocol|wpms_ssl|verschlüsselung|chiffrement|cifrado)"
)
_WITH: Final = r"(?:with|using|via|over|and|mit|über|avec|con|com)"
_SCOPE: Final = r"(?:https://www\.googleapis\.com/auth/[\w.]+|openid|email|profile)"
_GMAIL_SCOPE: Final = r"https://www\.googleapis\.com/auth/gmail\.\w+"

# In RE2 syntax, letter case ignored; the tags are explained in `bot/knowledge/evidence.toml`.
SIGNS: Final = {
    # Postfix's service for programs that log in: it says so to those that did not.
    "smtp.no-auth-sent": r"/(?:submissions?|smtps)/smtpd\[.*client host rejected: access denied",
    "client.implicit-tls": (
        rf"{_SECURE}{_IS}(?:true\b|ssl\b|smtps\b|force_tls\b|implicit)|(?:{_SSL}|force_tls){_IS}{_ON}"
        rf"|{_SECURE} ssl/tls\b|\bssl:\s+enabled?: ?true|transport\([^()]*\d, ?['\"]ssl"
        rf"|\bssl(?:/tls)?{_BOX} (?:is |was )?{_ON}"
        r"|\bsecure true\b"
        r"|secure\s*\(?ssl\)?\s*:\s*(?:sim|ja|oui|sí)|smtps://|\bssl://|issl true|smtplib\.smtp_ssl"
        rf"|smtp_ssl\(|sslonconnect|implicit tls|encryption_?(?:smtps|ssl)|smtp_tls{_IS}true"
        r"|connectiontype\.?tls\b|is_tls_enabled\s*=\s*true|\.enable_tls\b|tls_starttls off"
        r"|--?tls-on-connect|socketfactory\.class\W+javax\.net\.ssl|transport(?:::<\w+>)?::relay\("
        r"|\btls\.dial\(|\.connect(?:async)?\([^()]*, ?true\b|aiosmtplib.*use_tls ?= ?true"
        rf"|{_WITH} ['\"“]?ssl(?:/tls)?['\"”]?(?:$|[,;)]|\.(?:\s|$)| (?:on |at |over |and )?port\b)"
        r"|\bport:? \d+\W+ssl(?:/tls)?(?:$|[,;)]|\.(?:\s|$))"
    ),
    "client.starttls": (
        r"starttls\s*\(|\b(?:option|setting|encryption|security) starttls\b"
        rf"|(?:secure|encryption|crypto|wpms_ssl){_IS}tls(?:[^/\w]|$)"
        rf"|{_SECURE}(?:{_IS}| )(?:tls \(?)?starttls|transport\([^()]*\d, ?['\"]tls"
        rf"|(?:use[_ ]tls|start_?tls(?:_auto|[._]enabled?|\.required)?){_IS}{_ON}|usetls{_IS}true"
        r"|['\"]tls['\"] => true"
        rf"|starttls:\s+enable: ?true|requiretls['\"]?\s*:\s*true|enablessl{_IS}true|-usessl\b"
        rf"|securesocketoptions\.starttls|encryption_?starttls|{_WITH} starttls|tls=on|--tls(?:\s|$)"
        r"|swaks.* -tls\b|connectiontype\.?starttls|smtp\+starttls|starttls_relay\(|tls_starttls on"
        r"|\bport:? \d+\W+starttls\b|\bsending starttls command\b"
    ),
    "client.no-tls": (
        rf"smtpautotls['\"\s]*=\s*false|ignoretls['\"]?\s*:\s*true|encryption{_IS}(?:none|null)"
        r"|secure\s*\(?ssl\)?\s*:\s*(?:no|não|nein"
        r"|non)\b|tls::none|no encryption|encryption (?:is |was )?(?:set to |on )?none\b"
        r"|\bno (?:tls|ssl)(?:[.,;!)]|$)|\b(?:ohne|sans|sin|sem|senza|zonder|bez) (?:tls|ssl)\b"
        r"|without (?:encryption|tls|ssl)\b|unencrypted"
        rf"|\b(?:tls|ssl|starttls|encryption){_BOX} ?=?"
        r" ?(?:is |was )?(?:off|disabled|unchecked|unticked)\b"
    ),
    "client.plain-first": (
        r"\bsmtp\(\s?['\"]|smtplib\.smtp\(|\bsmtpclient\(\s?['\"]|net::smtp\.(?:new|start)\("
        r"|\bmailhost ?= ?\(|\bsmtp\.(?:sendmail|dial)\b|\bcurl\b.* smtp://"
        # Ruby on Rails, where no `ssl: true` stands beside it.
        r"|delivery_method['\"]?\s*[:=]\s*['\"]?:(?:async_)?smtp\b|\bsmtp_settings['\"]?\s*[:=]"
        # "secure: false" is nodemailer's setting for STARTTLS.
        rf"|{_SECURE}{_IS}(?:false|off)\b|(?:enablessl|{_SSL}){_IS}{_OFF}|is_tls_enabled\s*=\s*false"
        # PHPMailer and Symfony write ssl:// before a server that they speak TLS to at once.
        r"|\bconnection: opening to [\w.-]+:\d|\bconnection to ['\"][\w.-]+:\d+['\"] has been closed"
        # Postfix with TLS from the start gets no further than its handshake.
        r"|while receiving the initial server greeting"
    ),
    "client.container": (
        r"docker|kubernetes|\bk8s\b|\bpod\b|heroku|vercel|railway|render\.com|container|aws lambda"
        r"|cloud run|\b(?:slim|alpine|distroless|scratch|busybox|minimal)[ -](?:base )?images?\b"
    ),
    "client.rented-server": (
        r"\bhetzner\b|\bdigital ?ocean\b|\bdroplets?\b|\blinode\b|\bvultr\b|\bcontabo\b|\bscaleway\b"
        r"|\b(?:aws|amazon) ec2\b|\bec2 (?:instance|server|machine)|\blightsail\b|\boracle cloud\b"
        r"|\b(?:gcp|azure|google cloud|ovh|ionos|strato|aws) (?:vm|vps|server|instance|machine)"
        r"|\b(?:an?|the|my|our|new|this|einem?|mein|meinem|unser|neue[rnm]?) (?:v-?server|vps|root ?server"
        r"|cloud[ -]?server)\b"
    ),
    # A server in one's own network (RFC 1918), as programs name it that were refused.
    "client.private-server": (
        r"(?:\bdial tcp|\bconnect(?:ing|ion)?(?: to)?|\beconnrefused|\bhost|\bserver)[ :='\"\[(]{1,4}"
        r"(?:10\.\d|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)"
    ),
    # They encrypt by STARTTLS alone (System.Net.Mail.SmtpClient.EnableSsl).
    "client.starttls-only": r"\bsend-mailmessage\b|\bsystem\.net\.mail\b|\[net\.mail\.smtpclient\]",
    # Their runners and functions come from another public address each time.
    "client.changing-machine": (
        r"\bgithub actions?\b|\bgitlab(?:\.com)? (?:shared |hosted )?runners?\b"
        r"|\bbitbucket pipelines?\b|\b(?:circle|travis) ?ci\b|\bazure (?:devops|pipelines?)\b"
        r"|\b(?:aws )?lambda\b"
        r"|\bcloud (?:functions?|run)\b|\bvercel\b|\bnetlify\b|\bserverless\b|\bapps script\b"
    ),
    # Its page on cloud servers: 25 and 465 are closed, 587 is not.
    "client.host-closes-465": (
        r"\bhetzner(?:['’]s)? (?:cloud|vps|server|vserver|box|machine|instance)|\bhcloud\b"
        r"|\b(?:cloud|vps|servers?|vms?|hosted|runs?|running|box) (?:at|on|bei|von|from|with|chez) hetzner\b"
    ),
    # As their pages say of new accounts.
    "client.host-closes-submission": r"\bdigital ?ocean\b|\bdroplets?\b",
    # Web hosts block mail ports or answer on them themselves; rented servers mostly cannot use port 25.
    "client.web-host": (
        r"\bshared (?:web ?)?host|\bfree (?:web ?)?hosting|godaddy|bluehost|hostgator|siteground|dreamhost"
        r"|infinityfree|000webhost|awardspace|pythonanywhere"
    ),
    "client.bridge-beside": r"\bproton ?(?:mail)?[ -](?:mail[ -])?bridge\b|\bdavmail\b|\bhydroxide\b",
    "client.login-in-url": r"\bsmtps?(?:\+\w+)?://[^\s@/]+:\[redacted\]@",
    # What Python, Ruby and .NET show of a program that waits for an answer.
    "client.awaited-answer": (
        r"\bin getreply\b|\bin recv_into\b|_recv_into\(|\brbuf_fill\b|networkstream\.read\b"
    ),
    # A list of scopes, in a program or an answer, in which each is of Google's API: SMTP takes
    # https://mail.google.com/ alone (developers.google.com/workspace/gmail/imap/xoauth2-protocol).
    "client.oauth-scope-narrow": (
        rf"\bscopes?\b['\"]?\s?[:=]\s?\[?\s?['\"](?:{_SCOPE}[\s,'\"]+)*{_GMAIL_SCOPE}"
        rf"(?:[\s,'\"]+{_SCOPE})*['\"]\s?(?:[\]}});]|,\s?['\"]?\w+['\"]?\s?:)"
    ),
    "reply.sender-named-twice": r"failed the check in region [\w-]+: [^<>\n]+<[^<>\s]+>, \S+@",
    "smtp.auth-accepted": r"(?:^|[\s>:<])235[ -]",
    "smtp.greeting-hidden": r"\b220[ -]\*\*\*\*\*",  # Cisco's PIX and ASA; Postfix knows them by it
    # Swift Mailer and Symfony write ">> MAIL FROM", PHPMailer "CLIENT -> SERVER: MAIL FROM", smtplib
    # "send: 'mail FROM".
    "smtp.mail-begun": (
        r"(?:>>|->|\bc:|(?:client|server):|send: ['\"])\s?mail from:"
        # Ruby's trace of it: smtp.rb:909:in `block in data'
        r"|\bsmtp\.rb.*\bin \W?(?:block in )?(?:net::smtp#)?(?:mailfrom|rcptto|data)\b"
        # Swift Mailer and Symfony waited for the answer to RCPT or DATA.
        r"|response code \"?(?:250/251/252|354)\"? but got"
    ),
    # The same of AUTH, in Python's trace ("self.docmd("AUTH", ...)") and Ruby's (in `auth_login').
    "smtp.login-begun": (
        r"(?:>>|->|\bc:|(?:client|server):|send: ['\"])\s?auth (?:login|plain|cram-md5|xoauth2|ntlm)\b"
        # A server that asks for user name or password.
        r"|(?:^|[^\w.])334 (?:vxnlcm5hbwu6|dxnlcm5hbwu6|ugfzc3dvcmq6|cgfzc3dvcmq6)"
        r"|\bdocmd\(['\"]auth\b|\bsmtp\.rb.*\bin \W?(?:block in )?(?:net::smtp#)?auth(?:_\w+|enticate)\b"
    ),
    # What a program sent, or a server noted of it; "250-AUTH CRAM-MD5 LOGIN" lists what it takes.
    "smtp.hashed-login": (
        r"(?:^|[>:]|['\"])\s?auth (?:cram|digest)-md5\b|\bsasl (?:cram|digest)-md5 auth"
        r"|\bauth method selected: (?:cram|digest)-md5"
    ),
    # PowerShell and .NET: user name, password and encryption are set.
    "client.login-given": (
        r"-credential\b.*-usessl\b|-usessl\b.*-credential\b|\bnew-object (?:system\.)?net\.networkcredential"
        r"|\bnew networkcredential\("
    ),
    "reply.spf-too-many-lookups": (
        r"\btoo many (?:spf )?dns look-?ups\b|\bspf\b.*\btoo many look-?ups\b"
        r"|\bspf(?: \w+){0,6} (?:1[1-9]|[2-9]\d) (?:dns )?look-?ups\b"
    ),
    "smtp.null-sender": r"mail from:\s?<>",
    "reply.body-changed": r"\bbody ?hash (?:did not|didn.t|mismatch|does not)",  # RFC 6376 3.7
    # Results of the three proofs, as Microsoft or a person notes them.
    "reply.dkim-failed": r"\bspf\W{0,3}pass\W{1,4}dkim\W{0,3}(?:fail|none)",
    "reply.dmarc-alone-failed": (
        r"(?:\bspf\W{0,3}pass\w*\W{1,4}(?:and )?dkim\W{0,3}|\bspf (?:and|\+|&) dkim (?:both )?)pass\w*\b"
        r".*\bdmarc\W{0,3}(?:is )?(?:fail|none|missing)"
    ),
    "reply.dmarc-passed": r"\bspf\W{0,3}\w+\W{1,4}dkim\W{0,3}\w+\W{1,4}dmarc\W{0,3}pass",
    "reply.of-hosted-sender": (
        r"did not accept our requests to connect|\battempts to contact the recipient.s email system\b"
        r"|\b[45]\.4\.31[5-7]\b|generating server: \S+\.outlook\.com"
        r"|reporting-mta: ?dns; ?(?:googlemail\.com|\S+\.outlook\.com)"
    ),
    "reply.directory-login": r"\bbinding failed \(dn ",  # Dovecot's own login to LDAP
    "reply.address-listed": r"\(s3140\)",  # Outlook.com: the address itself, no network
    # Exim's log says why it could not confirm a sender one line before it refuses.
    "reply.sender-domain-without-server": (
        r"sender verify fail for <[^>]*>: (?:all relevant mx|all host address lookups|lowest numbered mx"
        r"|unrouteable|an mx or srv record)"
    ),
    "reply.file-trouble": (r"\bpermission denied\b|\bread-only file ?system\b|\b(?:is |are )?not writable\b"),
    # Roundcube's "SMTP Error ($code): ..."
    "client.webmail": (
        r"\bsmtp[- ](?:error|fehler|fout) \(\d{3}\):|\b(?:erreur|errore?|erro) smtp \(\d{3}\) ?:"
    ),
    "reply.of-group": r"\byour (?:e-?mail|message) to group\b",  # Google Groups
    "reply.sender-shown": r"<[^<>\s]+>: sender address rejected",
    "reply.of-outlook-com": r"\.olc\.protection\.outlook\.com\b",
    # Postfix and Exim note so whom they refused themselves.
    "reply.in-own-log": (
        r"noqueue: (?:milter-)?reject: | f=<[^<>]*> (?:temporarily )?rejected (?:rcpt|after data)\b"
    ),
    # Postfix' log of a login at itself: whoever has it runs the server.
    "server.own-login-log": r"\bsmtpd\[\d+\]: warning: \S+: sasl \w[\w-]* authentication failed",
    # What Postfix writes when the login service behind it is missing (smtpd.c, xsasl_dovecot_server.c).
    "server.own-log": r"\bfatal: no sasl authentication mechanisms|\bwarning: sasl: connect to ",
    # OpenSSL's name for what a server does (SSL_accept.3).
    "server.certificate-refused": r"\bssl_accept(?:\(\))? (?:error|failed)",
    # Postfix delivers so to mailboxes of its own: postfix.org/lmtp.8.html, postfix.org/virtual.8.html
    "server.own-mailbox": r"\bpostfix/(?:lmtp|local|virtual)\[",
    "reply.client-private": (
        r"(?:reject: \w+ from \S+\[|[;?&]ip=)(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)"
    ),
    # Postfix' and sendmail's words for it (cleanup_milter.c, milter.c).
    "reply.by-own-filter": r"\bmilter-reject: |\bmilter: (?:\S+ )?reject=",
    # Spamhaus lists none of them: its answer to a question that it refuses was taken for an entry.
    "reply.large-sender-in-own-log": (
        # A real entry comes with Spamhaus' link to it.
        r"noqueue: reject: .*\.(?:google|outlook|yahoo|icloud|amazonses)\.com\[.*blocked using"
        r" \S*spamhaus\.org; from=|noqueue: reject: .*blocked using \S*spamhaus\.org; from=.*"
        r" helo=<[\w.-]+\.(?:google|outlook|yahoo|icloud|amazonses)\.com>"
    ),
    # Each attempt of theirs may come from another of their addresses.
    "reply.large-sender-put-off": (
        r"noqueue: reject: rcpt from \S+\.(?:google|outlook|yahoo|icloud|amazonses)\.com\[[^\]]+\]: 45\d"
    ),
    "smtp.ipv6-unreachable": (
        r"\bconnect e(?:net|host)unreach [0-9a-f]+:[0-9a-f]*:"
        r"|\[[0-9a-f]+:[0-9a-f:.]*\](?::\d+)?: (?:connect: )?(?:network is unreachable|no route to host)"
    ),
    "smtp.ipv4-silent": (
        # The way over IPv4 was open to be tried, and nobody answered there either.
        r"connect to (?:\S+\[)?\d+\.[\d.]+(?:\]:\d+| port \d+ failed):\s+(?:connection|operation) timed out"
        r"|connect etimedout \d+\.[\d.]+:|dial tcp \d+\.[\d.]+:\d+: (?:i/o timeout|connect: connection timed)"
        r"|network is unreachable.*execution expired|execution expired.*network is unreachable"
    ),
    "smtp.large-receiver-silent": (
        r"(?:\.google(?:mail)?\.com|\.outlook\.com|\.yahoodns\.net|\.icloud\.com|\.protonmail\.ch)\.?"
        r"(?: ?\[[\d.]+\])?(?::25)?:?\s+(?:connection|operation) timed out"
        r"|timed out with \S+(?:\.google\.com|\.outlook\.com|\.yahoodns\.net)\b"
    ),
    # Postfix's words of a receiver's server.
    "smtp.receiver-refuses": r"connect to \S+\[[\d.]+\]:25: connection refused",
    "smtp.large-receiver-refuses": (
        r"connect to \S+(?:\.google(?:mail)?\.com|\.outlook\.com|\.yahoodns\.net|\.icloud\.com"
        r"|\.gmx\.net|\.web\.de)"
        r"\[[\d.]+\]:25: connection refused"
    ),
    # Who signed, as certificates and windows tell it: makers of scanners and firewalls.
    "prose.scanner-as-issuer": (
        r"\bissue[rd](?: ?by|\b)[^\n]*\b(?:sophos|fortinet|fortigate|zscaler|kaspersky|avast|avg|eset"
        r"|bitdefender|palo alto|netskope|watchguard|sonicwall|barracuda|check ?point"
        r"|blue ?coat|mcafee|norton|umbrella)\b"
    ),
    "reply.locked": (
        r"account (?:is |has been |was )?(?:temporarily )?(?:locked|blocked)|\blocked out"
        r"|\b(?:temporary|account) lock-?out\b"
        r"|\block(?:s|ed) (?:the|his|her|their|our|my|an?) (?:mailbox|account|user|login)"
        r"|\b(?:user|mailbox|login) (?:is |has been |was )?(?:temporarily )?locked\b"
        r"|\b(?:status|state)(?: is|:)? ['\"“‘]?(?:lockout|locked)\b"
        r"|\bkonto (?:ist |wurde )?gesperrt|\bcompte (?:est )?(?:verrouillé|bloqué)"
        r"|\b(?:cuenta|conta) (?:está )?bloqueada|\baccount (?:è )?bloccato|аккаунт заблокирован"
        r"|\bkonto (?:jest |zostało )?zablokowan|\baccount (?:is )?(?:geblokkeerd|vergrendeld)"
        r"|уч[её]тная запись (?:временно )?заблокирована"
        r"|账[号户]已?被?锁定|アカウント[はが]?(?:一時的に)?ロック|계정이 잠"
    ),
    "reply.sending-not-allowed": (
        r"\bsmtp (?:auth(?:entication)? |access |relay(?:ing)? |service |login |sending )?"
        r"(?:for (?:\w+ ){1,3})?(?:(?:is|was|has been) )?"
        r"(?:not (?:enabled|allowed|activated|active|permitted)|disabled|deactivated|switched off|turned off)"
        r"|\bsmtp access denied"
        r"|\bnot (?:allowed|permitted|authori[sz]ed|entitled) to (?:send|use (?:the )?smtp)\b"
    ),
    "reply.network-not-allowed": (
        r"\b(?:ip|ip[ -]address|country|region|location|network)(?: [\d.:a-f]+)?(?: is| was)?"
        r" (?:not (?:allowed|authori[sz]ed|permitted|white-?listed)|(?:blocked|denied|forbidden))\b"
    ),
    "client.mail-program": (
        r"\boutlook(?:[^.\w]|\.?$)|thunderbird|\bapple mail\b|\bmac ?mail\b|\bi(?:phone|pad)s?\b"
    ),
    "client.iphone": r"\bi(?:phone|pad)s?\b",
}
