"""`yangguang build`: what it says, what it writes, and that a build that fails changes nothing."""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import cli
from generator.commands import build as build_command
from generator.output.directory import DirectoryOutput
from generator.rendering.render import Renderer

RIVERSIDE = Path(__file__).parents[1] / "sites" / "riverside"


LEFT = {"content", "site", ".site-cache", ".site-cache/lock", ".site-cache/state.sqlite", ".site-cache/templates"}
"""What stands in a portal after a build: besides the site only what the next build can use."""


def left_over(portal: Path) -> set[str]:
    """What is in a portal's folder and in the cache beside its site, but for kept words and lists of templates."""
    paths = [*portal.iterdir(), *(portal / ".site-cache").iterdir()]
    return {
        path.relative_to(portal).as_posix() for path in paths if not path.name.startswith(("messages-", "templates-"))
    }


def run(*arguments: object):
    return CliRunner().invoke(cli, ["build", "--lang", "en", *map(str, arguments)])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A small sound portal of its own."""
    folder = tmp_path / "portal"
    shutil.copytree(RIVERSIDE / "content", folder / "content")
    return folder


@pytest.fixture
def built(portal: Path) -> Path:
    """The portal, after a first build."""
    assert run("--portal", portal, "--no-search").exit_code == 0
    return portal


def change_title(portal: Path) -> None:
    path = portal / "content/portal.toml"
    text, changes = re.subn(
        '^en = ".*"$', 'en = "Another portal"', path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE
    )
    assert changes
    path.write_text(text, encoding="utf-8")


def break_content(portal: Path) -> None:
    path = portal / "content/reports/heyang-water/2024.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('licences = "13"', 'licences = "十三"'), encoding="utf-8")


def test_a_build_writes_the_site_beside_the_content_and_sums_up(portal):
    result = run("--portal", portal, "--no-search")

    pages = len(list((portal / "site").rglob("*.html")))
    assert result.exit_code == 0
    assert re.fullmatch(
        rf"Built {pages} pages in \d+\.\d seconds \({pages} rendered\), no findings\.\n"
        r"Markdown: 100 % of 13 blocks were plain and took the short way\.\n"
        rf"The site is in {re.escape(str(portal / 'site'))}\n",
        result.stdout,
    )
    assert result.stderr == ""


def test_a_build_indexes_for_search(portal):
    result = run("--portal", portal)

    assert result.exit_code == 0
    shards = json.loads((portal / "site/pagefind/shards.json").read_bytes())
    assert shards == {"en": ["en-0"], "zh-hans": ["zh-hans-0"], "zh-hant": ["zh-hant-0"]}
    assert all((portal / "site/pagefind" / shard / "pagefind.js").is_file() for [shard] in shards.values())
    assert re.search(r"short way\.\nSearch index: \d+\.\d seconds\.\nThe site is in ", result.stdout)


def test_a_build_of_the_same_content_does_nothing_and_says_so(built):
    before = {path: path.stat().st_mtime_ns for path in (built / "site").rglob("*")}

    result = run("--portal", built, "--no-search")

    assert re.fullmatch(
        rf"Nothing has changed since the last build: 108 pages, no findings \(\d\.\d seconds\)\.\n"
        rf"The site is in {re.escape(str(built / 'site'))}\n",
        result.stdout,
    )
    assert {path: path.stat().st_mtime_ns for path in (built / "site").rglob("*")} == before


def test_a_build_of_the_same_content_still_tells_its_warnings(portal):
    (portal / "content/stray.toml").touch()
    os.utime(portal / "content/stray.toml", (1e9, 1e9))
    first = run("--portal", portal, "--no-search")

    result = run("--portal", portal, "--no-search")

    assert "warning [file-unexpected]" in result.stderr
    assert result.stderr == first.stderr
    assert "Nothing has changed since the last build: 108 pages, 1 warning (" in result.stdout


def test_full_builds_what_has_not_changed(built):
    before = (built / "site/index.html").stat().st_ino

    result = run("--portal", built, "--no-search", "--full")

    assert "(108 rendered)" in result.stdout
    assert (built / "site/index.html").stat().st_ino != before


@pytest.mark.parametrize("lost", ["site", "site/years/2024.html"])
def test_a_site_or_a_page_that_was_deleted_by_hand_is_made_again(built, lost):
    before = contents(built / "site")
    path = built / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()

    assert run("--portal", built, "--no-search").exit_code == 0

    assert contents(built / "site") == before


def test_a_folder_that_another_build_writes_into_is_refused(built, monkeypatch):
    monkeypatch.setattr(build_command, "DirectoryOutput", functools.partial(DirectoryOutput, patience=0.1))
    before = contents(built / "site")
    change_title(built)
    other = DirectoryOutput(built / "site")
    other.state(full=False).close()

    result = run("--portal", built, "--no-search")
    other.discard()

    assert result.exit_code == 1
    assert "Another build is writing into" in result.stderr
    assert contents(built / "site") == before


def test_a_build_can_be_compared_with_a_full_one(built):
    (built / "content/reports/heyang-water/2020.toml").unlink()

    result = run("--portal", built, "--no-search", "--check-incremental")

    assert result.exit_code == 0
    assert not (built / "site/agencies/heyang-water/2020.html").exists()


def test_a_site_that_is_not_what_a_full_build_makes_is_told_file_by_file(built):
    """Somebody wrote into a page by hand: nothing that a build looks at tells it."""
    page = built / "site/years/index.html"
    page.write_bytes(page.read_bytes() + b" ")

    result = run("--portal", built, "--no-search", "--check-incremental")

    assert result.exit_code == 1
    assert "  years/index.html" in result.output
    assert "  about/index.html" not in result.output


def test_a_changed_title_is_on_every_page_of_the_next_build(built):
    change_title(built)

    assert run("--portal", built, "--no-search").exit_code == 0

    pages = [path.read_text(encoding="utf-8") for path in (built / "site/en").rglob("*.html")]
    assert all("Another portal" in page for page in pages)


def test_no_search_leaves_the_index_out(built):
    assert (built / "site/search/index.html").is_file()
    assert not (built / "site/pagefind").exists()


def test_a_quiet_build_says_nothing(portal):
    result = run("--portal", portal, "--no-search", "--quiet")

    assert (result.exit_code, result.output) == (0, "")
    assert (portal / "site/index.html").is_file()


def test_a_quiet_build_says_nothing_of_warnings(portal):
    (portal / "content/stray.toml").touch()

    assert "file-unexpected" in run("--portal", portal, "--no-search").stderr
    assert run("--portal", portal, "--no-search", "--quiet").output == ""


def test_a_quiet_build_still_tells_errors(portal):
    break_content(portal)

    result = run("--portal", portal, "--no-search", "--quiet")

    assert result.exit_code == 1
    assert "cell-invalid" in result.stderr


def test_the_site_goes_where_output_says(portal, tmp_path):
    result = run("--portal", portal, "--no-search", "--output", tmp_path / "deep" / "public")

    assert result.exit_code == 0
    assert (tmp_path / "deep/public/index.html").is_file()
    assert not (portal / "site").exists()


def test_the_portal_is_found_from_a_folder_within_it(portal, monkeypatch):
    monkeypatch.chdir(portal / "content" / "reports")

    assert run("--no-search").exit_code == 0
    assert (portal / "site/index.html").is_file()


def test_a_folder_without_a_portal_is_refused_with_what_to_do(tmp_path):
    result = run("--portal", tmp_path)

    assert result.exit_code == 1
    assert f"There is no content/portal.toml in {tmp_path} or above it." in result.stderr
    assert "--portal" in result.stderr


@pytest.mark.parametrize("name", ["thesis.doc", "index.html"])
def test_a_folder_with_the_files_of_others_is_not_touched(portal, tmp_path, name):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / name).write_text("mine")

    result = run("--portal", portal, "--no-search", "--output", mine)

    assert result.exit_code == 1
    assert "holds files that this program did not make" in result.stderr
    assert contents(mine) == {name: b"mine"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "portal"]


def test_a_file_in_the_place_of_the_folder_is_not_touched(portal, tmp_path):
    (tmp_path / "site.txt").write_text("mine")

    result = run("--portal", portal, "--no-search", "--output", tmp_path / "site.txt")

    assert result.exit_code == 1
    assert (tmp_path / "site.txt").read_text() == "mine"


def test_what_a_host_put_into_the_site_stays(built):
    (built / "site/CNAME").write_text("reports.example.cn")
    (built / "site/.git").mkdir()
    (built / "site/.git/HEAD").write_text("ref: refs/heads/main")
    (built / "site/.well-known").mkdir()
    (built / "site/.well-known/security.txt").write_text("mail")

    assert run("--portal", built, "--no-search").exit_code == 0

    assert (built / "site/CNAME").read_text() == "reports.example.cn"
    assert (built / "site/.git/HEAD").read_text() == "ref: refs/heads/main"
    assert (built / "site/.well-known/security.txt").read_text() == "mail"


def test_a_page_that_is_no_longer_made_goes(built):
    (built / "content/reports/heyang-water/2020.toml").unlink()

    assert run("--portal", built, "--no-search").exit_code == 0

    assert not (built / "site/agencies/heyang-water/2020.html").exists()


def test_mistakes_in_the_content_leave_the_published_site_as_it_was(built):
    before = contents(built / "site")
    break_content(built)

    result = run("--portal", built, "--no-search")

    assert result.exit_code == 1
    assert "the site was left as it was" in result.stderr
    assert contents(built / "site") == before
    assert left_over(built) == LEFT


@pytest.mark.parametrize(("error", "status"), [(KeyboardInterrupt, 130), (RuntimeError, 3)])
def test_a_build_that_is_broken_off_leaves_nothing_behind(built, monkeypatch, error, status):
    before = contents(built / "site")
    change_title(built)
    render, calls = Renderer.render, []

    def render_some(self, page):
        calls.append(page)
        if len(calls) == 5:
            raise error
        return render(self, page)

    monkeypatch.setattr(Renderer, "render", render_some)

    assert run("--portal", built, "--no-search").exit_code == status

    assert len(calls) == 5
    assert contents(built / "site") == before
    assert left_over(built) == LEFT


def test_a_missing_theme_is_told_with_the_nearest(portal):
    path = portal / "content/portal.toml"
    path.write_text('theme = "defaults"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")

    result = run("--portal", portal, "--no-search")

    assert result.exit_code == 1
    assert "content/portal.toml:1:9 error [theme-unknown]" in result.stderr
    assert "Did you mean “default”?" in result.stderr
    assert not (portal / "site").exists()


def test_a_wrong_option_is_wrong_use(portal):
    assert run("--portal", portal, "--outputs", "x").exit_code == 2
