"""What a file is, whatever it is called; and that nothing makes a reader fail in another way than it says."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importers.readers.made import make_docx, make_pdf, make_zip, paragraph, texts, words

from generator.importers.document import Document, Table
from generator.importers.readers import LARGEST_FILE, Unreadable, check_size, read_document
from generator.importers.readers.bounds import MOST_COLUMNS, MOST_ROWS

if TYPE_CHECKING:
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
HTML = "<html><body><table><tr><td rowspan='2' colspan=3>政府</td><td>1</td></tr></table><p>一、</p></body></html>"
SEEDS = [
    make_docx(paragraph("政府信息公开")),
    make_pdf([words(90, 700, "政府信息公开")]),
    HTML.encode(),
    HTML.encode("gbk"),
    "# 一\n| 规章 | 1 |\n|---|---|\n<table>\n**完**\n".encode(),
    "标题: 甲\n=== 正文 ===\n规章\t1\t2\n".encode(),
]


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        (make_docx(paragraph("字")), "a.doc", "docx"),
        (make_pdf([words(90, 700, "字")]), "a.docx", "pdf"),
        (HTML.encode(), "a.doc", "html"),
        ("政府信息公开".encode(), "a.pdf", "text"),
        ("政府信息公开".encode(), "a.html", "text"),
    ],
)
def test_a_wrong_ending_is_a_warning_and_no_obstacle(content: bytes, name: str, form: str) -> None:
    document = read_document(content, name)
    assert document.format == form
    assert [(f.code, f.values["format"]) for f in document.findings] == [("import-format-other", form)]


def test_a_page_saved_with_all_it_shows_is_read() -> None:
    content = (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=text/html; "
        b"boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><p>=E6=94=BF=E5=BA=9C</p></body></html>\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n"
    )
    document = read_document(content, "a.mhtml")
    assert (document.format, texts(document), document.findings) == ("mhtml", ["政府"], ())


@pytest.mark.parametrize("name", ["a", "a.txt", "a.unknown"])
def test_a_name_that_promises_nothing_is_no_reason_for_a_finding(name: str) -> None:
    assert read_document("政府信息公开".encode(), name).findings == ()


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "import-locked", ""),
        (OLE + "Workbook".encode("utf-16-le"), "import-format-unknown", "XLS"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "import-format-unknown", "PNG"),
        (make_zip({"OFD.xml": "<x/>"}), "import-format-unknown", "OFD"),
        (make_zip({"a.txt": "x"}), "import-format-unknown", "ZIP"),
        (b"PK\x03\x04" + bytes(100), "import-cut-off", ""),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, code: str, found: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_document(content, "a.doc")
    assert (caught.value.code, caught.value.found) == (code, found)


def test_a_file_too_large_is_refused_by_its_size_alone() -> None:
    check_size(LARGEST_FILE)
    with pytest.raises(Unreadable) as caught:
        check_size(200 * 1024 * 1024)
    assert caught.value.finding("a.pdf").values == {"most": "50 MB"}
    assert caught.value.found == "200 MB"


def test_what_is_unreadable_comes_back_from_another_process() -> None:
    again = pickle.loads(pickle.dumps(Unreadable("import-too-large", found="60 MB", most="50 MB")))  # noqa: S301
    assert (again.code, again.found, again.values) == ("import-too-large", "60 MB", {"most": "50 MB"})


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_doc_needs_a_program_that_converts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = OLE + "WordDocument".encode("utf-16-le")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable, match="import-program-missing"):
        read_document(content, "a.doc")
    program(tmp_path, "antiword", "echo '|规章|1|'; echo 完")
    assert texts(read_document(content, "a.doc")) == ["规章", "1", "完"] or texts(read_document(content, "a.doc")) == [
        "完"
    ]
    program(tmp_path, "soffice", "exit 1")
    with pytest.raises(Unreadable, match="import-not-converted"):
        read_document(content, "a.doc")
    (tmp_path / "made.docx").write_bytes(make_docx(paragraph("转好了")))
    program(
        tmp_path,
        "soffice",
        f'while [ "$1" != --outdir ]; do shift; done; exec /bin/cp {tmp_path}/made.docx "$2/document.docx"',
    )
    assert texts(read_document(content, "a.doc")) == ["转好了"]
    assert read_document(rb"{\rtf1 x}", "a.rtf").format == "doc"


def check(content: bytes, name: str) -> None:
    """The only ways out of a reader, and what holds of every table."""
    try:
        document = read_document(content, name)
    except Unreadable as error:
        error.finding(name)
        return
    assert isinstance(document, Document)
    assert read_document(content, name) == document
    for block in document.blocks:
        if isinstance(block, Table):
            assert 0 < block.height <= MOST_ROWS
            assert 0 < block.width <= MOST_COLUMNS
            assert all(cell.row + cell.rows <= block.height for cell in block.cells)
            assert all(cell.column + cell.columns <= block.width for cell in block.cells)
            assert len({(cell.row, cell.column) for cell in block.cells}) == len(block.cells)
        else:
            assert block.text == " ".join(block.text.split())
            assert block.text


NAMES = st.sampled_from(["a.html", "a.docx", "a.pdf", "a.xlsx", "a.md", "a.txt", "a"])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), NAMES)
def test_any_bytes_are_a_document_or_unreadable(content: bytes, name: str) -> None:
    check(content, name)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(SEEDS), st.integers(0, 5000), st.binary(min_size=1, max_size=8), NAMES)
def test_damaged_files_are_a_document_or_unreadable(content: bytes, at: int, noise: bytes, name: str) -> None:
    place = at % len(content)
    check(content[:place] + noise + content[place + len(noise) :], name)
    check(content[:place] + noise, name)


TAGS = (
    "<table> </table> <tr> <td> <td/rowspan=3> <td/colspan=2> <p> </p> <br> <div> <li> <a/href=x> </a> <h1> <dl> <dt>"
)
SIGNS = "<dd> <!-- --> <script> </script> 政府 1 2 0 | # ** ` - --- ==== [ ]( ) & &nbsp; <!--[if <caption> <ol>"
PIECES = st.sampled_from([*TAGS.split(), *SIGNS.split(), "\t", "\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60), st.sampled_from(["a.html", "a.md", "a.txt"]))
def test_any_markup_is_a_document_or_unreadable(pieces: list[str], name: str) -> None:
    check(" ".join(pieces).encode(), name)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(1, 3), st.sampled_from(["", "<w:vMerge/>", "<w:vMerge w:val='restart'/>"])),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_any_spans_of_word_make_a_grid(spans: list[list[tuple[int, str]]]) -> None:
    body = "".join(
        "<w:tr>"
        + "".join(
            f"<w:tc><w:tcPr><w:gridSpan w:val='{width}'/>{merge}</w:tcPr>{paragraph(f'{at}字')}</w:tc>"
            for at, (width, merge) in enumerate(row)
        )
        + "</w:tr>"
        for row in spans
    )
    check(make_docx(f"<w:tbl>{body}</w:tbl>"), "a.docx")
