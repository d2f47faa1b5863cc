"""A build that goes on from the last one makes what a full build makes, whatever happened in between."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from portal_edits import ACCIDENTS, EDITS, MISTAKES, make_portal, settle

from generator.building import look
from generator.building.nothing import find_unchanged
from generator.errors import ContentError
from generator.options import Options
from generator.output.directory import DirectoryOutput, FolderWriter
from generator.pipeline import build_site

if TYPE_CHECKING:
    from generator.pipeline import Built

KILLED_IN = (
    (FolderWriter, "write"),
    (FolderWriter, "write_pieces"),
    (DirectoryOutput, "_move_in"),
    (DirectoryOutput, "_remove"),
    (Path, "replace"),
)
"""Where a build is broken off: while it writes aside, while it moves what it wrote into its place, while it commits."""

numbers = st.integers(1, 60)
steps = st.one_of(
    st.tuples(st.just("edit"), st.sampled_from(sorted(EDITS)), numbers),
    st.tuples(st.just("edit"), st.sampled_from(sorted(EDITS)), numbers),
    st.tuples(st.just("kill"), st.sampled_from(sorted(EDITS)), numbers),
    st.tuples(st.just("mistake"), st.sampled_from(sorted(MISTAKES)), numbers),
    st.tuples(st.just("accident"), st.sampled_from(sorted(ACCIDENTS)), numbers),
    st.tuples(st.just("program"), st.sampled_from(["program_digest", "environment_digest"]), numbers),
)


@pytest.fixture(autouse=True, scope="module")
def same_program():
    """The program does not change while it is tested, though somebody may be at work on it."""
    digest = look.program_digest()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(look, "program_digest", lambda: digest)
        yield


def build(portal: Path) -> Built:
    return build_site(portal, DirectoryOutput(portal / "site"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def times(folder: Path) -> dict[str, int]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in paths}


def check_equal_to_full(portal: Path) -> None:
    """Every file, the manifest among them, is what a full build into another folder makes."""
    whole = portal / "whole"
    build_site(portal, DirectoryOutput(whole), options=Options(full=True))
    made, expected = contents(portal / "site"), contents(whole)
    assert sorted(made) == sorted(expected)
    assert [path for path in made if made[path] != expected[path]] == []


def go_on(portal: Path, *, anew: bool) -> None:
    """Build, and compare; unless it may have begun `anew`, files whose bytes did not change were not touched."""
    site = portal / "site"
    bytes_before, times_before, folder = contents(site), times(site), site.stat().st_ino
    build(portal)
    if not anew:
        assert site.stat().st_ino == folder
        made, after = contents(site), times(site)
        alike = [path for path in made if bytes_before.get(path) == made[path] and path != "manifest.json"]
        assert [path for path in alike if times_before[path] != after[path]] == []
    check_equal_to_full(portal)


def kill(portal: Path, number: int) -> bool:
    """Break a build off somewhere; gives whether it was."""
    owner, name = KILLED_IN[number % len(KILLED_IN)]
    calls, real = [], getattr(owner, name)

    def fail(self: object, *arguments: object) -> object:
        calls.append(name)
        if len(calls) > number // len(KILLED_IN):
            raise KeyboardInterrupt
        return real(self, *arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, fail)
        try:
            build(portal)
        except KeyboardInterrupt:
            return True
    return False


def fail_and_mend(portal: Path, mistake: str, number: int) -> None:
    """A build of content with a mistake fails and leaves the site as it was; then the mistake is gone again."""
    shutil.copytree(portal / "content", portal / "kept")
    before = times(portal / "site")
    MISTAKES[mistake](portal, number)
    if contents(portal / "content") != contents(portal / "kept"):
        with pytest.raises(ContentError):
            build(portal)
        assert times(portal / "site") == before
    shutil.rmtree(portal / "content")
    (portal / "kept").rename(portal / "content")


def do(portal: Path, kind: str, name: str, number: int, *, settled: bool) -> None:
    """One step, with the builds that belong to it."""
    if kind == "mistake":
        fail_and_mend(portal, name, number)
    else:
        {**ACCIDENTS, **EDITS}.get(name, lambda *_: None)(portal, number)
    if settled:
        settle(portal)
    anew = kind in ("accident", "program") or name == "form"
    if kind == "kill":
        anew = kill(portal, number)
        event(f"killed in {KILLED_IN[number % len(KILLED_IN)][1]}: {anew}")
    with pytest.MonkeyPatch.context() as patch:
        if kind == "program":
            patch.setattr(look, name, lambda: str(number))
        go_on(portal, anew=anew)
    if kind == "program":
        build(portal)


@given(sequence=st.lists(steps, min_size=2, max_size=4), settled=st.booleans())
@settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_whatever_happens_between_builds_the_site_is_what_a_full_build_makes(sequence, *, settled):
    with tempfile.TemporaryDirectory() as folder:
        portal = make_portal(Path(folder) / "portal")
        build(portal)
        for kind, name, number in sequence:
            do(portal, kind, name, number, settled=settled)


@pytest.mark.parametrize("chain", [list(EDITS)[at::5] for at in range(5)], ids="-".join)
def test_each_kind_of_edit_makes_what_a_full_build_makes(tmp_path, chain):
    portal = make_portal(tmp_path / "portal")
    build(portal)
    for number, name in enumerate(chain, 7):
        do(portal, "edit", name, number, settled=True)


@pytest.mark.parametrize("number", range(len(KILLED_IN) * 2), ids=lambda n: f"{KILLED_IN[n % 5][1]}-{n // 5}")
def test_a_build_that_is_broken_off_is_made_good_by_the_next(tmp_path, number):
    portal = make_portal(tmp_path / "portal")
    build(portal)
    EDITS["add report"](portal, 1)
    (portal / "content/reports/heyang-water/2020.toml").unlink()

    kill(portal, number)

    build(portal)
    check_equal_to_full(portal)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_build_that_fails_leaves_the_site_and_goes_on_when_the_mistake_is_mended(tmp_path, mistake):
    portal = make_portal(tmp_path / "portal")
    build(portal)

    fail_and_mend(portal, mistake, 3)

    go_on(portal, anew=False)


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal with its site, built some time ago."""
    portal = make_portal(tmp_path / "portal")
    settle(portal)
    build(portal)
    return portal


