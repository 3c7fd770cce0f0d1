"""What Slack shows: a message or a form as plain dicts, built from small parts within Slack's limits.

Must not know an incident or an entry; the other modules of this package do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.cards.text import clip, literal

Block = dict[str, Any]

# docs.slack.dev/reference/block-kit: blocks, composition objects, block elements
MESSAGE_BLOCKS = 50
MODAL_BLOCKS = 100
SECTION_CHARS = 3000
BUTTON_CHARS = 75
HEADER_CHARS = 150
TITLE_CHARS = 24  # of a modal, its submit and its close
OPTION_CHARS = 75
OPTION_VALUE_CHARS = 150
OPTIONS = 100
MENU_OPTIONS = 5  # of the dots
RADIO_OPTIONS = 10
LABEL_CHARS = 2000
PLACEHOLDER_CHARS = 150
# What a person types: a note or a reason; a customer or ticket. The card shows all of it.
TYPED_CHARS = 1500
CUSTOMER_CHARS = 200
FALLBACK_CHARS = 3000  # `text` above 4,000 is cut or refused (chat.update)
# All text of a message: Slack refuses blocks beyond about 13,200 characters with
# msg_blocks_too_long although no single limit is hit (slackapi/bolt-js issue 2509).
TOTAL_CHARS = 12_000
BUTTONS = 5  # ours: more is a wall


@dataclass(frozen=True, slots=True)
class Card:
    """A message: `text` is what a notification reads, `blocks` what the channel shows."""

    text: str
    blocks: list[Block]

    @property
    def content(self) -> dict[str, Any]:
        """Both by the names that Slack's methods have for them."""
        return {"text": self.text, "blocks": self.blocks}


@dataclass(frozen=True, slots=True)
class Modal:
    """A form or a page over the channel: `view` for `views.open`, `views.push` and `views.update`."""

    view: dict[str, Any]


def card(text: str, blocks: Sequence[Block | None]) -> Card:
    """A message of the blocks that are there, cut to what Slack takes."""
    return Card(clip(text, FALLBACK_CHARS), _fit(blocks, MESSAGE_BLOCKS))


def modal(
    callback_id: str, title: str, blocks: Sequence[Block | None], *, metadata: str, submit: str | None = None
) -> Modal:
    """A form of the blocks that are there; `metadata` carries ids only, `submit` None makes it a page."""
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(title, TITLE_CHARS),
        "close": plain_text("Close" if submit is None else "Cancel", TITLE_CHARS),
        "private_metadata": metadata,
        "blocks": _fit(blocks, MODAL_BLOCKS),
    }
    if submit is not None:
        view["submit"] = plain_text(submit, TITLE_CHARS)
    return Modal(view)


def plain_text(text: str, limit: int = SECTION_CHARS) -> Block:
    """A text object that formats and links nothing: the only one for words of a paste."""
    return {"type": "plain_text", "text": literal(text, limit), "emoji": False}


def section(markup: str, *, accessory: Block | None = None) -> Block:
    """A paragraph in Slack's markup, of our own words only."""
    block: Block = {"type": "section", "text": _mrkdwn(markup, SECTION_CHARS)}
    if accessory is not None:
        block["accessory"] = accessory
    return block


def quote(text: str, limit: int = SECTION_CHARS) -> Block:
    """A paragraph of somebody else's words, exactly as they are."""
    return {"type": "section", "text": plain_text(text, limit)}


def preformatted(text: str) -> Block:
    """A block of somebody's words to be copied: Slack's desktop client puts a copy sign at its corner."""
    element = {"type": "text", "text": literal(text, SECTION_CHARS)}
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_preformatted", "elements": [element]}],
    }


def quiet(markup: str) -> Block:
    """A small line in Slack's markup, of our own words only."""
    return {"type": "context", "elements": [_mrkdwn(markup, SECTION_CHARS)]}


def quiet_quote(text: str, limit: int = SECTION_CHARS) -> Block:
    """A small line that may hold somebody else's words, exactly as they are."""
    return {"type": "context", "elements": [plain_text(text, limit)]}


def quiet_said(markup: str, *said: str, limit: int = SECTION_CHARS) -> Block:
    """A small line of our own words, then somebody else's exactly as they are, each within the limit."""
    elements = [_mrkdwn(markup, SECTION_CHARS), *(plain_text(words, limit) for words in said)]
    return {"type": "context", "elements": elements}


