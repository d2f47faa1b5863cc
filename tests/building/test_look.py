"""What the program is, known from the last build as long as nothing of it looks otherwise."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator.building.look import known_reader, look_at_all, reader_digest
from generator.options import Options
from generator.output.directory import DirectoryOutput
from generator.pipeline import build_site
from generator.state import State, open_state

PORTAL = Path(__file__).parents[1] / "sites" / "riverside"
FORM = "content/forms/own.toml"


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return shutil.copytree(PORTAL, tmp_path / "portal", ignore=shutil.ignore_patterns("site"))


@pytest.fixture
def state(portal: Path, tmp_path: Path) -> State:
    output = DirectoryOutput(tmp_path / "site")
    build_site(portal, output, options=Options(search=False))
    state = open_state(output.cache)
    assert state is not None
    return state


def test_a_program_that_looks_as_before_is_the_one_before(portal, state):
    assert known_reader(state, look_at_all(portal)) == reader_digest(portal)


def test_after_a_form_came_the_reader_is_not_known(portal, state):
    form = portal / FORM
    form.parent.mkdir()
    form.write_text("", encoding="utf-8")
    os.utime(form, (1e9, 1e9))
    assert known_reader(state, look_at_all(portal)) is None


def test_in_another_environment_the_reader_is_not_known(portal, state):
    state.keep("environment", "another")
    assert known_reader(state, look_at_all(portal)) is None
