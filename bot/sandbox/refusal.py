"""How Slack says no: an error name of the Web API with what stands beside it."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
"""One JSON object as Slack sends it; its shape is Slack's, so it is not repeated as types here."""


class RefusalError(Exception):
    """A call Slack refuses: `error` is Slack's name for it, `extra` the other keys of the answer."""

    def __init__(
        self, error: str, *, status: int = 200, messages: tuple[str, ...] = (), **extra: object
    ) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
        self.extra: Json = dict(extra)
        if messages:
            self.extra["response_metadata"] = {"messages": list(messages)}

    def body(self) -> Json:
        """The answer as JSON."""
        return {"ok": False, "error": self.error, **self.extra}
