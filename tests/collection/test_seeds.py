"""The five seed reports against the documents they were read from, by a reading of its own: one cell a line."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from generator.pipeline import Content

SEEDS = {
    "anju-economic-cooperation/2019": ("000_593a2a3db21939e1.txt", 198),
    "xiangqiao-industry/2019": ("002_c1b4eeb9b8ded5f9.txt", 198),
    "qinzhou-tianshuijun/2021": ("003_e08ae088fb6b67a9.txt", 198),
    "anju-ecology/2024": ("004_73d3659610ab42d7.txt", 200),
}
QUOTES = str.maketrans("“”", '""')


def plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(QUOTES)


def lines_of(path: Path) -> list[str]:
    """The lines of a document, a line a cell: in one document cells begin with a tab, in the others none is blank."""
    lines = path.read_text(encoding="utf-8").split("\n")
    tabbed = [line for line in lines if line.startswith("\t")]
    return [plain(line) for line in tabbed or lines if tabbed or line.strip()]


def cells_in(lines: list[str], content: Content) -> dict[str, str]:
    """Every cell of the three national tables, found by its row's official label."""
    form = content.collection.forms["national-2021" if "本年制发件数" in lines else "national-2019"]
    found, at = {}, lines.index(plain("第二十条第（一）项"))
    for table in ("disclosure", "requests"):
        for key, (row, block) in form.tables[table].rows.items():
            columns = block.column_leaves
            at = lines.index(plain(row.label.zh_hans), at) + 1
            for column, text in zip(columns, lines[at : at + len(columns)], strict=True):
                found[f"{table}.{key}.{column.key}"] = text
    numbers = [line for line in lines[at + 7 :] if line.isdigit()][:15]
    return found | dict(zip(form.tables["proceedings"].addresses, numbers, strict=True))


@pytest.mark.parametrize("report", SEEDS)
def test_every_cell_of_a_seed_stands_in_its_data_file(
    report: str, real_content: Content, published_documents: Path
) -> None:
    name, count = SEEDS[report]
    agency, year = report.split("/")
    published = cells_in(lines_of(published_documents / "seeds" / name), real_content)
    found = real_content.collection.report(agency, int(year))
    assert {address: cell.text for address, cell in found.cells().items()} == published
    assert len(published) == count


def test_every_stated_figure_of_the_oldest_seed_stands_in_its_text(project: Path, published_documents: Path) -> None:
    text = (published_documents / "seeds" / "001_c29a86646073f35d.txt").read_text(encoding="utf-8")
    report = tomllib.loads((project / "content/reports/panjin-city/2013.toml").read_text(encoding="utf-8"))
    numbers = {fact["value"] for fact in report["facts"]}
    numbers |= {part["value"] for fact in report["facts"] for part in fact.get("parts", ())}
    assert [number for number in numbers if not re.search(rf"(?<!\d){number}(?!\d)", text)] == []


def test_each_report_names_the_digest_of_the_file_it_was_read_from(
    real_content: Content, published_documents: Path
) -> None:
    files = {path.name: path for folder in ("seeds", "corpus") for path in (published_documents / folder).iterdir()}
    read = [real_content.collection.report(*key).head.source for key in real_content.collection.report_keys()]
    digests = {source.file: hashlib.sha256(files[source.file].read_bytes()).hexdigest() for source in read}
    assert [source.file for source in read if source.sha256 != digests[source.file]] == []


def test_every_published_report_is_in_the_collection(real_content: Content, published_documents: Path) -> None:
    forms = {"INDEX.tsv", "derived-figures.json", "official-template-2021form.docx"}
    there = {path.name for folder in ("seeds", "corpus") for path in (published_documents / folder).iterdir()}
    read = [real_content.collection.report(*key).head.source.file for key in real_content.collection.report_keys()]
    assert set(read) == there - forms
    assert len(read) == 33
