"""Secrets in every notation people paste, and in every dress a paste wears; what only looks like one stays."""

import base64
import html
import json
import quopri
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.finding import finding_json
from bot.parse.redact import Redacted, redact
from bot.parse.secrets.plain_view import PlainView
from bot.parse.secrets.words import looks_made, may_be
from bot.parse.written.slack_text import undo_slack
from bot.reading import read_paste
from tests.knowledge_base import knowledge

USER = "info@nord.example"
STRONG, PLAIN_WORD, MIXED, DIGITS = "Kq7!zebra#Can9", "zebracanary", "Zebra2canary", "4815162342"
SEASON = "Canary2026!"  # as people make them: a name, a year and a sign
GROUPS = "qwzx wxyz ijkl mnqp"
REPLY = "535 5.7.8 Error: authentication failed"


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


# {s}: the secret, {u}: the mailbox. What a sentence says alone is told from its words by digits and signs.
ANY = {
    "combo": "{u}:{s}",
    "combo with bars": "{u}|{s}",
    "combo with semicolons": "{u};{s}",
    "combo with a tab": "{u}\t{s}",
    "combo behind a host": "smtp.nord.example:587:{u}:{s}",
    "combo before a host": "{u}:{s}:smtp.nord.example:587",
    "pair": "login: {u} / {s}",
    "pair of credentials": "Zugangsdaten: {u} / {s}",
    "header row": "email,smtp_password,smtp_host,smtp_port\n{u},{s},smtp.nord.example,587\nb@nord.example,{s},smtp.nord.example,587",
    "header row in the platforms' words": "Email,First Name,IMAP Username,IMAP Password,SMTP Username,SMTP Password,SMTP Host\n{u},Anna,{u},{s},{u},{s},smtp.nord.example",
    "header row with quotes": '"Email","Password","Host"\n"{u}","{s}","smtp.nord.example"',
    "header row in German": "E-Mail;Passwort;Server\n{u};{s};smtp.nord.example",
    "header row with tabs": "email\tpassword\thost\n{u}\t{s}\tsmtp.nord.example",
    "table in Markdown": "| email | password | host |\n|---|---|---|\n| {u} | {s} | smtp.nord.example |",
    "table with an error": "email,password,error\n{u},{s},535 authentication failed",
    "row alone": "{u},Anna,Nord,{u},{s},imap.nord.example,993,{u},{s},smtp.nord.example,587",
    "short row alone": "{u};{s};smtp.nord.example;587",
    "row behind words": "User unknown {u},{s},smtp.nord.example,587",
    "for whom": "Passwort für {u}: {s}",
    "quoted in a sentence": 'my password "{s}" fails',
    "quoted behind is": 'the password I set is "{s}"',
    "form": "Username\n{u}\nPassword\n{s}\nServer\nsmtp.nord.example",
    "form with colons": "Username:\n{u}\nPassword:\n{s}\nServer:\nsmtp.nord.example",
    "form in German": "Benutzername\n{u}\nPasswort\n{s}\nAnmelden",
    "form, labels first": "Username\nPassword\nServer\n{u}\n{s}\nsmtp.nord.example",
    "compose": "    environment:\n      - SMTP_USER={u}\n      - SMTP_PASS={s}",
    "kubernetes": "        - name: SMTP_PASSWORD\n          value: {s}",
    "pairs in JSON": '{{"name": "SMTP_PASSWORD", "value": "{s}"}}',
    "pairs in JSON, reversed": '{{"value": "{s}", "name": "SMTP_PASSWORD"}}',
    "terraform": 'variable "smtp_password" {{\n  default = "{s}"\n}}',
    "docker": "docker run -e SMTP_PW={s} mailer",
    "netrc": "machine smtp.nord.example login {u} password {s}",
    "msmtprc": "host smtp.nord.example\nuser {u}\npassword       {s}",
    "fetchmailrc": "poll pop.nord.example user {u} pass {s} is anna",
    "exim": "client_send = ^{u}^{s}",
    "dovecot": "{u}:{{PLAIN}}{s}:5000:5000::/home/x",
    "sasl_passwd with a name": "relay.nord.example:587 user1:{s}",
    "authinfo": 'AuthInfo:nord.example "U:root" "I:{u}" "P:{s}"',
    "DSN of a service": "MAILER_DSN=sendgrid+api://{s}@default",
    "query": "https://api.nord.example/send?apikey={s}&to=x",
    "property": '<property name="password">{s}</property>',
    "plist": "<key>SMTPPassword</key>\n<string>{s}</string>",
    "var_dump": '["Password"]=>\n  string(14) "{s}"',
    "serialized": 's:8:"password";s:14:"{s}";',
    "default in Django": "EMAIL_HOST_PASSWORD = os.environ.get('X', '{s}')",
    "default in PHP": "$pass = getenv('SMTP_PASS') ?: '{s}';",
    "default in Ruby": "secret: ENV.fetch('SMTP_PASS', '{s}')",
    "Brevo's name": "SMTP key: {s}",
    "QQ's name": "Authorization code: {s}",
    "default of a variable": 'const pass = process.env.SMTP_PASS || "{s}"',
    "default in Python": 'os.getenv("SMTP_PASS", "{s}")',
    "Rust": 'Credentials::new("{u}".to_string(), "{s}".to_string())',
    "PowerShell": 'ConvertTo-SecureString "{s}" -AsPlainText -Force',
    "Visual Basic": '.Item("http://schemas.microsoft.com/cdo/configuration/sendpassword") = "{s}"',
    "SQL": "INSERT INTO accounts (email, password) VALUES ('{u}', '{s}');",
    "curl, glued": "curl -u{u}:{s} smtps://nord.example",
    "doveadm": "doveadm auth test {u} {s}",
    "echo": "echo -n '{s}' | base64",
    "printf": 'printf "\\0{u}\\0{s}" | openssl base64',
    "IMAP": 'A001 LOGIN "{u}" "{s}"',
    "IMAP's literal": "A01 LOGIN {u} {{12}}\n{s}",
    "two letters": "U: {u} P: {s}",
    "AWS": "aws ssm put-parameter --name /mail/pass --value {s} --type SecureString",
    "a type": 'let password: String = "{s}"',
    "a file of a secret": 'echo "{s}" > /run/secrets/smtp_password',
    "a setting of .NET": '<setting name="SmtpPassword" serializeAs="String"><value>{s}</value></setting>',
    "what a command gives": "SMTP_PASS=$(echo {s})",
    "POP": "USER {u}\nPASS {s}\n-ERR no",
    "Dovecot's debugging": "auth: passwd-file({u},192.0.2.1): Password mismatch (given password: {s})",
    "Postfix's debugging": "smtp_sasl_passwd_lookup: host `nord.example' user `{u}' pass `{s}'",
    "cookie": "Cookie: session={s}; theme=dark",
    "Arabic": "كلمة المرور: {s}",
    "Greek": "κωδικός: {s}",
    "Vietnamese": "mật khẩu: {s}",
    "Chinese, a code for programs": "授权码：{s}",
    "arguments in their order": 'gomail.NewDialer("smtp.nord.example", 587, "{u}", "{s}")',
    "elements in their order": '["smtp.nord.example",587,"{u}","{s}"]',
    "one setting for both": "SMTP_AUTH: ana:{s}",
    "aligned": 'password                = "{s}"',
    "a block of YAML": "password: |\n  {s}\nport: 587",
    "a plan": '~ smtp_password = "{s}1" -> "{s}2"',
    "LDIF": "userPassword:: {s}",
    "qmail": ":smtp.nord.example:587 {u} {s}",
    "Dovecot's comparison": "auth: sql({u}): SHA512-CRYPT({s}) != '$6$nord$zebracanaryzebra'",
    "C#": 'new NetworkCredential("{u}", @"{s}")',
    "a row of a table": "smtp_user      | ana\nsmtp_password  | {s}\nsmtp_port      | 587",
    "SQL that sets a value": "UPDATE config SET option_value='{s}' WHERE option_name='smtp_pass';",
    "yagmail": "yagmail.SMTP('{u}', '{s}')",
    "printf with arguments": "printf '\\0%s\\0%s' '{u}' '{s}' | base64",
    "a setting in quotes": 'docker run -e "SMTP_PASSWORD={s} {s}" nord/mail',
    "set for good": 'setx SMTP_PASSWORD "{s} {s}"',
    "Persian": "رمز عبور: {s}",
    "a kind that YAML is told": "smtp:\n  password: !plain {s}\n  port: 587",
    "a kind of YAML's own": "password: !!str {s}\nport: 587",
    "credentials in a log": "INFO credentials={u}:{s} host=smtp.nord.example",
    "credentials in a program": "credentials=('ana', '{s}')",
    "the next line of a chat": "[10:00] bob: and?\n[10:01] ana: my password is:\n[10:02] ana: {s}\n[10:03] bob: no",
    "values beside their labels": "Host Name smtp.nord.example\nUser Name {u}\nPassword {s}\nPort 587",
    "a row of two": "| Setting | Value |\n|---|---|\n| Password | {s} |",
    "a field of a page": '<input type="password" name="smtp_pass" id="p" value="{s}">',
    "a field of a page, reversed": '<input value="{s}" type="text" name="smtp_pass">',
    "git": "git config --global sendemail.smtpPass {s}",
    "a command with a switch": "occ config:system:set mail_smtppassword --value {s}",
    "a table of Postfix in its setting": "smtp_sasl_password_maps = static:ana:{s}",
    "libcurl": 'curl_easy_setopt(curl, CURLOPT_PASSWORD, "{s}");',
    "PowerShell, named": 'ConvertTo-SecureString -AsPlainText -Force -String "{s}"',
    "a value in Rust": 'SmtpConfig {{ password: Some("{s}"), port: 587 }}',
    "a variable below its line": "Traceback:\n    s.login(user, pw)\n    │ │     │     └ '{s}'\n    │ │     └ 'ana'",
    "an argument below its line": "Traceback:\n    mail(password=p)\n    │             └ '{s}'\n    └ <function>",
    "a setting without a sign": "[smtp]\nENV SMTP_PASSWORD {s}\nENV SMTP_PORT 587",
    "a form, copied with tabs": "Server\tsmtp.nord.example\nPassword\t{s}\nPort\t587",
    "dots before a colon": "Password......: {s}",
    "Rust, owned": 'Credentials::new(String::from("{u}"), String::from("{s}"))',
    "etcd": "etcdctl put /mail/password {s}",
    "two passwords of whom": "smtp password for ana = {s} / imap password = {s}",
    "a makefile": "SMTP_PASS ?= {s}",
    "two servers": "imapsync --user1 ana --password1 {s} --host2 nord.example",
    "a list in a list": 'accounts:\n["{u}","{s}","smtp.nord.example",587]',
    "Postfix's library": "xsasl_cyrus_client_first: uncoded initial reply: ?ana?{s}",
    "a chat that names its speaker": "no\n[10:02] Ana Nord\nDas Passwort ist:\n[10:03] Ana Nord\n{s}",
    "LDAP": "ldapsearch -x -D cn=ana,dc=nord -w {s} -b dc=nord",
    "lftp": "lftp -u ana,{s} ftp.nord.example",
    "lftp, quoted": "lftp -u 'ana','{s}' sftp://nord.example",
    "Samba": "smbclient //files/scan -U ana%{s}",
    "HTTPie": "http -a ana:{s} https://nord.example/messages",
    "a key file's password": "openssl s_client -key k.pem -pass pass:{s} -passin pass:{s}",
    "chpasswd": "echo 'ana:{s}' | chpasswd",
    "mbsync": 'PassCmd "echo {s}"',
    "a user and a password in quotes": 'curl --user "ana:{s} {s}" smtps://nord.example',
    "Nagios": "define contact\n  _SMTPUSER     ana\n  _SMTPPASS     {s}",
    "Emacs": '(setq smtpmail-auth-credentials \'(("smtp.nord.example" 587 "{u}" "{s}")))',
    "a call in Lisp": '(smtp-login "{u}" "{s}")',
    "Oracle": "utl_smtp.auth(c, 'ana', '{s}', utl_smtp.all_schemes);",
    "a named pair": "SMTP_LOGIN = ('{u}', '{s}')",
    "a variable of Terraform": 'variable "smtp_password" {{\n  type    = string\n  default = "{s}"\n}}',
    "a netrc with two words": 'machine smtp.nord.example login ana password "{s} {s}"',
    "a kind and its value": '[accounts.auth]\ntype = "password"\nraw = "{s}"',
    "Postfix's other debugging": "xsasl_cyrus_client_next: uncoded client response {s}",
    "Exim's debugging": "1234   $auth1 = ana\n1234   $auth2 = {s}",
    "Dovecot's cache": "auth: Debug: auth(ana,192.0.2.1): cache(plain:{s})",
    "a table whose columns touch": "User             Password            Port\nana@nord.example {s}   587\n{u}  {s}   587",
    "a bold label": "*Password* {s}\n*Server* smtp.nord.example",
    "a sentence and its next line": "The mailbox is {u} and the password is\n\n{s}\n\nIt fails",
    "asked": "Hi, is {s} the right password for {u}?",
    "asked whether": "Can you check whether {s} is the right password?",
    "asked in Swedish": "Är {s} rätt lösenord?",
    "asked in German": "Ist {s} das richtige Passwort?",
    "asked whether, in German": "Bitte sagen, ob {s} das richtige Passwort ist",
    "Windows' users": "C:\\> net user ana {s} /add",
    "a hash made by OpenSSL": "openssl passwd -6 {s}",
    "OpenSMTPD's": "smtpctl encrypt {s}",
    "a new password in a pipe": "echo {s} | passwd --stdin ana",
    "a word in two": "login = {u}, pass word = {s}, port 587",
    "a list below its heading": "Credentials:\n{u}\n{s}\nsmtp.nord.example 587",
    "a row of words": "Zugangsdaten: Benutzer {u}, Kennwort {s}, Port 587",
    "a phrase in two words": "pass phrase: {s}",
    "a table of Postfix in a line": "smtp_sasl_password_maps = inline:{{ nord.example=ana:{s} }}",
    "what a shell gives a command to read": 'saslpasswd2 -c ana <<< "{s}"',
    "credentials of PowerShell": "Send-MailMessage -Credential ana:{s} -SmtpServer nord.example",
    "a quote that is doubled": "array('password' => '{s}''{s}', 'port' => 587)",
}  # fmt: skip
SAID = {
    "pw": "the pw is {s}.",
    "German": "Das Passwort lautet {s}",
    "French": "le mot de passe est {s}",
    "Spanish": "la contraseña es {s}",
    "Portuguese": "a senha é {s}",
    "Italian": "la password è {s}",
    "Dutch": "het wachtwoord is {s}",
    "Polish": "hasło to {s}",
    "Swedish": "lösenordet är {s}",
    "Finnish": "salasana on {s}",
    "Chinese": "密码是{s}",
    "Japanese": "パスワードは{s}です",
    "Japanese, quoted": "パスワードは「{s}」です",
    "Russian": "пароль - {s}",
    "Korean": "비밀번호는 {s} 인데",
    "Vietnamese": "mật khẩu là {s}",
    "Bulgarian": "паролата е {s}",
    "Lithuanian": "slaptažodis yra {s}",
    "Finnish, mine": "salasanani on {s}",
    "German, as somebody says": "er sagt, das Passwort sei {s}",
    "French, as somebody says": "le mot de passe serait {s}",
    "Greek": "ο κωδικός είναι {s}",
    "Thai": "รหัสผ่านคือ {s}",
    "Hebrew": "הסיסמה היא {s}",
    "German, of whom": "Passwort des Kontos = {s}",
    "French, which": "le mot de passe que j'utilise: {s}",
    "Polish, of what": "hasło do skrzynki: {s}",
    "Russian, of what": "пароль от ящика: {s}",
    "behind is and a colon": "the password that I set is: {s}",
    "Dutch, going on": "het wachtwoord is {s} en dan",
    "Finnish, going on": "salasana on {s} ja sitten",
    "Swedish, going on": "lösenordet är {s} men",
}
MADE = {
    "beside": "with password {s} it fails",
    "beside in French": "mdp {s}",
    "as": "I use {s} as password",
    "changed": "the password was changed to {s} today",
    "behind an address": "{u} {s}",
    "behind an address in quotes": 'login "{u}" "{s}"',
    "a header": "Authorization: Token {s}",
    "from and to": "we changed the password from {s} to {s} today",
    "one of two": "tried the passwords {s} and x{s}, both fail",
    "of whom, in Romanian": "parola contului: {s}",
    "what it should be": "the password should be {s} I think",
    "for": "I typed {s} for the password",
    "changed to, in German": "habe das Passwort auf {s} geändert",
    "what it was changed from": "The password: we changed it from {s} to x{s} today",
    "three of them": "I tried {s}, x{s} and y{s} as password",
    "behind a colon far away": "the password that I got by mail yesterday: {s}",
    "the new one": "the password fails, the new one is {s}",
    "typed into a field": "I type {s} into the password field",
    "said behind it": "{s} is our password there",
    "Indonesian, glued": "kata sandinya {s} dan",
    "a login with": "log in with {u} and {s}",
    "a list without labels": "{u}\n{s}\nsmtp.nord.example 587",
    "a login using": "log in as {u} using {s}",
    "Indonesian": "kata sandi saya {s} error",
    "a pair of arguments": "gmail('{u}', '{s}')",
    "set to, of whom": "we set the pw of {u} to {s} yesterday",
    "changed to, without a verb": "Passwort geändert auf {s}",
    "the same as elsewhere": "the password is the same as for imap: {s}",
    "French, it is": "le mdp c'est {s}",
    "said behind it, and more": "{s} is the password btw",
    "an arrow behind it": "{s} <- thats the password",
    "two of them behind a colon": "I tried both passwords: {s} and x{s}",
    "three of them behind a colon": "passwords: {s}, x{s} or y{s}",
    "three of them with semicolons": "passwords tried so far: {s}; x{s}; y{s}",
    "German, several": "Passwörter: {s} / x{s}",
    "behind an arrow": "{u} -> {s}",
    "behind an equals sign": "{u} = {s}",
    "the new and the old": "Passwort neu: {s}, alt: x{s}",
    "a pair in brackets": "[{u}, {s}]",
    "a pair behind an arrow": "credentials -> {u} // {s}",
    "what it used to be": "our password used to be {s}, now it is x{s}",
    "what it was, in French": "le mot de passe était {s}",
    "what it was, in Spanish": "la contraseña antes era {s} pero",
    "what it was, in Russian": "пароль был {s}, стал x{s}",
    "what it was, in Swedish": "lösenordet var {s}",
    "what it was, in Chinese": "密码以前是 {s}",
    "whose it is": "his password is {s}, hers is x{s}",
    "words of it behind a colon": "the password is two words: canary {s}",
    "tried": "The mailbox answers 535, I tried it with {s}.",
    "tried in Spanish": "con la contraseña nada: probé con {s} y",
    "tried in Russian": "пробовал {s}, ошибка 535",
    "what a manager shows": "the password manager shows {s}",
    "too weak": 'Is "{s}" too weak a password?',
    "asked for": "[09:14] Tim: which password?\n[09:14] Ana: {s}\n[09:15] Tim: no",
    "asked for on the same line": "Q: mailbox password? A: {s}",
    "a client's prompt": "password for {u} on smtp://smtp.nord.example: {s}",
    "a login and its password": "login ana/{s}",
    "changed from, in Polish": "zmieniłem hasło z {s} na x{s}",
    "changed from, in Vietnamese": "đổi mật khẩu từ {s} sang x{s}",
    "in a case of Polish": "spróbuj hasła {s}",
    "in a case of Greek": "δοκίμασε τον κωδικό {s}",
    "in brackets": "he wrote it down as {s} (the password)",
    "a file of two columns": "Password,{s}\nUsername,ana",
    "its Base64": "password: {s}\nthat is {b}",
    "whose it is, in brackets": "The password you set ({s}) is wrong",
    "named once, said again": "password: {s}\nI also tried {s}! and ({s}), the log shows x={s};",
}
# Told by nothing but how it reads.
SPOKEN_OF = {
    "a field": "in the password box I put {s} and pressed enter",
    "a field and a colon": "password field: I enter {s}",
    "French": "comme mot de passe j'ai mis {s}",
    "Spanish": "como contraseña puse {s}",
    "Italian": "come password ho messo {s}",
    "Dutch": "als wachtwoord heb ik {s} ingevuld",
    "Polish": "jako hasło wpisałem {s}",
    "Turkish": "şifre olarak {s} girdim",
    "Russian": "в поле пароль ввёл {s}",
    "Chinese": "密码填的是 {s}",
    "Japanese": "パスワードに {s} を入力",
    "a login": "we use {u} and {s} to log in",
    "before the name": "is the sign in {s} a problem for the password?",
    "behind another sign": "The password has a # in it: {s}",
    "a user without an address": "Bitte prüfen: Benutzer ana / {s} an smtp.nord.example",
    "below a mailbox": "Hallo, hier die Daten:\n{u}\n{s}\nDanke",
    "in quotes before the name": 'I copied "{s}" from the password manager',
    "what it comes from": "password is the name of the dog and a year, so {s}",
    "what gives 535": "{s} doesn't work, x{s} neither: 535",
    "what was changed": "geändert: {s} → x{s}",
    "a manager's entry": "account ana with {s} is refused",
    "tried, on another line than the error": "535 again\nplease try with {s} instead of the old one",
    "what something was set to": "we reset it to {s}",
}
NUMBERS = {
    "changed to": "I changed the password to {s} yesterday and since then it fails",
    "what it is": "the mailbox is {u} and the pass is {s}, still refused",
    "beside it": "Kennwort {s} funktioniert nicht",
    "beside it, in Russian": "пароль {s} не подходит",
    "as what": "using {s} as app password",
    "in brackets": "the client told me his password ({s}) works in webmail",
    "in brackets before it": "he wrote it down as {s} (the password)",
    "credentials": "creds: {u} {s}",
    "below the user": "User - {u}\nPass - {s}",
}
WIRE = {
    "an arrow": "SMTP -> {b}\nSMTP <- 535 5.7.8",
    "Ruby": '<- "AUTH LOGIN\\r\\n"\n-> "334 VXNlcm5hbWU6\\r\\n"\n<- "{bu}\\r\\n"\n-> "334 UGFzc3dvcmQ6\\r\\n"\n<- "{b}\\r\\n"',
    "lines in JSON": '{{"line":"AUTH LOGIN"}}\n{{"line":"334 VXNlcm5hbWU6"}}\n{{"line":"{bu}"}}\n{{"line":"334 UGFzc3dvcmQ6"}}\n{{"line":"{b}"}}',
    "PHPMailer, cut": "2026-11-30 10:00:00 CLIENT -> SERVER: {b}\n2026-11-30 10:00:01 CLIENT -> SERVER: QUIT",
    "on one line": "AUTH LOGIN 334 VXNlcm5hbWU6 {bu} 334 UGFzc3dvcmQ6 {b} 535 no",
    "IMAP": "a1 AUTHENTICATE PLAIN\n+\n{p}\na1 NO",
    "Dovecot": "client in: AUTH\t1\tPLAIN\tservice=smtp\tresp={p}",
    "Dovecot, through syslog": "client in: AUTH#0111#011PLAIN#011service=smtp#011resp={p}",
    "with an equals sign": "SMTP: C: AUTH PLAIN={p}",
    "Postfix": "postfix/smtp[12]: > nord.example[192.0.2.1]:587: AUTH PLAIN {p}",
    "basic in JSON": '"Authorization": "Basic {basic}"',
}  # fmt: skip

