"""`yangguang sample`: a made-up collection of any size, for measuring and trying out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.forms.reading import load_forms
from generator.sample.order import Order, WrongUse, read_order
from generator.sample.portal import write_portal

if TYPE_CHECKING:
    from pathlib import Path

    from generator.console import Console

__all__ = ["WrongUse", "read_order", "sample"]


def sample(order: Order, folder: Path, console: Console) -> int:
    """Write the ordered collection as a portal into a folder that is missing or empty."""
    forms, _ = load_forms()
    with console.progress() as progress:
        write_portal(order, folder, forms, progress("writing", order.reports))
    console.say(
        "sample.done",
        reports=console.messages.count("count.reports", order.reports),
        agencies=console.messages.count("count.agencies", order.agencies),
        faults=console.messages.count("count.faults", order.faults),
        folder=folder,
    )
    return 0
