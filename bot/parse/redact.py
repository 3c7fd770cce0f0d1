"""Secrets taken out of a paste before anything else looks at it.

The user name may stay; what proves identity goes. Works on text only and keeps line ends,
so that every later reader sees the same lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from bot.parse.secrets import commands, forms, logins, programs, rows, talk, tokens
from bot.parse.secrets.literals import with_joined
from bot.parse.secrets.plain_view import PlainView, Span
from bot.parse.secrets.settings import named_secrets, unread_from
from bot.parse.secrets.words import MARK, looks_made
from bot.parse.signs import MARKUP, THROUGHOUT, UNSEEN, Seen, Signs
from bot.pattern_set import LongPattern


class Redacted(NamedTuple):
    """A text without its secrets, and how many were taken out."""

    text: str
    secrets: int


class _Rule(NamedTuple):
    """What gives the places of secrets; `closer`: what must occur as well, else there is none."""

    find: Callable[[str], Iterator[Span]]
    closer: LongPattern[bytes] | None = None


class _Trigger(NamedTuple):
    """A sign, and the rules that may apply where it stands.

    `near`: to the piece of a text that holds it; `whole`: to the whole text, since a login's lines and a
    table's rows stand far below what they belong to.
    """

    sign: str
    near: tuple[_Rule, ...] = ()
    whole: tuple[_Rule, ...] = ()


# What a password or a key is called, as short as it is told from other words.
_CALLED: Final = (
    r"pass(?:[ -](?:word|phrase))?|pwd|psw|(?:\b|_)p/?w|(?:mail|smtp|user)pw|secret|key|token|totp"
    r"|kennw(?:ort|örter)"
    r"|auth(?:ori[sz]ation)?[ _-]code"
    r"|mot de passe|\bmdp|contrase(?:ñ|n)a|\bclave|\bsenha|wachtwoord|has[lł]o|heslo"
    r"|jelsz(?:ó|o|av)|senord|adgangskode|kodeord|salasana"
    r"|\bparol(?:a d'ordine|am?|ă|e|ē)|ifre|lozinka|slapta|geslo|kata sandi"
)
_ABROAD: Final = (
    r"mật khẩu|парол[ьяю]|парола|лозинка|密码|密碼|口令|授权码|授權碼|パスワード|비밀번호"
    r"|암호|كلمة|رمز عبور|סיסמ|κωδικός|รหัสผ่าน|पासवर्ड"
)
_IS: Final = (
    r"is|was|are|be|ist|war|sei|lautete?|est|serait|c['’]est|es|sería|é|è|e'|sarebbe|seria|är|er|je|to|auf|zu"
    r"|on|este|yra|ir|has been|changed|set|now|wurde"
)
_FOR: Final = (
    r"for|of|für|von|vom|de[rl]|d[aeo]s?|pour|que|para|per|di|van|voor|dla|od|på|till?|för|ke|от|для|від|của"
)


def _closer(*patterns: str) -> LongPattern[bytes]:
    return LongPattern(f"(?im){'|'.join(patterns)}".encode())


# What a trigger only hints at, in patterns that repeat over words: a sieve of them would have states for
# every word that has begun. Each is looked for where its trigger stands.
_PROTOCOLS: Final = _closer(
    r"(?:^|[\s\"'`:>])(?:[a-z]*\d+|[a-z.*?])[ \t]+login[ \t]|\bpass[ \t]+\S|given password"
    r"|initial reply:|decoded|client response|cache\(|\$auth[23]|client_send|pass `|\) != '"
    r"|\\0|\\x00|\\u0000|\^@|\x00"
)
_DUMPS: Final = _closer(r"(?:^|[\s|>\"])(?:0x)?[0-9a-f]+[ \t]?:?(?:[ \t]+[0-9a-f]+){4}[ \t]")
_URLS: Final = _closer(r"://[^\s/:]*:[^\s]+@|://[^\s/@]+@")
_ADDRESSES: Final = _closer(
    r"@[\w-]+(?:\.[\w-]+)+(?:[:;|,\t/\"'`\\]|[ \t]+[:;|,/=→-]|[ \t]+(?:p:[ \t]*"
    r"|(?:and|with|using|und|mit|et|avec|y|con|e|com|en|met|и|с)[ \t]+)?\S*[0-9!#$%&*+?^~])"
    r"|:\d+[ \t]+[^\s@:]+@\S+[ \t]"
)
_HEADERS: Final = _closer(
    rf"(?:{_CALLED})[\w ]*[\"'`*_\\]*\s*[,;|\t]|[,;|\t][\"'`*_\\ ]*[\w -]*(?:{_CALLED})"
    rf"|[ \t][ \t][\w]*(?:{_CALLED})|{_ABROAD}"
)
_VARIABLES: Final = _closer(rf"(?:{_CALLED})[^└]*└ ")
_SETS: Final = _closer(
    r"\b(?:c?set|setx|config|update|put)[ \t].*[_./:-]\w*(?:pass|pwd|secret|api_?key)\w*[ \t]"
)
_LABELS: Final = _closer(rf"(?:{_CALLED})(?:[\w\t )(:*]*\s*$|\w*[*_]+[ \t])|{_ABROAD}")
_ENDS_LINE: Final = r"(?:password|passwd|pass)[ \t]+\S+[\"'} ]*$"
_MADE: Final = r"\S*[\d!#$%&*+?^~]"  # a word with a digit or a sign
_NAMES: Final = _closer(
    # A sign behind the name: "password: ...", "pass => ..."
    rf"(?:{_CALLED})\w*(?:[^\w\s.,]|\.\.|[ \t]+[^\w\s])",
    # What it is, was, or is changed to: "password is ...", "Passwort auf ... geändert"
    rf"(?:{_CALLED})\w*[ \t]+(?:from|von|de|da|saya|anda|tôi|to|auf|zu|naar|à|a|на|{_FOR})[ \t]",
    rf"(?:{_CALLED})\w*[ \t]+(?:\S+[ \t]+)?(?:\S+[ \t]+)?(?:{_IS})[ :]",
    # "password that I got: ..."
    rf"(?:{_CALLED})\w*(?:[ \t][\w'-]+)+:[ \t]|(?:{_CALLED})\w*[ \t]+[^\s:]+:[ \t]+{_MADE}",
    # A word beside the name that is made up: "password k2#x"
    rf"(?:{_CALLED})\w*[ \t]+{_MADE}",
    # A login and its password in one line, a setting or a command that ends with it
    r"(?:login|user|account|machine|poll|identifiant|usuario|benutzer).*(?:pass|pw|kennw)",
    rf"(?:^|[\]:|*>•\"-])[ \t]*{_ENDS_LINE}",
    rf"(?:^|[\]:|>*])[ \t]*(?:env[ \t]+)?[\w.]*[_.]\w*{_ENDS_LINE}",
    # What stands before the name: "k2#x as password", "è k2#x la password"; RE2's \b knows ASCII alone.
    rf"(?:^|\W)(?:{talk.AS}|{talk.WHETHER}|{talk.IS}|{talk.ARROW})[ \t].*(?:{_CALLED})",
    _ABROAD,
    "value",
)
_SIGNED: Final = _closer(r"[a-z0-9][!#$%&*^~+?§€£]")  # "in the password field I put k2#x"
_NAMED: Final = _closer(rf"{_CALLED}|{_ABROAD}")
# Which rules can apply at all, found in one pass; most pastes need none.
_TRIGGERS: Final = (
    # Logins
    _Trigger(
        r"auth|\b334|client -> server|VXNlcm5hbWU6|UGFzc3dvcmQ6|[a-z0-9+/]==?(?:[\s\"'\\\]]|$)|resp=",
        near=(_Rule(tokens.known_tokens),),
        whole=(_Rule(logins.in_conversations),),
    ),
    _Trigger(
        r"\b(?:password|passwort|passwd|pwd|pass|auth login|334|base64)\b",
        near=(
            _Rule(logins.near_a_password),
            _Rule(tokens.known_tokens),
        ),
    ),
    _Trigger(
        r"[ \t]login[ \t]|\bpass[ \t]|given password"
        r"|initial reply:|decoded|client response|cache\(|\$auth[23]|client_send|pass `|\) != '"
        r"|\\0|\\x00|\\u0000|\^@|\x00",
        near=(_Rule(logins.in_other_protocols, _PROTOCOLS),),
    ),
    _Trigger(
        r"[ \t][0-9a-f]+[ \t]+[0-9a-f]+[ \t]+[0-9a-f]+[ \t]",
        whole=(_Rule(logins.in_dumps, _DUMPS),),
    ),
    # Programs and commands
    _Trigger(
        r"(?:login|log_in|auth|authenticate|credentials?|credentials?::new|authentication|connect|\.start"
        r"|encode_base64|b64encode|btoa)\(|(?:login|auth|account)\w*[\"']?[ \t]*[:=]>?[ \t]*[\[({]\s*\\?[\"']"
        r"|securestring|(?:pass|pwd|secret|key)[\w:. -]*(?:\(|,[ \t]?\\?[\"']|\\?[\"'](?:,| value=))"
        r"|values\s*\("
        r"|[\"'][,\s]\s*\\?[\"']?\d+\\?[\"']?[,\s]\s*\\?[\"']|@[\w.-]+\\?[\"'][,\s]\s*[@$brf]*\\?[\"']",
        near=(_Rule(programs.in_calls),),
    ),
    _Trigger(
        r"(?:^|[\s\"'`])(?:-xp|-ap|-p|-pw|-pass|-auth|--auth|--pass|--key|--api|--token|--secret|--oauth|-u"
        r"|--user)"
        r"|\][:0-9]*[ \t]+[^\s:]+:[^\s:]|[ \t][\w.+%-]+(?:@[\w.-]+)?:[^\s:/]\S*[ \t]*$|\"P[:=]|doveadm"
        r"|\bwp option|passwordeval|credentials_generate\.py"
        r"|[_-](?:auth|credentials?|userpass)\\?[\"']?[ \t]*[:=]"
        r"|\becho\b|\bprintf\b|\bstatic:"
        r"|[ \t](?:-w|-a|-U)[ \t]?\S|-pass(?:in|out)[ \t=]|passwd\b|\bnet[ \t]+user\b|smtpctl|\bkeytool\b",
        near=(_Rule(commands.in_commands),),
    ),
    _Trigger(
        r"(?:cred(?:ential)?s|log-?ins?(?: data| details)?|access(?: data)?|daten|zugang|identifiants|accès"
        r"|credenciales|acceso|credenziali|accesso|gegevens|доступ\w*)[ \t]*:?[ \t]*$",
        near=(_Rule(forms.listed_below),),
    ),
    _Trigger(
        r"\bcred(?:ential)?s?\\?[\"']?[ \t]*[:=(]",
        near=(_Rule(commands.in_credentials),),
    ),
    _Trigger(
        r"\b(?:c?set|setx|config|update|put)[ \t]",
        near=(_Rule(commands.set_by_command, _SETS),),
    ),
    _Trigger(
        r"└ \S",
        near=(_Rule(programs.below_variables, _VARIABLES),),
    ),
    # Keys and tokens
    _Trigger(
        r"SG\.|xox[abeoprs]|xapp-|A3T|AKIA|ASIA|ABIA|ACCA|\bre_|smtpsib-|keysib-|key-|api-|ya29\.|gh[pousr]_"
        r"|github_pat|glpat|npm_|dop_v1"
        r"|AIza|GOCSPX|1//0|\b[srp]k_|\bsk-|mlsn\.|\bmd-|\bSK[0-9a-f]|-us\d|\dQ~|:AA|HRKU|AGE-|eyJ|hooks\.slack"
        r"|/webhooks/|\bkey[ \t:]|key=|sig=|B[A-P][a-z0-9+/]*\d"
        r"|[0-9a-f]-[0-9a-f]+-[0-9a-f]",
        near=(_Rule(tokens.known_tokens),),
    ),
    _Trigger(
        r"\$\w+\$|\{(?:s?sha|smd5|crypt|plain|cleartext|cram|digest|pbkdf2|argon2|scram|[a-z0-9]+-crypt)",
        near=(_Rule(tokens.hashes),),
    ),
    _Trigger(
        r"PRIVATE KEY|Private-Lines",
        whole=(_Rule(tokens.private_keys),),
    ),
    _Trigger(
        r"authorization|bearer|basic\s|cookie|response[\"']?=",
        near=(_Rule(tokens.in_headers),),
    ),
    _Trigger(
        r"://",
        near=(_Rule(tokens.in_urls, _URLS),),
    ),
    _Trigger(
        r"[?&;](?:api|key|access|auth|refresh|id|token|pass|pwd|secret|client|sig|code|assertion)",
        near=(_Rule(tokens.in_queries),),
    ),
    # Lists of mailboxes
    _Trigger(
        r"@[\w-]+\.",
        near=(_Rule(rows.listed_with_address, _ADDRESSES), _Rule(forms.below_mailbox)),
    ),
    # Logins that people tell
    _Trigger(
        talk.LOGIN,
        near=(_Rule(talk.beside_name, _SIGNED),),
    ),
    # Names
    _Trigger(
        rf"{_CALLED}|pw|{_ABROAD}|value",
        near=(_Rule(named_secrets, _NAMES), _Rule(talk.beside_name, _SIGNED)),
        whole=(
            _Rule(rows.rows_below_header, _HEADERS),
            _Rule(forms.below_label, _LABELS),
            _Rule(forms.beside_label, _LABELS),
        ),
    ),
    _Trigger(
        r"[ \t](?:to|auf|zu|in|à|a|para|naar|na)[ \t]+\S*[\d!#$%&*+?^~]|\bone (?:is|was)\b",
        near=(_Rule(talk.changed, _NAMED),),
    ),
    _Trigger(
        r"\b[a-z][a-z][a-z][a-z][ -][a-z][a-z][a-z][a-z][ -][a-z][a-z][a-z][a-z][ -][a-z][a-z][a-z][a-z]\b"
        r"|app\w*[ -](?:specific[ -])?(?:pass|pw|kennw|code)|授[权權]",
        near=(_Rule(forms.app_passwords),),
    ),
)
_SIGNS: Final = Signs(THROUGHOUT, *(trigger.sign for trigger in _TRIGGERS))
# Not plain as it stands: looked through as its reader sees it.
_DISGUISED: Final = Signs(
    MARKUP,
    r"[\x1b\r]|#033\[|\*\*|&(?:quot|apos|nbsp|lt|gt|amp|#)|</|<br|<mailto:|^[ \t]*>|\\[nrtu]|=3d"
    r"|=[c-f][0-9a-f]=|=$|"
    rf"[{UNSEEN}"
    r"\x{a0}\x{202f}\x{2007}\x{3000}\x{2028}\x{85}\x0b\x0c“”„‟«»‘’‚‛´：﹕︰＝｜│┃║，；–—‑−→➜➡⇒]",
)
# The rules of each trigger, by its place.
_Rules = tuple[tuple[_Rule, ...], ...]
_NEAR: Final[_Rules] = tuple(trigger.near for trigger in _TRIGGERS)
_WHOLE: Final[_Rules] = tuple(trigger.whole for trigger in _TRIGGERS)
_ALL: Final[_Rules] = tuple(trigger.whole + trigger.near for trigger in _TRIGGERS)
# A long text is looked at in pieces, so that a rule sees only what it applies to. They are at least so many
# signs long and at most so many; then a line is cut.
_PIECE: Final = 8_000
_LONGEST: Final = 20_000
# Signs before a piece of a line, and behind any piece, that may belong to what stands in it.
_BEFORE: Final = 300
_BEHIND: Final = 700
# Signs of a secret that is known again wherever it stands; a shorter one may be a word or number.
_KNOWN_AGAIN: Final = 8
_AROUND: Final = " \t\"'`,;:()[]<>"
_MANY: Final = 1_000  # places whose secrets are known again: more are a table's, each in its own row


def redact(text: str) -> Redacted:
    """Replace every credential in a paste by `[redacted]` and count them; total and linear."""
    return redact_seen(Seen(text))


def redact_seen(seen: Seen) -> Redacted:
    """Do the same for a text that was looked at already."""
    text = seen.text
    plain = not seen.any(_DISGUISED)
    if len(text) <= _PIECE + _BEHIND:
        if plain and not seen.any(_SIGNS):
            return Redacted(text, 0)
        view = PlainView(text, plain=plain)
        shown = seen.of(view.text)
        return _without(text, _places(view, shown, shown.found(_SIGNS), _ALL))
    spans: list[Span] = []
    known: dict[str, list[Span]] = {}  # what is said again and again is looked at once
    signs: set[int] = set()
    for start, until in _pieces(text):
        first = start if text[start - 1] == "\n" else max(0, start - _BEFORE)
        around = text[first : until + _BEHIND]
        if around not in known:
            view = PlainView(around, plain=plain)
            shown = seen.of(view.text)
            here = shown.found(_SIGNS)
            signs.update(here)
            known[around] = _places(view, shown, here, _NEAR)
        spans += [
            (first + begin, first + end)
            for begin, end in known[around]
            if start <= first + begin < until + _BEFORE  # its name may be the last of the piece
        ]
    if any(_WHOLE[sign] for sign in signs):
        view = PlainView(text, plain=plain)
        spans += _places(view, seen.of(view.text), sorted(signs), _WHOLE)
    return _without(text, spans)


def _places(view: PlainView, seen: Seen, signs: list[int], rules: _Rules) -> list[Span]:
    """Where the rules of some signs find secrets in a text, or a part of it, as a person sees it."""
    applying = [
        rule.find
        for sign in signs
        for rule in rules[sign]
        if rule.closer is None or rule.closer.search(seen.encoded) is not None
    ]
    text = view.text
    unread = unread_from(text) if named_secrets in applying else None
    spans: list[Span] = []
    if unread is not None:  # what stands before it is read with the rest of its line
        spans.append((unread, len(text)))
        text = text[:unread] + text[unread : unread + _BEHIND].partition("\n")[0]
    for find in dict.fromkeys(applying):
        spans += find(text)
    return [view.place(*part) for span in spans for part in with_joined(view.text, span)]


def _pieces(text: str) -> Iterator[Span]:
    """Cut a text at line ends, or a line that is too long at a space."""
    at = 0
    while at < len(text):
        until = text.find("\n", at + _PIECE, at + _LONGEST) + 1
        if not until:
            until = text.rfind(" ", at + _PIECE, at + _LONGEST) + 1 or at + _LONGEST
        yield at, min(until, len(text))
        at = until


def _without(text: str, spans: list[Span]) -> Redacted:
    if not spans:
        return Redacted(text, 0)
    marks = list(_marks(text))
    parts: list[str] = []
    done = count = 0
    counted = False  # whether the mark that was set last stands for a secret that was found
    again = set(_said_again(text, spans)).difference(spans)  # the same secret: taken out, not counted anew
    for start, end in sorted([*spans, *again]):
        if marks and _touches(marks, start, end):
            continue
        if end > done:
            if start >= done:
                parts += (text[done:start], MARK)
                counted = False
            # The line ends in it stay, so that those behind it stand on the same lines.
            parts.append("\n" * text.count("\n", max(done, start), end))
            done = end
        if not counted and (start, end) not in again:
            counted = True
            count += 1
    return Redacted("".join(parts) + text[done:], count)


def _said_again(text: str, spans: list[Span]) -> Iterator[Span]:
    """Give each place of what was found as a secret: named once, it may stand elsewhere without a name."""
    said = {text[start:end].strip(_AROUND) for start, end in spans[:_MANY]}
    known = [one for one in said if len(one) >= _KNOWN_AGAIN and one.isprintable() and looks_made(one)]
    if not known:
        return
    places = AhoCorasick(known, matchkind=MatchKind.LeftmostLongest, store_patterns=False)
    writable = text.encode("utf-8", "replace").decode()  # half of a pair stands for itself: "?", as long
    for _, start, end in places.find_matches_as_indexes(writable):
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            yield start, end


def _marks(text: str) -> Iterator[int]:
    at = text.find(MARK)
    while at >= 0:
        yield at
        at = text.find(MARK, at + 1)


def _touches(marks: list[int], start: int, end: int) -> bool:
    """Whether a mark stands there already."""
    number = bisect_left(marks, start - len(MARK) + 1)
    return number < len(marks) and marks[number] < end
