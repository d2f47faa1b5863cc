"""The lines found for a table's rows, with every way to read them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.importers.recognising.aligning import SURE, may_fit
from generator.importers.recognising.cells import THOUSANDS, word_of
from generator.importers.recognising.columns import contradicts
from generator.importers.recognising.solving import sums_of
from generator.importers.recognising.splitting import Reading, Sum, number_of, readings, with_blanks

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from generator.forms.form import Form, Head, Section
    from generator.importers.recognising.aligning import Alignment, Match
    from generator.importers.recognising.columns import Columns, Order
    from generator.importers.recognising.labels import Labels
    from generator.importers.recognising.lines import Line, Piece

BLANK: Final = "_"
UNREAD: Final = "?"


@dataclass(frozen=True, slots=True)
class Row:
    """One or more rows of a form that one line holds: their pieces and the ways to read these, none for no way.

    `plain`: each piece is one cell. `by` says what cut the readings down. `sure`: the words before the pieces, or
    their place, say that the line is these rows; `placed`: it is only their place that says so. `line` is the line's
    place in the document.
    """

    keys: tuple[str, ...]
    widths: tuple[int, ...]
    pieces: tuple[Piece, ...]
    found: tuple[Reading, ...]
    plain: bool
    sure: bool
    by: str = ""
    placed: bool = False
    line: int = 0

    @property
    def printed(self) -> str:
        """The pieces as they stand in the document."""
        return " ".join(piece.text.strip() for piece in self.pieces).strip()

    def narrowed(self, found: Sequence[Reading], by: str) -> Row:
        """The same with fewer readings, for a reason."""
        return replace(self, found=tuple(found), by=by)


def read_rows(form: Form, alignment: Alignment, lines: Sequence[Line], columns: Columns, *, blanks: bool) -> list[Row]:
    """The rows of a table as far as each can be read by itself; with `blanks` cells may be missing without a trace."""
    section = alignment.labels.section
    keys = list(section.rows)
    rows: list[Row] = []
    orders: dict[tuple[Head, ...], Order | None] = {}
    for match, sure in zip(alignment.matches, _sure(alignment.labels, alignment.matches, lines), strict=True):
        wanted, line = _Wanted(form, section, tuple(keys[match.row : match.row + match.count])), lines[match.line]
        if sure or match.likeness or len(line.pieces) == len(wanted.columns):
            row = _read(wanted, line, match, sure=sure, blanks=blanks)
            heads = tuple(wanted.columns)
            order = columns.order(section, wanted.keys, row.pieces) if row.plain else ()
            if order != ():
                orders[heads] = order
            elif heads not in orders:
                orders[heads] = None if contradicts(section, wanted.keys[0], line) else ()
            rows.append(_ordered(row, orders[heads]))
    return _with_strays(form, section, rows, lines)


def _ordered(row: Row, order: Order | None) -> Row:
    """A row with its cells in the form's order; unsure where it isn't known what the order is."""
    if not order and order is not None:
        return row
    if order is None or not row.plain:
        same = order is not None and order == tuple(range(len(order)))
        return row if same else replace(row, sure=False)
    pieces = tuple(row.pieces[at] for at in order)
    return replace(row, pieces=pieces, found=(tuple(row.found[0][at] for at in order),))


def _with_strays(form: Form, section: Section, rows: list[Row], lines: Sequence[Line]) -> list[Row]:
    """The rows with a second reading where a total is blank, and just this number stands astray within the table."""
    taken = {row.line for row in rows}
    between = [at for at in range(min(taken, default=0), max(taken, default=-1)) if at not in taken]
    strays = {lines[at].pieces[0].plain for at in between if len(lines[at].pieces) == 1}
    return [_with_stray(row, sums_of(form, section, row.keys[0]), strays) for row in rows] if strays else rows


def _with_stray(row: Row, sums: Sequence[Sum], strays: Container[str]) -> Row:
    for each in sums if row.plain and len(row.keys) == 1 else ():
        reading = row.found[0]
        total = str(sum((number_of(reading[at]) or Decimal(0)) for at in each.parts))
        if reading[each.whole] == BLANK and total != "0" and total in strays:
            other = tuple(total if at == each.whole else word for at, word in enumerate(reading))
            return replace(row, found=(reading, other), plain=False)
    return row


class _Wanted:
    """The rows that a line should hold, side by side: their columns and the sums within them."""

    def __init__(self, form: Form, section: Section, keys: tuple[str, ...]) -> None:
        self.keys, self.widths = keys, tuple(section.widths[key] for key in keys)
        self.columns: list[Head] = []
        self.sums: list[Sum] = []
        for key in keys:
            start = len(self.columns)
            for each in sums_of(form, section, key):
                self.sums.append(Sum(tuple(at + start for at in each.parts), each.whole + start))
            self.columns += section.rows[key][1].column_leaves


def loses_blanks(alignment: Alignment, lines: Sequence[Line]) -> bool:
    """Whether blank cells left no trace in this document.

    So it is where some row has fewer characters than cells, or where cells stand one below another and some row has
    fewer of them than columns.
    """
    widths = alignment.labels.widths
    found = [(lines[match.line], sum(widths[match.row : match.row + match.count])) for match in alignment.matches]
    stacked = any(line.stacked for line, _ in found)
    return any(not line.hard and len(line.pieces) < width and (stacked or line.length < width) for line, width in found)


def _read(wanted: _Wanted, line: Line, match: Match, *, sure: bool, blanks: bool) -> Row:
    width = len(wanted.columns)
    pieces = _trimmed(line.pieces, width)
    make = partial(Row, wanted.keys, wanted.widths, pieces, sure=sure, placed=match.likeness < SURE, line=match.line)
    if len(pieces) == width:
        words = tuple(word_of(piece.text) or UNREAD for piece in pieces)
        if UNREAD in words and wanted.sums:
            joined = tuple(
                piece.plain if THOUSANDS.fullmatch(piece.text.strip()) else word
                for piece, word in zip(pieces, words, strict=True)
            )
            words = joined if all(each.holds(joined) for each in wanted.sums) else words
        return make((words,), plain=True)
    filled = [piece for piece in pieces if piece.plain]
    if line.hard:
        every = with_blanks(filled, width)
        found = [each for each in every if all(sums.holds(each) for sums in wanted.sums)]
        if all(each[sums.whole] == BLANK for each in found for sums in wanted.sums):
            found = [each for each in every if all(sums.leaves(each) for sums in wanted.sums)]
    else:
        blanks = blanks or len(filled) > 1
        found = readings(filled, wanted.columns, wanted.sums, blanks=blanks)
        if not found and wanted.sums and not blanks:
            found = readings(filled, wanted.columns, [])
    found.sort(key=lambda each: each.count("_"))
    tight = sum(len(piece.plain) for piece in filled) == width
    by = "arithmetic" if wanted.sums and not tight else "width"
    return make(tuple(found), plain=False, by=by)


def _trimmed(pieces: tuple[Piece, ...], width: int) -> tuple[Piece, ...]:
    """The pieces without the blank ones around that are too many."""
    start, end = 0, len(pieces)
    while end - start > width and not pieces[end - 1].plain:
        end -= 1
    while end - start > width and not pieces[start].plain:
        start += 1
    return pieces[start:end]


def _sure(labels: Labels, matches: Sequence[Match], lines: Sequence[Line]) -> list[bool]:
    """Whether each line is surely its rows: by its words, or as one of just as many lines as rows between such."""
    marks: list[bool] = []
    for at, match in enumerate(matches):
        if match.likeness >= SURE:
            marks.append(True)
            continue
        before = max((n for n in range(at) if matches[n].likeness >= SURE), default=-1)
        after = min((n for n in range(at, len(matches)) if matches[n].likeness >= SURE), default=len(matches))
        run = matches[max(before, 0) : after + 1]
        width = labels.widths[match.row]
        whole = all(
            a.row + a.count == b.row and not any(may_fit(lines[at], width) for at in range(a.line + 1, b.line))
            for a, b in pairwise(run)
        )
        begins = before >= 0 or run[0].row == 0
        ends = after < len(matches) or run[-1].row + run[-1].count == len(labels.widths)
        inside = before >= 0 and after < len(matches)
        line = lines[match.line]
        words = match.likeness > 0 or not line.label or (inside and labels.resembles(match.row, line))
        marks.append(whole and begins and ends and words)
    return marks
