"""The functions that make the views of all kinds of page but a report's, each imported when it is called first.

Most builds go on from one before and make few kinds of page; to import them all would take longer than such a build.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.pages.agencies import agencies_page, agency_letters, letter_page
    from generator.pages.agency import agency_page
    from generator.pages.coverage import coverage_page, coverage_regions
    from generator.pages.glossary import form_page, glossary_page
    from generator.pages.home import home_page
    from generator.pages.prose import prose_page
    from generator.pages.region import region_page, region_year_page
    from generator.pages.regions import regions_page
    from generator.pages.year import year_page
    from generator.pages.years import years_page

__all__ = [
    "agencies_page",
    "agency_letters",
    "agency_page",
    "coverage_page",
    "coverage_regions",
    "form_page",
    "glossary_page",
    "home_page",
    "letter_page",
    "prose_page",
    "region_page",
    "region_year_page",
    "regions_page",
    "year_page",
    "years_page",
]


def _late(module: str, name: str) -> Callable[..., Any]:
    def call(*values: object) -> Any:  # noqa: ANN401 - as the function
        return getattr(import_module(f"generator.pages.{module}"), name)(*values)

    return call


if not TYPE_CHECKING:
    agencies_page = _late("agencies", "agencies_page")
    agency_letters = _late("agencies", "agency_letters")
    letter_page = _late("agencies", "letter_page")
    agency_page = _late("agency", "agency_page")
    coverage_page = _late("coverage", "coverage_page")
    coverage_regions = _late("coverage", "coverage_regions")
    form_page = _late("glossary", "form_page")
    glossary_page = _late("glossary", "glossary_page")
    home_page = _late("home", "home_page")
    prose_page = _late("prose", "prose_page")
    region_page = _late("region", "region_page")
    region_year_page = _late("region", "region_year_page")
    regions_page = _late("regions", "regions_page")
    year_page = _late("year", "year_page")
    years_page = _late("years", "years_page")
