"""Same input, same bytes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from portals import built, make_portal, read_site

from generator.files import digest
from generator.pages.plan import plan_pages
from generator.pipeline import load_content

if TYPE_CHECKING:
    from pathlib import Path


def test_two_builds_of_the_real_collection_are_the_same_byte_for_byte(
    project: Path, real_site: dict[str, bytes]
) -> None:
    assert built(project) == real_site


def test_a_build_does_not_depend_on_the_process_the_folder_or_the_order_of_files(tmp_path: Path, project: Path) -> None:
    """Another process with another hash seed, time zone and locale, from a copy whose files were written backwards."""
    for name in ("one", "two"):
        make_portal(tmp_path / name)
    copy = tmp_path / "copy"
    for path in sorted((tmp_path / "two").rglob("*"), reverse=True):
        if path.is_file():
            target = copy / path.relative_to(tmp_path / "two")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    for portal, seed, zone in ((tmp_path / "one", "1", "UTC"), (copy, "99", "Asia/Shanghai")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-m", "generator", "build", "--no-search", "--quiet", "--portal", str(portal)]
        subprocess.run(command, check=True, env=environment, cwd=project)
    first, second = (read_site(portal / "site") for portal in (tmp_path / "one", copy))
    assert first == second
    assert len(first) > 60


def test_the_manifest_lists_every_file_with_its_digest(starter_site: dict[str, bytes]) -> None:
    manifest = json.loads(starter_site["manifest.json"])
    assert manifest["files"] == {
        path: digest(content) for path, content in starter_site.items() if path != "manifest.json"
    }
    assert set(manifest) == {"version", "inputs", "files"}


def test_a_built_folder_is_the_site(starter_site: dict[str, bytes], tmp_path: Path) -> None:
    assert starter_site == built(make_portal(tmp_path))


def test_a_pages_digest_changes_with_what_it_shows_and_with_nothing_else(tmp_path: Path) -> None:
    before = digests(make_portal(tmp_path / "before"))
    report = (tmp_path / "before/content/reports/sample-bureau/2024.toml").read_text(encoding="utf-8")
    same = digests(make_portal(tmp_path / "same"))
    narrative = report.replace("每季度核对", "每月核对")
    after = digests(make_portal(tmp_path / "after", **{"reports__sample-bureau__2024.toml": narrative}))
    assert same == before
    assert {path for path in before if before[path] != after[path]} == {
        f"{prefix}agencies/sample-bureau/2024.html" for prefix in ("", "zh-hant/", "en/")
    }


def digests(portal: Path) -> dict[str, str]:
    content = load_content(portal)
    languages = content.config.languages
    pages = [page for language in languages for page in plan_pages(content.collection, language, languages[0])]
    return {page.address: page.digest for page in pages}
