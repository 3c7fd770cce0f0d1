"""Writes what is generated anew, or with --check says what is out of date.

`.env.example` and the settings table come from bot/config.py, the command line's table from the
program itself, the list of the reading's modules from their own first sentences, and the package's
copy of the manifest from `manifest.json`.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from bot.__main__ import cli
from bot.config import env_example, settings_table

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"(<!-- generated: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def command_table() -> str:
    """Every command with its one-line help."""
    rows = ["| command | what it does |", "| --- | --- |"]
    for name, command in cli.commands.items():
        inner = command.commands if isinstance(command, click.Group) else {}
        listed = [(f"{name} {sub}", each) for sub, each in inner.items()] or [(name, command)]
        rows += [f"| `{_usage(path, each)}` | {each.get_short_help_str(120)} |" for path, each in listed]
    return "\n".join(rows) + "\n"


def _usage(path: str, command: click.Command) -> str:
    pieces = [piece for piece in command.collect_usage_pieces(click.Context(command)) if piece != "[OPTIONS]"]
    options = [
        f"[{option.opts[0]}]"
        for option in command.params
        if isinstance(option, click.Option) and option.opts[0] != "--help"
    ]
    return " ".join(["smtpcheck", path, *options, *pieces])


def module_table() -> str:
    """What each module of reading, knowledge and diagnosis decides; `bot.parse` by its floors."""
    rows = ["| module | what is decided there |", "| --- | --- |"]
    for place in (*_floors(), ROOT / "bot" / "knowledge", ROOT / "bot" / "diagnose"):
        if place.is_dir():
            within = "" if place.parent.name == "parse" else f" of `bot.{place.name}`"
            rows.append(f"| **`{place.name}/`**{within} | **{_says(place / '__init__.py')}** |")
        modules = sorted(place.glob("[a-z]*.py")) if place.is_dir() else [place]
        rows += [f"| `{module.stem}` | {_says(module)} |" for module in modules]
    return "\n".join(rows) + "\n"


def _floors() -> Iterator[Path]:
    """The packages and modules of the reading, from the top of its layers down."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one.get("containers") == ["bot.parse"])
    for name in re.findall(r"\w+", " ".join(layers)):
        place = ROOT / "bot" / "parse" / name
        yield place if place.is_dir() else place.with_suffix(".py")


def _says(module: Path) -> str:
    """The first sentence of a module's docstring."""
    said = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    first = re.split(r"(?<=\.) |\.$", " ".join(said.partition("\n\n")[0].split()))[0].rstrip(".")
    return first.replace("|", "\\|") + "."


GENERATED: dict[str, Callable[[], str]] = {
    "settings": settings_table,
    "commands": command_table,
    "modules": module_table,
}


def main() -> int:
    """0 when everything is current or was written, 1 when --check found something old."""
    check = "--check" in sys.argv[1:]
    wanted = {
        ROOT / ".env.example": env_example(),
        # The copy that travels in the package, for the local workspace.
        ROOT / "bot" / "manifest.json": (ROOT / "manifest.json").read_text(encoding="utf-8"),
    }
    for path in (ROOT / "README.md", ROOT / "docs" / "architecture.md"):
        text = path.read_text(encoding="utf-8")
        wanted[path] = _BLOCK.sub(lambda found: found[1] + GENERATED[found["name"]]() + found[3], text)
    old = [
        path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in old:
        if check:
            print(f"{path.relative_to(ROOT)} is out of date: run `make docs`.")
        else:
            path.write_text(wanted[path], encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(main())
