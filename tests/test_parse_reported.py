"""Texts that speak of errors and report none, by their kind, beside reports in much the same words."""

import pytest

from bot.model import Certainty
from bot.parse import parse_text
from bot.parse.signs import Seen
from bot.parse.talk.reported import reported
from bot.reading import read_text

SPEAKS = {
    "a paragraph that names nobody whom it happened to": (
        "An app password is shown in four groups of four letters, which only makes it easier to read, for the password is "
        "these sixteen letters. Pasted with its spaces it is refused with 535, and nothing in that answer names the spaces."
    ),
    "a test of what is to be refused": (
        "Unauthenticated relay rejected with 554 on port 25. Open relay from outside: refused with 550 5.7.1. Submission accepted."
    ),
    "the reasons that there are, below what is left of a change": (
        "Generated mail log (new): 3% of the rows are rejected messages. Reasons include: recipient not found (550 5.1.1), "
        "mailbox full (452 4.2.2)."
    ),
    "what will likely come": (
        "Your plan sends 90 mails an hour. The filters of Gmail will likely trigger code 421 (throttling) on such a domain."
    ),
    "both classes of numbers": (
        "**SMTP 5xx hard bounce** → suppress the address permanently.\n**SMTP 4xx soft bounce** → retry for two days, then suppress."
    ),
    "an account of a cause, and that the ticket is done": (
        "It is a firewall of the server. Outgoing traffic on SMTP port 465 was blocked by the hosting provider. The ticket can be closed."
    ),
    "a change in its second sentence": (
        "mailer 42: closes the connection on 421 at DATA. Fixes a leak of connections after a server has answered 421 there."
    ),
    "what a number is not": "Take care: a generic 550 is NOT enough (Gmail returns 550 for quota, policy and size too). We want a clear sign.",
    "a review that asks for an example": (
        "Can you put an example of `421 mx.example.com closing transmission channel` here? It tells why RSET is not sent."
    ),
    "codes behind their label": (
        "Begins TLS.\n\nSMTP CODE 220 Ready to start TLS\nSMTP CODE 501 Syntax error\nSMTP CODE 454 TLS not available"
    ),
    "a reply with a gap that is named": (
        "Such a delay comes with a text that says how long it takes:\n```\nRecipient address rejected: Greylisting in "
        "action, please come back in [number] seconds\n```"
    ),
    "a reply in a standard's grammar": "The server's message is sent as:\n\n  535 5.7.3 <text><CR><LF>",
    "the number that a server sends, and the one it should": (
        'Without such a rule hMailServer sends "421 Recipient not in route list" instead of "550 Recipient not in route list", '
        "and the other server tries for days."
    ),
    "the number that a standard wants": (
        'RFC 5321: "a 550 response SHOULD be returned." At present the daemon says `503 bad sequence of commands`.'
    ),
    "which answer fits": (
        "Which error code should the server return then? So far I found `551 relay not permitted` and `550 mailbox unavailable`."
    ),
    "items with the numbers of their tickets": (
        "Releases of Net_SMTP\n- Task: Mark authentication methods CRAM-MD5 and LOGIN with warnings in the error-log (#76)\n"
        "- BugFix: SMTP: STARTTLS failed (code: 220, response: 2.0.0 Ready to start TLS) (#74)"
    ),
    "a provider's rule with its heading": (
        "5.7.705 Access denied, tenant has exceeded threshold.\n\nIf your organization sends too much spam, Exchange Online "
        "blocks your mail and generates this NDR."
    ),
    "what to do, in German": (
        "553 5.7.1 Sender address rejected: not owned by user\nDie Adresse gehört nicht zum Benutzer des Programms.\n"
        "Lösung: Stellen Sie die Absenderadresse richtig ein."
    ),
    "a table of cases": (
        "## The defect\n\n`send()` catches what a provider throws and says `{ success: false }`.\n\n| Situation | Before |\n|---|---|\n"
        "| A provider that fails (rotated key, SMTP auth rejected, 5xx) | swallowed, told as success |"
    ),
    "a macro on a number": 'who remembers where the macro for "550 5.1.1 user unknown" lives? the second paragraph is too long',
    "tickets that say a number": 'PSA: tickets that only say "535" are closed after 3 days without an answer, with the macro',
    "what came of tests in Python": "tests/test_bounce.py::test_mailbox_full[552-5.2.2] PASSED\ntests/test_bounce.py::test_b[450] FAILED",
    "what came of a test in Go": "--- FAIL: TestAuthRejected (0.03s)\n    client.go:211: expected 535 5.7.8, got 535 5.7.9",
    "a question and its answer": (
        "Q: What happens when my quota is used up?\nA: Our relay answers 452 4.5.3 until midnight. Your software tries again."
    ),
    "a version above its changes": "2.14.0\n* mailer: connection refused by the relay no longer blocks the queue\n* ui: icons",
    "a case of long ago": "remember the ACME case from spring? they had 550 5.7.1 for weeks. same pattern here, but in web traffic",
    "what is done at such a number": "Limits: three bounces a month. A 550 5.1.1 counts twice.",
    "pages of a book": 'Book tip: "Postfix" of 2008: page 421 explains greylisting, page 535 SASL',
    "a page's number": "see page 535 SASL login",
    "a rollout plan": "Rollout plan: day 4 we refuse unauthenticated mail with 550 5.7.26, day 10 review",
    "a poll": "poll: what do you answer customers on 452 4.2.2? :one: wait :two: call the recipient",
    "what a training is on": "The training is on Tuesday. We'll look at real bounces (550 5.7.23, 550 5.7.26) and forwarding.",
    "a template in German": 'Wer übersetzt die Vorlage "550: Empfänger unbekannt" ins Polnische?',
    "source in a sentence": "nit: `raise MailError(550)` hides the enhanced code, pass the whole reply through",
    "an exception that is caught": "LGTM, but SMTPServerDisconnected is swallowed in the second try, the outer one never runs",
    "if somebody asks": 'when a customer asks about "relay access denied", do we send the article on port 587 or the other?',
    "what is new to read": 'New in the help center: "Why does Gmail block my mail (550 5.7.26)?" Link it in your answers.',
    "what a number means, in one line": "550 means the mailbox does not exist or the server refuses the recipient.",
    "what a number asks of its reader": "421 asks you to come back later.",
    "what a number means, in German": "550 bedeutet, dass das Postfach nicht existiert.",
    "an error that no longer comes": "ya está resuelto, el cliente cambió la contraseña y ya envía sin error 535, gracias",
    "an error that no longer comes, with its cause": (
        "C'est réglé, plus aucune erreur 550 depuis le changement du SPF ce matin, merci !"
    ),
    "items of a list that are over": (
        "Status 14:00\n- 550 at corp.example: solved, they whitelisted us\n- 421 at Yahoo: gone since noon\nnothing open"
    ),
    "what may fail, in brackets": (
        "cannot establish an smtp connection (e.g. host not found, tcp connection refused): retry? or not?"
    ),
    "what becomes of an address": "Bounces: 5.1.1 goes to the suppression list at once, 5.2.2 after the third time",
    "a title": 'New on our blog: "Why Gmail answers 550 5.7.26 and what to do about it"',
    "a program without memory": (
        "mailer-1 exited with code 137\nmailer-1  | <--- Last few GCs --->\n"
        "mailer-1  | FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory"
    ),
    "a tag that a program fills": """<MailList :limit="550" @error="onError" /> // shows 'Mailbox full' at 100""",
    "an alarm that is over": "[RESOLVED] SMTPDown smtp.example.com was down for 5m, connection refused, back since 09:17",
    "a case of a test plan": (
        'TC-421 Given a mailbox with a wrong password When the user presses Connect Then the form shows "Login failed"'
    ),
    "a list of people": "email,first_name,score\nana@corp.example,Ana,535\nben@corp.example,Ben,550",
    "an order's number, in Turkish": "550 numaralı sipariş teslim edildi, müşteri memnun",
    "tokens of telephones": "FCM: 421 tokens invalid (UNREGISTERED), removed 550 from the table",
    "an error that no longer comes, in English": "the mailbox sends without error 535 again",
    "what a monitor asked": "PROBLEM: HTTP check app.example.com: 503 Service Unavailable, response time 5.35 s (since 09:12)",
    "a head that answers": "Montagmorgen. Gehirn antwortet mit 421 service not available, try again later",
    "a life that is refused": "my love life is a 550: user unknown",
    "what a program makes of each number": (
        'Error mapping: 401/403 -> `MailerError("unauthorized")` including the domain named in the mailer\'s message; '
        "422 -> `invalid`; 429 -> `rate_limited` with retry-after; 5xx -> `upstream`."
    ),
    "what a number says, in French": (
        "L'erreur SMTP 554 indique que le serveur refuse le message. Il s'agit d'un échec qui se produit lorsque le "
        "serveur de messagerie rejette le message pour diverses raisons, souvent liées au filtrage du spam."
    ),
    "what a quoted reply is, in French": "« 550 rejected » n'est pas une erreur unique, le serveur a refusé votre message.",
    "the parts of a guide, in French": (
        "2. Erreur 550 (Boîte aux lettres indisponible)\nAdresse du destinataire inexistante.\n"
        "Pourquoi cela se produit\n- Adresse mal orthographiée.\nComment le résoudre\n- Vérifier l'adresse."
    ),
    "what a guide is for, in French": (
        "Mails non délivrés, passage en spam, code d'erreur… l'envoi de mails est source de problèmes.\n\n"
        "Ce guide a pour objectif de vous aider à envoyer des mails qui arrivent."
    ),
    "what will be refused, in French": "Avec un rDNS par défaut, ces mails seront souvent rejetés, le rDNS n'étant pas configuré.",
    "a number that is compared": "monitoring: smtp-out queue > 500 on mx2 (was 812, now 3), duration 14 min",
    "what it was, behind that it is over": (
        "This problem is solved, you can close the issue. It was net_io_connectionclosed because of an old TLS setting"
    ),
    "what it was, in German": "Ist behoben. Es lag an einem abgelaufenen Zertifikat auf dem SMTP-Server",
    "what a program does not look at": (
        "listmonk processes bounces that providers deliver, it doesn't examine SMTP errors to detect bounces during sending."
    ),
    "a file's name as a commit's subject": (
        "Update fix-error-code-550-4-4-7.md: the message expiration timeout interval is now reduced to 24 hours."
    ),
    "a number that is to be added": 'Could we add "450 4.1.2" to the list of permanent errors so that it is not tried for weeks?',
    "noise": "sorry for the noise, 535 was me typing the old password in the test",
    "a port of something else": "worker: connection refused on 5672, it tries again, mails wait in the table and are fine",
    "what a test does not see": (
        "Line 74 only proves the send did not succeed. This still passes if a STARTTLS handshake error becomes a "
        "permanent failure and no defer, which is the behavior that this test is there to hold."
    ),
    "a condition in German without its wenn": (
        "Wird eine E-Mail vom Server des Empfängers abgelehnt, so kommt sie zurück. Ob das Postfach eines Empfängers "
        "überfüllt ist oder gesperrt, ist ein Unterschied. Auch möglich ist es, dass der Absender blockiert wird."
    ),
    "what a number is, in Spanish": (
        "El código 550 5.7.1 es una respuesta del servidor que recibe, y el error 550 5.7.1 requiere una revisión."
    ),
    "what somebody may see, in Spanish": (
        "Si escribe a una dirección de Gmail, puede verlo como:\n550 Invalid recipient: the address does not exist."
    ),
    "what servers use a number for": "Los receptores usan 550 para todo, desde «usuario inexistente» hasta «tu IP huele a spam» o «tu HELO no tiene sentido».",
    "a table of a program's names": (
        "| `EAUTH` | Authentication | Authentication failed | | `EENVELOPE` | Envelope | Invalid mail envelope |\n"
        "- `Can't send mail - all recipients were rejected` - Server rejected every recipient"
    ),
    "a condition with an aside": (
        "If however, you telnet to port 465 and can read the answer, then the SMTP server is not expecting an implicit TLS "
        "connection. It is expecting the connection to be converted to TLS by STARTTLS, which is another thing."
    ),
    "the most frequent reason": (
        "The port for SMTP is 25. Most often the reason for a refused SMTP connection is that a provider blocks this "
        "port. That is why we offer the other port 2525 for the connection of those who have it blocked."
    ),
    "an incident that was answered": (
        "This morning we had many connections to the database of our domains, which resulted in senders receiving a 451 "
        "SMTP error response.\n\nWe responded to the incident by adding capacity. By 7:30 mail was flowing normally."
    ),
    "a kind of replies": "A mailer that keeps to itself for now shows how useful a 421-ish answer to a server can be.",
    "what a number is for": 'The mailer bounces at once, though the smtp error 452 is for "later", not for "never".',
    "what somebody's error is, told to them": (
        "This message clearly says that the connection to your SMTP server failed. It is tried again until it expires."
    ),
    "what somebody has to do about theirs": (
        "From the error it looks like msmtp is trying to send mail to localhost on port 25. You need to configure "
        "msmtp to connect to an SMTP server that will send the email."
    ),
    "an idea for a feature": "feature idea: show smtp errors in the inbox view",
    "a wish on what will come": (
        "All mails go out as root@example.com. This will most likely get them marked as spam by others.  "
        "Could you add an option for the sender, please?"
    ),
    "what a program does when it meets an exception": (
        "The new mailer retries once when it hits an `SMTPServerDisconnected` exception, the old one did not."
    ),
    "what came of a test": (
        "not ok 7 [Login] refuses a wrong password in 2155ms\n"
        "#   `send_mail 'auth/smtp-auth-login-wrong' \"${HOST} 465\"' failed"
    ),
    "what something depends on": (
        "How well a sender stands depends on bounces, on blocks, on spam that it sent and on its reputation, and each of "
        "them takes its own time to be good again."
    ),
    "a condition for any reason": "Sending mail breaks off when for any reason the SMTP server is down.",
    "what will come of a limit": "Going over the daily limit of the mail server will result in 452 4.5.3 Too many recipients",
    "what a setting would produce": (
        "It would be nice if a list of senders could be refused with a reason of one's own, and not with the usual. So\n\n"
        'refuse from any sender <list> "please go away" would produce\nmail from:lea@example.com\n5.7.1 please go away'
    ),
    "what was fixed": "Fixed SMTP connection errors: invalid HELO name, second HELO.",
    "replies and the cause of each": (
        "MESSAGE: 530 User log on unsuccessful\n530 CAUSE: The server got a user name that is not valid.\n"
        "MESSAGE: 550 Mailbox not taken\n550 CAUSE: The mailbox is not there, or it is in use by others."
    ),
    "something out of order between sentences": (
        "I don't think so - I see the problem - the queue does things out of order so it copes badly with rejected mail."
    ),
    "a number that a provider announces": (
        "What Microsoft writes of its new number:\n\n"
        "- `550; 5.7.515 Access denied, sending domain [Domain] does not meet the required authentication level.`\n\n"
        "```\nAfter careful consideration we have made a decision to reject messages that don't pass\n"
        'the authentication requirements. They will be designated as "550; 5.7.515 Access denied".\n'
        "This change will be taking effect on May 5th.\n```\n"
    ),
    "what a change lets a program do": "Fail when the test mail could not be sent",
    "what a change lets a program show": "TRIVIAL: [NXCM-5146] Show specific message on SMTP test failure",
    "a default, and what everybody will get": (
        "The default timeout for Postfix's maximal_queue_lifetime is 5 days.\n"
        "This is too long: after 5 days you'll get the message that it's not delivered."
    ),
    "what a program will do with such an answer": (
        "Will Postal try to send a message to a recipient who bounced before (for example with the following"
        ' message: "550 5.1.1 Recipient address rejected: User unknown in virtual alias table")?'
    ),
    "a mended bug": 'Fixed the bug where "550 5.7.1 Relaying denied" was logged twice.',
    "what users may see": "Users may see the following error: 501 5.5.4 Unknown BODY type FOO",
    "what any server answers": 'A server answers "550 5.7.1 Relaying denied" when it does not want the mail.',
    "what a reply means": '"550 5.7.1 Relaying denied" means that the server does not take the mail.',
    "what a reply is a sign of": '"554 5.7.1 blocked using Spamhaus" is a sign of a bad reputation.',
    "what a number is a symptom of": "In newsletters a 554 is often a symptom of a bad reputation.",
    "if you get it, in German": 'Wenn Sie "550 5.7.1 Relaying denied" erhalten, melden Sie sich am Server an.',
    "cases in Go": 'case code == 421:\n    return ErrTemporary\ncase code == 550:\n    return ErrUnknown // "550 5.1.1 User unknown"',
    "what is rescued": 'rescue Net::SMTPAuthenticationError => e\n  flash[:alert] = "535 Authentication failed: check it"\nend',
    "what a fake server returns": '    def rcpt(self, addr):\n        return (552, b"5.2.2 Mailbox full")',
    "a template": "{{- if eq .Code 535 }}Your password was not accepted{{ else if eq .Code 550 }}No such address{{ end }}",
    "texts in YAML": (
        'errors:\n  auth_failed: "535: the mail server refused your login"\n'
        '  mailbox_full: "552: the recipient\'s mailbox is full"\n  blocked: "554: your server is on a blocklist"'
    ),
    "a program's exit codes": "Exit codes: 0 sent, 1 usage, 2 network, 3 auth (535), 4 recipient refused (550)",
    "a service's response codes": "HTTP response codes of our mail API: 200 accepted, 421 too many messages, 550 suppressed recipient",
    "a table of a document": "Table 3. Reply codes by provider\nGmail     421-4.7.28  rate\nOutlook   550 5.7.515 authentication",
    "tags": "Tags: smtp, 535, authentication-failed, office365, app-password",
    "what a search suggests": "Did you mean: smtp error 550, smtp error 535 gmail, 550 5.7.1 relaying denied?",
    "a question of an exam": "Question 12: A server replies 452 4.2.2. Which is true? (A) The mailbox is full. (B) It is spam.",
    "an example at a sentence's beginning": (
        "Por ejemplo, el servidor de salida informa del error 550 (junto a un mensaje como “Relay not permitted”)."
    ),
    "an example in German": "So meldet sich der Server beispielsweise per SMTP 550 („Relay not permitted“), wenn er nicht darf.",
    "numbers in angular quotes": (
        "421, «4.4.5» – Server nicht verfügbar\n450, «4.2.1» – Der Nutzer erhält zu rasch Mails\n"
        "451, «4.3.0» – Der Server hat die Nachricht abgelehnt"
    ),
    "replies with what each means behind a dash": (
        "421 Service not available – El servidor está temporalmente no disponible\n"
        "450 Requested action not taken – La dirección es temporalmente inaccesible\n"
        "451 Action aborted – Un error interno del servidor de correo"
    ),
    "a constant in Rust": 'pub static TLS_NOT_AVAILABLE: &[u8] = b"502 TLS not available\\r\\n";\npub static QUIT: &[u8] = b"221 Bye\\r\\n";',
    "numbers with comments in Rust": "const BAD_PARAM: u16 = 501; // Syntax error in parameters or arguments",
    "whoever gets an error, in French": "Si vous recevez 535 Authentication failed, vérifiez votre mot de passe.",
    "what comes back most": "Our three top rejections are 550 5.1.1 User unknown, 552 5.2.2 Mailbox full and 421 4.7.0 Try again.",
    "how two texts are treated": 'We treat "550 5.1.1 User unknown" and "550 5.4.1 Recipient address rejected: Access denied" alike.',
    "numbers with their meanings in a sentence": (
        "The texts that we have: 535 5.7.8 (wrong password), 534 5.7.9 (app password), 535 5.7.139 (SMTP AUTH off)."
    ),
    "lessons": "Lessons: (1) never retry 5xx, (2) back off on 421 and 451, (3) pause the mailbox on 535.",
    "texts to translate": 'Translation needed (de): "Mailbox full", "User unknown", "Authentication failed".',
    "a filter that is wished for": 'Please add a filter "bounced with mailbox full" to the contacts list',
    "a provider's announcement": "Yahoo announced that TSS04 deferrals will become permanent 554 rejections in March.",
    "an agreement": "Our SLA: login errors (535) within 1 h, bounces (550) within 4 h.",
    "a plan for a quarter": "Plan for Q2: before Microsoft starts refusing bulk mail with 550 5.7.515, all domains need SPF and DKIM.",
    "what comes otherwise": "Alle Domains brauchen bis Mai DMARC, sonst kommt bei Outlook 550 5.7.515.",
    "how much of all each was": (
        'We saw three kinds most often: "550 5.1.1 user unknown" (62 %), "552 5.2.2 mailbox full" (11 %)'
        ' and "421 4.7.0 try again later" (9 %).'
    ),
    "a help page in German": "Um Fehler 550 zu beheben, prüfen Sie die Schreibweise der Adresse. Häufig ist sie veraltet.",
    "a help page in Spanish": "El error 550 aparece cuando el buzón no existe o está bloqueado. Comprueba la dirección.",
    "a help page in Chinese": "错误代码535表示身份验证失败,通常是因为没有使用授权码。",
    "a help page in Japanese": "エラー550は、宛先のメールアドレスが存在しない場合に表示されます。",
    "advice on a number": "You need an app password. 535 5.7.8 just means that Google doesn't take your normal one.",
    "the usual way out": 'The usual fix for 550 relaying denied: turn on "My outgoing server requires authentication".',
    "checks that passed": "SMTP Reverse DNS Mismatch  OK - 203.0.113.5 resolves to mail.example.com\nSMTP Open Relay            OK - Not an open relay.",
    "rows of a test": (
        '@pytest.mark.parametrize("reply, family", [\n    ("535 5.7.8 Error: authentication failed", "auth"),\n'
        '    ("452 4.2.2 Mailbox full", "mailbox-full"),\n])'
    ),
    "examples to learn from": (
        '"examples": [\n  {"text": "550 5.1.1 <a@b.example>: User unknown", "label": "unknown"},\n'
        '  {"text": "552 5.2.2 Over quota", "label": "full"}\n]'
    ),
    "another database's login": "Login failed for user 'smtp_service'. Reason: Password did not match that for the login provided.",
    "numbers that their meaning touches": (
        "421<domain> Service not available\n450Mailbox unavailable\n451Error in processing\n550User not found"
    ),
    "messages that are common": (
        "A 400 bounce message usually means a delay. Below are some of the common messages:\n\n"
        "450 The user you are trying to contact is receiving mail too quickly.\n451 Temporary local problem"
    ),
    "a comment whose beginning was cut off": (
        "         * Diagnostic-Code: X-Postfix; mx.example.net said: 552 5.2.2 Over\n"
        "         *   quota (in reply to RCPT TO command)\n         */\n         array("
    ),
    "the standard's own words for a number": (
        "A refusal by policy is a 550 code.\n\n\t550 Requested action not taken: mailbox unavailable\n"
        "\t    (e.g., mailbox not found, no access, or command rejected\n\t    for policy reasons)"
    ),
    "what a parameter is for": (
        "This parameter specifies the SMTP server response code for a client without a name:\n"
        "Access denied: Unknown SMTP client hostname"
    ),
    "a database's user": "java.sql.SQLException: Access denied for user 'smtp'@'192.0.2.4' (using password: YES)",
    "a principal of Kerberos": "kinit: Preauthentication failed while getting initial credentials for smtp/mx.example.com@EXAMPLE.COM",
    "a repository's rules": "error: failed to push some refs to 'git@example.com:ops/mail.git'\nremote: error: GH013: 421 rule violations found",
    "a container's image": "Pulling smtp (namshi/smtp:latest)... ERROR: toomanyrequests: You have reached your pull rate limit.",
    "a session's last words": "smtp: < 250 2.6.0 Queued mail for delivery\nsmtp: < 221 2.0.0 Service closing transmission channel",
    "codes in tags": (
        '<smtp:error code="550">Requested action not taken: mailbox unavailable</smtp:error>\n'
        '<smtp:error code="552">Exceeded storage</smtp:error>\n<smtp:error code="553">Mailbox name not allowed</smtp:error>'
    ),
    "rows that go into a table": "INSERT INTO bounces (code, label) VALUES\n ('550 5.1.1', 'User unknown'),\n ('552 5.2.2', 'Mailbox full');",
    "a test in steps": 'Scenario: wrong password\n  Given a mailbox\n  When I connect it\n  Then I see "535 Authentication failed"',
    "a test whose lines are long": (
        '    it "shows the server\'s words when the login is refused" do\n'
        '      stub_smtp(reply: "535 5.7.8 Error: authentication failed")\n      visit mailbox_path\n    end'
    ),
    "a ticket that is closed": "Their admin turned SMTP AUTH on, so 535 5.7.139 is gone. Closing the ticket.",
    "what comes from a month on": "A partir de março a Microsoft vai recusar SMTP com senha (550 5.7.30). Temos de avisar os clientes.",
    "a list of texts that a test gives a program": (
        '})->with([\n    "Final-Recipient: rfc822; a@b.example\\nStatus: 5.1.1\\n",\n'
        "    'The email account that you tried to reach does not exist.',\n]);"
    ),
    "an exception that is made from a number": (
        '    public NoSuchUser(Address to) {\n        super(new EnhancedStatus(550, "5.1.1", "User unknown <" + to'
    ),
    "a report that a test joins": (
        'const hard = "From: MAILER-DAEMON@mx.example.net\\r\\n" +\n'
        '\t"Diagnostic-Code: smtp; 550 5.1.1 user unknown\\r\\n" +\n\t"--b--\\r\\n"'
    ),
    "what a mock server is to say": 'server = scenario()\n    .sendLine("220 ready")\n    .sendLine("550 5.1.1 no such user")',
    "tests that ran well": "  ✓ refuses strangers with 550 5.1.1 (12 ms)\n  ✓ defers with 451 4.7.1 when greylisted (8 ms)",
    "numbers and texts in a file": (
        '[["smtp 421"],["Service not available, closing transmission channel"]],\n'
        '[["smtp 450"],["Requested mail action not taken: mailbox unavailable"]],\n'
        '[["smtp 451"],["Requested action aborted: local error in processing"]],'
    ),
    "replies with their explanations": (
        "421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address.\n"
        "Explanation: more was sent than Gmail takes.\n\n"
        "550 5.7.26 Your email has been blocked because the sender is unauthenticated.\nExplanation: no SPF, no DKIM."
    ),
    "what a number is to be": 'Define "552" as "mailboxFull" in the table of replies #173',
    "a session that ended well": (
        "AUTH LOGIN\n334 VXNlcm5hbWU6\n235 2.0.0 OK Authenticated\nQUIT\n"
        "221 2.0.0 mx.example.com closing connection\nConnection closed by foreign host."
    ),
    "what comes with a release": (
        'Release 4.7.1 goes out at 17:30. It shows the answer of the server, so "535" is no longer hidden in the log.'
    ),
    "a plan in Dutch": "Volgende week gaat poort 25 dicht voor alle klanten; 587 blijft werken.",
    "somebody's opinion": "imo greylisting is dead, it only annoys people who wait for their login codes",
    "when a server says so": "When does Gmail send 421 4.7.28 and when 550 5.7.1? Asking for the docs",
    "when a page shows something": 'The page shows "mailbox full" if you have no plan. I\'d say "upgrade" there.',
    "an incident that was looked into": (
        "Post-mortem, login trouble on Tuesday: the new gateway answered 535 to everybody for 14 minutes because its"
        " secrets were missing. It was rolled back at 09:31."
    ),
    "the parts of a report on an incident": (
        "Root cause: a configuration that could not be read.\nCustomer impact: mail sent to us got a reply of 530 status"
        " and came back to its sender.\nMitigation: the configuration was removed."
    ),
    "an outage that is over": (
        "Microsoft had an outage this morning, Exchange Online returned 451 4.7.0 to half of the world."
        " All green again since 11:00."
    ),
    "an error that was mended, in its own sentence": "we got 550 5.7.1 relaying denied yesterday, it's fixed now",
    "an error that was mended, and thanks": "we had 550 5.7.1 relaying denied - resolved, thanks",
    "an error that was mended, told before the end": (
        "yes it was the relay, we got 550 5.7.1 relaying denied last month and IT fixed it the same day. all good now, closing this"
    ),
    "an error that was mended, in German": "wir hatten 535 5.7.8 Authentication failed, neues Passwort, geht wieder",
    "what a function makes of errors": (
        "`sendRaw` maps almost every post-connection failure to `ErrMailServerUnreachable`, which is a Warning with "
        "resolve method Retry. The send loop then retries four times with backoff."
    ),
    "what a function makes of one error": "`Mailer.deliver` treats connection refused as a permanent failure of SMTP",
    "what was done": "All mailboxes are connected now, the two with 535 yesterday had a typo in the password. Done ✅",
    "what programs will be told": (
        "Passwords will no longer be taken for sending. After that, older devices and programs get this response:\n\n"
        "550 5.7.30 Basic authentication is not supported for Client Submission."
    ),
    "a list's mails of a day": (
        "Send ops mailing list submissions to ops@lists.example\n\nToday's Topics:\n\n   1. Re: 550 5.7.1 from Outlook (Viktor)\n"
        "   2. Greylisting and large senders (Ana)\n\nDate: Mon, 5 Oct 2026 10:00:00 +0200\n"
        "> how do you treat 550 5.7.1 in your own bounce processing?"
    ),
    "a refused payment": "Your payment to Mail Hosting was declined (code 550: insufficient funds). Update your card.",
    "what a change does to a page and a mailer": (
        "Login: redirect to /login?error=credentials on failed auth so the template can show an error message. "
        "Previously the redirect had no indicator and people saw no feedback.\n\nMailer: use STARTTLS (plain connect "
        "then upgrade) for all ports except 465 which uses implicit TLS. The hardening commit introduced tls.Dial for "
        "all sends, which broke standard SMTP (port 587) since it expects STARTTLS."
    ),
    "what is a problem, for example": (
        "The app silently fails when there is a certificate problem (such as when a locally stored certificate has "
        "expired). People may go for some time without knowing that their mail is not fetched."
    ),
    "what a library does": "When mail fails to be delivered with SMTP 550, the library raises SMTPClientError, not SMTPBadRcpt.",
    "what a provider will end": "Microsoft will end supporting SMTP-AUTH on office365 servers in September.",
    "a change in one line": "Retry transient SMTP connection failures",
    "a change that was made": "Added Timeout support to SMTP class when reading from remote server",
    "what servers do": "Real SMTP servers often reply with 550 in response to the RCPT command.",
    "what some servers do": "550 error not always indicative of bad recipient\n\nSome servers send a 550 when detecting spam as well.",
    "an error that may come": "If an SMTP connection error is detected, then we should disconnect so that a reconnect is possible.",
    "a server that may be gone": "If SMTP server isn't available the email delivery hangs indefinitely.",
    "a mock": "Is there the possibility to mock the array of recipient addresses that were rejected by the server?",
    "code that handles errors": 'rescue *SMTP_ERRORS => e\n  print "SMTP Failed: Exception: #{e.message}"',
    "a test's name": "public void Send_ThrowsSmtpCommandExceptionWithRecipientNotAccepted() {",
    "a change's title": "[fix] cms inquiry : 500 error occured because Net::SMTPFatalError",
    "what a change does": "Add note on what to do in case of SMTPRecipientsRefused",
    "a description that is added": "adding a description to outlook 550 all rejected bounce",
    "what somebody made of it": "I ran into a server that did not support AUTH LOGIN at all, so I implemented AUTH PLAIN as an optional toggle.",
    "what people will get": "This should solve it. People will get an error like this:\n\n550 5.7.2 not allowed to send",
    "what a change stops": "Do not try to resend mail notification with error 450.",
    "a class that would be thrown": "`AuthenticationFailedException` which would be thrown by connect() was caught.",
    "release notes": "v2.4.0\n- improved handling of mailbox full in the SMTP client\n"
    "- fixed: STARTTLS not supported error when the server answers in small letters",
    "release notes under a heading": "### Fixed\n- `530 Must issue a STARTTLS command first` leads to a new try",
    "release notes with a date": "## [1.8.2] - 2026-11-02\n- 535 Authentication failed ends no worker any more",
    "a commit": "fix(mailer): wait longer when the server says 451 Try again later",
    "a commit that breaks": "BREAKING CHANGE: 552 mailbox full is now a soft bounce",
    "a docstring of one line": 'class AuthError(SmtpError):\n    """SMTP authentication failed."""',
    "a docstring of several lines": (
        "class Disconnected(SmtpError, ConnectionError):\n"
        '    """\n    The connection to the SMTP server was lost unexpectedly.\n    """\n    pass'
    ),
    "a constructor": "  SmtpClientAuthenticationException(String message) : super(message);",
    "what a class is for": (
        "/// Thrown when the SMTP server says the password is incorrect.\n"
        "class SmtpAuthException extends SmtpException {"
    ),
    "what a condition is for": (
        "  // 4xx from the mail server: soft (rate limit, greylist, mailbox full)\n"
        "  if (code >= 400 && code < 500) return { kind: 'soft' };"
    ),
    "what a module is for": "//! Simulates an SMTP server:\n//! - network failures (timeouts, connection drops)",
    "a class's reference": (
        "exception SMTPServerDisconnected\nThis exception is raised when the server unexpectedly disconnects"
    ),
    "a test's name and what it does": (
        '    it "sends to an SMTP server, but the recipient is refused." do\n'
        "      send(email).should be_false\n    end"
    ),
    "a session with gaps": "S: EHLO <HOST> <CRLF>\nR: 250 OK\nS: RCPT TO:<forward-path> <CRLF>\nR: 550 No such user here",
    "a standard's session": "S: RCPT TO:<Green@Beta.ARPA>\nR: 550 No such user here",
    "a release in German": "v1.0.2\n • Behoben: falsches Passwort beim Mailserver, die Testmail schlug fehl",
    "a merged change": "I merged the change that maps 'relay access denied' to a permanent error",
    "numbers side by side": "Is there a list of all SMTP error codes? I remember one with 421, 450, 550 and so on",
    "what servers say now and then": "Why do servers say 550 5.1.1 sometimes and 550 5.7.1 other times?",
    "what a review asks for": "Can you wrap the SMTPAuthenticationError and return 535 to the caller?",
    "a help page's reasons": (
        "The most common reasons for this are:\n1. Wrong password.\n2. SMTP port blocked by your provider\n"
        "3. Your account is disabled"
    ),
    "what somebody read": "I read that gmail answers 421 when you send too fast, is this still true?",
    "what somebody would do": "I'd map 550 5.7.1 to policy and 550 5.1.1 to unknown user",
    "release notes under a version alone": "## 5.7.1\n- bounces: 4.2.2 has its own text\n- smtp: XOAUTH2",
    "what a number counts as": "bounces: 4.2.2 counts as soft",
    "what an arrow leads to": "we decided: bounces 5.1.1 → remove at once, 550 → by hand",
    "a number that fell": "421 → 12 per day, as mails go out more slowly",
    "a document": "A 535 means that authentication failed.",
    "a document's condition": 'If you get "535 Authentication failed", create an app password.',
    "a document on servers": "If the server answers `534 5.7.9 Application-specific password required`, wait.",
    "a document's setting": "set require_tls if you get 530 Must issue STARTTLS",
    "when an error appears": "Thunderbird SMTP server error appears when Thunderbird cannot send through the outgoing server.",
    "an account of another kind": "Zoom: your account has been disconnected from the calendar. Reconnect it.",
    "a plan's limit": "You've reached your sending limit of 3 free invoices.",
    "a tunnel's account": "VPN account disconnected: authentication failed",
    "a router's page": "The warning Mail service not enabled is shown in the admin panel of the router.",
    "a help page on bounces": "If an email cannot be delivered to its recipient, it should be returned. The most common "
    "reasons are that the mailbox doesn't exist or that the mailbox is full.",
    "a change of one part": "auth: implement handling for Gmail invalid_grant errors\n\nSends reconnection emails and marks "
    "accounts as disconnected when OAuth tokens are revoked or expired.",
    "a change under its heading": "When a provider withdraws a mailbox's token, the worker raises an auth error, the account "
    'is switched off, and the page shows **Authentication Required / "Please re-authorize your email account"** with no way '
    "to do it.\n\n## What this adds\n\nA button to sign in anew.",
    "a document on a number": "`552` is returned when the mailbox is full.",
    "a paragraph on kinds of failures": "A soft bounce tells that the mailbox is full or the server is busy for the moment, a hard "
    "bounce that nobody has this address. The first goes away by itself, the second never does.",
    "a paragraph on what servers do": "Receiving servers look at the reputation of the address first. One that is on a blocklist is "
    "refused at the greeting with 554, before the sender has said a word about the message itself.",
    "a paragraph on a program": "The handler reads the enhanced code out of the error and takes the recipient off the list at 5.1.1. "
    "What is refused with 4.2.2 stays in the queue and is tried again by the next run of the worker.",
    "what some servers do to strangers": "Some servers put the first mail of a stranger off with 451. Servers that honour the standard "
    "come again after a while, spammers do not. The check must be slow, else the address is on a list by the evening.",
    "what is announced": "From spring on, any device that still logs in with a password will receive the following error:\n"
    "550 5.7.30 Basic authentication is not supported for Client Submission.\nTell us of printers that do.",
    "what is announced in one line": "Clients that still use a password will get 550 5.7.30 Basic authentication is not supported",
    "what some servers answer a stranger": "Some servers reply with a 451. The next attempt is taken.",
    "a German example": "Die Bibliothek gibt die Antwort weiter, zum Beispiel `535 Authentication failed` in Node.",
    "a program's texts": "ETLSFAILED: 'TLS handshake or STARTTLS failed',\nENOLOGIN: 'Authentication failed',",
    "a reference's heading": "Quick reference\n\nECONNECTION Connection closed unexpectedly\nETIMEDOUT Connection timed out",
    "the reference of a setting": "unverified_sender_code\nPossible values:\nreply code\nDefault:\n450\nThe reply when a request is "
    "rejected because of an unverified sender.",
    "what an option does": 'A transport option "keep_tls" to control whether the next message goes over the same TLS connection, '
    "which is of use where a handshake is slow. The connection is lost otherwise, and the log tells so.",
    "a change on a status by its name": "This PR adds the `SmtpStatusCode.SyntaxError` case to the parser.",
    "somebody's work on a program": "I have a pull request that makes the worker wait after a timeout of the SMTP server and send the mail "
    "again, three times at most. It works here, change it as you like.",
    "names for codes": "MAILBOX_BUSY = 450  # 450 Requested mail action not taken: mailbox unavailable\n"
    "LOCAL_ERROR = 451  # 451 Requested action aborted: local error in processing\n"
    "NO_STORAGE = 452  # 452 Requested action not taken: insufficient system storage",
    "codes and their texts as a program has them": '[["smtp 421", "Service not available, closing transmission channel"],\n'
    '["smtp 450", "Requested mail action not taken: mailbox unavailable"],\n'
    '["smtp 451", "Requested action aborted: local error in processing"],\n'
    '["smtp 452", "Requested action not taken: insufficient system storage"]]',
    "an article in German": "Im Kern deutet der Serverfehler 530 darauf hin, dass der Server die Mail ablehnt. Die "
    "Fehlernummer 0x800ccc78 ist eine Kennzeichnung, die auf ein Authentifizierungsproblem hinweist.",
    "an article that shows examples": "The code tells where the delivery failed.\n\nSome examples include:\n"
    "- 552 Message exceeded maximum size limit\n- 550 Mailbox unavailable / User unknown",
    "an article that speaks of itself": "If you've seen an SMTP error message, you are not alone.\nIn this guide, we'll "
    "decode the most common codes.",
    "what a server would do": "If there is an error in relaying the message, your SMTP server will return it with an "
    '"Error 550" message.',
    "a guide that speaks of itself": "Scan-to-email failures fall into seven categories. This guide identifies each "
    "category and its fix.\n\n421\n\nService not available\n\nThe mail server refused the connection.",
    "a list of texts": "Look for a text similar to one of the following messages.\nRemote host said: 550 Requested "
    "action not taken: mailbox unavailable\nThe address may not exist.",
    "a list of numbers by its name": "NDR List\n\n4.4.2 - The connection was dropped.\n\n4.4.7 - A protocol timeout.",
    "what an interface returns": 'When the API returns a bounce it is recorded with the comment "Not delivering to '
    'previously bounced address", but the address stays active.',
    "a setting that leads to an error": "If `from:` is set to another sender than the login, an error with 553 message "
    "is logged in the mail log.",
    "a failure that may come, told as it is now": "Currently, if the client fails to connect or authenticate to the SMTP "
    "server, it drops the message.",
    "a table without a stroke in front": "420 | Zeitüberschreitung | Wenden Sie sich an den Administrator. |\n"
    "421 | Dienst nicht verfügbar | Versuchen Sie es später. |",
    "a document on when it appears": "The 550 5.7.26 error appears when a mail is not authenticated. This commonly "
    "occurs due to missing SPF records. Servers do this to protect users from spam.",
    "what may be the cause": "A mail comes back undelivered. This could occur because the mailbox is full, or the server "
    "has too much to do.",
    "a patch": "```diff\n \tmsgprint(_('Invalid recipient address'), title='Email Failed')\n \traise\n"
    "-\texcept smtplib.SMTPServerDisconnected:\n+\texcept smtplib.SMTPException:\n```\nWhy remove this?",
    "a list of numbers in French": "Vous trouverez ci-dessous les codes de réponse SMTP.\n|504|Paramètre absent|Le serveur "
    "ne le connaît pas.|\n|535|Échec|Réglez-le depuis votre espace client.|\n|550|Boîte absente|L'adresse est fausse.|",
    "a list with bullets": "• 421 - Der Dienst ist nicht verfügbar.\n• 450 - Das Postfach ist gesperrt.\n"
    "• 452 - Zu wenig Speicher.",
    "a list with both numbers": "SMTP code table\n| Code | Type |\n|---|---|\n| 550 5.1.1 | Hard, no such address |\n"
    "| 552 5.2.2 | Mailbox full |\n| 421 4.7.0 | Throttled |\nHow to read one:\n550 5.1.1 <a@b.example>: User unknown",
    "what a full mailbox usually returns": "A full mailbox usually returns 552 5.2.2 Mailbox full.",
    "the reference of a server's replies": "421 Connection timeout\nIf the server waits for a command, this error"
    " message is sent to the client before it disconnects.\n451 Please try again later.\nThis error message is issued"
    " if grey listing is enabled.\n500 Line too long\nThis error message is issued when a command is too long.",
    "what usually comes back, before what somebody has": "When you write to a full inbox, the mailer daemon"
    " usually responds that the mailbox is full. But in my case the gateway only checks whether the user exists.",
    "what happens to whom": "When a mailbox is full, the server on the other side returns 552 5.2.2 Mailbox full.",
    "one number or another": "550 vs. 554 for spam: which one is sent?",
    "one number against another": "535 vs 530",
    "a help page on one number": 'The "550 - Relay Not Permitted" message appears when a mail is returned. This issue often '
    "arises when a domain is new to your account.\nSeveral common factors lead to it:\n- The name servers are not verified.",
    "an article on when servers say it": "Gmail frequently returns 421 4.7.0 when it detects a sudden volume. Yahoo uses the "
    "same number for rate limits. Most servers retry after it.",
    "a library's texts": "$LANG['login']         = 'Mail SMTP error: login failed. Check the password.';\n"
    "$LANG['data']          = 'Mail SMTP error: data not accepted.';",
    "what a session of IMAP says": "Loading a folder fails if it is gone.\n\nC: 11 MYRIGHTS shared\n"
    ">> ERROR: read/timeout error.\n>> ERROR: Server closed the connection. (mail)",
    "what servers may do beside a person's own words": "Our newsletter goes out since Monday. If a mailbox is full, servers "
    "answer with 552 mailbox full.",
    "a paragraph in general beside a person's own words": "I wrote the page on bounces yesterday.\n\nA mail may be "
    "refused because the mailbox is full or does not exist.",
    "a document's table": "| Code | Meaning |\n|---|---|\n| 535 | Authentication failed |\n| 550 | No mailbox |",
    "a guide": "# Troubleshooting guide\n\n## Error: 535 Incorrect authentication data\n\nCheck the password.",
    "a document's list": "Related error codes:\n- 4.7.5 `Remote certificate failed MTA-STS validation.` The server's "
    "certificate must chain to a trusted root.",
    "a wish for better words": 'We should ideally deliver an accurate error message, like "Invalid recipient address" '
    "in place of the general one for each email.",
    "a web page's own error": "Select email-transport and click test\nSee error: ResponseError: Response returned an error code",
    "what errors there are": "Currently, SMTP delivery errors like “550 Requested action not taken: mailbox unavailable” make "
    "the website show a fault to the user.",
    "what it was before": "The reason was logged, but the SMTP response was a generic `550 5.7.1` with no detail.",
    "an example": 'In this example, "nobody@example.com" is not a valid mailbox, and the mail fails silently.',
    "a pull request": "This pull request improves the error handling in sendMail().\nThe change has a catch block of its own "
    "for AuthenticationFailedException and SendFailedException.",
    "questions and answers": 'Q: What does "550 5.1.1 User unknown" mean?\nA: Nobody has this address.',
    "a standard": "RFC 5321 4.2.3: 550 Requested action not taken: mailbox unavailable",
    "a question": "what does relay access denied mean?",
    "a question on two numbers": "What's the difference between 550 5.1.1 and 550 5.7.1?",
    "a class in quotes": "Why catch everything? Can't we go on to catch `smtplib.SMTPException`? See the documents for "
    "the possible ones, all of which are subclasses of SMTPException.",
    "the code that raises an error": "See the logic that sends the `SMTPRecipientsRefused` error (`The server rejected ALL recipients`). "
    "Add a small test on sending mail.",
    "a plan on TLS": "smtp, starttls, full upgrade\n\n- make sure the TLS handshake after STARTTLS is fully done before "
    "further sending/receiving on the connection.",
    "a question in German": "Was heißt 550 5.7.1 nochmal?",
    "a question in Chinese": "550 和 554 有什么区别？",
    "a plan": "TODO for the next sprint: retry on 421 and 451, suppress on 550 5.1.1",
    "an announcement": "From May on, programs see the error 534-5.7.9 Application-specific password required.",
    "a simulator": "In the simulator, full@example.com answers 552 5.2.2 mailbox full on purpose.",
    "a translation": "the text for 'relay access denied' needs a translation",
    "a checklist": "Checklist: SPF, DKIM, port 587 open, no 'relay access denied' for the office",
    "a generator": "    yield b'535 5.7.8 nope\\r\\n'",
    "a remark": "# 535 -> ask for an app password\nauth_hint: true",
    "a tip": "Tip: a trailing space in the password is the most frequent reason for a 535",
    "a draft": "Draft: 550 5.1.1 User unknown is shown as 'this address does not exist'",
    "a rule": "By default, mail to unknown users is refused with 550; it can be deferred with 450.",
    "a question in quotes": "Is 'relay access denied' something the customer can solve?",
    "a row": "INSERT INTO reasons VALUES (522, 'mailbox full'), (511, 'user unknown'); -- smtp",
    "a method": '@Test void fullIsSoft() { assertEquals(SOFT, classify(552, "5.2.2", "Mailbox full")); }',
    "a web server's configuration": "location /smtp { return 503; }\nerror_page 502 504 /down.html;",
    "a comment on a statement": "// 535 Authentication failed\nthrow new Error(res)",
    "a statement": 'resp := "550 5.1.1 User unknown" // as most servers say it',
    "a call": "self.push('550 No such user here')",
    "a call with an escape": '\t\tfmt.Fprintf(w, "535 5.7.8 Authentication failed\\r\\n")',
    "a test": "    assert_that(parse('550 5.1.1 <a@b.example>: User unknown')).is_hard()",
    "a map": "match reply.code {\n    535 => Err(AuthError::BadCredentials),\n    _ => Ok(()),\n}",
    "a list": "exports.hard = [\n    'account has been disabled',\n    '550 5.1.1 user unknown',\n]",
    "a record": 'var errAuth = &SMTPError{\n\tCode:    535,\n\tMessage: "Authentication failed",\n}',
    "a comment": "/**\n * Thrown for\n * Diagnostic-Code: smtp; 452 Insufficient system storage\n */",
    "a text to translate": 'msgid "SMTP Error: Could not authenticate."',
    "a rule of a mail server": "/^Subject:.*casino/ REJECT 550 5.7.1 Message content rejected",
    "a manual on a setting": "Enable SASL authentication in the Postfix LMTP client.",
    "a manual's paragraph": "How the Postfix SMTP client checks the server certificate for the verify level. By default, the "
    "name that was looked up is compared with all names that the certificate carries, and with the name of the next hop "
    "where a table says so; further names can be listed, and are then compared in the order in which they stand.",
    "a manual on a failure": "When opportunistic handshakes fail, Postfix tries the connection without TLS, or waits.",
    "a parameter": "import smtplib\n\ndef send(\n    host: str,\n    timeout: float | None = None,\n): ...",
    "an assignment": "server = smtplib.SMTP(HOST, self.port, timeout=support.LOOPBACK_TIMEOUT)",
    "a web server's error": "I can receive mail, but when I send I get a 500 error on my webmail client",
    "a web server's log": 'SMTP does not work, the nginx log returns 500 error "POST /mail HTTP/1.1" 500',
    "a chat's answer": "SMTP is not set.\nSent Slack notification (alerts): 109b: HTTP 500: Invalid channel",
    "a mail that went out": "GFCommon::send_email(): Result from wp_mail(): 1\nThe phpmailer_init hook was found.",
    "a Chinese count": "邮件共有550人收到了",
    "an encrypted connection": "postfix sends with a certificate of letsencrypt.\n\n"
    "root@mail:/var/log# grep Untrusted mail.log\npostfix/smtp[113807]: Untrusted TLS connection established to mx.example.com[192.0.2.1]:25: TLSv1.3",
    "a class that a program handles": "Description: When smtplib.SMTPAuthenticationError occurs, the log shows a"
    " stack trace only.\nCatch smtplib.SMTPAuthenticationError specifically.",
    "the classes of a library": "SMTPHeloError            The server didn't reply properly to\n"
    "                         the helo greeting.\n"
    "SMTPAuthenticationError  The server didn't accept the username/\n"
    "                         password combination.",
    "all classes of numbers": "# Status codes\n220 - server is ready\n250 - accepted\n"
    "421 -\tService unavailable (server shutting down)\n450 - Mailbox unavailable",
    "a manual's history": "Prior to Postfix 2.6, the SMTP reply code is 450.\nThis feature is new in 2.1.",
    "a help page": "SMTP error 550 indicates that the recipient's server has rejected your mail."
    " Here are some ways to resolve this SMTP error:\n- Look for typos in the address.",
    "a number's kind": "SMTP error 550 is a permanent error code returned by a mail server.",
    "a help page's sentence": "In simplest terms, the 550 error message means the server blocked your mail.",
    "a help page's title": "What is SMTP Error 550 and how to resolve it?\n\nThe server sends back a 550 error code.",
    "release notes' list": "List of fixed issues and improvements\n\n  • Added SMTP transport error logging",
    "a change log by files": "* lib/server.c: Make sure that a failed authorization doesn't preclude further SASL"
    " authentication attempts",
    "Postfix's release notes": '[Incompat 20250105] The SMTP server now logs the queue ID (or "NOQUEUE") when a'
    " connection ends abnormally (timeout, lost connection, or too many errors).",
    "a power": "the mailer gives\nprint 2 ** 512",
    "a size": "mail.max_size = 512\nmail.flush()",
    "a metric": 'smtp_replies_total{code="550",class="permanent"} 12',
    "exceptions that are caught": "I catch what smtplib has (SMTPHeloError, SMTPSenderRefused) since it may be either.",
    "an example behind e.g.": "Let it answer with an error (e.g. '550 Mailbox unavailable') for some addresses.",
    "what a number maps to": "`reject()` maps to an SMTP `550 5.7.1` permanent rejection.",
    "how a reply is sorted": "A server's 550 No user found is also being treated as a soft fail.",
    "a list of what each reply tells": "- `250 OK` → it exists\n- `550 User not found` → it does NOT exist",
    "what is fitter": "For most of these conditions reply code\n   554 is more appropriate",
    "a standard's own words": "LMTP servers MUST do so and SHOULD use the 550 response code.",
    "a family of numbers": "The check stops at a 550-class refusal of the random address.",
    "what we answer": "Currently we return a `553 <address> Invalid email address.`",
    "what a setting would do": "# Disabling TLS for a remote relay would throw unencrypted connection error.",
    "codes that are common": "A server may defer mail then.\nCommon codes and messages:\n"
    "- 421 4.7.1 Message temporarily deferred: the server is overloaded\n"
    "- 451 4.7.1 Hourly limit exceeded: you have exceeded the hourly quota",
    "what could be shown better": "Could it be better to show a more precise one here, like `SMTP certificate error`?",
    "a session out of a standard": "In RFC 4954 the following states are discussed:\n\nC: AUTH FOOBAR\nS: 504 Unrecognized authentication type.",
    "what a client expects": "Emacs is expecting a return code 530 in case a login is needed",
    "examples of replies": "SMTP servers commonly return such numbers, for example:\n\n550 5.1.1 User unknown\n451 4.7.1 Try again later",
    "addresses that a test server refuses": "It should provoke error responses by special addresses, for example:\n"
    "422@error.example.com => 452 4.2.2 Mailbox full\n571@error.example.com => 550 5.7.1 Rejected by spam filter",
    "a reply with gaps": "The current response of go-smtp is\n552 5.5.3 Maximum limit of %v recipients reached",
    "a standard on what servers say": 'The SMTP server returns a\n550 reply, typically with a string such as "no such user".',
    "a mock server's answers": "Send to two recipients with the mock server returning:\n- `550` for the second recipient",
    "a scope of two parts": "feat(be,fe): envelope.to is a list, document SmtpRequestError code 550",
    "how it is found out": "Connection failures (detected by code 451 + enhanced code 4.0.0) have a fixed interval.",
    "how it should be treated": "SMTP error code 451 should be treated like 450 by our mailer.",
    "what it signals": "Mailer tests are easy for things like 553 signaling an invalid email address.",
    "a plan's end": "A recipient that marked mail as spam is stopped.\n\nDone When\n- [ ] a bounce makes a record",
    "the reference of a class": "Class SMTPRecipientsRefused\n\nexceptions.BaseException --+\n"
    "                  SMTPRecipientsRefused\n\nAll recipient addresses refused.",
    "the reference of an exception": "Exception: MidiSmtpServer::Smtpd535Exception\nInherits:\nSmtpdException\n"
    "Overview\n535 Authentication credentials invalid",
    "a test in a shell": "swaks -t ana@example.com -q vrfy | grep -A1 VRFY | grep '499 temporary reject'",
    "a solution that somebody has in mind": "Possible Solution\nWhen sending mail, show: This message was blocked because its "
    "content presents a potential security issue.",
    "a web server's client": "The mail page fails.\n2026/01/04 18:21:15 [error] 917#0: *396 recv() failed (104: Connection reset by peer)",
    "a help page's address": "Could you document sending mail?\n"
    "https://learn.microsoft.com/en-us/exchange/authenticated-client-smtp-submission#enable-smtp-auth",
    "what a program will do": "The program will begin logging a warning when an SMTP delivery fails.",
    "a filter of a log": r"failregex = NOQUEUE: reject: RCPT from \S+\[<HOST>\]: 450 4\.7\.1 : Helo command rejected: .*$",
    "a filter's second line": r"            reject: RCPT from .*\[<HOST>\]: .*: Relay access denied",
    "a rule of a list of bounces": r"^5\d\d.*Your message was rejected by this user,defer,blacklist,Sender IP blacklisted",
    "a comment that a change adds": "+#550-JunkMail rejected, your server is in an RBL",
    "a rule of sendmail": 'R$*\t$#error $@ 5.7.1 $: "550 Relaying denied"',
    "a rule of postfwd": "id=DAY; action=rate(sender/1000/86400/450 4.7.1 Limit of 1000 a day for $$sender reached)",
    "a call in a change": '  context.getListener().error(e, "SMTP authentication failed. Check mail credentials."));',
    "a document's new line": "+If any of your emails were bounced, you will see a temporary blocklist entry.",
    "a plan's headings": "We never know which addresses bounce.\n\nAcceptance criteria\n\n- [ ] bounced mails are on a blocklist",
    "a user's story": "As a sender\nI want to mail active users only\nSo that my mails are not on a blocklist",
    "what is expected": 'Expected behavior\nA bounce "Quota exceeded (mailbox for user is full)" is sent.\n\n'
    "Actual behavior\nThe message is delivered.",
    "a history": "Bugfix (introduced: Postfix 2.8): a TLS error for one session may cause a false 'lost connection'.",
    "a time": "Unused threads of the mailer end after\n  500 milliseconds, where they wait for work.",
    "a database's refusal": "Configure Postfix\nERROR 1251 (08004): Client does not support authentication protocol "
    "requested by server",
    "a mail that was sent": "The test mail was sent successfully on port 25, but I cannot find it, neither in the inbox nor in spam.",
    "an advertisement": "New: get 30 % off our mail cleaning! Tidy your list before you send, bounces cost reputation.",
    "a change's title with a number": "handle 554 5.1.1.",
    "a list of commits": "4b01a42 mailer: answer 550 for unknown users\n42b0c9e smtp: drop idle connections after 450 s",
    "a test that fails": "--- FAIL: TestRcpt (0.01s)\n    smtp_test.go:55: got code 250, want 550",
    "what differs": "Do you know how a 550 differs from a 554?",
    "what is to come": "Tomorrow the SMTP server is not reachable for a quarter of an hour, mail arrives later.",
    "a class of numbers": "Our API retries `450` messages for a day. `550` responses are not retried by our servers.",
    "an error that there may be": "If there is a temporary SMTP error, the queue should wait before the next mail.",
    "a wish": "It would be convenient to let the test server say an SMTP error code for some addresses.",
    "kinds of errors": "The page lists the SMTP error codes and what the program makes of them.",
    "a list of replies": "503 Issue a reset if you want to start over\nThe server responds with this error code when "
    "a client sends commands out of order.",
    "a list of numbers": "421 Service not available\nThis response is sent by the SMTP server to a client when it stops.",
    "a table of errors": "Error contains / Usual meaning / Fix\nCould not authenticate / wrong password / enter it again",
    "what comes in case of error": "In case of error the daemon returns status 554, which makes the message bounce.",
    "a base class": "Base class for all exceptions that include an SMTP error code.",
    "an exception that is raised": "If the host is given, connect is called, and an SMTPConnectError is raised on failure.",
    "what a method ignores": "Internal 'rset' command which ignores any SMTPServerDisconnected error.",
    "a method of a library": "This method returns normally if the mail is accepted for at least one recipient, else it tells who was refused.",
    "a change log by files and functions": "* smtp/auth.c (auth_login): an invalid address no longer ends the session.",
    "a developer's remark": "In my setup some of my users had typed their address wrongly, or they had taken over a template "
    "with an invalid address in it. The files then stayed in the spool for good, and the program tried to send them every "
    "minute, until my cluster was banned from the mail server. I now catch SMTPHeloError as well, which may be a connection's.",
    "a web page's login": 'I can not login to the site, message "Too many login attempts - try again in an hour".',
    "a web login's address": "Error 400: redirect_uri_mismatch\n\nYou can't sign in to this app because it doesn't comply "
    "with Google's OAuth 2.0 policy.",
    "mail that PHP fetches": "Notice: Unknown: [ALERT] Please log in via your web browser: "
    "https://support.google.com/mail/accounts/answer/78754 (Failure) (errflg=1)",
    "replies with what they mean in brackets": "450 queue full (队列已满)\n552 message too big. (邮件太大)\n"
    "550 user locked. (用户被锁定)",
    "replies with what they mean in the next cell": "类别 | 回复 | 处理 |\n登录 | 535 Authentication failure. | 请检查登录用的密码是否正确，再重新发送。 |\n"
    "太大 | 552 Message too big | 附件超过限制，请压缩以后再重新发送一次。 |\n收件人 | 550 User not found | 收件人地址不存在，请联系收件人确认地址。 |",
    "replies with what they mean below": "550 5.1.1 Account not found\n\nAdres, pod który wysyłasz wiadomość, nie istnieje.\n\n"
    "552 5.2.2 Mailbox full\n\nOdbiorca może nie mieć miejsca albo dawno nie zaglądał do skrzynki.",
    "replies with what they mean below, in German": "553 sales@example.com: Sender address rejected: not owned by user\n"
    "Der Server hat die Nachricht abgelehnt, weil sie nicht zu diesem Konto gehört.\n"
    "554 Relay access denied\nDas kann daran liegen, dass die Anmeldung am Server nicht eingeschaltet ist.",
    "replies in a program's names": '# 4xx\n# E401 = "421 SL Retry later"\nE402 = "421 SL Encryption failed - Retry later"\n'
    'E403 = "421 SL Unexpected error - Retry later"',
    "ranges of codes": "Wichtig ist die Ziffernfolge:\n5.1.1 bis 5.1.3 – Den Empfänger gibt es nicht.\n"
    "5.2.2 – Sein Postfach ist voll.\n5.7.x – Die Nachricht wurde gesperrt.",
    "an index of bounces": '退信\n- 说明:"User suspended"\n- 说明:"Rcpt is rejected"\n- 说明:"User not found"\n'
    '- 说明:"Over quota"\n- 说明:"Fake sender"\n- 说明:"Invalid ip"\n- 说明:"No such domain"',
    "a list of what is most common": "Find below a list of the most common codes:\n450 4.2.1 Mailbox busy.\n"
    "550 5.1.1 Mailbox does not exist.\n550 5.7.1 Relaying denied",
    "a change and the reply it is for": "queue: retry on temporary refusals (451 4.7.1 Greylisted, try again)",
    "a change of words and the reply it is for": "Show the server's words when the login fails (535 5.7.8 Authentication failed)",
    "a change that applies something": "This applies a new policy to the mailer's backend. I'm unsure whether it means the connection "
    "timeout of the broker.",
    "what is shown in a talk": 'In my talk I show three refusals: "550 5.1.1 User unknown", "552 5.2.2 Mailbox full" and '
    '"554 5.7.1 Relay access denied".',
    "a demo": "the smtp login fails on purpose there",
    "a mock that answers": "the mock server answers 535 Authentication failed to every login",
    "seeds": "seed the sandbox with a few bounces: 550 5.1.1 user unknown, 552 5.2.2 mailbox full",
    "what a number means in Spanish": "Un error 550 significa que el servidor del destinatario ha rechazado el mensaje.",
    "what a standard says in Spanish": "De acuerdo con el RFC 5321, “550 Requested action not taken: mailbox unavailable” es la forma estándar.",
    "what may be in French": "Le message peut être refusé parce que l'adresse du destinataire n'est pas valide, que le message est trop "
    "lourd ou que la boîte aux lettres du destinataire est pleine.",
    "questions below replies": "421 Service not available\n¿Qué significa?\nQue el servidor de salida no está disponible en este momento.\n"
    "450 Mailbox unavailable\n¿Qué significa?\nQue la cuenta del destinatario no está disponible por ahora.",
    "headings of replies": "2. Error 550 (Buzón no disponible)\nSignifica que la dirección del destinatario ya no existe.\n"
    "3. Error 554 (Transacción fallida)\nEl servidor receptor rechaza el correo por mala reputación.",
    "a heading of a reply and its sender": "SMTP 452\nRequested action not taken: insufficient system storage. Esta respuesta la envía el servidor "
    "cuando no hay espacio.",
    "what somebody may ask, in Japanese": "「エラーコード550って何?」と思ったことはありませんか",
    "a server that mail is fetched from": "-ERR [SYS/TEMP] mailbox is locked by another session",
    "a news server": "alt.example.group: Problem retrieving messages from server: 430 No Such Article.",
    "a file server": "sync: partial file rename failed: Move Rename failed: 553 Can't rename file.",
    "what fetches mail": "Fetchmail could not get mail from mail.example.com.\n\nThe attempt to get authorization failed.\n"
    "Fetchmail cannot tell why, since the server didn't send a reason.",
    "how often it is so, in German": "Häufig ist der Absender schuld. In manchen Fällen ist es möglich, dass das Postfach voll ist oder "
    "die Nachricht nicht zugestellt werden konnte.",
    "kinds of bounces, in German": "Ein Grund ist nur vorübergehend, z. B. ein volles Postfach (ein Softbounce), oder die E-Mail kann nicht "
    "zugestellt werden, weil es die Adresse nicht gibt.",
    "kinds of bounces, in French": "Un softbounce est temporaire, par exemple quand la boîte aux lettres du destinataire est pleine et que "
    "le message ne peut pas être remis.",
    "numbers and their statuses apart": '421, "4.4.5", Server busy (Server occupato) |\n421, "4.7.0", Closing connection (Chiusura) |\n'
    '450, "4.2.1", Over its rate (Troppo veloce) |',
    "replies with what they mean below, in Dutch": 'U krijgt dan:\n\n "554 Invalid recipient"\n "550 No such user here"\n\n'
    "Dit betekent dat het adres van de ontvanger niet bestaat.",
    "words with what they mean below, in Italian": "Bad recipient address syntax\nSignifica che l'indirizzo è scritto male.",
    "words with what they mean below, in German": "Unrouteable address\nDas bedeutet, dass die Domain keinen Mailserver hat.",
    "a kind of bounce, in Dutch": "Soft bounce\n\nDit type bounce is veelal tijdelijk van aard. Je ontvangt deze bounce bijvoorbeeld bij een "
    "volle mailbox, een tijdelijk netwerkprobleem bij de ontvangende mailserver of wanneer het bericht te groot is.",
    "an example, in Dutch": "Een bounce heeft een code en een onderwerp (bijvoorbeeld: ‘550 No such recipient here’).",
    "what servers say, in Italian": "Il server emette un messaggio, come “550 Requested action not taken: mailbox unavailable”.",
    "an attempt of a change": 'Attempt to prevent failing of the SMTP appender on "expected 250, got 421"',
    "a small change": "Tiny commit to log a message if a mail call failed (Ex: Unable to connect to SMTP server, etc.)",
    "what a patch does": "Presently the mail app fails silently when a stored certificate has expired. With this patch, a "
    'CertificateException will create a "Certificate error: check your server settings" notification.',
    "a suggestion of words": "Let's not show what the server says. I suggest we give a generic reply like "
    '"Failed to send email, check the address".',
    "what to catch": "Should we only catch SMTPExceptions, or all exceptions in case emails fail because of a bug of our own?",
    "the causes of a bounce, in French": "Plusieurs causes peuvent être responsables d'un soft bounce, les principales étant :\n\n"
    "– un serveur SMTP destinataire éteint au moment de l'envoi de l'email\n"
    "– la boîte email du destinataire est pleine et ne peut plus recevoir d'email",
    "the reasons of a bounce, in Japanese": "メールバウンスの一般的な理由には、次の点が含まれます。\n\n"
    "• メールボックスがいっぱい: 受信者のメールボックスがいっぱいになっている場合、メールは届きません。",
    "a document's replies, each with what it means, in German": (
        "Fehlermeldungen bei unzustellbarer E-Mail\n\n"
        "  • 550 Unknown User: Adresse fehlerhaft. Prüfen Sie die Adresse auf Schreibfehler.\n"
        "  • 550 Quota Exceeded: Das Postfach des Empfängers ist voll. Informieren Sie den Empfänger."
    ),
    "what a reply means, in Spanish": (
        "El mensaje de error «550 5.4.1 – Dirección rechazada: Acceso denegado» indica que tu correo no pudo llegar.\n"
        "Revisa la dirección antes de reenviarlo."
    ),
    "frequent errors, in Spanish": (
        "Errores al enviar correo. Estos son los más habituales.\nSMTP 421 ERROR – Service not available\n.\n"
        "El servidor no está disponible en ese momento, quizá por un reinicio del servicio de correo.\n.\n"
        "SMTP 450 ERROR – Mailbox unavailable\n.\nEl buzón del destinatario puede estar ocupado por otro mensaje grande."
    ),
    "who got such a mail back, in Russian": (
        "Если при отправке письма вам вернулась ошибка The message has been rejected by spam filtering engine,"
        " значит письмо не прошло проверку. Попробуйте изменить текст письма."
    ),
    "causes of errors, in German": (
        "Wenn du nach dem Versand eine Fehlermeldung erhältst, bedeutet das, dass der Mailserver sie nicht zustellte.\n\n"
        "Typische Ursachen\n\n• Die Anmeldung am SMTP-Server ist fehlgeschlagen.\n• Das Postfach ist voll."
    ),
    "the most common errors below": (
        "An outbound email can come back. Below are some of the most common error messages the server could return.\n\n"
        "  • Reason: 550 unknown user\n  • Reason: 550 Denied by policy\n  • Reason: 553 Relay denied"
    ),
    "how an error is mended": (
        "Troubleshooting the 'SMTP 550 5.4.1 Recipient address rejected: Access denied' Error\n"
        "The error SMTP 550 5.4.1 Recipient address rejected: Access denied comes up where an email server refuses mail."
        "\n- 5.4.1: A status code pointing to a policy."
    ),
    "a number for a list": (
        "Please add NDR 5.1.90\n\nWhich limit does a sender exceed with it?\n"
        "'550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients'"
    ),
    "what would also be good": (
        'It would also be handy to say "554 Email address is not verified" where the account is new.'
    ),
    "typical problems, in Russian": (
        "Типичные проблемы при отправке писем\n\n1. Ошибка «550 5.1.1 User unknown». Проверьте адрес получателя.\n"
        "2. Ошибка «552 5.2.2 Mailbox full». Получателю нужно освободить место."
    ),
    "the error that its reader got, in Russian": (
        "550 spam message rejected\n\nВ ошибке, которую вы получили, есть ссылка. Перейдите по ней и заполните форму."
    ),
    "what a number means, in a heading in Ukrainian": (
        "Помилка 554: що це означає і що робити\n\n554 5.7.1 Relay access denied. Сервер не приймає листи для чужих доменів."
    ),
    "numbers and what they mean, in Turkish": (
        "SMTP Hata Kodları ve Anlamları\n\n550\n\nMailbox unavailable\n\nAlıcının adresi yok.\n\n552\n\n"
        "Mailbox full\n\nAlıcının kutusu dolu."
    ),
    "a list, in Portuguese": (
        "Segue a lista das mensagens mais comuns:\n\n  • Relay access denied\n\n    Indica que faltou a autenticação.\n\n"
        "  • Mailbox is full\n\n    Indica que a caixa postal do destinatário está cheia."
    ),
    "errors and numbers of a provider, in Portuguese": (
        "Erros e códigos do Gmail\n\n550 5.1.1 A conta de e-mail que você tentou acessar não existe.\n"
        "552 5.2.2 A caixa de entrada do destinatário está cheia."
    ),
    "an example of each, in German": (
        "Beispiel für eine falsche Adresse:\nhost mx.example.de said: 550 5.1.1 User unknown (in reply to RCPT TO command)\n"
        "Der Code 5.1.1 sagt normalerweise aus, dass es die Adresse nicht gibt."
    ),
    "what an error usually means": (
        "This error usually means that the host has no mail program: `Could not instantiate mail function`"
    ),
    "some of many cases": (
        "Here are some of the cases that our help desk sees.\n\n550 <the-address>... User unknown\n\n"
        "The address is misspelled."
    ),
    "a test that is missed": "There is no test of this: one address 421, the next 250, then a mail is stored.",
    "what a test saw and expected": "answers an odd address\n  113:   t.is(failure.code, 550);\n\n- 450\n+ 550",
    "a classic, in a guide": (
        '535 5.7.8 — Credentials invalid\n\nThis is the classic "wrong password" reply. Go through this checklist:\n1. Type it'
    ),
    "a guide that asks and answers": (
        "What causes SMTP error 535 and how do you solve it?\n\nSMTP error 535 occurs when the login fails: check the password."
    ),
    "the numbers of a device": (
        "0x5104: Cannot connect to SMTP server\n0x5108: Mail request unsuccessful\n0x510D: Authentication unsuccessful"
    ),
    "what a reviewer asks": "Please never hardcode 535 there, the enum has it",
    "tests that ran well, in TAP": "ok 7 - says 550 for an unknown user\nok 8 - says 250 for a known user",
    "an answer to a question": "550 5.7.26 basically says that neither SPF nor DKIM passed. Add the include.",
    "a page that is to be written": "Write docs for 550 5.1.1 user unknown, as our mailer shows it",
    "a rule that comes": "Google will enforce 5.7.26 for everyone from next year, we should tell our customers",
    "what a number means, understood": "535 means wrong password, right? got it, thanks",
    "what a number means, asked often": "535 means wrong password, right? we get this question every week",
    "how long something lasts": "how long is a mailbox locked?",
    "where a meaning comes from": "what does 535 mean? I got it from the docs",
    "what a number means, and that something else fails": "What does 535 mean? The API cannot be reached.",
    "what a word means, and whose it is": "What's TLS? our mails use it",
    "what a number is, and what it is of": "Hi, what is 421? it's the room for the meeting",
    "a meaning that is written down": "550 means user unknown. We have that in the FAQ since 2019",
}
REPORTS = {
    "what a number means, and that no mail goes out": (
        "What does 535 mean? Our mails are not going out.",
        535,
    ),
    "what a number is, behind a greeting": ("Hi, what's 535? Customer can't send mail", 535),
    "what an error is, and that a mail came back": ("what is error 550? the mail came back", 550),
    "what a number means, and for which mails it comes": (
        "what does 550 5.7.1 mean? getting it for all mails to outlook",
        550,
    ),
    "what a number is, behind what comes of it": ("Gmail met nos mails en 550 5.7.26, c'est quoi ?", 550),
    "the same in German": ("was bedeutet 535? Wir können keine Mails mehr senden", 535),
    "the same in French": ("que signifie 535 ? Nous ne pouvons plus envoyer de mails", 535),
    "the same in Spanish": ("qué significa 535? no puedo enviar correos", 535),
    "the same in Portuguese": ("o que significa 535? não consigo enviar emails", 535),
    "the same in Dutch": ("wat betekent 535? we kunnen geen mail meer versturen", 535),
    "the same in Russian": ("что значит 535? не можем отправить письма", 535),
    "a step of a checklist that failed": (
        "onboarding checklist: step 4 fails with 535 Authentication failed",
        535,
    ),
    "a label, and an error that is still there": (
        "pro tip: none, I still get 535 Authentication failed",
        535,
    ),
    "a solution that there is not yet": ("Solution: none so far, still 550 5.7.1 Relaying denied", 550),
    "an unknown user whom they know": ("unknown user rejected with 550 5.1.1, it's our own colleague", 550),
    "relaying that is refused to ourselves": (
        "our new relay is unknown to them: 554 5.7.1 Relay access denied",
        554,
    ),
    "a cell that names whose error it is": ("| Acme | 535 Authentication failed | since Monday |", 535),
    "an error, its mailbox and what became of it, in a row": (
        "| Error 550 5.1.1 User unknown | the new mailbox | all mails fail |",
        550,
    ),
    "an example that is asked for and given": (
        "Add an example of the error please: 535 5.7.8 Username and Password not accepted",
        535,
    ),
    "whose codes they are": (
        "error code 550 from mailbox one\nerror code 535 from mailbox two\nerror code 421 from mailbox three",
        550,
    ),
    "a number and the one that was expected": (
        "since the move we get 550 5.1.1 User unknown instead of 250",
        550,
    ),
    "an address with a number's words": ("reply for 550 5.1.1: ben@example.org is not known there", 550),
    "a note to a ticket": ("adding a note to the ticket, the customer gets 535 Authentication failed", 535),
    "a note that shows a reply": ("Adding a note to this one: 550 5.1.1 User unknown", 550),
    "what somebody did before": (
        "Basic auth was refused, so I added an app password as an option, now it says 535 5.7.8 Error: authentication failed",
        535,
    ),
    "what somebody added in vain": (
        "so we added 465 as a fallback and still get 535 Authentication failed",
        535,
    ),
    "a number for everybody": ("all mails fail for 550 5.7.1 relaying denied", 550),
    "a name in brackets": ("550 5.1.1 <recipient>: User unknown", 550),
    "a page that shows it": ("the settings page says 535 authentication failed", 535),
    "whose plan it is": ("customer on the business plan: 550 5.7.1 Relaying denied", 550),
    "a reply in a tag": ("<code>550 5.1.1 User unknown</code>", 550),
    "a reply between lines that are printed": (
        "RCPT TO:<ben@example.org><CR><LF>\n550 5.1.1 User unknown<CR><LF>",
        550,
    ),
    "a port instead of another": ("535 authentication failed with port 465 instead of 587", 535),
    "an action with a key": ("Send this email? ([y]es|[n]o|[q]uit): y\n550 5.7.1 Relaying denied", 550),
    "what happens to a number": ("A 550 5.1.1 User unknown comes back every time", 550),
    "a test run against a server": (
        "tests/test_live.py::test_login FAILED\nsmtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')",
        535,
    ),
    "a server's words on what differs": ("Ana gets 550 5.7.1 From address differs from the login", 550),
    "a statement that a log shows": (
        "the log says `raise SMTPAuthenticationError(535, 'Authentication failed')` and nothing is sent",
        535,
    ),
    "whoever asks about a reply": ("customer is asking about 550 5.1.1 User unknown from gmail", 550),
    "what to do about a reply": ("what to do about 550 5.7.1 Relaying denied", 550),
    "a fix that is looked for": ("does somebody know a fix for 550 SPF check failed", 550),
    "a ticket about a reply": ("ticket is about 550 5.4.1 Recipient address rejected: Access denied", 550),
    "what a log reads": ("customer log reads 550 5.7.1 spam message rejected", 550),
    "the number of a customer's ticket": ("- acme: 535 Authentication failed (#4411)", 535),
    "how a platform counts it": (
        "bounce type: hard, 550 5.7.1 blocked by spamhaus, treated as permanent",
        550,
    ),
    "a server with the blog": ("New on our blog server: 550 5.1.1 User unknown for every mail", 550),
    "whoever remembers": ("does anyone remember the fix? customer gets 550 5.7.1 Relaying denied again", 550),
    "a paused campaign": (
        'the campaign was paused after 20 x "550 5.7.1 blocked using zen.spamhaus.org", can somebody look?',
        550,
    ),
    "somebody who gets what they ask of": (
        "535 means wrong password, right? customer gets it since today",
        535,
    ),
    "somebody who gets it in German": ("Was bedeutet SMTP 535? Der Kunde bekommt das seit heute", 535),
    "a number that says why": (
        "since today 550 5.7.26 basically says that SPF fails, is our record wrong?",
        550,
    ),
    "a step that is ok, and the next": ("1 ok, 2 failed - 550 5.1.1 user unknown", 550),
    "a rule that is met": ("since monday google will reject all our mails with 550 5.7.26", 550),
    "a host that is called like a test": (
        "add tests.example.com to the list: 550 5.7.1 relaying denied",
        550,
    ),
    "a server's answer that is asked of": (
        "what does 421 mean? smtp.example.com says it every time we send",
        421,
    ),
    "one number for two people": ("mails to ana and ben came back today with\n- 550\n- 550", 550),
    "Windows' words, which say what is usual": (
        "MailKit.Net.Smtp.SmtpClient.Connect failed with this message: This is usually a temporary error during hostname"
        " resolution and means that the local server did not receive a response from an authoritative server",
        None,
    ),
    "a title on an error code": (
        "# Mail came back, is there an error code explanation?\n\nA mail to us came back with 554 5.4.0 <mx.acme.example>",
        554,
    ),
    "an error and a question, in Russian": (
        "Письма не уходят. Ошибка, которую я получил: 550 5.7.1 Relay access denied. Что это означает?",
        550,
    ),
    "an error and what somebody heard of it": (
        "We get 535 5.7.8 Authentication failed. I read that this error usually means a wrong password, but it is right.",
        535,
    ),
    "a program's window, with what may be next, in German": (
        "Testnachricht senden: Die Anmeldung beim Postausgangsserver (SMTP) ist fehlgeschlagen. Wenn Sie diese Meldung"
        " weiterhin erhalten, wenden Sie sich an Ihren Serveradministrator.",
        None,
    ),
    "a condition of one's own, in German": (
        "Wenn der Shop an GMX sendet, kommt 550 5.7.1 Relaying denied zurück, an alle anderen geht es.",
        550,
    ),
    "what a reply may mean, in Spanish": (
        "Cuando la tienda envía correos recibo 535 5.7.8 Authentication failed. Puede ser la contraseña?",
        535,
    ),
    "the steps of a bug report, below a condition": (
        '### Actual behavior\nIf the remote server rejects the message with "550 Administrative prohibition", the'
        " outgoing email disappears from Outbox.\n \n### Steps to reproduce\n1. Create new email and send\n"
        '2. Temporary issue with remote server rejects outgoing email with "550 Administrative prohibition"',
        550,
    ),
    "a service's notice of what somebody tried": (
        "An attempt to send or reply from your alias ana was just made from ben which failed because it didn't pass"
        " authentication checks and could be spoofed.",
        None,
    ),
    "what the server answers me": ('the server answers "550 5.7.1 Relaying denied" when I send', 550),
    "whether a reply means a thing": ('does "550 5.1.1 User unknown" mean the address is gone?', 550),
    "as you may see": ("as you may see from the log we get 550 5.1.1 User unknown", 550),
    "who says what in few words": ("free.fr 550 spam detected", 550),
    "a message's number, in Dutch": ("Klant kan niet mailen, foutmelding 535 authenticatie mislukt", 535),
    "what a customer reports": ("customer reports 535 again after we moved him to the new server", 535),
    "what is asked of a treated text": (
        "we removed 12 addresses with 550 5.1.1 User unknown, is that right",
        550,
    ),
    "a number that somebody got from whom": ("got a 550 from gmx for max@firma.example", 550),
    "an abbreviation": ("help!! smtp auth err 535 w/ ionos", 535),
    "what somebody has, in German": ("hab 535 bei strato, kennwort gerade neu gesetzt", 535),
    "what a server gives back, in Polish": ("serwer zwraca 535 mimo dobrego hasła", 535),
    "a comma in Chinese": ("服务器返回535,密码没错", 535),
    "one that is over and one that is not": (
        "It was solved for Ana, but Ben still gets 535 authentication failed",
        535,
    ),
    "one that came back": ("we got 550 5.7.1 relaying denied last month, fixed, but now it is back", 550),
    "one that is not mended": ("We get 535 5.7.8 bad credentials. This has not been resolved yet.", 535),
    "one that was none yesterday": ("we get 535 authentication failed, was working yesterday", 535),
    "one whose end asks": ("550 5.1.1 user unknown, fixed?", 550),
    "one beside what works": ("535 5.7.8 bad credentials, in webmail it works", 535),
    "what was done and did not help": ("I set a new password. Done. Still 535 authentication failed", 535),
    "a question at its end": ("New app password, 535 authentication failed again. Fixed?", 535),
    "what an app gets after a change": ("I changed the password. After that, Outlook gets 535", 535),
    "when somebody's own page shows it": ('The page shows "552 5.2.2 mailbox full" when I send to Jo', 552),
    "who says it, in Spanish": ("no se puede enviar, dice 535 autenticación fallida", 535),
    "how often, in Dutch": ("krijg steeds 535 bij het verzenden", 535),
    "a number between commas": ("Empfänger unbekannt, 550, Kunde sagt Adresse stimmt", 550),
    "the reason of a bounce": ("Raison du bounce :\n550 5.1.1 User unknown", 550),
    "a question beside an error": (
        "Should we only send less? Since noon Gmail answers 421 4.7.28 to all our mails.",
        421,
    ),
    "a bare number in French": ("Depuis hier 535 à chaque envoi avec le compte du client", 535),
    "a bare number in Spanish": ("Desde ayer 535 en todos los envíos", 535),
    "a bare number in Dutch": ("Sinds gisteren 535 bij alle mailboxen van de klant", 535),
    "who speaks French": ("Je reçois 550 5.1.1 User unknown, par exemple pour ana@example.com", 550),
    "an example in German that somebody met": (
        "Seit heute kommen Mails zurück, z. B. 552 5.2.2 Mailbox full",
        552,
    ),
    "what a program's log skips": ("Skip recipient (550 5.1.1 user unknown)", 550),
    "what does not get through": (
        "Do not get mails through to gmx (554 5.7.1 rejected, bad reputation)",
        554,
    ),
    "a number that means something and happened": (
        "Desde ayer 550 5.1.1 User unknown, ¿qué significa eso?",
        550,
    ),
    "what somebody asks about": (
        'What this error means;\n\n`Send error. Expected response code 250 but got code "554", with message '
        '"554 Message rejected: Stream is too long."`',
        554,
    ),
    "an exception that a program raised, with its arguments": (
        "sending raises SMTPSenderRefused: (421, '4.4.2 mail.example.com Error: timeout exceeded', 'ana@example.com')",
        421,
    ),
    "what nobody says of themselves": (
        "Customer ACME: every message to their supplier bounces with 550 5.1.1 since the weekend, the supplier says that "
        "the address is right and that others write to it.",
        550,
    ),
    "a log's line in general words": (
        "2026-11-15 12:20:55 [queue] [mailer] Delivery to the list put off: 451 4.7.1 Temporary failure, receiving servers "
        "may ask for a second attempt, which is usual for new senders",
        451,
    ),
    "somebody's own program": (
        "I have an endpoint that sends the mails of the shop and it worked for a year, it gives me an error 535 5.7.8 "
        "Authentication failed for each of them",
        535,
    ),
    "an error beside an article": (
        "This article explains it well. My mail server answers 554 5.7.1 <ana@example.com>: Relay access denied",
        554,
    ),
    "a setting that leads to an error that came": (
        "When smtp_auth is set to plain I get 535 5.7.8 Error: authentication failed",
        535,
    ),
    "a case": ("In case it helps: I get 535 Error: authentication failed in case of a new password.", 535),
    "what was expected beside it": (
        "Expected result\nA mail.\nActual result\n554 5.7.1 <ana@example.com>: Relay access denied",
        554,
    ),
    "an example that somebody met": (
        "We get such bounces, for example:\n550 5.7.1 Message rejected by our policy",
        550,
    ),
    "an example with the host that said it": (
        "There are refusals, for example:\nhost mx.example.com[192.0.2.1] said: 554 5.7.1 Relay access denied",
        554,
    ),
    "what a server counts as spam": ("554 5.7.1 This message is classified as spam by our filter", 554),
    "a consequence in a sentence": (
        "a wrong password, so the user gets 535 5.7.8 Error: authentication failed",
        535,
    ),
    "what follows from it": ("SMTP says 535 authentication failed -> no mail is sent", 535),
    "several servers": ("tried different servers: 535 5.7.8 Error: authentication failed", 535),
    "a server that quotes a standard": (
        "550 5.7.1 Mail from this domain MUST be sent through our relay",
        550,
    ),
    "a whole reply as an example": (
        "An error such as `421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to user complaints` "
        "should be marked as a soft failure.",
        421,
    ),
    "a list of what was tried": (
        "- new app password\n- port 465\n- still 535 5.7.8 Error: authentication failed",
        535,
    ),
    "servers that refuse now": (
        "Some mail servers reject our messages: 550 5.7.1 [192.0.2.1] Message rejected due to blocklist",
        550,
    ),
    "what the error is": ("the error I get is 535 auth failed", 535),
    "what it was, of a user": ("the error was 550 user unknown", 550),
    "what was changed before": (
        "Fixed the password, now it says 535 5.7.8 Error: authentication failed",
        535,
    ),
    "what does this mean": ("what does this mean: 535 5.7.8 Error: authentication failed", 535),
    "how to mend it": ("How do I fix 535 5.7.8 Username and Password not accepted?", 535),
    "an address at a simulator": (
        "Delivery to the following recipients failed: bounce@simulator.example.com 550 5.1.1 user unknown",
        550,
    ),
    "a host called demo": ("Our host demo.example.com refused: 550 5.7.1 relay not permitted", 550),
    "why": ("why do I get 530 5.7.0 Must issue a STARTTLS command first?", 530),
    "what it should have been": (
        "I get error 451, 'Temporary lookup failure', for mail to nobody.\n"
        'I would have thought the response should have been code 550 "Mailbox not found"',
        451,
    ),
    "what was pulled": ("This change broke it: 535 5.7.8 Error: authentication failed", 535),
    "errors that somebody gets": ("Keep getting SMTP errors like 550 5.7.1 relaying denied", 550),
    "what we now get": ("We now get 535 5.7.8 Error: authentication failed", 535),
    "what we want": ("we want to send to example.org but it says 550 5.7.1 relaying denied", 550),
    "what should work": ("it should work but 535 5.7.8 Error: authentication failed", 535),
    "what somebody would like to know": ("I would like to know why it is 550 5.1.1 User unknown", 550),
    "whom it is about": ("this is about 535 5.7.8 Error: authentication failed on ana's mailbox", 535),
    "a merge of mails": ("the mail merge stops with 550 5.1.1 User unknown", 550),
    "mails that remind": ("reminder mails end with 550 5.1.1 User unknown", 550),
    "a name like a month": ("mail from Maria ends with 550 5.1.1 User unknown", 550),
    "a bounce as it is sorted": ("another hard bounce: 550 5.1.1 User unknown", 550),
    "a change's heading below a log": (
        "2026-11-02 10:11:12 mailer: 535 5.7.8 Error: authentication failed\n\n## Fixes\n- a new password",
        535,
    ),
    "a condition beside one's own error": (
        "Mail usually works. If a user sends to gmx we get 554 5.7.1 Reject due to policy restrictions",
        554,
    ),
    "what is usual beside one's own error": (
        "Usually mails go through, but some bounce with 550 5.7.1 Service unavailable; client host blocked",
        550,
    ),
    "what it says, with its number in brackets": (
        "A query whenever I want to send indicates that error\n**Error SMTP (451): (Temporary local problem).**",
        451,
    ),
    "when one's own mail meets it": (
        "When the message has an attachment it bounces with 552 5.3.4 Message too big for system",
        552,
    ),
    "who asks for a suggestion": (
        "When trying the test it shows 554 5.7.1 Relay access denied.\n\nCan anyone suggest what to do here.",
        554,
    ),
    "a guess beside a program's error": (
        "Could be DNS. Error: connect ETIMEDOUT 203.0.113.9:465",
        None,
    ),
    "a number alone behind a request": ("Please suggest a fix for this one: 535 5.7.8", 535),
    "an exception's tuple": (
        "When a user sends it shows message deferred: (452, '4.3.4 Message size exceeds limit')",
        452,
    ),
    "an error that comes and goes": ('Sometimes sending fails with "451 4.7.0 Temporary server error"', 451),
    "a machine's words around its numbers": (
        'When the printer scans to mail it shows "SMTP authentication error 535 5.7.139"',
        535,
    ),
    "a purpose beside the error": (
        "So that invoices are mailed, our program uses smtp.example.com; it returns 535 5.7.3 Authentication unsuccessful",
        535,
    ),
    "a guess beside the error": (
        'The scanner may be too old: "454 4.7.5 Certificate validation failure"',
        454,
    ),
    "a question before the error": (
        "Will this resolve by itself? 421 4.7.28 Unusual rate of unsolicited mail",
        421,
    ),
    "a program's error without a number": (
        "This may be a DNS problem: getaddrinfo ENOTFOUND smtp.exmaple.com",
        None,
    ),
    "when it happens": ("When the recipient is external it gives 550 5.7.1 relaying denied", 550),
    "after a new try": ("retrying: 421 4.7.0 Try again later, closing connection", 421),
    "two at once": ("gmx returns 554 and 550 for our mails", 554),
    "a bullet on what was changed": (
        "- changed the password, same thing: 535 5.7.8 Error: authentication failed",
        535,
    ),
    "the text": ("the text of the bounce: 550 5.1.1 User unknown", 550),
    "how to see it": (
        "### How to reproduce\nSend a mail.\n### Result\n535 5.7.8 Error: authentication failed",
        535,
    ),
    "a reminder that failed": ("Reminder mail failed: 535 5.7.8 Error: authentication failed", 535),
    "from a month on": ("from March on: 535 5.7.8 Error: authentication failed", 535),
    "what an app does by default": ("by default our app sends via 587: 550 relay not permitted", 550),
    "what did not mend it": ("fix: tried an app password. 535 5.7.8 Error: authentication failed", 535),
    "how to handle it": ("How do we handle 552 5.2.2 mailbox full", 552),
    "could you look": ("Could you check ana@acme.example? 535 5.7.8 authentication failed", 535),
    "in an account for shows": ("in the demo account 535 5.7.8 since this morning", 535),
    "since when": ("seit gestern 535 bei allen Postfächern", 535),
    "the same again": ("I corrected the typo in the user name, same 535", 535),
    "a German sentence": ("Mail an bob@example.org kommt mit 550 User unknown zurück", 550),
    "since an event": ("Nach dem Umzug 535 bei jedem Login", 535),
    "a Spanish sentence": ("sigo recibiendo 535 al enviar", 535),
    "a sentence in French": ("toujours 554 en envoyant à orange.example", 554),
    "a result": ("we tested with swaks, result 535", 535),
    "a French sentence": ("depuis ce matin erreur 535 avec notre hébergeur", 535),
    "when somebody sends": ("550 relay not permitted when sending to other domains, why?", 550),
    "if one sends": ("If I use port 25 I get 550 5.7.1 relay not permitted", 550),
    "a customer": ("When a customer writes to us he gets 552 5.2.2 mailbox full", 552),
    "a question of guilt": ("554 5.7.1 blocked using zen.spamhaus.org, is it us or them?", 554),
    "a server's own condition": (
        "550 5.7.1 Blocked. If you are the sender, ask your provider what this means",
        550,
    ),
    "an exception with its arguments": (
        "SMTPSenderRefused(553, b'5.7.1 not owned by user', 'a@b.example')",
        553,
    ),
    "what was expected and what came": ("Expecting response code 250 but got 535 Bad credentials", 535),
    "an exception that a program raised": ("smtplib.SMTPAuthenticationError: (535, b'5.7.8 bad')", 535),
    "a log": ('level=warn msg="will retry later" err="421 4.7.0 Try again later" to=ana@example.com', 421),
    "a test run": ("Test: 535 5.7.8 Authentication failed", 535),
    "a wish that a reply is the reason of": (
        "Could you add 203.0.113.5 to the allow list: 554 5.7.1 Client host rejected: Access denied",
        554,
    ),
    "an alarm that is not over": ("[FIRING] SMTPDown smtp.example.com, 421 4.3.2 Service not available", 421),
    "one that is over and one that came": ("550 gone, now 554 5.7.1 Relay access denied", 554),
    "one that no longer comes and another": ("kein 535 mehr, dafür jetzt 550 5.7.1 Relaying denied", 550),
    "a meaning that is asked of one that came": (
        "we got 421 4.7.0 Try again later, does it mean we are blocked now?",
        421,
    ),
    "what changed before": (
        "changed the password yesterday, now it gives 535 5.7.3 Authentication unsuccessful",
        535,
    ),
    "a reply in a question's words": ("550 5.7.1 From address differs from the login", 550),
    "what is done to an account, and fails": ("Adding smtp account fails with connection timed out", None),
}