DRESSES = {
    "as it is": lambda text: text,
    "quoted": lambda text: "\n".join("> " + line for line in text.split("\n")),
    "indented": lambda text: "\n".join("      " + line for line in text.split("\n")),
    "in a log": lambda text: "\n".join("2026-11-28 10:00:00,123 ERROR [w-1] " + line for line in text.split("\n")),
    "in JSON": lambda text: json.dumps({"message": text}),
    "in HTML": lambda text: "<pre>" + html.escape(text) + "</pre>",
    "in HTML with breaks": lambda text: "<br>\n".join(html.escape(line) for line in text.split("\n")),
    "with CRLF": lambda text: text.replace("\n", "\r\n"),
    "coloured": lambda text: "\n".join(f"\x1b[31m{line}\x1b[0m" for line in text.split("\n")),
    "with hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "with unseen signs": lambda text: text.replace(": ", ":\u200b "),
    "with marks of direction": lambda text: "\u202a" + text.replace(": ", "\u2069: \u202a") + "\u202c",
    "bold": lambda text: "\n".join(f"**{line}**" for line in text.split("\n")),
    "quoted-printable": lambda text: quopri.encodestring(text.encode()).decode().replace("=\n", "") + "\n=C3=A4",
}  # fmt: skip


def through(paste: str) -> str:
    """The paste with an error around it, as it is kept."""
    return redact("SMTP fails:\n" + paste + "\n" + REPLY).text


