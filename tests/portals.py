"""Small portals to build: the starter's made-up one, with changes."""

from __future__ import annotations

from pathlib import Path

from generator.output.memory import MemoryOutput
from generator.pipeline import build_site

STARTER = Path(__file__).parents[1] / "generator" / "starter"


def make_portal(folder: Path, **changes: str) -> Path:
    """The starter's portal in a folder; `changes` are further files by path below content/, `__` for a slash."""
    for path in STARTER.rglob("*"):
        if path.is_file():
            write(folder / path.relative_to(STARTER), path.read_text(encoding="utf-8"))
    for name, text in changes.items():
        write(folder / "content" / name.replace("__", "/"), text)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def read_site(folder: Path) -> dict[str, bytes]:
    """The files of a built site, but for its search index."""
    files = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {path.as_posix(): file.read_bytes() for path, file in files.items() if path.parts[0] != "pagefind"}


def built(portal: Path) -> dict[str, bytes]:
    """The site of a portal, without its search index."""
    output = MemoryOutput()
    build_site(portal, output)
    return output.site
