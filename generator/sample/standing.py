"""What an agency carries from year to year: open requests, documents in force, matters it deals with.

Each is drawn from the agency and the year alone. So a year's report is the same whichever years are asked for, and
what one year ends with is what the next begins with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.sample.chance import STEPS, Chance
from generator.sample.ladders import DOCUMENTS, REQUESTS

if TYPE_CHECKING:
    from generator.sample.places import SampleAgency

MATTERS = ("licences", "other-services", "penalties", "coercive-measures", "fees")


@dataclass(frozen=True, slots=True)
class Profile:
    """What does not change: the step of its ladders, about how many documents and matters, who may make regulations."""

    seed: str
    agency: SampleAgency
    step: int
    documents: int
    regulations: int
    matters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand at the end of a year: requests carried over by kind of applicant, documents, matters."""

    carried: tuple[int, ...]
    documents: int
    regulations: int
    matters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of an agency's: its number, and how things stood when it began and ended."""

    profile: Profile
    number: int
    before: Standing
    now: Standing


def profile_of(seed: str, agency: SampleAgency) -> Profile:
    """The profile of an agency."""
    chance = Chance(seed, agency.id)
    step = chance.below(STEPS)
    base = DOCUMENTS[agency.asked]
    documents = base // 2 + chance.below(base + 1)
    regulations = chance.between(2, 30) if agency.kind == "government" and agency.asked > 3 else 0  # noqa: PLR2004 - cities and provinces
    matters = tuple(chance.below(8 + 60 * agency.decides) for _ in MATTERS)
    return Profile(seed, agency, step, documents, regulations, matters)


def begin_year(profile: Profile, year: int) -> tuple[Standing, Chance]:
    """How things stand at the end of a year, and the chance from which the rest of its report is to be drawn."""
    agency = profile.agency
    chance = Chance(profile.seed, agency.id, year)
    waiting = chance.below(REQUESTS[agency.asked][profile.step][1] // 14 + 1) + (chance.below(25) == 0)
    carried = (waiting - waiting // 9 - waiting // 14, waiting // 9, 0, 0, waiting // 14, 0)
    documents = profile.documents + chance.below(profile.documents // 5 + 2)
    regulations = profile.regulations + chance.below(3) if profile.regulations else 0
    matters = tuple(number + (chance.below(number // 6 + 1)) for number in profile.matters)
    return Standing(carried, documents, regulations, matters), chance
