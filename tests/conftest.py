"""Situations that several tests share."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest
from portals import make_portal, read_site

from generator.options import Options
from generator.output.directory import DirectoryOutput
from generator.pipeline import Content, build_site, load_content

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def project() -> Path:
    """The checkout, which is a portal: its content/ holds the real collection."""
    return PROJECT


@pytest.fixture(scope="session")
def real_content(project: Path) -> Content:
    """The real collection."""
    return load_content(project)


@pytest.fixture(scope="session")
def made_once(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Callable[[str, Callable[[Path], None]], Path]:
    """Gives a folder by its name: the first process of the tests that asks makes it, the others wait at the lock.

    Nobody may write into it afterwards.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def folder_made_once(name: str, make: Callable[[Path], None]) -> Path:
        folder, ready = shared / name / "site", shared / f"{name}.ready"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready.exists():
                make(folder)
                ready.touch()
        return folder

    return folder_made_once


@pytest.fixture(scope="session")
def site(project: Path, made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The folder of the built real portal, with its search index."""
    return made_once("real", lambda folder: build_site(project, DirectoryOutput(folder), options=Options(search=True)))


@pytest.fixture(scope="session")
def real_site(site: Path) -> dict[str, bytes]:
    """The site of the real collection, without its search index."""
    return read_site(site)


@pytest.fixture(scope="session")
def starter(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The folder of the built site of the starter's portal, as `yangguang build` makes it, without search."""

    def make(folder: Path) -> None:
        build_site(make_portal(folder.parent), DirectoryOutput(folder))

    return made_once("starter", make)


@pytest.fixture(scope="session")
def starter_site(starter: Path) -> dict[str, bytes]:
    """The site of the starter's portal."""
    return read_site(starter)


@pytest.fixture(scope="session")
def published_documents(project: Path) -> Path:
    """The folder with the published documents that the real reports were read from."""
    folder = project.parent / "shared"
    if not folder.is_dir():
        pytest.skip("THE PUBLISHED DOCUMENTS ARE NOT HERE: no check of the real reports against their sources")
    return folder
