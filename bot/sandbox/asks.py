"""What people do that the app must acknowledge: commands, presses, forms, shortcuts; and what they see of it.

A command or interaction gets three seconds and no second try; the failure is shown in Slack's words.
"""

from __future__ import annotations

from bot.sandbox import acts, elements, responses, typed
from bot.sandbox import blocks as kit
from bot.sandbox.acts import ActError, channel_for
from bot.sandbox.channels import Channel
from bot.sandbox.courier import Answer, Courier
from bot.sandbox.handles import ResponseUrl
from bot.sandbox.interaction import Payloads, in_view
from bot.sandbox.methods_files import file_json
from bot.sandbox.methods_views import find_view, push_view, refuse_view, replace_view
from bot.sandbox.people import Kind as PersonKind
from bot.sandbox.refusal import Json, RefusalError
from bot.sandbox.workspace import Workspace

INVITE = "/invite"
TROUBLE = "We had some trouble connecting. Try again?"
_ACKED: Json = {"outcome": "acked"}
_FAILED: Json = {"outcome": "failed"}


class Asks:
    """People's acts that go to the app and come back."""

    def __init__(self, space: Workspace, courier: Courier, payloads: Payloads) -> None:
        self._space = space
        self._courier = courier
        self._payloads = payloads

    # Commands

    async def command(self, user: str, act: Json) -> Json:
        """Run a slash command as typed into the composer."""
        channel = channel_for(self._space, user, act.get("channel"))
        word, _, rest = str(act.get("text", "")).strip().partition(" ")
        # A line end right after the command counts as its blank.
        word, newline, first = word.partition("\n")
        rest = first + (" " if newline and rest else "") + rest if newline else rest
        command = next((c for c in self._space.app.commands if c.name == word), None)
        person = self._space.people[user]
        if word == INVITE and person.kind is PersonKind.MEMBER:
            return self._invite(user, channel, rest)
        if command is None or person.kind is PersonKind.STRANGER:
            self._space.notify(user, channel.id, f"{word} is not a valid command.")
            return _FAILED
        if act.get("thread_ts"):
            self._space.notify(user, channel.id, f"{word} is not supported in threads. Sorry!")
            return _FAILED
        names = acts.names_of(self._space) if command.escapes else typed.NO_NAMES
        text = typed.type_text(rest.strip(), names).text
        payload = self._payloads.command(user, channel, word, text)
        answer = await self._courier.deliver("slash_commands", payload)
        if not answer.acked:
            error = "operation_timeout" if answer.reason == "http_timeout" else "dispatch_failed"
            self._space.notify(user, channel.id, f'{word} failed with the error "{error}"')
            return _FAILED
        if answer.payload:
            return self._beside_ack(user, channel, word, answer)
        return _ACKED

    def _invite(self, user: str, channel: Channel, rest: str) -> Json:
        """Slack's own command, for the app alone: the people of this workspace come by themselves."""
        app = f"@{self._space.app.name}"
        if rest.strip() != app:
            self._space.notify(user, channel.id, f"Only the app can be invited here: {INVITE} {app}")
            return _FAILED
        acts.move_bot(self._space, user, channel.id, into=True)
        return _ACKED

    def _beside_ack(self, user: str, channel: Channel, word: str, answer: Answer) -> Json:
        try:
            responses.respond(self._space, ResponseUrl(user, channel.id, 0), answer.payload or "")
        except RefusalError as refusal:
            self._space.notify(user, channel.id, f'{word} failed with the error "{refusal.error}"')
            return _FAILED
        return _ACKED

    # Presses and choices

    async def press(self, user: str, act: Json) -> Json:
        """Press a button or choose in a message, modal or Home tab."""
        values = _values(act)
        if act.get("view_id"):
            view = self._view(user, str(act["view_id"]))
            block, element = _element(view["blocks"], act)
            state, action = self._pressed(view["blocks"], block, element, act, values)
            payload = self._payloads.view_action(user, view, action, state)
            channel = None
        else:
            channel, message = self._message(user, act)
            block, element = _element(message.get("blocks", []), act)
            state, action = self._pressed(message["blocks"], block, element, act, values)
            payload = self._payloads.message_action(user, channel, message, action, state)
        answer = await self._courier.deliver("interactive", payload)
        return self._outcome(user, channel, answer)

    def _pressed(
        self, blocks: list[Json], block: Json, element: Json, act: Json, values: elements.Values
    ) -> tuple[Json, Json]:
        try:
            state = self._with_files(elements.state_values(blocks, values))
            action = elements.action_of(block, element, act.get("value"), self._space.new_ts())
        except ValueError as error:
            raise ActError(f"{error}.") from error
        if elements.has_state(element):
            typed_entry = elements.typed_value(element, act.get("value"))
            state.setdefault(block["block_id"], {})[element["action_id"]] = typed_entry
        return state, action

    async def suggest(self, user: str, act: Json) -> Json:
        """Ask the app for the options of an external select."""
        if act.get("view_id"):
            view = self._view(user, str(act["view_id"]))
            blocks, place = view["blocks"], in_view(view)
        else:
            channel, message = self._message(user, act)
            blocks, place = message.get("blocks", []), self._payloads.in_message(channel, message)
        block, element = _element(blocks, act)
        payload = self._payloads.suggestion(user, place, block, element, str(act.get("value") or ""))
        answer = await self._courier.deliver("interactive", payload)
        if not answer.acked or kit.validate_suggestions(answer.payload):
            return _FAILED
        offered = answer.payload if isinstance(answer.payload, dict) else {}
        return _ACKED | {key: offered[key] for key in ("options", "option_groups") if key in offered}

    # Modals

    async def submit(self, user: str, act: Json) -> Json:
        """Submit the modal on top."""
        view = self._view(user, str(act.get("view_id")))
        if view["type"] != "modal" or not view["submit"]:
            raise ActError("This view has no submit button.")
        try:
            state = self._with_files(elements.state_values(view["blocks"], _values(act)))
        except ValueError as error:
            raise ActError(f"{error}.") from error
        missing = elements.incomplete(view["blocks"], state)
        if missing:
            return {"outcome": "incomplete", "errors": missing}
        answer = await self._courier.deliver("interactive", self._payloads.submission(user, view, state))
        if not answer.acked:
            return self._outcome(user, None, answer)
        try:
            return self._follow(user, view, answer.payload or {})
        except RefusalError:
            return self._outcome(user, None, Answer(acked=False))

    def _follow(self, user: str, view: Json, response: Json | str) -> Json:
        """Do what the ack of a submission says (docs.slack.dev/surfaces/modals#response_actions)."""
        if response == {}:
            self._take_away(user, view["id"])
            return _ACKED
        if isinstance(response, str) or not response.keys() <= {"response_action", "errors", "view"}:
            raise RefusalError("invalid_arguments")
        action = response.get("response_action")
        if action == "errors":
            asked = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
            errors = response.get("errors")
            if not isinstance(errors, dict) or not errors or not errors.keys() <= asked:
                raise RefusalError("invalid_arguments")
            if not all(isinstance(said, str) and said for said in errors.values()):
                raise RefusalError("invalid_arguments")
            return _ACKED | {"errors": errors}
        if action == "update":
            replace_view(self._space, view["id"], refuse_view(response.get("view"), kind="modal"))
        elif action == "push":
            push_view(self._space, user, refuse_view(response.get("view"), kind="modal"))
        elif action == "clear":
            self._space.put_modals(user, [])
        else:
            raise RefusalError("invalid_arguments")
        return _ACKED

    async def close(self, user: str, act: Json) -> Json:
        """Close the modal, or with `all` the whole stack."""
        stack = self._space.modals.get(user, [])
        view = self._view(user, str(act.get("view_id")))
        everything = bool(act.get("all")) or view["clear_on_close"]
        gone = list(reversed(stack)) if everything else [view]
        if everything:
            self._space.put_modals(user, [])
        else:
            self._take_away(user, view["id"])
        for closed in gone:
            if closed["notify_on_close"]:
                payload = self._payloads.closed(user, closed, cleared=everything)
                await self._courier.deliver("interactive", payload)
        return {}

    def _take_away(self, user: str, view_id: str) -> None:
        place = find_view(self._space, view_id)
        if place is not None and place[0] == user:
            self._space.put_modals(user, [v for v in self._space.modals[user] if v["id"] != view_id])

    # Shortcuts

    async def message_shortcut(self, user: str, act: Json) -> Json:
        """Choose a shortcut in a message's menu."""
        self._shortcut(user, act, "message")
        channel, message = self._message(user, act)
        if message.get("is_ephemeral"):
            raise ActError("A message only you see has no shortcuts.")
        payload = self._payloads.message_shortcut(user, channel, message, str(act["callback_id"]))
        return self._outcome(user, channel, await self._courier.deliver("interactive", payload))

    async def global_shortcut(self, user: str, act: Json) -> Json:
        """Choose a shortcut of the composer's menu."""
        self._shortcut(user, act, "global")
        payload = self._payloads.shortcut(user, str(act["callback_id"]))
        return self._outcome(user, None, await self._courier.deliver("interactive", payload))

    def _shortcut(self, user: str, act: Json, kind: str) -> None:
        if self._space.people[user].kind is PersonKind.STRANGER:
            raise ActError("People of other organisations do not have this app's shortcuts.")
        if not any(
            s.kind == kind and s.callback_id == act.get("callback_id") for s in self._space.app.shortcuts
        ):
            raise ActError("The app has no such shortcut.")

    # What they all need

    def _outcome(self, user: str, channel: Channel | None, answer: Answer) -> Json:
        if answer.acked:
            return _ACKED
        self._space.notify(user, channel.id if channel is not None else None, TROUBLE)
        return _FAILED

    def _view(self, user: str, view_id: str) -> Json:
        home = self._space.homes.get(user)
        if home is not None and home["id"] == view_id:
            return home
        for view in self._space.modals.get(user, []):
            if view["id"] == view_id:
                return view
        raise ActError("That form is closed.")

    def _message(self, user: str, act: Json) -> tuple[Channel, Json]:
        channel = channel_for(self._space, user, act.get("channel"), member=False)
        ts = str(act.get("ts"))
        message = self._space.ephemerals.get(user, {}).get((channel.id, ts))
        message = message or self._space.messages[channel.id].get(ts)
        if message is None:
            raise ActError("That message is gone.")
        return channel, message

    def _with_files(self, state: Json) -> Json:
        """The state with file ids replaced by Slack's file objects."""
        for block in state.values():
            for entry in block.values():
                if entry["type"] == "file_input":
                    wanted = [file for file in entry["files"] or () if isinstance(file, str)]
                    if any(file not in self._space.files for file in wanted):
                        raise ActError("One of the files is gone; upload it again.")
                    entry["files"] = [file_json(self._space.files[file]) for file in wanted]
        return state


def _values(act: Json) -> elements.Values:
    values = act.get("values") or {}
    if not isinstance(values, dict) or not all(isinstance(inner, dict) for inner in values.values()):
        raise ActError("values are not of the form block, action, value.")
    return values


def _element(blocks: list[Json], act: Json) -> tuple[Json, Json]:
    found = elements.find_element(blocks, act.get("block_id"), act.get("action_id"))
    found = found or elements.find_button(blocks, act.get("action_id"), act.get("value"))
    if found is None:
        raise ActError("That button is no longer there.")
    return found
