"""What only all files together can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from portals import write

from generator.errors import ContentError
from generator.pipeline import load_content

if TYPE_CHECKING:
    from pathlib import Path

PORTAL = 'languages = ["zh-Hans"]\n[title]\nzh-Hans = "河阳门户"\n'
REGIONS = '[[regions]]\ncode = "990100"\nname = "河阳市"\n'
AGENCY = 'kind = "department"\nregion = "990100"\n[[names]]\nname = "河阳市水务局"\n'
REPORT = 'agency = "a"\nyear = 2024\ntitle = "年度报告"\n'


@pytest.fixture
def portal(tmp_path: Path):
    """Makes a portal of these agencies, reports and regions, and of further files."""

    def make(agencies: dict[str, str], reports: dict[str, str], regions: str = REGIONS, **pages: str) -> Path:
        write(tmp_path / "content/portal.toml", PORTAL)
        write(tmp_path / "content/regions.toml", regions)
        for folder, files in (("agencies", agencies), ("reports", reports), ("pages", pages)):
            for name, text in files.items():
                write(tmp_path / "content" / folder / name, text)
        return tmp_path

    return make


def findings_of(portal: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(ContentError) as caught:
        load_content(portal)
    return [(finding.code, str(finding.place), finding.found) for finding in caught.value.findings]


def test_sound_sources_become_a_collection(portal):
    content = load_content(portal({"a.toml": AGENCY}, {"a/2024.toml": REPORT}))

    assert content.findings == ()
    assert content.collection.report_keys() == [("a", 2024)]
    assert content.collection.report("a", 2024).head.title == "年度报告"


def test_an_agency_that_no_file_declares_is_told_where_it_is_named(portal):
    found = findings_of(portal({"b.toml": AGENCY}, {"a/2024.toml": REPORT}))

    assert found == [("agency-undeclared", "content/reports/a/2024.toml:1:10", "a")]


def test_a_report_in_the_wrong_folder_is_told_once(portal):
    found = findings_of(portal({"a.toml": AGENCY}, {"aa/2024.toml": REPORT}))

    assert found == [("agency-not-folder", "content/reports/aa/2024.toml:1:10", "a")]


def test_a_broken_agency_is_declared_all_the_same(portal):
    found = findings_of(portal({"a.toml": "kind = 3\n"}, {"a/2024.toml": REPORT}))

    assert {code for code, _, _ in found} == {"choice-unknown", "key-missing"}
    assert all(place.startswith("content/agencies/a.toml") for _, place, _ in found)


def test_broken_regions_do_not_make_every_region_undeclared(portal):
    found = findings_of(
        portal({"a.toml": AGENCY}, {"a/2024.toml": REPORT}, '[[regions]]\ncode = 990100\nname = "河阳市"\n')
    )

    assert found == [("text-expected", "content/regions.toml:2:8", "990100")]


def test_two_files_for_one_report_are_told(portal):
    found = findings_of(portal({"a.toml": AGENCY}, {"a/2024.json": "{}", "a/2024.toml": REPORT}))

    assert ("report-twice", "content/reports/a/2024.toml:1:1", "2024.toml") in found


def test_only_those_in_a_ring_of_parents_are_told(portal):
    agencies = {
        "a.toml": f'parent = "b"\n{AGENCY}',
        "b.toml": f'parent = "a"\n{AGENCY}',
        "c.toml": f'parent = "a"\n{AGENCY}',
    }

    assert findings_of(portal(agencies, {})) == [
        ("parent-circular", "content/agencies/a.toml:1:10", "a"),
        ("parent-circular", "content/agencies/b.toml:1:10", "b"),
    ]


def test_a_region_declared_twice_keeps_its_first_words(portal):
    twice = f'{REGIONS}{REGIONS.replace("河阳市", "河阴市")}parent = "990000"\n'

    assert findings_of(portal({}, {}, twice)) == [("declared-twice", "content/regions.toml:5:8", "990100")]


def test_a_page_given_twice_in_one_language_is_told(portal):
    page = '+++\ntitle = "关于"\n+++\n正文\n'
    pages = dict.fromkeys(("about.md", "about.zh-Hans.md"), page)

    assert findings_of(portal({}, {}, **pages)) == [("declared-twice", "content/pages/about.zh-Hans.md:1:1", "about")]


def test_each_report_is_a_step(portal):
    begun, steps = [], []

    def progress(name, length):
        begun.append((name, length))
        return lambda: steps.append(name)

    load_content(
        portal({"a.toml": AGENCY}, {"a/2023.toml": REPORT.replace("2024", "2023"), "a/2024.toml": REPORT}), progress
    )

    assert begun == [("reading", 2)]
    assert steps == ["reading", "reading"]
