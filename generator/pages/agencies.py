"""The list of agencies, from A to Z by pinyin and by region; where they are many, a page for each letter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.links import AGENCIES, letter_address
from generator.pages.listing import MOST_LISTED, AgencyItem, agency_item, agency_link, region_link
from generator.pages.page import Link, View, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.collection.collection import Collection
    from generator.languages import Language
    from generator.models.region import Region


@dataclass(frozen=True, slots=True)
class RegionGroup:
    """The agencies of one region itself, without those of the regions below it; `level` counts from the top.

    `count` is how many there are with those below; where all together are many, none is listed.
    """

    region: Link
    level: int
    count: int
    agencies: tuple[AgencyItem, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The agencies whose names begin with a letter, or where they are many only how many and on which page."""

    letter: str
    count: int
    address: str
    agencies: tuple[AgencyItem, ...]


@dataclass(frozen=True, kw_only=True)
class AgenciesView(View):
    """All that the list of agencies shows."""

    letters: tuple[Letter, ...]
    groups: tuple[RegionGroup, ...]


@dataclass(frozen=True, kw_only=True)
class LetterView(View):
    """All that the list of the agencies of one letter shows: each with its region."""

    letter: str
    agencies: tuple[tuple[Link, Link], ...]


def agencies_page(collection: Collection, language: Language) -> AgenciesView:
    """The view of the list of agencies."""
    letters: dict[str, list[AgencyItem]] = defaultdict(list)
    regions: dict[str, list[AgencyItem]] = defaultdict(list)
    many = collection.count_agencies() > MOST_LISTED
    for letter, agency in () if many else collection.agencies_by_letter(english=language == "en"):
        item = agency_item(collection, agency, language)
        letters[letter].append(item)
        regions[agency.region].append(item)
    counts = collection.count_letters(english=language == "en")
    return AgenciesView(
        address=AGENCIES,
        language=language,
        synthetic=collection.is_synthetic(),
        letters=tuple(
            Letter(letter, count, letter_address(_key(letter)) if many else "", tuple(letters[letter]))
            for letter, count in sorted(counts.items())
        ),
        groups=tuple(
            RegionGroup(
                region_link(region, language),
                len(collection.ancestors(region.code)) - 1,
                collection.count_agencies(region.code),
                tuple(regions.get(region.code, ())),
            )
            for region in _in_order(collection, None)
            if collection.count_agencies(region.code)
        ),
    )


def agency_letters(collection: Collection) -> Iterator[str]:
    """The letters that have pages of their own, in any language."""
    if collection.count_agencies() > MOST_LISTED:
        both: Mapping[str, int] = {**collection.count_letters(), **collection.count_letters(english=True)}
        yield from (_key(letter) for letter in sorted(both))


def letter_page(collection: Collection, key: str, language: Language) -> LetterView:
    """The view of the list of the agencies of one letter."""
    english = language == "en"
    links, synthetic = [], False
    for _, agency in collection.agencies_by_letter(english=english, wanted=lambda one: _key(one) == key):
        links.append((agency_link(agency, language), region_link(collection.regions[agency.region], language)))
        synthetic = synthetic or agency.synthetic
    return LetterView(
        address=letter_address(key),
        language=language,
        title=Words("#" if key == "other" else key.upper(), language),
        trail=(Link(Words("", language), AGENCIES),),
        synthetic=synthetic,
        letter=key,
        agencies=tuple(links),
    )


def _key(letter: str) -> str:
    """A letter as addresses have it."""
    return "other" if letter == "#" else letter.lower()


def _in_order(collection: Collection, parent: str | None) -> Iterator[Region]:
    for region in collection.children.get(parent, ()):
        yield region
        yield from _in_order(collection, region.code)
