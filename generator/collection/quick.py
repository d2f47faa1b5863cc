"""A report read quickly, where nothing at all is to be said about it; the careful reader does all others.

Both give the same report: what this one is not certain of, it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from generator.datafiles.quick import read_quickly
from generator.models.cell import Cell, Cells, split_row
from generator.models.report import Figures, Report, ReportHead

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
    """How a table is read in one go: where words stand between rows, what may stand elsewhere, and the cells of rows.

    `cut` gives the cells of all `rows`, which are in the form's order; the data file's may be another.
    """

    rows: tuple[str, ...]
    between: Callable[[list[str]], tuple[str, ...]]
    separators: tuple[str, ...]
    columns: tuple[Mapping[str, Cell], ...]
    alike: Mapping[str, Cell] | None
    cut: Callable[[tuple[Cell, ...]], tuple[tuple[Cell, ...], ...]]

    def read(self, texts: list[str]) -> dict[str, tuple[Cell, ...]]:
        """The cells of all rows, given in the data file's order; ValueError where anything is to be said about one."""
        text = f" {BETWEEN} ".join(texts)
        words = text.split() if "（" not in text and "(" not in text else [word for _, word in split_row(text)]
        separators = self.separators
        if len(words) != len(self.columns) + len(separators) or self.between(words) != separators:
            raise ValueError
        words = [word for word in words if word != BETWEEN]
        if len(words) != len(self.columns):
            raise ValueError
        if self.alike is not None:
            cells = tuple(map(self.alike.__getitem__, words))
        else:
            cells = tuple([known[word] for known, word in zip(self.columns, words, strict=True)])
        return dict(zip(self.rows, self.cut(cells), strict=True))


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
        names: list[str] = []
        texts: list[str] = []
        for name, value in table.items():
            if type(value) is dict:
                names += [f"{name}.{end}" for end in value]
                texts += value.values()
            else:
                names.append(name)
                texts.append(value)
        at = names.index("form")
        del names[at]
        form = self.forms[texts.pop(at)]
        return Figures(form, form.tables[key], self._table(form, key, tuple(names)).read(texts))

    def _table(self, form: Form, key: str, names: tuple[str, ...]) -> _Table:
        if (form.key, key, names) not in self._tables:
            if len(self._tables) >= MOST_TABLES:
                self._tables.clear()
            self._tables[form.key, key, names] = _plan(form.tables[key], names)
        return self._tables[form.key, key, names]


def _plan(section: Section, names: tuple[str, ...]) -> _Table:
    """The plan for the rows of these names, which a data file has in this order."""
    needed = {key for key, (row, _) in section.rows.items() if not row.optional}
    if len(set(names)) != len(names) or not needed <= set(names) <= set(section.rows) or not names:
        raise ValueError(section.key)
    columns: list[Mapping[str, Cell]] = []
    slices = {}
    for key in names:
        row, block = section.rows[key]
        start = len(columns)
        columns += [COUNTS if (row.number or column.number) == "count" else ANY for column in block.column_leaves]
        slices[key] = slice(start, len(columns))
    between = [at.stop + number for number, at in enumerate(slices.values())][:-1]
    rows = tuple(row for row in section.rows if row in slices)
    alike = columns[0] if all(known is columns[0] for known in columns) else None
    cut = _several([slices[row] for row in rows])
    return _Table(rows, _several(between), (BETWEEN,) * len(between), tuple(columns), alike, cut)


def _several(places: Sequence[int | slice]) -> Callable[[Any], Any]:
    """What takes what stands at these places out of a list or tuple, as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda items: tuple([items[place] for place in places])


def _check(head: ReportHead, values: Mapping[str, Any], path: str) -> None:
    """What the careful reader would say something about: another place, facts of one key, numbers not kept exactly."""
    folder, _, name = path.rpartition("/")
    numbers = [
        number["value"] if isinstance(number, dict) else number
        for fact in values.get("facts", ())
        for number in (fact["value"], *fact.get("parts", ()))
    ]
    if (
        str(head.year) != name.rpartition(".")[0]
        or head.agency != folder.rpartition("/")[2]
        or len({fact.key for fact in head.facts}) != len(head.facts)
        or not all(type(number) is int and abs(number) < LARGEST for number in numbers)
    ):
        raise ValueError(path)
