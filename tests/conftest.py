"""Situations that several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.output.memory import MemoryOutput
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
def real_site(project: Path) -> dict[str, bytes]:
    """The site of the real collection, without its search index."""
    output = MemoryOutput()
    build_site(project, output)
    return output.site


@pytest.fixture(scope="session")
def published_documents(project: Path) -> Path:
    """The folder with the published documents that the real reports were read from."""
    folder = project.parent / "shared"
    if not folder.is_dir():
        pytest.skip("THE PUBLISHED DOCUMENTS ARE NOT HERE: no check of the real reports against their sources")
    return folder
