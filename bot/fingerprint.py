"""What counts as the same failure at different customers, said without a word about any of them. Pure.

A known failure is `entry/cause/provider/number`. Words that no entry knows are told apart by their
shape: what stays when addresses, hosts, ids and numbers are taken out, kept only as a hash.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from itertools import pairwise

from bot.model import Finding

_TEXT_CHARS = 2_000  # a reply is one line of 512 octets (RFC 5321 4.5.3.1.5), or some folded ones
_HASH_BYTES = 10  # of a million shapes two meet by chance once in a trillion times

# One bounded run of what stands together; what it is is decided by looking at the whole run.
_RUN = re.compile(r"[\w@.:/\\+=%&?#~^!$*'’-]{1,320}")
_EDGES = ".:'’!?*-="
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z][a-z0-9-]+", re.IGNORECASE)
_SWITCHES = 3  # `xKjHgF`: no word changes between small and capital letters that often


def fingerprint(finding: Finding) -> str:
    """The same text for the same failure, whoever met it."""
    what = (finding.entry, finding.cause) if finding.entry else ("", _hash(shape(finding.reply_text)))
    number = finding.enhanced_code or finding.reply_code
    return "/".join(str(part or "") for part in (*what, finding.provider, number))


def shape(text: str) -> str:
    """The words of a reply alone: small letters, single spaces, nothing that tells one customer."""
    return " ".join(re.sub(r"<[a-z]+>|[^\w\s]", " ", mask(text).casefold()).split())


def mask(text: str, keep: tuple[str, ...] = ()) -> str:
    """A reply of 2,000 characters at most, `<address>`, `<url>`, `<host>`, `<id>` for what tells a customer.

    `keep` are numbers that stay, such as the reply's own codes. A person's name that looks like
    any other word cannot be seen and stays.
    """
    return _RUN.sub(lambda run: _masked(run[0], keep), text[:_TEXT_CHARS])


def _masked(run: str, keep: tuple[str, ...]) -> str:
    # The hyphen of a folded reply (`550-5.1.1`) belongs to the number before it.
    first, hyphen, rest = run.partition("-")
    if hyphen and first in keep and rest:
        return f"{first}-{_masked(rest, keep)}"
    core = run.strip(_EDGES)
    if not core or core in keep:
        return run
    before, _, after = run.partition(core)
    return f"{before}{_kind(core)}{after}"


def _kind(word: str) -> str:
    if "://" in word:
        return "<url>"
    if "@" in word:
        return "<address>"
    if _HOST.fullmatch(word):
        return "<host>"
    switches = sum(one.islower() and other.isupper() for one, other in pairwise(word))
    if any(letter.isdigit() for letter in word) or switches >= _SWITCHES:
        return "<id>"
    return word


def _hash(text: str) -> str:
    return blake2b(text.encode(), digest_size=_HASH_BYTES).hexdigest()
