"""Which documents are meant: files, folders and archives, within bounds and without writing anything."""

from __future__ import annotations

import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from generator.findings import Finding
from generator.importers import archives
from generator.importers.archives import find_items
from generator.importers.readers.bounds import LARGEST_FILE

if TYPE_CHECKING:
    from pathlib import Path


def pack(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def codes(path: Path) -> list[str]:
    return [finding.code for finding in find_items([path]).findings]


def test_files_of_a_folder_come_in_the_order_of_their_names_with_those_below(tmp_path):
    for name in ("b.html", "a/c.pdf", "a.txt", ".hidden/x.txt", "~$x.docx", "style.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")

    found = find_items([tmp_path])

    names = [item.name.removeprefix(f"{tmp_path.name}/") for item in found.items]
    assert (names, found.others) == (["a.txt", "a/c.pdf", "b.html"], 1)


def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path):
    (tmp_path / "report.xyz").write_bytes(b"x")

    assert [item.name for item in find_items([tmp_path / "report.xyz"]).items] == ["report.xyz"]


def test_a_file_that_is_meant_twice_is_read_once(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x")

    assert len(find_items([tmp_path, tmp_path / "a.txt"]).items) == 1


def test_an_archive_gives_the_documents_in_it(tmp_path):
    path = pack(tmp_path / "a.zip", **{"x/": b"", "x/r.html": b"<p>1", "__MACOSX/r.html": b"", "s.css": b""})

    found = find_items([path])

    assert [(item.name, item.read()) for item in found.items] == [("a.zip/x/r.html", b"<p>1")]
    assert not found.findings


def test_a_word_document_is_not_taken_for_an_archive_though_its_name_says_so(tmp_path):
    path = pack(tmp_path / "report.zip", **{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})

    assert [item.name for item in find_items([path]).items] == ["report.zip"]


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04" + b"\x00" * 60])
def test_a_broken_archive_is_one_finding(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)

    assert codes(tmp_path / "a.zip") == ["import-archive-broken"]


def test_an_archive_that_can_t_be_opened_is_told_as_such(tmp_path):
    (tmp_path / "a.zip").symlink_to("gone.zip")

    assert codes(tmp_path / "a.zip") == ["import-unreadable"]


def test_an_archive_that_would_unpack_far_too_large_is_one_finding_at_once(tmp_path):
    pack(tmp_path / "a.zip", **{f"{number}.txt": bytes(2**25) for number in range(12)})

    assert codes(tmp_path / "a.zip") == ["import-archive-bomb"]


def test_an_archive_of_too_many_files_is_one_finding(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 3)

    assert codes(pack(tmp_path / "a.zip", **{f"{n}.txt": b"x" for n in range(4)})) == ["import-archive-too-many"]


def test_an_archive_in_an_archive_is_told_and_not_opened(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("r.txt", "x")

    path = pack(tmp_path / "a.zip", **{"inner.zip": inner.getvalue(), "r.txt": b"x"})

    assert codes(path) == ["import-archive-nested"]
    assert [item.name for item in find_items([path]).items] == ["a.zip/r.txt"]


def test_a_name_that_leads_out_of_an_archive_leads_nowhere(tmp_path):
    path = pack(tmp_path / "a.zip", **{"../../evil.txt": b"x"})

    assert not find_items([path]).items
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.zip"]


def test_a_file_with_a_false_size_costs_a_finding_and_no_memory(tmp_path):
    path = pack(tmp_path / "a.zip", **{"r.txt": b"x" * 1000})
    raw = path.read_bytes()
    path.write_bytes(raw.replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little")))

    (item,) = find_items([path]).items

    assert isinstance(item.read(), Finding | bytes)


def test_a_huge_file_is_told_without_being_read(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 4 * LARGEST_FILE)

    content = find_items([path]).items[0].read()

    assert isinstance(content, Finding)
    assert (content.code, content.found, content.values["most"]) == ("import-too-large", "200 MB", "50 MB")


def test_a_file_that_is_gone_is_told(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x")
    (item,) = find_items([tmp_path]).items
    (tmp_path / "a.txt").unlink()

    content = item.read()

    assert isinstance(content, Finding)
    assert content.code == "import-unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_told_and_nobody_waits_for_what_it_may_say(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    (item,) = find_items([tmp_path]).items

    content = item.read()

    assert isinstance(content, Finding)
    assert content.code == "import-unreadable"


def test_a_link_that_leads_to_itself_is_told_and_the_others_are_read(tmp_path):
    (tmp_path / "a.txt").symlink_to("a.txt")
    (tmp_path / "b.txt").write_bytes(b"x")

    contents = [item.read() for item in find_items([tmp_path]).items]

    assert isinstance(contents[0], Finding)
    assert contents[1] == b"x"


def test_a_folder_that_may_not_be_read_is_told_and_the_others_are_read(tmp_path):
    for name in ("closed", "open"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_bytes(b"x")
    (tmp_path / "closed").chmod(0)
    try:
        if os.access(tmp_path / "closed", os.R_OK):
            pytest.skip("this user may read every folder")
        found = find_items([tmp_path])
    finally:
        (tmp_path / "closed").chmod(0o700)

    assert [item.name for item in found.items] == [f"{tmp_path.name}/open/a.txt"]
    assert [(f.code, f.place.path) for f in found.findings] == [("import-unreadable", f"{tmp_path.name}/closed")]
