"""Requests by applicant and result: the third section of the national forms, with sums that add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.sample.chance import Chance
from generator.sample.ladders import REQUESTS

if TYPE_CHECKING:
    from generator.sample.standing import Year

Rows = dict[str, tuple[int | str, ...]]
"""The cells of each row of a table. A row that is not there is all zeros; one without cells is left out."""

KINDS: Final = 6
FEW: Final = 30
"""Up to so many requests are decided one by one, more are divided by weight."""

APPLICANTS: Final = (84, 7, 1, 1, 5, 2)
RESULTS: Final = {
    "granted": 170,
    "granted-in-part": 36,
    "refused.state-secret": 1,
    "refused.forbidden-by-law": 4,
    "refused.security-and-stability": 1,
    "refused.third-party-rights": 5,
    "refused.internal-affairs": 4,
    "refused.process-information": 3,
    "refused.enforcement-files": 5,
    "refused.administrative-inquiry": 5,
    "unable.not-held": 100,
    "unable.needs-creation": 8,
    "unable.still-unclear": 3,
    "unprocessed.petition": 22,
    "unprocessed.repeated": 6,
    "unprocessed.publication": 1,
    "unprocessed.excessive": 4,
    "unprocessed.reconfirmation": 2,
    "other.not-clarified-in-time": 8,
    "other.fee-not-paid": 1,
    "other.rest": 11,
}
"""How often a request ends so, of 400."""

ROWS: Final = tuple(RESULTS)
WEIGHTS: Final = tuple(RESULTS.values())
APPLICANT_WHEEL: Final = tuple(kind for kind, weight in enumerate(APPLICANTS) for _ in range(weight))
RESULT_WHEEL: Final = tuple(row for row, weight in enumerate(WEIGHTS) for _ in range(weight))


@dataclass(frozen=True, slots=True)
class Requests:
    """A year's requests: the rows of the table, and by the first word of their keys what the results come to."""

    rows: Rows
    received: int
    natural: int
    carried: int
    handled: int
    over: int
    results: dict[str, int]


NONE: Final = Requests({}, 0, 0, 0, 0, 0, {})


def draw_requests(year: Year, chance: Chance, *, one_other_row: bool) -> Requests:
    """The requests of a year that began and ended as given; the form of 2019 has one row for other handling."""
    before, now = year.before, year.now
    received = _by_applicant(chance.on(REQUESTS[year.profile.agency.asked], year.profile.step), chance)
    handled = []
    for kind in range(KINDS):
        rest = received[kind] + before.carried[kind] - now.carried[kind]
        if rest < 0:
            received[kind] -= rest
            rest = 0
        handled.append(rest)
    if not any(received) and not any(handled) and not any(now.carried) and not any(before.carried):
        return NONE
    counts: dict[str, list[int]] = {}
    for kind, number in enumerate(handled):
        if number:
            _add_results(counts, kind, number, chance, one_other_row=one_other_row)
    rows: Rows = {key: (*cells, sum(cells)) for key, cells in counts.items()}
    results: dict[str, int] = {}
    for key, cells in counts.items():
        group = key.partition(".")[0]
        results[group] = results.get(group, 0) + sum(cells)
    for key, line in (
        ("received", received),
        ("carried-in", before.carried),
        ("total", handled),
        ("carried-over", now.carried),
    ):
        if any(line):
            rows[key] = (*line, sum(line))
    return Requests(rows, sum(received), received[0], sum(before.carried), sum(handled), sum(now.carried), results)


def _by_applicant(number: int, chance: Chance) -> list[int]:
    if number > FEW:
        return chance.spread(number, APPLICANTS)
    counts = [0] * KINDS
    for _ in range(number):
        counts[APPLICANT_WHEEL[int(chance.roll() * len(APPLICANT_WHEEL))]] += 1
    return counts


def _add_results(counts: dict[str, list[int]], kind: int, number: int, chance: Chance, *, one_other_row: bool) -> None:
    """Decide the requests of one kind of applicant."""
    if number > FEW:
        decided = enumerate(chance.spread(number, WEIGHTS))
    else:
        drawn = [0] * len(ROWS)
        for _ in range(number):
            drawn[RESULT_WHEEL[int(chance.roll() * len(RESULT_WHEEL))]] += 1
        decided = enumerate(drawn)
    for row, cases in decided:
        if cases:
            key = ROWS[row]
            key = "other" if one_other_row and key.startswith("other.") else key
            counts.setdefault(key, [0] * KINDS)[kind] += cases
