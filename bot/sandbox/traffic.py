"""Records what goes over the wire for the page's drawer: in memory only, secrets and inputs masked.

Masked are tokens, triggers and one-time addresses anywhere, and the values people typed into the
inputs of a view or message. The text of messages is kept: the page shows it anyway.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from bot.sandbox.clock import Clock
from bot.sandbox.refusal import Json

MASK = "•••"
KEPT = 1_000  # entries; at about 4 kB each a drawer of 4 MB
SHOWN_CHARS = 4_000  # of one string: an answer with a long paste stays readable

_TOKEN = re.compile(r"x(?:oxb|app|oxp)-[A-Za-z0-9-]+|(?<=ticket=)[A-Za-z0-9_-]+")
_SECRET_KEYS = {"token", "trigger_id", "response_url", "upload_url"}
# Where a typed value stands, by docs.slack.dev/reference/interaction-payloads.
_INPUT_KEYS = {
    "value", "selected_option", "selected_options", "selected_date", "selected_time", "selected_date_time",
    "selected_user", "selected_users", "selected_channel", "selected_channels", "selected_conversation",
    "selected_conversations", "rich_text_value", "files",
}  # fmt: skip


class Recorder:
    """The last exchanges between app and workspace, numbered; `tell` hears of each new or changed one."""

    def __init__(self, clock: Clock, tell: Callable[[Json], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._entries: deque[Json] = deque(maxlen=KEPT)
        self._last = 0
        self._started: dict[int, float] = {}

    def begin(self, kind: str, sender: str, name: str, request: object, **fields: object) -> Json:
        """Record the first half of an exchange; the entry is finished by `end`."""
        self._last += 1
        entry: Json = {
            "id": self._last,
            "at": self._clock.now(),
            "kind": kind,
            "from": sender,
            "name": name,
            "request": mask(request),
            "answer": None,
            "status": None,
            "ok": None,
            "error": None,
            "validation": [],
            "ms": None,
            "attempt": 0,
            "fault": None,
            "connection": None,
            "state": "pending",
            **fields,
        }
        self._started[self._last] = time.perf_counter()
        self._entries.append(entry)
        self._tell(entry)
        return entry

    def end(self, entry: Json, state: str, *, answer: object = None, **fields: object) -> None:
        """Record how it went: `state` is acked, timeout, failed or done."""
        # Real time: the workspace's own clock may have jumped meanwhile.
        ms = round((time.perf_counter() - self._started.pop(entry["id"])) * 1000, 3)
        entry.update({"state": state, "answer": mask(answer), "ms": ms, **fields})
        self._tell(entry)

    def entries(self, after: int = 0, limit: int = 200) -> list[Json]:
        """The last `limit` entries numbered higher than `after`, oldest first."""
        return [entry for entry in self._entries if entry["id"] > after][-limit:]

    def clear(self) -> None:
        """Forget all entries; the numbers go on."""
        self._entries.clear()


def mask(value: object) -> Any:  # noqa: ANN401 - any JSON in, the same shape out
    """The same JSON without tokens, triggers and typed values."""
    return _mask(value, inputs=False)


def _mask(value: object, *, inputs: bool) -> object:
    if isinstance(value, dict):
        if value.get("type") == "block_suggestion":
            value = {**value, "value": MASK}  # what somebody types into a select
        return {key: _masked_key(key, inner, inputs=inputs) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_mask(inner, inputs=inputs) for inner in value]
    if isinstance(value, str):
        text = _TOKEN.sub(MASK, value)
        return text if len(text) <= SHOWN_CHARS else text[:SHOWN_CHARS] + f"… ({len(text)} characters)"
    return value


def _masked_key(key: str, value: object, *, inputs: bool) -> object:
    if key in _SECRET_KEYS and isinstance(value, str) and value:
        return MASK
    if inputs and key in _INPUT_KEYS and value not in (None, "", []):
        return MASK
    if key == "actions" and isinstance(value, list):
        return [_masked_action(action) for action in value]
    # `state.values` holds inputs by block and action; an `initial_value` is what the app itself sent.
    return _mask(value, inputs=inputs or key == "state")


def _masked_action(action: object) -> object:
    # A button's value is the app's own, not something a person typed.
    typed = isinstance(action, dict) and action.get("type") != "button"
    return _mask(action, inputs=typed)
