"""The list of regions as a tree, with the agencies and reports in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.links import REGIONS, region_address
from generator.pages.page import Link, View, words

if TYPE_CHECKING:
    from generator.collection.collection import Collection
    from generator.languages import Language
    from generator.models.region import Region


@dataclass(frozen=True, slots=True)
class RegionItem:
    """A region in the tree: its code, whether the code is declared here, agencies and reports in it and below it."""

    link: Link
    code: str
    zone: bool
    agencies: int
    reports: int
    children: tuple[RegionItem, ...]


@dataclass(frozen=True, kw_only=True)
class RegionsView(View):
    """All that the list of regions shows."""

    regions: tuple[RegionItem, ...]


def regions_page(collection: Collection, language: Language) -> RegionsView:
    """The view of the list of regions."""
    top = tuple(region_item(collection, region, language) for region in collection.children.get(None, ()))
    return RegionsView(address=REGIONS, language=language, synthetic=collection.is_synthetic(), regions=top)


def region_item(collection: Collection, region: Region, language: Language, depth: int = 9) -> RegionItem:
    """A region with those below it, so many levels deep."""
    return RegionItem(
        Link(words(region.label, language), region_address(region.code)),
        region.code,
        region.zone,
        collection.count_agencies(region.code),
        collection.count_reports(region.code),
        tuple(
            region_item(collection, child, language, depth - 1)
            for child in (collection.children.get(region.code, ()) if depth else ())
        ),
    )
