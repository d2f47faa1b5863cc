"""Which documents are meant: files, all files of folders, and what is inside ZIP archives, within bounds.

Nothing of an archive is ever written to the disk.
"""

from __future__ import annotations

import errno
import os
import stat
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from generator.files import walk_files
from generator.findings import Finding, Place
from generator.importers.readers.bounds import LARGEST_FILE, megabytes
from generator.importers.readers.formats import EXTENSIONS
from generator.text import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MOST_ENTRIES: Final = 20_000
"""Files in one archive."""
LARGEST_ARCHIVE: Final = 4 * 2**30
"""Bytes of all files in an archive together, unpacked."""
STEEPEST: Final = 200
"""How many bytes one byte of an archive may become."""

DOCUMENTS: Final = frozenset({*EXTENSIONS, ".csv", ".json"})
"""How names end that are taken out of folders and archives; a file that is named itself is always read."""

_IN_UTF_8: Final = 0x800
_ENCRYPTED: Final = 0x1
_OFFICE: Final = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Item:
    """One document: the name it is told by, the file, and which entry of it where that is an archive."""

    name: str
    path: Path
    entry: str = ""

    def read(self) -> bytes | Finding:
        """Its bytes, or the finding that they can't be had."""
        try:
            return self._read_entry() if self.entry else self._read_file()
        except OSError as error:
            return _unreadable(self.name, error)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
            return Finding("import-archive-broken", Place(self.name), found=quote(error))

    def _read_file(self) -> bytes | Finding:
        status = self.path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or device, which may never end
            return Finding("import-unreadable", Place(self.name), found=os.strerror(errno.EINVAL))
        return _too_large(self.name, status.st_size) if status.st_size > LARGEST_FILE else self.path.read_bytes()

    def _read_entry(self) -> bytes | Finding:
        with zipfile.ZipFile(self.path) as archive:
            information = archive.getinfo(self.entry)
            if information.flag_bits & _ENCRYPTED:
                return Finding("import-archive-locked", Place(self.name))
            if information.file_size > LARGEST_FILE:
                return _too_large(self.name, information.file_size)
            with archive.open(information) as file:
                content = file.read(LARGEST_FILE + 1)
        return _too_large(self.name, len(content)) if len(content) > LARGEST_FILE else content


@dataclass
class Found:
    """The documents that are meant, in the order of their names; and how many other files were passed over."""

    items: list[Item]
    findings: list[Finding]
    others: int = 0


def find_items(paths: Iterable[Path]) -> Found:
    """The documents that some files and folders hold, each once."""
    found = Found([], [])
    for path in paths:
        if path.is_dir():
            _take_folder(found, path)
        else:
            _take(found, path, path.name, asked=True)
    unique = {(os.path.realpath(item.path), item.entry): item for item in found.items}
    found.items = sorted(unique.values(), key=lambda item: (item.name, str(item.path)))
    return found


def _take_folder(found: Found, folder: Path) -> None:
    def name(path: Path) -> str:
        return (PurePosixPath(folder.name) / path.relative_to(folder).as_posix()).as_posix()

    closed: list[Path] = []
    for file in walk_files(folder, closed=closed):
        _take(found, file, name(file), asked=False)
    reason = os.strerror(errno.EACCES)
    found.findings.extend(Finding("import-unreadable", Place(name(path)), found=reason) for path in closed)


def _take(found: Found, path: Path, name: str, *, asked: bool) -> None:
    if path.suffix.lower() == ".zip":
        _take_archive(found, path, name)
    elif asked or path.suffix.lower() in DOCUMENTS:
        found.items.append(Item(name, path))
    else:
        found.others += 1


def _take_archive(found: Found, path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except OSError as error:
        found.findings.append(_unreadable(name, error))
        return
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        found.findings.append(Finding("import-archive-broken", Place(name), found=quote(error)))
        return
    if any(entry.filename == _OFFICE for entry in entries):  # a Word or Excel document with another name
        found.items.append(Item(name, path))
        return
    total, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    bounds = (
        ("import-archive-too-many", len(entries), MOST_ENTRIES, str),
        ("import-archive-bomb", total, min(LARGEST_ARCHIVE, STEEPEST * (packed + 2**20)), megabytes),
    )
    for code, size, most, shown in bounds:
        if size > most:
            found.findings.append(Finding(code, Place(name), None, shown(size), {"most": shown(most)}))
            return
    found.items.extend(_entries(found, path, name, entries))


def _entries(found: Found, path: Path, name: str, entries: list[zipfile.ZipInfo]) -> Iterator[Item]:
    for entry in entries:
        shown = _name_of(entry)
        parts = PurePosixPath(shown).parts
        if entry.is_dir() or not parts or any(part.startswith((".", "~$", "__MACOSX")) for part in parts):
            continue
        if shown.lower().endswith(".zip"):
            found.findings.append(Finding("import-archive-nested", Place(f"{name}/{shown}")))
        elif stat.S_ISLNK(entry.external_attr >> 16) or PurePosixPath(shown).suffix.lower() not in DOCUMENTS:
            found.others += 1
        else:
            yield Item(f"{name}/{shown}", path, entry.filename)


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; where it is not marked as UTF-8, Chinese systems wrote GBK."""
    name = entry.filename
    if not entry.flag_bits & _IN_UTF_8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = name.encode(errors="replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
    return "".join(c if c.isprintable() else "�" for c in name)


def _unreadable(name: str, error: OSError) -> Finding:
    return Finding("import-unreadable", Place(name), found=error.strerror or str(error))


def _too_large(name: str, size: int) -> Finding:
    return Finding("import-too-large", Place(name), None, megabytes(size), {"most": megabytes(LARGEST_FILE)})