@pytest.mark.parametrize("text", SPEAKS.values(), ids=SPEAKS)
def test_what_only_speaks_of_errors_is_no_error(knowledge, text):
    assert read_text(text, knowledge) == ()


@pytest.mark.parametrize(("text", "code"), REPORTS.values(), ids=REPORTS)
def test_what_reports_an_error_in_such_words_is_one(knowledge, text, code):
    assert [finding.reply_code for finding in read_text(text, knowledge)] == [code]


SEVERAL = {
    "two replies with what became of them": (
        "550 5.1.1 User unknown\nWe took the address of their sales team off the list after that.\n"
        "552 5.2.2 Mailbox full\nThis one may be gone by tomorrow, the customer was told on the phone."
    ),
    "two replies with the lines of their program": (
        "550 5.1.1 User unknown\nThe queue of this host goes on with the next recipient of it.\n"
        "552 5.2.2 Mailbox full\nThe queue of this host is empty, and the connection was closed."
    ),
    "a table of what failed how often": (
        "| reply | how many |\n|---|---|\n| 550 5.1.1 User unknown | 31 |\n| 552 5.2.2 Mailbox full | 12 |"
    ),
}


@pytest.mark.parametrize("text", SEVERAL.values(), ids=SEVERAL)
def test_several_replies_beside_other_words_are_no_list_of_codes(knowledge, text):
    assert [finding.reply_code for finding in read_text(text, knowledge)] == [550, 552]


