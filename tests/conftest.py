"""What all tests share: no skips where the build forbids them, the corpus, one knowledge base."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.knowledge import Knowledge, load_knowledge


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A skipped test is a failed one where SMTPCHECK_NO_SKIPS is set: the build has all it needs."""
    report = yield
    if report.skipped and os.environ.get("SMTPCHECK_NO_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which the build does not allow: {report.longrepr[2]}"
    return report


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of labelled examples; skips where none is named, fails where it cannot be read."""
    folder = os.environ.get("SMTPCHECK_CORPUS")
    if not folder:
        pytest.skip("SMTPCHECK_CORPUS names no folder of labelled examples")
    path = Path(folder)
    if not (path / "pastes.jsonl").is_file():
        pytest.fail(f"SMTPCHECK_CORPUS is {folder}, where no pastes.jsonl can be read")
    return path
