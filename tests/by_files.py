"""How several processors share the tests (pytest-xdist): by files, those that start programs as one."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

# Files whose tests start programs and wait for them: two at once would wait for each other's pace.
_WITH_PROGRAMS = ("browser_", "chaos", "install", "lab_", "operation_", "procfile", "story")


class ByFiles(LoadScopeScheduling):
    """One processor runs a file's tests; it runs all of those with programs one after the other.

    A mark (`--dist loadgroup`) would say the same: pytest-xdist 3.8 writes it into names that pytest 9.2 no
    longer reads, and parts the tests of a file.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        name = file.rpartition("/")[2].removeprefix("test_")
        return "programs" if name.startswith(_WITH_PROGRAMS) else file
