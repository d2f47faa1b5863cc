"""A report as canonical JSON: what the state keeps of it, so that a page can be made again without its data file.

The same report gives the same bytes whatever its data file looks like: comments, order and layout leave no trace.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from generator.collection.quick import ANY
from generator.datafiles.packing import pack, unpack
from generator.languages import Label
from generator.models.cell import split_row
from generator.models.report import Fact, Figures, Part, Report, ReportHead, Source

if TYPE_CHECKING:
    from generator.forms.reading import Forms


def pack_report(report: Report) -> bytes:
    """The canonical JSON of a report; the digest of its data file is no part of it."""
    head, source = report.head, report.head.source
    values = [
        report.path,
        head.agency,
        head.year,
        head.title,
        head.published.isoformat() if head.published else None,
        [source.url, source.file, source.sha256, source.note, source.index_number, source.issuer],
        [_pack_fact(fact) for fact in head.facts],
        report.narrative_form.key,
        head.narrative,
        [_pack_table(table) for table in report.figures],
    ]
    return pack(values)


def unpack_report(packed: bytes, forms: Forms) -> Report:
    """A report from its canonical JSON."""
    path, agency, year, title, published, source, facts, text, narrative, tables = unpack(packed)
    url, file, sha256, note, index, issuer = source
    head = ReportHead.model_construct(
        agency=agency,
        year=year,
        title=title,
        published=dt.date.fromisoformat(published) if published else None,
        source=Source.model_construct(url=url, file=file, sha256=sha256, note=note, index_number=index, issuer=issuer),
        facts=tuple(map(_unpack_fact, facts)),
        narrative=narrative,
    )
    return Report(head, tuple(_unpack_table(table, forms) for table in tables), forms[text], path, "")


def _pack_fact(fact: Fact) -> list[Any]:
    label = [fact.label.zh_hans, fact.label.en, fact.label.zh_hant]
    parts = [[part.label, str(part.value)] if isinstance(part, Part) else str(part) for part in fact.parts]
    return [fact.key, label, str(fact.value), fact.unit, parts]


def _unpack_fact(packed: list[Any]) -> Fact:
    key, label, value, unit, parts = packed
    return Fact.model_construct(
        key=key, label=Label(*label), value=Decimal(value), unit=unit, parts=tuple(map(_unpack_part, parts))
    )


def _unpack_part(packed: Any) -> Part | Decimal:  # noqa: ANN401 - as it was kept
    if isinstance(packed, str):
        return Decimal(packed)
    label, value = packed
    return Part.model_construct(label=label, value=Decimal(value))


def _pack_table(table: Figures) -> list[Any]:
    rows = None if table.rows.keys() == table.section.rows.keys() else list(table.rows)
    words = " ".join([cell.text or "_" for cell in chain.from_iterable(table.rows.values())])
    return [table.section.key, table.form.key, rows, words]


def _unpack_table(packed: list[Any], forms: Forms) -> Figures:
    key, form, rows, text = packed
    section = forms[form].tables[key]
    words = text.split(" ") if "（" not in text and "(" not in text else [word for _, word in split_row(text)]
    cells = list(map(ANY.__getitem__, words))
    found, at = {}, 0
    for row in rows or section.rows:
        width = section.widths[row]
        found[row] = tuple(cells[at : at + width])
        at += width
    return Figures(forms[form], section, found)
