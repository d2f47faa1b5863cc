"""The made-up country: regions and agencies in one fixed order, each the same however many follow."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final

from generator.sample.departments import COUNTY_DEPARTMENTS, DEPARTMENTS, Department, Level
from generator.sample.names import PlaceName, city_name, county_name, province_name, township_name

if TYPE_CHECKING:
    from collections.abc import Iterator

PROVINCES: Final = (*range(99, 82, -1), *range(80, 71, -1), *range(70, 65, -1))
"""First two digits of codes that GB/T 2260 does not use."""

CAPACITY: Final = 100_000
"""How many agencies can be had at least."""

TOWNS: Final = (("镇", "Town"), ("乡", "Township"), ("镇", "Town"), ("街道", "Subdistrict"))


@dataclass(frozen=True, slots=True)
class SampleRegion:
    """A region as `regions.toml` is to say it."""

    code: str
    name: str
    english: str
    parent: str = ""
    zone: bool = False


@dataclass(frozen=True, slots=True)
class SampleAgency:
    """An agency as its file is to say it, with how much it has to do.

    `asked` is its rung among those who receive requests (0 a township, 5 a province), `decides` that among those
    who license and punish, `published` that among those who publish. `former` is its name until the end of 2018.
    """

    id: str
    kind: str
    region: str
    parent: str
    place: str
    name: str
    english: str
    short: str
    asked: int
    decides: int
    published: int
    former: str = ""
    former_english: str = ""

    def name_in(self, year: int) -> str:
        """The name in force at the end of a year."""
        return self.former if self.former and year <= LAST_YEAR_OF_FORMER else self.name


LAST_YEAR_OF_FORMER: Final = 2018

Entry = tuple[tuple[SampleRegion, ...], SampleAgency]
"""An agency, and before it the regions that no agency before it needed."""


def entries(count: int) -> Iterator[Entry]:
    """The first agencies of the country: governments before those below them, departments among townships."""
    return islice(_country(), count)


def _country() -> Iterator[Entry]:
    cities = 0
    counties = 0
    for number, digits in enumerate(PROVINCES):
        province = _province(number, digits)
        offices = _departments(province, "province", f"{digits}0000", DEPARTMENTS)
        yield (province,), _government(province, f"{digits}0000", "")
        for city_number in range(1, 14 + number * 5 % 7):
            city = _city(cities, province, f"{digits}{city_number:02}")
            bureaus = _departments(city, "city", f"{city.code}", DEPARTMENTS[:COUNTY_DEPARTMENTS])
            yield (city,), _government(city, city.code, province.code)
            yield from _in_city(city, counties, 8 + cities * 5 % 7, bureaus, offices)
            counties += 8 + cities * 5 % 7
            cities += 1


def _in_city(
    city: SampleRegion, first: int, count: int, bureaus: Iterator[Entry], offices: Iterator[Entry]
) -> Iterator[Entry]:
    """The counties of a city, with a few bureaus of the city and departments of the province after each."""
    for number in range(count):
        yield from _county(first + number, city, f"{city.code[:4]}{number + 1:02}")
        yield from islice(bureaus, 3)
        if number == 0:
            yield from islice(offices, 3)
            yield from _zone(city)


def _county(number: int, city: SampleRegion, code: str) -> Iterator[Entry]:
    name = county_name(number)
    kind, english = ("区", "District") if number % 3 == 0 else ("县", "County")
    whole = f"{city.name}{name.chinese}区" if kind == "区" else f"{name.chinese}县"
    county = SampleRegion(code, f"{name.chinese}{kind}", f"{name.english} {english}", city.code)
    yield (county,), _government(county, code, city.code, whole)
    wanted = [DEPARTMENTS[(number * 5 + step) % COUNTY_DEPARTMENTS] for step in range(6 + number * 3 % 8)]
    departments = _departments(county, "county", code, wanted, whole)
    townships = (_township(county, whole, township_name(number, step), step) for step in range(3 + number * 5 % 9))
    for pair in zip_longest(departments, townships):
        yield from (entry for entry in pair if entry)


def _province(number: int, digits: int) -> SampleRegion:
    name = province_name(number)
    return SampleRegion(f"{digits}0000", f"{name.chinese}省", f"{name.english} Province")


def _city(number: int, province: SampleRegion, digits: str) -> SampleRegion:
    name = city_name(number)
    return SampleRegion(f"{digits}00", f"{name.chinese}市", f"{name.english} City", province.code)


def _government(region: SampleRegion, code: str, above: str, whole: str = "") -> SampleAgency:
    rung = 5 if not region.parent else 4 if code.endswith("00") else 3
    whole = whole or region.name
    return SampleAgency(
        id=f"{code}-government",
        kind="government",
        region=code,
        parent=f"{above}-government" if above else "",
        place=region.name,
        name=f"{whole}人民政府",
        english=f"People's Government of {region.english}",
        short=f"{region.name}政府",
        asked=rung,
        decides=rung,
        published=rung - 1,
    )


def _departments(
    region: SampleRegion, level: Level, code: str, wanted: tuple[Department, ...] | list[Department], whole: str = ""
) -> Iterator[Entry]:
    for department in wanted:
        former = department.former and department.title(level, department.former)
        english = department.former and department.english_title(level, department.former_english)
        place = whole or region.name
        yield (
            (),
            SampleAgency(
                id=f"{code}-{department.key}",
                kind="department",
                region=code,
                parent=f"{code}-government",
                place=region.name,
                name=f"{place}{department.title(level, department.name)}",
                english=f"{department.english_title(level, department.english)} of {region.english}",
                short=f"{region.name[-1]}{department.title(level, department.name)}",
                asked=min(3, department.asked + {"county": 1, "city": 1, "province": 2}[level]),
                decides=min(4, department.decides + {"county": 0, "city": 1, "province": 1}[level]),
                published={"county": 1, "city": 2, "province": 2}[level],
                former=former and f"{place}{former}",
                former_english=english and f"{english} of {region.english}",
            ),
        )


def _township(county: SampleRegion, whole: str, name: PlaceName, number: int) -> Entry:
    kind, english = TOWNS[number % len(TOWNS)]
    body = "办事处" if kind == "街道" else "人民政府"
    office = "Subdistrict Office" if kind == "街道" else f"People's Government of {name.english} {english}"
    return (), SampleAgency(
        id=f"{county.code}-township-{number + 1:02}",
        kind="township",
        region=county.code,
        parent=f"{county.code}-government",
        place=f"{name.chinese}{kind}",
        name=f"{whole}{name.chinese}{kind}{body}",
        english=f"{name.english} {office}, {county.english}" if kind == "街道" else f"{office}, {county.english}",
        short=f"{name.chinese}{kind}",
        asked=0,
        decides=0,
        published=0,
    )


def _zone(city: SampleRegion) -> Iterator[Entry]:
    """The development zone of a city: a body that is neither a government nor a department."""
    code = f"{city.code[:4]}Z1"
    name = f"{city.name}经济开发区"
    english = f"{city.english} Economic Development Zone"
    yield (
        (SampleRegion(code, name, english, city.code, zone=True),),
        SampleAgency(
            id=f"{code.lower()}-committee",
            kind="other",
            region=code,
            parent=f"{city.code}-government",
            place=name,
            name=f"{name}管理委员会",
            english=f"Administrative Committee of the {english}",
            short="开发区管委会",
            asked=1,
            decides=1,
            published=1,
        ),
    )
