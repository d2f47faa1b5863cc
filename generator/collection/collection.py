"""The collection: every agency, region and report of a portal, with the look-ups that pages need.

It answers from the state, so that it is as large as what is asked of it and not as large as the portal.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from generator.collection.records import unpack_report
from generator.models.agency import Agency
from generator.models.region import Region
from generator.models.summary import unpack, unpack_tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from sqlite3 import Connection

    from generator.collection.prose import Prose
    from generator.forms.reading import Forms
    from generator.languages import Language
    from generator.models.report import Report
    from generator.models.summary import Summary, Tally

KEPT_AGENCIES = 2_000


class Collection:
    """A portal's agencies in the order of their names, regions by code, reports by agency and year."""

    def __init__(
        self, connection: Connection, forms: Forms, prose: Mapping[Language, tuple[Prose, ...]] | None = None
    ) -> None:
        self.forms = forms
        self.prose = prose or {}
        self._query = connection.execute
        self.agency = lru_cache(KEPT_AGENCIES)(self._agency)

    # regions

    @cached_property
    def regions(self) -> Mapping[str, Region]:
        """Every region by its code, in the order of the codes."""
        rows = self._query("SELECT code, content FROM region ORDER BY code")
        return {code: Region.model_validate_json(content) for code, content in rows}

    @cached_property
    def children(self) -> Mapping[str | None, tuple[Region, ...]]:
        """The regions directly below each region; those at the top below None."""
        found: dict[str | None, list[Region]] = defaultdict(list)
        for region in self.regions.values():
            found[region.parent].append(region)
        return {code: tuple(regions) for code, regions in found.items()}

    def ancestors(self, code: str) -> tuple[Region, ...]:
        """A region and those it lies in, the highest first."""
        region = self.regions[code]
        above = self.ancestors(region.parent) if region.parent else ()
        return (*above, region)

    # agencies

    def _agency(self, key: str) -> Agency:
        ((content,),) = self._query("SELECT content FROM agency WHERE id = ?", (key,))
        return Agency.model_validate_json(content)

    def agencies(self, region: str | None = None) -> Iterator[Agency]:
        """The agencies, all or those of a region and of all regions below it, in the order of their names."""
        if region is None:
            rows = self._query("SELECT id FROM agency ORDER BY sort, id")
        else:
            join = "SELECT id FROM within JOIN agency USING (region) WHERE around = ? ORDER BY sort, id"
            rows = self._query(join, (region,))
        return map(self.agency, [key for (key,) in rows])

    def agencies_without(self, year: int, region: str, *, own: bool = False) -> tuple[Agency, ...]:
        """The agencies of a region, its `own` or those of all regions below it too, that have no report for a year."""
        where = "around = ? AND agency.region = around" if own else "around = ?"
        rows = self._query(
            f"SELECT id FROM within JOIN agency USING (region) WHERE {where} "  # noqa: S608 - our own words
            "AND NOT EXISTS (SELECT 1 FROM report WHERE report.agency = id AND year = ?) ORDER BY sort, id",
            (region, year),
        )
        return tuple(map(self.agency, [key for (key,) in rows]))

    def agencies_by_letter(
        self, *, english: bool = False, wanted: Callable[[str], bool] = bool
    ) -> Iterator[tuple[str, Agency]]:
        """Agencies with the letter each name begins with, in pinyin or English; `#` for what is no letter.

        They are those of the `wanted` letters; of any letter if that isn't said.
        """
        sort = "sort_en" if english else "sort"
        rows = f"SELECT substr({sort}, 1, 1), content FROM agency ORDER BY {sort}, sort, id"  # noqa: S608 - our own words
        for first, content in self._query(rows):
            letter = _letter(first)
            if wanted(letter):
                yield letter, Agency.model_validate_json(content)

    def count_letters(self, *, english: bool = False) -> Mapping[str, int]:
        """How many agencies' names begin with each letter."""
        found: dict[str, int] = defaultdict(int)
        sort = "sort_en" if english else "sort"
        for first, agencies in self._query(f"SELECT substr({sort}, 1, 1), count(*) FROM agency GROUP BY 1"):  # noqa: S608
            found[_letter(first)] += agencies
        return found

    def agencies_of(self, region: str) -> tuple[Agency, ...]:
        """The agencies of a region itself, in the order of their names."""
        rows = self._query("SELECT id FROM agency WHERE region = ? ORDER BY sort, id", (region,))
        return tuple(self.agency(key) for (key,) in rows.fetchall())

    def has_agency(self, key: str) -> bool:
        """Whether there is an agency of this id."""
        return self._query("SELECT 1 FROM agency WHERE id = ?", (key,)).fetchone() is not None

    def agency_ids(self) -> list[str]:
        """The id of every agency, in the order of their names."""
        return [key for (key,) in self._query("SELECT id FROM agency ORDER BY sort, id")]

    def subordinates(self, agency: str) -> tuple[Agency, ...]:
        """The agencies directly below an agency."""
        rows = self._query("SELECT id FROM agency WHERE parent = ? ORDER BY sort, id", (agency,)).fetchall()
        return tuple(self.agency(key) for (key,) in rows)

    def count_agencies(self, region: str | None = None) -> int:
        """How many agencies there are, in all or in a region and all regions below it."""
        return self._agencies_in.get(region, (0, 0))[0]

    def is_synthetic(self, region: str | None = None) -> bool:
        """Whether any agency, of all or of a region and all regions below it, is made up."""
        return bool(self._agencies_in.get(region, (0, 0))[1])

    @cached_property
    def _agencies_in(self) -> Mapping[str | None, tuple[int, int]]:
        found: dict[str | None, tuple[int, int]] = defaultdict(lambda: (0, 0))
        rows = self._query("SELECT region, count(*), sum(synthetic) FROM agency GROUP BY region")
        for code, agencies, synthetic in rows:
            for around in (None, *(region.code for region in self.ancestors(code))):
                found[around] = (found[around][0] + agencies, found[around][1] + synthetic)
        return found

    @cached_property
    def places(self) -> int:
        """How many regions have agencies of their own."""
        return int(self._query("SELECT count(DISTINCT region) FROM agency").fetchone()[0])

    # reports

    def report(self, agency: str, year: int) -> Report:
        """A whole report."""
        row = self._query("SELECT content FROM record WHERE agency = ? AND year = ?", (agency, year)).fetchone()
        return unpack_report(row[0], self.forms)

    def report_keys(self) -> list[tuple[str, int]]:
        """The agency and year of every report, in the order of the agencies and years."""
        rows = self._query("SELECT agency, year FROM report JOIN agency ON id = agency ORDER BY sort, id, year")
        return rows.fetchall()

    def summary(self, agency: str, year: int) -> Summary:
        """What other pages show of a report."""
        ((packed,),) = self._query("SELECT summary FROM report WHERE agency = ? AND year = ?", (agency, year))
        return unpack(agency, year, packed)

    def summaries_of(self, agency: str) -> tuple[Summary, ...]:
        """The reports of an agency, earliest first."""
        rows = self._query("SELECT year, summary FROM report WHERE agency = ? ORDER BY year", (agency,))
        return tuple(unpack(agency, year, packed) for year, packed in rows)

    def publications(self, agency: str) -> dict[int, dt.date | None]:
        """The day on which each report of an agency was published, by year, earliest first."""
        rows = self._query("SELECT year, published FROM report WHERE agency = ? ORDER BY year", (agency,))
        return {year: dt.date.fromisoformat(day) if day else None for year, day in rows}

    def summaries_in(self, region: str, year: int, *, own: bool = False, most: int = -1) -> tuple[Summary, ...]:
        """The reports for a year of a region and, unless only its `own`, of all regions below it; at `most` so many."""
        where = "around = ? AND report.region = around" if own else "around = ?"
        rows = self._query(
            f"SELECT agency, year, summary FROM within JOIN report USING (region) JOIN agency ON id = agency "  # noqa: S608
            f"WHERE {where} AND year = ? ORDER BY sort, id LIMIT ?",
            (region, year, most),
        )
        return tuple(unpack(agency, year, packed) for agency, year, packed in rows)

    def summaries_for(self, year: int) -> tuple[Summary, ...]:
        """The reports for a year."""
        rows = self._query(
            "SELECT agency, summary FROM report JOIN agency ON id = agency WHERE year = ? ORDER BY sort, id", (year,)
        )
        return tuple(unpack(agency, year, packed) for agency, packed in rows)

    def latest(self, most: int) -> tuple[Summary, ...]:
        """The reports that were published last."""
        rows = self._query(
            "SELECT agency, year, summary FROM report WHERE published != '' "
            "ORDER BY published DESC, agency DESC, year LIMIT ?",
            (most,),
        )
        return tuple(unpack(*row) for row in rows)

    def years_of(self, agency: str) -> tuple[int, ...]:
        """The years that an agency has reports for, earliest first."""
        return tuple(y for (y,) in self._query("SELECT year FROM report WHERE agency = ? ORDER BY year", (agency,)))

    def years_in(self, region: str | None = None) -> tuple[int, ...]:
        """The years for which there are reports, anywhere or in a region and all regions below it, earliest first."""
        return tuple(sorted(year for code, year in self._reports_in if code == region and year is not None))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years for which there is a report, earliest first."""
        return self.years_in()

    def count_reports(self, region: str | None = None, year: int | None = None, *, own: bool = False) -> int:
        """How many reports there are, for all years or for one, in all or in a region.

        A region's are those of its `own` agencies, or those of all regions below it too.
        """
        return (self._reports_of if own else self._reports_in).get((region, year), 0)

    def reporters(self, region: str, year: int, *, own: bool = False, most: int = -1) -> tuple[str, ...]:
        """The agencies that have a report for a year, in a region, `own` or not; at `most` so many."""
        where = "around = ? AND report.region = around" if own else "around = ?"
        rows = self._query(
            f"SELECT agency FROM within JOIN report USING (region) JOIN agency ON id = agency "  # noqa: S608
            f"WHERE {where} AND year = ? ORDER BY sort, id LIMIT ?",
            (region, year, most),
        )
        return tuple(agency for (agency,) in rows)

    @cached_property
    def _reports_of(self) -> Mapping[tuple[str | None, int | None], int]:
        rows = self._query("SELECT region, year, count(*) FROM report GROUP BY region, year")
        return {(code, year): reports for code, year, reports in rows}

    @cached_property
    def _reports_in(self) -> Mapping[tuple[str | None, int | None], int]:
        found: dict[tuple[str | None, int | None], int] = defaultdict(int)
        for (code, year), reports in self._reports_of.items():
            for around in (None, *(region.code for region in self.ancestors(str(code)))):
                found[around, year] += reports
                found[around, None] += reports
        return found

    @cached_property
    def agencies_with_reports(self) -> int:
        """How many agencies have a report."""
        return int(self._query("SELECT count(DISTINCT agency) FROM report").fetchone()[0])

    @cached_property
    def figures(self) -> int:
        """How many cells and facts all reports have."""
        return int(self._query("SELECT coalesce(sum(figures), 0) FROM report").fetchone()[0])

    @cached_property
    def uses(self) -> Mapping[str, int]:
        """How many reports use each form."""
        found: dict[str, int] = defaultdict(int)
        for forms, reports in self._query("SELECT forms, count(*) FROM report GROUP BY forms"):
            for form in forms.split():
                found[form] += reports
        return found

    def tallies(self, year: int, region: str | None = None) -> Iterator[Tally]:
        """The indicators of a year added up region by region, for all or for a region and all regions below it."""
        if region is None:
            rows = self._query("SELECT content FROM tally WHERE year = ? ORDER BY region", (year,))
        else:
            rows = self._query(
                "SELECT content FROM within JOIN tally USING (region) WHERE around = ? AND year = ? ORDER BY region",
                (region, year),
            )
        return (unpack_tally(packed) for (packed,) in rows)


def _letter(first: str) -> str:
    letter = first.upper()
    return letter if "A" <= letter <= "Z" else "#"
