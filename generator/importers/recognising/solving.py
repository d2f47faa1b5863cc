"""Which readings of a table's rows agree with the form's arithmetic: exact, over all rows at once.

Every row has its possible readings. Relations within a row have cut them down already; relations between rows hold in
every column. All sets of readings that satisfy them are looked through (by sums of the rows so far, so it is exact
and fast); a reading that is in none of them is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from itertools import combinations
from typing import TYPE_CHECKING, Final

from generator.importers.recognising.splitting import Reading, Sum, TooMuchError, number_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from generator.forms.form import Form, Section

MOST_WORK: Final = 60_000
"""Additions of rows that are spent on one table; one that needs more stays in doubt."""
MOST_DROPPED: Final = 2
"""Relations, each in one column, that a published table may break and still be read by the others."""

Vector = tuple[Decimal, ...]
Readings = dict[str, list[Reading]]
"""The possible readings of each row."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Rows whose cells in one column add up to those of other rows: the weight of each row."""

    code: str
    column: int
    weights: Mapping[str, int]


class _Relations:
    """The relations of one table, looked up once."""

    def __init__(self, form: Form, section: Section) -> None:
        self.form = form
        self.sums = {row: _sums_of(form, section, row) for row in section.rows}
        self.balances = list(_balances_of(form, section))


_KEPT: dict[tuple[int, str], _Relations] = {}
MOST_KEPT: Final = 500


def _relations_of(form: Form, section: Section) -> _Relations:
    key = (id(form), section.key)
    kept = _KEPT.get(key)
    if kept is None or kept.form is not form:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[key] = _Relations(form, section)
    return kept


def sums_of(form: Form, section: Section, row: str) -> list[Sum]:
    """The relations within a row of a table, by the places of its cells."""
    return _relations_of(form, section).sums[row]


def balances_of(form: Form, section: Section, present: Collection[str]) -> list[Balance]:
    """The relations between rows that can be asked: all their rows are there and have the column."""
    rows = set(present)
    return [balance for balance in _relations_of(form, section).balances if balance.weights.keys() <= rows]


def _sums_of(form: Form, section: Section, row: str) -> list[Sum]:
    block = section.rows[row][1]
    places = {column.key or "": at for at, column in enumerate(block.column_leaves)}
    return [
        Sum(tuple(places[key] for key in relation.sum), places[relation.equals[0]])
        for relation in form.relations
        if relation.section == section.key
        and relation.each == "row"
        and len(relation.equals) == 1
        and {*relation.sum, *relation.equals} <= places.keys()
    ]


def _balances_of(form: Form, section: Section) -> Iterator[Balance]:
    for relation in form.relations:
        if relation.section != section.key or relation.each != "column" or relation.severity == "note":
            continue
        weights = dict.fromkeys(_named(section, relation.sum), 1)
        weights |= dict.fromkeys(_named(section, relation.equals), -1)
        width = min((section.widths[key] for key in weights), default=0)
        for column in range(width):
            yield Balance(relation.code, column, weights)


def _named(section: Section, names: Sequence[str]) -> list[str]:
    return [key for key in section.rows if any(fnmatchcase(key, name) for name in names)]


def solve(table: Readings, balances: Sequence[Balance]) -> Readings:
    """The readings that some solution of all balances uses; the fewest balances are dropped where there is none.

    Where several sets of as few dropped balances lead to solutions, the readings of all of them are kept. Nothing is
    dropped where there is too much to look through.
    """
    open_rows = [key for key, found in table.items() if len(found) > 1]
    asked = [balance for balance in balances if _is_asked(balance, table)]
    if not open_rows or not asked:
        return table
    work = _Work()
    try:
        for dropped in range(MOST_DROPPED + 1):
            union: dict[str, set[Reading]] = {key: set() for key in open_rows}
            for out in combinations(asked, len(asked) - dropped):
                for key, found in _used(table, open_rows, out, work).items():
                    union[key] |= found
            if all(union.values()):
                return {key: [r for r in found if key not in union or r in union[key]] for key, found in table.items()}
    except TooMuchError:
        pass
    return table


