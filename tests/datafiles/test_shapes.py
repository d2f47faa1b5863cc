"""A text that is read by its shape says what the standard library reads in it; all others are left."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.datafiles.shapes import Shapes, fill

TEXT = """# Written by hand.
agency = "a"
year = 2024
published = 2025-01-15
[proceedings]
# upheld other
review.upheld = " 1  0 "
review.other = ""
[[facts]]
label = { zh-Hans = "甲", value = 3 }
parts = [1, 2]
more = [
  { value = -5 }, # five
# six
  "六"
]
[narrative]
overview = '''
第一段 "甲" # 不是注释
# 也不是
'''
"""
TOKENS = (
    *"\n\n\n\n'\"#[]{}=, .1a",
    *("\na = ", "\nb = ", "\nc.d = ", "\n[e]\n", "\n[[f]]\n", "\n# ", "'''", '"""', '""', "''", '"甲"', "'''乙'''"),
    *("= 5\n", "= 007\n", "= -0", "= 2024-01-02\n", "= 2024-02-30\n", "= [1, 2]\n", "= [1,2]\n", "= { a = 1 }\n"),
    *("\0", "\1", "\t", "\r\n", "\\", "\x7f", "\ue0000\ue000", '"\ue0000\ue000"', "\ufeff", "<<<<<<<"),
    *(" }", "[\n", ",\n"),
)  # fmt: skip


def read_by_shape(text: str) -> object:
    """What a text says by its shape, which has been seen before; None where it is left."""
    shapes = Shapes(lambda tree: tree)
    shapes.read(text.encode())
    read = shapes.read(text.encode())
    return fill(*read) if read else None


def test_a_shape_is_planned_when_it_is_seen_again():
    shapes = Shapes(lambda tree: tree)

    first, second = (shapes.read(TEXT.encode()) for _ in range(2))

    assert first is None
    assert second is not None
    assert fill(*second) == tomllib.loads(TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2024", "1"),
        ("2025-01-15", "1999-12-31"),
        (" 1  0 ", "甲\t'"),
        ("[1, 2]", "[-30, 0, 7]"),
        ("# upheld other", "# \"other\" 'words'\n# and lines"),
        ("# Written by hand.\n", ""),
        ("第一段", "\n\n第二段'' \""),
        ("value = -5", "value = 0"),
    ],
)
def test_texts_that_differ_in_values_and_comments_share_a_plan(old, new):
    shapes, other = Shapes(lambda tree: tree), TEXT.replace(old, new)
    shapes.read(TEXT.encode())

    read = shapes.read(other.encode())

    assert read is not None
    assert fill(*read) == tomllib.loads(other)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2024", "007"),
        ("2024", "2024.0"),
        ("2024", "true"),
        ("2025-01-15", "2025-02-30"),
        ("2025-01-15", "2025-01-15T08:00:00"),
        ("[1, 2]", "[1, 2.5]"),
        ('"a"', '"a\\u0041"'),
        ('"a"', '"a\nb"'),
        ('"a"', '"""a"""'),
        ('"a"', "'a'"),
        ('"a"', '"a\x0b"'),
        ("agency", '"agency"'),
        ("year", "agency"),
        ("第一段", "'''"),
        ("第一段", "<<<<<<< HEAD"),
        ("# upheld other", "# '''"),
        ("\n", "\r\n"),
    ],
)
def test_what_is_not_certain_is_left(old, new):
    assert read_by_shape(TEXT.replace(old, new)) is None


@given(st.lists(st.sampled_from(TOKENS), max_size=14).map("".join), st.integers(0, len(TEXT)))
@settings(max_examples=300, deadline=None)
def test_a_text_read_by_its_shape_says_what_the_standard_library_reads(tokens, at):
    for text in (tokens, TEXT[:at] + tokens + TEXT[at:]):
        read = read_by_shape(text)

        assert read is None or read == tomllib.loads(text)
