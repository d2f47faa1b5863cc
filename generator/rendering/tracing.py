"""Stage one: a view that leaves marks in the text where its values are written, and notes what it is asked.

A template that is run with a traced view gives a text with a mark for each value, and the questions on which its
course depended. For every view with the same answers the same text holds, with its own values in the marks' places.
What can be neither marked nor asked is refused, and then ordinary rendering does the work.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NoReturn

from markupsafe import Markup

from generator.rendering.paths import ASKED, Path, Plain, Question, Step, getter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NONCE: Final = secrets.token_hex(8)
"""What no text of a view holds: it makes the marks of this process unmistakable."""
MARK: Final = re.compile(f"<{NONCE}:([0-9]+)>")
KEY: Final = re.compile(r"[A-Za-z0-9._-]{0,40}")
"""What a value may look like that is used to choose a message: one of a few words."""

SHAPE: Final[Path] = (("attribute", "shape"),)
TOLD: Final = frozenset({"there", "none", "truth", "length", "same"})
"""The questions that the shape of a view answers for what stands at the paths in its class's `by_shape`."""


class Untraceable(Exception):  # noqa: N818 - no fault, but the way back to ordinary rendering
    """A value is used in a way that only ordinary rendering can follow."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the text for what `write` makes of the value at a path and of these arguments.

    None writes the value as it is, escaped.
    """

    path: Path
    write: Callable[..., str] | None = None
    arguments: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class CellSlot:
    """A place in the text for what follows the address of one cell; `path` leads to the cells of its table."""

    path: Path
    index: int


@dataclass(frozen=True, slots=True)
class Hole:
    """A place in the text for a block, by its name and the state of the template's variables when it is called."""

    block: tuple[str, int]


@dataclass(slots=True)
class Record:
    """What one unit asked, in order, with the answers, and whether it did what can't be followed."""

    answers: dict[Question, Any] = field(default_factory=dict)
    kept: list[object] = field(default_factory=list)
    refused: bool = False


class Trace:
    """One run of a template with a traced view. The innermost unit being run is told each question."""

    def __init__(self, view: object, constants: frozenset[str]) -> None:
        self.view = view
        self.constants = constants
        self.by_shape: frozenset[tuple[str, ...]] = getattr(type(view), "by_shape", frozenset())
        self.marks: list[Slot | CellSlot | Hole] = []
        self.records: list[Record] = []

    def root(self) -> Tracer:
        """The view itself, traced."""
        return Tracer(self, (), self.view)

    def mark(self, place: Slot | CellSlot | Hole) -> Markup:
        """The text that stands for a place until the skeleton is filled."""
        self.marks.append(place)
        return Markup(f"<{NONCE}:{len(self.marks) - 1}>")  # noqa: S704 - a mark is markup of ours

    def refuse(self) -> NoReturn:
        """End this way of rendering the innermost unit, even if the template would catch the error."""
        self.records[-1].refused = True
        raise Untraceable

    def ask(self, tracer: Tracer, kind: str, other: Plain = None) -> Any:  # noqa: ANN401 - any answer
        """The answer for this page, noted as what the text depends on."""
        question = Question(tracer.path, kind, other)
        record = self.records[-1]
        answers = record.answers
        if kind in TOLD and tuple([key for step, key in tracer.path if step == "attribute"]) in self.by_shape:
            shape = getter(SHAPE[0])(self.view)
            record.kept.append(shape)
            answers[Question(SHAPE, "same")] = id(shape)
            return ASKED[kind](tracer.value, other)
        if question not in answers:
            answers[question] = ASKED[kind](tracer.value, other)
        return answers[question]

    def step(self, tracer: Tracer, step: Step) -> object:
        """What stands one step further: layout that many pages share as itself, anything else traced."""
        value = getter(step)(tracer.value)
        if not tracer.path and step[1] in self.constants:
            return value
        if callable(value):
            self.refuse()
        further = Tracer(self, (*tracer.path, step), value)
        if not getattr(type(value), "fixed", False):
            return further
        self.records[-1].kept.append(value)
        self.ask(further, "same")
        return value


class Tracer:
    """A value of the view under stage one. It can be written and asked, and nothing else."""

    __hash__ = None  # type: ignore[assignment]
    __slots__ = ("path", "trace", "value")

    def __init__(self, trace: Trace, path: Path, value: object) -> None:
        self.trace = trace
        self.path = path
        self.value = value

    def __html__(self) -> Markup:
        return self.trace.mark(Slot(self.path))

    def __bool__(self) -> bool:
        return bool(self.trace.ask(self, "truth"))

    def __len__(self) -> int:
        length = int(self.trace.ask(self, "length"))
        return length if length >= 0 else self.trace.refuse()

    def __iter__(self) -> Iterator[object]:
        for index in range(len(self)):
            yield self.trace.step(self, ("item", index))

    def __getitem__(self, key: object) -> object:
        if isinstance(key, slice):
            len(self)
            return self.trace.step(self, ("slice", (key.start, key.stop, key.step)))
        return self.trace.refuse()

    def __eq__(self, other: object) -> bool:
        return self._compared("==", other)

    def __ne__(self, other: object) -> bool:
        return not self._compared("==", other)

    def __lt__(self, other: object) -> bool:
        return self._compared("<", other)

    def __le__(self, other: object) -> bool:
        return self._compared("<=", other)

    def __gt__(self, other: object) -> bool:
        return self._compared(">", other)

    def __ge__(self, other: object) -> bool:
        return self._compared(">=", other)

    def _compared(self, kind: str, other: object) -> bool:
        if type(other) in (str, int, bool, type(None)) and not carries_mark(other):
            return bool(self.trace.ask(self, kind, other))  # type: ignore[arg-type]
        return self.trace.refuse()

    def __contains__(self, item: object) -> bool:
        return self.trace.refuse()

    def __str__(self) -> str:
        return self.trace.refuse()

    __repr__ = __str__

    def __format__(self, _: str) -> str:
        return self.trace.refuse()


def carries_mark(value: object) -> bool:
    """Whether a value is text with a mark in it, or holds one."""
    if isinstance(value, str):
        return NONCE in value
    if isinstance(value, dict):
        return any(carries_mark(key) or carries_mark(item) for key, item in value.items())
    return isinstance(value, tuple | list | set | frozenset) and any(map(carries_mark, value))


def holds_tracer(value: object) -> bool:
    """Whether a value is traced, or holds one that is."""
    if isinstance(value, dict):
        return any(map(holds_tracer, value.values()))
    if isinstance(value, tuple | list):
        return any(map(holds_tracer, value))
    return isinstance(value, Tracer)
