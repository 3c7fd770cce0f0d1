"""What a sentence says of what is found in any order and language, and never in two sentences."""

import pytest

from bot.knowledge.composed import ComposedWords
from tests.pages import base, page, wording

BASE = base(
    locked=page(wording(words=["account + blocked"], stage="auth")),
    empty=page(wording(words=["password + empty", "password + not + valid"], stage="auth")),
    deleted=page(wording(words=["account + deleted"], stage="auth")),
    over=page(wording(words=["plan + expired"], stage="auth")),
)
KNOWN = ComposedWords(one for entry in BASE.entries.values() for one in entry.wordings)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("535 the account is blocked", [12]),
        ("535 blocked: this user's account", [12]),
        ("535 ihr konto wurde wegen zu vieler versuche gesperrt", [12]),
        ("535 ana@example.com is blocked", [12]),
        ("535 your account is fine. mail to it is blocked", []),
        ("535 passwort ist nicht mehr gültig", [16]),
        ("535 密码为空", [16]),
        ("535 smtp계정이 차단되었습니다", [12]),
        ("535 your trial is over, upgrade now", [16]),
        ("535 your plan is over the limit", []),
        ("535 the account " + "is known " * 30 + "and blocked", []),
        ("535 blocked", []),
        ("535 we blocked the account ourselves", []),
        ("535 das benutzerkonto wurde gesperrt", [12]),
        ("535 the account [blocked] of ana", [12]),
        ("535 account of ana removed", [12]),
        ("535 bad login '[removed]' for this account", []),
        ("535 no account <deleted> here", []),
        ("535 we see that the account is blocked", [12]),
        ("", []),
    ],
)
def test_the_words_of_one_sentence_count_together(line, says):
    assert [counts for counts, _ in KNOWN.in_line(line)] == says
