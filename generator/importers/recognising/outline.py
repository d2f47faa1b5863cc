"""The outline of a document: which blocks belong to which section of a report.

Headings are found by number and stem, wherever they stand: declared as headings, in lines of their own, broken over
two lines, or glued into a long line. Of all that look like headings the chain is taken that rises in number and has
most of them with text behind, so lists of contents and numbered rows of tables drop out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.importers.document import Block, Table, Text
from generator.importers.recognising.candidates import Candidate, find_headings
from generator.importers.recognising.normal import Plain, plain
from generator.importers.recognising.subsections import cut, find_subsections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.importers.document import Document

LONGEST_TITLE: Final = 60
"""In characters, of a line before the first section that may belong to the title."""
BY_NUMBER: Final = ("overview", "disclosure", "requests", "proceedings", "problems", "other")
"""The sections of the national forms since 2019, for headings that are only known by their number."""
MODERN: Final = {"proactive": "disclosure", "applications": "requests"}
OPENING: Final = re.compile(r"。|根据|按照|依据|依照|现将|本年度?报告|为了?[^。]{2,}")
"""What a line says with which an introduction begins."""
MARKS: Final = ("第二十条第", "本年新收", "收到和处理")
"""What only reports by a national form since 2019 say."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section, or a piece of one: its key as in the forms, its heading as published, and the blocks below it.

    One section may have several parts, such as the overview around its subsections. A piece that begins without a
    heading has an empty one.
    """

    section: str
    heading: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """What stands before the first section, and the sections.

    `modern` says that it follows a national form since 2019; `name` is the document's.
    """

    title_lines: tuple[Text, ...]
    intro: tuple[Block, ...]
    parts: tuple[Part, ...]
    modern: bool
    name: str = ""

    def of(self, *sections: str) -> Iterator[Block]:
        """The blocks of some sections, in the document's order."""
        for part in self.parts:
            if part.section in sections:
                yield from part.blocks


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Blocks with the plain forms of those that are texts."""

    blocks: Sequence[Block]
    forms: Sequence[Plain | None]

    def between(self, start: tuple[int, int], end: tuple[int, int]) -> tuple[Block, ...]:
        """What stands between two places; a place is a block and a character of its plain form."""
        found: list[Block | None] = []
        for at in range(start[0], min(end[0] + 1, len(self.blocks))):
            block, form = self.blocks[at], self.forms[at]
            if form is None or not isinstance(block, Text):
                found.append(block if at < end[0] else None)
            else:
                first, last = start[1] if at == start[0] else 0, end[1] if at == end[0] else len(form.text)
                found.append(cut(block, form, first, last) if first < last else None)
        return tuple(block for block in found if block is not None)


def make_outline(document: Document) -> Outline:
    """The outline of a document. One without any heading is all introduction."""
    read = _read(document.blocks)
    modern = any(map(_is_modern, read.blocks, read.forms))
    headings = [
        (found, section) for found in find_headings(read.blocks, read.forms) if (section := _key(found, modern))
    ]
    starts = [(found.block, found.start) for found, _ in headings] + [(len(read.blocks), 0)]
    before = read.between((0, 0), starts[0])
    parts: list[Part] = []
    for (found, section), end in zip(headings, starts[1:], strict=True):
        heading, begin = _heading(read, found)
        parts.append(Part(section, heading, read.between(begin, end)))
    count = next((at for at, block in enumerate(before) if not _is_title(block)), len(before))
    titles = tuple(block for block in before[:count] if isinstance(block, Text))
    present = {part.section for part in parts}
    divided = tuple(piece for part in parts for piece in _divided(part, present, modern=modern))
    return Outline(titles, before[count:], divided, modern, document.name)


def _read(blocks: Sequence[Block]) -> _Blocks:
    return _Blocks(blocks, [Plain(block.text) if isinstance(block, Text) else None for block in blocks])


def _is_modern(block: Block, form: Plain | None) -> bool:
    texts = [form.text] if form else [plain(cell.text) for cell in block.cells] if isinstance(block, Table) else []
    return any(mark in text for text in texts for mark in MARKS)


def _is_title(block: Block) -> bool:
    return isinstance(block, Text) and len(block.text) <= LONGEST_TITLE and not OPENING.search(plain(block.text))


def _key(found: Candidate, modern: bool) -> str:  # noqa: FBT001 - one of two readings
    if not modern:
        return found.section or ("overview" if found.number == 1 else "")
    by_number = BY_NUMBER[found.number - 1] if 0 < found.number <= len(BY_NUMBER) else ""
    return MODERN.get(found.section, found.section) or by_number


def _heading(read: _Blocks, found: Candidate) -> tuple[Text, tuple[int, int]]:
    """A heading as published, and the place behind it."""
    end = (found.block, found.end)
    if found.blocks > 1:
        end = (found.block + found.blocks, 0)
    pieces = [block for block in read.between((found.block, found.start), end) if isinstance(block, Text)]
    heading = replace(pieces[0], text="".join(piece.text for piece in pieces))
    return heading, end


def _divided(part: Part, present: set[str], *, modern: bool) -> Iterator[Part]:
    """A section cut at the headings of those subsections that are sections of their own."""
    read = _read(part.blocks)
    parent = part.section if modern or part.section != "overview" else ""
    headings = find_subsections(read.blocks, read.forms, parent)
    if parent != "overview":
        headings = [heading for heading in headings if heading.section and heading.section not in present]
    starts = [(heading.block, heading.start) for heading in headings] + [(len(read.blocks), 0)]
    first = read.between((0, 0), starts[0])
    if first or part.heading.text or not headings:
        yield replace(part, blocks=first)
    for (at, start, end, section), following in zip(headings, starts[1:], strict=True):
        title = [block for block in read.between((at, start), (at, end)) if isinstance(block, Text)]
        heading = title[0] if title else Text("", part.heading.spot)
        yield Part(section or part.section, heading, read.between((at, end), following))
