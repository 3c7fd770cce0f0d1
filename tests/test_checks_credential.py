"""The offline check: each kind of damage is named with its place, innocent passwords are left alone, nothing leaks."""

import json
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checks import load_checks
from bot.checks.credential import CHECK, EMITS, check_credential, is_damaged
from bot.checks.sentences import sentences_of
from bot.model import CheckRequest, CheckStage, Outcome, Secret, Vantage

USER = "ana@example.com"


def facts(user, password, host=None):
    return check_credential(user, password, host).evidence


def told(evidence, tag):
    return [dict(fact.args) for fact in evidence if fact.tag == tag]


def damage(evidence):
    return [fact.tag for fact in evidence if is_damaged(fact)]


def place(name, code_point, position, length, where, count=1):
    return {
        "field": "password", "position": position, "length": length, "name": name, "code_point": code_point,
        "place": where, "count": count,
    }  # fmt: skip


HIDDEN = [
    ("lf", "secret77\n", place("line end (LF)", "U+000A", 9, 9, "end")),
    ("crlf", "secret77\r\n", place("line end (CR LF)", "U+000D U+000A", 9, 10, "end")),
    ("cr", "secret77\r", place("line end (CR)", "U+000D", 9, 9, "end")),
    ("tab", "secret77\t", place("tab", "U+0009", 9, 9, "end")),
    ("tab-inside", "sec\tret77", place("tab", "U+0009", 4, 9, "inside")),
    ("space-end", "secret77 ", place("space", "U+0020", 9, 9, "end")),
    ("space-start", " secret77", place("space", "U+0020", 1, 9, "start")),
    ("two-spaces-end", "secret77  ", place("space", "U+0020", 9, 10, "inside", 2)),
    ("nbsp-end", "secret77\u00a0", place("no-break space", "U+00A0", 9, 9, "end")),
    ("nbsp-inside", "secret\u00a077", place("no-break space", "U+00A0", 7, 9, "inside")),
    ("narrow-nbsp", "secret77\u202f", place("narrow no-break space", "U+202F", 9, 9, "end")),
    ("ideographic-space", "secret77\u3000", place("ideographic space", "U+3000", 9, 9, "end")),
    ("thin-space", "secret\u200977", place("thin space", "U+2009", 7, 9, "inside")),
    ("line-separator", "secret77\u2028", place("line separator", "U+2028", 9, 9, "end")),
    ("zero-width-space", "sec\u200bret77", place("zero width space", "U+200B", 4, 9, "inside")),
    ("zero-width-non-joiner", "sec\u200cret77", place("zero width non-joiner", "U+200C", 4, 9, "inside")),
    ("zero-width-joiner", "sec\u200dret77", place("zero width joiner", "U+200D", 4, 9, "inside")),
    ("word-joiner", "sec\u2060ret77", place("word joiner", "U+2060", 4, 9, "inside")),
    ("bom", "\ufeffsecret77", place("byte order mark (zero-width no-break space)", "U+FEFF", 1, 9, "start")),
    ("left-to-right", "secret77\u200e", place("left-to-right mark", "U+200E", 9, 9, "end")),
    ("soft-hyphen", "sec\u00adret77", place("soft hyphen", "U+00AD", 4, 9, "inside")),
    ("bidi-embedding", "\u202bsecret77", place("right-to-left embedding", "U+202B", 1, 9, "start")),
    ("bidi-isolate", "secret77\u2069", place("pop directional isolate", "U+2069", 9, 9, "end")),
    ("variation-selector", "secret77\ufe0f", place("variation selector-16", "U+FE0F", 9, 9, "end")),
    ("nul", "secret77\0", place("null character", "U+0000", 9, 9, "end")),
    ("delete", "secret77\x7f", place("delete character", "U+007F", 9, 9, "end")),
    ("next-line", "secret77\x85", place("next line character", "U+0085", 9, 9, "end")),
    ("braille-blank", "secret\u280077", place("braille pattern blank", "U+2800", 7, 9, "inside")),
    ("hangul-filler", "secret\u316477", place("hangul filler", "U+3164", 7, 9, "inside")),
    ("tag-letter", "secret77\U000e0041", place("tag latin capital letter a", "U+E0041", 9, 9, "end")),
]


