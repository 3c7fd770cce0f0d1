"""The labelled corpus: how much of what people really send is read right."""

import email
import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

from bot.model import Bounce, Kind
from bot.parse import parse_document, parse_text
from bot.parse.parts import part_text

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif("SMTPCHECK_CORPUS" not in os.environ, reason="SMTPCHECK_CORPUS names no corpus"),
]


def rows(name: str) -> list[dict]:
    text = (Path(os.environ["SMTPCHECK_CORPUS"]) / name).read_text("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def lead(bounces: tuple[Bounce, ...]) -> Bounce | None:
    return next((one for one in bounces if one.kind in (Kind.FAILURE, Kind.DELAY)), None)


def test_the_reply_code_of_pastes_is_right():
    wanted = [row for row in rows("pastes.jsonl") if row["family"] != "not-an-smtp-error"]
    wrong = [
        row["id"]
        for row in wanted
        if (found := lead(parse_text(row["paste"]))) is None or found.reply.code != row["expected_code"]
    ]
    assert len(wrong) / len(wanted) <= 0.03, wrong


def test_what_is_no_smtp_error_is_at_most_suspected():
    assert [
        row["id"]
        for row in rows("negatives.jsonl")
        if any(not one.suspected for one in parse_text(row["text"]))
    ] == []


def words_of(raw: bytes) -> str:
    """What a mail program shows of a mail, with the report's fields and the returned mail's main headers."""
    shown: list[str] = []
    for part in email.message_from_bytes(raw).walk():
        kind, payload = part.get_content_type(), part.get_payload()
        if kind == "message/delivery-status" and isinstance(payload, list):
            shown.append(
                "\n".join("".join(f"{name}: {value}\n" for name, value in block.items()) for block in payload)
            )
        elif kind == "message/rfc822" and isinstance(payload, list) and payload:
            shown.append(
                "\n".join(
                    f"{name}: {payload[0][name]}"
                    for name in ("From", "To", "Subject", "Date")
                    if payload[0][name]
                )
            )
        elif kind.startswith("text/") and kind != "text/html":
            shown.append(part_text(part))
    return "\n".join(shown)


FORWARD = "From: ana@support.example\nTo: help@support.example\nSubject: Fwd: problem\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nMessage-ID: <1@support.example>\n"


def quoted(text: str) -> str:
    return "\n".join("> " + line for line in text.splitlines())


DISGUISES = {
    "raw": (0.92, lambda raw: raw),
    "pasted": (0.75, lambda raw: words_of(raw).encode("utf-8", "replace")),
    "quoted": (0.75, lambda raw: quoted(words_of(raw)).encode("utf-8", "replace")),
    "inline": (
        0.75,
        lambda raw: f"{FORWARD}\nLook:\n\n---------- Forwarded message ---------\n{words_of(raw)}".encode(
            "utf-8", "replace"
        ),
    ),
    "attached": (
        0.75,
        lambda raw: (
            f'{FORWARD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="A"\n\n--A\n\nLook\n\n--A\nContent-Type: message/rfc822\n\n'.encode()
            + raw.lstrip(b"\n")
            + b"\n--A--\n"
        ),
    ),
}


@pytest.mark.parametrize(("share", "disguise"), DISGUISES.values(), ids=DISGUISES)
def test_the_recipient_of_mails_is_found(share, disguise):
    labels = defaultdict(list)
    for row in rows("set-of-emails-labels.jsonl"):
        labels[row["file"]].append((row["recipient"] or "").lower())
    asked = found = 0
    for file, recipients in labels.items():
        shown = disguise((Path(os.environ["SMTPCHECK_CORPUS"]) / file).read_bytes())
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
