"""Faults that show only beside the report of the year before: the report is drawn with another past."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.sample.fault import Fault
from generator.sample.figures import form_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.sample.fault import Lot
    from generator.sample.standing import Year


def _carried_in_differs(year: Year, lot: Lot) -> tuple[Year, Fault] | None:
    """More is carried in than the year before carried over."""
    if year.number == lot.first or form_of(year.number - 1) not in ("national-2019", "national-2021"):
        return None
    sound = year.before.carried[0]
    wrong = sound + 1 + lot.chance.below(5)
    past = replace(year.before, carried=(wrong, *year.before.carried[1:]))
    return replace(year, before=past), Fault(
        "carried-in-differs", "requests.carried-in.natural", str(wrong), str(sound)
    )


def _in_force_differs(year: Year, lot: Lot) -> tuple[Year, Fault] | None:
    """What was in force the year before, with what was issued and repealed, does not come to what is in force now."""
    if year.number == lot.first or form_of(year.number - 1) != "national-2021":
        return None
    more = 1 + lot.chance.below(5)
    past = replace(year.before, documents=year.before.documents + more)
    address = "disclosure.normative-documents.in-force"
    return replace(year, before=past), Fault(
        "in-force-differs", address, str(year.now.documents), str(year.now.documents - more)
    )


def _previous_differs(year: Year, lot: Lot) -> tuple[Year, Fault] | None:
    """The form of 2019 repeats last year's number of matters; it is another than last year's report comes to."""
    if (
        year.number == lot.first
        or form_of(year.number - 1) != "national-2019"
        or form_of(year.number) != "national-2019"
    ):
        return None
    sound = year.before.matters[0]
    wrong = sound + 1 + lot.chance.below(5)
    past = replace(year.before, matters=(wrong, *year.before.matters[1:]))
    return replace(year, before=past), Fault("previous-differs", "disclosure.licences.previous", str(wrong), str(sound))


PASTS: Final[Mapping[str, Callable[[Year, Lot], tuple[Year, Fault] | None]]] = {
    "carried-in-differs": _carried_in_differs,
    "in-force-differs": _in_force_differs,
    "previous-differs": _previous_differs,
}
"""By kind: the year with another past and the fault it makes, or None where a report can't have it."""
