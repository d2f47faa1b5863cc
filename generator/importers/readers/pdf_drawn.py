"""The straight lines drawn on a page of a PDF, in the coordinates the page is written in."""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.importers.readers.bounds import MOST_MARKS
from generator.importers.readers.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    import pypdfium2

_THIN: Final = 3.0
"""Points: a drawn shape no thicker than this is a line."""
_SHORTEST: Final = 1.0
_LIGHTEST: Final = 250
"""From this value on in red, green and blue a line is white, that is not seen."""
_DEEPEST_FORM: Final = 8

Matrix = tuple[float, float, float, float, float, float]
_SAME: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def drawn_lines(page: pypdfium2.PdfPage) -> tuple[list[tuple[float, float, float, float]], bool]:
    """The straight lines on a page by their ends, and whether it has pictures."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    found: list[tuple[float, float, float, float]] = []
    has_pictures = False
    page_objects = [pdfium.FPDFPage_GetObject(page.raw, at) for at in range(pdfium.FPDFPage_CountObjects(page.raw))]
    pending: list[tuple[object, Matrix, int]] = [(item, _SAME, 0) for item in reversed(page_objects)]
    seen = 0
    while pending:
        item, outer, depth = pending.pop()
        seen += 1
        if seen > MOST_MARKS or len(found) > MOST_MARKS:
            raise Unreadable("import-too-many-parts", found=f"> {MOST_MARKS}", most=f"{MOST_MARKS}")
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            has_pictures = True
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and not _is_white(pdfium, item):
            found += _straight(pdfium, item, _product(_matrix(pdfium, item), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _product(_matrix(pdfium, item), outer)
            count = pdfium.FPDFFormObj_CountObjects(item)
            pending += [(pdfium.FPDFFormObj_GetObject(item, at), inner, depth + 1) for at in range(max(0, count))]
    return found, has_pictures


def _matrix(pdfium: ModuleType, item: object) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _is_white(pdfium: ModuleType, item: object) -> bool:
    """Whether what is drawn of a path can't be seen on white paper."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    colours = [ctypes.c_uint(0) for _ in range(4)]
    ask = pdfium.FPDFPageObj_GetStrokeColor if stroke.value else pdfium.FPDFPageObj_GetFillColor
    if not ask(item, *colours):
        return False
    return all(colour.value >= _LIGHTEST for colour in colours[:3]) or colours[3].value == 0


def _straight(pdfium: ModuleType, item: object, matrix: Matrix) -> Iterator[tuple[float, float, float, float]]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    for points in _outlines(pdfium, item, matrix):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if min(wide, high) <= _THIN:
            if max(wide, high) >= _SHORTEST and max(wide, high) > min(wide, high):
                yield min(xs), min(ys), max(xs), max(ys)
        elif stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                if min(abs(x1 - x0), abs(y1 - y0)) <= 1 and max(abs(x1 - x0), abs(y1 - y0)) > _THIN:
                    yield x0, y0, x1, y1


def _outlines(pdfium: ModuleType, item: object, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The outlines a path consists of, each as its corners; those with curves are left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    is_curved = False
    count = min(pdfium.FPDFPath_CountSegments(item), MOST_MARKS)
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not is_curved:
                yield points
            points, is_curved = [], False
        is_curved = is_curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not is_curved:
        yield points
