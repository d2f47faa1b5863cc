"""A workbook laid out like the official form, empty or filled in, with the form's arithmetic as checks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook

from generator.exports.contents import contents_of
from generator.exports.packages import timeless
from generator.exports.sheets import add_cover, add_table, add_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.exports.contents import Content
    from generator.messages import Messages
    from generator.models.agency import Agency
    from generator.models.report import Report

_LONGEST_NAME: Final = 31
"""What spreadsheet programs allow for the name of a sheet, in characters."""
_NOT_IN_NAMES: Final = str.maketrans("", "", r"[]:*?/\'")


def report_as_workbook(report: Report, agency: Agency, messages: Messages) -> bytes:
    """A report in a workbook, with all sections of its forms. The same report gives the same bytes."""
    book = Workbook()
    book.remove(book.active)
    add_cover(book.create_sheet(messages("workbook.cover")), report, agency, messages)
    names: set[str] = {messages("workbook.cover")}
    for run in _runs(contents_of(report, every=True)):
        sheet = book.create_sheet(_name(run, names, messages))
        if run[0].section and run[0].grid:
            relations = next(table.form.relations for table in report.figures if table.section.key == run[0].key)
            add_table(sheet, run[0], run[0].section, run[0].grid, relations, messages)
        else:
            add_texts(sheet, run)
    stream = io.BytesIO()
    book.save(stream)
    return timeless(stream.getvalue())


def _runs(contents: Iterable[Content]) -> Iterator[list[Content]]:
    """What stands on a sheet each: a table, or texts that follow one another."""
    run: list[Content] = []
    for content in contents:
        if run and (content.grid or run[0].grid):
            yield run
            run = []
        run.append(content)
    if run:
        yield run


def _name(run: list[Content], names: set[str], messages: Messages) -> str:
    """The name of a sheet: of its one section; else the numbers of its sections, or only that it holds text."""
    sections = [content for content in run if content.level == 0]
    numbers = [content.heading.partition("、")[0] for content in sections if "、" in content.heading[:4]]
    name = messages("workbook.texts")
    if len(sections) == 1:
        name = sections[0].heading
    elif numbers and len(numbers) == len(sections):
        name = "、".join(numbers)
    name = name.translate(_NOT_IN_NAMES)[:_LONGEST_NAME]
    at, free = 1, name
    while free in names:
        at += 1
        free = f"{name[: _LONGEST_NAME - 4]} {at}"
    names.add(free)
    return free
