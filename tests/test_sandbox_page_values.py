"""What the page's inputs show when they are drawn again: run by Node, without a browser."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

VALUES = Path(__file__).parents[1] / "bot/sandbox/page/values.js"
NODE = shutil.which("node")
SHOWN = """
const source = await import("node:fs").then((fs) => fs.readFileSync(process.argv[1], "utf8"));
const values = await import("data:text/javascript," + encodeURIComponent(source));
const shown = () => values.current("modal", "when", "date", "2026-12-24");
const seen = [shown()];
for (const chosen of ["2026-12-31", null, "", 0]) {
  values.set("modal", "when", "date", chosen);
  seen.push(shown());
}
values.forget("modal");
console.log(JSON.stringify([...seen, shown()]));
"""


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_what_was_cleared_stays_cleared_and_what_nobody_touched_keeps_its_first_value():
    ran = subprocess.run(
        [str(NODE), "--input-type=module", "-e", SHOWN, str(VALUES)],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert json.loads(ran.stdout) == ["2026-12-24", "2026-12-31", None, "", 0, "2026-12-24"]
