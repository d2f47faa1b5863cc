"""One report: who, when, from where; in plain words; the tables as the form prints them; facts and text; neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from generator.analysis.deadlines import timing
from generator.links import AGENCIES, agency_address, region_address, report_address
from generator.models.report import Part
from generator.pages.interning import Interned
from generator.pages.listing import agency_link, region_link, title_words
from generator.pages.page import Link, View, Words, words
from generator.pages.sections import SectionView, chinese, form_link, section_views, shape_of
from generator.pages.summary import Sentence, sentences

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from generator.languages import Language
    from generator.models.agency import Agency
    from generator.models.region import Region
    from generator.models.report import Fact, Report, Source
    from generator.pages.surroundings import Surroundings

__all__ = ["FactView", "PartView", "ReportView", "form_link", "report_page"]


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
    """All that the page of one report shows. Its shape tells `by_shape` what is there of these values."""

    by_shape: ClassVar = frozenset(
        {
            ("sections",),
            *[("sections", *further) for further in (("head",), ("text",), ("table",))],
            *[("sections", "table", further) for further in ("layout", "cells")],
        }
    )

    agency: Link
    name_now: Words | None
    kind: str
    regions: tuple[Link, ...]
    year: int
    published: dt.date | None
    timing: str
    source: Source
    source_issuer: Words | None
    source_note: Words | None
    data_file: str
    shape: object
    forms: tuple[Link, ...]
    sentences: tuple[Sentence, ...]
    sections: tuple[SectionView, ...]
    facts: tuple[FactView, ...]
    previous: Link | None
    next: Link | None
    peers_region: Link | None
    peers: tuple[Link, ...]
    peers_more: Link | None


def report_page(report: Report, surroundings: Surroundings, language: Language) -> ReportView:
    """The view of one report."""
    agency, head, year = surroundings.agency, report.head, report.year
    name = _named(agency, year if len(agency.names) > 1 else 0, language)
    texts = {key: text.strip() for key, text in head.narrative.items()}
    shape = shape_of(report, texts, language)
    cells = [tuple(chain.from_iterable(table.rows.values())) for table in report.figures]
    previous, following = _neighbours(surroundings, year, language)
    around = surroundings.peers_region
    return ReportView(
        address=report_address(report.agency, year),
        language=language,
        title=title_words(head.title, year),
        trail=name.trail,
        synthetic=agency.synthetic,
        agency=name.link,
        name_now=name.now,
        kind=agency.kind,
        regions=_regions.of(surroundings.regions, language),
        year=year,
        published=head.published,
        timing=timing(agency, year, head.published),
        source=head.source,
        source_issuer=chinese(head.source.issuer, language) if head.source.issuer else None,
        source_note=chinese(head.source.note, language) if head.source.note else None,
        data_file=report.path,
        shape=shape,
        forms=shape.forms,
        sentences=sentences(shape.sayings, [*chain.from_iterable(cells)]),
        sections=section_views(shape, texts, cells, language),
        facts=tuple([_fact(fact, language) for fact in head.facts]),
        previous=previous,
        next=following,
        peers_region=_region(around, language) if around else None,
        peers=tuple([_peer(peer, year, language) for peer in surroundings.peers]),
        peers_more=_more(around, year, surroundings.peers_more, language) if around else None,
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """What an agency was called in a year: the way to it, the pages above its report, its name now if that differs."""

    link: Link
    trail: tuple[Link, ...]
    now: Words | None


def _make_named(agency: Agency, year: int, language: Language) -> _Named:
    """What an agency was called in a year; in any year where it has had but one name."""
    link = agency_link(agency, language, year)
    trail = (Link(Words("", language), AGENCIES), Link(link.words, agency_address(agency.id)))
    has_changed = len(agency.names) > 1 and agency.name_in(year) != agency.name
    return _Named(link, trail, words(agency.name, language) if has_changed else None)


def _make_peer(peer: Agency, year: int, language: Language) -> Link:
    """Another agency's report for the same year."""
    return Link(agency_link(peer, language, year).words, report_address(peer.id, year))


def _make_regions(regions: tuple[Region, ...], language: Language) -> tuple[Link, ...]:
    return tuple(_region(region, language) for region in regions)


def _make_more(region: Region, year: int, more: int, language: Language) -> Link | None:
    """The way to the page that lists all reports of a region for a year, where not all peers are listed."""
    return Link(Words(str(more), language), region_address(region.code, year)) if more else None


_named = Interned(_make_named)
_region = Interned(region_link)
_regions = Interned(_make_regions)
_peer = Interned(_make_peer)
_more = Interned(_make_more)


_unit = lru_cache(maxsize=4096)(chinese)
"""Units and names of parts, which recur."""


@lru_cache(maxsize=8)
def _nothing(language: Language) -> Words:
    return Words("", language)


def _fact(fact: Fact, language: Language) -> FactView:
    parts = tuple([_part(part, language) for part in fact.parts])
    label = words(fact.label, language)
    return FactView(f"facts.{fact.key}", label, _plain(fact.value), _unit(fact.unit, language), parts)


def _part(part: Part | Decimal, language: Language) -> PartView:
    if isinstance(part, Part):
        return PartView(_unit(part.label, language), _plain(part.value))
    return PartView(_nothing(language), _plain(part))


def _plain(value: Decimal) -> str:
    """A number as printed: never with an exponent."""
    text = str(value)
    return f"{value:f}" if "E" in text else text


def _neighbours(surroundings: Surroundings, year: int, language: Language) -> tuple[Link | None, Link | None]:
    """The agency's reports for the years before and after, as far as the collection has them."""
    years = surroundings.years
    at, links = years.index(year), _over_the_years(surroundings.agency, years, language)
    return links[at - 1] if at else None, links[at + 1] if at + 1 < len(links) else None


def _make_over_the_years(agency: Agency, years: tuple[int, ...], language: Language) -> tuple[Link, ...]:
    """An agency's reports."""
    return tuple(Link(Words(str(year), language), report_address(agency.id, year)) for year in years)


_over_the_years = Interned(_make_over_the_years)
