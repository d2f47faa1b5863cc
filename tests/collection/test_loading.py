"""What only all files together can show."""

from __future__ import annotations

import pytest

from generator.collection.loading import load_collection
from generator.collection.source import Source
from generator.errors import ContentError
from generator.files import digest
from generator.forms.reading import load_forms

FORMS, _ = load_forms()
REGIONS = '[[regions]]\ncode = "990100"\nname = "河阳市"\n'
AGENCY = 'kind = "department"\nregion = "990100"\n[[names]]\nname = "河阳市水务局"\n'
REPORT = 'agency = "a"\nyear = 2024\ntitle = "年度报告"\n'


def source(kind: str, path: str, text: str) -> Source:
    return Source(kind, f"content/{path}", text.encode(), digest(text.encode()))


def portal(agencies: dict[str, str], reports: dict[str, str], regions: str = REGIONS) -> list[Source]:
    return [
        source("regions", "regions.toml", regions),
        *(source("agency", f"agencies/{name}", text) for name, text in agencies.items()),
        *(source("report", f"reports/{name}", text) for name, text in reports.items()),
    ]


def findings_of(sources: list[Source]) -> list[tuple[str, str, str]]:
    with pytest.raises(ContentError) as caught:
        load_collection(sources, FORMS)
    return [(finding.code, str(finding.place), finding.found) for finding in caught.value.findings]


def test_sound_sources_become_a_collection():
    collection, _, findings = load_collection(portal({"a.toml": AGENCY}, {"a/2024.toml": REPORT}), FORMS)

    assert findings == ()
    assert [(report.agency, report.year) for report in collection.reports] == [("a", 2024)]


def test_an_agency_that_no_file_declares_is_told_where_it_is_named():
    found = findings_of(portal({"b.toml": AGENCY}, {"a/2024.toml": REPORT}))

    assert found == [("agency-undeclared", "content/reports/a/2024.toml:1:10", "a")]


def test_a_report_in_the_wrong_folder_is_told_once():
    found = findings_of(portal({"a.toml": AGENCY}, {"aa/2024.toml": REPORT}))

    assert found == [("agency-not-folder", "content/reports/aa/2024.toml:1:10", "a")]


def test_a_broken_agency_is_declared_all_the_same():
    found = findings_of(portal({"a.toml": "kind = 3\n"}, {"a/2024.toml": REPORT}))

    assert {code for code, _, _ in found} == {"choice-unknown", "key-missing"}
    assert all(place.startswith("content/agencies/a.toml") for _, place, _ in found)


def test_broken_regions_do_not_make_every_region_undeclared():
    found = findings_of(
        portal({"a.toml": AGENCY}, {"a/2024.toml": REPORT}, '[[regions]]\ncode = 990100\nname = "河阳市"\n')
    )

    assert found == [("text-expected", "content/regions.toml:2:8", "990100")]


def test_two_files_for_one_report_are_told():
    found = findings_of(portal({"a.toml": AGENCY}, {"a/2024.json": "{}", "a/2024.toml": REPORT}))

    assert ("report-twice", "content/reports/a/2024.toml:1:1", "2024.toml") in found


def test_only_those_in_a_ring_of_parents_are_told():
    agencies = {
        "a.toml": f'parent = "b"\n{AGENCY}',
        "b.toml": f'parent = "a"\n{AGENCY}',
        "c.toml": f'parent = "a"\n{AGENCY}',
    }

    assert findings_of(portal(agencies, {})) == [
        ("parent-circular", "content/agencies/a.toml:1:10", "a"),
        ("parent-circular", "content/agencies/b.toml:1:10", "b"),
    ]


def test_a_region_declared_twice_keeps_its_first_words():
    twice = f'{REGIONS}{REGIONS.replace("河阳市", "河阴市")}parent = "990000"\n'

    assert findings_of(portal({}, {}, twice)) == [("declared-twice", "content/regions.toml:5:8", "990100")]


def test_a_page_given_twice_in_one_language_is_told():
    page = '+++\ntitle = "关于"\n+++\n正文\n'
    pages = [source("page", f"pages/{name}", page) for name in ("about.md", "about.zh-Hans.md")]

    assert findings_of([*portal({}, {}), *pages]) == [("declared-twice", "content/pages/about.zh-Hans.md:1:1", "about")]


def test_each_step_is_counted():
    steps = []

    load_collection(portal({"a.toml": AGENCY}, {"a/2024.toml": REPORT}), FORMS, (), lambda: steps.append(1))

    assert len(steps) == 3
