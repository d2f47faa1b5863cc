"""What shards have done, into the state: reports with their records and summaries, findings, pages, tallies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.collection.loading import note_findings
from generator.collection.source import shown
from generator.errors import OutputError
from generator.models.summary import tally, unpack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.building.shard import Done, Rendered
    from generator.pages.plan import ReportKey
    from generator.state import State

STATIC = "static"
"""The kind of the files that are no pages."""

_PAGE = """
INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (address) DO UPDATE
SET inputs = excluded.inputs, digest = excluded.digest, indexed = excluded.indexed
WHERE kind = excluded.kind AND item = excluded.item AND language = excluded.language
"""
_REPORT = """
UPDATE report SET path = ?, digest = ?, published = ?, forms = ?, figures = ?, summary = ? WHERE agency = ? AND year = ?
"""
_WHOSE = "SELECT kind, item, language FROM page WHERE address = ?"


class Taker:
    """Takes results into the state; remembers which summaries changed and what was written."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.connection = state.connection
        self.summaries: set[ReportKey] = set()
        self.written: dict[str, bytes] = {}
        self.rendered = 0

    def take(self, done: Iterable[Done]) -> None:
        """Take in what became of some reports."""
        reports, records, pages = [], [], []
        for result in done:
            task = result.task
            if task.path and self._is_new(result):
                key, path = (task.agency, task.year), shown(task.path)
                reports.append(
                    (path, result.digest, result.published, result.forms, result.figures, result.summary, *key)
                )
                records.append((*key, result.record))
            pages += self._rows("report", f"{task.agency}/{task.year}", result.pages)
        self.connection.executemany(_REPORT, reports)
        self.connection.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", records)
        self._keep(pages)

    def _is_new(self, done: Done) -> bool:
        """Whether a data file that was read says a report that is to be kept; what was found in it is kept anyway."""
        task, query = done.task, self.connection.execute
        if done.digest and done.digest == task.known:
            return False
        path = shown(task.path)
        self.state.keep_source(path, done.digest)
        if done.findings or not self.state.fresh:
            note_findings(query, path, done.findings)
        if not done.record:
            return False
        if not self.state.fresh:
            key = (task.agency, task.year)
            ((before,),) = query("SELECT summary FROM report WHERE agency = ? AND year = ?", key)
            if before != done.summary:
                self.summaries.add(key)
        return True

    def take_pages(self, kind: str, item: str, pages: Iterable[Rendered]) -> None:
        """Take in the pages of an item that were rendered."""
        self._keep(self._rows(kind, item, pages))

    def _rows(self, kind: str, item: str, pages: Iterable[Rendered]) -> list[tuple[Any, ...]]:
        """Rendered pages as rows of the state; they are counted."""
        rows = []
        for page in pages:
            rows.append((page.address, kind, item, page.language, page.inputs, page.digest, page.indexed))
            self.rendered += kind != STATIC
            if page.changed and not self.state.fresh:
                self.written[page.address] = page.digest
        return rows

    def _keep(self, rows: list[tuple[Any, ...]]) -> None:
        """Keep pages; no address may be that of two."""
        if self.connection.executemany(_PAGE, rows).rowcount != len(rows):
            for address, *page in rows:
                ((*other,),) = self.connection.execute(_WHOSE, (address,))
                if other != page[:3]:
                    raise OutputError("address-twice", address=address)

    def tally(self, reports: Iterable[ReportKey], *, everywhere: bool = False) -> None:
        """Add up anew the reports of each region and year that these reports are or were in, or of all."""
        query = self.connection.execute
        if self.state.fresh or everywhere:
            query("DELETE FROM tally")
            places = query("SELECT DISTINCT region, year FROM report").fetchall()
        else:
            regions = dict(query("SELECT id, region FROM agency"))
            places = sorted({(regions[agency], year) for agency, year in reports if agency in regions})
        for region, year in places:
            rows = query("SELECT agency, summary FROM report WHERE region = ? AND year = ?", (region, year)).fetchall()
            if rows:
                total = tally(unpack(agency, year, summary) for agency, summary in rows)
                query("INSERT OR REPLACE INTO tally VALUES (?, ?, ?)", (region, year, total.pack()))
            else:
                query("DELETE FROM tally WHERE region = ? AND year = ?", (region, year))
