"""An output that is a folder: written aside, then put in the place of the published one by renaming.

A reader, a server or a build that fails half-way never sees half a site. What a host or an editor has put into the
folder (`.git`, `CNAME`) and no build ever made is carried over; a folder that is no site of ours is not touched.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.errors import NotEmptyError, OutputError
from generator.output.artifact import MANIFEST, Paths

if TYPE_CHECKING:
    from generator.output.artifact import Artifact

INDEX_FOLDER = "pagefind"


class DirectoryOutput:
    """A site folder; `staging` is where the next version of it is being written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        _refuse_strangers(self.folder)
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            made = tempfile.mkdtemp(prefix=f".{self.folder.name}-next-", dir=self.folder.parent)
        except OSError as error:
            raise OutputError("not-writable", folder=self.folder, reason=error.strerror) from error
        self.staging = Path(made)
        self.staging.chmod(0o755)
        self.paths = Paths()
        self._folders: set[str] = set()

    def write(self, artifact: Artifact) -> None:
        """Take one artifact."""
        self.paths.add(artifact)
        path = self.staging / artifact.path
        parent = str(PurePosixPath(artifact.path).parent)
        try:
            if parent not in self._folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._folders.add(parent)
            path.write_bytes(artifact.content)
        except OSError as error:
            raise OutputError("not-writable", folder=path, reason=error.strerror) from error

    def publish(self) -> None:
        """Swap the folders by renaming; the old one comes back if the new one can't take its place."""
        previous = self.staging.with_name(self.staging.name.replace("-next-", "-previous-"))
        try:
            _carry_over(self.folder, self.staging)
            if self.folder.exists():
                self.folder.rename(previous)
            try:
                self.staging.rename(self.folder)
            except OSError:
                if previous.exists():
                    previous.rename(self.folder)
                raise
        except OSError as error:
            raise OutputError("not-writable", folder=self.folder, reason=error.strerror) from error
        shutil.rmtree(previous, ignore_errors=True)

    def discard(self) -> None:
        """Forget all that was written."""
        shutil.rmtree(self.staging, ignore_errors=True)


def _refuse_strangers(folder: Path) -> None:
    """A folder may be written when it is missing, holds only hidden files, or holds a site of ours."""
    if folder.exists() and not folder.is_dir():
        raise NotEmptyError("output-not-ours", folder=folder)
    visible = [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.exists() else []
    if visible and _published(folder) is None:
        raise NotEmptyError("output-not-ours", folder=folder)


def _published(folder: Path) -> set[str] | None:
    """The files that the last build made, or None where there was none."""
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return {*files, MANIFEST}


def _carry_over(folder: Path, staging: Path) -> None:
    """Copy what is in the published folder and was not made by a build; it stays there until the swap."""
    made = _published(folder) or set()
    for root, folders, names in os.walk(folder):
        inside = Path(root).relative_to(folder)
        if not inside.parts and INDEX_FOLDER in folders:
            folders.remove(INDEX_FOLDER)
        for name in names:
            target = staging / inside / name
            if (inside / name).as_posix() not in made and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(Path(root) / name, target, follow_symlinks=False)
