"""An output that is a folder: written aside, then put in the place of the published one.

The first build and a full one put a whole folder in its place by renaming. Others move what differs into the folder,
file by file, and remove what is gone last; a mark beside it tells the next build if that was broken off.
What a host or an editor has put into the folder (`.git`, `CNAME`) and no build ever made stays there; a folder that is
no site of ours is not touched.
"""

from __future__ import annotations

import json
import marshal
import os
import shutil
import sqlite3
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.errors import NotEmptyError, OutputError
from generator.output.artifact import MANIFEST
from generator.output.manifest import BEGINNING
from generator.state import Damaged, new_state, open_state

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from generator.state import State

INDEX_FOLDER: Final = "pagefind"
MARK: Final = "unfinished"
PATIENCE_SECONDS: Final = 600


class FolderWriter:
    """Writes files into a folder; any process can have one."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self._made: set[str] = set()

    def write(self, path: str, content: bytes) -> None:
        """Write one file."""
        target = f"{self.folder}/{path}"
        parent = target.rpartition("/")[0]
        try:
            if parent not in self._made:
                os.makedirs(parent, exist_ok=True)  # noqa: PTH103 - for each page, so quickly
                self._made.add(parent)
            file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
            try:
                written = os.write(file, content)
                while written < len(content):
                    written += os.write(file, content[written:])
            finally:
                os.close(file)
        except OSError as error:
            raise OutputError("not-writable", folder=target, reason=error.strerror) from error

    def write_pieces(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write one file at the top of the folder that is too large to hold."""
        with open(f"{self.folder}/{path}", "wb") as file:  # noqa: PTH123 - one kind of path in this class
            file.writelines(pieces)


class DirectoryOutput:
    """A site folder; `staging` is where the next version of it, or what differs from the last, is being written.

    `cache` beside it holds the state and the staging folder. While another build writes into the folder, this one waits
    for `patience` seconds.
    """

    def __init__(self, folder: Path, patience: float = PATIENCE_SECONDS) -> None:
        self.folder = folder.resolve()
        self.patience = patience
        _refuse_strangers(self.folder)
        self.cache = self.folder.with_name(f".{self.folder.name}-cache")
        self.staging = self.cache / "next"
        self.writer = FolderWriter(self.staging)
        self._whole = True
        self._lock: sqlite3.Connection | None = None

    @property
    def is_finished(self) -> bool:
        """Whether the last build that changed the folder came to its end."""
        return not (self.cache / MARK).exists()

    def state(self, *, full: bool) -> State:
        """What the last build left, or an empty state where there is none or the folder is not as it was left."""
        try:
            self.cache.mkdir(parents=True, exist_ok=True)
            self._wait_for_others()
            shutil.rmtree(self.staging, ignore_errors=True)
            self.staging.mkdir()
        except OSError as error:
            raise OutputError("not-writable", folder=self.folder, reason=error.strerror) from error
        state = None if full or not self.is_finished else open_state(self.cache)
        if state and not self.is_as_left(state):
            state.close()
            state = None
        self._whole = state is None
        return state or new_state(self.cache)

    def is_as_left(self, state: State) -> bool:
        """Whether the folder is as the build that left this state published it, as far as its folders tell."""
        try:
            left = marshal.loads(state.note("folders") or b"N")  # noqa: S302 - our own cache
        except (*Damaged, TypeError):
            return False
        folder = str(self.folder)
        return bool(left) and all(_time_of(f"{folder}/{path}") == time for path, time in left.items())

    def published(self, path: str) -> Path:
        """The file at a path of the published site."""
        return self.folder / path

    def staged(self, path: str) -> Path:
        """The file that is written aside for a path of the site."""
        return self.staging / path

    def publish(self, state: State, gone: Collection[str]) -> None:
        """Put what was written into its place, remove what is gone, and commit the state."""
        try:
            if self._whole:
                self._swap()
                times = {path: _time_of(self.folder / path) for path in _folders(self.folder)}
            else:
                (self.cache / MARK).write_text(json.dumps([*_files(self.staging), *gone]), encoding="utf-8")
                touched = self._move_in() | self._remove(gone)
                times = marshal.loads(state.note("folders"))  # noqa: S302 - our own cache
                times |= {path: _time_of(self.folder / path) for path in {*touched, ""}}
            times[MANIFEST] = _time_of(self.folder / MANIFEST)
            state.keep("folders", marshal.dumps({path: time for path, time in sorted(times.items()) if time}, 2))
            state.commit()
            (self.cache / MARK).unlink(missing_ok=True)
        except OSError as error:
            raise OutputError("not-writable", folder=self.folder, reason=error.strerror) from error
        finally:
            state.close()
        shutil.rmtree(self.staging, ignore_errors=True)
        shutil.rmtree(self.cache / "previous", ignore_errors=True)
        self._let_others()

    def discard(self) -> None:
        """Forget all that was written."""
        if self._lock:
            shutil.rmtree(self.staging, ignore_errors=True)
            self._let_others()

    def _wait_for_others(self) -> None:
        """Two builds of one folder at a time would write over each other; a lock of SQLite's goes with its process."""
        self._lock = sqlite3.connect(self.cache / "lock", isolation_level=None, timeout=self.patience)
        try:
            self._lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._let_others()
            raise OutputError("output-busy", folder=self.folder) from error

    def _let_others(self) -> None:
        if self._lock:
            self._lock.close()
            self._lock = None

    def _swap(self) -> None:
        """Swap the folders by renaming; the old one comes back if the new one can't take its place."""
        previous = self.cache / "previous"
        shutil.rmtree(previous, ignore_errors=True)
        _carry_over(self.folder, self.staging, published(self.folder) | _moving(self.cache / MARK))
        if self.folder.exists():
            self.folder.rename(previous)
        try:
            self.staging.rename(self.folder)
        except OSError:
            if previous.exists():
                previous.rename(self.folder)
            raise

    def _move_in(self) -> set[str]:
        """Move each file that was written into its place, the manifest last; gives the folders that they are in."""
        touched: set[str] = set()
        for shard in sorted((self.staging / INDEX_FOLDER).glob("*/")):
            target = self.folder / INDEX_FOLDER / shard.name
            target.parent.mkdir(exist_ok=True)
            if target.exists():
                target.rename(self.cache / "previous-shard")
            shard.rename(target)
            shutil.rmtree(self.cache / "previous-shard", ignore_errors=True)
            touched |= {INDEX_FOLDER, *(f"{INDEX_FOLDER}/{shard.name}/{path}".rstrip("/") for path in _folders(target))}
        for path in sorted(_files(self.staging), key=lambda path: path == MANIFEST):
            parent = path.rpartition("/")[0]
            if not parent or parent not in touched:
                (self.folder / parent).mkdir(parents=True, exist_ok=True)
                touched |= {parent, *(str(above) for above in PurePosixPath(parent).parents), ""} - {"."}
            os.replace(f"{self.staging}/{path}", f"{self.folder}/{path}")  # noqa: PTH105 - for each page, so quickly
        return touched

    def _remove(self, gone: Collection[str]) -> set[str]:
        """Remove files and folders, and the folders that are empty without them."""
        touched: set[str] = set()
        for path in gone:
            target = self.folder / path
            if target.is_dir():
                shutil.rmtree(target)
                touched |= {path, *(key for key in touched if key.startswith(f"{path}/"))}
            else:
                target.unlink(missing_ok=True)
            for parent in PurePosixPath(path).parents:
                touched.add("" if str(parent) == "." else str(parent))
                if str(parent) != "." and not any((self.folder / parent).iterdir()):
                    (self.folder / parent).rmdir()
        return touched


