"""Reports and agencies as lists show them, and totals with their coverage: shared by several page kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analysis.deadlines import timing
from generator.analysis.indicators import IndicatorValue, indicator_values, totals
from generator.forms.indicators import load_indicators
from generator.languages import Label, script_of
from generator.links import agency_address, region_address, report_address
from generator.pages.page import Link, Words, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from generator.collection.collection import Collection
    from generator.languages import Language
    from generator.models.agency import Agency
    from generator.models.report import Report


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


@dataclass(frozen=True, slots=True)
class Value:
    """An indicator in one report with the way to the cell it comes from; no number where the cell holds none."""

    number: Decimal | None
    meaning: str
    address: str


@dataclass(frozen=True, slots=True)
class TotalView:
    """An indicator over several reports: the sum, and on how many of how many reports it rests."""

    key: str
    words: Words
    unit: str
    sum: Decimal | None
    counted: int
    reports: int
    is_outcome: bool


@dataclass(frozen=True, slots=True)
class AgencyItem:
    """One agency in a list, with its region and the years it has reports for, latest first."""

    link: Link
    kind: str
    region: Link
    years: tuple[tuple[int, str], ...]
    synthetic: bool


def title_words(report: Report) -> Words:
    """A report's title as published, in the script it was published in."""
    return Words(report.head.title, script_of(report.head.title))


def agency_link(agency: Agency, language: Language, year: int | None = None) -> Link:
    """The way to an agency, by the name in force now or in a year."""
    label = agency.name if year is None else agency.name_in(year)
    return Link(words(label, language), agency_address(agency.id))


def region_link(collection: Collection, code: str, language: Language) -> Link:
    """The way to a region."""
    return Link(words(collection.regions[code].label, language), region_address(code))


def agency_item(collection: Collection, agency: Agency, language: Language) -> AgencyItem:
    """An agency as lists of agencies show it."""
    reports = collection.by_agency.get(agency.id, ())
    years = tuple((report.year, report_address(agency.id, report.year)) for report in reversed(reports))
    link = agency_link(agency, language)
    return AgencyItem(link, agency.kind, region_link(collection, agency.region, language), years, agency.synthetic)


def report_row(collection: Collection, report: Report, language: Language, indicators: Sequence[str] = ()) -> Row:
    """A report as lists of reports show it, with these indicators."""
    agency = collection.agencies[report.agency]
    values = indicator_values(report)
    return Row(
        agency_link(agency, language, report.year),
        region_link(collection, agency.region, language),
        report.year,
        report_address(report.agency, report.year),
        title_words(report),
        report.head.published,
        timing(agency, report),
        tuple(value_view(report, values.get(key)) for key in indicators),
    )


def value_view(report: Report, value: IndicatorValue | None) -> Value | None:
    """An indicator of a report with the way to its cell; None where the report's forms do not have it."""
    if value is None:
        return None
    return Value(value.number, value.meaning, report_address(report.agency, report.year, value.address))


def total_views(reports: Sequence[Report], language: Language) -> tuple[TotalView, ...]:
    """The totals over some reports."""
    return tuple(
        TotalView(
            total.indicator.key,
            words(total.indicator.label, language),
            words(Label(total.indicator.unit), language).text,
            total.sum,
            total.counted,
            total.reports,
            total.indicator.outcome,
        )
        for total in totals(reports)
    )


def indicator_words(keys: Sequence[str], language: Language) -> tuple[Words, ...]:
    """The names of some indicators."""
    labels = {indicator.key: indicator.label for indicator in load_indicators()}
    return tuple(words(labels[key], language) for key in keys)
