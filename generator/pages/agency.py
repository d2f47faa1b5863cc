"""One agency over the years: who it is, its reports, its indicators side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.forms.indicators import load_indicators
from generator.languages import Label
from generator.links import AGENCIES, agency_address
from generator.pages.listing import Row, Value, agency_link, indicator_words, region_link, report_row, value_views
from generator.pages.page import Link, View, Words, words
from generator.pages.report import form_link

if TYPE_CHECKING:
    import datetime as dt

    from generator.collection.collection import Collection
    from generator.languages import Language
    from generator.models.agency import Agency
    from generator.models.summary import Summary


@dataclass(frozen=True, slots=True)
class NameView:
    """A name with the days it was in force; `official` is the Chinese one where the page shows another."""

    words: Words
    official: Words | None
    short: Words | None
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator over the agency's years, a value or None for each."""

    words: Words
    unit: str
    values: tuple[Value | None, ...]


@dataclass(frozen=True, kw_only=True)
class AgencyView(View):
    """All that the page of one agency shows."""

    kind: str
    names: tuple[NameView, ...]
    regions: tuple[Link, ...]
    parent: Link | None
    successor: Link | None
    children: tuple[Link, ...]
    links: tuple[tuple[Words, str], ...]
    reports: tuple[Row, ...]
    forms: tuple[tuple[Link, ...], ...]
    years: tuple[Link, ...]
    series: tuple[Series, ...]


def agency_page(collection: Collection, agency: Agency, language: Language) -> AgencyView:
    """The view of one agency."""
    reports = collection.summaries_of(agency.id)
    rows = tuple(report_row(collection, report, language) for report in reports)

    def other(key: str | None) -> Link | None:
        return agency_link(collection.agency(key), language) if key else None

    return AgencyView(
        address=agency_address(agency.id),
        language=language,
        title=words(agency.name, language),
        trail=(Link(Words("", language), AGENCIES),),
        synthetic=agency.synthetic,
        kind=agency.kind,
        names=tuple(
            NameView(
                words(Label(name.name, name.en), language),
                words(Label(name.name), language) if language == "en" and name.en else None,
                words(Label(name.short), language) if name.short else None,
                name.since,
                name.until,
            )
            for name in agency.names
        ),
        regions=tuple(region_link(r, language) for r in collection.ancestors(agency.region)),
        parent=other(agency.parent),
        successor=other(agency.successor),
        children=tuple(agency_link(a, language) for a in collection.subordinates(agency.id)),
        links=tuple((words(Label(link.label), language), link.url) for link in agency.links),
        reports=rows,
        forms=tuple(tuple(form_link(collection.forms[form], language) for form in report.forms) for report in reports),
        years=tuple(Link(Words(str(row.year), language), row.address) for row in rows),
        series=_series(collection, reports, language),
    )


def _series(collection: Collection, reports: tuple[Summary, ...], language: Language) -> tuple[Series, ...]:
    """Every indicator that at least one of the reports has."""
    known = set().union(*(report.values for report in reports))
    shown = [indicator for indicator in load_indicators() if indicator.key in known]
    keys = [indicator.key for indicator in shown]
    columns = [value_views(collection, report, keys) for report in reports]
    return tuple(
        Series(*indicator_words(indicator, language), values)
        for indicator, values in zip(shown, zip(*columns, strict=True), strict=True)
    )
