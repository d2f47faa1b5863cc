"""Which sums of a draft do not add up, by the relations of its form."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.forms.form import Form, Relation, Section
    from generator.sample.draft import Draft
    from generator.sample.requests import Rows


def broken(draft: Draft, form: Form) -> tuple[str, ...]:
    """The relations that do not hold, each as `<code>:<row or column>`."""
    return tuple(
        f"{relation.code}:{line}"
        for relation in form.relations
        if relation.section in draft.tables
        for line in _lines(relation, form.tables[relation.section], draft.tables[relation.section])
    )


def cells_of(section: Section, rows: Rows, key: str) -> tuple[int | str, ...]:
    """The cells of a row, zeros where the draft does not give it."""
    cells = rows.get(key)
    return (0,) * len(section.rows[key][1].column_leaves) if cells is None else cells


def _lines(relation: Relation, section: Section, rows: Rows) -> Iterator[str]:
    names = {key: [column.key or "" for column in block.column_leaves] for key, (_, block) in section.rows.items()}
    table = {key: dict(zip(names[key], cells_of(section, rows, key), strict=False)) for key in names}
    if relation.each == "column":
        columns = dict.fromkeys(column for listed in names.values() for column in listed)
        lines = {column: {key: cells[column] for key, cells in table.items() if column in cells} for column in columns}
    else:
        lines = {key: cells for key, cells in table.items() if cells}
    for line, cells in lines.items():
        left, right = _sum(cells, relation.sum), _sum(cells, relation.equals)
        if left is not None and right is not None and left != right:
            yield line


def _sum(cells: dict[str, int | str], patterns: Sequence[str]) -> int | None:
    """The sum of the cells that the patterns name; None where one of them is no number."""
    chosen = [cell for key, cell in cells.items() if any(fnmatchcase(key, pattern) for pattern in patterns)]
    numbers = [cell for cell in chosen if isinstance(cell, int)]
    return sum(numbers) if len(numbers) == len(chosen) else None
