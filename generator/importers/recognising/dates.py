"""Years and days in Chinese texts, in digits or in Chinese numerals."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from generator.importers.recognising.normal import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

DIGITS: Final = {**dict.fromkeys("〇○零◯O", "0"), **dict(zip("一二三四五六七八九", "123456789", strict=True))}
EARLIEST: Final = 2007
"""The year of the first Regulation on disclosure."""
LATEST: Final = 2100
YEAR_WORDS: Final = re.compile(rf"二[{''.join(DIGITS)}]{{3}}(?=年)")
DAY_WORDS: Final = re.compile(r"(?<=[年月])([一二三四五六七八九十]{1,3})(?=[月日])")
YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?=年)")
DAY: Final = re.compile(
    r"(?<!\d)(20\d\d)(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?!\d)|(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)"
)
PERIOD: Final = re.compile(r"(?<!\d)(20\d\d)年0?1月0?1日?起?(?:至|到|-|~)(?:(20\d\d)年)?12月31日?")
GAP: Final = re.compile(r"(?<=\d)\s+(?=\d)")
"""What parts a day from the time of day."""
TEN: Final = 10


def in_digits(text: str) -> str:
    """The plain form of a text with its years, months and days in digits: 二〇一二年二月二十日 as 2012年2月20日."""
    text = plain(text)
    if "二" in text:
        text = YEAR_WORDS.sub(lambda found: "".join(DIGITS[sign] for sign in found[0]), text)
        text = DAY_WORDS.sub(lambda found: str(_small(found[1])), text)
    return text


def _small(words: str) -> int:
    tens, ten, ones = words.rpartition("十")
    value = int(DIGITS[ones]) if ones in DIGITS else 0
    return value + TEN * (int(DIGITS.get(tens, "1")) if ten else 0)


def years_in(text: str) -> list[int]:
    """The years that a text names with 年, in order."""
    return [int(found[1]) for found in YEAR.finditer(in_digits(text)) if EARLIEST <= int(found[1]) <= LATEST]


def periods_in(text: str) -> list[int]:
    """The years whose first and last day a text names as the period that its figures cover."""
    found = [(int(match[1]), int(match[2] or match[1])) for match in PERIOD.finditer(in_digits(text))]
    return [first for first, last in found if first == last]


def days_in(text: str) -> Iterator[dt.date]:
    """The days that a text names, in order."""
    for found in DAY.finditer(in_digits(GAP.sub(";", text))):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        try:
            date = dt.date(year, month, day)
        except ValueError:
            continue
        if EARLIEST <= year <= LATEST:
            yield date
