"""A report that nobody has filled in yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.datafiles.writing import text_literal
from generator.forms.layout import table_as_toml
from generator.models.cell import BLANK
from generator.models.report import Figures, Report, ReportHead, Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.forms.form import Form
    from generator.models.agency import Agency

NATIONAL: Final = "国"
"""What the numbers of the notices begin with by which the State Council's offices lay a form down."""


def fit(forms: Mapping[str, Form], year: int, used: Sequence[str] = ()) -> Form:
    """The form of a year: one that the agency used (the nearest year's first) and that holds, else the national one."""
    holding = {key: form for key, form in forms.items() if form.since <= year <= (form.until or year)}
    earlier = [holding[key] for key in used if key in holding]
    ordered = sorted(holding.values(), key=lambda form: (not form.notice.number.startswith(NATIONAL), -form.since))
    tables = [form for form in ordered if form.tables and form.notice.number.startswith(NATIONAL)]
    return next(iter((*earlier, *tables, *(form for form in ordered if not form.tables), *forms.values())))


def empty_report(agency: Agency, year: int, form: Form) -> Report:
    """A report in which every cell is blank and no text is written."""
    title = f"{agency.name_in(year).zh_hans}{year}年政府信息公开工作年度报告"
    head = ReportHead.model_construct(
        agency=agency.id, year=year, title=title, published=None, source=Source(), narrative={}
    )
    figures = tuple(
        Figures(form, section, {key: (BLANK,) * width for key, width in section.widths.items()})
        for section in form.tables.values()
    )
    return Report(head, figures, form, "", "")


def empty_report_as_toml(report: Report) -> str:
    """Its data file: each cell `?`, which says that it was not read, and each text empty."""
    head, form = report.head, report.narrative_form
    lines = [f"agency = {text_literal(head.agency)}\nyear = {head.year}\ntitle = {text_literal(head.title)}\n"]
    for figures in report.figures:
        unread = {key: ["?"] * len(cells) for key, cells in figures.rows.items()}
        lines.append(table_as_toml(figures.form.key, figures.section, unread))
    lines.append("\n[narrative]\n")
    lines += [f"{key} = '''\n'''\n" for key in form.narrative]
    return "".join(lines)
