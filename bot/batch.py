"""`diagnose --jsonl`: JSON Lines in, JSON Lines out, in the same order, one bad line stops nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from bot.finding import finding_json
from bot.knowledge import Knowledge
from bot.reading import READ_BYTES, read_document, read_text


def read_lines(source: BinaryIO) -> Iterator[bytes]:
    """The stream's lines; of one that is larger than a paste can be, the beginning and one byte too many."""
    while line := source.readline(READ_BYTES + 1):
        yield line
        while not line.endswith(b"\n") and (line := source.readline(READ_BYTES)):
            pass


def answer_lines(lines: Iterable[bytes], knowledge: Knowledge) -> Iterator[str]:
    """One JSON document a line: `{"id", "findings"}`, or `{"id", "error"}` for a line that cannot be used."""
    for line in lines:
        yield json.dumps(_answer(line, knowledge))


def _answer(line: bytes, knowledge: Knowledge) -> dict[str, Any]:
    if len(line) > READ_BYTES:
        return {"id": None, "error": f"the line is larger than {READ_BYTES >> 20} MB"}
    if not line.strip():
        return {"id": None, "error": "not a JSON object: the line is empty"}
    try:
        asked = json.loads(line.decode("utf-8-sig"))  # Windows marks a file's beginning so
    except UnicodeDecodeError:
        return {"id": None, "error": "not a JSON object: the line is not UTF-8"}
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"not a JSON object: {error}"}
    if not isinstance(asked, dict) or not isinstance(asked.get("id"), str):
        return {"id": None, "error": 'a line is {"id": "...", "text": "..."} or {"id": "...", "path": "..."}'}
    text, path = asked.get("text"), asked.get("path")
    if isinstance(text, str) and path is None:
        findings = read_text(text, knowledge)
    elif isinstance(path, str) and text is None:
        try:
            findings = read_document(_read(path), knowledge)
        except (OSError, ValueError) as error:
            return {"id": asked["id"], "error": f"{path} cannot be read: {_reason(error)}"}
    else:
        return {"id": None, "error": 'a line has either "text" or "path", a string'}
    return {"id": asked["id"], "findings": [finding_json(finding) for finding in findings]}


def _read(path: str) -> bytes:
    """The file's bytes; ValueError for one larger than a paste can be, as a device without an end is.

    So for a pipe: it would hold up the batch until somebody writes to it.
    """
    if Path(path).is_fifo():
        raise ValueError("it is no file")
    with Path(path).open("rb") as file:
        raw = file.read(READ_BYTES + 1)
    if len(raw) > READ_BYTES:
        raise ValueError(f"it is larger than {READ_BYTES >> 20} MB")
    return raw


def _reason(error: Exception) -> str:
    """What went wrong without the file's name, which is said already."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
