"""Which files of a portal are data files, and what each holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Literal

from generator.files import digest, read_bytes
from generator.findings import Finding, Place
from generator.text import nearest, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.collection.look import Look

Kind = Literal["agency", "regions", "report", "page"]

CONTENT: Final = "content"
REGIONS: Final = "content/regions.toml"
FILES: Final = frozenset({"portal.toml", "regions.toml"})
FOLDERS: Final[Mapping[str, tuple[Kind, tuple[str, ...], int]]] = {
    "agencies": ("agency", (".toml", ".json"), 1),
    "reports": ("report", (".toml", ".json"), 2),
    "pages": ("page", (".md",), 1),
}
"""What the folders of `content/` hold: the kind of source, the ends of its files' names, how deep they lie."""
REVIEW_END: Final = ".review.toml"
"""How the names of files end that say what is still to be settled about an imported report."""


@dataclass(frozen=True, slots=True)
class Source:
    """A data file: what it is about, its path relative to the portal's folder, its bytes and their SHA-256."""

    kind: Kind
    path: str
    content: bytes
    digest: str


def kind_of(path: str) -> Kind | None:
    """What a file is about, by its path in the portal; None where it is no data file."""
    if path == REGIONS:
        return "regions"
    parts = path.split("/")
    if parts[0] != CONTENT or len(parts) < 3 or parts[1] not in FOLDERS:  # noqa: PLR2004 - content/<folder>/<file>
        return None
    kind, suffixes, depth = FOLDERS[parts[1]]
    is_data = len(parts) == depth + 2 and path.endswith(suffixes) and not path.endswith(REVIEW_END)
    return kind if is_data else None


def read_source(portal: Path, kind: Kind, path: str) -> Source | Finding:
    """A data file, or the finding that it can't be read."""
    try:
        content = read_bytes(f"{portal}/{path}")
    except OSError as error:
        return Finding("file-unreadable", Place(shown(path)), found=error.strerror or str(error))
    return Source(kind, shown(path), content, digest(content))


def check_folder(look: Look, folder: str) -> Iterator[Finding]:
    """What is wrong with the names in a folder of `content/`: files that are no data files, two files for one thing."""
    if folder in look.unreadable:
        yield Finding("file-unreadable", Place(shown(folder)), found=look.unreadable[folder])
    names = look.names(folder)
    if folder == CONTENT:
        yield from _unexpected(look, names)
        return
    if folder.split("/")[1] not in FOLDERS:
        return
    for name in names:
        if kind_of(f"{folder}/{name}") is None:
            code = "import-review-open" if name.endswith(REVIEW_END) else "file-unexpected"
            yield Finding(code, Place(shown(f"{folder}/{name}")), found=quote(shown(name)))
    yield from _twice(folder, names)


def _unexpected(look: Look, names: Sequence[str]) -> Iterator[Finding]:
    """Files and folders right in `content/` that nothing reads, such as a misspelt `report/`."""
    folders = [folder.split("/")[1] for folder in look.folders if folder.count("/") == 1 and folder.startswith(CONTENT)]
    for name, known in (*((n, FILES) for n in names), *((n, {*FOLDERS, "forms", "theme"}) for n in folders)):
        if name not in known and not name.startswith("README"):
            near = next((k for k in sorted(known) if nearest(PurePath(name).stem, [PurePath(k).stem])), "")
            place = Place(shown(f"{CONTENT}/{name}"))
            yield Finding("file-unexpected", place, None, quote(shown(name)), {"nearest": near})


def _twice(folder: str, names: Sequence[str]) -> Iterator[Finding]:
    """Two files for one report or one agency: `2024.toml` beside `2024.json`."""
    first: dict[str, str] = {}
    for name in names:
        kind, stem = kind_of(f"{folder}/{name}"), name.rpartition(".")[0]
        if kind in ("report", "agency"):
            other = first.setdefault(stem, name)
            if other != name:
                place, values = Place(shown(f"{folder}/{name}")), {"other": shown(f"{folder}/{other}")}
                if kind == "report":
                    yield Finding("report-twice", place, None, name, values)
                else:
                    yield Finding("declared-twice", place, None, stem, values)


def shown(path: str) -> str:
    """A path as it can be printed: bytes of its name that are no UTF-8 are replaced."""
    return path.encode(errors="replace").decode()
