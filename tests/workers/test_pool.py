"""Pools: the same results wherever the work is done, and nothing left behind."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.errors import ContentError, GeneratorError, ThemeError, WorkerError
from generator.findings import Finding, Place
from generator.workers.local import LocalPool
from generator.workers.pool import open_pool, usable_processors

METHODS = ("fork", "spawn")
KINDS = {"local": {"jobs": 1}, "fork": {"jobs": 2, "method": "fork"}, "spawn": {"jobs": 2, "method": "spawn"}}


@dataclass
class Doubler:
    """A worker: doubles, and remembers how many of itself were made in this process."""

    folder: Path
    items: int = 0

    def double(self, item: int) -> int:
        self.items += 1
        return 2 * item

    def where(self, _item: int) -> tuple[int, int]:
        self.items += 1
        return os.getpid(), self.items


def make_doubler(folder: Path) -> Doubler:
    with (folder / "made").open("a") as file:
        file.write(f"{os.getpid()}\n")
    return Doubler(folder)


def break_theme(_folder: Path) -> Doubler:
    raise ThemeError("no-template", template="report.html")


def refuse(_worker: Doubler, item: int) -> int:
    if item == 3:
        raise ThemeError("template-broken", template="report.html", line=7, reason="no filter “c”")
    return item


def fail_oddly(_worker: Doubler, _item: int) -> int:
    class Local(Exception):  # noqa: N818
        pass

    raise Local("no way")  # noqa: TRY003


def die_once(worker: Doubler, item: int) -> int:
    """Kill this process at each third item, the first time that it is done."""
    died = worker.folder / f"died-{item}"
    if item % 3 == 0 and not died.exists():
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return worker.double(item)


def die_always(worker: Doubler, item: int) -> int:
    with (worker.folder / f"begun-{item}").open("a") as file:
        file.write("x")
    if item == 2:
        os._exit(1)
    return worker.double(item)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until(condition, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.mark.parametrize("kind", KINDS)
def test_every_pool_gives_the_same_results_in_the_order_of_the_items(kind, tmp_path):
    with open_pool(make_doubler, tmp_path, **KINDS[kind]) as pool:
        assert list(pool.map(Doubler.double, range(20))) == [2 * item for item in range(20)]
        assert list(pool.map(Doubler.double, [])) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_process_makes_its_worker_once_for_all_maps(kind, tmp_path):
    with open_pool(make_doubler, tmp_path, **KINDS[kind]) as pool:
        seen = [*pool.map(Doubler.where, range(6)), *pool.map(Doubler.where, range(6))]
    made = (tmp_path / "made").read_text().split()
    assert sorted(made) == sorted({str(process) for process, _ in seen})
    assert sum(max(n for p, n in seen if p == process) for process in {p for p, _ in seen}) == len(seen)
    assert (str(os.getpid()) in made) == (kind == "local")


@pytest.mark.parametrize("kind", KINDS)
def test_no_worker_is_made_where_there_is_no_work(kind, tmp_path):
    with open_pool(make_doubler, tmp_path, **KINDS[kind]) as pool:
        assert list(pool.map(Doubler.double, [])) == []
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_items_are_taken_only_a_few_ahead_of_the_results(kind, tmp_path):
    taken = []
    items = (taken.append(item) or item for item in range(1000))
    with open_pool(make_doubler, tmp_path, **KINDS[kind]) as pool:
        results = pool.map(Doubler.double, items)
        assert [next(results) for _ in range(10)] == list(range(0, 20, 2))
        assert len(taken) <= 14


@pytest.mark.parametrize("kind", KINDS)
def test_a_failure_comes_through_as_itself(kind, tmp_path):
    with open_pool(make_doubler, tmp_path, **KINDS[kind]) as pool:
        results = pool.map(refuse, range(10))
        assert [next(results) for _ in range(3)] == [0, 1, 2]
        with pytest.raises(ThemeError) as failed:
            next(results)
    assert failed.value.code == "template-broken"
    assert failed.value.values == {"template": "report.html", "line": 7, "reason": "no filter “c”"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_failure_to_make_the_worker_comes_through_as_itself(kind, tmp_path):
    with open_pool(break_theme, tmp_path, **KINDS[kind]) as pool, pytest.raises(ThemeError) as failed:
        list(pool.map(Doubler.double, range(10)))
    assert failed.value.values == {"template": "report.html"}


def test_a_failure_that_can_t_be_sent_is_told_with_its_trace(tmp_path):
    with open_pool(make_doubler, tmp_path, jobs=2) as pool, pytest.raises(RuntimeError, match="Local: no way"):
        list(pool.map(fail_oddly, range(10)))


@pytest.mark.parametrize("method", METHODS)
def test_what_a_killed_process_was_doing_is_done_again(method, tmp_path):
    with open_pool(make_doubler, tmp_path, jobs=2, method=method) as pool:
        assert list(pool.map(die_once, range(8))) == [2 * item for item in range(8)]
    assert len(list(tmp_path.glob("died-*"))) == 3


def test_an_item_that_kills_every_process_is_given_up_after_three_and_no_other_is_blamed(tmp_path):
    with open_pool(make_doubler, tmp_path, jobs=2) as pool:
        results = pool.map(die_always, range(10))
        assert [next(results), next(results)] == [0, 2]
        with pytest.raises(WorkerError) as failed:
            next(results)
    assert (failed.value.code, failed.value.values) == ("worker-died", {"times": 3})
    assert (tmp_path / "begun-2").read_text() == "xxx"


@pytest.mark.parametrize("method", METHODS)
def test_leaving_early_ends_every_process(method, tmp_path):
    with open_pool(make_doubler, tmp_path, jobs=2, method=method) as pool:
        results = pool.map(wait_for_ever, range(10))
        assert next(results) == 0
        processes = {int(line) for line in (tmp_path / "made").read_text().split()}
        assert all(map(is_running, processes))
    assert not any(map(is_running, processes))


def wait_for_ever(_worker: Doubler, item: int) -> int:
    while item:
        time.sleep(60)
    return item


class Database:
    """Something open that is found by the garbage collector only, and notes where it was closed."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "closed"
        self.itself = self

    def __del__(self) -> None:
        self.log.write_text(str(os.getpid()))


