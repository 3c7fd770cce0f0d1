"""The small words in which the shapes of Block Kit are written down: a check looks at one JSON value.

Must not know any block or element. Checks are total: any JSON value is answered with errors,
never with an exception, and at most `ERRORS_KEPT` errors are collected for one payload.
The sentences are Slack's own (`must be less than 3001 characters`), so that a text seen here
can be looked up there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

ERRORS_KEPT: Final = 50  # one is enough to refuse; a hostile payload must not fill the memory


class Surface(StrEnum):
    """Where blocks are shown."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class BlockError:
    """One reason why Slack refuses a payload.

    `pointer` is a JSON pointer (RFC 6901) to the offending value, `code` the kind of error as
    `blocks.validate` names it, `message` Slack's sentence.
    """

    pointer: str
    code: str
    message: str

    def as_slack(self) -> str:
        """The line in Slack's `errors`; in `response_metadata.messages` `[ERROR]` stands before it."""
        return f"{self.message} [json-pointer:{self.pointer}]"


@dataclass(slots=True)
class Findings:
    """The errors found so far in one payload, and where that payload is going to be shown."""

    surface: Surface
    errors: list[BlockError] = field(default_factory=list)

    def add(self, pointer: str, message: str, code: str = "failed_constraint") -> None:
        """Keep one error, unless enough are kept already."""
        if len(self.errors) < ERRORS_KEPT:
            self.errors.append(BlockError(pointer, code, message))


Check = Callable[[Findings, str, object], None]
Rule = Callable[[Findings, str, Mapping[str, object]], None]


def anything(_findings: Findings, _pointer: str, _value: object) -> None:
    """Accept every value: another rule looks at it."""


def string(at_most: int | None = None, at_least: int = 1) -> Check:
    """A string whose length in code points lies between the two limits, both included."""

    def check(findings: Findings, pointer: str, value: object) -> None:
        if not isinstance(value, str):
            findings.add(pointer, "must provide a string")
        elif len(value) < at_least:
            findings.add(pointer, f"must be more than {at_least - 1} characters")
        elif at_most is not None and len(value) > at_most:
            findings.add(pointer, f"must be less than {at_most + 1} characters")

    return check


def written(form: str, said: str) -> Check:
    """A string of that form, a regular expression; `said` is the sentence for any other."""
    pattern = re.compile(form)

    def check(findings: Findings, pointer: str, value: object) -> None:
        if not isinstance(value, str):
            findings.add(pointer, "must provide a string")
        elif pattern.fullmatch(value) is None:
            findings.add(pointer, said)

    return check


def link(at_most: int, *schemes: str) -> Check:
    """A whole address with one of these schemes, `http` or `https` when none is named."""
    length = string(at_most)
    form = written(
        "|".join(
            rf"(?i:{scheme}):\S+" if scheme == "mailto" else rf"(?i:{scheme})://[^\s/?#]\S*"
            for scheme in schemes or ("http", "https")
        ),
        "must be a valid URL",
    )

    def check(findings: Findings, pointer: str, value: object) -> None:
        before = len(findings.errors)
        length(findings, pointer, value)
        if len(findings.errors) == before:
            form(findings, pointer, value)

    return check


def one_of(*allowed: str) -> Check:
    """One of a few words."""

    def check(findings: Findings, pointer: str, value: object) -> None:
        if value not in allowed:
            findings.add(pointer, f"must be one of: {', '.join(allowed)}")

    return check


def flag(findings: Findings, pointer: str, value: object) -> None:
    """True or false."""
    if not isinstance(value, bool):
        findings.add(pointer, "must provide a boolean")


def whole(lowest: int, highest: int | None = None) -> Check:
    """A whole number between the two limits, both included."""

    def check(findings: Findings, pointer: str, value: object) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            findings.add(pointer, "must provide a number")
        elif value < lowest:
            findings.add(pointer, f"must be greater than {lowest - 1}")
        elif highest is not None and value > highest:
            findings.add(pointer, f"must be less than {highest + 1}")

    return check


def number(findings: Findings, pointer: str, value: object) -> None:
    """A number, and a finite one."""
    finite = not isinstance(value, float) or math.isfinite(value)
    if not isinstance(value, int | float) or isinstance(value, bool) or not finite:
        findings.add(pointer, "must provide a number")


def or_null(check: Check) -> Check:
    """The same, or null where something is left out on purpose."""

    def check_or_null(findings: Findings, pointer: str, value: object) -> None:
        if value is not None:
            check(findings, pointer, value)

    return check_or_null


def items(check_item: Check, at_most: int | None = None, at_least: int = 1) -> Check:
    """A list whose items all pass, with at least and at most so many of them."""

    def check(findings: Findings, pointer: str, value: object) -> None:
        if not isinstance(value, list):
            findings.add(pointer, "must provide an array")
            return
        if len(value) < at_least:
            findings.add(pointer, f"no less than {at_least} items allowed")
        if at_most is not None and len(value) > at_most:
            findings.add(pointer, f"no more than {at_most} items allowed")
            return
        for index, item in enumerate(value):
            check_item(findings, f"{pointer}/{index}", item)

    return check


def record(
    required: Mapping[str, Check],
    optional: Mapping[str, Check] | None = None,
    *rules: Rule,
) -> Check:
    """An object with exactly the named fields; then the rules between fields, if the fields pass."""
    known = {**required, **(optional or {})}

    def check(findings: Findings, pointer: str, value: object) -> None:
        if not isinstance(value, dict):
            findings.add(pointer, "must provide an object")
            return
        before = len(findings.errors)
        for name in required:
            if name not in value:
                findings.add(pointer, f"missing required field: {name}", "missing_required_field")
        for name, inner in value.items():
            place = f"{pointer}/{escaped(name)}"
            if name in known:
                known[name](findings, place, inner)
            else:
                # Slack points at the object, not at the field: github.com/slack-go/slack/issues/1414
                findings.add(pointer, f"invalid additional property: {str(name)[:80]}", "unknown_field")
        if len(findings.errors) == before:
            for rule in rules:
                rule(findings, pointer, value)

    return check


def by_type(shapes: Mapping[str, Check], surfaces: Mapping[str, Sequence[Surface]] | None = None) -> Check:
    """An object whose field `type` says which of the shapes it has to have.

    `surfaces` names the types that only some surfaces show.
    """

    def check(findings: Findings, pointer: str, value: object) -> None:
        if not isinstance(value, dict):
            findings.add(pointer, "must provide an object")
            return
        if "type" not in value:
            findings.add(pointer, "missing required field: type", "missing_required_field")
            return
        kind = value["type"]
        shape = shapes.get(kind) if isinstance(kind, str) else None
        allowed = surfaces.get(kind) if surfaces and isinstance(kind, str) else None
        if shape is None or (allowed is not None and findings.surface not in allowed):
            findings.add(f"{pointer}/type", f"unsupported type: {str(kind)[:80]}")
            return
        shape(findings, pointer, value)

    return check


def typed(
    kind: str,
    required: Mapping[str, Check],
    optional: Mapping[str, Check] | None = None,
    *rules: Rule,
) -> Check:
    """A record whose `type` is this word."""
    return record({"type": one_of(kind), **required}, optional, *rules)


def escaped(name: object) -> str:
    """A field's name as one step of a JSON pointer (RFC 6901 3)."""
    return str(name).replace("~", "~0").replace("/", "~1")
