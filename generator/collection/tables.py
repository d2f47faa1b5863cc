"""The tables of a report's data file to figures, cell by cell, by the form that each section names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.findings import Finding
from generator.languages import Label
from generator.models.cell import Cell, read_cell, split_row
from generator.models.report import Figures
from generator.text import nearest, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.datafiles.places import Keys
    from generator.datafiles.reading import DataFile
    from generator.forms.form import Form, Head, Section
    from generator.forms.reading import Forms

Findings = tuple[Finding, ...]


def read_figures(file: DataFile, key: str, forms: Forms) -> tuple[Figures | None, Findings]:
    """One table of a data file, or None where its form is not known; with every mistake in it."""
    table = file.values[key]
    if not isinstance(table, dict):
        found, label = quote(file.written_with_marks((key,))), _section_label(key, forms)
        return None, (Finding("table-expected", file.place_of_value((key,)), label, found, {"key": key}),)
    section, form, findings = _find_form(file, key, table, forms)
    if section is None or form is None:
        return None, findings
    rows: dict[str, tuple[Cell, ...]] = {}
    mistakes: list[Finding] = []
    for path, value in _rows_of(table):
        name = ".".join(path)
        if name == "form":
            continue
        if name in rows:
            mistakes.append(_row_twice(file, (key, *path), name, section))
        elif name in section.rows:
            cells, wrong = _read_row(file, (key, *path), value, section, name)
            mistakes.extend(wrong)
            rows[name] = cells
        else:
            mistakes.append(_unknown_row(file, (key, *path), name, section))
    misspelt = {str(finding.values["nearest"]) for finding in mistakes if finding.code == "row-unknown"}
    mistakes.extend(_missing_rows(file, key, section, {*rows, *misspelt}))
    ordered = {name: rows[name] for name in section.rows if name in rows}
    return Figures(form, section, ordered), tuple(mistakes)


def _find_form(
    file: DataFile, key: str, table: Mapping[str, Any], forms: Forms
) -> tuple[Section | None, Form | None, Findings]:
    name = table.get("form")
    fitting = {form.key: form for form in forms.values() if key in form.tables}
    label, place = _section_label(key, forms), file.place_of_value((key, "form"))
    values: dict[str, Any] = {"key": "form", "choices": form_names(fitting), "fitting": [*fitting][-1]}
    if name is None:
        if (key, "form") in file.set_aside:
            return None, None, ()
        return None, None, (Finding("form-missing", file.place_of_key((key,)), label, key, values),)
    if not isinstance(name, str):
        found = quote(file.written_with_marks((key, "form")))
        return None, None, (Finding("text-expected", place, label, found, values),)
    form = fitting.get(name)
    if form is None and name in forms:
        values["form-name"] = forms[name].name
        return None, None, (Finding("section-not-in-form", place, label, quote(name), values),)
    if form is None:
        values["nearest"] = nearest(name, fitting)
        return None, None, (Finding("form-unknown", place, label, quote(name), values),)
    return form.tables[key], form, ()


def form_names(forms: Mapping[str, Form]) -> Label:
    """The keys of some forms, each with its official name."""
    return Label(
        "、".join(f"{key}（{form.name.zh_hans}）" for key, form in forms.items()),
        ", ".join(f"{key} ({form.name.to('en')})" for key, form in forms.items()),
    )


def _section_label(key: str, forms: Forms) -> Label | None:
    """The official name of a table; of the newest form that has it, where none is named."""
    return next((form.tables[key].label for form in reversed(forms.values()) if key in form.tables), None)


def _rows_of(table: Mapping[str, Any], at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _rows_of(value, (*at, key))
        else:
            yield (*at, key), value


def _unknown_row(file: DataFile, keys: Keys, name: str, section: Section) -> Finding:
    near = nearest(name, section.rows)
    values: dict[str, Any] = {"nearest": near}
    if near:
        values["nearest-label"] = section.rows[near][0].label
    return Finding("row-unknown", file.place_of_key(keys), section.label, quote(name), values)


def _row_twice(file: DataFile, keys: Keys, name: str, section: Section) -> Finding:
    place = file.place_of_key(keys)
    return Finding("key-twice", place, section.name_of(section.rows[name][0]), quote(name), {"key": name, "line": ""})


def _missing_rows(file: DataFile, key: str, section: Section, told: set[str]) -> Iterator[Finding]:
    for name, (row, _) in section.rows.items():
        if name not in told and not row.optional and (key, *name.split(".")) not in file.set_aside:
            yield Finding("row-missing", file.place_of_key((key,)), section.name_of(row), found=name)


def _read_row(
    file: DataFile, keys: Keys, value: object, section: Section, name: str
) -> tuple[tuple[Cell, ...], Findings]:
    """The cells of a row, with a finding for each word that is none."""
    row, block = section.rows[name]
    columns = block.column_leaves
    subject = section.name_of(row)
    if not isinstance(value, str):
        found = quote(file.written_with_marks(keys))
        return (), (Finding("row-not-text", file.place_of_value(keys), subject, found, {"key": name}),)
    words = split_row(value)
    if len(words) != len(columns):
        return (), (_wrong_length(file, keys, words, subject, columns), *_bad_words(file, keys, words, section, name))
    cells, findings = [], []
    for (offset, word), column in zip(words, columns, strict=True):
        cell = read_cell(word)
        number = row.number or column.number
        code = ""
        if cell is None:
            code = "cell-invalid"
        elif number == "count" and cell.number is not None and not cell.is_count:
            code = "cell-not-a-count"
        if code:
            place = file.place_in_text(keys, offset)
            findings.append(Finding(code, place, section.name_of(row, column), quote(word)))
        cells.append(cell)
    return tuple(cell for cell in cells if cell is not None), tuple(findings)


def _bad_words(
    file: DataFile, keys: Keys, words: list[tuple[int, str]], section: Section, name: str
) -> Iterator[Finding]:
    """The words that are no cells, in a row where it can't be said which column a word belongs to."""
    for offset, word in words:
        if read_cell(word) is None:
            yield Finding(
                "cell-invalid", file.place_in_text(keys, offset), section.name_of(section.rows[name][0]), quote(word)
            )


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
        "columns": Label(
            "、".join(column.label.zh_hans for column in columns),
            ", ".join(column.label.to("en") for column in columns),
        ),
    }
    if len(words) > len(columns):
        offset, word = words[len(columns)]
        return Finding("cells-too-many", file.place_in_text(keys, offset), subject, quote(word), values)
    found = quote(file.written_with_marks(keys))
    return Finding("cells-too-few", file.place_of_value(keys), subject, found, values)
