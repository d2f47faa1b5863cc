"""`yangguang new`: a portal that builds at once, with one made-up agency to look at and to overwrite."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from generator.errors import NotEmptyError, OutputError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from generator.console import Console


def new(folder: Path, console: Console) -> int:
    """Start a portal in a folder that is missing or empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmptyError("folder-not-empty", folder=folder)
    try:
        _copy(files("generator") / "starter", folder)
    except OSError as error:
        raise OutputError("not-writable", folder=folder, reason=error.strerror) from error
    console.say("new.done", folder=folder)
    return 0


def _copy(source: Traversable, target: Path) -> None:
    """The starter's files; their names spell a leading dot as `dot-`, so that packaging tools do not pass them over."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in source.iterdir():
        name = entry.name.replace("dot-", ".", 1) if entry.name.startswith("dot-") else entry.name
        if entry.is_dir():
            _copy(entry, target / name)
        else:
            (target / name).write_bytes(entry.read_bytes())
