"""What stands on a page of a PDF: characters with their boxes, and the straight lines that are drawn.

Coordinates are points from the lower left corner of the page as it is seen.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.importers.readers.bounds import MOST_MARKS
from generator.importers.readers.pdf_drawn import drawn_lines
from generator.importers.readers.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pypdfium2

_DOUBLE: Final = 0.25
"""The same character again, moved by less than this share of its height, is how some programs print it bold."""

_BLANK: Final = frozenset({0x3000, 0xFEFF, 0xFFFE})
_UNKNOWN: Final = "\ufffd"
_FEWEST_UNKNOWN: Final = 20
_FIRST_WIDE: Final = 0x2E80
_SMALLEST: Final = 0.5
_LARGEST: Final = 1000.0
_WIDEST: Final = 1.8
"""A character's box is at most this many times its size, else it is wrong."""


Box = tuple[float, float, float, float]


class Character(NamedTuple):
    """A character that is seen: its left and right edge, its base line, and its height in points."""

    text: str
    left: float
    right: float
    base: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, self.base + self.height / 3


class Ruling(NamedTuple):
    """A straight line: where it stands on the other axis, and from where to where it goes on its own."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands on a page of this width and height.

    `is_unread` says that it shows something, yet has no text: a picture, or type in a font that keeps to itself which
    characters its shapes are.
    """

    width: float
    height: float
    characters: tuple[Character, ...]
    across: tuple[Ruling, ...]
    down: tuple[Ruling, ...]
    is_unread: bool


def read_marks(page: pypdfium2.PdfPage) -> Marks:
    """The marks of a page.

    Raises:
        Unreadable: there are too many.
    """
    width, height = page.get_size()
    turned = _turn(page.get_rotation() % 360, width, height)
    across: list[Ruling] = []
    down: list[Ruling] = []
    drawn, has_pictures = drawn_lines(page)
    for x0, y0, x1, y1 in drawn:
        (ax, ay), (bx, by) = turned(x0, y0), turned(x1, y1)
        left, right, low, high = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if right - left >= high - low:
            across.append(Ruling((low + high) / 2, left, right))
        else:
            down.append(Ruling((left + right) / 2, low, high))
    characters = tuple(_characters(page, turned, width, height))
    unknown = sum("\ue000" <= character.text <= "\uf8ff" or character.text == _UNKNOWN for character in characters)
    is_unread = unknown > max(_FEWEST_UNKNOWN, len(characters) // 2) if characters else has_pictures
    known = () if is_unread else tuple(character for character in characters if character.text != _UNKNOWN)
    return Marks(width, height, known, tuple(across), tuple(down), is_unread)


def _turn(rotation: int, width: float, height: float) -> Callable[[float, float], tuple[float, float]]:
    """From the coordinates a page is written in to those it is seen in, by its rotation in degrees."""
    if rotation == 90:  # noqa: PLR2004
        return lambda x, y: (y, height - x)
    if rotation == 180:  # noqa: PLR2004
        return lambda x, y: (width - x, height - y)
    if rotation == 270:  # noqa: PLR2004
        return lambda x, y: (width - y, x)
    return lambda x, y: (x, y)


def _characters(
    page: pypdfium2.PdfPage, turned: Callable[[float, float], tuple[float, float]], width: float, height: float
) -> Iterator[Character]:
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count > MOST_MARKS:
            raise Unreadable("import-too-many-parts", found=f"{count}", most=f"{MOST_MARKS}")
        before: dict[str, Character] = {}
        for text, box, origin, size in _measured(text_page.raw, count):
            (ax, _), (bx, _) = turned(box[0], box[1]), turned(box[2], box[3])
            found = Character(text, min(ax, bx), max(ax, bx), turned(*origin)[1], size)
            last = before.get(text)
            if last is not None and _is_double(last, found):
                continue
            before[text] = found
            if 0 <= found.middle[0] <= width and 0 <= found.base <= height:
                yield found
    finally:
        text_page.close()


def _measured(text_page: object, count: int) -> Iterator[tuple[str, Box, tuple[float, float], float]]:
    """Each character with its box, the left end of its base line, and its size.

    The boxes that PDFium tells are wrong for the Type 3 fonts with which browsers print rare characters, and for
    fonts that are written downwards; there the matrix says where the character is.
    """
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    loose, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x0, x1, y0, y1, x, y = (ctypes.c_double() for _ in range(6))
    start, end = (0.0, 0.0), 0.0
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, at)
        if code == 0:
            code = ord(_UNKNOWN)
        if code <= 0x20 or 0x7F <= code <= 0xA0 or 0xD800 <= code < 0xE000 or code in _BLANK:  # noqa: PLR2004
            continue
        if not pdfium.FPDFText_GetMatrix(text_page, at, matrix) or not pdfium.FPDFText_GetLooseCharBox(
            text_page, at, loose
        ):
            continue
        size = pdfium.FPDFText_GetFontSize(text_page, at) * math.hypot(matrix.c, matrix.d)
        if not _SMALLEST < size < _LARGEST:
            continue
        most = _WIDEST * size
        if loose.right - loose.left <= most and loose.top - loose.bottom <= most:
            pdfium.FPDFText_GetCharOrigin(text_page, at, x, y)
            yield chr(code), (loose.left, loose.bottom, loose.right, loose.top), (x.value, y.value), size
            continue
        pdfium.FPDFText_GetCharBox(text_page, at, x0, x1, y0, y1)
        if x1.value - x0.value <= most and y1.value - y0.value <= most:
            box = x0.value, y0.value, x1.value, y1.value
            yield chr(code), box, (x0.value, (y0.value + y1.value) / 2 - size / 3), size
            continue
        # The matrix is that of the piece of text the character is in: further ones follow it.
        left = end if start == (matrix.e, matrix.f) else matrix.e
        start, end = (matrix.e, matrix.f), left + size * (1 if code >= _FIRST_WIDE else 1 / 2)
        yield chr(code), (left, matrix.f, end, matrix.f + size), (left, matrix.f), size


def _is_double(last: Character, found: Character) -> bool:
    most = _DOUBLE * found.height
    return abs(last.left - found.left) < most and abs(last.base - found.base) < most