def test_a_narrative_edit_renders_the_pages_of_its_report_alone(portal):
    before = times(portal / "site")
    EDITS["narrative"](portal, 1)

    built = build(portal)

    after = times(portal / "site")
    assert built.rendered == 2
    assert {path for path in after if after[path] != before[path]} == {
        "agencies/heyang-water/2024.html",
        "en/agencies/heyang-water/2024.html",
        "manifest.json",
    }


def test_a_cell_edit_reaches_the_pages_that_show_it(portal):
    before = contents(portal / "site")
    EDITS["cell"](portal, 987)

    build(portal)

    after = contents(portal / "site")
    changed = {path for path in after if after[path] != before[path]}
    assert {
        "agencies/heyang-water/2024.html",
        "agencies/heyang-water/index.html",
        "regions/990100/2024.html",
    } <= changed
    assert not {"agencies/heyang-city/2013.html", "years/2013.html", "about/index.html"} & changed


@pytest.mark.parametrize("name", ["comment", "touch"])
def test_what_says_the_same_as_before_renders_nothing(portal, name):
    before = times(portal / "site")
    EDITS[name](portal, 1)

    assert build(portal).rendered == 0

    after = times(portal / "site")
    assert {path for path in after if after[path] != before[path]} <= {"manifest.json"}


def test_a_template_edit_renders_only_the_kinds_that_use_it(portal):
    EDITS["template"](portal, 4)

    built = build(portal)

    assert built.rendered == sum(
        len(list((portal / "site" / path).glob("????.html"))) for path in ("years", "en/years")
    )
    assert built.rendered == 8


def test_where_nothing_has_changed_nothing_is_to_be_done(portal):
    assert find_unchanged(portal, DirectoryOutput(portal / "site"), search=False).pages == build(portal).pages
    EDITS["comment"](portal, 1)
    assert find_unchanged(portal, DirectoryOutput(portal / "site"), search=False) is None


def test_a_site_without_search_is_not_one_with_search(portal):
    assert find_unchanged(portal, DirectoryOutput(portal / "site"), search=True) is None


@pytest.mark.parametrize("name", ACCIDENTS)
def test_where_state_or_site_is_damaged_there_is_something_to_do(portal, name):
    ACCIDENTS[name](portal, 7)

    assert find_unchanged(portal, DirectoryOutput(portal / "site"), search=False) is None
    go_on(portal, anew=True)
