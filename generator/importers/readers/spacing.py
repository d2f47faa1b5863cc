"""White space in published documents: runs of it become one space, characters without width go."""

from __future__ import annotations

import re
from typing import Final

_WITHOUT_WIDTH: Final = dict.fromkeys(
    [
        *range(0x09),
        *range(0x0E, 0x1C),
        0x7F,
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0xD800, 0xE000),
        0xFEFF,
        0xFFFE,
        0xFFFF,
    ]
)
_WIDE: Final = r"[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]"
_BREAK_BETWEEN_WIDE: Final = re.compile(rf"(?<={_WIDE})[ \t\r]*\n\s*(?={_WIDE})")

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """A text whose figures stand above the line, as numbers of footnotes do: in Unicode's own figures for that."""
    return text.translate(_RAISED)


def collapse(text: str) -> str:
    """A text on one line, with single spaces and none at its ends."""
    return " ".join(text.translate(_WITHOUT_WIDTH).split())


def collapse_source(text: str) -> str:
    """The same for markup: a line break in the source between two Chinese characters is no space."""
    return collapse(_BREAK_BETWEEN_WIDE.sub("", text) if "\n" in text else text)


def join_wrapped(before: str, after: str) -> str:
    """Two lines that were one before they were wrapped."""
    if not before or not after or _is_wide(before[-1]) or _is_wide(after[0]):
        return before + after
    return f"{before} {after}"


def _is_wide(character: str) -> bool:
    return re.match(_WIDE, character) is not None
