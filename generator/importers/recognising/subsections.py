"""The subsections of section one: parts of their own where their headings are those of the national forms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.importers.document import Text
from generator.importers.recognising.headings import ARABIC, BRACKETED, SUBSECTION, WITHIN, number_of
from generator.importers.recognising.normal import Plain

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from generator.importers.document import Block

LONGEST: Final = 30
"""In characters, of a subsection's heading up to its full stop or colon."""
LEAD: Final = 14
"""How many characters may stand between the number and the stem in a text that goes straight on."""
ENDS: Final = "。:;\n"
ON: Final = "0123456789我本全今为根按坚严积加一"
"""Characters a text begins with where it goes straight on behind a heading that doesn't end in 情况 or the like."""
CLOSED: Final = ("建设", "保障", "管理", "平台")
RUNS_ON: Final = ("的", "及", "和", "与", "、")
BREAKS: Final = frozenset(",、。.;:0123456789")


class Heading(NamedTuple):
    """A subsection's heading: its block, its place in the plain form, and its section (empty: another one)."""

    block: int
    start: int
    end: int
    section: str


def find_subsections(blocks: Sequence[Block], forms: Sequence[Plain | None], parent: str) -> list[Heading]:
    """The headings within a section that begin subsections, or that end one by beginning something else."""
    known = SUBSECTION if parent == "overview" else WITHIN.get(parent, {})
    bracketed = any(form and BRACKETED.search(form.text) for form in forms)
    return _numbered(blocks, forms, known, BRACKETED if bracketed else ARABIC)


def _numbered(
    blocks: Sequence[Block],
    forms: Sequence[Plain | None],
    known: Mapping[str, re.Pattern[str]],
    numbering: re.Pattern[str],
) -> list[Heading]:
    found: list[Heading] = []
    number = 0
    for at, (block, form) in enumerate(zip(blocks, forms, strict=True)):
        if form is None or not known or not isinstance(block, Text):
            continue
        for mark, value in _marks(form, numbering):
            if value <= number:
                continue
            heading = _heading(at, form.text, mark, known)
            if value == number + 1 or (heading.section and value > number):
                number = value
                found.append(heading)
        if not found or found[-1].block != at:
            found.extend(_unnumbered(at, block, form.text, known, found))
    return found if any(heading.section for heading in found) else []


def _marks(form: Plain, numbering: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int]]:
    """The numbers at the beginning of a text or of a sentence."""
    for mark in numbering.finditer(form.text):
        start = mark.start()
        before = form.text[start - 1] if start else "。"
        if before in '。;!?":' or not before.strip() or form.source[form.origin(start) - 1].isspace():
            yield mark, number_of(mark[mark.lastindex or 0])


def _heading(at: int, text: str, mark: re.Match[str], known: Mapping[str, re.Pattern[str]]) -> Heading:
    """What begins at a bracketed number: with a full stop or colon soon behind it, else as far as its stem goes."""
    begin = mark.end()
    last = min(begin + LEAD + LONGEST, len(text))
    end = min((place for sign in ENDS if (place := text.find(sign, begin, last)) >= 0), default=last)
    short = end - begin <= LONGEST and (end < last or last == len(text)) and "," not in text[begin:end]
    for key, pattern in known.items():
        stem = pattern.search(text, begin, end)
        if stem and (short or (stem.start() - begin <= LEAD and not set(text[begin : stem.start()]) & BREAKS)):
            following = text[stem.end() : stem.end() + 1]
            if stem[0].endswith(("情况", "方面")) and following not in RUNS_ON:
                return Heading(at, mark.start(), stem.end() + (following in ENDS), key)
            if short:
                return Heading(at, mark.start(), min(end + 1, len(text)), key)
            closed = stem[0].endswith(CLOSED) or following in ON
            return Heading(at, mark.start(), stem.end() if closed else mark.start(), key)
    return Heading(at, mark.start(), min(end + 1, len(text)) if short else mark.start(), "")


def _unnumbered(
    at: int, block: Text, text: str, known: Mapping[str, re.Pattern[str]], found: list[Heading]
) -> Iterator[Heading]:
    """A line of its own that is nothing but a subsection's name."""
    for key, pattern in known.items():
        if text and len(text) <= LONGEST and all(key != other.section for other in found):
            whole = pattern.search(text)
            named = (
                whole
                and whole.end() >= len(text.rstrip("。:"))
                and (block.level or whole.start() <= len("政府信息公开"))
            )
            if named and text[0] not in "0123456789一二三四五六七八九十(":
                yield Heading(at, 0, len(text), key)
                return


def cut(block: Text, form: Plain, start: int, end: int) -> Text | None:
    """A piece of a text, by places in its plain form; None where nothing is left."""
    if start == 0 and end == len(form.text):
        return block if block.text else None
    first, last = form.origin(start), form.origin(end) if end < len(form.text) else len(block.text)
    piece = block.text[first:last]
    stripped = piece.strip()
    if not stripped:
        return None
    column = (block.spot.column or 1) + first + len(piece) - len(piece.lstrip())
    return replace(block, text=stripped, spot=replace(block.spot, column=column))
