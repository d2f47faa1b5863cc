"""Many documents at once: each is read in a process of its own kind, and one that hangs or dies costs itself alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.files import digest
from generator.findings import Finding, Place
from generator.importers.importing import Told, read_drafts
from generator.importers.readers.unreadable import Unreadable
from generator.workers.guarded import GuardedPool, Limits, Lost

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.importers.archives import Item
    from generator.importers.draft import Draft
    from generator.importers.holdings import Holdings, ReportKey
    from generator.importers.known import Known

LIMITS: Final = Limits(seconds=90, memory=4 * 2**30)
"""What one document may take: seconds, and bytes of address space where the system can hold a process to them."""


@dataclass(frozen=True, slots=True)
class Order:
    """How documents are to be read: what is known, what the editor says, whether known documents are read again."""

    holdings: Holdings
    told: Told
    again: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document: drafts, findings about the whole, or the report it has become before."""

    item: Item
    sha256: str = ""
    drafts: tuple[Draft, ...] = ()
    findings: tuple[Finding, ...] = ()
    before: ReportKey | None = None


class Importer:
    """Reads documents; made once in each process."""

    def __init__(self, order: Order) -> None:
        self._order = order

    @cached_property
    def _known(self) -> Known:
        return self._order.holdings.known

    def read(self, item: Item) -> Outcome:
        """What came of a document."""
        content = item.read()
        if isinstance(content, Finding):
            return Outcome(item, findings=(content,))
        sha256 = digest(content)
        before = self._before(sha256)
        # A CSV holds many reports: what of it is there already is found report by report.
        if before and not self._order.again and not item.name.lower().endswith(".csv"):
            return Outcome(item, sha256, before=before)
        name = PurePosixPath(item.name).name
        try:
            drafts, findings = read_drafts(content, name, self._known, self._order.holdings.forms, self._order.told)
        except Unreadable as error:
            return Outcome(item, sha256, findings=(error.finding(item.name),))
        named = tuple(replace(draft, findings=_named(draft.findings, item.name)) for draft in drafts)
        return Outcome(item, sha256, named, _named(findings, item.name))

    def _before(self, sha256: str) -> ReportKey | None:
        """The report that a document has become before, of the agency and year that the editor names."""
        told = self._order.told
        for agency, year in self._order.holdings.digests.get(sha256, ()):
            if told.agency in ("", agency) and told.year in (None, year):
                return agency, year
        return None


def read_all(items: Sequence[Item], order: Order, jobs: int, limits: Limits = LIMITS) -> Iterator[Outcome]:
    """What came of each document, in their order."""
    with GuardedPool(Importer, order, jobs=max(1, min(jobs, len(items))), limits=limits) as pool:
        for item, result in zip(items, pool.map(Importer.read, items), strict=True):
            yield Outcome(item, findings=(_lost(item, result, limits),)) if isinstance(result, Lost) else result


def _lost(item: Item, lost: Lost, limits: Limits) -> Finding:
    place = Place(item.name)
    if lost.reason == "time":
        return Finding("import-too-slow", place, values={"most": f"{limits.seconds:g}"})
    if lost.reason == "fault":
        return Finding("import-fault", place, found=lost.detail)
    return Finding("import-process-died", place, values={"most": f"{limits.memory // 2**30} GB"})


def _named(findings: Sequence[Finding], name: str) -> tuple[Finding, ...]:
    """The findings with the document's name as it is told, with its folder or archive."""
    return tuple(replace(finding, place=replace(finding.place, path=name)) for finding in findings)
