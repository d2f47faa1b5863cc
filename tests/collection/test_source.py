"""The files of a portal: found in fixed order; what can't be read is told, not stumbled over."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from generator.collection.look import Look, difference, look_at
from generator.collection.source import Source, check_folder, kind_of, read_source
from generator.files import PIECE, digest
from generator.findings import Finding

if TYPE_CHECKING:
    from pathlib import Path


def write(portal: Path, *paths: str) -> None:
    for path in paths:
        target = portal / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("", encoding="utf-8")


def find_sources(portal: Path) -> tuple[list[Source], list[Finding]]:
    """Every data file of a portal as a first build finds it, and what is said about the files that are none."""
    look = look_at([("content", portal / "content")])
    paths = [(kind_of(path), path) for path in difference(Look(), look).changed]
    read = [read_source(portal, kind, path) for kind, path in paths if kind]
    findings = [finding for folder in sorted(look.folders) for finding in check_folder(look, folder)]
    findings += [item for item in read if isinstance(item, Finding)]
    return [item for item in read if not isinstance(item, Finding)], findings


def found(portal: Path) -> tuple[list[str], list[tuple[str, str]]]:
    sources, findings = find_sources(portal)
    return [source.path for source in sources], [(finding.code, finding.place.path) for finding in findings]


def test_files_are_found_in_fixed_order(tmp_path):
    write(
        tmp_path, "reports/b/2024.toml", "reports/a/2024.json", "reports/a/2023.toml", "agencies/b.toml", "regions.toml"
    )

    assert found(tmp_path) == (
        [
            "content/regions.toml",
            "content/agencies/b.toml",
            "content/reports/a/2023.toml",
            "content/reports/a/2024.json",
            "content/reports/b/2024.toml",
        ],
        [],
    )


def test_hidden_files_and_backups_are_passed_over_in_silence(tmp_path):
    write(tmp_path, ".gitignore", "reports/a/.2024.toml.swp", "reports/a/2024.toml~", "agencies/~$a.toml", "README.md")

    assert found(tmp_path) == ([], [])


def test_a_misspelt_folder_is_told_with_the_nearest(tmp_path):
    write(tmp_path, "report/a/2024.toml")

    _, [finding] = find_sources(tmp_path)

    assert (finding.code, finding.found, finding.values["nearest"]) == ("file-unexpected", "report", "reports")


@pytest.mark.parametrize("folder", ["forms", "theme"])
def test_folders_that_others_read_are_expected(tmp_path, folder):
    write(tmp_path, f"{folder}/x.toml")

    assert found(tmp_path) == ([], [])


def test_a_folder_named_like_a_file_holds_nothing_that_is_read(tmp_path):
    write(tmp_path, "reports/a/2024.toml/2024.toml", "agencies/a.toml/b.toml", "regions.toml/c.toml")

    sources, findings = found(tmp_path)

    assert sources == []
    assert findings == [
        ("file-unexpected", "content/regions.toml"),
        ("file-unexpected", "content/agencies/a.toml/b.toml"),
        ("file-unexpected", "content/reports/a/2024.toml/2024.toml"),
    ]


def test_a_link_that_leads_nowhere_is_told(tmp_path):
    write(tmp_path, "reports/a/2023.toml")
    (tmp_path / "content/reports/a/2024.toml").symlink_to("missing.toml")

    assert found(tmp_path) == (
        ["content/reports/a/2023.toml"],
        [("file-unreadable", "content/reports/a/2024.toml")],
    )


@pytest.mark.parametrize("size", [0, 1, PIECE, 3 * PIECE + 1])
def test_a_data_file_of_any_size_is_read_whole(tmp_path, size):
    write(tmp_path, "reports/a/2024.toml")
    content = b"#" * size
    (tmp_path / "content/reports/a/2024.toml").write_bytes(content)

    source = read_source(tmp_path, "report", "content/reports/a/2024.toml")

    assert source == Source("report", "content/reports/a/2024.toml", content, digest(content))


def test_a_link_to_a_file_is_read(tmp_path):
    write(tmp_path, "reports/a/2023.toml")
    (tmp_path / "content/reports/a/2024.toml").symlink_to("2023.toml")

    assert found(tmp_path)[0] == ["content/reports/a/2023.toml", "content/reports/a/2024.toml"]


def test_a_link_that_leads_round_in_a_circle_comes_to_an_end(tmp_path):
    write(tmp_path, "reports/a/2023.toml")
    (tmp_path / "content/reports/a/again").symlink_to(".")

    sources, _ = found(tmp_path)

    assert sources == ["content/reports/a/2023.toml"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("path", ["reports/a/2024.toml", "reports/a"])
def test_what_may_not_be_read_is_told(tmp_path, path):
    write(tmp_path, "reports/a/2024.toml")
    (tmp_path / "content" / path).chmod(0)

    _, findings = found(tmp_path)

    (tmp_path / "content" / path).chmod(0o700)
    assert [code for code, _ in findings] == ["file-unreadable"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep file names in Unicode")
def test_a_file_name_in_another_encoding_can_be_told(tmp_path):
    write(tmp_path, "reports/a/2023.toml")
    os.link(
        tmp_path / "content/reports/a/2023.toml", os.fsencode(tmp_path) + b"/content/reports/a/\xb1\xa8\xb8\xe6.doc"
    )

    _, [finding] = find_sources(tmp_path)

    assert finding.code == "file-unexpected"
    assert str(finding.place).encode()
    assert finding.found.encode()
