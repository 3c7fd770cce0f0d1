"""What `make run` starts: the bot when any of Slack's tokens is set, else the bot in its local workspace."""

from __future__ import annotations

import os
import sys

from bot.config import load_settings, misspelt_settings
from bot.errors import SettingsError


def main() -> None:
    """Replace this process by `smtpcheck run` or `smtpcheck sandbox`."""
    try:
        verb = "run" if load_settings().wants_slack else "sandbox"
        for name in misspelt_settings():
            sys.stderr.write(f"smtpcheck: {name} is no setting: .env.example holds every one.\n")
    except SettingsError:
        verb = "run"  # which says the same, as a sentence
    os.execv(sys.executable, [sys.executable, "-m", "bot", verb])  # noqa: S606 - our own program, no shell


if __name__ == "__main__":
    main()
