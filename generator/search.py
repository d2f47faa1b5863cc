"""The search index: runs Pagefind over the finished folder. What it indexes is marked in the templates."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from generator.errors import SearchError

if TYPE_CHECKING:
    from pathlib import Path


def build_index(folder: Path) -> None:
    """Write Pagefind's index of the pages in a folder into its `pagefind/`."""
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--keep-index-url", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise SearchError("index-failed", reason="".join((done.stderr or done.stdout).strip().splitlines()[-1:]))
