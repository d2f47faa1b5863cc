"""The units of a page: the frame of its template and each of its blocks, traced and filled on their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from generator.rendering.choosing import Chooser
from generator.rendering.skeleton import BlockKey, Variant, Writers
from generator.rendering.tracing import MARK, Hole, Record, Untraceable

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Collection, Iterator, Sequence

    from jinja2.runtime import Context

    from generator.rendering.tracing import CellSlot, Slot, Trace

    Code = Callable[[Context], Iterator[str]]

MOST_VARIANTS: Final = 200
MOST_FAILURES: Final = 3
TRIAL: Final = 5
"""From so many variants on a unit is given up when they are hardly used again."""


@dataclass(slots=True)
class Unit:
    """One unit with the variants it was traced in, and how well that went."""

    chooser: Chooser[Variant] = field(default_factory=Chooser)
    variants: int = 0
    hits: int = 0
    misses: int = 0
    failures: int = 0

    def find(self, view: object) -> Variant | None:
        """The variant that fits a view."""
        variant = self.chooser.find(view)
        if variant is None:
            self.misses += 1
        else:
            self.hits += 1
        return variant

    def is_wanted(self, warm_up: int, filled: int = 0) -> bool:
        """Whether tracing it once more is worth the while, after so many misses; `filled` pages didn't ask for it."""
        if self.failures >= MOST_FAILURES or self.variants >= MOST_VARIANTS:
            return False
        return self.misses > warm_up and not (self.variants >= TRIAL and self.hits + filled < 3 * self.variants)

    def add(self, traced: Traced, marks: Sequence[Slot | CellSlot | Hole], writers: Writers) -> Variant | None:
        """The variant of a traced text; None where it could not be traced."""
        try:
            if traced.text is None or traced.record.refused:
                raise Untraceable  # noqa: TRY301 - counted with those of the skeleton below
            answers = traced.record.answers
            made = Variant(traced.text, marks, traced.record, writers)
            variant = self.chooser.add(tuple(answers), tuple(answers.values()), made)
        except Untraceable:
            self.failures += 1
            return None
        self.variants += variant is made
        return variant


class Filling:
    """What can be filled for one view: blocks by key, and the units that no variant fits."""

    def __init__(self, view: object) -> None:
        self.view = view
        self.root: Variant | None = None
        self.blocks: dict[BlockKey, bytes] = {}
        self.missed: list[Unit] = []
        self.used: list[tuple[BlockKey | None, Variant]] = []

    def fill(self, unit: Unit, own: BlockKey | None = None) -> bytes | None:
        """A unit with all blocks in it; None where one of them is missing. The first unit must be the root."""
        variant = unit.find(self.view)
        if variant is None:
            self.missed.append(unit)
            return None
        if self.root is None:
            self.root = variant
        complete = True
        for key in variant.holes:
            if key not in self.blocks:
                filled = self.fill(self.root.blocks[key], key)
                if filled is None:
                    complete = False
                else:
                    self.blocks[key] = filled
        if not complete:
            return None
        self.used.append((own, variant))
        return variant.fill(self.view, self.blocks)


class Variables(dict[str, Any]):
    """A template's own variables, with how often they were set: what a block sees depends on that."""

    version = 0

    def __setitem__(self, name: str, value: object) -> None:
        """Set one."""
        self.version += 1
        super().__setitem__(name, value)

    def update(self, *others: Any, **named: Any) -> None:  # noqa: ANN401 - as a dictionary's
        """Set several."""
        self.version += 1
        super().update(*others, **named)


@dataclass(frozen=True, slots=True)
class Block:
    """The code of a block, run by `run` where it is called by the page itself and not from a loop."""

    key: str
    code: Code
    context: Context
    run: Callable[[BlockKey, Code, Context], Iterator[str]]

    def __call__(self, context: Context) -> Iterator[str]:
        """The texts of the block, as Jinja asks for them."""
        if context is not self.context:
            return self.code(context)
        return self.run((self.key, context.vars.version), self.code, context)  # type: ignore[attr-defined]

    def __eq__(self, other: object) -> bool:
        return other is self.code or other is self

    __hash__ = None  # type: ignore[assignment]


class Blocks(dict[str, list[Any]]):
    """The blocks of a context, the outermost of each name run by `run`."""

    def __init__(self, context: Context, run: Callable[[BlockKey, Code, Context], Iterator[str]]) -> None:
        super().__init__(context.blocks)
        self.context = context
        self.run = run

    def __getitem__(self, name: str) -> list[Any]:
        outermost, *inner = super().__getitem__(name)
        return [Block(name, outermost, self.context, self.run), *inner]


def watch_blocks(context: Context, run: Callable[[BlockKey, Code, Context], Iterator[str]]) -> Context:
    """A context whose blocks are run by `run`."""
    context.vars = Variables()
    context.blocks = Blocks(context, run)
    return context


@dataclass(slots=True)
class Traced:
    """What one unit left in one run: its questions, its text with marks; no text where it failed."""

    record: Record
    text: str | None


class Run:
    """One traced run of a template: its frame and each of its blocks."""

    def __init__(self, trace: Trace, known: Collection[BlockKey]) -> None:
        self.trace = trace
        self.known = known
        self.units: dict[BlockKey, Traced] = {}

    def frame(self, code: Code, context: Context) -> Traced:
        """The frame, with the blocks in it that ask nothing: they are the same for every view."""
        frame = self._unit(code, context)
        for unit in (frame, *self.units.values()):
            unit.text = unit.text and self._with_plain_blocks(unit.text)
        self.units = {key: unit for key, unit in self.units.items() if not _is_plain(unit)}
        return frame

    def _with_plain_blocks(self, text: str) -> str:
        def part(mark: re.Match[str]) -> str:
            hole = self.trace.marks[int(mark[1])]
            unit = self.units.get(hole.block) if isinstance(hole, Hole) else None
            return self._with_plain_blocks(unit.text or "") if unit and _is_plain(unit) else mark[0]

        return MARK.sub(part, text)

    def _unit(self, code: Code, context: Context) -> Traced:
        record = Record()
        self.trace.records.append(record)
        try:
            return Traced(record, "".join(code(context)))
        except Exception:  # noqa: BLE001 - ordinary rendering will tell what is wrong, if anything is
            return Traced(record, None)
        finally:
            self.trace.records.pop()

    def block(self, key: BlockKey, code: Code, context: Context) -> Iterator[str]:
        """A block: traced on its own when it is called first, a hole in the unit that calls it."""
        if key not in self.units and key not in self.known:
            self.units[key] = Traced(Record(), None)
            self.units[key] = self._unit(code, context)
        return iter((self.trace.mark(Hole(key)),))


def _is_plain(unit: Traced) -> bool:
    return unit.text is not None and not unit.record.answers and not unit.record.refused
