"""The words, names and numbers of errors that are no SMTP reply, by what failed.

Those of operating systems, TLS libraries, programming languages and mail programs, in English; other
languages stand in `translations`. Patterns only: `local_error` says what each tells.
"""

from __future__ import annotations

from typing import Final

# Who says a number of Winsock's: Python, Indy and Delphi, Outlook, .NET.
_WINSOCK: Final = r"(?:winerror|sock(?:et)? ?err(?:or)?|wsaerror|socketexception)\W*"

# A host's name is not found, or is none.
NAME: Final = (
    r"\benotfound|eai_again|query(?:a|aaaa|mx) e[a-z]|missing port in address|getaddrinfo"
    r"|name or service not known|nodename nor servname"
    r"|no such host|(?:could|can)(?: ?not|n't) (?:be )?resolve|unknownhostexception|php_network_getaddres"
    r"|name service error|host (?:name )?(?:not found|lookup failure|unknown)|host lookup "
    r"|gaierror|failed to lookup address|cannot locate (?:host|smtp)|unable to resolve|hostname could not be"
    r"|name does not resolve|lookup \S+ on \S+: |0x800ccc0d|host desconhecido|unknown host"
    r"|ssmtp.*unable to locate|could not get ip from host"
    r"|no data of the requested type|error occurred during a database lookup|\[errno -\d+\] "
    r"|servname not supported|no address associated|failure in name resolution|'idna' codec failed"
    r"|too many colons in address|unknown port|dial tcp: missing address|bad hostname"
    r"|server_hostname cannot be an empty|could not find the host|server could not be found"
    r"|cannot find the e-?mail server|connection to \S+ failed.*ns_error_unknown_host"
    r"|\bemail:unknown_host\b"  # Mule's
)

# A host or port is not reached.
REACH: Final = (
    r"econnrefused|connection refused|actively refused|connection was refused"
    r"|refused the connection|etimedout|esockettimedout|i/o timeout"
    r"|connection timeout|connect timeout|response timeout|net::opentimeout|net::readtimeout"
    r"|deadline (?:exceeded|has elapsed)|execution expired|did not properly respond"
    r"|sockettimeoutexception|timeouterror|timed[ -]out|timeout was reached|enetunreach|ehostunreach"
    r"|connection (?:times out on port|hangs)"
    r"|network is unreachable|no route to host|cannot assign requested address|eaddrnotavail"
    r"|unreachable network|\bkind: wouldblock\b"
    r"|connect call failed|address family (?:not supported|for hostname)|permission denied \(13\)"
    r"|socket is not connected|0x800ccc0e|0x80042109|0x8004210b|0x800ccc19|0x800ccc15"
    r"|greeting never received|eof from server"
    r"|failed connection to \S+ \([a-z]+:0000"  # Exchange's connectivity log: "(TimedOut:0000274C)"
    r"|connection attempt failed|failed sending data to the peer|error number: 0x800"
    r"|cannot be contacted on port"
    r"|\b1006[01]\b|zielcomputer die verbindung|expressément refusée|denegó expresamente|积极拒绝"
    r"|gegenstelle nach einer"
    r"|network_failure,|socket timeout after|connection to server failed|wrong host name"
    r"|timeout on the connection|\(110\)|\(111\)"
    # Besides those above: POSIX's names (errno(3)), Winsock's names and numbers (Windows Sockets Error
    # Codes), Rust's numbers.
    r"|\bE(?:NETDOWN|HOSTDOWN|ACCES|PERM|INVAL|MFILE|AFNOSUPPORT|DNS)\b"
    r"|\bWSA(?:EACCES|EMFILE|ENETDOWN|EHOSTDOWN|ENOBUFS|HOST_NOT_FOUND|TRY_AGAIN|NO_RECOVERY|NO_DATA)\b"
    rf"|{_WINSOCK}(?:10013|10024|10049|10050|10051|10055|10060|10061|10064|10065|1100[1-4])\b"
    r"|connection to \S+ failed.*ns_error_(?:net_timeout|connection_refused)"  # Mozilla's
    r"|\b(?:host|network) is down\b|can.?t assign requested address|connect: (?:permission denied|timeout)"
    r"|(?:smtp\w*error|[\"'](?:message|error|reason)[\"']): ?[\"']?timeout\b"
    r"|(?:permissionerror|errno::eacces|socketexception).*(?:permission denied|not permitted)"
    r"|connect: operation not permitted|dead network|not valid in its context|unreachable host"
    r"|destination host was down|lacked sufficient buffer space|host unreachable"
    r"|\bemail:connection_timeout\b"  # Mule's
    r"|os error (?:11|99|101|110|111|113)\b|socketexception \([\da-fx, ]+\): resource temp"
)

