"""What a page of HTML declares about itself in its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.importers.readers.spacing import collapse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.importers.readers.html_tree import Page

_LONGEST_VALUE = 500


def metadata_of(page: Page) -> Mapping[str, str]:
    """The meta elements by name (the first of each that says something), `title`, and the `canonical` address."""
    found: dict[str, str] = {}
    for element in page.head:
        attributes = element.attributes
        if element.tag == "title":
            key, value = "title", "".join(child for child in element.children if isinstance(child, str))
        elif element.tag == "link":
            key, value = attributes.get("rel") or "", attributes.get("href") or ""
            if key.lower() != "canonical":
                continue
        else:
            key = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
            value = attributes.get("content") or ""
        if key and (value := collapse(value)[:_LONGEST_VALUE]):
            found.setdefault(key, value)
    return found
