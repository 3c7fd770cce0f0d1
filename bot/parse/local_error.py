"""Errors that are no SMTP reply: a name not found, a refused connection, a TLS alert, a client's own summary.

Finds the line and its stage; whether mail is meant is decided by what stands around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from bot.model import Stage
from bot.parse import error_tables, translations
from bot.parse.server_named import SERVER, failed_at_server
from bot.parse.signs import WORDS, Seen, Signs
from bot.parse.source import is_statement
from bot.parse.talk.chatter import is_step


class Depth(IntEnum):
    """How near to the cause a program's words are: the nearest are believed."""

    CAUSE = 0
    WRAPPER = 1  # where it failed: "could not connect to", "could not convert socket to TLS"
    SUMMARY = 2  # that sending failed


@dataclass(frozen=True, slots=True)
class LocalError:
    """A client's own error: `text` as shown."""

    text: str
    stage: Stage | None
    depth: Depth


# Each in the words of C libraries, Python, Node, PHP, Java, .NET, Go, Ruby, Perl, Rust, curl, mail programs.
_NAME: Final = (
    r"\benotfound|eai_again|query(?:a|aaaa|mx) e[a-z]|missing port in address|getaddrinfo"
    r"|name or service not known|nodename nor servname"
    r"|no such host"
    r"|(?:could|can)(?: ?not|n't) (?:be )?resolve|unknownhostexception|php_network_getaddres"
    r"|name service error|host (?:name )?(?:not found|lookup failure|unknown)|host lookup "
    r"|gaierror|failed to lookup address|cannot locate (?:host"
    r"|smtp)|unable to resolve|hostname could not be"
    r"|name does not resolve"
    r"|lookup \S+ on \S+: |0x800ccc0d|host desconhecido|unknown host"
    r"|ssmtp.*unable to locate|could not get ip from host"
)
_REACH: Final = (
    r"econnrefused|connection refused|actively refused|connection was refused"
    r"|refused the connection"
    r"|etimedout|esockettimedout|i/o timeout"
    r"|connection timeout|connect timeout|response timeout|net::opentimeout|net::readtimeout"
    r"|deadline (?:exceeded|has elapsed)|execution expired|did not properly respond"
    r"|sockettimeoutexception|timeouterror|timed[ -]out|enetunreach|ehostunreach"
    r"|connection (?:times out on port|hangs)"
    r"|network is unreachable|no route to host|cannot assign requested address|eaddrnotavail"
    r"|unreachable network|\bkind: wouldblock\b"
    r"|connect call failed"
    r"|address family (?:not supported|for hostname)|permission denied \(13\)"
    r"|socket is not connected|0x800ccc0e|0x80042109|0x8004210b|0x800ccc19|0x800ccc15"
    r"|greeting never received|eof from server|mail server connection failed"
    r"|connection attempt failed|failed sending data to the peer|error number: 0x800"
    r"|cannot be contacted on port"
    r"|\b1006[01]\b|zielcomputer die verbindung|expressément refusée|denegó expresamente|积极拒绝"
    r"|gegenstelle nach einer"
    r"|network_failure, |socket timeout after|connection to server failed|wrong host name"
    r"|timeout on the connection|\(110\)|\(111\)"
)
_TLS_VAGUE: Final = (
    r"ssl routines|ssl3_get_record|ssl connect error|an error occurred while attempting to establish an ssl"
    r"|could not convert socket to tls|unable to connect with starttls"
    r"|sslhandshakeexception|sslexception|\b(?:ssl|tls) error|error connecting with ssl"
)
_CONNECTING: Final = (
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
    r"|smtpconnecterror|could not open socket|exception reading response"
    r"|(?:ssmtp|send-?mail): cannot open|unable to establish smtp"
    r"|(?:failed to|could not) (?:initiate|establish|open|start|create) (?:an? )?smtp (?:session|connection)"
)
_LOST: Final = (
    r"econnreset|connection reset|forcibly closed|connection unexpectedly closed"
    r"|did not respond with anything i recognized"
    r"|unexpected(?:ly)? (?:eof|socket close|disconnected)|lost connection"
    r"|create smtp client: eof|socket was closed even though|smtp session failed: (?:read|write)"
    r"|broken pipe|epipe"
    r"|server disconnected|closed the connection|socket (?:is )?closed|closed by (?:remote|foreign)"
    r"|eoferror|end of file reached|unexpectedly (?:disconnected|terminated)"
    r"|connection (?:was |has (?:been )?|got )?(?:unexpectedly |suddenly |abruptly |prematurely )?"
    r"(?:closed|dropped|aborted|lost)|connection has ended"
    r"|failure when receiving data from the peer|but got response \[\]"
    r"|server closed|remote host closed|got eof|0x800ccc0f|net_io_connectionclosed"
    r"|failed to read|\[eof\]"
    r"|but got (?:an empty response|code \"\"|empty code)|could not read from |incomplete response"
    r"|short response: |read: eof|^eof$|: eof(?:\\?[\"'`]|panic:|$)|\beof:?[\"'`]|(?:err(?:or)?|msg)=\"?eof\b"
    r"|invalid greeting"
    r"|sent an empty reply"
    r"|remote host terminated|eof caught|weird server reply|error:? \* ok \[capability imap4"
)
_TLS: Final = (
    r"wrong[ _]version[ _]number|unknown[ _]protocol|first record does not look like a tls"
    r"|unrecognized ssl message|handshake[ _]?fail|ssl_error|no appropriate protocol"
    r"|received fatal alert"
    r"|protocol version"
    r"|no protocols available|unsupported[ _]protocol|no shared cipher|no cipher suites in common"
    r"|no common (?:algorithm|cipher)|key[ _]too[ _]small|certificate[ _]verify[ _]failed"
    r"|md[ _]too[ _]weak|wrong[ _]signature[ _]type|record[ _]layer[ _]failure"
    r"|self[- ]signed certificate"
    r"|depth_zero_self_signed_cert|self_signed_cert_in_chain|unable_to_verify_leaf"
    r"|unable to verify the first|unable[ _]to[ _]get[ _](?:local[ _])?issuer"
    r"|unable to check revocation|certificate (?:\d+ of \d+ )?has expired|cert_has_expired"
    r"|does not match certificate|x509: (?:c[ae]|fail|in|ma|mi|neg|un|too|sig|sys)|pkix path"
    r"|did not match expected"
    r"|certificate is not (?:trusted|valid)|\b(?:not |un)trusted certificate|remote certificate is invalid"
    r"|remote certificate was rejected|tlsv1(?:\.\d)? alert|sslv3 alert|tls alert|alert internal"
    r"|generated (?:client|server) alert: "
    r"|\btls: "
    r"|tls handshake|tls connect failed|cannot start tls|starttls failed"
    r"|does(?: not|n't) support (?:the )?[\"“]?(?:starttls|ssl|secure)"
    r"|starttls (?:extension )?(?:not supported|unavailable)|starttls command failed"
    r"|typically reserved for plain-text|did not match the name given|ssl peer certificate or ssh remote"
    r"|enable_crypto|ssl operation failed|legacy renegotiation|bad record mac|decryption_failed"
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
)
_AUTH: Final = (
    r"auth extension not supported|missing credentials for"
    r"|missing (?:password|secret) for (?:plain|login|cram-md5) auth"
    r"|no mechanism available|no worthy mechs|not authenticated to send"
    r"|client was not authenticated|server doesn't support auth"
    r"|unencrypted connection|no (?:supported|compatible) auth|not support(?:ed)? (?:any )?auth"
    r"|no authentication mechan(?:is|si)m|authentication is not supported|no authenticators? found"
    r"|unable to find authentication|authentication method|authentication required"
    r"|can't authenticate|cannot authenticate|unable to authenticate"
    r"|(?:authenticationfailedexception|authenticationexception|smtpauthenticationerror)(?:[:(]|\W*$)"
    r"|\bthrows (?:an? )?(?:\w+\.)*authentication(?:failed)?exception"
    r"|0x800ccc78"
    r"|0x800ccc92|unknown mechanism|no sasl mechanism"
    r"|sasl (?:[a-z0-9-]+ )?auth|username and password not accepted"
    r"|smtp error: could not authenticate|failed to authenticate|authentication failed \(method"
    r"|oauth2? (?:error|token[^.,;|]*(?:invalid|expire|fail|error|refus|reject|missing))"
    r"|invalid_(?:grant|client|scope|request\b)|unauthorized_client|deleted_client|admin_policy_enforced"
    r"|org_internal|redirect_uri_mismatch|login\.microsoftonline\.com//|\b403: access_denied"
    r"|token (?:expired|has expired)|invalid login"
    r"|authentication rejected|smtp-auth|failed auth\b|server denied authentication|, :?auth_failed"
    r"|authorization failed|missing_requirement, .*auth|password for .* is incorrect"
    r"|logon attempt failed"
    r"|(?:couldn['’]t|could not|cannot|can['’]t|unable to) log on to the outgoing"
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
    r"|\bsmtp (?:user ?name|user|login|password|credentials?)\b[^.,;|]*(?:incorrect|invalid"
    r"|wrong|not valid)"
    r"|need ehlo and auth first|authentication info was not|generate token|\brefresh command|oauth_refresh"
    r"|generating new access token"
    r"|valid authenticator"
    r"|login (?:password|email) is not valid"
    r"|\bsmtp\b[^;|]*(?:incorrect|invalid|wrong|bad) (?:log-?in )?(?:credentials|password)"
    r"|(?:incorrect|invalid|wrong|bad) (?:log-?in )?credentials\b.*\bsmtp\b"
    r"|no password specified|no access token|authentication is required(?: for|\[@)"
    r"|rejected the password for|authentication\. please check your account|no password provided\."
    r"|check your email login credential"
    r"|\bauth=0/[1-9]|client login failed: \"|auth http server \S+ (?:did|sent|timed) "
    r"|submission-login: .*\(auth failed, "
    r"|context=\"auth\".*result=\"failed"
)
_OTHER: Final = (
    r"smtp error: (?:data not accepted|the following)|not accepted from server"
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
    r"|\(s31[45]0\)|\[tss?0\d\]"
    r"|0x800ccc(?:0[0-5b]|1[0-8]|40|6[0-9a-f]|79|7[ab]|8[01])"
    r"|rejected by the server|temporary lookup failure|could not instantiate mail"
    r"|process could not be started"
    r"|sendmail: (?:not found|no such)|disabled the mail\(\) function"
    r"|\(in reply to [a-z ]+ command\)|mail[- ]server (?:responded|antwortete)|serveur de courrier a répondu"
    r"|mail (?:from )?command failed|rcpt failed|data command failed|please run connect"
    r"|transport error|lettre::transport::smtp::error \{|exceeded its"
    r"|child exited \d+ \(|exitcode=ex_|\bpostfix/[\w/-]+\[\d+\]: fatal: "
    r"|\bamavisd?\[\d+\]: \([\w-]+\) (?:blocked (?:spam|infected|banned|bad-header)|\(!+\) ?trouble in )"
    r"|\b(?:lda|lmtp|deliver)(?:\([^()]*\))?(?:<[^<>]*>)*: (?:error|fatal|panic): "
    r"|\b(?:post(?:conf|map|alias|super|queue|cat|drop|fix)|send-mail): fatal: |: bad command startup -- "
)
_SUMMARY: Final = (
    r"smtp connect\(\) failed|smtp connect failed|could not authenticate"
    r"|message could not be sent|mailer error|failed to send"
    r"|sending of the (?:message|password) failed"
    r"|smtpserverdisconnected|please run connect|failure sending mail|cannot send message"
    r"|unable to send|transportexception|messagingexception|mailsendexception"
    r"|mailconnectexception|email could not be sent"
    r"|sendfailedexception|wp_mail_failed|wp_mail\b.*(?:fail|error|false|could)"
    r"|(?:failed|error|could not) (?:(?:send|sending|in|calling|with) )?wp_mail"
    r"|failed to connect to mailserver|smtp server error|error sending|could not send"
    r"|couldn't send|unable to connect to smtp|smtp -> error|smtp error|smtpexception"
    r"|smtp(?:command|protocol|response)exception|net::smtp(?:\w*error|serverbusy)|phpmailer\\+exception"
    r"|sendmail error|sending failed|of output but got status 0x|the server response was"
    r"|placed in your outbox"
    r"| - sending['’] reported error \(0x"  # Outlook's progress window
)
# In the order in which they decide: a TLS word beside "connection refused" says more.
_KINDS: Final = (
    (Stage.TLS, Depth.CAUSE, f"{_TLS}|{error_tables.TLS}|{translations.NET_TLS}"),
    (
        Stage.CONNECT,
        Depth.CAUSE,
        f"{_NAME}|{_REACH}|{_LOST}|{error_tables.NAME}|{error_tables.REACH}|{error_tables.LOST}"
        f"|{translations.NET_NAME}",
    ),
    (Stage.AUTH, Depth.CAUSE, _AUTH),
    (None, Depth.CAUSE, f"{_OTHER}|{translations.THUNDERBIRD}"),
    (Stage.TLS, Depth.WRAPPER, _TLS_VAGUE),
    (Stage.CONNECT, Depth.WRAPPER, f"{_CONNECTING}|{translations.CDO}"),
    (None, Depth.SUMMARY, f"{_SUMMARY}|{translations.SMTP_ERROR}"),
    (None, Depth.WRAPPER, SERVER),
)
_SERVER_NAMED: Final = len(_KINDS) - 1
_ANY: Final = Signs(WORDS, *(words for _, _, words in _KINDS))
# A sentence of words alone, a setting of words with its value, and what an error has in it.
_SENTENCE: Final = re.compile(
    r"[A-Za-z_ ,.;()*/'-]{20,}|[>* -]{0,9}[A-Za-z][A-Za-z ]{1,40}: [A-Za-z /+-]{1,60}"
)
_FAILS: Final = Signs(
    WORDS,
    r"fail|error|exception|refus|reject|denied|incorrect|\bnot\b|n['’]t\b|cannot|\bno\b|unable|could"
    r"|invalid|wrong|lost"
    r"|clos(?:ed|ing)|timed|timeout|tim(?:e|ing) out"
    r"|mismatch|unknown|missing|unsupport|\bbad\b|unexpected|reset|abort"
    r"|broken|unreachable|terminat|disconnect|untrusted|\bneeds\b|fatal|disabled|\bfull\b|exceed"
    r"|there was an? (?:issue|problem)|(?:issue|problem) occurred|stopped working|never (?:work|succeed)"
    r"|(?:authentication|login|connection|certificate|tls|ssl|smtp) (?:problem|issue)s?"
    r"|self[- _]signed|too |\be(?:not|conn|timed|host|net|ai_|auth|socket|acces|perm|pipe|proto|dns)"
    r"|fehler|fehlgeschl|erreur|échec|échou|\berro(?:re)?\b|falló|fallit|falh|ошибк|не удал"
    rf"|错误|失败|失敗|エラー|{translations.FAILS}",
)
# A certificate is spoken of wherever TLS is; an error says what came of it, or is short.
_CERTIFICATE: Final = Signs(WORDS, r"certificat")
_WENT_WRONG: Final = Signs(
    WORDS,
    r"fail|error|exception|alert|refus|reject|denied|unable|could not|couldn['’]t|cannot|can['’]t|\bx509: "
    r"|not (?:trusted|valid|verified|accepted)|invalid",
)
_NOTED: Final = 60  # characters; a longer line that names a certificate is a sentence on one
_LINE_LIMIT: Final = 4_000
# A returned mail's own headers tell how it came, not why it failed.
_HEADER: Final = re.compile(
    r"[\s>|]*(?:Received|Received-SPF|(?:X-|ARC-)?[\w-]{0,40}Authentication-Results|DKIM-Signature|ARC-Seal"
    r"|ARC-Message-Signature|X-Received|X-Google-[\w-]{1,40}|List-[\w-]{1,40}): |[\s>|]*(?:spf"
    r"|dkim|dmarc|arc)=\w"
)
# `smtp_require_tls: false`, "Use TLS: enabled": a setting and its value tell of nothing that failed.
_SETTING: Final = re.compile(
    r"[\s>*-]*+['\"]?[\w.-]{1,60}(?:['\"]?\s{0,8}(?:[:=]|=>)\s{0,8}['\"]?(?:true|false|yes|no|on|off|none"
    r"|null|\d{1,6})?"
    r"|(?: [\w.()/-]{1,30}){1,4} ?[:=] ?(?:true|false|yes|no|on|off|(?:en|dis)abled))['\"]?[,;]?\s*$",
    re.IGNORECASE,
)
# MailKit lists what a failed TLS start may mean; none of it happened for sure.
_POSSIBLE_REASON: Final = re.compile(
    r"[\s>]*(?:\d\. (?:The |A Certificate )|Another possibility |This usually means )"
)
_FRAME: Final = re.compile(
    r"^\s*(?:at |File \"|from /|#\d+ |in /|\.\.\. \d+ more|raise |self\.|return |import |def "
    r"|\^+\s*$|~+|socket\.(?:create|get)|sock = |for res in|super\(\)|code: ['\"]?E|errno:"
    r"|syscall:|stack:|name:|\[\"?\w{1,60}\"?\] ?=> ?$)"
)

