"""Reports as a site publishes them, in plain text with one cell a line, to be imported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.forms.reading import load_forms

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMS, _ = load_forms()
TEXTS = {
    "overview": "本局认真贯彻落实条例，各项工作有序推进。",
    "problems": "主动公开的意识有待加强，今后将加强培训。",
    "other": "本年度没有收取信息处理费。",
}


def published(
    agency: str = "示例市样本局",
    year: int = 2024,
    cells: Mapping[str, str] | None = None,
    *,
    glued: tuple[str, ...] = (),
    day: str = "",
) -> str:
    """A report by the national form of 2021; cells by their address, all others are 0.

    The cells of the rows in `glued` stand on one line, run together with a blank between the first and the others.
    """
    form, given = FORMS["national-2021"], dict(cells or {})
    lines = [f"{agency}{year}年政府信息公开工作年度报告", f"发布时间：{day or f'{year + 1}-01-20'}", ""]
    for section in form.sections:
        if section.level:
            continue
        lines.append(f"{section.number}、{section.label.zh_hans}")
        if not section.blocks:
            lines.append(TEXTS[section.key])
        above = ""
        for key, (row, block) in section.rows.items():
            columns = [column.label.zh_hans for column in block.column_leaves]
            if above != "".join(columns):
                lines += columns
                above = "".join(columns)
            words = [given.pop(f"{section.key}.{key}.{column.key}", "0") for column in block.column_leaves]
            lines.append(row.label.zh_hans)
            lines += [f"{words[0]} {''.join(words[1:])}"] if f"{section.key}.{key}" in glued else words
    assert not given, f"no such cells: {given}"
    return "\n".join(lines) + "\n"


def words_in(report: str, row: str) -> list[str]:
    """The cells of a row of a data file."""
    match = re.search(rf'^{re.escape(row)} *= "(.*)"$', report, re.MULTILINE)
    return match[1].split() if match else []
