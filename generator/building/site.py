"""The pages that are not about one report, and the files that are no pages: what changed of them, what is gone."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.building.shard import Made, Rendered, finish
from generator.building.taking import STATIC
from generator.pages.plan import KINDS, REPORT, make_page

if TYPE_CHECKING:
    from collections.abc import Collection as Container
    from collections.abc import Iterable, Iterator

    from generator.building.taking import Taker
    from generator.collection.collection import Collection
    from generator.languages import Language
    from generator.output.artifact import Writer
    from generator.pages.plan import PageKind, ReportKey
    from generator.rendering.render import Renderer
    from generator.state import State


class Pages:
    """The pages of one build."""

    def __init__(self, state: State, collection: Collection, renderer: Renderer, writer: Writer, taker: Taker) -> None:
        self.state = state
        self.query = state.connection.execute
        self.collection = collection
        self.renderer = renderer
        self.writer = writer
        self.taker = taker

    def stale(self) -> set[tuple[str, Language]]:
        """The kinds of page in each language that templates, words or the configuration make look otherwise."""
        kinds = [(kind, language) for kind in KINDS for language in self.renderer.config.languages]
        before = dict(self.query("SELECT key, value FROM note WHERE key LIKE 'kind %'"))
        found = set()
        for kind, language in kinds:
            key, digest = f"kind {kind.name} {language}", self.renderer.digest(kind.name, language)
            if kind.shows_all_years:
                digest += f" {self.collection.years[:1]} {self.collection.years[-1:]}"
            if before.get(key) != digest:
                found.add((kind.name, language))
                self.query("INSERT OR REPLACE INTO note VALUES (?, ?)", (key, digest))
        return found

    def every(self) -> set[tuple[str, Language]]:
        """Every kind of page in every language."""
        return {(kind.name, language) for kind in KINDS for language in self.renderer.config.languages}

    def of(self, kind: str) -> set[tuple[str, Language]]:
        """A kind of page in every language."""
        return {(kind, language) for language in self.renderer.config.languages}

    def count(self, stale: Container[tuple[str, Language]], reports: Container[ReportKey]) -> int:
        """How many pages `render` will look at."""
        return sum(1 for _ in self._items(stale, reports))

    def render(self, stale: Container[tuple[str, Language]], reports: Container[ReportKey]) -> Iterator[None]:
        """Look at each page that may have changed, and render and write those that have."""
        for kind, item, language in self._items(stale, reports):
            page = make_page(self.collection, kind, item, language, self.renderer.config.languages[0])
            used = f"{page.view!r} {self.renderer.digest(kind.name, language)}"
            inputs = hashlib.sha256(used.encode()).digest()[:16]
            row = self.query("SELECT inputs, digest FROM page WHERE address = ?", (page.address,)).fetchone()
            before = Made(*row) if row else None
            if before is None or before.inputs != inputs:
                self.taker.take_pages(kind.name, item, [finish(self.renderer, self.writer, page, inputs, before)])
            yield

    def _items(
        self, stale: Container[tuple[str, Language]], reports: Container[ReportKey]
    ) -> Iterator[tuple[PageKind, str, Language]]:
        for kind in KINDS:
            if kind is REPORT:
                continue
            touched: list[str] | None = None
            for language in self.renderer.config.languages:
                if (kind.name, language) in stale:
                    items: Iterable[str] = kind.items(self.collection)
                else:
                    touched = sorted(kind.touched(self.collection, reports)) if touched is None else touched
                    items = touched
                for item in items:
                    yield kind, item, language

    def write_static(self) -> None:
        """Write the theme's static files, and what the host needs beside the pages."""
        for artifact in self.renderer.static_artifacts():
            digest = hashlib.sha256(artifact.content).digest()
            row = self.query("SELECT digest FROM page WHERE address = ?", (artifact.path,)).fetchone()
            changed = row is None or row[0] != digest
            if changed:
                self.writer.write(artifact.path, artifact.content)
                page = Rendered(artifact.path, "zh-Hans", b"", digest, indexed=False, changed=True)
                self.taker.take_pages(STATIC, artifact.path, [page])

    def forget(self, went: Iterable[ReportKey], *, all_kinds: bool, reports: bool) -> list[str]:
        """Forget the pages and files that are no longer part of the site, before others take their addresses.

        Looks at the pages of reports that `went`, at those of all other kinds, and at those of all `reports`. Gives the
        addresses; where the languages or their order changed, all pages are forgotten, since others stand there now.
        """
        left = self._forget_where(STATIC, {artifact.path for artifact in self.renderer.static_artifacts()})
        if self.state.note("languages") != " ".join(self.renderer.config.languages):
            self.query("DELETE FROM note WHERE key LIKE 'kind %'")
            return left + [address for kind in KINDS for address in self._forget_where(kind.name, ())]
        for agency, year in went:
            if year not in self.collection.years_of(agency):
                left += self._forget(REPORT.name, f"{agency}/{year}")
        for kind in KINDS:
            if reports if kind is REPORT else all_kinds:
                left += self._forget_where(kind.name, set(kind.items(self.collection)))
        return left

    def gone(self, left: Iterable[str]) -> list[str]:
        """Of the addresses that were left those at which nothing else stands now."""
        known = "SELECT 1 FROM page WHERE address = ?"
        return [address for address in left if self.query(known, (address,)).fetchone() is None]

    def _forget_where(self, kind: str, known: Container[str]) -> list[str]:
        """Forget the pages of a kind whose item is not known any more; gives their addresses."""
        rows = self.query("SELECT DISTINCT item FROM page WHERE kind = ?", (kind,)).fetchall()
        return [address for (item,) in rows if item not in known for address in self._forget(kind, item)]

    def _forget(self, kind: str, item: str) -> list[str]:
        where = "FROM page WHERE kind = ? AND item = ?"
        addresses = [address for (address,) in self.query(f"SELECT address {where}", (kind, item))]
        self.query(f"DELETE {where}", (kind, item))
        return addresses
