"""One report: who, when, from where; in plain words; the tables as the form prints them; facts and text; neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analysis.deadlines import timing
from generator.languages import Label
from generator.links import AGENCIES, agency_address, form_address, report_address
from generator.models.report import Part
from generator.pages.listing import agency_link, region_link, title_words
from generator.pages.page import Link, View, Words, words
from generator.pages.summary import Sentence, sentences
from generator.pages.tables import TableView, table_view

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.collection.collection import Collection
    from generator.forms.form import Form, Section
    from generator.languages import Language
    from generator.models.report import Fact, Figures, Report, Source


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the report in the form's order: a table, or our account of its text, or only its heading."""

    key: str
    number: str
    words: Words
    level: int
    table: TableView | None
    form: Link | None
    text: Words | None


@dataclass(frozen=True, slots=True)
class PartView:
    """One of the numbers a fact consists of."""

    words: Words
    value: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A figure that only the text states; its address is `facts.<key>`."""

    address: str
    words: Words
    value: str
    unit: Words
    parts: tuple[PartView, ...]


@dataclass(frozen=True, kw_only=True)
class ReportView(View):
    """All that the page of one report shows."""

    agency: Link
    name_now: Words | None
    kind: str
    regions: tuple[Link, ...]
    year: int
    published: dt.date | None
    timing: str
    source: Source
    source_note: Words | None
    data_file: str
    forms: tuple[Link, ...]
    sentences: tuple[Sentence, ...]
    sections: tuple[SectionView, ...]
    facts: tuple[FactView, ...]
    previous: Link | None
    next: Link | None
    peers_region: Link | None
    peers: tuple[Link, ...]


def report_page(collection: Collection, report: Report, language: Language) -> ReportView:
    """The view of one report."""
    agency = collection.agencies[report.agency]
    regions = tuple(region_link(collection, r.code, language) for r in collection.ancestors(agency.region))
    name = agency_link(agency, language, report.year)
    previous, following = _neighbours(collection, report, language)
    peers_region, peers = _peers(collection, report, language)
    return ReportView(
        address=report_address(report.agency, report.year),
        language=language,
        title=title_words(report),
        trail=(Link(Words("", language), AGENCIES), Link(name.words, agency_address(agency.id))),
        synthetic=agency.synthetic,
        agency=name,
        name_now=None if agency.name_in(report.year) == agency.name else words(agency.name, language),
        kind=agency.kind,
        regions=regions,
        year=report.year,
        published=report.head.published,
        timing=timing(agency, report),
        source=report.head.source,
        source_note=words(Label(report.head.source.note), language) if report.head.source.note else None,
        data_file=report.path,
        forms=tuple(form_link(form, language) for form in report.forms),
        sentences=sentences(report),
        sections=tuple(_sections(report, language)),
        facts=tuple(_fact(fact, language) for fact in report.head.facts),
        previous=previous,
        next=following,
        peers_region=peers_region,
        peers=peers,
    )


def form_link(form: Form, language: Language, anchor: str = "") -> Link:
    """The way to a form in the glossary."""
    return Link(words(form.name, language), form_address(form.key, anchor))


def _sections(report: Report, language: Language) -> Iterator[SectionView]:
    """The sections of the text's form with the report's tables in their places; tables of other forms behind."""
    tables = {table.section.key: table for table in report.figures}
    numbers = {key: number for number, key in enumerate(tables, 1)}
    for section in report.narrative_form.sections:
        table = tables.pop(section.key, None) if section.blocks else None
        text = "" if section.blocks else report.head.narrative.get(section.key, "").strip()
        if table or text or _has_text_below(report, section):
            yield _section(table.section if table else section, table, numbers.get(section.key, 0), text, language)
    for key, table in tables.items():
        yield _section(table.section, table, numbers[key], "", language)


def _has_text_below(report: Report, section: Section) -> bool:
    """Whether a heading without a text of its own stands above sections that have one."""
    sections = report.narrative_form.sections
    for other in sections[sections.index(section) + 1 :]:
        if other.level <= section.level:
            return False
        if other.key in report.head.narrative:
            return True
    return False


def _section(section: Section, table: Figures | None, number: int, text: str, language: Language) -> SectionView:
    return SectionView(
        section.key,
        "" if language == "en" else section.number,
        words(section.label, language),
        section.level,
        table_view(table, number, language) if table else None,
        form_link(table.form, language, section.key) if table else None,
        words(Label(text), language) if text else None,
    )


def _fact(fact: Fact, language: Language) -> FactView:
    parts = tuple(
        PartView(words(Label(part.label), language), f"{part.value:f}")
        if isinstance(part, Part)
        else PartView(Words("", language), f"{part:f}")
        for part in fact.parts
    )
    unit = words(Label(fact.unit), language)
    return FactView(f"facts.{fact.key}", words(fact.label, language), f"{fact.value:f}", unit, parts)


def _neighbours(collection: Collection, report: Report, language: Language) -> tuple[Link | None, Link | None]:
    """The agency's reports for the years before and after, as far as the collection has them."""
    years = [other.year for other in collection.by_agency[report.agency]]
    at = years.index(report.year)

    def link(index: int) -> Link | None:
        if not 0 <= index < len(years):
            return None
        return Link(Words(str(years[index]), language), report_address(report.agency, years[index]))

    return link(at - 1), link(at + 1)


def _peers(collection: Collection, report: Report, language: Language) -> tuple[Link | None, tuple[Link, ...]]:
    """Other agencies' reports for the year in the agency's region, or in the nearest one around it that has any."""
    agency = collection.agencies[report.agency]
    for region in reversed(collection.ancestors(agency.region)):
        found = [r for r in collection.reports_in(region.code, report.year) if r.agency != report.agency]
        if found:
            links = (
                Link(
                    words(collection.agencies[r.agency].name_in(r.year), language),
                    report_address(r.agency, r.year),
                )
                for r in found
            )
            return region_link(collection, region.code, language), tuple(links)
    return None, ()