# Node's codes that are the error themselves, alone in a frame's line.
_CODES_OF_TLS: Final = tuple(
    f"code: '{name}" for name in ("CERT", "DEPTH", "SELF", "UNABLE", "ERR_TLS", "ERR_SSL")
)
# "No SMTP error is thrown": somebody tells that none came, or speaks of what there is.
_NONE_CAME: Final = re.compile(
    r"\b(?:no|without|without any) (?:smtp |mail )?errors?\b"
    # "... which SMTP error codes there are": errors as a kind.
    r"|\bsmtp errors? (?:codes?|types?|handling|class(?:es)?|conditions?)\b(?!\W{1,4}\d)",
    re.IGNORECASE,
)


# OpenSSL's name of an error, as Python and Node print it: its words may be cut off behind it.
_SYMBOL: Final = re.compile(r"\[SSL: ([A-Z0-9_]{4,80})\]|\bERR_(?:OS)?SSL_([A-Z0-9_]{4,80})")


def _spelt(text: str) -> str:
    """Add the words of OpenSSL's name for an error where they are missing."""
    symbol = _SYMBOL.search(text) if "SSL" in text else None
    if symbol is None:
        return text
    words = (symbol.group(1) or symbol.group(2)).lower().replace("_", " ")
    return text if words in text.lower() else f"{text} {words}"


