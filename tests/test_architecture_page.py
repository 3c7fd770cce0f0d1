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


def test_what_is_wrong_leads_to_a_module_that_is_there():
    page = (BOT.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("| what is wrong | where it is decided |\n")[2].partition("\n\n")[0]
    named = re.findall(r"`([a-z_/]+)`", section)
    places = [place for one in named for place in (BOT / one, BOT / "parse" / one)]

    assert len(named) > 20
    there = {place for place in places if place.is_dir() or place.with_suffix(".py").is_file()}
    assert [one for one in named if not {BOT / one, BOT / "parse" / one} & there] == []
