"""The state: counts once committed, and is thrown away where it can't be used."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.state import NAME, new_state, open_state


def committed(folder: Path) -> None:
    state = new_state(folder)
    state.keep("pages", 3)
    state.keep_source("content/a.toml", "1" * 64)
    state.commit()
    state.close()


def test_what_was_committed_is_found_again(tmp_path):
    committed(tmp_path)

    state = open_state(tmp_path)

    assert (state.fresh, state.note("pages"), state.note("other")) == (False, 3, None)
    assert state.source("content/a.toml") == "1" * 64
    assert state.source("content/b.toml") == ""
    state.close()


def test_a_first_build_that_does_not_come_to_its_end_leaves_no_state(tmp_path):
    state = new_state(tmp_path)
    state.keep("pages", 3)
    state.close()

    assert open_state(tmp_path) is None


@pytest.mark.parametrize("anew", [True, False])
def test_what_was_not_committed_is_forgotten(tmp_path, anew):
    committed(tmp_path)
    state = new_state(tmp_path) if anew else open_state(tmp_path)
    state.keep("pages", 4)
    state.keep_source("content/a.toml", "")
    state.close()

    again = open_state(tmp_path)

    assert again.note("pages") == 3
    assert again.source("content/a.toml") == "1" * 64
    again.close()


def test_a_state_that_is_committed_again_takes_the_place_of_the_old(tmp_path):
    committed(tmp_path)
    state = open_state(tmp_path)
    state.keep("pages", 5)
    state.commit()
    state.close()

    again = open_state(tmp_path)

    assert again.note("pages") == 5
    again.close()


def test_a_state_of_another_version_is_not_used(tmp_path):
    committed(tmp_path)
    connection = sqlite3.connect(tmp_path / NAME)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()

    assert open_state(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_state_is_not_used(tmp_path, content):
    (tmp_path / NAME).write_bytes(content)

    assert open_state(tmp_path) is None


def test_a_new_state_is_put_over_a_damaged_one(tmp_path):
    (tmp_path / NAME).write_bytes(b"not a database at all")

    committed(tmp_path)

    state = open_state(tmp_path)
    assert state.note("pages") == 3
    state.close()


paths = st.sampled_from(["content/a.toml", "content/b.toml", "content/c.toml"])


@given(st.lists(st.tuples(paths, st.sampled_from(["", "0" * 64, "1" * 64])), max_size=12))
@settings(max_examples=50, deadline=None)
def test_what_all_files_are_together_depends_on_what_they_are_now_alone(changes):
    one, other = new_state(), new_state()
    one.fresh = False
    for path, digest in changes:
        one.keep_source(path, digest)
    for path, digest in sorted(dict(changes).items(), reverse=True):
        other.keep_source(path, digest)

    assert one.sources == other.sources
    one.close()
    other.close()
