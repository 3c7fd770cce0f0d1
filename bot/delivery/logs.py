"""Our log lines, and the muzzle on everybody else's: Slack's libraries may log whole bodies and frames.

Records of other loggers keep their level, origin and exception type; their text is withheld,
since a request's body, a frame or a token may stand in it. Must not log a paste's text.
"""

from __future__ import annotations

import logging
import sys

import structlog

from bot.delivery.metrics import count_event

OURS = "smtpcheck"
LIBRARY = "smtpcheck.slack"
"""The logger handed to Bolt and slack_sdk; they copy its filters to the loggers they make from it."""


class Withhold(logging.Filter):
    """Replaces the text of records that are not ours by where they came from."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let a record through without the words of a library."""
        if record.name == OURS or hasattr(record, "withheld"):
            return True
        if (record.module, record.funcName) == ("async_app", "__init__"):
            return False  # remarks on how we build the app
        error = record.exc_info[0] if record.exc_info else None
        said = error.__name__ if error is not None else "something"
        record.msg = f"{record.module}.{record.funcName}:{record.lineno} reports {said}; text withheld"
        record.args = ()
        record.exc_info = record.exc_text = record.stack_info = None
        record.withheld = True
        return True


def library_logger() -> logging.Logger:
    """Return the logger that Bolt and slack_sdk are given, with the filter on it."""
    logger = logging.getLogger(LIBRARY)
    if not any(isinstance(known, Withhold) for known in logger.filters):
        logger.addFilter(Withhold())
    if logger.level == logging.NOTSET:  # Bolt compares `level` itself and would format debug texts at 0
        logger.setLevel(logging.WARNING)
    return logger


def configure_logs(level: str) -> None:
    """Write our events as one line each to stderr from `level` up, others' from warning up, withheld."""
    number = logging.getLevelName(level.upper())
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Withhold())
    handler.setFormatter(logging.Formatter("%(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(number)
    structlog.configure(
        processors=[
            count_event,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.LogfmtRenderer(
                key_order=["timestamp", "level", "event"], bool_as_flag=False
            ),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def event_log() -> structlog.stdlib.BoundLogger:
    """Return the logger for our own events: a constant name and named values, never a paste's text."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(OURS)
    return logger
