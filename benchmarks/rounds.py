"""The runs that are measured. What is compared takes turns, so that each sees the same machine."""

from __future__ import annotations

import socket
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.costs import YANGGUANG, Cost, run, run_until_shown
from benchmarks.portals import change_report, change_template, count_reports, make_portal, pages_of

if TYPE_CHECKING:
    from collections.abc import Callable

HERE: Final = Path(__file__).parent


@dataclass(frozen=True)
class Sizes:
    """How much is built: so many reports, so many for comparison of growth, in so many rounds; `large` may be None."""

    reports: int
    small: int
    large: int | None
    rounds: int


@dataclass
class Measured:
    """The cost of every run by what was done and on how many reports, and what was built."""

    sizes: Sizes
    reports: dict[int, int] = field(default_factory=dict)
    pages: dict[int, int] = field(default_factory=dict)
    page_bytes: dict[int, int] = field(default_factory=dict)
    costs: dict[tuple[str, int], list[Cost]] = field(default_factory=lambda: defaultdict(list))


class Bench:
    """Runs everything in one folder; every run writes into a folder of its own that was never there before.

    Creating files soon after others were deleted is slow on some file systems and would be counted.
    """

    def __init__(self, folder: Path, sizes: Sizes, tell: Callable[[str], None]) -> None:
        self._folder = folder
        self._measured = Measured(sizes)
        self._tell = tell

    def measure(self) -> Measured:
        """All that the table needs."""
        sizes = self._measured.sizes
        small = self._make(sizes.small)
        portal = self._make(sizes.reports)
        self._compare(small, portal)
        self._edit(portal, sizes.reports, sizes.rounds)
        for number in range(sizes.rounds):
            self._edit_template(portal, number)
            self._serve(portal)
        if sizes.large:
            large = self._make(sizes.large)
            self._build(large, sizes.large, 0)
            self._count(sizes.large)
            self._edit(large, sizes.large, sizes.rounds)
        return self._measured

    def _make(self, reports: int) -> Path:
        self._tell(f"making {reports:,} made-up reports")
        portal = make_portal(self._folder / f"portal-{reports}", reports)
        self._measured.reports[reports] = count_reports(portal)
        return portal

    def _compare(self, small: Path, portal: Path) -> None:
        """Full builds beside the same pages made plainly and the same files merely written."""
        sizes = self._measured.sizes
        site = self._site(sizes.reports)
        for number in range(sizes.rounds):
            self._build(small, sizes.small, number)
            self._build(portal, sizes.reports, number)
            if not number:
                self._count(sizes.small)
                self._count(sizes.reports)
            plain = self._folder / f"plain-{number}"
            self._run("plain", sizes.reports, [sys.executable, "-m", "benchmarks.plain", portal, plain])
            if not number:
                _check_same(site, plain)
            bare = self._folder / f"bare-{number}"
            self._run("bare", sizes.reports, [sys.executable, HERE / "bare.py", site, bare])

    def _edit(self, portal: Path, reports: int, rounds: int) -> None:
        """Builds where nothing changed, and where one report did."""
        for number in range(rounds):
            self._build(portal, reports, 0, "unchanged")
            change_report(portal, number)
            self._build(portal, reports, 0, "changed")

    def _edit_template(self, portal: Path, number: int) -> None:
        change_template(portal, number)
        self._build(portal, self._measured.sizes.reports, 0, "template")

    def _serve(self, portal: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command: list[str | Path] = [*YANGGUANG, "serve", "--portal", portal, "--port", str(port)]
        cost = run_until_shown(command, f"http://127.0.0.1:{port}/")
        self._keep("serve", self._measured.sizes.reports, cost)

    def _build(self, portal: Path, reports: int, number: int, what: str = "full") -> None:
        where = ("--portal", portal, "--output", self._site(reports, number))
        self._run(what, reports, [*YANGGUANG, "build", "--quiet", "--no-search", *where])

    def _site(self, reports: int, number: int = 0) -> Path:
        folder = self._folder / f"built-{reports}-{number}"
        folder.mkdir(exist_ok=True)
        return folder / "site"

    def _run(self, what: str, reports: int, command: list[str | Path]) -> None:
        self._keep(what, reports, run(command))

    def _keep(self, what: str, reports: int, cost: Cost) -> None:
        self._tell(f"{what}, {reports:,} reports: {cost.cpu:.2f} s CPU, {cost.wall:.2f} s, {cost.peak / 1e6:.0f} MB")
        self._measured.costs[what, reports].append(cost)

    def _count(self, reports: int) -> None:
        site = self._site(reports)
        sizes = [(site / page).stat().st_size for page in pages_of(site)]
        self._measured.pages[reports] = len(sizes)
        self._measured.page_bytes[reports] = sum(sizes)


def _check_same(built: Path, plain: Path) -> None:
    """ValueError with the first page that is not the same in both folders."""
    for one, other in zip_longest(pages_of(built), pages_of(plain)):
        if one != other or (built / one).read_bytes() != (plain / one).read_bytes():
            raise ValueError(one, other)
