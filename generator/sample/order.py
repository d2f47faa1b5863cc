"""What a made-up collection is to be, as it is ordered on the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.languages import LANGUAGES, Language
from generator.sample.places import CAPACITY

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_YEAR: Final = 2008
"""The first year for which reports had to be published."""
LAST_YEAR: Final = 2099


class WrongUse(Exception):  # noqa: N818 - it is about the words on the command line, not about the world
    """An order that can't be carried out. Its words stand in the catalogue under `usage.<code>`."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A collection of so many agencies, each with a report for every year from first to last.

    `faults` of the reports get one fault each; `suffix` is `toml` or `json`.
    """

    agencies: int
    first: int
    last: int
    seed: str = "1"
    faults: int = 0
    languages: tuple[Language, ...] = LANGUAGES[:1]
    suffix: str = "toml"

    @property
    def years(self) -> range:
        """The years of each agency's reports."""
        return range(self.first, self.last + 1)

    @property
    def reports(self) -> int:
        """How many reports the collection has."""
        return self.agencies * len(self.years)


def read_order(  # noqa: PLR0913 - one for each option
    agencies: int, years: str, *, seed: str = "1", faults: int = 0, languages: Sequence[str] = (), suffix: str = "toml"
) -> Order:
    """An order from the words of the command line; WrongUse where they make none."""
    if not 1 <= agencies <= CAPACITY:
        raise WrongUse("agencies", found=agencies, most=CAPACITY)
    first, last = _read_years(years)
    reports = agencies * (last - first + 1)
    if not 0 <= faults <= reports:
        raise WrongUse("faults", found=faults, most=reports)
    chosen = tuple(language for word in languages for language in word.split(","))
    known = tuple(found for word in chosen for found in LANGUAGES if found == word)
    if len(known) != len(chosen) or len(set(known)) != len(known):
        raise WrongUse("languages", found=",".join(chosen), known=", ".join(LANGUAGES))
    return Order(
        agencies=agencies,
        first=first,
        last=last,
        seed=seed,
        faults=faults,
        languages=known or LANGUAGES[:1],
        suffix=suffix,
    )


def _read_years(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{4}))?", text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise WrongUse("years", found=text, first=FIRST_YEAR, last=LAST_YEAR)
    return first, last