@pytest.mark.parametrize(
    ("password", "expected"), [row[1:] for row in HIDDEN], ids=[row[0] for row in HIDDEN]
)
def test_a_hidden_character_is_named_with_its_place(password, expected):
    evidence = facts(USER, password.encode())
    assert told(evidence, "credential.hidden-character") == [expected]
    assert damage(evidence) == ["credential.hidden-character"]


ALTERED = [
    ("left-double-quote", "“secret77", ("left double quotation mark", "U+201C", 1, 9, "start")),
    ("right-double-quote", "secret”77", ("right double quotation mark", "U+201D", 7, 9, "inside")),
    ("right-single-quote", "secret’77", ("right single quotation mark", "U+2019", 7, 9, "inside")),
    ("low-quote", "„secret77", ("double low-9 quotation mark", "U+201E", 1, 9, "start")),
    ("guillemet", "secret»77", ("right-pointing double angle quotation mark", "U+00BB", 7, 9, "inside")),
    ("acute-for-back-tick", "secret´77", ("acute accent", "U+00B4", 7, 9, "inside")),
    ("prime", "secret′77", ("prime", "U+2032", 7, 9, "inside")),
    ("em-dash", "secret—77", ("em dash", "U+2014", 7, 9, "inside")),
    ("en-dash", "secret–77", ("en dash", "U+2013", 7, 9, "inside")),
    ("no-break-hyphen", "secret‑77", ("non-breaking hyphen", "U+2011", 7, 9, "inside")),
    ("minus", "secret−77", ("minus sign", "U+2212", 7, 9, "inside")),
    ("ellipsis", "secret…77", ("horizontal ellipsis", "U+2026", 7, 9, "inside")),
    ("full-width", "ｓecret77", ("fullwidth latin small letter s", "U+FF53", 1, 8, "start")),
    ("full-width-sign", "secret！77", ("fullwidth exclamation mark", "U+FF01", 7, 9, "inside")),
    ("mathematical", "𝐬ecret77", ("mathematical bold small s", "U+1D42C", 1, 8, "start")),
    ("ligature", "ﬁsh77secret", ("latin small ligature fi", "U+FB01", 1, 11, "start")),
    ("cyrillic", "sеcret77", ("cyrillic small letter ie", "U+0435", 2, 8, "inside")),
    ("greek", "Οscar1234", ("greek capital letter omicron", "U+039F", 1, 9, "start")),
    ("decomposed", "cafe\u0301 1234", ("combining acute accent", "U+0301", 5, 10, "inside")),
    ("decomposed-hangul", "pw\u1100\u116177", ("hangul jungseong a", "U+1161", 4, 6, "inside")),
]


@pytest.mark.parametrize(
    ("password", "expected"), [row[1:] for row in ALTERED], ids=[row[0] for row in ALTERED]
)
def test_an_altered_character_is_named_with_its_place(password, expected):
    evidence = facts(USER, password.encode())
    assert told(evidence, "credential.altered-character") == [place(*expected)]
    assert damage(evidence) == ["credential.altered-character"]


@pytest.mark.parametrize(
    ("password", "told_of"),
    [
        ("ｓｅｃｒｅｔ", [("full-width character", "", 1, 6, "start", 6)]),
        ("ｓecreｔ！", [("full-width character", "", 1, 7, "start", 3)]),
        ("sесret77", [("Cyrillic letter", "", 2, 8, "inside", 2)]),
        ("𝐬𝐞cret ＯＫ", [("mathematical character", "", 1, 9, "start", 2), ("full-width character", "", 8, 9, "inside", 2)]),
        ("ﬁsh“ﬂ", [("ligature", "", 1, 5, "start", 2), ("left double quotation mark", "U+201C", 4, 5, "inside", 1)]),
    ],
    ids=ascii,
)  # fmt: skip
def test_several_altered_letters_are_not_spelt_out(password, told_of):
    evidence = facts(USER, password.encode())
    assert told(evidence, "credential.altered-character") == [place(*one) for one in told_of]


def test_altered_letters_are_told_in_a_sentence_that_spells_none_of_them():
    [said] = sentences_of(facts(USER, "ｓｅｃｒｅｔ".encode()))
    assert said == ("The password begins with a full-width character, 6 of them in all; 6 characters given.")


