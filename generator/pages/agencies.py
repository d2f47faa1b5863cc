"""The list of agencies, from A to Z by pinyin and by region."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.links import AGENCIES
from generator.pages.listing import AgencyItem, agency_item, region_link
from generator.pages.page import Link, View
from generator.text import initial, pinyin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.collection.collection import Collection
    from generator.languages import Language
    from generator.models.agency import Agency
    from generator.models.region import Region


@dataclass(frozen=True, slots=True)
class RegionGroup:
    """The agencies of one region itself, without those of the regions below it; `level` counts from the top."""

    region: Link
    level: int
    agencies: tuple[AgencyItem, ...]


@dataclass(frozen=True, kw_only=True)
class AgenciesView(View):
    """All that the list of agencies shows."""

    letters: tuple[tuple[str, tuple[AgencyItem, ...]], ...]
    groups: tuple[RegionGroup, ...]


def agencies_page(collection: Collection, language: Language) -> AgenciesView:
    """The view of the list of agencies."""
    letters: dict[str, list[AgencyItem]] = defaultdict(list)
    regions: dict[str, list[AgencyItem]] = defaultdict(list)
    for agency in sorted(collection.agencies.values(), key=lambda agency: pinyin(_name(agency, language))):
        item = agency_item(collection, agency, language)
        letters[initial(_name(agency, language))].append(item)
        regions[agency.region].append(item)
    return AgenciesView(
        address=AGENCIES,
        language=language,
        synthetic=collection.synthetic,
        letters=tuple((letter, tuple(items)) for letter, items in sorted(letters.items())),
        groups=tuple(
            RegionGroup(
                region_link(collection, region.code, language),
                len(collection.ancestors(region.code)) - 1,
                tuple(regions.get(region.code, ())),
            )
            for region in _in_order(collection, None)
            if collection.agencies_in(region.code)
        ),
    )


def _name(agency: Agency, language: Language) -> str:
    """The name that an agency stands under: in Chinese pages by its pinyin, in English ones by its English name."""
    return agency.name.to(language) if language == "en" else agency.name.zh_hans


def _in_order(collection: Collection, parent: str | None) -> Iterator[Region]:
    for region in collection.children.get(parent, ()):
        yield region
        yield from _in_order(collection, region.code)
