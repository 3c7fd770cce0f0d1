"""The command `smtpcheck diagnose`: what a paste, a log or a mail says, one at a time or as a batch."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from bot.errors import InputError, UsageError
from bot.printing import show

if TYPE_CHECKING:
    from bot.knowledge import Knowledge
    from bot.model import Finding

SENTENCE_BYTES = 1_000
"""What is longer, and holds no error, is a text and no question."""


@click.command()
@click.argument("file", default="-")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.option("--jsonl", is_flag=True, help="Batch: JSON Lines in, JSON Lines out, in the same order.")
def diagnose(file: str, as_json: bool, jsonl: bool) -> None:
    """What a paste, a log or a mail says: FILE (text, .eml, .mbox) or standard input.

    Exit status 0 once it was read, also when it is empty or holds no error; 2 when it cannot be read.
    """
    from bot.knowledge import load_knowledge

    if as_json and jsonl:
        raise UsageError("--json and --jsonl exclude each other: take --jsonl for a batch.")
    with _open(file) as source:
        if jsonl:
            from bot.batch import answer_lines, read_lines

            for line in answer_lines(read_lines(source), load_knowledge()):
                click.echo(line)
            return
        raw = _read(source, file)
    from bot.finding import finding_json
    from bot.reading import read_document

    knowledge = load_knowledge()
    findings = read_document(raw, knowledge)
    if as_json:
        click.echo(json.dumps({"findings": [finding_json(finding) for finding in findings]}, indent=2))
    else:
        _say(findings, raw, "what was given" if file == "-" else _named(file), knowledge)


def _say(findings: tuple[Finding, ...], raw: bytes, given: str, knowledge: Knowledge) -> None:
    """The answer for a person; where no error was found, what was given instead, as far as that is known."""
    from bot.cards.terminal import render_findings, render_not_arrived
    from bot.meaning import meant_reference
    from bot.parse.talk.not_arrived import tells_not_arrived
    from bot.parse.written.file_signature import what_it_is

    sentence = raw.decode("utf-8", "replace") if len(raw) <= SENTENCE_BYTES else ""
    if findings:
        show(render_findings(findings, knowledge.entries))
    elif tells_not_arrived(sentence):
        show(render_not_arrived())
    elif other := what_it_is(raw):
        click.echo(f"No SMTP error found: {given} is {other}.")
    else:
        show(render_findings((), knowledge.entries))
        meant = meant_reference(sentence, knowledge) if sentence else None
        if meant is not None:
            click.echo(f"What its words are about: smtpcheck explain {meant}")


def _open(file: str) -> BinaryIO:
    if file == "-":
        if sys.stdin.isatty():
            click.echo("Paste the error, then press Ctrl-D.", err=True)
        return sys.stdin.buffer
    if not file:  # pathlib takes it for the folder one is in
        raise InputError("No file was named: name a text or mail file, or - for a pipe.")
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(
            f"{_named(file)} cannot be read: {reason}. Name a text or mail file, or - for a pipe."
        ) from error


def _read(source: BinaryIO, file: str) -> bytes:
    from bot.reading import READ_BYTES

    try:
        raw = source.read(READ_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"{_named(file)} cannot be read: {error.strerror}. Name a text or mail file."
        ) from error
    if len(raw) > READ_BYTES:
        what = "Standard input" if file == "-" else _named(file)
        raise InputError(f"{what} is larger than {READ_BYTES >> 20} MB: cut out the part with the error.")
    return raw


def _named(file: str) -> str:
    """A file's name on one line, whatever is in it."""
    return file if file and file.isprintable() else repr(file)
