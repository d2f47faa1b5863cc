"""What a portal says, taken into the state: all but the reports, then these in shards, read and rendered at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from generator.building.look import look_at_all
from generator.building.shard import Setup, Worker
from generator.building.shards import Shards, reading_shards
from generator.building.taking import Taker
from generator.collection.collection import Collection
from generator.collection.loading import Loader, load_findings, load_prose
from generator.collection.look import Look, difference
from generator.collection.prose import prose_by_language
from generator.config import Config, read_config
from generator.errors import ContentError
from generator.findings import errors_among, sort_findings
from generator.forms.reading import load_forms
from generator.rendering.markdown import MarkdownCounts
from generator.rendering.theme import check_theme, open_theme
from generator.workers.pool import open_pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from generator.building.shard import Shard
    from generator.findings import Finding
    from generator.forms.reading import Forms
    from generator.output.artifact import Writer
    from generator.pages.plan import ReportKey
    from generator.state import State

ALONE: Final = 300
"""So many reports one process reads and renders sooner than others could be begun."""


@dataclass(frozen=True)
class Ground:
    """What all data files are read by: the configuration, the forms, and what is wrong with them or with the theme."""

    config: Config | None
    forms: Forms
    findings: tuple[Finding, ...]


def read_ground(portal: Path) -> Ground:
    """Read a portal's configuration and the forms."""
    config, findings = read_config(portal)
    forms, in_forms = load_forms(portal / "content" / "forms", root=portal)
    in_theme = check_theme(portal, config.theme) if config else ()
    return Ground(config, forms, (*findings, *in_forms, *in_theme))


class Reading:
    """A portal while it is being read. All but the reports is read when it is made; mistakes are among `findings`."""

    def __init__(self, portal: Path, state: State, look: Look | None = None, ground: Ground | None = None) -> None:
        self.portal = portal
        self.state = state
        ground = ground or read_ground(portal)
        self.config, self.forms = ground.config, ground.forms
        self.look = look or look_at_all(portal)
        self.changes = difference(Look(state.folders()), self.look)
        self.intake = Loader(portal, state, self.look).take_in(self.changes, self.forms)
        self.taker = Taker(state)
        self.markdown = MarkdownCounts()
        self._said = [*ground.findings, *self.intake.findings]
        languages = self.config.languages if self.config else ()
        self.collection = Collection(state.connection, self.forms, prose_by_language(load_prose(state), languages))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is to be said about the portal, by file, line and column."""
        return sort_findings([*self._said, *load_findings(self.state)])

    def refuse_errors(self) -> Config:
        """The configuration; ContentError with every finding where any is an error."""
        findings = self.findings
        if self.config is None or errors_among(findings):
            raise ContentError(findings)
        return self.config

    @property
    def everything(self) -> bool:
        """Whether any page may have changed: an agency, a region, or nothing is known of the last build."""
        return self.state.fresh or self.state.renewed or self.intake.agencies or self.intake.regions

    def setup(self, writer: Writer | None = None, cache: Path | None = None) -> Setup:
        """What every shard needs; without a writer reports are only read."""
        if writer is None or self.config is None:
            return Setup(self.portal, self.forms, {})
        theme = open_theme(self.portal, self.config.theme)
        regions, prose = self.collection.regions, self.collection.prose
        return Setup(self.portal, self.forms, regions, theme, self.config, prose, cache, writer)

    def read_only(self, jobs: int, step: Callable[[], object]) -> None:
        """Read the reports without rendering any."""
        self._do(Worker(self.setup()), reading_shards(self.intake.reports), len(self.intake.reports), jobs, step)

    def read_and_render(
        self, worker: Worker, again: Iterable[ReportKey], jobs: int, begin: Callable[[int], Callable[[], object]]
    ) -> None:
        """Read the reports that changed; render their pages, and those of the reports to be looked at again."""
        keys = set(again)
        length = len(self.intake.reports) + len(keys)
        shards = Shards(self.state, self.collection).plan(self.intake.reports, keys)
        self._do(worker, shards, length, jobs, begin(length))

    def _do(self, worker: Worker, shards: Iterator[Shard], length: int, jobs: int, step: Callable[[], object]) -> None:
        """Do the shards; the first of those with pages here, so that other processes begin with what it leaves."""
        if not length:
            return
        here = islice(shards, int(worker.renderer is not None))
        with open_pool(_itself, worker, jobs=jobs if length > ALONE else 1) as pool:
            for result in chain(map(worker.do, here), pool.map(Worker.do, shards)):
                self.taker.take(result.done)
                self.markdown += result.markdown
                for _ in result.done:
                    step()

    def again(self, *, all_reports: bool) -> set[ReportKey]:
        """The reports whose pages may have changed though their data files have not."""
        if self.state.fresh:
            return set()
        if all_reports or self.everything:
            return set(self.collection.report_keys())
        found: set[ReportKey] = set()
        for agency, year in self.intake.came_or_went:
            found |= {(agency, other) for other in self.collection.years_of(agency)}
            top = self.collection.ancestors(self.collection.agency(agency).region)[0]
            found |= {(other, year) for other in self.collection.reporters(top.code, year)}
        return found

    def touched(self) -> set[ReportKey]:
        """The reports of which other pages may show something else than before.

        Where one came or went, the pages of the other years name its year too.
        """
        came_or_went = self.intake.came_or_went
        others = {(agency, year) for agency, _ in came_or_went for year in self.collection.years}
        return self.taker.summaries | came_or_went | others


def _itself(worker: Worker) -> Worker:
    return worker