# A connection ended.
LOST: Final = (
    r"econnreset|connection reset|forcibly closed|did not respond with anything i recognized"
    r"|unexpected(?:ly)? (?:eof|socket close|disconnected)|lost connection|create smtp client: eof"
    r"|socket was closed even though|smtp session failed: (?:read|write)|broken pipe|epipe"
    r"|server disconnected|closed the connection|socket (?:is )?closed|closed by (?:remote|foreign)|eoferror"
    r"|end of file reached|unexpectedly terminated"
    r"|connection (?:was |has (?:been )?|got )?(?:unexpectedly |suddenly |abruptly |prematurely )?"
    r"(?:closed|dropped|aborted|lost)|connection has ended|failure when receiving data from the peer"
    r"|but got response \[\]|server closed|remote host closed|got eof|0x800ccc0f|net_io_connectionclosed"
    r"|failed to read|\[eof\]|but got (?:an empty response|code \"\"|empty code)"
    r"|could not read (?:from |smtp)|incomplete response|\bio: incomplete\b|unable to read (?:the )?response"
    r"|response is empty|short response: |read: eof|^eof$|: eof(?:\\?[\"'`]|panic:|$)|\beof:?[\"'`]"
    r"|(?:err(?:or)?|msg)=\"?eof\b|invalid greeting|sent an empty reply|remote host terminated|eof caught"
    r"|weird server reply|error:? \* ok \[capability imap4|\bE(?:CONNABORTED|NOTCONN|SHUTDOWN)\b"
    r"|\bWSAE(?:CONNABORTED|NOTCONN|SHUTDOWN)\b"
    rf"|{_WINSOCK}1005[3478]\b|os error (?:32|103|104|107)\b"
    r"|connection to \S+ failed.*ns_error_net_(?:reset|interrupt)"
    r"|software caused connection abort|aborted by the software|transport endpoint is not connected"
    r"|use of closed network connection|socket hang up|session not yet started|\bioerror: not opened"
    r"|connection or outbound has closed|disconnected before secure tls|smtpserverdisconnected: not connected"
    r"|unexpected end of file|server has unexpectedly|empty reply from server"
    r"|verbindung wurde (?:softwaregesteuert|vom remotehost)"
    r"|unable to (?:read|write) data (?:from|to) the transport"
    r"|\bserver terminates connection\W*$"  # Nodemailer's, of a server that said 421
)

