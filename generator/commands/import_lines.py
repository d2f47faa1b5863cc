"""What `yangguang import` says of each draft: a line, what differs, its findings; and which reviews to look through."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.findings import Severity
from generator.importers.holdings import review_path
from generator.importers.review import count_doubts, count_settled
from generator.languages import Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.console import Console
    from generator.findings import Finding
    from generator.importers.archives import Item
    from generator.importers.batch import Outcome
    from generator.importers.draft import Draft
    from generator.importers.holdings import Holdings
    from generator.importers.placing import Placed

NEW_AGENCY: Final = "import-agency-new"
"""What is said once about an agency, however many of its reports come."""
MOST_SHOWN: Final = 20
"""Cells of a difference, and reviews to look through, that are listed one by one."""


@dataclass(frozen=True, slots=True)
class ToldDraft:
    """What is remembered of a draft: its line, what differs, its review, and whether a neighbour may settle a doubt."""

    state: str
    line: str
    review: str = ""
    doubts: int = 0
    key: tuple[str, int] | None = None
    item: Item | None = None
    findings: tuple[Finding, ...] = ()


@dataclass
class Teller:
    """Finds the words for the drafts of one run; `alone` where it reads one document only, of which notes are told."""

    console: Console
    holdings: Holdings
    alone: bool
    proposed: set[str] = field(default_factory=set)

    def tell(self, name: str, placed: Placed, outcome: Outcome) -> ToldDraft:
        """What is to be said of a draft when the run is over, without the draft itself."""
        draft, agency, year = placed.draft, placed.draft.head.agency, placed.draft.head.year
        kept = placed.state in ("written", "replaced")
        known = agency is not None and agency.id in self.proposed
        listed = [
            finding
            for finding in draft.findings
            if (self.alone or finding.severity is not Severity.NOTE) and not (known and finding.code == NEW_AGENCY)
        ]
        self.proposed |= {agency.id} if agency else set()
        return ToldDraft(
            placed.state,
            "\n".join([self._line(name, placed), *self._differences(placed)]),
            review=_shown(self.holdings.folder / review_path(placed.path)) if kept else "",
            doubts=count_doubts(draft) if kept else 0,
            key=(agency.id, year) if agency and year and kept else None,
            item=outcome.item if len(outcome.drafts) == 1 else None,
            findings=(*listed, *placed.findings),
        )

    def _line(self, name: str, placed: Placed) -> str:
        draft, words = placed.draft, self.console.messages
        agency, year = draft.head.agency, draft.head.year
        sections = [f"{self._section(t.form, t.section)} {100 * t.confidence:.0f} %" for t in draft.tables]
        return words(
            f"import.{placed.state}",
            name=name,
            report=f"{agency.name if agency else '—'} {year or '—'}",
            sections=words("list.words").join(sections) or words("import.no-table"),
            cells=words.count("count.cells", _count_cells(draft)),
            settled=words.number(count_settled(draft)),
            doubts=words.number(count_doubts(draft)),
        )

    def _section(self, form: str, section: str) -> str:
        table = self.holdings.forms[form].tables[section]
        return table.number or table.label.to(self.console.language)

    def _differences(self, placed: Placed) -> Iterable[str]:
        words = self.console.messages
        for each in placed.differences[:MOST_SHOWN]:
            name = each.name.to(words.language) if isinstance(each.name, Label) else each.name
            yield words("import.difference", name=name, old=each.old, new=each.new)
        if len(placed.differences) > MOST_SHOWN:
            yield words("import.more", number=words.number(len(placed.differences) - MOST_SHOWN))


def say_next(console: Console, drafts: Iterable[ToldDraft]) -> None:
    """Which reviews to look through, those with doubts first, and what to run then."""
    kept = sorted((draft for draft in drafts if draft.review), key=lambda draft: not draft.doubts)
    if not kept:
        return
    words = console.messages
    lines = [
        words("import.review" if draft.doubts else "import.review-sure", path=draft.review, doubts=draft.doubts)
        for draft in kept[:MOST_SHOWN]
    ]
    if len(kept) > MOST_SHOWN:
        lines.append(words("import.more", number=words.number(len(kept) - MOST_SHOWN)))
    console.say("import.next", reviews="\n".join(lines))


def _shown(path: Path) -> str:
    """A path as one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _count_cells(draft: Draft) -> int:
    return sum(len(row) for table in draft.tables for row in table.rows.values())
