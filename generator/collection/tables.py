"""The tables of a report's data file to figures, cell by cell, by the form that each section names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.findings import Finding
from generator.models.cell import Cell, read_cell, split_row
from generator.models.report import Figures
from generator.text import nearest, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.datafiles.places import Keys
    from generator.datafiles.reading import DataFile
    from generator.forms.form import Form, Head, Section
    from generator.forms.reading import Forms
    from generator.languages import Label

Findings = tuple[Finding, ...]


def read_figures(file: DataFile, key: str, forms: Forms) -> tuple[Figures | None, Findings]:
    """One table of a data file, or None where its form is not known; with every mistake in it."""
    table = file.values[key]
    if not isinstance(table, dict):
        return None, (Finding("table-expected", file.place_of_value((key,)), found=quote(table), values={"key": key}),)
    section, form, findings = _find_form(file, key, table, forms)
    if section is None or form is None:
        return None, findings
    rows: dict[str, tuple[Cell, ...]] = {}
    mistakes: list[Finding] = []
    found = dict(_rows_of(table))
    found.pop(("form",), None)
    for path, value in found.items():
        name = ".".join(path)
        if name in section.rows:
            cells, wrong = _read_row(file, (key, *path), value, section, name)
            mistakes.extend(wrong)
            rows[name] = cells
        else:
            mistakes.append(_unknown_row(file, (key, *path), name, section))
    mistakes.extend(_missing_rows(file, key, section, rows))
    ordered = {name: rows[name] for name in section.rows if name in rows}
    return Figures(form, section, ordered), tuple(mistakes)


def _find_form(
    file: DataFile, key: str, table: Mapping[str, Any], forms: Forms
) -> tuple[Section | None, Form | None, Findings]:
    name = table.get("form")
    fitting = {form.key: form for form in forms.values() if key in form.tables}
    if name is None:
        values = {"key": "form", "expected": "、".join(fitting)}
        return None, None, (Finding("key-missing", file.place_of_key((key, "form")), found="form", values=values),)
    form = fitting.get(name) if isinstance(name, str) else None
    if form is None:
        code = "section-not-in-form" if name in forms else "form-unknown"
        values = {"section": key, "nearest": nearest(str(name), fitting), "expected": "、".join(fitting)}
        return None, None, (Finding(code, file.place_of_value((key, "form")), found=quote(name), values=values),)
    return form.tables[key], form, ()


def _rows_of(table: Mapping[str, Any], at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _rows_of(value, (*at, key))
        else:
            yield (*at, key), value


def _unknown_row(file: DataFile, keys: Keys, name: str, section: Section) -> Finding:
    near = nearest(name, section.rows)
    values: dict[str, Any] = {"nearest": near, "section": section.label}
    if near:
        values["nearest-label"] = section.rows[near][0].label
    return Finding("row-unknown", file.place_of_key(keys), found=quote(name), values=values)


def _missing_rows(file: DataFile, key: str, section: Section, rows: Mapping[str, Any]) -> Iterator[Finding]:
    for name, (row, _) in section.rows.items():
        if name not in rows and not row.optional:
            yield Finding("row-missing", file.place_of_key((key,)), section.name_of(row), found=name)


def _read_row(
    file: DataFile, keys: Keys, value: object, section: Section, name: str
) -> tuple[tuple[Cell, ...], Findings]:
    """The cells of a row, with a finding for each word that is none."""
    row, block = section.rows[name]
    columns = block.column_leaves
    subject = section.name_of(row)
    if not isinstance(value, str):
        return (), (Finding("text-expected", file.place_of_value(keys), subject, quote(value), {"key": str(keys[-1])}),)
    words = split_row(value)
    if len(words) != len(columns):
        return (), (_wrong_length(file, keys, words, subject, columns), *_bad_words(file, keys, words, subject))
    cells, findings = [], []
    for (offset, word), column in zip(words, columns, strict=True):
        cell = read_cell(word)
        place = file.place_in_text(keys, offset)
        number = row.number or column.number
        if cell is None:
            findings.append(Finding("cell-invalid", place, section.name_of(row, column), quote(word)))
        elif number == "count" and cell.number is not None and not cell.is_count:
            findings.append(Finding("cell-not-a-count", place, section.name_of(row, column), quote(word)))
        cells.append(cell)
    return tuple(cell for cell in cells if cell is not None), tuple(findings)


def _bad_words(file: DataFile, keys: Keys, words: list[tuple[int, str]], subject: Label) -> Iterator[Finding]:
    for offset, word in words:
        if read_cell(word) is None:
            yield Finding("cell-invalid", file.place_in_text(keys, offset), subject, quote(word))


def _wrong_length(
    file: DataFile,
    keys: Keys,
    words: list[tuple[int, str]],
    subject: Label,
    columns: tuple[Head, ...],
) -> Finding:
    values: dict[str, Any] = {
        "expected": str(len(columns)),
        "count": str(len(words)),
        "columns": " ".join(column.key or "" for column in columns),
    }
    if len(words) > len(columns):
        offset, word = words[len(columns)]
        return Finding("cells-too-many", file.place_in_text(keys, offset), subject, quote(word), values)
    return Finding("cells-too-few", file.place_of_value(keys), subject, quote(" ".join(w for _, w in words)), values)
