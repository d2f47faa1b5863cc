"""The pool that is this process."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

Worker = TypeVar("Worker")
Argument = TypeVar("Argument")
Item = TypeVar("Item")
Result = TypeVar("Result")


class LocalPool(Generic[Worker]):
    """Does each item when its result is asked for. Nothing is pickled."""

    def __init__(self, make_worker: Callable[[Argument], Worker], argument: Argument) -> None:
        self._setup = partial(make_worker, argument)

    @cached_property
    def _worker(self) -> Worker:
        return self._setup()

    def map(self, function: Callable[[Worker, Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`function(worker, item)` for each item, in order."""
        for item in items:
            yield function(self._worker, item)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.__dict__.pop("_worker", None)
