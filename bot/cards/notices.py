"""Short answers that show no incident: help, what could not be read, what must be deleted. Pure."""

from __future__ import annotations

from bot.cards.card import Card, Modal, card, modal, preformatted, quiet, quiet_quote, section
from bot.cards.text import one_line

HELP = (
    ("`/smtpcheck` and an error", "diagnose it; only you see the answer until you post it"),
    ("`/smtpcheck 535` or `5.7.8`", "what a number means"),
    ("`/smtpcheck gmail smtp settings`", "a provider's server, port, user name and kind of password"),
    ("`/smtpcheck mail.example.com:587`", "look at a server live; an address or a domain works as well"),
    ("`/smtpcheck login`", "try one login in a private form and say why it is refused"),
    (
        "`/smtpcheck mailboxes`",
        "check a CSV of mailboxes in a private form, one login each; the result is yours alone",
    ),
    ("`/smtpcheck incidents`", "what is open; `mine`, `all`, `search acme 5.7.1`; my Home tab has filters"),
    ("`/smtpcheck show 17`", "one incident; `resolve 17` and `reopen 17` change it"),
    ("`/smtpcheck handoff 17`", "hand it to a person, a group or a channel; `all` hands over what is yours"),
    ("`/smtpcheck stats 30d`", "what went wrong, how long it took, what helped: a table and a picture"),
    (
        "`/smtpcheck export 30d csv`",
        "the incidents you can see, to your direct messages; `jsonl`, `markdown`",
    ),
    ("`/smtpcheck here all`", "what I do in this channel: `all` messages, only `mentions`, or `off`"),
)

HELP_OUTSIDERS = (
    ("`/smtpcheck` and an error", "what it means and what to do; only you see the answer"),
    *HELP[1:3],
)
"""For guests and people of other organisations, who may do nothing else."""

SHOWN_TO_NOBODY = (
    "*Your text holds a password or token.* I kept none of it and nobody else in Slack sees it. "
    "Change it all the same if it is still in use: Slack keeps what was typed."
)
"""For a form, a command or a direct message, where there is no channel that could read it."""

TO_CHECK = (
    "*I find no SMTP error in this text.* To check a login: `/smtpcheck login`; a table of mailboxes: "
    "`/smtpcheck mailboxes`. Each asks for what it needs in a private form."
)
"""For whoever shows the bot passwords and no error."""

EMPTY_FILE = (
    "*That file is empty.* Save the mail or the log anew and upload that, or paste the lines with the error."
)
UNSEEN_FILE = (
    "*Slack does not show me that file.* `/invite @smtpcheck` into its channel, then try again; "
    "or send me the file in a direct message."
)

CHANGED_SINCE = (
    "*My answer is about what your message said before you changed it.* "
    "Paste the new text as a message of its own to have it read."
)


def help_card(*, outsider: bool = False) -> Card:
    """What the bot can do for its reader."""
    lines = [f"• {command}: {what}" for command, what in (HELP_OUTSIDERS if outsider else HELP)]
    return card(
        "Paste an SMTP error and I say what it means and what to do.",
        [
            section(
                "*Paste an SMTP error, a log or a bounce into a channel I am in, or send it to me, "
                "and I answer in its thread.*"
            ),
            section("\n".join(lines)),
            quiet(
                "Also: mention me, drop an .eml, .txt or .log file, or take *Diagnose this error* from a "
                "message's menu."
            ),
            quiet("Live checks and incidents are for members of this workspace.") if outsider else None,
        ],
    )


def notice_card(text: str) -> Card:
    """One sentence of our own, in Slack's markup."""
    return card(text, [section(text)])


def files_left_out(read: int) -> str:
    """What to say of a message with more files than are read."""
    return (
        f"I read {read} files of a message; this one holds more. Post the others in a message of their own."
    )


def refusal_page(text: str) -> Modal:
    """Why a form was not taken, above that form, which keeps what was typed."""
    return modal("refusal", "That did not work", [section(text)], metadata="")


def typed_card(words: str) -> Card:
    """What somebody wrote into a form that came to nothing, to be copied."""
    return card("You wrote:", [section("You wrote:"), preformatted(words)])


def no_error_card() -> Card:
    """The answer to somebody who asked, about a text that holds no SMTP error."""
    return notice_card(
        "*I find no SMTP error in this text.* Paste the lines with the server's answer, such as "
        "`550 5.1.1 …`, or the whole bounce mail. If no mail came back, the answer stands in the log of "
        "the program or server that sent it."
    )


def pictures_card() -> Card:
    """The answer to a screenshot."""
    return notice_card("*I cannot read pictures.* Paste the text of the error.")


def secrets_card(count: int) -> Card:
    """The private warning to whoever pasted a password or token."""
    what = "a password or token" if count == 1 else f"{count} passwords or tokens"
    return notice_card(
        f"*Your message holds {what}.* Delete the message, then change the password: everybody in the "
        "channel could read it. I kept none of it."
    )


def csv_card(filename: str) -> Card:
    """The answer to a CSV that was dropped."""
    text = "*I do not read CSV files, since they often hold passwords.*"
    return card(
        "I do not read CSV files.",
        [
            section(text),
            quiet_quote(one_line(filename, 200)),
            section(
                "Delete it: open the file's menu (⋯) and choose *Delete file*. If it held passwords, "
                "change them."
            ),
            section("To check the mailboxes of a CSV: `/smtpcheck mailboxes` asks for it in a private form."),
        ],
    )


def unreadable_file_card(filename: str, limit_kb: int) -> Card:
    """The answer to an upload that is too large or of another kind."""
    return card(
        "I could not read that file.",
        [
            section(
                f"*I read .eml, .txt and .log files that hold text, up to {limit_kb:,} kB.* Save a mail "
                "as .eml, or paste the part with the error."
            ),
            quiet_quote(one_line(filename, 200)),
        ],
    )
