"""Tables whose columns, rows or labels are not where the official form has them: never read as something else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.importers.document import Spot, Table, TableCell
from generator.importers.recognising.tables import recognise_tables
from tests.importers.recognising.documents import document, table
from tests.importers.recognising.reports import FORMS, compare, make_figures, seeded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.importers.document import Document

FORM = FORMS["national-2021"]
REQUESTS = FORM.tables["requests"]
LABELS = {key: head.label.zh_hans for key, (head, _) in REQUESTS.rows.items()}
KINDS = [column.label.zh_hans for column in REQUESTS.blocks[0].column_leaves]
FIGURES = make_figures(seeded(3), "national-2021", most=900)
ROWS = FIGURES["requests"]
ORDERS = [[6, 0, 1, 2, 3, 4, 5], [1, 0, 2, 3, 4, 5, 6], [5, 4, 3, 2, 1, 0, 6]]


def result(read: Document) -> dict[str, int]:
    return compare(recognise_tables(read, FORMS, None, 2024)[0], {"requests": ROWS})


def codes(read: Document) -> set[str]:
    return {finding.code for finding in recognise_tables(read, FORMS, None, 2024)[1]}


def lines(order: Sequence[int] = range(7), kinds: Sequence[str] = KINDS) -> list[str]:
    """The rows of a table with its head, cells parted by |."""
    rows = [[LABELS[key], *(ROWS[key][at] for at in order)] for key in LABELS]
    return ["|".join(row) for row in [["项目", *(kinds[at] for at in order)], *rows]]


def placed(*rows: str, number: int = 1) -> Table:
    return replace(table(*rows), spot=Spot(table=number))


@pytest.mark.parametrize("order", ORDERS)
def test_columns_in_another_order_are_read_by_their_heads(order: list[int]) -> None:
    assert result(document(placed(*lines(order))))["right"] == 175


@pytest.mark.parametrize("order", ORDERS)
def test_a_table_goes_on_behind_a_page_in_the_order_of_its_heads(order: list[int]) -> None:
    rows = lines(order)
    assert result(document(placed(*rows[:9]), "- 3 -", placed(*rows[9:], number=2)))["right"] == 175


@pytest.mark.parametrize("order", ORDERS)
def test_columns_in_another_order_are_doubted_in_a_text(order: list[int]) -> None:
    found = result(document(*(line.replace("|", " ") for line in lines(order))))
    assert (found["right"], found["wrong"], found["doubt"]) == (0, 0, 175)


def test_heads_that_name_one_column_twice_leave_the_table_in_doubt() -> None:
    heads = ["总计", *KINDS[1:6], "总计"]
    assert result(document(placed(*lines(kinds=heads))))["wrong"] == 0
    assert "import-row-unsure" in codes(document(placed(*lines(kinds=heads))))


def test_blocks_side_by_side_in_another_order_are_read_by_their_heads() -> None:
    rows = FORM.tables["proceedings"].rows
    order = ["litigation-after-review", "review", "litigation-direct"]
    assert set(order) == set(rows)
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    figures = [word for key in order for word in FIGURES["proceedings"][key]]
    cells = [TableCell(rows[key][0].label.zh_hans, 0, 5 * at, 1, 5) for at, key in enumerate(order)]
    cells += [TableCell(text, row, at) for row, texts in ((1, results), (2, figures)) for at, text in enumerate(texts)]
    found, _ = recognise_tables(document(Table(tuple(cells), 3, 15, Spot(table=1))), FORMS, None, 2024)
    wanted = {"proceedings": FIGURES["proceedings"]}
    assert compare(found, wanted) == {"right": 15, "doubt": 0, "wrong": 0, "missing": 0}


def test_a_missing_column_is_never_filled_with_the_next_one() -> None:
    assert any(ROWS[key][3] != "0" for key in ROWS)
    for order in ([0, 1, 2, 4, 5, 6], [1, 2, 3, 4, 5, 6]):
        found = result(document(placed(*lines(order))))
        assert found["wrong"] == 0
        assert found["doubt"] == 175


def test_labels_that_slipped_by_one_row_leave_the_table_in_doubt() -> None:
    cells = [line.partition("|")[2] for line in lines()[1:]]
    for labels in ([*list(LABELS.values())[1:], ""], ["", *list(LABELS.values())[:-1]]):
        rows = [f"{label}|{row}" for label, row in zip(labels, cells, strict=True)]
        found = result(document(placed(lines()[0], *rows)))
        assert found["wrong"] == 0
        assert found["right"] == 0


def test_rows_below_the_labels_of_several_rows_are_placed_by_order_where_the_sums_agree() -> None:
    keys = list(LABELS)
    first = keys.index("unable.not-held")
    rows = lines()[1:]
    bare = [placed(row.partition("|")[2], number=9 + at) for at, row in enumerate(rows[first : first + 3])]
    together = ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作3.补正后申请内容仍不明确")
    whole = document(placed(*rows[:first]), together[0], bare[0], together[1], *bare[1:], placed(*rows[first + 3 :]))
    assert result(whole)["right"] == 175
    one_lost = document(placed(*rows[:first]), together[0], bare[0], together[1], bare[1], placed(*rows[first + 3 :]))
    assert result(one_lost)["wrong"] == 0


def test_a_total_that_moved_away_is_found_again_by_arithmetic() -> None:
    rows = lines()[1:]
    at = next(at for at, key in enumerate(LABELS) if key != "total" and len(ROWS[key][6]) > 1)
    moved = rows[at].rpartition("|")
    read = document(placed(*rows[:at], moved[0] + "|"), moved[2], placed(*rows[at + 1 :], number=2))
    assert result(read)["right"] == 175
    assert "import-settled-by-arithmetic" in codes(read)


@pytest.mark.parametrize("mark", ["①", "*", "※", "[1]", "〔2〕", "¹", "[注]"])
def test_marks_of_footnotes_are_no_figures(mark: str) -> None:
    rows = [line.replace("|", f"{mark}|") + mark for line in lines()[1:]]
    rows = [row.replace(mark, "", 1) for row in rows]
    assert result(document(placed(lines()[0], *rows)))["right"] == 175


def test_white_space_between_thousands_is_read_where_the_sums_say_so() -> None:
    row = "行政规范性文件|1 234|0|5 000"
    read = document(
        placed("信息内容|本年制发件数|本年废止件数|现行有效件数", "规章|0|0|0", row, "行政许可|5", "行政处罚|0")
    )
    cells = recognise_tables(read, FORMS, None, 2024)[0][0].rows["normative-documents"]
    assert [cell.word for cell in cells] == ["?", "0", "?"]
    proceedings = document(
        "#四、政府信息公开行政复议、行政诉讼情况", placed("|".join(["1 000|2|3|4|1 009", *["0"] * 10]))
    )
    found = recognise_tables(proceedings, FORMS, None, 2024)[0]
    assert not found or [cell.word for cell in found[0].rows["review"]] == ["1000", "2", "3", "4", "1009"]


def test_figures_that_no_row_takes_are_told() -> None:
    rows = lines()
    rows.insert(6, "其中：另行统计|7|0|0|0|0|0|7")
    read = document(placed(*rows), placed("月份|一季度|二季度", "接待|12|15", "来电|30|41", number=2))
    assert result(read)["right"] == 175
    findings = recognise_tables(read, FORMS, None, 2024)[1]
    told = {finding.code: finding.found for finding in findings}
    assert told["import-figures-left"] == "其中:另行统计 7 0 0 0 0 0 7"
    assert told["import-table-unknown"] == "12 15"
