"""What shards have done, into the state: reports with their records and summaries, findings, pages, tallies."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        for result in done:
            task = result.task
            if task.path:
                self._take_report(result)
            self.take_pages("report", f"{task.agency}/{task.year}", result.pages)

    def _take_report(self, done: Done) -> None:
        task, query = done.task, self.connection.execute
        path, key = shown(task.path), (task.agency, task.year)
        if done.digest and done.digest == task.known:
            return
        self.state.keep_source(path, done.digest)
        if done.findings or not self.state.fresh:
            note_findings(query, path, done.findings)
        if not done.record:
            return
        before = None
        if not self.state.fresh:
            ((before,),) = query("SELECT summary FROM report WHERE agency = ? AND year = ?", key)
        if before != done.summary:
            self.summaries.add(key)
        values = (path, done.digest, done.published, done.forms, done.figures, done.summary)
        query(_REPORT, (*values, *key))
        query("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", (*key, done.record))

    def take_pages(self, kind: str, item: str, pages: Iterable[Rendered]) -> None:
        """Take in the pages of an item that were rendered."""
        for page in pages:
            values = (page.address, kind, item, page.language, page.inputs, page.digest, page.indexed)
            if not self.connection.execute(_PAGE, values).rowcount:
                raise OutputError("address-twice", address=page.address)
            self.rendered += kind != STATIC
            if page.changed and not self.state.fresh:
                self.written[page.address] = page.digest

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
