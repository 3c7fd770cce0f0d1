"""The page on the architecture names each module of the reading, so that a rule's place is found there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
READING = ROOT / "bot" / "parse"
# Packages of more modules than a row holds.
LONG = ("mails", "secrets", "talk")


def test_each_module_of_the_reading_stands_where_its_rules_are_looked_for():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("## Where a reading rule stands\n")[2].partition("\n## ")[0]
    packages = {path.parent.name for path in READING.glob("*/__init__.py")}
    modules = {path.stem: path.parent.name for path in READING.rglob("*.py") if path.stem != "__init__"}
    named = set(re.findall(r"`([a-z_]+/?)`", section))
    named_packages = {name.removesuffix("/") for name in named if name.endswith("/")}
    named_modules = {name for name in named if not name.endswith("/")}

    assert named_packages == packages
    assert named_modules <= modules.keys()
    assert {name for name, package in modules.items() if package not in LONG} <= named_modules