def shows(text: str, *secrets: str) -> list[str]:
    """The secrets that somebody can still read in it."""
    read = html.unescape(text)
    return [secret for secret in secrets if secret in read or json.dumps(secret)[1:-1] in text]


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
@pytest.mark.parametrize("notation", ANY.values(), ids=ANY)
def test_no_secret_survives_in_any_notation_and_dress(notation, dress):
    for secret in (STRONG, PLAIN_WORD, MIXED, SEASON):
        assert shows(through(dress(notation.format(u=USER, s=secret))), secret) == []


@pytest.mark.parametrize("notation", ANY.values(), ids=ANY)
def test_no_secret_of_digits_survives_in_any_notation(notation):
    assert shows(through(notation.format(u=USER, s=DIGITS)), DIGITS) == []


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
@pytest.mark.parametrize("notation", SAID.values(), ids=SAID)
def test_what_a_sentence_says_the_password_is_does_not_survive(notation, dress):
    for secret in (STRONG, PLAIN_WORD, MIXED, SEASON):
        assert shows(through(dress(notation.format(s=secret))), secret) == []


@pytest.mark.parametrize("notation", NUMBERS.values(), ids=NUMBERS)
def test_a_long_number_that_somebody_says_is_the_password_does_not_survive(notation):
    assert shows(through(notation.format(u=USER, s=DIGITS)), DIGITS) == []


