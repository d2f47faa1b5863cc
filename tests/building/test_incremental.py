"""A build that goes on from the last one makes what a full build makes, whatever happened in between."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from portal_edits import ACCIDENTS, EDITS, MISTAKES, REPORT, make_portal, settle
from portals import write
from torture import rounds

from generator import pipeline
from generator.building import look
from generator.building.look import look_at_all
from generator.building.nothing import find_unchanged
from generator.errors import ContentError
from generator.options import Options
from generator.output.directory import DirectoryOutput, FolderWriter
from generator.pages import coverage
from generator.pipeline import build_site

if TYPE_CHECKING:
    from generator.building.nothing import Unchanged
    from generator.pipeline import Built

LANGUAGES = re.compile("^languages = .*$", re.MULTILINE)
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


@pytest.fixture(scope="module")
def built_portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal with its site and a full one beside it, built once; tests work on copies."""
    portal = make_portal(tmp_path_factory.mktemp("built") / "portal")
    settle(portal)
    build(portal)
    check_equal_to_full(portal)
    return portal


@pytest.fixture
def portal(built_portal: Path, tmp_path: Path) -> Path:
    """A portal with its site, built some time ago."""
    return copy_of(built_portal, tmp_path / "portal")


def copy_of(built_portal: Path, folder: Path) -> Path:
    """A copy that its site and its state belong to."""
    shutil.copytree(built_portal, folder)
    build(folder)
    return folder


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
            patch.setattr(pipeline, "known_reader", lambda *_: None)  # as where the program's files look otherwise
        go_on(portal, anew=anew)
    if kind == "program":
        build(portal)


def play(built_portal: Path, sequence: list[tuple[str, str, int]], *, settled: bool) -> None:
    """Step by step, on a copy."""
    with tempfile.TemporaryDirectory() as folder:
        portal = copy_of(built_portal, Path(folder) / "portal")
        for kind, name, number in sequence:
            do(portal, kind, name, number, settled=settled)


