"""A draft as a data file: laid out as one written by hand, and read back as the same report, whatever is in it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.collection.reading import read_report
from generator.collection.source import Source
from generator.forms.reading import load_forms
from generator.importers.document import Spot
from generator.importers.draft import (
    Draft,
    DraftAgency,
    DraftCell,
    DraftFact,
    DraftHead,
    DraftPart,
    DraftTable,
    DraftText,
)
from generator.importers.writing import agency_as_toml, report_as_toml

if TYPE_CHECKING:
    from generator.models.report import Report

FORMS, _ = load_forms()
SHA256 = "0" * 64
WORDS = st.sampled_from(
    ["0", "7", "-18", "4166.241619", "1,234", "_", "/", "?", "22（其中修订16件）", "2笔", '3（"两"）', "984361元"]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n'\"\\#*|"), max_size=60)
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30).filter(str.strip)


def table(form: str, section: str, words: list[str]) -> DraftTable:
    """A table whose cells are these words, taken in turn."""
    at, rows = 0, {}
    for key, width in FORMS[form].tables[section].widths.items():
        rows[key] = tuple(DraftCell(words[(at + n) % len(words)], "", Spot()) for n in range(width))
        at += width
    return DraftTable(section, form, rows, 1.0)


def read_back(draft: Draft, title: str = "某局2024年报告") -> Report:
    text = report_as_toml(draft, "a-bureau", 2024, title, FORMS)
    report, findings = read_report(Source("report", "content/reports/a-bureau/2024.toml", text.encode(), SHA256), FORMS)
    assert report, [(finding.code, finding.found) for finding in findings]
    return report


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([(form.key, key) for form in FORMS.values() for key in form.tables]),
    st.lists(WORDS, min_size=1, max_size=9),
    st.lists(st.tuples(LINES, st.decimals(0, 10**9, places=2), LINES), max_size=3),
    st.dictionaries(st.sampled_from(["overview", "proactive", "problems", "other"]), TEXTS),
    LINES,
)
def test_what_is_written_is_read_back_as_the_same_report(place, words, facts, texts, title):
    form, section = place
    known = FORMS[form].narrative
    drafted = table(form, section, words)
    draft = Draft(
        "r.html",
        SHA256,
        DraftHead(published=dt.date(2025, 1, 2), url="https://example.org/1", index_number="A-1", issuer="某局"),
        (drafted,),
        tuple(DraftText(key, text, 1.0) for key, text in texts.items() if key in known and text.strip()),
        tuple(DraftFact("visits", label, value, unit, (DraftPart(label, value),)) for label, value, unit in facts),
    )

    report = read_back(draft, title)

    (figures,) = report.figures
    assert (figures.form.key, figures.section.key) == (form, section)
    cells = [cell.text or "_" for row in figures.rows.values() for cell in row]
    assert cells == [cell.word for row in drafted.rows.values() for cell in row]
    assert [(f.label.zh_hans, f.value, f.unit) for f in report.head.facts] == facts
    expected = {text.section: text.markdown.strip() for text in draft.texts}
    assert {key: text.strip() for key, text in report.head.narrative.items()} == expected
    assert (report.head.title, report.head.published) == (title, dt.date(2025, 1, 2))
    assert (report.head.source.issuer, report.head.source.index_number) == ("某局", "A-1")


def test_columns_stand_below_their_names_and_are_as_wide_as_their_cells():
    text = report_as_toml(
        Draft("r", SHA256, DraftHead(), (table("national-2021", "disclosure", ["1", "22（其中修订16件）", "3"]),)),
        "a",
        2024,
        "t",
        FORMS,
    )

    assert text.partition("[disclosure]\n")[2].splitlines()[:4] == [
        'form = "national-2021"',
        "#                      issued           repealed in-force",
        'regulations         = "     1 22（其中修订16件）        3"',
        'normative-documents = "     1 22（其中修订16件）        3"',
    ]


def test_an_address_that_is_none_is_left_out():
    assert read_back(Draft("r", SHA256, DraftHead(url="javascript:alert(1)"))).head.source.url is None


def test_facts_that_share_a_key_are_told_apart():
    fact = DraftFact("visits", "访问", Decimal(3), "次")

    assert [f.key for f in read_back(Draft("r", SHA256, DraftHead(), facts=(fact, fact, fact))).head.facts] == [
        "visits",
        "visits-2",
        "visits-3",
    ]


def test_a_text_that_the_first_table_has_no_section_for_names_its_form():
    draft = Draft(
        "r",
        SHA256,
        DraftHead(),
        (table("national-2021", "requests", ["0"]),),
        (DraftText("consultations", "咨询", 1.0), DraftText("fees", "收费", 1.0)),
    )

    report = read_back(draft)

    assert report.narrative_form.key == "narrative"
    assert {*report.head.narrative} == {"consultations", "fees"}


def test_an_agency_is_written_as_its_file():
    agency = DraftAgency("x", '某"局"', known=False, kind="department", region="320800")

    assert agency_as_toml(agency, "320800") == (
        'kind = "department"\nregion = "320800"\n\n[[names]]\nname = "某\\"局\\""\n'
    )