def collect_garbage(_worker: Doubler, item: int) -> int:
    gc.collect()
    return item


def test_what_a_fork_inherited_is_not_closed_in_it(tmp_path):
    gc.disable()
    try:
        Database(tmp_path)
        with open_pool(make_doubler, tmp_path, jobs=2, method="fork") as pool:
            assert list(pool.map(collect_garbage, range(4))) == [0, 1, 2, 3]
        assert not (tmp_path / "closed").exists()
        gc.collect()
        assert (tmp_path / "closed").read_text() == str(os.getpid())
    finally:
        gc.enable()


@pytest.mark.parametrize("kind", KINDS)
def test_a_map_that_was_left_early_leaves_nothing_to_the_next(kind, tmp_path):
    with open_pool(make_doubler, tmp_path, **KINDS[kind]) as pool:
        assert next(pool.map(wait_for_ever, range(10))) == 0
        with pytest.raises(ThemeError):
            list(pool.map(refuse, range(10)))
        assert list(pool.map(Doubler.double, range(5))) == [0, 2, 4, 6, 8]


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, {folder!r})
from test_pool import Doubler, make_doubler, wait_for_ever
from generator.workers.pool import open_pool

if __name__ == "__main__":
    with open_pool(make_doubler, Path({made!r}), jobs=2, method={method!r}) as pool:
        print(list(pool.map(wait_for_ever, [1, 1, 1, 1])))
"""


@pytest.mark.parametrize("signalled", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
@pytest.mark.parametrize("method", METHODS)
def test_no_process_outlives_the_one_that_opened_the_pool(method, signalled, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(folder=str(Path(__file__).parent), made=str(tmp_path), method=method))
    made = tmp_path / "made"
    with subprocess.Popen(
        [sys.executable, script], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as parent:
        assert wait_until(lambda: made.exists() and len(made.read_text().split()) == 2)
        processes = [int(line) for line in made.read_text().split()]
        if signalled == signal.SIGINT:
            os.killpg(parent.pid, signalled)
        else:
            parent.send_signal(signalled)
        told = parent.communicate(timeout=20)[1]
    assert wait_until(lambda: not any(map(is_running, processes)))
    assert told.count("Traceback") == (signalled == signal.SIGINT)


def test_one_job_is_this_process_and_as_many_as_processors_are_taken_when_none_is_told():
    assert isinstance(open_pool(make_doubler, Path(), jobs=1), LocalPool)
    assert isinstance(open_pool(make_doubler, Path()), LocalPool) == (usable_processors() == 1)


@pytest.mark.parametrize(
    "error",
    [
        ThemeError("no-theme", theme="a", nearest="b"),
        ContentError((Finding("value-empty", Place("a.toml", 1, 2), values={"key": "title"}),)),
        GeneratorError("fault"),
    ],
)
def test_a_failure_is_the_same_after_a_journey_between_processes(error):
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(arrived), arrived.args, vars(arrived)) == (type(error), error.args, vars(error))


def test_the_door_imports_no_machinery_of_processes():
    code = (
        "import sys, generator.workers.pool; print([n for n in sys.modules if n.startswith(('concurrent', 'multip'))])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
