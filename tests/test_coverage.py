"""Each situation that the field's lists name, said by a reply, a log and a traceback, reaches its entry.

The lists lie beside the corpus; `coverage_rows.toml` says which entry each of their rows means.
"""

import csv
import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.knowledge import fold
from bot.model import Kind
from bot.reading import read_text
from tests.knowledge_base import knowledge

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif("SMTPCHECK_CORPUS" not in os.environ, reason="SMTPCHECK_CORPUS names no corpus"),
]

EXPECTED = tomllib.loads((Path(__file__).parent / "coverage_rows.toml").read_text(encoding="utf-8"))
BETWEEN_LINES = " | "
# How the list of login refusals parts texts of one row.
BETWEEN_TEXTS = " / "
LOG = (
    "Nov 24 10:00:00 mail postfix/smtp[1234]: 4ABCDEF: to=<ana@example.net>, relay=mx.example.net[192.0.2.1]:25, "
    "delay=1.2, delays=0.1/0/0.9/0.2, dsn={dsn}, status={status} ({told})"
)
SAID = "host mx.example.net[192.0.2.1] said: {reply} (in reply to {command} command)"
SAID_AT_LOGIN = "SASL authentication failed; server mx.example.net[192.0.2.1] said: {reply}"
TRACEBACK = (
    'Traceback (most recent call last):\n  File "/srv/app/send.py", line 12, in <module>\n'
    '  File "/usr/lib/python3.11/smtplib.py", line 901, in sendmail\n    raise {error}'
)


def folder() -> Path:
    return Path(os.environ["SMTPCHECK_CORPUS"]).parent / "knowledge"


def rows(name: str, family: str = "") -> dict[str, dict[str, str]]:
    with (folder() / name).open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file) if family in ("", row["family"])}


def texts_of(row: str, signature: str) -> list[str]:
    """The literal parts of a signature; a fragment stands inside the line named for it."""
    lines: list[str] = EXPECTED["lines"].get(row, signature).split(BETWEEN_LINES)
    assert all(fold(signature) in fold(line) for line in lines), f"{row}: a line lacks the row's text"
    return lines


def numbers_of(row: dict[str, str]) -> list[tuple[str, str]]:
    """Each code with each enhanced code of its class; a code alone where it has none."""
    codes = row["basic_codes"].split() or [""]
    enhanced = [number.partition("-")[0] for number in row["enhanced_codes"].split()]
    pairs = []
    for code in codes:
        fitting = [number for number in enhanced if not code or number[0] == code[0]]
        pairs += [(code, number) for number in fitting or [""]]
    return pairs


def framed(code: str, enhanced: str, text: str, *, at_login: bool, by_client: bool) -> Iterator[str]:
    """The same words as a reply line, in a log and in a traceback, as far as each can hold them."""
    reply = " ".join(part for part in (code, enhanced, text) if part)
    yield reply
    permanent = (code or enhanced or "4").startswith("5")
    status = "bounced" if permanent and not at_login else "deferred"
    dsn = enhanced or ("5.0.0" if permanent else "4.0.0")
    if not code:
        yield (
            TRACEBACK.format(error=f"OSError: {text}")
            if by_client
            else LOG.format(dsn=dsn, status=status, told=text)
        )
        return
    if not 400 <= int(code) <= 599:
        return
    line = SAID_AT_LOGIN if at_login else SAID
    yield LOG.format(dsn=dsn, status=status, told=line.format(reply=reply, command="RCPT TO"))
    words = f"{enhanced} {text}".strip()
    if at_login:
        yield TRACEBACK.format(error=f"smtplib.SMTPAuthenticationError: ({code}, {words.encode()!r})")
    else:
        refused = {"ana@example.net": (int(code), words.encode())}
        yield TRACEBACK.format(error=f"smtplib.SMTPRecipientsRefused: {refused!r}")