def _time_of(path: Path | str) -> int:
    """When a folder was last given or has lost a file, 0 where there is none."""
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - for each folder, so quickly
    except OSError:
        return 0


def _folders(folder: Path) -> Iterator[str]:
    """Every folder in a folder, and itself as an empty name; hidden ones are not ours."""
    for root, folders, _ in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(root).relative_to(folder).as_posix()
        yield "" if inside == "." else inside


def _files(folder: Path) -> Iterator[str]:
    for root, _, names in os.walk(folder):
        inside = Path(root).relative_to(folder).as_posix()
        yield from (name if inside == "." else f"{inside}/{name}" for name in names)


def _refuse_strangers(folder: Path) -> None:
    """A folder may be written when it is missing, holds only hidden files, or holds a site of ours."""
    if folder.exists() and not folder.is_dir():
        raise NotEmptyError("output-not-ours", folder=folder)
    if _is_ours(folder / MANIFEST):
        return
    if folder.exists() and any(not path.name.startswith(".") for path in folder.iterdir()):
        raise NotEmptyError("output-not-ours", folder=folder)


def _is_ours(manifest: Path) -> bool:
    """Whether a manifest begins as ours do; the whole of a large one takes long to read."""
    try:
        with manifest.open("rb") as file:
            return file.read(len(BEGINNING)) == BEGINNING
    except OSError:
        return False


def published(folder: Path) -> set[str]:
    """The files that the last build made, as its manifest lists them; none where there was no build."""
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {*files, MANIFEST}


def _moving(mark: Path) -> set[str]:
    """The files that a build was moving in or removing when it was broken off; none where none was."""
    try:
        return set(json.loads(mark.read_bytes()))
    except (OSError, ValueError):
        return set()


def _carry_over(folder: Path, staging: Path, made: set[str]) -> None:
    """Copy what is in the published folder and was not made by a build; it stays there until the swap."""
    if not folder.exists():
        return
    for root, folders, names in os.walk(folder):
        inside = Path(root).relative_to(folder)
        if not inside.parts and INDEX_FOLDER in folders:
            folders.remove(INDEX_FOLDER)
        for name in names:
            target = staging / inside / name
            if (inside / name).as_posix() not in made and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(Path(root) / name, target, follow_symlinks=False)
