"""The quick reader gives what the careful one gives, and nothing where the careful one has something to say."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from portal_edits import RIVERSIDE
from portals import built

from generator.collection.quick import QuickReader
from generator.collection.reading import read_report
from generator.collection.source import Source
from generator.datafiles import quick
from generator.files import digest
from generator.forms.reading import load_forms

if TYPE_CHECKING:
    from pathlib import Path

FORMS, _ = load_forms()
READER = QuickReader(FORMS)
REAL = {
    path: path.read_bytes()
    for path in sorted(
        [*(RIVERSIDE.parents[2] / "content/reports").glob("*/*.*"), *RIVERSIDE.glob("content/reports/*/*.*")]
    )
}
NASTY = (
    '"\\e"', '"\\x41"', '"\\u0041"', '"\\U0001F600"', '"\\n"', '"\\""', "'''\nx'''", '"""\\\n  x"""', '""', '" "', "''",
    "0", "-0", "+1", "007", "1_000", "0x1F", "0b1", "0o7", "1.0", "1e3", "nan", "inf", "-inf", str(10**18), str(2**63), str(10**30),  # noqa: E501
    "2024-01-01", "2024-02-30", "2024-01-01T00:00:00", "2024-01-01 00:00:00Z", "12:00:00", "true", "false",
    "[]", "[1]", "[1,]", "[1,\n2,\n]", "{}", "{ a = 1 }", "{ a = 1, }", "{ a = 1,\n b = 2 }",
    "{ zh-Hans = '甲', en = 'A' }",
    '"１２ ０ ０"', '"1\u3000 2\u00a03"', '"1\u20282"', '"１"',
    '"1,234"', '"<<<<<<< HEAD"', '"\ufeff"', "\ufeff", "\r", "\u0085", "\u2028",
    "NaN", "Infinity", "null", "1.5", "\\u0041",
)  # fmt: skip


def check(path: str, content: bytes) -> bool:
    """Compare both readers; gives whether the quick one gave a report."""
    found = READER.read(path, content, "0")
    assert READER.read(path, content, "0") == found
    if found is None:
        return False
    report, findings = read_report(Source("report", path, content, "0"), FORMS)
    assert findings == ()
    assert report == found
    assert repr(report) == repr(found)
    return True


def path_of(path: Path) -> str:
    return f"content/reports/{path.parent.name}/{path.name}"


def test_both_readers_agree_on_every_real_report():
    read = [check(path_of(path), content) for path, content in REAL.items()]

    assert len(read) == 37
    assert sum(read) >= 33


mutations = st.lists(
    st.tuples(
        st.sampled_from(["value", "word", "double", "drop", "swap", "character", "insert", "newlines", "key"]),
        st.integers(0, 10**6),
        st.sampled_from(NASTY),
    ),
    min_size=1,
    max_size=3,
)


def mutate(text: str, kind: str, number: int, nasty: str) -> str:
    """A data file with one thing changed in it."""
    lines = text.split("\n")
    at = number % len(lines)
    key, equals, value = lines[at].partition(" = " if " = " in lines[at] else ": ")
    if kind == "value" and equals:
        lines[at] = f"{key}{equals}{nasty}"
    elif kind == "word" and equals:
        words = value.strip('"').split(" ")
        words[number % len(words)] = nasty.strip("\"'")
        lines[at] = f'{key}{equals}"{" ".join(words)}"'
    elif kind == "double":
        lines.insert(number % 7 + at, lines[at])
    elif kind == "drop":
        del lines[at]
    elif kind == "swap":
        lines[at], lines[at - 1] = lines[at - 1], lines[at]
    elif kind == "key" and equals:
        lines[at] = f"{key}.x{equals}{value}" if number % 2 else f'"{key}"{equals}{value}'
    elif kind == "newlines":
        return "\r\n".join(lines)
    elif text:
        at = number % len(text)
        return text[:at] + nasty.strip("\"'") + text[at + (kind == "character") :]
    return "\n".join(lines)


@given(path=st.sampled_from(list(REAL)), changes=mutations)
@settings(max_examples=400, deadline=None)
def test_both_readers_agree_on_changed_reports(path, changes):
    text = REAL[path].decode()
    for change in changes:
        text = mutate(text, *change)

    check(path_of(path), text.encode(errors="replace"))


@given(path=st.sampled_from(list(REAL)), content=st.binary(max_size=40), at=st.integers(0, 3000))
@example(path=next(iter(REAL)), content=b"\xef\xbb\xbf", at=0)
@settings(max_examples=60, deadline=None)
def test_both_readers_agree_on_broken_bytes(path, content, at):
    check(path_of(path), REAL[path][:at] + content + REAL[path][at:])


REPORT = """agency = "a"
year = 2024
title = "年度报告"
published = 2025-01-15
[proceedings]
form = "national-2021"
review = "1 0 0 0 1"
litigation-direct = "0 0 0 0 0"
litigation-after-review = "0 0 0 0 0"
[[facts]]
key = "staff"
label = "工作人员"
value = 12
[narrative]
overview = "第一段。"
"""


def test_a_plain_report_is_read_quickly():
    assert check("content/reports/a/2024.toml", REPORT.encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"第一段。"', '"\\e[0m"'),
        ('"第一段。"', '"\\x41"'),
        ('"第一段。"', '"<<<<<<< HEAD"'),
        ('"第一段。"', '"""\n<<<<<<< HEAD\n=======\n>>>>>>> main\n"""'),
        ('"第一段。"', '" "'),
        ('"第一段。"', "3"),
        ('"工作人员"', '{ zh-Hans = "工作人员", }'),
        ('"工作人员"', '{ zh-Hans = "工作人员",\n en = "Staff" }'),
        ('"工作人员"', "{\n}"),
        ("value = 12", "value = 12.0"),
        ("value = 12", "value = 12.50"),
        ("value = 12", "value = nan"),
        ("value = 12", "value = true"),
        ("value = 12", f"value = {10**18}"),
        ("value = 12", f"value = {2**63 - 1}"),
        ("value = 12", f"value = {2**64}"),
        ("value = 12", "value = 1\nvalue = 2"),
        ("value = 12", 'value = 12\nunit = "人"\nunits = "人"'),
        ("value = 12", "value = 12\nparts = [1, 2.5]"),
        ("value = 12", "value = 12\nparts = [{ label = '甲', value = true }]"),
        ("[narrative]", '[[facts]]\nkey = "staff"\nlabel = "又"\nvalue = 1\n[narrative]'),
        ("2025-01-15", "2025-01-15T08:00:00"),
        ("2025-01-15", "2025-01-15 08:00:00Z"),
        ("2025-01-15", '"2025-01-15"'),
        ("2025-01-15", "08:00:00"),
        ("year = 2024", "year = 2023"),
        ("year = 2024", "year = 2024.0"),
        ("year = 2024", 'year = "2024"'),
        ("year = 2024", "year = true"),
        ('agency = "a"', 'agency = "b"'),
        ('agency = "a"', '"agency" = "a"\n"agency" = "a"'),
        ('"1 0 0 0 1"', '"１ 0 0 0 1"'),
        ('"1 0 0 0 1"', '"1\u30000\u00a00 0 1"'),
        ('"1 0 0 0 1"', '"1 0 0 0"'),
        ('"1 0 0 0 1"', '"1 0 0 0 1 1"'),
        ('"1 0 0 0 1"', '"1 0 0 0 十"'),
        ('"1 0 0 0 1"', '"1.5 0 0 0 1"'),
        ('"1 0 0 0 1"', '"1（其中 线上 1件） 0 0 0 1"'),
        ('"1 0 0 0 1"', '"1（ 0 0 0 1"'),
        ('"1 0 0 0 1"', "10001"),
        ('"1 0 0 0 1"', '"1 0 0 0 1"\nreview.x = "1"'),
        ('review = "1 0 0 0 1"', 'reviews = "1 0 0 0 1"'),
        ('form = "national-2021"', 'form = "national-2020"'),
        ('form = "national-2021"', 'form = "national-2014"'),
        ('form = "national-2021"', ""),
        ("[narrative]", '[narrative]\nform = "fujian-2009"'),
        ("[narrative]", '[narrative]\nform = "narrative"'),
        ("[narrative]", "[proceedings]\n[narrative]"),
        ("\n", "\r\n"),
        ("\n", "\r"),
        ('agency = "a"', '\ufeffagency = "a"'),
        ("# nothing", ""),
    ],
)
def test_both_readers_agree_on_what_is_hard_to_read(old, new):
    check("content/reports/a/2024.toml", REPORT.replace(old, new).encode())


@pytest.mark.parametrize(
    "text",
    [
        '{"agency": "a", "agency": "a", "year": 2024, "title": "x"}',
        '{"agency": "a", "year": 2024, "title": "x", "facts": [{"key": "k", "label": "l", "value": 1, "value": 1}]}',
        '{"agency": "a", "year": 2024, "title": "x", "facts": [{"key": "k", "label": "l", "value": NaN}]}',
        '{"agency": "a", "year": 2024, "title": "x", "facts": [{"key": "k", "label": "l", "value": -Infinity}]}',
        '{"agency": "a", "year": 2024, "title": "x", "facts": [{"key": "k", "label": "l", "value": 1e2}]}',
        '{"agency": "a", "year": 2024, "title": "x", "facts": [{"key": "k", "label": "l", "value": null}]}',
        '{"agency": "a", "year": 2024, "title": "x", "published": "2025-01-15"}',
        '{"agency": "a", "year": 2024, "title": "x", "published": null}',
        '{"agency": "a", "year": 2024, "title": "\\ud83d\\ude00"}',
        '{"agency": "a", "year": 2024, "title": "\\ud83d"}',
        '{"agency": "a", "year": 2024, "title": "x"} x',
        '{"agency": "a", "year": 2024, "title": "x",}',
        '[{"agency": "a"}]',
        "[" * 5000,
        "",
    ],
)
def test_both_readers_agree_on_json_that_is_hard_to_read(text):
    check("content/reports/a/2024.json", text.encode())


def test_without_the_fast_library_the_site_is_the_same(tmp_path, monkeypatch):
    shutil.copytree(RIVERSIDE / "content", tmp_path / "content")
    fast = built(tmp_path)
    monkeypatch.setattr(quick, "_loads", None)

    assert QuickReader(FORMS).read("content/reports/a/2024.toml", REPORT.encode(), "0") is None
    assert built(tmp_path) == fast


def test_the_digest_of_the_data_file_is_kept():
    content = REPORT.encode()

    assert READER.read("content/reports/a/2024.toml", content, digest(content)).digest == digest(content)
