"""KIROGOVCOMPARE's JSON: its figures under their addresses, its texts in their sections."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.forms.reading import load_forms
from generator.importers.draft import Draft, Reading
from generator.importers.known import Known
from generator.importers.portals import read_collection
from generator.importers.portals.kirogovcompare import TABLES

FORMS, _ = load_forms()


def numbered() -> dict[str, dict[str, Any]]:
    """The tables with a different number in each cell."""
    tables: dict[str, dict[str, Any]] = {}
    number = 0
    for _, name, rows in TABLES:
        for paths in rows.values():
            for path in paths:
                at = tables.setdefault(name, {})
                for key in path[:-1]:
                    at = at.setdefault(key, {})
                number += 1
                at[path[-1]] = number
    return tables


def sections(tables: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"type": "text", "title": "一、总体情况", "content": "本市认真贯彻落实条例，\n各项工作有序推进。"},
        *({"type": f"table_{n}", "title": "", key: table} for n, (key, table) in enumerate(tables.items(), 2)),
        {"type": "text", "title": "六、其他需要报告的事项", "content": "没有收取信息处理费。"},
    ]


def moved(values: dict[str, Any]) -> Draft:
    moving = read_collection(json.dumps(values).encode(), "report.json", Known(), FORMS)
    assert moving
    (draft,) = moving.drafts
    return draft


def test_every_cell_of_the_form_has_its_figure():
    draft = moved({"unit_name": "某某市人民政府", "year": 2023, "sections": sections(numbered())})

    form = FORMS["national-2021"]
    assert {t.section: [*t.rows] for t in draft.tables} == {key: [*table.rows] for key, table in form.tables.items()}
    words = [cell.word for table in draft.tables for row in table.rows.values() for cell in row]
    assert words == [str(number) for number in range(1, 201)]
    assert {table.confidence for table in draft.tables} == {1.0}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda parsed: {"unit_name": "某某市人民政府", "year": 2023, "active_version": {"parsed_json": parsed}},
        lambda parsed: {
            "source": {"organization_name": "某某市人民政府", "report_year": 2023},
            "parsed_json": parsed,
        },
    ],
)
def test_agency_and_year_are_found_however_the_report_is_wrapped(wrap):
    head = moved(wrap({"sections": sections(numbered())})).head

    assert (head.agency.name if head.agency else "", head.year) == ("某某市人民政府", 2023)


def test_texts_go_into_their_sections():
    texts = {text.section: text.markdown for text in moved({"sections": sections(numbered())}).texts}

    assert texts["other"].strip() == "没有收取信息处理费。"
    assert "各项工作有序推进" in texts["overview"]


def test_what_the_file_does_not_know_is_in_doubt_and_not_zero():
    tables = numbered()
    tables["activeDisclosureData"]["fees"]["amount"] = None
    tables["activeDisclosureData"]["licensing"]["processed"] = "12（含变更3件）"
    del tables["activeDisclosureData"]["punishment"]

    rows = moved({"sections": sections(tables)}).tables[0].rows

    assert [rows[key][0].word for key in ("fees", "licences", "penalties")] == ["?", "12（含变更3件）", "?"]
    assert rows["fees"][0].reading is Reading.DOUBTFUL


def test_decimals_are_as_they_are_written():
    tables = numbered()
    tables["activeDisclosureData"]["fees"]["amount"] = "@"
    text = json.dumps({"sections": sections(tables)}).replace('"@"', "14722.490")

    moving = read_collection(text.encode(), "report.json", Known(), FORMS)

    assert moving
    assert moving.drafts[0].tables[0].rows["fees"][0].word == "14722.490"


@pytest.mark.parametrize("content", [b"{}", b"{", b"[1]", b'{"sections": 3}', b'{"sections": [1, {"tableData": 0}]}'])
def test_other_json_is_none_of_ours_or_empty(content):
    moving = read_collection(content, "x.json", Known(), FORMS)

    assert moving is None or not moving.drafts[0].tables


def test_a_number_with_a_huge_exponent_is_in_doubt_and_is_not_written_out():
    table = b'{"naturalPerson": {"newReceived": 1e999999999, "carriedOver": 1.50e1}}'
    moving = read_collection(b'{"year": 2020, "sections": [{"tableData": ' + table + b"}]}", "a.json", Known(), FORMS)
    assert moving
    rows = moving.drafts[0].tables[0].rows
    assert (rows["received"][0].word, rows["received"][0].published) == ("?", "1E+999999999")
    assert rows["carried-in"][0].word == "15.0"
