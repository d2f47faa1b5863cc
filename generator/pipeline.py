"""The whole program: sources to a published site. Reads as the picture in docs/architecture.md."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator import __version__
from generator.building.indexing import forget_index, index_changed
from generator.building.look import form_digest, is_readable, known_reader, look_at_all, mark_readable, reader_digest
from generator.building.reading import Reading
from generator.building.shard import Worker, make_renderer
from generator.building.site import Pages
from generator.files import digest
from generator.findings import errors_among
from generator.options import Options
from generator.output.artifact import MANIFEST
from generator.output.manifest import manifest, patch_manifest
from generator.state import Damaged, new_state

if TYPE_CHECKING:
    from pathlib import Path

    from generator.collection.collection import Collection
    from generator.collection.look import Look
    from generator.config import Config
    from generator.findings import Finding
    from generator.output.artifact import Output
    from generator.rendering.markdown import MarkdownCounts
    from generator.state import State

COUNT_PAGES: Final = "SELECT (SELECT count(*) FROM page) - (SELECT count(*) FROM page WHERE kind = 'static')"
MOST_PATCHED: Final = 100
"""Where more files changed, the manifest is sooner listed anew than searched for each."""

Step = Callable[[], object]
Progress = Callable[[str, int], Step]
"""Told of a stretch of work by name and length, gives what is called after each step of it."""


@dataclass(frozen=True)
class Built:
    """A build in numbers, and the findings on the content.

    Pages in the site and pages rendered, blocks of Markdown rendered and those in the short way, seconds for the index.
    """

    pages: int
    rendered: int
    findings: tuple[Finding, ...]
    markdown: MarkdownCounts
    indexing: float


@dataclass(frozen=True)
class Content:
    """All that a portal says: its configuration, its collection, and what is to be said about them."""

    config: Config
    collection: Collection
    findings: tuple[Finding, ...]


def silent(_name: str, _length: int) -> Step:
    """No progress is shown."""
    return lambda: None


def load_content(portal: Path, progress: Progress = silent, *, jobs: int = 1) -> Content:
    """Everything a portal says, in memory; ContentError with every mistake of every file where there is one."""
    reading = Reading(portal, new_state())
    reading.read_only(jobs, progress("reading", len(reading.intake.reports)))
    config = reading.refuse_errors()
    reading.taker.tally(())
    return Content(config, reading.collection, reading.findings)


def build_site(
    portal: Path,
    output: Output,
    progress: Progress = silent,
    options: Options | None = None,
    look: Look | None = None,
) -> Built:
    """Build a portal's site: read what changed, render what that touches, write what differs, publish.

    `look` is what was seen of the portal just now, where somebody has looked.
    """
    options = options or Options()
    state = output.state(full=options.full)
    try:
        look = look or look_at_all(portal)
        reader = known_reader(state, look) or reader_digest(portal)
        if not is_readable(state, reader):
            state.renew()
        mark_readable(state, reader)
        reading = Reading(portal, state, look)
        if errors_among(reading.findings):
            reading.read_only(options.jobs, progress("reading", len(reading.intake.reports)))
            reading.refuse_errors()
        return _build(reading, output, progress, options)
    except BaseException as error:
        state.close()
        output.discard()
        if isinstance(error, Damaged) and not state.fresh:  # it is no more than a cache
            return build_site(portal, output, progress, replace(options, full=True), look)
        raise


def _build(reading: Reading, output: Output, progress: Progress, options: Options) -> Built:
    state, taker, went = reading.state, reading.taker, reading.intake.came_or_went
    setup = reading.setup(output.writer, output.cache)
    renderer = make_renderer(setup)
    pages = Pages(state, reading.collection, renderer, output.writer, taker)
    shape_changed = bool(went) or reading.everything or reading.intake.prose
    left = [] if state.fresh else pages.forget(went, all_kinds=shape_changed, reports=state.renewed)
    stale = pages.stale()
    again = reading.again(all_reports=any(kind == "report" for kind, _ in stale))
    reading.read_and_render(Worker(setup, renderer), again, options.jobs, lambda length: progress("reading", length))
    config = reading.refuse_errors()
    touched = set() if reading.everything else reading.touched()
    taker.tally(touched, everywhere=reading.everything)
    stale = pages.every() if reading.everything else stale | (pages.of("prose") if reading.intake.prose else set())
    before = renderer.markdown
    step = progress("rendering", pages.count(stale, touched))
    for _ in pages.render(stale, touched):
        step()
    markdown = reading.markdown + renderer.markdown - before
    pages.write_static()
    gone = pages.gone(left)
    begun = time.monotonic()
    gone += index_changed(state, output) if options.search else forget_index(state)
    indexing = time.monotonic() - begun
    _list_files(reading, output, taker.written, repr(config), listed_anew=bool(gone))
    ((count,),) = state.connection.execute(COUNT_PAGES)
    state.keep_folders(reading.look.folders)
    _note(state, pages=count, indexed=int(options.search), languages=" ".join(config.languages))
    built = Built(count, taker.rendered, reading.findings, markdown, indexing)
    output.publish(state, gone)
    return built


def _note(state: State, **values: str | bytes | int) -> None:
    for key, value in values.items():
        state.keep(key, value)


def _list_files(reading: Reading, output: Output, written: dict[str, bytes], config: str, *, listed_anew: bool) -> None:
    """Write the manifest, or what differs in it."""
    state = reading.state
    inputs = digest("\n".join([config, form_digest(reading.portal), state.sources]).encode())
    listed_anew = listed_anew or state.fresh or len(written) > MOST_PATCHED
    old = None if listed_anew else output.published(MANIFEST)
    new = output.staged(MANIFEST)
    if not (old and new and patch_manifest(old, new, written, inputs)):
        rows = state.connection.execute("SELECT address, digest FROM page ORDER BY address")
        output.writer.write_pieces(MANIFEST, manifest(rows, inputs, __version__))
