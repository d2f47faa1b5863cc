"""Bytes to data files: whatever the bytes, there are findings and no exception."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.collection.reading import read_agency, read_regions, read_report
from generator.collection.source import Source
from generator.console import CATALOGUES, explain, remedy
from generator.datafiles.reading import read_data_file
from generator.files import digest
from generator.findings import errors_among
from generator.forms.reading import load_forms
from generator.messages import load_messages

FORMS, _ = load_forms()
CHINESE = load_messages([CATALOGUES], "zh-Hans")
ENGLISH = load_messages([CATALOGUES], "en")

KEYS = ["agency", "year", "title", "published", "source", "disclosure", "requests", "form", "facts", "narrative"]
MORE_KEYS = ["parts", "licences", "refused", "state-secret", "value", "names", "kind", "region", "since", "regions"]
SIGNS = [".", "=", "[", "]", "[[", "]]", "{", "}", ",", '"', "'", "'''", '"""', "\\", "#", " = ", "\t", "\n", "\r\n"]
STRAYS = ["\0", "\ufeff", "\u2028", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n", "22（其中修订16件）", "十三", "昨天"]
CONTENTS = ["national-2021", "13", "0x1f", "1e99999999999999999999", "nan", "inf", "true", "2025-02-30", "2025/1/5"]
WORDS = st.sampled_from([*KEYS, *MORE_KEYS, *SIGNS, *STRAYS, *CONTENTS])
TEXTS = st.lists(WORDS, max_size=40).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


def source(kind: str, path: str, content: bytes) -> Source:
    return Source(kind, path, content, digest(content))


def read_everything(path: str, content: bytes):
    """The findings of a file read as a report, as an agency and as regions."""
    _, in_report = read_report(source("report", f"content/reports/a/{path}", content), FORMS)
    _, in_agency = read_agency(source("agency", f"content/agencies/{path}", content))
    _, in_regions = read_regions(source("regions", path, content))
    return [*in_report, *in_agency, *in_regions]


def text_of(content: bytes) -> str:
    """The text as the reader takes it: the encoding that it guesses."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:200].count(0) > max(1, len(content[:200]) // 5):
        return ""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8-sig", errors="replace")


def tell(findings, content: bytes) -> None:
    lines = text_of(content).split("\n")
    for finding in findings:
        for messages in (CHINESE, ENGLISH):
            assert explain(finding, messages).encode()
            assert remedy(finding, messages).encode()
        if text_of(content):
            assert 1 <= finding.place.line <= len(lines), finding
            assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1, finding


@pytest.mark.parametrize("suffix", ["toml", "json"])
@settings(deadline=None)
@given(content=st.binary(max_size=400))
@example(b"")
@example(b"\xff\xfe\x00")
@example(b"a = " + b"[" * 5000)
@example(b"[" * 100_000)
@example(b'{"a":' * 3000)
@example(b'{"a":' * 600 + b"1" + b"}" * 600)
@example(b"a." * 3000 + b"b = 1")
@example(b"year = 0x" + b"f" * 6000)
@example(b"year = " + b"1" * 6000)
@example(b'{"year": ' + b"1" * 6000 + b"}")
@example(b"facts = [{ value = 1e999999999999999999999999 }]")
@example(b'{"title": "\\ud800"}')
@example(b'{"facts": [{"value": NaN}, {"value": -Infinity}], "year": Infinity}')
@example(b"[[requests]]\n[[requests.refused]]\n")
@example(b'[requests]\nform = ["national-2021"]\n')
@example(b'[requests]\nform = "national-2021"\nrefused = "0"\nrefused.state-secret = "0"\n')
@example(b'[requests]\nform = "national-2021"\n"" = 1\n"a.b\\u0000" = "1"\nrefused = []\n')
@example(b"year = true\nagency = 1979-05-27T07:32:00Z\nnarrative = 3\n")
def test_any_bytes_give_findings_and_never_an_exception(suffix, content):
    tell(read_everything(f"2024.{suffix}", content), content)


@settings(deadline=None)
@given(text=TEXTS)
def test_any_toml_like_text_gives_findings_at_places_inside_it(text):
    tell(read_everything("2024.toml", text.encode()), text.encode())


@settings(deadline=None)
@given(value=VALUES)
def test_any_json_gives_findings_at_places_inside_it(value):
    content = json.dumps(value, ensure_ascii=False).encode(errors="surrogatepass")
    tell(read_everything("2024.json", content), content)


@settings(deadline=None)
@given(text=TEXTS)
def test_an_unreadable_file_is_always_an_error(text):
    file, findings = read_data_file("2024.toml", text.encode())

    assert file is not None or errors_among(findings)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('title = "x\nyear = 2024\n', 1, 9),
        ("title = “x”\n", 1, 9),
        ("year 2024\n", 1, 6),
        ("year = 2024年\n", 1, 12),
        ("published = 2025-02-30\n", 1, 13),
        ("published = 2025/1/5\n", 1, 13),
        ("year = 1\nyear = 2\n", 2, 1),
        ("[source]\n[source]\n", 2, 2),
        ("a = '''\nb\nc = 1\n", 1, 5),
        ("parts = [\n1,\n2\nunit = 3\n", 1, 9),
        ("[source\nurl = 3\n", 1, 8),
    ],
)
def test_a_syntax_error_points_at_the_offending_word(text, line, column):
    _, findings = read_data_file("2024.toml", text.encode())

    assert [(finding.place.line, finding.place.column) for finding in findings] == [(line, column)]


def test_what_stands_behind_a_broken_line_is_read():
    file, findings = read_data_file("2024.toml", b'title = "a\nyear = 2024\n[source\nurl = "u"\n')

    assert len(findings) == 2
    assert file.values == {"year": 2024, "source": {"url": "u"}}
    assert file.set_aside == {("title",)}


def test_the_place_of_a_broken_line_is_known_within_its_table():
    file, _ = read_data_file("2024.toml", b'[[facts]]\nkey = "a"\n[[facts]]\nkey = "b\nrefused.x = 3 4\n')

    assert file.set_aside == {("facts", 1, "key"), ("facts", 1, "refused", "x")}


@pytest.mark.parametrize(
    ("written", "offset"),
    [
        ('"0 0 十 0"', 4),
        ("'0 0 十 0'", 4),
        (r'"\u0030 十"', 2),
        (r'"\t十"', 1),
        ("'''\n0 0\n十'''", 4),
        ('"""0 0 \\\n   十"""', 4),
        ('"""\r\n0 十"""', 2),
    ],
)
def test_a_word_within_a_text_is_found_where_it_is_written(written, offset):
    text = f"a = {written}\n"
    file, _ = read_data_file("a.toml", text.encode())

    place = file.place_in_text(("a",), offset)

    assert text.replace("\r\n", "\n").split("\n")[place.line - 1][place.column - 1] == "十"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("gbk", "GBK"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")],
)
def test_a_file_of_another_encoding_is_named_and_read(encoding, name):
    file, findings = read_data_file("a.toml", 'title = "年度报告"\n'.encode(encoding))

    assert [(finding.code, finding.found) for finding in findings] == [("encoding-not-utf-8", name)]
    assert file.values == {"title": "年度报告"}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_endings_and_a_mark_at_the_beginning_make_no_difference(ending):
    file, findings = read_data_file("a.toml", f"\ufeffa = 1{ending}b = '''{ending}x{ending}'''".encode())

    assert findings == ()
    assert file.values == {"a": 1, "b": "x\n"}


def test_a_line_of_equals_signs_in_a_text_is_no_conflict():
    file, findings = read_data_file("a.toml", "a = '''\n标题\n=======\n'''\n".encode())

    assert findings == ()
    assert file.values == {"a": "标题\n=======\n"}


def test_our_side_of_a_conflict_is_read():
    file, findings = read_data_file(
        "a.toml", b"<<<<<<< ours\na = 1\n||||||| base\na = 0\n=======\na = 2\n>>>>>>> theirs\n"
    )

    assert [finding.code for finding in findings] == ["conflict-marker"]
    assert file.values == {"a": 1}


@settings(deadline=None)
@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=6),
        st.integers(-(2**60), 2**60) | st.text(st.characters(codec="utf-8"), max_size=8),
        max_size=5,
    )
)
def test_each_value_of_sound_json_stands_at_its_place(values):
    content = json.dumps(values, ensure_ascii=False, indent=1)
    file, findings = read_data_file("a.json", content.encode())

    assert findings == ()
    for key, value in values.items():
        place = file.place_of_value((key,))
        line = content.split("\n")[place.line - 1]
        assert line[place.column - 1 :].startswith(json.dumps(value, ensure_ascii=False))
