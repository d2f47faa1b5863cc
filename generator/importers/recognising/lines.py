"""A document as a stream of lines, whatever its format: some words, then the cells that follow them.

A row of a grid, a line of text, cells that stand one below another and a long text whose cells were glued together
all come out alike, with the borders that are known: a *hard* border parts cells, a *soft* one (white space) parts
cells or pieces of text, and between glued digits any border may have been lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from generator.importers.document import Spot, Table, TableCell, Text
from generator.importers.recognising.cells import MONEY, NUMBER, PARTED, REMARK, THOUSANDS, UNITS, is_cell, unmarked
from generator.importers.recognising.normal import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.importers.document import Block

LONGEST_LABEL: Final = 200
"""Characters of plain text before a cell that may belong to its label."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two borders: as published and in plain form. `hard`: both borders are those of a cell."""

    text: str
    plain: str
    spot: Spot
    hard: bool


@dataclass(frozen=True)
class Line:
    """Words and the pieces behind them. `label` is plain and may hold more than the row's label before it.

    `own` is the part of it that stands nearest, in the same cell, row or line; `beside` says that this is the row or
    line of the pieces too.
    """

    label: str
    own: str
    pieces: tuple[Piece, ...]
    beside: bool = False

    @cached_property
    def hard(self) -> bool:
        """Whether each piece is a cell."""
        return all(piece.hard for piece in self.pieces)

    @cached_property
    def filled(self) -> int:
        """How many pieces are not blank."""
        return sum(bool(piece.plain) for piece in self.pieces)

    @cached_property
    def length(self) -> int:
        """How many characters all pieces have."""
        return sum(len(piece.plain) for piece in self.pieces)

    @cached_property
    def tails(self) -> tuple[str, ...]:
        """The texts that may end with the row's words."""
        return (self.label, self.own) if self.own and not self.label.endswith(self.own) else (self.label,)

    @property
    def stacked(self) -> bool:
        """Whether several cells stand one below another."""
        return len(self.pieces) > 1 and len({piece.spot.line for piece in self.pieces} - {None}) == len(self.pieces)

    @property
    def spot(self) -> Spot:
        """Where its cells begin."""
        return self.pieces[0].spot


_NEVER: Final = (
    r"(?P<never>"
    r"[A-Za-z][\w.@:/?=&-]*"
    r"|\[\d{4}\]\s?第?\d+号"
    r"|第\s?\d+\s?[条号届期次]"
    r"|\d{4}\s?年(?:度)?(?:\s?\d+\s?月(?:\s?\d+\s?日)?)?"
    r"|\d+\s?(?:月\s?\d+\s?日|号文)"
    r"|^[^()\s]{1,60}[\u4e00-\u9fff]\)"
    r"|(?<![\d])\((?!\d+\s?(?:笔|万?元|件|条)?\))[^()]{1,60}\)"
    r")"
)
_CELL: Final = rf"(?P<cell>{NUMBER}(?:\s?{MONEY}|{UNITS}(?=\s|\d|$))?(?:\s?{REMARK})?)"
_SIGN: Final = r"(?P<sign>(?<![^\s\d/-])[-/]+(?=[\s\d/-]|$))"
_TOKEN: Final = re.compile(f"{_NEVER}|{_SIGN}|{_CELL}")
_ORDINAL: Final = re.compile(r"\s?(?:[.、]|\)(?=[\u4e00-\u9fff]))(?!\d)")
_PIPE: Final = re.compile(r"\s*\|\s*|\t")
_PAGE_NUMBER: Final = re.compile(r"[-—–－]\s?\d{1,3}\s?[-—–－]|第\s?\d{1,3}\s?页.{0,12}")
_CIRCLED: Final = str.maketrans({chr(0x2460 + at): f"{at + 1}." for at in range(9)})


def read_lines(blocks: Iterable[Block]) -> list[Line]:
    """The lines of a document in reading order. Words behind the last cell are left out."""
    stream = _Stream()
    for block in blocks:
        if isinstance(block, Table):
            for row in _rows(block):
                stream.add_row(*row)
        elif _PIPE.search(block.text):
            cells = [cell.strip() for cell in _PIPE.split(block.text.strip().strip("|"))]
            stream.add_row([(cell, block.spot) for cell in cells])
        else:
            stream.add_text(block)
    stream.flush()
    return stream.lines


def _rows(table: Table) -> Iterator[tuple[list[tuple[str, Spot]]]]:
    for at, row in enumerate(table.rows()):
        cells = [(cell.text, _spot(table.spot, at, cell)) for cell in row]
        if cells:
            yield (cells,)


