"""Our own CSV, as docs/importing.md lays it down: a line for each cell."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from generator.collection.reading import AGENCY_ID
from generator.files import digest
from generator.findings import Finding, Place
from generator.importers.document import Spot
from generator.importers.draft import Draft, DraftAgency, DraftCell, DraftHead, DraftTable, DraftText
from generator.importers.portals.moving import Moving, moved_cell, moved_table
from generator.models.cell import read_cell
from generator.text import nearest, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.forms.form import Form, Section
    from generator.forms.reading import Forms
    from generator.importers.known import Known
    from generator.languages import Label

COLUMNS: Final = ("agency", "year", "form", "cell", "value")
HEAD: Final = ("title", "published", "url")
"""What a line without a form may give, besides the sections of the narrative as `narrative.<section>`."""
NARRATIVE: Final = "narrative."
YEAR: Final = re.compile(r"20(0[7-9]|[1-9][0-9])|2100")
_LONGEST: Final = 10_000_000


@dataclass
class _Lines:
    """The lines of one report: cells by form and address, what its head says, its texts by section."""

    cells: dict[tuple[str, str], DraftCell] = field(default_factory=dict)
    head: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    broken: bool = False


def read_csv(content: bytes, name: str, known: Known, forms: Forms) -> Moving | None:
    """The reports of a CSV file; None for a file with other columns. A report with a wrong line is left out."""
    head = content[:200].removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode(errors="replace")
    if tuple(head.strip().replace('"', "").split(",")) != COLUMNS:
        return None
    reports: dict[tuple[str, str], _Lines] = {}
    findings: list[Finding] = []
    csv.field_size_limit(_LONGEST)
    lines = csv.reader(io.StringIO(_decode(content), newline=""))
    try:
        next(lines)
        for row in lines:
            if any(row):
                findings.extend(_take(reports, row, Place(name, lines.line_num), forms))
    except csv.Error as error:
        findings.append(Finding("import-csv-line", Place(name, lines.line_num), found=quote(error)))
        if reports:
            reports.popitem()
    empty = Draft(name, digest(content), DraftHead())
    drafts = [
        _draft(empty, agency, int(year), report, known, forms)
        for (agency, year), report in reports.items()
        if not report.broken
    ]
    return Moving(tuple(drafts), tuple(findings))


def _decode(content: bytes) -> str:
    """UTF-8, with or without its mark; else what spreadsheets in China write."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _take(reports: dict[tuple[str, str], _Lines], row: list[str], place: Place, forms: Forms) -> Iterator[Finding]:
    """Add a line to its report; what is wrong with it."""
    if len(row) != len(COLUMNS) or not AGENCY_ID.fullmatch(row[0].strip()) or not YEAR.fullmatch(row[1].strip()):
        yield Finding("import-csv-line", place, found=quote(",".join(row)))
        return
    agency, year, form, cell = (word.strip() for word in row[:-1])
    report = reports.setdefault((agency, year), _Lines())
    if form:
        wrong = [*_take_cell(report, form, cell, row[-1], place, forms)]
    else:
        wrong = [*_take_head(report, cell, row[-1], place)]
    report.broken = report.broken or bool(wrong)
    yield from wrong


def _take_cell(  # noqa: PLR0913, PLR0917 - the columns of a line
    report: _Lines, form: str, cell: str, value: str, place: Place, forms: Forms
) -> Iterator[Finding]:
    if form not in forms:
        yield Finding("import-csv-unknown", place, None, quote(form), {"nearest": nearest(form, forms)})
        return
    section = forms[form].tables.get(cell.partition(".")[0])
    if section is None or cell not in section.places:
        addresses = [address for table in forms[form].tables.values() for address in table.addresses]
        yield Finding("import-csv-unknown", place, None, quote(cell), {"nearest": nearest(cell, addresses)})
    elif (form, cell) in report.cells:
        yield Finding("import-csv-twice", place, _name(section, cell), quote(cell))
    elif read_cell(value.strip() or "_") is None:
        yield Finding("cell-invalid", place, _name(section, cell), quote(value))
    else:
        report.cells[form, cell] = moved_cell(value, Spot(line=place.line))


def _take_head(report: _Lines, key: str, value: str, place: Place) -> Iterator[Finding]:
    section = key.removeprefix(NARRATIVE)
    is_text = section != key
    kept = report.texts if is_text else report.head
    if not is_text and key not in HEAD:
        yield Finding("import-csv-unknown", place, None, quote(key), {"nearest": nearest(key, HEAD)})
    elif section in kept:
        yield Finding("import-csv-twice", place, None, quote(key))
    elif key == "published" and not _day(value):
        yield Finding("date-invalid", place, None, quote(value), {"key": key})
    else:
        kept[section] = value.strip()


def _name(section: Section, address: str) -> Label:
    key, at = section.places[address]
    row, block = section.rows[key]
    return section.name_of(row, block.column_leaves[at])


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value.strip())
    except ValueError:
        return None


def _draft(draft: Draft, agency: str, year: int, lines: _Lines, known: Known, forms: Forms) -> Draft:  # noqa: PLR0913, PLR0917 - all it is made from
    found = known.agencies.get(agency)
    name = found.name_in(year).zh_hans if found else agency
    title = lines.head.get("title", "")
    head = DraftHead(
        DraftAgency(agency, name, known=found is not None, region=found.region if found else ""),
        year,
        title or f"{name}{year}年政府信息公开工作年度报告",
        _day(lines.head.get("published", "")),
        url=lines.head.get("url", ""),
        doubts=() if title else ("title",),
    )
    tables = (
        _table(key, form, section, lines.cells) for key, form in forms.items() for section in form.tables.values()
    )
    texts = tuple(DraftText(section, text, 1.0) for section, text in lines.texts.items() if text)
    return replace(draft, head=head, tables=tuple(table for table in tables if table.rows), texts=texts)


def _table(key: str, form: Form, section: Section, cells: Mapping[tuple[str, str], DraftCell]) -> DraftTable:
    """The rows of a table that the file has a cell of; a cell that it lacks is unread."""
    rows = {}
    for row, (_, block) in section.rows.items():
        addresses = [f"{section.key}.{row}.{column.key}" for column in block.column_leaves]
        if any((key, address) in cells for address in addresses):
            rows[row] = tuple(cells.get((key, address)) or moved_cell(None, Spot()) for address in addresses)
    return moved_table(section.key, form.key, rows)
