"""PDF with a text layer: lines joined to paragraphs, ruled tables as grids, over page breaks; no page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.importers.readers.bounds import MOST_PAGES, Clock
from generator.importers.readers.parts import Doubt, Parts
from generator.importers.readers.pdf_flow import join_pages
from generator.importers.readers.pdf_marks import read_marks
from generator.importers.readers.pdf_page import Sheet, read_sheet
from generator.importers.readers.spacing import collapse
from generator.importers.readers.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

_TAIL: Final = 4096
_LOCKED: Final = "password"
_DECLARED: Final = ("Title", "Subject", "Keywords", "CreationDate", "ModDate")


def read_pdf(content: bytes) -> Parts:
    """The parts of a PDF.

    Raises:
        Unreadable: the file is damaged, locked, too large, or has no text that could be read.
    """
    import pypdfium2  # noqa: PLC0415  # it takes its time to load

    is_cut = b"%%EOF" not in content[-_TAIL:]
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        code = "import-locked" if _LOCKED in str(error).lower() else "import-cut-off" if is_cut else "import-damaged"
        raise Unreadable(code) from error
    try:
        sheets, empty = _sheets(document)
        metadata = dict(_declared(document))
    finally:
        document.close()
    if not any(sheet.items for sheet in sheets):
        raise Unreadable("import-no-text", found=f"{len(sheets)}")
    doubts = [Doubt("import-page-without-text", values={"page": f"{page}"}) for page in empty]
    if is_cut:
        doubts.append(Doubt("import-cut-short"))
    return Parts(tuple(join_pages(sheets)), metadata, tuple(doubts))


def _declared(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, str]]:
    for key in _DECLARED:
        try:
            text = collapse(document.get_metadata_value(key))
        except UnicodeDecodeError:
            continue
        if text:
            yield key.lower(), text


def _sheets(document: pypdfium2.PdfDocument) -> tuple[list[Sheet], list[int]]:
    """The pages, and the numbers of those that show something yet have no text."""
    import pypdfium2  # noqa: PLC0415

    if len(document) > MOST_PAGES:
        raise Unreadable("import-too-many-pages", found=f"{len(document)}", most=f"{MOST_PAGES}")
    clock = Clock()
    sheets: list[Sheet] = []
    empty: list[int] = []
    for number in range(1, len(document) + 1):
        clock.check()
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            empty.append(number)
            continue
        marks = read_marks(page)
        page.close()
        if marks.is_unread:
            empty.append(number)
        sheets.append(read_sheet(number, marks))
    return sheets, empty
