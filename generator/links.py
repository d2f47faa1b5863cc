"""The address of every page kind, relative to the root of its language, and ways between addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.languages import Language

HOME = "index.html"
AGENCIES = "agencies/index.html"
REGIONS = "regions/index.html"
YEARS = "years/index.html"
COVERAGE = "coverage/index.html"
GLOSSARY = "glossary/index.html"
SEARCH = "search/index.html"
NOT_FOUND = "404.html"


def agency_address(agency: str) -> str:
    """One agency over the years."""
    return f"agencies/{agency}/index.html"


def report_address(agency: str, year: int, anchor: str = "") -> str:
    """One report, or a place in it such as a cell's address."""
    return f"agencies/{agency}/{year}.html" + (f"#{anchor}" if anchor else "")


def region_address(code: str, year: int | None = None) -> str:
    """One region, over the years or in one year."""
    return f"regions/{code}/{year or 'index'}.html"


def year_address(year: int) -> str:
    """One year."""
    return f"years/{year}.html"


def form_address(form: str, anchor: str = "") -> str:
    """One form in the glossary."""
    return f"glossary/{form}.html" + (f"#{anchor}" if anchor else "")


def prose_address(key: str) -> str:
    """A prose page, such as `about`."""
    return f"{key}/index.html"


def language_prefix(language: Language, first: Language) -> str:
    """Where a language's pages stand in the site: the first language at the root."""
    return "" if language == first else f"{language.lower()}/"


def way_up(address: str) -> str:
    """The way from a page to the root its address is relative to."""
    return "../" * address.count("/")


def letter_address(letter: str) -> str:
    """The agencies whose names begin with a letter."""
    return f"agencies/letter-{letter}.html"


def coverage_address(region: str) -> str:
    """What the collection holds of one region."""
    return f"coverage/{region}.html"
