"""Interactive elements: finds them in blocks and says their state and actions in Slack's form. Pure.

docs.slack.dev/reference/interaction-payloads/block_actions-payload and /view-interactions-payload.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.sandbox.blocks.layout import INSIDE
from bot.sandbox.blocks.limits import FILE_INPUT_FILES
from bot.sandbox.limits import FILE_INPUT_BYTES
from bot.sandbox.refusal import Json

Values = Mapping[str, Mapping[str, object]]
"""What stands in the inputs: block id, action id, the plain value the page sends."""

# Element type -> the key its value stands under, and the key of what stands there at first.
_PLAIN = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "file_input": ("files", ""),
}
_OPTION = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
}


def elements_of(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in."""
    for block in blocks:
        found = [block[key] for key in ("accessory", "element") if isinstance(block.get(key), dict)]
        if block["type"] in ("actions", "context_actions", "card"):
            found += block.get("elements", ())
            found += block.get("actions", ())
        for element in found:
            if "action_id" in element:
                yield block, element
        if block["type"] in INSIDE:
            yield from elements_of(block[INSIDE[block["type"]]])


def has_state(element: Json) -> bool:
    """Whether what was chosen or typed stands in `state.values`; buttons and overflow menus only act."""
    return element["type"] in _OPTION | _PLAIN and element["type"] != "overflow"


def find_element(blocks: list[Json], block_id: object, action_id: object) -> tuple[Json, Json] | None:
    """The element of those ids with its block, else None."""
    for block, element in elements_of(blocks):
        if block["block_id"] == block_id and element["action_id"] == action_id:
            return block, element
    return None


def find_button(blocks: list[Json], action_id: object, value: object) -> tuple[Json, Json] | None:
    """The one button that means this, wherever it stands now; None where there are several or none.

    A block that the app does not name has another id after each edit, also one that was on the way when
    the button was pressed.
    """
    same = [
        (block, element)
        for block, element in elements_of(blocks)
        if element["type"] == "button" and (element["action_id"], element.get("value")) == (action_id, value)
    ]
    return same[0] if len(same) == 1 else None


def options_of(element: Json) -> list[Json]:
    """Every option of a select, those in groups too."""
    groups = [group["options"] for group in element.get("option_groups", ())]
    return [*element.get("options", ()), *(option for options in groups for option in options)]


def _chosen(element: Json, value: Any) -> Any:  # noqa: ANN401 - a page's plain value in, Slack's option out
    if isinstance(value, dict):
        return value  # an external option, whole: only the app knows its text
    if isinstance(value, list):
        return [_chosen(element, one) for one in value]
    if value in (None, ""):
        return None
    for option in options_of(element):
        if option["value"] == value:
            return option
    raise ValueError(f"{element['action_id']} has no option {value!r}")


def typed_value(element: Json, value: Any) -> Json:  # noqa: ANN401 - any plain value a page sends
    """One element's entry in `state.values` for that value; ValueError for an option it has not."""
    kind = element["type"]
    several = kind.startswith("multi_") or kind in ("checkboxes", "file_input")
    if value not in (None, "") and isinstance(value, list) != several:
        raise ValueError(f"{element['action_id']} takes {'a list' if several else 'one value'}")
    if several and not value:
        value = []
    if kind in _OPTION:
        return {"type": kind, _OPTION[kind][0]: _chosen(element, value)}
    if kind == "rich_text_input" and isinstance(value, str):
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
        return {
            "type": kind,
            "rich_text_value": {"type": "rich_text", "elements": [section]} if value else None,
        }
    return {"type": kind, _PLAIN[kind][0]: None if value == "" else value}


def _initial(element: Json) -> Json:
    kind = element["type"]
    key, initial = _OPTION.get(kind) or _PLAIN[kind]
    empty: object = [] if key in ("selected_options", "files") or kind.startswith("multi_") else None
    return {"type": kind, key: element.get(initial, empty)}


def state_values(blocks: list[Json], values: Values) -> Json:
    """`state.values`: every stateful element, with what the page sent or what it began with."""
    state: Json = {}
    for block, element in elements_of(blocks):
        if not has_state(element):
            continue
        given = values.get(block["block_id"], {})
        named = element["action_id"]
        entry = typed_value(element, given[named]) if named in given else _initial(element)
        state.setdefault(block["block_id"], {})[named] = entry
    return state


def action_of(block: Json, element: Json, value: object, ts: str) -> Json:
    """The entry of `actions` for a press or a choice."""
    action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    action["action_ts"] = ts
    if element["type"] == "button":
        action |= {key: element[key] for key in ("text", "value", "style", "url") if key in element}
        return action
    if element["type"] == "feedback_buttons":
        if value not in (element["positive_button"]["value"], element["negative_button"]["value"]):
            raise ValueError(f"{element['action_id']} has no button {value!r}")
        return action | {"value": value}
    if element["type"] not in _OPTION | _PLAIN:
        return action | {key: element[key] for key in ("text", "value") if key in element}
    if "placeholder" in element:
        action["placeholder"] = element["placeholder"]
    return action | typed_value(element, value)


def incomplete(blocks: list[Json], state: Json) -> dict[str, str]:
    """What Slack itself finds wrong with a form, by block id; such a form never reaches the app."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        entry = state.get(block["block_id"], {}).get(element["action_id"], {})
        value = next((inner for key, inner in entry.items() if key != "type"), None)
        if value in (None, "", []):
            if not block.get("optional", False):
                errors[block["block_id"]] = "Please complete this required field."
        elif (error := _wrong(element, value)) is not None:
            errors[block["block_id"]] = error
    return errors


def _wrong(element: Json, value: object) -> str | None:
    kind = element["type"]
    if kind == "number_input":
        return _wrong_number(element, str(value))
    if kind == "file_input" and isinstance(value, list):
        return _wrong_files(element, value)
    if not isinstance(value, str):
        return None
    if len(value) < element.get("min_length", 0):
        return f"This field needs at least {element['min_length']} characters."
    if len(value) > element.get("max_length", len(value)):
        return f"This field takes at most {element['max_length']} characters."
    if kind == "email_text_input" and "@" not in value[1:-1]:
        return "This is no e-mail address."
    if kind == "url_text_input" and not value.startswith(("http://", "https://")):
        return "This is no address of a web page."
    return None


def _wrong_files(element: Json, files: list[Json]) -> str | None:
    """What is wrong with files that were chosen, as Slack's file objects."""
    most = element.get("max_files", FILE_INPUT_FILES)
    if len(files) > most:
        return f"This field takes at most {most} {'file' if most == 1 else 'files'}."
    endings = [str(ending).lower() for ending in element.get("filetypes", ())]
    for file in files:
        if endings and str(file["name"]).rpartition(".")[2].lower() not in endings:
            return f"{file['name']} is of another kind than {', '.join(endings)}."
        if file["size"] > FILE_INPUT_BYTES:
            return f"{file['name']} is larger than {FILE_INPUT_BYTES // 1_000_000} MB."
    return None


def _wrong_number(element: Json, value: str) -> str | None:
    try:
        number = float(value) if element.get("is_decimal_allowed") else int(value)
    except ValueError:
        return "This is no number."
    if "min_value" in element and number < float(element["min_value"]):
        return f"This must be {element['min_value']} or more."
    if "max_value" in element and number > float(element["max_value"]):
        return f"This must be {element['max_value']} or less."
    return None
