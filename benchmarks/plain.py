"""The same pages as anyone would make them: by ordinary Jinja2 and markdown-it-py, written one by one.

`python -m benchmarks.plain PORTAL FOLDER`. Data files are read by the code that reads them in a build. So only what
happens to them then differs: no skeletons, no shortcuts for Markdown, no state kept, no digests.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from generator.links import language_prefix
from generator.pages.page import Page
from generator.pages.plan import KINDS, REPORT, make_page
from generator.pages.report import report_page
from generator.pages.surroundings import Peers, peers_in, surround
from generator.pipeline import load_content
from generator.rendering import filters
from generator.rendering.markdown import library
from generator.rendering.render import Renderer
from generator.rendering.theme import open_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.collection.collection import Collection
    from generator.languages import Language


def build(portal: Path, folder: Path) -> None:
    """Every page of a portal into a folder."""
    content = load_content(portal)
    config, collection = content.config, content.collection
    renderer = Renderer(open_theme(portal, config.theme), config, collection.prose, two_stage=False)
    for language in config.languages:
        for page in _pages(collection, language, config.languages[0]):
            path = folder / page.address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(renderer.render(page).content)


def _pages(collection: Collection, language: Language, first: Language) -> Iterator[Page]:
    yield from _report_pages(collection, language, first)
    for kind in KINDS:
        if kind is not REPORT:
            for item in kind.items(collection):
                yield make_page(collection, kind, item, language, first)


def _report_pages(collection: Collection, language: Language, first: Language) -> Iterator[Page]:
    """The pages of reports; whom a report stands beside is looked up once for all reports of a place and year."""
    prefix = language_prefix(language, first)

    @cache
    def peers(region: str, year: int) -> Peers | None:
        return peers_in(collection, region, year)

    for key, year in collection.report_keys():
        agency = collection.agency(key)
        regions, years = collection.ancestors(agency.region), collection.years_of(key)
        beside = peers(agency.region, year)
        surroundings = surround(agency, regions, years, beside, collection.agency, collection.regions)
        view = report_page(collection.report(key, year), surroundings, language)
        yield Page(prefix + view.address, REPORT.name, view)


def _markdown(text: str, *, shift: int = 0) -> str:
    return library.render_text(text, shift)[0]


if __name__ == "__main__":
    with patch.object(filters, "render_markdown", _markdown):
        build(Path(sys.argv[1]), Path(sys.argv[2]))
