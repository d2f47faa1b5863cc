"""The format of a file, told by its bytes; its name only decides between formats that are all text."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from generator.importers.readers.charsets import decode
from generator.importers.readers.packages import Package
from generator.importers.readers.parts import Doubt
from generator.importers.readers.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

EXTENSIONS: Final[Mapping[str, str]] = {
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".doc": "doc",
    ".wps": "doc",
    ".rtf": "doc",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".tsv": "text",
}
"""The formats by the endings of names."""

_START: Final = 65_536
_WITHIN: Final = 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_OTHERS: Final = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%OFD", "OFD"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x05\x06", "ZIP"),
    (b"PK\x07\x08", "ZIP"),
)
_MHTML: Final = re.compile(
    rb"\s*[A-Za-z-]{1,40}:.*?^Content-Type:\s*multipart/related", re.DOTALL | re.IGNORECASE | re.MULTILINE
)
_TAG: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|div|meta|title|p|section|article)[\s>/]", re.IGNORECASE
)
_CLOSING: Final = re.compile(r"</(?:html|body|table|div|p|td)\s*>", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEADING: Final = re.compile(r"^#{1,6} \S", re.MULTILINE)
_FEWEST_HEADINGS: Final = 3
_TEXTS: Final = frozenset({"text", "markdown"})


def sniff(content: bytes, name: str) -> tuple[str, tuple[Doubt, ...]]:
    """The key of a file's format, and a doubt where its name says another.

    Raises:
        Unreadable: it is locked, cut off, or of a format that can't be read.
    """
    extension = PurePath(name).suffix.lower()
    promised = EXTENSIONS.get(extension, "")
    found = _binary(content) or _textual(content, promised)
    if not promised or found == promised or {found, promised} <= _TEXTS:
        return found, ()
    return found, (Doubt("import-format-other", extension, {"format": found}),)


def _binary(content: bytes) -> str:
    if b"%PDF-" in content[:_WITHIN]:
        return "pdf"
    if content.startswith(_ZIP):
        return _zipped(content)
    if content.startswith(_OLE):
        return _compound(content)
    if content.startswith(b"{\\rtf"):
        return "doc"
    if _MHTML.match(content, 0, _WITHIN * 4):
        return "mhtml"
    for start, kind in _OTHERS:
        if content.startswith(start):
            raise Unreadable("import-format-unknown", found=kind)
    return ""


def _zipped(content: bytes) -> str:
    try:
        package = Package(content)
    except Unreadable as error:
        if error.code == "import-damaged":
            raise Unreadable("import-cut-off") from error
        raise
    for part, form in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx")):
        if part in package:
            return form
    if "[Content_Types].xml" in package:
        kinds = {kind for kind, _ in package.related("").values()}
        names = {name.partition("/")[0] for kind, name in package.related("").values() if kind == "officeDocument"}
        if "officeDocument" in kinds and names & {"word", "xl"}:
            return "docx" if "word" in names else "xlsx"
    raise Unreadable("import-format-unknown", found="OFD" if "OFD.xml" in package else "ZIP")


def _compound(content: bytes) -> str:
    """What an OLE file is, by the names of its streams, which stand in it as UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise Unreadable("import-locked")
    if holds("WordDocument"):
        return "doc"
    kind = "XLS" if holds("Workbook") or holds("Book") else "PPT" if holds("PowerPoint Document") else "OLE"
    raise Unreadable("import-format-unknown", found=kind)


def _textual(content: bytes, promised: str) -> str:
    start = decode(content[:_START])
    text = start.text
    if len(_CONTROL.findall(text)) > len(text) // 50:
        raise Unreadable("import-format-unknown", found="")
    if not start.repaired and start.broken > len(text) // 10 and len(text) > _WITHIN // 10:
        raise Unreadable("import-format-unknown", found="")
    body = text.lstrip("\ufeff \t\r\n")
    if _TAG.match(body) or (body.startswith("<") and _TAG.search(body)):
        return "html"
    if promised == "html" and (_TAG.search(body) or _CLOSING.search(body)):
        return "html"
    if promised in _TEXTS and promised != "text":
        return promised
    return "markdown" if len(_HEADING.findall(text)) >= _FEWEST_HEADINGS else "text"