def test_replies_that_a_sentence_lists_have_each_their_own_words(knowledge):
    text = "since monday: 550 5.1.1 User unknown, 552 5.2.2 Mailbox full or 421 4.7.0 Try again later"

    assert [(one.reply_code, one.reply_text) for one in read_text(text, knowledge)] == [
        (550, "User unknown"),
        (552, "Mailbox full"),
        (421, "Try again later"),
    ]


def test_what_no_server_says_is_never_certain(knowledge):
    (plain,) = read_text("421 too many connections", knowledge)
    (joke,) = read_text("my brain: 421 too many connections, try again after coffee ☕", knowledge)

    assert (plain.certainty, joke.certainty) == (Certainty.CERTAIN, Certainty.LIKELY)


def test_what_is_reported_between_other_sentences_is_read_alone(knowledge):
    text = (
        "What does 550 mean? We should add it to the guide one day. Since today ana gets\n"
        "552 5.2.2 mailbox full"
    )

    assert [(finding.entry, finding.reply_code) for finding in read_text(text, knowledge)] == [
        ("mailbox-full", 552)
    ]


PROGRAMS_WORDS = "You must assign a SMTP username and password."
RETOLD = {
    PROGRAMS_WORDS: Certainty.CERTAIN,
    f"People in the shop are told this whenever they press the button: {PROGRAMS_WORDS}": Certainty.LIKELY,
}


