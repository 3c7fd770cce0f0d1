"""What the knowledge base does not know is collected as drafts that name no customer and guess nothing."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot.__main__ import cli
from bot.drafts import Draft, draft_toml, load_drafts
from bot.model import Family, Permanence, Stage
from bot.reading import read_text
from bot.store import incidents
from bot.store.forgetting import forget, parse_address
from tests.knowledge_base import knowledge
from tests.store_house import FINDING, NOON, opening

UNKNOWN = replace(
    FINDING,
    entry=None,
    cause=None,
    family=Family.UNKNOWN,
    provider=None,
    reply_code=554,
    enhanced_code="5.9.9",
    reply_text="5.9.9 <ana@example.com>: The Zorglub filter at mx1.example.com says njet (ref 4A5F-77), ask again",
    permanence=Permanence.UNKNOWN,
)


def paste(store, *findings, days=0, **more):
    return store.write_now(
        opening(findings=findings, at=NOON + timedelta(days=days), message_ts=f"{days}.1", **more)
    ).incident


def drafts(store):
    return load_drafts(store, knowledge())


def test_equal_failures_are_one_draft_without_what_tells_a_customer(store):
    paste(store, UNKNOWN)
    other = (
        "5.9.9 <ben.b@b.example.org>: The Zorglub filter at filter2.b.example says njet (ref 991), ask again"
    )
    paste(store, replace(UNKNOWN, reply_text=other, count=3), days=2)
    assert drafts(store) == (
        Draft(
            fingerprint="/18d08af4273d6c40d7f6//5.9.9",
            reply_code=554,
            enhanced_code="5.9.9",
            stage=None,
            provider=None,
            phrases=("the zorglub filter at", "says njet", "ask again"),
            example="554 5.9.9 <<address>>: The Zorglub filter at <host> says njet (ref <id>), ask again",
            count=4,
            first_seen=NOON,
            last_seen=NOON + timedelta(days=2),
            families=(),
        ),
    )


def test_the_most_frequent_come_first_and_of_equals_the_newest(store):
    for days, words in enumerate(["strange words indeed", "odd words indeed", "weird words indeed"]):
        paste(store, replace(UNKNOWN, reply_text=words), days=days)
    paste(store, replace(UNKNOWN, reply_text="odd words indeed"), days=5, channel="C2")
    assert [draft.phrases for draft in drafts(store)] == [
        ("odd words indeed",),
        ("weird words indeed",),
        ("strange words indeed",),
    ]


def test_a_known_failure_is_no_draft_and_an_unknown_one_behind_it_is(store):
    paste(store, FINDING)
    paste(store, FINDING, UNKNOWN, channel="C2")
    assert [draft.count for draft in drafts(store)] == [1]


def test_what_only_reads_like_a_page_is_a_draft_and_says_which_family_it_reads_like(store):
    (finding,) = read_text(
        "550 this mailbox has not enough storage for more of such letters, good bye", knowledge()
    )
    assert (finding.family, finding.entry) == (Family.MAILBOX_FULL, "mailbox-full")
    paste(store, finding)
    [draft] = drafts(store)
    assert [(one.family, one.because) for one in draft.families] == [
        ("mailbox-full", "it reads like its texts")
    ]


@pytest.mark.parametrize(
    ("changes", "families"),
    [
        ({}, []),
        ({"stage": Stage.AUTH, "enhanced_code": None}, [("auth", "it was said at login")]),
        ({"enhanced_code": "5.7.25"}, [("rdns", "all 9 wordings with 5.7.25 are of it")]),
        ({"enhanced_code": "5.7.1"}, []),
    ],
    ids=["a number nobody carries", "at login", "a number of one family", "a number of many"],
)
def test_a_family_is_named_only_where_something_says_so(store, changes, families):
    paste(store, replace(UNKNOWN, **changes))
    [draft] = drafts(store)
    assert [(one.family, re.sub(r"all \d+", "all 9", one.because)) for one in draft.families] == families


def test_the_block_is_what_a_page_takes(store):
    paste(
        store,
        replace(UNKNOWN, reply_text='Zorglub "njet"\x7f \\ says ☃ no', provider="gmail", stage=Stage.RCPT),
    )
    text = draft_toml(drafts(store)[0])
    assert text.splitlines()[0] == "# seen once, 2026-11-24 to 2026-11-24"
    assert tomllib.loads(text) == {
        "wording": [
            {
                "codes": [554],
                "enhanced": ["5.9.9"],
                "stage": "rcpt",
                "provider": "gmail",
                "example": '554 Zorglub "njet"\x7f \\ says ☃ no',
                "basis": "observed",
                "source": "",
            }
        ]
    }


@given(st.text(max_size=300))
def test_every_text_makes_a_block_that_reads_back(text):
    from bot.drafts import _draft  # the block of one finding, without a database

    draft = _draft("x", replace(UNKNOWN, reply_text=text), NOON, KNOWLEDGE)
    [wording] = tomllib.loads(draft_toml(draft))["wording"]
    assert wording["example"] == draft.example


KNOWLEDGE = knowledge()


def test_what_was_removed_or_forgotten_is_no_draft(store):
    paste(store, UNKNOWN)
    paste(
        store,
        replace(UNKNOWN, recipient="ben@example.com", reply_text="odd words about ben@example.com"),
        days=1,
    )
    forget(store, parse_address("ben@example.com"), NOON)
    assert [draft.phrases for draft in drafts(store)] == [("the zorglub filter at", "says njet", "ask again")]
    store.write_now(
        lambda db: incidents.blank_paste(db, team="T1", channel="C1", message_ts="0.1", actor="U1", at=NOON)
    )
    assert drafts(store) == ()


def test_the_command_lists_blocks_or_json(store, monkeypatch):
    monkeypatch.setenv("SMTPCHECK_DATABASE", store.path)
    said = CliRunner().invoke(cli, ["unknown", "list"])
    assert (said.stdout, said.stderr) == ("", "No failure has been pasted yet.\n")
    paste(store, FINDING)
    said = CliRunner().invoke(cli, ["unknown", "list"])
    assert (said.stdout, said.stderr) == (
        "",
        "Every failure that was pasted is known to an entry word for word.\n",
    )
    paste(store, UNKNOWN)
    blocks = CliRunner().invoke(cli, ["unknown", "list"]).output
    assert blocks.startswith("# Read each draft before you add it")
    assert len(tomllib.loads(blocks)["wording"]) == 1
    [document] = json.loads(CliRunner().invoke(cli, ["unknown", "list", "--json"]).output)
    assert (document["count"], document["example"]) == (1, drafts(store)[0].example)
    assert "ana@" not in blocks
