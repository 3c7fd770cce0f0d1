"""No credential survives, raw or as base64; what is no credential stays."""

import base64

import pytest

from bot.parse import parse_text
from bot.parse.redact import Redacted, redact

SECRET = "Hunter2!geheim"
B64 = base64.b64encode(SECRET.encode()).decode()
PLAIN = base64.b64encode(f"\0ana@example.com\0{SECRET}".encode()).decode()
BASIC = base64.b64encode(f"ana:{SECRET}".encode()).decode()
USER = base64.b64encode(b"ana@example.com").decode()

SHAPES = {
    "auth plain": f"C: AUTH PLAIN {PLAIN}",
    "auth plain lower case": f"auth plain {PLAIN}",
    "auth plain in two steps": f"C: AUTH PLAIN\nS: 334 \nC: {PLAIN}",
    "auth login": f"C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: {USER}\nS: 334 UGFzc3dvcmQ6\nC: {B64}\nS: 535 5.7.8 Error",
    "auth login initial": f"AUTH LOGIN {USER}\r\n334 UGFzc3dvcmQ6\r\n{B64}\r\n535 no",
    "phpmailer": f"CLIENT -> SERVER: AUTH LOGIN\nSERVER -> CLIENT: 334 VXNlcm5hbWU6\nCLIENT -> SERVER: {USER}\nSERVER -> CLIENT: 334 UGFzc3dvcmQ6\nCLIENT -> SERVER: {B64}",
    "smtplib debug": f"send: 'AUTH PLAIN {PLAIN}\\r\\n'\nreply: b'535 no\\r\\n'",
    "swaks": f" -> AUTH LOGIN\n<-  334 VXNlcm5hbWU6\n -> {USER}\n<-  334 UGFzc3dvcmQ6\n -> {B64}\n<** 535 no",
    "openssl": f"AUTH PLAIN {PLAIN}\n535 5.7.8 no",
    "curl": f"> AUTH PLAIN\n< 334\n> {PLAIN}\n< 535 no",
    "bare line": f"some debug\n{PLAIN}\n535 no",
    "said": f"my password is {SECRET} and it fails",
    "setting": f"password={SECRET}",
    "said of a pw": f"my pw is {SECRET} and it fails",
    "numbered setting": f"SMTP_PASSWORD2={SECRET}",
    "setting with spaces": f"smtp_password = {SECRET}",
    "php array": f"'password' => '{SECRET}',",
    "javascript": f"auth: {{ user: 'ana@example.com', pass: '{SECRET}' }}",
    "json": f'{{"user": "ana", "password": "{SECRET}"}}',
    "json in a log": f'{{\\"password\\": \\"{SECRET}\\"}}',
    "yaml": f"smtp:\n  pass: {SECRET}",
    "environment": f"SMTP_PASS={SECRET}",
    "django": f"EMAIL_HOST_PASSWORD = '{SECRET}'",
    "url": f"smtp://ana%40example.com:{SECRET}@mail.example.com:587",
    "swaks switch": f"swaks --auth LOGIN -au ana -ap {SECRET} --server mail.example.com",
    "sendemail switch": f"sendEmail -f a@example.com -xu ana -xp {SECRET}",
    "curl switch": f"curl smtp://mail.example.com -u ana@example.com:{SECRET}",
    "url with an @ in the password": "smtps://ana:Hun@Hunter2!geheim@mail.example.com:465",
    "url with an address as user": f"MAILER_DSN=smtp://ana@example.com:{SECRET}@mail.example.com:587",
    "url with a slash in the password": "smtp://ana:4/Hunter2!geheim@mail.example.com",
    "url with a quote in the password": 'smtp://ana:4"Hunter2!geheim@mail.example.com',
    "json with an escaped quote": '{"pass": "4\\"Hunter2!geheim", "port": 587}',
    "setting with a comma": f"pass: 4,{SECRET}",
    "python call": f"    server.login('ana@example.com', '{SECRET}')",
    "python call with a variable": f'smtp.login(sender, "{SECRET}")',
    "go call": f'auth := smtp.PlainAuth("", "ana@example.com", "{SECRET}", "mail.example.com")',
    "c# call": f'client.Credentials = new NetworkCredential("ana@example.com", "{SECRET}");',
    "java calls": f'transport.connect("mail.example.com", 587, "ana", "{SECRET}");',
    "java object": f'return new PasswordAuthentication("ana@example.com", "{SECRET}");',
    "ruby call": f"Net::SMTP.start('mail.example.com', 587, 'localhost', 'ana', '{SECRET}', :plain)",
    "php constant": f"define( 'SMTP_PASS', '{SECRET}' );",
    "php method": f"$mail->setPassword('{SECRET}');",
    "python method": f'message.set_password("{SECRET}")',
    "java property": f'props.put("mail.smtp.password", "{SECRET}");',
    "xml element": f"<smtp><password>{SECRET}</password></smtp>",
    "xml attribute": f'<add key="SmtpPassword" value="{SECRET}" />',
    "sasl_passwd": f"[smtp.example.com]:587 ana@example.com:{SECRET}",
    "said with a colon": f"SMTP password is: {SECRET}",
    "said with an arrow": f"password -> {SECRET}",
    "said with a dash": f"Password - {SECRET}",
    "pw": f"PW: {SECRET}",
    "spanish": f"clave: {SECRET}",
    "french": f"mdp : {SECRET}",
    "russian": f"пароль: {SECRET}",
    "chinese": f"密码：{SECRET}",
    "a wide colon": f"password：{SECRET}",
    "norwegian": f"passord: {SECRET}",
    "basic": f"Authorization: Basic {BASIC}",
    "bearer": "Authorization: Bearer abcdefHunter2!geheim".replace("!", "-"),
    "xoauth2": "AUTH XOAUTH2 " + base64.b64encode(f"user=ana\1auth=Bearer {SECRET}\1\1".encode()).decode(),
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_a_secret_does_not_survive(text):
    done = redact(text)
    assert done.secrets >= 1
    for secret in (SECRET, SECRET.replace("!", "-"), B64, PLAIN, BASIC):
        assert secret not in done.text
    assert "[redacted]" in done.text


TOKENS = {
    "slack bot": "xoxb-" + "1234567890-abcdefghij",
    "slack app": "xapp-" + "1-A012-345-abcdef",
    "sendgrid": "SG." + "abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz0123456789",
    "mailgun": "key-" + "0123456789abcdef0123456789abcdef",
    "aws": "AKIA" + "ABCDEFGHIJKLMNOP",
    "brevo": "xsmtpsib-" + "0123456789abcdef0123456789",
}


@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
def test_a_services_key_does_not_survive(token):
    done = redact(f"I used {token} and got 535 Authentication failed")
    assert token not in done.text
    assert done.secrets == 1


KEPT = {
    "a sign-in's number": "Failed to acquire token: AADSTS7000222: The provided client secret keys are expired.",
    "a sign-in's error": "could not get access token: invalid_grant",
    "reply": "535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6",
    "reply about a password": "535-5.7.8 Username and Password not accepted.",
    "client's words": "SMTP ERROR: Password command failed: 535 Incorrect authentication data",
    "mechanism list": "250-AUTH PLAIN LOGIN CRAM-MD5",
    "prose": "I changed the password yesterday and now it fails",
    "link": "https://support.example.com/mail/?p=BadCredentials",
    "address of a page": "http://localhost:8025/mail?to=ana@example.com",
    "server without a login": "smtp://mail.example.com:587 and ana@example.com",
    "call without a login": 'transport.connect("mail.example.com", 587, sender, word)',
    "connection alone": "smtp.connect('mail.example.com', 587)",
    "connection with a name": "smtp.connect('mail.example.com', 587, 'localhost')",
    "a prompt": 'word = getpass("Password: ")',
    "a field's name": 'setError("password", error)',
    "a list of names": '{"required": ["password", "username"]}',
    "an empty element": "<password></password>",
    "a dash in prose": "the password - as always - was right",
    "a mechanism": "password -> CRAM-MD5",
    "a mechanism without its X": 'the server wants "AUTH LOGIN OAUTH2"',
    "a log of a relay": "[mx.example.com]:25 status:deferred",
    "placeholder in a call": 'server.login("your@example.com", "your_password")',
    "an error's name": "SMTPAuthenticationError(535, b'5.7.8 Username and Password not accepted')",
    "basic authentication": "Basic authentication is disabled",
    "a part of certificates": "Basic Constraints of CA cert not marked critical",
    "port": "swaks -p 587",
    "method": "authentication failed (method PLAIN)",
    "refusal after AUTH": "C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nS: 535-5.7.8 Username and Password not accepted\nreason: rejected",
    "empty": "",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_is_no_secret_stays(text):
    assert redact(text).text == text
    assert redact(text).secrets == 0


def test_the_user_name_stays():
    assert (
        redact(f"auth: {{ user: 'ana@example.com', pass: '{SECRET}' }}").text
        == "auth: { user: 'ana@example.com', pass: '[redacted]' }"
    )


def test_of_two_addresses_each_keeps_its_server():
    urls = f'["smtp://ana:{SECRET}@mail.example.com","smtp://ben:{SECRET}@mx.example.net"]'
    assert redact(urls).text == urls.replace(SECRET, "[redacted]")


def test_the_reply_after_a_redacted_login_is_still_read():
    (bounce,) = parse_text(SHAPES["auth login"])
    assert (bounce.reply.code, bounce.reply.text) == (535, "Error")


def test_no_bounce_holds_a_secret():
    text = f"EMAIL_HOST_PASSWORD = '{SECRET}' smtplib.SMTPAuthenticationError: (535, b'5.7.8 no') password={SECRET}"
    assert SECRET not in repr(parse_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "password=Hunter2xx and more",
        "pass: 'two words'",
        "AUTH PLAIN AGFuYQBodW50ZXIy",
        "smtp://u:pw12@h/",
        "-p Hunter2xx",
    ],
)
def test_what_was_redacted_once_is_left_alone(text):
    once = redact(text)

    assert redact(once.text) == Redacted(once.text, 0)


NEAR_A_WORD = {
    "in a sentence": "I decoded the password U2VjcmV0MTIz and it is right",
    "behind the prompt": "334 UGFzc3dvcmQ6 U2VjcmV0MTIz",
    "behind auth login": "sent AUTH LOGIN then U2VjcmV0MTIz got 535",
}


@pytest.mark.parametrize("text", NEAR_A_WORD.values(), ids=NEAR_A_WORD)
def test_base64_near_a_word_of_logins_is_a_secret(text):
    assert redact(text) == Redacted(text.replace("U2VjcmV0MTIz", "[redacted]"), 1)


def test_words_near_a_password_are_no_base64():
    text = "535 Username and Password not accepted UserMailbox SMTPAuthenticationError"
    assert redact(text) == Redacted(text, 0)


def _b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_a_servers_refusal_of_a_token_is_no_secret():
    refusal = "334 " + _b64('{"status":"400","schemes":"Bearer","scope":"https://mail.example.com/"}')

    assert redact(refusal) == Redacted(refusal, 0)
    assert redact(f"AUTH XOAUTH2 [redacted]\n{refusal}").text.endswith(refusal)


@pytest.mark.parametrize(
    "answer",
    ['{"status":"400","password":"hunter2x"}', '{"status":"400" hunter2x', '["status","hunter2x"]'],
    ids=["another name", "no JSON", "no object"],
)
def test_what_only_looks_like_a_refusal_is_still_taken_out(answer):
    found = redact(f"334 {_b64(answer)}")

    assert found.secrets == 1
    assert _b64(answer) not in found.text