@pytest.mark.parametrize(("text", "certainty"), RETOLD.items())
def test_what_somebody_retells_is_never_certain(knowledge, text, certainty):
    findings = read_text(text, knowledge)

    assert [(finding.entry, finding.certainty) for finding in findings] == [
        ("credentials-missing", certainty)
    ]


def test_what_tls_says_in_every_protocol_is_certain_only_beside_mail(knowledge):
    words = "tls: server selected unsupported protocol version 301"
    (alone,) = read_text(words, knowledge)
    (beside,) = read_text(f"smtp.example.com:587: {words}", knowledge)

    assert (alone.entry, alone.certainty) == ("tls-version-too-old", Certainty.LIKELY)
    assert (beside.entry, beside.certainty) == ("tls-version-too-old", Certainty.CERTAIN)


RETURNED = {
    "mail to gmail bounces with 550": ("unknown", None),
    "my mailbox says 550": ("unknown", None),
    "getting mailbox full bounce for bob": ("mailbox-full", None),
    "bob@example.com bounces, mailbox full": ("mailbox-full", "bob@example.com"),
    "mail to bob@example.com bounced because his mailbox is full": ("mailbox-full", "bob@example.com"),
    "bounce for ana@example.com: user unknown": ("mailbox-unknown", "ana@example.com"),
    "bounce says: greylisted, try again in 5 minutes": ("greylist", None),
    "we're blocked using zen.spamhaus.org, mail to everyone bounces": ("reputation-blocklist", None),
    "Die Mail ist zurückgekommen: user unknown": ("mailbox-unknown", None),
    "Meine Mails kommen immer zurück mit „User unknown“": ("mailbox-unknown", None),
    "El correo fue devuelto: over quota": ("mailbox-full", None),
    "Le courriel est revenu : over quota": ("mailbox-full", None),
    "Письмо вернулось: user unknown": ("mailbox-unknown", None),
    "我的邮件被退信了: over quota": ("mailbox-full", None),
    "メールが返送されました: over quota": ("mailbox-full", None),
    "Mails are rejected due to SPF since we moved our site": ("sender-auth-dns", None),
    "All our mails get rejected because of DMARC at gmail": ("sender-auth-dns", None),
    "Our provider does not accept mails from this sender address": ("sender-rejected", None),
    "Outlook rejects our mails, says we are blacklisted": ("reputation-blocklist", None),
    "Gmail rejects mails because the ip has no reverse dns": ("rdns", None),
    "Mails werden wegen SPF abgelehnt": ("sender-auth-dns", None),
    "mails rejected: SPF check failed": ("sender-auth-dns", None),
    "everything to ana@example.com bounces, user unknown": ("mailbox-unknown", "ana@example.com"),
    "our ip got blacklisted at spamhaus, mails bounce": ("reputation-blocklist", None),
    "customer's mailbox over quota, mail returned": ("mailbox-full", None),
    "mailer daemon says quota exceeded": ("mailbox-full", None),
    "el correo rebota, buzón lleno": ("mailbox-full", None),
    "mailer-daemon says the recipient's inbox is full, can we do anything?": ("mailbox-full", None),
}


