"""Ways into a view, and the questions about what stands there: how a skeleton asks a page for its values."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Step = tuple[str, Any]
"""`attribute` with a name, `item` with a number, or `slice` with start, stop and step."""
Path = tuple[Step, ...]
Plain = bool | int | str | None
"""What a value of the view may be compared with."""


def getter(step: Step) -> Callable[[Any], Any]:
    """The function that goes one step."""
    kind, key = step
    if kind == "attribute":
        return operator.attrgetter(key)
    return operator.itemgetter(slice(*key) if kind == "slice" else key)


def length_of(value: object) -> int:
    """How many items a sequence has; -1 for what is none, which other rules hold for."""
    return len(value) if type(value) in (tuple, list) else -1  # type: ignore[arg-type]


ASKED: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "truth": lambda value, _: bool(value),
    "length": lambda value, _: length_of(value),
    "none": lambda value, _: value is None,
    "there": lambda _value, _: True,
    "whole": lambda value, _: type(value) is int,
    "text": lambda value, _: value if type(value) is str else None,
    "same": lambda value, _: id(value),
    "==": lambda value, other: bool(value == other),
    "<": lambda value, other: bool(value < other),
    "<=": lambda value, other: bool(value <= other),
    ">": lambda value, other: bool(value > other),
    ">=": lambda value, other: bool(value >= other),
}
"""What a template may ask about a value of the view. Each answer is a plain value that can be a dictionary's key."""

CODE: Final[Mapping[str, str]] = {
    "truth": "True if {value} else False",
    "length": "length_of({value})",
    "none": "{value} is None",
    "there": "True",
    "whole": "type({value}) is int",
    "text": "{value} if type({value}) is str else None",
    "same": "id({value})",
    **{sign: f"True if {{value}} {sign} {{other}} else False" for sign in ("==", "<", "<=", ">", ">=")},
}
"""The same as code, since it is run for every page: `other` is written as a literal."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question about the value at a path, with what it is compared with."""

    path: Path
    kind: str
    other: Plain = None
