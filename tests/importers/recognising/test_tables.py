"""Tables of whole documents: the real ones, and made-up ones with the noise that real ones have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importers.document import Spot, Table, TableCell, Text
from generator.importers.draft import Reading
from generator.importers.readers import read_document
from generator.importers.recognising.tables import recognise_tables
from tests.importers.recognising.documents import document, table
from tests.importers.recognising.reports import FORMS, STYLES, compare, make_document, make_figures, seeded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from generator.importers.document import Block, Document
    from generator.importers.draft import DraftTable
    from generator.models.cell import Cell
    from generator.pipeline import Content

COMPARED = "suqian-city-2023-2024-comparison.pdf"
FORMS_USED = {
    "hongze-district/2023": ["national-2021", "national-2019", "national-2021"],
    "qinzhou-tianshuijun/2021": ["national-2019"] * 3,
    "pingtan-district/2011": ["fujian-2009"],
    "pingtan-district/2016": ["fujian-2016"],
    "pingtan-petition-bureau/2011": [],
}

Drafts = dict[str, "tuple[tuple[DraftTable, ...], Mapping[str, Cell]]"]

seeds = st.integers(0, 1_000_000)
forms = st.sampled_from(["national-2019", "national-2021"])


def tables_of(
    read: Document, other_years: Callable[[int], Mapping[str, Cell]] | None = None, year: int | None = 2024
) -> dict[str, DraftTable]:
    return {found.section: found for found in recognise_tables(read, FORMS, other_years, year)[0]}


def codes_of(read: Document, year: int | None = 2024) -> list[str]:
    return [finding.code for finding in recognise_tables(read, FORMS, None, year)[1]]


def words(found: DraftTable, row: str) -> str:
    return " ".join(cell.word for cell in found.rows[row])


@pytest.fixture(scope="session")
def real_drafts(real_content: Content, published_documents: Path) -> Drafts:
    """Each real report: the tables recognised in its document, and its cells as a person read them."""
    collection = real_content.collection
    drafts = {}
    for agency, year in collection.report_keys():
        report = collection.report(agency, year)
        name = report.head.source.file
        path = next(published_documents.glob(f"*/{name}"))
        known = {key for key in collection.report_keys() if key[0] == agency and key[1] != year}

        def others(other: int, agency: str = agency, known: set[tuple[str, int]] = known) -> Mapping[str, Cell]:
            return collection.report(agency, other).cells() if (agency, other) in known else {}

        read = read_document(path.read_bytes(), name)
        drafts[f"{agency}/{year}"] = (recognise_tables(read, FORMS, others, year)[0], report.cells())
    return drafts


def cells_in(tables: tuple[DraftTable, ...]) -> dict[str, tuple[str, bool]]:
    """The word of each cell and whether it is in doubt, by address."""
    return {
        f"{found.section}.{key}.{column.key}": (cell.word, cell.reading is Reading.DOUBTFUL)
        for found in tables
        for key, row in found.rows.items()
        for column, cell in zip(FORMS[found.form].tables[found.section].rows[key][1].column_leaves, row, strict=True)
    }


def test_no_cell_of_a_real_document_is_wrong(
    real_drafts: Drafts,
) -> None:
    wrong = [
        (name, address, word, cells.get(address))
        for name, (tables, cells) in real_drafts.items()
        for address, (word, doubtful) in cells_in(tables).items()
        if not doubtful and (address not in cells or word != (cells[address].text or "_"))
    ]
    assert wrong == []


def test_few_cells_of_real_documents_are_in_doubt_and_none_in_sections_three_and_four(
    real_drafts: Drafts,
) -> None:
    unread = [
        (name, address)
        for name, (tables, cells) in real_drafts.items()
        for address in cells
        if cells_in(tables).get(address, ("", True))[1]
    ]
    assert len(unread) <= 0.02 * sum(len(cells) for _, cells in real_drafts.values())
    assert [each for each in unread if not each[1].startswith(("disclosure", "statistics"))] == []


@pytest.mark.parametrize("name", FORMS_USED)
def test_the_form_is_that_of_each_table_whatever_the_year(name: str, real_drafts: Drafts) -> None:
    assert [found.form for found in real_drafts[name][0]] == FORMS_USED[name]


@given(seeds, forms, st.sampled_from(STYLES), st.sampled_from([0.0, 0.5]))
@settings(max_examples=30, deadline=None)
def test_made_up_reports_come_back_as_they_were(seed: int, form: str, style: str, damage: float) -> None:
    random = seeded(seed)
    figures = make_figures(random, form)
    counts = compare(list(tables_of(make_document(random, form, figures, style, damage)).values()), figures)
    assert counts["wrong"] == 0
    assert counts["missing"] == 0
    if style != "glued":
        assert counts["doubt"] == 0


@given(seeds, forms, st.sampled_from(STYLES), st.sampled_from(["blank", "row", "sum"]))
@settings(max_examples=25, deadline=None)
def test_what_is_missing_or_does_not_add_up_never_gives_a_wrong_cell(
    seed: int, form: str, style: str, what: str
) -> None:
    random = seeded(seed)
    figures = make_figures(random, form, most=30)
    for key in random.sample(sorted(figures["requests"]), 3):
        if what == "row":
            del figures["requests"][key]
        elif what == "sum" and style != "glued":
            figures["requests"][key][-1] = str(random.randrange(40))
        elif what == "blank":
            figures["requests"][key] = ["_" if word == "0" else word for word in figures["requests"][key]]
    counts = compare(list(tables_of(make_document(random, form, figures, style)).values()), figures)
    assert counts["wrong"] == 0


def test_rows_without_labels_are_those_of_the_form_where_they_are_as_many() -> None:
    figures = make_figures(seeded(4), "national-2021")["requests"]
    read = document(*(" ".join(row) for row in figures.values()))
    assert compare(list(tables_of(read).values()), {"requests": figures})["right"] == 175


def test_a_lost_last_column_is_told_and_not_taken_for_blank() -> None:
    figures = make_figures(seeded(3), "national-2021")["requests"]
    labels = {key: row.label.zh_hans for key, (row, _) in FORMS["national-2021"].tables["requests"].rows.items()}
    read = document(table(*("|".join([labels[key], *row[:-1]]) for key, row in figures.items())))
    found = tables_of(read)["requests"]
    assert [cell.word for row in found.rows.values() for cell in row[:6]] == [
        w for row in figures.values() for w in row[:6]
    ]
    assert {row[6].word for row in found.rows.values()} == {"?"}
    assert "import-columns-empty" in codes_of(read)


def test_a_row_with_a_cell_too_few_is_not_shifted() -> None:
    read = document(
        table(
            "第二十条第（一）项",
            "信息内容|本年制发件数|本年废止件数|现行有效件数",
            "规章|22|235",
            "行政规范性文件|34|1|189",
        ),
        table("信息内容|本年处理决定数量", "行政许可|5", "行政处罚|0", "行政强制|0"),
        table("行政事业性收费|4068.208"),
    )
    found = tables_of(read)["disclosure"]
    assert words(found, "regulations") == "? ? ?"
    assert words(found, "normative-documents") == "34 1 189"
    assert words(found, "fees") == "4068.208"
    assert "import-cells-doubtful" in codes_of(read)


def test_a_repeated_heading_and_broken_labels_do_not_disturb_the_rows() -> None:
    labels = {key: row.label.zh_hans for key, (row, _) in FORMS["national-2021"].tables["requests"].rows.items()}
    blocks = []
    for at, (key, label) in enumerate(labels.items()):
        if key == "unable.not-held":
            blocks.append("三、本年度办理结果")
        half = len(label) // 2
        blocks += [label[:half], label[half:], f"{at} 0 0 0 0 0 {at}"]
    found = tables_of(document(*blocks))["requests"]
    assert [row[0].word for row in found.rows.values()] == [str(at) for at in range(25)]


def test_three_small_tables_are_section_four_and_a_remark_stays_with_its_number() -> None:
    heads = "结果维持|结果纠正|其他结果|尚未审结|总计"
    read = document(
        "#四、政府信息公开行政复议、行政诉讼情况",
        *("#行政复议", table(heads, "27|10|9|15（含上年2件）|61")),
        *("#行政诉讼（未经复议直接起诉）", table(heads, "3|0|0|0|3")),
        *("#行政诉讼（复议后起诉）", table(heads, "8|0|/||10")),
    )
    found = tables_of(read)["proceedings"]
    assert words(found, "review") == "27 10 9 15（含上年2件） 61"
    assert words(found, "litigation-after-review") == "8 0 / _ 10"


def test_published_sums_that_are_wrong_stay_as_they_are_and_cost_confidence() -> None:
    read = document(
        "行政复议 行政诉讼 未经复议直接起诉 复议后起诉",
        " ".join(["结果维持 结果纠正 其他结果 尚未审结 总计"] * 3),
        "10 1 0 0 0 0 0 0 0 0 5 0 0 0 0",
    )
    found = tables_of(read)["proceedings"]
    assert words(found, "review") == "10 1 0 0 0"
    assert found.confidence == pytest.approx(5 / 15, abs=0.001)


def test_two_years_beside_each_other_are_told_apart_by_what_is_carried_over() -> None:
    random = seeded(8)
    earlier, later = (make_figures(random, "national-2021")["requests"] for _ in range(2))
    later["received"] = _shifted(later["received"], later["carried-in"], earlier["carried-over"])
    later["carried-in"] = earlier["carried-over"]
    labels = {key: row.label.zh_hans for key, (row, _) in FORMS["national-2021"].tables["requests"].rows.items()}
    blocks: list[Block] = []
    for half in (slice(0, 12), slice(12, 25)):
        for rows in (later, earlier):
            printed = table(*("|".join([labels[key], *row]) for key, row in list(rows.items())[half]))
            blocks.append(replace(printed, spot=Spot(page=half.start, table=len(blocks) + 1)))
    read = document("2023年报告 2024年报告", *blocks)
    for year, rows in ((2023, earlier), (2024, later)):
        found = tables_of(read, year=year)
        assert compare(list(found.values()), {"requests": rows})["right"] == 175
    assert tables_of(read, year=None) == {}
    assert "import-years-compared" in codes_of(read)


def _shifted(received: list[str], before: list[str], after: list[str]) -> list[str]:
    """The received ones when others were carried in, so that the sums still hold."""
    return [str(int(count) + int(old) - int(new)) for count, old, new in zip(received, before, after, strict=True)]


def test_a_table_that_a_page_holds_twice_is_read_once() -> None:
    figures = make_figures(seeded(5), "national-2021")
    once = make_document(seeded(5), "national-2021", figures, "grid")
    twice = replace(once, blocks=(*once.blocks, *once.blocks))
    assert compare(list(tables_of(twice).values()), figures) == {"right": 200, "doubt": 0, "wrong": 0, "missing": 0}


def test_cells_know_where_they_stand_and_what_was_printed() -> None:
    cells = (TableCell("规章", 0, 0), TableCell("０", 0, 1), TableCell("0", 0, 2), TableCell("0", 0, 3))
    read = document(Table(cells, 1, 4), *(Text(text) for text in ("行政规范性文件 20 155", "行政许可 5", "行政处罚 0")))
    found = tables_of(read)["disclosure"]
    first = found.rows["regulations"][0]
    assert (first.word, first.published, first.spot.row, first.spot.column) == ("0", "０", 1, 2)
    glued = found.rows["normative-documents"]
    assert {cell.word for cell in glued} == {"?"}
    assert glued[0].published == "20 155"
    assert set(glued[2].candidates) == {"55", "5", "155", "_"}
