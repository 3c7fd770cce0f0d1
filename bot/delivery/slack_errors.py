"""What Slack's refusals mean: its words for a dead token, for trouble of its own, for wait. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from slack_sdk.errors import SlackApiError

from bot.errors import SettingsError

TOKEN_REFUSED = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "not_allowed_token_type",
    }
)
"""Slack's words for a token that will not work again."""
RATE_LIMITED = frozenset({"ratelimited", "rate_limited"})
"""Slack's words for "later"; chat.postMessage has one of its own."""
NOT_WELL = RATE_LIMITED | {
    "internal_error",
    "fatal_error",
    "request_timeout",
    "service_unavailable",
    "team_added_to_org",
    "org_login_required",
}
"""Slack's words for trouble of its own, the last two while a workspace moves into an organisation
(docs.slack.dev/reference/methods/chat.postMessage); what was asked may have been done."""

LONGEST_WAIT_S = 3_600.0
"""No answer is waited longer for: a proxy's `Retry-After: inf` is nobody's wish."""


def is_answer(error: SlackApiError) -> bool:
    """Whether Slack said no, rather than that it, or our token, is not well."""
    said = said_by(error)
    return error.response.status_code < 500 and bool(said) and said not in NOT_WELL | TOKEN_REFUSED


def refused_token(said: str) -> SettingsError:
    """What the operator is told of a token that will not work again: the bot cannot go on."""
    return SettingsError(
        f"Slack refuses the bot token ({said}). "
        "Copy a fresh one from OAuth & Permissions into SLACK_BOT_TOKEN."
    )


def said_by(error: SlackApiError) -> str:
    """Return Slack's error name, empty when the answer was not Slack's."""
    data = error.response.data
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def retry_after_s(error: SlackApiError) -> float | None:
    """Return how long Slack asks to wait, None when the answer is no rate limit."""
    return asked_wait_s(error.response.headers) if error.response.status_code == 429 else None


def asked_wait_s(headers: Mapping[str, str], unsaid_s: float = 1.0) -> float:
    """Return how many seconds the answer asks to wait, an hour at most; `unsaid_s` where it gives no number.

    RFC 9110 10.2.3: whole seconds, or a date. Slack asks for minutes at most.
    """
    try:
        asked_s = float(headers.get("Retry-After", unsaid_s))
    except ValueError:
        return unsaid_s
    return min(max(0.0, asked_s), LONGEST_WAIT_S)
