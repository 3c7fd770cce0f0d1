"""What holds for a whole message or view: its size, names used twice, one table, a submit button.

Must not know the shape of a single block: `layout` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bot.sandbox.blocks import limits
from bot.sandbox.blocks.elements import MENU_OPTION, OPTION_GROUP, plain_text
from bot.sandbox.blocks.layout import BLOCK, INSIDE
from bot.sandbox.blocks.rules import exactly_one
from bot.sandbox.blocks.shapes import (
    BlockError,
    Check,
    Findings,
    Surface,
    anything,
    by_type,
    flag,
    items,
    record,
    string,
    typed,
)

TOO_LONG: Final = "msg_blocks_too_long"
ONE_TABLE: Final = "only_one_table_allowed"

SHARED: Final[dict[str, Check]] = {
    "private_metadata": string(limits.PRIVATE_METADATA, 0),
    "callback_id": string(limits.IDENTIFIER, 0),
    "external_id": string(limits.IDENTIFIER, 0),
}
SUGGESTIONS: Final = record(
    {},
    {
        "options": items(MENU_OPTION, limits.SELECT_OPTIONS, 0),
        "option_groups": items(OPTION_GROUP, limits.SELECT_OPTIONS, 0),
    },
    exactly_one("options", "option_groups"),
)
WORD: Final = plain_text(limits.VIEW_TITLE)
VIEW: Final = by_type(
    {
        "modal": typed(
            "modal",
            {"title": WORD, "blocks": anything},
            {
                **SHARED,
                "submit": WORD,
                "close": WORD,
                "clear_on_close": flag,
                "notify_on_close": flag,
            },
        ),
        "home": typed("home", {"blocks": anything}, SHARED),
    }
)


def validate_message(blocks: object) -> list[BlockError]:
    """Say why Slack would refuse these blocks in a message; empty means that it takes them.

    `blocks` is the decoded JSON of the argument `blocks`. Pointers start at `/blocks`.
    """
    findings = Findings(Surface.MESSAGE)
    _check_blocks(findings, "/blocks", blocks, limits.MESSAGE_BLOCKS)
    if not findings.errors and isinstance(blocks, list):
        _check_message_totals(findings, blocks)
    return findings.errors


def validate_view(view: object) -> list[BlockError]:
    """Say why Slack would refuse this modal or home view; empty means that it takes it.

    `view` is the decoded JSON of the argument `view`. Pointers start at `/view`.
    """
    home = isinstance(view, dict) and view.get("type") == "home"
    findings = Findings(Surface.HOME if home else Surface.MODAL)
    VIEW(findings, "/view", view)
    if isinstance(view, dict) and view.get("type") in ("modal", "home") and "blocks" in view:
        _check_blocks(findings, "/view/blocks", view["blocks"], limits.VIEW_BLOCKS)
        if not findings.errors:
            _check_view_totals(findings, view)
    return findings.errors


def validate_suggestions(answer: object) -> list[BlockError]:
    """Say why Slack would show none of these options of an external select; pointers start at the answer.

    `answer` is what the app acknowledged a `block_suggestion` with; no option at all is fine.
    """
    findings = Findings(Surface.MESSAGE)
    SUGGESTIONS(findings, "", answer)
    return findings.errors


def refusal(errors: list[BlockError], surface: Surface) -> str:
    """The word that Slack puts into `error` for these errors.

    chat.* answer `invalid_blocks`, or `msg_blocks_too_long` when only the sum is too long;
    views.* answer `invalid_arguments`. Raises ValueError when there is no error to name.
    """
    if not errors:
        raise ValueError("nothing was refused")
    if surface is not Surface.MESSAGE:
        return "invalid_arguments"
    return TOO_LONG if all(error.code == TOO_LONG for error in errors) else "invalid_blocks"


def _check_blocks(findings: Findings, pointer: str, blocks: object, at_most: int) -> None:
    items(BLOCK, at_most)(findings, pointer, blocks)
    if findings.errors or not isinstance(blocks, list):
        return
    seen: set[str] = set()
    focused = False
    for place, block in _with_children(pointer, blocks):
        block_id = block.get("block_id")
        if isinstance(block_id, str):
            if block_id in seen:
                findings.add(f"{place}/block_id", f'block_id "{block_id[:80]}" already exists')
            seen.add(block_id)
        asked = block["type"] == "input" and findings.surface is Surface.MODAL
        for element_place, element in _elements(place, block):
            if element.get("focus_on_load") is True:
                if focused:
                    findings.add(f"{element_place}/focus_on_load", "only one element can have focus_on_load")
                focused = True
            # elements/select-menu: "only works with menus in input blocks in modals".
            if element.get("response_url_enabled") is True and not asked:
                findings.add(
                    f"{element_place}/response_url_enabled",
                    "response_url_enabled only works in input blocks of modals",
                )


def _with_children(pointer: str, blocks: list[dict[str, object]]) -> Iterator[tuple[str, dict[str, object]]]:
    """Every block with its pointer, those inside containers and carousels too."""
    for index, block in enumerate(blocks):
        place = f"{pointer}/{index}"
        yield place, block
        inside = INSIDE.get(str(block["type"]))
        children = block.get(inside) if inside else None
        if isinstance(children, list):
            yield from _with_children(f"{place}/{inside}", children)


def _elements(pointer: str, block: Mapping[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    """What can be used in a block, with its pointer."""
    for name in ("accessory", "element"):
        element = block.get(name)
        if isinstance(element, dict):
            yield f"{pointer}/{name}", element
    elements = block.get("elements")
    for index, element in enumerate(elements if isinstance(elements, list) else ()):
        yield f"{pointer}/elements/{index}", element


def _check_message_totals(findings: Findings, blocks: list[dict[str, object]]) -> None:
    tables = [
        (place, block)
        for place, block in _with_children("/blocks", blocks)
        if block["type"] in {"table", "data_table"}
    ]
    for place, _ in tables[limits.MESSAGE_TABLES :]:
        findings.add(place, "only one table is allowed in a message", ONE_TABLE)
    for kind, at_most in (("data_visualization", limits.MESSAGE_CHARTS), ("plan", limits.MESSAGE_PLANS)):
        of_kind = [index for index, block in enumerate(blocks) if block["type"] == kind]
        for index in of_kind[at_most:]:
            findings.add(f"/blocks/{index}", f"Cannot have more than {at_most} {kind} block")
    if sum(_text_length(block["rows"]) for _, block in tables) > limits.MESSAGE_TABLE_TEXT:
        findings.add(f"{tables[0][0]}/rows", f"must be less than {limits.MESSAGE_TABLE_TEXT + 1} characters")
    markdown = sum(len(str(block["text"])) for block in blocks if block["type"] == "markdown")
    if markdown > limits.MESSAGE_MARKDOWN:
        findings.add("/blocks", f"markdown must be less than {limits.MESSAGE_MARKDOWN + 1} characters")
    if _text_length(blocks) > limits.MESSAGE_TEXT_IN_BLOCKS:
        findings.add("/blocks", TOO_LONG, TOO_LONG)


def _text_length(value: object) -> int:
    """The characters of every `text` in here; depth is bounded by the shapes that passed before."""
    if isinstance(value, list):
        return sum(_text_length(item) for item in value)
    if isinstance(value, dict):
        return sum(
            len(inner) if name == "text" and isinstance(inner, str) else _text_length(inner)
            for name, inner in value.items()
        )
    return 0


def _check_view_totals(findings: Findings, view: Mapping[str, object]) -> None:
    blocks = view["blocks"]
    if view["type"] != "modal" or "submit" in view or not isinstance(blocks, list):
        return
    for place, block in _with_children("/view/blocks", blocks):
        if block["type"] == "input":  # sentence and place: github.com/slackapi/node-slack-sdk/issues/875
            findings.add(
                f"{place}/input", "must define `submit` to use `input` block", "missing_required_field"
            )
