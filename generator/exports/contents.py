"""What a report consists of, in the order of its form: headings, texts, tables laid out as the form prints them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from generator.exports.grid import official_grid
from generator.pages.sections import section_views, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.exports.grid import Grid
    from generator.forms.form import Section
    from generator.models.cell import Cell
    from generator.models.report import Report

_NOTHING: Final = " "
"""A text that says nothing and still is one."""


@dataclass(frozen=True, slots=True)
class Content:
    """A section: its heading with its number, how deep it lies (from 0), its text as Markdown, or its table.

    `cells` are the report's, by the numbers that the grid gives them.
    """

    key: str
    heading: str
    level: int
    text: str = ""
    section: Section | None = None
    grid: Grid | None = None
    cells: tuple[Cell, ...] = ()


def contents_of(report: Report, *, every: bool = False) -> Iterator[Content]:
    """The sections that a report has, in the order in which its page shows them; `every` text of its form, if asked."""
    texts = {key: text.strip() for key, text in report.head.narrative.items()}
    if every:
        texts = {key: texts.get(key) or _NOTHING for key in report.narrative_form.narrative}
    tables = {figures.section.key: figures for figures in report.figures}
    shape = shape_of(report, texts, "zh-Hans")
    cells = [tuple(chain.from_iterable(figures.rows.values())) for figures in report.figures]
    for view in section_views(shape, texts, cells, "zh-Hans"):
        head = view.head
        heading = heading_of(head.number, head.words.text)
        if view.table is None:
            yield Content(head.key, heading, head.level, view.text.text.strip() if view.text else "")
        elif (figures := tables[head.key]).rows:
            grid = official_grid(figures.section, list(figures.rows))
            yield Content(head.key, heading, head.level, "", figures.section, grid, view.table.cells)


def heading_of(number: str, label: str) -> str:
    """A heading as forms print it: 一、总体情况, （一）主动公开, 概述."""
    return f"{number}{'' if not number or number.endswith('）') else '、'}{label}"
