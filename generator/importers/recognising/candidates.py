"""What looks like a heading in a document, and which of it most likely are the headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from generator.importers.document import Text
from generator.importers.recognising.headings import (
    HEADING,
    NUMBERINGS,
    ROWS,
    number_of,
    section_of,
    statistics_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.importers.document import Block
    from generator.importers.recognising.normal import Plain

LONGEST: Final = 45
"""In characters; a longer block is text, even if it begins as a heading does."""
FULL: Final = 100
"""Characters behind a heading from which on more of them don't make it likelier."""
TAIL: Final = re.compile(r"(?:以?及|和|与|、|改进|情况|措施).{0,12}")
"""How the second line of a heading begins whose first line could be one by itself."""
MOST: Final = 500
"""Candidates that are looked at; reports have a few dozen."""
ENOUGH: Final = 3
"""How many sections must be found for another way of numbering not to be tried."""
OPEN: Final = (",", "、", ";", *"0123456789")
"""How a line ends that goes on or belongs to a list of contents."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What looks like a heading: its block, its beginning and end in the block's plain form, its number (0: none).

    `section` is empty where only the number tells; `blocks` says how many blocks the heading covers.
    """

    block: int
    start: int
    end: int
    number: int
    section: str
    weight: float
    blocks: int = 1


def find_headings(blocks: Sequence[Block], forms: Sequence[Plain | None]) -> list[Candidate]:
    """The likeliest headings, in order. `forms` are the plain forms of the blocks that are texts."""
    best: list[Candidate] = []
    for numbering in NUMBERINGS:
        found = _chain(list(islice(_candidates(blocks, forms, numbering), MOST)), forms)
        if _sections(found) > _sections(best):
            best = found
        if _sections(best) >= ENOUGH:
            break
    return best


def _sections(found: Sequence[Candidate]) -> int:
    return len({one.section for one in found if one.section})


def _candidates(
    blocks: Sequence[Block], forms: Sequence[Plain | None], numbering: re.Pattern[str]
) -> Iterator[Candidate]:
    in_statistics = False
    for at, form in enumerate(forms):
        for found in (
            _in_block(blocks[at], forms[at + 1 : at + 2], at, form.text, numbering) if form and form.text else ()
        ):
            if not in_statistics or found.section in {"problems", "other"}:
                yield found
            in_statistics = in_statistics or found.section == "statistics"


def _in_block(
    block: Block, next_form: Sequence[Plain | None], at: int, text: str, numbering: re.Pattern[str]
) -> Iterator[Candidate]:
    if len(text) <= LONGEST and "。" not in text[:-1] and ";" not in text:
        following = next((form.text for form in next_form if form), "")
        declared = isinstance(block, Text) and block.level > 0
        if found := _alone(at, text, following, numbering.match(text), declared=declared):
            yield found
            return
    last = 0
    for number in numbering.finditer(text):
        if number.start() >= last and not ROWS.match(text, number.end()):
            section = section_of(text, number.end())
            if section:
                last = section[1]
                yield Candidate(at, number.start(), last, number_of(number[1] or number[2]), section[0], 3.0)
    if table := statistics_in(text, last):
        yield Candidate(at, *table, 0, "statistics", 2.0)


def _alone(at: int, text: str, following: str, number: re.Match[str] | None, *, declared: bool) -> Candidate | None:
    """A block that is a heading as a whole, or together with the next one."""
    start = number.end() if number else 0
    if start == len(text) or ROWS.match(text, start):
        return None
    if not (number or declared or _is_telling(text.rstrip(":。"))):
        return None
    whole = section_of(text, start)
    complete = whole is not None and whole[1] >= len(text.rstrip(":。"))
    if not number:
        return Candidate(at, 0, len(text), 0, whole[0], 2.0) if whole and complete else None
    value = number_of(number[1] or number[2])
    if whole is None or not complete or TAIL.fullmatch(following):
        joined = section_of(text + following, start) if len(text) + len(following) <= LONGEST else None
        if joined and joined[1] == len(text + following):
            return Candidate(at, 0, len(text), value, joined[0], 3.0, blocks=2)
    section = whole[0] if whole else _sought(text)
    if not whole and text.endswith(OPEN):
        return None
    return Candidate(at, 0, len(text), value, section, 3.0 if whole else 2.0 if section else 1.0)


def _sought(text: str) -> str:
    """The section whose words stand anywhere in a numbered line; empty where none does."""
    return next((key for key, pattern in HEADING.items() if key != "statistics" and pattern.search(text)), "")


def _is_telling(text: str) -> bool:
    """Whether an unnumbered line can't be the head of a row or column."""
    return "情况" in text or text.endswith(("概述", "概况", "事项", "措施", "问题", "统计表"))


def _chain(candidates: list[Candidate], forms: Sequence[Plain | None]) -> list[Candidate]:
    """The candidates that together weigh most: numbers rise, no section comes twice in a row."""
    totals: list[float] = []
    links: list[int] = []
    numbers: list[int] = []
    for at, this in enumerate(candidates):
        total, link = 0.0, -1
        for earlier in range(at):
            rises = not this.number or numbers[earlier] < this.number
            if rises and totals[earlier] > total and (not this.section or candidates[earlier].section != this.section):
                total, link = totals[earlier], earlier
        totals.append(total + this.weight + min(_body(candidates, at, forms), FULL) / FULL)
        links.append(link)
        numbers.append(this.number or (numbers[link] if link >= 0 else 0))
    chosen: list[Candidate] = []
    at = max(range(len(totals)), key=totals.__getitem__, default=-1)
    while at >= 0:
        chosen.append(candidates[at])
        at = links[at]
    return chosen[::-1]


def _body(candidates: list[Candidate], at: int, forms: Sequence[Plain | None]) -> int:
    """How many characters stand between a candidate and the next one; a table counts as a full text."""
    this = candidates[at]
    block, end = (candidates[at + 1].block, candidates[at + 1].start) if at + 1 < len(candidates) else (len(forms), 0)
    if this.block == block:
        return end - this.end
    size = end - this.end
    for form in forms[this.block : block]:
        size += len(form.text) if form else FULL
        if size >= FULL:
            break
    return size
