"""All pages of a collection: the one table of page kinds.

Every page is of a kind and about an item: an agency's id, `<region>/<year>`, a form's key; empty where a kind has one
page. Which items a changed report touches is known by construction, not traced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator import links
from generator.links import language_prefix
from generator.pages.late import (
    agencies_page,
    agency_letters,
    agency_page,
    coverage_page,
    coverage_regions,
    form_page,
    glossary_page,
    home_page,
    letter_page,
    prose_page,
    region_page,
    region_year_page,
    regions_page,
    year_page,
    years_page,
)
from generator.pages.page import Page, View
from generator.pages.report import report_page
from generator.pages.surroundings import surroundings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Collection as Container

    from generator.collection.collection import Collection
    from generator.languages import Language

ReportKey = tuple[str, int]
"""The agency and the year of a report."""


@dataclass(frozen=True)
class PageKind:
    """A kind of page: the address of its pages, with `{}` for the parts of an item; its items; the view of one.

    `touched` gives the items whose pages may show something of these reports.
    """

    name: str
    address: str
    items: Callable[[Collection], Iterable[str]]
    view: Callable[[Collection, str, Language], View]
    touched: Callable[[Collection, Container[ReportKey]], Iterable[str]]
    has: Callable[[Collection, str], bool] | None = None
    """Whether there is such an item, where that is found out sooner than by looking at all of them."""
    shows_all_years: bool = False
    """Whether its pages show a place for each year from the first of the collection to the last."""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.escape(self.address).replace(r"\{\}", "([^/]+)"))

    def item_at(self, collection: Collection, address: str) -> str | None:
        """The item that the page at an address is about, None where no page of this kind stands there."""
        found = self._pattern.fullmatch(address)
        if found is None:
            return None
        item = "/".join(found.groups())
        known = self.has(collection, item) if self.has else item in set(self.items(collection))
        return item if known else None


def _one(_collection: Collection) -> Iterator[str]:
    yield ""


def _always(_collection: Collection, reports: Container[ReportKey]) -> Iterable[str]:
    return [""] if reports else []


def _never(_collection: Collection, _reports: Container[ReportKey]) -> Iterator[str]:
    return iter(())


def _agencies(_collection: Collection, reports: Iterable[ReportKey]) -> Iterable[str]:
    return {agency for agency, _ in reports}


def _years(collection: Collection, reports: Iterable[ReportKey]) -> Iterable[str]:
    return {str(year) for _, year in reports if year in collection.years}


def _regions(collection: Collection, reports: Iterable[ReportKey]) -> Iterable[str]:
    return {region.code for agency, _ in reports for region in collection.ancestors(collection.agency(agency).region)}


def _region_years(collection: Collection, reports: Iterable[ReportKey]) -> Iterable[str]:
    return {
        f"{region.code}/{year}"
        for agency, year in reports
        for region in collection.ancestors(collection.agency(agency).region)
        if collection.count_reports(region.code, year)
    }


def _view(address: str) -> Callable[[Collection, str, Language], View]:
    return lambda _collection, _item, language: View(address=address, language=language)


def _report_view(collection: Collection, item: str, language: Language) -> View:
    agency, year = item.split("/")
    report = collection.report(agency, int(year))
    return report_page(report, surroundings_of(collection, agency, int(year)), language)


def _region_year_view(collection: Collection, item: str, language: Language) -> View:
    code, year = item.split("/")
    return region_year_page(collection, collection.regions[code], int(year), language)


def _prose_view(collection: Collection, item: str, language: Language) -> View:
    return next(prose_page(prose, language) for prose in collection.prose[language] if prose.key == item)


def _prose_keys(collection: Collection) -> Iterator[str]:
    return (prose.key for prose in next(iter(collection.prose.values()), ()))


REPORT = PageKind(
    "report",
    "agencies/{}/{}.html",
    lambda c: (f"{agency}/{year}" for agency, year in c.report_keys()),
    _report_view,
    lambda _, reports: (f"{agency}/{year}" for agency, year in reports),
    lambda c, item: item.split("/")[1] in map(str, c.years_of(item.split("/")[0])),
)
KINDS: Sequence[PageKind] = (
    PageKind("home", links.HOME, _one, lambda c, _, language: home_page(c, language), _always),
    PageKind("agencies", links.AGENCIES, _one, lambda c, _, language: agencies_page(c, language), _always),
    PageKind(
        "agencies_letter",
        "agencies/letter-{}.html",
        agency_letters,
        letter_page,
        _never,
    ),
    PageKind(
        "agency",
        "agencies/{}/index.html",
        lambda c: c.agency_ids(),
        lambda c, item, language: agency_page(c, c.agency(item), language),
        _agencies,
        lambda c, item: c.has_agency(item),
    ),
    REPORT,
    PageKind("regions", links.REGIONS, _one, lambda c, _, language: regions_page(c, language), _always),
    PageKind(
        "region",
        "regions/{}/index.html",
        lambda c: c.regions,
        lambda c, item, language: region_page(c, c.regions[item], language),
        _regions,
    ),
    PageKind(
        "region_year",
        "regions/{}/{}.html",
        lambda c: (f"{code}/{year}" for code in c.regions for year in c.years_in(code)),
        _region_year_view,
        _region_years,
    ),
    PageKind("years", links.YEARS, _one, lambda c, _, language: years_page(c, language), _always),
    PageKind(
        "year",
        "years/{}.html",
        lambda c: map(str, c.years),
        lambda c, item, language: year_page(c, int(item), language),
        _years,
    ),
    PageKind("coverage", links.COVERAGE, _one, lambda c, _, language: coverage_page(c, None, language), _always),
    PageKind(
        "coverage_region",
        "coverage/{}.html",
        coverage_regions,
        lambda c, item, language: coverage_page(c, c.regions[item], language),
        lambda c, reports: set(_regions(c, reports)).intersection(coverage_regions(c)) if reports else (),
        shows_all_years=True,
    ),
    PageKind("glossary", links.GLOSSARY, _one, lambda c, _, language: glossary_page(c, language), _always),
    PageKind(
        "form",
        "glossary/{}.html",
        lambda c: c.forms,
        lambda c, item, language: form_page(c.forms[item], language),
        _never,
    ),
    PageKind("search", links.SEARCH, _one, _view(links.SEARCH), _never),
    PageKind("not_found", links.NOT_FOUND, _one, _view(links.NOT_FOUND), _never),
    PageKind("prose", "{}/index.html", _prose_keys, _prose_view, _never),
)
"""The kinds of pages; where two could claim an address, the first that has such an item does."""


def make_page(collection: Collection, kind: PageKind, item: str, language: Language, first: Language) -> Page:
    """One page; `first` is the language whose pages stand at the site's root."""
    view = kind.view(collection, item, language)
    return Page(language_prefix(language, first) + view.address, kind.name, view)


def plan_pages(collection: Collection, language: Language, first: Language) -> Iterator[Page]:
    """Every page of one language, in fixed order."""
    for kind in KINDS:
        for item in kind.items(collection):
            yield make_page(collection, kind, item, language, first)


def page_at(collection: Collection, address: str, languages: Sequence[Language]) -> Page | None:
    """The page at an address of the site, None where there is none."""
    for language in reversed(languages):
        prefix = language_prefix(language, languages[0])
        if address.startswith(prefix):
            for kind in KINDS:
                item = kind.item_at(collection, address.removeprefix(prefix))
                if item is not None:
                    return make_page(collection, kind, item, language, languages[0])
    return None
