"""`yangguang build`: the site from the content."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from generator.output.directory import DirectoryOutput
from generator.pipeline import build_site
from generator.search import build_index

if TYPE_CHECKING:
    from pathlib import Path

    from generator.console import Console


def build(portal: Path, folder: Path, console: Console, *, search: bool = True) -> int:
    """Build the site of a portal into a folder, which changes only when all has gone well."""
    begun = time.monotonic()
    output = DirectoryOutput(folder)

    with console.progress() as progress:

        def index() -> None:
            if search:
                step = progress("indexing", 1)
                build_index(output.staging)
                step()

        built = build_site(portal, output, progress, index)
    console.findings(built.findings)
    console.say(
        "build.done",
        pages=console.messages.count("count.pages", built.pages),
        seconds=f"{time.monotonic() - begun:.1f}",
        findings=console.count(built.findings),
        folder=folder,
    )
    return 0
