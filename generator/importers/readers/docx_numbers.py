"""The numbers that Word sets before the paragraphs of a list: they stand in no text, yet readers see them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.importers.readers.docx_styles import W, value_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

_DIGITS: Final = "〇一二三四五六七八九"
_PLACE: Final = re.compile(r"%([1-9])")
_LARGEST_CHINESE: Final = 99
_LARGEST_CIRCLED: Final = 20
_LETTERS: Final = 26
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def chinese(number: int) -> str:
    """1 is 一, 12 is 十二; beyond 99 the digits of Arabia."""
    if not 0 < number <= _LARGEST_CHINESE:
        return str(number)
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= _LARGEST_CIRCLED else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % _LETTERS) if number > 0 else ""


def _roman(number: int) -> str:
    if not 0 < number < _LARGEST_CHINESE:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


_WRITTEN: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _: "",
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand"),
        chinese,
    ),
}  # fmt: skip


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: _Element | None) -> None:
        self._levels: dict[str, dict[int, _Element]] = {}
        self._counts: dict[str, list[int]] = {}
        self._abstract: dict[str, str] = {}
        if root is None:
            return
        abstract = {item.get(W + "abstractNumId"): item for item in root.iter(W + "abstractNum")}
        for item in root.iter(W + "num"):
            key, kind = item.get(W + "numId") or "", value_of(item, "abstractNumId") or ""
            levels = abstract[kind].iter(W + "lvl") if kind in abstract else ()
            changed = (level for change in item.iter(W + "lvlOverride") for level in change.iter(W + "lvl"))
            self._abstract[key] = key if item.find(W + "lvlOverride") is not None else kind
            self._levels[key] = {int(level.get(W + "ilvl") or 0): level for level in (*levels, *changed)}

    def next(self, key: str, depth: int) -> str | None:
        """What is shown before the next paragraph of a list at this depth; None where it is a bullet or nothing."""
        level = self._levels.get(key, {}).get(depth)
        if level is None:
            return None
        counts = self._counts.setdefault(self._abstract[key], [])
        for at in range(len(counts), depth + 1):
            counts.append(self._start(key, at) - 1)
        counts[depth] += 1
        del counts[depth + 1 :]
        if value_of(level, "numFmt") == "bullet":
            return None
        pattern = value_of(level, "lvlText") or ""
        return _PLACE.sub(lambda match: self._shown(key, int(match[1]) - 1, counts), pattern)

    def _start(self, key: str, depth: int) -> int:
        level = self._levels[key].get(depth)
        start = "1" if level is None else value_of(level, "start") or "1"
        return int(start) if start.isdecimal() else 1

    def _shown(self, key: str, depth: int, counts: list[int]) -> str:
        level = self._levels[key].get(depth)
        number = max(counts[depth], self._start(key, depth)) if depth < len(counts) else 1
        return _WRITTEN.get("" if level is None else value_of(level, "numFmt") or "", str)(number)
