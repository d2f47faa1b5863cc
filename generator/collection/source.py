"""Finds the data files of a portal, in fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.files import digest, walk_files
from generator.findings import Finding, Place

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["agency", "regions", "report", "page"]


@dataclass(frozen=True, slots=True)
class Source:
    """A data file: what it is about, its path relative to the portal's folder, its bytes and their SHA-256."""

    kind: Kind
    path: str
    content: bytes
    digest: str


def find_sources(portal: Path) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """Every data file of a portal, and a finding for each file in its folders that is none."""
    content = portal / "content"
    found: list[Source] = []
    findings: list[Finding] = []
    places: tuple[tuple[Path, Kind, tuple[str, ...], int], ...] = (
        (content / "agencies", "agency", (".toml", ".json"), 1),
        (content / "reports", "report", (".toml", ".json"), 2),
        (content / "pages", "page", (".md",), 1),
    )
    regions = content / "regions.toml"
    if regions.is_file():
        found.append(_source("regions", portal, regions))
    for folder, kind, suffixes, depth in places:
        for path in walk_files(folder):
            shown = path.relative_to(portal).as_posix()
            if path.suffix in suffixes and len(path.relative_to(folder).parts) == depth:
                found.append(_source(kind, portal, path))
            else:
                findings.append(Finding("file-unexpected", Place(shown), found=path.name, values={"kind": kind}))
    return tuple(found), tuple(findings)


def _source(kind: Kind, portal: Path, path: Path) -> Source:
    content = path.read_bytes()
    return Source(kind, path.relative_to(portal).as_posix(), content, digest(content))
