"""The pool of several processes of this machine.

A process that dies (killed for want of memory, say) breaks a `ProcessPoolExecutor` as a whole, and nothing says over
item. So what was lost is done again in new processes, each item alone: whichever loses its process then is to blame.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar

from generator.errors import WorkerError
from generator.workers.process import begin_process, work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from generator.workers.process import Method

Worker = TypeVar("Worker")
Argument = TypeVar("Argument")
Item = TypeVar("Item")
Result = TypeVar("Result")

LOOK_AHEAD: Final = 2
"""How many items are begun, for each process, before the first of them is asked for."""

MOST_LOSSES: Final = 3
"""How often the same item is begun when its process dies each time."""


@dataclass
class _Task:
    """One item on its way; `future` is None before it is begun, and after its process died."""

    item: Any
    future: Future[Any] | None = None
    losses: int = 0

    def is_done(self) -> bool:
        """Whether it has a result, or an exception of its own."""
        return bool(self.future and self.future.done() and not isinstance(self.future.exception(), BrokenExecutor))


class ProcessPool(Generic[Worker]):
    """Does items in processes that begin with the first item and end with the `with` block, whatever ends it."""

    def __init__(
        self, make_worker: Callable[[Argument], Worker], argument: Argument, *, jobs: int, method: Method | None = None
    ) -> None:
        self._setup = (make_worker, argument)
        self._jobs = jobs
        self._method: Method = method or ("fork" if sys.platform == "linux" else "spawn")
        self._executor: ProcessPoolExecutor | None = None
        self._tasks: deque[_Task] = deque()

    def map(self, function: Callable[[Worker, Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """`function(worker, item)` for each item, in order; WorkerError when one item's process dies every time."""
        self._end()
        for item in items:
            self._tasks.append(_Task(item))
            self._begin(function)
            if len(self._tasks) >= LOOK_AHEAD * self._jobs:
                yield self._first(function)
        while self._tasks:
            yield self._first(function)

    def _first(self, function: Callable[[Worker, Item], Result]) -> Any:  # noqa: ANN401 - the function's result
        """The result of the first task, which is then forgotten."""
        while True:
            self._begin(function)
            try:
                if future := self._tasks[0].future:
                    result = future.result()
                    self._tasks.popleft()
                    return result
            except BrokenExecutor:
                self._count_losses()

    def _begin(self, function: Callable[[Worker, Item], Result]) -> None:
        """Begin every task that may be begun: one that was lost before has the pool for itself."""
        try:
            for task in self._tasks:
                if task.is_done():
                    continue
                if task.future is None:
                    task.future = self._open().submit(work, function, task.item)
                if task.losses:
                    return
        except BrokenExecutor:
            self._count_losses()

    def _open(self) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                self._jobs, multiprocessing.get_context(self._method), begin_process, self._setup
            )
        return self._executor

    def _count_losses(self) -> None:
        """After a process died: the tasks that were begun and not finished are to be done again."""
        self._close(kill=True)
        for task in self._tasks:
            if task.future and not task.is_done():
                task.future = None
                task.losses += 1
                if task.losses == MOST_LOSSES:
                    raise WorkerError("worker-died", times=MOST_LOSSES)

    def _close(self, *, kill: bool) -> None:
        """End the processes: at once, or when they have done what was begun."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        if kill:
            # Python 3.14 has a public way, `kill_workers`.
            for process in list((executor._processes or {}).values()):  # noqa: SLF001
                process.kill()
        executor.shutdown(wait=True, cancel_futures=True)

    def _end(self) -> None:
        """Forget what was begun; processes that are still at it are ended."""
        if any(not task.is_done() for task in self._tasks):
            self._close(kill=True)
        self._tasks.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._end()
        self._close(kill=False)
