"""Tables in a grid, as the official documents lay them out."""

from __future__ import annotations

import pytest

from generator.exports.grid import official_grid
from generator.forms.reading import load_forms

FORMS = load_forms()[0]
TABLES = [(form, section) for form in FORMS.values() for section in form.tables.values()]


@pytest.mark.parametrize(
    ("form", "section", "size"),
    [
        ("national-2021", "disclosure", (14, 4)),
        ("national-2021", "requests", (28, 10)),
        ("national-2021", "proceedings", (4, 15)),
        ("national-2019", "requests", (26, 10)),
    ],
)
def test_a_table_has_the_size_of_the_official_one(form, section, size):
    table = FORMS[form].tables[section]
    grid = official_grid(table, list(table.rows))
    assert (grid.height, grid.width) == size


@pytest.mark.parametrize(("form", "section"), TABLES, ids=[f"{form.key}-{section.key}" for form, section in TABLES])
def test_every_place_of_a_table_is_taken_once(form, section):
    del form
    grid = official_grid(section, list(section.rows))
    places = [
        (cell.row + y, cell.column + x) for cell in grid.cells for y in range(cell.rows) for x in range(cell.columns)
    ]
    assert sorted(places) == [(row, column) for row in range(grid.height) for column in range(grid.width)]
    assert [cell.address for cell in grid.cells if cell.index >= 0] == list(section.addresses)


def test_rows_that_a_report_lacks_are_left_out_with_the_heads_above_them_alone():
    section = FORMS["national-2021"].tables["requests"]
    grid = official_grid(section, ["received", "refused.state-secret", "total"])
    texts = [cell.text for cell in grid.cells]
    assert grid.height == 3 + 3
    assert "（三）不予公开" in texts
    assert "（四）无法提供" not in texts
    assert [cell.index for cell in grid.cells if cell.index >= 0] == list(range(21))
