"""Folders and bytes: walks in a fixed order, digests."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECE: Final = 2**16
_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)


def walk_files(folder: Path, above: tuple[Path, ...] = (), closed: list[Path] | None = None) -> Iterator[Path]:
    """Every file below a folder, sorted by its path; hidden ones and editors' backups are passed over.

    A link that leads back to a folder `above` is not followed. Folders that may not be read are noted in `closed`.

    Raises:
        OSError: a folder may not be read, and there is no `closed`.
    """
    real = folder.resolve()
    if not folder.is_dir() or real in above:
        return
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        if closed is None:
            raise
        closed.append(folder)
        return
    for path in paths:
        if path.name.startswith((".", "~$")) or path.name.endswith("~"):
            continue
        if path.is_dir():
            yield from walk_files(path, (*above, real), closed)
        else:
            yield path


def read_bytes(path: str) -> bytes:
    """The bytes of a file, small as a rule, with as few calls as there can be."""
    file = os.open(path, _READ)
    try:
        content = os.read(file, PIECE)
        while piece := os.read(file, PIECE):
            content += piece
    finally:
        os.close(file)
    return content


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
