"""The wheel holds all that a portal needs: package, forms, catalogues, starter and the default theme."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def unpacked(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that stands for the packages of an environment into which the wheel alone was installed."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "packages")
    return folder / "packages"


def test_the_wheel_holds_the_package_and_nothing_else(unpacked: Path) -> None:
    top = {path.name for path in unpacked.iterdir()}
    assert {name.split("-")[0] for name in top} == {"generator", "yangguang"}
    assert (unpacked / "generator/themes/default/templates/report.html").is_file()
    assert not list(unpacked.rglob("test_*.py"))


def test_the_wheel_holds_every_data_file_of_the_package(project: Path, unpacked: Path) -> None:
    package = project / "generator"
    files = {path.relative_to(project) for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert {"toml", "css", "js", "po", "md"} <= {path.suffix[1:] for path in files}
    assert [path for path in sorted(files) if not (unpacked / path).is_file()] == []


def test_a_new_portal_builds_with_the_wheel_alone(unpacked: Path, tmp_path: Path) -> None:
    """The wheel's own folder comes first on the path, so nothing of the checkout is used."""
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "LC_ALL": "C.UTF-8"}
    run = [sys.executable, "-c", "import generator; print(generator.__file__); from generator.cli import main; main()"]
    first = subprocess.run(
        [*run, "new", "demo"], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    subprocess.run([*run, "build"], cwd=tmp_path / "demo", env=environment, check=True, capture_output=True)
    assert first.stdout.startswith(str(unpacked))
    assert "示例市样本局" in (tmp_path / "demo/site/agencies/index.html").read_text(encoding="utf-8")
    assert (tmp_path / "demo/site/pagefind/shards.json").is_file()
    assert (tmp_path / "demo/site/pagefind/zh-hans-0/pagefind.js").is_file()
