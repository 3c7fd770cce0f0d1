"""A compiled copy of the base as it was read, so that a start need not parse it again; never stale or needed.

Its name is a hash of every page and list and of the code that reads them: a changed page has another
name. It lies in the user's own cache folder with mode 0700; where that cannot be written or
read, all is parsed as if this module were not there.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from bot.model import Code, Entry, Tag

KEPT = 4  # three megabytes each; two installations of one user must not take each other's away

_DIGEST_BYTES = 32  # before the base: a damaged copy is as none, since it would start nothing, or lie

# Code whose change may change what a page or list is read into.
_READERS = (
    "model/sets.py", "model/entry.py", "knowledge/__init__.py", "knowledge/compiled.py",
    "knowledge/folding.py", "knowledge/page.py", "knowledge/block.py", "knowledge/entry.py",
    "knowledge/likeness.py", "knowledge/synonyms.py", "letters.py",
)  # fmt: skip


class Base(NamedTuple):
    """All that is read: entries by their id, codes by their number, evidence tags by their name.

    `stands`: words, each with the pages in whose texts it stands.
    """

    entries: Mapping[str, Entry]
    codes: Mapping[str, Code]
    tags: Mapping[str, Tag]
    stands: Mapping[str, Sequence[str]]


def name_of(pages: Iterable[tuple[str, str, bytes]]) -> str:
    """The copy's name: a hash of Python, the reading code and each family (empty for a list), id and page."""
    digest = hashlib.sha256(sys.version.encode())
    root = files("bot")
    for reader in _READERS:
        digest.update((root / reader).read_bytes())
    for family, name, raw in pages:
        digest.update(f"\0{family}/{name}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()


def load_copy(name: str) -> Base | None:
    """The base of that name; None when there is no copy that can be read and is the user's own."""
    try:
        folder = _folder()
        held = folder.stat()
        if held.st_uid != os.getuid() or held.st_mode & 0o022:
            return None
        raw = (folder / name).read_bytes()
    except (OSError, RuntimeError):
        return None
    digest, content = raw[:_DIGEST_BYTES], raw[_DIGEST_BYTES:]
    if digest != hashlib.sha256(content).digest():
        return None
    base: Base = pickle.loads(content)  # noqa: S301 - only we write there, and this is whole
    return base


def save_copy(name: str, base: Base) -> None:
    """Keep the base under that name and remove the oldest copies; gives up where it may not write."""
    try:
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = folder / f"{name}.{os.getpid()}.part"
        content = pickle.dumps(base, protocol=pickle.HIGHEST_PROTOCOL)
        part.write_bytes(hashlib.sha256(content).digest() + content)
        part.replace(folder / name)
        newest_first = sorted(folder.iterdir(), key=lambda copy: copy.stat().st_mtime_ns, reverse=True)
        for old in newest_first[KEPT:]:
            old.unlink(missing_ok=True)
    except (OSError, RuntimeError):
        return


def _folder() -> Path:
    """Where the copies lie; raises RuntimeError for a user without a home."""
    cache = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache) if os.path.isabs(cache) else Path.home() / ".cache") / "smtpcheck" / "knowledge"
