"""What a portal and the program are made from, as far as the disk tells without reading: the first step of a build."""

from __future__ import annotations

import hashlib
import os
import sys
from typing import TYPE_CHECKING, Final

from generator import __version__
from generator.collection.look import look_at
from generator.files import digest, walk_files
from generator.portal import BUILT_IN, PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.collection.look import Look
    from generator.state import State

DEPENDENCIES: Final = frozenset(
    {"babel", "jinja2", "markdown_it_py", "markupsafe", "mdurl", "opencc", "pagefind", "pagefind_bin_extended"}
    | {"pydantic", "pydantic_core", "pypinyin", "rtoml"}
)
"""Whose versions may show in a page."""
READER: Final = ("program", "content/forms")
"""How the names of the folders begin in which stands how data files are read."""


def roots(portal: Path) -> list[tuple[str, Path]]:
    """The folders a site is made from, by name: a portal's content and themes, the built-in theme, the program."""
    return [("content", portal / "content"), ("themes", portal / "themes"), ("theme", BUILT_IN), ("program", PROGRAM)]


def look_at_all(portal: Path) -> Look:
    """A look at all that a site is made from."""
    return look_at(roots(portal))


def program_digest() -> str:
    """The digest of the program: its version, its files, its environment."""
    files = [
        f"{path.relative_to(PROGRAM)} {digest(path.read_bytes())}"
        for path in walk_files(PROGRAM)
        if path.suffix in (".py", ".toml", ".po")
    ]
    return hashlib.sha256("\n".join([__version__, environment_digest(), *files]).encode()).hexdigest()


def environment_digest() -> str:
    """The digest of what the program runs with: its Python, and the versions of the packages it depends on."""
    return digest("\n".join(_environment()).encode())


def _environment() -> Iterator[str]:
    yield sys.version
    for folder in sorted({path for path in sys.path if path.endswith(("site-packages", "dist-packages"))}):
        names = os.listdir(folder) if os.path.isdir(folder) else []  # noqa: PTH112, PTH208 - at each start, so quickly
        yield from sorted(
            name
            for name in names
            if name.endswith(".dist-info") and name.split("-")[0].lower().replace(".", "_") in DEPENDENCIES
        )


def form_digest(portal: Path) -> str:
    """The digest of the forms that a portal adds."""
    folder = portal / "content" / "forms"
    return digest("".join(f"{path.name} {digest(path.read_bytes())}\n" for path in walk_files(folder)).encode())


def reader_digest(portal: Path) -> str:
    """The digest of the program and the forms that data files are read by."""
    return digest(f"{program_digest()} {form_digest(portal)}".encode())


def known_reader(state: State, look: Look) -> str | None:
    """The same digest as the last build kept it, where a look shows the program, its packages and the forms unchanged.

    None where only reading all of them tells.
    """
    before = {name: content for beginning in READER for name, content in state.folders(beginning).items()}
    now = {name: content for name, content in look.folders.items() if name.startswith(READER)}
    return str(state.note("program")) if now == before and state.note("environment") == environment_digest() else None


def is_readable(state: State, reader: str) -> bool:
    """Whether what a state keeps was read by this program with these forms."""
    return state.fresh or state.note("program") == reader


def mark_readable(state: State, reader: str) -> None:
    """Keep in a state which program with which forms has read what it keeps."""
    state.keep("program", reader)
    state.keep("environment", environment_digest())