@pytest.mark.parametrize("notation", MADE.values(), ids=MADE)
def test_a_word_that_nobody_writes_but_as_a_secret_does_not_survive(notation):
    for secret in (STRONG, MIXED, SEASON):
        paste = notation.format(u=USER, s=secret, b=b64(secret))
        assert shows(through(paste), secret, b64(secret)) == []


@pytest.mark.parametrize("notation", SPOKEN_OF.values(), ids=SPOKEN_OF)
def test_what_reads_like_nothing_else_where_a_password_is_spoken_of_does_not_survive(notation):
    for secret in (STRONG, SEASON):
        assert shows(through(notation.format(u=USER, s=secret)), secret) == []


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
@pytest.mark.parametrize("notation", WIRE.values(), ids=WIRE)
def test_the_base64_of_a_login_does_not_survive(notation, dress):
    sent = {
        "b": b64(STRONG),
        "bu": b64(USER),
        "p": b64(f"\0{USER}\0{STRONG}"),
        "basic": b64(f"{USER}:{STRONG}"),
    }
    secrets = [sent["b"], sent["p"], sent["basic"]]
    assert shows(through(dress(notation.format(**sent))), *secrets) == []


ANSWER = b64("\0a.name.that.is.long@mail.nord.example\0Kq7!zebra-in-the-rain")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"AUTH PLAIN {ANSWER[:70]}\n{ANSWER[70:]}\n", "AUTH PLAIN [redacted]\n[redacted]\n"),
        (f"PLAIN, resp={ANSWER[:70]}\n{ANSWER[70:]}\n", "PLAIN, resp=[redacted]\n[redacted]\n"),
        (
            'mail.settings.of.the.second.server.smtp_password = "Zebras in\ndeep7 snow!"\nport = 587',
            'mail.settings.of.the.second.server.smtp_password = "[redacted]\n"\nport = 587',
        ),
    ],
    ids=["an answer", "a field of a log", "a value in quotes"],
)
def test_what_a_program_cut_at_the_lines_end_goes_whole(text, kept):
    assert redact(text).text == kept


@pytest.mark.parametrize("notation", [*ANY.values(), *SAID.values()], ids=[*ANY, *SAID])
def test_no_secret_survives_in_a_message_of_slack(notation):
    typed = notation.format(u=USER, s=MIXED)
    sent = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    sent = re.sub(r"([\w.]+@nord\.example)", r"<mailto:\1|\1>", sent)
    sent = sent.replace(' "', " “").replace('"', "”").replace("'", "’")
    assert shows(through(undo_slack(sent)), MIXED) == []
    assert shows(through(sent), MIXED) == []


