"""A report read quickly, where nothing at all is to be said about it; the careful reader does all others.

Both give the same report: what this one is not certain of, it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from generator.datafiles.quick import read_quickly
from generator.models.cell import Cell, Cells, split_row
from generator.models.report import Figures, Report, ReportHead

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.forms.form import Form, Section
    from generator.forms.reading import Forms

LARGEST: Final = 10**18
MOST_TABLES: Final = 1000
ANY: Final = Cells()
COUNTS: Final = Cells(counts_only=True)


BETWEEN: Final = ";"
"""Stands between rows while they are read in one go; it is no cell."""


@dataclass(frozen=True, slots=True)
class _Table:
    """How a table is read in one go: its rows, where the cells of each stand among all, and what may stand there."""

    rows: tuple[str, ...]
    between: list[int]
    slices: tuple[slice, ...]
    columns: tuple[Mapping[str, Cell], ...]
    alike: Mapping[str, Cell] | None

    def read(self, texts: dict[str, str]) -> dict[str, tuple[Cell, ...]]:
        """The cells of all rows; ValueError where anything is to be said about one of them."""
        if texts.keys() != set(self.rows):
            raise ValueError
        text = f" {BETWEEN} ".join([texts[row] for row in self.rows])
        words = text.split() if "（" not in text and "(" not in text else [word for _, word in split_row(text)]
        if [at for at, word in enumerate(words) if word == BETWEEN] != self.between:
            raise ValueError
        words = [word for word in words if word != BETWEEN]
        if len(words) != len(self.columns):
            raise ValueError
        if self.alike is not None:
            cells = list(map(self.alike.__getitem__, words))
        else:
            cells = [known[word] for known, word in zip(self.columns, words, strict=True)]
        return {row: tuple(cells[at]) for row, at in zip(self.rows, self.slices, strict=True)}


class QuickReader:
    """Reads sound reports by these forms; gives None for all others."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self._tables: dict[tuple[str, str, tuple[str, ...]], _Table] = {}

    def read(self, path: str, content: bytes, digest: str) -> Report | None:
        """One report from the bytes of its data file."""
        values = read_quickly(path, content)
        if values is None:
            return None
        try:
            return self._report(path, values, digest)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    @cached_property
    def _sections(self) -> frozenset[str]:
        return frozenset(key for form in self.forms.values() for key in form.tables)

    def _report(self, path: str, values: dict[str, Any], digest: str) -> Report:
        tables = {key: values.pop(key) for key in [key for key in values if key in self._sections]}
        figures = [self._figures(key, table) for key, table in tables.items()]
        narrative = values.get("narrative", {})
        name = narrative.pop("form", None)
        form = self.forms[name] if name else figures[0].form if figures else self.forms["narrative"]
        values["narrative"] = {key: narrative.pop(key) for key in form.narrative if key in narrative}
        if narrative:
            raise ValueError(path)
        head = ReportHead.model_validate(values)
        _check(head, values, path)
        if len(figures) > 1:
            figures.sort(key=lambda table: [*table.form.tables].index(table.section.key))
        return Report(head, tuple(figures), form, path, digest)

    def _figures(self, key: str, table: Mapping[str, Any]) -> Figures:
        texts: dict[str, str] = {}
        for name, value in table.items():
            if type(value) is dict:
                for end, text in value.items():
                    texts[f"{name}.{end}"] = text
            else:
                texts[name] = value
        form = self.forms[texts.pop("form")]
        if len(texts) + 1 != sum(len(value) if type(value) is dict else 1 for value in table.values()):
            raise ValueError(key)
        section = form.tables[key]
        rows = tuple(row for row in section.rows if row in texts)
        return Figures(form, section, self._table(form, key, rows).read(texts))

    def _table(self, form: Form, key: str, rows: tuple[str, ...]) -> _Table:
        if (form.key, key, rows) not in self._tables:
            if len(self._tables) >= MOST_TABLES:
                self._tables.clear()
            self._tables[form.key, key, rows] = _plan(form.tables[key], rows)
        return self._tables[form.key, key, rows]


def _plan(section: Section, rows: tuple[str, ...]) -> _Table:
    if not {key for key, (row, _) in section.rows.items() if not row.optional} <= set(rows):
        raise ValueError(section.key)
    columns: list[Mapping[str, Cell]] = []
    slices = []
    for key in rows:
        row, block = section.rows[key]
        start = len(columns)
        columns += [COUNTS if (row.number or column.number) == "count" else ANY for column in block.column_leaves]
        slices.append(slice(start, len(columns)))
    between = [at.stop + number for number, at in enumerate(slices[:-1])]
    alike = columns[0] if all(known is columns[0] for known in columns) else None
    return _Table(rows, between, tuple(slices), tuple(columns), alike)


def _check(head: ReportHead, values: Mapping[str, Any], path: str) -> None:
    """What the careful reader would say something about: another place, facts of one key, numbers not kept exactly."""
    place = PurePosixPath(path)
    numbers = [
        number["value"] if isinstance(number, dict) else number
        for fact in values.get("facts", ())
        for number in (fact["value"], *fact.get("parts", ()))
    ]
    if (
        str(head.year) != place.stem
        or head.agency != place.parent.name
        or len({fact.key for fact in head.facts}) != len(head.facts)
        or not all(type(number) is int and abs(number) < LARGEST for number in numbers)
    ):
        raise ValueError(path)
