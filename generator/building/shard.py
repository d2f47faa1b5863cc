"""A shard: some reports to be read, and their pages rendered and written. Done twice, it gives the same.

It is a pure function of what it is given and of the files it names, so any process on any machine can do it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.collection.quick import QuickReader
from generator.collection.reading import read_report
from generator.collection.records import pack_report, unpack_report
from generator.collection.source import read_source
from generator.findings import Finding, errors_among
from generator.languages import Language
from generator.links import language_prefix
from generator.models.summary import Summarizer
from generator.pages.page import Page
from generator.pages.plan import REPORT
from generator.pages.report import report_page
from generator.pages.surroundings import Peers, surround
from generator.rendering.markdown import MarkdownCounts
from generator.rendering.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.collection.prose import Prose
    from generator.collection.source import Source
    from generator.config import Config
    from generator.forms.reading import Forms
    from generator.models.agency import Agency
    from generator.models.region import Region
    from generator.models.report import Report
    from generator.output.artifact import Writer
    from generator.pages.surroundings import Surroundings
    from generator.rendering.theme import Theme


@dataclass(frozen=True, slots=True)
class Setup:
    """What every shard of a build needs. Without a writer reports are only read."""

    portal: Path
    forms: Forms
    regions: Mapping[str, Region]
    theme: Theme | None = None
    config: Config | None = None
    prose: Mapping[Language, tuple[Prose, ...]] | None = None
    cache: Path | None = None
    writer: Writer | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A page as the last build made it: the digest of its inputs and that of its bytes."""

    inputs: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Task:
    """One report: its data file to be read if it is not the one known; its record where it may be rendered again.

    `made` are its pages as the last build made them. Without an agency that is declared there is nothing to render.
    """

    path: str
    known: str = ""
    record: bytes = b""
    agency: str = ""
    year: int = 0
    made: Mapping[Language, Made] | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """Some reports, with what surrounds them: agencies, each with its digest, their years, whom they stand beside."""

    tasks: tuple[Task, ...]
    agencies: Mapping[str, tuple[Agency, str]]
    years: Mapping[str, tuple[int, ...]]
    peers: Mapping[tuple[str, int], Peers | None]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page that was rendered: whether its bytes are others than before, and whether search is to find it."""

    address: str
    language: Language
    inputs: bytes
    digest: bytes
    indexed: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task. `digest` is that of the data file; where there are errors there is no record."""

    task: Task
    digest: str = ""
    findings: tuple[Finding, ...] = ()
    record: bytes = b""
    summary: bytes = b""
    published: str = ""
    forms: str = ""
    figures: int = 0
    pages: tuple[Rendered, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a shard: of each of its tasks, and how much Markdown was rendered in the short way."""

    done: tuple[Done, ...]
    markdown: MarkdownCounts


class Worker:
    """Does shards: it keeps what can be used again, such as compiled templates and skeletons.

    A process that is a copy of this one has all that; one that begins anew makes its own.
    """

    def __init__(self, setup: Setup, renderer: Renderer | None = None) -> None:
        self.setup = setup
        self.reader = QuickReader(setup.forms)
        self.summarizer = Summarizer()
        self.renderer = renderer or (make_renderer(setup) if setup.writer else None)
        self._regions: dict[str, tuple[tuple[Region, ...], str]] = {}

    def __reduce__(self) -> tuple[type[Worker], tuple[Setup]]:
        return Worker, (self.setup,)

    def do(self, shard: Shard) -> Result:
        """Do a shard; what became of each task, in their order."""
        before = self.renderer.markdown if self.renderer else MarkdownCounts()
        done = tuple(self._do(shard, task) for task in shard.tasks)
        after = self.renderer.markdown if self.renderer else before
        return Result(done, after - before)

    def _do(self, shard: Shard, task: Task) -> Done:
        source = read_source(self.setup.portal, "report", task.path) if task.path else None
        if isinstance(source, Finding):
            return Done(task, findings=(source,))
        if source is None or source.digest == task.known:
            return Done(task, task.known, pages=tuple(self._render_again(shard, task)))
        read, findings = self._read(source)
        if read is None:
            return Done(task, source.digest, findings)
        record, summary = pack_report(read), self.summarizer.summarize(read)
        return Done(
            task,
            source.digest,
            findings,
            record,
            summary.pack(),
            summary.published.isoformat() if summary.published else "",
            " ".join(summary.forms),
            summary.figures,
            tuple(self._render(shard, task, read, record)),
        )

    def _render_again(self, shard: Shard, task: Task) -> Iterator[Rendered]:
        """The pages of a report whose data file has not changed, where something around it may have."""
        if task.record:
            yield from self._render(shard, task, unpack_report(task.record, self.setup.forms), task.record)

    def _read(self, source: Source) -> tuple[Report | None, tuple[Finding, ...]]:
        quick = self.reader.read(source.path, source.content, source.digest)
        if quick is not None:
            return quick, ()
        found, findings = read_report(source, self.setup.forms)
        return (None if errors_among(findings) else found), findings

    def _render(self, shard: Shard, task: Task, report: Report, record: bytes) -> Iterator[Rendered]:
        renderer, writer = self.renderer, self.setup.writer
        if renderer is None or writer is None or task.agency not in shard.agencies:
            return
        surroundings, around = self._surround(shard, task)
        content = hashlib.sha256(record).digest()
        made = task.made or {}
        for language in renderer.config.languages:
            before = made.get(language)
            inputs = hashlib.sha256(content + around + renderer.digest(REPORT.name, language).encode()).digest()[:16]
            if before and before.inputs == inputs:
                continue
            view = report_page(report, surroundings, language)
            address = language_prefix(language, renderer.config.languages[0]) + view.address
            yield finish(renderer, writer, Page(address, REPORT.name, view), inputs, before)

    def _surround(self, shard: Shard, task: Task) -> tuple[Surroundings, bytes]:
        """What surrounds a report, and the digest of it."""
        agency, digest = shard.agencies[task.agency]
        regions, places = self._places(agency.region)
        peers = shard.peers[agency.region, task.year]
        years = shard.years[task.agency]
        surroundings = surround(agency, regions, years, peers, lambda key: shard.agencies[key][0], self.setup.regions)
        at = years.index(task.year)
        beside = surroundings.peers_region.code if surroundings.peers_region else ""
        names = [digest, places, repr(years[max(0, at - 1) : at + 2])]
        names += [f"{peer.id} {shard.agencies[peer.id][1]}" for peer in surroundings.peers]
        names.append(f"{surroundings.peers_more} {beside}")
        return surroundings, hashlib.sha256("\n".join(names).encode()).digest()

    def _places(self, code: str) -> tuple[tuple[Region, ...], str]:
        """A region and those it lies in, the highest first, and all that is known of them in words."""
        if code not in self._regions:
            regions = self._ancestors(code)
            self._regions[code] = regions, "\n".join(map(repr, regions))
        return self._regions[code]

    def _ancestors(self, code: str | None) -> tuple[Region, ...]:
        region = self.setup.regions.get(code) if code else None
        return (*self._ancestors(region.parent), region) if region else ()


def make_renderer(setup: Setup) -> Renderer:
    """The renderer of a build."""
    if setup.theme is None or setup.config is None:
        raise ValueError(setup)
    return Renderer(setup.theme, setup.config, setup.prose or {}, kept=setup.cache)


def finish(renderer: Renderer, writer: Writer, page: Page, inputs: bytes, before: Made | None) -> Rendered:
    """Render a page, and write it if it is not what it was before."""
    content = renderer.render(page).content
    digest = hashlib.sha256(content).digest()
    changed = before is None or before.digest != digest
    if changed:
        writer.write(page.address, content)
    return Rendered(page.address, page.view.language, inputs, digest, b"data-pagefind-body" in content, changed)
