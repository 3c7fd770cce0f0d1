"""The labelled corpus: how much of what people really send is read right."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from bot.model import Bounce, Kind
from bot.parse import parse_document, parse_text
from tests.disguises import as_attached, as_forwarded, as_pasted, as_quoted, as_raw

pytestmark = pytest.mark.corpus


def rows(corpus: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in (corpus / name).read_text("utf-8").split("\n") if line]


def lead(bounces: tuple[Bounce, ...]) -> Bounce | None:
    return next((one for one in bounces if one.kind in (Kind.FAILURE, Kind.DELAY)), None)


def test_the_reply_code_of_pastes_is_right(corpus):
    wanted = [row for row in rows(corpus, "pastes.jsonl") if row["family"] != "not-an-smtp-error"]
    wrong = [
        row["id"]
        for row in wanted
        if (found := lead(parse_text(row["paste"]))) is None or found.reply.code != row["expected_code"]
    ]
    assert len(wrong) / len(wanted) <= 0.03, wrong


def test_what_is_no_smtp_error_is_at_most_suspected(corpus):
    assert [
        row["id"]
        for row in rows(corpus, "negatives.jsonl")
        if any(not one.suspected for one in parse_text(row["text"]))
    ] == []


DISGUISES = {
    "raw": (0.97, as_raw),
    "pasted": (0.95, as_pasted),
    "quoted": (0.95, as_quoted),
    "inline": (0.95, as_forwarded),
    "attached": (0.95, as_attached),
}


@pytest.mark.parametrize(("share", "disguise"), DISGUISES.values(), ids=DISGUISES)
def test_the_recipient_of_mails_is_found(corpus, share, disguise):
    labels = defaultdict(list)
    for row in rows(corpus, "set-of-emails-labels.jsonl"):
        labels[row["file"]].append((row["recipient"] or "").lower())
    asked = found = 0
    for file, recipients in labels.items():
        shown = disguise((corpus / file).read_bytes())
        names = {
            (name or "").lower()
            for one in parse_document(shown)
            for name in (one.recipient, one.original_recipient)
        }
        for recipient in recipients:
            if recipient and recipient.encode() in shown.lower():
                asked += 1
                found += recipient in names
    assert asked > 250
    assert found / asked >= share