def often(examples: int) -> settings:
    """So many examples, none made smaller: each takes seconds."""
    return settings(
        max_examples=examples,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@given(sequence=st.lists(steps, min_size=1, max_size=3), settled=st.booleans())
@often(4)
def test_whatever_happens_between_builds_the_site_is_what_a_full_build_makes(built_portal, sequence, *, settled):
    play(built_portal, sequence, settled=settled)


@pytest.mark.torture
def test_whatever_happens_for_long_the_site_is_what_a_full_build_makes(built_portal):
    @given(sequence=st.lists(steps, min_size=3, max_size=8), settled=st.booleans())
    @often(2)
    def two_chains(sequence, *, settled):
        play(built_portal, sequence, settled=settled)

    for _ in rounds():
        two_chains()


@pytest.mark.parametrize("chain", [list(EDITS)[at::5] for at in range(5)], ids="-".join)
def test_each_kind_of_edit_makes_what_a_full_build_makes(portal, chain):
    for number, name in enumerate(chain, 7):
        do(portal, "edit", name, number, settled=True)


@pytest.mark.parametrize("number", range(len(KILLED_IN) * 2), ids=lambda n: f"{KILLED_IN[n % 5][1]}-{n // 5}")
def test_a_build_that_is_broken_off_is_made_good_by_the_next(portal, number):
    EDITS["add report"](portal, 1)
    (portal / "content/reports/heyang-water/2020.toml").unlink()

    kill(portal, number)

    build(portal)
    check_equal_to_full(portal)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_build_that_fails_leaves_the_site_and_goes_on_when_the_mistake_is_mended(portal, mistake):
    fail_and_mend(portal, mistake, 3)

    go_on(portal, anew=False)


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


def test_a_change_of_the_portal_reaches_reports_whose_files_were_just_written(portal):
    """Their content is compared and is the same; their pages show the portal's title all the same."""
    for path in (portal / "content/reports").rglob("*.toml"):
        path.touch()
    config = portal / "content/portal.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("河阳市", "河阴市"), encoding="utf-8")

    build(portal)

    assert "河阴市" in (portal / "site/agencies/heyang-water/2024.html").read_text(encoding="utf-8")
    check_equal_to_full(portal)


def unchanged(portal: Path, *, search: bool = False) -> Unchanged | None:
    return find_unchanged(look_at_all(portal), DirectoryOutput(portal / "site"), search=search)


def test_where_nothing_has_changed_nothing_is_to_be_done(portal):
    assert unchanged(portal).pages == build(portal).pages
    EDITS["comment"](portal, 1)
    assert unchanged(portal) is None


def test_a_site_without_search_is_not_one_with_search(portal):
    assert unchanged(portal, search=True) is None


@pytest.mark.parametrize("name", ACCIDENTS)
def test_where_state_or_site_is_damaged_there_is_something_to_do(portal, name):
    ACCIDENTS[name](portal, 7)

    assert unchanged(portal) is None
    go_on(portal, anew=True)


def test_a_site_that_was_deleted_is_made_again(portal):
    before = contents(portal / "site")
    shutil.rmtree(portal / "site")

    build(portal)

    assert contents(portal / "site") == before


def test_the_content_holds_nothing_of_a_build(portal):
    before = contents(portal / "content")
    EDITS["add report"](portal, 1)
    added = contents(portal / "content").keys() - before.keys()

    build(portal)

    assert contents(portal / "content").keys() == before.keys() | added
    assert (portal / ".site-cache/state.sqlite").is_file()


def speak(portal: Path, *languages: str) -> None:
    """Let the portal have these languages."""
    path = portal / "content/portal.toml"
    listed = ", ".join(f'"{language}"' for language in languages)
    path.write_text(LANGUAGES.sub(f"languages = [{listed}]", path.read_text(encoding="utf-8")), encoding="utf-8")


def test_languages_in_another_order_change_places(portal):
    for languages in (("en", "zh-Hans"), ("zh-Hant",), ("zh-Hans", "zh-Hant", "en")):
        speak(portal, *languages)
        build(portal)
        check_equal_to_full(portal)


def test_a_language_that_comes_back_has_all_its_pages(portal):
    for languages in (("zh-Hans",), ("zh-Hans", "en")):
        speak(portal, *languages)
        build(portal)
        check_equal_to_full(portal)


def test_a_first_year_reaches_the_coverage_of_other_regions(portal, monkeypatch):
    monkeypatch.setattr(coverage, "MOST_LISTED", 1)
    EDITS["add agency"](portal, 2)
    build(portal)
    text = REPORT.format(agency="heyang-water", year=2027, title="报告", text="文。")
    write(portal / "content/reports/heyang-water/2027.toml", text)
    build(portal)

    check_equal_to_full(portal)


def test_a_file_may_stand_where_a_page_stood_and_the_other_way_round(portal):
    page, file = portal / "content/pages/notes.md", portal / "content/theme/static/notes/index.html"
    write(page, '+++\ntitle = "说明"\n+++\n正文。\n')
    build(portal)
    for old, new in ((page, file), (file, page)):
        old.unlink()
        write(new, '+++\ntitle = "说明"\n+++\n正文。\n')
        build(portal)
        check_equal_to_full(portal)


def test_a_change_whose_time_was_set_back_is_seen(portal):
    path = portal / "content/reports/heyang-water/2024.toml"
    settle(portal)
    build(portal)
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("公开", "公閞"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    build(portal)

    assert path.stat().st_size == before.st_size
    check_equal_to_full(portal)


def test_what_compiled_templates_are_kept_in_may_be_cut_short(portal):
    for path in (portal / ".site-cache").rglob("*.code"):
        path.write_bytes(path.read_bytes()[:20])
    EDITS["site title"](portal, 5)

    build(portal)

    check_equal_to_full(portal)
