"""What a program costs: processor time and memory, counted by the system for it and all processes it began."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final
from urllib.error import URLError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

YANGGUANG: Final = (sys.executable, "-m", "generator")
LONGEST_WAIT: Final = 600
"""Seconds until a server that shows nothing is given up."""

LONGEST_END: Final = 30
"""Seconds until a server that was interrupted is killed."""


@dataclass(frozen=True)
class Cost:
    """What one run cost.

    `cpu` is the time in the program and in the system for it, over all its processes, in seconds; `wall` the time that
    passed, in seconds, for a server until its first page; `peak` the most memory that one of its processes held, in
    bytes.
    """

    cpu: float
    wall: float
    peak: int

    def as_mapping(self) -> dict[str, float | int]:
        """The cost as it is written down."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def run(command: Sequence[str | Path]) -> Cost:
    """Run a program to its end; RuntimeError with what it said when it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    with process:
        said = process.stderr.read() if process.stderr else ""
        cost = _wait(process, begun)
    if process.returncode:
        raise RuntimeError(said)
    return cost


def run_until_shown(command: Sequence[str | Path], address: str) -> Cost:
    """Run a server until it has shown a page; `wall` is the time until then."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            shown = _seconds_until_shown(process, address, begun)
        finally:
            process.send_signal(signal.SIGINT)
            end = threading.Timer(LONGEST_END, process.kill)
            end.start()
            cost = _wait(process, begun)
            end.cancel()
    return Cost(cost.cpu, shown, cost.peak)


def _wait(process: subprocess.Popen[str] | subprocess.Popen[bytes], begun: float) -> Cost:
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - begun, usage.ru_maxrss * 1024)


def _seconds_until_shown(process: subprocess.Popen[bytes], address: str, begun: float) -> float:
    while time.perf_counter() - begun < LONGEST_WAIT:
        try:
            with urllib.request.urlopen(address, timeout=LONGEST_WAIT) as answer:  # noqa: S310 - our own server
                answer.read()
                return time.perf_counter() - begun
        except (URLError, ConnectionError):
            if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                raise RuntimeError(process.args) from None
            time.sleep(0.01)
    raise TimeoutError(address)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure over rounds; of memory the most."""
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        max(cost.peak for cost in costs),
    )
