"""The made-up country: codes that no real place has, names that differ, parents before children."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.sample.places import CAPACITY, entries

REAL = {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82}
"""First two digits of the provinces in GB/T 2260."""


@pytest.fixture(scope="module")
def country() -> list:
    return [*entries(CAPACITY)]


def test_there_are_as_many_agencies_as_can_be_asked_for(country: list) -> None:
    assert len(country) == CAPACITY


def test_ids_and_names_and_codes_are_used_once(country: list) -> None:
    regions = [region for new, _ in country for region in new]
    agencies = [agency for _, agency in country]
    for values in (
        [agency.id for agency in agencies],
        [agency.name for agency in agencies],
        [region.code for region in regions],
        [region.name for region in regions],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_no_code_is_one_of_the_standard_s(country: list) -> None:
    assert not {int(region.code[:2]) for new, _ in country for region in new} & REAL


def test_parents_and_regions_come_before_what_is_below_them(country: list) -> None:
    agencies: set[str] = {""}
    regions: set[str] = {""}
    for new, agency in country:
        for region in new:
            assert region.parent in regions
            regions.add(region.code)
        assert agency.region in regions
        assert agency.parent in agencies
        agencies.add(agency.id)


def test_a_county_has_ten_to_twenty_five_agencies(country: list) -> None:
    counts = Counter(agency.region for _, agency in country)
    counties = [count for code, count in counts.items() if code.isdigit() and not code.endswith("00")][:-1]
    assert len(counties) > 4000
    assert min(counties) >= 10
    assert max(counties) <= 25


def test_few_agencies_are_already_of_every_usual_kind() -> None:
    kinds = Counter(agency.kind for _, agency in entries(6))
    assert kinds == {"government": 3, "department": 2, "township": 1}
    assert {agency.kind for _, agency in entries(40)} == {"government", "department", "township", "other"}


def test_names_are_given_in_english_too(country: list) -> None:
    named = {agency.name: agency.english for _, agency in country[:200]}
    assert named["霁州市霁汀区财政局"] == "Finance Bureau of Jiting District"
    assert all(english.isascii() and english for english in named.values())
    assert all(region.english.isascii() and region.english for new, _ in country for region in new)
