"""Numbers and words that are no SMTP error, beside their twins that are."""

import pytest

from bot.model import Stage
from bot.parse import parse_text
from bot.reading import read_text

NOT_MAIL = {
    "ftp reply": "ftp> put x\n550 Permission denied.",
    "ftp reply without name": "550 Permission denied.",
    "a session of IIS that ended": "440 Login Time-out",
    "a proxy that distrusts a certificate": "Error 526 Invalid SSL certificate",
    "ftp file": "553 Could not create file.",
    "ftp login": "FTPError: 530 Please login with USER and PASS.\n  code: 530",
    "ftp incorrect": "530 Login incorrect.\nftp: Login failed",
    "ftp access": "lftp: mirror: Fatal error: max-retries exceeded (550 Can't access file)",
    "ftp timeout": "421 Timeout - try typing a little faster next time (FTP)",
    "a command of IRC": "421 ana MAILTO :Unknown command",
    "a login of FreeRADIUS": "(535) Login incorrect (mschap: FAILED): [scanner@example.com] (from client wlan port 0)",
    "a probe of Kubernetes": "smtp-relay-5.5.2-7d9f Liveness probe failed: HTTP probe failed with statuscode: 503",
    "ftp data": "425 Can't open data connection.",
    "http": "HTTP/1.1 503 Service Unavailable\nRetry-After: 120",
    "axios": "AxiosError: Request failed with status code 550",
    "what a gateway's log says": (
        "Sending a test mail gives **504 Gateway Time-out**\n"
        "[error] 17#17: *79 upstream timed out (110: Connection timed out) while reading response header"
    ),
    "gateway": "502 Bad Gateway\nnginx/1.18.0",
    "Apache's gateway": "502 Proxy Error",
    "an API's refusal": "RestClient::Exception: 401 Unauthorized api.example.net",
    "a web page's status": "When I send a mail from the form the page crashes with status code 500",
    "Ruby's client of the web": "Wrapped Excon::Error::Socket: getaddrinfo: Temporary failure in name resolution",
    "a bounce mailbox": "listmonk: error scanning bounce mailbox: tls: first record does not look like a TLS handshake",
    "imap": "a1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)",
    "imap library": "imaplib.IMAP4.error: b'[AUTHENTICATIONFAILED] Authentication failed.'",
    "pop": "poplib.error_proto: b'-ERR [AUTH] Invalid login or password'",
    "ssh": "ssh: connect to host example.com port 22: Connection refused",
    "sql": "ERROR 1045 (28000): Access denied for user 'mail'@'localhost' (using password: YES) mysql",
    "a query of the mailing program": 'Sending the e-mail failed:\ninvite - error: syntax error at or near ")"',
    "a query of MySQL": "Sending the e-mail failed: You have an error in your SQL syntax; check the manual",
    "a query of SQLite": 'Could not send the mail: near "user": syntax error',
    "version": "upgraded mysql from 5.7.25 to 5.7.26",
    "release": "tagged 4.7.0 and 5.5.1, reverted 535e578",
    "time": "the job ran at 5:50 and took 421 ms",
    "amount": "we sent 550 mails to 421 users",
    "compiler": "error TS2550: Property 'replaceAll' does not exist",
    "web server": "ERR_CONNECTION_REFUSED http://localhost:587/dashboard",
    "port": "the service listens on port 587 and 465",
    "phone": "call 0800 550 421 for support",
    "phone with a dash": "Call me at 550-5711 or 421-4701",
    "order number": "Order 535-5788 has shipped, total 550.00 EUR",
    "sum in words": "Hallo, die 550 Euro bitte an ana@example.com zahlen, Mail folgt",
    "an order's number": "mailbox delivery: order no. 550, password is at the desk",
    "seats of a licence": "mail suite, seats: 450, valid until December",
    "tests that ran": "[mailer] Tests run: 535, Failures: 0, Errors: 0",
    "a record's time to live": "mail.example.com. 550 IN MX 10 mx1.example.com.\nmail.example.com. 421 IN TXT spf",
    "FileZilla's log": "Response:\t421 Maximum 8 connections from this IP address\nError:\tCould not connect",
    "curl, of a file": "< 550 SIZE not allowed in ASCII mode\ncurl: (9) Server denied you to change to the directory",
    "a news server that does not talk": "502 You have no permission to talk. Goodbye.",
    "an article that was not posted": "441 Posting Failed (article already exists), group news.software.mail",
    "a paragraph of the law": "§ 550 BGB: Form des Mietvertrags. Bitte per E-Mail an uns.",
    "a line of a stylesheet": "Syntax error in mail.css:550: unexpected brace",
    "counted things": "Invoice 5.7.8 for 421 units, ship to dock 550",
    "counted things after a colon": "Build failed: 550 tests passed, 4 failed",
    "shares": "our newsletter had a 5.5 % bounce rate, 421 opens and 535 clicks",
    "a report": "DMARC report for example.com: 421 pass, 4 fail",
    "a part of a count": "My boss says 450 of the 500 mails went out yesterday, great!",
    "a list of counts": "Total: 535 items, 421 shipped, 5 returned",
    "contacts": "The mail merge is ready, please review the 550 contacts",
    "an index": "panic: runtime error: index out of range [535] with length 421",
    "a port behind smtp": "our smtp 465 and 587 are open",
    "a number of rows": "rows affected: 550 in 4.21s",
    "ftp by its other replies": "< 331 Password required for web\n> PASS *****\n< 530 Not logged on",
    "ftp data refused": "Response:\t150 Opening BINARY mode\nResponse:\t421 Passive data channel timed out.",
    "ftp client's code": "{ [Error: Unable to build data connection.] code: 425 }",
    "news": "nntp: could not log in to the news server: 502 Your user limit is reached",
    "a message broker": "amqp: channel closed (reply-code=530, reply-text=NOT_ALLOWED - vhost shop not found)",
    "telephony": "SIP/2.0 550 Mailbox Unavailable",
    "dmarc": "<feedback><policy_published><p>none</p></policy_published><count>550</count></feedback>",
    "a line of a program": "ERROR:sync.py:573:IMAP Error: create failed: file exists",
    "a class in a program": 'PHP Fatal error: Class "PHPMailer" not found in /srv/www/contact.php:553',
    "a process": "guard.actions [421]: NOTICE [postfix-sasl] Ban 192.0.2.55",
    "a process of Postfix": "mail postfix/smtp[450]: C8FA38E4F42: to=<ana@example.com>, status=sent (250 Ok)",
    "a test": "ok 450 - the smtp server greets\nnot ok 453 - DATA too large",
    "new users": "we got 550 new users since the launch email",
    "a condition": "if (code === 550 || code === 553) { drop(recipient) } // smtp",
    "a case": 'switch (mail.responseCode) {\n  case 535: return res.status(401).json({ error: "Invalid SMTP login" });',
    "a handler": 'except smtplib.SMTPAuthenticationError as e:\n    return "530 Failed to connect, wrong password?"',
    "a printed class": 'except SMTPHeloError:\n    print("SMTPHeloError")\nexcept SMTPDataError:\n    print("550")',
    "a setting": "unknown_local_recipient_reject_code = 550\nmaps_rbl_reject_code = 554  # postfix",
    "a missing class": "ImportError: cannot import name 'SMTPException' from 'smtplib'",
    "a web client in .NET": "The remote server returned an error: (530) Not logged in.",
    "the law": 'a redirect with HTTP code "451 - Unavailable For Legal Reasons"',
    "a camera": "[client:rtsp] RTSP/1.0 454 Session Not Found",
    "packets": "mail.example.com ping statistics: 535 packets transmitted, 535 received",
    "a version in a sentence": "Moving the mail server to 5.7.1, as 4.2.2 is no longer supported",
    "a version of an image": "docker pull registry.example.com/smtp/relay:5.7.1\nError response: not found",
    "a payment's answer, code and body": 'stripe API request returned (response code, response body) of (402, \'{"error": {"message": "Your card was declined."}}\')',
    "a record that colons part": "pvedaemon[1885457]: <root@pam> end task UPID:pve:001CC5D1:05C7B1C5:63D3D7F5:vncproxy:550:root@pam: OK",
    "a worker": "dovecot: auth-worker(421): sql(ana@example.com): Password mismatch",
    "an id": 'Mail sent to ana@example.com {"id":535,"queue":"mails"}',
    "a line": "File \"/app/smtp.py\", line 450, in send\nKeyError: 'SMTP_HOST'",
    "problems": "ESLint: 550 problems (535 errors, 15 warnings) in the mailer",
    "a file on an ftp server": "550 index.html: No such file or directory",
    "a command of ftp": "Command:\tSTOR mail.csv\nResponse:\t550 mail.csv: Permission denied",
    "a copied file": "Copying file '/mail/a.log' failed.\nAction not taken, error 451: local error in processing",
    "a limit of an ftp server": "421 No transfer timeout (600 seconds): closing control connection",
    "a diffstat": "mail/vis.c | 538 ++++++++-----\n 7 files changed, 430 insertions(+), 512 deletions(-)",
    "a change in a changelog": "* Standards-Version: 4.5.1 (no changes required)\n* d/rules: run the tests",
    "a merge request": "mailer: check the type (!535 Ana, !550 Bob)",
    "sizes": "resize the mail icon to (512, 512, 2)",
    "a formula": "elif mail:\n    500 x_height = _x_height / 1000",
    "a raised class": 'raise SMTPServerDisconnected("Connection unexpectedly closed")',
    "a text with gaps": 'self.send_response(501, "encoding %r not supported in mail" % encoding)',
    "a number with a word": "error 450 in the coffee machine, which is blinking red since this morning, the repair is ordered, and until then the machine on the second floor works",
    "a web server's limit": "413 Request Entity Too Large",
    "a callback": 'transporter.verify((error) => { if (error) console.log("SMTP connection failed", error); });',
    "a mention of a class": "Catch smtplib.SMTPAuthenticationError and tell the user which password is meant.",
    "a missing module": "ModuleNotFoundError: No module named 'aiosmtplib'",
    "Echo's own error": 'When sending mail:\n{"level":"ERROR","message":"code=405, message=Method Not Allowed"}',
    "a request in a web server's log": '[GIN] 2026/11/27 - 09:12:44 | 554 |  1.204ms | 10.0.0.4 | POST  "/v1/mail"',
    "a request that Express logs": "::ffff:10.0.0.1 - POST /mail 504 421.535 ms - 550",
    "a request as fields": 'at=error desc="Request timeout" method=POST path="/mail" service=30001ms status=503',
    "a request as JSON": '{"logger":"access","request":{"method":"GET","host":"mail.example.com"},"status":502}',
    "another program's code": '{"status":"error","code":421,"reason":"card_declined"}',
    "a code in a list": '{"success":false,"errors":[{"code":530,"message":"Origin error"}]}',
    "a code as XML": "<error><code>550</code><message>Customer number unknown</message></error>",
    "a bracketed error's code": "[Error: Failed to open file.] code: 550",
    "lines of a backtrace": "540:  /usr/lib/ruby/2.0.0/net/http.rb -> **open**\n551: net/protocol.rb:153 in rbuf_fill",
    "a number above what the server said": "530 Error\n\n552 Disk full - please upload later.\nAsk your host.",
    "an aborted transfer": "450 Transfer aborted. Link to the file server lost",
    "a login of curl": "curl: (67) Access denied: 530",
    "a failed test": "FAILED test_mailbox.py::test_full[550] - AssertionError: assert 421 == 450",
    "a fax number": "Our fax number ends in 535, the phone in 550",
    "grams": "Recipe of the mailer's cook: 450 g flour, 550 ml water",
    "a web page": "ERROR 500 (Internal Server Error) on /mailbox/settings",
    "a socket of the web": "wss://mail.example.com/ws: WebSocket handshake: Unexpected response code: 502",
    "a printer in Polish": "drukarka pokazuje błąd 450",
    "an air conditioner in Turkish": "klimada 421 hatası var ne yapmalıyım",
    "a lift": "the lift says error 421, the technician is on his way since ten",
    "applause": "got 550 likes on the mail about the party, 421 comments",
    "a port below its name": "Mail settings\nSMTP:\nsmtp.example.com\nSSL port:\n465\n\nThe same settings work elsewhere",
    "a port in XML": "<entry key='mail.smtp.port'>587</entry>\n<entry key='mail.smtp.auth'>true</entry>",
    "a web page's fault": "500 Server Error The call failed on the server; see the mail server's log",
    "a web page's fault as somebody quotes it": (
        'If the mail server is set up wrongly, the feedback is "500 internal server error". It should at least '
        "suggest checking the SMTP settings."
    ),
    "what a program does where it cannot connect": (
        "When application cannot connect to SMTP server, then application will throw error 500 for user. "
        "Instead of it, user will be notified."
    ),
    "a camera's own port": (
        "It sends mails as set up.\n"
        "19:57:01: [motioneye] ERROR: mjpg client timed out receiving data for camera 1 on port 8081"
    ),
    "a table of a library's codes": (
        "| `EDNS` | Connection | DNS resolution failed | | `EAUTH` | Authentication | Authentication failed |"
    ),
    "a change with its ticket's number": (
        "ABC-8630 Upgrades the mail library to support newer TLS versions, whose absence is "
        "causing `SSLHandshakeException` errors in `PutEmail`."
    ),
    "a street": "ACME Mail Ltd\n421 Main Street, Suite 554\nThe payment was rejected.",
    "a mailbox of a post office": "Ana\n450 Post Road\nMailbox 550\nSpringfield",
    "another program's record": '{"level":"error","error":"user not found","code":550}',
    "a quota of another program": 'level=warn component=api error="quota exceeded for tenant" status=452',
    "a gateway that fails now and then": "502 error happens now and then with our mail server",
    "a web page that fails now and then": "Summary\n502 error happen occasionally.\nClick the button again.",
    "a web page that fails on saving": "Error 500 on saving the shop",
    "an extension": "Call me at extension 421, the mailbox is full so leave no message",
    "a phone with a short extension": "Reach the mail desk at +49 89 451 554-3, please",
    "so many in a sentence": "Der Versand hatte rund 550, die meisten Mails kamen an",
    "a place in a sentence": "We meet in 421, please confirm by mail",
    "an amount": "Mailbox plan, 12 months: net 421,00 plus VAT",
    "values on a line": "queue: 450 · retried 3 · sent mails 1200",
    "a plan's version": "Our mail hosting · 5.5.0 plan · 50 GB",
    "a unit": "its engine has 550 Nm, mail me for photos",
    "another program's own error": "Runtime error 452: object MAIL not found",
    "a ticket": "mailed the customer about ticket 550 Printer offline",
    "a role in a document": "* The mailer is a :pep:`517`-compliant build backend now",
    "ftp writes": "The mailing program uploads each report via FTP: 550 unable to open /disk/reports for writing.",
    "ftp files": "501 Not a valid file to be renamed.",
    "ftp sizes": "550 Could not get file size.",
    "ftp users": "421 50 users (the maximum) are already logged in, sorry",
    "an image that is pulled": "docker run -p 587:587 example/mail\nError: Status 503 trying to pull repository example/mail: <html>",
    "an archive of packages": "E: Failed to fetch http://deb.example.org/pool/e/exim4/exim4_4.96.deb  503  Service Unavailable [IP: 192.0.2.1 80]",
    "a package on the web": "HTTP error 503 while getting https://pypi.example.org/aiosmtplib.whl\n503 Server Error: Service Unavailable",
    "a mail relay's image": 'HTTP probe failed with statuscode: 503\nFailed to pull image "registry.example.com/smtp-relay:5.7.1": 401',
    "what was fetched and did not come": "Docker has returned an error: 500 Get https://registry.example.com/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)",
    "counted things in a log": "Run deploy-mailer\n550 packages are looking for funding\nthe mail step is over",
    "a package of a program": "npm warn deprecated nodemailer@6.9.1\nGET /app 503 Service Unavailable",
    "a comparison": "expr: postfix_queue_length > 450\nfor: 5m",
    "numbers in an advertisement": (
        "We look for somebody who knows how a 550 came about and who reads logs of mail servers with joy, in a "
        "friendly team of five in Berlin or at home, full time, from spring on."
    ),
    "a file of a page on mail": (
        "Error: upload by ftp\nMessage: 550 Permission denied.\ncode: 550\nfileName: dist/mail/start.html"
    ),
    "a user of FTP who is called like a program": (
        'Exception: 421 Unable to read the file\n at FtpSession.handle (session.js:88)\n port: 21, user: "mailer"'
    ),
    "people who signed up, in German": "Heute 550 Newsletter-Anmeldungen, die Mail geht um 17 Uhr raus",
}


