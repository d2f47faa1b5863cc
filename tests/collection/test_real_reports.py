"""The real collection: figures written out here by hand, relations that hold, and errors that were published."""

from __future__ import annotations

from decimal import Decimal
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.forms.form import Relation
    from generator.models.cell import Cell
    from generator.models.report import Figures, Report
    from generator.pipeline import Content

WRITTEN_OUT = {
    "anju-ecology/2024": {
        "disclosure.licences.decisions": "13",
        "disclosure.penalties.decisions": "5",
        "requests.received.total": "0",
        "proceedings.litigation-after-review.total": "0",
    },
    "anju-economic-cooperation/2019": {
        "disclosure.procurement.amount": "0",
        "requests.other.natural": "0",
        "requests.carried-over.total": "0",
    },
    "xiangqiao-industry/2019": {
        "disclosure.procurement.projects": "7",
        "disclosure.procurement.amount": "69969.73元",
        "requests.received.natural": "",
        "requests.received.total": "0",
    },
    "qinzhou-tianshuijun/2021": {
        "disclosure.normative-documents.made": "10",
        "disclosure.other-services.change": "229",
        "disclosure.other-services.decisions": "229",
        "requests.total.total": "0",
    },
    "hongze-district/2023": {
        "disclosure.normative-documents.in-force": "5",
        "requests.received.natural": "21",
        "requests.other.total": "0",
        "proceedings.review.upheld": "10",
        "proceedings.review.total": "0",
        "proceedings.litigation-after-review.total": "0",
    },
    "huaian-city/2024": {
        "requests.received.total": "3119",
        "requests.granted.business": "21",
        "proceedings.review.total": "351",
        "disclosure.penalties.decisions": "3985758",
    },
    "shanghai-municipal-office/2025": {
        "disclosure.regulations.issued": "22",
        "disclosure.regulations.repealed": "22（其中修订16件）",
        "disclosure.normative-documents.repealed": "55（含自然失效29件）",
        "requests.total.total": "1191",
    },
    "pingtan-district/2011": {
        "statistics.information.total.year": "425",
        "statistics.information.total.cumulative": "1516",
    },
    "pingtan-district/2016": {
        "statistics.documents.total.year": "3460",
        "statistics.documents.total.cumulative": "85376",
        "statistics.fees-waived.year": "0",
    },
    "pingtan-district/2020": {
        "disclosure.penalties.change": "-18",
        "disclosure.procurement.amount": "73802895.90元",
        "requests.total.natural": "20",
        "requests.total.total": "21",
    },
    "pingtan-committee-office/2018": {
        "statistics.documents.total.year": "5",
        "statistics.documents.total.cumulative": "470",
    },
    "pingtan-finance/2020": {"disclosure.procurement.projects": "2笔", "disclosure.procurement.amount": "984361元"},
    "suqian-city/2024": {"proceedings.review.total": "170"},
}

PUBLISHED_ERRORS = {
    ("hongze-district/2023", "proceedings-results", "review"),
    ("hongze-district/2023", "proceedings-results", "litigation-after-review"),
    ("pingtan-district/2020", "requests-results", "natural"),
    ("pingtan-district/2020", "requests-results", "total"),
}


def by_name(content: Content) -> dict[str, Report]:
    keys = content.collection.report_keys()
    return {f"{agency}/{year}": content.collection.report(agency, year) for agency, year in keys}


@pytest.mark.parametrize("name", WRITTEN_OUT)
def test_figures_stand_as_published(name: str, real_content: Content) -> None:
    cells = by_name(real_content)[name].cells()
    assert {address: cells[address].text for address in WRITTEN_OUT[name]} == WRITTEN_OUT[name]


def test_facts_of_a_report_without_tables_stand_with_their_units_and_parts(real_content: Content) -> None:
    report = by_name(real_content)["panjin-city/2013"]
    facts = {(str(fact.value), fact.unit): fact for fact in report.head.facts}
    assert report.figures == ()
    assert {("252", "个"), ("212", "人"), ("126307", "次"), ("398", "元"), ("37", "件")} <= set(facts)
    parts = {
        value: [part.value for part in facts[value, unit].parts] for value, unit in [("212", "人"), ("126307", "次")]
    }
    assert parts == {"212": [32, 180], "126307": [12580, 407, 1228, 100006, 2001]}


def test_the_mixed_report_uses_a_form_for_each_of_its_tables(real_content: Content) -> None:
    report = by_name(real_content)["hongze-district/2023"]
    assert [(table.section.key, table.form.key) for table in report.figures] == [
        ("disclosure", "national-2021"),
        ("requests", "national-2019"),
        ("proceedings", "national-2021"),
    ]


def test_no_row_of_any_report_is_missing(real_content: Content) -> None:
    assert real_content.findings == ()


def test_relations_fail_only_where_wrong_sums_were_published(real_content: Content) -> None:
    failed = {
        (name, relation.code, line)
        for name, report in by_name(real_content).items()
        for table in report.figures
        for relation in table.form.relations
        if relation.section == table.section.key
        for line, difference in differences(table, relation)
        if difference
    }
    assert failed == PUBLISHED_ERRORS


def differences(table: Figures, relation: Relation) -> Iterator[tuple[str, Decimal]]:
    """For each row or column in which all cells of a relation are numbers: how far its sides are apart."""
    cells = {
        (key, column.key): cell
        for key, row in table.rows.items()
        for column, cell in zip(table.section.rows[key][1].column_leaves, row, strict=True)
    }
    along, across = (1, 0) if relation.each == "column" else (0, 1)
    for line in dict.fromkeys(key[along] for key in cells):
        beside = {key[across]: cell for key, cell in cells.items() if key[along] == line}
        left, right = side(beside, relation.sum), side(beside, relation.equals)
        if left is not None and right is not None:
            yield line or "", left - right


def side(cells: dict[str, Cell], names: tuple[str, ...]) -> Decimal | None:
    chosen = [cell.number for key, cell in cells.items() if any(fnmatchcase(key, name) for name in names)]
    return None if None in chosen else sum((n for n in chosen if n is not None), Decimal(0))
