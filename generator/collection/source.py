"""Finds the data files of a portal, in fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Literal

from generator.files import digest, walk_files
from generator.findings import Finding, Place
from generator.text import nearest, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Kind = Literal["agency", "regions", "report", "page"]

FILES: Final = frozenset({"portal.toml", "regions.toml"})
FOLDERS: Final[Mapping[str, tuple[Kind, tuple[str, ...], int]]] = {
    "agencies": ("agency", (".toml", ".json"), 1),
    "reports": ("report", (".toml", ".json"), 2),
    "pages": ("page", (".md",), 1),
}
"""What the folders of `content/` hold: the kind of source, the ends of its files' names, how deep they lie."""


@dataclass(frozen=True, slots=True)
class Source:
    """A data file: what it is about, its path relative to the portal's folder, its bytes and their SHA-256."""

    kind: Kind
    path: str
    content: bytes
    digest: str


def find_sources(portal: Path) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """Every data file of a portal, and a finding for each file in its folders that is none or can't be read."""
    content = portal / "content"
    findings = list(_unexpected(portal, content))
    found: list[Source | Finding] = []
    regions = content / "regions.toml"
    if regions.is_file():
        found.append(_source("regions", portal, regions))
    for name, (kind, suffixes, depth) in FOLDERS.items():
        folder = content / name
        for path in _walk(portal, folder):
            if isinstance(path, Finding):
                found.append(path)
            elif path.suffix in suffixes and len(path.relative_to(folder).parts) == depth:
                found.append(_source(kind, portal, path))
            else:
                found.append(Finding("file-unexpected", Place(_shown(portal, path)), found=quote(path.name)))
    findings.extend(item for item in found if isinstance(item, Finding))
    return tuple(item for item in found if isinstance(item, Source)), tuple(findings)


def _unexpected(portal: Path, content: Path) -> Iterator[Finding]:
    """Files and folders right in `content/` that nothing reads, such as a misspelt `report/`."""
    for path in sorted(content.iterdir(), key=lambda path: path.name):
        known = FILES if path.is_file() else {*FOLDERS, "forms", "theme"}
        if path.name not in known and not path.name.startswith((".", "~$", "README")) and not path.name.endswith("~"):
            near = next((name for name in sorted(known) if nearest(path.stem, [PurePath(name).stem])), "")
            yield Finding("file-unexpected", Place(_shown(portal, path)), None, quote(path.name), {"nearest": near})


def _walk(portal: Path, folder: Path) -> Iterator[Path | Finding]:
    try:
        yield from walk_files(folder)
    except OSError as error:
        yield _unreadable(portal, folder, error)


def _source(kind: Kind, portal: Path, path: Path) -> Source | Finding:
    try:
        content = path.read_bytes()
    except OSError as error:
        return _unreadable(portal, path, error)
    return Source(kind, _shown(portal, path), content, digest(content))


def _unreadable(portal: Path, path: Path, error: OSError) -> Finding:
    return Finding("file-unreadable", Place(_shown(portal, path)), found=error.strerror or str(error))


def _shown(portal: Path, path: Path) -> str:
    """A file's path in the portal; bytes of its name that are no UTF-8 are replaced, so that it can be printed."""
    return path.relative_to(portal).as_posix().encode(errors="replace").decode()