def is_setting(line: str) -> bool:
    """Say whether a line is a setting and its value."""
    return _SETTING.match(line) is not None


def may_hold_local_error(seen: Seen) -> bool:
    """Say whether any line of a text may be such an error."""
    return seen.any(_ANY)


def says_failure(text: str) -> bool:
    """Say whether a line tells of a failure; a plain sentence that does not is a document's."""
    return _SENTENCE.fullmatch(text) is None or names_failure(Seen(text))


def names_failure(seen: Seen) -> bool:
    """Say whether a word of failure stands in a text."""
    return seen.any(_FAILS)


def only_names_certificate(seen: Seen) -> bool:
    """Say whether a sentence speaks of a certificate, and of nothing that failed."""
    return len(seen.text) > _NOTED and seen.any(_CERTIFICATE) and not seen.any(_WENT_WRONG)


def local_error(seen: Seen) -> LocalError | None:
    """Read one line; None when it is no such error, or only a frame of a traceback."""
    found = seen.found(_ANY)
    if not found:
        return None
    line = seen.text[:_LINE_LIMIT]
    stage, depth, _ = _KINDS[found[0]]
    if found[-1] == _SERVER_NAMED and depth is not Depth.CAUSE:
        at_server = failed_at_server(line) if names_failure(seen) else None
        if at_server is not None:
            stage, depth = at_server, Depth.WRAPPER
        elif found[0] == _SERVER_NAMED:
            return None
    if _happened_not(line):
        return None
    if depth is Depth.SUMMARY and (rest := _NONE_CAME.sub("", line)) != line:
        return local_error(Seen(rest))
    text = _spelt(" ".join(line.split())[:1000].rstrip(" ,;"))
    return LocalError(text, stage, depth)


def _happened_not(line: str) -> bool:
    """Say whether a line with an error's words is a header, a setting, a step, source or a trace's frame."""
    return (
        _HEADER.match(line) is not None
        or is_statement(line)
        or _POSSIBLE_REASON.match(line) is not None
        or is_step(line)
        or is_setting(line)
        or (_FRAME.match(line) is not None and not line.lstrip().startswith(_CODES_OF_TLS))
    )
