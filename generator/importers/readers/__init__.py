"""Readers: one module for each format, and one table that lists them. Formats end here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.files import digest
from generator.findings import Finding, Place
from generator.importers.document import Document, Table
from generator.importers.readers.bounds import (
    LARGEST_FILE,
    LARGEST_TEXT,
    MOST_BLOCKS,
    MOST_CELLS,
    check_size,
)
from generator.importers.readers.charsets import Decoded, decode
from generator.importers.readers.doc import read_doc
from generator.importers.readers.docx import read_docx
from generator.importers.readers.formats import EXTENSIONS, sniff
from generator.importers.readers.grids import number_tables
from generator.importers.readers.html import read_html
from generator.importers.readers.markdown import read_markdown
from generator.importers.readers.mhtml import read_mhtml
from generator.importers.readers.parts import Doubt, Parts
from generator.importers.readers.pdf import read_pdf
from generator.importers.readers.text import read_text
from generator.importers.readers.unreadable import Unreadable
from generator.importers.readers.xlsx import read_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["EXTENSIONS", "LARGEST_FILE", "Unreadable", "check_size", "read_document"]

_OF_BYTES: Final[Mapping[str, Callable[[bytes], Parts]]] = {
    "docx": read_docx,
    "doc": read_doc,
    "pdf": read_pdf,
    "xlsx": read_xlsx,
    "mhtml": read_mhtml,
}
_OF_TEXT: Final[Mapping[str, Callable[[Decoded], Parts]]] = {
    "html": read_html,
    "markdown": read_markdown,
    "text": read_text,
}


def read_document(content: bytes, name: str) -> Document:
    """The neutral form of a published file; `name` is its name, for findings and as a hint to its format.

    The same bytes and name give the same document. What is doubtful about the file stands in its `findings`.

    Raises:
        Unreadable: nothing can be read from it; the error makes the one finding that says why.
    """
    check_size(len(content))
    if not content.strip(b"\x00\t\n\x0b\x0c\r "):
        raise Unreadable("import-empty")
    form, doubts = sniff(content, name)
    if form in _OF_BYTES:
        parts = _OF_BYTES[form](content)
    else:
        check_size(len(content), LARGEST_TEXT)
        decoded = decode(content)
        doubts += _charset_doubts(decoded)
        parts = _OF_TEXT[form](decoded)
    blocks = tuple(number_tables(parts.blocks))
    _check_blocks(len(blocks), sum(len(block.cells) for block in blocks if isinstance(block, Table)))
    findings = (
        Finding(doubt.code, Place(name), found=doubt.found, values=doubt.values) for doubt in (*doubts, *parts.doubts)
    )
    return Document(name, form, digest(content), blocks, parts.metadata, tuple(findings))


def _charset_doubts(decoded: Decoded) -> tuple[Doubt, ...]:
    repaired = (Doubt("import-charset-repaired"),) if decoded.repaired else ()
    return (*repaired, Doubt("import-charset-broken", f"{decoded.broken}")) if decoded.broken else repaired


def _check_blocks(blocks: int, cells: int) -> None:
    if not blocks:
        raise Unreadable("import-empty")
    for found, most in ((blocks, MOST_BLOCKS), (cells, MOST_CELLS)):
        if found > most:
            raise Unreadable("import-too-many-parts", found=f"{found}", most=f"{most}")
