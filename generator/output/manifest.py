"""`manifest.json`: every file with its SHA-256, the inputs' digest, the version. The search index is not listed."""

from __future__ import annotations

import json
import mmap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

BEGINNING: Final = b'{\n "version": "'
_FILES: Final = ' "files": {\n'


def manifest(digests: Iterable[tuple[str, bytes]], inputs: str, version: str) -> Iterable[bytes]:
    """The manifest of files, given sorted with the digests of their bytes, in pieces."""
    yield BEGINNING + f'{version}",\n "inputs": "{inputs}",\n{_FILES}'.encode()
    separator = ""
    for path, digest in digests:
        yield f'{separator}  {json.dumps(path, ensure_ascii=False)}: "{digest.hex()}"'.encode()
        separator = ",\n"
    yield b"\n }\n}\n"


def patch_manifest(old: Path, new: Path, changed: Mapping[str, bytes], inputs: str) -> bool:
    """Write a manifest again with other digests for some of its files; False where one is not listed in it."""
    new.write_bytes(old.read_bytes())
    with new.open("r+b") as file, mmap.mmap(file.fileno(), 0) as text:
        files = ((f"\n  {json.dumps(path, ensure_ascii=False)}", digest.hex()) for path, digest in changed.items())
        for line, digest in (('\n "inputs"', inputs), *files):
            head = f'{line}: "'.encode()
            at = text.find(head)
            if at < 0:
                return False
            text[at + len(head) : at + len(head) + 64] = digest.encode()
    return True
