"""The page on the architecture names each module of the reading, so that a rule's place is found there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_each_module_of_the_reading_stands_where_its_rules_are_looked_for():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = page.partition("## Where a reading rule stands\n")[2].partition("\n## ")[0]
    there = {path.stem for path in (ROOT / "bot" / "parse").iterdir() if path.name != "__pycache__"} - {
        "__init__"
    }
    named = {name.strip("/") for name in re.findall(r"`([a-z_]+/?)`", section)}

    assert named == there
