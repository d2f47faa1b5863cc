"""The table of how published documents import."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def run(project: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.imports", str(folder), "--rounds", "1", "--markdown"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_each_document_is_counted_against_its_report(project: Path, published_documents: Path, tmp_path: Path) -> None:
    shutil.copy(published_documents / "corpus" / "pingtan-district-2020.txt", tmp_path)
    done = run(project, tmp_path)
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stdout.splitlines() if "pingtan-district-2020.txt" in line)
    name, year, form, cells, right, doubtful, later, wrong, *_ = (cell.strip() for cell in line.strip("|").split("|"))
    assert (name, year, form, cells) == ("pingtan-district-2020.txt", "2020", "national-2019", "198")
    assert (int(right) + int(doubtful), later, wrong) == (198, "0", "0")
    assert "text: 1 reports" in done.stdout


def test_a_folder_without_known_documents_is_told(project: Path, tmp_path: Path) -> None:
    done = run(project, tmp_path)
    assert done.returncode == 1
    assert "no document" in done.stderr
