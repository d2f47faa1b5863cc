"""The forms as data: their cells, labels, relations; and a new form that is only a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html
from portals import built, make_portal

from generator.forms.indicators import load_indicators
from generator.forms.reading import load_forms

if TYPE_CHECKING:
    from pathlib import Path

    from generator.forms.form import Form, Section

FORMS, FINDINGS = load_forms()
TABLES = [(form, section) for form in FORMS.values() for section in form.tables.values()]

MADE_UP = """
key = "moon-2030"
since = 2030
name = { zh-Hans = "月球格式", en = "Moon form" }
notice = { title = "月球公报" }

[[sections]]
key = "overview"
label = "概况"

[[sections]]
key = "craters"
number = "二"
label = { zh-Hans = "环形山", en = "Craters" }
stub = "项目"

[[sections.blocks]]
columns = [{ key = "near", number = "count", label = "正面" }, { key = "far", number = "count", label = "背面" }]
rows = [
  { key = "large", label = "大" },
  { label = "其余", heads = [{ key = "rest.small", label = "小" }, { key = "rest.tiny", label = "微" }] },
]

[indicators]
requests-received = ["craters.*.near"]
"""

REPORT = """
agency = "sample-bureau"
year = 2030
title = "月球报告"
[craters]
form = "moon-2030"
large = "7 _"
rest.small = "2 11（估计）"
rest.tiny = "1 /"
[narrative]
overview = "一切平静。"
"""


def test_no_form_has_a_finding() -> None:
    assert FINDINGS == ()


def test_the_national_forms_have_the_cells_of_the_notices() -> None:
    cells = {
        key: {name: len(section.addresses) for name, section in FORMS[key].tables.items()}
        for key in ("national-2019", "national-2021")
    }
    assert cells == {
        "national-2019": {"disclosure": 22, "requests": 161, "proceedings": 15},
        "national-2021": {"disclosure": 10, "requests": 175, "proceedings": 15},
    }


def test_forms_of_every_period_are_there() -> None:
    assert set(FORMS) == {
        "fujian-2009",
        "fujian-2016",
        "narrative",
        "national-2014",
        "national-2019",
        "national-2021",
    }
    assert [form.key for form in FORMS.values() if form.provisional] == ["national-2014"]


def test_the_rows_of_requests_stand_under_their_official_names() -> None:
    rows = FORMS["national-2021"].tables["requests"].rows
    assert rows["refused.third-party-rights"][0].label.zh_hans == "4.保护第三方合法权益"
    assert rows["unprocessed.excessive"][0].label.zh_hans == "4.无正当理由大量反复申请"
    assert list(rows)[:4] == ["received", "carried-in", "granted", "granted-in-part"]


@pytest.mark.parametrize(("form", "section"), TABLES, ids=[f"{f.key}-{s.key}" for f, s in TABLES])
def test_every_head_of_a_table_has_words_in_both_languages(form: Form, section: Section) -> None:
    heads = [head for block in section.blocks for head in (*block.row_leaves, *block.column_leaves)]
    assert all(head.key and head.label.zh_hans and head.label.en for head in heads)
    assert all(head.number for block in section.blocks for head in block.column_leaves)
    assert form.name.en


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_relations_and_indicators_name_cells_that_exist(form: Form) -> None:
    assert all(form.terms.values())
    assert set(form.terms) <= {indicator.key for indicator in load_indicators()}
    for relation in form.relations:
        section = form.tables[relation.section]
        rows = set(section.rows)
        columns = {column.key for block in section.blocks for column in block.column_leaves}
        known = rows if relation.each == "column" else columns
        for name in (*relation.sum, *relation.equals):
            assert any(key == name or (name.endswith(".*") and key.startswith(name[:-1])) for key in known if key)


def test_a_new_form_is_a_new_file_and_no_code(tmp_path: Path) -> None:
    files = {"forms__moon-2030.toml": MADE_UP, "reports__sample-bureau__2030.toml": REPORT}
    site = built(make_portal(tmp_path, **files))
    page = html.fromstring(site["agencies/sample-bureau/2030.html"].decode())
    cells = {cell.get("id"): cell.text_content() for cell in page.xpath("//td[@id]")}
    assert cells == {
        "craters.large.near": "7",
        "craters.large.far": "",
        "craters.rest.small.near": "2",
        "craters.rest.small.far": "11（估计）",
        "craters.rest.tiny.near": "1",
        "craters.rest.tiny.far": "/",
    }
    assert "环形山" in site["glossary/moon-2030.html"].decode()
    agency = site["agencies/sample-bureau/index.html"].decode()
    assert 'href="../../agencies/sample-bureau/2030.html#craters.large.near">10</a>' in agency


def test_a_form_with_mistakes_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text(MADE_UP.replace("since", "sinse").replace('"far"', '"near"'), encoding="utf-8")
    forms, findings = load_forms(tmp_path, root=tmp_path)
    assert "moon-2030" not in forms
    assert [(f.code, f.place.path, f.place.line, f.values["nearest"]) for f in findings] == [
        ("key-unknown", "odd.toml", 3, "since")
    ]


def test_a_form_that_names_a_cell_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text(MADE_UP.replace('"far"', '"near"'), encoding="utf-8")
    _, findings = load_forms(tmp_path, root=tmp_path)
    assert [(f.code, f.found) for f in findings] == [
        ("declared-twice", "craters.large.near"),
        ("declared-twice", "craters.rest.small.near"),
        ("declared-twice", "craters.rest.tiny.near"),
    ]


def test_what_a_relation_or_an_indicator_names_must_be_there(tmp_path: Path) -> None:
    relation = '[[relations]]\ncode = "sum"\nsection = "craters"\neach = "row"\nsum = ["neer"]\nequals = ["far"]\n'
    relation += 'severity = "error"\n[indicators]\n'
    text = MADE_UP.replace("[indicators]\n", relation).replace("craters.*.near", "craters.*.middle")
    (tmp_path / "odd.toml").write_text(text + 'requests-recieved = ["craters.large.near"]\n', encoding="utf-8")
    forms, findings = load_forms(tmp_path, root=tmp_path)
    assert "moon-2030" not in forms
    assert {(f.code, f.found, f.values["nearest"]) for f in findings} == {
        ("form-names-nothing", "neer", "near"),
        ("form-names-nothing", "craters.*.middle", "craters.large.far"),
        ("form-names-nothing", "requests-recieved", "requests-received"),
    }


def test_a_row_of_cells_must_have_a_key(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").write_text(MADE_UP.replace('key = "large", ', ""), encoding="utf-8")
    _, findings = load_forms(tmp_path, root=tmp_path)
    assert ("form-head-without-key", "大") in {(f.code, f.found) for f in findings}
