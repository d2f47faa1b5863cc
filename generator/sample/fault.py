"""What is planted, and where: a fault as it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.forms.form import Form
    from generator.sample.chance import Chance


@dataclass(frozen=True, slots=True)
class Fault:
    """A planted fault: its kind, its address in the report, what stands there and what would be sound.

    `relations` are the sums of the report that it breaks, each as `<code>:<row or column>`.
    """

    kind: str
    address: str
    found: str
    sound: str
    relations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lot:
    """A fault to be planted: its number from 0, its chance, the first year of the collection, and the forms."""

    number: int
    chance: Chance
    first: int
    forms: Mapping[str, Form]