class _Work:
    """What may still be spent on one table."""

    def __init__(self) -> None:
        self.left = MOST_WORK

    def take(self, amount: int) -> None:
        """Spends some of it.

        Raises:
            TooMuchError: there is not as much.
        """
        self.left -= amount
        if self.left < 0:
            raise TooMuchError


def _is_asked(balance: Balance, table: Readings) -> bool:
    """Whether all its cells have numbers or blanks, and a row with several readings is among them."""
    if not any(len(table[key]) > 1 for key in balance.weights):
        return False
    fixed = (table[key][0][balance.column] for key in balance.weights if len(table[key]) == 1)
    totals = (key for key, weight in balance.weights.items() if weight < 0 and len(table[key]) == 1)
    return all(word != "?" for word in fixed) and all(
        number_of(table[key][0][balance.column]) is not None for key in totals
    )


def _used(
    table: Readings, open_rows: Sequence[str], balances: Sequence[Balance], work: _Work
) -> dict[str, set[Reading]]:
    """For each open row the readings that are in some solution.

    Raises:
        TooMuchError: there is too much to look through.
    """
    fixed = [
        {key: _value(table[key][0], balance.column) for key in balance.weights if len(table[key]) == 1}
        for balance in balances
    ]
    target = tuple(
        -sum((balance.weights[key] * value for key, value in values.items()), Decimal(0))
        for balance, values in zip(balances, fixed, strict=True)
    )
    steps = [
        [(found, tuple(b.weights.get(key, 0) * _value(found, b.column) for b in balances)) for found in table[key]]
        for key in open_rows
    ]
    bounds = _bounds(steps, target)
    layers = [{tuple(Decimal(0) for _ in balances)}]
    for at, step in enumerate(steps):
        low, high = bounds[at + 1]
        work.take(2 * len(layers[-1]) * len(step))
        sums = (_plus(before, add) for before in layers[-1] for _, add in step)
        layers.append({total for total in sums if _within(total, low, high, target)})
    return _traced(open_rows, steps, layers, target)


def _traced(
    open_rows: Sequence[str], steps: list[list[tuple[Reading, Vector]]], layers: list[set[Vector]], target: Vector
) -> dict[str, set[Reading]]:
    """The readings on the ways that lead to the target, from the last row back to the first."""
    alive = {target} & layers[-1]
    used: dict[str, set[Reading]] = {key: set() for key in open_rows}
    for at in range(len(steps) - 1, -1, -1) if alive else ():
        earlier = set()
        for before in layers[at]:
            for reading, add in steps[at]:
                if _plus(before, add) in alive:
                    used[open_rows[at]].add(reading)
                    earlier.add(before)
        alive = earlier
    return used


def _bounds(steps: list[list[tuple[Reading, Vector]]], target: Vector) -> list[tuple[Vector, Vector]]:
    """For each number of rows taken: the least and the most that the rows still to come can add."""
    low = high = tuple(Decimal(0) for _ in target)
    bounds = [(low, high)]
    for step in reversed(steps):
        vectors = [add for _, add in step]
        low = _plus(low, tuple(map(min, zip(*vectors, strict=True))))
        high = _plus(high, tuple(map(max, zip(*vectors, strict=True))))
        bounds.append((low, high))
    return bounds[::-1]


def _within(total: Vector, low: Vector, high: Vector, target: Vector) -> bool:
    return all(least <= goal - have <= most for have, least, most, goal in zip(total, low, high, target, strict=True))


def _plus(a: Vector, b: Vector) -> Vector:
    return tuple(map(Decimal.__add__, a, b))


def _value(reading: Reading, column: int) -> Decimal:
    return number_of(reading[column]) or Decimal(0)
