"""Reports and agencies as lists show them, and totals with their coverage: shared by several page kinds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from generator.analysis.deadlines import timing
from generator.analysis.indicators import first_cells, number_and_meaning, totals
from generator.forms.indicators import load_indicators
from generator.languages import Label, script_of
from generator.links import agency_address, region_address, report_address
from generator.models.cell import Meaning
from generator.pages.interning import Interned
from generator.pages.page import Link, Words, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from generator.collection.collection import Collection
    from generator.forms.indicators import Indicator
    from generator.forms.reading import Forms
    from generator.languages import Language
    from generator.models.agency import Agency
    from generator.models.region import Region
    from generator.models.summary import Summary, Tally


MOST_LISTED: Final = 120
"""So many reports or agencies a page lists at most; of more it lists the regions they are in."""
WITHOUT_DIGITS: Final = str.maketrans("", "", "0123456789")
NUMBER: Final[str] = Meaning.NUMBER.value


@dataclass(frozen=True, slots=True)
class Row:
    """One report in a list: its agency, year and day of publication, whether in time, chosen indicators."""

    agency: Link
    region: Link
    year: int
    address: str
    title: Words
    published: dt.date | None
    timing: str
    values: tuple[Value | None, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Value:
    """An indicator in one report with the way to the cell it comes from; no number where the cell holds none."""

    number: int | Decimal | None
    meaning: str
    address: str

    def __repr__(self) -> str:
        """All of it: a page with many is known by its digest."""
        return f"Value({self.number!r}, {self.meaning!r}, {self.address!r})"


@dataclass(frozen=True, slots=True)
class TotalView:
    """An indicator over several reports: the sum, and on how many of how many reports it rests."""

    key: str
    words: Words
    unit: str
    sum: int | Decimal | None
    counted: int
    reports: int
    is_outcome: bool


@dataclass(frozen=True, slots=True)
class RegionRow:
    """The reports for a year in a region and all below it, on one line: how many, of how many agencies, totals."""

    region: Link
    address: str
    reports: int
    agencies: int
    values: tuple[int | Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class AgencyItem:
    """One agency in a list, with its region and the years it has reports for, latest first."""

    link: Link
    kind: str
    region: Link
    years: tuple[tuple[int, str], ...]
    synthetic: bool


def title_words(title: str, year: int) -> Words:
    """A report's title as published, in the script it was published in: its digits say nothing about that."""
    return Words(title, _script(title.replace(str(year), "")))


@lru_cache(maxsize=4096)
def _script(title: str) -> Language:
    """The script of a title without its year: an agency's titles are alike but for that."""
    return script_of(title.translate(WITHOUT_DIGITS))


def agency_link(agency: Agency, language: Language, year: int | None = None) -> Link:
    """The way to an agency, by the name in force now or in a year."""
    if year is None or len(agency.names) == 1:
        return _own_link(agency, language)
    return Link(words(agency.name_in(year), language), agency_address(agency.id))


def _make_own_link(agency: Agency, language: Language) -> Link:
    return Link(words(agency.name, language), agency_address(agency.id))


def _make_region_link(region: Region, language: Language) -> Link:
    return Link(words(region.label, language), region_address(region.code))


_own_link = Interned(_make_own_link)
region_link = Interned(_make_region_link)
"""The way to a region, in a language."""


def agency_item(collection: Collection, agency: Agency, language: Language) -> AgencyItem:
    """An agency as lists of agencies show it."""
    years = tuple((year, report_address(agency.id, year)) for year in reversed(collection.years_of(agency.id)))
    link = agency_link(agency, language)
    return AgencyItem(
        link, agency.kind, region_link(collection.regions[agency.region], language), years, agency.synthetic
    )


def report_row(collection: Collection, report: Summary, language: Language, indicators: Sequence[str] = ()) -> Row:
    """A report as lists of reports show it, with these indicators."""
    agency = collection.agency(report.agency)
    return Row(
        agency_link(agency, language, report.year),
        region_link(collection.regions[agency.region], language),
        report.year,
        report_address(report.agency, report.year),
        title_words(report.title, report.year),
        report.published,
        timing(agency, report.year, report.published),
        value_views(collection, report, indicators) if indicators else (),
    )


def region_row(
    collection: Collection, region: Region, year: int, language: Language, indicators: Sequence[str]
) -> RegionRow:
    """A region's reports for a year as lists of regions show them, with these indicators added up."""
    sums = {total.indicator.key: total.sum for total in totals(collection.tallies(year, region.code))}
    return RegionRow(
        region_link(region, language),
        region_address(region.code, year),
        collection.count_reports(region.code, year),
        collection.count_agencies(region.code),
        tuple(sums.get(key) for key in indicators),
    )


def value_views(collection: Collection, report: Summary, indicators: Sequence[str]) -> tuple[Value | None, ...]:
    """Some indicators of a report, each with the way to its cell; None where the report's forms do not have it."""
    place, values = report_address(report.agency, report.year), report.values
    cells = _first_cells(collection.forms, *report.tables.items())
    views: list[Value | None] = []
    for key in indicators:
        value = values.get(key)
        if value is None:
            views.append(None)
        elif type(value) is int:
            views.append(Value(value, NUMBER, f"{place}#{cells[key]}"))
        else:
            views.append(Value(*number_and_meaning(value), f"{place}#{cells[key]}"))
    return tuple(views)


def _make_first_cells(forms: Forms, *tables: tuple[str, str]) -> Mapping[str, str]:
    return first_cells(tables, forms)


_first_cells = Interned(_make_first_cells)


def total_views(tallies: Iterable[Tally], language: Language) -> tuple[TotalView, ...]:
    """The totals over the reports of some tallies."""
    return tuple(
        TotalView(
            total.indicator.key,
            *indicator_words(total.indicator, language),
            total.sum,
            total.counted,
            total.reports,
            total.indicator.outcome,
        )
        for total in totals(tallies)
    )


def _make_indicator_words(indicator: Indicator, language: Language) -> tuple[Words, str]:
    return words(indicator.label, language), words(Label(indicator.unit), language).text


indicator_words = Interned(_make_indicator_words)
"""The name and the unit of an indicator, in a language."""


def indicator_names(keys: Sequence[str], language: Language) -> tuple[Words, ...]:
    """The names of some indicators."""
    known = {indicator.key: indicator for indicator in load_indicators()}
    return tuple(indicator_words(known[key], language)[0] for key in keys)
