"""Processes for items that nobody can trust: one that hangs, dies or eats memory costs its own result and no other.

Unlike those of `processes`, an item is done once: what came of its process is the result.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, Self, TypeVar

from generator.workers.process import begin_process, work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.process import BaseProcess
    from types import TracebackType

    from generator.workers.process import Method

Worker = TypeVar("Worker")
Argument = TypeVar("Argument")
Item = TypeVar("Item")
Result = TypeVar("Result")

LOOK_AHEAD: Final = 4
"""How many items are begun, for each process, before the first result is taken."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What became of an item without a result: it took too long or too much memory, or ended its process.

    `fault` is an exception that nobody foresaw; `detail` then names it.
    """

    reason: Literal["time", "memory", "died", "fault"]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may take: seconds, and bytes of address space where the system can hold a process to them."""

    seconds: float
    memory: int


@dataclass
class _Seat:
    """A process with the number of the item it is at, and when that must be done; None while it waits for one."""

    process: BaseProcess
    connection: Connection
    item: int | None = None
    deadline: float = 0


class GuardedPool(Generic[Worker]):
    """Does each item in one of several processes, under limits. Used in a `with` block, which ends them all."""

    def __init__(
        self,
        make_worker: Callable[[Argument], Worker],
        argument: Argument,
        *,
        jobs: int,
        limits: Limits,
        method: Method | None = None,
    ) -> None:
        self._setup = (make_worker, argument)
        self._jobs = jobs
        self._limits = limits
        self._context = multiprocessing.get_context(method or ("fork" if sys.platform == "linux" else "spawn"))
        self._seats: list[_Seat] = []

    def map(self, function: Callable[[Worker, Item], Result], items: Iterable[Item]) -> Iterator[Result | Lost]:
        """`function(worker, item)` for each item, or what became of it, in the items' order."""
        waiting = enumerate(items)
        begun = first = 0
        done: dict[int, Any] = {}
        exhausted = False
        while not exhausted or first < begun:
            while not exhausted and begun - first < LOOK_AHEAD * self._jobs and (seat := self._free_seat()):
                number, item = next(waiting, (-1, None))
                exhausted = number < 0
                if not exhausted:
                    self._begin(seat, number, function, item)
                    begun += 1
            if first < begun and first not in done:
                done |= self._wait()
            while first in done:
                yield done.pop(first)
                first += 1

    def _free_seat(self) -> _Seat | None:
        for seat in self._seats:
            if seat.item is None:
                return seat
        if len(self._seats) < self._jobs:
            ours, theirs = self._context.Pipe()
            process = self._context.Process(  # type: ignore[attr-defined]  # the stubs have it in the contexts of each method
                target=_serve, args=(theirs, *self._setup, self._limits.memory), daemon=True
            )
            process.start()
            theirs.close()
            self._seats.append(_Seat(process, ours))
            return self._seats[-1]
        return None

    def _begin(self, seat: _Seat, number: int, function: Callable[[Worker, Item], Result], item: Any) -> None:  # noqa: ANN401
        seat.item, seat.deadline = number, time.monotonic() + self._limits.seconds
        with contextlib.suppress(OSError):  # a process that is gone is found by `_wait`
            seat.connection.send((function, item))

    def _wait(self) -> dict[int, Any]:
        """The results that have come, by the number of their item; at least one, or one that will come no more."""
        busy = {seat.connection: seat for seat in self._seats if seat.item is not None}
        nearest = min(seat.deadline for seat in busy.values()) - time.monotonic()
        done = {}
        for connection in wait([*busy], timeout=max(0, nearest)):
            seat = busy[connection]  # type: ignore[index]  # only connections were waited for
            number, seat.item = seat.item, None
            try:
                done[number] = seat.connection.recv()
            except (EOFError, OSError):
                done[number] = Lost("died")
            if isinstance(done[number], Lost) and done[number].reason != "fault":
                self._dismiss(seat)
        for seat in busy.values():
            if seat.item is not None and seat.deadline <= time.monotonic():
                done[seat.item] = Lost("time")
                self._dismiss(seat)
        return {number: result for number, result in done.items() if number is not None}

    def _dismiss(self, seat: _Seat) -> None:
        """End a process, with all that it has started."""
        self._seats.remove(seat)
        if seat.process.pid:
            with contextlib.suppress(OSError):
                os.killpg(seat.process.pid, signal.SIGKILL)
        seat.process.kill()
        seat.process.join()
        seat.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        for seat in [*self._seats]:
            self._dismiss(seat)


def _serve(connection: Connection, make_worker: Callable[[Any], Any], argument: Any, memory: int) -> None:  # noqa: ANN401 - whatever the worker is made from
    """What a process does: items one after the other, until it is ended or has no memory left."""
    with contextlib.suppress(OSError):
        os.setsid()  # so that what an item starts, such as a converter, is ended with it
    _hold_to(memory)
    begin_process(make_worker, argument)
    result: Any = None
    while not (isinstance(result, Lost) and result.reason == "memory"):
        try:
            function, item = connection.recv()
        except (EOFError, OSError):
            return
        try:
            result = work(function, item)
        except MemoryError:
            result = Lost("memory")
        except Exception as error:  # noqa: BLE001 - whatever a document sets off costs that document alone
            result = Lost("fault", f"{type(error).__name__}: {error}"[:300])
        connection.send(result)


def _hold_to(memory: int) -> None:
    """Let this process have so much address space, where the system knows such a limit."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory if most == resource.RLIM_INFINITY else min(memory, most)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
