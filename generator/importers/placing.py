"""Drafts into a folder of content: never over what is there, unless that is asked for; what differs is told."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from generator.findings import Finding, Place
from generator.importers.differences import Difference, differences_between
from generator.importers.holdings import read_existing, report_path, review_path
from generator.importers.importing import refusals
from generator.importers.recognising.normal import plain
from generator.importers.review import review_as_toml
from generator.importers.writing import agency_as_toml, report_as_toml

if TYPE_CHECKING:
    from pathlib import Path

    from generator.importers.draft import Draft, DraftAgency
    from generator.importers.holdings import Holdings, ReportKey
    from generator.messages import Messages

NOWHERE: Final = "0000ZZ"
"""The code of the region of agencies whose region is still to be settled."""
NOWHERE_AS_TOML: Final = f"""[[regions]]
code = "{NOWHERE}"
name = "地区待定"
en = "Region to be settled"
zone = true
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a draft: `state` is `written`, `replaced`, `unchanged` or `refused`; `path` below the folder."""

    state: str
    draft: Draft
    path: str = ""
    findings: tuple[Finding, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass
class Placing:
    """Takes the drafts of one run, in order. Files that are to be replaced wait in `later` until the run is over.

    So what a worker reads of other years does not depend on when another draft was written.
    """

    holdings: Holdings
    messages: Messages
    force: bool = False
    later: dict[Path, str] = field(default_factory=dict)
    gone: list[Path] = field(default_factory=list)
    taken: dict[ReportKey, str] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)
    proposed_by: dict[str, int] = field(default_factory=dict)

    def place(self, draft: Draft, origin: str, *, again: bool = False) -> Placed:
        """Write a draft that was read from the document of this name; `again` where this run has written it before."""
        refused = tuple(refusals(draft, origin))
        agency, year = draft.head.agency, draft.head.year
        if refused or agency is None or year is None:
            return Placed("refused", draft, findings=refused)
        key = agency.id, year
        first = self.taken.setdefault(key, origin)
        if first != origin:
            same = Finding("import-same-report", Place(origin), found=f"{agency.id} {year}", values={"other": first})
            return Placed("refused", draft, findings=(same,))
        other = self.agencies.get(agency.id, agency.name)
        if plain(other) != plain(agency.name):
            return Placed("refused", draft, findings=(_agency_taken(origin, agency, other),))
        path = self.holdings.reports.get(key) or report_path(*key)
        return self._write(draft, agency, year, path, again=again)

    def finish(self) -> None:
        """Write what waits."""
        for path, text in self.later.items():
            write_aside(path, text)
        for path in self.gone:
            path.unlink(missing_ok=True)
        self.later.clear()
        self.gone.clear()

    def _write(self, draft: Draft, agency: DraftAgency, year: int, path: str, *, again: bool) -> Placed:
        folder, forms = self.holdings.folder, self.holdings.forms
        title = draft.head.title or f"{agency.name}{year}年政府信息公开工作年度报告"
        text = report_as_toml(draft, agency.id, year, title, forms)
        exists = (agency.id, year) in self.holdings.reports
        differences: tuple[Difference, ...] = ()
        if exists and not again:
            old = (folder / path).read_bytes()
            if old == text.encode():
                return Placed("unchanged", draft, path)
            differences = tuple(differences_between(read_existing(folder, path, forms), draft, title, forms))
            if not self.force:
                if not differences:
                    return Placed("unchanged", draft, path)
                there = Finding("import-exists", Place(f"content/{path}"), found=draft.name)
                return Placed("refused", draft, path, (there,), differences)
        declared = self._new_agency(agency)
        proposed = agency.id in self.agencies and self.proposed_by.setdefault(agency.id, year) == year
        heads = self._doubtful_heads(draft, agency, title, proposed=proposed)
        new = path.removesuffix(".json") + ("" if path.endswith(".toml") else ".toml")
        review = review_as_toml(draft, heads, forms, self.messages)
        files = {folder / review_path(path): review, **declared, folder / new: text}
        if new != path:
            self.gone.append(folder / path)
        if exists or again:
            self.later |= files
        else:
            for place, content in files.items():
                write_aside(place, content)
        return Placed("replaced" if exists else "written", draft, new, (), differences)

    def _new_agency(self, agency: DraftAgency) -> dict[Path, str]:
        """The file of an agency that is not declared yet, and the region that it may need."""
        if agency.id in self.holdings.agencies:
            return {}
        self.agencies.setdefault(agency.id, agency.name)
        folder, region = self.holdings.folder, agency.region
        files = {}
        if region not in self.holdings.regions:
            region = NOWHERE
            regions = folder / "regions.toml"
            declared = regions.read_text(encoding="utf-8") if regions.is_file() else ""
            if f'"{NOWHERE}"' not in declared:
                files[regions] = f"{declared}\n{NOWHERE_AS_TOML}".lstrip("\n")
        place = folder / "agencies" / f"{agency.id}.toml"
        return files if place.is_file() else files | {place: agency_as_toml(agency, region)}

    def _doubtful_heads(self, draft: Draft, agency: DraftAgency, title: str, *, proposed: bool) -> dict[str, str]:
        """What is uncertain outside the tables, with what was read; of an agency once, where it is `proposed`."""
        head = draft.head
        unknown = agency.region not in self.holdings.regions
        read = {
            "agency": agency.id,
            "year": str(head.year),
            "title": title,
            "published": head.published.isoformat() if head.published else "",
            "url": head.url,
            "region": NOWHERE if unknown else agency.region,
        }
        doubts = [*head.doubts, *([] if head.title else ["title"])]
        doubts += ["agency", *(["region"] if unknown else [])] if proposed else []
        return {key: read[key] for key in dict.fromkeys(doubts) if key in read}


def write_aside(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(text.encode())
    aside.replace(path)


def _agency_taken(origin: str, agency: DraftAgency, other: str) -> Finding:
    return Finding("import-agency-id-taken", Place(origin), None, agency.name, {"id": agency.id, "other": other})
