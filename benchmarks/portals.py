"""Made-up portals to build, and the changes that an editor makes to them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.costs import YANGGUANG, run

if TYPE_CHECKING:
    from collections.abc import Iterator

YEARS: Final = (2015, 2024)
"""The first and the last year of each agency's reports."""

BASE: Final = Path(__file__).parents[1] / "themes" / "default" / "templates" / "base.html"

FIGURE: Final = re.compile(r'^(regulations *= *" *)(\d+)', re.MULTILINE)
BEGINNING: Final = re.compile(r"^(\[narrative\]\n\S+ *= *'''\n)", re.MULTILINE)


def make_portal(folder: Path, reports: int) -> Path:
    """A made-up portal with about so many reports."""
    first, last = YEARS
    agencies = max(1, round(reports / (last - first + 1)))
    size = ("--agencies", str(agencies), "--years", f"{first}-{last}")
    run([*YANGGUANG, "sample", *size, "--into", folder])
    return folder


def count_reports(portal: Path) -> int:
    """How many reports a portal has."""
    return sum(len(files) for _, _, files in os.walk(portal / "content" / "reports"))


def change_report(portal: Path, number: int) -> None:
    """Change a figure and the narrative of an agency's last report; each number is another agency."""
    agencies = sorted((portal / "content" / "reports").iterdir())
    path = agencies[number * 7919 % len(agencies)] / f"{YEARS[1]}.toml"
    text = path.read_text(encoding="utf-8")
    changed = FIGURE.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", text, count=1)
    changed = BEGINNING.sub(rf"\g<1>第{number}次修改。\n\n", changed, count=1)
    if changed == text:
        raise ValueError(path)
    path.write_text(changed, encoding="utf-8")


def change_template(portal: Path, number: int) -> None:
    """Change the template that every page is made with."""
    path = portal / "content" / "theme" / "templates" / "base.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        BASE.read_text(encoding="utf-8").replace("</body>", f"<!-- {number} -->\n</body>"), encoding="utf-8"
    )


def pages_of(site: Path) -> Iterator[str]:
    """The address of every page of a built site, in fixed order. Nothing is held: a site may have 100,000 pages."""
    for folder, folders, files in os.walk(site):
        folders.sort()
        here = Path(folder).relative_to(site)
        yield from ((here / name).as_posix() for name in sorted(files) if name.endswith(".html"))
