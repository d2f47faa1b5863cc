"""Reports to shards: those that are to be read, or whose pages may have changed, agency by agency."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from generator.building.shard import Made, Shard, Task
from generator.collection.loading import report_key
from generator.collection.source import shown
from generator.pages.plan import REPORT
from generator.pages.surroundings import peers_in

if TYPE_CHECKING:
    from collections.abc import Collection as Container
    from collections.abc import Iterable, Iterator, Mapping

    from generator.collection.collection import Collection
    from generator.languages import Language
    from generator.models.agency import Agency
    from generator.pages.plan import ReportKey
    from generator.pages.surroundings import Peers
    from generator.state import State

REPORTS_IN_A_SHARD: Final = 200


def reading_shards(paths: Iterable[str]) -> Iterator[Shard]:
    """Shards in which reports are only read, whatever is known of them."""
    tasks = [Task(path, "", b"", *(report_key(path) or ("", 0))) for path in paths]
    for start in range(0, len(tasks), REPORTS_IN_A_SHARD):
        yield Shard(tuple(tasks[start : start + REPORTS_IN_A_SHARD]), {}, {}, {})


class Shards:
    """Makes the shards of one build."""

    def __init__(self, state: State, collection: Collection) -> None:
        self.state = state
        self.query = state.connection.execute
        self.collection = collection
        self._again: set[ReportKey] = set()
        self._peers: dict[tuple[str, int], Peers | None] = {}

    def plan(self, paths: Iterable[str], again: Container[ReportKey]) -> Iterator[Shard]:
        """Shards for data files to be read and for reports whose pages are to be looked at again."""
        by_agency: dict[str, list[tuple[int, str]]] = defaultdict(list)
        nameless = []
        for path in paths:
            key = report_key(path)
            if key:
                by_agency[key[0]].append((key[1], path))
            else:
                nameless.append(path)
        self._again = set(again)
        for agency, year in sorted(self._again):
            if all(year != other for other, _ in by_agency[agency]):
                by_agency[agency].append((year, ""))
        yield from reading_shards(nameless)
        yield from self._portions(by_agency)

    def _portions(self, by_agency: Mapping[str, list[tuple[int, str]]]) -> Iterator[Shard]:
        """Agencies of one region together, so that they share whom they stand beside."""
        regions = {agency: self._region_of(agency) for agency in by_agency}
        portion: list[str] = []
        reports = 0
        for agency in sorted(by_agency, key=lambda agency: (regions[agency], agency)):
            portion.append(agency)
            reports += len(by_agency[agency])
            if reports >= REPORTS_IN_A_SHARD:
                yield self._shard(portion, by_agency)
                portion, reports = [], 0
        if portion:
            yield self._shard(portion, by_agency)

    def _region_of(self, agency: str) -> str:
        ((region,),) = self.query("SELECT region FROM agency WHERE id = ?", (agency,))
        return str(region)

    def _shard(self, portion: list[str], by_agency: Mapping[str, list[tuple[int, str]]]) -> Shard:
        agencies: dict[str, tuple[Agency, str]] = {}
        peers: dict[tuple[str, int], Peers | None] = {}
        tasks = []
        for key in portion:
            region = self._add(key, agencies).region
            for year, path in sorted(by_agency[key]):
                peers[region, year] = self._peers_in(region, year)
                tasks.append(self._task(key, year, path))
        for beside in peers.values():
            for key in beside.agencies if beside else ():
                self._add(key, agencies)
        years = {key: self.collection.years_of(key) for key in portion}
        return Shard(tuple(tasks), agencies, years, peers)

    def _add(self, key: str, agencies: dict[str, tuple[Agency, str]]) -> Agency:
        if key not in agencies:
            ((digest,),) = self.query("SELECT digest FROM agency WHERE id = ?", (key,))
            agencies[key] = (self.collection.agency(key), digest)
        return agencies[key][0]

    def _peers_in(self, region: str, year: int) -> Peers | None:
        if (region, year) not in self._peers:
            self._peers[region, year] = peers_in(self.collection, region, year)
        return self._peers[region, year]

    def _task(self, agency: str, year: int, path: str) -> Task:
        if self.state.fresh:
            return Task(path, "", b"", agency, year)
        item = f"{agency}/{year}"
        made: dict[Language, Made] = {
            language: Made(inputs, digest)
            for language, inputs, digest in self.query(
                "SELECT language, inputs, digest FROM page WHERE kind = ? AND item = ?", (REPORT.name, item)
            )
        }
        known = self.state.source(shown(path)) if path else ""
        if (agency, year) not in self._again:
            return Task(path, known, b"", agency, year, made)
        row = self.query("SELECT content FROM record WHERE agency = ? AND year = ?", (agency, year)).fetchone()
        return Task(path, known, row[0] if row else b"", agency, year, made)
