"""Tells what changed in folders, once it is quiet again. Watchfiles' only home."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchfiles import Change, watch

from generator.preview.site import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

QUIET_MILLISECONDS: Final = 20
"""So long nothing may change until a save is taken for finished."""
MANY: Final = 20
"""So many files at once are no single save but a checkout, which has pauses."""
QUIET_AFTER_MANY_MILLISECONDS: Final = 300
LONGEST_SECONDS: Final = 20.0
"""So long changes are held back at most, where it is never quiet."""

TEMPORARY: Final = re.compile(
    r"""^[.#]  | ^~\$ | ~$  | ^\d+$              # hidden, Emacs, Office, backups, Vim's probe 4913
    | \.(?:sw[a-z]|tmp|temp|bak|part)$           # Vim's swap files, backups, downloads
    | ___jb_(?:tmp|old|bak)___$ | ^__pycache__$  # JetBrains, Python""",
    re.VERBOSE,
)
"""Names that editors and tools use for a moment."""


class Watcher:
    """Watches folders, also those that are not there yet or are made anew, until it is stopped."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self.begun = threading.Event()
        """Set when watching has begun: from then on no change is missed."""
        self._stopped = threading.Event()

    def stop(self) -> None:
        """End soon."""
        self._stopped.set()

    def is_set(self) -> bool:
        """Whether to end. Watchfiles asks it again and again from when it watches, which is how `begun` is known."""
        self.begun.set()
        return self._stopped.is_set()

    def bursts(self) -> Iterator[frozenset[Path]]:
        """The changed files of each burst of changes, or EVERYTHING where they are not known one by one."""
        try:
            while not self._stopped.is_set():
                yield from self._bursts(_there(self.folders))
                if not self._stopped.is_set():
                    yield EVERYTHING
        finally:
            self.begun.set()

    def _bursts(self, there: tuple[Path, ...]) -> Iterator[frozenset[Path]]:
        """The bursts until one of the folders comes or goes."""
        pending: set[tuple[Change, str]] = set()
        since = 0.0
        for changes in watch(
            *there,
            watch_filter=self._matters,
            debounce=int(LONGEST_SECONDS * 1000),
            step=QUIET_MILLISECONDS,
            rust_timeout=QUIET_AFTER_MANY_MILLISECONDS,
            yield_on_timeout=True,
            stop_event=self,
            raise_interrupt=False,
        ):
            removed = any(change is Change.deleted and Path(path) in self.folders for change, path in changes)
            if removed or (not changes and _there(self.folders) != there):
                return
            if changes and not pending:
                since = time.monotonic()
            pending |= changes
            over = not changes or len(pending) < MANY or time.monotonic() - since > LONGEST_SECONDS
            if pending and over:
                changed = _each_known(pending)
                if changed is not None:
                    yield changed
                pending = set()

    def _matters(self, _change: Change, path: str) -> bool:
        """Whether a change is one of the site's files, not an editor's."""
        changed = Path(path)
        inside = next((changed.relative_to(f).parts for f in self.folders if changed.is_relative_to(f)), ())
        return not any(map(TEMPORARY.search, inside))


def _there(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The folders that are there."""
    return tuple(folder for folder in folders if folder.is_dir())


def _each_known(changes: set[tuple[Change, str]]) -> frozenset[Path] | None:
    """The changed files; EVERYTHING where a folder came or went, since the files in it are not told one by one.

    What came and went without a file name's ending was some tool's, such as that of `sed -i`. None where all was.
    """
    came = {Path(path) for change, path in changes if change is Change.added}
    changed = {Path(path) for _, path in changes}
    gone = {path for path in changed if not path.suffix and not path.exists()}
    if gone - came or any(path.is_dir() for path in changed):
        return EVERYTHING
    return frozenset(changed - gone) or None
