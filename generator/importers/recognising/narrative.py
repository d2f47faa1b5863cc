"""The text of a report by section, as Markdown; and the notes below its tables.

The introduction stands at the head of the first section. What is written above a table, or below it, goes to the
section of text on the same matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from generator.findings import Finding, Place
from generator.importers.document import Spot, Text
from generator.importers.draft import DraftText
from generator.importers.recognising.chrome import behind_chrome, is_chrome, repeated, without_markup
from generator.importers.recognising.dates import days_in, in_digits
from generator.importers.recognising.headings import BRACKETED, NUMBERED, section_of
from generator.importers.recognising.normal import plain
from generator.importers.recognising.paragraphs import is_prose, join_lines, markdown_of, widest_line
from generator.importers.recognising.surroundings import TABLES, beside_table, table_notes
from generator.importers.recognising.titles import TITLE
from generator.languages import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.forms.form import Form
    from generator.importers.draft import DraftTable
    from generator.importers.recognising.outline import Outline, Part

SIGNATURE: Final = re.compile(
    r"[^。；，\s]{0,40}?\s*(?:20\d\d\s*年|二[〇○零O一二三四五六七八九]{3}年)[^。，]{2,12}日\s*[)）]?$"
)
ORGAN_LINE: Final = re.compile(r"[^。，；\s]{3,30}(?:政府|局|委|委员会|办|办公室|办公厅|厅|街道|办事处|镇|乡|院|会)")
OF_YEAR: Final = re.compile(r"(20\d\d)年度?(?:报告|年报)")
VERSUS: Final = re.compile(r"20\d\d年?(?:vs|VS|对比|比对|与20\d\d年?(?:对比|比对))")
SAMPLE: Final = 400
TRADITIONAL: Final = 0.05
"""The share of characters with another Simplified form from which on a text is Traditional."""
DEPTH: Final = 8
LONGEST_LINE: Final = 60
EXACT: Final = 1.0
CUT: Final = 0.9
NUMBERED_ONLY: Final = 0.7
UNHEADED: Final = 0.5
EXPECTED: Final = ("overview", "problems", "other")
"""The sections of text that every report by a national form since 2019 must have."""


@dataclass(slots=True)
class _Found:
    """What was gathered for a section so far."""

    spot: Spot
    blocks: list[Text] = field(default_factory=list)
    confidence: float = EXACT
    headed: bool = False


def recognise_narrative(
    outline: Outline, forms: Mapping[str, Form], tables: Sequence[DraftTable]
) -> tuple[tuple[DraftText, ...], tuple[str, ...], tuple[Finding, ...]]:
    """The sections' texts in the document's order of sections, the notes to its tables, and what is missing.

    Texts in Traditional characters are given in Simplified ones, as data files have them. The text of two reports
    side by side can't be told apart: none is taken, and a finding says so.
    """
    if compares_reports(outline):
        return (), (), (Finding("import-two-reports", Place(outline.name)),)
    found: dict[str, _Found] = {}
    for section, heading, kept, confidence in _gathered(outline):
        mine = found.setdefault(section, _Found(heading.spot if heading.text else kept[0].spot if kept else Spot()))
        if heading.text and (mine.headed or _says_more(heading.text)):
            mine.blocks.append(replace(heading, level=3))
        elif not heading.text and section == "overview" and not mine.headed:
            mine.blocks.extend(block for block in kept if is_prose(block.text))
            continue
        mine.headed = mine.headed or bool(heading.text)
        mine.blocks.extend(kept)
        mine.confidence = min(mine.confidence, confidence) if kept else mine.confidence
    _drop_signature([one.blocks for one in found.values()])
    written = [(section, one, markdown_of(one.blocks)) for section, one in found.items()]
    to_simplified = _is_traditional("".join(markdown for _, _, markdown in written))
    texts = tuple(
        DraftText(section, simplified(markdown) if to_simplified else markdown, one.confidence, one.spot)
        for section, one, markdown in written
        if any(not block.level for block in one.blocks)
    )
    return texts, tuple(dict.fromkeys(table_notes(outline))), tuple(_missing(outline, forms, tables))


def _is_traditional(text: str) -> bool:
    """Whether a text is in Traditional characters as a whole, and not only here and there by mistake."""
    sample = text[:SAMPLE]
    changed = sum(one != other for one, other in zip(sample, simplified(sample), strict=False))
    return changed > len(sample) * TRADITIONAL


def gather(outline: Outline) -> Iterator[tuple[str, list[Text]]]:
    """The paragraphs of each section and piece of one, without the introduction."""
    if compares_reports(outline):
        return iter(())
    return ((section, texts) for section, _, texts, _ in _gathered(outline)[1:])


def compares_reports(outline: Outline) -> bool:
    """Whether a document puts two reports side by side."""
    opening = [block.text for block in (*outline.title_lines, *outline.intro)[:DEPTH] if isinstance(block, Text)]
    lines = [in_digits(text) for text in opening if len(text) <= LONGEST_LINE]
    return any(len(set(OF_YEAR.findall(line))) > 1 or VERSUS.search(line) for line in lines)


@lru_cache(maxsize=2)
def _gathered(outline: Outline) -> tuple[tuple[str, Text, list[Text], float], ...]:
    """Section, heading, whole paragraphs and confidence of the introduction and each part."""
    sections = list(_sections(outline))
    lines = [block.text for _, _, texts, _ in sections for block in texts]
    again, widest = repeated(lines), widest_line(lines)
    cleaned = ([text for block in texts if (text := _clean(block, again)).text] for _, _, texts, _ in sections)
    return tuple(
        (section, heading, join_lines(kept, widest), confidence)
        for (section, heading, _, confidence), kept in zip(sections, cleaned, strict=True)
    )


def _sections(outline: Outline) -> Iterator[tuple[str, Text, list[Text], float]]:
    """Section, heading, texts and confidence of the introduction and each part."""
    none = Text("")
    intro = [block for block in outline.intro if isinstance(block, Text)]
    opening = [replace(block, text=behind_chrome(block.text, TITLE)) for block in intro]
    yield "overview", none, opening, EXACT if outline.parts else UNHEADED
    for part in outline.parts:
        if outline.modern and part.section in TABLES:
            texts = list(beside_table(part.blocks))
            yield TABLES[part.section], none, texts, CUT
        elif part.section != "statistics":
            texts = [block for block in part.blocks if isinstance(block, Text)]
            yield part.section, part.heading, texts, _confidence(part)


def _says_more(heading: str) -> bool:
    """Whether a subsection's heading begins a section of its own whose name it is not."""
    form = plain(heading).rstrip("。:")
    number = BRACKETED.match(form)
    named = section_of(form, number.end()) if number else None
    return named is not None and named[0] == "problems" and named[1] < len(form)


