"""What the page of a report shows besides the report: its agency, places, the years before and after, its peers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.collection.collection import Collection
    from generator.models.agency import Agency
    from generator.models.region import Region

MOST_PEERS = 8


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What surrounds a report.

    `regions` are the agency's region and those around it, the highest first; `years` all that the agency has reports
    for. `peers` are other agencies with a report for the year in `peers_region`, at most so many as a page lists;
    `peers_more` are those left out.
    """

    agency: Agency
    regions: tuple[Region, ...]
    years: tuple[int, ...]
    peers_region: Region | None
    peers: tuple[Agency, ...]
    peers_more: int


@dataclass(frozen=True, slots=True)
class Peers:
    """The agencies that the reports of a region's agencies for a year are shown beside, in this or a region around it.

    `agencies` are the first of them, the one that asks perhaps among them; `others` how many there are besides it.
    """

    region: str
    agencies: tuple[str, ...]
    others: int


def peers_in(collection: Collection, region: str, year: int) -> Peers | None:
    """Whom the agencies of a region have beside them in a year; None where there is nobody else."""
    for around in reversed(collection.ancestors(region)):
        for own in (True, False):
            itself = 1 if around.code == region or not own else 0
            others = collection.count_reports(around.code, year, own=own) - itself
            if others > 0:
                first = collection.reporters(around.code, year, own=own, most=MOST_PEERS + 1)
                return Peers(around.code, first, others)
    return None


def surroundings_of(collection: Collection, agency: str, year: int) -> Surroundings:
    """What surrounds an agency's report for a year."""
    own = collection.agency(agency)
    return surround(
        own,
        collection.ancestors(own.region),
        collection.years_of(agency),
        peers_in(collection, own.region, year),
        collection.agency,
        collection.regions,
    )


def surround(  # noqa: PLR0913, PLR0917 - each is one thing that surrounds a report
    agency: Agency,
    regions: tuple[Region, ...],
    years: tuple[int, ...],
    peers: Peers | None,
    find: Callable[[str], Agency],
    known: Mapping[str, Region],
) -> Surroundings:
    """The surroundings of an agency's report from what is known of its region."""
    if peers is None:
        return Surroundings(agency, regions, years, None, (), 0)
    shown = [key for key in peers.agencies if key != agency.id][:MOST_PEERS]
    more = peers.others - len(shown)
    return Surroundings(agency, regions, years, known[peers.region], tuple(map(find, shown)), more)
