"""One mistake hides no other: neither in its file nor in others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from portals import STARTER, make_portal

from generator.errors import ContentError
from generator.pipeline import load_content

if TYPE_CHECKING:
    from pathlib import Path

AGENCY = (STARTER / "content/agencies/sample-bureau.toml").read_text(encoding="utf-8")
REGIONS = (STARTER / "content/regions.toml").read_text(encoding="utf-8")
REPORT = (STARTER / "content/reports/sample-bureau/2024.toml").read_text(encoding="utf-8")


def told(folder: Path, **changes: str) -> set[tuple[str, str, str]]:
    with pytest.raises(ContentError) as caught:
        load_content(make_portal(folder, **changes))
    return {(f.code, f.place.path.removeprefix("content/"), f.found) for f in caught.value.findings}


def test_an_agency_with_an_unknown_key_is_still_checked_for_region_and_parent(tmp_path: Path) -> None:
    text = 'foo = 1\nparent = "nope"\n' + AGENCY.replace("990100", "990999")
    assert told(tmp_path, **{"agencies__sample-bureau.toml": text}) == {
        ("key-unknown", "agencies/sample-bureau.toml", "foo"),
        ("agency-undeclared", "agencies/sample-bureau.toml", "nope"),
        ("region-undeclared", "agencies/sample-bureau.toml", "990999"),
    }


def test_regions_with_an_unknown_key_are_still_checked(tmp_path: Path) -> None:
    regions = REGIONS.replace('name = "示例省"', 'name = "示例省"\nparent = "990100"\nfoo = 1')
    agency = AGENCY.replace("990100", "990999")
    found = told(tmp_path, **{"regions.toml": regions, "agencies__sample-bureau.toml": agency})
    assert {code for code, _, _ in found} == {"key-unknown", "parent-circular", "region-undeclared"}


def test_two_files_for_one_agency_are_told_even_where_one_is_broken(tmp_path: Path) -> None:
    found = told(tmp_path, **{"agencies__sample-bureau.json": "{"})
    assert {code for code, _, _ in found} == {"declared-twice", "syntax-broken"}


def test_two_facts_with_one_key_are_told_at_the_second(tmp_path: Path) -> None:
    again = '[[facts]]\nkey = "information-published"\nlabel = "又"\nvalue = 1\n[narrative]'
    found = told(tmp_path, **{"reports__sample-bureau__2024.toml": REPORT.replace("[narrative]", again)})
    assert found == {("key-twice", "reports/sample-bureau/2024.toml", "information-published")}


def test_an_agency_that_is_merged_into_itself_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, **{"agencies__sample-bureau.toml": 'successor = "sample-bureau"\n' + AGENCY})
    assert found == {("parent-circular", "agencies/sample-bureau.toml", "sample-bureau")}


@pytest.mark.parametrize("value", ['"yes"', "1", '"true"'])
def test_true_and_false_are_written_as_such(value: str, tmp_path: Path) -> None:
    text = AGENCY.replace("synthetic = true", f"synthetic = {value}")
    found = told(tmp_path, **{"agencies__sample-bureau.toml": text})
    assert {code for code, _, _ in found} == {"yes-or-no-expected"}
