"""The numbers an operator watches. Every event of the log is counted, so log and metric cannot differ.

Names and counts only: no text, person, channel or address may become a label.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()
EVENTS = Counter("smtpcheck_events", "Events of the log, also below its level.", ["event"], registry=REGISTRY)
ACKS = Histogram(
    "smtpcheck_ack_seconds",
    "From the arrival of an envelope or request to its answer.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3),  # 3 s is Slack's deadline
    registry=REGISTRY,
)
WAITING = Gauge("smtpcheck_waiting", "Rows not done yet: taken, owed, or due.", ["queue"], registry=REGISTRY)
CONNECTIONS = Gauge("smtpcheck_connections", "Socket Mode connections that are up.", registry=REGISTRY)


def count_event(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Count one event of the log; a processor of structlog."""
    EVENTS.labels(event=str(event["event"])).inc()
    return event
