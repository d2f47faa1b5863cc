"""Which form each table of a document follows: the one that explains it best, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.importers.recognising.aligning import Alignment, align
from generator.importers.recognising.labels import Labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.forms.form import Form, Section
    from generator.importers.recognising.lines import Line

ENOUGH: Final = 0.5
"""The share of a form's rows that must be found for a table to be one."""
AS_GOOD: Final = 0.85
"""The share of the best form's score from which on another one is tried where the sums of the best don't hold."""
MOST_KEPT: Final = 500

Candidate = tuple["Form", Alignment]

_KEPT: dict[int, Labels] = {}


def candidates_in(forms: Mapping[str, Form], lines: Sequence[Line]) -> dict[str, list[Candidate]]:
    """For each section the forms that may explain its table, with where it is."""
    found: dict[str, list[Candidate]] = {}
    for form in forms.values():
        for section in form.tables.values():
            alignment = align(labels_of(section), lines)
            if alignment and alignment.quality >= ENOUGH:
                found.setdefault(section.key, []).append((form, alignment))
    return found


def choose(found: Mapping[str, list[Candidate]], year: int | None) -> list[list[Candidate]]:
    """For each section the forms that explain its table nearly as well as the best one does, best first.

    Of equal ones that comes first which the first table follows, then that of the year.
    """
    chosen: list[list[Candidate]] = []
    for candidates in found.values():
        chosen.append(as_good(candidates, year, chosen[0][0][0].key if chosen else ""))
    return chosen


def as_good(candidates: Sequence[Candidate], year: int | None, first: str) -> list[Candidate]:
    """Those of one section that explain it nearly as well as the best one does; `first` is the first table's form."""
    best = max(alignment.score for _, alignment in candidates)
    near = [each for each in candidates if each[1].score >= AS_GOOD * best]
    return sorted(
        near, key=lambda each: (-each[1].score, each[0].key != first, not _in_force(each[0], year), -each[0].since)
    )


def labels_of(section: Section) -> Labels:
    """The labels of a table, prepared once."""
    kept = _KEPT.get(id(section))
    if kept is None or kept.section is not section:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[id(section)] = Labels(section)
    return kept


def _in_force(form: Form, year: int | None) -> bool:
    return year is not None and form.since <= year <= (form.until or year)