# TLS, a certificate, STARTTLS.
TLS: Final = (
    r"wrong[ _]version[ _]number|unknown[ _]protocol|first record does not look like a tls"
    r"|unrecognized ssl message|handshake[ _]?(?:fail|error)|ssl_error|no appropriate protocol"
    r"|received fatal alert|protocol version"
    r"|no[ _]protocols[ _]available|unsupported[ _]protocol|no shared cipher|no cipher suites in common"
    r"|no common (?:algorithm|cipher)|key[ _]too[ _]small|certificate[ _]verify[ _]failed"
    r"|md[ _]too[ _]weak|wrong[ _]signature[ _]type|record[ _]layer[ _]failure"
    r"|self[- ]signed certificate|depth_zero_self_signed_cert|self_signed_cert_in_chain|unable_to_verify_leaf"
    r"|unable to verify the first|unable[ _]to[ _]get[ _](?:local[ _])?issuer"
    r"|unable to check revocation|certificate (?:\d+ of \d+ )?has expired|cert_has_expired"
    r"|does not match certificate|x509: (?:c[ae]|fail|in|ma|mi|neg|un|too|sig|sys)|pkix path"
    r"|did not match expected|hostname '[\w.*-]+' doesn't match|unable to locate peer certificate"
    r"|certificate is not (?:trusted|valid)|\b(?:not |un)trusted certificate|remote certificate is invalid"
    r"|remote certificate was rejected|tlsv1(?:\.\d)?[ _]alert|sslv3[ _]alert|tls alert|alert internal"
    r"|generated (?:client|server) alert: |\btls: "
    r"|tls handshake|tls connect failed|starttls failed"
    r"|(?:tls|ssl) (?:could not|cannot) be (?:start|establish)"
    r"|(?:could(?: ?not|n['’]t)|can(?:not|['’]t| not)|unable to|failed to)"
    r" (?:start|begin|initiate|establish|negotiate|set up) (?:an? |the )?(?:secure )?(?:start)?(?:tls|ssl)\b"
    r"|does(?: not|n't) support (?:the )?[\"“]?(?:starttls|ssl|secure)"
    r"|starttls (?:extension )?(?:is )?(?:not supported|unavailable)|starttls command failed"
    r"|typically reserved for plain-text|did not match the name given|ssl peer certificate or ssh remote"
    r"|enable_crypto|ssl operation failed|legacy[ _](?:renegotiation|sigalg)|bad record mac|decryption_failed"
    r"|certificate name mismatch|hostname mismatch|not valid for the name|invalid certificate"
    r"|certificate subject|tls is required|server certificate|0x800ccc1a|0x800ccc7d"
    r"|missing_requirement, .*tls|tls setup failed|already using tls|certificate verification failed"
    r"|starttls.*(?:not (?:offered|available|advertised)|was not)|\[ssl: [a-z0-9_]+\]|err_(?:os)?ssl_|_ssl\.c"
    r"|using starttls since|no starttls|tls negotiation|tls session|must use ssl|non-tls|authenticateasclient"
    r"|tls startup failed|starttls attempted but|can['’]?t starttls"
    # What Windows and OpenSSL say of a certificate, one line each in MailKit's list of reasons.
    r"|certificate is not within its validity|root certificate which is not trusted|get certificate crl"
    r"|certificate['’]s cn name does not"
    r"|cannot use starttls|net/smtp/ssl\.pm|no peer certificate|excessive message size|synchronization error"
    # OpenSSL, GnuTLS, NSS, Secure Transport, SChannel, Mbed TLS, rustls, Java, Go, PHP and curl.
    r"|\bverify error:num=|\b(?:sec_e|cert_e|sec_error|mozilla_pkix_error)_|\berrssl"
    r"|0x8009(?:03|20)|ssl_connect (?:syscall )?returned|\W-98\d\d\b|nsurlerrordomain.*-12\d\d\b"
    r"|gnutls_handshake|a tls (?:packet|fatal alert)|no supported cipher suites|diffie-hellman prime"
    r"|usage violation in certificate"
    r"|packet with illegal or unsupported|unexpected tls packet|error in the certificate"
    r"|mbedtls_|\bx509 - cert|\bssl - an? |peer is incompatible|peer closed connection without"
    r"|during handshake|invalid peer certificate|received corrupt message"
    r"|alert (?:certificate|unknown ca|bad certificate|insufficient|access denied|decode|decrypt)"
    r"|unrecogni[sz]ed[ _]?name|no subject alternative|certificateexception|certificatenotyetvalid"
    r"|certpathvalidator|validatorexception|trustanchors parameter|peer not authenticated"
    r"|could not generate dh keypair|server chose tls"
    r"|can't verify identity of server|ssl\.certificateerror|check_hostname requires"
    r"|cert_not_yet_valid|err_tls_"
    r"|sspi failed|possess a common algorithm|unexpected or badly formatted"
    r"|an authority that is not trusted|token supplied to the function|security authority cannot be contacted"
    r"|authenticationexception: authentication failed, see|remote party has closed the transport"
    r"|certificate owner does not match|certificate name does not match"
    r"|set (?:local cert chain|private key) file|socket transport \\?\"?(?:ssl|tls|starttls)"
    r"|invalid ssl_version|certificate verify locations"
    r"|disabled in libcurl|supported schemes for mailer|are mutually exclusive"
    r"|schannel: |starttls denied|requested ssl level"
    # Qt's (QSslError).
    r"|certificate is self-signed, and untrusted|certificate of the certificate chain is self-signed"
    r"|issuer certificate (?:of a locally looked up certificate )?could not be found"
    r"|no certificates could be verified ?(?:[.,;:!\"')]|$)|match any of the valid hosts for this certificate"
    r"|root ca certificate is (?:not trusted for|marked to reject)"
)

