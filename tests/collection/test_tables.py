"""Rows of cells: written, split, read, and placed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.collection.tables import read_figures
from generator.datafiles.reading import read_data_file
from generator.forms.reading import load_forms
from generator.models.cell import BLANK, SLASH, UNREAD, Meaning, read_cell, split_row

FORMS, _ = load_forms()
NUMBERS = st.integers(0, 10**9).map(str) | st.decimals(0, 10**6, places=4).map(str)
REMARKS = (
    st.text("其中修订（）件16 ", min_size=1)
    .map(lambda text: text.replace("（", "").replace("）", ""))
    .filter(str.strip)
)
WORDS = (
    NUMBERS | st.builds("{}（{}）".format, NUMBERS, REMARKS) | st.sampled_from(["_", "/", "?", "-3", "1,234", "15%"])
)
TABLES = [(form.key, key) for form in FORMS.values() for key in form.tables]


@settings(deadline=None)
@given(WORDS)
def test_a_cell_keeps_what_was_published(word):
    cell = read_cell(word)

    assert cell.text == ("" if word == "_" else word)


@settings(deadline=None)
@given(WORDS)
def test_a_cell_read_again_from_its_text_is_the_same(word):
    cell = read_cell(word)

    assert read_cell(cell.text or "_") == cell


@settings(deadline=None)
@given(st.text(max_size=12))
def test_any_word_is_a_cell_or_none(word):
    cell = read_cell(word)

    assert cell is None or cell.text in {"", "/", "?", word}


@settings(deadline=None)
@given(
    st.lists(WORDS, max_size=12),
    st.lists(st.sampled_from([" ", "   ", "\t", "\n", "\u3000"]), min_size=12, max_size=12),
)
def test_a_row_is_split_where_it_was_joined(words, spaces):
    row = "".join(f"{space}{word}" for space, word in zip(spaces, words, strict=False))

    assert [word for _, word in split_row(row)] == words


@settings(deadline=None)
@given(st.text(max_size=30))
def test_the_words_of_any_row_stand_at_their_offsets(row):
    assert all(row[offset : offset + len(word)] == word for offset, word in split_row(row))


def test_the_five_meanings_are_kept_apart():
    cells = [read_cell(word) for word in ("0", "_", "/", "22（其中修订16件）", "?")]

    assert [cell.meaning for cell in cells] == list(map(Meaning, ["number", "blank", "slash", "remark", "unread"]))
    assert [cell.number for cell in cells] == [0, None, None, 22, None]
    assert cells[1:3] + cells[4:] == [BLANK, SLASH, UNREAD]


@settings(deadline=None)
@given(st.sampled_from(TABLES), st.data())
def test_a_valid_table_is_read_back_cell_by_cell(table, data):
    form, key = table
    section = FORMS[form].tables[key]
    written = {
        name: data.draw(st.lists(WORDS, min_size=(n := len(block.column_leaves)), max_size=n))
        for name, (_, block) in section.rows.items()
    }
    lines = [f'{name} = "{" ".join(words)}"' for name, words in written.items()]

    file, in_file = read_data_file("2024.toml", "\n".join([f"[{key}]", f'form = "{form}"', *lines]).encode())
    figures, findings = read_figures(file, key, FORMS)

    assert in_file == ()
    assert {finding.code for finding in findings} <= {"cell-not-a-count"}
    assert {name: [cell.text or "_" for cell in cells] for name, cells in figures.rows.items()} == written
    assert dict(figures.cells()).keys() == set(section.addresses)


@settings(deadline=None)
@given(st.sampled_from(TABLES), st.data())
def test_a_wrong_word_is_told_by_its_official_name_at_its_place(table, data):
    form, key = table
    section = FORMS[form].tables[key]
    name, (row, block) = data.draw(st.sampled_from(sorted(section.rows.items(), key=lambda item: item[0])))
    wrong = data.draw(st.integers(0, len(block.column_leaves) - 1))
    words = ["1"] * len(block.column_leaves)
    words[wrong] = "十三"
    text = f'[{key}]\nform = "{form}"\n{name} = "  {"   ".join(words)}"\n'

    file, _ = read_data_file("2024.toml", text.encode())
    _, findings = read_figures(file, key, FORMS)
    [finding] = [finding for finding in findings if finding.code == "cell-invalid"]

    assert finding.subject == section.name_of(row, block.column_leaves[wrong])
    assert text.split("\n")[finding.place.line - 1][finding.place.column - 1 :].startswith("十三")
    assert finding.found == "十三"


@pytest.mark.parametrize("form", ["national-2019", "national-2021"])
def test_a_misspelt_row_is_told_once_and_the_right_one_named(form):
    section = FORMS[form].tables["requests"]
    lines = [f'{name} = "0 0 0 0 0 0 0"' for name in section.rows]
    text = "\n".join(["[requests]", f'form = "{form}"', *lines]).replace(
        "refused.state-secret", "refused.state-secrets"
    )

    file, _ = read_data_file("2024.toml", text.encode())
    _, [finding] = read_figures(file, "requests", FORMS)

    assert (finding.code, finding.found) == ("row-unknown", "refused.state-secrets")
    assert finding.values["nearest-label"] == section.rows["refused.state-secret"][0].label
