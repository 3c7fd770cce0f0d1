"""`diagnose --jsonl`: JSON Lines in, JSON Lines out, in the same order, one bad line stops nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.finding import finding_json
from bot.knowledge import Knowledge
from bot.reading import read_document, read_text


def answer_lines(lines: Iterable[bytes], knowledge: Knowledge) -> Iterator[str]:
    """One JSON document a line: `{"id", "findings"}`, or `{"id", "error"}` for a line that cannot be used."""
    for line in lines:
        if line.strip():
            yield json.dumps(_answer(line, knowledge))


def _answer(line: bytes, knowledge: Knowledge) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"not a JSON object: {error}"}
    if not isinstance(asked, dict) or not isinstance(asked.get("id"), str):
        return {"id": None, "error": 'a line is {"id": "...", "text": "..."} or {"id": "...", "path": "..."}'}
    text, path = asked.get("text"), asked.get("path")
    if isinstance(text, str) and path is None:
        findings = read_text(text, knowledge)
    elif isinstance(path, str) and text is None:
        try:
            findings = read_document(Path(path).read_bytes(), knowledge)
        except (OSError, ValueError) as error:
            return {"id": asked["id"], "error": f"{path} cannot be read: {_reason(error)}"}
    else:
        return {"id": None, "error": 'a line has either "text" or "path", a string'}
    return {"id": asked["id"], "findings": [finding_json(finding) for finding in findings]}


def _reason(error: Exception) -> str:
    """What went wrong without the file's name, which is said already."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
