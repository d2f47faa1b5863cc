"""What the readers of text and Markdown share: tables of tabs and of pipes, comments, a head of `key: value` lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.importers.document import Spot, Text
from generator.importers.readers.bounds import MOST_LINES
from generator.importers.readers.grids import Box, check_bounds, flow, make_table
from generator.importers.readers.spacing import collapse
from generator.importers.readers.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.importers.document import Table

_HEAD_LINE: Final = re.compile(r"\s*([^\s:：，。；、（）()]{1,12})\s*[:：]\s*(.*)")
_BODY: Final = re.compile(r"\s*[=\-—*_#]{3,}\s*正\s*文\s*[=\-—*_#]{3,}\s*")
_LONGEST_HEAD: Final = 40
_UNESCAPED_PIPE: Final = re.compile(r"(?<!\\)\|")
_TABS_OF_A_TABLE: Final = 2
_CELLS_OF_A_TABLE: Final = 4
_DASHES: Final = 3
_OF_SEPARATORS: Final = frozenset(" \t|:-")
_BULLETS: Final = frozenset("•●▪◆·")
_DEEPEST_HEADING: Final = 6
_LONGEST_COMMENT: Final = 100_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number in the file, from 1."""

    number: int
    text: str


def number_lines(text: str) -> list[Line]:
    """The lines of a text without comments, those of word processors (`<!--[if …]-->`) among them.

    Raises:
        Unreadable: there are too many.
    """
    lines = _without_comments(text).splitlines()
    if len(lines) > MOST_LINES:
        raise Unreadable("import-too-many-parts", found=f"{len(lines)}", most=f"{MOST_LINES}")
    return [Line(number, line) for number, line in enumerate(lines, 1)]


def _without_comments(text: str) -> str:
    """A text without its comments; the line breaks in them are kept, so that lines keep their numbers."""
    kept: list[str] = []
    at, start, end = 0, text.find("<!--"), 0
    while start >= 0:
        if end < start:
            end = text.find("-->", start)
            if end < 0:
                break
        if end - start <= _LONGEST_COMMENT:
            kept += text[at:start], "\n" * text.count("\n", start, end)
            at = end + len("-->")
        start = text.find("<!--", max(at, start + 1))
    return "".join(kept) + text[at:]


def heading_of(text: str) -> tuple[int, str]:
    """The level, 1-6, and the text of a heading that begins with number signs; 0 where a line is none."""
    stripped = text.strip()
    title = stripped.lstrip("#")
    level = len(stripped) - len(title)
    if not 0 < level <= _DEEPEST_HEADING or not (title[:1].isspace() or not title):
        return 0, text
    shorter = title.rstrip("#")
    return level, (shorter if shorter[-1:].isspace() else title).strip()


def item_of(text: str) -> tuple[str, bool]:
    """The text of an item of a list without its bullet; whether it is one."""
    stripped = text.strip()
    is_item = stripped[:1] in _BULLETS and stripped[1:2].isspace()
    return (stripped[1:].strip(), True) if is_item else (text, False)


def take_head(lines: Sequence[Line]) -> tuple[dict[str, str], Sequence[Line]]:
    """What an archive says about a page above its text, and the lines of the text.

    Such a head is lines of `key: value` closed by a line like `===== 正文 =====`; without that line there is none.
    """
    end = next((at for at, line in enumerate(lines[:_LONGEST_HEAD]) if _BODY.fullmatch(line.text)), None)
    if end is None:
        return {}, lines
    pairs = filter(None, (_HEAD_LINE.fullmatch(line.text) for line in lines[:end]))
    return {match[1]: value for match in pairs if (value := collapse(match[2]))}, lines[end + 1 :]


def is_piped(line: Line) -> bool:
    """Whether a line is a row of cells between pipes."""
    text = line.text.strip()
    return len(text) > 1 and text.startswith("|") and text.endswith("|")


def is_separator(line: Line) -> bool:
    """Whether a line can be the one below the head of a pipe table."""
    if not set(line.text) <= _OF_SEPARATORS:
        return False
    return all(cell.strip().strip(":") and not cell.strip().strip(":").strip("-") for cell in piped_cells(line))


def piped_rows(lines: Sequence[Line]) -> list[list[str]]:
    """The rows of cells in the lines of a pipe table; a single dash is a cell unless it stands below the head."""
    return [
        piped_cells(line)
        for at, line in enumerate(lines)
        if not is_separator(line) or (at != 1 and line.text.count("-") < _DASHES * len(piped_cells(line)))
    ]


def is_tabbed(line: Line) -> bool:
    """Whether a line has a tab other than as its indentation."""
    return "\t" in line.text.strip()


def piped_cells(line: Line) -> list[str]:
    """The cells of a row between pipes."""
    parts = _UNESCAPED_PIPE.split(line.text.strip())
    start, end = (parts[0].strip() == "", parts[-1].strip() == "")
    return [part.replace(r"\|", "|") for part in parts[start : len(parts) - end]]


def tabbed_cells(line: Line) -> list[str]:
    """The cells of a row between tabs."""
    return line.text.rstrip("\r\n").split("\t")


def is_cell(line: Line) -> bool:
    """Whether a line is one cell of a table copied cell by cell: a tab, and its text if it has any."""
    return line.text.startswith("\t") and "\t" not in line.text[1:].rstrip("\t ")


def cells_from(lines: Sequence[Line], start: int) -> Sequence[Line]:
    """The lines from `start` on of a table copied cell by cell; empty lines part its rows."""
    end = start
    for at in range(start, len(lines)):
        if is_cell(lines[at]):
            end = at + 1
        elif lines[at].text.strip():
            break
    cells = lines[start:end]
    return cells if sum(map(is_cell, cells)) >= _CELLS_OF_A_TABLE else ()


def celled_rows(lines: Sequence[Line]) -> list[list[str]]:
    """The rows of a table copied cell by cell."""
    groups = groupby(lines, key=is_cell)
    return [[line.text for line in group] for is_row, group in groups if is_row]


def rows_from(lines: Sequence[Line], start: int, belongs: Callable[[Line], bool]) -> Sequence[Line]:
    """The lines from `start` on that belong to a table."""
    end = start
    while end < len(lines) and belongs(lines[end]):
        end += 1
    return lines[start:end]


def is_table_of_tabs(rows: Sequence[Line]) -> bool:
    """Whether lines with tabs are a table, not a single label and its value."""
    return len(rows) > 1 or (len(rows) == 1 and rows[0].text.strip().count("\t") >= _TABS_OF_A_TABLE)


def line_table(rows: Sequence[list[str]], number: int, clean: Callable[[str], str] = collapse) -> Iterator[Table]:
    """The table of some rows of cells that begins in a line."""
    check_bounds(len(rows), max(map(len, rows), default=0))
    boxes = [[Box(_texts(clean(cell))) for cell in row] for row in rows]
    yield from make_table(flow(boxes), Spot(line=number))


def _texts(text: str) -> list[Text]:
    return [Text(text)] if text else []