SHOWN_IN_GROUPS = {
    "QQ's, in a sentence": "授权码qwzxwxyzijklmnqp还是不行",
    "alone": GROUPS,
    "in a log": "2026-11-28 10:00:00 [w-1] " + GROUPS,
    "named": f"my app password is {GROUPS} and it fails",
    "behind a bare name": f"the pass {GROUPS} is right",
    "behind an address": f"{USER}:{GROUPS}",
    "in a table": f"email,password\n{USER},{GROUPS}",
    "with hyphens": "Apple gave me " + GROUPS.replace(" ", "-"),
    "as one word": f"I made {GROUPS.replace(' ', '')} in Google as app password",
}


@pytest.mark.parametrize("text", SHOWN_IN_GROUPS.values(), ids=SHOWN_IN_GROUPS)
def test_an_app_password_does_not_survive(text):
    assert shows(through(text), GROUPS, GROUPS.replace(" ", "-"), GROUPS.replace(" ", ""), GROUPS[5:]) == []


def test_a_secret_that_is_said_again_goes_each_time_and_is_counted_once():
    done = redact(f"password: {STRONG}\nI tried {STRONG}! as well, the log shows x={STRONG};")
    assert done == ("password: [redacted]\nI tried [redacted]! as well, the log shows x=[redacted];", 1)


def test_a_piece_of_a_password_that_a_program_took_for_the_hosts_name_goes_too():
    told = "smtp://ana:k2@x9@mail.example.com:587 failed\nENOTFOUND x9@mail.example.com, x9@mail.example.com"
    gone = "smtp://ana:[redacted]@mail.example.com:587 failed\n"
    assert redact(told) == (f"{gone}ENOTFOUND [redacted]@mail.example.com, [redacted]@mail.example.com", 1)
    # Another's mailbox at that host, whose name a password happens to end with, and a host's own name.
    beside = "9@mail.example.com, ana@mail.example.com, mail.example.com: refused"
    assert redact(f"smtp://ana:k2@x9@mail.example.com:587 failed\n{beside}") == (f"{gone}{beside}", 1)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("my PIN for the server is 7741", "my PIN for the server is [redacted]"),
        ("Pin: 0815, user ana", "Pin: [redacted], user ana"),
        ("2FA code 493 021 typed instead", "2FA code [redacted] typed instead"),
        ("verification code is G-493021", "verification code is [redacted]"),
        ("unlock code QX7-99P for the mailbox", "unlock code [redacted] for the mailbox"),
        ("Geheimzahl 8842", "Geheimzahl [redacted]"),
        ("security code (Outlook) 8842137", "security code (Outlook) [redacted]"),
        ("recovery code: H7KP-29XQ-LM3W-8ZTR", "recovery code: [redacted]"),
        ("security answer: Rex the dog", "security answer: [redacted]"),
        ("pin the version to 1.2.3456", "pin the version to 1.2.3456"),
        ("PIN pads in store 4711 send no mail", "PIN pads in store 4711 send no mail"),
        ("OTP mails bounce with 550 5.1.1", "OTP mails bounce with 550 5.1.1"),
        ("security code scanning alert 1234", "security code scanning alert 1234"),
    ],
)
def test_a_code_that_proves_who_somebody_is_goes(text, kept):
    assert redact(text).text == kept


def test_what_is_made_like_a_secret_on_its_line_goes_and_a_login_made_so_stays():
    text = "user canary2024 password Zebras2025, before Zebra2024 and Badger2023, on Outlook2021 and mx01\nZebra2024"
    kept = "user canary2024 password [redacted], before [redacted] and [redacted], on Outlook2021 and mx01\n[redacted]"
    assert redact(text).text == kept


HEX = "0a1b2c3d"
KEYS = {
    "SendGrid": "SG." + "ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf-09kqeF8tAmbihYzrnopKc-1s5cr",
    "Brevo": "xkeysib-" + HEX * 8 + "-AbCdEfGhIjKlMnOp",
    "Mailgun": HEX * 4 + "-1a2b3c4d-5e6f7a8b",
    "Mailchimp": HEX * 4 + "-us12",
    "Mailchimp Transactional": "md-" + "AbCdEfGhIjKlMnOpQrStUv",
    "MailerSend": "mlsn." + HEX * 8,
    "SMTP2GO": "api-" + HEX.upper() * 4,
    "Amazon SES": "BHcpAn" + "Zz9+/AbCdEfGhIjKlMnOpQrStUvWxYz0123456",
    "AWS, temporary": "ASIA" + "IOSFODNN7EXAMPLE",
    "Slack's webhook": "https://hooks.slack.com/services/" + "T00000000/B00000000/" + "X" * 24,
    "GitHub": "github_pat_" + "a1B2" * 10,
    "GitLab": "glpat-" + "AbCdEf0123456789abcd",
    "Google's API": "AIza" + "SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q",
    "Google's refresh token": "1//" + "0gAbCdEfGhIjKlMnOpQrStUvWxYz",
    "Google's client": "GOCSPX-" + "AbCdEfGhIjKlMnOpQrStUvWx",
    "Azure's client": "abc8Q~" + "AbCdEfGhIjKlMnOpQrStUvWxYz0123456",
    "Stripe": "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "Telegram": "123456789:" + "AAF-AbCdEfGhIjKlMnOpQrStUvWxYz01234",
    "age": "AGE-SECRET-KEY-1" + "QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGP",
    "crypt": "$6$" + "rounds=5000$zebracanary$abcdefghijklmnopqrstuvwxyz",
    "Dovecot": "{SSHA256}" + "emVicmFjYW5hcnl6ZWJyYWNhbmFyeQ==",
}


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_a_key_is_known_by_its_form(key):
    done = redact(f"I used {key} and got {REPLY}")
    assert (shows(done.text, key, key[-12:]), done.secrets) == ([], 1)


PEM = "\n".join(["MIIEowIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MbzYLdZ7ZvVy7F7V"] * 3)


@pytest.mark.parametrize("end", ["\n-----END RSA PRIVATE KEY-----", ""], ids=["whole", "cut off"])
def test_a_private_key_goes_and_its_lines_stay(end):
    text = "-----BEGIN RSA PRIVATE KEY-----\n" + PEM + end + "\n" + REPLY
    done = redact(text).text
    assert "MIIE" not in done
    assert (done.count("\n"), done.splitlines()[-1]) == (text.count("\n"), REPLY)


@pytest.mark.parametrize(
    "text",
    [
        "PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 2\n{key}\n{key}\nPrivate-MAC: 12",
        "[Interface]\nPrivateKey = {key}\nListenPort = 51820",
        '"SMTP User"="ana"\n"SMTP Password"=hex:02,31,00,41,00,42,\\\n  00,43\n{key}'.replace("\n{key}", ""),
    ],
    ids=["PuTTY", "WireGuard", "bytes in Windows' registry"],
)
def test_a_key_without_lines_around_it_goes_whole(text):
    key = "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk="
    assert shows(redact(text.format(key=key)).text, key, "31,00", "00,43") == []


def test_packets_of_a_login_lose_it_and_the_reply_behind_them_stays():
    text = (
        ": 0 : [4711] 00000000 : 41 55 54 48 20 6C 6F 67-69 6E 20 59 57 35 68 0D : AUTH login YW5h.\n"
        "System.Net Verbose: 0 : [4711] Data from ConnectStream#1::Read\n"
        ": 0 : [4711] 00000000 : 63 47 46 79 59 57 52 70-5A 58 4E 6C 0D 0A       : cGFyYWRpZXNl..\n"
        ": 0 : [4711] 00000000 : 35 33 35 20 35 2E 37 2E-33 20 41 75 74 68 65 6E : 535 5.7.3 Authen"
    )
    assert redact(text).text.splitlines() == [
        ": 0 : [4711] 00000000 : [redacted]",
        "System.Net Verbose: 0 : [4711] Data from ConnectStream#1::Read",
        ": 0 : [4711] 00000000 : [redacted]",
        text.splitlines()[3],
    ]


