"""Made-up collections made and read again, without the code that made them: the forms' relations, evaluated anew."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from generator.cli import cli
from generator.models.cell import Cell, read_cell, split_row

FORMS = Path(__file__).parents[2] / "generator" / "forms"
TABLES = ("disclosure", "requests", "proceedings", "statistics")


def run(folder: Path, *arguments: object):
    return CliRunner().invoke(cli, ["sample", "--into", str(folder), *map(str, arguments), "--lang", "en"])


def make(folder: Path, *arguments: object) -> Path:
    """A collection made by the command; gives its folder."""
    result = run(folder, *arguments)
    assert result.exit_code == 0, result.output
    return folder


def every_file(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read_reports(folder: Path) -> dict[str, dict]:
    """The reports by path."""
    return {path: read(content) for path, content in every_file(folder).items() if "/reports/" in path}


def read(content: bytes) -> dict:
    text = content.decode()
    return json.loads(text) if text.startswith("{") else tomllib.loads(text)


def read_faults(folder: Path) -> list[dict]:
    return json.loads((folder / "faults.json").read_text("utf-8"))


def cells_of(report: dict) -> dict[str, Cell | None]:
    """Every cell of a report by its address; None where a word is no cell."""
    cells: dict[str, Cell | None] = {}
    for section in TABLES:
        columns = columns_of(report[section]["form"], section) if section in report else {}
        for row, text in rows_of(report.get(section, {})).items():
            words = [word for _, word in split_row(text)]
            assert len(words) == len(columns[row])
            cells |= {f"{section}.{row}.{key}": read_cell(word) for key, word in zip(columns[row], words, strict=True)}
    return cells


def rows_of(table: dict, before: str = "") -> dict[str, str]:
    """The rows of a table, in the order of the file."""
    rows: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            rows |= rows_of(value, f"{before}{key}.")
        elif key != "form":
            rows[before + key] = value
    return rows


def broken(report: dict) -> list[str]:
    """The sums that do not add up, where all cells are numbers: `<code>:<row or column>`."""
    lines = []
    for section in TABLES:
        for relation in form_file(report[section]["form"])["relations"] if section in report else ():
            if relation["section"] == section:
                lines += [f"{relation['code']}:{line}" for line in _broken(report, relation)]
    return lines


def _broken(report: dict, relation: dict) -> list[str]:
    table: dict[str, dict[str, Cell | None]] = {}
    for address, cell in cells_of(report).items():
        section, _, rest = address.partition(".")
        row, _, column = rest.rpartition(".")
        line, beside = (column, row) if relation["each"] == "column" else (row, column)
        if section == relation["section"]:
            table.setdefault(line, {})[beside] = cell
    sides = {line: [_side(cells, relation[key]) for key in ("sum", "equals")] for line, cells in table.items()}
    return [line for line, (left, right) in sides.items() if None not in (left, right) and left != right]


def _side(cells: dict[str, Cell | None], names: list[str]) -> Decimal | None:
    chosen = [cells[key] for key in named(tuple(names), tuple(cells))]
    numbers = [cell.number for cell in chosen if cell is not None and cell.number is not None]
    return sum(numbers, Decimal(0)) if len(numbers) == len(chosen) else None


@cache
def named(names: tuple[str, ...], keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if any(fnmatchcase(key, name) for name in names))


@cache
def form_file(key: str) -> dict:
    return tomllib.loads((FORMS / f"{key}.toml").read_text("utf-8"))


@cache
def columns_of(form: str, section: str) -> dict[str, list[str]]:
    """The keys of the columns of each row that a table of a form has."""
    blocks = next(part["blocks"] for part in form_file(form)["sections"] if part["key"] == section)
    return {row: leaves(block["columns"]) for block in blocks for row in leaves(block["rows"])}


def leaves(heads: list[dict]) -> list[str]:
    return [key for head in heads for key in (leaves(head["heads"]) if "heads" in head else [head["key"]])]
