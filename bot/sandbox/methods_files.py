"""files.*: the new upload way (ask for an address, send the bytes, complete) and what a file is."""

from __future__ import annotations

import base64
import mimetypes
import re
from urllib.parse import quote

from bot.sandbox import messages
from bot.sandbox.call import Call, Upload, method
from bot.sandbox.channels import Channel
from bot.sandbox.limits import ALT_TEXT_CHARS, FILE_BYTES, Tier
from bot.sandbox.people import BOT_USER_ID
from bot.sandbox.refusal import Json, RefusalError
from bot.sandbox.workspace import Workspace

_CHANNEL_ID = "[CGDZ][A-Z0-9]{8,}"
_KINDS = {"eml": "email", "txt": "text", "log": "text", "csv": "csv", "json": "javascript", "md": "markdown"}


def build_file(space: Workspace, origin: str, *, file_id: str, name: str, user: str, content: bytes) -> Json:
    """The file as stored: Slack's file object and its content beside it."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if ending in ("eml", "log"):
        mimetype = "message/rfc822" if ending == "eml" else "text/plain"
    in_address = quote(name, safe="", errors="replace")  # JSON may carry half a surrogate pair
    return {
        "id": file_id,
        "created": int(space.clock.now()),
        "timestamp": int(space.clock.now()),
        "name": name,
        "title": name,
        "mimetype": mimetype,
        "filetype": _KINDS.get(ending, ending or "binary"),
        "pretty_type": ending.upper() or "Binary",
        "user": user,
        "user_team": space.people[user].team_id,
        "editable": False,
        "size": len(content),
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": f"{origin}/files-pri/T-{file_id}/{in_address}",
        "url_private_download": f"{origin}/files-pri/T-{file_id}/download/{in_address}",
        "permalink": f"{origin}/files/{user}/{file_id}/{in_address}",
        "file_access": "visible",
        "channels": [],
        "content_base64": base64.b64encode(content).decode(),
    }


def file_json(file: Json) -> Json:
    """Slack's file object, without the content."""
    return {key: value for key, value in file.items() if key != "content_base64"}


def share(space: Workspace, channel: Channel, message: Json, files: list[Json]) -> Json:
    """Post a message with files; returns it as stored."""
    for file in files:
        space.keep_file({**file, "channels": [*file["channels"], channel.id]}, shared=True)
    shown = [file_json(space.files[file["id"]]) for file in files]
    return messages.post(
        space, channel, {**message, "subtype": "file_share", "files": shown, "upload": False}
    )


@method(
    "files.getUploadURLExternal",
    "filename! length!=int alt_txt snippet_type",
    scope="files:write",
    tier=Tier.FOUR,
)
def get_upload_url(call: Call) -> Json:
    """Where to send the bytes of a new file."""
    size_bytes, alt_text = call.args["length"], call.args.get("alt_txt", "")
    if size_bytes <= 0:
        raise RefusalError("missing_argument")  # its reference page: "when the `length` provided is 0"
    if size_bytes > FILE_BYTES:
        raise RefusalError("file_upload_size_restricted")
    if len(alt_text) > ALT_TEXT_CHARS:
        raise RefusalError("alt_txt_too_large")
    file_id = call.space.new_id("F")
    call.parts.uploads[file_id] = Upload(call.args["filename"], alt_text, size_bytes)
    return {"ok": True, "upload_url": f"{call.parts.origin}/upload/v1/{file_id}", "file_id": file_id}


@method(
    "files.completeUploadExternal",
    "files!=json channel_id initial_comment thread_ts",
    scope="files:write",
    tier=Tier.FOUR,
)
def complete_upload(call: Call) -> Json:
    """Make uploaded bytes a file and, with a channel, a message."""
    wanted = call.args["files"]
    if not (isinstance(wanted, list) and wanted and all(map(_names_file, wanted))):
        raise RefusalError(
            "invalid_arguments", messages=("[ERROR] must be a list of files [json-pointer:/files]",)
        )
    channel = _channel(call)
    thread_ts = None if channel is None else call.reply_to(channel)
    files: dict[str, Json] = {}
    for asked in wanted:
        upload = call.parts.uploads.get(asked["id"])
        if upload is None or upload.content is None or asked["id"] in files:
            raise RefusalError("file_not_found")
        built = build_file(
            call.space,
            call.parts.origin,
            file_id=asked["id"],
            name=upload.name,
            user=BOT_USER_ID,
            content=upload.content,
        )
        described = {"title": asked.get("title"), "alt_txt": upload.alt_text}
        files[asked["id"]] = built | {name: value for name, value in described.items() if value}
    for file_id, file in files.items():
        del call.parts.uploads[file_id]
        call.space.keep_file(file, shared=False)
    if channel is not None:
        message = messages.app_message(call.space, call.args.get("initial_comment", ""), None)
        if thread_ts is not None:
            message["thread_ts"] = thread_ts
        share(call.space, channel, message, list(files.values()))
    return {"ok": True, "files": [file_json(call.space.files[file_id]) for file_id in files]}


def _names_file(asked: object) -> bool:
    return isinstance(asked, dict) and "id" in asked and asked.keys() <= {"id", "title"} and _texts(asked)


def _texts(asked: Json) -> bool:
    return all(isinstance(value, str) for value in asked.values())


def _channel(call: Call) -> Channel | None:
    """The channel to share in, None for none; unlike chat.postMessage, this takes no person's id."""
    wanted = call.args.get("channel_id")
    if not wanted:
        return None
    if not re.fullmatch(_CHANNEL_ID, wanted):  # python-slack-sdk issue 1426
        said = f"[ERROR] input must match regex pattern: ^{_CHANNEL_ID}$ [json-pointer:/channel_id]"
        raise RefusalError("invalid_arguments", messages=(said,))
    return call.channel(name="channel_id")


@method("files.info", "file! count=int page=int limit=int cursor", scope="files:read", tier=Tier.FOUR)
def info(call: Call) -> Json:
    """One file the app can see."""
    file = call.space.files.get(call.args["file"])
    if file is None or not _visible(call, file):
        raise RefusalError("file_not_found")
    return {"ok": True, "file": file_json(file), "comments": [], "response_metadata": {"next_cursor": ""}}


def _visible(call: Call, file: Json) -> bool:
    if file["user"] == BOT_USER_ID or not file["channels"]:
        return True
    return any(call.space.is_member(call.space.channels[channel]) for channel in file["channels"])