def _spot(spot: Spot, row: int, cell: TableCell) -> Spot:
    return Spot(page=spot.page, table=spot.table, row=row + 1, column=cell.column + 1, line=spot.line)


@dataclass
class _Stream:
    """Gathers words until cells come, and cells until words come."""

    lines: list[Line] = field(default_factory=list)
    label: str = ""
    own: str = ""
    beside: bool = False
    pieces: list[Piece] = field(default_factory=list)
    stacking: bool = False

    def add_row(self, cells: list[tuple[str, Spot]]) -> None:
        """A row with borders: words first, then its cells; blank ones are cells too where they follow the words."""
        self.flush()
        forms = [plain(unmarked(text)) for text, _ in cells]
        first = _first_cell(forms)
        for form in forms[:first]:
            self.words(form)
        self.beside = any(forms[:first])
        for form, (text, spot) in zip(forms[first:], cells[first:], strict=True):
            if PARTED.search(text) and not (len(cells) - first > 1 and THOUSANDS.fullmatch(text.strip())):
                self.pieces += [Piece(part, plain(part), spot, hard=False) for part in text.split()]
            else:
                self.pieces.append(Piece(text, form, spot, hard=True))
        self.flush(bordered=True)

    def add_text(self, block: Text) -> None:
        """A paragraph or line: a cell as a whole, or words with cells among them."""
        if _PAGE_NUMBER.fullmatch(block.text):
            return
        form = plain(unmarked(block.text))
        if is_cell(form) and not PARTED.search(block.text):
            if not self.stacking:
                self.flush()
            self.stacking, self.beside = True, False
            self.pieces.append(Piece(block.text, form, block.spot, hard=False))
        else:
            self.flush()
            self._add_words_and_cells(block)

    def _add_words_and_cells(self, block: Text) -> None:
        text = unmarked(block.text).translate(_CIRCLED)
        spaced = " ".join(plain(word) for word in text.split())
        source = block.text if len(block.text) == len(spaced) else spaced
        self.own, self.beside, at = "", False, 0
        for found in _TOKEN.finditer(spaced):
            if found["never"]:
                continue
            start, end = found.span()
            ordinal = found["cell"] and _ORDINAL.match(spaced, end)
            if ordinal and spaced[end - 1].isdigit():
                end -= 1
            if between := spaced[at:start].strip():
                self.flush()
                self.words(between)
                self.beside = True
            at = end
            if end > start:
                piece = Piece(source[start:end], spaced[start:end].replace(" ", ""), block.spot, hard=False)
                self._append(piece, glued=not between and start > 0 and spaced[start - 1] != " ")
        if rest := spaced[at:].strip():
            self.flush()
            self.words(rest)

    def _append(self, piece: Piece, *, glued: bool) -> None:
        """A piece behind another without a border between them is one with it."""
        if glued and self.pieces:
            last = self.pieces.pop()
            piece = Piece(last.text + piece.text, last.plain + piece.plain, last.spot, hard=False)
        self.pieces.append(piece)

    def words(self, text: str) -> None:
        """Words that may be, or belong to, the label of the cells to come."""
        text = text.replace(" ", "")
        if text:
            self.label = (self.label + text)[-LONGEST_LABEL:]
            self.own = text[-LONGEST_LABEL:]

    def flush(self, *, bordered: bool = False) -> None:
        """Ends a line where there are cells; words wait for theirs."""
        filled = any(piece.plain for piece in self.pieces)
        if filled or (self.pieces and bordered and self.own):
            self.lines.append(Line(self.label, self.own, tuple(self.pieces), self.beside))
        if filled:
            # words before blank cells only may be heads as well, and then belong to the cells below
            self.label = self.own = ""
        if bordered or self.pieces:
            self.own = ""
        self.pieces, self.stacking = [], False


def _first_cell(forms: list[str]) -> int:
    """Where the cells of a bordered row begin: behind its words, or behind all of it where it has no cells."""
    cells = [at for at, form in enumerate(forms) if form and is_cell(form)]
    words = [at for at, form in enumerate(forms) if form and not is_cell(form)]
    if not cells:
        return words[-1] + 1 if words else len(forms)
    if not words or cells[0] > words[-1]:
        return words[-1] + 1 if words else 0
    return words[-1] + 1 if cells[-1] > words[-1] and cells[0] < words[0] else cells[0]
