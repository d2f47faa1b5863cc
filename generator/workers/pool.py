"""The one door to workers: a pool does the same work on many items and gives the results in the items' order.

A *worker* is what a process makes once and uses for every item, such as a renderer with its compiled templates.
It is made where it works, by a function and an argument that can be sent there. So it may hold what can't be sent.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from generator.workers.local import LocalPool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from generator.workers.process import Method

Worker = TypeVar("Worker")
Worker_co = TypeVar("Worker_co", covariant=True)
Argument = TypeVar("Argument")
Item = TypeVar("Item")
Result = TypeVar("Result")


class Pool(Protocol[Worker_co]):
    """Does work on items, wherever its workers are. Used in a `with` block, which ends every worker."""

    def map(self, function: Callable[[Worker_co, Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`function(worker, item)` for each item, in the items' order, begun a bounded number of items ahead.

        The function stands at the top of a module, or is a method named through its class. It, the items and the
        results can be pickled and hold no open files. Done twice it gives the same result, because an item is done
        again when its worker dies. What the function raises is raised here. A new map ends the one before.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...


def open_pool(
    make_worker: Callable[[Argument], Worker],
    argument: Argument,
    *,
    jobs: int | None = None,
    method: Method | None = None,
) -> Pool[Worker]:
    """A pool whose workers are made by `make_worker(argument)`, each in its process at its first item.

    `jobs` is how many processes work; 1 is this process alone, None one for each processor this one may use.
    """
    count = usable_processors() if jobs is None else jobs
    if count == 1:
        return LocalPool(make_worker, argument)
    from generator.workers.processes import ProcessPool  # noqa: PLC0415 - a build in one process never needs it

    return ProcessPool(make_worker, argument, jobs=count, method=method)


def usable_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
