"""What else speaks for one reading of a row among several: reports of the years beside it, and the text."""

from __future__ import annotations

import re
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING, Final

from generator.importers.document import Text
from generator.importers.recognising.normal import plain
from generator.importers.recognising.splitting import number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.forms.form import Chain, Form, Section
    from generator.importers.document import Block
    from generator.importers.recognising.labels import Wanted
    from generator.importers.recognising.splitting import Reading
    from generator.models.cell import Cell

LONGEST_CLAUSE: Final = 80
FEWEST_DIGITS: Final = 3
"""Digits that the text must repeat of a reading before it counts."""
FEWEST_PAIRS: Final = 3
"""Pairs of characters that a clause must share with a row's label to speak of it."""

_STOPS: Final = re.compile(r"[。;,:!?、()]")
_NUMBER: Final = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")


class Neighbours:
    """The figures of the years before and after a report, as far as they are known."""

    def __init__(self, year: int | None, other_years: Callable[[int], Mapping[str, Cell]] | None) -> None:
        self._year, self._other_years = year, other_years

    @cached_property
    def before(self) -> Mapping[str, Cell]:
        """The cells of the year before, by address."""
        return self._other_years(self._year - 1) if self._year is not None and self._other_years else {}

    @cached_property
    def after(self) -> Mapping[str, Cell]:
        """The cells of the year after, by address."""
        return self._other_years(self._year + 1) if self._year is not None and self._other_years else {}

    def agreeing(self, form: Form, section: Section, row: str, found: Sequence[Reading]) -> list[Reading]:
        """The readings of a row that go with one of the neighbouring years; none where no year says anything."""
        chains = [chain for chain in form.chains if chain.section == section.key]
        tests = [test for chain in chains for test in self._tests(chain, section, row)]
        return [reading for reading in found if any(test(reading) for test in tests)]

    def bind(self, form: Form, section: Section, rows: Mapping[str, Reading]) -> bool:
        """Whether rows, each with one reading, go with the neighbouring years in everything that can be asked."""
        chains = [chain for chain in form.chains if chain.section == section.key]
        answers = [test(rows[row]) for row in rows for chain in chains for test in self._tests(chain, section, row)]
        return bool(answers) and all(answers)

    def _tests(self, chain: Chain, section: Section, row: str) -> Iterator[Callable[[Reading], bool]]:
        columns = [column.key or "" for column in section.rows[row][1].column_leaves]
        if chain.each == "row":
            if any(fnmatchcase(row, name) for name in chain.rows):
                yield from self._along_a_row(chain, f"{section.key}.{row}.", columns)
        elif not chain.sum and chain.before == (row,) and len(chain.equals) == 1:
            yield from _same_as(self.after, f"{section.key}.{chain.equals[0]}.", columns)
        elif not chain.sum and chain.equals == (row,) and len(chain.before) == 1:
            yield from _same_as(self.before, f"{section.key}.{chain.before[0]}.", columns)

    def _along_a_row(self, chain: Chain, lead: str, columns: list[str]) -> Iterator[Callable[[Reading], bool]]:
        known = _total(self.before.get(lead + column) for column in chain.before)
        if known is not None:
            yield lambda reading: _balanced(known, reading, columns, chain.sum, chain.equals)
        added = _total(self.after.get(lead + column) for column in chain.sum)
        total = _total(self.after.get(lead + column) for column in chain.equals)
        if added is not None and total is not None:
            yield lambda reading: _balanced(added - total, reading, columns, chain.before, ())


def _same_as(cells: Mapping[str, Cell], lead: str, columns: list[str]) -> Iterator[Callable[[Reading], bool]]:
    wanted = [cell.number if (cell := cells.get(lead + column)) else None for column in columns]
    if any(number is not None for number in wanted):
        yield lambda reading: all(
            number is None or number_of(word) == number for word, number in zip(reading, wanted, strict=True)
        )


def _total(cells: Iterable[Cell | None]) -> Decimal | None:
    total = Decimal(0)
    for cell in cells:
        if cell is None or cell.number is None:
            return None
        total += cell.number
    return total


def _balanced(known: Decimal, reading: Reading, columns: list[str], plus: Sequence[str], minus: Sequence[str]) -> bool:
    numbers = dict(zip(columns, map(number_of, reading), strict=True))
    total = known
    for names, sign in ((plus, 1), (minus, -1)):
        for name in names:
            number = numbers.get(name)
            if number is None:
                return False
            total += sign * number
    return total == 0


class Clauses:
    """What the text says in numbers: its clauses with the numbers in them."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = blocks

    @cached_property
    def _clauses(self) -> list[tuple[str, frozenset[str]]]:
        texts = [plain(block.text) for block in self._blocks if isinstance(block, Text)]
        found = [clause for text in texts for clause in _STOPS.split(text) if len(clause) <= LONGEST_CLAUSE]
        return [(clause, frozenset(numbers)) for clause in found if (numbers := _NUMBER.findall(clause))]

    def agreeing(self, wanted: Wanted, found: Sequence[Reading], printed: str) -> list[Reading]:
        """The reading whose numbers the text repeats beside words of the row's label; none where it says nothing.

        The row itself (its cells are `printed` so, without white space) proves nothing.
        """
        pairs = {wanted.stem[at : at + 2] for at in range(len(wanted.stem) - 1)}
        numbers: set[str] = set()
        for clause, in_clause in self._clauses:
            if printed not in clause and sum(pair in clause for pair in pairs) >= min(FEWEST_PAIRS, len(pairs)):
                numbers |= in_clause
        weights = [sum(len(word) for word in reading if len(word) > 1 and word in numbers) for reading in found]
        best = max(weights, default=0)
        rest = [weight for weight in weights if weight != best]
        if best < FEWEST_DIGITS or weights.count(best) > 1 or max(rest, default=0) >= FEWEST_DIGITS:
            return []
        return [found[weights.index(best)]]
