"""A look at folders: names, sizes, times of their files, and what differs from an earlier look.

A file that may still be written within the clock's grain of its time is noted as never the same, so that the next look
takes it for changed and its content is compared (Git's rule for "racily clean" entries).
"""

from __future__ import annotations

import marshal
import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

GRAIN_NANOSECONDS: Final = 2_000_000_000
"""The coarsest clock of a file system in use (FAT): a file changed twice within it may look the same."""

Entry = tuple[str, int, int, int, int]
"""A file's name, its size, the time of its last change as it says, that as the system knows it, its number on the disk.

The size is below zero and never twice the same where the file is racy.
"""


Folder = tuple[str, str, tuple[str, ...]]
"""A folder's name in the look, its path, and the folders with links on the way to it, with where those lead."""


@dataclass
class Look:
    """What was seen: for each folder its files, packed so that many folders are quickly compared.

    `unreadable` are folders that could not be looked into, with the reason.
    """

    folders: dict[str, bytes] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder, sorted."""
        return [name for name, *_ in self.entries(folder)]

    def entries(self, folder: str) -> list[Entry]:
        """The files in a folder, sorted by name."""
        return marshal.loads(self.folders[folder]) if folder in self.folders else []  # noqa: S302 - our own cache


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two looks: folders, and paths of files that are new or changed, or gone."""

    folders: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def look_at(folders: Iterable[tuple[str, Path]]) -> Look:
    """A look at some folders and all below them, each under the name given for it; hidden files are passed over."""
    look = Look()
    now = time.time_ns()
    for name, path in folders:
        waiting: list[Folder] = [(name, str(path), ())]
        while waiting:
            below = _look_into(look, *waiting.pop(), now)
            waiting.extend(below)
    return look


def _look_into(look: Look, name: str, path: str, links: tuple[str, ...], now: int) -> list[Folder]:
    """Look into one folder; gives those in it. There may be 100,000 files, so this is one plain loop."""
    racy = now - GRAIN_NANOSECONDS
    entries: list[Entry] = []
    below = []
    try:
        with os.scandir(path) as found:
            for entry in found:
                file = entry.name
                if file[0] == "." or file[-1] == "~" or file[:2] == "~$" or file == "__pycache__":
                    continue
                if not file.isprintable() and (shown := _legible(file)) != file:
                    entries.append((shown, -now, 0, 0, 0))
                    continue
                if entry.is_dir():
                    way = _follow(entry.path, links) if entry.is_symlink() else links
                    if way is not None:
                        below.append((f"{name}/{file}", entry.path, way))
                    continue
                try:
                    stat = entry.stat()
                except OSError:
                    entries.append((file, -now, 0, 0, 0))
                    continue
                changed = stat.st_mtime_ns
                size = -now if changed >= racy else stat.st_size
                entries.append((file, size, changed, stat.st_ctime_ns, stat.st_ino))
    except (NotADirectoryError, FileNotFoundError):
        return []
    except OSError as error:
        look.unreadable[name] = error.strerror or str(error)
    entries.sort()
    look.folders[name] = marshal.dumps(entries, 2)
    return below


def _follow(link: str, links: tuple[str, ...]) -> tuple[str, ...] | None:
    """The folders that lead to where a link leads; None where that is a folder it lies in, or one of the `links`."""
    target, here = os.path.realpath(link), os.path.realpath(os.path.dirname(link))  # noqa: PTH120 - plain text
    if target in links or f"{here}{os.sep}".startswith(f"{target}{os.sep}"):
        return None
    return (*links, here, target)


def _legible(name: str) -> str:
    """A name as it can be shown and kept: what is not UTF-8 in it becomes question marks, a name that nothing has."""
    return name.encode("utf-8", "replace").decode()


def difference(before: Look, after: Look) -> Difference:
    """What a later look shows otherwise than an earlier one; files that are never the same are always changed."""
    folders: list[str] = []
    changed: list[str] = []
    gone: list[str] = []
    both = before.folders.keys() | after.folders.keys()
    for folder in sorted(name for name in both if before.folders.get(name) != after.folders.get(name)):
        old, new = before.folders.get(folder), after.folders.get(folder)
        was = {name: rest for name, *rest in before.entries(folder)}
        now = {name: rest for name, *rest in after.entries(folder)}
        differing = [name for name, rest in now.items() if was.get(name) != rest]
        lost = [name for name in was if name not in now]
        changed.extend(f"{folder}/{name}" for name in differing)
        gone.extend(f"{folder}/{name}" for name in lost)
        if differing or lost or old is None or new is None:
            folders.append(folder)
    return Difference(tuple(folders), tuple(changed), tuple(gone))


def same(before: Look, after: Look) -> bool:
    """Whether nothing differs."""
    return before.folders == after.folders and not before.unreadable and not after.unreadable


def look_again(before: Look, roots: Iterable[tuple[str, Path]], changed: Iterable[Path]) -> Look:
    """A look at folders of which only these files, or files below them, may differ from an earlier look."""
    after = Look(dict(before.folders), dict(before.unreadable))
    names = {_name_in(path.parent, roots) for path in changed} | {_name_in(path, roots) for path in changed}
    for name, folder in {found for found in names if found}:
        for known in [key for key in after.folders if key == name or key.startswith(f"{name}/")]:
            del after.folders[known]
        fresh = look_at([(name, folder)])
        after.folders |= fresh.folders
        after.unreadable |= fresh.unreadable
    return after


def _name_in(folder: Path, roots: Iterable[tuple[str, Path]]) -> tuple[str, Path] | None:
    """The name that looks give a folder; None where it lies outside all roots."""
    for name, root in roots:
        if folder == root or root in folder.parents:
            return "/".join((name, *folder.relative_to(root).parts)), folder
    return None
