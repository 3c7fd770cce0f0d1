"""Who can be given an incident: a person, a channel or a user group, told apart by their ids.

docs.slack.dev, formatting message text: ids begin with U or W (people), C or G (channels), S (groups); what
begins with D is a person's direct messages with the bot.
"""

from __future__ import annotations


def is_person(receiver: str) -> bool:
    """Whether it is a person's id."""
    return receiver.startswith(("U", "W"))


def is_group(receiver: str) -> bool:
    """Whether it is a user group's id."""
    return receiver.startswith("S")


def is_channel(receiver: str) -> bool:
    """Whether it is a channel's id, private ones too."""
    return receiver.startswith(("C", "G"))


def is_direct(channel: str | None) -> bool:
    """Whether it is somebody's direct messages with the bot."""
    return channel is not None and channel.startswith("D")


def mention(receiver: str) -> str:
    """Return the receiver in Slack's markup, as a name the reader can press."""
    if is_channel(receiver):
        return f"<#{receiver}>"
    return f"<!subteam^{receiver}>" if is_group(receiver) else f"<@{receiver}>"