def header(text: str) -> Block:
    """The title of a page, in large letters."""
    return {"type": "header", "text": plain_text(text, HEADER_CHARS)}


def divider() -> Block:
    """A thin line."""
    return {"type": "divider"}


def button(label: str, action_id: str, value: str, *, primary: bool = False, url: str | None = None) -> Block:
    """One button; `url` makes it open a page."""
    element: Block = {
        "type": "button",
        "text": plain_text(label, BUTTON_CHARS),
        "action_id": action_id,
        "value": value,
    }
    if primary:
        element["style"] = "primary"
    if url is not None:
        element["url"] = url
    return element


def menu(action_id: str, options: Sequence[tuple[str, str]]) -> Block:
    """The dots that open a few seldom acts, as (label, value)."""
    return {
        "type": "overflow",
        "action_id": action_id,
        "options": [option(label, value) for label, value in options],
    }


def checkbox(action_id: str, label: str, value: str, *, ticked: bool) -> Block:
    """One box to tick; its label is in Slack's markup, of our own words only."""
    box = {"text": _mrkdwn(label, OPTION_CHARS), "value": value[:OPTION_VALUE_CHARS]}
    element: Block = {"type": "checkboxes", "action_id": action_id, "options": [box]}
    if ticked:  # an empty list is refused (slackapi/bolt-js issue 482)
        element["initial_options"] = [box]
    return element


def actions(elements: Sequence[Block], *, block_id: str | None = None) -> Block:
    """A row of buttons, menus and boxes."""
    row: Block = {"type": "actions", "elements": list(elements)}
    return row if block_id is None else {**row, "block_id": block_id}


def option(label: str, value: str) -> Block:
    """One choice of a list."""
    return {"text": plain_text(label, OPTION_CHARS), "value": value[:OPTION_VALUE_CHARS]}


def select(
    action_id: str, placeholder: str, options: Sequence[Block], *, chosen: Block | None = None
) -> Block:
    """A list to choose one from, of as many as Slack takes; `chosen` is marked at first."""
    return _select(action_id, placeholder, {"options": list(options[:OPTIONS])}, chosen)


def grouped_select(
    action_id: str,
    placeholder: str,
    groups: Iterable[tuple[str, Sequence[Block]]],
    *,
    chosen: Block | None = None,
) -> Block:
    """The same under headings; of as many groups, each of as many, as Slack takes."""
    labelled = [
        {"label": plain_text(label, OPTION_CHARS), "options": list(options[:OPTIONS])}
        for label, options in groups
    ]
    return _select(action_id, placeholder, {"option_groups": labelled[:OPTIONS]}, chosen)


def _select(action_id: str, placeholder: str, offered: Block, chosen: Block | None) -> Block:
    element: Block = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain_text(placeholder),
        **offered,
    }
    return element if chosen is None else {**element, "initial_option": chosen}


def field(block_id: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """One question of a form; its answer stands under `block_id` and the element's action id."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label, LABEL_CHARS),
        "element": element,
        "optional": optional,
    }
    if hint:
        block["hint"] = plain_text(hint, LABEL_CHARS)
    return block


def _mrkdwn(markup: str, limit: int) -> Block:
    # verbatim: a host or channel name in our words is no link.
    return {"type": "mrkdwn", "text": clip(markup, limit) or "–", "verbatim": True}


def _fit(blocks: Sequence[Block | None], most: int) -> list[Block]:
    """The blocks that fit: the last one, the state or the buttons, stays; what is too much before it goes."""
    present = [block for block in blocks if block is not None]
    sizes = [text_chars(block) for block in present]
    while len(present) > most or sum(sizes) > TOTAL_CHARS:
        reading = [at for at, block in enumerate(present) if block["type"] not in ("actions", "input")]
        drop = reading[-2] if len(reading) > 1 else len(present) - 1
        del present[drop], sizes[drop]
    return present


def text_chars(part: object) -> int:
    """How many characters of text a block holds, as Slack adds them up."""
    if isinstance(part, dict):
        return sum(
            len(value) if name == "text" and isinstance(value, str) else text_chars(value)
            for name, value in part.items()
        )
    if isinstance(part, list):
        return sum(text_chars(item) for item in part)
    return 0
