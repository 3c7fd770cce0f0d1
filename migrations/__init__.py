"""The schema's history: a module `m0001_name.py` a migration, applied in name order, then never changed.

Each module has one function `migrate(db)` that uses only `db.execute` and sqlite-utils' own
methods: `db.conn` would commit half of a migration. After `transform()` a table has lost its
triggers and its module makes them again. Nothing here opens a database.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from sqlite_utils.migrations import Migrations

NAMES = tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name.startswith("m")))
"""What this version of smtpcheck knows, oldest first."""

MIGRATIONS = Migrations("smtpcheck")
"""Every migration under its module's name."""

for _name in NAMES:
    MIGRATIONS(name=_name)(import_module(f"{__name__}.{_name}").migrate)
