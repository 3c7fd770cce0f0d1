"""Secrets taken out of a paste before anything else looks at it.

The user name may stay; what proves identity goes. Works on text only and keeps line ends,
so that every later reader sees the same lines.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from bot.parse.signs import THROUGHOUT, Seen, Signs

MARK: Final = "[redacted]"


class Redacted(NamedTuple):
    """A text without its secrets, and how many were taken out."""

    text: str
    secrets: int


_B64: Final = r"[A-Za-z0-9+/]{2,2000}={0,2}"
# What a password is called where its word is none of those above.
_ABROAD: Final = (
    "пароль|密码|密碼|パスワード|비밀번호|hasło|heslo|jelszó|lösenord|adgangskode"
    r"|salasana|parola|passord|şifre|\bp/?w|\bclave|\bmdp"
)
# One pass says which rules below can apply at all; most pastes need none.
_TRIGGERS: Final = Signs(
    THROUGHOUT,
    r"auth|\b334|VXNlcm5hbWU6|UGFzc3dvcmQ6|[a-z0-9+/]==?(?:[\s\"'\\\]]|$)",
    r"auth[ \t]+[a-z0-9-]+[ \t]+",
    r"://[^\s/:]*:[^\s]+@",
    r"bearer|authorization:[ \t]*basic",
    r"SG\.|xox[abeprs]-|xapp-|AKIA|re_|xsmtpsib-|xkeysib-|key-|ya29\.|gh[pousr]_|eyJ",
    r"(?:pass|pw|secret|key|token|kennwort|contraseña|senha|wachtwoord"
    r"|mot de passe)[a-z0-9_-]*\\?[\"']?\]?[ \t]*(?:[=:：→–-]|is\b|ist[ \t]|was[ \t])",
    rf"(?:{_ABROAD})[\"']?[ \t]*[=:：]",
    r"(?:pass|pwd|secret|key)[\w:.-]*(?:\(|[\"'](?:,| value=)|>)",
    r"-(?:xp|ap|p|pass|u)[ \t=]|--(?:auth-)?pass(?:word)?[ \t=]|--user[ \t=]"
    r"|\][:0-9]*[ \t]+[^\s:@]+@[^\s:@]+:",
    r"\b(?:password|passwort|passwd|pwd|auth login|334|base64)\b",
    r"(?:login|log_in|auth|authenticate|credential|authentication|connect|\.start)\(",
)
_AUTH: Final = re.compile(
    rf"(?i)(\bAUTH[ \t]{{1,4}}(?:PLAIN|LOGIN|XOAUTH2?|OAUTHBEARER|CRAM-MD5|NTLM|GSSAPI|DIGEST-MD5"
    rf"|SCRAM-[\w-]{{3,20}}|EXTERNAL)"
    rf"[ \t]{{1,4}}(?:\\?[\"'])?)({_B64})(?![\w-])"
)
_AUTH_WORDS: Final = re.compile(
    r"(?i)^(?:PLAIN|LOGIN|XOAUTH2?|OAUTHBEARER|CRAM-?|NTLM|GSSAPI|DIGEST-?|SCRAM-?|EXTERNAL"
    r"|failed|failure|command|commands|error|required|mechanisms?"
    r"|authentication|rejected|not|is|was|with|to|and|or|method|password|user|username|succeeded"
    r"|successful|on|off|cram|xoauth|plain|unsupported|supported|for|from|then|but|returns?)$"
)
_VALUE: Final = (
    r"(\"(?:\\.|[^\"\\\n]){1,300}\"|\\?\"[^\"\n]{1,300}\"|'[^'\n]{1,300}'|`[^`\n]{1,300}`|“[^”\n]{1,300}”"
    # Behind a comma a next setting may begin; what ends there is no setting but the password's own.
    r"|[^\s,;)}\]\"'`<>][^\s,;)}\]]{0,300}(?:[,;][^\s,;)}\]\"'`<>=:]{1,60}(?=\s|$))?(?: [a-z]{4}(?![a-z]))*)"
)
_SETTING: Final = re.compile(
    # The first letter is looked at again behind itself: so the search leaps from one such letter to the next.
    r"(?i)((?-i:[AaCcKkMmPpRrSsTtWw])(?:(?<=p)(?:ass(?:wor[dt]|wd|phrase|code)?|wd)"
    r"|(?<=s)(?:ecret(?:[_-]?(?:access)?[_-]?key)?|enha)|(?<=a)(?:pi[_-]?key|(?:uth|ccess)[_-]?token)"
    r"|(?<=r)efresh[_-]?token|(?<=t)oken|(?<=k)ennwort|(?<=c)ontraseña|(?<=w)achtwoord"
    r"|(?<=m)ot de passe)(?:_?\d)?\\?[\"']?\]?"
    rf"[ \t]{{0,8}}(?:=>|:=|=|:|：)[ \t]{{0,8}}){_VALUE}"
)
_SETTING_ABROAD: Final = re.compile(rf"(?i)((?:{_ABROAD})[\"']?[ \t]{{0,8}}(?:=|:|：)[ \t]{{0,8}}){_VALUE}")
# "my password is Hunter2!": in a sentence only what holds letters and digits is taken for one.
_SAID: Final = re.compile(
    r"(?i)(\b(?:password|passwort|passwd|pw)[ \t]{1,3}(?:is:?|ist:?|was|->|→|–|-)[ \t]{1,3}[\"']?)"
    r"((?=(?!CRAM-|DIGEST-)[^\s\"']{0,60}\d)(?=[^\s\"']{0,60}[a-z])[^\s\"']{6,64})"
)
_NOT_A_SECRET: Final = re.compile(
    r"(?i)^[\"'`]?(?:null|none|nil|true|false|undefined|required|rejected|failed|failure"
    r"|incorrect|invalid|wrong|not|is|was|has|expired|error|command"
    r"|yes|no|\*+|x+|\.+|<.{0,40}>|\[redacted\]|\$\{?\w+\}?.*|process\.env.*|os\.environ.*"
    r"|os\.getenv.*|env\(.*|getenv.*|config\..*|settings\..*|string|str|\d{3}"
    # What a sign-in service answers in the place of a token.
    r"|(?:aadsts\d{5,7}|invalid_(?:grant|client|scope|request)|(?:unauthorized|deleted)_client|access_denied)"
    r":?(?: [a-z]{4})*"
    r"|[45]\.\d\.\d+)[\"'`.,]?$"
)
# People write a password with an @ or, in a mail server's address, a slash as it is: the last @ ends it.
_URL: Final = re.compile(
    r"(?i)([a-z][a-z0-9+.-]{1,20}://[^\s:/]{0,200}:)((?:[^\s\"'/]|[\"'](?![,;:)}\]])){1,300})(@)"
)
_MAIL_URL: Final = re.compile(r"(?i)(\bsmtps?://[^\s:/]{0,200}:)((?:[^\s\"']|[\"'](?![,;:)}\]])){1,300})(@)")
_TOKENS: Final = re.compile(
    r"\b(?:SG\.[\w-]{10,80}\.[\w-]{10,120}|xox[abeprs]-[\w-]{8,250}|xapp-[\w-]{8,250}"
    r"|AKIA[0-9A-Z]{16}|re_[A-Za-z0-9]{8,40}_[A-Za-z0-9]{8,60}"
    r"|xsmtpsib-[\w-]{16,160}|xkeysib-[\w-]{16,160}|key-[0-9a-f]{32}|ya29\.[\w.-]{10,3000}"
    r"|gh[pousr]_\w{20,255}|eyJ[\w-]{10,3000}\.eyJ[\w-]{5,3000}\.[\w-]{5,2000})"
)
_BEARER: Final = re.compile(
    r"(?i)(\bBearer[ \t]{1,3}|\bAuthorization:[ \t]{0,3}Basic[ \t]{1,3})([\w.~+/=-]{8,4000})"
)
_ARGUMENT: Final = r"[^,()\n]{1,200},"
# A call that logs in, in a traceback or a program: Python's login, .NET's and Java's credentials, Go's and
# Java's calls with something before the user name, Ruby's with a server, a port and a name.
_CALL: Final = re.compile(
    rf"(?i)((?:(?:\blog_?in|\bauth(?:enticate)?|NetworkCredential|PasswordAuthentication)\({_ARGUMENT}"
    rf"|PlainAuth\((?:{_ARGUMENT}){{2}}|\.start\((?:{_ARGUMENT}){{4}}"
    rf"|\bconnect\({_ARGUMENT}(?:\s{{0,3}}\d{{1,5}},)?(?!\s{{0,3}}\d){_ARGUMENT})\s{{0,3}})"
    r"([\"'][^\"'\n]{1,300}[\"'])"
)
# What a program sets by a call, or a file in XML: `setPassword("...")`, `define('SMTP_PASS', '...')`.
_NAMED: Final = r"(?<!get)(?:pass(?:wor[dt]|wd|phrase)?|pwd|secret|api_?key)"
_GIVEN: Final = re.compile(
    rf"(?i)((?:{_NAMED}\w{{0,20}}(?:\(\s{{0,3}}|[\"'] value=)"
    rf"|\b(?:define|put|set_?property|add_?property|env)\(\s{{0,3}}[\"'][\w.-]{{0,60}}?{_NAMED}[\w.-]{{0,20}}[\"'],\s{{0,3}}))"
    r"([\"'][^\"'\n]{1,300}[\"'])"
)
_TAGGED: Final = re.compile(rf"(?i)(<[\w:.-]{{0,40}}?{_NAMED}[\w:.-]{{0,20}}>)([^<>\n]{{1,300}})(?=</)")
_PLACEHOLDER: Final = re.compile(
    r"(?i)[\"'](?:your|my)?[\W_]?(?:app|mail|email|smtp)?[\W_]?(?:pass(?:word|wd)?|pwd?)[\"']"
)
_SWITCH: Final = re.compile(
    r"(?i)((?:^|\s)(?:-xp|-ap|--auth-password|--password|-p"
    r"|--pass)[ \t=]{1,3})(\"[^\"\n]{1,300}\"|'[^'\n]{1,300}'|[^\s-][^\s]{0,300})"
)
_USERPASS: Final = re.compile(r"((?:^|\s)(?:-u|--user)[ \t=]{1,3}[\"']?[^\s:\"']{1,200}:)([^\s\"']{1,300})")
# A line of Postfix's sasl_passwd.
_SASL_PASSWD: Final = re.compile(
    r"(?m)^(\[[\w.-]{3,253}\](?::\d{1,5})?[ \t]{1,20}[^\s:@]{1,64}@[\w.-]{1,253}:)(\S{1,300})$"
)
# A line of a conversation that holds nothing but base64, whatever stands before it.
_B64_LINE: Final = re.compile(
    r"^(?P<head>(?:[^\n]{0,200}?(?:[>:\]»|]))?[ \t]{0,8}(?:b?[\"'])?)"
    rf"(?P<data>{_B64})(?P<end>(?:\\r)?(?:\\n)?[\"']?)[ \t]*$"
)
_REPLY: Final = re.compile(r"(?<![\w.])[2-5]\d\d[ -]")  # a server's line holds no secret
_PROMPT: Final = re.compile(r"(?<!\d)334(?:[ \t-]|$)|VXNlcm5hbWU6|UGFzc3dvcmQ6|\bAUTH LOGIN\b", re.IGNORECASE)
_LOGIN_START: Final = re.compile(r"(?i)\bAUTH[ \t]+(?:LOGIN|PLAIN|CRAM-MD5|XOAUTH2|NTLM|DIGEST-MD5)\b")
# Base64 in a sentence that speaks of a password, or right behind the prompt for one.
_TOKEN: Final = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/]{8,200}={0,2}(?![\w+/=-])")
_LOGIN_WORD: Final = re.compile(
    r"\b(?:password|passwort|passwd|pwd|auth login|334|base64)\b[^\n]{0,80}$", re.IGNORECASE
)
_SHORT_SECRET: Final = 200  # bytes
_PROMPTS: Final = frozenset({"VXNlcm5hbWU6", "UGFzc3dvcmQ6", "VXNlciBOYW1lAA==", "UGFzc3dvcmQA"})
_OAUTH_ERROR: Final = frozenset({"status", "schemes", "scope"})
_CONVERSATION: Final = 0  # the number of its trigger
_PIECE: Final = 1_000
_LOOK_AHEAD: Final = 4  # debug output puts notes between a prompt and its answer


def redact(text: str) -> Redacted:
    """Replace every credential in a paste by `[redacted]` and count them; total and linear."""
    return redact_seen(Seen(text))


def redact_seen(seen: Seen) -> Redacted:
    """Do the same for a text that was looked at already."""
    text = seen.text
    triggers = seen.found(_TRIGGERS)
    if not triggers:
        return Redacted(text, 0)
    counter = _Counter()
    if triggers[0] == _CONVERSATION:
        text = _conversation(text, counter)
    if triggers[-1] != _CONVERSATION:
        text = "".join(_redact_piece(seen.of(piece), counter) for piece in _pieces(text))
    return Redacted(text, counter.count)


def _pieces(text: str) -> Iterator[str]:
    """Cut a text at line ends, so that the costly rules see only the pieces they apply to."""
    at = 0
    while at < len(text):
        until = text.find("\n", at + _PIECE) + 1 or len(text)
        yield text[at:until]
        at = until


def _redact_piece(seen: Seen, counter: _Counter) -> str:
    piece = seen.text
    for number in seen.found(_TRIGGERS):
        if number != _CONVERSATION:
            piece = _RULES[number](piece, counter)
    return piece


class _Counter:
    """Counts the replacements that changed something."""

    def __init__(self) -> None:
        self.count = 0

    def wrap(self, replace: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
        def counted(match: re.Match[str]) -> str:
            new = replace(match)
            self.count += new != match.group()
            return new

        return counted


def _auth(match: re.Match[str]) -> str:
    data = match.group(2)
    if _AUTH_WORDS.match(data) or data in _PROMPTS:
        return match.group()
    return match.group(1) + MARK


def _setting(match: re.Match[str]) -> str:
    value = match.group(2)
    # A value stops before a bracket: of a mark that stands there already, all but its last character.
    if _NOT_A_SECRET.match(value) or MARK[:-1] in value:
        return match.group()
    quote = value[0] if value[0] in "\"'`" else ""
    if value.startswith('\\"'):
        quote = '\\"'
    return match.group(1) + quote + MARK + quote


def _call(match: re.Match[str]) -> str:
    value = match.group(2)
    if _PLACEHOLDER.fullmatch(value) or MARK in value:
        return match.group()
    return f"{match.group(1)}{value[0]}{MARK}{value[-1]}"


def _said(match: re.Match[str]) -> str:
    return match.group() if MARK[:-1] in match.group(2) else match.group(1) + MARK


def _switch(match: re.Match[str]) -> str:
    value = match.group(2)
    if value.isdigit() or _NOT_A_SECRET.match(value) or MARK[:-1] in value:  # -p 587 is a port
        return match.group()
    return match.group(1) + MARK


def _conversation(text: str, counter: _Counter) -> str:
    """Blank the base64 answers of a login: lines after a 334, after AUTH, or alone in a transcript."""
    lines = text.split("\n")
    waiting = 0
    for number, line in enumerate(lines):
        if len(line) > 4000:
            continue
        match = _B64_LINE.match(line.rstrip("\r")) if waiting or "=" in line else None
        if match is not None and _REPLY.search(match.group("head")) is not None:
            match = None
        if match is not None and _is_secret(match.group("data"), expected=waiting > 0):
            lines[number] = match.group("head") + MARK + match.group("end")
            counter.count += 1
            continue
        if _begins_login(line):
            waiting = _LOOK_AHEAD
        elif waiting:
            waiting -= 1
    return "\n".join(lines)


def _begins_login(line: str) -> bool:
    if ("334" in line or "VXNl" in line or "UGFz" in line) and _PROMPT.search(line) is not None:
        return True
    return ("AUTH" in line or "auth" in line or "Auth" in line) and _LOGIN_START.search(line) is not None


def _is_secret(data: str, *, expected: bool) -> bool:
    if data in _PROMPTS or data.isdigit() or len(data) % 4:
        return False
    if data.isalpha() and (data.islower() or data.istitle() or data.isupper()):
        return False  # a word: "rejected" decodes as base64 too
    decoded = base64.b64decode(data)
    if _is_oauth_error(decoded):
        return False
    if expected:
        return len(data) >= 8 or data.endswith("=")
    # Unexpected base64 is a credential only when it reads like one: NUL user NUL password.
    return b"\0" in decoded[:80] and decoded.count(b"\0") == 2 and len(decoded) < 400


def _is_oauth_error(decoded: bytes) -> bool:
    """Say whether it is a server's refusal of a token (RFC 7628 3.2.2): these three names and no other."""
    if not decoded.startswith(b'{"status"') or len(decoded) > _SHORT_SECRET:
        return False
    try:
        said = json.loads(decoded)
    except ValueError:
        return False
    return isinstance(said, dict) and said.keys() <= _OAUTH_ERROR


