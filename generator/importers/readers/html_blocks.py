"""The blocks of a page of HTML in reading order, without its navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.importers.document import Block, Spot, Text
from generator.importers.readers.bounds import MOST_COLUMNS, MOST_ROWS
from generator.importers.readers.grids import Box, arrange, flow
from generator.importers.readers.html_tree import Element, Page
from generator.importers.readers.spacing import collapse_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "ul",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
    ]
)
_SURROUNDINGS: Final = frozenset({"nav", "footer", "aside"})
_ROLES: Final = frozenset({"navigation", "contentinfo", "banner", "search", "menu", "menubar"})
_FEWEST_LINKS: Final = 3
_LINKED_SHARE: Final = 0.75
_MAIN_SHARE: Final = 0.3
"""An element with this share of the page's text is not taken for its surroundings, whatever it calls itself."""


def blocks_of(page: Page) -> Iterator[Block]:
    """The blocks of a page."""
    writer = _Writer(page.body.plain)
    writer.read(page.body)
    return iter(writer.finish())


class _Writer:
    """Gathers blocks; inline text is held until the block it belongs to ends."""

    def __init__(self, whole: int) -> None:
        self._whole = whole
        self._blocks: list[Block] = []
        self._held: list[str] = []
        self._level = 0
        self._item = False
        self._number = ""

    def finish(self) -> list[Block]:
        self._end_block()
        return self._blocks

    def _end_block(self) -> None:
        if self._held:
            text = collapse_source("".join(self._held))
            self._held.clear()
            if text:
                self._blocks.append(Text(self._number + text, level=self._level, item=self._item))
                self._item, self._number = False, ""

    def read(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._held.append(child)
            elif child.tag == "br":
                self._end_block()
            elif child.tag not in _BLOCKS:
                self.read(child)
            elif not self._is_surroundings(child):
                self._end_block()
                self._read_block(child)
                self._end_block()

    def _read_block(self, element: Element) -> None:
        if element.tag == "table":
            self._blocks += self._table(element)
        elif element.tag == "dl" and (rows := list(self._definitions(element))):
            self._blocks += arrange(flow(rows), Spot())
        elif element.tag == "ol":
            self._ordered(element)
        else:
            before = self._level
            self._level = _HEADINGS.get(element.tag, before)
            self._item = element.tag == "li" or (self._item and element.tag not in _HEADINGS)
            self.read(element)
            self._end_block()
            self._level, self._item = before, False

    def _ordered(self, element: Element) -> None:
        """The items of a numbered list with the numbers a browser shows."""
        number = _whole(element, "start", 1, least=0)
        for child in element.elements():
            number = _whole(child, "value", number, least=0)
            if child.tag == "li" and child.plain + child.linked:
                self._number = f"{number}. "
                number += 1
            self._read_block(child)
            self._number = ""

    def _definitions(self, element: Element) -> Iterator[list[Box]]:
        """The rows of a list of names and values; none where it does not go name, value, name, value."""
        parts = [child for child in _unwrapped(element) if child.plain + child.linked or child.tag == "dd"]
        if [part.tag for part in parts] == ["dt", "dd"] * (len(parts) // 2):
            for name, value in zip(parts[::2], parts[1::2], strict=True):
                yield [self._box(name), self._box(value)]

    def _table(self, element: Element) -> Iterator[Block]:
        rows: list[list[Box]] = []
        for child in _sections(element):
            if child.tag == "tr":
                rows.append([self._box(cell) for cell in child.elements() if cell.tag in {"td", "th"}])
            else:
                yield from self._inner(child)
        yield from arrange(flow(rows), Spot())

    def _box(self, cell: Element) -> Box:
        rows = _whole(cell, "rowspan", 1, least=0, most=MOST_ROWS)
        return Box(self._inner(cell), rows, _whole(cell, "colspan", 1, least=1, most=MOST_COLUMNS))

    def _inner(self, element: Element) -> Sequence[Block]:
        if self._is_surroundings(element):
            return ()
        writer = _Writer(self._whole)
        writer.read(element)
        return writer.finish()

    def _is_surroundings(self, element: Element) -> bool:
        """Whether an element is a menu, a list of links, or calls itself the frame of the page."""
        if element.plain > _MAIN_SHARE * self._whole:
            return False
        if element.tag in _SURROUNDINGS or element.attributes.get("role") in _ROLES:
            return True
        return element.links >= _FEWEST_LINKS and element.linked > _LINKED_SHARE * (element.linked + element.plain)


def _sections(table: Element) -> Iterator[Element]:
    """The captions and rows of a table; the foot comes last wherever it stands in the source."""
    feet: list[Element] = []
    for child in table.elements():
        if child.tag == "tfoot":
            feet.append(child)
        elif child.tag in {"thead", "tbody"}:
            yield from child.elements()
        else:
            yield child
    for foot in feet:
        yield from foot.elements()


def _unwrapped(element: Element) -> Iterator[Element]:
    """What a list of names and values holds, also inside groups."""
    for child in element.elements():
        if child.tag == "div":
            yield from child.elements()
        else:
            yield child


def _whole(element: Element, name: str, default: int, *, least: int, most: int = 100_000) -> int:
    """The whole number an attribute begins with, as HTML reads it, within bounds."""
    digits = ""
    for character in (element.attributes.get(name) or "").strip():
        if not ("0" <= character <= "9") or len(digits) > len(str(most)):
            break
        digits += character
    return min(most, int(digits)) if digits and int(digits) >= least else default
