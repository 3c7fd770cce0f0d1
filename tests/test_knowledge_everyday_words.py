"""Everyday words are found where they stand as words of their own, in every script."""

import pytest

from bot.knowledge.everyday import EverydayWords
from tests.pages import base, page, wording

WORDS = ["relay", "wrong password", "#111", "ошибка", "échec", "密码错误"]
KNOWN = EverydayWords(base(refused=page(wording(words=WORDS))).entries["refused"].wordings)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("wrong password", ["wrong password"]),
        ("it says wrong password, and relay too", ["relay", "wrong password"]),
        ("it is not relay, and wrong password", ["wrong password"]),
        ("could not relay", ["relay"]),
        ("wrong passwords", []),
        ("wrong password2", []),
        ("relays", []),
        ("a_relay", []),
        ("relay-host", ["relay"]),
        ("to=<a@b.example>, relay=mx.example", []),
        ("connection refused #111", ["#111"]),
        ("(#111)", ["#111"]),
        ("ошибка: тест", ["ошибка"]),
        ("ошибками", []),
        ("échec", ["échec"]),
        ("échecs", []),
        ("登录时密码错误请重试", ["密码错误"]),
        ("nothing of it", []),
        ("", []),
    ],
)
def test_a_word_counts_where_its_neighbours_part_it(line, found):
    assert [word for word, _ in KNOWN.in_line(line)] == found


PARTED = EverydayWords(
    base(closed=page(wording(words=["port ... closed", "zertifikat ... abgelaufen"])))
    .entries["closed"]
    .wordings
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("port 587 is closed", ["port closed"]),
        ("the port closed", ["port closed"]),
        ("closed is the port", []),
        ("port 587 works, the shop is closed", []),
        ("port of a city that has been known for long to be closed", []),
        ("a port and a port 25 on mail.example.com closed", ["port closed"]),
        ("ports 587 closed", []),
        ("zertifikat von mail.example.com abgelaufen", ["zertifikat abgelaufen"]),
        ("das sicherheitszertifikat ist abgelaufen", ["zertifikat abgelaufen"]),
        ("das ssl-zertifikat ist abgelaufen", ["zertifikat abgelaufen"]),
    ],
)
def test_a_few_words_may_stand_between_two_parts(line, found):
    assert [word for word, _ in PARTED.in_line(line)] == found


@pytest.mark.parametrize("line", ["l'echec du login", "l'échec du login", "l'e\u0301chec du login"])
def test_accents_may_be_left_out(line):
    assert [word for word, _ in KNOWN.in_line(line)] == ["échec"]


def test_a_word_of_two_wordings_is_both():
    of_both = base(
        one=page(wording(words=["over quota"]), name="one"),
        two=page(wording(words=["over quota"]), name="two"),
    )
    known = EverydayWords(one for entry in of_both.entries.values() for one in entry.wordings)

    assert [told.entry for _, told in known.in_line("over quota")] == ["one", "two"]
