"""Our own CSV: a line for each cell; a report with a wrong line is left out, and every wrong line is told."""

from __future__ import annotations

import pytest

from generator.forms.reading import load_forms
from generator.importers.draft import Reading
from generator.importers.known import Known
from generator.importers.portals import Moving, read_collection

FORMS, _ = load_forms()
HEAD = "agency,year,form,cell,value\n"


def moved(lines: str, encoding: str = "utf-8") -> Moving:
    moving = read_collection((HEAD + lines).encode(encoding), "all.csv", Known(), FORMS)
    assert moving
    return moving


def rows(moving: Moving, section: str) -> dict[str, list[str]]:
    (draft,) = moving.drafts
    table = next(table for table in draft.tables if table.section == section)
    return {key: [cell.word for cell in cells] for key, cells in table.rows.items()}


REVIEW = "".join(
    f"a-bureau,2022,national-2021,proceedings.review.{column},{value}\n"
    for column, value in (
        ("upheld", "3"),
        ("corrected", ""),
        ("other", "/"),
        ("pending", "?"),
        ("total", "22（其中1件）"),
    )
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_cells_are_taken_as_published_in_any_encoding_of_a_spreadsheet(encoding):
    moving = moved(REVIEW, encoding)

    assert rows(moving, "proceedings") == {"review": ["3", "_", "/", "?", "22（其中1件）"]}
    assert (moving.findings, moving.drafts[0].head.year) == ((), 2022)


def test_a_file_holds_many_reports():
    moving = moved(REVIEW + REVIEW.replace("2022", "2023") + REVIEW.replace("a-bureau", "b-bureau"))

    heads = [draft.head for draft in moving.drafts]
    assert [(head.agency.id, head.year) for head in heads if head.agency] == [
        ("a-bureau", 2022),
        ("a-bureau", 2023),
        ("b-bureau", 2022),
    ]


def test_a_cell_that_a_row_lacks_is_unread_and_in_doubt():
    moving = moved("a-bureau,2022,national-2021,proceedings.review.upheld,3\n")

    (row,) = moving.drafts[0].tables[0].rows.values()
    assert [cell.word for cell in row] == ["3", "?", "?", "?", "?"]
    assert [cell.reading is Reading.DOUBTFUL for cell in row] == [False, True, True, True, True]


def test_lines_without_a_form_give_head_and_texts():
    moving = moved(
        REVIEW
        + "a-bureau,2022,,title,某局年报\na-bureau,2022,,published,2023-01-05\n"
        + 'a-bureau,2022,,narrative.other,"一，\n二。"\n'
    )

    (draft,) = moving.drafts
    assert (draft.head.title, str(draft.head.published), draft.head.doubts) == ("某局年报", "2023-01-05", ())
    assert [(text.section, text.markdown) for text in draft.texts] == [("other", "一，\n二。")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("a-bureau,2022,national-2021,proceedings.review.upheld", "import-csv-line"),
        ("A Bureau,2022,national-2021,proceedings.review.upheld,1", "import-csv-line"),
        ("a-bureau,22,national-2021,proceedings.review.upheld,1", "import-csv-line"),
        ("a-bureau,2022,national-1921,proceedings.review.upheld,1", "import-csv-unknown"),
        ("a-bureau,2022,national-2021,proceedings.review.uphold,1", "import-csv-unknown"),
        ("a-bureau,2022,,headline,x", "import-csv-unknown"),
        ("a-bureau,2022,,published,soon", "date-invalid"),
        ("a-bureau,2022,national-2021,proceedings.review.upheld,4", "import-csv-twice"),
        ("a-bureau,2022,national-2021,proceedings.litigation-direct.upheld,many", "cell-invalid"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(line, code):
    moving = moved(REVIEW + line + "\n")

    assert [(finding.code, finding.place.line) for finding in moving.findings] == [(code, 7)]


def test_a_report_with_a_wrong_line_is_left_out_and_the_others_are_not():
    moving = moved(REVIEW + "a-bureau,2022,,headline,x\n" + REVIEW.replace("a-bureau", "b-bureau"))

    assert [draft.head.agency.id for draft in moving.drafts if draft.head.agency] == ["b-bureau"]


def test_another_csv_is_none_of_ours():
    assert read_collection(b"a,b,c\n1,2,3\n", "x.csv", Known(), FORMS) is None