def _near(match: re.Match[str]) -> str:
    """Blank base64 of plain text; English words decode to bytes that no keyboard types."""
    data, start = match.group(), match.start()
    if not _is_secret(data, expected=True):
        return data
    if _LOGIN_WORD.search(match.string[max(0, start - 100) : start]) is None:
        return data
    decoded = base64.b64decode(data)
    readable = all(32 <= byte < 127 for byte in decoded) and len(decoded) < _SHORT_SECRET
    return MARK if readable else data


def _urls(text: str, counter: _Counter) -> str:
    for pattern in (_MAIL_URL, _URL):
        text = pattern.sub(counter.wrap(lambda match: match.group(1) + MARK + match.group(3)), text)
    return text


def _settings(text: str, counter: _Counter) -> str:
    return _SAID.sub(counter.wrap(_said), _SETTING.sub(counter.wrap(_setting), text))


def _given(text: str, counter: _Counter) -> str:
    return _TAGGED.sub(counter.wrap(_said), _GIVEN.sub(counter.wrap(_call), text))


def _switches(text: str, counter: _Counter) -> str:
    text = _SWITCH.sub(counter.wrap(_switch), text)
    for pattern in (_USERPASS, _SASL_PASSWD):
        text = pattern.sub(counter.wrap(lambda match: match.group(1) + MARK), text)
    return text


# In the order of the triggers.
_RULES: Final[tuple[Callable[[str, _Counter], str], ...]] = (
    lambda text, counter: text,  # whole texts only: see _conversation
    lambda text, counter: _AUTH.sub(counter.wrap(_auth), text),
    _urls,
    lambda text, counter: _BEARER.sub(counter.wrap(lambda match: match.group(1) + MARK), text),
    lambda text, counter: _TOKENS.sub(counter.wrap(lambda match: MARK), text),
    _settings,
    lambda text, counter: _SETTING_ABROAD.sub(counter.wrap(_setting), text),
    _given,
    _switches,
    lambda text, counter: _TOKEN.sub(counter.wrap(_near), text),
    lambda text, counter: _CALL.sub(counter.wrap(_call), text),
)