def test_a_dumped_packet_loses_its_login():
    sent = f"AUTH PLAIN {b64(chr(0) + USER + chr(0) + STRONG)}\r\n".encode()
    rows = [sent[at : at + 16] for at in range(0, len(sent), 16)]
    dump = "\n".join(f"\t0x{16 * number:04x}:  {row.hex(' ', 2)}  {row!r}" for number, row in enumerate(rows))
    assert [row for row in rows if row.hex(" ", 2) in redact(dump).text] == []


KEPT = {
    "a server's words on a login": "535 login not found",
    "numbers of changes": "The app password is told by nord/mailer#1708, PHPMailer#1708, PHPMailer7 and go-mail#90",
    "versions and parts near a password": "pw? exim 4.96+deb12u3; password, see RFC4954#section-4; password in form#login2-main; password? user%host1",
    "places in a program": "user login failed at StreamBuffer.php#94, Error#500: password not accepted, **UTF-8.**",
    "a provider's code": "as password. The password of your account does not work here. 550 AUP#In-1160",
    "a line of a mail's content": "CLIENT -> SERVER: aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQh",
    "a command": "CLIENT -> SERVER: STARTTLS\nCLIENT -> SERVER: QUIT\n-> Delivery",
    "a mailbox above its server": "ana@example.com\nrefused\nsmtp.example.com",
    "a port behind an address": "ana@example.com:587 refused",
    "a code behind an address": "ana@example.com:5.7.1 rejected",
    "what a program says of an address": "ana@example.com: Recipient address rejected: User unknown",
    "a status behind an address": "ana@example.com:bounced",
    "a sentence behind an address": "ana@example.com:mailbox is full",
    "rows of errors": "email,code,error\nana@example.com,550,5.1.1 user unknown\nbob@example.com,535,bad credentials",
    "a prompt of a shell": "root@mail.example.com:~# postqueue -p",
    "a path behind an address": "git@github.com:nord/mailer.git",
    "a router of Exim": "== ana@example.com R=dnslookup T=remote_smtp defer (110): Connection timed out",
    "a log of Postfix": "to=<ana@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced",
    "results of authentication": "dmarc=pass (p=QUARANTINE dis=NONE) header.from=example.com; spf=pass smtp.helo=mx1.example.com",
    "no pass": "did not pass - gsmtp",
    "what does not pass": "it fails to pass SPF checks with the ip: [2001:db8::25]. To best protect our users",
    "a wrong password": "the password is incorrect and the user name is right",
    "a wrong password in French": "le mot de passe est incorrect",
    "a password of a kind": "the password is expired, the passwd is wrong.",
    "an error behind a colon": "Could not refresh oauth token: server error",
    "a sentence behind a colon": "access token: The token contains no permissions",
    "two words for the same": "Incorrect username / password / credentials",
    "a form without an answer": "Username\nPassword\nSign in",
    "a form with an error": "Password\nPassword is required",
    "a name and a password": "User name and password arrive as they are",
    "a wrong password in Japanese": "「パスワードが違います」と表示されます。",
    "a wrong password in Chinese": "密码：错误",
    "a wrong password in Russian": "пароль: неверный",
    "a day": "I changed the password on Monday.",
    "a login in prose": "a login that Postfix could not make",
    "a message's number": "Message-ID: <0cc93573e5704417@mail.example.com>",
    "a mail's number behind its recipient": "\tfor ana@example.com;0cc93573e5704417; Thu, 29 Apr 2012 23:34:45 +0000",
    "a hash of a body": "bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;",
    "a certificate": "-----BEGIN CERTIFICATE-----\nMIIEowIBAAKCAQEA0Z3VS5JJcds3xfn\n-----END CERTIFICATE-----",
    "a Windows path": r"    at Connection._resTagged (D:\app\lib\Connection.js:1502:22)",
    "bytes that a server got": r'H=localhost [127.0.0.1] input="\026\003\001\002"',
    "an environment's variable": "pass: process.env.SMTP_PASS, password=$SMTP_PASSWORD",
    "four words of four letters": "that mail does fail",
    "a header row without rows": "email,password,host",
    "a server and a time": "mail.example.com 12:30:01 connected",
    "how long it took": "Delivered mail 612a2bfe@nord.example (5077.0ms)",
    "ports of a container": "docker run -d -p 25:25 -p 127.0.0.1:587:587/tcp nord/mail",
    "a secret that stands elsewhere": "password: !secret gmail_password",
    "a check that passed": "Checking secret: Passed",
    "a port and parameters": "smtp://smtp.nord.example:465?auth_mode=login&from=info@nord.example",
    "what is wrong with credentials": "Invalid credentials: check username and password",
    "where credentials stand": "credentials=env:SMTP_USER and credentials: smtp.nord.example:587",
    "why a password was refused": "the password for the mailbox failed: timeout",
    "why it was refused, in French": "mot de passe pour ce compte refusé: vérifiez",
    "a sentence on a command": "set the smtp_password variable in the file",
    "a sentence below": "the password is\nnot accepted by the server",
    "one word of a sentence below": "my password is\nalphanumeric",
    "a form without values": "Email sent\nPassword Vault opened",
    "labels in a row": "| Email | Password | Warmup |",
    "a page's field without a value": '<input type="password" name="smtp_pass" placeholder="Password">',
    "where a shell stands": "PWD=/home/ana",
    "a message in parts": 'raise AuthError("Wrong password" + " for " + user)',
    "what a form is told": 'setError("password", "Password is required")',
    "a variable below its line": "    s.login(user, pw)\n    │ │     └ 'ana'",
    "POP's command in a sentence": "PASS must be preceded by USER",
    "a sentence that was cut at its line's end": "We have looked at it with the customer, whose password is\nunimaginable",
    "a question about a password": "Is there a password? Is that the right password? Ist das das neue Passwort?",
    "whether somebody knows it": "I do not know whether he has the password, ob Kunden das Passwort kennen",
    "what a password is kept in": "Is Roundcube the new password manager? Is Bitwarden our password store?",
    "what a rule asks": "The password policy changed last week: 12-characters at least",
    "a command in a sentence": "net user group says hello\n> net user error 2221 occurred",
    "a reason": "The reason is the password, and the problem is our password.",
    "what a server was changed from": "Since we moved from smtp12 to smtp14 the password is refused",
    "queues in a log": "password refused: passed from 4Fz3Kk2bQ1z to 4Fz3Kk2bQ2z",
    "a subject on a command": 'sendEmail -u "Test: hello there"',
    "what an error is called with": "INVALID_CREDENTIALS({'msgtype': 97, 'result': 49, 'desc': 'Invalid credentials'})",
    "a host and its address in a row": "| a@example.com | b@example.net | out-dkim.eu.mail.example.com\\[192.0.2.1\\] | 554 5.1.8 no |",
    "a token of MIME": "error: UnexpectedBound: no boundary; EOSToken: EOF; EOSType: EOF",
    "a mailbox that is over its quota": "552 5.1.1 ana@example.net user over quota",
    "what a program says behind a password": "password check failed for mailbox: vmail22, password verify error: pam_unix2",
    "a heading above lines of errors": "Logins:\nana@example.com\nrefused\nben@example.com\n535",
    "users and their passwords": 'Between spaces: "user & password". Copy the User OAuth Token (`xoxb-...`)',
    "where a key stands": "smtpd_tls_key_file = /etc/ssl/private/mail.pem",
    "kinds of logins": "auth = ('plain', 'login')",
    "what is wrong, and more": "het wachtwoord is gewijzigd en la password è scaduta e le mot de passe est changé et",
    "how old it is": "password age: 90 days, pw: n/a, Passwort: siehe Tresor, password: same as before",
    "a count": "pass: 12, fail: 3",
    "what a ticket is called": "Ticket2024: password reset",
    "whose password is wrong": "Benutzer Schmidt2 (Passwort falsch)",
    "a letter": "User: kim P: high",
    "a filter's mark": "abwl:0;OFR:SpamFilterPass;ENG:(5062000261)(5061607266)",
    "a session": "sql(ana,192.0.2.5,<s9Fk2LqZxCv3Nm5W>): Password mismatch",
    "what did not pass": "DKIM did not pass: body hash mismatch",
    "what was tried": "tried it with Thunderbird115, Outlook2021 and TLS1.2, password is right, 535",
    "what was moved": "we changed from Exchange2016 to Exchange2019, 535",
    "a question without an answer": "which password?\nThe one from the invoice",
    "a command that ends": "echo QUIT | openssl s_client -connect smtp.example.com:465",
    "a login on a host": "login kim77/mx01 failed, user kim.vogt2 gets 535",
    "after AUTH": "501 Error: syntax: AUTH PLAIN token",
    "what stands in brackets behind an error": "The password was refused (AADSTS50126), password not valid (x7f2k1)",
    "a character's number": "The password holds a no-break space (U+00A0) after the 12th character",
    "a ticket's number": "password reset 48291734, new password for ticket 48291735 is needed",
    "where credentials fail": "creds: ana@example.com fails\ncreds: ana@example.com in webmail",
    "the lines of a test": "ana@example.com\nPASS - 12 of 12, pass - 535 lines",
}  # fmt: skip


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_only_looks_like_a_secret_stays(text):
    assert redact(text) == Redacted(text, 0)


