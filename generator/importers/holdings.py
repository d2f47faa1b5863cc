"""What a folder of content holds before an import: agencies, regions, reports, and which documents they came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from generator.collection.reading import read_agency, read_regions, read_report
from generator.collection.source import REGIONS, REVIEW_END, Source
from generator.files import digest
from generator.findings import errors_among
from generator.importers.known import Known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.forms.reading import Forms
    from generator.models.agency import Agency
    from generator.models.cell import Cell
    from generator.models.region import Region
    from generator.models.report import Report

SUFFIXES: Final = (".toml", ".json")
KEPT: Final = 64
"""So many reports a process keeps for documents of their neighbouring years."""

_SHA256: Final = re.compile(rb'"?sha256"?\s*[=:]\s*"([0-9a-f]{64})"')

ReportKey = tuple[str, int]


@dataclass(frozen=True)
class Holdings:
    """A folder of content as it was when it was looked at; reports that came later are not in it.

    `reports` are the paths of data files below the folder, `digests` the reports that each document became.
    """

    folder: Path
    forms: Forms
    agencies: Mapping[str, Agency] = field(default_factory=dict)
    regions: Mapping[str, Region] = field(default_factory=dict)
    reports: Mapping[ReportKey, str] = field(default_factory=dict)
    digests: Mapping[str, tuple[ReportKey, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # A report is read when a document of a neighbouring year asks for it; each process keeps its own.
        object.__setattr__(self, "_cells", lru_cache(KEPT)(self._read_cells))

    def __getstate__(self) -> dict[str, object]:
        return {key: value for key, value in self.__dict__.items() if key != "_cells"}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self.__post_init__()

    @property
    def known(self) -> Known:
        """What an importer asks."""
        return Known(self.agencies, self.regions, self)

    def cells(self, agency: str, year: int) -> Mapping[str, Cell]:
        """The cells of a report by their addresses; empty where there is no sound one."""
        return self._cells(agency, year)  # type: ignore[attr-defined,no-any-return]  # set above

    def _read_cells(self, agency: str, year: int) -> Mapping[str, Cell]:
        path = self.reports.get((agency, year))
        report = read_existing(self.folder, path, self.forms) if path else None
        return report.cells() if report else {}


def read_existing(folder: Path, path: str, forms: Forms) -> Report | None:
    """A report of a folder of content, None where it can't be read or has errors."""
    try:
        content = (folder / path).read_bytes()
    except OSError:
        return None
    report, _ = read_report(Source("report", f"content/{path}", content, digest(content)), forms)
    return report


def look_into(folder: Path, forms: Forms) -> Holdings:
    """What a folder of content holds; what has mistakes there is passed over, as `check` tells them."""
    reports = dict(_reports(folder))
    digests: dict[str, tuple[ReportKey, ...]] = {}
    for key, path in reports.items():
        with (folder / path).open("rb") as file:
            match = _SHA256.search(file.read())
        if match:
            digests[match[1].decode()] = (*digests.get(match[1].decode(), ()), key)
    return Holdings(folder, forms, _agencies(folder), _regions(folder), reports, digests)


def report_path(agency: str, year: int) -> str:
    """Where a new report stands below a folder of content."""
    return f"reports/{agency}/{year}.toml"


def review_path(path: str) -> str:
    """Where the review of a report's data file stands."""
    return path.removesuffix(".toml").removesuffix(".json") + REVIEW_END


def _reports(folder: Path) -> Iterator[tuple[ReportKey, str]]:
    for place in sorted(folder.glob("reports/*/*")):
        name = place.name.removesuffix(".toml").removesuffix(".json")
        if place.suffix in SUFFIXES and name.isascii() and name.isdecimal() and place.is_file():
            yield (place.parent.name, int(name)), f"reports/{place.parent.name}/{place.name}"


def _agencies(folder: Path) -> dict[str, Agency]:
    found = {}
    for place in sorted((folder / "agencies").glob("*")):
        if place.suffix in SUFFIXES and place.is_file():
            content = place.read_bytes()
            agency, findings = read_agency(Source("agency", f"content/agencies/{place.name}", content, digest(content)))
            if agency and not errors_among(findings):
                found[agency.id] = agency
    return found


def _regions(folder: Path) -> dict[str, Region]:
    place = folder / "regions.toml"
    if not place.is_file():
        return {}
    content = place.read_bytes()
    regions, findings = read_regions(Source("regions", REGIONS, content, digest(content)))
    return {} if errors_among(findings) else {region.code: region for region in regions or ()}
