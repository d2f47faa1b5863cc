"""How much a reader takes on, so that no file makes it hang or fill the memory. docs/importing.md tells users these."""

from __future__ import annotations

import time
from typing import Final

from generator.importers.readers.unreadable import Unreadable

MEGABYTE: Final = 1024 * 1024

LARGEST_FILE: Final = 50 * MEGABYTE
"""Bytes of a file; ask `check_size` before a file is read."""
LARGEST_TEXT: Final = 20 * MEGABYTE
"""Bytes of a file that is text or HTML."""
LARGEST_PART: Final = 16 * MEGABYTE
"""Bytes that one part of a DOCX or XLSX may unpack to."""
LARGEST_UNPACKED: Final = 256 * MEGABYTE
"""Bytes that all parts of a DOCX or XLSX may unpack to."""
STEEPEST_PACKING: Final = 200
"""How many times its packed size a part may unpack to, above a megabyte."""
MOST_PARTS: Final = 10_000
"""Parts in a DOCX or XLSX."""
MOST_ROWS: Final = 5_000
"""Rows in one table."""
MOST_COLUMNS: Final = 256
"""Columns in one table."""
MOST_CELLS: Final = 200_000
"""Cells in all tables of a document."""
MOST_LINES: Final = 200_000
"""Lines of a text."""
MOST_BLOCKS: Final = 100_000
"""Paragraphs, lines and tables in a document."""
MOST_NODES: Final = 500_000
"""Elements and texts in a page of HTML."""
DEEPEST: Final = 200
"""Elements one inside the other; what lies deeper in a page of HTML is read as if it lay there."""
MOST_PAGES: Final = 300
"""Pages of a PDF."""
MOST_MARKS: Final = 50_000
"""Characters, and lines drawn, on one page of a PDF."""
LONGEST_READING: Final = 30.0
"""Seconds that a PDF may take."""
LONGEST_CONVERSION: Final = 60.0
"""Seconds that another program may take to convert a DOC."""


def check_size(size: int, most: int = LARGEST_FILE) -> None:
    """Refuse a file by its size in bytes.

    Raises:
        Unreadable: it is larger than `most`.
    """
    if size > most:
        raise Unreadable("import-too-large", found=megabytes(size), most=megabytes(most))


def megabytes(size: int) -> str:
    """A size in bytes as a message shows it."""
    return f"{-(-size // MEGABYTE)} MB"


class Clock:
    """Watches the seconds a piece of work takes."""

    def __init__(self, most: float = LONGEST_READING) -> None:
        self._most = most
        self._end = time.monotonic() + most

    def check(self) -> None:
        """Go on only if there is time left.

        Raises:
            Unreadable: the time is over.
        """
        if time.monotonic() > self._end:
            raise Unreadable("import-too-slow", most=f"{self._most:g}")
