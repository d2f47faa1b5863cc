"""Sources to the whole collection: reads each, then checks what only all of them together can show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.collection.collection import Collection, make_collection
from generator.collection.prose import Prose, read_prose
from generator.collection.reading import read_agency, read_regions, read_report
from generator.errors import ContentError
from generator.findings import Finding, Place, errors_among, sort_findings
from generator.text import nearest

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
    agencies: dict[str, Agency] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)
    prose: list[Prose] = field(default_factory=list)

    def add(self, source: Source, forms: Forms) -> None:
        """Read one source."""
        if source.kind == "regions":
            declared, wrong = read_regions(source)
            self.findings.extend(_add_regions(self.regions, declared))
        elif source.kind == "agency":
            agency, wrong = read_agency(source)
            self.findings.extend(_add_agency(self.agencies, agency))
        elif source.kind == "report":
            report, wrong = read_report(source, forms)
            self.reports.extend([report] if report else [])
        else:
            page, wrong = read_prose(source)
            self.prose.extend([page] if page else [])
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
    yield from _check_twice([source.path for source in sources if source.kind == "report"])
    yield from _check_folders(sources)
    yield from _check_agencies(read.agencies, read.regions, _ids(sources, "agency"))
    yield from _check_regions(read.regions)


def _ids(sources: Sequence[Source], kind: str) -> set[str]:
    return {PurePosixPath(source.path).stem for source in sources if source.kind == kind}


def _add_regions(regions: dict[str, Region], declared: Sequence[tuple[Region, Place]]) -> Iterator[Finding]:
    for region, place in declared:
        if region.code in regions:
            yield Finding("declared-twice", place, found=region.code)
        regions[region.code] = region


def _add_agency(agencies: dict[str, Agency], agency: Agency | None) -> Iterator[Finding]:
    if agency is None:
        return
    if agency.id in agencies:
        yield Finding("declared-twice", Place(agency.path), found=agency.id)
    agencies[agency.id] = agency


def _check_twice(paths: Sequence[str]) -> Iterator[Finding]:
    """Two files for one report: `2024.toml` beside `2024.json`."""
    same: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        same[str(PurePosixPath(path).with_suffix(""))].append(path)
    for twins in same.values():
        for path in twins[1:]:
            yield Finding("report-twice", Place(path), found=PurePosixPath(path).name, values={"other": twins[0]})


def _check_folders(sources: Sequence[Source]) -> Iterator[Finding]:
    """A folder of reports is named after an agency that a file declares, sound or not."""
    known = _ids(sources, "agency")
    for source in sources:
        agency = PurePosixPath(source.path).parent.name
        if source.kind == "report" and agency not in known:
            values = {"nearest": nearest(agency, known)}
            yield Finding("agency-undeclared", Place(source.path), found=agency, values=values)


def _check_agencies(
    agencies: Mapping[str, Agency], regions: Mapping[str, Region], known: set[str]
) -> Iterator[Finding]:
    for agency in agencies.values():
        place = Place(agency.path)
        if agency.region not in regions:
            values = {"nearest": nearest(agency.region, regions)}
            yield Finding("region-undeclared", place, found=agency.region, values=values)
        for other in (agency.parent, agency.successor):
            if other is not None and other not in known:
                yield Finding("agency-undeclared", place, found=other, values={"nearest": nearest(other, known)})
        if _circular(agency.id, {key: value.parent for key, value in agencies.items()}):
            yield Finding("parent-circular", place, found=agency.id)


def _check_regions(regions: Mapping[str, Region]) -> Iterator[Finding]:
    place = Place("content/regions.toml")
    for region in regions.values():
        if region.parent is not None and region.parent not in regions:
            values = {"nearest": nearest(region.parent, regions)}
            yield Finding("region-undeclared", place, region.label, found=region.parent, values=values)
        if _circular(region.code, {code: other.parent for code, other in regions.items()}):
            yield Finding("parent-circular", place, region.label, found=region.code)


def _circular(start: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    at: str | None = start
    while at is not None and at not in seen:
        seen.add(at)
        at = parents.get(at)
    return at is not None
