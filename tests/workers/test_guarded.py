"""Processes under limits: whatever an item does to its process, the other items have their results, in order."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import subprocess
import threading

import pytest

from generator.workers.guarded import GuardedPool, Limits, Lost

LIMITS = Limits(seconds=20, memory=4 * 2**30)


def do(base: int, item: object) -> object:
    """What a document may do to its process."""
    if item == "hang":
        threading.Event().wait()
    if item == "die":
        os._exit(1)
    if item == "crash":
        faulthandler.disable()  # or its report stands among those of the tests
        ctypes.string_at(0)
    if item == "eat":
        return len(bytearray(64 * 2**30))
    if item == "fail":
        message = "no such thing"
        raise KeyError(message)
    if item == "start and hang":
        subprocess.run(["sleep", "600"], check=False)
    return base + int(str(item))


def run(items: list[object], jobs: int = 2, limits: Limits = LIMITS) -> list[object]:
    with GuardedPool(int, "100", jobs=jobs, limits=limits) as pool:
        return list(pool.map(do, items))


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_items_order_whatever_the_number_of_processes(jobs):
    assert run(list(range(40)), jobs) == list(range(100, 140))


@pytest.mark.parametrize("item", ["die", "crash"])
def test_an_item_that_ends_its_process_costs_only_itself(item):
    assert run([1, item, 2, item, 3]) == [101, Lost("died"), 102, Lost("died"), 103]


def test_an_item_that_eats_memory_costs_only_itself():
    assert run([1, "eat", 2], jobs=1) == [101, Lost("memory"), 102]


def test_an_exception_nobody_foresaw_is_named():
    assert run(["fail", 1], jobs=1) == [Lost("fault", "KeyError: 'no such thing'"), 101]


@pytest.mark.parametrize("item", ["hang", "start and hang"])
def test_an_item_that_hangs_is_ended_when_its_time_is_over(item):
    assert run([1, item, 2], limits=Limits(1.5, LIMITS.memory)) == [101, Lost("time"), 102]


def test_nothing_to_do_is_done():
    assert run([]) == []


def test_a_pool_that_is_left_early_leaves_no_process():
    with GuardedPool(int, "100", jobs=2, limits=LIMITS) as pool:
        results = pool.map(do, [1, "hang", "hang"])
        assert next(results) == 101
        processes = [seat.process for seat in pool._seats]  # noqa: SLF001 - nothing else tells
    assert processes
    assert not [process for process in processes if process.is_alive()]
