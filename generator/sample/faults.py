"""Faults planted in a made-up collection: one in each report that is chosen, each written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.sample.chance import Chance
from generator.sample.draft import draw_report
from generator.sample.fault import Fault, Lot
from generator.sample.mistakes import MISTAKES
from generator.sample.pasts import PASTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.forms.form import Form
    from generator.sample.draft import Draft
    from generator.sample.order import Order
    from generator.sample.standing import Year

KINDS: Final = (
    *("sum-wrong", "row-missing", "carried-in-differs", "cell-unread", "date-late", "text-differs"),
    *("in-force-differs", "cell-blank", "date-missing", "cell-negative", "previous-differs"),
)
"""Every kind, in the order in which they take turns."""


def lots(order: Order, forms: Mapping[str, Form]) -> Iterator[tuple[int, Lot]]:
    """The reports that get a fault, by their number from 0 in rising order, spread over the whole collection."""
    for number in range(order.faults):
        chance = Chance(order.seed, "fault", number)
        low, high = number * order.reports // order.faults, (number + 1) * order.reports // order.faults
        yield low + chance.below(high - low), Lot(number, chance, order.first, forms)


def draw_faulty(year: Year, chance: Chance, lot: Lot) -> tuple[Draft, Fault]:
    """The report of a year with one fault, of the kind whose turn it is or the next that the report can have."""
    turn = lot.number % len(KINDS)
    past = PASTS[KINDS[turn]](year, lot) if KINDS[turn] in PASTS else None
    if past:
        return draw_report(past[0], chance), past[1]
    draft = draw_report(year, chance)
    mistakes = [MISTAKES[kind] for kind in (*KINDS[turn:], *KINDS[:turn]) if kind in MISTAKES]
    return next(planted for mistake in mistakes if (planted := mistake(draft, lot)))
