"""What only all data files together can show: ids and regions that nothing declares, parents that lead in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.collection.reading import agency_of, place_in, place_of_region
from generator.findings import Finding
from generator.text import nearest, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from generator.collection.source import Source
    from generator.models.agency import Agency
    from generator.models.region import Region

    Find = Callable[[str], Source | None]
    """Gives a data file by its path; None where it can't be read."""


def check_reports(folders: Mapping[str, list[str]], known: Collection[str], find: Find) -> Iterator[Finding]:
    """A report is by an agency that a file declares, sound or not; told where the report names it.

    `folders` are the paths of the reports in each folder of `content/reports/`.
    """
    for folder, paths in folders.items():
        if folder in known:
            continue
        for path in paths:
            source = find(path)
            agency = source and (agency_of(source) or folder)
            if source and agency and agency not in known:
                values = {"nearest": nearest(agency, known)}
                yield Finding("agency-undeclared", place_in(source, "agency"), None, quote(agency), values)


def check_parents(
    relations: Mapping[str, Mapping[str, str | None]],
    known: Collection[str],
    agency: Callable[[str], Agency],
    find: Find,
) -> Iterator[Finding]:
    """An agency's parent and successor are declared, and no agency is its own.

    `relations` are the agencies' parents and successors by their ids; `agency` gives a whole one.
    """
    for relation, others in relations.items():
        for key, other in others.items():
            if other is not None and other not in known and (source := find(agency(key).path)):
                values = {"nearest": nearest(other, [name for name in known if name != key])}
                yield Finding("agency-undeclared", place_in(source, relation), agency(key).name, quote(other), values)
            if _circular(key, others) and (source := find(agency(key).path)):
                way = " → ".join(_way(key, others))
                yield Finding("parent-circular", place_in(source, relation), agency(key).name, key, {"way": way})


def check_places(
    places: Mapping[str, str], regions: Mapping[str, Region], agency: Callable[[str], Agency], find: Find
) -> Iterator[Finding]:
    """An agency's region is declared; `places` are the agencies' regions by their ids."""
    for key, region in places.items():
        if region and region not in regions and (source := find(agency(key).path)):
            place, values = place_in(source, "region"), {"nearest": nearest(region, regions)}
            yield Finding("region-undeclared", place, agency(key).name, region, values)


def check_regions(regions: Mapping[str, Region], source: Source | None) -> Iterator[Finding]:
    """A region's parent is declared, and no region lies in itself."""
    parents = {code: region.parent for code, region in regions.items()}
    for region in regions.values():
        if source and region.parent is not None and region.parent not in regions:
            place = place_of_region(source, region.code, "parent")
            values = {"nearest": nearest(region.parent, regions.keys() - {region.code})}
            yield Finding("region-undeclared", place, region.label, region.parent, values)
        if source and _circular(region.code, parents):
            place, way = place_of_region(source, region.code, "parent"), " → ".join(_way(region.code, parents))
            yield Finding("parent-circular", place, region.label, region.code, {"way": way})


def _way(start: str, parents: Mapping[str, str | None]) -> list[str]:
    """The parents of one that is among its own parents, until they come round."""
    way, at = [start], parents[start]
    while at is not None and at not in way:
        way.append(at)
        at = parents.get(at)
    return [*way, str(at)]


def _circular(start: str, parents: Mapping[str, str | None]) -> bool:
    """Whether something is among its own parents; what only leads to such a ring is not told too."""
    seen: set[str] = set()
    at = parents.get(start)
    while at is not None and at not in seen and at != start:
        seen.add(at)
        at = parents.get(at)
    return at == start