@pytest.mark.parametrize(("text", "told"), RETURNED.items())
def test_a_mail_that_came_back_is_told_in_few_words(knowledge, text, told):
    findings = read_text(text, knowledge)

    assert [(finding.family, finding.recipient) for finding in findings] == [told]
    assert Certainty.CERTAIN not in [finding.certainty for finding in findings]


NOT_RETURNED = (
    "the order bounced because the card was declined",
    "full mailboxes and typos are the two reasons why mails bounce",
    "see the checklist for SPF/DKIM/DMARC in our mail wiki and the runbook for bounces",
    "Last week 421 mails bounced, 35 mailbox full, 12 user unknown",
    "Soft bounced mails are sent again, a full mailbox is one of the reasons",
    "my mailbox is full of newsletters again",
    "Mails are rejected if SPF fails",
    "The server rejects mails without DKIM when this option is on",
    "Messages are rejected due to validation errors",
    "messages get dropped because the queue is full",
    "Gmail rejects our mails",
    "El paquete fue devuelto: la caja, over quota",
    "我今天投递了一封邮件, quota",
)


@pytest.mark.parametrize("text", NOT_RETURNED)
def test_what_else_bounces_or_is_counted_is_no_error(knowledge, text):
    assert read_text(text, knowledge) == ()


