"""The search index of a preview: another process builds the site into a folder, and its index is served from there."""

from __future__ import annotations

import subprocess
import threading
from typing import TYPE_CHECKING, Final

from generator.findings import errors_among

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.findings import Finding
    from generator.preview.site import Site

INDEX: Final = "pagefind/"


class Indexed:
    """A site whose search index follows it, some time later: the pages never wait for it.

    `command` writes the whole site with its index into `folder`, and leaves the folder as it was where it fails.
    """

    def __init__(self, site: Site, command: Sequence[str], folder: Path) -> None:
        self.site = site
        self.command = tuple(command)
        self.folder = folder
        self._asked = threading.Event()
        self._closed = False
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="index", daemon=True)
        self._thread.start()

    def file(self, address: str) -> bytes | None:
        """A file of the index as built last, or of the site."""
        if not address.startswith(INDEX):
            return self.site.file(address)
        try:
            return (self.folder / address).read_bytes()
        except OSError:
            return None

    def update(self, changed: frozenset[Path]) -> tuple[Finding, ...]:
        """Take in changed files, and have the index built again."""
        findings = self.site.update(changed)
        if not errors_among(findings):
            self._asked.set()
        return findings

    def close(self) -> None:
        """End the other process, if it runs."""
        with self._lock:
            self._closed = True
            if self._process:
                self._process.terminate()
        self._asked.set()
        self._thread.join()

    def _run(self) -> None:
        """Build as long as it is asked for: what is asked meanwhile is done once, afterwards."""
        while self._asked.wait():
            self._asked.clear()
            with self._lock:
                if self._closed:
                    return
                output = subprocess.DEVNULL
                self._process = subprocess.Popen(self.command, stdin=output, stdout=output, stderr=output)  # noqa: S603 - our own words
            self._process.wait()
