"""Sources to the whole collection: reads each, then checks what only all of them together can show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.collection.collection import Collection, make_collection
from generator.collection.prose import Prose, read_prose
from generator.collection.reading import agency_of, place_in, place_of_region, read_agency, read_regions, read_report
from generator.errors import ContentError
from generator.findings import Finding, Place, errors_among, sort_findings
from generator.text import nearest, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.collection.source import Source
    from generator.forms.reading import Forms
    from generator.models.agency import Agency
    from generator.models.region import Region
    from generator.models.report import Report

Findings = tuple[Finding, ...]


@dataclass
class _Read:
    """What has been read so far."""

    findings: list[Finding]
    regions: dict[str, Region] = field(default_factory=dict)
    regions_known: bool = True
    agencies: dict[str, Agency] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)
    prose: list[Prose] = field(default_factory=list)

    def add(self, source: Source, forms: Forms) -> None:
        """Read one source."""
        if source.kind == "regions":
            declared, wrong = read_regions(source)
            self.regions_known = declared is not None
            self.findings.extend(_add_regions(self.regions, declared or (), source))
        elif source.kind == "agency":
            agency, wrong = read_agency(source)
            self.agencies.update({agency.id: agency} if agency else {})
        elif source.kind == "report":
            report, wrong = read_report(source, forms)
            self.reports.extend([report] if report else [])
        else:
            page, wrong = read_prose(source)
            self.findings.extend(_add_page(self.prose, page, source))
        self.findings.extend(wrong)


def load_collection(
    sources: Sequence[Source], forms: Forms, earlier: Findings = (), step: Callable[[], object] = bool
) -> tuple[Collection, tuple[Prose, ...], Findings]:
    """The collection, the prose pages and the findings; ContentError with every finding where any is an error.

    `earlier` are findings made before; `step` is called after each source that was read.
    """
    read = _Read(list(earlier))
    for source in sources:
        read.add(source, forms)
        step()
    findings = sort_findings([*read.findings, *_check_together(sources, read)])
    if errors_among(findings):
        raise ContentError(findings)
    return make_collection(forms, read.agencies, read.regions, tuple(read.reports)), tuple(read.prose), findings


def _check_together(sources: Sequence[Source], read: _Read) -> Iterator[Finding]:
    yield from _check_twice(sources)
    yield from _check_folders(sources)
    of_agency = {PurePosixPath(source.path).stem: source for source in sources if source.kind == "agency"}
    yield from _check_parents(read.agencies, of_agency)
    if read.regions_known:
        yield from _check_places(read.agencies, read.regions, of_agency)
        yield from _check_regions(read.regions, [source for source in sources if source.kind == "regions"])


def _add_regions(regions: dict[str, Region], declared: Sequence[Region], source: Source) -> Iterator[Finding]:
    for number, region in enumerate(declared):
        if region.code in regions:
            place = place_in(source, "regions", number, "code")
            yield Finding("declared-twice", place, region.label, region.code, {"other": regions[region.code].label})
        else:
            regions[region.code] = region


def _add_page(pages: list[Prose], page: Prose | None, source: Source) -> Iterator[Finding]:
    """`about.md` and `about.zh-Hans.md` are the same page in the same language."""
    if page is None:
        return
    if any((other.key, other.language) == (page.key, page.language) for other in pages):
        yield Finding("declared-twice", Place(source.path), None, page.key, {"other": f"{page.key}.md"})
    pages.append(page)


def _check_twice(sources: Sequence[Source]) -> Iterator[Finding]:
    """Two files for one report or one agency: `2024.toml` beside `2024.json`."""
    same: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if source.kind in ("report", "agency"):
            same[str(PurePosixPath(source.path).with_suffix(""))].append(source)
    for name, twins in same.items():
        for twin in twins[1:]:
            path, values = PurePosixPath(twin.path), {"other": twins[0].path}
            if twin.kind == "report":
                yield Finding("report-twice", Place(twin.path), None, path.name, values)
            else:
                yield Finding("declared-twice", Place(twin.path), None, PurePosixPath(name).name, values)


def _check_folders(sources: Sequence[Source]) -> Iterator[Finding]:
    """A report is by an agency that a file declares, sound or not; told where the report names it."""
    known = {PurePosixPath(source.path).stem for source in sources if source.kind == "agency"}
    for source in sources:
        folder = PurePosixPath(source.path).parent.name
        if source.kind == "report" and folder not in known:
            agency = agency_of(source) or folder
            if agency not in known:
                values = {"nearest": nearest(agency, known)}
                yield Finding("agency-undeclared", place_in(source, "agency"), None, quote(agency), values)


def _check_parents(agencies: Mapping[str, Agency], sources: Mapping[str, Source]) -> Iterator[Finding]:
    parents = {key: agency.parent for key, agency in agencies.items()}
    successors = {key: agency.successor for key, agency in agencies.items()}
    for agency in agencies.values():
        source = sources[agency.id]
        for key, other in (("parent", agency.parent), ("successor", agency.successor)):
            if other is not None and other not in sources:
                values = {"nearest": nearest(other, sources.keys() - {agency.id})}
                yield Finding("agency-undeclared", place_in(source, key), agency.name, quote(other), values)
        for key, others in (("parent", parents), ("successor", successors)):
            if _circular(agency.id, others):
                way = " → ".join(_way(agency.id, others))
                yield Finding("parent-circular", place_in(source, key), agency.name, agency.id, {"way": way})


def _check_places(
    agencies: Mapping[str, Agency], regions: Mapping[str, Region], sources: Mapping[str, Source]
) -> Iterator[Finding]:
    for agency in agencies.values():
        if agency.region and agency.region not in regions:
            place, values = place_in(sources[agency.id], "region"), {"nearest": nearest(agency.region, regions)}
            yield Finding("region-undeclared", place, agency.name, agency.region, values)


def _check_regions(regions: Mapping[str, Region], sources: Sequence[Source]) -> Iterator[Finding]:
    parents = {code: region.parent for code, region in regions.items()}
    for region in regions.values():
        if region.parent is not None and region.parent not in regions:
            place = place_of_region(sources[0], region.code, "parent")
            values = {"nearest": nearest(region.parent, regions.keys() - {region.code})}
            yield Finding("region-undeclared", place, region.label, region.parent, values)
        if _circular(region.code, parents):
            place, way = place_of_region(sources[0], region.code, "parent"), " → ".join(_way(region.code, parents))
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
