"""All pages of a collection in one language, in fixed order: the one table of page kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.links import NOT_FOUND, SEARCH, language_prefix
from generator.pages.agencies import agencies_page
from generator.pages.agency import agency_page
from generator.pages.coverage import coverage_page
from generator.pages.glossary import form_page, glossary_page
from generator.pages.home import home_page
from generator.pages.page import Page, View
from generator.pages.prose import prose_page
from generator.pages.region import region_page, region_year_page
from generator.pages.regions import regions_page
from generator.pages.report import report_page
from generator.pages.year import year_page
from generator.pages.years import years_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.collection.collection import Collection
    from generator.collection.prose import Prose
    from generator.languages import Language


def plan_pages(collection: Collection, prose: Sequence[Prose], language: Language, first: Language) -> Iterator[Page]:
    """Every page of one language; `first` is the language whose pages stand at the site's root."""
    prefix = language_prefix(language, first)
    for template, view in _views(collection, prose, language):
        yield Page(prefix + view.address, template, view)


def _views(collection: Collection, prose: Sequence[Prose], language: Language) -> Iterator[tuple[str, View]]:
    yield "home", home_page(collection, language)
    yield "agencies", agencies_page(collection, language)
    for agency in collection.agencies.values():
        yield "agency", agency_page(collection, agency, language)
    for report in collection.reports:
        yield "report", report_page(collection, report, language)
    yield "regions", regions_page(collection, language)
    for region in collection.regions.values():
        yield "region", region_page(collection, region, language)
        for year in sorted({report.year for report in collection.reports_in(region.code)}):
            yield "region_year", region_year_page(collection, region, year, language)
    yield "years", years_page(collection, language)
    for year in collection.years:
        yield "year", year_page(collection, year, language)
    yield "coverage", coverage_page(collection, language)
    yield "glossary", glossary_page(collection, language)
    for form in collection.forms.values():
        yield "form", form_page(form, language)
    for page in prose:
        yield "prose", prose_page(page, language)
    yield "search", View(address=SEARCH, language=language)
    yield "not_found", View(address=NOT_FOUND, language=language)
