"""The answer to somebody whose mail went out and reached nobody: where its error can be found. Pure."""

from __future__ import annotations

from bot.cards.card import Card, card, quiet, section

GIST = "There is no error to read here: the mail was sent, and nothing says yet where it stopped."
TITLE = "How to find out"
STEPS = (
    (
        "Look into the Sent folder of the mailbox it was sent from.",
        "A mail in Outbox or Drafts, or nowhere, never left: the log of its program says why. Where it "
        "stands in Sent, note the recipient, the time and the message ID (`Message-ID`, shown with the "
        "mail's headers). A website or a sending platform has no Sent folder: begin with step 2.",
    ),
    (
        "Look for the mail in the log of the server that sent it.",
        'By its message ID, or by recipient and time. Microsoft 365 calls this "Message trace", Google '
        'Workspace "Email log search". It says whether the recipient\'s server took the mail, refused it or '
        "lets it wait.",
    ),
    (
        "Where the recipient's server took it, ask the recipient.",
        "They look in their spam folder and their rules, their administrator in the quarantine, by the same "
        "message ID. Send a test to an address elsewhere as well: where that arrives, the recipient's side "
        "holds the first one back.",
    ),
)
THEN = "Paste the log's line about the mail here, and I say what it means and what to do."


def not_arrived_card() -> Card:
    """The three steps, as a message."""
    lines = [f"{number}. *{title}* {text}" for number, (title, text) in enumerate(STEPS, 1)]
    return card(GIST, [section(f"*{GIST}*"), section(f"*{TITLE}*\n" + "\n".join(lines)), quiet(THEN)])
