"""Takes the README's picture: the local workspace with an error pasted and answered, in Chromium."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).parent.parent / "docs" / "screenshot.png"
PASTE = (
    "535-5.7.8 Username and Password not accepted. For more information, go to\n"
    "535 5.7.8  https://support.google.com/mail/?p=BadCredentials a1-20020a05600c gsmtp"
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main() -> None:
    """Start the sandbox in an empty folder, paste, open the thread and keep the picture."""
    settings = ("SLACK_", "SMTPCHECK_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(settings)}
    with tempfile.TemporaryDirectory() as folder:
        program = subprocess.Popen(
            [sys.executable, "-m", "bot", "sandbox", "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
            env=environment,
        )
        try:
            lines = program.stdout or ()
            ready = (re.search(r"ready: (http://\S+)", line) for line in lines)
            address = next(found[1] for found in ready if found)
            take(address)
        finally:
            program.terminate()
            program.communicate()


def take(address: str) -> None:
    """The picture of the page at that address."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 1180, "height": 860})
        page.goto(address)
        composer = page.get_by_role("textbox", name="Message #support")
        composer.fill(PASTE)
        composer.press("Enter")
        page.get_by_role("button", name="1 reply").click()
        thread = page.get_by_role("complementary", name="Thread")
        thread.get_by_role("article").nth(1).wait_for()
        page.mouse.move(700, 500)
        thread.get_by_role("article").nth(1).scroll_into_view_if_needed()
        page.evaluate("document.activeElement.blur()")
        page.wait_for_timeout(300)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
