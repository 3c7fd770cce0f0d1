"""Reads a call's arguments strictly: an unknown, missing or ill-formed one is refused with its name.

A method says what it takes in one line: `"channel! text blocks=json limit=int"`; `!` marks what is required.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.sandbox.refusal import Json, RefusalError

_TRUE, _FALSE = ("1", "true", "True"), ("0", "false", "False", "")

_WORDS = {
    "str": "a string",
    "int": "a number",
    "bool": "true or false",
    "json": "JSON",
    "blocks": "JSON",
    "list": "a list, separated by commas",
}


def read_arguments(line: str, given: Mapping[str, object]) -> Json:
    """The arguments by name, decoded; those not given are absent.

    RefusalError `invalid_arguments` else, `invalid_blocks_format` for blocks that are no JSON.
    """
    kinds: dict[str, str] = {}
    required: list[str] = []
    for word in line.split():
        name, _, kind = word.partition("=")
        kinds[name.rstrip("!")] = kind or "str"
        if name.endswith("!"):
            required.append(name.rstrip("!"))
    errors = [f"[ERROR] unknown argument: {name}" for name in given if name not in kinds]
    read: Json = {}
    for name, value in given.items():
        if name in kinds and value is not None:
            try:
                read[name] = _decode(kinds[name], value)
            except ValueError:
                errors.append(f"[ERROR] must be {_WORDS[kinds[name]]} [json-pointer:/{name}]")
    missing = [name for name in required if given.get(name) in (None, "")]
    errors += [f"[ERROR] missing required field: {name}" for name in missing]
    if errors:
        raise RefusalError("invalid_arguments", messages=tuple(errors))
    return read


def _decode(kind: str, value: object) -> object:
    if kind == "bool":
        return _boolean(value)
    if kind == "int":
        return _number(value)
    if kind == "json":
        # Slack takes JSON as a string in a form, and as itself in a JSON body.
        return _json(value) if isinstance(value, str) else value
    if kind == "blocks":
        return _blocks(value)
    if kind == "list":
        return value.split(",") if isinstance(value, str) else _strings(value)
    if not isinstance(value, str):
        raise ValueError(kind)
    return value


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _blocks(value: object) -> object:
    """Blocks as JSON; what is none has a name of its own (chat.postMessage, its table of errors)."""
    try:
        return _decode("json", value)
    except ValueError as error:
        raise RefusalError("invalid_blocks_format") from error


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if str(value) in _TRUE:
        return True
    if str(value) in _FALSE:
        return False
    raise ValueError(value)


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError(value)
    return int(value)


def _strings(value: object) -> list[str]:
    if isinstance(value, list) and all(isinstance(inner, str) for inner in value):
        return value
    raise ValueError(value)