# A login.
AUTH: Final = (
    r"(?:^|[^'\"\w])e(?:auth|oauth2)\b|auth extension not supported|missing credentials for"
    r"|missing (?:password|secret) for (?:plain|login|cram-md5) auth"
    r"|no mechanism available|no worthy mechs|not authenticated to send"
    r"|client was not authenticated|server doesn't support auth"
    r"|unencrypted connection|no (?:supported|compatible) auth|not support(?:ed)? (?:any )?auth"
    r"|no authentication mechan(?:is|si)m|authentication is not supported|no authenticators? found"
    r"|unable to find authentication|authentication method|authentication required"
    r"|can't authenticate|cannot authenticate|unable to authenticate"
    r"|(?:authenticationfailedexception|authenticationexception|smtpauthenticationerror)(?:[:(]|\W*$)"
    r"|0x800ccc78|0x800ccc92|\bcdo\b.*\b(?:0x)?80040217\b|unknown mechanism|no sasl mechanism"
    r"|sasl (?:[a-z0-9-]+ )?auth|username and password not accepted"
    r"|smtp error: could not authenticate|failed to authenticate|authentication failed \(method"
    r"|oauth2? (?:error|token[^.,;|]*(?:invalid|expire|fail|error|refus|reject|missing))"
    r"|invalid_(?:grant|client|scope|request\b)|unauthorized_client|deleted_client|admin_policy_enforced"
    r"|org_internal|redirect_uri_mismatch|login\.microsoftonline\.com//|\b403: access_denied"
    r"|token (?:expired|has expired)|invalid login"
    r"|authentication rejected|smtp-auth|failed auth\b|server denied authentication|, :?auth_failed"
    r"|authorization failed|missing_requirement, .*auth|password for .* is incorrect"
    r"|logon attempt failed|(?:couldn['’]t|could not|cannot|can['’]t|unable to) log on to the outgoing"
    r"|smtp verification error|requesting oauth 2\.0 credentials"
    r"|account['’]s credentials are out of date|no useable credentials"
    r"|(?:^\W*|message\W{1,6}|gaxioserror: |failedprecondition\W{1,4}|-> )mail service not enabled"
    r"|(?:(?:e-?mail|sending|smtp) accounts?|mailbox(?:es)?|\binbox(?:es)?"
    r"|\b(?:instantly|smartlead|lemlist|woodpecker|apollo)\b.*\baccounts?)"
    r" (?:\S+@\S+ )?(?:is |was |has been |have been |got |are )?disconnected\b"
    r".*\b(?:re-?connect|re-?link|re-?auth|authenticat|credential|password)"
    r"|\bsmtp(?: server)?[ -](?:auth?(?:e[nt]\w+|orization)?|log ?in|sign-?in)\b[^.,;|]*"
    r"(?:fail(?:ed|s|ing)|to fail\b|failure|error|incorrect|unsuccessful|rejected|denied)"
    r"|failed\W+smtp server requires auth"
    r"|(?:authenti(?:fi)?cation|log ?in) (?:fail(?:ed|s|ing)|failure|error)\b.*\bsmtp|auth command failed"
    r"|(?:incorrect|invalid|wrong|bad) smtp (?:user|log ?in|password|credential)"
    r"|\bsmtp (?:user ?name|user|login|password|credentials?)\b[^.,;|]*(?:incorrect|invalid|wrong|not valid)"
    r"|need ehlo and auth first|authentication info was not|generate token|\brefresh command|oauth_refresh"
    r"|generating new access token|valid authenticator"
    r"|\bsmtp[ -]?(?:client )?auth\w*(?: \w+)? (?:(?:is|was) (?:disabled|(?:turned|switched) off)"
    r"|disabled (?:for|by (?:the|your|an))\b)|login (?:password|email) is not valid"
    r"|\bsmtp\b[^;|]*(?:incorrect|invalid|wrong|bad) (?:log-?in )?(?:credentials|password)"
    r"|(?:incorrect|invalid|wrong|bad) (?:log-?in )?credentials\b.*\bsmtp\b"
    r"|no password specified|no access token|authentication is required(?: for|\[@)"
    r"|rejected the password for|authentication\. please check your account|no password provided[.\"'”]"
    r"|check your (?:email login credential|account and password)"
    r"|\bauth=0/[1-9]|client login failed: \"|auth http server \S+ (?:did|sent|timed) "
    r"|\bno auth(?: (?:login|plain|command|line|capability))* (?:is )?"
    r"(?:possible|offered|advertised|announced|available|listed|shown)\b"
    r"|(?:n['’]t|\bnot) (?:provide|offer|advertise|announce|list|show)\w* (?:any )?(?:250-)?auth\b"
    r"|\bemail:(?:authentication|invalid_credentials)\b"  # Mule's
    r"|submission-login: .*\(auth failed, |context=\"auth\".*result=\"failed"
)

