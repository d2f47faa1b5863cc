"""`yangguang build`: the site from the content."""

from __future__ import annotations

import gc
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building.look import look_at_all
from generator.building.nothing import find_unchanged
from generator.output.directory import DirectoryOutput, published

if TYPE_CHECKING:
    from generator.console import Console
    from generator.options import Options


UNTIL_COLLECTED = 100_000
"""So many values more than were let go are made before Python looks for cycles."""


def build(portal: Path, folder: Path, console: Console, options: Options, *, compare: bool = False) -> int:
    """Build the site of a portal into a folder, which changes only when all has gone well.

    With `compare`, build it a second time from nothing, aside, and tell whether both are the same; 1 if they are not.
    """
    begun = time.monotonic()
    output = DirectoryOutput(folder)
    console.kept = output.cache
    look = look_at_all(portal)
    unchanged = None if options.full or compare else find_unchanged(look, output, search=options.search)
    if unchanged:
        console.findings(unchanged.findings)
        console.say(
            "build.unchanged",
            pages=console.messages.count("count.pages", unchanged.pages),
            seconds=f"{time.monotonic() - begun:.1f}",
            findings=console.count(unchanged.findings),
        )
        console.say("build.where", folder=folder)
        return 0
    from generator.pipeline import build_site  # noqa: PLC0415 - finding nothing to do is to be cheap

    gc.set_threshold(UNTIL_COLLECTED)  # a build makes many values and hardly any cycles
    with console.progress() as progress:
        built = build_site(portal, output, progress, options, look)
    console.findings(built.findings)
    console.say(
        "build.done",
        pages=console.messages.count("count.pages", built.pages),
        rendered=console.messages.number(built.rendered),
        seconds=f"{time.monotonic() - begun:.1f}",
        findings=console.count(built.findings),
    )
    if built.markdown.blocks:
        console.say(
            "build.markdown",
            share=f"{100 * built.markdown.fast // built.markdown.blocks} %",
            blocks=console.messages.number(built.markdown.blocks),
        )
    if options.search:
        console.say("build.indexed", seconds=f"{built.indexing:.1f}")
    console.say("build.where", folder=folder)
    return _compare(portal, folder, console, options) if compare else 0


def _compare(portal: Path, folder: Path, console: Console, options: Options) -> int:
    """Whether a built site is what a full build makes; the search index is not compared."""
    from generator.pipeline import build_site  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory(prefix="yangguang-") as temporary:
        whole = Path(temporary) / "site"
        build_site(portal, DirectoryOutput(whole), options=replace(options, full=True, search=False))
        listed = {path.relative_to(whole).as_posix() for path in whole.rglob("*") if path.is_file()}
        made = listed | published(folder)
        differing = sorted(path for path in made if not _same(whole / path, folder / path))
    if not differing:
        console.say("build.equal", files=console.messages.number(len(made)))
        return 0
    console.fail("build.unequal", count=len(differing), files="\n".join(f"  {path}" for path in differing))
    return 1


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()
