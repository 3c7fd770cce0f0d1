"""Errors of programs that are no mail server's: where they tried to go, or what they logged in to, tells so.

Looks at one error; what its whole text speaks of is read in `tongues`.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse import ports
from bot.parse.foreign.tongues import OF_MAIL_SERVICES, without_names
from bot.parse.signs import WORDS, Seen, Signs

_FETCHED: Final = re.compile(
    r"(?:\b(?:get|head|post|put|access|fetch|fetching|url|for|to|on)\b\W{1,4}|git clone )https?://"
    rf"(?!{OF_MAIL_SERVICES})"
)

_OTHER_PORT: Final = re.compile(
    # What stands before the colon is looked at after it: the search leaps from colon to colon.
    rf":(?:(?<=[A-Za-z\]]:)|(?<=\.\d:)|(?<=\.\d\d:)|(?<=\.\d\d\d:)|(?<=\.\.:))(?:{ports.OF_OTHERS})\b"
    rf"|\brefused on (?:port )?(?:{ports.OF_OTHERS})\b"
)
_SENDS: Final = re.compile(r"outgoing|\bsend|\bpostausgang|\bversand")
# Other programs' own words: a web page's login, of which a mail holds the link; a program's login to
# PostgreSQL; a mail library is fetched; a queue or database that a mailing program uses is not there.
_OTHERS_WORDS: Final = Signs(
    WORDS,
    r"\bpassword authentication failed for user \W|(?-i:Auth(?:Api)?Error: Token\b)"
    r"|\bUnixHTTPConnectionPool\b"  # Docker's own
    # OpenSSH's, by the ways that it tried; a port that a program wants for itself; PHP's, of its source.
    r"|\bpermission denied \((?:publickey|password|keyboard-interactive|gssapi)"
    # What GitHub says of its interface, kubectl of a container, Node's libraries of a database's connections.
    r"|\bapi rate limit exceeded for\b|\bunable to upgrade connection: "
    r"|\btimeout acquiring a connection\b"
    # Auth0's of a login to an app, WordPress' of one to its pages, the web's of a mailbox that is looked at.
    r"|\binvalid_grant\W.*\bwrong email or password\b|\bnot registered on this (?:web)?site\b"
    r"|\b(?:load|open|display)(?:ing)? (?:your|my) (?:mailbox|inbox)\b"
    # Tunnels' (WireGuard, OpenVPN), a database's library, a broker's client, SNMP's.
    r"|\bhandshake for peer \d|\btls key negotiation failed to occur\b|\bmosquitto(?:_[ps]ub)?\b"
    r"|\baccepting tcp/ip connections on port\b|^\W*timeout: no response from "
    # Banks', Kerberos', and that of a program which reads in a table.
    r"|\bpayment (?:was |is |has |has been )?(?:declined|failed|refused)\b|\bpayment of [^\n]* failed\b"
    r"|\bgetting initial credentials\b|\btoo (?:big|large|long) for (?:slack|teams|discord|whatsapp)\b"
    r"|\b(?:rejected|refused|skipped) (?:by|in|during) the (?:\w+ )?import\b"
    r"|\bgraphqlerror\b|(?-i:\bNotAuthorizedException\b)"  # apps' logins
    r"|\bsepa\b|\bdirect debit\b|\bibans?\b|\b(?:bank|wire) transfer|(?:^|[^\pL])überweisung|\bvirement\b"
    r"|\btransferencia bancaria\b|\bbonifico\b"  # banks return what is not paid
    r"|\b(?:buffer )?i/o error,? (?:on )?dev \w|\bblk_update_request\b"  # Linux' of a disk
    r"|\blisten EA[A-Z]+\b|\bparse error: +syntax error, unexpected\b"
    r"|\bthis request is not authorized to perform this operation\b"  # Azure's, of its store
    # Amazon's rights of anything but sending mail.
    r"|\bnot authorized to perform: ?[`'\"]?(?:iam|s3|sts|ec2|ecs|ecr|eks|lambda|logs|kms|sqs|sns|ssm"
    r"|dynamodb|secretsmanager|cloudformation|route53):"
    r"|\bcould not translate host name \W|\bMaxAttemptsExceededException\b"  # PostgreSQL's; Laravel's queue
    r"|\blost connection to mysql server\b|(?-i:\b(?:ActiveRecord|Mysql2?|PG|Sequel|Redis)::[A-Z])"
    r"|\berror \d{4} \([\da-z]{5}\): |\berrflg=\d"  # MySQL's, and that of PHP's IMAP
    r"|\b(?:mysql|mariadb|postgres(?:ql)?|redis|mongo(?:db)?|rabbitmq|ldap|database) (?:server )?connection"
    r" (?:was |is )?(?:refused|lost|failed|timed out|error)\b"
    r"|\b(?:mysql|mariadb|postgres(?:ql)?|redis|mongo(?:db)?|rabbitmq|database)"
    r" (?:user|password|credentials)\b"
    r"|\blog(?: ?in|ging in)(?: to| into|to)? (?:on |at )?(?:the |this |your |my )?(?:(?:web ?)?site"
    r"|forum|web ?mail|web ?interface|dashboard|portal|control panel|admin (?:panel|page|area))\b"
    r"|\b(?:log|sign)(?: ?in|ging in|ing in)?(?: to| into|to) (?:the |our |your |my )?(?:wiki|intranet"
    r"|extranet|crm|erp|shop|jira|confluence|gitlab|github|grafana|jenkins|sharepoint|vpn|citrix)"
    r"(?:\W*$|[.,;:!?)]| (?:fail|is\b|isn|do|not\b|with\b|page\b|says\b|shows\b|and\b|but\b|since\b|from\b))"
    r"|\bremote: (?:error|fatal): (?:GH\d|(?-i:[A-Z]))"  # git's, of the server that it pushes to
    r"|\bfind a version that satisfies\b"  # pip's
    r"|/quota-warning\b"  # Dovecot's script that tells how full a mailbox is: the mail itself was kept
    # nginx, of a browser or its upstream.
    r"|\] \d+#\d+: \*\d+ (?:(?:recv|send|readv|writev)\(\) failed|upstream )"
    r"|\bno servers could be reached\b"  # dig's
    r"|\bfor async tests and hooks\b|\bexceeded timeout of \d+ ?ms for a (?:test|hook)\b"  # Mocha's, Jest's
    r"|\b(?:readiness|liveness|startup) probes? (?:failed|errored)\b"  # Kubernetes
    r"|\breplicating\b|\brepadmin\b|\bremote desktop\b"  # Windows domains and desktops have its words for TLS
    r"|\bwp-(?:login|admin)\b|\bjavax\.naming\.\w+Exception|\bLdap(?:Err|Exception)|\bldaps?://"
    # Home Assistant's, of its page.
    r"|\blogin attempt or request with invalid authentication\b"
    r"|\bJsonWebTokenError\b|\bTokenExpiredError\b|\bjwt expired"
    r"|^\W*npm |while downloading |as a dependency|transfer artifact|connection broken by|\bpackagist"
    r"|\bnpmjs|\bpypi|crates\.io|golang\.org|rubygems\.org"
    # IMAP: a server's notice (RFC 3501 7.1), its codes of a login (RFC 5530 3), what Thunderbird says of a
    # folder; and a sent mail is filed in one.
    r"|\[alert\] |\[auth(?:entica|oriza)tionfailed\]"
    r"|\bcurrent (?:operation|command)\b.*\bdid not succeed\b"
    r"|\bappend(?:ing|ed)? (?:\w+ )*(?:to|in|into) \W?(?:the )?\W?(?:sent|drafts|imap)\b"
    r"|\b(?:kombu|pika|amqp|redis|pymongo|psycopg2?|elasticsearch|urllib3)\.[\w.]*(?:Error|Exception)\b",
)
# A program that cannot reach its own database asked no mail server; a mail server looks up its users there,
# and says what became of a login or a recipient.
_NO_DATABASE: Final = Signs(
    WORDS,
    r"\b(?:database|db) error\W{1,4}(?:connection (?:failed|refused|lost)|(?:unable|failed) to connect"
    r"|can(?:not|['’]t) connect|could(?: not|n['’]t) connect)"
    r"|\b(?:connect(?:ing|ion)? (?:to|with)|reach|contact) (?:(?:the|our|your|its|my) )?"
    r"(?:(?:mysql|mariadb|postgres(?:ql)?|sql|redis|mongo(?:db)?|remote|main) )?database\b",
)
_LOOKS_UP: Final = re.compile(r"sasl|\bauth|postfix|exim|sendmail|dovecot|recipient|sender")
# A socket that is a file stands on the same machine: no port is blocked and no server refuses. What a mail
# server tells of those it asks while it takes a mail is another matter.
_SOCKET_FILE: Final = Signs(WORDS, r"\bunix(?:[- ]domain)? socket\b")
_ASKED_BY_SERVER: Final = re.compile(r"lmtp|postfix|exim|sendmail|milter|sasl|malware acl|451 ")
# Programs that also send look for what came back, and for new tickets.
_FETCHES: Final = Signs(
    WORDS,
    r"邮箱(?:和?密码|账号)?登[录陆]|\b(?:log|sign) ?in(?:to)? with (?:my |your |an? )?e-?mail\b"
    r"|\b(?:scann|fetch|poll|retriev)ing (?:the |from )?(?:bounce |incoming |new )?"
    r"(?:mailbox|inbox|e-?mails?)\b|\b(?:mjpe?g|rtsp) client\b",
)
# What sends messages, and never a mail.
_MESSENGERS: Final = Signs(
    WORDS,
    r"telegram|discord|whatsapp|\bsms\b|\bkafka\b|\bmqtt\b|pushover|pushbullet|\bgotify\b|\bntfy\b|\bfcm\b"
    r"|\bapns\b|firebase|onesignal|\btwilio\b",
)
# Ruby's clients of the web; what they fetch of a mail service is a mail's. And cameras, and a page's line to
# its own server.
_OF_WEB: Final = Signs(
    WORDS,
    r"(?-i:\b(?:Excon|Faraday|RestClient|HTTParty|Typhoeus|Octokit)::)|\bcamera\b"
    r"|\bsocket server\b|\bwebsocket",
)
# Mail programs on the server they fetch from, where they tell nothing of the one they send through.
_INCOMING: Final = Signs(
    WORDS,
    r"\bincoming (?:\(\w+\) )?(?:e-?mail |mail )?server\b|\breceiving'? reported error"
    r"|\bnachrichten werden empfangen' meldet\b|\bposteingangsserver"
    r"|\b(?:connect(?:ing|ion)? to|reach|contact) (?:the |your )?(?:imap|pop3?)4? (?:mail )?server\b"
    # Outlook, of a folder, and Outlook Express, which names the protocol among its settings.
    r"|\bdownload folder [^.\n]* from the (?:imap|pop3?)4? e-?mail server\b"
    r"|, protocol: (?:imap|pop3?)4?, port: ",
)
# Sending platforms show both side by side: what works of a mailbox, and what fails.
_TELLING: Final = 200  # characters; who tells more has more to say
_SMTP_WORKS: Final = re.compile(
    r"\b(?:sending|senden|versand)(?: still| noch)? (?:works|is (?:ok|fine)|geht|funktioniert|klappt)\b"
    # "* OK" is IMAP's greeting, which a program met where it waited for SMTP's.
    r"|\bsmtp\b[^,.;]*?\b(?:success(?:ful|fully)?|works?|working|(?<!\* )ok|okay|fine|passed)\b"
)
# Who says so without the protocol's name; a calendar and an address book are no mail's matter either.
_ONLY_READING: Final = re.compile(
    r"\bonly (?:receiving|fetching|reading|incoming (?:e-?)?mail) (?:is|are|fails?|does)\b"
    r"|\b(?:sending|outgoing (?:e-?)?mail|smtp) (?:is|are) (?:not |un)affected\b"
)
_CALENDAR: Final = re.compile(r"\b(?:calend|kalender|agenda\b|caldav|carddav)")
_MAIL_WORKS: Final = re.compile(
    r"\b(?:(?:e-?)?mails?|correos?|courriels?|posta) "
    r"(?:(?:is|are|comes?|goes?|and|in|out|le|lui|still|all|itself|sí|est|sono|läuft|geht|kommt|und|an|raus"
    r"|works|funciona|fonctionne|marche|funziona|klappt) ){0,6}"
    r"(?:works|funciona|fonctionne|marche|funziona|läuft|klappt|geht|ok|okay|fine|well|bien|bene|gut)"
    r"(?=\W*(?:$|[.,;!)]))"
)
_NOT_SO: Final = re.compile(r"\b(?:not|no|never|fail\w*|error\w*)\b|n['’]t\b")
_REPLY_CODE: Final = re.compile(r"\b[45]\d\d\b")
# Any web interface's (RFC 6585 4); a sending service's is asked for a mail to be sent.
_TOO_MANY: Final = re.compile(r"\b429\b\W{0,3}too many requests\b")
_TO_SEND: Final = re.compile(
    r"outgoing|\bsen[dt]|smtp|deliver|versand|versend|mailgun|brevo|postmark|sparkpost|mailjet|resend|mandrill"
    r"|\bses\b|microsoft graph|graph api|gmail"
)
_MAILS_CODE: Final = re.compile(r"\b(?:4[25]\d|5[3-5]\d)\b")  # none that a web server has as well


def leads_elsewhere(seen: Seen) -> bool:
    """Whether an error names where it tried to go, or a login, and that is no mail server's."""
    error = without_names(seen)
    if error.startswith("ssh: ") or "pull image" in error or seen.any(_OTHERS_WORDS):
        return True
    if ("imap-login: " in error or "pop3-login: " in error) and "auth failed" not in error:
        return True  # Dovecot on a client that fetches mail
    lower = error.lower()
    if "smtp" in lower:
        return False
    if _TOO_MANY.search(lower) is not None and _TO_SEND.search(lower) is None:
        return True
    if seen.any(_NO_DATABASE) and _LOOKS_UP.search(lower) is None:
        return True
    if seen.any(_SOCKET_FILE) and _ASKED_BY_SERVER.search(lower) is None:
        return True
    if (
        seen.any(_FETCHES)
        or ("mail" not in lower and (seen.any(_OF_WEB) or seen.any(_MESSENGERS)))
        or (seen.any(_INCOMING) and _SENDS.search(lower) is None)
    ):
        return True
    if ":443" in error or "registry." in error or "remote repository" in error:
        return True
    if _OTHER_PORT.search(error) is not None:
        return True
    return "://" in lower and _FETCHED.search(lower) is not None


def fails_in_reading_only(text: str) -> bool:
    """Whether a short text tells that mail is sent, and what fails is IMAP, POP or a calendar."""
    if len(text) > _TELLING:
        return False
    lower = text.lower()
    if _CALENDAR.search(lower) is not None and _MAIL_WORKS.search(lower) is not None:
        return _MAILS_CODE.search(lower) is None
    if "imap" not in lower and "pop3" not in lower:
        return False
    if _ONLY_READING.search(lower) is not None and _REPLY_CODE.search(lower) is None:
        return True
    works = _SMTP_WORKS.search(lower)
    return works is not None and _NOT_SO.search(works[0]) is None and _REPLY_CODE.search(lower) is None
