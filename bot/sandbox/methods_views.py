"""views.*: modals and the Home tab, one stack a person."""

from __future__ import annotations

import json
import secrets

from bot.sandbox import blocks as kit
from bot.sandbox import messages
from bot.sandbox.call import Call, Parts, method
from bot.sandbox.limits import MODAL_STACK, Tier
from bot.sandbox.people import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID
from bot.sandbox.refusal import Json, RefusalError
from bot.sandbox.workspace import Workspace

VIEW_BYTES = 250_000  # view_too_large: reference pages of views.open and views.update
_COPIED = ("title", "submit", "close", "callback_id", "private_metadata", "external_id")


def refuse_view(view: object, *, kind: str) -> Json:
    """The view when Slack would take it; RefusalError with the place of each fault else."""
    if len(json.dumps(view)) > VIEW_BYTES:
        raise RefusalError("view_too_large")
    errors = kit.validate_view(view)
    if errors:
        raise RefusalError(
            "invalid_arguments", messages=tuple(f"[ERROR] {error.as_slack()}" for error in errors)
        )
    if not isinstance(view, dict) or view.get("type") != kind:
        raise RefusalError(
            "invalid_arguments", messages=(f"[ERROR] must be a {kind} view [json-pointer:/view/type]",)
        )
    return view


def _new_hash(space: Workspace) -> str:
    return f"{int(space.clock.now())}.{secrets.token_hex(4)}"


def build_view(space: Workspace, view: Json, *, view_id: str | None = None) -> Json:
    """The view object Slack keeps (docs.slack.dev/reference/views), without its place in a stack."""
    identity = view_id or space.new_id("V")
    return {
        "id": identity,
        "team_id": TEAM_ID,
        "type": view["type"],
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "title": None,
        "submit": None,
        "close": None,
        **{key: view[key] for key in _COPIED if key in view},
        "blocks": messages.named_blocks(view["blocks"]),
        "state": {"values": {}},
        "hash": _new_hash(space),
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
        "root_view_id": identity,
        "previous_view_id": None,
        "app_id": APP_ID,
        "app_installed_team_id": TEAM_ID,
        "bot_id": BOT_ID,
    }


def find_view(space: Workspace, view_id: str) -> tuple[str, int] | None:
    """Whose stack the modal stands in and where; None when it is closed."""
    for user, stack in space.modals.items():
        for place, view in enumerate(stack):
            if view["id"] == view_id:
                return user, place
    return None


def _unique(space: Workspace, view: Json, *, besides: str | None = None) -> None:
    external = view.get("external_id")
    open_views = [v for stack in space.modals.values() for v in stack]
    if external and any(v["external_id"] == external and v["id"] != besides for v in open_views):
        raise RefusalError("duplicate_external_id")


def push_view(space: Workspace, user: str, view: Json) -> Json:
    """Put a modal on top of a person's stack; RefusalError when three are there."""
    stack = space.modals.get(user, [])
    if len(stack) >= MODAL_STACK:
        raise RefusalError("push_limit_reached")
    _unique(space, view)
    built = build_view(space, view)
    if stack:
        built |= {"root_view_id": stack[0]["id"], "previous_view_id": stack[-1]["id"]}
    space.put_modals(user, [*stack, built])
    return built


def replace_view(space: Workspace, view_id: str, view: Json) -> Json:
    """Show another view in the place of an open modal."""
    place = find_view(space, view_id)
    if place is None:
        raise RefusalError("not_found")
    _unique(space, view, besides=view_id)
    user, index = place
    stack = list(space.modals[user])
    kept = {key: stack[index][key] for key in ("root_view_id", "previous_view_id")}
    stack[index] = build_view(space, view, view_id=view_id) | kept
    space.put_modals(user, stack)
    return stack[index]


def _trigger(call: Call) -> str:
    keys = [call.args[name] for name in ("trigger_id", "interactivity_pointer") if call.args.get(name)]
    if len(keys) != 1:
        raise RefusalError("invalid_arguments", messages=("[ERROR] missing required field: trigger_id",))
    return str(keys[0])


@method("views.open", "view!=json trigger_id interactivity_pointer", tier=Tier.FOUR)
def open_view(call: Call) -> Json:
    """Open a modal for the person who acted; what they had open goes away."""
    view = refuse_view(call.args["view"], kind="modal")
    trigger = call.parts.handles.redeem(_trigger(call))
    if trigger.view_id is None or find_view(call.space, trigger.view_id) is None:
        call.space.modals.pop(trigger.user, None)
    return {"ok": True, "view": push_view(call.space, trigger.user, view)}


@method("views.push", "view!=json trigger_id interactivity_pointer", tier=Tier.FOUR)
def push(call: Call) -> Json:
    """Push a modal onto the one the person acted in."""
    view = refuse_view(call.args["view"], kind="modal")
    trigger = call.parts.handles.redeem(_trigger(call))
    if trigger.view_id is None or find_view(call.space, trigger.view_id) is None:
        raise RefusalError("invalid_trigger_id")
    return {"ok": True, "view": push_view(call.space, trigger.user, view)}


@method("views.update", "view!=json view_id external_id hash", tier=Tier.FOUR)
def update(call: Call) -> Json:
    """Change an open modal; a `hash` that is not the current one loses the race."""
    view = refuse_view(call.args["view"], kind="modal")
    view_id, external = call.args.get("view_id"), call.args.get("external_id")
    if bool(view_id) == bool(external):
        raise RefusalError("invalid_arguments", messages=("[ERROR] give one of view_id and external_id",))
    current = _current(call.parts, view_id, external)
    if call.args.get("hash") and call.args["hash"] != current["hash"]:
        raise RefusalError("hash_conflict")
    return {"ok": True, "view": replace_view(call.space, current["id"], view)}


def _current(parts: Parts, view_id: str | None, external: str | None) -> Json:
    for stack in parts.space.modals.values():
        for view in stack:
            if view["id"] == view_id or (external and view["external_id"] == external):
                return view
    raise RefusalError("not_found")  # what Slack says of a closed one: bolt-js issue 1309


@method("views.publish", "user_id! view!=json hash", tier=Tier.FOUR)
def publish(call: Call) -> Json:
    """Set what one person sees in the app's Home tab."""
    if not call.space.app.home:
        raise RefusalError("not_enabled")
    user = call.args["user_id"]
    if user not in call.space.people or user == BOT_USER_ID:
        raise RefusalError("user_not_found")
    view = refuse_view(call.args["view"], kind="home")
    before = call.space.homes.get(user)
    if before is not None and call.args.get("hash") and call.args["hash"] != before["hash"]:
        raise RefusalError("hash_conflict")
    built = build_view(call.space, view, view_id=before["id"] if before is not None else None)
    call.space.put_home(user, built)
    return {"ok": True, "view": built}