@pytest.mark.parametrize(
    "text",
    [
        "El buzón está lleno hasta arriba (552)",
        "Boîte aux lettres pleine, erreur 552",
        "La casella è piena (552)",
        "почтовый ящик переполнен (552)",
    ],
)
def test_a_bare_number_beside_a_mailbox_in_any_language_is_a_mail_servers(text, knowledge):
    assert [finding.reply_code for finding in read_text(text, knowledge)] == [552]


@pytest.mark.parametrize("text", ["room 552 is full", "(552) Hauptstraße", "el tren 552 está lleno"])
def test_a_bare_number_without_a_mailbox_is_not(text, knowledge):
    assert read_text(text, knowledge) == ()


def test_the_error_that_opens_with_the_recipient_is_what_was_said_of_it(knowledge):
    (finding,) = read_text(
        "mx.example.net ha rifiutato il tuo messaggio ai seguenti indirizzi e-mail:\n\n"
        "ana@example.net\n"
        "Si è verificato un problema con la cassetta postale del destinatario.\n\n"
        "mx.example.net ha restituito questo errore:\n"
        "<ana@example.net>: Recipient address rejected: User disabled\n",
        knowledge,
    )
    assert (finding.recipient, finding.entry) == ("ana@example.net", "mailbox-disabled")


