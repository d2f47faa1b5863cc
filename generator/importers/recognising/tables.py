"""The tables of a report: found by their content, each by the form it follows, and read without guessing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.findings import Finding, Place
from generator.importers.recognising.choosing import as_good, candidates_in, choose
from generator.importers.recognising.columns import Columns
from generator.importers.recognising.copies import Copy, are_one, divisions, in_order, is_repeated, years_of_reports
from generator.importers.recognising.drafting import broken_relations, draft_table
from generator.importers.recognising.evidence import Clauses, Neighbours
from generator.importers.recognising.lines import read_lines
from generator.importers.recognising.rows import loses_blanks, read_rows
from generator.importers.recognising.settling import settle
from generator.importers.recognising.telling import tell, tell_left

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.forms.form import Form
    from generator.importers.document import Document
    from generator.importers.draft import DraftTable
    from generator.importers.recognising.choosing import Candidate
    from generator.importers.recognising.labels import Labels
    from generator.importers.recognising.lines import Line
    from generator.models.cell import Cell

    OtherYears = Callable[[int], Mapping[str, Cell]]


def recognise_tables(
    document: Document, forms: Mapping[str, Form], other_years: OtherYears | None = None, year: int | None = None
) -> tuple[tuple[DraftTable, ...], tuple[Finding, ...]]:
    """The tables of a document, and what is to be said about them.

    `year` is the report's, as far as it is known; `other_years` gives the cells of the agency's report of a year by
    their addresses. A document that compares the reports of several years gives the tables of `year` only.
    """
    reader = _Reader(document, forms, Neighbours(year, other_years))
    found = candidates_in(forms, reader.lines)
    if any(is_repeated(each.labels, reader.lines) for candidates in found.values() for _, each in candidates):
        return reader.one_of_several(found, year)
    chosen = choose(found, year)
    reader.blanks = any(loses_blanks(choice[0][1], reader.lines) for choice in chosen)
    read = [reader.best(choice) for choice in chosen]
    findings = [finding for each in read for finding in each.findings]
    findings += tell_left(reader.lines, [each.lines for each in read], document.name)
    return tuple(each.table for each in read), tuple(findings)


@dataclass(frozen=True, slots=True)
class _Read:
    """A table that was read, what is to be said about it, and the places of its lines."""

    table: DraftTable
    findings: tuple[Finding, ...]
    lines: frozenset[int]


class _Reader:
    """A document whose tables are being read, with what else speaks for a reading."""

    def __init__(self, document: Document, forms: Mapping[str, Form], neighbours: Neighbours) -> None:
        self.document, self.forms, self.neighbours = document, forms, neighbours
        self.lines, self.clauses = read_lines(document.blocks), Clauses(document.blocks)
        self.columns = Columns(document.blocks)
        self.blanks = False

    def table(self, candidate: Candidate, lines: Sequence[Line]) -> _Read:
        """One table, and what is to be said about it."""
        form, alignment = candidate
        section = alignment.labels.section
        rows = read_rows(form, alignment, lines, self.columns, blanks=self.blanks)
        rows = settle(form, alignment.labels, rows, self.neighbours, self.clauses)
        table = draft_table(form, section, rows)
        findings = tuple(tell(section, rows, table, self.document.name))
        return _Read(table, findings, frozenset(row.line for row in rows))

    def best(self, choice: Sequence[Candidate]) -> _Read:
        """The table by the form that explains it best; one that explains it as well but adds up goes first."""
        best = self.table(choice[0], self.lines)
        for candidate in choice[1:] if best.table.confidence < 1 else ():
            read = self.table(candidate, self.lines)
            if read.table.confidence > best.table.confidence and not any(read.table.doubts()):
                best = read
        return best

    def one_of_several(
        self, found: Mapping[str, list[Candidate]], year: int | None
    ) -> tuple[tuple[DraftTable, ...], tuple[Finding, ...]]:
        """The tables of one year of those that are compared, where it is sure which they are."""
        place, years = Place(self.document.name), years_of_reports(self.document.blocks)
        findings: list[Finding] = []
        if len(years) > 1:
            findings.append(Finding("import-years-compared", place, found=", ".join(map(str, years))))
        tables: list[DraftTable] = []
        for key, candidates in found.items():
            first = tables[0].form if tables else ""
            ways = [each.labels for _, each in as_good(candidates, year, first)]
            copy = self._copy_of(key, ways, years, year, first)
            if copy:
                tables.append(copy.table)
                findings.extend(copy.findings)
            else:
                findings.append(Finding("import-table-unsure", place, candidates[0][1].labels.section.label))
        return tuple(tables), tuple(findings)

    def _copy_of(
        self, key: str, ways: Sequence[Labels], years: Sequence[int], year: int | None, first: str
    ) -> Copy | None:
        """A year's copy of a table, where its sums, and what is carried over or named before it, say it is this one."""
        for labels in ways:
            for lines in divisions(labels, self.lines):
                copies = [copy for each in lines if (copy := self._copy(key, each, year, first))]
                if len(copies) == len(lines) and are_one(copies, years):
                    return copies[0]
                sound = [copy for copy in copies if copy.sound]
                ordered = in_order(sound, years) if len(sound) == len(lines) else []
                if ordered and year in years:
                    return ordered[years.index(year)]
                named = [copy for copy in sound if year and copy.year == year]
                if len(named) == 1:
                    return named[0]
        return None

    def _copy(self, key: str, lines: Sequence[Line], year: int | None, first: str) -> Copy | None:
        """A copy of a table, by a form by which its sums hold if there is one."""
        found = candidates_in(self.forms, lines).get(key, ())
        copies: list[Copy] = []
        for form, alignment in as_good(found, year, first) if found else ():
            section = alignment.labels.section
            read = self.table((form, alignment), lines)
            unsure = any(finding.code == "import-row-unsure" for finding in read.findings)
            sound = not unsure and not any(broken_relations(form, section, read.table.rows))
            copies.append(Copy(form, section, read.table, tuple(lines), read.findings, sound))
            if sound:
                return copies[-1]
        return copies[0] if copies else None
