"""HTML as saved from a site: the text of the page in blocks, its data tables as grids, without what surrounds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.importers.readers.charsets import Decoded
from generator.importers.readers.html_blocks import blocks_of
from generator.importers.readers.html_metadata import metadata_of
from generator.importers.readers.html_tree import parse
from generator.importers.readers.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.importers.document import Block


def read_html(decoded: Decoded) -> Parts:
    """The parts of a page of HTML.

    Raises:
        Unreadable: the page, or a table in it, is too large, or too many elements are left open.
    """
    page = parse(decoded.text)
    return Parts(tuple(blocks_of(page)), metadata_of(page))


def read_fragment(source: str) -> Iterator[Block]:
    """The blocks of a piece of HTML that stands in another format."""
    return blocks_of(parse(source))