@pytest.mark.parametrize(
    "text",
    [
        "<support@example.net>: host mx.example.net[192.0.2.1] said: 550\n    No such recipient here (in reply to RCPT TO command)",
        "Delivery has failed to these recipients or groups:\n\nsupport@example.net\nNot found.\n\n"
        "Remote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'",
    ],
    ids=["Postfix", "Exchange"],
)
def test_support_is_a_recipient_like_any_other(text, knowledge):
    (finding,) = read_text(text, knowledge)
    assert (finding.reply_code, finding.recipient) == (550, "support@example.net")


def test_an_address_below_a_letter_is_no_report(knowledge):
    letter = "The patch was rejected twice, I'll send it again.\n\nAna\n\nana@example.com\nwww.example.com\n"
    assert read_text(letter, knowledge) == ()


@pytest.mark.parametrize("words", ["User unknown", "NO_SUCH_USER here"])
@pytest.mark.parametrize("text", ["the log says _550 5.1.1 {}_ and no more", "got *550 5.1.1 {}* back"])
def test_a_reply_set_in_italics_ends_with_them(text, words, knowledge):
    (finding,) = read_text(text.format(words), knowledge)
    assert (finding.reply_code, finding.reply_text) == (550, words)


@pytest.mark.parametrize("time", ["", "09:01 ", "9:01 am ", "[09:01] "])
def test_the_time_before_a_message_makes_no_report_of_it(time, knowledge):
    assert read_text(f"{time}Feature: show 'mailbox full' as a soft bounce", knowledge) == ()
    (finding,) = read_text(f"{time}550 mailbox full", knowledge)
    assert (finding.entry, finding.reply_text) == ("mailbox-full", "mailbox full")