# Whatever else failed: a recipient, a sender, a message, a program that was called.
OTHER: Final = (
    # .NET's class of a login, and of TLS.
    r"\bthrows (?:an? )?(?:\w+\.)*authentication(?:failed)?exception"
    r"|smtp error: (?:data not accepted|the following)|not accepted from server"
    # Go's net/mail of an address.
    r"|\bmail: (?:missing|no|expected|invalid|unclosed|trailing|leading|double|empty|misformatted) "
    r"|\b(?:hello|mail from|rcpt to|data) not accepted by server"
    r"|smtprecipientsrefused|smtpsenderrefused|smtpdataerror|smtpnotsupportederror"
    r"|smtp(?:address|sender)failedexception|smtpfailedrecipient|eidsmtpreplyerror"
    r"|recipients failed|from address failed"
    r"|recipient address rejected|sender address rejected|all recipients were rejected"
    r"|no recipients (?:were )?defined|recipients? refused|no global smtp smarthost set"
    r"|recipient addresses must be specified on|no recipient addresses found in message"
    r"|message exceeds|maximum ?submission ?exceeded|message size exceeds"
    r"|(?:exceed|reach|hit)\w* (?:\S+ ){0,4}sending limit|sending limit (?:\w+ ){0,3}(?:exceeded|reached)"
    r"|provider banned the account|check your content\W{1,5}spam detected"
    r"|quota exceeded|mailbox (?:is )?full|missing final '@domain'"
    # Numbers of one server's own: Outlook.com's, Yahoo's.
    r"|\(s31[45]0\)|\[tss?0\d\]|0x800ccc(?:0[0-5b]|1[0-8]|40|6[0-9a-f]|79|7[ab]|8[01])"
    r"|rejected by the server|temporary lookup failure|could not instantiate mail"
    r"|process could not be started|sendmail: (?:not found|no such)|disabled the mail\(\) function"
    r"|\(in reply to [a-z ]+ command\)|mail[- ]server (?:responded|antwortete)|serveur de courrier a répondu"
    r"|mail (?:from )?command failed|rcpt failed|data command failed|please run connect"
    r"|transport error|lettre::transport::smtp::error \{|source: \"error tag at|exceeded its"
    r"|child exited \d+ \(|exitcode=ex_(?:[^o]|o[^k])|\bpostfix/[\w/-]+\[\d+\]: fatal: "
    r"|\bamavisd?\[\d+\]: \([\w-]+\) (?:blocked (?:spam|infected|banned|bad-header)|\(!+\) ?trouble in )"
    r"|\b(?:lda|lmtp|deliver)(?:\([^()]*\))?(?:<[^<>]*>)*: (?:error|fatal|panic): "
    r"|\b(?:post(?:conf|map|alias|super|queue|cat|drop|fix)|send-mail): fatal: |: bad command startup -- "
    r"|\berror at (?:data start|during data|after data)\b"  # Email::Sender
    # SAPconnect's messages.
    r"|\bno delivery to \S+, (?:as (?:the )?recipient|invalid recipient|authentication required)"
    r"|\bno delivery as sender or receiver address|\bno information on delivery, status invalid"
    r"|\bmessage cannot be transferred to node .*connection error"
)