@pytest.mark.parametrize("text", NOT_MAIL.values(), ids=NOT_MAIL)
def test_another_protocols_error_is_no_bounce(text):
    assert [one for one in parse_text(text) if not one.suspected] == []


ELSEWHERE = {
    "a folder that Thunderbird cannot open": (
        "Thunderbird: The current operation on 'Inbox' did not succeed. The mail server for account "
        "ana@example.com responded: Invalid credentials."
    ),
    "a website that asks for updates": (
        "WordPress: cURL error 28: Operation timed out after 10001 milliseconds with 0 bytes received"
    ),
    "a server that is read from": (
        "Thunderbird: Could not connect to IMAP server imap.example.com; the connection was refused."
    ),
    "a page that broke": "Nextcloud: Internal Server Error The server was unable to complete your request",
    "a service that did not start": "systemd: Failed to start Zabbix Agent. Connection timed out",
    "Home Assistant's page": "Login attempt or request with invalid authentication from 192.0.2.9",
    "an import of data": "There is an error at during data import, please fix the file",
    "a parcel": "No delivery to flat 4, as recipient not at home",
    "an audit": "No certificates could be verified by the auditor yet",
    "a queue's refusal": (
        "Logging in: server connection error 403h, message: ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN"
    ),
    "a store in the cloud": "AuthorizationFailure - This request is not authorized to perform this operation",
    "a network that is down": 'VPN is down for everybody here, "connection timed out". who can look?',
    "mails that are read on the web": (
        "ServiceException: Code: ErrorAccessDenied\nMessage: Access is denied. Check credentials and try again.\n"
        "It comes when we try to list messages of a mailbox"
    ),
    "a test's own time": (
        "Error: Timeout of 5000ms exceeded. For async tests and hooks, call done() (spec/mail/transport.js)"
    ),
    "a bridge's port for reading": (
        "ERROR: Could not connect via SSL to host '127.0.0.1' and non-standard ssl port 1143 configured. Got:"
        " [SSL: UNKNOWN_PROTOCOL] unknown protocol (_ssl.c:726)"
    ),
    "another service's library of the web": "ResponseError: Forbidden\n"
    "    at /app/node_modules/@example/client/src/classes/client.js:146:29\n"
    "    at processTicksAndRejections (internal/process/task_queues.js:97:5) {\n  code: 403,\n  response: {",
    "settings and their values": "Server: mail.example.com\nPort: 465\nConnection security: SSL/TLS\n"
    "Authentication method: Normal password\nUsername: ana\nSMTP TLS: required",
    "settings in words": "SMTP server: smtp.example.com\nSMTP port: 587\nUse SSL: disabled\nUse TLS: enabled",
    "added lines of a program": "+            code = error.response['Error']['Code']\n"
    "+            if code == 'Throttling':\n"
    '+                logging.warning("SES rate limit exceeded, retrying after delay")\n'
    "+                self._send_ses_simple_email(destination, message)",
    "Ruby's client of the web": (
        "Job exception: SSL_connect returned=1 errno=0 state=error: certificate verify failed"
        " (unable to get local issuer certificate)\n"
        "/usr/lib/ruby/2.7.0/net/protocol.rb:44:in `connect_nonblock'\n"
        "/usr/lib/ruby/2.7.0/net/http.rb:1009:in `connect'"
    ),
    "a probe": "Readiness probe failed: dial tcp 10.0.0.7:3000: connect: connection refused",
    "a probed page": "postfix is up\nGet http://10.0.0.7:80/login: dial tcp 10.0.0.7:80: connect: connection refused",
    "a search engine": "Failed to connect to localhost port 9200: Connection refused",
    "a directory behind a login": (
        "SMTP is fine, but the login is broken:\nCaused by: javax.naming.CommunicationException: ldap.example.com:636 "
        "[Root exception is javax.net.ssl.SSLHandshakeException: PKIX path building failed]"
    ),
    "a mailbox that is read": "msmtp works fine, but getmail: Connection refused, server pop.example.com:995",
    "a login over SSH": (
        "Failed to connect: Renci.SshNet.Common.SshAuthenticationException: Permission denied (password).\nmail works"
    ),
    "a database": "The database connection broke again (2002 - Connection refused).",
    "a database that is not found": 'OperationalError: could not translate host name "db" to address: Name or service not known',
    "a queue's own limit": "Illuminate\\Queue\\MaxAttemptsExceededException: App\\Jobs\\SendInvoiceMail has been attempted too many times. The job may have previously timed out.",
    "a database's own login": 'psycopg2.OperationalError: password authentication failed for user "postfixadmin"',
    "packages": "npm install fails with SELF_SIGNED_CERT_IN_CHAIN",
    "more packages": "SSLError(SSLCertVerificationError(1, 'certificate verify failed: self signed')): /simple/flask/",
    "a mailbox's port": "stream_socket_client(): unable to connect to mail.example.com:143 (Connection timed out)",
    "sensors": "mqtt: received CONNACK (5), Connection Refused: not authorised",
    "a shell's port": "ssh: connect to host smtp.example.com port 22: Connection timed out",
    "a browser": "ERR_SSL_PROTOCOL_ERROR on https://mail.example.com/owa",
    "a repository": "unable to access 'https://git.example.com/mailer/': unable to get local issuer certificate",
    "a host that serves the web": "Could not resolve host: api.example.com",
    "a web server's upstream": '{"msg":"upstream timed out (110: Connection timed out) while connecting to upstream","code":504}',
    "a blog's own login": "Too many failed login attempts. Please try again later. (wp-login.php)",
    "a tunnel": "VPN connection failed: TLS handshake error, certificate has expired (vpn.example.com:1194)",
    "a machine's accounts": "usermod: user 'ana' does not exist",
    "FTP's own words": "552 Requested file action aborted. Exceeded storage allocation",
    "a shell": "kex_exchange_identification: Connection closed by remote host",
    "a store": "(error) NOAUTH Authentication required.",
    "folders": "MailKit.Net.Imap.ImapCommandException: NO Mailbox does not exist",
    "a web framework's answer": '{"statusCode":503,"error":"Service Unavailable","message":"Service temporarily unavailable"}',
    "a database's operation": "ORA-00550: internal error\nORA-12535: TNS:operation timed out",
    "an image": 'Failed to pull image "example/smtp-relay:5.5.0": unauthorized: authentication required',
    "a name that a program lacks": "global name 'SMTPException' is not defined\nFile \"backup.py\", line 73, in run\nservice.send_email()",
    "a part that a program lacks": (
        "Failed to send an email: Class 'SmtpClient' has no instance getter 'CryptoUtils'.\n\n"
        "NoSuchMethodError: method not found: 'CryptoUtils'\nReceiver: Instance of 'SmtpClient'"
    ),
    "what codes mean": (
        "421 | Service not available\n450 | Mailbox unavailable\n"
        "550 | Mailbox unavailable\n552 | Exceeded storage allocation"
    ),
    "what enhanced codes mean": (
        "5.1.1 Bad destination mailbox address\n5.1.2 Bad destination system address\n"
        "5.1.6 Mailbox has moved\n5.2.1 Mailbox disabled, not accepting messages"
    ),
    "a repository named after mail": "fatal: Authentication failed for 'https://git.example.com/ana/smtp-server.git/'",
    "Kafka": "SaslAuthenticationException: Authentication failed: Invalid username or password (broker mail-1:9093)",
    "a directory": "The page fails with LDAP - Bind error 49 (Invalid credentials) when I press send e-mail",
    "Exchange on the web": 'The mailbox is not read, it returns "(503)Service Unavailable" for /EWS/Exchange.asmx',
    "a web server's number beside a mailbox": "UnknownFailure for mailbox ana. Code: 503 headers: {'Retry-After': '30'}",
    "gRPC": 'rpc error: code = Unavailable desc = "dial tcp 10.0.4.21:5005: connect: connection refused" (mail-template)',
    "Exim's rule": "acl_check: deny message = sender IP address $sender_host_address is blacklisted here. hosts = /etc/x",
    "a certificate that is asked for": (
        "Failed authorization procedure. mail.example.com (http-01): urn:ietf:params:acme:error:unauthorized :: "
        "The client lacks sufficient authorization"
    ),
    "curl on no mail": "curl: (6) Could not resolve host: www.example.com",
    "any program's certificate": (
        "the deployment stopped\n\nx509: certificate signed by unknown authority\nexit status 1"
    ),
    "any program's disk": "backup.sh: line 3\nwrite error: No space left on device\n12 of 40 files were copied",
    "codes explained": "`421` closes, `450` and `452` are temporary, `550` says that the mailbox does not exist.",
}


