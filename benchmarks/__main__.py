"""Measure, and print the table."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.results import RESULTS, as_mapping, as_text, write_readmes, write_results
from benchmarks.rounds import Bench, Sizes
from benchmarks.table import make_rows

REPORTS, SMALL, LARGE, ROUNDS = 10_000, 1_000, 100_000, 3


def main() -> None:
    """Measure what was asked for; results of the sizes that the targets are about are kept in the repository."""
    options = _options()
    sizes = Sizes(
        options.reports, max(10, options.reports * SMALL // REPORTS), LARGE if options.large else None, options.rounds
    )
    work = Path(tempfile.mkdtemp(prefix="yangguang-bench-", dir=options.work))
    try:
        measured = Bench(work, sizes, _tell).measure()
    finally:
        shutil.rmtree(work)
    results = as_mapping(measured, make_rows(measured))
    print(as_text(results))
    if options.results:
        write_results(results, options.results)
    elif sizes.reports == REPORTS:
        write_results(results, RESULTS)
        write_readmes(results)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure how fast the program is.")
    parser.add_argument("--reports", type=int, default=REPORTS, help="how many reports (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often (default: %(default)s)")
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} reports: 10 GB of disk, many minutes")
    parser.add_argument("--work", type=Path, help="where the made-up portals and sites go until the end")
    parser.add_argument("--results", type=Path, help="the JSON file; the README files are then left alone")
    return parser.parse_args()


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
