"""Takes what changed in the data files into the state: agencies, regions and prose at once, reports by name.

The reports themselves are read by workers, since there may be a hundred thousand of them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.collection.collection import Collection
from generator.collection.prose import Prose, read_prose
from generator.collection.reading import place_in, read_agency, read_regions
from generator.collection.source import CONTENT, FOLDERS, REGIONS, Source, check_folder, kind_of, read_source, shown
from generator.collection.together import check_parents, check_places, check_regions, check_reports
from generator.files import digest
from generator.findings import Finding, Place, pack_finding, unpack_finding
from generator.models.agency import Agency
from generator.pinyin import pinyin_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from generator.collection.look import Difference, Look
    from generator.forms.reading import Forms
    from generator.languages import Label
    from generator.models.region import Region
    from generator.state import State

    Query = Callable[..., sqlite3.Cursor]
    """Puts a question to the state."""

YEARS = range(2007, 2101)
AGENCY_FILES = FOLDERS["agencies"][1]


@dataclass
class Intake:
    """What was taken in: reports still to be read, by path; those that came or went; what else changed.

    Where nothing was known before, all came, and none is listed.
    """

    findings: list[Finding] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    came_or_went: set[tuple[str, int]] = field(default_factory=set)
    agencies: bool = False
    regions: bool = False
    prose: bool = False
    salvaged: dict[str, Agency] = field(default_factory=dict)
    """Agencies whose files have mistakes, with as much of them as the checks need."""
    declared: dict[str, Region] | None = None
    """The regions, sound or not; None where they can't be read or were not read again."""