@pytest.mark.parametrize("text", ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_is_no_mail_gets_no_answer(text, knowledge):
    assert read_text(text, knowledge) == ()


MAIL_BESIDE_OTHERS = {
    "VPN is up, VPN is down: smtp connection timed out either way": "connect-timeout",
    "the Email field is filled, still SMTP Error: Could not authenticate": "login-refused-reason-hidden",
    "I can list messages in Outlook, but sending fails: SMTP Error: Could not authenticate": "login-refused-reason-hidden",
    "The connection to the server has failed. Account: 'ana', Server: 'smtp.example.org', Protocol: SMTP, Port: 25, "
    "Secure(SSL): No, Socket Error: 10060, Error Number: 0x800CCC0E": "smtp-connect-failed",
    "ssh works, SMTP Error: Could not authenticate (ERR_CONNECTION_RESET in the browser)": "login-refused-reason-hidden",
    "554 5.7.1 Sender address rejected: not registered": "sender-refused-without-reason",
    "Yahoo SMTP: 421 4.7.0 [TSS04], the inbox opens, loading my inbox takes long": "yahoo-defers-sender",
    "impossible d'envoyer, erreur 535, la réception IMAP marche": "535-authentication-failed",
    "535 beim Senden, IMAP geht": "535-authentication-failed",
    "error 535, el IMAP funciona": "535-authentication-failed",
    "host=smtp.example.org tls=on errormsg='cannot connect to smtp.example.org, port 587: Connection timed out' "
    "exitcode=EX_TEMPFAIL": "connect-timeout",
    "504 5.7.4 Unrecognized authentication type": "504-login-method-not-accepted",
    "454 4.7.0 Temporary authentication failure: could not connect to the database": "454-temporary-authentication-failure",
    "postfix/smtpd[9]: warning: connect to Milter service unix:/run/dkim.sock: Permission denied": "server-temporary-fault",
}


@pytest.mark.parametrize(("text", "entry"), MAIL_BESIDE_OTHERS.items())
def test_a_mails_error_beside_what_else_is_named_is_one(text, entry, knowledge):
    assert [finding.entry for finding in read_text(text, knowledge)] == [entry]


AROUND = {
    "what somebody runs": "- Database: MySQL 8.0\n- Reverse proxy: nginx 1.24 (HTTP/2)\n- Cache: Redis 7\n\n{}",
    "settings": "{}\n\nenvironment:\n  REDIS_URL: redis://redis:6379\n  DB_CONNECTION=mysql",
    "what the browser was told": "{} - 500 - 192.0.2.4 - /api/mail/test?to=ana",
    "requests": '{}\n2026-05-01T12:00:05Z "POST /api/mail/test HTTP/1.1" 500 88\n"GET /health HTTP/1.1" 200 15',
}
AMONG = (
    "Failed to send email notification: x509: certificate signed by unknown authority",
    "org.springframework.mail.MailAuthenticationException: Authentication failed",
    "I cannot send email to gmail users, they get rejected for not having a PTR record set up.",
    "I get error 451, 'Temporary lookup failure', when I send an email",
)


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("error", AMONG)
def test_what_stands_around_a_mails_error_does_not_explain_it(error, around, knowledge):
    (alone, *_), (found, *_) = read_text(error, knowledge), read_text(around.format(error), knowledge)

    assert (found.entry, found.reply_code) == (alone.entry, alone.reply_code)


REQUEST = (
    'FastCGI sent in stderr: "PHP message: send_mail: SMTP connect() failed." while reading response header '
    'from upstream, request: "POST /?action=sendtoken HTTP/1.1", upstream: "fastcgi://127.0.0.1:9000"\n\n'
    "I can access the mail server, but the mailbox has not been able to receive emails, please help"
)


def test_a_request_that_holds_a_mails_error_does_not_only_stand_around_it(knowledge):
    (finding,) = read_text(REQUEST, knowledge)
    assert finding.entry == "smtp-connect-failed"


def test_a_web_frameworks_status_is_no_reply_of_the_mail_server(knowledge):
    told = (
        "[EmailSender] Connecting to SMTP server titi\n"
        "Exception gaierror occured, return 500 http_code : [Errno -3] Temporary failure in name resolution"
    )
    (finding,) = read_text(told, knowledge)
    assert (finding.entry, finding.reply_code) == ("name-lookup-failed", None)


OF_OTHERS = (
    "Our webmail shows this when I send an email:\n502 Bad Gateway\nnginx/1.18.0",
    "The mail queue stands still.\nRedis connection to redis:6379 failed - connect ECONNREFUSED 172.18.0.3:6379",
    "Sending the newsletter mail ends with: mysql error 1045 access denied",
    "- nginx 1.24\nPOST https://example.com/api/mail 503 (Service Unavailable)",
    "Task 'info@example.com - Receiving' reported error (0x80042108): 'Outlook is unable to connect to your incoming "
    "(POP3) e-mail server.'",
    "Cannot connect to the incoming mail server",
    "Outlook 0x800CCC92: 'info@example.com' - Receiving reported error: Your e-mail server rejected your login.",
    "Our mail pods:\nReadiness & liveness probes failed. Connection refused in admin.",
    "The Gmail SMTP guide didn't match the form, and one detail of its app-password flow was stale.",
    "Unable to send alert: pushover: invalid recipient token",
    "The smtp port is in use (25), and the requeuer says this:\n\nActiveRecord::StatementInvalid: "
    "Mysql2::Error::ConnectionError: Lost connection to MySQL server during query",
    "the worker says the RabbitMQ password is incorrect, smtp runs",
    "Emails can be sent and received. The webmail shows:\n\nDATABASE ERROR: CONNECTION FAILED!",
    "Mail queue: Cannot connect to database server, connection failed",
    'fatal: [smtp01]: UNREACHABLE! => {"msg": "Failed to connect to the host via ssh: Permission denied (publickey)."}',
    "Error: listen EACCES: permission denied 0.0.0.0:25\n    at Server.setupListenHandle [as _listen2] (node:net:1446:21)",
    "PHP Parse error:  syntax error, unexpected end of file in /var/www/mail/config.inc.php on line 554",
    "This site can't be reached\nmail.example.com refused to connect.\nERR_CONNECTION_REFUSED",
    "mail.example.com's server IP address could not be found. DNS_PROBE_FINISHED_NXDOMAIN",
    "Error 521: Web server is down - webmail.example.com",
    "Error code 525: SSL handshake failed (webmail.example.com)",
    'Error: Connection closed: 530 (NOT-ALLOWED) with message "NOT_ALLOWED - vhost mail not found"',
    'Channel closed by server: 541 (INTERNAL-ERROR) with message "INTERNAL_ERROR"',
    "530 NOT_ALLOWED - vhost mail not found",
    "504 Unknown AUTH type.",
    "431 Unable to negotiate secure command connection.",
    "530 Sorry, the maximum number of allowed clients (3) already connected.",
    ":irc.example.org 451 * :You have not registered",
    ":irc.example.org 421 ana STARTTLS :Unknown command",
    "Task 'ana@example.org: Folder: Inbox Check for new mail.' reported error (0x800CCC0E) : 'Outlook cannot download "
    "folder Inbox from the IMAP e-mail server for account ana@example.org. Error: Cannot connect to the server.'",
    "The connection to the server failed. Account: 'pop.example.org', Server: 'pop.example.org', Protocol: POP3, "
    "Port: 110, Secure(SSL): No, Socket Error: 10061, Error Number: 0x800CCC0E",
    "Horde_Imap_Client_Exception: Mail server denied authentication.",
    "Handshake for peer 1 (192.0.2.25:587) did not complete after 5 seconds, retrying",
    "UDP link remote: [AF_INET]203.0.113.4:465\nTLS Error: TLS key negotiation failed to occur within 60 seconds",
    'could not connect to server: Connection refused. Is the server running on host "mail-db" (10.0.0.5) and accepting '
    "TCP/IP connections on port 5432?",
    "mosquitto_sub: Connection error: Connection Refused: not authorised. (topic mail/in)",
    "Timeout: No Response from mail.example.org",
    "GraphQLError: Email or password incorrect (code 401)",
    "NotAuthorizedException: Incorrect username or password. (ana@example.org)",
    "host=smtp.example.org tls=on auth=on user=ana from=ana@example.org recipients=bo@example.net mailsize=1550 "
    "smtpstatus=250 smtpmsg='250 2.0.0 Ok: queued as 4B5' exitcode=EX_OK",
    "IMAP geht nicht, 535",
    "HttpError: API rate limit exceeded for user ID 5541. (https://api.github.com/repos/acme/mailer)",
    'error: unable to upgrade connection: container not found ("smtp")',
    "KnexTimeoutError: Knex: Timeout acquiring a connection. The pool is probably full. (mails table)",
    '{"error":"invalid_grant","error_description":"Wrong email or password."}',
    "ERROR: The username or email address is not registered on this site.",
    "Sorry, we weren't able to load your mailbox. Temporary error: 15",
    "SEPA transfer returned: AC04 account closed, mailbox notice sent",
    "Visa declined: code 550 issuer unavailable",
    "amavis[812]: (!)Net::Server: Can't connect to UNIX socket at file /var/lib/amavis/amavisd.sock [Permission denied]",
    "amavis[938]: (!)connect to /run/clamd.sock failed: Can't connect to a UNIX socket /run/clamd.sock: Connection refused",
    "Our mails are sent.\nUnixHTTPConnectionPool(host='localhost', port=None): Read timed out. (read timeout=60)",
)


@pytest.mark.parametrize("text", OF_OTHERS)
def test_what_goes_wrong_there_is_no_mails_error(text, knowledge):
    assert read_text(text, knowledge) == ()


def test_a_database_that_is_not_there_is_no_mails_error_beside_one(knowledge):
    told = "# Mysql Connection refused after the upgrade\n\nUnable to connect to smtp.example.com:587 (Connection timed out)"
    assert [one.entry for one in read_text(told, knowledge)] == ["connect-timeout"]


FOREIGN_WORDS = [NOT_MAIL[name] for name in ("imap", "imap library", "ftp login", "sql", "ssh", "http")]


@pytest.mark.parametrize("text", FOREIGN_WORDS)
def test_another_protocols_words_are_not_even_suspected(text):
    assert parse_text(text) == ()


MAIL = {
    "bare reply": ("550 Rejected", 550),
    "bare reply with text": ("535 Authentication failed", 535),
    "number alone": ("535", 535),
    "number with a word": ("SMTP error 554", 554),
    "a reply in a web server's log": (
        '2026/11/27 09:12:44 [error] 7#7: *1 FastCGI sent in stderr: "PHP message: 535 5.7.8 Error: '
        'authentication failed" while reading upstream, client: 192.0.2.1, request: "POST /contact HTTP/1.1"',
        535,
    ),
    "a login's reply in a web server's log": (
        '[error] 7#7: *1 FastCGI sent in stderr: "535 Incorrect authentication data" while reading upstream, '
        'request: "POST /contact HTTP/1.1", upstream: "fastcgi://127.0.0.1:9000"',
        535,
    ),
    "a reply in a web framework's answer": (
        '{"statusCode":500,"message":"Invalid login: 535-5.7.8 Username and Password not accepted"}',
        535,
    ),
    "a library's error in a web framework's answer": (
        '{"statusCode":500,"error":"Internal Server Error","message":"getaddrinfo ENOTFOUND smtp.example.com"}',
        None,
    ),
    "a mail port in a web framework's answer": (
        '{"statusCode":500,"message":"connect ETIMEDOUT 192.0.2.4:465"}',
        None,
    ),
    "Nodemailer's own words in a web framework's answer": (
        '{"statusCode":500,"error":"Internal Server Error","message":"Greeting never received"}',
        None,
    ),
    "a request's status around a mail's error": (
        "WARN EmailSendFailed: internal client error: No compatible authentication mechanism was found\n"
        "0: HTTP request with http.method=PUT http.status_code=400",
        None,
    ),
    "numbers in brackets": ("exchange: too many concurrent connections (432 4.3.2)", 432),
    "a number and since when": ("our scanner shows error 535 since the weekend", 535),
    "a number and who": ("we get 421 from yahoo all morning", 421),
    "a number and who gets it": ("my password is right but I keep getting 535", 535),
    "a number in Chinese": ("发送邮件报错 535", 535),
    "a number in Russian": ("ошибка 535 при отправке почты", 535),
    "a number in Polish": ("dostaję błąd 535 przy wysyłaniu poczty", 535),
    "a number in Greek": ("Σφάλμα 535 email", 535),
    "a number in Korean": ("메일 보내기 오류 535", 535),
    "a number and its name in Turkish": ("mail gönderirken 535 hatası alıyorum", 535),
    "a number and its name in Chinese": ("邮件发送 535 错误", 535),
    "a number glued to Chinese words": ("错误535登录失败", 535),
    "a number glued to its name in Chinese": ("SMTP 错误代码550用户不存在", 550),
    "a number between Chinese words": ("头两封正常，然后报554垃圾邮件错误", 554),
    "a number glued to Japanese words": ("エラーコード535で認証に失敗しました。SMTP", 535),
    "a number glued to its name in Japanese": ("535エラー", 535),
    "a number glued to a Korean particle": ("smtp 오류 535가 발생", 535),
    "a number of Roundcube's in Norwegian": ("SMTP-feil (535): Pålogging feilet", 535),
    "a number of Roundcube's in Bulgarian": ("SMTP грешка (535): Грешни потребител/парола.", 535),
    "a number that web servers have too": ("{ message: '503 sender not yet given' }", 503),
    "a terse reply below a mail's words": ("the mail to bob came back:\n550 OU-002", 550),
    "behind a person's doing": ("since the move we get 550, what can we do with our mails?", 550),
    "between dots": ("smtp.example.com · 535 · Authentication failed", 535),
    "a repository's program": (
        "git clone https://git.example.com/ana/app.git\nsmtplib: (535, b'5.7.8 Authentication failed')",
        535,
    ),
    "in a sentence": ("I get a 535 error when I send mail with Outlook", 535),
    "behind a number and a colon": ("could not send email 1: 501 mail from address must be same", 501),
    "behind a line number": ("Mailer.java(256): send failed: 550 The from address does not match", 550),
    "words with a stroke between them": (
        "Answer: 550 inconsistent / missing DNS PTR record (RFC 1912 2.1)",
        550,
    ),
    "a word with a stroke behind it": ("our provider says 550 denied / blocked by policy", 550),
    "in brackets": ("SMTP login failed [535]", 535),
    "behind an address": ("550-192.0.2.1 is listed by a blocklist", 550),
    "in brackets with a colon": ("SMTP error [535]: Authentication failed", 535),
    "in round brackets with a colon": ("SMTP error (550): No such user here", 550),
    "below a program": ("npm run start\nError: Invalid login: 535 Authentication failed", 535),
    "a file of a page beside a mail's error": (
        'ftp is done, now the mail of dist/mail/start.html: 550 5.1.1 user unknown, user: "mailer"',
        550,
    ),
    "a refusal in German behind a day": ("Heute 550 Verbindung abgelehnt von mx.example.com", 550),
    "smtp beside http": (
        "POST /api/send 500 Internal Server Error\nsmtplib.SMTPAuthenticationError: (535, b'5.7.8 Authentication failed')",
        535,
    ),
}


@pytest.mark.parametrize(("text", "code"), MAIL.values(), ids=MAIL)
def test_an_smtp_reply_is_a_bounce(text, code):
    assert [one.reply.code for one in parse_text(text)] == [code]


def test_a_time_is_no_port_of_another_service():
    text = 't=2026-06-06T17:22:08+0200 lvl=error msg="Failed to send alert notification email" error=EOF'
    (bounce,) = parse_text(text)
    assert (bounce.stage, bounce.suspected) == (Stage.CONNECT, False)


def test_many_codes_that_somebody_met_are_no_list_of_meanings():
    text = (
        "421 4.7.0 try later\n450 4.2.0 <a@example.com> greylisted\n550 5.1.1 <b@example.com> unknown\n"
        "552 5.2.2 <c@example.com> over quota"
    )
    assert [one.reply.code for one in parse_text(text)] == [421, 450, 550, 552]


def test_a_codeless_refusal_is_only_suspected():
    (bounce,) = parse_text("The account that you tried to reach does not exist")
    assert (bounce.reply.code, bounce.suspected) == (None, True)
    assert bounce.reply.text == "The account that you tried to reach does not exist"


def test_a_sending_service_that_refuses_the_mail_on_the_web_is_suspected():
    bounce, message = parse_text(
        "{ statusCode: 403, message: 'The example.com domain is not verified. Please, add and verify your domain"
        " on https://resend.com/domains' }"
    )
    assert (bounce.suspected, bounce.quoted) == (True, False)
    assert (message.suspected, message.quoted, message.reply.text[:11]) == (True, True, "The example")
    assert not parse_text(
        "{ statusCode: 401, message: 'The domain is not verified. See https://example.com' }"
    )


def test_esp_mail_clients_numbers_of_smtp_are_mails():
    said = "Error, Status Code: 0, Error Code: %d, Reason: unable to connect to server"
    (bounce,) = parse_text(said % -100)
    assert (bounce.reply.text, bounce.suspected) == (said % -100, False)
    assert not parse_text(said % -200)


def test_suspected_lines_are_few_and_short():
    bounces = parse_text("\n\n".join(f"delivery {number} failed: " + "x" * 3000 for number in range(100)))
    assert 0 < len(bounces) <= 20
    assert max(len(one.reply.text) for one in bounces) <= 1000


def test_ftps_lost_connection_is_no_bounce():
    assert parse_text("421 Service not available, remote server has closed connection") == ()


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("    raise smtplib.SMTPAuthenticationError: (535, b'Incorrect authentication data')", [535]),
        ("    raise SMTPAuthenticationError(535, 'Incorrect authentication data')", []),
    ],
    ids=["an error that was raised", "a statement that raises one"],
)
def test_only_a_statement_that_raises_is_source_code(line, codes):
    text = f'  File "/usr/lib/python3.11/smtplib.py", line 901, in sendmail\n{line}'
    assert [one.reply.code for one in parse_text(text)] == codes


