"""The styles of a DOCX as far as they say what a paragraph is: its level as a heading, its list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE: Final = W + "val"
_HEADING: Final = re.compile(r"(?:heading|标题)\s*([1-6])", re.IGNORECASE)
_TITLE: Final = frozenset({"title", "标题"})
_DEEPEST_HEADING: Final = 6
_LONGEST_CHAIN: Final = 20


class Styles:
    """The paragraph styles by identifier."""

    def __init__(self, root: _Element | None) -> None:
        styles = () if root is None else root.iter(W + "style")
        self._styles = {style.get(W + "styleId"): style for style in styles if style.get(W + "type") == "paragraph"}

    def level(self, properties: _Element | None) -> int:
        """1-6 where a paragraph is a heading, by its own outline level or its style's; else 0."""
        own = _outline(properties)
        if own is not None:
            return own
        for style in self._chain(properties):
            inherited = _outline(style.find(W + "pPr"))
            if inherited is not None:
                return inherited
            name = value_of(style, "name") or ""
            if match := _HEADING.fullmatch(name.strip()):
                return int(match[1])
            if name.strip().lower() in _TITLE:
                return 1
        return 0

    def list_of(self, properties: _Element | None) -> tuple[str, int] | None:
        """The list a paragraph belongs to and its depth there, by itself or its style."""
        found: str | None = None
        depth: str | None = None
        for source in (properties, *(style.find(W + "pPr") for style in self._chain(properties))):
            numbers = None if source is None else source.find(W + "numPr")
            if numbers is not None:
                found = found or value_of(numbers, "numId")
                depth = depth or value_of(numbers, "ilvl")
        if found is None or found == "0":
            return None
        return found, int(depth) if depth is not None and depth.isdecimal() else 0

    def _chain(self, properties: _Element | None) -> list[_Element]:
        """A paragraph's style, the one that is based on, and so on."""
        chain: list[_Element] = []
        key = None if properties is None else value_of(properties, "pStyle")
        while key in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[key])
            key = value_of(chain[-1], "basedOn")
        return chain


def value_of(element: _Element, name: str) -> str | None:
    """The value of a property inside an element."""
    found = element.find(W + name)
    return None if found is None else found.get(_VALUE)


def _outline(properties: _Element | None) -> int | None:
    level = None if properties is None else value_of(properties, "outlineLvl")
    if level is None or not level.isdecimal():
        return None
    return int(level) + 1 if int(level) < _DEEPEST_HEADING else 0
