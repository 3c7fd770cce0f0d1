"""What files and programs do to a value on its way: quotes kept, entities, escapes, placeholders. Pure.

Each function looks at one text and answers with a kind or a place, never with a part of the text.
"""

from __future__ import annotations

import html.entities
import re

_AROUND = " \t\r\n\u00a0\ufeff"
_NUMBER = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{2,3}")
_ENTITY = re.compile(r"&(?:#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5}|[A-Za-z][A-Za-z0-9]{1,30});")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_BACKSLASH = re.compile(r"\\(?:[\"'$`\\!&#]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})|\\r?\\?n$")
_QUOTED_PRINTABLE = re.compile(r"=(?:3D|20$|C[23]=[89AB][0-9A-F]|E2=[89AB][0-9A-F])")
_VARIABLE = re.compile(
    r"\$\{[A-Za-z_][A-Za-z0-9_]*\}|\{\{[^{}]+\}\}|%[A-Z_]{3,}%"
    r"|\$[A-Z_]*(?:PASS|PASSWORD|SECRET|TOKEN|KEY)[A-Z_]*"
    r"|<[a-z _-]*(?:password|key|token)[a-z _-]*>|your[-_ ](?:app[-_ ])?password",
)
# What Excel and Google Sheets show for a formula that fails (learn.microsoft.com, MS-VSDX 2.5.4.14 PtgErr).
_SPREADSHEET_ERRORS = {
    "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#N/A", "#ERROR!",
}  # fmt: skip
_MASKS = frozenset("*•●∙○▪⬤")


def quoting_of(text: str) -> str | None:
    """What a file made of the value: `outer`, `doubled`, `formula`, `number`, `error`; None for nothing.

    `formula`: it stands as one that gives text (`="0123"`). `number`: it was turned into one (`1.23E+11`).
    `error`: it was read as a formula that fails (`#NAME?`). A single quote inside is nobody's quoting.
    """
    core = text.strip(_AROUND)
    if len(core) > 3 and core.startswith('="') and core.endswith('"'):
        return "formula"
    if core in _SPREADSHEET_ERRORS:
        return "error"
    if len(core) > 2 and core[0] == core[-1] and core[0] in "\"'`":
        return "outer"
    runs = [len(run) for run in re.findall('"+', core)]
    if runs and all(run % 2 == 0 for run in runs) and len(core) > sum(runs):
        return "doubled"
    return "number" if _NUMBER.fullmatch(core) else None


def entity_in(text: str) -> int | None:
    """Where an HTML entity stands, from 1; None when there is none that HTML knows."""
    for found in _ENTITY.finditer(text):
        name = found.group()[1:]
        if name.startswith("#") or name in html.entities.html5:
            return found.start() + 1
    return None


def escape_in(text: str) -> tuple[str, int] | None:
    """Kind (`percent`, `backslash`, `quoted-printable`) and place, from 1, of an escape kept as text.

    None for none.

    A percent sign counts only where all of them open an escape of what a URL has to escape.
    """
    escapes = [found for found in _PERCENT.finditer(text) if _needs_escape(int(found.group(1), 16))]
    if escapes and len(escapes) == text.count("%"):
        return "percent", escapes[0].start() + 1
    for kind, pattern in (("quoted-printable", _QUOTED_PRINTABLE), ("backslash", _BACKSLASH)):
        found = pattern.search(text)
        if found is not None:
            return kind, found.start() + 1
    return None


def placeholder_of(text: str) -> str | None:
    """`masked` for a row of dots or asterisks, `variable` for a name that was never replaced; else None."""
    core = text.strip(_AROUND)
    if len(core) > 2 and set(core) <= _MASKS and len(set(core)) == 1:
        return "masked"
    return "variable" if _VARIABLE.fullmatch(core) else None


def _needs_escape(byte: int) -> bool:
    return not (chr(byte).isalnum() or chr(byte) in "-._~") if byte < 0x80 else True  # RFC 3986 2.3
