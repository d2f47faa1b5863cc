"""The arithmetic of a form as live checks for a workbook: what is compared with what, and where the answer stands.

A check compares only when all its cells hold numbers; so a form that is being filled in stays quiet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.exports.grid import Grid, GridCell
    from generator.forms.form import Head, Relation, Section

_REMARK: Final = re.compile(r"（[^）]{4,}）")
_MOST_WORDS: Final = 24


@dataclass(frozen=True, slots=True)
class Check:
    """One relation in one row or column: the cells that add up (`left`) to others (`right`).

    `beside` says that the answer stands at the right of the cells' row, and not below their column.
    """

    relation: Relation
    left: tuple[GridCell, ...]
    right: tuple[GridCell, ...]
    beside: bool


def checks_of(section: Section, relations: Iterable[Relation], grid: Grid) -> Iterator[Check]:
    """Every relation of a table, once for each row or column in which all its cells are."""
    places = {cell.address: cell for cell in grid.cells if cell.index >= 0}
    for relation in relations:
        if relation.section != section.key:
            continue
        rows = relation.each == "column"
        for along in section.columns if rows else section.rows:
            left, right = (
                [_address(section, name, along, rows=rows) for name in _named(names, section, rows=rows)]
                for names in (relation.sum, relation.equals)
            )
            if left and right and all(address in places for address in (*left, *right)):
                beside = rows == (section.layout == "across")
                yield Check(relation, tuple(places[a] for a in left), tuple(places[a] for a in right), beside)


def _address(section: Section, name: str, along: str, *, rows: bool) -> str:
    return f"{section.key}.{name}.{along}" if rows else f"{section.key}.{along}.{name}"


def _named(names: Sequence[str], section: Section, *, rows: bool) -> Iterator[str]:
    """The rows or columns that a relation names; a name may stand for several."""
    known: Mapping[str, object] = section.rows if rows else section.columns
    for name in names:
        yield from (key for key in known if fnmatchcase(key, name))


def words_of(relation: Relation, section: Section) -> str:
    """A relation in the form's own words, such as 结果维持 + 结果纠正 = 总计."""
    return " = ".join(
        " + ".join(_label(name, relation, section) for name in names) for names in (relation.sum, relation.equals)
    )


def _label(name: str, relation: Relation, section: Section) -> str:
    if relation.each == "row":
        return section.columns[name].label.zh_hans
    if name in section.rows:
        head: Head | None = section.rows[name][0]
    else:
        heads = (head for block in section.blocks for head in block.rows)
        head = next((found for head in heads if (found := _group(head, name))), None)
    return _REMARK.sub("", head.label.zh_hans if head else name)[:_MOST_WORDS]


def _group(head: Head, name: str) -> Head | None:
    """The head that spans exactly the rows a name stands for."""
    if not head.heads:
        return None
    if all(fnmatchcase(leaf.key or "", name) for leaf in head.leaves()):
        return head
    return next((found for inner in head.heads if (found := _group(inner, name))), None)