def test_a_server_that_speaks_of_requests_is_a_mail_server():
    (bounce,) = parse_text("error sending message to bob: 450 Too many requests. Try again later.")
    assert (bounce.reply.code, bounce.reply.text) == (450, "Too many requests. Try again later.")
    assert parse_text("HTTP/1.1 429 Too Many Requests") == ()


def test_what_broke_the_page_is_read_without_the_pages_status():
    text = "aucun email n'est envoyé, erreur 500 Swift_RfcComplianceException : Address in mailbox given [x@] does not comply"

    codes = [bounce.reply.code for bounce in parse_text(text)]

    assert codes == [None, None]


def test_a_web_servers_status_is_no_reply_and_hides_no_error(knowledge):
    answer = '{"servlet": "mail",\n "url": "/config/smtp/test",\n "status": "500"}'
    assert read_text(answer, knowledge) == ()
    logged = (
        "ERROR POST /login/reset (500) status=500 Connection refused - connect(2) for port 2525 net/smtp.rb"
    )
    (finding,) = read_text(logged, knowledge)
    assert finding.entry == "connection-refused"


@pytest.mark.parametrize(
    "text",
    [
        'I can not login to the site, message "Too many login attempts - please try again in an hour"',
        "Unknown: [ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754",
        "- [ ] Create blacklist on the mail notification service",
        "Added `|Unrouteable address` to the failregex in my exim.conf:\n(?:relay not permitted|Unknown user)\\s*$",
        '# anything else is bogus\nR$*\t\t\t$#error $@ 5.7.1 $: "550 Relaying denied"',
        "{ Error: socket hang up\n  code: 'ECONNRESET',\n  host: 'api.mailgun.net',\n  port: 443 }",
    ],
)
def test_other_logins_web_ports_lists_of_what_is_to_be_done_rules_and_patterns_are_no_mail_errors(
    text, knowledge
):
    assert read_text(text, knowledge) == ()


