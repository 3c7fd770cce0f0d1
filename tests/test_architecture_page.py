"""The page on the architecture names each module of reading, knowledge and diagnosis, so that a rule is found."""

from __future__ import annotations

import re
from pathlib import Path

BOT = Path(__file__).parent.parent / "bot"


def test_each_module_stands_where_its_rules_are_looked_for():
    page = (BOT.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("## Where a reading rule stands\n")[2].partition("\n## ")[0]
    named = re.findall(r"^\| (?:\*\*)?`([a-z_]+/?)`", section, re.MULTILINE)
    packages = [*(BOT / "parse").glob("*/"), BOT / "knowledge", BOT / "diagnose"]
    packages = [package for package in packages if (package / "__init__.py").exists()]
    modules = [module for package in (BOT / "parse", *packages) for module in package.glob("[a-z]*.py")]

    assert sorted(named) == sorted([*(f"{one.name}/" for one in packages), *(one.stem for one in modules)])
    assert re.findall(r"^\| .*` \| \W*\|$", section, re.MULTILINE) == []  # nobody says what it decides
