"""Figures of made-up reports whose sums hold, and documents that print them in many ways."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

from generator.forms.reading import load_forms
from generator.importers.document import Document, Spot, Table, TableCell, Text
from generator.importers.draft import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.forms.form import Section
    from generator.importers.document import Block
    from generator.importers.draft import DraftCell, DraftTable

FORMS, _ = load_forms()
TABLES: Final = ("disclosure", "requests", "proceedings")
STYLES: Final = ("grid", "spaced", "stacked", "glued")

Rows = dict[str, list[str]]
Figures = dict[str, Rows]


def seeded(seed: int) -> Random:
    """Chance that is the same every time."""
    return Random(seed)  # noqa: S311 - it hides nothing


def make_figures(random: Random, form: str, most: int = 60) -> Figures:
    """The words of all rows of a form, by table: within each row and column the form's relations hold."""
    tables = FORMS[form].tables
    disclosure = {
        key: [_number(random, column.number or "count") for column in block.column_leaves]
        for key, (_, block) in tables["disclosure"].rows.items()
    }
    ends = ("received", "carried-in", "total", "carried-over")
    requests = {key: _counts(random, most) for key in tables["requests"].rows if key not in ends}
    requests["total"] = [sum(column) for column in zip(*requests.values(), strict=True)]
    requests["carried-over"] = _counts(random, most)
    out = [sum(pair) for pair in zip(requests["total"], requests["carried-over"], strict=True)]
    requests["carried-in"] = [min(count, random.randrange(3)) for count in out]
    requests["received"] = [all_of - old for all_of, old in zip(out, requests["carried-in"], strict=True)]
    proceedings = {key: [random.choice([0, 0, 1, 2, 14]) for _ in range(4)] for key in tables["proceedings"].rows}
    return {
        "disclosure": disclosure,
        "requests": {key: _with_sum(requests[key]) for key in tables["requests"].rows},
        "proceedings": {key: _with_sum(row) for key, row in proceedings.items()},
    }


def _counts(random: Random, most: int) -> list[int]:
    if random.random() < 0.4:
        return [0] * 6
    return [random.randrange(most), *(random.choice([0, 0, 0, 0, 0, 1, 7]) for _ in range(5))]


def _with_sum(row: Sequence[int]) -> list[str]:
    return [*map(str, row), str(sum(row))]


def _number(random: Random, kind: str) -> str:
    if kind == "amount":
        return random.choice(["0", "12", "984361元", "4166.241619"])
    if kind == "change":
        return random.choice(["0", "3", "-18"])
    return str(random.choice([0, 0, 5, random.randrange(9000)]))


def make_document(random: Random, form: str, figures: Figures, style: str, damage: float = 0.0) -> Document:
    """A document that prints figures in a style; labels are damaged in one character with a probability.

    A word `_` is printed as a blank cell; where there is no grid it leaves no trace.
    """
    parts = [list(_part(random, FORMS[form].tables[table], rows, style, damage)) for table, rows in figures.items()]
    blocks: list[Block] = [Text("全年公开规章22件、行政规范性文件34件，收到申请749件。", Spot(line=1))]
    if style == "glued":
        texts = (block.text for part in parts for block in part if isinstance(block, Text))
        blocks.append(Text("".join(texts) + "五、存在的主要问题及改进情况尚有3项不足。", Spot(line=2)))
    else:
        blocks += [block for part in parts for block in part if not isinstance(block, Text) or block.text]
        blocks.append(Text("五、存在的主要问题及改进情况", Spot(line=99)))
    return Document("report.txt", "text", "0" * 64, tuple(blocks))


def _part(random: Random, section: Section, rows: Rows, style: str, damage: float) -> Iterator[Block]:
    yield Text(f"{section.number}、{section.label.zh_hans}")
    if section.key == "proceedings":
        heads = [column.label.zh_hans for column in section.columns.values()] * 3
        words = [word for row in rows.values() for word in row]
        if style != "grid":
            yield Text("行政复议行政诉讼未经复议直接起诉复议后起诉")
        yield from _rows([("", heads)], style)
        yield from _rows([("", words)], style)
        return
    for block in section.blocks:
        yield from _rows([("信息内容", [column.label.zh_hans for column in block.column_leaves])], style)
        kept = [(row.label.zh_hans, rows[row.key or ""]) for row in block.row_leaves if (row.key or "") in rows]
        yield from _rows([(_damaged(random, label, damage), words) for label, words in kept], style)


def _rows(rows: Sequence[tuple[str, Sequence[str]]], style: str) -> Iterator[Block]:
    printed = [(label, ["" if word == "_" else word for word in words]) for label, words in rows]
    if style == "grid":
        cells = [
            TableCell(text, at, column)
            for at, (label, words) in enumerate(printed)
            for column, text in enumerate([label, *words] if label else words)
        ]
        yield Table(tuple(cells), len(printed), max((cell.column + 1 for cell in cells), default=0))
    for label, words in printed if style != "grid" else ():
        if style == "stacked":
            yield from map(Text, [label, *words])
        else:
            yield Text((" " if style == "spaced" else "").join([label, *words]).strip())


def _damaged(random: Random, label: str, damage: float) -> str:
    if len(label) < 6 or random.random() >= damage:
        return label
    at = random.randrange(3, len(label))
    return label[:at] + random.choice(["", "之", "囗"]) + label[at + random.randrange(2) :]


def compare(tables: Sequence[DraftTable], figures: Figures) -> dict[str, int]:
    """How many cells were read right, are in doubt, are wrong or missing; a cell that nobody printed is wrong."""
    found: Mapping[tuple[str, str], tuple[DraftCell, ...]] = {
        (table.section, key): row for table in tables for key, row in table.rows.items()
    }
    counts = {"right": 0, "doubt": 0, "wrong": 0, "missing": 0}
    for table, rows in figures.items():
        for key, words in rows.items():
            row = found.get((table, key))
            if row is None:
                counts["missing"] += len(words)
            for cell, word in zip(row or (), words, strict=bool(row)):
                doubtful = cell.reading is Reading.DOUBTFUL
                counts["doubt" if doubtful else "right" if cell.word == word else "wrong"] += 1
    for (table, key), row in found.items():
        if key not in figures[table]:
            counts["wrong"] += sum(cell.reading is not Reading.DOUBTFUL for cell in row)
    return counts
