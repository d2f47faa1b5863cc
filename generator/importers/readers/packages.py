"""The parts of DOCX and XLSX files, which are ZIP archives of XML: unpacked and parsed within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final

from generator.importers.readers.bounds import (
    LARGEST_PART,
    LARGEST_UNPACKED,
    MEGABYTE,
    MOST_PARTS,
    STEEPEST_PACKING,
    megabytes,
)
from generator.importers.readers.unreadable import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENCRYPTED: Final = 0x1
_DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """The parts of such a file by name."""

    def __init__(self, content: bytes) -> None:
        """Look at the list of parts, without unpacking any.

        Raises:
            Unreadable: the archive is damaged, locked, or would unpack to too much.
        """
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable("import-damaged") from error
        unpacked = sum(entry.file_size for entry in entries)
        steep = [e for e in entries if e.file_size > max(MEGABYTE, STEEPEST_PACKING * max(1, e.compress_size))]
        if len(entries) > MOST_PARTS or unpacked > LARGEST_UNPACKED or steep:
            raise Unreadable("import-unpacks-too-large", found=megabytes(unpacked), most=megabytes(LARGEST_UNPACKED))
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def part(self, name: str) -> _Element | None:
        """The root of a part's XML; None where there is no such part.

        Raises:
            Unreadable: the part is damaged, too large or declares entities.
        """
        entry = self._entries.get(name)
        return None if entry is None else parse_xml(self._unpack(entry))

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: kind (the last word of its address) and name of each, by identifier."""
        folder, _, file = name.rpartition("/")
        root = self.part(f"{folder}/_rels/{file}.rels".lstrip("/"))
        found = {}
        for relation in () if root is None else root.iter(_RELATIONS):
            target = relation.get("Target") or ""
            path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            found[relation.get("Id") or ""] = ((relation.get("Type") or "").rpartition("/")[2], path)
        return found

    def _unpack(self, entry: zipfile.ZipInfo) -> bytes:
        if entry.flag_bits & _ENCRYPTED:
            raise Unreadable("import-locked")
        if entry.file_size > LARGEST_PART:
            raise Unreadable("import-unpacks-too-large", found=megabytes(entry.file_size), most=megabytes(LARGEST_PART))
        try:
            with self._archive.open(entry) as file:
                content = file.read(LARGEST_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            OSError,
            ValueError,
            RuntimeError,
        ) as error:
            raise Unreadable("import-damaged") from error
        if len(content) > LARGEST_PART:
            raise Unreadable(
                "import-unpacks-too-large", found=f"> {megabytes(LARGEST_PART)}", most=megabytes(LARGEST_PART)
            )
        return content


def parse_xml(content: bytes) -> _Element:
    """The root of some XML.

    Raises:
        Unreadable: it is damaged, nested too deeply, or has a document type, which Office files never have.
    """
    from lxml import etree  # noqa: PLC0415  # only Office files need it

    if any(word in content.replace(b"\x00", b"") for word in _DECLARATIONS):
        raise Unreadable("import-entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root: Any = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("import-damaged") from error
    return root