def test_what_somebody_tells_beside_their_question_is_no_servers_words(knowledge):
    (finding,) = read_text("What does 550 5.1.1 mean? My mail to gmail bounced.", knowledge)
    assert (finding.reply_code, finding.enhanced_code, finding.reply_text) == (550, "5.1.1", "")
    assert finding.entry == "recipient-unknown"


def test_a_word_that_begins_like_if_is_no_condition(knowledge):
    text = "Sending fails because our SMTP server has a self-signed certificate, thanks"
    assert [finding.entry for finding in read_text(text, knowledge)] == ["certificate-self-signed"]
    assert read_text("Se l'invio fallisce, il certificato del server SMTP è autofirmato", knowledge) == ()


@pytest.mark.parametrize(
    "words",
    [
        "552 5.2.2 mailbox full for a@example.com",
        "550 5.1.1 user unknown for <a@example.com>",
        "554 5.7.1 message for a@example.com refused; contact postmaster@example.net",
        "450 4.2.1 mail for a@example.com is deferred",
    ],
)
def test_the_address_that_a_reply_is_told_for_is_its_recipient(words):
    (bounce,) = parse_text(words)
    assert bounce.recipient == "a@example.com"


@pytest.mark.parametrize("whose", ["sender address", "from address", "return address"])
def test_the_senders_own_address_is_no_recipient(whose):
    (bounce,) = parse_text(f"It fails\n550 5.1.0 Domain of {whose} a@example.com does not exist")
    assert bounce.recipient is None


def test_an_exception_below_talk_of_a_change_is_an_error(knowledge):
    text = (
        "This commit is in master, but not in production yet.\n\nFull traceback\n"
        "SMTPServerDisconnected: Connection unexpectedly closed\n  response = get_response(request)"
    )

    assert [finding.entry for finding in read_text(text, knowledge)] == ["connection-lost"]


def test_a_sentence_on_an_address_is_about_it_alone(knowledge):
    """Postmark's refusal explains itself in general words."""
    text = (
        "You tried to send to a recipient that has been marked as inactive. Found inactive addresses: ana@example.com. "
        "Inactive recipients are ones that have generated a hard bounce, a spam complaint, or a manual suppression."
    )
    assert [finding.entry for finding in read_text(text, knowledge)] == ["recipient-suppressed"]


def test_a_notice_to_its_reader_tells_what_happened():
    lines = [
        "You are not a member of this mailing list <nyaan@example.org>.",
        "",
        "If you know the guide of this list, please send mail with the mail body guide.",
    ]

    assert reported(lines, Seen("\n".join(lines)), report=False)[0] == lines[0]


def test_a_programs_advice_belongs_to_its_error(knowledge):
    text = (
        "An error occurred while sending mail: Outgoing server (SMTP) smtp.example.com is unknown. The server may be "
        "incorrectly configured."
    )

    assert [finding.entry for finding in read_text(text, knowledge)] == ["host-name-not-found"]


def test_a_change_shows_the_error_that_it_is_made_for(knowledge):
    change = "This PR fixes the following exception when using MailKit.\n\n"
    error = ">MailKit.Net.Smtp.SmtpCommandException: You already said HELO\n"
    assert read_text(change, knowledge) == ()
    assert [finding.entry for finding in read_text(change + error, knowledge)] == ["commands-out-of-order"]


@pytest.mark.parametrize(
    "beside",
    [
        "Usually this works fine.\n\n{}",
        "{}\n\nIt may be a DNS problem.",
        "If a user registers, the app should send a mail.\n\n{}",
        "{}\n\nWould be nice to improve this.",
        "## Description\n\n{}",
    ],
)
@pytest.mark.parametrize(
    ("error", "entry"),
    [
        ("sendmail: cannot connect to localhost, port 1025: Connection refused", "connection-refused"),
        (
            "`message deferred due to failure: (452, '4.3.4 Message size exceeds fixed limit'`",
            "message-too-large",
        ),
        ("Your SMTP server does not support TLS.", "starttls-not-offered"),
    ],
)
def test_one_sentence_in_general_silences_no_error(knowledge, beside, error, entry):
    assert [finding.entry for finding in read_text(beside.format(error), knowledge)][:1] == [entry]


@pytest.mark.parametrize(
    "notice",
    [
        "The message could not be sent because connecting to Outgoing server (SMTP) smtp.example.com failed. "
        "The server may be unavailable or is refusing SMTP connections. Please verify that your Outgoing server "
        "(SMTP) settings are correct and try again.",
        "The connection to the outgoing server “smtp.example.com” failed. Additional Outgoing Mail Servers can be "
        "configured for Mail accounts in Settings.",
        "Your box's reverse DNS is currently [Not Set], but it should be box.example.com. Your ISP or cloud provider "
        "will have instructions on setting up reverse DNS for your box.",
        "No action is required on your part. Delivery attempts will continue for some time, and this warning may be "
        "repeated at intervals if the message remains undelivered.",
        "A message that you sent using the -t command line option contained no addresses that were not also on the "
        "command line, and were therefore suppressed. This left no recipient addresses, and so no delivery could be "
        "attempted.",
    ],
)
def test_a_programs_notice_in_whole_sentences_reports(notice):
    assert parse_text(notice) != ()


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (
            "Password mails do not arrive\n\nNet::SMTPServerBusy: 454 4.7.0 TLS not available due to local problem\n\n"
            "## Backtrace\n\n    line 55 of [PROJECT_ROOT]/app/controllers/users_controller.rb: send_mail",
            454,
        ),
        (
            "Net::SMTPFatalError - 550 5.1.1 <a@example.com>: Recipient address rejected: User unknown\n\n"
            "## Backtrace\n\n    line 12 of [PROJECT_ROOT]/lib/outgoing_delivery.rb: block in send",
            550,
        ),
    ],
)
def test_an_exception_in_a_report_of_a_fault_tracker_reports(knowledge, told, code):
    (finding,) = read_text(told, knowledge)

    assert finding.reply_code == code


def test_a_refusal_in_postfix_words_below_a_condition_is_shown(knowledge):
    told = (
        "Send mail through SMTP. If you send too many messages, an error will be returned.\n"
        "SASL login name rejected: You are sending too many emails too fast.\nCan this be lifted?"
    )

    assert [finding.family for finding in read_text(told, knowledge)] == ["rate-limit"]


def test_what_somebody_tried_tells_of_an_error(knowledge):
    told = (
        "The password is rejected by the SMTP server as being incorrect. "
        "If you remove the special characters from the password, it works."
    )

    assert [finding.cause for finding in read_text(told, knowledge)] == ["credential-escaping"]


def test_examples_in_brackets_are_no_talk_in_general(knowledge):
    told = (
        "All our mail clients (Apple Mail, Outlook, etc.) show an authentication error saying "
        "“Login failed – please create an app password.”"
    )

    assert [finding.cause for finding in read_text(told, knowledge)] == ["app-password-required"]


def test_a_reply_with_a_dash_between_spaces_is_shown(knowledge):
    told = "So most of those emails will see a '550 - Connection frequency limited' warning."

    (finding,) = read_text(told, knowledge)

    assert (finding.reply_code, finding.entry) == (550, "too-many-connections")


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        (
            "Release 4.2 is out, thanks all! One thing left: staging can't send mail, "
            "Error: connect ETIMEDOUT 192.0.2.25:587",
            "connect-timeout",
        ),
        ("Support tickets today, Contoso: '552 5.7.0 Your message is too large.'", "message-too-large"),
        (
            "Coffee machine is fixed.\n605 Not delivering to previously bounced address",
            "recipient-suppressed",
        ),
        (
            "FTP works again. The report mail still fails: Outgoing mail server not configured",
            "no-mail-server-set",
        ),
        ('nginx is upgraded. Our mailer says "The recipient name is not recognized"', "recipient-unknown"),
    ],
    ids=["a release", "who supports", "what else is over", "FTP that works", "a web server that is new"],
)
def test_an_error_beside_other_news_is_read(knowledge, told, entry):
    assert [finding.entry for finding in read_text(told, knowledge)] == [entry]


@pytest.mark.parametrize(
    "told",
    [
        "Release 4.2 is out. The login page now tells what 535 5.7.8 means.",
        "From the handbook: If a customer gets 535, ask for the app password first, then check 2FA.",
        "Login to the wiki fails with 'Invalid username or password', the reset mail takes ages",
        "mail is refused by gmx, we look into it\nfixed now\nthanks all",
    ],
    ids=["a release", "any customer", "another login", "what is over, on a line of its own"],
)
def test_other_news_alone_are_no_error(knowledge, told):
    assert read_text(told, knowledge) == ()