# Where it failed, not why: a program could not connect.
CONNECTING: Final = (
    r"failed to connect|unable to connect|not able to connect (?:to )?(?:the |my |an? )?(?:smtp|mail)"
    r"|couldn't connect|connection could not be established"
    r"|can't connect to|can ?not connect to|could not connect|error connecting to"
    r"|smtp time-?out (?:error|exception|occur)"
    r"|smtp (?:server )?connect(?:ion)?:? (?:error|failed|failure)|connect failed"
    r"|smtp[ -]?(?:server|host)? (?:is |was )?not reachable|\bserver[ _](?:is |was )?unreachable"
    r"|connection (?:to|with) (?:the )?(?:smtp|mail|e-?mail|outgoing)[ -](?:mail )?(?:server|host)"
    r"|(?:could not|couldn['’]t|can['’]t|cannot|unable to) reach (?:the )?(?:(?:smtp|mail|outgoing) )?server"
    r"|unable to open connection|connection to server lost|could(?:n't| not) establish a connection"
    r"|not accepting smtp|is not responding\. verify|smtp banner"
    r"|connect(?:ing|ion) to outgoing server|cannot open (?:mailhub|a connection to the mail)"
    r"|smtpconnecterror|mail server connection failed|could not open socket|exception reading response"
    r"|(?:ssmtp|send-?mail): cannot open|unable to establish smtp"
    r"|(?:failed to|could not) (?:initiate|establish|open|start|create) (?:an? )?smtp (?:session|connection)"
    r"|\bemail:connectivity\b"  # Mule's
    # Post SMTP's look at the ports.
    r"|\bport \d+ is open, but not to \w|\bno outbound route between this site and the internet on port"
)

# The same of TLS.
STARTING_TLS: Final = (
    r"ssl routines|ssl3_get_record|ssl connect error|an error occurred while attempting to establish an ssl"
    r"|\b(?:ssl|tls)[ -]connect(?:ion)? failed"
    r"|could not convert socket to tls|unable to connect with starttls"
    r"|sslhandshakeexception|sslexception|\b(?:ssl|tls) error|error connecting with ssl"
)

# That a mail was not sent, in a program's words around the cause.
NOT_SENT: Final = (
    r"smtp connect\(\) failed|smtp connect failed"
    r"|message could not be sent|mailer error|failed to send"
    r"|sending of the (?:message|password) failed"
    r"|smtpserverdisconnected|please run connect|failure sending mail|cannot send message"
    r"|unable to send|transportexception|messagingexception|mailsendexception"
    r"|mailconnectexception|email could not be sent"
    r"|sendfailedexception|wp_mail_failed\W{0,3}[:=({]|wp_mail\b.*(?:fail|error|false|could)"
    r"|(?:failed|error|could not) (?:(?:send|sending|in|calling|with) )?wp_mail"
    r"|failed to connect to mailserver|smtp server error|error sending|could not send"
    r"|couldn't send|problems? sending\b.* smtp server"
    r"|unable to connect to smtp|smtp -> error|smtp error|smtpexception"
    r"|smtp(?:command|protocol|response)exception|net::smtp(?:\w*error|serverbusy)|phpmailer\\+exception"
    r"|sendmail error|sending failed|of output but got status 0x|the server response was"
    r"|placed in your outbox|requeuing message for sending"
    r"| - sending['’] reported error \(0x"  # Outlook's progress window
)
