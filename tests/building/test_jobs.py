"""A build in several processes makes the same site as one in this process, also where a process dies at it."""

from __future__ import annotations

import functools
import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.building import reading, shards
from generator.building.shard import Worker
from generator.cli import cli
from generator.errors import WorkerError
from generator.options import Options
from generator.output.directory import DirectoryOutput
from generator.pipeline import build_site
from generator.workers.pool import open_pool

YEARS = range(2020, 2025)
AGENCIES = 12
REPORTS_IN_A_SHARD = 2 * len(YEARS)
"""So few that there are several shards; the first of them is done in this process."""


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few reports are worth other processes, and fill several shards."""
    monkeypatch.setattr(reading, "ALONE", REPORTS_IN_A_SHARD)
    monkeypatch.setattr(shards, "REPORTS_IN_A_SHARD", REPORTS_IN_A_SHARD)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up portal."""
    folder = tmp_path_factory.mktemp("jobs") / "portal"
    order = ["--agencies", str(AGENCIES), "--years", f"{YEARS[0]}-{YEARS[-1]}", "--into", str(folder)]
    assert CliRunner().invoke(cli, ["sample", *order]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def alone(portal: Path) -> dict[str, bytes]:
    """The site as one process makes it."""
    return built(portal, "alone", jobs=1)


def built(portal: Path, name: str, *, jobs: int) -> dict[str, bytes]:
    site = portal / name
    build_site(portal, DirectoryOutput(site), options=Options(jobs=jobs))
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [path for path in {**one, **other} if one.get(path) != other.get(path)]


def watch(monkeypatch: pytest.MonkeyPatch, note: Path, die: str) -> None:
    """Let each process note itself when it does a report; others die over one report, `once`, `always` or `never`."""
    do, this = Worker._do, os.getpid()  # noqa: SLF001 - what a process does with one report

    def watched(self: Worker, shard: object, task: object) -> object:
        with note.open("a") as file:
            file.write(f"{os.getpid()}\n")
        deadly = os.getpid() != this and task.agency == max(shard.years) and task.year == YEARS[2]
        if deadly and (die == "always" or (die == "once" and not note.with_suffix(".died").exists())):
            note.with_suffix(".died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return do(self, shard, task)

    monkeypatch.setattr(Worker, "_do", watched)


def test_two_processes_make_the_site_that_one_makes(portal, alone, tmp_path, monkeypatch):
    watch(monkeypatch, tmp_path / "processes", "never")
    site = built(portal, "two", jobs=2)
    assert differing(site, alone) == []
    assert len(alone) > AGENCIES * len(YEARS)
    processes = (tmp_path / "processes").read_text().split()
    assert len(processes) == AGENCIES * len(YEARS)
    assert 0 < processes.count(str(os.getpid())) < len(processes)


def test_processes_that_begin_anew_make_the_same_site(portal, alone, monkeypatch):
    monkeypatch.setattr(reading, "open_pool", functools.partial(open_pool, method="spawn"))
    assert differing(built(portal, "spawned", jobs=2), alone) == []


def test_a_process_that_is_killed_at_its_work_leaves_the_site_what_it_is(portal, alone, tmp_path, monkeypatch):
    watch(monkeypatch, tmp_path / "processes", "once")
    assert differing(built(portal, "killed", jobs=2), alone) == []
    assert (tmp_path / "processes.died").exists()


def test_a_report_that_kills_each_process_ends_the_build_and_leaves_no_site(portal, tmp_path, monkeypatch):
    watch(monkeypatch, tmp_path / "processes", "always")
    with pytest.raises(WorkerError):
        built(portal, "lost", jobs=2)
    assert not (portal / "lost").exists()
    assert not (portal / ".lost-cache/state.sqlite").exists()
