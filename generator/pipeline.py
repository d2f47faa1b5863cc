"""The whole program: sources to a published site. Reads as the picture in docs/architecture.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import __version__
from generator.collection.loading import load_collection
from generator.collection.prose import prose_by_language
from generator.collection.source import find_sources
from generator.config import read_config
from generator.errors import ContentError
from generator.findings import sort_findings
from generator.forms.reading import load_forms
from generator.output.artifact import manifest
from generator.pages.plan import plan_pages
from generator.rendering.render import Renderer
from generator.rendering.theme import check_theme, open_theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.collection.collection import Collection
    from generator.collection.prose import Prose
    from generator.collection.source import Source
    from generator.config import Config
    from generator.findings import Finding
    from generator.languages import Language
    from generator.output.artifact import Artifact, Output
    from generator.pages.page import Page

Step = Callable[[], object]
Progress = Callable[[str, int], Step]
"""Told of a stretch of work by name and length, gives what is called after each step of it."""


@dataclass(frozen=True)
class Content:
    """All that a portal says: its configuration, its collection, its prose, and what is to be said about them."""

    config: Config
    collection: Collection
    prose: tuple[Prose, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]

    def digests(self) -> list[str]:
        """What the site is made from, besides the theme and the code."""
        return [repr(self.config), repr(self.collection.forms), *(source.digest for source in self.sources)]


@dataclass(frozen=True)
class Built:
    """A build in numbers: pages and files written, and the findings on the content."""

    pages: int
    files: int
    findings: tuple[Finding, ...]


def silent(_name: str, _length: int) -> Step:
    """No progress is shown."""
    return lambda: None


def load_content(portal: Path, progress: Progress = silent) -> Content:
    """Everything a portal says; ContentError with every mistake of every file where there is one."""
    config, findings = read_config(portal)
    forms, in_forms = load_forms(portal / "content" / "forms", root=portal)
    in_theme = check_theme(portal, config.theme) if config else ()
    sources, in_folders = find_sources(portal)
    step = progress("reading", len(sources))
    collection, prose, findings = load_collection(sources, forms, (*findings, *in_theme, *in_forms, *in_folders), step)
    if config is None:
        raise ContentError(findings)
    return Content(config, collection, prose, sources, sort_findings(findings))


def build_site(portal: Path, output: Output, progress: Progress = silent, finish: Step = bool) -> Built:
    """Build a portal's site. `finish` is called when all is written and nothing is published yet."""
    try:
        content = load_content(portal, progress)
        prose = prose_by_language(content.prose, content.config.languages)
        renderer = Renderer(open_theme(portal, content.config.theme), content.config, prose)
        pages = list(_plan(content, prose))
        step = progress("rendering", len(pages))
        written = _write(output, renderer.static_artifacts()) | _write(output, map(renderer.render, pages), step)
        output.write(manifest(written, content.digests(), __version__))
        finish()
        output.publish()
    except BaseException:
        output.discard()
        raise
    return Built(len(pages), len(written) + 1, content.findings)


def _plan(content: Content, prose: Mapping[Language, tuple[Prose, ...]]) -> Iterator[Page]:
    languages = content.config.languages
    for language in languages:
        yield from plan_pages(content.collection, prose[language], language, languages[0])


def _write(output: Output, artifacts: Iterable[Artifact], step: Step = bool) -> dict[str, str]:
    written = {}
    for artifact in artifacts:
        output.write(artifact)
        written[artifact.path] = artifact.digest
        step()
    return written
