"""Small files as agencies publish them, made for the tests."""

from __future__ import annotations

import io
import zipfile

from generator.importers.document import Document, Table, Text

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DIGITS = "0123456789"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def texts(document: Document) -> list[str]:
    """What the document says outside of its tables."""
    return [block.text for block in document.blocks if isinstance(block, Text)]


def rows(table: Table) -> list[list[str]]:
    """The cells that begin in each row of a table."""
    return [[cell.text for cell in row] for row in table.rows()]


def make_zip(parts: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def relations(parts: dict[str, str]) -> str:
    """The part that says what another refers to: names by kind."""
    items = (
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind.rstrip(DIGITS)}" Target="{name}"/>'
        for at, (kind, name) in enumerate(parts.items(), 1)
    )
    return f"<Relationships xmlns='{RELATIONS}'>{''.join(items)}</Relationships>"


def make_docx(body: str, *, styles: str = "", numbering: str = "") -> bytes:
    return make_zip(
        {
            "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
            "word/_rels/document.xml.rels": relations({"styles": "styles.xml", "numbering": "numbering.xml"}),
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
        }
    )


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_table(*table_rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in table_rows) + "</w:tbl>"


def word_cell(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


FONT = b"""<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000
/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>
/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880]
/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>"""
PICTURE = b"""<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray
/BitsPerComponent 8 /Length 1 >>
stream
\x00
endstream"""

Drawn = tuple[str, float, float, float, float | str]


def words(x: float, y: float, text: str, size: float = 12) -> Drawn:
    """A text whose first character stands at x, its base line at y, both in points from the lower left corner."""
    return ("words", x, y, size, text)


def ruling(x0: float, y0: float, x1: float, y1: float) -> Drawn:
    return ("line", x0, y0, x1, y1)


def make_pdf(*pages: list[Drawn], picture: bool = False, title: bytes = b"", sideways: bool = False) -> bytes:
    """A PDF with text in a font of Acrobat's Chinese set, every character as wide as high."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * at) for at in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        FONT,
        PICTURE,
    ]
    for at, page in enumerate(pages):
        content = (
            (b"0 1 -1 0 595 0 cm " if sideways else b"")
            + b"\n".join(map(_drawing, page))
            + (b"\nq 500 0 0 700 50 50 cm /I Do Q" if picture else b"")
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> /XObject << /I 5 0 R >> >> >>" % (90 * sideways, 7 + 2 * at)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    if title:
        objects.append(b"<< /Title %s >>" % title)
    made = b"%PDF-1.4\n"
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        b" /Info %d 0 R" % len(objects) if title else b"",
        len(made),
    )
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end


def _drawing(item: Drawn) -> bytes:
    kind, a, b, c, d = item
    if kind == "line":
        return b"%.2f %.2f m %.2f %.2f l S" % (a, b, c, d)
    return b"BT /F %.2f Tf %.2f %.2f Td <%s> Tj ET" % (c, a, b, str(d).encode("utf-16-be").hex().encode())


def ruled(x: list[float], y: list[float], cells: list[list[str]], size: float = 10) -> list[Drawn]:
    """A table with all its lines: where its columns and rows are parted, from the left and from the top."""
    lines = [ruling(x[0], at, x[-1], at) for at in y] + [ruling(at, y[0], at, y[-1]) for at in x]
    filled = [
        words(x[column] + 2, y[row] - size - 2, text, size)
        for row, texts_of_row in enumerate(cells)
        for column, text in enumerate(texts_of_row)
        if text
    ]
    return lines + filled
