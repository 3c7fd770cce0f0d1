"""Slack's limits as named constants with their sources; `Limits` lets tests run the same rules faster.

Block Kit's limits stand with the validator in `blocks/limits.py`, not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

TEXT_CHARS = 40_000  # docs.slack.dev/changelog/2018-truncating-really-long-messages
UPDATE_TEXT_CHARS = 4_000  # chat.update answers msg_too_long above (seen in public issues)
MODAL_STACK = 3  # docs.slack.dev/surfaces/modals: a root view and two pushed ones
PAGE_MOST = 999  # conversations.history, argument `limit`; the other lists say "under 1000"
PAGE_DEFAULT = 100  # the same page
REPLIES_MOST = 1_000  # conversations.replies: as many by default
FILE_BYTES = 20_000_000  # ours: a page on loopback needs no more; Slack allows 1 GB
ALT_TEXT_CHARS = 1_000  # files.getUploadURLExternal: alt_txt_too_large
FILE_INPUT_BYTES = 10_000_000  # docs.slack.dev, file input element: "There is a 10MB file size limit"
REQUEST_BYTES = 32_000_000  # ours: one request with a file and its form around it


class Tier(Enum):
    """How often one method may be called, in calls a minute (docs.slack.dev/apis/web-api/rate-limits)."""

    ONE = 1
    TWO = 20
    THREE = 50
    FOUR = 100
    POST = 300  # "several hundred messages per minute per workspace", the same page
    SPECIAL = 600  # auth.test: "hundreds of requests per minute", its reference page


@dataclass(frozen=True, slots=True)
class Limits:
    """What time and number Slack grants; the defaults are Slack's own."""

    # docs.slack.dev/interactivity/handling-user-interaction: "within 3 seconds"
    ack_deadline_s: float = 3.0
    # docs.slack.dev/apis/events-api#retries: "nearly immediately", one minute, five minutes
    event_retries_s: tuple[float, ...] = (0.0, 60.0, 300.0)
    # docs.slack.dev/interactivity/handling-user-interaction: a trigger lives 3 seconds, works once
    trigger_s: float = 3.0
    # the same page: "up to 5 times within 30 minutes"
    response_url_uses: int = 5
    response_url_s: float = 1800.0
    # docs.slack.dev/apis/events-api/using-socket-mode: "up to 10 open WebSocket connections"
    connections: int = 10
    # Slack closes a connection some ten seconds after its `warning` (node-slack-sdk, finity comments)
    disconnect_grace_s: float = 10.0
    # docs.slack.dev/apis/web-api/rate-limits: "1 message per second per channel", short bursts allowed.
    # How short is not said; five is ours.
    posts_per_s: float = 1.0
    post_burst: int = 5
    # the same page; switched off where a test measures something else
    enforce_rates: bool = True
