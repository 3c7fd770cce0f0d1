"""The signs that are looked for in every text keep their automaton small, and hide nothing."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
import re2

import bot.parse
from bot.parse.signs import PERSONAL, PROGRAM, REPLY, TALK, WORDS, Seen, Sieve, Signs, signs_of
from bot.parse.source import is_statement, may_hold_statement
from bot.parse.surroundings.client import client_in
from bot.parse.surroundings.service_named import NAMED
from bot.pattern_set import LongPattern, lost_border

# `fail.{0,60}name` is sixty states, each with every other pattern's: it took two thirds of a sieve.
COUNTED = re.compile(r"[.\])]\{\d*,\d{2,}\}|\\[wWsSdD]\{\d*,\d{2,}\}")


@pytest.mark.parametrize(
    "sieve",
    [PROGRAM, PERSONAL, REPLY, WORDS, TALK],
    ids=["program", "personal", "reply", "words", "talk"],
)
def test_no_sign_counts_characters_over_a_distance(sieve: Sieve):
    assert sieve.patterns
    assert [pattern for pattern in sieve.patterns.values() if COUNTED.search(pattern)] == []


def test_no_sign_has_its_border_beside_a_letter_that_re2_takes_for_none():
    modules = [import_module(found.name) for found in walk_packages(bot.parse.__path__, "bot.parse.")]
    # What `occurs` gives is its pattern's method.
    constants = [getattr(one, "__self__", one) for module in modules for one in vars(module).values()]
    patterns = {pattern for one in constants if isinstance(one, Sieve) for pattern in one.patterns.values()}
    patterns |= {one.pattern for one in constants if isinstance(one, LongPattern | type(re2.compile("")))}

    assert {lost_border(one) for one in patterns if isinstance(one, str)} == {None}


def test_a_text_is_looked_at_by_a_sieve_when_one_of_its_signs_is_first_asked_for():
    settings, secrets = Sieve(), Sieve()
    port, secret = Signs(settings, r"\bport \d"), Signs(secrets, r"\btoken\b", r"\bkey\b")
    seen = Seen("Port 25, Key")

    assert (seen.found(secret), seen.any(secret), list(seen)) == ([1], True, [secrets])
    assert (seen.any(port), Seen("report").any(port), list(seen)) == (True, False, [secrets, settings])


def test_in_what_a_program_wrote_nobodys_own_words_are_looked_for():
    # Signs that are there: a sieve takes no more once it has looked at a text.
    said = Seen("msmtp says 535, we use Yahoo Mail")
    unspoken = said.unspoken()

    assert (client_in(said), said.any(NAMED)) == ("msmtp", True)
    assert (client_in(unspoken), unspoken.any(NAMED)) == ("msmtp", False)
    assert (client_in(unspoken.of("msmtp, Yahoo Mail")), unspoken.of("we use Yahoo Mail").any(NAMED)) == (
        "msmtp",
        False,
    )


def test_signs_made_of_patterns_stand_wherever_one_of_them_matches():
    port, host = re.compile(r"(?<!\w)port (\d{2,5})\b"), re.compile(r"(?i)\bmx\d?\.[\w-]{1,63}")
    signs = signs_of(Sieve(), port, host)

    assert [Seen(text).found(signs) for text in ("port 25", "at MX1.example", "a port", "mx")] == [
        [0],
        [1],
        [],
        [],
    ]


OTHER_LANGUAGES = """\
} catch (MessagingException e) {
case 535:
} elsif ($code == 550) {
else if (strpos($error, '535') !== false) {
throw new TransportException('535 refused');
raise SMTPAuthenticationError
:raises SMTPServerDisconnected: when it is gone
'login' => '/account/login',
'code' => Smtp::REFUSED,
550 => 'mailbox unavailable',
550: "mailbox unavailable",
), 550);
#define SMTP_REFUSED 550
message: str
# 550 -> bounced
/* 550 is answered to a mailbox that is unknown */
msgid "550 mailbox unavailable"
"errors.smtp.refused": "550 mailbox unavailable",
<string name="refused">550 mailbox unavailable</string>
deny  message = 550 mailbox unavailable
/^Subject: spam/ REJECT 550
mails_total{code="550"} 12
SELECT code, text FROM replies
INSERT INTO replies VALUES (550)
error_page 502 /busy.html
location /mail {
$ grep 550 mail.log
if code != EAUTH and
this.failed &&
"""


def test_no_statement_is_without_its_sign():
    here = Path(__file__).parent
    sources = [*here.parent.glob("bot/**/*.py"), *here.glob("*.py"), *here.parent.glob("bot/**/*.js")]
    lines = {line for source in sources for line in source.read_text(encoding="utf-8").split("\n")}
    statements = [line for line in lines | set(OTHER_LANGUAGES.split("\n")) if is_statement(line)]

    assert [line for line in OTHER_LANGUAGES.splitlines() if line not in statements] == []
    assert [line for line in statements if not may_hold_statement(Seen(line))] == []