@pytest.mark.parametrize(
    "state",
    [
        *("Password: blocked", "Passwort: abgelaufen", "mot de passe : expirée", "contraseña: caducada"),
        *(
            "password: scaduta",
            "senha: expirada",
            "wachtwoord: verlopen",
            "hasło: wygasło",
            "heslo: vypršelo",
        ),
        *("jelszó: lejárt", "lösenord: utgånget", "adgangskode: udløbet", "salasana: vanhentunut"),
        *("şifre: geçersiz", "parola: expirată", "пароль: просрочен", "kata sandi: salah", "mật khẩu: sai"),
    ],
)
def test_what_an_error_says_of_a_password_stays(state):
    name, _, word = state.partition(": ")
    texts = (state, f"535 {state}", f"{name} = {word}", f'"{name}": "{word}"')
    assert [redact(text) for text in texts] == [Redacted(text, 0) for text in texts]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "smtp://ana:k2#x@nord.example:587?verify_peer=0",
            "smtp://ana:[redacted]@nord.example:587?verify_peer=0",
        ),
        ("port=587&password=Zebra2canary&tls=1", "port=587&password=[redacted]&tls=1"),
        (
            "[nord.example]:587 ana@nord.example:zebra:canary",
            "[nord.example]:587 ana@nord.example:[redacted]",
        ),
        (
            'new PasswordAuthentication("ana@nord.example", "zebra")',
            'new PasswordAuthentication("ana@nord.example", "[redacted]")',
        ),
    ],
)
def test_what_stands_around_a_secret_stays(text, kept):
    assert redact(text).text == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("my pasword: Kupfer7!xx smtp 535", "my pasword: [redacted] smtp 535"),
        ("the passwrod is kupfer7wal, user ana", "the passwrod is [redacted], user ana"),
        ("our box\npw kupfer-wal-tisch\n535", "our box\npw [redacted]\n535"),
        ("password [Start2026]", "password [redacted]]"),
        ("login with Anna&Ben07", "login with [redacted]"),
        ("password: [hidden]", "password: [hidden]"),
        ("login at Müller&Söhne fails", "login at Müller&Söhne fails"),
        ("pw expired", "pw expired"),
    ],
)
def test_a_secret_behind_a_mistyped_or_short_name_goes(text, kept):
    assert redact(text).text == kept


@pytest.mark.parametrize(
    "parts",
    [
        'pass: "{}" + "{}" + "{}",',
        "$mail->Password = '{}' . '{}' . '{}';",
        'server.login("ana@nord.example", "{}" + "{}"\n    + "{}")',
        'SMTP_PASSWORD = (\n    "{}"\n    "{}"\n    "{}"\n)',
        'mail.Password = "{}" & "{}" & "{}"',
        's.login(user="ana", password="{}" "{}" "{}")',
        '{{"code": "pass = \\"{}\\" + \\"{}\\" + \\"{}\\""}}',
    ],
)
def test_a_string_that_a_program_writes_in_parts_goes_whole(parts):
    done = redact(parts.format("zebra", "canary", "7!x"))
    assert done == Redacted(parts.format(*["[redacted]"] * 3), 3)


PHRASES = {
    "a form": ("Password: zebra canary horse\nPort: 587", "Password: [redacted]\nPort: 587"),
    "settings": ("mail.password=zebra canary 26\nmail.port=465", "mail.password=[redacted]\nmail.port=465"),
    "a comment": ("password: zebra canary  # new", "password: [redacted]  # new"),
    "a column": ("Password: zebra canary   Port: 587", "Password: [redacted]   Port: 587"),
    "a command": ("set PASS=zebra canary&& node send.js", "set PASS=[redacted]&& node send.js"),
    "the next line": ("mail.pass=zebra7\\\n  canary\nmail.port=465", "mail.pass=[redacted]\n\nmail.port=465"),
    "a shell": ("export PASS=zebra\\ canary", "export PASS=[redacted]"),
    "a sentence": ("das Passwort ist jetzt: zebra canary 7", "das Passwort ist jetzt: [redacted]"),
    "POP": ("PASS zebra canary\n-ERR no", "PASS [redacted]\n-ERR no"),
    "what is told of it": ("password: zebra7 does not work", "password: [redacted] does not work"),
    "a reply behind it": ("password: zebra7 535 refused", "password: [redacted] 535 refused"),
    "a connection string": ("Uid=ana;Pwd=zebra;Port=587;", "Uid=ana;Pwd=[redacted];Port=587;"),
    "its braces": ("Uid=ana;Pwd={zebra;canary};Port=587;", "Uid=ana;Pwd=[redacted];Port=587;"),
}


@pytest.mark.parametrize(("text", "kept"), PHRASES.values(), ids=PHRASES)
def test_all_words_of_a_password_go_and_those_around_it_stay(text, kept):
    assert redact(text) == Redacted(kept, 1)


