"""A report read quickly, where nothing at all is to be said about it; the careful reader does all others.

Both give the same report: what this one is not certain of, it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from generator.datafiles.quick import read_quickly
from generator.datafiles.shapes import Shapes, Slot, fill
from generator.models.cell import Cell, Cells, split_row
from generator.models.report import Figures, Report, ReportHead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from generator.forms.form import Form, Section
    from generator.forms.reading import Forms

LARGEST: Final = 10**18
MOST_ROWS: Final = 5_000
LONGEST_ROW: Final = 200
MOST_TABLES: Final = 1_000
ANY: Final = Cells()
COUNTS: Final = Cells(counts_only=True)

Row = tuple[Cell, ...]


class Rows(dict[str, Row]):
    """The cells of rows by their text, each made once; `columns` are those that may stand in each column.

    A text that is no such row raises ValueError.
    """

    def __init__(self, columns: Iterable[Mapping[str, Cell]]) -> None:
        super().__init__()
        self.columns = tuple(columns)

    def __missing__(self, text: str) -> Row:
        words = text.split() if "（" not in text and "(" not in text else [word for _, word in split_row(text)]
        cells = tuple([known[word] for known, word in zip(self.columns, words, strict=True)])
        if len(text) <= LONGEST_ROW:
            if len(self) >= MOST_ROWS:
                self.clear()
            self[text] = cells
        return cells


@dataclass(frozen=True, slots=True)
class _Table:
    """How a table of a form is read: `take` brings the texts of its rows into the form's order."""

    form: Form
    section: Section
    names: tuple[str, ...]
    rows: tuple[Rows, ...]
    take: Callable[[Sequence[Any]], tuple[str, ...]]

    def read(self, values: Sequence[Any]) -> Figures:
        """The cells of all rows; ValueError where anything is to be said about one."""
        cells = [rows[text] for rows, text in zip(self.rows, self.take(values), strict=True)]
        return Figures(self.form, self.section, dict(zip(self.names, cells, strict=True)))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a table stands in data files of one shape: its form and, in their order, its rows.

    `tables` are how it is read, by the form that a data file names.
    """

    key: str
    form: Slot
    names: tuple[str, ...]
    slots: tuple[Slot, ...]
    tables: dict[str, _Table] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the values of a report stand in data files of one shape."""

    tables: tuple[_Place, ...]
    narrative: Mapping[str, Slot]
    head: Mapping[str, Any]


class QuickReader:
    """Reads sound reports by these forms; gives None for all others."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self._shapes = Shapes(self._plan)
        self._rows: dict[tuple[bool, ...], Rows] = {}
        self._table = lru_cache(MOST_TABLES)(self._new_table)

    def read(self, path: str, content: bytes, digest: str) -> Report | None:
        """One report from the bytes of its data file."""
        try:
            planned = None if path.endswith(".json") else self._shapes.read(content)
            if planned:
                return self._planned(path, *planned, digest)
            values = read_quickly(path, content)
            return None if values is None else self._report(path, values, digest)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def _plan(self, tree: dict[str, Any]) -> _Plan:
        tables = [_Place(key, *_rows_of(tree.pop(key))) for key in [key for key in tree if key in self._sections]]
        return _Plan(tuple(tables), tree.pop("narrative", {}), tree)

    def _planned(self, path: str, plan: _Plan, values: Sequence[Any], digest: str) -> Report:
        figures = []
        for place in plan.tables:
            form = values[place.form]
            table = place.tables.get(form)
            if table is None:
                table = place.tables[form] = self._table(form, place.key, place.names, place.slots)
            figures.append(table.read(values))
        narrative = {key: values[slot] for key, slot in plan.narrative.items()}
        return self._whole(path, fill(plan.head, values), figures, narrative, digest)

    def _report(self, path: str, values: dict[str, Any], digest: str) -> Report:
        figures = []
        for key in [key for key in values if key in self._sections]:
            form, names, texts = _rows_of(values.pop(key))
            figures.append(self._table(form, key, names, tuple(range(len(names)))).read(texts))
        return self._whole(path, values, figures, values.pop("narrative", {}), digest)

    @cached_property
    def _sections(self) -> frozenset[str]:
        return frozenset(key for form in self.forms.values() for key in form.tables)

    def _whole(
        self, path: str, values: dict[str, Any], figures: list[Figures], narrative: dict[str, str], digest: str
    ) -> Report:
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

    def _new_table(self, name: str, key: str, names: tuple[str, ...], places: tuple[int, ...]) -> _Table:
        """How rows of these names, whose texts stand at these places, are read."""
        form = self.forms[name]
        section = form.tables[key]
        needed = {key for key, (row, _) in section.rows.items() if not row.optional}
        if len(set(names)) != len(names) or not needed <= set(names) <= set(section.rows) or not names:
            raise ValueError(key)
        at = dict(zip(names, places, strict=True))
        ordered = tuple(row for row in section.rows if row in at)
        rows = tuple(self._rows_for(section, row) for row in ordered)
        return _Table(form, section, ordered, rows, _several([at[row] for row in ordered]))

    def _rows_for(self, section: Section, name: str) -> Rows:
        row, block = section.rows[name]
        counts = tuple((row.number or column.number) == "count" for column in block.column_leaves)
        if counts not in self._rows:
            self._rows[counts] = Rows(COUNTS if is_count else ANY for is_count in counts)
        return self._rows[counts]


def _rows_of(table: Mapping[str, Any]) -> tuple[Any, tuple[str, ...], tuple[Any, ...]]:
    """The form that a table names; the names of its rows, and what stands in each."""
    names: list[str] = []
    texts: list[Any] = []
    for name, value in table.items():
        if type(value) is dict:
            names += [f"{name}.{end}" for end in value]
            texts += value.values()
        else:
            names.append(name)
            texts.append(value)
    at = names.index("form")
    del names[at]
    return texts.pop(at), tuple(names), tuple(texts)


def _several(places: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
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