class Loader:
    """Takes changes in the data files of a portal into its state."""

    def __init__(self, portal: Path, state: State, look: Look) -> None:
        self.portal = portal
        self.state = state
        self.query = state.connection.execute
        self.look = look
        self.intake = Intake()
        self._unsorted: dict[str, Label] = {}

    def take_in(self, changes: Difference, forms: Forms) -> Intake:
        """Take in what changed; what is wrong with it is among the findings."""
        for path in changes.gone:
            self._forget(path)
        for path in changes.changed:
            self._take(path)
        for folder in {CONTENT, *changes.folders}:
            if folder == CONTENT or folder.startswith(f"{CONTENT}/"):
                self._note(folder, check_folder(self.look, folder))
        self._sort_agencies()
        self._check_together(changes.folders, forms)
        return self.intake

    def _forget(self, path: str) -> None:
        name = shown(path)
        self.state.keep_source(name, "")
        self.query("DELETE FROM finding WHERE path = ?", (name,))
        kind = kind_of(path)
        if kind == "report" and (key := report_key(path)):
            self.query("DELETE FROM report WHERE agency = ? AND year = ?", key)
            self.query("DELETE FROM record WHERE agency = ? AND year = ?", key)
            self.intake.came_or_went.add(key)
        elif kind == "agency":
            self.query("DELETE FROM agency WHERE id = ?", (PurePosixPath(path).stem,))
            self.intake.agencies = True
        elif kind == "regions":
            self._replace_regions({})
        elif kind == "page":
            self.query("DELETE FROM prose WHERE path = ?", (name,))
            self.intake.prose = True

    def _take(self, path: str) -> None:
        kind = kind_of(path)
        if kind == "report":
            self.intake.reports.append(path)
            key = report_key(path)
            if key and self._announce(path, key) and not self.state.fresh:
                self.intake.came_or_went.add(key)
        elif kind:
            source = read_source(self.portal, kind, path)
            if isinstance(source, Finding):
                self.intake.findings.append(source)
            elif source.digest != self.state.source(source.path):
                self._read(source)
                self.state.keep_source(source.path, source.digest)

    def _announce(self, path: str, key: tuple[str, int]) -> bool:
        """Note that there is a report, before it is read; gives whether it is new."""
        done = self.query(
            "INSERT OR IGNORE INTO report (agency, year, region, path, published, forms, figures) "
            "VALUES (?, ?, coalesce((SELECT region FROM agency WHERE id = ?), ''), ?, '', '', 0)",
            (*key, key[0], shown(path)),
        )
        return done.rowcount > 0

    def _read(self, source: Source) -> None:
        if source.kind == "regions":
            declared, findings = read_regions(source)
            regions: dict[str, Region] = {}
            for region in declared or ():
                regions.setdefault(region.code, region)
            self.intake.declared = None if declared is None else regions
            findings = (*findings, *_regions_twice(source, declared or ()))
            self._replace_regions(regions)
        elif source.kind == "agency":
            agency, findings = read_agency(source)
            self.intake.agencies = True
            if agency:
                self._add_agency(agency, sound=not findings)
        else:
            prose, findings = read_prose(source)
            findings = (*findings, *self._page_twice(prose, source))
            self.intake.prose = True
            if prose:
                values = [prose.key, prose.language, prose.title, prose.text, prose.order]
                content = json.dumps(values, ensure_ascii=False)
                self.query("INSERT OR REPLACE INTO prose VALUES (?, ?)", (source.path, content))
        self._note(source.path, findings)

    def _note(self, path: str, findings: Iterable[Finding]) -> None:
        note_findings(self.query, path, found := list(findings))
        self.intake.findings.extend(found)

    def _replace_regions(self, regions: dict[str, Region]) -> None:
        self.intake.regions = True
        self.query("DELETE FROM region")
        self.query("DELETE FROM within")
        for region in regions.values():
            self.query("INSERT INTO region VALUES (?, ?)", (region.code, region.model_dump_json()))
            around: str | None = region.code
            seen: set[str] = set()
            while around in regions and around not in seen:
                seen.add(around)
                self.query("INSERT INTO within VALUES (?, ?)", (region.code, around))
                around = regions[around].parent

    def _add_agency(self, agency: Agency, *, sound: bool) -> None:
        if not sound:
            self.intake.salvaged[agency.id] = agency
            return
        content = agency.model_dump_json()
        self._unsorted[agency.id] = agency.name
        values = (
            agency.id,
            agency.path,
            "",
            "",
            agency.region,
            agency.kind,
            agency.parent,
            agency.synthetic,
            content,
            digest(content.encode()),
        )
        self.query("INSERT OR REPLACE INTO agency VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self.query("UPDATE report SET region = ? WHERE agency = ?", (agency.region, agency.id))

    def _sort_agencies(self) -> None:
        """Give the agencies that were read their places in the order of names, Chinese and English."""
        chinese = pinyin_of([name.zh_hans for name in self._unsorted.values()])
        english = pinyin_of([name.to("en") for name in self._unsorted.values()])
        for key, *sort in zip(self._unsorted, chinese, english, strict=True):
            self.query("UPDATE agency SET sort = ?, sort_en = ? WHERE id = ?", (*sort, key))

    def _page_twice(self, page: Prose | None, source: Source) -> list[Finding]:
        """`about.md` and `about.zh-Hans.md` are the same page in the same language."""
        others = [prose for path, prose in load_prose_by_path(self.query) if path != source.path]
        if page and any((other.key, other.language) == (page.key, page.language) for other in others):
            return [Finding("declared-twice", Place(source.path), None, page.key, {"other": f"{page.key}.md"})]
        return []

    def _check_together(self, changed: Iterable[str], forms: Forms) -> None:
        """Check what names agencies and regions: all of it where these changed, else folders of reports that did."""
        everything = self.intake.agencies or self.intake.regions
        names = set(self.look.names("content/agencies"))
        folders = [
            folder
            for folder in (self.look.folders if everything else changed)
            if _holds_reports(folder) and names.isdisjoint(f"{folder.rpartition('/')[2]}{end}" for end in AGENCY_FILES)
        ]
        if not folders and not everything:
            return
        known = {shown(name).rpartition(".")[0] for name in names if name.endswith(AGENCY_FILES)}
        unknown = {
            shown(folder.rpartition("/")[2]): [f"{folder}/{name}" for name in self._names(folder)]
            for folder in folders
            if shown(folder.rpartition("/")[2]) not in known
        }
        self.intake.findings.extend(check_reports(unknown, known, self._find))
        if everything:
            self._check_agencies(known, forms)

    def _check_agencies(self, known: set[str], forms: Forms) -> None:
        collection, findings = Collection(self.state.connection, forms), self.intake.findings
        salvaged = self.intake.salvaged
        rows = self.query("SELECT id, region, parent, json_extract(content, '$.successor') FROM agency").fetchall()
        rows = [row for row in rows if row[0] not in salvaged]
        rows += [(agency.id, agency.region, agency.parent, agency.successor) for agency in salvaged.values()]

        def agency_of(key: str) -> Agency:
            return salvaged.get(key) or collection.agency(key)

        parents, successors = {row[0]: row[2] for row in rows}, {row[0]: row[3] for row in rows}
        findings.extend(check_parents({"parent": parents, "successor": successors}, known, agency_of, self._find))
        regions = dict(collection.regions) if self.intake.declared is None else self.intake.declared
        if self.intake.declared is not None or not self.intake.regions or not self._names(CONTENT, REGIONS):
            findings.extend(check_places({row[0]: row[1] for row in rows}, regions, agency_of, self._find))
            source = self._find(REGIONS) if self.intake.regions else None
            findings.extend(check_regions(regions, source))

    def _names(self, folder: str, only: str = "") -> list[str]:
        names = self.look.names(folder)
        return [name for name in names if (f"{folder}/{name}" == only if only else kind_of(f"{folder}/{name}"))]

    def _find(self, path: str) -> Source | None:
        kind = kind_of(path)
        source = read_source(self.portal, kind, path) if kind else None
        return source if isinstance(source, Source) else None


def _holds_reports(folder: str) -> bool:
    return folder.startswith("content/reports/") and folder.count("/") == 2  # noqa: PLR2004 - right below it


def report_key(path: str) -> tuple[str, int] | None:
    """The agency and year that the place of a report's data file says; None where it says none."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    year = int(stem) if len(stem) == 4 and stem.isascii() and stem.isdecimal() else 0  # noqa: PLR2004 - YYYY
    return (shown(folder.rpartition("/")[2]), year) if year in YEARS else None


def note_findings(query: Query, path: str, findings: Iterable[Finding]) -> None:
    """Keep what was found in a file or folder, in the place of what was found there before."""
    query("DELETE FROM finding WHERE path = ?", (path,))
    for finding in findings:
        query("INSERT INTO finding VALUES (?, ?)", (path, pack_finding(finding)))


def load_findings(state: State) -> tuple[Finding, ...]:
    """All that was found in the data files, by this build and by those before it."""
    rows = state.connection.execute("SELECT content FROM finding")
    return tuple(unpack_finding(content) for (content,) in rows)


def load_prose(state: State) -> tuple[Prose, ...]:
    """The prose pages, in the order of their files."""
    return tuple(prose for _, prose in load_prose_by_path(state.connection.execute))


def load_prose_by_path(query: Query) -> list[tuple[str, Prose]]:
    """The prose pages with the paths of their files."""
    rows = query("SELECT path, content FROM prose ORDER BY path")
    return [(path, Prose(*json.loads(content))) for path, content in rows]


def _regions_twice(source: Source, declared: Iterable[Region]) -> Iterable[Finding]:
    first: dict[str, Region] = {}
    for number, region in enumerate(declared):
        if region.code in first:
            place = place_in(source, "regions", number, "code")
            yield Finding("declared-twice", place, region.label, region.code, {"other": first[region.code].label})
        first.setdefault(region.code, region)
