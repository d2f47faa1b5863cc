"""The list of files: written anew or changed in its place, it is the same."""

from __future__ import annotations

import json
import tempfile
from hashlib import sha256
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.output.manifest import manifest, patch_manifest

names = st.text(st.sampled_from('ab/."\\版 \n<é'), min_size=1, max_size=12) | st.sampled_from(
    ["inputs", "version", "files"]
)
digests = st.integers(0, 99).map(lambda number: sha256(str(number).encode()).digest())
files = st.dictionaries(names, digests, min_size=1, max_size=12)


def written(listed: dict[str, bytes], inputs: str) -> bytes:
    return b"".join(manifest(sorted(listed.items()), inputs, "1.0"))


@given(files)
@settings(max_examples=60, deadline=None)
def test_a_manifest_says_what_it_was_given(listed):
    said = json.loads(written(listed, "0" * 64))

    assert said == {"version": "1.0", "inputs": "0" * 64, "files": {path: d.hex() for path, d in listed.items()}}
    assert list(said["files"]) == sorted(listed)


@given(before=files, again=files, number=st.integers(0, 12))
@example(before={"inputs": bytes(32), "a": bytes(32)}, again={"inputs": b"1" * 32}, number=2)
@settings(max_examples=120, deadline=None)
def test_a_changed_manifest_is_the_one_written_anew(before, again, number):
    changed = {path: again.get(path, b"2" * 32) for path in sorted(before)[:number]}
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old", Path(folder) / "new"
        old.write_bytes(written(before, "0" * 64))

        assert patch_manifest(old, new, changed, "f" * 64)

        assert new.read_bytes() == written(before | changed, "f" * 64)
        assert old.read_bytes() == written(before, "0" * 64)


def test_a_file_that_is_not_listed_asks_for_a_manifest_written_anew(tmp_path):
    (tmp_path / "old").write_bytes(written({"a.html": bytes(32)}, "0" * 64))

    assert not patch_manifest(tmp_path / "old", tmp_path / "new", {"b.html": bytes(32)}, "0" * 64)
