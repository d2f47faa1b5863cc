"""Whole portals as test cases: `sites/<case>` and what it becomes, `sites_broken/<case>` and what is said about it.

To write expectations anew, delete the `site/` folder or the `message.*.txt` files of a case and run this file
once: they are written, the test fails, and passes from then on. Read what was written before you commit it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from itertools import takewhile
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import cli
from generator.collection.look import look_at
from generator.collection.source import kind_of
from generator.output.manifest import manifest
from generator.output.memory import MemoryOutput
from generator.pipeline import build_site

HERE = Path(__file__).parent
SITES = sorted(path for path in (HERE / "sites").iterdir() if path.is_dir())
BROKEN = sorted(path for path in (HERE / "sites_broken").iterdir() if path.is_dir())
ACCEPTED = {"accepted-utf-8-with-bom", "accepted-crlf"}
ONLY_WARNED = {"row-missing", "file-unexpected", "import-review-open"}
FIRST_LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+) (?P<severity>\w+) \[(?P<code>[a-z0-9-]+)\]")


def name_of(path: Path) -> str:
    return path.name


def check(case: Path, language: str):
    environment = {"COLUMNS": "120", "NO_COLOR": "1", "TERM": "dumb"}
    return CliRunner(env=environment).invoke(cli, ["check", "--portal", str(case), "--lang", language])


def told(case: Path, language: str) -> str:
    """What is said about a case, as it is kept: the test of the words holds it equal to what `check` says."""
    return (case / f"message.{language}.txt").read_text(encoding="utf-8")


def expect(path: Path, made: bytes) -> None:
    """Compare with an expected file; one that is missing is written once, outside CI, and then wants to be read."""
    if path.exists():
        assert made.decode() == path.read_bytes().decode()
    elif os.environ.get("CI"):
        pytest.fail(f"{path.name} of {path.parent.name} is missing")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)
        pytest.fail(f"{path.name} of {path.parent.name} was missing and has been written: read it, then run again")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", BROKEN, ids=name_of)
def test_a_mistake_is_told_in_exactly_these_words(case, language):
    result = check(case, language)

    assert result.exit_code == (0 if case.name in ACCEPTED | ONLY_WARNED else 1)
    expect(case / f"message.{language}.txt", result.stderr.encode())


@pytest.mark.parametrize("case", BROKEN, ids=name_of)
def test_both_languages_tell_the_same_findings(case):
    found = [FIRST_LINE.findall(told(case, language)) for language in ("zh", "en")]

    chinese, english = ([(path, line, column, code) for path, line, column, _, code in each] for each in found)

    assert chinese == english


@pytest.mark.parametrize("case", BROKEN, ids=name_of)
def test_every_place_lies_inside_its_file(case):
    for match in FIRST_LINE.finditer(told(case, "en")):
        path = case / match["path"]
        text = decoded(path.read_bytes()) if path.is_file() else ""
        lines = text.split("\n")

        assert 1 <= int(match["line"]) <= len(lines), match[0]
        assert 1 <= int(match["column"]) <= len(lines[int(match["line"]) - 1]) + 1, match[0]


def decoded(content: bytes) -> str:
    if b"\0" in content:
        return content.decode("utf-16" if content[:1] == b"\xff" else "utf-16-le")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


@pytest.mark.parametrize("case", [path for path in BROKEN if path.name not in ACCEPTED | ONLY_WARNED], ids=name_of)
def test_a_mistake_leaves_the_published_site_as_it_was(case, tmp_path):
    portal = tmp_path / "portal"
    shutil.copytree(case, portal)
    site = tmp_path / "site"
    site.mkdir()
    (site / "manifest.json").write_bytes(b"".join(manifest([("index.html", b"")], "", "")))
    (site / "index.html").write_text("as it was")

    result = CliRunner().invoke(cli, ["build", "--portal", str(portal), "--output", str(site), "--no-search"])

    assert result.exit_code == 1
    assert FIRST_LINE.search(result.stderr)
    assert (site / "index.html").read_text() == "as it was"
    assert sorted(path.name for path in site.iterdir()) == ["index.html", "manifest.json"]
    assert {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")} == {".site-cache", "portal", "site"}
    assert not any((tmp_path / ".site-cache").glob("next/**/*.html"))


def test_every_kind_of_mistake_is_told_in_one_run():
    codes = {match["code"] for match in FIRST_LINE.finditer(told(HERE / "sites_broken" / "everything", "en"))}

    assert codes >= {
        "agency-undeclared",
        "cell-invalid",
        "cells-too-few",
        "cells-too-many",
        "choice-unknown",
        "conflict-marker",
        "date-invalid",
        "encoding-not-utf-8",
        "form-unknown",
        "head-missing",
        "key-missing",
        "key-twice",
        "key-unknown",
        "number-expected",
        "region-undeclared",
        "report-twice",
        "row-unknown",
        "syntax-broken",
        "value-empty",
        "year-not-file-name",
    }


@pytest.mark.parametrize("case", SITES, ids=name_of)
def test_a_portal_becomes_exactly_this_site(case):
    output = MemoryOutput()
    build_site(case, output)
    made = {path: content for path, content in output.site.items() if path.endswith(".html")}
    made["files.txt"] = "".join(f"{path}\n" for path in listed(output.site)).encode()
    folder = case / "site"
    if not folder.exists() and not os.environ.get("CI"):
        write(folder, made)
        pytest.fail(f"site/ of {case.name} was missing and has been written: read it, then run again")

    expected = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}

    assert sorted(made) == sorted(expected)
    for path, content in made.items():
        assert without_version(content) == without_version(expected[path].read_bytes()), path


def listed(site: dict[str, bytes]) -> list[str]:
    """The files that the manifest lists: all but itself."""
    files = json.loads(site["manifest.json"])["files"]
    assert set(files) == set(site) - {"manifest.json"}
    return sorted(files)


def without_version(content: bytes) -> str:
    """A page without what follows the contents of the theme's assets."""
    return re.sub(r"((?:assets|search)/[\w.-]+)\?[0-9a-f]+", r"\1", content.decode())


def write(folder: Path, made: dict[str, bytes]) -> None:
    for path, content in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(without_version(content).encode())


@pytest.mark.parametrize("case", [*SITES, *BROKEN], ids=name_of)
def test_a_case_has_something_to_read(case):
    look = look_at([("content", case / "content")])
    kinds = [kind for folder in look.folders for name in look.names(folder) if (kind := kind_of(f"{folder}/{name}"))]

    assert kinds
    assert list(takewhile(lambda kind: kind == "regions", kinds))