INNOCENT = """
correct horse battery staple
Winter2024!
Tr0ub4dor&3
p%ssw0rd
100%safe
a%20
50%off%now
AT&T;rules
R&D&amp
a&b;c
it's"fine
'tis
"quoted
quoted"
"
""
''
a"b"c
x\\y\\z
C:\\temp
back`tick
$ecret#99
pa$$word
${half
a=b=c
Zm9vYmFyYmF6cXV4MTIzNA==
=SUM(A1)
-dash-start
+plus
1E5
12345678
000123
2024-11-24
https://x.y
P@ssw0rd
ana@example.org
pässwörter
contraseña1
şifre-ıİğ
пароль123
Пароль_Admin
κωδικός99
密码password1
パスワード
🔑key🔑
👩‍👩‍👧‍👦family
❤️love❤️
می‌خواهم1
£100 note
²³µ§°
naïve café
***secret***
$KEYBOARD9
SG.not-a-key
abcd-efgh-ijkl-mnop
""".strip().split("\n")  # fmt: skip


@pytest.mark.parametrize("password", INNOCENT)
def test_an_innocent_password_shows_nothing_damaging(password):
    evidence = facts(USER, password.encode())
    assert damage(evidence) == []
    assert check_credential(USER, password.encode(), None).stages == (
        CheckStage("credential", Outcome.PASSED, 0.0),
    )