def test_an_answer_that_was_cut_into_lines_goes_and_the_next_line_stays():
    sent = b64(f"user={USER}\1auth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg\1\1")
    paste = f"C: AUTH XOAUTH2\nS: 334\nC: {sent[:44]}\n{sent[44:90]}\n{sent[90:]}\nS: {REPLY}"
    assert redact(paste).text == f"C: AUTH XOAUTH2\nS: 334\nC: [redacted]\n[redacted]\n[redacted]\nS: {REPLY}"


@pytest.mark.parametrize("dress", ["as it is", "indented", "with CRLF", "in HTML with breaks", "in JSON"])
def test_a_field_of_a_form_as_a_browser_sends_it_loses_its_value(dress):
    part = f'Content-Disposition: form-data; name="smtp_pass"\n\n{PLAIN_WORD}\n--B--'
    assert shows(through(DRESSES[dress](part)), PLAIN_WORD) == []


def test_where_names_are_denser_than_anybody_writes_them_all_behind_the_first_goes():
    told = f"{STRONG} is our password, "
    assert redact(told + "pass on 1 " * 100 + PLAIN_WORD) == ("[redacted] is our password[redacted]", 2)
    assert redact("pass on 1 " * 60 + PLAIN_WORD) == ("pass on 1 " * 60 + PLAIN_WORD, 0)


def test_the_rest_of_a_row_stays():
    rows = f"email,password,host,port\n{USER},{STRONG},smtp.nord.example,587\n"
    assert redact(rows).text == f"email,password,host,port\n{USER},[redacted],smtp.nord.example,587\n"


def test_a_reply_below_a_list_is_read_and_shows_none_of_it():
    paste = f"{USER}:{PLAIN_WORD}\nanna@nord.example;{STRONG};smtp.nord.example\n{REPLY}"
    reading = read_paste(paste, knowledge())
    told = json.dumps([finding_json(finding) for finding in reading.findings])
    assert (shows(told, STRONG, PLAIN_WORD), reading.secrets, reading.findings[0].reply_code) == ([], 2, 535)


@pytest.mark.parametrize("notation", ANY.values(), ids=ANY)
def test_what_was_redacted_once_has_no_more(notation):
    once = redact(notation.format(u=USER, s=STRONG)).text
    assert redact(once) == Redacted(once, 0)


# Long texts are looked at in pieces


@pytest.mark.parametrize("filler", ["word ", "x,", "a line of a log\n"], ids=["words", "no space", "lines"])
@pytest.mark.parametrize("begun", [0, 3, 9, 12, 15, 31])
def test_a_secret_where_a_long_text_is_cut_is_taken_out_whole(filler, begun):
    before = (filler * 20_000)[: 20_000 - begun].rstrip("\n")
    text = f"{before} password={STRONG} {filler * 20_000}"
    assert redact(text) == Redacted(text.replace(STRONG, "[redacted]"), 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("smtp_password: |", f"  {STRONG}"),
        ("<key>password</key>", f"<string>{STRONG}</string>"),
        ("- name: SMTP_PASSWORD", f"  value: {STRONG}"),
    ],
    ids=["YAML", "a list of properties", "Kubernetes"],
)
def test_a_secret_below_its_name_is_taken_out_where_a_piece_ends_between_them(name, value):
    line = "a line of a log\n"
    text = f"{line * 249}{name}\n{value}\n{line * 400}"  # a piece ends at the first line's end behind 4,000
    assert redact(text) == Redacted(text.replace(STRONG, "[redacted]"), 1)


def test_equal_pieces_of_a_long_text_are_all_redacted():
    line = f"login failed, password={MIXED} for {USER}\n"
    text = line * 400
    assert redact(text) == Redacted(text.replace(MIXED, "[redacted]"), 400)


# The view a reader has, and its places in the text

VIEWS = {
    "entities": ("a &quot;b&quot; &amp; c", 'a "b" & c'),
    "colours": ("\x1b[31mab\x1b[0m c", "ab c"),
    "JSON": (r'{"m": "contrase\u00f1a: x\ny"}', '{"m": "contraseña: x\ny"}'),
    "a path in no JSON": (r"C:\new\temp", r"C:\new\temp"),
    "quoted-printable": ("pass=3Dx =C3=A4\n", "pass=x ä\n"),
    "a number that is set, beside it": ("pass=4815162342 =C3=A4\n", "pass=4815162342 ä\n"),
    "one that begins like a byte, beside it": ("pass=83920174 =E2=82=AC\n", "pass=83920174 €\n"),
    "one that begins like a blank, beside it": ("pass=20240101 =C3=A4=20\n", "pass=20240101 ä \n"),
    "quote signs": ("> a\r\n> b", "a\nb"),
    "a link of Slack": ("<mailto:a@b.example|a@b.example>:x", "a@b.example:x"),
    "curly quotes": ("“a”\u00a0：b", '"a" :b'),
}


@pytest.mark.parametrize(("text", "read"), VIEWS.values(), ids=VIEWS)
def test_a_text_is_seen_as_it_reads(text, read):
    view = PlainView(text)
    assert view.text == read
    assert view.place(0, len(read))[1] <= len(text)


MARKED = st.lists(
    st.sampled_from(
        ["a", "b", " ", "\n", "&quot;", "\x1b[1m", "<b>", "<br>", "\\n", '{"', "=3D", "“", "\u200b"]
    ),
    max_size=30,
).map("".join)


@given(MARKED, st.data())
def test_each_part_of_a_view_has_its_place(text, data):
    view = PlainView(text)
    if not view.text:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    first, last = view.place(start, end)
    assert 0 <= first < last <= len(text)
    if view.text[start:end].isalpha():
        letters = "".join(sign for sign in PlainView(text[first:last]).text if sign.isalpha())
        assert letters == view.text[start:end]


SLOW = ["password is ", "password\n", "a@b.cc:", "a@b.cc,", "user pass ", "PASS a\n", "password;user;", "abcd ", "as password ", "0000 41 55 54 48 \n"]  # fmt: skip


@pytest.mark.timeout(20)  # minutes where each was looked for to the end of the text
@pytest.mark.parametrize("piece", SLOW)
def test_a_secrets_name_over_and_over_is_looked_at_where_it_stands(piece):
    text = "".join(f"{number} {piece}" for number in range(30_000))  # no part is equal to another
    assert redact(text).text.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("value", "may", "made"),
    [
        ("hunter2", True, True),
        ("k2#x9", True, True),
        ("k2#x", True, False),  # too short to be told from a word with a number
        ("geheim", True, False),
        ("abc", False, False),
        ("123456", True, False),
        ("12345", False, False),
        ("wrong!", False, False),
        ("cram-md5", False, False),
        ("~/mail2#k", False, False),
        ("mx1.example.com", False, False),
        ("ana1@example.com", False, False),
        ("smtp.helo=x1#y", False, False),
    ],
)
def test_what_may_be_a_password_where_one_is_due_and_what_is_one_anywhere(value, may, made):
    assert (may_be(value), looks_made(value)) == (may, made)


@pytest.mark.parametrize(
    "secret",
    ["größe-7ü".encode("latin-1"), bytes(range(200, 216))],
    ids=["Latin-1", "what no keyboard types"],
)
def test_an_answer_to_a_prompt_is_taken_out_whatever_its_bytes_are(secret):
    answer = base64.b64encode(secret).decode()
    said = "S: 334 UGFzc3dvcmQ6\nC: {}\nS: 535 5.7.8 Authentication failed"
    assert redact(said.format(answer)) == Redacted(said.format("[redacted]"), 1)
