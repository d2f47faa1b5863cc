"""What the last build knew, in one SQLite file beside the site: sources, records, summaries, pages.

It may be thrown away at any time: the next build then reads and renders everything. `Collection` answers from it, so
that no build holds a whole collection in memory; sqlite3's only home besides it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCHEMA: Final = """
CREATE TABLE note (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE folder (name TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID;
CREATE TABLE source (path TEXT PRIMARY KEY, digest BLOB) WITHOUT ROWID;
CREATE TABLE finding (path TEXT, content TEXT);
CREATE TABLE region (code TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID;
CREATE TABLE within (region TEXT, around TEXT, PRIMARY KEY (around, region)) WITHOUT ROWID;
CREATE TABLE agency (
  id TEXT PRIMARY KEY, path TEXT, sort TEXT, sort_en TEXT, region TEXT, kind TEXT, parent TEXT, synthetic INTEGER,
  content TEXT, digest BLOB
) WITHOUT ROWID;
CREATE INDEX agency_by_region ON agency (region, sort, id);
CREATE INDEX agency_by_parent ON agency (parent);
CREATE TABLE report (
  agency TEXT, year INTEGER, region TEXT, path TEXT, digest BLOB, published TEXT, forms TEXT, figures INTEGER,
  summary BLOB, PRIMARY KEY (agency, year)
) WITHOUT ROWID;
CREATE INDEX report_by_region ON report (region, year);
CREATE INDEX report_by_day ON report (published, agency);
CREATE TABLE record (agency TEXT, year INTEGER, content BLOB);
CREATE UNIQUE INDEX record_of_report ON record (agency, year);
CREATE TABLE tally (region TEXT, year INTEGER, content BLOB, PRIMARY KEY (region, year)) WITHOUT ROWID;
CREATE TABLE prose (path TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID;
CREATE TABLE page (
  address TEXT PRIMARY KEY, kind TEXT, item TEXT, language TEXT, inputs BLOB, digest BLOB, indexed INTEGER
) WITHOUT ROWID;
CREATE INDEX page_by_kind ON page (kind, item);
"""
VERSION: Final = 2
NAME: Final = "state.sqlite"

Damaged = (sqlite3.DatabaseError, ValueError, EOFError)
"""What the use of a state may raise whose file is damaged."""


class State:
    """The open state. What is changed in it counts only once `commit` is called; `close` without it forgets all."""

    def __init__(self, path: Path | None, connection: sqlite3.Connection, *, fresh: bool) -> None:
        self.path = path
        self.connection = connection
        self._sources = int(self.note("sources") or "0", 16)
        self.fresh = fresh
        """Whether nothing is known yet: every source is to be read, every page to be rendered and written."""
        self.renewed = False
        """Whether only the pages are known: what they were made from was read in another way, and is read again."""

    def note(self, key: str) -> Any:  # noqa: ANN401 - whatever was kept
        """A value kept under a key, None where there is none."""
        row = self.connection.execute("SELECT value FROM note WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def keep(self, key: str, value: str | bytes | int) -> None:
        """Keep a value under a key."""
        self.connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (key, value))

    def folders(self, beginning: str = "") -> dict[str, bytes]:
        """What the last look saw in the folders whose names begin so, packed."""
        return dict(self.connection.execute("SELECT * FROM folder WHERE name GLOB ?", (f"{beginning}*",)))

    def keep_folders(self, folders: Mapping[str, bytes]) -> None:
        """Keep what a look saw; only what differs is written."""
        before = self.folders()
        gone = [(name,) for name in before.keys() - folders.keys()]
        changed = [(name, content) for name, content in folders.items() if before.get(name) != content]
        self.connection.executemany("DELETE FROM folder WHERE name = ?", gone)
        self.connection.executemany("INSERT OR REPLACE INTO folder VALUES (?, ?)", changed)

    def renew(self) -> None:
        """Forget all but the bytes of the pages that were made."""
        for table in (
            "folder",
            "source",
            "finding",
            "region",
            "within",
            "agency",
            "report",
            "record",
            "tally",
            "prose",
        ):
            self.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own words
        self.connection.execute("DELETE FROM note WHERE key = 'sources'")
        self.connection.execute("UPDATE page SET inputs = x''")
        self._sources = 0
        self.renewed = True

    def source(self, path: str) -> str:
        """The digest of a data file as it was read last, empty where it was not."""
        row = self.connection.execute("SELECT digest FROM source WHERE path = ?", (path,)).fetchone()
        return row[0] if row else ""

    def keep_source(self, path: str, digest: str) -> None:
        """Keep the digest of a data file as it was read; an empty one forgets the file."""
        before = "" if self.fresh else self.source(path)
        for known, sign in ((before, -1), (digest, 1)):
            if known:
                self._sources += sign * int.from_bytes(hashlib.sha256(f"{path} {known}".encode()).digest())
        if digest:
            self.connection.execute("INSERT OR REPLACE INTO source VALUES (?, ?)", (path, digest))
        else:
            self.connection.execute("DELETE FROM source WHERE path = ?", (path,))

    @property
    def sources(self) -> str:
        """What all data files are together, in any order: the sum of the digests of each with its path."""
        return f"{self._sources % 2**256:064x}"

    def commit(self) -> None:
        """Make what was changed what the next build finds."""
        self.keep("sources", self.sources)
        self.connection.execute("COMMIT")
        if self.fresh and self.path:
            self.connection.close()
            next_path = self.path.with_suffix(".next")
            with next_path.open("rb") as file:
                os.fsync(file.fileno())
            next_path.replace(self.path)
        self.fresh = False

    def begin(self) -> None:
        """Begin to change it again after a commit."""
        self.connection.execute("BEGIN IMMEDIATE")

    def roll_back(self) -> None:
        """Forget what was changed since the state was opened or last committed."""
        self.connection.execute("ROLLBACK")
        self.begin()
        self._sources = int(self.note("sources") or "0", 16)

    def close(self) -> None:
        """Let go of it."""
        self.connection.close()


def open_state(folder: Path) -> State | None:
    """The state that the last build left in a folder; None where there is none or it can't be used.

    What is changed in it is rolled back unless it is committed.
    """
    path = folder / NAME
    if not path.is_file():
        return None
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == VERSION:
            return State(path, connection, fresh=False)
    except (sqlite3.DatabaseError, ValueError):
        pass
    connection.close()
    return None


def new_state(folder: Path | None = None) -> State:
    """An empty state, in a folder or in memory; in a folder it takes the place of the old one when it is committed."""
    path = folder / NAME if folder else None
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".next").unlink(missing_ok=True)
    connection = sqlite3.connect(path.with_suffix(".next") if path else ":memory:", isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF" if path else "PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for statement in SCHEMA.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    return State(path, connection, fresh=True)