def _clean(block: Text, again: frozenset[str]) -> Text:
    text = "" if block.text in again or is_chrome(block.text) else without_markup(block.text)
    return replace(block, text=text)


def _drop_signature(sections: Sequence[list[Text]]) -> None:
    """Takes the agency's name and the day off the end of the last section."""
    texts = next((texts for texts in reversed(sections) if texts), [])
    signed = False
    while texts:
        last = texts[-1]
        stop = max(last.text.rfind("。"), last.text.rfind("；")) + 1
        tail = last.text[stop:].strip()
        signature = SIGNATURE.fullmatch(tail) and any(days_in(in_digits(tail)))
        if not signature and not (signed and not stop and ORGAN_LINE.fullmatch(tail)):
            return
        signed = True
        texts.pop()
        if stop:
            texts.append(replace(last, text=last.text[:stop]))
            return


def _confidence(part: Part) -> float:
    """How sure the beginning of a part is: a heading by the form's words, cut out of a line, or none."""
    form = plain(part.heading.text)
    if not form:
        return UNHEADED
    number = NUMBERED.match(form) or BRACKETED.match(form)
    named = section_of(form, number.end() if number else 0)
    if not number and not named:
        return NUMBERED_ONLY
    return CUT if (part.heading.spot.column or 0) > 1 else EXACT


def _missing(outline: Outline, forms: Mapping[str, Form], tables: Sequence[DraftTable]) -> Iterator[Finding]:
    present = {part.section for part in outline.parts}
    used = [table.form for table in tables if set(EXPECTED) <= set(forms[table.form].narrative)]
    if outline.modern and used:
        for key in EXPECTED:
            if key not in present:
                yield Finding("import-section-missing", Place(outline.name), forms[used[0]].narrative[key].label)