def test_a_shop_that_mails_of_its_parcels_has_mail_errors_too(knowledge):
    (finding,) = read_text("Could not send the tracking number e-mail: Connection refused", knowledge)
    assert finding.entry == "connection-refused"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("mail log: 503 sender not yet given", "commands-out-of-order"),
        ("mail log: 503 AUTH not available", "503-auth-not-offered"),
        ("E-Mail-Fehler: 503 Authentication required", "530-authentication-required"),
        ("mail log: 503 the shop is closed", None),
    ],
)
def test_a_number_that_web_servers_have_needs_a_mail_servers_words(text, entry, knowledge):
    assert [finding.entry for finding in read_text(text, knowledge)] == ([entry] if entry else [])


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("550 User has exhausted allowed storage space", [550]),
        ("450 Greylisted, see you later", [450]),
        ("421 Misdirected Request", []),
        ("500 Internal Server Error", []),
    ],
)
def test_a_web_server_that_somebody_runs_explains_its_own_numbers_only(line, codes):
    assert [one.reply.code for one in parse_text(f"nginx was restarted at 03:00\n{line}")] == codes


@pytest.mark.parametrize(
    ("paste", "entries"),
    [
        ('Zabbix in docker: "Connection refused" when testing the email media type', ["connection-refused"]),
        ("Nextcloud in Docker: Connection timed out when sending the test email", ["connect-timeout"]),
        ("docker: Error response from daemon: dial tcp: lookup registry: no such host", []),
        ("mailcow docker: Error response from daemon: connection refused", []),
    ],
)
def test_docker_where_a_program_runs_is_no_error_of_dockers(paste, entries, knowledge):
    assert [finding.entry for finding in read_text(paste, knowledge)] == entries


@pytest.mark.parametrize(
    "reply",
    [
        "451 Greylisted, try again later",
        "503 valid RCPT command must precede DATA",
    ],
)
def test_a_reply_in_words_of_mail_is_one_beside_a_web_server(reply, knowledge):
    text = f"nginx was restarted at 03:00\n{reply}\nMeeting moved to room 535."
    assert [one.reply_code for one in read_text(text, knowledge)] == [int(reply[:3])]
