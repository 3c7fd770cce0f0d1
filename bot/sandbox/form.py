"""Reads a form with files that the page sends. What becomes of them stands in `acts`."""

from __future__ import annotations

from aiohttp import BodyPartReader, web

from bot.sandbox.acts import TOO_LARGE, ActError
from bot.sandbox.limits import REQUEST_BYTES

NO_FORM = "Files come as a form."
_CHUNK_BYTES = 65_536


async def read_form(request: web.Request) -> tuple[dict[str, str], list[tuple[str, bytes]]]:
    """Return the form's fields, and its files by name and content.

    Raises ActError where it is no form, or larger than a request may be. Of a larger one nothing is
    kept, but it is heard to its end: a browser that is still sending does not hear the answer.
    """
    if request.content_type != "multipart/form-data":
        raise ActError(NO_FORM)
    try:
        return await _read_parts(request)
    except ValueError as error:  # no boundary, another one than was named, a part without its end
        raise ActError(NO_FORM) from error


async def _read_parts(request: web.Request) -> tuple[dict[str, str], list[tuple[str, bytes]]]:
    fields: dict[str, str] = {}
    chosen: list[tuple[str, bytes]] = []
    read_bytes = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise ActError("A part of the form is not understood.")
        content = bytearray()
        while chunk := await part.read_chunk(_CHUNK_BYTES):
            read_bytes += len(chunk)
            if read_bytes <= REQUEST_BYTES:
                content += chunk
            else:
                content.clear()
                chosen.clear()
        if part.filename is not None:
            chosen.append((part.filename, bytes(content)))
        elif part.name is not None:
            fields[part.name] = content.decode("utf-8", "replace")
    if read_bytes > REQUEST_BYTES:
        raise ActError(TOO_LARGE)
    return fields, chosen