OTHER_DAMAGE = [
    ("outer-quotes", '"secret77"', "credential.csv-quoting", {"field": "password", "kind": "outer", "length": 10}),
    ("outer-apostrophes", "'secret77'", "credential.csv-quoting", {"field": "password", "kind": "outer", "length": 10}),
    ("outer-back-ticks", "`secret77`", "credential.csv-quoting", {"field": "password", "kind": "outer", "length": 10}),
    ("doubled-quotes", 'sec""ret', "credential.csv-quoting", {"field": "password", "kind": "doubled", "length": 8}),
    ("made-a-number", "1.23457E+15", "credential.csv-quoting", {"field": "password", "kind": "number", "length": 11}),
    ("a-formula", '="012345"', "credential.csv-quoting", {"field": "password", "kind": "formula", "length": 9}),
    ("a-failed-formula", "#NAME?", "credential.csv-quoting", {"field": "password", "kind": "error", "length": 6}),
    ("amp", "R&amp;D77", "credential.html-entity", {"field": "password", "position": 2, "length": 9}),
    ("lt", "a&lt;b", "credential.html-entity", {"field": "password", "position": 2, "length": 6}),
    ("numeric-entity", "it&#39;s", "credential.html-entity", {"field": "password", "position": 3, "length": 8}),
    ("hex-entity", "it&#x27;s", "credential.html-entity", {"field": "password", "position": 3, "length": 9}),
    ("masked-dots", "••••••••", "credential.placeholder", {"field": "password", "kind": "masked"}),
    ("masked-stars", "********", "credential.placeholder", {"field": "password", "kind": "masked"}),
    ("variable", "${SMTP_PASSWORD}", "credential.placeholder", {"field": "password", "kind": "variable"}),
    ("dollar-variable", "$SMTP_PASSWORD", "credential.placeholder", {"field": "password", "kind": "variable"}),
    ("template", "{{ password }}", "credential.placeholder", {"field": "password", "kind": "variable"}),
    ("your-password", "your-password", "credential.placeholder", {"field": "password", "kind": "variable"}),
    ("empty", "", "credential.empty", {"field": "password"}),
    ("mojibake-accent", "cafÃ©77", "credential.wrong-encoding",
     {"field": "password", "position": 4, "length": 7, "place": "inside", "count": 1}),
    ("mojibake-pound", "Â£100", "credential.wrong-encoding",
     {"field": "password", "position": 1, "length": 5, "place": "start", "count": 1}),
    ("mojibake-quote", "itâ€™s77", "credential.wrong-encoding",
     {"field": "password", "position": 3, "length": 8, "place": "inside", "count": 1}),
    ("replacement", "caf\ufffd77", "credential.wrong-encoding",
     {"field": "password", "position": 4, "length": 6, "name": "replacement character", "code_point": "U+FFFD",
      "place": "inside", "count": 1}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("password", "tag", "args"), [row[1:] for row in OTHER_DAMAGE], ids=[row[0] for row in OTHER_DAMAGE]
)
def test_what_files_and_programs_did_to_it_is_proof(password, tag, args):
    evidence = facts(USER, password.encode())
    assert told(evidence, tag) == [args]
    assert damage(evidence) == [tag]


def test_a_space_before_a_spreadsheets_quote_is_told_with_the_quotes():
    evidence = facts(USER, b' "secret77"')
    assert damage(evidence) == ["credential.hidden-character", "credential.csv-quoting"]


HINTS = [
    ("percent", "p%40ss", {"kind": "percent", "position": 2, "length": 6}),
    ("percent-utf-8", "caf%C3%A9", {"kind": "percent", "position": 4, "length": 9}),
    ("backslash-dollar", "p\\$ss", {"kind": "backslash", "position": 2, "length": 5}),
    ("backslash-quote", 'p\\"ss', {"kind": "backslash", "position": 2, "length": 5}),
    ("backslash-n", "secret77\\n", {"kind": "backslash", "position": 9, "length": 10}),
    ("quoted-printable", "p=3Dss", {"kind": "quoted-printable", "position": 2, "length": 6}),
    ("quoted-printable-accent", "caf=C3=A9", {"kind": "quoted-printable", "position": 4, "length": 9}),
]


@pytest.mark.parametrize(("password", "args"), [row[1:] for row in HINTS], ids=[row[0] for row in HINTS])
def test_an_escape_in_a_password_is_a_hint_and_no_proof(password, args):
    evidence = facts(USER, password.encode())
    assert told(evidence, "credential.escaping") == [{"field": "password", **args}]
    assert damage(evidence) == []


def test_a_letter_outside_ascii_is_told_by_its_place_and_never_by_its_name():
    evidence = facts(USER, "pässwörter".encode())
    assert told(evidence, "credential.non-ascii") == [
        {"field": "password", "position": 2, "length": 10, "place": "inside", "count": 2}
    ]


def test_latin_1_bytes_are_told_as_bytes_that_are_no_utf_8():
    evidence = facts(USER, b"\xa3100 note")
    assert told(evidence, "credential.not-utf-8") == [
        {"field": "password", "position": 1, "length": 9, "place": "start", "count": 1}
    ]
    assert damage(evidence) == []


@pytest.mark.parametrize(
    ("password", "expected"), [(b"secret77\n", True), (b"secret77\r\n", True), (b"sec\nret77", False)]
)
def test_a_final_line_end_is_also_told_as_echos(password, expected):
    assert bool(told(facts(USER, password), "credential.trailing-newline")) is expected


GMAIL = [
    ("letters", "abcdefghijklmnop", []),
    ("shown-groups", "abcd efgh ijkl mnop", ["credential.app-password-spaces"]),
    ("no-break-groups", "abcd\u00a0efgh\u00a0ijkl\u00a0mnop",
     ["credential.app-password-spaces", "credential.hidden-character"]),
    ("account-password", "Winter2024!", ["credential.not-app-password-shape"]),
    ("one-short", "abcdefghijklmno", ["credential.not-app-password-shape"]),
    ("a-digit", "abcdefgh1jklmnop", ["credential.not-app-password-shape"]),
    ("line-end", "abcdefghijklmnop\n", ["credential.hidden-character"]),
]  # fmt: skip


@pytest.mark.parametrize(("password", "expected"), [row[1:] for row in GMAIL], ids=[row[0] for row in GMAIL])
@pytest.mark.parametrize(
    ("user", "host"),
    [
        ("ana@gmail.com", None),
        ("ana@example.com", "smtp.gmail.com"),
        ("ana@yahoo.com", "smtp.mail.yahoo.com"),
    ],
    ids=["by-domain", "by-host", "yahoo"],
)
def test_an_app_password_is_told_from_an_account_password(user, host, password, expected):
    assert damage(facts(user, password.encode(), host)) == expected


@pytest.mark.parametrize(
    ("user", "host", "password", "fits"),
    [
        ("ana@gmail.com", None, "abcdefghijklmnop", ["gmail"]),
        ("ana@example.com", "smtp.mail.yahoo.com", "abcdefghijklmnop", ["yahoo"]),
        ("ana@icloud.com", None, "abcd-efgh-ijkl-mnop", ["icloud"]),
        ("ana@gmail.com", None, "Winter2024!", []),
        ("ana@example.com", "mail.example.com", "abcdefghijklmnop", []),
        ("ana@qq.com", None, "abcdefghijklmnop", []),
    ],
)
def test_what_has_the_shape_of_an_app_password_is_told(user, host, password, fits):
    found = told(facts(user, password.encode(), host), "provider.app-password-shape")
    assert found == [{"provider": provider} for provider in fits]


SHAPES = [
    ("icloud-hyphens", "ana@icloud.com", None, "abcd-efgh-ijkl-mnop", []),
    ("icloud-account", "ana@icloud.com", None, "Winter2024!", ["credential.not-app-password-shape"]),
    ("own-server", "ana@gmail.com", "mail.example.com", "Winter2024!", []),
    ("yandex-may-be-the-account", "ana@yandex.ru", None, "Winter2024!", []),
    ("sendgrid-key", "apikey", "smtp.sendgrid.net", "SG." + "a" * 66, []),
    ("sendgrid-other", "apikey", "smtp.sendgrid.net", "Winter2024!", ["credential.not-key-shape"]),
    ("resend-key", "resend", "smtp.resend.com", "re_12345678", []),
    ("resend-other", "resend", "smtp.resend.com", "Winter2024!", ["credential.not-key-shape"]),
    ("brevo-smtp-key", "a1b2@smtp-brevo.com", "smtp-relay.brevo.com", "xsmtpsib-12", []),
    ("brevo-api-key", "a1b2@smtp-brevo.com", "smtp-relay.brevo.com", "xkeysib-12", ["credential.not-key-shape"]),
    ("ses-right", "AKIAABCDEFGHIJKLMNOP", "email-smtp.eu-west-1.amazonaws.com", "B" * 44, []),
    ("ses-iam-secret", "AKIAABCDEFGHIJKLMNOP", "email-smtp.eu-west-1.amazonaws.com", "x" * 40,
     ["credential.iam-secret-key"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("user", "host", "password", "expected"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES]
)
def test_keys_and_codes_are_held_against_what_the_provider_gives_out(user, host, password, expected):
    assert damage(facts(user, password.encode(), host)) == expected


def test_a_sendgrid_key_of_another_length_and_a_code_of_another_shape_are_hints():
    assert told(facts("apikey", b"SG.short", "smtp.sendgrid.net"), "credential.key-length") == [
        {"provider": "sendgrid", "length": 8}
    ]
    evidence = facts("ana@qq.com", b"Winter2024!")
    assert told(evidence, "credential.not-authorization-code-shape") == [{"provider": "qq"}]
    assert damage(evidence) == []
    assert told(facts("ana@qq.com", b"abcdefghijklmnop"), "credential.not-authorization-code-shape") == []


def test_four_words_of_four_letters_are_only_a_hint_where_the_provider_is_unknown():
    evidence = facts(USER, b"door lamp tree fish")
    assert told(evidence, "credential.spaced-groups") == [{"length": 19}]
    assert damage(evidence) == []


USERS = [
    ("address", "ana@example.com", None, ["user.full-address"], []),
    ("local-part", "ana", None, ["user.local-part"], []),
    ("local-part-for-office", "ana", "smtp.office365.com",
     ["user.other-form", "user.local-part", "provider.password-rule"], []),
    ("address-for-web-de", "ana@web.de", None,
     ["user.other-form", "user.full-address", "provider.password-rule"], []),
    ("word", "apikey", "smtp.sendgrid.net", ["user.fixed-word", "provider.password-rule"], []),
    ("word-with-a-subaccount", "SMTP_Injection:X-MSYS-SUBACCOUNT=123", "smtp.sparkpostmail.com",
     ["user.fixed-word", "provider.password-rule"], []),
    ("word-with-the-key-behind-it", "apikey:SG.doorlamp", "smtp.sendgrid.net",
     ["user.not-the-fixed-word", "provider.password-rule"], ["user.not-the-fixed-word"]),
    ("word-in-other-case", "ApiKey", "smtp.sendgrid.net",
     ["user.not-the-fixed-word", "provider.password-rule"], ["user.not-the-fixed-word"]),
    ("address-for-word", "ana@example.com", "smtp.sendgrid.net",
     ["user.not-the-fixed-word", "user.full-address", "provider.password-rule"], ["user.not-the-fixed-word"]),
    ("resend", "ana@example.com", "smtp.resend.com",
     ["user.not-the-fixed-word", "user.full-address", "provider.password-rule"], ["user.not-the-fixed-word"]),
    ("typo", "ana@gmial.com", None, ["user.domain-typo", "user.full-address"], ["user.domain-typo"]),
    ("mailto", "mailto:ana@example.com", None, ["user.wrapped", "user.full-address"], ["user.wrapped"]),
    ("brackets", "<ana@example.com>", None, ["user.wrapped", "user.full-address"], ["user.wrapped"]),
    ("with-name", "Ana Lee <ana@example.com>", None, ["user.wrapped", "user.full-address"], ["user.wrapped"]),
    ("row-of-a-list", "ana@example.com:Winter24", None, ["user.wrapped", "user.full-address"], ["user.wrapped"]),
    ("row-with-a-tab", "ana@example.com\tWinter24", None,
     ["credential.hidden-character", "user.wrapped", "user.full-address"],
     ["credential.hidden-character", "user.wrapped"]),
    ("two-ats", "ana@@example.com", None, ["user.malformed-address", "user.full-address"], []),
    ("domain-and-user", "FIRM\\ana", None, ["user.local-part"], []),
    ("empty", "", None, ["credential.empty"], ["credential.empty"]),
    ("trailing-space", "ana@example.com ", None,
     ["credential.hidden-character", "user.full-address"], ["credential.hidden-character"]),
    ("inner-space", "ana @example.com", None,
     ["credential.hidden-character", "user.malformed-address", "user.full-address"], ["credential.hidden-character"]),
    ("cyrillic", "аna@example.com", None,
     ["credential.altered-character", "user.full-address"], ["credential.altered-character"]),
    ("quoted", '"ana@example.com"', None,
     ["credential.csv-quoting", "user.malformed-address", "user.full-address"], ["credential.csv-quoting"]),
    ("percent-at", "ana%40example.com", None, ["user.percent-encoded"], ["user.percent-encoded"]),
    ("other-server", "ana@outlook.com", "smtp.gmail.com",
     ["user.full-address", "provider.password-rule", "provider.other-server"], []),
    ("same-server", "ana@vk.com", "smtp.mail.ru", ["user.full-address", "provider.password-rule"], []),
    ("own-form", "ana@gmail.com", "mail.smtp2go.com",
     ["user.full-address", "provider.user-name", "provider.password-rule"], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("user", "host", "other"),
    [
        ("ana", "smtp.office365.com", [{"provider": "microsoft-365", "wanted": "address"}]),
        ("ana@web.de", None, [{"provider": "web-de", "wanted": "local-part"}]),
        ("ana", "smtp.web.de", []),
    ],
)
def test_the_form_that_a_provider_wants_is_named_where_it_is_another(user, host, other):
    assert told(facts(user, b"s3cretword", host), "user.other-form") == other


@pytest.mark.parametrize(
    ("user", "host", "tags", "damaging"), [row[1:] for row in USERS], ids=[row[0] for row in USERS]
)
def test_a_user_name_is_held_against_its_form(user, host, tags, damaging):
    evidence = facts(user, None, host)
    assert [fact.tag for fact in evidence] == tags
    assert damage(evidence) == damaging


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"), ("gmai.com", "gmail.com"), ("gmaill.com", "gmail.com"), ("gmail.con", "gmail.com"),
        ("gnail.com", "gmail.com"), ("gmailcom", "gmail.com"), ("hotmial.com", "hotmail.com"),
        ("hotmai.com", "hotmail.com"), ("outlok.com", "outlook.com"), ("outloook.com", "outlook.com"),
        ("yaho.com", "yahoo.com"), ("yahooo.com", "yahoo.com"), ("iclould.com", "icloud.com"),
        ("icloud.con", "icloud.com"), ("comcast.ner", "comcast.net"),
        ("gmail.com", None), ("ymail.com", None), ("mail.com", None), ("email.com", None), ("gmx.com", None),
        ("example.com", None), ("hotmail.de", None), ("yahoo.co.jp", None), ("cloud.com", None), ("", None),
    ],
)  # fmt: skip
def test_a_misspelt_domain_leads_to_the_one_meant(domain, meant):
    expected = [{"given": domain, "meant": meant}] if meant else []
    assert told(facts(f"ana@{domain}", None), "user.domain-typo") == expected


def test_fields_in_each_others_place_are_told():
    evidence = facts("Winter2024!", b"ana@example.com")
    assert damage(evidence) == ["credential.swapped-fields"]


def test_a_password_equal_to_the_user_name_is_a_hint_save_where_a_service_wants_it_so():
    assert told(facts(USER, USER.encode()), "credential.same-as-user") == [{}]
    token = "0" * 36
    assert told(facts(token, token.encode(), "smtp.postmarkapp.com"), "credential.same-as-user") == []


def test_a_password_too_long_for_a_login_is_told_and_read_no_further():
    evidence = facts(USER, b"x" * 10_000)
    assert [fact.tag for fact in evidence if is_damaged(fact)] == ["credential.too-long"]
    many = facts(USER, "".join(chr(0x2000 + at % 0x300) for at in range(100_000)).encode())
    assert len(many) < 30


def test_bytes_of_a_user_name_are_read_as_text_is():
    assert (
        facts(b"ana@example.com\xa0", None) == check_credential("ana@example.com\udca0", None, None).evidence
    )


def test_every_tag_is_declared_and_every_fact_comes_from_the_given_credential():
    declared = tomllib.loads((files("bot.knowledge") / "evidence.toml").read_text(encoding="utf-8"))
    assert sorted(tag for tag in EMITS if tag not in declared) == []
    assert sorted(tag for tag in EMITS if "given-credential" not in declared[tag]["vantage"]) == []
    everything = [
        *(facts(USER, row[1].encode()) for row in (*HIDDEN, *ALTERED, *OTHER_DAMAGE, *HINTS)),
        *(facts(row[1], row[3].encode(), row[2]) for row in SHAPES),
        *(facts(row[1], None, row[2]) for row in USERS),
    ]
    for fact in (fact for evidence in everything for fact in evidence):
        assert fact.tag in EMITS
        assert set(fact.args) <= set(declared[fact.tag]["args"])
        assert (fact.source, fact.vantage) == ("credential", Vantage.GIVEN_CREDENTIAL)
        if is_damaged(fact):  # it keeps a login from being sent: a person is told what it is
            assert len(sentences_of((fact,))) == 1


async def test_the_check_is_found_and_answers_without_touching_the_network():
    assert load_checks()["credential"] is CHECK
    request = CheckRequest(user=USER, password=Secret(b"secret77\n"))
    answer = await CHECK.run(request, None)
    assert answer.evidence == facts(USER, b"secret77\n")
    assert [(stage.name, stage.outcome) for stage in answer.stages] == [("credential", Outcome.FAILED)]
    assert (answer.bounce, answer.attempts) == (None, 0)


SENTENCES = [
    ("inside", USER, "twelve-chars\u00a0four", None,
     ("The password holds a no-break space (U+00A0) after the 12th character; 17 characters given.",)),
    ("start", USER, "\ufeffsecret77", None,
     ("The password begins with a byte order mark (zero-width no-break space) (U+FEFF); 9 characters given.",)),
    ("end-and-echo", USER, "secret77\n", None,
     ("The password ends with a line end (LF) (U+000A) after the 8th character; 9 characters given.",
      "Did you pipe it through `echo`? It adds a line end to the password; `printf %s` adds none.")),
    ("several", USER, "a—b—c", None,
     ("The password holds an em dash (U+2014) after the 1st character, 2 of them in all; 5 characters given.",)),
    ("two-places", USER, "\u00a0secret77 ", None,
     ("The password begins with a no-break space (U+00A0); 10 characters given.",
      "The password ends with a space (U+0020) after the 9th character.")),
    ("user", "ana\u200b@example.com", "secret77", None,
     ("The user name holds a zero width space (U+200B) after the 3rd character; 16 characters given.",)),
    ("encoding", USER, "cafÃ©77", None,
     ("Text read in the wrong encoding begins at the 4th character of the password; 7 characters given.",)),
    ("entity", USER, "R&amp;D", None,
     ("An HTML entity begins at the 2nd character of the password; 7 characters given.",)),
    ("typo", "ana@gmial.com", "secret77", None,
     ("“gmial.com” in the user name is probably meant to be “gmail.com”.",)),
    ("word", USER, "SG." + "a" * 66, "smtp.sendgrid.net",
     ("Twilio SendGrid wants the word “apikey” as user name, and nothing else.",)),
    ("app-password", "ana@gmail.com", "secret77", None,
     ("Gmail takes only app passwords of 16 letters here; this is none. "
      "How to make one: https://support.google.com/accounts/answer/185833",)),
    ("other-server", "ana@outlook.com", "abcdefghijklmnop", "smtp.gmail.com",
     ("The mailbox lies at Outlook.com, Hotmail, Live, MSN, whose server is smtp-mail.outlook.com; "
      "the server named belongs to somebody else.",)),
    ("quotes", USER, '"secret77"', None, ("The password stands in quotes.",)),
    ("doubled", USER, 'a""b77', None, ("The password holds quotes that are doubled.",)),
    ("number", USER, "1.23E+11", None, ("The password was made into a number by a spreadsheet.",)),
    ("formula", USER, '="012345"', None, ("The password stands as a spreadsheet's formula.",)),
    ("failed formula", USER, "#REF!", None, ("The password is a spreadsheet's error: it was taken for a formula.",)),
    ("masked", USER, "********", None, ("The password is a row of dots or asterisks.",)),
    ("variable", "${SMTP_USER}", "secret77", None,
     ("The user name is the name of a variable that was not replaced.",)),
    ("empty", USER, "", None, ("The password is empty.",)),
    ("spaces", "ana@gmail.com", "abcd efgh ijkl mnop", None,
     ("The app password holds the spaces that it is shown with.",)),
    ("key", "apikey", "secret77", "smtp.sendgrid.net",
     ("This is not the kind of key that Twilio SendGrid takes here.",)),
    ("aws", "AKIAIOSFODNN7EXAMPLE", "a" * 40, "email-smtp.us-east-1.amazonaws.com",
     ("The password has the length of an AWS secret key, 40; SES takes 44.",)),
    ("swapped", "Sommer", "ana@example.com", None, ("The password is an address and the user name is none.",)),
    ("wrapped", "<ana@example.com>", "secret77", None,
     ("The user name holds more than the address: brackets, mailto:, a name, or what stands behind it.",)),
    ("url", "ana%40example.com", "secret77", None,
     ("The user name is written as in a URL, with %40 for the @; 17 characters given.",)),
    ("nothing", USER, "secret77", None, ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("user", "password", "host", "expected"),
    [row[1:] for row in SENTENCES],
    ids=[row[0] for row in SENTENCES],
)
def test_a_person_is_told_which_character_stands_where(user, password, host, expected):
    assert sentences_of(facts(user, password.encode(), host)) == expected


# No letters of the words that facts are made of: what is found in the output comes from the secret.
_SECRETS = st.text(
    alphabet=st.one_of(
        st.sampled_from("QXJZ79!$&%;=\\\"'`<>@. \t\n\r\0"),
        st.characters(min_codepoint=0x80, exclude_categories=["Cs"]),
    ),
    min_size=8,
    max_size=60,
)
_HOSTS = st.sampled_from([None, "smtp.gmail.com", "smtp.sendgrid.net", "email-smtp.us-east-1.amazonaws.com"])


@given(secret=_SECRETS, user=_SECRETS, host=_HOSTS)
def test_no_output_holds_four_characters_of_a_secret(secret, user, host):
    answer = check_credential(user, secret.encode(), host)
    output = (
        repr(answer)
        + repr(sentences_of(answer.evidence))
        + json.dumps([[fact.tag, dict(fact.args)] for fact in answer.evidence], ensure_ascii=False)
    )
    pieces = {secret[at : at + 4] for at in range(len(secret) - 3)}
    assert [piece for piece in pieces if piece.strip() and piece in output] == []


@given(secret=st.binary(max_size=200), user=st.one_of(st.binary(max_size=80), st.text(max_size=80)))
def test_any_bytes_are_answered(secret, user):
    answer = check_credential(user, secret, None)
    assert answer.attempts == 0
    assert all(1 <= fact.args.get("position", 1) <= fact.args.get("length", 1) for fact in answer.evidence)