def entry_of(paste: str) -> str | None:
    """The entry that leads; `reason-not-given` where the answer says so, None where there is no answer."""
    findings = read_text(paste, knowledge())
    trouble = [finding for finding in findings if finding.kind in {Kind.FAILURE, Kind.DELAY}]
    if not trouble:
        return None
    return trouble[0].entry or "reason-not-given"


def missed(row: str, expected: str | list[str], pastes: Iterator[tuple[int, str]]) -> list[str]:
    wrong = []
    for part, paste in pastes:
        wanted = expected if isinstance(expected, str) else expected[part]
        found = entry_of(paste)
        if found != wanted:
            wrong.append(f"{row}: {found}, not {wanted}, for {paste[-160:]!r}")
    return wrong


def pastes_of_row(name: str, row: dict[str, str]) -> Iterator[tuple[int, str]]:
    for part, text in enumerate(texts_of(name, row["signature_text"])):
        for code, enhanced in numbers_of(row):
            for paste in framed(
                code,
                enhanced,
                text,
                at_login=row["family"] == "auth",
                by_client=row["provider"] == "client library",
            ):
                yield part, paste


@pytest.mark.parametrize(
    ("file", "table", "family"),
    [("coverage.csv", "coverage", ""), ("coverage-longtail.csv", "longtail", "auth")],
    ids=["coverage", "longtail-auth"],
)
def test_every_row_is_mapped_or_left_out_with_a_reason(file, table, family):
    named = set(EXPECTED[table]) | set(EXPECTED["uncovered"])
    listed = set(rows(file, family))
    assert listed - named == set()
    assert set(EXPECTED[table]) - listed == set()
    assert [row for row in EXPECTED["uncovered"] if row in EXPECTED[table]] == []


def test_few_rows_are_left_out():
    assert len(EXPECTED["uncovered"]) <= 8
    assert all(len(reason) > 20 for reason in EXPECTED["uncovered"].values())


def test_every_entry_named_is_there():
    named = {
        entry
        for table in ("coverage", "longtail", "wire")
        for value in EXPECTED[table].values()
        for entry in ([value] if isinstance(value, str) else value)
    }
    assert sorted(named - set(knowledge().entries) - {""}) == []


@pytest.mark.parametrize(
    ("file", "table"),
    [("coverage.csv", "coverage"), ("coverage-longtail.csv", "longtail")],
    ids=["coverage", "longtail-auth"],
)
def test_a_situation_reaches_its_entry_from_reply_log_and_traceback(file, table):
    listed = rows(file)
    wrong = [
        fault
        for name, expected in EXPECTED[table].items()
        for fault in missed(name, expected, pastes_of_row(name, listed[name]))
    ]
    assert wrong == []


def wire_texts() -> dict[str, str]:
    lines = (folder() / "auth-wire-texts.jsonl").read_text(encoding="utf-8").split("\n")
    return {str(number): json.loads(line)["text"] for number, line in enumerate(lines, 1) if line.strip()}


def pastes_of_wire(number: str, text: str) -> Iterator[tuple[int, str]]:
    whole = EXPECTED["wire_lines"].get(number)
    for part, line in enumerate(whole.split(BETWEEN_LINES) if whole else text.split(BETWEEN_TEXTS)):
        code, _, rest = line.partition(" ")
        known = code if code.isdecimal() and len(code) == 3 else ""
        for paste in framed(known, "", rest if known else line, at_login=True, by_client=True):
            yield part, paste


def test_every_login_refusal_is_mapped_or_left_out_with_a_reason():
    assert set(wire_texts()) == set(EXPECTED["wire"]) | set(EXPECTED["wire_uncovered"])


def test_a_login_refusal_as_on_the_wire_reaches_its_entry_from_reply_log_and_traceback():
    texts = wire_texts()
    wrong = [
        fault
        for number, expected in EXPECTED["wire"].items()
        for fault in missed(f"line {number}", expected, pastes_of_wire(number, texts[number]))
    ]
    assert wrong == []
